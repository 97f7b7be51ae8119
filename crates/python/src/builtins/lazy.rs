//! Lazy iterators: `iter`, `next`, `enumerate`, `zip`, `map`, `filter` and `reversed`.

use std::cell::RefCell;
use std::rc::Rc;

use super::arguments::{self, Parameters};
use super::{dict_views, ranges};
use crate::eval::{Interpreter, Outcome, OverInstance};
use crate::tree::Binary;
use crate::value::{Arguments, Iterate, List, NativeFunction, Value, meter};

pub(super) const FUNCTIONS: &[&NativeFunction] = &[&ITER, &NEXT];

type Shared = Rc<RefCell<Box<dyn Iterate>>>;

/// `next(iterator)` and `next(iterator, default)`
pub(super) fn next(interpreter: &mut Interpreter<'_>, iterator: &Value, default: Option<Value>) -> Outcome<Value> {
    let item = match iterator {
        Value::Iterator(iterator) => interpreter.next(iterator)?,
        Value::Instance(instance) if instance.class().lookup(crate::value::Symbol::new("__next__")).is_some() => {
            if default.is_none() {
                let item = interpreter.call_special(iterator, "__next__", Arguments::default())?;
                return Ok(item.unwrap_or(Value::None));
            }
            // Turns StopIteration into the end.
            let mut once = OverInstance::new(iterator.clone());
            once.next(interpreter)?
        }
        other => {
            let name = interpreter.type_name(other);
            return Err(interpreter.error("TypeError", format!("'{name}' object is not an iterator")));
        }
    };
    match item.or(default) {
        Some(item) => Ok(item),
        None => {
            let arguments = match iterator {
                Value::Iterator(shared) => match super::generator_methods::returned(shared) {
                    Value::None => Vec::new(),
                    value => vec![value],
                },
                _ => Vec::new(),
            };
            Err(interpreter.error_of("StopIteration", arguments))
        }
    }
}

/// `enumerate(iterable, start=0)`
pub(super) fn construct_enumerate(interpreter: &mut Interpreter<'_>, arguments: Arguments) -> Outcome<Value> {
    if arguments.positional.is_empty() && arguments.keywords.is_empty() {
        return Err(interpreter.error("TypeError", "enumerate() missing required argument 'iterable'"));
    }
    let parameters = Parameters { function: "enumerate", names: ["iterable", "start"], positional: 2, required: 1 };
    let [items, start] = arguments::named(interpreter, &parameters, arguments)?;
    let start = arguments::whole(interpreter, &start.unwrap_or(Value::Int(0)))?;
    let items = interpreter.iterator(&items.unwrap_or(Value::None))?;
    Ok(Value::iterator(Enumerate { items, next: start }))
}

/// `zip(*iterables, strict=False)`
pub(super) fn construct_zip(interpreter: &mut Interpreter<'_>, mut arguments: Arguments) -> Outcome<Value> {
    let positional = std::mem::take(&mut arguments.positional);
    let parameters = Parameters { function: "zip", names: ["strict"], positional: 0, required: 0 };
    let [strict] = arguments::named(interpreter, &parameters, arguments)?;
    let is_strict = match strict {
        Some(flag) => interpreter.truth(&flag)?,
        None => false,
    };
    let parts = iterators(interpreter, &positional)?;
    Ok(Value::iterator(Zip { parts, is_strict }))
}

/// `map(function, *iterables)`
pub(super) fn construct_map(interpreter: &mut Interpreter<'_>, arguments: Arguments) -> Outcome<Value> {
    arguments::refuse_keywords(interpreter, "map", &arguments)?;
    match arguments.positional.split_first() {
        Some((function, iterables)) if !iterables.is_empty() => {
            let parts = iterators(interpreter, iterables)?;
            Ok(Value::iterator(Map { function: function.clone(), parts }))
        }
        _ => Err(interpreter.error("TypeError", "map() must have at least two arguments.")),
    }
}

/// `filter(function, iterable)`
pub(super) fn construct_filter(interpreter: &mut Interpreter<'_>, arguments: Arguments) -> Outcome<Value> {
    let [function, items] = arguments::exactly::<2>(interpreter, "filter", arguments)?;
    let items = interpreter.iterator(&items)?;
    let test = match function {
        Value::None => None,
        function => Some(function),
    };
    Ok(Value::iterator(Filter { test, items }))
}

