//! Why a threat is reported on an element, or is not: where it stands, its condition as a tree of reasons, what would turn
//! it, and which open questions would settle it.

mod changes;

use bartizan_model::{Assumption, Attribute, Class, ElementId, Model, Object, Owner, Span, Value};

use crate::condition::{Fault, Outcome, Read, Reason};
use crate::finding::{Finding, Findings, Verdict};
use crate::library::Library;
use crate::limits::MAX_SUBJECT_LETTERS;
use crate::what_if::Change;
use changes::Changer;

/// All there is to say about a threat on an element.
#[derive(Clone, Debug)]
pub struct Explanation {
    /// Position of the threat in the library.
    pub threat: usize,
    /// The element.
    pub element: ElementId,
    /// Whether it is reported, and if not, why not.
    pub standing: Standing,
    /// Its condition, part by part; `None` where the condition is of no concern to the element.
    pub reason: Option<Reason>,
    /// What would turn it, the smallest changes first: clear it where it is reported, make it apply where it is not.
    pub changes: Vec<Vec<Alteration>>,
    /// What nobody stated, and what would come of stating it.
    pub open: Vec<OpenFact>,
}

/// Whether a threat is reported on an element.
#[derive(Clone, Debug, PartialEq)]
pub enum Standing {
    /// It is, and so sure.
    Reported(Verdict),
    /// It applies, and an assumption sets it aside.
    SetAside {
        /// How sure it is.
        verdict: Verdict,
        /// The assumption.
        assumption: Assumption,
        /// Whether it is one about the whole system.
        is_of_system: bool,
    },
    /// The model leaves the threat out everywhere.
    Excluded,
    /// The element is out of scope.
    OutOfScope,
    /// The threat is about other classes.
    OtherClass,
    /// Its condition is false.
    False,
    /// Its condition hangs on what nobody stated, and there is no default for it.
    Open,
    /// Its condition cannot be evaluated.
    Faulty(Box<Fault>),
    /// It has no condition, and so never applies.
    NoCondition,
}

/// One fact of a change.
#[derive(Clone, Debug, PartialEq)]
pub struct Alteration {
    /// What the fact would be.
    pub change: Change,
    /// Whether any other value would do as well that the condition does not name; the change has one of them.
    pub is_any_other: bool,
    /// What it is now.
    pub now: Value,
    /// Whether the author stated that.
    pub is_stated: bool,
    /// Where it is to be written: where it is stated now, or else where its owner is made.
    pub place: Option<Span>,
}

/// A fact that nobody stated.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenFact {
    /// The fact.
    pub read: Read,
    /// What the stated facts would make of the condition, were it stated so.
    pub answers: Vec<Answer>,
}

/// What would come of stating a fact.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// What it would be.
    pub value: Value,
    /// Whether any other value that the condition does not name comes to the same.
    pub is_any_other: bool,
    /// What the stated facts would then make of the condition.
    pub outcome: Outcome,
}

impl OpenFact {
    /// Whether every answer that is known would settle the matter.
    pub fn is_decisive(&self) -> bool {
        !self.answers.is_empty() && self.answers.iter().all(|answer| answer.outcome != Outcome::Unknown)
    }
}

/// Explains why the threat at a position is reported on an element, or is not.
pub fn explain(
    model: &Model,
    library: &Library,
    findings: &Findings,
    threat: usize,
    element: ElementId,
) -> Explanation {
    let condition = library.condition(threat);
    let standing = standing(model, library, findings, threat, element);
    let is_about = standing != Standing::OtherClass && is_about(model, library, threat, element);
    let mut explanation =
        Explanation { threat, element, standing, reason: None, changes: Vec::new(), open: Vec::new() };
    let Some(condition) = condition.filter(|_| is_about) else { return explanation };
    explanation.reason = Some(condition.trace(model, element, library.mode()));
    let changer = Changer { condition, model, element, mode: library.mode() };
    explanation.changes = match explanation.standing {
        Standing::Reported(Verdict::Confirmed | Verdict::Assumed) => changer.changes(Outcome::False),
        Standing::False | Standing::Open => changer.changes(Outcome::True),
        Standing::OutOfScope => changer.changes_in_scope(),
        _ => Vec::new(),
    };
    explanation.open = changer.open();
    explanation
}

/// What would clear a finding that is there, the smallest changes first, of controls before others.
pub fn clearing(model: &Model, library: &Library, finding: &Finding) -> Vec<Vec<Alteration>> {
    match library.condition(finding.threat as usize) {
        Some(condition) if finding.verdict != Verdict::Overridden => {
            let changer = Changer { condition, model, element: finding.element, mode: library.mode() };
            changer.changes(Outcome::False)
        }
        _ => Vec::new(),
    }
}

fn standing(model: &Model, library: &Library, findings: &Findings, threat: usize, element: ElementId) -> Standing {
    let object = model.element(element);
    if let Some((_, found)) = findings.of(element).find(|(_, found)| found.threat as usize == threat) {
        return Standing::Reported(found.verdict);
    }
    let is_meant = |found: &Finding| found.threat as usize == threat && found.element == element;
    if let Some(aside) = findings.set_aside.iter().find(|aside| is_meant(&aside.finding)) {
        let is_of_system = !object.assumptions.contains(&aside.assumption);
        let (verdict, assumption) = (aside.finding.verdict, aside.assumption.clone());
        return Standing::SetAside { verdict, assumption, is_of_system };
    }
    let id = library.threats().get(threat).map(|threat| &threat.id);
    if model.excluded_threats.iter().any(|excluded| Some(excluded) == id) {
        return Standing::Excluded;
    }
    if !is_about(model, library, threat, element) {
        return Standing::OtherClass;
    }
    if !object.flag("inScope") {
        return Standing::OutOfScope;
    }
    match library.condition(threat).map(|condition| condition.evaluate(model, element, library.mode())) {
        None => Standing::NoCondition,
        Some(Err(fault)) => Standing::Faulty(fault),
        Some(Ok(Outcome::Unknown)) => Standing::Open,
        Some(Ok(_)) => Standing::False,
    }
}

fn is_about(model: &Model, library: &Library, threat: usize, element: ElementId) -> bool {
    let class = model.element(element).class;
    library.threats().get(threat).is_some_and(|threat| threat.targets.iter().any(|target| class.is_a(*target)))
}

/// The thing that a fact is about.
pub fn object_of(model: &Model, owner: Owner) -> &Object {
    match owner {
        Owner::Element(id) => model.element(id),
        Owner::Data(id) => model.datum(id),
    }
}

/// An attribute as it is written: `protocol`, `controls.isHardened`.
pub fn written_name(row: Option<&Attribute>, name: &str) -> String {
    match row {
        Some(row) if row.class == Class::Controls => format!("controls.{}", row.name),
        Some(row) => row.name.to_owned(),
        None => name.to_owned(),
    }
}

/// What a thing is called, as the subject of a sentence: `Web Server`, `the flow "Order"`. Long names are cut.
pub fn subject(model: &Model, owner: Owner) -> String {
    let object = object_of(model, owner);
    let name = object.name();
    let name = match name.char_indices().nth(MAX_SUBJECT_LETTERS) {
        Some((at, _)) => format!("{}...", name.get(..at).unwrap_or_default()),
        None => name.to_string(),
    };
    if object.class.is_a(Class::Dataflow) { format!("the flow \"{name}\"") } else { name }
}
