//! Classes and their instances.

use std::cell::RefCell;
use std::rc::Rc;

use bartizan_model::{Class as ModelClass, EnumKind, Span};

use super::{Symbol, Value, meter};

/// Attributes by name, in the order in which they were first set, each with the place where it was last set.
#[derive(Clone, Default)]
pub(crate) struct Attributes {
    entries: Vec<(Symbol, Value, Mark)>,
}

/// Where the value of an attribute comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    /// The script set it here.
    Stated(Span),
    /// It was derived when the model was processed.
    Derived,
    /// A container that exists because somebody looked at it; it counts once something was put in.
    Touched,
}

/// What a class is in the world outside Python.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Native {
    /// An ordinary class of a script.
    Plain,
    /// A class of pytm, or derived from one.
    Model(ModelClass),
    /// An enumeration of pytm.
    Enum(EnumKind),
    /// An exception.
    Exception,
    /// A class of `namedtuple`, or derived from one.
    NamedTuple,
    /// A built-in type (`int`, `str` ...), by name.
    Builtin(&'static str),
}

/// A class.
pub(crate) struct Class {
    pub(crate) name: Rc<str>,
    pub(crate) module: Rc<str>,
    pub(crate) bases: Vec<Rc<Class>>,
    /// This class is not in it; the rest in method resolution order.
    pub(crate) ancestors: Vec<Rc<Class>>,
    pub(crate) attributes: RefCell<Attributes>,
    pub(crate) native: Native,
    pub(crate) documentation: Option<Rc<str>>,
}

/// An object of a class.
pub(crate) struct Instance {
    pub(crate) class: RefCell<Rc<Class>>,
    pub(crate) attributes: RefCell<Attributes>,
    /// Where it was made.
    pub(crate) place: Option<Span>,
    /// Order of creation, from 0; tells objects apart in `hash()` and `id()`, the same on every run.
    pub(crate) serial: u32,
}

impl Attributes {
    pub(crate) fn get(&self, name: Symbol) -> Option<&Value> {
        self.entries.iter().find(|(known, ..)| *known == name).map(|(_, value, _)| value)
    }

    pub(crate) fn mark(&self, name: Symbol) -> Option<Mark> {
        self.entries.iter().find(|(known, ..)| *known == name).map(|(.., mark)| *mark)
    }

    pub(crate) fn set(&mut self, name: Symbol, value: Value, mark: Mark) {
        match self.entries.iter_mut().find(|(known, ..)| *known == name) {
            Some(entry) => *entry = (name, value, mark),
            None => {
                meter::charge(meter::ITEM * 2);
                self.entries.push((name, value, mark));
            }
        }
    }

    pub(crate) fn remove(&mut self, name: Symbol) -> Option<Value> {
        let at = self.entries.iter().position(|(known, ..)| *known == name)?;
        Some(self.entries.remove(at).1)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (Symbol, &Value, Mark)> {
        self.entries.iter().map(|(name, value, mark)| (*name, value, *mark))
    }
}

impl Class {
    /// This class and its ancestors, in method resolution order.
    pub(crate) fn lineage(self: &Rc<Self>) -> impl Iterator<Item = &Rc<Class>> {
        std::iter::once(self).chain(&self.ancestors)
    }

    pub(crate) fn is_subclass_of(self: &Rc<Self>, other: &Rc<Class>) -> bool {
        self.lineage().any(|class| Rc::ptr_eq(class, other))
    }

    /// The attribute of this name, from the first class of the lineage that has it.
    pub(crate) fn lookup(self: &Rc<Self>, name: Symbol) -> Option<Value> {
        self.lineage().find_map(|class| class.attributes.borrow().get(name).cloned())
    }

    /// The class of the model that this class is or derives from.
    pub(crate) fn model_class(&self) -> Option<ModelClass> {
        match self.native {
            Native::Model(class) => Some(class),
            _ => None,
        }
    }

    pub(crate) fn is_exception(&self) -> bool {
        self.native == Native::Exception
    }
}

impl Instance {
    pub(crate) fn class(&self) -> Rc<Class> {
        self.class.borrow().clone()
    }

    pub(crate) fn get(&self, name: Symbol) -> Option<Value> {
        self.attributes.borrow().get(name).cloned()
    }

    pub(crate) fn set(&self, name: Symbol, value: Value, mark: Mark) {
        self.attributes.borrow_mut().set(name, value, mark);
    }

    pub(crate) fn model_class(&self) -> Option<ModelClass> {
        self.class.borrow().model_class()
    }
}
