//! Data flow diagrams as pictures: SVG that loads nothing, runs nothing, and brings its typeface along.
//!
//! [`svg`] measures what is to be drawn, lets an engine lay it out, and draws it: boundaries first, the lines of flows above
//! them, then elements, and labels on top.

mod colour;
pub(crate) mod document;
pub(crate) mod element;
mod flow;
mod frame;
pub(crate) mod icon;
mod label;
mod legend;
mod outline;
pub(crate) mod sheet;
mod sign;
pub(crate) mod theme;

use bartizan_model::{ElementId, Model};

use self::document::Document;
use self::element::{Element, beginning_of_title};
use self::flow::Flow;
use self::frame::Frame;
use self::label::Label;
use self::legend::Legend;
use crate::graph::Graph;
use crate::layout::{Engine, Flowing, Input, Layout, Point, Size};
use crate::limits::MAX_DESCRIBED_FLOWS;
use crate::mark::Mark;
use crate::svg::{Anchor, Svg};
use crate::text::{Paragraph, UsedLetters, fit};

pub(crate) use self::element::look_of_class;
pub use self::theme::Theme;

/// What a picture shows and how.
#[derive(Clone, Debug)]
pub struct PictureOptions {
    /// Its colours.
    pub theme: Theme,
    /// Which way flows run.
    pub flowing: Flowing,
    /// What stands above it: the system's name when `None`, nothing when empty.
    pub title: Option<String>,
    /// Whether a legend stands below it.
    pub has_legend: bool,
    /// Whether flows have no labels.
    pub hides_labels: bool,
    /// Whether labels say protocols and ports.
    pub shows_protocols: bool,
    /// Whether labels say which data flows, and how sensitive it is.
    pub shows_data: bool,
    /// The elements and flows that stand out, while the others are drawn faintly; nothing does when `None`.
    pub highlighted: Option<Vec<ElementId>>,
}

impl Default for PictureOptions {
    fn default() -> Self {
        Self {
            theme: Theme::Auto,
            flowing: Flowing::Auto,
            title: None,
            has_legend: true,
            hides_labels: false,
            shows_protocols: false,
            shows_data: false,
            highlighted: None,
        }
    }
}

/// A picture.
#[derive(Clone, Debug)]
pub struct Picture {
    /// The SVG document.
    pub svg: String,
    /// Its size in CSS pixels.
    pub size: Size,
    /// What the layout left out to stay within bounds of time, in words; `None` when nothing was.
    pub degraded: Option<String>,
    /// Letters that the typeface lacks. A viewer finds them elsewhere; who makes another format has to.
    pub missing_glyphs: Vec<char>,
    /// All its letters, for a page that brings the typeface along.
    pub letters: UsedLetters,
}

const MARGIN: f64 = 16.0;
const GAP_BELOW_TITLE: f64 = 8.0;
const GAP_ABOVE_LEGEND: f64 = 10.0;
/// Title and legend are not made narrower than this to suit a narrow diagram.
const LEAST_WIDTH_BESIDE_DIAGRAM: f64 = 460.0;
/// How what does not stand out is drawn. The plates of labels keep lines away from the text all the same.
const FAINT_RULES: &str = "\
.bz-faint text,.bz-faint path,.bz-faint rect,.bz-faint ellipse{opacity:.22}
.bz-faint .bz-plate{opacity:1}
";
/// Lines of a title; an ellipsis stands for the others.
const TITLE_LINES: usize = 2;

/// Draws a data flow diagram.
pub fn svg(graph: &Graph, model: &Model, engine: &dyn Engine, options: &PictureOptions) -> Picture {
    let parts = Parts::new(graph, model, options);
    let layout = engine.lay_out(&parts.input(), options.flowing);
    let legend = if options.has_legend { Some(Legend::of(graph, model, &parts.elements, &parts.flows)) } else { None };
    let title = options.title.as_deref().unwrap_or(&graph.name);
    let page = Page::new(&layout, title, legend);

    let mut body = Svg::new();
    page.draw(&mut body, &parts, &layout);
    let letters = body.letters().clone();
    let document = Document {
        kind: "data flow diagram",
        title: &beginning_of_title(if title.trim().is_empty() { &graph.name } else { title }),
        description: &description(graph, &parts),
        size: page.size,
        theme: options.theme,
        rules: &rules(graph, options),
    };
    Picture {
        svg: document.around(body),
        size: page.size,
        degraded: layout.degraded,
        missing_glyphs: letters.missing(),
        letters,
    }
}

