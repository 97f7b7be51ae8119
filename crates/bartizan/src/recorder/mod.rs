//! `bartizan run --python`: a script that needs what Bartizan's own evaluator does not have runs in the user's own
//! Python, with a stand-in for pytm that records what it does. **Nothing confines it**: it is for scripts that one would
//! start with `python3` oneself.

#[cfg(unix)]
mod process;
#[cfg(unix)]
mod schema;

use std::path::Path;

use bartizan_model::{Diagnostic, Sources};

use crate::command_line::Session;

/// What is asked before a script runs.
const QUESTION: &str = "run it?";

/// Runs a script in the user's Python, for pytm's flags. Returns the exit code.
pub(crate) fn run(
    session: &mut Session<'_>,
    python: Option<&Path>,
    script: &Path,
    flags: &[String],
    is_agreed: bool,
) -> Result<u8, u8> {
    if !is_agreed {
        agree(session, script)?;
    }
    #[cfg(unix)]
    return process::run(session, python, script, flags);
    #[cfg(not(unix))]
    {
        let _ = (python, flags);
        let problem =
            Diagnostic::refusal("`run --python` needs a Unix system: it talks to Python over an inherited socket");
        Err(session.fail(&problem, &Sources::default()))
    }
}

fn agree(session: &mut Session<'_>, script: &Path) -> Result<(), u8> {
    let shown = script.display();
    let warning = format!(
        "warning: `{shown}` will run in your own Python, outside of Bartizan's sandbox: it can read, write and delete \
         what you can, start programs, and use the network\n"
    );
    let agreed = session.world.confirm(&format!("{warning}{QUESTION} [y/N] "));
    let problem = match agreed {
        Some(true) => return Ok(()),
        Some(false) => Diagnostic::refusal(format!("`{shown}` was not run")),
        None => Diagnostic::refusal(format!(
            "`{shown}` would run in your own Python, outside of Bartizan's sandbox, with all your rights"
        ))
        .help("agree with `--yes` if you trust it as you trust what you start yourself"),
    };
    Err(session.fail(&problem, &Sources::default()))
}
