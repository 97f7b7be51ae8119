//! Methods of `str`: joining, replacing, padding, trimming and the rest that gives one text.

use std::cell::RefCell;

use super::arguments::{self, Parameters};
use super::{Method, format, str_cases, str_format, str_search, str_split};
use crate::eval::{Interpreter, Outcome, Stop};
use crate::value::{Arguments, Dict, Value, number};

super::methods! {
    "str":
    "join" => join, "replace" => replace, "translate" => translate, "expandtabs" => expand_tabs, "encode" => encode,
    "center" => center, "ljust" => left, "rjust" => right, "zfill" => zero_fill,
    "strip" => strip, "lstrip" => strip_left, "rstrip" => strip_right,
    "removeprefix" => remove_prefix, "removesuffix" => remove_suffix,
    "format" => str_format::format_method, "format_map" => str_format::format_map,
    "split" => str_split::split, "rsplit" => str_split::split_from_right, "splitlines" => str_split::split_lines,
    "partition" => str_split::partition, "rpartition" => str_split::partition_from_right,
    "find" => str_search::find, "rfind" => str_search::find_last, "index" => str_search::index,
    "rindex" => str_search::index_last, "count" => str_search::count,
    "startswith" => str_search::starts_with, "endswith" => str_search::ends_with,
    "upper" => str_cases::upper, "lower" => str_cases::lower, "title" => str_cases::title,
    "capitalize" => str_cases::capitalize, "swapcase" => str_cases::swap, "casefold" => str_cases::fold,
    "isupper" => str_cases::is_upper, "islower" => str_cases::is_lower, "istitle" => str_cases::is_title,
    "isalpha" => str_cases::is_alpha, "isalnum" => str_cases::is_alphanumeric, "isspace" => str_cases::is_space,
    "isdigit" => str_cases::is_digit, "isdecimal" => str_cases::is_decimal, "isnumeric" => str_cases::is_numeric,
    "isascii" => str_cases::is_ascii, "isidentifier" => str_cases::is_identifier,
    "isprintable" => str_cases::is_printable,
}

/// The text that a method was called on.
pub(super) fn own(this: &Value) -> &str {
    match this {
        Value::Str(text) => text.as_str(),
        _ => "",
    }
}

/// `str.maketrans(x, y, z)`
pub(super) fn make_translation(
    interpreter: &mut Interpreter<'_>,
    _class: &Value,
    arguments: Arguments,
) -> Outcome<Value> {
    let [from, to, gone] = arguments::positional::<3>(interpreter, "maketrans", arguments, 1)?;
    let table = RefCell::new(Dict::default());
    let code = |character: char| Value::Int(i64::from(u32::from(character)));
    match (from.unwrap_or(Value::None), to) {
        (mapping @ Value::Dict(_), None) => {
            for (key, value) in interpreter.mapping_entries(&mapping)? {
                let key = match &key {
                    Value::Str(text) => match (text.char_at(0), text.len()) {
                        (Some(character), 1) => code(character),
                        _ => {
                            let message = "string keys in translate table must be of length 1";
                            return Err(interpreter.error("ValueError", message));
                        }
                    },
                    Value::Int(_) | Value::Bool(_) | Value::Big(_) => key,
                    _ => {
                        let message = "keys in translate table must be strings or integers";
                        return Err(interpreter.error("TypeError", message));
                    }
                };
                interpreter.dict_set(&table, key, value)?;
            }
        }
        (_, None) => {
            let message = "if you give only one argument to maketrans it must be a dict";
            return Err(interpreter.error("TypeError", message));
        }
        (from, Some(to)) => {
            let to = arguments::text(interpreter, &to, "maketrans() argument 2 must be str")?;
            let gone = gone.as_ref();
            let gone = gone.map(|gone| arguments::text(interpreter, gone, "maketrans() argument 3 must be str"));
            let gone = gone.transpose()?;
            let complaint = "first maketrans argument must be a string if there is a second argument";
            let Value::Str(from) = &from else { return Err(interpreter.error("TypeError", complaint)) };
            let from = from.as_str();
            if from.chars().count() != to.chars().count() {
                let message = "the first two maketrans arguments must have equal length";
                return Err(interpreter.error("ValueError", message));
            }
            for (from, to) in from.chars().zip(to.chars()) {
                interpreter.dict_set(&table, code(from), code(to))?;
            }
            for character in gone.unwrap_or_default().chars() {
                interpreter.dict_set(&table, code(character), Value::None)?;
            }
        }
    }
    Ok(Value::dict(table.into_inner()))
}

