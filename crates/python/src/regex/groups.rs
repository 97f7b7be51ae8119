//! Parses what stands in parentheses.

use num_bigint::BigInt;
use num_traits::{Signed, Zero};

use super::Problem;
use super::flags::{self, Flags};
use super::parse::{Parser, Scope};
use super::tokens::{Name, Token};
use super::tree::Node;
use crate::builtins::{is_identifier, quote, with_ascii_digits};
use crate::value::number;

/// More groups than any pattern can have.
const MAX_GROUPS: u32 = 1 << 30;

/// What a group that holds a pattern is.
enum Form {
    Capturing(Option<Name>),
    Plain { added: Flags, removed: Flags },
    Atomic,
}

/// The group behind an opening parenthesis; `None` for comments and for flags of the whole pattern.
pub(super) fn group(parser: &mut Parser<'_>, is_start: bool, scope: &mut Scope) -> Result<Option<Node>, Problem> {
    let start = parser.tokens.position() - 1;
    if !parser.tokens.accept('?')? {
        return body(parser, Form::Capturing(None), start, scope.flags).map(Some);
    }
    let Some(token) = parser.tokens.take()? else {
        return Err(parser.tokens.problem("unexpected end of pattern", 0));
    };
    let form = match token.plain() {
        Some('P') => {
            if parser.tokens.accept('<')? {
                let name = parser.tokens.take_until('>', "group name")?;
                check_name(parser, &name)?;
                Form::Capturing(Some(name))
            } else if parser.tokens.accept('=')? {
                return named_reference(parser, scope.flags).map(Some);
            } else {
                return Err(unknown_extension(parser, "?P"));
            }
        }
        Some(':') => Form::Plain { added: 0, removed: 0 },
        Some('#') => return comment(parser, start).map(|()| None),
        Some('=') => return look(parser, start, scope.flags, false, false).map(Some),
        Some('!') => return look(parser, start, scope.flags, false, true).map(Some),
        Some('<') => {
            if parser.tokens.accept('=')? {
                return look(parser, start, scope.flags, true, false).map(Some);
            } else if parser.tokens.accept('!')? {
                return look(parser, start, scope.flags, true, true).map(Some);
            }
            return Err(unknown_extension(parser, "?<"));
        }
        Some('(') => return conditional(parser, start, scope.flags).map(Some),
        Some('>') => Form::Atomic,
        Some('-') => inline_flags(parser, token)?,
        Some(letter) if flags::of_letter(u32::from(letter)).is_some() => match inline_flags(parser, token)? {
            Form::Plain { added, removed: flags::WHOLE } => {
                if !scope.is_first || !is_start {
                    let length = parser.tokens.position() - start;
                    let message = "global flags not at the start of the expression";
                    return Err(parser.tokens.problem(message, length));
                }
                parser.flags |= added;
                scope.flags = parser.flags;
                return Ok(None);
            }
            form => form,
        },
        _ => {
            return Err(parser.tokens.problem(format!("unknown extension ?{}", token.shown()), token.length() + 1));
        }
    };
    body(parser, form, start, scope.flags).map(Some)
}

fn unknown_extension(parser: &mut Parser<'_>, what: &str) -> Problem {
    match parser.tokens.take() {
        Ok(None) => parser.tokens.problem("unexpected end of pattern", 0),
        Ok(Some(token)) => {
            let message = format!("unknown extension {what}{}", token.shown());
            parser.tokens.problem(message, token.length() + what.len())
        }
        Err(problem) => problem,
    }
}

fn body(parser: &mut Parser<'_>, form: Form, start: usize, flags: Flags) -> Result<Node, Problem> {
    let index = match &form {
        Form::Capturing(name) => Some(open(parser, name.as_ref())?),
        _ => None,
    };
    let flags = match form {
        Form::Plain { added, removed } => flags::scoped(flags, added, removed),
        _ => flags,
    };
    let body = Box::new(parser.alternatives(flags)?);
    close(parser, start)?;
    if let Some(width) = index.and_then(|index| parser.widths.get_mut(index as usize)) {
        *width = Some(body.width());
    }
    Ok(match form {
        Form::Atomic => Node::Atomic(body),
        _ => Node::Group { index, body },
    })
}

