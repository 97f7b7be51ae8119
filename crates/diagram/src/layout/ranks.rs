//! In which rank, counted from the top, each element stands, and which ranks each boundary takes up.
//!
//! Ranks are the solution of a network simplex with a variable for each element and two for each boundary, its top and its
//! bottom. A flow leaves the boundaries it comes out of at their bottoms and enters those it goes into at their tops, so that
//! no flow ever crosses a boundary that it has nothing to do with. A flow with a label keeps a rank free for it.

use super::scene::{NOWHERE, Scene, WHOLE};
use super::simplex::Differences;
use super::table::Table;
use crate::limits::MAX_RANK_WORK;

const FLOW_WEIGHT: i64 = 1;
const BORDER_WEIGHT: i64 = 2;
/// Elements without flows fill a block of about these proportions, width to height.
const BLOCK_PROPORTION: f64 = 1.6;
/// What stands between elements without flows, to either direction, in pixels.
const BLOCK_GAP: i64 = 26;
/// What a rank that nothing else needs counts for, in pixels of width.
const NEW_RANK: i64 = 200;
/// So many boundaries without flows stand side by side before they are put into rows.
const MIN_IN_A_ROW: usize = 3;
/// In how many ranks an element without flows is tried.
const MAX_RANKS_TRIED: usize = 500;

/// The ranks of elements and boundaries, by place.
#[derive(Clone, Debug, Default)]
pub(super) struct Ranks {
    pub(super) first: Table<usize>,
    pub(super) last: Table<usize>,
    pub(super) count: usize,
    /// Whether no better ranks exist.
    pub(super) is_best: bool,
}

/// What boundaries must keep apart in addition: pairs of boundaries, the first of which has to end before the second begins.
pub(super) type Separations = [(usize, usize)];

impl Ranks {
    /// `ends` are the elements at the upper and lower end of each flow.
    pub(super) fn of(scene: &Scene, ends: &[(usize, usize)], separations: &Separations) -> Self {
        let idle = idle_elements(scene, ends);
        let differences = differences(scene, ends, separations, &idle);
        let solution = differences.solve(MAX_RANK_WORK);
        let rank = |at: usize| usize::try_from(solution.values[at]).unwrap_or(0);
        let elements = scene.elements.len();
        let mut first: Table<usize> = (0..elements).map(rank).collect();
        let mut room = Room::of(scene, &idle, &first);
        for (border, idle) in idle.iter().enumerate() {
            let (top, bottom) = (rank(top(scene, border)), rank(bottom(scene, border)));
            let is_block = rows(scene, idle) > 1;
            for &at in idle {
                first[at] = room.take(top, bottom, scene.elements[at].size.width + BLOCK_GAP, is_block);
            }
        }
        Self::around(scene, first, solution.is_best)
    }

    /// What follows from the ranks of the elements. Ranks that nothing needs at the beginning are dropped.
    fn around(scene: &Scene, mut first: Table<usize>, is_best: bool) -> Self {
        let least = first.iter().copied().min().unwrap_or(0);
        for rank in first.iter_mut() {
            *rank -= least;
        }
        let count = first.iter().map(|rank| rank + 1).max().unwrap_or(1);
        let mut last = first.clone();
        for _ in &scene.borders {
            first.push(count);
            last.push(0);
        }
        for (at, element) in scene.elements.iter().enumerate() {
            let mut border = element.parent;
            while border != NOWHERE {
                let place = scene.place_of_border(border);
                first[place] = first[place].min(first[at]);
                last[place] = last[place].max(first[at]);
                border = scene.borders[border].parent;
            }
        }
        Self { first, last, count, is_best }
    }
}

fn top(scene: &Scene, border: usize) -> usize {
    scene.elements.len() + 2 * border
}

fn bottom(scene: &Scene, border: usize) -> usize {
    top(scene, border) + 1
}

/// Elements that no flow leads to or from, by boundary.
fn idle_elements(scene: &Scene, ends: &[(usize, usize)]) -> Table<Vec<usize>> {
    let mut is_idle = Table::filled(true, scene.elements.len());
    for &(upper, lower) in ends {
        is_idle[upper] = false;
        is_idle[lower] = false;
    }
    let mut idle: Table<Vec<usize>> = Table::sized(scene.borders.len());
    for (at, element) in scene.elements.iter().enumerate().filter(|&(at, _)| is_idle[at]) {
        idle[element.parent].push(at);
    }
    idle
}

