//! `abc`: classes that cannot be made objects of before they say what is left open.

use std::cell::RefCell;
use std::rc::Rc;

use crate::builtins::arguments;
use crate::eval::{Interpreter, Outcome};
use crate::value::class::{Mark, More};
use crate::value::{
    Arguments, Attributes, Class, Descriptor, Dict, ModuleObject, NativeClass, NativeFunction, SetKind, Symbol, Value,
};

/// Where a class keeps the names of methods that are left open. Only classes that derive from `ABC` have it.
const OPEN: &str = "__abstractmethods__";
/// What marks a function as left open.
const MARK: &str = "__isabstractmethod__";

pub(super) fn module(interpreter: &mut Interpreter<'_>) -> Rc<ModuleObject> {
    let mut attributes = Attributes::default();
    attributes.set(Symbol::new(OPEN), Value::set(Dict::default(), SetKind::Frozen), Mark::Derived);
    let mut of_metaclass = Attributes::default();
    of_metaclass.set(Symbol::new(REGISTER.name), Value::Native(&REGISTER), Mark::Derived);
    let metaclass = class(interpreter.types.class.clone(), "ABCMeta", of_metaclass, None);
    let base = class(interpreter.types.object.clone(), "ABC", attributes, Some(metaclass.clone()));
    let values = vec![("ABC", Value::Class(base)), ("ABCMeta", Value::Class(metaclass))];
    super::new_module("abc", &[&ABSTRACT_METHOD, &ABSTRACT_PROPERTY], values)
}

/// Where a class keeps those that were registered as deriving from it; no script can write this name.
const REGISTERED: &str = "<registered>";

/// `Base.register(class)`: the class counts as one that derives from `Base`.
static REGISTER: NativeFunction = NativeFunction {
    name: "register",
    call: |interpreter, arguments| {
        let [base, class] = arguments::exactly::<2>(interpreter, "register", arguments)?;
        let (Value::Class(base), Value::Class(_)) = (&base, &class) else {
            return Err(interpreter.error("TypeError", "Can only register classes"));
        };
        let key = Symbol::new(REGISTERED);
        let known = match base.own(key) {
            Some(known) => known,
            None => {
                let known = Value::list(Vec::new());
                base.attributes.borrow_mut().set(key, known.clone(), Mark::Derived);
                known
            }
        };
        if let Value::List(known) = known {
            known.push(class.clone());
        }
        Ok(class)
    },
};

/// Whether a class, or one it derives from, was registered with another or with one that derives from that.
pub(crate) fn is_registered(class: &Rc<Class>, base: &Rc<Class>) -> bool {
    let Some(key) = Symbol::known(REGISTERED) else { return false };
    let Some(Value::List(known)) = base.own(key) else { return false };
    known.to_vec().iter().any(|known| matches!(known, Value::Class(known) if class.is_subclass_of(known)))
}

fn class(parent: Rc<Class>, name: &str, attributes: Attributes, metaclass: Option<Rc<Class>>) -> Rc<Class> {
    Rc::new(Class {
        name: name.into(),
        module: "abc".into(),
        ancestors: parent.lineage().cloned().collect(),
        bases: vec![parent],
        attributes: RefCell::new(attributes),
        native: NativeClass::Plain,
        documentation: None,
        more: More { metaclass, ..More::default() },
    })
}

static ABSTRACT_METHOD: NativeFunction = NativeFunction {
    name: "abstractmethod",
    call: |interpreter, arguments| {
        let [function] = arguments::exactly::<1>(interpreter, "abstractmethod", arguments)?;
        if let Value::Descriptor(_) = &function {
            // A property or class method around a function that is left open counts as one that is.
            if let Some(inner @ Value::Function(_)) = inner_function(&function) {
                interpreter.set_attribute(&inner, Symbol::new(MARK), Value::Bool(true))?;
            }
            return Ok(function);
        }
        if matches!(function, Value::Function(_)) {
            interpreter.set_attribute(&function, Symbol::new(MARK), Value::Bool(true))?;
            return Ok(function);
        }
        Err(interpreter.unsupported("`abstractmethod` around something other than a function"))
    },
};

