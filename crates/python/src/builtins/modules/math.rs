//! `math`: common functions and constants.

use std::rc::Rc;

use num_bigint::BigInt;
use num_traits::{One, Signed, ToPrimitive, Zero};

use super::math_floats;
use crate::builtins::arguments::{self, Parameters};
use crate::eval::{Interpreter, Outcome, Stop};
use crate::tree::Binary;
use crate::value::{Arguments, ModuleObject, NativeFunction, Value, number};

pub(super) fn module() -> Rc<ModuleObject> {
    let constants = [
        ("pi", std::f64::consts::PI),
        ("e", std::f64::consts::E),
        ("tau", std::f64::consts::TAU),
        ("inf", f64::INFINITY),
        ("nan", f64::NAN),
    ];
    let constants = constants.map(|(name, value)| (name, Value::Float(value)));
    let functions: Vec<&'static NativeFunction> = FUNCTIONS.iter().chain(math_floats::FUNCTIONS).copied().collect();
    super::new_module("math", &functions, constants.to_vec())
}

const FUNCTIONS: &[&NativeFunction] = &[
    &ACOS, &ASIN, &ATAN, &COS, &SIN, &TAN, &COSH, &SINH, &TANH, &EXP, &EXPM1, &LOG1P, &SQRT, &FABS, &DEGREES, &RADIANS,
    &CBRT, &LOG2, &LOG10, &LOG, &ATAN2, &COPYSIGN, &FMOD, &POW, &MODF, &ACOSH, &ASINH, &ATANH, &EXP2, &ERF, &ERFC,
    &GAMMA, &LGAMMA, &REMAINDER, &ISNAN, &ISINF, &ISFINITE, &ISCLOSE, &CEIL, &FLOOR, &TRUNC, &FSUM, &PROD, &FACTORIAL,
    &GCD, &LCM, &ISQRT, &COMB, &PERM,
];

/// A number as floating-point number.
pub(super) fn real(interpreter: &mut Interpreter<'_>, value: &Value) -> Outcome<f64> {
    let mut number = value.plain().or_else(|| Some(value.clone()));
    if let Value::Instance(_) = value {
        for method in ["__float__", "__index__"] {
            if number.as_ref().is_none_or(|number| number::as_float(number).is_none()) {
                number = interpreter.call_special(value, method, Arguments::default())?;
            }
        }
    }
    match number.filter(|number| number::as_float(number).is_some()) {
        Some(number) => number::to_float(interpreter, &number),
        None => {
            let name = interpreter.type_name(value);
            Err(interpreter.error("TypeError", format!("must be real number, not {name}")))
        }
    }
}

/// A function's result: not a number where the argument was one is an error, and so is infinity.
pub(super) fn checked(
    interpreter: &mut Interpreter<'_>,
    result: f64,
    all_finite: bool,
    has_nan: bool,
) -> Outcome<Value> {
    if result.is_nan() && !has_nan {
        return Err(interpreter.error("ValueError", "math domain error"));
    }
    if result.is_infinite() && all_finite {
        return Err(interpreter.error("OverflowError", "math range error"));
    }
    Ok(Value::Float(result))
}

macro_rules! of_one {
    ($($static:ident $name:literal = $function:expr;)*) => {
        $(static $static: NativeFunction = NativeFunction {
            name: $name,
            call: |interpreter, arguments| {
                let [value] = arguments::exactly::<1>(interpreter, concat!("math.", $name), arguments)?;
                let value = real(interpreter, &value)?;
                let function: fn(f64) -> f64 = $function;
                checked(interpreter, function(value), value.is_finite(), value.is_nan())
            },
        };)*
    };
}

