//! Imports.

use std::rc::Rc;

use ruff_python_ast as ast;
use ruff_text_size::Ranged;

use super::lowering::Lowering;
use crate::tree::{self, StmtKind};

/// What `from __future__ import` can name.
pub(crate) const FUTURE_FEATURES: [&str; 10] = [
    "nested_scopes",
    "generators",
    "division",
    "absolute_import",
    "with_statement",
    "print_function",
    "unicode_literals",
    "barry_as_FLUFL",
    "generator_stop",
    "annotations",
];

impl Lowering<'_> {
    /// `import a.b` binds `a`, `import a.b as c` binds `c`; each name becomes a statement.
    pub(super) fn import(&mut self, import: &ast::StmtImport, lowered: &mut Vec<tree::Stmt>) {
        for alias in &import.names {
            let target = match &alias.asname {
                Some(name) => self.name_target(name, name.range()),
                None => self.name_target(alias.name.split('.').next().unwrap_or(""), alias.name.range()),
            };
            let module: Rc<str> = alias.name.as_str().into();
            let kind = StmtKind::Import { module, target, is_renamed: alias.asname.is_some() };
            lowered.push(tree::Stmt { range: self.range(alias), kind });
        }
    }

    pub(super) fn import_from(&mut self, import: &ast::StmtImportFrom) -> StmtKind {
        let module: Rc<str> = import.module.as_deref().unwrap_or("").into();
        let level = import.level;
        if level == 0 && &*module == "__future__" {
            self.check_future(import);
        }
        if import.names.iter().any(|alias| &*alias.name == "*") {
            return StmtKind::ImportStar { module, level };
        }
        let mut names = Vec::with_capacity(import.names.len());
        for alias in &import.names {
            let bound = alias.asname.as_ref().unwrap_or(&alias.name);
            let target = self.name_target(bound, bound.range());
            names.push((alias.name.as_str().into(), target, self.range(&alias.name)));
        }
        StmtKind::ImportFrom { module, level, names }
    }

    fn check_future(&mut self, import: &ast::StmtImportFrom) {
        if self.is_past_future {
            let message = "`from __future__ import` must be at the top of the file";
            self.error(import.range(), message, "move it up");
        }
        for alias in &import.names {
            self.is_postponed |= &alias.name == "annotations";
            if !FUTURE_FEATURES.contains(&alias.name.as_str()) {
                self.error(alias.range(), format!("`__future__` has no feature `{}`", alias.name), "remove it");
            }
        }
    }
}
