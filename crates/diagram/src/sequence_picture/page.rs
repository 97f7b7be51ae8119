//! Draws a page of a sequence diagram, from the back to the front.

use bartizan_model::Model;

use super::across::{Across, shift};
use super::activations::Bar;
use super::columns::Columns;
use super::down::{Frame, Stretch};
use super::heads::Head;
use super::measures::{
    BAND_ICON, BAND_PADDING, BAND_TITLE, BORDER, FRAME_PADDING, FRAME_TITLE, HALF_BAR, LONG, LOOP_HEIGHT, MARGIN, NOTE,
    TITLE,
};
use super::rows::Row;
use super::{SequenceOptions, SequencePage, message, participant, sheet};
use crate::layout::Size;
use crate::limits::MAX_DESCRIBED_FLOWS;
use crate::picture::document::Document;
use crate::picture::element::beginning_of_title;
use crate::picture::icon::Icon;
use crate::sequence::{Participant, Sequence};
use crate::svg::{Anchor, Path, Svg};
use crate::text::{Line, Paragraph, fit};

/// What is said of messages that have no place in the sequence.
const UNORDERED: &str = "unordered";

/// A title is not made narrower than this to suit a narrow diagram.
const LEAST_TITLE: f64 = 240.0;

/// A diagram that has been laid out.
pub(super) struct Drawing<'a> {
    pub(super) sequence: &'a Sequence,
    pub(super) model: &'a Model,
    pub(super) options: &'a SequenceOptions,
    pub(super) columns: &'a Columns,
    /// Titles of the bands.
    pub(super) titles: &'a [Paragraph],
    pub(super) rows: &'a [Row],
    pub(super) bars: &'a [Bar],
    pub(super) heads: &'a [Head],
    pub(super) head_height: f64,
    pub(super) across: &'a Across,
}

/// Heights on a page.
struct Heights {
    /// Where the titles of boundaries begin.
    bands: f64,
    heads: f64,
    /// Where lifelines begin; rows are measured from here.
    rows: f64,
    /// Where lifelines end.
    end: f64,
    /// Where the participants are repeated.
    has_heads_below: bool,
    /// Where all that boundaries surround ends.
    content: f64,
    page: f64,
}

