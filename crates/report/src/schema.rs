//! The schema as Markdown: what can be said of each class, and the enumerations.

use std::fmt::Write;

use bartizan_model::schema::{Attribute, Kind, MemberValue, attributes};
use bartizan_model::{Class, Default, EnumKind, Member};

use crate::markdown::code;

const INTRODUCTION: &str = "\
# Classes and attributes

What a model can be made of, and what can be said of each part. A class has its own attributes, below its name, and those
of the classes that it derives from. *Unknown* is what nobody has said: nothing is reported that hangs on it. *pytm* is the
first release of pytm that has the attribute, where 0.6 stands for that one and those before it; *ours* means that pytm
does not have it, so that a script which sets it still runs there, to no effect.

Other spellings are those of older releases, and mean the same. `bartizan describe NAME` says what there is in the terminal,
and [derived facts](derived.md) what follows from what.

";

/// The page: an overview, all classes and all enumerations.
pub fn schema_markdown() -> String {
    let mut page = INTRODUCTION.to_owned();
    page.push_str("| Class | Derives from | What it is |\n| --- | --- | --- |\n");
    for class in Class::ALL {
        let parent = class.parent().map(linked).unwrap_or_default();
        let _ = writeln!(page, "| {} | {parent} | {} |", linked(class), class.documentation());
    }
    for class in Class::ALL {
        page.push('\n');
        page.push_str(&class_markdown(class));
    }
    for kind in EnumKind::ALL {
        page.push('\n');
        page.push_str(&enumeration_markdown(kind));
    }
    page
}

/// A class: what it inherits, and its own attributes.
pub fn class_markdown(class: Class) -> String {
    let mut text = format!("## {}\n\n{}.", class.name(), class.documentation());
    if class.has_controls() {
        let _ = write!(text, " It has {}, below `controls`.", code(Class::Controls.name()));
    }
    text.push('\n');
    let all = attributes(class);
    let mut ancestor = class.parent();
    while let Some(this) = ancestor {
        let names: Vec<String> = all.iter().filter(|row| row.class == this).map(|row| code(row.name)).collect();
        if !names.is_empty() {
            let _ = write!(text, "\nFrom {}: {}.\n", code(this.name()), names.join(", "));
        }
        ancestor = this.parent();
    }
    let own: Vec<&Attribute> = all.into_iter().filter(|row| row.class == class).collect();
    if own.is_empty() {
        return text;
    }
    text.push_str("\n| Attribute | Holds | Default | pytm | What it means |\n| --- | --- | --- | --- | --- |\n");
    for row in own {
        let since = if row.is_of_pytm() { row.since } else { "ours" };
        let _ = writeln!(
            text,
            "| {} | {} | {} | {since} | {}{} |",
            code(row.name),
            holds(row.kind),
            default(row.default),
            row.documentation.replace('|', "\\|"),
            spellings(row)
        );
    }
    text
}

/// An enumeration with its members.
pub fn enumeration_markdown(kind: EnumKind) -> String {
    let mut text =
        format!("## {}\n\n{}.\n\n| Member | Stands for |\n| --- | --- |\n", kind.name(), kind.documentation());
    for member in kind.members() {
        let value = match member.value() {
            MemberValue::Int(rank) => rank.to_string(),
            MemberValue::Text(word) => code(word),
        };
        let _ = writeln!(text, "| {} | {value} |", code(member.name()));
    }
    text
}

fn linked(class: Class) -> String {
    format!("[{}](#{})", class.name(), class.name().to_lowercase())
}

fn holds(kind: Kind) -> String {
    let words = match kind {
        Kind::Text => "text",
        Kind::Flag => "true or false",
        Kind::Int => "whole number",
        Kind::Levels => "whole numbers",
        Kind::Texts => "texts",
        Kind::Member(kind) => return code(kind.name()),
        Kind::Element => "element",
        Kind::Boundary => "boundary",
        Kind::Flow => "flow",
        Kind::Elements => "elements",
        Kind::Flows => "flows",
        Kind::Data => "data",
        Kind::Findings => "findings",
        Kind::Assumption => "assumption",
        Kind::Assumptions => "assumptions",
        Kind::Controls => "controls",
        Kind::Uuid => "UUID",
    };
    words.to_owned()
}

fn default(default: Default) -> String {
    match default {
        Default::Required => "required".to_owned(),
        Default::None => "none".to_owned(),
        Default::Unknown => "unknown".to_owned(),
        Default::Flag(true) => code("True"),
        Default::Flag(false) => code("False"),
        Default::Int(number) => code(&number.to_string()),
        Default::Text(text) => code(&format!("\"{text}\"")),
        Default::Member(kind, index) => code(Member { kind, index }.name()),
        Default::Empty => "empty".to_owned(),
        Default::Level0 => code("{0}"),
    }
}

fn spellings(row: &Attribute) -> String {
    let spellings: Vec<String> = row.aliases.iter().map(|alias| code(alias)).collect();
    match spellings.is_empty() {
        true => String::new(),
        false => format!(" (also {})", spellings.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_shows_what_it_inherits_and_what_is_its_own() {
        let lambda = class_markdown(Class::Lambda);
        assert!(lambda.contains("From `Asset`:") && lambda.contains("`port`"), "{lambda}");
        assert!(lambda.contains("| `onAWS` | true or false | `True` |"), "{lambda}");
        // What a class says anew is its own.
        let inherited = lambda.split("| Attribute").next().unwrap_or_default();
        assert!(!inherited.contains("`onAWS`"), "{inherited}");
    }

    #[test]
    fn older_spellings_are_named() {
        assert!(class_markdown(Class::Datastore).contains("(also `isSql`)"));
    }

    #[test]
    fn the_page_has_every_class_and_enumeration() {
        let page = schema_markdown();
        for name in Class::ALL.map(Class::name).iter().chain(&EnumKind::ALL.map(EnumKind::name)) {
            assert_eq!(page.matches(&format!("\n## {name}\n")).count(), 1, "{name}");
        }
    }
}
