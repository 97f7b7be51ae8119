//! Looks for the threats of a library in a resolved model.

use std::collections::HashMap;

use bartizan_model::{Assumption, Class, Diagnostic, ElementId, Model, Object, Override, Severity, Text};

use crate::condition::{Atom, Condition, Fault, Mode, Outcome};
use crate::finding::{Finding, Findings, SetAside, Verdict};
use crate::library::{Library, place};
use crate::limits::{MAX_ANALYSIS_STEPS, MAX_STEPS};

/// Finds what can go wrong: element by element in the model's order, threat by threat in the library's.
///
/// Also says which conditions could not be evaluated. The findings are incomplete when one of the messages is an error.
pub fn analyse(model: &Model, library: &Library) -> (Findings, Vec<Diagnostic>) {
    let plan = Plan::new(model, library);
    let mut progress = Progress {
        steps: MAX_ANALYSIS_STEPS,
        faulty: vec![false; library.threats().len()],
        verdicts: vec![None; library.threats().len()],
        findings: Findings {
            threats: library.threats().to_vec(),
            slugs: model.slugs(),
            severities: model.elements.iter().map(stated_severity).collect(),
            ..Findings::default()
        },
        diagnostics: Vec::new(),
    };
    for (id, object) in model.taking_part() {
        if object.flag("inScope") && plan.element(id, object, &mut progress).is_err() {
            break;
        }
    }
    (progress.findings, progress.diagnostics)
}

/// Why there is a finding: the comparisons and truths that decided the condition, with the facts that they read.
/// Empty for a finding that is there because its author has an override for it.
pub fn reasons(model: &Model, library: &Library, finding: &Finding) -> Vec<Atom> {
    match library.condition(finding.threat as usize) {
        Some(condition) if finding.verdict != Verdict::Overridden => {
            condition.atoms(model, finding.element, library.mode()).unwrap_or_default()
        }
        _ => Vec::new(),
    }
}

/// What is looked for where: worked out once.
struct Plan<'a> {
    model: &'a Model,
    library: &'a Library,
    /// Positions of the threats that are looked for, by class.
    by_class: [Vec<u32>; Class::ALL.len()],
    /// The first threat with the same condition, by position: many threats ask the same.
    twins: Vec<u32>,
    /// Positions by id, for overrides.
    by_id: HashMap<&'a str, Vec<u32>>,
    /// The assumptions about the whole system that exclude something.
    assumptions: Vec<&'a Assumption>,
}

/// What was found so far.
struct Progress {
    steps: u64,
    /// Threats whose condition had a fault.
    faulty: Vec<bool>,
    /// By position of a threat: the last element that its condition was evaluated on, and the verdict.
    verdicts: Vec<Option<(ElementId, Option<Verdict>)>>,
    findings: Findings,
    diagnostics: Vec<Diagnostic>,
}

/// The analysis ran over its limit.
struct OutOfSteps;

impl<'a> Plan<'a> {
    fn new(model: &'a Model, library: &'a Library) -> Self {
        let threats = library.threats();
        let is_wanted = |position: &usize| {
            let id = threats.get(*position).map(|threat| &threat.id);
            !model.excluded_threats.iter().any(|excluded| Some(excluded) == id)
        };
        let mut by_class: [Vec<u32>; Class::ALL.len()] = Default::default();
        for class in Class::ALL {
            if let Some(positions) = by_class.get_mut(class as usize) {
                *positions = library.about(class).filter(is_wanted).map(|position| position as u32).collect();
            }
        }
        let mut by_id: HashMap<&str, Vec<u32>> = HashMap::new();
        for (position, threat) in threats.iter().enumerate().filter(|(position, _)| is_wanted(position)) {
            by_id.entry(&threat.id).or_default().push(position as u32);
        }
        let mut first: HashMap<&str, u32> = HashMap::new();
        let twins = (0..).zip(threats).map(|(at, threat)| *first.entry(&threat.condition).or_insert(at)).collect();
        let assumptions = model.system.assumptions.iter().filter(|given| !given.exclude.is_empty()).collect();
        Self { model, library, by_class, twins, by_id, assumptions }
    }

    fn element(&self, id: ElementId, object: &Object, progress: &mut Progress) -> Result<(), OutOfSteps> {
        let about = self.by_class.get(object.class as usize).map_or(&[] as &[u32], Vec::as_slice);
        let overridden = self.overridden(object);
        if overridden.is_empty() {
            return about.iter().try_for_each(|threat| {
                let verdict = self.verdict(*threat, id, progress)?;
                self.found(*threat, id, object, verdict, progress);
                Ok(())
            });
        }
        let mut all: Vec<u32> = about.iter().chain(&overridden).copied().collect();
        all.sort_unstable();
        all.dedup();
        for threat in all {
            let is_about = about.binary_search(&threat).is_ok();
            let verdict = if is_about { self.verdict(threat, id, progress)? } else { None };
            let asked_for = overridden.contains(&threat).then_some(Verdict::Overridden);
            self.found(threat, id, object, verdict.or(asked_for), progress);
        }
        Ok(())
    }

    /// Positions of the threats that the element's author overrides.
    fn overridden(&self, object: &Object) -> Vec<u32> {
        if object.overrides.is_empty() {
            return Vec::new();
        }
        own_overrides(self.model, object)
            .filter_map(|given| self.by_id.get(&*given.threat_id))
            .flatten()
            .copied()
            .collect()
    }

