//! `bartizan watch`: writes reports and diagrams, and again whenever something that they come from is saved.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use bartizan_model::{Diagnostic, Sources};
use clap::Args;

use super::{dfd, report, seq};
use crate::command_line::{Command, EXIT_DONE, EXIT_FAILED, Manner, ModelArguments, Session, read_again};
use crate::script;
use crate::signals::Stop;
use crate::watching::{Watched, Watching};
use crate::world::World;

/// Options of `watch`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Options {
    #[command(flatten)]
    model: ModelArguments,
    /// The files to write, each as `report`, `dfd` or `seq` would: a picture whose name contains `seq`, and .puml, is a
    /// sequence diagram
    #[arg(short, long, value_name = "FILE", num_args = 1.., required = true)]
    output: Vec<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  bartizan watch tm.py -o report.html              a page
  bartizan watch tm.py -o dfd.svg seq.svg          both diagrams
  bartizan watch tm.py -o threat-model.md -q       without warnings

Options of `report`, `dfd` and `seq` are taken from `bartizan.toml` and the environment.
Ctrl-C ends it.";

/// The commands that write files, by the endings that each knows best.
const REPORTS: [&str; 3] = ["md", "html", "json"];
const SEQUENCES: [&str; 2] = ["puml", "plantuml"];
const DIAGRAMS: [&str; 7] = ["svg", "png", "pdf", "mmd", "dot", "gv", "d2"];
/// The endings of a diagram that `seq` knows too.
const EITHER: [&str; 4] = ["svg", "png", "pdf", "mmd"];

/// Writes the files until it is told to stop.
pub(crate) fn run(session: &mut Session<'_>, options: &Options, typed: &[OsString]) -> Result<u8, u8> {
    let model = &options.model.model;
    let problem = match options.output.iter().find(|file| command_for(file).is_none()) {
        Some(file) => Some(unknown(file)),
        // A model that was never there is a slip of the hand; one that goes away later may come back.
        None if session.world.size(model).is_none() => {
            Some(Diagnostic::error(format!("there is no file `{}`", model.display())))
        }
        None => None,
    };
    if let Some(problem) = problem {
        return Err(session.fail(&problem, &Sources::default()));
    }
    let stop = Stop::listen().map_err(|error| {
        session.fail(&Diagnostic::error(format!("cannot listen for Ctrl-C: {error}")), &Sources::default())
    })?;
    while !stop.is_asked() {
        let mut watched = write(session, options, typed);
        while !watched.is_due(session.world) {
            if stop.is_asked() {
                return Ok(EXIT_DONE);
            }
            std::thread::sleep(watched.pause());
        }
    }
    Ok(EXIT_DONE)
}

/// Reads the model and writes the files, or says why not. Returns what to watch.
fn write(session: &mut Session<'_>, options: &Options, typed: &[OsString]) -> Watched {
    let mut watching = Watching::but_for(&mut *session.world, &options.output);
    let (written, messages) = match read_again(typed, &watching) {
        Err((problems, sources)) => {
            // The model may be changed before the configuration is right.
            watching.size(&options.model.model);
            let mut quiet = Session::quiet(&mut watching).with_messages_kept();
            (Err(quiet.fail_with(&problems, &sources)), quiet.take_kept())
        }
        Ok((Command::Watch(options), manner)) => {
            let mut inner = Session::keeping(&mut watching, &manner);
            (all(&mut inner, &options, &manner), inner.take_kept())
        }
        Ok(_) => (Err(EXIT_FAILED), String::new()),
    };
    let watched = watching.watched();
    session.print_error(&messages);
    if watched.has_more() {
        let warning = Diagnostic::warning("the model looks at too many files to watch all of them");
        session.warn(&warning, &Sources::default());
    }
    if written.is_ok() {
        let files: Vec<String> = options.output.iter().map(|file| file.display().to_string()).collect();
        session.remark(&format!("wrote {}\n", files.join(", ")));
    }
    watched
}

/// Reads the model once, and hands it to the command of each file.
fn all(session: &mut Session<'_>, options: &Options, manner: &Manner) -> Result<(), u8> {
    // A report may begin with steps that are tried on the model.
    let described = script::describe_for_changes(session, &options.model.model, &options.model.libraries)?;
    for file in &options.output {
        let line = line_for(file, &options.model.model, manner);
        let command = read_again(&line, session.world);
        match command.map_err(|(problems, sources)| session.fail_with(&problems, &sources))?.0 {
            Command::Report(options) => report::write(session, &options, &described)?,
            Command::Dfd(options) => dfd::write(session, &options, &described)?,
            Command::Seq(options) => seq::write(session, &options, &described)?,
            _ => {}
        }
    }
    Ok(())
}

/// The command line that writes a file once.
fn line_for(file: &Path, model: &Path, manner: &Manner) -> Vec<OsString> {
    let mut line: Vec<OsString> = vec!["bartizan".into(), command_for(file).unwrap_or("report").into()];
    if !manner.is_configured() {
        line.push("--no-config".into());
    }
    line.extend(["-o".into(), file.into(), "--".into(), model.into()]);
    line
}

/// The command that writes a file, by its name.
fn command_for(file: &Path) -> Option<&'static str> {
    let ending = file.extension()?.to_string_lossy().to_lowercase();
    let is = |endings: &[&str]| endings.contains(&ending.as_str());
    let is_sequence = || file.file_stem().is_some_and(|name| name.to_string_lossy().to_lowercase().contains("seq"));
    match () {
        () if is(&REPORTS) => Some("report"),
        () if is(&SEQUENCES) || (is(&EITHER) && is_sequence()) => Some("seq"),
        () if is(&DIAGRAMS) => Some("dfd"),
        () => None,
    }
}

fn unknown(file: &Path) -> Diagnostic {
    let endings = [&REPORTS[..], &DIAGRAMS, &SEQUENCES].concat();
    let endings: Vec<String> = endings.iter().map(|ending| format!(".{ending}")).collect();
    Diagnostic::error(format!("the name of `{}` does not say what to write", file.display()))
        .help(format!("end it in one of {}", endings.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_what_is_written() {
        let of = |name: &str| command_for(Path::new(name));
        assert_eq!([of("x.html"), of("a/seq.md"), of("dfd.SVG")], [Some("report"), Some("report"), Some("dfd")]);
        assert_eq!([of("my-seq.svg"), of("Sequence.pdf"), of("x.puml")], [Some("seq"); 3]);
        // There is no sequence diagram in these formats.
        assert_eq!([of("seq.dot"), of("seq.d2")], [Some("dfd"); 2]);
        assert_eq!([of("seq/x.svg"), of("seq"), of("x.docx")], [Some("dfd"), None, None]);
    }
}
