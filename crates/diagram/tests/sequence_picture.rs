//! Sequence diagrams as pictures.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

use bartizan_diagram::Sequence;
use bartizan_diagram::picture::Theme;
use bartizan_diagram::sequence_picture::{SequenceOptions, SequencePage, sequence_picture};
use bartizan_model::build::ThreatModel;
use bartizan_model::{ElementId, Model, resolve};
use proptest::prelude::*;
use roxmltree::{Document, Node};

fn finish(tm: ThreatModel) -> Model {
    resolve(tm.finish().unwrap()).unwrap()
}

fn draw(model: &Model, options: &SequenceOptions) -> Vec<SequencePage> {
    sequence_picture(&Sequence::of(model), model, options)
}

fn draw_one(model: &Model) -> SequencePage {
    let mut pages = draw(model, &SequenceOptions { theme: Theme::Light, ..SequenceOptions::default() });
    assert_eq!(pages.len(), 1);
    pages.remove(0)
}

fn comments() -> Model {
    let mut tm = ThreatModel::new("Comments");
    tm.option("isOrdered", true);
    let cloud = tm.boundary("Cloud").id();
    let user = tm.actor("User").id();
    let web = tm.server("Web Server").inside(cloud).id();
    let database = tm.datastore("Database").inside(cloud).id();
    let comment = tm.data("Comment").id();
    let ask = tm.flow(user, web, "Enters a comment").with("protocol", "HTTPS").with("note", "Only once a minute");
    let ask = ask.data(&[comment]).id();
    let insert = tm.flow(web, database, "Inserts").id();
    tm.flow(web, web, "Checks").id();
    tm.flow(database, web, "Inserted").with("responseTo", insert);
    tm.flow(web, user, "Shown").with("responseTo", ask);
    finish(tm)
}

fn has_class(node: Node<'_, '_>, class: &str) -> bool {
    node.attribute("class").is_some_and(|classes| classes.split(' ').any(|known| known == class))
}

fn count(page: &SequencePage, class: &str) -> usize {
    Document::parse(&page.svg).unwrap().descendants().filter(|node| has_class(*node, class)).count()
}

fn texts(page: &SequencePage) -> Vec<String> {
    let document = Document::parse(&page.svg).unwrap();
    let lines = document.descendants().filter(|node| node.has_tag_name("text"));
    lines.map(|node| node.text().unwrap_or_default().to_owned()).collect()
}

#[test]
fn participants_messages_and_notes_are_there_and_can_be_found_by_their_ids() {
    let page = draw_one(&comments());
    let document = Document::parse(&page.svg).unwrap();
    let ids: Vec<&str> = document.descendants().filter_map(|node| node.attribute("data-id")).collect();
    for id in ["actor_user", "server_web_server", "datastore_database", "boundary_cloud", "dataflow_checks"] {
        assert!(ids.contains(&id), "{id} in {ids:?}");
    }
    let message = document.descendants().find(|node| node.attribute("data-id") == Some("dataflow_inserts")).unwrap();
    assert_eq!(message.attribute("data-from"), Some("server_web_server"));
    assert_eq!(message.attribute("data-to"), Some("datastore_database"));
    let texts = texts(&page);
    for text in ["Comments", "Cloud", "User", "Enters a comment", "Only once a minute", "1", "5"] {
        assert!(texts.iter().any(|known| known == text), "{text} in {texts:?}");
    }
}

#[test]
fn replies_are_dashed_and_end_the_bars_of_their_requests() {
    let page = draw_one(&comments());
    assert_eq!(count(&page, "bz-reply"), 2);
    assert_eq!(count(&page, "bz-bar"), 2);
}

#[test]
fn a_screen_reader_has_what_to_read() {
    let page = draw_one(&comments());
    let document = Document::parse(&page.svg).unwrap();
    let root = document.root_element();
    assert_eq!(root.attribute("aria-label"), Some("Comments"));
    let description = root.children().find(|node| node.has_tag_name("desc")).unwrap().text().unwrap();
    let beginning = "Sequence diagram with 3 participants and 5 messages. User → Web Server: (1) Enters a comment. Web";
    assert!(description.starts_with(beginning), "{description}");
}

#[test]
fn protocols_and_data_are_shown_when_asked_for_and_labels_can_be_hidden() {
    let model = comments();
    let shown = SequenceOptions { shows_protocols: true, shows_data: true, ..SequenceOptions::default() };
    assert!(texts(&draw(&model, &shown)[0]).iter().any(|text| text == "HTTPS: Comment"));
    let hidden = SequenceOptions { hides_labels: true, title: Some(String::new()), ..SequenceOptions::default() };
    let texts = texts(&draw(&model, &hidden)[0]);
    assert!(!texts.iter().any(|text| text == "Inserts" || text == "Comments"), "{texts:?}");
}

