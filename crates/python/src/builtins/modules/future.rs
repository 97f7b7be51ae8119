//! `__future__`: what it asks for is how we work anyway.

use std::rc::Rc;

use crate::lower::FUTURE_FEATURES;
use crate::value::{ModuleObject, Value};

pub(super) fn module() -> Rc<ModuleObject> {
    let features = FUTURE_FEATURES.map(|name| (name, Value::str(name)));
    super::new_module("__future__", &[], features.to_vec())
}
