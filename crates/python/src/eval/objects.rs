//! Making objects: `__new__`, then `__init__`.

use std::cell::RefCell;
use std::rc::Rc;

use super::{Interpreter, Outcome};
use crate::builtins;
use crate::value::class::Mark;
use crate::value::{
    Arguments, Attributes, Class, Descriptor, Dict, Instance, NativeClass, NativeFunction, SetKind, Symbol, Value,
};

/// `object.__new__`, and that of every built-in type: an object that is not initialised yet.
pub(crate) static NEW: NativeFunction = NativeFunction {
    name: "__new__",
    call: |interpreter, mut arguments| {
        if arguments.positional.is_empty() {
            return Err(interpreter.error("TypeError", "object.__new__(): not enough arguments"));
        }
        match arguments.positional.remove(0) {
            Value::Class(class) => interpreter.new_object(&class, arguments),
            other => {
                let name = interpreter.type_name(&other);
                let message = format!("object.__new__(X): X is not a type object ({name})");
                Err(interpreter.error("TypeError", message))
            }
        }
    },
};

/// `__init__` of the built-in types that can change: fills the object.
pub(crate) static FILL: NativeFunction = NativeFunction {
    name: "__init__",
    call: |interpreter, mut arguments| {
        if arguments.positional.is_empty() {
            return Err(interpreter.error("TypeError", "descriptor '__init__' of object needs an argument"));
        }
        let this = arguments.positional.remove(0);
        builtins::refill(interpreter, &this.into_plain(), arguments)?;
        Ok(Value::None)
    },
};

impl Interpreter<'_> {
    /// Calls a class: through its metaclass, when that says how.
    pub(super) fn call_class(&mut self, class: &Rc<Class>, arguments: Arguments) -> Outcome<Value> {
        if let Some(metaclass) = &class.more.metaclass
            && let Some(call) = metaclass.lookup(Symbol::new("__call__"))
        {
            let call = self.bind(&call, &Value::Class(class.clone()))?;
            return self.call(&call, arguments);
        }
        self.make_object(class, arguments)
    }

    /// `type.__call__`
    pub(crate) fn make_object(&mut self, class: &Rc<Class>, arguments: Arguments) -> Outcome<Value> {
        match class.native {
            NativeClass::Builtin(name) => builtins::construct(self, name, arguments),
            NativeClass::Enum(kind) => self.enum_member(kind, &arguments),
            NativeClass::Enumeration(_) => self.call_enumeration(class, arguments),
            _ => self.instantiate(class, arguments),
        }
    }

    fn instantiate(&mut self, class: &Rc<Class>, arguments: Arguments) -> Outcome<Value> {
        let init = class.lookup(Symbol::new("__init__"));
        let this = match class.lookup(Symbol::new("__new__")) {
            Some(new) if !is_default(&new) => {
                let made = self.call(&unwrapped(&new), arguments.clone().with_first(Value::Class(class.clone())))?;
                if !self.class_of(&made).is_subclass_of(class) {
                    return Ok(made);
                }
                made
            }
            _ => {
                let takes_none = init.is_none() && class.native == NativeClass::Plain;
                if takes_none && !(arguments.positional.is_empty() && arguments.keywords.is_empty()) {
                    return Err(self.error("TypeError", format!("{}() takes no arguments", class.name)));
                }
                self.new_object(class, arguments.clone())?
            }
        };
        if let Some(init) = init {
            self.initialise(&this, &init, arguments)?;
        }
        Ok(this)
    }

    /// Runs `__init__`.
    fn initialise(&mut self, this: &Value, init: &Value, arguments: Arguments) -> Outcome<()> {
        let result = match init {
            Value::Function(_) | Value::Native(_) => self.call(init, arguments.with_first(this.clone()))?,
            _ => {
                let init = self.bind(init, this)?;
                self.call(&init, arguments)?
            }
        };
        match result {
            Value::None => Ok(()),
            result => {
                let name = self.type_name(&result);
                Err(self.error("TypeError", format!("__init__() should return None, not '{name}'")))
            }
        }
    }

    /// An object of a class, without running its `__init__`.
    pub(crate) fn new_object(&mut self, class: &Rc<Class>, arguments: Arguments) -> Outcome<Value> {
        match class.native {
            NativeClass::Builtin("object") | NativeClass::Plain | NativeClass::Model(_) => {
                builtins::abc::check_complete(self, class)?;
                Ok(self.bare_object(class, None))
            }
            NativeClass::Exception => self.new_exception(class, arguments),
            NativeClass::NamedTuple => builtins::construct_named_tuple(self, class, arguments),
            NativeClass::Builtin(name) => builtins::construct(self, name, arguments),
            NativeClass::Derived("type") => self.class_from_call(class, arguments),
            NativeClass::Derived(name) => {
                builtins::abc::check_complete(self, class)?;
                let base = self.new_base(class, name, arguments)?;
                Ok(self.bare_object(class, Some(base)))
            }
            NativeClass::Enumeration(_) => Ok(self.bare_object(class, None)),
            NativeClass::Enum(_) => {
                Err(self.error("TypeError", format!("object.__new__({0}) is not safe, use {0}()", class.name)))
            }
        }
    }

    /// What an object of a derived class is besides: empty if it can change (`__init__` fills it), complete if not.
    fn new_base(&mut self, class: &Rc<Class>, name: &'static str, mut arguments: Arguments) -> Outcome<Value> {
        match name {
            "dict" => Ok(Value::dict(Dict::default())),
            "list" => Ok(Value::list(Vec::new())),
            "set" => Ok(Value::set(Dict::default(), SetKind::Set)),
            "defaultdict" | "Counter" | "OrderedDict" => builtins::construct(self, name, Arguments::default()),
            _ => {
                // `set`, `frozenset` and `tuple` leave keywords to the script's `__init__`.
                if class.lookup(Symbol::new("__init__")).is_some() && !matches!(name, "str" | "bytes" | "int") {
                    arguments.keywords.clear();
                }
                builtins::construct(self, name, arguments)
            }
        }
    }

    /// A new object of a class, without running its `__init__`.
    pub(crate) fn bare_object(&mut self, class: &Rc<Class>, base: Option<Value>) -> Value {
        Value::Instance(self.bare_instance(class, base))
    }

    /// An object of a class of ours, with these attributes.
    pub(crate) fn object_with(&mut self, class: &Rc<Class>, values: Vec<(&str, Value)>) -> Value {
        let instance = self.bare_instance(class, None);
        for (name, value) in values {
            instance.set(Symbol::new(name), value, Mark::Derived);
        }
        Value::Instance(instance)
    }

    /// The same as [`Self::bare_object`], as an instance.
    pub(crate) fn bare_instance(&mut self, class: &Rc<Class>, base: Option<Value>) -> Rc<Instance> {
        Rc::new(Instance {
            class: RefCell::new(class.clone()),
            attributes: RefCell::new(Attributes::default()),
            place: Some(self.span()),
            serial: self.serial(),
            base,
        })
    }
}

/// Whether `__new__` is the one that every class has.
pub(crate) fn is_default(new: &Value) -> bool {
    matches!(unwrapped(new), Value::Native(native) if std::ptr::eq(native, &NEW))
}

/// The function in a `staticmethod`.
fn unwrapped(new: &Value) -> Value {
    match new {
        Value::Descriptor(descriptor) => match &**descriptor {
            Descriptor::Static(function) => function.clone(),
            _ => new.clone(),
        },
        _ => new.clone(),
    }
}