    /// Whether a threat applies to an element that it is about, and how sure that is.
    fn verdict(&self, threat: u32, id: ElementId, progress: &mut Progress) -> Result<Option<Verdict>, OutOfSteps> {
        let twin = self.twins.get(threat as usize).copied().unwrap_or(threat) as usize;
        if let Some(Some((_, verdict))) =
            progress.verdicts.get(twin).filter(|known| known.is_some_and(|(of, _)| of == id))
        {
            return Ok(*verdict);
        }
        let Some(condition) = self.library.condition(threat as usize) else { return Ok(None) };
        let verdict = match progress.evaluate(condition, self.model, id, self.library.mode()) {
            // A fault among the stated facts alone only means that they do not decide.
            Ok(Outcome::True) => match progress.evaluate(condition, self.model, id, Mode::Stated) {
                Ok(Outcome::True) => Some(Verdict::Confirmed),
                _ => Some(Verdict::Assumed),
            },
            Ok(_) => None,
            Err(fault) => {
                self.blame(threat, id, &fault, progress);
                return progress.is_out_of_steps().map(|()| None);
            }
        };
        if let Some(known) = progress.verdicts.get_mut(twin) {
            *known = Some((id, verdict));
        }
        Ok(verdict)
    }

    fn found(&self, threat: u32, id: ElementId, object: &Object, verdict: Option<Verdict>, progress: &mut Progress) {
        let Some(verdict) = verdict else { return };
        let finding = Finding { threat, element: id, verdict };
        if let Some(assumption) = self.assumption(object, threat) {
            progress.findings.set_aside.push(SetAside { finding, assumption: assumption.clone() });
            return;
        }
        let severity = severity_number(&self.severity(object, threat));
        if let Some(worst) = progress.findings.severities.get_mut(id.index()) {
            *worst = severity.max(*worst);
        }
        progress.findings.starts.entry(id).or_insert(progress.findings.all.len());
        progress.findings.all.push(finding);
    }

    /// The assumption that sets a threat to an element aside.
    fn assumption(&self, object: &'a Object, threat: u32) -> Option<&'a Assumption> {
        if object.assumptions.is_empty() && self.assumptions.is_empty() {
            return None;
        }
        let id = &self.library.threats().get(threat as usize)?.id;
        object.assumptions.iter().chain(self.assumptions.iter().copied()).find(|given| given.exclude.contains(id))
    }

    /// The severity of a finding, in the words of the threat or of the element's author.
    fn severity(&self, object: &Object, threat: u32) -> Text {
        let Some(threat) = self.library.threats().get(threat as usize) else { return "".into() };
        let overridden = object.overrides.iter().find(|given| given.threat_id == threat.id);
        let own = overridden.and_then(|given| given.fields.iter().find(|(name, _)| &**name == "severity"));
        own.map_or_else(|| threat.severity.clone(), |(_, severity)| severity.clone())
    }

    /// Says that a condition could not be evaluated, once for each threat.
    fn blame(&self, threat: u32, id: ElementId, fault: &Fault, progress: &mut Progress) {
        let (Some(is_faulty), Some(threat)) =
            (progress.faulty.get_mut(threat as usize), self.library.threats().get(threat as usize))
        else {
            return;
        };
        if std::mem::replace(is_faulty, true) {
            return;
        }
        let object = self.model.element(id);
        let message = format!(
            "the condition of the threat `{}` cannot be evaluated on {:?}: {fault}",
            threat.id,
            &*object.name()
        );
        let mut problem = Diagnostic::warning(message)
            .at(place(threat, Some(fault.range)), "")
            .at(object.place, "the element is made here")
            .help(format!("the threat `{}` is not reported on elements like this one", threat.id));
        if fault.is_refusal() {
            problem.is_refusal = true;
            problem.severity = Severity::Error;
        }
        progress.diagnostics.push(problem);
    }
}

impl Progress {
    fn evaluate(
        &mut self,
        condition: &Condition,
        model: &Model,
        id: ElementId,
        mode: Mode,
    ) -> Result<Outcome, Box<Fault>> {
        let (outcome, taken) = condition.evaluate_counted(model, id, mode, MAX_STEPS.min(self.steps));
        self.steps -= taken;
        outcome
    }

    fn is_out_of_steps(&mut self) -> Result<(), OutOfSteps> {
        if self.steps > 0 {
            return Ok(());
        }
        self.diagnostics.push(
            Diagnostic::refusal(format!("the analysis takes more than {MAX_ANALYSIS_STEPS} steps"))
                .help("use simpler conditions, or split the model into several"),
        );
        Err(OutOfSteps)
    }
}

/// The overrides that are about an element itself. What a flow has taken over from its ends is about those.
pub(crate) fn own_overrides<'a>(model: &'a Model, object: &'a Object) -> impl Iterator<Item = &'a Override> {
    let of_ends: Vec<&Text> = match [object.element("source"), object.element("sink")] {
        [Some(source), Some(sink)] if !object.overrides.is_empty() => {
            [source, sink].iter().flat_map(|end| &model.element(*end).overrides).map(|given| &given.threat_id).collect()
        }
        _ => Vec::new(),
    };
    object.overrides.iter().filter(move |given| !of_ends.contains(&&given.threat_id))
}

/// The severity that an author gives an element, in pytm's numbers.
fn stated_severity(object: &Object) -> u8 {
    object.int("severity").unwrap_or(0).clamp(0, 5) as u8
}

/// pytm's number of a severity; 0 for words that it does not know.
fn severity_number(severity: &str) -> u8 {
    let severity = severity.trim();
    let numbers = [("very high", 5), ("critical", 5), ("high", 4), ("medium", 3), ("low", 2), ("very low", 1)];
    numbers.into_iter().find(|(word, _)| severity.eq_ignore_ascii_case(word)).map_or(0, |(_, number)| number)
}
