//! `bartizan diff`: what changed between two models, or since a revision of one.

mod text;

use std::path::{Path, PathBuf};

use bartizan_model::{Diagnostic, Sources};
use bartizan_rules::changes::{Version, changes};
use clap::{Args, ValueEnum};

use super::style::Style;
use crate::command_line::{EXIT_DONE, EXIT_FINDINGS, Session};
use crate::isolation::{Places, folder_of};
use crate::libraries::Selection;
use crate::revision::RevisionError;
use crate::script::{self, Described};

/// Options of `diff`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Options {
    /// The old model and the new one; with `--since`, the model
    #[arg(required = true, num_args = 1..=2, value_name = "MODEL")]
    models: Vec<PathBuf>,
    /// Compare with the model as it was in this git revision, and what lay beside it then
    #[arg(long, value_name = "REVISION")]
    since: Option<String>,
    #[command(flatten)]
    libraries: Selection,
    /// List also what is true only while unstated facts are as pytm's defaults have them
    #[arg(long)]
    assumed: bool,
    /// Exit with code 1 when anything changed
    #[arg(long)]
    exit_code: bool,
    /// Form of the results
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

const EXAMPLES: &str = "\
Examples:
  bartizan diff old.py new.py
  bartizan diff tm.py --since main
  bartizan diff tm.py --since v1.2 --format md    for a comment on a pull request";

impl Options {
    /// What they name.
    pub(crate) fn places(&self) -> Places {
        Places::models(&self.models).libraries(&self.libraries).since(self.models.first(), self.since.as_ref())
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    /// Markdown, for a comment on a pull request
    Md,
    Json,
}

/// Compares two models.
pub(crate) fn run(session: &mut Session<'_>, options: &Options) -> Result<u8, u8> {
    let (old, new) = match (options.models.as_slice(), &options.since) {
        ([old, new], None) => (script::describe(session, old, &options.libraries), describe(session, new, options)),
        ([model], Some(revision)) => (since(session, model, revision, options), describe(session, model, options)),
        _ => return Err(session.fail(&wrong_number(options), &Sources::default())),
    };
    let (old, new) = match (old, new) {
        (Ok(old), Ok(new)) => (old.analysis, new.analysis),
        (old, new) => return Err(old.err().unwrap_or(EXIT_DONE).max(new.err().unwrap_or(EXIT_DONE))),
    };
    let old = Version { model: &old.model, findings: &old.findings };
    let new = Version { model: &new.model, findings: &new.findings };
    let changes = changes(old, new);
    let text = match options.format {
        Format::Text => text::text(&changes, old, new, options.assumed, Style { colour: session.colour }),
        Format::Md => bartizan_report::changes_markdown(&changes, new, options.assumed),
        Format::Json => bartizan_report::changes_json(&changes, old, new),
    };
    session.print(&text)?;
    Ok(if options.exit_code && !changes.is_empty() { EXIT_FINDINGS } else { EXIT_DONE })
}

fn describe(session: &mut Session<'_>, model: &Path, options: &Options) -> Result<Described, u8> {
    script::describe(session, model, &options.libraries)
}

/// The model as it was in a revision.
fn since(session: &mut Session<'_>, model: &Path, name: &str, options: &Options) -> Result<Described, u8> {
    let folder = folder_of(model);
    if !session.world.is_directory(folder) {
        let problem = Diagnostic::error(format!("there is no folder `{}`", folder.display()));
        return Err(session.fail(&problem, &Sources::default()));
    }
    let revision = match session.world.revision(folder, name) {
        Ok(revision) => revision,
        Err(error) => return Err(session.fail(&no_revision(&error), &Sources::default())),
    };
    // What the user names counts for both versions: these are compared, and not the libraries.
    let described = session.in_past(revision, &options.libraries.threats, |past| {
        past.world.real_path(model).map(|_| script::describe(past, model, &options.libraries))
    });
    match described {
        Some(Ok(described)) => Ok(described),
        Some(Err(code)) => {
            let note = Diagnostic::note(format!("this is `{}` as it was in `{name}`", model.display()));
            session.fail(&note, &Sources::default());
            Err(code)
        }
        None => {
            let problem = Diagnostic::error(format!("`{}` is not in revision `{name}`", model.display()))
                .help("name a revision that has it, or the file that it was then: `bartizan diff OLD NEW`");
            Err(session.fail(&problem, &Sources::default()))
        }
    }
}

fn no_revision(error: &RevisionError) -> Diagnostic {
    Diagnostic::error(error.to_string()).help(error.help())
}

fn wrong_number(options: &Options) -> Diagnostic {
    match options.since {
        Some(_) => Diagnostic::error("`--since` compares one model with itself, and two are named")
            .help("leave out the old one: `bartizan diff MODEL --since REVISION`"),
        None => Diagnostic::error("there is nothing to compare the model with")
            .help("name the old model too, or a git revision: `bartizan diff MODEL --since REVISION`"),
    }
}
