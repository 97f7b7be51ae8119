//! The easiest paths to one asset: a search that goes on with the most promising beginning of a path, where what the rest
//! takes at least is known exactly for walks. So paths come out in the order of their effort.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use bartizan_model::ElementId;

use super::network::Network;
use crate::limits::{MAX_PATH_STEPS, MAX_PATH_WORK, MAX_PATH_WORK_OF_ASSET, MAX_PATHS_TO_ASSET};

/// A path by its elements, from the origin to the asset.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) elements: Vec<ElementId>,
    pub(super) effort: u32,
}

/// Searches a network, asset by asset.
#[derive(Debug)]
pub(super) struct Search<'a> {
    network: &'a Network,
    /// What it takes at least to get from each element to the asset.
    rest: Vec<Option<u32>>,
    /// The elements that have an entry in `rest`.
    reached: Vec<ElementId>,
    /// What may still be done for all assets.
    budget: u64,
    /// How each element is reached most easily; worked out when the budget is used up.
    tree: Option<Vec<Option<Branch>>>,
}

/// How an element is reached most easily from any origin.
#[derive(Clone, Copy, Debug)]
struct Branch {
    effort: u32,
    before: Option<ElementId>,
}

/// A beginning of a path: its last element, and the beginning before that.
#[derive(Clone, Copy)]
struct Beginning {
    element: ElementId,
    before: Option<usize>,
    steps: usize,
    effort: u32,
}

/// Beginnings by what the whole path takes at least, then by steps, then by age.
type Queue = BinaryHeap<Reverse<(u32, usize, usize)>>;

impl<'a> Search<'a> {
    pub(super) fn new(network: &'a Network) -> Self {
        Self { network, rest: vec![None; network.size()], reached: Vec::new(), budget: MAX_PATH_WORK, tree: None }
    }

    /// The paths to an asset, least effort first, and whether these are all. Of an asset for which there is no time left,
    /// the easiest one.
    pub(super) fn to(&mut self, asset: ElementId) -> (Vec<Found>, bool) {
        let mut work = Work { left: MAX_PATH_WORK_OF_ASSET.min(self.budget) };
        let before = work.left;
        let is_known = self.measure(asset, &mut work);
        let answer = if is_known { self.paths(asset, &mut work) } else { (Vec::new(), false) };
        self.budget -= before - work.left;
        for element in self.reached.drain(..) {
            if let Some(slot) = self.rest.get_mut(element.index()) {
                *slot = None;
            }
        }
        match answer {
            (found, false) if found.is_empty() => self.easiest(asset),
            answer => answer,
        }
    }

    /// The easiest path to an asset, unless it is an origin itself, and whether there is certainly no other.
    fn easiest(&mut self, asset: ElementId) -> (Vec<Found>, bool) {
        let network = self.network;
        let tree = self.tree.get_or_insert_with(|| tree(network));
        let branch = |element: ElementId| tree.get(element.index()).copied().flatten();
        let Some(Branch { effort, .. }) = branch(asset) else { return (Vec::new(), true) };
        let backwards = std::iter::successors(Some(asset), |element| branch(*element)?.before);
        let mut elements: Vec<ElementId> = backwards.take(MAX_PATH_STEPS + 2).collect();
        elements.reverse();
        let is_path = (2..=MAX_PATH_STEPS + 1).contains(&elements.len());
        (is_path.then_some(Found { elements, effort }).into_iter().collect(), false)
    }

    /// Finds out what it takes at least from each element to the asset. Not if there is too much to do.
    fn measure(&mut self, asset: ElementId, work: &mut Work) -> bool {
        let mut queue = BinaryHeap::from([Reverse((0, asset))]);
        while let Some(Reverse((effort, element))) = queue.pop() {
            if !work.does(1) {
                return false;
            }
            match self.rest.get_mut(element.index()) {
                Some(slot @ None) => *slot = Some(effort),
                _ => continue,
            }
            self.reached.push(element);
            // Nothing passes through an origin.
            if self.network.is_origin(element) && element != asset {
                continue;
            }
            for (from, step) in self.network.back(element) {
                if !work.does(1) {
                    return false;
                }
                queue.push(Reverse((effort + step, *from)));
            }
        }
        true
    }

