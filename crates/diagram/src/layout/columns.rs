//! How far from the left everything stands.
//!
//! A network simplex again: elements and segments have a variable each, boundaries two, for their left and right sides, so that
//! what is inside stays inside to the pixel. Links should be straight, boundaries narrow.

use std::collections::VecDeque;

use super::boxes::ElementBox;
use super::items::Items;
use super::labels::Label;
use super::order::Order;
use super::scene::{Scene, Turn, WHOLE};
use super::simplex::Differences;
use super::spacing::{BOX_GAP, FLOW_GAP, FLOW_TO_BOX_GAP, LABEL_GAP, PADDING, TITLE_GAP, TITLE_INDENT, TITLE_PADDING};
use super::table::{Rows, Table};
use crate::limits::MAX_COLUMN_WORK;

const BOX_LINK_WEIGHT: i64 = 2;
const SEGMENT_LINK_WEIGHT: i64 = 4;
const BORDER_WEIGHT: i64 = 2;
const WHOLE_WEIGHT: i64 = 1;
/// How often everything is drawn towards what it is linked with before the simplex begins.
const PULLS: usize = 60;

/// What is to be placed.
#[derive(Clone, Copy)]
pub(super) struct Scenery<'a> {
    pub(super) scene: &'a Scene,
    pub(super) items: &'a Items,
    pub(super) order: &'a Order,
    pub(super) boxes: &'a Table<ElementBox>,
    pub(super) labels: &'a Table<Option<Label>>,
}

/// Horizontal positions.
#[derive(Clone, Debug, Default)]
pub(super) struct Columns {
    /// The centre of each element and segment.
    pub(super) centre: Table<i64>,
    /// The sides of each boundary.
    pub(super) left: Table<i64>,
    pub(super) right: Table<i64>,
    /// Whether nothing was left out for lack of time.
    pub(super) is_best: bool,
}

/// Per link, how far from the centre of the box at its upper and lower end it should arrive.
pub(super) type Offsets = Table<(i64, i64)>;

impl Columns {
    /// `kept_free` are boundaries whose first rank begins right of their title.
    pub(super) fn of(scenery: &Scenery<'_>, offsets: &Offsets, kept_free: &Table<bool>) -> Self {
        let items = scenery.items;
        let constraints = constraints(scenery, kept_free);
        let links: Vec<(usize, usize)> = items.links().collect();
        let variables = items.len() + items.borders;
        let start = pulled(variables, &constraints, &links);
        let (values, is_best) = straightest(items, start, &constraints, &links, offsets);
        Self {
            left: (0..items.borders).map(|border| values[items.item_of_border(border)]).collect(),
            right: (0..items.borders).map(|border| values[items.len() + border]).collect(),
            centre: values,
            is_best,
        }
    }
}

/// A variable may not be closer to another than this.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Constraint {
    from: usize,
    to: usize,
    least: i64,
}

/// What an item is beside its neighbours in a rank.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Face {
    Box,
    Label,
    Line,
}

/// Where an item ends in a rank: a variable, the distance from it, and what is there.
#[derive(Clone, Copy)]
struct Side {
    variable: usize,
    distance: i64,
    face: Face,
}

