//! Parsing: the parser's errors become diagnostics with their places.
//!
//! One mistake makes the parser stumble over what follows. So only its first error counts: the statement that it is in
//! is put aside, and the file is parsed again, until nothing is wrong any more.

use bartizan_model::Diagnostic;
use ruff_python_ast::token::{TokenKind, Tokens};
use ruff_python_ast::{Mod, ModModule, PythonVersion, Stmt, StmtExpr};
use ruff_python_parser::{
    LexicalErrorType, Mode, ParseError, ParseErrorType, ParseOptions, Parsed, UnsupportedSyntaxError,
    UnsupportedSyntaxErrorKind, parse_unchecked,
};
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::bounds::MAX_REPORTED;
use super::file::File;
use super::foreign;
use super::problems::Problems;
use super::syntax_errors::{explain, lower_case};

/// Parses a file as a module of Python 3.13.
pub(super) fn parse(file: &File<'_>) -> Result<ModModule, Vec<Diagnostic>> {
    let mut problems = Problems::new(file);
    let parsed = parse_text(Mode::Module, file.text());
    if foreign::check_data(file, &mut problems) {
        return problems.finish(empty());
    }
    if !parsed.errors().is_empty() {
        if !foreign::check_broken(file, &mut problems) {
            all_wrong(parsed, file, &mut problems);
        }
        return problems.finish(empty());
    }
    for error in parsed.unsupported_syntax_errors().iter().take(MAX_REPORTED) {
        too_new(error, &mut problems);
    }
    match parsed.into_syntax() {
        Mod::Module(module) => problems.finish(module),
        Mod::Expression(expression) => {
            problems.error(expression.range(), "the file is not a module", "");
            problems.finish(empty())
        }
    }
}

/// Parses a text as one expression, which becomes a statement.
pub(super) fn parse_expression(file: &File<'_>) -> Result<Vec<Stmt>, Vec<Diagnostic>> {
    let mut problems = Problems::new(file);
    let parsed = parse_text(Mode::Expression, file.text());
    if !parsed.errors().is_empty() {
        all_wrong(parsed, file, &mut problems);
        return problems.finish(Vec::new());
    }
    problems.finish(match parsed.into_syntax() {
        Mod::Module(module) => module.body.to_vec(),
        Mod::Expression(expression) => vec![Stmt::Expr(StmtExpr {
            node_index: expression.node_index,
            range: expression.range,
            value: expression.body,
        })],
    })
}

fn parse_text(mode: Mode, text: &str) -> Parsed<Mod> {
    parse_unchecked(text, ParseOptions::from(mode).with_target_version(PythonVersion::PY313))
}

fn empty() -> ModModule {
    ModModule { node_index: Default::default(), range: TextRange::default(), body: Vec::new().into() }
}

/// Reports what is wrong, one statement after the other.
fn all_wrong(first: Parsed<Mod>, file: &File<'_>, problems: &mut Problems<'_>) {
    let mut text = file.text().to_owned();
    let mode = match first.syntax() {
        Mod::Module(_) => Mode::Module,
        Mod::Expression(_) => Mode::Expression,
    };
    let mut parsed = first;
    let mut done = 0;
    for _ in 0..MAX_REPORTED {
        let Some(fault) = first_fault(&parsed, file) else { return };
        let at = fault.place().start().to_usize();
        if at < done {
            return;
        }
        fault.report(file, problems);
        match put_aside(&mut text, parsed.tokens(), &fault) {
            Some(end) if end > done => done = end,
            _ => return,
        }
        parsed = parse_text(mode, &text);
    }
}

/// The first thing that is wrong.
enum Fault<'p> {
    /// A bracket that is never closed.
    Unclosed(TextRange),
    /// A closing bracket, with the open one that it does not match.
    Unmatched(TextRange, Option<TextRange>),
    Error(&'p ParseError),
}

impl Fault<'_> {
    fn place(&self) -> TextRange {
        match self {
            Fault::Unclosed(range) | Fault::Unmatched(range, _) => *range,
            Fault::Error(error) => error.range(),
        }
    }

    /// Whether the lexer takes what follows for something else than it is.
    fn derails(&self) -> bool {
        match self {
            Fault::Unclosed(_) | Fault::Unmatched(..) => true,
            Fault::Error(error) => matches!(
                error.error,
                ParseErrorType::Lexical(LexicalErrorType::UnclosedStringError | LexicalErrorType::Eof)
                    | ParseErrorType::Lexical(LexicalErrorType::FStringError(_))
                    | ParseErrorType::FStringError(_)
            ),
        }
    }

    fn report(&self, file: &File<'_>, problems: &mut Problems<'_>) {
        match self {
            Fault::Unclosed(range) => {
                let message = format!("invalid syntax: `{}` is never closed", file.slice(*range));
                problems.error(*range, message, "close it, or remove it");
            }
            Fault::Unmatched(range, None) => {
                let message = format!("invalid syntax: `{}` closes nothing", file.slice(*range));
                problems.error(*range, message, "remove it, or open the bracket that it closes");
            }
            Fault::Unmatched(range, Some(open)) => {
                let (closing, opening) = (file.slice(*range), file.slice(*open));
                let message = format!("invalid syntax: `{closing}` does not match `{opening}`");
                problems.error(*range, message, "close brackets in the order in which they were opened");
            }
            Fault::Error(error) => {
                let explanation = explain(error, file);
                problems.error(explanation.range, explanation.message, &explanation.help);
            }
        }
    }
}

