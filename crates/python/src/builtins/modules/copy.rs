//! `copy`: shallow and deep copies.

use std::cell::RefCell;
use std::rc::Rc;

use crate::builtins::{arguments, identity};
use crate::eval::{Interpreter, Outcome};
use crate::value::{
    Arguments, Dict, DictKind, DictObject, Instance, List, ModuleObject, NativeFunction, SetKind, Symbol, Tuple, Value,
};

pub(super) fn module(interpreter: &mut Interpreter<'_>) -> Rc<ModuleObject> {
    let error = interpreter.exceptions.class("ValueError");
    super::new_module("copy", &[&COPY, &DEEPCOPY], vec![("Error", Value::Class(error))])
}

static COPY: NativeFunction = NativeFunction {
    name: "copy",
    call: |interpreter, arguments| {
        let [value] = arguments::exactly::<1>(interpreter, "copy", arguments)?;
        shallow(interpreter, &value)
    },
};

static DEEPCOPY: NativeFunction = NativeFunction {
    name: "deepcopy",
    call: |interpreter, arguments| {
        let parameters =
            arguments::Parameters { function: "deepcopy", names: ["x", "memo"], positional: 2, required: 1 };
        let [value, memo] = arguments::named(interpreter, &parameters, arguments)?;
        let memo = match memo {
            Some(Value::Dict(memo)) => memo,
            _ => Rc::default(),
        };
        deep(interpreter, &value.unwrap_or(Value::None), &memo)
    },
};

fn shallow(interpreter: &mut Interpreter<'_>, value: &Value) -> Outcome<Value> {
    match value {
        Value::List(list) => interpreter.collect(&Value::List(list.clone())).map(Value::list),
        Value::Dict(_) => interpreter.call_method(value, "copy", Arguments::default()),
        Value::Set(set) if set.kind != SetKind::Frozen => {
            let length = set.dict.borrow().len();
            interpreter.step(length * 3)?;
            let copy = set.dict.borrow().clone();
            Ok(Value::set(copy, set.kind))
        }
        Value::Iterator(_) => Err(interpreter.unsupported("copying an iterator")),
        Value::Instance(instance) => {
            if let Some(copy) = interpreter.call_special(value, "__copy__", Arguments::default())? {
                return Ok(copy);
            }
            let copy = empty_copy(interpreter, instance)?;
            let attributes = instance.attributes.borrow().clone();
            interpreter.step(attributes.iter().count())?;
            copy.attributes.replace(attributes);
            Ok(Value::Instance(copy))
        }
        _ => Ok(value.clone()),
    }
}

/// An instance of the same class, without attributes.
fn empty_copy(interpreter: &mut Interpreter<'_>, instance: &Rc<Instance>) -> Outcome<Rc<Instance>> {
    let class = instance.class();
    if class.model_class().is_some() {
        return Err(interpreter.unsupported(format!("copying an object of the model (`{}`)", class.name)));
    }
    Ok(Rc::new(Instance {
        class: RefCell::new(class),
        attributes: RefCell::default(),
        place: Some(interpreter.span()),
        serial: interpreter.serial(),
        base: None,
    }))
}

/// A copy of a value and of everything in it. `memo` holds what was copied before, by `id()`.
fn deep(interpreter: &mut Interpreter<'_>, value: &Value, memo: &Rc<DictObject>) -> Outcome<Value> {
    let is_container = matches!(
        value,
        Value::List(_) | Value::Tuple(_) | Value::Dict(_) | Value::Set(_) | Value::Instance(_) | Value::Iterator(_)
    );
    if !is_container {
        interpreter.step(1)?;
        return Ok(value.clone());
    }
    let number = Value::Int(identity::number(interpreter, value)?);
    if let Some(known) = interpreter.dict_get(&memo.dict, &number)? {
        return Ok(known);
    }
    interpreter.deeper()?;
    let copy = deep_container(interpreter, value, &number, memo);
    interpreter.shallower();
    let copy = copy?;
    interpreter.dict_set(&memo.dict, number, copy.clone())?;
    Ok(copy)
}

