//! `collections`. Its dicts are kinds of our dict; `deque` and `ChainMap` are in `collections.py`.

use std::rc::Rc;

use crate::builtins::named_tuples;
use crate::eval::{Interpreter, Outcome};
use crate::value::{ModuleObject, Symbol, Value};

pub(super) fn module(interpreter: &mut Interpreter<'_>) -> Outcome<Rc<ModuleObject>> {
    let module = interpreter.load_own("collections", include_str!("collections.py"))?;
    let types = &interpreter.types;
    for (name, value) in [
        ("defaultdict", Value::Class(types.default_dict.clone())),
        ("Counter", Value::Class(types.counter.clone())),
        ("OrderedDict", Value::Class(types.ordered_dict.clone())),
        ("namedtuple", Value::Native(&named_tuples::NAMEDTUPLE)),
    ] {
        module.set(Symbol::new(name), Some(value));
    }
    Ok(module)
}
