//! What is said about a name on the command line that no element and no boundary has.

use bartizan_model::names::UnknownName;
use bartizan_model::{Diagnostic, Sources};

use crate::command_line::Session;

/// Shows the error, with the name that was probably meant. Returns its exit code.
pub(super) fn refuse(session: &mut Session<'_>, unknown: &UnknownName) -> u8 {
    let error = Diagnostic::error(unknown.to_string());
    let error = match &unknown.nearest {
        Some(nearest) => error.help(format!("did you mean `{nearest}`?")),
        None => error.help("`bartizan elements MODEL` lists them"),
    };
    session.fail(&error, &Sources::default())
}
