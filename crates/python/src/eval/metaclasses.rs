//! Classes of classes: which one a class has, and classes that are made by calling one.

use std::cell::RefCell;
use std::rc::Rc;

use bartizan_model::SourceId;

use super::{Interpreter, Outcome, objects};
use crate::builtins;
use crate::value::class::{Mark, More};
use crate::value::{Arguments, Attributes, Class, Descriptor, Dict, ModuleObject, Symbol, Value};

/// What a class is made of.
pub(crate) struct Parts {
    pub(crate) name: Rc<str>,
    pub(crate) qualified_name: Option<Rc<str>>,
    pub(crate) module: Rc<str>,
    pub(crate) bases: Vec<Rc<Class>>,
    pub(crate) attributes: Attributes,
    pub(crate) documentation: Option<Rc<str>>,
    pub(crate) metaclass: Option<Rc<Class>>,
}

impl Interpreter<'_> {
    /// The metaclass of a class with these bases: the one that derives from all others. `None` is `type`.
    pub(super) fn winning_metaclass(
        &mut self,
        stated: Option<Rc<Class>>,
        bases: &[Rc<Class>],
    ) -> Outcome<Option<Rc<Class>>> {
        let mut winner = stated.filter(|class| !Rc::ptr_eq(class, &self.types.class));
        for inherited in bases.iter().filter_map(|base| base.more.metaclass.as_ref()) {
            winner = match winner {
                Some(winner) if winner.is_subclass_of(inherited) => Some(winner),
                Some(winner) if !inherited.is_subclass_of(&winner) => {
                    let message = "metaclass conflict: the metaclass of a derived class must be a (non-strict) \
                                   subclass of the metaclasses of all its bases";
                    return Err(self.error("TypeError", message));
                }
                _ => Some(inherited.clone()),
            };
        }
        Ok(winner)
    }

    /// Whether a metaclass makes classes as `type` does.
    pub(super) fn makes_plainly(&self, metaclass: Option<&Rc<Class>>) -> bool {
        let Some(metaclass) = metaclass else { return true };
        let has_own_call =
            metaclass.more.metaclass.as_ref().is_some_and(|meta| meta.lookup(Symbol::new("__call__")).is_some());
        let new = metaclass.lookup(Symbol::new("__new__"));
        let has_init = metaclass.lookup(Symbol::new("__init__")).is_some();
        !has_own_call && !has_init && new.is_none_or(|new| objects::is_default(&new))
    }

    /// `type(name, bases, dict)`, or what `super().__new__(...)` of a metaclass calls.
    pub(crate) fn class_from_call(&mut self, metaclass: &Rc<Class>, arguments: Arguments) -> Outcome<Value> {
        let Arguments { positional, keywords } = arguments;
        let [name, bases, names] = positional.as_slice() else {
            return Err(self.error("TypeError", "type() takes 1 or 3 arguments"));
        };
        let complaint = |interpreter: &mut Self, at: usize, expected: &str, given: &Value| {
            let given = interpreter.type_name(given);
            let message = format!("type.__new__() argument {at} must be {expected}, not {given}");
            interpreter.error("TypeError", message)
        };
        let Value::Str(name) = name.clone().into_plain() else { return Err(complaint(self, 1, "str", name)) };
        let Value::Tuple(bases) = bases else { return Err(complaint(self, 2, "tuple", bases)) };
        let plain_names = names.clone().into_plain();
        let Value::Dict(_) = &plain_names else { return Err(complaint(self, 3, "dict", names)) };
        let bases = self.real_bases(bases.items.clone())?;
        let given = metaclass;
        let metaclass = self.winning_metaclass(Some(given.clone()), &bases)?;
        // The metaclass of a base makes the class in its own way.
        if let Some(winner) = metaclass.as_ref().filter(|winner| !Rc::ptr_eq(winner, given))
            && let Some(new) = winner.lookup(Symbol::new("__new__")).filter(|new| !objects::is_default(new))
        {
            let new = self.bind(&new, &Value::Class(winner.clone()))?;
            let arguments = Arguments { positional: positional.clone(), keywords };
            return self.call(&new, arguments.with_first(Value::Class(winner.clone())));
        }
        let attributes = self.attributes_from(&plain_names)?;
        let text = |name: &str| match attributes.get(Symbol::new(name)) {
            Some(Value::Str(text)) => Some(Rc::<str>::from(text.as_str())),
            _ => None,
        };
        let parts = Parts {
            name: name.as_str().into(),
            qualified_name: text("__qualname__"),
            module: text("__module__").unwrap_or_else(|| self.module_here()),
            documentation: text("__doc__"),
            bases,
            attributes,
            metaclass,
        };
        let class = self.class_of_parts(parts)?;
        self.finish_class(&class, keywords)?;
        Ok(Value::Class(class))
    }

    /// The name of the module whose code runs.
    pub(crate) fn module_here(&self) -> Rc<str> {
        self.module_of_source(self.span().source).map_or_else(|| "__main__".into(), |module| module.name.clone())
    }

    /// The module whose code is in a file.
    pub(crate) fn module_of_source(&self, source: SourceId) -> Option<Rc<ModuleObject>> {
        self.modules_by_source.iter().find(|(known, _)| *known == source).map(|(_, module)| module.clone())
    }

    fn attributes_from(&mut self, names: &Value) -> Outcome<Attributes> {
        let mut attributes = Attributes::default();
        let mark = Mark::Stated(self.span());
        for (key, value) in self.mapping_entries(names)? {
            if let Value::Str(key) = key {
                attributes.set(Symbol::new(key.as_str()), value, mark);
            }
        }
        Ok(attributes)
    }

    /// A class from its parts, of whichever kind its bases make it.
    pub(crate) fn class_of_parts(&mut self, mut parts: Parts) -> Outcome<Rc<Class>> {
        for name in ["__qualname__", "__module__", "__classcell__"] {
            parts.attributes.remove(Symbol::new(name));
        }
        for (name, make) in [
            ("__new__", Descriptor::Static as fn(Value) -> Descriptor),
            ("__init_subclass__", Descriptor::Class),
            ("__class_getitem__", Descriptor::Class),
        ] {
            let name = Symbol::new(name);
            if let Some(function @ Value::Function(_)) = parts.attributes.get(name).cloned() {
                let mark = parts.attributes.mark(name).unwrap_or(Mark::Derived);
                parts.attributes.set(name, Value::Descriptor(Rc::new(make(function))), mark);
            }
        }
        let (equal, hash) = (Symbol::new("__eq__"), Symbol::new("__hash__"));
        if parts.attributes.get(equal).is_some() && parts.attributes.get(hash).is_none() {
            parts.attributes.set(hash, Value::None, Mark::Derived);
        }
        let is_abstract = parts.metaclass.as_ref().is_some_and(builtins::abc::is_abstract_metaclass);
        let class = match parts.bases.iter().any(|base| base.enumeration().is_some()) {
            true => self.new_enumeration(parts)?,
            false => self.new_class(parts)?,
        };
        builtins::abc::note_open_methods(self, &class, is_abstract)?;
        Ok(class)
    }

    /// Tells the attributes of a new class their names, and its parent about it.
    pub(super) fn finish_class(&mut self, class: &Rc<Class>, keywords: Vec<(Symbol, Value)>) -> Outcome<()> {
        let named: Vec<(Symbol, Value)> = class
            .attributes
            .borrow()
            .iter()
            .filter(|(_, value, _)| matches!(value, Value::Instance(_)))
            .map(|(name, value, _)| (name, value.clone()))
            .collect();
        for (name, value) in named {
            let arguments = vec![Value::Class(class.clone()), Value::str(name.name())];
            self.call_special(&value, "__set_name__", Arguments::positional(arguments))?;
        }
        let hook = Symbol::new("__init_subclass__");
        let Some(hook) = class.ancestors.iter().find_map(|parent| parent.own(hook)) else {
            return match keywords.is_empty() {
                true => Ok(()),
                false => {
                    let message = format!("{}.__init_subclass__() takes no keyword arguments", class.name);
                    Err(self.error("TypeError", message))
                }
            };
        };
        let hook = self.bind(&hook, &Value::Class(class.clone()))?;
        self.call(&hook, Arguments { positional: Vec::new(), keywords })?;
        Ok(())
    }

    /// The names of a class body as a dict, for a metaclass.
    pub(super) fn names_as_dict(&mut self, parts: &Parts) -> Outcome<Value> {
        let dict = std::cell::RefCell::new(Dict::default());
        self.dict_set(&dict, Value::str("__module__"), Value::str(&parts.module))?;
        let qualified_name = parts.qualified_name.as_ref().unwrap_or(&parts.name);
        self.dict_set(&dict, Value::str("__qualname__"), Value::str(qualified_name))?;
        if let Some(text) = &parts.documentation {
            self.dict_set(&dict, Value::str("__doc__"), Value::str(text))?;
        }
        for (name, value, _) in parts.attributes.iter() {
            self.dict_set(&dict, Value::str(name.name()), value.clone())?;
        }
        Ok(Value::dict(dict.into_inner()))
    }
}

impl Parts {
    pub(super) fn more(&mut self, slots: Option<Vec<Symbol>>) -> More {
        More {
            metaclass: self.metaclass.take(),
            qualified_name: self.qualified_name.take().filter(|name| *name != self.name),
            slots: RefCell::new(slots),
            ..More::default()
        }
    }
}
