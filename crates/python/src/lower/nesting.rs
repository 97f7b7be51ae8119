//! Refuses code that is nested too deeply, before anything recurses over it.
//!
//! The parser's own tokens are counted, so that no string or comment can hide a bracket. The count is an upper bound of
//! the depth of the parser's tree, also of one that the parser makes of wrong code while it recovers.

use bartizan_model::Diagnostic;
use ruff_python_ast::token::TokenKind;
use ruff_python_parser::{Mode, lexer::lex};
use ruff_text_size::{TextRange, TextSize};

use super::bounds::{MAX_DEPTH, MAX_OPERATORS, MAX_TRAILERS};
use super::file::File;
use crate::limits::MAX_NESTING;

/// Refuses the file if it is nested too deeply, at the place where it becomes so.
pub(super) fn check(file: &File<'_>) -> Result<(), Vec<Diagnostic>> {
    let Some(excess) = excess(file.text()) else { return Ok(()) };
    let (message, help) = match excess {
        Excess::Nesting => {
            (format!("code is nested more than {MAX_NESTING} levels deep"), "give the inner parts names")
        }
        Excess::Operators => {
            (format!("more than {MAX_OPERATORS} operators in one expression"), "split the expression, or use a loop")
        }
        Excess::Trailers => {
            (format!("more than {MAX_TRAILERS} calls, attributes or subscripts in a row"), "split the expression")
        }
    };
    let place = file.span(place(file.text()));
    Err(vec![Diagnostic::refusal(message).at(Some(place), "").help(help)])
}

/// What there is too much of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Excess {
    Nesting,
    Operators,
    Trailers,
}

fn excess(text: &str) -> Option<Excess> {
    let mut lexer = lex(text, Mode::Module);
    let mut nesting = Nesting::default();
    loop {
        match lexer.next_token() {
            TokenKind::EndOfFile => return None,
            TokenKind::Comment => {}
            TokenKind::NonLogicalNewline => nesting.level.blocks = 0,
            kind => {
                nesting.take(kind);
                if let Some(excess) = nesting.excess() {
                    return Some(excess);
                }
            }
        }
    }
}

/// The token that is one too many. The lexer does not tell places: this is the last word of the shortest text that is
/// nested too deeply.
fn place(text: &str) -> TextRange {
    let (mut fits, mut exceeds) = (0, text.len());
    while exceeds - fits > 1 {
        let middle = fits + (exceeds - fits) / 2;
        match text.get(..text.floor_char_boundary(middle)).and_then(excess) {
            Some(_) => exceeds = middle,
            None => fits = middle,
        }
    }
    let end = text.floor_char_boundary(exceeds);
    let before = text.get(..end).unwrap_or("");
    let word = before.chars().rev().take_while(char::is_ascii_alphabetic).count().max(1).min(end);
    TextRange::new(TextSize::new((end - word) as u32), TextSize::new(end as u32))
}

/// Counts over the tokens so far.
struct Nesting {
    /// Blocks by indentation.
    indents: usize,
    /// Open brackets, with what is counted outside each of them.
    outer: Vec<(TokenKind, Level)>,
    /// What is counted in the innermost bracket.
    level: Level,
    /// Prefixes of all levels in `outer`.
    outer_prefixes: usize,
    previous: TokenKind,
}

/// What is counted between two brackets.
#[derive(Default)]
struct Level {
    /// Compound statements that began on this line.
    blocks: usize,
    /// Prefixes that reach to the end of the expression: `lambda`, `if ... else`, `:=`, `yield`, stars.
    loose: usize,
    /// `not`, which reaches to the next `and` or `or`.
    nots: usize,
    /// Signs and `**`, which reach to the next operator.
    tight: usize,
    /// `lambda`s whose colon is still to come.
    lambdas: usize,
    operators: usize,
    trailers: usize,
    longest_trailers: usize,
    /// Depth of the brackets since the last separator.
    inner: usize,
    /// Depth of the deepest part up to the last separator.
    deepest: usize,
}

impl Default for Nesting {
    fn default() -> Self {
        Self { indents: 0, outer: Vec::new(), level: Level::default(), outer_prefixes: 0, previous: TokenKind::Newline }
    }
}

impl Nesting {
    fn excess(&self) -> Option<Excess> {
        let nesting = self.indents + self.outer.len() + self.outer_prefixes + self.level.prefixes();
        if nesting > MAX_NESTING {
            Some(Excess::Nesting)
        } else if self.level.trailers > MAX_TRAILERS {
            Some(Excess::Trailers)
        } else if self.level.operators > MAX_OPERATORS || self.level.depth() > MAX_DEPTH {
            Some(Excess::Operators)
        } else {
            None
        }
    }

    fn take(&mut self, kind: TokenKind) {
        match kind {
            TokenKind::Newline => self.level = Level::default(),
            TokenKind::Indent => self.indents += 1,
            TokenKind::Dedent => self.indents = self.indents.saturating_sub(1),
            TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace => self.open(kind),
            TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace => self.close(kind),
            TokenKind::Colon => self.colon(),
            TokenKind::Comma if self.level.lambdas == 0 => self.level.end_part(),
            TokenKind::Semi => self.level.end_part(),
            _ if is_statement(kind, self.previous) => self.level.blocks += 1,
            _ => {
                if is_second_operand(kind, self.previous) {
                    self.level.end_part();
                }
                self.level.take(kind, ends_operand(self.previous));
            }
        }
        self.previous = kind;
    }

    fn open(&mut self, kind: TokenKind) {
        if kind != TokenKind::Lbrace && ends_operand(self.previous) {
            self.level.add_trailer();
        }
        self.outer_prefixes += self.level.prefixes();
        self.outer.push((kind, std::mem::take(&mut self.level)));
    }

