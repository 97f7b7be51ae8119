//! Fractions: `repr` and format specifications.

use super::format::{Digits, FormatError, FormatSpec};

/// A fraction as Python prints it: the shortest digits that give it back.
pub(crate) fn repr_float(number: f64) -> String {
    if !number.is_finite() {
        return special(number, false);
    }
    let sign = if number.is_sign_negative() { "-" } else { "" };
    let (digits, exponent) = shortest(number.abs());
    format!("{sign}{}", general(&digits, exponent, Layout { limit: 16, keeps_point: true, ..Layout::default() }))
}

pub(super) fn float_digits(number: f64, spec: &FormatSpec) -> Result<Digits, FormatError> {
    let code = spec.code.unwrap_or('\0');
    let is_upper = code.is_ascii_uppercase();
    if spec.grouping.is_some() && code == 'n' {
        return Err(FormatError::NotAllowed { option: "a separator of thousands", value: "such a number" });
    }
    let size = if code == '%' { number.abs() * 100.0 } else { number.abs() };
    let mut text = match code {
        'f' | 'F' | '%' | 'e' | 'E' | 'g' | 'G' | 'n' | '\0' if !size.is_finite() => special(size, is_upper),
        'f' | 'F' | '%' => fixed(size, spec.precision.unwrap_or(6), spec.is_alternate),
        'e' | 'E' => scientific(size, spec.precision.unwrap_or(6), spec.is_alternate),
        'g' | 'G' | 'n' | '\0' => general_format(size, spec, code == '\0'),
        _ => return Err(FormatError::UnknownType { code, value: "a fraction" }),
    };
    if is_upper {
        text = text.to_uppercase();
    }
    if code == '%' {
        text.push('%');
    }
    let is_zero = !text.bytes().any(|byte| matches!(byte, b'1'..=b'9')) && size.is_finite();
    let whole_length = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text.split_off(whole_length);
    let is_negative = number.is_sign_negative() && !number.is_nan() && !(spec.forces_positive_zero && is_zero);
    Ok(Digits { is_negative, prefix: "", whole: text, rest, group: 3 })
}

/// How digits become a number in the general format.
#[derive(Clone, Copy, Default)]
struct Layout {
    /// Exponents from here on are written as exponents.
    limit: i32,
    /// A number that looks whole gets `.0`.
    keeps_point: bool,
    /// The point stays even when nothing follows it.
    is_alternate: bool,
}

fn special(number: f64, is_upper: bool) -> String {
    let word = match number {
        _ if number.is_nan() => "nan",
        _ if number.is_sign_negative() => "-inf",
        _ => "inf",
    };
    if is_upper { word.to_uppercase() } else { word.to_owned() }
}

fn fixed(size: f64, precision: usize, is_alternate: bool) -> String {
    let point = if is_alternate && precision == 0 { "." } else { "" };
    format!("{size:.precision$}{point}")
}

fn scientific(size: f64, precision: usize, is_alternate: bool) -> String {
    let (digits, exponent) = rounded(size, precision);
    with_exponent(&digits, exponent, is_alternate)
}

fn general_format(size: f64, spec: &FormatSpec, is_default: bool) -> String {
    let Some(precision) = spec.precision.or(if is_default { None } else { Some(6) }) else {
        let (digits, exponent) = shortest(size);
        return general(&digits, exponent, Layout { limit: 16, keeps_point: true, is_alternate: spec.is_alternate });
    };
    let precision = precision.max(1);
    let (mut digits, exponent) = rounded(size, precision - 1);
    if !spec.is_alternate {
        digits.truncate(digits.trim_end_matches('0').len().max(1));
    }
    // The default format writes an exponent one step earlier, to have room for `.0`.
    let limit = i32::try_from(precision).unwrap_or(i32::MAX) - i32::from(is_default);
    general(&digits, exponent, Layout { limit, keeps_point: is_default, is_alternate: spec.is_alternate })
}

/// Digits (with the point after the first) and an exponent as a number, with or without an exponent.
fn general(digits: &str, exponent: i32, layout: Layout) -> String {
    if exponent < -4 || exponent >= layout.limit {
        return with_exponent(digits, exponent, layout.is_alternate);
    }
    let Ok(whole) = usize::try_from(exponent + 1) else {
        return format!("0.{}{digits}", "0".repeat(exponent.unsigned_abs() as usize - 1));
    };
    if whole == 0 {
        return format!("0.{digits}");
    }
    let zeros = "0".repeat(whole.saturating_sub(digits.len()));
    let (before, after) = digits.split_at_checked(whole).unwrap_or((digits, ""));
    match after {
        "" if layout.keeps_point => format!("{before}{zeros}.0"),
        "" if layout.is_alternate => format!("{before}{zeros}."),
        "" => format!("{before}{zeros}"),
        _ => format!("{before}{zeros}.{after}"),
    }
}

fn with_exponent(digits: &str, exponent: i32, is_alternate: bool) -> String {
    let (first, rest) = digits.split_at_checked(1).unwrap_or((digits, ""));
    let point = if rest.is_empty() && !is_alternate { "" } else { "." };
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{first}{point}{rest}e{sign}{:02}", exponent.unsigned_abs())
}

/// The shortest digits that give the number back, and its decimal exponent.
fn shortest(size: f64) -> (String, i32) {
    split(&format!("{size:e}"))
}

/// The number rounded to so many digits after the first, and its decimal exponent.
fn rounded(size: f64, precision: usize) -> (String, i32) {
    split(&format!("{size:.precision$e}"))
}

fn split(scientific: &str) -> (String, i32) {
    let (digits, exponent) = scientific.split_once('e').unwrap_or((scientific, "0"));
    (digits.replace('.', ""), exponent.parse().unwrap_or(0))
}
