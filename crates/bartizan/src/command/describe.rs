//! `bartizan describe`: the attributes of classes, and what follows from them.

use std::fmt::Write;

use bartizan_model::names::nearest;
use bartizan_model::schema::{MemberValue, attributes};
use bartizan_model::{Class, Default, Diagnostic, EnumKind, Sources};
use bartizan_report::{class_markdown, enumeration_markdown, schema_markdown};
use clap::{Args, ValueEnum};

use crate::command_line::{EXIT_DONE, Session};

/// Options of `describe`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Options {
    /// Names of classes: Server, Dataflow, Controls, Classification ...; without any, `--format` describes all
    #[arg(required_unless_present_any = ["derived", "format"], value_name = "ELEMENT")]
    names: Vec<String>,
    /// Form of the description
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Describe what follows from what is stated, as Markdown
    #[arg(long)]
    derived: bool,
}

const EXAMPLES: &str = "\
Examples:
  bartizan describe Server               what can be said of a server
  bartizan describe Dataflow Controls    of several classes
  bartizan describe --format md          all classes, as Markdown
  bartizan describe --derived            what follows from what is stated";

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    /// Markdown
    Md,
}

/// What can be described.
enum Described {
    Class(Class),
    Enumeration(EnumKind),
}

/// Describes classes.
pub(crate) fn run(session: &mut Session<'_>, options: &Options) -> Result<u8, u8> {
    if options.names.is_empty() && !options.derived {
        session.print(&everything(options.format.unwrap_or(Format::Text)))?;
    }
    for (index, name) in options.names.iter().enumerate() {
        let described = named(name).map_err(|problem| session.fail(&problem, &Sources::default()))?;
        let text = match options.format {
            Some(Format::Md) if index > 0 => format!("\n{}", described.markdown()),
            Some(Format::Md) => described.markdown(),
            _ => described.text(),
        };
        session.print(&text)?;
    }
    if options.derived {
        session.print(&bartizan_report::implications_markdown())?;
    }
    Ok(EXIT_DONE)
}

/// All classes and enumerations.
fn everything(format: Format) -> String {
    match format {
        Format::Md => schema_markdown(),
        Format::Text => {
            let classes = Class::ALL.into_iter().map(Described::Class);
            let all = classes.chain(EnumKind::ALL.into_iter().map(Described::Enumeration));
            all.map(|described| described.text()).collect()
        }
    }
}

/// The attributes of a class, or the members of an enumeration.
pub(crate) fn class(name: &str) -> Result<String, Box<Diagnostic>> {
    named(name).map(|described| described.text())
}

impl Described {
    fn text(&self) -> String {
        match self {
            Described::Class(class) => of_class(*class),
            Described::Enumeration(kind) => of_enum(*kind),
        }
    }

    fn markdown(&self) -> String {
        match self {
            Described::Class(class) => class_markdown(*class),
            Described::Enumeration(kind) => enumeration_markdown(*kind),
        }
    }
}

fn named(name: &str) -> Result<Described, Box<Diagnostic>> {
    if let Some(class) = Class::by_name(name) {
        return Ok(Described::Class(class));
    }
    if let Some(kind) = EnumKind::by_name(name) {
        return Ok(Described::Enumeration(kind));
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
