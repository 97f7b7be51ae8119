//! What other programs get: whole, valid, bounded, and with no name of a model that could break out.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

mod schema;

use std::collections::BTreeSet;

use bartizan_model::build::ThreatModel;
use bartizan_model::{Model, resolve};
use bartizan_report::limits::{MAX_ANNOTATIONS, MAX_COMMENT_BYTES, MAX_SARIF_RESULTS};
use bartizan_report::machine::{Baseline, BaselineDoubt, Examination, FINDINGS_VERSION, Format, Results};
use bartizan_rules::decisions::Decisions;
use bartizan_rules::{Findings, Library, Verdict, analyse};
use serde_json::Value;

const FORMATS: [Format; 7] =
    [Format::Json, Format::Sarif, Format::Github, Format::Junit, Format::Gitlab, Format::Csv, Format::Markdown];

const HOSTILE: [&str; 10] = [
    "two\nlines\r\n::error file=x::forged",
    "a::b,c=%0A::warning::d",
    "=cmd|'/C calc'!A0",
    "| cell | [link](https://evil.example) <img src=x>",
    "</testcase>]]><!-- \u{0}\u{1b}[31m\u{fffe}",
    "@everyone closes #1",
    "{0} [x](1) \\[y](2)",
    "-1+1",
    "##[add-mask]x",
    "</code>\u{2028}\u{202e}`",
];

/// A web server for each name, that nobody says anything of but what confirms some findings.
fn checked(names: &[&str]) -> (Model, Library, Findings) {
    let mut tm = ThreatModel::new(names[0]);
    for name in names {
        let user = tm.actor(name).id();
        let web = tm.server(name).with("servesWebPages", true).control("sanitizesInput", false).id();
        tm.flow(user, web, name).with("protocol", "HTTP");
    }
    let model = resolve(tm.finish().unwrap()).unwrap();
    let library = Library::builtin();
    let (findings, _) = analyse(&model, &library);
    (model, library, findings)
}

/// What is known of a model about which nothing was decided.
fn undecided<'a>(of: &'a (Model, Library, Findings), decisions: &'a Decisions) -> Examination<'a> {
    Examination { model: &of.0, library: &of.1, findings: &of.2, decisions, new: None }
}

fn results(names: &[&str], lists_assumed: bool) -> Results {
    let mut results = Results::default();
    results.add("models/a b.py", &undecided(&checked(names), &Decisions::default()), lists_assumed);
    results
}

fn parsed(results: &Results, format: Format) -> Value {
    serde_json::from_str(&results.write(format).text).unwrap()
}

#[test]
fn json_is_as_its_schema_says() {
    let mut results = results(&HOSTILE, true);
    results.add_unread("broken.py");
    let json = parsed(&results, Format::Json);
    let schema: Value = serde_json::from_str(include_str!("../../../docs/reference/findings.schema.json")).unwrap();
    assert_eq!(schema::problems(&schema, &json), Vec::<String>::new());
    assert_eq!(schema["properties"]["version"]["const"], FINDINGS_VERSION);
    assert_eq!(json["unread"][0], "broken.py");
    assert_eq!(json["findings"][0]["verdict"], "confirmed");

    let mut wrong = json.clone();
    wrong["findings"][0]["severity"] = "dire".into();
    wrong["version"] = 2.into();
    assert_eq!(schema::problems(&schema, &wrong).len(), 2, "the test itself notices what is wrong");
}

/// Results of a model with a second server, beside a baseline of the model without it.
fn compared(lists_assumed: bool) -> Results {
    let baseline = Baseline::parse(results(&["Web"], true).write(Format::Json).text.as_bytes()).unwrap();
    let of = checked(&["Web", "Shop"]);
    let (new, doubts) = baseline.compare("models/a b.py", &of.0, &of.2, true, lists_assumed);
    assert_eq!(doubts, []);
    let mut results = Results::default();
    let decisions = Decisions::default();
    results.add("models/a b.py", &Examination { new: Some(&new), ..undecided(&of, &decisions) }, lists_assumed);
    results
}

