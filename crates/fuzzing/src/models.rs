//! The model that conditions and templates are tried on: one element of several kinds, and facts that bytes choose.

use bartizan_model::build::{ThreatModel, member};
use bartizan_model::schema::{self, Kind};
use bartizan_model::{Class, EnumKind, Model, Origin, Value};

use crate::Choices;

/// A small model, not resolved.
pub(crate) fn small() -> Model {
    let mut tm = ThreatModel::new("fuzz");
    let dmz = tm.boundary("DMZ").id();
    let user = tm.actor("User").id();
    let web = tm.server("Web").inside(dmz).id();
    let base = tm.datastore("Base").inside(dmz).id();
    let job = tm.process("Job").id();
    let secret =
        tm.data("Secret").classified("SECRET").with("credentialsLife", member(EnumKind::Lifetime, "LONG")).id();
    let plain = tm.data("Plain").with("format", "XML").id();
    tm.flow(user, web, "order").data(&[secret, plain]);
    tm.flow(web, base, "store").data(&[plain]);
    tm.flow(job, web, "ask");
    match tm.finish() {
        Ok(model) => model,
        Err(error) => panic!("{error}"),
    }
}

/// Attributes that say how a model is drawn: of these, what nobody states is so, and not unknown.
const STRUCTURE: &[&str] = &["name", "description", "note", "inScope", "isResponse", "order", "severity", "is_drawn"];

/// States facts that nobody has stated yet: so many of a hundred, with values that the bytes choose.
pub(crate) fn state(model: &mut Model, choices: &mut Choices<'_>, percent: u8) {
    for object in &mut model.elements {
        let own = schema::attributes(object.class).into_iter().map(|row| (row, false));
        let controls = schema::attributes(Class::Controls).into_iter().map(|row| (row, true));
        for (row, is_control) in own.chain(controls).collect::<Vec<_>>() {
            let pick = choices.byte();
            if STRUCTURE.contains(&row.name) {
                continue;
            }
            let value = match row.kind {
                Kind::Flag => Value::Flag(pick.is_multiple_of(2)),
                Kind::Text => Value::text(Choices::new(&[pick]).word(&["", "HTTP", "HTTPS"])),
                Kind::Int => Value::Int(i64::from(pick % 4) - 1),
                Kind::Member(kind) => kind.members().nth(usize::from(pick) % 4).map_or(Value::None, Value::Member),
                _ => continue,
            };
            let is_stated = match is_control {
                true => object.control(row.name).is_some_and(|fact| fact.origin.is_known()),
                false => object.fact(row.name).is_some_and(|fact| fact.origin.is_known()),
            };
            if is_stated || choices.byte() % 100 >= percent {
                continue;
            }
            match is_control {
                true => object.set_control(row.name, value, Origin::Derived),
                false => object.set(row.name, value, Origin::Derived),
            }
        }
    }
}
