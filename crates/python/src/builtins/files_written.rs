//! Files that are written: below `--allow-write DIR` only. What is written is kept, and becomes a file, whole, when the
//! script closes or flushes it, or ends.

use std::rc::Rc;

use bartizan_model::Diagnostic;

use super::files::{Opening, is_utf8_with_mark, object, os_error, read, set};
use super::files_read::{FILENO, IS_TERMINAL};
use super::{arguments, encodings, files};
use crate::eval::{Interpreter, Outcome, Stop};
use crate::host::{PathKind, WriteError};
use crate::limits;
use crate::value::{Arguments, Instance, NativeFunction, Symbol, Value};

/// Names that no script can write: the parts of the content, and how many bytes they are.
const PARTS: &str = "<parts>";
const SIZE: &str = "<size>";
/// What a text's `\n` becomes.
const NEWLINE: &str = "<newline>";

const METHODS: &[&NativeFunction] = &[
    &WRITE,
    &WRITE_LINES,
    &FLUSH,
    &CLOSE,
    &ENTER,
    &EXIT,
    &TELL,
    &FILENO,
    &IS_TERMINAL,
    &IS_READABLE,
    &IS_SEEKABLE,
    &IS_WRITABLE,
    &REFUSED_READ,
    &REFUSED_READ_LINE,
    &REFUSED_READ_LINES,
    &REFUSED_ITERATE,
    &REFUSED_SEEK,
];

/// `open` with `w`, `a` or `x`.
pub(super) fn open(
    interpreter: &mut Interpreter<'_>,
    opening: &Opening<'_>,
    kind: char,
    is_binary: bool,
) -> Outcome<Value> {
    let path = &opening.path;
    interpreter.step(1000)?;
    let lies_there = interpreter.host.kind(path);
    if let Err(error) = interpreter.host.may_write(path) {
        return Err(write_error(interpreter, path, error));
    }
    match lies_there {
        PathKind::Directory => return Err(os_error(interpreter, "IsADirectoryError", 21, "Is a directory", path)),
        PathKind::File if kind == 'x' => return Err(os_error(interpreter, "FileExistsError", 17, "File exists", path)),
        _ => {}
    }
    let class = super::native_class(interpreter, if is_binary { "BufferedWriter" } else { "TextIOWrapper" }, METHODS);
    let instance = object(interpreter, class);
    let mut parts = Vec::new();
    let mut size = 0;
    if kind == 'a' && lies_there == PathKind::File {
        let old = read(interpreter, path)?;
        size = old.len();
        parts.push(Value::bytes(old));
    } else if !is_binary && is_utf8_with_mark(opening.encoding.as_ref()) {
        parts.push(Value::bytes(files::MARK));
    }
    let text = |value: &Option<Value>, default: &str| value.clone().unwrap_or_else(|| Value::str(default));
    set(&instance, "name", Value::str(path));
    set(&instance, "mode", Value::str(opening.mode));
    set(&instance, "closed", Value::Bool(false));
    if !is_binary {
        set(&instance, "encoding", text(&opening.encoding, "UTF-8"));
        set(&instance, "errors", text(&opening.errors, "strict"));
    }
    let newline = opening.newline.as_deref().filter(|newline| newline.starts_with('\r')).unwrap_or("\n");
    set(&instance, NEWLINE, Value::str(newline));
    set(&instance, PARTS, Value::list(parts));
    set(&instance, SIZE, Value::Int(size as i64));
    interpreter.open_files.push(instance.clone());
    Ok(Value::Instance(instance))
}

/// Makes a folder; its parent must be there.
pub(super) fn make_folder(interpreter: &mut Interpreter<'_>, path: &str) -> Outcome<()> {
    interpreter.require_no_problems()?;
    count(interpreter, 0)?;
    match interpreter.host.make_folder(path) {
        Ok(()) => Ok(()),
        Err(error) => Err(write_error(interpreter, path, error)),
    }
}

/// Writes what a script left open at its end.
pub(crate) fn close_all(interpreter: &mut Interpreter<'_>) -> Outcome<()> {
    for instance in std::mem::take(&mut interpreter.open_files) {
        write_out(interpreter, &instance)?;
    }
    Ok(())
}