fn join(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let [items] = arguments::exactly::<1>(interpreter, "str.join", arguments)?;
    let items = interpreter.collect_or(&items, |_| "can only join an iterable".to_owned())?;
    let items: Vec<Value> = items.into_iter().map(Value::into_plain).collect();
    let separator = own(this);
    let mut size = separator.len().saturating_mul(items.len().saturating_sub(1));
    for (at, item) in items.iter().enumerate() {
        let Value::Str(text) = item else {
            let name = interpreter.type_name(item);
            let message = format!("sequence item {at}: expected str instance, {name} found");
            return Err(interpreter.error("TypeError", message));
        };
        size = size.saturating_add(text.as_str().len());
    }
    interpreter.reserve(size)?;
    let texts: Vec<&str> = items.iter().map(own).collect();
    Ok(Value::str(texts.join(separator)))
}

fn replace(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let [old, new, count] = arguments::positional::<3>(interpreter, "str.replace", arguments, 2)?;
    let (old, new) = (old.unwrap_or(Value::None), new.unwrap_or(Value::None));
    let old = arguments::text(interpreter, &old, "replace() argument 1 must be str")?;
    let new = arguments::text(interpreter, &new, "replace() argument 2 must be str")?;
    let count = arguments::index_or(interpreter, count.as_ref(), -1)?;
    let most = usize::try_from(count).unwrap_or(usize::MAX);
    let text = own(this);
    interpreter.step(text.len() / 16)?;
    let found = text.matches(old).take(most).count();
    let size = text.len() - found * old.len();
    interpreter.reserve(found.saturating_mul(new.len()).saturating_add(size))?;
    Ok(Value::str(text.replacen(old, new, found)))
}

fn translate(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let [table] = arguments::exactly::<1>(interpreter, "str.translate", arguments)?;
    let mut text = String::new();
    for character in own(this).chars() {
        let key = Value::Int(i64::from(u32::from(character)));
        match look_up(interpreter, &table, &key)? {
            None => text.push(character),
            Some(Value::None) => {}
            Some(Value::Str(new)) => text.push_str(new.as_str()),
            Some(code @ (Value::Int(_) | Value::Bool(_) | Value::Big(_))) => {
                let message = "character mapping must be in range(0x110000)";
                text.push(format::character(interpreter, &code, message)?);
            }
            Some(_) => {
                let message = "character mapping must return integer, None or str";
                return Err(interpreter.error("TypeError", message));
            }
        }
        super::check_size(interpreter, text.len())?;
    }
    Ok(Value::str(text))
}

fn look_up(interpreter: &mut Interpreter<'_>, table: &Value, key: &Value) -> Outcome<Option<Value>> {
    if let Value::Dict(dict) = table {
        return interpreter.dict_get(&dict.dict, key);
    }
    match interpreter.get_item(table, key) {
        Ok(value) => Ok(Some(value)),
        Err(Stop::Raised(raised)) => {
            let lookup = interpreter.exceptions.class("LookupError");
            match interpreter.class_of(&raised.exception).is_subclass_of(&lookup) {
                true => Ok(None),
                false => Err(Stop::Raised(raised)),
            }
        }
        Err(stop) => Err(stop),
    }
}

fn expand_tabs(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let parameters = Parameters { function: "str.expandtabs", names: ["tabsize"], positional: 1, required: 0 };
    let [size] = arguments::named(interpreter, &parameters, arguments)?;
    let size = match size {
        Some(size) => arguments::small(interpreter, &size)?,
        None => 8,
    };
    let size = usize::try_from(size).unwrap_or(0);
    let mut text = String::new();
    let mut column = 0;
    for character in own(this).chars() {
        match character {
            '\t' if size == 0 => {}
            '\t' => {
                let spaces = size - column % size;
                super::check_size(interpreter, text.len().saturating_add(spaces))?;
                text.extend(std::iter::repeat_n(' ', spaces));
                column += spaces;
            }
            _ => {
                text.push(character);
                column = if matches!(character, '\n' | '\r') { 0 } else { column + 1 };
            }
        }
    }
    interpreter.reserve(text.len())?;
    Ok(Value::str(text))
}

/// `encode` into UTF-8, ASCII or Latin-1.
fn encode(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let parameters = Parameters { function: "str.encode", names: ["encoding", "errors"], positional: 2, required: 0 };
    let [encoding, errors] = arguments::named(interpreter, &parameters, arguments)?;
    super::encodings::encode(interpreter, own(this), encoding.as_ref(), errors.as_ref()).map(Value::bytes)
}

