//! `re`: regular expressions. The engine is [`crate::regex`]; here are patterns, matches and functions as scripts see
//! them. The flags are in `re.py`.

mod cache;
mod error;
mod matched;
mod pattern;
mod replace;
mod searches;
mod subject;

use std::rc::Rc;

pub(crate) use cache::Patterns;

use super::plain_class;
use crate::builtins::arguments::{self, Parameters};
use crate::eval::{Interpreter, Outcome};
use crate::value::{Arguments, Class, ModuleObject, NativeFunction, Symbol, Value};

const FUNCTIONS: &[&NativeFunction] =
    &[&COMPILE, &MATCH, &FULLMATCH, &SEARCH, &FINDALL, &FINDITER, &SPLIT, &SUB, &SUBN, &ESCAPE, &PURGE];

pub(super) fn module(interpreter: &mut Interpreter<'_>) -> Outcome<Rc<ModuleObject>> {
    let module = interpreter.load_source("re", "<re>", include_str!("../re.py"))?;
    for function in FUNCTIONS {
        module.set(Symbol::new(function.name), Some(Value::Native(function)));
    }
    for class in [
        plain_class(interpreter, "re", "Pattern", pattern::METHODS),
        plain_class(interpreter, "re", "Match", matched::METHODS),
        error::class(interpreter),
    ] {
        module.set(Symbol::new(&class.name), Some(Value::Class(class)));
    }
    Ok(module)
}

/// A class of the module, unless the script took it away.
fn class(interpreter: &mut Interpreter<'_>, name: &str) -> Outcome<Rc<Class>> {
    match interpreter.import_module("re")?.get(Symbol::new(name)) {
        Some(Value::Class(class)) => Ok(class),
        _ => Err(interpreter.error("RuntimeError", format!("re.{name} was replaced"))),
    }
}

/// Arguments of a function of the module: a pattern comes first, flags come last, and the method of the pattern takes
/// what is between them.
fn through_pattern<const N: usize>(
    interpreter: &mut Interpreter<'_>,
    names: [&'static str; N],
    required: usize,
    function: &'static str,
    arguments: Arguments,
) -> Outcome<Value> {
    let parameters = Parameters { function, names, positional: N, required };
    let values = arguments::named(interpreter, &parameters, arguments)?;
    let mut pattern = Value::None;
    let mut flags = Value::Int(0);
    let mut keywords = Vec::new();
    for (name, value) in names.into_iter().zip(values) {
        match (name, value) {
            ("pattern", Some(value)) => pattern = value,
            ("flags", Some(value)) => flags = value,
            (_, Some(value)) => keywords.push((Symbol::new(name), value)),
            (_, None) => {}
        }
    }
    let compiled = pattern::compiled(interpreter, &pattern, &flags)?;
    interpreter.call_method(&compiled, function, Arguments { positional: Vec::new(), keywords })
}

macro_rules! functions {
    ($($item:ident $name:literal, $required:literal, $names:expr);* $(;)?) => {
        $(static $item: NativeFunction = NativeFunction {
            name: $name,
            call: |interpreter, arguments| through_pattern(interpreter, $names, $required, $name, arguments),
        };)*
    };
}

functions! {
    MATCH "match", 2, ["pattern", "string", "flags"];
    FULLMATCH "fullmatch", 2, ["pattern", "string", "flags"];
    SEARCH "search", 2, ["pattern", "string", "flags"];
    FINDALL "findall", 2, ["pattern", "string", "flags"];
    FINDITER "finditer", 2, ["pattern", "string", "flags"];
    SPLIT "split", 2, ["pattern", "string", "maxsplit", "flags"];
    SUB "sub", 3, ["pattern", "repl", "string", "count", "flags"];
    SUBN "subn", 3, ["pattern", "repl", "string", "count", "flags"];
}

/// `compile(pattern, flags=0)`
static COMPILE: NativeFunction = NativeFunction {
    name: "compile",
    call: |interpreter, arguments| {
        let parameters = Parameters { function: "compile", names: ["pattern", "flags"], positional: 2, required: 1 };
        let [pattern, flags] = arguments::named(interpreter, &parameters, arguments)?;
        pattern::compiled(interpreter, &pattern.unwrap_or(Value::None), &flags.unwrap_or(Value::Int(0)))
    },
};

/// `purge()`
static PURGE: NativeFunction = NativeFunction {
    name: "purge",
    call: |interpreter, arguments| {
        arguments::nothing(interpreter, "purge", arguments)?;
        interpreter.patterns.clear();
        Ok(Value::None)
    },
};

/// `escape(text)`
static ESCAPE: NativeFunction = NativeFunction {
    name: "escape",
    call: |interpreter, arguments| {
        let parameters = Parameters { function: "escape", names: ["pattern"], positional: 1, required: 1 };
        let [text] = arguments::named(interpreter, &parameters, arguments)?;
        let text = text.unwrap_or(Value::None).into_plain();
        match &text {
            Value::Str(text) => {
                interpreter.reserve(text.as_str().len() * 2)?;
                let escaped = text.as_str().chars().flat_map(|character| {
                    let backslash = is_special(character).then_some('\\');
                    backslash.into_iter().chain(std::iter::once(character))
                });
                Ok(Value::str(escaped.collect::<String>()))
            }
            Value::Bytes(bytes) => {
                interpreter.reserve(bytes.len() * 2)?;
                let escaped = bytes.iter().flat_map(|byte| {
                    let backslash = is_special(char::from(*byte)).then_some(b'\\');
                    backslash.into_iter().chain(std::iter::once(*byte))
                });
                Ok(Value::bytes(escaped.collect::<Vec<u8>>()))
            }
            other => {
                let name = interpreter.type_name(other);
                let message = format!("decoding to str: need a bytes-like object, {name} found");
                Err(interpreter.error("TypeError", message))
            }
        }
    },
};

/// Whether a character means something in a pattern, or may in a verbose one.
fn is_special(character: char) -> bool {
    "()[]{}?*+-|^$\\.&~# \t\n\r\x0b\x0c".contains(character)
}
