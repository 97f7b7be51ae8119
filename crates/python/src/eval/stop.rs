//! Why evaluation ends early.

use bartizan_model::{Diagnostic, Span};

use super::right_names::Wanted;
use crate::HostError;
use crate::value::{Symbol, Value};

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
    /// A value hangs on a problem that was reported already (see `recovery`). Nobody catches it.
    Unknown,
}

impl Stop {
    /// The same with the name that was not found; `is_certain` when it would not be found in whatever state the
    /// script's objects are.
    pub(crate) fn wanting(mut self, wanted: Wanted, is_certain: bool) -> Self {
        if let Stop::Raised(raised) = &mut self {
            raised.wanted = Some(wanted);
            raised.is_certain = is_certain;
        }
        self
    }
}

/// An exception on its way.
#[derive(Clone)]
pub(crate) struct Raised {
    /// An instance of an exception class.
    pub(crate) exception: Value,
    /// Where it was raised.
    pub(crate) span: Span,
    /// The calls around it, innermost first.
    pub(crate) calls: Vec<Caller>,
    /// So many calls between the last two of `calls` are left out.
    pub(crate) omitted: usize,
    /// What the author can do about it.
    pub(crate) help: Option<String>,
    /// The name that was not found, if that is what is wrong.
    pub(crate) wanted: Option<Wanted>,
    /// The message says all; the name of the exception's class would not help.
    pub(crate) stands_for_itself: bool,
    /// It would be raised in whatever state the script's objects are.
    pub(crate) is_certain: bool,
    /// The script raised it itself.
    pub(crate) is_scripts_own: bool,
    /// Further problems of the same call.
    pub(crate) also: Vec<Raised>,
}

/// A call that was going on when an exception was raised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Caller {
    /// The place of the call.
    pub(crate) span: Span,
    /// The function that the call stands in; `None` at the top of a module or class.
    pub(crate) within: Option<Symbol>,
    /// Whether it is an import, which runs the code of a module.
    pub(crate) is_import: bool,
}
