//! `bartizan report`: a report for people or machines.

use std::path::{Path, PathBuf};

use bartizan_model::Diagnostic;
use bartizan_report::{html, json, markdown};
use clap::Args;

use super::format;
use crate::command_line::{EXIT_DONE, ModelArguments, Session};
use crate::isolation::Places;
use crate::script::{self, Described};
use crate::templates::{self, MAX_TEMPLATE};

/// Options of `report`.
#[derive(Debug, Args)]
pub(crate) struct Options {
    #[command(flatten)]
    model: ModelArguments,
    /// The file to write, `-` for standard output; its ending decides the form: .md, .html, .json
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Fill this template of pytm instead
    #[arg(long, value_name = "FILE")]
    template: Option<PathBuf>,
}

impl Options {
    /// What they name.
    pub(crate) fn places(&self) -> Places {
        self.model.places().reading(self.template.as_deref()).writing(self.output.as_deref())
    }
}

#[derive(Clone, Copy, Debug)]
enum Format {
    Markdown,
    Html,
    Json,
}

const FORMATS: [(&str, Format); 3] = [("md", Format::Markdown), ("html", Format::Html), ("json", Format::Json)];

/// Writes a report.
pub(crate) fn run(session: &mut Session<'_>, options: &Options) -> Result<u8, u8> {
    // Before the model is read: what cannot be written need not be made.
    format(session, options)?;
    let described = script::describe(session, &options.model.model, &options.model.libraries)?;
    write(session, options, &described)?;
    Ok(EXIT_DONE)
}

/// Writes the report of a model that was read.
pub(crate) fn write(session: &mut Session<'_>, options: &Options, described: &Described) -> Result<(), u8> {
    let format = format(session, options)?;
    let text = match &options.template {
        Some(path) => filled(session, path, described)?,
        None => text(session, format, described)?,
    };
    session.write(options.output.as_deref(), &text)
}

/// The report as a page for browsers.
pub(crate) fn page(session: &mut Session<'_>, described: &Described) -> Result<String, u8> {
    text(session, Format::Html, described)
}

fn format(session: &mut Session<'_>, options: &Options) -> Result<Format, u8> {
    match options.template {
        Some(_) => Ok(Format::Markdown),
        None => format::choose(session, options.output.as_deref(), None, &FORMATS),
    }
}

fn text(session: &mut Session<'_>, format: Format, described: &Described) -> Result<String, u8> {
    let (model, findings) = (&described.analysis.model, &described.analysis.findings);
    let decisions = &described.decisions;
    let filled = match format {
        Format::Markdown => markdown(model, findings, decisions),
        Format::Html => html(model, findings, decisions),
        Format::Json => {
            let mut text = String::new();
            let _ = json(model, findings, decisions, &mut text);
            Ok(text)
        }
    };
    filled.map_err(|error| session.fail(&Diagnostic::error(error.to_string()), &model.sources))
}

/// A template of pytm, filled.
fn filled(session: &mut Session<'_>, path: &Path, described: &Described) -> Result<String, u8> {
    let shown = path.display().to_string();
    let read = session.world.read(path, MAX_TEMPLATE).map_err(|error| error.to_string());
    let template =
        templates::text(&shown, read).map_err(|problem| session.fail(&problem, &described.analysis.model.sources))?;
    let mut text = String::new();
    templates::fill(&described.analysis, &shown, &template, &mut text)
        .map_err(|(problem, sources)| session.fail(&problem, &sources))?;
    Ok(text)
}
