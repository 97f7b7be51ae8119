//! Methods of generators, coroutines and asynchronous generators.

use std::cell::RefMut;

use super::{Method, arguments};
use crate::eval::{Interpreter, Outcome, Raised, Resume, Resumed};
use crate::value::{Arguments, Iterate, Value};

type Shared = std::rc::Rc<std::cell::RefCell<Box<dyn Iterate>>>;

/// The method of an iterator, by name.
pub(super) fn method(this: &Value, name: &str) -> Option<Method> {
    let Value::Iterator(shared) = this else { return None };
    // One that runs now cannot be asked; only a function that yields can see itself run.
    let class = shared
        .try_borrow_mut()
        .map_or(Some("generator"), |mut iterate| iterate.running().is_some().then(|| iterate.class_name()))?;
    Some(match (class, name) {
        ("generator" | "coroutine", "send") => send,
        ("generator" | "coroutine", "throw") => throw,
        ("generator" | "coroutine", "close") => close,
        ("coroutine", "__await__") => |_, this, _| Ok(this.clone()),
        ("async_generator", "__aiter__") => |_, this, _| Ok(this.clone()),
        ("async_generator", "__anext__") => |_, this, _| Ok(step(this, Input::Send(Value::None))),
        ("async_generator", "asend") => |interpreter, this, given| {
            let [value] = arguments::exactly::<1>(interpreter, "asend", given)?;
            Ok(step(this, Input::Send(value)))
        },
        ("async_generator", "athrow") => |interpreter, this, given| {
            let raised = thrown(interpreter, given)?;
            Ok(step(this, Input::Throw(raised)))
        },
        ("async_generator", "aclose") => |_, this, _| Ok(step(this, Input::Close)),
        _ => return None,
    })
}

/// The value that `StopIteration` carries when an iterator has ended.
pub(super) fn returned(iterator: &Shared) -> Value {
    iterator.try_borrow_mut().map_or(Value::None, |mut iterate| iterate.returned())
}

fn send(interpreter: &mut Interpreter<'_>, this: &Value, given: Arguments) -> Outcome<Value> {
    let [value] = arguments::exactly::<1>(interpreter, "send", given)?;
    resume(interpreter, this, Resume::Send(value))
}

fn throw(interpreter: &mut Interpreter<'_>, this: &Value, given: Arguments) -> Outcome<Value> {
    let raised = thrown(interpreter, given)?;
    resume(interpreter, this, Resume::Throw(raised))
}

fn close(interpreter: &mut Interpreter<'_>, this: &Value, given: Arguments) -> Outcome<Value> {
    arguments::nothing(interpreter, "close", given)?;
    let mut iterate = borrow(interpreter, this)?;
    if let Some(running) = iterate.running() {
        running.close(interpreter)?;
    }
    Ok(Value::None)
}

fn resume(interpreter: &mut Interpreter<'_>, this: &Value, with: Resume) -> Outcome<Value> {
    let mut iterate = borrow(interpreter, this)?;
    let Some(running) = iterate.running() else { return Ok(Value::None) };
    match running.resume(interpreter, with)? {
        Resumed::Yielded(value) | Resumed::Waiting(value) => Ok(value),
        Resumed::Ended => {
            let arguments = match iterate.returned() {
                Value::None => Vec::new(),
                value => vec![value],
            };
            Err(interpreter.error_of("StopIteration", arguments))
        }
    }
}

fn borrow<'v>(interpreter: &mut Interpreter<'_>, this: &'v Value) -> Outcome<RefMut<'v, Box<dyn Iterate>>> {
    if let Value::Iterator(shared) = this
        && let Ok(iterate) = shared.try_borrow_mut()
    {
        return Ok(iterate);
    }
    Err(interpreter.error("ValueError", "generator already executing"))
}

/// The exception that `throw(exception)` or `throw(class, value)` is about.
fn thrown(interpreter: &mut Interpreter<'_>, given: Arguments) -> Outcome<Box<Raised>> {
    let [exception, value, _] = arguments::positional::<3>(interpreter, "throw", given, 1)?;
    let mut exception = exception.unwrap_or(Value::None);
    if let Value::Class(class) = &exception
        && class.is_exception()
    {
        exception = match value.unwrap_or(Value::None) {
            Value::None => interpreter.call(&exception, Arguments::default())?,
            made @ Value::Instance(_) if interpreter.class_of(&made).is_subclass_of(class) => made,
            value => interpreter.call(&exception, Arguments::of(value))?,
        };
    }
    if !matches!(&exception, Value::Instance(instance) if instance.class().is_exception()) {
        let name = interpreter.type_name(&exception);
        let message = format!("exceptions must be classes or instances deriving from BaseException, not {name}");
        return Err(interpreter.error("TypeError", message));
    }
    Ok(Box::new(interpreter.on_its_way(exception)))
}

/// What is awaited to get the next item of an asynchronous generator.
struct AsyncStep {
    generator: Value,
    input: Option<Input>,
    is_closing: bool,
    returned: Value,
}

enum Input {
    Send(Value),
    Throw(Box<Raised>),
    Close,
}

fn step(generator: &Value, input: Input) -> Value {
    let is_closing = matches!(input, Input::Close);
    Value::iterator(AsyncStep { generator: generator.clone(), input: Some(input), is_closing, returned: Value::None })
}

impl AsyncStep {
    fn advance(&mut self, interpreter: &mut Interpreter<'_>, sent: Value) -> Outcome<Option<Value>> {
        let generator = self.generator.clone();
        let mut iterate = borrow(interpreter, &generator)?;
        let Some(running) = iterate.running() else { return Ok(None) };
        let with = match self.input.take() {
            Some(Input::Send(value)) => Resume::Send(value),
            Some(Input::Throw(raised)) => Resume::Throw(raised),
            Some(Input::Close) => return running.close(interpreter).map(|()| None),
            None => Resume::Send(sent),
        };
        match running.resume(interpreter, with)? {
            Resumed::Waiting(value) => Ok(Some(value)),
            Resumed::Yielded(value) => {
                self.returned = value;
                Ok(None)
            }
            Resumed::Ended if self.is_closing => Ok(None),
            Resumed::Ended => Err(interpreter.error_of("StopAsyncIteration", Vec::new())),
        }
    }
}

impl Iterate for AsyncStep {
    fn next(&mut self, interpreter: &mut Interpreter<'_>) -> Outcome<Option<Value>> {
        self.advance(interpreter, Value::None)
    }

    fn send(&mut self, interpreter: &mut Interpreter<'_>, value: Value) -> Outcome<Option<Value>> {
        self.advance(interpreter, value)
    }

    fn class_name(&self) -> &'static str {
        "async_step"
    }

    fn returned(&mut self) -> Value {
        std::mem::replace(&mut self.returned, Value::None)
    }
}

/// `repr` of an iterator, without CPython's address.
pub(crate) fn iterator_repr(shared: &Shared) -> String {
    let Ok(mut iterate) = shared.try_borrow_mut() else { return "<generator object>".to_owned() };
    let class = iterate.class_name();
    match iterate.running() {
        Some(running) => format!("<{class} object {}>", running.name()),
        None if class == "generator" => "<generator object <genexpr>>".to_owned(),
        None => format!("<{class} object>"),
    }
}
