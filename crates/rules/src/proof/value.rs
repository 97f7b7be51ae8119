//! What a path of a condition can hold, as far as a condition can tell: a few values stand for all.

use std::cmp::Ordering;

use bartizan_model::{Class, EnumKind, Member};

use crate::condition::{Comparison, Constant, Expression, ExpressionKind, Shape};

/// A value, or one that stands for many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    None,
    Flag(bool),
    Int(i64),
    Text(String),
    /// A text that no condition names.
    OtherText,
    Member(Member),
    /// Some element or object.
    Object,
    Class(Class),
    Several(Vec<Value>),
}

impl Value {
    pub(super) fn is_true(&self) -> bool {
        match self {
            Value::None => false,
            Value::Flag(flag) => *flag,
            Value::Int(number) => *number != 0,
            Value::Text(text) => !text.is_empty(),
            Value::OtherText | Value::Member(_) | Value::Object | Value::Class(_) => true,
            Value::Several(values) => !values.is_empty(),
        }
    }
}

/// The value of an expression whose paths have the values that `of` gives. `None` where nothing can be said.
pub(super) fn value(expression: &Expression, of: &dyn Fn(&Expression) -> Option<Value>) -> Option<Value> {
    if let Some(value) = of(expression) {
        return Some(value);
    }
    match &expression.kind {
        ExpressionKind::Constant(constant) => match constant {
            Constant::None => Some(Value::None),
            Constant::Flag(flag) => Some(Value::Flag(*flag)),
            Constant::Int(number) => Some(Value::Int(*number)),
            Constant::Text(text) => Some(Value::Text(text.to_string())),
            Constant::Float(_) => None,
        },
        ExpressionKind::Attribute { object, name, .. } => match &object.kind {
            ExpressionKind::Name(kind) => EnumKind::by_name(kind)?.member(name).map(Value::Member),
            _ => None,
        },
        ExpressionKind::Not(inner) => Some(Value::Flag(!value(inner, of)?.is_true())),
        ExpressionKind::Negate(inner) => match value(inner, of)? {
            Value::Int(number) => number.checked_neg().map(Value::Int),
            _ => None,
        },
        ExpressionKind::Sequence { shape: Shape::Tuple | Shape::List | Shape::Set, items } => {
            items.iter().map(|item| value(item, of)).collect::<Option<Vec<_>>>().map(Value::Several)
        }
        ExpressionKind::Compare { first, rest } => {
            let mut left = value(first, of)?;
            let mut holds = true;
            for (comparison, right) in rest {
                let right = value(right, of)?;
                holds &= compare(*comparison, &left, &right)?;
                left = right;
            }
            Some(Value::Flag(holds))
        }
        _ => None,
    }
}

fn compare(comparison: Comparison, left: &Value, right: &Value) -> Option<bool> {
    match comparison {
        Comparison::Equal => equal(left, right),
        Comparison::NotEqual => equal(left, right).map(|same| !same),
        Comparison::Is => identical(left, right),
        Comparison::IsNot => identical(left, right).map(|same| !same),
        Comparison::In => contains(right, left),
        Comparison::NotIn => contains(right, left).map(|found| !found),
        Comparison::Less => order(left, right).map(Ordering::is_lt),
        Comparison::LessOrEqual => order(left, right).map(Ordering::is_le),
        Comparison::Greater => order(left, right).map(Ordering::is_gt),
        Comparison::GreaterOrEqual => order(left, right).map(Ordering::is_ge),
    }
}

fn number(value: &Value) -> Option<i64> {
    match value {
        Value::Flag(flag) => Some(i64::from(*flag)),
        Value::Int(number) => Some(*number),
        _ => None,
    }
}

fn equal(left: &Value, right: &Value) -> Option<bool> {
    match (left, right) {
        // Two of those that stand for many may be the same or not.
        (Value::OtherText, Value::OtherText) | (Value::Object, Value::Object) => None,
        (Value::Several(left), Value::Several(right)) => {
            let mut same = left.len() == right.len();
            for (left, right) in left.iter().zip(right) {
                same &= equal(left, right)?;
            }
            Some(same)
        }
        _ => match (number(left), number(right)) {
            (Some(left), Some(right)) => Some(left == right),
            _ => Some(left == right),
        },
    }
}

fn identical(left: &Value, right: &Value) -> Option<bool> {
    match (left, right) {
        (Value::Flag(_), Value::Int(_)) | (Value::Int(_), Value::Flag(_)) => Some(false),
        _ => equal(left, right),
    }
}

fn contains(container: &Value, item: &Value) -> Option<bool> {
    match (container, item) {
        (Value::Several(items), _) => {
            let mut found = false;
            for candidate in items {
                found |= equal(candidate, item)?;
            }
            Some(found)
        }
        (Value::Text(container), Value::Text(item)) => Some(container.contains(item.as_str())),
        (Value::OtherText, Value::Text(item)) => Some(item.is_empty()),
        (Value::Text(_), Value::OtherText) => Some(false),
        _ => None,
    }
}

fn order(left: &Value, right: &Value) -> Option<Ordering> {
    match (left, right) {
        (Value::Member(left), Value::Member(right)) if left.kind == right.kind => left.partial_cmp(right),
        _ => Some(number(left)?.cmp(&number(right)?)),
    }
}
