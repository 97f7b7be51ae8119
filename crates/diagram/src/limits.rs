//! Limits on what is drawn.

/// Characters of a label before it is broken into lines, as in pytm.
pub const LABEL_WIDTH: usize = 18;
/// Boundaries nested deeper than this are drawn side by side in the deepest one that is drawn inside its parent.
pub const MAX_BOUNDARY_DEPTH: usize = 64;
/// Letters of a label that a picture ever shows; an ellipsis stands for the others.
pub const MAX_LABEL_LETTERS: usize = 400;
