//! Expressions.

use std::collections::HashSet;

use bartizan_model::Span;

use super::{Caller, Frame, Interpreter, Outcome, Stop};
use crate::builtins;
use crate::limits;
use crate::tree::{Argument, Call, Compare, Expr, ExprKind, Unary};
use crate::value::{
    Arguments, BoundFunction, Dict, DictKind, NativeFunction, SetKind, SliceObject, Symbol, Value, number,
};

impl Interpreter<'_> {
    /// The value of an expression.
    pub(crate) fn evaluate(&mut self, frame: &mut Frame, expression: &Expr) -> Outcome<Value> {
        self.steps += 1;
        self.evaluation_depth += 1;
        if self.evaluation_depth > limits::MAX_EVALUATION_DEPTH {
            self.here = (frame.source, expression.range);
            return Err(self.over_limit("the script nests evaluations too deeply".to_owned()));
        }
        let result = self.evaluate_inner(frame, expression);
        self.evaluation_depth -= 1;
        result
    }

    fn evaluate_inner(&mut self, frame: &mut Frame, expression: &Expr) -> Outcome<Value> {
        match &expression.kind {
            ExprKind::None => Ok(Value::None),
            ExprKind::Bool(value) => Ok(Value::Bool(*value)),
            ExprKind::Int(value) => Ok(Value::Int(*value)),
            ExprKind::Float(value) => Ok(Value::Float(*value)),
            ExprKind::Imaginary(value) => {
                self.here = (frame.source, expression.range);
                self.complex(0.0, *value)
            }
            ExprKind::Str(text) => Ok(Value::str(text)),
            ExprKind::Bytes(bytes) => {
                self.step(bytes.len() / 64)?;
                Ok(Value::bytes(&**bytes))
            }
            ExprKind::Ellipsis => Ok(Value::Ellipsis),
            ExprKind::BigInt(digits) => Ok(number::parse_decimal(digits)),
            ExprKind::Name(place, name) => {
                self.here = (frame.source, expression.range);
                self.load(frame, *place, *name)
            }
            ExprKind::Tuple(items) => Ok(Value::tuple(self.evaluate_items(frame, items)?)),
            ExprKind::List(items) => Ok(Value::list(self.evaluate_items(frame, items)?)),
            ExprKind::Set(items) => {
                let items = self.evaluate_items_of_set(frame, items)?;
                self.set_of(items, SetKind::Set)
            }
            ExprKind::Dict(entries) => self.evaluate_dict(frame, entries),
            ExprKind::Attribute(object, name, range) => {
                let value = self.evaluate(frame, object)?;
                self.step(1)?;
                self.here = (frame.source, *range);
                let found = self.get_attribute(&value, *name);
                self.naming_none(found, frame, object, &value)
            }
            ExprKind::Subscript(object, index) => {
                let value = self.evaluate(frame, object)?;
                let index = self.evaluate(frame, index)?;
                self.here = (frame.source, expression.range);
                let found = self.get_item(&value, &index);
                self.naming_none(found, frame, object, &value)
            }
            ExprKind::Slice(start, stop, step) => {
                let mut part = |part: &Option<Box<Expr>>| match part {
                    Some(part) => self.evaluate(frame, part),
                    None => Ok(Value::None),
                };
                let (start, stop, step) = (part(start)?, part(stop)?, part(step)?);
                Ok(Value::Slice(std::rc::Rc::new(SliceObject::new(start, stop, step))))
            }
            ExprKind::Call(call) => self.evaluate_call(frame, expression, call),
            ExprKind::Unary(operator, operand) => {
                let operand = self.evaluate(frame, operand)?;
                self.here = (frame.source, expression.range);
                self.unary(*operator, &operand)
            }
            ExprKind::Binary(first, rest) => {
                let mut value = self.evaluate(frame, first)?;
                for (operator, operand) in rest {
                    let operand = self.evaluate(frame, operand)?;
                    self.step(1)?;
                    self.here = (frame.source, expression.range);
                    value = self.binary(*operator, &value, &operand)?;
                }
                Ok(value)
            }
            ExprKind::Compare(first, rest) => self.evaluate_comparison(frame, expression, first, rest),
            ExprKind::And(operands) => self.evaluate_logic(frame, operands, false),
            ExprKind::Or(operands) => self.evaluate_logic(frame, operands, true),
            ExprKind::Conditional { test, then, otherwise } => {
                let test = self.evaluate(frame, test)?;
                let branch = if self.truth(&test)? { then } else { otherwise };
                self.evaluate(frame, branch)
            }
            ExprKind::Named(target, value) => {
                let value = self.evaluate(frame, value)?;
                self.assign(frame, target, value.clone())?;
                Ok(value)
            }
            ExprKind::Lambda(function, defaults) => self.make_function(frame, function, defaults),
            ExprKind::Comprehension(comprehension, iterable) => {
                let value = self.evaluate(frame, iterable)?;
                self.here = (frame.source, iterable.range);
                self.comprehend(frame, comprehension, &value)
            }
            ExprKind::FString(parts) => {
                self.here = (frame.source, expression.range);
                Ok(Value::str(self.interpolate(frame, parts)?))
            }
            // Programs have operations for these.
            ExprKind::Yield(_) | ExprKind::YieldFrom(_) | ExprKind::Await(_) => {
                self.here = (frame.source, expression.range);
                Err(self.unsupported("stopping here"))
            }
        }
    }

    /// Says which expression is `None` when that is why something is not found in it.
    fn naming_none<T>(&mut self, found: Outcome<T>, frame: &Frame, object: &Expr, value: &Value) -> Outcome<T> {
        let Err(Stop::Raised(mut raised)) = found else { return found };
        let span = Span { source: frame.source, start: object.range.start, end: object.range.end };
        let shown = self.sources.text(span);
        if matches!(value, Value::None) && !shown.contains('\n') && shown != "None" {
            raised.help = Some(format!("`{shown}` is `None` here"));
        }
        Err(Stop::Raised(raised))
    }

    /// Items of a list, tuple, set or call, with starred ones spread out.
    pub(super) fn evaluate_items(&mut self, frame: &mut Frame, items: &[Argument]) -> Outcome<Vec<Value>> {
        self.evaluate_items_or(frame, items, |this, value| match this.is_iterable(value) {
            true => builtins::collect_counted(this, value),
            false => this.collect_or(value, |name| format!("Value after * must be an iterable, not {name}")),
        })
    }

    fn evaluate_items_of_set(&mut self, frame: &mut Frame, items: &[Argument]) -> Outcome<Vec<Value>> {
        self.evaluate_items_or(frame, items, Self::collect)
    }

    fn evaluate_items_or(
        &mut self,
        frame: &mut Frame,
        items: &[Argument],
        spread: impl Fn(&mut Self, &Value) -> Outcome<Vec<Value>>,
    ) -> Outcome<Vec<Value>> {
        let mut values = Vec::with_capacity(items.len());
        for item in items {
            let value = self.evaluate(frame, &item.value)?;
            if item.is_starred {
                self.here = (frame.source, item.value.range);
                values.extend(spread(self, &value)?);
                self.reserve(values.len() * crate::value::meter::ITEM)?;
            } else {
                values.push(value);
            }
        }
        Ok(values)
    }

    fn evaluate_dict(&mut self, frame: &mut Frame, entries: &[(Option<Expr>, Expr)]) -> Outcome<Value> {
        let dict = std::cell::RefCell::new(Dict::default());
        for (key, value) in entries {
            match key {
                Some(key) => {
                    let key = self.evaluate(frame, key)?;
                    let value = self.evaluate(frame, value)?;
                    self.dict_set(&dict, key, value)?;
                }
                None => {
                    let mapping = self.evaluate(frame, value)?;
                    self.here = (frame.source, value.range);
                    for (key, value) in self.mapping_entries(&mapping)? {
                        self.dict_set(&dict, key, value)?;
                    }
                }
            }
        }
        Ok(Value::dict(dict.into_inner()))
    }

    fn evaluate_logic(&mut self, frame: &mut Frame, operands: &[Expr], ends_on: bool) -> Outcome<Value> {
        let mut value = Value::None;
        for (number, operand) in (1..).zip(operands) {
            value = self.evaluate(frame, operand)?;
            if number < operands.len() && self.truth(&value)? == ends_on {
                break;
            }
        }
        Ok(value)
    }

    fn evaluate_comparison(
        &mut self,
        frame: &mut Frame,
        expression: &Expr,
        first: &Expr,
        rest: &[(Compare, Expr)],
    ) -> Outcome<Value> {
        let mut left = self.evaluate(frame, first)?;
        let mut result = Value::Bool(true);
        for (number, (operator, right)) in (1..).zip(rest) {
            let right = self.evaluate(frame, right)?;
            self.here = (frame.source, expression.range);
            result = self.compare(*operator, &left, &right)?;
            if number < rest.len() && !self.truth(&result)? {
                break;
            }
            left = right;
        }
        Ok(result)
    }

    fn evaluate_call(&mut self, frame: &mut Frame, expression: &Expr, call: &Call) -> Outcome<Value> {
        self.step(4)?;
        if let ExprKind::Attribute(owner, name, range) = &call.function.kind {
            let object = self.evaluate(frame, owner)?;
            if let Some(method) = self.plain_method(&object, *name) {
                let arguments = self.evaluate_arguments(frame, call, Callee::Method(&object, *name))?;
                self.here = (frame.source, expression.range);
                return self.call_plain_method(&object, *name, method, arguments);
            }
            self.here = (frame.source, *range);
            let found = self.get_attribute(&object, *name);
            let function = self.naming_none(found, frame, owner, &object)?;
            return self.call_at(frame, expression, call, &function);
        }
        let function = self.evaluate(frame, &call.function)?;
        if call.arguments.is_empty()
            && matches!(&function, Value::Class(class) if class.native == crate::value::NativeClass::Builtin("super"))
        {
            self.here = (frame.source, expression.range);
            return self.super_of(frame);
        }
        if let Value::Native(native) = &function
            && builtins::looks_at_frame(native)
        {
            return self.call_looking_at_frame(frame, expression, call, native);
        }
        self.call_at(frame, expression, call, &function)
    }

    fn call_looking_at_frame(
        &mut self,
        frame: &mut Frame,
        expression: &Expr,
        call: &Call,
        native: &'static NativeFunction,
    ) -> Outcome<Value> {
        let arguments = self.evaluate_arguments(frame, call, Callee::Value(&Value::Native(native)))?;
        self.here = (frame.source, expression.range);
        self.calls.push(self.caller(frame));
        let result = match self.call_with_frame(frame, native, arguments.clone()) {
            Ok(Some(result)) => Ok(result),
            Ok(None) => (native.call)(self, arguments),
            Err(stop) => Err(stop),
        };
        if result.is_ok() {
            self.calls.pop();
            self.here = (frame.source, expression.range);
        }
        result
    }

    fn caller(&self, frame: &Frame) -> Caller {
        let within = frame.function.as_ref().map(|function| function.name);
        Caller { span: self.span(), within, is_import: false }
    }

    /// A method of a plain value, found without making an object of it.
    fn plain_method(&self, object: &Value, name: Symbol) -> Option<builtins::Method> {
        match object {
            Value::Str(_) | Value::List(_) | Value::Dict(_) | Value::Set(_) | Value::Tuple(_) => {
                builtins::method(object, &name.name())
            }
            _ => None,
        }
    }

    fn call_at(&mut self, frame: &mut Frame, expression: &Expr, call: &Call, function: &Value) -> Outcome<Value> {
        let arguments = self.evaluate_arguments(frame, call, Callee::Value(function))?;
        self.here = (frame.source, expression.range);
        if let Value::Class(class) = function
            && class.model_class().is_some()
        {
            self.keyword_places =
                call.keywords.iter().filter_map(|keyword| Some((keyword.name?, keyword.range))).collect();
            self.argument_places = match call.arguments.iter().any(|argument| argument.is_starred) {
                true => Vec::new(),
                false => call.arguments.iter().map(|argument| argument.value.range).collect(),
            };
        }
        self.open_call(frame.source, expression.range, function);
        self.calls.push(self.caller(frame));
        let result = self.call(function, arguments);
        self.calls.pop();
        if result.is_ok() {
            self.here = (frame.source, expression.range);
        }
        result
    }

    fn evaluate_arguments(&mut self, frame: &mut Frame, call: &Call, callee: Callee<'_>) -> Outcome<Arguments> {
        let positional = match call.arguments.as_slice() {
            [Argument { is_starred: true, value }] => {
                let given = self.evaluate(frame, value)?;
                self.here = (frame.source, value.range);
                match self.is_iterable(&given) {
                    true => builtins::collect_counted(self, &given)?,
                    false => {
                        let (shown, kind) = (self.shown_callee(callee), self.type_name(&given));
                        let message = format!("{shown} argument after * must be an iterable, not {kind}");
                        return Err(self.error("TypeError", message));
                    }
                }
            }
            items => self.evaluate_items(frame, items)?,
        };
        let mut keywords: Vec<(Symbol, Value)> = Vec::with_capacity(call.keywords.len());
        // With many keywords, those that were seen; few are looked through.
        let mut seen = HashSet::new();
        for keyword in &call.keywords {
            let value = self.evaluate(frame, &keyword.value)?;
            self.here = (frame.source, keyword.range);
            match keyword.name {
                Some(name) => self.add_keyword(&mut keywords, &mut seen, name, value, callee)?,
                None => {
                    if !self.is_mapping(&value) {
                        let kind = self.type_name(&value);
                        let shown = self.shown_callee(callee);
                        let message = format!("{shown} argument after ** must be a mapping, not {kind}");
                        return Err(self.error("TypeError", message));
                    }
                    for (key, value) in self.mapping_entries(&value)? {
                        let key = key.into_plain();
                        let Value::Str(name) = &key else {
                            return Err(self.error("TypeError", "keywords must be strings"));
                        };
                        self.step(1 + name.as_str().len() / 64)?;
                        self.add_keyword(&mut keywords, &mut seen, Symbol::new(name.as_str()), value, callee)?;
                    }
                }
            }
        }
        Ok(Arguments { positional, keywords })
    }

    fn add_keyword(
        &mut self,
        keywords: &mut Vec<(Symbol, Value)>,
        seen: &mut HashSet<Symbol>,
        name: Symbol,
        value: Value,
        callee: Callee<'_>,
    ) -> Outcome<()> {
        const FEW: usize = 16;
        if keywords.len() == FEW {
            seen.extend(keywords.iter().map(|(name, _)| *name));
        }
        let is_repeated = match keywords.len() < FEW {
            true => keywords.iter().any(|(known, _)| *known == name),
            false => !seen.insert(name),
        };
        if is_repeated {
            let shown = self.shown_callee(callee);
            let message = format!("{shown} got multiple values for keyword argument '{name}'");
            return Err(self.error("TypeError", message));
        }
        keywords.push((name, value));
        Ok(())
    }

    fn shown_callee(&mut self, callee: Callee<'_>) -> String {
        match callee {
            Callee::Value(function) => shown_function(function),
            Callee::Method(this, name) => format!("{}.{name}()", self.type_name(this)),
        }
    }

    /// `operator operand`.
    pub(crate) fn unary(&mut self, operator: Unary, operand: &Value) -> Outcome<Value> {
        match (operator, operand) {
            (Unary::Not, _) => Ok(Value::Bool(!self.truth(operand)?)),
            (Unary::Minus, Value::Float(number)) => Ok(Value::Float(-number)),
            (Unary::Minus, Value::Int(_) | Value::Bool(_) | Value::Big(_)) => {
                self.binary(crate::tree::Binary::Subtract, &Value::Int(0), operand)
            }
            (Unary::Plus, Value::Int(_) | Value::Float(_) | Value::Big(_)) => Ok(operand.clone()),
            (Unary::Plus | Unary::Minus, Value::Dict(counter)) if matches!(counter.kind, DictKind::Counter) => {
                let nothing = Value::dict_of_kind(Dict::default(), DictKind::Counter);
                match operator {
                    Unary::Plus => self.binary(crate::tree::Binary::Add, operand, &nothing),
                    _ => self.binary(crate::tree::Binary::Subtract, &nothing, operand),
                }
            }
            (Unary::Plus, Value::Bool(flag)) => Ok(Value::Int(i64::from(*flag))),
            (Unary::Invert, Value::Int(_) | Value::Bool(_) | Value::Big(_)) => {
                let negative = self.unary(Unary::Minus, operand)?;
                self.binary(crate::tree::Binary::Subtract, &negative, &Value::Int(1))
            }
            _ => {
                let (symbol, method) = match operator {
                    Unary::Minus => ("-", "__neg__"),
                    Unary::Plus => ("+", "__pos__"),
                    _ => ("~", "__invert__"),
                };
                if let Some(result) = self.call_special(operand, method, Arguments::default())? {
                    return Ok(result);
                }
                if operand.plain().is_some() {
                    return self.unary(operator, &operand.clone().into_plain());
                }
                let name = self.type_name(operand);
                Err(self.error("TypeError", format!("bad operand type for unary {symbol}: '{name}'")))
            }
        }
    }
}

/// What a call calls, for complaints about its arguments.
#[derive(Clone, Copy)]
enum Callee<'v> {
    Value(&'v Value),
    /// A method of a plain value.
    Method(&'v Value, Symbol),
}

/// A function as complaints about stars in a call name it: with its module, unless it is a built-in one.
fn shown_function(function: &Value) -> String {
    match function {
        Value::Function(function) => format!("{}.{}()", function.module.name, function.code.qualified_name),
        Value::Native(native) => format!("{}()", native.name),
        Value::Class(class) => match &*class.module {
            "builtins" => format!("{}()", class.name),
            module => format!("{module}.{}()", class.qualified_name()),
        },
        Value::Bound(bound) => match &bound.function {
            BoundFunction::Value(function) => shown_function(function),
            BoundFunction::Method(name) => format!("{name}()"),
        },
        _ => "the called object".to_owned(),
    }
}
