//! Special methods of built-in values, for scripts that call them by name or ask whether they are there.

use super::{Method, arguments, format};
use crate::eval::{Interpreter, Outcome};
use crate::tree::{Binary, Compare, Unary};
use crate::value::{Arguments, SetKind, Value};

/// What a type can do, as far as special methods go.
#[derive(Clone, Copy, Default)]
struct Abilities {
    is_container: bool,
    is_subscriptable: bool,
    is_changing: bool,
    is_hashable: bool,
    is_iterator: bool,
    is_number: bool,
    is_whole_number: bool,
    is_sequence: bool,
    is_set: bool,
    is_mapping: bool,
}

impl Abilities {
    fn of_value(this: &Value) -> Self {
        match this {
            Value::Iterator(_) => Self { is_iterator: true, is_hashable: true, ..Self::default() },
            Value::Set(set) if set.kind == SetKind::Frozen => Self::of_type("frozenset"),
            _ => Self::of_type(match this {
                Value::Str(_) => "str",
                Value::Bytes(_) => "bytes",
                Value::List(_) => "list",
                Value::Tuple(_) => "tuple",
                Value::Dict(_) => "dict",
                Value::Set(_) => "set",
                Value::Range(_) => "range",
                Value::Int(_) | Value::Big(_) | Value::Bool(_) => "int",
                Value::Float(_) => "float",
                _ => "object",
            }),
        }
    }

    fn of_type(name: &str) -> Self {
        let is_mapping = matches!(name, "dict" | "defaultdict" | "Counter" | "OrderedDict");
        let is_set = matches!(name, "set" | "frozenset");
        let is_sequence = matches!(name, "str" | "bytes" | "list" | "tuple");
        Self {
            is_container: is_mapping || is_set || is_sequence || name == "range",
            is_subscriptable: is_mapping || is_sequence || name == "range",
            is_changing: is_mapping || name == "list",
            is_hashable: !is_mapping && !matches!(name, "list" | "set"),
            is_iterator: false,
            is_number: matches!(name, "int" | "float" | "bool"),
            is_whole_number: matches!(name, "int" | "bool"),
            is_sequence,
            is_set,
            is_mapping,
        }
    }
}

/// The special method of a value, by name.
pub(super) fn method(this: &Value, name: &str) -> Option<Method> {
    name.starts_with("__").then(|| special(Abilities::of_value(this), name))?
}

/// Whether objects of a built-in type have a special method of this name.
pub(crate) fn is_of_type(type_name: &str, name: &str) -> bool {
    name.starts_with("__") && type_name != "object" && special(Abilities::of_type(type_name), name).is_some()
}

/// `dict.__setitem__(this, key, value)`: a special method of a type, with the object as first argument.
pub(crate) fn call_unbound(
    interpreter: &mut Interpreter<'_>,
    type_name: &str,
    name: &str,
    mut arguments: Arguments,
) -> Outcome<Value> {
    if arguments.positional.is_empty() {
        let message = format!("descriptor '{name}' of '{type_name}' object needs an argument");
        return Err(interpreter.error("TypeError", message));
    }
    let this = arguments.positional.remove(0);
    let plain = this.clone().into_plain();
    let class = interpreter.class_of(&plain);
    let fits = class.lineage().any(|class| *class.name == *type_name) || (&*class.name == "bool" && type_name == "int");
    match special(Abilities::of_value(&plain), name).filter(|_| fits) {
        Some(method) => method(interpreter, &plain, arguments),
        None => {
            let given = interpreter.type_name(&this);
            let message = format!("descriptor '{name}' requires a '{type_name}' object but received a '{given}'");
            Err(interpreter.error("TypeError", message))
        }
    }
}

macro_rules! operation {
    ($operator:ident) => {
        |interpreter, this, given| operate(interpreter, Binary::$operator, this, given)
    };
    (reversed $operator:ident) => {
        |interpreter, this, given| operate_reversed(interpreter, Binary::$operator, this, given)
    };
}

