//! Which flows run against the reading direction.
//!
//! A data flow diagram is nearly undirected: requests have replies, and there are circles everywhere. At each level of
//! nesting, what is directly inside a boundary is brought into an order in which little flows backwards; flows that still do
//! are turned round for the layout, and turned back when they are drawn. Two elements that send each other as much say nothing about
//! which of them comes first; then the order of declaration decides.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use super::scene::Scene;
use super::table::Table;

/// How often all things of a level are tried at better positions.
const IMPROVEMENTS: usize = 8;
/// Above so many things in a level they are not tried.
const MAX_IMPROVED: usize = 2_000;

/// Per flow of the scene, whether it is turned round for the layout.
pub(super) fn backward_flows(scene: &Scene) -> Table<bool> {
    let mut levels: BTreeMap<usize, Level> = BTreeMap::new();
    let mut projections = Vec::new();
    for flow in &scene.flows {
        let (from, to, border) = scene.apart(flow.from, flow.to);
        let (from, to) = (from.last().copied().unwrap_or(flow.from), to.last().copied().unwrap_or(flow.to));
        levels.entry(border).or_default().add(from, to);
        projections.push((border, from, to));
    }
    let orders: BTreeMap<usize, BTreeMap<usize, usize>> =
        levels.into_iter().map(|(border, level)| (border, level.order())).collect();
    let position = |border: &usize, place: &usize| orders.get(border).and_then(|order| order.get(place));
    projections.iter().map(|(border, from, to)| position(border, from) > position(border, to)).collect()
}

/// What flows between the things that are directly inside a boundary.
#[derive(Default)]
struct Level {
    weights: BTreeMap<(usize, usize), i64>,
}

impl Level {
    fn add(&mut self, from: usize, to: usize) {
        *self.weights.entry((from, to)).or_default() += 1;
    }

    /// The position of each thing in an order in which little flows backwards.
    fn order(self) -> BTreeMap<usize, usize> {
        let places: BTreeSet<usize> = self.weights.keys().flat_map(|&(from, to)| [from, to]).collect();
        let places: Table<usize> = places.into_iter().collect();
        let numbers: BTreeMap<usize, usize> = places.iter().enumerate().map(|(at, &place)| (place, at)).collect();
        let number = |place: &usize| numbers.get(place).copied().unwrap_or(0);
        let mut neighbours: Table<Vec<Neighbour>> = Table::sized(places.len());
        for ((from, to), &weight) in &self.weights {
            let (from, to) = (number(from), number(to));
            neighbours[from].push(Neighbour { other: to, gain: weight });
            neighbours[to].push(Neighbour { other: from, gain: -weight });
        }
        let mut order = greedy(&neighbours);
        if places.len() <= MAX_IMPROVED {
            improve(&mut order, &neighbours);
        }
        order.into_iter().enumerate().map(|(at, number)| (places[number], at)).collect()
    }
}

/// Something that a flow leads to (its weight is gained by standing before it) or comes from (lost).
#[derive(Clone, Copy, Default)]
struct Neighbour {
    other: usize,
    gain: i64,
}

/// The heuristic of Eades, Lin and Smyth (1993): what only receives goes to the end, what only sends to the beginning, and of
/// the rest what sends most goes next.
fn greedy(neighbours: &Table<Vec<Neighbour>>) -> Vec<usize> {
    let count = neighbours.len();
    let sums = |sign: i64| -> Table<i64> {
        neighbours.iter().map(|list| list.iter().map(|neighbour| (neighbour.gain * sign).max(0)).sum()).collect()
    };
    let (mut sent, mut received) = (sums(1), sums(-1));
    let mut is_placed = Table::filled(false, count);
    let mut heap: BinaryHeap<(Kind, Reverse<usize>)> =
        (0..count).map(|at| (Kind::of(sent[at], received[at]), Reverse(at))).collect();
    let (mut beginning, mut end) = (Vec::new(), Vec::new());
    while let Some((kind, Reverse(at))) = heap.pop() {
        if is_placed[at] || kind != Kind::of(sent[at], received[at]) {
            continue;
        }
        is_placed[at] = true;
        match kind {
            Kind::Sink => end.push(at),
            Kind::Source | Kind::Surplus(_) => beginning.push(at),
        }
        for neighbour in neighbours[at].iter().filter(|neighbour| !is_placed[neighbour.other]) {
            match neighbour.gain > 0 {
                true => received[neighbour.other] -= neighbour.gain,
                false => sent[neighbour.other] += neighbour.gain,
            }
            let kind = Kind::of(sent[neighbour.other], received[neighbour.other]);
            heap.push((kind, Reverse(neighbour.other)));
        }
    }
    beginning.extend(end.into_iter().rev());
    beginning
}

/// Why something is next; the greatest goes first.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// By how much it sends more than it receives.
    Surplus(i64),
    Source,
    Sink,
}

impl Kind {
    fn of(sent: i64, received: i64) -> Self {
        match (sent, received) {
            (0, _) => Self::Sink,
            (_, 0) => Self::Source,
            (sent, received) => Self::Surplus(sent - received),
        }
    }
}

/// Moves one thing at a time to where least flows backwards, as long as that helps.
fn improve(order: &mut Vec<usize>, neighbours: &Table<Vec<Neighbour>>) {
    let mut position = Table::sized(order.len());
    for _ in 0..IMPROVEMENTS {
        let mut has_moved = false;
        for at in 0..neighbours.len() {
            for (index, &number) in order.iter().enumerate() {
                position[number] = index;
            }
            let here = position[at];
            if let Some(there) = better_position(here, &neighbours[at], &position) {
                order.remove(here);
                order.insert(there, at);
                has_moved = true;
            }
        }
        if !has_moved {
            break;
        }
    }
}

/// Where something loses less than where it is, and least.
fn better_position(here: usize, neighbours: &[Neighbour], position: &Table<usize>) -> Option<usize> {
    let mut sorted: Vec<(usize, i64)> =
        neighbours.iter().map(|neighbour| (position[neighbour.other], neighbour.gain)).collect();
    sorted.sort_unstable();
    // Standing before all of them gains everything; each step past one loses what it counts for.
    let mut gain: i64 = sorted.iter().map(|&(_, gain)| gain).sum();
    let mut now = gain;
    let (mut best, mut best_position) = (gain, 0);
    for &(at, lost) in &sorted {
        gain -= 2 * lost;
        if at < here {
            now = gain;
        }
        if gain > best {
            (best, best_position) = (gain, at + 1);
        }
    }
    let there = if best_position > here { best_position - 1 } else { best_position };
    (best > now).then_some(there)
}