/// `reversed(sequence)`
pub(super) fn construct_reversed(interpreter: &mut Interpreter<'_>, arguments: Arguments) -> Outcome<Value> {
    let [sequence] = arguments::exactly::<1>(interpreter, "reversed", arguments)?;
    match &sequence {
        Value::Class(class) if class.enumeration().is_some() => {
            let mut members = crate::eval::members(class);
            members.reverse();
            interpreter.iterator(&Value::list(members)).map(Value::Iterator)
        }
        Value::List(list) => Ok(Value::iterator(ReversedList { list: list.clone(), left: list.len() })),
        Value::Dict(dict) => Ok(dict_views::reversed_keys(dict.clone())),
        Value::Tuple(_) | Value::Str(_) | Value::Bytes(_) => {
            let mut items = interpreter.collect(&sequence)?;
            items.reverse();
            interpreter.iterator(&Value::list(items)).map(Value::Iterator)
        }
        Value::Range(range) => {
            let length = ranges::range_length(range);
            let at = |position: usize| {
                let moved = i128::from(range.step) * position as i128;
                i64::try_from(i128::from(range.start) + moved).unwrap_or(range.start)
            };
            Ok(Value::iterator(Counted { next: at(length.saturating_sub(1)), step: -range.step, left: length }))
        }
        _ => {
            if let Some(reversed) = interpreter.call_special(&sequence, "__reversed__", Arguments::default())? {
                return Ok(reversed);
            }
            match interpreter.call_special(&sequence, "__len__", Arguments::default())? {
                Some(Value::Int(length)) => Ok(Value::iterator(ReversedItems { sequence, left: length })),
                _ if let Some(base) = sequence.plain() => construct_reversed(interpreter, Arguments::of(base)),
                _ => {
                    let name = interpreter.type_name(&sequence);
                    Err(interpreter.error("TypeError", format!("'{name}' object is not reversible")))
                }
            }
        }
    }
}

/// Iterators that belong to one.
struct Parts {
    iterators: Vec<Shared>,
    charged: usize,
}

impl Drop for Parts {
    fn drop(&mut self) {
        meter::release(self.charged);
    }
}

fn iterators(interpreter: &mut Interpreter<'_>, iterables: &[Value]) -> Outcome<Parts> {
    let charged = iterables.len() * (meter::OBJECT + meter::ITEM);
    meter::charge(charged);
    let mut parts = Parts { iterators: Vec::with_capacity(iterables.len()), charged };
    interpreter.step(iterables.len() * 2)?;
    for iterable in iterables {
        parts.iterators.push(interpreter.iterator(iterable)?);
    }
    Ok(parts)
}

static ITER: NativeFunction = NativeFunction {
    name: "iter",
    call: |interpreter, arguments| {
        let [value, sentinel] = arguments::positional::<2>(interpreter, "iter", arguments, 1)?;
        let value = value.unwrap_or(Value::None);
        match sentinel {
            Some(sentinel) => Ok(Value::iterator(UntilSentinel { function: Some(value), sentinel })),
            None => match interpreter.call_special(&value, "__iter__", Arguments::default())? {
                Some(iterator) => Ok(iterator),
                None => interpreter.iterator(&value).map(Value::Iterator),
            },
        }
    },
};

static NEXT: NativeFunction = NativeFunction {
    name: "next",
    call: |interpreter, arguments| {
        let [iterator, default] = arguments::positional::<2>(interpreter, "next", arguments, 1)?;
        next(interpreter, &iterator.unwrap_or(Value::None), default)
    },
};

struct Enumerate {
    items: Shared,
    next: Value,
}

impl Iterate for Enumerate {
    fn next(&mut self, interpreter: &mut Interpreter<'_>) -> Outcome<Option<Value>> {
        let Some(item) = interpreter.next(&self.items)? else { return Ok(None) };
        let number = interpreter.binary(Binary::Add, &self.next, &Value::Int(1))?;
        let number = std::mem::replace(&mut self.next, number);
        Ok(Some(Value::tuple(vec![number, item])))
    }

    fn class_name(&self) -> &'static str {
        "enumerate"
    }
}

struct Zip {
    parts: Parts,
    is_strict: bool,
}

impl Iterate for Zip {
    fn next(&mut self, interpreter: &mut Interpreter<'_>) -> Outcome<Option<Value>> {
        interpreter.step(self.parts.iterators.len())?;
        let mut items = Vec::with_capacity(self.parts.iterators.len());
        for (at, part) in self.parts.iterators.iter().enumerate() {
            match interpreter.next(part)? {
                Some(item) => items.push(item),
                None if self.is_strict => return self.check_others(interpreter, at),
                None => return Ok(None),
            }
        }
        Ok((!items.is_empty()).then(|| Value::tuple(items)))
    }

