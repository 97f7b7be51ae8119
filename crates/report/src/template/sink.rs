//! Where a report goes: Markdown that may hold HTML.

use std::fmt;

use crate::limits::MAX_OUTPUT_BYTES;

/// Why nothing more can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SinkError {
    /// The limit is reached.
    Full,
    /// The caller's writer refuses.
    Closed,
}

/// The output. Text of a model gets in only as [`Sink::text`] or [`Sink::prose`], and is text there in HTML, in Markdown
/// and in a Markdown table.
pub(super) struct Sink<'w> {
    out: &'w mut dyn fmt::Write,
    left: u64,
    escapes: bool,
}

impl<'w> Sink<'w> {
    /// A report.
    pub(super) fn report(out: &'w mut dyn fmt::Write) -> Self {
        Self { out, left: MAX_OUTPUT_BYTES, escapes: true }
    }

    /// A part of a report that is put in later, as [`Sink::literal`].
    pub(super) fn part(out: &'w mut String, limit: u64) -> Self {
        Self { out, left: limit, escapes: true }
    }

    /// Text that does not go into a report as it is: what is formatted further.
    pub(super) fn raw(out: &'w mut String, limit: u64) -> Self {
        Self { out, left: limit, escapes: false }
    }

    /// Text of the template, or a finished part.
    pub(super) fn literal(&mut self, text: &str) -> Result<(), SinkError> {
        self.left = self.left.checked_sub(text.len() as u64).ok_or(SinkError::Full)?;
        self.out.write_str(text).map_err(|_| SinkError::Closed)
    }

    /// A word of Python's.
    pub(super) fn word(&mut self, word: &str) -> Result<(), SinkError> {
        self.literal(word)
    }

    /// Text of the model.
    pub(super) fn text(&mut self, text: &str) -> Result<(), SinkError> {
        self.escaped(text, false)
    }

    /// Text of a threat or finding: a dollar sign does not begin a formula there.
    pub(super) fn prose(&mut self, text: &str) -> Result<(), SinkError> {
        self.escaped(text, true)
    }

    fn escaped(&mut self, text: &str, is_prose: bool) -> Result<(), SinkError> {
        if !self.escapes {
            return self.literal(text);
        }
        let mut rest = text;
        let mut follows_backslash = false;
        while let Some((at, entity)) = first_active(rest, is_prose) {
            let (before, from) = rest.split_at_checked(at).unwrap_or((rest, ""));
            let is_escaped = if at == 0 { follows_backslash } else { before.ends_with('\\') };
            self.literal(before)?;
            self.literal(if entity == "\\$" && is_escaped { "$" } else { entity })?;
            follows_backslash = false;
            rest = from.split_at_checked(1).map_or("", |(_, after)| after);
        }
        self.literal(rest)
    }
}

/// The first character that means something in the output, and what stands for it.
fn first_active(text: &str, is_prose: bool) -> Option<(usize, &'static str)> {
    text.bytes().enumerate().find_map(|(at, byte)| {
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#x27;",
            b'|' => "&#124;",
            b'[' => "&#91;",
            b']' => "&#93;",
            b'`' => "&#96;",
            b'~' => "&#126;",
            b'$' if is_prose => "\\$",
            _ => return None,
        };
        Some((at, entity))
    })
}
