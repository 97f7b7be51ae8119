//! `os.path`, as on Linux.

use std::rc::Rc;

use super::system;
use crate::builtins::{arguments, files};
use crate::eval::{Interpreter, Outcome};
use crate::host::{PathKind, ReadError};
use crate::value::{Arguments, ModuleObject, NativeFunction, Value};

pub(super) fn module() -> Rc<ModuleObject> {
    let values = vec![
        ("sep", Value::str("/")),
        ("altsep", Value::None),
        ("extsep", Value::str(".")),
        ("pathsep", Value::str(":")),
        ("curdir", Value::str(".")),
        ("pardir", Value::str("..")),
    ];
    super::new_module("posixpath", FUNCTIONS, values)
}

const FUNCTIONS: &[&NativeFunction] = &[
    &JOIN,
    &DIRNAME,
    &BASENAME,
    &SPLIT,
    &SPLITEXT,
    &SPLITDRIVE,
    &EXISTS,
    &LEXISTS,
    &ISFILE,
    &ISDIR,
    &ISLINK,
    &ISABS,
    &ABSPATH,
    &REALPATH,
    &NORMPATH,
    &NORMCASE,
    &RELPATH,
    &EXPANDUSER,
    &EXPANDVARS,
    &COMMONPREFIX,
    &COMMONPATH,
    &GETSIZE,
    &SAMEFILE,
    &GETMTIME,
];

/// The text of a path or of an object with `__fspath__`.
pub(super) fn path_of(interpreter: &mut Interpreter<'_>, value: &Value) -> Outcome<String> {
    match value {
        Value::Str(path) => Ok(path.as_str().to_owned()),
        Value::Bytes(_) => Err(interpreter.unsupported("a path of bytes")),
        other => match interpreter.call_special(other, "__fspath__", Arguments::default())? {
            Some(Value::Str(path)) => Ok(path.as_str().to_owned()),
            _ => {
                let name = interpreter.type_name(other);
                let message = format!("expected str, bytes or os.PathLike object, not {name}");
                Err(interpreter.error("TypeError", message))
            }
        },
    }
}

fn one_path(interpreter: &mut Interpreter<'_>, function: &str, arguments: Arguments) -> Outcome<String> {
    let [path] = arguments::exactly::<1>(interpreter, function, arguments)?;
    let path = path_of(interpreter, &path)?;
    interpreter.reserve(path.len())?;
    interpreter.step(path.len() / 8)?;
    Ok(path)
}

/// A function from a path to a text.
macro_rules! texts {
    ($($static:ident $name:literal = $map:expr;)*) => {
        $(static $static: NativeFunction = NativeFunction {
            name: $name,
            call: |interpreter, arguments| {
                let path = one_path(interpreter, $name, arguments)?;
                let map: fn(&str, &str) -> String = $map;
                Ok(Value::str(map(&path, &interpreter.folder)))
            },
        };)*
    };
}

texts! {
    DIRNAME "dirname" = |path, _| parts(path).0;
    BASENAME "basename" = |path, _| parts(path).1;
    NORMPATH "normpath" = |path, _| normal(path);
    NORMCASE "normcase" = |path, _| path.to_owned();
    ABSPATH "abspath" = absolute;
    EXPANDUSER "expanduser" = |path, _| path.to_owned();
    EXPANDVARS "expandvars" = |path, _| path.to_owned();
}

/// A function that gives two texts.
macro_rules! pairs {
    ($($static:ident $name:literal = $map:expr;)*) => {
        $(static $static: NativeFunction = NativeFunction {
            name: $name,
            call: |interpreter, arguments| {
                let path = one_path(interpreter, $name, arguments)?;
                let map: fn(&str) -> (String, String) = $map;
                let (first, second) = map(&path);
                Ok(Value::tuple(vec![Value::str(first), Value::str(second)]))
            },
        };)*
    };
}

pairs! {
    SPLIT "split" = parts;
    SPLITEXT "splitext" = extension;
    SPLITDRIVE "splitdrive" = |path| (String::new(), path.to_owned());
}

/// A question about what lies at a path.
macro_rules! questions {
    ($($static:ident $name:literal = $test:expr;)*) => {
        $(static $static: NativeFunction = NativeFunction {
            name: $name,
            call: |interpreter, arguments| {
                let [path] = arguments::exactly::<1>(interpreter, $name, arguments)?;
                let kind = kind(interpreter, &path)?;
                let test: fn(PathKind) -> bool = $test;
                Ok(Value::Bool(test(kind)))
            },
        };)*
    };
}

