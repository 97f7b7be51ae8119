//! Methods of `property`, which decorators use: `@size.setter`.

use super::{Method, arguments};
use crate::eval::{Interpreter, Outcome};
use crate::value::{Arguments, Descriptor, Value};

super::methods! {
    "property":
    "getter" => getter, "setter" => setter, "deleter" => deleter,
}

/// `property(fget, fset, fdel, doc)`
pub(super) fn construct(interpreter: &mut Interpreter<'_>, arguments: Arguments) -> Outcome<Value> {
    let parameters = arguments::Parameters {
        function: "property",
        names: ["fget", "fset", "fdel", "doc"],
        positional: 4,
        required: 0,
    };
    let [get, set, delete, documentation] =
        arguments::named(interpreter, &parameters, arguments)?.map(|value| value.unwrap_or(Value::None));
    Ok(described(Property { get, set, delete, documentation }))
}

fn getter(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let [get] = arguments::exactly::<1>(interpreter, "property.getter", arguments)?;
    Ok(described(Property { get, ..own(this) }))
}

fn setter(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let [set] = arguments::exactly::<1>(interpreter, "property.setter", arguments)?;
    Ok(described(Property { set, ..own(this) }))
}

fn deleter(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let [delete] = arguments::exactly::<1>(interpreter, "property.deleter", arguments)?;
    Ok(described(Property { delete, ..own(this) }))
}

/// The parts of a property, to be changed.
struct Property {
    get: Value,
    set: Value,
    delete: Value,
    documentation: Value,
}

fn own(this: &Value) -> Property {
    let parts = match this {
        Value::Descriptor(descriptor) => match &**descriptor {
            Descriptor::Property { get, set, delete, documentation, .. } => Some((get, set, delete, documentation)),
            _ => None,
        },
        _ => None,
    };
    let (get, set, delete, documentation) = parts.unwrap_or((&Value::None, &Value::None, &Value::None, &Value::None));
    Property { get: get.clone(), set: set.clone(), delete: delete.clone(), documentation: documentation.clone() }
}

fn described(Property { get, set, delete, documentation }: Property) -> Value {
    Value::property([get, set, delete, documentation])
}
