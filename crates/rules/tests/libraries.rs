//! Libraries from files and scripts, and what is said about broken ones.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

mod support;

use bartizan_model::{Class, Sources, Span, ThreatDefinition};
use bartizan_rules::{Library, Stride};
use support::{json, shown};

#[track_caller]
fn says(text: &str, expected: &str) {
    let (library, messages) = json(text);
    assert_eq!(messages, [expected]);
    assert_eq!(library.is_none(), expected.starts_with("error"));
}

#[test]
fn the_built_in_library_comes_in_pytms_order() {
    let library = Library::builtin();
    let ids: Vec<&str> = library.threats().iter().map(|threat| &*threat.id).collect();
    assert_eq!(ids[..4], ["INP01", "INP02", "INP03", "CR01"]);
    assert!(!ids.contains(&"AC22"), "deprecated");
    let (position, threat) = library.find("inp02").unwrap();
    assert_eq!(&**library.condition(position).unwrap().text(), &*threat.condition);
    assert_eq!((&*threat.severity, &*threat.likelihood), ("Very High", "High"));
    assert!(threat.stride.contains(&Stride::Tampering));
    assert!(threat.references.contains("https://cwe.mitre.org/data/definitions/120.html"), "{:?}", threat.references);
}

#[test]
fn either_vintage_of_pytms_file_is_read() {
    let text = r#"[
      {"SID": "A1", "target": "Server", "description": "t", "details": "d", "Likelihood Of Attack": "High",
       "severity": "Low", "condition": "target.sanitizesInput is False", "prerequisites": "p", "mitigations": "m",
       "example": "e", "references": "r", "more": [1, {"x": null}]},
      {"id": "A2", "target": ["Process", "Lambda"], "likelihood": "Low"},
      {"SID": "A3", "DEPRECATED": true, "condition": "nonsense here"},
      {"SID": "A4", "target": []}
    ]"#;
    let (library, messages) = json(text);
    assert_eq!(messages, Vec::<String>::new());
    let threats = library.unwrap().threats().to_vec();
    let shown: Vec<_> = threats.iter().map(|t| (&*t.id, &t.targets[..], &*t.condition, &*t.likelihood)).collect();
    assert_eq!(
        shown,
        [
            ("A1", &[Class::Server][..], "target.sanitizesInput is False", "High"),
            ("A2", &[Class::Process, Class::Lambda][..], "True", "Low"),
            ("A4", &[Class::Element][..], "True", ""),
        ]
    );
    let first = &threats[0];
    assert_eq!(
        ["description", "details", "prerequisites", "mitigations", "example", "references"]
            .map(|name| first.field(name).unwrap()),
        ["t", "d", "p", "m", "e", "r"]
    );
}

#[test]
fn a_broken_condition_is_shown_in_the_file() {
    says(
        r#"[{"SID": "A1", "target": ["Server"], "condition": "target.isHardend is False"}]"#,
        "error at own.json:1:59 `isHardend`: in the threat `A1`: `Server` has no attribute `isHardend` (did you mean `controls.isHardened`?)",
    );
    says(
        "[{\"SID\": \"A1\", \"target\": [\"Server\"],\n  \"condition\": \"target.x and\"}]",
        "error at own.json:2:29 ``: in the threat `A1`: the condition is not a valid expression: expected an expression (a condition is one Python expression about `target`)",
    );
    says(
        r#"[{"SID": "A1", "condition": "target.name == \"x\" and {1: 2}"}]"#,
        "error at own.json:1:29 `\"target.name == \\\"x\\\" and {1: 2}\"`: in the threat `A1`: a dictionary cannot be used in a condition (conditions have attributes, comparisons, `and`, `or`, `not`, `in`, `is`, numbers, comprehensions and a few functions)",
    );
    says(
        r#"[{"SID": "A1", "condition": ""}]"#,
        "warning at own.json:1:29 `\"\"`: the condition of the threat `A1` is empty: it never applies (write `True` for a threat that always applies)",
    );
}

