//! `bartizan seq`: the sequence diagram as text for other tools.

use std::path::PathBuf;

use bartizan_diagram::{Sequence, mermaid_sequence, plantuml};
use clap::Args;

use super::dfd::with_newline;
use super::format;
use crate::command_line::{EXIT_DONE, ModelArguments, Session};
use crate::isolation::Places;
use crate::script;

/// Options of `seq`.
#[derive(Debug, Args)]
pub(crate) struct Options {
    #[command(flatten)]
    model: ModelArguments,
    /// The file to write, `-` for standard output; its ending decides the form: .puml, .mmd
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Form of the diagram, whatever the ending
    #[arg(long, value_parser = ["puml", "mmd"])]
    format: Option<String>,
}

impl Options {
    /// What they name.
    pub(crate) fn places(&self) -> Places {
        self.model.places().writing(self.output.as_deref())
    }
}

/// An ending, and who draws it.
type Format = (&'static str, fn(&Sequence) -> String);

const FORMATS: [Format; 3] = [("puml", plantuml), ("plantuml", plantuml), ("mmd", mermaid_sequence)];

/// Writes the diagram.
pub(crate) fn run(session: &mut Session<'_>, options: &Options) -> Result<u8, u8> {
    let output = options.output.as_deref();
    let draw = format::choose(session, output, options.format.as_deref(), &FORMATS)?;
    let described = script::describe(session, &options.model.model, &options.model.libraries)?;
    session.write(output, &with_newline(draw(&Sequence::of(&described.analysis.model))))?;
    Ok(EXIT_DONE)
}
