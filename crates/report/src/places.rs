//! Lines and columns of many places at once: the lines of a file are counted once.

use std::cell::RefCell;
use std::collections::BTreeMap;

use bartizan_model::{Location, SourceId, Sources, Span};

/// Looks up places in the sources of a model.
#[derive(Debug)]
pub struct Places<'a> {
    sources: &'a Sources,
    /// Where the lines of a source start.
    lines: RefCell<BTreeMap<SourceId, Vec<usize>>>,
}

impl<'a> Places<'a> {
    /// Of these sources.
    pub fn of(sources: &'a Sources) -> Self {
        Self { sources, lines: RefCell::default() }
    }

    /// Path, line and column of a span's start.
    pub fn locate(&self, span: Span) -> Option<Location> {
        let source = self.sources.get(span.source)?;
        let Some(text) = source.text.as_deref() else { return self.sources.locate(span) };
        let mut lines = self.lines.borrow_mut();
        let starts = lines.entry(span.source).or_insert_with(|| {
            std::iter::once(0).chain(text.match_indices('\n').map(|(newline, _)| newline + 1)).collect()
        });
        let start = span.start as usize;
        let line = starts.partition_point(|line| *line <= start);
        let line_start = starts.get(line.saturating_sub(1)).copied().unwrap_or(0);
        let column = text.get(line_start..start).map_or(1, |before| before.chars().count() + 1);
        Some(Location { path: source.path.clone(), line, column })
    }
}
