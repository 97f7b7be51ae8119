//! Decides what a data flow diagram shows: exactly what pytm 1.4 draws, in its order.
//!
//! Boundaries are drawn first, the outermost of the deepest nestings before the others, each with all that is inside;
//! then what is in no boundary. Nothing is drawn twice.

use std::collections::{BTreeMap, HashMap};

use bartizan_model::{Appearance, Class, ElementId, Model, Object};

use crate::graph::{Boundary, Child, DataFlowOptions, Direction, Edge, Graph, Node, Shape, Tone};
use crate::identifier::{Identifier, identifiers};
use crate::limits::{LABEL_WIDTH, MAX_BOUNDARY_DEPTH};
use crate::mark::Mark;
use crate::wrap::wrap;

pub(crate) fn graph(model: &Model, options: &DataFlowOptions<'_>) -> Graph {
    let mut drawing = Drawing::new(model, options);
    for boundary in outermost_first(model) {
        drawing.draw_boundary(boundary);
    }
    drawing.merges_responses = options.merges_responses || model.system.flag("mergeResponses");
    if drawing.merges_responses {
        for flow in &model.registry.flows {
            if let Some(response) = model.element(*flow).element("response") {
                drawing.mark(response);
            }
        }
    }
    for (id, object) in model.taking_part() {
        if !object.class.is_a(Class::Boundary) && object.element("inBoundary").is_none() {
            drawing.draw_element(id, None);
        }
    }
    drawing.finish()
}

struct Drawing<'a> {
    model: &'a Model,
    options: &'a DataFlowOptions<'a>,
    ids: Vec<Identifier>,
    /// What is directly inside each boundary, in the model's order.
    inside: HashMap<ElementId, Vec<ElementId>>,
    is_drawn: Vec<bool>,
    node_of: HashMap<ElementId, usize>,
    boundary_of: HashMap<ElementId, usize>,
    merges_responses: bool,
    flows: Vec<Flow>,
    graph: Graph,
}

/// A flow to draw once it is known which elements are drawn.
struct Flow {
    element: ElementId,
    source: ElementId,
    sink: ElementId,
    response: Option<ElementId>,
    boundary: Option<usize>,
}

/// A boundary whose content is being drawn.
struct Open {
    element: ElementId,
    /// Position in the graph.
    at: usize,
    depth: usize,
    next: usize,
}

impl<'a> Drawing<'a> {
    fn new(model: &'a Model, options: &'a DataFlowOptions<'a>) -> Self {
        let mut inside: HashMap<ElementId, Vec<ElementId>> = HashMap::new();
        for (id, object) in model.taking_part() {
            if let Some(boundary) = object.element("inBoundary") {
                inside.entry(boundary).or_default().push(id);
            }
        }
        let mut drawing = Self {
            model,
            options,
            ids: identifiers(model),
            inside,
            is_drawn: vec![false; model.elements.len()],
            node_of: HashMap::new(),
            boundary_of: HashMap::new(),
            merges_responses: false,
            flows: Vec::new(),
            graph: Graph {
                name: model.system.name(),
                has_colormap: options.colormap.is_some(),
                has_marks: options.marks.is_some(),
                ..Graph::default()
            },
        };
        for flow in &model.undrawn {
            drawing.mark(*flow);
        }
        drawing
    }

    /// Notes that something is drawn; false if it was already.
    fn mark(&mut self, id: ElementId) -> bool {
        match self.is_drawn.get_mut(id.index()) {
            Some(is_drawn) => !std::mem::replace(is_drawn, true),
            None => false,
        }
    }

    /// Draws a boundary with everything inside. A loop, not recursion: nesting has no limit in a model.
    fn draw_boundary(&mut self, boundary: ElementId) {
        if !self.mark(boundary) {
            return;
        }
        let mut open = vec![self.open(boundary, None)];
        while let Some(innermost) = open.last_mut() {
            let child = self.inside.get(&innermost.element).and_then(|inside| inside.get(innermost.next)).copied();
            innermost.next += 1;
            let (at, depth) = (innermost.at, innermost.depth);
            let Some(child) = child else {
                open.pop();
                continue;
            };
            if !self.model.element(child).class.is_a(Class::Boundary) {
                self.draw_element(child, Some(at));
            } else if self.mark(child) {
                let parent = if depth < MAX_BOUNDARY_DEPTH { Some(at) } else { self.parent_of(at) };
                let depth = depth.saturating_add(1).min(MAX_BOUNDARY_DEPTH);
                let opened = self.open(child, parent);
                open.push(Open { depth, ..opened });
            }
        }
    }

