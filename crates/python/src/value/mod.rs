//! Python's values.
//!
//! Everything is counted by reference, and what a script keeps alive is metered (see [`meter`]). Objects that form a
//! cycle are freed when the process ends: a model is evaluated once.

mod bytes;
pub(crate) mod class;
pub(crate) mod dict;
pub(crate) mod meter;
pub(crate) mod number;
pub(crate) mod symbol;
pub(crate) mod text;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use bartizan_model::Member;
use num_bigint::BigInt;

pub(crate) use bytes::Bytes;
pub(crate) use class::{Attributes, Class, Enumeration, Instance, Native as NativeClass};
pub(crate) use dict::Dict;
pub(crate) use symbol::Symbol;
pub(crate) use text::Str;

use crate::eval::{Interpreter, Outcome, Running};
use crate::tree;

/// A value.
#[derive(Clone)]
pub(crate) enum Value {
    None,
    Bool(bool),
    Int(i64),
    /// A whole number that does not fit 64 bits; never one that does.
    Big(Rc<Big>),
    Float(f64),
    Str(Rc<Str>),
    Bytes(Rc<Bytes>),
    List(Rc<List>),
    Tuple(Rc<Tuple>),
    Dict(Rc<DictObject>),
    Set(Rc<SetObject>),
    Range(Rc<RangeObject>),
    Slice(Rc<SliceObject>),
    Ellipsis,
    NotImplemented,
    /// A member of one of pytm's enumerations.
    Member(Member),
    Function(Rc<Function>),
    /// A function of ours.
    Native(&'static NativeFunction),
    /// A function of a script or of ours, with its first argument.
    Bound(Rc<Bound>),
    Class(Rc<Class>),
    Instance(Rc<Instance>),
    Module(Rc<ModuleObject>),
    Iterator(Rc<RefCell<Box<dyn Iterate>>>),
    /// `staticmethod`, `classmethod` or `property` of a class body.
    Descriptor(Rc<Descriptor>),
    Super(Rc<SuperObject>),
}

/// A large whole number.
pub(crate) struct Big {
    number: BigInt,
    _charge: meter::Charge,
}

impl Big {
    pub(crate) fn new(number: BigInt) -> Self {
        let charge = meter::Charge::new(meter::OBJECT + (number.bits() / 8) as usize);
        Self { number, _charge: charge }
    }
}

impl std::ops::Deref for Big {
    type Target = BigInt;

    fn deref(&self) -> &BigInt {
        &self.number
    }
}

/// A list. Filled and emptied only through its methods, which keep the meter.
#[derive(Default)]
pub(crate) struct List {
    items: RefCell<Vec<Value>>,
    /// Bytes that it is charged.
    charged: Cell<usize>,
}

/// A tuple.
pub(crate) struct Tuple {
    pub(crate) items: Vec<Value>,
    /// The class of a named tuple, with the names of its items.
    pub(crate) class: Option<Rc<Class>>,
}

/// A dict.
#[derive(Default)]
pub(crate) struct DictObject {
    pub(crate) dict: RefCell<Dict>,
    pub(crate) kind: DictKind,
}

/// Which kind of dict: the classes of `collections` that derive from `dict`.
#[derive(Clone, Default)]
pub(crate) enum DictKind {
    #[default]
    Plain,
    Ordered,
    Counter,
    /// `defaultdict`, with what makes the value of a missing key.
    Default(RefCell<Value>),
    /// The names of an object or module, which it follows.
    Names(Namespace),
    /// Annotations of a class as they are written, which are evaluated when a script asks for them.
    Stated,
    /// `mappingproxy`: what a class says it has, which cannot be changed.
    Proxy,
}

/// What has names that a script can see as a dict.
#[derive(Clone)]
pub(crate) enum Namespace {
    /// `object.__dict__`
    Object(Rc<Instance>),
    /// `globals()`
    Module(Rc<ModuleObject>),
    /// `locals()` in a class body
    Body(Rc<RefCell<Attributes>>),
}

impl DictKind {
    /// The kind of a dict that is made from one of this kind.
    pub(crate) fn of_copy(&self) -> DictKind {
        match self {
            DictKind::Names(_) | DictKind::Proxy | DictKind::Stated => DictKind::Plain,
            other => other.clone(),
        }
    }
}

/// A set or frozenset, in order of insertion.
pub(crate) struct SetObject {
    pub(crate) dict: RefCell<Dict>,
    pub(crate) kind: SetKind,
}

/// Which kind of set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SetKind {
    Set,
    Frozen,
    /// pytm's set of Data: a text is in it when a Data of that name is, and it prints as the names.
    Data,
}

