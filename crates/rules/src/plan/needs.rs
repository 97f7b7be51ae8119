//! What has to be changed so that a finding goes away: every way to that, as sets of changes.

use std::collections::BTreeSet;

use bartizan_model::{Model, Owner, Value};

use super::candidates::{Base, Candidate, Candidates, planned_value};
use crate::analyse::own_overrides;
use crate::condition::{Outcome, Read};
use crate::finding::{Finding, Verdict};
use crate::library::Library;
use crate::limits::{MAX_CHANGES_OF_WAY, MAX_PLAN_STEPS, MAX_STEPS, MAX_SUPPOSITIONS, MAX_WAYS_OF_FINDING};
use crate::what_if::{Change, Search, ways};

/// Changes that are made (true) or left out (false), all of which are needed together. Sorted.
pub(super) type Cube = Vec<(Candidate, bool)>;

/// Why no change clears a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stuck {
    /// Its condition hangs on nothing that can be planned.
    NoControl,
    /// What would clear it is said to stay as it is.
    Fixed,
    /// The author has an override for it, which keeps it whatever the condition says.
    Override,
    /// Finding out what would clear it takes too long.
    TooLarge,
    /// What clears others keeps it, or makes it true.
    Conflict,
}

/// The ways to clear a finding.
pub(super) struct Needs {
    /// The ways, one of which is enough. None holds another.
    pub(super) ways: Vec<Cube>,
    /// Whether there are no others.
    pub(super) is_complete: bool,
    /// Why there are none.
    pub(super) stuck: Option<Stuck>,
}

/// Looks for ways, and counts the work.
pub(super) struct Needed<'a> {
    library: &'a Library,
    base: Base<'a>,
    cost: &'a dyn Fn(&Change) -> Option<u32>,
    pub(super) candidates: Candidates,
    left: u64,
}

impl<'a> Needed<'a> {
    pub(super) fn new(library: &'a Library, base: &'a Model, cost: &'a dyn Fn(&Change) -> Option<u32>) -> Self {
        Self { library, base: Base::new(base), cost, candidates: Candidates::default(), left: MAX_PLAN_STEPS }
    }

    /// The ways to clear a finding of the model as it is after some changes: by others, and where that is asked for also by
    /// leaving out what was changed.
    pub(super) fn ways(
        &mut self,
        finding: &Finding,
        model: &Model,
        made: &BTreeSet<Candidate>,
        may_leave_out: bool,
    ) -> Needs {
        let stuck = |stuck| Needs { ways: Vec::new(), is_complete: stuck != Stuck::TooLarge, stuck: Some(stuck) };
        let object = model.element(finding.element);
        let threat = self.library.threats().get(finding.threat as usize);
        let is_overridden =
            || own_overrides(model, object).any(|given| threat.is_some_and(|t| t.id == given.threat_id));
        let Some(condition) = self.library.condition(finding.threat as usize) else { return stuck(Stuck::NoControl) };
        if finding.verdict == Verdict::Overridden || is_overridden() {
            return stuck(Stuck::Override);
        }
        let mode = self.library.mode();
        // The worst that the search can take, so that the same model always fails at the same place.
        let (_, taken) = condition.evaluate_counted(model, finding.element, mode, MAX_STEPS);
        match self.left.checked_sub(taken.saturating_mul(MAX_SUPPOSITIONS as u64)) {
            Some(left) => self.left = left,
            None => return stuck(Stuck::TooLarge),
        }
        let base = &self.base;
        let before = |read: &Read| value_in(base.model, read).filter(|value| *value != read.value);
        let alternatives = |read: &Read| -> Vec<Value> {
            match before(read) {
                Some(value) if may_leave_out => vec![value],
                Some(_) => Vec::new(),
                None => planned_value(base, read).into_iter().collect(),
            }
        };
        let search = Search {
            condition,
            model,
            element: finding.element,
            mode,
            wanted: Outcome::False,
            alternatives: &alternatives,
            most: MAX_CHANGES_OF_WAY,
        };
        let found = ways(&search);
        let mut needs = Needs { ways: Vec::new(), is_complete: found.is_complete, stuck: None };
        let mut was_fixed = false;
        for way in &found.all {
            self.expand(way, made, &mut needs, &mut was_fixed);
        }
        minimal(&mut needs.ways);
        if needs.ways.is_empty() {
            let why = match (was_fixed, needs.is_complete) {
                (true, _) => Stuck::Fixed,
                (false, true) => Stuck::NoControl,
                (false, false) => Stuck::TooLarge,
            };
            needs.stuck = Some(why);
        }
        needs
    }

    /// Adds a way over facts as ways over changes: each fact can be had by one of several changes.
    fn expand(&mut self, way: &[Change], made: &BTreeSet<Candidate>, needs: &mut Needs, was_fixed: &mut bool) {
        let mut cubes: Vec<BTreeSet<(Candidate, bool)>> = vec![BTreeSet::new()];
        for change in way {
            let read = as_read(change);
            let is_before = value_in(self.base.model, &read).is_some_and(|value| value == change.value);
            if is_before {
                let left_out = self.candidates.behind(&self.base, &read, made.iter().copied());
                if left_out.is_empty() {
                    // Something else than a change of ours made it what it is.
                    needs.is_complete = false;
                    return;
                }
                cubes.iter_mut().for_each(|cube| cube.extend(left_out.iter().map(|candidate| (*candidate, false))));
                continue;
            }
            let options = self.candidates.that_set(&self.base, change, self.cost);
            let free: Vec<Candidate> =
                options.iter().copied().filter(|option| !self.candidates.is_fixed(*option)).collect();
            *was_fixed |= free.is_empty() && !options.is_empty();
            cubes = cubes
                .iter()
                .flat_map(|cube| free.iter().map(move |option| cube.iter().copied().chain([(*option, true)]).collect()))
                .collect();
        }
        for cube in cubes {
            // A change that is both made and left out is no way.
            let contradicts = |(candidate, is_made): &(Candidate, bool)| cube.contains(&(*candidate, !is_made));
            if cube.iter().any(contradicts) {
                continue;
            }
            if needs.ways.len() >= MAX_WAYS_OF_FINDING {
                needs.is_complete = false;
                return;
            }
            needs.ways.push(cube.into_iter().collect());
        }
    }
}

/// Keeps the ways that hold no other.
fn minimal(ways: &mut Vec<Cube>) {
    ways.sort_by(|one, other| one.len().cmp(&other.len()).then_with(|| one.cmp(other)));
    ways.dedup();
    let mut kept: Vec<Cube> = Vec::new();
    for way in ways.drain(..) {
        let holds = |smaller: &Cube| smaller.iter().all(|literal| way.binary_search(literal).is_ok());
        if !kept.iter().any(holds) {
            kept.push(way);
        }
    }
    *ways = kept;
}

fn as_read(change: &Change) -> Read {
    Read {
        owner: change.owner,
        attribute: change.attribute.name.into(),
        row: Some(change.attribute),
        value: change.value.clone(),
        origin: bartizan_model::Origin::Derived,
        is_unknown: false,
    }
}

/// The value that a model has for a fact that was read in another.
fn value_in(model: &Model, read: &Read) -> Option<Value> {
    let row = read.row?;
    let object = match read.owner {
        Owner::Element(element) => model.element(element),
        Owner::Data(data) => model.datum(data),
    };
    let fact = match row.class {
        bartizan_model::Class::Controls => object.control(row.name),
        _ => object.fact(row.name),
    };
    Some(fact.map_or_else(|| row.default.value(), |fact| fact.value))
}
