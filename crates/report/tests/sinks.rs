//! Hostile names in every report, and what the reports for machines hold.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

mod common;

use std::io::Read;

use bartizan_model::build::ThreatModel;
use bartizan_model::{Model, resolve};
use bartizan_report::{
    Dossier, Form, GALLERY, JinjaTemplate, SheetName, booklet, fill_jinja, html, markdown, pytm_json, sheet_csv,
    workbook,
};
use bartizan_rules::decisions::{Date, Decision, Decisions, Pattern, Source, Status};
use bartizan_rules::questions::questions;
use bartizan_rules::{Findings, Library};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use sha2::{Digest, Sha256};

const HOSTILE: &[&str] = &[
    "say \"hi\" & 'bye'",
    "<script>alert(1)</script>",
    "two\nlines\n\n# heading\n- item",
    "```\nend of block",
    "a | b || c",
    "![x](javascript:alert(1))",
    "[x]: http://evil.example",
    "</style><style>",
    "{{ name }} {% raw %}",
    "\u{1b}[31mred\u{0}",
    "1. one",
    "- one",
    "*bold* _under_ ~~gone~~ $x$ `code`",
    "]]> --> <!--",
];

fn hostile() -> (Model, Findings) {
    let mut tm = ThreatModel::new(HOSTILE[1]);
    tm.describe(HOSTILE[2]).assume(HOSTILE[4], &[HOSTILE[0]]);
    let mut open = Vec::new();
    for name in HOSTILE {
        let zone = tm.boundary(name).with("description", *name).id();
        let datum = tm.data(name).with("description", *name).id();
        let web = tm.server(name).inside(zone).with("description", *name).assume(name, &[]).id();
        let db = tm.datastore(name).id();
        tm.flow(web, db, name).with("protocol", *name).data(&[datum]);
        open.push((0, web.0));
    }
    let mut model = resolve(tm.finish().unwrap()).unwrap();
    for object in &mut model.elements {
        object.overrides.push(bartizan_model::Override {
            threat_id: "INP01".into(),
            fields: ["description", "severity", "response"].map(|name| (name.into(), HOSTILE[5].into())).to_vec(),
            place: None,
        });
    }
    let findings = common::findings(&model, &open, &open);
    (model, findings)
}

fn parsed(write: fn(&Model, &Findings, &mut dyn std::fmt::Write) -> std::fmt::Result, of: &(Model, Findings)) -> Value {
    let mut out = String::new();
    write(&of.0, &of.1, &mut out).unwrap();
    serde_json::from_str(&out).unwrap()
}

/// Our JSON of a model about which nothing was decided.
fn json(model: &Model, findings: &Findings, out: &mut dyn std::fmt::Write) -> std::fmt::Result {
    bartizan_report::json(model, findings, &Decisions::default(), out)
}

/// The page about a model that nobody has asked or decided anything about.
fn page(model: &Model, findings: &Findings) -> String {
    let (library, decisions) = (Library::default(), Decisions::default());
    html(&Dossier { model, findings, library: &library, decisions: &decisions, questions: &[], plan: None }).unwrap()
}

/// What stands in the page between its style sheet and script, which are ours.
fn document(page: &str) -> String {
    let (before, rest) = page.split_once("<style>").unwrap();
    let (_, rest) = rest.split_once("</style>").unwrap();
    let (between, rest) = rest.split_once("<script>").unwrap();
    let (_, rest) = rest.split_once("</script>").unwrap();
    [before, between, rest].concat()
}

#[test]
fn html_holds_no_tag_of_the_models() {
    let (model, findings) = hostile();
    let page = document(&page(&model, &findings));
    assert!(!page.contains("<script") && !page.contains("<!--") && !page.contains("<style"));
    let allowed = [
        "!DOCTYPE", "html", "head", "meta", "title", "body", "main", "header", "footer", "aside", "h1", "h2", "h3",
        "p", "ul", "ol", "li", "strong", "b", "nav", "a", "section", "div", "table", "thead", "tbody", "tr", "th",
        "td", "code", "span", "details", "summary", "dl", "dt", "dd", "br", "form", "fieldset", "legend", "label",
        "input", "select", "option", "button", "output", "svg", "g", "rect", "path", "ellipse", "circle", "text",
        "desc",
    ];
    for tag in page.split('<').skip(1) {
        let name =
            tag.trim_start_matches('/').split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '!').next();
        assert!(allowed.contains(&name.unwrap()), "<{tag}");
        // What stands inside the tag, without the values of attributes: no handler is among them.
        let inside: String = tag.split('>').next().unwrap().split('"').step_by(2).collect();
        assert!(!inside.contains(" on") && !inside.contains(" srcdoc") && !inside.contains(" src="), "<{tag}");
    }
}

