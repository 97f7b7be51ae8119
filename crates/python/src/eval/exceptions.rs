//! Exceptions: the built-in classes, and making and showing instances.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use super::{Interpreter, Outcome, Stop, Types, exception_groups};
use crate::value::class::Mark;
use crate::value::{Arguments, Attributes, Class, Instance, NativeClass, NativeFunction, Symbol, Value};

/// The built-in exception classes, by name.
pub(crate) struct ExceptionTypes {
    classes: HashMap<&'static str, Rc<Class>>,
    base: Rc<Class>,
}

/// Name and parent of each, parents first.
const TABLE: &[(&str, &str)] = &[
    ("BaseException", ""),
    ("Exception", "BaseException"),
    ("SystemExit", "BaseException"),
    ("KeyboardInterrupt", "BaseException"),
    ("GeneratorExit", "BaseException"),
    ("StopIteration", "Exception"),
    ("StopAsyncIteration", "Exception"),
    ("ArithmeticError", "Exception"),
    ("OverflowError", "ArithmeticError"),
    ("ZeroDivisionError", "ArithmeticError"),
    ("FloatingPointError", "ArithmeticError"),
    ("AssertionError", "Exception"),
    ("AttributeError", "Exception"),
    ("BufferError", "Exception"),
    ("EOFError", "Exception"),
    ("ImportError", "Exception"),
    ("ModuleNotFoundError", "ImportError"),
    ("LookupError", "Exception"),
    ("IndexError", "LookupError"),
    ("KeyError", "LookupError"),
    ("MemoryError", "Exception"),
    ("NameError", "Exception"),
    ("UnboundLocalError", "NameError"),
    ("OSError", "Exception"),
    ("FileExistsError", "OSError"),
    ("FileNotFoundError", "OSError"),
    ("IsADirectoryError", "OSError"),
    ("NotADirectoryError", "OSError"),
    ("PermissionError", "OSError"),
    ("RuntimeError", "Exception"),
    ("NotImplementedError", "RuntimeError"),
    ("RecursionError", "RuntimeError"),
    ("TypeError", "Exception"),
    ("ValueError", "Exception"),
    ("UnicodeError", "ValueError"),
    ("UnicodeDecodeError", "UnicodeError"),
    ("UnicodeEncodeError", "UnicodeError"),
    ("UnicodeTranslateError", "UnicodeError"),
    ("SyntaxError", "Exception"),
    ("IndentationError", "SyntaxError"),
    ("TabError", "IndentationError"),
    ("SystemError", "Exception"),
    ("ReferenceError", "Exception"),
    ("BlockingIOError", "OSError"),
    ("ChildProcessError", "OSError"),
    ("ConnectionError", "OSError"),
    ("BrokenPipeError", "ConnectionError"),
    ("ConnectionAbortedError", "ConnectionError"),
    ("ConnectionRefusedError", "ConnectionError"),
    ("ConnectionResetError", "ConnectionError"),
    ("InterruptedError", "OSError"),
    ("ProcessLookupError", "OSError"),
    ("TimeoutError", "OSError"),
    ("Warning", "Exception"),
    ("UserWarning", "Warning"),
    ("DeprecationWarning", "Warning"),
    ("PendingDeprecationWarning", "Warning"),
    ("SyntaxWarning", "Warning"),
    ("RuntimeWarning", "Warning"),
    ("FutureWarning", "Warning"),
    ("ImportWarning", "Warning"),
    ("UnicodeWarning", "Warning"),
    ("BytesWarning", "Warning"),
    ("ResourceWarning", "Warning"),
    ("EncodingWarning", "Warning"),
];

impl ExceptionTypes {
    pub(super) fn new(types: &Types) -> Self {
        let mut classes: HashMap<&'static str, Rc<Class>> = HashMap::new();
        let mut base = types.object.clone();
        for &(name, parent) in TABLE {
            let parent = classes.get(parent).unwrap_or(&types.object).clone();
            let class = exception_class(name, vec![parent.clone()], Vec::new());
            parent.more.subclasses.borrow_mut().push(Rc::downgrade(&class));
            if name == "BaseException" {
                add_methods(&class);
                base = class.clone();
            }
            classes.insert(name, class);
        }
        let parents = ["BaseException", "Exception"].map(|name| classes.get(name).unwrap_or(&base).clone());
        let [most_basic, ordinary] = parents;
        let group = exception_class("BaseExceptionGroup", vec![most_basic], Vec::new());
        for method in exception_groups::METHODS {
            group.attributes.borrow_mut().set(Symbol::new(method.name), Value::Native(method), Mark::Derived);
        }
        let order = [&group, &ordinary].into_iter().cloned().chain(ordinary.ancestors.iter().cloned()).collect();
        let ordinary_group = exception_class("ExceptionGroup", vec![group.clone(), ordinary], order);
        classes.insert("BaseExceptionGroup", group);
        classes.insert("ExceptionGroup", ordinary_group);
        Self { classes, base }
    }

