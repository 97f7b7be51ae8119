//! Moves one item at a time to where it crosses least.
//!
//! When an item passes its neighbour, exact rules say how many crossings come and go, from the far ends of their links alone:
//! what runs inside one of them between two ranks is crossed by the links of the other that go to the other side, and links
//! of both in the same gap cross by the order of their far ends.

use std::collections::VecDeque;

use super::arrangement::Arrangement;
use super::web::{Web, borders_around};
use crate::layout::random::Random;
use crate::layout::scene::NOWHERE;
use crate::layout::table::Table;

/// The search's working state: an arrangement, what it costs, and what is still to be tried.
pub(super) struct Sifter<'a> {
    web: &'a Web<'a>,
    pub(super) arrangement: Arrangement,
    pub(super) cost: i64,
    /// Comparisons of two items that may still be made.
    pub(super) steps: usize,
    pub(super) random: Random,
    waiting: VecDeque<usize>,
    is_waiting: Table<bool>,
    /// What it costs to pass each of those in the same boundary, for the item being moved.
    tolls: Vec<i64>,
}

/// The item being moved, with the sorted places of the far ends of its links.
struct Moving {
    item: usize,
    first: usize,
    last: usize,
    above: Vec<usize>,
    below: Vec<usize>,
}

impl<'a> Sifter<'a> {
    pub(super) fn new(web: &'a Web<'a>, arrangement: Arrangement, cost: i64, steps: usize, random: Random) -> Self {
        let is_waiting = Table::filled(false, web.items.len());
        Self { web, arrangement, cost, steps, random, waiting: VecDeque::new(), is_waiting, tolls: Vec::new() }
    }

    /// Lets an item wait for its turn.
    pub(super) fn wait(&mut self, item: usize) {
        if !self.is_waiting[item] && self.web.items.parent[item] != NOWHERE {
            self.is_waiting[item] = true;
            self.waiting.push_back(item);
        }
    }

    /// Lets all items wait, those with most links first.
    pub(super) fn wait_for_all(&mut self) {
        let mut all: Vec<usize> = (0..self.web.items.len()).collect();
        self.random.shuffle(&mut all);
        all.sort_by_key(|&item| std::cmp::Reverse(self.web.above(item).len() + self.web.below(item).len()));
        for item in all {
            self.wait(item);
        }
    }

    /// Moves waiting items, and those that this concerns, until nothing waits, the steps are used up, or so many had a turn.
    pub(super) fn settle(&mut self, mut turns: usize) {
        while let Some(item) = self.waiting.pop_front() {
            self.is_waiting[item] = false;
            if self.steps > 0 && turns > 0 {
                turns -= 1;
                self.sift(item);
            }
        }
    }

    /// Moves an item to where it crosses least; of several such places, to any.
    fn sift(&mut self, item: usize) {
        let border = self.web.items.parent[item];
        let here = self.arrangement.slot[item];
        let (best, there) = self.best_slot(item, border, here);
        if there == here {
            return;
        }
        self.cost += best;
        if best < 0 {
            self.wake(item, border, here, there);
        }
        self.arrangement.relocate(self.web, border, here, there);
    }

    /// Moves each item, of all slots that cost least, to the one closest to what it is linked with, while steps last.
    pub(super) fn draw_together(&mut self) {
        for item in 0..self.web.items.len() {
            let border = self.web.items.parent[item];
            let linked = self.web.above(item).len() + self.web.below(item).len();
            if border == NOWHERE || linked == 0 || self.steps == 0 {
                continue;
            }
            let here = self.arrangement.slot[item];
            self.set_tolls(item, border);
            let (cost, there) = self.closest_slot(item, border, here, linked);
            if there != here {
                self.cost += cost;
                self.arrangement.relocate(self.web, border, here, there);
            }
        }
    }

    /// Of the slots that cost least, the one closest to the mean of what an item is linked with; with what it costs.
    fn closest_slot(&self, item: usize, border: usize, here: usize, linked: usize) -> (i64, usize) {
        let (web, place) = (self.web, &self.arrangement.place);
        let sum: usize = web.above(item).iter().chain(web.below(item)).map(|&far| 2 * place[far] + 1).sum();
        // In halves of places, times the number of links.
        let size = web.size[item];
        let off = |at: usize| ((2 * at + size) * linked).abs_diff(sum);
        let mut best = (0, off(place[item]), here);
        let (before, after) = self.tolls.split_at_checked(here).unwrap_or_default();
        let children = &self.arrangement.children[border];
        let mut cost = 0;
        for (slot, (toll, &other)) in before.iter().zip(children).enumerate().rev() {
            cost -= toll;
            best = best.min((cost, off(place[other]), slot));
        }
        cost = 0;
        for (slot, (toll, &other)) in after.iter().zip(children.iter().skip(here)).enumerate().skip(1) {
            cost += toll;
            let at = (place[other] + web.size[other]).saturating_sub(size);
            best = best.min((cost, off(at), here + slot));
        }
        (best.0, best.2)
    }

