//! Which layout of several fits a page or a screen best.
//!
//! Where the reader left it open, a diagram flows in the direction that shows it larger. One that is still too long for its
//! width may have boundaries stacked that could stand side by side: flows between them then take a detour, out of the one and
//! into the other from below. That is tried with few pairs of boundaries, and kept where it shows the diagram much larger
//! and nothing crosses more often.

use std::collections::{BTreeMap, BTreeSet};

use super::layered::Structure;
use super::scene::{Part, Scene, Turn};
use super::{Flowing, Input, Layout, Size};
use crate::limits::MAX_TURNED_ITEMS;

/// A page and a screen are about this wide for their height.
const PAGE_PROPORTION: f64 = 1.6;
/// A diagram that flows downwards is too long when it is so many times as high as wide; pages are turned, and screens scrolled.
const TOO_HIGH: f64 = 2.2;
/// One that flows to the right is too long when it is so many times as wide as high.
const TOO_WIDE: f64 = 3.6;
/// How much larger a diagram must be shown for flows to take detours.
const WORTH_DETOURS: f64 = 1.3;
/// Between two boundaries, so many flows take detours at most.
const MAX_DETOURS: usize = 4;
/// For so many pairs of boundaries it is tried.
const MAX_PAIRS: usize = 4;
/// In diagrams with more items than this it is not.
const MAX_ITEMS: usize = 220;

/// The layout that fits best; none when there is too much to route flows around.
pub(super) fn fitting(input: &Input, flowing: Flowing) -> Option<Layout> {
    let mut best = Attempt::of(input, flowing, &BTreeSet::new())?;
    if !best.is_too_long() || best.items > MAX_ITEMS {
        return Some(best.layout);
    }
    let mut detours = BTreeSet::new();
    for pair in best.pairs(input) {
        let tried: BTreeSet<usize> = detours.iter().copied().chain(pair).collect();
        let attempt = Attempt::of(input, flowing, &tried)?;
        let is_larger = scale(attempt.layout.size) > WORTH_DETOURS * scale(best.layout.size);
        if is_larger && attempt.crossings <= best.crossings {
            (best, detours) = (attempt, tried);
        }
    }
    Some(best.layout)
}

/// How large a diagram is shown on a page.
fn scale(size: Size) -> f64 {
    (PAGE_PROPORTION / size.width).min(1.0 / size.height)
}

/// A layout, and what is to be known of it.
struct Attempt {
    layout: Layout,
    turn: Turn,
    crossings: usize,
    items: usize,
}

impl Attempt {
    fn of(input: &Input, flowing: Flowing, detours: &BTreeSet<usize>) -> Option<Self> {
        let turn = Turn::of(flowing);
        let scene = Scene::of(input, turn.unwrap_or_default(), detours);
        let structure = Structure::of(&scene)?;
        let (crossings, items) = (structure.order.crossings, structure.items.len());
        let attempt = |scene: &Scene| {
            let layout = structure.laid_out(input, scene);
            Self { layout, turn: scene.turn, crossings, items }
        };
        let first = attempt(&scene);
        // No page and no screen shows a large diagram whole, whichever way it is turned.
        if turn.is_some() || items > MAX_TURNED_ITEMS {
            return Some(first);
        }
        let second = attempt(&Scene::of(input, Turn::Right, detours));
        Some(if scale(second.layout.size) > scale(first.layout.size) { second } else { first })
    }

    fn is_too_long(&self) -> bool {
        let Size { width, height } = self.layout.size;
        match self.turn {
            Turn::Down => height > width * TOO_HIGH,
            Turn::Right => width > height * TOO_WIDE,
        }
    }

    /// The flows between two boundaries that stand beside each other in the same one, pair by pair, the longest boundaries first.
    fn pairs(&self, input: &Input) -> Vec<Vec<usize>> {
        let scene = Scene::of(input, self.turn, &BTreeSet::new());
        let mut pairs: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
        for flow in scene.flows.iter().filter(|flow| flow.part == Part::Whole) {
            let (from, to, _) = scene.apart(flow.from, flow.to);
            if let (Some(&from), Some(&to)) = (from.last(), to.last())
                && let (Some(from), Some(to)) = (scene.border_of_place(from), scene.border_of_place(to))
            {
                pairs.entry((from.min(to), from.max(to))).or_default().push(flow.input);
            }
        }
        let mut pairs: Vec<(f64, Vec<usize>)> = pairs
            .into_iter()
            .filter(|(_, flows)| flows.len() <= MAX_DETOURS)
            .map(|((one, other), flows)| (self.length(one).min(self.length(other)), flows))
            .collect();
        pairs.sort_by(|(one, _), (other, _)| other.total_cmp(one));
        pairs.into_iter().take(MAX_PAIRS).map(|(_, flows)| flows).collect()
    }

    /// How long a boundary is along the flows.
    fn length(&self, border: usize) -> f64 {
        let frame = border.checked_sub(1).and_then(|at| self.layout.boundaries.get(at)).map(|placed| placed.frame);
        frame.map_or(0.0, |frame| if self.turn == Turn::Down { frame.height } else { frame.width })
    }
}
