//! Built-in functions about attributes, classes and identity.

use std::rc::Rc;

use super::arguments::{self, Parameters};
use super::{ascii, format, identity};
use crate::eval::{COMPILE, EVAL, EXEC, GLOBALS, Interpreter, LOCALS, Outcome, Stop};
use crate::value::class::Mark;
use crate::value::{Arguments, Class, NativeClass, NativeFunction, Symbol, Value};

pub(super) const FUNCTIONS: &[&NativeFunction] = &[
    &GETATTR,
    &HASATTR,
    &SETATTR,
    &DELATTR,
    &ISINSTANCE,
    &ISSUBCLASS,
    &CALLABLE,
    &ID,
    &HASH,
    &REPR,
    &ASCII,
    &FORMAT,
    &DIR,
    &VARS,
    &IMPORT,
    &EVAL,
    &EXEC,
    &COMPILE,
    &GLOBALS,
    &LOCALS,
];

static IMPORT: NativeFunction = NativeFunction {
    name: "__import__",
    call: |interpreter, arguments| match arguments.positional.first() {
        Some(Value::Str(name)) if name.as_str().is_empty() => Err(interpreter.error("ValueError", "Empty module name")),
        Some(Value::Str(name)) => interpreter.import_by_name(name.as_str()),
        _ => Err(interpreter.error("TypeError", "module name must be a string")),
    },
};

/// Gives `object` the methods that scripts call on it: `object.__setattr__(self, name, value)`.
pub(super) fn install(interpreter: &mut Interpreter<'_>) {
    let object = interpreter.types.object.clone();
    for function in [&SET_PLAINLY, &DELETE_PLAINLY, &GET_PLAINLY] {
        object.attributes.borrow_mut().set(Symbol::new(function.name), Value::Native(function), Mark::Derived);
    }
}

/// An attribute, or `None` when there is none, however the object says so.
pub(super) fn attribute(interpreter: &mut Interpreter<'_>, object: &Value, name: Symbol) -> Outcome<Option<Value>> {
    match interpreter.find_attribute(object, name) {
        Err(Stop::Raised(raised)) => {
            let missing = interpreter.exceptions.class("AttributeError");
            match interpreter.class_of(&raised.exception).is_subclass_of(&missing) {
                true => Ok(None),
                false => Err(Stop::Raised(raised)),
            }
        }
        found => found,
    }
}

fn attribute_name(interpreter: &mut Interpreter<'_>, value: &Value) -> Outcome<Symbol> {
    match &value.clone().into_plain() {
        Value::Str(text) => Ok(Symbol::new(text.as_str())),
        _ => {
            let name = interpreter.type_name(value);
            Err(interpreter.error("TypeError", format!("attribute name must be string, not '{name}'")))
        }
    }
}

static GETATTR: NativeFunction = NativeFunction {
    name: "getattr",
    call: |interpreter, arguments| {
        let [object, name, default] = arguments::positional::<3>(interpreter, "getattr", arguments, 2)?;
        let (object, name) = (object.unwrap_or(Value::None), name.unwrap_or(Value::None));
        let name = attribute_name(interpreter, &name)?;
        match default {
            None => interpreter.get_attribute(&object, name),
            Some(default) => Ok(attribute(interpreter, &object, name)?.unwrap_or(default)),
        }
    },
};

static HASATTR: NativeFunction = NativeFunction {
    name: "hasattr",
    call: |interpreter, arguments| {
        let [object, name] = arguments::exactly::<2>(interpreter, "hasattr", arguments)?;
        let name = attribute_name(interpreter, &name)?;
        Ok(Value::Bool(attribute(interpreter, &object, name)?.is_some()))
    },
};

static SETATTR: NativeFunction = NativeFunction {
    name: "setattr",
    call: |interpreter, arguments| {
        let [object, name, value] = arguments::exactly::<3>(interpreter, "setattr", arguments)?;
        let name = attribute_name(interpreter, &name)?;
        interpreter.set_attribute(&object, name, value)?;
        Ok(Value::None)
    },
};

static DELATTR: NativeFunction = NativeFunction {
    name: "delattr",
    call: |interpreter, arguments| {
        let [object, name] = arguments::exactly::<2>(interpreter, "delattr", arguments)?;
        let name = attribute_name(interpreter, &name)?;
        interpreter.delete_attribute(&object, name)?;
        Ok(Value::None)
    },
};

