//! The legend: what the shapes, lines and marks of a picture mean; only those that occur.

use std::collections::BTreeSet;

use bartizan_model::{Class, Model};

use super::element::{Element, draw_severity, shape_classes};
use super::flow::Flow;
use super::frame::frame_class;
use super::icon::Icon;
use super::label::lock_class;
use super::outline::{self, Brush};
use super::sheet::LEGEND;
use super::sign::draw_sign;
use super::theme::Look;
use crate::graph::{Direction, Graph, Shape, Tone};
use crate::layout::{Point, Rectangle, Size};
use crate::mark::Mark;
use crate::svg::{Anchor, Path, Svg};
use crate::text::Line;

const SWATCH: Size = Size { width: 28.0, height: 17.0 };
const GAP_BESIDE_SWATCH: f64 = 6.0;
const GAP_BETWEEN_ENTRIES: f64 = 20.0;
const ROW: f64 = 24.0;
/// From the line above the legend to its first row.
const GAP_ABOVE: f64 = 12.0;

/// What an entry explains; the order is that of the legend.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Meaning {
    Marked(Mark),
    Kind(Kind),
    Boundary { is_quiet: bool },
    OutOfScope,
    StandIn,
    Severity(Look),
    Flow,
    RequestAndResponse,
    Locked,
    Unlocked,
}

/// Kinds of elements that a reader tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Actor,
    External,
    Server,
    Process,
    Processes,
    Store,
    Function,
    Model,
    Agent,
    Asset,
}

/// A legend that is ready to be drawn.
pub(super) struct Legend {
    entries: Vec<(Meaning, Line)>,
    has_colormap: bool,
}

impl Legend {
    /// The legend of a picture.
    pub(super) fn of(graph: &Graph, model: &Model, elements: &[Element<'_>], flows: &[Flow<'_>]) -> Self {
        let mut meanings: BTreeSet<Meaning> = BTreeSet::new();
        for (node, element) in graph.nodes.iter().zip(elements) {
            meanings.extend(match node.shape {
                Shape::StandIn => Some(Meaning::StandIn),
                _ if element.is_drawn_its_own_way() => None,
                _ => Some(Meaning::Kind(kind(model.element(node.element).class))),
            });
            meanings.extend(meaning_of_tone(node.tone));
        }
        for boundary in &graph.boundaries {
            let is_quiet = graph.has_colormap || graph.has_marks || !model.element(boundary.element).flag("inScope");
            meanings.insert(Meaning::Boundary { is_quiet });
        }
        for (edge, flow) in graph.edges.iter().zip(flows) {
            let is_pair = edge.direction == Direction::Both;
            meanings.insert(if is_pair { Meaning::RequestAndResponse } else { Meaning::Flow });
            meanings.extend(meaning_of_tone(edge.tone));
            let lock = |lock| if lock == Icon::Locked { Meaning::Locked } else { Meaning::Unlocked };
            meanings.extend(flow.label.locks().map(lock));
        }
        meanings.extend(graph.marks().map(Meaning::Marked));
        let entry = |meaning| (meaning, Line::new(words(meaning), LEGEND));
        Self { entries: meanings.into_iter().map(entry).collect(), has_colormap: graph.has_colormap }
    }

    /// The size it needs when it may be so wide; wider only if an entry alone is.
    pub(super) fn size(&self, width: f64) -> Size {
        let columns = self.columns(width);
        let rows = self.entries.len().div_ceil(columns.len().max(1));
        let rows = f64::from(u32::try_from(rows).unwrap_or(u32::MAX));
        Size { width: total(&columns), height: if self.entries.is_empty() { 0.0 } else { GAP_ABOVE + rows * ROW } }
    }

