//! Python's dict: a hash table that keeps the order of insertion.
//!
//! Hashes and comparisons may call the script (`__hash__`, `__eq__`), so that the table itself only finds candidates
//! of the same hash, and the interpreter compares them (see [`crate::eval::Interpreter::dict_get`] and its neighbours).

use std::hash::{BuildHasher, RandomState};
use std::sync::OnceLock;

use hashbrown::HashTable;

use super::{Value, meter};

/// A dict, or the items of a set (with `None` as values).
pub(crate) struct Dict {
    entries: Vec<Option<Entry>>,
    positions: HashTable<u32>,
    alive: usize,
    charge: meter::Charge,
}

impl Default for Dict {
    fn default() -> Self {
        let (entries, positions) = (Vec::new(), HashTable::new());
        let charge = meter::Charge::new(cost(&entries, &positions));
        Self { entries, positions, alive: 0, charge }
    }
}

#[derive(Clone)]
struct Entry {
    hash: u64,
    key: Value,
    value: Value,
}

impl Clone for Dict {
    fn clone(&self) -> Self {
        let (entries, positions) = (self.entries.clone(), self.positions.clone());
        let charge = meter::Charge::new(cost(&entries, &positions));
        Self { entries, positions, alive: self.alive, charge }
    }
}

/// What a dict takes: its entries, their positions, and itself.
fn cost(entries: &Vec<Option<Entry>>, positions: &HashTable<u32>) -> usize {
    meter::OBJECT * 2 + entries.capacity() * size_of::<Option<Entry>>() + positions.capacity() * POSITION
}

/// A position, with what the table keeps free.
const POSITION: usize = 6;

impl Dict {
    pub(crate) fn len(&self) -> usize {
        self.alive
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.alive == 0
    }

    /// Positions and keys of the entries with this hash.
    pub(crate) fn candidates(&self, hash: u64) -> Vec<(usize, Value)> {
        let same = self.positions.iter_hash(mixed(hash)).filter_map(|position| {
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
        let position = self.entries.len() as u32;
        self.entries.push(Some(Entry { hash, key, value }));
        self.alive += 1;
        let entries = &self.entries;
        self.positions.insert_unique(mixed(hash), position, |known| mixed(hash_at(entries, *known)));
        self.charge.set(cost(&self.entries, &self.positions));
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
        if let Ok(found) = self.positions.find_entry(mixed(entry.hash), |known| *known as usize == position) {
            found.remove();
        }
        // Nothing empty stays at the end, where the last entry is looked for.
        while self.entries.last().is_some_and(Option::is_none) {
            self.entries.pop();
        }
        if self.entries.len() > 32 && self.alive * 2 < self.entries.len() {
            self.compact();
        }
        self.charge.set(cost(&self.entries, &self.positions));
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
            self.positions.insert_unique(mixed(entry.hash), position, |known| mixed(hash_at(entries, *known)));
        }
    }
}

/// Where a hash goes in the table. A whole number is its own hash, and a script chooses its numbers: with a secret, which
/// is another one in each process, it cannot choose them so that all go to one place. Nothing else depends on it.
fn mixed(hash: u64) -> u64 {
    static SECRET: OnceLock<(u64, u64)> = OnceLock::new();
    let (first, second) = SECRET.get_or_init(|| {
        let random = RandomState::new();
        (random.hash_one(1), random.hash_one(2) | 1)
    });
    let product = u128::from(hash ^ first) * u128::from(*second);
    (product as u64) ^ ((product >> 64) as u64)
}

fn hash_at(entries: &[Option<Entry>], position: u32) -> u64 {
    entries.get(position as usize).and_then(Option::as_ref).map_or(0, |entry| entry.hash)
}

impl Drop for Dict {
    fn drop(&mut self) {
        let mut values: Vec<Value> =
            self.entries.drain(..).flatten().flat_map(|entry| [entry.key, entry.value]).collect();
        meter::drop_later(&mut values);
    }
}
