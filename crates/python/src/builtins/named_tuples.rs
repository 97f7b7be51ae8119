//! Tuples whose items have names: what `collections.namedtuple` makes.

use std::cell::RefCell;
use std::rc::Rc;

use super::arguments::{self, Parameters};
use crate::eval::{Interpreter, Outcome, Stop};
use crate::value::class::Mark;
use crate::value::{
    Arguments, Attributes, Class, Descriptor, Dict, NativeClass, NativeFunction, Symbol, Tuple, Value, meter,
};

/// Words that cannot be names.
const KEYWORDS: [&str; 35] = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del",
    "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal",
    "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
];

/// `namedtuple(name, fields, rename=False, defaults=None, module=None)`
pub(super) static NAMEDTUPLE: NativeFunction = NativeFunction {
    name: "namedtuple",
    call: |interpreter, arguments| {
        let parameters = Parameters {
            function: "namedtuple",
            names: ["typename", "field_names", "rename", "defaults", "module"],
            positional: 2,
            required: 2,
        };
        let [name, fields, rename, defaults, module] = arguments::named(interpreter, &parameters, arguments)?;
        let name = interpreter.text(&name.unwrap_or(Value::None))?;
        let renames = match rename {
            Some(flag) => interpreter.truth(&flag)?,
            None => false,
        };
        let mut fields = read_fields(interpreter, &fields.unwrap_or(Value::None))?;
        if renames {
            rename_fields(interpreter, &mut fields)?;
        }
        check_names(interpreter, &name, &fields)?;
        let defaults = match defaults {
            None | Some(Value::None) => Vec::new(),
            Some(defaults) => interpreter.collect(&defaults)?,
        };
        if defaults.len() > fields.len() {
            return Err(interpreter.error("TypeError", "Got more default values than field names"));
        }
        let module = match module {
            None | Some(Value::None) => "__main__".to_owned(),
            Some(module) => interpreter.text(&module)?,
        };
        new_class(interpreter, &name, &module, &fields, defaults).map(Value::Class)
    },
};

/// A class of named tuples. Defaults belong to the last fields.
pub(super) fn new_class(
    interpreter: &mut Interpreter<'_>,
    name: &str,
    module: &str,
    fields: &[String],
    defaults: Vec<Value>,
) -> Outcome<Rc<Class>> {
    let by_name = RefCell::new(Dict::default());
    let first = fields.len().saturating_sub(defaults.len());
    for (field, default) in fields.iter().skip(first).zip(defaults) {
        interpreter.dict_set(&by_name, Value::str(field), default)?;
    }
    let mut attributes = Attributes::default();
    let make = Value::Descriptor(Rc::new(Descriptor::Class(Value::Native(&MAKE))));
    for (name, value) in [
        ("_fields", Value::tuple(fields.iter().map(Value::str).collect())),
        ("_field_defaults", Value::dict(by_name.into_inner())),
        ("_make", make),
        ("_replace", Value::Native(&REPLACE)),
        ("_asdict", Value::Native(&AS_DICT)),
    ] {
        attributes.set(Symbol::new(name), value, Mark::Derived);
    }
    meter::charge(meter::OBJECT * 4);
    let tuple = interpreter.types.tuple.clone();
    Ok(Rc::new(Class {
        name: name.into(),
        module: module.into(),
        ancestors: tuple.lineage().cloned().collect(),
        bases: vec![tuple],
        attributes: RefCell::new(attributes),
        native: NativeClass::NamedTuple,
        documentation: Some(format!("{name}({})", fields.join(", ")).into()),
        more: Default::default(),
    }))
}

fn read_fields(interpreter: &mut Interpreter<'_>, fields: &Value) -> Outcome<Vec<String>> {
    if let Value::Str(text) = fields {
        interpreter.step(text.len() / 8)?;
        return Ok(text.as_str().replace(',', " ").split_whitespace().map(str::to_owned).collect());
    }
    let mut names = Vec::new();
    for field in interpreter.collect(fields)? {
        names.push(interpreter.text(&field)?);
    }
    Ok(names)
}

