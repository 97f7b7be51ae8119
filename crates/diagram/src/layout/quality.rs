//! How good a layout is, counted: what must not happen at all, and what should be little.
//!
//! It works for any layout, ours or another's. Flows are taken as straight pieces between their points. Where a tolerance is
//! given below, it keeps things that merely touch from being counted.

use super::{Input, Layout, Point, Rectangle, Size};

/// The figures of one layout.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Quality {
    /// Places where two flows cross, other than at a box that both lead to.
    pub crossings: usize,
    /// Those under less than 25 degrees.
    pub tight_crossings: usize,
    /// Flows through elements that are not their ends.
    pub flows_through_elements: usize,
    /// Pairs of elements that overlap.
    pub elements_overlapping: usize,
    /// Pairs of labels that overlap.
    pub labels_on_labels: usize,
    /// Labels on elements.
    pub labels_on_elements: usize,
    /// Pieces of other flows that run through labels.
    pub labels_on_flows: usize,
    /// Labels on the border of a boundary.
    pub labels_on_borders: usize,
    /// Labels on titles.
    pub labels_on_titles: usize,
    /// Flows through titles.
    pub flows_through_titles: usize,
    /// Labels that are closer to another flow than to their own.
    pub labels_astray: usize,
    /// Flows through boundaries that neither end is in.
    pub flows_through_foreign_boundaries: usize,
    /// Crossings of borders beyond those needed.
    pub needless_border_crossings: usize,
    /// Elements outside their own boundary.
    pub elements_outside: usize,
    /// Elements inside a boundary that is not theirs.
    pub elements_intruding: usize,
    /// Pairs of boundaries that overlap, or of which one is not within the other as it should be.
    pub boundaries_overlapping: usize,
    /// Flows that are not drawn.
    pub flows_lost: usize,
    /// Labels that are not drawn.
    pub labels_lost: usize,
    /// The length of all flows, in pixels.
    pub length: f64,
    /// Corners of all flows.
    pub bends: usize,
    /// The size of the diagram, in thousands of square pixels.
    pub area: f64,
    /// How far flows run on top of each other, in pixels.
    pub coinciding: f64,
}

/// The names of [`Quality::columns`], in their order.
pub const COLUMNS: [&str; 21] = [
    "crossings",
    "tight_crossings",
    "edge_node",
    "node_overlap",
    "label_label",
    "label_node",
    "label_edge",
    "label_border",
    "label_title",
    "edge_title",
    "misassoc",
    "foreign_cluster",
    "border_cross_excess",
    "node_outside",
    "node_intruder",
    "cluster_overlap",
    "missing",
    "edge_len",
    "bends",
    "area_kpx",
    "overlap_px",
];

const TIGHT_ANGLE: f64 = 25.0;
/// Flows closer to each other than this, and parallel, coincide.
const COINCIDENCE_DISTANCE: f64 = 1.5;
/// Crossings closer to each other than this count once.
const SAME_CROSSING: f64 = 2.0;

impl Quality {
    /// Measures a layout.
    pub fn of(input: &Input, layout: &Layout) -> Self {
        let Size { width, height } = layout.size;
        let mut quality = Self { area: width * height / 1000.0, ..Self::default() };
        let subject = Subject::of(input, layout);
        quality.measure_flows(&subject);
        quality.measure_pairs_of_flows(&subject);
        quality.measure_flows_and_elements(&subject);
        quality.measure_labels(&subject);
        quality.measure_flows_and_boundaries(&subject);
        quality.measure_elements(&subject);
        quality.measure_boundaries(&subject);
        quality
    }

    /// What must not happen at all, as numbers with names; only those that did happen.
    pub fn violations(&self) -> Vec<(&'static str, usize)> {
        let counts = [
            ("flows lost", self.flows_lost),
            ("labels lost", self.labels_lost),
            ("elements outside their boundary", self.elements_outside),
            ("elements inside a foreign boundary", self.elements_intruding),
            ("boundaries overlapping", self.boundaries_overlapping),
            ("elements overlapping", self.elements_overlapping),
            ("flows through elements", self.flows_through_elements),
            ("labels on labels", self.labels_on_labels),
            ("labels on elements", self.labels_on_elements),
            ("labels on other flows", self.labels_on_flows),
            ("labels on borders", self.labels_on_borders),
            ("labels on titles", self.labels_on_titles),
            ("flows through foreign boundaries", self.flows_through_foreign_boundaries),
            ("flows through titles", self.flows_through_titles),
        ];
        counts.into_iter().filter(|&(_, count)| count > 0).collect()
    }

