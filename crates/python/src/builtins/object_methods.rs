//! What every object has, and what every class has: the methods of `object` and `type` that scripts call by name.

use std::rc::Rc;

use super::{arguments, format, introspection};
use crate::eval::{Interpreter, NEW, Outcome};
use crate::value::class::Mark;
use crate::value::{Arguments, Class, Descriptor, NativeFunction, Symbol, Value};

/// Gives the built-in types `__new__` and `__init__`.
pub(super) fn install(interpreter: &mut Interpreter<'_>) {
    let types = &interpreter.types;
    let new = Value::Descriptor(Rc::new(Descriptor::Static(Value::Native(&NEW))));
    types.object.attributes.borrow_mut().set(Symbol::new("__new__"), new, Mark::Derived);
    let changing = [&types.list, &types.dict, &types.set, &types.default_dict, &types.counter, &types.ordered_dict];
    for class in changing {
        let fill = Value::Native(&crate::eval::FILL);
        class.attributes.borrow_mut().set(Symbol::new("__init__"), fill, Mark::Derived);
    }
}

/// The method that every object has under this name, taking the object first.
pub(crate) fn object_method(name: &str) -> Option<&'static NativeFunction> {
    const ALL: [&NativeFunction; 13] = [
        &INIT,
        &REPR,
        &STR,
        &EQUAL,
        &NOT_EQUAL,
        &LESS,
        &LESS_OR_EQUAL,
        &GREATER,
        &GREATER_OR_EQUAL,
        &HASH,
        &FORMAT,
        &DIR,
        &INIT_SUBCLASS,
    ];
    name.starts_with("__").then(|| ALL.into_iter().find(|function| function.name == name))?
}

/// The method that every class has under this name, taking the class first.
pub(crate) fn class_method(name: &str) -> Option<&'static NativeFunction> {
    const ALL: [&NativeFunction; 5] = [&CALL, &MRO, &SUBCLASSES, &INSTANCE_CHECK, &SUBCLASS_CHECK];
    ALL.into_iter().find(|function| function.name == name)
}

static INIT: NativeFunction = NativeFunction { name: "__init__", call: |_, _| Ok(Value::None) };

static REPR: NativeFunction = NativeFunction {
    name: "__repr__",
    call: |interpreter, arguments| {
        let [this] = arguments::exactly::<1>(interpreter, "__repr__", arguments)?;
        interpreter.plain_repr(&this).map(Value::str)
    },
};

static STR: NativeFunction = NativeFunction {
    name: "__str__",
    call: |interpreter, arguments| {
        let [this] = arguments::exactly::<1>(interpreter, "__str__", arguments)?;
        interpreter.plain_text(&this).map(Value::str)
    },
};

static EQUAL: NativeFunction = NativeFunction {
    name: "__eq__",
    call: |interpreter, arguments| {
        let [this, other] = arguments::exactly::<2>(interpreter, "__eq__", arguments)?;
        Ok(match interpreter.equals_plainly(&this, &other)? {
            true => Value::Bool(true),
            false => Value::NotImplemented,
        })
    },
};

static NOT_EQUAL: NativeFunction = NativeFunction {
    name: "__ne__",
    call: |interpreter, arguments| {
        let [this, other] = arguments::exactly::<2>(interpreter, "__ne__", arguments)?;
        Ok(match interpreter.call_method(&this, "__eq__", Arguments::of(other))? {
            Value::NotImplemented => Value::NotImplemented,
            equal => Value::Bool(!interpreter.truth(&equal)?),
        })
    },
};

macro_rules! without_order {
    ($($static:ident $name:literal),*) => {
        $(static $static: NativeFunction = NativeFunction { name: $name, call: |_, _| Ok(Value::NotImplemented) };)*
    };
}

without_order! { LESS "__lt__", LESS_OR_EQUAL "__le__", GREATER "__gt__", GREATER_OR_EQUAL "__ge__" }

