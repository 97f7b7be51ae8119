//! Data flow diagrams as pictures.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

mod grid;

use bartizan_diagram::picture::{Picture, PictureOptions, Theme, svg};
use bartizan_diagram::{DataFlowOptions, Graph, Mark, d2, dot, mermaid_flowchart};
use bartizan_model::build::{ThreatModel, member};
use bartizan_model::{EnumKind, Model, resolve};
use grid::Grid;
use proptest::prelude::*;
use roxmltree::{Document, Node};

fn finish(tm: ThreatModel) -> Model {
    resolve(tm.finish().unwrap()).unwrap()
}

fn comments() -> Model {
    let mut tm = ThreatModel::new("Comments");
    tm.option("isOrdered", true);
    let internet = tm.boundary("Internet").id();
    let cloud = tm.boundary("Cloud").id();
    let back = tm.boundary("Back end").inside(cloud).id();
    let user = tm.actor("User").inside(internet).id();
    let web = tm.server("Web Server").inside(cloud).id();
    let database = tm.datastore("SQL Database").inside(back).with("inScope", false).id();
    let comment = tm.data("Comment").classified("RESTRICTED").id();
    let ask = tm.flow(user, web, "User enters a comment").with("protocol", "HTTPS").with("dstPort", 443);
    ask.control("isEncrypted", true).data(&[comment]);
    tm.flow(web, database, "Insert the comment").control("isEncrypted", false);
    tm.flow(database, web, "Stored");
    finish(tm)
}

fn options() -> PictureOptions {
    PictureOptions { theme: Theme::Light, ..PictureOptions::default() }
}

fn draw(model: &Model, options: &PictureOptions) -> Picture {
    svg(&Graph::of(model, &DataFlowOptions::default()), model, &Grid, options)
}

fn coloured(model: &Model, severities: &[u8], theme: Theme) -> Picture {
    let shown = DataFlowOptions { colormap: Some(severities), ..DataFlowOptions::default() };
    svg(&Graph::of(model, &shown), model, &Grid, &PictureOptions { theme, ..options() })
}

fn texts(picture: &Picture) -> Vec<String> {
    let document = Document::parse(&picture.svg).unwrap();
    let lines = document.descendants().filter(|node| node.has_tag_name("text"));
    lines.map(|node| node.text().unwrap_or_default().to_owned()).collect()
}

fn has_class(node: Node<'_, '_>, class: &str) -> bool {
    node.attribute("class").is_some_and(|classes| classes.split(' ').any(|known| known == class))
}

/// Elements in which the class occurs, outside of the legend.
fn count(picture: &Picture, class: &str) -> usize {
    let document = Document::parse(&picture.svg).unwrap();
    let drawn = document.descendants().filter(|node| has_class(*node, class));
    drawn.filter(|node| !node.ancestors().any(|around| has_class(around, "bz-legend-group"))).count()
}

/// That a picture is well-formed, loads nothing, runs nothing, and consists of what we draw with only.
fn check(picture: &Picture) {
    const KNOWN: &[&str] = &["svg", "title", "desc", "style", "g", "rect", "path", "ellipse", "text", "pattern"];
    let document = Document::parse(&picture.svg).unwrap();
    for node in document.descendants().filter(Node::is_element) {
        let name = node.tag_name().name();
        assert!(KNOWN.contains(&name), "<{name}>");
        for attribute in node.attributes() {
            assert!(!attribute.name().starts_with("on") && attribute.name() != "href", "{}", attribute.name());
            let is_free = matches!(attribute.name(), "aria-label" | "data-kind");
            assert!(is_free || !attribute.value().contains("url("), "{}", attribute.value());
        }
        if name == "style" {
            let sheet = node.text().unwrap_or_default();
            let loaded = sheet.matches("url(").count();
            let inside = sheet.matches("url(data:font/otf;base64,").count() + sheet.matches("url(#bz-").count();
            assert_eq!(loaded, inside);
            assert!(!sheet.contains("@import"));
        }
        if name == "path" {
            let outline = node.attribute("d").unwrap();
            assert!(outline.chars().all(|letter| "MLHVCSQAZmlhvcsqaz0123456789.- ".contains(letter)), "{outline}");
        }
    }
    assert!(picture.size.width.is_finite() && picture.size.height.is_finite());
}