#[test]
fn the_policy_of_the_page_allows_what_is_in_it_by_hash() {
    let (model, findings) = hostile();
    let page = page(&model, &findings);
    let policy = page.split("Content-Security-Policy\" content=\"").nth(1).unwrap().split('"').next().unwrap();
    let policy = policy.replace("&#x27;", "'").replace("&#x2f;", "/");
    for (tag, directive) in [("style", "style-src"), ("script", "script-src")] {
        assert_eq!(page.matches(&format!("<{tag}")).count(), 1, "one {tag}");
        let text = page.split(&format!("<{tag}>")).nth(1).unwrap().split(&format!("</{tag}>")).next().unwrap();
        let hash = STANDARD.encode(Sha256::digest(text.as_bytes()));
        assert!(policy.contains(&format!("{directive} 'sha256-{hash}'")), "{policy}");
    }
    assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe-inline"));
}

#[test]
fn markdown_holds_no_markup_of_the_models() {
    let (model, findings) = hostile();
    let page = markdown(&model, &findings, &Decisions::default()).unwrap();
    assert_eq!(page.matches("\n```").count(), 4, "two blocks, for the diagrams");
    let outside: String = page.split("```").step_by(2).collect();
    assert!(!outside.contains("<script") && !outside.contains("<!--") && !outside.replace("\\]", "").contains("]("));
    for line in outside.lines().filter(|line| line.starts_with('|')) {
        let columns = line.replace("\\|", "").matches('|').count();
        assert!((3..=9).contains(&columns), "{line}");
    }
    assert!(!outside.lines().any(|line| line.starts_with("# heading") || line.starts_with("- item")));
    assert!(!page.contains(['\u{1b}', '\u{0}']));
}

#[test]
fn json_of_hostile_names_reads_back() {
    let of = hostile();
    let theirs = parsed(pytm_json, &of);
    let ours = parsed(json, &of);
    for (at, name) in HOSTILE.iter().enumerate() {
        assert_eq!(theirs["boundaries"][at]["name"], *name);
        assert_eq!(ours["boundaries"][at]["name"], *name);
    }
    let mut text = String::new();
    pytm_json(&of.0, &of.1, &mut text).unwrap();
    assert!(text.is_ascii() && !text.contains('\n'));
}

#[test]
fn pytms_json_has_pytms_keys() {
    let shop = common::shop();
    let json = parsed(pytm_json, &shop);
    let keys = |value: &Value| value.as_object().unwrap().keys().map(String::as_str).collect::<Vec<_>>().join(" ");
    assert_eq!(
        keys(&json),
        "actors assets boundaries data elements flows threatsExcluded assumptions colormap description \
         excluded_findings findings ignoreUnused isOrdered mergeResponses name onDuplicates threatsFile"
    );
    assert_eq!(
        keys(&json["actors"][0]),
        "__class__ assumptions controls data description findings inBoundary inScope inputs isAdmin levels \
         maxClassification minTLSVersion name outputs overrides port protocol severity sourceFiles"
    );
    assert_eq!(
        keys(&json["findings"][0]),
        "assumption condition cvss description details example id likelihood mitigations references response \
         severity target threat_id stable_id verdict stride capec cwe"
    );
    assert_eq!(json["flows"][1]["source"], "User");
    assert_eq!(json["flows"][1]["response"], "Receipt");
    assert_eq!(json["data"][0]["classification"], "Classification.SECRET");
    assert_eq!(json["data"][0]["carriedBy"], serde_json::json!(["Order"]));
    assert_eq!(json["assets"][0]["findings"], serde_json::json!(["1", "2"]));
    assert_eq!(json["assets"][1]["findings"], serde_json::json!([]), "out of scope");
    assert_eq!(json["findings"][1]["response"], "mitigated by <us>");
    assert_eq!(json["findings"][1]["stable_id"], "INP02@web-server");
    assert_eq!(json["excluded_findings"][0]["assumption"]["exclude"], "{'INP01'}");
    assert_eq!(json["assumptions"], serde_json::json!(["insiders are trusted"]));
    assert_eq!(json["threatsFile"], "(built in)");
}