/// The number of a new group.
fn open(parser: &mut Parser<'_>, name: Option<&Name>) -> Result<u32, Problem> {
    let index = parser.widths.len() as u32;
    parser.widths.push(None);
    if let Some(name) = name {
        if let Some(known) = parser.by_name.get(&name.text) {
            let shown = quote(&name.text);
            let message = format!("redefinition of group name {shown} as group {index}; was group {known}");
            return Err(parser.tokens.problem(message, name.length + 1));
        }
        parser.by_name.insert(name.text.clone(), index);
        parser.names.push((name.text.clone(), index));
    }
    Ok(index)
}

fn close(parser: &mut Parser<'_>, start: usize) -> Result<(), Problem> {
    if parser.tokens.accept(')')? {
        return Ok(());
    }
    let length = parser.tokens.position() - start;
    Err(parser.tokens.problem("missing ), unterminated subpattern", length))
}

fn check_name(parser: &Parser<'_>, name: &Name) -> Result<(), Problem> {
    if is_identifier(&name.text) {
        return Ok(());
    }
    Err(bad_name(parser, name))
}

fn bad_name(parser: &Parser<'_>, name: &Name) -> Problem {
    let message = format!("bad character in group name {}", quote(&name.text));
    parser.tokens.problem(message, name.length + 1)
}

fn known_name(parser: &Parser<'_>, name: &Name) -> Result<u32, Problem> {
    match parser.by_name.get(&name.text) {
        Some(group) => Ok(*group),
        None => {
            let message = format!("unknown group name {}", quote(&name.text));
            Err(parser.tokens.problem(message, name.length + 1))
        }
    }
}

/// `(?P=name)`
fn named_reference(parser: &mut Parser<'_>, flags: Flags) -> Result<Node, Problem> {
    let name = parser.tokens.take_until(')', "group name")?;
    check_name(parser, &name)?;
    let group = known_name(parser, &name)?;
    parser.reference(group, name.length + 1, flags)
}

/// `(?#...)`
fn comment(parser: &mut Parser<'_>, start: usize) -> Result<(), Problem> {
    loop {
        if parser.tokens.next.is_none() {
            let length = parser.tokens.position() - start;
            return Err(parser.tokens.problem("missing ), unterminated comment", length));
        }
        if parser.tokens.take()?.is_some_and(|token| token.is(')')) {
            return Ok(());
        }
    }
}

/// Lookahead and lookbehind.
fn look(parser: &mut Parser<'_>, start: usize, flags: Flags, behind: bool, negated: bool) -> Result<Node, Problem> {
    let outer = parser.behind_from;
    if behind && outer.is_none() {
        parser.behind_from = Some(parser.widths.len() as u32);
    }
    let body = Box::new(parser.alternatives(flags)?);
    if behind {
        parser.behind_from = outer;
    }
    close(parser, start)?;
    Ok(Node::Look { behind, negated, body })
}

/// `(?(group)yes|no)`
fn conditional(parser: &mut Parser<'_>, start: usize, flags: Flags) -> Result<Node, Problem> {
    let name = parser.tokens.take_until(')', "group name")?;
    let group = match is_identifier(&name.text) {
        true => known_name(parser, &name)?,
        false => numbered(parser, &name)?,
    };
    parser.check_behind(group)?;
    let scope = Scope { flags, is_first: false };
    let yes = Box::new(parser.sequence(scope)?);
    let no = match parser.tokens.accept('|')? {
        true => {
            let no = parser.sequence(scope)?;
            if parser.tokens.next.is_some_and(|next| next.is('|')) {
                return Err(parser.tokens.problem("conditional backref with more than two branches", 0));
            }
            Some(Box::new(no))
        }
        false => None,
    };
    close(parser, start)?;
    Ok(Node::Conditional { group, yes, no })
}