    /// The class of this name; `BaseException` for a name that is not in the table.
    pub(crate) fn class(&self, name: &str) -> Rc<Class> {
        self.classes.get(name).unwrap_or(&self.base).clone()
    }

    /// All of them, in the table's order, and older names of `OSError`.
    pub(crate) fn all(&self) -> Vec<(&'static str, Rc<Class>)> {
        let groups = ["BaseExceptionGroup", "ExceptionGroup"].map(|name| (name, self.class(name)));
        let aliases = [("IOError", "OSError"), ("EnvironmentError", "OSError")];
        let all = TABLE.iter().map(|(name, _)| (*name, self.class(name)));
        all.chain(groups).chain(aliases.map(|(alias, name)| (alias, self.class(name)))).collect()
    }
}

/// A class; without an order, it and its ancestors come in that of its parent.
fn exception_class(name: &'static str, bases: Vec<Rc<Class>>, order: Vec<Rc<Class>>) -> Rc<Class> {
    let ancestors = match order.is_empty() {
        true => bases.iter().flat_map(|base| base.lineage()).cloned().collect(),
        false => order,
    };
    Rc::new(Class {
        name: name.into(),
        module: "builtins".into(),
        ancestors,
        bases,
        attributes: RefCell::new(Attributes::default()),
        native: NativeClass::Exception,
        documentation: None,
        more: Default::default(),
    })
}

/// What an exception knows besides its arguments; kept where a script does not see it among the attributes.
pub(super) fn tell(stop: &Stop, details: &[(&str, Value)]) {
    let Stop::Raised(raised) = stop else { return };
    let Value::Instance(exception) = &raised.exception else { return };
    for (name, value) in details {
        exception.set(hidden(name), value.clone(), Mark::Derived);
    }
}

pub(super) fn hidden(name: &str) -> Symbol {
    Symbol::new(&format!("<{name}>"))
}

fn add_methods(base: &Rc<Class>) {
    let nowhere = Mark::Derived;
    let mut attributes = base.attributes.borrow_mut();
    for native in [&INIT, &WITH_TRACEBACK, &ADD_NOTE] {
        attributes.set(Symbol::new(native.name), Value::Native(native), nowhere);
    }
}

static INIT: NativeFunction = NativeFunction {
    name: "__init__",
    call: |interpreter, mut arguments| {
        let Some(Value::Instance(this)) = take_first(&mut arguments) else {
            return Err(interpreter.error("TypeError", "__init__() needs an exception"));
        };
        let class = this.class();
        let is_of_system = class.is_subclass_of(&interpreter.exceptions.class("OSError"));
        // Those of the operating system and groups take their arguments apart when they are made.
        let is_whole = this.get(hidden("errno")).is_some() || this.get(Symbol::new("exceptions")).is_some();
        if !is_whole {
            set_arguments(&this, arguments.positional.clone());
        }
        if is_of_system && !is_whole {
            take_apart(&this, &arguments.positional);
        }
        let takes_keywords = ["ImportError", "AttributeError", "NameError"];
        let takes = takes_keywords.iter().any(|name| class.is_subclass_of(&interpreter.exceptions.class(name)));
        if !arguments.keywords.is_empty() && !takes {
            return Err(interpreter.error("TypeError", format!("{}() takes no keyword arguments", class.name)));
        }
        for (name, value) in arguments.keywords {
            this.set(hidden(&name.name()), value, Mark::Derived);
        }
        Ok(Value::None)
    },
};

static WITH_TRACEBACK: NativeFunction = NativeFunction {
    name: "with_traceback",
    call: |_, arguments| Ok(arguments.positional.into_iter().next().unwrap_or(Value::None)),
};

static ADD_NOTE: NativeFunction = NativeFunction {
    name: "add_note",
    call: |interpreter, arguments| {
        let Ok([Value::Instance(this), note]) = <[Value; 2]>::try_from(arguments.positional) else {
            let message = "BaseException.add_note() takes exactly one argument (0 given)";
            return Err(interpreter.error("TypeError", message));
        };
        if !matches!(note, Value::Str(_)) {
            let name = interpreter.type_name(&note);
            return Err(interpreter.error("TypeError", format!("note must be a str, not '{name}'")));
        }
        let key = Symbol::new("__notes__");
        match this.get(key) {
            Some(Value::List(notes)) => notes.push(note),
            _ => this.set(key, Value::list(vec![note]), Mark::Derived),
        }
        Ok(Value::None)
    },
};