#[test]
fn messages_without_a_place_are_framed_when_others_have_one() {
    let mut tm = ThreatModel::new("Shop");
    let (user, web) = (tm.actor("User").id(), tm.server("Web").id());
    tm.flow(user, web, "Pays").with("order", 1);
    tm.flow(user, web, "Browses");
    tm.flow(user, web, "Searches");
    let page = draw_one(&finish(tm));
    assert_eq!(count(&page, "bz-frame"), 1);
    assert!(texts(&page).iter().any(|text| text == "unordered"));

    let mut tm = ThreatModel::new("Shop");
    let (user, web) = (tm.actor("User").id(), tm.server("Web").id());
    tm.flow(user, web, "Browses");
    assert_eq!(count(&draw_one(&finish(tm)), "bz-frame"), 0);
}

/// A model in which so many messages go back and forth between some servers.
fn long(messages: usize) -> Model {
    let mut tm = ThreatModel::new("Long");
    tm.option("isOrdered", true);
    let servers: Vec<ElementId> = (0..8).map(|number| tm.server(&format!("Service {number}")).id()).collect();
    for number in 0..messages {
        tm.flow(servers[number % 8], servers[(number * 3 + 1) % 8], &format!("Message {number} of the day"));
    }
    finish(tm)
}

#[test]
fn a_long_diagram_repeats_its_participants_below() {
    let drawn = |messages| texts(&draw_one(&long(messages))).iter().filter(|text| *text == "Service 3").count();
    assert_eq!(drawn(10), 1);
    assert_eq!(drawn(100), 2);
}

#[test]
fn a_long_diagram_goes_over_pages_that_each_have_the_participants() {
    let model = long(1000);
    let pages = draw(&model, &SequenceOptions { is_paged: true, ..SequenceOptions::default() });
    assert!(pages.len() > 5, "{}", pages.len());
    let mut messages = 0;
    for page in &pages {
        assert!(page.size.height < page.size.width * 2.0, "{:?}", page.size);
        assert_eq!(texts(page).iter().filter(|text| *text == "Service 3").count(), 1);
        messages += count(page, "bz-message");
        check(page);
    }
    assert_eq!(messages, 1000);
}

#[test]
fn nothing_to_draw_is_still_a_picture() {
    let page = draw_one(&finish(ThreatModel::new("Empty")));
    check(&page);
    assert!(page.size.width > 0.0 && page.size.height > 0.0);
}

#[test]
fn the_same_model_gives_the_same_bytes() {
    assert_eq!(draw_one(&comments()), draw_one(&comments()));
}

/// A rectangle: left, top, right, bottom.
#[derive(Clone, Copy, Debug)]
struct Area(f64, f64, f64, f64);

impl Area {
    fn overlaps(self, other: Self) -> bool {
        self.0 < other.2 && other.0 < self.2 && self.1 < other.3 && other.1 < self.3
    }
}

fn number(node: Node<'_, '_>, name: &str) -> f64 {
    node.attribute(name).map_or(0.0, |value| value.parse().unwrap())
}

/// From the top of the capitals to the baseline.
fn area_of_text(node: Node<'_, '_>) -> Area {
    let size = match node.attribute("class").unwrap().split(' ').next().unwrap() {
        "bz-title" => 18.0,
        "bz-name" => 13.0,
        "bz-border-title" => 12.0,
        "bz-label" | "bz-legend" => 11.0,
        "bz-detail" => 10.0,
        _ => 9.5,
    };
    let (x, y, width) = (number(node, "x"), number(node, "y"), number(node, "textLength"));
    let left = match node.attribute("text-anchor") {
        Some("middle") => x - width / 2.0,
        Some("end") => x - width,
        _ => x,
    };
    Area(left + 0.1, y - size * 0.72, left + width - 0.1, y)
}

fn area_of_rectangle(node: Node<'_, '_>) -> Area {
    let (x, y) = (number(node, "x"), number(node, "y"));
    Area(x, y, x + number(node, "width"), y + number(node, "height"))
}

/// That a page is well-formed, loads and runs nothing, and that no text lies outside, on another, or on a line that runs
/// down the page.
fn check(page: &SequencePage) {
    let document = Document::parse(&page.svg).unwrap();
    let mut texts: Vec<(Area, Node<'_, '_>)> = Vec::new();
    let mut lines: Vec<Area> = Vec::new();
    for node in document.descendants().filter(Node::is_element) {
        let name = node.tag_name().name();
        assert!(["svg", "title", "desc", "style", "g", "rect", "path", "text", "pattern"].contains(&name), "<{name}>");
        assert!(node.attributes().all(|attribute| !attribute.name().starts_with("on") && attribute.name() != "href"));
        if name == "text" {
            texts.push((area_of_text(node), node));
        } else if has_class(node, "bz-lifeline") {
            let numbers: Vec<f64> =
                node.attribute("d").unwrap().split(['M', 'L', ' ']).filter_map(|word| word.parse().ok()).collect();
            lines.push(Area(numbers[0] - 0.5, numbers[1], numbers[2] + 0.5, numbers[3]));
        } else if has_class(node, "bz-border") {
            let Area(left, top, right, bottom) = area_of_rectangle(node);
            lines.extend([left, right].map(|x| Area(x - 0.5, top, x + 0.5, bottom)));
            lines.extend([top, bottom].map(|y| Area(left, y - 0.5, right, y + 0.5)));
        }
    }
    let whole = page.size;
    for (at, (area, node)) in texts.iter().enumerate() {
        let inside = area.0 >= 0.0 && area.1 >= 0.0 && area.2 <= whole.width && area.3 <= whole.height;
        assert!(inside, "{:?} at {area:?} lies outside of {whole:?}", node.text());
        for (other, other_node) in texts.iter().skip(at + 1) {
            assert!(!area.overlaps(*other), "{:?} lies on {:?}", node.text(), other_node.text());
        }
        // Numbers have plates, and the frame's title has a tab, that cover the lifeline.
        if has_class(*node, "bz-on-plate") || node.text() == Some("unordered") {
            continue;
        }
        for line in &lines {
            assert!(!area.overlaps(*line), "{:?} at {area:?} is crossed by {line:?}", node.text());
        }
    }
}