    /// All figures, named by [`COLUMNS`].
    pub fn columns(&self) -> [f64; COLUMNS.len()] {
        let counts = [
            self.crossings,
            self.tight_crossings,
            self.flows_through_elements,
            self.elements_overlapping,
            self.labels_on_labels,
            self.labels_on_elements,
            self.labels_on_flows,
            self.labels_on_borders,
            self.labels_on_titles,
            self.flows_through_titles,
            self.labels_astray,
            self.flows_through_foreign_boundaries,
            self.needless_border_crossings,
            self.elements_outside,
            self.elements_intruding,
            self.boundaries_overlapping,
            self.flows_lost,
        ];
        let rest = [self.length, self.bends as f64, self.area, self.coinciding];
        let mut columns = [0.0; COLUMNS.len()];
        for (column, value) in columns.iter_mut().zip(counts.iter().map(|&count| count as f64).chain(rest)) {
            *column = value;
        }
        columns
    }

    fn measure_flows(&mut self, subject: &Subject<'_>) {
        for flow in &subject.flows {
            self.flows_lost += usize::from(flow.points.len() < 2);
            self.labels_lost += usize::from(flow.has_label && flow.label.is_none());
            self.length += flow.pieces().map(|piece| piece.length()).sum::<f64>();
            let turns = flow.pieces().zip(flow.pieces().skip(1));
            self.bends += turns.filter(|(one, next)| one.along().cross(next.along()).abs() > 0.5).count();
        }
    }

    fn measure_pairs_of_flows(&mut self, subject: &Subject<'_>) {
        for (at, one) in subject.flows.iter().enumerate() {
            for other in subject.flows.iter().skip(at + 1) {
                if one.area.grown(0.5).overlaps(&other.area.grown(0.5)) {
                    self.measure_pair(subject, one, other);
                }
            }
        }
    }

    fn measure_pair(&mut self, subject: &Subject<'_>, one: &Line<'_>, other: &Line<'_>) {
        let shared: Vec<Area> = [one.from, one.to]
            .iter()
            .filter(|&&end| end == other.from || end == other.to)
            .filter_map(|&end| subject.elements.get(end))
            .map(|element| element.area.grown(1.0))
            .collect();
        let mut found: Vec<Point> = Vec::new();
        for piece in one.pieces() {
            for beside in other.pieces() {
                let Some((point, angle)) = piece.crossing(&beside) else {
                    self.coinciding += piece.coincides(&beside);
                    continue;
                };
                let is_known = |known: &Point| (known.x - point.x).abs() + (known.y - point.y).abs() < SAME_CROSSING;
                if shared.iter().any(|area| area.holds(point)) || found.iter().any(is_known) {
                    continue;
                }
                found.push(point);
                self.crossings += 1;
                self.tight_crossings += usize::from(angle < TIGHT_ANGLE);
            }
        }
    }

    fn measure_flows_and_elements(&mut self, subject: &Subject<'_>) {
        for flow in &subject.flows {
            for (at, element) in subject.elements.iter().enumerate() {
                let area = element.area.grown(-2.0);
                let is_foreign = at != flow.from && at != flow.to;
                self.flows_through_elements += usize::from(is_foreign && flow.runs_through(&area));
            }
        }
    }

