//! What the parser's errors say to an author.

use ruff_python_ast::token::TokenKind;
use ruff_python_parser::{InterpolatedStringErrorType, LexicalErrorType, ParseError, ParseErrorType};
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::file::File;

/// A message, with the place that it is about.
pub(super) struct Explanation {
    pub(super) range: TextRange,
    pub(super) message: String,
    pub(super) help: String,
}

/// Words that Python keeps for itself.
const KEYWORDS: [&str; 35] = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del",
    "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal",
    "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
];

/// Where an error is: its text, and what stands around it.
struct Place<'t> {
    range: TextRange,
    text: &'t str,
    /// The line before it.
    before: &'t str,
    /// The line after it.
    after: &'t str,
}

/// What to say of an error.
pub(super) fn explain(error: &ParseError, file: &File<'_>) -> Explanation {
    let place = place(error.range(), file);
    let (message, help) = match &error.error {
        ParseErrorType::Lexical(error) => of_characters(error, &place, file),
        ParseErrorType::FStringError(InterpolatedStringErrorType::UnterminatedString) => {
            unterminated("an f-string", "\"")
        }
        ParseErrorType::FStringError(InterpolatedStringErrorType::UnterminatedTripleQuotedString) => {
            unterminated("an f-string", "\"\"\"")
        }
        ParseErrorType::UnexpectedIndentation => indentation(&place, file, "unexpected indentation"),
        ParseErrorType::SimpleStatementsOnSameLine => return on_the_same_line(&place),
        ParseErrorType::UnparenthesizedTupleExpression if first_word(&place) == "raise" => {
            let help = "this is Python 2; write `raise Class(\"text\")`".to_owned();
            ("several values after `raise`".to_owned(), help)
        }
        ParseErrorType::ExpectedToken { expected, found } => return of_token(*expected, *found, &place),
        ParseErrorType::ExpectedExpression => return of_expression(&place),
        ParseErrorType::PositionalAfterKeywordArgument => (
            "a positional argument follows a keyword argument".to_owned(),
            "put it before the first `name=value`, or name it too".to_owned(),
        ),
        ParseErrorType::InvalidAssignmentTarget => (
            "this cannot be assigned to".to_owned(),
            "assign to a name, an attribute or an item; to compare, write `==`".to_owned(),
        ),
        ParseErrorType::InvalidDeleteTarget => {
            ("this cannot be deleted".to_owned(), "delete a name, an attribute or an item".to_owned())
        }
        ParseErrorType::OtherError(text) => return of_other(text, &place, file),
        other => (lower_case(&other.to_string()), String::new()),
    };
    Explanation { range: place.range, message: format!("invalid syntax: {message}"), help }
}

fn place<'t>(range: TextRange, file: &'t File<'_>) -> Place<'t> {
    let (start, end) = (range.start().to_usize(), range.end().to_usize());
    let text = file.text();
    let line_start = text.get(..start).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1);
    let after = text.get(end..).unwrap_or("");
    Place {
        range,
        text: file.slice(range),
        before: text.get(line_start..start).unwrap_or(""),
        after: after.split('\n').next().unwrap_or(""),
    }
}

fn first_word<'t>(place: &Place<'t>) -> &'t str {
    place
        .before
        .trim_start()
        .split(|character: char| !character.is_alphanumeric() && character != '_')
        .next()
        .unwrap_or("")
}

fn syntax(place: &Place<'_>, message: impl Into<String>, help: impl Into<String>) -> Explanation {
    let message = format!("invalid syntax: {}", message.into());
    Explanation { range: place.range, message, help: help.into() }
}

fn of_characters(error: &LexicalErrorType, place: &Place<'_>, file: &File<'_>) -> (String, String) {
    match error {
        LexicalErrorType::UnclosedStringError => {
            let letters = place.text.trim_start_matches(|character: char| character.is_ascii_alphabetic());
            let quote = ["\"\"\"", "'''", "\"", "'"].into_iter().find(|quote| letters.starts_with(quote));
            unterminated("a string", quote.unwrap_or("\""))
        }
        LexicalErrorType::FStringError(InterpolatedStringErrorType::UnterminatedString) => {
            unterminated("an f-string", "\"")
        }
        LexicalErrorType::IndentationError => {
            indentation(place, file, "the line is indented like no line of a block around it")
        }
        LexicalErrorType::UnrecognizedToken { tok } => foreign_character(*tok, place),
        LexicalErrorType::LineContinuationError => (
            "something follows a `\\`, which must be the last of its line".to_owned(),
            "remove it, or the `\\`".to_owned(),
        ),
        LexicalErrorType::Eof => ("the file ends in the middle of a statement".to_owned(), String::new()),
        LexicalErrorType::OtherError(text) if text.contains("IntError") => {
            (format!("`{}` is no number", place.text), String::new())
        }
        LexicalErrorType::OtherError(text) if text.contains("decimal integer") => {
            let digits = place.text.trim_start_matches('0');
            let is_octal = place.text.starts_with('0') && digits.chars().all(|digit| matches!(digit, '0'..='7'));
            let help = match is_octal {
                true => format!("write `{digits}`, or `0o{digits}` for an octal number"),
                false => format!("write `{digits}`"),
            };
            ("a whole number starts with zeros".to_owned(), help)
        }
        other => (lower_case(&other.to_string()), String::new()),
    }
}