/// `range(start, stop, step)`.
pub(crate) struct RangeObject {
    pub(crate) start: i64,
    pub(crate) stop: i64,
    pub(crate) step: i64,
    _charge: meter::Charge,
}

impl RangeObject {
    pub(crate) fn new(start: i64, stop: i64, step: i64) -> Self {
        Self { start, stop, step, _charge: meter::Charge::new(meter::OBJECT) }
    }
}

/// `start:stop:step`.
pub(crate) struct SliceObject {
    pub(crate) start: Value,
    pub(crate) stop: Value,
    pub(crate) step: Value,
    _charge: meter::Charge,
}

impl SliceObject {
    pub(crate) fn new(start: Value, stop: Value, step: Value) -> Self {
        Self { start, stop, step, _charge: meter::Charge::new(meter::OBJECT + meter::ITEM) }
    }
}

impl Drop for SliceObject {
    fn drop(&mut self) {
        for part in [&mut self.start, &mut self.stop, &mut self.step] {
            meter::drop_one_later(part);
        }
    }
}

/// A function of a script.
pub(crate) struct Function {
    pub(crate) code: Rc<tree::Function>,
    /// For the last positional parameters.
    pub(crate) defaults: Vec<Value>,
    pub(crate) keyword_defaults: Vec<Option<Value>>,
    /// Cells received from the scope where it was made.
    pub(crate) cells: Vec<CellValue>,
    pub(crate) module: Rc<ModuleObject>,
    /// Attributes that the script set on the function.
    pub(crate) attributes: RefCell<Attributes>,
    /// For its variables and defaults.
    pub(crate) _charge: meter::Charge,
}

impl Drop for Function {
    fn drop(&mut self) {
        let mut owned = std::mem::take(&mut self.defaults);
        owned.extend(self.keyword_defaults.drain(..).flatten());
        // A variable that nobody else shares goes with the function.
        let cells = self.cells.drain(..).filter_map(Rc::into_inner);
        owned.extend(cells.filter_map(RefCell::into_inner));
        meter::drop_later(&mut owned);
    }
}

/// A variable that several functions share.
pub(crate) type CellValue = Rc<RefCell<Option<Value>>>;

