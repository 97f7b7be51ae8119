//! The classes, attributes and enumerations that the recorder offers: those of the schema that pytm has.

use bartizan_model::Class;
use bartizan_model::schema::{self, Attribute, Default, EnumKind, Kind, Member, MemberValue};
use bartizan_python::recording;
use serde_json::{Value, json};

/// The table, as the recorder reads it.
pub(super) fn table() -> Value {
    let controls: Vec<&str> = schema::attributes(Class::Controls).iter().map(|control| control.name).collect();
    json!({
        "classes": Class::ALL.map(class),
        "enums": EnumKind::ALL.map(enumeration),
        "controls": controls,
        "modules": recording::MODULES,
    })
}

fn class(class: Class) -> Value {
    let attributes: Vec<Value> =
        schema::attributes(class).into_iter().filter(|attribute| attribute.is_of_pytm()).map(attribute).collect();
    json!({
        "name": class.name(),
        "module": class.module(),
        "parent": class.parent().map(Class::name),
        "documentation": class.documentation(),
        "attributes": attributes,
        "positional": recording::positional_parameters(class),
        "hasControls": class.has_controls(),
    })
}

fn attribute(attribute: &Attribute) -> Value {
    json!([attribute.name, kind(attribute.kind), default(attribute.default), attribute.aliases])
}

/// The kinds that the recorder tells apart.
fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Data => "data",
        Kind::Levels => "levels",
        Kind::Texts => "texts",
        Kind::Elements => "elements",
        Kind::Flows => "flows",
        Kind::Assumptions => "assumptions",
        Kind::Findings => "findings",
        Kind::Flag => "flag",
        Kind::Int => "int",
        Kind::Controls => "controls",
        Kind::Member(kind) => kind.name(),
        _ => "",
    }
}

fn default(default: Default) -> Value {
    match default {
        Default::Flag(flag) => flag.into(),
        Default::Int(number) => number.into(),
        Default::Text(text) => text.into(),
        Default::Member(kind, index) => json!({ "member": [kind.name(), Member { kind, index }.name()] }),
        _ => Value::Null,
    }
}

fn enumeration(kind: EnumKind) -> Value {
    let members: Vec<Value> = kind
        .members()
        .map(|member| match member.value() {
            MemberValue::Int(rank) => json!([member.name(), rank]),
            MemberValue::Text(text) => json!([member.name(), text]),
        })
        .collect();
    json!({ "name": kind.name(), "members": members, "isOrdered": kind.is_ordered() })
}
