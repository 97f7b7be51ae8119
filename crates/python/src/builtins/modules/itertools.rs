//! `itertools`: lazy iterators. Those that arrange items in tuples are in [`super::itertools_arranged`].

use std::cell::RefCell;
use std::rc::Rc;

use super::itertools_arranged as arranged;
use super::itertools_grouped as grouped;
use crate::builtins::arguments::{self, Parameters};
use crate::builtins::native_class;
use crate::eval::{Interpreter, Outcome, Stop};
use crate::tree::Binary;
use crate::value::class::Mark;
use crate::value::{Arguments, Descriptor, Iterate, List, ModuleObject, NativeFunction, Symbol, Value, meter};

pub(super) type Shared = Rc<RefCell<Box<dyn Iterate>>>;

/// What an iterator is charged. It is more than it takes, so that a chain of them is short enough to be freed.
const CHARGE: usize = 1024;

const FUNCTIONS: &[&NativeFunction] = &[
    &ACCUMULATE,
    &BATCHED,
    &COMPRESS,
    &COUNT,
    &CYCLE,
    &DROPWHILE,
    &FILTERFALSE,
    &ISLICE,
    &PAIRWISE,
    &REPEAT,
    &STARMAP,
    &TAKEWHILE,
    &ZIP_LONGEST,
    &arranged::COMBINATIONS,
    &arranged::COMBINATIONS_WITH_REPLACEMENT,
    &arranged::PERMUTATIONS,
    &arranged::PRODUCT,
    &grouped::GROUPBY,
    &grouped::TEE,
];

pub(super) fn module(interpreter: &mut Interpreter<'_>) -> Rc<ModuleObject> {
    let chain = native_class(interpreter, "chain", &[]);
    let flatten = Value::Descriptor(Rc::new(Descriptor::Static(Value::Native(&FROM_ITERABLE))));
    chain.attributes.borrow_mut().set(Symbol::new("from_iterable"), flatten, Mark::Derived);
    super::new_module("itertools", FUNCTIONS, vec![("chain", Value::Class(chain))])
}

/// Makes an iterator whose use is counted, and whose nesting in others is bounded.
pub(super) fn lazy(iterate: impl Iterate + 'static) -> Value {
    meter::charge(CHARGE);
    Value::iterator(Guarded(iterate))
}

struct Guarded<T>(T);

impl<T: Iterate> Iterate for Guarded<T> {
    fn next(&mut self, interpreter: &mut Interpreter<'_>) -> Outcome<Option<Value>> {
        interpreter.deeper()?;
        let next = self.0.next(interpreter);
        interpreter.shallower();
        next
    }
}

impl<T> Drop for Guarded<T> {
    fn drop(&mut self) {
        meter::release(CHARGE);
    }
}

/// `chain(*iterables)`
pub(in crate::builtins) fn construct_chain(interpreter: &mut Interpreter<'_>, arguments: Arguments) -> Outcome<Value> {
    arguments::refuse_keywords(interpreter, "chain", &arguments)?;
    let sources = interpreter.iterator(&Value::tuple(arguments.positional))?;
    Ok(lazy(Chain { sources, current: None }))
}

static FROM_ITERABLE: NativeFunction = NativeFunction {
    name: "from_iterable",
    call: |interpreter, arguments| {
        let [iterables] = arguments::exactly::<1>(interpreter, "chain.from_iterable", arguments)?;
        let sources = interpreter.iterator(&iterables)?;
        Ok(lazy(Chain { sources, current: None }))
    },
};

struct Chain {
    sources: Shared,
    current: Option<Shared>,
}

impl Iterate for Chain {
    fn next(&mut self, interpreter: &mut Interpreter<'_>) -> Outcome<Option<Value>> {
        loop {
            if let Some(current) = &self.current
                && let Some(item) = interpreter.next(current)?
            {
                return Ok(Some(item));
            }
            interpreter.step(1)?;
            let Some(source) = interpreter.next(&self.sources)? else {
                self.current = None;
                return Ok(None);
            };
            self.current = Some(interpreter.iterator(&source)?);
        }
    }