/// A function of ours.
pub(crate) struct NativeFunction {
    pub(crate) name: &'static str,
    pub(crate) call: fn(&mut Interpreter<'_>, Arguments) -> Outcome<Value>,
}

/// What a call passes.
#[derive(Clone, Default)]
pub(crate) struct Arguments {
    pub(crate) positional: Vec<Value>,
    pub(crate) keywords: Vec<(Symbol, Value)>,
}

/// A function with its first argument. Methods of built-in types are bound to the value and found by name when called.
pub(crate) struct Bound {
    pub(crate) this: Value,
    pub(crate) function: BoundFunction,
    _charge: meter::Charge,
}

impl Bound {
    pub(crate) fn new(this: Value, function: BoundFunction) -> Self {
        Self { this, function, _charge: meter::Charge::new(meter::OBJECT) }
    }
}

impl Drop for Bound {
    fn drop(&mut self) {
        meter::drop_one_later(&mut self.this);
        if let BoundFunction::Value(function) = &mut self.function {
            meter::drop_one_later(function);
        }
    }
}

pub(crate) enum BoundFunction {
    /// Any callable; `this` goes before the arguments.
    Value(Value),
    /// A method of a built-in type (`"a".upper`), by name.
    Method(Symbol),
}

/// A module.
pub(crate) struct ModuleObject {
    pub(crate) name: Rc<str>,
    /// Names by slot; new ones go to the end.
    pub(crate) names: RefCell<Vec<Symbol>>,
    pub(crate) slots: RefCell<Vec<Option<Value>>>,
    /// When each slot got its value: names are listed in that order.
    stamps: RefCell<Vec<u32>>,
    next_stamp: Cell<u32>,
    /// The file; `None` for a module of ours.
    pub(crate) source: Option<bartizan_model::SourceId>,
    /// What stands in for the built-in names, if a script said so (`eval(text, {"__builtins__": {}})`).
    pub(crate) own_builtins: RefCell<Option<Rc<DictObject>>>,
}

/// A descriptor of a class body.
pub(crate) enum Descriptor {
    Static(Value),
    Class(Value),
    Property {
        get: Value,
        set: Value,
        delete: Value,
        /// What `doc=` states; `None` leaves it to the getter.
        documentation: Value,
        _charge: meter::Charge,
    },
    /// A method that was made for a class, as a dataclass has them: it is called with the class in front.
    Made {
        class: Rc<Class>,
        function: &'static NativeFunction,
    },
}

/// `super()`.
pub(crate) struct SuperObject {
    /// The class after which the search starts.
    pub(crate) after: Rc<Class>,
    /// The object (or class) whose attributes are looked up.
    pub(crate) this: Value,
    _charge: meter::Charge,
}

impl SuperObject {
    pub(crate) fn new(after: Rc<Class>, this: Value) -> Self {
        Self { after, this, _charge: meter::Charge::new(meter::OBJECT) }
    }
}

/// An iterator.
pub(crate) trait Iterate {
    /// The next value, or `None` at the end (and from then on).
    fn next(&mut self, interpreter: &mut Interpreter<'_>) -> Outcome<Option<Value>>;

    /// The next value after something was sent to it, which few iterators take.
    fn send(&mut self, interpreter: &mut Interpreter<'_>, value: Value) -> Outcome<Option<Value>> {
        match value {
            Value::None => self.next(interpreter),
            _ => {
                let message = format!("'{}' object has no attribute 'send'", self.class_name());
                Err(interpreter.error("AttributeError", message))
            }
        }
    }

    /// The function behind it, when it is one that can stop.
    fn running(&mut self) -> Option<&mut Running> {
        None
    }

    /// What `StopIteration` carries at the end.
    fn returned(&mut self) -> Value {
        Value::None
    }

    /// The name of its class.
    fn class_name(&self) -> &'static str {
        "iterator"
    }
}

/// An iterator that is charged for as long as it lives.
pub(crate) fn shared_iterator<I: Iterate + 'static>(iterate: I) -> Rc<RefCell<Box<dyn Iterate>>> {
    let charge = meter::Charge::new(ITERATOR + size_of::<I>());
    Rc::new(RefCell::new(Box::new(Charged { iterate, _charge: charge })))
}

/// What an iterator is charged besides its fields. It is more than it takes, so that a chain of iterators over iterators
/// is short enough to be freed.
const ITERATOR: usize = 512;

struct Charged<I> {
    iterate: I,
    _charge: meter::Charge,
}

impl<I: Iterate> Iterate for Charged<I> {
    fn next(&mut self, interpreter: &mut Interpreter<'_>) -> Outcome<Option<Value>> {
        self.iterate.next(interpreter)
    }

    fn send(&mut self, interpreter: &mut Interpreter<'_>, value: Value) -> Outcome<Option<Value>> {
        self.iterate.send(interpreter, value)
    }

    fn running(&mut self) -> Option<&mut Running> {
        self.iterate.running()
    }

    fn returned(&mut self) -> Value {
        self.iterate.returned()
    }

    fn class_name(&self) -> &'static str {
        self.iterate.class_name()
    }
}

impl Value {
    pub(crate) fn str(text: impl AsRef<str>) -> Value {
        Value::Str(Rc::new(Str::new(text.as_ref())))
    }

    pub(crate) fn list(items: Vec<Value>) -> Value {
        Value::List(Rc::new(List::new(items)))
    }

    pub(crate) fn tuple(items: Vec<Value>) -> Value {
        meter::charge(tuple_cost(&items));
        Value::Tuple(Rc::new(Tuple { items, class: None }))
    }

