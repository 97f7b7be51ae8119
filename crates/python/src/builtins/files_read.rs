//! Files that are read: below the model's folder, and at once. The object keeps what is left to be read as lines are
//! taken from it.

use std::rc::Rc;

use super::arguments;
use super::files::{Opening, object, set};
use crate::eval::{Interpreter, Outcome};
use crate::value::{Arguments, Instance, Iterate, NativeFunction, Symbol, Value};

const METHODS: &[&NativeFunction] = &[
    &READ,
    &READ_LINE,
    &READ_LINES,
    &ITERATE,
    &NEXT,
    &CLOSE,
    &ENTER,
    &EXIT,
    &SEEK,
    &TELL,
    &FLUSH,
    &FILENO,
    &IS_READABLE,
    &IS_SEEKABLE,
    &IS_WRITABLE,
    &IS_TERMINAL,
    &REFUSED_WRITE,
    &REFUSED_WRITE_LINES,
];

/// A file object with its content.
pub(super) fn file(interpreter: &mut Interpreter<'_>, opening: &Opening<'_>, content: Value) -> Value {
    let is_binary = matches!(content, Value::Bytes(_));
    let class = super::native_class(interpreter, if is_binary { "BufferedReader" } else { "TextIOWrapper" }, METHODS);
    let instance = object(interpreter, class);
    set(&instance, "name", Value::str(&opening.path));
    set(&instance, "mode", Value::str(opening.mode));
    if !is_binary {
        set(&instance, "encoding", opening.encoding.clone().unwrap_or_else(|| Value::str("UTF-8")));
        set(&instance, "errors", opening.errors.clone().unwrap_or_else(|| Value::str("strict")));
    }
    set(&instance, NEWLINE, Value::str(opening.newline.as_deref().unwrap_or("\n")));
    set(&instance, "closed", Value::Bool(false));
    set(&instance, CONTENT, content);
    set(&instance, POSITION, Value::Int(0));
    Value::Instance(instance)
}

/// Names that no script can write.
const CONTENT: &str = "<content>";
const POSITION: &str = "<position>";
/// What ends a line; nothing for a file in which each kind of end does.
const NEWLINE: &str = "<newline>";

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
        let newline = match self.instance.get(Symbol::new(NEWLINE)) {
            Some(Value::Str(newline)) => newline.as_str().to_owned(),
            _ => "\n".to_owned(),
        };
        let end = match newline.as_bytes() {
            [] => left.iter().position(|byte| matches!(byte, b'\n' | b'\r')).map(|at| match left.get(at..at + 2) {
                Some(b"\r\n") => at + 2,
                _ => at + 1,
            }),
            [byte] => left.iter().position(|known| known == byte).map(|at| at + 1),
            several => left.windows(several.len()).position(|known| known == several).map(|at| at + several.len()),
        };
        end.unwrap_or(left.len())
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
        let [this, most] = arguments::positional::<2>(interpreter, "readline", arguments, 1)?;
        let most = most.filter(|most| !matches!(most, Value::None));
        let most = arguments::index_or(interpreter, most.as_ref(), -1)?;
        let mut reading = Reading::start(interpreter, this.as_ref())?;
        let length = reading.length_of_line().min(reading.length_of(most));
        reading.take(interpreter, length)
    },
};

static READ_LINES: NativeFunction = NativeFunction {
    name: "readlines",
    call: |interpreter, arguments| {
        let [this, hint] = arguments::positional::<2>(interpreter, "readlines", arguments, 1)?;
        let hint = hint.filter(|hint| !matches!(hint, Value::None));
        let enough = arguments::index_or(interpreter, hint.as_ref(), -1)?;
        let mut lines = LinesOf(this.unwrap_or(Value::None));
        let (mut all, mut size) = (Vec::new(), 0);
        while let Some(line) = lines.next(interpreter)? {
            size += length_of(&line);
            all.push(line);
            if enough > 0 && size >= enough {
                break;
            }
        }
        Ok(Value::list(all))
    },
};

/// The length of a line, as Python counts it.
fn length_of(line: &Value) -> i64 {
    match line {
        Value::Str(text) => text.as_str().chars().count() as i64,
        Value::Bytes(bytes) => bytes.len() as i64,
        _ => 0,
    }
}

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
            None => Err(interpreter.error_of("StopIteration", Vec::new())),
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

static SEEK: NativeFunction = NativeFunction {
    name: "seek",
    call: |interpreter, arguments| {
        let [this, offset, whence] = arguments::positional::<3>(interpreter, "seek", arguments, 2)?;
        let offset = arguments::index(interpreter, &offset.unwrap_or(Value::None))?;
        let whence = arguments::index_or(interpreter, whence.as_ref(), 0)?;
        let reading = Reading::start(interpreter, this.as_ref())?;
        let end = reading.position + reading.left().len();
        let start = match whence {
            0 => 0,
            1 => reading.position,
            2 => end,
            _ => return Err(interpreter.error("ValueError", format!("invalid whence ({whence}, should be 0, 1 or 2)"))),
        };
        if whence != 0 && offset != 0 && matches!(reading.content, Value::Str(_)) {
            let which = if whence == 1 { "cur" } else { "end" };
            return Err(interpreter.error("OSError", format!("can't do nonzero {which}-relative seeks")));
        }
        let position = i64::try_from(start).unwrap_or(i64::MAX).saturating_add(offset);
        let position = match usize::try_from(position) {
            Ok(position) => position.min(end),
            Err(_) => return Err(interpreter.error("ValueError", format!("negative seek position {offset}"))),
        };
        if matches!(&reading.content, Value::Str(text) if !text.as_str().is_char_boundary(position)) {
            return Err(interpreter.unsupported("reading a text from the middle of a character"));
        }
        set(&reading.instance, POSITION, Value::Int(position as i64));
        Ok(Value::Int(position as i64))
    },
};

static TELL: NativeFunction = NativeFunction {
    name: "tell",
    call: |interpreter, arguments| {
        let [this] = arguments::exactly::<1>(interpreter, "tell", arguments)?;
        Ok(Value::Int(Reading::start(interpreter, Some(&this))?.position as i64))
    },
};

static FLUSH: NativeFunction = NativeFunction { name: "flush", call: |_, _| Ok(Value::None) };

pub(super) static FILENO: NativeFunction =
    NativeFunction { name: "fileno", call: |interpreter, _| Err(interpreter.error("OSError", "fileno")) };

static IS_READABLE: NativeFunction = NativeFunction { name: "readable", call: |_, _| Ok(Value::Bool(true)) };

static IS_SEEKABLE: NativeFunction = NativeFunction { name: "seekable", call: |_, _| Ok(Value::Bool(true)) };

static IS_WRITABLE: NativeFunction = NativeFunction { name: "writable", call: |_, _| Ok(Value::Bool(false)) };

pub(super) static IS_TERMINAL: NativeFunction = NativeFunction { name: "isatty", call: |_, _| Ok(Value::Bool(false)) };

static REFUSED_WRITE: NativeFunction =
    NativeFunction { name: "write", call: |interpreter, _| Err(interpreter.error("OSError", "not writable")) };

static REFUSED_WRITE_LINES: NativeFunction =
    NativeFunction { name: "writelines", call: |interpreter, _| Err(interpreter.error("OSError", "not writable")) };
