//! Labels of flows: number, name, and where stated or wished for, whether the flow is encrypted, how and with what.

use std::collections::BTreeSet;

use bartizan_model::{Model, Object};

use super::PictureOptions;
use super::element::shown_name;
use super::flow::NO_LABEL;
use super::icon::Icon;
use super::sheet::{DETAIL, LABEL, NUMBER};
use super::sign::draw_sign;
use crate::graph::{Direction, Edge};
use crate::layout::{Point, Size};
use crate::limits::MAX_DATA_OF_LABEL;
use crate::mark::Mark;
use crate::svg::{Anchor, Svg};
use crate::text::{Line, Paragraph, fit};

/// Width at which labels break into lines.
const LABEL_WIDTH: f64 = 116.0;
/// Lines of a name; an ellipsis stands for the others.
const LABEL_LINES: usize = 4;
const PROTOCOL_LINES: usize = 2;
const DATA_LINES: usize = 3;
const LOCK_SIDE: f64 = 11.0;
const GAP: f64 = 4.0;
const GAP_BETWEEN_PARTS: f64 = 3.0;
const PADDING: Size = Size { width: 4.0, height: 2.0 };
const BADGE_HEIGHT: f64 = 13.0;
const BADGE_PADDING: f64 = 4.0;
const SIGN_RADIUS: f64 = 6.5;

/// The label of a flow.
#[derive(Clone, Debug, Default)]
pub(super) struct Label {
    /// What became of the flow, where that has a sign.
    sign: Option<Mark>,
    parts: Vec<Part>,
    /// Its size, with the plate behind it.
    pub(super) size: Size,
}

/// What is said of a request, or of the response that is drawn with it.
#[derive(Clone, Debug)]
struct Part {
    number: Option<Line>,
    name: Paragraph,
    lock: Option<Icon>,
    details: Vec<Line>,
}

impl Label {
    /// The label of a flow; when labels are hidden, no more than the sign of its mark.
    pub(super) fn of(model: &Model, edge: &Edge, options: &PictureOptions) -> Self {
        let flow = model.element(edge.element);
        let mut parts = Vec::new();
        if !options.hides_labels {
            parts.push(Part::of(model, flow, options));
        }
        if !options.hides_labels && edge.direction == Direction::Both {
            parts.extend(flow.element("response").map(|response| Part::of(model, model.element(response), options)));
        }
        let sign = edge.mark.filter(|mark| *mark != Mark::Kept);
        let mut label = Self { sign, parts, size: NO_LABEL };
        if !label.is_empty() {
            label.size = label.measured();
        }
        label
    }

    fn is_empty(&self) -> bool {
        self.parts.is_empty() && self.sign.is_none()
    }

    /// The marks that occur, for the legend.
    pub(super) fn locks(&self) -> impl Iterator<Item = Icon> {
        self.parts.iter().filter_map(|part| part.lock)
    }

    /// Draws it with its upper left corner at a point.
    pub(super) fn draw(&self, svg: &mut Svg, at: Point) {
        if self.is_empty() {
            return;
        }
        let plate = svg.tag("rect").word("class", "bz-plate").number("x", at.x).number("y", at.y);
        plate.number("width", self.size.width).number("height", self.size.height).number("rx", 3.0).empty();
        let badges = self.width_of_badges();
        let (mut left, mut y) = (at.x + PADDING.width, at.y + PADDING.height);
        if let Some(mark) = self.sign {
            draw_sign(svg, mark, Point { x: left + SIGN_RADIUS, y: y + LABEL.line_height() / 2.0 }, SIGN_RADIUS);
            left += self.width_of_sign();
        }
        for part in &self.parts {
            part.draw(svg, Point { x: left, y }, badges, at.x + self.size.width - PADDING.width - left);
            y += part.height() + GAP_BETWEEN_PARTS;
        }
    }

    fn measured(&self) -> Size {
        let badges = self.width_of_badges();
        let width = self.parts.iter().map(|part| badges + part.width()).fold(0.0, f64::max);
        let height: f64 = self.parts.iter().map(|part| part.height() + GAP_BETWEEN_PARTS).sum();
        let height = height.max(LABEL.line_height() + GAP_BETWEEN_PARTS);
        Size {
            width: (self.width_of_sign() + width + 2.0 * PADDING.width).ceil(),
            height: (height - GAP_BETWEEN_PARTS + 2.0 * PADDING.height).ceil(),
        }
    }

    /// With the gap between it and what follows; zero without one.
    fn width_of_sign(&self) -> f64 {
        match (self.sign, self.parts.is_empty()) {
            (None, _) => 0.0,
            (Some(_), true) => 2.0 * SIGN_RADIUS,
            (Some(_), false) => 2.0 * SIGN_RADIUS + GAP,
        }
    }

    /// The column of numbers, with the gap beside it; zero without any.
    fn width_of_badges(&self) -> f64 {
        let numbers = self.parts.iter().filter_map(|part| part.number.as_ref());
        numbers.map(|number| width_of_badge(number) + GAP).fold(0.0, f64::max)
    }
}

