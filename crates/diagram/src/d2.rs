//! Data flow diagrams for D2.

use crate::graph::{Boundary, Child, Direction, Edge, Graph, Node, Shape, Tone};
use crate::mark::Mark;
use crate::sink::Sink;

/// The diagram as a D2 script.
pub fn d2(graph: &Graph) -> String {
    let mut d2 = D2::default();
    children(&mut d2, graph, &graph.top);
    for edge in &graph.edges {
        draw_edge(&mut d2, graph, edge);
    }
    d2.out
}

fn children(d2: &mut D2, graph: &Graph, children: &[Child]) {
    for child in children {
        match *child {
            Child::Node(at) => graph.node(at).into_iter().for_each(|node| draw_node(d2, node)),
            Child::Boundary(at) => {
                graph.boundary(at).into_iter().for_each(|boundary| draw_boundary(d2, graph, boundary));
            }
        }
    }
}

/// Recursion is bounded: a graph nests boundaries no deeper than [`crate::limits::MAX_BOUNDARY_DEPTH`].
fn draw_boundary(d2: &mut D2, graph: &Graph, boundary: &Boundary) {
    d2.indent().id(&boundary.id).syntax(": ").label(&boundary.label).syntax(" {\n");
    d2.depth += 1;
    d2.indent().syntax("style.fill: transparent\n");
    d2.indent().syntax("style.stroke-dash: 4\n");
    match boundary.mark {
        Some(mark) => d2.marked(mark),
        None => {
            let color = if graph.has_colormap { "black" } else { "\"#ee2c2c\"" };
            d2.indent().syntax("style.stroke: ").syntax(color).syntax("\n");
        }
    }
    d2.indent().syntax("style.italic: true\n");
    children(d2, graph, &boundary.children);
    d2.depth -= 1;
    d2.indent().syntax("}\n");
}

fn draw_node(d2: &mut D2, node: &Node) {
    let (shape, style) = match node.shape {
        Shape::Square => ("rectangle", ""),
        Shape::Circle => ("circle", ""),
        Shape::DoubleCircle => ("circle", "style.double-border: true"),
        Shape::Cylinder => ("cylinder", ""),
        Shape::RoundedRectangle => ("rectangle", "style.border-radius: 12"),
        Shape::Hexagon => ("hexagon", ""),
        Shape::StandIn => ("rectangle", "style.stroke-dash: 2"),
    };
    d2.indent().id(&node.id).syntax(": ").label(&node.label).syntax(" {\n");
    d2.depth += 1;
    d2.indent().syntax("shape: ").syntax(shape).syntax("\n");
    if !style.is_empty() {
        d2.indent().syntax(style).syntax("\n");
    }
    let (color, fill) = colors(node.tone);
    match node.mark {
        Some(mark) => {
            d2.marked(mark);
            if mark == Mark::Removed && node.shape != Shape::StandIn {
                d2.indent().syntax("style.stroke-dash: 4\n");
            }
            d2.indent().syntax("style.fill: white\n");
        }
        None => {
            d2.indent().syntax("style.stroke: ").syntax(color).syntax("\n");
            d2.indent().syntax("style.fill: ").syntax(fill).syntax("\n");
        }
    }
    d2.depth -= 1;
    d2.indent().syntax("}\n");
}

fn draw_edge(d2: &mut D2, graph: &Graph, edge: &Edge) {
    let Some((from, to)) = graph.ends(edge) else { return };
    d2.path(graph, from);
    d2.syntax(if edge.direction == Direction::Both { " <-> " } else { " -> " });
    d2.path(graph, to).syntax(": ").label(&edge.label);
    let (color, _) = colors(edge.tone);
    match edge.mark {
        Some(mark) => {
            let dash = if mark == Mark::Removed { "; style.stroke-dash: 4" } else { "" };
            d2.syntax(" {style.stroke: \"").syntax(mark.colour()).syntax("\"; style.font-color: \"");
            d2.syntax(mark.colour()).syntax("\"").syntax(dash).syntax("}\n");
        }
        None => {
            d2.syntax(" {style.stroke: ").syntax(color).syntax("}\n");
        }
    }
}

/// Colours of a line and of an area.
fn colors(tone: Tone) -> (&'static str, &'static str) {
    match tone {
        Tone::Plain => ("black", "white"),
        Tone::OutOfScope => ("\"#b0b0b0\"", "white"),
        Tone::Calm => ("darkgreen", "\"#dcebdc\""),
        Tone::Serious => ("\"#c9a800\"", "\"#fffadc\""),
        Tone::Severe => ("\"#cd2626\"", "\"#f5e1e1\""),
    }
}

/// A script in the making. Text of a model gets in only as the content of a quoted label.
#[derive(Default)]
struct D2 {
    out: String,
    depth: usize,
}

impl Sink for D2 {
    const INDENT: &'static str = "  ";

    fn out(&mut self) -> &mut String {
        &mut self.out
    }

    fn depth(&self) -> usize {
        self.depth
    }
}

impl D2 {
    /// A node as it is called from outside its boundaries.
    fn path(&mut self, graph: &Graph, node: &Node) -> &mut Self {
        let mut around = Vec::new();
        let mut next = node.boundary.and_then(|at| graph.boundary(at));
        while let Some(boundary) = next {
            around.push(&boundary.id);
            next = boundary.parent.and_then(|at| graph.boundary(at));
        }
        for id in around.into_iter().rev() {
            self.id(id).syntax(".");
        }
        self.id(&node.id)
    }

    /// The colours of a mark.
    fn marked(&mut self, mark: Mark) {
        self.indent().syntax("style.stroke: \"").syntax(mark.colour()).syntax("\"\n");
        self.indent().syntax("style.font-color: \"").syntax(mark.colour()).syntax("\"\n");
    }

    fn label(&mut self, lines: &[String]) -> &mut Self {
        self.syntax("\"");
        for (at, line) in lines.iter().enumerate() {
            self.syntax(if at == 0 { "" } else { "\\n" });
            for letter in line.chars() {
                match letter {
                    '"' => self.out.push_str("\\\""),
                    '\\' => self.out.push_str("\\\\"),
                    '$' => self.out.push_str("\\$"),
                    _ if letter.is_control() => self.out.push('\u{fffd}'),
                    _ => self.out.push(letter),
                }
            }
        }
        self.syntax("\"")
    }
}
