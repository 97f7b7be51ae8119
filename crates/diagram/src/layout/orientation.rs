//! Which flows run against the reading direction.
//!
//! A data flow diagram is nearly undirected: requests have replies, and there are circles everywhere. What matters for a layout
//! is that what is connected stands close together, and then that flows run forwards. So, at each level of nesting, what is
//! directly inside a boundary is brought into an order in which flows are short, and few of them run backwards. Those that do
//! are turned round for the layout, and turned back when they are drawn.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use super::random::Random;
use super::scene::{NOWHERE, Part, Scene, WHOLE};
use super::table::Table;
use crate::limits::MAX_ORIENTATION_WORK;

/// What a flow that runs backwards costs, in positions that a flow is longer.
const BACKWARD_COST: i64 = 6;
/// What a flow counts for. The first between two things counts a little more: when as much flows back, it is the request.
const FLOW_WEIGHT: i64 = 4;
/// How often all things of a level are tried at other positions.
const IMPROVEMENTS: usize = 8;
/// From how many orders the search for the best one starts.
const STARTS: usize = 24;
const SEED: u64 = 7;

/// Per flow of the scene, whether it is turned round for the layout.
pub(super) fn backward_flows(scene: &Scene) -> Table<bool> {
    let mut levels: BTreeMap<usize, Level> = BTreeMap::new();
    let mut projections = Vec::new();
    for flow in &scene.flows {
        if flow.part != Part::Whole {
            // Both halves of a detour lead down to where it turns.
            projections.push((WHOLE, NOWHERE, NOWHERE));
            continue;
        }
        let (from, to, border) = scene.apart(flow.from, flow.to);
        let (from, to) = (from.last().copied().unwrap_or(flow.from), to.last().copied().unwrap_or(flow.to));
        levels.entry(border).or_default().add(from, to);
        projections.push((border, from, to));
    }
    let mut work = MAX_ORIENTATION_WORK;
    let orders: BTreeMap<usize, BTreeMap<usize, usize>> =
        levels.into_iter().map(|(border, level)| (border, level.order(&mut work))).collect();
    let position = |border: &usize, place: &usize| orders.get(border).and_then(|order| order.get(place));
    projections.iter().map(|(border, from, to)| position(border, from) > position(border, to)).collect()
}

/// What flows between the things that are directly inside a boundary.
#[derive(Default)]
struct Level {
    between: BTreeMap<(usize, usize), Traffic>,
}

/// What flows between two things.
#[derive(Clone, Copy, Default)]
struct Traffic {
    /// Flows in either direction.
    count: i64,
    /// How many more lead from the first to the second than back.
    surplus: i64,
}

/// Something that there are flows to or from.
#[derive(Clone, Copy, Default)]
struct Neighbour {
    other: usize,
    traffic: Traffic,
}

impl Level {
    fn add(&mut self, from: usize, to: usize) {
        let traffic = self.between.entry((from.min(to), from.max(to))).or_default();
        let weight = if traffic.count == 0 { FLOW_WEIGHT + 1 } else { FLOW_WEIGHT };
        traffic.count += FLOW_WEIGHT;
        traffic.surplus += if from < to { weight } else { -weight };
    }

    /// The position of each thing.
    fn order(self, work: &mut usize) -> BTreeMap<usize, usize> {
        let places: BTreeSet<usize> = self.between.keys().flat_map(|&(one, other)| [one, other]).collect();
        let places: Table<usize> = places.into_iter().collect();
        let numbers: BTreeMap<usize, usize> = places.iter().enumerate().map(|(at, &place)| (place, at)).collect();
        let number = |place: usize| numbers.get(&place).copied().unwrap_or(0);
        let mut neighbours: Table<Vec<Neighbour>> = Table::sized(places.len());
        for (&(one, other), &traffic) in &self.between {
            let (one, other) = (number(one), number(other));
            neighbours[one].push(Neighbour { other, traffic });
            let traffic = Traffic { surplus: -traffic.surplus, ..traffic };
            neighbours[other].push(Neighbour { other: one, traffic });
        }
        let order = best_order(&neighbours, work);
        order.iter().enumerate().map(|(at, &number)| (places[number], at)).collect()
    }
}

/// The best of several beginnings, each improved: a greedy one, the order of declaration, and some at random.
fn best_order(neighbours: &Table<Vec<Neighbour>>, work: &mut usize) -> Table<usize> {
    let mut random = Random::new(SEED);
    let mut best = Sequence::new(neighbours, greedy(neighbours));
    best.improve(work);
    let mut least = best.cost();
    for start in 1..STARTS {
        let mut order: Vec<usize> = (0..neighbours.len()).collect();
        if start > 1 {
            random.shuffle(&mut order);
        }
        let mut other = Sequence::new(neighbours, order.into_iter().collect());
        other.improve(work);
        let cost = other.cost();
        if cost < least {
            (best, least) = (other, cost);
        }
    }
    best.order
}

