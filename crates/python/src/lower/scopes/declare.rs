//! `global` and `nonlocal`.

use ruff_python_ast::Identifier;
use ruff_text_size::Ranged;

use super::collect::{Collector, Declared, Mention};
use super::{Kind, ScopeId};

impl Collector<'_, '_> {
    pub(super) fn declare(&mut self, names: &[Identifier], declared: Declared) {
        for name in names {
            if declared == Declared::Nonlocal && self.current == ScopeId::MODULE {
                let help = "use `global` in a function, or nothing at all here";
                self.problems.error(name.range(), "`nonlocal` is not allowed at module level", help);
                continue;
            }
            let mut objection = None;
            self.mention(name, name.range(), |mention| {
                objection = objection_to(mention, declared);
                mention.declared = Some(declared);
            });
            if let Some(objection) = objection {
                let keyword = declared.keyword();
                let (message, help) = objection.words(name, keyword);
                self.problems.error(name.range(), message, &help);
            }
        }
    }

    /// The nearest scope, this one or one around it, that is not a comprehension.
    pub(super) fn scopes_up_to_function(&self) -> impl Iterator<Item = (ScopeId, Kind)> + '_ {
        let mut next = Some(self.current);
        std::iter::from_fn(move || {
            let id = next?;
            let draft = self.drafts.get(id)?;
            next = (draft.kind == Kind::Comprehension).then_some(draft.parent);
            Some((id, draft.kind))
        })
    }
}

impl Declared {
    fn keyword(self) -> &'static str {
        match self {
            Self::Global => "global",
            Self::Nonlocal => "nonlocal",
        }
    }
}

/// Why a name cannot be declared any more.
#[derive(Clone, Copy)]
enum Objection {
    Both,
    Parameter,
    Used,
    Assigned,
}

impl Objection {
    fn words(self, name: &str, keyword: &str) -> (String, String) {
        let up = format!("move the `{keyword}` line up");
        match self {
            Self::Both => (format!("`{name}` is both `nonlocal` and `global`"), "keep one of the two lines".to_owned()),
            Self::Parameter => {
                (format!("`{name}` is a parameter and cannot be `{keyword}`"), "rename the parameter".to_owned())
            }
            Self::Used => (format!("`{name}` is used before it is declared `{keyword}`"), up),
            Self::Assigned => (format!("`{name}` is assigned before it is declared `{keyword}`"), up),
        }
    }
}

/// An annotated name is reported when it is resolved.
fn objection_to(mention: &Mention, declared: Declared) -> Option<Objection> {
    if mention.declared.is_some_and(|before| before != declared) {
        Some(Objection::Both)
    } else if mention.is_parameter {
        Some(Objection::Parameter)
    } else if mention.is_annotated {
        None
    } else if mention.is_used {
        Some(Objection::Used)
    } else {
        mention.is_bound.then_some(Objection::Assigned)
    }
}