questions! {
    EXISTS "exists" = |kind| kind != PathKind::Nothing;
    LEXISTS "lexists" = |kind| kind != PathKind::Nothing;
    ISFILE "isfile" = |kind| kind == PathKind::File;
    ISDIR "isdir" = |kind| kind == PathKind::Directory;
}

fn kind(interpreter: &mut Interpreter<'_>, path: &Value) -> Outcome<PathKind> {
    let path = match path {
        Value::None | Value::List(_) | Value::Dict(_) | Value::Float(_) => {
            let name = interpreter.type_name(path);
            let message = format!("stat: path should be string, bytes, os.PathLike or integer, not {name}");
            return Err(interpreter.error("TypeError", message));
        }
        other => path_of(interpreter, other)?,
    };
    // What the outside does is not counted in steps.
    interpreter.step(1000)?;
    Ok(interpreter.host.kind(&path))
}

static ISABS: NativeFunction = NativeFunction {
    name: "isabs",
    call: |interpreter, arguments| {
        let path = one_path(interpreter, "isabs", arguments)?;
        Ok(Value::Bool(path.starts_with('/')))
    },
};

static JOIN: NativeFunction = NativeFunction {
    name: "join",
    call: |interpreter, arguments| {
        arguments::refuse_keywords(interpreter, "join", &arguments)?;
        if arguments.positional.is_empty() {
            return Err(interpreter.error("TypeError", "join() missing 1 required positional argument: 'a'"));
        }
        let mut joined = String::new();
        for (at, part) in arguments.positional.iter().enumerate() {
            let part = match part {
                Value::Str(_) | Value::Instance(_) => path_of(interpreter, part)?,
                other => {
                    let name = interpreter.type_name(other);
                    let message = format!("join() argument must be str, bytes, or os.PathLike object, not '{name}'");
                    return Err(interpreter.error("TypeError", message));
                }
            };
            if part.starts_with('/') || at == 0 {
                joined.clear();
            } else if !joined.is_empty() && !joined.ends_with('/') {
                joined.push('/');
            }
            joined.push_str(&part);
            interpreter.reserve(joined.len())?;
        }
        Ok(Value::str(joined))
    },
};

static RELPATH: NativeFunction = NativeFunction {
    name: "relpath",
    call: |interpreter, arguments| {
        let [path, start] = arguments::positional::<2>(interpreter, "relpath", arguments, 1)?;
        let path = path_of(interpreter, &path.unwrap_or(Value::None))?;
        if path.is_empty() {
            return Err(interpreter.error("ValueError", "no path specified"));
        }
        let start = match start.filter(|start| !matches!(start, Value::None)) {
            Some(start) => path_of(interpreter, &start)?,
            None => ".".to_owned(),
        };
        interpreter.reserve(path.len() + start.len())?;
        let (path, start) = (absolute(&path, &interpreter.folder), absolute(&start, &interpreter.folder));
        Ok(Value::str(relative(&path, &start)))
    },
};

static COMMONPREFIX: NativeFunction = NativeFunction {
    name: "commonprefix",
    call: |interpreter, arguments| {
        let paths = several_paths(interpreter, "commonprefix", arguments)?;
        let (Some(least), Some(most)) = (paths.iter().min(), paths.iter().max()) else { return Ok(Value::str("")) };
        let common = least.chars().zip(most.chars()).take_while(|(a, b)| a == b);
        Ok(Value::str(common.map(|(character, _)| character).collect::<String>()))
    },
};

static COMMONPATH: NativeFunction = NativeFunction {
    name: "commonpath",
    call: |interpreter, arguments| {
        let paths = several_paths(interpreter, "commonpath", arguments)?;
        if paths.is_empty() {
            return Err(interpreter.error("ValueError", "commonpath() arg is an empty sequence"));
        }
        let is_absolute = paths.first().is_some_and(|path| path.starts_with('/'));
        if paths.iter().any(|path| path.starts_with('/') != is_absolute) {
            return Err(interpreter.error("ValueError", "Can't mix absolute and relative paths"));
        }
        let least = paths.iter().min_by(|a, b| folders(a).cmp(folders(b)));
        let most = paths.iter().max_by(|a, b| folders(a).cmp(folders(b)));
        let (Some(least), Some(most)) = (least, most) else { return Ok(Value::str("")) };
        let common: Vec<&str> =
            folders(least).zip(folders(most)).take_while(|(a, b)| a == b).map(|(part, _)| part).collect();
        Ok(Value::str(format!("{}{}", if is_absolute { "/" } else { "" }, common.join("/"))))
    },
};

