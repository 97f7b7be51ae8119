//! `bartizan decide`: writes down what was decided about a finding.

use std::path::Path;

use bartizan_model::names::nearest;
use bartizan_model::{Diagnostic, Sources};
use bartizan_rules::decisions::{Date, Decision, Pattern, Source, Status};
use clap::Args;
use clap::builder::PossibleValuesParser;

use super::style::safe;
use crate::beside::decisions::{checked, today, with, without};
use crate::command_line::{EXIT_DONE, ModelArguments, Session};
use crate::isolation::Places;
use crate::output;
use crate::script::{self, Described};

/// Options of `decide`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Options {
    /// The finding (INP02@web-server), or a pattern of findings ("INP*@web-*")
    id: String,
    #[command(flatten)]
    model: ModelArguments,
    /// What was decided
    #[arg(long, value_parser = PossibleValuesParser::new(Status::ALL.map(Status::key)), required_unless_present = "remove")]
    status: Option<String>,
    /// Why: the reason, for whoever reads it later
    #[arg(long, value_name = "REASON", required_unless_present = "remove")]
    because: Option<String>,
    /// Who answers for it
    #[arg(long, value_name = "NAME")]
    owner: Option<String>,
    /// Where it is followed up
    #[arg(long, value_name = "TICKET")]
    ticket: Option<String>,
    /// The last day on which it holds, as 2027-01-31
    #[arg(long, value_name = "DATE")]
    until: Option<String>,
    /// Take the decision back
    #[arg(long, conflicts_with_all = ["status", "because", "owner", "ticket", "until"])]
    remove: bool,
}

const EXAMPLES: &str = "\
Examples:
  bartizan decide INP02@web-server tm.py --status accepted --because \"the old parser goes in May\" --until 2027-05-31
  bartizan decide \"INP*@web-*\" tm.py --status mitigated --because \"the gateway filters input\" --ticket SEC-12
  bartizan decide INP02@web-server tm.py --remove";

impl Options {
    /// What they name.
    pub(crate) fn places(&self) -> Places {
        // Without `--decisions`, the file lies beside the model.
        let file = self.model.model.with_extension("decisions.toml");
        self.model.places().writing(Some(&file))
    }
}

/// Writes the decision, or takes it back.
pub(crate) fn run(session: &mut Session<'_>, options: &Options) -> Result<u8, u8> {
    session.beside.is_written = true;
    let file = session.beside.decisions_of(&options.model.model);
    let pattern = Pattern::parse(&options.id).ok_or_else(|| {
        let problem = Diagnostic::error(format!("`{}` names no finding", options.id))
            .help("a finding is THREAT@ELEMENT, with `*` for anything: INP02@web-server, \"INP*@*\"");
        session.fail(&problem, &Sources::default())
    })?;
    let mut sources = Sources::default();
    let text =
        checked(&file, &mut sources, session.world).map_err(|problems| session.fail_with(&problems, &sources))?;
    let text = match options.remove {
        true => removed(session, &text, &pattern, &file)?,
        false => {
            let described = script::describe(session, &options.model.model, &options.model.libraries)?;
            let decision = decision(session, options, pattern)?;
            let count = matching(session, &described, &decision.pattern)?;
            let text = with(&text, &decision).map_err(|problem| session.fail(&Diagnostic::error(problem), &sources))?;
            let plural = if count == 1 { "finding" } else { "findings" };
            let about = safe(&decision.pattern.to_string());
            let said = format!("{about}: {} ({count} {plural}), in {}\n", decision.status.key(), file.display());
            session.print(&said)?;
            text
        }
    };
    match output::write(session.world, &file, text.as_bytes()) {
        Ok(()) => Ok(EXIT_DONE),
        Err(error) => Err(session.output_failed(error)),
    }
}

fn removed(session: &mut Session<'_>, text: &str, pattern: &Pattern, file: &Path) -> Result<String, u8> {
    let fail =
        |session: &mut Session<'_>, message: String| session.fail(&Diagnostic::error(message), &Sources::default());
    match without(text, pattern) {
        Ok(Some(text)) => {
            session.print(&format!(
                "{}: the decision is taken back, in {}\n",
                safe(&pattern.to_string()),
                file.display()
            ))?;
            Ok(text)
        }
        Ok(None) => Err(fail(session, format!("`{}` has no decision about `{pattern}`", file.display()))),
        Err(problem) => Err(fail(session, problem)),
    }
}

fn decision(session: &mut Session<'_>, options: &Options, pattern: Pattern) -> Result<Decision, u8> {
    let mut refuse =
        |message: String, help: &str| Err(session.fail(&Diagnostic::error(message).help(help), &Sources::default()));
    let because = options.because.clone().unwrap_or_default();
    if because.trim().is_empty() {
        return refuse("a decision needs a reason".to_owned(), "say why with `--because`, for whoever reads it later");
    }
    let until = match options.until.as_deref().map(|day| (day, Date::parse(day))) {
        None => None,
        Some((day, None)) => return refuse(format!("`{day}` is no day"), "write it as 2027-01-31"),
        Some((_, Some(date))) => Some(date),
    };
    let Some(status) = options.status.as_deref().and_then(Status::parse) else {
        return refuse("the decision has no status".to_owned(), "say what was decided with `--status`");
    };
    let today = today(session.world);
    if let Some(day) = until.filter(|day| *day < today) {
        let problem = Diagnostic::error(format!("`--until {day}` is over already"))
            .help("name a day to come, or leave it out for a decision without an end");
        return Err(session.fail(&problem, &Sources::default()));
    }
    let text = |given: &Option<String>| given.clone().unwrap_or_default().into();
    Ok(Decision {
        pattern,
        status,
        because: because.into(),
        owner: text(&options.owner),
        ticket: text(&options.ticket),
        until,
        place: None,
        source: Source::File,
    })
}

/// How many findings it is about: none is a mistake.
fn matching(session: &mut Session<'_>, described: &Described, pattern: &Pattern) -> Result<usize, u8> {
    let findings = &described.analysis.findings;
    let ids: Vec<String> = findings.all.iter().map(|finding| findings.stable_id(finding)).collect();
    let is_about = |id: &&String| {
        let (threat, element) = id.split_once('@').unwrap_or((id, ""));
        pattern.is_about_threat(threat) && pattern.is_about_element(element)
    };
    let count = ids.iter().filter(is_about).count();
    if count > 0 {
        return Ok(count);
    }
    let name = pattern.to_string();
    let problem = Diagnostic::error(format!("no finding of this model is called `{name}`"));
    Err(session.fail(
        &match nearest(&name, ids.iter().map(String::as_str)) {
            Some(near) => problem.help(format!("did you mean `{near}`?")),
            None => problem.help("`bartizan check --assumed` lists them"),
        },
        &Sources::default(),
    ))
}
