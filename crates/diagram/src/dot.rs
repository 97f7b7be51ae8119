//! Data flow diagrams for Graphviz.

use bartizan_model::Appearance;

use crate::graph::{Boundary, Child, Direction, Edge, Graph, Node, Shape, Tone};
use crate::layout::{Input, Layout, Point, Rectangle};
use crate::mark::Mark;
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
    write(graph, Dot::default())
}

/// The same with a layout of ours, which `neato -n2` keeps. Boundaries come along as `bb` attributes.
pub fn dot_with_positions(graph: &Graph, input: &Input, layout: &Layout) -> String {
    write(graph, Dot { positions: Some(Positions { input, layout }), ..Dot::default() })
}

fn write(graph: &Graph, mut dot: Dot<'_>) -> String {
    dot.syntax(HEAD);
    if let Some(Positions { layout, .. }) = dot.positions {
        dot.bounds(Rectangle { left: 0.0, top: 0.0, width: layout.size.width, height: layout.size.height });
    }
    dot.depth = 1;
    children(&mut dot, graph, &graph.top);
    for (at, edge) in graph.edges.iter().enumerate() {
        draw_edge(&mut dot, graph, edge, at);
    }
    dot.syntax("}\n");
    dot.out
}

fn children(dot: &mut Dot<'_>, graph: &Graph, children: &[Child]) {
    for child in children {
        match *child {
            Child::Node(at) => graph.node(at).into_iter().for_each(|node| draw_node(dot, node, at)),
            Child::Boundary(at) => {
                graph.boundary(at).into_iter().for_each(|boundary| draw_boundary(dot, graph, boundary, at));
            }
        }
    }
}

/// Recursion is bounded: a graph nests boundaries no deeper than [`crate::limits::MAX_BOUNDARY_DEPTH`].
fn draw_boundary(dot: &mut Dot<'_>, graph: &Graph, boundary: &Boundary, at: usize) {
    dot.indent().syntax("subgraph cluster_").id(&boundary.id).syntax(" {\n");
    dot.depth += 1;
    dot.indent().syntax("graph [\n");
    dot.attribute("fontsize", "10");
    match boundary.mark {
        Some(mark) => {
            let style = if mark == Mark::Removed { "dotted" } else { "dashed" };
            dot.quoted_attribute("fontcolor", mark.colour()).attribute("style", style);
            dot.quoted_attribute("color", mark.colour());
        }
        None => {
            dot.attribute("fontcolor", "black").attribute("style", "dashed");
            dot.attribute("color", if graph.has_colormap { "black" } else { "firebrick2" });
        }
    }
    dot.indent().syntax("    label = <<i>");
    dot.html(&boundary.label).syntax("</i>>;\n");
    if let Some(placed) = dot.positions.and_then(|positions| positions.layout.boundaries.get(at)) {
        dot.bounds(placed.frame);
    }
    dot.indent().syntax("]\n\n");
    children(dot, graph, &boundary.children);
    dot.depth -= 1;
    dot.indent().syntax("}\n\n");
}

fn draw_node(dot: &mut Dot<'_>, node: &Node, at: usize) {
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
    // A node of ours is wider than high; these shapes cannot be.
    let shape = match (shape, dot.positions) {
        ("circle" | "doublecircle", Some(_)) => "ellipse",
        ("square", Some(_)) => "box",
        _ => shape,
    };
    dot.word("shape", node.appearance.shape.as_deref(), shape);
    if dot.positions.is_some() && node.shape == Shape::DoubleCircle && node.appearance.shape.is_none() {
        dot.attribute("peripheries", "2");
    }
    let style = match (style, fill) {
        (_, "") => style,
        ("rounded", _) => "\"rounded,filled\"",
        _ => "filled",
    };
    let style = match (style, node.mark) {
        ("rounded", Some(Mark::Removed)) => "\"rounded,dashed\"",
        (_, Some(Mark::Removed)) => "dashed",
        _ => style,
    };
    if !style.is_empty() {
        dot.attribute("style", style);
    }
    match node.mark {
        Some(mark) => dot.quoted_attribute("color", mark.colour()).quoted_attribute("fontcolor", mark.colour()),
        None => {
            dot.word("color", own_color, color);
            if !fill.is_empty() {
                dot.attribute("fillcolor", fill);
            }
            dot.attribute("fontcolor", if node.tone == Tone::OutOfScope { color } else { "black" })
        }
    };
    dot.label(&node.label);
    dot.attribute("margin", if node.shape == Shape::Cylinder { "0.1" } else { "0.02" });
    if let Some(place) = dot.positions.and_then(|positions| positions.layout.nodes.get(at)) {
        dot.place(*place);
    }
    dot.indent().syntax("]\n\n");
}

