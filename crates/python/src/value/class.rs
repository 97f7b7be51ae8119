//! Classes and their instances.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::{Rc, Weak};

use bartizan_model::{Class as ModelClass, EnumKind, Span};

use super::{Symbol, Value, meter};

/// Attributes by name, in the order in which they were first set, each with the place where it was last set.
pub(crate) struct Attributes {
    /// `None` where one was removed.
    entries: Vec<Option<(Symbol, Value, Mark)>>,
    removed: usize,
    /// Positions by name, once there are many.
    positions: Option<HashMap<Symbol, usize>>,
    charge: meter::Charge,
}

/// What an object with attributes is charged for itself: an instance, a class or a function.
const OWNER: usize = 240;
/// What a position by name takes.
const POSITION: usize = 20;

impl Default for Attributes {
    fn default() -> Self {
        Self { entries: Vec::new(), removed: 0, positions: None, charge: meter::Charge::new(OWNER) }
    }
}

impl Clone for Attributes {
    fn clone(&self) -> Self {
        let mut copy = Self::default();
        copy.entries.clone_from(&self.entries);
        copy.positions.clone_from(&self.positions);
        copy.removed = self.removed;
        copy.settle();
        copy
    }
}

impl Drop for Attributes {
    fn drop(&mut self) {
        meter::drop_later(&mut self.entries.drain(..).flatten().map(|(_, value, _)| value).collect());
    }
}

thread_local! {
    /// How often a script has set an attribute of anything.
    static CHANGES: Cell<u64> = const { Cell::new(0) };
}

/// A number that is another one once a script has set an attribute.
pub(crate) fn changes() -> u64 {
    CHANGES.get()
}

/// So many attributes are looked through one by one.
const FEW: usize = 24;

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
    /// An enumeration of a script, or a class of the module `enum`.
    Enumeration(Enumeration),
    /// An exception.
    Exception,
    /// A class of `namedtuple`, or derived from one.
    NamedTuple,
    /// A built-in type (`int`, `str` ...), by name.
    Builtin(&'static str),
    /// A class that derives from a built-in type, by its name: each object has a value of that type in it. A class
    /// derived from `type` is a metaclass, whose objects are classes.
    Derived(&'static str),
}

/// What the members of an enumeration are besides members.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Enumeration {
    Plain,
    /// `IntEnum`: whole numbers.
    Int,
    /// `StrEnum`: texts.
    Str,
    /// `Flag`: sets of bits.
    Flag,
    /// `IntFlag`: sets of bits that are whole numbers.
    IntFlag,
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
    pub(crate) more: More,
}

/// What only some classes have.
#[derive(Default)]
pub(crate) struct More {
    /// The class of the class, when that is not `type`.
    pub(crate) metaclass: Option<Rc<Class>>,
    /// The name with those of the functions and classes around, when there are some.
    pub(crate) qualified_name: Option<Rc<str>>,
    /// Classes that derive from this one directly, in order of creation.
    pub(crate) subclasses: RefCell<Vec<Weak<Class>>>,
    /// Whether it was written with type parameters (`class A[T]`).
    pub(crate) is_generic: std::cell::Cell<bool>,
    /// Names of the only attributes that objects can have (`__slots__`).
    pub(crate) slots: RefCell<Option<Vec<Symbol>>>,
}

/// An object of a class.
pub(crate) struct Instance {
    pub(crate) class: RefCell<Rc<Class>>,
    pub(crate) attributes: RefCell<Attributes>,
    /// Where it was made.
    pub(crate) place: Option<Span>,
    /// Order of creation, from 0; tells objects apart in `hash()` and `id()`, the same on every run.
    pub(crate) serial: u32,
    /// The value that it also is, when its class derives from a built-in type.
    pub(crate) base: Option<Value>,
}

impl Attributes {
    pub(crate) fn get(&self, name: Symbol) -> Option<&Value> {
        self.entry(name).map(|(_, value, _)| value)
    }

    pub(crate) fn mark(&self, name: Symbol) -> Option<Mark> {
        self.entry(name).map(|(.., mark)| *mark)
    }

