//! Methods of `str` about the kind of its characters.

use super::str_methods::own;
use super::{arguments, unicode};
use crate::eval::{Interpreter, Outcome};
use crate::value::{Arguments, Value, number};

macro_rules! mapped {
    ($($(#[$documentation:meta])* $function:ident $name:literal = $map:expr;)*) => {
        $($(#[$documentation])*
        pub(super) fn $function(interpreter: &mut Interpreter<'_>, this: &Value, given: Arguments) -> Outcome<Value> {
            arguments::nothing(interpreter, $name, given)?;
            let map: fn(&str) -> String = $map;
            let text = own(this);
            interpreter.step(if text.is_ascii() { text.len() / 8 } else { text.len() * 2 })?;
            let mapped = map(text);
            interpreter.reserve(mapped.len())?;
            Ok(Value::str(mapped))
        })*
    };
}

macro_rules! tested {
    ($($(#[$documentation:meta])* $function:ident $name:literal = $test:expr;)*) => {
        $($(#[$documentation])*
        pub(super) fn $function(interpreter: &mut Interpreter<'_>, this: &Value, given: Arguments) -> Outcome<Value> {
            arguments::nothing(interpreter, $name, given)?;
            let test: fn(&str) -> bool = $test;
            interpreter.step(own(this).len() / 8)?;
            Ok(Value::Bool(test(own(this))))
        })*
    };
}

mapped! {
    /// `text.upper()`
    upper "str.upper" = str::to_uppercase;
    /// `text.lower()`
    lower "str.lower" = str::to_lowercase;
    /// `text.casefold()`
    fold "str.casefold" = |text| text.chars().map(unicode::fold).collect();
    /// `text.capitalize()`
    capitalize "str.capitalize" = |text| {
        // Small letters hang on what stands around them, so the text is made small as a whole.
        let Some(first) = text.chars().next() else { return String::new() };
        let lower = text.to_lowercase();
        let small: String = first.to_lowercase().collect();
        unicode::title(first) + lower.strip_prefix(small.as_str()).unwrap_or_default()
    };
    /// `text.swapcase()`
    swap "str.swapcase" = |text| {
        let mut swapped = String::with_capacity(text.len());
        for (at, character) in text.char_indices() {
            match character {
                SIGMA => swapped.push(lower_sigma(text, at)),
                _ if character.is_uppercase() => swapped.extend(character.to_lowercase()),
                _ if character.is_lowercase() => swapped.extend(character.to_uppercase()),
                _ => swapped.push(character),
            }
        }
        swapped
    };
    /// `text.title()`
    title "str.title" = |text| {
        let mut titled = String::with_capacity(text.len());
        let mut is_inside = false;
        for (at, character) in text.char_indices() {
            match is_inside {
                true if character == SIGMA => titled.push(lower_sigma(text, at)),
                _ if character.is_ascii() => titled.push(ascii_title(character, is_inside)),
                true => titled.extend(character.to_lowercase()),
                false => titled.push_str(&unicode::title(character)),
            }
            is_inside = is_cased(character);
        }
        titled
    };
}

tested! {
    /// `text.isupper()`
    is_upper "str.isupper" = |text| {
        let is_other = |character: char| character.is_lowercase() || unicode::is_title(character);
        text.chars().any(char::is_uppercase) && !text.chars().any(is_other)
    };
    /// `text.islower()`
    is_lower "str.islower" = |text| {
        let is_other = |character: char| character.is_uppercase() || unicode::is_title(character);
        text.chars().any(char::is_lowercase) && !text.chars().any(is_other)
    };
    /// `text.istitle()`
    is_title "str.istitle" = |text| {
        let mut is_inside = false;
        let mut has_word = false;
        for character in text.chars() {
            let is_first = character.is_uppercase() || unicode::is_title(character);
            let fits = if is_first { !is_inside } else { is_inside || !character.is_lowercase() };
            if !fits {
                return false;
            }
            is_inside = is_cased(character);
            has_word |= is_inside;
        }
        has_word
    };
    /// `text.isalpha()`
    is_alpha "str.isalpha" = |text| every(text, unicode::is_letter);
    /// `text.isalnum()`
    is_alphanumeric "str.isalnum" = |text| every(text, unicode::is_alphanumeric);
    /// `text.isspace()`
    is_space "str.isspace" = |text| every(text, number::is_space);
    /// `text.isdigit()`
    is_digit "str.isdigit" = |text| every(text, unicode::is_digit);
    /// `text.isdecimal()`
    is_decimal "str.isdecimal" = |text| every(text, unicode::is_decimal);
    /// `text.isnumeric()`
    is_numeric "str.isnumeric" = |text| every(text, char::is_numeric);
    /// `text.isascii()`
    is_ascii "str.isascii" = str::is_ascii;
    /// `text.isidentifier()`
    is_identifier "str.isidentifier" = unicode::is_identifier;
    /// `text.isprintable()`
    is_printable "str.isprintable" = |text| text.chars().all(unicode::is_printable);
}

const SIGMA: char = 'Σ';

/// The small letter of the sigma at a place of the text.
fn lower_sigma(text: &str, at: usize) -> char {
    let before = text.get(..at).unwrap_or_default();
    let after = text.get(at + SIGMA.len_utf8()..).unwrap_or_default();
    unicode::lower_sigma(before, after)
}

fn ascii_title(character: char, is_inside: bool) -> char {
    if is_inside { character.to_ascii_lowercase() } else { character.to_ascii_uppercase() }
}

fn is_cased(character: char) -> bool {
    character.is_uppercase() || character.is_lowercase() || unicode::is_title(character)
}

fn every(text: &str, test: fn(char) -> bool) -> bool {
    !text.is_empty() && text.chars().all(test)
}
