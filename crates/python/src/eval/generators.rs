//! Functions that stop in the middle: generators, coroutines and asynchronous generators.

use std::rc::Rc;

use super::comprehensions::SharedIterator;
use super::exceptions::hidden;
use super::{Frame, Interpreter, Outcome, Raised, Stop};
use crate::limits;
use crate::tree::{self, Label, ProgramKind, Slot};
use crate::value::class::Mark;
use crate::value::{Iterate, Value, meter};

/// A call of a function that can stop: where it is, and what it needs to go on.
pub(crate) struct Running {
    pub(super) function: Rc<tree::Function>,
    pub(super) kind: ProgramKind,
    pub(super) frame: Frame,
    /// The next instruction.
    pub(super) at: usize,
    /// Loops, handlers and what else it is inside of, innermost last.
    pub(super) blocks: Vec<Block>,
    /// What `yield from` or `await` hands over to, and the slot for its result.
    pub(super) delegate: Option<(Value, Slot)>,
    /// The slot for what is sent.
    waiting: Option<Slot>,
    state: State,
    /// What it returned.
    returned: Value,
    charged: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Fresh,
    Stopped,
    Done,
}

/// A block that a running function is inside of.
pub(super) enum Block {
    Loop {
        again: Label,
        end: Label,
        iterator: Option<SharedIterator>,
    },
    Try(Label),
    /// A handler's body, with the exception and the variable that holds it.
    Handling {
        raised: Box<Raised>,
        name: Option<tree::Place>,
    },
    Finally(Label),
    /// What a `finally` runs, and how the part before it was left.
    Finishing(Completion),
}

/// How a part of a function was left.
pub(super) enum Completion {
    Next,
    Break,
    Continue,
    Return(Value),
    Raise(Box<Raised>),
}

/// With what a function goes on.
pub(crate) enum Resume {
    Send(Value),
    Throw(Box<Raised>),
}

/// How far a function got.
pub(crate) enum Resumed {
    /// It yielded.
    Yielded(Value),
    /// What it awaits stopped.
    Waiting(Value),
    /// It returned, or had returned before.
    Ended,
}

/// What an instruction leads to.
pub(super) enum Effect {
    Next,
    Jump(Label),
    Leave(Completion),
    Stop(Resumed),
}

impl Running {
    /// A call that has not begun.
    pub(super) fn new(
        interpreter: &mut Interpreter<'_>,
        function: Rc<tree::Function>,
        kind: ProgramKind,
        frame: Frame,
    ) -> Outcome<Self> {
        let charged = meter::OBJECT * 3 + (frame.locals.len() + frame.cells.len()) * meter::ITEM;
        interpreter.step(charged / 64)?;
        meter::charge(charged);
        let (blocks, delegate, waiting, returned) = (Vec::new(), None, None, Value::None);
        Ok(Self { function, kind, frame, at: 0, blocks, delegate, waiting, state: State::Fresh, returned, charged })
    }

    pub(crate) fn kind(&self) -> ProgramKind {
        self.kind
    }

    pub(crate) fn name(&self) -> &str {
        &self.function.qualified_name
    }

    /// Runs to the next stop.
    pub(crate) fn resume(&mut self, interpreter: &mut Interpreter<'_>, with: Resume) -> Outcome<Resumed> {
        if self.state == State::Done {
            return match with {
                Resume::Throw(raised) => Err(Stop::Raised(raised)),
                Resume::Send(_) if self.kind == ProgramKind::Coroutine => {
                    Err(interpreter.error("RuntimeError", "cannot reuse already awaited coroutine"))
                }
                Resume::Send(_) => {
                    self.returned = Value::None;
                    Ok(Resumed::Ended)
                }
            };
        }
        if interpreter.call_depth >= limits::MAX_CALL_DEPTH
            || interpreter.evaluation_depth >= limits::MAX_EVALUATION_DEPTH
        {
            let message = format!("calls are nested more than {} deep", limits::MAX_CALL_DEPTH);
            return Err(interpreter.over_limit(message));
        }
        let outside = (interpreter.here, interpreter.statement);
        let handling = interpreter.handling.len();
        self.restore_handled(interpreter);
        interpreter.call_depth += 1;
        interpreter.evaluation_depth += 1;
        let result = self.run(interpreter, with);
        interpreter.handling.truncate(handling);
        if result.is_ok() {
            (interpreter.here, interpreter.statement) = outside;
            interpreter.call_depth -= 1;
            interpreter.evaluation_depth -= 1;
        }
        match &result {
            Ok(Resumed::Yielded(_) | Resumed::Waiting(_)) => self.state = State::Stopped,
            Ok(Resumed::Ended) | Err(_) => self.end(),
        }
        result
    }

