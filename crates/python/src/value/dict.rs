//! Python's dict: a hash table that keeps the order of insertion.
//!
//! Hashes and comparisons may call the script (`__hash__`, `__eq__`), so that the table itself only finds candidates
//! of the same hash, and the interpreter compares them (see [`crate::eval::Interpreter::dict_get`] and its neighbours).

use hashbrown::HashTable;

use super::{Value, meter};

/// A dict, or the items of a set (with `None` as values).
#[derive(Default)]
pub(crate) struct Dict {
    entries: Vec<Option<Entry>>,
    positions: HashTable<u32>,
    alive: usize,
}

#[derive(Clone)]
struct Entry {
    hash: u64,
    key: Value,
    value: Value,
}

impl Clone for Dict {
    fn clone(&self) -> Self {
        meter::charge(self.alive * COST);
        Self { entries: self.entries.clone(), positions: self.positions.clone(), alive: self.alive }
    }
}

const COST: usize = meter::ITEM * 3;

impl Dict {
    pub(crate) fn len(&self) -> usize {
        self.alive
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.alive == 0
    }

    /// Positions and keys of the entries with this hash.
    pub(crate) fn candidates(&self, hash: u64) -> Vec<(usize, Value)> {
        let hash = mixed(hash);
        let same = self.positions.iter_hash(hash).filter_map(|position| {
            let position = *position as usize;
            let entry = self.entries.get(position)?.as_ref()?;
            (entry.hash == hash).then(|| (position, entry.key.clone()))
        });
        same.collect()
    }

    /// The entry at a position; `None` where one was removed, and past the end.
    pub(crate) fn at(&self, position: usize) -> Option<(&Value, &Value)> {
        self.entries.get(position)?.as_ref().map(|entry| (&entry.key, &entry.value))
    }

    /// One past the last position.
    pub(crate) fn end(&self) -> usize {
        self.entries.len()
    }

    /// Adds an entry whose key is known to be new.
    pub(crate) fn push(&mut self, hash: u64, key: Value, value: Value) {
        let hash = mixed(hash);
        let position = self.entries.len() as u32;
        self.entries.push(Some(Entry { hash, key, value }));
        self.alive += 1;
        meter::charge(COST);
        let entries = &self.entries;
        self.positions.insert_unique(hash, position, |known| hash_at(entries, *known));
    }

    /// Replaces the value at a position.
    pub(crate) fn replace(&mut self, position: usize, value: Value) {
        if let Some(Some(entry)) = self.entries.get_mut(position) {
            entry.value = value;
        }
    }

    /// Removes the entry at a position.
    pub(crate) fn remove(&mut self, position: usize) -> Option<(Value, Value)> {
        let entry = self.entries.get_mut(position)?.take()?;
        self.alive -= 1;
        meter::release(COST);
        if let Ok(found) = self.positions.find_entry(entry.hash, |known| *known as usize == position) {
            found.remove();
        }
        // Nothing empty stays at the end, where the last entry is looked for.
        while self.entries.last().is_some_and(Option::is_none) {
            self.entries.pop();
        }
        if self.entries.len() > 32 && self.alive * 2 < self.entries.len() {
            self.compact();
        }
        Some((entry.key, entry.value))
    }

    /// Keys and values, in order.
    pub(crate) fn iter(&self) -> impl DoubleEndedIterator<Item = (&Value, &Value)> {
        self.entries.iter().flatten().map(|entry| (&entry.key, &entry.value))
    }

    /// Hashes, keys and values, in order.
    pub(crate) fn entries(&self) -> impl Iterator<Item = (u64, &Value, &Value)> {
        self.entries.iter().flatten().map(|entry| (entry.hash, &entry.key, &entry.value))
    }

    fn compact(&mut self) {
        self.entries.retain(Option::is_some);
        self.positions.clear();
        let entries = &self.entries;
        for (position, entry) in (0u32..).zip(entries.iter().flatten()) {
            self.positions.insert_unique(entry.hash, position, |known| hash_at(entries, *known));
        }
    }
}

/// Spreads a hash over all bits: a whole number is its own hash, and a script chooses its numbers.
fn mixed(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    hash ^ (hash >> 29)
}

fn hash_at(entries: &[Option<Entry>], position: u32) -> u64 {
    entries.get(position as usize).and_then(Option::as_ref).map_or(0, |entry| entry.hash)
}

impl Drop for Dict {
    fn drop(&mut self) {
        meter::release(self.alive * COST);
        let mut values: Vec<Value> =
            self.entries.drain(..).flatten().flat_map(|entry| [entry.key, entry.value]).collect();
        meter::drop_later(&mut values);
    }
}
