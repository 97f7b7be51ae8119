//! A smallest set of elements that every path enters, by Menger's theorem: as many as there are paths that share no element
//! after their origins.
//!
//! Every element is two nodes, one where steps arrive and one where they leave, with room for one unit between them. The
//! units are pushed from origins to assets in rounds (Dinic's algorithm); what the last round could not get past is the cut.

use std::collections::{BTreeSet, VecDeque};

use bartizan_model::ElementId;

use super::network::Network;
use crate::limits::MAX_CUT_WORK;

/// The cut that is nearest to the origins; `None` when it would take too long.
pub(super) fn smallest(network: &Network, assets: &[ElementId]) -> Option<BTreeSet<ElementId>> {
    let mut flow = FlowNetwork::of(network, assets);
    while flow.measure()? {
        flow.push_round()?;
    }
    let entered = |id: &ElementId| flow.is_reached(arriving(*id)) && !flow.is_reached(flow.beyond(network, *id));
    let all = (0..network.size()).map(|at| ElementId(at as u32));
    // What is entered, and can be got through or taken no more, blocks the way.
    Some(all.filter(|id| flow.has_room_inside(*id)).filter(entered).collect())
}

/// More room than all elements together can use.
const PLENTY: u32 = u32::MAX / 2;

struct Arc {
    to: usize,
    room: u32,
}

/// Arcs stand in pairs: each even one is followed by its way back.
struct FlowNetwork {
    arcs: Vec<Arc>,
    /// Arcs by the node where they start.
    leaving: Vec<Vec<usize>>,
    /// How many arcs each node is away from the start, in the last round.
    distance: Vec<Option<u32>>,
    /// The next arc of each node to be tried in this round.
    next: Vec<usize>,
    has_inside: Vec<bool>,
    start: usize,
    end: usize,
    work: u64,
}

fn arriving(id: ElementId) -> usize {
    2 * id.index()
}

fn leaving(id: ElementId) -> usize {
    2 * id.index() + 1
}

impl FlowNetwork {
    fn of(network: &Network, assets: &[ElementId]) -> Self {
        let size = 2 * network.size() + 2;
        let mut flow = Self {
            arcs: Vec::new(),
            leaving: vec![Vec::new(); size],
            distance: vec![None; size],
            next: vec![0; size],
            has_inside: vec![false; network.size()],
            start: size - 2,
            end: size - 1,
            work: MAX_CUT_WORK,
        };
        for origin in network.origins() {
            flow.add(flow.start, leaving(*origin), PLENTY);
        }
        for asset in assets {
            // Paths end at an origin that is an asset, but do not pass through.
            match network.is_origin(*asset) {
                true => flow.add_inside(*asset, flow.end),
                false => flow.add(leaving(*asset), flow.end, PLENTY),
            }
        }
        for at in 0..network.size() {
            let from = ElementId(at as u32);
            if !network.is_origin(from) {
                flow.add_inside(from, leaving(from));
            }
            for link in network.steps(from) {
                flow.add(leaving(from), arriving(link.to), PLENTY);
            }
        }
        flow
    }

    fn add_inside(&mut self, id: ElementId, to: usize) {
        self.add(arriving(id), to, 1);
        if let Some(slot) = self.has_inside.get_mut(id.index()) {
            *slot = true;
        }
    }

    fn add(&mut self, from: usize, to: usize, room: u32) {
        for (from, to, room) in [(from, to, room), (to, from, 0)] {
            if let Some(leaving) = self.leaving.get_mut(from) {
                leaving.push(self.arcs.len());
            }
            self.arcs.push(Arc { to, room });
        }
    }

    fn has_room_inside(&self, id: ElementId) -> bool {
        self.has_inside.get(id.index()) == Some(&true)
    }

    /// Where one is after an element was entered and got past.
    fn beyond(&self, network: &Network, id: ElementId) -> usize {
        if network.is_origin(id) { self.end } else { leaving(id) }
    }

    fn is_reached(&self, node: usize) -> bool {
        self.distance(node).is_some()
    }

    fn distance(&self, node: usize) -> Option<u32> {
        self.distance.get(node).copied().flatten()
    }

    fn spend(&mut self) -> Option<()> {
        self.work = self.work.checked_sub(1)?;
        Some(())
    }

    /// Finds out how far away each node is. Says whether the end can be reached.
    fn measure(&mut self) -> Option<bool> {
        self.distance.fill(None);
        self.next.fill(0);
        if let Some(slot) = self.distance.get_mut(self.start) {
            *slot = Some(0);
        }
        let mut queue = VecDeque::from([(self.start, 0)]);
        while let Some((node, distance)) = queue.pop_front() {
            for position in 0..self.leaving.get(node).map_or(0, Vec::len) {
                self.spend()?;
                let Some(arc) = self.arc(node, position).and_then(|arc| self.arcs.get(arc)) else { continue };
                if let (1.., Some(slot @ None)) = (arc.room, self.distance.get_mut(arc.to)) {
                    *slot = Some(distance + 1);
                    queue.push_back((arc.to, distance + 1));
                }
            }
        }
        Some(self.is_reached(self.end))
    }

    fn arc(&self, node: usize, position: usize) -> Option<usize> {
        self.leaving.get(node)?.get(position).copied()
    }

    /// Pushes units along shortest ways until there is none left.
    fn push_round(&mut self) -> Option<()> {
        let mut way: Vec<usize> = Vec::new();
        let mut node = self.start;
        loop {
            if node == self.end {
                for arc in way.drain(..) {
                    self.use_up(arc);
                }
                node = self.start;
            }
            match self.onwards(node)? {
                Some((arc, to)) => {
                    way.push(arc);
                    node = to;
                }
                // A dead end: back, and past the arc that led here.
                None => match way.pop() {
                    Some(arc) => {
                        node = self.arcs.get(arc ^ 1)?.to;
                        self.skip(node);
                    }
                    None => return Some(()),
                },
            }
        }
    }

    /// The next arc of a node that leads one further away and has room, and where it leads.
    fn onwards(&mut self, node: usize) -> Option<Option<(usize, usize)>> {
        let wanted = self.distance(node).map(|distance| distance + 1);
        while let Some(arc) = self.next.get(node).and_then(|position| self.arc(node, *position)) {
            self.spend()?;
            let known = self.arcs.get(arc).filter(|arc| arc.room > 0 && self.distance(arc.to) == wanted);
            if let Some(found) = known {
                return Some(Some((arc, found.to)));
            }
            self.skip(node);
        }
        Some(None)
    }

    fn skip(&mut self, node: usize) {
        if let Some(next) = self.next.get_mut(node) {
            *next += 1;
        }
    }

    /// One unit goes along an arc, and could come back.
    fn use_up(&mut self, arc: usize) {
        if let Some(arc) = self.arcs.get_mut(arc) {
            arc.room -= 1;
        }
        if let Some(back) = self.arcs.get_mut(arc ^ 1) {
            back.room += 1;
        }
    }
}
