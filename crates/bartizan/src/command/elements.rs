//! `bartizan elements`: the classes that a model is made of, or the elements of one model.

use std::fmt::Write;
use std::path::PathBuf;

use bartizan_model::{Class, EnumKind, Model};
use clap::Args;

use super::style::safe;
use crate::command_line::{EXIT_DONE, Session};
use crate::isolation::Places;
use crate::libraries::Selection;
use crate::script;

/// Options of `elements`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Options {
    /// A model script: its elements are listed instead
    model: Option<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  bartizan elements           the classes that a model can be made of
  bartizan elements tm.py     the elements of a model, with their ids
  bartizan describe Server    what can be said of one of them";

impl Options {
    /// What they name.
    pub(crate) fn places(&self) -> Option<Places> {
        self.model.as_ref().map(|model| Places::models([model]))
    }
}

/// Lists classes or elements.
pub(crate) fn run(session: &mut Session<'_>, options: &Options) -> Result<u8, u8> {
    let text = match &options.model {
        None => classes(),
        Some(path) => of_model(&script::describe(session, path, &Selection::default())?.analysis.model),
    };
    session.print(&text)?;
    Ok(EXIT_DONE)
}

/// The classes, with what they stand for.
pub(crate) fn classes() -> String {
    let mut elements: Vec<(&str, &str)> = Class::ALL
        .iter()
        .filter(|class| class.is_a(Class::Element) && **class != Class::Element)
        .map(|class| (class.name(), class.documentation()))
        .collect();
    elements.sort_unstable();
    let mut attributes: Vec<(&str, &str)> =
        EnumKind::ALL.iter().map(|kind| (kind.name(), kind.documentation())).collect();
    attributes.push((Class::Data.name(), Class::Data.documentation()));
    attributes.sort_unstable();
    format!("Elements:\n{}\nAttributes:\n{}", table(&elements), table(&attributes))
}

fn table(rows: &[(&str, &str)]) -> String {
    let width = rows.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    rows.iter().fold(String::new(), |mut text, (name, documentation)| {
        let _ = writeln!(text, "{name:<width$} -- {documentation}");
        text
    })
}

fn of_model(model: &Model) -> String {
    let slugs = model.slugs();
    let mut text = String::new();
    for (id, element) in model.taking_part() {
        let slug = slugs.get(id.index()).map_or("", String::as_str);
        let name = safe(&element.name());
        let _ = writeln!(text, "{:<14} {:<32} {name}", safe(element.class_name()), safe(slug));
    }
    text
}