    pub(crate) fn set(&mut self, name: Symbol, value: Value, mark: Mark) {
        if matches!(mark, Mark::Stated(_)) {
            CHANGES.set(CHANGES.get().wrapping_add(1));
        }
        if let Some(entry) = self.position(name).and_then(|at| self.entries.get_mut(at)) {
            *entry = Some((name, value, mark));
            return;
        }
        let at = self.entries.len();
        self.entries.push(Some((name, value, mark)));
        match &mut self.positions {
            Some(positions) => drop(positions.insert(name, at)),
            None if self.entries.len() > FEW => self.index(),
            None => {}
        }
        self.settle();
    }

    pub(crate) fn remove(&mut self, name: Symbol) -> Option<Value> {
        let (_, value, _) = self.position(name).and_then(|at| self.entries.get_mut(at)?.take())?;
        self.removed += 1;
        if let Some(positions) = &mut self.positions {
            positions.remove(&name);
        }
        if self.removed * 2 > self.entries.len() {
            self.entries.retain(Option::is_some);
            self.removed = 0;
            if self.positions.is_some() {
                self.index();
            }
        }
        Some(value)
    }

    fn settle(&mut self) {
        let entries = self.entries.capacity() * size_of::<Option<(Symbol, Value, Mark)>>();
        let positions = self.positions.as_ref().map_or(0, |positions| positions.capacity() * POSITION);
        self.charge.set(OWNER + entries + positions);
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (Symbol, &Value, Mark)> {
        self.entries.iter().flatten().map(|(name, value, mark)| (*name, value, *mark))
    }

    fn entry(&self, name: Symbol) -> Option<&(Symbol, Value, Mark)> {
        self.entries.get(self.position(name)?)?.as_ref()
    }

    fn position(&self, name: Symbol) -> Option<usize> {
        match &self.positions {
            Some(positions) => positions.get(&name).copied(),
            None => self.entries.iter().position(|entry| entry.as_ref().is_some_and(|(known, ..)| *known == name)),
        }
    }

    fn index(&mut self) {
        let named = |(at, entry): (usize, &Option<(Symbol, Value, Mark)>)| entry.as_ref().map(|(name, ..)| (*name, at));
        self.positions = Some(self.entries.iter().enumerate().filter_map(named).collect());
    }
}

impl Class {
    /// This class and its ancestors, in method resolution order.
    pub(crate) fn lineage(self: &Rc<Self>) -> impl Iterator<Item = &Rc<Class>> {
        std::iter::once(self).chain(&self.ancestors)
    }

    pub(crate) fn is_subclass_of(self: &Rc<Self>, other: &Rc<Class>) -> bool {
        self.lineage().any(|class| Rc::ptr_eq(class, other)) || self.is_enum_of_pytm(other)
    }

    /// pytm's enumerations are ours, and still `Enum`s to a script that asks.
    fn is_enum_of_pytm(&self, other: &Class) -> bool {
        let Native::Enum(kind) = self.native else { return false };
        match other.native {
            Native::Enumeration(Enumeration::Plain) if &*other.module == "enum" => &*other.name == "Enum",
            Native::Enumeration(Enumeration::Plain) => &*other.name == "OrderedEnum" && kind.is_ordered(),
            _ => false,
        }
    }

    /// The attribute of this name, from the first class of the lineage that has it.
    pub(crate) fn lookup(self: &Rc<Self>, name: Symbol) -> Option<Value> {
        self.lineage().find_map(|class| class.attributes.borrow().get(name).cloned())
    }

    /// The name as `repr` and messages about methods show it.
    pub(crate) fn qualified_name(&self) -> &Rc<str> {
        self.more.qualified_name.as_ref().unwrap_or(&self.name)
    }

    /// An attribute that the class itself has.
    pub(crate) fn own(&self, name: Symbol) -> Option<Value> {
        self.attributes.borrow().get(name).cloned()
    }

    /// The class of the model that this class is or derives from.
    pub(crate) fn model_class(&self) -> Option<ModelClass> {
        match self.native {
            Native::Model(class) => Some(class),
            _ => None,
        }
    }

    /// The kind of enumeration that this class is.
    pub(crate) fn enumeration(&self) -> Option<Enumeration> {
        match self.native {
            Native::Enumeration(kind) => Some(kind),
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
