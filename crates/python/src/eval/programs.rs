//! The instructions of functions that stop in the middle.

use super::generators::{Block, Completion, Effect, Resume, Resumed, Running};
use super::{Interpreter, Outcome, Stop};
use crate::tree::{Case, Caught, Expr, Label, Operation, ProgramKind, Slot, Target, TargetKind};
use crate::value::{Arguments, Symbol, Value};

impl Running {
    pub(super) fn perform(&mut self, interpreter: &mut Interpreter<'_>, operation: &Operation) -> Outcome<Effect> {
        match operation {
            Operation::Run(statement) => {
                interpreter.execute_one(&mut self.frame, statement)?;
            }
            Operation::Keep(expression, slot) => {
                let value = self.evaluate(interpreter, expression)?;
                self.keep(*slot, value);
            }
            Operation::Yield(value, slot) => {
                let value = match value {
                    Some(value) => self.evaluate(interpreter, value)?,
                    None => Value::None,
                };
                return Ok(self.stop(value, *slot));
            }
            Operation::Delegate { to, into, is_await } => return self.hand_over(interpreter, to, *into, *is_await),
            Operation::Jump(label) => return Ok(Effect::Jump(*label)),
            Operation::JumpIf(wanted, test, label) => {
                let value = self.evaluate(interpreter, test)?;
                if interpreter.truth(&value)? == *wanted {
                    return Ok(Effect::Jump(*label));
                }
            }
            Operation::Loop { again, end } => {
                self.blocks.push(Block::Loop { again: *again, end: *end, iterator: None });
            }
            Operation::For { iterable, again, end } => {
                let value = self.evaluate(interpreter, iterable)?;
                interpreter.set_here((self.frame.source, iterable.range));
                let iterator = Some(interpreter.iterator(&value)?);
                self.blocks.push(Block::Loop { again: *again, end: *end, iterator });
            }
            Operation::Next { target, exhausted } => return self.next_item(interpreter, target, *exhausted),
            Operation::Try(handlers) => self.blocks.push(Block::Try(*handlers)),
            Operation::Finally(at) => self.blocks.push(Block::Finally(*at)),
            Operation::Leave => return Ok(self.leave(interpreter)),
            Operation::Catch { exceptions, name, otherwise } => {
                return self.catch(interpreter, exceptions, name.as_ref(), *otherwise);
            }
            Operation::Reraise => {
                if let Some(Block::Handling { raised, name }) = self.blocks.pop() {
                    self.leave_handler(interpreter, name);
                    return Ok(Effect::Leave(Completion::Raise(raised)));
                }
            }
            Operation::EndFinally(slot) => return self.end_finally(interpreter, *slot),
            Operation::Enter { manager, exit, entered, is_async } => {
                self.enter(interpreter, manager, *exit, *entered, *is_async)?;
            }
            Operation::Exit { exit, result } => {
                let given = self.exit_arguments(interpreter);
                let exit = self.kept(*exit);
                let value = interpreter.call(&exit, given)?;
                self.keep(*result, value);
            }
            Operation::Case { value, case, otherwise } => return self.case(interpreter, *value, case, *otherwise),
            Operation::AsyncIterate(iterable, slot) => {
                let value = self.evaluate(interpreter, iterable)?;
                let iterator = asynchronous(interpreter, &value, "__aiter__", "an object")?;
                self.keep(*slot, iterator);
            }
            Operation::AsyncNext { iterator, into } => {
                let iterator = self.kept(*iterator);
                let next = asynchronous(interpreter, &iterator, "__anext__", "an iterator")?;
                self.keep(*into, next);
            }
            Operation::Break => return Ok(Effect::Leave(Completion::Break)),
            Operation::Continue => return Ok(Effect::Leave(Completion::Continue)),
            Operation::Return(value) => {
                let value = match value {
                    Some(value) => self.evaluate(interpreter, value)?,
                    None => Value::None,
                };
                return Ok(Effect::Leave(Completion::Return(value)));
            }
        }
        Ok(Effect::Next)
    }

    fn evaluate(&mut self, interpreter: &mut Interpreter<'_>, expression: &Expr) -> Outcome<Value> {
        interpreter.evaluate(&mut self.frame, expression)
    }

