//! Limits on what a report may cost, and on what other programs take. Templates may come from a stranger.

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

/// Elements and flows of a data flow diagram in a report: a larger one takes a browser too long.
pub const MAX_DRAWN_FLOWS: usize = 10_000;
/// Messages of a sequence diagram in a report; nobody steps through more.
pub const MAX_DRAWN_MESSAGES: usize = 500;
/// Findings that a report in HTML lists, those that are assumed last, and the worst first.
pub const MAX_LISTED_FINDINGS: usize = 5_000;
/// Findings of which a browser makes rows at once; of the others it does when they are wanted.
pub const MAX_READY_FINDINGS: usize = 400;
/// Facts that a report in HTML names for one finding.
pub const MAX_FACTS: usize = 6;
/// Things that it names of whom one question is asked.
pub const MAX_NAMED_OWNERS: usize = 50;
/// Questions that it asks about one thing.
pub const MAX_QUESTIONS_ABOUT: usize = 8;
/// Questions that it asks about all things one by one; where there are many things, each has fewer, but two at least.
pub const MAX_QUESTIONS_ONE_BY_ONE: usize = 4_000;
/// Attack paths that a report in HTML lists.
pub const MAX_LISTED_PATHS: usize = 50;

/// Letters of a name in what is written for other programs; an ellipsis stands for the others.
pub const MAX_NAME_LETTERS: usize = 200;
/// Letters of an id there; a longer one ends in a part of its hash, which stays the same as long as the id does.
pub const MAX_ID_LETTERS: usize = 300;
/// Letters of that part, with the hyphen before it.
pub const ID_HASH_LETTERS: usize = 17;
/// Letters of a reason or of a piece of advice there.
pub const MAX_LINE_LETTERS: usize = 1000;
/// Reasons that are given for a finding there.
pub const MAX_REASONS: usize = 5;
/// Results of a SARIF file: code hosts show no more of one run.
pub const MAX_SARIF_RESULTS: usize = 5000;
/// Annotations of a kind: GitHub shows no more of one step.
pub const MAX_ANNOTATIONS: usize = 10;
/// Bytes of findings that were written as JSON earlier and are read again.
pub const MAX_BASELINE_BYTES: u64 = 64 << 20;
/// Bytes of a comment on a change, with room for what a pipeline adds: GitHub takes 65,536 letters.
pub const MAX_COMMENT_BYTES: usize = 60_000;

/// UTF-16 code units of a cell of a workbook: spreadsheets hold no more.
pub const MAX_CELL_UNITS: usize = 32_767;
/// Rows of a sheet, with the headings: spreadsheets have no more.
pub const MAX_SHEET_ROWS: usize = 1_048_576;
/// Pages of a PDF.
pub const MAX_PDF_PAGES: usize = 5_000;
/// Letters of a paragraph or of a cell in a PDF; an ellipsis stands for the others.
pub const MAX_PARAGRAPH_LETTERS: usize = 4_000;

/// Steps of a template in the language of Jinja.
pub const MAX_JINJA_STEPS: u64 = 20_000_000;
/// Bytes that such a template may make.
pub const MAX_JINJA_BYTES: usize = 256 << 20;
/// Templates that include each other, and macros that call each other, so deep.
pub const MAX_JINJA_DEPTH: usize = 100;

/// Letters of a Mermaid diagram in a report: Mermaid draws no more unless it is told to.
pub const MAX_MERMAID_LETTERS: usize = 50_000;
/// Flows of a Mermaid diagram in a report, likewise.
pub const MAX_MERMAID_FLOWS: usize = 500;
