//! The elements of a model and the steps between them, with what each takes.

use std::collections::BTreeMap;

use bartizan_model::{ElementId, Model};

use super::ends::{Origin, is_element};
use crate::{Findings, Level, Verdict};

/// The effort of a step where nothing is found, within one boundary.
pub const EFFORT_OF_STEP: u32 = 12;
/// What it takes more to get from one boundary to another.
pub const EFFORT_OF_CROSSING: u32 = 2;

/// Elements by position in the model.
#[derive(Debug)]
pub(super) struct Network {
    /// By element where they start.
    steps: Vec<Vec<Link>>,
    /// By element where they end: where they start and what they take.
    back: Vec<Vec<(ElementId, u32)>>,
    origins: Vec<ElementId>,
    is_origin: Vec<bool>,
}

/// All flows from one element to another, of which an attacker takes the most exposed one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Link {
    pub(super) to: ElementId,
    pub(super) flow: ElementId,
    /// How many flows there are besides.
    pub(super) others: usize,
    pub(super) effort: u32,
}

impl Network {
    pub(super) fn of(model: &Model, findings: &Findings, origins: &[Origin]) -> Self {
        let exposures = exposures(model, findings);
        let exposure = |id: ElementId| exposures.get(id.index()).copied().unwrap_or(0);
        let boundary = |id: ElementId| model.element(id).element("inBoundary");
        let mut steps = vec![Vec::new(); model.elements.len()];
        let mut back = vec![Vec::new(); model.elements.len()];
        for ((from, to), flows) in flows_between(model) {
            // Of flows that are equally exposed, the first.
            let Some(flow) = flows.iter().rev().copied().max_by_key(|flow| exposure(*flow)) else { continue };
            let crossing = if boundary(from) == boundary(to) { 0 } else { EFFORT_OF_CROSSING };
            let effort = EFFORT_OF_STEP - exposure(flow).max(exposure(to)) + crossing;
            let link = Link { to, flow, others: flows.len() - 1, effort };
            if let (Some(steps), Some(back)) = (steps.get_mut(from.index()), back.get_mut(to.index())) {
                steps.push(link);
                back.push((from, effort));
            }
        }
        let mut is_origin = vec![false; model.elements.len()];
        for origin in origins {
            if let Some(slot) = is_origin.get_mut(origin.element.index()) {
                *slot = true;
            }
        }
        Self { steps, back, origins: origins.iter().map(|origin| origin.element).collect(), is_origin }
    }

    /// The steps that start at an element, by where they end.
    pub(super) fn steps(&self, from: ElementId) -> &[Link] {
        self.steps.get(from.index()).map_or(&[], Vec::as_slice)
    }

    /// Where the steps that end at an element start, and what they take.
    pub(super) fn back(&self, to: ElementId) -> &[(ElementId, u32)] {
        self.back.get(to.index()).map_or(&[], Vec::as_slice)
    }

    pub(super) fn is_origin(&self, id: ElementId) -> bool {
        self.is_origin.get(id.index()) == Some(&true)
    }

    pub(super) fn origins(&self) -> &[ElementId] {
        &self.origins
    }

    /// How many elements, flows and boundaries there are.
    pub(super) fn size(&self) -> usize {
        self.steps.len()
    }
}

/// The flows from each element to each other one.
fn flows_between(model: &Model) -> BTreeMap<(ElementId, ElementId), Vec<ElementId>> {
    let mut takes_part = vec![false; model.elements.len()];
    for (id, object) in model.taking_part() {
        if let Some(slot) = takes_part.get_mut(id.index()) {
            *slot = is_element(object);
        }
    }
    let end = |flow: ElementId, name: &str| {
        model.element(flow).element(name).filter(|id| takes_part.get(id.index()) == Some(&true))
    };
    let mut between: BTreeMap<(ElementId, ElementId), Vec<ElementId>> = BTreeMap::new();
    for flow in &model.registry.flows {
        if let (Some(source), Some(sink)) = (end(*flow, "source"), end(*flow, "sink"))
            && source != sink
        {
            between.entry((source, sink)).or_default().push(*flow);
        }
    }
    between
}

/// How exposed each element and flow is, from 0 to 10.
fn exposures(model: &Model, findings: &Findings) -> Vec<u32> {
    let mut exposures = vec![0; model.elements.len()];
    for finding in &findings.all {
        let severity = findings.field(model, finding, "severity").and_then(|text| Level::parse(&text));
        let number = severity.map_or(0, |level| level as u32 + 1);
        let points = if finding.verdict == Verdict::Assumed { number } else { 2 * number };
        if let Some(exposure) = exposures.get_mut(finding.element.index()) {
            *exposure = points.max(*exposure);
        }
    }
    exposures
}