    /// A bracket that closes none, or the wrong one, is left alone: the parser skips it when it recovers.
    fn close(&mut self, kind: TokenKind) {
        let opening = match kind {
            TokenKind::Rpar => TokenKind::Lpar,
            TokenKind::Rsqb => TokenKind::Lsqb,
            _ => TokenKind::Lbrace,
        };
        let Some((_, outer)) = self.outer.pop_if(|(kind, _)| *kind == opening) else { return };
        let depth = self.level.depth() + 1;
        self.level = outer;
        self.outer_prefixes -= self.level.prefixes();
        self.level.inner = self.level.inner.max(depth);
    }

    fn colon(&mut self) {
        if self.level.lambdas > 0 {
            self.level.lambdas -= 1;
        } else if !self.outer.is_empty() {
            self.level.end_part();
        }
    }
}

impl Level {
    fn prefixes(&self) -> usize {
        self.blocks + self.loose + self.nots + self.tight
    }

    /// Bound of the depth of the deepest expression.
    fn depth(&self) -> usize {
        self.deepest.max(self.operators + self.longest_trailers + self.inner)
    }

    fn take(&mut self, kind: TokenKind, is_after_operand: bool) {
        match kind {
            TokenKind::Lambda => {
                self.loose += 1;
                self.lambdas += 1;
            }
            TokenKind::If | TokenKind::ColonEqual | TokenKind::Yield => self.end_operator(|level| level.loose += 1),
            TokenKind::Not if !is_after_operand => self.nots += 1,
            TokenKind::And | TokenKind::Or | TokenKind::Else | TokenKind::For => self.end_operand(),
            TokenKind::Plus | TokenKind::Minus if !is_after_operand => self.tight += 1,
            TokenKind::Star | TokenKind::DoubleStar if !is_after_operand => self.loose += 1,
            TokenKind::Tilde | TokenKind::Await => self.tight += 1,
            TokenKind::DoubleStar => {
                self.tight += 1;
                self.trailers = 0;
            }
            TokenKind::Dot => self.add_trailer(),
            _ if is_comparison(kind) => self.end_operator(|_| {}),
            _ if is_operator(kind) => self.end_operator(|level| level.operators += 1),
            _ => {}
        }
    }

    fn add_trailer(&mut self) {
        self.trailers += 1;
        self.longest_trailers = self.longest_trailers.max(self.trailers);
    }

    fn end_operator(&mut self, then: impl FnOnce(&mut Self)) {
        self.tight = 0;
        self.trailers = 0;
        then(self);
    }

    fn end_operand(&mut self) {
        self.deepest = self.depth();
        (self.operators, self.longest_trailers, self.inner) = (0, 0, 0);
        (self.nots, self.tight, self.trailers) = (0, 0, 0);
    }

    fn end_part(&mut self) {
        self.end_operand();
        self.loose = 0;
    }
}

/// Whether a compound statement begins, one that may hold another on the same line (which is an error, but is parsed).
fn is_statement(kind: TokenKind, previous: TokenKind) -> bool {
    match kind {
        TokenKind::Match => matches!(
            previous,
            TokenKind::Newline | TokenKind::Indent | TokenKind::Dedent | TokenKind::Semi | TokenKind::Colon
        ),
        TokenKind::For => previous != TokenKind::Async && !ends_operand(previous),
        TokenKind::If
        | TokenKind::While
        | TokenKind::With
        | TokenKind::Try
        | TokenKind::Def
        | TokenKind::Class
        | TokenKind::Async => !ends_operand(previous),
        _ => false,
    }
}

/// Whether an operand follows another, which ends the expression: in wrong code, such as all that comes after a bracket
/// that is never closed.
fn is_second_operand(kind: TokenKind, previous: TokenKind) -> bool {
    let begins = matches!(
        kind,
        TokenKind::Name
            | TokenKind::Int
            | TokenKind::Float
            | TokenKind::Complex
            | TokenKind::None
            | TokenKind::True
            | TokenKind::False
            | TokenKind::Lambda
    );
    begins && ends_operand(previous)
}

fn ends_operand(kind: TokenKind) -> bool {
    matches!(
        kind,
        TokenKind::Name
            | TokenKind::Int
            | TokenKind::Float
            | TokenKind::Complex
            | TokenKind::String
            | TokenKind::FStringEnd
            | TokenKind::TStringEnd
            | TokenKind::Rpar
            | TokenKind::Rsqb
            | TokenKind::Rbrace
            | TokenKind::Ellipsis
            | TokenKind::None
            | TokenKind::True
            | TokenKind::False
            | TokenKind::Case
            | TokenKind::Lazy
            | TokenKind::Match
            | TokenKind::Type
    )
}

fn is_comparison(kind: TokenKind) -> bool {
    matches!(
        kind,
        TokenKind::EqEqual
            | TokenKind::NotEqual
            | TokenKind::Less
            | TokenKind::LessEqual
            | TokenKind::Greater
            | TokenKind::GreaterEqual
            | TokenKind::In
            | TokenKind::Is
            | TokenKind::Not
    )
}

fn is_operator(kind: TokenKind) -> bool {
    matches!(
        kind,
        TokenKind::Plus
            | TokenKind::Minus
            | TokenKind::Star
            | TokenKind::Slash
            | TokenKind::DoubleSlash
            | TokenKind::Percent
            | TokenKind::At
            | TokenKind::Vbar
            | TokenKind::Amper
            | TokenKind::CircumFlex
            | TokenKind::LeftShift
            | TokenKind::RightShift
    )
}
