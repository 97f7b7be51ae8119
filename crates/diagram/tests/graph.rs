//! What is drawn: exactly what pytm 1.4 draws.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

use bartizan_diagram::{Child, DataFlowOptions, Direction, Graph, Shape, Tone};
use bartizan_model::build::{ThreatModel, member};
use bartizan_model::{EnumKind, Model, Value, resolve};

fn finish(tm: ThreatModel) -> Model {
    resolve(tm.finish().unwrap()).unwrap()
}

fn draw(model: &Model) -> Graph {
    Graph::of(model, &DataFlowOptions::default())
}

fn on_levels(model: &Model, levels: &[i64]) -> Graph {
    Graph::of(model, &DataFlowOptions { levels: levels.to_vec(), ..DataFlowOptions::default() })
}

fn nodes(graph: &Graph) -> Vec<String> {
    graph
        .nodes
        .iter()
        .map(|node| {
            let boundary = node.boundary.and_then(|at| graph.boundary(at)).map_or(String::new(), |b| b.label.join(" "));
            format!("{} {:?} in {boundary:?}", node.label.join(" "), node.shape)
        })
        .collect()
}

fn edges(graph: &Graph) -> Vec<String> {
    graph
        .edges
        .iter()
        .map(|edge| {
            let (from, to) = graph.ends(edge).unwrap();
            let arrow = if edge.direction == Direction::Both { "<->" } else { "->" };
            format!("{} {arrow} {}: {}", from.label.join(" "), to.label.join(" "), edge.label.join("/"))
        })
        .collect()
}

fn levels(numbers: &[i64]) -> Value {
    Value::list(numbers.iter().map(|number| Value::Int(*number)))
}

#[test]
fn every_class_has_its_shape() {
    let mut tm = ThreatModel::new("shapes");
    tm.actor("a");
    tm.asset("b");
    tm.server("c");
    tm.external_entity("d");
    tm.datastore("e");
    tm.process("f");
    tm.set_of_processes("g");
    tm.lambda("h");
    tm.llm("i");
    tm.agent("j");
    use Shape::*;
    let shapes: Vec<Shape> = draw(&finish(tm)).nodes.iter().map(|node| node.shape).collect();
    assert_eq!(
        shapes,
        [Square, Square, Circle, Square, Cylinder, Circle, DoubleCircle, RoundedRectangle, Hexagon, Hexagon]
    );
}

#[test]
fn boundaries_nest_and_come_with_the_deepest_nesting_first() {
    let mut tm = ThreatModel::new("nested");
    let flat = tm.boundary("A flat").id();
    let outer = tm.boundary("Outer").id();
    let inner = tm.boundary("Inner").inside(outer).id();
    tm.boundary("Empty");
    tm.server("one").inside(inner);
    tm.server("two").inside(outer);
    tm.server("three").inside(flat);
    tm.server("four");
    let graph = draw(&finish(tm));
    let names: Vec<String> = graph.boundaries.iter().map(|boundary| boundary.label.join(" ")).collect();
    assert_eq!(names, ["Outer", "Inner", "A flat", "Empty"]);
    assert_eq!(graph.boundaries[1].parent, Some(0));
    assert_eq!(graph.boundaries[0].children, [Child::Boundary(1), Child::Node(1)]);
    assert_eq!(
        nodes(&graph),
        ["one Circle in \"Inner\"", "two Circle in \"Outer\"", "three Circle in \"A flat\"", "four Circle in \"\""]
    );
}

#[test]
fn what_is_in_a_boundary_that_takes_no_part_is_not_drawn() {
    let mut tm = ThreatModel::new("gone");
    let gone = tm.boundary("Gone").id();
    tm.server("lost").inside(gone);
    tm.server("here");
    let mut model = tm.finish().unwrap();
    model.registry.boundaries.clear();
    assert_eq!(nodes(&draw(&resolve(model).unwrap())), ["here Circle in \"\""]);
}

#[test]
fn responses_are_merged_with_their_requests() {
    let mut tm = ThreatModel::new("merged");
    tm.option("mergeResponses", true);
    let user = tm.actor("User").id();
    let web = tm.server("Web").id();
    let ask = tm.flow(user, web, "ask").id();
    tm.flow(web, user, "answer").with("responseTo", ask);
    tm.flow(user, web, "tell");
    assert_eq!(edges(&draw(&finish(tm))), ["User <-> Web: ask/answer", "User -> Web: tell"]);
}

#[test]
fn a_flow_inside_a_boundary_is_drawn_with_it_and_not_merged() {
    let mut tm = ThreatModel::new("inside");
    tm.option("mergeResponses", true);
    let zone = tm.boundary("Zone").id();
    let user = tm.actor("User").id();
    let web = tm.server("Web").id();
    let ask = tm.flow(user, web, "ask").inside(zone).id();
    tm.flow(web, user, "answer").with("responseTo", ask);
    let graph = draw(&finish(tm));
    assert_eq!(edges(&graph), ["User -> Web: ask"]);
    assert_eq!(graph.edges[0].boundary, Some(0));
}

