//! `name := value`, which in a comprehension binds the name outside of it.

use ruff_python_ast::visitor::Visitor;
use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::{Ranged, TextRange};

use super::collect::{Collector, Declared, Mention};
use super::{Kind, ScopeId};
use crate::value::Symbol;

impl Collector<'_, '_> {
    pub(super) fn named(&mut self, named: &ast::ExprNamed) {
        self.visit_expr(&named.value);
        if self.iterables > 0 {
            let message = "`:=` cannot be used in the iterable of a comprehension";
            self.problems.error(named.range(), message, "assign the name in a line before");
        }
        match &*named.target {
            Expr::Name(name) if self.is_in_comprehension() => self.bind_outside(name),
            target => self.visit_expr(target),
        }
    }

    fn is_in_comprehension(&mut self) -> bool {
        self.draft().is_some_and(|draft| draft.kind == Kind::Comprehension)
    }

    /// Binds the name in the function or module around all comprehensions, and declares it in each of them.
    fn bind_outside(&mut self, name: &ast::ExprName) {
        let path: Vec<(ScopeId, Kind)> = self.scopes_up_to_function().collect();
        let Some(((outermost, kind), comprehensions)) = path.split_last() else { return };
        if *kind == Kind::Class {
            let message = "`:=` in a comprehension cannot be used in a class body";
            self.problems.error(name.range(), message, "assign the name in a line before");
            return self.mention(&name.id, name.range(), |mention| mention.is_bound = true);
        }
        let symbol = self.symbol(&name.id);
        let range = name.range();
        let is_global = *kind == Kind::Module || self.is_declared_global(*outermost, symbol);
        self.change(*outermost, symbol, range, |mention| mention.is_bound = true);
        let declared = if is_global { Declared::Global } else { Declared::Nonlocal };
        for (comprehension, _) in comprehensions {
            self.change(*comprehension, symbol, range, |mention| {
                mention.declared = Some(declared);
                mention.walrus = Some(range);
            });
        }
    }

    fn is_declared_global(&self, id: ScopeId, name: Symbol) -> bool {
        let mention = self.drafts.get(id).and_then(|draft| draft.names.get(&name));
        mention.is_some_and(|mention| mention.declared == Some(Declared::Global))
    }

    fn change(&mut self, id: ScopeId, name: Symbol, range: TextRange, change: impl FnOnce(&mut Mention)) {
        if let Some(draft) = self.drafts.scopes.get_mut(id.0) {
            change(draft.mention(name, range));
        }
    }
}
