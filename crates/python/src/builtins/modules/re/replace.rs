//! Replacing matches: `sub`, `subn` and `expand`.

use super::matched::{self, take_this};
use super::searches::{Task, behind};
use super::{error, pattern};
use crate::builtins::arguments::{self, Parameters};
use crate::eval::{Interpreter, Outcome};
use crate::regex::{Machine, Piece, Program, parse_template};
use crate::value::{Arguments, Instance, NativeFunction, Symbol, Value};

/// What stands in for matches.
enum Replacement {
    /// A function of the match.
    Call(Value),
    /// The same for each match.
    Fixed(Value),
    Template(Vec<Piece>),
}

pub(super) static SUB: NativeFunction = NativeFunction {
    name: "sub",
    call: |interpreter, arguments| replace(interpreter, "sub", arguments).map(|(text, _)| text),
};

pub(super) static SUBN: NativeFunction = NativeFunction {
    name: "subn",
    call: |interpreter, arguments| {
        let (text, count) = replace(interpreter, "subn", arguments)?;
        Ok(Value::tuple(vec![text, Value::Int(count)]))
    },
};

/// The text with matches replaced, and how many there were.
fn replace(
    interpreter: &mut Interpreter<'_>,
    function: &'static str,
    mut arguments: Arguments,
) -> Outcome<(Value, i64)> {
    let this = take_this(interpreter, &mut arguments)?;
    let parameters = Parameters { function, names: ["repl", "string", "count"], positional: 3, required: 2 };
    let [with, text, most] = arguments::named(interpreter, &parameters, arguments)?;
    let most = arguments::index_or(interpreter, most.as_ref(), 0)?;
    let task = Task::new(interpreter, this, text.unwrap_or(Value::None), None, None)?;
    let replacement = replacement(interpreter, &task.program, with.unwrap_or(Value::None))?;
    let mut search = task.search(false, false);
    let mut machine = task.machine();
    let mut parts = Parts::new(task.program.is_text);
    let (mut count, mut last) = (0, 0);
    while (most == 0 || count < most) && machine.find(interpreter, &search)? {
        let (start, end) = machine.spans().next().flatten().unwrap_or_default();
        if last < start {
            let between = task.subject.slice(interpreter, last, start)?;
            parts.add(interpreter, &between)?;
        }
        match &replacement {
            Replacement::Call(function) => {
                let object = matched::object(interpreter, &task, &machine)?;
                match interpreter.call(function, Arguments::of(object))? {
                    Value::None => {}
                    part => parts.add(interpreter, &part)?,
                }
            }
            Replacement::Fixed(value) => parts.add(interpreter, value)?,
            Replacement::Template(pieces) => {
                let filled = fill(interpreter, pieces, &task, &machine)?;
                parts.add(interpreter, &filled)?;
            }
        }
        count += 1;
        last = end;
        behind(&mut search, (start, end));
    }
    if count == 0 {
        return Ok((task.subject.value.clone(), 0));
    }
    if last < task.end {
        let rest = task.subject.slice(interpreter, last, task.end)?;
        parts.add(interpreter, &rest)?;
    }
    Ok((parts.joined(), count))
}

fn replacement(interpreter: &mut Interpreter<'_>, program: &Program, value: Value) -> Outcome<Replacement> {
    let value = value.into_plain();
    let has_escapes = match &value {
        Value::Str(text) => text.as_str().contains('\\'),
        Value::Bytes(bytes) => bytes.contains(&b'\\'),
        _ => {
            let function = interpreter.builtins.get(Symbol::new("callable")).unwrap_or(Value::None);
            let is_callable = interpreter.call(&function, Arguments::of(value.clone()))?;
            if interpreter.truth(&is_callable)? {
                return Ok(Replacement::Call(value));
            }
            let name = interpreter.type_name(&value);
            let message = format!("decoding to str: need a bytes-like object, {name} found");
            return Err(interpreter.error("TypeError", message));
        }
    };
    match has_escapes {
        true => template(interpreter, program, &value).map(Replacement::Template),
        false => Ok(Replacement::Fixed(value)),
    }
}

