//! `dict.keys()`, `dict.values()` and `dict.items()`: objects that show the dict as it is now.

use std::cell::RefCell;
use std::rc::Rc;

use super::{arguments, dict_methods};
use crate::eval::{Interpreter, Outcome};
use crate::tree::Binary;
use crate::value::class::Mark;
use crate::value::{
    Arguments, Attributes, Class, DictObject, Instance, Iterate, NativeFunction, SetKind, Symbol, Value,
};

/// What a view shows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Keys,
    Values,
    Items,
}

impl Part {
    const ALL: [Part; 3] = [Part::Keys, Part::Values, Part::Items];

    fn type_name(self) -> &'static str {
        match self {
            Part::Keys => "dict_keys",
            Part::Values => "dict_values",
            Part::Items => "dict_items",
        }
    }

    /// Where `dict` keeps the class; no script can write this name.
    fn hidden_name(self) -> Symbol {
        Symbol::new(match self {
            Part::Keys => "<dict_keys>",
            Part::Values => "<dict_values>",
            Part::Items => "<dict_items>",
        })
    }
}

/// Makes the classes of views.
pub(super) fn install(interpreter: &mut Interpreter<'_>) {
    for part in Part::ALL {
        let functions: &[&'static NativeFunction] = match part {
            Part::Values => &[&ITERATE, &LENGTH, &SHOW, &REVERSED],
            Part::Keys | Part::Items => &[
                &ITERATE,
                &LENGTH,
                &SHOW,
                &REVERSED,
                &CONTAINS,
                &EQUALS,
                &AND,
                &AND_REVERSED,
                &OR,
                &OR_REVERSED,
                &SUBTRACT,
                &SUBTRACT_REVERSED,
                &XOR,
                &XOR_REVERSED,
                &IS_DISJOINT,
                &AT_MOST,
                &AT_LEAST,
                &BELOW,
                &ABOVE,
            ],
        };
        let class = super::native_class(interpreter, part.type_name(), functions);
        let dict = interpreter.types.dict.clone();
        dict.attributes.borrow_mut().set(part.hidden_name(), Value::Class(class), Mark::Derived);
    }
}

/// `dict.keys()`
pub(super) fn keys(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    view(interpreter, this, arguments, "dict.keys", Part::Keys)
}

/// `dict.values()`
pub(super) fn values(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    view(interpreter, this, arguments, "dict.values", Part::Values)
}

/// `dict.items()`
pub(super) fn items(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    view(interpreter, this, arguments, "dict.items", Part::Items)
}

/// Iterates over a dict from its end.
pub(super) fn reversed_keys(dict: Rc<DictObject>) -> Value {
    reversed_entries(dict, Part::Keys)
}

fn view(
    interpreter: &mut Interpreter<'_>,
    this: &Value,
    given: Arguments,
    function: &str,
    part: Part,
) -> Outcome<Value> {
    arguments::nothing(interpreter, function, given)?;
    // A view is not metered; the steps bound how many there can be.
    interpreter.step(20)?;
    let class = interpreter.types.dict.attributes.borrow().get(part.hidden_name()).cloned();
    let Some(Value::Class(class)) = class else { return Ok(Value::None) };
    Ok(Value::Instance(Rc::new(instance(interpreter, class, Value::Dict(dict_methods::own(this))))))
}

fn instance(interpreter: &mut Interpreter<'_>, class: Rc<Class>, dict: Value) -> Instance {
    let mut attributes = Attributes::default();
    attributes.set(Symbol::new("mapping"), dict, Mark::Derived);
    Instance {
        class: RefCell::new(class),
        attributes: RefCell::new(attributes),
        place: None,
        serial: interpreter.serial(),
        base: None,
    }
}

/// The dict and what of it a view shows.
fn own(view: Option<&Value>) -> (Rc<DictObject>, Part) {
    let Some(Value::Instance(instance)) = view else { return (Rc::default(), Part::Keys) };
    let class = instance.class();
    let part = Part::ALL.into_iter().find(|part| part.type_name() == &*class.name).unwrap_or(Part::Keys);
    match instance.get(Symbol::new("mapping")) {
        Some(Value::Dict(dict)) => (dict, part),
        _ => (Rc::default(), part),
    }
}

