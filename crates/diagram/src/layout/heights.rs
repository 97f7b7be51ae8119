//! How far from the top everything stands in the end: drawn together as far as what stands above what allows.
//!
//! Ranks are a way to think, not something that a reader needs to see: beside a tall box or many tracks, others need not keep
//! away from each other. What stands above what in any column stays, and so nothing crosses that did not cross before. A
//! network simplex brings the ends of flows together, and then boundaries.

use std::collections::BTreeMap;

use super::columns::{Columns, Scenery};
use super::lines::{Lines, strip};
use super::ports::Ends;
use super::scene::{Turn, WHOLE};
use super::simplex::Differences;
use super::spacing::{ARROW_GAP, PADDING, RANK_GAP, SKYLINE_CLEARANCE, TITLE_INDENT, TRACK_GAP};
use super::table::Table;
use super::tracks::Tracks;
use crate::limits::MAX_HEIGHT_WORK;

const FLOW_WEIGHT: i64 = 4;
const BORDER_WEIGHT: i64 = 2;
const WHOLE_WEIGHT: i64 = 1;
/// How often what is held by nothing is moved to the middle between its neighbours.
const BALANCINGS: usize = 3;

/// Vertical positions.
#[derive(Clone, Debug, Default)]
pub(super) struct Heights {
    /// The upper side of each element's box.
    pub(super) element: Table<i64>,
    /// By segment, the upper side of its label.
    pub(super) label: Table<i64>,
    /// By link, where it runs sideways.
    pub(super) track: Table<i64>,
    /// By boundary.
    pub(super) top: Table<i64>,
    pub(super) bottom: Table<i64>,
}

impl Heights {
    pub(super) fn of(
        scenery: &Scenery<'_>,
        columns: &Columns,
        ends: &Table<Ends>,
        tracks: &Tracks,
        lines: &Lines,
    ) -> Self {
        let things = things(scenery, columns, ends, tracks, lines);
        let constraints = constraints(scenery, &things);
        let mut values = together(scenery, &things, &constraints);
        balance(&things, &constraints, &mut values);
        let mut heights = Self {
            element: Table::filled(0, scenery.items.elements),
            label: Table::filled(0, scenery.labels.len()),
            track: Table::filled(0, ends.len()),
            top: Table::filled(0, scenery.items.borders),
            bottom: Table::filled(0, scenery.items.borders),
        };
        for (thing, &value) in things.iter().zip(&values) {
            *match thing.kind {
                Kind::Box(element) => &mut heights.element[element],
                Kind::Label(segment) => &mut heights.label[segment],
                Kind::Track(link) => &mut heights.track[link],
                Kind::Top(border) => &mut heights.top[border],
                Kind::Bottom(border) => &mut heights.bottom[border],
            } = value;
        }
        heights
    }
}

/// Something that takes up a part of the width at some height.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Box(usize),
    Label(usize),
    /// Where a link runs sideways.
    Track(usize),
    /// The upper and the lower border of a boundary.
    Top(usize),
    Bottom(usize),
}

impl Default for Kind {
    fn default() -> Self {
        Self::Top(WHOLE)
    }
}

#[derive(Clone, Copy, Debug, Default)]
struct Thing {
    kind: Kind,
    left: i64,
    right: i64,
    /// Where it stands when ranks are kept.
    top: i64,
    height: i64,
}

/// All things, from the top to the bottom.
fn things(
    scenery: &Scenery<'_>,
    columns: &Columns,
    ends: &Table<Ends>,
    tracks: &Tracks,
    lines: &Lines,
) -> Table<Thing> {
    let items = scenery.items;
    let mut things = Vec::new();
    for (element, own) in scenery.boxes.iter().enumerate() {
        let centre = columns.centre[element];
        let (left, right) = (centre - own.left(), centre + own.right() + own.reach);
        let (top, height) = (lines.centred(items.first[element], own.size.height), own.size.height);
        things.push(Thing { kind: Kind::Box(element), left, right, top, height });
    }
    for (segment, label) in scenery.labels.iter().enumerate() {
        if let Some(label) = label {
            let left = columns.centre[items.item_of_segment(segment)] - label.size.width / 2;
            let (top, height) = (lines.centred(label.rank, label.size.height), label.size.height);
            things.push(Thing { kind: Kind::Label(segment), left, right: left + label.size.width, top, height });
        }
    }
    for (link, (upper, _)) in items.links().enumerate() {
        if let Some(track) = tracks.of_link[link] {
            let Ends { upper: from, lower: to } = ends[link];
            let top = lines.track[items.last[upper]] + i64::try_from(track).unwrap_or(0) * TRACK_GAP;
            things.push(Thing { kind: Kind::Track(link), left: from.min(to), right: from.max(to), top, height: 0 });
        }
    }
    for border in 0..items.borders {
        let (left, right) = (columns.left[border], columns.right[border]);
        let edge = |kind: Kind, top: i64| Thing { kind, left, right, top, height: 0 };
        things.push(edge(Kind::Top(border), lines.border_top[border]));
        things.push(edge(Kind::Bottom(border), lines.border_bottom[border]));
    }
    // What begins at the same height goes from the outside to the inside, and the other way round where it ends.
    let nesting = |kind: Kind| match kind {
        Kind::Top(border) => (0, border),
        Kind::Bottom(border) => (2, items.borders - border),
        Kind::Box(_) | Kind::Label(_) | Kind::Track(_) => (1, 0),
    };
    things.sort_by_key(|thing| (thing.top, nesting(thing.kind)));
    things.into_iter().collect()
}

