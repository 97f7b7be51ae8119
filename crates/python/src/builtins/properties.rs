//! Methods of `property`, which decorators use: `@size.setter`.

use std::rc::Rc;

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
    let [get, set, delete, _] = arguments::named(interpreter, &parameters, arguments)?;
    let or_none = |value: Option<Value>| value.unwrap_or(Value::None);
    Ok(described(or_none(get), or_none(set), or_none(delete)))
}

fn getter(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let [function] = arguments::exactly::<1>(interpreter, "property.getter", arguments)?;
    let (_, set, delete) = own(this);
    Ok(described(function, set, delete))
}

fn setter(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let [function] = arguments::exactly::<1>(interpreter, "property.setter", arguments)?;
    let (get, _, delete) = own(this);
    Ok(described(get, function, delete))
}

fn deleter(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let [function] = arguments::exactly::<1>(interpreter, "property.deleter", arguments)?;
    let (get, set, _) = own(this);
    Ok(described(get, set, function))
}

fn own(this: &Value) -> (Value, Value, Value) {
    if let Value::Descriptor(descriptor) = this
        && let Descriptor::Property { get, set, delete } = &**descriptor
    {
        return (get.clone(), set.clone(), delete.clone());
    }
    (Value::None, Value::None, Value::None)
}

fn described(get: Value, set: Value, delete: Value) -> Value {
    Value::Descriptor(Rc::new(Descriptor::Property { get, set, delete }))
}
