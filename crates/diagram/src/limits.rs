//! Limits on what is drawn.

/// Characters of a label before it is broken into lines, as in pytm.
pub const LABEL_WIDTH: usize = 18;
/// Boundaries nested deeper than this are drawn side by side in the deepest one that is drawn inside its parent.
pub const MAX_BOUNDARY_DEPTH: usize = 64;
/// Letters of a label that a picture ever shows; an ellipsis stands for the others.
pub const MAX_LABEL_LETTERS: usize = 400;
/// Letters of a title that a viewer shows when one points at something.
pub const MAX_TITLE_LETTERS: usize = 1_000;
/// Pieces of data that the label of a flow names.
pub const MAX_DATA_OF_LABEL: usize = 8;
/// Flows that the description of a picture names, for readers who cannot see it.
pub const MAX_DESCRIBED_FLOWS: usize = 100;
