//! What the formats look like.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

use bartizan_diagram::{DataFlowOptions, Graph, Sequence, d2, dot, mermaid_flowchart, mermaid_sequence, plantuml};
use bartizan_model::build::ThreatModel;
use bartizan_model::{Model, resolve};

fn model() -> Model {
    let mut tm = ThreatModel::new("shop");
    let cloud = tm.boundary("Cloud & co").id();
    let user = tm.actor("User").id();
    let web = tm.server("Web Server").inside(cloud).id();
    let db = tm.datastore("DB").inside(cloud).with("inScope", false).id();
    let ask =
        tm.flow(user, web, "User enters comments (*)").with("order", 1).with("note", "mind the gap\nend note").id();
    tm.flow(web, db, "Say \"hi\"").with("order", 2);
    tm.flow(web, user, "Done").with("order", 3).with("responseTo", ask);
    tm.option("mergeResponses", true);
    resolve(tm.finish().unwrap()).unwrap()
}

fn graph() -> Graph {
    Graph::of(&model(), &DataFlowOptions::default())
}

#[test]
fn dot_reads_as_pytm_writes_it() {
    insta::assert_snapshot!(dot(&graph()));
}

#[test]
fn mermaid_draws_a_flowchart() {
    insta::assert_snapshot!(mermaid_flowchart(&graph()));
}

#[test]
fn d2_draws_containers() {
    insta::assert_snapshot!(d2(&graph()));
}

#[test]
fn plantuml_draws_a_sequence_with_notes() {
    insta::assert_snapshot!(plantuml(&Sequence::of(&model())));
}

#[test]
fn mermaid_draws_a_sequence_with_notes() {
    insta::assert_snapshot!(mermaid_sequence(&Sequence::of(&model())));
}
