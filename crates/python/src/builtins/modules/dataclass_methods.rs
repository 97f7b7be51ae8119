//! The methods that a dataclass gets. Each is called with the class that it was made for in front.

use std::rc::Rc;

use super::dataclass_fields::{self as fields, Field, FieldKind};
use crate::builtins::arguments;
use crate::eval::{Interpreter, Outcome, Stop};
use crate::tree::Compare;
use crate::value::{Arguments, Class, NativeFunction, Symbol, Value};

pub(super) static INIT: NativeFunction = NativeFunction { name: "__init__", call: init };

/// Sets the fields from the arguments and defaults, and tells `__post_init__`.
fn init(interpreter: &mut Interpreter<'_>, arguments: Arguments) -> Outcome<Value> {
    let Arguments { positional, keywords } = arguments;
    let mut positional = positional.into_iter();
    let (Some(Value::Class(class)), Some(this)) = (positional.next(), positional.next()) else {
        return Err(interpreter.error("TypeError", "__init__() missing 1 required positional argument: 'self'"));
    };
    let all = fields::all_fields(&class).unwrap_or_default();
    interpreter.step(all.len() + all.len().saturating_mul(keywords.len()) / 16)?;
    let given = Arguments { positional: positional.collect(), keywords };
    let values = matched(interpreter, &class, &all, given)?;
    let is_frozen = class.attributes.borrow().get(Symbol::new(SET.name)).is_some();
    let mut for_later = Vec::new();
    for (field, value) in all.iter().zip(values) {
        let value = match value {
            Some(value) => value,
            None => match initial(interpreter, field)? {
                Some(value) => value,
                None => continue,
            },
        };
        match (field.kind(), &this) {
            (FieldKind::ClassVariable, _) => {}
            (FieldKind::InitVariable, _) => for_later.push(value),
            (FieldKind::Field, Value::Instance(instance)) if is_frozen => {
                interpreter.set_plainly(instance, field.name, value)?;
            }
            (FieldKind::Field, _) => interpreter.set_attribute(&this, field.name, value)?,
        }
    }
    if let Some(hook) = interpreter.find_attribute(&this, Symbol::new("__post_init__"))? {
        interpreter.call(&hook, Arguments::positional(for_later))?;
    }
    Ok(Value::None)
}

/// What a field starts as when no argument says so; a default of a field without a parameter stays with the class.
fn initial(interpreter: &mut Interpreter<'_>, field: &Field) -> Outcome<Option<Value>> {
    match field.factory() {
        Some(factory) => interpreter.call(&factory, Arguments::default()).map(Some),
        None if field.is("init") => Ok(field.default()),
        None => Ok(None),
    }
}

/// The argument of each field.
fn matched(
    interpreter: &mut Interpreter<'_>,
    class: &Rc<Class>,
    all: &[Field],
    arguments: Arguments,
) -> Outcome<Vec<Option<Value>>> {
    let function = format!("{}.__init__", class.qualified_name());
    let is_parameter = |field: &Field| field.is("init") && field.kind() != FieldKind::ClassVariable;
    let in_order = |(_, field): &(usize, &Field)| is_parameter(field) && !field.is("kw_only");
    let places: Vec<usize> = all.iter().enumerate().filter(in_order).map(|(at, _)| at).collect();
    let mut values: Vec<Option<Value>> = vec![None; all.len()];
    let given = arguments.positional.len();
    if given > places.len() {
        let required = places.iter().filter_map(|at| all.get(*at)).filter(|field| !field.has_default()).count();
        return Err(interpreter.too_many_arguments(&function, required + 1, places.len() + 1, given + 1, 0));
    }
    for (at, value) in places.iter().zip(arguments.positional) {
        if let Some(place) = values.get_mut(*at) {
            *place = Some(value);
        }
    }
    for (name, value) in arguments.keywords {
        let at = all.iter().position(|field| field.name == name && is_parameter(field));
        match at.and_then(|at| values.get_mut(at)) {
            Some(place @ None) => *place = Some(value),
            Some(Some(_)) => {
                let message = format!("{function}() got multiple values for argument '{name}'");
                return Err(interpreter.error("TypeError", message));
            }
            None => {
                let message = format!("{function}() got an unexpected keyword argument '{name}'");
                return Err(interpreter.error("TypeError", message));
            }
        }
    }
    for (kind, is_keyword_only) in [("positional", false), ("keyword-only", true)] {
        let lacking = all.iter().zip(&values).filter(|(field, value)| {
            value.is_none() && is_parameter(field) && !field.has_default() && field.is("kw_only") == is_keyword_only
        });
        let missing: Vec<String> = lacking.map(|(field, _)| format!("'{}'", field.name)).collect();
        if !missing.is_empty() {
            return Err(interpreter.missing_arguments(&function, kind, &missing));
        }
    }
    Ok(values)
}

pub(super) static REPR: NativeFunction = NativeFunction {
    name: "__repr__",
    call: |interpreter, arguments| {
        let [class, this] = arguments::exactly::<2>(interpreter, "__repr__", arguments)?;
        let Value::Class(class) = class else { return Ok(Value::str("...")) };
        if !interpreter.begin_showing(&this) {
            return Ok(Value::str("..."));
        }
        let mut shown = format!("{}(", interpreter.type_name(&this));
        let mut separator = "";
        for field in fields::own_fields(&class).iter().filter(|field| field.is("repr")) {
            let value = interpreter.get_attribute(&this, field.name)?;
            let value = interpreter.repr(&value)?;
            interpreter.reserve(shown.len() + value.len())?;
            shown.push_str(&format!("{separator}{}={value}", field.name));
            separator = ", ";
        }
        interpreter.end_showing();
        shown.push(')');
        Ok(Value::str(shown))
    },
};

