//! The shapes: how large they are around their content, how they are drawn, and where a line meets them.

use super::colour::Colour;
use super::sheet::NAME;
use crate::graph::Shape;
use crate::layout::{Point, Rectangle, Size};
use crate::svg::{Path, Svg, Tag};
use crate::text::Paragraph;

/// Half the height of the lid of a cylinder, unless it is a tiny one.
const LID: f64 = 7.0;
/// Distance of the two lines of a double circle.
const DOUBLE_GAP: f64 = 4.0;
const LARGEST_POINT_OF_HEXAGON: f64 = 16.0;

/// What a shape is painted with.
#[derive(Clone, Debug)]
pub(super) enum Brush {
    /// Classes of the style sheet.
    Classes(String),
    /// A colour of the author's own class, which is safe to write. A light wash of it suits light and dark backgrounds alike.
    Own(Colour),
}

impl Brush {
    fn paint<'a>(&self, tag: Tag<'a>) -> Tag<'a> {
        match self {
            Brush::Classes(classes) => tag.value("class", classes),
            Brush::Own(colour) => {
                let colour = colour.to_string();
                let tag = tag.word("class", "bz-shape").value("stroke", &colour).value("fill", &colour);
                tag.number("fill-opacity", 0.12)
            }
        }
    }
}

/// The shape that Graphviz calls so, where there is one like it.
pub(super) fn named(name: &str) -> Option<Shape> {
    match name.trim().to_ascii_lowercase().as_str() {
        "box" | "rect" | "rectangle" | "square" | "note" | "tab" | "folder" | "component" => Some(Shape::Square),
        "circle" | "ellipse" | "oval" | "egg" => Some(Shape::Circle),
        "doublecircle" => Some(Shape::DoubleCircle),
        "cylinder" => Some(Shape::Cylinder),
        "hexagon" | "septagon" | "octagon" => Some(Shape::Hexagon),
        "mrecord" => Some(Shape::RoundedRectangle),
        "none" | "plain" | "plaintext" | "underline" => Some(Shape::StandIn),
        _ => None,
    }
}

/// The size of a shape around content of a size. A circle is an ellipse into which the name fits line by line.
pub(super) fn size(shape: Shape, content: Size, name: &Paragraph) -> Size {
    let around = |x: f64, y: f64, least: Size| Size {
        width: (content.width + 2.0 * x).max(least.width).ceil(),
        height: (content.height + 2.0 * y).max(least.height).ceil(),
    };
    match shape {
        Shape::Square | Shape::StandIn => around(14.0, 11.0, Size { width: 84.0, height: 46.0 }),
        Shape::RoundedRectangle => around(15.0, 11.0, Size { width: 84.0, height: 46.0 }),
        Shape::Cylinder => around(16.0, 9.0 + 1.5 * LID, Size { width: 92.0, height: 58.0 }),
        Shape::Hexagon => {
            let box_size = around(12.0, 12.0, Size { width: 72.0, height: 48.0 });
            Size { width: box_size.width + point_of_hexagon(box_size) * 1.3, ..box_size }
        }
        Shape::Circle => ellipse_around(content, name, 0.0),
        Shape::DoubleCircle => ellipse_around(content, name, DOUBLE_GAP),
    }
}

/// How far from a corner of the box lines have to stay.
pub(super) fn inset(shape: Shape, size: Size) -> f64 {
    match shape {
        Shape::Square | Shape::StandIn => 6.0,
        Shape::RoundedRectangle => 13.0,
        Shape::Cylinder => 12.0,
        Shape::Hexagon => point_of_hexagon(size) + 3.0,
        Shape::Circle | Shape::DoubleCircle => size.width.min(size.height) * 0.3,
    }
}

/// Where the middle of the content is.
pub(super) fn middle_of_content(shape: Shape, place: Rectangle) -> Point {
    let lid = if shape == Shape::Cylinder { LID * 0.75 } else { 0.0 };
    Point { x: place.left + place.width / 2.0, y: place.top + place.height / 2.0 + lid }
}

/// A point on the outline to the upper right.
pub(super) fn upper_right(shape: Shape, place: Rectangle) -> Point {
    let (right, middle) = (place.left + place.width, middle_of(place));
    match shape {
        Shape::Circle | Shape::DoubleCircle => Point {
            x: middle.x + place.width / 2.0 * std::f64::consts::FRAC_1_SQRT_2,
            y: middle.y - place.height / 2.0 * std::f64::consts::FRAC_1_SQRT_2,
        },
        Shape::Hexagon => Point { x: right - point_of_hexagon(size_of(place)) * 0.8, y: place.top + 1.0 },
        Shape::Cylinder => Point { x: right - 2.0, y: place.top + LID },
        _ => Point { x: right - 2.0, y: place.top + 2.0 },
    }
}

