//! Our part of the standard library, one file a module.

pub(crate) mod abc;
mod binascii;
mod collections;
mod collections_abc;
mod copy;
mod csv_text;
mod dataclass_fields;
mod dataclass_functions;
mod dataclass_methods;
mod dataclasses;
mod dates;
mod entities;
mod enum_flags;
mod enums;
mod functools;
mod future;
mod hashes;
mod itertools;
mod itertools_arranged;
mod itertools_grouped;
mod json;
mod json_read;
mod json_write;
mod math;
mod math_floats;
mod operator;
mod os;
pub(crate) mod os_path;
mod re;
mod refused;
mod refusing;
mod strftime;
mod string;
mod struct_bytes;
mod sys;
mod system;
mod toml_text;
mod twister;
mod typing;
mod unicodedata;

use std::cell::RefCell;
use std::rc::Rc;

pub(crate) use collections_abc::is_kind_of;
pub(crate) use dataclasses::documentation as documentation_of_dataclass;
pub(super) use itertools::construct_chain;
pub(crate) use re::Patterns;
pub(super) use system::NEW_MODULE;

use crate::eval::{Interpreter, Outcome, Stop};
use crate::value::class::Mark;
use crate::value::{Attributes, Class, ModuleObject, NativeClass, NativeFunction, Symbol, Value};

/// A module by its full name; `None` when it is not one of ours.
pub(crate) fn module(interpreter: &mut Interpreter<'_>, name: &str) -> Option<Outcome<Rc<ModuleObject>>> {
    Some(Ok(match name {
        "__future__" => future::module(),
        "_csv" => csv_text::module(interpreter),
        "_entities" => entities::module(),
        "_hashes" => hashes::module(),
        "_json" => json::module(),
        "_refused" => refusing::module(),
        "_toml" => toml_text::module(interpreter),
        "_twister" => twister::module(),
        "_dates" => dates::module(),
        "_string" => string::module(),
        "abc" => abc::module(interpreter),
        "binascii" => binascii::module(interpreter),
        "builtins" => interpreter.builtins.clone(),
        "dataclasses" => dataclasses::module(interpreter),
        "_enum" => enums::module(interpreter),
        "cmath" => return Some(Err(interpreter.unsupported("the module `cmath`"))),
        "collections" => return Some(collections::module(interpreter)),
        "collections.abc" => return Some(collections_abc::module(interpreter)),
        "copy" => copy::module(interpreter),
        "functools" => return Some(functools::module(interpreter)),
        "itertools" => itertools::module(interpreter),
        "math" => math::module(),
        "operator" => operator::module(interpreter),
        "os" => return Some(os::module(interpreter)),
        "_system" => system::module(),
        "os.path" | "posixpath" => os::path_module(interpreter),
        "re" => return Some(re::module(interpreter)),
        "struct" => return Some(struct_bytes::module(interpreter)),
        "sys" => return Some(sys::module(interpreter)),
        "unicodedata" => unicodedata::module(),
        "zlib" => binascii::zlib(),
        "typing" | "typing_extensions" => return Some(typing::module(interpreter, name)),
        _ => {
            if let Some(module) = refused::module(interpreter, name) {
                return Some(module);
            }
            let (_, text) = WRITTEN_IN_PYTHON.iter().find(|(known, _)| *known == name)?;
            return Some(interpreter.load_own(name, text));
        }
    }))
}

/// Whether CPython's standard library has a module of this name.
pub(crate) fn is_in_standard_library(name: &str) -> bool {
    STANDARD_LIBRARY.split_ascii_whitespace().any(|known| known == name)
}

/// The modules of CPython 3.11's standard library that have no counterpart here.
const STANDARD_LIBRARY: &str = "\
    aifc antigravity array ast asynchat asyncore audioop bdb binascii binhex bz2 cProfile cgi cgitb chunk cmath cmd \
    code codeop colorsys compileall configparser contextvars copyreg crypt ctypes curses dbm dis distutils doctest \
    email ensurepip faulthandler fcntl filecmp fileinput ftplib getopt gettext graphlib grp gzip idlelib imaplib imghdr \
    imp keyword lib2to3 linecache lzma mailbox mailcap marshal mimetypes mmap modulefinder msilib msvcrt netrc nis \
    nntplib nt ntpath nturl2path opcode optparse ossaudiodev parser pdb pipes plistlib poplib posix profile pstats pty \
    pwd py_compile pyclbr pydoc pyexpat queue quopri readline reprlib resource rlcompleter runpy sched select selectors \
    site smtpd smtplib sndhdr spwd sre_compile sre_constants sre_parse stat stringprep sunau symtable sysconfig syslog \
    tabnanny tarfile telnetlib termios test this timeit tkinter token tokenize trace tracemalloc tty turtle unicodedata \
    unittest uu venv wave winreg winsound wsgiref xdrlib xml xmlrpc zipapp zipfile zipimport";