#[test]
fn everything_of_the_model_is_there_and_can_be_found_by_its_id() {
    let picture = draw(&comments(), &options());
    check(&picture);
    let document = Document::parse(&picture.svg).unwrap();
    let ids: Vec<&str> = document.descendants().filter_map(|node| node.attribute("data-id")).collect();
    for id in ["actor_user", "server_web_server", "datastore_sql_database", "boundary_back_end", "dataflow_stored"] {
        assert!(ids.contains(&id), "{id} in {ids:?}");
    }
    let line = document.descendants().find(|node| node.attribute("data-id") == Some("dataflow_stored")).unwrap();
    assert_eq!(line.attribute("data-from"), Some("datastore_sql_database"));
    assert_eq!(line.attribute("data-to"), Some("server_web_server"));
    let texts = texts(&picture);
    for text in ["Comments", "Internet", "Back end", "User", "Web Server", "User enters", "a comment", "1", "3"] {
        assert!(texts.iter().any(|known| known == text), "{text} in {texts:?}");
    }
}

#[test]
fn a_screen_reader_has_what_to_read() {
    let picture = draw(&comments(), &options());
    let document = Document::parse(&picture.svg).unwrap();
    let root = document.root_element();
    assert_eq!(root.attribute("aria-label"), Some("Comments"));
    assert!(root.attribute("role").unwrap().starts_with("graphics-document"));
    let description = root.children().find(|node| node.has_tag_name("desc")).unwrap().text().unwrap();
    assert_eq!(
        description,
        "Data flow diagram with 3 elements, 3 flows and 3 trust boundaries. User → Web Server: (1) User enters a comment. \
         Web Server → SQL Database: (2) Insert the comment. SQL Database → Web Server: (3) Stored."
    );
    let elements = document.descendants().filter(|node| has_class(*node, "bz-element"));
    let titles: Vec<&str> = elements.map(|node| node.first_element_child().unwrap().text().unwrap()).collect();
    assert_eq!(titles, ["SQL Database (Datastore, out of scope)", "Web Server (Server)", "User (Actor)"]);
}

#[test]
fn locks_are_shown_where_the_model_says_so_and_only_there() {
    let picture = draw(&comments(), &options());
    assert_eq!((count(&picture, "bz-locked"), count(&picture, "bz-unlocked")), (1, 1));
}

#[test]
fn labels_say_more_when_asked_and_nothing_when_hidden() {
    let more = draw(&comments(), &PictureOptions { shows_protocols: true, shows_data: true, ..options() });
    assert!(texts(&more).join(" ").contains("HTTPS 443 Comment (restricted)"), "{:?}", texts(&more));
    let hidden = draw(&comments(), &PictureOptions { hides_labels: true, ..options() });
    assert_eq!(count(&hidden, "bz-flow-label"), 0);
    assert_eq!(count(&hidden, "bz-flow-group"), 3);
}

#[test]
fn a_merged_response_stands_below_its_request() {
    let mut tm = ThreatModel::new("merged");
    let (user, web) = (tm.actor("User").id(), tm.server("Web").id());
    let ask = tm.flow(user, web, "Ask").id();
    tm.flow(web, user, "Answer").with("responseTo", bartizan_model::Value::Element(ask));
    let model = finish(tm);
    let shown = DataFlowOptions { merges_responses: true, ..DataFlowOptions::default() };
    let graph = Graph::of(&model, &shown);
    assert_eq!(graph.edges.len(), 1);
    let picture = svg(&graph, &model, &Grid, &options());
    assert!(texts(&picture).join(" ").contains("Ask Answer"));
    assert_eq!(count(&picture, "bz-flow-head"), 2);
}

#[test]
fn what_is_highlighted_stands_out_and_the_rest_is_faint() {
    let model = comments();
    let named = |name: &str| model.taking_part().find(|(_, object)| &*object.name() == name).unwrap().0;
    let path = ["User", "User enters a comment", "Web Server"].map(named);
    let highlighted = Some(path.to_vec());
    let picture = draw(&model, &PictureOptions { highlighted, ..options() });
    // The database, and lines and labels of two flows.
    assert_eq!(count(&picture, "bz-faint"), 5);
    assert!(picture.svg.contains(".bz-faint text"));
    let plain = draw(&model, &options());
    assert!(!plain.svg.contains("bz-faint"));
    assert_eq!(texts(&plain), texts(&picture));
}

#[test]
fn a_response_that_is_drawn_with_its_request_stands_out_with_it() {
    let mut tm = ThreatModel::new("two");
    let (a, b) = (tm.server("A").id(), tm.server("B").id());
    let ask = tm.flow(a, b, "Ask").id();
    let answer = tm.flow(b, a, "Answer").with("responseTo", ask).id();
    let model = finish(tm);
    let shown = DataFlowOptions { merges_responses: true, ..DataFlowOptions::default() };
    let highlighted = Some(vec![b, answer, a]);
    let picture = svg(&Graph::of(&model, &shown), &model, &Grid, &PictureOptions { highlighted, ..options() });
    assert_eq!(count(&picture, "bz-faint"), 0);
}