    /// A tuple of a named tuple's class.
    pub(crate) fn named_tuple(class: Rc<Class>, items: Vec<Value>) -> Value {
        meter::charge(tuple_cost(&items));
        Value::Tuple(Rc::new(Tuple { items, class: Some(class) }))
    }

    pub(crate) fn dict(dict: Dict) -> Value {
        Value::dict_of_kind(dict, DictKind::Plain)
    }

    pub(crate) fn dict_of_kind(dict: Dict, kind: DictKind) -> Value {
        Value::Dict(Rc::new(DictObject { dict: RefCell::new(dict), kind }))
    }

    pub(crate) fn set(dict: Dict, kind: SetKind) -> Value {
        Value::Set(Rc::new(SetObject { dict: RefCell::new(dict), kind }))
    }

    pub(crate) fn iterator(iterate: impl Iterate + 'static) -> Value {
        Value::Iterator(shared_iterator(iterate))
    }

    /// The built-in value that an object also is: of a class that derives from a built-in type, or a member of
    /// `IntEnum`, `StrEnum` and their like.
    pub(crate) fn plain(&self) -> Option<Value> {
        let Value::Instance(instance) = self else { return None };
        if instance.base.is_some() {
            return instance.base.clone();
        }
        match instance.class.borrow().native {
            NativeClass::Enumeration(Enumeration::Int | Enumeration::Str | Enumeration::IntFlag) => {
                instance.get(Symbol::new("_value_")).filter(|value| !matches!(value, Value::Instance(_)))
            }
            _ => None,
        }
    }

    /// The value, or the number or text that it also is.
    pub(crate) fn into_plain(self) -> Value {
        self.plain().unwrap_or(self)
    }

    /// `property(get, set, delete, documentation)`
    pub(crate) fn property([get, set, delete, documentation]: [Value; 4]) -> Value {
        let charge = meter::Charge::new(size_of::<Descriptor>() + meter::OBJECT);
        Value::Descriptor(Rc::new(Descriptor::Property { get, set, delete, documentation, _charge: charge }))
    }

    /// Python's `is`.
    pub(crate) fn is_same(&self, other: &Value) -> bool {
        match (self, other) {
            (Value::None, Value::None)
            | (Value::Ellipsis, Value::Ellipsis)
            | (Value::NotImplemented, Value::NotImplemented) => true,
            (Value::Bool(a), Value::Bool(b)) => a == b,
            (Value::Int(a), Value::Int(b)) => a == b,
            (Value::Float(a), Value::Float(b)) => a.to_bits() == b.to_bits(),
            (Value::Str(a), Value::Str(b)) => a.as_str() == b.as_str(),
            (Value::Member(a), Value::Member(b)) => a == b,
            (Value::Native(a), Value::Native(b)) => std::ptr::eq(*a, *b),
            (Value::Tuple(a), Value::Tuple(b)) => Rc::ptr_eq(a, b) || (a.items.is_empty() && b.items.is_empty()),
            _ => matches!((self.address(), other.address()), (Some(a), Some(b)) if a == b),
        }
    }

    /// A `bytes` object with this content.
    pub(crate) fn bytes(content: impl Into<Box<[u8]>>) -> Self {
        Value::Bytes(Rc::new(Bytes::new(content)))
    }

    /// An address that tells objects apart while they live; `None` for plain values.
    pub(crate) fn address(&self) -> Option<usize> {
        fn of<T: ?Sized>(rc: &Rc<T>) -> usize {
            Rc::as_ptr(rc).cast::<()>() as usize
        }
        Some(match self {
            Value::Big(rc) => of(rc),
            Value::Bytes(rc) => of(rc),
            Value::List(rc) => of(rc),
            Value::Tuple(rc) => of(rc),
            Value::Dict(rc) => of(rc),
            Value::Set(rc) => of(rc),
            Value::Range(rc) => of(rc),
            Value::Slice(rc) => of(rc),
            Value::Function(rc) => of(rc),
            Value::Bound(rc) => of(rc),
            Value::Class(rc) => of(rc),
            Value::Instance(rc) => of(rc),
            Value::Module(rc) => of(rc),
            Value::Iterator(rc) => of(rc),
            Value::Descriptor(rc) => of(rc),
            Value::Super(rc) => of(rc),
            _ => return None,
        })
    }
}

