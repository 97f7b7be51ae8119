//! The pictures of a report: the data flow diagram, coloured by severity, and the sequence diagram.

use bartizan_diagram::layout::Layered;
use bartizan_diagram::picture::{self, Picture, PictureOptions, Theme};
use bartizan_diagram::sequence_picture::{SequenceOptions, SequencePage, sequence_picture};
use bartizan_diagram::{DataFlowOptions, Graph, Sequence};
use bartizan_model::Model;
use bartizan_rules::Findings;

/// The data flow diagram, as a picture.
pub fn data_flow_picture(model: &Model, findings: &Findings, theme: Theme) -> Picture {
    let shown = DataFlowOptions { colormap: Some(&findings.severities), ..DataFlowOptions::default() };
    let options = PictureOptions { theme, ..PictureOptions::default() };
    picture::svg(&Graph::of(model, &shown), model, &Layered, &options)
}

/// The sequence diagram, as a picture or as a picture for each page. There is none in a model without flows.
pub fn sequence_pictures(model: &Model, theme: Theme, is_paged: bool) -> Vec<SequencePage> {
    if model.registry.flows.is_empty() {
        return Vec::new();
    }
    let options = SequenceOptions { theme, is_paged, ..SequenceOptions::default() };
    sequence_picture(&Sequence::of(model), model, &options)
}
