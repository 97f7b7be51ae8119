//! What calls pass to functions of ours: matched with parameters, and complained about in CPython's words.

use std::rc::Rc;

use num_traits::ToPrimitive;

use crate::eval::{Interpreter, Outcome, Stop, Wanted};
use crate::value::{Arguments, Value, number};

/// The parameters of a function that takes keywords.
pub(super) struct Parameters<const N: usize> {
    /// The function's name, as messages write it: `str.split`, `print`.
    pub(super) function: &'static str,
    /// Names, in order; one that starts with `/` cannot be given as keyword.
    pub(super) names: [&'static str; N],
    /// How many of them may be given by position.
    pub(super) positional: usize,
    /// How many of them must be given.
    pub(super) required: usize,
}

/// Arguments of a function that takes no keywords and at least `required` and at most `N` arguments.
pub(super) fn positional<const N: usize>(
    interpreter: &mut Interpreter<'_>,
    function: &str,
    arguments: Arguments,
    required: usize,
) -> Outcome<[Option<Value>; N]> {
    refuse_keywords(interpreter, function, &arguments)?;
    let given = arguments.positional.len();
    if given < required || given > N {
        return Err(wrong_count(interpreter, function, required, N, given));
    }
    let mut values = arguments.positional.into_iter();
    Ok(std::array::from_fn(|_| values.next()))
}

/// The arguments of a function that takes exactly `N` of them, and no keywords.
pub(crate) fn exactly<const N: usize>(
    interpreter: &mut Interpreter<'_>,
    function: &str,
    arguments: Arguments,
) -> Outcome<[Value; N]> {
    let values = positional::<N>(interpreter, function, arguments, N)?;
    Ok(values.map(|value| value.unwrap_or(Value::None)))
}

/// Checks that nothing was passed.
pub(super) fn nothing(interpreter: &mut Interpreter<'_>, function: &str, arguments: Arguments) -> Outcome<()> {
    positional::<0>(interpreter, function, arguments, 0).map(|_| ())
}

/// Arguments of a function that takes keywords.
pub(super) fn named<const N: usize>(
    interpreter: &mut Interpreter<'_>,
    parameters: &Parameters<N>,
    arguments: Arguments,
) -> Outcome<[Option<Value>; N]> {
    let short = short_name(parameters.function);
    let given = arguments.positional.len() + arguments.keywords.len();
    if arguments.positional.len() > parameters.positional || given > N {
        let most = parameters.positional;
        let message = match most {
            0 => format!("{short}() takes no positional arguments"),
            _ => format!("{short}() takes at most {most} argument{} ({given} given)", plural(most)),
        };
        return Err(interpreter.error("TypeError", message));
    }
    let mut positional = arguments.positional.into_iter();
    let mut values: [Option<Value>; N] = std::array::from_fn(|_| positional.next());
    for (name, value) in arguments.keywords {
        let name = name.name();
        let at = parameters.names.iter().position(|known| **known == *name);
        let Some(place) = at.and_then(|at| values.get_mut(at)) else {
            let message = format!("'{name}' is an invalid keyword argument for {short}()");
            let known = parameters.names.iter().filter(|name| !name.starts_with('/')).map(|name| Rc::from(*name));
            let wanted = Wanted::OneOf(known.collect(), name);
            return Err(interpreter.error("TypeError", message).wanting(wanted, true));
        };
        if place.is_some() {
            let position = at.unwrap_or(0) + 1;
            let message = format!("argument for {short}() given by name ('{name}') and position ({position})");
            return Err(interpreter.error("TypeError", message));
        }
        *place = Some(value);
    }
    let missing = values.iter().take(parameters.required).position(Option::is_none);
    if let Some(missing) = missing {
        let name = parameters.names.get(missing).map_or("", |name| name.trim_start_matches('/'));
        let message = match name {
            _ if parameters.names.get(missing).is_some_and(|name| name.starts_with('/')) => {
                let required = parameters.required;
                format!("{short}() takes at least {required} argument{} ({given} given)", plural(required))
            }
            _ => format!("{short}() missing required argument '{name}' (pos {})", missing + 1),
        };
        return Err(interpreter.error("TypeError", message));
    }
    Ok(values)
}

/// Complains about keywords.
pub(super) fn refuse_keywords(interpreter: &mut Interpreter<'_>, function: &str, arguments: &Arguments) -> Outcome<()> {
    match arguments.keywords.is_empty() {
        true => Ok(()),
        false => Err(interpreter.error("TypeError", format!("{function}() takes no keyword arguments"))),
    }
}

/// A whole number that fits 64 bits, as indexes, widths and counts are.
pub(super) fn index(interpreter: &mut Interpreter<'_>, value: &Value) -> Outcome<i64> {
    match whole(interpreter, value)? {
        Value::Int(number) => Ok(number),
        Value::Big(number) => number
            .to_i64()
            .ok_or_else(|| interpreter.error("OverflowError", "Python int too large to convert to C ssize_t")),
        _ => Ok(0),
    }
}

/// A whole number that fits 32 bits, where CPython takes no larger one.
pub(super) fn small(interpreter: &mut Interpreter<'_>, value: &Value) -> Outcome<i32> {
    let number = match whole(interpreter, value)? {
        Value::Int(number) => i32::try_from(number).ok(),
        _ => None,
    };
    number.ok_or_else(|| interpreter.error("OverflowError", "Python int too large to convert to C int"))
}

/// A whole number of any size: `Int` or `Big`. Asks an instance for its `__index__`.
pub(super) fn whole(interpreter: &mut Interpreter<'_>, value: &Value) -> Outcome<Value> {
    match value {
        Value::Instance(_) if value.plain().is_some() => whole(interpreter, &value.clone().into_plain()),
        Value::Int(_) | Value::Big(_) => Ok(value.clone()),
        Value::Bool(flag) => Ok(Value::Int(i64::from(*flag))),
        _ => {
            if let Some(number @ (Value::Int(_) | Value::Big(_))) =
                interpreter.call_special(value, "__index__", Arguments::default())?
            {
                return Ok(number);
            }
            let name = interpreter.type_name(value);
            Err(interpreter.error("TypeError", format!("'{name}' object cannot be interpreted as an integer")))
        }
    }
}

/// An optional whole number.
pub(super) fn index_or(interpreter: &mut Interpreter<'_>, value: Option<&Value>, default: i64) -> Outcome<i64> {
    value.map_or(Ok(default), |value| index(interpreter, value))
}

/// A position in a sequence as slices and searches take it: `None` is the default, negative ones count from the end,
/// and what lies outside is moved to the nearest end.
pub(super) fn position(
    interpreter: &mut Interpreter<'_>,
    value: Option<&Value>,
    default: usize,
    length: usize,
) -> Outcome<usize> {
    let number = match value {
        None | Some(Value::None) => return Ok(default),
        Some(value) => match whole(interpreter, value)? {
            Value::Int(number) => number,
            other if number::is_negative(&other) => i64::MIN,
            _ => i64::MAX,
        },
    };
    let length = length as i64;
    let from_start = if number < 0 { number.saturating_add(length).max(0) } else { number.min(length) };
    Ok(from_start as usize)
}

/// The text of an argument; `complaint` is the message without `, not int`.
pub(super) fn text<'a>(interpreter: &mut Interpreter<'_>, value: &'a Value, complaint: &str) -> Outcome<&'a str> {
    match value {
        Value::Str(text) => Ok(text.as_str()),
        _ => {
            let name = match value {
                Value::None if complaint.contains("argument") => "None".into(),
                _ => interpreter.type_name(value),
            };
            Err(interpreter.error("TypeError", format!("{complaint}, not {name}")))
        }
    }
}

fn wrong_count(interpreter: &mut Interpreter<'_>, function: &str, required: usize, most: usize, given: usize) -> Stop {
    let short = short_name(function);
    let message = match (required, most) {
        (0, 0) => format!("{function}() takes no arguments ({given} given)"),
        (1, 1) => format!("{function}() takes exactly one argument ({given} given)"),
        _ if required == most => format!("{short} expected {most} arguments, got {given}"),
        _ if given < required => {
            format!("{short} expected at least {required} argument{}, got {given}", plural(required))
        }
        _ => format!("{short} expected at most {most} argument{}, got {given}", plural(most)),
    };
    interpreter.error("TypeError", message)
}

fn short_name(function: &str) -> &str {
    function.rsplit('.').next().unwrap_or(function)
}

fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}
