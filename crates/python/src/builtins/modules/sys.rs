//! `sys`: the command line, the standard streams, and what version of Python we stand for.

use std::cell::RefCell;
use std::rc::Rc;

use super::system;
use crate::builtins::{arguments, files, native_class, refused};
use crate::eval::{Interpreter, Outcome};
use crate::tree::Compare;
use crate::value::{Arguments, Dict, ModuleObject, NativeFunction, Symbol, Value};

/// The Python whose behaviour we give.
const VERSION: [(&str, i64); 3] = [("major", 3), ("minor", 11), ("micro", 0)];

pub(super) fn module(interpreter: &mut Interpreter<'_>) -> Outcome<Rc<ModuleObject>> {
    let text = |text: &str| Value::str(text);
    let folder = Value::str(&interpreter.folder);
    let (stdout, stderr) = (files::standard(interpreter, "<stdout>"), files::standard(interpreter, "<stderr>"));
    let stdin = standard_input(interpreter);
    let version_info = version_info(interpreter);
    let flags = plain(interpreter, "flags", FLAGS.iter().map(|name| (*name, Value::Int(0))).collect());
    let implementation = vec![
        ("name", text("cpython")),
        ("version", version_info.clone()),
        ("cache_tag", text("cpython-311")),
        ("hexversion", Value::Int(0x030b_00f0)),
    ];
    let implementation = plain(interpreter, "SimpleNamespace", implementation);
    let float_info = vec![
        ("max", Value::Float(f64::MAX)),
        ("min", Value::Float(f64::MIN_POSITIVE)),
        ("epsilon", Value::Float(f64::EPSILON)),
        ("dig", Value::Int(15)),
        ("mant_dig", Value::Int(53)),
    ];
    let float_info = plain(interpreter, "float_info", float_info);
    let values = vec![
        ("argv", interpreter.argv.clone()),
        ("path", Value::list(vec![folder])),
        ("stdout", stdout.clone()),
        ("stderr", stderr.clone()),
        ("__stdout__", stdout),
        ("__stderr__", stderr),
        ("stdin", stdin),
        ("version_info", version_info),
        ("version", text("3.11.0 (bartizan)")),
        ("hexversion", Value::Int(0x030b_00f0)),
        ("platform", text("linux")),
        ("byteorder", text("little")),
        ("maxsize", Value::Int(i64::MAX)),
        ("maxunicode", Value::Int(0x10_ffff)),
        ("executable", text("")),
        ("prefix", text("")),
        ("base_prefix", text("")),
        ("exec_prefix", text("")),
        ("base_exec_prefix", text("")),
        ("platlibdir", text("lib")),
        ("copyright", text("")),
        ("api_version", Value::Int(1013)),
        ("orig_argv", interpreter.argv.clone()),
        ("warnoptions", Value::list(Vec::new())),
        ("meta_path", Value::list(Vec::new())),
        ("path_hooks", Value::list(Vec::new())),
        ("float_repr_style", text("short")),
        ("pycache_prefix", Value::None),
        ("flags", flags),
        ("implementation", implementation),
        ("float_info", float_info),
        ("dont_write_bytecode", Value::Bool(true)),
        ("builtin_module_names", Value::tuple(vec![text("builtins"), text("sys")])),
    ];
    let module = super::new_module("sys", FUNCTIONS, values);
    let modules = imported(interpreter, &module)?;
    module.set(Symbol::new("modules"), Some(modules));
    Ok(module)
}

const FUNCTIONS: &[&NativeFunction] = &[
    &EXIT,
    &GET_DEFAULT_ENCODING,
    &GET_FILE_SYSTEM_ENCODING,
    &GET_RECURSION_LIMIT,
    &SET_RECURSION_LIMIT,
    &INTERN,
    &EXC_INFO,
    &GET_SIZE,
    &EXCEPT_HOOK,
    &DISPLAY_HOOK,
    &GET_TRACE,
    &SET_TRACE,
    &SET_PROFILE,
    &GET_FRAME,
];

/// What `sys.flags` has; nothing of it is set.
const FLAGS: [&str; 12] = [
    "debug",
    "inspect",
    "interactive",
    "optimize",
    "dont_write_bytecode",
    "no_user_site",
    "no_site",
    "ignore_environment",
    "verbose",
    "quiet",
    "isolated",
    "utf8_mode",
];

/// An object that has values, and nothing else.
fn plain(interpreter: &mut Interpreter<'_>, name: &'static str, values: Vec<(&str, Value)>) -> Value {
    let class = native_class(interpreter, name, &[]);
    interpreter.object_with(&class, values)
}

static GET_FILE_SYSTEM_ENCODING: NativeFunction =
    NativeFunction { name: "getfilesystemencoding", call: |_, _| Ok(Value::str("utf-8")) };

