//! What an element looks like: its shape by its kind, large enough for its name, with an icon of what it is.

use bartizan_model::{Class, ElementId, Model, Object};

use super::colour::Colour;
use super::icon::Icon;
use super::outline::{self, Brush};
use super::sheet::NAME;
use super::sign::draw_sign;
use super::theme::{Look, Theme};
use crate::graph::{Graph, Node, Shape, Tone};
use crate::layout::{InputNode, Point, Rectangle, Size};
use crate::limits::MAX_TITLE_LETTERS;
use crate::mark::Mark;
use crate::svg::{Anchor, Path, Svg};
use crate::text::{Paragraph, fit};

/// Width at which names break into lines.
const NAME_WIDTH: f64 = 128.0;
/// Lines of a name; an ellipsis stands for the others.
const NAME_LINES: usize = 4;
const GAP_BESIDE_ICON: f64 = 8.0;
const GAP_BELOW_ICON: f64 = 2.0;
const PLATE_PADDING: f64 = 3.0;
/// Radius of the mark of a severity or of a change.
const MARK_RADIUS: f64 = 8.0;

/// An element that is ready to be laid out and drawn.
pub(super) struct Element<'a> {
    node: &'a Node,
    object: &'a Object,
    pub(super) shape: Shape,
    pub(super) look: Look,
    icon: Option<Icon>,
    name: Paragraph,
    /// The size of its box.
    pub(super) size: Size,
}

impl<'a> Element<'a> {
    /// Measures an element.
    pub(super) fn new(node: &'a Node, model: &'a Model) -> Self {
        let object = model.element(node.element);
        let shape = node.appearance.shape.as_deref().and_then(outline::named).unwrap_or(node.shape);
        let name = fit(&shown_name(object), NAME, NAME_WIDTH, NAME_LINES);
        let icon = icon(shape, object);
        let size = outline::size(shape, content_size(shape, &name, icon), &name);
        Self { node, object, shape, look: look(node, object), icon, name, size }
    }

    /// The element in the model.
    pub(super) fn id(&self) -> ElementId {
        self.node.element
    }

    /// What became of it, in a picture of two versions.
    pub(super) fn mark(&self) -> Option<Mark> {
        self.node.mark
    }

    /// What a layout has to know.
    pub(super) fn input(&self) -> InputNode {
        let inset = outline::inset(self.shape, self.size);
        // Lines keep clear of the mark at the corner.
        let inset =
            if self.severity().is_some() || self.sign().is_some() { inset.max(MARK_RADIUS + 4.0) } else { inset };
        InputNode { parent: self.node.boundary, size: self.size, inset }
    }

    /// Draws it in its box.
    pub(super) fn draw(&self, svg: &mut Svg, graph: &Graph, theme: Theme, place: Rectangle) {
        let tag = svg.tag("g").word("class", "bz-element").value("data-id", self.node.id.as_str());
        let tag = tag.value("data-kind", self.object.class_name()).word("role", "graphics-symbol");
        let around = self.node.boundary.and_then(|at| graph.boundary(at));
        let tag = tag.value("data-boundary", around.map_or("", |boundary| boundary.id.as_str()));
        tag.around(|svg| {
            svg.tag("title").content(&self.description());
            self.draw_shape(svg, place);
            self.draw_content(svg, place, theme == Theme::Print && self.look.has_pattern());
            if let Some(look) = self.severity() {
                let centre = outline::upper_right(self.shape, place);
                draw_severity(svg, look, centre, MARK_RADIUS);
            }
            if let Some(mark) = self.sign() {
                draw_sign(svg, mark, outline::upper_right(self.shape, place), MARK_RADIUS);
            }
        });
    }

    /// The whole name, however long, and what kind of element it is.
    fn description(&self) -> String {
        let class = self.object.class_name();
        let scope = if self.object.flag("inScope") { "" } else { ", out of scope" };
        let fate = self.sign().map_or(String::new(), |mark| format!(", {}", mark.word()));
        format!("{} ({class}{scope}{fate})", beginning_of_title(&shown_name(self.object)))
    }

    fn draw_shape(&self, svg: &mut Svg, place: Rectangle) {
        match self.own_colour() {
            Some(colour) => {
                // Lines of flows go on below the shape.
                outline::draw(svg, self.shape, place, &Brush::Classes("bz-paper".to_owned()));
                outline::draw(svg, self.shape, place, &Brush::Own(colour));
            }
            None => outline::draw(svg, self.shape, place, &Brush::Classes(shape_classes(self.shape, self.look))),
        }
    }

