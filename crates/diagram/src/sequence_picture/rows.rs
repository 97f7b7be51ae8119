//! What each row of a sequence diagram says, and how much room that takes.

use bartizan_model::{Model, Text};

use super::SequenceOptions;
use super::activations::{Bar, Passage, Touch, activations};
use super::measures::{
    ABOVE, BELOW, DETAIL, HALF_NUMBER, LABEL, LABEL_DISTANCE, LABEL_LINES, LABEL_WIDTH, LOOP_HEIGHT, NOTE, NOTE_LINES,
    NOTE_PADDING, NOTE_WIDTH, NUMBER,
};
use crate::sequence::{Message, Sequence};
use crate::text::{Line, Paragraph, Style, fit};

/// A message.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// Position of the message.
    pub(super) message: usize,
    /// Columns of the two ends, and what the arrow touches there.
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) touches: (Touch, Touch),
    pub(super) label: Paragraph,
    /// Protocol and data.
    pub(super) detail: Paragraph,
    pub(super) note: Option<Paragraph>,
    pub(super) number: Option<Line>,
    pub(super) is_reply: bool,
    pub(super) is_ordered: bool,
}

impl Row {
    pub(super) fn is_to_itself(&self) -> bool {
        self.from == self.to
    }

    /// Whether the note stands to the right of the sender: away from the arrow.
    pub(super) fn has_note_on_right(&self) -> bool {
        self.to < self.from
    }

    /// The width of label and detail.
    pub(super) fn text_width(&self) -> f64 {
        self.label.width.max(self.detail.width)
    }

    /// The height of label and detail.
    pub(super) fn text_height(&self) -> f64 {
        height(&self.label, LABEL) + height(&self.detail, DETAIL)
    }

    /// Width and height of the note with its padding.
    pub(super) fn note_size(&self) -> Option<(f64, f64)> {
        let note = self.note.as_ref()?;
        Some((note.width + 2.0 * NOTE_PADDING, height(note, NOTE) + 2.0 * NOTE_PADDING))
    }

    /// Half the width of the number's plate.
    pub(super) fn half_number(&self) -> f64 {
        self.number.as_ref().map_or(0.0, |number| (number.width / 2.0 + 5.0).max(HALF_NUMBER))
    }

    /// The room above and below the arrow.
    pub(super) fn room(&self) -> (f64, f64) {
        let half_note = self.note_size().map_or(0.0, |(_, height)| height / 2.0 + 4.0);
        let text = self.text_height();
        if self.is_to_itself() {
            // The text stands beside the loop, and the note at the height of its beginning.
            let beside = text / 2.0 - LOOP_HEIGHT / 2.0;
            (
                ABOVE.max(beside + 4.0).max(half_note),
                (LOOP_HEIGHT + BELOW).max(LOOP_HEIGHT + beside + 4.0).max(half_note),
            )
        } else {
            (ABOVE.max(text + LABEL_DISTANCE + 2.0).max(half_note), BELOW.max(half_note))
        }
    }
}

/// The height of some lines.
pub(super) fn height(paragraph: &Paragraph, style: Style) -> f64 {
    paragraph.lines.iter().map(|_| style.line_height()).sum()
}

/// The rows of a diagram, and the bars beside them. `ends` are the columns of each message.
pub(super) fn rows(
    sequence: &Sequence,
    model: &Model,
    ends: &[(usize, usize)],
    options: &SequenceOptions,
) -> (Vec<Row>, Vec<Bar>) {
    let passages: Vec<Passage> = sequence
        .messages
        .iter()
        .zip(ends)
        .map(|(message, (from, to))| Passage { from: *from, to: *to, reply_to: message.reply_to })
        .collect();
    let (bars, touches) = activations(&passages);
    let measured = sequence.messages.iter().zip(passages).zip(touches).enumerate();
    let rows = measured.map(|(at, ((message, passage), touches))| {
        let label = if options.hides_labels { "" } else { &*message.name };
        Row {
            message: at,
            from: passage.from,
            to: passage.to,
            touches,
            label: fit(label, LABEL, LABEL_WIDTH, LABEL_LINES),
            detail: fit(&detail(message, model, options), DETAIL, LABEL_WIDTH, LABEL_LINES),
            note: (!message.note.trim().is_empty()).then(|| fit(&message.note, NOTE, NOTE_WIDTH, NOTE_LINES)),
            number: message.order.map(|order| Line::new(&order.to_string(), NUMBER)),
            is_reply: message.is_reply || message.reply_to.is_some(),
            is_ordered: message.order.is_some(),
        }
    });
    (rows.collect(), bars)
}

/// Protocol and data of a message, as far as they are asked for.
fn detail(message: &Message, model: &Model, options: &SequenceOptions) -> String {
    let flow = model.element(message.element);
    let protocol = if options.shows_protocols { flow.text("protocol") } else { Text::default() };
    let data: Vec<Text> = match options.shows_data {
        true => model.data_of(flow).into_iter().map(|datum| model.datum(datum).name()).collect(),
        false => Vec::new(),
    };
    let separator = if protocol.is_empty() || data.is_empty() { "" } else { ": " };
    format!("{protocol}{separator}{}", data.join(", "))
}
