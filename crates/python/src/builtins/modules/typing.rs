//! `typing`: most of it is in `typing.py`.

use std::rc::Rc;

use crate::builtins::{arguments, native_class};
use crate::eval::{Interpreter, Outcome};
use crate::value::{Dict, ModuleObject, Namespace, NativeFunction, Symbol, Value};

pub(super) fn module(interpreter: &mut Interpreter<'_>, name: &str) -> Outcome<Rc<ModuleObject>> {
    if name != "typing" {
        return interpreter.import_module("typing");
    }
    let module = interpreter.load_own("typing", include_str!("typing.py"))?;
    // Class statements with these as bases make something else than a class derived from them.
    for form in ["NamedTuple", "TypedDict"] {
        module.set(Symbol::new(form), Some(Value::Class(native_class(interpreter, form, &[]))));
    }
    module.set(Symbol::new(GLOBALS_OF.name), Some(Value::Native(&GLOBALS_OF)));
    Ok(module)
}

/// The names of the module that a class is from.
static GLOBALS_OF: NativeFunction = NativeFunction {
    name: "_globals_of",
    call: |interpreter, arguments| {
        let [class] = arguments::exactly::<1>(interpreter, "_globals_of", arguments)?;
        let module = match &class {
            Value::Class(class) => interpreter.modules.get(&*class.module).cloned(),
            _ => None,
        };
        match module {
            Some(module) => interpreter.dict_of_names(Namespace::Module(module)),
            None => Ok(Value::dict(Dict::default())),
        }
    },
};