/// A script may replace it; errors are shown in our way all the same.
static EXCEPT_HOOK: NativeFunction = NativeFunction { name: "excepthook", call: |_, _| Ok(Value::None) };

static DISPLAY_HOOK: NativeFunction = NativeFunction { name: "displayhook", call: |_, _| Ok(Value::None) };

static GET_TRACE: NativeFunction = NativeFunction { name: "gettrace", call: |_, _| Ok(Value::None) };

static SET_TRACE: NativeFunction =
    NativeFunction { name: "settrace", call: |interpreter, _| Err(interpreter.unsupported("`sys.settrace()`")) };

static SET_PROFILE: NativeFunction =
    NativeFunction { name: "setprofile", call: |interpreter, _| Err(interpreter.unsupported("`sys.setprofile()`")) };

static GET_FRAME: NativeFunction =
    NativeFunction { name: "_getframe", call: |interpreter, _| Err(interpreter.unsupported("`sys._getframe()`")) };

static EXIT: NativeFunction = NativeFunction { name: "exit", call: refused::exit };

static GET_DEFAULT_ENCODING: NativeFunction =
    NativeFunction { name: "getdefaultencoding", call: |_, _| Ok(Value::str("utf-8")) };

static GET_RECURSION_LIMIT: NativeFunction =
    NativeFunction { name: "getrecursionlimit", call: |_, _| Ok(Value::Int(crate::limits::MAX_CALL_DEPTH as i64)) };

/// Accepted and without effect: limits cannot be raised from inside a script.
static SET_RECURSION_LIMIT: NativeFunction = NativeFunction {
    name: "setrecursionlimit",
    call: |interpreter, arguments| {
        let [limit] = arguments::exactly::<1>(interpreter, "sys.setrecursionlimit", arguments)?;
        arguments::index(interpreter, &limit)?;
        Ok(Value::None)
    },
};

static INTERN: NativeFunction = NativeFunction {
    name: "intern",
    call: |interpreter, arguments| {
        let [text] = arguments::exactly::<1>(interpreter, "sys.intern", arguments)?;
        arguments::text(interpreter, &text, "intern() argument must be str")?;
        Ok(text)
    },
};

/// `sys.exc_info()`: the exception that is being handled, with the places that it came through.
static EXC_INFO: NativeFunction = NativeFunction {
    name: "exc_info",
    call: |interpreter, arguments| {
        arguments::nothing(interpreter, "sys.exc_info", arguments)?;
        let Some(exception) = interpreter.handled().map(|raised| raised.exception.clone()) else {
            return Ok(Value::tuple(vec![Value::None, Value::None, Value::None]));
        };
        let class = Value::Class(interpreter.class_of(&exception));
        let mut traceback = Value::None;
        for entry in system::trace(interpreter, &exception)?.into_iter().rev() {
            traceback = traceback_entry(interpreter, &entry, traceback);
        }
        Ok(Value::tuple(vec![class, exception, traceback]))
    },
};

/// One place of a traceback: `tb.tb_frame.f_code.co_filename`, `tb.tb_lineno` ...
fn traceback_entry(interpreter: &mut Interpreter<'_>, entry: &Value, next: Value) -> Value {
    let Value::Tuple(parts) = entry else { return next };
    let [file, line, function, text] = parts.items.as_slice() else { return next };
    let make = |interpreter: &mut Interpreter<'_>, name: &'static str, values: Vec<(&str, Value)>| {
        let class = native_class(interpreter, name, &[]);
        interpreter.object_with(&class, values)
    };
    let code = make(interpreter, "code", vec![("co_filename", file.clone()), ("co_name", function.clone())]);
    let frame = make(interpreter, "frame", vec![("f_code", code), ("f_lineno", line.clone())]);
    let values = vec![("tb_frame", frame), ("tb_lineno", line.clone()), ("_line", text.clone()), ("tb_next", next)];
    make(interpreter, "traceback", values)
}

static GET_SIZE: NativeFunction =
    NativeFunction { name: "getsizeof", call: |interpreter, _| Err(interpreter.unsupported("`sys.getsizeof()`")) };

static READ: NativeFunction = NativeFunction { name: "read", call: |_, _| Ok(Value::str("")) };

static READ_LINE: NativeFunction = NativeFunction { name: "readline", call: |_, _| Ok(Value::str("")) };

static READ_LINES: NativeFunction = NativeFunction { name: "readlines", call: no_lines };

static ITERATE: NativeFunction = NativeFunction {
    name: "__iter__",
    call: |interpreter, _| interpreter.iterator(&Value::list(Vec::new())).map(Value::Iterator),
};