    fn next_item(&mut self, interpreter: &mut Interpreter<'_>, target: &Target, exhausted: Label) -> Outcome<Effect> {
        let Some(Block::Loop { iterator: Some(iterator), .. }) = self.blocks.last() else { return Ok(Effect::Next) };
        let iterator = iterator.clone();
        match interpreter.next(&iterator)? {
            Some(item) => {
                interpreter.assign(&mut self.frame, target, item)?;
                Ok(Effect::Next)
            }
            None => {
                self.blocks.pop();
                Ok(Effect::Jump(exhausted))
            }
        }
    }

    fn leave(&mut self, interpreter: &mut Interpreter<'_>) -> Effect {
        match self.blocks.pop() {
            Some(Block::Finally(at)) => {
                self.blocks.push(Block::Finishing(Completion::Next));
                return Effect::Jump(at);
            }
            Some(Block::Handling { name, .. }) => self.leave_handler(interpreter, name),
            _ => {}
        }
        Effect::Next
    }

    fn catch(
        &mut self,
        interpreter: &mut Interpreter<'_>,
        exceptions: &Caught,
        target: Option<&Target>,
        otherwise: Label,
    ) -> Outcome<Effect> {
        let Some(Block::Handling { raised, .. }) = self.blocks.last() else { return Ok(Effect::Next) };
        let exception = raised.exception.clone();
        let is_caught = match exceptions {
            Caught::All => true,
            Caught::Of(classes) => {
                let classes = self.evaluate(interpreter, classes)?;
                interpreter.is_instance(&exception, &classes)?
            }
            Caught::AsyncEnd => {
                let end = interpreter.exceptions.class("StopAsyncIteration");
                interpreter.class_of(&exception).is_subclass_of(&end)
            }
        };
        if !is_caught {
            return Ok(Effect::Jump(otherwise));
        }
        if let Some(target) = target {
            interpreter.assign(&mut self.frame, target, exception)?;
            if let (Some(Block::Handling { name, .. }), TargetKind::Name(place, _)) =
                (self.blocks.last_mut(), &target.kind)
            {
                *name = Some(*place);
            }
        }
        Ok(Effect::Next)
    }

    fn end_finally(&mut self, interpreter: &mut Interpreter<'_>, slot: Option<Slot>) -> Outcome<Effect> {
        let Some(Block::Finishing(completion)) = self.blocks.pop() else { return Ok(Effect::Next) };
        if matches!(completion, Completion::Raise(_)) {
            interpreter.handling.pop();
        }
        if let (Some(slot), Completion::Raise(_)) = (slot, &completion) {
            let value = self.kept(slot);
            if interpreter.truth(&value)? {
                return Ok(Effect::Next);
            }
        }
        Ok(Effect::Leave(completion))
    }

    fn enter(
        &mut self,
        interpreter: &mut Interpreter<'_>,
        manager: &Expr,
        exit: Slot,
        entered: Slot,
        is_async: bool,
    ) -> Outcome<()> {
        let value = self.evaluate(interpreter, manager)?;
        interpreter.set_here((self.frame.source, manager.range));
        let (enter_name, exit_name, protocol) = match is_async {
            false => ("__enter__", "__exit__", "context manager"),
            true => ("__aenter__", "__aexit__", "asynchronous context manager"),
        };
        let found = interpreter.find_attribute(&value, Symbol::new(enter_name))?;
        let (Some(enter), Some(leave)) = (found, interpreter.find_attribute(&value, Symbol::new(exit_name))?) else {
            let name = interpreter.type_name(&value);
            let message = format!("'{name}' object does not support the {protocol} protocol");
            return Err(interpreter.error("TypeError", message));
        };
        self.keep(exit, leave);
        let value = interpreter.call(&enter, Arguments::default())?;
        self.keep(entered, value);
        Ok(())
    }

    fn exit_arguments(&self, interpreter: &Interpreter<'_>) -> Arguments {
        let given = match self.blocks.last() {
            Some(Block::Finishing(Completion::Raise(raised))) => {
                let class = Value::Class(interpreter.class_of(&raised.exception));
                vec![class, raised.exception.clone(), Value::None]
            }
            _ => vec![Value::None, Value::None, Value::None],
        };
        Arguments::positional(given)
    }

    fn case(
        &mut self,
        interpreter: &mut Interpreter<'_>,
        value: Slot,
        case: &Case,
        otherwise: Label,
    ) -> Outcome<Effect> {
        let value = self.kept(value);
        match interpreter.matches(&mut self.frame, case, &value)? {
            true => Ok(Effect::Next),
            false => Ok(Effect::Jump(otherwise)),
        }
    }

