//! Draws participants: their boxes with icon and name.

use super::heads::{Head, Outline};
use super::measures::{ICON_DISTANCE, LID, NAME, SLANT};
use crate::svg::{Anchor, Path, Svg};

/// Draws a box around a lifeline, with its upper edge at `top`.
pub(super) fn draw(svg: &mut Svg, head: &Head, x: f64, top: f64, height: f64) {
    let (left, right, bottom) = (x - head.half_width, x + head.half_width, top + height);
    draw_outline(svg, head, (left, top), (right, bottom));
    let (above, below) = head.outline.paddings();
    let spare = height - above - below - head.outline.content(&head.name);
    let icon = head.outline.icon();
    // Without a box, icon and name hang at the lifeline; within one they stand in the middle.
    let mut y = top + above + if head.outline == Outline::Figure { spare } else { spare / 2.0 };
    head.icon.draw(svg, (x - icon / 2.0, y), icon, &head.look.of_icon());
    y += icon + ICON_DISTANCE;
    for line in &head.name.lines {
        svg.line(line, NAME, "bz-name", Anchor::Middle, (x, y + NAME.baseline()));
        y += NAME.line_height();
    }
}

fn draw_outline(svg: &mut Svg, head: &Head, (left, top): (f64, f64), (right, bottom): (f64, f64)) {
    let (width, height) = (right - left, bottom - top);
    let radius = match head.outline {
        Outline::Square => 2.0,
        Outline::Rounded | Outline::Dotted => 7.0,
        Outline::Pill => height / 2.0,
        Outline::Figure => return,
        Outline::Cylinder => {
            let (radii, side, lid) = ((width / 2.0, LID / 2.0), top + LID / 2.0, bottom - LID / 2.0);
            let mut path = Path::new();
            path.to(left, side).arc(radii, true, right, side).line(right, lid).arc(radii, true, left, lid).close();
            path.to(left, side).arc(radii, false, right, side);
            return svg
                .tag("path")
                .value("class", &head.look.of_shape(head.outline == Outline::Dotted))
                .path(&path)
                .empty();
        }
        Outline::Pipe => {
            let (radii, start, end) = ((LID / 2.0, height / 2.0), left + LID / 2.0, right - LID / 2.0);
            let mut path = Path::new();
            path.to(start, bottom).arc(radii, true, start, top).line(end, top).arc(radii, true, end, bottom).close();
            path.to(end, top).arc(radii, false, end, bottom);
            return svg
                .tag("path")
                .value("class", &head.look.of_shape(head.outline == Outline::Dotted))
                .path(&path)
                .empty();
        }
        Outline::Hexagon => {
            let middle = (top + bottom) / 2.0;
            let mut path = Path::new();
            path.to(left, middle).line(left + SLANT, top).line(right - SLANT, top).line(right, middle);
            path.line(right - SLANT, bottom).line(left + SLANT, bottom).close();
            return svg
                .tag("path")
                .value("class", &head.look.of_shape(head.outline == Outline::Dotted))
                .path(&path)
                .empty();
        }
    };
    let tag = svg
        .tag("rect")
        .value("class", &head.look.of_shape(head.outline == Outline::Dotted))
        .number("x", left)
        .number("y", top);
    tag.number("width", width).number("height", height).number("rx", radius).empty();
}
