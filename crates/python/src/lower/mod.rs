//! From the parser's tree to ours: the only place that knows the parser.
//!
//! In order: hostile nesting is refused before anything recurses ([`nesting`]), the text is parsed ([`syntax`]), every
//! name is given its variable ([`scopes`]), and the parser's tree becomes ours ([`lowering`]).

mod annotation;
mod bounds;
mod comprehension;
mod expression;
mod file;
mod foreign;
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
mod syntax_errors;
mod target;
#[cfg(test)]
mod tests;

pub(crate) use import::FUTURE_FEATURES;
pub(crate) use mangle::mangled;

use bartizan_model::{Diagnostic, SourceId};

use crate::tree;
use crate::value::Symbol;
use file::File;
use lowering::Lowering;
use problems::Problems;

/// What a text is that a script runs as code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TextKind {
    /// One expression, whose value is wanted.
    pub(crate) is_expression: bool,
    /// Names live in a namespace of their own before they live in the module, as in a class body.
    pub(crate) has_locals: bool,
}

/// Parses a text that runs in a module which has these names already.
pub(crate) fn lower_text(
    text: &str,
    source: SourceId,
    names: Vec<Symbol>,
    kind: TextKind,
) -> Result<tree::Module, Vec<Diagnostic>> {
    let file = File::new(text, source);
    file.check_size()?;
    nesting::check(&file)?;
    let body = match kind.is_expression {
        true => syntax::parse_expression(&file)?,
        false => syntax::parse(&file)?.body.to_vec(),
    };
    let mut problems = Problems::new(&file);
    let scopes = scopes::analyze(&body, kind.has_locals, &mut problems);
    Lowering::new(&file, &scopes, problems).with_globals(names).module(&body)
}

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
    let scopes = scopes::analyze(&module.body, false, &mut problems);
    Lowering::new(&file, &scopes, problems).module(&module.body)
}