    fn draw_content(&self, svg: &mut Svg, place: Rectangle, has_plates: bool) {
        let middle = outline::middle_of_content(self.shape, place);
        let text_height = height(&self.name);
        let mut text = Point { x: middle.x, y: middle.y - text_height / 2.0 };
        if let Some(icon) = self.icon {
            let at = if is_stacked(self.shape) {
                let top = middle.y - (Icon::SIDE + GAP_BELOW_ICON + text_height) / 2.0;
                text.y = top + Icon::SIDE + GAP_BELOW_ICON;
                Point { x: middle.x - Icon::SIDE / 2.0, y: top }
            } else {
                let left = middle.x - (Icon::SIDE + GAP_BESIDE_ICON + self.name.width) / 2.0;
                text.x = left + Icon::SIDE + GAP_BESIDE_ICON + self.name.width / 2.0;
                Point { x: left, y: middle.y - Icon::SIDE / 2.0 }
            };
            if has_plates {
                draw_plate(svg, at, Size { width: Icon::SIDE, height: Icon::SIDE });
            }
            icon.draw(svg, (at.x, at.y), Icon::SIDE, &self.look.of_icon());
        }
        for line in &self.name.lines {
            if has_plates {
                let at = Point { x: text.x - line.width / 2.0, y: text.y };
                draw_plate(svg, at, Size { width: line.width, height: NAME.line_height() });
            }
            svg.line(line, NAME, "bz-name", Anchor::Middle, (text.x, text.y + NAME.baseline()));
            text.y += NAME.line_height();
        }
    }

    /// The colour that the author's own class gives it, unless colours show severities or changes. Black and white are left
    /// to the theme, which may be a dark one.
    fn own_colour(&self) -> Option<Colour> {
        if self.node.mark.is_some() || !matches!(self.node.tone, Tone::Plain | Tone::OutOfScope) {
            return None;
        }
        let colour = Colour::named(self.node.appearance.color.as_deref()?)?;
        colour.is_visible_on_any_paper().then_some(colour)
    }

    /// Whether the author's own class changes its shape or colour, so that no legend explains it.
    pub(super) fn is_drawn_its_own_way(&self) -> bool {
        self.shape != self.node.shape || self.own_colour().is_some()
    }

    /// The mark, where it has a sign.
    fn sign(&self) -> Option<Mark> {
        self.mark().filter(|mark| *mark != Mark::Kept)
    }

    fn severity(&self) -> Option<Look> {
        Some(self.look).filter(|look| matches!(look, Look::Calm | Look::Serious | Look::Severe))
    }
}

/// Draws what keeps a pattern away from something.
fn draw_plate(svg: &mut Svg, at: Point, size: Size) {
    let tag = svg.tag("rect").word("class", "bz-plate").number("x", at.x - PLATE_PADDING).number("y", at.y);
    tag.number("width", size.width + 2.0 * PLATE_PADDING).number("height", size.height).number("rx", 2.0).empty();
}

/// A name as it is drawn; never empty.
pub(super) fn shown_name(object: &Object) -> String {
    let name = object.display_name();
    if name.trim().is_empty() { format!("unnamed {}", object.class_name()) } else { name }
}

/// As much of a text as a title of an element takes, which a viewer shows when one points at it.
pub(crate) fn beginning_of_title(text: &str) -> String {
    let mut letters = text.chars();
    let mut beginning: String = letters.by_ref().take(MAX_TITLE_LETTERS).collect();
    if letters.next().is_some() {
        beginning.push('…');
    }
    beginning
}

/// Draws the mark of a severity around a point.
pub(super) fn draw_severity(svg: &mut Svg, look: Look, centre: Point, radius: f64) {
    let (x, y, r) = (centre.x, centre.y, radius);
    let mut shape = Path::new();
    let mut sign = Path::new();
    match look {
        Look::Calm => {
            shape.to(x - r, y).arc((r, r), true, x + r, y).arc((r, r), true, x - r, y).close();
            sign.to(x - r * 0.42, y + r * 0.05).line(x - r * 0.1, y + r * 0.38).line(x + r * 0.45, y - r * 0.35);
        }
        Look::Serious => {
            shape.to(x, y - r).line(x + r * 1.08, y + r * 0.85).line(x - r * 1.08, y + r * 0.85).close();
            sign.to(x, y - r * 0.32).line(x, y + r * 0.2).to(x, y + r * 0.55).line(x + 0.01, y + r * 0.55);
        }
        _ => {
            let c = r * 0.42;
            shape.to(x - c, y - r).line(x + c, y - r).line(x + r, y - c).line(x + r, y + c);
            shape.line(x + c, y + r).line(x - c, y + r).line(x - r, y + c).line(x - r, y - c).close();
            sign.to(x - r * 0.38, y - r * 0.38).line(x + r * 0.38, y + r * 0.38);
            sign.to(x + r * 0.38, y - r * 0.38).line(x - r * 0.38, y + r * 0.38);
        }
    }
    svg.tag("path").path(&shape).value("class", &format!("bz-severity {}", look.class())).empty();
    svg.tag("path").path(&sign).word("class", "bz-severity-sign").empty();
}

/// Classes of the style sheet for a shape.
pub(super) fn shape_classes(shape: Shape, look: Look) -> String {
    look.of_shape(shape == Shape::StandIn)
}

