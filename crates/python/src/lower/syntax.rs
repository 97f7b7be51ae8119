//! Parsing: the parser's errors become diagnostics with their places.

use bartizan_model::Diagnostic;
use ruff_python_ast::token::{TokenKind, Tokens};
use ruff_python_ast::{Mod, ModModule, PythonVersion, Stmt, StmtExpr};
use ruff_python_parser::{
    LexicalErrorType, Mode, ParseError, ParseErrorType, ParseOptions, UnsupportedSyntaxError,
    UnsupportedSyntaxErrorKind, parse_unchecked,
};
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::bounds::MAX_REPORTED;
use super::file::File;
use super::problems::Problems;

/// Parses a file as a module of Python 3.13.
pub(super) fn parse(file: &File<'_>) -> Result<ModModule, Vec<Diagnostic>> {
    match parse_as(Mode::Module, file)? {
        Mod::Module(module) => Ok(module),
        Mod::Expression(expression) => {
            let mut problems = Problems::new(file);
            problems.error(expression.range(), "the file is not a module", "");
            problems.finish(ModModule {
                node_index: expression.node_index,
                range: expression.range,
                body: Vec::new().into(),
            })
        }
    }
}

/// Parses a text as one expression, which becomes a statement.
pub(super) fn parse_expression(file: &File<'_>) -> Result<Vec<Stmt>, Vec<Diagnostic>> {
    Ok(match parse_as(Mode::Expression, file)? {
        Mod::Module(module) => module.body.to_vec(),
        Mod::Expression(expression) => vec![Stmt::Expr(StmtExpr {
            node_index: expression.node_index,
            range: expression.range,
            value: expression.body,
        })],
    })
}

fn parse_as(mode: Mode, file: &File<'_>) -> Result<Mod, Vec<Diagnostic>> {
    let options = ParseOptions::from(mode).with_target_version(PythonVersion::PY313);
    let parsed = parse_unchecked(file.text(), options);
    let mut problems = Problems::new(file);
    if !parsed.errors().is_empty() {
        all_wrong(parsed.errors(), parsed.tokens(), file, &mut problems);
    } else {
        for error in parsed.unsupported_syntax_errors().iter().take(MAX_REPORTED) {
            too_new(error, &mut problems);
        }
    }
    problems.finish(parsed.into_syntax())
}

/// A bracket that is never closed makes the parser stumble over everything after it.
fn all_wrong(errors: &[ParseError], tokens: &Tokens, file: &File<'_>, problems: &mut Problems<'_>) {
    let unclosed = unclosed_bracket(tokens);
    let end = unclosed.map_or(TextSize::new(u32::MAX), |bracket| bracket.start());
    for error in errors.iter().take_while(|error| error.range().start() < end).take(MAX_REPORTED) {
        wrong(error, file, problems);
    }
    if let Some(bracket) = unclosed {
        let message = format!("invalid syntax: `{}` is never closed", file.slice(bracket));
        problems.error(bracket, message, "close it, or remove it");
    }
}

/// The innermost bracket that is open at the end of the file, if all others match.
fn unclosed_bracket(tokens: &Tokens) -> Option<TextRange> {
    let mut open: Vec<(TokenKind, TextRange)> = Vec::new();
    for token in tokens {
        let closing = match token.kind() {
            TokenKind::Lpar => TokenKind::Rpar,
            TokenKind::Lsqb => TokenKind::Rsqb,
            TokenKind::Lbrace => TokenKind::Rbrace,
            kind @ (TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace) => {
                open.pop().filter(|(closing, _)| *closing == kind)?;
                continue;
            }
            _ => continue,
        };
        open.push((closing, token.range()));
    }
    open.pop().map(|(_, bracket)| bracket)
}

fn wrong(error: &ParseError, file: &File<'_>, problems: &mut Problems<'_>) {
    if let Some(statement) = statement_of_python_2(error, file) {
        let message = format!("missing parentheses in call to `{statement}`");
        return problems.error(error.range(), message, &format!("this is Python 2; write `{statement}(...)`"));
    }
    let help = match &error.error {
        ParseErrorType::Lexical(LexicalErrorType::IndentationError) => {
            "indent with the same tabs or spaces as the block that the line belongs to"
        }
        ParseErrorType::UnexpectedIndentation => "remove the spaces or tabs before it",
        _ => "",
    };
    problems.error(error.range(), format!("invalid syntax: {}", lower_case(&error.error.to_string())), help);
}

/// `print "text"` and `exec "code"`: the name of the statement.
fn statement_of_python_2(error: &ParseError, file: &File<'_>) -> Option<&'static str> {
    if error.error != ParseErrorType::SimpleStatementsOnSameLine {
        return None;
    }
    let before = file.slice(TextRange::new(TextSize::new(0), error.range().start()));
    let statement = before.rsplit(['\n', ';', ':']).next()?.trim();
    ["print", "exec"].into_iter().find(|name| *name == statement)
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

/// The message with its first letter in lower case, unless it begins with a name such as `IPython`.
fn lower_case(message: &str) -> String {
    let mut characters = message.chars();
    match (characters.next(), characters.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => first.to_lowercase().chain(characters).collect(),
        _ => message.to_owned(),
    }
}
