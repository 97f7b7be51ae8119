//! Parses a pattern: alternatives, sequences, repetitions and sets. Groups are in [`super::groups`].

use std::collections::HashMap;

use super::category::{At, Kind};
use super::escapes::{self, Escape};
use super::flags::{self, Flags};
use super::program::Head;
use super::sets::Set;
use super::tokens::{Token, Tokens};
use super::tree::{Fold, Greed, Node, UNBOUNDED, Width};
use super::{Problem, groups};

/// Groups inside each other.
const MAX_NESTING: usize = 200;

/// A pattern that was read.
pub(super) struct Parsed {
    pub(super) root: Node,
    pub(super) head: Head,
}

/// Reads a pattern.
pub(super) struct Parser<'p> {
    pub(super) tokens: Tokens<'p>,
    /// Flags of the whole pattern.
    pub(super) flags: Flags,
    /// How wide each group is; `None` while it is open.
    pub(super) widths: Vec<Option<Width>>,
    pub(super) names: Vec<(String, u32)>,
    pub(super) by_name: HashMap<String, u32>,
    /// Groups from here on began inside the lookbehind that is being read.
    pub(super) behind_from: Option<u32>,
    /// Numbers of groups that conditions name, with their positions; the groups may follow.
    pub(super) conditions: Vec<(u32, usize)>,
    nesting: usize,
}

/// Where in a pattern a sequence stands.
#[derive(Clone, Copy)]
pub(super) struct Scope {
    pub(super) flags: Flags,
    /// Whether it is the first of the whole pattern, where flags for all of it may stand.
    pub(super) is_first: bool,
}

/// Parses a pattern.
pub(super) fn parse(pattern: &[u32], is_text: bool, flags: Flags) -> Result<Parsed, Problem> {
    let mut parser = Parser {
        tokens: Tokens::new(pattern, is_text)?,
        flags,
        widths: vec![None],
        names: Vec::new(),
        by_name: HashMap::new(),
        behind_from: None,
        conditions: Vec::new(),
        nesting: 0,
    };
    let root = parser.top()?;
    let flags = fix_flags(parser.flags, is_text)?;
    if parser.tokens.next.is_some() {
        return Err(parser.tokens.problem("unbalanced parenthesis", 0));
    }
    let groups = parser.widths.len() as u32;
    if let Some((group, position)) = parser.conditions.iter().find(|(group, _)| *group >= groups) {
        return Err(Problem::at(format!("invalid group reference {group}"), *position));
    }
    Ok(Parsed { root, head: Head { is_text, flags, groups, names: parser.names } })
}

/// Flags that contradict each other, or the type of the pattern.
fn fix_flags(flags: Flags, is_text: bool) -> Result<Flags, Problem> {
    let wrong = |message: &str| Err(Problem::Other { class: "ValueError", message: message.to_owned() });
    let (ascii, unicode) = (flags & flags::ASCII != 0, flags & flags::UNICODE != 0);
    let locale = flags & flags::LOCALE != 0;
    match is_text {
        true if locale => wrong("cannot use LOCALE flag with a str pattern"),
        true if ascii && unicode => wrong("ASCII and UNICODE flags are incompatible"),
        true if !ascii => Ok(flags | flags::UNICODE),
        false if unicode => wrong("cannot use UNICODE flag with a bytes pattern"),
        false if locale && ascii => wrong("ASCII and LOCALE flags are incompatible"),
        _ => Ok(flags),
    }
}

