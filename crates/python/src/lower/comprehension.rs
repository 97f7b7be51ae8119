//! Comprehensions and generator expressions.

use std::rc::Rc;

use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::Ranged;

use super::lowering::Lowering;
use crate::tree::{Clause, Comprehension, ComprehensionKind, ExprKind};

impl Lowering<'_> {
    pub(super) fn comprehension(&mut self, whole: &Expr) -> ExprKind {
        let clauses: &[ast::Comprehension] = match whole {
            Expr::ListComp(list) => &list.generators,
            Expr::SetComp(set) => &set.generators,
            Expr::DictComp(dict) => &dict.generators,
            Expr::Generator(generator) => &generator.generators,
            _ => &[],
        };
        let Some(first) = clauses.first() else { return ExprKind::None };
        let iterable = self.expression(&first.iter);
        let (scope, (clauses, kind)) = self.within(whole.range(), self.prefix_inside(whole), |this| {
            let clauses: Vec<Clause> = clauses.iter().enumerate().map(|(at, clause)| this.clause(at, clause)).collect();
            (clauses, this.comprehension_kind(whole))
        });
        let comprehension = Comprehension { kind, scope, clauses };
        ExprKind::Comprehension(Rc::new(comprehension), Box::new(iterable))
    }

    /// A comprehension is a function to CPython 3.11, which shows in qualified names.
    fn prefix_inside(&self, whole: &Expr) -> Rc<str> {
        let name = match whole {
            Expr::ListComp(_) => "<listcomp>",
            Expr::SetComp(_) => "<setcomp>",
            Expr::DictComp(_) => "<dictcomp>",
            _ => "<genexpr>",
        };
        format!("{}{name}.", self.frame.prefix).into()
    }

    /// The first iterable is evaluated outside.
    fn clause(&mut self, at: usize, clause: &ast::Comprehension) -> Clause {
        if clause.is_async {
            let help = "write the loop as statements";
            self.refuse(self.keyword(clause.range()), "`async for` in a comprehension is not supported", help);
        }
        let iterable = (at > 0).then(|| self.expression(&clause.iter));
        let target = self.target(&clause.target);
        let conditions = clause.ifs.iter().map(|condition| self.expression(condition)).collect();
        Clause { target, iterable, conditions }
    }

    fn comprehension_kind(&mut self, whole: &Expr) -> ComprehensionKind {
        match whole {
            Expr::SetComp(set) => ComprehensionKind::Set(self.expression(&set.elt)),
            Expr::Generator(generator) => ComprehensionKind::Generator(self.expression(&generator.elt)),
            Expr::DictComp(ast::ExprDictComp { key: Some(key), value, .. }) => {
                let key = self.expression(key);
                ComprehensionKind::Dict(key, self.expression(value))
            }
            Expr::ListComp(list) => ComprehensionKind::List(self.expression(&list.elt)),
            _ => ComprehensionKind::List(self.expression(whole)),
        }
    }
}
