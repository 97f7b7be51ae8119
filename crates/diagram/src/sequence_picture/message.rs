//! Draws messages: the arrow, its number, what it says, and its note.

use super::across::{Across, loop_reach, shift};
use super::activations::Touch;
use super::measures::{
    DETAIL, HALF_BAR, HALF_HEAD, HALF_NUMBER, HEAD_LENGTH, LABEL, LABEL_DISTANCE, LOOP_HEIGHT, NOTE, NOTE_FOLD,
    NOTE_PADDING, NUMBER, TEXT_DISTANCE,
};
use super::rows::Row;
use crate::svg::{Anchor, Path, Svg};
use crate::text::{Paragraph, Style};

/// Corners of a message to oneself.
const RADIUS: f64 = 7.0;

/// Draws the arrow and all that belongs to it, at this height.
pub(super) fn draw(svg: &mut Svg, row: &Row, across: &Across, y: f64, is_in_scope: bool) {
    let classes = Classes::of(row, is_in_scope);
    if row.is_to_itself() {
        draw_loop(svg, row, across, y, &classes);
    } else {
        draw_arrow(svg, row, across, y, &classes);
    }
    draw_number(svg, row, across, y);
    draw_text(svg, row, across, y);
    draw_note(svg, row, across, y);
}

/// How far a message reaches to the left and to the right.
pub(super) fn extent(row: &Row, across: &Across) -> (f64, f64) {
    let (from, to) = (across.x(row.from), across.x(row.to));
    let (mut left, mut right) = (from.min(to), from.max(to));
    let (inset_left, inset_right) = across.insets(row.from);
    if let Some((width, _)) = row.note_size() {
        match row.has_note_on_right() {
            true => right = right.max(from + inset_right + width),
            false => left = left.min(from - inset_left - width),
        }
    }
    if row.is_to_itself() {
        right = right.max(from + loop_reach(inset_right) + TEXT_DISTANCE + row.text_width());
    }
    (left - HALF_NUMBER - TEXT_DISTANCE, right + HALF_NUMBER + TEXT_DISTANCE)
}

struct Classes {
    line: &'static str,
    head: &'static str,
}

impl Classes {
    fn of(row: &Row, is_in_scope: bool) -> Self {
        let line = match (row.is_reply, is_in_scope) {
            (false, true) => "bz-flow",
            (false, false) => "bz-flow bz-out-of-scope",
            (true, true) => "bz-flow bz-reply",
            (true, false) => "bz-flow bz-reply bz-out-of-scope",
        };
        let head = if is_in_scope { "bz-flow-head" } else { "bz-flow-head bz-out-of-scope" };
        Self { line, head }
    }
}

/// Where an arrow meets a lifeline or the bar on it, coming from the left or from the right.
fn edge(across: &Across, column: usize, touch: Touch, is_on_left: bool) -> f64 {
    let x = across.x(column);
    match touch.bar {
        None => x,
        Some(bar) if is_on_left => x + shift(bar) - HALF_BAR,
        Some(bar) => x + shift(bar) + HALF_BAR,
    }
}

fn draw_arrow(svg: &mut Svg, row: &Row, across: &Across, y: f64, classes: &Classes) {
    let goes_right = row.from < row.to;
    let direction = if goes_right { 1.0 } else { -1.0 };
    let start = edge(across, row.from, row.touches.0, !goes_right);
    let end = edge(across, row.to, row.touches.1, goes_right);
    let mut line = Path::new();
    line.to(start, y).line(end - direction * HEAD_LENGTH / 2.0, y);
    svg.tag("path").word("class", classes.line).path(&line).empty();
    draw_head(svg, (end, y), direction, classes);
}

fn draw_loop(svg: &mut Svg, row: &Row, across: &Across, y: f64, classes: &Classes) {
    let start = edge(across, row.from, row.touches.0, false);
    let end = edge(across, row.to, row.touches.1, false);
    let right = across.x(row.from) + loop_reach(across.insets(row.from).1);
    let bottom = y + LOOP_HEIGHT;
    let mut line = Path::new();
    line.to(start, y).line(right - RADIUS, y).bend(right, y, right, y + RADIUS);
    line.line(right, bottom - RADIUS).bend(right, bottom, right - RADIUS, bottom).line(end + HEAD_LENGTH / 2.0, bottom);
    svg.tag("path").word("class", classes.line).path(&line).empty();
    draw_head(svg, (end, bottom), -1.0, classes);
}

