//! `_json`: what `json.py` reads and writes with. Reading and writing have files of their own.

use std::rc::Rc;

use super::json_read::{self, Hooks};
use super::json_write::{self, Style};
use crate::builtins::arguments::{self, Parameters};
use crate::builtins::{bytes_methods, encodings};
use crate::eval::{Interpreter, Outcome};
use crate::value::{Arguments, ModuleObject, NativeFunction, Value};

pub(super) fn module() -> Rc<ModuleObject> {
    super::new_module("_json", &[&DUMPS, &LOADS, &SCAN], Vec::new())
}

static DUMPS: NativeFunction = NativeFunction {
    name: "dumps",
    call: |interpreter, mut arguments| {
        let Some(value) = take_first(&mut arguments, "obj") else {
            return Err(missing(interpreter, "dumps", "'obj'"));
        };
        let style = read_style(interpreter, "dumps", arguments)?;
        json_write::write(interpreter, &value, &style).map(Value::str)
    },
};

static LOADS: NativeFunction = NativeFunction {
    name: "loads",
    call: |interpreter, mut arguments| {
        let Some(text) = take_first(&mut arguments, "s") else {
            return Err(missing(interpreter, "loads", "'s'"));
        };
        let hooks = read_hooks(interpreter, "loads", arguments)?;
        load(interpreter, &text, &hooks)
    },
};

/// `scan(text, start)`: the value that starts at a place, and where it ends.
static SCAN: NativeFunction = NativeFunction {
    name: "scan",
    call: |interpreter, mut arguments| {
        let (text, start) = (take_first(&mut arguments, "s"), take_first(&mut arguments, "idx"));
        let hooks = read_hooks(interpreter, "scan", arguments)?;
        let start = arguments::index_or(interpreter, start.as_ref(), 0)?;
        match (text, usize::try_from(start)) {
            (Some(Value::Str(text)), Ok(start)) => json_read::scan(interpreter, &text, start, &hooks),
            (Some(Value::Str(_)), Err(_)) => Err(interpreter.error("ValueError", "idx cannot be negative")),
            (other, _) => {
                let name = interpreter.type_name(&other.unwrap_or(Value::None));
                Err(interpreter.error("TypeError", format!("first argument must be a string, not {name}")))
            }
        }
    },
};

fn load(interpreter: &mut Interpreter<'_>, text: &Value, hooks: &Hooks) -> Outcome<Value> {
    match &bytes_methods::frozen(interpreter, text)? {
        Value::Str(text) => json_read::read(interpreter, &text.clone(), hooks),
        Value::Bytes(bytes) => {
            let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
            let text = encodings::decode(interpreter, bytes, None, None)?;
            json_read::read(interpreter, &crate::value::Str::new(&text), hooks)
        }
        other => {
            let name = interpreter.type_name(other);
            let message = format!("the JSON object must be str, bytes or bytearray, not {name}");
            Err(interpreter.error("TypeError", message))
        }
    }
}

/// The first argument, by position or name.
fn take_first(arguments: &mut Arguments, name: &str) -> Option<Value> {
    if !arguments.positional.is_empty() {
        return Some(arguments.positional.remove(0));
    }
    let at = arguments.keywords.iter().position(|(known, _)| &*known.name() == name)?;
    Some(arguments.keywords.remove(at).1)
}

fn missing(interpreter: &mut Interpreter<'_>, function: &str, names: &str) -> crate::eval::Stop {
    interpreter.error("TypeError", format!("{function}() missing 1 required positional argument: {names}"))
}

fn read_style(interpreter: &mut Interpreter<'_>, function: &'static str, arguments: Arguments) -> Outcome<Style> {
    let parameters = Parameters {
        function,
        names: ["skipkeys", "ensure_ascii", "allow_nan", "indent", "separators", "default", "sort_keys"],
        positional: 0,
        required: 0,
    };
    let [skip, ascii, nan, indent, separators, default, sort] = arguments::named(interpreter, &parameters, arguments)?;
    let indent = match indent {
        None | Some(Value::None) => None,
        Some(Value::Str(indent)) => Some(indent.as_str().to_owned()),
        Some(width) => {
            let width = usize::try_from(arguments::index(interpreter, &width)?).unwrap_or(0);
            interpreter.reserve(width)?;
            Some(" ".repeat(width))
        }
    };
    let (item, key) = match separators {
        None | Some(Value::None) => (if indent.is_some() { "," } else { ", " }.to_owned(), ": ".to_owned()),
        Some(separators) => {
            let parts = interpreter.collect(&separators)?;
            let Ok([item, key]) = <[Value; 2]>::try_from(parts) else {
                return Err(interpreter.error("ValueError", "separators must be two texts"));
            };
            let complaint = "separators must be str";
            let item = arguments::text(interpreter, &item, complaint)?.to_owned();
            (item, arguments::text(interpreter, &key, complaint)?.to_owned())
        }
    };
    Ok(Style {
        skips_keys: flag(interpreter, skip, false)?,
        is_ascii: flag(interpreter, ascii, true)?,
        allows_nan: flag(interpreter, nan, true)?,
        sorts_keys: flag(interpreter, sort, false)?,
        indent,
        item_separator: item,
        key_separator: key,
        default: default.filter(|default| !matches!(default, Value::None)),
    })
}

fn flag(interpreter: &mut Interpreter<'_>, value: Option<Value>, default: bool) -> Outcome<bool> {
    match value {
        Some(value) => interpreter.truth(&value),
        None => Ok(default),
    }
}

fn read_hooks(interpreter: &mut Interpreter<'_>, function: &'static str, arguments: Arguments) -> Outcome<Hooks> {
    let parameters = Parameters {
        function,
        names: ["object_hook", "parse_float", "parse_int", "parse_constant", "object_pairs_hook", "strict"],
        positional: 0,
        required: 0,
    };
    let values = arguments::named(interpreter, &parameters, arguments)?;
    let [object, float, int, constant, pairs, strict] =
        values.map(|value| value.filter(|value| !matches!(value, Value::None)));
    let is_strict = flag(interpreter, strict, true)?;
    Ok(Hooks { object, float, int, constant, pairs, is_strict })
}
