//! Templates in the language of Jinja: filled with what `report -o x.json` holds and a little more.
//!
//! A template reads nothing but the data and the templates that it was handed, and its work and its output are counted. What
//! comes from a model is escaped by the form of the output, always.

mod data;
mod functions;
mod gallery;

use std::collections::BTreeMap;
use std::io;

use bartizan_model::{Diagnostic, SourceId, Span};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, Error, ErrorKind, UndefinedBehavior};

use crate::dossier::Dossier;
use crate::limits::{MAX_JINJA_BYTES, MAX_JINJA_DEPTH, MAX_JINJA_STEPS};
use crate::markdown::write_escaped;

pub use gallery::{GALLERY, GalleryTemplate};

/// What a template makes, by which everything in it is escaped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A page for browsers.
    Html,
    /// Markdown.
    Markdown,
}

impl Form {
    /// The form that files of this ending have.
    pub fn of_ending(ending: &str) -> Option<Self> {
        match ending.to_lowercase().as_str() {
            "html" | "htm" => Some(Form::Html),
            "md" | "markdown" => Some(Form::Markdown),
            _ => None,
        }
    }
}

/// A template, and the others that it may include.
#[derive(Clone, Debug)]
pub struct JinjaTemplate<'a> {
    /// What it is called, in messages and by those that include it.
    pub name: &'a str,
    /// Its text.
    pub text: &'a str,
    /// Where messages about it point.
    pub source: SourceId,
    /// The others, by name.
    pub others: &'a [(String, String)],
    /// What it makes.
    pub form: Form,
}

/// Fills a template.
///
/// # Errors
/// What is wrong with the template, with the line; and that it does too much.
pub fn fill_jinja(dossier: &Dossier<'_>, template: &JinjaTemplate<'_>) -> Result<String, Box<Diagnostic>> {
    let mut environment = Environment::new();
    let made = fill(dossier, template, &mut environment);
    made.map_err(|error| Box::new(diagnostic(&error, template)))
}

fn fill(
    dossier: &Dossier<'_>,
    template: &JinjaTemplate<'_>,
    environment: &mut Environment<'_>,
) -> Result<String, Error> {
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    environment.set_undefined_behavior(UndefinedBehavior::SemiStrict);
    environment.set_recursion_limit(MAX_JINJA_DEPTH);
    environment.set_fuel(Some(MAX_JINJA_STEPS));
    match template.form {
        Form::Html => environment.set_auto_escape_callback(|_| AutoEscape::Html),
        Form::Markdown => {
            environment.set_auto_escape_callback(|_| AutoEscape::Custom("markdown".into()));
            environment.set_formatter(write_escaped);
        }
    }
    let data = data::data(dossier);
    functions::add(environment, &data, dossier, template.form);
    let others: BTreeMap<String, String> = template.others.iter().cloned().collect();
    environment.set_loader(move |name| Ok(others.get(name).cloned()));
    environment.add_template_owned(template.name.to_owned(), template.text.to_owned())?;
    let mut out = Bounded { bytes: Vec::new() };
    let made = environment.get_template(template.name)?.render_captured_to(Serde(&data), &mut out);
    if out.bytes.len() >= MAX_JINJA_BYTES {
        return Err(Error::new(ErrorKind::WriteFailure, "it makes too much"));
    }
    made?;
    String::from_utf8(out.bytes).map_err(|_| Error::new(ErrorKind::WriteFailure, "it makes no text"))
}

/// Takes so many bytes and no more.
struct Bounded {
    bytes: Vec<u8>,
}

impl io::Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let room = MAX_JINJA_BYTES.saturating_sub(self.bytes.len());
        if room == 0 {
            return Err(io::Error::other("too much"));
        }
        let taken = bytes.get(..room.min(bytes.len())).unwrap_or_default();
        self.bytes.extend_from_slice(taken);
        Ok(taken.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// An error as a message with its line. Those of an included template have only its name.
fn diagnostic(error: &Error, template: &JinjaTemplate<'_>) -> Diagnostic {
    let said = match error.detail() {
        Some(detail) => detail.to_owned(),
        None => error.kind().to_string(),
    };
    if error.kind() == ErrorKind::OutOfFuel {
        let message = format!("the template `{}` takes more than {MAX_JINJA_STEPS} steps", template.name);
        return Diagnostic::refusal(message).help("take loops out of loops");
    }
    if said == "it makes too much" {
        let message = format!("the template `{}` makes more than {} MiB", template.name, MAX_JINJA_BYTES >> 20);
        return Diagnostic::refusal(message).help("take loops out of loops");
    }
    let name = error.name().unwrap_or(template.name);
    let line = error.line().unwrap_or(0);
    if name == template.name {
        let problem = Diagnostic::error(format!("the template `{name}` cannot be filled: {said}"));
        return problem.at(place(template, line), "");
    }
    Diagnostic::error(format!("the template `{name}` cannot be filled: line {line}: {said}"))
}

/// A line of the template, without the spaces before it.
fn place(template: &JinjaTemplate<'_>, line: usize) -> Option<Span> {
    let mut start = 0;
    let text = template.text.split_inclusive('\n').nth(line.checked_sub(1)?)?;
    for before in template.text.split_inclusive('\n').take(line - 1) {
        start += before.len();
    }
    let shown = text.trim();
    start += text.len() - text.trim_start().len();
    let position = |at: usize| u32::try_from(at).ok();
    Some(Span { source: template.source, start: position(start)?, end: position(start + shown.len())? })
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn output_ends_at_its_limit() {
        let mut out = Bounded { bytes: vec![0; MAX_JINJA_BYTES - 2] };
        assert!(out.write_all(b"ab").is_ok());
        assert!(out.write_all(b"c").is_err());
        assert_eq!(out.bytes.len(), MAX_JINJA_BYTES);
    }

    #[test]
    fn a_place_is_a_line_without_its_spaces() {
        let text = "a\n  {{ b }}  \n";
        let source = bartizan_model::Sources::default().add("t", text);
        let template = JinjaTemplate { name: "t", text, source, others: &[], form: Form::Html };
        let place = place(&template, 2).map(|span| (span.start, span.end));
        assert_eq!(place, Some((4, 11)));
        assert_eq!(super::place(&template, 9), None);
    }
}
