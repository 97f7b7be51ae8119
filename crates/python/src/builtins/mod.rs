//! What a script has without importing anything, the methods of built-in values, and our part of the standard library.
//!
//! One file is one type, one group of functions or one module. [`install`] is where built-in names begin, [`method`] and
//! [`type_method`] where methods do, [`module`] where modules do.

/// Methods of a type: a table from names to functions.
macro_rules! methods {
    ($owner:literal: $($name:literal => $function:path),* $(,)?) => {
        /// The method of this name, for a value of the type.
        pub(in crate::builtins) fn method(name: &str) -> Option<Method> {
            Some(match name {
                $($name => $function as Method,)*
                _ => return None,
            })
        }

        /// The same, called on the type with the value as first argument.
        #[allow(dead_code, reason = "not every type is reached through its class")]
        pub(in crate::builtins) fn unbound(name: &str) -> Option<Method> {
            Some(match name {
                $($name => (|interpreter: &mut $crate::eval::Interpreter<'_>,
                             _: &$crate::value::Value,
                             arguments: $crate::value::Arguments| {
                    $crate::builtins::call_unbound(interpreter, $owner, $name, $function, arguments)
                }) as Method,)*
                _ => return None,
            })
        }

        /// Names of all methods.
        #[allow(dead_code, reason = "not every type is listed by `dir()`")]
        pub(in crate::builtins) const NAMES: &[&str] = &[$($name),*];
    };
}

mod aggregates;
mod aliases;
pub(crate) mod arguments;
mod bytes_cases;
mod bytes_methods;
mod bytes_search;
mod bytes_split;
mod class_forms;
mod constructors;
mod dict_kinds;
mod dict_methods;
mod dict_views;
mod digits;
mod encodings;
mod encodings_escaped;
mod files;
mod files_read;
mod files_written;
mod format;
mod generator_methods;
mod identity;
mod introspection;
mod lazy;
mod list_methods;
mod modules;
mod named_tuples;
mod number_functions;
mod number_methods;
mod object_methods;
mod percent;
mod printing;
mod properties;
mod quoting;
mod ranges;
mod refused;
mod set_methods;
mod slices;
mod sort;
mod special_methods;
mod specification;
mod str_cases;
mod str_format;
mod str_methods;
mod str_search;
mod str_split;
#[cfg(test)]
pub(crate) mod tests;
mod tuple_methods;
mod unicode;

use std::cell::RefCell;
use std::rc::Rc;

use methods;

pub(crate) use aggregates::{collect_counted, own_length};
pub(crate) use aliases::{checked_types, is_generic, type_alias, union, with_arguments};
pub(crate) use bytes_search::contains as bytes_contain;
pub(crate) use class_forms::{class_form, class_of_form};
pub(crate) use constructors::{construct, refill};
pub(crate) use dict_kinds::{combine_counters, equal_counters, missing_item, repr_dict_of_kind};
pub(crate) use dict_methods::fill as fill_dict;
pub(crate) use files_written::close_all;
pub(crate) use format::format;
pub(crate) use generator_methods::iterator_repr;
pub(crate) use introspection::looks_at_frame;
pub(crate) use modules::os_path::{absolute as absolute_path, relative as relative_path};
pub(crate) use modules::{Patterns, abc, documentation_of_dataclass, is_in_standard_library, is_kind_of, module};
pub(crate) use named_tuples::{construct_named_tuple, named_fields, named_item};
pub(crate) use object_methods::{class_method, object_method};
pub(crate) use percent::{percent, percent_bytes};
pub(crate) use quoting::{quote, quote_bytes};
pub(crate) use ranges::{range_contains, range_length};
pub(crate) use special_methods::{call_unbound as call_unbound_special, is_of_type as is_special_of_type};
pub(crate) use unicode::{
    ascii, decimal_value, is_alphanumeric, is_decimal, is_digit, is_identifier, with_ascii_digits,
};

use crate::eval::{Interpreter, Outcome};
use crate::value::class::Mark;
use crate::value::{
    Arguments, Attributes, Class, Descriptor, Dict, NativeClass, NativeFunction, SetKind, Symbol, Value,
};

