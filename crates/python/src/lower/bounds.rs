//! Limits of reading a file, besides those every script has ([`crate::limits`]).

/// Operators after each other in one expression, such as `a + b + c`.
pub(super) const MAX_OPERATORS: usize = 10_000;
/// Attributes, calls and subscripts after each other, such as `a.b[c](d)`.
pub(super) const MAX_TRAILERS: usize = 1_000;
/// Depth of an expression, over all brackets in it.
pub(super) const MAX_DEPTH: usize = 20_000;
/// Bytes of a class's name, which becomes part of every private name in it.
pub(super) const MAX_CLASS_NAME: usize = 255;
/// Bytes of the qualified names of all functions and classes of a file.
pub(super) const MAX_QUALIFIED_NAMES: usize = 16 << 20;
/// Variables that functions receive from the functions around them, over a file.
pub(super) const MAX_SHARED: usize = 100_000;
/// Errors reported of one file.
pub(super) const MAX_REPORTED: usize = 20;
