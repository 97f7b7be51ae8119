//! What the model does not say, the best question first.

use bartizan_model::{Model, Owner, Value};
use bartizan_rules::questions::{Question, question, subject};
use bartizan_rules::why::{object_of, written_name};

use super::{Cell, Sheet};
use crate::dossier::Dossier;

const COLUMNS: [(&str, u32); 6] =
    [("Question", 70), ("Attribute", 28), ("Of", 50), ("Answers", 30), ("Decides findings", 16), ("Could bring", 14)];

pub(super) fn sheet(dossier: &Dossier<'_>) -> Sheet {
    let mut sheet = Sheet::new("Questions", &COLUMNS);
    sheet.rows.extend(dossier.questions.iter().map(|asked| row(dossier.model, asked)));
    sheet
}

fn row(model: &Model, asked: &Question) -> Vec<Cell> {
    let names: Vec<String> = asked.owners.iter().map(|owner| name(model, *owner)).collect();
    let choices: Vec<&str> = asked.choices.iter().filter_map(choice).collect();
    vec![
        question(asked.attribute, &subject(&names)).into(),
        written_name(Some(asked.attribute), asked.attribute.name).into(),
        names.join(", ").into(),
        choices.join(", ").into(),
        asked.assumed.into(),
        asked.possible.into(),
    ]
}

fn name(model: &Model, owner: Owner) -> String {
    object_of(model, owner).display_name()
}

fn choice(value: &Value) -> Option<&str> {
    match value {
        Value::Flag(true) => Some("yes"),
        Value::Flag(false) => Some("no"),
        Value::Text(text) => Some(text),
        Value::Member(member) => Some(member.name()),
        _ => None,
    }
}
