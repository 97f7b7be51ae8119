//! From values to JSON text.

use crate::builtins::{check_size, sort};
use crate::eval::{Interpreter, Outcome};
use crate::value::{Arguments, DictObject, Value, number};

/// How to write.
pub(super) struct Style {
    pub(super) skips_keys: bool,
    pub(super) is_ascii: bool,
    pub(super) allows_nan: bool,
    pub(super) sorts_keys: bool,
    /// What a level is indented by; `None` for one line.
    pub(super) indent: Option<String>,
    pub(super) item_separator: String,
    pub(super) key_separator: String,
    /// Makes something of a value that JSON has no form for.
    pub(super) default: Option<Value>,
}

/// Writes a value as JSON.
pub(super) fn write(interpreter: &mut Interpreter<'_>, value: &Value, style: &Style) -> Outcome<String> {
    let mut writer = Writer { style, text: String::new(), open: Vec::new(), depth: 0 };
    writer.value(interpreter, value)?;
    interpreter.reserve(writer.text.len())?;
    Ok(writer.text)
}

struct Writer<'a> {
    style: &'a Style,
    text: String,
    /// Containers that are being written, to notice one inside itself.
    open: Vec<Value>,
    /// How many brackets are open.
    depth: usize,
}

impl Writer<'_> {
    fn value(&mut self, interpreter: &mut Interpreter<'_>, value: &Value) -> Outcome<()> {
        check_size(interpreter, self.text.len())?;
        match value {
            Value::None => self.text.push_str("null"),
            Value::Bool(true) => self.text.push_str("true"),
            Value::Bool(false) => self.text.push_str("false"),
            Value::Int(number) => self.text.push_str(&number.to_string()),
            Value::Big(number) => self.text.push_str(&number.to_string()),
            Value::Float(number) => {
                let shown = self.float(interpreter, *number)?;
                self.text.push_str(&shown);
            }
            Value::Str(text) => self.string(interpreter, text.as_str())?,
            Value::List(list) => {
                let items = list.to_vec();
                self.inside(interpreter, value, |writer, interpreter| writer.array(interpreter, &items))?;
            }
            Value::Tuple(tuple) => {
                self.inside(interpreter, value, |writer, interpreter| writer.array(interpreter, &tuple.items))?;
            }
            Value::Dict(dict) => {
                self.inside(interpreter, value, |writer, interpreter| writer.object(interpreter, dict))?;
            }
            other => match other.plain() {
                Some(plain) => self.value(interpreter, &plain)?,
                None => self.other(interpreter, other)?,
            },
        }
        Ok(())
    }

    /// Writes a container, unless it is inside itself.
    fn inside(
        &mut self,
        interpreter: &mut Interpreter<'_>,
        value: &Value,
        write: impl FnOnce(&mut Self, &mut Interpreter<'_>) -> Outcome<()>,
    ) -> Outcome<()> {
        interpreter.step(self.open.len() / 8)?;
        if self.open.iter().any(|open| open.address() == value.address()) {
            return Err(interpreter.error("ValueError", "Circular reference detected"));
        }
        interpreter.deeper()?;
        self.open.push(value.clone());
        let result = write(self, interpreter);
        self.open.pop();
        interpreter.shallower();
        result
    }

    fn array(&mut self, interpreter: &mut Interpreter<'_>, items: &[Value]) -> Outcome<()> {
        if items.is_empty() {
            self.text.push_str("[]");
            return Ok(());
        }
        self.text.push('[');
        self.depth += 1;
        for (at, item) in items.iter().enumerate() {
            self.between(interpreter, at)?;
            self.value(interpreter, item)?;
        }
        self.end(interpreter, ']')
    }

    fn object(&mut self, interpreter: &mut Interpreter<'_>, dict: &DictObject) -> Outcome<()> {
        let entries = self.entries(interpreter, dict)?;
        if entries.is_empty() {
            self.text.push_str("{}");
            return Ok(());
        }
        self.text.push('{');
        self.depth += 1;
        let mut written = 0;
        for (key, value) in &entries {
            let Some(name) = self.key(interpreter, key)? else { continue };
            self.between(interpreter, written)?;
            self.string(interpreter, &name)?;
            self.text.push_str(&self.style.key_separator);
            self.value(interpreter, value)?;
            written += 1;
        }
        if written == 0 {
            self.depth -= 1;
            self.text.push('}');
            return Ok(());
        }
        self.end(interpreter, '}')
    }

    fn entries(&self, interpreter: &mut Interpreter<'_>, dict: &DictObject) -> Outcome<Vec<(Value, Value)>> {
        let entries: Vec<(Value, Value)> =
            dict.dict.borrow().iter().map(|(key, value)| (key.clone(), value.clone())).collect();
        if !self.style.sorts_keys {
            return Ok(entries);
        }
        let keys = entries.into_iter().map(|(key, _)| key).collect();
        let mut sorted = Vec::new();
        for key in sort::sorted(interpreter, keys, &sort::Order::default())? {
            let value = interpreter.dict_get(&dict.dict, &key)?.unwrap_or(Value::None);
            sorted.push((key, value));
        }
        Ok(sorted)
    }

    /// The text of a key; `None` for one that is left out.
    fn key(&self, interpreter: &mut Interpreter<'_>, key: &Value) -> Outcome<Option<String>> {
        Ok(Some(match key {
            Value::Str(text) => text.as_str().to_owned(),
            Value::None => "null".to_owned(),
            Value::Bool(flag) => flag.to_string(),
            Value::Int(number) => number.to_string(),
            Value::Big(number) => number.to_string(),
            Value::Float(number) => self.float(interpreter, *number)?,
            member if member.plain().is_some() => return self.key(interpreter, &member.clone().into_plain()),
            _ if self.style.skips_keys => return Ok(None),
            other => {
                let name = interpreter.type_name(other);
                let message = format!("keys must be str, int, float, bool or None, not {name}");
                return Err(interpreter.error("TypeError", message));
            }
        }))
    }

    /// What stands before an item.
    fn between(&mut self, interpreter: &mut Interpreter<'_>, written: usize) -> Outcome<()> {
        if written > 0 {
            self.text.push_str(&self.style.item_separator);
        }
        self.new_line(interpreter, self.depth)
    }

    fn end(&mut self, interpreter: &mut Interpreter<'_>, bracket: char) -> Outcome<()> {
        self.depth -= 1;
        self.new_line(interpreter, self.depth)?;
        self.text.push(bracket);
        Ok(())
    }

    fn new_line(&mut self, interpreter: &mut Interpreter<'_>, depth: usize) -> Outcome<()> {
        if let Some(indent) = &self.style.indent {
            let width = indent.len().saturating_mul(depth);
            interpreter.reserve(width)?;
            check_size(interpreter, self.text.len().saturating_add(width))?;
            self.text.push('\n');
            self.text.push_str(&indent.repeat(depth));
        }
        Ok(())
    }

    fn float(&self, interpreter: &mut Interpreter<'_>, number: f64) -> Outcome<String> {
        match number {
            _ if number.is_finite() => Ok(number::float_repr(number)),
            _ if !self.style.allows_nan => {
                Err(interpreter.error("ValueError", "Out of range float values are not JSON compliant"))
            }
            _ if number.is_nan() => Ok("NaN".to_owned()),
            _ if number > 0.0 => Ok("Infinity".to_owned()),
            _ => Ok("-Infinity".to_owned()),
        }
    }

    fn string(&mut self, interpreter: &mut Interpreter<'_>, text: &str) -> Outcome<()> {
        interpreter.step(text.len() / 16)?;
        check_size(interpreter, self.text.len().saturating_add(text.len()))?;
        self.text.push('"');
        for character in text.chars() {
            match character {
                '"' => self.text.push_str("\\\""),
                '\\' => self.text.push_str("\\\\"),
                '\n' => self.text.push_str("\\n"),
                '\r' => self.text.push_str("\\r"),
                '\t' => self.text.push_str("\\t"),
                '\x08' => self.text.push_str("\\b"),
                '\x0c' => self.text.push_str("\\f"),
                ' '..='~' => self.text.push(character),
                _ if character >= ' ' && !self.style.is_ascii => self.text.push(character),
                _ => {
                    for unit in character.encode_utf16(&mut [0; 2]) {
                        self.text.push_str(&format!("\\u{unit:04x}"));
                    }
                }
            }
        }
        self.text.push('"');
        Ok(())
    }

    /// A value that JSON has no form for: `default` makes another of it.
    fn other(&mut self, interpreter: &mut Interpreter<'_>, value: &Value) -> Outcome<()> {
        let Some(default) = self.style.default.clone() else {
            let name = interpreter.type_name(value);
            return Err(interpreter.error("TypeError", format!("Object of type {name} is not JSON serializable")));
        };
        self.inside(interpreter, value, |writer, interpreter| {
            let replacement = interpreter.call(&default, Arguments::of(value.clone()))?;
            writer.value(interpreter, &replacement)
        })
    }
}