fn first_fault<'p>(parsed: &'p Parsed<Mod>, file: &File<'_>) -> Option<Fault<'p>> {
    let error = parsed.errors().iter().min_by_key(|error| error.range().start())?;
    let bracket = wrong_bracket(parsed.tokens());
    match bracket {
        // What is wrong inside of a bracket that is closed somewhere wrong, or a string that swallowed its end.
        Some(Fault::Unclosed(open)) if error.range().start() > open.start() => {
            let between = file.slice(TextRange::new(open.start(), error.range().start()));
            let is_string = matches!(error.error, ParseErrorType::Lexical(LexicalErrorType::UnclosedStringError));
            match is_string && !between.contains('\n') {
                true => Some(Fault::Error(error)),
                false => Some(Fault::Unclosed(open)),
            }
        }
        Some(fault @ Fault::Unmatched(..)) if error.range().start() >= fault.place().start() => Some(fault),
        _ => Some(Fault::Error(error)),
    }
}

/// The first bracket that closes nothing or something else; or else the innermost that is open at the end.
fn wrong_bracket(tokens: &Tokens) -> Option<Fault<'static>> {
    let mut open: Vec<(TokenKind, TextRange)> = Vec::new();
    for token in tokens {
        let closing = match token.kind() {
            TokenKind::Lpar => TokenKind::Rpar,
            TokenKind::Lsqb => TokenKind::Rsqb,
            TokenKind::Lbrace => TokenKind::Rbrace,
            kind @ (TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace) => match open.pop() {
                Some((closing, _)) if closing == kind => continue,
                known => return Some(Fault::Unmatched(token.range(), known.map(|(_, bracket)| bracket))),
            },
            _ => continue,
        };
        open.push((closing, token.range()));
    }
    open.pop().map(|(_, bracket)| Fault::Unclosed(bracket))
}

/// Replaces the statement with the fault by one of the same length that is right, and returns where it ends; `None` when
/// that cannot be done.
fn put_aside(text: &mut String, tokens: &Tokens, fault: &Fault<'_>) -> Option<usize> {
    let at = fault.place().start().to_usize();
    // A long string that is not closed swallows the rest.
    if text.get(at..).is_some_and(|rest| {
        let quotes = rest.trim_start_matches(|letter: char| letter.is_ascii_alphabetic());
        quotes.starts_with("\"\"\"") || quotes.starts_with("'''")
    }) && fault.derails()
    {
        return None;
    }
    let before = TextSize::new(at as u32);
    let is_missing_block = match fault {
        Fault::Error(error) => {
            matches!(&error.error, ParseErrorType::OtherError(text) if text.starts_with("Expected an indented block"))
        }
        _ => false,
    };
    let newlines = || tokens.iter().filter(|token| token.kind() == TokenKind::Newline).map(|token| token.range());
    // The head of an empty block is what must go, not the line after it.
    let ended = newlines().take_while(|newline| newline.end() <= before);
    let last_two = ended.fold((0, 0), |(_, last), newline| (last, newline.end().to_usize()));
    let start = if is_missing_block { last_two.0 } else { last_two.1 };
    let start = first_code(text, start.min(at))?;
    let end = match (is_missing_block, fault.derails()) {
        (true, _) => last_two.1,
        (false, true) => end_by_indentation(text, start, at),
        (false, false) => newlines()
            .find(|newline| newline.start() >= before)
            .map_or(text.len(), |newline| newline.start().to_usize()),
    };
    let statement = text.get(start..end)?.trim_end();
    let end = start + statement.len();
    let replacement = neutral(text, start, end)?;
    let mut spaces: String = replacement.to_owned();
    spaces.extend(text.get(start + replacement.len()..end)?.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
    text.replace_range(start..end, &spaces);
    Some(end)
}

/// A statement that fits into a place: the head of a block, if indented lines follow.
fn neutral(text: &str, start: usize, end: usize) -> Option<&'static str> {
    let indentation = indentation(text, start);
    let mut below = text.get(end..)?.lines().skip(1).filter(|line| !line.trim().is_empty());
    let has_block = below.next().is_some_and(|line| line.len() - line.trim_start().len() > indentation);
    match (has_block, end - start) {
        (true, 5..) => Some("if 1:"),
        (true, _) | (_, 0) => None,
        (false, _) => Some("1"),
    }
}

/// Where the first line with code begins, after its indentation.
fn first_code(text: &str, from: usize) -> Option<usize> {
    let mut start = from;
    for line in text.get(from..)?.split_inclusive('\n') {
        let code = line.trim_start();
        if !code.is_empty() && !code.starts_with('#') {
            return Some(start + line.len() - code.len());
        }
        start += line.len();
    }
    None
}

fn indentation(text: &str, start: usize) -> usize {
    let line_start = text.get(..start).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1);
    start - line_start
}

/// The end of a statement whose brackets or quotes do not tell: before the next line that is not indented further.
fn end_by_indentation(text: &str, start: usize, at: usize) -> usize {
    let own = indentation(text, start);
    let mut end = at + text.get(at..).and_then(|rest| rest.find('\n')).unwrap_or(text.len() - at);
    for line in text.get(end..).unwrap_or("").split_inclusive('\n').skip(1) {
        let code = line.trim_start();
        let depth = line.len() - code.len();
        if !code.is_empty() && depth <= own && !code.starts_with([')', ']', '}']) {
            break;
        }
        end += line.len();
    }
    end
}

fn too_new(error: &UnsupportedSyntaxError, problems: &mut Problems<'_>) {
    match error.kind {
        UnsupportedSyntaxErrorKind::TemplateStrings => {
            problems.refuse(error.range(), "template strings are not supported", "write an f-string");
        }
        UnsupportedSyntaxErrorKind::UnparenthesizedExceptionTypes => {
            let help = "write `except (A, B):` for several exceptions, `except A as name:` to name one";
            problems.error(error.range(), "several exceptions need parentheses", help);
        }
        _ => problems.error(error.range(), format!("invalid syntax: {}", lower_case(&error.to_string())), ""),
    }
}
