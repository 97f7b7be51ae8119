//! What a reader would notice of a layout: nothing in the wrong place, nothing on top of something else, nothing lost.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

#[path = "layout/random_graphs.rs"]
mod random_graphs;

use bartizan_diagram::layout::interchange::{self, Diagram};
use bartizan_diagram::layout::quality::Quality;
use bartizan_diagram::layout::{Engine, Flowing, Input, InputBoundary, InputEdge, InputNode, Layered, Layout, Size};

const GRAPHS: &str = include_str!("layout/graphs.jsonl");
/// What elkrs, a port of ELK, makes of those of the graphs whose names begin with `f`.
const ELK_CROSSINGS: usize = 6_886;
const ELK_LENGTH: f64 = 5_971_762.0;
const ELK_AREA: f64 = 695_386.0;

fn measured(name: &str, input: &Input, flowing: Flowing) -> (Layout, Quality) {
    let layout = Layered.lay_out(input, flowing);
    let quality = Quality::of(input, &layout);
    assert_eq!(quality.violations(), [], "{name}, {flowing:?}");
    assert_sizes_are_kept(name, input, &layout);
    (layout, quality)
}

fn assert_sizes_are_kept(name: &str, input: &Input, layout: &Layout) {
    assert_eq!(layout.nodes.len(), input.nodes.len(), "{name}");
    for (node, placed) in input.nodes.iter().zip(&layout.nodes) {
        assert!(placed.width >= node.size.width && placed.height >= node.size.height, "{name}: {node:?} {placed:?}");
        assert!(placed.left >= 0.0 && placed.left + placed.width <= layout.size.width, "{name}: {placed:?}");
        assert!(placed.top >= 0.0 && placed.top + placed.height <= layout.size.height, "{name}: {placed:?}");
    }
}

#[test]
fn nothing_is_wrong_with_any_of_the_graphs() {
    let mut ours = Quality::default();
    for graph in interchange::read(GRAPHS).unwrap() {
        let (_, quality) = measured(&graph.name, &graph.input(), Flowing::Down);
        measured(&graph.name, &graph.input(), Flowing::Right);
        if graph.name.starts_with('f') {
            ours.crossings += quality.crossings;
            ours.length += quality.length;
            ours.area += quality.area;
        }
    }
    assert!(ours.crossings * 100 <= ELK_CROSSINGS * 55, "{} crossings", ours.crossings);
    assert!(ours.length <= ELK_LENGTH * 0.7, "{} px", ours.length);
    assert!(ours.area <= ELK_AREA * 0.75, "{} thousand px²", ours.area);
}

#[test]
fn nothing_is_wrong_with_graphs_that_nobody_chose() {
    (0..60).for_each(assert_nothing_is_wrong);
}

#[test]
#[ignore = "takes minutes in a development build"]
fn nothing_is_wrong_with_many_graphs_that_nobody_chose() {
    (60..3_000).for_each(assert_nothing_is_wrong);
}

fn assert_nothing_is_wrong(seed: u64) {
    let flowing = if seed.is_multiple_of(2) { Flowing::Down } else { Flowing::Right };
    measured(&format!("graph {seed}"), &random_graphs::graph(seed), flowing);
}

fn node(parent: Option<usize>) -> InputNode {
    InputNode { parent, size: Size { width: 90.0, height: 60.0 }, inset: 8.0 }
}

fn edge(from: usize, to: usize) -> InputEdge {
    InputEdge { from, to, is_both_ways: false, label: Size { width: 80.0, height: 29.0 } }
}

fn boundary(parent: Option<usize>) -> InputBoundary {
    InputBoundary { parent, title: Size { width: 70.0, height: 18.0 } }
}

#[test]
fn nothing_at_all_has_a_layout() {
    let layout = Layered.lay_out(&Input::default(), Flowing::Auto);
    assert!(layout.size.width > 0.0 && layout.nodes.is_empty());
}

#[test]
fn hubs_are_as_wide_as_their_flows_need() {
    let nodes = vec![node(None); 41];
    let edges = (1..=40).map(|leaf| edge(0, leaf)).collect();
    let input = Input { nodes, edges, ..Input::default() };
    let (layout, quality) = measured("hub", &input, Flowing::Down);
    assert_eq!((quality.crossings, quality.coinciding), (0, 0.0));
    for side in [layout.nodes[0].top, layout.nodes[0].top + layout.nodes[0].height] {
        let ports = layout.edges.iter().map(|edge| edge.points[0]).filter(|port| port.y == side);
        let mut ports: Vec<f64> = ports.map(|port| port.x).collect();
        ports.sort_by(f64::total_cmp);
        assert!(ports.windows(2).all(|pair| pair[1] - pair[0] >= 5.0), "{ports:?}");
    }
}

#[test]
fn five_hundred_flows_between_two_elements() {
    let edges = (0..500).map(|at| if at % 3 == 0 { edge(1, 0) } else { edge(0, 1) }).collect();
    let input = Input { nodes: vec![node(None); 2], edges, ..Input::default() };
    assert_eq!(measured("parallel", &input, Flowing::Right).1.crossings, 0);
}

#[test]
fn flows_from_an_element_to_itself_are_stacked() {
    let edges = (0..20).map(|_| edge(0, 0)).chain([edge(0, 1), edge(1, 0)]).collect();
    let input = Input { nodes: vec![node(Some(0)), node(None)], edges, boundaries: vec![boundary(None)] };
    measured("loops", &input, Flowing::Down);
    measured("loops", &input, Flowing::Right);
}