    fn class_name(&self) -> &'static str {
        "chain"
    }
}

static COUNT: NativeFunction = NativeFunction {
    name: "count",
    call: |interpreter, arguments| {
        let parameters = Parameters { function: "count", names: ["start", "step"], positional: 2, required: 0 };
        let [start, step] = arguments::named(interpreter, &parameters, arguments)?;
        let (next, step) = (start.unwrap_or(Value::Int(0)), step.unwrap_or(Value::Int(1)));
        // Complains when they are not numbers.
        if interpreter.binary(Binary::Subtract, &next, &step).is_err() {
            return Err(interpreter.error("TypeError", "a number is required"));
        }
        Ok(lazy(Count { next, step }))
    },
};

struct Count {
    next: Value,
    step: Value,
}

impl Iterate for Count {
    fn next(&mut self, interpreter: &mut Interpreter<'_>) -> Outcome<Option<Value>> {
        let after = interpreter.binary(Binary::Add, &self.next, &self.step)?;
        Ok(Some(std::mem::replace(&mut self.next, after)))
    }

    fn class_name(&self) -> &'static str {
        "count"
    }
}

static CYCLE: NativeFunction = NativeFunction {
    name: "cycle",
    call: |interpreter, arguments| {
        let [items] = arguments::exactly::<1>(interpreter, "cycle", arguments)?;
        let source = interpreter.iterator(&items)?;
        Ok(lazy(Cycle { source: Some(source), seen: List::new(Vec::new()), at: 0 }))
    },
};

struct Cycle {
    /// Until it has ended once.
    source: Option<Shared>,
    seen: List,
    at: usize,
}

impl Iterate for Cycle {
    fn next(&mut self, interpreter: &mut Interpreter<'_>) -> Outcome<Option<Value>> {
        if let Some(source) = &self.source {
            if let Some(item) = interpreter.next(source)? {
                interpreter.check_length(self.seen.len())?;
                self.seen.push(item.clone());
                return Ok(Some(item));
            }
            self.source = None;
        }
        if self.at >= self.seen.len() {
            self.at = 0;
        }
        self.at += 1;
        Ok(self.seen.get(self.at - 1))
    }

    fn class_name(&self) -> &'static str {
        "cycle"
    }
}

static REPEAT: NativeFunction = NativeFunction {
    name: "repeat",
    call: |interpreter, arguments| {
        let parameters = Parameters { function: "repeat", names: ["object", "times"], positional: 2, required: 1 };
        let [value, times] = arguments::named(interpreter, &parameters, arguments)?;
        let left = match times {
            Some(times) => Some(arguments::index(interpreter, &times)?),
            None => None,
        };
        Ok(lazy(Repeat { value: value.unwrap_or(Value::None), left }))
    },
};

struct Repeat {
    value: Value,
    left: Option<i64>,
}

impl Iterate for Repeat {
    fn next(&mut self, _: &mut Interpreter<'_>) -> Outcome<Option<Value>> {
        match &mut self.left {
            Some(left) if *left <= 0 => return Ok(None),
            Some(left) => *left -= 1,
            None => {}
        }
        Ok(Some(self.value.clone()))
    }

    fn class_name(&self) -> &'static str {
        "repeat"
    }
}

static ISLICE: NativeFunction = NativeFunction {
    name: "islice",
    call: |interpreter, arguments| {
        let [items, first, second, step] = arguments::positional::<4>(interpreter, "islice", arguments, 2)?;
        let (start, stop) = match second {
            Some(stop) => (first, Some(stop)),
            None => (None, first),
        };
        let bound = "must be None or an integer: 0 <= x <= sys.maxsize.";
        let start = bounded(interpreter, start, 0, format!("Indices for islice() {bound}"))?;
        let stop = bounded(interpreter, stop, 0, format!("Stop argument for islice() {bound}"))?;
        let complaint = "Step for islice() must be a positive integer or None.";
        let step = bounded(interpreter, step, 1, complaint.to_owned())?.unwrap_or(1);
        let items = interpreter.iterator(&items.unwrap_or(Value::None))?;
        Ok(lazy(Slice { items, at: 0, next: start.unwrap_or(0), stop, step }))
    },
};

