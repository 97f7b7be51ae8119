//! Dicts of `collections`: `defaultdict`, `OrderedDict` and `Counter`.

use std::cell::RefCell;
use std::rc::Rc;

use super::{Method, arguments, dict_methods, sort};
use crate::eval::{Interpreter, Outcome, Wanted};
use crate::tree::Binary;
use crate::value::{Arguments, Dict, DictKind, DictObject, Iterate, Symbol, Value};

/// The kind of dict that a class makes.
pub(super) fn of_class(class: &Value) -> DictKind {
    let Value::Class(class) = class else { return DictKind::Plain };
    match &*class.name {
        "OrderedDict" => DictKind::Ordered,
        "Counter" => DictKind::Counter,
        "defaultdict" => DictKind::Default(RefCell::new(Value::None)),
        _ => DictKind::Plain,
    }
}

/// Methods that only one kind of dict has, or has otherwise.
pub(super) fn method(kind: &DictKind, name: &str) -> Option<Method> {
    Some(match (kind, name) {
        (DictKind::Ordered, "move_to_end") => move_to_end,
        (DictKind::Ordered, "popitem") => pop_item,
        (DictKind::Counter, "most_common") => most_common,
        (DictKind::Counter, "elements") => elements,
        (DictKind::Counter, "total") => total,
        (DictKind::Counter, "update") => add_counts,
        (DictKind::Counter, "subtract") => subtract_counts,
        _ => return None,
    })
}

/// Calls one of the classes.
pub(super) fn construct(interpreter: &mut Interpreter<'_>, class: &str, mut arguments: Arguments) -> Outcome<Value> {
    let kind = match class {
        "defaultdict" if !arguments.positional.is_empty() => {
            let factory = arguments.positional.remove(0);
            check_factory(interpreter, &factory)?;
            DictKind::Default(RefCell::new(factory))
        }
        "defaultdict" => DictKind::Default(RefCell::new(Value::None)),
        "Counter" => DictKind::Counter,
        _ => DictKind::Ordered,
    };
    let is_counter = class == "Counter";
    let made = Value::dict_of_kind(Dict::default(), kind);
    match is_counter {
        true => change_counts(interpreter, &made, "Counter", arguments, Binary::Add)?,
        false => {
            let positional = Arguments::positional(std::mem::take(&mut arguments.positional));
            let [entries] = arguments::positional::<1>(interpreter, class, positional, 0)?;
            dict_methods::fill(interpreter, &dict_methods::own(&made), entries, arguments)?;
        }
    }
    Ok(made)
}

pub(super) fn check_factory(interpreter: &mut Interpreter<'_>, factory: &Value) -> Outcome<()> {
    let is_callable = match factory {
        Value::None | Value::Function(_) | Value::Native(_) | Value::Bound(_) | Value::Class(_) => true,
        Value::Instance(instance) => instance.class().lookup(Symbol::new("__call__")).is_some(),
        _ => false,
    };
    match is_callable {
        true => Ok(()),
        false => Err(interpreter.error("TypeError", "first argument must be callable or None")),
    }
}

/// What `dict[key]` is for a key that is not there.
pub(crate) fn missing_item(interpreter: &mut Interpreter<'_>, dict: &Rc<DictObject>, key: &Value) -> Outcome<Value> {
    let factory = match &dict.kind {
        DictKind::Counter => return Ok(Value::Int(0)),
        DictKind::Default(factory) => factory.borrow().clone(),
        DictKind::Plain | DictKind::Ordered | DictKind::Proxy | DictKind::Names(_) | DictKind::Stated => Value::None,
    };
    if matches!(factory, Value::None) {
        let wanted = Wanted::Key(dict.clone(), key.clone());
        return Err(interpreter.key_error(key).wanting(wanted, false));
    }
    let value = interpreter.call(&factory, Arguments::default())?;
    interpreter.dict_set(&dict.dict, key.clone(), value.clone())?;
    Ok(value)
}

/// `repr()` of the kinds that are not plain.
pub(crate) fn repr_dict_of_kind(interpreter: &mut Interpreter<'_>, dict: &Rc<DictObject>) -> Outcome<String> {
    let whole = Value::Dict(dict.clone());
    let is_empty = dict.dict.borrow().is_empty();
    match &dict.kind {
        DictKind::Plain | DictKind::Names(_) | DictKind::Stated => interpreter.repr_dict(&whole),
        DictKind::Proxy => Ok(format!("mappingproxy({})", interpreter.repr_dict(&whole)?)),
        DictKind::Default(factory) => {
            let factory = factory.borrow().clone();
            let factory = interpreter.repr(&factory)?;
            Ok(format!("defaultdict({factory}, {})", interpreter.repr_dict(&whole)?))
        }
        DictKind::Ordered if is_empty => Ok("OrderedDict()".to_owned()),
        DictKind::Counter if is_empty => Ok("Counter()".to_owned()),
        DictKind::Ordered => {
            let pairs = interpreter.mapping_entries(&whole)?;
            let pairs = pairs.into_iter().map(|(key, value)| Value::tuple(vec![key, value])).collect();
            Ok(format!("OrderedDict({})", interpreter.repr(&Value::list(pairs))?))
        }
        DictKind::Counter => {
            let sorted = RefCell::new(Dict::default());
            for (key, count) in by_count(interpreter, &whole)? {
                interpreter.dict_set(&sorted, key, count)?;
            }
            Ok(format!("Counter({})", interpreter.repr(&Value::dict(sorted.into_inner()))?))
        }
    }
}

