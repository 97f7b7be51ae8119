//! Methods of `set` and `frozenset`.

use std::cell::RefCell;
use std::rc::Rc;

use super::{Method, arguments};
use crate::eval::{Interpreter, Outcome};
use crate::value::{Arguments, Dict, SetKind, SetObject, Value};

/// Methods that leave the set as it is.
pub(super) mod frozen {
    use super::*;

    super::super::methods! {
        "frozenset":
        "copy" => copy, "union" => union, "intersection" => intersection, "difference" => difference,
        "symmetric_difference" => symmetric_difference, "issubset" => is_subset, "issuperset" => is_superset,
        "isdisjoint" => is_disjoint,
    }
}

/// All methods of `set`.
pub(super) mod changing {
    use super::*;

    super::super::methods! {
        "set":
        "add" => add, "remove" => remove, "discard" => discard, "pop" => pop, "clear" => clear, "update" => update,
        "intersection_update" => intersection_update, "difference_update" => difference_update,
        "symmetric_difference_update" => symmetric_difference_update,
        "copy" => copy, "union" => union, "intersection" => intersection, "difference" => difference,
        "symmetric_difference" => symmetric_difference, "issubset" => is_subset, "issuperset" => is_superset,
        "isdisjoint" => is_disjoint,
    }
}

/// The set that a method was called on.
fn own(this: &Value) -> Rc<SetObject> {
    match this {
        Value::Set(set) => set.clone(),
        _ => Rc::new(SetObject { dict: RefCell::default(), kind: SetKind::Set }),
    }
}

fn add(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let [item] = arguments::exactly::<1>(interpreter, "set.add", arguments)?;
    interpreter.dict_add(&own(this).dict, item)?;
    Ok(Value::None)
}

fn remove(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let [item] = arguments::exactly::<1>(interpreter, "set.remove", arguments)?;
    match interpreter.dict_remove(&own(this).dict, &item)? {
        Some(_) => Ok(Value::None),
        None => Err(interpreter.error_of("KeyError", vec![item])),
    }
}

fn discard(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let [item] = arguments::exactly::<1>(interpreter, "set.discard", arguments)?;
    interpreter.dict_remove(&own(this).dict, &item)?;
    Ok(Value::None)
}

fn pop(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    arguments::nothing(interpreter, "set.pop", arguments)?;
    let set = own(this);
    match super::last_position(interpreter, &set.dict)?.and_then(|at| set.dict.borrow_mut().remove(at)) {
        Some((item, _)) => Ok(item),
        None => Err(interpreter.error_of("KeyError", vec![Value::str("pop from an empty set")])),
    }
}

fn clear(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    arguments::nothing(interpreter, "set.clear", arguments)?;
    let items = own(this).dict.take();
    drop(items);
    Ok(Value::None)
}

fn update(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    arguments::refuse_keywords(interpreter, "set.update", &arguments)?;
    let set = own(this);
    for other in arguments.positional {
        for item in interpreter.collect(&other)? {
            interpreter.dict_add(&set.dict, item)?;
        }
    }
    Ok(Value::None)
}

fn intersection_update(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let kept = intersection(interpreter, this, arguments)?;
    become_items(this, kept);
    Ok(Value::None)
}

fn difference_update(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let kept = difference(interpreter, this, arguments)?;
    become_items(this, kept);
    Ok(Value::None)
}

fn symmetric_difference_update(
    interpreter: &mut Interpreter<'_>,
    this: &Value,
    arguments: Arguments,
) -> Outcome<Value> {
    let kept = symmetric_difference(interpreter, this, arguments)?;
    become_items(this, kept);
    Ok(Value::None)
}

/// Replaces the items of a set in place.
fn become_items(this: &Value, items: Value) {
    let new = own(&items).dict.take();
    let old = own(this).dict.replace(new);
    drop(old);
}

fn copy(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    arguments::nothing(interpreter, "set.copy", arguments)?;
    let set = own(this);
    if set.kind == SetKind::Frozen {
        return Ok(this.clone());
    }
    let items = copied(interpreter, &set)?;
    Ok(Value::set(items, SetKind::Set))
}

