//! Takes expressions apart at the places where they stop, in the order of evaluation.

use super::{Writer, is_kept, stops};
use crate::tree::{Compare, Expr, ExprKind, Operation, Range};

impl Writer<'_> {
    /// The expression without places where it stops: those are instructions before it.
    pub(super) fn flat(&mut self, mut expression: Expr) -> Expr {
        if !stops(&mut expression) {
            return expression;
        }
        let range = expression.range;
        match expression.kind {
            ExprKind::Yield(value) => {
                let value = value.map(|value| self.flat(*value));
                let slot = self.slot();
                self.push(Operation::Yield(value, slot));
                Self::kept(slot, range)
            }
            ExprKind::YieldFrom(to) => self.delegate(*to, range, false),
            ExprKind::Await(to) => self.delegate(*to, range, true),
            ExprKind::And(operands) => self.logic(operands, range, false),
            ExprKind::Or(operands) => self.logic(operands, range, true),
            ExprKind::Conditional { test, then, otherwise } => self.conditional(*test, *then, *otherwise, range),
            ExprKind::Compare(first, rest) if rest.len() > 1 => self.comparison(*first, rest, range),
            _ => {
                self.hoist(expression.operands());
                expression
            }
        }
    }

    /// Takes the last operand that stops apart; what is evaluated before it is kept in slots.
    pub(super) fn hoist(&mut self, mut operands: Vec<&mut Expr>) {
        let Some(last) = operands.iter_mut().rposition(|operand| stops(operand)) else { return };
        for (at, operand) in operands.into_iter().take(last + 1).enumerate() {
            let range = operand.range;
            let taken = std::mem::replace(operand, Expr { range, kind: ExprKind::None });
            *operand = self.flat(taken);
            if at < last {
                self.keep(operand);
            }
        }
    }

    /// Evaluates an expression now, so that it is only read later.
    pub(super) fn keep(&mut self, expression: &mut Expr) {
        let is_constant = matches!(
            expression.kind,
            ExprKind::None | ExprKind::Bool(_) | ExprKind::Int(_) | ExprKind::Str(_) | ExprKind::Float(_)
        );
        // A slice is not a value of its own here; its parts are.
        if let ExprKind::Slice(..) = expression.kind {
            return expression.operands().into_iter().for_each(|part| self.keep(part));
        }
        if !is_constant && !is_kept(expression) {
            let range = expression.range;
            let slot = self.slot();
            let taken = std::mem::replace(expression, Self::kept(slot, range));
            self.push(Operation::Keep(taken, slot));
        }
    }

    fn delegate(&mut self, to: Expr, range: Range, is_await: bool) -> Expr {
        let to = self.flat(to);
        let into = self.slot();
        self.push(Operation::Delegate { to, into, is_await });
        Self::kept(into, range)
    }

    fn logic(&mut self, operands: Vec<Expr>, range: Range, ends_on: bool) -> Expr {
        let (slot, end) = (self.slot(), self.label());
        let count = operands.len();
        for (number, operand) in (1..).zip(operands) {
            let operand = self.flat(operand);
            self.push(Operation::Keep(operand, slot));
            if number < count {
                self.push(Operation::JumpIf(ends_on, Self::kept(slot, range), end));
            }
        }
        self.place(end);
        Self::kept(slot, range)
    }

    fn conditional(&mut self, test: Expr, then: Expr, otherwise: Expr, range: Range) -> Expr {
        let (slot, other, end) = (self.slot(), self.label(), self.label());
        let test = self.flat(test);
        self.push(Operation::JumpIf(false, test, other));
        let then = self.flat(then);
        self.push(Operation::Keep(then, slot));
        self.push(Operation::Jump(end));
        self.place(other);
        let otherwise = self.flat(otherwise);
        self.push(Operation::Keep(otherwise, slot));
        self.place(end);
        Self::kept(slot, range)
    }

    /// `a < b < c`: what comes after a false comparison is not evaluated.
    fn comparison(&mut self, first: Expr, rest: Vec<(Compare, Expr)>, range: Range) -> Expr {
        let (result, end) = (self.slot(), self.label());
        let mut left = self.flat(first);
        self.keep(&mut left);
        let count = rest.len();
        for (number, (operator, right)) in (1..).zip(rest) {
            let mut right = self.flat(right);
            self.keep(&mut right);
            let next = match right.kind {
                ExprKind::Name(place, name) => ExprKind::Name(place, name),
                _ => ExprKind::None,
            };
            let next = Expr { range, kind: next };
            let compared = ExprKind::Compare(Box::new(left), vec![(operator, right)]);
            self.push(Operation::Keep(Expr { range, kind: compared }, result));
            if number < count {
                self.push(Operation::JumpIf(false, Self::kept(result, range), end));
            }
            left = next;
        }
        self.place(end);
        Self::kept(result, range)
    }
}
