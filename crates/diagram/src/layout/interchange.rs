//! Graphs and layouts as lines of JSON, for measuring one layout engine against another.
//!
//! A line is one object. A graph has a `name`, `clusters` (`id`, `label`, `parent`, and `tw`, `th`, the title's size), `nodes`
//! (`id`, `label`, `shape`, `parent`, `w`, `h`) and `edges` (`id`, `src`, `dst`, `label`, `both`, and `lw`, `lh`, the label's size,
//! 0 for none). A layout has the same with `x`, `y` for nodes, `x`, `y`, `w`, `h` and `tx` (from the left side of the boundary to
//! its title) and `ty` for clusters, `points`, `curve` and `lx`, `ly` for edges, and `width`, `height`, `ms`, `engine` for itself.
//!
//! Reading is lenient: what is missing is empty, what is superfluous is dropped, and a flow to nowhere is an edge that no engine
//! can draw.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Input, InputBoundary, InputEdge, InputNode, Layout, PlacedBoundary, PlacedEdge, Point, Rectangle, Size};
use crate::graph::{Boundary, Graph, Shape};

/// Why a line cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum InterchangeError {
    /// It is not such an object.
    #[error("line {line} is not a graph: {source}")]
    NotAGraph {
        /// The number of the line, from 1.
        line: usize,
        /// What is wrong with it.
        source: serde_json::Error,
    },
}

/// A line: a graph, and a layout of it once positions are filled in.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Diagram {
    /// What it is called.
    pub name: String,
    /// Trust boundaries.
    pub clusters: Vec<Cluster>,
    /// Elements.
    pub nodes: Vec<Node>,
    /// Flows.
    pub edges: Vec<Edge>,
    /// The size of the whole.
    pub width: f64,
    /// The size of the whole.
    pub height: f64,
    /// How long the layout took, in milliseconds.
    pub ms: f64,
    /// What laid it out.
    pub engine: String,
}

/// A trust boundary.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Cluster {
    /// Unique among clusters and nodes.
    pub id: String,
    /// The title.
    pub label: String,
    /// The cluster around it.
    pub parent: Option<String>,
    /// The size of the title.
    pub tw: f64,
    /// The size of the title.
    pub th: f64,
    /// From the left side to the title.
    pub tx: f64,
    /// From the upper side to the title.
    pub ty: f64,
    /// The left side.
    pub x: f64,
    /// The upper side.
    pub y: f64,
    /// To the right.
    pub w: f64,
    /// Downwards.
    pub h: f64,
}

/// An element.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Node {
    /// Unique among clusters and nodes.
    pub id: String,
    /// What it is called.
    pub label: String,
    /// `circle`, `doublecircle`, `hexagon`, `square`, `datastore` or `lambda`.
    pub shape: String,
    /// The cluster that it is in.
    pub parent: Option<String>,
    /// The left side.
    pub x: f64,
    /// The upper side.
    pub y: f64,
    /// To the right.
    pub w: f64,
    /// Downwards.
    pub h: f64,
}

/// A flow.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Edge {
    /// Unique among edges.
    pub id: String,
    /// The node where it starts.
    pub src: String,
    /// The node where it ends.
    pub dst: String,
    /// What it is called.
    pub label: String,
    /// Whether it has arrow heads at both ends.
    pub both: bool,
    /// The size of the label.
    pub lw: f64,
    /// The size of the label.
    pub lh: f64,
    /// The left side of the label.
    pub lx: Option<f64>,
    /// The upper side of the label.
    pub ly: Option<f64>,
    /// Its corners.
    pub points: Vec<[f64; 2]>,
    /// `ortho`: an orthogonal line with rounded corners; `poly`: straight pieces; `bezier`: three points for each piece.
    pub curve: String,
}

/// Reads lines; empty ones are passed over.
pub fn read(text: &str) -> Result<Vec<Diagram>, InterchangeError> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let diagram = |(at, line): (usize, &str)| {
        serde_json::from_str(line).map_err(|source| InterchangeError::NotAGraph { line: at + 1, source })
    };
    lines.map(diagram).collect()
}

impl Diagram {
    /// A data flow diagram of a model, with what an engine is given of it.
    pub fn of(graph: &Graph, input: &Input) -> Self {
        let id = |at: Option<usize>| Some(graph.boundary(at?)?.id.to_string());
        let end = |at: usize| graph.node(at).map(|node| node.id.to_string()).unwrap_or_default();
        let cluster = |(boundary, input): (&Boundary, &InputBoundary)| Cluster {
            id: boundary.id.to_string(),
            label: boundary.label.join("\n"),
            parent: id(boundary.parent),
            tw: input.title.width,
            th: input.title.height,
            ..Cluster::default()
        };
        let node = |(node, input): (&crate::Node, &InputNode)| Node {
            id: node.id.to_string(),
            label: node.label.join("\n"),
            shape: shape_name(node.shape).to_owned(),
            parent: id(node.boundary),
            w: input.size.width,
            h: input.size.height,
            ..Node::default()
        };
        let edge = |(edge, input): (&crate::Edge, &InputEdge)| Edge {
            id: edge.id.to_string(),
            src: end(edge.from),
            dst: end(edge.to),
            label: edge.label.join("\n"),
            both: input.is_both_ways,
            lw: input.label.width,
            lh: input.label.height,
            ..Edge::default()
        };
        Self {
            name: graph.name.to_string(),
            clusters: graph.boundaries.iter().zip(&input.boundaries).map(cluster).collect(),
            nodes: graph.nodes.iter().zip(&input.nodes).map(node).collect(),
            edges: graph.edges.iter().zip(&input.edges).map(edge).collect(),
            ..Self::default()
        }
    }

