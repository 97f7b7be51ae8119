//! Where everything stands from left to right.
//!
//! Between two lifelines lies a gap. A label lies in the gap beside its sender, so that it never crosses a lifeline; notes
//! and messages to oneself lie beside their lifeline; borders of boundaries lie between these and the labels of other
//! messages, so that no border runs through a text. Each gap becomes as wide as that takes.

use super::activations::Bar;
use super::columns::{Band, Columns};
use super::heads::Head;
use super::measures::{BAND_PADDING, BAR_SHIFT, BETWEEN_BOXES, HALF_BAR, LOOP_WIDTH, MARGIN, MOST_BARS, TEXT_DISTANCE};
use super::rows::Row;

/// A lifeline, and what stands beside it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Lifeline {
    pub(super) x: f64,
    /// From the lifeline to the text of messages, to the left and to the right.
    pub(super) insets: (f64, f64),
    /// How far notes and messages to oneself reach.
    attached: (f64, f64),
    /// How far the outermost border of a boundary is that ends here; zero without one.
    borders: (f64, f64),
    half_head: f64,
}

impl Lifeline {
    /// How far anything that must not meet its neighbour's like reaches, to the left and to the right.
    fn reach(&self) -> (f64, f64) {
        (self.half_head.max(self.borders.0), self.half_head.max(self.borders.1))
    }

    /// Where the text of passing messages may begin, to the left and to the right.
    pub(super) fn clear(&self) -> (f64, f64) {
        let beyond = |border: f64, inset: f64| if border > 0.0 { inset.max(border + TEXT_DISTANCE) } else { inset };
        (beyond(self.borders.0, self.insets.0), beyond(self.borders.1, self.insets.1))
    }
}

/// The lifelines, the boundaries between them, and the width of the whole.
#[derive(Clone, Debug, Default)]
pub(super) struct Across {
    pub(super) lifelines: Vec<Lifeline>,
    /// Left and right border of each band.
    pub(super) borders: Vec<(f64, f64)>,
    pub(super) width: f64,
}

impl Across {
    /// Where a lifeline stands.
    pub(super) fn x(&self, column: usize) -> f64 {
        self.lifelines.get(column).map_or(0.0, |lifeline| lifeline.x)
    }

    /// From a lifeline to the text beside it, to the left and to the right.
    pub(super) fn insets(&self, column: usize) -> (f64, f64) {
        self.lifelines.get(column).map_or((0.0, 0.0), |lifeline| lifeline.insets)
    }

    /// From where to where a message's text may reach.
    pub(super) fn room(&self, row: &Row) -> (f64, f64) {
        let at = gap_of(row);
        let clear = |column: usize| self.lifelines.get(column).map_or((0.0, 0.0), Lifeline::clear);
        (self.x(at) + clear(at).1, self.x(at + 1) - clear(at + 1).0)
    }
}

/// Places columns; `titles` are the widths of the titles of bands.
pub(super) fn place(columns: &Columns, titles: &[f64], heads: &[Head], rows: &[Row], bars: &[Bar]) -> Across {
    let mut lifelines: Vec<Lifeline> =
        heads.iter().map(|head| Lifeline { half_head: head.half_width, ..Lifeline::default() }).collect();
    set_insets(&mut lifelines, rows, bars);
    attach(&mut lifelines, rows);
    let labels = widest_labels(lifelines.len(), rows);
    // Innermost first, so that outer borders know how far inner ones reach.
    let mut innermost_first: Vec<(usize, &Band)> = columns.bands.iter().enumerate().collect();
    innermost_first.sort_by_key(|(_, band)| std::cmp::Reverse(band.depth));
    let mut offsets = vec![(0.0, 0.0); columns.bands.len()];
    for (at, band) in innermost_first {
        let title = titles.get(at).copied().unwrap_or(0.0);
        if let Some(offset) = offsets.get_mut(at) {
            *offset = enclose(&mut lifelines, &labels, band, title);
        }
    }
    let mut x = MARGIN + lifelines.first().map_or(0.0, |first| first.reach().0.max(first.attached.0));
    for at in 0..lifelines.len() {
        if at > 0 {
            x += gap(&lifelines, &labels, at - 1);
        }
        if let Some(lifeline) = lifelines.get_mut(at) {
            lifeline.x = x;
        }
    }
    let width = x + lifelines.last().map_or(0.0, |last| last.reach().1.max(last.attached.1)) + MARGIN;
    let x_of = |column: usize| lifelines.get(column).map_or(0.0, |lifeline| lifeline.x);
    let borders = columns.bands.iter().zip(offsets);
    let borders = borders.map(|(band, (left, right))| (x_of(band.first) - left, x_of(band.last) + right)).collect();
    Across { lifelines, borders, width }
}