/// Modules that are scripts themselves, evaluated when they are imported.
const WRITTEN_IN_PYTHON: &[(&str, &str)] = &[
    ("_bytearray", include_str!("_bytearray.py")),
    ("_complex", include_str!("_complex.py")),
    ("_argparse_help", include_str!("_argparse_help.py")),
    ("_strptime", include_str!("_strptime.py")),
    ("argparse", include_str!("argparse.py")),
    ("asyncio", include_str!("asyncio.py")),
    ("atexit", include_str!("atexit.py")),
    ("base64", include_str!("base64.py")),
    ("bisect", include_str!("bisect.py")),
    ("calendar", include_str!("calendar.py")),
    ("codecs", include_str!("codecs.py")),
    ("contextlib", include_str!("contextlib.py")),
    ("csv", include_str!("csv.py")),
    ("datetime", include_str!("datetime.py")),
    ("decimal", include_str!("decimal.py")),
    ("difflib", include_str!("difflib.py")),
    ("enum", include_str!("enum.py")),
    ("errno", include_str!("errno.py")),
    ("fnmatch", include_str!("fnmatch.py")),
    ("fractions", include_str!("fractions.py")),
    ("gc", include_str!("gc.py")),
    ("glob", include_str!("glob.py")),
    ("hashlib", include_str!("hashlib.py")),
    ("heapq", include_str!("heapq.py")),
    ("hmac", include_str!("hmac.py")),
    ("html", include_str!("html.py")),
    ("html.entities", include_str!("html_entities.py")),
    ("importlib", include_str!("importlib.py")),
    ("importlib.metadata", include_str!("importlib_metadata.py")),
    ("importlib.resources", include_str!("importlib_resources.py")),
    ("importlib.util", include_str!("importlib_util.py")),
    ("inspect", include_str!("inspect.py")),
    ("io", include_str!("io.py")),
    ("ipaddress", include_str!("ipaddress.py")),
    ("json", include_str!("json.py")),
    ("json.decoder", include_str!("json_parts.py")),
    ("json.encoder", include_str!("json_parts.py")),
    ("locale", include_str!("locale.py")),
    ("logging", include_str!("logging.py")),
    ("logging.config", include_str!("logging_config.py")),
    ("logging.handlers", include_str!("logging_handlers.py")),
    ("numbers", include_str!("numbers.py")),
    ("pathlib", include_str!("pathlib.py")),
    ("pkgutil", include_str!("pkgutil.py")),
    ("platform", include_str!("platform.py")),
    ("pprint", include_str!("pprint.py")),
    ("random", include_str!("random.py")),
    ("secrets", include_str!("secrets.py")),
    ("shlex", include_str!("shlex.py")),
    ("shutil", include_str!("shutil.py")),
    ("signal", include_str!("signal.py")),
    ("statistics", include_str!("statistics.py")),
    ("string", include_str!("string.py")),
    ("textwrap", include_str!("textwrap.py")),
    ("threading", include_str!("threading.py")),
    ("time", include_str!("time.py")),
    ("tomllib", include_str!("tomllib.py")),
    ("traceback", include_str!("traceback.py")),
    ("types", include_str!("types.py")),
    ("urllib", ""),
    ("urllib.parse", include_str!("urllib_parse.py")),
    ("uuid", include_str!("uuid.py")),
    ("warnings", include_str!("warnings.py")),
    ("weakref", include_str!("weakref.py")),
    ("zoneinfo", include_str!("zoneinfo.py")),
];

/// A module of functions and other values.
fn new_module(name: &str, functions: &[&'static NativeFunction], values: Vec<(&str, Value)>) -> Rc<ModuleObject> {
    let module = ModuleObject::new(name, Vec::new(), None);
    for function in functions {
        module.set(Symbol::new(function.name), Some(Value::Native(function)));
    }
    for (name, value) in values {
        module.set(Symbol::new(name), Some(value));
    }
    Rc::new(module)
}

/// An exception of a module.
fn exception_class(parent: Rc<Class>, module: &str, name: &str) -> Rc<Class> {
    Rc::new(Class {
        name: name.into(),
        module: module.into(),
        ancestors: parent.lineage().cloned().collect(),
        bases: vec![parent],
        attributes: RefCell::new(Attributes::default()),
        native: NativeClass::Exception,
        documentation: None,
        more: Default::default(),
    })
}

/// Raises an exception of a module of ours.
fn raise_own(interpreter: &mut Interpreter<'_>, module: &str, name: &str, message: &str) -> Stop {
    let class = interpreter.modules.get(module).and_then(|module| module.get(Symbol::new(name)));
    match class {
        Some(Value::Class(class)) => {
            let exception = interpreter.exception(&class, vec![Value::str(message)]);
            interpreter.raised(exception)
        }
        _ => interpreter.error("ValueError", message),
    }
}

/// A class that works as if a script had written it, with functions of ours as its methods.
pub(super) fn plain_class(
    interpreter: &Interpreter<'_>,
    module: &str,
    name: &str,
    functions: &[&'static NativeFunction],
) -> Rc<Class> {
    let mut attributes = Attributes::default();
    for function in functions {
        attributes.set(Symbol::new(function.name), Value::Native(function), Mark::Derived);
    }
    let object = interpreter.types.object.clone();
    Rc::new(Class {
        name: name.into(),
        module: module.into(),
        bases: vec![object.clone()],
        ancestors: vec![object],
        attributes: RefCell::new(attributes),
        native: NativeClass::Plain,
        documentation: None,
        more: Default::default(),
    })
}