/// A method of a built-in type: takes the value that it is called on, and the arguments.
pub(crate) type Method = fn(&mut Interpreter<'_>, &Value, Arguments) -> Outcome<Value>;

/// Makes the built-in names: functions, types, exceptions and constants.
pub(crate) fn install(interpreter: &mut Interpreter<'_>) {
    let builtins = interpreter.builtins.clone();
    let groups = [
        aggregates::FUNCTIONS,
        introspection::FUNCTIONS,
        lazy::FUNCTIONS,
        number_functions::FUNCTIONS,
        printing::FUNCTIONS,
        refused::FUNCTIONS,
        files::FUNCTIONS,
    ];
    for function in groups.into_iter().flatten() {
        builtins.set(Symbol::new(function.name), Some(Value::Native(function)));
    }
    for class in interpreter.types.all() {
        if HAS_NAME.contains(&&*class.name) {
            builtins.set(Symbol::new(&class.name), Some(Value::Class(class)));
        }
    }
    for (name, class) in interpreter.exceptions.all() {
        builtins.set(Symbol::new(name), Some(Value::Class(class)));
    }
    let constants =
        [("NotImplemented", Value::NotImplemented), ("Ellipsis", Value::Ellipsis), ("__debug__", Value::Bool(true))];
    for (name, value) in constants {
        builtins.set(Symbol::new(name), Some(value));
    }
    dict_views::install(interpreter);
    introspection::install(interpreter);
    object_methods::install(interpreter);
    aliases::install(interpreter);
}

/// Types that a script can name without importing them.
const HAS_NAME: [&str; 23] = [
    "object",
    "type",
    "bool",
    "int",
    "float",
    "str",
    "bytes",
    "list",
    "tuple",
    "dict",
    "set",
    "frozenset",
    "range",
    "slice",
    "enumerate",
    "zip",
    "map",
    "filter",
    "reversed",
    "property",
    "staticmethod",
    "classmethod",
    "super",
];

/// The method of a built-in value, by name. For a type it is the method that takes the value as first argument.
pub(crate) fn method(this: &Value, name: &str) -> Option<Method> {
    let own = match this {
        Value::Str(_) => str_methods::method(name).or_else(|| of_class("str", name)),
        Value::Bytes(_) => bytes_methods::method(name).or_else(|| of_class("bytes", name)),
        Value::List(_) => list_methods::method(name),
        Value::Tuple(_) => tuple_methods::method(name),
        Value::Dict(dict) => dict_kinds::method(&dict.kind, name)
            .or_else(|| dict_methods::method(name))
            .or_else(|| of_class("dict", name)),
        Value::Set(set) if set.kind == SetKind::Frozen => set_methods::frozen::method(name),
        Value::Set(_) => set_methods::changing::method(name),
        Value::Int(_) | Value::Big(_) | Value::Bool(_) => {
            number_methods::whole::method(name).or_else(|| of_class("int", name))
        }
        Value::Float(_) => number_methods::float::method(name).or_else(|| of_class("float", name)),
        Value::Range(_) => ranges::method(name),
        Value::Slice(_) => slices::method(name),
        Value::Descriptor(descriptor) if matches!(&**descriptor, Descriptor::Property { .. }) => {
            properties::method(name)
        }
        Value::Class(class) => match class.native {
            NativeClass::Builtin(builtin) => return type_method(builtin, name),
            _ => return None,
        },
        Value::Iterator(_) => generator_methods::method(this, name),
        _ => None,
    };
    own.or_else(|| special_methods::method(this, name))
}

/// The method of a built-in type, by name; called with the type as `this` and the value as first argument.
pub(crate) fn type_method(type_name: &str, name: &str) -> Option<Method> {
    let unbound = match type_name {
        "str" => str_methods::unbound(name),
        "bytes" => bytes_methods::unbound(name),
        "list" => list_methods::unbound(name),
        "tuple" => tuple_methods::unbound(name),
        "dict" => dict_methods::unbound(name),
        "defaultdict" | "Counter" | "OrderedDict" => return of_class("dict", name),
        "set" => set_methods::changing::unbound(name),
        "frozenset" => set_methods::frozen::unbound(name),
        "int" | "bool" => number_methods::whole::unbound(name),
        "float" => number_methods::float::unbound(name),
        "range" => ranges::unbound(name),
        _ => None,
    };
    unbound.or_else(|| of_class(type_name, name))
}

/// Methods that belong to the type itself.
fn of_class(type_name: &str, name: &str) -> Option<Method> {
    match (type_name, name) {
        ("str", "maketrans") => Some(str_methods::make_translation),
        ("dict", "fromkeys") => Some(dict_methods::from_keys),
        ("int" | "bool", "from_bytes") => Some(number_methods::from_bytes),
        ("bytes", "fromhex") => Some(bytes_methods::from_hex),
        ("bytes", "maketrans") => Some(bytes_cases::make_translation),
        ("float", "fromhex") => Some(number_methods::from_hex),
        _ => None,
    }
}

/// Names of the methods of a built-in type.
pub(crate) fn method_names(type_name: &str) -> &'static [&'static str] {
    match type_name {
        "str" => str_methods::NAMES,
        "bytes" => bytes_methods::NAMES,
        "list" => list_methods::NAMES,
        "tuple" => tuple_methods::NAMES,
        "dict" => dict_methods::NAMES,
        "set" => set_methods::changing::NAMES,
        "frozenset" => set_methods::frozen::NAMES,
        "int" | "bool" => number_methods::whole::NAMES,
        "float" => number_methods::float::NAMES,
        "range" => ranges::NAMES,
        _ => &[],
    }
}