#[test]
fn our_json_says_where_facts_come_from() {
    let shop = common::shop();
    let json = parsed(json, &shop);
    assert_eq!(json["version"], bartizan_report::SCHEMA_VERSION);
    let web = &json["elements"][1];
    assert_eq!((&web["id"], &web["class"]), (&"web-server".into(), &"Server".into()));
    assert_eq!(web["facts"]["port"]["value"], 443);
    assert_eq!(web["facts"]["port"]["origin"], "stated");
    assert!(web["facts"]["port"]["place"]["path"].as_str().unwrap().ends_with("mod.rs"));
    let order = &json["flows"][0];
    assert_eq!(order["facts"]["protocol"]["origin"], "inherited");
    assert_eq!(order["facts"]["protocol"]["from"], "web-server");
    assert_eq!(json["findings"][0]["id"], "INP01@web-server");
    assert_eq!(json["findings"][0]["verdict"], "assumed");
    assert_eq!(json["set_aside"][0]["assumption"]["name"], "so it is");
    assert_eq!(json["threats"][0]["cwe"], serde_json::json!([79]));
}

#[test]
fn reports_for_people_are_complete() {
    let (model, findings) = common::shop();
    for page in [markdown(&model, &findings, &Decisions::default()).unwrap(), page(&model, &findings)] {
        for text in [
            "shop",
            "sells things",
            "Web Server",
            "Receipt",
            "Card",
            "Inner",
            "Overflow",
            "mitigated by",
            "insiders are trusted",
            "so it is",
            "SECRET",
            "CWE-79",
            "assumed",
            "Very High",
        ] {
            assert!(page.contains(text), "{text}");
        }
    }
}

#[test]
fn an_empty_model_makes_every_report() {
    let of = (Model::new(""), Findings::default());
    parsed(json, &of);
    parsed(pytm_json, &of);
    assert!(markdown(&of.0, &of.1, &Decisions::default()).unwrap().starts_with("# Threat model"));
    assert!(page(&of.0, &of.1).contains("<h1 id=\"title\">Threat model</h1>"));
}

