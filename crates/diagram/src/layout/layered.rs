//! Our own layout: elements in ranks, flows downwards, boundaries kept whole.
//!
//! The phases, one after the other: [`orientation`] turns flows round that run backwards, [`ranks`] puts elements into ranks,
//! [`items`] divides flows into straight segments, [`order`] decides what stands left of what, [`labels`] and [`boxes`] say
//! what needs how much room, [`columns`] how far from the left everything stands, [`ports`] and [`tracks`] where flows arrive
//! and where they turn, [`titles`] where titles stand, [`lines`] and [`heights`] how far from the top everything is, and
//! [`picture`] puts it all together. [`proportions`] chooses between ways to do all that.

use std::collections::BTreeSet;

use super::columns::{Columns, Scenery};
use super::heights::Heights;
use super::items::Items;
use super::lines::Lines;
use super::order::Order;
use super::picture::Findings;
use super::ports::Sides;
use super::ranks::Ranks;
use super::scene::{Scene, Turn, WHOLE};
use super::table::Table;
use super::tracks::Tracks;
use super::{Engine, Flowing, Input, Layout, Size};
use super::{boxes, grid, labels, orientation, proportions, spacing, titles};
use crate::limits::{MAX_ORDER_STEPS, ORDER_STEPS_PER_ITEM, ORDER_STEPS_PER_PAIR};

/// How often columns are found anew because a title had no room.
const TITLE_ATTEMPTS: usize = 4;

/// A layered layout that keeps boundaries whole.
#[derive(Clone, Copy, Debug, Default)]
pub struct Layered;

impl Engine for Layered {
    fn lay_out(&self, input: &Input, flowing: Flowing) -> Layout {
        if input.nodes.is_empty() && input.boundaries.is_empty() {
            let side = 2.0 * spacing::MARGIN as f64;
            let size = Size { width: side, height: side };
            return Layout { size, edges: vec![Default::default(); input.edges.len()], ..Layout::default() };
        }
        match proportions::fitting(input, flowing) {
            Some(layout) => layout,
            None => grid::grid(input, &Scene::of(input, Turn::Down, &BTreeSet::new())),
        }
    }
}

/// What is the same whichever way the diagram is turned.
pub(super) struct Structure {
    backward: Table<bool>,
    pub(super) items: Items,
    pub(super) order: Order,
    has_best_ranks: bool,
}

impl Structure {
    /// None when there are too many items to route flows around.
    pub(super) fn of(scene: &Scene) -> Option<Self> {
        let backward = orientation::backward_flows(scene);
        let turned = |(flow, &backward): (&super::scene::Flow, &bool)| match backward {
            true => (flow.to, flow.from),
            false => (flow.from, flow.to),
        };
        let ends: Vec<(usize, usize)> = scene.flows.iter().zip(&backward).map(turned).collect();
        let ranks = Ranks::of(scene, &ends, &[]);
        let (items, order) = ordered(scene, &ends, &ranks)?;
        if order.jumps == 0 {
            return Some(Self { backward, items, order, has_best_ranks: ranks.is_best });
        }
        // Boundaries that share no rank with those beside them leave room to go round them.
        let ranks = Ranks::of(scene, &ends, &separations(scene, &ranks));
        let (items, order) = ordered(scene, &ends, &ranks)?;
        Some(Self { backward, items, order, has_best_ranks: ranks.is_best })
    }

    pub(super) fn laid_out(&self, input: &Input, scene: &Scene) -> Layout {
        let (items, order) = (&self.items, &self.order);
        let (boxes, labels) = (boxes::boxes(scene, items), labels::labels(scene, items));
        let scenery = Scenery { scene, items, order, boxes: &boxes, labels: &labels };
        let sides = Sides::of(items, order);
        let offsets = sides.offsets(items, &boxes);
        let mut kept_free = Table::filled(false, items.borders);
        let mut attempt = 0;
        let (columns, ends, titles) = loop {
            attempt += 1;
            let columns = Columns::of(&scenery, &offsets, &kept_free);
            let ends = sides.ends(items, &boxes, &columns, &offsets);
            let titles = titles::titles(&scenery, &columns, &ends);
            let without: Vec<usize> = match scene.turn {
                Turn::Down => (1..items.borders).filter(|&border| titles[border].is_none()).collect(),
                Turn::Right => Vec::new(),
            };
            if without.iter().all(|&border| kept_free[border]) {
                break (columns, ends, titles);
            }
            for border in 1..items.borders {
                kept_free[border] |= attempt >= TITLE_ATTEMPTS || without.contains(&border);
            }
        };
        let tracks = Tracks::of(items, &ends);
        let lines = Lines::of(&scenery, &tracks);
        let heights = Heights::of(&scenery, &columns, &ends, &tracks, &lines);
        let (backward, columns, ends, heights) = (&self.backward, &columns, &ends, &heights);
        let findings = Findings { scenery, backward, columns, ends, tracks: &tracks, heights, titles: &titles };
        Layout { degraded: self.degraded(columns), ..findings.picture(input) }
    }

    fn degraded(&self, columns: &Columns) -> Option<String> {
        let reasons = [
            (!self.has_best_ranks, "ranks are farther apart than needed"),
            (self.order.is_cut_short, "flows cross more often than needed"),
            (!columns.is_best, "flows bend more often than needed"),
            (self.order.jumps > 0, "flows run through boundaries"),
        ];
        let reasons: Vec<&str> =
            reasons.into_iter().filter(|(applies, _)| *applies).map(|(_, reason)| reason).collect();
        (!reasons.is_empty()).then(|| format!("the diagram is large: {}", reasons.join("; ")))
    }
}

fn ordered(scene: &Scene, ends: &[(usize, usize)], ranks: &Ranks) -> Option<(Items, Order)> {
    let items = Items::of(scene, ends, ranks)?;
    let count = items.len();
    let steps = (ORDER_STEPS_PER_PAIR * count * count).min(MAX_ORDER_STEPS + ORDER_STEPS_PER_ITEM * count);
    let order = Order::of(&items, steps);
    Some((items, order))
}

/// Each boundary and the next of those beside it, from the top to the bottom.
fn separations(scene: &Scene, ranks: &Ranks) -> Vec<(usize, usize)> {
    let mut beside: Table<Vec<usize>> = Table::sized(scene.borders.len());
    for (border, inside) in scene.borders.iter().enumerate().filter(|&(border, _)| border != WHOLE) {
        beside[inside.parent].push(border);
    }
    for borders in beside.iter_mut() {
        borders.sort_by_key(|&border| ranks.first[scene.place_of_border(border)]);
    }
    beside.iter().flat_map(|borders| borders.iter().copied().zip(borders.iter().copied().skip(1))).collect()
}
