//! Reads a pattern character by character; a backslash comes with what follows it.

use super::Problem;

/// A pattern that is being read.
pub(super) struct Tokens<'p> {
    pattern: &'p [u32],
    pub(super) is_text: bool,
    /// Behind the next token.
    index: usize,
    pub(super) next: Option<Token>,
}

/// A character, or a backslash with the character after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token {
    Plain(u32),
    Escaped(u32),
}

impl Token {
    pub(super) fn is(self, character: char) -> bool {
        self == Token::Plain(u32::from(character))
    }

    /// The character, unless it is escaped.
    pub(super) fn plain(self) -> Option<char> {
        match self {
            Token::Plain(code) => char::from_u32(code),
            Token::Escaped(_) => None,
        }
    }

    /// How many characters it takes.
    pub(super) fn length(self) -> usize {
        match self {
            Token::Plain(_) => 1,
            Token::Escaped(_) => 2,
        }
    }

    pub(super) fn shown(self) -> String {
        match self {
            Token::Plain(code) => text(&[code]),
            Token::Escaped(code) => format!("\\{}", text(&[code])),
        }
    }
}

/// Code points as text.
pub(super) fn text(codes: &[u32]) -> String {
    codes.iter().filter_map(|code| char::from_u32(*code)).collect()
}

impl<'p> Tokens<'p> {
    pub(super) fn new(pattern: &'p [u32], is_text: bool) -> Result<Self, Problem> {
        let mut tokens = Self { pattern, is_text, index: 0, next: None };
        tokens.advance()?;
        Ok(tokens)
    }

    fn advance(&mut self) -> Result<(), Problem> {
        const BACKSLASH: u32 = b'\\' as u32;
        let Some(code) = self.pattern.get(self.index).copied() else {
            self.next = None;
            return Ok(());
        };
        self.next = Some(match code {
            BACKSLASH => match self.pattern.get(self.index + 1) {
                Some(escaped) => Token::Escaped(*escaped),
                None => {
                    return Err(Problem::at("bad escape (end of pattern)", self.pattern.len().saturating_sub(1)));
                }
            },
            _ => Token::Plain(code),
        });
        self.index += self.next.map_or(0, Token::length);
        Ok(())
    }

    /// Takes the next token.
    pub(super) fn take(&mut self) -> Result<Option<Token>, Problem> {
        let token = self.next;
        self.advance()?;
        Ok(token)
    }

    /// Takes the next token when it is this character.
    pub(super) fn accept(&mut self, character: char) -> Result<bool, Problem> {
        let is_next = self.next.is_some_and(|next| next.is(character));
        if is_next {
            self.advance()?;
        }
        Ok(is_next)
    }

    /// Takes up to `most` characters that pass a test.
    pub(super) fn take_while(&mut self, most: usize, test: fn(&char) -> bool) -> Result<String, Problem> {
        let mut taken = String::new();
        while taken.len() < most
            && let Some(character) = self.next.and_then(Token::plain).filter(test)
        {
            taken.push(character);
            self.advance()?;
        }
        Ok(taken)
    }

    /// Takes a name that ends before a character, which is taken too.
    pub(super) fn take_until(&mut self, end: char, what: &str) -> Result<Name, Problem> {
        let mut name = Name::default();
        loop {
            let token = self.take()?;
            match token {
                None if name.length == 0 => return Err(self.problem(format!("missing {what}"), 0)),
                None => {
                    return Err(self.problem(format!("missing {end}, unterminated name"), name.length));
                }
                Some(token) if token.is(end) && name.length == 0 => {
                    return Err(self.problem(format!("missing {what}"), 1));
                }
                Some(token) if token.is(end) => return Ok(name),
                Some(token) => {
                    name.text.push_str(&token.shown());
                    name.length += token.length();
                }
            }
        }
    }

    /// Where the next token starts.
    pub(super) fn position(&self) -> usize {
        self.index - self.next.map_or(0, Token::length)
    }

    /// Goes back to a position.
    pub(super) fn return_to(&mut self, position: usize) -> Result<(), Problem> {
        self.index = position;
        self.advance()
    }

    /// What is wrong, so many characters before the next token.
    pub(super) fn problem(&self, message: impl Into<String>, before: usize) -> Problem {
        let mut message = message.into();
        if !self.is_text {
            message = crate::builtins::ascii(&message);
        }
        Problem::at(message, self.position().saturating_sub(before))
    }
}

/// The name of a group or a character.
#[derive(Default)]
pub(super) struct Name {
    pub(super) text: String,
    /// In characters.
    pub(super) length: usize,
}