    fn open(&mut self, boundary: ElementId, parent: Option<usize>) -> Open {
        let at = self.graph.boundaries.len();
        self.graph.boundaries.push(Boundary {
            id: self.id(boundary),
            element: boundary,
            label: self.label(boundary),
            mark: self.mark_of(boundary),
            parent,
            children: Vec::new(),
        });
        self.boundary_of.insert(boundary, at);
        self.place(Child::Boundary(at), parent);
        Open { element: boundary, at, depth: 1, next: 0 }
    }

    fn parent_of(&self, boundary: usize) -> Option<usize> {
        self.graph.boundary(boundary).and_then(|boundary| boundary.parent)
    }

    fn place(&mut self, child: Child, boundary: Option<usize>) {
        match boundary.and_then(|at| self.graph.boundaries.get_mut(at)) {
            Some(boundary) => boundary.children.push(child),
            None => self.graph.top.push(child),
        }
    }

    fn draw_element(&mut self, id: ElementId, boundary: Option<usize>) {
        if !self.mark(id) {
            return;
        }
        let object = self.model.element(id);
        if object.class.is_a(Class::Dataflow) {
            self.draw_flow(id, boundary);
        } else if self.is_on_level(object) {
            self.add_node(Node {
                id: self.id(id),
                element: id,
                label: self.label(id),
                mark: self.mark_of(id),
                shape: shape(object.class),
                tone: self.tone(id),
                appearance: object.appearance.clone(),
                boundary,
            });
        }
    }

    fn add_node(&mut self, node: Node) -> usize {
        let at = self.graph.nodes.len();
        self.node_of.insert(node.element, at);
        self.place(Child::Node(at), node.boundary);
        self.graph.nodes.push(node);
        at
    }

    fn draw_flow(&mut self, id: ElementId, boundary: Option<usize>) {
        let flow = self.model.element(id);
        let (Some(source), Some(sink)) = (flow.element("source"), flow.element("sink")) else { return };
        let connects_drawn =
            || self.is_on_level(self.model.element(source)) && self.is_on_level(self.model.element(sink));
        if !self.is_on_level(flow) && !connects_drawn() {
            return;
        }
        let response = if self.merges_responses { flow.element("response") } else { None };
        self.flows.push(Flow { element: id, source, sink, response, boundary });
    }

    fn finish(mut self) -> Graph {
        for flow in std::mem::take(&mut self.flows) {
            let mut lines = self.label(flow.element);
            if let Some(response) = flow.response {
                lines.extend(self.label(response));
            }
            let edge = Edge {
                id: self.id(flow.element),
                element: flow.element,
                from: self.end(flow.source),
                to: self.end(flow.sink),
                label: lines,
                direction: if flow.response.is_some() { Direction::Both } else { Direction::Forward },
                tone: self.tone(flow.element),
                appearance: self.model.element(flow.element).appearance.clone(),
                mark: self.mark_of_flow(flow.element, flow.response),
                boundary: flow.boundary,
            };
            self.graph.edges.push(edge);
        }
        self.graph
    }

    /// The node at which a flow starts or ends; a plain one for what is not drawn as a node itself.
    fn end(&mut self, id: ElementId) -> usize {
        if let Some(at) = self.node_of.get(&id) {
            return *at;
        }
        let object = self.model.element(id);
        let around = self.boundary_of.get(&id).copied();
        let boundary = around.or_else(|| self.boundary_of.get(&object.element("inBoundary")?).copied());
        self.add_node(Node {
            id: self.id(id).stand_in(),
            element: id,
            label: self.label(id),
            mark: self.mark_of(id),
            shape: Shape::StandIn,
            tone: if object.flag("inScope") { Tone::Plain } else { Tone::OutOfScope },
            appearance: Appearance::default(),
            boundary,
        })
    }