fn unterminated(what: &str, quote: &str) -> (String, String) {
    (format!("{what} is not closed"), format!("close it with `{quote}`"))
}

fn foreign_character(character: char, place: &Place<'_>) -> (String, String) {
    let code = u32::from(character);
    let help = match character {
        '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{ab}' | '\u{bb}' => "write a plain quote: `\"`",
        '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{b4}' => "write a plain quote: `'`",
        '`' if place.after.contains('`') => "this is Python 2; write `repr(...)`",
        '\u{2013}' | '\u{2014}' | '\u{2212}' => "write a plain hyphen: `-`",
        '\u{a0}' => "write a plain space",
        '?' => "write `a if condition else b`",
        '\u{d7}' => "write `*`",
        '\u{2026}' => "write three dots: `...`",
        _ => "",
    };
    let shown = match character {
        '`' => "backquote".to_owned(),
        other if other.is_whitespace() || other.is_control() => format!("character U+{code:04X}"),
        other => format!("character `{other}` (U+{code:04X})"),
    };
    (format!("the {shown} has no meaning here"), help.to_owned())
}

/// Blames a mixture of tabs and spaces, if that is what is wrong.
fn indentation(place: &Place<'_>, file: &File<'_>, otherwise: &str) -> (String, String) {
    let text = file.text();
    let start = place.range.start().to_usize();
    let line_start = text.get(..start).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1);
    let indentation = |line: &str| line.chars().take_while(|c| matches!(c, ' ' | '\t')).collect::<String>();
    let here = indentation(text.get(line_start..).unwrap_or(""));
    let above = text.get(..line_start).unwrap_or("").lines().rev().find(|line| !line.trim().is_empty());
    let above = indentation(above.unwrap_or(""));
    let words = |indentation: &str| match (indentation.contains('\t'), indentation.contains(' ')) {
        (true, true) => "tabs and spaces",
        (true, false) => "tabs",
        _ => "spaces",
    };
    if !above.is_empty() && !here.is_empty() && words(&here) != words(&above) {
        let message = format!("the line is indented with {}, the one above with {}", words(&here), words(&above));
        return (message, "indent all lines of a block alike, best with four spaces".to_owned());
    }
    let help = match otherwise.starts_with("unexpected") {
        true => "remove the spaces or tabs before it",
        false => "indent it as far as the other lines of the block that it belongs to",
    };
    (otherwise.to_owned(), help.to_owned())
}

/// Two statements on one line: often one of Python 2.
fn on_the_same_line(place: &Place<'_>) -> Explanation {
    let before = place.before.rsplit([';', ':']).next().unwrap_or("").trim();
    if let Some(statement) = ["print", "exec"].into_iter().find(|name| *name == before) {
        return Explanation {
            range: place.range,
            message: format!("missing parentheses in call to `{statement}`"),
            help: format!("this is Python 2; write `{statement}(...)`"),
        };
    }
    if place.text.eq_ignore_ascii_case("L") && place.before.ends_with(|digit: char| digit.is_ascii_digit()) {
        return syntax(place, format!("`{}` after a number", place.text), "this is Python 2; leave it out");
    }
    syntax(place, format!("`{}` cannot follow what is before it", shortened(place.text)), "")
}

fn of_token(expected: TokenKind, found: TokenKind, place: &Place<'_>) -> Explanation {
    let is_end = matches!(found, TokenKind::Newline | TokenKind::EndOfFile);
    match expected {
        _ if found.is_keyword() && KEYWORDS.contains(&place.text) && place.after.trim_start().starts_with('=') => {
            keyword_as_name(place.range, place.text)
        }
        TokenKind::Colon if is_end => {
            let head = first_word(place);
            let what = if head.is_empty() { "the line".to_owned() } else { format!("`{head}`") };
            syntax(place, format!("{what} needs a `:` at its end"), "")
        }
        TokenKind::Colon if found == TokenKind::Equal => {
            syntax(place, "`=` in a condition", "write `==` to compare, `:=` to assign")
        }
        TokenKind::Comma | TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace if starts_value(found) => {
            syntax(place, format!("a `,` is missing before `{}`", shortened(place.text)), "")
        }
        TokenKind::Comma | TokenKind::Rpar if found == TokenKind::Equal => syntax(
            place,
            "`=` after what is no name",
            "write `name=value` to pass an argument by name, `==` to compare",
        ),
        _ => {
            let found = if is_end { "the end of the line".to_owned() } else { format!("`{}`", shortened(place.text)) };
            syntax(place, format!("expected {}, found {found}", lower_case(&expected.to_string())), "")
        }
    }
}