/// What a random model is made of: boundaries by the one around them, participants by kind and boundary, messages.
#[derive(Clone, Debug)]
struct Plan {
    boundaries: Vec<(usize, usize)>,
    participants: Vec<(usize, usize, usize)>,
    messages: Vec<(usize, usize, usize, i64, usize, usize)>,
}

fn plans() -> impl Strategy<Value = Plan> {
    let boundaries = prop::collection::vec((0..6_usize, 1..6_usize), 0..5);
    let participants = prop::collection::vec((0..7_usize, 0..7_usize, 1..8_usize), 1..9);
    let message = (0..9_usize, 0..9_usize, 0..9_usize, -1..12_i64, 0..12_usize, 0..20_usize);
    (boundaries, participants, prop::collection::vec(message, 0..25))
        .prop_map(|(boundaries, participants, messages)| Plan { boundaries, participants, messages })
}

fn words(count: usize) -> String {
    ["Lorem", "ipsum-dolor", "sit", "amet,", "consectetur"]
        .iter()
        .cycle()
        .take(count)
        .copied()
        .collect::<Vec<_>>()
        .join(" ")
}

fn build(plan: &Plan) -> Model {
    let mut tm = ThreatModel::new("Random");
    let mut boundaries: Vec<ElementId> = Vec::new();
    for (around, length) in &plan.boundaries {
        let name = words(*length);
        let boundary = match boundaries.get(*around).copied() {
            Some(around) => tm.boundary(&name).inside(around).id(),
            None => tm.boundary(&name).id(),
        };
        boundaries.push(boundary);
    }
    let mut participants: Vec<ElementId> = Vec::new();
    for (kind, boundary, length) in &plan.participants {
        let name = words(*length);
        let participant = match kind {
            0 => tm.actor(&name),
            1 => tm.datastore(&name),
            2 => tm.datastore(&name).with("isQueue", true),
            3 => tm.lambda(&name),
            4 => tm.llm(&name),
            5 => tm.external_entity(&name),
            _ => tm.server(&name),
        };
        let participant = match boundaries.get(*boundary) {
            Some(boundary) => participant.inside(*boundary),
            None => participant,
        };
        participants.push(participant.id());
    }
    let mut flows: Vec<(ElementId, ElementId, ElementId)> = Vec::new();
    for (from, to, length, order, note, request) in &plan.messages {
        let (mut from, mut to) = (participants[from % participants.len()], participants[to % participants.len()]);
        let request = flows.get(*request).copied();
        if let Some((_, asks, asked)) = request {
            (from, to) = (asked, asks);
        }
        let flow = tm.flow(from, to, &words(*length)).with("order", *order).with("protocol", "HTTPS");
        let flow = if *note > 6 { flow.with("note", words(*note).as_str()) } else { flow };
        let flow = match request {
            Some((request, ..)) => flow.with("responseTo", request),
            None => flow,
        };
        flows.push((flow.id(), from, to));
    }
    finish(tm)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_lies_on_another_or_on_a_lifeline_or_border(plan in plans()) {
        let model = build(&plan);
        let options = SequenceOptions { shows_protocols: true, ..SequenceOptions::default() };
        for page in draw(&model, &options) {
            check(&page);
        }
        let pages = draw(&model, &SequenceOptions { is_paged: true, ..options });
        prop_assert_eq!(pages.iter().map(|page| count(page, "bz-message")).sum::<usize>(), model.registry.flows.len());
    }

    #[test]
    fn whatever_names_hold_the_picture_is_well_formed(name in "\\PC{0,60}|[\\x00-\\x20<>&\"']{0,20}", note in ".{0,80}") {
        let mut tm = ThreatModel::new(&name);
        let boundary = tm.boundary(&name).id();
        let (one, other) = (tm.actor(&name).inside(boundary).id(), tm.server(&name).id());
        tm.flow(one, other, &name).with("note", note.as_str());
        for page in draw(&finish(tm), &SequenceOptions::default()) {
            let document = Document::parse(&page.svg).unwrap();
            prop_assert!(document.descendants().filter(|node| node.has_tag_name("script")).count() == 0);
        }
    }
}
