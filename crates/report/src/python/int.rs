//! Whole numbers in a format specification.

use super::format::{Digits, FormatError, FormatSpec};

pub(super) fn int_digits(number: i64, spec: &FormatSpec) -> Result<Digits, FormatError> {
    const VALUE: &str = "a whole number";
    if spec.precision.is_some() {
        return Err(FormatError::NotAllowed { option: "a precision", value: VALUE });
    }
    if spec.forces_positive_zero {
        return Err(FormatError::NotAllowed { option: "`z`", value: VALUE });
    }
    let size = number.unsigned_abs();
    let alternate = |prefix| if spec.is_alternate { prefix } else { "" };
    let (whole, prefix, group) = match spec.code {
        None | Some('d') => (size.to_string(), "", 3),
        Some('n') => (size.to_string(), "", 3),
        Some('b') => (format!("{size:b}"), alternate("0b"), 4),
        Some('o') => (format!("{size:o}"), alternate("0o"), 4),
        Some('x') => (format!("{size:x}"), alternate("0x"), 4),
        Some('X') => (format!("{size:X}"), alternate("0X"), 4),
        Some('c') => (letter(number, spec)?, "", 3),
        Some(code) => return Err(FormatError::UnknownType { code, value: VALUE }),
    };
    let is_groupable = match spec.grouping {
        None => true,
        Some(',') => matches!(spec.code, None | Some('d')),
        Some(_) => !matches!(spec.code, Some('n' | 'c')),
    };
    if !is_groupable {
        return Err(FormatError::NotAllowed { option: "a separator of thousands", value: "such a number" });
    }
    Ok(Digits { is_negative: number < 0, prefix, whole, rest: String::new(), group })
}

fn letter(number: i64, spec: &FormatSpec) -> Result<String, FormatError> {
    if spec.is_alternate {
        return Err(FormatError::NotAllowed { option: "`#`", value: "a letter" });
    }
    let letter = u32::try_from(number).ok().and_then(char::from_u32);
    letter.map(String::from).ok_or(FormatError::UnknownType { code: 'c', value: "this number" })
}

/// Puts separators between groups of digits, and zeros in front up to a least length, separators included.
pub(super) fn group(digits: &str, size: usize, separator: char, least: usize) -> String {
    let mut reversed: Vec<char> = Vec::new();
    let mut left = digits.chars().rev();
    let mut in_group = 0;
    loop {
        let digit = left.next();
        if digit.is_none() && reversed.len() >= least {
            break;
        }
        if in_group == size {
            reversed.push(separator);
            in_group = 0;
        }
        reversed.push(digit.unwrap_or('0'));
        in_group += 1;
    }
    reversed.into_iter().rev().collect()
}
