//! What a flow looks like: its line with rounded corners and arrow heads, and its label.

use bartizan_model::{ElementId, Model};

use super::element::beginning_of_title;
use super::outline;
use super::theme::Look;
use super::{colour::Colour, label::Label};
use crate::graph::{Direction, Edge, Graph, Shape, Tone};
use crate::layout::{InputEdge, PlacedEdge, Point, Rectangle, Size};
use crate::mark::Mark;
use crate::svg::{Path, Svg};

/// Radius of the corners of lines.
const RADIUS: f64 = 7.0;

/// The head of an arrow; thick lines have larger ones.
#[derive(Clone, Copy)]
struct Head {
    length: f64,
    half_width: f64,
}

const HEAD: Head = Head { length: 9.0, half_width: 3.8 };
const LARGE_HEAD: Head = Head { length: 10.5, half_width: 4.8 };

/// A flow that is ready to be laid out and drawn.
pub(super) struct Flow<'a> {
    graph: &'a Graph,
    model: &'a Model,
    edge: &'a Edge,
    pub(super) label: Label,
}

/// The shape and the box of an element at which a flow ends.
pub(super) type End = (Shape, Rectangle);

impl<'a> Flow<'a> {
    pub(super) fn new(graph: &'a Graph, model: &'a Model, edge: &'a Edge, label: Label) -> Self {
        Self { graph, model, edge, label }
    }

    /// What a layout has to know.
    pub(super) fn input(&self) -> InputEdge {
        InputEdge {
            from: self.edge.from,
            to: self.edge.to,
            is_both_ways: self.edge.direction == Direction::Both,
            label: self.label.size,
        }
    }

    /// The flow, and the response that is drawn with it.
    pub(super) fn elements(&self) -> [Option<ElementId>; 2] {
        let request = self.edge.element;
        let is_merged = self.edge.direction == Direction::Both;
        [Some(request), self.model.element(request).element("response").filter(|_| is_merged)]
    }

    /// What became of it, in a picture of two versions.
    pub(super) fn mark(&self) -> Option<Mark> {
        self.edge.mark
    }

    /// Draws the line from the outline of its source to that of its sink.
    pub(super) fn draw_line(&self, svg: &mut Svg, place: &PlacedEdge, from: Option<End>, to: Option<End>) {
        let mut points = place.points.clone();
        meet_at_start(&mut points, from);
        points.reverse();
        meet_at_start(&mut points, to);
        points.reverse();
        let is_both_ways = self.edge.direction == Direction::Both;
        let size = if self.edge.tone == Tone::Severe { LARGE_HEAD } else { HEAD };
        let heads = [head(size, points.iter().rev()), if is_both_ways { head(size, points.iter()) } else { None }];
        // The line ends inside the head, whose tip is too thin to cover it.
        points.reverse();
        shorten(&mut points);
        points.reverse();
        if is_both_ways {
            shorten(&mut points);
        }
        let tag = svg.tag("g").word("class", "bz-flow-group").value("data-id", self.edge.id.as_str());
        let tag = tag.value("data-from", self.end_id(self.edge.from)).value("data-to", self.end_id(self.edge.to));
        tag.word("role", "graphics-symbol").around(|svg| {
            svg.tag("title").content(&self.description());
            let own = self.own_colour();
            let line = svg.tag("path").path(&rounded(&points));
            match &own {
                Some(colour) => line.word("class", "bz-flow").value("style", &format!("stroke:{colour}")),
                None => line.word("class", line_class(self.edge.tone)),
            }
            .empty();
            for outline in heads.iter().flatten() {
                let head = svg.tag("path").path(outline);
                match &own {
                    Some(colour) => head.word("class", "bz-flow-head").value("style", &format!("fill:{colour}")),
                    None => head.word("class", head_class(self.edge.tone)),
                }
                .empty();
            }
        });
    }

    /// Draws the label.
    pub(super) fn draw_label(&self, svg: &mut Svg, at: Point) {
        let tag = svg.tag("g").word("class", "bz-flow-label").value("data-id", self.edge.id.as_str());
        tag.around(|svg| {
            svg.tag("title").content(&self.description());
            self.label.draw(svg, at);
        });
    }

    /// What flows from where to where, in a sentence without a full stop.
    pub(super) fn description(&self) -> String {
        let object = self.model.element(self.edge.element);
        let name = |element: usize| {
            let node = self.graph.node(element);
            node.map_or(String::new(), |node| super::element::shown_name(self.model.element(node.element)))
        };
        let arrow = if self.edge.direction == Direction::Both { "↔" } else { "→" };
        let (from, to) = (name(self.edge.from), name(self.edge.to));
        let fate = match self.mark() {
            None | Some(Mark::Kept) => String::new(),
            Some(mark) => format!(" ({})", mark.word()),
        };
        let said = format!("{} {arrow} {}: {}", from.trim(), to.trim(), object.display_name().trim());
        beginning_of_title(&said) + &fate
    }

    fn end_id(&self, node: usize) -> &'a str {
        self.graph.node(node).map_or("", |node| node.id.as_str())
    }

    /// The colour that the author's own class gives it, unless colours show severities or changes.
    fn own_colour(&self) -> Option<String> {
        if self.edge.mark.is_some() || !matches!(self.edge.tone, Tone::Plain | Tone::OutOfScope) {
            return None;
        }
        let colour = Colour::named(self.edge.appearance.color.as_deref()?)?;
        colour.is_visible_on_any_paper().then(|| colour.to_string())
    }
}

