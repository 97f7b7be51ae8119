//! The rules of a SARIF file: a threat each, and a state of decisions that somebody should look at again.

use bartizan_rules::{Level, Stride, Threat};
use serde::Serialize;

use super::super::Results;
use super::super::line::one_line;
use super::message::{Escaped, Message};
use crate::limits::{MAX_LINE_LETTERS, MAX_NAME_LETTERS};
use crate::threats;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Rule<'a> {
    id: &'a str,
    short_description: Message,
    full_description: Message,
    help: Help,
    default_configuration: Configuration,
    properties: RuleProperties,
}

#[derive(Serialize)]
struct Help {
    text: Escaped,
    markdown: String,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct RuleProperties {
    tags: Vec<String>,
    #[serde(rename = "security-severity", skip_serializing_if = "Option::is_none")]
    security_severity: Option<&'static str>,
}

/// The states that a decision may be in when somebody should look at it again: id, level, title, what it means, what to do.
const STALE: [(&str, &str, &str, &str, &str); 3] = [
    (
        "decision-expired",
        "warning",
        "Decision expired",
        "The last day of a decision is over, and its findings are open again.",
        "Decide anew, or do something about the findings.",
    ),
    (
        "decision-orphaned",
        "warning",
        "Decision about nothing",
        "A decision is about an element or a threat that there is not.",
        "If the element was renamed, say `formerNames = [\"...\"]` in the model. Else remove the decision.",
    ),
    (
        "decision-unused",
        "note",
        "Decision not needed",
        "A decision is about a finding that there is not any more.",
        "Remove the decision.",
    ),
];

/// The rule of this id.
pub(super) fn rule<'a>(results: &'a Results, id: &'a str) -> Option<Rule<'a>> {
    results.threats.get(id).map(|threat| of_threat(id, threat)).or_else(|| of_stale(id))
}

/// The level of a decision in the state of this id.
pub(super) fn stale_level(id: &str) -> &'static str {
    STALE.iter().find(|row| row.0 == id).map_or("warning", |row| row.1)
}

fn of_stale(id: &str) -> Option<Rule<'_>> {
    let (_, level, title, details, advice) = STALE.into_iter().find(|row| row.0 == id)?;
    let text = format!("{details} {advice}");
    Some(Rule {
        id,
        short_description: Message::new(title),
        full_description: Message::new(details),
        help: Help { text: Escaped::new(&text), markdown: text },
        default_configuration: Configuration { level },
        properties: RuleProperties { tags: vec!["decision".to_owned()], security_severity: None },
    })
}

fn of_threat<'a>(id: &'a str, threat: &Threat) -> Rule<'a> {
    let severity = threat.severity_level();
    let title = one_line(&threat.title, MAX_NAME_LETTERS);
    Rule {
        id,
        full_description: Message::new(&sentence(&threat.details, &title)),
        help: Help { text: Escaped::new(&help_text(threat, &title)), markdown: threats::help(threat) },
        default_configuration: Configuration { level: if severity >= Some(Level::High) { "error" } else { "warning" } },
        properties: RuleProperties { tags: tags(threat), security_severity: Some(score(severity)) },
        short_description: Message::new(&title),
    }
}

/// What happens, or at least the title: the standard wants some text.
fn sentence(details: &str, title: &str) -> String {
    match one_line(details, MAX_LINE_LETTERS) {
        text if text.is_empty() => title.to_owned(),
        text => text,
    }
}

fn help_text(threat: &Threat, title: &str) -> String {
    let parts = [title, threat.details.trim(), threat.mitigations.trim()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
}

fn tags(threat: &Threat) -> Vec<String> {
    let mut tags = vec!["security".to_owned()];
    tags.extend(threat.stride.iter().map(|stride: &Stride| format!("stride/{}", stride.key())));
    // The form that code hosts know weaknesses by.
    tags.extend(threat.cwe.iter().map(|number| format!("external/cwe/cwe-{number}")));
    tags.extend(threat.capec.iter().map(|number| format!("external/capec/capec-{number}")));
    // The standard wants them unique.
    let mut unique: Vec<String> = Vec::with_capacity(tags.len());
    for tag in tags {
        if !unique.contains(&tag) {
            unique.push(tag);
        }
    }
    unique
}

/// A number from 0 to 10, as code hosts read it: from 9.0 critical, from 7.0 high, from 4.0 medium.
fn score(severity: Option<Level>) -> &'static str {
    match severity {
        Some(Level::VeryHigh) => "9.5",
        Some(Level::High) => "8.0",
        Some(Level::Medium) | None => "5.5",
        Some(Level::Low) => "3.0",
        Some(Level::VeryLow) => "1.0",
    }
}