fn differences(
    scene: &Scene,
    ends: &[(usize, usize)],
    separations: &Separations,
    idle: &Table<Vec<usize>>,
) -> Differences {
    let elements = scene.elements.len();
    let mut differences = Differences::new(elements + 2 * scene.borders.len());
    for (at, border) in scene.borders.iter().enumerate() {
        let weight = if at == WHOLE { 0 } else { BORDER_WEIGHT };
        differences.require(top(scene, at), bottom(scene, at), rows(scene, &idle[at]) - 1, weight);
        if border.parent != NOWHERE {
            differences.require(top(scene, border.parent), top(scene, at), 0, 0);
            differences.require(bottom(scene, at), bottom(scene, border.parent), 0, 0);
        }
    }
    for (at, element) in scene.elements.iter().enumerate() {
        differences.require(top(scene, element.parent), at, 0, 0);
        differences.require(at, bottom(scene, element.parent), 0, 0);
    }
    let start = |place: usize| if place < elements { place } else { top(scene, place - elements) };
    let end = |place: usize| if place < elements { place } else { bottom(scene, place - elements) };
    for (flow, &(upper, lower)) in scene.flows.iter().zip(ends) {
        let least = if flow.label.width > 0 { 2 } else { 1 };
        let (above, below, _) = scene.apart(upper, lower);
        if let (Some(&above), Some(&below)) = (above.last(), below.last()) {
            differences.require(end(above), start(below), least, 0);
        }
        differences.require(upper, lower, least, FLOW_WEIGHT);
    }
    // Detours turn below each other, so that one can run around another.
    let mut last_turn: Table<Option<usize>> = Table::filled(None, scene.borders.len());
    for (at, element) in scene.elements.iter().enumerate().filter(|(_, element)| element.is_turn) {
        if let Some(above) = last_turn[element.parent].replace(at) {
            differences.require(above, at, 1, 0);
        }
    }
    let rows = rows_of_closed_borders(scene, ends);
    for &(above, below) in separations.iter().chain(&rows) {
        differences.require(bottom(scene, above), top(scene, below), 1, 0);
    }
    differences
}

/// Boundaries that no flow enters or leaves fill a block, too: pairs of one and the one below it.
fn rows_of_closed_borders(scene: &Scene, ends: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let elements = scene.elements.len();
    let mut is_closed = Table::filled(true, scene.borders.len());
    for &(upper, lower) in ends {
        let (above, below, _) = scene.apart(upper, lower);
        for border in above.iter().chain(&below).filter_map(|place| place.checked_sub(elements)) {
            is_closed[border] = false;
        }
    }
    let mut closed: Table<Vec<usize>> = Table::sized(scene.borders.len());
    for (border, own) in scene.borders.iter().enumerate().filter(|&(border, _)| border != WHOLE && is_closed[border]) {
        closed[own.parent].push(border);
    }
    let pairs = |borders: &Vec<usize>| -> Vec<(usize, usize)> {
        let in_a_row = (borders.len() as f64 * BLOCK_PROPORTION).sqrt().ceil() as usize;
        borders.iter().copied().zip(borders.iter().copied().skip(in_a_row.max(MIN_IN_A_ROW))).collect()
    };
    closed.iter().flat_map(pairs).collect()
}

/// In how many rows elements without flows look like a block.
fn rows(scene: &Scene, idle: &[usize]) -> i64 {
    let count = idle.len() as i64;
    if count <= 3 {
        return 1;
    }
    let sizes = || idle.iter().map(|&at| scene.elements[at].size);
    let width: i64 = sizes().map(|size| size.width + BLOCK_GAP).sum();
    let height: i64 = sizes().map(|size| size.height + BLOCK_GAP).sum::<i64>() / count;
    let rows = (width as f64 / (BLOCK_PROPORTION * height as f64)).sqrt().round();
    (rows as i64).clamp(1, count)
}

/// Ranks with what stands in them, to find room for elements without flows.
struct Room {
    /// By rank, the width of what stands there.
    widths: Table<i64>,
}

impl Room {
    fn of(scene: &Scene, idle: &Table<Vec<usize>>, ranks: &Table<usize>) -> Self {
        let mut is_idle = Table::filled(false, scene.elements.len());
        for &at in idle.iter().flatten() {
            is_idle[at] = true;
        }
        let count = ranks.iter().map(|rank| rank + 1).max().unwrap_or(0);
        let mut widths = Table::filled(0, count);
        for (at, element) in scene.elements.iter().enumerate().filter(|&(at, _)| !is_idle[at]) {
            widths[ranks[at]] += element.size.width + BLOCK_GAP;
        }
        Self { widths }
    }

    /// The best of some ranks for one more element: one that is needed anyway, and not full.
    fn take(&mut self, top: usize, bottom: usize, width: i64, is_block: bool) -> usize {
        let crowd = |&rank: &usize| match self.widths.as_slice().get(rank).copied().unwrap_or(0) {
            0 if !is_block => NEW_RANK,
            width => width,
        };
        let rank = (top..=bottom).take(MAX_RANKS_TRIED).min_by_key(|rank| (crowd(rank), *rank)).unwrap_or(top);
        while self.widths.len() <= rank {
            self.widths.push(0);
        }
        self.widths[rank] += width;
        rank
    }
}