/// A beginning: the heuristic of Eades, Lin and Smyth (1993). What only receives goes to the end, what only sends to the
/// beginning, and of the rest what sends most goes next; between equals, the order of declaration decides.
fn greedy(neighbours: &Table<Vec<Neighbour>>) -> Table<usize> {
    let count = neighbours.len();
    let sums = |sign: i64| -> Table<i64> {
        let sum = |list: &Vec<Neighbour>| list.iter().map(|one| (one.traffic.surplus * sign).max(0)).sum();
        neighbours.iter().map(sum).collect()
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
        for &Neighbour { other, traffic } in neighbours[at].iter().filter(|one| !is_placed[one.other]) {
            match traffic.surplus > 0 {
                true => received[other] -= traffic.surplus,
                false => sent[other] += traffic.surplus,
            }
            heap.push((Kind::of(sent[other], received[other]), Reverse(other)));
        }
    }
    beginning.into_iter().chain(end.into_iter().rev()).collect()
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

/// The things of a level in some order.
struct Sequence<'a> {
    neighbours: &'a Table<Vec<Neighbour>>,
    order: Table<usize>,
    position: Table<usize>,
}

impl<'a> Sequence<'a> {
    fn new(neighbours: &'a Table<Vec<Neighbour>>, order: Table<usize>) -> Self {
        let mut position = Table::sized(order.len());
        for (at, &number) in order.iter().enumerate() {
            position[number] = at;
        }
        Self { neighbours, order, position }
    }

    /// Moves one thing at a time to where it costs least, as long as that helps.
    fn improve(&mut self, work: &mut usize) {
        let links: usize = self.neighbours.iter().map(Vec::len).sum();
        for _ in 0..IMPROVEMENTS {
            let mut has_moved = false;
            for number in 0..self.order.len() {
                let needed = links + self.order.len() * (1 + self.neighbours[number].len());
                if *work < needed {
                    return;
                }
                *work -= needed;
                has_moved |= self.improve_one(number);
            }
            if !has_moved {
                break;
            }
        }
    }

    /// How long flows are, with what it costs that they run backwards.
    fn cost(&self) -> i64 {
        let of_pair = |number: usize, one: &Neighbour| {
            let (here, there) = (self.position[number], self.position[one.other]);
            match there.checked_sub(here) {
                Some(length) => length as i64 * one.traffic.count + BACKWARD_COST * (-one.traffic.surplus).max(0),
                None => 0,
            }
        };
        let of_one =
            |(number, list): (usize, &Vec<Neighbour>)| list.iter().map(|one| of_pair(number, one)).sum::<i64>();
        self.neighbours.iter().enumerate().map(of_one).sum()
    }

    /// Walks a thing to the end, to the beginning, and back to where it cost least; says whether that is elsewhere.
    fn improve_one(&mut self, number: usize) -> bool {
        let here = self.position[number];
        let (mut cost, mut least, mut there) = (0, 0, here);
        while self.position[number] + 1 < self.order.len() {
            cost += self.step(self.position[number]);
            if cost < least {
                (least, there) = (cost, self.position[number]);
            }
        }
        while self.position[number] > 0 {
            cost += self.step(self.position[number] - 1);
            if cost < least {
                (least, there) = (cost, self.position[number]);
            }
        }
        while self.position[number] < there {
            self.step(self.position[number]);
        }
        there != here
    }

    /// Exchanges the things at a position and the next; returns what that costs.
    fn step(&mut self, at: usize) -> i64 {
        let (one, other) = (self.order[at], self.order[at + 1]);
        let backwards = self.neighbours[one].iter().find(|neighbour| neighbour.other == other);
        let backwards = backwards.map_or(0, |neighbour| BACKWARD_COST * neighbour.traffic.surplus);
        let longer = self.more_before(one, other) - self.more_before(other, one);
        (self.order[at], self.order[at + 1]) = (other, one);
        (self.position[one], self.position[other]) = (at + 1, at);
        backwards + longer
    }

    /// By how much more flows between a thing and those before it than those after it, but for one neighbour.
    fn more_before(&self, number: usize, except: usize) -> i64 {
        let here = self.position[number];
        let counted = self.neighbours[number].iter().filter(|neighbour| neighbour.other != except);
        let sided =
            |one: &Neighbour| if self.position[one.other] < here { one.traffic.count } else { -one.traffic.count };
        counted.map(sided).sum()
    }
}
