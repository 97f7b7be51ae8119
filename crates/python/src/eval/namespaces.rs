//! Names as dicts: `globals()`, `locals()`, `vars()` and `__dict__`.
//!
//! Names of modules and attributes of objects do not live in dicts here. A dict of them is brought up to date before it
//! is read, and what was changed in it is brought back after it was written to.

use std::cell::RefCell;
use std::rc::Rc;

use super::{Frame, Interpreter, Outcome};
use crate::tree::Scope;
use crate::value::class::Mark;
use crate::value::{Arguments, Attributes, Dict, DictKind, DictObject, Namespace, Symbol, Value};

/// Methods of `dict` that change it.
const CHANGING: [&str; 8] =
    ["update", "setdefault", "pop", "popitem", "clear", "__setitem__", "__delitem__", "__ior__"];

impl DictObject {
    /// The names that this dict stands for.
    pub(crate) fn namespace(&self) -> Option<&Namespace> {
        match &self.kind {
            DictKind::Names(namespace) => Some(namespace),
            _ => None,
        }
    }
}

impl Interpreter<'_> {
    /// A dict of names that follows them.
    pub(crate) fn dict_of_names(&mut self, namespace: Namespace) -> Outcome<Value> {
        let value = Value::dict_of_kind(Dict::default(), DictKind::Names(namespace));
        if let Value::Dict(dict) = &value {
            self.follow(dict)?;
        }
        Ok(value)
    }

    fn names_in(&self, namespace: &Namespace) -> Vec<(Symbol, Value)> {
        let of_attributes = |attributes: &Attributes| -> Vec<(Symbol, Value)> {
            attributes.iter().map(|(name, value, _)| (name, value.clone())).collect()
        };
        match namespace {
            Namespace::Object(object) if object.class().is_exception() => {
                let mut names = of_attributes(&object.attributes.borrow());
                names
                    .retain(|(name, _)| !matches!(&*name.name(), "args" | "value" | "code" | "message" | "exceptions"));
                names
            }
            Namespace::Object(object) => {
                let mut names = of_attributes(&object.attributes.borrow());
                let class = object.class();
                // Slots of an ancestor are no part of the dict.
                let slots = class.lineage().filter_map(|class| class.more.slots.borrow().clone());
                let slots: Vec<Symbol> = slots.flatten().collect();
                names.retain(|(name, _)| !slots.contains(name));
                names
            }
            Namespace::Module(module) => module.entries(),
            Namespace::Body(names) => of_attributes(&names.borrow()),
        }
    }

    /// Brings a dict of names up to date.
    pub(crate) fn follow(&mut self, dict: &Rc<DictObject>) -> Outcome<()> {
        let Some(namespace) = dict.namespace() else { return Ok(()) };
        if let Namespace::Object(object) = namespace
            && object.model_class().is_some()
        {
            self.write_back();
        }
        let names = self.names_in(namespace);
        self.step(4 + names.len())?;
        let is_current = {
            let known = dict.dict.borrow();
            known.len() == names.len()
                && known.iter().zip(&names).all(|((key, value), (name, now))| {
                    matches!(key, Value::Str(key) if *key.as_str() == *name.name()) && value.is_same(now)
                })
        };
        if is_current {
            return Ok(());
        }
        let fresh = RefCell::new(Dict::default());
        for (name, value) in names {
            let text = name.name();
            if !text.starts_with('<') {
                self.dict_set(&fresh, Value::str(text), value)?;
            }
        }
        dict.dict.replace(fresh.into_inner());
        Ok(())
    }

    /// Brings back what was changed in a dict of names.
    pub(crate) fn lead(&mut self, dict: &Rc<DictObject>) -> Outcome<()> {
        let Some(namespace) = dict.namespace().cloned() else { return Ok(()) };
        let before = self.names_in(&namespace);
        self.step(20 + before.len() * 4)?;
        let wanted = self.mapping_entries_as_they_are(dict)?;
        let mut kept = std::collections::HashSet::new();
        let old: std::collections::HashMap<Symbol, &Value> =
            before.iter().map(|(name, value)| (*name, value)).collect();
        for (key, value) in wanted {
            let Value::Str(key) = key else { continue };
            let name = Symbol::new(key.as_str());
            kept.insert(name);
            if !old.get(&name).is_some_and(|known| known.is_same(&value)) {
                self.set_name(&namespace, name, Some(value))?;
            }
        }
        for (name, _) in &before {
            if !kept.contains(name) && !name.name().starts_with('<') {
                self.set_name(&namespace, *name, None)?;
            }
        }
        Ok(())
    }

    fn set_name(&mut self, namespace: &Namespace, name: Symbol, value: Option<Value>) -> Outcome<()> {
        let mark = Mark::Stated(self.span());
        match (namespace, value) {
            (Namespace::Object(object), Some(value)) if object.model_class().is_some() => {
                return self.set_model_attribute(object, name, value);
            }
            (Namespace::Object(object), Some(value)) => object.set(name, value, mark),
            (Namespace::Object(object), None) => drop(object.attributes.borrow_mut().remove(name)),
            (Namespace::Module(module), value) => module.set(name, value),
            (Namespace::Body(names), Some(value)) => names.borrow_mut().set(name, value, mark),
            (Namespace::Body(names), None) => drop(names.borrow_mut().remove(name)),
        }
        Ok(())
    }

    fn mapping_entries_as_they_are(&mut self, dict: &Rc<DictObject>) -> Outcome<Vec<(Value, Value)>> {
        let entries: Vec<(Value, Value)> =
            dict.dict.borrow().iter().map(|(key, value)| (key.clone(), value.clone())).collect();
        self.step(entries.len())?;
        Ok(entries)
    }

    /// Calls a method of a value that may be a dict of names.
    pub(super) fn call_plain_method(
        &mut self,
        this: &Value,
        name: Symbol,
        method: crate::builtins::Method,
        arguments: Arguments,
    ) -> Outcome<Value> {
        let arguments = arguments.for_method(this, name);
        let Value::Dict(dict) = this else { return method(self, this, arguments) };
        match &dict.kind {
            DictKind::Names(_) => {
                self.follow(dict)?;
                let result = method(self, this, arguments);
                if CHANGING.contains(&&*name.name()) {
                    self.lead(dict)?;
                }
                result
            }
            DictKind::Proxy if CHANGING.contains(&&*name.name()) => {
                let message = format!("'mappingproxy' object has no attribute '{name}'");
                Err(self.error("AttributeError", message))
            }
            _ => method(self, this, arguments),
        }
    }

    /// The variables of a running function, with their values.
    fn local_names(&self, frame: &Frame) -> Attributes {
        let mut names = frame.executed.as_ref().map_or_else(Attributes::default, |names| names.borrow().clone());
        let scope: &Scope = match (&frame.comprehension, &frame.function) {
            (Some(comprehension), _) => &comprehension.scope,
            (None, Some(function)) => &function.scope,
            (None, None) => return names,
        };
        let cell = |at: usize| frame.cells.get(at).and_then(|cell| cell.borrow().clone());
        let own = scope.own_cells.iter().map(|(name, _)| *name);
        let cells: Vec<Symbol> = own.chain(scope.free.iter().map(|(name, _)| *name)).collect();
        for (name, value) in scope.locals.iter().zip(&frame.locals) {
            let at = cells.iter().position(|known| known == name);
            if let Some(value) = value.clone().or_else(|| at.and_then(cell)) {
                names.set(*name, value, Mark::Derived);
            }
        }
        for (at, name) in cells.iter().enumerate() {
            if let Some(value) = cell(at) {
                names.set(*name, value, Mark::Derived);
            }
        }
        names
    }

    /// The names of the innermost scope, for code that is run as text: `None` in a module.
    pub(super) fn local_namespace(&self, frame: &Frame) -> Option<Rc<RefCell<Attributes>>> {
        match &frame.class_namespace {
            Some(names) => Some(names.clone()),
            None if frame.function.is_none() && frame.comprehension.is_none() => None,
            None => Some(Rc::new(RefCell::new(self.local_names(frame)))),
        }
    }

    /// `locals()`
    pub(super) fn locals(&mut self, frame: &Frame) -> Outcome<Value> {
        if let Some(names) = &frame.class_namespace {
            return self.dict_of_names(Namespace::Body(names.clone()));
        }
        if frame.function.is_none() && frame.comprehension.is_none() {
            return self.globals(frame);
        }
        let names = self.local_names(frame);
        let dict = RefCell::new(Dict::default());
        for (name, value, _) in names.iter() {
            self.dict_set(&dict, Value::str(name.name()), value.clone())?;
        }
        Ok(Value::dict(dict.into_inner()))
    }

    /// `globals()`
    pub(super) fn globals(&mut self, frame: &Frame) -> Outcome<Value> {
        self.dict_of_names(Namespace::Module(frame.module.clone()))
    }
}
