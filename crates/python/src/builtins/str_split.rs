//! Methods of `str` that give several texts.

use super::arguments::{self, Parameters};
use super::str_methods::own;
use crate::eval::{Interpreter, Outcome};
use crate::value::{Arguments, Value, number};

/// `text.split(sep=None, maxsplit=-1)`
pub(super) fn split(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let (separator, most) = split_arguments(interpreter, "str.split", arguments)?;
    let text = own(this);
    match separator {
        Some(separator) => {
            let separator = own(&separator);
            listed(interpreter, text, text.splitn(most.saturating_add(1), separator))
        }
        None => listed(interpreter, text, Words { rest: text, left: most }),
    }
}

/// `text.rsplit(sep=None, maxsplit=-1)`
pub(super) fn split_from_right(
    interpreter: &mut Interpreter<'_>,
    this: &Value,
    arguments: Arguments,
) -> Outcome<Value> {
    let (separator, most) = split_arguments(interpreter, "str.rsplit", arguments)?;
    let text = own(this);
    let list = match separator {
        Some(separator) => {
            let separator = own(&separator);
            listed(interpreter, text, text.rsplitn(most.saturating_add(1), separator))?
        }
        None => listed(interpreter, text, WordsFromRight { rest: text, left: most })?,
    };
    if let Value::List(list) = &list {
        list.change(|items| items.reverse());
    }
    Ok(list)
}

/// `text.splitlines(keepends=False)`
pub(super) fn split_lines(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let parameters = Parameters { function: "str.splitlines", names: ["keepends"], positional: 1, required: 0 };
    let [keeps_ends] = arguments::named(interpreter, &parameters, arguments)?;
    let keeps_ends = match keeps_ends {
        Some(flag) => interpreter.truth(&flag)?,
        None => false,
    };
    let text = own(this);
    listed(interpreter, text, Lines { rest: text, keeps_ends })
}

/// `text.partition(sep)`
pub(super) fn partition(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let separator = partition_argument(interpreter, "str.partition", arguments)?;
    let text = own(this);
    interpreter.reserve(text.len())?;
    Ok(match text.split_once(own(&separator)) {
        Some((before, after)) => Value::tuple(vec![Value::str(before), separator, Value::str(after)]),
        None => Value::tuple(vec![Value::str(text), Value::str(""), Value::str("")]),
    })
}

/// `text.rpartition(sep)`
pub(super) fn partition_from_right(
    interpreter: &mut Interpreter<'_>,
    this: &Value,
    arguments: Arguments,
) -> Outcome<Value> {
    let separator = partition_argument(interpreter, "str.rpartition", arguments)?;
    let text = own(this);
    interpreter.reserve(text.len())?;
    Ok(match text.rsplit_once(own(&separator)) {
        Some((before, after)) => Value::tuple(vec![Value::str(before), separator, Value::str(after)]),
        None => Value::tuple(vec![Value::str(""), Value::str(""), Value::str(text)]),
    })
}

/// Lines of a text, as `splitlines` finds them.
pub(super) struct Lines<'a> {
    pub(super) rest: &'a str,
    pub(super) keeps_ends: bool,
}

impl<'a> Iterator for Lines<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        if self.rest.is_empty() {
            return None;
        }
        let end = self.rest.find(is_line_end).unwrap_or(self.rest.len());
        let (line, rest) = self.rest.split_at_checked(end)?;
        let after = match rest.strip_prefix("\r\n") {
            Some(after) => after,
            None => rest.strip_prefix(is_line_end).unwrap_or(rest),
        };
        let whole = self.rest.get(..self.rest.len() - after.len())?;
        self.rest = after;
        Some(if self.keeps_ends { whole } else { line })
    }
}

fn is_line_end(character: char) -> bool {
    matches!(character, '\n'..='\r' | '\x1c'..='\x1e' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Words between spaces, of which the last is the whole rest when no more splits are left.
struct Words<'a> {
    rest: &'a str,
    left: usize,
}

impl<'a> Iterator for Words<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let rest = self.rest.trim_start_matches(number::is_space);
        let end = match self.left {
            0 => rest.len(),
            _ => rest.find(number::is_space).unwrap_or(rest.len()),
        };
        self.left = self.left.saturating_sub(1);
        let (word, rest) = rest.split_at_checked(end)?;
        self.rest = rest;
        (!word.is_empty()).then_some(word)
    }
}

/// The same from the right.
struct WordsFromRight<'a> {
    rest: &'a str,
    left: usize,
}

impl<'a> Iterator for WordsFromRight<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let rest = self.rest.trim_end_matches(number::is_space);
        let start = match self.left {
            0 => 0,
            _ => rest.char_indices().rev().find(|(_, c)| number::is_space(*c)).map_or(0, |(at, c)| at + c.len_utf8()),
        };
        self.left = self.left.saturating_sub(1);
        let (rest, word) = rest.split_at_checked(start)?;
        self.rest = rest;
        (!word.is_empty()).then_some(word)
    }
}

/// A list of texts that are parts of a text.
fn listed<'a>(interpreter: &mut Interpreter<'_>, whole: &str, parts: impl Iterator<Item = &'a str>) -> Outcome<Value> {
    interpreter.step(whole.len() / 8)?;
    let mut items = Vec::new();
    for part in parts {
        interpreter.step(1)?;
        items.push(Value::str(part));
        interpreter.check_length(items.len())?;
    }
    Ok(Value::list(items))
}

/// The separator, `None` for spaces, and how often to split at most.
fn split_arguments(
    interpreter: &mut Interpreter<'_>,
    function: &'static str,
    arguments: Arguments,
) -> Outcome<(Option<Value>, usize)> {
    let parameters = Parameters { function, names: ["sep", "maxsplit"], positional: 2, required: 0 };
    let [separator, most] = arguments::named(interpreter, &parameters, arguments)?;
    let most = arguments::index_or(interpreter, most.as_ref(), -1)?;
    let separator = separator.filter(|separator| !matches!(separator, Value::None));
    if let Some(separator) = &separator
        && arguments::text(interpreter, separator, "must be str or None")?.is_empty()
    {
        return Err(interpreter.error("ValueError", "empty separator"));
    }
    Ok((separator, usize::try_from(most).unwrap_or(usize::MAX)))
}

fn partition_argument(
    interpreter: &mut Interpreter<'_>,
    function: &'static str,
    arguments: Arguments,
) -> Outcome<Value> {
    let [separator] = arguments::exactly::<1>(interpreter, function, arguments)?;
    if arguments::text(interpreter, &separator, "must be str")?.is_empty() {
        return Err(interpreter.error("ValueError", "empty separator"));
    }
    Ok(separator)
}
