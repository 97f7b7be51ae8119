//! Whole numbers of any size and floating-point numbers: reading, showing and arithmetic, with Python's results.
//!
//! A whole number has at most [`limits::MAX_DIGITS`] digits: operations whose result could be larger are refused before
//! they run.

use num_bigint::{BigInt, Sign};
use num_traits::{FromPrimitive, Signed, ToPrimitive, Zero};

use super::Value;
use crate::eval::{Interpreter, Outcome, Stop};
use crate::limits;
use crate::tree::Binary;

/// A number of more bits has more than [`limits::MAX_DIGITS`] digits: `log2(10) * MAX_DIGITS`.
pub(crate) const MAX_BITS: u64 = limits::MAX_DIGITS as u64 * 33_219 / 10_000;

/// The value of a whole number: small when it fits.
pub(crate) fn normalize(number: BigInt) -> Value {
    match number.to_i64() {
        Some(small) => Value::Int(small),
        None => Value::Big(std::rc::Rc::new(super::Big::new(number))),
    }
}

/// The whole number of a value; `None` when it is not one.
pub(crate) fn as_big(value: &Value) -> Option<BigInt> {
    match value {
        Value::Bool(flag) => Some(BigInt::from(i64::from(*flag))),
        Value::Int(number) => Some(BigInt::from(*number)),
        Value::Big(number) => Some((***number).clone()),
        _ => None,
    }
}

/// A whole number that fits 64 bits; `None` for others.
pub(crate) fn as_small(value: &Value) -> Option<i64> {
    match value {
        Value::Bool(flag) => Some(i64::from(*flag)),
        Value::Int(number) => Some(*number),
        _ => None,
    }
}

/// Whether a number is below zero.
pub(crate) fn is_negative(value: &Value) -> bool {
    match value {
        Value::Int(number) => *number < 0,
        Value::Big(number) => number.is_negative(),
        Value::Float(number) => *number < 0.0,
        _ => false,
    }
}

/// The nearest floating-point number; infinite for whole numbers that are too large, `None` for what is no number.
pub(crate) fn as_float(value: &Value) -> Option<f64> {
    match value {
        Value::Float(number) => Some(*number),
        Value::Bool(flag) => Some(f64::from(u8::from(*flag))),
        Value::Int(number) => Some(*number as f64),
        Value::Big(number) => number.to_f64(),
        _ => None,
    }
}

/// The nearest floating-point number of a number; an OverflowError when it is too large.
pub(crate) fn to_float(interpreter: &mut Interpreter<'_>, value: &Value) -> Outcome<f64> {
    match (value, as_float(value)) {
        (Value::Big(_), Some(number)) if number.is_infinite() => {
            Err(interpreter.error("OverflowError", "int too large to convert to float"))
        }
        (_, number) => Ok(number.unwrap_or(0.0)),
    }
}

/// A whole number from a floating-point number, without its fraction.
pub(crate) fn truncate(interpreter: &mut Interpreter<'_>, number: f64) -> Outcome<Value> {
    if number.is_nan() {
        return Err(interpreter.error("ValueError", "cannot convert float NaN to integer"));
    }
    match from_float(number) {
        Some(whole) => Ok(whole),
        None => Err(interpreter.error("OverflowError", "cannot convert float infinity to integer")),
    }
}

/// A whole number from a finite floating-point number, without its fraction.
pub(crate) fn from_float(number: f64) -> Option<Value> {
    num_traits::FromPrimitive::from_f64(number.trunc()).map(normalize)
}

/// A whole number from decimal digits, as the parser found them.
pub(crate) fn parse_decimal(digits: &str) -> Value {
    BigInt::parse_bytes(digits.as_bytes(), 10).map_or(Value::Int(0), normalize)
}

