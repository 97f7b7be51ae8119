//! Special methods of built-in values, for scripts that call them by name or ask whether they are there.

use super::{Method, arguments, format};
use crate::eval::{Interpreter, Outcome};
use crate::tree::Compare;
use crate::value::{Arguments, SetKind, Value};

/// The special method of a value, by name.
pub(super) fn method(this: &Value, name: &str) -> Option<Method> {
    if !name.starts_with("__") {
        return None;
    }
    let is_container = matches!(
        this,
        Value::Str(_)
            | Value::Bytes(_)
            | Value::List(_)
            | Value::Tuple(_)
            | Value::Dict(_)
            | Value::Set(_)
            | Value::Range(_)
    );
    let is_changing = matches!(this, Value::List(_) | Value::Dict(_));
    let is_hashable = match this {
        Value::List(_) | Value::Dict(_) => false,
        Value::Set(set) => set.kind == SetKind::Frozen,
        _ => true,
    };
    let is_iterator = matches!(this, Value::Iterator(_));
    Some(match name {
        "__len__" if is_container => length,
        "__contains__" if is_container => contains,
        "__getitem__" if is_container && !matches!(this, Value::Set(_)) => get_item,
        "__setitem__" if is_changing => set_item,
        "__delitem__" if is_changing => delete_item,
        "__iter__" if is_container || is_iterator => iterate,
        "__next__" if is_iterator => next,
        "__hash__" if is_hashable => hash,
        "__str__" => text,
        "__repr__" => repr,
        "__format__" => formatted,
        "__eq__" => |interpreter, this, given| compare(interpreter, Compare::Equal, this, given),
        "__ne__" => |interpreter, this, given| compare(interpreter, Compare::NotEqual, this, given),
        "__lt__" => |interpreter, this, given| compare(interpreter, Compare::Less, this, given),
        "__le__" => |interpreter, this, given| compare(interpreter, Compare::LessOrEqual, this, given),
        "__gt__" => |interpreter, this, given| compare(interpreter, Compare::Greater, this, given),
        "__ge__" => |interpreter, this, given| compare(interpreter, Compare::GreaterOrEqual, this, given),
        _ => return None,
    })
}

fn length(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    arguments::nothing(interpreter, "__len__", arguments)?;
    super::aggregates::length(interpreter, this)
}

fn contains(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let [item] = arguments::exactly::<1>(interpreter, "__contains__", arguments)?;
    interpreter.contains(this, &item).map(Value::Bool)
}

fn get_item(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let [index] = arguments::exactly::<1>(interpreter, "__getitem__", arguments)?;
    interpreter.get_item(this, &index)
}

fn set_item(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let [index, value] = arguments::exactly::<2>(interpreter, "__setitem__", arguments)?;
    interpreter.set_item(this, &index, value)?;
    Ok(Value::None)
}

fn delete_item(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let [index] = arguments::exactly::<1>(interpreter, "__delitem__", arguments)?;
    interpreter.delete_item(this, &index)?;
    Ok(Value::None)
}

fn iterate(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    arguments::nothing(interpreter, "__iter__", arguments)?;
    interpreter.iterator(this).map(Value::Iterator)
}

fn next(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    arguments::nothing(interpreter, "__next__", arguments)?;
    super::lazy::next(interpreter, this, None)
}

fn hash(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    arguments::nothing(interpreter, "__hash__", arguments)?;
    interpreter.hash(this).map(|hash| Value::Int(hash as i64))
}

fn text(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    arguments::nothing(interpreter, "__str__", arguments)?;
    interpreter.text(this).map(Value::str)
}

fn repr(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    arguments::nothing(interpreter, "__repr__", arguments)?;
    interpreter.repr(this).map(Value::str)
}

fn formatted(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let [specification] = arguments::exactly::<1>(interpreter, "__format__", arguments)?;
    let specification = arguments::text(interpreter, &specification, "__format__() argument must be str")?;
    format::format(interpreter, this, specification).map(Value::str)
}

fn compare(interpreter: &mut Interpreter<'_>, operator: Compare, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let [other] = arguments::exactly::<1>(interpreter, "comparison", arguments)?;
    interpreter.compare(operator, this, &other)
}
