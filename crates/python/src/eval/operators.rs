//! Binary operators and subscripts.

use std::rc::Rc;

use super::{Interpreter, Outcome, Stop, Wanted};
use crate::builtins;
use crate::tree::Binary;
use crate::value::{Arguments, DictKind, RangeObject, SetKind, SliceObject, Symbol, Value, meter, number};

/// Which operand's method is asked first.
enum First {
    Left,
    Right,
    OnlyLeft,
}

impl Interpreter<'_> {
    /// `left operator right`.
    pub(crate) fn binary(&mut self, operator: Binary, left: &Value, right: &Value) -> Outcome<Value> {
        if let Some(result) = number::arithmetic(self, operator, left, right) {
            return result;
        }
        match (operator, left, right) {
            (Binary::Add, Value::Str(a), Value::Str(b)) => {
                self.reserve(a.as_str().len() + b.as_str().len())?;
                Ok(Value::str([a.as_str(), b.as_str()].concat()))
            }
            (Binary::Add, Value::List(a), Value::List(b)) => {
                self.reserve((a.len() + b.len()) * meter::ITEM)?;
                let mut items = a.to_vec();
                items.extend(b.to_vec());
                Ok(Value::list(items))
            }
            (Binary::Add, Value::Tuple(a), Value::Tuple(b)) => {
                self.reserve((a.items.len() + b.items.len()) * meter::ITEM)?;
                Ok(Value::tuple(a.items.iter().chain(&b.items).cloned().collect()))
            }
            (Binary::Add, Value::Bytes(a), Value::Bytes(b)) => {
                self.reserve(a.len() + b.len())?;
                Ok(Value::bytes([&***a, &***b].concat()))
            }
            (
                Binary::Multiply,
                Value::Str(_) | Value::Bytes(_) | Value::List(_) | Value::Tuple(_),
                Value::Int(_) | Value::Bool(_) | Value::Big(_),
            ) => self.repeat(left, right),
            (
                Binary::Multiply,
                Value::Int(_) | Value::Bool(_) | Value::Big(_),
                Value::Str(_) | Value::Bytes(_) | Value::List(_) | Value::Tuple(_),
            ) => self.repeat(right, left),
            (Binary::Modulo, Value::Bytes(template), _) => builtins::percent_bytes(self, template, right),
            (Binary::Modulo, Value::Str(template), _) => builtins::percent(self, template.as_str(), right),
            (_, Value::Dict(a), Value::Dict(b))
                if let Some(result) = builtins::combine_counters(self, operator, a, b) =>
            {
                result
            }
            (Binary::Or, Value::Dict(a), Value::Dict(b)) => {
                let merged = std::cell::RefCell::new(a.dict.borrow().clone());
                for (key, value) in self.mapping_entries(&Value::Dict(b.clone()))? {
                    self.dict_set(&merged, key, value)?;
                }
                Ok(Value::dict_of_kind(merged.into_inner(), a.kind.of_copy()))
            }
            (Binary::Or | Binary::And | Binary::Subtract | Binary::Xor, Value::Set(a), Value::Set(b)) => {
                self.combine_sets(operator, left, right, if a.kind == SetKind::Data { b.kind } else { a.kind })
            }
            _ => self.binary_special(operator, left, right),
        }
    }

    /// `left operator= right`: lists, sets and dicts change in place.
    pub(crate) fn binary_in_place(&mut self, operator: Binary, left: &Value, right: &Value) -> Outcome<Value> {
        match (operator, left) {
            (Binary::Add, Value::List(list)) => {
                let more = self.collect(right)?;
                self.reserve((list.len() + more.len()) * meter::ITEM)?;
                list.change(|items| items.extend(more));
                Ok(left.clone())
            }
            (Binary::Or, Value::Set(set)) if set.kind != SetKind::Frozen && matches!(right, Value::Set(_)) => {
                for item in self.collect(right)? {
                    self.dict_set(&set.dict, item, Value::None)?;
                }
                Ok(left.clone())
            }
            (Binary::And | Binary::Subtract | Binary::Xor, Value::Set(set))
                if set.kind != SetKind::Frozen && matches!(right, Value::Set(_)) =>
            {
                if let Value::Set(result) = self.combine_sets(operator, left, right, set.kind)? {
                    let before = set.dict.replace(result.dict.take());
                    drop(before);
                }
                Ok(left.clone())
            }
            (_, Value::Dict(dict)) if matches!(dict.kind, DictKind::Counter) => {
                let result = self.binary(operator, left, right)?;
                if let Value::Dict(result) = result {
                    let before = dict.dict.replace(result.dict.take());
                    drop(before);
                }
                Ok(left.clone())
            }
            (Binary::Or, Value::Dict(dict)) if !matches!(dict.kind, DictKind::Proxy) => {
                self.follow(dict)?;
                if !self.is_iterable(right) {
                    let name = self.type_name(right);
                    return Err(self.error("TypeError", format!("'{name}' object is not iterable")));
                }
                builtins::fill_dict(self, dict, Some(right.clone()), Arguments::default())?;
                self.lead(dict)?;
                Ok(left.clone())
            }
            _ => {
                let name = format!("__i{}__", special_name(operator));
                if let Some(result) = self.call_special(left, &name, Arguments::of(right.clone()))?
                    && !matches!(result, Value::NotImplemented)
                {
                    return Ok(result);
                }
                if let Some(base @ (Value::List(_) | Value::Set(_) | Value::Dict(_))) = left.plain() {
                    let changed = self.binary_in_place(operator, &base, right)?;
                    return Ok(if changed.is_same(&base) { left.clone() } else { changed });
                }
                let outcome = self.binary(operator, left, right);
                self.naming_operator_in_place(outcome, operator, left, right)
            }
        }
    }

    /// The complaint about operands names the operator as it was written: `+=`.
    fn naming_operator_in_place(
        &mut self,
        outcome: Outcome<Value>,
        operator: Binary,
        left: &Value,
        right: &Value,
    ) -> Outcome<Value> {
        let Err(Stop::Raised(raised)) = &outcome else { return outcome };
        let plain = self.unsupported_text(operator, "", left, right);
        let Value::Instance(exception) = &raised.exception else { return outcome };
        let is_complaint = matches!(
            exception.get(Symbol::new("args")),
            Some(Value::Tuple(tuple)) if matches!(tuple.items.first(), Some(Value::Str(text)) if text.as_str() == plain)
        );
        match is_complaint {
            true => {
                let message = self.unsupported_text(operator, "=", left, right);
                Err(self.error("TypeError", message))
            }
            false => outcome,
        }
    }

    fn binary_special(&mut self, operator: Binary, left: &Value, right: &Value) -> Outcome<Value> {
        let name = special_name(operator);
        let (straight, reflected) = (format!("__{name}__"), format!("__r{name}__"));
        let tries: Vec<(&Value, &Value, &str)> = match self.who_goes_first(left, right, &reflected) {
            First::OnlyLeft => vec![(left, right, &straight)],
            First::Left => vec![(left, right, &straight), (right, left, &reflected)],
            First::Right => vec![(right, left, &reflected), (left, right, &straight)],
        };
        for (this, other, method) in tries {
            if let Some(result) = self.call_special(this, method, Arguments::of(other.clone()))?
                && !matches!(result, Value::NotImplemented)
            {
                return Ok(result);
            }
        }
        if left.plain().is_some() || right.plain().is_some() {
            return self.binary(operator, &left.clone().into_plain(), &right.clone().into_plain());
        }
        if operator == Binary::Or
            && let Some(union) = builtins::union(self, left, right)?
        {
            return Ok(union);
        }
        Err(self.unsupported_operands(operator, left, right))
    }

    /// Which operand is asked first: the right one when its class derives from the left one's and has a reflected method
    /// of its own; and only the left one when both are of one class.
    fn who_goes_first(&self, left: &Value, right: &Value, reflected: &str) -> First {
        let (Value::Instance(a), Value::Instance(b)) = (left, right) else { return First::Left };
        let (left, right) = (a.class(), b.class());
        if Rc::ptr_eq(&left, &right) {
            return First::OnlyLeft;
        }
        let Some(reflected) = Symbol::known(reflected).filter(|_| right.is_subclass_of(&left)) else {
            return First::Left;
        };
        let is_inherited = match (right.lookup(reflected), left.lookup(reflected)) {
            (Some(own), Some(inherited)) => own.is_same(&inherited),
            (own, _) => own.is_none(),
        };
        if is_inherited { First::Left } else { First::Right }
    }

    fn unsupported_operands(&mut self, operator: Binary, left: &Value, right: &Value) -> Stop {
        let message = self.unsupported_text(operator, "", left, right);
        self.error("TypeError", message)
    }

    fn unsupported_text(&mut self, operator: Binary, suffix: &str, left: &Value, right: &Value) -> String {
        let is_sequence =
            |value: &Value| matches!(value, Value::Str(_) | Value::List(_) | Value::Tuple(_) | Value::Bytes(_));
        let (left_name, right_name) = (self.type_name(left), self.type_name(right));
        match (operator, left) {
            (Binary::Multiply, _) if is_sequence(left) => {
                format!("can't multiply sequence by non-int of type '{right_name}'")
            }
            (Binary::Multiply, _) if is_sequence(right) => {
                format!("can't multiply sequence by non-int of type '{left_name}'")
            }
            (Binary::Add, Value::Str(_)) => {
                format!("can only concatenate str (not \"{right_name}\") to str")
            }
            (Binary::Add, Value::Bytes(_)) => format!("can't concat {right_name} to bytes"),
            (Binary::Multiply, Value::Str(_) | Value::List(_) | Value::Tuple(_) | Value::Bytes(_)) => {
                format!("can't multiply sequence by non-int of type '{right_name}'")
            }
            (Binary::Multiply, _) if matches!(right, Value::Str(_) | Value::List(_) | Value::Tuple(_)) => {
                format!("can't multiply sequence by non-int of type '{left_name}'")
            }
            (Binary::Add, Value::List(_)) => {
                format!("can only concatenate list (not \"{right_name}\") to list")
            }
            (Binary::Add, Value::Tuple(_)) => {
                format!("can only concatenate tuple (not \"{right_name}\") to tuple")
            }
            _ => {
                let sign = match (operator, suffix) {
                    (Binary::Power, "") => "** or pow()",
                    (operator, _) => operator_sign(operator).split(' ').next().unwrap_or(""),
                };
                format!("unsupported operand type(s) for {sign}{suffix}: '{left_name}' and '{right_name}'")
            }
        }
    }

    fn repeat(&mut self, value: &Value, count: &Value) -> Outcome<Value> {
        let count = match count {
            Value::Int(count) => usize::try_from(*count).unwrap_or(0),
            Value::Bool(flag) => usize::from(*flag),
            _ => return Err(self.too_large_for_index("OverflowError")),
        };
        match value {
            Value::Str(text) => {
                self.reserve(text.as_str().len().saturating_mul(count))?;
                Ok(Value::str(text.as_str().repeat(count)))
            }
            Value::Bytes(bytes) => {
                self.reserve(bytes.len().saturating_mul(count))?;
                Ok(Value::bytes(bytes.repeat(count)))
            }
            Value::List(list) => {
                let items = list.to_vec();
                self.reserve(items.len().saturating_mul(count).saturating_mul(meter::ITEM))?;
                Ok(Value::list(items.iter().cycle().take(items.len() * count).cloned().collect()))
            }
            Value::Tuple(tuple) => {
                let items = &tuple.items;
                self.reserve(items.len().saturating_mul(count).saturating_mul(meter::ITEM))?;
                Ok(Value::tuple(items.iter().cycle().take(items.len() * count).cloned().collect()))
            }
            _ => Ok(Value::None),
        }
    }

    /// Whether a whole number is an index into an object, as CPython's C code sees it, which asks that before anything
    /// else; a number beyond every sequence is an error.
    fn check_index_of_sequence(&mut self, object: &Value, index: &Value) -> Outcome<bool> {
        let is_sequence = matches!(
            object,
            Value::Str(_) | Value::Tuple(_) | Value::Bytes(_) | Value::Set(_) | Value::Range(_) | Value::Instance(_)
        );
        match index {
            Value::Big(_) if is_sequence => Err(self.too_large_for_index("IndexError")),
            _ => Ok(is_sequence && matches!(index, Value::Int(_) | Value::Bool(_))),
        }
    }

    fn combine_sets(&mut self, operator: Binary, left: &Value, right: &Value, kind: SetKind) -> Outcome<Value> {
        let (left_items, right_items) = (self.collect(left)?, self.collect(right)?);
        if matches!(operator, Binary::And) {
            // Of equal items, those of the smaller set are kept.
            let (items, other) = match right_items.len() > left_items.len() {
                true => (left_items, right),
                false => (right_items, left),
            };
            let mut kept = Vec::new();
            for item in items {
                if self.contains(other, &item)? {
                    kept.push(item);
                }
            }
            return self.set_of(kept, kind);
        }
        let mut kept = Vec::new();
        for item in &left_items {
            let in_both = self.contains(right, item)?;
            let keep = match operator {
                Binary::Subtract | Binary::Xor => !in_both,
                _ => true,
            };
            if keep {
                kept.push(item.clone());
            }
        }
        for item in &right_items {
            let keep = match operator {
                Binary::Or => true,
                Binary::Xor => !self.contains(left, item)?,
                _ => false,
            };
            if keep {
                kept.push(item.clone());
            }
        }
        self.set_of(kept, kind)
    }

    /// `object[index]`.
    pub(crate) fn get_item(&mut self, object: &Value, index: &Value) -> Outcome<Value> {
        match (object, index) {
            (Value::List(list), Value::Slice(slice)) => {
                let items = self.slice(slice, &list.to_vec())?;
                Ok(Value::list(items))
            }
            (Value::Tuple(tuple), Value::Slice(slice)) => {
                let items = self.slice(slice, &tuple.items)?;
                Ok(Value::tuple(items))
            }
            (Value::Str(text), Value::Slice(slice)) => {
                let characters: Vec<char> = text.as_str().chars().collect();
                self.step(characters.len() / 16)?;
                let kept = self.slice(slice, &characters)?;
                Ok(Value::str(kept.into_iter().collect::<String>()))
            }
            (Value::Bytes(bytes), Value::Slice(slice)) => {
                let kept = self.slice(slice, bytes)?;
                Ok(Value::bytes(kept))
            }
            (Value::List(list), _) => {
                let at = self.position(index, list.len(), "list")?;
                Ok(list.get(at).unwrap_or(Value::None))
            }
            (Value::Tuple(tuple), _) => {
                let at = self.position(index, tuple.items.len(), "tuple")?;
                Ok(tuple.items.get(at).cloned().unwrap_or(Value::None))
            }
            (Value::Str(text), _) => {
                let at = self.position(index, text.len(), "string")?;
                if !text.is_ascii() {
                    self.step(text.as_str().len() / 16)?;
                }
                Ok(Value::str(text.char_at(at).map(String::from).unwrap_or_default()))
            }
            (Value::Bytes(bytes), _) => {
                let at = self.position(index, bytes.len(), "byte")?;
                Ok(bytes.get(at).map_or(Value::None, |byte| Value::Int(i64::from(*byte))))
            }
            (Value::Range(range), Value::Slice(slice)) => {
                let (start, stop, step) = self.slice_bounds(slice, builtins::range_length(range))?;
                let at = |index: i64| range.step.checked_mul(index).and_then(|way| range.start.checked_add(way));
                match (at(start), at(stop), range.step.checked_mul(step)) {
                    (Some(start), Some(stop), Some(step)) => {
                        Ok(Value::Range(Rc::new(RangeObject::new(start, stop, step))))
                    }
                    _ => Err(self.over_limit("a range reaches numbers that do not fit 64 bits".to_owned())),
                }
            }
            (Value::Range(_), Value::Big(_)) => Err(self.error("IndexError", "range object index out of range")),
            (Value::Range(range), _) => {
                let at = self.position(index, builtins::range_length(range), "range object")?;
                Ok(Value::Int(range.start + range.step * at as i64))
            }
            (Value::Dict(dict), key) => match self.dict_item(dict, key)? {
                Some(value) => Ok(value),
                None => builtins::missing_item(self, dict, key),
            },
            (Value::Class(class), _) => self.class_item(class, index),
            _ => match self.call_special(object, "__getitem__", Arguments::of(index.clone()))? {
                Some(value) => Ok(value),
                None if let Some(base) = object.plain() => self.item_of_base(object, &base, index),
                None => {
                    let name = self.type_name(object);
                    Err(self.error("TypeError", format!("'{name}' object is not subscriptable")))
                }
            },
        }
    }

    /// An item of an object that is also a built-in value; `__missing__` of a class that derives from `dict` stands in
    /// for a key that is not there.
    fn item_of_base(&mut self, object: &Value, base: &Value, index: &Value) -> Outcome<Value> {
        if let Value::Dict(dict) = base
            && Symbol::known("__missing__").is_some()
            && self.dict_get(&dict.dict, index)?.is_none()
            && let Some(value) = self.call_special(object, "__missing__", Arguments::of(index.clone()))?
        {
            return Ok(value);
        }
        self.get_item(base, index)
    }

    /// `Classification["PUBLIC"]`; `list[int]` in annotations is the class itself.
    fn class_item(&mut self, class: &Rc<crate::value::Class>, index: &Value) -> Outcome<Value> {
        if class.enumeration().is_some() {
            return self.enumeration_item(class, index);
        }
        let crate::value::NativeClass::Enum(kind) = class.native else {
            if class.more.metaclass.is_some()
                && let Some(item) =
                    self.call_special(&Value::Class(class.clone()), "__getitem__", Arguments::of(index.clone()))?
            {
                return Ok(item);
            }
            if let Some(hook) = class.lookup(Symbol::new("__class_getitem__")) {
                let hook = self.bind(&hook, &Value::Class(class.clone()))?;
                return self.call(&hook, Arguments::of(index.clone()));
            }
            if builtins::is_generic(self, class) {
                return builtins::with_arguments(self, class, index);
            }
            let message = format!("type '{}' is not subscriptable", class.name);
            return Err(self.error("TypeError", message));
        };
        let member = match index {
            Value::Str(name) => kind.member(name.as_str()),
            _ => None,
        };
        match member {
            Some(member) => Ok(Value::Member(member)),
            None => {
                let known = kind.members().map(|member| member.name().into()).collect();
                let stop = self.key_error(index);
                Err(match index {
                    Value::Str(name) => stop.wanting(Wanted::OneOf(known, name.as_str().into()), true),
                    _ => stop,
                })
            }
        }
    }

    /// `object[index] = value`.
    pub(crate) fn set_item(&mut self, object: &Value, index: &Value, value: Value) -> Outcome<()> {
        match (object, index) {
            (Value::List(list), Value::Slice(slice)) => {
                let replacement = self.collect_or(&value, |_| "can only assign an iterable".to_owned())?;
                self.set_slice(list, slice, replacement)
            }
            (Value::List(list), _) => {
                let at = self.position(index, list.len(), "list assignment")?;
                list.change(|items| {
                    if let Some(item) = items.get_mut(at) {
                        *item = value;
                    }
                });
                Ok(())
            }
            (Value::Dict(dict), _) => self.set_dict_item(dict, index.clone(), value),
            _ => {
                let arguments = Arguments::positional(vec![index.clone(), value.clone()]);
                match self.call_special(object, "__setitem__", arguments)? {
                    Some(_) => Ok(()),
                    None if let Some(base) = object.plain() => self.set_item(&base, index, value),
                    None => {
                        self.check_index_of_sequence(object, index)?;
                        let name = self.type_name(object);
                        let message = format!("'{name}' object does not support item assignment");
                        Err(self.error("TypeError", message))
                    }
                }
            }
        }
    }

    fn set_slice(&mut self, list: &Rc<crate::value::List>, slice: &SliceObject, new: Vec<Value>) -> Outcome<()> {
        let length = list.len();
        let (start, stop, step) = self.slice_bounds(slice, length)?;
        self.reserve((length + new.len()) * meter::ITEM)?;
        if step == 1 {
            let start = start as usize;
            let stop = (stop as usize).max(start);
            list.change(|items| {
                items.splice(start.min(items.len())..stop.min(items.len()), new);
            });
            return Ok(());
        }
        let positions: Vec<usize> = positions(start, stop, step).collect();
        if positions.len() != new.len() {
            let (found, expected) = (new.len(), positions.len());
            let message = format!("attempt to assign sequence of size {found} to extended slice of size {expected}");
            return Err(self.error("ValueError", message));
        }
        list.change(|items| {
            for (at, value) in positions.into_iter().zip(new) {
                if let Some(item) = items.get_mut(at) {
                    *item = value;
                }
            }
        });
        Ok(())
    }

    /// `del object[index]`.
    pub(crate) fn delete_item(&mut self, object: &Value, index: &Value) -> Outcome<()> {
        match (object, index) {
            (Value::List(list), Value::Slice(slice)) => {
                let (start, stop, step) = self.slice_bounds(slice, list.len())?;
                self.step(list.len())?;
                let gone: std::collections::HashSet<usize> = positions(start, stop, step).collect();
                list.change(|items| {
                    let mut at = 0;
                    items.retain(|_| {
                        at += 1;
                        !gone.contains(&(at - 1))
                    });
                });
                Ok(())
            }
            (Value::List(list), _) => {
                let at = self.position(index, list.len(), "list assignment")?;
                self.step((list.len() - at) / 16)?;
                list.change(|items| drop(items.remove(at)));
                Ok(())
            }
            (Value::Dict(dict), key) => match self.remove_dict_item(dict, key)? {
                Some(_) => Ok(()),
                None => Err(self.key_error(key)),
            },
            _ => match self.call_special(object, "__delitem__", Arguments::of(index.clone()))? {
                Some(_) => Ok(()),
                None if let Some(base) = object.plain() => self.delete_item(&base, index),
                None => {
                    let verb = if self.check_index_of_sequence(object, index)? { "doesn't" } else { "does not" };
                    let name = self.type_name(object);
                    Err(self.error("TypeError", format!("'{name}' object {verb} support item deletion")))
                }
            },
        }
    }

    /// An index as a position in a sequence of this length.
    fn position(&mut self, index: &Value, length: usize, what: &str) -> Outcome<usize> {
        let index = match &index.clone().into_plain() {
            Value::Int(index) => *index,
            Value::Bool(flag) => i64::from(*flag),
            Value::Big(_) => {
                return Err(self.too_large_for_index("IndexError"));
            }
            other => {
                if let Some(index) = self.index_of(other)? {
                    return self.position(&index, length, what);
                }
                let name = self.type_name(other);
                let kind = what.split(' ').next().unwrap_or(what);
                let message = match kind {
                    "string" => format!("string indices must be integers, not '{name}'"),
                    _ => format!("{kind} indices must be integers or slices, not {name}"),
                };
                return Err(self.error("TypeError", message));
            }
        };
        let position = if index < 0 { index + length as i64 } else { index };
        match usize::try_from(position) {
            Ok(position) if position < length => Ok(position),
            _ if what == "byte" => Err(self.error("IndexError", "index out of range")),
            _ => Err(self.error("IndexError", format!("{what} index out of range"))),
        }
    }

    /// What `__index__` of an object gives; `None` when it has none.
    fn index_of(&mut self, value: &Value) -> Outcome<Option<Value>> {
        match self.call_special(value, "__index__", Arguments::default())? {
            Some(index @ (Value::Int(_) | Value::Big(_) | Value::Bool(_))) => Ok(Some(index)),
            Some(other) => {
                let name = self.type_name(&other);
                Err(self.error("TypeError", format!("__index__ returned non-int (type {name})")))
            }
            None => Ok(None),
        }
    }

    fn slice<T: Clone>(&mut self, slice: &SliceObject, items: &[T]) -> Outcome<Vec<T>> {
        let (start, stop, step) = self.slice_bounds(slice, items.len())?;
        let kept: Vec<T> = positions(start, stop, step).filter_map(|at| items.get(at).cloned()).collect();
        self.step(kept.len() / 4)?;
        Ok(kept)
    }

    /// Start, stop and step of a slice over a sequence of this length, as CPython adjusts them.
    pub(crate) fn slice_bounds(&mut self, slice: &SliceObject, length: usize) -> Outcome<(i64, i64, i64)> {
        let length = length as i64;
        let step = self.slice_part(&slice.step)?.unwrap_or(1);
        if step == 0 {
            return Err(self.error("ValueError", "slice step cannot be zero"));
        }
        let (lowest, highest) = if step > 0 { (0, length) } else { (-1, length - 1) };
        let clamp = |part: i64| {
            let part = if part < 0 { part.saturating_add(length) } else { part };
            part.clamp(lowest, highest)
        };
        let start = self.slice_part(&slice.start)?.map(clamp);
        let stop = self.slice_part(&slice.stop)?.map(clamp);
        let (first, last) = if step > 0 { (0, length) } else { (length - 1, -1) };
        Ok((start.unwrap_or(first), stop.unwrap_or(last), step))
    }

    fn slice_part(&mut self, part: &Value) -> Outcome<Option<i64>> {
        match part {
            Value::None => Ok(None),
            Value::Int(number) => Ok(Some(*number)),
            Value::Bool(flag) => Ok(Some(i64::from(*flag))),
            Value::Big(number) => {
                let is_negative = number.sign() == num_bigint::Sign::Minus;
                Ok(Some(if is_negative { i64::MIN } else { i64::MAX }))
            }
            _ => match self.index_of(&part.clone().into_plain())? {
                Some(index) => self.slice_part(&index),
                None if part.plain().is_some() => self.slice_part(&part.clone().into_plain()),
                None => {
                    let message = "slice indices must be integers or None or have an __index__ method";
                    Err(self.error("TypeError", message))
                }
            },
        }
    }
}

