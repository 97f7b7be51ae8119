//! The search for an order in which little crosses.

use super::arrangement::Arrangement;
use super::barycentre;
use super::count;
use super::sifting::Sifter;
use super::web::Web;
use super::{JUMP, Order};
use crate::layout::items::Items;
use crate::layout::random::Random;
use crate::layout::table::Table;
use crate::limits::ORDER_STEPS_PER_ITEM;

/// How many orders the search starts from.
const STARTS: usize = 6;
/// Of so many parts of the steps, the starts take at most one in all.
const STARTS_SHARE: usize = 2;
/// How often a start is brought closer to what is linked.
const SWEEPS: usize = 16;
/// How often each item has a turn, on average, before a start is left as it is.
const TURNS: usize = 12;
/// After a disturbance, so many items have a turn at most.
const REPAIRS: usize = 200;
/// So many items are disturbed at once at most.
const MOST_DISTURBED: usize = 3;
/// How often items are drawn towards what they are linked with in the end.
const DRAWN_TOGETHER: usize = 4;
const SEED: u64 = 0x6261_7274_697a_616e;

/// The best order that so many comparisons of two items find.
pub(super) fn search(web: &Web<'_>, steps: usize) -> Order {
    let children = boundaries_first(web.items);
    let arrangement = Arrangement::new(web, children.clone());
    let cost = count::cost(web, &arrangement);
    let mut sifter = Sifter::new(web, arrangement, cost, steps, Random::new(SEED));
    let mut best = (i64::MAX, children);
    for number in 0..STARTS {
        // The second start is the one that is sure not to jump over boundaries, if that is possible at all.
        let is_needed = number == 0 || (number == 1 && best.0 >= JUMP);
        if best.0 == 0 || (!is_needed && sifter.steps <= steps - steps / STARTS_SHARE) {
            break;
        }
        start(web, &mut sifter, number);
        if sifter.cost < best.0 {
            best = (sifter.cost, sifter.arrangement.children.clone());
        }
    }
    let is_cut_short = sifter.steps == 0;
    if sifter.cost != best.0 {
        take_up(web, &mut sifter, best.1);
    }
    improve(web, &mut sifter);
    sifter.steps = ORDER_STEPS_PER_ITEM * web.items.len();
    for _ in 0..DRAWN_TOGETHER {
        sifter.draw_together();
    }
    if runs_against_declaration(web.items, &sifter.arrangement) {
        let mut children = sifter.arrangement.children.clone();
        children.iter_mut().for_each(|list| list.reverse());
        take_up(web, &mut sifter, children);
    }
    // INVARIANT: what all moves were said to cost together is what they cost.
    debug_assert_eq!(sifter.cost, count::cost(web, &sifter.arrangement));
    let jumps = usize::try_from(sifter.cost / JUMP).unwrap_or(0);
    let crossings = usize::try_from(sifter.cost % JUMP).unwrap_or(0);
    let Arrangement { children, place, .. } = sifter.arrangement;
    Order { children, place, crossings, jumps, is_cut_short }
}

/// An order in which no link jumps over a boundary, as long as no two boundaries side by side share a rank.
fn boundaries_first(items: &Items) -> Table<Vec<usize>> {
    let mut children = items.children.clone();
    for list in children.iter_mut() {
        list.sort_by_key(|&item| items.border(item).is_none());
    }
    children
}

/// Whether the mirror image, which is as good, has more of what was declared first on the left.
fn runs_against_declaration(items: &Items, arrangement: &Arrangement) -> bool {
    let mut elements: Vec<usize> = (0..items.elements).collect();
    elements.sort_by_key(|&element| arrangement.place[element]);
    let twice_middle = items.elements as i64 - 1;
    let from_middle = |number: usize| 2 * number as i64 - twice_middle;
    let along: i64 = elements.iter().enumerate().map(|(at, &element)| from_middle(at) * from_middle(element)).sum();
    along < 0
}

/// Goes to another order.
fn take_up(web: &Web<'_>, sifter: &mut Sifter<'_>, children: Table<Vec<usize>>) {
    sifter.arrangement.children = children;
    sifter.arrangement.place_all(web);
    sifter.cost = count::cost(web, &sifter.arrangement);
}

/// Makes a new beginning: the order of declaration, then others.
fn start(web: &Web<'_>, sifter: &mut Sifter<'_>, number: usize) {
    let mut children = if number == 1 { boundaries_first(web.items) } else { web.items.children.clone() };
    if number > 1 {
        for list in children.iter_mut() {
            sifter.random.shuffle(list);
        }
    }
    take_up(web, sifter, children);
    if number != 1 {
        for sweep in 0..SWEEPS {
            barycentre::sweep(web, &mut sifter.arrangement, if sweep % 3 == 2 { 0.0 } else { 0.5 });
        }
        sifter.cost = count::cost(web, &sifter.arrangement);
    }
    sifter.wait_for_all();
    sifter.settle(TURNS * web.items.len());
}

/// Disturbs the order and repairs it, and keeps what is not worse, until the steps are used up.
fn improve(web: &Web<'_>, sifter: &mut Sifter<'_>) {
    while sifter.cost > 0 && sifter.steps > 0 {
        let before = sifter.cost;
        sifter.arrangement.remember();
        disturb(web, sifter);
        sifter.settle(REPAIRS);
        if sifter.cost > before {
            sifter.arrangement.take_back(web);
            sifter.cost = before;
        }
    }
}

/// Moves a few items, each linked with the one before, to where they may not belong.
fn disturb(web: &Web<'_>, sifter: &mut Sifter<'_>) {
    let mut item = sifter.random.below(web.items.len());
    for _ in 0..=sifter.random.below(MOST_DISTURBED) {
        let parent = web.items.parent[item];
        let slots = sifter.arrangement.children.as_slice().get(parent).map_or(0, Vec::len);
        let there = sifter.random.below(slots);
        sifter.put(item, there);
        sifter.wait(item);
        // An attempt costs a step even where there is nothing to move.
        sifter.steps = sifter.steps.saturating_sub(1);
        let (above, below) = (web.above(item), web.below(item));
        let next = sifter.random.below(above.len() + below.len());
        item = above.iter().chain(below).nth(next).copied().unwrap_or(item);
    }
}
