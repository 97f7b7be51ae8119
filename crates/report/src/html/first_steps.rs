//! The first steps of a plan.

use bartizan_model::Owner;
use bartizan_rules::Level;
use bartizan_rules::plan::{Plan, Step};
use serde::Serialize;

use super::context::{Context, Link};
use crate::plan_words::{change_words, percent, step_runs};

/// What to do first.
#[derive(Serialize)]
pub(super) struct FirstSteps {
    rows: Vec<StepRow>,
    /// The risk that remains of a hundred.
    remaining: u64,
    is_cut: bool,
}

/// Changes that are made together, or the same change of several elements.
#[derive(Serialize)]
struct StepRow {
    changes: Vec<ChangeRow>,
    cleared: Vec<ClearedRow>,
    appeared: usize,
    /// The risk that it removes of a hundred.
    removed: u64,
}

#[derive(Serialize)]
struct ChangeRow {
    what: String,
    elements: Vec<Link>,
}

#[derive(Serialize)]
struct ClearedRow {
    title: String,
    key: &'static str,
    count: usize,
}

/// The steps of a plan, those alike together.
pub(super) fn first_steps(context: &Context<'_>, plan: &Plan) -> FirstSteps {
    FirstSteps {
        rows: step_runs(&plan.steps).map(|steps| row(context, steps, plan.before)).collect(),
        remaining: percent(plan.after(), plan.before),
        is_cut: plan.is_cut,
    }
}

fn row(context: &Context<'_>, steps: &[Step], whole: u64) -> StepRow {
    let mut changes: Vec<ChangeRow> = Vec::new();
    for priced in steps.iter().flat_map(|step| &step.changes) {
        let what = change_words(priced);
        let Owner::Element(element) = priced.change.owner else { continue };
        match changes.iter_mut().find(|row| row.what == what) {
            Some(row) => row.elements.push(context.link(element)),
            None => changes.push(ChangeRow { what, elements: vec![context.link(element)] }),
        }
    }
    let levels = Level::ALL.into_iter().rev().map(Some).chain([None]);
    let cleared = levels.filter_map(|level| {
        let count = steps.iter().flat_map(|step| &step.cleared).filter(|one| one.severity == level).count();
        let title = level.map_or("of unknown severity".to_owned(), |level| level.title().to_lowercase());
        (count > 0).then_some(ClearedRow { title, key: level.map_or("other", Level::key), count })
    });
    let before = steps.first().map_or(0, |step| step.before);
    let after = steps.last().map_or(0, |step| step.after);
    StepRow {
        changes,
        cleared: cleared.collect(),
        appeared: steps.iter().map(|step| step.appeared.len()).sum(),
        removed: percent(before.saturating_sub(after), whole),
    }
}
