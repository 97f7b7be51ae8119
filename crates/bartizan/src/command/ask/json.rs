//! Questions for other programs.

use bartizan_model::schema::Kind;
use bartizan_model::{Class, Owner, Value};
use bartizan_rules::questions::{About, Question};
use serde_json::{Value as Json, json};

use super::super::question_text::{sentence, sentence_about};
use crate::script::Described;

/// The version of the form.
const VERSION: u32 = 1;

/// The questions, best first.
pub(super) fn questions_json(described: &Described, questions: &[Question]) -> String {
    let model = &described.analysis.model;
    let (elements, data) = (model.slugs(), model.data_slugs());
    let id = |owner: &Owner| match owner {
        Owner::Element(id) => elements.get(id.index()).cloned().unwrap_or_default(),
        Owner::Data(id) => data.get(id.index()).cloned().unwrap_or_default(),
    };
    let list: Vec<Json> = questions
        .iter()
        .map(|asked| {
            let is_control = asked.attribute.class == Class::Controls;
            let name =
                if is_control { format!("controls.{}", asked.attribute.name) } else { asked.attribute.name.into() };
            let on: Vec<Json> = asked
                .owners
                .iter()
                .map(|owner| json!({ "id": id(owner), "question": sentence_about(model, asked, *owner) }))
                .collect();
            json!({
                "question": sentence(model, asked),
                "attribute": name,
                "about": about(asked.about),
                "on": on,
                "kind": kind(asked.attribute.kind),
                "choices": asked.choices.iter().filter_map(choice).collect::<Vec<Json>>(),
                "assumed": asked.assumed,
                "possible": asked.possible,
            })
        })
        .collect();
    let whole = json!({ "version": VERSION, "model": &*model.system.name(), "questions": list });
    format!("{whole:#}\n")
}

fn about(about: About) -> &'static str {
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
