//! `os`: paths, folders, and an environment that is empty. What else touches the system is refused.

use std::rc::Rc;

use super::{os_path, refused};
use crate::builtins::arguments::{self, Parameters};
use crate::eval::{Interpreter, Outcome};
use crate::value::{Dict, ModuleObject, NativeFunction, Symbol, Value};

pub(super) fn module(interpreter: &mut Interpreter<'_>) -> Outcome<Rc<ModuleObject>> {
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
    for name in ["os.path", "posixpath"] {
        // What can fail here is the limit on steps, which the next step meets again.
        let _ = interpreter.remember_module(name, &path);
    }
    let module = super::new_module("os", FUNCTIONS, values);
    module.set(Symbol::new("error"), Some(Value::Class(interpreter.exceptions.class("OSError"))));
    // It is complete but for the functions that are written in Python, which import it.
    interpreter.remember_module("os", &module)?;
    let files = interpreter.load_own("_os_files", include_str!("_os_files.py"))?;
    for (name, value) in files.entries() {
        if !name.name().starts_with('_') && module.get(name).is_none() {
            module.set(name, Some(value));
        }
    }
    Ok(module)
}

/// `os.path`: the one that `os` has, when it was imported before.
pub(super) fn path_module(interpreter: &mut Interpreter<'_>) -> Rc<ModuleObject> {
    match interpreter.modules.get("os").and_then(|os| os.get(Symbol::new("path"))) {
        Some(Value::Module(path)) => path,
        _ => os_path::module(),
    }
}

const FUNCTIONS: &[&NativeFunction] = &[
    &GETCWD,
    &GETENV,
    &PUTENV,
    &FSPATH,
    &REMOVE,
    &UNLINK,
    &RENAME,
    &REPLACE,
    &RMDIR,
    &REMOVEDIRS,
    &SYMLINK,
    &LINK,
    &READLINK,
    &CHMOD,
    &CHOWN,
    &UTIME,
    &CHDIR,
    &OPEN,
    &SYSTEM,
    &POPEN,
    &STARTFILE,
    &EXECV,
    &EXECVP,
    &SPAWNV,
    &FORK,
    &KILL,
    &WAITPID,
    &EXIT_NOW,
    &ABORT,
    &GETPID,
    &GETPPID,
    &GETUID,
    &GETLOGIN,
    &UNAME,
    &URANDOM,
    &UMASK,
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
        let [key, default] = arguments::named(interpreter, &parameters, arguments)?;
        let key = key.unwrap_or(Value::None);
        arguments::text(interpreter, &key, "str expected")?;
        let environment = interpreter.modules.get("os").and_then(|os| os.get(Symbol::new("environ")));
        let found = match environment {
            Some(Value::Dict(dict)) => interpreter.dict_get(&dict.dict, &key)?,
            _ => None,
        };
        Ok(found.or(default).unwrap_or(Value::None))
    },
};

/// Accepted and without effect: nobody reads the environment. `os.environ` is not changed by it in CPython either.
static PUTENV: NativeFunction = NativeFunction { name: "putenv", call: |_, _| Ok(Value::None) };

static FSPATH: NativeFunction = NativeFunction {
    name: "fspath",
    call: |interpreter, arguments| {
        let [path] = arguments::exactly::<1>(interpreter, "fspath", arguments)?;
        os_path::path_of(interpreter, &path).map(Value::str)
    },
};

/// Functions that are refused, each with what it does.
macro_rules! refused {
    ($($static:ident $name:literal $reason:literal;)*) => {
        $(static $static: NativeFunction = NativeFunction {
            name: $name,
            call: |interpreter, _| {
                Err(refused::refusal(interpreter, concat!("`os.", $name, "` ", $reason, ", which a model may not")))
            },
        };)*
    };
}

refused! {
    REMOVE "remove" "deletes a file"; UNLINK "unlink" "deletes a file"; RENAME "rename" "moves a file";
    REPLACE "replace" "moves a file"; RMDIR "rmdir" "deletes a folder"; REMOVEDIRS "removedirs" "deletes folders";
    SYMLINK "symlink" "makes a link"; LINK "link" "makes a link"; READLINK "readlink" "follows a link";
    CHMOD "chmod" "changes a file"; CHOWN "chown" "changes a file"; UTIME "utime" "changes a file";
    CHDIR "chdir" "changes where paths start"; OPEN "open" "opens a file by number";
    SYSTEM "system" "starts a process"; POPEN "popen" "starts a process"; STARTFILE "startfile" "starts a process";
    EXECV "execv" "starts a process"; EXECVP "execvp" "starts a process"; SPAWNV "spawnv" "starts a process";
    FORK "fork" "starts a process"; KILL "kill" "ends a process"; WAITPID "waitpid" "waits for a process";
    EXIT_NOW "_exit" "ends the process"; ABORT "abort" "ends the process"; GETPID "getpid" "asks for the process";
    GETPPID "getppid" "asks for the process"; GETUID "getuid" "asks for the user"; GETLOGIN "getlogin" "asks for the user";
    UNAME "uname" "asks for the machine"; URANDOM "urandom" "asks for chance"; UMASK "umask" "changes the process";
}
