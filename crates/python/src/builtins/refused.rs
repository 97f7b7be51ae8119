//! Built-in functions that a model script does not get, each with its reason, and those that end the script.

use super::arguments;
use crate::eval::Outcome;
use crate::value::{NativeFunction, Value};

pub(super) const FUNCTIONS: &[&NativeFunction] = &[&INPUT, &BREAKPOINT, &MEMORYVIEW, &EXIT, &QUIT];

macro_rules! refused {
    ($($static:ident $name:literal $reason:literal;)*) => {
        $(static $static: NativeFunction =
            NativeFunction { name: $name, call: |interpreter, _| Err(interpreter.unsupported($reason)) };)*
    };
}

refused! {
    INPUT "input" "asking a question with `input`";
    BREAKPOINT "breakpoint" "`breakpoint()`";
    MEMORYVIEW "memoryview" "`memoryview`";
}

static EXIT: NativeFunction = NativeFunction { name: "exit", call: exit };

static QUIT: NativeFunction = NativeFunction { name: "quit", call: exit };

/// `sys.exit(code)`
pub(super) fn exit(
    interpreter: &mut crate::eval::Interpreter<'_>,
    arguments: crate::value::Arguments,
) -> Outcome<Value> {
    let [code] = arguments::positional::<1>(interpreter, "exit", arguments, 0)?;
    Err(interpreter.error_of("SystemExit", vec![code.unwrap_or(Value::None)]))
}
