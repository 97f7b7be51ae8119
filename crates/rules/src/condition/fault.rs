//! What can go wrong while a condition is evaluated.

use thiserror::Error;

use super::tree::Range;
use crate::limits::MAX_STEPS;

/// An evaluation that ended without a value. As in pytm there is no finding then, but here it is said.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{kind}")]
pub struct Fault {
    /// What went wrong.
    pub kind: FaultKind,
    /// Where in the condition's text.
    pub range: Range,
}

/// What went wrong in an evaluation.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum FaultKind {
    /// An attribute that the object does not have.
    #[error("{0} has no attribute `{1}`")]
    NoAttribute(String, Box<str>),
    /// An order between things that have none.
    #[error("{0} cannot be compared with {1}")]
    NotOrdered(&'static str, &'static str),
    /// `in` on something that holds nothing.
    #[error("{0} cannot be searched with `in`")]
    NotSearchable(&'static str),
    /// A loop over something that is not a list.
    #[error("{0} is not a list")]
    NotList(&'static str),
    /// `len()` of something without a length.
    #[error("{0} has no length")]
    NoLength(&'static str),
    /// Arithmetic with something that is no number.
    #[error("`{0}` takes numbers, not {1} and {2}")]
    NotNumbers(&'static str, &'static str, &'static str),
    /// A division by zero.
    #[error("the condition divides by zero")]
    DivisionByZero,
    /// A number beyond 64 bits.
    #[error("a number does not fit into 64 bits")]
    Overflow,
    /// `[i]` beyond the end, or of something that has no positions.
    #[error("there is no item `[{0}]` in {1}")]
    NoItem(String, &'static str),
    /// `min()` or `max()` of nothing.
    #[error("`{0}()` of nothing has no value")]
    Empty(&'static str),
    /// A method that the object does not have.
    #[error("{0} has no method `{1}`")]
    NoMethod(String, &'static str),
    /// Something that the type checker has refused, evaluated all the same.
    #[error("`{0}` has no meaning here")]
    Meaningless(Box<str>),
    /// More than [`MAX_STEPS`] steps.
    #[error("the condition takes more than {MAX_STEPS} steps on one element")]
    TooManySteps,
}

impl Fault {
    pub(super) fn new(kind: FaultKind, range: Range) -> Box<Self> {
        Box::new(Self { kind, range })
    }

    /// Whether a limit was hit.
    pub fn is_refusal(&self) -> bool {
        self.kind == FaultKind::TooManySteps
    }
}
