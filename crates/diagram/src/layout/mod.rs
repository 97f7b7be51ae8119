//! Where everything of a data flow diagram goes: a graph with sizes in, geometry out.
//!
//! Lengths are in CSS pixels; `x` grows to the right and `y` downwards. A layout is a pure function of the graph and the
//! options: the same input gives the same bytes, on every machine and with any number of threads. It knows nothing of
//! models, fonts or formats.

mod boxes;
mod columns;
mod grid;
mod heights;
pub mod interchange;
mod items;
mod labels;
mod layered;
mod lines;
mod order;
mod orientation;
mod picture;
mod ports;
mod proportions;
pub mod quality;
mod random;
mod ranks;
mod scene;
mod simplex;
mod spacing;
mod table;
mod titles;
mod tracks;

pub use layered::Layered;

/// A width and a height.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Size {
    /// To the right.
    pub width: f64,
    /// Downwards.
    pub height: f64,
}

/// A point.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
}

/// A rectangle, by its top left corner and its size.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rectangle {
    /// Its left side.
    pub left: f64,
    /// Its upper side.
    pub top: f64,
    /// To the right.
    pub width: f64,
    /// Downwards.
    pub height: f64,
}

/// What is to be laid out. Positions in these lists name the things; the order is the order of declaration, and a small
/// change of the graph changes the layout a little.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Input {
    /// Each boundary comes after the one around it.
    pub boundaries: Vec<InputBoundary>,
    /// Elements.
    pub nodes: Vec<InputNode>,
    /// Flows.
    pub edges: Vec<InputEdge>,
}

/// A trust boundary: it is drawn around all that is inside, and its title at its upper edge.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct InputBoundary {
    /// Position of the boundary around it.
    pub parent: Option<usize>,
    /// The size of its title.
    pub title: Size,
}

/// An element.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct InputNode {
    /// Position of the boundary it is in.
    pub parent: Option<usize>,
    /// The size of its box.
    pub size: Size,
    /// How far from a corner of the box flows must stay where they arrive, in pixels: corners of circles and hexagons
    /// are empty.
    pub inset: f64,
}

/// A flow.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct InputEdge {
    /// Position of the node where it starts.
    pub from: usize,
    /// Position of the node where it ends; it may be the same.
    pub to: usize,
    /// Whether it has arrow heads at both ends.
    pub is_both_ways: bool,
    /// The size of its label; zero when it has none.
    pub label: Size,
}

/// Which way flows run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Flowing {
    /// Whichever suits a page or a screen better.
    #[default]
    Auto,
    /// From the top to the bottom.
    Down,
    /// From the left to the right.
    Right,
}

/// The geometry of a diagram. Its lists are parallel to those of the [`Input`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layout {
    /// The size of the whole, margins included.
    pub size: Size,
    /// Trust boundaries.
    pub boundaries: Vec<PlacedBoundary>,
    /// The boxes of elements.
    pub nodes: Vec<Rectangle>,
    /// Flows.
    pub edges: Vec<PlacedEdge>,
    /// What was left out to stay within bounds of time, in words for `--verbose`; `None` when nothing was.
    pub degraded: Option<String>,
}

/// Where a boundary is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct PlacedBoundary {
    /// Its border.
    pub frame: Rectangle,
    /// The top left corner of its title.
    pub title: Point,
}

/// Where a flow runs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlacedEdge {
    /// Corners of an orthogonal line, from the box of its source to the box of its sink. Corners are to be rounded.
    pub points: Vec<Point>,
    /// The top left corner of its label; `None` when it has none.
    pub label: Option<Point>,
}

/// A way to lay out.
pub trait Engine {
    /// Lays out a graph.
    fn lay_out(&self, input: &Input, flowing: Flowing) -> Layout;
}