/// Draws a short arrow from side to side of a box.
pub(super) fn draw_sample(svg: &mut Svg, place: Rectangle, is_both_ways: bool) {
    let y = place.top + place.height / 2.0;
    let mut points = vec![Point { x: place.left + place.width, y }, Point { x: place.left, y }];
    let heads = [head(HEAD, points.iter()), if is_both_ways { head(HEAD, points.iter().rev()) } else { None }];
    shorten(&mut points);
    points.reverse();
    if is_both_ways {
        shorten(&mut points);
    }
    svg.tag("path").path(&rounded(&points)).word("class", "bz-flow").empty();
    for head in heads.iter().flatten() {
        svg.tag("path").path(head).word("class", "bz-flow-head").empty();
    }
}

/// The size of the label of a flow without one.
pub(super) const NO_LABEL: Size = Size { width: 0.0, height: 0.0 };

fn line_class(tone: Tone) -> &'static str {
    match tone {
        Tone::Plain => "bz-flow",
        Tone::OutOfScope => "bz-flow bz-out-of-scope",
        Tone::Calm => "bz-flow bz-calm",
        Tone::Serious => "bz-flow bz-serious",
        Tone::Severe => "bz-flow bz-severe",
    }
}

fn head_class(tone: Tone) -> &'static str {
    match tone {
        Tone::Plain => "bz-flow-head",
        Tone::OutOfScope => "bz-flow-head bz-out-of-scope",
        Tone::Calm => "bz-flow-head bz-calm",
        Tone::Serious => "bz-flow-head bz-serious",
        Tone::Severe => "bz-flow-head bz-severe",
    }
}

/// The look that goes with a tone, where it has one.
pub(super) fn look_of_tone(tone: Tone) -> Option<Look> {
    match tone {
        Tone::Plain => None,
        Tone::OutOfScope => Some(Look::OutOfScope),
        Tone::Calm => Some(Look::Calm),
        Tone::Serious => Some(Look::Serious),
        Tone::Severe => Some(Look::Severe),
    }
}

fn meet_at_start(points: &mut [Point], end: Option<End>) {
    let (Some((shape, place)), [start, next, ..]) = (end, points) else { return };
    *start = outline::meet(shape, place, *start, *next);
}

/// The head of an arrow at the first of some points, away from the second.
fn head<'p>(size: Head, mut points: impl Iterator<Item = &'p Point>) -> Option<Path> {
    let (tip, behind) = (points.next()?, points.next()?);
    let (x, y) = direction(*behind, *tip)?;
    let back = Point { x: tip.x - x * size.length, y: tip.y - y * size.length };
    let mut path = Path::new();
    path.to(tip.x, tip.y);
    path.line(back.x - y * size.half_width, back.y + x * size.half_width);
    // A notch at the back makes the head look lighter.
    path.line(back.x + x * 2.0, back.y + y * 2.0);
    path.line(back.x + y * size.half_width, back.y - x * size.half_width).close();
    Some(path)
}

fn shorten(points: &mut [Point]) {
    let [start, next, ..] = points else { return };
    let Some((x, y)) = direction(*start, *next) else { return };
    let length = (next.x - start.x).hypot(next.y - start.y).min(HEAD.length - 3.0);
    *start = Point { x: start.x + x * length, y: start.y + y * length };
}

/// The direction from one point to another, as a vector of length one; `None` for the same point.
fn direction(from: Point, to: Point) -> Option<(f64, f64)> {
    let length = (to.x - from.x).hypot(to.y - from.y);
    (length > 1e-6).then(|| ((to.x - from.x) / length, (to.y - from.y) / length))
}

/// A line through points, with its corners rounded as far as the segments beside them are long enough.
fn rounded(points: &[Point]) -> Path {
    let mut path = Path::new();
    let [first, .., last] = points else { return path };
    path.to(first.x, first.y);
    for corner in points.windows(3) {
        let [before, at, after] = corner else { continue };
        let half = |end: &Point| (end.x - at.x).hypot(end.y - at.y) / 2.0;
        let radius = RADIUS.min(half(before)).min(half(after));
        let (Some(back), Some(on)) = (direction(*at, *before), direction(*at, *after)) else { continue };
        let is_straight = (back.0 + on.0).abs() < 1e-6 && (back.1 + on.1).abs() < 1e-6;
        if !is_straight {
            path.line(at.x + back.0 * radius, at.y + back.1 * radius);
            path.bend(at.x, at.y, at.x + on.0 * radius, at.y + on.1 * radius);
        }
    }
    path.line(last.x, last.y);
    path
}

#[cfg(test)]
mod tests {
    use super::rounded;
    use crate::layout::Point;

    fn path(points: &[(f64, f64)]) -> String {
        let points: Vec<Point> = points.iter().map(|(x, y)| Point { x: *x, y: *y }).collect();
        rounded(&points).as_str().to_owned()
    }

    #[test]
    fn corners_are_rounded_as_far_as_there_is_room() {
        assert_eq!(path(&[(0.0, 0.0), (0.0, 20.0), (30.0, 20.0)]), "M0 0L0 13Q0 20 7 20L30 20");
        assert_eq!(path(&[(0.0, 0.0), (0.0, 20.0), (4.0, 20.0)]), "M0 0L0 18Q0 20 2 20L4 20");
        assert_eq!(path(&[(0.0, 0.0), (0.0, 20.0), (0.0, 30.0)]), "M0 0L0 30");
        assert_eq!(path(&[(0.0, 0.0)]), "");
    }
}