/// `int(text, base)`; `None` when the text is no number. More than [`limits::MAX_DIGITS`] digits are the `Err`, with
/// their count.
pub(crate) fn parse_int(text: &str, base: u32) -> Option<Result<Value, usize>> {
    let text = text.trim_matches(is_space_of_number);
    let (is_negative, text) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let prefixed = [("0x", 16), ("0o", 8), ("0b", 2)].iter().find_map(|(prefix, prefix_base)| {
        let start = text.get(..2)?;
        (start.eq_ignore_ascii_case(prefix) && (base == 0 || base == *prefix_base)).then_some(*prefix_base)
    });
    let (base, digits) = match prefixed {
        Some(prefix_base) => {
            let digits = text.get(2..)?;
            (prefix_base, digits.strip_prefix('_').unwrap_or(digits))
        }
        None if base == 0 && text.starts_with('0') && !text.chars().all(|digit| matches!(digit, '0' | '_')) => {
            return None;
        }
        None => (if base == 0 { 10 } else { base }, text),
    };
    if digits.starts_with('_') || digits.ends_with('_') || digits.contains("__") {
        return None;
    }
    let digits: String = digits.chars().filter(|digit| *digit != '_').collect();
    if digits.is_empty() || !digits.chars().all(|digit| digit.is_digit(base)) {
        return None;
    }
    if digits.len() > limits::MAX_DIGITS {
        return Some(Err(digits.len()));
    }
    let number = BigInt::parse_bytes(digits.as_bytes(), base)?;
    Some(Ok(normalize(if is_negative { -number } else { number })))
}

/// `float(text)`; `None` when the text is no number.
pub(crate) fn parse_float(text: &str) -> Option<f64> {
    let text = text.trim_matches(is_space_of_number);
    let mut previous = ' ';
    for (at, character) in text.char_indices() {
        let follows_digit = previous.is_ascii_digit();
        let next = text.get(at + 1..).and_then(|rest| rest.chars().next());
        if character == '_' && !(follows_digit && next.is_some_and(|next| next.is_ascii_digit())) {
            return None;
        }
        previous = character;
    }
    text.replace('_', "").parse().ok()
}

/// What numbers may have around them: less than `strip` takes away.
fn is_space_of_number(character: char) -> bool {
    is_space(character) && !('\x1c'..='\x1f').contains(&character)
}

/// What Python's `strip` takes away.
pub(crate) fn is_space(character: char) -> bool {
    character.is_whitespace() || ('\x1c'..='\x1f').contains(&character)
}

/// `repr(number)`: the shortest digits that read back as the same number.
pub(crate) fn float_repr(number: f64) -> String {
    if !number.is_finite() {
        return not_finite(number).to_owned();
    }
    let shown = format!("{number:e}");
    let Some((mantissa, exponent)) = shown.split_once('e') else { return shown };
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let mut digits = match exponent {
        -4..16 => format!("{number}"),
        _ => mantissa.to_owned(),
    };
    if let Some(even) = even_digit(number, mantissa) {
        digits.pop();
        digits.push(even);
    }
    match exponent {
        -4..16 if digits.contains('.') => digits,
        -4..16 => digits + ".0",
        _ => format!("{digits}e{}{:02}", if exponent < 0 { '-' } else { '+' }, exponent.abs()),
    }
}

/// The last digit, where another one is as near to the number: CPython takes the even one, `format!` the upper one.
fn even_digit(number: f64, mantissa: &str) -> Option<char> {
    // Numbers with fewer digits lie too far apart for a tie.
    if mantissa.len() < 17 {
        return None;
    }
    let last = mantissa.chars().next_back()?.to_digit(10).filter(|digit| digit % 2 == 1)?;
    let even = char::from_digit(last - 1, 10)?;
    let exact = format!("{number:.60e}");
    let rest = exact.split_once('e')?.0.strip_prefix(mantissa.get(..mantissa.len() - 1)?)?.strip_prefix(even)?;
    (rest.trim_end_matches('0') == "5").then_some(even)
}

