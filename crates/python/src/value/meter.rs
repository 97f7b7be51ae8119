//! What a script keeps alive, in bytes, roughly. Kept per thread; a script runs on one thread.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::Value;

/// What one item of a list, tuple or dict costs.
pub(crate) const ITEM: usize = size_of::<Value>();
/// What an object costs besides its content: counts of references, its fields, and what the allocator adds.
pub(crate) const OBJECT: usize = 80;

thread_local! {
    static ALIVE: Cell<usize> = const { Cell::new(0) };
    static DROPPING: RefCell<Option<Vec<Value>>> = const { RefCell::new(None) };
}

/// Starts counting at nothing.
pub(crate) fn reset() {
    ALIVE.set(0);
}

/// Bytes that are alive.
pub(crate) fn alive() -> usize {
    ALIVE.get()
}

pub(crate) fn charge(bytes: usize) {
    ALIVE.set(ALIVE.get().saturating_add(bytes));
}

pub(crate) fn release(bytes: usize) {
    ALIVE.set(ALIVE.get().saturating_sub(bytes));
}

/// Bytes that are charged for as long as this lives.
#[derive(Debug, Default)]
pub(crate) struct Charge(usize);

impl Charge {
    pub(crate) fn new(bytes: usize) -> Self {
        charge(bytes);
        Self(bytes)
    }

    /// What it belongs to grew or shrank.
    pub(crate) fn set(&mut self, bytes: usize) {
        charge(bytes);
        release(std::mem::replace(&mut self.0, bytes));
    }
}

impl Clone for Charge {
    fn clone(&self) -> Self {
        Self::new(self.0)
    }
}

impl Drop for Charge {
    fn drop(&mut self) {
        release(self.0);
    }
}

/// Drops values one after the other instead of inside each other, since a script can nest lists a million deep.
pub(crate) fn drop_later(items: &mut Vec<Value>) {
    if !items.iter().any(Value::is_last) {
        return;
    }
    let taken = std::mem::take(items);
    let is_first = DROPPING.with_borrow_mut(|queue| match queue {
        Some(queue) => {
            queue.extend(taken);
            false
        }
        None => {
            *queue = Some(taken);
            true
        }
    });
    if !is_first {
        return;
    }
    loop {
        let next = DROPPING.with_borrow_mut(|queue| queue.as_mut().and_then(Vec::pop));
        match next {
            Some(value) => drop(value),
            None => {
                DROPPING.with_borrow_mut(|queue| *queue = None);
                break;
            }
        }
    }
}

/// The same for one value.
pub(crate) fn drop_one_later(value: &mut Value) {
    if value.is_last() {
        drop_later(&mut vec![std::mem::replace(value, Value::None)]);
    }
}

impl Value {
    /// Whether dropping the value drops an object, which may own others.
    fn is_last(&self) -> bool {
        fn is_one<T: ?Sized>(object: &Rc<T>) -> bool {
            Rc::strong_count(object) == 1
        }
        match self {
            Value::List(object) => is_one(object),
            Value::Tuple(object) => is_one(object),
            Value::Dict(object) => is_one(object),
            Value::Set(object) => is_one(object),
            Value::Slice(object) => is_one(object),
            Value::Function(object) => is_one(object),
            Value::Bound(object) => is_one(object),
            Value::Class(object) => is_one(object),
            Value::Instance(object) => is_one(object),
            Value::Module(object) => is_one(object),
            Value::Iterator(object) => is_one(object),
            Value::Descriptor(object) => is_one(object),
            Value::Super(object) => is_one(object),
            _ => false,
        }
    }
}