of_one! {
    ACOS "acos" = f64::acos;
    ASIN "asin" = f64::asin;
    ATAN "atan" = f64::atan;
    COS "cos" = f64::cos;
    SIN "sin" = f64::sin;
    TAN "tan" = f64::tan;
    COSH "cosh" = f64::cosh;
    SINH "sinh" = f64::sinh;
    TANH "tanh" = f64::tanh;
    ACOSH "acosh" = |value| if value < 1.0 { f64::NAN } else { libm::acosh(value) };
    ASINH "asinh" = libm::asinh;
    ATANH "atanh" = |value| if value.abs() == 1.0 { f64::NAN } else { libm::atanh(value) };
    ERF "erf" = libm::erf;
    ERFC "erfc" = libm::erfc;
    GAMMA "gamma" = gamma;
    LGAMMA "lgamma" = |value| if is_pole(value) { f64::NAN } else { libm::lgamma(value) };
    EXP2 "exp2" = f64::exp2;
    EXP "exp" = f64::exp;
    EXPM1 "expm1" = f64::exp_m1;
    LOG1P "log1p" = |value| if value <= -1.0 { f64::NAN } else { value.ln_1p() };
    SQRT "sqrt" = f64::sqrt;
    CBRT "cbrt" = f64::cbrt;
    FABS "fabs" = f64::abs;
}

/// Whether the gamma function has no value: at zero and below it at each whole number.
fn is_pole(value: f64) -> bool {
    value <= 0.0 && value.is_finite() && value.fract() == 0.0
}

fn gamma(value: f64) -> f64 {
    match is_pole(value) || value == f64::NEG_INFINITY {
        true => f64::NAN,
        false => libm::tgamma(value),
    }
}

macro_rules! of_two {
    ($($static:ident $name:literal = $function:expr;)*) => {
        $(static $static: NativeFunction = NativeFunction {
            name: $name,
            call: |interpreter, arguments| {
                let [left, right] = arguments::exactly::<2>(interpreter, concat!("math.", $name), arguments)?;
                let (left, right) = (real(interpreter, &left)?, real(interpreter, &right)?);
                let function: fn(f64, f64) -> f64 = $function;
                let all_finite = left.is_finite() && right.is_finite();
                checked(interpreter, function(left, right), all_finite, left.is_nan() || right.is_nan())
            },
        };)*
    };
}

of_two! {
    ATAN2 "atan2" = f64::atan2;
    COPYSIGN "copysign" = f64::copysign;
    FMOD "fmod" = |left, right| left % right;
    REMAINDER "remainder" = libm::remainder;
    POW "pow" = |base, exponent| if base == 0.0 && exponent < 0.0 { f64::NAN } else { base.powf(exponent) };
}

static DEGREES: NativeFunction = NativeFunction {
    name: "degrees",
    call: |interpreter, arguments| turned(interpreter, "math.degrees", arguments, 180.0 / std::f64::consts::PI),
};

static RADIANS: NativeFunction = NativeFunction {
    name: "radians",
    call: |interpreter, arguments| turned(interpreter, "math.radians", arguments, std::f64::consts::PI / 180.0),
};

/// An angle in another unit, which may well be infinite.
fn turned(interpreter: &mut Interpreter<'_>, name: &str, arguments: Arguments, factor: f64) -> Outcome<Value> {
    let [value] = arguments::exactly::<1>(interpreter, name, arguments)?;
    Ok(Value::Float(real(interpreter, &value)? * factor))
}

macro_rules! tests {
    ($($static:ident $name:literal = $test:expr;)*) => {
        $(static $static: NativeFunction = NativeFunction {
            name: $name,
            call: |interpreter, arguments| {
                let [value] = arguments::exactly::<1>(interpreter, concat!("math.", $name), arguments)?;
                let test: fn(f64) -> bool = $test;
                Ok(Value::Bool(test(real(interpreter, &value)?)))
            },
        };)*
    };
}

tests! {
    ISNAN "isnan" = f64::is_nan;
    ISINF "isinf" = f64::is_infinite;
    ISFINITE "isfinite" = f64::is_finite;
}

static LOG: NativeFunction = NativeFunction {
    name: "log",
    call: |interpreter, arguments| {
        let [value, base] = arguments::positional::<2>(interpreter, "math.log", arguments, 1)?;
        let value = logarithm(interpreter, &value.unwrap_or(Value::None), f64::ln)?;
        let Some(base) = base else { return Ok(Value::Float(value)) };
        let base = logarithm(interpreter, &base, f64::ln)?;
        match base == 0.0 {
            true => Err(interpreter.error("ZeroDivisionError", "float division by zero")),
            false => Ok(Value::Float(value / base)),
        }
    },
};