fn deep_container(
    interpreter: &mut Interpreter<'_>,
    value: &Value,
    number: &Value,
    memo: &Rc<DictObject>,
) -> Outcome<Value> {
    match value {
        Value::List(list) => {
            let copy = Rc::new(List::new(Vec::new()));
            interpreter.dict_set(&memo.dict, number.clone(), Value::List(copy.clone()))?;
            for item in list.to_vec() {
                copy.push(deep(interpreter, &item, memo)?);
            }
            Ok(Value::List(copy))
        }
        Value::Tuple(tuple) => deep_tuple(interpreter, tuple, number, memo),
        Value::Dict(dict) => deep_dict(interpreter, dict, number, memo),
        Value::Set(set) => {
            let copy = RefCell::new(Dict::default());
            for item in interpreter.collect(value)? {
                let item = deep(interpreter, &item, memo)?;
                interpreter.dict_add(&copy, item)?;
            }
            Ok(Value::set(copy.into_inner(), set.kind))
        }
        Value::Instance(instance) => deep_instance(interpreter, value, instance, number, memo),
        _ => Err(interpreter.unsupported("copying an iterator")),
    }
}

fn deep_tuple(
    interpreter: &mut Interpreter<'_>,
    tuple: &Rc<Tuple>,
    number: &Value,
    memo: &Rc<DictObject>,
) -> Outcome<Value> {
    let mut items = Vec::with_capacity(tuple.items.len());
    let mut is_changed = false;
    for item in &tuple.items {
        let copy = deep(interpreter, item, memo)?;
        is_changed |= !copy.is_same(item);
        items.push(copy);
    }
    // A cycle through the tuple has copied it already.
    if let Some(known) = interpreter.dict_get(&memo.dict, number)? {
        return Ok(known);
    }
    Ok(match (&tuple.class, is_changed) {
        (_, false) => Value::Tuple(tuple.clone()),
        (Some(class), true) => Value::named_tuple(class.clone(), items),
        (None, true) => Value::tuple(items),
    })
}

fn deep_dict(
    interpreter: &mut Interpreter<'_>,
    dict: &Rc<DictObject>,
    number: &Value,
    memo: &Rc<DictObject>,
) -> Outcome<Value> {
    let kind = match &dict.kind {
        DictKind::Default(factory) => DictKind::Default(RefCell::new(factory.borrow().clone())),
        other => other.of_copy(),
    };
    let copy = Value::dict_of_kind(Dict::default(), kind);
    interpreter.dict_set(&memo.dict, number.clone(), copy.clone())?;
    for (key, value) in interpreter.mapping_entries(&Value::Dict(dict.clone()))? {
        let (key, value) = (deep(interpreter, &key, memo)?, deep(interpreter, &value, memo)?);
        if let Value::Dict(copy) = &copy {
            interpreter.dict_set(&copy.dict, key, value)?;
        }
    }
    Ok(copy)
}

fn deep_instance(
    interpreter: &mut Interpreter<'_>,
    value: &Value,
    instance: &Rc<Instance>,
    number: &Value,
    memo: &Rc<DictObject>,
) -> Outcome<Value> {
    let given = Arguments::of(Value::Dict(memo.clone()));
    if Symbol::known("__deepcopy__").is_some()
        && let Some(copy) = interpreter.call_special(value, "__deepcopy__", given)?
    {
        return Ok(copy);
    }
    let copy = empty_copy(interpreter, instance)?;
    interpreter.dict_set(&memo.dict, number.clone(), Value::Instance(copy.clone()))?;
    let attributes = instance.attributes.borrow().clone();
    for (name, value, mark) in attributes.iter() {
        let value = deep(interpreter, value, memo)?;
        copy.set(name, value, mark);
    }
    Ok(Value::Instance(copy))
}
