//! SARIF 2.1.0 (OASIS), for code scanning and editors.
//!
//! Confirmed findings have the level `error` or `warning`. Assumed ones have `note`: the kind `review` would fit, but the
//! standard then wants the level `none`, which viewers hide.

use bartizan_rules::{Level, Stride, Threat, Verdict};
use serde::Serialize;

use super::line::one_line;
use super::{Reported, Results, Written, is_severe, severity_key, slashed, verdict};
use crate::limits::{MAX_LINE_LETTERS, MAX_NAME_LETTERS, MAX_SARIF_RESULTS};
use crate::{json_text, threats};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

pub(super) fn write(results: &Results) -> Written {
    let shown: Vec<&Reported> = results.findings.iter().take(MAX_SARIF_RESULTS).collect();
    let left_out = results.findings.len() - shown.len();
    let mut ids: Vec<&str> = shown.iter().map(|found| &*found.threat).collect();
    ids.sort_unstable();
    ids.dedup();
    let rules = ids.iter().filter_map(|id| Some(rule(id, results.threats.get(*id)?))).collect();
    let log = Log {
        schema: SCHEMA,
        version: "2.1.0",
        runs: [Run {
            tool: Tool { driver: Driver { name: "Bartizan", semantic_version: env!("CARGO_PKG_VERSION"), rules } },
            column_kind: "unicodeCodePoints",
            invocations: [invocation(results, left_out)],
            results: shown.iter().map(|found| result(results, found, &ids)).collect(),
        }],
    };
    let mut text = String::new();
    let _ = json_text::pretty(&log, &mut text);
    Written { text, left_out }
}

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool<'a>,
    column_kind: &'static str,
    invocations: [Invocation; 1],
    results: Vec<ResultJson<'a>>,
}

#[derive(Serialize)]
struct Tool<'a> {
    driver: Driver<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver<'a> {
    name: &'static str,
    semantic_version: &'static str,
    rules: Vec<Rule<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule<'a> {
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
    #[serde(rename = "security-severity")]
    security_severity: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    execution_successful: bool,
    tool_execution_notifications: Vec<Notification>,
}

#[derive(Serialize)]
struct Notification {
    level: &'static str,
    message: Message,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ResultJson<'a> {
    rule_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: Message,
    locations: [LocationJson<'a>; 1],
    partial_fingerprints: Fingerprints<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline_state: Option<&'static str>,
    properties: ResultProperties<'a>,
}

#[derive(Serialize)]
struct Fingerprints<'a> {
    #[serde(rename = "stableId/v1")]
    stable_id: &'a str,
}

#[derive(Serialize)]
struct ResultProperties<'a> {
    verdict: &'static str,
    severity: &'static str,
    help: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct LocationJson<'a> {
    physical_location: PhysicalLocation,
    logical_locations: Vec<LogicalLocation<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Serialize)]
struct ArtifactLocation {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct LogicalLocation<'a> {
    name: &'a str,
    fully_qualified_name: String,
    kind: &'static str,
}

#[derive(Serialize)]
struct Message {
    text: Escaped,
}

impl Message {
    fn new(text: &str) -> Self {
        Self { text: Escaped::new(text) }
    }
}

/// Text of a message. Brackets would be a link there, and braces a placeholder.
#[derive(Serialize)]
struct Escaped(String);

impl Escaped {
    fn new(text: &str) -> Self {
        let mut escaped = String::with_capacity(text.len());
        for letter in text.chars() {
            match letter {
                '[' | ']' | '\\' => escaped.extend(['\\', letter]),
                '{' | '}' => escaped.extend([letter, letter]),
                letter => escaped.push(letter),
            }
        }
        Self(escaped)
    }
}

fn rule<'a>(id: &'a str, threat: &Threat) -> Rule<'a> {
    let severity = threat.severity_level();
    let title = one_line(&threat.title, MAX_NAME_LETTERS);
    Rule {
        id,
        full_description: Message::new(&sentence(&threat.details, &title)),
        help: Help { text: Escaped::new(&help_text(threat, &title)), markdown: threats::help(threat) },
        default_configuration: Configuration { level: if severity >= Some(Level::High) { "error" } else { "warning" } },
        properties: RuleProperties { tags: tags(threat), security_severity: score(severity) },
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

fn invocation(results: &Results, left_out: usize) -> Invocation {
    let mut notifications = Vec::new();
    for path in &results.unread {
        let message = format!("the model {} cannot be checked", one_line(path, MAX_NAME_LETTERS));
        notifications.push(Notification { level: "error", message: Message::new(&message) });
    }
    if left_out > 0 {
        let message = format!("{left_out} findings are left out: this file holds at most {MAX_SARIF_RESULTS}");
        notifications.push(Notification { level: "warning", message: Message::new(&message) });
    }
    Invocation { execution_successful: results.unread.is_empty(), tool_execution_notifications: notifications }
}

fn result<'a>(results: &'a Results, found: &'a Reported, rules: &[&str]) -> ResultJson<'a> {
    ResultJson {
        rule_id: &found.threat,
        rule_index: rules.binary_search(&&*found.threat).ok(),
        level: level(found),
        message: Message::new(&results.message(found)),
        locations: [location(results, found)],
        partial_fingerprints: Fingerprints { stable_id: &found.id },
        baseline_state: found.is_new.map(|is_new| if is_new { "new" } else { "unchanged" }),
        properties: ResultProperties {
            verdict: verdict(found),
            severity: severity_key(found.severity),
            help: &found.help,
        },
    }
}

fn level(found: &Reported) -> &'static str {
    match found.verdict {
        Verdict::Assumed => "note",
        Verdict::Confirmed | Verdict::Overridden if is_severe(found) => "error",
        Verdict::Confirmed | Verdict::Overridden => "warning",
    }
}

fn location<'a>(results: &'a Results, found: &Reported) -> LocationJson<'a> {
    let region = results
        .line_and_column(found)
        .map(|(line, column)| Region { start_line: line.max(1), start_column: column.max(1) });
    let logical = results.element(found).map(|element| LogicalLocation {
        name: &element.name,
        fully_qualified_name: format!("{}/{}", results.model(found).map_or("", |model| &model.name), element.id),
        kind: "element",
    });
    LocationJson {
        physical_location: PhysicalLocation {
            artifact_location: ArtifactLocation { uri: uri(results.path(found)) },
            region,
        },
        logical_locations: logical.into_iter().collect(),
    }
}

/// A path as a reference of RFC 3986: relative ones stay so.
fn uri(path: &str) -> String {
    let path = slashed(path);
    let mut uri = String::with_capacity(path.len());
    let has_drive = cfg!(windows) && path.get(1..3) == Some(":/");
    match (path.starts_with('/'), has_drive) {
        (true, _) => uri.push_str("file://"),
        (_, true) => uri.push_str("file:///"),
        _ => {}
    }
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(byte)),
            byte => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::{Escaped, uri};

    #[test]
    fn paths_become_references() {
        assert_eq!(uri("./models/a b#1.py"), "models/a%20b%231.py");
        assert_eq!(uri("/srv/ä.py"), "file:///srv/%C3%A4.py");
        assert_eq!(uri("x:y.py"), "x%3Ay.py");
    }

    #[test]
    fn messages_hold_no_links_and_no_placeholders() {
        assert_eq!(Escaped::new(r"[x](1) {0} \[").0, r"\[x\](1) {{0}} \\\[");
    }
}
