//! Limits on what a script may use. They are on by default, cannot be raised from inside a script, and count steps
//! rather than time, so that the same script always fails at the same place.

/// Size of a source file, in bytes.
pub const MAX_SOURCE: usize = 1 << 20;
/// Nesting of code: parentheses, blocks, operators, functions inside each other.
pub const MAX_NESTING: usize = 200;
/// Calls inside each other.
pub const MAX_CALL_DEPTH: usize = 1000;
/// Evaluations inside each other, over all calls; keeps the machine's stack in bounds.
pub const MAX_EVALUATION_DEPTH: usize = 25_000;
/// Modules that import each other, inside each other.
pub const MAX_IMPORT_DEPTH: usize = 100;
/// Files that a script writes; writing one again counts again.
pub const MAX_WRITES: usize = 1000;
/// What a script writes to files, in bytes.
pub const MAX_WRITTEN: usize = 256 << 20;
/// Steps of evaluation.
pub const MAX_STEPS: u64 = 50_000_000;
/// Steps of evaluation after a problem, to find further ones.
pub const MAX_SEARCH_STEPS: u64 = 2_000_000;
/// Problems of one run that are shown.
pub const MAX_PROBLEMS: usize = 20;
/// One value, in bytes.
pub const MAX_VALUE: usize = 16 << 20;
/// All values that are alive, in bytes.
pub const MAX_MEMORY: usize = 256 << 20;
/// Digits of a whole number.
pub const MAX_DIGITS: usize = 4300;
/// A regular expression, in characters.
pub const MAX_PATTERN: usize = 1 << 18;
/// What a script may print, in bytes.
pub const MAX_OUTPUT: usize = 1 << 30;
/// Classes that a class derives from, over all generations.
pub const MAX_ANCESTORS: usize = 100;
/// Warnings that are shown.
pub const MAX_WARNINGS: usize = 1000;
/// Stack of the thread that evaluates, in bytes. It is reserved, not used, unless a script nests calls deeply.
pub const STACK: usize = 512 << 20;
