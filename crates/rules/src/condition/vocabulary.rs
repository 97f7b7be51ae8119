//! The functions and methods that a condition may call. A new one gets a row here and its meaning in `evaluate`.

use bartizan_model::Class;

/// A function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Function {
    Any,
    All,
    Len,
    Min,
    Max,
    Sum,
    GetAttribute,
    HasAttribute,
}

/// A method of elements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Method {
    OneOf,
    Crosses,
    Enters,
    Exits,
    Inside,
    CheckTlsVersion,
    HasDataLeaks,
}

impl Function {
    pub(super) const ALL: [Function; 8] = [
        Function::Any,
        Function::All,
        Function::Len,
        Function::Min,
        Function::Max,
        Function::Sum,
        Function::GetAttribute,
        Function::HasAttribute,
    ];

    pub(super) fn name(self) -> &'static str {
        match self {
            Function::Any => "any",
            Function::All => "all",
            Function::Len => "len",
            Function::Min => "min",
            Function::Max => "max",
            Function::Sum => "sum",
            Function::GetAttribute => "getattr",
            Function::HasAttribute => "hasattr",
        }
    }

    pub(super) fn by_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|function| function.name() == name)
    }

    /// Fewest and most arguments.
    pub(super) fn arity(self) -> (usize, usize) {
        match self {
            Function::Any | Function::All | Function::Len => (1, 1),
            Function::Min | Function::Max => (1, usize::MAX),
            Function::Sum => (1, 2),
            Function::GetAttribute => (2, 3),
            Function::HasAttribute => (2, 2),
        }
    }
}

impl Method {
    pub(super) const ALL: [Method; 7] = [
        Method::OneOf,
        Method::Crosses,
        Method::Enters,
        Method::Exits,
        Method::Inside,
        Method::CheckTlsVersion,
        Method::HasDataLeaks,
    ];

    pub(super) fn name(self) -> &'static str {
        match self {
            Method::OneOf => "oneOf",
            Method::Crosses => "crosses",
            Method::Enters => "enters",
            Method::Exits => "exits",
            Method::Inside => "inside",
            Method::CheckTlsVersion => "checkTLSVersion",
            Method::HasDataLeaks => "hasDataLeaks",
        }
    }

    pub(super) fn by_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.name() == name)
    }

    /// Fewest and most arguments.
    pub(super) fn arity(self) -> (usize, usize) {
        match self {
            Method::OneOf | Method::Crosses | Method::Enters | Method::Exits | Method::Inside => (0, usize::MAX),
            Method::CheckTlsVersion => (1, 1),
            Method::HasDataLeaks => (0, 0),
        }
    }

    /// The class whose objects have it.
    pub(super) fn class(self) -> Class {
        match self {
            Method::HasDataLeaks => Class::Dataflow,
            _ => Class::Element,
        }
    }
}