#[test]
fn the_legend_explains_what_occurs_and_nothing_else() {
    let with = texts(&draw(&comments(), &options())).join("|");
    assert!(
        with.ends_with("Actor|Server|Datastore|Trust boundary|Out of scope|Data flow|Encrypted|Not encrypted"),
        "{with}"
    );
    let without = draw(&comments(), &PictureOptions { has_legend: false, ..options() });
    assert!(!texts(&without).iter().any(|text| text == "Trust boundary"));
    assert!(without.size.height < draw(&comments(), &options()).size.height);
}

#[test]
fn the_title_is_the_systems_name_unless_another_is_wished_for() {
    let title = |title: Option<&str>| {
        texts(&draw(&comments(), &PictureOptions { title: title.map(str::to_owned), ..options() }))
    };
    assert!(title(None).contains(&"Comments".to_owned()));
    assert!(title(Some("Release 2")).contains(&"Release 2".to_owned()));
    assert!(!title(Some("")).contains(&"Comments".to_owned()));
}

#[test]
fn severities_have_marks_beside_their_colours() {
    let model = comments();
    let severities: Vec<u8> = (0..model.elements.len()).map(|at| [0, 3, 5][at % 3]).collect();
    for (_, theme) in Theme::NAMED {
        let picture = coloured(&model, &severities, theme);
        check(&picture);
        assert_eq!(count(&picture, "bz-severity"), 3);
        assert_eq!(count(&picture, "bz-tint"), 0, "boundaries step back");
    }
}

#[test]
fn marks_of_two_versions_have_signs_words_and_entries_of_the_legend() {
    let model = comments();
    let of_name = |name: &str| match name {
        "User" | "Stored" => Mark::Removed,
        "Back end" | "SQL Database" => Mark::Added,
        "Web Server" => Mark::Changed,
        "Insert the comment" => Mark::Moved,
        _ => Mark::Kept,
    };
    let marks: Vec<Mark> = model.elements.iter().map(|object| of_name(&object.name())).collect();
    let shown = DataFlowOptions { marks: Some(&marks), ..DataFlowOptions::default() };
    let graph = Graph::of(&model, &shown);
    for theme in [Theme::Auto, Theme::Light, Theme::Dark, Theme::Print] {
        let picture = svg(&graph, &model, &Grid, &PictureOptions { theme, hides_labels: true, ..options() });
        check(&picture);
        assert_eq!(count(&picture, "bz-sign-line"), 6, "also where labels are hidden");
    }
    let picture = svg(&graph, &model, &Grid, &options());
    let legend = texts(&picture);
    for word in ["Added", "Removed", "Changed", "Moved", "As before"] {
        assert!(legend.iter().any(|text| text == word), "{word}");
    }
    for said in ["User (Actor, removed)", "(added trust boundary)", "Web Server (Server, changed)", "(moved)</title>"] {
        assert!(picture.svg.contains(said), "{said}");
    }
    let plain = draw(&model, &options());
    assert!(!plain.svg.contains("bz-sign") && !plain.svg.contains("bz-kept"));
    for (name, text) in [("dot", dot(&graph)), ("d2", d2(&graph)), ("mermaid", mermaid_flowchart(&graph))] {
        for label in ["− ", "#cf222e", "#1a7f37", "#9a6700", "→ "] {
            assert!(text.contains(label), "{name}: {label}");
        }
    }
}

#[test]
fn the_automatic_theme_is_light_and_dark() {
    let sheet = |theme| draw(&comments(), &PictureOptions { theme, ..options() }).svg;
    assert!(sheet(Theme::Auto).contains("@media (prefers-color-scheme:dark)"));
    for theme in [Theme::Light, Theme::Dark, Theme::Print] {
        assert!(!sheet(theme).contains("@media"));
    }
}

#[test]
fn print_is_without_colour() {
    let model = comments();
    let picture = coloured(&model, &vec![5; model.elements.len()], Theme::Print);
    for rest in picture.svg.split('#').skip(1) {
        let digits: String = rest.chars().take_while(char::is_ascii_hexdigit).collect();
        if digits.len() == 6 {
            let pairs: Vec<&[u8]> = digits.as_bytes().chunks(2).collect();
            assert!(pairs.iter().all(|pair| *pair == pairs[0]), "#{digits}");
        }
    }
    assert!(picture.svg.contains("<pattern"));
}

