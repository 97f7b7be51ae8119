//! Statements.

use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::lowering::Lowering;
use super::operator;
use super::scopes::Kind;
use crate::tree::{self, Handler, StmtKind};

impl Lowering<'_> {
    pub(super) fn block(&mut self, statements: &[Stmt]) -> Vec<tree::Stmt> {
        let mut lowered = Vec::with_capacity(statements.len());
        for statement in statements {
            self.statement(statement, &mut lowered);
        }
        lowered
    }

    /// Lowers one statement to none (`global`), one, or several (`import a, b`).
    pub(super) fn statement(&mut self, statement: &Stmt, lowered: &mut Vec<tree::Stmt>) {
        self.deeper(statement.range(), |this| match statement {
            Stmt::Import(import) => this.import(import, lowered),
            Stmt::Global(_) | Stmt::Nonlocal(_) => {}
            _ => {
                let range = this.range(statement);
                let kind = this.statement_kind(statement);
                lowered.push(tree::Stmt { range, kind });
            }
        });
    }

    fn statement_kind(&mut self, statement: &Stmt) -> StmtKind {
        match statement {
            Stmt::Expr(expression) => StmtKind::Expr(self.expression(&expression.value)),
            Stmt::Assign(assign) => self.assign(assign),
            Stmt::AugAssign(augment) => StmtKind::Augment {
                target: self.target(&augment.target),
                operator: operator::binary(augment.op),
                value: self.expression(&augment.value),
            },
            Stmt::AnnAssign(annotate) => StmtKind::Annotate {
                target: self.target(&annotate.target),
                annotation: self.annotation(&annotate.annotation),
                value: self.optional(annotate.value.as_deref()),
            },
            Stmt::Delete(delete) => StmtKind::Delete(self.deleted(&delete.targets)),
            Stmt::If(branch) => self.branches(branch),
            Stmt::While(repeat) => StmtKind::While {
                test: self.expression(&repeat.test),
                body: self.loop_body(&repeat.body),
                otherwise: self.block(&repeat.orelse),
            },
            Stmt::For(repeat) => self.for_loop(repeat),
            Stmt::With(with) => self.with(with),
            Stmt::Try(attempt) => self.attempt(attempt),
            Stmt::Raise(raise) => StmtKind::Raise {
                exception: self.optional(raise.exc.as_deref()),
                cause: self.optional(raise.cause.as_deref()),
            },
            Stmt::Assert(assert) => {
                StmtKind::Assert { test: self.expression(&assert.test), message: self.optional(assert.msg.as_deref()) }
            }
            Stmt::Return(value) => self.return_from(value),
            Stmt::FunctionDef(function) => self.function_statement(function),
            Stmt::ClassDef(class) => self.class_statement(class),
            Stmt::ImportFrom(import) => self.import_from(import),
            Stmt::Break(leave) => self.in_loop("break", leave.range(), StmtKind::Break),
            Stmt::Continue(leave) => self.in_loop("continue", leave.range(), StmtKind::Continue),
            Stmt::Pass(_) | Stmt::Import(_) | Stmt::Global(_) | Stmt::Nonlocal(_) => StmtKind::Pass,
            Stmt::Match(matching) => self.matching(matching),
            Stmt::TypeAlias(alias) => StmtKind::TypeAlias {
                target: self.target(&alias.name),
                name: self.file.slice(alias.name.range()).into(),
                value: self.file.slice(alias.value.range()).into(),
            },
            Stmt::IpyEscapeCommand(_) => self.unsupported(statement),
        }
    }

    fn unsupported(&mut self, statement: &Stmt) -> StmtKind {
        self.refuse(self.keyword(statement.range()), "IPython commands are not supported", "remove it");
        StmtKind::Pass
    }

    fn assign(&mut self, assign: &ast::StmtAssign) -> StmtKind {
        let targets = assign.targets.iter().map(|target| self.target(target)).collect();
        StmtKind::Assign { targets, value: self.expression(&assign.value) }
    }

    fn branches(&mut self, branch: &ast::StmtIf) -> StmtKind {
        let mut branches = vec![(self.expression(&branch.test), self.block(&branch.body))];
        let mut otherwise = Vec::new();
        for clause in &branch.elif_else_clauses {
            match &clause.test {
                Some(test) => branches.push((self.expression(test), self.block(&clause.body))),
                None => otherwise = self.block(&clause.body),
            }
        }
        StmtKind::If { branches, otherwise }
    }

    fn for_loop(&mut self, repeat: &ast::StmtFor) -> StmtKind {
        self.check_async("async for", repeat.is_async, repeat.range());
        StmtKind::For {
            target: self.target(&repeat.target),
            iterable: self.expression(&repeat.iter),
            body: self.loop_body(&repeat.body),
            otherwise: self.block(&repeat.orelse),
            is_async: repeat.is_async,
        }
    }

    fn loop_body(&mut self, body: &[Stmt]) -> Vec<tree::Stmt> {
        self.frame.loops += 1;
        let body = self.block(body);
        self.frame.loops -= 1;
        body
    }

    fn in_loop(&mut self, word: &str, range: TextRange, kind: StmtKind) -> StmtKind {
        if self.frame.loops == 0 {
            self.error(range, format!("`{word}` outside of a loop"), "remove it, or move it into the loop");
        }
        kind
    }

    fn with(&mut self, with: &ast::StmtWith) -> StmtKind {
        self.check_async("async with", with.is_async, with.range());
        let mut items = Vec::with_capacity(with.items.len());
        for item in &with.items {
            let context = self.expression(&item.context_expr);
            items.push((context, item.optional_vars.as_deref().map(|target| self.target(target))));
        }
        StmtKind::With { items, body: self.block(&with.body), is_async: with.is_async }
    }

    fn attempt(&mut self, attempt: &ast::StmtTry) -> StmtKind {
        let body = self.block(&attempt.body);
        let mut handlers = Vec::with_capacity(attempt.handlers.len());
        for (at, handler) in attempt.handlers.iter().enumerate() {
            let ast::ExceptHandler::ExceptHandler(handler) = handler;
            if handler.type_.is_none() && at + 1 < attempt.handlers.len() {
                self.error(
                    self.keyword(handler.range()),
                    "an `except` for all exceptions must be last",
                    "move it down",
                );
            }
            handlers.push(self.handler(handler));
        }
        let (otherwise, finally) = (self.block(&attempt.orelse), self.block(&attempt.finalbody));
        StmtKind::Try { body, handlers, otherwise, finally, is_star: attempt.is_star }
    }

    fn handler(&mut self, handler: &ast::ExceptHandlerExceptHandler) -> Handler {
        Handler {
            range: self.range(handler),
            exceptions: self.optional(handler.type_.as_deref()),
            name: handler.name.as_ref().map(|name| self.name_target(name, name.range())),
            body: self.block(&handler.body),
        }
    }

    fn return_from(&mut self, value: &ast::StmtReturn) -> StmtKind {
        if self.frame.kind != Kind::Function {
            self.error(value.range(), "`return` outside of a function", "remove it, or use `sys.exit()` to stop");
        }
        StmtKind::Return(self.optional(value.value.as_deref()))
    }

    pub(super) fn optional(&mut self, expression: Option<&Expr>) -> Option<tree::Expr> {
        expression.map(|expression| self.expression(expression))
    }

    /// `async for`, `async with` and `await` stand in an `async def`.
    pub(super) fn check_async(&mut self, what: &str, is_async: bool, range: TextRange) {
        if is_async && !(self.frame.is_async && self.frame.kind == Kind::Function) {
            let message = format!("`{what}` outside of an async function");
            self.error(self.keyword(range), message, "write `async def` before the function around it");
        }
    }

    /// The first word of a node, rather than all its lines.
    pub(super) fn keyword(&self, range: TextRange) -> TextRange {
        let length = self.file.slice(range).bytes().take_while(u8::is_ascii_alphabetic).count();
        let end = range.start() + TextSize::new(length as u32);
        if length == 0 { range } else { TextRange::new(range.start(), end) }
    }
}
