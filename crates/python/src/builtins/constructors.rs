//! Calling a built-in type: `int("3")`, `list(values)`, `object()` ...

use std::cell::RefCell;
use std::rc::Rc;

use super::arguments::{self, Parameters};
use super::unicode::with_ascii_digits;
use super::{
    aggregates, class_forms, dict_kinds, dict_methods, encodings, introspection, lazy, modules, properties, ranges,
};
use crate::eval::{Interpreter, Outcome};
use crate::limits;
use crate::value::{
    Arguments, Attributes, Bound, BoundFunction, Descriptor, Dict, DictKind, Instance, SetKind, SliceObject,
    SuperObject, Symbol, Value, meter, number,
};

/// Makes a value of a built-in type.
pub(crate) fn construct(interpreter: &mut Interpreter<'_>, name: &'static str, arguments: Arguments) -> Outcome<Value> {
    match name {
        "int" => int(interpreter, arguments),
        "float" => float(interpreter, arguments),
        "bool" => match one(interpreter, "bool", arguments)? {
            Some(value) => interpreter.truth(&value).map(Value::Bool),
            None => Ok(Value::Bool(false)),
        },
        "str" => introspection::construct_str(interpreter, arguments),
        "bytes" => bytes(interpreter, arguments),
        "list" => match one(interpreter, "list", arguments)? {
            Some(items) => aggregates::collect_counted(interpreter, &items).map(Value::list),
            None => Ok(Value::list(Vec::new())),
        },
        "tuple" => match one(interpreter, "tuple", arguments)? {
            Some(Value::Tuple(tuple)) if tuple.class.is_none() => Ok(Value::Tuple(tuple)),
            Some(items) => aggregates::collect_counted(interpreter, &items).map(Value::tuple),
            None => Ok(Value::tuple(Vec::new())),
        },
        "dict" => dict(interpreter, arguments),
        "set" => {
            let items = collected(interpreter, "set", arguments)?;
            interpreter.set_of(items, SetKind::Set)
        }
        "frozenset" => {
            let items = collected(interpreter, "frozenset", arguments)?;
            interpreter.set_of(items, SetKind::Frozen)
        }
        "range" => ranges::construct(interpreter, arguments),
        "slice" => slice(interpreter, arguments),
        "enumerate" => lazy::construct_enumerate(interpreter, arguments),
        "zip" => lazy::construct_zip(interpreter, arguments),
        "map" => lazy::construct_map(interpreter, arguments),
        "filter" => lazy::construct_filter(interpreter, arguments),
        "reversed" => lazy::construct_reversed(interpreter, arguments),
        "object" => object(interpreter, arguments),
        "type" => introspection::construct_type(interpreter, arguments),
        "property" => properties::construct(interpreter, arguments),
        "staticmethod" => descriptor(interpreter, name, arguments, Descriptor::Static),
        "classmethod" => descriptor(interpreter, name, arguments, Descriptor::Class),
        "super" => super_object(interpreter, arguments),
        "defaultdict" | "Counter" | "OrderedDict" => dict_kinds::construct(interpreter, name, arguments),
        "module" => (modules::NEW_MODULE.call)(interpreter, arguments),
        "method" => method(interpreter, arguments),
        "chain" => modules::construct_chain(interpreter, arguments),
        "NamedTuple" => class_forms::construct_named_tuple_class(interpreter, arguments),
        "TypedDict" => class_forms::construct_typed_dict_class(interpreter, arguments),
        "Template" | "Formatter" => Err(interpreter.unsupported(format!("`{name}`"))),
        _ => Err(interpreter.error("TypeError", format!("cannot create '{name}' instances"))),
    }
}

