//! Functions and methods that `:call:` knows.

use std::borrow::Cow;
use std::sync::Arc;

use bartizan_model::schema::MemberValue;
use bartizan_model::{Class, ElementId, Text, Value as ModelValue};

use super::access::{attribute, finding_text, type_name};
use super::own;
use super::value::{List, Method, Value};
use crate::study::Study;

/// A function of pytm's `ReportUtils`.
pub(super) type Function = for<'a> fn(&'a Study<'a>, &Value<'a>) -> Value<'a>;

/// All functions by name.
pub(super) const FUNCTIONS: [(&str, Function); 12] = [
    ("getElementType", |study, value| match value {
        Value::Element { .. } => text(type_name(study, value)),
        _ => misused(study, value, "getElementType"),
    }),
    ("getFindingCount", |study, value| match value {
        Value::Element { id, .. } => Value::Word(own::findings(study, Some(*id)).len().to_string().into()),
        _ => misused(study, value, "getFindingCount"),
    }),
    ("getFindingDescription", |study, value| field(study, value, "description")),
    ("getFindingExample", |study, value| field(study, value, "example")),
    ("getFindingMitigations", |study, value| field(study, value, "mitigations")),
    ("getFindingReferences", |study, value| field(study, value, "references")),
    ("getFindingSeverity", |study, value| field(study, value, "severity")),
    ("getFindingTarget", |study, value| field(study, value, "target")),
    ("getInScopeFindings", |study, value| match value {
        Value::Element { id, .. } if study.model.element(*id).flag("inScope") => {
            Value::List(own::findings(study, Some(*id)))
        }
        _ => Value::List(List::Findings(0..0)),
    }),
    ("getNamesOfParents", |study, value| match boundary(study, value) {
        Some(id) => {
            let names = study.model.boundaries_around(id).into_iter().map(|id| name(study, id));
            Value::List(List::Values(names.map(ModelValue::Text).collect()))
        }
        None => misused(study, value, "getNamesOfParents"),
    }),
    ("getParentName", |study, value| match boundary(study, value) {
        Some(id) => match study.model.element(id).element("inBoundary") {
            Some(parent) => text(study.name(parent)),
            None => text(""),
        },
        None => misused(study, value, "getParentName"),
    }),
    ("getThreatId", |study, value| field(study, value, "threat_id")),
];

/// What a method gives.
pub(super) fn call<'a>(study: &'a Study<'a>, method: Method) -> Value<'a> {
    match method {
        Method::DisplayName(id) => Value::Text(Cow::Owned(study.model.element(id).display_name())),
        Method::UniqueName(id) => Value::Text(Cow::Owned(study.unique_name(id))),
        Method::Parents(id) => {
            let around: Arc<[ElementId]> = study.model.boundaries_around(id).into();
            Value::List(List::Boundaries(around))
        }
        Method::Label(member) => match member.value() {
            MemberValue::Text(word) => Value::Word(word.to_lowercase().replace('_', " ").into()),
            MemberValue::Int(rank) => Value::Int(rank),
        },
    }
}

fn field<'a>(study: &'a Study<'a>, value: &Value<'a>, name: &str) -> Value<'a> {
    match value {
        Value::Finding(found) => {
            attribute(study, value, name).unwrap_or_else(|| Value::Prose(finding_text(study, *found, name)))
        }
        _ => text(""),
    }
}

fn boundary<'a>(study: &'a Study<'a>, value: &Value<'a>) -> Option<ElementId> {
    match value {
        Value::Element { id, .. } if study.model.element(*id).class.is_a(Class::Boundary) => Some(*id),
        _ => None,
    }
}

fn name<'a>(study: &'a Study<'a>, id: ElementId) -> Text {
    study.name(id).into()
}

fn text(text: &str) -> Value<'_> {
    Value::Text(Cow::Borrowed(text))
}

/// What pytm puts into the report when a function does not fit the value.
fn misused<'a>(study: &'a Study<'a>, value: &Value<'a>, function: &str) -> Value<'a> {
    let class = type_name(study, value);
    Value::Text(Cow::Owned(format!("ERROR: {function} method is not valid for {class}")))
}
