//! Parses a template once, with all the templates nested in it.
//!
//! The language is that of Python's `string.Formatter`: a specification is itself a template, two levels deep, and what
//! comes out of it is the specification. `:repeat:` and `:call:` take what comes out for a template again. Here that
//! template is parsed beforehand from the text as written, with a hole for everything a field will say: so text of a
//! model is never taken for a template, and every error points into the file.

use bartizan_model::{Diagnostic, SourceId, Span, names};

use super::program::{Action, Call, Field, Hole, Path, Piece, Root, Step, Template};
use crate::limits::{MAX_FIELD_NESTING, MAX_TEMPLATE_BYTES};

type Result<T> = std::result::Result<T, Box<Diagnostic>>;

/// Parses the text of a template file.
pub(super) fn parse(source: SourceId, text: &str) -> Result<Template> {
    if text.len() > MAX_TEMPLATE_BYTES {
        let message = format!("the template has {} bytes, more than the limit of {MAX_TEMPLATE_BYTES}", text.len());
        return Err(Box::new(Diagnostic::refusal(message)));
    }
    let tokens: Vec<Token> =
        text.char_indices().map(|(at, letter)| Token { what: What::Char(letter), at: at as u32 }).collect();
    let parser = Parser { source, roots: &Root::REPORT };
    Ok(pieces(parser.items(&tokens, MAX_FIELD_NESTING)?))
}

/// A character of the file, or a hole that stands for what a field says.
#[derive(Clone, Copy, Debug)]
struct Token {
    what: What,
    /// Byte in the file.
    at: u32,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum What {
    Char(char),
    Hole(usize),
}

/// Text of a template after braces were understood.
enum Item {
    Token(Token),
    Field(Box<Field>),
}

#[derive(Clone, Copy)]
struct Parser {
    source: SourceId,
    /// What paths may start with.
    roots: &'static [(&'static str, Root)],
}

impl Parser {
    /// Splits text into fields and what is between them. `depth` is how many more levels of fields may be inside.
    fn items(self, tokens: &[Token], depth: usize) -> Result<Vec<Item>> {
        let mut items = Vec::new();
        let mut next = 0;
        while let Some(token) = tokens.get(next) {
            let is_doubled = tokens.get(next + 1).is_some_and(|after| after.what == token.what);
            match token.what {
                What::Char('{' | '}') if is_doubled => {
                    items.push(Item::Token(*token));
                    next += 2;
                }
                What::Char('}') => {
                    return Err(self
                        .error("a single `}` ends nothing", self.span(&[*token]), "opened nowhere")
                        .help("write `}}` for a brace in the text")
                        .into());
                }
                What::Char('{') => {
                    let (field, end) = self.field(tokens, next, depth)?;
                    items.push(Item::Field(Box::new(field)));
                    next = end;
                }
                _ => {
                    items.push(Item::Token(*token));
                    next += 1;
                }
            }
        }
        Ok(items)
    }

    /// Parses the field that starts at an opening brace. Also gives the position after it.
    fn field(self, tokens: &[Token], start: usize, depth: usize) -> Result<(Field, usize)> {
        let unclosed = || {
            let brace = self.span(slice(tokens, start, start + 1));
            let error = self.error("this field is not closed", brace, "a `}` is missing for this");
            Box::new(error.help("write `{{` for a brace in the text"))
        };
        let name_end = self.end_of_name(tokens, start + 1)?.ok_or_else(unclosed)?;
        let path = slice(tokens, start + 1, name_end);
        let mut next = name_end;
        let mut conversion = None;
        if is(tokens, next, '!') {
            conversion = Some(self.conversion(tokens, next + 1)?.ok_or_else(unclosed)?);
            next += 2;
        }
        if is(tokens, next, '}') {
            self.check_depth(depth, tokens, start)?;
            let span = self.span(slice(tokens, start, next + 1));
            return Ok((Field { path: self.path(path, span)?, conversion, action: Action::Print, span }, next + 1));
        }
        if !is(tokens, next, ':') {
            return Err(match tokens.get(next) {
                Some(token) => self.error("expected `:` or `}` after the conversion", self.span(&[*token]), "").into(),
                None => unclosed(),
            });
        }
        let end = end_of_specification(tokens, next + 1).ok_or_else(unclosed)?;
        self.check_depth(depth, tokens, start)?;
        let span = self.span(slice(tokens, start, end + 1));
        let path = self.path(path, span)?;
        let action = self.action(slice(tokens, next + 1, end), depth - 1, span)?;
        Ok((Field { path, conversion, action, span }, end + 1))
    }

    fn check_depth(self, depth: usize, tokens: &[Token], start: usize) -> Result<()> {
        if depth > 0 {
            return Ok(());
        }
        let error =
            self.error("fields are nested too deep", self.span(slice(tokens, start, start + 1)), "one too many");
        Err(error.help("inside `:repeat:` and `:call:`, double the braces for each level: `{{item.name}}`").into())
    }

