//! `'{0.name:>{width}}'.format(...)`.

use super::str_methods::own;
use super::{arguments, ascii, format::format};
use crate::eval::{Interpreter, Outcome};
use crate::value::{Arguments, Symbol, Value};

/// How deep specifications may contain fields of their own.
const DEPTH: u32 = 2;

/// `template.format(*args, **kwargs)`
pub(super) fn format_method(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let mut filler = Filler { source: Source::Arguments(arguments), numbering: Numbering::Undecided };
    filler.fill(interpreter, own(this), DEPTH).map(Value::str)
}

/// `template.format_map(mapping)`
pub(super) fn format_map(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let [mapping] = arguments::exactly::<1>(interpreter, "str.format_map", arguments)?;
    let mut filler = Filler { source: Source::Mapping(mapping), numbering: Numbering::Undecided };
    filler.fill(interpreter, own(this), DEPTH).map(Value::str)
}

struct Filler {
    source: Source,
    numbering: Numbering,
}

/// Where the values of fields come from.
enum Source {
    Arguments(Arguments),
    Mapping(Value),
}

/// Whether fields say their number, or are counted.
#[derive(Clone, Copy)]
enum Numbering {
    Undecided,
    Stated,
    Counted(usize),
}

/// A field between braces, in its parts.
struct Field<'a> {
    name: &'a str,
    conversion: Option<char>,
    specification: &'a str,
}

impl Filler {
    fn fill(&mut self, interpreter: &mut Interpreter<'_>, template: &str, depth: u32) -> Outcome<String> {
        if depth == 0 {
            return Err(interpreter.error("ValueError", "Max string recursion exceeded"));
        }
        interpreter.step(template.len() / 16)?;
        let mut text = String::new();
        let mut rest = template;
        while let Some((literal, field, after)) = next_part(interpreter, rest)? {
            text.extend(literal);
            if let Some(field) = field {
                text.push_str(&self.shown(interpreter, &field, depth)?);
            }
            super::check_size(interpreter, text.len())?;
            rest = after;
        }
        Ok(text)
    }

    fn shown(&mut self, interpreter: &mut Interpreter<'_>, field: &Field<'_>, depth: u32) -> Outcome<String> {
        let value = self.value(interpreter, field.name)?;
        let value = match field.conversion {
            None => value,
            Some('r') => Value::str(interpreter.repr(&value)?),
            Some('s') => Value::str(interpreter.text(&value)?),
            Some('a') => Value::str(ascii(&interpreter.repr(&value)?)),
            Some(other) => {
                return Err(interpreter.error("ValueError", format!("Unknown conversion specifier {other}")));
            }
        };
        let specification = match field.specification.contains(['{', '}']) {
            true => self.fill(interpreter, field.specification, depth - 1)?,
            false => field.specification.to_owned(),
        };
        format(interpreter, &value, &specification)
    }

    /// The value of `name.attribute[item]`.
    fn value(&mut self, interpreter: &mut Interpreter<'_>, name: &str) -> Outcome<Value> {
        let end = name.find(['.', '[']).unwrap_or(name.len());
        let (first, mut rest) = name.split_at_checked(end).unwrap_or((name, ""));
        let mut value = self.first(interpreter, first)?;
        while !rest.is_empty() {
            interpreter.step(1)?;
            let (access, after) = next_access(interpreter, rest)?;
            value = match access {
                Access::Attribute(name) => interpreter.get_attribute(&value, Symbol::new(name))?,
                Access::Item(item) => interpreter.get_item(&value, &key(item))?,
            };
            rest = after;
        }
        Ok(value)
    }

