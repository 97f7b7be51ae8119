//! Classes of `typing` that are written as class statements and become something else: `NamedTuple` and `TypedDict`.

use std::rc::Rc;

use super::named_tuples;
use crate::eval::{Interpreter, Outcome, Parts};
use crate::value::class::Mark;
use crate::value::{Arguments, Attributes, Descriptor, Dict, DictKind, NativeClass, NativeFunction, Symbol, Value};

/// What a class statement makes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    NamedTuple,
    TypedDict,
}

const ANNOTATIONS: &str = "__annotations__";
/// What marks a class as a typed dict; `typing` has it too.
const TOTAL: &str = "__total__";

/// The form that the bases of a class statement ask for.
pub(crate) fn class_form(bases: &[Value]) -> Option<Form> {
    bases.iter().find_map(|base| match base {
        Value::Class(class) => match class.native {
            NativeClass::Builtin("NamedTuple") => Some(Form::NamedTuple),
            NativeClass::Builtin("TypedDict") => Some(Form::TypedDict),
            _ if class.own(Symbol::new(TOTAL)).is_some() => Some(Form::TypedDict),
            _ => None,
        },
        _ => None,
    })
}

/// The class of such a class statement.
pub(crate) fn class_of_form(
    interpreter: &mut Interpreter<'_>,
    form: Form,
    parts: Parts,
    keywords: Vec<(Symbol, Value)>,
    bases: &[Value],
) -> Outcome<Value> {
    match form {
        Form::NamedTuple => named_tuple(interpreter, parts),
        Form::TypedDict => typed_dict(interpreter, parts, keywords, bases),
    }
}

fn annotations(attributes: &Attributes) -> Vec<(String, Value)> {
    let Some(Value::Dict(dict)) = attributes.get(Symbol::new(ANNOTATIONS)) else { return Vec::new() };
    let dict = dict.dict.borrow();
    dict.iter()
        .filter_map(|(name, kind)| match name {
            Value::Str(name) => Some((name.as_str().to_owned(), kind.clone())),
            _ => None,
        })
        .collect()
}

fn named_tuple(interpreter: &mut Interpreter<'_>, parts: Parts) -> Outcome<Value> {
    let fields: Vec<String> = annotations(&parts.attributes).into_iter().map(|(name, _)| name).collect();
    interpreter.step(fields.len() * 2)?;
    let mut defaults = Vec::new();
    for field in &fields {
        if field.starts_with('_') {
            let message = format!("Field names cannot start with an underscore: {}", super::quote(field));
            return Err(interpreter.error("ValueError", message));
        }
        match parts.attributes.get(Symbol::new(field)) {
            Some(default) => defaults.push((field.as_str(), default.clone())),
            None if defaults.is_empty() => {}
            None => {
                let names: Vec<&str> = defaults.iter().map(|(name, _)| *name).collect();
                let plural = if names.len() == 1 { "" } else { "s" };
                let message = format!(
                    "non-default namedtuple field {field} cannot follow default field{plural} {}",
                    names.join(", ")
                );
                return Err(interpreter.error("TypeError", message));
            }
        }
    }
    let defaults = defaults.into_iter().map(|(_, value)| value).collect();
    let class = named_tuples::new_class(interpreter, &parts.name, &parts.module, &fields, defaults)?;
    for (name, value, mark) in parts.attributes.iter() {
        let text = name.name();
        if matches!(&*text, "__new__" | "__init__" | "_fields" | "_make" | "_replace" | "_asdict") {
            let message = format!("Cannot overwrite NamedTuple attribute {text}");
            return Err(interpreter.error("AttributeError", message));
        }
        if !fields.iter().any(|field| **field == *text) {
            class.attributes.borrow_mut().set(name, value.clone(), mark);
        }
    }
    if let Some(text) = parts.documentation {
        class.attributes.borrow_mut().set(Symbol::new("__doc__"), Value::str(text), Mark::Derived);
    }
    Ok(Value::Class(class))
}

/// `NamedTuple("Point", [("x", int), ("y", int)])`
pub(super) fn construct_named_tuple_class(interpreter: &mut Interpreter<'_>, arguments: Arguments) -> Outcome<Value> {
    let Arguments { positional, keywords } = arguments;
    let mut positional = positional.into_iter();
    let name = positional.next().unwrap_or(Value::None);
    let name = interpreter.text(&name)?;
    let mut declared: Vec<(String, Value)> = Vec::new();
    match positional.next() {
        Some(fields) => {
            for field in interpreter.collect(&fields)? {
                let Ok([name, kind]) = <[Value; 2]>::try_from(interpreter.collect(&field)?) else {
                    return Err(interpreter.error("TypeError", "fields are pairs of a name and a type"));
                };
                declared.push((interpreter.text(&name)?, kind));
            }
        }
        None => declared.extend(keywords.into_iter().map(|(name, kind)| (name.name().to_string(), kind))),
    }
    let fields: Vec<String> = declared.iter().map(|(name, _)| name.clone()).collect();
    let module = interpreter.module_here();
    let class = named_tuples::new_class(interpreter, &name, &module, &fields, Vec::new())?;
    let kinds = dict_of(interpreter, declared)?;
    class.attributes.borrow_mut().set(Symbol::new(ANNOTATIONS), kinds, Mark::Derived);
    Ok(Value::Class(class))
}