/// A whole number that is not too small, or `None`.
fn bounded(
    interpreter: &mut Interpreter<'_>,
    value: Option<Value>,
    least: i64,
    complaint: String,
) -> Outcome<Option<usize>> {
    match value {
        None | Some(Value::None) => Ok(None),
        Some(Value::Int(number)) if number >= least => Ok(usize::try_from(number).ok()),
        Some(Value::Bool(flag)) if i64::from(flag) >= least => Ok(Some(usize::from(flag))),
        Some(_) => Err(interpreter.error("ValueError", complaint)),
    }
}

struct Slice {
    items: Shared,
    /// How many items were taken.
    at: usize,
    /// The position of the next item to give.
    next: usize,
    stop: Option<usize>,
    step: usize,
}

impl Iterate for Slice {
    fn next(&mut self, interpreter: &mut Interpreter<'_>) -> Outcome<Option<Value>> {
        let wanted = self.stop.map_or(self.next, |stop| self.next.min(stop));
        while self.at < wanted {
            interpreter.step(1)?;
            self.at += 1;
            if interpreter.next(&self.items)?.is_none() {
                self.stop = Some(0);
                return Ok(None);
            }
        }
        if self.stop.is_some_and(|stop| self.next >= stop) {
            return Ok(None);
        }
        self.at += 1;
        self.next = self.next.saturating_add(self.step);
        let item = interpreter.next(&self.items)?;
        if item.is_none() {
            self.stop = Some(0);
        }
        Ok(item)
    }

    fn class_name(&self) -> &'static str {
        "islice"
    }
}

static ACCUMULATE: NativeFunction = NativeFunction {
    name: "accumulate",
    call: |interpreter, arguments| {
        let parameters =
            Parameters { function: "accumulate", names: ["iterable", "func", "initial"], positional: 2, required: 1 };
        let [items, function, initial] = arguments::named(interpreter, &parameters, arguments)?;
        let items = interpreter.iterator(&items.unwrap_or(Value::None))?;
        let given = |value: Option<Value>| value.filter(|value| !matches!(value, Value::None));
        Ok(lazy(Accumulate { items, function: given(function), initial: given(initial), total: None }))
    },
};

struct Accumulate {
    items: Shared,
    function: Option<Value>,
    initial: Option<Value>,
    total: Option<Value>,
}

impl Iterate for Accumulate {
    fn next(&mut self, interpreter: &mut Interpreter<'_>) -> Outcome<Option<Value>> {
        if let Some(initial) = self.initial.take() {
            self.total = Some(initial.clone());
            return Ok(Some(initial));
        }
        let Some(item) = interpreter.next(&self.items)? else { return Ok(None) };
        let total = match (&self.total, &self.function) {
            (None, _) => item,
            (Some(total), None) => interpreter.binary(Binary::Add, total, &item)?,
            (Some(total), Some(function)) => {
                interpreter.call(function, Arguments::positional(vec![total.clone(), item]))?
            }
        };
        self.total = Some(total.clone());
        Ok(Some(total))
    }

    fn class_name(&self) -> &'static str {
        "accumulate"
    }
}

static BATCHED: NativeFunction = NativeFunction {
    name: "batched",
    call: |interpreter, arguments| {
        let parameters = Parameters { function: "batched", names: ["iterable", "n"], positional: 2, required: 2 };
        let [items, size] = arguments::named(interpreter, &parameters, arguments)?;
        let size = arguments::index(interpreter, &size.unwrap_or(Value::None))?;
        let Some(size) = usize::try_from(size).ok().filter(|size| *size > 0) else {
            return Err(interpreter.error("ValueError", "n must be at least one"));
        };
        let items = interpreter.iterator(&items.unwrap_or(Value::None))?;
        Ok(lazy(Batched { items, size }))
    },
};

