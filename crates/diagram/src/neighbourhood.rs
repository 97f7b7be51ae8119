//! A part of a data flow diagram: something by its name, and what is near it.

use bartizan_model::Model;
use bartizan_model::names::{UnknownName, nearest};

use crate::graph::{Boundary, Child, Edge, Graph, Node};

impl Graph {
    /// What is inside the boundary of a name, or the element of a name, with everything that at most so many flows away, and
    /// the boundaries around all that. The name may also be an id of the diagram; several things of one name are all meant.
    pub fn only(&self, model: &Model, name: &str, flows: usize) -> Result<Graph, UnknownName> {
        let focus = Focus::find(self, model, name)?;
        let distances = self.distances(&focus.nodes, flows);
        let nodes: Vec<bool> = distances.iter().map(Option::is_some).collect();
        let is_near = |edge: &Edge| {
            let (from, to) = (*distances.get(edge.from)?, *distances.get(edge.to)?);
            let (near, far) = (from?.min(to?), from?.max(to?));
            // A flow between two elements at the rim is one flow further away.
            Some(far == 0 || near < flows)
        };
        let edges = self.edges.iter().filter(|edge| is_near(edge) == Some(true)).cloned().collect();
        Ok(self.cut_down(&nodes, &self.kept_boundaries(&nodes, &focus.boundaries), edges))
    }

    /// How many flows away each node is; `None` beyond the limit.
    fn distances(&self, focus: &[usize], limit: usize) -> Vec<Option<usize>> {
        let mut distances = vec![None; self.nodes.len()];
        let mut neighbours: Vec<Vec<usize>> = vec![Vec::new(); self.nodes.len()];
        for edge in &self.edges {
            for (one, other) in [(edge.from, edge.to), (edge.to, edge.from)] {
                if let Some(neighbours) = neighbours.get_mut(one) {
                    neighbours.push(other);
                }
            }
        }
        let mut rim: Vec<usize> = focus.to_vec();
        let mut distance = 0;
        while !rim.is_empty() && distance <= limit {
            let mut next = Vec::new();
            for node in rim {
                if let Some(slot @ None) = distances.get_mut(node) {
                    *slot = Some(distance);
                    next.extend(neighbours.get(node).into_iter().flatten());
                }
            }
            (rim, distance) = (next, distance + 1);
        }
        distances
    }

    /// The boundaries in focus, those inside them, and those around what is kept.
    fn kept_boundaries(&self, nodes: &[bool], focus: &[usize]) -> Vec<bool> {
        let mut kept = vec![false; self.boundaries.len()];
        let inside = self.inside(focus);
        let of_nodes =
            self.nodes.iter().zip(nodes).filter(|(_, is_kept)| **is_kept).filter_map(|(node, _)| node.boundary);
        let of_focus = (0..kept.len()).filter(|at| inside.get(*at) == Some(&true));
        for start in of_nodes.chain(of_focus).collect::<Vec<_>>() {
            let mut next = Some(start);
            while let Some(slot @ false) = next.and_then(|at| kept.get_mut(at)) {
                *slot = true;
                next = next.and_then(|at| self.boundary(at)).and_then(|boundary| boundary.parent);
            }
        }
        kept
    }

    /// Which boundaries are some given ones, or inside them. Each comes after the one it is in.
    fn inside(&self, boundaries: &[usize]) -> Vec<bool> {
        let mut inside = vec![false; self.boundaries.len()];
        boundaries.iter().for_each(|at| set(&mut inside, *at));
        for (at, boundary) in self.boundaries.iter().enumerate() {
            if boundary.parent.and_then(|parent| inside.get(parent)) == Some(&true) {
                set(&mut inside, at);
            }
        }
        inside
    }

    /// The diagram of some of the nodes, boundaries and flows, in the same order.
    fn cut_down(&self, nodes: &[bool], boundaries: &[bool], edges: Vec<Edge>) -> Graph {
        let (new_node, new_boundary) = (positions(nodes), positions(boundaries));
        let renumbered = |positions: &[Option<usize>], at: usize| positions.get(at).copied().flatten();
        let boundary_of = |at: Option<usize>| at.and_then(|at| renumbered(&new_boundary, at));
        let child = |child: &Child| match *child {
            Child::Node(at) => renumbered(&new_node, at).map(Child::Node),
            Child::Boundary(at) => renumbered(&new_boundary, at).map(Child::Boundary),
        };
        let kept_nodes = self.nodes.iter().zip(nodes).filter(|(_, is_kept)| **is_kept);
        let kept_boundaries = self.boundaries.iter().zip(boundaries).filter(|(_, is_kept)| **is_kept);
        let edge = |edge: Edge| {
            let (from, to) = (renumbered(&new_node, edge.from)?, renumbered(&new_node, edge.to)?);
            Some(Edge { from, to, boundary: boundary_of(edge.boundary), ..edge })
        };
        Graph {
            name: self.name.clone(),
            boundaries: kept_boundaries
                .map(|(boundary, _)| Boundary {
                    parent: boundary_of(boundary.parent),
                    children: boundary.children.iter().filter_map(child).collect(),
                    ..boundary.clone()
                })
                .collect(),
            nodes: kept_nodes.map(|(node, _)| Node { boundary: boundary_of(node.boundary), ..node.clone() }).collect(),
            edges: edges.into_iter().filter_map(edge).collect(),
            top: self.top.iter().filter_map(child).collect(),
            has_colormap: self.has_colormap,
            has_marks: self.has_marks,
        }
    }
}

/// What a name means, by position.
struct Focus {
    nodes: Vec<usize>,
    boundaries: Vec<usize>,
}

