//! Methods of `bytes`: the table, and those that make text of it, or bytes of text.

use super::arguments::{self, Parameters};
use super::{Method, bytes_cases, bytes_search, bytes_split, encodings};
use crate::eval::{Interpreter, Outcome, Stop};
use crate::value::{Arguments, Value};

super::methods! {
    "bytes":
    "decode" => decode, "hex" => hex,
    "startswith" => bytes_search::starts_with, "endswith" => bytes_search::ends_with,
    "find" => bytes_search::find, "rfind" => bytes_search::find_last,
    "index" => bytes_search::index, "rindex" => bytes_search::index_last, "count" => bytes_search::count,
    "split" => bytes_split::split, "rsplit" => bytes_split::split_from_right,
    "splitlines" => bytes_split::split_lines,
    "partition" => bytes_split::partition, "rpartition" => bytes_split::partition_from_right,
    "join" => bytes_split::join, "replace" => bytes_split::replace,
    "strip" => bytes_cases::strip, "lstrip" => bytes_cases::strip_left, "rstrip" => bytes_cases::strip_right,
    "removeprefix" => bytes_cases::remove_prefix, "removesuffix" => bytes_cases::remove_suffix,
    "upper" => bytes_cases::upper, "lower" => bytes_cases::lower, "title" => bytes_cases::title,
    "capitalize" => bytes_cases::capitalize, "swapcase" => bytes_cases::swap_case,
    "center" => bytes_cases::center, "ljust" => bytes_cases::pad_right, "rjust" => bytes_cases::pad_left,
    "zfill" => bytes_cases::zero_fill, "translate" => bytes_cases::translate,
    "expandtabs" => bytes_cases::expand_tabs,
    "isdigit" => bytes_cases::is_digit, "isalpha" => bytes_cases::is_alphabetic,
    "isalnum" => bytes_cases::is_alphanumeric, "isspace" => bytes_cases::is_space, "isascii" => bytes_cases::is_ascii,
    "isupper" => bytes_cases::is_upper, "islower" => bytes_cases::is_lower, "istitle" => bytes_cases::is_title,
}

/// The content of the value that a method was called on.
pub(super) fn own(this: &Value) -> &[u8] {
    match this {
        Value::Bytes(bytes) => bytes,
        _ => &[],
    }
}

/// The content of an argument that must be bytes.
pub(super) fn content<'a>(interpreter: &mut Interpreter<'_>, value: &'a Value) -> Outcome<&'a [u8]> {
    match value {
        Value::Bytes(bytes) => Ok(bytes),
        _ => Err(not_bytes(interpreter, value)),
    }
}

/// The complaint about an argument that must be bytes.
pub(super) fn not_bytes(interpreter: &mut Interpreter<'_>, value: &Value) -> Stop {
    if is_changing(interpreter, value) {
        return interpreter.unsupported("a `bytearray` here (write `bytes(...)` around it)");
    }
    let name = interpreter.type_name(value);
    interpreter.error("TypeError", format!("a bytes-like object is required, not '{name}'"))
}

/// The value, and for a `bytearray` what it holds now.
pub(super) fn frozen(interpreter: &mut Interpreter<'_>, value: &Value) -> Outcome<Value> {
    match is_changing(interpreter, value) {
        true => Ok(interpreter.call_special(value, "__bytes__", Arguments::default())?.unwrap_or(Value::None)),
        false => Ok(value.clone()),
    }
}

fn is_changing(interpreter: &Interpreter<'_>, value: &Value) -> bool {
    matches!(value, Value::Instance(_))
        && interpreter
            .class_of(value)
            .lineage()
            .any(|class| &*class.name == "bytearray" && &*class.module == "builtins")
}

fn decode(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let parameters = Parameters { function: "bytes.decode", names: ["encoding", "errors"], positional: 2, required: 0 };
    let [encoding, errors] = arguments::named(interpreter, &parameters, arguments)?;
    encodings::decode(interpreter, own(this), encoding.as_ref(), errors.as_ref()).map(Value::str)
}

/// `data.hex(sep, bytes_per_sep)`: groups are counted from the right, or from the left when their size is negative.
fn hex(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let parameters = Parameters { function: "bytes.hex", names: ["sep", "bytes_per_sep"], positional: 2, required: 0 };
    let [separator, group] = arguments::named(interpreter, &parameters, arguments)?;
    hex_text(interpreter, own(this), separator.as_ref(), group.as_ref()).map(Value::str)
}

/// Hexadecimal digits of bytes, in groups where a separator is given.
pub(super) fn hex_text(
    interpreter: &mut Interpreter<'_>,
    bytes: &[u8],
    separator: Option<&Value>,
    group: Option<&Value>,
) -> Outcome<String> {
    interpreter.reserve(bytes.len().saturating_mul(3))?;
    interpreter.step(bytes.len())?;
    let separator = match separator {
        None => None,
        Some(value) => Some(separator_of(interpreter, value)?),
    };
    let group = arguments::index_or(interpreter, group, 1)?;
    let size = usize::try_from(group.unsigned_abs()).unwrap_or(usize::MAX);
    let mut text = String::with_capacity(bytes.len() * 2);
    for (at, byte) in bytes.iter().enumerate() {
        let distance = if group > 0 { bytes.len() - at } else { at };
        if let Some(separator) = separator
            && at > 0
            && size > 0
            && distance % size == 0
        {
            text.push(separator);
        }
        text.push_str(&format!("{byte:02x}"));
    }
    Ok(text)
}

fn separator_of(interpreter: &mut Interpreter<'_>, value: &Value) -> Outcome<char> {
    let character = match value {
        Value::Str(text) if text.len() == 1 => text.char_at(0),
        Value::Bytes(bytes) if bytes.len() == 1 => bytes.first().copied().map(char::from),
        Value::Str(_) | Value::Bytes(_) => return Err(interpreter.error("ValueError", "sep must be length 1.")),
        _ => return Err(interpreter.error("TypeError", "sep must be str or bytes.")),
    };
    match character.filter(char::is_ascii) {
        Some(character) => Ok(character),
        None => Err(interpreter.error("ValueError", "sep must be ASCII.")),
    }
}

/// `bytes.fromhex(text)`
pub(super) fn from_hex(interpreter: &mut Interpreter<'_>, _class: &Value, arguments: Arguments) -> Outcome<Value> {
    let [text] = arguments::exactly::<1>(interpreter, "fromhex", arguments)?;
    let text = match &text {
        Value::Str(text) => text.as_str(),
        other => {
            let name = interpreter.type_name(other);
            return Err(interpreter.error("TypeError", format!("fromhex() argument must be str, not {name}")));
        }
    };
    interpreter.reserve(text.len())?;
    let mut bytes = Vec::with_capacity(text.len() / 2);
    let mut high = None;
    let mut end = 0;
    for (at, character) in text.chars().enumerate() {
        end = at + 1;
        if high.is_none() && (character == ' ' || ('\t'..='\r').contains(&character)) {
            continue;
        }
        let Some(digit) = character.to_digit(16).and_then(|digit| u8::try_from(digit).ok()) else {
            return Err(not_hexadecimal(interpreter, at));
        };
        match high.take() {
            None => high = Some(digit),
            Some(high) => bytes.push(high << 4 | digit),
        }
    }
    match high {
        Some(_) => Err(not_hexadecimal(interpreter, end)),
        None => Ok(Value::bytes(bytes)),
    }
}

fn not_hexadecimal(interpreter: &mut Interpreter<'_>, at: usize) -> Stop {
    interpreter.error("ValueError", format!("non-hexadecimal number found in fromhex() arg at position {at}"))
}
