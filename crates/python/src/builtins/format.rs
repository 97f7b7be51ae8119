//! `format(value, specification)`, which f-strings and `str.format` use.

use num_traits::{Signed, ToPrimitive};

use super::digits;
use super::specification::{Specification, parse};
use crate::eval::{Interpreter, Outcome, Stop};
use crate::value::{Arguments, Value, number};

/// Shows a value as a specification asks for.
pub(crate) fn format(interpreter: &mut Interpreter<'_>, value: &Value, specification: &str) -> Outcome<String> {
    match value {
        Value::Instance(_) => format_instance(interpreter, value, specification),
        _ if specification.is_empty() => interpreter.text(value),
        Value::Str(text) => {
            let text = text.clone();
            format_text(interpreter, text.as_str(), specification)
        }
        Value::Member(_) => {
            let text = interpreter.text(value)?;
            format_text(interpreter, &text, specification)
        }
        Value::Int(_) | Value::Bool(_) | Value::Big(_) => format_whole(interpreter, value, specification),
        Value::Float(number) => {
            let specification = parse(interpreter, specification, "float")?;
            format_float(interpreter, *number, &specification, "float")
        }
        _ => format_object(interpreter, value, specification),
    }
}

/// A number in parts, so that padding and grouping go between them.
pub(super) struct Parts {
    /// `-`, `+`, a space or nothing.
    pub(super) sign: &'static str,
    /// `0x` ...
    pub(super) prefix: &'static str,
    /// Digits before the point.
    pub(super) whole: String,
    /// The point and what follows.
    pub(super) rest: String,
}

/// The sign that a number gets.
pub(super) fn sign(is_negative: bool, wanted: Option<char>) -> &'static str {
    match (is_negative, wanted) {
        (true, _) => "-",
        (false, Some('+')) => "+",
        (false, Some(' ')) => " ",
        (false, _) => "",
    }
}

/// Digits of a finite number that is not negative, as `e`, `f`, `g` or `%` show them. Charges for them first.
pub(super) fn float_digits(
    interpreter: &mut Interpreter<'_>,
    number: f64,
    kind: char,
    precision: usize,
    is_alternate: bool,
) -> Outcome<String> {
    interpreter.reserve(precision)?;
    interpreter.step(digits::cost(number, precision))?;
    let with_point = |shown: String| if is_alternate && !shown.contains('.') { shown + "." } else { shown };
    Ok(match kind {
        'e' => {
            let (mantissa, exponent) = digits::scientific(number, precision);
            with_point(mantissa) + &digits::exponent(exponent)
        }
        'f' => with_point(digits::fixed(number, precision)),
        '%' => with_point(digits::fixed(number * 100.0, precision)) + "%",
        _ => digits::general(number, precision, is_alternate, false),
    })
}

/// Puts text into a width.
pub(super) fn pad(
    interpreter: &mut Interpreter<'_>,
    text: &str,
    width: usize,
    fill: char,
    alignment: char,
) -> Outcome<String> {
    let length = text.chars().count();
    let missing = width.saturating_sub(length);
    interpreter.reserve(missing.saturating_mul(fill.len_utf8()).saturating_add(text.len()))?;
    let before = match alignment {
        '>' | '=' => missing,
        '^' => missing / 2,
        _ => 0,
    };
    let fills = |count| std::iter::repeat_n(fill, count);
    Ok(fills(before).chain(text.chars()).chain(fills(missing - before)).collect())
}

fn format_instance(interpreter: &mut Interpreter<'_>, value: &Value, specification: &str) -> Outcome<String> {
    match interpreter.call_special(value, "__format__", Arguments::of(Value::str(specification)))? {
        Some(Value::Str(text)) => Ok(text.as_str().to_owned()),
        Some(other) => {
            let name = interpreter.type_name(&other);
            Err(interpreter.error("TypeError", format!("__format__ must return a str, not {name}")))
        }
        None => match value.plain() {
            Some(base) if !specification.is_empty() => format(interpreter, &base, specification),
            _ => format_object(interpreter, value, specification),
        },
    }
}

fn format_object(interpreter: &mut Interpreter<'_>, value: &Value, specification: &str) -> Outcome<String> {
    if specification.is_empty() {
        return interpreter.text(value);
    }
    let name = interpreter.type_name(value);
    Err(interpreter.error("TypeError", format!("unsupported format string passed to {name}.__format__")))
}

