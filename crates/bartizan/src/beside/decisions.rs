//! Decisions about the findings of a model: from the file beside it, from comments in it, and from pytm's overrides.

use std::path::Path;

use bartizan_model::{Diagnostic, Model, Sources};
use bartizan_rules::decisions::{Date, Decision, Decisions, Pattern, of_overrides};
use bartizan_rules::{Findings, Library};

use super::{comments, decisions_file, read};
use crate::world::World;

/// A text of a decision may be so long, in bytes.
pub(crate) const MAX_TEXT: usize = decisions_file::MAX_TEXT;

/// Reads the decisions about a model, and says which finding each is about.
///
/// # Errors
/// Everything that is wrong with the file: nothing of it is taken then.
pub(crate) fn decisions(
    analysed: (&mut Model, &Library, &Findings),
    path: &Path,
    is_asked_for: bool,
    world: &dyn World,
) -> Result<(Decisions, Vec<Diagnostic>), Vec<Diagnostic>> {
    let (model, library, findings) = analysed;
    let file = read(path, is_asked_for, &mut model.sources, world).map_err(|problem| vec![*problem])?;
    let mut all = match &file {
        Some(file) => decisions_file::parse(file)?,
        None => Vec::new(),
    };
    let (of_comments, problems) = comments::decisions(model, &findings.slugs);
    all.extend(of_comments);
    all.extend(of_overrides(model, findings));
    Ok((Decisions::of(model, library, findings, all, today(world)), problems))
}

/// The day, at Greenwich.
pub(crate) fn today(world: &dyn World) -> Date {
    let given = world.variable("SOURCE_DATE_EPOCH").and_then(|seconds| seconds.parse().ok());
    Date::of_seconds(given.unwrap_or_else(|| world.now()))
}

/// The text of a file with a decision more.
///
/// # Errors
/// When the text is no file of decisions.
pub(crate) fn with(text: &str, decision: &Decision) -> Result<String, String> {
    decisions_file::with(text, decision)
}

/// The text of a file without the decision about a pattern; `None` when it has none.
///
/// # Errors
/// When the text is no file of decisions.
pub(crate) fn without(text: &str, pattern: &Pattern) -> Result<Option<String>, String> {
    decisions_file::without(text, pattern)
}

/// Reads a file that is about to be written: it has to be one of decisions.
///
/// # Errors
/// Everything that is wrong with it.
pub(crate) fn checked(path: &Path, sources: &mut Sources, world: &dyn World) -> Result<String, Vec<Diagnostic>> {
    match read(path, false, sources, world).map_err(|problem| vec![*problem])? {
        None => Ok(String::new()),
        Some(file) => decisions_file::parse(&file).map(|_| file.text),
    }
}