impl Focus {
    /// Exactly so spelt, or else whatever the case of letters.
    fn find(graph: &Graph, model: &Model, name: &str) -> Result<Self, UnknownName> {
        let lower = name.to_lowercase();
        let exactly = Self::matching(graph, model, |known| known == name);
        if let Some(focus) = exactly.or_else(|| Self::matching(graph, model, |known| known.to_lowercase() == lower)) {
            return Ok(focus);
        }
        let names: Vec<String> = names(graph, model).map(|(_, [name, ..])| name).collect();
        let nearest = nearest(name, names.iter().map(String::as_str)).map(str::to_owned);
        Err(UnknownName { name: name.to_owned(), nearest })
    }

    fn matching(graph: &Graph, model: &Model, matches: impl Fn(&str) -> bool) -> Option<Self> {
        let (mut nodes, mut boundaries) = (Vec::new(), Vec::new());
        for (child, names) in names(graph, model) {
            if names.iter().any(|known| matches(known)) {
                match child {
                    Child::Node(at) => nodes.push(at),
                    Child::Boundary(at) => boundaries.push(at),
                }
            }
        }
        if nodes.is_empty() && boundaries.is_empty() {
            return None;
        }
        let inside = graph.inside(&boundaries);
        for (at, node) in graph.nodes.iter().enumerate() {
            if node.boundary.and_then(|boundary| inside.get(boundary)) == Some(&true) {
                nodes.push(at);
            }
        }
        Some(Self { nodes, boundaries })
    }
}

/// Everything that has a name: what it is called, how it is shown, and its id.
fn names<'a>(graph: &'a Graph, model: &'a Model) -> impl Iterator<Item = (Child, [String; 3])> + 'a {
    let all = |element, id: &crate::Identifier| {
        let object = model.element(element);
        [object.name().to_string(), object.display_name(), id.as_str().to_owned()]
    };
    let nodes = graph.nodes.iter().enumerate().map(move |(at, node)| (Child::Node(at), all(node.element, &node.id)));
    let boundaries = graph.boundaries.iter().enumerate();
    nodes.chain(boundaries.map(move |(at, boundary)| (Child::Boundary(at), all(boundary.element, &boundary.id))))
}

fn set(flags: &mut [bool], at: usize) {
    if let Some(flag) = flags.get_mut(at) {
        *flag = true;
    }
}

/// The positions of what is kept once the others are gone.
fn positions(kept: &[bool]) -> Vec<Option<usize>> {
    let mut next = 0..;
    kept.iter().map(|is_kept| if *is_kept { next.next() } else { None }).collect()
}

#[cfg(test)]
mod tests {
    use bartizan_model::build::ThreatModel;
    use bartizan_model::{Model, resolve};

    use crate::{DataFlowOptions, Graph};
    use bartizan_model::names::UnknownName;

    /// User -> Web -> Service -> Database in a boundary within a boundary, and a mailer beside.
    fn model() -> Model {
        let mut tm = ThreatModel::new("shop");
        let cloud = tm.boundary("Cloud").id();
        let data = tm.boundary("Data").inside(cloud).id();
        tm.boundary("Empty").inside(data);
        let user = tm.actor("User").id();
        let web = tm.server("Web").inside(cloud).id();
        let service = tm.server("Service").inside(cloud).id();
        let database = tm.datastore("Database").inside(data).id();
        let mailer = tm.external_entity("Mailer").id();
        tm.flow(user, web, "ask");
        tm.flow(web, service, "call");
        tm.flow(service, database, "read");
        tm.flow(web, mailer, "mail");
        tm.flow(user, mailer, "reply");
        resolve(tm.finish().unwrap()).unwrap()
    }

    fn shown(name: &str, flows: usize) -> String {
        let model = model();
        let graph = Graph::of(&model, &DataFlowOptions::default()).only(&model, name, flows).unwrap();
        let nodes: Vec<String> = graph.nodes.iter().map(|node| node.label.concat()).collect();
        let boundaries: Vec<String> = graph.boundaries.iter().map(|boundary| boundary.label.concat()).collect();
        let edges: Vec<String> = graph.edges.iter().map(|edge| edge.label.concat()).collect();
        for edge in &graph.edges {
            assert!(graph.ends(edge).is_some());
        }
        format!("{} in {}: {}", nodes.join(" "), boundaries.join(" "), edges.join(" "))
    }

    #[test]
    fn an_element_is_shown_with_what_is_near() {
        assert_eq!(shown("Web", 0), "Web in Cloud: ");
        // The reply from user to mailer is two flows away.
        assert_eq!(shown("Web", 1), "Web Service User Mailer in Cloud: ask call mail");
        assert_eq!(shown("Web", 2), "Database Web Service User Mailer in Cloud Data: ask call read mail reply");
        assert_eq!(shown("user", usize::MAX), shown("actor_user", 9));
    }

    #[test]
    fn a_boundary_is_shown_with_all_that_is_inside() {
        assert_eq!(shown("Cloud", 0), "Database Web Service in Cloud Data Empty: call read");
        assert_eq!(shown("Data", 1), "Database Service in Cloud Data Empty: read");
        assert_eq!(shown("Empty", 3), " in Cloud Data Empty: ");
    }

    #[test]
    fn a_name_that_nothing_has_is_an_error_with_the_nearest_one() {
        let model = model();
        let error = Graph::of(&model, &DataFlowOptions::default()).only(&model, "Databse", 1).unwrap_err();
        assert_eq!(error, UnknownName { name: "Databse".to_owned(), nearest: Some("Database".to_owned()) });
        assert_eq!(error.to_string(), "no boundary and no element is called `Databse`");
    }
}