    fn paths(&self, asset: ElementId, work: &mut Work) -> (Vec<Found>, bool) {
        let mut found = Vec::new();
        let mut beginnings: Vec<Beginning> = Vec::new();
        let mut queue = Queue::new();
        let mut starts: Vec<ElementId> = self.reached.iter().copied().filter(|id| self.starts(*id, asset)).collect();
        starts.sort_unstable();
        for element in starts {
            self.push(Beginning { element, before: None, steps: 0, effort: 0 }, &mut beginnings, &mut queue);
        }
        let mut is_complete = true;
        while let Some(Reverse((_, _, at))) = queue.pop() {
            let Some(beginning) = beginnings.get(at).copied() else { continue };
            if beginning.element == asset {
                if found.len() == MAX_PATHS_TO_ASSET {
                    return (found, false);
                }
                found.push(Found { elements: elements(&beginnings, at), effort: beginning.effort });
                continue;
            }
            if beginning.steps == MAX_PATH_STEPS {
                is_complete = false;
                continue;
            }
            let so_far = elements(&beginnings, at);
            for link in self.network.steps(beginning.element) {
                if !work.does(1 + so_far.len() as u64) {
                    return (found, false);
                }
                let is_open = link.to == asset || !self.network.is_origin(link.to);
                if is_open && !so_far.contains(&link.to) {
                    let (steps, effort) = (beginning.steps + 1, beginning.effort + link.effort);
                    let next = Beginning { element: link.to, before: Some(at), steps, effort };
                    self.push(next, &mut beginnings, &mut queue);
                }
            }
        }
        (found, is_complete)
    }

    fn starts(&self, element: ElementId, asset: ElementId) -> bool {
        element != asset && self.network.is_origin(element)
    }

    /// Puts a beginning into the queue, unless nothing leads from there to the asset.
    fn push(&self, beginning: Beginning, beginnings: &mut Vec<Beginning>, queue: &mut Queue) {
        if let Some(Some(rest)) = self.rest.get(beginning.element.index()) {
            queue.push(Reverse((beginning.effort + rest, beginning.steps, beginnings.len())));
            beginnings.push(beginning);
        }
    }
}

/// The easiest ways from all origins at once. Each element is looked at once, whatever the number of assets.
fn tree(network: &Network) -> Vec<Option<Branch>> {
    let mut tree = vec![None; network.size()];
    let mut queue: BinaryHeap<_> = network.origins().iter().map(|origin| Reverse((0, *origin, None))).collect();
    while let Some(Reverse((effort, element, before))) = queue.pop() {
        let Some(slot @ None) = tree.get_mut(element.index()) else { continue };
        *slot = Some(Branch { effort, before });
        for link in network.steps(element).iter().filter(|link| !network.is_origin(link.to)) {
            queue.push(Reverse((effort + link.effort, link.to, Some(element))));
        }
    }
    tree
}

/// The elements of a beginning, first to last.
fn elements(beginnings: &[Beginning], at: usize) -> Vec<ElementId> {
    let last = beginnings.get(at);
    let backwards = std::iter::successors(last, |beginning| beginnings.get(beginning.before?));
    let mut elements: Vec<ElementId> = backwards.map(|beginning| beginning.element).collect();
    elements.reverse();
    elements
}

/// What may still be done.
struct Work {
    left: u64,
}

impl Work {
    /// Does so much, or says that it is too much.
    fn does(&mut self, amount: u64) -> bool {
        match self.left.checked_sub(amount) {
            Some(left) => self.left = left,
            None => {
                self.left = 0;
                return false;
            }
        }
        true
    }
}
