//! Attributes of values: what a template can reach, and nothing else.

use std::borrow::Cow;

use bartizan_model::schema::{self, MemberValue};
use bartizan_model::{Class, ElementId, EnumKind, Fact, Kind, Member, Object, Origin};
use bartizan_rules::Threat;

use super::own;
use super::value::{Found, List, Method, Value};
use crate::study::Study;
use crate::words;

const FINDING_FIELDS: [&str; 15] = [
    "assumption",
    "condition",
    "cvss",
    "description",
    "details",
    "element",
    "example",
    "id",
    "likelihood",
    "mitigations",
    "references",
    "response",
    "severity",
    "target",
    "threat_id",
];
const THREAT_FIELDS: [&str; 11] = [
    "condition",
    "description",
    "details",
    "example",
    "id",
    "likelihood",
    "mitigations",
    "prerequisites",
    "references",
    "severity",
    "target",
];

/// The value of an attribute; `None` when the value has none of this name.
pub(super) fn attribute<'a>(study: &'a Study<'a>, value: &Value<'a>, name: &str) -> Option<Value<'a>> {
    match value {
        Value::System => system(study, name),
        Value::Element { id, is_listed } => element(study, *id, *is_listed, name),
        Value::Data(id) => fact(study.model.datum(*id), name),
        Value::Controls(id) => study.model.element(*id).control(name).map(|fact| Value::of(&fact.value)),
        Value::Finding(found) => finding(study, *found, name),
        Value::Threat(threat) => self::threat(threat, name),
        Value::Assumption(assumption) => match name {
            "name" => Some(Value::Text(Cow::Borrowed(&assumption.name))),
            "description" => Some(Value::Text(Cow::Borrowed(&assumption.description))),
            "exclude" => Some(Value::Set(List::Texts(&assumption.exclude))),
            _ => None,
        },
        Value::Member(member) => self::member(*member, name),
        _ => None,
    }
}

/// The names of a value's attributes, for "did you mean".
pub(super) fn attributes(study: &Study<'_>, value: &Value<'_>) -> Vec<String> {
    let of_class = |class: Class| schema::attributes(class).into_iter().map(|row| row.name.to_owned());
    let of_object = |object: &Object| -> Vec<String> {
        of_class(object.class).chain(object.facts.extras().map(|(name, _)| name.to_owned())).collect()
    };
    let fixed = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    match value {
        Value::System => of_object(&study.model.system),
        Value::Element { id, .. } => {
            let mut names = of_object(study.model.element(*id));
            names.push("display_name".to_owned());
            names.push("parents".to_owned());
            names
        }
        Value::Data(id) => of_object(study.model.datum(*id)),
        Value::Controls(_) => of_class(Class::Controls).collect(),
        Value::Finding(_) => fixed(&FINDING_FIELDS),
        Value::Threat(_) => fixed(&THREAT_FIELDS),
        Value::Assumption(_) => fixed(&["name", "exclude", "description"]),
        Value::Member(_) => fixed(&["name", "value", "label"]),
        _ => Vec::new(),
    }
}

/// A text of a finding; empty when it has none of this name.
pub(super) fn finding_text<'a>(study: &'a Study<'a>, found: Found, name: &str) -> Cow<'a, str> {
    match finding(study, found, name) {
        Some(Value::Text(text) | Value::Prose(text)) => text,
        Some(Value::Word(word)) => word,
        _ => Cow::Borrowed(""),
    }
}

/// The name of a value's type in Python.
pub(super) fn type_name<'a>(study: &'a Study<'a>, value: &Value<'a>) -> &'a str {
    match value {
        Value::None => "NoneType",
        Value::Flag(_) => "bool",
        Value::Int(_) => "int",
        Value::Float(_) => "float",
        Value::Text(_) | Value::Prose(_) | Value::Word(_) => "str",
        Value::Member(member) => member.kind.name(),
        Value::System => "TM",
        Value::Element { id, .. } => study.model.element(*id).class_name(),
        Value::Data(_) => "Data",
        Value::Controls(_) => "Controls",
        Value::Finding(_) => "Finding",
        Value::Threat(_) => "Threat",
        Value::Assumption(_) => "Assumption",
        Value::List(List::Classes(_)) => "tuple",
        Value::List(_) => "list",
        Value::Set(_) => "set",
        Value::Map(_) => "dict",
        Value::DataSet(_) => "DataSet",
        Value::Method(_) => "method",
    }
}

fn system<'a>(study: &'a Study<'a>, name: &str) -> Option<Value<'a>> {
    let model = study.model;
    let registry = &model.registry;
    Some(match name {
        "threatsFile" => Value::Text(Cow::Owned(study.threats_file().to_string())),
        "findings" => Value::List(own::findings(study, None)),
        "excluded_findings" => Value::List(List::SetAside(study.findings.set_aside.len())),
        "assumptions" => Value::List(List::Assumptions(&model.system.assumptions)),
        "_elements" => Value::List(List::Elements(&registry.elements, false)),
        "_flows" => Value::List(List::Elements(&registry.flows, false)),
        "_boundaries" => Value::List(List::Elements(&registry.boundaries, false)),
        "_actors" => Value::List(List::Elements(&registry.actors, false)),
        "_assets" => Value::List(List::Elements(&registry.assets, false)),
        "_data" => Value::List(List::Data(&registry.data)),
        "_threats" => Value::List(List::Threats(&study.findings.threats)),
        "_threatsExcluded" => Value::List(List::Texts(&model.excluded_threats)),
        _ => return fact(&model.system, name),
    })
}