struct Batched {
    items: Shared,
    size: usize,
}

impl Iterate for Batched {
    fn next(&mut self, interpreter: &mut Interpreter<'_>) -> Outcome<Option<Value>> {
        let mut batch = Vec::new();
        while batch.len() < self.size {
            interpreter.step(1)?;
            let Some(item) = interpreter.next(&self.items)? else { break };
            batch.push(item);
            interpreter.check_length(batch.len())?;
        }
        Ok((!batch.is_empty()).then(|| Value::tuple(batch)))
    }

    fn class_name(&self) -> &'static str {
        "batched"
    }
}

static COMPRESS: NativeFunction = NativeFunction {
    name: "compress",
    call: |interpreter, arguments| {
        let parameters = Parameters { function: "compress", names: ["data", "selectors"], positional: 2, required: 2 };
        let [items, selectors] = arguments::named(interpreter, &parameters, arguments)?;
        let items = interpreter.iterator(&items.unwrap_or(Value::None))?;
        let selectors = interpreter.iterator(&selectors.unwrap_or(Value::None))?;
        Ok(lazy(Compress { items, selectors }))
    },
};

struct Compress {
    items: Shared,
    selectors: Shared,
}

impl Iterate for Compress {
    fn next(&mut self, interpreter: &mut Interpreter<'_>) -> Outcome<Option<Value>> {
        loop {
            interpreter.step(1)?;
            let Some(item) = interpreter.next(&self.items)? else { return Ok(None) };
            let Some(selector) = interpreter.next(&self.selectors)? else { return Ok(None) };
            if interpreter.truth(&selector)? {
                return Ok(Some(item));
            }
        }
    }

    fn class_name(&self) -> &'static str {
        "compress"
    }
}

/// What a test decides about an item.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Choice {
    /// Ends at the first item that fails.
    TakeWhile,
    /// Starts at the first item that fails.
    DropWhile,
    /// Gives the items that fail.
    FilterFalse,
}

static TAKEWHILE: NativeFunction = NativeFunction {
    name: "takewhile",
    call: |interpreter, arguments| choose(interpreter, "takewhile", arguments, Choice::TakeWhile),
};

static DROPWHILE: NativeFunction = NativeFunction {
    name: "dropwhile",
    call: |interpreter, arguments| choose(interpreter, "dropwhile", arguments, Choice::DropWhile),
};

static FILTERFALSE: NativeFunction = NativeFunction {
    name: "filterfalse",
    call: |interpreter, arguments| choose(interpreter, "filterfalse", arguments, Choice::FilterFalse),
};

fn choose(interpreter: &mut Interpreter<'_>, name: &str, arguments: Arguments, choice: Choice) -> Outcome<Value> {
    let [test, items] = arguments::exactly::<2>(interpreter, name, arguments)?;
    let items = interpreter.iterator(&items)?;
    Ok(lazy(Chosen { test, items, choice, is_over: false }))
}

struct Chosen {
    test: Value,
    items: Shared,
    choice: Choice,
    /// Whether an item has failed, which is what `takewhile` and `dropwhile` wait for.
    is_over: bool,
}

impl Iterate for Chosen {
    fn next(&mut self, interpreter: &mut Interpreter<'_>) -> Outcome<Option<Value>> {
        if self.is_over && self.choice == Choice::TakeWhile {
            return Ok(None);
        }
        while let Some(item) = interpreter.next(&self.items)? {
            interpreter.step(1)?;
            if self.is_over {
                return Ok(Some(item));
            }
            let passes = match (&self.test, self.choice) {
                (Value::None, Choice::FilterFalse) => interpreter.truth(&item)?,
                _ => {
                    let result = interpreter.call(&self.test, Arguments::of(item.clone()))?;
                    interpreter.truth(&result)?
                }
            };
            match (self.choice, passes) {
                (Choice::TakeWhile, true) | (Choice::FilterFalse, false) => return Ok(Some(item)),
                (Choice::DropWhile, true) | (Choice::FilterFalse, true) => {}
                (Choice::TakeWhile, false) => {
                    self.is_over = true;
                    return Ok(None);
                }
                (Choice::DropWhile, false) => {
                    self.is_over = true;
                    return Ok(Some(item));
                }
            }
        }
        Ok(None)
    }
}