/// What the style sheet needs besides what all pictures have.
fn rules(graph: &Graph, options: &PictureOptions) -> String {
    let faint = if options.highlighted.is_some() { FAINT_RULES } else { "" };
    if graph.has_marks { sign::rules(options.theme) + faint } else { faint.to_owned() }
}

/// Where everything of a picture is, without title and legend: what an engine was given, and what it made of it.
pub fn arrangement(graph: &Graph, model: &Model, engine: &dyn Engine, options: &PictureOptions) -> (Input, Layout) {
    let input = Parts::new(graph, model, options).input();
    let layout = engine.lay_out(&input, options.flowing);
    (input, layout)
}

/// The picture in words.
fn description(graph: &Graph, parts: &Parts<'_>) -> String {
    let count = |number: usize, one: &str| format!("{number} {one}{}", if number == 1 { "" } else { "s" });
    let boundaries = match graph.boundaries.len() {
        1 => "1 trust boundary".to_owned(),
        number => format!("{number} trust boundaries"),
    };
    let mut description = format!(
        "Data flow diagram with {}, {} and {}.",
        count(graph.nodes.len(), "element"),
        count(graph.edges.len(), "flow"),
        boundaries,
    );
    for flow in parts.flows.iter().take(MAX_DESCRIBED_FLOWS) {
        description.push(' ');
        description.push_str(&flow.description());
        description.push('.');
    }
    if let Some(more @ 1..) = parts.flows.len().checked_sub(MAX_DESCRIBED_FLOWS) {
        description.push_str(&format!(" And {}.", count(more, "more flow")));
    }
    description
}

/// Everything that is drawn, measured.
struct Parts<'a> {
    graph: &'a Graph,
    theme: Theme,
    /// What stands out, in order.
    highlighted: Option<Vec<ElementId>>,
    frames: Vec<Frame<'a>>,
    elements: Vec<Element<'a>>,
    flows: Vec<Flow<'a>>,
}

impl<'a> Parts<'a> {
    fn new(graph: &'a Graph, model: &'a Model, options: &PictureOptions) -> Self {
        let mut depths: Vec<usize> = Vec::with_capacity(graph.boundaries.len());
        let mut frames = Vec::with_capacity(graph.boundaries.len());
        for boundary in &graph.boundaries {
            // Each boundary comes after the one it is in.
            let depth = boundary.parent.and_then(|parent| depths.get(parent)).map_or(0, |depth| depth + 1);
            depths.push(depth);
            frames.push(Frame::new(graph, boundary, model, depth));
        }
        let elements = graph.nodes.iter().map(|node| Element::new(node, model)).collect();
        let flow = |edge| Flow::new(graph, model, edge, Label::of(model, edge, options));
        let flows = graph.edges.iter().map(flow).collect();
        let mut highlighted = options.highlighted.clone();
        highlighted.iter_mut().for_each(|all| all.sort_unstable());
        Self { graph, theme: options.theme, highlighted, frames, elements, flows }
    }

    fn input(&self) -> Input {
        Input {
            boundaries: self.frames.iter().map(Frame::input).collect(),
            nodes: self.elements.iter().map(Element::input).collect(),
            edges: self.flows.iter().map(Flow::input).collect(),
        }
    }

