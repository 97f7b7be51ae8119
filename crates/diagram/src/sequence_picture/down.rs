//! Where everything stands from top to bottom, and where a long diagram is cut into pages.

use super::measures::{FRAME_PADDING, FRAME_TITLE, LEAD, LONG};
use super::rows::Row;

/// Rows that are one below the other on a page. Heights are measured from the lower edge of the participants.
#[derive(Clone, Debug, Default)]
pub(super) struct Stretch {
    /// The first row, and the one after the last.
    pub(super) first: usize,
    pub(super) end: usize,
    /// The height of each arrow.
    pub(super) arrows: Vec<f64>,
    /// Frames around rows that have no order.
    pub(super) frames: Vec<Frame>,
    /// Where lifelines end.
    pub(super) height: f64,
}

/// A frame around rows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Frame {
    pub(super) first: usize,
    pub(super) end: usize,
    pub(super) top: f64,
    pub(super) bottom: f64,
}

/// How much room rows have on a page of this width: as on paper that is kept upright, but never little.
pub(super) fn page_height(width: f64) -> f64 {
    const UPRIGHT: f64 = std::f64::consts::SQRT_2;
    (width * UPRIGHT).max(LONG)
}

/// The rows of a diagram, on pages whose rows take at most so much room; without a limit all are on one. A row that alone
/// takes more has a page of its own.
pub(super) fn stretches(rows: &[Row], most: Option<f64>) -> Vec<Stretch> {
    let is_framed = rows.iter().any(|row| row.is_ordered);
    let mut stretches = Vec::new();
    let mut open = Open::start(0);
    for (at, row) in rows.iter().enumerate() {
        let needs_frame = is_framed && !row.is_ordered;
        let (above, below) = row.room();
        let is_full = most.is_some_and(|most| open.height + above + below + FRAME_TITLE + LEAD > most);
        if is_full && !open.stretch.arrows.is_empty() {
            stretches.push(open.finish(at));
            open = Open::start(at);
        }
        open.add(at, (above, below), needs_frame);
    }
    stretches.push(open.finish(rows.len()));
    stretches
}

/// A page that is being filled.
struct Open {
    stretch: Stretch,
    height: f64,
    frame: Option<(usize, f64)>,
}

impl Open {
    fn start(first: usize) -> Self {
        Self { stretch: Stretch { first, ..Stretch::default() }, height: LEAD, frame: None }
    }

    fn add(&mut self, row: usize, (above, below): (f64, f64), needs_frame: bool) {
        match (needs_frame, self.frame) {
            (true, None) => {
                self.frame = Some((row, self.height));
                self.height += FRAME_TITLE + FRAME_PADDING;
            }
            (false, Some(_)) => self.close_frame(row),
            _ => {}
        }
        self.stretch.arrows.push(self.height + above);
        self.height += above + below;
    }

    fn close_frame(&mut self, end: usize) {
        if let Some((first, top)) = self.frame.take() {
            self.height += FRAME_PADDING;
            self.stretch.frames.push(Frame { first, end, top, bottom: self.height });
            self.height += FRAME_PADDING * 2.0;
        }
    }

    fn finish(mut self, end: usize) -> Stretch {
        self.close_frame(end);
        self.stretch.end = end;
        self.stretch.height = self.height + LEAD;
        self.stretch
    }
}