impl Part {
    fn of(model: &Model, flow: &Object, options: &PictureOptions) -> Self {
        let order = flow.int("order").filter(|order| *order != -1 && flow.appearance.name.is_none());
        let name = if order.is_some() { flow.name().to_string() } else { shown_name(flow) };
        Self {
            number: order.map(|order| Line::new(&order.to_string(), NUMBER)),
            name: fit(&name, LABEL, LABEL_WIDTH, LABEL_LINES),
            lock: lock(flow),
            details: details(model, flow, options),
        }
    }

    /// Beside the number.
    fn width(&self) -> f64 {
        let last = self.name.lines.last().map_or(0.0, |line| line.width);
        let with_lock = if self.lock.is_some() { last + GAP + LOCK_SIDE } else { 0.0 };
        self.details.iter().map(|line| line.width).fold(self.name.width.max(with_lock), f64::max)
    }

    fn height(&self) -> f64 {
        let name: f64 = self.name.lines.iter().map(|_| LABEL.line_height()).sum();
        let details: f64 = self.details.iter().map(|_| DETAIL.line_height()).sum();
        name.max(LABEL.line_height()) + details
    }

    fn draw(&self, svg: &mut Svg, at: Point, badges: f64, width: f64) {
        if let Some(number) = &self.number {
            draw_badge(svg, number, Point { x: at.x, y: at.y + (LABEL.line_height() - BADGE_HEIGHT) / 2.0 });
        }
        // Beside numbers lines start together; without any they are centred.
        let (anchor, x) =
            if badges > 0.0 { (Anchor::Left, at.x + badges) } else { (Anchor::Middle, at.x + width / 2.0) };
        let mut y = at.y;
        let count = self.name.lines.len();
        for (position, line) in self.name.lines.iter().enumerate() {
            let lock = self.lock.filter(|_| position + 1 == count);
            let lock_width = lock.map_or(0.0, |_| GAP + LOCK_SIDE);
            let start = if anchor == Anchor::Left { x } else { x - (line.width + lock_width) / 2.0 };
            svg.line(line, LABEL, "bz-label", Anchor::Left, (start, y + LABEL.baseline()));
            if let Some(lock) = lock {
                let top = y + (LABEL.line_height() - LOCK_SIDE) / 2.0 - 0.5;
                lock.draw(svg, (start + line.width + GAP, top), LOCK_SIDE, lock_class(lock));
            }
            y += LABEL.line_height();
        }
        for line in &self.details {
            svg.line(line, DETAIL, "bz-detail", anchor, (x, y + DETAIL.baseline()));
            y += DETAIL.line_height();
        }
    }
}

/// The class of the style sheet for a lock.
pub(super) fn lock_class(lock: Icon) -> &'static str {
    if lock == Icon::Locked { "bz-icon bz-locked" } else { "bz-icon bz-unlocked" }
}

/// Only what is known is said: a flow of which nobody said anything has no lock, neither closed nor open.
fn lock(flow: &Object) -> Option<Icon> {
    let fact = flow.control("isEncrypted").filter(|fact| fact.origin.is_known())?;
    Some(if fact.value.is_true() { Icon::Locked } else { Icon::Unlocked })
}

/// The protocol on its own line, and below it the data.
fn details(model: &Model, flow: &Object, options: &PictureOptions) -> Vec<Line> {
    let mut details = Vec::new();
    if options.shows_protocols {
        details.extend(fit(&protocol(flow), DETAIL, LABEL_WIDTH, PROTOCOL_LINES).lines);
    }
    if options.shows_data {
        details.extend(fit(&data(model, flow), DETAIL, LABEL_WIDTH, DATA_LINES).lines);
    }
    details
}

fn protocol(flow: &Object) -> String {
    let protocol = flow.text("protocol");
    match flow.int("dstPort").filter(|port| *port >= 0) {
        Some(port) if protocol.is_empty() => format!("port {port}"),
        Some(port) => format!("{protocol} {port}"),
        None => protocol.to_string(),
    }
}

fn data(model: &Model, flow: &Object) -> String {
    let mut seen = BTreeSet::new();
    let data = model.data_of(flow);
    let each = data.iter().filter(|datum| seen.insert(**datum)).take(MAX_DATA_OF_LABEL).map(|datum| {
        let object = model.datum(*datum);
        let class = object.member("classification").map_or("", |member| member.name());
        match class.to_lowercase().replace('_', " ").as_str() {
            "" | "unknown" => object.name().to_string(),
            class => format!("{} ({class})", object.name()),
        }
    });
    each.collect::<Vec<_>>().join(", ")
}

fn width_of_badge(number: &Line) -> f64 {
    (number.width + 2.0 * BADGE_PADDING).max(BADGE_HEIGHT)
}

fn draw_badge(svg: &mut Svg, number: &Line, at: Point) {
    let width = width_of_badge(number);
    let badge = svg.tag("rect").word("class", "bz-badge").number("x", at.x).number("y", at.y);
    badge.number("width", width).number("height", BADGE_HEIGHT).number("rx", BADGE_HEIGHT / 2.0).empty();
    let baseline = at.y + BADGE_HEIGHT / 2.0 + NUMBER.baseline() - NUMBER.line_height() / 2.0;
    svg.line(number, NUMBER, "bz-number", Anchor::Middle, (at.x + width / 2.0, baseline));
}
