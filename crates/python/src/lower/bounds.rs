//! Limits of reading a file, besides those every script has ([`crate::limits`]).

/// Operators after each other in one expression, such as `a + b + c`.
pub(super) const MAX_OPERATORS: usize = 10_000;
/// Attributes, calls and subscripts after each other, such as `a.b[c](d)`.
pub(super) const MAX_TRAILERS: usize = 1_000;
/// Depth of an expression, over all brackets in it.
pub(super) const MAX_DEPTH: usize = 20_000;
/// Bytes of a class's or function's qualified name.
pub(super) const MAX_QUALIFIED_NAME: usize = 1_000;
/// Variables that functions receive from the functions around them, over a file.
pub(super) const MAX_SHARED: usize = 1_000_000;
/// Errors reported of one file.
pub(super) const MAX_REPORTED: usize = 5;
