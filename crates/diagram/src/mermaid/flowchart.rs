//! Data flow diagrams as flowcharts.

use super::Mermaid;
use crate::graph::{Boundary, Child, Direction, Edge, Graph, Node, Shape, Tone};
use crate::mark::Mark;
use crate::sink::Sink;

const CLASSES: &str = "    classDef outOfScope stroke:#b0b0b0,color:#909090
    classDef calm stroke:#006400,fill:#00630022
    classDef serious stroke:#c9a800,fill:#ffd80022
    classDef severe stroke:#cd2626,fill:#b2222222
    classDef standIn stroke-dasharray:2 2
    classDef boundary fill:none,stroke:#ee2c2c,stroke-dasharray:5 5
";

/// A mark of each class, in a diagram of two versions.
const MARKS: [Mark; 4] = [Mark::Added, Mark::Removed, Mark::Changed, Mark::Kept];

/// The data flow diagram as a flowchart.
pub fn flowchart(graph: &Graph) -> String {
    let mut mermaid = Mermaid { depth: 1, ..Mermaid::default() };
    mermaid.syntax("flowchart TB\n");
    children(&mut mermaid, graph, &graph.top);
    for edge in &graph.edges {
        draw_edge(&mut mermaid, graph, edge);
    }
    style_edges(&mut mermaid, graph);
    mermaid.syntax(CLASSES);
    for mark in MARKS.into_iter().filter(|_| graph.has_marks) {
        mermaid.indent().syntax("classDef ").syntax(class(mark));
        style(&mut mermaid, mark);
    }
    mermaid.out
}

fn children(mermaid: &mut Mermaid, graph: &Graph, children: &[Child]) {
    for child in children {
        match *child {
            Child::Node(at) => graph.node(at).into_iter().for_each(|node| draw_node(mermaid, node)),
            Child::Boundary(at) => {
                graph.boundary(at).into_iter().for_each(|boundary| draw_boundary(mermaid, graph, boundary));
            }
        }
    }
}

/// Recursion is bounded: a graph nests boundaries no deeper than [`crate::limits::MAX_BOUNDARY_DEPTH`].
fn draw_boundary(mermaid: &mut Mermaid, graph: &Graph, boundary: &Boundary) {
    mermaid.indent().syntax("subgraph ").id(&boundary.id).syntax("[\"");
    mermaid.lines(boundary.label.iter().map(String::as_str)).syntax("\"]\n");
    mermaid.depth += 1;
    children(mermaid, graph, &boundary.children);
    mermaid.depth -= 1;
    mermaid.indent().syntax("end\n");
    mermaid.indent().syntax("class ").id(&boundary.id).syntax(" boundary\n");
    if let Some(mark) = boundary.mark {
        mermaid.indent().syntax("class ").id(&boundary.id).syntax(" ").syntax(class(mark)).syntax("\n");
    }
}

fn draw_node(mermaid: &mut Mermaid, node: &Node) {
    let (open, close) = match node.shape {
        Shape::Square | Shape::StandIn => ("[\"", "\"]"),
        Shape::Circle => ("((\"", "\"))"),
        Shape::DoubleCircle => ("(((\"", "\")))"),
        Shape::Cylinder => ("[(\"", "\")]"),
        Shape::RoundedRectangle => ("(\"", "\")"),
        Shape::Hexagon => ("{{\"", "\"}}"),
    };
    mermaid.indent().id(&node.id).syntax(open);
    mermaid.lines(node.label.iter().map(String::as_str)).syntax(close);
    if let Some(mark) = node.mark {
        mermaid.syntax(":::").syntax(class(mark)).syntax("\n");
        return;
    }
    mermaid.syntax(match (node.shape, node.tone) {
        (Shape::StandIn, _) => ":::standIn",
        (_, Tone::Plain) => "",
        (_, Tone::OutOfScope) => ":::outOfScope",
        (_, Tone::Calm) => ":::calm",
        (_, Tone::Serious) => ":::serious",
        (_, Tone::Severe) => ":::severe",
    });
    mermaid.syntax("\n");
}

fn draw_edge(mermaid: &mut Mermaid, graph: &Graph, edge: &Edge) {
    let Some((from, to)) = graph.ends(edge) else { return };
    mermaid.indent().id(&from.id);
    mermaid.syntax(if edge.direction == Direction::Both { " <--> " } else { " --> " });
    if !edge.label.is_empty() {
        mermaid.syntax("|\"").lines(edge.label.iter().map(String::as_str)).syntax("\"| ");
    }
    mermaid.id(&to.id).syntax("\n");
}

/// The class of a mark.
fn class(mark: Mark) -> &'static str {
    match mark {
        Mark::Kept => "kept",
        Mark::Changed | Mark::Moved => "changed",
        Mark::Added => "added",
        Mark::Removed => "removed",
    }
}

/// Flows have no classes in Mermaid: they are styled by number, all of one colour at once.
fn style_edges(mermaid: &mut Mermaid, graph: &Graph) {
    for (tone, style) in [
        (Tone::OutOfScope, " stroke:#b0b0b0,color:#909090\n"),
        (Tone::Calm, " stroke:#006400\n"),
        (Tone::Serious, " stroke:#c9a800\n"),
        (Tone::Severe, " stroke:#cd2626\n"),
    ] {
        style_those(
            mermaid,
            graph,
            |edge| edge.mark.is_none() && edge.tone == tone,
            |mermaid| {
                mermaid.syntax(style);
            },
        );
    }
    for mark in MARKS {
        let is_meant = |edge: &Edge| edge.mark.is_some_and(|other| class(other) == class(mark));
        style_those(mermaid, graph, is_meant, |mermaid| style(mermaid, mark));
    }
}

fn style_those(mermaid: &mut Mermaid, graph: &Graph, is_meant: impl Fn(&Edge) -> bool, style: impl Fn(&mut Mermaid)) {
    let numbers = graph.edges.iter().enumerate().filter(|(_, edge)| is_meant(edge)).map(|(at, _)| at.to_string());
    let numbers: Vec<String> = numbers.collect();
    if !numbers.is_empty() {
        mermaid.indent().syntax("linkStyle ");
        mermaid.out.push_str(&numbers.join(","));
        style(mermaid);
    }
}

/// The colours of a mark, and how its lines are.
fn style(mermaid: &mut Mermaid, mark: Mark) {
    mermaid.syntax(" stroke:").syntax(mark.colour()).syntax(",color:").syntax(mark.colour());
    mermaid.syntax(match mark {
        Mark::Kept => "\n",
        Mark::Removed => ",stroke-width:2px,stroke-dasharray:4 4\n",
        Mark::Added | Mark::Changed | Mark::Moved => ",stroke-width:2px\n",
    });
}
