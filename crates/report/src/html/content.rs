//! Everything that the page shows, as plain values for its templates.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use bartizan_model::{Class, Owner};
use bartizan_rules::Stride;
use bartizan_rules::questions::Question;
use bartizan_rules::why::written_name;
use serde::Serialize;

use super::context::{Context, Link, Severity, Status};
use super::coverage::{CoverageTable, coverage, words};
use super::element::{ElementRow, elements};
use super::finding::{FindingRow, findings};
use super::first_steps::{FirstSteps, first_steps};
use super::links::Crossings;
use super::path::{Paths, paths};
use super::structure::{BoundaryRow, DataRow, boundaries, data};
use crate::limits::{MAX_NAMED_OWNERS, MAX_READY_FINDINGS};
use crate::page::{AssumptionRow, DecisionsPart, ThreatRow, assumptions, decisions, threats};
use crate::questions::{owner_name, question_sentence, question_worth};

/// The page.
#[derive(Serialize)]
pub(super) struct Content {
    name: String,
    description: String,
    counts: Counts,
    severities: Vec<SeverityBar>,
    first_steps: Option<FirstSteps>,
    findings: Vec<FindingRow>,
    /// Those that a script makes rows of when they are wanted.
    later_findings: Vec<FindingRow>,
    /// Findings that are too many for a page.
    left_out: usize,
    stride: Vec<StrideWord>,
    elements: Vec<ElementRow>,
    data: Vec<DataRow>,
    boundaries: Vec<BoundaryRow>,
    paths: Paths,
    questions: Vec<QuestionRow>,
    decisions: DecisionsPart,
    assumptions: Vec<AssumptionRow>,
    excluded: Vec<ExcludedRow>,
    coverage: Vec<CoverageTable>,
    threats: Vec<ThreatRow>,
}

#[derive(Serialize)]
struct Counts {
    elements: usize,
    flows: usize,
    boundaries: usize,
    data: usize,
    threats: usize,
    open: usize,
    assumed: usize,
    decided: usize,
    set_aside: usize,
    questions: usize,
}

/// How many open findings have a severity, and where its part of the bar begins.
#[derive(Serialize)]
struct SeverityBar {
    severity: Severity,
    count: usize,
    start: usize,
}

#[derive(Serialize)]
struct StrideWord {
    key: &'static str,
    words: String,
}

#[derive(Serialize)]
struct QuestionRow {
    sentence: String,
    worth: String,
    /// As it is written: `controls.isHardened`.
    attribute: String,
    elements: Vec<Link>,
    data: Vec<String>,
    /// Things that are not named.
    more: usize,
}

#[derive(Serialize)]
struct ExcludedRow {
    id: String,
    title: String,
}

impl Content {
    pub(super) fn of(context: &Context<'_>) -> Self {
        let report = context.report;
        let model = report.model;
        let crossings = Crossings::of(model);
        let mut findings = findings(context);
        let total = report.findings.all.len() + report.findings.set_aside.len();
        let left_out = total - findings.len();
        let later_findings = findings.split_off(findings.len().min(MAX_READY_FINDINGS));
        Self {
            name: model.system.name().to_string(),
            description: model.system.text("description").trim().to_owned(),
            counts: counts(context),
            severities: severities(context),
            decisions: decisions(&context.study, report.decisions),
            first_steps: report.plan.filter(|plan| !plan.steps.is_empty()).map(|plan| first_steps(context, plan)),
            left_out,
            findings,
            later_findings,
            stride: Stride::ALL.map(|stride| StrideWord { key: stride.key(), words: words(stride) }).into(),
            elements: elements(context, &crossings),
            data: data(context, &crossings),
            boundaries: boundaries(context, &crossings),
            paths: paths(context),
            questions: report.questions.iter().map(|asked| question(context, asked)).collect(),
            assumptions: assumptions(&context.study),
            excluded: excluded(context),
            coverage: coverage(context),
            threats: threats(report.findings),
        }
    }
}

fn counts(context: &Context<'_>) -> Counts {
    let (model, findings) = (context.report.model, context.report.findings);
    let of = |status: Status| findings.all.iter().filter(|finding| context.status(finding) == status).count();
    let is_node = |class: Class| !class.is_a(Class::Dataflow) && !class.is_a(Class::Boundary);
    Counts {
        elements: model.taking_part().filter(|(_, object)| is_node(object.class)).count(),
        flows: model.registry.flows.len(),
        boundaries: model.registry.boundaries.len(),
        data: model.registry.data.len(),
        threats: findings.threats.len(),
        open: of(Status::Open),
        assumed: of(Status::Assumed),
        decided: of(Status::Decided),
        set_aside: findings.set_aside.len(),
        questions: context.report.questions.len(),
    }
}

/// The severities of open findings, the worst first.
fn severities(context: &Context<'_>) -> Vec<SeverityBar> {
    let mut counts: BTreeMap<(Reverse<u8>, &'static str), (Severity, usize)> = BTreeMap::new();
    for finding in &context.report.findings.all {
        if context.status(finding) == Status::Open {
            let severity = context.severity(finding);
            let (_, count) = counts.entry((Reverse(severity.rank), severity.key)).or_insert((severity, 0));
            *count += 1;
        }
    }
    let mut start = 0;
    let bar = |(severity, count): (Severity, usize)| {
        start += count;
        SeverityBar { severity, count, start: start - count }
    };
    counts.into_values().map(bar).collect()
}

fn question(context: &Context<'_>, asked: &Question) -> QuestionRow {
    let model = context.report.model;
    let (mut elements, mut data) = (Vec::new(), Vec::new());
    for owner in asked.owners.iter().take(MAX_NAMED_OWNERS) {
        match owner {
            Owner::Element(id) => elements.push(context.link(*id)),
            Owner::Data(_) => data.push(owner_name(model, *owner)),
        }
    }
    QuestionRow {
        sentence: question_sentence(model, asked),
        worth: question_worth(asked),
        attribute: written_name(Some(asked.attribute), asked.attribute.name),
        elements,
        data,
        more: asked.owners.len().saturating_sub(MAX_NAMED_OWNERS),
    }
}

/// The threats that the model leaves out everywhere.
fn excluded(context: &Context<'_>) -> Vec<ExcludedRow> {
    let title = |id: &str| {
        let known = context.report.findings.threats.iter().find(|threat| &*threat.id == id);
        known.map_or(String::new(), |threat| threat.title.to_string())
    };
    let row = |id: &bartizan_model::Text| ExcludedRow { id: id.to_string(), title: title(id) };
    context.report.model.excluded_threats.iter().map(row).collect()
}
