//! Built-in functions that look at all items of something: `len`, `sum`, `min`, `sorted` ...

use num_traits::Signed;

use super::arguments::{self, Parameters};
use super::{ranges, sort};
use crate::eval::{Interpreter, Outcome, Stop};
use crate::tree::Binary;
use crate::value::{Arguments, NativeFunction, Value};

pub(super) const FUNCTIONS: &[&NativeFunction] = &[&LEN, &ALL, &ANY, &SUM, &MIN, &MAX, &SORTED];

/// `len(value)`
pub(super) fn length(interpreter: &mut Interpreter<'_>, value: &Value) -> Outcome<Value> {
    let length = match value {
        Value::Str(text) => text.len(),
        Value::Bytes(bytes) => bytes.len(),
        Value::List(list) => list.len(),
        Value::Tuple(tuple) => tuple.items.len(),
        Value::Dict(dict) => {
            interpreter.follow(dict)?;
            dict.dict.borrow().len()
        }
        Value::Set(set) => set.dict.borrow().len(),
        Value::Range(range) => ranges::range_length(range),
        Value::Class(class) => match class.native {
            crate::value::NativeClass::Enum(kind) => kind.members().count(),
            crate::value::NativeClass::Enumeration(_) => {
                let count = crate::eval::members(class).len();
                interpreter.step(count / 8)?;
                count
            }
            _ => match interpreter.call_special(value, "__len__", Arguments::default())? {
                Some(length) => return arguments::whole(interpreter, &length),
                None => return Err(no_length(interpreter, value)),
            },
        },
        _ => {
            return match own_length(interpreter, value)? {
                Some(length) => Ok(length),
                None if value.plain().is_some() => self::length(interpreter, &value.clone().into_plain()),
                None => Err(no_length(interpreter, value)),
            };
        }
    };
    Ok(Value::Int(length as i64))
}

/// What the `__len__` of a value's class says; `None` where it has none.
pub(crate) fn own_length(interpreter: &mut Interpreter<'_>, value: &Value) -> Outcome<Option<Value>> {
    let Some(length) = interpreter.call_special(value, "__len__", Arguments::default())? else { return Ok(None) };
    let length = arguments::whole(interpreter, &length)?;
    let is_negative = match &length {
        Value::Int(length) => *length < 0,
        Value::Big(length) => length.is_negative(),
        _ => false,
    };
    match (is_negative, &length) {
        (true, _) => Err(interpreter.error("ValueError", "__len__() should return >= 0")),
        (false, Value::Big(_)) => Err(interpreter.too_large_for_index("OverflowError")),
        _ => Ok(Some(length)),
    }
}

/// All items, for a type that asks first how many there will be, as lists do.
pub(crate) fn collect_counted(interpreter: &mut Interpreter<'_>, value: &Value) -> Outcome<Vec<Value>> {
    let Value::Instance(_) = value else { return interpreter.collect(value) };
    let iterator = interpreter.iterator(value)?;
    let depths = interpreter.depths();
    match own_length(interpreter, value) {
        // Whoever cannot say has no say.
        Err(Stop::Raised(raised)) if interpreter.is_a(&raised, "TypeError") => interpreter.restore_depths(depths),
        known => drop(known?),
    }
    interpreter.collect(&Value::Iterator(iterator))
}

fn no_length(interpreter: &mut Interpreter<'_>, value: &Value) -> crate::eval::Stop {
    let name = interpreter.type_name(value);
    interpreter.error("TypeError", format!("object of type '{name}' has no len()"))
}

static LEN: NativeFunction = NativeFunction {
    name: "len",
    call: |interpreter, arguments| {
        let [value] = arguments::exactly::<1>(interpreter, "len", arguments)?;
        length(interpreter, &value)
    },
};

static ALL: NativeFunction =
    NativeFunction { name: "all", call: |interpreter, arguments| quantified(interpreter, "all", arguments, false) };

static ANY: NativeFunction =
    NativeFunction { name: "any", call: |interpreter, arguments| quantified(interpreter, "any", arguments, true) };

