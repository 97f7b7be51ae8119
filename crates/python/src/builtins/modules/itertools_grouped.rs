//! `itertools.groupby` and `tee`: iterators that share another one.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::itertools::{Shared, lazy, negative};
use crate::builtins::arguments::{self, Parameters};
use crate::eval::{Interpreter, Outcome};
use crate::value::{Arguments, Iterate, List, NativeFunction, Value};

pub(super) static GROUPBY: NativeFunction = NativeFunction {
    name: "groupby",
    call: |interpreter, arguments| {
        let parameters = Parameters { function: "groupby", names: ["iterable", "key"], positional: 2, required: 1 };
        let [items, key] = arguments::named(interpreter, &parameters, arguments)?;
        let items = interpreter.iterator(&items.unwrap_or(Value::None))?;
        let key = key.filter(|key| !matches!(key, Value::None));
        let pending = RefCell::default();
        Ok(lazy(Groups(Rc::new(Grouped { items, key, pending, current: RefCell::default(), number: Cell::new(0) }))))
    },
};

/// What the groups share.
struct Grouped {
    items: Shared,
    key: Option<Value>,
    /// The next item and its key, once it was looked at.
    pending: RefCell<Option<(Value, Value)>>,
    /// The key of the current group.
    current: RefCell<Option<Value>>,
    /// Counts the groups; only the last one still gives items.
    number: Cell<usize>,
}

impl Grouped {
    /// The next item and its key, if it belongs to the current group.
    fn take_own(&self, interpreter: &mut Interpreter<'_>) -> Outcome<Option<Value>> {
        let Some((key, item)) = self.look(interpreter)? else { return Ok(None) };
        let current = self.current.borrow().clone();
        let is_own = match &current {
            Some(current) => interpreter.is_same(current, &key)? || interpreter.equals(current, &key)?,
            None => false,
        };
        if is_own {
            drop(self.pending.take());
        }
        Ok(is_own.then_some(item))
    }

    fn look(&self, interpreter: &mut Interpreter<'_>) -> Outcome<Option<(Value, Value)>> {
        if let Some(pending) = &*self.pending.borrow() {
            return Ok(Some(pending.clone()));
        }
        interpreter.step(1)?;
        let Some(item) = interpreter.next(&self.items)? else { return Ok(None) };
        let key = match &self.key {
            Some(key) => interpreter.call(key, Arguments::of(item.clone()))?,
            None => item.clone(),
        };
        self.pending.replace(Some((key.clone(), item.clone())));
        Ok(Some((key, item)))
    }
}

struct Groups(Rc<Grouped>);

impl Iterate for Groups {
    fn next(&mut self, interpreter: &mut Interpreter<'_>) -> Outcome<Option<Value>> {
        let shared = &self.0;
        shared.number.set(shared.number.get() + 1);
        while shared.take_own(interpreter)?.is_some() {}
        let Some((key, _)) = shared.look(interpreter)? else { return Ok(None) };
        shared.current.replace(Some(key.clone()));
        let group = lazy(Group { shared: shared.clone(), number: shared.number.get() });
        Ok(Some(Value::tuple(vec![key, group])))
    }

    fn class_name(&self) -> &'static str {
        "groupby"
    }
}

struct Group {
    shared: Rc<Grouped>,
    number: usize,
}

impl Iterate for Group {
    fn next(&mut self, interpreter: &mut Interpreter<'_>) -> Outcome<Option<Value>> {
        match self.number == self.shared.number.get() {
            true => self.shared.take_own(interpreter),
            false => Ok(None),
        }
    }

    fn class_name(&self) -> &'static str {
        "_grouper"
    }
}

pub(super) static TEE: NativeFunction = NativeFunction {
    name: "tee",
    call: |interpreter, arguments| {
        let [items, count] = arguments::positional::<2>(interpreter, "tee", arguments, 1)?;
        let count = arguments::index_or(interpreter, count.as_ref(), 2)?;
        let Ok(count) = usize::try_from(count) else { return Err(negative(interpreter, "n")) };
        let source = interpreter.iterator(&items.unwrap_or(Value::None))?;
        let seen = Rc::new(List::new(Vec::new()));
        let mut copies = Vec::new();
        for _ in 0..count {
            interpreter.step(1)?;
            copies.push(lazy(Copy { source: source.clone(), seen: seen.clone(), at: 0 }));
        }
        Ok(Value::tuple(copies))
    },
};

/// One of the iterators of `tee`.
struct Copy {
    source: Shared,
    /// What any of them has taken.
    seen: Rc<List>,
    at: usize,
}

impl Iterate for Copy {
    fn next(&mut self, interpreter: &mut Interpreter<'_>) -> Outcome<Option<Value>> {
        if let Some(item) = self.seen.get(self.at) {
            self.at += 1;
            return Ok(Some(item));
        }
        let Some(item) = interpreter.next(&self.source)? else { return Ok(None) };
        interpreter.check_length(self.seen.len())?;
        self.seen.push(item.clone());
        self.at += 1;
        Ok(Some(item))
    }

    fn class_name(&self) -> &'static str {
        "_tee"
    }
}