    fn is_on_level(&self, object: &Object) -> bool {
        self.options.levels.is_empty() || object.levels().iter().any(|level| self.options.levels.contains(level))
    }

    fn tone(&self, id: ElementId) -> Tone {
        match self.options.colormap {
            Some(severities) => match severities.get(id.index()).copied().unwrap_or(0) {
                0 | 1 => Tone::Calm,
                2..=4 => Tone::Serious,
                _ => Tone::Severe,
            },
            None if self.model.element(id).flag("inScope") => Tone::Plain,
            None => Tone::OutOfScope,
        }
    }

    fn mark_of(&self, id: ElementId) -> Option<Mark> {
        self.options.marks.map(|marks| marks.get(id.index()).copied().unwrap_or(Mark::Kept))
    }

    /// A request and its response are drawn as one: where their marks differ, that is a change.
    fn mark_of_flow(&self, id: ElementId, response: Option<ElementId>) -> Option<Mark> {
        let mark = self.mark_of(id)?;
        match response.and_then(|response| self.mark_of(response)) {
            Some(other) if other != mark => Some(Mark::Changed),
            _ => Some(mark),
        }
    }

    /// The label, line by line, with the sign of its mark before it.
    fn label(&self, id: ElementId) -> Vec<String> {
        let mut lines = label(self.model.element(id));
        if let Some(sign) = self.mark_of(id).and_then(Mark::sign) {
            match lines.first_mut() {
                Some(first) => *first = format!("{sign} {first}"),
                None => lines.push(sign.to_owned()),
            }
        }
        lines
    }

    fn id(&self, id: ElementId) -> Identifier {
        self.ids.get(id.index()).cloned().unwrap_or_default()
    }
}

fn label(object: &Object) -> Vec<String> {
    wrap(&object.display_name(), LABEL_WIDTH)
}

fn shape(class: Class) -> Shape {
    match class {
        Class::Server | Class::Process => Shape::Circle,
        Class::SetOfProcesses => Shape::DoubleCircle,
        Class::Datastore => Shape::Cylinder,
        Class::Lambda => Shape::RoundedRectangle,
        Class::Llm | Class::Agent => Shape::Hexagon,
        _ => Shape::Square,
    }
}

/// Boundaries of the registry and those around them: the higher one stands above others, the earlier; then by name.
fn outermost_first(model: &Model) -> Vec<ElementId> {
    let heights = heights(model);
    let mut boundaries: Vec<(ElementId, usize)> = heights.into_iter().collect();
    boundaries.sort_by_cached_key(|(id, height)| (std::cmp::Reverse(*height), model.element(*id).name(), *id));
    boundaries.into_iter().map(|(id, _)| id).collect()
}

/// How many boundaries are nested inside each, at most.
fn heights(model: &Model) -> BTreeMap<ElementId, usize> {
    let parent = |id: ElementId| model.element(id).element("inBoundary");
    let mut children: BTreeMap<ElementId, usize> = BTreeMap::new();
    for boundary in &model.registry.boundaries {
        let mut next = Some(*boundary);
        while let Some(id) = next.filter(|id| !children.contains_key(id)) {
            children.insert(id, 0);
            next = parent(id);
        }
    }
    for around in children.keys().copied().filter_map(parent).collect::<Vec<_>>() {
        children.entry(around).and_modify(|count| *count += 1);
    }
    let mut ready: Vec<ElementId> = children.iter().filter(|(_, count)| **count == 0).map(|(id, _)| *id).collect();
    let mut heights: BTreeMap<ElementId, usize> = ready.iter().map(|id| (*id, 0)).collect();
    while let Some(id) = ready.pop() {
        let height = heights.get(&id).copied().unwrap_or(0) + 1;
        let Some(around) = parent(id) else { continue };
        heights.entry(around).and_modify(|known| *known = height.max(*known)).or_insert(height);
        if let Some(count) = children.get_mut(&around) {
            *count -= 1;
            if *count == 0 {
                ready.push(around);
            }
        }
    }
    heights
}
