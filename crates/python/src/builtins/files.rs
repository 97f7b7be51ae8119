//! `open()` for reading files below the model's folder, and the objects that it and `sys.stdout` are.
//!
//! A file is read at once. Its object keeps what is left to be read as lines are taken from it.

use std::cell::RefCell;
use std::rc::Rc;

use super::arguments::{self, Parameters};
use super::encodings;
use crate::eval::{Interpreter, Outcome, Stop, Wanted};
use crate::host::ReadError;
use crate::value::class::Mark;
use crate::value::{Arguments, Attributes, Instance, Iterate, NativeFunction, Symbol, Value};

pub(super) const FUNCTIONS: &[&NativeFunction] = &[&OPEN];

static OPEN: NativeFunction = NativeFunction { name: "open", call: open };

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
    let [path, mode, _, encoding, errors, newline, _, opener] = arguments::named(interpreter, &parameters, arguments)?;
    if opener.is_some() {
        return Err(interpreter.unsupported("`open` with an `opener`"));
    }
    let mode = mode.unwrap_or_else(|| Value::str("r"));
    let mode = arguments::text(interpreter, &mode, "open() argument 'mode' must be str")?;
    if mode.contains(['w', 'a', 'x', '+']) {
        return Err(interpreter.unsupported("opening a file for writing"));
    }
    let is_binary = mode.contains('b');
    if mode.matches('r').count() != 1 || mode.contains(|letter| !matches!(letter, 'r' | 't' | 'b' | 'U')) {
        return Err(interpreter.error("ValueError", format!("invalid mode: '{mode}'")));
    }
    let path = path_of(interpreter, &path.unwrap_or(Value::None))?;
    let bytes = read(interpreter, &path)?;
    let content = match is_binary {
        true => Value::bytes(bytes),
        false => {
            let encoding = encoding.filter(|encoding| !matches!(encoding, Value::None));
            let errors = errors.filter(|errors| !matches!(errors, Value::None));
            let text = encodings::decode(interpreter, &bytes, encoding.as_ref(), errors.as_ref())?;
            match newline {
                None | Some(Value::None) => Value::str(text.replace("\r\n", "\n").replace('\r', "\n")),
                Some(_) => Value::str(text),
            }
        }
    };
    Ok(file(interpreter, &path, mode, content))
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
fn read(interpreter: &mut Interpreter<'_>, path: &str) -> Outcome<Vec<u8>> {
    let error = match interpreter.host.read(path) {
        Ok(bytes) => {
            interpreter.reserve(bytes.len())?;
            return Ok(bytes);
        }
        Err(error) => error,
    };
    let (class, number, reason) = match error {
        ReadError::NotFound => ("FileNotFoundError", 2, "No such file or directory"),
        ReadError::IsDirectory => ("IsADirectoryError", 21, "Is a directory"),
        ReadError::Outside => ("PermissionError", 13, "Permission denied: it lies outside the model's folder"),
        ReadError::Unreadable => ("PermissionError", 13, "Permission denied"),
        ReadError::TooLarge => return Err(interpreter.over_limit(format!("the file `{path}` is too large"))),
    };
    let shown = super::quote(path);
    let stop = interpreter.error(class, format!("[Errno {number}] {reason}: {shown}"));
    if let Stop::Raised(raised) = &stop
        && let Value::Instance(exception) = &raised.exception
    {
        set(exception, "errno", Value::Int(number));
        set(exception, "strerror", Value::str(reason));
        set(exception, "filename", Value::str(path));
    }
    if matches!(error, ReadError::NotFound) {
        return Err(stop.wanting(Wanted::File(path.into()), true));
    }
    Err(stop)
}

const METHODS: &[&NativeFunction] =
    &[&READ, &READ_LINE, &READ_LINES, &ITERATE, &NEXT, &CLOSE, &ENTER, &EXIT, &IS_READABLE, &REFUSED_WRITE];

