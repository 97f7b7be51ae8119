//! Compares `--json` exports: whatever the oracle writes, Bartizan writes too; Bartizan may write more.

use serde_json::{Map, Value};

/// How an export differs from a recorded one. `library` is the threat library in use, as `threats.json` has it; the
/// rule `compact` leaves out of findings what equals it.
pub fn differences(record: &Value, ours: &Value, library: &Value) -> Vec<String> {
    let is_compact = record.get("json_rule").and_then(Value::as_str) == Some("compact");
    let Some(theirs) = record.get("json") else { return Vec::new() };
    let mut walk = Walk { is_compact, library, export: ours, found: Vec::new() };
    walk.compare(&mut vec!["json".to_owned()], theirs, ours);
    walk.found
}

/// Whether an export is of a model that names a library of its own.
pub fn has_library(export: &Value) -> bool {
    let file = export.get("threatsFile").and_then(Value::as_str).unwrap_or("");
    !matches!(file, "" | "(built in)") && !file.ends_with("threats.json")
}

struct Walk<'a> {
    is_compact: bool,
    library: &'a Value,
    export: &'a Value,
    found: Vec<String>,
}

impl Walk<'_> {
    fn compare(&mut self, path: &mut Vec<String>, theirs: &Value, ours: &Value) {
        match (theirs, ours) {
            (Value::Object(theirs), Value::Object(ours)) => self.compare_objects(path, theirs, ours),
            (Value::Array(theirs), _) if is_set(path) => {
                let (theirs, ours) = (sorted(&Value::Array(theirs.clone())), sorted(ours));
                if theirs != ours {
                    self.differ(path, &Value::from(theirs), &Value::from(ours));
                }
            }
            (Value::Array(theirs), Value::Array(ours)) => {
                for (at, (theirs, ours)) in theirs.iter().zip(ours).enumerate() {
                    path.push(describe(at, ours));
                    self.compare_entries(path, theirs, ours);
                    path.pop();
                }
                if theirs.len() != ours.len() {
                    self.found.push(format!("{}: {} entries, expected {}", shown(path), ours.len(), theirs.len()));
                }
            }
            (Value::Number(one), Value::Number(other)) if one.as_f64() == other.as_f64() => {}
            _ if theirs == ours => {}
            _ => self.differ(path, theirs, ours),
        }
    }

    /// In the compact form, an entry of `actors` or `assets` that also stands in `elements` is its name only.
    fn compare_entries(&mut self, path: &mut Vec<String>, theirs: &Value, ours: &Value) {
        let is_named_only = self.is_compact && theirs.is_string() && ours.is_object() && path.len() == 3;
        if !is_named_only {
            self.compare(path, theirs, ours);
            return;
        }
        let elements = self.export.get("elements").and_then(Value::as_array);
        if ours.get("name") != Some(theirs) {
            self.differ(path, theirs, ours.get("name").unwrap_or(&Value::Null));
        } else if !elements.is_some_and(|elements| elements.contains(ours)) {
            self.found.push(format!("{}: not the same as its entry in elements", shown(path)));
        }
    }

    fn compare_objects(&mut self, path: &mut Vec<String>, theirs: &Map<String, Value>, ours: &Map<String, Value>) {
        for (key, expected) in theirs {
            path.push(key.clone());
            match ours.get(key) {
                Some(found) => self.compare(path, expected, found),
                None => self.found.push(format!("{}: missing, expected {}", shown(path), brief(expected))),
            }
            path.pop();
        }
        if !self.is_compact {
            return;
        }
        let is_controls = path.last().is_some_and(|key| key == "controls");
        let is_finding = path.len() == 3 && path.get(1).is_some_and(|key| key.ends_with("findings"));
        for (key, found) in ours.iter().filter(|(key, _)| !theirs.contains_key(*key)) {
            let is_empty = found.is_null() || *found == Value::Bool(false) || found.as_str() == Some("");
            if is_controls && !is_empty {
                self.found.push(format!("{}/{key}: {} is too much", shown(path), brief(found)));
            }
            if is_finding && !is_empty && is_threat_field(key) && !self.is_of_library(key, found, theirs) {
                self.found.push(format!("{}/{key}: {}, expected the threat's own", shown(path), brief(found)));
            }
        }
    }

    /// Whether a field of a finding is its threat's. A threat that the library has not is one of the model's own, and a
    /// model with a library of its own may have its own threat of any id.
    fn is_of_library(&self, key: &str, found: &Value, finding: &Map<String, Value>) -> bool {
        let id = finding.get("threat_id");
        let known = self.library.as_array().and_then(|all| all.iter().find(|threat| threat.get("SID") == id));
        let Some(threat) = known else { return true };
        let key = if key == "likelihood" { "Likelihood Of Attack" } else { key };
        threat.get(key) == Some(found) || has_library(self.export)
    }

    fn differ(&mut self, path: &[String], theirs: &Value, ours: &Value) {
        self.found.push(format!("{}: {}, expected {}", shown(path), brief(ours), brief(theirs)));
    }
}

