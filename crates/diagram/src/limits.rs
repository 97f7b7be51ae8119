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
/// Lengths of boxes, labels and titles beyond this count as this, in pixels.
pub const MAX_LENGTH: f64 = 1_000_000.0;
/// Work of the network simplex that puts elements into ranks, in variables looked at; beyond, ranks may be farther apart than
/// needed.
pub const MAX_RANK_WORK: usize = 200_000_000;
/// Work of the network simplex that puts everything into columns, in variables looked at; beyond, flows may bend more often
/// than needed.
pub const MAX_COLUMN_WORK: usize = 300_000_000;
/// Pieces of flows and elements of a diagram up to which both directions are tried when none is asked for.
pub const MAX_TURNED_ITEMS: usize = 5_000;
/// Comparisons of two items in the search for an order, for each pair of items there is.
pub const ORDER_STEPS_PER_PAIR: usize = 40;
/// Comparisons of two items in the search for an order, at most.
pub const MAX_ORDER_STEPS: usize = 20_000_000;
/// Comparisons of two items in the search for an order that are allowed on top of that, for each item.
pub const ORDER_STEPS_PER_ITEM: usize = 1_000;
/// Elements, boundaries and straight pieces of flows in a diagram whose flows are routed. Larger ones are drawn as a grid of
/// elements with flows across it.
pub const MAX_ROUTED_ITEMS: usize = 40_000;
/// Ranks that all straight pieces of flows take up together in a diagram whose flows are routed.
pub const MAX_ROUTED_SPAN: usize = 4_000_000;
/// Work of the network simplex that draws everything together from top to bottom, in variables looked at.
pub const MAX_HEIGHT_WORK: usize = 200_000_000;
/// Work when it is decided which flows run backwards, in flows looked at.
pub const MAX_ORIENTATION_WORK: usize = 50_000_000;
/// Bytes of an SVG that is converted to another format.
pub const MAX_EXPORTED_SVG: usize = 64 << 20;
/// The smallest scale of a picture in pixels.
pub const MIN_SCALE: f64 = 0.1;
/// The largest.
pub const MAX_SCALE: f64 = 10.0;
/// Pixels of a picture: 256 MB of memory.
pub const MAX_PIXELS: f64 = 64_000_000.0;
/// Pixels of a picture to the right and downwards: what programs that show PNG can be expected to take.
pub const MAX_SIDE: f64 = 32_000.0;
/// Points of a page to the right and downwards: PDF allows no more. What is larger is drawn smaller.
pub const MAX_PAGE_SIDE: f32 = 14_400.0;
/// Faces of fonts that text is looked for in, the embedded ones included.
pub const MAX_FALLBACK_FACES: usize = 64;
/// Text of this weight and above is set in the semibold face.
pub const SEMIBOLD_FROM: u16 = 550;
/// Boundaries inside each other that a sequence diagram shows.
pub const MAX_BAND_DEPTH: usize = 4;
