//! Format specifications: `[[fill]align][sign][z][#][0][width][grouping][.precision][type]`.

use thiserror::Error;

use super::float::float_digits;
use super::int::{group, int_digits};
use crate::limits::MAX_FORMAT_WIDTH;

/// What is wrong with a format specification.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub(crate) enum FormatError {
    /// It does not follow the grammar.
    #[error("`{0}` is not a format specification")]
    Invalid(String),
    /// The type does not fit the value.
    #[error("the format `{code}` does not fit {value}")]
    UnknownType { code: char, value: &'static str },
    /// An option does not fit the value or the type.
    #[error("{option} is not allowed in the format of {value}")]
    NotAllowed { option: &'static str, value: &'static str },
    /// Width or precision are over the limit.
    #[error("a width or precision over {MAX_FORMAT_WIDTH} is not allowed")]
    TooWide,
}

/// A parsed format specification.
#[derive(Clone, Debug, Default)]
pub(crate) struct FormatSpec {
    fill: Option<char>,
    align: Option<char>,
    sign: Option<char>,
    pub(super) forces_positive_zero: bool,
    pub(super) is_alternate: bool,
    has_zero: bool,
    width: usize,
    pub(super) grouping: Option<char>,
    pub(super) precision: Option<usize>,
    pub(super) code: Option<char>,
}

/// The parts of a formatted number.
pub(super) struct Digits {
    pub(super) is_negative: bool,
    /// `0x` and its like.
    pub(super) prefix: &'static str,
    /// Digits before the point, not grouped.
    pub(super) whole: String,
    /// The rest: point, fraction, exponent, percent sign.
    pub(super) rest: String,
    /// Digits of a group.
    pub(super) group: usize,
}

impl FormatSpec {
    /// Parses a specification.
    pub(crate) fn parse(text: &str) -> Result<Self, FormatError> {
        let letters: Vec<char> = text.chars().collect();
        let at = |position: usize| letters.get(position).copied();
        let is_align = |letter: Option<char>| matches!(letter, Some('<' | '>' | '=' | '^'));
        let mut spec = Self::default();
        let mut next = 0;
        if is_align(at(1)) {
            (spec.fill, spec.align, next) = (at(0), at(1), 2);
        } else if is_align(at(0)) {
            (spec.align, next) = (at(0), 1);
        }
        if matches!(at(next), Some('+' | '-' | ' ')) {
            (spec.sign, next) = (at(next), next + 1);
        }
        for (letter, flag) in [('z', &mut spec.forces_positive_zero), ('#', &mut spec.is_alternate)] {
            if at(next) == Some(letter) {
                (*flag, next) = (true, next + 1);
            }
        }
        if spec.fill.is_none() && at(next) == Some('0') {
            (spec.has_zero, next) = (true, next + 1);
        }
        let (width, after) = number(&letters, next)?;
        (spec.width, next) = (width.unwrap_or(0), after);
        if matches!(at(next), Some(',' | '_')) {
            (spec.grouping, next) = (at(next), next + 1);
        }
        if at(next) == Some('.') {
            let (precision, after) = number(&letters, next + 1)?;
            (spec.precision, next) = (precision, after);
            if precision.is_none() {
                return Err(FormatError::Invalid(text.to_owned()));
            }
        }
        (spec.code, next) = (at(next), next + 1);
        if next < letters.len() {
            return Err(FormatError::Invalid(text.to_owned()));
        }
        Ok(spec)
    }

    fn pad(&self, text: &str, default_align: char) -> String {
        let fill = self.fill.unwrap_or(if self.has_zero { '0' } else { ' ' });
        let missing = self.width.saturating_sub(text.chars().count());
        let before = match self.align.unwrap_or(default_align) {
            '<' => 0,
            '^' => missing / 2,
            _ => missing,
        };
        let filling = |count: usize| std::iter::repeat_n(fill, count);
        filling(before).chain(text.chars()).chain(filling(missing - before)).collect()
    }

    /// Puts sign, prefix, groups and padding around the digits of a number.
    fn number(&self, digits: Digits) -> String {
        let sign = match self.sign {
            _ if digits.is_negative => "-",
            Some('+') => "+",
            Some(' ') => " ",
            _ => "",
        };
        let fill = self.fill.unwrap_or(if self.has_zero { '0' } else { ' ' });
        let align = self.align.unwrap_or(if self.has_zero { '=' } else { '>' });
        let around = sign.len() + digits.prefix.len() + digits.rest.chars().count();
        let is_zero_padded = fill == '0' && align == '=';
        let least = if is_zero_padded { self.width.saturating_sub(around) } else { 0 };
        let whole = match self.grouping {
            // Infinity has no digits to group.
            Some(separator) if !digits.whole.is_empty() => group(&digits.whole, digits.group, separator, least),
            _ => digits.whole,
        };
        if align != '=' {
            return self.pad(&format!("{sign}{}{whole}{}", digits.prefix, digits.rest), '>');
        }
        let missing = self.width.saturating_sub(around + whole.chars().count());
        let filling: String = std::iter::repeat_n(fill, missing).collect();
        format!("{sign}{}{filling}{whole}{}", digits.prefix, digits.rest)
    }
}

/// `format(text, spec)`.
pub(crate) fn format_text(text: &str, spec: &FormatSpec) -> Result<String, FormatError> {
    const VALUE: &str = "text";
    let not_allowed = |option| Err(FormatError::NotAllowed { option, value: VALUE });
    match spec {
        FormatSpec { code: Some(code), .. } if *code != 's' => {
            Err(FormatError::UnknownType { code: *code, value: VALUE })
        }
        FormatSpec { sign: Some(_), .. } => not_allowed("a sign"),
        FormatSpec { forces_positive_zero: true, .. } => not_allowed("`z`"),
        FormatSpec { is_alternate: true, .. } => not_allowed("`#`"),
        FormatSpec { align: Some('='), .. } => not_allowed("`=`"),
        FormatSpec { grouping: Some(_), .. } => not_allowed("a separator of thousands"),
        _ => {
            let cut: String = text.chars().take(spec.precision.unwrap_or(usize::MAX)).collect();
            Ok(spec.pad(&cut, '<'))
        }
    }
}

/// `format(number, spec)` of a whole number, or of a truth with a specification.
pub(crate) fn format_int(number: i64, spec: &FormatSpec) -> Result<String, FormatError> {
    match spec.code {
        Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%') => format_float(number as f64, spec),
        Some('c') if spec.sign.is_some() => Err(FormatError::NotAllowed { option: "a sign", value: "a letter" }),
        _ => int_digits(number, spec).map(|digits| spec.number(digits)),
    }
}

/// `format(number, spec)` of a fraction.
pub(crate) fn format_float(number: f64, spec: &FormatSpec) -> Result<String, FormatError> {
    float_digits(number, spec).map(|digits| spec.number(digits))
}

fn number(letters: &[char], start: usize) -> Result<(Option<usize>, usize), FormatError> {
    let mut value: Option<usize> = None;
    let mut next = start;
    while let Some(digit) = letters.get(next).and_then(|letter| letter.to_digit(10)) {
        let number = value.unwrap_or(0).saturating_mul(10).saturating_add(digit as usize);
        if number > MAX_FORMAT_WIDTH {
            return Err(FormatError::TooWide);
        }
        value = Some(number);
        next += 1;
    }
    Ok((value, next))
}