static LOG2: NativeFunction = NativeFunction {
    name: "log2",
    call: |interpreter, arguments| {
        let [value] = arguments::exactly::<1>(interpreter, "math.log2", arguments)?;
        logarithm(interpreter, &value, f64::log2).map(Value::Float)
    },
};

static LOG10: NativeFunction = NativeFunction {
    name: "log10",
    call: |interpreter, arguments| {
        let [value] = arguments::exactly::<1>(interpreter, "math.log10", arguments)?;
        logarithm(interpreter, &value, f64::log10).map(Value::Float)
    },
};

/// The logarithm of a number, which may be too large for a float.
fn logarithm(interpreter: &mut Interpreter<'_>, value: &Value, function: fn(f64) -> f64) -> Outcome<f64> {
    if let Value::Big(number) = value
        && number.is_positive()
        && number.to_f64().is_none_or(f64::is_infinite)
    {
        let (fraction, exponent) = math_floats::split(number);
        return Ok(function(fraction) + function(2.0) * exponent as f64);
    }
    let value = real(interpreter, value)?;
    match value <= 0.0 {
        true => Err(interpreter.error("ValueError", "math domain error")),
        false => Ok(function(value)),
    }
}

static MODF: NativeFunction = NativeFunction {
    name: "modf",
    call: |interpreter, arguments| {
        let [value] = arguments::exactly::<1>(interpreter, "math.modf", arguments)?;
        let value = real(interpreter, &value)?;
        let fraction = if value.is_infinite() { 0.0 } else { value.fract() };
        let part = |part: f64| Value::Float(part.copysign(value));
        Ok(Value::tuple(vec![part(fraction), part(value.trunc())]))
    },
};

static ISCLOSE: NativeFunction = NativeFunction {
    name: "isclose",
    call: |interpreter, arguments| {
        let parameters =
            Parameters { function: "isclose", names: ["a", "b", "rel_tol", "abs_tol"], positional: 2, required: 2 };
        let [left, right, relative, absolute] = arguments::named(interpreter, &parameters, arguments)?;
        let left = real(interpreter, &left.unwrap_or(Value::None))?;
        let right = real(interpreter, &right.unwrap_or(Value::None))?;
        let relative = real(interpreter, &relative.unwrap_or(Value::Float(1e-9)))?;
        let absolute = real(interpreter, &absolute.unwrap_or(Value::Float(0.0)))?;
        if relative < 0.0 || absolute < 0.0 {
            return Err(interpreter.error("ValueError", "tolerances must be non-negative"));
        }
        let distance = (right - left).abs();
        let are_finite = left.is_finite() && right.is_finite();
        let is_near = distance <= (relative * left.abs()).max(relative * right.abs()) || distance <= absolute;
        Ok(Value::Bool(left == right || (are_finite && is_near)))
    },
};

static CEIL: NativeFunction = NativeFunction {
    name: "ceil",
    call: |interpreter, arguments| rounded(interpreter, "ceil", "__ceil__", arguments, f64::ceil),
};

static FLOOR: NativeFunction = NativeFunction {
    name: "floor",
    call: |interpreter, arguments| rounded(interpreter, "floor", "__floor__", arguments, f64::floor),
};

static TRUNC: NativeFunction = NativeFunction {
    name: "trunc",
    call: |interpreter, arguments| rounded(interpreter, "trunc", "__trunc__", arguments, f64::trunc),
};

fn rounded(
    interpreter: &mut Interpreter<'_>,
    function: &str,
    method: &str,
    arguments: Arguments,
    round: fn(f64) -> f64,
) -> Outcome<Value> {
    let [value] = arguments::exactly::<1>(interpreter, &format!("math.{function}"), arguments)?;
    if let Some(number) = number::as_big(&value) {
        return Ok(number::normalize(number));
    }
    if let Some(result) = interpreter.call_special(&value, method, Arguments::default())? {
        return Ok(result);
    }
    if function == "trunc" && !matches!(value, Value::Float(_)) {
        let name = interpreter.type_name(&value);
        return Err(interpreter.error("TypeError", format!("type {name} doesn't define __trunc__ method")));
    }
    let value = real(interpreter, &value)?;
    number::truncate(interpreter, round(value))
}

