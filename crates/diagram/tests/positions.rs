//! Where everything stands, for other tools: DOT that `neato -n2` keeps, and the JSON in which layouts are compared.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

use bartizan_diagram::layout::interchange::{Diagram, read};
use bartizan_diagram::layout::{Input, Layered, Layout};
use bartizan_diagram::picture::{PictureOptions, arrangement};
use bartizan_diagram::{DataFlowOptions, Graph, dot_with_positions};
use bartizan_model::build::ThreatModel;
use bartizan_model::resolve;

fn arranged() -> (Graph, Input, Layout) {
    let mut tm = ThreatModel::new("Shop");
    tm.option("mergeResponses", true);
    let cloud = tm.boundary("Cloud").id();
    let user = tm.actor("User").id();
    let web = tm.server("Web \"Server\"").inside(cloud).id();
    let database = tm.datastore("Database").inside(cloud).id();
    let order = tm.flow(user, web, "Order").id();
    tm.flow(web, user, "Receipt").with("responseTo", order);
    tm.flow(web, database, "Keep");
    let model = resolve(tm.finish().unwrap()).unwrap();
    let graph = Graph::of(&model, &DataFlowOptions::default());
    let (input, layout) = arrangement(&graph, &model, &Layered, &PictureOptions::default());
    (graph, input, layout)
}

/// The values of an attribute, in order.
fn values<'d>(dot: &'d str, name: &str) -> Vec<&'d str> {
    let start = format!("    {name} = \"");
    let value = |line: &'d str| line.split_once(&start)?.1.strip_suffix("\";");
    dot.lines().filter_map(value).collect()
}

#[test]
fn graphviz_is_told_where_everything_stands() {
    let (graph, input, layout) = arranged();
    let dot = dot_with_positions(&graph, &input, &layout);
    let positions = values(&dot, "pos");
    let (splines, nodes): (Vec<&str>, Vec<&str>) = positions.iter().partition(|value| value.contains(' '));
    assert_eq!((nodes.len(), splines.len()), (3, 2));
    for node in nodes {
        let (x, y) = node.split_once(',').unwrap();
        let (x, y): (f64, f64) = (x.parse().unwrap(), y.parse().unwrap());
        assert!(x > 0.0 && x < layout.size.width && y > 0.0 && y < layout.size.height, "{node}");
    }
    // The whole, then the boundary.
    assert_eq!(values(&dot, "bb").len(), 2);
    assert_eq!(values(&dot, "lp").len(), 2);
}

#[test]
fn lines_are_splines_of_whole_pieces_with_their_ends_in_graphviz_order() {
    let (graph, input, layout) = arranged();
    let dot = dot_with_positions(&graph, &input, &layout);
    for spline in values(&dot, "pos").into_iter().filter(|value| value.contains(' ')) {
        let ends: Vec<&str> = spline.split(' ').take_while(|word| word.starts_with(['s', 'e'])).collect();
        let points = spline.split(' ').count() - ends.len();
        assert_eq!(points % 3, 1, "{spline}");
        assert!(
            ends.is_sorted_by_key(|end| end.starts_with('e')) && ends.last().is_some_and(|end| end.starts_with('e'))
        );
    }
}

#[test]
fn a_diagram_of_a_model_can_be_laid_out_again() {
    let (graph, input, layout) = arranged();
    let mut diagram = Diagram::of(&graph, &input);
    diagram.fill_in(&layout, "bartizan", 0.0);
    let read = read(&diagram.to_line()).unwrap().remove(0);
    assert_eq!(read, diagram);
    assert_eq!(read.layout().nodes, layout.nodes);
    let sizes = |input: &Input| input.nodes.iter().map(|node| node.size).collect::<Vec<_>>();
    assert_eq!(sizes(&read.input()), sizes(&input));
    assert_eq!(read.input().edges.iter().filter(|edge| edge.is_both_ways).count(), 1);
}