fn template(interpreter: &mut Interpreter<'_>, program: &Program, value: &Value) -> Outcome<Vec<Piece>> {
    let codes = pattern::code_points(value);
    interpreter.reserve(codes.len() * size_of::<u32>())?;
    match parse_template(&codes, matches!(value, Value::Str(_)), program) {
        Ok(pieces) => Ok(pieces),
        Err(problem) => Err(error::raised(interpreter, problem, value)),
    }
}

/// A template filled with the groups of the match that was found.
fn fill(interpreter: &mut Interpreter<'_>, pieces: &[Piece], task: &Task, machine: &Machine<'_>) -> Outcome<Value> {
    let spans: Vec<Option<(usize, usize)>> = machine.spans().collect();
    interpreter.step(spans.len() + pieces.len())?;
    let mut parts = Parts::new(task.program.is_text);
    for piece in pieces {
        match piece {
            Piece::Literal(codes) => parts.add_codes(interpreter, codes)?,
            Piece::Group(group) => {
                if let Some((start, end)) = spans.get(*group).copied().flatten() {
                    let text = task.subject.slice(interpreter, start, end)?;
                    parts.add(interpreter, &text)?;
                }
            }
        }
    }
    Ok(parts.joined())
}

/// `match.expand(template)`
pub(super) fn expand(interpreter: &mut Interpreter<'_>, this: &Instance, value: &Value) -> Outcome<Value> {
    let Some(Value::Instance(pattern)) = this.get(Symbol::new("re")) else { return Ok(Value::None) };
    let program = pattern::program(interpreter, &pattern)?;
    let pieces = template(interpreter, &program, &value.clone().into_plain())?;
    let mut parts = Parts::new(program.is_text);
    for piece in pieces {
        match piece {
            Piece::Literal(codes) => parts.add_codes(interpreter, &codes)?,
            Piece::Group(group) => match matched::text(interpreter, this, group, &Value::None)? {
                Value::None => {}
                text => parts.add(interpreter, &text)?,
            },
        }
    }
    Ok(parts.joined())
}

/// Text or bytes that are put together.
struct Parts {
    is_text: bool,
    text: String,
    bytes: Vec<u8>,
    count: usize,
}

impl Parts {
    fn new(is_text: bool) -> Self {
        Self { is_text, text: String::new(), bytes: Vec::new(), count: 0 }
    }

    fn add(&mut self, interpreter: &mut Interpreter<'_>, part: &Value) -> Outcome<()> {
        let part = part.clone().into_plain();
        match (&part, self.is_text) {
            (Value::Str(text), true) => self.text.push_str(text.as_str()),
            (Value::Bytes(bytes), false) => self.bytes.extend_from_slice(bytes),
            (other, true) => {
                let name = interpreter.type_name(other);
                let message = format!("sequence item {}: expected str instance, {name} found", self.count);
                return Err(interpreter.error("TypeError", message));
            }
            (other, false) => {
                let name = interpreter.type_name(other);
                let message = format!("sequence item {}: expected a bytes-like object, {name} found", self.count);
                return Err(interpreter.error("TypeError", message));
            }
        }
        self.count += 1;
        crate::builtins::check_size(interpreter, self.text.len() + self.bytes.len())
    }

    fn add_codes(&mut self, interpreter: &mut Interpreter<'_>, codes: &[u32]) -> Outcome<()> {
        interpreter.step(codes.len() / 32)?;
        match self.is_text {
            true => self.text.push_str(&Piece::literal(codes)),
            false => self.bytes.extend(codes.iter().filter_map(|code| u8::try_from(*code).ok())),
        }
        crate::builtins::check_size(interpreter, self.text.len() + self.bytes.len())
    }

    fn joined(self) -> Value {
        match self.is_text {
            true => Value::str(self.text),
            false => Value::bytes(self.bytes),
        }
    }
}
