//! Dicts and sets: lookups that may call the script's `__hash__` and `__eq__`.

use std::cell::RefCell;
use std::rc::Rc;

use super::{Interpreter, Outcome};
use crate::value::{Arguments, Dict, DictKind, DictObject, SetKind, Symbol, Value};

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

    /// `dict[key]`, also of a dict of names.
    pub(crate) fn dict_item(&mut self, dict: &Rc<DictObject>, key: &Value) -> Outcome<Option<Value>> {
        self.follow(dict)?;
        self.dict_get(&dict.dict, key)
    }

    /// `dict[key] = value`, also of a dict of names.
    pub(super) fn set_dict_item(&mut self, dict: &Rc<DictObject>, key: Value, value: Value) -> Outcome<()> {
        match &dict.kind {
            DictKind::Names(_) => {
                self.follow(dict)?;
                self.dict_set(&dict.dict, key, value)?;
                self.lead(dict)
            }
            DictKind::Proxy => Err(self.error("TypeError", "'mappingproxy' object does not support item assignment")),
            _ => self.dict_set(&dict.dict, key, value),
        }
    }

    /// `del dict[key]`, also of a dict of names.
    pub(super) fn remove_dict_item(&mut self, dict: &Rc<DictObject>, key: &Value) -> Outcome<Option<(Value, Value)>> {
        match &dict.kind {
            DictKind::Names(_) => {
                self.follow(dict)?;
                let removed = self.dict_remove(&dict.dict, key)?;
                self.lead(dict)?;
                Ok(removed)
            }
            DictKind::Proxy => Err(self.error("TypeError", "'mappingproxy' object doesn't support item deletion")),
            _ => self.dict_remove(&dict.dict, key),
        }
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

    /// Whether a value can be spread with `**`.
    pub(crate) fn is_mapping(&self, value: &Value) -> bool {
        match value {
            Value::Dict(_) => true,
            Value::Instance(instance) => instance.class().lookup(Symbol::new("keys")).is_some(),
            _ => false,
        }
    }

    /// Keys and values of a dict, or of an object with `keys()`.
    pub(crate) fn mapping_entries(&mut self, mapping: &Value) -> Outcome<Vec<(Value, Value)>> {
        if let Value::Dict(dict) = mapping {
            self.follow(dict)?;
            let entries: Vec<(Value, Value)> =
                dict.dict.borrow().iter().map(|(key, value)| (key.clone(), value.clone())).collect();
            self.step(entries.len() / 8)?;
            return Ok(entries);
        }
        if let Some(base @ Value::Dict(_)) = mapping.plain()
            && matches!(mapping, Value::Instance(instance) if instance.class().lookup(Symbol::new("__iter__")).is_none())
        {
            return self.mapping_entries(&base);
        }
        let keys = match mapping {
            Value::Instance(_) => match self.find_attribute(mapping, Symbol::new("keys"))? {
                Some(keys) => Some(self.call(&keys, Arguments::default())?),
                None => None,
            },
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
