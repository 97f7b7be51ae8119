//! The prose of threats for templates: blocks of parts, so that each piece of text passes through the sink.

use bartizan_rules::prose::{Block, Part, blocks};
use serde::Serialize;

/// A paragraph, or a list.
#[derive(Serialize)]
pub(crate) struct BlockRow {
    /// The paragraph; empty for a list.
    parts: Vec<PartRow>,
    items: Vec<Vec<PartRow>>,
}

/// A stretch of text.
#[derive(Serialize)]
struct PartRow {
    text: String,
    is_code: bool,
}

/// The blocks of a text.
pub(crate) fn rows(text: &str) -> Vec<BlockRow> {
    let row = |block| match block {
        Block::Paragraph(parts) => BlockRow { parts: part_rows(parts), items: Vec::new() },
        Block::List(items) => BlockRow { parts: Vec::new(), items: items.into_iter().map(part_rows).collect() },
    };
    blocks(text).into_iter().map(row).collect()
}

fn part_rows(parts: Vec<Part<'_>>) -> Vec<PartRow> {
    let row = |part| match part {
        Part::Text(text) => PartRow { text: text.to_owned(), is_code: false },
        Part::Code(text) => PartRow { text: text.to_owned(), is_code: true },
    };
    parts.into_iter().map(row).collect()
}