fn draw_head(svg: &mut Svg, (x, y): (f64, f64), direction: f64, classes: &Classes) {
    let back = x - direction * HEAD_LENGTH;
    let mut head = Path::new();
    head.to(x, y).line(back, y - HALF_HEAD).line(back, y + HALF_HEAD).close();
    svg.tag("path").word("class", classes.head).path(&head).empty();
}

/// The number lies on the lifeline where the arrow starts.
fn draw_number(svg: &mut Svg, row: &Row, across: &Across, y: f64) {
    let Some(number) = &row.number else { return };
    let x = across.x(row.from) + row.touches.0.bar.map_or(0.0, shift);
    let half = row.half_number();
    let tag = svg.tag("rect").word("class", "bz-number-plate").number("x", x - half).number("y", y - HALF_NUMBER);
    tag.number("width", 2.0 * half).number("height", 2.0 * HALF_NUMBER).number("rx", HALF_NUMBER).empty();
    let baseline = y - NUMBER.line_height() / 2.0 + NUMBER.baseline();
    svg.line(number, NUMBER, "bz-number bz-on-plate", Anchor::Middle, (x, baseline));
}

/// Label and detail lie above the arrow, in the middle of the gap when the arrow ends there, else beside the sender.
fn draw_text(svg: &mut Svg, row: &Row, across: &Across, y: f64) {
    let from = across.x(row.from);
    if row.is_to_itself() {
        let left = from + loop_reach(across.insets(row.from).1) + TEXT_DISTANCE;
        let top = y + (LOOP_HEIGHT - row.text_height()) / 2.0;
        return draw_paragraphs(svg, row, (left, Anchor::Left), top);
    }
    let (left, right) = across.room(row);
    let half = row.text_width() / 2.0;
    let middle = match (row.from.abs_diff(row.to), row.from < row.to) {
        (1, _) => (left + right) / 2.0,
        (_, true) => left + half,
        (_, false) => right - half,
    };
    draw_paragraphs(svg, row, (middle, Anchor::Middle), y - LABEL_DISTANCE - row.text_height());
}

fn draw_paragraphs(svg: &mut Svg, row: &Row, (x, anchor): (f64, Anchor), top: f64) {
    let next = draw_lines(svg, &row.label, (LABEL, "bz-label"), (x, anchor), top);
    draw_lines(svg, &row.detail, (DETAIL, "bz-detail"), (x, anchor), next);
}

/// Draws lines below each other and returns where the next would begin.
fn draw_lines(
    svg: &mut Svg,
    text: &Paragraph,
    (style, class): (Style, &'static str),
    (x, anchor): (f64, Anchor),
    top: f64,
) -> f64 {
    let mut y = top;
    for line in &text.lines {
        svg.line(line, style, class, anchor, (x, y + style.baseline()));
        y += style.line_height();
    }
    y
}

/// A sheet of paper with a folded corner beside the sender.
fn draw_note(svg: &mut Svg, row: &Row, across: &Across, y: f64) {
    let (Some(note), Some((width, height))) = (&row.note, row.note_size()) else { return };
    let from = across.x(row.from);
    let (inset_left, inset_right) = across.insets(row.from);
    let left = if row.has_note_on_right() { from + inset_right } else { from - inset_left - width };
    let (right, top, bottom) = (left + width, y - height / 2.0, y + height / 2.0);
    let mut sheet = Path::new();
    sheet.to(left, top).line(right - NOTE_FOLD, top).line(right, top + NOTE_FOLD).line(right, bottom);
    sheet.line(left, bottom).close();
    svg.tag("path").word("class", "bz-note").path(&sheet).empty();
    let mut fold = Path::new();
    fold.to(right - NOTE_FOLD, top).line(right - NOTE_FOLD, top + NOTE_FOLD).line(right, top + NOTE_FOLD);
    svg.tag("path").word("class", "bz-note-fold").path(&fold).empty();
    draw_lines(svg, note, (NOTE, "bz-legend"), (left + NOTE_PADDING, Anchor::Left), top + NOTE_PADDING);
}
