//! Compares what Bartizan says of a model with what was recorded of the oracle.
//!
//! What is let pass, each because it differs on purpose (docs/divergences.md) or says nothing:
//!
//! - ids in diagrams, layout and order of nodes there, and the picture that the oracle draws a datastore with;
//! - white space in the name of what a flow ends at without its being drawn;
//! - escaping: labels and reports are compared with it undone, and control characters are one replacement character;
//! - addresses in Python's `repr`;
//! - what Bartizan exports beyond the oracle's keys, where the threats file lies, and the order of sets;
//! - messages of errors: both fail, or neither.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::normalise::graph::{Graph, subtract};
use crate::normalise::{dot, json, plantuml::Sequence, text};

/// What Bartizan says of a model. Texts are whole outputs; what the script itself prints may stand around the rest.
#[derive(Clone, Debug, Default)]
pub struct Ours {
    /// Whether the script ended with an error.
    pub failed: bool,
    /// What is printed without flags.
    pub stdout: String,
    /// Threat id and target of each finding, with pytm's library and conditions.
    pub findings: Vec<(String, String)>,
    /// The same of what assumptions exclude.
    pub excluded: Vec<(String, String)>,
    /// The ids that `--list` prints, in order.
    pub list: Vec<String>,
    /// Output of `--dfd`.
    pub dot: String,
    /// Output of `--dfd --colormap`.
    pub dot_colormap: String,
    /// Output of `--dfd --levels N`, by N.
    pub dot_levels: BTreeMap<String, String>,
    /// Output of `--seq`.
    pub plantuml: String,
    /// What `--json` writes, with the neutral library.
    pub json: Value,
    /// Output of `--report TEMPLATE` by the template's file name, with the neutral library.
    pub reports: BTreeMap<String, String>,
    /// The neutral library, as its file has it.
    pub library: Value,
}

/// All differences, a line or a few each; none when the two agree.
pub fn record(record: &Value, ours: &Ours) -> Vec<String> {
    let mut found = printed(record, ours);
    let fails = record.get("error").is_some_and(|error| !error.is_null());
    if fails || ours.failed {
        if fails != ours.failed {
            let error = record.get("error").map(Value::to_string).unwrap_or_default();
            found.push(format!(
                "error: expected {error}, Bartizan {}",
                if ours.failed { "fails" } else { "does not fail" }
            ));
        }
        return found;
    }
    found.extend(pairs("finding", record.get("findings"), &ours.findings));
    found.extend(pairs("excluded finding", record.get("excluded"), &ours.excluded));
    found.extend(list(record, ours));
    found.extend(graph("graph", record.get("graph"), &ours.dot));
    found.extend(graph("graph_colormap", record.get("graph_colormap"), &ours.dot_colormap));
    for (level, expected) in record.get("graph_levels").and_then(Value::as_object).into_iter().flatten() {
        let output = ours.dot_levels.get(level).map_or("", String::as_str);
        found.extend(graph(&format!("graph_levels {level}"), Some(expected), output));
    }
    found.extend(sequence(record, ours));
    if record.get("json").is_some_and(|json| !is_failure(json)) {
        found.extend(json::differences(record, &ours.json, &ours.library));
    }
    for key in ["reports", "shared_reports"] {
        for (template, expected) in record.get(key).and_then(Value::as_object).into_iter().flatten() {
            let output = ours.reports.get(template).map_or("", String::as_str);
            found.extend(report(template, expected, output, &ours.stdout));
        }
    }
    found
}

/// Whether the oracle failed on this output alone: `{"error": "IndexError"}`.
pub fn is_failure(part: &Value) -> bool {
    part.as_object().is_some_and(|part| part.len() == 1 && part.get("error").is_some_and(Value::is_string))
}

fn printed(record: &Value, ours: &Ours) -> Vec<String> {
    let expected = text::printed(record.get("stdout").and_then(Value::as_str).unwrap_or(""));
    first_line("stdout", &expected, &text::printed(&ours.stdout)).into_iter().collect()
}

fn pairs(word: &str, expected: Option<&Value>, ours: &[(String, String)]) -> Vec<String> {
    let shown = |threat: &str, target: &str| format!("{word} {threat} of {target:?}");
    let pair = |pair: &Value| Some(shown(pair.get(0)?.as_str()?, pair.get(1)?.as_str()?));
    let Some(expected) = expected.and_then(Value::as_array) else { return Vec::new() };
    let mut theirs: Vec<String> = expected.iter().filter_map(pair).collect();
    let mut ours: Vec<String> = ours.iter().map(|(threat, target)| shown(threat, target)).collect();
    theirs.sort();
    ours.sort();
    let mut found = subtract(&theirs, &ours, "missing");
    found.extend(subtract(&ours, &theirs, "too much"));
    found
}

fn list(record: &Value, ours: &Ours) -> Option<String> {
    let expected = record.get("list")?.as_array()?;
    let theirs: Vec<&str> = expected.iter().filter_map(Value::as_str).collect();
    let at = theirs.iter().zip(&ours.list).take_while(|(theirs, ours)| *theirs == ours).count();
    let (theirs, ours) = (theirs.get(at), ours.list.get(at));
    if theirs.is_none() && ours.is_none() {
        return None;
    }
    Some(format!("list, line {}: expected {theirs:?}, found {ours:?}", at + 1))
}

fn graph(name: &str, expected: Option<&Value>, output: &str) -> Vec<String> {
    let Some(theirs) = expected.and_then(Graph::of_record) else { return Vec::new() };
    match dot::parse(output) {
        Some(ours) => theirs.differences(&ours).into_iter().map(|difference| format!("{name}: {difference}")).collect(),
        None => vec![format!("{name}: no diagram in the output, or not one of DOT")],
    }
}