/// Numbers of errors that have classes of their own.
const ERROR_CLASSES: [(i64, &str); 13] = [
    (1, "PermissionError"),
    (2, "FileNotFoundError"),
    (3, "ProcessLookupError"),
    (4, "InterruptedError"),
    (10, "ChildProcessError"),
    (11, "BlockingIOError"),
    (13, "PermissionError"),
    (17, "FileExistsError"),
    (20, "NotADirectoryError"),
    (21, "IsADirectoryError"),
    (32, "BrokenPipeError"),
    (104, "ConnectionResetError"),
    (110, "TimeoutError"),
];

/// `OSError(number, text, file)`: what the arguments are.
fn take_apart(this: &Instance, arguments: &[Value]) {
    let [number, text, more @ ..] = arguments else { return };
    this.set(hidden("errno"), number.clone(), Mark::Derived);
    this.set(hidden("strerror"), text.clone(), Mark::Derived);
    if let Some(file) = more.first() {
        this.set(hidden("filename"), file.clone(), Mark::Derived);
        this.set(Symbol::new("args"), Value::tuple(vec![number.clone(), text.clone()]), Mark::Derived);
    }
}

fn take_first(arguments: &mut Arguments) -> Option<Value> {
    (!arguments.positional.is_empty()).then(|| arguments.positional.remove(0))
}

fn set_arguments(this: &Instance, values: Vec<Value>) {
    if let Some(code) = values.first()
        && &*this.class().name == "SystemExit"
    {
        this.set(Symbol::new("code"), code.clone(), Mark::Derived);
    }
    if &*this.class().name == "StopIteration" {
        let value = values.first().cloned().unwrap_or(Value::None);
        this.set(Symbol::new("value"), value, Mark::Derived);
    }
    this.set(Symbol::new("args"), Value::tuple(values), Mark::Derived);
}