    /// The graph to lay out.
    pub fn input(&self) -> Input {
        let clusters: BTreeMap<&str, usize> = numbered(self.clusters.iter().map(|cluster| cluster.id.as_str()));
        let nodes: BTreeMap<&str, usize> = numbered(self.nodes.iter().map(|node| node.id.as_str()));
        let cluster = |parent: &Option<String>| clusters.get(parent.as_deref()?).copied();
        let node = |id: &str| nodes.get(id).copied().unwrap_or(usize::MAX);
        let boundary = |from: &Cluster| InputBoundary {
            parent: cluster(&from.parent),
            title: Size { width: from.tw, height: from.th },
        };
        let element = |from: &Node| InputNode {
            parent: cluster(&from.parent),
            size: Size { width: from.w, height: from.h },
            inset: from.w.min(from.h) * inset(&from.shape),
        };
        let flow = |from: &Edge| InputEdge {
            from: node(&from.src),
            to: node(&from.dst),
            is_both_ways: from.both,
            label: Size { width: from.lw, height: from.lh },
        };
        Input {
            boundaries: self.clusters.iter().map(boundary).collect(),
            nodes: self.nodes.iter().map(element).collect(),
            edges: self.edges.iter().map(flow).collect(),
        }
    }

    /// The layout that positions were filled in for; curves become straight pieces.
    pub fn layout(&self) -> Layout {
        let boundary = |from: &Cluster| PlacedBoundary {
            frame: Rectangle { left: from.x, top: from.y, width: from.w, height: from.h },
            title: Point {
                x: from.x + if from.tx > 0.0 { from.tx } else { USUAL_TITLE_LEFT },
                y: from.y + if from.ty > 0.0 { from.ty } else { USUAL_TITLE_TOP },
            },
        };
        let flow = |from: &Edge| PlacedEdge {
            points: straightened(from),
            label: from.lx.zip(from.ly).map(|(x, y)| Point { x, y }).filter(|_| from.lw > 0.0),
        };
        Layout {
            size: Size { width: self.width, height: self.height },
            boundaries: self.clusters.iter().map(boundary).collect(),
            nodes: self
                .nodes
                .iter()
                .map(|from| Rectangle { left: from.x, top: from.y, width: from.w, height: from.h })
                .collect(),
            edges: self.edges.iter().map(flow).collect(),
            degraded: None,
        }
    }

    /// The line.
    pub fn to_line(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Fills in a layout.
    pub fn fill_in(&mut self, layout: &Layout, engine: &str, milliseconds: f64) {
        (self.width, self.height) = (layout.size.width, layout.size.height);
        (self.engine, self.ms) = (engine.to_owned(), milliseconds);
        for (cluster, placed) in self.clusters.iter_mut().zip(&layout.boundaries) {
            let Rectangle { left, top, width, height } = placed.frame;
            (cluster.x, cluster.y, cluster.w, cluster.h) = (left, top, width, height);
            (cluster.tx, cluster.ty) = (placed.title.x - left, placed.title.y - top);
        }
        for (node, placed) in self.nodes.iter_mut().zip(&layout.nodes) {
            (node.x, node.y, node.w, node.h) = (placed.left, placed.top, placed.width, placed.height);
        }
        for (edge, placed) in self.edges.iter_mut().zip(&layout.edges) {
            edge.points = placed.points.iter().map(|point| [point.x, point.y]).collect();
            (edge.lx, edge.ly) = (placed.label.map(|label| label.x), placed.label.map(|label| label.y));
            edge.curve = "ortho".to_owned();
        }
    }
}

/// Where a title is that does not say.
const USUAL_TITLE_LEFT: f64 = 8.0;
const USUAL_TITLE_TOP: f64 = 3.0;
/// Into how many straight pieces each piece of a curve is divided.
const PIECES: u32 = 12;

fn numbered<'a>(ids: impl Iterator<Item = &'a str>) -> BTreeMap<&'a str, usize> {
    ids.enumerate().map(|(at, id)| (id, at)).collect()
}

/// How a shape is called here.
fn shape_name(shape: Shape) -> &'static str {
    match shape {
        Shape::Square => "square",
        Shape::Circle => "circle",
        Shape::DoubleCircle => "doublecircle",
        Shape::Cylinder => "datastore",
        Shape::RoundedRectangle => "lambda",
        Shape::Hexagon => "hexagon",
        Shape::StandIn => "box",
    }
}

/// How far from the corners flows stay, of the shorter side.
fn inset(shape: &str) -> f64 {
    match shape {
        "circle" | "doublecircle" => 0.19,
        "hexagon" => 0.25,
        _ => 0.1,
    }
}

fn straightened(edge: &Edge) -> Vec<Point> {
    let points: Vec<Point> = edge.points.iter().map(|&[x, y]| Point { x, y }).collect();
    if edge.curve != "bezier" || points.len() < 4 {
        return points;
    }
    let mut line: Vec<Point> = points.iter().take(1).copied().collect();
    let mut rest = points.as_slice();
    while let [start, first, second, end, ..] = rest {
        for piece in 1..=PIECES {
            line.push(on_curve(f64::from(piece) / f64::from(PIECES), [*start, *first, *second, *end]));
        }
        rest = rest.get(3..).unwrap_or_default();
    }
    line
}

fn on_curve(at: f64, [start, first, second, end]: [Point; 4]) -> Point {
    let rest = 1.0 - at;
    let mix = |start: f64, first: f64, second: f64, end: f64| {
        rest.powi(3) * start + 3.0 * rest * rest * at * first + 3.0 * rest * at * at * second + at.powi(3) * end
    };
    Point { x: mix(start.x, first.x, second.x, end.x), y: mix(start.y, first.y, second.y, end.y) }
}