#[test]
fn a_chain_of_sixty_boundaries() {
    let boundaries = (0..60).map(|at: usize| boundary(at.checked_sub(1))).collect();
    let nodes: Vec<InputNode> = (0..60).map(|at| node(Some(at))).collect();
    let edges = (0..59).map(|at| edge(at, at + 1)).chain([edge(59, 0), edge(30, 2)]).collect();
    let input = Input { boundaries, nodes, edges };
    measured("chain", &input, Flowing::Down);
    measured("chain", &input, Flowing::Right);
}

#[test]
fn boundaries_nested_deeper_than_is_drawn_do_no_harm() {
    let boundaries = (0..300).map(|at: usize| boundary(at.checked_sub(1))).collect();
    let nodes: Vec<InputNode> = (0..300).map(|at| node(Some(at))).collect();
    let edges = (0..300).map(|at| edge(at, (at * 7 + 5) % 300)).collect();
    let layout = Layered.lay_out(&Input { boundaries, nodes, edges }, Flowing::Auto);
    assert!(layout.edges.iter().all(|edge| edge.points.len() >= 2));
}

#[test]
fn elements_without_flows_fill_a_block() {
    let input = Input { nodes: vec![node(None); 60], ..Input::default() };
    let (layout, _) = measured("block", &input, Flowing::Down);
    let proportion = layout.size.width / layout.size.height;
    assert!((0.8..3.0).contains(&proportion), "{proportion}");
}

#[test]
fn sizes_without_sense_do_no_harm() {
    let strange = [0.0, -5.0, f64::NAN, f64::INFINITY, 1e300, 10_000.0];
    for width in strange {
        let size = Size { width, height: 20.0 };
        let nodes = vec![InputNode { parent: Some(7), size, inset: width }; 3];
        let label = Size { width, height: width };
        let edges = vec![InputEdge { label, ..edge(0, 1) }, InputEdge { label, ..edge(2, 2) }, edge(0, 9)];
        let boundaries = vec![InputBoundary { parent: Some(5), title: size }; 2];
        let layout = Layered.lay_out(&Input { boundaries, nodes, edges }, Flowing::Auto);
        assert!(layout.size.width.is_finite() && layout.edges[2].points.is_empty());
    }
}

#[test]
fn the_same_graph_gives_the_same_layout() {
    let input = random_graphs::graph(5);
    assert_eq!(Layered.lay_out(&input, Flowing::Auto), Layered.lay_out(&input, Flowing::Auto));
}

#[test]
fn the_direction_that_fits_a_page_better_is_taken() {
    let label = Size { width: 40.0, height: 29.0 };
    let edges = (0..9).map(|at| InputEdge { label, ..edge(at, at + 1) }).collect();
    let chain = Input { nodes: vec![node(None); 10], edges, ..Input::default() };
    let size = Layered.lay_out(&chain, Flowing::Auto).size;
    assert!(size.width > size.height, "a long chain runs to the right: {size:?}");
}

#[test]
fn a_layout_survives_the_interchange() {
    let mut graphs = interchange::read(GRAPHS).unwrap();
    let graph = &mut graphs[0];
    let layout = Layered.lay_out(&graph.input(), Flowing::Down);
    graph.fill_in(&layout, "bartizan", 1.0);
    let line = serde_json::to_string(graph).unwrap();
    let back: Vec<Diagram> = interchange::read(&line).unwrap();
    assert_eq!(back[0].layout(), layout);
    assert!(interchange::read("{}\n\nnothing").unwrap_err().to_string().starts_with("line 3 is not a graph"));
}

#[test]
fn what_is_too_large_is_drawn_plainly_and_says_so() {
    let boundaries: Vec<InputBoundary> = (0..500).map(|at: usize| boundary(at.checked_sub(10))).collect();
    let nodes: Vec<InputNode> = (0..20_000).map(|at| node(Some(at % 500))).collect();
    let edges = (0..60_000).map(|at| edge(at % 20_000, (at * 7 + 1) % 20_000)).chain([edge(5, 5)]).collect();
    let input = Input { boundaries, nodes, edges };
    let layout = Layered.lay_out(&input, Flowing::Auto);
    assert!(layout.degraded.is_some_and(|reason| reason.contains("too large")));
    assert!(layout.edges.iter().all(|edge| edge.points.len() >= 2 && edge.label.is_some()));
}

#[test]
fn boundaries_without_flows_fill_a_block() {
    let boundaries = vec![boundary(None); 40];
    let nodes = (0..40).map(|at| node(Some(at))).collect();
    let input = Input { boundaries, nodes, ..Input::default() };
    let (layout, _) = measured("block", &input, Flowing::Down);
    let proportion = layout.size.width / layout.size.height;
    assert!((0.8..3.0).contains(&proportion), "{proportion}");
}

#[test]
fn boundaries_stand_side_by_side_rather_than_in_a_tower() {
    let chain = |first: usize| (first..first + 7).map(|at| edge(at, at + 1));
    let input = Input {
        boundaries: vec![boundary(None); 2],
        nodes: (0..16).map(|at| node(Some(at / 8))).collect(),
        edges: chain(0).chain(chain(8)).chain([edge(3, 10)]).collect(),
    };
    let (layout, quality) = measured("tower", &input, Flowing::Down);
    let [one, other] = [layout.boundaries[0].frame, layout.boundaries[1].frame];
    assert!(one.top < other.top + other.height && other.top < one.top + one.height, "{one:?} {other:?}");
    assert!(quality.crossings <= 2);
}
