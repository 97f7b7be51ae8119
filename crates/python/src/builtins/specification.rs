//! Format specifications: what may stand after the colon of `{value:>10.2f}`.

use super::unicode;
use crate::eval::{Interpreter, Outcome};

/// A format specification, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Specification {
    pub(super) fill: Option<char>,
    pub(super) alignment: Option<char>,
    pub(super) sign: Option<char>,
    /// `z`: no minus sign before a number that is shown as zero.
    pub(super) no_negative_zero: bool,
    /// `#`
    pub(super) is_alternate: bool,
    pub(super) width: usize,
    /// `,` or `_`
    pub(super) grouping: Option<char>,
    pub(super) precision: Option<usize>,
    /// `d`, `x`, `f` ...
    pub(super) kind: Option<char>,
}

/// Reads a specification for a value of the named type.
pub(super) fn parse(interpreter: &mut Interpreter<'_>, text: &str, type_name: &str) -> Outcome<Specification> {
    let mut rest = text.chars().peekable();
    let (fill, alignment) = alignment(&mut rest);
    let mut specification = Specification {
        fill,
        alignment,
        sign: rest.next_if(|character| matches!(character, '+' | '-' | ' ')),
        no_negative_zero: rest.next_if_eq(&'z').is_some(),
        is_alternate: rest.next_if_eq(&'#').is_some(),
        width: 0,
        grouping: None,
        precision: None,
        kind: None,
    };
    if fill.is_none() && rest.next_if_eq(&'0').is_some() {
        specification.fill = Some('0');
        if alignment.is_none() {
            specification.alignment = Some(if type_name == "str" { '<' } else { '=' });
        }
    }
    specification.width = number(interpreter, &mut rest)?.unwrap_or(0);
    specification.grouping = rest.next_if(|character| matches!(character, ',' | '_'));
    if matches!((specification.grouping, rest.peek()), (Some(','), Some('_')) | (Some('_'), Some(','))) {
        return Err(interpreter.error("ValueError", "Cannot specify both ',' and '_'."));
    }
    if rest.next_if_eq(&'.').is_some() {
        specification.precision = number(interpreter, &mut rest)?;
        if specification.precision.is_none() {
            return Err(interpreter.error("ValueError", "Format specifier missing precision"));
        }
    }
    specification.kind = rest.next();
    if rest.next().is_some() {
        let message = format!("Invalid format specifier '{text}' for object of type '{type_name}'");
        return Err(interpreter.error("ValueError", message));
    }
    check_grouping(interpreter, &specification, type_name)?;
    Ok(specification)
}

fn check_grouping(interpreter: &mut Interpreter<'_>, specification: &Specification, type_name: &str) -> Outcome<()> {
    let Some(grouping) = specification.grouping else { return Ok(()) };
    let kind = specification.kind.or((type_name == "str").then_some('s'));
    match (grouping, kind) {
        (_, None | Some('d' | 'e' | 'f' | 'g' | 'E' | 'F' | 'G' | '%')) | ('_', Some('b' | 'o' | 'x' | 'X')) => Ok(()),
        (_, Some(kind)) => {
            let shown = match kind {
                '!'..='~' => format!("'{kind}'"),
                _ => format!("'\\x{:x}'", u32::from(kind)),
            };
            Err(interpreter.error("ValueError", format!("Cannot specify '{grouping}' with {shown}.")))
        }
    }
}

fn alignment(rest: &mut std::iter::Peekable<std::str::Chars<'_>>) -> (Option<char>, Option<char>) {
    let is_alignment = |character: &char| matches!(character, '<' | '>' | '=' | '^');
    let mut ahead = rest.clone();
    let (first, second) = (ahead.next(), ahead.next());
    if second.as_ref().is_some_and(is_alignment) {
        *rest = ahead;
        return (first, second);
    }
    (None, rest.next_if(is_alignment))
}

fn number(
    interpreter: &mut Interpreter<'_>,
    rest: &mut std::iter::Peekable<std::str::Chars<'_>>,
) -> Outcome<Option<usize>> {
    let mut number: Option<usize> = None;
    while let Some(digit) = rest.peek().copied().and_then(unicode::decimal_value) {
        rest.next();
        number = Some(number.unwrap_or(0).saturating_mul(10).saturating_add(digit as usize));
        if number.is_some_and(|number| number > i64::MAX as usize) {
            return Err(interpreter.error("ValueError", "Too many decimal digits in format string"));
        }
    }
    Ok(number)
}
