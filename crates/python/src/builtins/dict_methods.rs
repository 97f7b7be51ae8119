//! Methods of `dict`.

use std::cell::RefCell;
use std::rc::Rc;

use super::{Method, arguments, dict_views};
use crate::eval::{Interpreter, Outcome};
use crate::value::{Arguments, Dict, DictKind, DictObject, Value};

super::methods! {
    "dict":
    "get" => get, "setdefault" => set_default, "pop" => pop, "popitem" => pop_item, "update" => update,
    "clear" => clear, "copy" => copy, "keys" => dict_views::keys, "values" => dict_views::values,
    "items" => dict_views::items,
}

/// The dict that a method was called on.
pub(super) fn own(this: &Value) -> Rc<DictObject> {
    match this {
        Value::Dict(dict) => dict.clone(),
        _ => Rc::default(),
    }
}

/// Adds what `dict(...)` and `dict.update(...)` take: a mapping or pairs, and keywords.
pub(crate) fn fill(
    interpreter: &mut Interpreter<'_>,
    filled: &DictObject,
    entries: Option<Value>,
    arguments: Arguments,
) -> Outcome<()> {
    let dict = &filled.dict;
    if let Some(entries) = entries {
        let is_mapping = match &entries {
            Value::Dict(_) => true,
            Value::Instance(_) => {
                matches!(entries.plain(), Some(Value::Dict(_)))
                    || interpreter.find_attribute(&entries, crate::value::Symbol::new("keys"))?.is_some()
            }
            _ => false,
        };
        match is_mapping {
            true => {
                for (key, value) in interpreter.mapping_entries(&entries)? {
                    interpreter.dict_set(dict, key, value)?;
                }
            }
            false if matches!(filled.kind, DictKind::Ordered) => fill_in_order(interpreter, dict, &entries)?,
            false => fill_from_pairs(interpreter, dict, &entries)?,
        }
    }
    for (name, value) in arguments.keywords {
        interpreter.dict_set(dict, Value::str(name.name()), value)?;
    }
    Ok(())
}

/// `dict.fromkeys(keys, value=None)`
pub(super) fn from_keys(interpreter: &mut Interpreter<'_>, class: &Value, arguments: Arguments) -> Outcome<Value> {
    let [keys, value] = arguments::positional::<2>(interpreter, "dict.fromkeys", arguments, 1)?;
    let dict = RefCell::new(Dict::default());
    let value = value.unwrap_or(Value::None);
    for key in interpreter.collect(&keys.unwrap_or(Value::None))? {
        interpreter.dict_set(&dict, key, value.clone())?;
    }
    Ok(Value::dict_of_kind(dict.into_inner(), super::dict_kinds::of_class(class)))
}

fn fill_from_pairs(interpreter: &mut Interpreter<'_>, dict: &RefCell<Dict>, pairs: &Value) -> Outcome<()> {
    let iterator = interpreter.iterator(pairs)?;
    let mut at = 0;
    while let Some(pair) = interpreter.next(&iterator)? {
        let is_plain = matches!(pair, Value::None | Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::Big(_));
        if is_plain {
            let message = format!("cannot convert dictionary update sequence element #{at} to a sequence");
            return Err(interpreter.error("TypeError", message));
        }
        let parts = interpreter.collect(&pair)?;
        let count = parts.len();
        let Ok([key, value]) = <[Value; 2]>::try_from(parts) else {
            let message = format!("dictionary update sequence element #{at} has length {count}; 2 is required");
            return Err(interpreter.error("ValueError", message));
        };
        interpreter.dict_set(dict, key, value)?;
        at += 1;
    }
    Ok(())
}

/// The same for `OrderedDict`, which unpacks pairs in another way.
fn fill_in_order(interpreter: &mut Interpreter<'_>, dict: &RefCell<Dict>, pairs: &Value) -> Outcome<()> {
    let iterator = interpreter.iterator(pairs)?;
    while let Some(pair) = interpreter.next(&iterator)? {
        let parts = interpreter.collect(&pair)?;
        let count = parts.len();
        let Ok([key, value]) = <[Value; 2]>::try_from(parts) else {
            let message = match count {
                0 => "need more than 0 values to unpack",
                1 => "need more than 1 value to unpack",
                _ => "too many values to unpack (expected 2)",
            };
            return Err(interpreter.error("ValueError", message));
        };
        interpreter.dict_set(dict, key, value)?;
    }
    Ok(())
}

fn get(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let [key, default] = arguments::positional::<2>(interpreter, "dict.get", arguments, 1)?;
    let found = interpreter.dict_get(&own(this).dict, &key.unwrap_or(Value::None))?;
    Ok(found.or(default).unwrap_or(Value::None))
}

fn set_default(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let [key, default] = arguments::positional::<2>(interpreter, "dict.setdefault", arguments, 1)?;
    let (key, default) = (key.unwrap_or(Value::None), default.unwrap_or(Value::None));
    let dict = own(this);
    if let Some(value) = interpreter.dict_get(&dict.dict, &key)? {
        return Ok(value);
    }
    interpreter.dict_set(&dict.dict, key, default.clone())?;
    Ok(default)
}

fn pop(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let [key, default] = arguments::positional::<2>(interpreter, "dict.pop", arguments, 1)?;
    let key = key.unwrap_or(Value::None);
    match interpreter.dict_remove(&own(this).dict, &key)? {
        Some((_, value)) => Ok(value),
        None => match default {
            Some(default) => Ok(default),
            None => Err(interpreter.error_of("KeyError", vec![key])),
        },
    }
}

fn pop_item(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    arguments::nothing(interpreter, "dict.popitem", arguments)?;
    let dict = own(this);
    match super::last_position(interpreter, &dict.dict)?.and_then(|at| dict.dict.borrow_mut().remove(at)) {
        Some((key, value)) => Ok(Value::tuple(vec![key, value])),
        None => Err(interpreter.error_of("KeyError", vec![Value::str("popitem(): dictionary is empty")])),
    }
}

fn update(interpreter: &mut Interpreter<'_>, this: &Value, mut arguments: Arguments) -> Outcome<Value> {
    let positional = std::mem::take(&mut arguments.positional);
    let [entries] = arguments::positional::<1>(interpreter, "dict.update", Arguments::positional(positional), 0)?;
    fill(interpreter, &own(this), entries, arguments)?;
    Ok(Value::None)
}

fn clear(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    arguments::nothing(interpreter, "dict.clear", arguments)?;
    // Entries are dropped after the dict is free again.
    let entries = own(this).dict.take();
    drop(entries);
    Ok(Value::None)
}

fn copy(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    arguments::nothing(interpreter, "dict.copy", arguments)?;
    let dict = own(this);
    let length = dict.dict.borrow().len();
    interpreter.step(length * 3)?;
    let copy = dict.dict.borrow().clone();
    Ok(Value::dict_of_kind(copy, dict.kind.of_copy()))
}
