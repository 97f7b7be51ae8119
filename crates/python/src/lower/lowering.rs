//! Lowering a module: where we are, and the variables of names.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use bartizan_model::Diagnostic;
use ruff_python_ast::{self as ast, Stmt};
use ruff_text_size::{Ranged, TextRange};

use super::bounds::{MAX_DEPTH, MAX_QUALIFIED_NAMES};
use super::file::File;
use super::mangle::Privacy;
use super::problems::Problems;
use super::scopes::{Kind, ScopeId, Scopes, Variable};
use crate::tree::{self, Place};
use crate::value::Symbol;

/// Lowers one file.
pub(super) struct Lowering<'l> {
    pub(super) file: &'l File<'l>,
    pub(super) scopes: &'l Scopes,
    problems: Problems<'l>,
    globals: Globals,
    pub(super) frame: Frame,
    /// Expressions and statements inside each other.
    depth: usize,
    /// Bytes of qualified names so far.
    qualified: usize,
    /// Whether `from __future__ import` would come too late.
    pub(super) is_past_future: bool,
    /// Whether annotations stay text, by `from __future__ import annotations`.
    pub(super) is_postponed: bool,
}

/// The scope that is being lowered.
pub(super) struct Frame {
    pub(super) scope: ScopeId,
    pub(super) kind: Kind,
    privacy: Privacy,
    /// What comes before the name of a function or class made here, such as `f.<locals>.`.
    pub(super) prefix: Rc<str>,
    /// Loops around the statement.
    pub(super) loops: usize,
    /// Inside `async def`.
    pub(super) is_async: bool,
    /// Whether the function yields.
    pub(super) yields: bool,
}

/// Names of the module's slots.
#[derive(Default)]
struct Globals {
    names: Vec<Symbol>,
    slots: HashMap<Symbol, u32>,
    assigned: HashSet<Symbol>,
}

impl Globals {
    fn slot(&mut self, name: Symbol) -> u32 {
        *self.slots.entry(name).or_insert_with(|| {
            self.names.push(name);
            (self.names.len() - 1) as u32
        })
    }
}

impl<'l> Lowering<'l> {
    pub(super) fn new(file: &'l File<'l>, scopes: &'l Scopes, problems: Problems<'l>) -> Self {
        let frame = Frame {
            scope: ScopeId::MODULE,
            kind: Kind::Module,
            privacy: Privacy::default(),
            prefix: "".into(),
            loops: 0,
            is_async: false,
            yields: false,
        };
        Self {
            file,
            scopes,
            problems,
            globals: Globals::default(),
            frame,
            depth: 0,
            qualified: 0,
            is_past_future: false,
            is_postponed: false,
        }
    }

    /// The same, for code of a module that has these names already.
    pub(super) fn with_globals(mut self, names: Vec<Symbol>) -> Self {
        for name in names {
            self.globals.slot(name);
        }
        self
    }

    /// The module, or what is wrong with it, also what was known before.
    pub(super) fn module(mut self, body: &[Stmt]) -> Result<tree::Module, Vec<Diagnostic>> {
        let mut lowered = Vec::with_capacity(body.len());
        for (at, statement) in body.iter().enumerate() {
            let is_documentation = at == 0 && documentation(body).is_some();
            self.is_past_future |= !is_documentation && !is_future_import(statement);
            self.statement(statement, &mut lowered);
        }
        let text = documentation(body).map(|text| self.string(text));
        self.problems.finish(tree::Module {
            documentation: text,
            body: lowered,
            globals: self.globals.names,
            assigned: self.globals.assigned,
        })
    }