/// Everything that is said of the hostile model, with findings of the built-in threats.
fn with_dossier<T>(then: impl FnOnce(&Dossier<'_>) -> T) -> T {
    let (mut model, _) = hostile();
    model.system.assumptions.clear();
    let library = Library::builtin();
    let (findings, _) = bartizan_rules::analyse(&model, &library);
    let questions = questions(&model, &library, &|_| true);
    let decision = |pattern: &str, text: &str| Decision {
        pattern: Pattern::parse(pattern).unwrap(),
        status: Status::Accepted,
        because: text.into(),
        owner: text.into(),
        ticket: text.into(),
        until: None,
        place: None,
        source: Source::File,
    };
    let all = HOSTILE.iter().map(|text| decision("INP*@*", text)).collect();
    let decisions = Decisions::of(&model, &library, &findings, all, Date::of_seconds(0));
    let dossier = Dossier {
        model: &model,
        findings: &findings,
        library: &library,
        questions: &questions,
        decisions: &decisions,
        plan: None,
    };
    then(&dossier)
}

/// The files of an archive, unpacked.
fn unpacked(archive: &[u8]) -> Vec<(String, String)> {
    let mut files = Vec::new();
    let mut rest = archive;
    while rest.starts_with(b"PK\x03\x04") {
        let number =
            |at: usize, bytes: usize| rest[at..at + bytes].iter().rev().fold(0, |sum, byte| sum << 8 | *byte as usize);
        let (packed, whole, name) = (number(18, 4), number(22, 4), number(26, 2));
        let start = 30 + name + number(28, 2);
        let mut text = String::new();
        flate2::read::DeflateDecoder::new(&rest[start..start + packed]).read_to_string(&mut text).unwrap();
        assert_eq!(text.len(), whole);
        files.push((String::from_utf8(rest[30..30 + name].to_vec()).unwrap(), text));
        rest = &rest[start + packed..];
    }
    files
}

/// What a workbook's reader makes of a text: XML holds no control characters.
fn as_read(text: &str) -> String {
    let shown = |letter: char| if letter.is_control() && letter != '\n' { '\u{fffd}' } else { letter };
    text.chars().map(shown).collect()
}

#[test]
fn workbooks_hold_hostile_text_as_text() {
    with_dossier(|dossier| {
        let book = workbook(dossier);
        assert_eq!(book, workbook(dossier), "the same bytes");
        let files = unpacked(&book.bytes);
        for (name, text) in &files {
            let xml = roxmltree::Document::parse(text).unwrap_or_else(|error| panic!("{name}: {error}"));
            assert!(!xml.descendants().any(|node| matches!(node.tag_name().name(), "f" | "hyperlink")), "{name}");
        }
        assert!(files.iter().all(|(name, _)| !name.contains("vba") && !name.contains("external")));
        let decisions = &files.iter().find(|(name, _)| name.ends_with("sheet7.xml")).unwrap().1;
        let xml = roxmltree::Document::parse(decisions).unwrap();
        let cells: Vec<&str> =
            xml.descendants().filter(|node| node.has_tag_name("t")).filter_map(|node| node.text()).collect();
        for text in HOSTILE {
            assert!(cells.contains(&&*as_read(text)), "{text:?} in {cells:?}");
        }
    });
}

#[test]
fn tables_of_a_folder_read_back_cell_by_cell() {
    with_dossier(|dossier| {
        let table = sheet_csv(dossier, SheetName::Data);
        let mut reader = csv::Reader::from_reader(table.as_bytes());
        let at = reader.headers().unwrap().iter().position(|heading| heading == "data").unwrap();
        let cells: Vec<String> = reader.records().map(|row| row.unwrap()[at].to_owned()).collect();
        let guarded = |text: &&str| if text.starts_with('-') { format!("'{text}") } else { (*text).to_owned() };
        assert_eq!(cells, HOSTILE.iter().map(guarded).collect::<Vec<_>>());
    });
}

#[test]
fn pages_hold_hostile_text_as_text() {
    with_dossier(|dossier| {
        let mut booklet = booklet(dossier).unwrap();
        let mut said = String::new();
        for page in &booklet.pages {
            let xml = roxmltree::Document::parse(&page.svg).unwrap();
            for node in xml.descendants().filter(roxmltree::Node::is_element) {
                assert!(matches!(node.tag_name().name(), "svg" | "rect" | "text"), "{node:?}");
            }
            said.extend(xml.descendants().filter_map(|node| node.text()));
        }
        let said: String = said.split_whitespace().collect();
        for text in ["<script>alert(1)</script>", "{{name}}{%raw%}", "]]>--><!--"] {
            assert!(said.contains(text), "{text}");
        }
        // What holds of a few pages holds of all, and is shown sooner.
        booklet.pages.truncate(4);
        let fonts = bartizan_diagram::export::Fonts::embedded();
        let pdf = booklet.pdf(&fonts).unwrap();
        assert_eq!(pdf, booklet.pdf(&fonts).unwrap(), "the same bytes");
        let text = String::from_utf8_lossy(&pdf);
        for word in ["/JS", "/OpenAction", "/URI", "/Launch", "CreationDate"] {
            assert!(!text.contains(word), "{word}");
        }
    });
}

fn filled(dossier: &Dossier<'_>, text: &str, form: Form) -> Result<String, String> {
    let source = bartizan_model::Sources::default().add("t.jinja", text);
    let others = [("part.jinja".to_owned(), "({{ name }})".to_owned())];
    let template = JinjaTemplate { name: "t.jinja", text, source, others: &others, form };
    fill_jinja(dossier, &template).map_err(|problem| problem.message.to_string())
}

#[test]
fn templates_of_ours_escape_by_form() {
    with_dossier(|dossier| {
        for template in GALLERY {
            let page = filled(dossier, template.text, template.form).unwrap();
            assert!(!page.contains("<script"), "{}", template.name);
            if template.form == Form::Html {
                assert!(page.contains("&lt;script&gt;alert(1)"), "{}", template.name);
            }
        }
        let html = filled(dossier, "{{ name }}{% include 'part.jinja' %}", Form::Html).unwrap();
        assert_eq!(html.matches("&lt;script&gt;").count(), 2, "{html}");
        let markdown =
            filled(dossier, "{% for datum in data %}{{ datum.name }}\n{% endfor %}", Form::Markdown).unwrap();
        let links = markdown.replace("\\]", "");
        assert!(!links.contains("](") && !markdown.contains("<script") && !markdown.contains("\n# "), "{markdown}");
    });
}

#[test]
fn templates_of_ours_are_bounded_and_read_nothing_else() {
    with_dossier(|dossier| {
        let endless = "{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}";
        assert!(filled(dossier, endless, Form::Html).unwrap_err().contains("takes more than"), "fuel");
        let long = "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}";
        assert!(filled(dossier, long, Form::Html).is_err(), "depth");
        for text in ["{% include '../x.jinja' %}", "{% include '/etc/passwd' %}", "{{ unknown.thing }}", "{% if %}"] {
            let problem = filled(dossier, text, Form::Html).unwrap_err();
            assert!(problem.starts_with("the template `t.jinja` cannot be filled"), "{problem}");
        }
    });
}
