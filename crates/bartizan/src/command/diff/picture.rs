//! What changed, as one data flow diagram of both versions.

use std::path::{Path, PathBuf};

use bartizan_diagram::export::Page;
use bartizan_diagram::layout::Layered;
use bartizan_diagram::picture::{self, PictureOptions};
use bartizan_diagram::{DataFlowOptions, Graph, Mark};
use bartizan_model::Model;
use bartizan_rules::changes::{Changes, Fate, Version, union};

use crate::command::picture_file::{PictureFile, PictureFormat};
use crate::command::picture_options::PictureArguments;
use crate::command_line::Session;

/// A diagram of both versions.
pub(super) struct Both {
    model: Model,
    graph: Graph,
    title: String,
}

impl Both {
    /// Puts both versions into one diagram. Things are marked, unless nothing changed: then it is drawn as usual.
    pub(super) fn of(changes: &Changes, old: Version<'_>, new: Version<'_>, assumed: bool) -> Self {
        let both = union(old, new, assumed);
        let marks: Vec<Mark> = both.fates.iter().map(|fate| mark(*fate)).collect();
        let plain = Graph::of(&both.model, &DataFlowOptions::default());
        let shown = DataFlowOptions { marks: Some(&marks), ..DataFlowOptions::default() };
        let marked = Graph::of(&both.model, &shown);
        let is_changed = marked.marks().any(|mark| mark != Mark::Kept);
        let title = title(&new.model.system.name(), is_changed, changes);
        Self { model: both.model, graph: if is_changed { marked } else { plain }, title }
    }

    /// What is drawn, for formats of text.
    pub(super) fn graph(&self) -> &Graph {
        &self.graph
    }

    /// Writes the picture.
    pub(super) fn write(
        &self,
        session: &mut Session<'_>,
        output: Option<&Path>,
        format: PictureFormat,
        arguments: &PictureArguments,
    ) -> Result<(), u8> {
        let mut options: PictureOptions = arguments.options(format);
        options.title = Some(options.title.unwrap_or_else(|| self.title.clone()));
        let picture = picture::svg(&self.graph, &self.model, &Layered, &options);
        if let Some(degraded) = &picture.degraded {
            session.note(degraded);
        }
        let pages = vec![Page { title: self.title.clone(), svg: picture.svg }];
        PictureFile { title: &self.title, pages, format, scale: arguments.scale }.write(session, output)
    }
}

/// What stands above the picture. Not everything that is stated can be seen in a diagram.
fn title(system: &str, is_marked: bool, changes: &Changes) -> String {
    let what = match (is_marked, changes.is_empty()) {
        (true, _) => "what changed",
        (false, true) => "nothing changed",
        (false, false) => "nothing changed in the diagram",
    };
    if system.trim().is_empty() { what.to_owned() } else { format!("{system}: {what}") }
}

/// The picture beside a file of Markdown: `x.svg` beside `x.md`.
pub(super) fn beside(output: &Path) -> PathBuf {
    output.with_extension("svg")
}

fn mark(fate: Fate) -> Mark {
    match fate {
        Fate::Kept => Mark::Kept,
        Fate::Changed => Mark::Changed,
        Fate::Moved => Mark::Moved,
        Fate::Added => Mark::Added,
        Fate::Removed => Mark::Removed,
    }
}
