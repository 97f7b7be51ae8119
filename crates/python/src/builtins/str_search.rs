//! Methods of `str` that look for a part of it.

use super::arguments;
use super::str_methods::own;
use crate::eval::{Interpreter, Outcome};
use crate::value::{Arguments, Value};

/// `text.find(part, start, end)`
pub(super) fn find(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let search = search(interpreter, "find", this, arguments)?;
    Ok(Value::Int(search.map_or(-1, |search| search.first())))
}

/// `text.rfind(part, start, end)`
pub(super) fn find_last(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let search = search(interpreter, "rfind", this, arguments)?;
    Ok(Value::Int(search.map_or(-1, |search| search.last())))
}

/// `text.index(part, start, end)`
pub(super) fn index(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let search = search(interpreter, "index", this, arguments)?;
    found(interpreter, search.map_or(-1, |search| search.first()))
}

/// `text.rindex(part, start, end)`
pub(super) fn index_last(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let search = search(interpreter, "rindex", this, arguments)?;
    found(interpreter, search.map_or(-1, |search| search.last()))
}

/// `text.count(part, start, end)`
pub(super) fn count(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let search = search(interpreter, "count", this, arguments)?;
    Ok(Value::Int(search.map_or(0, |search| search.text.matches(own(&search.part)).count() as i64)))
}

/// `text.startswith(prefix, start, end)`
pub(super) fn starts_with(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    any_affix(interpreter, "startswith", this, arguments, |text, prefix| text.starts_with(prefix))
}

/// `text.endswith(suffix, start, end)`
pub(super) fn ends_with(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    any_affix(interpreter, "endswith", this, arguments, |text, suffix| text.ends_with(suffix))
}

/// A part to look for in a stretch of text.
struct Search<'a> {
    part: Value,
    text: &'a str,
    /// Where the stretch starts, in characters.
    start: i64,
}

impl Search<'_> {
    fn first(&self) -> i64 {
        self.position(self.text.find(own(&self.part)))
    }

    fn last(&self) -> i64 {
        self.position(self.text.rfind(own(&self.part)))
    }

    fn position(&self, found: Option<usize>) -> i64 {
        let before = found.and_then(|at| self.text.get(..at));
        before.map_or(-1, |before| self.start + before.chars().count() as i64)
    }
}

fn found(interpreter: &mut Interpreter<'_>, position: i64) -> Outcome<Value> {
    match position {
        -1 => Err(interpreter.error("ValueError", "substring not found")),
        _ => Ok(Value::Int(position)),
    }
}

/// What to search; `None` when the stretch ends before it starts.
fn search<'a>(
    interpreter: &mut Interpreter<'_>,
    function: &str,
    this: &'a Value,
    arguments: Arguments,
) -> Outcome<Option<Search<'a>>> {
    let [part, start, end] = affix_arguments(interpreter, function, arguments)?;
    let part = part.unwrap_or(Value::None);
    let stretch = stretch(interpreter, this, start.as_ref(), end.as_ref())?;
    arguments::text(interpreter, &part, "must be str")?;
    Ok(stretch.map(|(text, start)| Search { part, text, start }))
}

fn any_affix(
    interpreter: &mut Interpreter<'_>,
    function: &str,
    this: &Value,
    arguments: Arguments,
    holds: fn(&str, &str) -> bool,
) -> Outcome<Value> {
    let [affix, start, end] = affix_arguments(interpreter, function, arguments)?;
    let affix = affix.unwrap_or(Value::None);
    let stretch = stretch(interpreter, this, start.as_ref(), end.as_ref())?.map(|(text, _)| text);
    let affixes = match &affix {
        Value::Str(_) => std::slice::from_ref(&affix),
        Value::Tuple(tuple) => &tuple.items,
        _ => {
            let name = interpreter.type_name(&affix);
            let message = format!("{function} first arg must be str or a tuple of str, not {name}");
            return Err(interpreter.error("TypeError", message));
        }
    };
    for affix in affixes {
        let complaint = format!("tuple for {function} must only contain str");
        interpreter.step(1)?;
        let affix = match affix {
            Value::Str(text) => text.as_str(),
            other => arguments::text(interpreter, other, &complaint)?,
        };
        if stretch.is_some_and(|text| holds(text, affix)) {
            return Ok(Value::Bool(true));
        }
    }
    Ok(Value::Bool(false))
}

fn affix_arguments(
    interpreter: &mut Interpreter<'_>,
    function: &str,
    arguments: Arguments,
) -> Outcome<[Option<Value>; 3]> {
    let given = arguments.positional.len();
    if given == 0 && arguments.keywords.is_empty() {
        return Err(interpreter.error("TypeError", format!("{function}() takes at least 1 argument (0 given)")));
    }
    if given > 3 {
        return Err(interpreter.error("TypeError", format!("{function}() takes at most 3 arguments ({given} given)")));
    }
    arguments::positional::<3>(interpreter, &format!("str.{function}"), arguments, 1)
}

/// The text between two positions, and where it starts, in characters; `None` when it ends before it starts.
fn stretch<'a>(
    interpreter: &mut Interpreter<'_>,
    this: &'a Value,
    start: Option<&Value>,
    end: Option<&Value>,
) -> Outcome<Option<(&'a str, i64)>> {
    let Value::Str(text) = this else { return Ok(None) };
    interpreter.step(text.as_str().len() / 12)?;
    if start.is_none() && end.is_none() {
        return Ok(Some((text.as_str(), 0)));
    }
    for bound in [start, end].into_iter().flatten() {
        if !matches!(bound, Value::None | Value::Int(_) | Value::Bool(_) | Value::Big(_) | Value::Instance(_)) {
            let message = "slice indices must be integers or None or have an __index__ method";
            return Err(interpreter.error("TypeError", message));
        }
    }
    let length = text.len();
    let first = arguments::position(interpreter, start, 0, usize::MAX >> 1)?;
    let first = match start {
        Some(start) if number_is_negative(start) => arguments::position(interpreter, Some(start), 0, length)?,
        _ => first,
    };
    let last = arguments::position(interpreter, end, length, length)?;
    if first > last {
        return Ok(None);
    }
    let whole = text.as_str();
    let byte = |at: usize| match text.is_ascii() {
        true => at,
        false => whole.char_indices().nth(at).map_or(whole.len(), |(byte, _)| byte),
    };
    Ok(whole.get(byte(first)..byte(last)).map(|stretch| (stretch, first as i64)))
}

fn number_is_negative(value: &Value) -> bool {
    crate::value::number::is_negative(value)
}
