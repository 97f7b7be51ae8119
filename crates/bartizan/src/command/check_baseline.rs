//! `check --baseline` and `check --since`: which findings are new.

use std::path::{Path, PathBuf};

use bartizan_model::{Diagnostic, Sources};
use bartizan_report::limits::MAX_BASELINE_BYTES;
use bartizan_report::machine::{Baseline, BaselineDoubt, BaselineError};
use bartizan_rules::Finding;
use bartizan_rules::changes::{NewFindings, Version};
use clap::Args;

use super::check_text::is_listed;
use super::fail_on::FailOn;
use super::past_model;
use super::style::Style;
use crate::command_line::Session;
use crate::isolation::Places;
use crate::libraries::Selection;
use crate::script::Described;
use crate::world::FileError;

/// What findings are compared with.
#[derive(Debug, Args)]
pub(crate) struct Comparison {
    /// Show what is new beside this file, which `check --format json` wrote earlier
    #[arg(long, value_name = "FILE", conflicts_with = "since")]
    baseline: Option<PathBuf>,
    /// Show what is new since this git revision
    #[arg(long, value_name = "REVISION")]
    since: Option<String>,
}

impl Comparison {
    /// What it names, besides these models.
    pub(crate) fn places(&self, places: Places, models: &[PathBuf]) -> Places {
        models.iter().fold(places.reading(self.baseline.as_deref()), |places, model| {
            places.since(Some(model), self.since.as_ref())
        })
    }

    /// Reads the baseline, if one is named.
    pub(crate) fn open(&self, session: &mut Session<'_>, fail_on: Option<FailOn>) -> Result<Earlier<'_>, u8> {
        match (&self.baseline, &self.since) {
            (Some(path), _) => {
                let baseline = read(session, path).map_err(|problem| session.fail(&problem, &Sources::default()))?;
                Ok(Earlier::Baseline(path, baseline))
            }
            (None, Some(revision)) => Ok(Earlier::Revision(revision)),
            (None, None) if fail_on.is_some_and(|limit| limit.new) => {
                let problem = Diagnostic::error("`--fail-on` with `:new` has nothing to tell what is new from")
                    .help("add a git revision, as in `--since main`")
                    .help("or a file that `check --format json` wrote earlier: `--baseline FILE`");
                Err(session.fail(&problem, &Sources::default()))
            }
            (None, None) => Ok(Earlier::Unknown),
        }
    }
}

/// What was there before.
pub(crate) enum Earlier<'o> {
    /// Nobody says.
    Unknown,
    /// What a file has.
    Baseline(&'o Path, Baseline),
    /// What a git revision has.
    Revision(&'o str),
}

/// A model that is compared.
#[derive(Clone, Copy)]
pub(crate) struct Compared<'a> {
    /// Its script.
    pub(crate) path: &'a Path,
    /// What it is now.
    pub(crate) described: &'a Described,
    pub(crate) libraries: &'a Selection,
    /// Whether no other model is checked in this run.
    pub(crate) is_only: bool,
    /// Whether assumed findings matter.
    pub(crate) counts_assumed: bool,
}

impl Earlier<'_> {
    /// The findings of a model that are new; `None` when nobody says what was there before.
    pub(crate) fn new_findings(
        &self,
        session: &mut Session<'_>,
        compared: Compared<'_>,
    ) -> Result<Option<NewFindings>, u8> {
        match self {
            Earlier::Unknown => Ok(None),
            Earlier::Baseline(file, baseline) => Ok(Some(beside(session, file, baseline, compared))),
            Earlier::Revision(name) => since(session, name, compared).map(Some),
        }
    }
}