fn format_text(interpreter: &mut Interpreter<'_>, text: &str, specification: &str) -> Outcome<String> {
    let specification = parse(interpreter, specification, "str")?;
    let refused = match &specification {
        Specification { kind: Some(kind), .. } if *kind != 's' => return Err(unknown_kind(interpreter, *kind, "str")),
        Specification { sign: Some(' '), .. } => Some("Space not allowed in string format specifier"),
        Specification { sign: Some(_), .. } => Some("Sign not allowed in string format specifier"),
        Specification { no_negative_zero: true, .. } => {
            Some("Negative zero coercion (z) not allowed in string format specifier")
        }
        Specification { is_alternate: true, .. } => Some("Alternate form (#) not allowed in string format specifier"),
        Specification { alignment: Some('='), .. } => Some("'=' alignment not allowed in string format specifier"),
        _ => None,
    };
    if let Some(message) = refused {
        return Err(interpreter.error("ValueError", message));
    }
    let shortened: String = match specification.precision {
        Some(most) => text.chars().take(most).collect(),
        None => text.to_owned(),
    };
    let alignment = specification.alignment.filter(|alignment| *alignment != '=').unwrap_or('<');
    pad(interpreter, &shortened, specification.width, specification.fill.unwrap_or(' '), alignment)
}

fn format_whole(interpreter: &mut Interpreter<'_>, value: &Value, text: &str) -> Outcome<String> {
    let type_name = interpreter.type_name(value);
    let specification = parse(interpreter, text, &type_name)?;
    let kind = specification.kind.unwrap_or('d');
    if matches!(kind, 'e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%') {
        let number = number::to_float(interpreter, value)?;
        return format_float(interpreter, number, &specification, &type_name);
    }
    if !matches!(kind, 'd' | 'n' | 'b' | 'o' | 'x' | 'X' | 'c') {
        return Err(unknown_kind(interpreter, kind, &type_name));
    }
    let refused = match &specification {
        Specification { precision: Some(_), .. } => Some("Precision not allowed in integer format specifier"),
        Specification { no_negative_zero: true, .. } => {
            Some("Negative zero coercion (z) not allowed in integer format specifier")
        }
        Specification { sign: Some(_), .. } if kind == 'c' => {
            Some("Sign not allowed with integer format specifier 'c'")
        }
        Specification { is_alternate: true, .. } if kind == 'c' => {
            Some("Alternate form (#) not allowed with integer format specifier 'c'")
        }
        _ => None,
    };
    if let Some(message) = refused {
        return Err(interpreter.error("ValueError", message));
    }
    if kind == 'c' {
        if number::as_big(value).is_some_and(|number| number.to_i64().is_none()) {
            return Err(interpreter.error("OverflowError", "Python int too large to convert to C long"));
        }
        let character = character(interpreter, value, "%c arg not in range(0x110000)")?;
        let alignment = specification.alignment.unwrap_or('>');
        let fill = specification.fill.unwrap_or(' ');
        return pad(interpreter, &character.to_string(), specification.width, fill, alignment);
    }
    let parts = whole_parts(interpreter, value, kind, specification.is_alternate, specification.sign)?;
    let group = if matches!(kind, 'd' | 'n') { 3 } else { 4 };
    lay_out(interpreter, parts, &specification, group)
}

/// A whole number in a base: `d`, `b`, `o`, `x` or `X`.
pub(super) fn whole_parts(
    interpreter: &mut Interpreter<'_>,
    value: &Value,
    kind: char,
    is_alternate: bool,
    wanted_sign: Option<char>,
) -> Outcome<Parts> {
    let number = number::as_big(value).unwrap_or_default();
    // Twice, since the digits are looked at again when they are put together.
    interpreter.step(number::decimal_cost(&number) * 2)?;
    let (base, prefix) = match kind {
        'b' => (2, "0b"),
        'o' => (8, "0o"),
        'x' => (16, "0x"),
        'X' => (16, "0X"),
        _ => (10, ""),
    };
    let digits = number.magnitude().to_str_radix(base);
    Ok(Parts {
        sign: sign(number.is_negative(), wanted_sign),
        prefix: if is_alternate { prefix } else { "" },
        whole: if kind == 'X' { digits.to_uppercase() } else { digits },
        rest: String::new(),
    })
}

/// The character of a number.
pub(super) fn character(interpreter: &mut Interpreter<'_>, value: &Value, complaint: &str) -> Outcome<char> {
    let code = number::as_big(value).and_then(|number| number.to_u32());
    match code {
        Some(code @ 0xd800..0xe000) => {
            Err(interpreter.unsupported(format!("half of a surrogate pair (character {code:#x})")))
        }
        _ => match code.and_then(char::from_u32) {
            Some(character) => Ok(character),
            None => Err(interpreter.error("OverflowError", complaint)),
        },
    }
}

