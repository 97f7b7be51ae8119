//! Pictures in other formats, whatever the names in a model.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

use bartizan_diagram::export::{Fonts, Page, TerminalProtocol, for_terminal, pdf, pixels, png};
use bartizan_diagram::layout::Layered;
use bartizan_diagram::picture::{self, PictureOptions, Theme};
use bartizan_diagram::sequence_picture::{SequenceOptions, sequence_picture};
use bartizan_diagram::{DataFlowOptions, Graph, Sequence};
use bartizan_model::build::ThreatModel;
use bartizan_model::{Model, resolve};
use proptest::prelude::*;

fn model(name: &str) -> Model {
    let mut tm = ThreatModel::new(name);
    let boundary = tm.boundary(name).id();
    let (user, store) = (tm.actor(name).inside(boundary).id(), tm.datastore(name).id());
    tm.flow(user, store, name).with("note", name);
    resolve(tm.finish().unwrap()).unwrap()
}

/// The data flow diagram and the sequence diagram.
fn pictures(model: &Model, theme: Theme) -> Vec<Page> {
    let graph = Graph::of(model, &DataFlowOptions::default());
    let flows = picture::svg(&graph, model, &Layered, &PictureOptions { theme, ..PictureOptions::default() });
    let options = SequenceOptions { theme, ..SequenceOptions::default() };
    let sequence = sequence_picture(&Sequence::of(model), model, &options);
    let svgs = std::iter::once(flows.svg).chain(sequence.into_iter().map(|page| page.svg));
    svgs.map(|svg| Page { title: model.system.name().to_string(), svg }).collect()
}

#[test]
fn the_theme_decides_the_colour_of_the_paper() {
    let model = model("Web");
    let corner = |theme| {
        let drawn = |page: &Page| pixels(&page.svg, 1.0, &Fonts::embedded()).unwrap().colours().next().unwrap();
        pictures(&model, theme).iter().map(drawn).collect::<Vec<_>>()
    };
    assert_eq!(corner(Theme::Light), [[255, 255, 255]; 2]);
    assert_eq!(corner(Theme::Print), [[255, 255, 255]; 2]);
    // Who draws it here is no viewer that could prefer the dark one.
    assert_eq!(corner(Theme::Auto), [[255, 255, 255]; 2]);
    assert!(corner(Theme::Dark).iter().flatten().all(|part| *part < 64));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_name_can_be_drawn_in_every_format(name in "\\PC{0,40}|.{0,40}|[\\x00-\\x20<>&\"'\u{202e}\u{5d0}\u{6f22}]{0,20}") {
        let pages = pictures(&model(&name), Theme::Light);
        let fonts = Fonts::embedded();
        for page in &pages {
            prop_assert!(png(&page.svg, 1.0, &fonts).is_ok());
            let shown = for_terminal(&pixels(&page.svg, 0.5, &fonts).unwrap(), TerminalProtocol::Sixel).unwrap();
            let is_ended = shown.trim_end().ends_with("\u{1b}\\");
            prop_assert!(is_ended);
        }
        prop_assert!(pdf(&name, &pages, &fonts).is_ok());
    }
}