/// Draws a shape in its box.
pub(super) fn draw(svg: &mut Svg, shape: Shape, place: Rectangle, brush: &Brush) {
    match shape {
        Shape::Square | Shape::StandIn => draw_rectangle(svg, place, 3.0, brush),
        Shape::RoundedRectangle => draw_rectangle(svg, place, 13.0_f64.min(place.height / 2.0), brush),
        Shape::Circle => draw_ellipse(svg, place, 0.0, brush),
        Shape::DoubleCircle => {
            draw_ellipse(svg, place, 0.0, brush);
            draw_ellipse(svg, place, DOUBLE_GAP, brush);
        }
        Shape::Cylinder => draw_cylinder(svg, place, brush),
        Shape::Hexagon => {
            let (left, top, right, bottom) = sides(place);
            let (middle, point) = (middle_of(place).y, point_of_hexagon(size_of(place)));
            let mut path = Path::new();
            path.to(left + point, top).line(right - point, top).line(right, middle).line(right - point, bottom);
            path.line(left + point, bottom).line(left, middle).close();
            brush.paint(svg.tag("path")).path(&path).word("stroke-linejoin", "round").empty();
        }
    }
}

/// Where a line that ends at the box of a shape, coming from another point, meets the shape itself.
pub(super) fn meet(shape: Shape, place: Rectangle, end: Point, from: Point) -> Point {
    let (left, top, right, bottom) = sides(place);
    let middle = middle_of(place);
    let is_vertical = (end.y - from.y).abs() >= (end.x - from.x).abs();
    let far = depth(shape, place, end, is_vertical);
    match (is_vertical, end.y - from.y >= 0.0, end.x - from.x >= 0.0) {
        (true, true, _) if end.y <= middle.y => Point { x: end.x, y: top + far },
        (true, false, _) if end.y >= middle.y => Point { x: end.x, y: bottom - far },
        (false, _, true) if end.x <= middle.x => Point { x: left + far, y: end.y },
        (false, _, false) if end.x >= middle.x => Point { x: right - far, y: end.y },
        // The line does not end at the side it comes from; leave it as it was laid out.
        _ => end,
    }
}

/// How far inside its box the outline is where a vertical or horizontal line arrives.
fn depth(shape: Shape, place: Rectangle, end: Point, is_vertical: bool) -> f64 {
    let middle = middle_of(place);
    let (half_width, half_height) = (place.width / 2.0, place.height / 2.0);
    let sagitta = |offset: f64, half_along: f64, half_across: f64| {
        let share = (offset / half_along).clamp(-1.0, 1.0);
        half_across * (1.0 - (1.0 - share * share).sqrt())
    };
    match shape {
        Shape::Circle | Shape::DoubleCircle if is_vertical => sagitta(end.x - middle.x, half_width, half_height),
        Shape::Circle | Shape::DoubleCircle => sagitta(end.y - middle.y, half_height, half_width),
        Shape::Cylinder if is_vertical => sagitta(end.x - middle.x, half_width, LID),
        Shape::Hexagon => {
            let point = point_of_hexagon(size_of(place));
            if is_vertical {
                let beyond = (end.x - middle.x).abs() - (half_width - point);
                (beyond / point).clamp(0.0, 1.0) * half_height
            } else {
                ((end.y - middle.y).abs() / half_height).clamp(0.0, 1.0) * point
            }
        }
        _ => 0.0,
    }
}

fn draw_rectangle(svg: &mut Svg, place: Rectangle, radius: f64, brush: &Brush) {
    let tag = brush.paint(svg.tag("rect")).number("x", place.left).number("y", place.top);
    tag.number("width", place.width).number("height", place.height).number("rx", radius).empty();
}

fn draw_ellipse(svg: &mut Svg, place: Rectangle, within: f64, brush: &Brush) {
    let middle = middle_of(place);
    let tag = brush.paint(svg.tag("ellipse")).number("cx", middle.x).number("cy", middle.y);
    tag.number("rx", (place.width / 2.0 - within).max(1.0))
        .number("ry", (place.height / 2.0 - within).max(1.0))
        .empty();
}

fn draw_cylinder(svg: &mut Svg, place: Rectangle, brush: &Brush) {
    let (left, top, right, bottom) = sides(place);
    let lid_height = LID.min(place.height / 5.0);
    let radii = (place.width / 2.0, lid_height);
    let mut body = Path::new();
    body.to(left, top + lid_height).arc(radii, true, right, top + lid_height).line(right, bottom - lid_height);
    body.arc(radii, true, left, bottom - lid_height).close();
    brush.paint(svg.tag("path")).path(&body).empty();
    let mut lid = Path::new();
    lid.to(right, top + lid_height).arc(radii, true, left, top + lid_height);
    svg.tag("g").word("fill-opacity", "0").around(|svg| brush.paint(svg.tag("path")).path(&lid).empty());
}

