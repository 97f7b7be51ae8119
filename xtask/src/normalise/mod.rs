//! Brings Bartizan's output and the records of the oracle into one form.

pub mod dot;
pub mod graph;
pub mod json;
pub mod plantuml;
pub mod text;