fn union(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    arguments::refuse_keywords(interpreter, "set.union", &arguments)?;
    let set = own(this);
    let united = RefCell::new(copied(interpreter, &set)?);
    for other in arguments.positional {
        for item in interpreter.collect(&other)? {
            interpreter.dict_add(&united, item)?;
        }
    }
    Ok(Value::set(united.into_inner(), plain_kind(this)))
}

fn intersection(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    arguments::refuse_keywords(interpreter, "set.intersection", &arguments)?;
    let mut kept = interpreter.collect(this)?;
    for other in arguments.positional {
        // Of equal items, those of the smaller set are kept, or those of what is no set.
        let others = interpreter.collect(&other)?;
        let (items, among) = match matches!(other, Value::Set(_)) && others.len() > kept.len() {
            true => (kept, others),
            false => (others, kept),
        };
        let among = interpreter.set_of(among, SetKind::Set)?;
        kept = filtered(interpreter, items, &own(&among).dict, true)?;
    }
    interpreter.set_of(kept, plain_kind(this))
}

fn difference(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    arguments::refuse_keywords(interpreter, "set.difference", &arguments)?;
    let mut kept = interpreter.collect(this)?;
    for other in arguments.positional {
        let other = as_items(interpreter, &other)?;
        kept = filtered(interpreter, kept, &other, false)?;
    }
    interpreter.set_of(kept, plain_kind(this))
}

fn symmetric_difference(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let [other] = arguments::exactly::<1>(interpreter, "set.symmetric_difference", arguments)?;
    let others = interpreter.collect(&other)?;
    let other = interpreter.set_of(others.clone(), SetKind::Set)?;
    let mine = interpreter.collect(this)?;
    let mut kept = filtered(interpreter, mine, &own(&other).dict, false)?;
    kept.extend(filtered(interpreter, others, &own(this).dict, false)?);
    interpreter.set_of(kept, plain_kind(this))
}

fn is_subset(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let [other] = arguments::exactly::<1>(interpreter, "set.issubset", arguments)?;
    let other = as_items(interpreter, &other)?;
    let mine = interpreter.collect(this)?;
    let count = mine.len();
    Ok(Value::Bool(filtered(interpreter, mine, &other, true)?.len() == count))
}

fn is_superset(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let [other] = arguments::exactly::<1>(interpreter, "set.issuperset", arguments)?;
    let others = interpreter.collect(&other)?;
    let count = others.len();
    Ok(Value::Bool(filtered(interpreter, others, &own(this).dict, true)?.len() == count))
}

fn is_disjoint(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let [other] = arguments::exactly::<1>(interpreter, "set.isdisjoint", arguments)?;
    let others = interpreter.collect(&other)?;
    Ok(Value::Bool(filtered(interpreter, others, &own(this).dict, true)?.is_empty()))
}

/// The items that are (or are not) among others.
fn filtered(
    interpreter: &mut Interpreter<'_>,
    items: Vec<Value>,
    others: &RefCell<Dict>,
    is_in: bool,
) -> Outcome<Vec<Value>> {
    let mut kept = Vec::new();
    for item in items {
        interpreter.step(1)?;
        if interpreter.dict_get(others, &item)?.is_some() == is_in {
            kept.push(item);
        }
    }
    Ok(kept)
}

/// The items of any iterable, for looking them up.
fn as_items(interpreter: &mut Interpreter<'_>, value: &Value) -> Outcome<RefCell<Dict>> {
    if let Value::Set(set) = value {
        return copied(interpreter, set).map(RefCell::new);
    }
    let items = RefCell::new(Dict::default());
    for item in interpreter.collect(value)? {
        interpreter.dict_add(&items, item)?;
    }
    Ok(items)
}

fn copied(interpreter: &mut Interpreter<'_>, set: &SetObject) -> Outcome<Dict> {
    let length = set.dict.borrow().len();
    interpreter.step(length * 3)?;
    let copy = set.dict.borrow().clone();
    Ok(copy)
}

/// What a part of a set is: frozen when the set is.
fn plain_kind(this: &Value) -> SetKind {
    match own(this).kind {
        SetKind::Frozen => SetKind::Frozen,
        _ => SetKind::Set,
    }
}
