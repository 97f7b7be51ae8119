//! Questions for other programs.

use bartizan_model::schema::Kind;
use bartizan_model::{Class, Owner, Value};
use bartizan_rules::questions::{About, Question};
use serde_json::{Value as Json, json};

use super::super::question_text::{sentence, sentence_about};
use crate::script::Described;

/// What the document calls its form, and the version of it.
const SCHEMA: &str = "bartizan-questions";
const VERSION: u32 = 1;

/// The questions, best first, as a document.
pub(super) fn questions_json(described: &Described, questions: &[Question]) -> String {
    let name = described.analysis.model.system.name();
    let list = list(described, questions);
    let whole = json!({ "schema": SCHEMA, "version": VERSION, "model": &*name, "questions": list });
    format!("{whole:#}\n")
}

/// The questions, best first.
pub(crate) fn list(described: &Described, questions: &[Question]) -> Vec<Json> {
    let model = &described.analysis.model;
    let (elements, data) = (model.slugs(), model.data_slugs());
    let id = |owner: &Owner| match owner {
        Owner::Element(id) => elements.get(id.index()).cloned().unwrap_or_default(),
        Owner::Data(id) => data.get(id.index()).cloned().unwrap_or_default(),
    };
    questions
        .iter()
        .map(|asked| {
            let on: Vec<Json> = asked
                .owners
                .iter()
                .map(|owner| json!({ "id": id(owner), "question": sentence_about(model, asked, *owner) }))
                .collect();
            json!({
                "question": sentence(model, asked),
                "attribute": attribute(asked),
                "about": about(asked.about),
                "on": on,
                "kind": kind(asked.attribute.kind),
                "choices": asked.choices.iter().filter_map(choice).collect::<Vec<Json>>(),
                "assumed": asked.assumed,
                "possible": asked.possible,
            })
        })
        .collect()
}

/// What it asks for, as the file of answers writes it.
pub(crate) fn attribute(asked: &Question) -> String {
    match asked.attribute.class == Class::Controls {
        true => format!("controls.{}", asked.attribute.name),
        false => asked.attribute.name.to_owned(),
    }
}

/// What it is about, in a word.
pub(crate) fn about(about: About) -> &'static str {
    match about {
        About::Elements => "elements",
        About::Flows => "flows",
        About::Boundaries => "boundaries",
        About::Data => "data",
    }
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Flag => "flag",
        Kind::Int => "number",
        Kind::Member(_) => "member",
        _ => "text",
    }
}

/// A value that an answer may have, as the file of answers writes it.
fn choice(value: &Value) -> Option<Json> {
    match value {
        Value::Flag(flag) => Some(json!(flag)),
        Value::Int(number) => Some(json!(number)),
        Value::Member(member) => Some(json!(member.name())),
        Value::Text(text) => Some(json!(&**text)),
        _ => None,
    }
}
