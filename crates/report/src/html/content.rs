//! Everything that the page shows, as plain values for its templates.

use bartizan_model::{Class, Owner};
use bartizan_rules::Stride;
use bartizan_rules::questions::Question;
use bartizan_rules::why::written_name;
use serde::Serialize;

use super::context::{Context, Link, Severity};
use super::coverage::{CoverageTable, coverage, words};
use super::element::{ElementRow, elements};
use super::finding::{FindingRow, findings};
use super::first_steps::{FirstSteps, first_steps};
use super::links::Crossings;
use super::path::{Paths, paths};
use super::pictures::LeftOut;
use super::structure::{BoundaryRow, DataRow, boundaries, data};
use crate::page::{AssumptionRow, ThreatRow, assumptions, threats};
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
    stride: Vec<StrideWord>,
    elements: Vec<ElementRow>,
    data: Vec<DataRow>,
    boundaries: Vec<BoundaryRow>,
    paths: Paths,
    questions: Vec<QuestionRow>,
    assumptions: Vec<AssumptionRow>,
    excluded: Vec<ExcludedRow>,
    coverage: Vec<CoverageTable>,
    threats: Vec<ThreatRow>,
    has_data_flow_diagram: bool,
    has_sequence_diagram: bool,
    is_sequence_left_out: bool,
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
}

#[derive(Serialize)]
struct ExcludedRow {
    id: String,
    title: String,
}

impl Content {
    pub(super) fn of(context: &Context<'_>, left_out: &LeftOut) -> Self {
        let report = context.report;
        let model = report.model;
        let crossings = Crossings::of(model);
        let findings = findings(context);
        Self {
            name: model.system.name().to_string(),
            description: model.system.text("description").trim().to_owned(),
            counts: counts(context, &findings),
            severities: severities(&findings),
            first_steps: report.plan.filter(|plan| !plan.steps.is_empty()).map(|plan| first_steps(context, plan)),
            findings,
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
            has_data_flow_diagram: !left_out.data_flow,
            has_sequence_diagram: !left_out.sequence && !model.registry.flows.is_empty(),
            is_sequence_left_out: left_out.sequence,
        }
    }
}

fn counts(context: &Context<'_>, findings: &[FindingRow]) -> Counts {
    let model = context.report.model;
    let of = |status: &str| findings.iter().filter(|row| row.status == status).count();
    let is_node = |class: Class| !class.is_a(Class::Dataflow) && !class.is_a(Class::Boundary);
    Counts {
        elements: model.taking_part().filter(|(_, object)| is_node(object.class)).count(),
        flows: model.registry.flows.len(),
        boundaries: model.registry.boundaries.len(),
        data: model.registry.data.len(),
        threats: context.report.findings.threats.len(),
        open: of("open"),
        assumed: of("assumed"),
        decided: of("decided"),
        set_aside: of("set-aside"),
        questions: context.report.questions.len(),
    }
}

/// The severities of open findings, the worst first.
fn severities(findings: &[FindingRow]) -> Vec<SeverityBar> {
    let mut bars: Vec<SeverityBar> = Vec::new();
    for (at, row) in findings.iter().take_while(|row| row.status == "open").enumerate() {
        match bars.last_mut() {
            Some(bar) if bar.severity.key == row.severity.key => bar.count += 1,
            _ => bars.push(SeverityBar { severity: row.severity.clone(), count: 1, start: at }),
        }
    }
    bars
}

fn question(context: &Context<'_>, asked: &Question) -> QuestionRow {
    let model = context.report.model;
    let (mut elements, mut data) = (Vec::new(), Vec::new());
    for owner in &asked.owners {
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
