//! Our part of the standard library, one file a module.

pub(crate) mod abc;
mod binascii;
mod collections;
mod collections_abc;
mod copy;
mod csv_text;
mod dataclass_fields;
mod dataclass_functions;
mod dataclass_methods;
mod dataclasses;
mod entities;
mod enum_flags;
mod enums;
mod functools;
mod future;
mod hashes;
mod itertools;
mod itertools_arranged;
mod itertools_grouped;
mod json;
mod json_read;
mod json_write;
mod math;
mod math_floats;
mod operator;
mod os;
mod os_path;
mod refusing;
mod string;
mod struct_bytes;
mod sys;
mod time;
mod toml_text;
mod twister;
mod typing;

use std::cell::RefCell;
use std::rc::Rc;

pub(crate) use collections_abc::is_kind_of;
pub(super) use itertools::construct_chain;

use crate::eval::{Interpreter, Outcome, Stop};
use crate::value::class::Mark;
use crate::value::{Attributes, Class, ModuleObject, NativeClass, NativeFunction, Symbol, Value};

/// A module by its full name; `None` when it is not one of ours.
pub(crate) fn module(interpreter: &mut Interpreter<'_>, name: &str) -> Option<Outcome<Rc<ModuleObject>>> {
    Some(Ok(match name {
        "__future__" => future::module(),
        "_csv" => csv_text::module(interpreter),
        "_entities" => entities::module(),
        "_hashes" => hashes::module(),
        "_json" => json::module(),
        "_refused" => refusing::module(),
        "_toml" => toml_text::module(interpreter),
        "_twister" => twister::module(),
        "abc" => abc::module(interpreter),
        "binascii" => binascii::module(interpreter),
        "dataclasses" => dataclasses::module(interpreter),
        "enum" => enums::module(interpreter),
        "cmath" => return Some(Err(interpreter.unsupported("complex numbers, and so `cmath`,"))),
        "collections" => return Some(collections::module(interpreter)),
        "collections.abc" => return Some(collections_abc::module(interpreter)),
        "copy" => copy::module(interpreter),
        "functools" => return Some(functools::module(interpreter)),
        "itertools" => itertools::module(interpreter),
        "math" => math::module(),
        "operator" => operator::module(interpreter),
        "os" => os::module(interpreter),
        "os.path" | "posixpath" => os::path_module(interpreter),
        "string" => string::module(interpreter),
        "struct" => struct_bytes::module(interpreter),
        "sys" => return Some(sys::module(interpreter)),
        "time" => time::module(),
        "zlib" => binascii::zlib(),
        "typing" | "typing_extensions" => typing::module(interpreter, name),
        _ => {
            let (_, text) = WRITTEN_IN_PYTHON.iter().find(|(known, _)| *known == name)?;
            return Some(interpreter.load_source(name, &format!("<{name}>"), text));
        }
    }))
}

/// Modules that are scripts themselves, evaluated when they are imported.
const WRITTEN_IN_PYTHON: &[(&str, &str)] = &[
    ("asyncio", include_str!("asyncio.py")),
    ("base64", include_str!("base64.py")),
    ("bisect", include_str!("bisect.py")),
    ("contextlib", include_str!("contextlib.py")),
    ("csv", include_str!("csv.py")),
    ("decimal", include_str!("decimal.py")),
    ("fractions", include_str!("fractions.py")),
    ("hashlib", include_str!("hashlib.py")),
    ("heapq", include_str!("heapq.py")),
    ("hmac", include_str!("hmac.py")),
    ("html", include_str!("html.py")),
    ("html.entities", include_str!("html_entities.py")),
    ("io", include_str!("io.py")),
    ("ipaddress", include_str!("ipaddress.py")),
    ("json", include_str!("json.py")),
    ("json.decoder", include_str!("json_parts.py")),
    ("json.encoder", include_str!("json_parts.py")),
    ("pathlib", include_str!("pathlib.py")),
    ("pprint", include_str!("pprint.py")),
    ("random", include_str!("random.py")),
    ("secrets", include_str!("secrets.py")),
    ("statistics", include_str!("statistics.py")),
    ("textwrap", include_str!("textwrap.py")),
    ("tomllib", include_str!("tomllib.py")),
    ("urllib", ""),
    ("urllib.parse", include_str!("urllib_parse.py")),
    ("uuid", include_str!("uuid.py")),
];

/// A module of functions and other values.
fn new_module(name: &str, functions: &[&'static NativeFunction], values: Vec<(&str, Value)>) -> Rc<ModuleObject> {
    let module = ModuleObject::new(name, Vec::new(), None);
    for function in functions {
        module.set(Symbol::new(function.name), Some(Value::Native(function)));
    }
    for (name, value) in values {
        module.set(Symbol::new(name), Some(value));
    }
    Rc::new(module)
}

/// An exception of a module.
fn exception_class(interpreter: &Interpreter<'_>, parent: &str, module: &str, name: &str) -> Rc<Class> {
    let parent = interpreter.exceptions.class(parent);
    Rc::new(Class {
        name: name.into(),
        module: module.into(),
        ancestors: parent.lineage().cloned().collect(),
        bases: vec![parent],
        attributes: RefCell::new(Attributes::default()),
        native: NativeClass::Exception,
        documentation: None,
    })
}

/// Raises an exception of a module of ours.
fn raise_own(interpreter: &mut Interpreter<'_>, module: &str, name: &str, message: &str) -> Stop {
    let class = interpreter.modules.get(module).and_then(|module| module.get(Symbol::new(name)));
    match class {
        Some(Value::Class(class)) => {
            let exception = interpreter.exception(&class, vec![Value::str(message)]);
            interpreter.raised(exception)
        }
        _ => interpreter.error("ValueError", message),
    }
}

/// A class that works as if a script had written it, with functions of ours as its methods.
fn plain_class(
    interpreter: &Interpreter<'_>,
    module: &str,
    name: &str,
    functions: &[&'static NativeFunction],
) -> Rc<Class> {
    let mut attributes = Attributes::default();
    for function in functions {
        attributes.set(Symbol::new(function.name), Value::Native(function), Mark::Derived);
    }
    let object = interpreter.types.object.clone();
    Rc::new(Class {
        name: name.into(),
        module: module.into(),
        bases: vec![object.clone()],
        ancestors: vec![object],
        attributes: RefCell::new(attributes),
        native: NativeClass::Plain,
        documentation: None,
    })
}
