//! What is searched: a text or bytes, by character.

use crate::eval::{Interpreter, Outcome};
use crate::regex::Text;
use crate::value::{Str, Value, meter};

/// A text or bytes.
pub(super) struct Subject {
    pub(super) value: Value,
    /// The characters of a text that is not ASCII.
    wide: Option<Vec<char>>,
    charged: usize,
}

impl Subject {
    /// Checks that a value is of the type of the pattern.
    pub(super) fn new(interpreter: &mut Interpreter<'_>, value: Value, is_text: bool) -> Outcome<Self> {
        let value = value.into_plain();
        let mut subject = Subject { value: value.clone(), wide: None, charged: 0 };
        match (&value, is_text) {
            (Value::Str(text), true) => {
                if !text.is_ascii() {
                    let bytes = text.as_str().len();
                    interpreter.step(1 + bytes / 16)?;
                    let characters: Vec<char> = text.as_str().chars().collect();
                    subject.charged = characters.len() * size_of::<char>();
                    meter::charge(subject.charged);
                    subject.wide = Some(characters);
                }
                Ok(subject)
            }
            (Value::Bytes(_), false) => Ok(subject),
            (Value::Bytes(_), true) => {
                Err(interpreter.error("TypeError", "cannot use a string pattern on a bytes-like object"))
            }
            (Value::Str(_), false) => {
                Err(interpreter.error("TypeError", "cannot use a bytes pattern on a string-like object"))
            }
            _ => {
                let name = interpreter.type_name(&value);
                let message = format!("expected string or bytes-like object, got '{name}'");
                Err(interpreter.error("TypeError", message))
            }
        }
    }

    pub(super) fn text(&self) -> Text<'_> {
        match (&self.wide, &self.value) {
            (Some(characters), _) => Text::Wide(characters),
            (None, Value::Str(text)) => Text::Narrow(text.as_str().as_bytes()),
            (None, Value::Bytes(bytes)) => Text::Narrow(bytes),
            _ => Text::Narrow(&[]),
        }
    }

    /// A stretch of it.
    pub(super) fn slice(&self, interpreter: &mut Interpreter<'_>, start: usize, end: usize) -> Outcome<Value> {
        match &self.wide {
            Some(characters) if start > 0 || end < characters.len() => {
                interpreter.reserve(end.saturating_sub(start))?;
                let kept = characters.get(start..end).unwrap_or(&[]);
                Ok(Value::str(kept.iter().collect::<String>()))
            }
            _ => slice(interpreter, &self.value, start, end),
        }
    }
}

impl Drop for Subject {
    fn drop(&mut self) {
        meter::release(self.charged);
    }
}

/// A stretch of a text or of bytes, by positions of characters.
pub(super) fn slice(interpreter: &mut Interpreter<'_>, value: &Value, start: usize, end: usize) -> Outcome<Value> {
    match value {
        Value::Str(text) if start == 0 && end >= text.as_str().len() => Ok(value.clone()),
        Value::Bytes(bytes) if start == 0 && end >= bytes.len() => Ok(value.clone()),
        Value::Str(text) => {
            let (first, last) = stretch(text, start, end);
            interpreter.reserve(if text.is_ascii() { end.saturating_sub(start) } else { last })?;
            Ok(Value::str(text.as_str().get(first..last).unwrap_or("")))
        }
        Value::Bytes(bytes) => {
            interpreter.reserve(end.saturating_sub(start))?;
            Ok(Value::bytes(bytes.get(start..end).unwrap_or(&[])))
        }
        _ => Ok(Value::None),
    }
}

/// Positions in bytes.
fn stretch(text: &Str, start: usize, end: usize) -> (usize, usize) {
    if text.is_ascii() {
        return (start, end);
    }
    let whole = text.as_str();
    let offset = |from: &str, count: usize| from.char_indices().nth(count).map_or(from.len(), |(at, _)| at);
    let first = offset(whole, start);
    let rest = whole.get(first..).unwrap_or("");
    (first, first + offset(rest, end.saturating_sub(start)))
}
