//! `bartizan explain`: a threat, or a finding of a model.

use std::fmt::Write;
use std::path::PathBuf;

use bartizan_model::names::nearest;
use bartizan_model::{Diagnostic, Model, Origin, Sources};
use bartizan_rules::{Finding, Findings, Library, Threat, Verdict, reasons};
use clap::Args;

use super::style::{Style, safe};
use crate::command_line::{EXIT_DONE, Session};
use crate::libraries;
use crate::script;

/// Options of `explain`.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// A threat (INP02), or a finding of a model (INP02@web-server)
    id: String,
    /// The model script, for a finding
    model: Option<PathBuf>,
    /// Look for the threats in this file instead of the built-in ones (may be given several times)
    #[arg(long, value_name = "FILE")]
    threats: Vec<PathBuf>,
}

/// Explains a threat or a finding.
pub(crate) fn run(session: &mut Session<'_>, options: &Options) -> Result<u8, u8> {
    let style = Style { colour: session.colour };
    let (threat_id, _) = options.id.split_once('@').unwrap_or((&options.id, ""));
    if let Some(model) = &options.model {
        let described = script::describe(session, model, &options.threats)?;
        let (model, findings) = (&described.analysis.model, &described.analysis.findings);
        let found: Vec<&Finding> =
            findings.all.iter().filter(|finding| matches(findings, finding, &options.id)).collect();
        let threat = find(session, &described.library, threat_id)?;
        let mut text = threat_text(threat, style);
        if found.is_empty() {
            let _ = writeln!(text, "\nno finding of this model is called `{}`", safe(&options.id));
        }
        for finding in found {
            text.push_str(&finding_text(model, &described.library, findings, finding, style));
        }
        session.print(&text)?;
        return Ok(EXIT_DONE);
    }
    if options.id.contains('@') {
        let problem = Diagnostic::error(format!("`{}` is a finding of a model, and no model is named", options.id))
            .help(format!("name it: `bartizan explain {} tm.py`", options.id));
        return Err(session.fail(&problem, &Sources::default()));
    }
    let mut sources = Sources::default();
    let loaded = libraries::named_or_builtin(&options.threats, &mut sources, session.world);
    let (library, _) = loaded.map_err(|errors| session.fail_with(&errors, &sources))?;
    let threat = find(session, &library, threat_id)?;
    session.print(&threat_text(threat, style))?;
    Ok(EXIT_DONE)
}

fn matches(findings: &Findings, finding: &Finding, id: &str) -> bool {
    findings.threat(finding).id.eq_ignore_ascii_case(id) || findings.stable_id(finding).eq_ignore_ascii_case(id)
}

fn find<'l>(session: &mut Session<'_>, library: &'l Library, id: &str) -> Result<&'l Threat, u8> {
    if let Some((_, threat)) = library.find(id) {
        return Ok(threat);
    }
    let mut problem = Diagnostic::error(format!("no threat is called `{id}`"));
    problem = match nearest(id, library.threats().iter().map(|threat| &*threat.id)) {
        Some(near) => problem.help(format!("did you mean `{near}`?")),
        None => problem.help("`bartizan threats` lists them"),
    };
    Err(session.fail(&problem, &Sources::default()))
}

fn threat_text(threat: &Threat, style: Style) -> String {
    let mut text = format!("{}\n", style.bold(&safe(&format!("{} {}", threat.id, threat.title))));
    let targets: Vec<&str> = threat.targets.iter().map(|class| class.name()).collect();
    let severity = style.severity(threat.severity_level(), &safe(&threat.severity.to_lowercase()));
    let _ = write!(text, "severity {severity}");
    if !threat.likelihood.is_empty() {
        let _ = write!(text, ", likelihood {}", safe(&threat.likelihood.to_lowercase()));
    }
    let _ = writeln!(text, "; looked for on {}", targets.join(", "));
    for (heading, part) in [
        ("", &threat.details),
        ("What it takes", &threat.prerequisites),
        ("Example", &threat.example),
        ("What helps", &threat.mitigations),
    ] {
        if !part.is_empty() {
            let heading = if heading.is_empty() { String::new() } else { format!("{}\n", style.bold(heading)) };
            let _ = write!(text, "\n{heading}{}\n", lines(part));
        }
    }
    let _ = writeln!(text, "\n{}\n  {}", style.bold("Condition"), safe(&threat.condition));
    if !threat.stride.is_empty() {
        let stride: Vec<&str> = threat.stride.iter().map(|stride| stride.key()).collect();
        let _ = writeln!(text, "\nSTRIDE  {}", stride.join(", "));
    }
    for number in &threat.capec {
        let _ = writeln!(text, "CAPEC   https://capec.mitre.org/data/definitions/{number}.html");
    }
    for number in &threat.cwe {
        let _ = writeln!(text, "CWE     https://cwe.mitre.org/data/definitions/{number}.html");
    }
    text
}

/// Several lines of text, each safe for a terminal.
fn lines(text: &str) -> String {
    text.lines().map(safe).collect::<Vec<_>>().join("\n")
}

fn finding_text(model: &Model, library: &Library, findings: &Findings, finding: &Finding, style: Style) -> String {
    let mut text = format!("\n{}\n", style.bold(&safe(&findings.stable_id(finding))));
    let sure = match finding.verdict {
        Verdict::Confirmed => "confirmed: what the model states makes it true",
        Verdict::Assumed => "assumed: true while what nobody stated is as pytm's defaults have it",
        Verdict::Overridden => "here because of an override; the condition is false",
    };
    let _ = writeln!(text, "  {sure}");
    for atom in reasons(model, library, finding) {
        let _ = writeln!(text, "  {} is {}", safe(&atom.text), if atom.value { "true" } else { "false" });
        for read in &atom.reads {
            let place = match read.origin {
                Origin::Stated(span) => match model.sources.locate(span) {
                    Some(place) => format!("stated at {}:{}", safe(&place.path), place.line),
                    None => "stated".to_owned(),
                },
                Origin::Inherited(from) => format!("taken over from {}", safe(&model.element(from).name())),
                Origin::Derived => "follows from the model".to_owned(),
                Origin::Default => "nobody stated it".to_owned(),
            };
            let _ = writeln!(text, "    {}", style.dim(&format!("{}: {place}", safe(&read.attribute))));
        }
    }
    text
}