/// `nan`, `inf` or `-inf`.
pub(crate) fn not_finite(number: f64) -> &'static str {
    match number {
        _ if number.is_nan() => "nan",
        _ if number > 0.0 => "inf",
        _ => "-inf",
    }
}

/// Arithmetic on two numbers; `None` when one of them is something else.
pub(crate) fn arithmetic(
    interpreter: &mut Interpreter<'_>,
    operator: Binary,
    left: &Value,
    right: &Value,
) -> Option<Outcome<Value>> {
    if let (Some(left), Some(right)) = (as_small(left), as_small(right))
        && let Some(result) = small_arithmetic(operator, left, right)
    {
        return Some(Ok(result));
    }
    if let (Value::Bool(left), Value::Bool(right)) = (left, right) {
        match operator {
            Binary::And => return Some(Ok(Value::Bool(left & right))),
            Binary::Or => return Some(Ok(Value::Bool(left | right))),
            Binary::Xor => return Some(Ok(Value::Bool(left ^ right))),
            _ => {}
        }
    }
    if let (Some(left), Some(right)) = (as_big(left), as_big(right)) {
        return whole_arithmetic(interpreter, operator, left, right);
    }
    as_float(left)?;
    as_float(right)?;
    let is_bitwise = matches!(
        operator,
        Binary::ShiftLeft | Binary::ShiftRight | Binary::And | Binary::Or | Binary::Xor | Binary::MatrixMultiply
    );
    if is_bitwise {
        return None;
    }
    let operands = to_float(interpreter, left).and_then(|left| Ok((left, to_float(interpreter, right)?)));
    Some(match operands {
        Ok((left, right)) if operator == Binary::Power => float_power(interpreter, left, right),
        Ok((left, right)) => float_arithmetic(interpreter, operator, left, right).map(Value::Float),
        Err(stop) => Err(stop),
    })
}

/// The common cases, without making large numbers; `None` when it takes more.
fn small_arithmetic(operator: Binary, left: i64, right: i64) -> Option<Value> {
    let result = match operator {
        Binary::Add => left.checked_add(right)?,
        Binary::Subtract => left.checked_sub(right)?,
        Binary::Multiply => left.checked_mul(right)?,
        Binary::FloorDivide if right != 0 => {
            let quotient = left.checked_div(right)?;
            if left % right != 0 && (left < 0) != (right < 0) { quotient - 1 } else { quotient }
        }
        Binary::Modulo if right != 0 => {
            let rest = left.checked_rem(right)?;
            if rest != 0 && (rest < 0) != (right < 0) { rest + right } else { rest }
        }
        Binary::ShiftRight if right >= 0 => left >> right.min(63),
        _ => return None,
    };
    Some(Value::Int(result))
}

fn whole_arithmetic(
    interpreter: &mut Interpreter<'_>,
    operator: Binary,
    left: BigInt,
    right: BigInt,
) -> Option<Outcome<Value>> {
    let division = matches!(operator, Binary::Divide | Binary::FloorDivide | Binary::Modulo);
    if division && right.is_zero() {
        let message = match operator {
            Binary::Divide => "division by zero",
            Binary::FloorDivide => "integer division or modulo by zero",
            _ => "integer modulo by zero",
        };
        return Some(Err(interpreter.error("ZeroDivisionError", message)));
    }
    if let Err(stop) = interpreter.step(cost(operator, &left, &right)) {
        return Some(Err(stop));
    }
    Some(match operator {
        Binary::Add => bounded(interpreter, left + right),
        Binary::Subtract => bounded(interpreter, left - right),
        Binary::Multiply if left.bits() + right.bits() > MAX_BITS + 2 => Err(too_large(interpreter)),
        Binary::Multiply => bounded(interpreter, left * right),
        Binary::Divide => divide(interpreter, &left, &right).map(Value::Float),
        Binary::FloorDivide => Ok(normalize(floor_divide(&left, &right).0)),
        Binary::Modulo => Ok(normalize(floor_divide(&left, &right).1)),
        Binary::Power => power(interpreter, &left, &right),
        Binary::ShiftLeft => shift_left(interpreter, left, &right),
        Binary::ShiftRight => shift_right(interpreter, left, &right),
        Binary::And => Ok(normalize(left & right)),
        Binary::Or => Ok(normalize(left | right)),
        Binary::Xor => Ok(normalize(left ^ right)),
        Binary::MatrixMultiply => return None,
    })
}

