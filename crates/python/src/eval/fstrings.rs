//! f-strings.

use super::{Frame, Interpreter, Outcome};
use crate::builtins;
use crate::tree::FStringPart;
use crate::value::Value;

impl Interpreter<'_> {
    pub(super) fn interpolate(&mut self, frame: &mut Frame, parts: &[FStringPart]) -> Outcome<String> {
        let mut text = String::new();
        for part in parts {
            match part {
                FStringPart::Text(part) => text.push_str(part),
                FStringPart::Value { value, conversion, specification } => {
                    let mut value_shown = self.evaluate(frame, value)?;
                    self.here = (frame.source, value.range);
                    match conversion {
                        Some('r') => value_shown = Value::str(self.repr(&value_shown)?),
                        Some('s') => value_shown = Value::str(self.text(&value_shown)?),
                        Some(_) => value_shown = Value::str(builtins::ascii(&self.repr(&value_shown)?)),
                        None => {}
                    }
                    let specification = self.interpolate(frame, specification)?;
                    self.here = (frame.source, value.range);
                    text.push_str(&builtins::format(self, &value_shown, &specification)?);
                }
            }
            self.reserve(text.len())?;
        }
        Ok(text)
    }
}
