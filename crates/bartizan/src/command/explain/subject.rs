//! The threat and the elements that a user names.

use bartizan_model::names::nearest;
use bartizan_model::{Diagnostic, ElementId, Model, Sources};
use bartizan_rules::Library;

use super::is_builtin;
use crate::command_line::Session;

/// The position of the threat of an id; the error is shown already.
pub(super) fn threat(session: &mut Session<'_>, library: &Library, id: &str) -> Result<usize, u8> {
    if let Some((position, _)) = library.find(id) {
        return Ok(position);
    }
    let problem = match nearest(id, library.threats().iter().map(|threat| &*threat.id)) {
        _ if is_builtin(id) => Diagnostic::error(format!("`{id}` is not in this library"))
            .help("it is a built-in threat: add `--threats builtin` to look for those too"),
        Some(near) => Diagnostic::error(format!("no threat is called `{id}`")).help(format!("did you mean `{near}`?")),
        None => Diagnostic::error(format!("no threat is called `{id}`")).help("`bartizan threats` lists them"),
    };
    Err(session.fail(&problem, &Sources::default()))
}

/// The elements, flows and boundaries of a name or an id: exactly so spelt, or else whatever the case of letters.
pub(super) fn elements(session: &mut Session<'_>, model: &Model, name: &str) -> Result<Vec<ElementId>, u8> {
    let slugs = model.slugs();
    let slug = |id: ElementId| slugs.get(id.index()).map_or("", String::as_str);
    let lower = name.to_lowercase();
    let by = |matches: &dyn Fn(&str) -> bool| -> Vec<ElementId> {
        let is_meant = |id: &ElementId| matches(slug(*id)) || matches(&model.element(*id).name());
        // An id is one element's alone, and says more than a name.
        let exact = model.taking_part().map(|(id, _)| id).find(|id| matches(slug(*id)));
        match exact {
            Some(id) => vec![id],
            None => model.taking_part().map(|(id, _)| id).filter(is_meant).collect(),
        }
    };
    let mut found = by(&|known| known == name);
    if found.is_empty() {
        found = by(&|known| known.to_lowercase() == lower);
    }
    if !found.is_empty() {
        return Ok(found);
    }
    let names: Vec<String> =
        model.taking_part().flat_map(|(id, object)| [slug(id).to_owned(), object.name().to_string()]).collect();
    let problem = Diagnostic::error(format!("no element of this model is called `{name}`"));
    let problem = match nearest(name, names.iter().map(String::as_str)) {
        Some(near) => problem.help(format!("did you mean `{near}`?")),
        None => problem.help("`bartizan elements MODEL` lists them"),
    };
    Err(session.fail(&problem, &Sources::default()))
}
