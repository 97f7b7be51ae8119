//! Which flows cross which trust boundaries.

use std::collections::{BTreeMap, BTreeSet};

use bartizan_model::{ElementId, Model};

/// The flows that cross trust boundaries.
#[derive(Default)]
pub(super) struct Crossings {
    /// By boundary: the flows, and whether each leads in.
    by_boundary: BTreeMap<ElementId, Vec<(ElementId, bool)>>,
    flows: BTreeSet<ElementId>,
}

impl Crossings {
    pub(super) fn of(model: &Model) -> Self {
        let mut crossings = Self::default();
        for flow in &model.registry.flows {
            let around = |end: &str| {
                let end = model.element(*flow).element(end);
                end.map(|end| model.boundaries_around(end)).unwrap_or_default()
            };
            let (source, sink) = (around("source"), around("sink"));
            let left = source.iter().filter(|boundary| !sink.contains(boundary)).map(|boundary| (*boundary, false));
            let entered = sink.iter().filter(|boundary| !source.contains(boundary)).map(|boundary| (*boundary, true));
            for (boundary, is_entered) in left.chain(entered) {
                crossings.by_boundary.entry(boundary).or_default().push((*flow, is_entered));
                crossings.flows.insert(*flow);
            }
        }
        crossings
    }

    /// The flows that cross a boundary, and whether each leads in.
    pub(super) fn across(&self, boundary: ElementId) -> &[(ElementId, bool)] {
        self.by_boundary.get(&boundary).map_or(&[], Vec::as_slice)
    }

    /// Whether a flow crosses any.
    pub(super) fn has(&self, flow: ElementId) -> bool {
        self.flows.contains(&flow)
    }
}
