//! Whose variable a name is.

use std::collections::{HashMap, HashSet};

use super::super::bounds::MAX_SHARED;
use super::super::problems::Problems;
use super::collect::{Declared, Draft, Drafts, Mention};
use super::{Kind, ScopeId};
use crate::value::Symbol;

/// Whose variable a name is, seen from one scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Owner {
    Own,
    Enclosing,
    Global,
}

/// The variables of one scope.
#[derive(Default)]
pub(super) struct Variables {
    pub(super) owners: HashMap<Symbol, Owner>,
    /// Own variables that scopes inside use.
    pub(super) shared: Names,
    /// Variables of functions around that this scope, or one inside it, uses.
    pub(super) free: Names,
}

/// Names in the order in which they were added.
#[derive(Default)]
pub(super) struct Names {
    pub(super) order: Vec<Symbol>,
    positions: HashMap<Symbol, usize>,
}

impl Names {
    /// Adds a name; whether it is new.
    fn add(&mut self, name: Symbol) -> bool {
        let next = self.order.len();
        let is_new = *self.positions.entry(name).or_insert(next) == next;
        if is_new {
            self.order.push(name);
        }
        is_new
    }

    pub(super) fn position(&self, name: Symbol) -> Option<usize> {
        self.positions.get(&name).copied()
    }
}

pub(super) fn resolve(drafts: &Drafts, problems: &mut Problems<'_>) -> Vec<Variables> {
    let mut resolver = Resolver {
        drafts,
        variables: drafts.ids().map(|_| Variables::default()).collect(),
        shared: 0,
        bound: bound_in_functions(drafts),
        class_cell: Symbol::new("__class__"),
        problems,
    };
    for id in drafts.ids() {
        resolver.scope(id);
    }
    resolver.variables
}

fn bound_in_functions(drafts: &Drafts) -> HashSet<Symbol> {
    let functions = drafts.scopes.iter().filter(|draft| matches!(draft.kind, Kind::Function | Kind::Comprehension));
    let is_bound = |draft: &Draft, name: &Symbol| draft.names.get(name).is_some_and(|mention| mention.is_bound);
    functions.flat_map(|draft| draft.order.iter().copied().filter(|name| is_bound(draft, name))).collect()
}

struct Resolver<'d, 'p, 'f> {
    drafts: &'d Drafts,
    variables: Vec<Variables>,
    /// Entries of all `free` lists.
    shared: usize,
    /// Names that some function binds; no other name is looked for in functions.
    bound: HashSet<Symbol>,
    /// The name of the one variable that functions inside a class take from it.
    class_cell: Symbol,
    problems: &'p mut Problems<'f>,
}

impl Resolver<'_, '_, '_> {
    fn scope(&mut self, id: ScopeId) {
        let Some(draft) = self.drafts.get(id) else { return };
        for name in &draft.order {
            let Some(mention) = draft.names.get(name) else { continue };
            self.object(*name, mention);
            let owner = self.owner(id, draft.kind, *name, mention);
            if let Some(variables) = self.variables.get_mut(id.0) {
                variables.owners.insert(*name, owner);
            }
        }
    }

    fn object(&mut self, name: Symbol, mention: &Mention) {
        if mention.is_annotated && mention.declared.is_some() {
            let message = format!("`{name}` is annotated, and declared `global` or `nonlocal`");
            self.problems.error(mention.range, message, "remove the annotation");
        }
        if let (Some(range), true) = (mention.walrus, mention.is_bound) {
            let message = format!("`:=` cannot assign to `{name}`, a variable of the comprehension");
            self.problems.error(range, message, "choose another name");
        }
    }

    fn owner(&mut self, id: ScopeId, kind: Kind, name: Symbol, mention: &Mention) -> Owner {
        match mention.declared {
            _ if kind == Kind::Module => Owner::Global,
            Some(Declared::Global) => Owner::Global,
            Some(Declared::Nonlocal) => {
                let owner = self.find(id, name);
                if owner == Owner::Global {
                    let message = format!("no function around this one has a variable `{name}`");
                    self.problems.error(mention.range, message, "use `global` for a variable of the file");
                }
                owner
            }
            None if mention.is_bound => Owner::Own,
            None => self.find(id, name),
        }
    }

    /// Looks for the variable in the functions around, and leads it to this scope.
    fn find(&mut self, id: ScopeId, name: Symbol) -> Owner {
        if !self.bound.contains(&name) && name != self.class_cell {
            return Owner::Global;
        }
        let mut path = vec![id];
        let mut around = self.drafts.get(id).map(|draft| draft.parent);
        while let Some(draft) = around.and_then(|around| self.drafts.get(around)) {
            let Some(current) = around else { break };
            let is_owner = match (draft.kind, draft.names.get(&name)) {
                (Kind::Module, _) => return Owner::Global,
                (Kind::Class, _) => name == self.class_cell,
                (_, Some(Mention { declared: Some(Declared::Global), .. })) => return Owner::Global,
                (_, Some(mention)) => mention.is_bound && mention.declared.is_none(),
                (_, None) => false,
            };
            if is_owner {
                self.share(current, &path, name);
                return Owner::Enclosing;
            }
            path.push(current);
            around = Some(draft.parent);
        }
        Owner::Global
    }

    fn share(&mut self, owner: ScopeId, path: &[ScopeId], name: Symbol) {
        if let Some(variables) = self.variables.get_mut(owner.0) {
            variables.shared.add(name);
        }
        for id in path {
            if self.shared >= MAX_SHARED {
                self.refuse(*id, name);
                return;
            }
            if self.variables.get_mut(id.0).is_some_and(|variables| variables.free.add(name)) {
                self.shared += 1;
            }
        }
    }

    fn refuse(&mut self, id: ScopeId, name: Symbol) {
        let mention = self.drafts.get(id).and_then(|draft| draft.names.get(&name));
        let range = mention.map(|mention| mention.range).unwrap_or_default();
        let message = format!("functions inside each other share more than {MAX_SHARED} variables");
        self.problems.refuse(range, message, "pass values as arguments, or move functions to the module");
    }
}
