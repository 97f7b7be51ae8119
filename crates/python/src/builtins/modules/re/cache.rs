//! Patterns that were compiled, so that they are not compiled again.

use std::collections::HashMap;
use std::rc::Rc;

use crate::regex::{Program, flags::Flags};
use crate::value::Value;

/// So many patterns are kept; then all are forgotten.
const MOST: usize = 256;

/// Compiled patterns by text and flags.
#[derive(Default)]
pub(crate) struct Patterns {
    known: HashMap<Key, Entry>,
}

/// The text or bytes of a pattern, which of them it is, and the flags that it was compiled with.
pub(super) type Key = (Box<[u8]>, bool, Flags);

#[derive(Clone)]
pub(super) struct Entry {
    pub(super) program: Rc<Program>,
    /// The pattern as scripts see it.
    pub(super) object: Value,
}

impl Patterns {
    pub(crate) fn clear(&mut self) {
        self.known.clear();
    }

    pub(super) fn get(&self, key: &Key) -> Option<Entry> {
        self.known.get(key).cloned()
    }

    pub(super) fn insert(&mut self, key: Key, entry: Entry) {
        if self.known.len() >= MOST {
            self.clear();
        }
        self.known.insert(key, entry);
    }
}