/// Keys and counts, the greatest first.
fn by_count(interpreter: &mut Interpreter<'_>, counter: &Value) -> Outcome<Vec<(Value, Value)>> {
    let entries = interpreter.mapping_entries(counter)?;
    let pairs = entries.into_iter().map(|(key, count)| Value::tuple(vec![key, count])).collect();
    let second = interpreter.import_module("operator")?;
    let second = second.get(Symbol::new("itemgetter")).unwrap_or(Value::None);
    let second = interpreter.call(&second, Arguments::of(Value::Int(1)))?;
    let keywords = vec![(Symbol::new("key"), second), (Symbol::new("reverse"), Value::Bool(true))];
    let order = sort::read_order(interpreter, Arguments { positional: Vec::new(), keywords })?;
    let sorted = sort::sorted(interpreter, pairs, &order)?;
    Ok(sorted.iter().filter_map(pair).collect())
}

fn pair(value: &Value) -> Option<(Value, Value)> {
    let Value::Tuple(tuple) = value else { return None };
    Some((tuple.items.first()?.clone(), tuple.items.get(1)?.clone()))
}

/// `counter.most_common(count=None)`
fn most_common(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let parameters = arguments::Parameters { function: "most_common", names: ["n"], positional: 1, required: 0 };
    let [count] = arguments::named(interpreter, &parameters, arguments)?;
    let sorted = by_count(interpreter, this)?;
    let count = match count {
        None | Some(Value::None) => sorted.len(),
        Some(count) => usize::try_from(arguments::index(interpreter, &count)?).unwrap_or(0),
    };
    Ok(Value::list(sorted.into_iter().take(count).map(|(key, count)| Value::tuple(vec![key, count])).collect()))
}

/// `counter.elements()`: each key as often as it was counted.
fn elements(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    arguments::nothing(interpreter, "elements", arguments)?;
    let entries = interpreter.mapping_entries(this)?;
    Ok(Value::iterator(Elements { entries: entries.into_iter(), current: None }))
}

struct Elements {
    entries: std::vec::IntoIter<(Value, Value)>,
    current: Option<(Value, i64)>,
}

impl Iterate for Elements {
    fn next(&mut self, interpreter: &mut Interpreter<'_>) -> Outcome<Option<Value>> {
        loop {
            if let Some((key, left)) = &mut self.current
                && *left > 0
            {
                *left -= 1;
                return Ok(Some(key.clone()));
            }
            interpreter.step(1)?;
            let Some((key, count)) = self.entries.next() else { return Ok(None) };
            self.current = Some((key, arguments::index(interpreter, &count)?));
        }
    }
}

/// `counter.total()`
fn total(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    arguments::nothing(interpreter, "total", arguments)?;
    let mut sum = Value::Int(0);
    for (_, count) in interpreter.mapping_entries(this)? {
        sum = interpreter.binary(Binary::Add, &sum, &count)?;
    }
    Ok(sum)
}

fn add_counts(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    change_counts(interpreter, this, "Counter.update", arguments, Binary::Add)?;
    Ok(Value::None)
}

fn subtract_counts(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    change_counts(interpreter, this, "Counter.subtract", arguments, Binary::Subtract)?;
    Ok(Value::None)
}

/// Adds or subtracts the counts of a mapping and of keywords, or one for each item of an iterable.
fn change_counts(
    interpreter: &mut Interpreter<'_>,
    counter: &Value,
    function: &str,
    mut arguments: Arguments,
    operator: Binary,
) -> Outcome<()> {
    let positional = Arguments::positional(std::mem::take(&mut arguments.positional));
    let [items] = arguments::positional::<1>(interpreter, function, positional, 0)?;
    let own_length = dict_methods::own(counter).dict.borrow().len();
    let is_update = matches!(operator, Binary::Add);
    match &items {
        None | Some(Value::None) => {}
        Some(mapping @ Value::Dict(_)) if is_update && own_length == 0 => {
            // Into an empty one counts go as they are, whatever they are.
            let filled = dict_methods::own(counter);
            dict_methods::fill(interpreter, &filled, Some(mapping.clone()), Arguments::default())?;
        }
        Some(mapping @ Value::Dict(_)) => {
            for (key, count) in interpreter.mapping_entries(mapping)? {
                change_count(interpreter, counter, key, &count, operator)?;
            }
        }
        Some(items) => {
            let iterator = interpreter.iterator(items)?;
            while let Some(item) = interpreter.next(&iterator)? {
                change_count(interpreter, counter, item, &Value::Int(1), operator)?;
            }
        }
    }
    for (name, count) in arguments.keywords {
        change_count(interpreter, counter, Value::str(name.name()), &count, operator)?;
    }
    Ok(())
}