    fn measure_labels(&mut self, subject: &Subject<'_>) {
        for (at, flow) in subject.flows.iter().enumerate() {
            let Some(label) = flow.label else { continue };
            let later = subject.flows.iter().skip(at + 1).filter_map(|other| other.label);
            self.labels_on_labels += later.filter(|other| label.grown(-1.0).overlaps(&other.grown(-1.0))).count();
            let elements = subject.elements.iter();
            let on = elements.filter(|element| label.grown(-2.0).overlaps(&element.area.grown(-2.0)));
            self.labels_on_elements += on.count();
            self.measure_label_and_flows(subject, at, flow, &label);
            for boundary in subject.boundaries.iter().filter(|boundary| boundary.is_drawn()) {
                let inner = label.grown(-1.5);
                let is_on = inner.overlaps(&boundary.area) && !boundary.area.contains(&inner);
                self.labels_on_borders += usize::from(is_on);
                self.labels_on_titles += usize::from(inner.overlaps(&boundary.title));
            }
        }
    }

    fn measure_label_and_flows(&mut self, subject: &Subject<'_>, at: usize, flow: &Line<'_>, label: &Area) {
        let own = if flow.points.len() < 2 { 0.0 } else { flow.distance(label) };
        let others = subject.flows.iter().enumerate().filter(|&(other, _)| other != at);
        let near = others.map(|(_, other)| other).filter(|other| other.area.grown(own + 1.0).overlaps(label));
        let mut is_astray = false;
        for other in near {
            let area = label.grown(-2.0);
            self.labels_on_flows += usize::from(other.pieces().any(|piece| piece.runs_through(&area)));
            is_astray |= own > 3.0 && other.distance(label) < own - 1.0;
        }
        self.labels_astray += usize::from(is_astray);
    }

    fn measure_flows_and_boundaries(&mut self, subject: &Subject<'_>) {
        for flow in &subject.flows {
            let (Some(from), Some(to)) = (subject.elements.get(flow.from), subject.elements.get(flow.to)) else {
                continue;
            };
            for (at, boundary) in subject.boundaries.iter().enumerate().filter(|(_, boundary)| boundary.is_drawn()) {
                if !flow.area.grown(0.1).overlaps(&boundary.area) {
                    continue;
                }
                self.flows_through_titles += usize::from(flow.runs_through(&boundary.title.grown(-0.5)));
                match (subject.is_around(at, from.parent), subject.is_around(at, to.parent)) {
                    (false, false) => {
                        let is_through = flow.runs_through(&boundary.area.grown(-1.0));
                        self.flows_through_foreign_boundaries += usize::from(is_through);
                    }
                    (starts_inside, ends_inside) => {
                        let needed = usize::from(starts_inside != ends_inside);
                        let crossed =
                            |piece: &Piece| boundary.area.surrounds(piece.start) != boundary.area.surrounds(piece.end);
                        self.needless_border_crossings += flow.pieces().filter(crossed).count().saturating_sub(needed);
                    }
                }
            }
        }
    }

    fn measure_elements(&mut self, subject: &Subject<'_>) {
        for (at, element) in subject.elements.iter().enumerate() {
            let later = subject.elements.iter().skip(at + 1);
            let overlapping = later.filter(|other| element.area.grown(-0.5).overlaps(&other.area.grown(-0.5)));
            self.elements_overlapping += overlapping.count();
            let inner = element.area.grown(-1.0);
            for (border, boundary) in subject.boundaries.iter().enumerate().filter(|(_, boundary)| boundary.is_drawn())
            {
                match subject.is_around(border, element.parent) {
                    true => self.elements_outside += usize::from(!boundary.area.contains(&inner)),
                    false => self.elements_intruding += usize::from(boundary.area.overlaps(&inner)),
                }
            }
        }
    }

    fn measure_boundaries(&mut self, subject: &Subject<'_>) {
        let drawn = || subject.boundaries.iter().enumerate().filter(|(_, boundary)| boundary.is_drawn());
        for (at, one) in drawn() {
            for (after, other) in drawn().filter(|&(after, _)| after > at) {
                let is_fine = match (subject.is_around(at, other.parent), subject.is_around(after, one.parent)) {
                    (true, _) => one.area.grown(0.5).contains(&other.area),
                    (_, true) => other.area.grown(0.5).contains(&one.area),
                    _ => !one.area.overlaps(&other.area),
                };
                self.boundaries_overlapping += usize::from(!is_fine);
            }
        }
    }
}

/// A layout together with what it is a layout of.
struct Subject<'a> {
    boundaries: Vec<Frame>,
    elements: Vec<Block>,
    flows: Vec<Line<'a>>,
}