/// A file object with its content.
fn file(interpreter: &mut Interpreter<'_>, path: &str, mode: &str, content: Value) -> Value {
    let is_binary = matches!(content, Value::Bytes(_));
    let class = super::native_class(interpreter, if is_binary { "BufferedReader" } else { "TextIOWrapper" }, METHODS);
    let instance = object(interpreter, class);
    set(&instance, "name", Value::str(path));
    set(&instance, "mode", Value::str(mode));
    set(&instance, "encoding", Value::str("utf-8"));
    set(&instance, "closed", Value::Bool(false));
    set(&instance, CONTENT, content);
    set(&instance, POSITION, Value::Int(0));
    Value::Instance(instance)
}

/// Names that no script can write.
const CONTENT: &str = "<content>";
const POSITION: &str = "<position>";

fn object(interpreter: &mut Interpreter<'_>, class: Rc<crate::value::Class>) -> Rc<Instance> {
    Rc::new(Instance {
        class: RefCell::new(class),
        attributes: RefCell::new(Attributes::default()),
        place: Some(interpreter.span()),
        serial: interpreter.serial(),
    })
}

fn set(instance: &Instance, name: &str, value: Value) {
    instance.set(Symbol::new(name), value, Mark::Derived);
}

/// What a call reads from: the object, its whole content, and how many bytes of it were read.
struct Reading {
    instance: Rc<Instance>,
    content: Value,
    position: usize,
}

impl Reading {
    /// The file that a method was called on, which must be open.
    fn start(interpreter: &mut Interpreter<'_>, this: Option<&Value>) -> Outcome<Self> {
        let Some(Value::Instance(instance)) = this else {
            return Err(interpreter.error("TypeError", "a file is needed"));
        };
        if matches!(instance.get(Symbol::new("closed")), Some(Value::Bool(true))) {
            return Err(interpreter.error("ValueError", "I/O operation on closed file."));
        }
        let content = instance.get(Symbol::new(CONTENT)).unwrap_or_else(|| Value::str(""));
        let position = match instance.get(Symbol::new(POSITION)) {
            Some(Value::Int(position)) => usize::try_from(position).unwrap_or(0),
            _ => 0,
        };
        Ok(Self { instance: instance.clone(), content, position })
    }

    /// What is left, as bytes.
    fn left(&self) -> &[u8] {
        let whole = match &self.content {
            Value::Str(text) => text.as_str().as_bytes(),
            Value::Bytes(bytes) => bytes,
            _ => &[],
        };
        whole.get(self.position..).unwrap_or_default()
    }

    /// Takes some bytes from what is left; they end where a character does.
    fn take(&mut self, interpreter: &mut Interpreter<'_>, count: usize) -> Outcome<Value> {
        interpreter.reserve(count)?;
        let end = self.position + count;
        let taken = match &self.content {
            Value::Str(text) => Value::str(text.as_str().get(self.position..end).unwrap_or("")),
            Value::Bytes(bytes) => Value::bytes(bytes.get(self.position..end).unwrap_or_default()),
            other => other.clone(),
        };
        self.position = end;
        set(&self.instance, POSITION, Value::Int(end as i64));
        Ok(taken)
    }

    /// How many bytes the given number of characters (of a text) or bytes takes.
    fn length_of(&self, count: i64) -> usize {
        let left = self.left();
        let Ok(count) = usize::try_from(count) else { return left.len() };
        match &self.content {
            Value::Str(_) => std::str::from_utf8(left)
                .ok()
                .and_then(|text| text.char_indices().nth(count))
                .map_or(left.len(), |(at, _)| at),
            _ => count.min(left.len()),
        }
    }

    /// How many bytes the next line has, with its end.
    fn length_of_line(&self) -> usize {
        let left = self.left();
        left.iter().position(|byte| *byte == b'\n').map_or(left.len(), |at| at + 1)
    }
}

