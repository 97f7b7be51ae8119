//! `__future__`: what it asks for is how we work anyway.

use std::rc::Rc;

use crate::value::{ModuleObject, Value};

const FEATURES: [&str; 10] = [
    "nested_scopes",
    "generators",
    "division",
    "absolute_import",
    "with_statement",
    "print_function",
    "unicode_literals",
    "barry_as_FLUFL",
    "generator_stop",
    "annotations",
];

pub(super) fn module() -> Rc<ModuleObject> {
    let features = FEATURES.map(|name| (name, Value::str(name)));
    super::new_module("__future__", &[], features.to_vec())
}
