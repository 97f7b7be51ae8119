//! Iterators over every kind of value.

use std::rc::Rc;

use super::comprehensions::SharedIterator;
use super::{Interpreter, Outcome, Stop};
use crate::value::{
    Arguments, Dict, DictObject, Iterate, List, SetObject, Str, Symbol, Tuple, Value, meter, shared_iterator,
};

impl Interpreter<'_> {
    /// `iter(value)`.
    pub(crate) fn iterator(&mut self, value: &Value) -> Outcome<SharedIterator> {
        Ok(match value {
            Value::Iterator(iterator) => {
                let is_waiting = |known: std::cell::Ref<'_, Box<dyn Iterate>>| {
                    matches!(known.class_name(), "coroutine" | "async_generator")
                };
                if iterator.try_borrow().is_ok_and(is_waiting) {
                    return Err(self.not_iterable(value));
                }
                return Ok(iterator.clone());
            }
            Value::List(list) => shared_iterator(OverList { list: list.clone(), next: 0 }),
            Value::Tuple(tuple) => shared_iterator(OverTuple { tuple: tuple.clone(), next: 0 }),
            Value::Str(text) => shared_iterator(OverText { text: text.clone(), next: 0 }),
            Value::Bytes(bytes) => {
                let items: Vec<Value> = bytes.iter().map(|byte| Value::Int(i64::from(*byte))).collect();
                self.over_values(items)?
            }
            Value::Dict(dict) => {
                self.follow(dict)?;
                shared_iterator(OverDict { dict: dict.clone(), next: 0, length: dict.dict.borrow().len() })
            }
            Value::Set(set) => shared_iterator(OverSet { set: set.clone(), next: 0, length: set.dict.borrow().len() }),
            Value::Range(range) => shared_iterator(OverRange {
                next: range.start,
                left: crate::builtins::range_length(range),
                step: range.step,
            }),
            Value::Class(class) => match class.native {
                crate::value::NativeClass::Enum(kind) => {
                    let members: Vec<Value> = kind.members().map(Value::Member).collect();
                    self.over_values(members)?
                }
                crate::value::NativeClass::Enumeration(_) => {
                    let members = super::enumerations::members(class);
                    self.over_values(members)?
                }
                _ => match self.call_special(value, "__iter__", Arguments::default())? {
                    Some(iterator) => return self.iterator(&iterator),
                    None => return Err(self.not_iterable(value)),
                },
            },
            Value::Instance(_) => match self.call_special(value, "__iter__", Arguments::default())? {
                Some(iterator @ Value::Iterator(_)) => return self.iterator(&iterator),
                Some(iterator @ Value::Instance(_))
                    if self.class_of(&iterator).lookup(Symbol::new("__next__")).is_some() =>
                {
                    shared_iterator(OverInstance::new(iterator))
                }
                None if value.plain().is_some() => return self.iterator(&value.clone().into_plain()),
                None if self.has_items(value) => shared_iterator(OverItems { object: value.clone(), next: 0 }),
                Some(other) => {
                    let name = self.type_name(&other);
                    let message = format!("iter() returned non-iterator of type '{name}'");
                    return Err(self.error("TypeError", message));
                }
                _ => return Err(self.not_iterable(value)),
            },
            _ => return Err(self.not_iterable(value)),
        })
    }

    fn over_values(&mut self, items: Vec<Value>) -> Outcome<SharedIterator> {
        self.step(items.len())?;
        Ok(shared_iterator(OverValues::new(items)))
    }

    /// `next(iterator)`; `None` at the end.
    pub(crate) fn next(&mut self, iterator: &SharedIterator) -> Outcome<Option<Value>> {
        match iterator.try_borrow_mut() {
            Ok(mut iterate) => match iterate.next(self) {
                // A function of `map` and its like may say that it is the end.
                Err(Stop::Raised(raised)) if self.is_a(&raised, "StopIteration") => Ok(None),
                item => item,
            },
            Err(_) => Err(self.error("ValueError", "generator already executing")),
        }
    }

    /// All values of an iterable.
    pub(crate) fn collect(&mut self, value: &Value) -> Outcome<Vec<Value>> {
        match value {
            Value::List(list) => {
                self.step(list.len() / 8)?;
                return Ok(list.to_vec());
            }
            Value::Tuple(tuple) => return Ok(tuple.items.clone()),
            _ => {}
        }
        let iterator = self.iterator(value)?;
        let mut values = Vec::new();
        while let Some(item) = self.next(&iterator)? {
            self.step(1)?;
            values.push(item);
            self.check_length(values.len())?;
        }
        Ok(values)
    }

    /// All values of an iterable; for anything else, a complaint in words of its own, which are given its type.
    pub(crate) fn collect_or(&mut self, value: &Value, complaint: impl FnOnce(&str) -> String) -> Outcome<Vec<Value>> {
        if self.is_iterable(value) {
            return self.collect(value);
        }
        let name = self.type_name(value);
        Err(self.error("TypeError", complaint(&name)))
    }

    /// Whether `iter(value)` finds an iterator.
    pub(crate) fn is_iterable(&self, value: &Value) -> bool {
        match value {
            Value::Iterator(_)
            | Value::List(_)
            | Value::Tuple(_)
            | Value::Str(_)
            | Value::Bytes(_)
            | Value::Dict(_)
            | Value::Set(_)
            | Value::Range(_)
            | Value::Class(_) => true,
            Value::Instance(instance) => {
                let class = instance.class();
                ["__iter__", "__getitem__"].iter().any(|name| class.lookup(Symbol::new(name)).is_some())
                    || value.plain().is_some_and(|plain| self.is_iterable(&plain))
            }
            _ => false,
        }
    }

    /// Whether an object can be iterated over by asking for its items in turn.
    fn has_items(&self, value: &Value) -> bool {
        let Value::Instance(instance) = value else { return false };
        let class = instance.class();
        let own = |name: &str| Symbol::known(name).and_then(|name| class.lookup(name));
        own("__getitem__").is_some() && own("__iter__").is_none()
    }

    fn not_iterable(&mut self, value: &Value) -> Stop {
        let name = self.type_name(value);
        self.error("TypeError", format!("'{name}' object is not iterable"))
    }
}

