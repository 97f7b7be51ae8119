//! Sizes that sequence diagrams are made of, in CSS pixels.

pub(super) use crate::picture::sheet::{BORDER, DETAIL, LABEL, LEGEND as NOTE, NAME, NUMBER, TITLE};

/// Names and labels are broken at these widths, into at most so many lines.
pub(super) const NAME_WIDTH: f64 = 118.0;
pub(super) const NAME_LINES: usize = 3;
pub(super) const LABEL_WIDTH: f64 = 190.0;
pub(super) const LABEL_LINES: usize = 4;
pub(super) const NOTE_WIDTH: f64 = 170.0;
pub(super) const NOTE_LINES: usize = 10;
pub(super) const BAND_WIDTH: f64 = 260.0;

/// Around the whole diagram.
pub(super) const MARGIN: f64 = 24.0;
/// Between the boxes of neighbouring participants.
pub(super) const BETWEEN_BOXES: f64 = 24.0;
/// Inside the boxes of participants, beside the name.
pub(super) const BOX_PADDING: f64 = 14.0;
/// The narrowest box.
pub(super) const NARROWEST_BOX: f64 = 92.0;
/// Icons of participants are squares; that of a person without a box is larger.
pub(super) const ICON: f64 = 20.0;
pub(super) const FIGURE: f64 = 34.0;
/// From an icon to the name below it.
pub(super) const ICON_DISTANCE: f64 = 3.0;
/// Height of the lid of a cylinder, and how far a hexagon's corners stand out.
pub(super) const LID: f64 = 12.0;
pub(super) const SLANT: f64 = 12.0;

/// Half the width of an activation bar, and how far a bar on a bar is shifted.
pub(super) const HALF_BAR: f64 = 5.0;
pub(super) const BAR_SHIFT: f64 = 4.0;
/// Bars beside each other on one lifeline.
pub(super) const MOST_BARS: usize = 4;

/// From a lifeline, or what stands on it, to the text beside it.
pub(super) const TEXT_DISTANCE: f64 = 7.0;
/// From a label to the arrow below it.
pub(super) const LABEL_DISTANCE: f64 = 4.0;
/// The least space above and below an arrow.
pub(super) const ABOVE: f64 = 14.0;
pub(super) const BELOW: f64 = 11.0;
/// Half the height of the plate of a number.
pub(super) const HALF_NUMBER: f64 = 8.0;
/// How far a message to oneself goes to the right and down.
pub(super) const LOOP_WIDTH: f64 = 26.0;
pub(super) const LOOP_HEIGHT: f64 = 22.0;
/// Inside notes, and the fold of their corner.
pub(super) const NOTE_PADDING: f64 = 8.0;
pub(super) const NOTE_FOLD: f64 = 8.0;
/// Length and half the width of an arrow head.
pub(super) const HEAD_LENGTH: f64 = 9.0;
pub(super) const HALF_HEAD: f64 = 4.5;

/// From what a boundary surrounds to its border, and between borders.
pub(super) const BAND_PADDING: f64 = 10.0;
/// What the icon of a boundary takes beside its title.
pub(super) const BAND_ICON: f64 = 19.0;
/// Height of the title of a boundary.
pub(super) const BAND_TITLE: f64 = 22.0;
/// From the outermost parts of rows to the frame around them.
pub(super) const FRAME_PADDING: f64 = 6.0;
/// Height of a frame's title.
pub(super) const FRAME_TITLE: f64 = 20.0;
/// From the participants to the first row, and from the last row to the end of the lifelines.
pub(super) const LEAD: f64 = 18.0;
/// A diagram whose rows take more than this repeats the participants below.
pub(super) const LONG: f64 = 640.0;
