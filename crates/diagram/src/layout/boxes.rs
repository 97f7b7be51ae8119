//! How large the boxes of elements must be, and what they need beside them.
//!
//! A box grows where more flows arrive than it has room for, and where flows lead from the element to itself: these are
//! stacked on its right side, each with its label beside it.

use super::items::Items;
use super::scene::{Extent, Loop, Scene};
use super::spacing::{LOOP_GAP, LOOP_HEIGHT, LOOP_LABEL_GAP, LOOP_REACH, PORT_GAP};
use super::table::Table;

/// A box, and how far what belongs to it reaches beyond its right side.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ElementBox {
    pub(super) size: Extent,
    pub(super) inset: i64,
    pub(super) reach: i64,
    /// How far flows stay from each other where they arrive.
    pub(super) port_gap: i64,
}

impl ElementBox {
    /// From the centre to the left side.
    pub(super) fn left(&self) -> i64 {
        self.size.width / 2
    }

    /// From the centre to the right side.
    pub(super) fn right(&self) -> i64 {
        self.size.width - self.left()
    }

    /// How wide the part of a side is where flows may arrive.
    pub(super) fn usable(&self) -> i64 {
        self.size.width - 2 * self.inset
    }
}

/// The boxes of all elements.
pub(super) fn boxes(scene: &Scene, items: &Items) -> Table<ElementBox> {
    let mut leaving = Table::filled(0i64, items.len());
    let mut arriving = Table::filled(0i64, items.len());
    for (upper, lower) in items.links() {
        leaving[upper] += 1;
        arriving[lower] += 1;
    }
    let one = |(at, element): (usize, &super::scene::Element)| {
        let loops = &scene.loops[at];
        let ports = leaving[at].max(arriving[at]);
        let width = element.size.width.max((ports - 1) * PORT_GAP + 2 * element.inset);
        let height = element.size.height.max(stacked(loops) + if loops.is_empty() { 0 } else { 2 * element.inset });
        // A detour turns at the very sides of its element.
        let port_gap = if element.is_turn { width } else { PORT_GAP };
        ElementBox { size: Extent { width, height }, inset: element.inset, reach: reach(loops), port_gap }
    };
    scene.elements.iter().enumerate().map(one).collect()
}

/// What a flow from an element to itself takes up along the side of the box.
pub(super) fn height(own: &Loop) -> i64 {
    own.label.height.max(LOOP_HEIGHT)
}

/// What all of them take up.
pub(super) fn stacked(loops: &[Loop]) -> i64 {
    let gaps = loops.len().saturating_sub(1) as i64 * LOOP_GAP;
    loops.iter().map(height).sum::<i64>() + gaps
}

fn reach(loops: &[Loop]) -> i64 {
    let label = |own: &Loop| if own.label.width > 0 { LOOP_LABEL_GAP + own.label.width } else { 0 };
    loops.iter().map(|own| LOOP_REACH + label(own)).max().unwrap_or(0)
}
