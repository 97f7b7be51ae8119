//! What clears a finding: the smallest change of what is stated, controls first.

use bartizan_model::schema::Kind;
use bartizan_model::{Class, ElementId, Model, Value};

use crate::condition::{Condition, Mode, Outcome, Read};
use crate::finding::Finding;
use crate::library::Library;
use crate::what_if::{Change, Search, ways};

/// Sets with more changes than this are no remedy that fits a line.
const MAX_CHANGES: usize = 3;

/// The smallest set of changes that clears a finding: controls alone where they do, else any facts. Empty when no small
/// one is found.
pub fn remedy(model: &Model, library: &Library, finding: &Finding) -> Vec<Change> {
    let Some(condition) = library.condition(finding.threat as usize) else { return Vec::new() };
    let of = |alternatives: &dyn Fn(&Read) -> Vec<Value>| first(condition, model, finding.element, alternatives);
    let controls = of(&|read| match read.row {
        Some(row) if row.class == Class::Controls && row.kind == Kind::Flag => vec![Value::Flag(true)],
        _ => Vec::new(),
    });
    if !controls.is_empty() {
        return controls;
    }
    of(&|read| match (read.row.map(|row| row.kind), &read.value) {
        (Some(Kind::Flag), Value::Flag(flag)) => vec![Value::Flag(!flag)],
        (Some(Kind::Flag), _) => vec![Value::Flag(false)],
        (Some(Kind::Member(kind)), value) => kind
            .members()
            .map(Value::Member)
            .filter(|other| other != value)
            .collect::<Vec<_>>()
            .into_iter()
            .rev()
            .collect(),
        (Some(Kind::Text), Value::Text(text)) if &**text == "HTTP" => vec![Value::text("HTTPS")],
        _ => Vec::new(),
    })
}

fn first(
    condition: &Condition,
    model: &Model,
    element: ElementId,
    alternatives: &dyn Fn(&Read) -> Vec<Value>,
) -> Vec<Change> {
    let search = Search {
        condition,
        model,
        element,
        mode: Mode::Defaults,
        wanted: Outcome::False,
        alternatives,
        most: MAX_CHANGES,
    };
    ways(&search).all.into_iter().next().unwrap_or_default()
}
