//! `UnicodeDecodeError` and `UnicodeEncodeError`: what could not be converted, and their text.

use super::{Interpreter, Outcome, Stop};
use crate::builtins;
use crate::value::{Instance, Value};

/// What could not be converted.
pub(crate) struct Unconverted<'u> {
    /// The name of the encoding, as messages say it.
    pub(crate) codec: &'u str,
    /// The first byte or character of it.
    pub(crate) start: usize,
    /// The one after the last.
    pub(crate) end: usize,
    /// Why.
    pub(crate) reason: &'u str,
}

impl Interpreter<'_> {
    /// Bytes that are no text.
    pub(crate) fn undecodable(&mut self, bytes: &[u8], what: &Unconverted<'_>) -> Stop {
        self.unicode_error("UnicodeDecodeError", Value::bytes(bytes), what)
    }

    /// A text that has no bytes.
    pub(crate) fn unencodable(&mut self, text: &str, what: &Unconverted<'_>) -> Stop {
        self.unicode_error("UnicodeEncodeError", Value::str(text), what)
    }

    fn unicode_error(&mut self, class: &str, object: Value, what: &Unconverted<'_>) -> Stop {
        let [start, end] = [what.start, what.end].map(|at| Value::Int(at as i64));
        self.error_of(class, vec![Value::str(what.codec), object, start, end, Value::str(what.reason)])
    }

    /// `str(exception)` of one of these; `None` when its arguments are other ones.
    pub(super) fn unicode_error_text(&mut self, instance: &Instance, arguments: &[Value]) -> Outcome<Option<String>> {
        let [encoding, object, Value::Int(start), Value::Int(end), reason] = arguments else { return Ok(None) };
        let at = usize::try_from(*start).ok().filter(|_| *end == *start + 1);
        let (does, one) = match (&*instance.class().name, object) {
            ("UnicodeDecodeError", Value::Bytes(bytes)) => {
                let byte = at.and_then(|at| bytes.get(at));
                (("decode", "bytes"), byte.map(|byte| format!("byte {byte:#04x}")))
            }
            ("UnicodeEncodeError", Value::Str(text)) => {
                let character = at.and_then(|at| text.as_str().chars().nth(at));
                let shown = character.map(|one| format!("character '{}'", builtins::ascii(&one.to_string())));
                (("encode", "characters"), shown)
            }
            _ => return Ok(None),
        };
        let (encoding, reason) = (self.text(encoding)?, self.text(reason)?);
        let (verb, many) = does;
        let place = match one {
            Some(one) => format!("{one} in position {start}"),
            None => format!("{many} in position {start}-{}", end.saturating_sub(1)),
        };
        Ok(Some(format!("'{encoding}' codec can't {verb} {place}: {reason}")))
    }
}
