//! `math`: what looks at the parts of a floating-point number, and lengths of vectors.

use num_bigint::BigInt;
use num_traits::{Signed, ToPrimitive, Zero};

use super::math::{checked, real};
use crate::builtins::arguments;
use crate::eval::{Interpreter, Outcome};
use crate::value::{NativeFunction, Value, number};

pub(super) const FUNCTIONS: &[&NativeFunction] = &[&HYPOT, &DIST, &FREXP, &LDEXP, &NEXT_AFTER, &ULP];

/// A positive whole number as a fraction from one half to one, and a power of two.
pub(super) fn split(number: &BigInt) -> (f64, i64) {
    const KEPT: u64 = 64;
    let bits = number.bits();
    let shift = bits.saturating_sub(KEPT);
    let mut kept = number >> shift;
    if !(number - (&kept << shift)).is_zero() {
        // What is cut off must not look like exactly a half.
        kept |= BigInt::from(1);
    }
    let fraction = kept.to_f64().unwrap_or(0.0) / (KEPT as f64).exp2();
    match fraction >= 1.0 {
        true => (fraction / 2.0, bits as i64 + 1),
        false => (fraction, bits as i64),
    }
}

static FREXP: NativeFunction = NativeFunction {
    name: "frexp",
    call: |interpreter, arguments| {
        let [value] = arguments::exactly::<1>(interpreter, "math.frexp", arguments)?;
        let (fraction, exponent) = libm::frexp(real(interpreter, &value)?);
        let exponent = if fraction.is_finite() { exponent } else { 0 };
        Ok(Value::tuple(vec![Value::Float(fraction), Value::Int(i64::from(exponent))]))
    },
};

static LDEXP: NativeFunction = NativeFunction {
    name: "ldexp",
    call: |interpreter, arguments| {
        const FAR: i64 = 5000;
        let [value, exponent] = arguments::exactly::<2>(interpreter, "math.ldexp", arguments)?;
        let value = real(interpreter, &value)?;
        let exponent = match &exponent {
            Value::Int(_) | Value::Big(_) | Value::Bool(_) => number::as_big(&exponent).unwrap_or_default(),
            _ => return Err(interpreter.error("TypeError", "Expected an int as second argument to ldexp.")),
        };
        let far = if exponent.is_negative() { -FAR } else { FAR };
        let exponent = exponent.to_i64().unwrap_or(far).clamp(-FAR, FAR);
        checked(interpreter, scaled(value, exponent), value.is_finite(), value.is_nan())
    },
};

/// `value * 2^exponent`, rounded once.
fn scaled(value: f64, exponent: i64) -> f64 {
    let (fraction, own) = libm::frexp(value);
    let Some(mantissa) = number::from_float(fraction * 2f64.powi(53)).and_then(|mantissa| number::as_big(&mantissa))
    else {
        return value;
    };
    if mantissa.is_zero() {
        return value;
    }
    let magnitude = number::scale(&mantissa.abs(), exponent + i64::from(own) - 53);
    magnitude.copysign(value)
}

static NEXT_AFTER: NativeFunction = NativeFunction {
    name: "nextafter",
    call: |interpreter, arguments| {
        let [from, towards] = arguments::exactly::<2>(interpreter, "math.nextafter", arguments)?;
        Ok(Value::Float(libm::nextafter(real(interpreter, &from)?, real(interpreter, &towards)?)))
    },
};

static ULP: NativeFunction = NativeFunction {
    name: "ulp",
    call: |interpreter, arguments| {
        let [value] = arguments::exactly::<1>(interpreter, "math.ulp", arguments)?;
        let value = real(interpreter, &value)?.abs();
        Ok(Value::Float(match value.is_finite() {
            false => value,
            true if value == f64::MAX => value - value.next_down(),
            true => value.next_up() - value,
        }))
    },
};

static HYPOT: NativeFunction = NativeFunction {
    name: "hypot",
    call: |interpreter, arguments| {
        arguments::refuse_keywords(interpreter, "math.hypot", &arguments)?;
        let mut parts = Vec::with_capacity(arguments.positional.len());
        for value in &arguments.positional {
            parts.push(real(interpreter, value)?);
        }
        Ok(Value::Float(length(&parts)))
    },
};

static DIST: NativeFunction = NativeFunction {
    name: "dist",
    call: |interpreter, arguments| {
        let [one, other] = arguments::exactly::<2>(interpreter, "math.dist", arguments)?;
        let (one, other) = (coordinates(interpreter, &one)?, coordinates(interpreter, &other)?);
        if one.len() != other.len() {
            let message = "both points must have the same number of dimensions";
            return Err(interpreter.error("ValueError", message));
        }
        let parts: Vec<f64> = one.iter().zip(&other).map(|(one, other)| one - other).collect();
        Ok(Value::Float(length(&parts)))
    },
};

fn coordinates(interpreter: &mut Interpreter<'_>, point: &Value) -> Outcome<Vec<f64>> {
    let mut parts = Vec::new();
    for value in interpreter.collect(point)? {
        interpreter.step(1)?;
        parts.push(real(interpreter, &value)?);
    }
    Ok(parts)
}

/// The length of a vector. The squares are summed with twice the precision, so that the result is rounded once.
fn length(parts: &[f64]) -> f64 {
    let largest = parts.iter().fold(0_f64, |largest, part| largest.max(part.abs()));
    if parts.iter().any(|part| part.is_infinite()) {
        return f64::INFINITY;
    }
    if parts.iter().any(|part| part.is_nan()) {
        return f64::NAN;
    }
    if largest == 0.0 {
        return 0.0;
    }
    let exponent = i64::from(libm::frexp(largest).1);
    let (mut sum, mut rest) = (0_f64, 0_f64);
    for part in parts {
        let part = scaled(*part, -exponent);
        let square = part * part;
        let error = part.mul_add(part, -square);
        let total = sum + square;
        rest += if sum >= square { (sum - total) + square } else { (square - total) + sum };
        rest += error;
        sum = total;
    }
    let root = (sum + rest).sqrt();
    let error = (-root).mul_add(root, sum) + rest;
    scaled(root + error / (2.0 * root), exponent)
}
