//! Methods of `int` and `float`.

use num_bigint::{BigInt, Sign};
use num_traits::ToPrimitive;

use super::Method;
use super::arguments::{self, Parameters};
use crate::eval::{Interpreter, Outcome};
use crate::value::{Arguments, Value, number};

/// Methods of `int`.
pub(super) mod whole {
    use super::*;

    super::super::methods! {
        "int":
        "bit_length" => bit_length, "bit_count" => bit_count, "to_bytes" => to_bytes, "conjugate" => itself,
        "as_integer_ratio" => integer_ratio, "__index__" => itself, "__int__" => itself,
    }
}

/// Methods of `float`.
pub(super) mod float {
    use super::*;

    super::super::methods! {
        "float":
        "is_integer" => is_integer, "as_integer_ratio" => integer_ratio, "conjugate" => itself,
        "hex" => refuse_hex,
    }
}

fn bit_length(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    arguments::nothing(interpreter, "int.bit_length", arguments)?;
    Ok(Value::Int(number::as_big(this).unwrap_or_default().bits() as i64))
}

fn bit_count(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    arguments::nothing(interpreter, "int.bit_count", arguments)?;
    Ok(Value::Int(number::as_big(this).unwrap_or_default().magnitude().count_ones() as i64))
}

fn to_bytes(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let parameters =
        Parameters { function: "int.to_bytes", names: ["length", "byteorder", "signed"], positional: 2, required: 0 };
    let [length, order, signed] = arguments::named(interpreter, &parameters, arguments)?;
    let length = arguments::index_or(interpreter, length.as_ref(), 1)?;
    let is_signed = match signed {
        Some(flag) => interpreter.truth(&flag)?,
        None => false,
    };
    let is_little = match order.as_ref() {
        None => false,
        Some(Value::Str(order)) if order.as_str() == "big" => false,
        Some(Value::Str(order)) if order.as_str() == "little" => true,
        Some(_) => return Err(interpreter.error("ValueError", "byteorder must be either 'little' or 'big'")),
    };
    let Ok(length) = usize::try_from(length) else {
        return Err(interpreter.error("ValueError", "length argument must be non-negative"));
    };
    interpreter.reserve(length)?;
    let number = number::as_big(this).unwrap_or_default();
    if number.sign() == Sign::Minus && !is_signed {
        return Err(interpreter.error("OverflowError", "can't convert negative int to unsigned"));
    }
    let filler = if number.sign() == Sign::Minus { 0xff } else { 0 };
    let mut bytes = if is_signed { number.to_signed_bytes_le() } else { number.magnitude().to_bytes_le() };
    while bytes.len() > length && bytes.last() == Some(&0) && !is_signed {
        bytes.pop();
    }
    if bytes.len() > length {
        return Err(interpreter.error("OverflowError", "int too big to convert"));
    }
    bytes.resize(length, filler);
    if !is_little {
        bytes.reverse();
    }
    Ok(Value::bytes(bytes))
}

fn refuse_hex(interpreter: &mut Interpreter<'_>, _this: &Value, _arguments: Arguments) -> Outcome<Value> {
    Err(interpreter.unsupported("`float.hex()`"))
}

/// `int.from_bytes`, `bytes.fromhex` and `float.fromhex`
pub(super) fn refuse_reading(
    interpreter: &mut Interpreter<'_>,
    _class: &Value,
    _arguments: Arguments,
) -> Outcome<Value> {
    Err(interpreter.unsupported("making numbers of bytes, or bytes and numbers of hexadecimal digits,"))
}

fn itself(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    arguments::nothing(interpreter, "conjugate", arguments)?;
    Ok(match this {
        Value::Bool(flag) => Value::Int(i64::from(*flag)),
        other => other.clone(),
    })
}

fn is_integer(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    arguments::nothing(interpreter, "float.is_integer", arguments)?;
    let number = number::as_float(this).unwrap_or(f64::NAN);
    Ok(Value::Bool(number.is_finite() && number.fract() == 0.0))
}

fn integer_ratio(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    arguments::nothing(interpreter, "as_integer_ratio", arguments)?;
    let Value::Float(number) = this else {
        return Ok(Value::tuple(vec![number::normalize(number::as_big(this).unwrap_or_default()), Value::Int(1)]));
    };
    if number.is_nan() {
        return Err(interpreter.error("ValueError", "cannot convert NaN to integer ratio"));
    }
    if number.is_infinite() {
        return Err(interpreter.error("OverflowError", "cannot convert Infinity to integer ratio"));
    }
    let (mut numerator, mut power) = (*number, 0_u32);
    while numerator.fract() != 0.0 {
        numerator *= 2.0;
        power += 1;
    }
    let numerator = match number::from_float(numerator) {
        Some(whole) => whole,
        None => Value::Int(numerator.to_i64().unwrap_or(0)),
    };
    Ok(Value::tuple(vec![numerator, number::normalize(BigInt::from(1) << power)]))
}
