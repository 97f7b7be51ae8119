//! Which links meet which items, and where: all that the search needs to know, looked up once.

use super::JUMP;
use crate::layout::items::Items;
use crate::layout::scene::{NOWHERE, WHOLE};
use crate::layout::table::{Rows, Table};

/// The links around each item.
pub(super) struct Web<'a> {
    pub(super) items: &'a Items,
    /// Per item, the far ends of links that come in from above and go out below. All those of an item lie in one gap each: above
    /// its first rank, and below its last one.
    above: Rows,
    below: Rows,
    /// Per boundary, what a link pays that passes from one side of it to the other in each gap between its ranks.
    inside: Table<Table<i64>>,
    /// Per boundary, all items inside, at any depth.
    pub(super) descendants: Rows,
    /// Per item, how many elements and segments it holds; one when it is one itself.
    pub(super) size: Table<usize>,
}

impl<'a> Web<'a> {
    pub(super) fn of(items: &'a Items) -> Self {
        let count = items.len();
        let mut above: Vec<(usize, usize)> = Vec::new();
        let mut below: Vec<(usize, usize)> = Vec::new();
        for (upper, lower) in items.links() {
            below.extend(left(items, upper, lower).map(|item| (item, lower)));
            above.extend(left(items, lower, upper).map(|item| (item, upper)));
        }
        let descendants = Rows::of(
            items.borders,
            (0..count).flat_map(|item| borders_around(items, item).map(move |border| (border, item))),
        );
        let mut size = Table::filled(1usize, count);
        for border in 0..items.borders {
            let is_leaf = |item: &&usize| items.border(**item).is_none();
            size[items.item_of_border(border)] = descendants.row(border).iter().filter(is_leaf).count();
        }
        Self {
            items,
            above: Rows::of(count, above.iter().copied()),
            below: Rows::of(count, below.iter().copied()),
            inside: inside(items),
            descendants,
            size,
        }
    }

    #[inline]
    pub(super) fn above(&self, item: usize) -> &[usize] {
        self.above.row(item)
    }

    #[inline]
    pub(super) fn below(&self, item: usize) -> &[usize] {
        self.below.row(item)
    }

    /// What a link pays that passes from one side of an item to the other in the gap below a rank.
    #[inline]
    pub(super) fn toll(&self, item: usize, gap: usize) -> i64 {
        let first = self.items.first[item];
        if gap < first || gap >= self.items.last[item] {
            return 0;
        }
        match self.items.border(item) {
            Some(border) => self.inside[border][gap - first],
            None => 1,
        }
    }
}

/// The boundaries around an item, from the inside to the outside.
pub(super) fn borders_around(items: &Items, item: usize) -> impl Iterator<Item = usize> + Clone + '_ {
    let around = |border: usize| Some(border).filter(|&border| border != NOWHERE);
    std::iter::successors(around(items.parent[item]), move |&border| around(items.parent[items.item_of_border(border)]))
}

/// What a link from an item to another comes out of: the item, and the boundaries around it that are not around the other.
fn left<'a>(items: &'a Items, from: usize, to: usize) -> impl Iterator<Item = usize> + 'a {
    let borders = borders_around(items, from)
        .take_while(move |&border| borders_around(items, to).all(|other| other != border))
        .map(|border| items.item_of_border(border));
    std::iter::once(from).chain(borders)
}

fn inside(items: &Items) -> Table<Table<i64>> {
    let span = |border: usize| {
        let item = items.item_of_border(border);
        items.last[item] + 1 - items.first[item]
    };
    // Differences from gap to gap first, sums afterwards.
    let mut inside: Table<Table<i64>> = (0..items.borders).map(|border| Table::filled(0, span(border) + 1)).collect();
    let mut add = |border: usize, from: usize, to: usize, toll: i64| {
        let first = items.first[items.item_of_border(border)];
        inside[border][from - first] += toll;
        inside[border][to - first] -= toll;
    };
    for item in 0..items.len() {
        let toll = if items.border(item).is_some() { JUMP } else { 1 };
        for border in
            items.border(item).into_iter().chain(borders_around(items, item)).filter(|&border| border != WHOLE)
        {
            add(border, items.first[item], items.last[item], toll);
        }
    }
    for (upper, lower) in items.links() {
        let gap = items.last[upper];
        for border in borders_around(items, upper).filter(|&border| border != WHOLE) {
            if borders_around(items, lower).any(|other| other == border) {
                add(border, gap, gap + 1, 1);
            }
        }
    }
    for tolls in inside.iter_mut() {
        let mut sum = 0;
        for toll in tolls.iter_mut() {
            sum += *toll;
            *toll = sum;
        }
    }
    inside
}
