//! `os`: paths, and an environment that is empty. Whatever touches the system is refused.

use std::rc::Rc;

use super::os_path;
use crate::builtins::arguments::{self, Parameters};
use crate::eval::Interpreter;
use crate::value::{Dict, ModuleObject, NativeFunction, Symbol, Value};

pub(super) fn module(interpreter: &mut Interpreter<'_>) -> Rc<ModuleObject> {
    let path = interpreter.modules.get("os.path").cloned().unwrap_or_else(os_path::module);
    let values = vec![
        ("path", Value::Module(path.clone())),
        ("environ", Value::dict(Dict::default())),
        ("name", Value::str("posix")),
        ("sep", Value::str("/")),
        ("altsep", Value::None),
        ("linesep", Value::str("\n")),
        ("pathsep", Value::str(":")),
        ("extsep", Value::str(".")),
        ("curdir", Value::str(".")),
        ("pardir", Value::str("..")),
        ("devnull", Value::str("/dev/null")),
    ];
    interpreter.modules.insert("os.path".into(), path);
    super::new_module("os", FUNCTIONS, values)
}

/// `os.path`: the one that `os` has, when it was imported before.
pub(super) fn path_module(interpreter: &mut Interpreter<'_>) -> Rc<ModuleObject> {
    match interpreter.modules.get("os").and_then(|os| os.get(Symbol::new("path"))) {
        Some(Value::Module(path)) => path,
        _ => os_path::module(),
    }
}

const FUNCTIONS: &[&NativeFunction] = &[
    &GETCWD, &GETENV, &FSPATH, &LISTDIR, &SCANDIR, &WALK, &MKDIR, &MAKEDIRS, &REMOVE, &UNLINK, &RENAME, &REPLACE,
    &RMDIR, &CHDIR, &STAT, &SYSTEM, &POPEN, &PUTENV, &GETPID, &GETLOGIN, &URANDOM, &OPEN, &KILL, &FORK, &EXIT_NOW,
];

static GETCWD: NativeFunction = NativeFunction {
    name: "getcwd",
    call: |interpreter, arguments| {
        arguments::nothing(interpreter, "os.getcwd", arguments)?;
        Ok(Value::str(&interpreter.folder))
    },
};

static GETENV: NativeFunction = NativeFunction {
    name: "getenv",
    call: |interpreter, arguments| {
        let parameters = Parameters { function: "getenv", names: ["key", "default"], positional: 2, required: 1 };
        let [_, default] = arguments::named(interpreter, &parameters, arguments)?;
        Ok(default.unwrap_or(Value::None))
    },
};

static FSPATH: NativeFunction = NativeFunction {
    name: "fspath",
    call: |interpreter, arguments| {
        let [path] = arguments::exactly::<1>(interpreter, "fspath", arguments)?;
        os_path::path_of(interpreter, &path).map(Value::str)
    },
};

macro_rules! refused {
    ($($static:ident $name:literal;)*) => {
        $(static $static: NativeFunction = NativeFunction {
            name: $name,
            call: |interpreter, _| Err(interpreter.unsupported(concat!("`os.", $name, "()`"))),
        };)*
    };
}

refused! {
    LISTDIR "listdir"; SCANDIR "scandir"; WALK "walk"; MKDIR "mkdir"; MAKEDIRS "makedirs"; REMOVE "remove";
    UNLINK "unlink"; RENAME "rename"; REPLACE "replace"; RMDIR "rmdir"; CHDIR "chdir"; STAT "stat"; SYSTEM "system";
    POPEN "popen"; PUTENV "putenv"; GETPID "getpid"; GETLOGIN "getlogin"; URANDOM "urandom"; OPEN "open"; KILL "kill";
    FORK "fork"; EXIT_NOW "_exit";
}
