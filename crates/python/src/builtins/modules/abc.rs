//! `abc`: classes that cannot be made objects of before they say what is left open.

use std::cell::RefCell;
use std::rc::Rc;

use crate::builtins::arguments;
use crate::eval::{Interpreter, Outcome};
use crate::value::class::Mark;
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
    let values = vec![
        ("ABC", Value::Class(class(interpreter.types.object.clone(), "ABC", attributes))),
        ("ABCMeta", Value::Class(class(interpreter.types.class.clone(), "ABCMeta", Attributes::default()))),
    ];
    super::new_module("abc", &[&ABSTRACT_METHOD, &ABSTRACT_PROPERTY], values)
}

fn class(parent: Rc<Class>, name: &str, attributes: Attributes) -> Rc<Class> {
    Rc::new(Class {
        name: name.into(),
        module: "abc".into(),
        ancestors: parent.lineage().cloned().collect(),
        bases: vec![parent],
        attributes: RefCell::new(attributes),
        native: NativeClass::Plain,
        documentation: None,
        more: Default::default(),
    })
}

static ABSTRACT_METHOD: NativeFunction = NativeFunction {
    name: "abstractmethod",
    call: |interpreter, arguments| {
        let [function] = arguments::exactly::<1>(interpreter, "abstractmethod", arguments)?;
        if matches!(function, Value::Function(_)) {
            interpreter.set_attribute(&function, Symbol::new(MARK), Value::Bool(true))?;
            return Ok(function);
        }
        Err(interpreter.unsupported("`abstractmethod` around something other than a function"))
    },
};

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
    (&*class.name, &*class.module) == ("ABCMeta", "abc")
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
            Descriptor::Property { get, set, delete } => [get, set, delete].into_iter().any(is_open),
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
