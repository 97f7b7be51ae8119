//! Reads pytm's flags as argparse does: abbreviations, `--flag=value`, several values after `--levels`.

use std::path::PathBuf;

use clap::error::ErrorKind;
use clap::{ColorChoice, Command, CommandFactory, FromArgMatches, Parser};

/// What a command line in pytm's flags asks for.
#[derive(Clone, Debug, Default, Parser)]
#[command(disable_version_flag = true, infer_long_args = true, about = "A threat model, with the flags of pytm")]
pub(crate) struct Flags {
    /// print debug messages
    #[arg(long)]
    pub(crate) debug: bool,
    /// print the data flow diagram, as DOT
    #[arg(long)]
    pub(crate) dfd: bool,
    /// fill the report template in this file and print it
    #[arg(long, value_name = "TEMPLATE")]
    pub(crate) report: Option<String>,
    /// leave out the threats with these ids, separated by commas
    #[arg(long, value_name = "IDS")]
    pub(crate) exclude: Option<String>,
    /// print the sequence diagram, as PlantUML
    #[arg(long)]
    pub(crate) seq: bool,
    /// list the threats that are looked for
    #[arg(long)]
    pub(crate) list: bool,
    /// colour the data flow diagram by severity
    #[arg(long)]
    pub(crate) colormap: bool,
    /// describe the attributes of classes, separated by spaces
    #[arg(long, value_name = "ELEMENTS")]
    pub(crate) describe: Option<String>,
    /// list the classes that a model is made of
    #[arg(long)]
    pub(crate) list_elements: bool,
    /// write the model and the findings to this file, as JSON
    #[arg(long, value_name = "FILE")]
    pub(crate) json: Option<String>,
    /// draw only what is on these levels
    #[arg(long, value_name = "N", num_args = 1.., allow_negative_numbers = true)]
    pub(crate) levels: Option<Vec<i64>>,
    /// report source files that are at least so many days older or newer than the model
    #[arg(long = "stale_days", value_name = "DAYS", allow_negative_numbers = true)]
    pub(crate) stale_days: Option<i64>,
    /// look for the threats in this file (may be given several times)
    #[arg(long, value_name = "FILE")]
    pub(crate) threats: Vec<PathBuf>,
}

/// The command line asks for help, or makes no sense.
#[derive(Debug)]
pub(crate) struct Stopped {
    /// Help rather than an error.
    pub(crate) is_help: bool,
    /// What to show.
    pub(crate) text: String,
}

/// Reads the words after the script.
pub(crate) fn parse(script: &str, words: &[&str]) -> Result<Flags, Stopped> {
    let command = command(script);
    let words = std::iter::once(script).chain(words.iter().copied());
    let matches = command.try_get_matches_from(words).map_err(|error| Stopped {
        is_help: error.kind() == ErrorKind::DisplayHelp,
        text: error.render().to_string(),
    })?;
    Flags::from_arg_matches(&matches).map_err(|error| Stopped { is_help: false, text: error.render().to_string() })
}

fn command(script: &str) -> Command {
    let name = script.rsplit('/').next().unwrap_or(script).to_owned();
    Flags::command().bin_name(name).color(ColorChoice::Never)
}
