//! Methods of `list`.

use std::rc::Rc;

use super::{Method, arguments, sort};
use crate::eval::{Interpreter, Outcome};
use crate::value::{Arguments, List, Value, meter};

super::methods! {
    "list":
    "append" => append, "extend" => extend, "insert" => insert, "pop" => pop, "remove" => remove, "clear" => clear,
    "copy" => copy, "reverse" => reverse, "sort" => sort, "index" => index, "count" => count,
}

/// The list that a method was called on.
fn own(this: &Value) -> Rc<List> {
    match this {
        Value::List(list) => list.clone(),
        _ => Rc::new(List::default()),
    }
}

fn append(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let [value] = arguments::exactly::<1>(interpreter, "list.append", arguments)?;
    let list = own(this);
    interpreter.step(1)?;
    interpreter.check_length(list.len() + 1)?;
    list.push(value);
    Ok(Value::None)
}

fn extend(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let [values] = arguments::exactly::<1>(interpreter, "list.extend", arguments)?;
    let values = interpreter.collect(&values)?;
    let list = own(this);
    interpreter.reserve((list.len() + values.len()).saturating_mul(meter::ITEM))?;
    list.change(|items| items.extend(values));
    Ok(Value::None)
}

fn insert(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let [at, value] = arguments::exactly::<2>(interpreter, "list.insert", arguments)?;
    let list = own(this);
    let at = Value::Int(arguments::index(interpreter, &at)?);
    let at = arguments::position(interpreter, Some(&at), 0, list.len())?;
    interpreter.step(list.len() / 16)?;
    interpreter.check_length(list.len() + 1)?;
    list.change(|items| items.insert(at.min(items.len()), value));
    Ok(Value::None)
}

fn pop(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let [at] = arguments::positional::<1>(interpreter, "list.pop", arguments, 0)?;
    let at = arguments::index_or(interpreter, at.as_ref(), -1)?;
    let list = own(this);
    let length = list.len() as i64;
    if length == 0 {
        return Err(interpreter.error("IndexError", "pop from empty list"));
    }
    let at = if at < 0 { at.saturating_add(length) } else { at };
    if !(0..length).contains(&at) {
        return Err(interpreter.error("IndexError", "pop index out of range"));
    }
    interpreter.step((length - at) as usize / 16)?;
    Ok(list.change(|items| items.remove(at as usize)))
}

fn remove(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let [value] = arguments::exactly::<1>(interpreter, "list.remove", arguments)?;
    let list = own(this);
    match find(interpreter, &list, &value, 0, usize::MAX)? {
        Some(at) => {
            list.change(|items| (at < items.len()).then(|| items.remove(at)));
            Ok(Value::None)
        }
        None => Err(interpreter.error("ValueError", "list.remove(x): x not in list")),
    }
}

fn clear(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    arguments::nothing(interpreter, "list.clear", arguments)?;
    // Items are dropped after the list is free again.
    let mut items = own(this).change(std::mem::take);
    meter::drop_later(&mut items);
    Ok(Value::None)
}

fn copy(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    arguments::nothing(interpreter, "list.copy", arguments)?;
    interpreter.collect(this).map(Value::list)
}

fn reverse(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    arguments::nothing(interpreter, "list.reverse", arguments)?;
    let list = own(this);
    interpreter.step(list.len() / 16)?;
    list.change(|items| items.reverse());
    Ok(Value::None)
}

fn sort(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let order = sort::read_order(interpreter, arguments)?;
    let list = own(this);
    let before = list.to_vec();
    // While it is sorted the list is empty for the code that compares.
    list.change(Vec::clear);
    let sorted = sort::sorted(interpreter, before.clone(), &order);
    let is_changed = list.len() > 0;
    let (outcome, items) = match sorted {
        Ok(sorted) => (Ok(Value::None), sorted),
        Err(stop) => (Err(stop), before),
    };
    list.change(|known| *known = items);
    match is_changed && outcome.is_ok() {
        true => Err(interpreter.error("ValueError", "list modified during sort")),
        false => outcome,
    }
}

fn index(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let [value, start, end] = arguments::positional::<3>(interpreter, "list.index", arguments, 1)?;
    let value = value.unwrap_or(Value::None);
    let list = own(this);
    let start = arguments::position(interpreter, start.as_ref(), 0, list.len())?;
    let end = match end {
        Some(end) => arguments::position(interpreter, Some(&end), usize::MAX, list.len())?,
        None => usize::MAX,
    };
    match find(interpreter, &list, &value, start, end)? {
        Some(at) => Ok(Value::Int(at as i64)),
        None => {
            let shown = interpreter.repr(&value)?;
            Err(interpreter.error("ValueError", format!("{shown} is not in list")))
        }
    }
}

fn count(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let [value] = arguments::exactly::<1>(interpreter, "list.count", arguments)?;
    let list = own(this);
    let mut count = 0;
    let mut at = 0;
    while let Some(item) = list.get(at) {
        interpreter.step(1)?;
        if interpreter.is_same(&item, &value)? || interpreter.equals(&item, &value)? {
            count += 1;
        }
        at += 1;
    }
    Ok(Value::Int(count))
}

/// Where a value is, looking at the list as it is at each step: comparing may change it.
fn find(
    interpreter: &mut Interpreter<'_>,
    list: &List,
    value: &Value,
    start: usize,
    end: usize,
) -> Outcome<Option<usize>> {
    let mut at = start;
    while at < end
        && let Some(item) = list.get(at)
    {
        interpreter.step(1)?;
        if interpreter.is_same(&item, value)? || interpreter.equals(&item, value)? {
            return Ok(Some(at));
        }
        at += 1;
    }
    Ok(None)
}
