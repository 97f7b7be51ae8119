//! `bartizan ask`: questions about what a model does not say, and where the answers go.

mod dialogue;
pub(crate) mod json;
pub(crate) mod typed;
pub(crate) mod written;

use std::fmt::Write;
use std::path::PathBuf;

use bartizan_model::{Diagnostic, Sources};
use bartizan_rules::questions::{Question, questions};
use clap::{Args, ValueEnum};

use super::question_text;
use super::style::Style;
use crate::command_line::{EXIT_DONE, ModelArguments, Session};
use crate::isolation::Places;
use crate::script::{self, Described};

/// Options of `ask`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Options {
    #[command(flatten)]
    model: ModelArguments,
    /// List the questions instead of asking them: for people, or for other programs
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// List so many questions
    #[arg(long, value_name = "COUNT")]
    limit: Option<usize>,
}

const EXAMPLES: &str = "\
Examples:
  bartizan ask tm.py                   walk through the questions; answers go to tm.answers.toml
  bartizan ask tm.py --format text     list the questions
  bartizan ask tm.py --format json     the same for other programs";

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

impl Options {
    /// What they name.
    pub(crate) fn places(&self) -> Places {
        // Without `--answers`, the file lies beside the model.
        let answers = self.model.model.with_extension("answers.toml");
        let places = self.model.places();
        if self.format.is_some() { places } else { places.writing(Some(&answers)) }
    }
}

/// Asks, or lists what there is to ask.
pub(crate) fn run(session: &mut Session<'_>, options: &Options) -> Result<u8, u8> {
    session.beside.is_written = options.format.is_none();
    let described = script::describe(session, &options.model.model, &options.model.libraries)?;
    match options.format {
        Some(Format::Json) => {
            let questions = limited(&described, options.limit);
            session.print(&json::questions_json(&described, &questions))?;
        }
        Some(Format::Text) => session.print(&list(session, &described, options))?,
        None if session.world.prints_to_terminal() => {
            let answers: PathBuf = session.beside.answers_of(&options.model.model);
            return dialogue::Dialogue::new(session, options, answers, described).run();
        }
        None => {
            let problem = Diagnostic::error("nobody sits here to be asked: standard output is no terminal").help(
                "`--format text` or `--format json` lists the questions; a file of answers lies beside the model",
            );
            return Err(session.fail(&problem, &Sources::default()));
        }
    }
    Ok(EXIT_DONE)
}

fn limited(described: &Described, limit: Option<usize>) -> Vec<Question> {
    let mut all = open_questions(described);
    all.truncate(limit.unwrap_or(usize::MAX));
    all
}

/// The questions of a model, those that somebody could not answer at the end.
pub(crate) fn open_questions(described: &Described) -> Vec<Question> {
    let analysis = &described.analysis;
    let all = questions(&analysis.model, &described.library, &|finding| described.is_open(finding));
    let is_asked = |question: &Question| {
        question.owners.iter().all(|owner| described.unanswered.contains(&(*owner, question.attribute.id())))
    };
    let (asked, new): (Vec<Question>, Vec<Question>) = all.into_iter().partition(is_asked);
    new.into_iter().chain(asked).collect()
}

fn list(session: &Session<'_>, described: &Described, options: &Options) -> String {
    let style = Style { colour: session.colour };
    let all = open_questions(described);
    let shown = options.limit.unwrap_or(all.len()).min(all.len());
    let mut text = question_text::list(&described.analysis, all.get(..shown).unwrap_or(&[]), style, session.width());
    if shown < all.len() {
        let _ = writeln!(text, "{} more", all.len() - shown);
    }
    text
}
