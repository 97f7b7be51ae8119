//! The orders of all boundaries at one moment of the search, with positions kept up to date and moves that can be taken back.

use super::web::Web;
use crate::layout::scene::WHOLE;
use crate::layout::table::Table;

/// An order for each boundary.
#[derive(Clone, Debug, Default)]
pub(super) struct Arrangement {
    /// Per boundary, what is directly inside.
    pub(super) children: Table<Vec<usize>>,
    /// Per item, where it is among what is in the same boundary.
    pub(super) slot: Table<usize>,
    /// Per item, how many elements and segments stand left of it.
    pub(super) place: Table<usize>,
    moves: Vec<Move>,
}

#[derive(Clone, Copy, Debug)]
struct Move {
    border: usize,
    from: usize,
    to: usize,
}

impl Arrangement {
    pub(super) fn new(web: &Web<'_>, children: Table<Vec<usize>>) -> Self {
        let count = web.items.len();
        let mut arrangement =
            Self { children, slot: Table::filled(0, count), place: Table::filled(0, count), moves: Vec::new() };
        arrangement.place_all(web);
        arrangement
    }

    /// Brings all positions up to date.
    pub(super) fn place_all(&mut self, web: &Web<'_>) {
        self.moves.clear();
        for border in 0..self.children.len() {
            let mut place = match border {
                WHOLE => 0,
                border => self.place[web.items.item_of_border(border)],
            };
            for (slot, &child) in self.children[border].iter().enumerate() {
                self.slot[child] = slot;
                self.place[child] = place;
                place += web.size[child];
            }
        }
    }

    /// Moves what is in one slot of a boundary to another.
    pub(super) fn relocate(&mut self, web: &Web<'_>, border: usize, from: usize, to: usize) {
        self.moves.push(Move { border, from, to });
        self.shift(web, border, from, to);
    }

    /// Moves from here on can be taken back.
    pub(super) fn remember(&mut self) {
        self.moves.clear();
    }

    /// Takes back all moves since.
    pub(super) fn take_back(&mut self, web: &Web<'_>) {
        while let Some(Move { border, from, to }) = self.moves.pop() {
            self.shift(web, border, to, from);
        }
    }

    fn shift(&mut self, web: &Web<'_>, border: usize, from: usize, to: usize) {
        let children = &mut self.children[border];
        let (low, high) = (from.min(to), from.max(to));
        let Some(part) = children.get_mut(low..=high) else { return };
        let Some(mut place) = part.first().map(|&child| self.place[child]) else { return };
        match from < to {
            true => part.rotate_left(1),
            false => part.rotate_right(1),
        }
        for (index, &mut child) in part.iter_mut().enumerate() {
            self.slot[child] = low + index;
            let was = self.place[child];
            self.place[child] = place;
            if let Some(inner) = web.items.border(child) {
                for &item in web.descendants.row(inner) {
                    self.place[item] = self.place[item] + place - was;
                }
            }
            place += web.size[child];
        }
    }
}
