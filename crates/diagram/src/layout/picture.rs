//! The finished layout: whole pixels of the phases become the geometry that is handed out, turned as it is to be read.

use super::boxes::{self, ElementBox};
use super::columns::{Columns, Scenery};
use super::heights::Heights;
use super::ports::Ends;
use super::scene::{Extent, Loop, Part, Turn, WHOLE};
use super::spacing::{
    DETOUR_REACH, LOOP_GAP, LOOP_HEIGHT, LOOP_LABEL_GAP, LOOP_REACH, MARGIN, TITLE_DROP, TITLE_INDENT,
};
use super::table::Table;
use super::tracks::Tracks;
use super::{Input, Layout, PlacedBoundary, PlacedEdge, Point, Rectangle, Size};

/// All that the phases found out.
pub(super) struct Findings<'a> {
    pub(super) scenery: Scenery<'a>,
    /// Per flow, whether it was turned round.
    pub(super) backward: &'a Table<bool>,
    pub(super) columns: &'a Columns,
    pub(super) ends: &'a Table<Ends>,
    pub(super) tracks: &'a Tracks,
    pub(super) heights: &'a Heights,
    pub(super) titles: &'a Table<Option<i64>>,
}

/// A point of the downward layout.
type Spot = (i64, i64);

impl Findings<'_> {
    /// Draws everything.
    pub(super) fn picture(&self, input: &Input) -> Layout {
        let turn = self.scenery.scene.turn;
        let (origin, whole) = self.frame(WHOLE);
        let place = |(x, y): Spot| {
            let (x, y) = ((x - origin.0 + MARGIN) as f64, (y - origin.1 + MARGIN) as f64);
            match turn {
                Turn::Down => Point { x, y },
                Turn::Right => Point { x: y, y: x },
            }
        };
        let rectangle = |spot: Spot, extent: Extent| {
            let (Point { x: left, y: top }, Size { width, height }) = (place(spot), size(extent, turn));
            Rectangle { left, top, width, height }
        };
        let mut edges = vec![PlacedEdge::default(); input.edges.len()];
        for (at, points, label) in self.flows().into_iter().chain(self.loops()) {
            if let Some(edge) = edges.get_mut(at) {
                *edge = PlacedEdge { points: points.into_iter().map(place).collect(), label: label.map(place) };
            }
        }
        let Size { width, height } = size(whole, turn);
        let boundary = |border: usize| {
            let (spot, extent) = self.frame(border);
            PlacedBoundary { frame: rectangle(spot, extent), title: place(self.title(border, spot)) }
        };
        Layout {
            size: Size { width: width + 2.0 * MARGIN as f64, height: height + 2.0 * MARGIN as f64 },
            boundaries: (1..=input.boundaries.len()).map(boundary).collect(),
            nodes: (0..input.nodes.len())
                .map(|element| rectangle(self.corner(element), self.boxed(element).size))
                .collect(),
            edges,
            degraded: None,
        }
    }

    fn frame(&self, border: usize) -> (Spot, Extent) {
        let (left, top) = (self.columns.left[border], self.heights.top[border]);
        let (width, height) = (self.columns.right[border] - left, self.heights.bottom[border] - top);
        ((left, top), Extent { width, height })
    }

    fn title(&self, border: usize, (left, top): Spot) -> Spot {
        match self.scenery.scene.turn {
            Turn::Down => (self.titles[border].unwrap_or(left + TITLE_INDENT), top + TITLE_DROP),
            Turn::Right => (left + TITLE_DROP, top + TITLE_INDENT),
        }
    }

    fn boxed(&self, element: usize) -> ElementBox {
        self.scenery.boxes[element]
    }

    /// The top left corner of an element's box, of the downward layout.
    fn corner(&self, element: usize) -> Spot {
        let left = self.columns.centre[element] - self.boxed(element).left();
        (left, self.heights.element[element])
    }

    /// Flows by position in the input, with their corners and where their labels are.
    fn flows(&self) -> Vec<(usize, Vec<Spot>, Option<Spot>)> {
        let (scene, items) = (self.scenery.scene, self.scenery.items);
        let mut flows: Vec<(usize, Vec<Spot>, Option<Spot>)> = Vec::new();
        let mut link = 0;
        for (flow, route) in items.routes.iter().enumerate() {
            let mut spots = self.corners(route, link);
            link += route.len() - 1;
            if self.backward[flow] {
                spots.reverse();
            }
            let label = route.iter().find_map(|&item| self.label(item));
            match (scene.flows[flow].part, flows.last_mut()) {
                (Part::Back, Some((_, detour, label))) => *label = self.turn_back(scene.flows[flow].to, detour, spots),
                _ => flows.push((scene.flows[flow].input, spots, label)),
            }
        }
        flows
    }

    /// Joins the two halves of a detour, which both end at the top of the element where it turns; returns where its label is.
    fn turn_back(&self, element: usize, detour: &mut Vec<Spot>, back: Vec<Spot>) -> Option<Spot> {
        let size = self.boxed(element).size;
        let (left, top) = self.corner(element);
        let middle = top + size.height / 2;
        // Only the ends come down to the middle; the corners before them have the same distance from the left.
        if let (Some(out), Some(&(into, _))) = (detour.last_mut(), back.last()) {
            out.1 = middle;
            detour.push((into, middle));
        }
        detour.extend(back.into_iter().rev().skip(1));
        (size.width > 2 * DETOUR_REACH).then_some((left + DETOUR_REACH, top))
    }

    /// The corners of a flow downwards, given its first link.
    fn corners(&self, route: &[usize], first_link: usize) -> Vec<Spot> {
        let mut spots = Vec::new();
        for (at, &upper) in route.iter().enumerate().take(route.len() - 1) {
            let link = first_link + at;
            let Ends { upper: from, lower: to } = self.ends[link];
            if at == 0 {
                spots.push((from, self.corner(upper).1 + self.boxed(upper).size.height));
            }
            if self.tracks.of_link[link].is_some() {
                let y = self.heights.track[link];
                spots.extend([(from, y), (to, y)]);
            }
            if at + 2 == route.len()
                && let Some(&lower) = route.last()
            {
                spots.push((to, self.corner(lower).1));
            }
        }
        spots
    }

    fn label(&self, item: usize) -> Option<Spot> {
        let segment = self.scenery.items.segment(item)?;
        let label = self.scenery.labels[segment]?;
        Some((self.columns.centre[item] - label.size.width / 2, self.heights.label[segment]))
    }

    /// Flows from an element to itself, stacked at its right side.
    fn loops(&self) -> impl Iterator<Item = (usize, Vec<Spot>, Option<Spot>)> + '_ {
        self.scenery.scene.loops.iter().enumerate().flat_map(move |(element, loops)| {
            let (left, top) = self.corner(element);
            let size = self.boxed(element).size;
            let mut y = top + (size.height - boxes::stacked(loops)) / 2;
            loops.iter().map(move |own| {
                let height = boxes::height(own);
                let (spots, label) = around((left + size.width, y + height / 2), own);
                y += height + LOOP_GAP;
                (own.input, spots, label)
            })
        })
    }
}

fn around((x, middle): Spot, own: &Loop) -> (Vec<Spot>, Option<Spot>) {
    let (upper, lower) = (middle - LOOP_HEIGHT / 2 + 1, middle + LOOP_HEIGHT / 2 - 1);
    let out = x + LOOP_REACH;
    let label = (own.label.width > 0).then(|| (out + LOOP_LABEL_GAP, middle - own.label.height / 2));
    (vec![(x, upper), (out, upper), (out, lower), (x, lower)], label)
}

fn size(extent: Extent, turn: Turn) -> Size {
    let (width, height) = (extent.width as f64, extent.height as f64);
    match turn {
        Turn::Down => Size { width, height },
        Turn::Right => Size { width: height, height: width },
    }
}