fn special(able: Abilities, name: &str) -> Option<Method> {
    let adds = able.is_number || able.is_sequence;
    let joins = able.is_whole_number || able.is_set;
    Some(match name {
        "__len__" if able.is_container => length,
        "__contains__" if able.is_container => contains,
        "__getitem__" if able.is_subscriptable => get_item,
        "__setitem__" if able.is_changing => set_item,
        "__delitem__" if able.is_changing => delete_item,
        "__iter__" if able.is_container || able.is_iterator => iterate,
        "__reversed__" if able.is_changing => reversed,
        "__next__" if able.is_iterator => next,
        "__hash__" if able.is_hashable => hash,
        "__str__" => text,
        "__repr__" => repr,
        "__format__" => formatted,
        "__eq__" => |interpreter, this, given| compare(interpreter, Compare::Equal, this, given),
        "__ne__" => |interpreter, this, given| compare(interpreter, Compare::NotEqual, this, given),
        "__lt__" => |interpreter, this, given| compare(interpreter, Compare::Less, this, given),
        "__le__" => |interpreter, this, given| compare(interpreter, Compare::LessOrEqual, this, given),
        "__gt__" => |interpreter, this, given| compare(interpreter, Compare::Greater, this, given),
        "__ge__" => |interpreter, this, given| compare(interpreter, Compare::GreaterOrEqual, this, given),
        "__add__" if adds => operation!(Add),
        "__mul__" if adds => operation!(Multiply),
        "__rmul__" if adds => operation!(reversed Multiply),
        "__mod__" if able.is_number => operation!(Modulo),
        "__sub__" if able.is_number || able.is_set => operation!(Subtract),
        "__and__" if joins => operation!(And),
        "__or__" if joins || able.is_mapping => operation!(Or),
        "__xor__" if joins => operation!(Xor),
        "__rand__" if joins => operation!(reversed And),
        "__ror__" if joins || able.is_mapping => operation!(reversed Or),
        "__rxor__" if joins => operation!(reversed Xor),
        "__radd__" if able.is_number => operation!(reversed Add),
        "__rsub__" if able.is_number || able.is_set => operation!(reversed Subtract),
        "__truediv__" if able.is_number => operation!(Divide),
        "__rtruediv__" if able.is_number => operation!(reversed Divide),
        "__floordiv__" if able.is_number => operation!(FloorDivide),
        "__rfloordiv__" if able.is_number => operation!(reversed FloorDivide),
        "__rmod__" if able.is_number => operation!(reversed Modulo),
        "__pow__" if able.is_number => operation!(Power),
        "__rpow__" if able.is_number => operation!(reversed Power),
        "__lshift__" if able.is_whole_number => operation!(ShiftLeft),
        "__rshift__" if able.is_whole_number => operation!(ShiftRight),
        "__rlshift__" if able.is_whole_number => operation!(reversed ShiftLeft),
        "__rrshift__" if able.is_whole_number => operation!(reversed ShiftRight),
        "__divmod__" if able.is_number => divide_with_rest,
        "__iadd__" if able.is_changing && able.is_sequence => |interpreter, this, given| {
            let [other] = arguments::exactly::<1>(interpreter, "__iadd__", given)?;
            interpreter.binary_in_place(Binary::Add, this, &other)
        },
        "__ior__" if able.is_mapping || able.is_set => |interpreter, this, given| {
            let [other] = arguments::exactly::<1>(interpreter, "__ior__", given)?;
            interpreter.binary_in_place(Binary::Or, this, &other)
        },
        "__neg__" if able.is_number => |interpreter, this, _| interpreter.unary(Unary::Minus, this),
        "__pos__" if able.is_number => |interpreter, this, _| interpreter.unary(Unary::Plus, this),
        "__invert__" if able.is_whole_number => |interpreter, this, _| interpreter.unary(Unary::Invert, this),
        "__abs__" if able.is_number => |interpreter, this, _| call_built_in(interpreter, "abs", this),
        "__bool__" if able.is_number => |interpreter, this, _| interpreter.truth(this).map(Value::Bool),
        "__int__" | "__trunc__" if able.is_number => |interpreter, this, _| call_built_in(interpreter, "int", this),
        "__index__" if able.is_whole_number => |interpreter, this, _| call_built_in(interpreter, "int", this),
        "__float__" if able.is_number => |interpreter, this, _| call_built_in(interpreter, "float", this),
        _ => return None,
    })
}

fn call_built_in(interpreter: &mut Interpreter<'_>, name: &str, this: &Value) -> Outcome<Value> {
    let function = interpreter.builtins.get(crate::value::Symbol::new(name)).unwrap_or(Value::None);
    interpreter.call(&function, Arguments::of(this.clone()))
}

fn operate(interpreter: &mut Interpreter<'_>, operator: Binary, this: &Value, given: Arguments) -> Outcome<Value> {
    let [other] = arguments::exactly::<1>(interpreter, "operator", given)?;
    let other = other.into_plain();
    match operates_on(this, &other) {
        true => interpreter.binary(operator, this, &other),
        false => Ok(Value::NotImplemented),
    }
}