/// Whether the order of this list says nothing.
fn is_set(path: &[String]) -> bool {
    let is_of_entry = path.len() > 3;
    path.last().is_some_and(|key| matches!(key.as_str(), "data" | "levels" | "sourceFiles" | "exclude") && is_of_entry)
}

fn is_threat_field(key: &str) -> bool {
    const FIELDS: [&str; 8] =
        ["description", "details", "severity", "mitigations", "example", "references", "condition", "likelihood"];
    FIELDS.contains(&key)
}

/// The items of a list, or of a Python set that stands there as text, sorted.
fn sorted(value: &Value) -> Vec<String> {
    let mut items: Vec<String> = match value {
        Value::Array(items) => items.iter().map(|item| item.as_str().map_or(item.to_string(), str::to_owned)).collect(),
        Value::String(text) => text.split('\'').skip(1).step_by(2).map(str::to_owned).collect(),
        Value::Null => Vec::new(),
        other => vec![other.to_string()],
    };
    items.sort();
    items
}

/// An entry of a list by its name, where it has one.
fn describe(at: usize, entry: &Value) -> String {
    let text = |key: &str| entry.get(key).and_then(Value::as_str);
    match (text("threat_id"), text("target"), text("name")) {
        (Some(threat), Some(target), _) => format!("{at} ({threat} of {target})"),
        (_, _, Some(name)) => format!("{at} ({name})"),
        _ => at.to_string(),
    }
}

fn shown(path: &[String]) -> String {
    path.join("/")
}

fn brief(value: &Value) -> String {
    let text = value.to_string();
    match text.char_indices().nth(120) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or("")),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn export() -> Value {
        json!({
            "name": "S", "threatsFile": "", "ours": 1,
            "elements": [{"name": "A", "levels": [1, 0], "controls": {"isHardened": true, "usesMFA": false}, "more": 2}],
            "assets": [{"name": "A", "levels": [1, 0], "controls": {"isHardened": true, "usesMFA": false}, "more": 2}],
            "findings": [{"threat_id": "X1", "target": "A", "severity": "High", "response": "", "cost": 1.0}],
            "excluded_findings": [{"threat_id": "X1", "target": "A", "assumption": {"exclude": "{'b', 'a'}"}}],
        })
    }

    fn compact() -> Value {
        json!({"json_rule": "compact", "json": {
            "name": "S",
            "elements": [{"name": "A", "levels": [0, 1], "controls": {"isHardened": true}}],
            "assets": ["A"],
            "findings": [{"threat_id": "X1", "target": "A", "cost": 1}],
            "excluded_findings": [{"threat_id": "X1", "target": "A", "assumption": {"exclude": ["a", "b"]}}],
        }})
    }

    fn library(severity: &str) -> Value {
        json!([{"SID": "X1", "severity": severity}])
    }

    #[test]
    fn what_is_too_much_does_not_matter_and_what_is_left_out_is_known() {
        assert_eq!(differences(&compact(), &export(), &library("High")), Vec::<String>::new());
    }

    #[test]
    fn differences_have_a_path() {
        let mut ours = export();
        ours["elements"][0]["controls"]["usesMFA"] = json!(true);
        ours["elements"][0]["levels"] = json!([2]);
        ours["excluded_findings"] = json!([]);
        assert_eq!(
            differences(&compact(), &ours, &library("Low")),
            [
                "json/elements/0 (A)/levels: [\"2\"], expected [\"0\",\"1\"]",
                "json/elements/0 (A)/controls/usesMFA: true is too much",
                "json/assets/0 (A): not the same as its entry in elements",
                "json/findings/0 (X1 of A)/severity: \"High\", expected the threat's own",
                "json/excluded_findings: 0 entries, expected 1",
            ]
        );
    }

    #[test]
    fn a_complete_export_says_everything() {
        let record = json!({"json_rule": "complete", "json": {"name": "S", "gone": [1]}});
        assert_eq!(differences(&record, &export(), &Value::Null), ["json/gone: missing, expected [1]"]);
    }
}
