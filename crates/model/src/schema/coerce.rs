//! Which plain values an attribute accepts, and what it makes of them. As lenient as pytm 1.4.

use thiserror::Error;

use super::{EnumKind, Kind};
use crate::names::nearest;
use crate::value::Value;

/// A value that an attribute does not take.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("expected {expected}, found {found}")]
pub struct Mismatch {
    /// What the attribute takes.
    pub expected: String,
    /// What it was given.
    pub found: String,
    /// A better spelling, where there is one.
    pub hint: Option<String>,
}

impl Kind {
    /// The value as the attribute keeps it, for kinds that hold one plain value. Kinds that hold objects or several
    /// values are checked where those live, and accept anything here.
    pub fn coerce(self, value: &Value) -> Result<Value, Mismatch> {
        let coerced = match self {
            Kind::Text => matches!(value, Value::Text(_)).then(|| value.clone()),
            Kind::Flag => flag(value).map(Value::Flag),
            Kind::Int => int(value).map(Value::Int),
            Kind::Member(kind) => member(kind, value),
            _ => Some(value.clone()),
        };
        coerced.ok_or_else(|| Mismatch { expected: self.expectation(), found: shown(value), hint: self.hint(value) })
    }

    /// What the attribute takes, in words.
    pub fn expectation(self) -> String {
        match self {
            Kind::Text => "text".to_owned(),
            Kind::Flag => "`True` or `False`".to_owned(),
            Kind::Int => "a whole number".to_owned(),
            Kind::Levels => "a whole number or several".to_owned(),
            Kind::Texts => "a list of texts".to_owned(),
            Kind::Member(kind) => {
                let names: Vec<String> = kind.members().map(|member| format!("`{member}`")).collect();
                format!("one of {}", names.join(", "))
            }
            Kind::Element => "an element".to_owned(),
            Kind::Boundary => "a `Boundary`".to_owned(),
            Kind::Flow => "a `Dataflow`".to_owned(),
            Kind::Elements => "a list of elements".to_owned(),
            Kind::Flows => "a list of flows".to_owned(),
            Kind::Data => "`Data`, several of them, or text".to_owned(),
            Kind::Findings => "a list of `Finding`".to_owned(),
            Kind::Assumption => "an `Assumption`".to_owned(),
            Kind::Assumptions => "an assumption or a list of them".to_owned(),
            Kind::Controls => "`Controls`".to_owned(),
            Kind::Uuid => "a UUID".to_owned(),
        }
    }

    fn hint(self, value: &Value) -> Option<String> {
        match (self, value) {
            (Kind::Member(kind), Value::Text(text)) => {
                let names: Vec<&str> = kind.members().map(|member| member.name()).collect();
                nearest(text, names).map(|name| format!("{}.{name}", kind.name()))
            }
            _ => None,
        }
    }
}

fn flag(value: &Value) -> Option<bool> {
    match value {
        Value::Flag(flag) => Some(*flag),
        Value::Int(0) => Some(false),
        Value::Int(1) => Some(true),
        Value::Float(number) if *number == 0.0 => Some(false),
        Value::Float(number) if *number == 1.0 => Some(true),
        Value::Text(text) => match text.to_lowercase().as_str() {
            "true" | "yes" | "on" | "t" | "y" | "1" => Some(true),
            "false" | "no" | "off" | "f" | "n" | "0" => Some(false),
            _ => None,
        },
        _ => None,
    }
}

fn int(value: &Value) -> Option<i64> {
    match value {
        Value::Int(number) => Some(*number),
        Value::Flag(flag) => Some(i64::from(*flag)),
        Value::Float(number) if number.fract() == 0.0 && number.abs() < 9e15 => Some(*number as i64),
        Value::Text(text) => text.trim().replace('_', "").parse().ok(),
        _ => None,
    }
}

fn member(kind: EnumKind, value: &Value) -> Option<Value> {
    let member = match value {
        Value::Member(member) if member.kind == kind => Some(*member),
        Value::Int(rank) => kind.member_of_int(*rank),
        Value::Text(text) => kind.member_of_text(text),
        _ => None,
    };
    member.map(Value::Member)
}

fn shown(value: &Value) -> String {
    match value {
        Value::Text(text) => {
            let short: String = text.chars().take(40).collect();
            format!("the text {short:?}")
        }
        Value::Int(number) => format!("the number {number}"),
        Value::Float(number) => format!("the fraction {number}"),
        Value::Flag(true) => "`True`".to_owned(),
        Value::Flag(false) => "`False`".to_owned(),
        Value::None => "`None`".to_owned(),
        Value::Member(member) => format!("`{member}`"),
        other => other.kind_name().to_owned(),
    }
}
