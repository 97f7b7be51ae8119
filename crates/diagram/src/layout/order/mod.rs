//! What stands left of what.
//!
//! Each boundary has one order of what is directly inside, for all ranks: a segment that passes left of a box passes left of
//! it from the top to the bottom. Links then cross, or do not, by the orders at their two ends. The search starts from several
//! orders ([`barycentre`]), moves one item at a time to where it crosses least ([`sifting`]), and then disturbs what it has
//! and repairs it, for as long as the steps last ([`search`]).
//!
//! A link may cross another, but must never jump over a boundary: that counts like a million crossings.

mod arrangement;
mod barycentre;
mod count;
mod search;
mod sifting;
mod web;

use super::items::Items;
use super::table::Table;
use web::Web;

/// What a link that jumps over a boundary counts for.
const JUMP: i64 = 1_000_000;

/// What stands in which order.
#[derive(Clone, Debug, Default)]
pub(super) struct Order {
    /// Per boundary, what is directly inside, from the left to the right.
    pub(super) children: Table<Vec<usize>>,
    /// The place of each item from the left: an item left of another has a smaller one.
    pub(super) place: Table<usize>,
    /// How often links cross.
    pub(super) crossings: usize,
    /// How often links jump over boundaries.
    pub(super) jumps: usize,
    /// Whether the search was cut short.
    pub(super) is_cut_short: bool,
}

impl Order {
    pub(super) fn of(items: &Items, steps: usize) -> Self {
        let web = Web::of(items);
        search::search(&web, steps)
    }
}
