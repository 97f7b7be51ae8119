//! The text of a file as Python reads it: lines end with `\n`, however the author's editor ended them.

use std::borrow::Cow;

use bartizan_model::{Diagnostic, SourceId, Span};
use ruff_text_size::TextRange;

use crate::limits;
use crate::tree::Range;

/// The text that is parsed, and the way back from its places to those of the author's file.
pub(super) struct File<'t> {
    text: Cow<'t, str>,
    source: SourceId,
    /// Places in `text`, ascending, just before which the author's file has a `\r` that `text` has not.
    removed: Vec<u32>,
}

impl<'t> File<'t> {
    pub(super) fn new(text: &'t str, source: SourceId) -> Self {
        if !text.contains('\r') {
            return Self { text: Cow::Borrowed(text), source, removed: Vec::new() };
        }
        let (text, removed) = with_plain_lines(text);
        Self { text: Cow::Owned(text), source, removed }
    }

    /// Refuses a file over [`limits::MAX_SOURCE`].
    pub(super) fn check_size(&self) -> Result<(), Vec<Diagnostic>> {
        if self.text.len() <= limits::MAX_SOURCE {
            return Ok(());
        }
        let start = Span { source: self.source, start: 0, end: 0 };
        let message = format!("the file has {} bytes, more than {}", self.text.len(), limits::MAX_SOURCE);
        Err(vec![Diagnostic::refusal(message).at(Some(start), "").help("split it into several files")])
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// What the author wrote there.
    pub(super) fn slice(&self, range: TextRange) -> &str {
        self.text.get(range.start().to_usize()..range.end().to_usize()).unwrap_or("")
    }

    /// The place in the author's file.
    pub(super) fn range(&self, range: TextRange) -> Range {
        Range { start: self.original(range.start().to_u32()), end: self.original(range.end().to_u32()) }
    }

    /// The place in the author's file, for a diagnostic.
    pub(super) fn span(&self, range: TextRange) -> Span {
        let Range { start, end } = self.range(range);
        Span { source: self.source, start, end }
    }

    fn original(&self, at: u32) -> u32 {
        at + self.removed.partition_point(|removed| *removed < at) as u32
    }
}

fn with_plain_lines(text: &str) -> (String, Vec<u32>) {
    let mut plain = String::with_capacity(text.len());
    let mut removed = Vec::new();
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' if characters.peek() == Some(&'\n') => removed.push(plain.len() as u32),
            '\r' => plain.push('\n'),
            other => plain.push(other),
        }
    }
    (plain, removed)
}
