//! How far from the top everything stands: ranks, and in the gaps between them boundaries that end, tracks, and boundaries
//! that begin.

use super::columns::Scenery;
use super::scene::{Turn, WHOLE};
use super::spacing::{PADDING, RANK_GAP, TITLE_INDENT, TITLE_PADDING, TRACK_GAP};
use super::table::Table;
use super::tracks::Tracks;

/// Vertical positions.
#[derive(Clone, Debug, Default)]
pub(super) struct Lines {
    /// The upper edge of each rank, and its height.
    pub(super) top: Table<i64>,
    pub(super) height: Table<i64>,
    /// The first track of the gap below each rank.
    pub(super) track: Table<i64>,
    /// The borders of each boundary.
    pub(super) border_top: Table<i64>,
    pub(super) border_bottom: Table<i64>,
}

impl Lines {
    pub(super) fn of(scenery: &Scenery<'_>, tracks: &Tracks) -> Self {
        let items = scenery.items;
        let edges = Edges::of(scenery);
        let mut lines = Self {
            top: Table::filled(0, items.ranks),
            height: heights(scenery),
            track: Table::filled(0, items.ranks),
            ..Self::default()
        };
        let lengths = lines.stretch(scenery, &edges);
        let mut y = 0;
        for rank in 0..items.ranks {
            y += edges.openings[rank];
            for &(first, length) in &lengths[rank] {
                y = y.max(lines.top[first] + length - lines.height[rank]);
            }
            lines.top[rank] = y;
            y += lines.height[rank] + edges.closings[rank];
            lines.track[rank] = y + RANK_GAP / 2;
            let count = i64::try_from(tracks.count[rank]).unwrap_or(0);
            y += RANK_GAP + (count - 1).max(0) * TRACK_GAP;
        }
        for border in 0..items.borders {
            let item = items.item_of_border(border);
            let (first, last) = (items.first[item], items.last[item]);
            let bottom = lines.top[last] + lines.height[last];
            let (top, bottom) = match border {
                WHOLE => (0, bottom + edges.closings[last]),
                border => (lines.top[first] - edges.opening[border], bottom + edges.closing[border]),
            };
            lines.border_top.push(top);
            lines.border_bottom.push(bottom);
        }
        lines
    }

    /// The upper side of something that stands in the middle of a rank.
    pub(super) fn centred(&self, rank: usize, height: i64) -> i64 {
        self.top[rank] + (self.height[rank] - height) / 2
    }

    /// Where titles run along the flow, boundaries are as long as they are: of one rank, the rank grows; for others, returns
    /// by last rank the first one and the length from its top to the bottom of the last.
    fn stretch(&mut self, scenery: &Scenery<'_>, edges: &Edges) -> Table<Vec<(usize, i64)>> {
        let items = scenery.items;
        let mut lengths: Table<Vec<(usize, i64)>> = Table::sized(items.ranks);
        if scenery.scene.turn == Turn::Down {
            return lengths;
        }
        for border in (0..items.borders).filter(|&border| border != WHOLE) {
            let item = items.item_of_border(border);
            let (first, last) = (items.first[item], items.last[item]);
            let title = scenery.scene.borders[border].title.width + 2 * TITLE_INDENT;
            let length = title - edges.opening[border] - edges.closing[border];
            match first == last {
                true => self.height[first] = self.height[first].max(length),
                false => lengths[last].push((first, length)),
            }
        }
        lengths
    }
}

/// The heights of ranks.
fn heights(scenery: &Scenery<'_>) -> Table<i64> {
    let mut heights = Table::filled(0i64, scenery.items.ranks);
    for (element, element_box) in scenery.boxes.iter().enumerate() {
        let height = &mut heights[scenery.items.first[element]];
        *height = (*height).max(element_box.size.height);
    }
    for label in scenery.labels.iter().flatten() {
        heights[label.rank] = heights[label.rank].max(label.size.height);
    }
    heights
}

/// What boundaries take up above their first and below their last rank.
struct Edges {
    /// By boundary, from its border to the rank.
    opening: Table<i64>,
    closing: Table<i64>,
    /// By rank, the most of it.
    openings: Table<i64>,
    closings: Table<i64>,
}

impl Edges {
    fn of(scenery: &Scenery<'_>) -> Self {
        let items = scenery.items;
        let mut edges = Self {
            opening: Table::filled(0, items.borders),
            closing: Table::filled(0, items.borders),
            openings: Table::filled(0, items.ranks),
            closings: Table::filled(0, items.ranks),
        };
        for border in items.borders_from_inside().filter(|&border| border != WHOLE) {
            let item = items.item_of_border(border);
            let (first, last, parent) = (items.first[item], items.last[item], items.parent[item]);
            // What is inside has been added already; here comes the boundary's own part.
            let opening = edges.opening[border] + strip(scenery, border);
            let closing = edges.closing[border] + PADDING;
            edges.opening[border] = opening;
            edges.closing[border] = closing;
            edges.openings[first] = edges.openings[first].max(opening);
            edges.closings[last] = edges.closings[last].max(closing);
            if parent != WHOLE {
                let around = items.item_of_border(parent);
                if items.first[around] == first {
                    edges.opening[parent] = edges.opening[parent].max(opening);
                }
                if items.last[around] == last {
                    edges.closing[parent] = edges.closing[parent].max(closing);
                }
            }
        }
        edges
    }
}

/// What a boundary keeps free below its upper border.
pub(super) fn strip(scenery: &Scenery<'_>, border: usize) -> i64 {
    let title = scenery.scene.borders[border].title;
    match scenery.scene.turn {
        Turn::Down if title.width > 0 => PADDING.max(title.height + TITLE_PADDING),
        _ => PADDING,
    }
}
