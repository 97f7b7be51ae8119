//! Questions that came up, or that nobody has to ask any more.

use std::collections::{BTreeMap, BTreeSet};

use bartizan_model::{Attribute, Model, Owner};

use super::ChangeKind;
use super::pairs::Pairs;
use crate::questions::{About, Question, owner_name};

/// A question that is open in one version only, of some things at least.
#[derive(Clone, Debug, PartialEq)]
pub struct QuestionChange {
    /// Added or removed.
    pub kind: ChangeKind,
    /// What is asked.
    pub attribute: &'static Attribute,
    /// Of whom, by name.
    pub names: Vec<String>,
}

/// A version's questions, the best first.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// The model.
    pub model: &'a Model,
    /// What is open in it.
    pub questions: &'a [Question],
}

/// What came up, in the new version's order, then what is settled or gone, in the old one's.
pub fn question_changes(old: Asked<'_>, new: Asked<'_>) -> Vec<QuestionChange> {
    let pairs = Pairs::of(old.model, new.model);
    let (before, after) = (open(old), open(new));
    let is_new = |question: &Question, owner: Owner| {
        let counterpart = match owner {
            Owner::Element(id) => pairs.elements.old_of(id).map(Owner::Element),
            Owner::Data(id) => pairs.data.old_of(id).map(Owner::Data),
        };
        !counterpart.is_some_and(|owner| is_open(&before, question, owner))
    };
    let is_gone = |question: &Question, owner: Owner| {
        let counterpart = match owner {
            Owner::Element(id) => pairs.elements.new_of(id).map(Owner::Element),
            Owner::Data(id) => pairs.data.new_of(id).map(Owner::Data),
        };
        !counterpart.is_some_and(|owner| is_open(&after, question, owner))
    };
    let mut changes = changed(new, ChangeKind::Added, &is_new);
    changes.extend(changed(old, ChangeKind::Removed, &is_gone));
    changes
}

/// Of whom each question is open.
type Open = BTreeMap<(About, &'static str), BTreeSet<Owner>>;

fn open(asked: Asked<'_>) -> Open {
    let mut open = Open::new();
    for question in asked.questions {
        open.entry((question.about, question.attribute.name)).or_default().extend(&question.owners);
    }
    open
}

fn is_open(open: &Open, question: &Question, owner: Owner) -> bool {
    open.get(&(question.about, question.attribute.name)).is_some_and(|owners| owners.contains(&owner))
}

fn changed(asked: Asked<'_>, kind: ChangeKind, has: &dyn Fn(&Question, Owner) -> bool) -> Vec<QuestionChange> {
    let of = |question: &Question| {
        let owners = question.owners.iter().filter(|owner| has(question, **owner));
        let names: Vec<String> = owners.map(|owner| owner_name(asked.model, *owner)).collect();
        (!names.is_empty()).then_some(QuestionChange { kind, attribute: question.attribute, names })
    };
    asked.questions.iter().filter_map(of).collect()
}

#[cfg(test)]
mod tests {
    use bartizan_model::build::ThreatModel;
    use bartizan_model::resolve;

    use super::*;
    use crate::Library;
    use crate::questions::questions;

    fn shop(is_hardened: bool, names: &[&str]) -> Model {
        let mut tm = ThreatModel::new("shop");
        for name in names {
            match is_hardened {
                true => drop(tm.server(name).control("isHardened", true)),
                false => drop(tm.server(name)),
            }
        }
        resolve(tm.finish().unwrap()).unwrap()
    }

    #[test]
    fn what_is_answered_is_gone_and_what_is_new_is_asked() {
        let library = Library::builtin();
        let (old, new) = (shop(false, &["Web"]), shop(true, &["Web", "API"]));
        let (before, after) = (questions(&old, &library, &|_| true), questions(&new, &library, &|_| true));
        let changes =
            question_changes(Asked { model: &old, questions: &before }, Asked { model: &new, questions: &after });
        // What only a missing control would bring is no question any more either.
        let removed: Vec<&QuestionChange> =
            changes.iter().filter(|change| change.kind == ChangeKind::Removed).collect();
        assert!(removed.iter().any(|change| change.attribute.name == "isHardened"));
        assert!(removed.iter().all(|change| change.names == ["Web"]));
        let added = changes.iter().filter(|change| change.kind == ChangeKind::Added);
        assert!(added.clone().count() > 10 && added.into_iter().all(|change| change.names == ["API"]));
        let same = Asked { model: &old, questions: &before };
        assert_eq!(question_changes(same, same), []);
    }
}