fn is_name(name: &str) -> bool {
    let mut characters = name.chars();
    let starts = characters.next().is_some_and(|first| first == '_' || first.is_alphabetic());
    starts && characters.all(|character| character == '_' || character.is_alphanumeric())
}

/// Replaces names that are not allowed by their positions: `_1`.
fn rename_fields(interpreter: &mut Interpreter<'_>, fields: &mut [String]) -> Outcome<()> {
    interpreter.step(fields.len() * fields.len() / 8)?;
    let before = fields.to_vec();
    for (at, field) in fields.iter_mut().enumerate() {
        let is_known = before.iter().take(at).any(|other| other == field);
        if is_known || !is_name(field) || field.starts_with('_') || KEYWORDS.contains(&field.as_str()) {
            *field = format!("_{at}");
        }
    }
    Ok(())
}

fn check_names(interpreter: &mut Interpreter<'_>, class: &str, fields: &[String]) -> Outcome<()> {
    interpreter.step(fields.len() * fields.len() / 8)?;
    for name in std::iter::once(class).chain(fields.iter().map(String::as_str)) {
        let shown = super::quote(name);
        if !is_name(name) {
            let message = format!("Type names and field names must be valid identifiers: {shown}");
            return Err(interpreter.error("ValueError", message));
        }
        if KEYWORDS.contains(&name) {
            let message = format!("Type names and field names cannot be a keyword: {shown}");
            return Err(interpreter.error("ValueError", message));
        }
    }
    for (at, field) in fields.iter().enumerate() {
        let shown = super::quote(field);
        // `rename` makes names such as `_1`.
        let is_made = field.strip_prefix('_').is_some_and(|rest| rest == at.to_string());
        if field.starts_with('_') && !is_made {
            let message = format!("Field names cannot start with an underscore: {shown}");
            return Err(interpreter.error("ValueError", message));
        }
        if fields.iter().take(at).any(|other| other == field) {
            return Err(interpreter.error("ValueError", format!("Encountered duplicate field name: {shown}")));
        }
    }
    Ok(())
}

/// The names of the items of a class's tuples.
pub(crate) fn named_fields(class: &Class) -> Vec<Rc<str>> {
    let fields = Symbol::new("_fields");
    let own = class.attributes.borrow().get(fields).cloned();
    let found =
        own.or_else(|| class.ancestors.iter().find_map(|parent| parent.attributes.borrow().get(fields).cloned()));
    let Some(Value::Tuple(names)) = found else { return Vec::new() };
    let name = |value: &Value| match value {
        Value::Str(name) => Some(Rc::from(name.as_str())),
        _ => None,
    };
    names.items.iter().filter_map(name).collect()
}

/// The item of a tuple by its name.
pub(crate) fn named_item(tuple: &Tuple, class: &Class, name: &str) -> Option<Value> {
    let at = named_fields(class).iter().position(|known| **known == *name)?;
    tuple.items.get(at).cloned()
}

/// Calls a class of named tuples.
pub(crate) fn construct_named_tuple(
    interpreter: &mut Interpreter<'_>,
    class: &Rc<Class>,
    arguments: Arguments,
) -> Outcome<Value> {
    let fields = named_fields(class);
    interpreter.step(fields.len())?;
    let given = arguments.positional.len();
    if given > fields.len() {
        let takes = fields.len() + 1;
        let plural = if takes == 1 { "" } else { "s" };
        let message =
            format!("{}.__new__() takes {takes} positional argument{plural} but {} were given", class.name, given + 1);
        return Err(interpreter.error("TypeError", message));
    }
    let mut values: Vec<Option<Value>> = arguments.positional.into_iter().map(Some).collect();
    values.resize(fields.len(), None);
    for (name, value) in arguments.keywords {
        let name = name.name();
        let place = fields.iter().position(|known| *known == name).and_then(|at| values.get_mut(at));
        match place {
            Some(place @ None) => *place = Some(value),
            Some(_) => return Err(wrong_keyword(interpreter, class, "multiple values for", &name)),
            None => return Err(wrong_keyword(interpreter, class, "an unexpected keyword", &name)),
        }
    }
    let items = fill_defaults(interpreter, class, &fields, values)?;
    Ok(Value::named_tuple(class.clone(), items))
}

