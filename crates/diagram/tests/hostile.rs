//! Names that try to be more than names, in every format.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

use bartizan_diagram::{DataFlowOptions, Graph, Sequence, d2, dot, mermaid_flowchart, mermaid_sequence, plantuml};
use bartizan_model::build::ThreatModel;
use bartizan_model::{Model, resolve};

const HOSTILE: &[&str] = &[
    "say \"hi\"",
    "<script>alert(1)</script>",
    "two\nlines",
    "end note",
    "]]>",
    "`code`",
    "a | b",
    "%%{init: {'theme':'dark'}}%%",
    "click server_x href \"javascript:alert(1)\"",
    "back\\slash\\",
    "\"]; evil [label=\"",
    "@enduml",
    "!include /etc/passwd",
    "%getenv(\"HOME\")",
    "[[http://evil.example]]",
    "<img:http://evil.example/x.png>",
    "$(x) ${y} {{z}}",
    "*/ /' '/ // -- ** __ ~~",
    "#quot; &quot; &lt;b&gt;",
    "end",
    "a; b -> c; subgraph d {",
    "\u{0}\u{1b}[31mred\u{7f}",
    "\u{202e}drawkcab",
    "}}\n}\n",
    "'comment",
    "a --> b",
    "|\"x\"|",
];

fn model() -> Model {
    let mut tm = ThreatModel::new("hostile");
    for name in HOSTILE {
        let zone = tm.boundary(name).id();
        let web = tm.server(name).inside(zone).id();
        let db = tm.datastore(name).id();
        tm.flow(web, db, name).with("note", *name);
    }
    resolve(tm.finish().unwrap()).unwrap()
}

fn flows() -> String {
    dot(&Graph::of(&model(), &DataFlowOptions::default()))
}

#[test]
fn no_name_leaves_its_quotes_in_dot() {
    let text = flows();
    let mut statements = 0;
    for line in text.lines().map(str::trim) {
        let is_label = line.starts_with("label = \"") || line.starts_with("label = <<i>");
        if line.starts_with("label = \"") {
            let inside = line.strip_prefix("label = \"").unwrap().strip_suffix("\";").unwrap();
            let unescaped = inside.replace("\\\\", "").replace("\\\"", "");
            assert!(!unescaped.contains('"') && !unescaped.ends_with('\\'), "{line}");
        } else if is_label {
            let inside = line.strip_prefix("label = <<i>").unwrap().strip_suffix("</i>>;").unwrap();
            assert!(!inside.replace("<br/>", "").contains(['<', '>', '"']), "{line}");
        } else {
            let is_syntax = |letter: char| letter.is_ascii_alphanumeric() || " _=;{}[]->.\"#".contains(letter);
            assert!(line.chars().all(is_syntax), "{line}");
            statements += 1;
        }
    }
    assert!(statements > HOSTILE.len() * 10);
}

#[test]
fn no_name_leaves_its_quotes_in_d2() {
    let text = d2(&Graph::of(&model(), &DataFlowOptions::default()));
    for line in text.lines() {
        let without_escapes = line.replace("\\\\", "").replace("\\\"", "").replace("\\$", "");
        assert!(matches!(without_escapes.matches('"').count(), 0 | 2 | 4), "{line}");
        assert!(!without_escapes.contains("${"), "{line}");
    }
    assert!(!text.contains(['\u{0}', '\u{1b}', '\u{7f}']));
}

#[test]
fn a_mermaid_flowchart_has_only_its_own_lines() {
    let text = mermaid_flowchart(&Graph::of(&model(), &DataFlowOptions::default()));
    for line in text.lines().map(str::trim) {
        let is_ours = ["flowchart TB", "subgraph ", "end", "class ", "classDef ", "linkStyle "]
            .iter()
            .any(|start| line.starts_with(start))
            || line.starts_with("server_")
            || line.starts_with("server")
            || line.starts_with("datastore")
            || line.starts_with("boundary");
        assert!(is_ours, "{line}");
        assert!(matches!(line.matches('"').count(), 0 | 2), "{line}");
        assert!(!line.contains("%%") && !line.contains('`') && !line.contains("<script"), "{line}");
    }
    assert!(!text.lines().any(|line| line.trim_start().starts_with("click")));
}

#[test]
fn a_mermaid_sequence_has_only_its_own_lines() {
    let text = mermaid_sequence(&Sequence::of(&model()));
    let expected = 1 + HOSTILE.len() * 4;
    assert_eq!(text.lines().count(), expected);
    for line in text.lines().skip(1).map(str::trim) {
        assert!(["participant ", "Note left of ", "server"].iter().any(|start| line.starts_with(start)), "{line}");
        let without_entities = line.split('#').map(|part| part.split_once(';').map_or(part, |(_, rest)| rest));
        assert!(!without_entities.skip(1).any(|part| part.contains(';')), "{line}");
        assert!(!line.contains("%%") && !line.contains("<script"), "{line}");
    }
}

#[test]
fn a_plantuml_diagram_has_only_its_own_lines() {
    let text = plantuml(&Sequence::of(&model()));
    assert_eq!(text.matches("@startuml").count(), 1);
    assert_eq!(text.matches("@enduml").count(), 1);
    assert_eq!(text.lines().filter(|line| line.trim().eq_ignore_ascii_case("end note")).count(), HOSTILE.len());
    for line in text.lines() {
        assert!(!line.trim_start().starts_with(['!', '\'', '#', '/']), "{line}");
        assert!(!line.contains("%getenv") && !line.contains("[[") && !line.contains("<img"), "{line}");
        if line.starts_with("entity") || line.starts_with("database") {
            assert_eq!(line.matches('"').count(), 2, "{line}");
        }
    }
    assert!(!text.contains(['\u{0}', '\u{1b}', '\u{7f}', '\\']) || text.contains("\\n"));
}

#[test]
fn the_same_model_gives_the_same_bytes() {
    assert_eq!(flows(), flows());
}
