//! Changes as Markdown, for a comment on a pull request: how many there are, then a table for each kind of thing.

use std::fmt::Write;

use bartizan_rules::changes::{Changes, FactChange, FindingChange, Found, Statement, ThingChange, Version};

use super::{change_sign, change_summary, counts, shown_value, standing};
use crate::limits::MAX_TABLE_ROWS;
use crate::markdown;

/// A picture that lies beside a file of Markdown.
#[derive(Clone, Copy, Debug)]
pub struct LinkedPicture<'a> {
    /// The name of its file.
    pub file: &'a str,
}

/// The changes as Markdown, with a picture of them where there is one. Findings that are merely assumed are counted, and
/// listed when asked for.
pub fn changes_markdown(
    changes: &Changes,
    new: Version<'_>,
    assumed: bool,
    picture: Option<LinkedPicture<'_>>,
) -> String {
    let mut out = format!("## Threat model changes: {}\n\n", cell(&new.model.system.name()));
    if changes.is_empty() {
        out.push_str("Nothing changed.\n");
        return out;
    }
    summary(&mut out, changes);
    if let Some(LinkedPicture { file }) = picture {
        let said = change_summary(changes).join("; ");
        let _ = writeln!(out, "\n![Data flow diagram of both versions. {said}]({})", reference(file));
    }
    let listed = changes.findings.iter().filter(|change| assumed || change.is_sure());
    let header = "| | Finding | Severity | Standing | Threat | Element |\n| --- | --- | --- | --- | --- | --- |";
    table(&mut out, "Findings", header, listed.map(finding));
    let header = "| | Statement | Before | Now |\n| --- | --- | --- | --- |";
    table(&mut out, "System", header, changes.system.iter().map(statement));
    let sections = [
        ("Boundaries", &changes.boundaries),
        ("Elements", &changes.elements),
        ("Flows", &changes.flows),
        ("Data", &changes.data),
    ];
    for (title, things) in sections {
        let header = "| | Name | What it is | What is stated |\n| --- | --- | --- | --- |";
        table(&mut out, title, header, things.iter().map(thing));
    }
    out
}

fn summary(out: &mut String, changes: &Changes) {
    out.push_str("| | Added | Removed | Changed |\n| --- | ---: | ---: | ---: |\n");
    for (name, counts) in counts(changes).into_iter().filter(|(_, counts)| counts.total() > 0) {
        let number = |count: usize| if count == 0 { String::new() } else { count.to_string() };
        let (added, removed, changed) = (number(counts.added), number(counts.removed), number(counts.changed));
        let _ = writeln!(out, "| {name} | {added} | {removed} | {changed} |");
    }
}

fn table(out: &mut String, title: &str, header: &str, mut rows: impl Iterator<Item = String>) {
    let Some(first) = rows.next() else { return };
    let _ = writeln!(out, "\n### {title}\n\n{header}\n{first}");
    for row in rows.by_ref().take(MAX_TABLE_ROWS - 1) {
        let _ = writeln!(out, "{row}");
    }
    let rest = rows.count();
    if rest > 0 {
        let _ = writeln!(out, "\nand {rest} more.");
    }
}

fn finding(change: &FindingChange) -> String {
    let field = |say: fn(&Found) -> String| match (change.old.as_ref().map(say), change.new.as_ref().map(say)) {
        (Some(old), Some(new)) if old != new => format!("{old} → {new}"),
        (old, new) => new.or(old).unwrap_or_default(),
    };
    format!(
        "| {} | {} | {} | {} | {} | {} |",
        code(change_sign(change.kind())),
        field(|found| code(&found.id)),
        field(|found| cell(&found.severity.to_lowercase())),
        field(|found| standing(found.verdict).to_owned()),
        field(|found| cell(&found.title)),
        field(|found| cell(&found.element)),
    )
}

fn statement(fact: &FactChange) -> String {
    let (sign, name) = (code(change_sign(fact.kind())), cell(&fact.name));
    format!("| {sign} | {name} | {} | {} |", value(fact.old.as_ref()), value(fact.new.as_ref()))
}

fn thing(change: &ThingChange) -> String {
    let Some(thing) = change.latest() else { return String::new() };
    let mut what = cell(&thing.class);
    if let Some((source, sink)) = &thing.ends {
        let _ = write!(what, ", {} → {}", cell(source), cell(sink));
    }
    if let Some(boundary) = &thing.boundary {
        let _ = write!(what, ", in {}", cell(boundary));
    }
    let fact = |fact: &FactChange| {
        format!("{}: {} → {}", cell(&fact.name), value(fact.old.as_ref()), value(fact.new.as_ref()))
    };
    let facts: Vec<String> = change.facts.iter().map(fact).collect();
    format!("| {} | {} | {what} | {} |", code(change_sign(change.kind())), cell(&thing.name), facts.join("<br>"))
}

fn value(statement: Option<&Statement>) -> String {
    statement.map_or_else(|| "*not stated*".to_owned(), |statement| cell(&shown_value(&statement.value)))
}

/// Text as text in a cell. A name must neither call somebody (`@somebody`) nor change the direction of what follows.
fn cell(text: &str) -> String {
    markdown::escape(&plain(text)).replace('@', "@&#8288;")
}

/// The name of a file as a reference in a link.
fn reference(file: &str) -> String {
    let mut reference = String::new();
    for byte in file.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => reference.push(char::from(byte)),
            byte => {
                let _ = write!(reference, "%{byte:02X}");
            }
        }
    }
    reference
}

/// Code in a cell: a bar would end it even between backticks.
fn code(text: &str) -> String {
    markdown::code(&plain(text)).replace('|', "\\|")
}

fn plain(text: &str) -> String {
    let turns =
        |letter: char| matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars().map(|letter| if turns(letter) { '\u{fffd}' } else { letter }).collect()
}