impl List {
    pub(crate) fn new(items: Vec<Value>) -> Self {
        let list = List { items: RefCell::new(items), charged: Cell::new(0) };
        list.settle();
        list
    }

    /// A copy of the items, for loops during which the list may change.
    pub(crate) fn to_vec(&self) -> Vec<Value> {
        self.items.borrow().clone()
    }

    pub(crate) fn len(&self) -> usize {
        self.items.borrow().len()
    }

    pub(crate) fn get(&self, index: usize) -> Option<Value> {
        self.items.borrow().get(index).cloned()
    }

    pub(crate) fn push(&self, value: Value) {
        self.items.borrow_mut().push(value);
        self.settle();
    }

    /// Changes the items in place. The closure must not call the interpreter.
    pub(crate) fn change<T>(&self, change: impl FnOnce(&mut Vec<Value>) -> T) -> T {
        let result = change(&mut self.items.borrow_mut());
        self.settle();
        result
    }

    fn settle(&self) {
        let now = meter::OBJECT + self.items.borrow().capacity() * meter::ITEM;
        let before = self.charged.replace(now);
        if now >= before {
            meter::charge(now - before);
        } else {
            meter::release(before - now);
        }
    }
}

impl Drop for List {
    fn drop(&mut self) {
        meter::release(self.charged.get());
        meter::drop_later(self.items.get_mut());
    }
}

impl Drop for Tuple {
    fn drop(&mut self) {
        meter::release(tuple_cost(&self.items));
        meter::drop_later(&mut self.items);
    }
}

/// What a tuple is charged. Its items stay as they are.
fn tuple_cost(items: &[Value]) -> usize {
    meter::OBJECT + size_of_val(items)
}

impl ModuleObject {
    pub(crate) fn new(name: &str, names: Vec<Symbol>, source: Option<bartizan_model::SourceId>) -> Self {
        let slots = vec![None; names.len()];
        let stamps = RefCell::new(vec![0; names.len()]);
        Self {
            stamps,
            next_stamp: Cell::new(0),
            name: name.into(),
            names: RefCell::new(names),
            slots: RefCell::new(slots),
            source,
            own_builtins: RefCell::new(None),
        }
    }

    pub(crate) fn get(&self, name: Symbol) -> Option<Value> {
        let slot = self.names.borrow().iter().position(|known| *known == name)?;
        self.slots.borrow().get(slot).cloned().flatten()
    }

    pub(crate) fn set(&self, name: Symbol, value: Option<Value>) {
        let slot = self.names.borrow().iter().position(|known| *known == name);
        let slot = slot.unwrap_or_else(|| {
            self.names.borrow_mut().push(name);
            self.add_slots(self.names.borrow().len());
            self.names.borrow().len() - 1
        });
        self.set_slot(slot, value);
    }

    /// Makes slots for names that were added.
    pub(crate) fn add_slots(&self, count: usize) {
        self.slots.borrow_mut().resize(count, None);
        self.stamps.borrow_mut().resize(count, 0);
    }

    /// Sets the value of a slot, or removes it.
    pub(crate) fn set_slot(&self, slot: usize, value: Option<Value>) {
        let mut slots = self.slots.borrow_mut();
        let Some(place) = slots.get_mut(slot) else { return };
        if place.is_none()
            && let Some(stamp) = self.stamps.borrow_mut().get_mut(slot)
        {
            *stamp = self.next_stamp.get();
            self.next_stamp.set(stamp.wrapping_add(1));
        }
        *place = value;
    }

    /// Names that have a value, with it, in the order in which they got one.
    pub(crate) fn entries(&self) -> Vec<(Symbol, Value)> {
        let (names, slots, stamps) = (self.names.borrow(), self.slots.borrow(), self.stamps.borrow());
        let all = names.iter().zip(slots.iter()).zip(stamps.iter());
        let mut entries: Vec<(u32, Symbol, Value)> =
            all.filter_map(|((name, slot), stamp)| Some((*stamp, *name, slot.clone()?))).collect();
        entries.sort_by_key(|(stamp, ..)| *stamp);
        entries.into_iter().map(|(_, name, value)| (name, value)).collect()
    }
}
