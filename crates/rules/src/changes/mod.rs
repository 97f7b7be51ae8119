//! What changed from one version of a model to the next: things, what is stated of them, and findings.
//!
//! Only what an author states is compared; what follows from it shows in the findings. Comparing the other way round
//! gives the mirror image: what was added is removed, and old and new change places.

mod facts;
mod findings;
mod new_findings;
mod pairs;
mod questions;
mod said;
mod union;

use bartizan_model::{Class, Model, Span, Text};

pub use new_findings::NewFindings;
pub use pairs::Ids;
pub use questions::{Asked, QuestionChange, question_changes};
pub use said::Said;
pub use union::{Fate, Union, union};

use self::pairs::Pairs;
use crate::{Findings, Verdict};

/// A version of a model: resolved, with its findings.
#[derive(Clone, Copy, Debug)]
pub struct Version<'a> {
    /// The resolved model.
    pub model: &'a Model,
    /// What was found in it.
    pub findings: &'a Findings,
}

/// Everything that changed between two versions.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Changes {
    /// What is stated of the system as a whole.
    pub system: Vec<FactChange>,
    /// Trust boundaries: what is new or changed in the new version's order, then what is gone in the old one's. The same
    /// order holds for the other lists.
    pub boundaries: Vec<ThingChange>,
    /// Elements that are neither boundaries nor flows.
    pub elements: Vec<ThingChange>,
    /// Flows.
    pub flows: Vec<ThingChange>,
    /// Data.
    pub data: Vec<ThingChange>,
    /// Findings.
    pub findings: Vec<FindingChange>,
    /// Questions, where somebody worked them out: see [`question_changes`].
    pub questions: Vec<QuestionChange>,
}

/// How something changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeKind {
    /// Only the new version has it.
    Added,
    /// Only the old version has it.
    Removed,
    /// Both have it, and it differs.
    Changed,
}

/// An element, a flow, a boundary or a piece of data that changed: it is in at least one version.
#[derive(Clone, Debug, PartialEq)]
pub struct ThingChange {
    /// What it was.
    pub old: Option<Thing>,
    /// What it is.
    pub new: Option<Thing>,
    /// What is stated otherwise; empty for what is in one version only.
    pub facts: Vec<FactChange>,
}

/// An element, a flow, a boundary or a piece of data in one version.
#[derive(Clone, Debug, PartialEq)]
pub struct Thing {
    /// The readable id: `web-server`.
    pub id: String,
    /// The class, as the author knows it.
    pub class: String,
    /// The name.
    pub name: Text,
    /// The name of the boundary around it.
    pub boundary: Option<Text>,
    /// Where a flow comes from and goes to, by name.
    pub ends: Option<(Text, Text)>,
    /// Where it was made.
    pub place: Option<Span>,
}

/// A statement that only one version makes, or that differs.
#[derive(Clone, Debug, PartialEq)]
pub struct FactChange {
    /// The attribute: `protocol`, `controls.isHardened`; or `assumption: NAME`, `override: ID`, `class`.
    pub name: String,
    /// What was stated.
    pub old: Option<Statement>,
    /// What is stated.
    pub new: Option<Statement>,
}

/// What an author states, and where.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// What is said.
    pub value: Said,
    /// Where the author says it.
    pub place: Option<Span>,
}

/// A finding that came, went, or is judged otherwise.
#[derive(Clone, Debug, PartialEq)]
pub struct FindingChange {
    /// The id of its threat.
    pub threat: Text,
    /// What it was.
    pub old: Option<Found>,
    /// What it is.
    pub new: Option<Found>,
}

/// A finding in one version.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The stable id: `INP02@web-server`.
    pub id: String,
    /// The threat's title.
    pub title: Text,
    /// The name of the element.
    pub element: Text,
    /// The severity, as the threat or the element's author has it.
    pub severity: Text,
    /// How sure it is; `None` where an assumption sets it aside.
    pub verdict: Option<Verdict>,
    /// Where the element was made.
    pub place: Option<Span>,
}

impl Changes {
    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.system.is_empty() && self.things().all(<[_]>::is_empty) && self.findings.is_empty()
    }

    fn things(&self) -> impl Iterator<Item = &[ThingChange]> {
        [&self.boundaries, &self.elements, &self.flows, &self.data].into_iter().map(Vec::as_slice)
    }
}

impl ThingChange {
    /// How it changed.
    pub fn kind(&self) -> ChangeKind {
        kind(self.old.is_some(), self.new.is_some())
    }

    /// What it is, or was last.
    pub fn latest(&self) -> Option<&Thing> {
        self.new.as_ref().or(self.old.as_ref())
    }
}

impl FactChange {
    /// How it changed.
    pub fn kind(&self) -> ChangeKind {
        kind(self.old.is_some(), self.new.is_some())
    }
}

impl FindingChange {
    /// How it changed.
    pub fn kind(&self) -> ChangeKind {
        kind(self.old.is_some(), self.new.is_some())
    }

    /// What it is, or was last.
    pub fn latest(&self) -> Option<&Found> {
        self.new.as_ref().or(self.old.as_ref())
    }

    /// Whether what is stated has confirmed it, in one version at least.
    pub fn is_sure(&self) -> bool {
        let is_sure = |found: &Found| matches!(found.verdict, Some(Verdict::Confirmed | Verdict::Overridden));
        self.old.iter().chain(&self.new).any(is_sure)
    }
}

fn kind(is_in_old: bool, is_in_new: bool) -> ChangeKind {
    match (is_in_old, is_in_new) {
        (false, _) => ChangeKind::Added,
        (true, false) => ChangeKind::Removed,
        (true, true) => ChangeKind::Changed,
    }
}

/// Compares two versions of a model.
///
/// A thing is the same in both when it has the same class and name and lies in the same boundary (a flow: has the same
/// ends). What is then left over is paired by a stated `uuid`, by class and name alone, and by the readable id, each only
/// where exactly one of either version fits. So a move or a change of class is a change, and a new name is a new thing.
pub fn changes(old: Version<'_>, new: Version<'_>) -> Changes {
    let pairs = Pairs::of(old.model, new.model);
    let of = |select: fn(Class) -> bool| facts::of_elements(old.model, new.model, &pairs, select);
    Changes {
        system: facts::of_system(old.model, new.model, &pairs),
        boundaries: of(|class| class.is_a(Class::Boundary)),
        elements: of(|class| !class.is_a(Class::Boundary) && !class.is_a(Class::Dataflow)),
        flows: of(|class| class.is_a(Class::Dataflow)),
        data: facts::of_data(old.model, new.model, &pairs),
        findings: findings::changes(old, new, &pairs),
        questions: Vec::new(),
    }
}