#[test]
fn an_authors_own_looks_are_heeded_as_far_as_they_are_understood() {
    let mut model = comments();
    let web = model.elements.iter_mut().find(|object| &*object.name() == "Web Server").unwrap();
    web.appearance.color = Some("forestgreen".into());
    web.appearance.shape = Some("cylinder".into());
    let picture = draw(&model, &options());
    check(&picture);
    assert!(picture.svg.contains(r##"stroke="#228b22""##));
    assert_eq!(count(&picture, "bz-process"), 1, "its icon keeps the look of its kind");
    let web = model.elements.iter_mut().find(|object| &*object.name() == "Web Server").unwrap();
    web.appearance.color = Some("red\"/><script>".into());
    web.appearance.shape = Some("url(http://example.com)".into());
    check(&draw(&model, &options()));
}

#[test]
fn the_same_model_gives_the_same_bytes() {
    assert_eq!(draw(&comments(), &options()).svg, draw(&comments(), &options()).svg);
}

#[test]
fn letters_that_the_typeface_lacks_are_reported() {
    let mut tm = ThreatModel::new("系统");
    tm.server("Сервер 🔒");
    assert_eq!(draw(&finish(tm), &options()).missing_glyphs, ['系', '统', '🔒']);
}

#[test]
fn a_model_without_anything_is_a_picture_too() {
    let picture = draw(&finish(ThreatModel::new("")), &options());
    check(&picture);
    assert!(picture.size.width > 0.0 && picture.size.height > 0.0);
}

#[test]
fn an_endless_name_makes_neither_an_endless_label_nor_an_endless_file() {
    let mut tm = ThreatModel::new(&"system ".repeat(10_000));
    let cloud = tm.boundary(&"b".repeat(10_000)).id();
    let (user, web) = (tm.actor(&"x".repeat(10_000)).id(), tm.server(&"long name ".repeat(1_000)).inside(cloud).id());
    tm.flow(user, web, &"漢".repeat(10_000));
    let picture = draw(&finish(tm), &options());
    check(&picture);
    assert!(
        picture.size.width < 1_500.0 && picture.size.height < 1_000.0 && picture.svg.len() < 100_000,
        "{:?} {}",
        picture.size,
        picture.svg.len()
    );
}

fn hostile_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        any::<String>(),
        Just("]]>".to_owned()),
        Just("<script>alert(1)</script>".to_owned()),
        Just("\"' onload='x".to_owned()),
        Just("\u{202e}\u{2066}\u{0}\u{1b}[31m\u{ffff}\r\n".to_owned()),
        Just("&#x3c;&amp;&nope;".to_owned()),
        Just("🔒👩‍👩‍👧 שלום مرحبا".to_owned()),
        Just("url(http://example.com/x)".to_owned()),
    ];
    proptest::collection::vec(piece, 0..4).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn whatever_a_model_says_the_picture_is_one_of_ours(
        names in proptest::collection::vec(hostile_text(), 8),
        looks in proptest::collection::vec(proptest::option::of(hostile_text()), 2),
        severity in 0_u8..7,
        theme in 0_usize..4,
    ) {
        let mut tm = ThreatModel::new(&names[0]);
        let outer = tm.boundary(&names[1]).id();
        let inner = tm.boundary(&names[2]).inside(outer).id();
        let user = tm.actor(&names[3]).inside(outer).id();
        let store = tm.datastore(&names[4]).inside(inner).with("type", member(EnumKind::DatastoreType, "SQL")).id();
        let agent = tm.agent(&names[5]).id();
        let data = tm.data(&names[6]).id();
        tm.flow(user, store, &names[6]).with("protocol", names[7].as_str()).data(&[data]);
        tm.flow(store, agent, &names[7]);
        tm.flow(agent, agent, &names[5]);
        let mut model = finish(tm);
        for object in &mut model.elements {
            object.appearance.color = looks[0].as_deref().map(Into::into);
            object.appearance.shape = looks[1].as_deref().map(Into::into);
        }
        let severities = vec![severity; model.elements.len()];
        let shown = DataFlowOptions {
            colormap: (severity < 6).then_some(severities.as_slice()),
            ..DataFlowOptions::default()
        };
        let options = PictureOptions {
            theme: Theme::NAMED[theme].1,
            title: Some(names[2].clone()),
            shows_protocols: true,
            shows_data: true,
            ..PictureOptions::default()
        };
        check(&svg(&Graph::of(&model, &shown), &model, &Grid, &options));
    }
}