    /// The value that the field starts from: an argument by number or name.
    fn first(&mut self, interpreter: &mut Interpreter<'_>, name: &str) -> Outcome<Value> {
        let stated = number(name);
        if stated.is_none() && !name.is_empty() {
            return self.named(interpreter, name);
        }
        let at = match (stated, self.numbering) {
            (Some(_), Numbering::Counted(_)) => {
                let message = "cannot switch from automatic field numbering to manual field specification";
                return Err(interpreter.error("ValueError", message));
            }
            (None, Numbering::Stated) => {
                let message = "cannot switch from manual field specification to automatic field numbering";
                return Err(interpreter.error("ValueError", message));
            }
            (Some(stated), _) => {
                self.numbering = Numbering::Stated;
                stated as usize
            }
            (None, numbering) => {
                let at = if let Numbering::Counted(at) = numbering { at } else { 0 };
                self.numbering = Numbering::Counted(at + 1);
                at
            }
        };
        match &self.source {
            Source::Mapping(_) => Err(interpreter.error("ValueError", "Format string contains positional fields")),
            Source::Arguments(arguments) => match arguments.positional.get(at) {
                Some(value) => Ok(value.clone()),
                None => {
                    let message = format!("Replacement index {at} out of range for positional args tuple");
                    Err(interpreter.error("IndexError", message))
                }
            },
        }
    }

    fn named(&self, interpreter: &mut Interpreter<'_>, name: &str) -> Outcome<Value> {
        match &self.source {
            Source::Mapping(mapping) => interpreter.get_item(&mapping.clone(), &Value::str(name)),
            Source::Arguments(arguments) => {
                let found = arguments.keywords.iter().find(|(known, _)| *known.name() == *name);
                match found {
                    Some((_, value)) => Ok(value.clone()),
                    None => Err(interpreter.error_of("KeyError", vec![Value::str(name)])),
                }
            }
        }
    }
}

/// The parts of a template, as `string.Formatter` parses it: text, name, specification and conversion.
pub(super) fn parse(interpreter: &mut Interpreter<'_>, template: &str) -> Outcome<Vec<Value>> {
    interpreter.step(template.len() / 16)?;
    let mut parts = Vec::new();
    let mut rest = template;
    while let Some((literal, field, after)) = next_part(interpreter, rest)? {
        let literal = Value::str(literal.concat());
        parts.push(Value::tuple(match field {
            None => vec![literal, Value::None, Value::None, Value::None],
            Some(field) => {
                let conversion = field.conversion.map_or(Value::None, |letter| Value::str(letter.to_string()));
                vec![literal, Value::str(field.name), Value::str(field.specification), conversion]
            }
        }));
        interpreter.check_length(parts.len())?;
        rest = after;
    }
    Ok(parts)
}

/// What the name of a field starts from, and whether each thing behind it is an attribute, with its name.
pub(super) fn split_name(interpreter: &mut Interpreter<'_>, name: &str) -> Outcome<(Value, Vec<Value>)> {
    let end = name.find(['.', '[']).unwrap_or(name.len());
    let (first, mut rest) = name.split_at_checked(end).unwrap_or((name, ""));
    let mut accesses = Vec::new();
    while !rest.is_empty() {
        interpreter.step(1)?;
        let (access, after) = next_access(interpreter, rest)?;
        accesses.push(Value::tuple(match access {
            Access::Attribute(name) => vec![Value::Bool(true), Value::str(name)],
            Access::Item(item) => vec![Value::Bool(false), key(item)],
        }));
        rest = after;
    }
    Ok((key(first), accesses))
}