#[test]
fn every_format_tells_what_is_new() {
    let results = compared(true);
    let json = parsed(&results, Format::Json);
    let schema: Value = serde_json::from_str(include_str!("../../../docs/reference/findings.schema.json")).unwrap();
    assert_eq!(schema::problems(&schema, &json), Vec::<String>::new());
    let found = json["findings"].as_array().unwrap();
    let is_of_web = |id: &Value| id.as_str().unwrap().ends_with("@web") || id.as_str().unwrap().ends_with("@web-2");
    let count = found.iter().filter(|found| found["new"] == true).count();
    assert!(count > 0 && count < found.len());
    assert!(found.iter().take(count).all(|found| found["new"] == true), "what is new comes first");
    assert!(found.iter().all(|found| !(is_of_web(&found["id"]) && found["new"] == true)));

    let sarif = parsed(&results, Format::Sarif);
    let states = |state: &str| {
        let all = sarif["runs"][0]["results"].as_array().unwrap();
        all.iter().filter(|result| result["baselineState"] == state).count()
    };
    assert_eq!((states("new"), states("unchanged")), (count, found.len() - count));

    let junit = results.write(Format::Junit).text;
    let confirmed = found.iter().filter(|found| found["new"] == true && found["verdict"] != "assumed").count();
    assert_eq!(junit.matches("<failure").count(), confirmed);
    assert_eq!(junit.matches("there before: ").count(), found.len() - count);

    let github = results.write(Format::Github).text;
    assert!(!github.contains("@web") && github.contains("@shop"));

    let csv = results.write(Format::Csv).text;
    let mut lines = csv::Reader::from_reader(csv.as_bytes());
    assert_eq!(&lines.headers().unwrap()[18], "new");
    assert_eq!(lines.records().filter(|line| &line.as_ref().unwrap()[18] == "yes").count(), count);

    let comment = results.write(Format::Markdown).text;
    assert!(
        comment.contains(&format!("New findings: **{count}**; there before: {}.", found.len() - count)),
        "{comment}"
    );
    assert!(!comment.contains("@web"));
    assert_eq!(parsed(&results, Format::Gitlab).as_array().unwrap().len(), found.len(), "GitLab compares by itself");
}

#[test]
fn what_makes_a_baseline_doubtful_is_told() {
    let baseline =
        |lists_assumed| Baseline::parse(results(&["Web"], lists_assumed).write(Format::Json).text.as_bytes()).unwrap();
    let (model, _, findings) = checked(&["Web"]);
    let (new, doubts) = baseline(false).compare("models/a b.py", &model, &findings, true, true);
    assert!(matches!(doubts.as_slice(), [BaselineDoubt::AssumedUnlisted { count: 1.. }]), "{doubts:?}");
    assert!(findings.all.iter().all(|finding| new.contains(finding) == (finding.verdict == Verdict::Assumed)));
    let (_, doubts) = baseline(false).compare("models/a b.py", &model, &findings, true, false);
    assert_eq!(doubts, []);
    let (_, doubts) = baseline(true).compare("elsewhere.py", &model, &findings, false, true);
    assert_eq!(doubts, [], "the name tells that it is the same model");
    let (other, _, of_other) = checked(&["Shop"]);
    let (_, doubts) = baseline(true).compare("elsewhere.py", &other, &of_other, true, true);
    assert_eq!(doubts, [BaselineDoubt::OtherName { earlier: "Web".to_owned(), now: "Shop".to_owned() }]);
    let (new, doubts) = baseline(true).compare("elsewhere.py", &other, &of_other, false, true);
    assert_eq!(doubts, [BaselineDoubt::Unknown]);
    assert!(of_other.all.iter().all(|finding| new.contains(finding)));
}

#[test]
fn what_is_written_of_hostile_and_endless_names_can_be_read_again() {
    let long = "x".repeat(100_000);
    let names: Vec<&str> = HOSTILE.into_iter().chain([long.as_str(), "Web"]).collect();
    let baseline = Baseline::parse(results(&names, true).write(Format::Json).text.as_bytes()).unwrap();
    let (model, _, findings) = checked(&names);
    let (new, doubts) = baseline.compare("models/a b.py", &model, &findings, true, true);
    assert_eq!(doubts, []);
    assert!(!findings.all.iter().any(|finding| new.contains(finding)));
}

#[test]
fn assumed_findings_are_there_only_when_they_are_asked_for() {
    for (lists_assumed, has_notes) in [(false, false), (true, true)] {
        let results = results(&["Web"], lists_assumed);
        let json = results.write(Format::Json).text;
        assert_eq!(json.contains("\"verdict\": \"assumed\""), has_notes);
        assert_eq!(results.write(Format::Sarif).text.contains("\"level\": \"note\""), has_notes);
        assert_eq!(results.write(Format::Junit).text.contains("<skipped"), has_notes);
    }
}

#[test]
fn sarif_names_rules_places_and_stable_ids() {
    let sarif = parsed(&results(&["Web", "Web"], false), Format::Sarif);
    let run = &sarif["runs"][0];
    let found = run["results"].as_array().unwrap();
    assert!(!found.is_empty());
    let mut ids: Vec<&str> = Vec::new();
    for result in found {
        let rule = &run["tool"]["driver"]["rules"][result["ruleIndex"].as_u64().unwrap() as usize];
        assert_eq!(rule["id"], result["ruleId"]);
        assert!(!rule["help"]["markdown"].as_str().unwrap().is_empty());
        assert!(rule["properties"]["security-severity"].as_str().unwrap().parse::<f64>().unwrap() <= 10.0);
        let place = &result["locations"][0]["physicalLocation"];
        assert!(!place["artifactLocation"]["uri"].as_str().unwrap().contains([' ', '\\']));
        assert!(place["region"]["startLine"].as_u64().unwrap() > 0);
        ids.push(result["partialFingerprints"]["stableId/v1"].as_str().unwrap());
    }
    assert_eq!(run["invocations"][0]["executionSuccessful"], true);
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count, "every finding has an id of its own");
}

