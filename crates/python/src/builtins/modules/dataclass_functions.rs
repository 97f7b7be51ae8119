//! Functions about dataclasses and their objects: `fields`, `asdict`, `replace` ...

use std::cell::RefCell;
use std::rc::Rc;

use super::dataclass_fields::{self as fields, Field, FieldKind};
use crate::builtins::arguments::{self, Parameters};
use crate::eval::{Interpreter, Outcome, Parts};
use crate::value::class::Mark;
use crate::value::{Arguments, Attributes, Class, Dict, NativeFunction, SetKind, Symbol, Value};

pub(super) static FIELDS: NativeFunction = NativeFunction {
    name: "fields",
    call: |interpreter, arguments| {
        let [value] = arguments::exactly::<1>(interpreter, "fields", arguments)?;
        let class = match &value {
            Value::Class(class) => class.clone(),
            other => interpreter.class_of(other),
        };
        if fields::all_fields(&class).is_none() {
            return Err(interpreter.error("TypeError", "must be called with a dataclass type or instance"));
        }
        Ok(Value::tuple(fields::own_fields(&class).iter().map(Field::value).collect()))
    },
};

pub(super) static IS_DATACLASS: NativeFunction = NativeFunction {
    name: "is_dataclass",
    call: |interpreter, arguments| {
        let [value] = arguments::exactly::<1>(interpreter, "is_dataclass", arguments)?;
        let class = match &value {
            Value::Class(class) => class.clone(),
            other => interpreter.class_of(other),
        };
        Ok(Value::Bool(fields::all_fields(&class).is_some()))
    },
};

/// The class of an object of a dataclass.
fn class_of_object(value: &Value) -> Option<Rc<Class>> {
    let Value::Instance(instance) = value else { return None };
    let class = instance.class();
    fields::all_fields(&class).is_some().then_some(class)
}

pub(super) static AS_DICT: NativeFunction = NativeFunction {
    name: "asdict",
    call: |interpreter, arguments| {
        let parameters = Parameters { function: "asdict", names: ["obj", "dict_factory"], positional: 1, required: 1 };
        taken_apart(interpreter, &parameters, arguments, Form::Dict)
    },
};

pub(super) static AS_TUPLE: NativeFunction = NativeFunction {
    name: "astuple",
    call: |interpreter, arguments| {
        let parameters =
            Parameters { function: "astuple", names: ["obj", "tuple_factory"], positional: 1, required: 1 };
        taken_apart(interpreter, &parameters, arguments, Form::Tuple)
    },
};

/// What objects become, and what makes it.
enum Form {
    Dict(Option<Value>),
    Tuple(Option<Value>),
}

fn taken_apart(
    interpreter: &mut Interpreter<'_>,
    parameters: &Parameters<2>,
    arguments: Arguments,
    form: fn(Option<Value>) -> Form,
) -> Outcome<Value> {
    let [object, factory] = arguments::named(interpreter, parameters, arguments)?;
    let object = object.unwrap_or(Value::None);
    if class_of_object(&object).is_none() {
        let message = format!("{}() should be called on dataclass instances", parameters.function);
        return Err(interpreter.error("TypeError", message));
    }
    apart(interpreter, &object, &form(factory))
}

/// A copy of a value in which objects of dataclasses are dicts or tuples.
fn apart(interpreter: &mut Interpreter<'_>, value: &Value, form: &Form) -> Outcome<Value> {
    interpreter.deeper()?;
    let copy = match value {
        Value::List(list) => all_apart(interpreter, &list.to_vec(), form).map(Value::list),
        Value::Tuple(tuple) => all_apart(interpreter, &tuple.items, form).map(Value::tuple),
        Value::Set(set) if set.kind == SetKind::Set => {
            let items = interpreter.collect(value)?;
            interpreter.set_of(items, SetKind::Set)
        }
        Value::Dict(_) => {
            let copy = RefCell::new(Dict::default());
            for (key, value) in interpreter.mapping_entries(value)? {
                let (key, value) = (apart(interpreter, &key, form)?, apart(interpreter, &value, form)?);
                interpreter.dict_set(&copy, key, value)?;
            }
            Ok(Value::dict(copy.into_inner()))
        }
        _ => match class_of_object(value) {
            Some(class) => object_apart(interpreter, value, &class, form),
            None => Ok(value.clone()),
        },
    };
    interpreter.shallower();
    copy
}

fn all_apart(interpreter: &mut Interpreter<'_>, items: &[Value], form: &Form) -> Outcome<Vec<Value>> {
    items.iter().map(|item| apart(interpreter, item, form)).collect()
}

fn object_apart(interpreter: &mut Interpreter<'_>, object: &Value, class: &Rc<Class>, form: &Form) -> Outcome<Value> {
    let mut entries = Vec::new();
    for field in fields::own_fields(class) {
        let value = interpreter.get_attribute(object, field.name)?;
        entries.push((Value::str(field.name.name()), apart(interpreter, &value, form)?));
    }
    match form {
        Form::Dict(Some(factory)) => {
            let pairs = entries.into_iter().map(|(name, value)| Value::tuple(vec![name, value]));
            interpreter.call(factory, Arguments::of(Value::list(pairs.collect())))
        }
        Form::Dict(None) => {
            let dict = RefCell::new(Dict::default());
            for (name, value) in entries {
                interpreter.dict_set(&dict, name, value)?;
            }
            Ok(Value::dict(dict.into_inner()))
        }
        Form::Tuple(factory) => {
            let values: Vec<Value> = entries.into_iter().map(|(_, value)| value).collect();
            match factory {
                Some(factory) => interpreter.call(factory, Arguments::of(Value::list(values))),
                None => Ok(Value::tuple(values)),
            }
        }
    }
}

