//! Changes as JSON. A reader may rely on [`CHANGES_VERSION`].

use bartizan_model::Span;
use bartizan_rules::changes::{
    ChangeKind, Changes, FactChange, FindingChange, Found, QuestionChange, Said, Statement, Thing, ThingChange, Version,
};
use bartizan_rules::why::written_name;
use serde_json::{Map, Value, json};

use super::standing;
use crate::json_text;
use crate::places::Places;

/// Version of the layout; it grows when a reader would have to change.
pub const CHANGES_VERSION: u32 = 1;

/// The changes as JSON with line breaks: everything, with places in both versions.
pub fn changes_json(changes: &Changes, old: Version<'_>, new: Version<'_>) -> String {
    let page = Page { old: Places::of(&old.model.sources), new: Places::of(&new.model.sources) };
    let things = |things: &[ThingChange]| -> Value { things.iter().map(|change| page.thing(change)).collect() };
    let value = json!({
        "schema": "bartizan-changes",
        "version": CHANGES_VERSION,
        "same": changes.is_empty(),
        "old": { "name": &*old.model.system.name() },
        "new": { "name": &*new.model.system.name() },
        "system": page.facts(&changes.system),
        "boundaries": things(&changes.boundaries),
        "elements": things(&changes.elements),
        "flows": things(&changes.flows),
        "data": things(&changes.data),
        "findings": changes.findings.iter().map(|change| page.finding(change)).collect::<Value>(),
        "questions": changes.questions.iter().map(question).collect::<Value>(),
    });
    let mut out = String::new();
    // Text takes everything that is written to it.
    let _ = json_text::pretty(&value, &mut out);
    out
}

fn question(change: &QuestionChange) -> Value {
    let attribute = written_name(Some(change.attribute), change.attribute.name);
    json!({ "change": word(change.kind), "attribute": attribute, "of": change.names })
}

struct Page<'a> {
    old: Places<'a>,
    new: Places<'a>,
}

impl Page<'_> {
    fn thing(&self, change: &ThingChange) -> Value {
        let side = |places: &Places<'_>, thing: &Option<Thing>| thing.as_ref().map(|thing| described(places, thing));
        json!({
            "change": word(change.kind()),
            "id": change.latest().map(|thing| &thing.id),
            "old": side(&self.old, &change.old),
            "new": side(&self.new, &change.new),
            "facts": self.facts(&change.facts),
        })
    }

    fn facts(&self, facts: &[FactChange]) -> Value {
        let side = |places: &Places<'_>, statement: &Option<Statement>| {
            statement
                .as_ref()
                .map(|statement| json!({ "value": said(&statement.value), "place": place(places, statement.place) }))
        };
        let fact = |fact: &FactChange| {
            json!({
                "name": fact.name,
                "change": word(fact.kind()),
                "old": side(&self.old, &fact.old),
                "new": side(&self.new, &fact.new),
            })
        };
        facts.iter().map(fact).collect()
    }

    fn finding(&self, change: &FindingChange) -> Value {
        let side = |places: &Places<'_>, found: &Option<Found>| found.as_ref().map(|found| judged(places, found));
        json!({
            "change": word(change.kind()),
            "id": change.latest().map(|found| &found.id),
            "threat": &*change.threat,
            "old": side(&self.old, &change.old),
            "new": side(&self.new, &change.new),
        })
    }
}

fn described(places: &Places<'_>, thing: &Thing) -> Value {
    let mut map = Map::new();
    map.insert("id".to_owned(), json!(thing.id));
    map.insert("class".to_owned(), json!(thing.class));
    map.insert("name".to_owned(), json!(&*thing.name));
    if let Some(boundary) = &thing.boundary {
        map.insert("boundary".to_owned(), json!(&**boundary));
    }
    if let Some((source, sink)) = &thing.ends {
        map.insert("source".to_owned(), json!(&**source));
        map.insert("sink".to_owned(), json!(&**sink));
    }
    map.insert("place".to_owned(), place(places, thing.place));
    Value::Object(map)
}

fn judged(places: &Places<'_>, found: &Found) -> Value {
    json!({
        "id": found.id,
        "title": &*found.title,
        "element": &*found.element,
        "severity": &*found.severity,
        "standing": standing(found.verdict),
        "place": place(places, found.place),
    })
}

/// A place in a file.
pub(crate) fn place(places: &Places<'_>, span: Option<Span>) -> Value {
    match span.and_then(|span| places.locate(span)) {
        Some(place) => json!({ "path": &*place.path, "line": place.line, "column": place.column }),
        None => Value::Null,
    }
}

/// A value: things are named by their ids.
pub(crate) fn said(value: &Said) -> Value {
    match value {
        Said::Nothing => Value::Null,
        Said::Flag(flag) => json!(flag),
        Said::Int(number) => json!(number),
        Said::Float(number) => json!(number),
        Said::Text(text) | Said::Other(text) => json!(&**text),
        Said::Member(name) => json!(name),
        Said::Thing { id, .. } => json!(id),
        Said::List(values) => values.iter().map(said).collect(),
        Said::Map(entries) => entries.iter().map(|(key, value)| json!([said(key), said(value)])).collect(),
    }
}

fn word(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::Added => "added",
        ChangeKind::Removed => "removed",
        ChangeKind::Changed => "changed",
    }
}