struct Frame {
    parent: Option<usize>,
    area: Area,
    title: Area,
}

struct Block {
    parent: Option<usize>,
    area: Area,
}

struct Line<'a> {
    from: usize,
    to: usize,
    points: &'a [Point],
    area: Area,
    has_label: bool,
    label: Option<Area>,
}

impl<'a> Subject<'a> {
    fn of(input: &Input, layout: &'a Layout) -> Self {
        let boundaries = input.boundaries.iter().zip(&layout.boundaries).map(|(boundary, placed)| Frame {
            parent: boundary.parent,
            area: Area::of(placed.frame),
            title: Area::at(placed.title, boundary.title),
        });
        let elements = input.nodes.iter().zip(&layout.nodes);
        let flows = input.edges.iter().zip(&layout.edges).map(|(edge, placed)| Line {
            from: edge.from,
            to: edge.to,
            points: &placed.points,
            area: Area::around(&placed.points),
            has_label: edge.label.width > 0.0,
            label: placed.label.map(|label| Area::at(label, edge.label)),
        });
        Self {
            boundaries: boundaries.collect(),
            elements: elements.map(|(node, placed)| Block { parent: node.parent, area: Area::of(*placed) }).collect(),
            flows: flows.collect(),
        }
    }

    /// Whether a boundary is another one or around it.
    fn is_around(&self, boundary: usize, inner: Option<usize>) -> bool {
        let mut around = inner;
        while let Some(at) = around {
            if at == boundary {
                return true;
            }
            // Each boundary comes after the one around it; what does not would lead in circles.
            around = self.boundaries.get(at).and_then(|frame| frame.parent).filter(|&parent| parent < at);
        }
        false
    }
}

impl Frame {
    fn is_drawn(&self) -> bool {
        self.area.right > self.area.left
    }
}

impl Line<'_> {
    fn pieces(&self) -> impl Iterator<Item = Piece> + '_ {
        self.points.iter().zip(self.points.iter().skip(1)).map(|(&start, &end)| Piece { start, end })
    }

    fn runs_through(&self, area: &Area) -> bool {
        self.area.grown(0.1).overlaps(area) && self.pieces().any(|piece| piece.runs_through(area))
    }

    fn distance(&self, area: &Area) -> f64 {
        self.pieces().map(|piece| piece.distance(area)).fold(f64::MAX, f64::min)
    }
}

#[derive(Clone, Copy)]
struct Area {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl Area {
    fn of(rectangle: Rectangle) -> Self {
        let Rectangle { left, top, width, height } = rectangle;
        Self { left, top, right: left + width, bottom: top + height }
    }

    fn at(corner: Point, size: Size) -> Self {
        Self { left: corner.x, top: corner.y, right: corner.x + size.width, bottom: corner.y + size.height }
    }

    fn around(points: &[Point]) -> Self {
        let nothing = Self { left: f64::MAX, top: f64::MAX, right: f64::MIN, bottom: f64::MIN };
        points.iter().fold(nothing, |area, point| Self {
            left: area.left.min(point.x),
            top: area.top.min(point.y),
            right: area.right.max(point.x),
            bottom: area.bottom.max(point.y),
        })
    }

    fn grown(&self, by: f64) -> Self {
        Self { left: self.left - by, top: self.top - by, right: self.right + by, bottom: self.bottom + by }
    }

    fn overlaps(&self, other: &Self) -> bool {
        self.left < other.right - 0.01
            && other.left < self.right - 0.01
            && self.top < other.bottom - 0.01
            && other.top < self.bottom - 0.01
    }

    fn contains(&self, other: &Self) -> bool {
        other.left >= self.left && other.top >= self.top && other.right <= self.right && other.bottom <= self.bottom
    }

    fn holds(&self, point: Point) -> bool {
        point.x >= self.left && point.x <= self.right && point.y >= self.top && point.y <= self.bottom
    }

