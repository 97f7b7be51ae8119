//! Writes answers into the file beside the model, for the dialogue and for the live page.

use std::path::Path;

use bartizan_model::{Diagnostic, Model, Owner, Sources};
use bartizan_rules::questions::Question;

use super::super::question_text;
use crate::beside::MAX_FILE;
use crate::beside::answers::{Answer, Record, with};
use crate::command_line::Session;
use crate::output;
use crate::world::FileError;

/// An answer to a question about one owner, as it is written.
pub(crate) fn record(model: &Model, question: &Question, owner: Owner, answer: Answer) -> Record {
    let sentence = question_text::sentence_about(model, question, owner);
    Record { owner, attribute: question.attribute, answer: Some(answer), question: sentence }
}

/// The text of the file as it is now; empty when it is not there yet.
pub(crate) fn current(session: &mut Session<'_>, file: &Path) -> Result<String, u8> {
    let problem = match session.world.read(file, MAX_FILE) {
        Ok(bytes) => match String::from_utf8(bytes) {
            Ok(text) => return Ok(text),
            Err(_) => "it is not UTF-8".to_owned(),
        },
        Err(FileError::NotFound) => return Ok(String::new()),
        Err(error) => error.to_string(),
    };
    let problem = Diagnostic::error(format!("cannot read `{}`: {problem}", file.display()));
    Err(session.fail(&problem, &Sources::default()))
}

/// Writes answers into the file, whose text is this.
pub(crate) fn write(
    session: &mut Session<'_>,
    file: &Path,
    text: &str,
    model: &Model,
    records: &[Record],
) -> Result<(), u8> {
    let text = with(text, model, records).map_err(|problem| session.fail(&problem, &Sources::default()))?;
    match output::write(session.world, file, text.as_bytes()) {
        Ok(()) => Ok(()),
        Err(error) => Err(session.output_failed(error)),
    }
}
