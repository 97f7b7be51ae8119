//! Dicts and sets: lookups that may call the script's `__hash__` and `__eq__`.

use std::cell::RefCell;

use super::{Interpreter, Outcome};
use crate::value::{Arguments, Dict, SetKind, Value};

impl Interpreter<'_> {
    /// The value of a key.
    pub(crate) fn dict_get(&mut self, dict: &RefCell<Dict>, key: &Value) -> Outcome<Option<Value>> {
        let hash = self.hash(key)?;
        Ok(match self.dict_position(dict, hash, key)? {
            Some(position) => dict.borrow().at(position).map(|(_, value)| value.clone()),
            None => None,
        })
    }

    /// Sets the value of a key.
    pub(crate) fn dict_set(&mut self, dict: &RefCell<Dict>, key: Value, value: Value) -> Outcome<()> {
        self.step(1)?;
        let hash = self.hash(&key)?;
        match self.dict_position(dict, hash, &key)? {
            Some(position) => dict.borrow_mut().replace(position, value),
            None => dict.borrow_mut().push(hash, key, value),
        }
        Ok(())
    }

    /// Removes a key.
    pub(crate) fn dict_remove(&mut self, dict: &RefCell<Dict>, key: &Value) -> Outcome<Option<(Value, Value)>> {
        let hash = self.hash(key)?;
        Ok(match self.dict_position(dict, hash, key)? {
            Some(position) => dict.borrow_mut().remove(position),
            None => None,
        })
    }

    fn dict_position(&mut self, dict: &RefCell<Dict>, hash: u64, key: &Value) -> Outcome<Option<usize>> {
        let candidates = dict.borrow().candidates(hash);
        for (position, candidate) in candidates {
            if self.is_same(&candidate, key)? || self.equals(&candidate, key)? {
                return Ok(Some(position));
            }
        }
        Ok(None)
    }

    /// A set of values.
    pub(crate) fn set_of(&mut self, items: Vec<Value>, kind: SetKind) -> Outcome<Value> {
        let dict = RefCell::new(Dict::default());
        for item in items {
            self.dict_add(&dict, item)?;
        }
        Ok(Value::set(dict.into_inner(), kind))
    }

    /// Adds a value to a set; the one that is there stays.
    pub(crate) fn dict_add(&mut self, dict: &RefCell<Dict>, item: Value) -> Outcome<()> {
        self.step(1)?;
        let hash = self.hash(&item)?;
        if self.dict_position(dict, hash, &item)?.is_none() {
            dict.borrow_mut().push(hash, item, Value::None);
        }
        Ok(())
    }

    /// Keys and values of a dict, or of an object with `keys()`.
    pub(crate) fn mapping_entries(&mut self, mapping: &Value) -> Outcome<Vec<(Value, Value)>> {
        if let Value::Dict(dict) = mapping {
            let entries: Vec<(Value, Value)> =
                dict.dict.borrow().iter().map(|(key, value)| (key.clone(), value.clone())).collect();
            self.step(entries.len() / 8)?;
            return Ok(entries);
        }
        let keys = match mapping {
            Value::Instance(_) => self.call_special(mapping, "keys", Arguments::default())?,
            _ => None,
        };
        let Some(keys) = keys else {
            let name = self.type_name(mapping);
            return Err(self.error("TypeError", format!("'{name}' object is not a mapping")));
        };
        let mut entries = Vec::new();
        for key in self.collect(&keys)? {
            let value = self.get_item(mapping, &key)?;
            entries.push((key, value));
        }
        Ok(entries)
    }
}
