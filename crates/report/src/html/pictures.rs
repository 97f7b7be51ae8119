//! The pictures of a page, and what its style sheet needs for them.

use bartizan_diagram::layout::Layered;
use bartizan_diagram::picture::{self, PictureOptions, Theme};
use bartizan_diagram::sequence_picture::{SequenceOptions, sequence_picture};
use bartizan_diagram::text::UsedLetters;
use bartizan_diagram::{DataFlowOptions, Graph, Sequence, page_rules};
use bartizan_model::Model;

use crate::limits::{MAX_DRAWN_FLOWS, MAX_DRAWN_MESSAGES};

/// The pictures of a page.
pub struct PagePictures {
    /// The data flow diagram; empty when it is too large.
    pub(super) data_flow: String,
    /// The sequence diagram; empty when there are no messages, or too many.
    pub(super) sequence: String,
    pub(super) style: String,
    pub(super) is_data_flow_left_out: bool,
    pub(super) is_sequence_left_out: bool,
}

impl PagePictures {
    /// The data flow diagram as SVG; empty when it is too large.
    pub fn data_flow(&self) -> &str {
        &self.data_flow
    }

    /// Draws them.
    pub fn of(model: &Model) -> Self {
        let mut letters = UsedLetters::new();
        let (mut data_flow, mut sequence) = (String::new(), String::new());
        let graph = Graph::of(model, &DataFlowOptions::default());
        let is_data_flow_left_out = graph.nodes.len() + graph.edges.len() > MAX_DRAWN_FLOWS;
        if !is_data_flow_left_out {
            let options =
                PictureOptions { theme: Theme::Page, title: Some(String::new()), ..PictureOptions::default() };
            let drawn = picture::svg(&graph, model, &Layered, &options);
            letters.append(drawn.letters);
            data_flow = drawn.svg;
        }
        let messages = Sequence::of(model);
        let is_sequence_left_out = messages.messages.len() > MAX_DRAWN_MESSAGES;
        if !is_sequence_left_out && !messages.messages.is_empty() {
            let options =
                SequenceOptions { theme: Theme::Page, title: Some(String::new()), ..SequenceOptions::default() };
            for page in sequence_picture(&messages, model, &options) {
                letters.append(page.letters);
                sequence.push_str(&page.svg);
            }
        }
        Self { data_flow, sequence, style: page_rules(&letters), is_data_flow_left_out, is_sequence_left_out }
    }
}