    fn class_name(&self) -> &'static str {
        "zip"
    }
}

impl Zip {
    /// With `strict=True`, all parts must end together.
    fn check_others(&self, interpreter: &mut Interpreter<'_>, ended: usize) -> Outcome<Option<Value>> {
        let before = |count: usize| if count == 1 { "argument 1".to_owned() } else { format!("arguments 1-{count}") };
        if ended > 0 {
            let message = format!("zip() argument {} is shorter than {}", ended + 1, before(ended));
            return Err(interpreter.error("ValueError", message));
        }
        for (at, part) in self.parts.iterators.iter().enumerate().skip(1) {
            if interpreter.next(part)?.is_some() {
                let message = format!("zip() argument {} is longer than {}", at + 1, before(at));
                return Err(interpreter.error("ValueError", message));
            }
        }
        Ok(None)
    }
}

struct Map {
    function: Value,
    parts: Parts,
}

impl Iterate for Map {
    fn next(&mut self, interpreter: &mut Interpreter<'_>) -> Outcome<Option<Value>> {
        let mut items = Vec::with_capacity(self.parts.iterators.len());
        for part in &self.parts.iterators {
            match interpreter.next(part)? {
                Some(item) => items.push(item),
                None => return Ok(None),
            }
        }
        interpreter.call(&self.function, Arguments::positional(items)).map(Some)
    }

    fn class_name(&self) -> &'static str {
        "map"
    }
}

struct Filter {
    test: Option<Value>,
    items: Shared,
}

impl Iterate for Filter {
    fn next(&mut self, interpreter: &mut Interpreter<'_>) -> Outcome<Option<Value>> {
        while let Some(item) = interpreter.next(&self.items)? {
            interpreter.step(1)?;
            let result = match &self.test {
                Some(test) => interpreter.call(test, Arguments::of(item.clone()))?,
                None => item.clone(),
            };
            if interpreter.truth(&result)? {
                return Ok(Some(item));
            }
        }
        Ok(None)
    }

    fn class_name(&self) -> &'static str {
        "filter"
    }
}

/// The items of a list from its end, as the list is then.
struct ReversedList {
    list: Rc<List>,
    left: usize,
}

impl Iterate for ReversedList {
    fn next(&mut self, _: &mut Interpreter<'_>) -> Outcome<Option<Value>> {
        let Some(at) = self.left.checked_sub(1) else { return Ok(None) };
        let item = self.list.get(at);
        self.left = if item.is_some() { at } else { 0 };
        Ok(item)
    }

    fn class_name(&self) -> &'static str {
        "list_reverseiterator"
    }
}

/// The items of an object with `__getitem__`, from its end.
struct ReversedItems {
    sequence: Value,
    left: i64,
}

impl Iterate for ReversedItems {
    fn next(&mut self, interpreter: &mut Interpreter<'_>) -> Outcome<Option<Value>> {
        if self.left <= 0 {
            return Ok(None);
        }
        self.left -= 1;
        interpreter.get_item(&self.sequence.clone(), &Value::Int(self.left)).map(Some)
    }

    fn class_name(&self) -> &'static str {
        "reversed"
    }
}

/// Numbers at a distance.
struct Counted {
    next: i64,
    step: i64,
    left: usize,
}

impl Iterate for Counted {
    fn next(&mut self, _: &mut Interpreter<'_>) -> Outcome<Option<Value>> {
        let Some(left) = self.left.checked_sub(1) else { return Ok(None) };
        self.left = left;
        let number = self.next;
        self.next = number.saturating_add(self.step);
        Ok(Some(Value::Int(number)))
    }

    fn class_name(&self) -> &'static str {
        "range_iterator"
    }
}

/// `iter(function, sentinel)`: what a function returns until it is the sentinel.
struct UntilSentinel {
    function: Option<Value>,
    sentinel: Value,
}

impl Iterate for UntilSentinel {
    fn next(&mut self, interpreter: &mut Interpreter<'_>) -> Outcome<Option<Value>> {
        let Some(function) = self.function.clone() else { return Ok(None) };
        interpreter.step(2)?;
        let value = interpreter.call(&function, Arguments::default())?;
        if interpreter.equals(&value, &self.sentinel.clone())? {
            self.function = None;
            return Ok(None);
        }
        Ok(Some(value))
    }

    fn class_name(&self) -> &'static str {
        "callable_iterator"
    }
}