static IS_TERMINAL: NativeFunction = NativeFunction { name: "isatty", call: |_, _| Ok(Value::Bool(false)) };

/// Standard input is empty.
fn no_lines(_: &mut Interpreter<'_>, _: Arguments) -> Outcome<Value> {
    Ok(Value::list(Vec::new()))
}

fn standard_input(interpreter: &mut Interpreter<'_>) -> Value {
    let class = native_class(interpreter, "TextIOWrapper", &[&READ, &READ_LINE, &READ_LINES, &ITERATE, &IS_TERMINAL]);
    interpreter.object_with(&class, vec![("name", Value::str("<stdin>"))])
}

/// Modules that were imported up to now.
fn imported(interpreter: &mut Interpreter<'_>, sys: &Rc<ModuleObject>) -> Outcome<Value> {
    let mut names: Vec<Rc<str>> = interpreter.modules.keys().cloned().collect();
    names.sort();
    let mut modules: Vec<(Rc<str>, Rc<ModuleObject>)> = Vec::new();
    modules.push(("builtins".into(), interpreter.builtins.clone()));
    modules.push(("sys".into(), sys.clone()));
    for name in names {
        if let Some(module) = interpreter.modules.get(&name).filter(|_| !matches!(&*name, "builtins" | "sys")) {
            modules.push((name, module.clone()));
        }
    }
    let dict = RefCell::new(Dict::default());
    for (name, module) in modules {
        interpreter.dict_set(&dict, Value::str(name), Value::Module(module))?;
    }
    Ok(Value::dict(dict.into_inner()))
}

/// `sys.version_info`: compares like a tuple, and has names for its parts.
fn version_info(interpreter: &mut Interpreter<'_>) -> Value {
    let functions: &[&'static NativeFunction] = &[
        &VERSION_EQUALS,
        &VERSION_BELOW,
        &VERSION_AT_MOST,
        &VERSION_ABOVE,
        &VERSION_AT_LEAST,
        &VERSION_ITEM,
        &VERSION_LENGTH,
        &VERSION_ITERATE,
        &VERSION_SHOW,
    ];
    let class = native_class(interpreter, "version_info", functions);
    let mut parts: Vec<(&str, Value)> = VERSION.iter().map(|(name, number)| (*name, Value::Int(*number))).collect();
    parts.push(("releaselevel", Value::str("final")));
    parts.push(("serial", Value::Int(0)));
    let tuple = Value::tuple(parts.iter().map(|(_, value)| value.clone()).collect());
    parts.push((TUPLE, tuple));
    interpreter.object_with(&class, parts)
}

/// A name that no script can write.
const TUPLE: &str = "<tuple>";

fn as_tuple(value: &Value) -> Value {
    match value {
        Value::Instance(instance) => instance.get(Symbol::new(TUPLE)).unwrap_or(Value::None),
        other => other.clone(),
    }
}

macro_rules! version_comparisons {
    ($($static:ident $name:literal $operator:ident;)*) => {
        $(static $static: NativeFunction = NativeFunction {
            name: $name,
            call: |interpreter, arguments| {
                let [this, other] = arguments::exactly::<2>(interpreter, $name, arguments)?;
                interpreter.compare(Compare::$operator, &as_tuple(&this), &as_tuple(&other))
            },
        };)*
    };
}

version_comparisons! {
    VERSION_EQUALS "__eq__" Equal;
    VERSION_BELOW "__lt__" Less;
    VERSION_AT_MOST "__le__" LessOrEqual;
    VERSION_ABOVE "__gt__" Greater;
    VERSION_AT_LEAST "__ge__" GreaterOrEqual;
}

static VERSION_ITEM: NativeFunction = NativeFunction {
    name: "__getitem__",
    call: |interpreter, arguments| {
        let [this, index] = arguments::exactly::<2>(interpreter, "__getitem__", arguments)?;
        interpreter.get_item(&as_tuple(&this), &index)
    },
};

static VERSION_LENGTH: NativeFunction = NativeFunction { name: "__len__", call: |_, _| Ok(Value::Int(5)) };

static VERSION_ITERATE: NativeFunction = NativeFunction {
    name: "__iter__",
    call: |interpreter, arguments| {
        let [this] = arguments::exactly::<1>(interpreter, "__iter__", arguments)?;
        interpreter.iterator(&as_tuple(&this)).map(Value::Iterator)
    },
};

static VERSION_SHOW: NativeFunction = NativeFunction {
    name: "__repr__",
    call: |_, _| {
        let [(_, major), (_, minor), (_, micro)] = VERSION;
        let shown =
            format!("sys.version_info(major={major}, minor={minor}, micro={micro}, releaselevel='final', serial=0)");
        Ok(Value::str(shown))
    },
};