/// Values that were collected before.
pub(crate) struct OverValues {
    items: std::vec::IntoIter<Value>,
    _charge: meter::Charge,
}

impl OverValues {
    pub(crate) fn new(items: Vec<Value>) -> Self {
        let charge = meter::Charge::new(items.len() * meter::ITEM);
        Self { items: items.into_iter(), _charge: charge }
    }
}

struct OverList {
    list: Rc<List>,
    next: usize,
}

struct OverTuple {
    tuple: Rc<Tuple>,
    next: usize,
}

struct OverText {
    text: Rc<Str>,
    /// In bytes.
    next: usize,
}

struct OverDict {
    dict: Rc<DictObject>,
    next: usize,
    length: usize,
}

struct OverSet {
    set: Rc<SetObject>,
    next: usize,
    length: usize,
}

struct OverRange {
    next: i64,
    left: usize,
    step: i64,
}

/// The items of an object that has `__getitem__`, until there is none.
struct OverItems {
    object: Value,
    next: i64,
}

impl Iterate for OverItems {
    fn next(&mut self, interpreter: &mut Interpreter<'_>) -> Outcome<Option<Value>> {
        if self.next < 0 {
            return Ok(None);
        }
        let index = Value::Int(self.next);
        self.next += 1;
        let depths = interpreter.depths();
        match interpreter.get_item(&self.object.clone(), &index) {
            Err(Stop::Raised(raised)) => {
                let ends = ["IndexError", "StopIteration"];
                if !ends.iter().any(|end| interpreter.is_a(&raised, end)) {
                    return Err(Stop::Raised(raised));
                }
                interpreter.restore_depths(depths);
                self.next = -1;
                Ok(None)
            }
            item => item.map(Some),
        }
    }

    fn class_name(&self) -> &'static str {
        "iterator"
    }
}

/// An object with `__next__`, whose StopIteration is the end.
pub(crate) struct OverInstance {
    object: Value,
    returned: Value,
}

impl OverInstance {
    pub(crate) fn new(object: Value) -> Self {
        Self { object, returned: Value::None }
    }

    fn item(&mut self, interpreter: &mut Interpreter<'_>, outcome: Outcome<Value>) -> Outcome<Option<Value>> {
        match outcome {
            Ok(value) => Ok(Some(value)),
            Err(Stop::Raised(raised)) => {
                if !interpreter.is_a(&raised, "StopIteration") {
                    return Err(Stop::Raised(raised));
                }
                if let Value::Instance(instance) = &raised.exception {
                    self.returned = instance.get(Symbol::new("value")).unwrap_or(Value::None);
                }
                Ok(None)
            }
            Err(stop) => Err(stop),
        }
    }
}

