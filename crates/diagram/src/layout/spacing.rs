//! The distances that a layout keeps, in pixels.

/// Around the whole diagram.
pub(super) const MARGIN: i64 = 16;
/// From a boundary's border to what is inside, where there is no title.
pub(super) const PADDING: i64 = 16;
/// Above and below a title together.
pub(super) const TITLE_PADDING: i64 = 10;
/// From a boundary's corner to its title.
pub(super) const TITLE_INDENT: i64 = 8;
/// From a boundary's border down to its title.
pub(super) const TITLE_DROP: i64 = 4;
/// Between a title and a flow beside it.
pub(super) const TITLE_GAP: i64 = 6;
/// Between two boxes side by side, or a box and a boundary.
pub(super) const BOX_GAP: i64 = 26;
/// Between a flow and a box, a boundary or a label.
pub(super) const FLOW_TO_BOX_GAP: i64 = 14;
/// Between two labels.
pub(super) const LABEL_GAP: i64 = 10;
/// Between two flows side by side.
pub(super) const FLOW_GAP: i64 = 11;
/// Between two flows where they arrive at a box.
pub(super) const PORT_GAP: i64 = 8;
/// The same where a flow is straight because of it.
pub(super) const LEAST_PORT_GAP: i64 = 5;
/// Sideways pieces of flows up to this length are avoided.
pub(super) const SMALL_JOG: i64 = 8;
/// From one rank to the next, before boundaries and tracks take their part.
pub(super) const RANK_GAP: i64 = 24;
/// Between two tracks of a gap.
pub(super) const TRACK_GAP: i64 = 10;
/// Horizontal pieces closer to each other than this do not share a track.
pub(super) const TRACK_CLEARANCE: i64 = 5;
/// How far a flow from an element to itself reaches.
pub(super) const LOOP_REACH: i64 = 16;
/// From such a flow to its label.
pub(super) const LOOP_LABEL_GAP: i64 = 3;
/// What such a flow takes up along the box, at least.
pub(super) const LOOP_HEIGHT: i64 = 18;
/// Between two of them.
pub(super) const LOOP_GAP: i64 = 8;
/// From a label to a box, so that an arrow head fits in between.
pub(super) const ARROW_GAP: i64 = 16;
/// Things closer to each other than twice this, side by side, keep which is above which.
pub(super) const SKYLINE_CLEARANCE: i64 = 3;
/// How far a flow that takes a detour runs sideways on either side of its label.
pub(super) const DETOUR_REACH: i64 = 12;
