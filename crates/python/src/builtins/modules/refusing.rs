//! `_refused`: how modules that are written in Python say that something is not supported.

use std::rc::Rc;

use crate::builtins::arguments;
use crate::value::{ModuleObject, NativeFunction};

pub(super) fn module() -> Rc<ModuleObject> {
    super::new_module("_refused", &[&REFUSE], Vec::new())
}

/// `refuse("this")`: "this is not supported". Nobody catches it.
static REFUSE: NativeFunction = NativeFunction {
    name: "refuse",
    call: |interpreter, arguments| {
        let [what] = arguments::exactly::<1>(interpreter, "refuse", arguments)?;
        let what = arguments::text(interpreter, &what, "refuse() argument must be str")?;
        Err(interpreter.unsupported(what))
    },
};