static FSUM: NativeFunction = NativeFunction {
    name: "fsum",
    call: |interpreter, arguments| {
        let [values] = arguments::exactly::<1>(interpreter, "math.fsum", arguments)?;
        let mut numbers = Vec::new();
        for value in interpreter.collect(&values)? {
            interpreter.step(4)?;
            numbers.push(real(interpreter, &value)?);
        }
        let sum = exact_sum(&numbers);
        if numbers.iter().all(|number| number.is_finite()) && !sum.is_finite() {
            return Err(interpreter.error("OverflowError", "intermediate overflow in fsum"));
        }
        let infinities: f64 = numbers.iter().filter(|number| number.is_infinite()).sum();
        match infinities.is_nan() {
            true => Err(interpreter.error("ValueError", "-inf + inf in fsum")),
            // No sum is -0.0 in CPython 3.11.
            false => Ok(Value::Float(if sum == 0.0 { 0.0 } else { sum })),
        }
    },
};

/// The sum, rounded once: partial sums that do not overlap, as Shewchuk describes.
fn exact_sum(numbers: &[f64]) -> f64 {
    if numbers.iter().any(|number| !number.is_finite()) {
        return numbers.iter().sum();
    }
    let mut partials: Vec<f64> = Vec::new();
    for number in numbers {
        let mut high = *number;
        let mut kept = Vec::with_capacity(partials.len() + 1);
        for partial in partials {
            let (large, small) = if high.abs() < partial.abs() { (partial, high) } else { (high, partial) };
            high = large + small;
            let low = small - (high - large);
            if low != 0.0 {
                kept.push(low);
            }
        }
        kept.push(high);
        partials = kept;
    }
    // From the largest down; when the rest is exactly half a unit, the next partial decides how it rounds.
    let mut rest = partials.into_iter().rev();
    let mut total = rest.next().unwrap_or(0.0);
    for partial in rest.by_ref() {
        let before = total;
        total = before + partial;
        let low = partial - (total - before);
        if low != 0.0 {
            if let Some(next) = rest.next()
                && (low < 0.0) == (next < 0.0)
                && next != 0.0
            {
                let doubled = low * 2.0;
                let moved = total + doubled;
                if moved - total == doubled {
                    total = moved;
                }
            }
            break;
        }
    }
    total
}

static PROD: NativeFunction = NativeFunction {
    name: "prod",
    call: |interpreter, arguments| {
        let parameters = Parameters { function: "prod", names: ["/iterable", "start"], positional: 1, required: 1 };
        let [values, start] = arguments::named(interpreter, &parameters, arguments)?;
        let mut product = start.unwrap_or(Value::Int(1));
        for value in interpreter.collect(&values.unwrap_or(Value::None))? {
            interpreter.step(1)?;
            product = interpreter.binary(Binary::Multiply, &product, &value)?;
        }
        Ok(product)
    },
};

static FACTORIAL: NativeFunction = NativeFunction {
    name: "factorial",
    call: |interpreter, arguments| {
        let [value] = arguments::exactly::<1>(interpreter, "math.factorial", arguments)?;
        let value = arguments::whole(interpreter, &value)?;
        if number::is_negative(&value) {
            return Err(interpreter.error("ValueError", "factorial() not defined for negative values"));
        }
        falling(interpreter, &value, &value)
    },
};

/// `n * (n - 1) * ...`, of so many factors. Ends at the limit of digits.
fn falling(interpreter: &mut Interpreter<'_>, first: &Value, count: &Value) -> Outcome<Value> {
    let mut factor = number::as_big(first).unwrap_or_default();
    let mut left = number::as_big(count).unwrap_or_default();
    let mut product = Value::Int(1);
    while left.is_positive() {
        product = interpreter.binary(Binary::Multiply, &product, &number::normalize(factor.clone()))?;
        interpreter.step(1)?;
        factor -= 1;
        left -= 1;
    }
    Ok(product)
}

