//! Data flow diagrams as plain graphs, and how two of them differ.

use std::collections::BTreeMap;

use serde_json::Value;

use super::text;

/// A diagram.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Graph {
    /// Boundaries, elements, and what stands in for elements that are not drawn.
    pub vertices: Vec<Vertex>,
    /// Flows.
    pub edges: Vec<Edge>,
}

/// What a vertex is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum VertexKind {
    /// A trust boundary.
    Boundary,
    /// An element.
    Node,
    /// The end of a flow that is not drawn as a node itself; only its name counts.
    StandIn,
}

/// A boundary or an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vertex {
    /// What it is.
    pub kind: VertexKind,
    /// What is written on it.
    pub label: String,
    /// Graphviz's name of the shape; empty for boundaries.
    pub shape: String,
    /// Graphviz's name of the line's colour.
    pub color: String,
    /// Position of the boundary around it.
    pub parent: Option<usize>,
}

/// A flow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edge {
    /// Position of the vertex where it starts.
    pub from: usize,
    /// Position of the vertex where it ends.
    pub to: usize,
    /// What is written on it.
    pub label: String,
    /// `forward` or `both`.
    pub direction: String,
    /// Graphviz's name of the colour.
    pub color: String,
}

impl Vertex {
    /// A stand-in: white space does not count, because it depends on where lines are broken.
    pub fn stand_in(name: &str) -> Self {
        let label = text::without_number(name).chars().filter(|letter| !letter.is_whitespace()).collect::<String>();
        Self {
            kind: VertexKind::StandIn,
            label: text::label(&label),
            shape: String::new(),
            color: String::new(),
            parent: None,
        }
    }
}

impl Graph {
    /// The graph of a record.
    pub fn of_record(record: &Value) -> Option<Self> {
        let mut graph = Self::default();
        let mut boundaries: BTreeMap<String, usize> = BTreeMap::new();
        let mut nodes: BTreeMap<String, usize> = BTreeMap::new();
        let listed = record.get("boundaries")?.as_array()?;
        for boundary in listed {
            boundaries.insert(string(boundary, "name"), graph.vertices.len());
            graph.vertices.push(Vertex {
                kind: VertexKind::Boundary,
                label: text::label(&string(boundary, "label")),
                shape: String::new(),
                color: string(boundary, "color"),
                parent: None,
            });
        }
        for (at, boundary) in listed.iter().enumerate() {
            let parent = innermost(boundary, "path").and_then(|name| boundaries.get(name)).copied();
            if let Some(vertex) = graph.vertices.get_mut(at) {
                vertex.parent = parent;
            }
        }
        for node in record.get("nodes")?.as_array()? {
            nodes.insert(string(node, "name"), graph.vertices.len());
            graph.vertices.push(Vertex {
                kind: VertexKind::Node,
                label: text::label(&string(node, "label")),
                shape: string(node, "shape"),
                color: string(node, "color"),
                parent: innermost(node, "boundary").and_then(|name| boundaries.get(name)).copied(),
            });
        }
        for edge in record.get("edges")?.as_array()? {
            let mut end = |key: &str| {
                let name = string(edge, key);
                *nodes.entry(name.clone()).or_insert_with(|| {
                    graph.vertices.push(Vertex::stand_in(&name));
                    graph.vertices.len() - 1
                })
            };
            let (from, to) = (end("from"), end("to"));
            graph.edges.push(Edge {
                from,
                to,
                label: text::label(&string(edge, "label")),
                direction: string(edge, "dir"),
                color: string(edge, "color"),
            });
        }
        Some(graph)
    }

    /// How this graph, the expected one, differs from another. Ids do not matter, and neither does order.
    pub fn differences(&self, ours: &Graph) -> Vec<String> {
        let mut found = subtract(&self.parts(), &ours.parts(), "missing");
        found.extend(subtract(&ours.parts(), &self.parts(), "too much"));
        if found.is_empty() && self.signatures() != ours.signatures() {
            found.push("the same parts, but connected differently".to_owned());
        }
        found
    }

    /// Everything in words, sorted.
    fn parts(&self) -> Vec<String> {
        let vertices = self.vertices.iter().map(|vertex| {
            let Vertex { kind, label, shape, color, .. } = vertex;
            let mut path = Vec::new();
            let mut around = vertex.parent;
            while let Some(boundary) = around.and_then(|at| self.vertices.get(at)).filter(|_| path.len() < 100) {
                path.insert(0, boundary.label.clone());
                around = boundary.parent;
            }
            match kind {
                VertexKind::StandIn => format!("end {label:?} that is not drawn"),
                VertexKind::Boundary => format!("boundary {label:?} ({color}) in {path:?}"),
                VertexKind::Node => format!("node {label:?} ({shape}, {color}) in {path:?}"),
            }
        });
        let label = |at: usize| self.vertices.get(at).map_or("?", |vertex| vertex.label.as_str());
        let edges = self.edges.iter().map(|edge| {
            let Edge { label: text, direction, color, .. } = edge;
            format!("flow {text:?} ({direction}, {color}) from {:?} to {:?}", label(edge.from), label(edge.to))
        });
        let mut parts: Vec<String> = vertices.chain(edges).collect();
        parts.sort();
        parts
    }

