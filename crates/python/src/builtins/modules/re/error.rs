//! `re.error`.

use std::cell::RefCell;
use std::rc::Rc;

use crate::builtins::arguments::{self, Parameters};
use crate::eval::{Interpreter, Stop};
use crate::regex::Problem;
use crate::value::class::Mark;
use crate::value::{Attributes, Class, Instance, NativeClass, NativeFunction, Symbol, Value};

pub(super) fn class(interpreter: &Interpreter<'_>) -> Rc<Class> {
    let mut attributes = Attributes::default();
    attributes.set(Symbol::new(INIT.name), Value::Native(&INIT), Mark::Derived);
    let parent = interpreter.exceptions.class("Exception");
    Rc::new(Class {
        name: "error".into(),
        module: "re".into(),
        ancestors: parent.lineage().cloned().collect(),
        bases: vec![parent],
        attributes: RefCell::new(attributes),
        native: NativeClass::Exception,
        documentation: None,
    })
}

/// The exception for what is wrong with a pattern.
pub(super) fn raised(interpreter: &mut Interpreter<'_>, problem: Problem, pattern: &Value) -> Stop {
    match problem {
        Problem::Error { message, position } => {
            let class = match super::class(interpreter, "error") {
                Ok(class) => class,
                Err(stop) => return stop,
            };
            let exception = interpreter.exception(&class, Vec::new());
            if let Value::Instance(instance) = &exception {
                fill(instance, &message, pattern, position);
            }
            interpreter.raised(exception)
        }
        Problem::Other { class, message } => interpreter.error(class, message),
        Problem::TooDeep => interpreter.over_limit("a regular expression nests groups too deeply".to_owned()),
    }
}

/// Sets the attributes of an error.
fn fill(instance: &Instance, message: &str, pattern: &Value, position: Option<usize>) {
    let number = |number: usize| Value::Int(number as i64);
    let mut whole = message.to_owned();
    let mut place = (Value::None, Value::None);
    if let Some(position) = position {
        whole.push_str(&format!(" at position {position}"));
        let before: Vec<char> = match pattern {
            Value::Str(text) => text.as_str().chars().collect(),
            Value::Bytes(bytes) => bytes.iter().map(|byte| char::from(*byte)).collect(),
            _ => Vec::new(),
        };
        let has_lines = before.contains(&'\n');
        let before = before.get(..position).unwrap_or(&before);
        let line = before.iter().filter(|character| **character == '\n').count() + 1;
        let start = before.iter().rposition(|character| *character == '\n').map_or(0, |at| at + 1);
        let column = position - start + 1;
        if has_lines {
            whole.push_str(&format!(" (line {line}, column {column})"));
        }
        place = (number(line), number(column));
    }
    let values = [
        ("msg", Value::str(message)),
        ("pattern", pattern.clone()),
        ("pos", position.map_or(Value::None, number)),
        ("lineno", place.0),
        ("colno", place.1),
        ("args", Value::tuple(vec![Value::str(whole)])),
    ];
    for (name, value) in values {
        instance.set(Symbol::new(name), value, Mark::Derived);
    }
}

/// `error(msg, pattern=None, pos=None)`
static INIT: NativeFunction = NativeFunction {
    name: "__init__",
    call: |interpreter, mut arguments| {
        let this = super::matched::take_this(interpreter, &mut arguments)?;
        let parameters = Parameters { function: "error", names: ["msg", "pattern", "pos"], positional: 3, required: 1 };
        let [message, pattern, position] = arguments::named(interpreter, &parameters, arguments)?;
        let message = interpreter.text(&message.unwrap_or(Value::None))?;
        let pattern = pattern.unwrap_or(Value::None);
        let position = match position {
            None | Some(Value::None) => None,
            Some(position) => usize::try_from(arguments::index(interpreter, &position)?).ok(),
        };
        let position = position.filter(|_| !matches!(pattern, Value::None));
        fill(&this, &message, &pattern, position);
        Ok(Value::None)
    },
};