impl Parser<'_> {
    /// The whole pattern, in which flags may change for what follows.
    fn top(&mut self) -> Result<Node, Problem> {
        let mut parts = vec![self.sequence(Scope { flags: self.flags, is_first: true })?];
        while self.tokens.accept('|')? {
            parts.push(self.sequence(Scope { flags: self.flags, is_first: false })?);
        }
        Ok(one_or_branch(parts))
    }

    /// Alternatives inside a group.
    pub(super) fn alternatives(&mut self, flags: Flags) -> Result<Node, Problem> {
        let scope = Scope { flags, is_first: false };
        let mut parts = vec![self.sequence(scope)?];
        while self.tokens.accept('|')? {
            parts.push(self.sequence(scope)?);
        }
        Ok(one_or_branch(parts))
    }

    /// Parts that follow each other.
    pub(super) fn sequence(&mut self, mut scope: Scope) -> Result<Node, Problem> {
        self.nesting += 1;
        if self.nesting > MAX_NESTING {
            return Err(Problem::TooDeep);
        }
        let mut parts = Vec::new();
        while let Some(token) = self.tokens.next {
            if token.is('|') || token.is(')') {
                break;
            }
            self.tokens.take()?;
            if scope.flags & flags::VERBOSE != 0 && self.skip_layout(token)? {
                continue;
            }
            if let Some(part) = self.part(token, &mut parts, &mut scope)? {
                parts.push(part);
            }
        }
        self.nesting -= 1;
        Ok(match parts.len() {
            1 => parts.pop().unwrap_or(Node::Sequence(Vec::new())),
            _ => Node::Sequence(parts),
        })
    }

    /// White space and comments of verbose patterns.
    fn skip_layout(&mut self, token: Token) -> Result<bool, Problem> {
        match token.plain() {
            Some(' ' | '\t' | '\n' | '\r' | '\x0b' | '\x0c') => Ok(true),
            Some('#') => {
                while let Some(token) = self.tokens.take()? {
                    if token.is('\n') {
                        break;
                    }
                }
                Ok(true)
            }
            _ => Ok(false),
        }
    }

    /// The part that starts with a token; `None` when it belongs to the part before it, or is none.
    fn part(&mut self, token: Token, before: &mut Vec<Node>, scope: &mut Scope) -> Result<Option<Node>, Problem> {
        let code = match token {
            Token::Escaped(code) => return self.escape(code, scope.flags).map(Some),
            Token::Plain(code) => code,
        };
        Ok(Some(match char::from_u32(code) {
            Some('.') => Node::Any { newline: scope.flags & flags::DOT_ALL != 0 },
            Some('^') => Node::At(if scope.flags & flags::MULTI_LINE == 0 { At::Start } else { At::LineStart }),
            Some('$') => Node::At(if scope.flags & flags::MULTI_LINE == 0 { At::EndOrLastLine } else { At::LineEnd }),
            Some('[') => self.set(scope.flags)?,
            Some('(') => return groups::group(self, before.is_empty(), scope),
            Some(sign @ ('*' | '+' | '?' | '{')) => match self.bounds(sign)? {
                Some((least, most, start)) => {
                    let repeated = self.repeat(before, least, most, start)?;
                    before.push(repeated);
                    return Ok(None);
                }
                None => self.literal(code, scope.flags),
            },
            _ => self.literal(code, scope.flags),
        }))
    }

    fn literal(&self, code: u32, flags: Flags) -> Node {
        Node::Code(code, self.fold(flags))
    }

    /// How characters are compared under these flags.
    pub(super) fn fold(&self, flags: Flags) -> Fold {
        match flags & flags::IGNORE_CASE {
            0 => Fold::Exact,
            _ if self.is_ascii(flags) => Fold::Ascii,
            _ => Fold::Unicode,
        }
    }

    fn is_ascii(&self, flags: Flags) -> bool {
        !self.tokens.is_text || flags & flags::ASCII != 0
    }

    /// The bounds of a repetition, and where it starts; `None` for a brace that is none.
    fn bounds(&mut self, sign: char) -> Result<Option<(u32, u32, usize)>, Problem> {
        let start = self.tokens.position();
        let (least, most) = match sign {
            '?' => (0, 1),
            '*' => (0, UNBOUNDED),
            '+' => (1, UNBOUNDED),
            _ => {
                if self.tokens.next.is_some_and(|next| next.is('}')) {
                    return Ok(None);
                }
                let low = self.tokens.take_while(usize::MAX, char::is_ascii_digit)?;
                let high = match self.tokens.accept(',')? {
                    true => self.tokens.take_while(usize::MAX, char::is_ascii_digit)?,
                    false => low.clone(),
                };
                if !self.tokens.accept('}')? {
                    self.tokens.return_to(start)?;
                    return Ok(None);
                }
                let least = if low.is_empty() { 0 } else { bound(&low)? };
                let most = if high.is_empty() { UNBOUNDED } else { bound(&high)? };
                if most < least {
                    let length = self.tokens.position() - start;
                    return Err(self.tokens.problem("min repeat greater than max repeat", length));
                }
                (least, most)
            }
        };
        Ok(Some((least, most, start)))
    }

    /// Repeats the part before.
    fn repeat(&mut self, before: &mut Vec<Node>, least: u32, most: u32, start: usize) -> Result<Node, Problem> {
        let length = self.tokens.position() - start + 1;
        let body = match before.pop() {
            None | Some(Node::At(_)) => return Err(self.tokens.problem("nothing to repeat", length)),
            Some(Node::Repeat { .. }) => return Err(self.tokens.problem("multiple repeat", length)),
            Some(body) => Box::new(body),
        };
        let greed = if self.tokens.accept('?')? {
            Greed::Lazy
        } else if self.tokens.accept('+')? {
            Greed::Possessive
        } else {
            Greed::Greedy
        };
        Ok(Node::Repeat { greed, least, most, body })
    }

    /// An escape outside sets.
    fn escape(&mut self, code: u32, flags: Flags) -> Result<Node, Problem> {
        let ascii = self.is_ascii(flags);
        if let Some(Escape::Category { category, negated }) = escapes::category(code) {
            return Ok(Node::Set(Set::of_kind(Kind { category, negated, ascii })));
        }
        let character = char::from_u32(code);
        match character {
            Some('A') => return Ok(Node::At(At::Start)),
            Some('Z') => return Ok(Node::At(At::End)),
            Some('b' | 'B') => return Ok(Node::At(At::Boundary { negated: character == Some('B'), ascii })),
            Some('0') => {
                let digits = self.tokens.take_while(2, escapes::is_octal)?;
                let code = u32::from_str_radix(&format!("0{digits}"), 8).unwrap_or(0);
                return Ok(self.literal(code, flags));
            }
            Some(first @ '1'..='9') => return self.numbered(first, flags),
            _ => {}
        }
        let code = match escapes::control(code) {
            Some(code) => code,
            None => escapes::coded(&mut self.tokens, code)?,
        };
        Ok(self.literal(code, flags))
    }

    /// A reference to a group, or three octal digits.
    fn numbered(&mut self, first: char, flags: Flags) -> Result<Node, Problem> {
        let mut digits = first.to_string() + &self.tokens.take_while(1, char::is_ascii_digit)?;
        if digits.len() == 2 && digits.chars().all(|digit| escapes::is_octal(&digit)) {
            let third = self.tokens.take_while(1, escapes::is_octal)?;
            if !third.is_empty() {
                digits += &third;
                return escapes::octal(&self.tokens, &digits).map(|code| self.literal(code, flags));
            }
        }
        let group = digits.parse().unwrap_or(u32::MAX);
        if group as usize >= self.widths.len() {
            return Err(self.tokens.problem(format!("invalid group reference {group}"), digits.len()));
        }
        self.reference(group, digits.len() + 1, flags)
    }

    /// What a group matched, once it is known to exist.
    pub(super) fn reference(&mut self, group: u32, length: usize, flags: Flags) -> Result<Node, Problem> {
        let Some(width) = self.widths.get(group as usize).copied().flatten() else {
            return Err(self.tokens.problem("cannot refer to an open group", length));
        };
        self.check_behind(group)?;
        Ok(Node::Reference { group, fold: self.fold(flags), width })
    }

    /// A lookbehind cannot ask for what a group inside it matched.
    pub(super) fn check_behind(&mut self, group: u32) -> Result<(), Problem> {
        let Some(from) = self.behind_from else { return Ok(()) };
        if self.widths.get(group as usize).copied().flatten().is_none() {
            return Err(self.tokens.problem("cannot refer to an open group", 0));
        }
        if group >= from {
            let message = "cannot refer to group defined in the same lookbehind subpattern";
            return Err(self.tokens.problem(message, 0));
        }
        Ok(())
    }

    /// A set, behind its opening bracket.
    fn set(&mut self, flags: Flags) -> Result<Node, Problem> {
        let start = self.tokens.position() - 1;
        let negated = self.tokens.accept('^')?;
        let (mut ranges, mut kinds) = (Vec::new(), Vec::new());
        loop {
            let first = self.token_of_set(start)?;
            if first.is(']') && !(ranges.is_empty() && kinds.is_empty()) {
                break;
            }
            let low = self.item(first)?;
            if !self.tokens.accept('-')? {
                self.add(low, flags, &mut ranges, &mut kinds);
                continue;
            }
            let last = self.token_of_set(start)?;
            if last.is(']') {
                self.add(low, flags, &mut ranges, &mut kinds);
                ranges.push((u32::from('-'), u32::from('-')));
                break;
            }
            match (low, self.item(last)?) {
                (Escape::Code(low), Escape::Code(high)) if low <= high => ranges.push((low, high)),
                _ => {
                    let message = format!("bad character range {}-{}", first.shown(), last.shown());
                    return Err(self.tokens.problem(message, first.length() + 1 + last.length()));
                }
            }
        }
        let fold = self.fold(flags);
        if let ([(first, last)], [], false) = (ranges.as_slice(), kinds.as_slice(), negated)
            && first == last
        {
            return Ok(Node::Code(*first, fold));
        }
        Ok(Node::Set(Set::new(ranges, kinds, negated, fold)))
    }

    fn token_of_set(&mut self, start: usize) -> Result<Token, Problem> {
        match self.tokens.take()? {
            Some(token) => Ok(token),
            None => {
                let length = self.tokens.position() - start;
                Err(self.tokens.problem("unterminated character set", length))
            }
        }
    }

    fn item(&mut self, token: Token) -> Result<Escape, Problem> {
        match token {
            Token::Plain(code) => Ok(Escape::Code(code)),
            Token::Escaped(code) => escapes::in_set(&mut self.tokens, code),
        }
    }

    fn add(&self, item: Escape, flags: Flags, ranges: &mut Vec<(u32, u32)>, kinds: &mut Vec<Kind>) {
        match item {
            Escape::Code(code) => ranges.push((code, code)),
            Escape::Category { category, negated } => {
                let kind = Kind { category, negated, ascii: self.is_ascii(flags) };
                if !kinds.contains(&kind) {
                    kinds.push(kind);
                }
            }
        }
    }
}

/// A bound of a repetition.
fn bound(digits: &str) -> Result<u32, Problem> {
    match digits.parse() {
        Ok(number) if number < UNBOUNDED => Ok(number),
        _ => Err(Problem::Other { class: "OverflowError", message: "the repetition number is too large".to_owned() }),
    }
}

fn one_or_branch(mut parts: Vec<Node>) -> Node {
    match parts.len() {
        1 => parts.pop().unwrap_or(Node::Sequence(Vec::new())),
        _ => Node::Branch(parts),
    }
}
