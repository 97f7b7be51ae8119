//! What an author said: a value that stands on its own, without the model it belongs to.

use std::fmt;

use bartizan_model::{DataId, Model, Text, Value, names};

use super::pairs::{Ids, Pairs};

/// A value as an author stated it.
#[derive(Clone, Debug, PartialEq)]
pub enum Said {
    /// Nothing (Python's `None`).
    Nothing,
    /// True or false.
    Flag(bool),
    /// A whole number.
    Int(i64),
    /// A fraction.
    Float(f64),
    /// Text.
    Text(Text),
    /// A member of an enumeration, by name.
    Member(&'static str),
    /// An element or data.
    Thing {
        /// Its readable id.
        id: String,
        /// Its name.
        name: Text,
    },
    /// Several values.
    List(Vec<Said>),
    /// Keys and values.
    Map(Vec<(Said, Said)>),
    /// Anything else, as text.
    Other(Text),
}

impl Said {
    /// A value of a model, whose things have these ids.
    pub fn of(value: &Value, model: &Model, ids: &Ids) -> Self {
        let of = |value: &Value| Self::of(value, model, ids);
        match value {
            Value::None => Said::Nothing,
            Value::Flag(flag) => Said::Flag(*flag),
            Value::Int(number) => Said::Int(*number),
            Value::Float(number) => Said::Float(*number),
            Value::Text(text) => Said::Text(text.clone()),
            Value::Member(member) => Said::Member(member.name()),
            Value::Element(id) => Said::Thing { id: ids.element(*id).to_owned(), name: model.element(*id).name() },
            Value::Data(id) => Said::Thing { id: ids.datum(*id).to_owned(), name: model.datum(*id).name() },
            Value::List(values) => Said::List(values.iter().map(of).collect()),
            Value::Map(entries) => Said::Map(entries.iter().map(|(key, value)| (of(key), of(value))).collect()),
            Value::Other(text) => Said::Other(text.clone()),
        }
    }
}

/// As people read it: a thing by its name, and by its id too where the name alone does not give it.
impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Said::Nothing => f.write_str("None"),
            Said::Flag(true) => f.write_str("True"),
            Said::Flag(false) => f.write_str("False"),
            Said::Int(number) => write!(f, "{number}"),
            Said::Float(number) => write!(f, "{number:?}"),
            Said::Text(text) => write!(f, "\"{text}\""),
            Said::Member(name) => f.write_str(name),
            Said::Thing { id, name } if *id == names::slug(name) => f.write_str(name),
            Said::Thing { id, name } => write!(f, "{name} ({id})"),
            Said::List(values) => {
                f.write_str("[")?;
                for (at, value) in values.iter().enumerate() {
                    write!(f, "{}{value}", if at > 0 { ", " } else { "" })?;
                }
                f.write_str("]")
            }
            Said::Map(entries) => {
                f.write_str("{")?;
                for (at, (key, value)) in entries.iter().enumerate() {
                    write!(f, "{}{key}: {value}", if at > 0 { ", " } else { "" })?;
                }
                f.write_str("}")
            }
            Said::Other(text) => f.write_str(text),
        }
    }
}

/// Whether two values say the same of two versions: things are the same when they are paired. What is carried has no
/// order.
pub(super) fn is_same(old: &Value, new: &Value, pairs: &Pairs) -> bool {
    match (old, new) {
        (Value::Element(old), Value::Element(new)) => pairs.elements.new_of(*old) == Some(*new),
        (Value::Data(old), Value::Data(new)) => pairs.data.new_of(*old) == Some(*new),
        (Value::List(old), Value::List(new)) if is_data(old) && is_data(new) => {
            let mut renamed: Vec<_> = data_in(old).map(|id| pairs.data.new_of(id)).collect();
            let mut there: Vec<_> = data_in(new).map(Some).collect();
            renamed.sort_unstable();
            there.sort_unstable();
            renamed == there
        }
        (Value::List(old), Value::List(new)) => {
            old.len() == new.len() && old.iter().zip(new.iter()).all(|(old, new)| is_same(old, new, pairs))
        }
        (Value::Map(old), Value::Map(new)) => {
            let is_same = |old: &Value, new: &Value| is_same(old, new, pairs);
            old.len() == new.len()
                && old.iter().zip(new.iter()).all(|(old, new)| is_same(&old.0, &new.0) && is_same(&old.1, &new.1))
        }
        // A number that is none is not equal to itself, and yet no change.
        (Value::Float(old), Value::Float(new)) => old.total_cmp(new).is_eq(),
        _ => old == new,
    }
}

fn is_data(values: &[Value]) -> bool {
    values.iter().all(|value| matches!(value, Value::Data(_)))
}

fn data_in(values: &[Value]) -> impl Iterator<Item = DataId> {
    values.iter().filter_map(|value| if let Value::Data(id) = value { Some(*id) } else { None })
}
