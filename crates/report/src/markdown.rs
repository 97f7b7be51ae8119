//! The report as Markdown, for repositories and wikis that draw Mermaid diagrams.

use bartizan_model::Model;
use bartizan_rules::Findings;
use bartizan_rules::decisions::Decisions;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, ValueKind};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, Output, State, Value};

use crate::page::{Page, ReportError};

/// The report of a model as Markdown.
///
/// # Errors
/// When our own template fails, which is a mistake of ours.
pub fn markdown(model: &Model, findings: &Findings, decisions: &Decisions) -> Result<String, ReportError> {
    let mut environment = Environment::new();
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    environment.set_auto_escape_callback(|_| AutoEscape::Custom("markdown".into()));
    environment.set_formatter(write_escaped);
    environment.add_function("inline", |text: &str| Value::from_safe_string(inline(text)));
    environment.add_function("code", |text: &str| Value::from_safe_string(code(text)));
    environment.add_template("report.md", include_str!("../templates/report.md"))?;
    Ok(environment.get_template("report.md")?.render(Serde(Page::of(model, findings, decisions)))?)
}

/// The only way from a value to the output: everything but numbers is escaped. Exceptions are the template's
/// `code_block`, for a diagram whose own sink leaves nothing that could end the block, and what [`inline`] and [`code`]
/// have escaped already.
fn write_escaped(out: &mut Output, _: &mut State, value: &Value) -> Result<(), Error> {
    let written = match value.as_str() {
        Some(text) if value.is_safe() => out.write_str(text),
        Some(text) => out.write_str(&escape(text)),
        None if matches!(value.kind(), ValueKind::Number) => write!(out, "{value}"),
        None => out.write_str(&escape(&value.to_string())),
    };
    written.map_err(|_| Error::new(ErrorKind::WriteFailure, "the report cannot be written"))
}

/// A stretch of a paragraph: escaped, with the spaces around it.
pub(crate) fn inline(text: &str) -> String {
    let trimmed = text.trim();
    let start = text.len() - text.trim_start().len();
    let before = text.get(..start).unwrap_or("");
    let after = text.get(start + trimmed.len()..).unwrap_or("");
    format!("{before}{}{after}", escape(trimmed))
}

/// A stretch of code, on one line.
pub(crate) fn code(text: &str) -> String {
    let safe: String =
        text.chars().map(|letter| if letter.is_control() || letter == '`' { ' ' } else { letter }).collect();
    format!("`{safe}`")
}

/// Text as text: on one line, in a table, a list, a heading or a paragraph alike.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + text.len() / 8);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    for (at, letter) in text.trim().char_indices() {
        let is_active =
            matches!(letter, '\\' | '`' | '*' | '_' | '[' | ']' | '{' | '}' | '#' | '!' | '|' | '~' | '$' | '^' | '=');
        let starts_list =
            (at == 0 && matches!(letter, '-' | '+')) || (digits > 0 && at == digits && matches!(letter, '.' | ')'));
        match letter {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '\n' => escaped.push_str("<br>"),
            _ if letter.is_control() => escaped.push(' '),
            _ if starts_list || is_active => {
                escaped.push('\\');
                escaped.push(letter);
            }
            _ => escaped.push(letter),
        }
    }
    escaped
}
