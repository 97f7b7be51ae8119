//! What is wrong with a file, collected over all of it.

use bartizan_model::Diagnostic;
use ruff_text_size::TextRange;

use super::bounds::MAX_REPORTED;
use super::file::File;

/// Errors so far. Lowering goes on after one, and its result is dropped at the end.
pub(super) struct Problems<'f> {
    file: &'f File<'f>,
    diagnostics: Vec<Diagnostic>,
}

impl<'f> Problems<'f> {
    pub(super) fn new(file: &'f File<'f>) -> Self {
        Self { file, diagnostics: Vec::new() }
    }

    /// Python itself would not take this.
    pub(super) fn error(&mut self, range: TextRange, message: impl Into<String>, help: &str) {
        self.push(range, Diagnostic::error(message), help);
    }

    /// Python would take this; we do not.
    pub(super) fn refuse(&mut self, range: TextRange, message: impl Into<String>, help: &str) {
        self.push(range, Diagnostic::refusal(message), help);
    }

    /// The result, or the first errors in the order of the file.
    pub(super) fn finish<T>(mut self, result: T) -> Result<T, Vec<Diagnostic>> {
        if self.diagnostics.is_empty() {
            return Ok(result);
        }
        self.diagnostics.sort_by_key(|diagnostic| diagnostic.labels.first().map(|label| label.span));
        self.diagnostics.dedup();
        self.diagnostics.truncate(MAX_REPORTED);
        Err(self.diagnostics)
    }

    fn push(&mut self, range: TextRange, diagnostic: Diagnostic, help: &str) {
        let mut diagnostic = diagnostic.at(Some(self.file.span(range)), "");
        if !help.is_empty() {
            diagnostic = diagnostic.help(help);
        }
        self.diagnostics.push(diagnostic);
    }
}