/// The text up to the next field or doubled brace, the field, and what follows; `None` at the end.
#[expect(clippy::type_complexity, reason = "the parts of one step of a loop")]
fn next_part<'a>(
    interpreter: &mut Interpreter<'_>,
    rest: &'a str,
) -> Outcome<Option<([&'a str; 2], Option<Field<'a>>, &'a str)>> {
    if rest.is_empty() {
        return Ok(None);
    }
    let Some(at) = rest.find(['{', '}']) else { return Ok(Some(([rest, ""], None, ""))) };
    let (before, from_brace) = rest.split_at_checked(at).unwrap_or((rest, ""));
    if let Some(after) = from_brace.strip_prefix("{{").or_else(|| from_brace.strip_prefix("}}")) {
        return Ok(Some(([before, from_brace.get(..1).unwrap_or("")], None, after)));
    }
    let Some(inside) = from_brace.strip_prefix('{') else {
        return Err(interpreter.error("ValueError", "Single '}' encountered in format string"));
    };
    if inside.is_empty() {
        return Err(interpreter.error("ValueError", "Single '{' encountered in format string"));
    }
    let (field, after) = read_field(interpreter, inside)?;
    Ok(Some(([before, ""], Some(field), after)))
}

/// `.name` or `[item]` in the name of a field.
enum Access<'a> {
    Attribute(&'a str),
    Item(&'a str),
}

fn next_access<'a>(interpreter: &mut Interpreter<'_>, rest: &'a str) -> Outcome<(Access<'a>, &'a str)> {
    let (access, after) = if let Some(attribute) = rest.strip_prefix('.') {
        let end = attribute.find(['.', '[']).unwrap_or(attribute.len());
        let (attribute, after) = attribute.split_at_checked(end).unwrap_or((attribute, ""));
        (Access::Attribute(attribute), after)
    } else if let Some(item) = rest.strip_prefix('[') {
        let Some((item, after)) = item.split_once(']') else {
            return Err(interpreter.error("ValueError", "Missing ']' in format string"));
        };
        (Access::Item(item), after)
    } else {
        let message = "Only '.' or '[' may follow ']' in format field specifier";
        return Err(interpreter.error("ValueError", message));
    };
    match access {
        Access::Attribute("") | Access::Item("") => {
            Err(interpreter.error("ValueError", "Empty attribute in format string"))
        }
        _ => Ok((access, after)),
    }
}

/// What an item is asked for with: a number if it is one.
fn key(item: &str) -> Value {
    match number(item) {
        Some(number) => Value::Int(number),
        None => Value::str(item),
    }
}

/// Reads a field up to its closing brace; also gives what follows.
fn read_field<'a>(interpreter: &mut Interpreter<'_>, inside: &'a str) -> Outcome<(Field<'a>, &'a str)> {
    let mut in_item = false;
    let name_end = inside.find(|character| {
        in_item = if in_item { character != ']' } else { character == '[' };
        !in_item && matches!(character, '{' | '}' | ':' | '!')
    });
    let (name, tail) = inside.split_at_checked(name_end.unwrap_or(inside.len())).unwrap_or((inside, ""));
    let mut rest = tail.chars();
    match rest.next() {
        Some('}') => Ok((Field { name, conversion: None, specification: "" }, rest.as_str())),
        Some('{') => Err(interpreter.error("ValueError", "unexpected '{' in field name")),
        Some(':') => read_specification(interpreter, name, None, rest.as_str()),
        Some(_) => read_conversion(interpreter, name, rest.as_str()),
        None => Err(interpreter.error("ValueError", "expected '}' before end of string")),
    }
}

/// What follows a `!`.
fn read_conversion<'a>(
    interpreter: &mut Interpreter<'_>,
    name: &'a str,
    tail: &'a str,
) -> Outcome<(Field<'a>, &'a str)> {
    let mut rest = tail.chars();
    let Some(conversion) = rest.next() else {
        let message = "end of string while looking for conversion specifier";
        return Err(interpreter.error("ValueError", message));
    };
    match rest.next() {
        Some('}') => Ok((Field { name, conversion: Some(conversion), specification: "" }, rest.as_str())),
        Some(':') | None => read_specification(interpreter, name, Some(conversion), rest.as_str()),
        Some(_) => Err(interpreter.error("ValueError", "expected ':' after conversion specifier")),
    }
}

/// What follows a `:`, with fields of its own.
fn read_specification<'a>(
    interpreter: &mut Interpreter<'_>,
    name: &'a str,
    conversion: Option<char>,
    tail: &'a str,
) -> Outcome<(Field<'a>, &'a str)> {
    let mut depth = 1;
    let end = tail.find(|character| {
        depth += match character {
            '{' => 1,
            '}' => -1,
            _ => 0,
        };
        depth == 0
    });
    match end.and_then(|end| tail.split_at_checked(end)) {
        Some((specification, after)) => {
            Ok((Field { name, conversion, specification }, after.strip_prefix('}').unwrap_or(after)))
        }
        None => Err(interpreter.error("ValueError", "unmatched '{' in format spec")),
    }
}

/// A number of digits alone.
fn number(text: &str) -> Option<i64> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}
