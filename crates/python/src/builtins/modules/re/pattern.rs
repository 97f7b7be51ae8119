//! `re.Pattern`: compiling, and the methods of patterns. Searches are in [`super::searches`].

use std::cell::RefCell;
use std::rc::Rc;

use super::cache::{Entry, Key};
use super::matched::take_this;
use super::{error, replace, searches};
use crate::builtins::arguments;
use crate::eval::{Interpreter, Outcome};
use crate::limits;
use crate::regex::{self, Program, flags};
use crate::value::{Arguments, Dict, Instance, NativeFunction, Symbol, Value};

pub(super) const METHODS: &[&NativeFunction] = &[
    &NEW,
    &searches::MATCH,
    &searches::FULLMATCH,
    &searches::SEARCH,
    &searches::FINDALL,
    &searches::FINDITER,
    &searches::SPLIT,
    &replace::SUB,
    &replace::SUBN,
    &SHOW,
    &EQUAL,
    &HASH,
    &COPY,
    &DEEPCOPY,
];

/// The pattern object of a pattern or of its text.
pub(super) fn compiled(interpreter: &mut Interpreter<'_>, pattern: &Value, given: &Value) -> Outcome<Value> {
    let pattern = pattern.clone().into_plain();
    if let Value::Instance(instance) = &pattern
        && instance.class().is_subclass_of(&super::class(interpreter, "Pattern")?)
    {
        if interpreter.truth(given)? {
            return Err(interpreter.error("ValueError", "cannot process flags argument with a compiled pattern"));
        }
        return Ok(pattern);
    }
    let given = arguments::index(interpreter, given)?;
    let given = u32::try_from(given).unwrap_or(0);
    entry(interpreter, &pattern, given).map(|entry| entry.object)
}

/// The program of a pattern object.
pub(super) fn program(interpreter: &mut Interpreter<'_>, this: &Instance) -> Outcome<Rc<Program>> {
    let pattern = this.get(Symbol::new("pattern")).unwrap_or(Value::None);
    let given = match this.get(Symbol::new("flags")) {
        Some(Value::Int(flags)) => u32::try_from(flags).unwrap_or(0),
        _ => 0,
    };
    entry(interpreter, &pattern, given).map(|entry| entry.program)
}

/// A compiled pattern, from the cache if it is there.
fn entry(interpreter: &mut Interpreter<'_>, pattern: &Value, given: flags::Flags) -> Outcome<Entry> {
    let key: Key = match pattern {
        Value::Str(text) => (text.as_str().as_bytes().into(), true, given),
        Value::Bytes(bytes) => ((***bytes).into(), false, given),
        _ => return Err(interpreter.error("TypeError", "first argument must be string or compiled pattern")),
    };
    interpreter.step(1 + key.0.len() / 32)?;
    if let Some(known) = interpreter.patterns.get(&key) {
        return Ok(known);
    }
    let entry = compile(interpreter, pattern, given)?;
    // Methods look for the program by the flags that the pattern turned out to have.
    let (bytes, is_text, _) = &key;
    interpreter.patterns.insert((bytes.clone(), *is_text, entry.program.flags), entry.clone());
    interpreter.patterns.insert(key, entry.clone());
    Ok(entry)
}

fn compile(interpreter: &mut Interpreter<'_>, pattern: &Value, given: flags::Flags) -> Outcome<Entry> {
    let codes = code_points(pattern);
    if codes.len() > limits::MAX_PATTERN {
        let message = format!("a regular expression is longer than {} characters", limits::MAX_PATTERN);
        return Err(interpreter.over_limit(message));
    }
    // A set looks at each ASCII character when it is made.
    let sets = codes.iter().filter(|code| **code == u32::from('[') || **code == u32::from('\\')).count();
    interpreter.step(50 + codes.len() * 4 + sets * 32)?;
    let program = match regex::compile(&codes, matches!(pattern, Value::Str(_)), given) {
        Ok(program) => Rc::new(program),
        Err(problem) => return Err(error::raised(interpreter, problem, pattern)),
    };
    if program.flags & flags::DEBUG != 0 {
        return Err(interpreter.unsupported("`re.DEBUG`"));
    }
    let object = object(interpreter, pattern, &program)?;
    Ok(Entry { program, object })
}

