//! What would be otherwise if other things were so: the facts that an outcome hangs on, and the smallest changes of facts
//! that would turn it.

use std::collections::{BTreeSet, VecDeque};

use bartizan_model::{Attribute, AttributeId, ElementId, Model, Owner, Value};

use crate::condition::{Condition, Mode, Outcome, Read, Supposition};
use crate::limits::{MAX_STEPS, MAX_SUPPOSITION_STEPS, MAX_SUPPOSITIONS};

/// A fact that would be otherwise.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// What it is about.
    pub owner: Owner,
    /// The attribute or control.
    pub attribute: &'static Attribute,
    /// What it would be.
    pub value: Value,
}

/// The smallest sets of changes that turn an outcome.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ways {
    /// The sets, those with the fewest changes first. None holds another.
    pub all: Vec<Vec<Change>>,
    /// Whether the search ended before its limit, so that there are no others with so few changes.
    pub is_complete: bool,
}

/// What is looked for by [`ways`].
pub struct Search<'a> {
    /// The condition and what it is evaluated on.
    pub condition: &'a Condition,
    /// The model, resolved.
    pub model: &'a Model,
    /// The element.
    pub element: ElementId,
    /// How unstated facts count.
    pub mode: Mode,
    /// The outcome that is wanted.
    pub wanted: Outcome,
    /// What a fact that was read could be instead.
    pub alternatives: &'a dyn Fn(&Read) -> Vec<Value>,
    /// A set has at most so many changes.
    pub most: usize,
}

/// The facts that nobody stated and that a condition with an unknown outcome hangs on, each once.
pub fn unknowns(condition: &Condition, model: &Model, element: ElementId, supposition: &Supposition) -> Vec<Read> {
    match condition.suppose(model, element, Mode::Stated, supposition) {
        Ok((Outcome::Unknown, reads)) => distinct(reads).filter(|read| read.is_unknown).collect(),
        _ => Vec::new(),
    }
}

/// The smallest sets of changes after which a condition has the wanted outcome, as far as the limit allows. One empty set
/// when it has it already.
pub fn ways(search: &Search<'_>) -> Ways {
    let mut found: Vec<Set> = Vec::new();
    let mut seen: BTreeSet<Vec<(Owner, AttributeId, usize)>> = BTreeSet::new();
    let mut open: VecDeque<Set> = VecDeque::from([Set::default()]);
    let (mut left, mut steps) = (MAX_SUPPOSITIONS, MAX_SUPPOSITION_STEPS);
    while let Some(set) = open.pop_front() {
        // Sets come by size, so that one that is found never holds one that is found later.
        if found.iter().any(|smaller| smaller.keys.iter().all(|key| set.keys.contains(key))) {
            continue;
        }
        if left == 0 || steps == 0 {
            return Ways { all: finished(found), is_complete: false };
        }
        left -= 1;
        let (supposed, taken) = search.condition.suppose_counted(
            search.model,
            search.element,
            search.mode,
            &set.supposition(),
            MAX_STEPS.min(steps),
        );
        steps -= taken;
        let Ok((outcome, reads)) = supposed else { continue };
        if outcome == search.wanted {
            found.push(set);
            continue;
        }
        if set.changes.len() >= search.most {
            continue;
        }
        for next in set.grown(reads, search.alternatives) {
            if seen.insert(next.keys.clone()) {
                open.push_back(next);
            }
        }
    }
    Ways { all: finished(found), is_complete: true }
}

/// Each fact once, in the order in which they were read first.
fn distinct(reads: Vec<Read>) -> impl Iterator<Item = Read> {
    let mut seen = BTreeSet::new();
    reads.into_iter().filter(move |read| seen.insert((read.owner, read.attribute.clone())))
}

fn finished(found: Vec<Set>) -> Vec<Vec<Change>> {
    found.into_iter().map(|set| set.changes).collect()
}

/// Changes that are tried together, and what tells them from others.
#[derive(Clone, Debug, Default)]
struct Set {
    changes: Vec<Change>,
    /// Sorted; the last is the position among the alternatives.
    keys: Vec<(Owner, AttributeId, usize)>,
}

impl Set {
    fn supposition(&self) -> Supposition {
        let mut supposition = Supposition::default();
        for change in &self.changes {
            supposition.set(change.owner, change.attribute, change.value.clone());
        }
        supposition
    }

    /// The sets with one change more, of a fact that was read: no other could turn the outcome.
    fn grown(&self, reads: Vec<Read>, alternatives: &dyn Fn(&Read) -> Vec<Value>) -> Vec<Set> {
        let mut grown = Vec::new();
        for read in distinct(reads) {
            let Some(attribute) = read.row else { continue };
            let is_changed = |change: &Change| change.owner == read.owner && change.attribute.id() == attribute.id();
            if self.changes.iter().any(is_changed) {
                continue;
            }
            for (at, value) in alternatives(&read).into_iter().enumerate() {
                let mut set = self.clone();
                set.changes.push(Change { owner: read.owner, attribute, value });
                set.keys.push((read.owner, attribute.id(), at));
                set.keys.sort_unstable();
                grown.push(set);
            }
        }
        grown
    }
}

#[cfg(test)]
mod tests {
    use bartizan_model::build::ThreatModel;

    use super::*;

    fn shown(condition: &str, wanted: Outcome) -> Vec<String> {
        let mut tm = ThreatModel::new("shop");
        let web = tm.server("Web").control("isHardened", false).id();
        let model = bartizan_model::resolve(tm.finish().unwrap()).unwrap();
        let flags = |read: &Read| match read.value {
            Value::Flag(flag) => vec![Value::Flag(!flag)],
            _ => Vec::new(),
        };
        let search = Search {
            condition: &Condition::parse(condition).unwrap(),
            model: &model,
            element: web,
            mode: Mode::Defaults,
            wanted,
            alternatives: &flags,
            most: 3,
        };
        let ways = ways(&search);
        assert!(ways.is_complete);
        let name = |change: &Change| format!("{}={:?}", change.attribute.name, change.value);
        ways.all.iter().map(|way| way.iter().map(name).collect::<Vec<_>>().join(" ")).collect()
    }

    #[test]
    fn the_smallest_changes_come_first_and_none_holds_another() {
        let condition = "not target.controls.isHardened or \
                         (not target.controls.validatesInput and not target.controls.sanitizesInput)";
        let ways = shown(condition, Outcome::False);
        assert_eq!(
            ways,
            ["isHardened=Flag(true) validatesInput=Flag(true)", "isHardened=Flag(true) sanitizesInput=Flag(true)"]
        );
        assert_eq!(shown(condition, Outcome::True), [""]);
    }

    #[test]
    fn what_only_shows_after_a_change_is_found_too() {
        let condition = "target.controls.isHardened and target.controls.isResilient";
        assert_eq!(shown(condition, Outcome::True), ["isHardened=Flag(true) isResilient=Flag(true)"]);
    }

    #[test]
    fn an_outcome_hangs_on_what_nobody_stated() {
        let mut tm = ThreatModel::new("shop");
        let web = tm.server("Web").control("isHardened", false).id();
        let model = bartizan_model::resolve(tm.finish().unwrap()).unwrap();
        let condition = "not target.controls.isHardened and not target.controls.validatesInput";
        let condition = Condition::parse(condition).unwrap();
        let unknown = unknowns(&condition, &model, web, &Supposition::default());
        assert_eq!(unknown.iter().map(|read| &*read.attribute).collect::<Vec<_>>(), ["validatesInput"]);
    }
}
