//! `bartizan decide`: writes down what was decided about a finding.

use std::path::Path;

use bartizan_model::names::nearest;
use bartizan_model::{Diagnostic, Sources};
use bartizan_rules::decisions::{Date, Decision, Pattern, Source, Status};
use clap::Args;
use clap::builder::PossibleValuesParser;
use serde::Deserialize;

use super::counted::counted;
use super::style::safe;
use crate::beside::decisions::{MAX_TEXT, checked, today, with, without};
use crate::command_line::{EXIT_DONE, ModelArguments, Session};
use crate::isolation::Places;
use crate::output;
use crate::script::{self, Described};

/// Options of `decide`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Options {
    #[command(flatten)]
    wish: Wish,
    #[command(flatten)]
    model: ModelArguments,
}

/// A decision as somebody words it.
#[derive(Args, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Wish {
    /// The finding (INP02@web-server), or a pattern of findings ("INP*@web-*")
    pub(crate) id: String,
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
    #[serde(default)]
    pub(crate) remove: bool,
}

const EXAMPLES: &str = "\
Examples:
  bartizan decide INP02@web tm.py --status accepted --because \"it goes in May\" --until 2027-05-31
  bartizan decide \"INP*@web-*\" tm.py --status mitigated --because \"it is filtered\" --ticket SEC-12
  bartizan decide INP02@web tm.py --remove";

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
    // Before the model is read.
    pattern(session, &options.wish)?;
    let mut sources = Sources::default();
    let text =
        checked(&file, &mut sources, session.world).map_err(|problems| session.fail_with(&problems, &sources))?;
    let described = match options.wish.remove {
        true => None,
        false => Some(script::describe(session, &options.model.model, &options.model.libraries)?),
    };
    let (text, said) = written(session, &options.wish, described.as_ref(), &file, &text)?;
    session.print(&format!("{said}, in {}\n", file.display()))?;
    match output::write(session.world, &file, text.as_bytes()) {
        Ok(()) => Ok(EXIT_DONE),
        Err(error) => Err(session.output_failed(error)),
    }
}

/// The text of a file of decisions with what is wished, and what is said of it. The model is needed unless a decision is
/// taken back.
pub(crate) fn written(
    session: &mut Session<'_>,
    wish: &Wish,
    described: Option<&Described>,
    file: &Path,
    text: &str,
) -> Result<(String, String), u8> {
    let pattern = pattern(session, wish)?;
    let about = safe(&pattern.to_string());
    let Some(described) = described.filter(|_| !wish.remove) else {
        return Ok((removed(session, text, &pattern, file)?, format!("{about}: the decision is taken back")));
    };
    let decision = decision(session, wish, pattern)?;
    let count = matching(session, described, &decision.pattern)?;
    let text =
        with(text, &decision).map_err(|problem| session.fail(&Diagnostic::error(problem), &Sources::default()))?;
    Ok((text, format!("{about}: {} ({})", decision.status.key(), counted(count, "finding"))))
}

fn pattern(session: &mut Session<'_>, wish: &Wish) -> Result<Pattern, u8> {
    Pattern::parse(&wish.id).ok_or_else(|| {
        let problem = Diagnostic::error(format!("`{}` names no finding", wish.id))
            .help("a finding is THREAT@ELEMENT, with `*` for anything: INP02@web-server, \"INP*@*\"");
        session.fail(&problem, &Sources::default())
    })
}

fn removed(session: &mut Session<'_>, text: &str, pattern: &Pattern, file: &Path) -> Result<String, u8> {
    let problem = match without(text, pattern) {
        Ok(Some(text)) => return Ok(text),
        Ok(None) => format!("`{}` has no decision about `{pattern}`", file.display()),
        Err(problem) => problem,
    };
    Err(session.fail(&Diagnostic::error(problem), &Sources::default()))
}

fn decision(session: &mut Session<'_>, wish: &Wish, pattern: Pattern) -> Result<Decision, u8> {
    let mut refuse =
        |message: String, help: &str| Err(session.fail(&Diagnostic::error(message).help(help), &Sources::default()));
    let because = wish.because.clone().unwrap_or_default();
    if because.trim().is_empty() {
        return refuse("a decision needs a reason".to_owned(), "say why with `--because`, for whoever reads it later");
    }
    if [&wish.because, &wish.owner, &wish.ticket].into_iter().flatten().any(|text| text.len() > MAX_TEXT) {
        let message = format!("a text of a decision is longer than {MAX_TEXT} bytes");
        return refuse(message, "keep it short, and link to the rest");
    }
    let until = match wish.until.as_deref().map(|day| (day, Date::parse(day))) {
        None => None,
        Some((day, None)) => return refuse(format!("`{day}` is no day"), "write it as 2027-01-31"),
        Some((_, Some(date))) => Some(date),
    };
    let Some(status) = wish.status.as_deref().and_then(Status::parse) else {
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
        owner: text(&wish.owner),
        ticket: text(&wish.ticket),
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