    /// What each vertex looks like with all that hangs on it, sorted: equal for graphs that differ in ids only.
    /// (Colour refinement: it cannot tell some very regular graphs apart, which no model is.)
    fn signatures(&self) -> Vec<u64> {
        let own = |vertex: &Vertex| {
            let Vertex { kind, label, shape, color, .. } = vertex;
            hash(&format!("{kind:?}\n{shape}\n{color}\n{label}"))
        };
        let mut colors: Vec<u64> = self.vertices.iter().map(own).collect();
        for _ in 0..self.vertices.len().min(8) {
            let color = |at: usize| colors.get(at).copied().unwrap_or(0);
            let mut around: Vec<Vec<String>> = vec![Vec::new(); self.vertices.len()];
            let mut note =
                |at: usize, text: String| around.get_mut(at).into_iter().for_each(|notes| notes.push(text.clone()));
            for (at, vertex) in self.vertices.iter().enumerate() {
                if let Some(parent) = vertex.parent {
                    note(at, format!("in {}", color(parent)));
                    note(parent, format!("has {}", color(at)));
                }
            }
            for edge in &self.edges {
                let Edge { from, to, label, direction, color: paint } = edge;
                note(*from, format!("to {} {direction} {paint} {label}", color(*to)));
                note(*to, format!("from {} {direction} {paint} {label}", color(*from)));
            }
            colors = around
                .into_iter()
                .enumerate()
                .map(|(at, mut notes)| {
                    notes.sort();
                    hash(&format!("{} {}", color(at), notes.join("\n")))
                })
                .collect();
        }
        colors.sort_unstable();
        colors
    }
}

/// What the first list has and the second has not, each as often as it is missing; both are sorted.
pub fn subtract(from: &[String], other: &[String], word: &str) -> Vec<String> {
    let mut left = Vec::new();
    let mut others = other.iter().peekable();
    for item in from {
        while others.next_if(|other| *other < item).is_some() {}
        if others.next_if_eq(&item).is_none() {
            left.push(format!("{word}: {item}"));
        }
    }
    left
}

/// FNV-1a, 64 bits.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

fn string(value: &Value, key: &str) -> String {
    value.get(key).and_then(Value::as_str).unwrap_or("").to_owned()
}

fn innermost<'a>(value: &'a Value, key: &str) -> Option<&'a str> {
    value.get(key)?.as_array()?.last()?.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn record(second_target: &str) -> Graph {
        let node = |name: &str| {
            json!({"name": name, "label": text::without_number(name), "shape": "circle", "color": "black",
                   "boundary": ["Outside", "Inside"]})
        };
        let edge = |from: &str, to: &str| json!({"name": "x", "from": from, "to": to, "label": "x", "dir": "forward", "color": "black"});
        let record = json!({
            "boundaries": [
                {"name": "Outside", "label": "Outside", "path": [], "color": "firebrick2"},
                {"name": "Inside", "label": "Inside", "path": ["Outside"], "color": "firebrick2"},
            ],
            "nodes": [node("A"), node("A#2"), node("B")],
            "edges": [edge("A", "B"), edge("A", second_target), edge("B", "Elsewhere#2")],
        });
        Graph::of_record(&record).unwrap()
    }

    #[test]
    fn records_become_graphs() {
        let graph = record("B");
        assert_eq!(graph.vertices.len(), 6);
        assert_eq!(graph.vertices[4].parent, Some(1));
        assert_eq!(graph.vertices[5], Vertex::stand_in("Else where"));
        assert!(graph.differences(&record("B")).is_empty());
    }

    #[test]
    fn differences_are_named() {
        let mut other = record("B");
        other.vertices[4].color = "grey69".to_owned();
        assert_eq!(
            record("B").differences(&other),
            [
                "missing: node \"B\" (circle, black) in [\"Outside\", \"Inside\"]",
                "too much: node \"B\" (circle, grey69) in [\"Outside\", \"Inside\"]",
            ]
        );
    }

    #[test]
    fn elements_of_one_name_are_told_apart_by_what_hangs_on_them() {
        let mut other = record("B");
        other.edges[1].from = 3;
        assert_eq!(record("B").differences(&other), ["the same parts, but connected differently"]);
    }
}
