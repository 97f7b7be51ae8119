//! `bartizan threats`: lists the threats that are looked for, checks libraries, starts a new threat.

mod check;
mod list;
pub(crate) mod new;

use clap::{Args, Subcommand};

use crate::command_line::Session;
use crate::isolation::Places;
pub(crate) use list::lines;

/// Options of `threats`.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, after_help = EXAMPLES)]
pub(crate) struct Options {
    #[command(subcommand)]
    action: Option<Action>,
    #[command(flatten)]
    list: list::Options,
}

const EXAMPLES: &str = "\
Examples:
  bartizan threats --target Server --severity high    what is looked for on a server
  bartizan threats --format md -o threats/            a page for each threat";

#[derive(Debug, Subcommand)]
enum Action {
    /// Check libraries of threats: what they ask for, what they can never find, what their tests say
    Check(check::Options),
    /// Start a file for a threat of one's own
    New(new::Options),
}

impl Options {
    /// What they name.
    pub(crate) fn places(&self) -> Option<Places> {
        match &self.action {
            None => Some(self.list.places()),
            Some(Action::Check(options)) => Some(options.places()),
            Some(Action::New(_)) => None,
        }
    }
}

/// Does what is asked.
pub(crate) fn run(session: &mut Session<'_>, options: &Options) -> Result<u8, u8> {
    match &options.action {
        None => list::run(session, &options.list),
        Some(Action::Check(options)) => check::run(session, options),
        Some(Action::New(options)) => new::run(session, options),
    }
}
