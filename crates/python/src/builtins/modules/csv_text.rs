//! `_csv`: rows of CSV from lines and to text. `csv.py` is what scripts see of it.

use std::rc::Rc;

use crate::builtins::arguments;
use crate::eval::{Interpreter, Outcome, Stop};
use crate::value::{ModuleObject, NativeFunction, Value, number};

pub(super) fn module(interpreter: &mut Interpreter<'_>) -> Rc<ModuleObject> {
    let error = super::exception_class(interpreter.exceptions.class("Exception"), "_csv", "Error");
    super::new_module("_csv", &[&READ, &WRITE], vec![("Error", Value::Class(error))])
}

/// How fields are written: the dialect of `csv.py`, as a tuple.
struct Dialect {
    delimiter: char,
    quote: Option<char>,
    escape: Option<char>,
    is_quote_doubled: bool,
    skips_space: bool,
    line_end: String,
    quoting: Quoting,
    is_strict: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Quoting {
    Minimal,
    All,
    NotNumeric,
    Never,
}

impl Dialect {
    fn of(value: &Value) -> Option<Self> {
        let Value::Tuple(tuple) = value else { return None };
        let [delimiter, quote, escape, doubled, skips, end, quoting, strict] = tuple.items.as_slice() else {
            return None;
        };
        let character = |value: &Value| match value {
            Value::Str(text) => text.as_str().chars().next(),
            _ => None,
        };
        let flag = |value: &Value| matches!(value, Value::Bool(true));
        Some(Self {
            delimiter: character(delimiter)?,
            quote: character(quote),
            escape: character(escape),
            is_quote_doubled: flag(doubled),
            skips_space: flag(skips),
            line_end: match end {
                Value::Str(text) => text.as_str().to_owned(),
                _ => String::new(),
            },
            quoting: match quoting {
                Value::Int(1) => Quoting::All,
                Value::Int(2) => Quoting::NotNumeric,
                Value::Int(3) => Quoting::Never,
                _ => Quoting::Minimal,
            },
            is_strict: flag(strict),
        })
    }
}

fn dialect(interpreter: &mut Interpreter<'_>, value: &Value) -> Outcome<Dialect> {
    match Dialect::of(value) {
        Some(dialect) => Ok(dialect),
        None => Err(interpreter.error("TypeError", "a dialect is needed")),
    }
}

fn error(interpreter: &mut Interpreter<'_>, message: impl AsRef<str>) -> Stop {
    super::raise_own(interpreter, "_csv", "Error", message.as_ref())
}

/// `read(lines, dialect, limit)`: the next row and how many lines it took, or `None` at the end.
static READ: NativeFunction = NativeFunction {
    name: "read",
    call: |interpreter, arguments| {
        let [lines, dialect_value, limit] = arguments::exactly::<3>(interpreter, "read", arguments)?;
        let dialect = dialect(interpreter, &dialect_value)?;
        let limit = usize::try_from(arguments::index(interpreter, &limit)?).unwrap_or(0);
        let lines = interpreter.iterator(&lines)?;
        let mut reader = Reader::new(&dialect, limit);
        let mut count = 0;
        loop {
            let Some(line) = interpreter.next(&lines)? else { return reader.finish(interpreter, count) };
            count += 1;
            let text = match &line {
                Value::Str(text) => text.as_str(),
                other => {
                    let name = interpreter.type_name(other);
                    let message =
                        format!("iterator should return strings, not {name} (the file should be opened in text mode)");
                    return Err(error(interpreter, message));
                }
            };
            interpreter.step(1 + text.len() / 8)?;
            reader.line(interpreter, text)?;
            crate::builtins::check_size(interpreter, reader.field.len())?;
            if reader.state == State::StartOfRow {
                return Ok(Value::tuple(vec![Value::list(reader.fields), Value::Int(count)]));
            }
        }
    },
};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum State {
    StartOfRow,
    StartOfField,
    Escaped,
    InField,
    InQuotes,
    EscapedInQuotes,
    /// A quote inside quotes: it ends them, or the next one makes it a quote.
    QuoteInQuotes,
    /// After the end of a line, where nothing may follow.
    AtEnd,
    AfterEscapedEnd,
}

struct Reader<'a> {
    dialect: &'a Dialect,
    limit: usize,
    state: State,
    field: String,
    length: usize,
    is_numeric: bool,
    fields: Vec<Value>,
}

impl<'a> Reader<'a> {
    fn new(dialect: &'a Dialect, limit: usize) -> Self {
        let (field, fields) = (String::new(), Vec::new());
        Self { dialect, limit, state: State::StartOfRow, field, length: 0, is_numeric: false, fields }
    }

