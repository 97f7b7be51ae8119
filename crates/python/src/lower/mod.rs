//! From the parser's tree to ours: the only place that knows the parser.
//!
//! In order: hostile nesting is refused before anything recurses ([`nesting`]), the text is parsed ([`syntax`]), every
//! name is given its variable ([`scopes`]), and the parser's tree becomes ours ([`lowering`]).

mod bounds;
mod comprehension;
mod expression;
mod file;
mod function;
mod import;
mod lowering;
mod mangle;
mod nesting;
mod number;
mod operator;
mod pattern;
mod problems;
mod program;
mod scopes;
mod statement;
mod string;
mod syntax;
mod target;
#[cfg(test)]
mod tests;

pub(crate) use import::FUTURE_FEATURES;

use bartizan_model::{Diagnostic, SourceId};

use crate::tree;
use file::File;
use lowering::Lowering;
use problems::Problems;

/// Whether a file is nested too deep to be parsed.
pub(crate) fn is_too_deep(text: &str) -> bool {
    nesting::check(&File::new(text, SourceId(0))).is_err()
}

/// Parses a file and lowers it. Errors have their places.
pub(crate) fn lower(text: &str, source: SourceId) -> Result<tree::Module, Vec<Diagnostic>> {
    let file = File::new(text, source);
    file.check_size()?;
    nesting::check(&file)?;
    let module = syntax::parse(&file)?;
    let mut problems = Problems::new(&file);
    let scopes = scopes::analyze(&module.body, &mut problems);
    Lowering::new(&file, &scopes, problems).module(&module.body)
}