fn operate_reversed(
    interpreter: &mut Interpreter<'_>,
    operator: Binary,
    this: &Value,
    given: Arguments,
) -> Outcome<Value> {
    let [other] = arguments::exactly::<1>(interpreter, "operator", given)?;
    let other = other.into_plain();
    match operates_on(this, &other) {
        true => interpreter.binary(operator, &other, this),
        false => Ok(Value::NotImplemented),
    }
}

/// `divmod(this, other)`
fn divide_with_rest(interpreter: &mut Interpreter<'_>, this: &Value, given: Arguments) -> Outcome<Value> {
    let [other] = arguments::exactly::<1>(interpreter, "__divmod__", given)?;
    let other = other.into_plain();
    if !operates_on(this, &other) {
        return Ok(Value::NotImplemented);
    }
    let both = [Binary::FloorDivide, Binary::Modulo].map(|operator| interpreter.binary(operator, this, &other));
    let [quotient, rest] = both;
    Ok(Value::tuple(vec![quotient?, rest?]))
}

/// Whether the type of a value knows what to do with another one; it leaves the rest to the other's type.
fn operates_on(this: &Value, other: &Value) -> bool {
    match this {
        Value::Int(_) | Value::Bool(_) | Value::Big(_) => {
            matches!(other, Value::Int(_) | Value::Bool(_) | Value::Big(_))
        }
        Value::Float(_) => matches!(other, Value::Int(_) | Value::Bool(_) | Value::Big(_) | Value::Float(_)),
        Value::Set(_) => matches!(other, Value::Set(_)),
        Value::Dict(_) => matches!(other, Value::Dict(_)),
        // Sequences say what they do not take.
        _ => !matches!(other, Value::Instance(_)),
    }
}

/// Whether the type of a value compares it with another one in this way.
fn compares_with(this: &Value, operator: Compare, other: &Value) -> bool {
    let is_equality = matches!(operator, Compare::Equal | Compare::NotEqual);
    match (this, other) {
        (Value::Dict(_), Value::Dict(_)) | (Value::Range(_), Value::Range(_)) => is_equality,
        (Value::Str(_), Value::Str(_))
        | (Value::Bytes(_), Value::Bytes(_))
        | (Value::List(_), Value::List(_))
        | (Value::Tuple(_), Value::Tuple(_))
        | (Value::Set(_), Value::Set(_)) => true,
        (Value::Int(_) | Value::Bool(_) | Value::Big(_) | Value::Float(_), _) => operates_on(this, other),
        _ => is_equality && this.is_same(other),
    }
}

fn reversed(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    arguments::nothing(interpreter, "__reversed__", arguments)?;
    super::construct(interpreter, "reversed", Arguments::of(this.clone()))
}

fn length(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    arguments::nothing(interpreter, "__len__", arguments)?;
    super::aggregates::length(interpreter, this)
}

fn contains(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let [item] = arguments::exactly::<1>(interpreter, "__contains__", arguments)?;
    interpreter.contains(this, &item).map(Value::Bool)
}

fn get_item(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let [index] = arguments::exactly::<1>(interpreter, "__getitem__", arguments)?;
    interpreter.get_item(this, &index)
}

fn set_item(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let [index, value] = arguments::exactly::<2>(interpreter, "__setitem__", arguments)?;
    interpreter.set_item(this, &index, value)?;
    Ok(Value::None)
}

fn delete_item(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let [index] = arguments::exactly::<1>(interpreter, "__delitem__", arguments)?;
    interpreter.delete_item(this, &index)?;
    Ok(Value::None)
}

fn iterate(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    arguments::nothing(interpreter, "__iter__", arguments)?;
    interpreter.iterator(this).map(Value::Iterator)
}

fn next(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    arguments::nothing(interpreter, "__next__", arguments)?;
    super::lazy::next(interpreter, this, None)
}

fn hash(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    arguments::nothing(interpreter, "__hash__", arguments)?;
    interpreter.hash(this).map(|hash| Value::Int(hash as i64))
}

fn text(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    arguments::nothing(interpreter, "__str__", arguments)?;
    interpreter.text(this).map(Value::str)
}

fn repr(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    arguments::nothing(interpreter, "__repr__", arguments)?;
    interpreter.repr(this).map(Value::str)
}

fn formatted(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let [specification] = arguments::exactly::<1>(interpreter, "__format__", arguments)?;
    let specification = arguments::text(interpreter, &specification, "__format__() argument must be str")?;
    format::format(interpreter, this, specification).map(Value::str)
}

fn compare(interpreter: &mut Interpreter<'_>, operator: Compare, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let [other] = arguments::exactly::<1>(interpreter, "comparison", arguments)?;
    match compares_with(this, operator, &other.clone().into_plain()) {
        true => interpreter.compare(operator, this, &other),
        false => Ok(Value::NotImplemented),
    }
}