/// Counts a write against the limits.
fn count(interpreter: &mut Interpreter<'_>, bytes: usize) -> Outcome<()> {
    interpreter.step(1000 + bytes / 64)?;
    interpreter.writes += 1;
    interpreter.written = interpreter.written.saturating_add(bytes);
    if interpreter.writes > limits::MAX_WRITES {
        return Err(interpreter.over_limit(format!("the script writes more than {} files", limits::MAX_WRITES)));
    }
    if interpreter.written > limits::MAX_WRITTEN {
        let message = format!("the script writes more than {} MiB to files", limits::MAX_WRITTEN >> 20);
        return Err(interpreter.over_limit(message));
    }
    Ok(())
}

fn write_error(interpreter: &mut Interpreter<'_>, path: &str, error: WriteError) -> Stop {
    match error {
        WriteError::NotAllowed => Stop::Refused(Box::new(
            Diagnostic::refusal(format!("the script asks for writing `{path}`, and models write no files"))
                .at(Some(interpreter.span()), "")
                .help("pass `--allow-write DIR` to let this model write files below DIR"),
        )),
        WriteError::NotFound => os_error(interpreter, "FileNotFoundError", 2, "No such file or directory", path),
        WriteError::Outside => {
            let reason = "Permission denied: it lies outside the folder of `--allow-write`";
            os_error(interpreter, "PermissionError", 13, reason, path)
        }
        WriteError::Failed(reason) => os_error(interpreter, "OSError", 5, &reason, path),
    }
}

/// The file that a method was called on, which must be open.
fn open_file(interpreter: &mut Interpreter<'_>, this: Option<&Value>) -> Outcome<Rc<Instance>> {
    let Some(Value::Instance(instance)) = this else {
        return Err(interpreter.error("TypeError", "a file is needed"));
    };
    match instance.get(Symbol::new("closed")) {
        Some(Value::Bool(true)) => Err(interpreter.error("ValueError", "I/O operation on closed file.")),
        _ => Ok(instance.clone()),
    }
}

/// Makes the file of what was written up to now.
fn write_out(interpreter: &mut Interpreter<'_>, instance: &Rc<Instance>) -> Outcome<()> {
    let get = |name: &str| instance.get(Symbol::new(name));
    let (Some(Value::List(parts)), Some(Value::Str(path)), Some(Value::Str(newline))) =
        (get(PARTS), get("name"), get(NEWLINE))
    else {
        return Ok(());
    };
    let encoding = get("encoding").filter(|encoding| !is_utf8_with_mark(Some(encoding)));
    let errors = get("errors");
    let mut content: Vec<u8> = Vec::new();
    for part in parts.to_vec() {
        match &part {
            Value::Bytes(bytes) => content.extend_from_slice(bytes),
            Value::Str(text) if newline.as_str() == "\n" => {
                content.extend(encodings::encode(interpreter, text.as_str(), encoding.as_ref(), errors.as_ref())?);
            }
            Value::Str(text) => {
                let text = text.as_str().replace('\n', newline.as_str());
                content.extend(encodings::encode(interpreter, &text, encoding.as_ref(), errors.as_ref())?);
            }
            _ => {}
        }
        super::check_size(interpreter, content.len())?;
    }
    interpreter.require_no_problems()?;
    count(interpreter, content.len())?;
    match interpreter.host.write(path.as_str(), &content) {
        Ok(()) => Ok(()),
        Err(error) => Err(write_error(interpreter, path.as_str(), error)),
    }
}

/// Adds to what is written. Returns its length, as `write` does.
fn add(interpreter: &mut Interpreter<'_>, instance: &Rc<Instance>, part: Value) -> Outcome<i64> {
    let is_binary = instance.get(Symbol::new("encoding")).is_none();
    let part = if is_binary { super::bytes_methods::frozen(interpreter, &part)? } else { part };
    let (bytes, length) = match (&part, is_binary) {
        (Value::Str(text), false) => (text.as_str().len(), text.as_str().chars().count()),
        (Value::Bytes(bytes), true) => (bytes.len(), bytes.len()),
        (other, _) => {
            let name = interpreter.type_name(other);
            let message = match is_binary {
                true => format!("a bytes-like object is required, not '{name}'"),
                false => format!("write() argument must be str, not {name}"),
            };
            return Err(interpreter.error("TypeError", message));
        }
    };
    let (Some(Value::List(parts)), Some(Value::Int(size))) =
        (instance.get(Symbol::new(PARTS)), instance.get(Symbol::new(SIZE)))
    else {
        return Ok(0);
    };
    let size = usize::try_from(size).unwrap_or(0).saturating_add(bytes);
    super::check_size(interpreter, size)?;
    interpreter.step(bytes / 64)?;
    interpreter.check_length(parts.len())?;
    set(instance, SIZE, Value::Int(size as i64));
    parts.push(part);
    Ok(length as i64)
}