    /// The end of a field's name: at `!`, `:` or `}` outside of brackets.
    fn end_of_name(self, tokens: &[Token], start: usize) -> Result<Option<usize>> {
        let mut is_in_brackets = false;
        for (at, token) in tokens.iter().enumerate().skip(start) {
            match token.what {
                What::Char(']') => is_in_brackets = false,
                _ if is_in_brackets => {}
                What::Char('[') => is_in_brackets = true,
                What::Char('!' | ':' | '}') => return Ok(Some(at)),
                What::Char('{') | What::Hole(_) => {
                    return Err(self
                        .error("a field's name cannot hold another field", self.span(&[*token]), "here")
                        .help("write `{{` for a brace in the text")
                        .into());
                }
                What::Char(_) => {}
            }
        }
        Ok(None)
    }

    fn conversion(self, tokens: &[Token], at: usize) -> Result<Option<char>> {
        match tokens.get(at) {
            None => Ok(None),
            Some(Token { what: What::Char(letter @ ('s' | 'r' | 'a')), .. }) => Ok(Some(*letter)),
            Some(token) => Err(self
                .error("unknown conversion", self.span(&[*token]), "neither `s`, `r` nor `a`")
                .help("`!r` prints a value as Python's `repr` does")
                .into()),
        }
    }

    fn path(self, tokens: &[Token], field: Span) -> Result<Path> {
        let span = if tokens.is_empty() { field } else { self.span(tokens) };
        let text: String = tokens.iter().filter_map(letter).collect();
        let first_end =
            tokens.iter().position(|token| matches!(token.what, What::Char('.' | '['))).unwrap_or(tokens.len());
        let root = self.root(slice(tokens, 0, first_end), span)?;
        let mut steps = Vec::new();
        let mut next = first_end;
        while next < tokens.len() {
            let (step, span, end) = self.step(tokens, next)?;
            steps.push((step, span));
            next = end;
        }
        Ok(Path { root, steps, span, text })
    }

    fn root(self, tokens: &[Token], path: Span) -> Result<Root> {
        let name: String = tokens.iter().filter_map(letter).collect();
        if let Some((_, root)) = self.roots.iter().find(|(known, _)| *known == name) {
            return Ok(*root);
        }
        let known: Vec<&str> = self.roots.iter().map(|(known, _)| *known).collect();
        let span = if tokens.is_empty() { path } else { self.span(tokens) };
        let near = names::nearest(&name, known.iter().copied());
        let label = near.map_or(String::new(), |near| format!("did you mean `{near}`?"));
        let message =
            if name.is_empty() { "a field has no name".to_owned() } else { format!("unknown field `{name}`") };
        let mut error = Diagnostic::error(message).at(Some(span), label);
        let is_repeated = known == ["item"];
        error = match Root::REPORT.iter().chain(&Root::REPEATED).any(|(known, _)| *known == name) {
            true if is_repeated => error.help("inside `:repeat:` and `:call:` there is only `item`"),
            true => {
                error.help("`item` is there inside `:repeat:` and `:call:` only, with doubled braces: `{{item.name}}`")
            }
            false => error.help(format!("known here: {}", known.join(", "))),
        };
        Err(Box::new(error))
    }

    fn step(self, tokens: &[Token], start: usize) -> Result<(Step, Span, usize)> {
        let inside = start + 1;
        if is(tokens, start, '.') {
            let end =
                (inside..tokens.len()).find(|at| is(tokens, *at, '.') || is(tokens, *at, '[')).unwrap_or(tokens.len());
            let name: String = slice(tokens, inside, end).iter().filter_map(letter).collect();
            if name.is_empty() {
                return Err(self
                    .error("an attribute's name is missing", self.span(slice(tokens, start, end)), "after this")
                    .into());
            }
            return Ok((Step::Attribute(name), self.span(slice(tokens, inside, end)), end));
        }
        let end = (inside..tokens.len()).find(|at| is(tokens, *at, ']')).unwrap_or(tokens.len());
        let span = self.span(slice(tokens, start, end + 1));
        let key: String = slice(tokens, inside, end).iter().filter_map(letter).collect();
        if end == tokens.len() || key.is_empty() {
            return Err(self.error("a pair of brackets needs a number or a name inside", span, "").into());
        }
        if end + 1 < tokens.len() && !is(tokens, end + 1, '.') && !is(tokens, end + 1, '[') {
            return Err(self
                .error("only `.` or `[` may follow `]`", self.span(slice(tokens, end + 1, end + 2)), "")
                .into());
        }
        let step = match key.parse::<usize>() {
            Ok(index) if key.bytes().all(|byte| byte.is_ascii_digit()) => Step::Index(index),
            _ => Step::Key(key),
        };
        Ok((step, span, end + 1))
    }