impl Drawing<'_> {
    pub(super) fn page(&self, stretch: &Stretch) -> SequencePage {
        let title = self.options.title.as_deref().unwrap_or(&self.sequence.name);
        let shown = if stretch.first == 0 { title } else { "" };
        let title_lines = fit(shown, TITLE, (self.across.width - 2.0 * MARGIN).max(LEAST_TITLE), 3);
        let heights = self.heights(stretch, &title_lines);
        let width = self.across.width.max(title_lines.width + 2.0 * MARGIN).ceil();
        let size = Size { width, height: heights.page.ceil() };
        let mut content = Svg::new();
        self.draw_content(&mut content, stretch, &title_lines, &heights);
        let missing_glyphs = content.letters().missing();
        let document = Document {
            kind: "sequence diagram",
            title: &beginning_of_title(if title.trim().is_empty() { &self.sequence.name } else { title }),
            description: &self.description(stretch),
            size,
            theme: self.options.theme,
            rules: &sheet::rules(self.options.theme),
        };
        SequencePage { svg: document.around(content), size, missing_glyphs }
    }

    fn heights(&self, stretch: &Stretch, title: &Paragraph) -> Heights {
        let depths = self.depths();
        let title_height: f64 = title.lines.iter().map(|_| TITLE.line_height()).sum();
        let bands = MARGIN + title_height + if title.lines.is_empty() { 0.0 } else { BAND_PADDING };
        let heads = bands + depths * BAND_TITLE + if depths > 0.0 { BAND_PADDING } else { 0.0 };
        let rows = heads + self.head_height;
        let end = rows + stretch.height;
        let has_heads_below = stretch.height > LONG && !self.options.is_paged;
        let content = end + if has_heads_below { self.head_height } else { 0.0 };
        let page = content + depths * BAND_PADDING + MARGIN;
        Heights { bands, heads, rows, end, has_heads_below, content, page }
    }

    /// How many boundaries are inside each other.
    fn depths(&self) -> f64 {
        let deepest = self.columns.bands.iter().map(|band| band.depth + 1).max().unwrap_or(0);
        f64::from(u32::try_from(deepest).unwrap_or(0))
    }

    /// The page in words.
    fn description(&self, stretch: &Stretch) -> String {
        let count = |number: usize, one: &str| format!("{number} {one}{}", if number == 1 { "" } else { "s" });
        let (participants, messages) = (count(self.heads.len(), "participant"), count(self.rows.len(), "message"));
        let mut description = format!("Sequence diagram with {participants} and {messages}.");
        let rows = self.rows.iter().take(stretch.end).skip(stretch.first);
        for row in rows.clone().take(MAX_DESCRIBED_FLOWS) {
            description.push(' ');
            description.push_str(&self.in_words(row));
            description.push('.');
        }
        if let Some(more @ 1..) = rows.count().checked_sub(MAX_DESCRIBED_FLOWS) {
            description.push_str(&format!(" And {}.", count(more, "more message")));
        }
        description
    }

    /// A message in a sentence without a full stop.
    fn in_words(&self, row: &Row) -> String {
        let name = |column: usize| self.participant(column).map_or("", |participant| participant.name.trim());
        let label = self.sequence.messages.get(row.message).map_or("", |message| message.label.trim());
        beginning_of_title(&format!("{} → {}: {label}", name(row.from), name(row.to)))
    }

    /// Who stands in a column.
    fn participant(&self, column: usize) -> Option<&Participant> {
        self.sequence.participants.get(self.heads.get(column)?.participant)
    }

    fn draw_content(&self, svg: &mut Svg, stretch: &Stretch, title: &Paragraph, heights: &Heights) {
        let mut y = MARGIN;
        for line in &title.lines {
            svg.line(line, TITLE, "bz-title", Anchor::Left, (MARGIN, y + TITLE.baseline()));
            y += TITLE.line_height();
        }
        self.draw_bands(svg, heights);
        for lifeline in &self.across.lifelines {
            let mut line = Path::new();
            line.to(lifeline.x, heights.rows).line(lifeline.x, heights.end);
            svg.tag("path").word("class", "bz-lifeline").path(&line).empty();
        }
        for frame in &stretch.frames {
            self.draw_frame(svg, frame, heights);
        }
        self.draw_bars(svg, stretch, heights);
        for (row, arrow) in self.rows.iter().skip(stretch.first).zip(&stretch.arrows) {
            self.draw_message(svg, row, heights.rows + arrow);
        }
        self.draw_heads(svg, heights.heads);
        if heights.has_heads_below {
            self.draw_heads(svg, heights.end);
        }
    }

    fn draw_bands(&self, svg: &mut Svg, heights: &Heights) {
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

    fn draw_frame(&self, svg: &mut Svg, frame: &Frame, heights: &Heights) {
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
    fn draw_bars(&self, svg: &mut Svg, stretch: &Stretch, heights: &Heights) {
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

    fn draw_message(&self, svg: &mut Svg, row: &Row, y: f64) {
        let Some(message) = self.sequence.messages.get(row.message) else { return };
        let id = |column: usize| self.participant(column).map_or("", |participant| participant.id.as_str());
        let is_in_scope = self.model.element(message.element).flag("inScope");
        let group = svg.tag("g").word("class", "bz-message").value("data-id", message.id.as_str());
        let group = group.value("data-from", id(row.from)).value("data-to", id(row.to));
        group.word("role", "graphics-symbol").around(|svg| {
            svg.tag("title").content(&self.in_words(row));
            message::draw(svg, row, self.across, y, is_in_scope);
        });
    }

    fn draw_heads(&self, svg: &mut Svg, top: f64) {
        for (head, lifeline) in self.heads.iter().zip(&self.across.lifelines) {
            let Some(participant) = self.sequence.participants.get(head.participant) else { continue };
            let class = self.model.element(participant.element).class_name();
            let group = svg.tag("g").value("data-id", participant.id.as_str()).value("data-kind", class);
            group.word("role", "graphics-symbol").around(|svg| {
                svg.tag("title").content(&beginning_of_title(&participant.name));
                participant::draw(svg, head, lifeline.x, top, self.head_height);
            });
        }
    }
}
