//! Built-in functions on numbers and characters.

use num_bigint::BigInt;
use num_traits::{Signed, Zero};

use super::arguments::{self, Parameters};
use super::{digits, format};
use crate::eval::{Interpreter, Outcome, Stop};
use crate::tree::Binary;
use crate::value::{Arguments, NativeFunction, Value, number};

pub(super) const FUNCTIONS: &[&NativeFunction] = &[&ABS, &BIN, &OCT, &HEX, &CHR, &ORD, &DIVMOD, &POW, &ROUND];

static ABS: NativeFunction = NativeFunction {
    name: "abs",
    call: |interpreter, arguments| {
        let [value] = arguments::exactly::<1>(interpreter, "abs", arguments.plain())?;
        match &value {
            Value::Float(number) => Ok(Value::Float(number.abs())),
            Value::Int(_) | Value::Bool(_) | Value::Big(_) => {
                Ok(number::normalize(number::as_big(&value).unwrap_or_default().abs()))
            }
            _ => match interpreter.call_special(&value, "__abs__", Arguments::default())? {
                Some(result) => Ok(result),
                None => {
                    let name = interpreter.type_name(&value);
                    Err(interpreter.error("TypeError", format!("bad operand type for abs(): '{name}'")))
                }
            },
        }
    },
};

static BIN: NativeFunction =
    NativeFunction { name: "bin", call: |interpreter, arguments| based(interpreter, "bin", arguments, 'b') };

static OCT: NativeFunction =
    NativeFunction { name: "oct", call: |interpreter, arguments| based(interpreter, "oct", arguments, 'o') };

static HEX: NativeFunction =
    NativeFunction { name: "hex", call: |interpreter, arguments| based(interpreter, "hex", arguments, 'x') };

fn based(interpreter: &mut Interpreter<'_>, function: &str, arguments: Arguments, kind: char) -> Outcome<Value> {
    let [value] = arguments::exactly::<1>(interpreter, function, arguments)?;
    let number = arguments::whole(interpreter, &value)?;
    let parts = format::whole_parts(interpreter, &number, kind, true, None)?;
    Ok(Value::str(format!("{}{}{}", parts.sign, parts.prefix, parts.whole)))
}

static CHR: NativeFunction = NativeFunction {
    name: "chr",
    call: |interpreter, arguments| {
        let [value] = arguments::exactly::<1>(interpreter, "chr", arguments)?;
        let number = arguments::whole(interpreter, &value)?;
        let Some(code) = number::as_small(&number).and_then(|code| i32::try_from(code).ok()) else {
            return Err(interpreter.error("OverflowError", "Python int too large to convert to C int"));
        };
        if !(0..0x11_0000).contains(&code) {
            return Err(interpreter.error("ValueError", "chr() arg not in range(0x110000)"));
        }
        let character = format::character(interpreter, &number, "chr() arg not in range(0x110000)")?;
        Ok(Value::str(character.to_string()))
    },
};

static ORD: NativeFunction = NativeFunction {
    name: "ord",
    call: |interpreter, arguments| {
        let [value] = arguments::exactly::<1>(interpreter, "ord", arguments)?;
        let (code, length) = match &value {
            Value::Str(text) => (text.char_at(0).map(u32::from), text.len()),
            Value::Bytes(bytes) => (bytes.first().copied().map(u32::from), bytes.len()),
            other => {
                let name = interpreter.type_name(other);
                let message = format!("ord() expected string of length 1, but {name} found");
                return Err(interpreter.error("TypeError", message));
            }
        };
        match (code, length) {
            (Some(code), 1) => Ok(Value::Int(i64::from(code))),
            _ => {
                let message = format!("ord() expected a character, but string of length {length} found");
                Err(interpreter.error("TypeError", message))
            }
        }
    },
};

static DIVMOD: NativeFunction = NativeFunction {
    name: "divmod",
    call: |interpreter, arguments| {
        let [left, right] = arguments::exactly::<2>(interpreter, "divmod", arguments.plain())?;
        let are_numbers = number::as_float(&left).is_some() && number::as_float(&right).is_some();
        if !are_numbers {
            for (this, other, method) in [(&left, &right, "__divmod__"), (&right, &left, "__rdivmod__")] {
                match interpreter.call_special(this, method, Arguments::of(other.clone()))? {
                    None | Some(Value::NotImplemented) => {}
                    Some(result) => return Ok(result),
                }
            }
            let (left, right) = (interpreter.type_name(&left), interpreter.type_name(&right));
            let message = format!("unsupported operand type(s) for divmod(): '{left}' and '{right}'");
            return Err(interpreter.error("TypeError", message));
        }
        let is_float = matches!(left, Value::Float(_)) || matches!(right, Value::Float(_));
        if is_float && number::as_float(&right) == Some(0.0) {
            return Err(interpreter.error("ZeroDivisionError", "float divmod()"));
        }
        let quotient = interpreter.binary(Binary::FloorDivide, &left, &right)?;
        let rest = interpreter.binary(Binary::Modulo, &left, &right)?;
        Ok(Value::tuple(vec![quotient, rest]))
    },
};