static SET_PLAINLY: NativeFunction = NativeFunction {
    name: "__setattr__",
    call: |interpreter, arguments| {
        let [object, name, value] = arguments::exactly::<3>(interpreter, "__setattr__", arguments)?;
        let name = attribute_name(interpreter, &name)?;
        match &object {
            Value::Instance(instance) => interpreter.set_plainly(instance, name, value)?,
            Value::Class(class) => interpreter.set_class_plainly(class, name, value)?,
            _ => interpreter.set_attribute(&object, name, value)?,
        }
        Ok(Value::None)
    },
};

static DELETE_PLAINLY: NativeFunction = NativeFunction {
    name: "__delattr__",
    call: |interpreter, arguments| {
        let [object, name] = arguments::exactly::<2>(interpreter, "__delattr__", arguments)?;
        let name = attribute_name(interpreter, &name)?;
        interpreter.delete_plainly(&object, name)?;
        Ok(Value::None)
    },
};

static GET_PLAINLY: NativeFunction = NativeFunction {
    name: "__getattribute__",
    call: |interpreter, arguments| {
        let [object, name] = arguments::exactly::<2>(interpreter, "__getattribute__", arguments)?;
        let name = attribute_name(interpreter, &name)?;
        let found = match &object {
            Value::Instance(instance) => interpreter.attribute_without_hook(instance, name)?,
            _ => interpreter.find_attribute(&object, name)?,
        };
        match found {
            Some(found) => Ok(found),
            None => Err(interpreter.no_attribute(&object, name)),
        }
    },
};

static ISINSTANCE: NativeFunction = NativeFunction {
    name: "isinstance",
    call: |interpreter, arguments| {
        let [object, classes] = arguments::exactly::<2>(interpreter, "isinstance", arguments)?;
        interpreter.is_instance(&object, &classes).map(Value::Bool)
    },
};

static ISSUBCLASS: NativeFunction = NativeFunction {
    name: "issubclass",
    call: |interpreter, arguments| {
        let [class, classes] = arguments::exactly::<2>(interpreter, "issubclass", arguments)?;
        let Value::Class(class) = &class else {
            return Err(interpreter.error("TypeError", "issubclass() arg 1 must be a class"));
        };
        let complaint = "issubclass() arg 2 must be a class, a tuple of classes, or a union";
        interpreter.is_subclass(class, &classes, complaint).map(Value::Bool)
    },
};

static CALLABLE: NativeFunction = NativeFunction {
    name: "callable",
    call: |interpreter, arguments| {
        let [value] = arguments::exactly::<1>(interpreter, "callable", arguments)?;
        Ok(Value::Bool(match &value {
            Value::Function(_) | Value::Native(_) | Value::Bound(_) | Value::Class(_) => true,
            Value::Instance(instance) => instance.class().lookup(Symbol::new("__call__")).is_some(),
            _ => false,
        }))
    },
};

static ID: NativeFunction = NativeFunction {
    name: "id",
    call: |interpreter, arguments| {
        let [value] = arguments::exactly::<1>(interpreter, "id", arguments)?;
        identity::number(interpreter, &value).map(Value::Int)
    },
};

static HASH: NativeFunction = NativeFunction {
    name: "hash",
    call: |interpreter, arguments| {
        let [value] = arguments::exactly::<1>(interpreter, "hash", arguments)?;
        interpreter.hash(&value).map(|hash| Value::Int(hash as i64))
    },
};

static REPR: NativeFunction = NativeFunction {
    name: "repr",
    call: |interpreter, arguments| {
        let [value] = arguments::exactly::<1>(interpreter, "repr", arguments)?;
        interpreter.repr(&value).map(Value::str)
    },
};

static ASCII: NativeFunction = NativeFunction {
    name: "ascii",
    call: |interpreter, arguments| {
        let [value] = arguments::exactly::<1>(interpreter, "ascii", arguments)?;
        let shown = interpreter.repr(&value)?;
        interpreter.reserve(shown.len().saturating_mul(5))?;
        Ok(Value::str(ascii(&shown)))
    },
};

static FORMAT: NativeFunction = NativeFunction {
    name: "format",
    call: |interpreter, arguments| {
        let [value, specification] = arguments::positional::<2>(interpreter, "format", arguments, 1)?;
        let specification = specification.unwrap_or_else(|| Value::str(""));
        let specification = arguments::text(interpreter, &specification, "format() argument 2 must be str")?;
        format::format(interpreter, &value.unwrap_or(Value::None), specification).map(Value::str)
    },
};

static DIR: NativeFunction = NativeFunction {
    name: "dir",
    call: |interpreter, arguments| {
        let [value] = arguments::positional::<1>(interpreter, "dir", arguments, 0)?;
        let Some(value) = value else { return Err(interpreter.unsupported("`dir()` without an argument")) };
        if let Some(names) = interpreter.call_special(&value, "__dir__", Arguments::default())? {
            return super::construct(interpreter, "list", Arguments::of(names)).and_then(|names| {
                interpreter.call_method(&names, "sort", Arguments::default())?;
                Ok(names)
            });
        }
        names_of(interpreter, &value)
    },
};