fn sequence(record: &Value, ours: &Ours) -> Vec<String> {
    let Some(theirs) = record.get("sequence").and_then(Sequence::of_record) else { return Vec::new() };
    match Sequence::parse(&ours.plantuml) {
        Some(ours) => theirs.differences(&ours).into_iter().map(|found| format!("sequence: {found}")).collect(),
        None => vec!["sequence: no diagram in the output, or not one of PlantUML".to_owned()],
    }
}

/// The report stands where `tm.process()` is called: after some of the lines that the script prints itself.
fn report(template: &str, expected: &Value, output: &str, printed: &str) -> Option<String> {
    let Some(expected) = expected.as_str() else {
        return (!output.is_empty() && output != printed)
            .then(|| format!("report {template}: the oracle fails ({expected}), Bartizan does not"));
    };
    let expected = text::report(expected);
    let mut before = 0;
    let mut first = None;
    for end in std::iter::once(0).chain(printed.match_indices('\n').map(|(at, _)| at + 1)) {
        let Some(rest) = printed.get(..end).and_then(|own| output.strip_prefix(own)) else { break };
        before = end;
        let after = printed.get(end..).unwrap_or("");
        let ours = text::report(rest.strip_suffix(after).unwrap_or(rest));
        // What the script prints later may tell of the findings, which there are only now.
        let is_followed = !rest.ends_with(after) && text::report(rest).starts_with(&format!("{expected}\n"));
        if ours == expected || is_followed {
            return None;
        }
        if first.is_none() {
            first = first_line(&format!("report {template}"), &expected, &ours);
        }
    }
    let rest = output.get(before..).unwrap_or("");
    first_line(&format!("report {template}"), &expected, &text::report(rest)).or(first)
}

/// The first line in which two texts differ.
fn first_line(name: &str, theirs: &str, ours: &str) -> Option<String> {
    if theirs == ours {
        return None;
    }
    let (mut theirs, mut ours) = (theirs.split('\n'), ours.split('\n'));
    for number in 1_usize.. {
        match (theirs.next(), ours.next()) {
            (None, None) => break,
            (expected, found) if expected != found => {
                let shown = |line: Option<&str>| line.map_or("the end".to_owned(), |line| format!("{line:?}"));
                let (expected, found) = (shown(expected), shown(found));
                return Some(format!("{name}, line {number}:\n  expected {expected}\n  found    {found}"));
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn recorded() -> Value {
        json!({
            "error": null, "stdout": "before\nafter\n",
            "findings": [["X1", "A"], ["X1", "A"], ["X2", "B"]], "excluded": [], "list": ["X1", "X2"],
            "graph": {"boundaries": [], "edges": [], "nodes": []},
            "sequence": {"participants": [], "messages": []},
            "json_rule": "complete", "json": {"name": "S"},
            "reports": {"t.md": "# S <&amp;>\n\nend", "fails.md": {"error": "IndexError"}},
        })
    }

    fn ours() -> Ours {
        let pair = |threat: &str, target: &str| (threat.to_owned(), target.to_owned());
        Ours {
            stdout: "before\nafter\n".to_owned(),
            findings: vec![pair("X2", "B"), pair("X1", "A"), pair("X1", "A")],
            list: vec!["X1".to_owned(), "X2".to_owned()],
            dot: "before\ndigraph tm {\n}\nafter\n".to_owned(),
            plantuml: "before\n@startuml\n\n@enduml\nafter\n".to_owned(),
            json: json!({"name": "S"}),
            reports: BTreeMap::from([("t.md".to_owned(), "before\n# S &lt;&amp;&gt;\n\nend\nafter\n".to_owned())]),
            ..Ours::default()
        }
    }

    #[test]
    fn what_agrees_has_no_differences() {
        assert_eq!(record(&recorded(), &ours()), Vec::<String>::new());
    }

    #[test]
    fn findings_are_multisets() {
        let mut ours = ours();
        ours.findings.pop();
        ours.excluded.push(("X3".to_owned(), "C".to_owned()));
        assert_eq!(
            record(&recorded(), &ours),
            ["missing: finding X1 of \"A\"", "too much: excluded finding X3 of \"C\""]
        );
    }

    #[test]
    fn texts_differ_at_a_line() {
        let mut ours = ours();
        ours.stdout = "before\nlater\n".to_owned();
        ours.list.pop();
        ours.reports.insert("t.md".to_owned(), "before\n# S\n\nend\nafter\n".to_owned());
        assert_eq!(
            record(&recorded(), &ours),
            [
                "stdout, line 2:\n  expected \"after\"\n  found    \"later\"",
                "list, line 2: expected Some(\"X2\"), found None",
                "report t.md, line 1:\n  expected \"# S <&>\"\n  found    \"# S\"",
            ]
        );
    }

    #[test]
    fn both_fail_or_neither() {
        let fails = json!({"error": {"class": "NameError", "line": 3}, "stdout": ""});
        let failed = Ours { failed: true, ..Ours::default() };
        assert!(record(&fails, &failed).is_empty());
        let expected = "error: expected {\"class\":\"NameError\",\"line\":3}, Bartizan does not fail";
        assert_eq!(record(&fails, &Ours::default()), [expected]);
        assert_eq!(record(&recorded(), &Ours { failed: true, ..ours() }), ["error: expected null, Bartizan fails"]);
    }
}