pub(super) static EQUAL: NativeFunction =
    NativeFunction { name: "__eq__", call: |interpreter, arguments| compare(interpreter, Compare::Equal, arguments) };

/// The methods of `order=True`.
pub(super) const ORDER: [&NativeFunction; 4] = [&LESS, &LESS_OR_EQUAL, &GREATER, &GREATER_OR_EQUAL];

static LESS: NativeFunction =
    NativeFunction { name: "__lt__", call: |interpreter, arguments| compare(interpreter, Compare::Less, arguments) };

static LESS_OR_EQUAL: NativeFunction = NativeFunction {
    name: "__le__",
    call: |interpreter, arguments| compare(interpreter, Compare::LessOrEqual, arguments),
};

static GREATER: NativeFunction =
    NativeFunction { name: "__gt__", call: |interpreter, arguments| compare(interpreter, Compare::Greater, arguments) };

static GREATER_OR_EQUAL: NativeFunction = NativeFunction {
    name: "__ge__",
    call: |interpreter, arguments| compare(interpreter, Compare::GreaterOrEqual, arguments),
};

/// Compares two objects of one class as tuples of their fields.
fn compare(interpreter: &mut Interpreter<'_>, operator: Compare, arguments: Arguments) -> Outcome<Value> {
    let [class, this, other] = arguments::exactly::<3>(interpreter, "comparison", arguments)?;
    let Value::Class(class) = class else { return Ok(Value::NotImplemented) };
    if !Rc::ptr_eq(&interpreter.class_of(&this), &interpreter.class_of(&other)) {
        return Ok(Value::NotImplemented);
    }
    let mut compared = fields::own_fields(&class);
    compared.retain(|field| field.is("compare"));
    let left = values(interpreter, &this, &compared)?;
    let right = values(interpreter, &other, &compared)?;
    interpreter.deeper()?;
    let result = interpreter.compare(operator, &left, &right);
    interpreter.shallower();
    result
}

pub(super) static HASH: NativeFunction = NativeFunction {
    name: "__hash__",
    call: |interpreter, arguments| {
        let [class, this] = arguments::exactly::<2>(interpreter, "__hash__", arguments)?;
        let Value::Class(class) = class else { return Ok(Value::Int(0)) };
        let mut hashed = fields::own_fields(&class);
        hashed.retain(Field::is_hashed);
        let values = values(interpreter, &this, &hashed)?;
        interpreter.hash(&values).map(|hash| Value::Int(hash as i64))
    },
};

/// The values of some fields, as a tuple.
fn values(interpreter: &mut Interpreter<'_>, this: &Value, fields: &[Field]) -> Outcome<Value> {
    interpreter.step(fields.len())?;
    let values = fields.iter().map(|field| interpreter.get_attribute(this, field.name));
    Ok(Value::tuple(values.collect::<Outcome<Vec<Value>>>()?))
}

pub(super) static SET: NativeFunction = NativeFunction {
    name: "__setattr__",
    call: |interpreter, arguments| {
        let [class, this, name, value] = arguments::exactly::<4>(interpreter, "__setattr__", arguments)?;
        if let Some(error) = refused(interpreter, &class, &this, &name, "assign to") {
            return Err(error);
        }
        if let (Value::Instance(instance), Value::Str(name)) = (&this, &name) {
            interpreter.set_plainly(instance, Symbol::new(name.as_str()), value)?;
        }
        Ok(Value::None)
    },
};

pub(super) static DELETE: NativeFunction = NativeFunction {
    name: "__delattr__",
    call: |interpreter, arguments| {
        let [class, this, name] = arguments::exactly::<3>(interpreter, "__delattr__", arguments)?;
        if let Some(error) = refused(interpreter, &class, &this, &name, "delete") {
            return Err(error);
        }
        if let Value::Str(name) = &name {
            interpreter.delete_plainly(&this, Symbol::new(name.as_str()))?;
        }
        Ok(Value::None)
    },
};

/// Why an attribute of a frozen object stays as it is: it is a field, or the class is the one that was frozen.
fn refused(
    interpreter: &mut Interpreter<'_>,
    class: &Value,
    this: &Value,
    name: &Value,
    attempt: &str,
) -> Option<Stop> {
    let (Value::Class(class), Value::Str(name)) = (class, name) else { return None };
    let is_own = Rc::ptr_eq(&interpreter.class_of(this), class);
    if !is_own && !fields::own_fields(class).iter().any(|field| &*field.name.name() == name.as_str()) {
        return None;
    }
    let Value::Class(error) = super::dataclasses::own(interpreter, "FrozenInstanceError") else { return None };
    let message = format!("cannot {attempt} field '{}'", name.as_str());
    let exception = interpreter.exception(&error, vec![Value::str(message)]);
    Some(interpreter.raised(exception))
}

/// `repr()` of a field.
pub(super) static SHOW_FIELD: NativeFunction = NativeFunction {
    name: "__repr__",
    call: |interpreter, arguments| {
        let [this] = arguments::exactly::<1>(interpreter, "__repr__", arguments)?;
        let names =
            ["name", "type", "default", "default_factory", "init", "repr", "hash", "compare", "metadata", "kw_only"];
        let mut parts = Vec::new();
        for name in names {
            let value = interpreter.get_attribute(&this, Symbol::new(name))?;
            parts.push(format!("{name}={}", interpreter.repr(&value)?));
        }
        Ok(Value::str(format!("Field({})", parts.join(","))))
    },
};
