//! `_entities`: the named characters of HTML, for `html.py`.

use std::rc::Rc;

use entities::ENTITIES;

use crate::builtins::arguments;
use crate::value::{ModuleObject, NativeFunction, Value};

pub(super) fn module() -> Rc<ModuleObject> {
    super::new_module("_entities", &[&NAMED], Vec::new())
}

/// `named()`: names without `&`, most with a semicolon, and their characters.
static NAMED: NativeFunction = NativeFunction {
    name: "named",
    call: |interpreter, arguments| {
        arguments::nothing(interpreter, "named", arguments)?;
        interpreter.step(ENTITIES.len())?;
        let pair = |entity: &entities::Entity| {
            let name = Value::str(entity.entity.trim_start_matches('&'));
            Value::tuple(vec![name, Value::str(entity.characters)])
        };
        Ok(Value::list(ENTITIES.iter().map(pair).collect()))
    },
};
