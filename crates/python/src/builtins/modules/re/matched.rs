//! `re.Match`.

use std::cell::RefCell;
use std::rc::Rc;

use super::pattern::{COPY, DEEPCOPY};
use super::searches::Task;
use super::{replace, subject};
use crate::builtins::arguments::{self, Parameters};
use crate::eval::{Interpreter, Outcome};
use crate::regex::Machine;
use crate::value::{Arguments, Dict, Instance, NativeFunction, Symbol, Value, number};

pub(super) const METHODS: &[&NativeFunction] =
    &[&NEW, &GROUP, &ITEM, &GROUPS, &GROUPDICT, &START, &END, &SPAN, &EXPAND, &SHOW, &COPY, &DEEPCOPY];

/// The match that a machine found.
pub(super) fn object(interpreter: &mut Interpreter<'_>, task: &Task, machine: &Machine<'_>) -> Outcome<Value> {
    let spans: Vec<Value> = machine
        .spans()
        .map(|span| {
            let (start, end) = span.map_or((-1, -1), |(start, end)| (start as i64, end as i64));
            Value::tuple(vec![Value::Int(start), Value::Int(end)])
        })
        .collect();
    interpreter.step(4 + spans.len() * 2)?;
    let last = machine.last_group();
    let name = last.and_then(|last| task.program.names.iter().find(|(_, group)| *group as usize == last));
    let class = super::class(interpreter, "Match")?;
    let values = vec![
        ("string", task.subject.value.clone()),
        ("re", Value::Instance(task.this.clone())),
        ("pos", Value::Int(task.position as i64)),
        ("endpos", Value::Int(task.end as i64)),
        ("lastindex", last.map_or(Value::None, |last| Value::Int(last as i64))),
        ("lastgroup", name.map_or(Value::None, |(name, _)| Value::str(name))),
        ("regs", Value::tuple(spans)),
    ];
    Ok(interpreter.object_with(&class, values))
}

/// The instance that a method was called on; the other arguments stay.
pub(super) fn take_this(interpreter: &mut Interpreter<'_>, arguments: &mut Arguments) -> Outcome<Rc<Instance>> {
    if !arguments.positional.is_empty()
        && let Value::Instance(this) = arguments.positional.remove(0)
    {
        return Ok(this);
    }
    Err(interpreter.error("TypeError", "a method needs an object"))
}

/// Start and end of a group, by number.
fn span(this: &Instance, group: usize) -> Option<(i64, i64)> {
    let Some(Value::Tuple(spans)) = this.get(Symbol::new("regs")) else { return None };
    let Some(Value::Tuple(span)) = spans.items.get(group) else { return None };
    match span.items.as_slice() {
        [Value::Int(start), Value::Int(end)] => Some((*start, *end)),
        _ => None,
    }
}

/// Number of groups, the whole match among them.
fn groups(this: &Instance) -> usize {
    match this.get(Symbol::new("regs")) {
        Some(Value::Tuple(spans)) => spans.items.len(),
        _ => 0,
    }
}

/// The text of a group, or the default when it took no part in the match.
pub(super) fn text(
    interpreter: &mut Interpreter<'_>,
    this: &Instance,
    group: usize,
    default: &Value,
) -> Outcome<Value> {
    let string = this.get(Symbol::new("string")).unwrap_or(Value::None);
    match span(this, group).map(|(start, end)| (usize::try_from(start), usize::try_from(end))) {
        Some((Ok(start), Ok(end))) => subject::slice(interpreter, &string, start, end),
        _ => Ok(default.clone()),
    }
}

/// The number of a group that was asked for by number or name.
fn find(interpreter: &mut Interpreter<'_>, this: &Instance, group: &Value) -> Outcome<usize> {
    let known = match group.clone().into_plain() {
        number @ (Value::Int(_) | Value::Bool(_) | Value::Big(_)) => {
            number::as_small(&number).and_then(|number| usize::try_from(number).ok())
        }
        Value::Str(name) => named(interpreter, this, name.as_str())?,
        Value::Instance(_) => {
            let number = arguments::index(interpreter, group)?;
            usize::try_from(number).ok()
        }
        _ => None,
    };
    match known.filter(|group| *group < groups(this)) {
        Some(group) => Ok(group),
        None => Err(interpreter.error("IndexError", "no such group")),
    }
}

fn named(interpreter: &mut Interpreter<'_>, this: &Instance, name: &str) -> Outcome<Option<usize>> {
    let Some(Value::Instance(pattern)) = this.get(Symbol::new("re")) else { return Ok(None) };
    let Some(Value::Dict(names)) = pattern.get(Symbol::new("groupindex")) else { return Ok(None) };
    let group = interpreter.dict_get(&names.dict, &Value::str(name))?;
    Ok(group.and_then(|group| number::as_small(&group)).and_then(|group| usize::try_from(group).ok()))
}