fn draw_edge(dot: &mut Dot<'_>, graph: &Graph, edge: &Edge, at: usize) {
    let Some((from, to)) = graph.ends(edge) else { return };
    let (color, _) = colors(edge.tone);
    let own_color = own_color(&edge.appearance, edge.tone);
    dot.indent().id(&from.id).syntax(" -> ").id(&to.id).syntax(" [\n");
    match edge.mark {
        Some(mark) => {
            dot.quoted_attribute("color", mark.colour()).quoted_attribute("fontcolor", mark.colour());
            if mark == Mark::Removed {
                dot.attribute("style", "dashed");
            }
        }
        None => {
            dot.word("color", own_color, color).word("fontcolor", own_color, color);
        }
    }
    dot.attribute("dir", if edge.direction == Direction::Both { "both" } else { "forward" });
    dot.label(&edge.label);
    if let Some(positions) = dot.positions {
        dot.course(positions, at, edge.direction);
    }
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
struct Dot<'l> {
    out: String,
    depth: usize,
    positions: Option<Positions<'l>>,
}

/// A layout, and what it was made from.
#[derive(Clone, Copy)]
struct Positions<'l> {
    input: &'l Input,
    layout: &'l Layout,
}

impl Sink for Dot<'_> {
    const INDENT: &'static str = "    ";

    fn out(&mut self) -> &mut String {
        &mut self.out
    }

    fn depth(&self) -> usize {
        self.depth
    }
}

/// The length of an arrow head.
const ARROW: f64 = 10.0;

/// Moves the beginning of a line along its first piece, by an arrow head but never to its end.
fn shorten(points: &mut [Point]) {
    let [first, second, ..] = points else { return };
    let (across, down) = (second.x - first.x, second.y - first.y);
    let length = across.hypot(down);
    let part = if length > 0.0 { (ARROW / length).min(0.9) } else { 0.0 };
    (first.x, first.y) = (first.x + across * part, first.y + down * part);
}

/// Points of an inch, in which Graphviz measures nodes.
const POINTS_PER_INCH: f64 = 72.0;

/// Positions: a pixel of ours is a point of Graphviz, whose `y` grows upwards.
impl Dot<'_> {
    fn point(&self, point: Point) -> String {
        let height = self.positions.map_or(0.0, |positions| positions.layout.size.height);
        format!("{:.2},{:.2}", point.x, height - point.y)
    }

    /// The box of the whole or of a boundary.
    fn bounds(&mut self, frame: Rectangle) {
        let lower_left = self.point(Point { x: frame.left, y: frame.top + frame.height });
        let upper_right = self.point(Point { x: frame.left + frame.width, y: frame.top });
        self.numbers("bb", &format!("{lower_left},{upper_right}"));
    }

    /// The box of a node.
    fn place(&mut self, place: Rectangle) {
        let middle = Point { x: place.left + place.width / 2.0, y: place.top + place.height / 2.0 };
        let middle = self.point(middle);
        self.numbers("pos", &middle);
        self.numbers("width", &format!("{:.3}", place.width / POINTS_PER_INCH));
        self.numbers("height", &format!("{:.3}", place.height / POINTS_PER_INCH));
        self.attribute("fixedsize", "true");
    }

    /// The line of a flow, as a spline whose pieces are straight, with its ends and its label.
    fn course(&mut self, positions: Positions<'_>, at: usize, direction: Direction) {
        let Some(place) = positions.layout.edges.get(at) else { return };
        let (Some(start), Some(end)) = (place.points.first(), place.points.last()) else { return };
        let mut points = place.points.clone();
        let mut spline = String::new();
        // The line ends where an arrow head begins.
        if direction == Direction::Both {
            spline.push_str(&format!("s,{} ", self.point(*start)));
            shorten(&mut points);
        }
        points.reverse();
        shorten(&mut points);
        points.reverse();
        spline.push_str(&format!("e,{} ", self.point(*end)));
        spline.push_str(&points.first().map(|first| self.point(*first)).unwrap_or_default());
        for (from, to) in points.iter().zip(points.iter().skip(1)) {
            let between = |part: f64| Point { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
            for part in [1.0 / 3.0, 2.0 / 3.0, 1.0] {
                spline.push_str(&format!(" {}", self.point(between(part))));
            }
        }
        self.numbers("pos", &spline);
        if let Some((corner, edge)) = place.label.zip(positions.input.edges.get(at)) {
            let middle = Point { x: corner.x + edge.label.width / 2.0, y: corner.y + edge.label.height / 2.0 };
            let middle = self.point(middle);
            self.numbers("lp", &middle);
        }
    }

    /// An attribute of digits, commas and spaces.
    fn numbers(&mut self, name: &'static str, value: &str) {
        self.indent().syntax("    ").syntax(name).syntax(" = \"").out().push_str(value);
        self.syntax("\";\n");
    }
}

impl Dot<'_> {
    fn attribute(&mut self, name: &'static str, value: &'static str) -> &mut Self {
        self.indent().syntax("    ").syntax(name).syntax(" = ").syntax(value).syntax(";\n")
    }

    fn quoted_attribute(&mut self, name: &'static str, value: &'static str) -> &mut Self {
        self.indent().syntax("    ").syntax(name).syntax(" = \"").syntax(value).syntax("\";\n")
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
