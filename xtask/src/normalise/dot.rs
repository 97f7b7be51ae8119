//! Reads Bartizan's DOT text back, whatever its layout.

use std::collections::BTreeMap;
use std::iter::Peekable;

use super::graph::{Edge, Graph, Vertex, VertexKind};
use super::text;

/// The first diagram in a text; `None` where there is none or it cannot be read.
pub fn parse(output: &str) -> Option<Graph> {
    let start = output.match_indices("digraph").find(|(at, _)| is_line_start(output, *at))?.0;
    let mut reader = Reader { tokens: tokens(output.get(start..)?).into_iter().peekable(), graph: Graph::default() };
    let mut nodes = BTreeMap::new();
    reader.tokens.find(|token| *token == Token::Mark('{'))?;
    let mut pending = Vec::new();
    reader.statements(None, &mut nodes, &mut pending)?;
    for (from, to, attributes) in pending {
        let mut end = |id: String| {
            *nodes.entry(id.clone()).or_insert_with(|| {
                reader.graph.vertices.push(Vertex::stand_in(&id));
                reader.graph.vertices.len() - 1
            })
        };
        let (from, to) = (end(from), end(to));
        let value = |name: &str| attributes.get(name).cloned().unwrap_or_default();
        reader.graph.edges.push(Edge {
            from,
            to,
            label: text::label(&value("label")),
            direction: value("dir"),
            color: value("color"),
        });
    }
    Some(reader.graph)
}

fn is_line_start(text: &str, at: usize) -> bool {
    text.get(..at).is_some_and(|before| before.is_empty() || before.ends_with('\n'))
}

type Attributes = BTreeMap<String, String>;

struct Reader {
    tokens: Peekable<std::vec::IntoIter<Token>>,
    graph: Graph,
}

impl Reader {
    /// Everything up to the closing brace.
    fn statements(
        &mut self,
        parent: Option<usize>,
        nodes: &mut BTreeMap<String, usize>,
        edges: &mut Vec<(String, String, Attributes)>,
    ) -> Option<()> {
        loop {
            let word = match self.tokens.next()? {
                Token::Mark('}') => return Some(()),
                Token::Mark(_) => continue,
                Token::Text(word) => word,
            };
            match word.as_str() {
                "subgraph" => {
                    let at = self.graph.vertices.len();
                    self.graph.vertices.push(Vertex {
                        kind: VertexKind::Boundary,
                        label: String::new(),
                        shape: String::new(),
                        color: String::new(),
                        parent,
                    });
                    while self.tokens.next()? != Token::Mark('{') {}
                    self.statements(Some(at), nodes, edges)?;
                }
                "graph" => {
                    let attributes = self.attributes();
                    self.describe(parent, attributes);
                }
                "node" | "edge" => drop(self.attributes()),
                _ => self.statement(word, parent, nodes, edges)?,
            }
        }
    }

    /// `name = value`, a node, or an edge.
    fn statement(
        &mut self,
        word: String,
        parent: Option<usize>,
        nodes: &mut BTreeMap<String, usize>,
        edges: &mut Vec<(String, String, Attributes)>,
    ) -> Option<()> {
        if self.tokens.next_if_eq(&Token::Mark('=')).is_some() {
            let Token::Text(value) = self.tokens.next()? else { return None };
            self.describe(parent, Attributes::from([(word, value)]));
        } else if self.tokens.next_if_eq(&Token::Mark('>')).is_some() {
            let Token::Text(to) = self.tokens.next()? else { return None };
            let attributes = self.attributes();
            edges.push((word, to, attributes));
        } else {
            let attributes = self.attributes();
            nodes.insert(word, self.graph.vertices.len());
            self.graph.vertices.push(node(&attributes, parent));
        }
        Some(())
    }

    /// `[ name = value; ... ]`
    fn attributes(&mut self) -> Attributes {
        let mut attributes = Attributes::new();
        if self.tokens.next_if_eq(&Token::Mark('[')).is_none() {
            return attributes;
        }
        let mut name = None;
        for token in self.tokens.by_ref() {
            match (token, name.take()) {
                (Token::Mark(']'), _) => break,
                (Token::Mark('='), known) => name = known,
                (Token::Mark(_), _) => {}
                (Token::Text(value), Some(name)) => drop(attributes.insert(name, value)),
                (Token::Text(word), None) => name = Some(word),
            }
        }
        attributes
    }

    /// Attributes of the boundary itself.
    fn describe(&mut self, boundary: Option<usize>, attributes: Attributes) {
        let Some(vertex) = boundary.and_then(|at| self.graph.vertices.get_mut(at)) else { return };
        for (name, value) in attributes {
            match name.as_str() {
                "label" => vertex.label = text::label(&value),
                "color" => vertex.color = value,
                _ => {}
            }
        }
    }
}

