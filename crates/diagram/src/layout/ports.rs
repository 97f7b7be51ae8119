//! Where links arrive at boxes.

use super::boxes::ElementBox;
use super::columns::{Columns, Offsets};
use super::items::Items;
use super::order::Order;
use super::spacing::{LEAST_PORT_GAP, PORT_GAP, SMALL_JOG};
use super::table::Table;

/// The horizontal positions of a link's two ends.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Ends {
    pub(super) upper: i64,
    pub(super) lower: i64,
}

/// One end of a link at a box.
#[derive(Clone, Copy, Debug, Default)]
struct Port {
    link: usize,
    /// What the link leads to.
    far: usize,
}

/// The links at the upper and lower sides of each element's box, from the left to the right.
pub(super) struct Sides {
    above: Table<Vec<Port>>,
    below: Table<Vec<Port>>,
}

impl Sides {
    pub(super) fn of(items: &Items, order: &Order) -> Self {
        let mut sides = Self { above: Table::sized(items.elements), below: Table::sized(items.elements) };
        for (link, (upper, lower)) in items.links().enumerate() {
            if items.is_element(upper) {
                sides.below[upper].push(Port { link, far: lower });
            }
            if items.is_element(lower) {
                sides.above[lower].push(Port { link, far: upper });
            }
        }
        for ports in sides.above.iter_mut().chain(sides.below.iter_mut()) {
            ports.sort_by_key(|port| (order.place[port.far], port.link));
        }
        sides
    }

    /// Where each link should arrive if all are to be straight: spread over the side of the box.
    pub(super) fn offsets(&self, items: &Items, boxes: &Table<ElementBox>) -> Offsets {
        let mut offsets: Offsets = Table::sized(items.links().count());
        for (element, element_box) in boxes.iter().enumerate() {
            for (slot, port) in self.below[element].iter().enumerate() {
                offsets[port.link].0 = spread(element_box, slot, self.below[element].len());
            }
            for (slot, port) in self.above[element].iter().enumerate() {
                offsets[port.link].1 = spread(element_box, slot, self.above[element].len());
            }
        }
        offsets
    }

    /// Where each link arrives: straight below or above where it comes from, if the box has room there.
    pub(super) fn ends(
        &self,
        items: &Items,
        boxes: &Table<ElementBox>,
        columns: &Columns,
        offsets: &Offsets,
    ) -> Table<Ends> {
        let links: Table<(usize, usize)> = items.links().collect();
        let wish = |(upper, lower): (usize, usize), (from, to): (i64, i64)| Ends {
            upper: columns.centre[upper] + from,
            lower: columns.centre[lower] + to,
        };
        let wishes: Table<Ends> = links.iter().zip(offsets).map(|(&link, &offset)| wish(link, offset)).collect();
        let mut ends = wishes.clone();
        for (element, element_box) in boxes.iter().enumerate() {
            let centre = columns.centre[element];
            let below = self.below[element].iter();
            let wished = below.clone().map(|port| wishes[port.link].lower).collect();
            for (port, at) in below.zip(settled(wished, centre, element_box)) {
                ends[port.link].upper = at;
            }
            let above = self.above[element].iter();
            let wished = above.clone().map(|port| wishes[port.link].upper).collect();
            for (port, at) in above.zip(settled(wished, centre, element_box)) {
                ends[port.link].lower = at;
            }
        }
        ends
    }
}

fn spread(element_box: &ElementBox, slot: usize, count: usize) -> i64 {
    match count {
        0 | 1 => 0,
        count => element_box.usable() * slot as i64 / (count as i64 - 1) - element_box.usable() / 2,
    }
}

/// Positions as close to those wished for as the box and the distance between flows allow.
fn settled(wished: Vec<i64>, centre: i64, element_box: &ElementBox) -> Vec<i64> {
    let left = centre - element_box.usable() / 2;
    let right = left + element_box.usable();
    let mut settled = wished.clone();
    let mut least = left;
    for at in &mut settled {
        *at = (*at).clamp(left, right).max(least);
        least = *at + element_box.port_gap;
    }
    let mut most = right;
    for at in settled.iter_mut().rev() {
        *at = (*at).min(most);
        most = *at - element_box.port_gap;
    }
    if element_box.port_gap == PORT_GAP {
        straighten(&mut settled, &wished, left, right);
    }
    settled
}

/// Lets flows stand a little closer to each other where that spares them a jog that is too small to look like one.
fn straighten(settled: &mut [i64], wished: &[i64], left: i64, right: i64) {
    let mut least = left;
    for (slot, &wish) in wished.iter().enumerate() {
        let most = settled.get(slot + 1).map_or(right, |next| next - LEAST_PORT_GAP);
        let Some(at) = settled.get_mut(slot) else { return };
        if (wish - *at).abs() <= SMALL_JOG && (least..=most).contains(&wish) {
            *at = wish;
        }
        least = *at + LEAST_PORT_GAP;
    }
}

#[cfg(test)]
mod tests {
    use super::settled;
    use crate::layout::boxes::ElementBox;
    use crate::layout::scene::Extent;

    #[test]
    fn flows_arrive_straight_where_there_is_room() {
        let size = Extent { width: 100, height: 60 };
        let element_box = ElementBox { size, inset: 10, reach: 0, port_gap: 8 };
        assert_eq!(settled(vec![480, 520], 500, &element_box), [480, 520]);
        assert_eq!(settled(vec![0, 501, 502, 900], 500, &element_box), [460, 501, 509, 540]);
        assert_eq!(settled(vec![500, 505, 520], 500, &element_box), [500, 505, 520]);
        assert_eq!(settled(vec![900, 901, 902], 500, &element_box), [524, 532, 540]);
    }
}
