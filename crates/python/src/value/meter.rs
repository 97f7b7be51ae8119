//! What a script keeps alive, in bytes, roughly. Kept per thread; a script runs on one thread.

use std::cell::{Cell, RefCell};

use super::Value;

/// What one item of a list, tuple or dict costs.
pub(crate) const ITEM: usize = size_of::<Value>();
/// What an object costs besides its content.
pub(crate) const OBJECT: usize = 64;

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

/// Drops values one after the other instead of inside each other, since a script can nest lists a million deep.
pub(crate) fn drop_later(items: &mut Vec<Value>) {
    if !items.iter().any(Value::owns_values) {
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

impl Value {
    /// Whether dropping the value may drop other values.
    fn owns_values(&self) -> bool {
        !matches!(
            self,
            Value::None | Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::Str(_) | Value::Member(_)
        )
    }
}