    /// `close()`: lets the function clean up where it stopped.
    pub(crate) fn close(&mut self, interpreter: &mut Interpreter<'_>) -> Outcome<()> {
        if self.state != State::Stopped {
            self.end();
            return Ok(());
        }
        let Stop::Raised(exit) = interpreter.error("GeneratorExit", "") else { return Ok(()) };
        match self.resume(interpreter, Resume::Throw(exit)) {
            Ok(Resumed::Ended) => Ok(()),
            Ok(_) => {
                let what = self.kind_name();
                Err(interpreter.error("RuntimeError", format!("{what} ignored GeneratorExit")))
            }
            Err(Stop::Raised(raised)) => {
                let class = interpreter.class_of(&raised.exception);
                let ends = ["GeneratorExit", "StopIteration", "StopAsyncIteration"];
                match ends.iter().any(|end| class.is_subclass_of(&interpreter.exceptions.class(end))) {
                    true => Ok(()),
                    false => Err(Stop::Raised(raised)),
                }
            }
            Err(stop) => Err(stop),
        }
    }

    pub(crate) fn kind_name(&self) -> &'static str {
        match self.kind {
            ProgramKind::Generator => "generator",
            ProgramKind::Coroutine => "coroutine",
            ProgramKind::AsyncGenerator => "async generator",
        }
    }

    fn end(&mut self) {
        self.state = State::Done;
        self.blocks.clear();
        self.delegate = None;
        self.frame.cells.clear();
        let mut values: Vec<Value> = self.frame.locals.drain(..).flatten().collect();
        meter::drop_later(&mut values);
    }

    /// Exceptions in whose handlers the function stopped are being handled again.
    fn restore_handled(&self, interpreter: &mut Interpreter<'_>) {
        for block in &self.blocks {
            if let Block::Handling { raised, .. } | Block::Finishing(Completion::Raise(raised)) = block {
                interpreter.handling.push((**raised).clone());
            }
        }
    }

    fn run(&mut self, interpreter: &mut Interpreter<'_>, with: Resume) -> Outcome<Resumed> {
        let depths = interpreter.depths();
        let function = self.function.clone();
        let Some(program) = &function.program else { return Ok(Resumed::Ended) };
        let mut effect = self.begin(interpreter, with);
        loop {
            let left = match effect {
                Ok(Effect::Next) => None,
                Ok(Effect::Jump(label)) => {
                    self.jump(program, label);
                    None
                }
                Ok(Effect::Stop(resumed)) => return Ok(resumed),
                Ok(Effect::Leave(completion)) => Some(completion),
                Err(Stop::Raised(raised)) => {
                    interpreter.restore_depths(depths);
                    Some(Completion::Raise(raised))
                }
                Err(stop) => return Err(stop),
            };
            if let Some(completion) = left
                && let Some(ended) = self.unwind(interpreter, program, completion)
            {
                return ended;
            }
            interpreter.step(1)?;
            let Some(instruction) = program.instructions.get(self.at) else {
                return Ok(Resumed::Ended);
            };
            self.at += 1;
            interpreter.here = (self.frame.source, instruction.range);
            interpreter.statement = interpreter.here;
            effect = self.perform(interpreter, &instruction.operation);
        }
    }

    /// Takes what was sent or thrown to where the function stopped.
    fn begin(&mut self, interpreter: &mut Interpreter<'_>, with: Resume) -> Outcome<Effect> {
        if self.delegate.is_some() {
            return self.delegated(interpreter, with);
        }
        match with {
            Resume::Throw(raised) => {
                interpreter.note_context(&raised.exception);
                Err(Stop::Raised(raised))
            }
            Resume::Send(value) => {
                if self.state == State::Fresh && !matches!(value, Value::None) {
                    let what = self.kind_name();
                    let message = format!("can't send non-None value to a just-started {what}");
                    return Err(interpreter.error("TypeError", message));
                }
                if let Some(slot) = self.waiting.take() {
                    self.keep(slot, value);
                }
                Ok(Effect::Next)
            }
        }
    }

    pub(super) fn keep(&mut self, slot: Slot, value: Value) {
        if let Some(local) = self.frame.locals.get_mut(slot as usize) {
            *local = Some(value);
        }
    }

    pub(super) fn kept(&self, slot: Slot) -> Value {
        self.frame.locals.get(slot as usize).cloned().flatten().unwrap_or(Value::None)
    }

    /// Stops with a value; what is sent goes to the slot.
    pub(super) fn stop(&mut self, value: Value, slot: Slot) -> Effect {
        self.waiting = Some(slot);
        Effect::Stop(Resumed::Yielded(value))
    }

    fn jump(&mut self, program: &tree::Program, label: Label) {
        self.at = program.labels.get(label.0).copied().unwrap_or(usize::MAX);
    }

    /// Leaves blocks until one takes the completion; otherwise, how the function ends.
    fn unwind(
        &mut self,
        interpreter: &mut Interpreter<'_>,
        program: &tree::Program,
        completion: Completion,
    ) -> Option<Outcome<Resumed>> {
        if matches!(completion, Completion::Next) {
            return None;
        }
        while let Some(block) = self.blocks.pop() {
            match (block, &completion) {
                (Block::Loop { end, .. }, Completion::Break) => {
                    self.jump(program, end);
                    return None;
                }
                (Block::Loop { again, end, iterator }, Completion::Continue) => {
                    self.blocks.push(Block::Loop { again, end, iterator });
                    self.jump(program, again);
                    return None;
                }
                (Block::Try(handlers), Completion::Raise(_)) => {
                    let Completion::Raise(raised) = completion else { return None };
                    interpreter.handling.push((*raised).clone());
                    self.blocks.push(Block::Handling { raised, name: None });
                    self.jump(program, handlers);
                    return None;
                }
                (Block::Finally(at), _) => {
                    if let Completion::Raise(raised) = &completion {
                        interpreter.handling.push((**raised).clone());
                    }
                    self.blocks.push(Block::Finishing(completion));
                    self.jump(program, at);
                    return None;
                }
                (Block::Handling { name, .. }, _) => self.leave_handler(interpreter, name),
                (Block::Finishing(Completion::Raise(_)), _) => drop(interpreter.handling.pop()),
                _ => {}
            }
        }
        Some(match completion {
            Completion::Raise(raised) => Err(self.escaped(interpreter, raised)),
            Completion::Return(value) => {
                self.returned = value;
                Ok(Resumed::Ended)
            }
            _ => Ok(Resumed::Ended),
        })
    }

    pub(super) fn leave_handler(&mut self, interpreter: &mut Interpreter<'_>, name: Option<tree::Place>) {
        interpreter.handling.pop();
        if let Some(place) = name {
            interpreter.store(&mut self.frame, place, None);
        }
    }

    /// The end of an iteration must not be mistaken for the end of this one.
    fn escaped(&self, interpreter: &mut Interpreter<'_>, raised: Box<Raised>) -> Stop {
        let is = |name: &str| interpreter.is_a(&raised, name);
        match self.kind {
            _ if is("StopIteration") => interpreter.ended_inside(self.kind_name(), "StopIteration", *raised),
            ProgramKind::AsyncGenerator if is("StopAsyncIteration") => {
                interpreter.ended_inside(self.kind_name(), "StopAsyncIteration", *raised)
            }
            _ => Stop::Raised(raised),
        }
    }
}