/// Calls a method of a type with the value as first argument: `str.upper("a")`.
fn call_unbound(
    interpreter: &mut Interpreter<'_>,
    owner: &str,
    name: &str,
    method: Method,
    mut arguments: Arguments,
) -> Outcome<Value> {
    if arguments.positional.is_empty() {
        let message = format!("unbound method {owner}.{name}() needs an argument");
        return Err(interpreter.error("TypeError", message));
    }
    let this = arguments.positional.remove(0).into_plain();
    let type_name = interpreter.type_name(&this);
    let is_of_owner = interpreter.class_of(&this).lineage().any(|class| &*class.name == owner);
    if !is_of_owner {
        let message = format!("descriptor '{name}' for '{owner}' objects doesn't apply to a '{type_name}' object");
        return Err(interpreter.error("TypeError", message));
    }
    method(interpreter, &this, arguments)
}

/// What `eval` and `exec` take: code, globals and locals.
pub(crate) fn arguments_of_eval(
    interpreter: &mut Interpreter<'_>,
    function: &'static str,
    given: Arguments,
) -> Outcome<[Value; 3]> {
    let names = ["/source", "globals", "locals"];
    let parameters = arguments::Parameters { function, names, positional: 3, required: 1 };
    let values = arguments::named(interpreter, &parameters, given)?;
    Ok(values.map(|value| value.unwrap_or(Value::None)))
}

/// A class whose methods are functions of ours.
pub(crate) fn native_class(
    interpreter: &Interpreter<'_>,
    name: &'static str,
    functions: &[&'static NativeFunction],
) -> Rc<Class> {
    let mut attributes = Attributes::default();
    for function in functions {
        attributes.set(Symbol::new(function.name), Value::Native(function), Mark::Derived);
    }
    let object = interpreter.types.object.clone();
    Rc::new(Class {
        name: name.into(),
        module: "builtins".into(),
        bases: vec![object.clone()],
        ancestors: vec![object],
        attributes: RefCell::new(attributes),
        native: NativeClass::Builtin(name),
        documentation: None,
        more: Default::default(),
    })
}

/// Refuses a text that grew too large; for loops that add to it.
fn check_size(interpreter: &mut Interpreter<'_>, bytes: usize) -> Outcome<()> {
    match bytes > crate::limits::MAX_VALUE {
        true => interpreter.reserve(bytes),
        false => interpreter.step(1),
    }
}

/// Position of the last entry of a dict or set.
fn last_position(interpreter: &mut Interpreter<'_>, dict: &RefCell<Dict>) -> Outcome<Option<usize>> {
    let end = dict.borrow().end();
    let last = (0..end).rev().find(|at| dict.borrow().at(*at).is_some());
    interpreter.step((end - last.unwrap_or(0)) / 16)?;
    Ok(last)
}