fn look(node: &Node, object: &Object) -> Look {
    match node.tone {
        Tone::Calm => return Look::Calm,
        Tone::Serious => return Look::Serious,
        Tone::Severe => return Look::Severe,
        Tone::OutOfScope => return Look::OutOfScope,
        Tone::Plain => {}
    }
    if node.shape == Shape::StandIn { Look::StandIn } else { look_of_class(object.class) }
}

/// The look of an element of a class when nothing else decides it.
pub(crate) fn look_of_class(class: Class) -> Look {
    match class {
        Class::Actor => Look::Person,
        Class::ExternalEntity => Look::External,
        Class::Server | Class::Process | Class::SetOfProcesses => Look::Process,
        Class::Datastore => Look::Store,
        Class::Lambda => Look::Function,
        Class::Llm | Class::Agent => Look::Model,
        _ => Look::Asset,
    }
}

/// A cylinder says itself that it is a database, and an end of a flow that is not drawn is nothing in particular.
fn icon(shape: Shape, object: &Object) -> Option<Icon> {
    let icon = Icon::of_element(object);
    let is_plain = matches!(shape, Shape::StandIn) || (shape == Shape::Cylinder && icon == Icon::Database);
    (!is_plain).then_some(icon)
}

fn is_stacked(shape: Shape) -> bool {
    matches!(shape, Shape::Circle | Shape::DoubleCircle)
}

fn height(name: &Paragraph) -> f64 {
    name.lines.iter().map(|_| NAME.line_height()).sum()
}

fn content_size(shape: Shape, name: &Paragraph, icon: Option<Icon>) -> Size {
    let text = Size { width: name.width, height: height(name) };
    match icon {
        None => text,
        Some(_) if is_stacked(shape) => {
            Size { width: text.width.max(Icon::SIDE), height: Icon::SIDE + GAP_BELOW_ICON + text.height }
        }
        Some(_) => Size { width: Icon::SIDE + GAP_BESIDE_ICON + text.width, height: text.height.max(Icon::SIDE) },
    }
}

#[cfg(test)]
mod tests {
    use bartizan_model::build::ThreatModel;
    use bartizan_model::resolve;

    use super::{Element, NAME, height, is_stacked};
    use crate::graph::{DataFlowOptions, Graph, Shape};
    use crate::layout::Rectangle;
    use crate::picture::icon::Icon;
    use crate::picture::outline;

    /// Whether all corners of the capitals' boxes of a name are inside its shape.
    fn holds_its_name(element: &Element<'_>) -> bool {
        let place = Rectangle { left: 0.0, top: 0.0, width: element.size.width, height: element.size.height };
        let middle = outline::middle_of_content(element.shape, place);
        let icon = if element.icon.is_some() { Icon::SIDE } else { 0.0 };
        let (mut top, beside) = if is_stacked(element.shape) {
            (
                middle.y - (icon + super::GAP_BELOW_ICON + height(&element.name)) / 2.0 + icon + super::GAP_BELOW_ICON,
                0.0,
            )
        } else {
            (
                middle.y - height(&element.name) / 2.0,
                if icon > 0.0 { (icon + super::GAP_BESIDE_ICON) / 2.0 } else { 0.0 },
            )
        };
        element.name.lines.iter().all(|line| {
            let (low, high) = (top + NAME.baseline(), top + NAME.baseline() - NAME.size * 0.72);
            top += NAME.line_height();
            let right = middle.x + beside + line.width / 2.0;
            let (dx, half) = ((right - place.width / 2.0) / (place.width / 2.0), place.height / 2.0);
            [low, high].into_iter().all(|y| match element.shape {
                Shape::Circle | Shape::DoubleCircle => dx.powi(2) + ((y - half) / half).powi(2) < 1.0,
                _ => dx < 1.0 && y > 0.0 && y < place.height,
            })
        })
    }

    #[test]
    fn every_shape_holds_every_name() {
        let names = [
            "i",
            "DB",
            "Web Server",
            "A name that is rather long for what it is",
            "W",
            "WWWWWWWWWWWWWWWWWWWWWWWWWWW",
            "a b c d e f g h i j k l m n o p q r s t u v w x y z",
            "漢字漢字漢字漢字漢字漢字",
            "the_quick_brown_fox/jumps-over",
        ];
        for name in names {
            let mut tm = ThreatModel::new("names");
            tm.actor(name);
            tm.server(name);
            tm.datastore(name);
            tm.set_of_processes(name);
            tm.lambda(name);
            tm.agent(name);
            let model = resolve(tm.finish().unwrap()).unwrap();
            let graph = Graph::of(&model, &DataFlowOptions::default());
            for node in &graph.nodes {
                let element = Element::new(node, &model);
                assert!(holds_its_name(&element), "{name} in {:?} of {:?}", element.shape, element.size);
                assert!(element.size.width < 260.0 && element.size.height < 190.0, "{name}: {:?}", element.size);
            }
        }
    }
}