static NEW: NativeFunction = NativeFunction {
    name: "__init__",
    call: |interpreter, _| Err(interpreter.error("TypeError", "cannot create 're.Match' instances")),
};

/// `group(*groups)`
static GROUP: NativeFunction = NativeFunction {
    name: "group",
    call: |interpreter, mut arguments| {
        let this = take_this(interpreter, &mut arguments)?;
        arguments::refuse_keywords(interpreter, "Match.group", &arguments)?;
        let mut texts = Vec::new();
        for group in &arguments.positional {
            let group = find(interpreter, &this, group)?;
            texts.push(text(interpreter, &this, group, &Value::None)?);
        }
        match texts.len() {
            0 => text(interpreter, &this, 0, &Value::None),
            1 => Ok(texts.pop().unwrap_or(Value::None)),
            _ => Ok(Value::tuple(texts)),
        }
    },
};

/// `match[group]`
static ITEM: NativeFunction = NativeFunction {
    name: "__getitem__",
    call: |interpreter, mut arguments| {
        let this = take_this(interpreter, &mut arguments)?;
        let [group] = arguments::exactly::<1>(interpreter, "__getitem__", arguments)?;
        let group = find(interpreter, &this, &group)?;
        text(interpreter, &this, group, &Value::None)
    },
};

/// `self` and the default of `groups` and `groupdict`.
fn with_default(
    interpreter: &mut Interpreter<'_>,
    function: &'static str,
    mut arguments: Arguments,
) -> Outcome<(Rc<Instance>, Value)> {
    let this = take_this(interpreter, &mut arguments)?;
    let parameters = Parameters { function, names: ["default"], positional: 1, required: 0 };
    let [default] = arguments::named(interpreter, &parameters, arguments)?;
    Ok((this, default.unwrap_or(Value::None)))
}

static GROUPS: NativeFunction = NativeFunction {
    name: "groups",
    call: |interpreter, arguments| {
        let (this, default) = with_default(interpreter, "groups", arguments)?;
        let mut texts = Vec::new();
        for group in 1..groups(&this) {
            texts.push(text(interpreter, &this, group, &default)?);
        }
        Ok(Value::tuple(texts))
    },
};

static GROUPDICT: NativeFunction = NativeFunction {
    name: "groupdict",
    call: |interpreter, arguments| {
        let (this, default) = with_default(interpreter, "groupdict", arguments)?;
        let texts = RefCell::new(Dict::default());
        if let Some(Value::Instance(pattern)) = this.get(Symbol::new("re"))
            && let Some(names) = pattern.get(Symbol::new("groupindex"))
        {
            for (name, group) in interpreter.mapping_entries(&names)? {
                let group = find(interpreter, &this, &group)?;
                let text = text(interpreter, &this, group, &default)?;
                interpreter.dict_set(&texts, name, text)?;
            }
        }
        Ok(Value::dict(texts.into_inner()))
    },
};

/// `self` and the group of `start`, `end` and `span`: where it is.
fn place(interpreter: &mut Interpreter<'_>, function: &str, mut arguments: Arguments) -> Outcome<(i64, i64)> {
    let this = take_this(interpreter, &mut arguments)?;
    let [group] = arguments::positional::<1>(interpreter, function, arguments, 0)?;
    let group = find(interpreter, &this, &group.unwrap_or(Value::Int(0)))?;
    Ok(span(&this, group).unwrap_or((-1, -1)))
}

static START: NativeFunction = NativeFunction {
    name: "start",
    call: |interpreter, arguments| place(interpreter, "start", arguments).map(|(start, _)| Value::Int(start)),
};

static END: NativeFunction = NativeFunction {
    name: "end",
    call: |interpreter, arguments| place(interpreter, "end", arguments).map(|(_, end)| Value::Int(end)),
};

static SPAN: NativeFunction = NativeFunction {
    name: "span",
    call: |interpreter, arguments| {
        let (start, end) = place(interpreter, "span", arguments)?;
        Ok(Value::tuple(vec![Value::Int(start), Value::Int(end)]))
    },
};

/// `expand(template)`
static EXPAND: NativeFunction = NativeFunction {
    name: "expand",
    call: |interpreter, mut arguments| {
        let this = take_this(interpreter, &mut arguments)?;
        let parameters = Parameters { function: "expand", names: ["template"], positional: 1, required: 1 };
        let [template] = arguments::named(interpreter, &parameters, arguments)?;
        replace::expand(interpreter, &this, &template.unwrap_or(Value::None))
    },
};

static SHOW: NativeFunction = NativeFunction {
    name: "__repr__",
    call: |interpreter, mut arguments| {
        let this = take_this(interpreter, &mut arguments)?;
        let (start, end) = span(&this, 0).unwrap_or((-1, -1));
        let text = text(interpreter, &this, 0, &Value::None)?;
        let shown: String = interpreter.repr(&text)?.chars().take(50).collect();
        Ok(Value::str(format!("<re.Match object; span=({start}, {end}), match={shown}>")))
    },
};
