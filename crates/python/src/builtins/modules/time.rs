//! `time`: a script has no clock. It may wait, which takes no time.

use std::rc::Rc;

use crate::builtins::arguments;
use crate::value::{ModuleObject, NativeFunction, Value};

const FUNCTIONS: &[&NativeFunction] = &[
    &SLEEP,
    &TIME,
    &TIME_NS,
    &MONOTONIC,
    &PERF_COUNTER,
    &PROCESS_TIME,
    &LOCALTIME,
    &GMTIME,
    &CTIME,
    &ASCTIME,
    &STRFTIME,
];

pub(super) fn module() -> Rc<ModuleObject> {
    super::new_module("time", FUNCTIONS, Vec::new())
}

static SLEEP: NativeFunction = NativeFunction {
    name: "sleep",
    call: |interpreter, arguments| {
        let [_] = arguments::exactly::<1>(interpreter, "sleep", arguments)?;
        Ok(Value::None)
    },
};

macro_rules! clocks {
    ($($item:ident $name:literal),* $(,)?) => {
        $(static $item: NativeFunction = NativeFunction {
            name: $name,
            call: |interpreter, _| {
                Err(interpreter.unsupported(concat!("asking the clock (`time.", $name, "()`)")))
            },
        };)*
    };
}

clocks! {
    TIME "time", TIME_NS "time_ns", MONOTONIC "monotonic", PERF_COUNTER "perf_counter",
    PROCESS_TIME "process_time", LOCALTIME "localtime", GMTIME "gmtime", CTIME "ctime", ASCTIME "asctime",
    STRFTIME "strftime",
}
