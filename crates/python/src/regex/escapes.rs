//! What a backslash and a character stand for.

use super::Problem;
use super::category::Category;
use super::tokens::{Tokens, text};

/// A character that an escape stands for, in a pattern or in a set.
pub(super) enum Escape {
    Code(u32),
    Category { category: Category, negated: bool },
}

/// `\d`, `\S` ...
pub(super) fn category(code: u32) -> Option<Escape> {
    let (category, negated) = match char::from_u32(code)? {
        'd' => (Category::Digit, false),
        'D' => (Category::Digit, true),
        's' => (Category::Space, false),
        'S' => (Category::Space, true),
        'w' => (Category::Word, false),
        'W' => (Category::Word, true),
        _ => return None,
    };
    Some(Escape::Category { category, negated })
}

/// `\n`, `\t` ...; also used in replacements.
pub(super) fn control(code: u32) -> Option<u32> {
    Some(match char::from_u32(code)? {
        'a' => 7,
        'b' => 8,
        'f' => 12,
        'n' => 10,
        'r' => 13,
        't' => 9,
        'v' => 11,
        '\\' => 92,
        _ => return None,
    })
}

/// An escape inside a set.
pub(super) fn in_set(tokens: &mut Tokens<'_>, code: u32) -> Result<Escape, Problem> {
    if let Some(control) = control(code) {
        return Ok(Escape::Code(control));
    }
    if let Some(category) = category(code) {
        return Ok(category);
    }
    match char::from_u32(code) {
        Some('0'..='7') => {
            let digits = text(&[code]) + &tokens.take_while(2, is_octal)?;
            octal(tokens, &digits).map(Escape::Code)
        }
        Some('8' | '9') => Err(bad(tokens, code)),
        _ => coded(tokens, code).map(Escape::Code),
    }
}

/// An escape that names a character by its code, or stands for the character itself.
pub(super) fn coded(tokens: &mut Tokens<'_>, code: u32) -> Result<u32, Problem> {
    match char::from_u32(code) {
        Some('x') => hexadecimal(tokens, 'x', 2),
        Some('u') if tokens.is_text => hexadecimal(tokens, 'u', 4),
        Some('U') if tokens.is_text => hexadecimal(tokens, 'U', 8),
        Some('N') if tokens.is_text => named(tokens),
        Some(letter) if letter.is_ascii_alphabetic() => Err(bad(tokens, code)),
        _ => Ok(code),
    }
}

pub(super) fn is_octal(character: &char) -> bool {
    ('0'..='7').contains(character)
}

/// The character of up to three octal digits.
pub(super) fn octal(tokens: &Tokens<'_>, digits: &str) -> Result<u32, Problem> {
    match u32::from_str_radix(digits, 8) {
        Ok(code) if code <= 0o377 => Ok(code),
        _ => {
            let message = format!("octal escape value \\{digits} outside of range 0-0o377");
            Err(tokens.problem(message, digits.len() + 1))
        }
    }
}

pub(super) fn bad(tokens: &Tokens<'_>, code: u32) -> Problem {
    tokens.problem(format!("bad escape \\{}", text(&[code])), 2)
}

fn hexadecimal(tokens: &mut Tokens<'_>, letter: char, length: usize) -> Result<u32, Problem> {
    let digits = tokens.take_while(length, |character| character.is_ascii_hexdigit())?;
    let shown = digits.len() + 2;
    if digits.len() != length {
        return Err(tokens.problem(format!("incomplete escape \\{letter}{digits}"), shown));
    }
    match u32::from_str_radix(&digits, 16) {
        Ok(code) if code <= 0x10_ffff => Ok(code),
        _ => Err(tokens.problem(format!("bad escape \\{letter}{digits}"), shown)),
    }
}

fn named(tokens: &mut Tokens<'_>) -> Result<u32, Problem> {
    if !tokens.accept('{')? {
        return Err(tokens.problem("missing {", 0));
    }
    let name = tokens.take_until('}', "character name")?;
    match unicode_names2::character(&name.text) {
        Some(character) => Ok(u32::from(character)),
        None => {
            let message = format!("undefined character name {}", crate::builtins::quote(&name.text));
            Err(tokens.problem(message, name.length + 4))
        }
    }
}