fn change_count(
    interpreter: &mut Interpreter<'_>,
    counter: &Value,
    key: Value,
    count: &Value,
    operator: Binary,
) -> Outcome<()> {
    let dict = dict_methods::own(counter);
    let before = interpreter.dict_get(&dict.dict, &key)?.unwrap_or(Value::Int(0));
    let now = interpreter.binary(operator, &before, count)?;
    interpreter.dict_set(&dict.dict, key, now)
}

/// Whether two counters count the same; what is not there counts as 0.
pub(crate) fn equal_counters(
    interpreter: &mut Interpreter<'_>,
    left: &Rc<DictObject>,
    right: &Rc<DictObject>,
) -> Outcome<bool> {
    for (this, other) in [(left, right), (right, left)] {
        for (key, count) in interpreter.mapping_entries(&Value::Dict(this.clone()))? {
            let counted = interpreter.dict_get(&other.dict, &key)?.unwrap_or(Value::Int(0));
            if !interpreter.equals(&count, &counted)? {
                return Ok(false);
            }
        }
    }
    Ok(true)
}

/// `+`, `-`, `&` and `|` of two counters, which keep what is positive; `None` for anything else.
pub(crate) fn combine_counters(
    interpreter: &mut Interpreter<'_>,
    operator: Binary,
    left: &Rc<DictObject>,
    right: &Rc<DictObject>,
) -> Option<Outcome<Value>> {
    let are_counters = matches!((&left.kind, &right.kind), (DictKind::Counter, DictKind::Counter));
    let is_known = matches!(operator, Binary::Add | Binary::Subtract | Binary::And | Binary::Or);
    (are_counters && is_known).then(|| combined(interpreter, operator, left, right))
}

fn combined(
    interpreter: &mut Interpreter<'_>,
    operator: Binary,
    left: &Rc<DictObject>,
    right: &Rc<DictObject>,
) -> Outcome<Value> {
    let result = RefCell::new(Dict::default());
    let zero = Value::Int(0);
    for (key, count) in interpreter.mapping_entries(&Value::Dict(left.clone()))? {
        let other = interpreter.dict_get(&right.dict, &key)?.unwrap_or(Value::Int(0));
        let count = combine_counts(interpreter, operator, count, other)?;
        if interpreter.less_than(&zero, &count)? {
            interpreter.dict_set(&result, key, count)?;
        }
    }
    for (key, count) in interpreter.mapping_entries(&Value::Dict(right.clone()))? {
        if interpreter.dict_get(&left.dict, &key)?.is_some() {
            continue;
        }
        let count = combine_counts(interpreter, operator, Value::Int(0), count)?;
        if interpreter.less_than(&zero, &count)? {
            interpreter.dict_set(&result, key, count)?;
        }
    }
    Ok(Value::dict_of_kind(result.into_inner(), DictKind::Counter))
}

fn combine_counts(interpreter: &mut Interpreter<'_>, operator: Binary, left: Value, right: Value) -> Outcome<Value> {
    match operator {
        Binary::Or => Ok(if interpreter.less_than(&left, &right)? { right } else { left }),
        Binary::And => Ok(if interpreter.less_than(&left, &right)? { left } else { right }),
        _ => interpreter.binary(operator, &left, &right),
    }
}

/// `ordered.move_to_end(key, last=True)`
fn move_to_end(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let parameters =
        arguments::Parameters { function: "move_to_end", names: ["key", "last"], positional: 2, required: 1 };
    let [key, last] = arguments::named(interpreter, &parameters, arguments)?;
    let key = key.unwrap_or(Value::None);
    let to_end = match last {
        Some(flag) => interpreter.truth(&flag)?,
        None => true,
    };
    let dict = dict_methods::own(this);
    let Some((known, value)) = interpreter.dict_remove(&dict.dict, &key)? else {
        return Err(interpreter.error_of("KeyError", vec![key]));
    };
    let others = if to_end { Vec::new() } else { interpreter.mapping_entries(this)? };
    if !to_end {
        drop(dict.dict.take());
    }
    interpreter.dict_set(&dict.dict, known, value)?;
    for (key, value) in others {
        interpreter.dict_set(&dict.dict, key, value)?;
    }
    Ok(Value::None)
}

/// `ordered.popitem(last=True)`
fn pop_item(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let parameters = arguments::Parameters { function: "popitem", names: ["last"], positional: 1, required: 0 };
    let [last] = arguments::named(interpreter, &parameters, arguments)?;
    let from_end = match last {
        Some(flag) => interpreter.truth(&flag)?,
        None => true,
    };
    let dict = dict_methods::own(this);
    let end = dict.dict.borrow().end();
    let at = match from_end {
        true => super::last_position(interpreter, &dict.dict)?,
        false => (0..end).find(|at| dict.dict.borrow().at(*at).is_some()),
    };
    interpreter.step(1 + at.unwrap_or(0) / 16)?;
    match at.and_then(|at| dict.dict.borrow_mut().remove(at)) {
        Some((key, value)) => Ok(Value::tuple(vec![key, value])),
        None => Err(interpreter.error_of("KeyError", vec![Value::str("dictionary is empty")])),
    }
}
