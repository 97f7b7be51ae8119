//! Methods of `bytes` that look for a part of it.

use memchr::memmem;

use super::arguments;
use super::bytes_methods::{not_bytes, own};
use crate::eval::{Interpreter, Outcome};
use crate::value::{Arguments, Value, number};

/// `data.find(part, start, end)`
pub(super) fn find(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let found = search(interpreter, "find", this, arguments)?.and_then(|search| search.first());
    Ok(found.map_or(Value::Int(-1), |at| Value::Int(at as i64)))
}

/// `data.rfind(part, start, end)`
pub(super) fn find_last(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let found = search(interpreter, "rfind", this, arguments)?.and_then(|search| search.last());
    Ok(found.map_or(Value::Int(-1), |at| Value::Int(at as i64)))
}

/// `data.index(part, start, end)`
pub(super) fn index(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let found = search(interpreter, "index", this, arguments)?.and_then(|search| search.first());
    position(interpreter, found)
}

/// `data.rindex(part, start, end)`
pub(super) fn index_last(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let found = search(interpreter, "rindex", this, arguments)?.and_then(|search| search.last());
    position(interpreter, found)
}

/// `data.count(part, start, end)`
pub(super) fn count(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let count = match search(interpreter, "count", this, arguments)? {
        None => 0,
        Some(search) if search.part.is_empty() => search.stretch.len() + 1,
        Some(search) => memmem::find_iter(search.stretch, &search.part).count(),
    };
    Ok(Value::Int(count as i64))
}

/// `data.startswith(prefix, start, end)`
pub(super) fn starts_with(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    affix(interpreter, "startswith", this, arguments, |bytes, prefix| bytes.starts_with(prefix))
}

/// `data.endswith(suffix, start, end)`
pub(super) fn ends_with(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    affix(interpreter, "endswith", this, arguments, |bytes, suffix| bytes.ends_with(suffix))
}

/// Whether a part is somewhere in it: a byte by its number, or bytes.
pub(crate) fn contains(interpreter: &mut Interpreter<'_>, bytes: &[u8], part: &Value) -> Outcome<bool> {
    interpreter.step(bytes.len() / 16)?;
    match part {
        Value::Bytes(part) => Ok(memmem::find(bytes, part).is_some()),
        Value::Int(_) | Value::Bool(_) | Value::Big(_) => {
            let part = part_of(interpreter, part)?;
            Ok(memmem::find(bytes, &part).is_some())
        }
        other => Err(not_bytes(interpreter, other)),
    }
}

/// A part to look for in a stretch of bytes.
struct Search<'a> {
    part: Vec<u8>,
    stretch: &'a [u8],
    start: usize,
}

impl Search<'_> {
    fn first(&self) -> Option<usize> {
        memmem::find(self.stretch, &self.part).map(|at| at + self.start)
    }

    fn last(&self) -> Option<usize> {
        memmem::rfind(self.stretch, &self.part).map(|at| at + self.start)
    }
}

fn position(interpreter: &mut Interpreter<'_>, found: Option<usize>) -> Outcome<Value> {
    match found {
        Some(at) => Ok(Value::Int(at as i64)),
        None => Err(interpreter.error("ValueError", "subsection not found")),
    }
}

/// What to search; `None` when the stretch ends before it starts.
fn search<'a>(
    interpreter: &mut Interpreter<'_>,
    function: &str,
    this: &'a Value,
    arguments: Arguments,
) -> Outcome<Option<Search<'a>>> {
    let [part, start, end] = arguments::positional::<3>(interpreter, &format!("bytes.{function}"), arguments, 1)?;
    let part = part_of(interpreter, &part.unwrap_or(Value::None))?;
    interpreter.step((own(this).len() + part.len()) / 16)?;
    let stretch = stretch(interpreter, own(this), start.as_ref(), end.as_ref())?;
    Ok(stretch.map(|(stretch, start)| Search { part, stretch, start }))
}

/// The bytes between two positions, and where they start; `None` when they end before they start.
fn stretch<'a>(
    interpreter: &mut Interpreter<'_>,
    whole: &'a [u8],
    start: Option<&Value>,
    end: Option<&Value>,
) -> Outcome<Option<(&'a [u8], usize)>> {
    let length = whole.len();
    // A start behind the end finds nothing, not even nothing itself.
    let first = match start {
        Some(start) if number::is_negative(start) => arguments::position(interpreter, Some(start), 0, length)?,
        _ => arguments::position(interpreter, start, 0, usize::MAX >> 1)?,
    };
    let last = arguments::position(interpreter, end, length, length)?;
    Ok(whole.get(first..last).map(|stretch| (stretch, first)))
}

fn part_of(interpreter: &mut Interpreter<'_>, value: &Value) -> Outcome<Vec<u8>> {
    match value {
        Value::Bytes(bytes) => {
            interpreter.reserve(bytes.len())?;
            Ok(bytes.to_vec())
        }
        Value::Int(_) | Value::Bool(_) | Value::Big(_) => {
            match arguments::index(interpreter, value).ok().and_then(|byte| u8::try_from(byte).ok()) {
                Some(byte) => Ok(vec![byte]),
                None => Err(interpreter.error("ValueError", "byte must be in range(0, 256)")),
            }
        }
        other => {
            let name = interpreter.type_name(other);
            let message = format!("argument should be integer or bytes-like object, not '{name}'");
            Err(interpreter.error("TypeError", message))
        }
    }
}

fn affix(
    interpreter: &mut Interpreter<'_>,
    function: &str,
    this: &Value,
    arguments: Arguments,
    holds: fn(&[u8], &[u8]) -> bool,
) -> Outcome<Value> {
    let [affix, start, end] = arguments::positional::<3>(interpreter, &format!("bytes.{function}"), arguments, 1)?;
    let affix = affix.unwrap_or(Value::None);
    let stretch = stretch(interpreter, own(this), start.as_ref(), end.as_ref())?.map(|(stretch, _)| stretch);
    let affixes = match &affix {
        Value::Bytes(_) => std::slice::from_ref(&affix),
        Value::Tuple(tuple) => &tuple.items,
        other => {
            let name = interpreter.type_name(other);
            let message = format!("{function} first arg must be bytes or a tuple of bytes, not {name}");
            return Err(interpreter.error("TypeError", message));
        }
    };
    for affix in affixes {
        interpreter.step(1)?;
        let affix = super::bytes_methods::content(interpreter, affix)?;
        if stretch.is_some_and(|stretch| holds(stretch, affix)) {
            return Ok(Value::Bool(true));
        }
    }
    Ok(Value::Bool(false))
}
