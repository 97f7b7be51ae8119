//! `bartizan threats new`: a file to begin a threat with.

use std::path::{Path, PathBuf};

use bartizan_model::{Diagnostic, Sources};
use clap::Args;

use crate::command_line::{EXIT_DONE, Session};

/// Options of `threats new`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Options {
    /// The threat's id: capital letters and then digits, like OWN01
    id: String,
    /// The folder to put it into
    #[arg(long, value_name = "FOLDER", default_value = ".")]
    folder: PathBuf,
}

const EXAMPLES: &str = "\
Examples:
  bartizan threats new OWN01                     OWN01.md, in this folder
  bartizan threats new OWN01 --folder threats    in a folder of threats
  bartizan threats check threats/OWN01.md        whether it is right";

/// A threat that can be loaded, and whose tests pass.
const SKELETON: &str = include_str!("skeleton.md");

/// Writes the file.
pub(crate) fn run(session: &mut Session<'_>, options: &Options) -> Result<u8, u8> {
    let problem = |message: String, help: &str| Diagnostic::error(message).help(help);
    if !is_id(&options.id) {
        let message = format!("`{}` is no id of a threat", options.id);
        let problem = problem(message, "an id is capital letters and then digits, like OWN01");
        return Err(session.fail(&problem, &Sources::default()));
    }
    let path = options.folder.join(format!("{}.md", options.id));
    if session.world.real_path(&path).is_some() {
        let message = format!("`{}` is there already", path.display());
        return Err(session.fail(&problem(message, "choose another id"), &Sources::default()));
    }
    session.make_folder(&options.folder)?;
    session.write(Some(&path), &skeleton(&options.id))?;
    session.print(&format!("{}\n", shown(&path)))?;
    Ok(EXIT_DONE)
}

/// The text of a new threat file.
fn skeleton(id: &str) -> String {
    SKELETON.replace("{id}", id)
}

/// Whether a text can be the id of a threat of the catalogue.
fn is_id(id: &str) -> bool {
    let digits = id.trim_start_matches(|letter: char| letter.is_ascii_uppercase());
    digits.len() < id.len() && !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn shown(path: &Path) -> String {
    path.strip_prefix(".").unwrap_or(path).display().to_string()
}

#[cfg(test)]
mod tests {
    use super::is_id;

    #[test]
    fn ids_are_letters_and_digits() {
        assert!(is_id("INP99") && is_id("AC01"));
        for wrong in ["", "99", "INP", "inp01", "INP01a", "../INP01", "INP 1"] {
            assert!(!is_id(wrong), "{wrong}");
        }
    }
}
