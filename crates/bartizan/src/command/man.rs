//! `bartizan man`: manual pages, from the definition of the command line.

use std::io;
use std::path::PathBuf;

use bartizan_model::{Diagnostic, Sources};
use clap::builder::Resettable;
use clap::{Args, Command};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, roman};

use crate::command_line::{EXIT_DONE, Session, definition};

/// Options of `man`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Options {
    /// The folder to write the pages into: bartizan.1, and one for each command
    #[arg(short, long, value_name = "FOLDER")]
    output: PathBuf,
}

const EXAMPLES: &str = "\
Examples:
  bartizan man -o ~/.local/share/man/man1    for `man bartizan` and `man bartizan-check`";

/// Writes a page for the program and one for each command.
pub(crate) fn run(session: &mut Session<'_>, options: &Options) -> Result<u8, u8> {
    let definition = built();
    session.make_folder(&options.output)?;
    for (name, command) in pages("bartizan", &definition) {
        let text = page(&name, command).map_err(|error| {
            let problem = Diagnostic::error(format!("cannot write the manual page of `{name}`: {error}"));
            session.fail(&problem, &Sources::default())
        })?;
        session.write_bytes(Some(&options.output.join(format!("{name}.1"))), &text)?;
    }
    Ok(EXIT_DONE)
}

/// The definition of the command line without the command `help`, which has no page.
fn built() -> Command {
    let mut definition = definition().disable_help_subcommand(true);
    definition.build();
    definition
}

/// A command and those below it, with the names of their pages.
fn pages<'c>(name: &str, command: &'c Command) -> Vec<(String, &'c Command)> {
    let below = command.get_subcommands().flat_map(|below| pages(&format!("{name}-{}", below.get_name()), below));
    std::iter::once((name.to_owned(), command)).chain(below).collect()
}

fn page(name: &str, command: &Command) -> io::Result<Vec<u8>> {
    let mut text = Vec::new();
    let examples = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    let others = command.clone().after_help(Resettable::Reset);
    let source = format!("bartizan {}", env!("CARGO_PKG_VERSION"));
    Man::new(others).title(name.to_uppercase()).source(source).render(&mut text)?;
    if let Some(examples) = examples.strip_prefix("Examples:\n") {
        let mut section = Roff::default();
        // The lines stay as they are.
        section.control("SH", ["EXAMPLES"]).control("nf", []);
        examples.lines().for_each(|line| {
            section.text([roman(line)]);
        });
        section.control("fi", []).to_writer(&mut text)?;
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_has_a_page_with_its_options_and_examples() {
        let definition = built();
        let pages = pages("bartizan", &definition);
        let names: Vec<&str> = pages.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names.first(), Some(&"bartizan"));
        assert!(!names.iter().any(|name| name.ends_with("help")), "{names:?}");
        assert!(names.contains(&"bartizan-check") && names.contains(&"bartizan-threats-new"), "{names:?}");
        let check = pages.iter().find(|(name, _)| name == "bartizan-check");
        let text = check.and_then(|(name, command)| page(name, command).ok()).unwrap_or_default();
        let text = String::from_utf8_lossy(&text);
        for part in [".TH BARTIZAN-CHECK 1", "\\-\\-fail\\-on", ".SH EXAMPLES\n.nf\n"] {
            assert!(text.contains(part), "{text}");
        }
    }
}
