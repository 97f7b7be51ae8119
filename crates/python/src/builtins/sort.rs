//! Sorting: stable, by `<` alone, where a comparison may call the script and may fail.

use super::arguments::{self, Parameters};
use crate::eval::{Interpreter, Outcome};
use crate::value::{Arguments, Value, meter};

/// How to sort.
#[derive(Default)]
pub(super) struct Order {
    key: Option<Value>,
    is_reversed: bool,
}

/// The arguments of `sorted` and `list.sort` behind the values.
pub(super) fn read_order(interpreter: &mut Interpreter<'_>, arguments: Arguments) -> Outcome<Order> {
    let parameters = Parameters { function: "sort", names: ["key", "reverse"], positional: 0, required: 0 };
    let [key, reverse] = arguments::named(interpreter, &parameters, arguments)?;
    let is_reversed = match reverse {
        None => false,
        Some(flag) => match arguments::whole(interpreter, &flag)? {
            Value::Int(number) => number != 0,
            _ => true,
        },
    };
    Ok(Order { key: key.filter(|key| !matches!(key, Value::None)), is_reversed })
}

/// The values in order.
pub(super) fn sorted(interpreter: &mut Interpreter<'_>, values: Vec<Value>, order: &Order) -> Outcome<Vec<Value>> {
    interpreter.reserve(values.len().saturating_mul(meter::ITEM))?;
    let mut pairs: Vec<(Value, Value)> = Vec::with_capacity(values.len());
    for value in values {
        let key = match &order.key {
            Some(key) => interpreter.call(key, Arguments::of(value.clone()))?,
            None => value.clone(),
        };
        pairs.push((key, value));
    }
    // Equal values keep their order when reversed, too.
    if order.is_reversed {
        pairs.reverse();
    }
    let mut pairs = merge_sort(interpreter, pairs)?;
    if order.is_reversed {
        pairs.reverse();
    }
    Ok(pairs.into_iter().map(|(_, value)| value).collect())
}

type Pair = (Value, Value);

/// Sorts runs of growing length into each other.
fn merge_sort(interpreter: &mut Interpreter<'_>, mut pairs: Vec<Pair>) -> Outcome<Vec<Pair>> {
    if is_sorted(interpreter, &pairs)? {
        return Ok(pairs);
    }
    let mut width = 1;
    while width < pairs.len() {
        let mut merged = Vec::with_capacity(pairs.len());
        let mut rest = pairs.into_iter().peekable();
        while rest.peek().is_some() {
            let left: Vec<Pair> = rest.by_ref().take(width).collect();
            let right: Vec<Pair> = rest.by_ref().take(width).collect();
            merge(interpreter, left, right, &mut merged)?;
        }
        pairs = merged;
        width *= 2;
    }
    Ok(pairs)
}

fn is_sorted(interpreter: &mut Interpreter<'_>, pairs: &[Pair]) -> Outcome<bool> {
    for (left, right) in pairs.iter().zip(pairs.iter().skip(1)) {
        interpreter.step(1)?;
        if interpreter.less_than(&right.0, &left.0)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn merge(interpreter: &mut Interpreter<'_>, left: Vec<Pair>, right: Vec<Pair>, merged: &mut Vec<Pair>) -> Outcome<()> {
    let mut left = left.into_iter().peekable();
    let mut right = right.into_iter().peekable();
    while let (Some(first), Some(second)) = (left.peek(), right.peek()) {
        interpreter.step(3)?;
        match interpreter.less_than(&second.0, &first.0)? {
            true => merged.extend(right.next()),
            false => merged.extend(left.next()),
        }
    }
    merged.extend(left);
    merged.extend(right);
    Ok(())
}
