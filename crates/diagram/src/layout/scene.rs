//! The graph as the phases of a layout see it: sound whatever came in, in whole pixels, and always flowing downwards.
//!
//! A diagram that flows to the right is laid out downwards with width and height exchanged; only titles know the difference.
//! A flow can also take a *detour*: it leaves its source downwards, turns in an unseen element that holds its label, and enters
//! its sink from below, so that the two can stand side by side. To the phases that is two flows, both down to the element.
//! The whole diagram is a boundary as well, the first one, so that nothing has to be said twice; and an empty boundary holds
//! an unseen element.

use std::collections::BTreeSet;

use super::spacing::DETOUR_REACH;
use super::table::Table;
use super::{Flowing, Input, Size};
use crate::limits::{MAX_BOUNDARY_DEPTH, MAX_LENGTH};

/// The boundary that is the whole diagram.
pub(super) const WHOLE: usize = 0;
/// The position of nothing.
pub(super) const NOWHERE: usize = usize::MAX;

const EMPTY_BOUNDARY_HEIGHT: i64 = 8;

/// Which way the downward layout will be turned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Turn {
    /// It is left as it is.
    #[default]
    Down,
    /// Its width becomes the height.
    Right,
}

impl Turn {
    pub(super) fn of(flowing: Flowing) -> Option<Self> {
        match flowing {
            Flowing::Auto => None,
            Flowing::Down => Some(Self::Down),
            Flowing::Right => Some(Self::Right),
        }
    }
}

/// A length across the flow and one along it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Extent {
    pub(super) width: i64,
    pub(super) height: i64,
}

/// An element.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Element {
    /// The boundary it is in.
    pub(super) parent: usize,
    pub(super) size: Extent,
    /// How far from its corners flows must stay.
    pub(super) inset: i64,
    /// Whether a detour turns here.
    pub(super) is_turn: bool,
}

/// A boundary.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Border {
    /// The boundary around it; nowhere for the whole diagram.
    pub(super) parent: usize,
    /// How many boundaries are around it.
    pub(super) depth: usize,
    /// The title as it is read, not turned.
    pub(super) title: Extent,
}

/// A flow between two different elements.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Flow {
    /// Its position in the input.
    pub(super) input: usize,
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) label: Extent,
    pub(super) part: Part,
}

/// What a flow of the scene is of one of the input.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Part {
    #[default]
    Whole,
    /// A detour from its source down to where it turns; the next flow is the other half.
    Out,
    /// A detour from its sink down to where it turns.
    Back,
}

/// A flow from an element to itself.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Loop {
    /// Its position in the input.
    pub(super) input: usize,
    pub(super) label: Extent,
}

/// A graph to lay out downwards.
#[derive(Clone, Debug, Default)]
pub(super) struct Scene {
    pub(super) turn: Turn,
    /// The input's elements, then the unseen ones.
    pub(super) elements: Table<Element>,
    /// The whole diagram, then the input's boundaries.
    pub(super) borders: Table<Border>,
    pub(super) flows: Table<Flow>,
    /// By element.
    pub(super) loops: Table<Vec<Loop>>,
}

impl Scene {
    /// `detours` are flows by position in the input; the sound ones take a detour.
    pub(super) fn of(input: &Input, turn: Turn, detours: &BTreeSet<usize>) -> Self {
        let mut scene = Self { turn, ..Self::default() };
        scene.add_borders(input);
        scene.add_elements(input);
        scene.fill_empty_borders();
        scene.add_flows(input, detours);
        scene
    }

    fn add_borders(&mut self, input: &Input) {
        self.borders.push(Border { parent: NOWHERE, depth: 0, title: Extent::default() });
        for (at, boundary) in input.boundaries.iter().enumerate() {
            let mut parent = boundary.parent.filter(|&parent| parent < at).map_or(WHOLE, |parent| parent + 1);
            if self.borders[parent].depth >= MAX_BOUNDARY_DEPTH {
                parent = self.borders[parent].parent;
            }
            let depth = self.borders[parent].depth + 1;
            self.borders.push(Border { parent, depth, title: extent(boundary.title) });
        }
    }