fn several_paths(interpreter: &mut Interpreter<'_>, function: &str, arguments: Arguments) -> Outcome<Vec<String>> {
    let [paths] = arguments::exactly::<1>(interpreter, function, arguments)?;
    let mut texts = Vec::new();
    let mut size = 0;
    for path in interpreter.collect(&paths)? {
        let path = path_of(interpreter, &path)?;
        size += path.len();
        interpreter.step(path.len() / 4)?;
        crate::builtins::check_size(interpreter, size)?;
        texts.push(path);
    }
    Ok(texts)
}

static GETSIZE: NativeFunction = NativeFunction { name: "getsize", call: system::SIZE.call };

static ISLINK: NativeFunction = NativeFunction {
    name: "islink",
    call: |interpreter, arguments| {
        let [path] = arguments::exactly::<1>(interpreter, "islink", arguments)?;
        let path = path_of(interpreter, &path)?;
        interpreter.step(1000)?;
        Ok(Value::Bool(interpreter.host.is_link(&path)))
    },
};

static SAMEFILE: NativeFunction = NativeFunction {
    name: "samefile",
    call: |interpreter, arguments| {
        let [one, other] = arguments::exactly::<2>(interpreter, "samefile", arguments)?;
        let (one, other) = (path_of(interpreter, &one)?, path_of(interpreter, &other)?);
        for path in [&one, &other] {
            interpreter.step(1000)?;
            if interpreter.host.kind(path) == PathKind::Nothing {
                return Err(files::read_error(interpreter, path, ReadError::NotFound));
            }
        }
        Ok(Value::Bool(real(interpreter, &one)? == real(interpreter, &other)?))
    },
};

static REALPATH: NativeFunction = NativeFunction {
    name: "realpath",
    call: |interpreter, mut arguments| {
        arguments.keywords.clear();
        let path = one_path(interpreter, "realpath", arguments)?;
        real(interpreter, &path).map(Value::str)
    },
};

/// A path with its links followed as far as it is there.
fn real(interpreter: &mut Interpreter<'_>, path: &str) -> Outcome<String> {
    interpreter.step(1000)?;
    let found = interpreter.host.real_path(path);
    Ok(found.unwrap_or_else(|| absolute(path, &interpreter.folder)))
}

static GETMTIME: NativeFunction =
    NativeFunction { name: "getmtime", call: |interpreter, _| Err(interpreter.unsupported("`os.path.getmtime()`")) };

/// What stands before and after the last slash.
fn parts(path: &str) -> (String, String) {
    let start = path.rfind('/').map_or(0, |at| at + 1);
    let (head, tail) = path.split_at_checked(start).unwrap_or(("", path));
    let trimmed = head.trim_end_matches('/');
    (if trimmed.is_empty() { head } else { trimmed }.to_owned(), tail.to_owned())
}

/// A path without its extension, and the extension with its point.
fn extension(path: &str) -> (String, String) {
    let name_start = path.rfind('/').map_or(0, |at| at + 1);
    let name = path.get(name_start..).unwrap_or(path);
    let leading = name.len() - name.trim_start_matches('.').len();
    match name.rfind('.').filter(|at| *at >= leading) {
        Some(at) => {
            let (stem, extension) = path.split_at_checked(name_start + at).unwrap_or((path, ""));
            (stem.to_owned(), extension.to_owned())
        }
        None => (path.to_owned(), String::new()),
    }
}

/// A path without `.`, `..` and doubled slashes, as far as its text tells.
fn normal(path: &str) -> String {
    let slashes = match path.len() - path.trim_start_matches('/').len() {
        2 => "//",
        0 => "",
        _ => "/",
    };
    let mut kept: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if slashes.is_empty() && kept.last().is_none_or(|last| *last == "..") => kept.push(".."),
            ".." => {
                kept.pop();
            }
            _ => kept.push(part),
        }
    }
    let normal = format!("{slashes}{}", kept.join("/"));
    if normal.is_empty() { ".".to_owned() } else { normal }
}

/// A path that does not depend on where it is taken from.
pub(crate) fn absolute(path: &str, folder: &str) -> String {
    match path.starts_with('/') {
        true => normal(path),
        false => normal(&format!("{folder}/{path}")),
    }
}

/// How to get from one absolute path to another.
pub(crate) fn relative(path: &str, start: &str) -> String {
    let common = folders(path).zip(folders(start)).take_while(|(a, b)| a == b).count();
    let up = folders(start).skip(common).map(|_| "..");
    let steps: Vec<&str> = up.chain(folders(path).skip(common)).collect();
    if steps.is_empty() { ".".to_owned() } else { steps.join("/") }
}

/// The names between the slashes of a path.
fn folders(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter(|part| !part.is_empty() && *part != ".")
}
