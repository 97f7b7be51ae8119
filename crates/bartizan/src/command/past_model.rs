//! A model as it was in a git revision.

use std::path::{Path, PathBuf};

use bartizan_model::{Diagnostic, Sources};

use crate::command_line::Session;
use crate::isolation::folder_of;
use crate::libraries::Selection;
use crate::script::{self, Described};

/// The model of a revision; `None` when that does not have it. Without git, the user may do something else instead.
pub(crate) fn describe(
    session: &mut Session<'_>,
    model: &Path,
    name: &str,
    libraries: &Selection,
    instead: &str,
) -> Result<Option<Described>, u8> {
    let folder = folder_of(model);
    if !session.world.is_directory(folder) {
        let problem = Diagnostic::error(format!("there is no folder `{}`", folder.display()));
        return Err(session.fail(&problem, &Sources::default()));
    }
    let revision = match session.world.revision(folder, name) {
        Ok(revision) => revision,
        Err(error) => {
            let problem = Diagnostic::error(error.to_string()).help(error.help(instead));
            return Err(session.fail(&problem, &Sources::default()));
        }
    };
    // What the user names counts for both versions: these are compared, and not the libraries.
    let named = session.beside.named().cloned();
    let present: Vec<PathBuf> = libraries.threats.iter().cloned().chain(named).collect();
    let described = session.in_past(revision, &present, |past| {
        past.world.real_path(model).map(|_| script::describe(past, model, libraries))
    });
    described.transpose().inspect_err(|_| {
        let note = Diagnostic::note(format!("this is `{}` as it was in `{name}`", model.display()));
        session.fail(&note, &Sources::default());
    })
}