static STARMAP: NativeFunction = NativeFunction {
    name: "starmap",
    call: |interpreter, arguments| {
        let [function, items] = arguments::exactly::<2>(interpreter, "starmap", arguments)?;
        let items = interpreter.iterator(&items)?;
        Ok(lazy(StarMap { function, items }))
    },
};

struct StarMap {
    function: Value,
    items: Shared,
}

impl Iterate for StarMap {
    fn next(&mut self, interpreter: &mut Interpreter<'_>) -> Outcome<Option<Value>> {
        let Some(item) = interpreter.next(&self.items)? else { return Ok(None) };
        let positional = interpreter.collect(&item)?;
        interpreter.call(&self.function, Arguments::positional(positional)).map(Some)
    }

    fn class_name(&self) -> &'static str {
        "starmap"
    }
}

static PAIRWISE: NativeFunction = NativeFunction {
    name: "pairwise",
    call: |interpreter, arguments| {
        let [items] = arguments::exactly::<1>(interpreter, "pairwise", arguments)?;
        let items = interpreter.iterator(&items)?;
        Ok(lazy(Pairwise { items, before: None }))
    },
};

struct Pairwise {
    items: Shared,
    before: Option<Value>,
}

impl Iterate for Pairwise {
    fn next(&mut self, interpreter: &mut Interpreter<'_>) -> Outcome<Option<Value>> {
        let before = match self.before.take() {
            Some(before) => Some(before),
            None => interpreter.next(&self.items)?,
        };
        let Some(before) = before else { return Ok(None) };
        let Some(item) = interpreter.next(&self.items)? else { return Ok(None) };
        self.before = Some(item.clone());
        Ok(Some(Value::tuple(vec![before, item])))
    }

    fn class_name(&self) -> &'static str {
        "pairwise"
    }
}

static ZIP_LONGEST: NativeFunction = NativeFunction {
    name: "zip_longest",
    call: |interpreter, mut arguments| {
        let positional = std::mem::take(&mut arguments.positional);
        let parameters = Parameters { function: "zip_longest", names: ["fillvalue"], positional: 0, required: 0 };
        let [fill] = arguments::named(interpreter, &parameters, arguments)?;
        let mut parts = Vec::with_capacity(positional.len());
        for iterable in &positional {
            parts.push(Some(interpreter.iterator(iterable)?));
        }
        Ok(lazy(ZipLongest { parts, fill: fill.unwrap_or(Value::None) }))
    },
};

struct ZipLongest {
    /// `None` for those that have ended.
    parts: Vec<Option<Shared>>,
    fill: Value,
}

impl Iterate for ZipLongest {
    fn next(&mut self, interpreter: &mut Interpreter<'_>) -> Outcome<Option<Value>> {
        interpreter.step(self.parts.len())?;
        let mut items = Vec::with_capacity(self.parts.len());
        for part in &mut self.parts {
            let item = match part {
                Some(part) => interpreter.next(part)?,
                None => None,
            };
            if item.is_none() {
                *part = None;
            }
            items.push(item.unwrap_or_else(|| self.fill.clone()));
        }
        let is_over = self.parts.iter().all(Option::is_none);
        Ok((!is_over).then(|| Value::tuple(items)))
    }

    fn class_name(&self) -> &'static str {
        "zip_longest"
    }
}

/// Complains about a number that is negative.
pub(super) fn negative(interpreter: &mut Interpreter<'_>, name: &str) -> Stop {
    interpreter.error("ValueError", format!("{name} must be non-negative"))
}