impl Interpreter<'_> {
    /// What comes out of a generator when an end of another iteration leaves it.
    pub(super) fn ended_inside(&mut self, kind: &str, ending: &str, raised: Raised) -> Stop {
        self.set_here((raised.span.source, tree::Range { start: raised.span.start, end: raised.span.end }));
        let stop = self.error("RuntimeError", format!("{kind} raised {ending}"));
        if let Stop::Raised(replaced) = &stop
            && let Value::Instance(instance) = &replaced.exception
        {
            for name in ["__cause__", "__context__"] {
                instance.set(hidden(name), raised.exception.clone(), Mark::Derived);
            }
            instance.set(hidden("__suppress_context__"), Value::Bool(true), Mark::Derived);
        }
        stop
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        meter::release(self.charged);
        self.end();
    }
}

impl Iterate for Running {
    fn next(&mut self, interpreter: &mut Interpreter<'_>) -> Outcome<Option<Value>> {
        match self.resume(interpreter, Resume::Send(Value::None))? {
            Resumed::Yielded(value) | Resumed::Waiting(value) => Ok(Some(value)),
            Resumed::Ended => Ok(None),
        }
    }

    fn running(&mut self) -> Option<&mut Running> {
        Some(self)
    }

    fn class_name(&self) -> &'static str {
        match self.kind {
            ProgramKind::Generator => "generator",
            ProgramKind::Coroutine => "coroutine",
            ProgramKind::AsyncGenerator => "async_generator",
        }
    }

    fn returned(&mut self) -> Value {
        std::mem::replace(&mut self.returned, Value::None)
    }
}
