//! A layout that is good enough to test drawing: everything of a boundary in one row.

use bartizan_diagram::layout::{Engine, Flowing, Input, Layout, PlacedBoundary, PlacedEdge, Point, Rectangle, Size};

const GAP: f64 = 90.0;

pub(crate) struct Grid;

impl Engine for Grid {
    fn lay_out(&self, input: &Input, _: Flowing) -> Layout {
        let mut layout = Layout {
            boundaries: vec![PlacedBoundary::default(); input.boundaries.len()],
            nodes: vec![Rectangle::default(); input.nodes.len()],
            ..Layout::default()
        };
        let inner = row(input, &mut layout, None, Point { x: 16.0, y: 16.0 });
        layout.size = Size { width: inner.width + 32.0, height: inner.height + 90.0 };
        layout.edges = input
            .edges
            .iter()
            .enumerate()
            .map(|(at, edge)| line(&layout, at, edge.from, edge.to, edge.label))
            .collect();
        layout
    }
}

fn row(input: &Input, layout: &mut Layout, parent: Option<usize>, at: Point) -> Size {
    let (mut x, mut height) = (at.x, 0.0_f64);
    for (node, place) in input.nodes.iter().enumerate().filter(|(_, node)| node.parent == parent) {
        layout.nodes[node] = Rectangle { left: x, top: at.y, width: place.size.width, height: place.size.height };
        (x, height) = (x + place.size.width + GAP, height.max(place.size.height));
    }
    for (boundary, place) in input.boundaries.iter().enumerate().filter(|(_, boundary)| boundary.parent == parent) {
        let top = place.title.height + 30.0;
        let inner = row(input, layout, Some(boundary), Point { x: x + 20.0, y: at.y + top });
        let size = Size { width: inner.width.max(place.title.width) + 40.0, height: inner.height + top + 20.0 };
        layout.boundaries[boundary] = PlacedBoundary {
            frame: Rectangle { left: x, top: at.y, width: size.width, height: size.height },
            title: Point { x: x + 10.0, y: at.y + 6.0 },
        };
        (x, height) = (x + size.width + GAP, height.max(size.height));
    }
    Size { width: (x - at.x - GAP).max(0.0), height }
}

fn line(layout: &Layout, at: usize, from: usize, to: usize, label: Size) -> PlacedEdge {
    let (from, to) = (layout.nodes[from], layout.nodes[to]);
    let y = from.top.max(to.top) + from.height.max(to.height) + 14.0 + at as f64 * 18.0;
    let (start, end) = (from.left + from.width * 0.6, to.left + to.width * 0.4);
    let points = vec![
        Point { x: start, y: from.top + from.height },
        Point { x: start, y },
        Point { x: end, y },
        Point { x: end, y: to.top + to.height },
    ];
    let label =
        (label.width > 0.0).then_some(Point { x: (start + end - label.width) / 2.0, y: y - label.height / 2.0 });
    PlacedEdge { points, label }
}
