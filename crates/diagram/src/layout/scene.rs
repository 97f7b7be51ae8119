//! The graph as the phases of a layout see it: sound whatever came in, in whole pixels, and always flowing downwards.
//!
//! A diagram that flows to the right is laid out downwards with width and height exchanged; only titles know the difference.
//! The whole diagram is a boundary as well, the first one, so that nothing has to be said twice; and an empty boundary holds
//! an unseen element.

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
    pub(super) fn of(input: &Input, turn: Turn) -> Self {
        let mut scene = Self { turn, ..Self::default() };
        scene.add_borders(input);
        scene.add_elements(input);
        scene.fill_empty_borders();
        scene.add_flows(input);
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
            self.elements.push(Element { parent, size, inset });
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
                self.elements.push(Element { parent: border, size, inset: 0 });
            }
            is_empty[self.borders[border].parent] = false;
        }
    }

    fn add_flows(&mut self, input: &Input) {
        self.loops = Table::sized(self.elements.len());
        for (at, edge) in input.edges.iter().enumerate() {
            if edge.from >= input.nodes.len() || edge.to >= input.nodes.len() {
                continue;
            }
            let label = self.turned(extent(edge.label));
            match edge.from == edge.to {
                true => self.loops[edge.from].push(Loop { input: at, label }),
                false => {
                    self.flows.push(Flow { input: at, from: edge.from, to: edge.to, label });
                }
            }
        }
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