impl Interpreter<'_> {
    /// An instance of an exception class, without running its `__init__`.
    pub(crate) fn exception(&mut self, class: &Rc<Class>, arguments: Vec<Value>) -> Value {
        let instance = Instance {
            class: RefCell::new(class.clone()),
            attributes: RefCell::new(Attributes::default()),
            place: Some(self.span()),
            serial: self.serial(),
            base: None,
        };
        set_arguments(&instance, arguments);
        Value::Instance(Rc::new(instance))
    }

    /// Calls an exception class, up to its `__init__`.
    pub(super) fn new_exception(&mut self, class: &Rc<Class>, arguments: Arguments) -> Outcome<Value> {
        if class.is_subclass_of(&self.exceptions.class("BaseExceptionGroup")) {
            return self.new_group(class, arguments.positional);
        }
        let system = self.exceptions.class("OSError");
        if !class.is_subclass_of(&system) || arguments.positional.len() < 2 {
            return Ok(self.exception(class, arguments.positional));
        }
        let of_number = match arguments.positional.first() {
            Some(Value::Int(number)) if Rc::ptr_eq(class, &system) => {
                ERROR_CLASSES.iter().find(|(known, _)| known == number).map(|(_, name)| self.exceptions.class(name))
            }
            _ => None,
        };
        let made = self.exception(&of_number.unwrap_or_else(|| class.clone()), arguments.positional.clone());
        if let Value::Instance(made) = &made {
            take_apart(made, &arguments.positional);
        }
        Ok(made)
    }

    /// An attribute that exceptions have without a script having set it.
    pub(super) fn exception_attribute(&mut self, instance: &Instance, name: &str) -> Option<Value> {
        let of = |class: &str| instance.class().is_subclass_of(&self.exceptions.class(class));
        let is_known = match name {
            "__traceback__" if instance.get(hidden(name)).is_none() => return Some(self.trace_of(instance)),
            "__cause__" | "__context__" | "__traceback__" => true,
            "__suppress_context__" => {
                return Some(instance.get(hidden(name)).unwrap_or(Value::Bool(false)));
            }
            "name" => of("ImportError") || of("AttributeError") || of("NameError"),
            "obj" => of("AttributeError"),
            "path" => of("ImportError"),
            "msg" if of("ImportError") || of("SyntaxError") => {
                return Some(self.first_argument(instance));
            }
            "errno" | "strerror" | "filename" | "filename2" => of("OSError"),
            "filename_" | "lineno" | "offset" | "text" => of("SyntaxError"),
            "encoding" | "object" | "start" | "end" | "reason" if of("UnicodeError") => {
                return self.argument_of_codec(instance, name);
            }
            _ => false,
        };
        is_known.then(|| instance.get(hidden(name)).unwrap_or(Value::None))
    }

    /// Notes where an exception was raised that a handler takes.
    pub(super) fn note_place(&self, raised: &super::Raised) {
        if let Value::Instance(exception) = &raised.exception {
            let (source, start) = (i64::from(raised.span.source.0), i64::from(raised.span.start));
            let place = Value::Int(source << 32 | start);
            exception.set(hidden("place"), place, Mark::Derived);
        }
    }

    /// `__traceback__`: one step, the place where the exception was raised.
    fn trace_of(&mut self, instance: &Instance) -> Value {
        let Some(Value::Int(place)) = instance.get(hidden("place")) else { return Value::None };
        let (source, start) = ((place >> 32) as u32, (place & 0xffff_ffff) as usize);
        let source = self.sources.get(bartizan_model::SourceId(source));
        let line = source
            .and_then(|source| source.text.as_ref())
            .map_or(1, |text| 1 + text.bytes().take(start).filter(|byte| *byte == b'\n').count() as i64);
        let file = source.map_or_else(String::new, |source| source.path.to_string());
        let mut object = |name: &'static str, attributes: Vec<(&str, Value)>| {
            let class = crate::builtins::native_class(self, name, &[]);
            let object = self.bare_object(&class, None);
            if let Value::Instance(object) = &object {
                for (name, value) in attributes {
                    object.set(Symbol::new(name), value, Mark::Derived);
                }
            }
            object
        };
        let code = vec![("co_filename", Value::str(file)), ("co_name", Value::str("<module>"))];
        let code = object("code", code);
        let frame = object("frame", vec![("f_code", code), ("f_lineno", Value::Int(line))]);
        let steps = vec![("tb_lineno", Value::Int(line)), ("tb_next", Value::None), ("tb_frame", frame)];
        object("traceback", steps)
    }

    fn first_argument(&self, instance: &Instance) -> Value {
        match instance.get(Symbol::new("args")) {
            Some(Value::Tuple(arguments)) => arguments.items.first().cloned().unwrap_or(Value::None),
            _ => Value::None,
        }
    }

    fn argument_of_codec(&self, instance: &Instance, name: &str) -> Option<Value> {
        let at = ["encoding", "object", "start", "end", "reason"].iter().position(|known| *known == name)?;
        match instance.get(Symbol::new("args")) {
            Some(Value::Tuple(arguments)) => arguments.items.get(at).cloned(),
            _ => None,
        }
    }

    /// Sets `__cause__` and its like; false for another name.
    pub(super) fn set_exception_attribute(
        &mut self,
        instance: &Rc<Instance>,
        name: &str,
        value: &Value,
    ) -> Outcome<bool> {
        match name {
            "__cause__" | "__context__" => {
                let is_exception =
                    matches!(value, Value::None) || matches!(value, Value::Instance(it) if it.class().is_exception());
                if !is_exception {
                    let what = if name == "__cause__" { "cause" } else { "context" };
                    let message = format!("exception {what} must be None or derive from BaseException");
                    return Err(self.error("TypeError", message));
                }
                if name == "__cause__" {
                    instance.set(hidden("__suppress_context__"), Value::Bool(true), Mark::Derived);
                }
            }
            "__suppress_context__" | "__traceback__" => {}
            _ => return Ok(false),
        }
        instance.set(hidden(name), value.clone(), Mark::Derived);
        Ok(true)
    }

    /// `KeyError(key)`
    pub(crate) fn key_error(&mut self, key: &Value) -> Stop {
        self.error_of("KeyError", vec![key.clone()])
    }

    /// `str(exception)` for a class without a `__str__` of its own.
    pub(super) fn exception_text(&mut self, instance: &Rc<Instance>) -> Outcome<String> {
        let Some(Value::Tuple(arguments)) = instance.get(Symbol::new("args")) else { return Ok(String::new()) };
        let is_key_error = instance.class().is_subclass_of(&self.exceptions.class("KeyError"));
        match arguments.items.as_slice() {
            [] => Ok(String::new()),
            [one] if is_key_error => self.repr(one),
            [one] => self.text(one),
            [number, text] if instance.get(hidden("errno")).is_some() => {
                let (number, text) = (self.text(number)?, self.text(text)?);
                match instance.get(hidden("filename")) {
                    Some(file) => Ok(format!("[Errno {number}] {text}: {}", self.repr(&file)?)),
                    None => Ok(format!("[Errno {number}] {text}")),
                }
            }
            items => match self.unicode_error_text(instance, items)? {
                Some(text) => Ok(text),
                None => self.repr(&Value::Tuple(arguments.clone())),
            },
        }
    }

    /// `repr(exception)`.
    pub(super) fn exception_repr(&mut self, instance: &Rc<Instance>) -> Outcome<String> {
        let name = instance.class().name.clone();
        match instance.get(Symbol::new("args")) {
            Some(Value::Tuple(arguments)) if arguments.items.len() == 1 => {
                let Some(one) = arguments.items.first() else { return Ok(format!("{name}()")) };
                Ok(format!("{name}({})", self.repr(one)?))
            }
            Some(arguments) => Ok(format!("{name}{}", self.repr(&arguments)?)),
            None => Ok(format!("{name}()")),
        }
    }
}