/// One thing stays so far below the top of another.
#[derive(Clone, Copy, Debug, Default)]
struct Constraint {
    upper: usize,
    lower: usize,
    least: i64,
}

/// What each thing can be seen from above, and how far below that it stays.
fn constraints(scenery: &Scenery<'_>, things: &Table<Thing>) -> Vec<Constraint> {
    let mut skyline = Skyline::default();
    let mut constraints = Vec::new();
    for (lower, thing) in things.iter().enumerate() {
        for upper in skyline.cover(thing.left - SKYLINE_CLEARANCE, thing.right + SKYLINE_CLEARANCE, lower) {
            let above = things[upper];
            let least = above.height + distance(scenery, above.kind, thing.kind);
            constraints.push(Constraint { upper, lower, least: least.min(thing.top - above.top) });
        }
    }
    constraints
}

fn distance(scenery: &Scenery<'_>, upper: Kind, lower: Kind) -> i64 {
    match (upper, lower) {
        (Kind::Top(WHOLE), _) | (_, Kind::Bottom(WHOLE)) => 0,
        (Kind::Top(border), _) => strip(scenery, border),
        (_, Kind::Bottom(_)) => PADDING,
        (Kind::Track(_), Kind::Track(_)) => TRACK_GAP,
        (Kind::Track(_), _) | (_, Kind::Track(_)) => RANK_GAP / 2,
        (Kind::Label(_), _) | (_, Kind::Label(_)) => ARROW_GAP,
        _ => RANK_GAP,
    }
}

/// What is seen from below, at each place of the width.
#[derive(Default)]
struct Skyline {
    /// By left side, the right side and the thing.
    parts: BTreeMap<i64, (i64, usize)>,
}

impl Skyline {
    /// Puts a thing below all others and returns those that it now hides.
    fn cover(&mut self, left: i64, right: i64, thing: usize) -> Vec<usize> {
        let first = self.parts.range(..=left).next_back().map_or(left, |(&start, _)| start);
        let hidden: Vec<(i64, i64, usize)> = self
            .parts
            .range(first..right)
            .map(|(&start, &(end, owner))| (start, end, owner))
            .filter(|&(_, end, _)| end > left)
            .collect();
        for &(start, end, owner) in &hidden {
            self.parts.remove(&start);
            if start < left {
                self.parts.insert(start, (left, owner));
            }
            if end > right {
                self.parts.insert(right, (end, owner));
            }
        }
        self.parts.insert(left, (right, thing));
        let mut owners: Vec<usize> = hidden.into_iter().map(|(_, _, owner)| owner).collect();
        owners.sort_unstable();
        owners.dedup();
        owners
    }
}

fn together(scenery: &Scenery<'_>, things: &Table<Thing>, constraints: &[Constraint]) -> Table<i64> {
    let (scene, items) = (scenery.scene, scenery.items);
    let mut differences = Differences::new(things.len());
    for constraint in constraints {
        differences.require(constraint.upper, constraint.lower, constraint.least, 0);
    }
    let mut elements = Table::filled(0usize, items.elements);
    let mut borders = Table::filled((0usize, 0usize), items.borders);
    for (at, thing) in things.iter().enumerate() {
        match thing.kind {
            Kind::Box(element) => elements[element] = at,
            Kind::Top(border) => borders[border].0 = at,
            Kind::Bottom(border) => borders[border].1 = at,
            Kind::Label(_) | Kind::Track(_) => {}
        }
    }
    for route in &items.routes {
        if let (Some(&upper), Some(&lower)) = (route.first(), route.last()) {
            differences.require(elements[upper], elements[lower], 0, FLOW_WEIGHT);
        }
    }
    for (border, &(top, bottom)) in borders.iter().enumerate() {
        let length = match scene.turn {
            Turn::Right if border != WHOLE => scene.borders[border].title.width + 2 * TITLE_INDENT,
            _ => 0,
        };
        let weight = if border == WHOLE { WHOLE_WEIGHT } else { BORDER_WEIGHT };
        differences.require(top, bottom, length, weight);
    }
    differences.solve_from(things.iter().map(|thing| thing.top).collect(), MAX_HEIGHT_WORK).values
}

/// Moves labels and tracks, which nothing pulls anywhere, to the middle of where they may be.
fn balance(things: &Table<Thing>, constraints: &[Constraint], values: &mut Table<i64>) {
    let mut above: Table<Vec<Constraint>> = Table::sized(things.len());
    let mut below: Table<Vec<Constraint>> = Table::sized(things.len());
    for &constraint in constraints {
        above[constraint.lower].push(constraint);
        below[constraint.upper].push(constraint);
    }
    for _ in 0..BALANCINGS {
        for (at, thing) in things.iter().enumerate() {
            if !matches!(thing.kind, Kind::Label(_) | Kind::Track(_)) {
                continue;
            }
            let least = above[at].iter().map(|one| values[one.upper] + one.least).max();
            let most = below[at].iter().map(|one| values[one.lower] - one.least).min();
            if let (Some(least), Some(most)) = (least, most) {
                values[at] = (least + most) / 2;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Skyline;

    #[test]
    fn what_is_covered_cannot_be_seen_any_more() {
        let mut skyline = Skyline::default();
        assert!(skyline.cover(0, 100, 0).is_empty());
        assert_eq!(skyline.cover(20, 40, 1), [0]);
        assert_eq!(skyline.cover(30, 60, 2), [0, 1]);
        assert_eq!(skyline.cover(20, 30, 3), [1]);
        assert_eq!(skyline.cover(-10, 200, 4), [0, 2, 3]);
    }
}
