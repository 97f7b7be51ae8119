//! Draws what lies behind the messages: trust boundaries, frames, and activation bars.

use super::across::shift;
use super::down::{Frame, Stretch};
use super::measures::{
    BAND_ICON, BAND_PADDING, BAND_TITLE, BORDER, FRAME_PADDING, FRAME_TITLE, HALF_BAR, LOOP_HEIGHT, NOTE,
};
use super::message;
use super::page::{Drawing, Heights};
use super::rows::Row;
use crate::picture::element::beginning_of_title;
use crate::picture::icon::Icon;
use crate::svg::{Anchor, Path, Svg};
use crate::text::Line;

/// What is said of messages that have no place in the sequence.
const UNORDERED: &str = "unordered";

impl Drawing<'_> {
    pub(super) fn draw_bands(&self, svg: &mut Svg, heights: &Heights) {
        let deepest = self.depths();
        let drawn = self.columns.bands.iter().zip(&self.across.borders).zip(self.titles);
        for ((band, (left, right)), title) in drawn {
            let Some(boundary) = self.sequence.boundaries.get(band.boundary) else { continue };
            let depth = f64::from(u32::try_from(band.depth).unwrap_or(0));
            let top = heights.bands + depth * BAND_TITLE;
            let bottom = heights.content + (deepest - depth) * BAND_PADDING;
            let group = svg.tag("g").value("data-id", boundary.id.as_str()).word("role", "graphics-object");
            group.around(|svg| {
                svg.tag("title").content(&beginning_of_title(&boundary.name));
                for class in ["bz-tint", "bz-border"] {
                    let tag = svg.tag("rect").word("class", class).number("x", *left).number("y", top);
                    tag.number("width", right - left).number("height", bottom - top).number("rx", 9.0).empty();
                }
                let mut x = left + BAND_PADDING;
                if let Some(icon) = Icon::of_boundary(self.model.element(boundary.element)) {
                    let side = BAND_ICON - 4.0;
                    icon.draw(svg, (x, top + (BAND_TITLE - side) / 2.0 + 1.0), side, "bz-icon bz-border-mark");
                    x += BAND_ICON;
                }
                let baseline = top + (BAND_TITLE - BORDER.line_height()) / 2.0 + 1.0 + BORDER.baseline();
                for line in &title.lines {
                    svg.line(line, BORDER, "bz-border-title", Anchor::Left, (x, baseline));
                }
            });
        }
    }

    pub(super) fn draw_frame(&self, svg: &mut Svg, frame: &Frame, heights: &Heights) {
        let rows = self.rows.iter().take(frame.end).skip(frame.first);
        let extents = rows.map(|row| message::extent(row, self.across));
        let widest = |(left, right): (f64, f64), (from, to): (f64, f64)| (left.min(from), right.max(to));
        let Some((left, right)) = extents.reduce(widest) else { return };
        let (left, right) = (left - FRAME_PADDING, right + FRAME_PADDING);
        let (top, bottom) = (heights.rows + frame.top, heights.rows + frame.bottom);
        let tag = svg.tag("rect").word("class", "bz-frame").number("x", left).number("y", top);
        tag.number("width", right - left).number("height", bottom - top).number("rx", 4.0).empty();
        let title = Line::new(UNORDERED, NOTE);
        let end = left + title.width + 2.0 * BAND_PADDING;
        let mut tab = Path::new();
        tab.to(left, top).line(end, top).line(end, top + FRAME_TITLE - 8.0).line(end - 8.0, top + FRAME_TITLE);
        tab.line(left, top + FRAME_TITLE).close();
        svg.tag("path").word("class", "bz-frame-tab").path(&tab).empty();
        let baseline = top + (FRAME_TITLE - NOTE.line_height()) / 2.0 + NOTE.baseline();
        svg.line(&title, NOTE, "bz-legend", Anchor::Left, (left + BAND_PADDING - 3.0, baseline));
    }

    /// The parts of activation bars that are on this page.
    pub(super) fn draw_bars(&self, svg: &mut Svg, stretch: &Stretch, heights: &Heights) {
        let arrow = |row: usize| row.checked_sub(stretch.first).and_then(|at| stretch.arrows.get(at)).copied();
        for bar in self.bars {
            if bar.last < stretch.first || bar.first >= stretch.end {
                continue;
            }
            let is_loop = self.rows.get(bar.first).is_some_and(Row::is_to_itself);
            let start = arrow(bar.first).map(|y| if is_loop { y + LOOP_HEIGHT } else { y });
            let top = heights.rows + start.unwrap_or(0.0);
            let bottom = heights.rows + arrow(bar.last).unwrap_or(stretch.height);
            let x = self.across.x(bar.column) + shift(bar.shift) - HALF_BAR;
            let tag = svg.tag("rect").word("class", "bz-bar").number("x", x).number("y", top);
            tag.number("width", 2.0 * HALF_BAR).number("height", (bottom - top).max(1.0)).number("rx", 2.0).empty();
        }
    }
}
