//! Methods of `bytes` that take it apart and put it together.

use memchr::memmem;

use super::arguments::{self, Parameters};
use super::bytes_methods::{content, frozen, own};
use crate::eval::{Interpreter, Outcome};
use crate::value::{Arguments, Value};

/// `data.split(sep=None, maxsplit=-1)`
pub(super) fn split(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let (separator, most) = split_arguments(interpreter, "bytes.split", arguments)?;
    let side = Side { trim: <[u8]>::trim_ascii_start, at_separator: cut_at, at_space };
    split_off(interpreter, own(this), (separator, most), &side).map(Value::list)
}

/// `data.rsplit(sep=None, maxsplit=-1)`
pub(super) fn split_from_right(
    interpreter: &mut Interpreter<'_>,
    this: &Value,
    arguments: Arguments,
) -> Outcome<Value> {
    let (separator, most) = split_arguments(interpreter, "bytes.rsplit", arguments)?;
    let side = Side {
        trim: <[u8]>::trim_ascii_end,
        at_separator: |bytes, separator| cut_at_last(bytes, separator).map(|(before, after)| (after, before)),
        at_space: at_last_space,
    };
    let mut parts = split_off(interpreter, own(this), (separator, most), &side)?;
    parts.reverse();
    Ok(Value::list(parts))
}

/// The part at one end of bytes, and what is left.
type Cut<'b> = Option<(&'b [u8], &'b [u8])>;

/// The end at which parts are split off.
struct Side {
    trim: fn(&[u8]) -> &[u8],
    at_separator: for<'b> fn(&'b [u8], &[u8]) -> Cut<'b>,
    at_space: for<'b> fn(&'b [u8]) -> Cut<'b>,
}

fn split_off(
    interpreter: &mut Interpreter<'_>,
    whole: &[u8],
    (separator, most): (Option<Vec<u8>>, usize),
    side: &Side,
) -> Outcome<Vec<Value>> {
    let mut rest = Some(whole);
    let mut parts = Vec::new();
    while let Some(bytes) = rest {
        interpreter.step(1)?;
        interpreter.check_length(parts.len())?;
        let bytes = if separator.is_none() { (side.trim)(bytes) } else { bytes };
        if separator.is_none() && bytes.is_empty() {
            break;
        }
        let cut = match &separator {
            _ if parts.len() >= most => None,
            Some(separator) => (side.at_separator)(bytes, separator),
            None => (side.at_space)(bytes),
        };
        rest = cut.map(|(_, rest)| rest);
        parts.push(Value::bytes(cut.map_or(bytes, |(part, _)| part)));
    }
    interpreter.step(whole.len() / 16)?;
    Ok(parts)
}

fn at_space(bytes: &[u8]) -> Cut<'_> {
    bytes.split_at_checked(bytes.iter().position(is_space)?)
}

fn at_last_space(bytes: &[u8]) -> Cut<'_> {
    let (rest, part) = bytes.split_at_checked(bytes.iter().rposition(is_space)? + 1)?;
    Some((part, rest))
}

/// `data.splitlines(keepends=False)`
pub(super) fn split_lines(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let parameters = Parameters { function: "bytes.splitlines", names: ["keepends"], positional: 1, required: 0 };
    let [keeps_ends] = arguments::named(interpreter, &parameters, arguments)?;
    let keeps_ends = match keeps_ends {
        Some(flag) => interpreter.truth(&flag)?,
        None => false,
    };
    let mut rest = own(this);
    let mut lines = Vec::new();
    while !rest.is_empty() {
        interpreter.step(1)?;
        interpreter.check_length(lines.len())?;
        let end = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(rest.len());
        let (line, after) = rest.split_at_checked(end).unwrap_or((rest, &[]));
        let break_length = if after.starts_with(b"\r\n") { 2 } else { after.len().min(1) };
        let (whole, next) = rest.split_at_checked(end + break_length).unwrap_or((rest, &[]));
        lines.push(Value::bytes(if keeps_ends { whole } else { line }));
        rest = next;
    }
    interpreter.step(own(this).len() / 16)?;
    Ok(Value::list(lines))
}

/// `data.partition(sep)`
pub(super) fn partition(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let separator = partition_argument(interpreter, "bytes.partition", arguments)?;
    let bytes = own(this);
    interpreter.reserve(bytes.len())?;
    let (before, found, after) = match cut_at(bytes, own(&separator)) {
        Some((before, after)) => (before, separator, after),
        None => (bytes, Value::bytes([]), &[][..]),
    };
    Ok(Value::tuple(vec![Value::bytes(before), found, Value::bytes(after)]))
}