/// `__init__` of a type that can change: puts into the object what the type's constructor would.
pub(crate) fn refill(interpreter: &mut Interpreter<'_>, this: &Value, mut arguments: Arguments) -> Outcome<()> {
    match this {
        Value::List(list) => {
            let items = collected(interpreter, "list", arguments)?;
            list.change(|known| drop(std::mem::replace(known, items)));
        }
        Value::Set(set) => {
            let items = collected(interpreter, "set", arguments)?;
            if let Value::Set(made) = interpreter.set_of(items, SetKind::Set)? {
                set.dict.replace(made.dict.take());
            }
        }
        Value::Dict(dict) => match &dict.kind {
            DictKind::Counter | DictKind::Default(_) => {
                if let DictKind::Default(factory) = &dict.kind
                    && !arguments.positional.is_empty()
                {
                    let first = arguments.positional.remove(0);
                    dict_kinds::check_factory(interpreter, &first)?;
                    factory.replace(first);
                }
                interpreter.call_method(this, "update", arguments)?;
            }
            _ => {
                let positional = Arguments::positional(std::mem::take(&mut arguments.positional));
                let [entries] = arguments::positional::<1>(interpreter, "dict", positional, 0)?;
                dict_methods::fill(interpreter, dict, entries, arguments)?;
            }
        },
        _ => {}
    }
    Ok(())
}

/// `types.MethodType(function, object)`
fn method(interpreter: &mut Interpreter<'_>, arguments: Arguments) -> Outcome<Value> {
    let [function, this] = arguments::exactly::<2>(interpreter, "method", arguments)?;
    Ok(Value::Bound(Rc::new(Bound::new(this, BoundFunction::Value(function)))))
}

/// The only argument, if any.
fn one(interpreter: &mut Interpreter<'_>, name: &str, arguments: Arguments) -> Outcome<Option<Value>> {
    let [value] = arguments::positional::<1>(interpreter, name, arguments, 0)?;
    Ok(value)
}

fn collected(interpreter: &mut Interpreter<'_>, name: &str, arguments: Arguments) -> Outcome<Vec<Value>> {
    match one(interpreter, name, arguments)? {
        Some(items) => interpreter.collect(&items),
        None => Ok(Vec::new()),
    }
}

fn int(interpreter: &mut Interpreter<'_>, arguments: Arguments) -> Outcome<Value> {
    let parameters = Parameters { function: "int", names: ["/x", "base"], positional: 2, required: 0 };
    let [value, base] = arguments::named(interpreter, &parameters, arguments.plain())?;
    match (value, base) {
        (None, None) => Ok(Value::Int(0)),
        (None, Some(_)) => Err(interpreter.error("TypeError", "int() missing string argument")),
        (Some(value), None) => match &value {
            Value::Int(_) | Value::Big(_) => Ok(value),
            Value::Bool(flag) => Ok(Value::Int(i64::from(*flag))),
            Value::Float(number) => number::truncate(interpreter, *number),
            Value::Str(_) | Value::Bytes(_) => int_of_text(interpreter, &value, 10),
            _ => int_of_object(interpreter, &value),
        },
        (Some(value @ (Value::Str(_) | Value::Bytes(_))), Some(base)) => {
            let base = arguments::index(interpreter, &base)?;
            match u32::try_from(base).ok().filter(|base| *base == 0 || (2..=36).contains(base)) {
                Some(base) => int_of_text(interpreter, &value, base),
                None => Err(interpreter.error("ValueError", "int() base must be >= 2 and <= 36, or 0")),
            }
        }
        (Some(_), Some(_)) => Err(interpreter.error("TypeError", "int() can't convert non-string with explicit base")),
    }
}

/// So many characters of a text that is no number are shown.
const SHOWN: usize = 200;

fn int_of_text(interpreter: &mut Interpreter<'_>, value: &Value, base: u32) -> Outcome<Value> {
    let text = match value {
        Value::Str(text) => with_ascii_digits(text.as_str()),
        Value::Bytes(bytes) => String::from_utf8_lossy(bytes).into_owned(),
        _ => String::new(),
    };
    interpreter.reserve(text.len())?;
    let digits = text.len().min(limits::MAX_DIGITS);
    interpreter.step(digits * digits / 14_000)?;
    match number::parse_int(&text, base) {
        Some(Ok(number)) => Ok(number),
        Some(Err(digits)) => {
            let most = limits::MAX_DIGITS;
            let message = format!(
                "Exceeds the limit ({most} digits) for integer string conversion: value has {digits} digits; use \
                 sys.set_int_max_str_digits() to increase the limit"
            );
            Err(interpreter.error("ValueError", message))
        }
        None => {
            let shown: String = interpreter.repr(value)?.chars().take(SHOWN).collect();
            Err(interpreter.error("ValueError", format!("invalid literal for int() with base {base}: {shown}")))
        }
    }
}

