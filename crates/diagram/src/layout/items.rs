//! What is put in order: elements, boundaries, and the straight pieces of flows.
//!
//! Within each boundary that a flow passes through it runs straight: it is one *segment*, which takes up the ranks between
//! where it enters and where it leaves. From one segment to the next, and from an element to a segment, a flow has one
//! *link*, which lies in the gap below a rank and is where flows can cross.

use super::ranks::Ranks;
use super::scene::{NOWHERE, Scene};
use super::table::Table;
use crate::limits::{MAX_ROUTED_ITEMS, MAX_ROUTED_SPAN};

/// All items by number: the elements of the scene, its boundaries, then segments.
#[derive(Clone, Debug, Default)]
pub(super) struct Items {
    pub(super) elements: usize,
    pub(super) borders: usize,
    /// The boundary around each, as a boundary, not as an item; nowhere for the whole diagram.
    pub(super) parent: Table<usize>,
    /// The ranks that each takes up.
    pub(super) first: Table<usize>,
    pub(super) last: Table<usize>,
    /// Per flow, the items it runs through, downwards.
    pub(super) routes: Table<Vec<usize>>,
    /// Per flow, the innermost boundary around both ends.
    pub(super) common: Table<usize>,
    /// Per segment, its flow.
    pub(super) flow_of: Table<usize>,
    /// Per boundary, what is directly inside, in the order of declaration.
    pub(super) children: Table<Vec<usize>>,
    pub(super) ranks: usize,
}

impl Items {
    /// None when there are too many, or they take up too many ranks.
    pub(super) fn of(scene: &Scene, ends: &[(usize, usize)], ranks: &Ranks) -> Option<Self> {
        let mut items = Self {
            elements: scene.elements.len(),
            borders: scene.borders.len(),
            parent: scene.elements.iter().map(|element| element.parent).collect(),
            first: ranks.first.clone(),
            last: ranks.last.clone(),
            ranks: ranks.count,
            ..Self::default()
        };
        for border in &scene.borders {
            items.parent.push(border.parent);
        }
        let mut span = 0;
        for (flow, &(upper, lower)) in ends.iter().enumerate() {
            items.add_route(scene, flow, upper, lower);
            span += items.last[lower] - items.last[upper];
            if items.len() > MAX_ROUTED_ITEMS || span > MAX_ROUTED_SPAN {
                return None;
            }
        }
        items.children = Table::sized(items.borders);
        for item in 0..items.len() {
            let parent = items.parent[item];
            if parent != NOWHERE {
                items.children[parent].push(item);
            }
        }
        (items.len() <= MAX_ROUTED_ITEMS).then_some(items)
    }

    fn add_route(&mut self, scene: &Scene, flow: usize, upper: usize, lower: usize) {
        let (above, below, common) = scene.apart(upper, lower);
        let mut route = Route { items: vec![upper], next: self.last[upper] + 1, flow };
        for &place in above.iter().skip(1) {
            route.run_through(self, place - self.elements, self.last[place]);
        }
        let entered = below.last().map_or(0, |&place| self.first[place]);
        route.run_before(self, common, entered);
        for (inside, &place) in below.iter().enumerate().skip(1).rev() {
            let entered = below.get(inside - 1).map_or(0, |&place| self.first[place]);
            route.run_before(self, place - self.elements, entered);
        }
        route.items.push(lower);
        self.routes.push(route.items);
        self.common.push(common);
    }

    pub(super) fn len(&self) -> usize {
        self.parent.len()
    }

    pub(super) fn is_element(&self, item: usize) -> bool {
        item < self.elements
    }

    /// The boundary that an item is.
    pub(super) fn border(&self, item: usize) -> Option<usize> {
        item.checked_sub(self.elements).filter(|&border| border < self.borders)
    }

    /// The number of the segment that an item is.
    pub(super) fn segment(&self, item: usize) -> Option<usize> {
        item.checked_sub(self.elements + self.borders)
    }

    /// The item that a boundary is.
    pub(super) fn item_of_border(&self, border: usize) -> usize {
        self.elements + border
    }

    /// The item that a segment is.
    pub(super) fn item_of_segment(&self, segment: usize) -> usize {
        self.elements + self.borders + segment
    }

    /// Boundaries, each after those inside it.
    pub(super) fn borders_from_inside(&self) -> impl Iterator<Item = usize> + use<> {
        (0..self.borders).rev()
    }

    /// All links as pairs of items, the upper first, flow by flow.
    pub(super) fn links(&self) -> impl Iterator<Item = (usize, usize)> + Clone + '_ {
        self.routes.iter().flat_map(|route| route.iter().copied().zip(route.iter().copied().skip(1)))
    }
}

/// A flow on its way down.
struct Route {
    items: Vec<usize>,
    /// The first rank that it has not passed yet.
    next: usize,
    flow: usize,
}

impl Route {
    /// Runs through a boundary down to its last rank.
    fn run_through(&mut self, items: &mut Items, border: usize, last: usize) {
        if self.next <= last {
            let item = items.parent.push(border);
            items.first.push(self.next);
            items.last.push(last);
            items.flow_of.push(self.flow);
            self.items.push(item);
            self.next = last + 1;
        }
    }

    /// Runs through a boundary down to a rank that belongs to what is entered next.
    fn run_before(&mut self, items: &mut Items, border: usize, entered: usize) {
        if let Some(last) = entered.checked_sub(1) {
            self.run_through(items, border, last);
        }
    }
}
