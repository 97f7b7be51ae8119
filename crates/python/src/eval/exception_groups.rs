//! `ExceptionGroup`, and `except*`.

use std::rc::Rc;

use super::statements::Flow;
use super::{Frame, Interpreter, Outcome, Raised, Stop};
use crate::tree::Handler;
use crate::value::class::Mark;
use crate::value::{Arguments, Class, Instance, NativeFunction, Symbol, Value};

/// Methods of `BaseExceptionGroup`.
pub(super) const METHODS: [&NativeFunction; 4] = [&STR, &DERIVE, &SUBGROUP, &SPLIT];

static STR: NativeFunction = NativeFunction {
    name: "__str__",
    call: |interpreter, arguments| {
        let this = own(interpreter, &arguments)?;
        let count = members(&this).len();
        let message = this.get(Symbol::new("message")).unwrap_or(Value::None);
        let plural = if count == 1 { "" } else { "s" };
        Ok(Value::str(format!("{} ({count} sub-exception{plural})", interpreter.text(&message)?)))
    },
};

static DERIVE: NativeFunction = NativeFunction {
    name: "derive",
    call: |interpreter, arguments| {
        let this = own(interpreter, &arguments)?;
        let message = this.get(Symbol::new("message")).unwrap_or(Value::None);
        let class = Value::Class(interpreter.exceptions.class("BaseExceptionGroup"));
        let members = arguments.positional.into_iter().nth(1).unwrap_or(Value::None);
        interpreter.call(&class, Arguments::positional(vec![message, members]))
    },
};

static SUBGROUP: NativeFunction = NativeFunction {
    name: "subgroup",
    call: |interpreter, arguments| {
        let (this, condition) = this_and_condition(interpreter, arguments)?;
        Ok(interpreter.split_group(&this, &condition)?.0.unwrap_or(Value::None))
    },
};

static SPLIT: NativeFunction = NativeFunction {
    name: "split",
    call: |interpreter, arguments| {
        let (this, condition) = this_and_condition(interpreter, arguments)?;
        let (matching, rest) = interpreter.split_group(&this, &condition)?;
        Ok(Value::tuple(vec![matching.unwrap_or(Value::None), rest.unwrap_or(Value::None)]))
    },
};

fn own(interpreter: &mut Interpreter<'_>, arguments: &Arguments) -> Outcome<Rc<Instance>> {
    match arguments.positional.first() {
        Some(Value::Instance(this)) => Ok(this.clone()),
        _ => Err(interpreter.error("TypeError", "a method of an exception group needs one")),
    }
}

fn this_and_condition(interpreter: &mut Interpreter<'_>, arguments: Arguments) -> Outcome<(Value, Value)> {
    match <[Value; 2]>::try_from(arguments.positional) {
        Ok([this, condition]) => Ok((this, condition)),
        Err(_) => {
            let message = "expected a function, exception type or tuple of exception types";
            Err(interpreter.error("TypeError", message))
        }
    }
}

fn members(group: &Instance) -> Vec<Value> {
    match group.get(Symbol::new("exceptions")) {
        Some(Value::Tuple(members)) => members.items.clone(),
        _ => Vec::new(),
    }
}