static ITERATE: NativeFunction = NativeFunction {
    name: "__iter__",
    call: |_, arguments| {
        let (dict, part) = own(arguments.positional.first());
        let length = dict.dict.borrow().len();
        Ok(Value::iterator(Entries { dict, part, next: 0, length }))
    },
};

static REVERSED: NativeFunction = NativeFunction {
    name: "__reversed__",
    call: |_, arguments| {
        let (dict, part) = own(arguments.positional.first());
        Ok(reversed_entries(dict, part))
    },
};

static LENGTH: NativeFunction = NativeFunction {
    name: "__len__",
    call: |_, arguments| {
        let (dict, _) = own(arguments.positional.first());
        let length = dict.dict.borrow().len();
        Ok(Value::Int(length as i64))
    },
};

static SHOW: NativeFunction = NativeFunction {
    name: "__repr__",
    call: |interpreter, arguments| {
        let [this] = arguments::exactly::<1>(interpreter, "__repr__", arguments)?;
        let (_, part) = own(Some(&this));
        let items = interpreter.collect(&this)?;
        let shown = interpreter.repr(&Value::list(items))?;
        Ok(Value::str(format!("{}({shown})", part.type_name())))
    },
};

static CONTAINS: NativeFunction = NativeFunction {
    name: "__contains__",
    call: |interpreter, arguments| {
        let [this, item] = arguments::exactly::<2>(interpreter, "__contains__", arguments)?;
        let (dict, part) = own(Some(&this));
        if part == Part::Keys {
            return Ok(Value::Bool(interpreter.dict_get(&dict.dict, &item)?.is_some()));
        }
        let Value::Tuple(pair) = &item else { return Ok(Value::Bool(false)) };
        let [key, value] = pair.items.as_slice() else { return Ok(Value::Bool(false)) };
        match interpreter.dict_get(&dict.dict, key)? {
            Some(found) => Ok(Value::Bool(interpreter.is_same(&found, value)? || interpreter.equals(&found, value)?)),
            None => Ok(Value::Bool(false)),
        }
    },
};

static EQUALS: NativeFunction = NativeFunction {
    name: "__eq__",
    call: |interpreter, arguments| {
        let [this, other] = arguments::exactly::<2>(interpreter, "__eq__", arguments)?;
        let Some(length) = length_of_set(&other) else { return Ok(Value::NotImplemented) };
        let (dict, _) = own(Some(&this));
        let own_length = dict.dict.borrow().len();
        Ok(Value::Bool(own_length == length && all_in(interpreter, &this, &other)?))
    },
};

macro_rules! set_comparisons {
    ($($static:ident $name:literal = $is_reversed:literal $is_strict:literal;)*) => {
        $(static $static: NativeFunction = NativeFunction {
            name: $name,
            call: |interpreter, arguments| compared(interpreter, arguments, $is_reversed, $is_strict),
        };)*
    };
}

set_comparisons! {
    AT_MOST "__le__" = false false;
    AT_LEAST "__ge__" = true false;
    BELOW "__lt__" = false true;
    ABOVE "__gt__" = true true;
}

/// `view <= other`: whether all of one are in the other.
fn compared(
    interpreter: &mut Interpreter<'_>,
    arguments: Arguments,
    is_reversed: bool,
    is_strict: bool,
) -> Outcome<Value> {
    let [this, other] = arguments::exactly::<2>(interpreter, "dict view", arguments)?;
    let (Some(length), Some(other_length)) = (length_of_set(&this), length_of_set(&other)) else {
        return Ok(Value::NotImplemented);
    };
    if is_strict && length == other_length {
        return Ok(Value::Bool(false));
    }
    let (small, large) = if is_reversed { (other, this) } else { (this, other) };
    all_in(interpreter, &small, &large).map(Value::Bool)
}

static IS_DISJOINT: NativeFunction = NativeFunction {
    name: "isdisjoint",
    call: |interpreter, arguments| {
        let [this, other] = arguments::exactly::<2>(interpreter, "isdisjoint", arguments)?;
        for item in interpreter.collect(&other)? {
            if interpreter.contains(&this, &item)? {
                return Ok(Value::Bool(false));
            }
        }
        Ok(Value::Bool(true))
    },
};

macro_rules! set_operators {
    ($($static:ident $name:literal = $operator:ident $is_reversed:literal;)*) => {
        $(static $static: NativeFunction = NativeFunction {
            name: $name,
            call: |interpreter, arguments| combined(interpreter, arguments, Binary::$operator, $is_reversed),
        };)*
    };
}

