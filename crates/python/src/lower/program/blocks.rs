//! Statements with bodies, as instructions.

use super::{Writer, stops};
use crate::tree::{Case, Caught, Expr, Handler, Operation, Stmt, Target};

impl Writer<'_> {
    pub(super) fn branches(&mut self, branches: Vec<(Expr, Vec<Stmt>)>, otherwise: Vec<Stmt>) {
        let end = self.label();
        for (test, body) in branches {
            let next = self.label();
            let test = self.flat(test);
            self.push(Operation::JumpIf(false, test, next));
            self.block(body);
            self.push(Operation::Jump(end));
            self.place(next);
        }
        self.block(otherwise);
        self.place(end);
    }

    pub(super) fn while_loop(&mut self, test: Expr, body: Vec<Stmt>, otherwise: Vec<Stmt>) {
        let (again, done, end) = (self.label(), self.label(), self.label());
        self.push(Operation::Loop { again, end });
        self.place(again);
        let test = self.flat(test);
        self.push(Operation::JumpIf(false, test, done));
        self.block(body);
        self.push(Operation::Jump(again));
        self.place(done);
        self.push(Operation::Leave);
        self.block(otherwise);
        self.place(end);
    }

    pub(super) fn for_loop(&mut self, target: Target, iterable: Expr, body: Vec<Stmt>, otherwise: Vec<Stmt>) {
        let (again, exhausted, end) = (self.label(), self.label(), self.label());
        let iterable = self.flat(iterable);
        self.push(Operation::For { iterable, again, end });
        self.place(again);
        self.next(target, |target| Operation::Next { target, exhausted });
        self.block(body);
        self.push(Operation::Jump(again));
        self.place(exhausted);
        self.block(otherwise);
        self.place(end);
    }

    /// The target of a loop; one that stops is assigned to afterwards.
    fn next(&mut self, mut target: Target, operation: impl FnOnce(Target) -> Operation) {
        if !target.operands().into_iter().any(stops) {
            return self.push(operation(target));
        }
        let slot = self.slot();
        let range = target.range;
        self.push(operation(Self::into_slot(slot, range)));
        self.assign_kept(target, Self::kept(slot, range));
    }

    fn assign_kept(&mut self, target: Target, value: Expr) {
        self.simple(crate::tree::StmtKind::Assign { targets: vec![target], value });
    }

    pub(super) fn async_for_loop(&mut self, target: Target, iterable: Expr, body: Vec<Stmt>, otherwise: Vec<Stmt>) {
        let (again, ended, exhausted, end) = (self.label(), self.label(), self.label(), self.label());
        let (iterator, awaited, item) = (self.slot(), self.slot(), self.slot());
        let range = iterable.range;
        let iterable = self.flat(iterable);
        self.push(Operation::AsyncIterate(iterable, iterator));
        self.push(Operation::Loop { again, end });
        self.place(again);
        self.push(Operation::Try(ended));
        self.push(Operation::AsyncNext { iterator, into: awaited });
        self.push(Operation::Delegate { to: Self::kept(awaited, range), into: item, is_await: true });
        self.push(Operation::Leave);
        self.assign_kept(target, Self::kept(item, range));
        self.block(body);
        self.push(Operation::Jump(again));
        self.place(ended);
        self.push(Operation::Catch { exceptions: Caught::AsyncEnd, name: None, otherwise: exhausted });
        self.push(Operation::Leave);
        self.push(Operation::Leave);
        self.block(otherwise);
        self.push(Operation::Jump(end));
        self.place(exhausted);
        self.push(Operation::Reraise);
        self.place(end);
    }

    pub(super) fn matching(&mut self, subject: Expr, cases: Vec<Case>) {
        let (value, end) = (self.slot(), self.label());
        let subject = self.flat(subject);
        self.push(Operation::Keep(subject, value));
        for mut case in cases {
            let next = self.label();
            let guard = case.guard.take();
            let body = std::mem::take(&mut case.body);
            self.push(Operation::Case { value, case, otherwise: next });
            if let Some(guard) = guard {
                let guard = self.flat(guard);
                self.push(Operation::JumpIf(false, guard, next));
            }
            self.block(body);
            self.push(Operation::Jump(end));
            self.place(next);
        }
        self.place(end);
    }

    pub(super) fn with(
        &mut self,
        mut items: impl Iterator<Item = (Expr, Option<Target>)>,
        body: Vec<Stmt>,
        is_async: bool,
    ) {
        let mut open = Vec::new();
        let range = self.range;
        for (manager, target) in items.by_ref() {
            let (exit, entered, result, left) = (self.slot(), self.slot(), self.slot(), self.label());
            let manager = self.flat(manager);
            self.push(Operation::Enter { manager, exit, entered, is_async });
            if is_async {
                self.push(Operation::Delegate { to: Self::kept(entered, range), into: entered, is_await: true });
            }
            self.push(Operation::Finally(left));
            if let Some(target) = target {
                self.assign_kept(target, Self::kept(entered, range));
            }
            open.push((exit, result, left));
        }
        self.block(body);
        self.range = range;
        for (exit, result, left) in open.into_iter().rev() {
            self.push(Operation::Leave);
            self.place(left);
            self.push(Operation::Exit { exit, result });
            if is_async {
                self.push(Operation::Delegate { to: Self::kept(result, range), into: result, is_await: true });
            }
            self.push(Operation::EndFinally(Some(result)));
        }
    }

    pub(super) fn attempt(
        &mut self,
        body: Vec<Stmt>,
        handlers: Vec<Handler>,
        otherwise: Vec<Stmt>,
        finally: Vec<Stmt>,
    ) {
        let (caught, after, last) = (self.label(), self.label(), self.label());
        let has_finally = !finally.is_empty();
        if has_finally {
            self.push(Operation::Finally(last));
        }
        if handlers.is_empty() {
            self.block(body);
            self.block(otherwise);
        } else {
            self.push(Operation::Try(caught));
            self.block(body);
            self.push(Operation::Leave);
            self.block(otherwise);
            self.push(Operation::Jump(after));
            self.place(caught);
            for handler in handlers {
                self.handler(handler, after);
            }
            self.push(Operation::Reraise);
        }
        self.place(after);
        if has_finally {
            self.push(Operation::Leave);
            self.place(last);
            self.block(finally);
            self.push(Operation::EndFinally(None));
        }
    }

    fn handler(&mut self, handler: Handler, after: crate::tree::Label) {
        let next = self.label();
        self.range = handler.range;
        let exceptions = match handler.exceptions {
            None => Caught::All,
            Some(classes) => Caught::Of(self.flat(classes)),
        };
        self.push(Operation::Catch { exceptions, name: handler.name, otherwise: next });
        self.block(handler.body);
        self.push(Operation::Leave);
        self.push(Operation::Jump(after));
        self.place(next);
    }
}
