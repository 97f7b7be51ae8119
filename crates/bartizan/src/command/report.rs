//! `bartizan report`: a report for people or machines.

use std::path::{Path, PathBuf};
use std::rc::Rc;

use bartizan_model::Diagnostic;
use bartizan_report::{HtmlReport, ReportError, json, markdown};
use bartizan_rules::plan::{self, Plan, Request, State};
use bartizan_rules::what_if::Change;
use bartizan_rules::{Finding, Verdict};
use clap::Args;

use super::ask::open_questions;
use super::format;
use crate::command_line::{EXIT_DONE, ModelArguments, Session};
use crate::isolation::Places;
use crate::script::{self, Described};
use crate::templates::{self, MAX_TEMPLATE};

/// Steps of a plan that a report begins with.
const FIRST_STEPS: usize = 3;
/// A report of more elements, or of more open findings, has no plan: each step is tried on the whole model.
const MAX_PLANNED_ELEMENTS: usize = 300;
const MAX_PLANNED_FINDINGS: usize = 500;

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
    let describe = match format(session, options)? {
        // Its first steps are tried on the model.
        Format::Html => script::describe_for_changes,
        _ => script::describe,
    };
    let described = describe(session, &options.model.model, &options.model.libraries)?;
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
        Format::Html => html(described),
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

/// The report of a described model as one HTML file.
fn html(described: &Described) -> Result<String, ReportError> {
    let plan = first_steps(described);
    bartizan_report::html(&HtmlReport {
        model: &described.analysis.model,
        findings: &described.analysis.findings,
        library: &described.library,
        decisions: &described.decisions,
        questions: &open_questions(described),
        plan: plan.as_ref(),
    })
}

/// The steps that remove the most risk; `None` where finding them takes too long.
fn first_steps(described: &Described) -> Option<Plan> {
    let findings = &described.analysis.findings;
    let is_open = |finding: &Finding| described.is_open(finding) && finding.verdict != Verdict::Assumed;
    let open = findings.all.iter().filter(|finding| is_open(finding)).count();
    if open > MAX_PLANNED_FINDINGS || described.analysis.model.elements.len() > MAX_PLANNED_ELEMENTS {
        return None;
    }
    let now = State { model: described.analysis.model.clone(), findings: Rc::new(findings.clone()) };
    let again = |changes: &[Change]| super::plan::analysed(described, changes);
    let request = Request { now, library: &described.library, is_open: &is_open, cost: &|_| Some(1), again: &again };
    Some(plan::best_first(&request, FIRST_STEPS))
}
