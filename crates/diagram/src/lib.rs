//! Data flow and sequence diagrams, as pictures and as text.
//!
//! A model is drawn in two steps: [`Graph::of`] and [`Sequence::of`] decide *what* is drawn, once, and one file per
//! format decides how it is written: [`dot`], [`d2`], [`mermaid_flowchart`], [`mermaid_sequence`], [`plantuml`], and
//! [`picture`] for pictures, which [`layout`] arranges.
//! Everything is a pure function, and the same model gives the same bytes.

mod d2;
mod dot;
mod draw;
pub mod export;
mod graph;
mod identifier;
pub mod layout;
pub mod limits;
mod mark;
mod mermaid;
mod neighbourhood;
mod page_style;
pub mod picture;
mod plantuml;
mod sequence;
pub mod sequence_picture;
mod sink;
pub mod svg;
pub mod text;
mod wrap;

pub use d2::d2;
pub use dot::{dot, dot_with_positions};
pub use graph::{Boundary, Child, DataFlowOptions, Direction, Edge, Graph, Node, Shape, Tone};
pub use identifier::{Identifier, identifiers};
pub use mark::Mark;
pub use mermaid::{flowchart as mermaid_flowchart, sequence as mermaid_sequence};
pub use page_style::page_rules;
pub use plantuml::plantuml;
pub use sequence::{Message, Participant, ParticipantKind, Sequence, Surroundings};
pub use wrap::wrap;
