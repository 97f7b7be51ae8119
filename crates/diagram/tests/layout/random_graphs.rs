//! Random data flow diagrams: all that makes a layout hard, in every mixture.

use bartizan_diagram::layout::{Input, InputBoundary, InputEdge, InputNode, Size};

/// The generator splitmix64, so that a seed means the same graph everywhere.
struct Random(u64);

impl Random {
    fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.bits() % bound.max(1) as u64) as usize
    }

    fn between(&mut self, first: usize, last: usize) -> usize {
        first + self.below(last + 1 - first)
    }

    fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    fn size(&mut self, (width, wider): (usize, usize), (height, higher): (usize, usize)) -> Size {
        Size { width: self.between(width, wider) as f64, height: self.between(height, higher) as f64 }
    }
}

/// The graph of a seed: 3 to 70 elements, boundaries nested up to five deep, some of them empty, with parallel flows, replies,
/// flows from an element to itself, elements without flows, and hubs.
pub(crate) fn graph(seed: u64) -> Input {
    let mut random = Random(seed);
    let boundaries = boundaries(&mut random);
    let nodes = nodes(&mut random, boundaries.len());
    let edges = edges(&mut random, nodes.len());
    Input { boundaries, nodes, edges }
}

fn boundaries(random: &mut Random) -> Vec<InputBoundary> {
    let count = random.below(14);
    let mut boundaries: Vec<InputBoundary> = Vec::new();
    let mut depths: Vec<usize> = Vec::new();
    for at in 0..count {
        let parent = Some(random.below(at)).filter(|&parent| at > 0 && depths[parent] < 5);
        let parent = if random.chance(55) { parent } else { None };
        depths.push(parent.map_or(1, |parent| depths[parent] + 1));
        boundaries.push(InputBoundary { parent, title: random.size((10, 160), (18, 18)) });
    }
    boundaries
}

fn nodes(random: &mut Random, boundaries: usize) -> Vec<InputNode> {
    let count = random.between(3, 70);
    let node = |random: &mut Random| {
        let size = random.size((50, 160), (40, 110));
        let parent = Some(random.below(boundaries)).filter(|_| boundaries > 0 && random.chance(80));
        InputNode { parent, size, inset: size.width.min(size.height) * random.below(25) as f64 / 100.0 }
    };
    (0..count).map(|_| node(random)).collect()
}

fn edges(random: &mut Random, nodes: usize) -> Vec<InputEdge> {
    let count = nodes * random.between(3, 22) / 10;
    let hub = random.below(nodes);
    let hub_share = if random.chance(30) { random.between(10, 50) } else { 0 };
    let mut edges: Vec<InputEdge> = Vec::new();
    for _ in 0..count {
        let from = if random.chance(hub_share) { hub } else { random.below(nodes) };
        let mut to = if random.chance(3) { from } else { random.below(nodes) };
        if to == from && !random.chance(40) {
            to = (from + 1) % nodes;
        }
        let label = if random.chance(15) { Size::default() } else { random.size((20, 125), (16, 56)) };
        let edge = InputEdge { from, to, is_both_ways: random.chance(20), label };
        edges.push(edge);
        if random.chance(25) {
            edges.push(InputEdge { from: to, to: from, ..edge });
        }
        if random.chance(8) {
            edges.push(edge);
        }
    }
    edges
}