fn int_of_object(interpreter: &mut Interpreter<'_>, value: &Value) -> Outcome<Value> {
    for method in ["__int__", "__index__", "__trunc__"] {
        if let Some(number) = interpreter.call_special(value, method, Arguments::default())? {
            return match number {
                Value::Int(_) | Value::Big(_) => Ok(number),
                Value::Bool(flag) => Ok(Value::Int(i64::from(flag))),
                other => {
                    let name = interpreter.type_name(&other);
                    Err(interpreter.error("TypeError", format!("{method} returned non-int (type {name})")))
                }
            };
        }
    }
    let name = interpreter.type_name(value);
    let message = format!("int() argument must be a string, a bytes-like object or a real number, not '{name}'");
    Err(interpreter.error("TypeError", message))
}

fn float_of_text(interpreter: &mut Interpreter<'_>, value: &Value, text: &str) -> Outcome<Value> {
    interpreter.reserve(text.len())?;
    interpreter.step(text.len() / 8)?;
    match number::parse_float(text) {
        Some(number) => Ok(Value::Float(number)),
        None => {
            let shown = interpreter.repr(value)?;
            Err(interpreter.error("ValueError", format!("could not convert string to float: {shown}")))
        }
    }
}

fn float(interpreter: &mut Interpreter<'_>, arguments: Arguments) -> Outcome<Value> {
    let Some(value) = one(interpreter, "float", arguments.plain())? else { return Ok(Value::Float(0.0)) };
    match &value {
        Value::Str(text) => float_of_text(interpreter, &value, &with_ascii_digits(text.as_str())),
        Value::Bytes(bytes) => {
            let text: String = bytes.iter().map(|byte| char::from(*byte)).collect();
            float_of_text(interpreter, &value, if text.is_ascii() { &text } else { "?" })
        }
        _ if number::as_float(&value).is_some() => number::to_float(interpreter, &value).map(Value::Float),
        _ => {
            for method in ["__float__", "__index__"] {
                if let Some(number) = interpreter.call_special(&value, method, Arguments::default())? {
                    return number::to_float(interpreter, &number).map(Value::Float);
                }
            }
            let name = interpreter.type_name(&value);
            let message = format!("float() argument must be a string or a real number, not '{name}'");
            Err(interpreter.error("TypeError", message))
        }
    }
}

fn bytes(interpreter: &mut Interpreter<'_>, arguments: Arguments) -> Outcome<Value> {
    let parameters =
        Parameters { function: "bytes", names: ["source", "encoding", "errors"], positional: 3, required: 0 };
    let [source, encoding, errors] = arguments::named(interpreter, &parameters, arguments)?;
    match source {
        None => Ok(Value::bytes([])),
        Some(value @ Value::Instance(_))
            if let Some(made) = interpreter.call_special(&value, "__bytes__", Arguments::default())? =>
        {
            match made {
                Value::Bytes(_) => Ok(made),
                other => {
                    let name = interpreter.type_name(&other);
                    Err(interpreter.error("TypeError", format!("__bytes__ returned non-bytes (type {name})")))
                }
            }
        }
        Some(Value::Str(_)) if encoding.is_none() => {
            Err(interpreter.error("TypeError", "string argument without an encoding"))
        }
        Some(Value::Str(text)) => {
            encodings::encode(interpreter, text.as_str(), encoding.as_ref(), errors.as_ref()).map(Value::bytes)
        }
        Some(_) if encoding.is_some() || errors.is_some() => {
            Err(interpreter.error("TypeError", "encoding without a string argument"))
        }
        Some(value @ Value::Bytes(_)) => Ok(value),
        Some(Value::Big(_)) => Err(interpreter.too_large_for_index("OverflowError")),
        Some(value @ (Value::Int(_) | Value::Bool(_))) => {
            let count = arguments::index(interpreter, &value)?;
            let Ok(count) = usize::try_from(count) else {
                return Err(interpreter.error("ValueError", "negative count"));
            };
            interpreter.reserve(count)?;
            Ok(Value::bytes(vec![0; count]))
        }
        Some(value @ (Value::None | Value::Float(_) | Value::Slice(_) | Value::Native(_) | Value::Class(_))) => {
            let name = interpreter.type_name(&value);
            Err(interpreter.error("TypeError", format!("cannot convert '{name}' object to bytes")))
        }
        Some(value @ Value::Instance(_))
            if value.plain().is_none() && interpreter.find_attribute(&value, Symbol::new("__iter__"))?.is_none() =>
        {
            let name = interpreter.type_name(&value);
            Err(interpreter.error("TypeError", format!("cannot convert '{name}' object to bytes")))
        }
        Some(value) => {
            let mut bytes = Vec::new();
            for item in interpreter.collect(&value)? {
                let whole = arguments::whole(interpreter, &item)?;
                match number::as_small(&whole).and_then(|byte| u8::try_from(byte).ok()) {
                    Some(byte) => bytes.push(byte),
                    None => return Err(interpreter.error("ValueError", "bytes must be in range(0, 256)")),
                }
            }
            Ok(Value::bytes(bytes))
        }
    }
}

