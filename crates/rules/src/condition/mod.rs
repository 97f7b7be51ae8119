//! Conditions: when a threat applies, as a Python expression about `target`.
//!
//! A [`Condition`] is parsed and compiled once, checked against the schema, and evaluated with a bound on its steps:
//! either as pytm does ([`Mode::Defaults`]) or with what nobody stated as unknown ([`Mode::Stated`]).

mod check;
mod constants;
mod evaluate;
mod fault;
mod lower;
mod methods;
mod mutants;
pub(crate) mod phrases;
mod program;
mod reasons;
mod slots;
mod supposition;
mod term;
mod tree;
mod types;
mod vocabulary;
mod words;

use std::sync::{Arc, OnceLock};

use bartizan_model::{Attribute, Class, ElementId, Model, Origin, Owner, Severity, Text, Value};

pub(crate) use check::{infer, is_method, is_retired};
pub(crate) use constants::{Constants, constants};
pub use fault::{Fault, FaultKind};
pub use lower::ParseError;
pub use mutants::Mutant;
pub use reasons::{Atom, Items, Reason, ReasonKind, Statement};
pub(crate) use slots::{SlotTable, is_structure};
pub use supposition::Supposition;
pub use tree::Range;
pub(crate) use tree::{Clause, Comparison, Constant, Expression, ExpressionKind, Shape};
pub(crate) use types::Type;
pub use words::Words;

use crate::limits::{MAX_EXPLANATION_STEPS, MAX_STEPS};
use crate::why::subject;
use evaluate::Evaluator;
use term::Term;

/// A condition, parsed and ready to run. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Condition {
    parts: Arc<Parts>,
}

#[derive(Debug)]
struct Parts {
    text: Text,
    /// Read again from the text when somebody asks for it.
    tree: OnceLock<Expression>,
    program: program::Node,
}

/// What counts as a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// The schema's defaults stand in for what nobody stated, as in pytm.
    Defaults,
    /// Likewise, and what pytm does not have is not there unless somebody set it.
    Pytm,
    /// What nobody stated is unknown, and so is what hangs on it.
    Stated,
}

/// The outcome of a condition in Kleene's logic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The condition holds.
    True,
    /// It does not.
    False,
    /// It hangs on what nobody stated. Only under [`Mode::Stated`].
    Unknown,
}

/// Something that the type checker has to say about a condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// An error where the condition can never be evaluated, a warning where it can never be true there.
    pub severity: Severity,
    /// Where in the condition's text.
    pub range: Range,
    /// What is wrong.
    pub message: String,
    /// What to do about it; may be empty.
    pub help: String,
}

/// A fact that an evaluation has read.
#[derive(Clone, Debug, PartialEq)]
pub struct Read {
    /// What it is about.
    pub owner: Owner,
    /// The name of the attribute or control.
    pub attribute: Text,
    /// Its row in the schema; `None` for a name of the author's own.
    pub row: Option<&'static Attribute>,
    /// The value.
    pub value: Value,
    /// Who said so.
    pub origin: Origin,
    /// Whether nobody said so and it may well be otherwise. How the model is drawn counts as said.
    pub is_unknown: bool,
}

/// What a condition comes to under a supposition, and the facts that were read on the way.
type Supposed = Result<(Outcome, Vec<Read>), Box<Fault>>;

