//! Elements by what a user calls them.

use bartizan_model::names::{UnknownName, nearest};
use bartizan_model::{Class, ElementId, Model};

use super::ends::{innermost, is_element};
use crate::Findings;

/// The elements of a name or an id, and those inside the boundaries of that name. Exactly so spelt, or else whatever the
/// case of letters.
pub(super) fn elements(model: &Model, findings: &Findings, name: &str) -> Result<Vec<ElementId>, UnknownName> {
    let lower = name.to_lowercase();
    let exactly = matching(model, findings, |known| known == name);
    match exactly.or_else(|| matching(model, findings, |known| known.to_lowercase() == lower)) {
        Some(elements) => Ok(elements),
        None => {
            let named = model.taking_part().filter(|(_, object)| !object.class.is_a(Class::Dataflow));
            let names: Vec<_> = named.map(|(_, object)| object.name()).collect();
            let nearest = nearest(name, names.iter().map(|known| &**known)).map(str::to_owned);
            Err(UnknownName { name: name.to_owned(), nearest })
        }
    }
}

/// `None` when nothing matches: a boundary that is empty does.
fn matching(model: &Model, findings: &Findings, matches: impl Fn(&str) -> bool) -> Option<Vec<ElementId>> {
    let is_meant = |id: ElementId| {
        let slug = findings.slugs.get(id.index());
        matches(&model.element(id).name()) || slug.is_some_and(|slug| matches(slug))
    };
    let mut meant = vec![false; model.elements.len()];
    for (id, _) in model.taking_part().filter(|(_, object)| !object.class.is_a(Class::Dataflow)) {
        if let Some(slot) = meant.get_mut(id.index()) {
            *slot = is_meant(id);
        }
    }
    let is_marked = |id: ElementId| meant.get(id.index()) == Some(&true);
    meant.contains(&true).then(|| {
        let inside = innermost(model, is_marked);
        let is_inside = |id: ElementId| inside.get(id.index()).is_some_and(Option::is_some);
        let elements = model.taking_part().filter(|(_, object)| is_element(object));
        elements.map(|(id, _)| id).filter(|id| is_marked(*id) || is_inside(*id)).collect()
    })
}
