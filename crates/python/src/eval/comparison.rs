//! Comparison, hashing and truth.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::rc::Rc;

use super::{Interpreter, Outcome, Stop};
use crate::limits;
use crate::tree::Compare;
use crate::value::{Arguments, Class, DictKind, DictObject, Instance, RangeObject, SetKind, Symbol, Value, number};
use bartizan_model::Class as ModelClass;

impl Interpreter<'_> {
    /// `left operator right`.
    pub(crate) fn compare(&mut self, operator: Compare, left: &Value, right: &Value) -> Outcome<Value> {
        match operator {
            Compare::Is => self.is_same(left, right).map(Value::Bool),
            Compare::IsNot => self.is_same(left, right).map(|same| Value::Bool(!same)),
            Compare::In => self.contains(right, left).map(Value::Bool),
            Compare::NotIn => self.contains(right, left).map(|found| Value::Bool(!found)),
            Compare::Equal => self.compare_equal(left, right),
            Compare::NotEqual => {
                if let Some(result) = self.call_special(left, "__ne__", Arguments::of(right.clone()))?
                    && !matches!(result, Value::NotImplemented)
                {
                    return Ok(result);
                }
                let equal = self.compare_equal(left, right)?;
                Ok(Value::Bool(!self.truth(&equal)?))
            }
            _ => self.compare_order(operator, left, right),
        }
    }

    /// Whether two values are one. Equal texts are, so that this too looks at all of them.
    pub(crate) fn is_same(&mut self, left: &Value, right: &Value) -> Outcome<bool> {
        if let (Value::Str(a), Value::Str(b)) = (left, right) {
            self.step(common_bytes(a.as_str().as_bytes(), b.as_str().as_bytes()) / 64)?;
        }
        Ok(left.is_same(right))
    }

    /// `left == right`, as a truth.
    pub(crate) fn equals(&mut self, left: &Value, right: &Value) -> Outcome<bool> {
        let result = self.compare_equal(left, right)?;
        self.truth(&result)
    }

    /// `left < right`, as a truth.
    pub(crate) fn less_than(&mut self, left: &Value, right: &Value) -> Outcome<bool> {
        let result = self.compare_order(Compare::Less, left, right)?;
        self.truth(&result)
    }

    fn compare_equal(&mut self, left: &Value, right: &Value) -> Outcome<Value> {
        for (this, other) in [(left, right), (right, left)] {
            if let Some(result) = self.call_special(this, "__eq__", Arguments::of(other.clone()))?
                && !matches!(result, Value::NotImplemented)
            {
                return Ok(result);
            }
        }
        if self.is_same(left, right)? && !matches!(left, Value::Float(_)) {
            return Ok(Value::Bool(true));
        }
        if left.plain().is_some() || right.plain().is_some() {
            return self.compare_equal(&left.clone().into_plain(), &right.clone().into_plain());
        }
        self.deeper()?;
        let equal = self.plainly_equal(left, right);
        self.shallower();
        equal.map(Value::Bool)
    }

    fn plainly_equal(&mut self, left: &Value, right: &Value) -> Outcome<bool> {
        self.step(1)?;
        if let Some(order) = number_order(left, right) {
            return Ok(order == Some(std::cmp::Ordering::Equal));
        }
        match (left, right) {
            (Value::Str(a), Value::Str(b)) => {
                self.step(common_bytes(a.as_str().as_bytes(), b.as_str().as_bytes()) / 64)?;
                Ok(a.as_str() == b.as_str())
            }
            (Value::Bytes(a), Value::Bytes(b)) => {
                self.step(common_bytes(a, b) / 64)?;
                Ok(a == b)
            }
            (Value::List(a), Value::List(b)) => {
                if a.len() != b.len() {
                    return Ok(false);
                }
                self.step(a.len() / 4)?;
                self.all_equal(&a.to_vec(), &b.to_vec())
            }
            (Value::Tuple(a), Value::Tuple(b)) => self.all_equal(&a.items, &b.items),
            (Value::Set(set), Value::Str(name)) | (Value::Str(name), Value::Set(set)) => {
                let is_data = set.kind == SetKind::Data;
                Ok(is_data && self.holds_data_named(&Value::Set(set.clone()), name.as_str())?)
            }
            (Value::Set(a), Value::Set(b)) => {
                if a.dict.borrow().len() != b.dict.borrow().len() {
                    return Ok(false);
                }
                for item in self.collect(left)? {
                    if !self.contains(right, &item)? {
                        return Ok(false);
                    }
                }
                Ok(true)
            }
            (Value::Dict(a), Value::Dict(b))
                if matches!((&a.kind, &b.kind), (DictKind::Counter, DictKind::Counter)) =>
            {
                crate::builtins::equal_counters(self, a, b)
            }
            (Value::Dict(a), Value::Dict(b)) => {
                self.follow(a)?;
                self.follow(b)?;
                if a.dict.borrow().len() != b.dict.borrow().len() {
                    return Ok(false);
                }
                if matches!((&a.kind, &b.kind), (DictKind::Ordered, DictKind::Ordered)) {
                    let (left, right) = (self.collect(left)?, self.collect(right)?);
                    if !self.all_equal(&left, &right)? {
                        return Ok(false);
                    }
                }
                for (key, value) in self.mapping_entries(left)? {
                    match self.dict_get(&b.dict, &key)? {
                        Some(other) if self.equals(&value, &other)? => {}
                        _ => return Ok(false),
                    }
                }
                Ok(true)
            }
            (Value::Range(a), Value::Range(b)) => Ok(as_numbers(a) == as_numbers(b)),
            (Value::Instance(a), Value::Instance(b)) => self.same_data(a, b),
            (Value::Slice(a), Value::Slice(b)) => {
                let parts =
                    |slice: &crate::value::SliceObject| [slice.start.clone(), slice.stop.clone(), slice.step.clone()];
                self.all_equal(&parts(a), &parts(b))
            }
            (Value::Bound(a), Value::Bound(b)) => Ok(a.this.is_same(&b.this)
                && match (&a.function, &b.function) {
                    (crate::value::BoundFunction::Value(a), crate::value::BoundFunction::Value(b)) => a.is_same(b),
                    (crate::value::BoundFunction::Method(a), crate::value::BoundFunction::Method(b)) => a == b,
                    _ => false,
                }),
            _ => Ok(false),
        }
    }

    /// Two pieces of Data are equal when name, description, format and classification are.
    fn same_data(&mut self, left: &Rc<Instance>, right: &Rc<Instance>) -> Outcome<bool> {
        if left.model_class() != Some(ModelClass::Data) || right.model_class() != Some(ModelClass::Data) {
            return Ok(false);
        }
        for name in ["name", "description", "format", "classification"] {
            let name = Symbol::new(name);
            let a = self.get_attribute(&Value::Instance(left.clone()), name)?;
            let b = self.get_attribute(&Value::Instance(right.clone()), name)?;
            if !self.equals(&a, &b)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn all_equal(&mut self, left: &[Value], right: &[Value]) -> Outcome<bool> {
        if left.len() != right.len() {
            return Ok(false);
        }
        for (a, b) in left.iter().zip(right) {
            self.step(1)?;
            if !self.is_same(a, b)? && !self.equals(a, b)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn compare_order(&mut self, operator: Compare, left: &Value, right: &Value) -> Outcome<Value> {
        if let Some(order) = number_order(left, right) {
            return Ok(Value::Bool(order.is_some_and(|order| holds(operator, order))));
        }
        let order = match (left, right) {
            (Value::Str(a), Value::Str(b)) => {
                self.step(a.as_str().len().min(b.as_str().len()) / 64)?;
                Some(a.as_str().cmp(b.as_str()))
            }
            (Value::Bytes(a), Value::Bytes(b)) => {
                self.step(a.len().min(b.len()) / 64)?;
                Some(a.cmp(b))
            }
            (Value::Member(a), Value::Member(b)) => a.partial_cmp(b).filter(|_| a.kind.is_ordered()),
            (Value::List(a), Value::List(b)) => {
                self.step((a.len() + b.len()) / 8)?;
                let (a, b) = (a.to_vec(), b.to_vec());
                return self.compare_sequences(operator, &a, &b);
            }
            (Value::Tuple(a), Value::Tuple(b)) => return self.compare_sequences(operator, &a.items, &b.items),
            (Value::Set(_), Value::Set(_)) => return self.compare_sets(operator, left, right),
            (Value::Dict(a), Value::Dict(b))
                if matches!((&a.kind, &b.kind), (DictKind::Counter, DictKind::Counter)) =>
            {
                return self.compare_counters(operator, a, b).map(Value::Bool);
            }
            _ => None,
        };
        if let Some(order) = order {
            return Ok(Value::Bool(holds(operator, order)));
        }
        for (this, other, operator) in [(left, right, operator), (right, left, mirrored(operator))] {
            if let Some(result) = self.call_special(this, method_name(operator), Arguments::of(other.clone()))?
                && !matches!(result, Value::NotImplemented)
            {
                return Ok(result);
            }
        }
        if left.plain().is_some() || right.plain().is_some() {
            return self.compare_order(operator, &left.clone().into_plain(), &right.clone().into_plain());
        }
        let (left, right) = (self.type_name(left), self.type_name(right));
        let sign = sign(operator);
        Err(self.error("TypeError", format!("'{sign}' not supported between instances of '{left}' and '{right}'")))
    }

    fn compare_sequences(&mut self, operator: Compare, left: &[Value], right: &[Value]) -> Outcome<Value> {
        self.deeper()?;
        for (a, b) in left.iter().zip(right) {
            self.step(1)?;
            if !self.is_same(a, b)? && !self.equals(a, b)? {
                let result = self.compare_order(operator, a, b);
                self.shallower();
                return result;
            }
        }
        self.shallower();
        Ok(Value::Bool(holds(operator, left.len().cmp(&right.len()))))
    }

    /// Counters compare by what each key was counted.
    fn compare_counters(&mut self, operator: Compare, left: &Rc<DictObject>, right: &Rc<DictObject>) -> Outcome<bool> {
        let (small, large) = match operator {
            Compare::Less | Compare::LessOrEqual => (left, right),
            _ => (right, left),
        };
        let mut keys = self.collect(&Value::Dict(small.clone()))?;
        keys.extend(self.collect(&Value::Dict(large.clone()))?);
        for key in keys {
            let less = self.dict_get(&small.dict, &key)?.unwrap_or(Value::Int(0));
            let more = self.dict_get(&large.dict, &key)?.unwrap_or(Value::Int(0));
            if self.less_than(&more, &less)? {
                return Ok(false);
            }
        }
        let is_strict = matches!(operator, Compare::Less | Compare::Greater);
        Ok(!is_strict || !crate::builtins::equal_counters(self, left, right)?)
    }

    fn compare_sets(&mut self, operator: Compare, left: &Value, right: &Value) -> Outcome<Value> {
        let (small, large) = match operator {
            Compare::Less | Compare::LessOrEqual => (left, right),
            _ => (right, left),
        };
        let (small_items, large_items) = (self.collect(small)?, self.collect(large)?);
        let is_strict = matches!(operator, Compare::Less | Compare::Greater);
        if is_strict && small_items.len() >= large_items.len() {
            return Ok(Value::Bool(false));
        }
        for item in &small_items {
            if !self.contains(large, item)? {
                return Ok(Value::Bool(false));
            }
        }
        Ok(Value::Bool(true))
    }

    /// `item in container`.
    pub(crate) fn contains(&mut self, container: &Value, item: &Value) -> Outcome<bool> {
        match container {
            Value::Str(text) => match item {
                Value::Str(part) => {
                    self.step(text.as_str().len() / 16)?;
                    Ok(text.as_str().contains(part.as_str()))
                }
                other if other.plain().is_some() => self.contains(container, &other.clone().into_plain()),
                other => {
                    let name = self.type_name(other);
                    let message = format!("'in <string>' requires string as left operand, not {name}");
                    Err(self.error("TypeError", message))
                }
            },
            Value::Bytes(bytes) => crate::builtins::bytes_contain(self, bytes, item),
            Value::Dict(dict) => Ok(self.dict_item(dict, item)?.is_some()),
            Value::Set(set) => {
                if set.kind == SetKind::Data
                    && let Value::Str(name) = item
                {
                    return self.holds_data_named(container, name.as_str());
                }
                Ok(self.dict_get(&set.dict, item)?.is_some())
            }
            Value::Range(range) => match item {
                Value::Int(number) => Ok(crate::builtins::range_contains(range, *number)),
                Value::Bool(flag) => Ok(crate::builtins::range_contains(range, i64::from(*flag))),
                Value::Float(number) if number.fract() == 0.0 && number.abs() < 9e18 => {
                    Ok(crate::builtins::range_contains(range, *number as i64))
                }
                other if other.plain().is_some() => self.contains(container, &other.clone().into_plain()),
                _ => Ok(false),
            },
            Value::Class(class) if class.enumeration().is_some() && has_plain_metaclass(class) => {
                self.enumeration_contains(class, item)
            }
            Value::Class(class) if matches!(class.native, crate::value::NativeClass::Enum(_)) => {
                Ok(matches!(item, Value::Member(member) if member.kind.name() == &*class.name))
            }
            _ => {
                if let Some(result) = self.call_special(container, "__contains__", Arguments::of(item.clone()))? {
                    return self.truth(&result);
                }
                if let Some(plain) = container.plain() {
                    return self.contains(&plain, item);
                }
                if !self.is_iterable(container) {
                    let name = self.type_name(container);
                    return Err(self.error("TypeError", format!("argument of type '{name}' is not iterable")));
                }
                let depths = self.depths();
                let iterator = match self.iterator(container) {
                    Err(Stop::Raised(raised)) if self.is_a(&raised, "TypeError") => {
                        self.restore_depths(depths);
                        let name = self.type_name(container);
                        return Err(self.error("TypeError", format!("argument of type '{name}' is not iterable")));
                    }
                    iterator => iterator?,
                };
                while let Some(candidate) = self.next(&iterator)? {
                    if self.is_same(&candidate, item)? || self.equals(&candidate, item)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
        }
    }

    /// Whether pytm's set of Data holds one of this name.
    fn holds_data_named(&mut self, set: &Value, name: &str) -> Outcome<bool> {
        for item in self.collect(set)? {
            let found = match &item {
                Value::Instance(_) => self.find_attribute(&item, Symbol::new("name"))?,
                _ => Some(item.clone()),
            };
            if matches!(&found, Some(Value::Str(text)) if text.as_str() == name) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Python's truth of a value.
    pub(crate) fn truth(&mut self, value: &Value) -> Outcome<bool> {
        Ok(match value {
            Value::None => false,
            Value::Bool(flag) => *flag,
            Value::Int(number) => *number != 0,
            Value::Float(number) => *number != 0.0,
            Value::Str(text) => !text.as_str().is_empty(),
            Value::Bytes(bytes) => !bytes.is_empty(),
            Value::List(list) => list.len() > 0,
            Value::Tuple(tuple) => !tuple.items.is_empty(),
            Value::Dict(dict) => {
                self.follow(dict)?;
                !dict.dict.borrow().is_empty()
            }
            Value::Set(set) => !set.dict.borrow().is_empty(),
            Value::Range(range) => crate::builtins::range_length(range) > 0,
            Value::Instance(_) => {
                if let Some(result) = self.call_special(value, "__bool__", Arguments::default())? {
                    return match result {
                        Value::Bool(flag) => Ok(flag),
                        other => {
                            let name = self.type_name(&other);
                            let message = format!("__bool__ should return bool, returned {name}");
                            Err(self.error("TypeError", message))
                        }
                    };
                }
                match (crate::builtins::own_length(self, value)?, value.plain()) {
                    (Some(length), _) => !matches!(length, Value::Int(0)),
                    (None, Some(plain)) => self.truth(&plain)?,
                    (None, None) => true,
                }
            }
            _ => true,
        })
    }

    /// `hash(value)`: the same on every run.
    pub(crate) fn hash(&mut self, value: &Value) -> Outcome<u64> {
        let mut hasher = DefaultHasher::new();
        match value {
            Value::None => 1_u8.hash(&mut hasher),
            Value::Ellipsis => 2_u8.hash(&mut hasher),
            Value::Bool(flag) => return Ok(u64::from(*flag)),
            Value::Int(_) | Value::Float(_) | Value::Big(_) => return Ok(number::hash(value) as u64),
            Value::Str(text) => {
                self.step(text.as_str().len() / 16)?;
                return Ok(hash_of_text(text.as_str()));
            }
            Value::Bytes(bytes) => {
                self.step(bytes.len() / 64)?;
                bytes.hash(&mut hasher);
            }
            Value::Member(member) => member.hash(&mut hasher),
            Value::Tuple(tuple) => {
                self.deeper()?;
                for item in &tuple.items {
                    self.hash(item)?.hash(&mut hasher);
                }
                self.shallower();
            }
            Value::Range(range) => as_numbers(range).hash(&mut hasher),
            Value::Set(set) if set.kind == SetKind::Frozen => {
                self.step(set.dict.borrow().len())?;
                let mut sum = 0_u64;
                for (hash, ..) in set.dict.borrow().entries() {
                    sum = sum.wrapping_add(scattered(hash));
                }
                return Ok(sum);
            }
            Value::List(_) | Value::Dict(_) | Value::Set(_) | Value::Slice(_) => {
                let name = self.type_name(value);
                return Err(self.error("TypeError", format!("unhashable type: '{name}'")));
            }
            Value::Instance(instance) => return self.hash_instance(value, instance),
            other => other.address().hash(&mut hasher),
        }
        Ok(hasher.finish())
    }

    /// `object.__eq__(left, right)`: the same object, or the same piece of Data.
    pub(crate) fn equals_plainly(&mut self, left: &Value, right: &Value) -> Outcome<bool> {
        if left.is_same(right) {
            return Ok(true);
        }
        match (left, right) {
            (Value::Instance(a), Value::Instance(b)) => self.same_data(a, b),
            _ => Ok(false),
        }
    }

    /// `object.__hash__(value)`
    pub(crate) fn hash_plainly(&mut self, value: &Value) -> Outcome<u64> {
        match value {
            Value::Instance(instance) => Ok(hash_of_serial(instance)),
            _ => self.hash(value),
        }
    }

    fn hash_instance(&mut self, value: &Value, instance: &Rc<Instance>) -> Outcome<u64> {
        let class: Rc<Class> = instance.class();
        if matches!(class.lookup(Symbol::new("__hash__")), Some(Value::None)) {
            return Err(self.error("TypeError", format!("unhashable type: '{}'", class.name)));
        }
        match self.call_special(value, "__hash__", Arguments::default())? {
            Some(Value::Int(hash)) => return Ok(hash as u64),
            Some(_) => return Err(self.error("TypeError", "__hash__ method should return an integer")),
            None => {}
        }
        if class.model_class() == Some(ModelClass::Data) {
            let mut hasher = DefaultHasher::new();
            for name in ["name", "description", "format", "classification"] {
                let part = self.get_attribute(value, Symbol::new(name))?;
                self.hash(&part)?.hash(&mut hasher);
            }
            return Ok(hasher.finish());
        }
        let has_own_equality =
            class.lineage().any(|class| class.attributes.borrow().get(Symbol::new("__eq__")).is_some());
        if has_own_equality {
            return Err(self.error("TypeError", format!("unhashable type: '{}'", class.name)));
        }
        match &instance.base {
            Some(base @ (Value::List(_) | Value::Dict(_) | Value::Set(_))) if !is_frozen(base) => {
                Err(self.error("TypeError", format!("unhashable type: '{}'", class.name)))
            }
            Some(base) => self.hash(base),
            None => Ok(hash_of_serial(instance)),
        }
    }

    /// Counts a step into a nested value (comparison, `repr`), which may be a million levels deep.
    pub(crate) fn deeper(&mut self) -> Outcome<()> {
        self.step(1)?;
        self.evaluation_depth += 1;
        self.nesting += 1;
        if self.nesting > limits::MAX_CALL_DEPTH {
            let message = format!("values are nested more than {} deep", limits::MAX_CALL_DEPTH);
            return Err(self.over_limit(message));
        }
        Ok(())
    }

    pub(crate) fn shallower(&mut self) {
        self.evaluation_depth = self.evaluation_depth.saturating_sub(1);
        self.nesting = self.nesting.saturating_sub(1);
    }
}

fn is_frozen(value: &Value) -> bool {
    matches!(value, Value::Set(set) if set.kind == SetKind::Frozen)
}

fn hash_of_serial(instance: &Instance) -> u64 {
    u64::from(instance.serial).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 3
}

/// Spreads a hash, so that sums of hashes of neighbouring numbers differ.
fn scattered(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    hash ^ (hash >> 29)
}

/// The hash of a text.
fn hash_of_text(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

/// Whether no script says otherwise what an enumeration does.
fn has_plain_metaclass(class: &Rc<Class>) -> bool {
    class.more.metaclass.as_ref().is_none_or(|metaclass| &*metaclass.module == "enum")
}

/// What makes ranges equal: how many numbers there are, the first, and how far it is to the next.
fn as_numbers(range: &RangeObject) -> (usize, Option<i64>, Option<i64>) {
    let length = crate::builtins::range_length(range);
    (length, (length > 0).then_some(range.start), (length > 1).then_some(range.step))
}

/// How two numbers compare: `None` when one is no number, `Some(None)` when one is not a number (NaN).
fn number_order(left: &Value, right: &Value) -> Option<Option<std::cmp::Ordering>> {
    let is_number = |value: &Value| matches!(value, Value::Bool(_) | Value::Int(_) | Value::Big(_) | Value::Float(_));
    if !is_number(left) || !is_number(right) {
        return None;
    }
    Some(match (number::as_small(left), number::as_small(right)) {
        (Some(a), Some(b)) => Some(a.cmp(&b)),
        _ => match (number::as_big(left), number::as_big(right)) {
            (Some(a), Some(b)) => Some(a.cmp(&b)),
            _ => number::order(left, right),
        },
    })
}

fn holds(operator: Compare, order: std::cmp::Ordering) -> bool {
    match operator {
        Compare::Less => order.is_lt(),
        Compare::LessOrEqual => order.is_le(),
        Compare::Greater => order.is_gt(),
        Compare::GreaterOrEqual => order.is_ge(),
        Compare::NotEqual => order.is_ne(),
        _ => order.is_eq(),
    }
}

fn mirrored(operator: Compare) -> Compare {
    match operator {
        Compare::Less => Compare::Greater,
        Compare::LessOrEqual => Compare::GreaterOrEqual,
        Compare::Greater => Compare::Less,
        Compare::GreaterOrEqual => Compare::LessOrEqual,
        other => other,
    }
}

fn method_name(operator: Compare) -> &'static str {
    match operator {
        Compare::Less => "__lt__",
        Compare::LessOrEqual => "__le__",
        Compare::Greater => "__gt__",
        _ => "__ge__",
    }
}

fn sign(operator: Compare) -> &'static str {
    match operator {
        Compare::Less => "<",
        Compare::LessOrEqual => "<=",
        Compare::Greater => ">",
        _ => ">=",
    }
}

/// How many bytes a test for equality looks at, at most: none when the lengths differ.
fn common_bytes(left: &[u8], right: &[u8]) -> usize {
    if left.len() == right.len() { left.len() } else { 0 }
}
