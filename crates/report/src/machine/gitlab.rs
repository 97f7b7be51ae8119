//! GitLab's code quality report, which a merge request shows beside the lines that changed. What a decision closes is left out,
//! so that GitLab tells it as resolved.

use bartizan_rules::{Level, Verdict};
use serde::Serialize;

use super::decided::Stale;
use super::{Reported, Results, hash, slashed};
use crate::json_text;

pub(super) fn write(results: &Results) -> String {
    let unread = results.unread.iter().map(|path| unread(path));
    let found = results.findings.iter().filter(|found| found.is_open).map(|found| Violation {
        description: results.message(found),
        check_name: found.threat.to_string(),
        fingerprint: fingerprint(results.model(found).map_or("", |model| &model.path), &found.id),
        severity: severity(found),
        location: Place {
            path: slashed(results.path(found)),
            lines: Lines { begin: results.line_and_column(found).map_or(1, |(line, _)| line) },
        },
    });
    let mut text = String::new();
    let _ = json_text::pretty(
        &unread.chain(found).chain(results.stale.iter().map(|found| stale(results, found))).collect::<Vec<_>>(),
        &mut text,
    );
    text
}

#[derive(Serialize)]
struct Violation {
    description: String,
    check_name: String,
    fingerprint: String,
    severity: &'static str,
    location: Place,
}

#[derive(Serialize)]
struct Place {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
}

fn unread(path: &str) -> Violation {
    Violation {
        description: "The model cannot be checked".to_owned(),
        check_name: "unread-model".to_owned(),
        fingerprint: fingerprint(path, "unread"),
        severity: "blocker",
        location: Place { path: slashed(path), lines: Lines { begin: 1 } },
    }
}

fn stale(results: &Results, stale: &Stale) -> Violation {
    Violation {
        description: stale.sentence(),
        check_name: stale.id.to_owned(),
        fingerprint: fingerprint(results.model_path(stale), &format!("{} {}", stale.id, stale.decided.pattern)),
        severity: "minor",
        location: Place {
            path: slashed(results.decision_path(stale)),
            lines: Lines { begin: stale.line_and_column().map_or(1, |(line, _)| line) },
        },
    }
}

fn severity(found: &Reported) -> &'static str {
    match (found.verdict, found.severity) {
        (Verdict::Assumed, _) => "info",
        (_, Some(Level::VeryHigh)) => "blocker",
        (_, Some(Level::High)) => "critical",
        (_, Some(Level::Medium)) => "major",
        (_, Some(Level::Low)) => "minor",
        (_, Some(Level::VeryLow) | None) => "info",
    }
}

/// The same as long as model and stable id are, wherever the element stands; GitLab takes equal ones for one.
fn fingerprint(model: &str, id: &str) -> String {
    hash(&format!("{}\n{id}", slashed(model)))
}