/// What an operation on large numbers costs in steps.
fn cost(operator: Binary, left: &BigInt, right: &BigInt) -> usize {
    let (left, right) = (words(left), words(right));
    match operator {
        Binary::Multiply => 1 + left * right / 48,
        Binary::FloorDivide | Binary::Modulo => 4 + left + left.saturating_sub(right) * right / 10,
        Binary::Divide => 30 + left + right + left.saturating_sub(right) * right / 10,
        _ => 1 + (left + right) / 32,
    }
}

fn words(number: &BigInt) -> usize {
    number.bits() as usize / 64 + 1
}

/// What showing a whole number in decimal digits costs in steps.
pub(crate) fn decimal_cost(number: &BigInt) -> usize {
    let words = words(number);
    words * words / 48 + words / 4
}

/// Quotient and rest, rounded towards minus infinity. The divisor is not zero.
pub(crate) fn floor_divide(left: &BigInt, right: &BigInt) -> (BigInt, BigInt) {
    let (quotient, rest) = (left / right, left % right);
    match !rest.is_zero() && rest.is_negative() != right.is_negative() {
        true => (quotient - 1, rest + right),
        false => (quotient, rest),
    }
}

/// The value of a whole number, refused when it has too many digits.
pub(crate) fn bounded(interpreter: &mut Interpreter<'_>, number: BigInt) -> Outcome<Value> {
    let bits = number.bits();
    if bits > MAX_BITS {
        return Err(too_large(interpreter));
    }
    interpreter.step(bits as usize / 512)?;
    Ok(normalize(number))
}

fn too_large(interpreter: &mut Interpreter<'_>) -> Stop {
    interpreter.over_limit(format!("a whole number would have more than {} digits", limits::MAX_DIGITS))
}

/// `left / right`, correctly rounded. The divisor is not zero.
fn divide(interpreter: &mut Interpreter<'_>, left: &BigInt, right: &BigInt) -> Outcome<f64> {
    const EXACT: u64 = 53;
    if left.bits() <= EXACT && right.bits() <= EXACT {
        return Ok(left.to_f64().unwrap_or(0.0) / right.to_f64().unwrap_or(1.0));
    }
    // A quotient of at least 64 significant bits whose last bit remembers the rest: converting it rounds once.
    let shift = 66 - (left.bits() as i64 - right.bits() as i64);
    let (mut dividend, mut divisor) = (left.abs(), right.abs());
    if shift > 0 {
        dividend <<= shift as u64;
    } else {
        divisor <<= shift.unsigned_abs();
    }
    let mut quotient = &dividend / &divisor;
    if !(&dividend % &divisor).is_zero() {
        quotient |= BigInt::from(1);
    }
    let magnitude = scale(&quotient, -shift);
    if magnitude.is_infinite() {
        return Err(interpreter.error("OverflowError", "integer division result too large for a float"));
    }
    Ok(if left.is_negative() == right.is_negative() { magnitude } else { -magnitude })
}