/// `replace(obj, /, **changes)`
pub(super) static REPLACE: NativeFunction = NativeFunction {
    name: "replace",
    call: |interpreter, arguments| {
        let Arguments { positional, keywords: mut changes } = arguments;
        let Ok([object]) = <[Value; 1]>::try_from(positional) else {
            return Err(interpreter.error("TypeError", "replace() takes exactly 1 positional argument"));
        };
        let Some(class) = class_of_object(&object) else {
            return Err(interpreter.error("TypeError", "replace() should be called on dataclass instances"));
        };
        for field in fields::all_fields(&class).unwrap_or_default() {
            let is_changed = changes.iter().any(|(name, _)| *name == field.name);
            match field.kind() {
                FieldKind::ClassVariable => {}
                _ if !field.is("init") => {
                    if is_changed {
                        let message = format!(
                            "field {} is declared with init=False, it cannot be specified with replace()",
                            field.name
                        );
                        return Err(interpreter.error("ValueError", message));
                    }
                }
                _ if is_changed => {}
                FieldKind::InitVariable => {
                    if field.default().is_none() {
                        let message = format!("InitVar '{}' must be specified with replace()", field.name);
                        return Err(interpreter.error("ValueError", message));
                    }
                }
                FieldKind::Field => {
                    let value = interpreter.get_attribute(&object, field.name)?;
                    changes.push((field.name, value));
                }
            }
        }
        interpreter.call(&Value::Class(class), Arguments { positional: Vec::new(), keywords: changes })
    },
};

/// `make_dataclass(cls_name, fields, *, bases=(), namespace=None, **options)`
pub(super) static MAKE: NativeFunction = NativeFunction {
    name: "make_dataclass",
    call: |interpreter, mut arguments| {
        let mut taken = |name: &str| {
            let at = arguments.keywords.iter().position(|(known, _)| &*known.name() == name)?;
            Some(arguments.keywords.remove(at).1)
        };
        let (bases, namespace) = (taken("bases"), taken("namespace"));
        let options = std::mem::take(&mut arguments.keywords);
        let [name, declared] = arguments::exactly::<2>(interpreter, "make_dataclass", arguments)?;
        let name = arguments::text(interpreter, &name, "make_dataclass() name must be str")?.to_owned();
        let mut attributes = Attributes::default();
        if let Some(namespace) = namespace.filter(|namespace| !matches!(namespace, Value::None)) {
            for (name, value) in interpreter.mapping_entries(&namespace)? {
                let name = interpreter.text(&name)?;
                attributes.set(Symbol::new(&name), value, Mark::Derived);
            }
        }
        let annotations = RefCell::new(Dict::default());
        for declaration in interpreter.collect(&declared)? {
            declare(interpreter, &declaration, &annotations, &mut attributes)?;
        }
        attributes.set(Symbol::new("__annotations__"), Value::dict(annotations.into_inner()), Mark::Derived);
        let mut parents = Vec::new();
        for base in interpreter.collect(&bases.unwrap_or_else(|| Value::tuple(Vec::new())))? {
            match base {
                Value::Class(class) => parents.push(class),
                _ => return Err(interpreter.error("TypeError", "bases must be types")),
            }
        }
        if parents.is_empty() {
            parents.push(interpreter.types.object.clone());
        }
        let parts = Parts {
            name: name.into(),
            qualified_name: None,
            module: "types".into(),
            bases: parents,
            attributes,
            documentation: None,
            metaclass: None,
        };
        let class = interpreter.class_of_parts(parts)?;
        super::dataclasses::decorate_with(interpreter, class, options)
    },
};

/// A field as `make_dataclass` takes it: its name, or its name, type and perhaps default.
fn declare(
    interpreter: &mut Interpreter<'_>,
    declaration: &Value,
    annotations: &RefCell<Dict>,
    attributes: &mut Attributes,
) -> Outcome<()> {
    let parts = match declaration {
        Value::Str(_) => vec![declaration.clone(), Value::str("typing.Any")],
        _ => interpreter.collect(declaration)?,
    };
    let (Some(name @ Value::Str(text)), Some(annotation), 2..=3) = (parts.first(), parts.get(1), parts.len()) else {
        let shown = interpreter.repr(declaration)?;
        return Err(interpreter.error("TypeError", format!("Invalid field: {shown}")));
    };
    if let Some(default) = parts.get(2) {
        attributes.set(Symbol::new(text.as_str()), default.clone(), Mark::Derived);
    }
    let annotation = match annotation {
        Value::Str(_) => annotation.clone(),
        Value::Class(class) => Value::str(&class.name),
        other => interpreter.text(other).map(Value::str)?,
    };
    interpreter.dict_set(annotations, name.clone(), annotation)
}