impl Scenery<'_> {
    fn left_side(&self, item: usize, rank: usize) -> Side {
        match (self.items.border(item), self.label(item, rank)) {
            (Some(_), _) => Side { variable: item, distance: 0, face: Face::Box },
            (None, Some(label)) => Side { variable: item, distance: label.size.width / 2 + 1, face: Face::Label },
            (None, None) if self.items.is_element(item) => {
                Side { variable: item, distance: self.boxes[item].left(), face: Face::Box }
            }
            (None, None) => Side { variable: item, distance: 0, face: Face::Line },
        }
    }

    fn right_side(&self, item: usize, rank: usize) -> Side {
        let side = self.left_side(item, rank);
        match (self.items.border(item), side.face) {
            (Some(border), _) => Side { variable: self.items.len() + border, ..side },
            (None, Face::Box) => Side { distance: self.boxes[item].right() + self.boxes[item].reach, ..side },
            (None, Face::Label) => Side { distance: side.distance + 1, ..side },
            (None, Face::Line) => side,
        }
    }

    fn label(&self, item: usize, rank: usize) -> Option<Label> {
        let segment = self.items.segment(item)?;
        self.labels[segment].filter(|label| label.rank == rank)
    }

    /// How far inside its left side a boundary's content begins.
    fn left_padding(&self, border: usize) -> i64 {
        let title = self.scene.borders[border].title;
        match (border, self.scene.turn) {
            (WHOLE, _) => 0,
            (_, Turn::Right) if title.width > 0 => PADDING.max(title.height + TITLE_PADDING),
            _ => PADDING,
        }
    }

    /// How wide a boundary is at least.
    fn least_width(&self, border: usize) -> i64 {
        let title = self.scene.borders[border].title;
        match (border, self.scene.turn) {
            (WHOLE, _) | (_, Turn::Right) => 0,
            _ => title.width + 2 * TITLE_INDENT,
        }
    }
}

fn gap(one: Face, other: Face) -> i64 {
    match (one, other) {
        (Face::Box, Face::Box) => BOX_GAP,
        (Face::Line, Face::Line) => FLOW_GAP,
        (Face::Label, Face::Label) => LABEL_GAP,
        _ => FLOW_TO_BOX_GAP,
    }
}

/// What keeps everything apart: in each rank, each item from the next, and those at the ends from the sides of the boundary.
fn constraints(scenery: &Scenery<'_>, kept_free: &Table<bool>) -> Vec<Constraint> {
    let items = scenery.items;
    let mut constraints = Vec::new();
    let mut previous: Table<Option<usize>> = Table::filled(None, items.ranks);
    for border in 0..items.borders {
        let item = items.item_of_border(border);
        let (left, right) = (item, items.len() + border);
        let padding = scenery.left_padding(border);
        constraints.push(Constraint { from: left, to: right, least: scenery.least_width(border) });
        for &child in &scenery.order.children[border] {
            for rank in items.first[child]..=items.last[child] {
                let side = scenery.left_side(child, rank);
                let (from, least) = match previous[rank] {
                    None if kept_free[border] && rank == items.first[item] => {
                        let title = scenery.scene.borders[border].title.width;
                        (left, padding.max(TITLE_INDENT + title + TITLE_GAP))
                    }
                    None => (left, padding),
                    Some(before) => {
                        let before = scenery.right_side(before, rank);
                        (before.variable, before.distance + gap(before.face, side.face))
                    }
                };
                constraints.push(Constraint { from, to: side.variable, least: least + side.distance });
                previous[rank] = Some(child);
            }
        }
        let padding = if border == WHOLE { 0 } else { PADDING };
        for rank in items.first[item]..=items.last[item] {
            if let Some(before) = previous[rank].take() {
                let side = scenery.right_side(before, rank);
                constraints.push(Constraint { from: side.variable, to: right, least: side.distance + padding });
            }
        }
    }
    // Of several constraints between two variables, the largest comes last.
    constraints.sort_unstable();
    constraints.reverse();
    constraints.dedup_by_key(|constraint| (constraint.from, constraint.to));
    constraints.reverse();
    constraints
}