fn close(interpreter: &mut Interpreter<'_>, this: Option<&Value>) -> Outcome<Value> {
    let Some(Value::Instance(instance)) = this else { return Ok(Value::None) };
    if matches!(instance.get(Symbol::new("closed")), Some(Value::Bool(true))) {
        return Ok(Value::None);
    }
    interpreter.open_files.retain(|open| !Rc::ptr_eq(open, instance));
    set(instance, "closed", Value::Bool(true));
    let written = write_out(interpreter, instance);
    set(instance, PARTS, Value::None);
    written.map(|()| Value::None)
}

static WRITE: NativeFunction = NativeFunction {
    name: "write",
    call: |interpreter, arguments| {
        let [this, part] = arguments::exactly::<2>(interpreter, "write", arguments)?;
        let instance = open_file(interpreter, Some(&this))?;
        add(interpreter, &instance, part).map(Value::Int)
    },
};

static WRITE_LINES: NativeFunction = NativeFunction {
    name: "writelines",
    call: |interpreter, arguments| {
        let [this, lines] = arguments::exactly::<2>(interpreter, "writelines", arguments)?;
        let instance = open_file(interpreter, Some(&this))?;
        for line in interpreter.collect(&lines)? {
            add(interpreter, &instance, line)?;
        }
        Ok(Value::None)
    },
};

static FLUSH: NativeFunction = NativeFunction {
    name: "flush",
    call: |interpreter, arguments| {
        let [this] = arguments::exactly::<1>(interpreter, "flush", arguments)?;
        let instance = open_file(interpreter, Some(&this))?;
        write_out(interpreter, &instance)?;
        Ok(Value::None)
    },
};

static CLOSE: NativeFunction = NativeFunction {
    name: "close",
    call: |interpreter, arguments: Arguments| close(interpreter, arguments.positional.first()),
};

static EXIT: NativeFunction = NativeFunction {
    name: "__exit__",
    call: |interpreter, arguments: Arguments| close(interpreter, arguments.positional.first()),
};

static ENTER: NativeFunction = NativeFunction {
    name: "__enter__",
    call: |interpreter, arguments| {
        let [this] = arguments::exactly::<1>(interpreter, "__enter__", arguments)?;
        open_file(interpreter, Some(&this))?;
        Ok(this)
    },
};

static TELL: NativeFunction = NativeFunction {
    name: "tell",
    call: |interpreter, arguments| {
        let [this] = arguments::exactly::<1>(interpreter, "tell", arguments)?;
        let instance = open_file(interpreter, Some(&this))?;
        Ok(instance.get(Symbol::new(SIZE)).unwrap_or(Value::Int(0)))
    },
};

static IS_READABLE: NativeFunction = NativeFunction { name: "readable", call: |_, _| Ok(Value::Bool(false)) };

static IS_SEEKABLE: NativeFunction = NativeFunction { name: "seekable", call: |_, _| Ok(Value::Bool(false)) };

static IS_WRITABLE: NativeFunction = NativeFunction { name: "writable", call: |_, _| Ok(Value::Bool(true)) };

macro_rules! refused {
    ($($static:ident $name:literal $reason:literal;)*) => {
        $(static $static: NativeFunction =
            NativeFunction { name: $name, call: |interpreter, _| Err(interpreter.error("OSError", $reason)) };)*
    };
}

refused! {
    REFUSED_READ "read" "not readable";
    REFUSED_READ_LINE "readline" "not readable";
    REFUSED_READ_LINES "readlines" "not readable";
    REFUSED_ITERATE "__iter__" "not readable";
    REFUSED_SEEK "seek" "underlying stream is not seekable";
}
