//! `bartizan completions`: completion scripts for shells.

use clap::Args;
use clap_complete::{Shell, generate};

use crate::command_line::{EXIT_DONE, Session, definition};

/// Options of `completions`.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// The shell
    shell: Shell,
}

/// Prints a completion script.
pub(crate) fn run(session: &mut Session<'_>, options: &Options) -> Result<u8, u8> {
    let mut script = Vec::new();
    generate(options.shell, &mut definition(), "bartizan", &mut script);
    session.print(&String::from_utf8_lossy(&script))?;
    Ok(EXIT_DONE)
}