    fn surrounds(&self, point: Point) -> bool {
        point.x > self.left && point.x < self.right && point.y > self.top && point.y < self.bottom
    }
}

/// A straight piece of a flow.
#[derive(Clone, Copy)]
struct Piece {
    start: Point,
    end: Point,
}

/// From one point to another.
#[derive(Clone, Copy)]
struct Vector {
    x: f64,
    y: f64,
}

impl Vector {
    fn between(start: Point, end: Point) -> Self {
        Self { x: end.x - start.x, y: end.y - start.y }
    }

    fn cross(self, other: Self) -> f64 {
        self.x * other.y - self.y * other.x
    }

    fn length(self) -> f64 {
        self.x.hypot(self.y)
    }
}

impl Piece {
    fn along(&self) -> Vector {
        Vector::between(self.start, self.end)
    }

    fn length(&self) -> f64 {
        self.along().length()
    }

    fn at(&self, part: f64) -> Point {
        let along = self.along();
        Point { x: self.start.x + part * along.x, y: self.start.y + part * along.y }
    }

    /// Where two pieces cross, and under which angle in degrees. The end of a piece does not belong to it: the next one begins there.
    fn crossing(&self, other: &Self) -> Option<(Point, f64)> {
        let (along, across) = (self.along(), other.along());
        let denominator = along.cross(across);
        if denominator.abs() < 1e-9 {
            return None;
        }
        let between = Vector::between(self.start, other.start);
        let (part, other_part) = (between.cross(across) / denominator, between.cross(along) / denominator);
        if !(0.0..1.0).contains(&part) || !(0.0..1.0).contains(&other_part) {
            return None;
        }
        let sine = denominator.abs() / (along.length() * across.length());
        Some((self.at(part), sine.min(1.0).asin().to_degrees()))
    }

    /// How far two pieces along the same axis run on top of each other.
    fn coincides(&self, other: &Self) -> f64 {
        let turned = |point: Point| Point { x: point.y, y: point.x };
        let turn = |piece: &Self| Self { start: turned(piece.start), end: turned(piece.end) };
        self.coincides_vertically(other) + turn(self).coincides_vertically(&turn(other))
    }

    fn coincides_vertically(&self, other: &Self) -> f64 {
        let is_vertical = |piece: &Self| (piece.start.x - piece.end.x).abs() < 0.01;
        let is_close = (self.start.x - other.start.x).abs() < COINCIDENCE_DISTANCE;
        if !is_vertical(self) || !is_vertical(other) || !is_close {
            return 0.0;
        }
        let top = self.start.y.min(self.end.y).max(other.start.y.min(other.end.y));
        let bottom = self.start.y.max(self.end.y).min(other.start.y.max(other.end.y));
        (bottom - top).max(0.0)
    }

    /// Whether some of the piece lies within an area.
    fn runs_through(&self, area: &Area) -> bool {
        if area.left >= area.right || area.top >= area.bottom {
            return false;
        }
        let along = self.along();
        let across = part_within(self.start.x, along.x, area.left, area.right);
        let down = part_within(self.start.y, along.y, area.top, area.bottom);
        match (across, down) {
            (Some(across), Some(down)) => across.0.max(down.0).max(0.0) < across.1.min(down.1).min(1.0),
            _ => false,
        }
    }

    /// The least distance from an area, to about four pixels.
    fn distance(&self, area: &Area) -> f64 {
        if self.runs_through(area) {
            return 0.0;
        }
        let samples = (self.length() / 4.0).clamp(1.0, 200.0).floor();
        let distance = |sample: u32| {
            let point = self.at(f64::from(sample) / samples);
            let x = (area.left - point.x).max(point.x - area.right).max(0.0);
            let y = (area.top - point.y).max(point.y - area.bottom).max(0.0);
            x.hypot(y)
        };
        (0..=samples as u32).map(distance).fold(f64::MAX, f64::min)
    }
}

/// Between which parts of its way something that starts somewhere lies within a range, along one axis.
fn part_within(start: f64, along: f64, least: f64, most: f64) -> Option<(f64, f64)> {
    if along.abs() < 1e-12 {
        return (start > least && start < most).then_some((0.0, 1.0));
    }
    let (one, other) = ((least - start) / along, (most - start) / along);
    Some((one.min(other), one.max(other)))
}
