//! `itertools.product`, `permutations` and `combinations`: tuples of items, in the order of the items' positions.

use std::rc::Rc;

use super::itertools::{lazy, negative};
use crate::builtins::arguments::{self, Parameters};
use crate::eval::{Interpreter, Outcome};
use crate::value::{Arguments, Iterate, NativeFunction, Tuple, Value, meter};

/// Which position may follow those that were chosen before.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rule {
    /// Any, from a pool of its own.
    Product,
    /// One that was not chosen.
    Permutations,
    /// A greater one.
    Combinations,
    /// The same or a greater one.
    WithReplacement,
}

pub(super) static PRODUCT: NativeFunction = NativeFunction {
    name: "product",
    call: |interpreter, mut arguments| {
        let positional = std::mem::take(&mut arguments.positional);
        let parameters = Parameters { function: "product", names: ["repeat"], positional: 0, required: 0 };
        let [repeat] = arguments::named(interpreter, &parameters, arguments)?;
        let repeat = arguments::index_or(interpreter, repeat.as_ref(), 1)?;
        let Ok(repeat) = usize::try_from(repeat) else {
            return Err(interpreter.error("ValueError", "repeat argument cannot be negative"));
        };
        let mut pools = Vec::with_capacity(positional.len());
        for iterable in &positional {
            pools.push(pool(interpreter, iterable)?);
        }
        let length = pools.len().saturating_mul(repeat);
        arranged(interpreter, pools, length, Rule::Product)
    },
};

pub(super) static PERMUTATIONS: NativeFunction = NativeFunction {
    name: "permutations",
    call: |interpreter, arguments| {
        let parameters = Parameters { function: "permutations", names: ["iterable", "r"], positional: 2, required: 1 };
        let [items, length] = arguments::named(interpreter, &parameters, arguments)?;
        let pool = pool(interpreter, &items.unwrap_or(Value::None))?;
        let length = match length {
            None | Some(Value::None) => pool.items.len(),
            Some(length) => read_length(interpreter, &length)?,
        };
        arranged(interpreter, vec![pool], length, Rule::Permutations)
    },
};

pub(super) static COMBINATIONS: NativeFunction = NativeFunction {
    name: "combinations",
    call: |interpreter, arguments| combinations(interpreter, "combinations", arguments, Rule::Combinations),
};

pub(super) static COMBINATIONS_WITH_REPLACEMENT: NativeFunction = NativeFunction {
    name: "combinations_with_replacement",
    call: |interpreter, arguments| {
        combinations(interpreter, "combinations_with_replacement", arguments, Rule::WithReplacement)
    },
};

fn combinations(
    interpreter: &mut Interpreter<'_>,
    function: &'static str,
    arguments: Arguments,
    rule: Rule,
) -> Outcome<Value> {
    let parameters = Parameters { function, names: ["iterable", "r"], positional: 2, required: 2 };
    let [items, length] = arguments::named(interpreter, &parameters, arguments)?;
    let pool = pool(interpreter, &items.unwrap_or(Value::None))?;
    let length = read_length(interpreter, &length.unwrap_or(Value::None))?;
    arranged(interpreter, vec![pool], length, rule)
}

fn read_length(interpreter: &mut Interpreter<'_>, length: &Value) -> Outcome<usize> {
    let length = arguments::index(interpreter, length)?;
    usize::try_from(length).map_err(|_| negative(interpreter, "r"))
}

fn pool(interpreter: &mut Interpreter<'_>, items: &Value) -> Outcome<Rc<Tuple>> {
    let items = interpreter.collect(items)?;
    match Value::tuple(items) {
        Value::Tuple(pool) => Ok(pool),
        _ => Err(interpreter.error("TypeError", "not iterable")),
    }
}

fn arranged(interpreter: &mut Interpreter<'_>, pools: Vec<Rc<Tuple>>, length: usize, rule: Rule) -> Outcome<Value> {
    let is_too_long =
        matches!(rule, Rule::Permutations | Rule::Combinations) && pools.iter().any(|pool| length > pool.items.len());
    interpreter.reserve(length.saturating_mul(meter::ITEM))?;
    Ok(lazy(Arranged { pools, length, rule, chosen: None, is_over: is_too_long, work: 0 }))
}

struct Arranged {
    pools: Vec<Rc<Tuple>>,
    /// Of each tuple.
    length: usize,
    rule: Rule,
    /// Positions in the pools of the items of the last tuple; `None` before the first.
    chosen: Option<Vec<usize>>,
    is_over: bool,
    /// What was looked at since steps were counted.
    work: usize,
}

impl Iterate for Arranged {
    fn next(&mut self, interpreter: &mut Interpreter<'_>) -> Outcome<Option<Value>> {
        if self.is_over {
            return Ok(None);
        }
        interpreter.step(1 + self.length / 4 + std::mem::take(&mut self.work) / 16)?;
        let chosen = match self.chosen.take() {
            None => self.filled(Vec::with_capacity(self.length)),
            Some(last) => self.following(last),
        };
        let Some(chosen) = chosen else {
            self.is_over = true;
            return Ok(None);
        };
        let items = chosen.iter().enumerate();
        let items = items.filter_map(|(at, position)| self.pool(at)?.items.get(*position).cloned()).collect();
        self.chosen = Some(chosen);
        Ok(Some(Value::tuple(items)))
    }
}

impl Arranged {
    /// The pool of a place of the tuple.
    fn pool(&self, at: usize) -> Option<&Rc<Tuple>> {
        self.pools.get(at % self.pools.len().max(1))
    }

    /// The next positions: the last place that can move on does, and those behind it start again.
    fn following(&mut self, mut chosen: Vec<usize>) -> Option<Vec<usize>> {
        while let Some(last) = chosen.pop() {
            self.work += 1;
            if let Some(position) = self.smallest(&chosen, last + 1) {
                chosen.push(position);
                // A place that can move on leaves enough for those behind it.
                return self.filled(chosen);
            }
        }
        None
    }

    /// Positions for the places that have none, as small as can be.
    fn filled(&mut self, mut chosen: Vec<usize>) -> Option<Vec<usize>> {
        while chosen.len() < self.length {
            let position = self.smallest(&chosen, 0)?;
            chosen.push(position);
        }
        Some(chosen)
    }

    /// The smallest position from `least` on that may follow.
    fn smallest(&mut self, chosen: &[usize], least: usize) -> Option<usize> {
        let length = self.pool(chosen.len())?.items.len();
        let before = chosen.last().copied();
        self.work += 1;
        match self.rule {
            Rule::Product => Some(least).filter(|position| *position < length),
            Rule::WithReplacement => Some(least.max(before.unwrap_or(0))).filter(|position| *position < length),
            Rule::Combinations => {
                let position = least.max(before.map_or(0, |before| before + 1));
                // The places behind this one need positions, too.
                Some(position).filter(|position| position + (self.length - chosen.len()) <= length)
            }
            Rule::Permutations => {
                let mut candidates = least..length;
                candidates.find(|position| {
                    self.work += chosen.len();
                    !chosen.contains(position)
                })
            }
        }
    }
}