/// `number * 2^exponent`, rounded once even when the result is subnormal.
pub(crate) fn scale(number: &BigInt, exponent: i64) -> f64 {
    const LEAST_EXPONENT: i64 = -1074;
    let surplus = (number.bits() as i64 - 53).max(LEAST_EXPONENT - exponent).max(0);
    let kept = number >> surplus.unsigned_abs();
    let dropped = number - (&kept << surplus.unsigned_abs());
    let half = if surplus > 0 { BigInt::from(1) << (surplus.unsigned_abs() - 1) } else { BigInt::from(1) };
    let is_odd = kept.bit(0);
    let rounded = if surplus > 0 && (dropped > half || (dropped == half && is_odd)) { kept + 1 } else { kept };
    let exponent = exponent + surplus;
    let mantissa = rounded.to_f64().unwrap_or(f64::INFINITY);
    match exponent {
        _ if rounded.bits() as i64 + exponent > 1024 => f64::INFINITY,
        // In two steps, since the power alone may be out of range.
        _ if exponent < -1000 => mantissa * 2f64.powi(-1000) * 2f64.powi((exponent + 1000) as i32),
        _ if exponent > 900 => mantissa * 2f64.powi(900) * 2f64.powi((exponent - 900) as i32),
        _ => mantissa * 2f64.powi(exponent as i32),
    }
}

fn power(interpreter: &mut Interpreter<'_>, base: &BigInt, exponent: &BigInt) -> Outcome<Value> {
    if exponent.is_negative() {
        let base = to_float(interpreter, &normalize(base.clone()))?;
        let exponent = to_float(interpreter, &normalize(exponent.clone()))?;
        return float_power(interpreter, base, exponent);
    }
    if base.bits() <= 1 {
        let is_even = !exponent.bit(0);
        return Ok(match base.sign() {
            Sign::NoSign => Value::Int(i64::from(exponent.is_zero())),
            Sign::Minus if !is_even => Value::Int(-1),
            _ => Value::Int(1),
        });
    }
    let size = exponent.to_u64().and_then(|exponent| (base.bits() - 1).checked_mul(exponent));
    match (size, exponent.to_u32()) {
        (Some(bits), Some(exponent)) if bits <= MAX_BITS => {
            let words = bits as usize / 64 + 1;
            interpreter.step(words * words / 48)?;
            bounded(interpreter, base.pow(exponent))
        }
        _ => Err(too_large(interpreter)),
    }
}

fn shift_left(interpreter: &mut Interpreter<'_>, number: BigInt, count: &BigInt) -> Outcome<Value> {
    if count.is_negative() {
        return Err(interpreter.error("ValueError", "negative shift count"));
    }
    if number.is_zero() {
        return Ok(Value::Int(0));
    }
    match count.to_u64() {
        Some(count) if count <= MAX_BITS && number.bits() + count <= MAX_BITS => Ok(normalize(number << count)),
        _ => Err(too_large(interpreter)),
    }
}

fn shift_right(interpreter: &mut Interpreter<'_>, number: BigInt, count: &BigInt) -> Outcome<Value> {
    if count.is_negative() {
        return Err(interpreter.error("ValueError", "negative shift count"));
    }
    match count.to_u64() {
        Some(count) if count <= number.bits() => Ok(normalize(number >> count)),
        _ => Ok(Value::Int(if number.is_negative() { -1 } else { 0 })),
    }
}

fn float_arithmetic(interpreter: &mut Interpreter<'_>, operator: Binary, left: f64, right: f64) -> Outcome<f64> {
    if right == 0.0 {
        let message = match operator {
            Binary::Divide => Some("float division by zero"),
            Binary::FloorDivide => Some("float floor division by zero"),
            Binary::Modulo => Some("float modulo"),
            _ => None,
        };
        if let Some(message) = message {
            return Err(interpreter.error("ZeroDivisionError", message));
        }
    }
    Ok(match operator {
        Binary::Add => left + right,
        Binary::Subtract => left - right,
        Binary::Multiply => left * right,
        Binary::Divide => left / right,
        Binary::FloorDivide => float_floor_divide(left, right).0,
        _ => float_floor_divide(left, right).1,
    })
}