fn center(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let (width, fill) = padding(interpreter, "center", arguments)?;
    let text = own(this);
    let length = text.chars().count();
    let missing = width.saturating_sub(length);
    // CPython puts the odd one before the text when the width is odd.
    let before = missing / 2 + (missing & width & 1);
    let start = format::pad(interpreter, text, length + before, fill, '>')?;
    format::pad(interpreter, &start, width, fill, '<').map(Value::str)
}

fn left(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let (width, fill) = padding(interpreter, "ljust", arguments)?;
    format::pad(interpreter, own(this), width, fill, '<').map(Value::str)
}

fn right(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let (width, fill) = padding(interpreter, "rjust", arguments)?;
    format::pad(interpreter, own(this), width, fill, '>').map(Value::str)
}

fn padding(interpreter: &mut Interpreter<'_>, function: &str, arguments: Arguments) -> Outcome<(usize, char)> {
    let [width, fill] = arguments::positional::<2>(interpreter, &format!("str.{function}"), arguments, 1)?;
    let width = arguments::index(interpreter, &width.unwrap_or(Value::None))?;
    let fill = match fill {
        None => ' ',
        Some(fill) => {
            let text = arguments::text(interpreter, &fill, "The fill character must be a unicode character")?;
            match (text.chars().next(), text.chars().nth(1)) {
                (Some(fill), None) => fill,
                _ => {
                    let message = "The fill character must be exactly one character long";
                    return Err(interpreter.error("TypeError", message));
                }
            }
        }
    };
    Ok((usize::try_from(width).unwrap_or(0), fill))
}

fn zero_fill(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let [width] = arguments::exactly::<1>(interpreter, "str.zfill", arguments)?;
    let width = usize::try_from(arguments::index(interpreter, &width)?).unwrap_or(0);
    let text = own(this);
    let (sign, digits) = match text.strip_prefix(['+', '-']) {
        Some(digits) => (text.get(..1).unwrap_or(""), digits),
        None => ("", text),
    };
    let filled = format::pad(interpreter, digits, width.saturating_sub(sign.len()), '0', '>')?;
    Ok(Value::str(format!("{sign}{filled}")))
}

fn strip(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let trimmed = trimmed_characters(interpreter, "strip", arguments)?;
    let text = own(this);
    interpreter.step(text.len() / 8)?;
    Ok(Value::str(text.trim_matches(|character| trimmed.contains(character))))
}

fn strip_left(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let trimmed = trimmed_characters(interpreter, "lstrip", arguments)?;
    let text = own(this);
    interpreter.step(text.len() / 8)?;
    Ok(Value::str(text.trim_start_matches(|character| trimmed.contains(character))))
}

fn strip_right(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let trimmed = trimmed_characters(interpreter, "rstrip", arguments)?;
    let text = own(this);
    interpreter.step(text.len() / 8)?;
    Ok(Value::str(text.trim_end_matches(|character| trimmed.contains(character))))
}

/// What `strip` takes away.
enum Trimmed {
    Space,
    OneOf(Vec<char>),
}

impl Trimmed {
    fn contains(&self, character: char) -> bool {
        match self {
            Trimmed::Space => number::is_space(character),
            Trimmed::OneOf(characters) => characters.binary_search(&character).is_ok(),
        }
    }
}

fn trimmed_characters(interpreter: &mut Interpreter<'_>, function: &str, arguments: Arguments) -> Outcome<Trimmed> {
    let [characters] = arguments::positional::<1>(interpreter, &format!("str.{function}"), arguments, 0)?;
    match characters {
        None | Some(Value::None) => Ok(Trimmed::Space),
        Some(Value::Str(text)) => {
            interpreter.reserve(text.as_str().len().saturating_mul(4))?;
            interpreter.step(text.as_str().len())?;
            let mut characters: Vec<char> = text.as_str().chars().collect();
            characters.sort_unstable();
            Ok(Trimmed::OneOf(characters))
        }
        Some(_) => Err(interpreter.error("TypeError", format!("{function} arg must be None or str"))),
    }
}

fn remove_prefix(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let [prefix] = arguments::exactly::<1>(interpreter, "str.removeprefix", arguments)?;
    let prefix = arguments::text(interpreter, &prefix, "removeprefix() argument must be str")?;
    let text = own(this);
    Ok(Value::str(text.strip_prefix(prefix).unwrap_or(text)))
}

fn remove_suffix(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let [suffix] = arguments::exactly::<1>(interpreter, "str.removesuffix", arguments)?;
    let suffix = arguments::text(interpreter, &suffix, "removesuffix() argument must be str")?;
    let text = own(this);
    Ok(Value::str(text.strip_suffix(suffix).unwrap_or(text)))
}