/// Whether a token begins a value, before which a comma may be missing.
fn starts_value(token: TokenKind) -> bool {
    matches!(
        token,
        TokenKind::Name
            | TokenKind::Int
            | TokenKind::Float
            | TokenKind::String
            | TokenKind::FStringStart
            | TokenKind::None
            | TokenKind::True
            | TokenKind::False
            | TokenKind::Lbrace
    )
}

fn of_expression(place: &Place<'_>) -> Explanation {
    let text = place.text.trim();
    let doubled = place.before.trim_end().ends_with(text) && !text.is_empty();
    match text {
        "else" | "elif" | "except" | "finally" => {
            let owner = match text {
                "elif" => "an `if`",
                "else" => "an `if`, `for`, `while` or `try`",
                _ => "a `try`",
            };
            let help = format!("indent it like {owner} above it");
            syntax(place, format!("`{text}` belongs to nothing before it"), help)
        }
        "&" if doubled => syntax(place, "`&&` is no operator", "write `and`"),
        "|" if doubled => syntax(place, "`||` is no operator", "write `or`"),
        "!" => syntax(place, "`!` is no operator", "write `not`"),
        ">" if place.before.ends_with('<') => syntax(place, "`<>` is no operator", "this is Python 2; write `!=`"),
        ":=" => syntax(place, "`:=` cannot stand here", "write `=`, or put the whole into parentheses"),
        "=" if KEYWORDS.contains(&place.before.trim()) => keyword_before(place),
        "}" if place.before.ends_with('{') => {
            syntax(place, "nothing stands between `{` and `}`", "write `{{}}` for braces")
        }
        "" if ["++", "--"].iter().any(|sign| place.before.trim_end().ends_with(sign)) => {
            syntax(place, "there is no operator `++` or `--`", "write `+= 1` or `-= 1`")
        }
        "" => {
            let last = place.before.trim_end().rsplit([' ', '(']).next().unwrap_or("");
            match last {
                "" => syntax(place, "something is missing here", ""),
                last => syntax(place, format!("something is missing after `{}`", shortened(last)), ""),
            }
        }
        text => syntax(place, format!("`{}` cannot stand here", shortened(text)), ""),
    }
}

fn of_other(text: &str, place: &Place<'_>, file: &File<'_>) -> Explanation {
    if text.starts_with("Expected a statement") || text.starts_with("Expected an expression") {
        return of_expression(place);
    }
    if text.contains("found a keyword") && KEYWORDS.contains(&place.text) {
        return keyword_as_name(place.range, place.text);
    }
    let is_name_missing = ["Expected an identifier", "Expected a module name", "Expected an import name"]
        .iter()
        .any(|expected| text.starts_with(expected));
    if text.starts_with("Expected a parameter name") {
        let help = "write `name=value` to pass an argument by name, `==` to compare";
        return syntax(place, "`=` after what is no name", help);
    }
    if is_name_missing && KEYWORDS.contains(&place.before.trim()) && place.text == "=" {
        return keyword_before(place);
    }
    if let Some(what) = text.strip_prefix("Expected an indented block after ") {
        let head = Place { range: line_above(place.range.start(), file), ..*place };
        let help = "indent what belongs to it, or write `pass`";
        return syntax(&head, format!("{what} has no indented lines below it"), help);
    }
    syntax(place, lower_case(text), "")
}

/// The last line with code before a place.
fn line_above(at: TextSize, file: &File<'_>) -> TextRange {
    let before = file.text().get(..at.to_usize()).unwrap_or("").trim_end();
    let line = before.rsplit('\n').next().unwrap_or("").trim_start();
    TextRange::new(TextSize::new((before.len() - line.len()) as u32), TextSize::new(before.len() as u32))
}

/// A keyword where a name should be, such as `class = 3`; the error is at what follows.
fn keyword_before(place: &Place<'_>) -> Explanation {
    let word = place.before.trim();
    let spaces = place.before.len() - place.before.trim_end().len();
    let end = place.range.start() - TextSize::new(spaces as u32);
    keyword_as_name(TextRange::new(end - TextSize::new(word.len() as u32), end), word)
}

fn keyword_as_name(range: TextRange, word: &str) -> Explanation {
    let message = format!("invalid syntax: `{word}` is a keyword of Python, and no name");
    Explanation { range, message, help: format!("call it something else, such as `{}_`", word.to_lowercase()) }
}

fn shortened(text: &str) -> String {
    const MOST: usize = 30;
    let line = text.lines().next().unwrap_or("");
    match line.chars().count() > MOST {
        true => format!("{}...", line.chars().take(MOST).collect::<String>()),
        false => line.to_owned(),
    }
}

/// The message with its first letter in lower case, unless it begins with a name such as `IPython`.
pub(super) fn lower_case(message: &str) -> String {
    let mut characters = message.chars();
    match (characters.next(), characters.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => first.to_lowercase().chain(characters).collect(),
        _ => message.to_owned(),
    }
}
