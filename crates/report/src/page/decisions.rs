//! What a report shows of decisions: those that people wrote down, and the assumptions that set findings aside.

use bartizan_rules::decisions::{Decision, Decisions, State, assumptions};
use serde::Serialize;

use crate::places::Places;
use crate::study::Study;
use crate::words;

/// The section on decisions.
#[derive(Serialize)]
pub(crate) struct DecisionsPart {
    rows: Vec<DecisionRow>,
    /// Whether somebody decided anything: assumptions alone are no reason to tell open findings from closed ones.
    has_any: bool,
    open: usize,
    closed: usize,
    in_progress: usize,
    /// Decisions that somebody should look at again.
    stale: usize,
}

#[derive(Serialize)]
struct DecisionRow {
    pattern: String,
    /// The findings that it holds for, by stable id, where the pattern is about several.
    findings: Vec<String>,
    status: &'static str,
    because: String,
    owner: String,
    ticket: String,
    until: String,
    state: &'static str,
    is_stale: bool,
    /// The path and line where it was written; else who wrote it.
    written: String,
}

pub(crate) fn decisions(study: &Study<'_>, decisions: &Decisions) -> DecisionsPart {
    let places = Places::of(&study.model.sources);
    let findings = held(study, decisions);
    let all = decisions.all.iter().zip(&decisions.states).zip(findings);
    let mut rows: Vec<DecisionRow> =
        all.map(|((decision, state), findings)| row(decision, *state, findings, &places)).collect();
    rows.extend(assumptions(study.findings).into_iter().map(|(assumption, _)| DecisionRow {
        pattern: assumption.exclude.iter().map(|id| &**id).collect::<Vec<_>>().join(", "),
        findings: set_aside_by(study, assumption),
        status: "set aside",
        because: match assumption.description.trim() {
            "" => assumption.name.to_string(),
            more => format!("{}: {more}", assumption.name),
        },
        owner: String::new(),
        ticket: String::new(),
        until: String::new(),
        state: "holds",
        is_stale: false,
        written: "assumption".to_owned(),
    }));
    let all = &study.findings.all;
    let open = all.iter().filter(|finding| decisions.is_open(finding)).count();
    DecisionsPart {
        rows,
        has_any: !decisions.all.is_empty(),
        open,
        closed: all.len() - open,
        in_progress: all
            .iter()
            .filter(|finding| decisions.about(finding).is_some() && decisions.is_open(finding))
            .count(),
        stale: decisions.stale().count(),
    }
}

/// The findings that each decision is about, by position.
fn held(study: &Study<'_>, decisions: &Decisions) -> Vec<Vec<String>> {
    let mut held = vec![Vec::new(); decisions.all.len()];
    for finding in &study.findings.all {
        if let Some(own) = decisions.position(finding).and_then(|at| held.get_mut(at)) {
            own.push(study.findings.stable_id(finding));
        }
    }
    held
}

fn set_aside_by(study: &Study<'_>, assumption: &bartizan_model::Assumption) -> Vec<String> {
    let own = study.findings.set_aside.iter().filter(|aside| aside.assumption == *assumption);
    own.map(|aside| study.findings.stable_id(&aside.finding)).collect()
}

fn row(decision: &Decision, state: State, mut findings: Vec<String>, places: &Places<'_>) -> DecisionRow {
    let pattern = decision.pattern.to_string();
    if findings.iter().all(|id| *id == pattern) {
        findings.clear();
    }
    let place = decision.place.and_then(|place| places.locate(place));
    DecisionRow {
        pattern,
        findings,
        status: words::status(decision.status),
        because: decision.because.to_string(),
        owner: decision.owner.to_string(),
        ticket: decision.ticket.to_string(),
        until: decision.until.map(|day| day.to_string()).unwrap_or_default(),
        state: words::state(state),
        is_stale: state.id().is_some(),
        written: match place {
            Some(place) => format!("{}:{}", place.path, place.line),
            None => words::source(decision.source).to_owned(),
        },
    }
}
