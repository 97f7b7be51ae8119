//! Our part of the standard library, one file a module.

pub(crate) mod abc;
mod dataclass_fields;
mod dataclass_functions;
mod dataclass_methods;
mod dataclasses;
mod enum_flags;
mod enums;
mod future;
mod json;
mod json_read;
mod json_write;
mod math;
mod os;
mod os_path;
mod string;
mod sys;
mod typing;

use std::rc::Rc;

use crate::eval::{Interpreter, Outcome};
use crate::value::{ModuleObject, NativeFunction, Symbol, Value};

/// A module by its full name; `None` when it is not one of ours.
pub(crate) fn module(interpreter: &mut Interpreter<'_>, name: &str) -> Option<Outcome<Rc<ModuleObject>>> {
    Some(Ok(match name {
        "__future__" => future::module(),
        "abc" => abc::module(interpreter),
        "dataclasses" => dataclasses::module(interpreter),
        "enum" => enums::module(interpreter),
        "json" => json::module(interpreter),
        "math" => math::module(),
        "os" => os::module(interpreter),
        "os.path" | "posixpath" => os::path_module(interpreter),
        "string" => string::module(interpreter),
        "sys" => return Some(sys::module(interpreter)),
        "typing" | "typing_extensions" => typing::module(interpreter, name),
        _ => return None,
    }))
}

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
