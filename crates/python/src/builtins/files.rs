//! `open()`, and the objects that `sys.stdout` and `sys.stderr` are.

use std::cell::RefCell;
use std::rc::Rc;

use super::arguments::{self, Parameters};
use super::{encodings, files_read, files_written};
use crate::eval::{Interpreter, Outcome, Stop, Wanted};
use crate::host::ReadError;
use crate::value::class::Mark;
use crate::value::{Arguments, Attributes, Instance, NativeFunction, Symbol, Value};

pub(super) const FUNCTIONS: &[&NativeFunction] = &[&OPEN];

pub(super) static OPEN: NativeFunction = NativeFunction { name: "open", call: open };

/// `sys.stdout` or `sys.stderr`.
pub(super) fn standard(interpreter: &mut Interpreter<'_>, name: &str) -> Value {
    let class = super::native_class(
        interpreter,
        "TextIOWrapper",
        &[&WRITE, &WRITE_LINES, &FLUSH, &IS_TERMINAL, &IS_WRITABLE, &RECONFIGURE],
    );
    let instance = object(interpreter, class);
    set(&instance, "name", Value::str(name));
    set(&instance, "encoding", Value::str("utf-8"));
    Value::Instance(instance)
}

/// `open(path, mode="r", buffering=-1, encoding=None, errors=None, newline=None)`
fn open(interpreter: &mut Interpreter<'_>, arguments: Arguments) -> Outcome<Value> {
    let parameters = Parameters {
        function: "open",
        names: ["file", "mode", "buffering", "encoding", "errors", "newline", "closefd", "opener"],
        positional: 8,
        required: 1,
    };
    let given = arguments::named(interpreter, &parameters, arguments)?;
    let [path, mode, _, encoding, errors, newline, _, opener] =
        given.map(|value| value.filter(|value| !matches!(value, Value::None)));
    if opener.is_some() {
        return Err(interpreter.unsupported("`open` with an `opener`"));
    }
    let mode = mode.unwrap_or_else(|| Value::str("r"));
    let mode = arguments::text(interpreter, &mode, "open() argument 'mode' must be str")?;
    let (kind, is_binary) = kind_of(interpreter, mode)?;
    if is_binary {
        let text_only = [("encoding", &encoding), ("errors", &errors), ("newline", &newline)];
        if let Some((name, _)) = text_only.into_iter().find(|(_, value)| value.is_some()) {
            let article = if name == "newline" { "a" } else { "an" };
            let message = format!("binary mode doesn't take {article} {name} argument");
            return Err(interpreter.error("ValueError", message));
        }
    }
    let newline = match &newline {
        Some(newline) => {
            let newline = arguments::text(interpreter, newline, "open() argument 'newline' must be str or None")?;
            if !matches!(newline, "" | "\n" | "\r" | "\r\n") {
                let message = format!("illegal newline value: {newline}");
                return Err(interpreter.error("ValueError", message));
            }
            Some(newline.to_owned())
        }
        None => None,
    };
    let opening =
        Opening { path: path_of(interpreter, &path.unwrap_or(Value::None))?, mode, encoding, errors, newline };
    match kind {
        'r' => open_for_reading(interpreter, &opening, is_binary),
        _ => files_written::open(interpreter, &opening, kind, is_binary),
    }
}

/// What `open` was asked for.
pub(super) struct Opening<'a> {
    pub(super) path: String,
    pub(super) mode: &'a str,
    pub(super) encoding: Option<Value>,
    pub(super) errors: Option<Value>,
    pub(super) newline: Option<String>,
}

/// What a mode says: the letter of what is done (`r`, `w`, `a` or `x`), and whether it is done with bytes.
fn kind_of(interpreter: &mut Interpreter<'_>, mode: &str) -> Outcome<(char, bool)> {
    let mut letters: Vec<char> = mode.chars().collect();
    letters.sort_unstable();
    let is_known = letters.iter().all(|letter| "rwaxbt+".contains(*letter))
        && letters.windows(2).all(|two| two.first() != two.last());
    if !is_known {
        return Err(interpreter.error("ValueError", format!("invalid mode: '{mode}'")));
    }
    if letters.contains(&'t') && letters.contains(&'b') {
        return Err(interpreter.error("ValueError", "can't have text and binary mode at once"));
    }
    let mut kinds = letters.iter().filter(|letter| "rwax".contains(**letter));
    match (kinds.next(), kinds.next()) {
        (Some(_), None) if letters.contains(&'+') => {
            Err(interpreter.unsupported("opening a file for reading and writing at once"))
        }
        (Some(kind), None) => Ok((*kind, letters.contains(&'b'))),
        (None, _) => {
            let message = "Must have exactly one of create/read/write/append mode and at most one plus";
            Err(interpreter.error("ValueError", message))
        }
        _ => Err(interpreter.error("ValueError", "must have exactly one of create/read/write/append mode")),
    }
}

fn open_for_reading(interpreter: &mut Interpreter<'_>, opening: &Opening<'_>, is_binary: bool) -> Outcome<Value> {
    let bytes = read(interpreter, &opening.path)?;
    if is_binary {
        return Ok(files_read::file(interpreter, opening, Value::bytes(bytes)));
    }
    let (encoding, bytes) = match is_utf8_with_mark(opening.encoding.as_ref()) {
        true => (None, bytes.strip_prefix(MARK).unwrap_or(&bytes)),
        false => (opening.encoding.as_ref(), bytes.as_slice()),
    };
    let text = encodings::decode(interpreter, bytes, encoding, opening.errors.as_ref())?;
    let content = match opening.newline {
        None if text.contains('\r') => text.replace("\r\n", "\n").replace('\r', "\n"),
        _ => text,
    };
    Ok(files_read::file(interpreter, opening, Value::str(content)))
}

