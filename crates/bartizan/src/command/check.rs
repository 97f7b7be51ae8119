//! `bartizan check`: what can go wrong, in the terminal and for other programs.

use std::fmt::Write;
use std::path::PathBuf;

use bartizan_model::{Diagnostic, ElementId, Model, Sources};
use bartizan_report::machine::{self, Results};
use bartizan_rules::changes::NewFindings;
use bartizan_rules::{Finding, Findings, Level, Verdict};
use clap::{Args, ValueEnum};

use super::check_baseline::{self, Compared, Comparison};
use super::fail_on::FailOn;
use super::format;
use super::style::{Style, safe};
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
            Format::Text => texts.push(text(&described, options.assumed, new, style)),
            _ => {
                let analysis = &described.analysis;
                let (model, findings) = (&analysis.model, &analysis.findings);
                let (library, decisions) = (&described.library, &described.decisions);
                let examination = machine::Examination { model, library, findings, decisions, new };
                results.add(&shown, &examination, options.assumed);
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

pub(super) fn is_listed(finding: &Finding, assumed: bool) -> bool {
    assumed || finding.verdict != Verdict::Assumed
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

fn severity(findings: &Findings, model: &Model, finding: &Finding) -> Option<Level> {
    Level::parse(&findings.field(model, finding, "severity")?)
}

fn text(described: &Described, assumed: bool, new: Option<&NewFindings>, style: Style) -> String {
    let (model, findings) = (&described.analysis.model, &described.analysis.findings);
    let mut out = String::new();
    let _ = writeln!(out, "{}", style.bold(&safe(&model.system.name())));
    if let Some(new) = new {
        out.push_str(&check_baseline::heading(findings, new, assumed, style));
    }
    for (id, listed) in by_element(findings, model, assumed, new) {
        let _ = writeln!(out, "\n{}", heading(model, id, style));
        for finding in listed {
            let level = severity(findings, model, finding);
            let word = findings.field(model, finding, "severity").unwrap_or_default().to_lowercase();
            let title = findings.field(model, finding, "description").unwrap_or_default();
            let mark = match finding.verdict {
                Verdict::Assumed => style.dim(" (assumed)"),
                Verdict::Overridden => style.dim(" (by override)"),
                Verdict::Confirmed => String::new(),
            };
            let padded = format!("{:<9}", safe(&word));
            let stable_id = safe(&findings.stable_id(finding));
            let _ = writeln!(out, "  {} {}{mark}", style.severity(level, &padded), safe(&title));
            let _ = writeln!(out, "            {}", style.dim(&stable_id));
        }
    }
    if let Some(new) = new {
        out.push_str(&check_baseline::rest(findings, new, assumed));
    }
    out.push_str(&summary(described, assumed));
    out
}

fn by_element<'a>(
    findings: &'a Findings,
    model: &Model,
    assumed: bool,
    new: Option<&NewFindings>,
) -> Vec<(ElementId, Vec<&'a Finding>)> {
    let is_shown = |finding: &&Finding| is_listed(finding, assumed) && new.is_none_or(|new| new.contains(finding));
    let mut groups: Vec<(ElementId, Vec<&Finding>)> = Vec::new();
    for finding in findings.all.iter().filter(is_shown) {
        match groups.last_mut() {
            Some((id, listed)) if *id == finding.element => listed.push(finding),
            _ => groups.push((finding.element, vec![finding])),
        }
    }
    let rank = |finding: &&Finding| std::cmp::Reverse(severity(findings, model, finding));
    for (_, listed) in &mut groups {
        listed.sort_by_key(|finding| (finding.verdict, rank(finding)));
    }
    groups.sort_by_key(|(_, listed)| listed.iter().map(rank).min());
    groups
}

fn heading(model: &Model, id: ElementId, style: Style) -> String {
    let element = model.element(id);
    let mut heading = style.bold(&safe(&element.display_name()));
    let _ = write!(heading, "  {}", safe(element.class_name()));
    let end = |name: &str| element.element(name).map(|id| safe(&model.element(id).name()));
    if let (Some(source), Some(sink)) = (end("source"), end("sink")) {
        let _ = write!(heading, " {source} -> {sink}");
    }
    if let Some(place) = element.place.and_then(|place| model.sources.locate(place)) {
        let _ = write!(heading, "  {}", style.dim(&format!("{}:{}", safe(&place.path), place.line)));
    }
    heading
}

fn summary(described: &Described, assumed: bool) -> String {
    let findings = &described.analysis.findings;
    let count = |verdict: Verdict| findings.all.iter().filter(|finding| finding.verdict == verdict).count();
    let confirmed = count(Verdict::Confirmed) + count(Verdict::Overridden);
    let unsure = count(Verdict::Assumed);
    let mut out = format!("\n{} {}", findings.all.len(), plural(findings.all.len(), "finding"));
    let _ = write!(out, ": {confirmed} confirmed by what the model states, {unsure} assumed because it does not say");
    if !findings.set_aside.is_empty() {
        let _ = write!(out, "; {} set aside by assumptions", findings.set_aside.len());
    }
    let left_out = described.analysis.model.excluded_threats.len();
    if left_out > 0 {
        let _ = write!(out, "; {left_out} {} left out on purpose", plural(left_out, "threat"));
    }
    out.push('\n');
    if unsure > 0 && !assumed {
        out.push_str("`--assumed` lists the assumed ones\n");
    }
    out
}

fn plural(count: usize, word: &str) -> String {
    if count == 1 { word.to_owned() } else { format!("{word}s") }
}
