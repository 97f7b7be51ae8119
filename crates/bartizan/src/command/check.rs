//! `bartizan check`: what can go wrong, in the terminal and for other programs.

use std::path::PathBuf;

use bartizan_model::{Diagnostic, Sources};
use bartizan_report::machine::{self, Results};
use bartizan_rules::changes::NewFindings;
use clap::{Args, ValueEnum};

use super::check_baseline::{Compared, Comparison};
use super::check_text::{View, is_listed, severity, text};
use super::fail_on::FailOn;
use super::format;
use super::style::Style;
use crate::command_line::{EXIT_DONE, EXIT_FINDINGS, Session};
use crate::isolation::Places;
use crate::libraries::Selection;
use crate::script::{self, Described};

/// Options of `check`.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// The model scripts
    #[arg(required = true, value_name = "MODEL")]
    models: Vec<PathBuf>,
    #[command(flatten)]
    libraries: Selection,
    /// List also what is true only while unstated facts are as pytm's defaults have them
    #[arg(long)]
    assumed: bool,
    #[command(flatten)]
    comparison: Comparison,
    /// Exit with code 1 when a listed finding is at least so severe; `:assumed` counts assumed ones, listed or not; `:new`
    /// counts only new ones, as is usual with `--baseline` and `--since`
    #[arg(long, value_name = "SEVERITY[:assumed][:new]")]
    fail_on: Option<FailOn>,
    /// Form of the results; without it, the ending of the output decides: .txt, .json, .sarif, .xml (JUnit), .csv, .md
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// The file to write, `-` for standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

impl Options {
    /// What they name.
    pub(crate) fn places(&self) -> Places {
        let places = Places::models(&self.models).libraries(&self.libraries).writing(self.output.as_deref());
        self.comparison.places(places, &self.models)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
    Sarif,
    Github,
    Junit,
    Gitlab,
    Csv,
    Md,
}

const ENDINGS: [(&str, Format); 6] = [
    ("txt", Format::Text),
    ("json", Format::Json),
    ("sarif", Format::Sarif),
    ("xml", Format::Junit),
    ("csv", Format::Csv),
    ("md", Format::Md),
];

impl Format {
    /// The format for other programs; `None` for the one for people.
    fn machine(self) -> Option<machine::Format> {
        match self {
            Format::Text => None,
            Format::Json => Some(machine::Format::Json),
            Format::Sarif => Some(machine::Format::Sarif),
            Format::Github => Some(machine::Format::Github),
            Format::Junit => Some(machine::Format::Junit),
            Format::Gitlab => Some(machine::Format::Gitlab),
            Format::Csv => Some(machine::Format::Csv),
            Format::Md => Some(machine::Format::Markdown),
        }
    }
}

/// Checks models one after the other.
pub(crate) fn run(session: &mut Session<'_>, options: &Options) -> Result<u8, u8> {
    let output = options.output.as_deref();
    let format = match options.format {
        Some(format) => format,
        None => format::choose(session, output, None, &ENDINGS)?,
    };
    let style = Style { colour: session.colour && output.is_none() };
    let width = session.width();
    let earlier = options.comparison.open(session, options.fail_on)?;
    let counts_assumed = options.assumed || options.fail_on.is_some_and(|limit| limit.assumed);
    let (mut code, mut results, mut texts) = (EXIT_DONE, Results::default(), Vec::new());
    for path in &options.models {
        let shown = path.display().to_string();
        let described = match script::describe(session, path, &options.libraries) {
            Ok(described) => described,
            Err(failed) => {
                code = code.max(failed);
                results.add_unread(&shown);
                continue;
            }
        };
        let compared = Compared {
            path,
            described: &described,
            libraries: &options.libraries,
            is_only: options.models.len() == 1,
            counts_assumed,
        };
        let new = earlier.new_findings(session, compared)?;
        let new = new.as_ref();
        match format {
            Format::Text => {
                let view = View { path: &shown, assumed: options.assumed, new, style, width };
                texts.push(text(&described, view));
            }
            _ => {
                let analysis = &described.analysis;
                let (model, findings) = (&analysis.model, &analysis.findings);
                results.add(&shown, model, &described.library, findings, options.assumed, new);
            }
        }
        if fails(&described, options.fail_on, options.assumed, new) {
            code = code.max(EXIT_FINDINGS);
        }
    }
    match format.machine() {
        None => session.write(output, &texts.join("\n"))?,
        Some(format) => {
            let written = results.write(format);
            if written.left_out > 0 {
                let message = format!("{} findings are left out of the results", written.left_out);
                let help = "readers of this format take no more; `--format json` and `csv` have them all";
                session.warn(&Diagnostic::warning(message).help(help), &Sources::default());
            }
            session.write(output, &written.text)?;
        }
    }
    Ok(code)
}

fn fails(described: &Described, limit: Option<FailOn>, lists_assumed: bool, new: Option<&NewFindings>) -> bool {
    let Some(limit) = limit else { return false };
    let analysis = &described.analysis;
    let counted = analysis.findings.all.iter().filter(|finding| is_listed(finding, lists_assumed || limit.assumed));
    counted
        .filter(|finding| new.is_none_or(|new| new.contains(finding)))
        .map(|finding| severity(&analysis.findings, &analysis.model, finding))
        .any(|found| found >= Some(limit.severity))
}