/// Characters, or bytes.
pub(super) fn code_points(value: &Value) -> Vec<u32> {
    match value {
        Value::Str(text) => text.as_str().chars().map(u32::from).collect(),
        Value::Bytes(bytes) => bytes.iter().map(|byte| u32::from(*byte)).collect(),
        _ => Vec::new(),
    }
}

fn object(interpreter: &mut Interpreter<'_>, pattern: &Value, program: &Program) -> Outcome<Value> {
    let names = RefCell::new(Dict::default());
    for (name, group) in &program.names {
        interpreter.dict_set(&names, Value::str(name), Value::Int(i64::from(*group)))?;
    }
    let class = super::class(interpreter, "Pattern")?;
    Ok(interpreter.object_with(
        &class,
        vec![
            ("pattern", pattern.clone()),
            ("flags", Value::Int(i64::from(program.flags))),
            ("groups", Value::Int(program.groups as i64 - 1)),
            ("groupindex", Value::dict(names.into_inner())),
        ],
    ))
}

/// Scripts get patterns from `compile`.
static NEW: NativeFunction = NativeFunction {
    name: "__init__",
    call: |interpreter, _| Err(interpreter.error("TypeError", "cannot create 're.Pattern' instances")),
};

static SHOW: NativeFunction = NativeFunction {
    name: "__repr__",
    call: |interpreter, mut arguments| {
        let this = take_this(interpreter, &mut arguments)?;
        let pattern = this.get(Symbol::new("pattern")).unwrap_or(Value::None);
        let shown: String = interpreter.repr(&pattern)?.chars().take(200).collect();
        let flags = program(interpreter, &this)?.flags;
        let flags = if matches!(pattern, Value::Str(_)) { flags & !flags::UNICODE } else { flags };
        let module = interpreter.import_module("re")?;
        let named = match module.get(Symbol::new("_shown")) {
            Some(show) if flags != 0 => {
                let names = interpreter.call(&show, Arguments::of(Value::Int(i64::from(flags))))?;
                format!(", {}", interpreter.text(&names)?)
            }
            _ => String::new(),
        };
        Ok(Value::str(format!("re.compile({shown}{named})")))
    },
};

static EQUAL: NativeFunction = NativeFunction {
    name: "__eq__",
    call: |interpreter, arguments| {
        let [left, right] = arguments::exactly::<2>(interpreter, "__eq__", arguments)?;
        let (Value::Instance(left), Value::Instance(right)) = (&left, &right) else { return Ok(Value::NotImplemented) };
        if !Rc::ptr_eq(&left.class(), &right.class()) {
            return Ok(Value::NotImplemented);
        }
        for name in ["pattern", "flags"] {
            let part = |instance: &Instance| instance.get(Symbol::new(name)).unwrap_or(Value::None);
            if !interpreter.equals(&part(left), &part(right))? {
                return Ok(Value::Bool(false));
            }
        }
        Ok(Value::Bool(true))
    },
};

static HASH: NativeFunction = NativeFunction {
    name: "__hash__",
    call: |interpreter, mut arguments| {
        let this = take_this(interpreter, &mut arguments)?;
        let parts = ["pattern", "flags"].map(|name| this.get(Symbol::new(name)).unwrap_or(Value::None));
        let hash = interpreter.builtins.get(Symbol::new("hash")).unwrap_or(Value::None);
        interpreter.call(&hash, Arguments::of(Value::tuple(parts.to_vec())))
    },
};

/// Patterns and matches never change, so that they are their own copies.
pub(super) static COPY: NativeFunction = NativeFunction {
    name: "__copy__",
    call: |interpreter, arguments| arguments::exactly::<1>(interpreter, "__copy__", arguments).map(|[this]| this),
};

pub(super) static DEEPCOPY: NativeFunction = NativeFunction {
    name: "__deepcopy__",
    call: |interpreter, arguments| {
        arguments::exactly::<2>(interpreter, "__deepcopy__", arguments).map(|[this, _]| this)
    },
};
