//! What a team writes beside a model: answers to what it does not say, and decisions about its findings.
//!
//! `tm.py` has them in `tm.answers.toml` and `tm.decisions.toml`. Both are reviewed with the model, and as little trusted.

pub(crate) mod answers;
mod answers_file;
mod comments;
pub(crate) mod decisions;
mod decisions_file;

use std::path::{Path, PathBuf};

use bartizan_model::{Diagnostic, SourceId, Sources, Span};
use clap::Args;

use crate::world::{FileError, World};

/// A file of answers or decisions may be so large, in bytes.
pub(crate) const MAX_FILE: u64 = 4 << 20;

/// Which of these files are read.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct Beside {
    /// Take the answers of this file instead of those beside the model (tm.answers.toml)
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) answers: Option<PathBuf>,
    /// Take the decisions of this file instead of those beside the model (tm.decisions.toml)
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) decisions: Option<PathBuf>,
    /// Show findings as if nothing had been decided about them
    #[arg(long, global = true)]
    pub(crate) no_decisions: bool,
    /// Whether a file that is named may be made by this command.
    #[arg(skip)]
    pub(crate) is_written: bool,
}

impl Beside {
    /// The file of answers about a model, there or not.
    pub(crate) fn answers_of(&self, model: &Path) -> PathBuf {
        self.answers.clone().unwrap_or_else(|| beside(model, "answers"))
    }

    /// Whether a file that a command line names has to be there.
    pub(crate) fn has_to_be_there(&self, named: &Option<PathBuf>) -> bool {
        named.is_some() && !self.is_written
    }

    /// The file of decisions about a model, there or not.
    pub(crate) fn decisions_of(&self, model: &Path) -> PathBuf {
        self.decisions.clone().unwrap_or_else(|| beside(model, "decisions"))
    }

    /// The files that are named, wherever they lie.
    pub(crate) fn named(&self) -> impl Iterator<Item = &PathBuf> {
        self.answers.iter().chain(&self.decisions)
    }
}

/// `tm.py` has its answers in `tm.answers.toml`.
fn beside(model: &Path, what: &str) -> PathBuf {
    model.with_extension(format!("{what}.toml"))
}

/// A file that was read, ready for messages about it.
pub(crate) struct Read {
    pub(crate) text: String,
    source: SourceId,
}

/// Reads a file; `None` when it is not there and nobody asked for it.
pub(crate) fn read(
    path: &Path,
    is_asked_for: bool,
    sources: &mut Sources,
    world: &dyn World,
) -> Result<Option<Read>, Box<Diagnostic>> {
    let shown = path.display().to_string();
    let bytes = match world.read(path, MAX_FILE) {
        Ok(bytes) => bytes,
        Err(FileError::NotFound) if !is_asked_for => return Ok(None),
        Err(FileError::TooLarge { limit }) => {
            let message = format!("`{shown}` is larger than {} MiB", limit >> 20);
            return Err(Box::new(Diagnostic::refusal(message)));
        }
        Err(error) => return Err(Box::new(Diagnostic::error(format!("cannot read `{shown}`: {error}")))),
    };
    let text = String::from_utf8(bytes)
        .map_err(|_| Box::new(Diagnostic::error(format!("`{shown}` is not UTF-8")).help("save it as UTF-8")))?;
    let source = sources.add(&*shown, &*text);
    Ok(Some(Read { text, source }))
}

/// A document to add to, and what stands before it: comments alone would move to the end.
fn to_add_to(text: &str, introduction: &str) -> Result<(String, toml_edit::DocumentMut), toml_edit::TomlError> {
    let document: toml_edit::DocumentMut = text.parse()?;
    if !document.is_empty() {
        return Ok((String::new(), document));
    }
    let before = if text.trim().is_empty() { introduction } else { text };
    Ok((format!("{}\n\n", before.trim_end()), toml_edit::DocumentMut::new()))
}

/// A file that was changed, with the comment that its text began with: it is about the file, also when what stood below it
/// is gone.
fn with_head(text: &str, written: String) -> String {
    let head: String = text.split_inclusive('\n').take_while(|line| line.starts_with('#')).collect();
    if head.is_empty() || written.starts_with(&head) {
        return written;
    }
    let rest = written.trim_start_matches('\n');
    if rest.is_empty() { head } else { format!("{head}\n{rest}") }
}

impl Read {
    /// The place of a range of the text.
    fn place(&self, range: Option<std::ops::Range<usize>>) -> Option<Span> {
        let range = range?;
        Some(Span { source: self.source, start: range.start as u32, end: range.end as u32 })
    }

    /// What TOML says of a text that is none.
    fn syntax(&self, error: &toml_edit::TomlError) -> Diagnostic {
        let message = error.message().lines().next().unwrap_or("it is no TOML").to_owned();
        Diagnostic::error(format!("cannot be read as TOML: {message}")).at(self.place(error.span()), "")
    }
}