fn inner_function(value: &Value) -> Option<Value> {
    let Value::Descriptor(descriptor) = value else { return None };
    match &**descriptor {
        Descriptor::Static(function) | Descriptor::Class(function) => Some(function.clone()),
        Descriptor::Property { get, .. } => Some(get.clone()),
        Descriptor::Made { .. } => None,
    }
}

/// `abstractproperty`, the older way to write `property` around `abstractmethod`.
static ABSTRACT_PROPERTY: NativeFunction = NativeFunction {
    name: "abstractproperty",
    call: |interpreter, arguments| {
        let [function] = arguments::exactly::<1>(interpreter, "abstractproperty", arguments)?;
        let function = (ABSTRACT_METHOD.call)(interpreter, Arguments::of(function))?;
        crate::builtins::construct(interpreter, "property", Arguments::of(function))
    },
};

/// Whether a class is `ABCMeta`.
pub(crate) fn is_abstract_metaclass(class: &Rc<Class>) -> bool {
    class.lineage().any(|class| (&*class.name, &*class.module) == ("ABCMeta", "abc"))
}

/// Notes on a new class which methods it leaves open, if it or a parent is of the kind that does.
pub(crate) fn note_open_methods(
    interpreter: &mut Interpreter<'_>,
    class: &Rc<Class>,
    is_abstract: bool,
) -> Outcome<()> {
    let key = Symbol::new(OPEN);
    let inherited: Vec<Value> =
        class.bases.iter().flat_map(|base| base.lineage()).filter_map(|base| own(base, key)).collect();
    if inherited.is_empty() && !is_abstract {
        return Ok(());
    }
    let mut open: Vec<Symbol> = Vec::new();
    for names in inherited {
        for name in interpreter.collect(&names)? {
            let Value::Str(name) = name else { continue };
            let name = Symbol::new(name.as_str());
            if class.lookup(name).is_some_and(|value| is_open(&value)) {
                open.push(name);
            }
        }
    }
    let of_body = class
        .attributes
        .borrow()
        .iter()
        .filter(|(_, value, _)| is_open(value))
        .map(|(name, ..)| name)
        .collect::<Vec<_>>();
    open.extend(of_body);
    let names = open.into_iter().map(|name| Value::str(name.name())).collect();
    let names = interpreter.set_of(names, SetKind::Frozen)?;
    class.attributes.borrow_mut().set(key, names, Mark::Derived);
    Ok(())
}

fn own(class: &Rc<Class>, name: Symbol) -> Option<Value> {
    class.attributes.borrow().get(name).cloned()
}

fn is_open(value: &Value) -> bool {
    match value {
        Value::Function(function) => {
            matches!(function.attributes.borrow().get(Symbol::new(MARK)), Some(Value::Bool(true)))
        }
        Value::Descriptor(descriptor) => match &**descriptor {
            Descriptor::Static(function) | Descriptor::Class(function) => is_open(function),
            Descriptor::Property { get, set, delete, .. } => [get, set, delete].into_iter().any(is_open),
            Descriptor::Made { .. } => false,
        },
        _ => false,
    }
}

/// Refuses an object of a class that leaves methods open.
pub(crate) fn check_complete(interpreter: &mut Interpreter<'_>, class: &Rc<Class>) -> Outcome<()> {
    let Some(key) = Symbol::known(OPEN) else { return Ok(()) };
    let Some(names @ Value::Set(_)) = class.lookup(key) else { return Ok(()) };
    let mut open = Vec::new();
    for name in interpreter.collect(&names)? {
        open.push(interpreter.text(&name)?);
    }
    if open.is_empty() {
        return Ok(());
    }
    open.sort();
    let plural = if open.len() == 1 { "" } else { "s" };
    let message =
        format!("Can't instantiate abstract class {} with abstract method{plural} {}", class.name, open.join(", "));
    Err(interpreter.error("TypeError", message))
}