/// Names of all attributes, sorted.
pub(super) fn names_of(interpreter: &mut Interpreter<'_>, value: &Value) -> Outcome<Value> {
    let mut names: Vec<Rc<str>> = match value {
        Value::Module(module) => module.entries().into_iter().map(|(name, _)| name.name()).collect(),
        Value::Class(class) => class_names(class),
        Value::Instance(instance) => {
            let own = instance.attributes.borrow().iter().map(|(name, ..)| name.name()).collect::<Vec<_>>();
            let class = instance.class();
            let of_model = class.model_class().map(bartizan_model::schema::attributes);
            let of_model = of_model.into_iter().flatten().filter(|attribute| attribute.is_of_pytm());
            let of_model = of_model.map(|attribute| Rc::from(attribute.name));
            own.into_iter().chain(class_names(&class)).chain(of_model).collect()
        }
        other => class_names(&interpreter.class_of(other)),
    };
    interpreter.step(names.len())?;
    names.retain(|name| !name.starts_with('<'));
    names.sort();
    names.dedup();
    Ok(Value::list(names.into_iter().map(Value::str).collect()))
}

fn class_names(class: &Rc<Class>) -> Vec<Rc<str>> {
    let mut names = Vec::new();
    for class in class.lineage() {
        names.extend(class.attributes.borrow().iter().map(|(name, ..)| name.name()));
        if let NativeClass::Builtin(builtin) = class.native {
            names.extend(super::method_names(builtin).iter().map(|name| Rc::from(*name)));
        }
    }
    names
}

static VARS: NativeFunction = NativeFunction {
    name: "vars",
    call: |interpreter, arguments| {
        let [value] = arguments::positional::<1>(interpreter, "vars", arguments, 0)?;
        let Some(value) = value else { return Err(interpreter.unsupported("`vars()` without an argument")) };
        match attribute(interpreter, &value, Symbol::new("__dict__"))? {
            Some(names) => Ok(names),
            None => Err(interpreter.error("TypeError", "vars() argument must have __dict__ attribute")),
        }
    },
};

/// Whether a function looks at the variables of the code that calls it.
pub(crate) fn looks_at_frame(function: &NativeFunction) -> bool {
    let those = [&EVAL, &EXEC, &GLOBALS, &LOCALS, &VARS, &DIR];
    those.into_iter().any(|known| std::ptr::eq(known, function))
}

/// `type(value)`
pub(super) fn construct_type(interpreter: &mut Interpreter<'_>, arguments: Arguments) -> Outcome<Value> {
    let given = arguments.positional.len();
    match arguments.positional.as_slice() {
        [value] if arguments.keywords.is_empty() => Ok(Value::Class(interpreter.class_of(value))),
        _ if given == 3 => {
            let class = interpreter.types.class.clone();
            let made = interpreter.class_from_call(&class, arguments.clone())?;
            interpreter.call_special(&made, "__init__", arguments)?;
            Ok(made)
        }
        _ => Err(interpreter.error("TypeError", "type() takes 1 or 3 arguments")),
    }
}

/// `str(object='', encoding, errors)`
pub(super) fn construct_str(interpreter: &mut Interpreter<'_>, arguments: Arguments) -> Outcome<Value> {
    let parameters =
        Parameters { function: "str", names: ["object", "encoding", "errors"], positional: 3, required: 0 };
    let [object, encoding, errors] = arguments::named(interpreter, &parameters, arguments)?;
    if encoding.is_none() && errors.is_none() {
        return match object {
            Some(text @ Value::Str(_)) => Ok(text),
            Some(object) => interpreter.text(&object).map(Value::str),
            None => Ok(Value::str("")),
        };
    }
    if let Some(encoding) = &encoding {
        arguments::text(interpreter, encoding, "str() argument 'encoding' must be str")?;
    }
    let object = object.map(|object| super::bytes_methods::frozen(interpreter, &object)).transpose()?;
    match object {
        Some(Value::Bytes(bytes)) => {
            super::encodings::decode(interpreter, &bytes, encoding.as_ref(), errors.as_ref()).map(Value::str)
        }
        Some(Value::Str(_)) => Err(interpreter.error("TypeError", "decoding str is not supported")),
        other => {
            let name = interpreter.type_name(&other.unwrap_or(Value::None));
            let message = format!("decoding to str: need a bytes-like object, {name} found");
            Err(interpreter.error("TypeError", message))
        }
    }
}
