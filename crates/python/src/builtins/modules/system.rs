//! `_system`: what our own modules in Python ask of the interpreter: files, places in scripts, and what functions are
//! made of. Scripts have no use for it, and no more power through it.

use std::rc::Rc;

use bartizan_model::Span;

use super::{os_path, refused};
use crate::builtins::{arguments, files, files_written};
use crate::eval::{Interpreter, Outcome};
use crate::value::{Arguments, Function, ModuleObject, NativeFunction, Symbol, Value};

pub(super) fn module() -> Rc<ModuleObject> {
    super::new_module("_system", FUNCTIONS, Vec::new())
}

const FUNCTIONS: &[&NativeFunction] = &[
    &NAMES,
    &SIZE,
    &MAKE_FOLDER,
    &REFUSE,
    &STACK,
    &HANDLED,
    &TRACE,
    &AT_EXIT,
    &UNREGISTER,
    &PARAMETERS,
    &SOURCE,
    &MODULE_SOURCE,
    &NEW_MODULE,
    &KIND,
    &RUN_FILE,
    &IS_LIBRARY,
];

static NAMES: NativeFunction = NativeFunction {
    name: "names",
    call: |interpreter, arguments| {
        let [path] = arguments::exactly::<1>(interpreter, "names", arguments)?;
        let path = os_path::path_of(interpreter, &path)?;
        interpreter.step(1000)?;
        match interpreter.host.list(&path) {
            Ok(names) => {
                // Each was read from the disk, and sorted.
                interpreter.step(names.len().saturating_mul(8))?;
                interpreter.check_length(names.len())?;
                Ok(Value::list(names.into_iter().map(Value::str).collect()))
            }
            Err(error) => Err(files::read_error(interpreter, &path, error)),
        }
    },
};

pub(super) static SIZE: NativeFunction = NativeFunction {
    name: "size",
    call: |interpreter, arguments| {
        let [path] = arguments::exactly::<1>(interpreter, "size", arguments)?;
        let path = os_path::path_of(interpreter, &path)?;
        interpreter.step(1000)?;
        match interpreter.host.size(&path) {
            Ok(size) => Ok(Value::Int(i64::try_from(size).unwrap_or(i64::MAX))),
            Err(error) => Err(files::read_error(interpreter, &path, error)),
        }
    },
};

static MAKE_FOLDER: NativeFunction = NativeFunction {
    name: "make_folder",
    call: |interpreter, arguments| {
        let [path] = arguments::exactly::<1>(interpreter, "make_folder", arguments)?;
        let path = os_path::path_of(interpreter, &path)?;
        files_written::make_folder(interpreter, &path)?;
        Ok(Value::None)
    },
};

static REFUSE: NativeFunction = NativeFunction {
    name: "refuse",
    call: |interpreter, arguments| {
        let [message] = arguments::exactly::<1>(interpreter, "refuse", arguments)?;
        let message = interpreter.text(&message)?;
        Err(refused::refusal(interpreter, &message))
    },
};

/// The places in the script that run, outermost first: the last so many.
static STACK: NativeFunction = NativeFunction {
    name: "stack",
    call: |interpreter, arguments| {
        let [most] = arguments::exactly::<1>(interpreter, "stack", arguments)?;
        let most = usize::try_from(arguments::index(interpreter, &most)?).unwrap_or(0);
        let spans = of_scripts(interpreter, interpreter.stack());
        interpreter.step(spans.len())?;
        let start = spans.len().saturating_sub(most);
        entries(interpreter, spans.get(start..).unwrap_or_default()).map(Value::list)
    },
};

/// The exception that is being handled.
static HANDLED: NativeFunction = NativeFunction {
    name: "handled",
    call: |interpreter, _| Ok(interpreter.handled().map_or(Value::None, |raised| raised.exception.clone())),
};

/// The places that an exception that is being handled came through, from where it is handled to where it was raised.
static TRACE: NativeFunction = NativeFunction {
    name: "trace",
    call: |interpreter, arguments| {
        let [exception] = arguments::exactly::<1>(interpreter, "trace", arguments)?;
        trace(interpreter, &exception).map(Value::list)
    },
};

/// File, line, function and text of each place that an exception came through, outermost first.
pub(super) fn trace(interpreter: &mut Interpreter<'_>, exception: &Value) -> Outcome<Vec<Value>> {
    let spans = match interpreter.handled().filter(|raised| raised.exception.is_same(exception)) {
        Some(raised) => {
            let running = interpreter.stack();
            // A function of ours raises where it is called.
            let is_native = raised.calls.first().is_some_and(|call| call.span == raised.span);
            let calls = raised.calls.iter().skip(usize::from(is_native)).rev().map(|call| call.span);
            calls.filter(|span| !running.contains(span)).chain(std::iter::once(raised.span)).collect()
        }
        None => match exception {
            Value::Instance(instance) => instance.place.into_iter().collect(),
            _ => Vec::new(),
        },
    };
    let spans = of_scripts(interpreter, spans);
    entries(interpreter, &spans)
}