/// The group of a condition, by number.
fn numbered(parser: &mut Parser<'_>, name: &Name) -> Result<u32, Problem> {
    let group = match as_number(&name.text) {
        Some(group) if group.is_zero() => return Err(parser.tokens.problem("bad group number", name.length + 1)),
        Some(group) => group,
        None => return Err(bad_name(parser, name)),
    };
    match u32::try_from(&group).ok().filter(|group| *group < MAX_GROUPS) {
        Some(group) => {
            let position = parser.tokens.position() - name.length - 1;
            parser.conditions.push((group, position));
            Ok(group)
        }
        None => Err(parser.tokens.problem(format!("invalid group reference {group}"), name.length + 1)),
    }
}

/// The number that `int` would read.
pub(super) fn as_number(text: &str) -> Option<BigInt> {
    let number = number::parse_int(&with_ascii_digits(text), 10)?.ok()?;
    number::as_big(&number).filter(|number| !number.is_negative())
}

/// Inline flags, behind their first letter. Flags for the whole pattern are marked as removing [`flags::WHOLE`].
fn inline_flags(parser: &mut Parser<'_>, first: Token) -> Result<Form, Problem> {
    let (mut added, mut removed) = (0, 0);
    let mut token = first;
    if !token.is('-') {
        loop {
            added |= added_flag(parser, token, added)?;
            let Some(next) = parser.tokens.take()? else {
                return Err(parser.tokens.problem("missing -, : or )", 0));
            };
            token = next;
            if matches!(token.plain(), Some(')' | '-' | ':')) {
                break;
            }
            check_letter(parser, token, "missing -, : or )")?;
        }
    }
    if token.is(')') {
        return Ok(Form::Plain { added, removed: flags::WHOLE });
    }
    if added & flags::WHOLE != 0 {
        return Err(parser.tokens.problem("bad inline flags: cannot turn on global flag", 1));
    }
    if token.is('-') {
        let Some(next) = parser.tokens.take()? else { return Err(parser.tokens.problem("missing flag", 0)) };
        token = next;
        check_letter(parser, token, "missing flag")?;
        loop {
            removed |= removed_flag(parser, token)?;
            let Some(next) = parser.tokens.take()? else { return Err(parser.tokens.problem("missing :", 0)) };
            token = next;
            if token.is(':') {
                break;
            }
            check_letter(parser, token, "missing :")?;
        }
    }
    if removed & flags::WHOLE != 0 {
        return Err(parser.tokens.problem("bad inline flags: cannot turn off global flag", 1));
    }
    if added & removed != 0 {
        return Err(parser.tokens.problem("bad inline flags: flag turned on and off", 1));
    }
    Ok(Form::Plain { added, removed })
}

fn flag(token: Token) -> Option<Flags> {
    token.plain().and_then(|letter| flags::of_letter(u32::from(letter)))
}

fn check_letter(parser: &Parser<'_>, token: Token, missing: &str) -> Result<(), Problem> {
    if flag(token).is_some() {
        return Ok(());
    }
    let message = if token.plain().is_some_and(char::is_alphabetic) { "unknown flag" } else { missing };
    Err(parser.tokens.problem(message, token.length()))
}

fn added_flag(parser: &Parser<'_>, token: Token, before: Flags) -> Result<Flags, Problem> {
    let flag = flag(token).unwrap_or(0);
    let (is_text, letter) = (parser.tokens.is_text, token.shown());
    if is_text && flag == flags::LOCALE || !is_text && flag == flags::UNICODE {
        let kind = if is_text { "str" } else { "bytes" };
        let message = format!("bad inline flags: cannot use '{letter}' flag with a {kind} pattern");
        return Err(parser.tokens.problem(message, 0));
    }
    if flag & flags::OF_TYPE != 0 && (before | flag) & flags::OF_TYPE != flag {
        let message = "bad inline flags: flags 'a', 'u' and 'L' are incompatible";
        return Err(parser.tokens.problem(message, 0));
    }
    Ok(flag)
}

fn removed_flag(parser: &Parser<'_>, token: Token) -> Result<Flags, Problem> {
    let flag = flag(token).unwrap_or(0);
    if flag & flags::OF_TYPE != 0 {
        let message = "bad inline flags: cannot turn off flags 'a', 'u' and 'L'";
        return Err(parser.tokens.problem(message, 0));
    }
    Ok(flag)
}