impl Condition {
    /// Reads a condition.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        Self::parse_with(text.into(), &mut SlotTable::default())
    }

    /// Reads a condition, with the names that others of its library have resolved already.
    pub(crate) fn parse_with(text: Text, slots: &mut SlotTable) -> Result<Self, ParseError> {
        let tree = lower::parse(&text)?;
        let program = program::compile(&tree, slots);
        Ok(Self { parts: Arc::new(Parts { text, tree: OnceLock::new(), program }) })
    }

    /// The text.
    pub fn text(&self) -> &Text {
        &self.parts.text
    }

    /// Type-checks the condition for targets of these classes. Empty when all is well.
    pub fn check(&self, targets: &[Class]) -> Vec<Problem> {
        check::check(self.tree(), targets)
    }

    /// What the condition says of a class, in plain words.
    pub fn words(&self, target: Class) -> Words {
        words::words(self.tree(), &self.parts.text, target)
    }

    /// Whether it reads an attribute of this name, of whatever class.
    pub fn reads(&self, attribute: &str) -> bool {
        self.tree().reads(attribute)
    }

    /// The condition as it was written.
    pub(crate) fn tree(&self) -> &Expression {
        // It was read once, so that it can be read again.
        let read = || lower::parse(&self.parts.text).unwrap_or_else(|_| Expression::never());
        self.parts.tree.get_or_init(read)
    }

    /// Every condition that differs from this one by one small mistake, which its tests ought to notice.
    pub fn mutants(&self) -> Vec<Mutant> {
        mutants::mutants(self.tree(), &self.parts.text)
    }

    /// Evaluates the condition on an element of a resolved model.
    pub fn evaluate(&self, model: &Model, target: ElementId, mode: Mode) -> Result<Outcome, Box<Fault>> {
        self.evaluate_counted(model, target, mode, MAX_STEPS).0
    }

    /// Likewise, with at most so many steps; and how many were taken.
    pub fn evaluate_counted(
        &self,
        model: &Model,
        target: ElementId,
        mode: Mode,
        steps: u64,
    ) -> (Result<Outcome, Box<Fault>>, u64) {
        let mut evaluator = self.evaluator(model, target, mode, steps);
        let outcome = evaluator.evaluate(&self.parts.program).map(|term| Outcome::from(term.truth()));
        (outcome, steps - evaluator.steps)
    }

    /// Likewise, while other things are supposed than the model says; and the facts that were read on the way.
    pub fn suppose(&self, model: &Model, target: ElementId, mode: Mode, supposition: &Supposition) -> Supposed {
        self.suppose_counted(model, target, mode, supposition, MAX_STEPS).0
    }

    /// Likewise, with at most so many steps; and how many were taken.
    pub fn suppose_counted(
        &self,
        model: &Model,
        target: ElementId,
        mode: Mode,
        supposition: &Supposition,
        steps: u64,
    ) -> (Supposed, u64) {
        let mut evaluator = self.evaluator(model, target, mode, steps);
        evaluator.supposition = Some(supposition);
        evaluator.reads = Some(Vec::new());
        let outcome = evaluator.evaluate(&self.parts.program).map(|term| Outcome::from(term.truth()));
        let reads = evaluator.reads.take().unwrap_or_default();
        (outcome.map(|outcome| (outcome, reads)), steps - evaluator.steps)
    }

    /// Why the outcome is what it is: every part with what it comes to by the stated facts, and in this mode.
    pub fn trace(&self, model: &Model, target: ElementId, mode: Mode) -> Reason {
        let name = subject(model, Owner::Element(target));
        let speaker = words::Speaker::of(&self.parts.text, model.element(target).class, Some(name));
        self.trace_with(model, target, mode, Some(speaker))
    }

    /// The comparisons and truths that decide the outcome in a mode, with the facts that they read.
    pub fn atoms(&self, model: &Model, target: ElementId, mode: Mode) -> Result<Vec<Atom>, Box<Fault>> {
        let reason = self.trace_with(model, target, mode, None);
        match reason.defaults {
            Ok(_) => Ok(reason.atoms(&self.parts.text)),
            Err(fault) => Err(fault),
        }
    }

    fn trace_with<'a>(
        &'a self,
        model: &'a Model,
        target: ElementId,
        mode: Mode,
        speaker: Option<words::Speaker<'a>>,
    ) -> Reason {
        let tracer = reasons::Tracer {
            stated: self.evaluator(model, target, Mode::Stated, MAX_STEPS),
            defaults: self.evaluator(model, target, mode, MAX_STEPS),
            speaker,
            steps_of_parts: Some(MAX_EXPLANATION_STEPS),
        };
        tracer.trace(self.tree(), &self.parts.program)
    }

    fn evaluator<'a>(&self, model: &'a Model, target: ElementId, mode: Mode, steps: u64) -> Evaluator<'a> {
        Evaluator {
            model,
            target,
            mode,
            steps,
            supposition: None,
            variables: Vec::<Term<'a>>::new(),
            reads: None,
            item_mark: 0,
        }
    }
}

impl From<term::Truth> for Outcome {
    fn from(truth: term::Truth) -> Self {
        match truth {
            term::Truth::Yes => Outcome::True,
            term::Truth::No => Outcome::False,
            term::Truth::Unknown(_) => Outcome::Unknown,
        }
    }
}
