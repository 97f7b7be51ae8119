//! What an attribute can be.

use std::sync::Arc;

use crate::schema::Member;

/// Shared, immutable text.
pub type Text = Arc<str>;

/// Position of an element, flow or boundary in [`crate::Model::elements`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ElementId(pub u32);

/// Position of a piece of data in [`crate::Model::data`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DataId(pub u32);

impl ElementId {
    /// The position as an index.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl DataId {
    /// The position as an index.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// The value of a fact.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing (Python's `None`).
    None,
    /// True or false.
    Flag(bool),
    /// A whole number: ports, orders, levels.
    Int(i64),
    /// A fraction; only in attributes that a script invented.
    Float(f64),
    /// Text.
    Text(Text),
    /// A member of one of the schema's enumerations.
    Member(Member),
    /// An element, flow or boundary of the same model.
    Element(ElementId),
    /// A piece of data of the same model.
    Data(DataId),
    /// Several values in a fixed order (also what Python holds in a set).
    List(Arc<[Value]>),
    /// Keys and values in a fixed order; only in attributes that a script invented.
    Map(Arc<[(Value, Value)]>),
    /// Anything else that a script may store, as text.
    Other(Text),
}

impl Value {
    /// Text from anything that can become it.
    pub fn text(text: impl Into<Text>) -> Self {
        Value::Text(text.into())
    }

    /// A list from values.
    pub fn list(values: impl IntoIterator<Item = Value>) -> Self {
        Value::List(values.into_iter().collect())
    }

    /// Python's truth of the value.
    pub fn is_true(&self) -> bool {
        match self {
            Value::None => false,
            Value::Flag(flag) => *flag,
            Value::Int(number) => *number != 0,
            Value::Float(number) => *number != 0.0,
            Value::Text(text) => !text.is_empty(),
            Value::List(values) => !values.is_empty(),
            Value::Map(entries) => !entries.is_empty(),
            Value::Member(_) | Value::Element(_) | Value::Data(_) | Value::Other(_) => true,
        }
    }

    /// The values of a list; nothing for anything else.
    pub fn items(&self) -> &[Value] {
        match self {
            Value::List(values) => values,
            _ => &[],
        }
    }

    /// What kind of value this is, in the words of a message.
    pub fn kind_name(&self) -> &'static str {
        match self {
            Value::None => "nothing",
            Value::Flag(_) => "a boolean",
            Value::Int(_) => "a number",
            Value::Float(_) => "a fraction",
            Value::Text(_) => "text",
            Value::Member(member) => member.kind.name(),
            Value::Element(_) => "an element",
            Value::Data(_) => "data",
            Value::List(_) => "a list",
            Value::Map(_) => "a table",
            Value::Other(_) => "an object",
        }
    }
}

macro_rules! value_from {
    ($($from:ty => $value:expr),* $(,)?) => {
        $(impl From<$from> for Value {
            fn from(from: $from) -> Self {
                #[allow(clippy::redundant_closure_call, reason = "one arm per type keeps the table readable")]
                $value(from)
            }
        })*
    };
}

value_from! {
    bool => Value::Flag,
    i32 => |number: i32| Value::Int(i64::from(number)),
    i64 => Value::Int,
    u16 => |number: u16| Value::Int(i64::from(number)),
    f64 => Value::Float,
    &str => |text: &str| Value::text(text),
    String => |text: String| Value::text(text),
    Text => Value::Text,
    Member => Value::Member,
    ElementId => Value::Element,
    DataId => Value::Data,
}

impl<T: Into<Value>> From<Vec<T>> for Value {
    fn from(values: Vec<T>) -> Self {
        Value::list(values.into_iter().map(Into::into))
    }
}