/// `TypedDict("Point", {"x": int, "y": int}, total=False)`
pub(super) fn construct_typed_dict_class(interpreter: &mut Interpreter<'_>, arguments: Arguments) -> Outcome<Value> {
    let Arguments { positional, keywords } = arguments;
    let mut positional = positional.into_iter();
    let name = positional.next().unwrap_or(Value::None);
    let name = interpreter.text(&name)?;
    let mut attributes = Attributes::default();
    if let Some(fields) = positional.next() {
        let declared = interpreter.mapping_entries(&fields)?;
        let mut kinds = Vec::with_capacity(declared.len());
        for (name, kind) in declared {
            kinds.push((interpreter.text(&name)?, kind));
        }
        let kinds = dict_of(interpreter, kinds)?;
        attributes.set(Symbol::new(ANNOTATIONS), kinds, Mark::Derived);
    }
    let parts = Parts {
        name: name.as_str().into(),
        qualified_name: None,
        module: interpreter.module_here(),
        bases: Vec::new(),
        attributes,
        documentation: None,
        metaclass: None,
    };
    typed_dict(interpreter, parts, keywords, &[])
}

fn dict_of(interpreter: &mut Interpreter<'_>, entries: Vec<(String, Value)>) -> Outcome<Value> {
    let dict = std::cell::RefCell::new(Dict::default());
    for (name, value) in entries {
        interpreter.dict_set(&dict, Value::str(name), value)?;
    }
    Ok(Value::dict(dict.into_inner()))
}

/// Annotations as they are written.
fn stated(kinds: Value) -> Value {
    match kinds {
        Value::Dict(dict) => Value::dict_of_kind(dict.dict.take(), DictKind::Stated),
        other => other,
    }
}

/// A class that makes plain dicts, and knows which keys it declared.
fn typed_dict(
    interpreter: &mut Interpreter<'_>,
    mut parts: Parts,
    keywords: Vec<(Symbol, Value)>,
    bases: &[Value],
) -> Outcome<Value> {
    let mut is_total = true;
    for (name, value) in keywords {
        match &*name.name() {
            "total" => is_total = interpreter.truth(&value)?,
            other => {
                let message =
                    format!("{}.__init_subclass__() got an unexpected keyword argument '{other}'", parts.name);
                return Err(interpreter.error("TypeError", message));
            }
        }
    }
    let mut kinds = Vec::new();
    let mut required = Vec::new();
    let mut optional = Vec::new();
    for base in bases {
        let Value::Class(base) = base else { continue };
        kinds.extend(annotations(&base.attributes.borrow()));
        for (name, names) in [("__required_keys__", &mut required), ("__optional_keys__", &mut optional)] {
            if let Some(known) = base.own(Symbol::new(name)) {
                names.extend(interpreter.collect(&known)?);
            }
        }
    }
    let own = annotations(&parts.attributes);
    for (name, kind) in &own {
        let says = match kind {
            Value::Str(text) => text.as_str().to_owned(),
            _ => String::new(),
        };
        let is_required = match is_total {
            true => !says.trim_start_matches("typing.").starts_with("NotRequired["),
            false => says.trim_start_matches("typing.").starts_with("Required["),
        };
        if is_required { &mut required } else { &mut optional }.push(Value::str(name));
    }
    kinds.extend(own);
    let kinds = stated(dict_of(interpreter, kinds)?);
    let required = interpreter.set_of(required, crate::value::SetKind::Frozen)?;
    let optional = interpreter.set_of(optional, crate::value::SetKind::Frozen)?;
    let new = Value::Descriptor(Rc::new(Descriptor::Static(Value::Native(&NEW_DICT))));
    for (name, value) in [
        (ANNOTATIONS, kinds),
        (TOTAL, Value::Bool(is_total)),
        ("__required_keys__", required),
        ("__optional_keys__", optional),
        ("__new__", new),
    ] {
        parts.attributes.set(Symbol::new(name), value, Mark::Derived);
    }
    parts.bases = vec![interpreter.types.dict.clone()];
    interpreter.class_of_parts(parts).map(Value::Class)
}

static NEW_DICT: NativeFunction = NativeFunction {
    name: "__new__",
    call: |interpreter, mut arguments| {
        if !arguments.positional.is_empty() {
            arguments.positional.remove(0);
        }
        super::construct(interpreter, "dict", arguments)
    },
};