#[test]
fn levels_choose_elements_and_flows() {
    let mut tm = ThreatModel::new("levels");
    let zone = tm.boundary("Zone").id();
    let user = tm.actor("User").with("levels", levels(&[0, 1])).id();
    let web = tm.server("Web").inside(zone).with("levels", levels(&[0, 1])).id();
    let db = tm.datastore("DB").with("levels", levels(&[1])).id();
    tm.flow(user, web, "shown on both");
    tm.flow(web, db, "shown on 1");
    tm.flow(web, db, "stated for 0").with("levels", levels(&[0]));
    let model = finish(tm);
    assert_eq!(on_levels(&model, &[1]).nodes.len(), 3);
    let graph = on_levels(&model, &[0]);
    assert_eq!(graph.boundaries.len(), 1, "boundaries are always drawn");
    assert_eq!(edges(&graph), ["User -> Web: shown on both", "Web -> DB: stated for 0"]);
    assert_eq!(nodes(&graph), ["Web Circle in \"Zone\"", "User Square in \"\"", "DB StandIn in \"\""]);
    assert!(on_levels(&model, &[7]).nodes.is_empty());
}

#[test]
fn a_boundary_at_the_end_of_a_flow_gets_a_stand_in() {
    let mut tm = ThreatModel::new("ends");
    let zone = tm.boundary("Zone").id();
    let user = tm.actor("User").id();
    tm.flow(user, zone, "into");
    let graph = draw(&finish(tm));
    assert_eq!(edges(&graph), ["User -> Zone: into"]);
    assert_eq!(nodes(&graph), ["User Square in \"\"", "Zone StandIn in \"Zone\""]);
    assert_eq!(graph.nodes[1].id.as_str(), "end_boundary_zone");
}

#[test]
fn repeated_flows_are_left_out_and_order_shows_in_labels() {
    let mut tm = ThreatModel::new("repeats");
    tm.option("isOrdered", true).option("onDuplicates", member(EnumKind::Action, "IGNORE"));
    let user = tm.actor("User").id();
    let web = tm.server("Web").id();
    tm.flow(user, web, "first");
    tm.flow(user, web, "again");
    assert_eq!(edges(&draw(&finish(tm))), ["User -> Web: (1) first"]);
}

#[test]
fn tones_show_scope_or_severity() {
    let mut tm = ThreatModel::new("tones");
    let user = tm.actor("User").with("inScope", false).id();
    let web = tm.server("Web").id();
    tm.flow(user, web, "in").with("inScope", false);
    let model = finish(tm);
    let plain = draw(&model);
    assert_eq!(plain.nodes.iter().map(|node| node.tone).collect::<Vec<_>>(), [Tone::OutOfScope, Tone::Plain]);
    assert_eq!(plain.edges[0].tone, Tone::OutOfScope);
    let coloured = Graph::of(
        &model,
        &DataFlowOptions { levels: vec![], colormap: Some(&[1, 5, 3]), ..DataFlowOptions::default() },
    );
    assert_eq!(coloured.nodes.iter().map(|node| node.tone).collect::<Vec<_>>(), [Tone::Calm, Tone::Severe]);
    assert_eq!(coloured.edges[0].tone, Tone::Serious);
}

#[test]
fn ids_are_readable_and_unique_whatever_the_names() {
    let mut tm = ThreatModel::new("ids");
    for name in ["Web Server", "web-server", "用户", "***", "", "λ-function", "node", "end"] {
        tm.server(name);
    }
    tm.actor("Web Server");
    let graph = draw(&finish(tm));
    let ids: Vec<&str> = graph.nodes.iter().map(|node| node.id.as_str()).collect();
    assert_eq!(
        ids,
        [
            "server_web_server",
            "server_web_server_2",
            "server",
            "server_2",
            "server_3",
            "server_function",
            "server_node",
            "server_end",
            "actor_web_server"
        ]
    );
}

#[test]
fn nesting_without_end_is_drawn_without_recursion() {
    let mut tm = ThreatModel::new("deep");
    let mut around = tm.boundary("0").id();
    for depth in 1..500 {
        around = tm.boundary(&depth.to_string()).inside(around).id();
    }
    tm.server("innermost").inside(around);
    let graph = draw(&tm.finish().unwrap());
    assert_eq!((graph.boundaries.len(), graph.nodes.len()), (500, 1));
    let mut depth = 0;
    let mut next = graph.nodes[0].boundary;
    while let Some(at) = next {
        depth += 1;
        next = graph.boundaries[at].parent;
    }
    assert_eq!(depth, bartizan_diagram::limits::MAX_BOUNDARY_DEPTH);
}
