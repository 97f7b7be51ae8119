//! `match` and its patterns.

use ruff_python_ast::{self as ast, Identifier, Pattern, Singleton};
use ruff_text_size::Ranged;

use super::lowering::Lowering;
use crate::tree::{self, Case, ExprKind, PatternKind, StmtKind, Target};

impl Lowering<'_> {
    pub(super) fn matching(&mut self, matching: &ast::StmtMatch) -> StmtKind {
        let subject = self.expression(&matching.subject);
        let mut cases = Vec::with_capacity(matching.cases.len());
        for case in &matching.cases {
            cases.push(Case {
                pattern: self.pattern(&case.pattern),
                guard: self.optional(case.guard.as_deref()),
                body: self.block(&case.body),
            });
        }
        StmtKind::Match { subject, cases }
    }

    fn pattern(&mut self, pattern: &Pattern) -> tree::Pattern {
        let range = pattern.range();
        let kind = self.deeper(range, |this| this.pattern_kind(pattern));
        let anything = PatternKind::As { pattern: None, name: None };
        tree::Pattern { range: self.range(range), kind: kind.unwrap_or(anything) }
    }

    fn patterns<'p>(&mut self, patterns: impl IntoIterator<Item = &'p Pattern>) -> Vec<tree::Pattern> {
        patterns.into_iter().map(|pattern| self.pattern(pattern)).collect()
    }

    fn pattern_kind(&mut self, pattern: &Pattern) -> PatternKind {
        match pattern {
            Pattern::MatchValue(value) => PatternKind::Value(self.expression(&value.value)),
            Pattern::MatchSingleton(singleton) => {
                let kind = match singleton.value {
                    Singleton::None => ExprKind::None,
                    Singleton::True => ExprKind::Bool(true),
                    Singleton::False => ExprKind::Bool(false),
                };
                PatternKind::Singleton(tree::Expr { range: self.range(singleton.range()), kind })
            }
            Pattern::MatchSequence(sequence) => PatternKind::Sequence(self.patterns(&sequence.patterns)),
            Pattern::MatchStar(star) => PatternKind::Star(self.captured(star.name.as_ref())),
            Pattern::MatchMapping(mapping) => PatternKind::Mapping {
                keys: mapping.keys.iter().map(|key| self.expression(key)).collect(),
                patterns: self.patterns(&mapping.patterns),
                rest: self.captured(mapping.rest.as_ref()),
            },
            Pattern::MatchClass(class) => PatternKind::Class {
                class: self.expression(&class.cls),
                positional: self.patterns(&class.arguments.patterns),
                keywords: class
                    .arguments
                    .keywords
                    .iter()
                    .map(|keyword| (self.symbol(&keyword.attr), self.pattern(&keyword.pattern)))
                    .collect(),
            },
            Pattern::MatchAs(named) => PatternKind::As {
                pattern: named.pattern.as_deref().map(|pattern| Box::new(self.pattern(pattern))),
                name: self.captured(named.name.as_ref()),
            },
            Pattern::MatchOr(or) => PatternKind::Or(self.patterns(&or.patterns)),
        }
    }

    fn captured(&mut self, name: Option<&Identifier>) -> Option<Target> {
        name.map(|name| self.name_target(name, name.range()))
    }
}