#[test]
fn sarif_and_annotations_say_what_they_leave_out() {
    let names = vec!["Web"; MAX_SARIF_RESULTS / 10];
    let results = results(&names, true);
    let sarif = results.write(Format::Sarif);
    assert!(sarif.left_out > 0);
    assert!(sarif.text.contains(&format!("{} findings are left out", sarif.left_out)));
    assert_eq!(sarif.text.matches("\"ruleId\"").count(), MAX_SARIF_RESULTS);

    let github = results.write(Format::Github);
    for kind in ["error", "warning", "notice"] {
        let start = format!("::{kind} ");
        assert_eq!(github.text.lines().filter(|line| line.starts_with(&start)).count(), MAX_ANNOTATIONS, "{kind}");
    }
    assert!(github.text.contains(&format!("::{} more findings", github.left_out)));

    let comment = results.write(Format::Markdown);
    assert!(comment.text.len() < MAX_COMMENT_BYTES + 100 && comment.left_out > 0);
    for format in [Format::Json, Format::Junit, Format::Gitlab, Format::Csv] {
        assert_eq!(results.write(format).left_out, 0, "{format:?}");
    }
}

#[test]
fn names_forge_no_workflow_command() {
    let text = results(&HOSTILE, true).write(Format::Github).text;
    for line in text.lines() {
        let (properties, message) = line.strip_prefix("::").unwrap().split_once("::").unwrap();
        let (kind, properties) = properties.split_once(' ').unwrap();
        assert!(["error", "warning", "notice"].contains(&kind));
        for property in properties.split(',') {
            assert!(["file", "line", "col", "title"].contains(&property.split_once('=').unwrap().0), "{line}");
        }
        assert!(!message.contains('\r'));
    }
}

#[test]
fn names_are_text_in_tables() {
    let csv = results(&HOSTILE, true).write(Format::Csv).text;
    assert!(!csv.lines().any(|line| line.trim_start().starts_with("::")), "no line is a workflow command");
    for line in csv::Reader::from_reader(csv.as_bytes()).records() {
        let line = line.unwrap();
        assert_eq!(line.len(), 18);
        for cell in &line {
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell}");
        }
    }
}

#[test]
fn names_are_text_in_comments() {
    let text = results(&HOSTILE, true).write(Format::Markdown).text;
    let mut bare = text.replace("<code>", "\u{1}").replace("</code>", "\u{2}").replace("<br>", " ");
    assert!(!bare.contains('<') && !bare.replace("\\]", "").contains("]("));
    for row in text.lines().filter(|line| line.starts_with('|')) {
        assert_eq!(row.replace("\\|", "").matches('|').count(), 6, "{row}");
    }
    while let Some((start, end)) = bare.find('\u{1}').zip(bare.find('\u{2}')) {
        assert!(start < end, "what is opened is closed");
        bare.replace_range(start..=end, "");
    }
    assert!(!bare.contains(['@', '#']) || bare.matches('#').count() == 2, "only the heading is left");
}

#[test]
fn names_are_text_in_xml() {
    let text = results(&HOSTILE, true).write(Format::Junit).text;
    let document = roxmltree::Document::parse(&text).unwrap();
    let count = |name: &str| document.descendants().filter(|node| node.has_tag_name(name)).count();
    assert_eq!(count("testsuite"), 3 * HOSTILE.len(), "a suite for each element");
    let total = |name: &str| -> usize {
        document
            .descendants()
            .filter_map(|node| node.attribute(name))
            .map(|count| count.parse::<usize>().unwrap())
            .sum()
    };
    assert_eq!(total("tests"), count("testcase"));
    assert_eq!(total("failures"), count("failure"));
    assert_eq!(total("skipped"), count("skipped"));
}

#[test]
fn gitlab_gets_a_fingerprint_of_its_own_for_every_finding() {
    let of = checked(&["Web", "Web"]);
    let mut results = Results::default();
    for path in ["a.py", "b.py"] {
        results.add(path, &undecided(&of, &Decisions::default()), true);
    }
    results.add_unread("c.py");
    let report = parsed(&results, Format::Gitlab);
    let mut prints: Vec<&str> =
        report.as_array().unwrap().iter().map(|found| found["fingerprint"].as_str().unwrap()).collect();
    assert_eq!(report[0]["severity"], "blocker", "a model that cannot be read");
    let count = prints.len();
    prints.sort_unstable();
    prints.dedup();
    assert_eq!(prints.len(), count);
}

#[test]
fn a_model_that_cannot_be_checked_is_not_silent() {
    let mut results = Results::default();
    results.add_unread("lost.py");
    for format in FORMATS {
        // A table has no place for it; the exit code says it.
        let is_said = results.write(format).text.contains("lost.py");
        assert_eq!(is_said, format != Format::Csv, "{format:?}");
    }
}

#[test]
fn long_names_are_cut() {
    let long = "x".repeat(1_000_000);
    let results = results(&[&long, &format!("{long}y")], true);
    for format in FORMATS {
        assert!(results.write(format).text.len() < 1_000_000, "{format:?}");
    }
    let json = parsed(&results, Format::Json);
    let ids: BTreeSet<&str> =
        json["findings"].as_array().unwrap().iter().map(|found| found["id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), json["findings"].as_array().unwrap().len(), "ids differ by their ends");
}
