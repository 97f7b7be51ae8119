//! What a statement binds, calls and leaves, without the functions and classes that are defined in it.

use super::{Expr, Pattern, PatternKind, Stmt, StmtKind, Target, TargetKind};

impl Stmt {
    /// The statement and those inside it, outermost first.
    pub(crate) fn all(&self) -> Vec<&Stmt> {
        let mut all = vec![self];
        let mut next = 0;
        while let Some(statement) = all.get(next).copied() {
            all.extend(statement.blocks().into_iter().flatten());
            next += 1;
        }
        all
    }

    /// What the statement itself assigns to.
    pub(crate) fn targets(&self) -> Vec<&Target> {
        match &self.kind {
            StmtKind::Assign { targets, .. } => targets.iter().flat_map(Target::leaves).collect(),
            StmtKind::Augment { target, .. }
            | StmtKind::Annotate { target, .. }
            | StmtKind::For { target, .. }
            | StmtKind::Function { target, .. }
            | StmtKind::Class { target, .. }
            | StmtKind::Import { target, .. } => target.leaves(),
            StmtKind::ImportFrom { names, .. } => names.iter().map(|(_, target, _)| target).collect(),
            StmtKind::With { items, .. } => {
                items.iter().filter_map(|(_, target)| target.as_ref()).flat_map(Target::leaves).collect()
            }
            StmtKind::Match { cases, .. } => cases.iter().flat_map(|case| case.pattern.targets()).collect(),
            _ => Vec::new(),
        }
    }

    /// The expressions that the statement itself evaluates.
    pub(crate) fn expressions(&self) -> Vec<&Expr> {
        let mut found: Vec<&Expr> = Vec::new();
        match &self.kind {
            StmtKind::Expr(value) | StmtKind::Return(Some(value)) | StmtKind::Assign { value, .. } => found.push(value),
            StmtKind::Augment { value, .. } => found.push(value),
            StmtKind::Annotate { value, .. } => found.extend(value),
            StmtKind::If { branches, .. } => found.extend(branches.iter().map(|(test, _)| test)),
            StmtKind::While { test, .. } => found.push(test),
            StmtKind::For { iterable, .. } => found.push(iterable),
            StmtKind::Match { subject, .. } => found.push(subject),
            StmtKind::With { items, .. } => found.extend(items.iter().map(|(context, _)| context)),
            StmtKind::Raise { exception, cause } => found.extend(exception.iter().chain(cause)),
            StmtKind::Assert { test, message } => found.extend(std::iter::once(test).chain(message)),
            StmtKind::Function { decorators, .. } => found.extend(decorators),
            StmtKind::Class { decorators, bases, keywords, .. } => {
                found.extend(decorators);
                found.extend(super::in_arguments(bases));
                found.extend(super::in_keywords(keywords));
            }
            _ => {}
        }
        found.extend(self.targets().into_iter().flat_map(Target::parts));
        found
    }

    /// Whether the statement may end the block that it stands in.
    pub(crate) fn may_leave(&self) -> bool {
        self.all().iter().any(|statement| {
            matches!(
                statement.kind,
                StmtKind::Return(_) | StmtKind::Break | StmtKind::Continue | StmtKind::Raise { .. }
            )
        })
    }

    fn blocks(&self) -> Vec<&[Stmt]> {
        match &self.kind {
            StmtKind::If { branches, otherwise } => {
                branches.iter().map(|(_, body)| body.as_slice()).chain([otherwise.as_slice()]).collect()
            }
            StmtKind::While { body, otherwise, .. } | StmtKind::For { body, otherwise, .. } => vec![body, otherwise],
            StmtKind::Match { cases, .. } => cases.iter().map(|case| case.body.as_slice()).collect(),
            StmtKind::With { body, .. } => vec![body],
            StmtKind::Try { body, handlers, otherwise, finally, is_star: _ } => {
                let handled = handlers.iter().map(|handler| handler.body.as_slice());
                [body.as_slice(), otherwise, finally].into_iter().chain(handled).collect()
            }
            _ => Vec::new(),
        }
    }
}

impl Target {
    /// Names, attributes and items that are assigned to one by one.
    fn leaves(&self) -> Vec<&Target> {
        match &self.kind {
            TargetKind::Unpack(targets, _) => targets.iter().flat_map(Target::leaves).collect(),
            _ => vec![self],
        }
    }
}

impl Pattern {
    fn targets(&self) -> Vec<&Target> {
        match &self.kind {
            PatternKind::Sequence(patterns) | PatternKind::Or(patterns) => {
                patterns.iter().flat_map(Pattern::targets).collect()
            }
            PatternKind::Star(target) => target.iter().collect(),
            PatternKind::Mapping { patterns, rest, .. } => {
                patterns.iter().flat_map(Pattern::targets).chain(rest).collect()
            }
            PatternKind::Class { positional, keywords, .. } => positional
                .iter()
                .chain(keywords.iter().map(|(_, pattern)| pattern))
                .flat_map(Pattern::targets)
                .collect(),
            PatternKind::As { pattern, name } => {
                pattern.iter().flat_map(|pattern| pattern.targets()).chain(name).collect()
            }
            PatternKind::Value(_) | PatternKind::Singleton(_) => Vec::new(),
        }
    }
}
