//! Changes as Markdown and JSON: nothing that a model says breaks out of its cell.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

use bartizan_model::build::ThreatModel;
use bartizan_model::{Model, resolve};
use bartizan_report::limits::{MAX_SHOWN_VALUE, MAX_TABLE_ROWS};
use bartizan_report::{changes_json, changes_markdown};
use bartizan_rules::changes::Version;
use bartizan_rules::{Findings, Library, analyse, changes};

const NASTY: [&str; 6] = [
    "a | b",
    "line\nbreak\r\n| x |",
    "`code` ``` @team",
    "\u{1b}[31m\u{202e}red",
    "<script>&</script>",
    "web::x -- \\|",
];

fn model(names: &[String]) -> (Model, Findings) {
    let mut tm = ThreatModel::new("shop");
    for name in names {
        tm.server(name).with("description", format!("says {name}"));
    }
    let model = resolve(tm.finish().unwrap()).unwrap();
    let findings = analyse(&model, &Library::builtin()).0;
    (model, findings)
}

/// The Markdown of all findings, and the JSON.
fn written(old: &(Model, Findings), new: &(Model, Findings)) -> (String, serde_json::Value) {
    let old = Version { model: &old.0, findings: &old.1 };
    let new = Version { model: &new.0, findings: &new.1 };
    let changes = changes(old, new);
    let json = serde_json::from_str(&changes_json(&changes, old, new)).unwrap();
    (changes_markdown(&changes, new, true, None), json)
}

#[test]
fn names_stay_in_their_cells() {
    let nasty = model(&NASTY.map(str::to_owned));
    let (markdown, json) = written(&model(&[]), &nasty);
    let mut columns = 0;
    for line in markdown.lines() {
        assert!(line.is_empty() || line.starts_with(['|', '#', 'a']), "{line}");
        if line.starts_with('|') {
            let bars = line.replace("\\\\", "").replace("\\|", "").matches('|').count();
            columns = if columns == 0 { bars } else { columns };
            assert_eq!(bars, columns, "{line}");
        } else {
            columns = 0;
        }
    }
    assert!(!markdown.contains(|letter: char| letter.is_control() && letter != '\n'));
    assert!(!markdown.contains("<script") && !markdown.contains("@team") && !markdown.contains('\u{202e}'));
    let names: Vec<&str> =
        json["elements"].as_array().unwrap().iter().map(|e| e["new"]["name"].as_str().unwrap()).collect();
    assert_eq!(names, NASTY);
    assert_eq!((&json["schema"], &json["version"]), (&"bartizan-changes".into(), &1.into()));
}

#[test]
fn long_lists_and_long_values_are_cut() {
    let count = |changes: usize| {
        let names: Vec<String> = (0..changes).map(|number| format!("s{number}")).collect();
        written(&model(&[]), &model(&names)).0
    };
    assert!(!count(3).contains("more."));
    let many = count(MAX_TABLE_ROWS + 1);
    assert!(many.contains("\nand 1 more.\n"), "{many}");
    let system = |description: &str| {
        let mut tm = ThreatModel::new("shop");
        tm.describe(description);
        (resolve(tm.finish().unwrap()).unwrap(), Findings::default())
    };
    let long = written(&system("short"), &system(&"long".repeat(MAX_SHOWN_VALUE))).0;
    assert!(long.contains("...") && long.len() < 2 * MAX_SHOWN_VALUE + 400, "{long}");
}

#[test]
fn no_change_is_said() {
    let (markdown, json) = written(&model(&["Web".into()]), &model(&["Web".into()]));
    assert_eq!(markdown, "## Threat model changes: shop\n\nNothing changed.\n");
    assert_eq!(json["same"], true);
}