/// Quotient and rest, rounded towards minus infinity, exactly as CPython computes them. The divisor is not zero.
pub(crate) fn float_floor_divide(left: f64, right: f64) -> (f64, f64) {
    let mut rest = left % right;
    let mut quotient = (left - rest) / right;
    if rest == 0.0 {
        rest = 0f64.copysign(right);
    } else if (right < 0.0) != (rest < 0.0) {
        rest += right;
        quotient -= 1.0;
    }
    if quotient == 0.0 {
        return (0f64.copysign(left / right), rest);
    }
    let floor = quotient.floor();
    (if quotient - floor > 0.5 { floor + 1.0 } else { floor }, rest)
}

fn float_power(interpreter: &mut Interpreter<'_>, base: f64, exponent: f64) -> Outcome<Value> {
    if base == 0.0 && exponent < 0.0 && exponent.is_finite() {
        return Err(interpreter.error("ZeroDivisionError", "0.0 cannot be raised to a negative power"));
    }
    if base < 0.0 && base.is_finite() && exponent.is_finite() && exponent.fract() != 0.0 {
        let base = interpreter.complex(base, 0.0)?;
        return interpreter.binary(Binary::Power, &base, &Value::Float(exponent));
    }
    let result = base.powf(exponent);
    if result.is_infinite() && base.is_finite() && exponent.is_finite() {
        let arguments = vec![Value::Int(34), Value::str("Numerical result out of range")];
        return Err(interpreter.error_of("OverflowError", arguments));
    }
    Ok(Value::Float(result))
}

/// What CPython takes hashes of numbers modulo, so that equal numbers of all kinds have one hash.
const MODULUS: u64 = (1 << 61) - 1;

/// The hash of a number, as CPython has it.
pub(crate) fn hash(number: &Value) -> i64 {
    let hash = match number {
        Value::Float(number) => hash_of_float(*number),
        Value::Big(number) => {
            let rest = (number.magnitude() % MODULUS).to_i64().unwrap_or(0);
            if number.sign() == Sign::Minus { -rest } else { rest }
        }
        other => {
            let number = as_small(other).unwrap_or(0);
            (number.unsigned_abs() % MODULUS) as i64 * number.signum()
        }
    };
    if hash == -1 { -2 } else { hash }
}

fn hash_of_float(number: f64) -> i64 {
    if number.is_nan() {
        return 0;
    }
    if number.is_infinite() {
        return if number > 0.0 { 314_159 } else { -314_159 };
    }
    if number == 0.0 {
        return 0;
    }
    let bits = number.to_bits();
    let stored = ((bits >> 52) & 0x7ff) as i64;
    let fraction = bits & ((1 << 52) - 1);
    // The number is `digits` times two to the power of `exponent`.
    let (digits, exponent) = match stored {
        0 => (fraction, -1074),
        _ => (fraction | 1 << 52, stored - 1075),
    };
    let turn = exponent.rem_euclid(61) as u32;
    let digits = digits % MODULUS;
    let rest = match turn {
        0 => digits,
        _ => ((digits << turn) & MODULUS) | (digits >> (61 - turn)),
    };
    let rest = (rest % MODULUS) as i64;
    if number < 0.0 { -rest } else { rest }
}

/// How two numbers compare, exactly; `None` when one is not a number (NaN).
pub(crate) fn order(left: &Value, right: &Value) -> Option<std::cmp::Ordering> {
    match (as_big(left), as_big(right)) {
        (Some(whole), None) => order_with_float(&whole, as_float(right)?),
        (None, Some(whole)) => order_with_float(&whole, as_float(left)?).map(std::cmp::Ordering::reverse),
        _ => as_float(left)?.partial_cmp(&as_float(right)?),
    }
}

fn order_with_float(whole: &BigInt, float: f64) -> Option<std::cmp::Ordering> {
    match BigInt::from_f64(float.trunc()) {
        Some(truncated) => Some(whole.cmp(&truncated).then(0.0_f64.partial_cmp(&float.fract())?)),
        None => 0.0_f64.partial_cmp(&float),
    }
}
