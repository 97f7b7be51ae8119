//! `bartizan dfd`: the data flow diagram as text for other tools.

use std::path::PathBuf;

use bartizan_diagram::{DataFlowOptions, Graph, d2, dot, mermaid_flowchart};
use clap::Args;

use super::format;
use crate::command_line::{EXIT_DONE, ModelArguments, Session};
use crate::isolation::Places;
use crate::script;

/// Options of `dfd`.
#[derive(Debug, Args)]
pub(crate) struct Options {
    #[command(flatten)]
    model: ModelArguments,
    /// The file to write, `-` for standard output; its ending decides the form: .dot, .mmd, .d2
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Form of the diagram, whatever the ending
    #[arg(long, value_parser = ["dot", "mmd", "d2"])]
    format: Option<String>,
    /// Draw only what is on these levels
    #[arg(long, value_name = "N", num_args = 1.., value_delimiter = ',', allow_negative_numbers = true)]
    levels: Vec<i64>,
    /// Colour elements by their worst finding
    #[arg(long)]
    colormap: bool,
}

impl Options {
    /// What they name.
    pub(crate) fn places(&self) -> Places {
        self.model.places().writing(self.output.as_deref())
    }
}

/// An ending, and who draws it.
type Format = (&'static str, fn(&Graph) -> String);

const FORMATS: [Format; 4] = [("dot", dot), ("gv", dot), ("mmd", mermaid_flowchart), ("d2", d2)];

/// Writes the diagram.
pub(crate) fn run(session: &mut Session<'_>, options: &Options) -> Result<u8, u8> {
    let output = options.output.as_deref();
    let draw = format::choose(session, output, options.format.as_deref(), &FORMATS)?;
    let described = script::describe(session, &options.model.model, &options.model.libraries)?;
    let colormap = options.colormap.then_some(described.analysis.findings.severities.as_slice());
    let graph = Graph::of(&described.analysis.model, &DataFlowOptions { levels: options.levels.clone(), colormap });
    session.write(output, &with_newline(draw(&graph)))?;
    Ok(EXIT_DONE)
}

/// Files end in a newline.
pub(super) fn with_newline(mut text: String) -> String {
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text
}