set_operators! {
    AND "__and__" = And false;
    AND_REVERSED "__rand__" = And true;
    OR "__or__" = Or false;
    OR_REVERSED "__ror__" = Or true;
    SUBTRACT "__sub__" = Subtract false;
    SUBTRACT_REVERSED "__rsub__" = Subtract true;
    XOR "__xor__" = Xor false;
    XOR_REVERSED "__rxor__" = Xor true;
}

/// `view & other` and the like: a set.
fn combined(
    interpreter: &mut Interpreter<'_>,
    arguments: Arguments,
    operator: Binary,
    is_reversed: bool,
) -> Outcome<Value> {
    let [this, other] = arguments::exactly::<2>(interpreter, "dict view", arguments)?;
    // Of equal keys, an intersection keeps that of the smaller side; of equal sides, the view's when the other is a set.
    let keeps_own = match (&other, length_of_set(&this), length_of_set(&other)) {
        (Value::Set(set), Some(own), Some(others)) if set.kind == SetKind::Set => own <= others,
        (Value::Instance(_), Some(own), Some(others)) => own < others,
        _ => false,
    };
    let (left, right) = match operator {
        Binary::And if keeps_own => (other, this),
        Binary::And => (this, other),
        _ if is_reversed => (other, this),
        _ => (this, other),
    };
    let left = interpreter.collect(&left)?;
    let left = interpreter.set_of(left, SetKind::Set)?;
    let right = interpreter.collect(&right)?;
    let right = interpreter.set_of(right, SetKind::Set)?;
    interpreter.binary(operator, &left, &right)
}

/// The length of what compares with a view: a set or another view.
fn length_of_set(value: &Value) -> Option<usize> {
    match value {
        Value::Set(set) => Some(set.dict.borrow().len()),
        Value::Instance(instance) if matches!(&*instance.class().name, "dict_keys" | "dict_items") => {
            let (dict, _) = own(Some(value));
            let length = dict.dict.borrow().len();
            Some(length)
        }
        _ => None,
    }
}

fn all_in(interpreter: &mut Interpreter<'_>, items: &Value, container: &Value) -> Outcome<bool> {
    for item in interpreter.collect(items)? {
        interpreter.step(1)?;
        if !interpreter.contains(container, &item)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Iterates over a part of a dict, which must keep its size meanwhile.
struct Entries {
    dict: Rc<DictObject>,
    part: Part,
    next: usize,
    length: usize,
}

impl Iterate for Entries {
    fn next(&mut self, interpreter: &mut Interpreter<'_>) -> Outcome<Option<Value>> {
        if self.next == usize::MAX {
            return Ok(None);
        }
        if self.dict.dict.borrow().len() != self.length {
            return Err(interpreter.error("RuntimeError", "dictionary changed size during iteration"));
        }
        let dict = self.dict.dict.borrow();
        while self.next < dict.end() {
            self.next += 1;
            if let Some((key, value)) = dict.at(self.next - 1) {
                return Ok(Some(part_of(self.part, key, value)));
            }
        }
        self.next = usize::MAX;
        Ok(None)
    }
}

/// The same from the end.
struct ReversedEntries {
    dict: Rc<DictObject>,
    part: Part,
    end: usize,
    length: usize,
}

impl Iterate for ReversedEntries {
    fn next(&mut self, interpreter: &mut Interpreter<'_>) -> Outcome<Option<Value>> {
        if self.end > 0 && self.dict.dict.borrow().len() != self.length {
            return Err(interpreter.error("RuntimeError", "dictionary changed size during iteration"));
        }
        let dict = self.dict.dict.borrow();
        while self.end > 0 {
            self.end -= 1;
            if let Some((key, value)) = dict.at(self.end) {
                return Ok(Some(part_of(self.part, key, value)));
            }
        }
        Ok(None)
    }
}

fn reversed_entries(dict: Rc<DictObject>, part: Part) -> Value {
    let (end, length) = (dict.dict.borrow().end(), dict.dict.borrow().len());
    Value::iterator(ReversedEntries { dict, part, end, length })
}

fn part_of(part: Part, key: &Value, value: &Value) -> Value {
    match part {
        Part::Keys => key.clone(),
        Part::Values => value.clone(),
        Part::Items => Value::tuple(vec![key.clone(), value.clone()]),
    }
}