#[test]
fn broken_entries_are_told_with_their_place() {
    says(
        r#"[{"SID": "A1", "target": ["DataStore"]}]"#,
        "error at own.json:1:27 `\"DataStore\"`: the threat `A1` has the unknown target `DataStore` (did you mean `Datastore`?)",
    );
    says(
        r#"[{"SID": "A1", "target": "Data"}]"#,
        "error at own.json:1:26 `\"Data\"`: the threat `A1` has the target `Data`, which is no kind of element (targets are: Element, Asset, Server, ExternalEntity, Datastore, Actor, Process, SetOfProcesses, Lambda, LLM, Agent, Dataflow, Boundary)",
    );
    says(
        r#"[{"SID": "A1"}, {"SID": "A1"}]"#,
        "error at own.json:1:25 `\"A1\"`: there are two threats with the id `A1` (give one of them another id: findings are told apart by it)",
    );
    says(
        r#"[{"target": "Server"}]"#,
        "error at own.json:1:2 `{`: a threat has no id (give it one with the key `SID`, for example \"OWN01\")",
    );
    says(r#"[{"SID": 7}]"#, "error at own.json:1:10 `7`: `SID` takes text, not a number");
    says(
        r#"[{"SID": "A1", "target": ["Server", 3]}]"#,
        "error at own.json:1:37 `3`: `target` takes the name of a class or a list of names, not a number",
    );
    says(
        r#"[{"SID": "A1"}, "A2"]"#,
        "error at own.json:1:17 `\"A2\"`: `own.json` holds text where a threat should be (a threat is an object: `{...}`)",
    );
}

#[test]
fn what_is_not_a_list_of_threats_is_refused() {
    says(
        "[\n {\"SID\": \"A1\",}\n]",
        "error at own.json:2:15 `}`: `own.json` is not valid JSON at line 2 column 15: key must be a string (a threats file is a JSON list of objects)",
    );
    says(
        "",
        "error at own.json:1:1 ``: `own.json` is not valid JSON at line 1 column 0: EOF while parsing a value (a threats file is a JSON list of objects)",
    );
    says(
        r#"{"SID": "A1"}"#,
        "error at own.json:1:1 `{`: `own.json` holds an object, not a list of threats (a threats file is `[{\"SID\": ..., \"target\": [...], \"condition\": ...}, ...]`)",
    );
    let deep = "[".repeat(100_000);
    assert!(json(&deep).0.is_none());
    assert_eq!(json("\u{feff}[{\"SID\": \"A1\"}]").1, Vec::<String>::new());
}

#[test]
fn threats_of_a_script_are_checked_too() {
    let text = "TM._threats.append(Threat(SID='S1', target='Server', condition='target.isHardend'))";
    let mut sources = Sources::default();
    let source = sources.add("tm.py", text);
    let at = text.find("'target.isH").unwrap() as u32;
    let definition = ThreatDefinition {
        id: "S1".into(),
        targets: vec!["Server".into()],
        condition: "target.isHardend".into(),
        fields: vec![("severity".into(), "High".into())],
        place: Some(Span { source, start: at, end: at + 18 }),
    };
    let (library, messages) = Library::from_definitions(std::slice::from_ref(&definition), &sources);
    assert!(library.is_none());
    assert_eq!(
        shown(&messages[0], &sources),
        "error at tm.py:1:72 `isHardend`: in the threat `S1`: `Server` has no attribute `isHardend` (did you mean `controls.isHardened`?)"
    );
    let sound = ThreatDefinition { condition: "target.isHardened".into(), place: None, ..definition };
    let (library, messages) = Library::from_definitions(&[sound.clone(), sound], &sources);
    assert_eq!(library.unwrap().threats().len(), 2);
    assert_eq!(messages[0].message, "there are two threats with the id `S1`");
}
