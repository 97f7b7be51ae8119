//! The report as Markdown, for repositories and wikis that draw Mermaid diagrams.

use std::fmt::Write;

use bartizan_diagram::{Sequence, mermaid_sequence};
use bartizan_model::Model;
use bartizan_rules::decisions::Decisions;
use bartizan_rules::{Findings, Verdict};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, ValueKind};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, Output, State, Value};

use crate::dossier::Dossier;
use crate::limits::{MAX_MERMAID_FLOWS, MAX_MERMAID_LETTERS};
use crate::page::{Page, ReportError};

/// Where the report has its pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pictures<'a> {
    /// In its text, as Mermaid.
    Mermaid,
    /// In files beside it.
    Files {
        /// The data flow diagram: the name of its file.
        dfd: &'a str,
        /// The sequence diagram, if there is one.
        seq: Option<&'a str>,
    },
}

/// The report of a model as Markdown.
///
/// # Errors
/// When our own template fails, which is a mistake of ours.
pub fn markdown(model: &Model, findings: &Findings, decisions: &Decisions) -> Result<String, ReportError> {
    markdown_with(model, findings, decisions, Pictures::Mermaid)
}

/// The report of a model as Markdown, with its pictures where they are wanted.
///
/// # Errors
/// When our own template fails, which is a mistake of ours.
pub fn markdown_with(
    model: &Model,
    findings: &Findings,
    decisions: &Decisions,
    pictures: Pictures<'_>,
) -> Result<String, ReportError> {
    let mut environment = Environment::new();
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    environment.set_auto_escape_callback(|_| AutoEscape::Custom("markdown".into()));
    environment.set_formatter(write_escaped);
    environment.add_function("inline", |text: &str| Value::from_safe_string(inline(text)));
    environment.add_function("code", |text: &str| Value::from_safe_string(code(text)));
    let (dfd, seq) = match pictures {
        Pictures::Mermaid => (String::new(), sequence(model)),
        Pictures::Files { dfd, seq } => (linked(dfd), seq.map(linked).unwrap_or_default()),
    };
    environment.add_global("dfd_file", dfd);
    environment.add_global("seq_file", if pictures == Pictures::Mermaid { String::new() } else { seq.clone() });
    environment.add_global("mermaid_sequence", if pictures == Pictures::Mermaid { seq } else { String::new() });
    environment.add_global("most_mermaid", MAX_MERMAID_LETTERS);
    environment.add_global("most_mermaid_flows", MAX_MERMAID_FLOWS);
    environment.add_template("report.md", include_str!("../templates/report.md"))?;
    Ok(environment.get_template("report.md")?.render(Serde(Page::of(model, findings, decisions)))?)
}

/// The sequence diagram as Mermaid; nothing where there is nothing to tell.
fn sequence(model: &Model) -> String {
    if model.registry.flows.is_empty() {
        return String::new();
    }
    let mut text = mermaid_sequence(&Sequence::of(model));
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text
}

/// The name of a file as a link has it: a name with other letters than usual ones is encoded.
fn linked(name: &str) -> String {
    let mut link = String::with_capacity(name.len());
    for byte in name.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => link.push(char::from(byte)),
            _ => link.push_str(&format!("%{byte:02X}")),
        }
    }
    link
}

/// An index of files that lie beside it, each with what it is.
pub fn folder_index(dossier: &Dossier<'_>, files: &[(&str, &str)]) -> String {
    let name = dossier.model.system.name();
    let title = if name.trim().is_empty() { "Threat model".to_owned() } else { escape(&name) };
    let mut page = format!("# {title}\n\n");
    let description = escape(&dossier.model.system.text("description"));
    if !description.is_empty() {
        let _ = writeln!(page, "{description}\n");
    }
    let assumed = dossier.findings.all.iter().filter(|finding| finding.verdict == Verdict::Assumed).count();
    let sure = dossier.findings.all.len() - assumed;
    let _ =
        writeln!(page, "Findings: {sure} confirmed, {assumed} assumed. Open questions: {}.\n", dossier.questions.len());
    if files.iter().any(|(file, _)| *file == "dfd.svg") {
        page.push_str("![Data flow diagram](dfd.svg)\n\n");
    }
    page.push_str("| File | What it is |\n| --- | --- |\n");
    for (file, about) in files {
        let _ = writeln!(page, "| [{}]({}) | {} |", escape(file), linked(file), escape(about));
    }
    page
}

/// The only way from a value to the output: everything but numbers is escaped. Exceptions are the template's
/// `code_block`, for a diagram whose own sink leaves nothing that could end the block, and what [`inline`] and [`code`]
/// have escaped already.
pub(crate) fn write_escaped(out: &mut Output, _: &mut State, value: &Value) -> Result<(), Error> {
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