    /// Draws it with its upper left corner at a point.
    pub(super) fn draw(&self, svg: &mut Svg, at: Point, width: f64) {
        let columns = self.columns(width);
        if columns.is_empty() {
            return;
        }
        svg.tag("g").word("class", "bz-legend-group").word("role", "graphics-object").around(|svg| {
            svg.tag("title").content("Legend");
            let mut rule = Path::new();
            rule.to(at.x, at.y).line(at.x + width, at.y);
            svg.tag("path").word("class", "bz-rule").path(&rule).empty();
            let mut top = at.y + GAP_ABOVE;
            for row in self.entries.chunks(columns.len()) {
                let mut left = at.x;
                for ((meaning, line), column) in row.iter().zip(&columns) {
                    self.draw_entry(svg, *meaning, line, Point { x: left, y: top });
                    left += column + GAP_BETWEEN_ENTRIES;
                }
                top += ROW;
            }
        });
    }

    /// The widths of as many columns as fit, but no more than its rows need.
    fn columns(&self, width: f64) -> Vec<f64> {
        let count = self.entries.len();
        let fits = |columns: &usize| total(&self.widths(*columns)) <= width;
        let most = (1..=count).rev().find(fits).unwrap_or(1);
        let rows = count.div_ceil(most);
        // The fewest columns for these rows leave the last one fullest.
        let fewest = if rows == 0 { 0 } else { count.div_ceil(rows) };
        self.widths(fewest)
    }

    fn widths(&self, columns: usize) -> Vec<f64> {
        let entry = |(meaning, line): &(Meaning, Line)| width_of_entry(*meaning, line);
        let column = |at| self.entries.iter().skip(at).step_by(columns.max(1)).map(entry).fold(0.0, f64::max);
        (0..columns).map(column).collect()
    }

    fn draw_entry(&self, svg: &mut Svg, meaning: Meaning, line: &Line, at: Point) {
        let top = at.y + (ROW - SWATCH.height) / 2.0;
        let width = width_of_swatch(meaning);
        let place = Rectangle { left: at.x, top, width, height: SWATCH.height };
        self.draw_swatch(svg, meaning, place);
        let baseline = at.y + ROW / 2.0 + LEGEND.baseline() - LEGEND.line_height() / 2.0;
        svg.line(line, LEGEND, "bz-legend", Anchor::Left, (at.x + width + GAP_BESIDE_SWATCH, baseline));
    }

    fn draw_swatch(&self, svg: &mut Svg, meaning: Meaning, place: Rectangle) {
        let middle = Point { x: place.left + place.width / 2.0, y: place.top + place.height / 2.0 };
        match meaning {
            Meaning::Kind(kind) => {
                let (shape, look, icon) = sample(kind);
                let look = if self.has_colormap { Look::Asset } else { look };
                outline::draw(svg, shape, place, &Brush::Classes(shape_classes(shape, look)));
                if let Some(icon) = icon {
                    let side = 12.0;
                    icon.draw(svg, (middle.x - side / 2.0, middle.y - side / 2.0), side, &look.of_icon());
                }
            }
            Meaning::Marked(mark) => svg.tag("g").word("class", mark.class()).around(|svg| {
                let class = shape_classes(Shape::Square, Look::Asset);
                outline::draw(svg, Shape::Square, place, &Brush::Classes(class));
                draw_sign(svg, mark, middle, 6.0);
            }),
            Meaning::OutOfScope => {
                let class = shape_classes(Shape::Square, Look::OutOfScope);
                outline::draw(svg, Shape::Square, place, &Brush::Classes(class));
            }
            Meaning::StandIn => {
                let class = shape_classes(Shape::StandIn, Look::StandIn);
                outline::draw(svg, Shape::StandIn, place, &Brush::Classes(class));
            }
            Meaning::Severity(look) => draw_severity(svg, look, middle, 8.0),
            Meaning::Boundary { is_quiet } => {
                outline::draw(svg, Shape::Square, place, &Brush::Classes(frame_class(is_quiet, 0).to_owned()));
            }
            Meaning::Flow => super::flow::draw_sample(svg, place, false),
            Meaning::RequestAndResponse => super::flow::draw_sample(svg, place, true),
            Meaning::Locked | Meaning::Unlocked => {
                let lock = if meaning == Meaning::Locked { Icon::Locked } else { Icon::Unlocked };
                lock.draw(svg, (middle.x - 6.5, middle.y - 7.5), 13.0, lock_class(lock));
            }
        }
    }
}

