//! From the body of a function that yields or waits to a [`Program`].

mod blocks;
mod hoisting;

use crate::tree::{
    Expr, ExprKind, Instruction, Label, Operation, Place, Program, ProgramKind, Range, Scope, Slot, Stmt, StmtKind,
    Target, TargetKind,
};
use crate::value::Symbol;

/// Makes the program of a function; slots for what it has to remember are added to the scope.
pub(super) fn program(kind: ProgramKind, body: Vec<Stmt>, scope: &mut Scope) -> Program {
    let range = body.first().map_or(Range { start: 0, end: 0 }, |first| first.range);
    let mut writer = Writer { scope, range, instructions: Vec::new(), labels: Vec::new() };
    writer.block(body);
    Program { kind, instructions: writer.instructions, labels: writer.labels }
}

struct Writer<'s> {
    scope: &'s mut Scope,
    /// The statement that is being taken apart.
    range: Range,
    instructions: Vec<Instruction>,
    labels: Vec<usize>,
}

impl Writer<'_> {
    fn push(&mut self, operation: Operation) {
        self.instructions.push(Instruction { range: self.range, operation });
    }

    fn label(&mut self) -> Label {
        self.labels.push(usize::MAX);
        Label(self.labels.len() - 1)
    }

    /// The label points to the next instruction.
    fn place(&mut self, label: Label) {
        if let Some(place) = self.labels.get_mut(label.0) {
            *place = self.instructions.len();
        }
    }

    /// A new slot, whose name no script can write.
    fn slot(&mut self) -> Slot {
        self.scope.locals.push(Symbol::new(".kept"));
        (self.scope.locals.len() - 1) as Slot
    }

    fn block(&mut self, statements: Vec<Stmt>) {
        for statement in statements {
            self.statement(statement);
        }
    }

    fn statement(&mut self, statement: Stmt) {
        self.range = statement.range;
        match statement.kind {
            StmtKind::If { branches, otherwise } => self.branches(branches, otherwise),
            StmtKind::While { test, body, otherwise } => self.while_loop(test, body, otherwise),
            StmtKind::For { target, iterable, body, otherwise, is_async: false } => {
                self.for_loop(target, iterable, body, otherwise);
            }
            StmtKind::For { target, iterable, body, otherwise, is_async: true } => {
                self.async_for_loop(target, iterable, body, otherwise);
            }
            StmtKind::Match { subject, cases } => self.matching(subject, cases),
            StmtKind::With { items, body, is_async } => self.with(items.into_iter(), body, is_async),
            StmtKind::Try { body, handlers, otherwise, finally, is_star: false } => {
                self.attempt(body, handlers, otherwise, finally);
            }
            StmtKind::Break => self.push(Operation::Break),
            StmtKind::Continue => self.push(Operation::Continue),
            StmtKind::Return(value) => {
                let value = value.map(|value| self.flat(value));
                self.push(Operation::Return(value));
            }
            kind => self.simple(kind),
        }
    }

    /// A statement without a body of its own.
    fn simple(&mut self, mut kind: StmtKind) {
        match &mut kind {
            StmtKind::Expr(expression) => {
                self.hoist(vec![expression]);
                if is_kept(expression) {
                    return;
                }
            }
            StmtKind::Assign { targets, value } => {
                self.hoist(vec![value]);
                if targets.iter_mut().any(|target| target.operands().into_iter().any(stops)) {
                    self.keep(value);
                    self.hoist(targets.iter_mut().flat_map(Target::operands).collect());
                }
            }
            StmtKind::Augment { target, value, .. } => self.augment(target, value),
            StmtKind::Annotate { target, value: Some(value), .. } => {
                self.hoist(vec![value]);
                self.hoist(target.operands());
            }
            StmtKind::Delete(targets) => self.hoist(targets.iter_mut().flat_map(Target::operands).collect()),
            StmtKind::Raise { exception, cause } => self.hoist(exception.iter_mut().chain(cause).collect()),
            StmtKind::Assert { test, message } => match message.as_mut().is_some_and(stops) {
                true => return self.assert(kind),
                false => self.hoist(vec![test]),
            },
            StmtKind::Function { decorators, defaults, .. } => {
                self.hoist(decorators.iter_mut().chain(defaults.operands()).collect());
            }
            StmtKind::Class { decorators, bases, keywords, .. } => {
                let bases = crate::tree::of_arguments(bases);
                self.hoist(decorators.iter_mut().chain(bases).chain(crate::tree::of_keywords(keywords)).collect());
            }
            _ => {}
        }
        let range = self.range;
        self.push(Operation::Run(Stmt { range, kind }));
    }

    /// `target += value` reads the target before the value.
    fn augment(&mut self, target: &mut Target, value: &mut Expr) {
        if !stops(value) {
            return self.hoist(target.operands());
        }
        for operand in target.operands() {
            self.hoist(vec![&mut *operand]);
            self.keep(operand);
        }
        if let TargetKind::Name(place, name) = target.kind {
            let kind = ExprKind::Name(place, name);
            self.keep(&mut Expr { range: target.range, kind });
        }
        self.hoist(vec![value]);
    }

    /// An `assert` whose message is only evaluated when it fails, and stops.
    fn assert(&mut self, kind: StmtKind) {
        let StmtKind::Assert { test, message } = kind else { return };
        let end = self.label();
        let test = self.flat(test);
        self.push(Operation::JumpIf(true, test, end));
        let message = message.map(|message| self.flat(message));
        let (range, test) = (self.range, Expr { range: self.range, kind: ExprKind::Bool(false) });
        self.push(Operation::Run(Stmt { range, kind: StmtKind::Assert { test, message } }));
        self.place(end);
    }

    /// What a slot holds.
    fn kept(slot: Slot, range: Range) -> Expr {
        Expr { range, kind: ExprKind::Name(Place::Local(slot), Symbol::new(".kept")) }
    }

    /// Assigns to a slot.
    fn into_slot(slot: Slot, range: Range) -> Target {
        Target { range, kind: TargetKind::Name(Place::Local(slot), Symbol::new(".kept")) }
    }
}

/// Whether evaluating an expression may stop the function.
fn stops(expression: &mut Expr) -> bool {
    match expression.kind {
        ExprKind::Yield(_) | ExprKind::YieldFrom(_) | ExprKind::Await(_) => true,
        _ => expression.operands().into_iter().any(stops),
    }
}

/// Whether an expression only reads a slot.
fn is_kept(expression: &Expr) -> bool {
    matches!(expression.kind, ExprKind::Name(Place::Local(_), name) if &*name.name() == ".kept")
}
