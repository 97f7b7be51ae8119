//! Which variable a name is: Python's rules of scopes.
//!
//! First all scopes are collected, each with the names it mentions and binds ([`collect`]); then each name is resolved
//! to a variable of its own scope, of a function around it, or of the module ([`resolve`]); then variables get their
//! slots and cells ([`layout`]).

mod collect;
mod declare;
mod layout;
mod resolve;
mod walrus;

use std::collections::{HashMap, HashSet};

use ruff_python_ast::Stmt;
use ruff_text_size::TextRange;

use super::mangle::Privacy;
use super::problems::Problems;
use crate::tree;
use crate::value::Symbol;

/// Collects and resolves the scopes of a module.
///
/// `has_locals`: names of the outermost code live in a namespace before they live in the module.
pub(super) fn analyze(body: &[Stmt], has_locals: bool, problems: &mut Problems<'_>) -> Scopes {
    let drafts = collect::collect(body, problems);
    let variables = resolve::resolve(&drafts, problems);
    layout::lay_out(drafts, variables, has_locals)
}

/// A scope, by its position in the order in which the file opens them; a scope comes after the one around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct ScopeId(usize);

impl ScopeId {
    pub(super) const MODULE: Self = Self(0);
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Module,
    Class,
    /// A function or lambda.
    Function,
    /// A comprehension or generator expression.
    Comprehension,
}

/// Where a variable lives, seen from one scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Variable {
    Local(u32),
    Cell(u32),
    Global,
    /// In the namespace of the class, or global.
    Class,
}

/// All scopes of a file, resolved.
pub(super) struct Scopes {
    scopes: Vec<Resolved>,
    by_range: HashMap<TextRange, ScopeId>,
}

struct Resolved {
    kind: Kind,
    privacy: Privacy,
    /// Names that the scope declares `global`.
    declared_global: HashSet<Symbol>,
    variables: HashMap<Symbol, Variable>,
    layout: tree::Scope,
}

impl Scopes {
    /// The scope that the code at this place opens.
    pub(super) fn opened_at(&self, range: TextRange) -> Option<ScopeId> {
        self.by_range.get(&range).copied()
    }

    pub(super) fn kind(&self, id: ScopeId) -> Option<Kind> {
        self.scopes.get(id.0).map(|scope| scope.kind)
    }

    pub(super) fn privacy(&self, id: ScopeId) -> Privacy {
        self.scopes.get(id.0).map(|scope| scope.privacy.clone()).unwrap_or_default()
    }

    pub(super) fn declares_global(&self, id: ScopeId, name: Symbol) -> bool {
        self.scopes.get(id.0).is_some_and(|scope| scope.declared_global.contains(&name))
    }

    /// The variable of a name that the scope mentions.
    pub(super) fn variable(&self, id: ScopeId, name: Symbol) -> Option<Variable> {
        self.scopes.get(id.0)?.variables.get(&name).copied()
    }

    /// The slots and cells of a scope.
    pub(super) fn layout(&self, id: ScopeId) -> tree::Scope {
        let Some(scope) = self.scopes.get(id.0) else { return tree::Scope::default() };
        tree::Scope {
            locals: scope.layout.locals.clone(),
            own_cells: scope.layout.own_cells.clone(),
            free: scope.layout.free.clone(),
        }
    }
}