fn positions(start: i64, stop: i64, step: i64) -> impl Iterator<Item = usize> {
    let mut next = start;
    std::iter::from_fn(move || {
        let is_inside = if step > 0 { next < stop } else { next > stop };
        let position = usize::try_from(next).ok().filter(|_| is_inside)?;
        next = next.saturating_add(step);
        Some(position)
    })
}

fn special_name(operator: Binary) -> &'static str {
    match operator {
        Binary::Add => "add",
        Binary::Subtract => "sub",
        Binary::Multiply => "mul",
        Binary::Divide => "truediv",
        Binary::FloorDivide => "floordiv",
        Binary::Modulo => "mod",
        Binary::Power => "pow",
        Binary::ShiftLeft => "lshift",
        Binary::ShiftRight => "rshift",
        Binary::And => "and",
        Binary::Or => "or",
        Binary::Xor => "xor",
        Binary::MatrixMultiply => "matmul",
    }
}

fn operator_sign(operator: Binary) -> &'static str {
    match operator {
        Binary::Add => "+",
        Binary::Subtract => "-",
        Binary::Multiply => "*",
        Binary::Divide => "/",
        Binary::FloorDivide => "//",
        Binary::Modulo => "%",
        Binary::Power => "** or pow()",
        Binary::ShiftLeft => "<<",
        Binary::ShiftRight => ">>",
        Binary::And => "&",
        Binary::Or => "|",
        Binary::Xor => "^",
        Binary::MatrixMultiply => "@",
    }
}
