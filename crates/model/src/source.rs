//! Places in the author's files.

use std::sync::Arc;

use crate::value::Text;

/// Position of a source in [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(pub u32);

/// A stretch of a source, in bytes (`start..end`).
///
/// In a source without text (a caller in Rust) `start` is the line and `end` the column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The source.
    pub source: SourceId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// A file that was read, or a file of Rust that called the builder.
#[derive(Clone, Debug)]
pub struct Source {
    /// The path as the user would write it.
    pub path: Text,
    /// The text; `None` for a caller in Rust.
    pub text: Option<Arc<str>>,
}

/// Line and column of a place, both counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    /// The path as the user would write it.
    pub path: Text,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// All sources that facts and diagnostics point into.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    sources: Vec<Source>,
}

impl Sources {
    /// Adds a source with its text.
    pub fn add(&mut self, path: impl Into<Text>, text: impl Into<Arc<str>>) -> SourceId {
        self.push(Source { path: path.into(), text: Some(text.into()) })
    }

    /// The place in Rust code that called, as a span.
    pub fn caller(&mut self, caller: &std::panic::Location<'_>) -> Span {
        let known = self.sources.iter().position(|s| s.text.is_none() && &*s.path == caller.file());
        let source = match known {
            Some(at) => SourceId(at as u32),
            None => self.push(Source { path: caller.file().into(), text: None }),
        };
        Span { source, start: caller.line(), end: caller.column() }
    }

    /// The source, if the id is of this collection.
    pub fn get(&self, id: SourceId) -> Option<&Source> {
        self.sources.get(id.0 as usize)
    }

    /// The text under a span; empty for a caller in Rust.
    pub fn text(&self, span: Span) -> &str {
        self.get(span.source)
            .and_then(|source| source.text.as_deref())
            .and_then(|text| text.get(span.start as usize..span.end as usize))
            .unwrap_or("")
    }

    /// Path, line and column of a span's start.
    pub fn locate(&self, span: Span) -> Option<Location> {
        let source = self.get(span.source)?;
        let path = source.path.clone();
        let Some(text) = source.text.as_deref() else {
            return Some(Location { path, line: span.start as usize, column: span.end as usize });
        };
        let mut start = (span.start as usize).min(text.len());
        while !text.is_char_boundary(start) {
            start -= 1;
        }
        let before = text.get(..start).unwrap_or("");
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Some(Location {
            path,
            line: before.matches('\n').count() + 1,
            column: before.get(line_start..).unwrap_or("").chars().count() + 1,
        })
    }

    fn push(&mut self, source: Source) -> SourceId {
        self.sources.push(source);
        SourceId((self.sources.len() - 1) as u32)
    }
}