    /// Moves an item to a slot, whatever it costs.
    pub(super) fn put(&mut self, item: usize, there: usize) {
        let border = self.web.items.parent[item];
        let here = self.arrangement.slot[item];
        if border == NOWHERE || there == here || there >= self.arrangement.children[border].len() {
            return;
        }
        self.set_tolls(item, border);
        let passed = |from: usize, to: usize| self.tolls.get(from..to).unwrap_or_default().iter().sum::<i64>();
        self.cost += if there > here { passed(here + 1, there + 1) } else { -passed(there, here) };
        self.wake(item, border, here, there);
        self.arrangement.relocate(self.web, border, here, there);
    }

    /// What the best slot changes, and which it is.
    fn best_slot(&mut self, item: usize, border: usize, here: usize) -> (i64, usize) {
        self.set_tolls(item, border);
        let (before, after) = self.tolls.split_at_checked(here).unwrap_or_default();
        let (mut best, mut there, mut equals) = (0, here, 1);
        let mut consider = |cost: i64, slot: usize, is_sided: bool| {
            if cost < best {
                (best, there, equals) = (cost, slot, 1);
            } else if cost == best && is_sided {
                equals += 1;
                if self.random.below(equals) == 0 {
                    there = slot;
                }
            }
        };
        let mut cost = 0;
        for (slot, toll) in before.iter().enumerate().rev() {
            cost -= toll;
            // Passing what makes no difference is no move.
            consider(cost, slot, *toll != 0);
        }
        cost = 0;
        for (slot, toll) in after.iter().enumerate().skip(1) {
            cost += toll;
            consider(cost, here + slot, *toll != 0);
        }
        (best, there)
    }

    fn set_tolls(&mut self, item: usize, border: usize) {
        let moving = self.moving(item);
        let children = &self.arrangement.children[border];
        self.steps = self.steps.saturating_sub(children.len());
        let mut tolls = std::mem::take(&mut self.tolls);
        tolls.clear();
        tolls.extend(children.iter().map(|&other| if other == item { 0 } else { self.passing(&moving, other) }));
        self.tolls = tolls;
    }

    fn moving(&self, item: usize) -> Moving {
        let places = |far: &[usize]| {
            let mut places: Vec<usize> = far.iter().map(|&item| self.arrangement.place[item]).collect();
            places.sort_unstable();
            places
        };
        Moving {
            item,
            first: self.web.items.first[item],
            last: self.web.items.last[item],
            above: places(self.web.above(item)),
            below: places(self.web.below(item)),
        }
    }

    /// How many crossings more there are when the moving item stands right after another than right before it.
    fn passing(&self, moving: &Moving, other: usize) -> i64 {
        let (web, place) = (self.web, &self.arrangement.place);
        let (first, last) = (web.items.first[other], web.items.last[other]);
        if first > moving.last + 1 || last + 1 < moving.first {
            return 0;
        }
        let here = place[other];
        let mut cost = web.toll(other, moving.last) * more_before(&moving.below, here);
        if let Some(gap) = moving.first.checked_sub(1) {
            cost += web.toll(other, gap) * more_before(&moving.above, here);
        }
        let to_sides = |toll: i64, far: &[usize]| match toll {
            0 => 0,
            toll => toll * far.iter().map(|&far| if place[far] > here { 1 } else { -1 }).sum::<i64>(),
        };
        cost += to_sides(web.toll(moving.item, last), web.below(other));
        if let Some(gap) = first.checked_sub(1) {
            cost += to_sides(web.toll(moving.item, gap), web.above(other));
        }
        let in_gap = |ours: &[usize], far: &[usize]| far.iter().map(|&far| more_before(ours, place[far])).sum::<i64>();
        if last == moving.last {
            cost += in_gap(&moving.below, web.below(other));
        }
        if first == moving.first {
            cost += in_gap(&moving.above, web.above(other));
        }
        cost
    }

    /// Lets those wait that a move concerns: what is linked with the item, and what it passes with a difference.
    fn wake(&mut self, item: usize, border: usize, from: usize, to: usize) {
        let web = self.web;
        for &far in web.above(item).iter().chain(web.below(item)) {
            self.wait(far);
            for around in borders_around(web.items, far).take_while(|&around| around != border) {
                self.wait(web.items.item_of_border(around));
            }
        }
        for slot in from.min(to)..=from.max(to) {
            if self.tolls.get(slot).is_some_and(|&toll| toll != 0)
                && let Some(&other) = self.arrangement.children[border].get(slot)
            {
                self.wait(other);
            }
        }
    }
}

/// How many of the sorted places come before a place, less those that come after it.
fn more_before(places: &[usize], here: usize) -> i64 {
    match places {
        [] => 0,
        &[place] => (place < here) as i64 - (place > here) as i64,
        places => {
            let before = places.partition_point(|&place| place < here);
            let after = places.len() - places.partition_point(|&place| place <= here);
            before as i64 - after as i64
        }
    }
}
