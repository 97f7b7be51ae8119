//! `--split`: a large data flow diagram on several pages.

use std::collections::BTreeSet;

use bartizan_diagram::{Child, DataFlowOptions, Graph};
use bartizan_model::{Diagnostic, Model, Sources};
use clap::ValueEnum;

use crate::command_line::Session;

/// Pages that a diagram is split into, at most; each is laid out by itself.
const MAX_PAGES: usize = 200;

/// What has a page of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Split {
    /// Each trust boundary that elements are directly in, with what is one flow away
    Boundary,
    /// Each level that elements are on
    Level,
}

/// What one page shows.
#[derive(Debug)]
pub(crate) struct Part {
    /// What it is called; `None` for the whole.
    pub(crate) title: Option<String>,
    pub(crate) graph: Graph,
}

impl Split {
    /// The pages of a diagram.
    pub(crate) fn parts(
        self,
        session: &mut Session<'_>,
        model: &Model,
        shown: &DataFlowOptions<'_>,
    ) -> Result<Vec<Part>, u8> {
        let parts = match self {
            Split::Boundary => by_boundary(model, shown),
            Split::Level => by_level(model, shown),
        };
        parts.map_err(|count| {
            let message = format!("the diagram would have {count} pages, more than {MAX_PAGES}");
            let problem = Diagnostic::refusal(message).help("draw parts of it with `--only` or `--levels`");
            session.fail(&problem, &Sources::default())
        })
    }
}

/// The whole, then each boundary. The error is the number of pages when there are too many.
fn by_boundary(model: &Model, shown: &DataFlowOptions<'_>) -> Result<Vec<Part>, usize> {
    let whole = Graph::of(model, shown);
    let holds_elements = |children: &[Child]| children.iter().any(|child| matches!(child, Child::Node(_)));
    let boundaries: Vec<_> = whole.boundaries.iter().filter(|around| holds_elements(&around.children)).collect();
    within_limit(boundaries.len() + 1)?;
    let part = |id: &str, title: String| Some(Part { title: Some(title), graph: whole.only(model, id, 1).ok()? });
    let mut parts: Vec<Part> = boundaries
        .iter()
        .filter_map(|boundary| part(boundary.id.as_str(), model.element(boundary.element).display_name()))
        .collect();
    parts.insert(0, Part { title: None, graph: whole });
    Ok(parts)
}

/// Each level that is drawn.
fn by_level(model: &Model, shown: &DataFlowOptions<'_>) -> Result<Vec<Part>, usize> {
    let is_shown = |level: &i64| shown.levels.is_empty() || shown.levels.contains(level);
    let levels: BTreeSet<i64> = model.taking_part().flat_map(|(_, object)| object.levels()).filter(is_shown).collect();
    within_limit(levels.len())?;
    if levels.is_empty() {
        return Ok(vec![Part { title: None, graph: Graph::of(model, shown) }]);
    }
    let part = |level: i64| {
        let graph = Graph::of(model, &DataFlowOptions { levels: vec![level], ..shown.clone() });
        Part { title: Some(format!("Level {level}")), graph }
    };
    Ok(levels.into_iter().map(part).collect())
}

fn within_limit(count: usize) -> Result<(), usize> {
    if count > MAX_PAGES { Err(count) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use bartizan_model::build::ThreatModel;
    use bartizan_model::resolve;

    use super::*;

    fn titles(parts: &[Part]) -> Vec<&str> {
        parts.iter().map(|part| part.title.as_deref().unwrap_or("whole")).collect()
    }

    #[test]
    fn each_boundary_that_elements_are_in_has_a_page() {
        let mut tm = ThreatModel::new("Shop");
        let cloud = tm.boundary("Cloud").id();
        let back = tm.boundary("Back end").inside(cloud).id();
        let (user, web) = (tm.actor("User").id(), tm.server("Web").inside(back).id());
        let database = tm.datastore("Database").id();
        tm.flow(user, web, "Asks");
        tm.flow(user, database, "Reads");
        let model = resolve(tm.finish().unwrap()).unwrap();
        let parts = by_boundary(&model, &DataFlowOptions::default()).unwrap();
        assert_eq!(titles(&parts), ["whole", "Back end"]);
        assert_eq!(parts[0].graph.nodes.len(), 3);
        assert_eq!(parts[1].graph.nodes.len(), 2);
    }

    #[test]
    fn too_many_pages_are_refused() {
        let model_with = |boundaries: usize| {
            let mut tm = ThreatModel::new("Large");
            for number in 0..boundaries {
                let boundary = tm.boundary(&format!("Boundary {number}")).id();
                tm.server("Web").inside(boundary);
            }
            resolve(tm.finish().unwrap()).unwrap()
        };
        let pages =
            |boundaries| by_boundary(&model_with(boundaries), &DataFlowOptions::default()).map(|parts| parts.len());
        assert_eq!(pages(MAX_PAGES - 1), Ok(MAX_PAGES));
        assert_eq!(pages(MAX_PAGES), Err(MAX_PAGES + 1));
    }
}