/// The places that are in the script's own files.
fn of_scripts(interpreter: &Interpreter<'_>, spans: Vec<Span>) -> Vec<Span> {
    spans.into_iter().filter(|span| !interpreter.is_embedded(span.source)).collect()
}

/// File, line, function and text of each place.
fn entries(interpreter: &mut Interpreter<'_>, spans: &[Span]) -> Outcome<Vec<Value>> {
    let mut entries = Vec::new();
    for span in spans {
        let text = interpreter.sources.get(span.source).and_then(|source| source.text.clone()).unwrap_or_default();
        interpreter.step(10 + text.len() / 16)?;
        let Some(place) = interpreter.sources.locate(*span) else { continue };
        let before = text.get(..span.start as usize).unwrap_or("");
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let line = text.get(start..).unwrap_or("").lines().next().unwrap_or("").trim();
        let function = enclosing_function(text.get(..start).unwrap_or(""), text.get(start..).unwrap_or(""));
        let (path, number) = (Value::str(&*place.path), Value::Int(place.line as i64));
        entries.push(Value::tuple(vec![path, number, Value::str(function), Value::str(line)]));
    }
    Ok(entries)
}

/// The name of the function or class around a line, as the indentation before it tells.
fn enclosing_function<'t>(before: &'t str, line: &str) -> &'t str {
    let indent_of = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let mut indent = indent_of(line);
    for line in before.lines().rev() {
        if indent == 0 {
            break;
        }
        let text = line.trim_start();
        if text.is_empty() || text.starts_with('#') || indent_of(line) >= indent {
            continue;
        }
        indent = indent_of(line);
        let header = ["def ", "async def ", "class "].into_iter().find_map(|keyword| text.strip_prefix(keyword));
        if let Some(header) = header {
            let end = header.find(|letter: char| !letter.is_alphanumeric() && letter != '_').unwrap_or(header.len());
            return header.get(..end).unwrap_or("");
        }
    }
    "<module>"
}

/// Calls a function at the script's end.
static AT_EXIT: NativeFunction = NativeFunction {
    name: "register",
    call: |interpreter, mut arguments| {
        if arguments.positional.is_empty() {
            return Err(interpreter.error("TypeError", "register() takes at least 1 argument (0 given)"));
        }
        let function = arguments.positional.remove(0);
        interpreter.check_length(interpreter.at_exit.len())?;
        interpreter.at_exit.push((function.clone(), arguments));
        Ok(function)
    },
};

/// Takes back what was to be called at the script's end.
static UNREGISTER: NativeFunction = NativeFunction {
    name: "unregister",
    call: |interpreter, arguments| {
        let [function] = arguments::exactly::<1>(interpreter, "unregister", arguments)?;
        interpreter.step(interpreter.at_exit.len())?;
        interpreter.at_exit.retain(|(known, _)| !known.is_same(&function));
        Ok(Value::None)
    },
};

/// What a function takes: lists of names, kinds (0 to 4, as in `inspect`) and defaults, where those without one hold
/// the second argument. `None` for what is no function of a script.
static PARAMETERS: NativeFunction = NativeFunction {
    name: "parameters",
    call: |interpreter, arguments| {
        let [function, empty] = arguments::exactly::<2>(interpreter, "parameters", arguments)?;
        let Value::Function(function) = &function else { return Ok(Value::None) };
        let found = parameters(function, &empty);
        interpreter.step(found.len())?;
        Ok(Value::list(found))
    },
};

fn parameters(function: &Function, empty: &Value) -> Vec<Value> {
    let parameters = &function.code.parameters;
    let first_default = parameters.positional.len().saturating_sub(function.defaults.len());
    let entry = |name: Symbol, kind: i64, default: Option<&Value>| {
        Value::tuple(vec![Value::str(name.name()), Value::Int(kind), default.unwrap_or(empty).clone()])
    };
    let mut entries = Vec::new();
    for (at, name) in parameters.positional.iter().enumerate() {
        let default = at.checked_sub(first_default).and_then(|at| function.defaults.get(at));
        entries.push(entry(*name, i64::from(at >= parameters.positional_only), default));
    }
    entries.extend(parameters.rest.map(|name| entry(name, 2, None)));
    for (at, name) in parameters.keyword_only.iter().enumerate() {
        let default = function.keyword_defaults.get(at).and_then(Option::as_ref);
        entries.push(entry(*name, 3, default));
    }
    entries.extend(parameters.keywords.map(|name| entry(name, 4, None)));
    entries
}