static READ: NativeFunction = NativeFunction {
    name: "read",
    call: |interpreter, arguments| {
        let [this, count] = arguments::positional::<2>(interpreter, "read", arguments, 1)?;
        let count = count.filter(|count| !matches!(count, Value::None));
        let count = arguments::index_or(interpreter, count.as_ref(), -1)?;
        let mut reading = Reading::start(interpreter, this.as_ref())?;
        let length = reading.length_of(count);
        reading.take(interpreter, length)
    },
};

static READ_LINE: NativeFunction = NativeFunction {
    name: "readline",
    call: |interpreter, arguments| {
        let [this] = arguments::exactly::<1>(interpreter, "readline", arguments)?;
        let mut reading = Reading::start(interpreter, Some(&this))?;
        let length = reading.length_of_line();
        reading.take(interpreter, length)
    },
};

static READ_LINES: NativeFunction = NativeFunction {
    name: "readlines",
    call: |interpreter, arguments| {
        let [this] = arguments::exactly::<1>(interpreter, "readlines", arguments)?;
        interpreter.collect(&this).map(Value::list)
    },
};

static ITERATE: NativeFunction = NativeFunction {
    name: "__iter__",
    call: |interpreter, arguments| {
        let [this] = arguments::exactly::<1>(interpreter, "__iter__", arguments)?;
        Reading::start(interpreter, Some(&this))?;
        Ok(Value::iterator(LinesOf(this)))
    },
};

static NEXT: NativeFunction = NativeFunction {
    name: "__next__",
    call: |interpreter, arguments| {
        let [this] = arguments::exactly::<1>(interpreter, "__next__", arguments)?;
        match LinesOf(this).next(interpreter)? {
            Some(line) => Ok(line),
            None => Err(super::raise(interpreter, "StopIteration", Vec::new())),
        }
    },
};

/// The lines that are left in a file.
struct LinesOf(Value);

impl Iterate for LinesOf {
    fn next(&mut self, interpreter: &mut Interpreter<'_>) -> Outcome<Option<Value>> {
        let mut reading = Reading::start(interpreter, Some(&self.0))?;
        match reading.length_of_line() {
            0 => Ok(None),
            length => reading.take(interpreter, length).map(Some),
        }
    }
}

static CLOSE: NativeFunction = NativeFunction { name: "close", call: |_, arguments| Ok(close(&arguments)) };

static ENTER: NativeFunction = NativeFunction {
    name: "__enter__",
    call: |interpreter, arguments| {
        let [this] = arguments::exactly::<1>(interpreter, "__enter__", arguments)?;
        Reading::start(interpreter, Some(&this))?;
        Ok(this)
    },
};

static EXIT: NativeFunction = NativeFunction { name: "__exit__", call: |_, arguments| Ok(close(&arguments)) };

fn close(arguments: &Arguments) -> Value {
    if let Some(Value::Instance(instance)) = arguments.positional.first() {
        set(instance, "closed", Value::Bool(true));
        set(instance, CONTENT, Value::None);
    }
    Value::None
}

static IS_READABLE: NativeFunction = NativeFunction { name: "readable", call: |_, _| Ok(Value::Bool(true)) };

static REFUSED_WRITE: NativeFunction =
    NativeFunction { name: "write", call: |interpreter, _| Err(interpreter.error("OSError", "not writable")) };

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
            interpreter.host.print_error(text);
            Ok(())
        }
        false => interpreter.print(text),
    }
}

static FLUSH: NativeFunction = NativeFunction { name: "flush", call: |_, _| Ok(Value::None) };

static IS_TERMINAL: NativeFunction = NativeFunction { name: "isatty", call: |_, _| Ok(Value::Bool(false)) };

static IS_WRITABLE: NativeFunction = NativeFunction { name: "writable", call: |_, _| Ok(Value::Bool(true)) };

static RECONFIGURE: NativeFunction = NativeFunction { name: "reconfigure", call: |_, _| Ok(Value::None) };
