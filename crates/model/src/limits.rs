//! Limits on what a model may hold. They are on by default, since a model may come from a stranger.

/// Elements of a model, flows not counted.
pub const MAX_ELEMENTS: usize = 50_000;
/// Flows of a model.
pub const MAX_FLOWS: usize = 200_000;
