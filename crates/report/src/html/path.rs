//! Attack paths: who gets where, step by step.

use bartizan_rules::paths::{AttackPath, AttackPaths, Request, Step, attack_paths};
use serde::Serialize;

use super::context::{Context, Link};
use crate::limits::MAX_LISTED_PATHS;

/// The attack paths of a model.
#[derive(Serialize, Default)]
pub(super) struct Paths {
    rows: Vec<PathRow>,
    /// Paths that are not listed.
    more: usize,
    is_bounded: bool,
    chokepoints: Vec<ChokepointRow>,
}

#[derive(Serialize)]
struct PathRow {
    number: usize,
    origin: Link,
    asset: Link,
    data: Vec<String>,
    score: u32,
    effort: u32,
    crossings: usize,
    steps: Vec<StepRow>,
    /// All that it passes, in the diagram.
    drawn: String,
}

#[derive(Serialize)]
struct StepRow {
    flow: Link,
    to: Link,
    enters: Vec<String>,
    confirmed: usize,
    assumed: usize,
}

#[derive(Serialize)]
struct ChokepointRow {
    element: Link,
    paths: usize,
}

/// The best paths of the model.
pub(super) fn paths(context: &Context<'_>) -> Paths {
    let (model, findings) = (context.report.model, context.report.findings);
    let Ok(all) = attack_paths(model, findings, Request::default()) else { return Paths::default() };
    let listed = (1..).zip(&all.paths).take(MAX_LISTED_PATHS);
    let chokepoints = all.chokepoints.iter().flatten();
    Paths {
        rows: listed.filter_map(|(number, path)| row(context, &all, number, path)).collect(),
        more: all.paths.len().saturating_sub(MAX_LISTED_PATHS) + all.left_out,
        is_bounded: all.is_bounded(),
        chokepoints: chokepoints
            .map(|point| ChokepointRow { element: context.link(point.element), paths: point.paths })
            .collect(),
    }
}

fn row(context: &Context<'_>, all: &AttackPaths, number: usize, path: &AttackPath) -> Option<PathRow> {
    let asset = &all.assets.get(path.target)?.asset;
    let origin = path.origin()?;
    let passed = path.steps.iter().flat_map(|step| [step.flow, step.to]);
    Some(PathRow {
        number,
        origin: context.link(origin),
        asset: context.link(asset.element),
        data: asset.data.iter().map(|datum| context.report.model.datum(*datum).name().to_string()).collect(),
        score: path.score,
        effort: path.effort,
        crossings: path.crossings(),
        drawn: context.drawn(std::iter::once(origin).chain(passed)),
        steps: path.steps.iter().map(|step| step_row(context, step)).collect(),
    })
}

fn step_row(context: &Context<'_>, step: &Step) -> StepRow {
    StepRow {
        flow: context.link(step.flow),
        to: context.link(step.to),
        enters: step.enters.iter().map(|boundary| context.study.name(*boundary).to_owned()).collect(),
        confirmed: step.confirmed.count,
        assumed: step.assumed.count,
    }
}