    /// Lowers what is in an inner scope.
    pub(super) fn within<T>(
        &mut self,
        opened_at: TextRange,
        prefix: Rc<str>,
        inside: impl FnOnce(&mut Self) -> T,
    ) -> (tree::Scope, T) {
        let scope = self.scopes.opened_at(opened_at);
        let (scope, kind) = match scope.and_then(|scope| Some((scope, self.scopes.kind(scope)?))) {
            Some(found) => found,
            None => {
                self.internal(opened_at);
                (self.frame.scope, self.frame.kind)
            }
        };
        let frame = Frame {
            scope,
            kind,
            privacy: self.scopes.privacy(scope),
            prefix,
            loops: 0,
            is_async: false,
            yields: false,
        };
        let outer = std::mem::replace(&mut self.frame, frame);
        let result = inside(self);
        self.frame = outer;
        (self.scopes.layout(scope), result)
    }

    /// Counts one more level while `inside` runs; `None` if there are too many.
    pub(super) fn deeper<T>(&mut self, range: TextRange, inside: impl FnOnce(&mut Self) -> T) -> Option<T> {
        if self.depth >= MAX_DEPTH {
            self.refuse(range, "code is nested too deeply", "give the inner parts names");
            return None;
        }
        self.depth += 1;
        let result = inside(self);
        self.depth -= 1;
        Some(result)
    }

    pub(super) fn range(&self, node: impl Ranged) -> tree::Range {
        self.file.range(node.range())
    }

    /// The name as the class around makes it.
    pub(super) fn symbol(&self, name: &str) -> Symbol {
        Symbol::new(&self.frame.privacy.mangle(name))
    }

    /// Where the value of a name lives.
    pub(super) fn place(&mut self, name: Symbol, range: TextRange) -> Place {
        match self.scopes.variable(self.frame.scope, name) {
            Some(Variable::Local(slot)) => Place::Local(slot),
            Some(Variable::Cell(cell)) => Place::Cell(cell),
            // A body's namespace may hold what no statement of the body assigns: `exec`, `vars()`, `__qualname__`.
            Some(Variable::Global)
                if self.frame.kind == Kind::Class && !self.scopes.declares_global(self.frame.scope, name) =>
            {
                Place::Class(name, self.globals.slot(name))
            }
            Some(Variable::Global) => Place::Global(self.globals.slot(name)),
            Some(Variable::Class) => Place::Class(name, self.globals.slot(name)),
            None => {
                self.internal(range);
                Place::Global(0)
            }
        }
    }

    /// Notes that a statement gives a global name a value.
    pub(super) fn note_assigned(&mut self, name: Symbol) {
        self.globals.assigned.insert(name);
    }

    /// The qualified name of a function or class made here, as CPython gives it.
    pub(super) fn qualified_name(&mut self, name: &str, range: TextRange) -> Rc<str> {
        let is_global = self.scopes.declares_global(self.frame.scope, self.symbol(name));
        let qualified: Rc<str> = if is_global { name.into() } else { format!("{}{name}", self.frame.prefix).into() };
        self.qualified += qualified.len();
        if self.qualified <= MAX_QUALIFIED_NAMES {
            return qualified;
        }
        let message = format!("the qualified names of all functions have more than {MAX_QUALIFIED_NAMES} bytes");
        self.refuse(range, message, "choose shorter names");
        "".into()
    }

    pub(super) fn error(&mut self, range: TextRange, message: impl Into<String>, help: &str) {
        self.problems.error(range, message, help);
    }

    pub(super) fn refuse(&mut self, range: TextRange, message: impl Into<String>, help: &str) {
        self.problems.refuse(range, message, help);
    }

    /// The two walks over the file disagree, which no file can make them do.
    fn internal(&mut self, range: TextRange) {
        self.error(range, "internal error: a name has no variable", "please report this as a bug of Bartizan");
    }
}

/// The docstring of a body.
pub(super) fn documentation(body: &[Stmt]) -> Option<&ast::ExprStringLiteral> {
    match body.first()? {
        Stmt::Expr(ast::StmtExpr { value, .. }) => value.as_string_literal_expr(),
        _ => None,
    }
}

fn is_future_import(statement: &Stmt) -> bool {
    match statement {
        Stmt::ImportFrom(import) => import.level == 0 && import.module.as_deref() == Some("__future__"),
        _ => false,
    }
}
