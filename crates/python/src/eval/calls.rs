//! Calls: functions, methods, classes, and how arguments find their parameters.

use std::rc::Rc;

use super::statements::Flow;
use super::{Frame, Interpreter, Outcome, Running, Wanted};
use crate::limits;
use crate::tree::{self, Defaults};
use crate::value::{Arguments, Bound, BoundFunction, Function, Symbol, Value, meter};

impl Arguments {
    /// One positional argument.
    pub(crate) fn of(value: Value) -> Self {
        Self::positional(vec![value])
    }

    /// Positional arguments alone.
    pub(crate) fn positional(positional: Vec<Value>) -> Self {
        Self { positional, keywords: Vec::new() }
    }

    /// The same with the numbers and texts that members of enumerations also are.
    pub(crate) fn plain(mut self) -> Self {
        self.positional = self.positional.into_iter().map(Value::into_plain).collect();
        self
    }

    /// What a method of a built-in value is passed: methods of texts take members of enumerations that are texts or
    /// numbers as such, except where they show them.
    pub(crate) fn for_method(self, this: &Value, name: Symbol) -> Self {
        let has_objects = self.positional.iter().any(|value| matches!(value, Value::Instance(_)));
        match has_objects && matches!(this, Value::Str(_)) && !name.name().contains("format") {
            true => self.plain(),
            false => self,
        }
    }

    /// The same with one more positional argument in front.
    pub(crate) fn with_first(mut self, value: Value) -> Self {
        self.positional.insert(0, value);
        self
    }
}

