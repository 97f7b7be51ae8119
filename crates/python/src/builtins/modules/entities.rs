//! `_entities`: the named characters of HTML, for `html.py`.
//!
//! `entities.txt` has a name and its characters, in hexadecimal, on each line; those before the empty line may also be
//! written without a semicolon. It is the table of the WHATWG's HTML standard, section 13.5.

use std::rc::Rc;

use crate::builtins::arguments;
use crate::value::{ModuleObject, NativeFunction, Value};

pub(super) fn module() -> Rc<ModuleObject> {
    super::new_module("_entities", &[&NAMED], Vec::new())
}

const TABLE: &str = include_str!("entities.txt");

/// `named()`: names without `&`, most with a semicolon, and their characters.
static NAMED: NativeFunction = NativeFunction {
    name: "named",
    call: |interpreter, arguments| {
        arguments::nothing(interpreter, "named", arguments)?;
        interpreter.step(TABLE.len() / 8)?;
        let mut pairs = Vec::new();
        let mut is_short_allowed = true;
        for line in TABLE.lines() {
            let Some((name, codes)) = line.split_once(' ') else {
                is_short_allowed = false;
                continue;
            };
            let characters: String = codes.split(',').filter_map(character).collect();
            pairs.push(Value::tuple(vec![Value::str(format!("{name};")), Value::str(&characters)]));
            if is_short_allowed {
                pairs.push(Value::tuple(vec![Value::str(name), Value::str(&characters)]));
            }
        }
        Ok(Value::list(pairs))
    },
};

fn character(code: &str) -> Option<char> {
    u32::from_str_radix(code, 16).ok().and_then(char::from_u32)
}
