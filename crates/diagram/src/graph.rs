//! The one intermediate form of data flow diagrams: what is drawn, before it is known in which format.

use bartizan_model::{Appearance, ElementId, Model, Text};

use crate::draw;
use crate::identifier::Identifier;
use crate::mark::Mark;

/// What a data flow diagram shows.
#[derive(Clone, Debug, Default)]
pub struct DataFlowOptions<'a> {
    /// Only elements on one of these levels; all of them when empty.
    pub levels: Vec<i64>,
    /// Worst severity (0 to 5) by position of the element: elements and flows are coloured by it.
    pub colormap: Option<&'a [u8]>,
    /// Requests are drawn together with their responses, also where the model does not ask for it.
    pub merges_responses: bool,
    /// What became of each element, by its position, where the model is two versions in one.
    pub marks: Option<&'a [Mark]>,
}

/// A data flow diagram.
#[derive(Clone, Debug, Default)]
pub struct Graph {
    /// The system's name.
    pub name: Text,
    /// Trust boundaries; each comes after the one it is in.
    pub boundaries: Vec<Boundary>,
    /// Elements, in the order in which they are drawn.
    pub nodes: Vec<Node>,
    /// Flows, in the order in which they are drawn.
    pub edges: Vec<Edge>,
    /// What stands outside every boundary, in order.
    pub top: Vec<Child>,
    /// Whether tones show severities; boundaries step back then.
    pub has_colormap: bool,
    /// Whether things are marked; boundaries step back then, too.
    pub has_marks: bool,
}

/// A trust boundary.
#[derive(Clone, Debug)]
pub struct Boundary {
    /// Stable and unique in the diagram.
    pub id: Identifier,
    /// The boundary in the model.
    pub element: ElementId,
    /// The label, line by line.
    pub label: Vec<String>,
    /// What became of it, in a diagram of two versions.
    pub mark: Option<Mark>,
    /// Position of the boundary around it.
    pub parent: Option<usize>,
    /// What is directly inside, in order.
    pub children: Vec<Child>,
}

/// Something inside a boundary, by position in [`Graph::boundaries`] or [`Graph::nodes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Child {
    /// A boundary.
    Boundary(usize),
    /// An element.
    Node(usize),
}

/// An element.
#[derive(Clone, Debug)]
pub struct Node {
    /// Stable and unique in the diagram.
    pub id: Identifier,
    /// The element in the model.
    pub element: ElementId,
    /// The label, line by line.
    pub label: Vec<String>,
    /// How it is drawn.
    pub shape: Shape,
    /// How it is coloured.
    pub tone: Tone,
    /// How the author's own class draws it, in Graphviz's words.
    pub appearance: Appearance,
    /// What became of it, in a diagram of two versions.
    pub mark: Option<Mark>,
    /// Position of the boundary it is in.
    pub boundary: Option<usize>,
}

/// A flow.
#[derive(Clone, Debug)]
pub struct Edge {
    /// Stable and unique in the diagram.
    pub id: Identifier,
    /// The flow in the model.
    pub element: ElementId,
    /// Position of the node where it starts.
    pub from: usize,
    /// Position of the node where it ends.
    pub to: usize,
    /// The label, line by line.
    pub label: Vec<String>,
    /// Where it has arrow heads.
    pub direction: Direction,
    /// How it is coloured.
    pub tone: Tone,
    /// How the author's own class draws it, in Graphviz's words.
    pub appearance: Appearance,
    /// What became of it, in a diagram of two versions.
    pub mark: Option<Mark>,
    /// Position of the boundary that the author put the flow itself into.
    pub boundary: Option<usize>,
}

/// Where a flow has arrow heads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// At the sink.
    Forward,
    /// At both ends: a request that is drawn together with its response.
    Both,
}

/// How an element is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Actors, external entities, assets of no particular kind.
    Square,
    /// Servers and processes.
    Circle,
    /// Sets of processes.
    DoubleCircle,
    /// Datastores.
    Cylinder,
    /// Lambdas.
    RoundedRectangle,
    /// Language models and agents.
    Hexagon,
    /// Not an element of the diagram: the end of a flow that starts or ends at something which is not drawn itself.
    StandIn,
}

/// How an element or flow is coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Nothing to say.
    Plain,
    /// Out of scope.
    OutOfScope,
    /// Severity 0 or 1.
    Calm,
    /// Severity 2, 3 or 4.
    Serious,
    /// Severity 5.
    Severe,
}

impl Graph {
    /// What the diagram of a resolved model shows.
    pub fn of(model: &Model, options: &DataFlowOptions<'_>) -> Self {
        draw::graph(model, options)
    }

    /// The node at a position.
    pub fn node(&self, at: usize) -> Option<&Node> {
        self.nodes.get(at)
    }

    /// The boundary at a position.
    pub fn boundary(&self, at: usize) -> Option<&Boundary> {
        self.boundaries.get(at)
    }

    /// The marks of everything that is drawn.
    pub fn marks(&self) -> impl Iterator<Item = Mark> {
        let nodes = self.nodes.iter().filter_map(|node| node.mark);
        let edges = self.edges.iter().filter_map(|edge| edge.mark);
        nodes.chain(edges).chain(self.boundaries.iter().filter_map(|boundary| boundary.mark))
    }

    /// The ends of an edge.
    pub fn ends(&self, edge: &Edge) -> Option<(&Node, &Node)> {
        Some((self.nodes.get(edge.from)?, self.nodes.get(edge.to)?))
    }
}