    fn add_elements(&mut self, input: &Input) {
        for node in &input.nodes {
            let parent =
                node.parent.filter(|&parent| parent < input.boundaries.len()).map_or(WHOLE, |parent| parent + 1);
            let size = self.turned(extent(node.size));
            let size = Extent { width: size.width.max(1), height: size.height.max(1) };
            let inset = whole(node.inset).min((size.width - 1) / 2).min((size.height - 1) / 2);
            self.elements.push(Element { parent, size, inset, is_turn: false });
        }
    }

    fn fill_empty_borders(&mut self) {
        let mut is_empty = Table::filled(true, self.borders.len());
        for element in &self.elements {
            is_empty[element.parent] = false;
        }
        for border in (1..self.borders.len()).rev() {
            if is_empty[border] {
                let size = Extent { width: EMPTY_BOUNDARY_HEIGHT, height: EMPTY_BOUNDARY_HEIGHT };
                self.elements.push(Element { parent: border, size, inset: 0, is_turn: false });
            }
            is_empty[self.borders[border].parent] = false;
        }
    }

    fn add_flows(&mut self, input: &Input, detours: &BTreeSet<usize>) {
        self.loops = Table::sized(self.elements.len());
        for (at, edge) in input.edges.iter().enumerate() {
            if edge.from >= input.nodes.len() || edge.to >= input.nodes.len() {
                continue;
            }
            let label = self.turned(extent(edge.label));
            let flow = Flow { input: at, from: edge.from, to: edge.to, label, part: Part::Whole };
            if edge.from == edge.to {
                self.loops[edge.from].push(Loop { input: at, label });
            } else if detours.contains(&at) {
                self.add_detour(flow);
            } else {
                self.flows.push(flow);
            }
        }
    }

    fn add_detour(&mut self, flow: Flow) {
        let (_, _, parent) = self.apart(flow.from, flow.to);
        let size = Extent { width: flow.label.width + 2 * DETOUR_REACH, height: flow.label.height.max(1) };
        let to = self.elements.push(Element { parent, size, inset: 0, is_turn: true });
        self.loops.push(Vec::new());
        let label = Extent::default();
        self.flows.push(Flow { to, label, part: Part::Out, ..flow });
        self.flows.push(Flow { from: flow.to, to, label, part: Part::Back, ..flow });
    }

    fn turned(&self, extent: Extent) -> Extent {
        match self.turn {
            Turn::Down => extent,
            Turn::Right => Extent { width: extent.height, height: extent.width },
        }
    }

    /// The place of an element among all things that stand somewhere: elements first, then boundaries.
    pub(super) fn place_of_border(&self, border: usize) -> usize {
        self.elements.len() + border
    }

    /// The boundary at a place.
    pub(super) fn border_of_place(&self, place: usize) -> Option<usize> {
        place.checked_sub(self.elements.len())
    }

    /// An element and the boundaries around it, from the inside to the outside, as places.
    fn around(&self, element: usize) -> Vec<usize> {
        let mut places = vec![element];
        let mut border = self.elements[element].parent;
        while border != NOWHERE {
            places.push(self.place_of_border(border));
            border = self.borders[border].parent;
        }
        places
    }

    /// The ends of a flow, each with the boundaries around it that are not around the other, from the inside to the outside;
    /// and the innermost boundary around both.
    pub(super) fn apart(&self, from: usize, to: usize) -> (Vec<usize>, Vec<usize>, usize) {
        let (mut from, mut to) = (self.around(from), self.around(to));
        let mut common = self.place_of_border(WHOLE);
        while let (Some(&one), Some(&other)) = (from.last(), to.last())
            && one == other
        {
            common = one;
            from.pop();
            to.pop();
        }
        (from, to, common - self.elements.len())
    }
}

fn extent(size: Size) -> Extent {
    Extent { width: whole(size.width), height: whole(size.height) }
}

/// A length in whole pixels, rounded up; what is no length counts as none.
fn whole(length: f64) -> i64 {
    match length.is_finite() {
        true => length.ceil().clamp(0.0, MAX_LENGTH) as i64,
        false => 0,
    }
}
