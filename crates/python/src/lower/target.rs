//! What is assigned to or deleted.

use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::{Ranged, TextRange};

use super::lowering::Lowering;
use crate::tree::{Place, Target, TargetKind};

impl Lowering<'_> {
    pub(super) fn target(&mut self, target: &Expr) -> Target {
        let range = target.range();
        let kind = self.deeper(range, |this| this.target_kind(target));
        Target { range: self.range(range), kind: kind.unwrap_or_else(nothing) }
    }

    /// A name that a statement binds.
    pub(super) fn name_target(&mut self, name: &str, range: TextRange) -> Target {
        let symbol = self.symbol(name);
        let place = self.place(symbol, range);
        if let Place::Global(_) = place {
            self.note_assigned(symbol);
        }
        Target { range: self.range(range), kind: TargetKind::Name(place, symbol) }
    }

    /// The targets of `del`; `del (a, b)` deletes both.
    pub(super) fn deleted(&mut self, targets: &[Expr]) -> Vec<Target> {
        let mut deleted = Vec::with_capacity(targets.len());
        for target in targets {
            match target {
                Expr::Tuple(ast::ExprTuple { elts, .. }) | Expr::List(ast::ExprList { elts, .. }) => {
                    deleted.extend(self.deleted(elts));
                }
                _ => deleted.push(self.target(target)),
            }
        }
        deleted
    }

    fn target_kind(&mut self, target: &Expr) -> TargetKind {
        match target {
            Expr::Name(name) => self.name_target(&name.id, name.range()).kind,
            Expr::Attribute(attribute) => {
                let object = Box::new(self.expression(&attribute.value));
                TargetKind::Attribute(object, self.symbol(&attribute.attr), self.range(&attribute.attr))
            }
            Expr::Subscript(subscript) => {
                let object = Box::new(self.expression(&subscript.value));
                TargetKind::Subscript(object, Box::new(self.expression(&subscript.slice)))
            }
            Expr::Tuple(ast::ExprTuple { elts, .. }) | Expr::List(ast::ExprList { elts, .. }) => self.unpack(elts),
            Expr::Starred(starred) => {
                let help = "write `*name,` with a comma";
                self.error(starred.range(), "a starred target must be in a list or tuple", help);
                nothing()
            }
            _ => {
                self.error(target.range(), "this cannot be assigned to", "assign to a name, attribute or item");
                nothing()
            }
        }
    }

    fn unpack(&mut self, elements: &[Expr]) -> TargetKind {
        let mut targets = Vec::with_capacity(elements.len());
        let mut starred_at = None;
        for (at, element) in elements.iter().enumerate() {
            match element {
                Expr::Starred(starred) => {
                    if starred_at.replace(at).is_some() {
                        self.error(starred.range(), "more than one starred target", "star only one of them");
                    }
                    targets.push(self.target(&starred.value));
                }
                _ => targets.push(self.target(element)),
            }
        }
        TargetKind::Unpack(targets, starred_at)
    }
}

/// Stands for a target that was reported.
fn nothing() -> TargetKind {
    TargetKind::Unpack(Vec::new(), None)
}