/// Text keeps its distance from bars and from numbers.
fn set_insets(lifelines: &mut [Lifeline], rows: &[Row], bars: &[Bar]) {
    for lifeline in lifelines.iter_mut() {
        lifeline.insets = (TEXT_DISTANCE, TEXT_DISTANCE);
    }
    for bar in bars {
        if let Some(lifeline) = lifelines.get_mut(bar.column) {
            lifeline.insets.0 = lifeline.insets.0.max(HALF_BAR + TEXT_DISTANCE);
            lifeline.insets.1 = lifeline.insets.1.max(HALF_BAR + shift(bar.shift) + TEXT_DISTANCE);
        }
    }
    for row in rows.iter().filter(|row| row.number.is_some()) {
        if let Some(lifeline) = lifelines.get_mut(row.from) {
            let half = row.half_number() + TEXT_DISTANCE;
            lifeline.insets.0 = lifeline.insets.0.max(half);
            lifeline.insets.1 = lifeline.insets.1.max(half + row.touches.0.bar.map_or(0.0, shift));
        }
    }
}

/// How far a bar is shifted.
pub(super) fn shift(bar: usize) -> f64 {
    // At most a handful, so that no precision is lost.
    let bars = u32::try_from(bar.min(MOST_BARS)).unwrap_or(0);
    f64::from(bars) * BAR_SHIFT
}

/// Notes and messages to oneself.
fn attach(lifelines: &mut [Lifeline], rows: &[Row]) {
    for row in rows {
        let Some(lifeline) = lifelines.get_mut(row.from) else { continue };
        if let Some((width, _)) = row.note_size() {
            let (left, right) = lifeline.insets;
            match row.has_note_on_right() {
                true => lifeline.attached.1 = lifeline.attached.1.max(right + width),
                false => lifeline.attached.0 = lifeline.attached.0.max(left + width),
            }
        }
        if row.is_to_itself() {
            let reach = loop_reach(lifeline.insets.1) + TEXT_DISTANCE + row.text_width();
            lifeline.attached.1 = lifeline.attached.1.max(reach);
        }
    }
}

/// How far the loop of a message to oneself reaches from its lifeline.
pub(super) fn loop_reach(inset: f64) -> f64 {
    inset - TEXT_DISTANCE + LOOP_WIDTH
}

/// The widest label in the gap to the right of each column.
fn widest_labels(columns: usize, rows: &[Row]) -> Vec<f64> {
    let mut widest: Vec<f64> = vec![0.0; columns];
    for row in rows.iter().filter(|row| !row.is_to_itself()) {
        if let Some(widest) = widest.get_mut(gap_of(row)) {
            *widest = widest.max(row.text_width());
        }
    }
    widest
}

/// The gap that a message's label lies in, by the column to the left of it: the one beside the sender.
pub(super) fn gap_of(row: &Row) -> usize {
    if row.from < row.to { row.from } else { row.from.saturating_sub(1) }
}

/// From one lifeline to the next.
fn gap(lifelines: &[Lifeline], labels: &[f64], at: usize) -> f64 {
    let (Some(left), Some(right)) = (lifelines.get(at), lifelines.get(at + 1)) else { return 0.0 };
    let label = labels.get(at).copied().unwrap_or(0.0);
    let boxes = left.reach().1 + BETWEEN_BOXES + right.reach().0;
    // What is attached to one lifeline may lie above or below what is attached to the other, but crosses neither the
    // other lifeline nor a border.
    let attached_left = left.attached.1.max(left.borders.1) + right.clear().0;
    let attached_right = left.clear().1 + right.attached.0.max(right.borders.0);
    (left.clear().1 + label + right.clear().0).max(boxes).max(attached_left).max(attached_right)
}

/// Draws the borders of a boundary around its columns: beyond boxes, notes and messages to oneself, and wide enough for
/// its title. Returns how far they are from the first and the last lifeline.
fn enclose(lifelines: &mut [Lifeline], labels: &[f64], band: &Band, title: f64) -> (f64, f64) {
    let inside: f64 = (band.first..band.last).map(|at| gap(lifelines, labels, at)).sum();
    let left = lifelines.get(band.first).map_or(0.0, |first| first.reach().0.max(first.attached.0)) + BAND_PADDING;
    let right = lifelines.get(band.last).map_or(0.0, |last| last.reach().1.max(last.attached.1)) + BAND_PADDING;
    let lacking = (title + 2.0 * BAND_PADDING - (left + inside + right)).max(0.0);
    let (left, right) = (left + lacking / 2.0, right + lacking / 2.0);
    if let Some(first) = lifelines.get_mut(band.first) {
        first.borders.0 = left;
    }
    if let Some(last) = lifelines.get_mut(band.last) {
        last.borders.1 = right;
    }
    (left, right)
}
