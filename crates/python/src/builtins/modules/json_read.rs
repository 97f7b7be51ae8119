//! From JSON text to values, with CPython's messages.

use std::cell::RefCell;

use crate::eval::{Interpreter, Outcome, Stop};
use crate::limits;
use crate::value::{Arguments, Dict, Str, Symbol, Value, number};

/// Functions of a script that make values of what was read.
#[derive(Default)]
pub(super) struct Hooks {
    pub(super) object: Option<Value>,
    pub(super) pairs: Option<Value>,
    pub(super) float: Option<Value>,
    pub(super) int: Option<Value>,
    pub(super) constant: Option<Value>,
    /// Whether control characters in texts are errors.
    pub(super) is_strict: bool,
}

/// Reads one JSON value, with nothing behind it.
pub(super) fn read(interpreter: &mut Interpreter<'_>, text: &Str, hooks: &Hooks) -> Outcome<Value> {
    let text = text.as_str();
    interpreter.step(text.len() / 4)?;
    let mut reader = Reader { text, at: 0, hooks };
    if text.starts_with('\u{feff}') {
        return Err(reader.error(interpreter, "Unexpected UTF-8 BOM (decode using utf-8-sig)", 0));
    }
    reader.skip_space();
    let value = reader.value(interpreter)?;
    reader.skip_space();
    match reader.at < text.len() {
        true => Err(reader.error(interpreter, "Extra data", reader.at)),
        false => Ok(value),
    }
}

/// Reads the JSON value that starts at a place, in characters; and says where it ends.
pub(super) fn scan(interpreter: &mut Interpreter<'_>, text: &Str, start: usize, hooks: &Hooks) -> Outcome<Value> {
    let text = text.as_str();
    interpreter.step(text.len() / 4)?;
    let at = text.char_indices().nth(start).map_or(text.len(), |(at, _)| at);
    let mut reader = Reader { text, at, hooks };
    let value = reader.value(interpreter)?;
    let end = text.get(..reader.at).unwrap_or(text).chars().count();
    Ok(Value::tuple(vec![value, Value::Int(end as i64)]))
}

/// A whole number; its digits are charged for first.
fn parse_whole(interpreter: &mut Interpreter<'_>, text: &str) -> Outcome<Option<Result<Value, usize>>> {
    let digits = text.len().min(limits::MAX_DIGITS);
    interpreter.step(digits * digits / 14_000)?;
    Ok(number::parse_int(text, 10))
}

