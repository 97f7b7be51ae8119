//! What the live page lists, as JSON: open questions, findings with their decisions, and which files they come from.

use bartizan_rules::decisions::{Source, Status};
use bartizan_rules::questions::Question;
use bartizan_rules::{Finding, Verdict};
use serde_json::{Value, json};

use super::super::ask::json as questions;
use super::site::{Beside, Current};
use crate::script::Described;

/// At most so many questions and so many findings are listed: more than anybody goes through on one page.
const MAX_LISTED: usize = 2_000;

/// The state of a model that was read.
pub(super) fn state(current: &Current, mut asked: Vec<Question>) -> String {
    let described = &current.described;
    let mut findings: Vec<&Finding> = described.analysis.findings.all.iter().collect();
    // What needs somebody comes first, and of that what is certain.
    findings.sort_by_key(|finding| (!described.is_open(finding), finding.verdict == Verdict::Assumed));
    let left = json!({
        "questions": asked.len().saturating_sub(MAX_LISTED),
        "findings": findings.len().saturating_sub(MAX_LISTED),
    });
    asked.truncate(MAX_LISTED);
    findings.truncate(MAX_LISTED);
    let state = json!({
        "model": &*described.analysis.model.system.name(),
        "answers": file(&current.answers),
        "decisions": file(&current.decisions),
        "questions": questions::list(described, &asked),
        "findings": findings.into_iter().map(|found| finding(described, found)).collect::<Vec<Value>>(),
        "left": left,
        "statuses": Status::ALL.map(Status::key),
    });
    state.to_string()
}

fn file(beside: &Beside) -> Value {
    json!({ "file": beside.path.display().to_string(), "version": beside.version })
}

fn finding(described: &Described, finding: &Finding) -> Value {
    let (model, findings) = (&described.analysis.model, &described.analysis.findings);
    let field = |name| findings.field(model, finding, name).unwrap_or_default();
    let id = findings.stable_id(finding);
    let decision = described.decisions.about(finding).map(|decision| {
        json!({
            "status": decision.status.key(),
            "because": &*decision.because,
            "owner": &*decision.owner,
            "ticket": &*decision.ticket,
            "until": decision.until.map(|day| day.to_string()),
            // Whether the page may take it back.
            "isOwn": decision.source == Source::File && decision.pattern.to_string().eq_ignore_ascii_case(&id),
        })
    });
    json!({
        "id": id,
        "title": &*field("description"),
        "severity": &*field("severity"),
        "target": &*field("target"),
        "verdict": bartizan_report::verdict(finding.verdict),
        "decision": decision,
    })
}
