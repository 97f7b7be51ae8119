//! Exceptions: the built-in classes, and making and showing instances.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use super::{Interpreter, Outcome, Stop, Types};
use crate::value::class::Mark;
use crate::value::{Arguments, Attributes, Class, Instance, NativeClass, NativeFunction, Symbol, Value};

/// The built-in exception classes, by name.
pub(crate) struct ExceptionTypes {
    classes: HashMap<&'static str, Rc<Class>>,
    base: Rc<Class>,
}

/// Name and parent of each, parents first.
const TABLE: [(&str, &str); 37] = [
    ("BaseException", ""),
    ("Exception", "BaseException"),
    ("SystemExit", "BaseException"),
    ("KeyboardInterrupt", "BaseException"),
    ("GeneratorExit", "BaseException"),
    ("StopIteration", "Exception"),
    ("StopAsyncIteration", "Exception"),
    ("ArithmeticError", "Exception"),
    ("OverflowError", "ArithmeticError"),
    ("ZeroDivisionError", "ArithmeticError"),
    ("FloatingPointError", "ArithmeticError"),
    ("AssertionError", "Exception"),
    ("AttributeError", "Exception"),
    ("BufferError", "Exception"),
    ("EOFError", "Exception"),
    ("ImportError", "Exception"),
    ("ModuleNotFoundError", "ImportError"),
    ("LookupError", "Exception"),
    ("IndexError", "LookupError"),
    ("KeyError", "LookupError"),
    ("MemoryError", "Exception"),
    ("NameError", "Exception"),
    ("UnboundLocalError", "NameError"),
    ("OSError", "Exception"),
    ("FileExistsError", "OSError"),
    ("FileNotFoundError", "OSError"),
    ("IsADirectoryError", "OSError"),
    ("NotADirectoryError", "OSError"),
    ("PermissionError", "OSError"),
    ("RuntimeError", "Exception"),
    ("NotImplementedError", "RuntimeError"),
    ("RecursionError", "RuntimeError"),
    ("TypeError", "Exception"),
    ("ValueError", "Exception"),
    ("UnicodeError", "ValueError"),
    ("Warning", "Exception"),
    ("UserWarning", "Warning"),
];

impl ExceptionTypes {
    pub(super) fn new(types: &Types) -> Self {
        let mut classes: HashMap<&'static str, Rc<Class>> = HashMap::new();
        let mut base = types.object.clone();
        for (name, parent) in TABLE {
            let parent = classes.get(parent).unwrap_or(&types.object).clone();
            let class = Rc::new(Class {
                name: name.into(),
                module: "builtins".into(),
                ancestors: parent.lineage().cloned().collect(),
                bases: vec![parent],
                attributes: RefCell::new(Attributes::default()),
                native: NativeClass::Exception,
                documentation: None,
            });
            if name == "BaseException" {
                add_methods(&class);
                base = class.clone();
            }
            classes.insert(name, class);
        }
        Self { classes, base }
    }

    /// The class of this name; `BaseException` for a name that is not in the table.
    pub(crate) fn class(&self, name: &str) -> Rc<Class> {
        self.classes.get(name).unwrap_or(&self.base).clone()
    }

    /// All of them, in the table's order, and older names of `OSError`.
    pub(crate) fn all(&self) -> Vec<(&'static str, Rc<Class>)> {
        let aliases = [("IOError", "OSError"), ("EnvironmentError", "OSError")];
        let all = TABLE.iter().map(|(name, _)| (*name, self.class(name)));
        all.chain(aliases.map(|(alias, name)| (alias, self.class(name)))).collect()
    }
}

fn add_methods(base: &Rc<Class>) {
    let nowhere = Mark::Derived;
    let mut attributes = base.attributes.borrow_mut();
    for native in [&INIT, &WITH_TRACEBACK, &ADD_NOTE] {
        attributes.set(Symbol::new(native.name), Value::Native(native), nowhere);
    }
}

static INIT: NativeFunction = NativeFunction {
    name: "__init__",
    call: |interpreter, mut arguments| {
        let Some(Value::Instance(this)) = take_first(&mut arguments) else {
            return Err(interpreter.error("TypeError", "__init__() needs an exception"));
        };
        set_arguments(&this, arguments.positional);
        for (name, value) in arguments.keywords {
            this.set(name, value, Mark::Derived);
        }
        Ok(Value::None)
    },
};

static WITH_TRACEBACK: NativeFunction = NativeFunction {
    name: "with_traceback",
    call: |_, arguments| Ok(arguments.positional.into_iter().next().unwrap_or(Value::None)),
};

static ADD_NOTE: NativeFunction = NativeFunction { name: "add_note", call: |_, _| Ok(Value::None) };

fn take_first(arguments: &mut Arguments) -> Option<Value> {
    (!arguments.positional.is_empty()).then(|| arguments.positional.remove(0))
}

fn set_arguments(this: &Instance, values: Vec<Value>) {
    if let Some(code) = values.first()
        && &*this.class().name == "SystemExit"
    {
        this.set(Symbol::new("code"), code.clone(), Mark::Derived);
    }
    if &*this.class().name == "StopIteration" {
        let value = values.first().cloned().unwrap_or(Value::None);
        this.set(Symbol::new("value"), value, Mark::Derived);
    }
    this.set(Symbol::new("args"), Value::tuple(values), Mark::Derived);
}

impl Interpreter<'_> {
    /// An instance of an exception class, without running its `__init__`.
    pub(crate) fn exception(&mut self, class: &Rc<Class>, arguments: Vec<Value>) -> Value {
        let instance = Instance {
            class: RefCell::new(class.clone()),
            attributes: RefCell::new(Attributes::default()),
            place: Some(self.span()),
            serial: self.serial(),
        };
        set_arguments(&instance, arguments);
        Value::Instance(Rc::new(instance))
    }

    /// `KeyError(key)`
    pub(crate) fn key_error(&mut self, key: &Value) -> Stop {
        let class = self.exceptions.class("KeyError");
        let exception = self.exception(&class, vec![key.clone()]);
        self.raised(exception)
    }

    /// `str(exception)` for a class without a `__str__` of its own.
    pub(super) fn exception_text(&mut self, instance: &Rc<Instance>) -> Outcome<String> {
        let Some(Value::Tuple(arguments)) = instance.get(Symbol::new("args")) else { return Ok(String::new()) };
        let is_key_error = instance.class().is_subclass_of(&self.exceptions.class("KeyError"));
        match arguments.items.as_slice() {
            [] => Ok(String::new()),
            [one] if is_key_error => self.repr(one),
            [one] => self.text(one),
            _ => self.repr(&Value::Tuple(arguments.clone())),
        }
    }

    /// `repr(exception)`.
    pub(super) fn exception_repr(&mut self, instance: &Rc<Instance>) -> Outcome<String> {
        let name = instance.class().name.clone();
        match instance.get(Symbol::new("args")) {
            Some(Value::Tuple(arguments)) if arguments.items.len() == 1 => {
                let Some(one) = arguments.items.first() else { return Ok(format!("{name}()")) };
                Ok(format!("{name}({})", self.repr(one)?))
            }
            Some(arguments) => Ok(format!("{name}{}", self.repr(&arguments)?)),
            None => Ok(format!("{name}()")),
        }
    }
}