    fn line(&mut self, interpreter: &mut Interpreter<'_>, text: &str) -> Outcome<()> {
        for character in text.chars() {
            self.character(interpreter, character)?;
        }
        self.end_of_line(interpreter)
    }

    /// The end of the input: a row that is not complete is one, unless the reader is strict.
    fn finish(mut self, interpreter: &mut Interpreter<'_>, count: i64) -> Outcome<Value> {
        if self.length == 0 && self.state != State::InQuotes {
            return Ok(Value::None);
        }
        if self.dialect.is_strict {
            return Err(error(interpreter, "unexpected end of data"));
        }
        self.save(interpreter)?;
        Ok(Value::tuple(vec![Value::list(self.fields), Value::Int(count)]))
    }

    fn character(&mut self, interpreter: &mut Interpreter<'_>, character: char) -> Outcome<()> {
        let is_end = matches!(character, '\n' | '\r');
        match self.state {
            State::StartOfRow | State::StartOfField => self.start(interpreter, character, is_end),
            State::Escaped if is_end => {
                self.add(interpreter, character)?;
                self.state = State::AfterEscapedEnd;
                Ok(())
            }
            State::Escaped => {
                self.state = State::InField;
                self.add(interpreter, character)
            }
            State::InField | State::AfterEscapedEnd => self.in_field(interpreter, character, is_end),
            State::InQuotes => {
                if Some(character) == self.dialect.escape {
                    self.state = State::EscapedInQuotes;
                } else if Some(character) == self.dialect.quote && self.dialect.quoting != Quoting::Never {
                    let doubled = self.dialect.is_quote_doubled;
                    self.state = if doubled { State::QuoteInQuotes } else { State::InField };
                } else {
                    self.add(interpreter, character)?;
                }
                Ok(())
            }
            State::EscapedInQuotes => {
                self.state = State::InQuotes;
                self.add(interpreter, character)
            }
            State::QuoteInQuotes => self.after_quote(interpreter, character, is_end),
            State::AtEnd if is_end => Ok(()),
            State::AtEnd => {
                let message = "new-line character seen in unquoted field - do you need to open the file in \
                               universal-newline mode?";
                Err(error(interpreter, message))
            }
        }
    }

    fn start(&mut self, interpreter: &mut Interpreter<'_>, character: char, is_end: bool) -> Outcome<()> {
        if is_end {
            if self.state == State::StartOfField {
                self.save(interpreter)?;
            }
            self.state = State::AtEnd;
        } else if Some(character) == self.dialect.quote && self.dialect.quoting != Quoting::Never {
            self.state = State::InQuotes;
        } else if Some(character) == self.dialect.escape {
            self.state = State::Escaped;
        } else if character == ' ' && self.dialect.skips_space {
            self.state = State::StartOfField;
        } else if character == self.dialect.delimiter {
            self.save(interpreter)?;
            self.state = State::StartOfField;
        } else {
            self.is_numeric = self.dialect.quoting == Quoting::NotNumeric;
            self.state = State::InField;
            self.add(interpreter, character)?;
        }
        Ok(())
    }

    fn in_field(&mut self, interpreter: &mut Interpreter<'_>, character: char, is_end: bool) -> Outcome<()> {
        if is_end {
            self.save(interpreter)?;
            self.state = State::AtEnd;
        } else if Some(character) == self.dialect.escape {
            self.state = State::Escaped;
        } else if character == self.dialect.delimiter {
            self.save(interpreter)?;
            self.state = State::StartOfField;
        } else {
            self.state = State::InField;
            self.add(interpreter, character)?;
        }
        Ok(())
    }

    fn after_quote(&mut self, interpreter: &mut Interpreter<'_>, character: char, is_end: bool) -> Outcome<()> {
        if Some(character) == self.dialect.quote && self.dialect.quoting != Quoting::Never {
            self.state = State::InQuotes;
            self.add(interpreter, character)
        } else if character == self.dialect.delimiter {
            self.state = State::StartOfField;
            self.save(interpreter)
        } else if is_end {
            self.state = State::AtEnd;
            self.save(interpreter)
        } else if self.dialect.is_strict {
            let quote = self.dialect.quote.unwrap_or('"');
            Err(error(interpreter, format!("'{}' expected after '{quote}'", self.dialect.delimiter)))
        } else {
            self.state = State::InField;
            self.add(interpreter, character)
        }
    }

