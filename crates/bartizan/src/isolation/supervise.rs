//! Runs a worker and says how it ended.

#![expect(clippy::disallowed_methods, reason = "a worker is this program, started again")]

use std::ffi::OsString;
use std::process::{Command, ExitStatus};

use bartizan_model::{Diagnostic, Sources};

use super::WORKER;
use crate::command_line::{EXIT_REFUSED, Isolation};
use crate::diagnostics;
use crate::system;
use crate::world::World;

/// The exit code of a program of Rust that met a fault of its own.
const PANICKED: i32 = 101;

/// Runs the command line in a worker. Returns the exit code.
pub(super) fn run(arguments: &[OsString], isolation: &Isolation, world: &mut dyn World) -> u8 {
    let started = std::env::current_exe().and_then(|program| {
        let mut child = Command::new(program).arg(WORKER).args(arguments.iter().skip(1)).spawn()?;
        Ok((child.id(), child.wait()?))
    });
    let problem = match started {
        Ok((id, status)) => {
            if let Some(code) = status.code().filter(|code| *code != PANICKED) {
                return u8::try_from(code).unwrap_or(EXIT_REFUSED);
            }
            for output in isolation.places.iter().flat_map(|places| places.outputs()) {
                system::remove_unfinished(output, id);
            }
            Diagnostic::refusal(format!("the isolated evaluation ended early: {}", reason(status)))
                .help("nothing was written; if the model is an honest one, please report it as a fault of bartizan")
        }
        Err(error) => Diagnostic::refusal(format!("cannot start the isolated evaluation: {error}"))
            .help("`--no-isolated` evaluates the model in this process"),
    };
    world.print_error(&diagnostics::draw(&problem, &Sources::default(), false, None));
    EXIT_REFUSED
}

#[cfg(unix)]
fn reason(status: ExitStatus) -> String {
    use std::os::unix::process::ExitStatusExt;

    use rustix::process::Signal;

    let Some(number) = status.signal() else { return "it met a fault".to_owned() };
    let is = |signal: Signal| signal.as_raw() == number;
    if is(Signal::ABORT) {
        "it ran out of memory, or met a fault".to_owned()
    } else if is(Signal::XCPU) {
        "it used too much processor time".to_owned()
    } else if is(Signal::XFSZ) {
        "it wrote too large a file".to_owned()
    } else if is(Signal::SEGV) || is(Signal::BUS) {
        "it crashed".to_owned()
    } else if is(Signal::KILL) {
        "it was killed, perhaps because the machine ran out of memory".to_owned()
    } else {
        format!("signal {number} ended it")
    }
}

#[cfg(not(unix))]
fn reason(_status: ExitStatus) -> String {
    "it met a fault".to_owned()
}