/// A node that is a dotted box stands in for what is not drawn.
fn node(attributes: &Attributes, parent: Option<usize>) -> Vertex {
    let value = |name: &str| attributes.get(name).cloned().unwrap_or_default();
    if value("shape") == "box" && value("style").contains("dotted") {
        return Vertex::stand_in(&value("label"));
    }
    let shape = match value("shape").as_str() {
        // The oracle draws a picture of a cylinder.
        "cylinder" => "none".to_owned(),
        shape => shape.to_owned(),
    };
    Vertex { kind: VertexKind::Node, label: text::label(&value("label")), shape, color: value("color"), parent }
}

/// A piece of DOT. An arrow is `Mark('>')`.
#[derive(Debug, PartialEq, Eq)]
enum Token {
    Mark(char),
    Text(String),
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => tokens.push(Token::Text(quoted(&mut letters))),
            '<' => tokens.push(Token::Text(html(&mut letters))),
            '-' if letters.next_if_eq(&'>').is_some() => tokens.push(Token::Mark('>')),
            '{' | '}' | '[' | ']' | '=' | ';' | ',' => tokens.push(Token::Mark(letter)),
            letter if letter.is_whitespace() => {}
            letter => {
                let mut word = String::from(letter);
                let is_word = |letter: &char| letter.is_alphanumeric() || matches!(letter, '_' | '.' | '#');
                while let Some(letter) = letters.next_if(is_word) {
                    word.push(letter);
                }
                tokens.push(Token::Text(word));
            }
        }
    }
    tokens
}

/// The content of a quoted text. Graphviz reads entities there too.
fn quoted(letters: &mut Peekable<impl Iterator<Item = char>>) -> String {
    let mut content = String::new();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => break,
            '\\' => match letters.next() {
                Some('n') => content.push('\n'),
                Some(escaped) => content.push(escaped),
                None => {}
            },
            letter => content.push(letter),
        }
    }
    entities(&content)
}

/// The text of an HTML-like label.
fn html(letters: &mut Peekable<impl Iterator<Item = char>>) -> String {
    let mut content = String::new();
    while let Some(letter) = letters.next() {
        match letter {
            '>' => break,
            '<' => {
                let tag: String = letters.by_ref().take_while(|letter| *letter != '>').collect();
                if tag.trim_end_matches(['/', ' ']).eq_ignore_ascii_case("br") {
                    content.push('\n');
                }
            }
            letter => content.push(letter),
        }
    }
    entities(&content)
}

fn entities(content: &str) -> String {
    let plain = content.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    plain.replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    const DIAGRAM: &str = r##"before: digraph
digraph tm {
    graph [
        fontname = "Arial";
    ]
    node [ fontsize = 14 ]
    labelloc = "t";
    subgraph cluster_boundary_a {
        graph [
            color = firebrick2;
            label = <<i>A &amp;<br/>a</i>>;
        ]
        subgraph cluster_boundary_b {
            color = black; label = "B";
            datastore_d [
                shape = cylinder;
                style = filled;
                color = gold;
                fillcolor = "#ffd80022";
                label = "the \"D\"\nof \\ &amp;amp; d";
            ]
        }
    }
    end_x [shape = box, style = dotted, label = "X\ny"]
    datastore_d -> end_x [
        color = grey69;
        dir = both;
        label = "a -> b; [c]";
    ]
}
after
"##;

    #[test]
    fn a_diagram_is_read_back() {
        let graph = parse(DIAGRAM).unwrap();
        let described: Vec<_> = graph.vertices.iter().map(|v| (v.kind, v.label.as_str(), v.color.as_str())).collect();
        assert_eq!(
            described,
            [
                (VertexKind::Boundary, "A &\na", "firebrick2"),
                (VertexKind::Boundary, "B", "black"),
                (VertexKind::Node, "the \"D\"\nof \\ &amp; d", "gold"),
                (VertexKind::StandIn, "Xy", ""),
            ]
        );
        assert_eq!(graph.vertices[2].shape, "none");
        assert_eq!(graph.vertices[2].parent, Some(1));
        assert_eq!(graph.vertices[1].parent, Some(0));
        let edge = Edge {
            from: 2,
            to: 3,
            label: "a -> b; [c]".to_owned(),
            direction: "both".to_owned(),
            color: "grey69".to_owned(),
        };
        assert_eq!(graph.edges, [edge]);
    }

    #[test]
    fn what_is_no_diagram_is_none() {
        assert_eq!(parse(""), None);
        assert_eq!(parse("digraph tm {"), None);
        assert_eq!(parse("digraph tm {}"), Some(Graph::default()));
    }
}
