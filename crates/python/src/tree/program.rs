//! Code that can stop in the middle and go on later: functions that yield or wait, as a list of instructions.
//!
//! Statements that cannot stop stay trees ([`Operation::Run`]); what contains a `yield` is taken apart, and what was
//! evaluated before it is kept in slots of the frame. Loops, `try` and `with` are blocks that are entered and left.

use super::{Case, Expr, Range, Stmt, Target};

/// The code of a function that can stop.
#[derive(Debug)]
pub(crate) struct Program {
    pub(crate) kind: ProgramKind,
    pub(crate) instructions: Vec<Instruction>,
    /// Where each label points to.
    pub(crate) labels: Vec<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ProgramKind {
    /// `yield` in a `def`
    Generator,
    /// `async def`
    Coroutine,
    /// `yield` in an `async def`
    AsyncGenerator,
}

#[derive(Debug)]
pub(crate) struct Instruction {
    /// The statement or expression that messages point to.
    pub(crate) range: Range,
    pub(crate) operation: Operation,
}

/// A local slot for what a program has to remember.
pub(crate) type Slot = u32;

/// A place in a program, by its position in [`Program::labels`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Label(pub(crate) usize);

#[derive(Debug)]
pub(crate) enum Operation {
    /// A statement that cannot stop.
    Run(Stmt),
    /// Keeps the value of an expression.
    Keep(Expr, Slot),
    /// Stops with a value; the slot takes what is sent.
    Yield(Option<Expr>, Slot),
    /// Stops with each value of an iterable, or with what an awaited object stops with; the slot takes the result.
    Delegate {
        to: Expr,
        into: Slot,
        is_await: bool,
    },
    Jump(Label),
    /// Jumps when the truth of the value is the flag.
    JumpIf(bool, Expr, Label),
    /// Enters a loop.
    Loop {
        again: Label,
        end: Label,
    },
    /// Enters a loop over an iterable.
    For {
        iterable: Expr,
        again: Label,
        end: Label,
    },
    /// Takes the next item of the innermost loop, or leaves it.
    Next {
        target: Target,
        exhausted: Label,
    },
    /// Enters a `try` whose handlers are there.
    Try(Label),
    /// Enters a part that runs what is there however it is left.
    Finally(Label),
    /// Leaves the innermost block by its end.
    Leave,
    /// The start of a handler: jumps when it is not for the exception.
    Catch {
        exceptions: Caught,
        name: Option<Target>,
        otherwise: Label,
    },
    /// No handler was for the exception.
    Reraise,
    /// The end of what a [`Operation::Finally`] runs: goes on as the part was left. When the slot's value is true, an exception is over.
    EndFinally(Option<Slot>),
    /// Enters a context manager: keeps its way out, and what entering gives.
    Enter {
        manager: Expr,
        exit: Slot,
        entered: Slot,
        is_async: bool,
    },
    /// Calls the way out of a context manager, as the part was left.
    Exit {
        exit: Slot,
        result: Slot,
    },
    /// Jumps when the value does not fit the case; its body is empty.
    Case {
        value: Slot,
        case: Case,
        otherwise: Label,
    },
    /// The iterator of an `async for`.
    AsyncIterate(Expr, Slot),
    /// What to wait for to get its next item.
    AsyncNext {
        iterator: Slot,
        into: Slot,
    },
    Break,
    Continue,
    Return(Option<Expr>),
}

/// Which exceptions a handler is for.
#[derive(Debug)]
pub(crate) enum Caught {
    All,
    Of(Expr),
    /// `StopAsyncIteration`: the end of an `async for`.
    AsyncEnd,
}