/// `data.rpartition(sep)`
pub(super) fn partition_from_right(
    interpreter: &mut Interpreter<'_>,
    this: &Value,
    arguments: Arguments,
) -> Outcome<Value> {
    let separator = partition_argument(interpreter, "bytes.rpartition", arguments)?;
    let bytes = own(this);
    interpreter.reserve(bytes.len())?;
    let (before, found, after) = match cut_at_last(bytes, own(&separator)) {
        Some((before, after)) => (before, separator, after),
        None => (&[][..], Value::bytes([]), bytes),
    };
    Ok(Value::tuple(vec![Value::bytes(before), found, Value::bytes(after)]))
}

/// `separator.join(parts)`
pub(super) fn join(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let [parts] = arguments::exactly::<1>(interpreter, "bytes.join", arguments)?;
    let mut parts = interpreter.collect(&parts)?;
    let mut size = own(this).len().saturating_mul(parts.len().saturating_sub(1));
    for (at, part) in parts.iter_mut().enumerate() {
        interpreter.step(1)?;
        *part = frozen(interpreter, part)?;
        let Value::Bytes(bytes) = part else {
            let name = interpreter.type_name(part);
            let message = format!("sequence item {at}: expected a bytes-like object, {name} found");
            return Err(interpreter.error("TypeError", message));
        };
        size = size.saturating_add(bytes.len());
    }
    interpreter.reserve(size)?;
    let parts: Vec<&[u8]> = parts.iter().map(own).collect();
    Ok(Value::bytes(parts.join(own(this))))
}

/// `data.replace(old, new, count=-1)`
pub(super) fn replace(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let [old, new, count] = arguments::positional::<3>(interpreter, "bytes.replace", arguments, 2)?;
    let (old, new) = (old.unwrap_or(Value::None), new.unwrap_or(Value::None));
    let (old, new) = (content(interpreter, &old)?, content(interpreter, &new)?);
    let most = arguments::index_or(interpreter, count.as_ref(), -1)?;
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let bytes = own(this);
    interpreter.step(bytes.len() / 16)?;
    let places: Vec<usize> = match old.is_empty() {
        true => (0..=bytes.len()).take(most).collect(),
        false => memmem::find_iter(bytes, old).take(most).collect(),
    };
    interpreter.reserve(bytes.len().saturating_add(places.len().saturating_mul(new.len())))?;
    let mut replaced = Vec::new();
    let mut done = 0;
    for at in places {
        replaced.extend_from_slice(bytes.get(done..at).unwrap_or_default());
        replaced.extend_from_slice(new);
        done = at + old.len();
    }
    replaced.extend_from_slice(bytes.get(done..).unwrap_or_default());
    Ok(Value::bytes(replaced))
}

/// What stands before and after the first separator.
fn cut_at<'b>(bytes: &'b [u8], separator: &[u8]) -> Cut<'b> {
    let at = memmem::find(bytes, separator)?;
    Some((bytes.get(..at)?, bytes.get(at + separator.len()..)?))
}

/// What stands before and after the last separator.
fn cut_at_last<'b>(bytes: &'b [u8], separator: &[u8]) -> Cut<'b> {
    let at = memmem::rfind(bytes, separator)?;
    Some((bytes.get(..at)?, bytes.get(at + separator.len()..)?))
}

fn is_space(byte: &u8) -> bool {
    matches!(byte, b' ' | b'\t'..=b'\r')
}

/// The separator, `None` for spaces, and how often to split at most.
fn split_arguments(
    interpreter: &mut Interpreter<'_>,
    function: &'static str,
    arguments: Arguments,
) -> Outcome<(Option<Vec<u8>>, usize)> {
    let parameters = Parameters { function, names: ["sep", "maxsplit"], positional: 2, required: 0 };
    let [separator, most] = arguments::named(interpreter, &parameters, arguments)?;
    let most = usize::try_from(arguments::index_or(interpreter, most.as_ref(), -1)?).unwrap_or(usize::MAX);
    let Some(separator) = separator.filter(|separator| !matches!(separator, Value::None)) else {
        return Ok((None, most));
    };
    let separator = not_empty(interpreter, &separator)?;
    Ok((Some(separator.to_vec()), most))
}

fn partition_argument(
    interpreter: &mut Interpreter<'_>,
    function: &'static str,
    arguments: Arguments,
) -> Outcome<Value> {
    let [separator] = arguments::exactly::<1>(interpreter, function, arguments)?;
    not_empty(interpreter, &separator)?;
    Ok(separator)
}

fn not_empty<'a>(interpreter: &mut Interpreter<'_>, separator: &'a Value) -> Outcome<&'a [u8]> {
    let separator = content(interpreter, separator)?;
    match separator.is_empty() {
        true => Err(interpreter.error("ValueError", "empty separator")),
        false => Ok(separator),
    }
}
