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

/// Fewer values than this are sorted by insertion, and so are runs that are shorter.
const MOST_INSERTED: usize = 64;

/// Sorts as CPython does: runs that are there already, longer by insertion where they are short, are merged. Code that
/// compares sees the same comparisons in the same order, as long as there is nothing to merge.
fn merge_sort(interpreter: &mut Interpreter<'_>, pairs: Vec<Pair>) -> Outcome<Vec<Pair>> {
    let least = least_run(pairs.len());
    let mut runs: Vec<Vec<Pair>> = Vec::new();
    let mut rest = pairs;
    while !rest.is_empty() {
        let (length, is_descending) = run_length(interpreter, &rest)?;
        let after = rest.split_off(length);
        let mut run = std::mem::replace(&mut rest, after);
        if is_descending {
            run.reverse();
        }
        let more = least.saturating_sub(length).min(rest.len());
        for pair in rest.drain(..more) {
            insert(interpreter, &mut run, pair)?;
        }
        runs.push(run);
    }
    while runs.len() > 1 {
        let mut merged = Vec::with_capacity(runs.len().div_ceil(2));
        let mut rest = runs.into_iter();
        while let Some(left) = rest.next() {
            merged.push(match rest.next() {
                Some(right) => merge(interpreter, left, right)?,
                None => left,
            });
        }
        runs = merged;
    }
    Ok(runs.pop().unwrap_or_default())
}

/// How long runs are at least, so that their number is a power of two or little less.
fn least_run(mut count: usize) -> usize {
    let mut has_odd = 0;
    while count >= MOST_INSERTED {
        has_odd |= count & 1;
        count >>= 1;
    }
    count + has_odd
}

/// How many of the first values are in order already, or each less than the one before.
fn run_length(interpreter: &mut Interpreter<'_>, pairs: &[Pair]) -> Outcome<(usize, bool)> {
    let mut is_descending = false;
    for (at, (left, right)) in pairs.iter().zip(pairs.iter().skip(1)).enumerate() {
        interpreter.step(1)?;
        let is_less = interpreter.less_than(&right.0, &left.0)?;
        match at {
            0 => is_descending = is_less,
            _ if is_less != is_descending => return Ok((at + 1, is_descending)),
            _ => {}
        }
    }
    Ok((pairs.len(), is_descending))
}

/// Puts a value behind all that are not greater.
fn insert(interpreter: &mut Interpreter<'_>, run: &mut Vec<Pair>, pair: Pair) -> Outcome<()> {
    let (mut least, mut most) = (0, run.len());
    while least < most {
        interpreter.step(1)?;
        let middle = least + (most - least) / 2;
        let is_less = match run.get(middle) {
            Some(known) => interpreter.less_than(&pair.0, &known.0)?,
            None => false,
        };
        match is_less {
            true => most = middle,
            false => least = middle + 1,
        }
    }
    run.insert(least, pair);
    Ok(())
}

fn merge(interpreter: &mut Interpreter<'_>, left: Vec<Pair>, right: Vec<Pair>) -> Outcome<Vec<Pair>> {
    let mut merged = Vec::with_capacity(left.len() + right.len());
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
    Ok(merged)
}