    fn draw(&self, svg: &mut Svg, layout: &Layout) {
        for (frame, place) in self.frames.iter().zip(&layout.boundaries) {
            draw_marked(svg, frame.mark(), |svg| frame.draw(svg, place));
        }
        let end = |node: usize| Some((self.elements.get(node)?.shape, *layout.nodes.get(node)?));
        for (flow, place) in self.flows.iter().zip(&layout.edges) {
            let input = flow.input();
            let draw = |svg: &mut Svg| flow.draw_line(svg, place, end(input.from), end(input.to));
            self.draw_part(svg, flow.elements(), |svg| draw_marked(svg, flow.mark(), draw));
        }
        for (element, place) in self.elements.iter().zip(&layout.nodes) {
            let draw = |svg: &mut Svg| element.draw(svg, self.graph, self.theme, *place);
            self.draw_part(svg, [Some(element.id()), None], |svg| draw_marked(svg, element.mark(), draw));
        }
        for (flow, place) in self.flows.iter().zip(&layout.edges) {
            if let Some(at) = place.label {
                let draw = |svg: &mut Svg| flow.draw_label(svg, at);
                self.draw_part(svg, flow.elements(), |svg| draw_marked(svg, flow.mark(), draw));
            }
        }
    }

    /// Draws what stands for some elements of the model: faintly, where others stand out.
    fn draw_part(&self, svg: &mut Svg, elements: [Option<ElementId>; 2], draw: impl FnOnce(&mut Svg)) {
        let stands_out = |all: &Vec<ElementId>| elements.iter().flatten().any(|id| all.binary_search(id).is_ok());
        match self.highlighted.as_ref().is_none_or(stands_out) {
            true => draw(svg),
            false => svg.tag("g").word("class", "bz-faint").around(draw),
        }
    }
}

/// Draws something as its mark has it.
fn draw_marked(svg: &mut Svg, mark: Option<Mark>, draw: impl FnOnce(&mut Svg)) {
    match mark {
        Some(mark) => svg.tag("g").word("class", mark.class()).around(draw),
        None => draw(svg),
    }
}

/// The diagram with its title above and its legend below.
struct Page {
    size: Size,
    title: Paragraph,
    /// Where the diagram starts.
    diagram: Point,
    legend: Option<(Legend, Point)>,
    /// Between the margins.
    inner_width: f64,
}

impl Page {
    fn new(layout: &Layout, title: &str, legend: Option<Legend>) -> Self {
        // The margins of the layout are those of the picture where nothing stands beside it.
        let diagram_width = layout.size.width - 2.0 * MARGIN;
        let allowed = diagram_width.max(LEAST_WIDTH_BESIDE_DIAGRAM);
        let title = fit(title, sheet::TITLE, allowed, TITLE_LINES);
        let legend_size = legend.as_ref().map(|legend| legend.size(allowed)).unwrap_or_default();
        let inner_width = diagram_width.max(title.width).max(legend_size.width);
        let width = (inner_width + 2.0 * MARGIN).ceil();

        let lines: f64 = title.lines.iter().map(|_| sheet::TITLE.line_height()).sum();
        let top = if title.lines.is_empty() { 0.0 } else { MARGIN + lines + GAP_BELOW_TITLE };
        let bottom = top + layout.size.height;
        let below = if legend_size.height > 0.0 { GAP_ABOVE_LEGEND + legend_size.height + MARGIN / 2.0 } else { 0.0 };
        Self {
            size: Size { width, height: (bottom + below).ceil() },
            title,
            diagram: Point { x: ((width - layout.size.width) / 2.0).floor().max(0.0), y: top },
            legend: legend.map(|legend| (legend, Point { x: MARGIN, y: bottom + GAP_ABOVE_LEGEND })),
            inner_width,
        }
    }

    fn draw(&self, svg: &mut Svg, parts: &Parts<'_>, layout: &Layout) {
        let mut y = MARGIN;
        for line in &self.title.lines {
            svg.line(line, sheet::TITLE, "bz-title", Anchor::Left, (MARGIN, y + sheet::TITLE.baseline()));
            y += sheet::TITLE.line_height();
        }
        svg.tag("g").word("class", "bz-diagram").transform((self.diagram.x, self.diagram.y), 1.0).around(|svg| {
            parts.draw(svg, layout);
        });
        if let Some((legend, at)) = &self.legend {
            legend.draw(svg, *at, self.inner_width);
        }
    }
}