    /// What a specification asks for, by how it starts.
    fn action(self, tokens: &[Token], depth: usize, field: Span) -> Result<Action> {
        let items = self.items(tokens, depth)?;
        let start: String = items.iter().map_while(item_letter).take(6).collect();
        let colon = items.iter().position(|item| item_letter(item) == Some(':'));
        let after = |at: Option<usize>| at.map_or(items.len(), |at| at + 1);
        if start.is_empty() && items.is_empty() {
            Ok(Action::Print)
        } else if start.starts_with("repeat") {
            let (tokens, holes) = reparsed(items.into_iter().skip(colon.map_or(usize::MAX, |at| at + 1)));
            Ok(Action::Repeat { template: self.repeated(&tokens)?, holes })
        } else if start.starts_with("call:") {
            self.call(items, field)
        } else if start.starts_with("if") || start.starts_with("not") {
            let skipped = after(colon);
            let then = pieces(items.into_iter().skip(skipped).collect());
            Ok(Action::Choose { when: start.starts_with("if"), then })
        } else {
            Ok(Action::Format(pieces(items)))
        }
    }

    fn call(self, items: Vec<Item>, field: Span) -> Result<Action> {
        let (tokens, holes) = reparsed(items.into_iter().skip("call:".len()));
        let name_end = tokens.iter().position(|token| token.what == What::Char(':')).unwrap_or(tokens.len());
        let name = slice(&tokens, 0, name_end);
        Ok(Action::Call(Box::new(Call {
            of_method: self.repeated(&tokens),
            function: name.iter().filter_map(letter).collect(),
            function_span: if name.is_empty() { field } else { self.span(name) },
            of_function: self.repeated(slice(&tokens, name_end + 1, tokens.len())),
            holes,
        })))
    }

    /// A template that is used for every item of something.
    fn repeated(self, tokens: &[Token]) -> Result<Template> {
        let parser = Self { roots: &Root::REPEATED, ..self };
        Ok(pieces(parser.items(tokens, MAX_FIELD_NESTING)?))
    }

    fn span(self, tokens: &[Token]) -> Span {
        let start = tokens.first().map_or(0, |token| token.at);
        let end = tokens.last().map_or(start, |token| token.at + length(token));
        Span { source: self.source, start, end }
    }

    fn error(self, message: &str, span: Span, label: &str) -> Diagnostic {
        Diagnostic::error(message).at(Some(span), label)
    }
}

/// The end of a specification: the brace that closes its field.
fn end_of_specification(tokens: &[Token], start: usize) -> Option<usize> {
    let mut open = 1usize;
    for (at, token) in tokens.iter().enumerate().skip(start) {
        match token.what {
            What::Char('{') => open += 1,
            What::Char('}') => open -= 1,
            _ => {}
        }
        if open == 0 {
            return Some(at);
        }
    }
    None
}

/// Items as parts of a template.
fn pieces(items: Vec<Item>) -> Template {
    let mut pieces: Template = Vec::new();
    for item in items {
        match item {
            Item::Field(field) => pieces.push(Piece::Field(field)),
            Item::Token(Token { what: What::Hole(hole), .. }) => pieces.push(Piece::Hole(hole)),
            Item::Token(Token { what: What::Char(letter), .. }) => match pieces.last_mut() {
                Some(Piece::Literal(text)) => text.push(letter),
                _ => pieces.push(Piece::Literal(letter.into())),
            },
        }
    }
    pieces
}

/// Items as text to be parsed again, with a hole for everything that is not text yet.
fn reparsed(items: impl Iterator<Item = Item>) -> (Vec<Token>, Vec<Hole>) {
    let mut holes = Vec::new();
    let mut tokens = Vec::new();
    for item in items {
        let (hole, at) = match item {
            Item::Token(Token { what: What::Hole(outer), at }) => (Hole::Outer(outer), at),
            Item::Field(field) => {
                let at = field.span.start;
                (Hole::Field(field), at)
            }
            Item::Token(token) => {
                tokens.push(token);
                continue;
            }
        };
        tokens.push(Token { what: What::Hole(holes.len()), at });
        holes.push(hole);
    }
    (tokens, holes)
}

fn is(tokens: &[Token], at: usize, letter: char) -> bool {
    tokens.get(at).is_some_and(|token| token.what == What::Char(letter))
}

fn letter(token: &Token) -> Option<char> {
    match token.what {
        What::Char(letter) => Some(letter),
        What::Hole(_) => None,
    }
}

fn item_letter(item: &Item) -> Option<char> {
    match item {
        Item::Token(token) => letter(token),
        Item::Field(_) => None,
    }
}

fn length(token: &Token) -> u32 {
    letter(token).map_or(0, |letter| letter.len_utf8() as u32)
}

fn slice(tokens: &[Token], start: usize, end: usize) -> &[Token] {
    let end = end.min(tokens.len());
    tokens.get(start.min(end)..end).unwrap_or(&[])
}
