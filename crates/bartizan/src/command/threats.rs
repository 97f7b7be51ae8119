//! `bartizan threats`: the threats that are looked for.

use std::path::PathBuf;

use bartizan_model::Sources;
use bartizan_rules::Library;
use clap::{Args, ValueEnum};
use serde_json::json;

use super::style::safe;
use crate::command_line::{EXIT_DONE, Session};
use crate::libraries;

/// Options of `threats`.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// List the threats in this file instead of the built-in ones (may be given several times)
    #[arg(long, value_name = "FILE")]
    threats: Vec<PathBuf>,
    /// Form of the list
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

/// Lists threats.
pub(crate) fn run(session: &mut Session<'_>, options: &Options) -> Result<u8, u8> {
    let mut sources = Sources::default();
    let loaded = libraries::named_or_builtin(&options.threats, &mut sources, session.world);
    let (library, warnings) = loaded.map_err(|errors| session.fail_with(&errors, &sources))?;
    for warning in &warnings {
        session.warn(warning, &sources);
    }
    match options.format {
        Format::Text => session.print(&lines(&library))?,
        Format::Json => session.print(&as_json(&library))?,
    }
    Ok(EXIT_DONE)
}

/// A line for each threat, as pytm's `--list` prints them.
pub(crate) fn lines(library: &Library) -> String {
    library.threats().iter().map(|threat| format!("{} - {}\n", safe(&threat.id), safe(&threat.title))).collect()
}

fn as_json(library: &Library) -> String {
    let threats: Vec<serde_json::Value> = library
        .threats()
        .iter()
        .map(|threat| {
            json!({
                "id": &*threat.id,
                "title": &*threat.title,
                "targets": threat.targets.iter().map(|class| class.name()).collect::<Vec<_>>(),
                "severity": &*threat.severity,
                "likelihood": &*threat.likelihood,
                "stride": threat.stride.iter().map(|stride| stride.key()).collect::<Vec<_>>(),
                "capec": threat.capec,
                "cwe": threat.cwe,
                "condition": &*threat.condition,
            })
        })
        .collect();
    format!("{:#}\n", serde_json::Value::Array(threats))
}