/// A function's text, its first line, its file, and what kind of function it is: `function`, `generator` or `coroutine`.
static SOURCE: NativeFunction = NativeFunction {
    name: "source",
    call: |interpreter, arguments| {
        let [function] = arguments::exactly::<1>(interpreter, "source", arguments)?;
        let Value::Function(function) = &function else { return Ok(Value::None) };
        let Some(source) = function.module.source else { return Ok(Value::None) };
        let range = function.code.range;
        let text = interpreter.sources.get(source).and_then(|source| source.text.clone()).unwrap_or_default();
        interpreter.step(10 + text.len() / 16)?;
        let start = text.get(..range.start as usize).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
        let end = text.get(range.end as usize..).and_then(|after| after.find('\n'));
        let end = end.map_or(text.len(), |at| range.end as usize + at + 1);
        let line = 1 + text.get(..start).unwrap_or("").matches('\n').count();
        let path = interpreter.sources.get(source).map(|source| source.path.to_string()).unwrap_or_default();
        let lines = text.get(start..end).unwrap_or("");
        Ok(Value::tuple(vec![Value::str(lines), Value::Int(line as i64), Value::str(path)]))
    },
};

/// The text of the file of a module, and its path; `None` for a module of ours.
static MODULE_SOURCE: NativeFunction = NativeFunction {
    name: "module_source",
    call: |interpreter, arguments| {
        let [name] = arguments::exactly::<1>(interpreter, "module_source", arguments)?;
        let name = interpreter.text(&name)?;
        let source = interpreter.modules.get(name.as_str()).and_then(|module| module.source);
        let Some(source) = source.and_then(|source| interpreter.sources.get(source)) else { return Ok(Value::None) };
        let (text, path) = (source.text.clone().unwrap_or_default(), source.path.to_string());
        if path.starts_with('<') {
            return Ok(Value::None);
        }
        interpreter.reserve(text.len())?;
        Ok(Value::tuple(vec![Value::str(text), Value::str(path)]))
    },
};

/// `types.ModuleType(name, doc)`
pub(in crate::builtins) static NEW_MODULE: NativeFunction = NativeFunction {
    name: "new_module",
    call: |interpreter, arguments| {
        let [name, documentation] = arguments::positional::<2>(interpreter, "module", arguments, 1)?;
        let name = name.unwrap_or(Value::None);
        let name = arguments::text(interpreter, &name, "module() argument 'name' must be str")?;
        let values = vec![("__name__", Value::str(name)), ("__doc__", documentation.unwrap_or(Value::None))];
        Ok(Value::Module(super::new_module(name, &[], values)))
    },
};

/// Runs a file of the script as the code of a module that was made for it.
static RUN_FILE: NativeFunction = NativeFunction {
    name: "run_file",
    call: |interpreter, arguments| {
        let [module, path] = arguments::exactly::<2>(interpreter, "run_file", arguments)?;
        let (Value::Module(module), Value::Str(path)) = (&module, &path) else {
            return Err(interpreter.error("TypeError", "a module and a path are needed"));
        };
        interpreter.run_file(module, path.as_str())?;
        Ok(Value::None)
    },
};

/// Whether a name is a module of ours.
static IS_LIBRARY: NativeFunction = NativeFunction {
    name: "is_library",
    call: |interpreter, arguments| {
        let [name] = arguments::exactly::<1>(interpreter, "is_library", arguments)?;
        let name = interpreter.text(&name)?;
        Ok(Value::Bool(interpreter.is_library(&name)?))
    },
};

/// Which of our kinds of value something is, where no class tells.
static KIND: NativeFunction = NativeFunction {
    name: "kind",
    call: |interpreter, arguments: Arguments| {
        let [value] = arguments::exactly::<1>(interpreter, "kind", arguments)?;
        let kind = match &value {
            Value::Function(function) => match function.code.program.as_ref().map(|program| program.kind) {
                None => "function",
                Some(crate::tree::ProgramKind::Generator) => "generator function",
                Some(crate::tree::ProgramKind::Coroutine) => "coroutine function",
                Some(crate::tree::ProgramKind::AsyncGenerator) => "async generator function",
            },
            Value::Native(_) => "builtin",
            Value::Bound(bound) => match &bound.function {
                crate::value::BoundFunction::Value(Value::Native(_)) | crate::value::BoundFunction::Method(_) => {
                    "builtin"
                }
                crate::value::BoundFunction::Value(_) => "method",
            },
            Value::Class(_) => "class",
            Value::Module(_) => "module",
            Value::Iterator(iterator) => iterator.borrow().class_name(),
            Value::Descriptor(descriptor) => match &**descriptor {
                crate::value::Descriptor::Property { .. } => "property",
                _ => "descriptor",
            },
            _ => "",
        };
        Ok(Value::str(kind))
    },
};