    fn end_of_line(&mut self, interpreter: &mut Interpreter<'_>) -> Outcome<()> {
        match self.state {
            // An empty line is a row without fields.
            State::StartOfRow => {}
            State::AtEnd => self.state = State::StartOfRow,
            State::StartOfField | State::InField | State::QuoteInQuotes => {
                self.save(interpreter)?;
                self.state = State::StartOfRow;
            }
            State::Escaped => {
                self.add(interpreter, '\n')?;
                self.state = State::InField;
            }
            State::EscapedInQuotes => {
                self.state = State::InQuotes;
                self.add(interpreter, '\n')?;
            }
            State::InQuotes | State::AfterEscapedEnd => {}
        }
        Ok(())
    }

    fn add(&mut self, interpreter: &mut Interpreter<'_>, character: char) -> Outcome<()> {
        self.length += 1;
        if self.length > self.limit {
            return Err(error(interpreter, format!("field larger than field limit ({})", self.limit)));
        }
        self.field.push(character);
        Ok(())
    }

    fn save(&mut self, interpreter: &mut Interpreter<'_>) -> Outcome<()> {
        interpreter.step(1)?;
        interpreter.check_length(self.fields.len())?;
        let field = std::mem::take(&mut self.field);
        self.length = 0;
        let value = match std::mem::take(&mut self.is_numeric) {
            false => Value::str(field),
            true => match number::parse_float(&field) {
                Some(number) => Value::Float(number),
                None => {
                    let shown = crate::builtins::quote(&field);
                    let message = format!("could not convert string to float: {shown}");
                    return Err(interpreter.error("ValueError", message));
                }
            },
        };
        self.fields.push(value);
        Ok(())
    }
}

/// `write(row, dialect)`: the text of a row, with the end of its line.
static WRITE: NativeFunction = NativeFunction {
    name: "write",
    call: |interpreter, arguments| {
        let [row, dialect_value] = arguments::exactly::<2>(interpreter, "write", arguments)?;
        let dialect = dialect(interpreter, &dialect_value)?;
        let mut text = String::new();
        let fields = interpreter.collect(&row)?;
        for (at, field) in fields.iter().enumerate() {
            if at > 0 {
                text.push(dialect.delimiter);
            }
            append(interpreter, &mut text, field, &dialect, fields.len() == 1)?;
            crate::builtins::check_size(interpreter, text.len())?;
        }
        text.push_str(&dialect.line_end);
        interpreter.reserve(text.len())?;
        Ok(Value::str(text))
    },
};

/// Adds a field; the only one of a row must not be nothing at all.
fn append(
    interpreter: &mut Interpreter<'_>,
    text: &mut String,
    field: &Value,
    dialect: &Dialect,
    is_only: bool,
) -> Outcome<()> {
    let shown = match field {
        Value::Str(text) => text.as_str().to_owned(),
        Value::None => String::new(),
        other => interpreter.text(other)?,
    };
    interpreter.step(1 + shown.len() / 8)?;
    let is_number = matches!(field, Value::Int(_) | Value::Big(_) | Value::Float(_) | Value::Bool(_));
    let needs_care = |character: char| {
        character == dialect.delimiter
            || Some(character) == dialect.escape
            || Some(character) == dialect.quote
            || dialect.line_end.contains(character)
    };
    let is_quoted = match dialect.quoting {
        Quoting::All => true,
        Quoting::NotNumeric => !is_number,
        Quoting::Minimal => needs_quotes(&shown, dialect) || (is_only && shown.is_empty()),
        Quoting::Never => false,
    };
    if is_only && shown.is_empty() && !is_quoted {
        return Err(error(interpreter, "single empty field record must be quoted"));
    }
    let quote = dialect.quote.unwrap_or('"');
    if is_quoted {
        text.push(quote);
    }
    for character in shown.chars() {
        if !needs_care(character) {
            text.push(character);
            continue;
        }
        let is_quote = Some(character) == dialect.quote;
        let is_escaped = match dialect.quoting {
            Quoting::Never => true,
            _ if is_quote && dialect.is_quote_doubled => {
                text.push(quote);
                false
            }
            _ => is_quote || Some(character) == dialect.escape,
        };
        if is_escaped {
            match dialect.escape {
                Some(escape) => text.push(escape),
                None => return Err(error(interpreter, "need to escape, but no escapechar set")),
            }
        }
        text.push(character);
    }
    if is_quoted {
        text.push(quote);
    }
    Ok(())
}

/// Whether a field has to be in quotes when only what must be is.
fn needs_quotes(field: &str, dialect: &Dialect) -> bool {
    field.chars().any(|character| {
        let is_quote = Some(character) == dialect.quote;
        character == dialect.delimiter || (is_quote && dialect.is_quote_doubled) || dialect.line_end.contains(character)
    })
}
