//! `bartizan completions`: completion scripts for shells.

use clap::Args;
use clap_complete::{Shell, generate};

use crate::command_line::{EXIT_DONE, Session, definition};

/// Options of `completions`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Options {
    /// The shell
    shell: Shell,
}

const EXAMPLES: &str = "\
Examples:
  bartizan completions bash > ~/.local/share/bash-completion/completions/bartizan    for bash
  bartizan completions zsh > ~/.zfunc/_bartizan                                      for zsh
  bartizan completions fish > ~/.config/fish/completions/bartizan.fish               for fish";

/// Prints a completion script.
pub(crate) fn run(session: &mut Session<'_>, options: &Options) -> Result<u8, u8> {
    let mut script = Vec::new();
    generate(options.shell, &mut definition(), "bartizan", &mut script);
    session.print(&String::from_utf8_lossy(&script))?;
    Ok(EXIT_DONE)
}
