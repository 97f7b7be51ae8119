//! Slots and cells of the variables.

use std::collections::HashMap;

use super::collect::{Declared, Draft, Drafts};
use super::resolve::{Owner, Variables};
use super::{Kind, Resolved, ScopeId, Scopes, Variable};
use crate::tree;
use crate::value::Symbol;

pub(super) fn lay_out(drafts: Drafts, variables: Vec<Variables>, has_locals: bool) -> Scopes {
    let mut scopes: Vec<Resolved> = Vec::new();
    for (draft, own) in drafts.scopes.into_iter().zip(&variables) {
        let around = draft.parent;
        let free = own.free.order.iter().map(|name| (*name, cell_of(*name, around, &scopes, &variables)));
        let layout = tree::Scope { free: free.collect(), ..slots(&draft, own) };
        scopes.push(resolved(draft, own, layout, has_locals));
    }
    Scopes { scopes, by_range: drafts.by_range }
}

/// The cell of the enclosing frame that holds a variable: its own, or one that it received itself.
fn cell_of(name: Symbol, around: ScopeId, scopes: &[Resolved], variables: &[Variables]) -> u32 {
    let (Some(scope), Some(variables)) = (scopes.get(around.0), variables.get(around.0)) else { return 0 };
    let own = variables.shared.position(name);
    let received = || variables.free.position(name).map(|at| scope.layout.own_cells.len() + at);
    own.or_else(received).unwrap_or(0) as u32
}

/// Local slots, parameters first, and own cells. A class has no slots.
fn slots(draft: &Draft, own: &Variables) -> tree::Scope {
    let has_slots = matches!(draft.kind, Kind::Function | Kind::Comprehension);
    let mut parameters = HashMap::new();
    let mut locals = Vec::new();
    for name in draft.order.iter().filter(|_| has_slots) {
        let is_parameter = draft.names.get(name).is_some_and(|mention| mention.is_parameter);
        let is_own = own.owners.get(name) == Some(&Owner::Own);
        if is_parameter {
            parameters.insert(*name, locals.len() as u32);
        }
        if is_parameter || (is_own && own.shared.position(*name).is_none()) {
            locals.push(*name);
        }
    }
    let own_cells = own.shared.order.iter().map(|name| (*name, parameters.get(name).copied())).collect();
    tree::Scope { locals, own_cells, free: Vec::new() }
}

fn resolved(draft: Draft, own: &Variables, layout: tree::Scope, has_locals: bool) -> Resolved {
    let slots: HashMap<Symbol, u32> = layout.locals.iter().copied().zip(0..).collect();
    let cells = layout.own_cells.len();
    let variable = |name: &Symbol| match own.owners.get(name)? {
        Owner::Global if has_locals && draft.kind == Kind::Module && !is_declared(&draft, name) => {
            Some(Variable::Class)
        }
        Owner::Global => Some(Variable::Global),
        Owner::Own if draft.kind == Kind::Class => Some(Variable::Class),
        Owner::Own => match own.shared.position(*name) {
            Some(cell) => Some(Variable::Cell(cell as u32)),
            None => slots.get(name).copied().map(Variable::Local),
        },
        Owner::Enclosing => own.free.position(*name).map(|at| Variable::Cell((cells + at) as u32)),
    };
    let variables = draft.order.iter().filter_map(|name| Some((*name, variable(name)?))).collect();
    let declared_global = draft.order.iter().filter(|name| is_declared(&draft, name)).copied().collect();
    Resolved { kind: draft.kind, privacy: draft.privacy, declared_global, variables, layout }
}

/// Whether the scope declares the name `global`.
fn is_declared(draft: &Draft, name: &Symbol) -> bool {
    draft.names.get(name).is_some_and(|mention| mention.declared == Some(Declared::Global))
}
