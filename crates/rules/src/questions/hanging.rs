//! Which conditions hang on what nobody stated, and on which facts.

use std::collections::{BTreeMap, HashMap};

use bartizan_model::{Assumption, ElementId, Model, Object};

use crate::condition::{Condition, Mode, Outcome, Read, Supposition};
use crate::finding::{Finding, Verdict};
use crate::library::Library;
use crate::what_if;

/// Threats with one condition, on an element on which the condition's outcome is unknown.
pub(super) struct Pair<'a> {
    /// Positions of the threats.
    pub(super) threats: Vec<u32>,
    pub(super) condition: &'a Condition,
    pub(super) element: ElementId,
    /// Assumed, where the defaults make it true.
    pub(super) verdict: Option<Verdict>,
    /// The facts that it hangs on.
    pub(super) unknown: Vec<Read>,
}

/// All of them, element by element.
pub(super) fn hanging<'a>(model: &Model, library: &'a Library, is_open: &dyn Fn(&Finding) -> bool) -> Vec<Pair<'a>> {
    let by_condition = threats_by_condition(model, library);
    let mut pairs = Vec::new();
    for (element, object) in model.taking_part().filter(|(_, object)| object.flag("inScope")) {
        let assumptions: Vec<&Assumption> = object.assumptions.iter().chain(&model.system.assumptions).collect();
        let mut of_condition: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for threat in library.about(object.class) {
            let threat = threat as u32;
            let Some(first) = by_condition.get(&threat) else { continue };
            if !is_left_out(library, threat, object, &assumptions) {
                of_condition.entry(*first).or_default().push(threat);
            }
        }
        for (first, threats) in of_condition {
            pairs.extend(pair(model, library, first, threats, element, is_open));
        }
    }
    pairs
}

/// The first threat with the same condition, by position, of each threat that is looked for.
fn threats_by_condition(model: &Model, library: &Library) -> HashMap<u32, u32> {
    let mut first: HashMap<&str, u32> = HashMap::new();
    let is_wanted = |id: &str| !model.excluded_threats.iter().any(|excluded| &**excluded == id);
    (0..)
        .zip(library.threats())
        .filter(|(_, threat)| is_wanted(&threat.id))
        .map(|(at, threat)| (at, *first.entry(&threat.condition).or_insert(at)))
        .collect()
}

/// Whether an assumption or an override speaks of the threat already.
fn is_left_out(library: &Library, threat: u32, object: &Object, assumptions: &[&Assumption]) -> bool {
    if assumptions.is_empty() && object.overrides.is_empty() {
        return false;
    }
    let Some(threat) = library.threats().get(threat as usize) else { return true };
    assumptions.iter().any(|given| given.exclude.contains(&threat.id))
        || object.overrides.iter().any(|given| given.threat_id == threat.id)
}

fn pair<'a>(
    model: &Model,
    library: &'a Library,
    first: u32,
    mut threats: Vec<u32>,
    element: ElementId,
    is_open: &dyn Fn(&Finding) -> bool,
) -> Option<Pair<'a>> {
    let condition = library.condition(first as usize)?;
    let unknown = what_if::unknowns(condition, model, element, &Supposition::default());
    if unknown.is_empty() {
        return None;
    }
    let verdict = match condition.evaluate(model, element, Mode::Defaults) {
        Ok(Outcome::True) => Some(Verdict::Assumed),
        _ => None,
    };
    if let Some(verdict) = verdict {
        threats.retain(|threat| is_open(&Finding { threat: *threat, element, verdict }));
    }
    (!threats.is_empty()).then_some(Pair { threats, condition, element, verdict, unknown })
}
