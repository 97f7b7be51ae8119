//! `bartizan describe`: the attributes of classes, and what follows from them.

use std::fmt::Write;

use bartizan_model::names::nearest;
use bartizan_model::schema::{MemberValue, attributes};
use bartizan_model::{Class, Default, Diagnostic, EnumKind, Sources};
use clap::Args;

use crate::command_line::{EXIT_DONE, Session};

/// Options of `describe`.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// Names of classes: Server, Dataflow, Controls, Classification ...
    #[arg(required_unless_present = "derived", value_name = "ELEMENT")]
    names: Vec<String>,
    /// Describe what follows from what is stated, as Markdown
    #[arg(long)]
    derived: bool,
}

/// Describes classes.
pub(crate) fn run(session: &mut Session<'_>, options: &Options) -> Result<u8, u8> {
    for name in &options.names {
        let text = class(name).map_err(|problem| session.fail(&problem, &Sources::default()))?;
        session.print(&text)?;
    }
    if options.derived {
        session.print(&bartizan_report::implications_markdown())?;
    }
    Ok(EXIT_DONE)
}

/// The attributes of a class, or the members of an enumeration.
pub(crate) fn class(name: &str) -> Result<String, Box<Diagnostic>> {
    if let Some(class) = Class::by_name(name) {
        return Ok(of_class(class));
    }
    if let Some(kind) = EnumKind::by_name(name) {
        return Ok(of_enum(kind));
    }
    let known = Class::ALL.iter().map(|class| class.name()).chain(EnumKind::ALL.iter().map(|kind| kind.name()));
    let problem = Diagnostic::error(format!("there is no class `{name}` to describe"));
    Err(Box::new(match nearest(name, known) {
        Some(near) => problem.help(format!("did you mean `{near}`?")),
        None => problem.help("`bartizan elements` lists the classes"),
    }))
}

fn of_class(class: Class) -> String {
    let mut rows: Vec<(String, String, String)> = Vec::new();
    for attribute in attributes(class) {
        rows.push((attribute.name.to_owned(), attribute.documentation.to_owned(), shown(attribute.default)));
    }
    if class.has_controls() {
        for control in attributes(Class::Controls) {
            let name = format!("controls.{}", control.name);
            rows.push((name, control.documentation.to_owned(), shown(control.default)));
        }
    }
    let width = rows.iter().map(|(name, ..)| name.len()).max().unwrap_or(0) + 2;
    let mut text = format!("{} class attributes:\n", class.name());
    for (name, documentation, default) in rows {
        let _ = writeln!(text, "  {name:<width$}{documentation}");
        let _ = writeln!(text, "  {:<width$}{default}", "");
    }
    text.push('\n');
    text
}

fn shown(default: Default) -> String {
    match default {
        Default::Required => "required".to_owned(),
        Default::None => "default: None".to_owned(),
        Default::Unknown => "unknown unless stated".to_owned(),
        Default::Flag(true) => "default: True".to_owned(),
        Default::Flag(false) => "default: False".to_owned(),
        Default::Int(number) => format!("default: {number}"),
        Default::Text(text) => format!("default: '{text}'"),
        Default::Member(kind, index) => format!("default: {}", bartizan_model::Member { kind, index }),
        Default::Empty => "default: empty".to_owned(),
        Default::Level0 => "default: {0}".to_owned(),
    }
}

fn of_enum(kind: EnumKind) -> String {
    let mut text = format!("{} class attributes:\n", kind.name());
    for member in kind.members() {
        let _ = match member.value() {
            MemberValue::Int(rank) => writeln!(text, "  {} = {rank}", member.name()),
            MemberValue::Text(word) => writeln!(text, "  {} = '{word}'", member.name()),
        };
    }
    text.push('\n');
    text
}