impl Iterate for OverValues {
    fn next(&mut self, _: &mut Interpreter<'_>) -> Outcome<Option<Value>> {
        Ok(self.items.next())
    }

    fn class_name(&self) -> &'static str {
        "list_iterator"
    }
}

impl Iterate for OverList {
    fn next(&mut self, _: &mut Interpreter<'_>) -> Outcome<Option<Value>> {
        let item = self.list.get(self.next);
        self.next = if item.is_some() { self.next + 1 } else { usize::MAX };
        Ok(item)
    }

    fn class_name(&self) -> &'static str {
        "list_iterator"
    }
}

impl Iterate for OverTuple {
    fn next(&mut self, _: &mut Interpreter<'_>) -> Outcome<Option<Value>> {
        let item = self.tuple.items.get(self.next).cloned();
        self.next = self.next.saturating_add(1);
        Ok(item)
    }

    fn class_name(&self) -> &'static str {
        "tuple_iterator"
    }
}

impl Iterate for OverText {
    fn next(&mut self, _: &mut Interpreter<'_>) -> Outcome<Option<Value>> {
        let Some(character) = self.text.as_str().get(self.next..).and_then(|rest| rest.chars().next()) else {
            return Ok(None);
        };
        self.next += character.len_utf8();
        Ok(Some(Value::str(character.encode_utf8(&mut [0; 4]))))
    }

    fn class_name(&self) -> &'static str {
        "str_ascii_iterator"
    }
}

impl Iterate for OverDict {
    fn next(&mut self, interpreter: &mut Interpreter<'_>) -> Outcome<Option<Value>> {
        let key = next_key(&self.dict.dict.borrow(), &mut self.next, self.length);
        match key {
            Ok(key) => Ok(key),
            Err(()) => Err(interpreter.error("RuntimeError", "dictionary changed size during iteration")),
        }
    }

    fn class_name(&self) -> &'static str {
        "dict_keyiterator"
    }
}

impl Iterate for OverSet {
    fn next(&mut self, interpreter: &mut Interpreter<'_>) -> Outcome<Option<Value>> {
        let key = next_key(&self.set.dict.borrow(), &mut self.next, self.length);
        match key {
            Ok(key) => Ok(key),
            Err(()) => Err(interpreter.error("RuntimeError", "Set changed size during iteration")),
        }
    }

    fn class_name(&self) -> &'static str {
        "set_iterator"
    }
}

fn next_key(dict: &Dict, next: &mut usize, length: usize) -> Result<Option<Value>, ()> {
    if *next == usize::MAX {
        return Ok(None);
    }
    if dict.len() != length {
        return Err(());
    }
    while *next < dict.end() {
        *next += 1;
        if let Some((key, _)) = dict.at(*next - 1) {
            return Ok(Some(key.clone()));
        }
    }
    *next = usize::MAX;
    Ok(None)
}

impl Iterate for OverRange {
    fn next(&mut self, _: &mut Interpreter<'_>) -> Outcome<Option<Value>> {
        if self.left == 0 {
            return Ok(None);
        }
        let value = self.next;
        self.left -= 1;
        self.next = self.next.saturating_add(self.step);
        Ok(Some(Value::Int(value)))
    }

    fn class_name(&self) -> &'static str {
        "range_iterator"
    }
}

impl Iterate for OverInstance {
    fn next(&mut self, interpreter: &mut Interpreter<'_>) -> Outcome<Option<Value>> {
        let object = self.object.clone();
        let outcome = match interpreter.call_special(&object, "__next__", Arguments::default()) {
            Ok(Some(value)) => Ok(value),
            Ok(None) => {
                let name = interpreter.type_name(&object);
                Err(interpreter.error("TypeError", format!("'{name}' object is not an iterator")))
            }
            Err(stop) => Err(stop),
        };
        self.item(interpreter, outcome)
    }

    fn send(&mut self, interpreter: &mut Interpreter<'_>, value: Value) -> Outcome<Option<Value>> {
        if let Value::None = value {
            return self.next(interpreter);
        }
        let outcome = interpreter.call_method(&self.object.clone(), "send", Arguments::of(value));
        self.item(interpreter, outcome)
    }

    fn returned(&mut self) -> Value {
        std::mem::replace(&mut self.returned, Value::None)
    }
}
