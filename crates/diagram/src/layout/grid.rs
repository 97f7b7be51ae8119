//! What is drawn of a graph that is too large for its flows to be routed: elements in rows, boundaries around them, and flows
//! straight across. Nobody can read such a diagram as a whole, but it can be searched and zoomed, and it costs little.

use super::scene::{Extent, Flow, Scene, WHOLE};
use super::spacing::{BOX_GAP, LOOP_HEIGHT, LOOP_REACH, MARGIN, PADDING, TITLE_DROP, TITLE_INDENT, TITLE_PADDING};
use super::table::Table;
use super::{Input, Layout, PlacedBoundary, PlacedEdge, Point, Rectangle, Size};

/// The proportions of what is in a boundary, width to height.
const PROPORTION: f64 = 1.6;

/// Lays out elements and boundaries in rows.
pub(super) fn grid(input: &Input, scene: &Scene) -> Layout {
    let cells = Cells::of(scene);
    let boundary = |border: usize| {
        let frame = cells.rectangle(scene.place_of_border(border));
        let title = Point { x: frame.left + TITLE_INDENT as f64, y: frame.top + TITLE_DROP as f64 };
        PlacedBoundary { frame, title }
    };
    let mut edges = vec![PlacedEdge::default(); input.edges.len()];
    for flow in &scene.flows {
        if let Some(edge) = edges.get_mut(flow.input) {
            *edge = across(flow, cells.rectangle(flow.from), cells.rectangle(flow.to));
        }
    }
    for (element, loops) in scene.loops.iter().enumerate() {
        for own in loops {
            if let Some(edge) = edges.get_mut(own.input) {
                *edge = around(cells.rectangle(element), own.label.width > 0);
            }
        }
    }
    let whole = cells.rectangle(scene.place_of_border(WHOLE));
    let margin = 2.0 * MARGIN as f64;
    Layout {
        size: Size { width: whole.width + margin, height: whole.height + margin },
        boundaries: (1..=input.boundaries.len()).map(boundary).collect(),
        nodes: (0..input.nodes.len()).map(|element| cells.rectangle(element)).collect(),
        edges,
        degraded: Some("the diagram is too large: flows run across elements and boundaries".to_owned()),
    }
}

/// Where elements and boundaries are, by place.
struct Cells {
    corner: Table<(i64, i64)>,
    size: Table<Extent>,
}

impl Cells {
    fn of(scene: &Scene) -> Self {
        let mut inside: Table<Vec<usize>> = Table::sized(scene.borders.len());
        for (at, element) in scene.elements.iter().enumerate() {
            inside[element.parent].push(at);
        }
        for (border, own) in scene.borders.iter().enumerate().filter(|&(border, _)| border != WHOLE) {
            inside[own.parent].push(scene.place_of_border(border));
        }
        let count = scene.elements.len() + scene.borders.len();
        let mut cells = Self { corner: Table::sized(count), size: Table::sized(count) };
        for (at, element) in scene.elements.iter().enumerate() {
            cells.size[at] = element.size;
        }
        // First how large each boundary is, from the inside; then where it is, from the outside.
        for border in (0..scene.borders.len()).rev() {
            cells.fill(scene, border, &inside[border]);
        }
        for border in 0..scene.borders.len() {
            let (x, y) = cells.corner[scene.place_of_border(border)];
            for &place in &inside[border] {
                let corner = &mut cells.corner[place];
                *corner = (corner.0 + x, corner.1 + y);
            }
        }
        cells
    }

    /// Puts what is in a boundary into rows, with corners measured from the boundary's.
    fn fill(&mut self, scene: &Scene, border: usize, inside: &[usize]) {
        let title = scene.borders[border].title;
        let space = |size: Extent| (size.width + BOX_GAP) as f64 * (size.height + BOX_GAP) as f64;
        let area: f64 = inside.iter().map(|&place| space(self.size[place])).sum();
        let width = (area * PROPORTION).sqrt() as i64;
        let (left, top) = (PADDING, PADDING.max(title.height + TITLE_PADDING));
        let (mut x, mut y, mut row, mut right) = (left, top, 0, left + title.width);
        for &place in inside {
            let size = self.size[place];
            if x > left && x + size.width > left + width {
                (x, y, row) = (left, y + row + BOX_GAP, 0);
            }
            self.corner[place] = (x, y);
            x += size.width + BOX_GAP;
            row = row.max(size.height);
            right = right.max(x - BOX_GAP);
        }
        self.size[scene.place_of_border(border)] = Extent { width: right + PADDING, height: y + row + PADDING };
    }

    fn rectangle(&self, place: usize) -> Rectangle {
        let ((x, y), size) = (self.corner[place], self.size[place]);
        let (left, top) = ((x + MARGIN) as f64, (y + MARGIN) as f64);
        Rectangle { left, top, width: size.width as f64, height: size.height as f64 }
    }
}

fn across(flow: &Flow, from: Rectangle, to: Rectangle) -> PlacedEdge {
    let is_down = from.top <= to.top;
    let (out, into) = if is_down { (from.top + from.height, to.top) } else { (from.top, to.top + to.height) };
    let (start, end) = (from.left + from.width / 2.0, to.left + to.width / 2.0);
    let middle = (out + into) / 2.0;
    let points = [(start, out), (start, middle), (end, middle), (end, into)];
    let (width, height) = (flow.label.width as f64, flow.label.height as f64);
    PlacedEdge {
        points: points.iter().map(|&(x, y)| Point { x, y }).collect(),
        label: (width > 0.0).then(|| Point { x: (start + end - width) / 2.0, y: middle - height / 2.0 }),
    }
}

fn around(element: Rectangle, has_label: bool) -> PlacedEdge {
    let (x, y) = (element.left + element.width, element.top + element.height / 2.0);
    let (out, lower) = (x + LOOP_REACH as f64, y + LOOP_HEIGHT as f64 / 2.0);
    PlacedEdge {
        points: [(x, y), (out, y), (out, lower), (x, lower)].iter().map(|&(x, y)| Point { x, y }).collect(),
        label: has_label.then_some(Point { x: out, y }),
    }
}
