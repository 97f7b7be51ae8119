//! Rows of findings: open ones first, the worst before others, then those that are decided, assumed and set aside.

use bartizan_model::ElementId;
use bartizan_rules::decisions::Decision;
use bartizan_rules::{Finding, Verdict};
use serde::Serialize;

use super::context::{Context, Link, Severity, Status};
use crate::limits::{MAX_FACTS, MAX_LISTED_FINDINGS};

/// A finding.
#[derive(Serialize)]
pub(super) struct FindingRow {
    id: String,
    threat: String,
    title: String,
    element: Link,
    class: String,
    severity: Severity,
    /// `open`, `assumed`, `decided` or `set-aside`.
    status: &'static str,
    /// How sure it is, or what was decided.
    standing: &'static str,
    stride: Vec<&'static str>,
    /// The stated facts that make it true.
    facts: Vec<String>,
    /// What it hangs on and nobody stated.
    unstated: Vec<String>,
    /// Facts that are not listed.
    more: usize,
    clearing: Option<String>,
    response: String,
    decision: Option<DecisionRow>,
    /// The assumption that sets it aside.
    assumption: String,
}

#[derive(Serialize)]
struct DecisionRow {
    status: &'static str,
    because: String,
    owner: String,
    ticket: String,
    until: String,
}

/// Findings, and those that are set aside, as many as a page can take.
pub(super) fn findings(context: &Context<'_>) -> Vec<FindingRow> {
    let findings = context.report.findings;
    let mut order: Vec<(&Finding, Status, Severity)> =
        findings.all.iter().map(|finding| (finding, context.status(finding), context.severity(finding))).collect();
    order.sort_by_key(|(_, status, severity)| {
        let place = match status {
            Status::Open => 0,
            Status::Decided => 1,
            Status::Assumed => 2,
        };
        (place, std::cmp::Reverse(severity.rank))
    });
    let rows = order.into_iter().map(|(finding, status, severity)| {
        let mut row = row(context, finding, status.key(), severity);
        explain(&mut row, context, finding);
        row
    });
    let aside = findings.set_aside.iter().map(|aside| FindingRow {
        assumption: aside.assumption.name.to_string(),
        standing: "set aside",
        ..row(context, &aside.finding, "set-aside", context.severity(&aside.finding))
    });
    rows.chain(aside).take(MAX_LISTED_FINDINGS).collect()
}

/// The open findings of an element that are no assumptions, the worst first.
pub(super) fn open_on<'c>(context: &'c Context<'_>, element: ElementId) -> Vec<(&'c Finding, Severity)> {
    let own = context.report.findings.of(element).map(|(_, finding)| finding);
    let mut open: Vec<(&Finding, Severity)> = own
        .filter(|finding| context.status(finding) == Status::Open)
        .map(|finding| (finding, context.severity(finding)))
        .collect();
    open.sort_by_key(|(_, severity)| std::cmp::Reverse(severity.rank));
    open
}

fn row(context: &Context<'_>, finding: &Finding, status: &'static str, severity: Severity) -> FindingRow {
    let field = |name| context.study.field(finding, name).unwrap_or("").to_owned();
    let threat = context.report.findings.threat(finding);
    let decision = context.report.decisions.about(finding);
    FindingRow {
        id: context.report.findings.stable_id(finding),
        threat: threat.id.to_string(),
        title: field("description"),
        element: context.link(finding.element),
        class: context.report.model.element(finding.element).class_name().to_owned(),
        severity,
        status,
        standing: decision.map_or(crate::words::verdict(finding.verdict), |decision| decision.status.key()),
        stride: threat.stride.iter().map(|stride| stride.key()).collect(),
        facts: Vec::new(),
        unstated: Vec::new(),
        more: 0,
        clearing: None,
        response: field("response"),
        decision: decision.map(decision_row),
        assumption: String::new(),
    }
}

fn explain(row: &mut FindingRow, context: &Context<'_>, finding: &Finding) {
    let grounds = &context.grounds;
    let facts = match finding.verdict {
        Verdict::Assumed => &mut row.unstated,
        _ => &mut row.facts,
    };
    *facts = match finding.verdict {
        Verdict::Assumed => grounds.unstated(finding),
        _ => grounds.facts(finding),
    };
    row.more = facts.len().saturating_sub(MAX_FACTS);
    facts.truncate(MAX_FACTS);
    if finding.verdict != Verdict::Assumed {
        row.clearing = grounds.clearing(finding);
    }
}

fn decision_row(decision: &Decision) -> DecisionRow {
    DecisionRow {
        status: decision.status.key(),
        because: decision.because.to_string(),
        owner: decision.owner.to_string(),
        ticket: decision.ticket.to_string(),
        until: decision.until.map_or(String::new(), |day| day.to_string()),
    }
}