static COMB: NativeFunction = NativeFunction {
    name: "comb",
    call: |interpreter, arguments| {
        let [count, chosen] = arguments::exactly::<2>(interpreter, "math.comb", arguments)?;
        let (count, chosen) = not_negative(interpreter, &count, &chosen)?;
        if chosen > count {
            return Ok(Value::Int(0));
        }
        let chosen = chosen.clone().min(&count - &chosen);
        let mut result = BigInt::one();
        let mut factor = BigInt::zero();
        while factor < chosen {
            let bounded = number::bounded(interpreter, result * (&count - &factor))?;
            factor += 1;
            result = number::as_big(&bounded).unwrap_or_default() / &factor;
            interpreter.step(10 + result.bits() as usize / 64)?;
        }
        Ok(number::normalize(result))
    },
};

static PERM: NativeFunction = NativeFunction {
    name: "perm",
    call: |interpreter, arguments| {
        let [count, chosen] = arguments::positional::<2>(interpreter, "math.perm", arguments, 1)?;
        let count = count.unwrap_or(Value::None);
        let chosen = chosen.filter(|chosen| !matches!(chosen, Value::None)).unwrap_or_else(|| count.clone());
        let (count, chosen) = not_negative(interpreter, &count, &chosen)?;
        if chosen > count {
            return Ok(Value::Int(0));
        }
        falling(interpreter, &number::normalize(count), &number::normalize(chosen))
    },
};

fn not_negative(interpreter: &mut Interpreter<'_>, count: &Value, chosen: &Value) -> Outcome<(BigInt, BigInt)> {
    let count = arguments::whole(interpreter, count)?;
    let chosen = arguments::whole(interpreter, chosen)?;
    for (value, name) in [(&count, "n"), (&chosen, "k")] {
        if number::is_negative(value) {
            return Err(interpreter.error("ValueError", format!("{name} must be a non-negative integer")));
        }
    }
    Ok((number::as_big(&count).unwrap_or_default(), number::as_big(&chosen).unwrap_or_default()))
}

static GCD: NativeFunction = NativeFunction {
    name: "gcd",
    call: |interpreter, arguments| {
        arguments::refuse_keywords(interpreter, "math.gcd", &arguments)?;
        let mut divisor = BigInt::zero();
        for value in &arguments.positional {
            let value = arguments::whole(interpreter, value)?;
            divisor = greatest_divisor(interpreter, divisor, number::as_big(&value).unwrap_or_default())?;
        }
        Ok(number::normalize(divisor))
    },
};

static LCM: NativeFunction = NativeFunction {
    name: "lcm",
    call: |interpreter, arguments| {
        arguments::refuse_keywords(interpreter, "math.lcm", &arguments)?;
        let mut multiple = BigInt::one();
        for value in &arguments.positional {
            let value = arguments::whole(interpreter, value)?;
            let value = number::as_big(&value).unwrap_or_default().abs();
            if value.is_zero() || multiple.is_zero() {
                multiple = BigInt::zero();
                continue;
            }
            let divisor = greatest_divisor(interpreter, multiple.clone(), value.clone())?;
            let bounded = number::bounded(interpreter, multiple / divisor * value)?;
            multiple = number::as_big(&bounded).unwrap_or_default();
        }
        Ok(number::normalize(multiple))
    },
};

fn greatest_divisor(interpreter: &mut Interpreter<'_>, left: BigInt, right: BigInt) -> Outcome<BigInt> {
    let (mut left, mut right) = (left.abs(), right.abs());
    while !right.is_zero() {
        interpreter.step(if right.bits() > 64 { 40 + right.bits() as usize / 100 } else { 4 })?;
        (left, right) = (right.clone(), left % right);
    }
    Ok(left)
}

static ISQRT: NativeFunction = NativeFunction {
    name: "isqrt",
    call: |interpreter, arguments| {
        let [value] = arguments::exactly::<1>(interpreter, "math.isqrt", arguments)?;
        let value = arguments::whole(interpreter, &value)?;
        if number::is_negative(&value) {
            return Err(negative_root(interpreter));
        }
        let number = number::as_big(&value).unwrap_or_default();
        interpreter.step(number.bits() as usize / 4)?;
        Ok(number::normalize(number.sqrt()))
    },
};

fn negative_root(interpreter: &mut Interpreter<'_>) -> Stop {
    interpreter.error("ValueError", "isqrt() argument must be nonnegative")
}