fn element<'a>(study: &'a Study<'a>, id: ElementId, is_listed: bool, name: &str) -> Option<Value<'a>> {
    let object = study.model.element(id);
    let value = match name {
        "name" => return Some(Value::Text(Cow::Borrowed(study.name(id)))),
        "findings" => return Some(Value::List(own::findings(study, Some(id)))),
        "severity" => return Some(Value::Int(i64::from(study.severity(id)))),
        "controls" => return Some(Value::Controls(id)),
        "display_name" => return Some(Value::Method(Method::DisplayName(id))),
        "_uniq_name" => return Some(Value::Method(Method::UniqueName(id))),
        "parents" if object.class.is_a(Class::Boundary) => return Some(Value::Method(Method::Parents(id))),
        "overrides" => Value::List(List::Overrides(id, object.overrides.len())),
        "assumptions" => Value::List(List::Assumptions(&object.assumptions)),
        _ => element_fact(study, object, is_listed, name)?,
    };
    let is_empty = match &value {
        Value::List(list) | Value::Set(list) => list.len() == 0,
        Value::DataSet(data) => data.is_empty(),
        _ => false,
    };
    Some(if is_listed && is_empty { Value::Word("[]".into()) } else { value })
}

fn element_fact<'a>(study: &'a Study<'a>, object: &'a Object, is_listed: bool, name: &str) -> Option<Value<'a>> {
    match schema::attribute(object.class, name).map(|attribute| attribute.kind) {
        Some(Kind::Data) => Some(Value::DataSet(study.model.data_of(object).into())),
        Some(Kind::Levels) => match fact(object, name)? {
            Value::List(levels) if !is_listed => Some(Value::Set(levels)),
            value => Some(value),
        },
        Some(_) => fact(object, name),
        None => fact(object, name).or_else(|| old_control(object, name)),
    }
}

/// A control that was set on the element itself, as in models of 2018 to 2020.
fn old_control<'a>(object: &Object, name: &str) -> Option<Value<'a>> {
    match object.control(name)? {
        Fact { value, origin: Origin::Stated(_) } => Some(Value::of(&value)),
        _ => None,
    }
}

fn fact<'a>(object: &Object, name: &str) -> Option<Value<'a>> {
    object.fact(name).map(|fact| Value::of(&fact.value))
}

fn finding<'a>(study: &'a Study<'a>, found: Found, name: &str) -> Option<Value<'a>> {
    let (at, finding) = match found {
        Found::Open(at) => (at, study.findings.all.get(at)?),
        Found::SetAside(at) => (at, &study.findings.set_aside.get(at)?.finding),
        Found::Override(element, at) => return override_field(study, element, at, name),
    };
    match name {
        "element" => Some(Value::Element { id: finding.element, is_listed: false }),
        "assumption" => Some(match found {
            Found::SetAside(at) => Value::Assumption(&study.findings.set_aside.get(at)?.assumption),
            _ => Value::None,
        }),
        "target" => Some(Value::Text(Cow::Borrowed(study.name(finding.element)))),
        "stable_id" => Some(Value::Text(study.findings.stable_id(finding).into())),
        "verdict" => Some(Value::Word(words::verdict(finding.verdict).into())),
        _ => match own::changed_text(study, finding, name).or_else(|| study.field(finding, name)) {
            Some(text) => Some(Value::Prose(Cow::Borrowed(text))),
            None if name == "id" => Some(Value::Word((at + 1).to_string().into())),
            None => None,
        },
    }
}

fn override_field<'a>(study: &'a Study<'a>, element: ElementId, at: usize, name: &str) -> Option<Value<'a>> {
    let given = study.model.element(element).overrides.get(at)?;
    if let Some((_, text)) = given.fields.iter().find(|(field, _)| &**field == name) {
        return Some(Value::Prose(Cow::Borrowed(text)));
    }
    match name {
        "threat_id" => Some(Value::Text(Cow::Borrowed(&given.threat_id))),
        "element" | "assumption" => Some(Value::None),
        _ => FINDING_FIELDS.contains(&name).then_some(Value::Prose(Cow::Borrowed(""))),
    }
}

fn threat<'a>(threat: &'a Threat, name: &str) -> Option<Value<'a>> {
    match name {
        "target" => Some(Value::List(List::Classes(&threat.targets))),
        "threat_id" => None,
        _ => threat.field(name).map(|text| Value::Prose(Cow::Borrowed(text))),
    }
}

fn member<'a>(member: Member, name: &str) -> Option<Value<'a>> {
    match (name, member.value()) {
        ("name", _) => Some(Value::Word(member.name().into())),
        ("value", MemberValue::Int(rank)) => Some(Value::Int(rank)),
        ("value", MemberValue::Text(word)) => Some(Value::Word(word.into())),
        ("label", MemberValue::Text(_)) if member.kind != EnumKind::Action => {
            Some(Value::Method(Method::Label(member)))
        }
        _ => None,
    }
}
