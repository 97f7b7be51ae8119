//! Limits on what a report may cost. Templates may come from a stranger.

/// Bytes of a template.
pub const MAX_TEMPLATE_BYTES: usize = 4 << 20;
/// Bytes that one report may have.
pub const MAX_OUTPUT_BYTES: u64 = 1 << 30;
/// Bytes that a nested field may give before it is used: it is kept in memory.
pub const MAX_NESTED_BYTES: u64 = 64 << 20;
/// Pieces of text and fields that a template may go through.
pub const MAX_TEMPLATE_STEPS: u64 = 100_000_000;
/// Width and precision of a format specification.
pub const MAX_FORMAT_WIDTH: usize = 10_000;
/// Fields inside the specifications of fields, as Python's `string.Formatter` has it.
pub const MAX_FIELD_NESTING: usize = 2;
/// Characters of a value that a list of changes shows.
pub const MAX_SHOWN_VALUE: usize = 200;
/// Rows of a table of changes in Markdown: hosts of code take comments of limited length.
pub const MAX_TABLE_ROWS: usize = 100;
