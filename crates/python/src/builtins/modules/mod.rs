//! Our part of the standard library, one file a module.

pub(crate) mod abc;
mod collections;
mod collections_abc;
mod copy;
mod dataclass_fields;
mod dataclass_functions;
mod dataclass_methods;
mod dataclasses;
mod dates;
mod enum_flags;
mod enums;
mod functools;
mod future;
mod itertools;
mod itertools_arranged;
mod itertools_grouped;
mod json;
mod json_read;
mod json_write;
mod math;
mod operator;
mod os;
mod os_path;
mod re;
mod strftime;
mod string;
mod sys;
mod typing;
mod unicodedata;

use std::cell::RefCell;
use std::rc::Rc;

pub(crate) use collections_abc::is_kind_of;
pub(super) use itertools::construct_chain;
pub(crate) use re::Patterns;

use crate::eval::{Interpreter, Outcome};
use crate::value::class::Mark;
use crate::value::{Attributes, Class, ModuleObject, NativeClass, NativeFunction, Symbol, Value};

/// A module by its full name; `None` when it is not one of ours.
pub(crate) fn module(interpreter: &mut Interpreter<'_>, name: &str) -> Option<Outcome<Rc<ModuleObject>>> {
    Some(Ok(match name {
        "__future__" => future::module(),
        "_dates" => dates::module(),
        "_string" => string::module(),
        "abc" => abc::module(interpreter),
        "dataclasses" => dataclasses::module(interpreter),
        "enum" => enums::module(interpreter),
        "collections" => return Some(collections::module(interpreter)),
        "collections.abc" => return Some(collections_abc::module(interpreter)),
        "copy" => copy::module(interpreter),
        "functools" => return Some(functools::module(interpreter)),
        "itertools" => itertools::module(interpreter),
        "json" => json::module(interpreter),
        "math" => math::module(),
        "operator" => operator::module(interpreter),
        "os" => os::module(interpreter),
        "os.path" | "posixpath" => os::path_module(interpreter),
        "re" => return Some(re::module(interpreter)),
        "sys" => return Some(sys::module(interpreter)),
        "unicodedata" => unicodedata::module(),
        "typing" | "typing_extensions" => typing::module(interpreter, name),
        _ => {
            let (_, text) = WRITTEN_IN_PYTHON.iter().find(|(known, _)| *known == name)?;
            return Some(interpreter.load_source(name, &format!("<{name}>"), text));
        }
    }))
}

/// Modules that are scripts themselves, evaluated when they are imported.
const WRITTEN_IN_PYTHON: &[(&str, &str)] = &[
    ("_strptime", include_str!("_strptime.py")),
    ("asyncio", include_str!("asyncio.py")),
    ("calendar", include_str!("calendar.py")),
    ("contextlib", include_str!("contextlib.py")),
    ("datetime", include_str!("datetime.py")),
    ("difflib", include_str!("difflib.py")),
    ("locale", include_str!("locale.py")),
    ("pathlib", include_str!("pathlib.py")),
    ("string", include_str!("string.py")),
    ("textwrap", include_str!("textwrap.py")),
    ("time", include_str!("time.py")),
    ("zoneinfo", include_str!("zoneinfo.py")),
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
