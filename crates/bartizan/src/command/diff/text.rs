//! What changed, in the terminal.

use std::fmt::Write;

use bartizan_model::Span;
use bartizan_report::{Places, change_sign, change_summary, shown_value, standing};
use bartizan_rules::Level;
use bartizan_rules::changes::{
    ChangeKind, Changes, FactChange, FindingChange, Found, QuestionChange, Statement, Thing, ThingChange, Version,
};

use bartizan_rules::questions::{question, subject};

use crate::command::style::{Style, safe};

/// Lists the changes. Every line starts with a word or a sign of ours, so that no name is taken for a command by what reads
/// the output, as in CI.
///
/// First come things with what is stated of them, then findings, then how many there are of each.
pub(super) fn text(changes: &Changes, old: Version<'_>, new: Version<'_>, assumed: bool, style: Style) -> String {
    let page = Page { old: Places::of(&old.model.sources), new: Places::of(&new.model.sources), style };
    let mut out = format!("{}\n", style.bold(&format!("Changes in {}", safe(&new.model.system.name()))));
    if changes.is_empty() {
        out.push_str("nothing changed\n");
        return out;
    }
    if !changes.system.is_empty() {
        let _ = writeln!(out, "\n{}", style.bold("System"));
        page.facts(&mut out, &changes.system, "  ");
    }
    let sections = [
        ("Boundaries", &changes.boundaries),
        ("Elements", &changes.elements),
        ("Flows", &changes.flows),
        ("Data", &changes.data),
    ];
    for (title, things) in sections.into_iter().filter(|(_, things)| !things.is_empty()) {
        let _ = writeln!(out, "\n{}", style.bold(title));
        for thing in things {
            page.thing(&mut out, thing);
        }
    }
    page.findings(&mut out, &changes.findings, assumed);
    if assumed {
        page.questions(&mut out, &changes.questions);
    }
    out.push('\n');
    for line in change_summary(changes) {
        let _ = writeln!(out, "{line}");
    }
    if !assumed && changes.findings.iter().any(|change| !change.is_sure()) {
        out.push_str("`--assumed` lists the assumed ones, and questions\n");
    }
    out
}

struct Page<'a> {
    old: Places<'a>,
    new: Places<'a>,
    style: Style,
}

impl Page<'_> {
    fn thing(&self, out: &mut String, change: &ThingChange) {
        let kind = change.kind();
        let Some(thing) = change.latest() else { return };
        let place = match kind {
            ChangeKind::Removed => place(&self.old, thing.place),
            ChangeKind::Added | ChangeKind::Changed => place(&self.new, thing.place),
        };
        let heading = format!("{} {}", change_sign(kind), safe(&thing.name));
        let _ = writeln!(out, "{}  {}{}", self.coloured(kind, &heading), described(thing), self.dim(&place));
        self.facts(out, &change.facts, "    ");
    }

    fn facts(&self, out: &mut String, facts: &[FactChange], indent: &str) {
        for fact in facts {
            let value = |statement: &Option<Statement>| match statement {
                Some(statement) => safe(&shown_value(&statement.value)),
                None => "not stated".to_owned(),
            };
            let at = |places: &Places<'_>, statement: &Option<Statement>| {
                statement.as_ref().map_or(String::new(), |statement| place(places, statement.place))
            };
            let places = match (at(&self.old, &fact.old), at(&self.new, &fact.new)) {
                (old, new) if old.is_empty() || new.is_empty() => old + &new,
                (old, new) => format!("{old} -> {new}"),
            };
            let said = format!("{} -> {}", value(&fact.old), value(&fact.new));
            let kind = fact.kind();
            let name = self.coloured(kind, &format!("{} {}", change_sign(kind), safe(&fact.name)));
            let _ = writeln!(out, "{indent}{name}: {said}{}", self.dim(&places));
        }
    }

    fn findings(&self, out: &mut String, findings: &[FindingChange], assumed: bool) {
        let mut listed = findings.iter().filter(|change| assumed || change.is_sure()).peekable();
        if listed.peek().is_some() {
            let _ = writeln!(out, "\n{}", self.style.bold("Findings"));
        }
        for change in listed {
            let Some(found) = change.latest() else { continue };
            let kind = change.kind();
            let sign = self.coloured(kind, change_sign(kind));
            let severity = safe(&both(change, |found| found.severity.to_lowercase()));
            let severity = self.style.severity(Level::parse(&found.severity), &format!("{severity:<9}"));
            let standing = self.style.dim(&format!("({})", both(change, |found| standing(found.verdict).to_owned())));
            let id = self.style.bold(&safe(&both(change, |found| found.id.clone())));
            let _ = writeln!(out, "{sign} {severity} {id} {} {standing}", safe(&found.title));
        }
    }

    fn questions(&self, out: &mut String, questions: &[QuestionChange]) {
        if !questions.is_empty() {
            let _ = writeln!(out, "\n{}", self.style.bold("Questions"));
        }
        for change in questions {
            let names: Vec<String> = change.names.iter().map(|name| safe(name)).collect();
            let sign = self.coloured(change.kind, change_sign(change.kind));
            let _ = writeln!(out, "{sign} {}", question(change.attribute, &subject(&names)));
        }
    }

    fn coloured(&self, kind: ChangeKind, text: &str) -> String {
        match kind {
            ChangeKind::Added => self.style.added(text),
            ChangeKind::Removed => self.style.removed(text),
            ChangeKind::Changed => self.style.changed(text),
        }
    }

    fn dim(&self, place: &str) -> String {
        if place.is_empty() { String::new() } else { format!("  {}", self.style.dim(place)) }
    }
}

/// What both versions say; with an arrow when that differs.
fn both(change: &FindingChange, say: impl Fn(&Found) -> String) -> String {
    match (change.old.as_ref().map(&say), change.new.as_ref().map(&say)) {
        (Some(old), Some(new)) if old != new => format!("{old} -> {new}"),
        (old, new) => new.or(old).unwrap_or_default(),
    }
}

fn described(thing: &Thing) -> String {
    let mut text = safe(&thing.class);
    if let Some((source, sink)) = &thing.ends {
        let _ = write!(text, " {} -> {}", safe(source), safe(sink));
    }
    if let Some(boundary) = &thing.boundary {
        let _ = write!(text, " in {}", safe(boundary));
    }
    text
}

fn place(places: &Places<'_>, span: Option<Span>) -> String {
    let place = span.and_then(|span| places.locate(span));
    place.map_or(String::new(), |place| format!("{}:{}", safe(&place.path), place.line))
}
