//! The prose of threats: paragraphs, lists and code, and nothing else of Markdown.

use std::ops::Deref;
use std::sync::OnceLock;

use bartizan_model::Text;

/// A text of a threat. Those of the catalogue stay where the program has them until somebody asks for a [`Text`].
#[derive(Clone, Debug, Default)]
pub struct Prose {
    fixed: &'static str,
    text: OnceLock<Text>,
}

impl Prose {
    /// A text that is part of the program.
    pub const fn fixed(fixed: &'static str) -> Self {
        Self { fixed, text: OnceLock::new() }
    }

    /// The text, to be shared.
    pub fn text(&self) -> Text {
        self.text.get_or_init(|| self.fixed.into()).clone()
    }
}

impl Deref for Prose {
    type Target = str;

    fn deref(&self) -> &str {
        self.text.get().map_or(self.fixed, |text| text)
    }
}

impl From<Text> for Prose {
    fn from(text: Text) -> Self {
        Self { fixed: "", text: OnceLock::from(text) }
    }
}

impl PartialEq for Prose {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

/// A paragraph or a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block<'t> {
    /// A paragraph.
    Paragraph(Vec<Part<'t>>),
    /// The items of a list.
    List(Vec<Vec<Part<'t>>>),
}

/// A stretch of a paragraph or an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part<'t> {
    /// Words.
    Text(&'t str),
    /// Something in backticks.
    Code(&'t str),
}

/// The blocks of a text. A line is a paragraph, or an item when it begins with `- `.
pub fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut blocks: Vec<Block<'_>> = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let item = line.strip_prefix("- ");
        match (item, blocks.last_mut()) {
            (Some(item), Some(Block::List(items))) => items.push(parts(item)),
            (Some(item), _) => blocks.push(Block::List(vec![parts(item)])),
            (None, _) => blocks.push(Block::Paragraph(parts(line))),
        }
    }
    blocks
}

/// What is in backticks is code, if they come in pairs.
fn parts(line: &str) -> Vec<Part<'_>> {
    let pieces: Vec<&str> = line.split('`').collect();
    if pieces.len().is_multiple_of(2) {
        return vec![Part::Text(line)];
    }
    let part = |(at, piece): (usize, _)| if at.is_multiple_of(2) { Part::Text(piece) } else { Part::Code(piece) };
    pieces.into_iter().enumerate().filter(|(_, piece)| !piece.is_empty()).map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_paragraphs_and_items() {
        let text = "One `a` two.\n\nThree\n- first\n- `second`\nodd ` tick";
        assert_eq!(
            blocks(text),
            [
                Block::Paragraph(vec![Part::Text("One "), Part::Code("a"), Part::Text(" two.")]),
                Block::Paragraph(vec![Part::Text("Three")]),
                Block::List(vec![vec![Part::Text("first")], vec![Part::Code("second")]]),
                Block::Paragraph(vec![Part::Text("odd ` tick")]),
            ]
        );
    }
}
