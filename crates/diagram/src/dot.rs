//! Data flow diagrams for Graphviz.

use bartizan_model::Appearance;

use crate::graph::{Boundary, Child, Direction, Edge, Graph, Node, Shape, Tone};
use crate::sink::Sink;

const HEAD: &str = r#"digraph tm {
    graph [
        fontname = "Arial";
        fontsize = 14;
    ]
    node [
        fontname = "Arial";
        fontsize = 14;
    ]
    edge [
        fontname = "Arial";
        fontsize = 12;
    ]
    labelloc = "t";
    fontsize = 20;
    nodesep = 1;

"#;

/// The diagram as a program of Graphviz.
pub fn dot(graph: &Graph) -> String {
    let mut dot = Dot::default();
    dot.syntax(HEAD);
    dot.depth = 1;
    children(&mut dot, graph, &graph.top);
    for edge in &graph.edges {
        draw_edge(&mut dot, graph, edge);
    }
    dot.syntax("}\n");
    dot.out
}

fn children(dot: &mut Dot, graph: &Graph, children: &[Child]) {
    for child in children {
        match *child {
            Child::Node(at) => graph.node(at).into_iter().for_each(|node| draw_node(dot, node)),
            Child::Boundary(at) => {
                graph.boundary(at).into_iter().for_each(|boundary| draw_boundary(dot, graph, boundary));
            }
        }
    }
}

/// Recursion is bounded: a graph nests boundaries no deeper than [`crate::limits::MAX_BOUNDARY_DEPTH`].
fn draw_boundary(dot: &mut Dot, graph: &Graph, boundary: &Boundary) {
    dot.indent().syntax("subgraph cluster_").id(&boundary.id).syntax(" {\n");
    dot.depth += 1;
    dot.indent().syntax("graph [\n");
    dot.attribute("fontsize", "10").attribute("fontcolor", "black").attribute("style", "dashed");
    dot.attribute("color", if graph.has_colormap { "black" } else { "firebrick2" });
    dot.indent().syntax("    label = <<i>");
    dot.html(&boundary.label).syntax("</i>>;\n");
    dot.indent().syntax("]\n\n");
    children(dot, graph, &boundary.children);
    dot.depth -= 1;
    dot.indent().syntax("}\n\n");
}

fn draw_node(dot: &mut Dot, node: &Node) {
    let (shape, style) = match node.shape {
        Shape::Square => ("square", ""),
        Shape::Circle => ("circle", ""),
        Shape::DoubleCircle => ("doublecircle", ""),
        Shape::Cylinder => ("cylinder", ""),
        Shape::RoundedRectangle => ("rectangle", "rounded"),
        Shape::Hexagon => ("hexagon", ""),
        Shape::StandIn => ("box", "dotted"),
    };
    let (color, fill) = colors(node.tone);
    let own_color = own_color(&node.appearance, node.tone);
    dot.indent().id(&node.id).syntax(" [\n");
    dot.word("shape", node.appearance.shape.as_deref(), shape);
    let style = match (style, fill) {
        (_, "") => style,
        ("rounded", _) => "\"rounded,filled\"",
        _ => "filled",
    };
    if !style.is_empty() {
        dot.attribute("style", style);
    }
    dot.word("color", own_color, color);
    if !fill.is_empty() {
        dot.attribute("fillcolor", fill);
    }
    dot.attribute("fontcolor", if node.tone == Tone::OutOfScope { color } else { "black" });
    dot.label(&node.label);
    dot.attribute("margin", if node.shape == Shape::Cylinder { "0.1" } else { "0.02" });
    dot.indent().syntax("]\n\n");
}

fn draw_edge(dot: &mut Dot, graph: &Graph, edge: &Edge) {
    let Some((from, to)) = graph.ends(edge) else { return };
    let (color, _) = colors(edge.tone);
    let own_color = own_color(&edge.appearance, edge.tone);
    dot.indent().id(&from.id).syntax(" -> ").id(&to.id).syntax(" [\n");
    dot.word("color", own_color, color).word("fontcolor", own_color, color);
    dot.attribute("dir", if edge.direction == Direction::Both { "both" } else { "forward" });
    dot.label(&edge.label);
    dot.indent().syntax("]\n\n");
}

/// The colour that the author's own class gives an element, unless colours show severities.
fn own_color(appearance: &Appearance, tone: Tone) -> Option<&str> {
    appearance.color.as_deref().filter(|_| matches!(tone, Tone::Plain | Tone::OutOfScope))
}

/// Colours of a line and of an area, as pytm has them.
fn colors(tone: Tone) -> (&'static str, &'static str) {
    match tone {
        Tone::Plain => ("black", ""),
        Tone::OutOfScope => ("grey69", ""),
        Tone::Calm => ("darkgreen", "\"#00630022\""),
        Tone::Serious => ("gold", "\"#ffd80022\""),
        Tone::Severe => ("firebrick3", "\"#b2222222\""),
    }
}

/// A program in the making. Text of a model gets in only as the content of a quoted or an HTML-like label.
#[derive(Default)]
struct Dot {
    out: String,
    depth: usize,
}

impl Sink for Dot {
    const INDENT: &'static str = "    ";

    fn out(&mut self) -> &mut String {
        &mut self.out
    }

    fn depth(&self) -> usize {
        self.depth
    }
}

impl Dot {
    fn attribute(&mut self, name: &'static str, value: &'static str) -> &mut Self {
        self.indent().syntax("    ").syntax(name).syntax(" = ").syntax(value).syntax(";\n")
    }

    /// An attribute that the model may state: a word, or a colour by its number. Anything else is not taken.
    fn word(&mut self, name: &'static str, own: Option<&str>, ours: &'static str) -> &mut Self {
        let is_word = |text: &&str| !text.is_empty() && text.chars().all(|letter| letter.is_ascii_alphanumeric());
        let Some(own) = own.filter(|own| is_word(&own.strip_prefix('#').unwrap_or(own))) else {
            return self.attribute(name, ours);
        };
        self.indent().syntax("    ").syntax(name).syntax(" = \"").quoted(own).syntax("\";\n")
    }

    fn label(&mut self, lines: &[String]) -> &mut Self {
        self.indent().syntax("    label = \"");
        for (at, line) in lines.iter().enumerate() {
            self.syntax(if at == 0 { "" } else { "\\n" }).quoted(line);
        }
        self.syntax("\";\n")
    }

    /// Inside double quotes; Graphviz reads entities there too.
    fn quoted(&mut self, text: &str) -> &mut Self {
        for letter in text.chars() {
            match letter {
                '"' => self.out.push_str("\\\""),
                '\\' => self.out.push_str("\\\\"),
                '&' => self.out.push_str("&amp;"),
                _ => self.out.push(printable(letter)),
            }
        }
        self
    }

    /// Inside an HTML-like label.
    fn html(&mut self, lines: &[String]) -> &mut Self {
        if lines.is_empty() {
            self.out.push(' ');
        }
        for (at, line) in lines.iter().enumerate() {
            self.syntax(if at == 0 { "" } else { "<br/>" });
            for letter in line.chars() {
                match letter {
                    '&' => self.out.push_str("&amp;"),
                    '<' => self.out.push_str("&lt;"),
                    '>' => self.out.push_str("&gt;"),
                    '"' => self.out.push_str("&quot;"),
                    _ => self.out.push(printable(letter)),
                }
            }
        }
        self
    }
}

fn printable(letter: char) -> char {
    if letter.is_control() { '\u{fffd}' } else { letter }
}