fn wrong_keyword(interpreter: &mut Interpreter<'_>, class: &Class, what: &str, name: &str) -> Stop {
    interpreter.error("TypeError", format!("{}.__new__() got {what} argument '{name}'", class.name))
}

fn fill_defaults(
    interpreter: &mut Interpreter<'_>,
    class: &Rc<Class>,
    fields: &[Rc<str>],
    values: Vec<Option<Value>>,
) -> Outcome<Vec<Value>> {
    let defaults = match class.lookup(Symbol::new("_field_defaults")) {
        Some(Value::Dict(defaults)) => defaults,
        _ => Rc::default(),
    };
    let mut items = Vec::with_capacity(values.len());
    let mut missing = Vec::new();
    for (name, value) in fields.iter().zip(values) {
        let value = match value {
            Some(value) => Some(value),
            None => interpreter.dict_get(&defaults.dict, &Value::str(name))?,
        };
        match value {
            Some(value) => items.push(value),
            None => missing.push(format!("'{name}'")),
        }
    }
    if missing.is_empty() {
        return Ok(items);
    }
    let names = match missing.as_slice() {
        [one] => one.clone(),
        [one, two] => format!("{one} and {two}"),
        [start @ .., last] => format!("{}, and {last}", start.join(", ")),
        [] => String::new(),
    };
    let (count, plural) = (missing.len(), if missing.len() == 1 { "" } else { "s" });
    let message = format!("{}.__new__() missing {count} required positional argument{plural}: {names}", class.name);
    Err(interpreter.error("TypeError", message))
}

/// `Point._make(values)`
static MAKE: NativeFunction = NativeFunction {
    name: "_make",
    call: |interpreter, arguments| {
        let [class, values] = arguments::exactly::<2>(interpreter, "_make", arguments)?;
        let Value::Class(class) = class else {
            return Err(interpreter.error("TypeError", "_make() is called on the class"));
        };
        let items = interpreter.collect(&values)?;
        let expected = named_fields(&class).len();
        if items.len() != expected {
            let message = format!("Expected {expected} arguments, got {}", items.len());
            return Err(interpreter.error("TypeError", message));
        }
        Ok(Value::named_tuple(class, items))
    },
};

/// `point._replace(x=1)`
static REPLACE: NativeFunction = NativeFunction {
    name: "_replace",
    call: |interpreter, mut arguments| {
        let keywords = std::mem::take(&mut arguments.keywords);
        let (tuple, class) = own(interpreter, "_replace", arguments)?;
        let fields = named_fields(&class);
        let mut items = tuple.items.clone();
        let mut unknown = Vec::new();
        for (name, value) in keywords {
            let at = fields.iter().position(|known| *known == name.name());
            match at.and_then(|at| items.get_mut(at)) {
                Some(item) => *item = value,
                None => unknown.push(Value::str(name.name())),
            }
        }
        if !unknown.is_empty() {
            let shown = interpreter.repr(&Value::list(unknown))?;
            return Err(interpreter.error("ValueError", format!("Got unexpected field names: {shown}")));
        }
        Ok(Value::named_tuple(class, items))
    },
};

/// `point._asdict()`
static AS_DICT: NativeFunction = NativeFunction {
    name: "_asdict",
    call: |interpreter, arguments| {
        let (tuple, class) = own(interpreter, "_asdict", arguments)?;
        let dict = RefCell::new(Dict::default());
        for (name, item) in named_fields(&class).iter().zip(&tuple.items) {
            interpreter.dict_set(&dict, Value::str(name), item.clone())?;
        }
        Ok(Value::dict(dict.into_inner()))
    },
};

/// The named tuple that a method was called on.
fn own(interpreter: &mut Interpreter<'_>, method: &str, arguments: Arguments) -> Outcome<(Rc<Tuple>, Rc<Class>)> {
    let [this] = arguments::exactly::<1>(interpreter, method, arguments)?;
    if let Value::Tuple(tuple) = &this
        && let Some(class) = &tuple.class
    {
        return Ok((tuple.clone(), class.clone()));
    }
    Err(interpreter.error("TypeError", format!("{method}() needs a named tuple")))
}
