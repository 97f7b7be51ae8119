//! How often links cross, counted from nothing.

use super::JUMP;
use super::arrangement::Arrangement;
use super::web::Web;
use crate::layout::scene::WHOLE;
use crate::layout::table::Table;

/// Crossings, and jumps over boundaries at their price.
pub(super) fn cost(web: &Web<'_>, arrangement: &Arrangement) -> i64 {
    crossings(web, arrangement) + JUMP * jumps(web, arrangement)
}

fn crossings(web: &Web<'_>, arrangement: &Arrangement) -> i64 {
    let items = web.items;
    let place = |item: usize| arrangement.place[item];
    let mut gaps: Table<Vec<(usize, usize)>> = Table::sized(items.ranks);
    for (upper, lower) in items.links() {
        gaps[items.last[upper]].push((place(upper), place(lower)));
    }
    for segment in items.elements + items.borders..items.len() {
        for gap in items.first[segment]..items.last[segment] {
            gaps[gap].push((place(segment), place(segment)));
        }
    }
    let mut tree = Table::filled(0u32, web.size[items.item_of_border(WHOLE)] + 1);
    gaps.iter_mut().map(|gap| inversions(gap, &mut tree)).sum()
}

/// How many pairs have one order above and the other below. `tree` is a Fenwick tree of zeros, and is left so.
fn inversions(links: &mut [(usize, usize)], tree: &mut Table<u32>) -> i64 {
    links.sort_unstable();
    let mut inversions = 0i64;
    for (seen, &(_, lower)) in links.iter().enumerate() {
        let mut at_most = 0u32;
        let mut at = lower + 1;
        while at > 0 {
            at_most += tree[at];
            at &= at - 1;
        }
        inversions += seen as i64 - i64::from(at_most);
        add(tree, lower, true);
    }
    for &(_, lower) in links.iter() {
        add(tree, lower, false);
    }
    inversions
}

fn add(tree: &mut Table<u32>, place: usize, up: bool) {
    let mut at = place + 1;
    while at < tree.len() {
        tree[at] = if up { tree[at] + 1 } else { tree[at] - 1 };
        at += at & at.wrapping_neg();
    }
}

/// How often links pass from one side of a boundary to the other between its ranks.
pub(super) fn jumps(web: &Web<'_>, arrangement: &Arrangement) -> i64 {
    let items = web.items;
    let mut jumps = 0;
    let mut at_gap: Table<Vec<(usize, usize)>> = Table::sized(items.ranks);
    for (upper, lower) in items.links() {
        let (one, other) = (arrangement.place[upper], arrangement.place[lower]);
        if one != other {
            at_gap[items.last[upper]].push((one.min(other), one.max(other)));
        }
    }
    for border in (0..items.borders).filter(|&border| border != WHOLE) {
        let item = items.item_of_border(border);
        let left = arrangement.place[item];
        let right = left + web.size[item];
        for gap in items.first[item]..items.last[item] {
            jumps += at_gap[gap].iter().filter(|&&(from, to)| from < left && to >= right).count() as i64;
        }
    }
    jumps
}

#[cfg(test)]
mod tests {
    use super::inversions;
    use crate::layout::table::Table;

    #[test]
    fn links_that_share_an_end_do_not_cross() {
        let mut tree = Table::filled(0, 9);
        assert_eq!(inversions(&mut [(0, 3), (1, 2), (1, 4), (2, 2)], &mut tree), 3);
        assert!(tree.iter().all(|&count| count == 0));
    }
}
