//! What a trust boundary looks like: a dashed frame with a title, and a tint that grows with nesting.

use bartizan_model::Model;

use super::element::{beginning_of_title, shown_name};
use super::icon::Icon;
use super::sheet::BORDER;
use super::sign::draw_sign;
use super::theme::TINTED_DEPTH;
use crate::graph::{Boundary, Graph};
use crate::layout::{InputBoundary, PlacedBoundary, Point, Size};
use crate::mark::Mark;
use crate::svg::{Anchor, Svg};
use crate::text::{Paragraph, fit};

/// Width at which titles break into lines.
const TITLE_WIDTH: f64 = 220.0;
/// Lines of a title; an ellipsis stands for the others.
const TITLE_LINES: usize = 2;
const ICON_SIDE: f64 = 14.0;
const GAP_BESIDE_ICON: f64 = 5.0;
const SIGN_RADIUS: f64 = 7.0;
const RADIUS: f64 = 8.0;
/// Room above the title, which would else stand too near to the line.
const PADDING_ABOVE: f64 = 3.0;

/// A trust boundary that is ready to be laid out and drawn.
pub(super) struct Frame<'a> {
    boundary: &'a Boundary,
    name: String,
    title: Paragraph,
    icon: Option<Icon>,
    is_quiet: bool,
    /// Boundaries around it.
    depth: usize,
}

impl<'a> Frame<'a> {
    /// Measures a boundary, given how many are around it.
    pub(super) fn new(graph: &Graph, boundary: &'a Boundary, model: &Model, depth: usize) -> Self {
        let object = model.element(boundary.element);
        let name = shown_name(object);
        Self {
            boundary,
            title: fit(&name, BORDER, TITLE_WIDTH, TITLE_LINES),
            name,
            icon: Icon::of_boundary(object),
            // Where colours show severities or changes, boundaries step back.
            is_quiet: graph.has_colormap || graph.has_marks || !object.flag("inScope"),
            depth,
        }
    }

    /// What became of it, in a picture of two versions.
    pub(super) fn mark(&self) -> Option<Mark> {
        self.boundary.mark
    }

    /// What a layout has to know.
    pub(super) fn input(&self) -> InputBoundary {
        let lines: f64 = self.title.lines.iter().map(|_| BORDER.line_height()).sum();
        let size = Size {
            width: (self.width_before_title() + self.title.width).ceil(),
            height: (PADDING_ABOVE + lines).ceil(),
        };
        InputBoundary { parent: self.boundary.parent, title: size }
    }

    /// Draws the frame, which has to be there before what is inside.
    pub(super) fn draw(&self, svg: &mut Svg, place: &PlacedBoundary) {
        let tag = svg.tag("g").word("class", "bz-boundary").value("data-id", self.boundary.id.as_str());
        tag.word("role", "graphics-object").around(|svg| {
            svg.tag("title").content(&beginning_of_title(&format!(
                "{} ({}trust boundary)",
                self.name.trim(),
                self.fate()
            )));
            let frame = place.frame;
            let tag = svg.tag("rect").word("class", frame_class(self.is_quiet, self.depth));
            let tag = tag.number("x", frame.left).number("y", frame.top).number("rx", RADIUS);
            tag.number("width", frame.width).number("height", frame.height).empty();
            self.draw_title(svg, place);
        });
    }

    fn draw_title(&self, svg: &mut Svg, place: &PlacedBoundary) {
        let (mut left, mut y) = (place.title.x, place.title.y + PADDING_ABOVE);
        let start = left + self.width_before_title();
        if let Some(mark) = self.sign() {
            let centre = Point { x: left + SIGN_RADIUS, y: y + BORDER.line_height() / 2.0 };
            draw_sign(svg, mark, centre, SIGN_RADIUS);
            left += 2.0 * SIGN_RADIUS + GAP_BESIDE_ICON;
        }
        let (text, mark) = if self.is_quiet {
            ("bz-border-title bz-quiet", "bz-icon bz-border-mark bz-quiet")
        } else {
            ("bz-border-title", "bz-icon bz-border-mark")
        };
        if let Some(icon) = self.icon {
            icon.draw(svg, (left, y + (BORDER.line_height() - ICON_SIDE) / 2.0), ICON_SIDE, mark);
        }
        for line in &self.title.lines {
            svg.line(line, BORDER, text, Anchor::Left, (start, y + BORDER.baseline()));
            y += BORDER.line_height();
        }
    }

    fn width_before_title(&self) -> f64 {
        let icon = if self.icon.is_some() { ICON_SIDE + GAP_BESIDE_ICON } else { 0.0 };
        if self.sign().is_some() { icon + 2.0 * SIGN_RADIUS + GAP_BESIDE_ICON } else { icon }
    }

    /// The mark, where it has a sign.
    fn sign(&self) -> Option<Mark> {
        self.mark().filter(|mark| *mark != Mark::Kept)
    }

    fn fate(&self) -> String {
        self.sign().map_or(String::new(), |mark| format!("{} ", mark.word()))
    }
}

/// Classes of the style sheet for the frame of a boundary.
pub(super) fn frame_class(is_quiet: bool, depth: usize) -> &'static str {
    match (is_quiet, depth < TINTED_DEPTH) {
        (true, _) => "bz-border bz-quiet",
        (false, true) => "bz-border bz-tint",
        (false, false) => "bz-border",
    }
}