fn straightest(
    items: &Items,
    mut start: Table<i64>,
    constraints: &[Constraint],
    links: &[(usize, usize)],
    offsets: &Offsets,
) -> (Table<i64>, bool) {
    let variables = start.len();
    let mut differences = Differences::new(variables);
    for constraint in constraints {
        differences.require(constraint.from, constraint.to, constraint.least, 0);
    }
    for border in 0..items.borders {
        let weight = if border == WHOLE { WHOLE_WEIGHT } else { BORDER_WEIGHT };
        differences.require(items.item_of_border(border), items.len() + border, 0, weight);
    }
    for (&(upper, lower), &(from, to)) in links.iter().zip(offsets) {
        let has_box = items.is_element(upper) || items.is_element(lower);
        let weight = if has_box { BOX_LINK_WEIGHT } else { SEGMENT_LINK_WEIGHT };
        // The lesser of the two ends; both pay for their distance from it.
        let lesser = differences.variable();
        differences.require(lesser, upper, -from, weight);
        differences.require(lesser, lower, -to, weight);
        start.push((start[upper] + from).min(start[lower] + to));
    }
    let solution = differences.solve_from(start, MAX_COLUMN_WORK);
    (solution.values.iter().take(variables).copied().collect(), solution.is_best)
}

/// A beginning for the simplex that is good already: everything goes to the mean of what it is linked with, as far as it may.
/// Packing to the left and to the right both keep all constraints, and so does their mean.
fn pulled(variables: usize, constraints: &[Constraint], links: &[(usize, usize)]) -> Table<i64> {
    let outgoing = Rows::of(variables, constraints.iter().enumerate().map(|(at, constraint)| (constraint.from, at)));
    let incoming = Rows::of(variables, constraints.iter().enumerate().map(|(at, constraint)| (constraint.to, at)));
    let both = links.iter().flat_map(|&(upper, lower)| [(upper, lower), (lower, upper)]);
    let linked = Rows::of(variables, both);
    let constraints: Table<Constraint> = constraints.iter().copied().collect();
    let sorted = sorted_by_constraints(variables, &constraints, &outgoing);
    let mut values = Table::filled(0i64, variables);
    for &at in &sorted {
        let bounds = incoming.row(at).iter().map(|&one| values[constraints[one].from] + constraints[one].least);
        values[at] = bounds.max().unwrap_or(0);
    }
    for _ in 0..PULLS {
        let wish = |at: usize| {
            let linked = linked.row(at);
            let sum: i64 = linked.iter().map(|&other| values[other]).sum();
            (!linked.is_empty()).then(|| sum / linked.len() as i64)
        };
        let wishes: Table<Option<i64>> = (0..variables).map(wish).collect();
        let mut packed_left = values.clone();
        for &at in &sorted {
            let bounds =
                incoming.row(at).iter().map(|&one| packed_left[constraints[one].from] + constraints[one].least);
            let bound = bounds.max();
            let wish = wishes[at].or(if bound.is_none() { Some(values[at]) } else { None });
            packed_left[at] = bound.max(wish).unwrap_or(0);
        }
        let mut packed_right = values.clone();
        for &at in sorted.iter().rev() {
            let bounds = outgoing.row(at).iter().map(|&one| packed_right[constraints[one].to] - constraints[one].least);
            let bound = bounds.min();
            let wish = wishes[at].or(if bound.is_none() { Some(values[at]) } else { None });
            packed_right[at] = match (bound, wish) {
                (Some(bound), Some(wish)) => bound.min(wish),
                (bound, wish) => bound.or(wish).unwrap_or(0),
            };
        }
        values = packed_left.iter().zip(&packed_right).map(|(left, right)| (left + right).div_euclid(2)).collect();
    }
    values
}

fn sorted_by_constraints(variables: usize, constraints: &Table<Constraint>, outgoing: &Rows) -> Vec<usize> {
    let mut waiting = Table::filled(0usize, variables);
    for constraint in constraints {
        waiting[constraint.to] += 1;
    }
    let mut ready: VecDeque<usize> = (0..variables).filter(|&at| waiting[at] == 0).collect();
    let mut sorted = Vec::with_capacity(variables);
    while let Some(at) = ready.pop_front() {
        sorted.push(at);
        for &one in outgoing.row(at) {
            let to = constraints[one].to;
            waiting[to] -= 1;
            if waiting[to] == 0 {
                ready.push_back(to);
            }
        }
    }
    sorted
}