fn format_float(
    interpreter: &mut Interpreter<'_>,
    number: f64,
    specification: &Specification,
    type_name: &str,
) -> Outcome<String> {
    let kind = specification.kind;
    if kind.is_some_and(|kind| !matches!(kind, 'e' | 'E' | 'f' | 'F' | 'g' | 'G' | 'n' | '%')) {
        return Err(unknown_kind(interpreter, kind.unwrap_or(' '), type_name));
    }
    let shown = match (kind, specification.precision) {
        _ if !number.is_finite() => {
            let suffix = if kind == Some('%') { "%" } else { "" };
            format!("{}{suffix}", number::not_finite(number.abs()))
        }
        (None, None) if specification.is_alternate => digits::with_point(number::float_repr(number.abs())),
        (None, None) => number::float_repr(number.abs()),
        (None, Some(precision)) => {
            interpreter.reserve(precision)?;
            interpreter.step(digits::cost(number, precision))?;
            digits::general(number.abs(), precision, specification.is_alternate, true)
        }
        (Some(kind), precision) => {
            let kind = if kind == 'n' { 'g' } else { kind.to_ascii_lowercase() };
            let precision = precision.unwrap_or(6);
            float_digits(interpreter, number.abs(), kind, precision, specification.is_alternate)?
        }
    };
    let shown = if kind.is_some_and(|kind| kind.is_ascii_uppercase()) { shown.to_uppercase() } else { shown };
    let shows_zero =
        !shown.chars().take_while(|character| !matches!(character, 'e' | 'E')).any(|c| matches!(c, '1'..='9'));
    let drops_sign = specification.no_negative_zero && shows_zero && number.is_finite();
    let is_negative = number.is_sign_negative() && !number.is_nan() && !drops_sign;
    let end = shown.find(|character: char| !character.is_ascii_digit()).filter(|_| number.is_finite());
    let (whole, rest) = shown.split_at_checked(end.unwrap_or(shown.len())).unwrap_or((&shown, ""));
    let parts = Parts {
        sign: sign(is_negative, specification.sign),
        prefix: "",
        whole: whole.to_owned(),
        rest: rest.to_owned(),
    };
    lay_out(interpreter, parts, specification, 3)
}

/// Puts a number together: grouped, and padded to the width.
fn lay_out(
    interpreter: &mut Interpreter<'_>,
    parts: Parts,
    specification: &Specification,
    group: usize,
) -> Outcome<String> {
    let Parts { sign, prefix, mut whole, rest } = parts;
    let fill = specification.fill.unwrap_or(' ');
    let alignment = specification.alignment.unwrap_or('>');
    interpreter.reserve(specification.width.saturating_mul(fill.len_utf8()))?;
    if let Some(separator) = specification.grouping
        && whole.bytes().all(|digit| digit.is_ascii_hexdigit())
    {
        let around = sign.len() + prefix.len() + rest.len();
        let least = match (fill, alignment) {
            ('0', '=') => specification.width.saturating_sub(around),
            _ => 0,
        };
        whole = grouped(&whole, separator, group, least);
    }
    if alignment == '=' {
        let inner = specification.width.saturating_sub(sign.len() + prefix.len());
        let digits = pad(interpreter, &(whole + &rest), inner, fill, '>')?;
        return Ok(format!("{sign}{prefix}{digits}"));
    }
    pad(interpreter, &format!("{sign}{prefix}{whole}{rest}"), specification.width, fill, alignment)
}

/// Digits with separators between groups, and zeros in front until they have the least width.
fn grouped(digits: &str, separator: char, group: usize, least: usize) -> String {
    let mut count = digits.len();
    while count + count.saturating_sub(1) / group < least {
        count += 1;
    }
    let zeros = std::iter::repeat_n('0', count - digits.len());
    let mut text = String::with_capacity(count + count / group);
    for (at, digit) in zeros.chain(digits.chars()).enumerate() {
        if at > 0 && (count - at).is_multiple_of(group) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

fn unknown_kind(interpreter: &mut Interpreter<'_>, kind: char, type_name: &str) -> Stop {
    let shown = match kind {
        ' '..='~' => format!("'{kind}'"),
        _ => format!("'\\x{:x}'", u32::from(kind)),
    };
    interpreter.error("ValueError", format!("Unknown format code {shown} for object of type '{type_name}'"))
}