static POW: NativeFunction = NativeFunction {
    name: "pow",
    call: |interpreter, arguments| {
        let parameters = Parameters { function: "pow", names: ["base", "exp", "mod"], positional: 3, required: 2 };
        let [base, exponent, modulus] = arguments::named(interpreter, &parameters, arguments)?;
        let (base, exponent) = (base.unwrap_or(Value::None), exponent.unwrap_or(Value::None));
        match modulus {
            None | Some(Value::None) => interpreter.binary(Binary::Power, &base, &exponent),
            Some(modulus)
                if let Some(result) = interpreter.call_special(
                    &base,
                    "__pow__",
                    Arguments::positional(vec![exponent.clone(), modulus.clone()]),
                )? =>
            {
                Ok(result)
            }
            Some(modulus) => modular_power(interpreter, &base, &exponent, &modulus),
        }
    },
};

/// The complaint about values that have no power by a modulus.
fn no_modular_power(interpreter: &mut Interpreter<'_>, base: &Value, exponent: &Value, modulus: &Value) -> Stop {
    let all = [base, exponent, modulus];
    let message = match all.iter().any(|value| matches!(value, Value::Float(_))) {
        true => "pow() 3rd argument not allowed unless all arguments are integers".to_owned(),
        false => {
            let [base, exponent, modulus] = all.map(|value| interpreter.type_name(value));
            format!("unsupported operand type(s) for ** or pow(): '{base}', '{exponent}', '{modulus}'")
        }
    };
    interpreter.error("TypeError", message)
}

fn modular_power(interpreter: &mut Interpreter<'_>, base: &Value, exponent: &Value, modulus: &Value) -> Outcome<Value> {
    let all = (number::as_big(base), number::as_big(exponent), number::as_big(modulus));
    let (Some(base), Some(exponent), Some(modulus)) = all else {
        return Err(no_modular_power(interpreter, base, exponent, modulus));
    };
    if modulus.is_zero() {
        return Err(interpreter.error("ValueError", "pow() 3rd argument cannot be 0"));
    }
    // Each bit of the exponent costs a multiplication of numbers as large as the modulus.
    let words = (modulus.bits() / 64 + 1) as usize;
    interpreter.step((exponent.bits() as usize).saturating_mul(words * words + 20) / 20)?;
    if exponent.is_negative() {
        // Each bit of the modulus costs a division.
        interpreter.step((modulus.bits() as usize).saturating_mul(words + 20) / 40)?;
    }
    let base = match exponent.is_negative() {
        false => base,
        true => match base.modinv(&modulus) {
            Some(inverse) => inverse,
            None => {
                let message = "base is not invertible for the given modulus";
                return Err(interpreter.error("ValueError", message));
            }
        },
    };
    Ok(number::normalize(base.modpow(&exponent.abs(), &modulus)))
}

static ROUND: NativeFunction = NativeFunction {
    name: "round",
    call: |interpreter, arguments| {
        let parameters = Parameters { function: "round", names: ["number", "ndigits"], positional: 2, required: 1 };
        let [value, places] = arguments::named(interpreter, &parameters, arguments.plain())?;
        let value = value.unwrap_or(Value::None);
        let places = places.filter(|places| !matches!(places, Value::None));
        match (&value, places) {
            (Value::Float(number), None) => number::truncate(interpreter, number.round_ties_even()),
            (Value::Float(number), Some(places)) => {
                let places = arguments::index(interpreter, &places)?;
                interpreter.step(digits::cost(*number, usize::try_from(places).unwrap_or(0)))?;
                Ok(Value::Float(digits::round_to(*number, places)))
            }
            (Value::Int(_) | Value::Bool(_) | Value::Big(_), places) => {
                let places = arguments::index_or(interpreter, places.as_ref(), 0)?;
                Ok(round_whole(number::as_big(&value).unwrap_or_default(), places))
            }
            (_, places) => {
                let arguments = Arguments::positional(places.into_iter().collect());
                match interpreter.call_special(&value, "__round__", arguments)? {
                    Some(result) => Ok(result),
                    None => {
                        let name = interpreter.type_name(&value);
                        let message = format!("type {name} doesn't define __round__ method");
                        Err(interpreter.error("TypeError", message))
                    }
                }
            }
        }
    },
};

/// Rounds to tens, hundreds ... when the places are negative; ties go to the even digit.
fn round_whole(number: BigInt, places: i64) -> Value {
    if places >= 0 {
        return number::normalize(number);
    }
    let Some(places) = u32::try_from(places.unsigned_abs()).ok().filter(|places| *places < 5000) else {
        return Value::Int(0);
    };
    let unit = BigInt::from(10).pow(places);
    let (quotient, rest) = number::floor_divide(&number, &unit);
    let twice = &rest * 2;
    let rounds_up = twice > unit || (twice == unit && quotient.bit(0));
    number::normalize((if rounds_up { quotient + 1 } else { quotient }) * unit)
}