/// The ellipse into which the lines of a name fit one by one, below the icon; of those the one with the least area that is
/// not too flat.
fn ellipse_around(content: Size, name: &Paragraph, more: f64) -> Size {
    const PADDING: Size = Size { width: 11.0, height: 7.0 };
    const FLATTEST: f64 = 2.2;
    const LEAST: Size = Size { width: 50.0, height: 34.0 };
    let half_height = content.height / 2.0;
    let mut best: Option<(f64, Size)> = None;
    for step in 1..=24_u8 {
        let ry = half_height * (1.0 + f64::from(step) / 20.0);
        let rx = half_width_needed(content, name, ry);
        let (rx, ry) = (rx + PADDING.width + more, ry + PADDING.height + more);
        let (rx, ry) = (rx.max(LEAST.width), ry.max(LEAST.height).max(rx / FLATTEST));
        if best.is_none_or(|(area, _)| rx * ry < area) {
            best = Some((rx * ry, Size { width: (2.0 * rx).ceil(), height: (2.0 * ry).ceil() }));
        }
    }
    best.map_or(LEAST, |(_, size)| size)
}

fn half_width_needed(content: Size, name: &Paragraph, ry: f64) -> f64 {
    // Letters reach from the capitals' tops to the descenders, which is less than a line is high.
    const LETTERS: f64 = 0.72;
    let line = NAME.line_height();
    let lines = f64::from(u32::try_from(name.lines.len()).unwrap_or(u32::MAX));
    let mut middle = content.height / 2.0 - lines * line + line / 2.0;
    let mut needed: f64 = 0.0;
    for text in &name.lines {
        let edge = (middle.abs() + line * LETTERS / 2.0).min(ry * 0.98);
        needed = needed.max(text.width / 2.0 / (1.0 - (edge / ry).powi(2)).sqrt());
        middle += line;
    }
    needed
}

fn point_of_hexagon(size: Size) -> f64 {
    (size.height * 0.3).min(LARGEST_POINT_OF_HEXAGON)
}

fn size_of(place: Rectangle) -> Size {
    Size { width: place.width, height: place.height }
}

fn middle_of(place: Rectangle) -> Point {
    Point { x: place.left + place.width / 2.0, y: place.top + place.height / 2.0 }
}

fn sides(place: Rectangle) -> (f64, f64, f64, f64) {
    (place.left, place.top, place.left + place.width, place.top + place.height)
}

#[cfg(test)]
mod tests {
    use super::{meet, named};
    use crate::graph::Shape;
    use crate::layout::{Point, Rectangle};

    const PLACE: Rectangle = Rectangle { left: 0.0, top: 0.0, width: 120.0, height: 80.0 };

    fn end(shape: Shape, end: (f64, f64), from: (f64, f64)) -> (f64, f64) {
        let met = meet(shape, PLACE, Point { x: end.0, y: end.1 }, Point { x: from.0, y: from.1 });
        ((met.x * 10.0).round() / 10.0, (met.y * 10.0).round() / 10.0)
    }

    #[test]
    fn lines_go_on_to_the_outline() {
        assert_eq!(end(Shape::Square, (30.0, 0.0), (30.0, -50.0)), (30.0, 0.0));
        assert_eq!(end(Shape::Circle, (60.0, 0.0), (60.0, -50.0)), (60.0, 0.0));
        assert_eq!(end(Shape::Circle, (24.0, 0.0), (24.0, -50.0)), (24.0, 8.0));
        assert_eq!(end(Shape::Circle, (24.0, 80.0), (24.0, 130.0)), (24.0, 72.0));
        assert_eq!(end(Shape::DoubleCircle, (0.0, 64.0), (-50.0, 64.0)), (12.0, 64.0));
        assert_eq!(end(Shape::DoubleCircle, (120.0, 64.0), (170.0, 64.0)), (108.0, 64.0));
        assert_eq!(end(Shape::Cylinder, (96.0, 0.0), (96.0, -9.0)), (96.0, 1.4));
        assert_eq!(end(Shape::Hexagon, (0.0, 20.0), (-9.0, 20.0)), (8.0, 20.0));
        assert_eq!(end(Shape::Hexagon, (112.0, 0.0), (112.0, -9.0)), (112.0, 20.0));
    }

    #[test]
    fn graphvizs_words_for_shapes_are_understood() {
        assert_eq!(named("Ellipse"), Some(Shape::Circle));
        assert_eq!(named("star"), None);
    }
}