impl Interpreter<'_> {
    /// Whether an exception is a group.
    fn is_group(&self, exception: &Value) -> bool {
        self.class_of(exception).is_subclass_of(&self.exceptions.class("BaseExceptionGroup"))
    }

    /// What the constructor of a group is given, checked. The class is `ExceptionGroup` where that is possible.
    pub(super) fn new_group(&mut self, class: &Rc<Class>, arguments: Vec<Value>) -> Outcome<Value> {
        let given = arguments.len();
        let Ok([message, exceptions]) = <[Value; 2]>::try_from(arguments) else {
            let message = format!("BaseExceptionGroup.__new__() takes exactly 2 arguments ({given} given)");
            return Err(self.error("TypeError", message));
        };
        if !matches!(message, Value::Str(_)) {
            let name = self.type_name(&message);
            return Err(self.error("TypeError", format!("argument 1 must be str, not {name}")));
        }
        if !matches!(exceptions, Value::List(_) | Value::Tuple(_)) {
            return Err(self.error("TypeError", "second argument (exceptions) must be a sequence"));
        }
        let members = self.collect(&exceptions)?;
        if members.is_empty() {
            return Err(self.error("ValueError", "second argument (exceptions) must be a non-empty sequence"));
        }
        let (ordinary, plain_group) = (self.exceptions.class("Exception"), self.exceptions.class("ExceptionGroup"));
        let mut all_ordinary = true;
        for (at, member) in members.iter().enumerate() {
            let member = self.class_of(member);
            if !member.is_exception() {
                let message = format!("Item {at} of second argument (exceptions) is not an exception");
                return Err(self.error("ValueError", message));
            }
            all_ordinary &= member.is_subclass_of(&ordinary);
        }
        if !all_ordinary && class.is_subclass_of(&ordinary) {
            return Err(self.error("TypeError", "Cannot nest BaseExceptions in an ExceptionGroup"));
        }
        let is_base = Rc::ptr_eq(class, &self.exceptions.class("BaseExceptionGroup"));
        let class = if is_base && all_ordinary { &plain_group } else { class };
        let made = self.exception(class, vec![message.clone(), exceptions]);
        if let Value::Instance(group) = &made {
            group.set(Symbol::new("message"), message, Mark::Derived);
            group.set(Symbol::new("exceptions"), Value::tuple(members), Mark::Derived);
        }
        Ok(made)
    }

    fn meets(&mut self, exception: &Value, condition: &Value) -> Outcome<bool> {
        match condition {
            Value::Class(_) | Value::Tuple(_) => self.is_instance(exception, condition),
            _ => {
                let result = self.call(condition, Arguments::of(exception.clone()))?;
                self.truth(&result)
            }
        }
    }

    /// The parts of a group whose exceptions meet the condition, and do not; groups inside keep their shape.
    fn split_group(&mut self, exception: &Value, condition: &Value) -> Outcome<(Option<Value>, Option<Value>)> {
        if self.meets(exception, condition)? {
            return Ok((Some(exception.clone()), None));
        }
        let Value::Instance(group) = exception else { return Ok((None, Some(exception.clone()))) };
        if !self.is_group(exception) {
            return Ok((None, Some(exception.clone())));
        }
        self.deeper()?;
        let (mut matching, mut rest) = (Vec::new(), Vec::new());
        for member in members(group) {
            let (yes, no) = self.split_group(&member, condition)?;
            matching.extend(yes);
            rest.extend(no);
        }
        self.shallower();
        if matching.is_empty() {
            return Ok((None, Some(exception.clone())));
        }
        Ok((self.derive(exception, matching)?, self.derive(exception, rest)?))
    }

    fn derive(&mut self, group: &Value, members: Vec<Value>) -> Outcome<Option<Value>> {
        if members.is_empty() {
            return Ok(None);
        }
        let made = self.call_method(group, "derive", Arguments::of(Value::list(members)))?;
        if let (Value::Instance(made), Value::Instance(group)) = (&made, group) {
            for name in ["<__cause__>", "<__context__>", "__notes__"] {
                let name = Symbol::new(name);
                if let Some(value) = group.get(name) {
                    made.set(name, value, Mark::Derived);
                }
            }
        }
        Ok(Some(made))
    }

    /// What `except*` does with an exception.
    pub(super) fn handle_group(&mut self, frame: &mut Frame, handlers: &[Handler], raised: Raised) -> Outcome<Flow> {
        let is_group = self.is_group(&raised.exception);
        let mut rest = Some(raised.exception.clone());
        let mut new: Vec<Value> = Vec::new();
        for handler in handlers {
            let (Some(left), Some(classes)) = (rest.clone(), &handler.exceptions) else { break };
            self.here = (frame.source, handler.range);
            let classes = self.evaluate(frame, classes)?;
            let (matching, others) = self.split_group(&left, &classes)?;
            rest = others;
            let Some(mut matching) = matching else { continue };
            if !is_group {
                matching = self.wrapped(Value::tuple(vec![matching]))?;
            }
            let depths = self.depths();
            let of_handler = Box::new(Raised { exception: matching.clone(), ..raised.clone() });
            match self.run_handler(frame, handler, of_handler) {
                Ok(_) => {}
                Err(Stop::Raised(again)) => {
                    self.restore_depths(depths);
                    new.push(again.exception.clone());
                }
                Err(stop) => return Err(stop),
            }
        }
        match (new.is_empty(), rest) {
            (true, None) => Ok(Flow::Next),
            (true, Some(rest)) => Err(Stop::Raised(Box::new(Raised { exception: rest, ..raised }))),
            (false, rest) => {
                new.extend(rest);
                let whole = match new.as_slice() {
                    [only] => only.clone(),
                    _ => self.wrapped(Value::list(new))?,
                };
                Err(Stop::Raised(Box::new(Raised { exception: whole, ..raised })))
            }
        }
    }

    fn wrapped(&mut self, exceptions: Value) -> Outcome<Value> {
        let class = self.exceptions.class("BaseExceptionGroup");
        self.new_group(&class, vec![Value::str(""), exceptions])
    }
}