fn beside(session: &mut Session<'_>, file: &Path, baseline: &Baseline, compared: Compared<'_>) -> NewFindings {
    let analysis = &compared.described.analysis;
    let path = compared.path.display().to_string();
    let (is_only, counts_assumed) = (compared.is_only, compared.counts_assumed);
    let (new, doubts) = baseline.compare(&path, &analysis.model, &analysis.findings, is_only, counts_assumed);
    for doubt in doubts {
        session.warn(&doubtful(&doubt, file, &path), &Sources::default());
    }
    new
}

fn since(session: &mut Session<'_>, name: &str, compared: Compared<'_>) -> Result<NewFindings, u8> {
    let Compared { path, libraries, .. } = compared;
    let now = &compared.described.analysis;
    let instead = "name findings that were written earlier: `--baseline FILE`";
    match past_model::describe(session, path, name, libraries, instead)? {
        Some(then) => {
            let then = &then.analysis;
            let old = Version { model: &then.model, findings: &then.findings };
            Ok(NewFindings::since(old, Version { model: &now.model, findings: &now.findings }))
        }
        None => {
            let message = format!("`{}` is not in revision `{name}`, so all its findings are new", path.display());
            session.warn(&Diagnostic::note(message), &Sources::default());
            Ok(NewFindings::among(&now.findings, |_| None))
        }
    }
}

fn read(session: &Session<'_>, path: &Path) -> Result<Baseline, Diagnostic> {
    let shown = path.display();
    let bytes = session.world.read(path, MAX_BASELINE_BYTES).map_err(|error| match error {
        FileError::TooLarge { limit } => {
            Diagnostic::refusal(format!("the baseline `{shown}` is larger than {limit} bytes"))
                .help("compare with a git revision instead: `--since REVISION`")
        }
        error => Diagnostic::error(format!("cannot read the baseline `{shown}`: {error}")),
    })?;
    Baseline::parse(&bytes).map_err(|error| {
        let help = match error {
            BaselineError::Later { .. } => "use the Bartizan that wrote it, or write it anew with this one",
            _ => "write one with `bartizan check MODEL --format json -o FILE`",
        };
        Diagnostic::error(format!("cannot read the baseline `{shown}`: {error}")).help(help)
    })
}

/// What stands above the findings that are new.
pub(crate) fn heading(described: &Described, new: &NewFindings, assumed: bool, style: Style) -> String {
    match count(described, assumed, |finding| new.contains(finding)) {
        0 => "\nnothing is new\n".to_owned(),
        _ => format!("\n{}\n", style.bold("New findings")),
    }
}

/// What is said of the others that would be listed.
pub(crate) fn rest(described: &Described, new: &NewFindings, assumed: bool) -> String {
    match count(described, assumed, |finding| !new.contains(finding)) {
        0 => String::new(),
        1 => "\n1 finding was there before\n".to_owned(),
        number => format!("\n{number} findings were there before\n"),
    }
}

/// How many findings there are that nothing was decided about: the last line counts the others.
fn count(described: &Described, assumed: bool, is_meant: impl Fn(&Finding) -> bool) -> usize {
    let open = described.analysis.findings.all.iter().filter(|finding| described.is_open(finding));
    open.filter(|finding| is_listed(finding, assumed) && is_meant(finding)).count()
}

fn doubtful(doubt: &BaselineDoubt, file: &Path, model: &str) -> Diagnostic {
    let file = file.display();
    match doubt {
        BaselineDoubt::OtherName { earlier, now } => {
            let message = format!("the baseline `{file}` was written for the model `{earlier}`, and this is `{now}`");
            Diagnostic::warning(message).help("findings are compared by their ids all the same")
        }
        BaselineDoubt::Unknown => {
            let message = format!("the baseline `{file}` does not have `{model}`, so all its findings are new");
            Diagnostic::warning(message).help("write it anew with all models that are checked")
        }
        BaselineDoubt::AssumedUnlisted { count } => {
            let message = format!("the baseline `{file}` lists no assumed findings, though there were {count}");
            Diagnostic::warning(message).help("those of today count as new; write the baseline with `--assumed`")
        }
    }
}
