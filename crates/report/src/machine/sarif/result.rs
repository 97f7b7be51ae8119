//! The results of a SARIF file: findings, decisions that somebody should look at again, and what was set aside.

use bartizan_rules::Verdict;
use serde::Serialize;

use super::super::decided::{Decided, Stale};
use super::super::{Reported, Results, is_severe, severity_key, verdict};
use super::location::{self, LocationJson};
use super::message::Message;
use super::rules;
use super::suppression::{self, Suppression};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ResultJson<'a> {
    rule_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: Message,
    locations: [LocationJson<'a>; 1],
    partial_fingerprints: Fingerprints,
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline_state: Option<&'static str>,
    suppressions: Vec<Suppression<'a>>,
    properties: ResultProperties<'a>,
}

#[derive(Serialize)]
struct Fingerprints {
    #[serde(rename = "stableId/v1")]
    stable_id: String,
}

#[derive(Serialize)]
struct ResultProperties<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    verdict: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    severity: Option<&'static str>,
    help: &'a str,
}

/// What may be a result.
#[derive(Clone, Copy)]
pub(super) enum Shown<'a> {
    Finding(&'a Reported),
    Stale(&'a Stale),
    /// A finding, and the assumption that sets it aside.
    SetAside(&'a Reported, &'a str),
}

impl<'a> Shown<'a> {
    /// Everything, what needs somebody first.
    pub(super) fn all(results: &'a Results) -> Vec<Self> {
        let open = results.findings.iter().filter(|found| found.is_open).map(Shown::Finding);
        let closed = results.findings.iter().filter(|found| !found.is_open).map(Shown::Finding);
        let aside = results.set_aside.iter().map(|(found, because)| Shown::SetAside(found, because));
        open.chain(results.stale.iter().map(Shown::Stale)).chain(closed).chain(aside).collect()
    }

    /// The id of its rule.
    pub(super) fn rule(self) -> &'a str {
        match self {
            Shown::Finding(found) | Shown::SetAside(found, _) => &found.threat,
            Shown::Stale(stale) => stale.id,
        }
    }

    /// As a result, with the ids of the rules in their order.
    pub(super) fn result(self, results: &'a Results, rules: &[&str]) -> ResultJson<'a> {
        match self {
            Shown::Finding(found) => {
                let suppressions = results.decision(found).map(suppression::of_decision);
                finding(results, found, rules, suppressions.into_iter().collect())
            }
            Shown::SetAside(found, because) => {
                finding(results, found, rules, vec![suppression::of_assumption(because)])
            }
            Shown::Stale(found) => stale(results, found, rules),
        }
    }
}

fn finding<'a>(
    results: &'a Results,
    found: &'a Reported,
    rules: &[&str],
    suppressions: Vec<Suppression<'a>>,
) -> ResultJson<'a> {
    ResultJson {
        rule_id: &found.threat,
        rule_index: rules.binary_search(&&*found.threat).ok(),
        level: level(found),
        message: Message::new(&results.message(found)),
        locations: [location::of_finding(results, found)],
        partial_fingerprints: Fingerprints { stable_id: found.id.clone() },
        baseline_state: found.is_new.map(|is_new| if is_new { "new" } else { "unchanged" }),
        suppressions,
        properties: ResultProperties {
            verdict: Some(verdict(found)),
            severity: Some(severity_key(found.severity)),
            help: &found.help,
        },
    }
}

fn stale<'a>(results: &'a Results, stale: &'a Stale, rules: &[&str]) -> ResultJson<'a> {
    let Stale { decided: Decided { pattern, .. }, id, help, message, .. } = stale;
    ResultJson {
        rule_id: id,
        rule_index: rules.binary_search(id).ok(),
        level: rules::stale_level(id),
        message: Message::new(message),
        locations: [location::in_file(results.decision_path(stale), stale.line_and_column())],
        partial_fingerprints: Fingerprints { stable_id: format!("{id} {pattern}") },
        baseline_state: None,
        suppressions: Vec::new(),
        properties: ResultProperties { verdict: None, severity: None, help },
    }
}

fn level(found: &Reported) -> &'static str {
    match found.verdict {
        Verdict::Assumed => "note",
        Verdict::Confirmed | Verdict::Overridden if is_severe(found) => "error",
        Verdict::Confirmed | Verdict::Overridden => "warning",
    }
}
