//! `bartizan check`: what can go wrong, in the terminal.

use std::fmt::Write;
use std::path::PathBuf;

use bartizan_model::{ElementId, Model};
use bartizan_rules::{Finding, Findings, Level, Verdict};
use clap::{Args, ValueEnum};

use super::style::{Style, safe};
use crate::command_line::{EXIT_DONE, EXIT_FINDINGS, Session, level_parser};
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
    /// Exit with code 1 when a listed finding is at least so severe
    #[arg(long, value_name = "SEVERITY", value_parser = level_parser())]
    fail_on: Option<String>,
    /// Form of the results
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

impl Options {
    /// What they name.
    pub(crate) fn places(&self) -> Places {
        Places::models(&self.models).libraries(&self.libraries)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

/// Checks models one after the other.
pub(crate) fn run(session: &mut Session<'_>, options: &Options) -> Result<u8, u8> {
    let threshold = options.fail_on.as_deref().and_then(Level::parse);
    let mut code = EXIT_DONE;
    for (number, path) in options.models.iter().enumerate() {
        let described = match script::describe(session, path, &options.libraries) {
            Ok(described) => described,
            Err(failed) => {
                code = code.max(failed);
                continue;
            }
        };
        match options.format {
            Format::Text => {
                if number > 0 {
                    session.print("\n")?;
                }
                let style = Style { colour: session.colour };
                session.print(&text(&described, options.assumed, style))?;
            }
            Format::Json => {
                let mut json = String::new();
                let _ = bartizan_report::json(&described.analysis.model, &described.analysis.findings, &mut json);
                session.print(&json)?;
            }
        }
        if fails(&described, threshold, options.assumed) {
            code = code.max(EXIT_FINDINGS);
        }
    }
    Ok(code)
}

fn is_listed(finding: &Finding, assumed: bool) -> bool {
    assumed || finding.verdict != Verdict::Assumed
}

fn fails(described: &Described, threshold: Option<Level>, assumed: bool) -> bool {
    let Some(threshold) = threshold else { return false };
    let analysis = &described.analysis;
    analysis.findings.all.iter().filter(|finding| is_listed(finding, assumed)).any(|finding| {
        severity(&analysis.findings, &analysis.model, finding).is_some_and(|severity| severity >= threshold)
    })
}

fn severity(findings: &Findings, model: &Model, finding: &Finding) -> Option<Level> {
    Level::parse(&findings.field(model, finding, "severity")?)
}

fn text(described: &Described, assumed: bool, style: Style) -> String {
    let (model, findings) = (&described.analysis.model, &described.analysis.findings);
    let mut out = String::new();
    let _ = writeln!(out, "{}", style.bold(&safe(&model.system.name())));
    for (id, listed) in by_element(findings, model, assumed) {
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
    out.push_str(&summary(described, assumed));
    out
}

fn by_element<'a>(findings: &'a Findings, model: &Model, assumed: bool) -> Vec<(ElementId, Vec<&'a Finding>)> {
    let mut groups: Vec<(ElementId, Vec<&Finding>)> = Vec::new();
    for finding in findings.all.iter().filter(|finding| is_listed(finding, assumed)) {
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
    out.push('\n');
    if unsure > 0 && !assumed {
        out.push_str("`--assumed` lists the assumed ones\n");
    }
    out
}

fn plural(count: usize, word: &str) -> String {
    if count == 1 { word.to_owned() } else { format!("{word}s") }
}
