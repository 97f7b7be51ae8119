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
        "hex" => hex,
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
    let is_little = is_little_endian(interpreter, "to_bytes", order.as_ref())?;
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

/// `number.hex()`
fn hex(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    arguments::nothing(interpreter, "float.hex", arguments)?;
    let number = number::as_float(this).unwrap_or(f64::NAN);
    if !number.is_finite() {
        return Ok(Value::str(number::not_finite(number)));
    }
    let bits = number.to_bits();
    let sign = if number.is_sign_negative() { "-" } else { "" };
    let fraction = bits & ((1 << FRACTION_BITS) - 1);
    let (lead, exponent) = match (bits >> FRACTION_BITS) as i64 & 0x7ff {
        0 if fraction == 0 => return Ok(Value::str(format!("{sign}0x0.0p+0"))),
        0 => (0, LEAST_EXPONENT),
        biased => (1, biased - EXPONENT_BIAS),
    };
    Ok(Value::str(format!("{sign}0x{lead}.{fraction:013x}p{exponent:+}")))
}

const FRACTION_BITS: u32 = 52;
const EXPONENT_BIAS: i64 = 1023;
const LEAST_EXPONENT: i64 = -1022;

/// `float.fromhex(text)`
pub(super) fn from_hex(interpreter: &mut Interpreter<'_>, _class: &Value, arguments: Arguments) -> Outcome<Value> {
    let [text] = arguments::exactly::<1>(interpreter, "float.fromhex", arguments)?;
    let text = arguments::text(interpreter, &text, "bad argument type for built-in operation")?;
    interpreter.reserve(text.len())?;
    let text = text.trim_matches(number::is_space).to_ascii_lowercase();
    match read_hex(&text) {
        Some(number) if number.is_infinite() && !text.contains("inf") => {
            Err(interpreter.error("OverflowError", "hexadecimal value too large to represent as a float"))
        }
        Some(number) => Ok(Value::Float(number)),
        None => Err(interpreter.error("ValueError", "invalid hexadecimal floating-point string")),
    }
}

fn read_hex(text: &str) -> Option<f64> {
    let (is_negative, text) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let magnitude = match text {
        "inf" | "infinity" => f64::INFINITY,
        "nan" => f64::NAN,
        _ => {
            let digits = text.strip_prefix("0x").unwrap_or(text);
            let (digits, exponent) = digits.split_once('p').unwrap_or((digits, "0"));
            let exponent: i64 = exponent.parse().ok()?;
            let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
            let all = format!("{whole}{fraction}");
            if all.is_empty() || all.len() > crate::limits::MAX_DIGITS || all.starts_with(['+', '-']) {
                return None;
            }
            let number = BigInt::parse_bytes(all.as_bytes(), 16).filter(|_| !all.contains('_'))?;
            let exponent = exponent.saturating_sub(4 * fraction.len() as i64);
            number::scale(&number, exponent.clamp(-100_000, 100_000))
        }
    };
    Some(if is_negative { -magnitude } else { magnitude })
}

/// `int.from_bytes(bytes, byteorder="big", *, signed=False)`
pub(super) fn from_bytes(interpreter: &mut Interpreter<'_>, _class: &Value, arguments: Arguments) -> Outcome<Value> {
    let parameters =
        Parameters { function: "int.from_bytes", names: ["bytes", "byteorder", "signed"], positional: 2, required: 1 };
    let [bytes, order, signed] = arguments::named(interpreter, &parameters, arguments)?;
    let bytes = bytes.unwrap_or(Value::None);
    let is_little = is_little_endian(interpreter, "from_bytes", order.as_ref())?;
    let is_signed = match signed {
        Some(flag) => interpreter.truth(&flag)?,
        None => false,
    };
    if matches!(bytes, Value::Str(_) | Value::Int(_) | Value::Bool(_) | Value::Float(_) | Value::None) {
        let name = interpreter.type_name(&bytes);
        return Err(interpreter.error("TypeError", format!("cannot convert '{name}' object to bytes")));
    }
    let Value::Bytes(bytes) = super::constructors::construct(interpreter, "bytes", Arguments::of(bytes))? else {
        return Ok(Value::Int(0));
    };
    interpreter.step(bytes.len() / 16)?;
    let number = match (is_little, is_signed) {
        (true, false) => BigInt::from_bytes_le(Sign::Plus, &bytes),
        (false, false) => BigInt::from_bytes_be(Sign::Plus, &bytes),
        (true, true) => BigInt::from_signed_bytes_le(&bytes),
        (false, true) => BigInt::from_signed_bytes_be(&bytes),
    };
    number::bounded(interpreter, number)
}

fn is_little_endian(interpreter: &mut Interpreter<'_>, function: &str, order: Option<&Value>) -> Outcome<bool> {
    match order {
        None => Ok(false),
        Some(Value::Str(order)) if order.as_str() == "big" => Ok(false),
        Some(Value::Str(order)) if order.as_str() == "little" => Ok(true),
        Some(Value::Str(_)) => Err(interpreter.error("ValueError", "byteorder must be either 'little' or 'big'")),
        Some(other) => {
            let name = if matches!(other, Value::None) { "None".into() } else { interpreter.type_name(other) };
            let message = format!("{function}() argument 'byteorder' must be str, not {name}");
            Err(interpreter.error("TypeError", message))
        }
    }
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