struct Reader<'a> {
    text: &'a str,
    /// In bytes; always between characters.
    at: usize,
    hooks: &'a Hooks,
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn takes(&mut self, word: &str) -> bool {
        let found = self.rest().starts_with(word);
        if found {
            self.at += word.len();
        }
        found
    }

    fn value(&mut self, interpreter: &mut Interpreter<'_>) -> Outcome<Value> {
        interpreter.step(1)?;
        match self.peek() {
            Some(b'"') => self.string(interpreter).map(Value::str),
            Some(b'{') => self.nested(interpreter, Self::object),
            Some(b'[') => self.nested(interpreter, Self::array),
            Some(b'-' | b'0'..=b'9') => self.number(interpreter),
            _ => self.constant(interpreter),
        }
    }

    fn nested(
        &mut self,
        interpreter: &mut Interpreter<'_>,
        read: fn(&mut Self, &mut Interpreter<'_>) -> Outcome<Value>,
    ) -> Outcome<Value> {
        interpreter.deeper()?;
        self.at += 1;
        let value = read(self, interpreter);
        interpreter.shallower();
        value
    }

    fn constant(&mut self, interpreter: &mut Interpreter<'_>) -> Outcome<Value> {
        for (word, value) in [("null", Value::None), ("true", Value::Bool(true)), ("false", Value::Bool(false))] {
            if self.takes(word) {
                return Ok(value);
            }
        }
        let numbers = [("NaN", f64::NAN), ("Infinity", f64::INFINITY), ("-Infinity", f64::NEG_INFINITY)];
        for (word, value) in numbers {
            if self.takes(word) {
                return match &self.hooks.constant {
                    Some(hook) => interpreter.call(hook, Arguments::of(Value::str(word))),
                    None => Ok(Value::Float(value)),
                };
            }
        }
        Err(self.error(interpreter, "Expecting value", self.at))
    }

    fn array(&mut self, interpreter: &mut Interpreter<'_>) -> Outcome<Value> {
        let mut items = Vec::new();
        self.skip_space();
        if self.takes("]") {
            return Ok(Value::list(items));
        }
        loop {
            items.push(self.value(interpreter)?);
            interpreter.check_length(items.len())?;
            self.skip_space();
            if self.takes("]") {
                return Ok(Value::list(items));
            }
            if !self.takes(",") {
                return Err(self.error(interpreter, "Expecting ',' delimiter", self.at));
            }
            self.skip_space();
        }
    }

    fn object(&mut self, interpreter: &mut Interpreter<'_>) -> Outcome<Value> {
        let mut pairs: Vec<(Value, Value)> = Vec::new();
        self.skip_space();
        if self.takes("}") {
            return self.finished_object(interpreter, pairs);
        }
        loop {
            if self.peek() != Some(b'"') {
                let message = "Expecting property name enclosed in double quotes";
                return Err(self.error(interpreter, message, self.at));
            }
            let key = self.string(interpreter)?;
            self.skip_space();
            if !self.takes(":") {
                return Err(self.error(interpreter, "Expecting ':' delimiter", self.at));
            }
            self.skip_space();
            let value = self.value(interpreter)?;
            pairs.push((Value::str(key), value));
            interpreter.check_length(pairs.len())?;
            self.skip_space();
            if self.takes("}") {
                return self.finished_object(interpreter, pairs);
            }
            if !self.takes(",") {
                return Err(self.error(interpreter, "Expecting ',' delimiter", self.at));
            }
            self.skip_space();
        }
    }

    fn finished_object(&self, interpreter: &mut Interpreter<'_>, pairs: Vec<(Value, Value)>) -> Outcome<Value> {
        if let Some(hook) = &self.hooks.pairs {
            let pairs = pairs.into_iter().map(|(key, value)| Value::tuple(vec![key, value])).collect();
            return interpreter.call(hook, Arguments::of(Value::list(pairs)));
        }
        let dict = RefCell::new(Dict::default());
        for (key, value) in pairs {
            interpreter.dict_set(&dict, key, value)?;
        }
        let dict = Value::dict(dict.into_inner());
        match &self.hooks.object {
            Some(hook) => interpreter.call(hook, Arguments::of(dict)),
            None => Ok(dict),
        }
    }

    fn number(&mut self, interpreter: &mut Interpreter<'_>) -> Outcome<Value> {
        let bytes = self.text.as_bytes();
        let digits = |from: usize| bytes.iter().skip(from).take_while(|byte| byte.is_ascii_digit()).count();
        let is = |at: usize, wanted: &[u8]| bytes.get(at).is_some_and(|byte| wanted.contains(byte));
        let start = self.at;
        let whole = start + usize::from(is(start, b"-"));
        let mut end = whole + if is(whole, b"0") { 1 } else { digits(whole) };
        if end == whole {
            return self.constant(interpreter);
        }
        let mut is_float = false;
        if is(end, b".") && digits(end + 1) > 0 {
            end += 1 + digits(end + 1);
            is_float = true;
        }
        if is(end, b"eE") {
            let exponent = end + 1 + usize::from(is(end + 1, b"+-"));
            if digits(exponent) > 0 {
                end = exponent + digits(exponent);
                is_float = true;
            }
        }
        self.at = end;
        let text = self.text.get(start..end).unwrap_or("");
        let hook = if is_float { &self.hooks.float } else { &self.hooks.int };
        match hook {
            Some(hook) => interpreter.call(hook, Arguments::of(Value::str(text))),
            None if is_float => Ok(Value::Float(text.parse().unwrap_or(f64::NAN))),
            None => match parse_whole(interpreter, text)? {
                Some(Ok(number)) => Ok(number),
                _ => {
                    let message = format!("a whole number has more than {} digits", limits::MAX_DIGITS);
                    Err(interpreter.over_limit(message))
                }
            },
        }
    }

    fn string(&mut self, interpreter: &mut Interpreter<'_>) -> Outcome<String> {
        let start = self.at;
        self.at += 1;
        let mut text = String::new();
        loop {
            let rest = self.rest();
            let plain = rest.find(|character: char| matches!(character, '"' | '\\') || character < ' ');
            let Some(plain) = plain else {
                return Err(self.error(interpreter, "Unterminated string starting at", start));
            };
            text.push_str(rest.get(..plain).unwrap_or(""));
            self.at += plain;
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(text);
                }
                Some(b'\\') => text.push(self.escape(interpreter, start)?),
                Some(control) if !self.hooks.is_strict => {
                    text.push(char::from(control));
                    self.at += 1;
                }
                _ => return Err(self.error(interpreter, "Invalid control character at", self.at)),
            }
        }
    }

    /// What stands behind a backslash.
    fn escape(&mut self, interpreter: &mut Interpreter<'_>, start: usize) -> Outcome<char> {
        let at = self.at;
        self.at += 2;
        Ok(match self.text.as_bytes().get(at + 1) {
            None => return Err(self.error(interpreter, "Unterminated string starting at", start)),
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\x08',
            Some(b'f') => '\x0c',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                let first = self.unit(interpreter)?;
                if (0xd800..0xdc00).contains(&first) && self.rest().starts_with("\\u") {
                    self.at += 2;
                    let second = self.unit(interpreter)?;
                    let code = 0x1_0000 + ((first - 0xd800) << 10) + (second.wrapping_sub(0xdc00) & 0x3ff);
                    if (0xdc00..0xe000).contains(&second) {
                        return Ok(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
                    }
                }
                match char::from_u32(first) {
                    Some(character) => character,
                    None => return Err(interpreter.unsupported("half of a surrogate pair in JSON")),
                }
            }
            Some(_) => return Err(self.error(interpreter, "Invalid \\escape", at)),
        })
    }

    /// Four hexadecimal digits.
    fn unit(&mut self, interpreter: &mut Interpreter<'_>) -> Outcome<u32> {
        let digits = self.rest().get(..4).filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()));
        match digits.and_then(|digits| u32::from_str_radix(digits, 16).ok()) {
            Some(unit) => {
                self.at += 4;
                Ok(unit)
            }
            None => Err(self.error(interpreter, "Invalid \\uXXXX escape", self.at - 1)),
        }
    }

    /// A JSONDecodeError at a place, in bytes.
    fn error(&self, interpreter: &mut Interpreter<'_>, message: &str, at: usize) -> Stop {
        let before = self.text.get(..at).unwrap_or(self.text);
        let position = Value::Int(before.chars().count() as i64);
        let class = interpreter.modules.get("json").and_then(|json| json.get(Symbol::new("JSONDecodeError")));
        let Some(class) = class else { return interpreter.error("ValueError", message) };
        let parts = Arguments::positional(vec![Value::str(message), Value::str(self.text), position]);
        match interpreter.call(&class, parts) {
            Ok(exception) => interpreter.raised(exception),
            Err(stop) => stop,
        }
    }
}
