//! Methods of `slice`.

use super::{Method, arguments};
use crate::eval::{Interpreter, Outcome};
use crate::value::{Arguments, Value};

super::methods! {
    "slice": "indices" => indices,
}

/// `slice.indices(length)`: start, stop and step over a sequence of that length.
fn indices(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let [length] = arguments::exactly::<1>(interpreter, "slice.indices", arguments)?;
    let length = arguments::index(interpreter, &length)?;
    let (Value::Slice(slice), Ok(length)) = (this, usize::try_from(length)) else {
        return Err(interpreter.error("ValueError", "length should not be negative"));
    };
    let (start, stop, step) = interpreter.slice_bounds(slice, length)?;
    Ok(Value::tuple([start, stop, step].map(Value::Int).to_vec()))
}
