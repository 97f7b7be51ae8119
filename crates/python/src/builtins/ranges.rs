//! `range`: how long one is, what is in it, and its methods.

use num_traits::ToPrimitive;

use super::{Method, arguments};
use crate::eval::{Interpreter, Outcome};
use crate::value::{Arguments, RangeObject, Value, number};

super::methods! {
    "range":
    "index" => index, "count" => count,
}

/// How many numbers a range has.
pub(crate) fn range_length(range: &RangeObject) -> usize {
    let (start, stop, step) = (i128::from(range.start), i128::from(range.stop), i128::from(range.step));
    let distance = if step > 0 { stop - start } else { start - stop };
    match distance > 0 && step != 0 {
        true => usize::try_from((distance - 1) / step.abs() + 1).unwrap_or(usize::MAX),
        false => 0,
    }
}

/// Whether a number is in a range.
pub(crate) fn range_contains(range: &RangeObject, number: i64) -> bool {
    position(range, number).is_some()
}

/// `range(stop)` and `range(start, stop, step)`
pub(super) fn construct(interpreter: &mut Interpreter<'_>, arguments: Arguments) -> Outcome<Value> {
    let [first, second, third] = arguments::positional::<3>(interpreter, "range", arguments, 1)?;
    let first = end(interpreter, &first.unwrap_or(Value::None))?;
    let second = second.map(|second| end(interpreter, &second)).transpose()?;
    let step = third.map_or(Ok(1), |third| end(interpreter, &third))?;
    if step == 0 {
        return Err(interpreter.error("ValueError", "range() arg 3 must not be zero"));
    }
    let (start, stop) = match second {
        Some(stop) => (first, stop),
        None => (0, first),
    };
    Ok(Value::Range(std::rc::Rc::new(RangeObject::new(start, stop, step))))
}

fn end(interpreter: &mut Interpreter<'_>, value: &Value) -> Outcome<i64> {
    let number = arguments::whole(interpreter, value)?;
    let message = "a range reaches numbers that do not fit 64 bits";
    number::as_big(&number).and_then(|number| number.to_i64()).ok_or_else(|| interpreter.over_limit(message.to_owned()))
}

fn own(this: &Value) -> Option<&RangeObject> {
    match this {
        Value::Range(range) => Some(range),
        _ => None,
    }
}

fn position(range: &RangeObject, number: i64) -> Option<i128> {
    let distance = i128::from(number) - i128::from(range.start);
    let step = i128::from(range.step);
    let at = distance.checked_div(step)?;
    (at >= 0 && distance % step == 0 && at < range_length(range) as i128).then_some(at)
}

fn index(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let [value] = arguments::exactly::<1>(interpreter, "range.index", arguments)?;
    let at = match (own(this), &value) {
        (Some(range), Value::Int(number)) => position(range, *number),
        (Some(range), Value::Bool(number)) => position(range, i64::from(*number)),
        (_, Value::Big(_)) => None,
        // What is no whole number is looked for as in any sequence.
        _ => {
            let items = interpreter.iterator(this)?;
            let mut at = 0;
            while let Some(item) = interpreter.next(&items)? {
                if interpreter.equals(&item, &value)? {
                    return Ok(Value::Int(at));
                }
                at += 1;
            }
            return Err(interpreter.error("ValueError", "sequence.index(x): x not in sequence"));
        }
    };
    match at {
        Some(at) => Ok(Value::Int(at as i64)),
        None => {
            let shown = interpreter.repr(&value)?;
            Err(interpreter.error("ValueError", format!("{shown} is not in range")))
        }
    }
}

fn count(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let [value] = arguments::exactly::<1>(interpreter, "range.count", arguments)?;
    let found = matches!((own(this), &value), (Some(range), Value::Int(number)) if range_contains(range, *number));
    Ok(Value::Int(i64::from(found)))
}