impl Interpreter<'_> {
    /// Calls a value.
    pub(crate) fn call(&mut self, function: &Value, arguments: Arguments) -> Outcome<Value> {
        self.step(5)?;
        self.evaluation_depth += 1;
        if self.evaluation_depth > limits::MAX_EVALUATION_DEPTH {
            return Err(self.over_limit("the script nests calls too deeply".to_owned()));
        }
        let result = self.call_inner(function, arguments);
        self.evaluation_depth = self.evaluation_depth.saturating_sub(1);
        result
    }

    fn call_inner(&mut self, function: &Value, arguments: Arguments) -> Outcome<Value> {
        match function {
            Value::Function(function) => self.call_function(function, arguments),
            Value::Native(native) => (native.call)(self, arguments),
            Value::Bound(bound) => self.call_bound(bound, arguments),
            Value::Class(class) => self.call_class(class, arguments),
            _ => match self.call_special(function, "__call__", arguments)? {
                Some(result) => Ok(result),
                None => {
                    let name = self.type_name(function);
                    let mut stop = self.error("TypeError", format!("'{name}' object is not callable"));
                    if let (super::Stop::Raised(raised), Value::Bool(_) | Value::Int(_) | Value::Member(_)) =
                        (&mut stop, function)
                    {
                        raised.help = Some("this is a value, and no function: leave out the parentheses".to_owned());
                    }
                    Err(stop)
                }
            },
        }
    }

    /// Calls a method by name.
    pub(crate) fn call_method(&mut self, this: &Value, name: &str, arguments: Arguments) -> Outcome<Value> {
        let method = self.get_attribute(this, Symbol::new(name))?;
        self.call(&method, arguments)
    }

    /// Calls a special method (`__len__` ...) that the class of an instance has; `None` when it has none.
    pub(crate) fn call_special(&mut self, this: &Value, name: &str, arguments: Arguments) -> Outcome<Option<Value>> {
        let class = match this {
            Value::Instance(instance) => instance.class(),
            Value::Tuple(tuple) => match &tuple.class {
                Some(class) => class.clone(),
                None => return Ok(None),
            },
            Value::Class(class) => match &class.more.metaclass {
                Some(metaclass) => metaclass.clone(),
                None => return Ok(None),
            },
            _ => return Ok(None),
        };
        let Some(symbol) = Symbol::known(name) else { return Ok(None) };
        let Some(method) = class.lookup(symbol) else {
            self.step(class.lineage().count() / 4)?;
            return Ok(None);
        };
        match &method {
            Value::Function(_) | Value::Native(_) => self.call(&method, arguments.with_first(this.clone())).map(Some),
            Value::None => Ok(None),
            _ => {
                let bound = self.bind(&method, this)?;
                self.call(&bound, arguments).map(Some)
            }
        }
    }

    fn call_bound(&mut self, bound: &Rc<Bound>, arguments: Arguments) -> Outcome<Value> {
        match &bound.function {
            BoundFunction::Value(function) => self.call(function, arguments.with_first(bound.this.clone())),
            BoundFunction::Method(name) => match crate::builtins::method(&bound.this, &name.name()) {
                Some(method) => self.call_plain_method(&bound.this, *name, method, arguments),
                None if let Value::Class(class) = &bound.this => {
                    crate::builtins::call_unbound_special(self, &class.name, &name.name(), arguments)
                }
                None => Err(self.error("AttributeError", format!("no method '{name}'"))),
            },
        }
    }

    fn call_function(&mut self, function: &Rc<Function>, arguments: Arguments) -> Outcome<Value> {
        if self.call_depth >= limits::MAX_CALL_DEPTH {
            let message = format!("calls are nested more than {} deep", limits::MAX_CALL_DEPTH);
            return Err(self.over_limit(message));
        }
        let recovers = self.take_next_recovers();
        let code = &function.code;
        let source = function.module.source.unwrap_or(self.here.0);
        let mut frame = Frame::inner(function.module.clone(), source, &code.scope, &function.cells);
        self.bind_parameters(function, arguments, &mut frame)?;
        for (at, (_, slot)) in code.scope.own_cells.iter().enumerate() {
            let value = slot.and_then(|slot| frame.locals.get_mut(slot as usize).and_then(Option::take));
            if let (Some(value), Some(cell)) = (value, frame.cells.get(at)) {
                *cell.borrow_mut() = Some(value);
            }
        }
        frame.function = Some(code.clone());
        if let Some(program) = &code.program {
            let running = Running::new(self, code.clone(), program.kind, frame)?;
            return Ok(Value::iterator(running));
        }
        frame.recovers = recovers;
        let statement = self.statement;
        let depth = self.call_depth;
        self.call_depth += 1;
        let flow = self.execute(&mut frame, &code.body);
        // Also after an exception, which a function of ours may catch.
        self.call_depth = depth;
        let flow = flow?;
        self.statement = statement;
        Ok(match flow {
            Flow::Return(value) => value,
            _ => Value::None,
        })
    }

    fn bind_parameters(&mut self, function: &Function, arguments: Arguments, frame: &mut Frame) -> Outcome<()> {
        let parameters = &function.code.parameters;
        let Arguments { positional, keywords } = arguments;
        let given = positional.len();
        let count = parameters.positional.len();
        let mut values: Vec<Option<Value>> = Vec::with_capacity(frame.locals.len());
        let mut positional = positional.into_iter();
        values.extend(positional.by_ref().take(count).map(Some));
        values.resize(count, None);
        let rest: Vec<Value> = positional.collect();
        let is_too_many = !rest.is_empty() && parameters.rest.is_none();
        let is_keyword_only = |(name, _): &&(Symbol, Value)| parameters.keyword_only.contains(name);
        let keyword_only = if is_too_many { keywords.iter().filter(is_keyword_only).count() } else { 0 };
        if parameters.rest.is_some() {
            values.push(Some(Value::tuple(rest)));
        }
        let keyword_start = values.len();
        values.resize(keyword_start + parameters.keyword_only.len(), None);
        let more = self.bind_keywords(function, keywords, &mut values, keyword_start)?;
        if is_too_many {
            let least = count.saturating_sub(function.defaults.len());
            let name = &function.code.qualified_name;
            return Err(self.too_many_arguments(name, least, count, given, keyword_only));
        }
        self.fill_defaults(function, &mut values, keyword_start)?;
        if parameters.keywords.is_some() {
            let dict = std::cell::RefCell::default();
            for (name, value) in more {
                self.dict_set(&dict, Value::str(name.name()), value)?;
            }
            values.push(Some(Value::dict(dict.into_inner())));
        }
        for (local, value) in frame.locals.iter_mut().zip(values) {
            *local = value;
        }
        Ok(())
    }

    fn bind_keywords(
        &mut self,
        function: &Function,
        keywords: Vec<(Symbol, Value)>,
        values: &mut [Option<Value>],
        keyword_start: usize,
    ) -> Outcome<Vec<(Symbol, Value)>> {
        let parameters = &function.code.parameters;
        let mut more = Vec::new();
        let mut by_name_only: Vec<Symbol> = Vec::new();
        for (name, value) in keywords {
            self.step((parameters.positional.len() + parameters.keyword_only.len()) / 16)?;
            let by_position = parameters.positional.iter().position(|known| *known == name);
            let slot = by_position.filter(|at| *at >= parameters.positional_only).or_else(|| {
                parameters.keyword_only.iter().position(|known| *known == name).map(|at| keyword_start + at)
            });
            match slot.and_then(|slot| values.get_mut(slot)) {
                Some(Some(_)) => {
                    let message =
                        format!("{}() got multiple values for argument '{name}'", function.code.qualified_name);
                    return Err(self.error("TypeError", message));
                }
                Some(place) => *place = Some(value),
                None if parameters.keywords.is_some() => more.push((name, value)),
                None if by_position.is_some() => by_name_only.push(name),
                None => return Err(self.unexpected_keyword(function, name)),
            }
        }
        if !by_name_only.is_empty() {
            by_name_only.sort_by_key(|name| parameters.positional.iter().position(|known| known == name));
            let names: Vec<String> = by_name_only.iter().map(|name| name.to_string()).collect();
            let message = format!(
                "{}() got some positional-only arguments passed as keyword arguments: '{}'",
                function.code.qualified_name,
                names.join(", ")
            );
            return Err(self.error("TypeError", message));
        }
        Ok(more)
    }

    /// The complaint about a keyword that a function does not take, with the nearest one that it does.
    fn unexpected_keyword(&mut self, function: &Function, name: Symbol) -> super::Stop {
        let message = format!("{}() got an unexpected keyword argument '{name}'", function.code.qualified_name);
        self.error("TypeError", message).wanting(Wanted::Parameter(function.code.clone(), name), true)
    }

    fn fill_defaults(
        &mut self,
        function: &Function,
        values: &mut [Option<Value>],
        keyword_start: usize,
    ) -> Outcome<()> {
        let parameters = &function.code.parameters;
        let count = parameters.positional.len();
        let first_default = count.saturating_sub(function.defaults.len());
        for (value, default) in values.iter_mut().take(count).skip(first_default).zip(&function.defaults) {
            value.get_or_insert_with(|| default.clone());
        }
        for (value, default) in values.iter_mut().skip(keyword_start).zip(&function.keyword_defaults) {
            if value.is_none() {
                *value = default.clone();
            }
        }
        let missing_among = |names: &[Symbol], values: &[Option<Value>]| -> Vec<String> {
            let missing = names.iter().zip(values).filter(|(_, value)| value.is_none());
            missing.map(|(name, _)| format!("'{name}'")).collect()
        };
        let missing = missing_among(&parameters.positional, values);
        if !missing.is_empty() {
            return Err(self.missing_arguments(&function.code.qualified_name, "positional", &missing));
        }
        let missing = missing_among(&parameters.keyword_only, values.get(keyword_start..).unwrap_or_default());
        match missing.is_empty() {
            true => Ok(()),
            false => Err(self.missing_arguments(&function.code.qualified_name, "keyword-only", &missing)),
        }
    }

    /// The complaint about more positional arguments than a function takes.
    pub(crate) fn too_many_arguments(
        &mut self,
        name: &str,
        least: usize,
        count: usize,
        given: usize,
        keyword_only: usize,
    ) -> super::Stop {
        let takes = match least == count {
            true => format!("{count} positional argument{}", if count == 1 { "" } else { "s" }),
            false => format!("from {least} to {count} positional arguments"),
        };
        let plural = |count: usize| if count == 1 { "" } else { "s" };
        let also = match keyword_only {
            0 => String::new(),
            count => {
                format!(" positional argument{} (and {count} keyword-only argument{})", plural(given), plural(count))
            }
        };
        let were = if given == 1 && keyword_only == 0 { "was" } else { "were" };
        let message = format!("{name}() takes {takes} but {given}{also} {were} given");
        self.error("TypeError", message)
    }

    /// The complaint about arguments that a call lacks; `missing` are their names in quotes.
    pub(crate) fn missing_arguments(&mut self, name: &str, kind: &str, missing: &[String]) -> super::Stop {
        let names = match missing {
            [one] => one.clone(),
            [one, two] => format!("{one} and {two}"),
            [start @ .., last] => format!("{}, and {last}", start.join(", ")),
            [] => String::new(),
        };
        let plural = if missing.len() == 1 { "" } else { "s" };
        let message = format!("{name}() missing {} required {kind} argument{plural}: {names}", missing.len());
        self.error("TypeError", message)
    }

    pub(super) fn make_function(
        &mut self,
        frame: &mut Frame,
        code: &Rc<tree::Function>,
        defaults: &Defaults,
    ) -> Outcome<Value> {
        let mut positional = Vec::with_capacity(defaults.positional.len());
        for default in &defaults.positional {
            positional.push(self.evaluate(frame, default)?);
        }
        let mut keyword_only = Vec::with_capacity(defaults.keyword_only.len());
        for default in &defaults.keyword_only {
            keyword_only.push(match default {
                Some(default) => Some(self.evaluate(frame, default)?),
                None => None,
            });
        }
        Ok(Value::Function(Rc::new(Function {
            code: code.clone(),
            defaults: positional,
            keyword_defaults: keyword_only,
            cells: frame.cells_for(&code.scope),
            module: frame.module.clone(),
            attributes: Default::default(),
            _charge: meter::Charge::new(
                (code.scope.free.len() + defaults.positional.len() + defaults.keyword_only.len()) * meter::OBJECT,
            ),
        })))
    }

    /// `super()` in a method: the class that the method was written in, and the method's first argument.
    pub(super) fn super_of(&mut self, frame: &Frame) -> Outcome<Value> {
        let found = frame.function.as_ref().and_then(|function| {
            let names = function.scope.own_cells.iter().map(|(name, _)| *name);
            let names: Vec<Symbol> = names.chain(function.scope.free.iter().map(|(name, _)| *name)).collect();
            let at = names.iter().position(|name| &*name.name() == "__class__")?;
            let class = frame.cells.get(at)?.borrow().clone()?;
            let first = *function.parameters.positional.first()?;
            let this = frame.locals.first().cloned().flatten().or_else(|| {
                let at = names.iter().position(|name| *name == first)?;
                frame.cells.get(at)?.borrow().clone()
            })?;
            Some((class, this))
        });
        match found {
            Some((Value::Class(after), this)) => Ok(Value::Super(Rc::new(crate::value::SuperObject::new(after, this)))),
            _ => Err(self.error("RuntimeError", "super(): no arguments")),
        }
    }

    pub(super) fn enum_member(&mut self, kind: bartizan_model::EnumKind, arguments: &Arguments) -> Outcome<Value> {
        let member = match arguments.positional.as_slice() {
            [Value::Member(member)] if member.kind == kind => Some(*member),
            [Value::Int(rank)] => kind.member_of_int(*rank),
            [Value::Str(text)] => kind.member_of_text(text.as_str()),
            _ => None,
        };
        match member {
            Some(member) => Ok(Value::Member(member)),
            None => {
                let shown = match arguments.positional.first() {
                    Some(value) => self.repr(value)?,
                    None => String::new(),
                };
                let text = match arguments.positional.first() {
                    Some(Value::Str(text)) => text.as_str(),
                    _ => "",
                };
                let known = kind.members().map(|member| member.name().into()).collect();
                let message = format!("{shown} is not a valid {}", kind.name());
                Err(self.error("ValueError", message).wanting(Wanted::OneOf(known, text.into()), true))
            }
        }
    }
}
