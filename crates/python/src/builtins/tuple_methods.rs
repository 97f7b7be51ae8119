//! Methods of `tuple`.

use super::{Method, arguments};
use crate::eval::{Interpreter, Outcome};
use crate::value::{Arguments, Value};

super::methods! {
    "tuple":
    "index" => index, "count" => count,
}

fn own(this: &Value) -> &[Value] {
    match this {
        Value::Tuple(tuple) => &tuple.items,
        _ => &[],
    }
}

fn index(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let [value, start, end] = arguments::positional::<3>(interpreter, "tuple.index", arguments, 1)?;
    let value = value.unwrap_or(Value::None);
    let items = own(this);
    let start = arguments::position(interpreter, start.as_ref(), 0, items.len())?;
    let end = arguments::position(interpreter, end.as_ref(), items.len(), items.len())?;
    for (at, item) in items.iter().enumerate().take(end).skip(start) {
        interpreter.step(1)?;
        if interpreter.is_same(item, &value)? || interpreter.equals(item, &value)? {
            return Ok(Value::Int(at as i64));
        }
    }
    Err(interpreter.error("ValueError", "tuple.index(x): x not in tuple"))
}

fn count(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let [value] = arguments::exactly::<1>(interpreter, "tuple.count", arguments)?;
    let mut count = 0;
    for item in own(this) {
        interpreter.step(1)?;
        if interpreter.is_same(item, &value)? || interpreter.equals(item, &value)? {
            count += 1;
        }
    }
    Ok(Value::Int(count))
}
