//! Draws a page of a sequence diagram, from the back to the front.

use bartizan_model::Model;

use super::across::Across;
use super::activations::Bar;
use super::columns::Columns;
use super::down::Stretch;
use super::heads::Head;
use super::measures::{BAND_PADDING, BAND_TITLE, LONG, MARGIN, TITLE};
use super::rows::Row;
use super::{SequenceOptions, SequencePage, message, participant, sheet};
use crate::layout::Size;
use crate::limits::MAX_DESCRIBED_FLOWS;
use crate::picture::document::Document;
use crate::picture::element::beginning_of_title;
use crate::sequence::{Participant, Sequence};
use crate::svg::{Anchor, Path, Svg};
use crate::text::{Paragraph, fit};

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
pub(super) struct Heights {
    /// Where the titles of boundaries begin.
    pub(super) bands: f64,
    pub(super) heads: f64,
    /// Where lifelines begin; rows are measured from here.
    pub(super) rows: f64,
    /// Where lifelines end.
    pub(super) end: f64,
    /// Whether the participants are repeated there.
    pub(super) has_heads_below: bool,
    /// Where all that boundaries surround ends.
    pub(super) content: f64,
    pub(super) page: f64,
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
        let letters = content.letters().clone();
        let document = Document {
            kind: "sequence diagram",
            title: &beginning_of_title(if title.trim().is_empty() { &self.sequence.name } else { title }),
            description: &self.description(stretch),
            size,
            theme: self.options.theme,
            rules: &sheet::rules(self.options.theme),
        };
        SequencePage { svg: document.around(content), size, missing_glyphs: letters.missing(), letters }
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
    pub(super) fn depths(&self) -> f64 {
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