/// The width of columns with the gaps between them.
fn total(columns: &[f64]) -> f64 {
    let width: f64 = columns.iter().map(|column| column + GAP_BETWEEN_ENTRIES).sum();
    (width - GAP_BETWEEN_ENTRIES).max(0.0)
}

fn width_of_entry(meaning: Meaning, line: &Line) -> f64 {
    width_of_swatch(meaning) + GAP_BESIDE_SWATCH + line.width
}

fn width_of_swatch(meaning: Meaning) -> f64 {
    match meaning {
        Meaning::Locked | Meaning::Unlocked | Meaning::Severity(_) => 16.0,
        _ => SWATCH.width,
    }
}

fn meaning_of_tone(tone: Tone) -> Option<Meaning> {
    match super::flow::look_of_tone(tone)? {
        Look::OutOfScope => Some(Meaning::OutOfScope),
        look => Some(Meaning::Severity(look)),
    }
}

fn kind(class: Class) -> Kind {
    match class {
        Class::Actor => Kind::Actor,
        Class::ExternalEntity => Kind::External,
        Class::Server => Kind::Server,
        Class::Process => Kind::Process,
        Class::SetOfProcesses => Kind::Processes,
        Class::Datastore => Kind::Store,
        Class::Lambda => Kind::Function,
        Class::Llm => Kind::Model,
        Class::Agent => Kind::Agent,
        _ => Kind::Asset,
    }
}

fn sample(kind: Kind) -> (Shape, Look, Option<Icon>) {
    match kind {
        Kind::Actor => (Shape::Square, Look::Person, Some(Icon::Person)),
        Kind::External => (Shape::Square, Look::External, Some(Icon::External)),
        Kind::Server => (Shape::Circle, Look::Process, Some(Icon::Server)),
        Kind::Process => (Shape::Circle, Look::Process, Some(Icon::Process)),
        Kind::Processes => (Shape::DoubleCircle, Look::Process, None),
        Kind::Store => (Shape::Cylinder, Look::Store, None),
        Kind::Function => (Shape::RoundedRectangle, Look::Function, Some(Icon::Function)),
        Kind::Model => (Shape::Hexagon, Look::Model, Some(Icon::LanguageModel)),
        Kind::Agent => (Shape::Hexagon, Look::Model, Some(Icon::Agent)),
        Kind::Asset => (Shape::Square, Look::Asset, Some(Icon::Generic)),
    }
}

fn words(meaning: Meaning) -> &'static str {
    match meaning {
        Meaning::Marked(Mark::Added) => "Added",
        Meaning::Marked(Mark::Removed) => "Removed",
        Meaning::Marked(Mark::Changed) => "Changed",
        Meaning::Marked(Mark::Moved) => "Moved",
        Meaning::Marked(Mark::Kept) => "As before",
        Meaning::Kind(Kind::Actor) => "Actor",
        Meaning::Kind(Kind::External) => "External entity",
        Meaning::Kind(Kind::Server) => "Server",
        Meaning::Kind(Kind::Process) => "Process",
        Meaning::Kind(Kind::Processes) => "Set of processes",
        Meaning::Kind(Kind::Store) => "Datastore",
        Meaning::Kind(Kind::Function) => "Function",
        Meaning::Kind(Kind::Model) => "Language model",
        Meaning::Kind(Kind::Agent) => "Agent",
        Meaning::Kind(Kind::Asset) => "Asset",
        Meaning::Boundary { .. } => "Trust boundary",
        Meaning::OutOfScope => "Out of scope",
        Meaning::StandIn => "Not an element itself",
        Meaning::Severity(Look::Calm) => "Worst finding: none or very low",
        Meaning::Severity(Look::Serious) => "Worst finding: low to high",
        Meaning::Severity(_) => "Worst finding: very high",
        Meaning::Flow => "Data flow",
        Meaning::RequestAndResponse => "Request and response",
        Meaning::Locked => "Encrypted",
        Meaning::Unlocked => "Not encrypted",
    }
}