static HASH: NativeFunction = NativeFunction {
    name: "__hash__",
    call: |interpreter, arguments| {
        let [this] = arguments::exactly::<1>(interpreter, "__hash__", arguments)?;
        interpreter.hash_plainly(&this).map(|hash| Value::Int(hash as i64))
    },
};

static FORMAT: NativeFunction = NativeFunction {
    name: "__format__",
    call: |interpreter, arguments| {
        let [this, specification] = arguments::exactly::<2>(interpreter, "__format__", arguments)?;
        let specification = arguments::text(interpreter, &specification, "__format__() argument must be str")?;
        if specification.is_empty() {
            return interpreter.text(&this).map(Value::str);
        }
        match this.plain() {
            Some(base) => format::format(interpreter, &base, specification).map(Value::str),
            None => {
                let name = interpreter.type_name(&this);
                let message = format!("unsupported format string passed to {name}.__format__");
                Err(interpreter.error("TypeError", message))
            }
        }
    },
};

static DIR: NativeFunction = NativeFunction {
    name: "__dir__",
    call: |interpreter, arguments| {
        let [this] = arguments::exactly::<1>(interpreter, "__dir__", arguments)?;
        introspection::names_of(interpreter, &this)
    },
};

static INIT_SUBCLASS: NativeFunction = NativeFunction {
    name: "__init_subclass__",
    call: |interpreter, arguments| match arguments.keywords.is_empty() {
        true => Ok(Value::None),
        false => {
            let name = match arguments.positional.first() {
                Some(Value::Class(class)) => class.name.to_string(),
                _ => "object".to_owned(),
            };
            let message = format!("{name}.__init_subclass__() takes no keyword arguments");
            Err(interpreter.error("TypeError", message))
        }
    },
};

/// The class that a method of `type` was called on, and the other arguments.
fn class_and_rest(interpreter: &mut Interpreter<'_>, mut arguments: Arguments) -> Outcome<(Rc<Class>, Arguments)> {
    let first = (!arguments.positional.is_empty()).then(|| arguments.positional.remove(0));
    match first {
        Some(Value::Class(class)) => Ok((class, arguments)),
        _ => Err(interpreter.error("TypeError", "a method of 'type' needs a class as its first argument")),
    }
}

static CALL: NativeFunction = NativeFunction {
    name: "__call__",
    call: |interpreter, arguments| {
        let (class, arguments) = class_and_rest(interpreter, arguments)?;
        interpreter.make_object(&class, arguments)
    },
};

static MRO: NativeFunction = NativeFunction {
    name: "mro",
    call: |interpreter, arguments| {
        let (class, _) = class_and_rest(interpreter, arguments)?;
        Ok(Value::list(class.lineage().cloned().map(Value::Class).collect()))
    },
};

static SUBCLASSES: NativeFunction = NativeFunction {
    name: "__subclasses__",
    call: |interpreter, arguments| {
        let (class, _) = class_and_rest(interpreter, arguments)?;
        let known = class.more.subclasses.borrow();
        interpreter.step(known.len())?;
        Ok(Value::list(known.iter().filter_map(std::rc::Weak::upgrade).map(Value::Class).collect()))
    },
};

static INSTANCE_CHECK: NativeFunction = NativeFunction {
    name: "__instancecheck__",
    call: |interpreter, arguments| {
        let [class, value] = arguments::exactly::<2>(interpreter, "__instancecheck__", arguments)?;
        let found = interpreter.class_of(&value);
        Ok(Value::Bool(matches!(&class, Value::Class(class) if found.is_subclass_of(class))))
    },
};

static SUBCLASS_CHECK: NativeFunction = NativeFunction {
    name: "__subclasscheck__",
    call: |interpreter, arguments| {
        let [class, other] = arguments::exactly::<2>(interpreter, "__subclasscheck__", arguments)?;
        Ok(Value::Bool(match (&class, &other) {
            (Value::Class(class), Value::Class(other)) => other.is_subclass_of(class),
            _ => false,
        }))
    },
};