    /// `yield from` and `await`: what is sent and thrown goes to another one until it ends.
    fn hand_over(
        &mut self,
        interpreter: &mut Interpreter<'_>,
        to: &Expr,
        into: Slot,
        is_await: bool,
    ) -> Outcome<Effect> {
        let value = self.evaluate(interpreter, to)?;
        interpreter.set_here((self.frame.source, to.range));
        let delegate = match is_await {
            true => awaitable(interpreter, &value)?,
            false => Value::Iterator(interpreter.iterator(&value)?),
        };
        self.delegate = Some((delegate, into));
        self.delegated(interpreter, Resume::Send(Value::None))
    }

    /// Lets the other one go on.
    pub(super) fn delegated(&mut self, interpreter: &mut Interpreter<'_>, with: Resume) -> Outcome<Effect> {
        let Some((delegate, into)) = self.delegate.take() else { return Ok(Effect::Next) };
        let is_exit = match &with {
            Resume::Throw(raised) => {
                let exit = interpreter.exceptions.class("GeneratorExit");
                interpreter.class_of(&raised.exception).is_subclass_of(&exit)
            }
            Resume::Send(_) => false,
        };
        if is_exit && let Resume::Throw(raised) = with {
            close(interpreter, &delegate)?;
            return Err(Stop::Raised(raised));
        }
        match resume(interpreter, &delegate, with)? {
            Ok(value) => {
                self.delegate = Some((delegate, into));
                Ok(Effect::Stop(match self.kind() {
                    ProgramKind::Generator => Resumed::Yielded(value),
                    _ => Resumed::Waiting(value),
                }))
            }
            Err(returned) => {
                self.keep(into, returned);
                Ok(Effect::Next)
            }
        }
    }
}

/// Sends or throws to what is delegated to: what it stops with, or what it returned.
fn resume(interpreter: &mut Interpreter<'_>, delegate: &Value, with: Resume) -> Outcome<Result<Value, Value>> {
    let Value::Iterator(shared) = delegate else { return Ok(Err(Value::None)) };
    let Ok(mut iterate) = shared.try_borrow_mut() else {
        return Err(interpreter.error("ValueError", "generator already executing"));
    };
    let next = match iterate.running() {
        Some(running) => match running.resume(interpreter, with)? {
            Resumed::Yielded(value) | Resumed::Waiting(value) => Some(value),
            Resumed::Ended => None,
        },
        None => match with {
            Resume::Throw(raised) => {
                interpreter.note_context(&raised.exception);
                return Err(Stop::Raised(raised));
            }
            Resume::Send(value) => iterate.send(interpreter, value)?,
        },
    };
    Ok(match next {
        Some(value) => Ok(value),
        None => Err(iterate.returned()),
    })
}

/// Closes what is delegated to, if it can be.
fn close(interpreter: &mut Interpreter<'_>, delegate: &Value) -> Outcome<()> {
    let Value::Iterator(shared) = delegate else { return Ok(()) };
    let Ok(mut iterate) = shared.try_borrow_mut() else { return Ok(()) };
    match iterate.running() {
        Some(running) => running.close(interpreter),
        None => Ok(()),
    }
}

/// What `await` waits for.
fn awaitable(interpreter: &mut Interpreter<'_>, value: &Value) -> Outcome<Value> {
    if let Value::Iterator(shared) = value
        && shared.try_borrow().is_ok_and(|iterate| matches!(iterate.class_name(), "coroutine" | "async_step"))
    {
        return Ok(value.clone());
    }
    if let Some(iterator) = interpreter.call_special(value, "__await__", Arguments::default())? {
        return interpreter.iterator(&iterator).map(Value::Iterator);
    }
    let name = interpreter.type_name(value);
    Err(interpreter.error("TypeError", format!("object {name} can't be used in 'await' expression")))
}

/// Calls `__aiter__` or `__anext__`.
fn asynchronous(interpreter: &mut Interpreter<'_>, value: &Value, method: &str, what: &str) -> Outcome<Value> {
    match interpreter.find_attribute(value, Symbol::new(method))? {
        Some(found) => interpreter.call(&found, Arguments::default()),
        None => {
            let name = interpreter.type_name(value);
            let message = format!("'async for' requires {what} with {method} method, got {name}");
            Err(interpreter.error("TypeError", message))
        }
    }
}
