//! `repr` and `ascii` of text.

use std::fmt::Write;

/// Text as Python writes it in a program: quoted, with escapes for what cannot be printed.
pub(crate) fn repr_text(text: &str) -> String {
    let quote = if text.contains('\'') && !text.contains('"') { '"' } else { '\'' };
    let mut repr = String::with_capacity(text.len() + 2);
    repr.push(quote);
    for letter in text.chars() {
        match letter {
            '\\' => repr.push_str("\\\\"),
            '\n' => repr.push_str("\\n"),
            '\r' => repr.push_str("\\r"),
            '\t' => repr.push_str("\\t"),
            _ if letter == quote => {
                repr.push('\\');
                repr.push(letter);
            }
            _ if is_printable(letter) => repr.push(letter),
            _ => escape(&mut repr, letter),
        }
    }
    repr.push(quote);
    repr
}

/// A `repr` in which everything outside ASCII is escaped.
pub(crate) fn ascii(repr: &str) -> String {
    let mut ascii = String::with_capacity(repr.len());
    for letter in repr.chars() {
        if letter.is_ascii() {
            ascii.push(letter);
        } else {
            escape(&mut ascii, letter);
        }
    }
    ascii
}

fn escape(out: &mut String, letter: char) {
    let code = u32::from(letter);
    // Writing to a string cannot fail.
    let _ = match code {
        0..=0xff => write!(out, "\\x{code:02x}"),
        0x100..=0xffff => write!(out, "\\u{code:04x}"),
        _ => write!(out, "\\U{code:08x}"),
    };
}

/// Nearly what Python takes for printable: neither control nor separator nor private use.
fn is_printable(letter: char) -> bool {
    let is_blank = letter.is_whitespace() && letter != ' ';
    let is_format = matches!(letter, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}');
    let is_private = matches!(letter, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}');
    !letter.is_control() && !is_blank && !is_format && !is_private
}