/// What files of some editors start with.
pub(super) const MARK: &[u8] = "\u{feff}".as_bytes();

/// Whether an encoding is the one that takes [`MARK`] away.
pub(super) fn is_utf8_with_mark(encoding: Option<&Value>) -> bool {
    matches!(encoding, Some(Value::Str(name)) if name.as_str().to_lowercase().replace('_', "-") == "utf-8-sig")
}

fn path_of(interpreter: &mut Interpreter<'_>, value: &Value) -> Outcome<String> {
    match value {
        Value::Str(path) if path.as_str().contains('\0') => Err(interpreter.error("ValueError", "embedded null byte")),
        Value::Str(path) => Ok(path.as_str().to_owned()),
        Value::Int(_) | Value::Bool(_) => Err(interpreter.unsupported("opening a file by its number")),
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

/// The content of a file below the model's folder.
pub(super) fn read(interpreter: &mut Interpreter<'_>, path: &str) -> Outcome<Vec<u8>> {
    // What the outside does is not counted in steps, so that it has a price of its own.
    interpreter.step(1000)?;
    match interpreter.host.read(path) {
        Ok(bytes) => {
            interpreter.reserve(bytes.len())?;
            Ok(bytes)
        }
        Err(error) => Err(read_error(interpreter, path, error)),
    }
}

/// The exception for a file that cannot be read.
pub(super) fn read_error(interpreter: &mut Interpreter<'_>, path: &str, error: ReadError) -> Stop {
    match error {
        ReadError::NotFound => os_error(interpreter, "FileNotFoundError", 2, "No such file or directory", path)
            .wanting(Wanted::File(path.into()), true),
        ReadError::IsDirectory => os_error(interpreter, "IsADirectoryError", 21, "Is a directory", path),
        ReadError::NotDirectory => os_error(interpreter, "NotADirectoryError", 20, "Not a directory", path),
        ReadError::Unreadable => os_error(interpreter, "PermissionError", 13, "Permission denied", path),
        ReadError::TooLarge => interpreter.over_limit(format!("the file `{path}` is too large")),
        ReadError::Outside => {
            let reason = "Permission denied: it lies outside the model's folder";
            let mut stop = os_error(interpreter, "PermissionError", 13, reason, path);
            if let Stop::Raised(raised) = &mut stop {
                raised.help = Some("`--root DIR` lets a model read below DIR".to_owned());
            }
            stop
        }
    }
}

/// An exception of the operating system about a path.
pub(super) fn os_error(interpreter: &mut Interpreter<'_>, class: &str, number: i64, reason: &str, path: &str) -> Stop {
    let shown = super::quote(path);
    let stop = interpreter.error(class, format!("[Errno {number}] {reason}: {shown}"));
    if let Stop::Raised(raised) = &stop
        && let Value::Instance(exception) = &raised.exception
    {
        set(exception, "errno", Value::Int(number));
        set(exception, "strerror", Value::str(reason));
        set(exception, "filename", Value::str(path));
    }
    stop
}

pub(super) fn object(interpreter: &mut Interpreter<'_>, class: Rc<crate::value::Class>) -> Rc<Instance> {
    Rc::new(Instance {
        class: RefCell::new(class),
        attributes: RefCell::new(Attributes::default()),
        place: Some(interpreter.span()),
        serial: interpreter.serial(),
        base: None,
    })
}

pub(super) fn set(instance: &Instance, name: &str, value: Value) {
    instance.set(Symbol::new(name), value, Mark::Derived);
}

static WRITE: NativeFunction = NativeFunction {
    name: "write",
    call: |interpreter, arguments| {
        let [this, text] = arguments::exactly::<2>(interpreter, "write", arguments)?;
        let text = arguments::text(interpreter, &text, "write() argument must be str")?;
        write(interpreter, &this, text)?;
        Ok(Value::Int(text.chars().count() as i64))
    },
};

static WRITE_LINES: NativeFunction = NativeFunction {
    name: "writelines",
    call: |interpreter, arguments| {
        let [this, lines] = arguments::exactly::<2>(interpreter, "writelines", arguments)?;
        for line in interpreter.collect(&lines)? {
            let text = arguments::text(interpreter, &line, "write() argument must be str")?;
            write(interpreter, &this, text)?;
        }
        Ok(Value::None)
    },
};

/// Writes to standard output or standard error.
fn write(interpreter: &mut Interpreter<'_>, this: &Value, text: &str) -> Outcome<()> {
    let is_error = match this {
        Value::Instance(instance) => {
            matches!(instance.get(Symbol::new("name")), Some(Value::Str(name)) if name.as_str() == "<stderr>")
        }
        _ => false,
    };
    match is_error {
        true => {
            interpreter.step(1 + text.len() / 8)?;
            interpreter.print_error(text)
        }
        false => interpreter.print(text),
    }
}

static FLUSH: NativeFunction = NativeFunction { name: "flush", call: |_, _| Ok(Value::None) };

static IS_TERMINAL: NativeFunction = NativeFunction { name: "isatty", call: |_, _| Ok(Value::Bool(false)) };

static IS_WRITABLE: NativeFunction = NativeFunction { name: "writable", call: |_, _| Ok(Value::Bool(true)) };

static RECONFIGURE: NativeFunction = NativeFunction { name: "reconfigure", call: |_, _| Ok(Value::None) };
