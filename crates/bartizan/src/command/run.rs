//! `bartizan run`: a model script with pytm's flags, in Bartizan's evaluator or in the user's own Python.

use std::path::PathBuf;

use bartizan_model::{Diagnostic, Sources};
use clap::Args;

use crate::command_line::Session;
use crate::isolation::Places;
use crate::{pytm_flags, recorder, script};

/// Options of `run`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Options {
    /// Run the script in your own Python, for packages that Bartizan does not have. NOTHING CONFINES IT: it can do
    /// whatever you can
    #[arg(long, value_name = "PATH", num_args = 0..=1, require_equals = true)]
    python: Option<Option<PathBuf>>,
    /// Agree to that without being asked
    #[arg(long, requires = "python")]
    yes: bool,
    /// The model script
    model: PathBuf,
    /// pytm's flags
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "FLAGS")]
    flags: Vec<String>,
}

const EXAMPLES: &str = "\
Examples:
  bartizan run tm.py --dfd                   as `bartizan tm.py --dfd`
  bartizan run tm.py --report template.md    a report from a template of pytm
  bartizan run --python tm.py --dfd          in your own Python, which nothing confines";

impl Options {
    /// What they name. A script in the user's Python is not confined.
    pub(crate) fn places(&self) -> Option<Places> {
        let permission = pytm_flags::Permission::typed(&self.model.to_string_lossy(), self.flags());
        self.python.is_none().then(|| permission.places(Places::models([&self.model])))
    }

    /// pytm's flags; a `--` before them is nobody's.
    fn flags(&self) -> &[String] {
        match self.flags.split_first() {
            Some((first, rest)) if first == "--" => rest,
            _ => &self.flags,
        }
    }
}

/// Runs the script.
pub(crate) fn run(session: &mut Session<'_>, options: &Options, is_isolated: bool) -> Result<u8, u8> {
    let Some(python) = &options.python else {
        return Ok(script::run_with_flags(session, &options.model, options.flags()));
    };
    if is_isolated {
        let problem = Diagnostic::refusal("a script in your own Python cannot be isolated")
            .help("leave out `--isolated`, or `--python`");
        return Err(session.fail(&problem, &Sources::default()));
    }
    recorder::run(session, python.as_deref(), &options.model, options.flags(), options.yes)
}
