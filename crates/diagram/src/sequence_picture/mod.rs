//! Sequence diagrams as pictures: participants side by side, messages one below the other.
//!
//! What is drawn where follows from the texts: `columns` orders the participants, `rows` measures the messages, `across`
//! makes the gaps between lifelines as wide as the texts in them, and `down` stacks the rows and cuts them into pages.

mod across;
mod activations;
mod background;
mod columns;
mod down;
mod heads;
mod measures;
mod message;
mod page;
mod participant;
mod rows;
pub(crate) mod sheet;

use std::collections::BTreeMap;

use bartizan_model::Model;

use crate::identifier::Identifier;
use crate::layout::Size;
use crate::picture::Theme;
use crate::sequence::{Participant, ParticipantKind, Sequence};
use crate::text::{Paragraph, UsedLetters, fit};

/// How a sequence diagram is drawn.
#[derive(Clone, Debug, Default)]
pub struct SequenceOptions {
    /// Its colours.
    pub theme: Theme,
    /// What stands above it: the system's name when `None`, nothing when empty.
    pub title: Option<String>,
    /// Whether messages say nothing but their place in the sequence.
    pub hides_labels: bool,
    /// Whether messages say which protocol they use.
    pub shows_protocols: bool,
    /// Whether messages say which data they carry.
    pub shows_data: bool,
    /// Whether a diagram that is longer than it should be is cut into pages, each with its participants.
    pub is_paged: bool,
}

/// A page of a sequence diagram.
#[derive(Clone, Debug, PartialEq)]
pub struct SequencePage {
    /// The picture.
    pub svg: String,
    /// Its size.
    pub size: Size,
    /// Letters that the typeface of pictures lacks.
    pub missing_glyphs: Vec<char>,
    /// All its letters, for a page that brings the typeface along.
    pub letters: UsedLetters,
}

/// Draws a sequence diagram. There is one page unless pages are asked for.
pub fn sequence_picture(sequence: &Sequence, model: &Model, options: &SequenceOptions) -> Vec<SequencePage> {
    let (sequence, ends) = with_all_ends(sequence, model);
    let columns = columns::arrange(&sequence, &ends);
    let column = |participant: usize| columns.of.get(participant).copied().unwrap_or(0);
    let ends: Vec<(usize, usize)> = ends.into_iter().map(|(from, to)| (column(from), column(to))).collect();
    let (rows, bars) = rows::rows(&sequence, model, &ends, options);
    let (heads, head_height) = heads::heads(&sequence, model, &columns.order);
    let titles: Vec<Paragraph> = columns
        .bands
        .iter()
        .filter_map(|band| sequence.boundaries.get(band.boundary))
        .map(|boundary| fit(&boundary.name, measures::BORDER, measures::BAND_WIDTH, 1))
        .collect();
    let title_widths: Vec<f64> = titles.iter().map(|title| title.width + measures::BAND_ICON).collect();
    let across = across::place(&columns, &title_widths, &heads, &rows, &bars);
    let most = options.is_paged.then(|| down::page_height(across.width));
    let drawing = page::Drawing {
        sequence: &sequence,
        model,
        options,
        columns: &columns,
        titles: &titles,
        rows: &rows,
        bars: &bars,
        heads: &heads,
        head_height,
        across: &across,
    };
    down::stretches(&rows, most).iter().map(|stretch| drawing.page(stretch)).collect()
}

/// The positions of each message's ends among the participants. What sends or receives and is no participant, such as a
/// boundary, becomes one.
fn with_all_ends(sequence: &Sequence, model: &Model) -> (Sequence, Vec<(usize, usize)>) {
    let mut all = sequence.clone();
    let known = all.participants.iter().enumerate().map(|(at, participant)| (participant.id.clone(), at));
    let mut positions: BTreeMap<Identifier, usize> = known.collect();
    let mut ends = Vec::with_capacity(sequence.messages.len());
    for message in &sequence.messages {
        let flow = model.element(message.element);
        let mut position = |id: &Identifier, attribute: &str| {
            if let Some(at) = positions.get(id) {
                return *at;
            }
            let at = all.participants.len();
            let element = flow.element(attribute).unwrap_or(message.element);
            let name = model.element(element).display_name().into();
            let kind = ParticipantKind::Entity;
            all.participants.push(Participant { id: id.clone(), element, kind, name, boundary: None });
            positions.insert(id.clone(), at);
            at
        };
        ends.push((position(&message.from, "source"), position(&message.to, "sink")));
    }
    (all, ends)
}