fn dict(interpreter: &mut Interpreter<'_>, mut arguments: Arguments) -> Outcome<Value> {
    let positional = Arguments::positional(std::mem::take(&mut arguments.positional));
    let [entries] = arguments::positional::<1>(interpreter, "dict", positional, 0)?;
    let dict = Value::dict(Dict::default());
    dict_methods::fill(interpreter, &dict_methods::own(&dict), entries, arguments)?;
    Ok(dict)
}

fn slice(interpreter: &mut Interpreter<'_>, arguments: Arguments) -> Outcome<Value> {
    let [first, second, third] = arguments::positional::<3>(interpreter, "slice", arguments, 1)?;
    let first = first.unwrap_or(Value::None);
    let (start, stop) = match second {
        Some(second) => (first, second),
        None => (Value::None, first),
    };
    Ok(Value::Slice(Rc::new(SliceObject::new(start, stop, third.unwrap_or(Value::None)))))
}

fn object(interpreter: &mut Interpreter<'_>, arguments: Arguments) -> Outcome<Value> {
    if !arguments.positional.is_empty() || !arguments.keywords.is_empty() {
        return Err(interpreter.error("TypeError", "object() takes no arguments"));
    }
    interpreter.step(10)?;
    Ok(Value::Instance(Rc::new(Instance {
        class: RefCell::new(interpreter.types.object.clone()),
        attributes: RefCell::new(Attributes::default()),
        place: Some(interpreter.span()),
        serial: interpreter.serial(),
        base: None,
    })))
}

fn descriptor(
    interpreter: &mut Interpreter<'_>,
    name: &str,
    arguments: Arguments,
    make: fn(Value) -> Descriptor,
) -> Outcome<Value> {
    let given = arguments.positional.len();
    if given != 1 {
        return Err(interpreter.error("TypeError", format!("{name} expected 1 argument, got {given}")));
    }
    let [function] = arguments::exactly::<1>(interpreter, name, arguments)?;
    // It stays with its class, and so does what it is charged.
    meter::charge(size_of::<Descriptor>() + meter::OBJECT);
    Ok(Value::Descriptor(Rc::new(make(function))))
}

/// `super(class, object)`
fn super_object(interpreter: &mut Interpreter<'_>, arguments: Arguments) -> Outcome<Value> {
    let [after, this] = arguments::exactly::<2>(interpreter, "super", arguments)?;
    let Value::Class(after) = after else {
        let name = interpreter.type_name(&after);
        return Err(interpreter.error("TypeError", format!("super() argument 1 must be a type, not {name}")));
    };
    let class = match &this {
        Value::Class(class) => class.clone(),
        _ => interpreter.class_of(&this),
    };
    match class.is_subclass_of(&after) {
        true => Ok(Value::Super(Rc::new(SuperObject::new(after, this)))),
        false => {
            let message = "super(type, obj): obj must be an instance or subtype of type";
            Err(interpreter.error("TypeError", message))
        }
    }
}
