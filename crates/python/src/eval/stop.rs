//! Why evaluation ends early.

use bartizan_model::{Diagnostic, Span};

use crate::HostError;
use crate::value::Value;

/// A result, or why there is none.
pub(crate) type Outcome<T> = Result<T, Stop>;

/// Why evaluation ends early.
pub(crate) enum Stop {
    /// An exception, which the script may catch.
    Raised(Box<Raised>),
    /// A limit, or something that is not supported. Nobody catches it.
    Refused(Box<Diagnostic>),
    /// The outside failed: standard output is closed, a report cannot be written.
    Host(Box<HostError>),
}

/// An exception on its way.
#[derive(Clone)]
pub(crate) struct Raised {
    /// An instance of an exception class.
    pub(crate) exception: Value,
    /// Where it was raised.
    pub(crate) span: Span,
    /// The calls around it, innermost first.
    pub(crate) calls: Vec<Span>,
    /// What the author can do about it.
    pub(crate) help: Option<String>,
    /// The message says all; the name of the exception's class would not help.
    pub(crate) stands_for_itself: bool,
}
