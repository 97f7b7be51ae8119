//! `bartizan explain`: a threat, or a finding of a model.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use bartizan_model::names::nearest;
use bartizan_model::{Diagnostic, Model, Origin, Sources};
use bartizan_rules::{Finding, Findings, Library, Verdict, reasons};
use clap::Args;

use super::style::{Style, safe};
use super::threat_text::threat_text;
use crate::command_line::{EXIT_DONE, Session};
use crate::isolation::Places;
use crate::libraries::{self, Selection};
use crate::script;

/// Options of `explain`.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// A threat (INP02), or a finding of a model (INP02@web-server)
    id: String,
    /// The model script, for a finding
    model: Option<PathBuf>,
    #[command(flatten)]
    libraries: Selection,
}

impl Options {
    /// What they name.
    pub(crate) fn places(&self) -> Places {
        Places::models(&self.model).libraries(&self.libraries)
    }
}

/// Explains a threat or a finding.
pub(crate) fn run(session: &mut Session<'_>, options: &Options) -> Result<u8, u8> {
    let style = Style { colour: session.colour };
    let width = session.width();
    let (threat_id, _) = options.id.split_once('@').unwrap_or((&options.id, ""));
    if let Some(model) = &options.model {
        let described = script::describe(session, model, &options.libraries)?;
        let (model, findings) = (&described.analysis.model, &described.analysis.findings);
        let found: Vec<&Finding> =
            findings.all.iter().filter(|finding| matches(findings, finding, &options.id)).collect();
        let position = find(session, &described.library, threat_id)?;
        let mut text = threat_text(&described.library, position, style, width);
        if found.is_empty() {
            let is_left_out = model.excluded_threats.iter().any(|excluded| excluded.eq_ignore_ascii_case(threat_id));
            let reason = if is_left_out { ": the threat is left out on purpose" } else { "" };
            let _ = writeln!(text, "\nno finding of this model is called `{}`{reason}", safe(&options.id));
        }
        for finding in found {
            text.push_str(&finding_text(model, &described.library, findings, finding, style));
        }
        session.page(&text)?;
        return Ok(EXIT_DONE);
    }
    if options.id.contains('@') {
        let problem = Diagnostic::error(format!("`{}` is a finding of a model, and no model is named", options.id))
            .help(format!("name it: `bartizan explain {} tm.py`", options.id));
        return Err(session.fail(&problem, &Sources::default()));
    }
    let mut sources = Sources::default();
    let loaded = libraries::named(&options.libraries, session.configured(Path::new(".")), &mut sources, session.world);
    let (library, _) = loaded.map_err(|errors| session.fail_with(&errors, &sources))?;
    let position = find(session, &library, threat_id)?;
    session.page(&threat_text(&library, position, style, width))?;
    Ok(EXIT_DONE)
}

fn matches(findings: &Findings, finding: &Finding, id: &str) -> bool {
    findings.threat(finding).id.eq_ignore_ascii_case(id) || findings.stable_id(finding).eq_ignore_ascii_case(id)
}

fn find(session: &mut Session<'_>, library: &Library, id: &str) -> Result<usize, u8> {
    if let Some((position, _)) = library.find(id) {
        return Ok(position);
    }
    let mut problem = Diagnostic::error(format!("no threat is called `{id}`"));
    problem = match nearest(id, library.threats().iter().map(|threat| &*threat.id)) {
        Some(near) => problem.help(format!("did you mean `{near}`?")),
        None => problem.help("`bartizan threats` lists them"),
    };
    Err(session.fail(&problem, &Sources::default()))
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
                Origin::Implied { by, .. } => by.row().map_or("", |row| row.because).to_owned(),
                Origin::Default => "nobody stated it".to_owned(),
            };
            let _ = writeln!(text, "    {}", style.dim(&format!("{}: {place}", safe(&read.attribute))));
        }
    }
    text
}
