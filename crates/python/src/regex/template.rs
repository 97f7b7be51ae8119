//! What `sub` puts in the place of a match: text with references to groups.

use super::groups::as_number;
use super::program::Program;
use super::tokens::{Token, Tokens, text};
use super::{Problem, escapes};
use crate::builtins::{is_identifier, quote};

/// A part of a replacement.
#[derive(Debug)]
pub(crate) enum Piece {
    /// Code points, or bytes.
    Literal(Vec<u32>),
    Group(usize),
}

/// Reads a replacement for a pattern.
pub(crate) fn parse(template: &[u32], is_text: bool, program: &Program) -> Result<Vec<Piece>, Problem> {
    let mut tokens = Tokens::new(template, is_text)?;
    let mut pieces = Vec::new();
    let mut literal = Vec::new();
    while let Some(token) = tokens.take()? {
        let group = match token {
            Token::Plain(code) => {
                literal.push(code);
                continue;
            }
            Token::Escaped(code) => escape(&mut tokens, code, &mut literal, program)?,
        };
        if let Some(group) = group {
            if !literal.is_empty() {
                pieces.push(Piece::Literal(std::mem::take(&mut literal)));
            }
            pieces.push(Piece::Group(group));
        }
    }
    if !literal.is_empty() {
        pieces.push(Piece::Literal(literal));
    }
    Ok(pieces)
}

/// The group that an escape refers to, unless it is a character, which goes to the literal.
fn escape(
    tokens: &mut Tokens<'_>,
    code: u32,
    literal: &mut Vec<u32>,
    program: &Program,
) -> Result<Option<usize>, Problem> {
    match char::from_u32(code) {
        Some('g') => return named(tokens, program).map(Some),
        Some('0') => {
            let digits = tokens.take_while(2, escapes::is_octal)?;
            literal.push(u32::from_str_radix(&format!("0{digits}"), 8).unwrap_or(0) & 0xff);
        }
        Some(first @ '1'..='9') => return numbered(tokens, first, literal, program),
        Some(letter) if letter.is_ascii_alphabetic() => match escapes::control(code) {
            Some(control) => literal.push(control),
            None => return Err(escapes::bad(tokens, code)),
        },
        _ if escapes::control(code).is_some() => literal.push(code),
        _ => literal.extend([u32::from('\\'), code]),
    }
    Ok(None)
}

/// `\g<name>`, with a name or a number.
fn named(tokens: &mut Tokens<'_>, program: &Program) -> Result<usize, Problem> {
    if !tokens.accept('<')? {
        return Err(tokens.problem("missing <", 0));
    }
    let name = tokens.take_until('>', "group name")?;
    if is_identifier(&name.text) {
        return match program.names.iter().find(|(known, _)| *known == name.text) {
            Some((_, group)) => Ok(*group as usize),
            None => {
                let message = format!("unknown group name {}", quote(&name.text));
                Err(Problem::Other { class: "IndexError", message })
            }
        };
    }
    let Some(number) = as_number(&name.text) else {
        let message = format!("bad character in group name {}", quote(&name.text));
        return Err(tokens.problem(message, name.length + 1));
    };
    match usize::try_from(&number).ok().filter(|group| *group < program.groups) {
        Some(group) => Ok(group),
        None => Err(tokens.problem(format!("invalid group reference {number}"), name.length + 1)),
    }
}

/// `\1`, `\12`, or three octal digits.
fn numbered(
    tokens: &mut Tokens<'_>,
    first: char,
    literal: &mut Vec<u32>,
    program: &Program,
) -> Result<Option<usize>, Problem> {
    let mut digits = first.to_string() + &tokens.take_while(1, char::is_ascii_digit)?;
    if digits.len() == 2 && digits.chars().all(|digit| escapes::is_octal(&digit)) {
        digits += &tokens.take_while(1, escapes::is_octal)?;
        if digits.len() == 3 {
            literal.push(escapes::octal(tokens, &digits)?);
            return Ok(None);
        }
    }
    let group: usize = digits.parse().unwrap_or(usize::MAX);
    match group < program.groups {
        true => Ok(Some(group)),
        false => Err(tokens.problem(format!("invalid group reference {digits}"), digits.len())),
    }
}

impl Piece {
    /// The text of a literal.
    pub(crate) fn literal(codes: &[u32]) -> String {
        text(codes)
    }
}
