//! Runs a script from its text to its end.

use bartizan_model::{Diagnostic, Model, Sources};

use crate::eval::{Interpreter, Stop};
use crate::host::HostError;
use crate::limits;
use crate::value::{Symbol, Value};
use crate::{Host, builtins};

/// A script to run.
#[derive(Clone, Copy, Debug)]
pub struct Script<'a> {
    /// The path, as messages show it and as `sys.argv[0]` says.
    pub path: &'a str,
    /// The folder of the script, as `os.getcwd()` says; absolute where there are files.
    pub folder: &'a str,
    /// The text.
    pub text: &'a str,
    /// What follows the script on the command line.
    pub arguments: &'a [String],
}

/// What came of running a script.
#[derive(Debug, Default)]
pub struct Run {
    /// The files that were read.
    pub sources: Sources,
    /// Warnings and errors, in the order in which they arose.
    pub diagnostics: Vec<Diagnostic>,
    /// The code that `sys.exit` was called with.
    pub exit: Option<i32>,
    /// Why the outside stopped the run.
    pub host_error: Option<HostError>,
    /// The model as it stood at the end, if the host wants it, and the script made one and ended well.
    pub model: Option<Model>,
}

/// Runs a script. The thread's stack must hold [`limits::STACK`] bytes.
pub fn run(script: Script<'_>, host: &mut dyn Host) -> Run {
    run_within(script, host, limits::MAX_STEPS)
}

/// Likewise, with at most so many steps.
pub fn run_within(script: Script<'_>, host: &mut dyn Host, steps: u64) -> Run {
    let mut interpreter = Interpreter::new(host, script.folder);
    interpreter.end_after(steps);
    let words = std::iter::once(script.path).chain(script.arguments.iter().map(String::as_str));
    interpreter.argv = Value::list(words.map(Value::str).collect());
    let result = run_main(&mut interpreter, script);
    let ending = match &result {
        _ if interpreter.is_recovering() => Ok(()),
        Ok(()) | Err(Stop::Raised(_)) => end(&mut interpreter),
        Err(_) => Ok(()),
    };
    let mut run = Run::default();
    match result {
        Ok(()) if interpreter.is_recovering() => {}
        Ok(()) => {
            if let Some(tm) = interpreter.pytm.current.clone().filter(|_| interpreter.host.wants_model()) {
                match interpreter.snapshot_to_show(&tm) {
                    Ok(model) => run.model = Some(model),
                    Err(stop) => end_with(&mut interpreter, stop, &mut run),
                }
            }
        }
        Err(stop) => end_with(&mut interpreter, stop, &mut run),
    }
    if let Err(stop) = ending {
        run.model = None;
        end_with(&mut interpreter, stop, &mut run);
    }
    interpreter.warn_of_legacy_controls();
    let mut diagnostics = std::mem::take(&mut interpreter.warnings);
    diagnostics.append(&mut interpreter.take_problems());
    diagnostics.append(&mut run.diagnostics);
    run.diagnostics = diagnostics;
    run.sources = std::mem::take(&mut interpreter.sources);
    run
}

fn run_main(interpreter: &mut Interpreter<'_>, script: Script<'_>) -> Result<(), Stop> {
    if script.text.len() > limits::MAX_SOURCE {
        return Err(interpreter.over_limit("the script is larger than 1 MiB".to_owned()));
    }
    let name = script.path.rsplit('/').next().unwrap_or(script.path);
    let file = match script.folder {
        "." => script.path.to_owned(),
        folder => format!("{}/{name}", folder.trim_end_matches('/')),
    };
    interpreter.load_source("__main__", script.path, &file, script.text).map(|_| ())
}

/// What a script asked to be done at its end, and writing the files that it left open.
fn end(interpreter: &mut Interpreter<'_>) -> Result<(), Stop> {
    let mut result = Ok(());
    while let Some((function, arguments)) = interpreter.at_exit.pop() {
        match interpreter.call(&function, arguments) {
            Err(stop @ Stop::Raised(_)) => result = result.and(Err(stop)),
            done => drop(done?),
        }
    }
    builtins::close_all(interpreter)?;
    result
}

pub(crate) fn end_with(interpreter: &mut Interpreter<'_>, stop: Stop, run: &mut Run) {
    match stop {
        Stop::Refused(diagnostic) => {
            run.diagnostics.push(*diagnostic);
            run.diagnostics.append(&mut interpreter.more_problems);
        }
        // What the script does after a problem is not what it is meant to do.
        Stop::Raised(_) | Stop::Unknown if interpreter.is_recovering() => {}
        Stop::Unknown => {}
        Stop::Host(error) => run.host_error = Some(*error),
        Stop::Raised(raised) => {
            let class = interpreter.class_of(&raised.exception);
            if class.is_subclass_of(&interpreter.exceptions.class("SystemExit")) {
                run.exit = Some(exit_code(interpreter, &raised.exception));
                return;
            }
            let error = interpreter.diagnose(&raised);
            run.diagnostics.push(error);
        }
    }
}

/// The exit code as CPython derives it from what `sys.exit` was given.
fn exit_code(interpreter: &mut Interpreter<'_>, exception: &Value) -> i32 {
    match interpreter.find_attribute(exception, Symbol::new("code")) {
        Ok(None | Some(Value::None)) => 0,
        Ok(Some(Value::Int(code))) => (code & 0xff) as i32,
        Ok(Some(Value::Bool(flag))) => i32::from(flag),
        Ok(Some(other)) => {
            let text = interpreter.text(&other).unwrap_or_default();
            interpreter.host.print_error(&format!("{text}\n"));
            1
        }
        Err(_) => 1,
    }
}
