//! What a step of a path shows: its flow, the boundaries that it crosses, and what is found there.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use bartizan_model::{ElementId, Model};

use super::ends::around;
use super::network::{Link, Network};
use crate::limits::MAX_FINDINGS_OF_STEP;
use crate::{Finding, Findings, Level, Verdict};

/// From one element to the next.
#[derive(Clone, Debug)]
pub struct Step {
    /// Where it starts.
    pub from: ElementId,
    /// Where it ends.
    pub to: ElementId,
    /// The most exposed flow that leads there.
    pub flow: ElementId,
    /// How many other flows lead there.
    pub other_flows: usize,
    /// Whether the ends lie in different boundaries.
    pub crosses: bool,
    /// Boundaries that are left, innermost first.
    pub leaves: Vec<ElementId>,
    /// Boundaries that are entered, outermost first.
    pub enters: Vec<ElementId>,
    /// What is found on the flow and on the element where it ends, because the model states it.
    pub confirmed: OnStep,
    /// What is found there because the model does not say.
    pub assumed: OnStep,
    /// What the step takes.
    pub effort: u32,
}

/// Findings on a step.
#[derive(Clone, Debug, Default)]
pub struct OnStep {
    /// How many there are.
    pub count: usize,
    /// The worst severity, where one is known.
    pub worst: Option<Level>,
    /// The worst of them, at most [`MAX_FINDINGS_OF_STEP`].
    pub findings: Vec<Finding>,
}

/// Makes steps, each once.
pub(super) struct Steps<'a> {
    model: &'a Model,
    findings: &'a Findings,
    network: &'a Network,
    made: BTreeMap<(ElementId, ElementId), Arc<Step>>,
}

impl<'a> Steps<'a> {
    pub(super) fn new(model: &'a Model, findings: &'a Findings, network: &'a Network) -> Self {
        Self { model, findings, network, made: BTreeMap::new() }
    }

    /// The steps of a path through elements.
    pub(super) fn along(&mut self, elements: &[ElementId]) -> Vec<Arc<Step>> {
        let pairs = elements.iter().zip(elements.iter().skip(1));
        pairs.filter_map(|(from, to)| self.step(*from, *to)).collect()
    }

    fn step(&mut self, from: ElementId, to: ElementId) -> Option<Arc<Step>> {
        if let Some(made) = self.made.get(&(from, to)) {
            return Some(made.clone());
        }
        let link = *self.network.steps(from).iter().find(|link| link.to == to)?;
        let step = Arc::new(self.make(from, link));
        self.made.insert((from, to), step.clone());
        Some(step)
    }

    fn make(&self, from: ElementId, link: Link) -> Step {
        let (left, entered) = (around(self.model, from), around(self.model, link.to));
        let mut enters: Vec<ElementId> = entered.iter().copied().filter(|id| !left.contains(id)).collect();
        enters.reverse();
        Step {
            from,
            to: link.to,
            flow: link.flow,
            other_flows: link.others,
            crosses: left.first() != entered.first(),
            leaves: left.iter().copied().filter(|id| !entered.contains(id)).collect(),
            enters,
            confirmed: self.found(link, |verdict| verdict != Verdict::Assumed),
            assumed: self.found(link, |verdict| verdict == Verdict::Assumed),
            effort: link.effort,
        }
    }

    fn found(&self, link: Link, select: impl Fn(Verdict) -> bool) -> OnStep {
        let of = |id: ElementId| self.findings.of(id).map(|(_, finding)| *finding);
        let severity =
            |finding: &Finding| Level::parse(&self.findings.field(self.model, finding, "severity").unwrap_or_default());
        let mut findings: Vec<Finding> =
            of(link.flow).chain(of(link.to)).filter(|finding| select(finding.verdict)).collect();
        findings.sort_by_cached_key(|finding| Reverse(severity(finding)));
        let (count, worst) = (findings.len(), findings.first().and_then(severity));
        findings.truncate(MAX_FINDINGS_OF_STEP);
        OnStep { count, worst, findings }
    }
}