/// `any` when it ends on the first true item, `all` when on the first false one.
fn quantified(
    interpreter: &mut Interpreter<'_>,
    function: &str,
    arguments: Arguments,
    ends_on: bool,
) -> Outcome<Value> {
    let [items] = arguments::exactly::<1>(interpreter, function, arguments)?;
    let iterator = interpreter.iterator(&items)?;
    while let Some(item) = interpreter.next(&iterator)? {
        interpreter.step(1)?;
        if interpreter.truth(&item)? == ends_on {
            return Ok(Value::Bool(ends_on));
        }
    }
    Ok(Value::Bool(!ends_on))
}

static SUM: NativeFunction = NativeFunction {
    name: "sum",
    call: |interpreter, arguments| {
        let parameters = Parameters { function: "sum", names: ["/iterable", "start"], positional: 2, required: 1 };
        let [items, start] = arguments::named(interpreter, &parameters, arguments)?;
        let mut total = start.unwrap_or(Value::Int(0));
        match &total {
            Value::Str(_) => {
                let message = "sum() can't sum strings [use ''.join(seq) instead]";
                return Err(interpreter.error("TypeError", message));
            }
            Value::Bytes(_) => {
                let message = "sum() can't sum bytes [use b''.join(seq) instead]";
                return Err(interpreter.error("TypeError", message));
            }
            _ => {}
        }
        let iterator = interpreter.iterator(&items.unwrap_or(Value::None))?;
        while let Some(item) = interpreter.next(&iterator)? {
            interpreter.step(1)?;
            total = interpreter.binary(Binary::Add, &total, &item)?;
        }
        Ok(total)
    },
};

static MIN: NativeFunction = NativeFunction {
    name: "min",
    call: |interpreter, arguments| {
        extreme(interpreter, "min", arguments, |interpreter, new, best| interpreter.less_than(new, best))
    },
};

static MAX: NativeFunction = NativeFunction {
    name: "max",
    call: |interpreter, arguments| {
        extreme(interpreter, "max", arguments, |interpreter, new, best| {
            let greater = interpreter.compare(crate::tree::Compare::Greater, new, best)?;
            interpreter.truth(&greater)
        })
    },
};

type IsBetter = fn(&mut Interpreter<'_>, &Value, &Value) -> Outcome<bool>;

fn extreme(
    interpreter: &mut Interpreter<'_>,
    function: &'static str,
    mut arguments: Arguments,
    is_better: IsBetter,
) -> Outcome<Value> {
    let positional = std::mem::take(&mut arguments.positional);
    let parameters = Parameters { function, names: ["key", "default"], positional: 0, required: 0 };
    let [key, default] = arguments::named(interpreter, &parameters, arguments)?;
    let key = key.filter(|key| !matches!(key, Value::None));
    let items = match positional.as_slice() {
        [] => {
            let message = format!("{function} expected at least 1 argument, got 0");
            return Err(interpreter.error("TypeError", message));
        }
        [items] => items.clone(),
        _ if default.is_some() => {
            let message = format!("Cannot specify a default for {function}() with multiple positional arguments");
            return Err(interpreter.error("TypeError", message));
        }
        _ => Value::tuple(positional),
    };
    let iterator = interpreter.iterator(&items)?;
    let mut best: Option<(Value, Value)> = None;
    while let Some(item) = interpreter.next(&iterator)? {
        interpreter.step(1)?;
        let rank = match &key {
            Some(key) => interpreter.call(key, Arguments::of(item.clone()))?,
            None => item.clone(),
        };
        best = match best {
            Some((best_rank, best_item)) => match is_better(interpreter, &rank, &best_rank)? {
                true => Some((rank, item)),
                false => Some((best_rank, best_item)),
            },
            None => Some((rank, item)),
        };
    }
    match best.map(|(_, item)| item).or(default) {
        Some(item) => Ok(item),
        None => Err(interpreter.error("ValueError", format!("{function}() arg is an empty sequence"))),
    }
}

static SORTED: NativeFunction = NativeFunction {
    name: "sorted",
    call: |interpreter, mut arguments| {
        let given = arguments.positional.len();
        if given != 1 {
            return Err(interpreter.error("TypeError", format!("sorted expected 1 argument, got {given}")));
        }
        let values = match arguments.positional.pop() {
            Some(values) => collect_counted(interpreter, &values)?,
            None => Vec::new(),
        };
        let order = sort::read_order(interpreter, arguments)?;
        sort::sorted(interpreter, values, &order).map(Value::list)
    },
};
