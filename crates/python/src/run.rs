//! Runs a script from its text to its end.

use bartizan_model::{Diagnostic, Model, Sources};

use crate::Host;
use crate::eval::{Interpreter, Stop};
use crate::host::HostError;
use crate::limits;
use crate::value::{Symbol, Value};

/// A script to run.
#[derive(Clone, Copy, Debug)]
pub struct Script<'a> {
    /// The path, as messages show it and as `__file__` and `sys.argv[0]` say.
    pub path: &'a str,
    /// The folder of the script, as `os.getcwd()` says.
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
    let mut interpreter = Interpreter::new(host, script.folder);
    let words = std::iter::once(script.path).chain(script.arguments.iter().map(String::as_str));
    interpreter.argv = Value::list(words.map(Value::str).collect());
    let result = run_main(&mut interpreter, script);
    let mut run = Run::default();
    match result {
        Ok(()) => {
            if let Some(tm) = interpreter.pytm.current.clone().filter(|_| interpreter.host.wants_model()) {
                match interpreter.snapshot(&tm) {
                    Ok(model) => run.model = Some(model),
                    Err(stop) => end_with(&mut interpreter, stop, &mut run),
                }
            }
        }
        Err(stop) => end_with(&mut interpreter, stop, &mut run),
    }
    interpreter.warn_of_legacy_controls();
    let mut diagnostics = std::mem::take(&mut interpreter.warnings);
    diagnostics.append(&mut run.diagnostics);
    run.diagnostics = diagnostics;
    run.sources = std::mem::take(&mut interpreter.sources);
    run
}

fn run_main(interpreter: &mut Interpreter<'_>, script: Script<'_>) -> Result<(), Stop> {
    if script.text.len() > limits::MAX_SOURCE {
        return Err(interpreter.over_limit("the script is larger than 1 MiB".to_owned()));
    }
    interpreter.load_source("__main__", script.path, script.text).map(|_| ())
}

pub(crate) fn end_with(interpreter: &mut Interpreter<'_>, stop: Stop, run: &mut Run) {
    match stop {
        Stop::Refused(diagnostic) => {
            run.diagnostics.push(*diagnostic);
            run.diagnostics.append(&mut interpreter.more_problems);
        }
        Stop::Host(error) => run.host_error = Some(*error),
        Stop::Raised(raised) => {
            let class = interpreter.class_of(&raised.exception);
            if class.is_subclass_of(&interpreter.exceptions.class("SystemExit")) {
                run.exit = Some(exit_code(interpreter, &raised.exception));
                return;
            }
            let text = interpreter.text(&raised.exception).unwrap_or_default();
            let message = match (raised.stands_for_itself, text.is_empty()) {
                (true, _) => text,
                (false, true) => class.name.to_string(),
                (false, false) => format!("{}: {}", class.name, text.replace('\n', " ")),
            };
            let mut error = Diagnostic::error(message).at(Some(raised.span), "");
            for call in raised.calls.iter().filter(|call| **call != raised.span).take(3) {
                error = error.at(Some(*call), "called from here");
            }
            if let Some(help) = raised.help {
                error = error.help(help);
            }
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
