//! Digits of floating-point numbers, exactly rounded, in Python's notations.

/// Precisions above this add only zeros: no floating-point number has more digits.
const MOST_DIGITS: usize = 1100;

/// What showing a number with so many digits costs in steps.
pub(super) fn cost(number: f64, precision: usize) -> usize {
    let is_common = precision <= 20 && (number == 0.0 || (1e-20..1e20).contains(&number.abs()));
    let exponent = if number == 0.0 { 0.0 } else { number.abs().log10().abs().min(400.0) };
    if is_common { 2 } else { (precision.min(MOST_DIGITS) + exponent as usize) * 2 }
}

/// `%.{precision}f` of a finite number that is not negative.
pub(super) fn fixed(number: f64, precision: usize) -> String {
    let shown = format!("{number:.*}", precision.min(MOST_DIGITS));
    with_zeros(shown, precision.saturating_sub(MOST_DIGITS))
}

/// `%.{precision}e` of a finite number that is not negative: digits without exponent, and the exponent.
pub(super) fn scientific(number: f64, precision: usize) -> (String, i32) {
    let shown = format!("{number:.*e}", precision.min(MOST_DIGITS));
    let (mantissa, exponent) = shown.split_once('e').unwrap_or((&shown, "0"));
    let mantissa = with_zeros(mantissa.to_owned(), precision.saturating_sub(MOST_DIGITS));
    (mantissa, exponent.parse().unwrap_or(0))
}

/// `e+05`
pub(super) fn exponent(exponent: i32) -> String {
    format!("e{}{:02}", if exponent < 0 { '-' } else { '+' }, exponent.abs())
}

/// `%.{precision}g` of a finite number that is not negative.
///
/// `keeps_zeros` is `#`; `as_text` is how `str` does it: with at least one digit after the point.
pub(super) fn general(number: f64, precision: usize, keeps_zeros: bool, as_text: bool) -> String {
    let precision = precision.max(1);
    let (mantissa, power) = scientific(number, precision - 1);
    let most = precision as i64 - i64::from(as_text);
    if power < -4 || i64::from(power) >= most {
        let mantissa = if keeps_zeros { with_point(mantissa) } else { without_zeros(mantissa) };
        return mantissa + &exponent(power);
    }
    let after_point = (precision as i64 - 1 - i64::from(power)).max(0) as usize;
    let shown = fixed(number, after_point);
    match (keeps_zeros, as_text) {
        (true, _) => with_point(shown),
        (false, true) => with_one_digit(without_zeros(shown)),
        (false, false) => without_zeros(shown),
    }
}

/// The text of a number with a point before what follows its digits.
pub(super) fn with_point(shown: String) -> String {
    match (shown.contains('.'), shown.split_once('e')) {
        (true, _) => shown,
        (false, Some((mantissa, exponent))) => format!("{mantissa}.e{exponent}"),
        (false, None) => shown + ".",
    }
}

/// The text of a whole or broken number, with `.0` when it has no fraction.
fn with_one_digit(shown: String) -> String {
    if shown.contains('.') { shown } else { shown + ".0" }
}

/// The number rounded to some decimal places, which may be negative; ties go to the even digit. Exact.
pub(super) fn round_to(number: f64, places: i64) -> f64 {
    if !number.is_finite() || places > 400 {
        return number;
    }
    if places >= 0 && number.fract() == 0.0 {
        return number;
    }
    if places >= 0 {
        return fixed(number.abs(), places as usize).parse::<f64>().unwrap_or(number).copysign(number);
    }
    let digits = fixed(number.abs().trunc(), 0);
    // More than a tie when there is any fraction.
    let fraction = if number.fract() == 0.0 { "" } else { "1" };
    let dropped = places.unsigned_abs() as usize;
    let zeros = "0".repeat(dropped.saturating_sub(digits.len()).min(400));
    let digits = zeros + &digits;
    let Some((kept, rest)) = digits.split_at_checked(digits.len().saturating_sub(dropped)) else { return number };
    let rest = format!("{rest}{fraction}");
    let half = format!("5{}", "0".repeat(rest.len().saturating_sub(1)));
    let is_odd = kept.bytes().last().is_some_and(|digit| digit % 2 == 1);
    let rounds_up = rest > half || (rest == half && is_odd);
    let kept: num_bigint::BigUint = kept.parse().unwrap_or_default();
    let kept = if rounds_up { kept + 1u8 } else { kept };
    format!("{kept}e{dropped}").parse::<f64>().unwrap_or(number).copysign(number)
}

fn with_zeros(mut shown: String, count: usize) -> String {
    shown.extend(std::iter::repeat_n('0', count));
    shown
}

fn without_zeros(shown: String) -> String {
    match shown.contains('.') {
        true => shown.trim_end_matches('0').trim_end_matches('.').to_owned(),
        false => shown,
    }
}
