//! What is wrong, where, and what to do about it.

use std::fmt;

use crate::source::Span;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing; nothing is wrong.
    Note,
    /// The result stands, but is perhaps not what the author meant.
    Warning,
    /// There is no result.
    Error,
}

/// A place, and what to see there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What is there; may be empty.
    pub text: String,
}

/// A message about the user's input, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong: lower-case, quoting what the user wrote, without a newline.
    pub message: String,
    /// Where; the first is the place itself, the others explain.
    pub labels: Vec<Label>,
    /// What else there is to know, a line each.
    pub notes: Vec<String>,
    /// What the user can do.
    pub help: Vec<String>,
    /// The input was refused, or ran over a limit (exit code 3 rather than 2).
    pub is_refusal: bool,
    /// The attribute of the author's own that a warning is about: where a threat reads it, there is nothing to warn about.
    pub own_attribute: Option<Box<str>>,
}

impl Diagnostic {
    /// An error without a place so far.
    pub fn error(message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Error,
            message: message.into(),
            labels: Vec::new(),
            notes: Vec::new(),
            help: Vec::new(),
            is_refusal: false,
            own_attribute: None,
        }
    }

    /// A warning without a place so far.
    pub fn warning(message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(message) }
    }

    /// A note without a place so far.
    pub fn note(message: impl Into<String>) -> Self {
        Self { severity: Severity::Note, ..Self::error(message) }
    }

    /// A refusal: something that is not allowed, or is over a limit.
    pub fn refusal(message: impl Into<String>) -> Self {
        Self { is_refusal: true, ..Self::error(message) }
    }

    /// Adds a place.
    #[must_use]
    pub fn at(mut self, span: Option<Span>, text: impl Into<String>) -> Self {
        if let Some(span) = span {
            self.labels.push(Label { span, text: text.into() });
        }
        self
    }

    /// Adds a line of what else there is to know.
    #[must_use]
    pub fn and(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// Adds what the user can do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Diagnostic {}
