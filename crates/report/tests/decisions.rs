//! Decisions in what is written for other programs: told in every format, and with no word of theirs that could break out.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

mod schema;

use bartizan_model::build::ThreatModel;
use bartizan_model::{Model, SourceId, Span, resolve};
use bartizan_report::machine::{Baseline, Examination, Format, Results};
use bartizan_report::{Dossier, html, json, markdown};
use bartizan_rules::decisions::{Date, Decision, Decisions, Pattern, Source, Status};
use bartizan_rules::{Findings, Library, Verdict, analyse};
use serde_json::Value;

const HOSTILE: [&str; 9] = [
    "two\nlines\r\n::error file=x::forged",
    "::warning::x",
    "=cmd|'/C calc'!A0",
    "| cell | [link](https://evil.example) <script>alert(1)</script>",
    "</skipped>]]><!-- \u{0}\u{1b}[31m\u{fffe}",
    "@everyone closes #1",
    "{0} [x](1) \\[y](2)",
    "```\n# heading",
    "</code>\u{2028}\u{202e}`",
];

/// A model with some confirmed findings, one that an assumption sets aside, and a file of decisions.
struct Study {
    model: Model,
    library: Library,
    findings: Findings,
    file: SourceId,
}

/// Three servers, with an assumption that sets a threat aside.
fn shop(aside: &[&str]) -> Model {
    let mut tm = ThreatModel::new("Shop");
    tm.assume("insiders are trusted", aside);
    let user = tm.actor("User").id();
    for name in ["Web", "Till", "Archive"] {
        let web = tm.server(name).with("servesWebPages", true).control("sanitizesInput", false).id();
        tm.flow(user, web, name).with("protocol", "HTTP");
    }
    resolve(tm.finish().unwrap()).unwrap()
}

impl Study {
    fn new() -> Self {
        let library = Library::builtin();
        let (found, _) = analyse(&shop(&[]), &library);
        let last = found.all.iter().rfind(|finding| finding.verdict == Verdict::Confirmed).unwrap();
        let mut model = shop(&[&found.threat(last).id]);
        let (findings, _) = analyse(&model, &library);
        assert!(!findings.set_aside.is_empty());
        let file = model.sources.add("a b.decisions.toml", "one\ntwo\nthree\n");
        Self { model, library, findings, file }
    }

    fn html(&self, decisions: &Decisions) -> String {
        let Self { model, library, findings, .. } = self;
        html(&Dossier { model, findings, library, decisions, questions: &[], plan: None }).unwrap()
    }

    fn confirmed(&self) -> Vec<String> {
        let all = self.findings.all.iter().filter(|finding| finding.verdict == Verdict::Confirmed);
        all.map(|finding| self.findings.stable_id(finding)).collect()
    }

    fn decision(&self, pattern: &str, status: Status, text: &str) -> Decision {
        Decision {
            pattern: Pattern::parse(pattern).unwrap(),
            status,
            because: text.into(),
            owner: text.into(),
            ticket: text.into(),
            until: Date::new(2027, 1, 31),
            place: Some(Span { source: self.file, start: 4, end: 7 }),
            source: Source::File,
        }
    }

    fn decided(&self, all: Vec<Decision>) -> Decisions {
        Decisions::of(&self.model, &self.library, &self.findings, all, Date::new(2026, 11, 27).unwrap())
    }

    fn results(&self, decisions: &Decisions) -> Results {
        let mut results = Results::default();
        let (model, library, findings) = (&self.model, &self.library, &self.findings);
        results.add("a b.py", &Examination { model, library, findings, decisions, new: None }, true);
        results
    }

    /// One finding closed, one in progress, and a decision in each state that is no use.
    fn all_kinds(&self, text: &str) -> Decisions {
        let ids = self.confirmed();
        let mut expired = self.decision(&ids[2], Status::Accepted, text);
        expired.until = Date::new(2026, 11, 26);
        let mut comment = self.decision(&ids[0], Status::FalsePositive, text);
        comment.source = Source::Comment;
        self.decided(vec![
            comment,
            self.decision(&ids[1], Status::InProgress, text),
            expired,
            self.decision(&format!("X{text}@gone"), Status::Accepted, text),
            self.decision("LLM01@web", Status::Mitigated, text),
        ])
    }
}

fn parsed(results: &Results, format: Format) -> Value {
    serde_json::from_str(&results.write(format).text).unwrap()
}

#[test]
fn json_tells_what_was_decided_and_what_is_no_use() {
    let study = Study::new();
    let results = study.results(&study.all_kinds("we looked"));
    let json = parsed(&results, Format::Json);
    let schema: Value = serde_json::from_str(include_str!("../../../docs/reference/findings.schema.json")).unwrap();
    assert_eq!(schema::problems(&schema, &json), Vec::<String>::new());
    let found = json["findings"].as_array().unwrap();
    let closed = found.last().unwrap();
    assert_eq!(closed["id"], study.confirmed()[0], "what is closed comes last");
    assert_eq!(
        closed["decision"],
        serde_json::json!({
            "finding": study.confirmed()[0], "status": "false-positive", "because": "we looked", "owner": "we looked",
            "ticket": "we looked", "until": "2027-01-31", "source": "comment",
            "place": { "path": "a b.decisions.toml", "line": 2, "column": 1 },
        })
    );
    assert_eq!(json["models"][0]["closed"], 1);
    assert_eq!(found.iter().filter(|found| found.get("decision").is_some()).count(), 2);
    let states: Vec<&str> =
        json["decisions"].as_array().unwrap().iter().map(|decision| decision["state"].as_str().unwrap()).collect();
    assert_eq!(states, ["expired", "orphaned", "unused"]);

    let baseline = Baseline::parse(results.write(Format::Json).text.as_bytes()).unwrap();
    let (new, doubts) = baseline.compare("a b.py", &study.model, &study.findings, true, true);
    assert!(doubts.is_empty() && study.findings.all.iter().all(|finding| !new.contains(finding)));
}

#[test]
fn sarif_has_suppressions_of_every_kind() {
    let study = Study::new();
    let sarif = parsed(&study.results(&study.all_kinds("we looked")), Format::Sarif);
    let all = sarif["runs"][0]["results"].as_array().unwrap();
    assert!(all.iter().all(|result| result["suppressions"].is_array()), "all results have the list, or none");
    let of = |id: &str| {
        let is_it = |result: &&Value| result["partialFingerprints"]["stableId/v1"] == id;
        &all.iter().find(is_it).unwrap()["suppressions"][0]
    };
    let ids = study.confirmed();
    let closed = of(&ids[0]);
    assert_eq!((&closed["kind"], &closed["status"]), (&"inSource".into(), &"accepted".into()));
    assert_eq!(
        closed["justification"],
        "false positive: we looked (owner: we looked, ticket: we looked, until: 2027-01-31)"
    );
    let place = &closed["location"]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "a%20b.decisions.toml");
    assert_eq!(place["region"]["startLine"], 2);
    let under_way = of(&ids[1]);
    assert_eq!((&under_way["kind"], &under_way["status"]), (&"external".into(), &"underReview".into()));
    let aside = all.iter().filter(|result| {
        result["suppressions"][0]["justification"] == "assumption: insiders are trusted"
            && result["suppressions"][0]["kind"] == "inSource"
    });
    assert_eq!(aside.count(), study.findings.set_aside.len());
    for (id, level) in [("decision-expired", "warning"), ("decision-orphaned", "warning"), ("decision-unused", "note")]
    {
        let result = all.iter().find(|result| result["ruleId"] == id).unwrap();
        assert_eq!(result["level"], level);
        assert_eq!(result["locations"][0]["physicalLocation"]["region"]["startLine"], 2);
        let rule = &sarif["runs"][0]["tool"]["driver"]["rules"][result["ruleIndex"].as_u64().unwrap() as usize];
        assert_eq!(rule["id"], id);
    }
}

#[test]
fn annotations_and_gitlab_leave_out_what_is_closed() {
    let study = Study::new();
    let results = study.results(&study.all_kinds("we looked"));
    let closed = &study.confirmed()[0];
    let github = results.write(Format::Github).text;
    assert!(!github.contains(&format!("title={closed}::")), "{github}");
    assert!(github.contains("%0Ain progress: we looked"), "{github}");
    let stale = github.lines().filter(|line| line.contains("title=decision-")).collect::<Vec<_>>();
    assert_eq!(stale.len(), 3);
    assert!(stale.iter().all(|line| line.starts_with("::warning file=a b.decisions.toml,line=2,col=1,")), "{stale:?}");

    let gitlab = parsed(&results, Format::Gitlab);
    let gitlab = gitlab.as_array().unwrap();
    assert_eq!(gitlab.len(), study.findings.all.len() - 1 + 3);
    let stale = gitlab.iter().filter(|found| found["check_name"].as_str().unwrap().starts_with("decision-"));
    assert!(stale.clone().count() == 3 && stale.clone().all(|found| found["severity"] == "minor"));
}

#[test]
fn a_closed_finding_is_a_skipped_test_and_an_expired_decision_a_failed_one() {
    let study = Study::new();
    let text = study.results(&study.all_kinds("we looked")).write(Format::Junit).text;
    let document = roxmltree::Document::parse(&text).unwrap();
    let case = |start: &str| {
        let mut cases = document.descendants().filter(|node| node.has_tag_name("testcase"));
        cases.find(|node| node.attribute("name").unwrap().starts_with(start)).unwrap().first_element_child().unwrap()
    };
    let ids = study.confirmed();
    assert!(case(&ids[0]).has_tag_name("skipped"));
    assert!(case(&ids[0]).attribute("message").unwrap().starts_with("false positive: we looked"));
    assert!(case(&ids[1]).has_tag_name("failure"), "in progress is not done");
    assert!(case(&format!("{} decision-expired", ids[2])).has_tag_name("failure"));
    assert!(case("LLM01@web decision-unused").has_tag_name("skipped"));
    for (count, name) in [("tests", "testcase"), ("failures", "failure"), ("skipped", "skipped")] {
        let total: usize = document.descendants().filter_map(|node| node.attribute(count)?.parse::<usize>().ok()).sum();
        assert_eq!(total, document.descendants().filter(|node| node.has_tag_name(name)).count(), "{name}");
    }
}

#[test]
fn tables_and_comments_tell_decisions() {
    let study = Study::new();
    let results = study.results(&study.all_kinds("we looked"));
    let csv = results.write(Format::Csv).text;
    let mut lines = csv::Reader::from_reader(csv.as_bytes());
    let headings = lines.headers().unwrap().clone();
    assert_eq!((&headings[16], &headings[17]), ("status", "because"));
    let decided: Vec<csv::StringRecord> =
        lines.records().map(Result::unwrap).filter(|line| !line[16].is_empty()).collect();
    let statuses: Vec<&str> = decided.iter().map(|line| &line[16]).collect();
    assert_eq!(statuses, ["in-progress", "false-positive"]);
    assert!(decided.iter().all(|line| &line[17] == "we looked"));

    let comment = results.write(Format::Markdown).text;
    assert!(comment.contains(", 1 closed by decisions\n"), "{comment}");
    let (open, rest) = comment.split_once("### Decisions to look at again").unwrap();
    let (stale, closed) = rest.split_once("### Decided").unwrap();
    let id = format!("<code>{}</code>", study.confirmed()[0]);
    assert!(!open.contains(&id) && closed.contains(&id));
    assert_eq!(stale.lines().filter(|line| line.starts_with("| <code>")).count(), 3);
}

#[test]
fn hostile_decisions_stay_text_for_other_programs() {
    let study = Study::new();
    for text in HOSTILE {
        let results = study.results(&study.all_kinds(text));
        parsed(&results, Format::Json);
        parsed(&results, Format::Sarif);
        parsed(&results, Format::Gitlab);
        let junit = results.write(Format::Junit).text;
        roxmltree::Document::parse(&junit).unwrap();
        for line in results.write(Format::Github).text.lines() {
            let (properties, message) = line.strip_prefix("::").unwrap().split_once("::").unwrap();
            let (kind, properties) = properties.split_once(' ').unwrap();
            assert!(["error", "warning", "notice"].contains(&kind) && !message.contains('\r'), "{line}");
            for property in properties.split(',') {
                assert!(["file", "line", "col", "title"].contains(&property.split_once('=').unwrap().0), "{line}");
            }
        }
        let csv = results.write(Format::Csv).text;
        assert!(!csv.lines().any(|line| line.trim_start().starts_with("::")), "{csv}");
        for line in csv::Reader::from_reader(csv.as_bytes()).records() {
            assert!(line.unwrap().iter().all(|cell| !cell.starts_with(['=', '+', '-', '@'])), "{csv}");
        }
        let comment = results.write(Format::Markdown).text;
        let bare = comment.replace("<code>", "").replace("</code>", "").replace("<br>", " ");
        assert!(!bare.contains('<') && !bare.replace("\\]", "").contains("]("), "{comment}");
        for row in comment.lines().filter(|line| line.starts_with('|')) {
            let columns = row.replace("\\|", "").matches('|').count();
            assert!(columns == 5 || columns == 6, "{row}");
        }
    }
}

#[test]
fn reports_tell_open_from_closed() {
    let study = Study::new();
    let decisions = study.all_kinds("we looked");
    let page = markdown(&study.model, &study.findings, &decisions).unwrap();
    let count = study.findings.all.len();
    assert!(page.contains(&format!("{} are open (1 in progress), 1 is closed by [decisions](#decisions).", count - 1)));
    assert!(page.contains("**3 decisions should be looked at again.**"), "{page}");
    assert!(page.contains("| **false positive** (confirmed) |"), "{page}");
    let section = page.split("\n## ").find(|part| part.starts_with("Decisions\n")).unwrap();
    assert_eq!(section.lines().filter(|line| line.starts_with("| ")).count(), 2 + 5 + 1, "{section}");
    assert!(section.contains("a b.decisions.toml:2 |") && section.contains("| **expired** |"), "{section}");
    assert!(section.contains("| set aside | insiders are trusted |"), "{section}");

    let page = study.html(&decisions);
    assert!(page.contains("<section id=\"decisions\"") && page.contains("<strong>expired</strong>"));

    let mut text = String::new();
    json(&study.model, &study.findings, &decisions, &mut text).unwrap();
    let json: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(json["decisions"].as_array().unwrap().len(), 5);
    assert_eq!(json["decisions"][2]["state"], "expired");
    let of_finding = json["findings"].as_array().unwrap().iter().filter(|found| found.get("decision").is_some());
    assert_eq!(of_finding.count(), 2);
}

#[test]
fn hostile_decisions_stay_text_in_reports() {
    let study = Study::new();
    for text in HOSTILE {
        let decisions = study.all_kinds(text);
        let page = study.html(&decisions);
        // Our own script is the only one.
        assert!(
            page.matches("<script").count() == 1 && !page.contains("<!--") && !page.contains("</code>\u{2028}"),
            "{text}"
        );
        let page = markdown(&study.model, &study.findings, &decisions).unwrap();
        assert_eq!(page.matches("\n```").count(), 4, "two blocks, for the diagrams");
        // The catalogue has tags of its own, as code.
        let (ours, _) = page.split_once("\n## Threats").unwrap();
        assert!(!ours.contains("<script") && !ours.contains("<!--"), "{ours}");
        assert!(!ours.replace("\\]", "").contains("](https:") && !ours.contains("\n# heading"), "{ours}");
        let section = page.split("\n## ").find(|part| part.starts_with("Decisions\n")).unwrap();
        for row in section.lines().filter(|line| line.starts_with('|')) {
            assert_eq!(row.replace("\\|", "").matches('|').count(), 9, "{row}");
        }
        let mut written = String::new();
        json(&study.model, &study.findings, &decisions, &mut written).unwrap();
        let json: Value = serde_json::from_str(&written).unwrap();
        assert_eq!(json["decisions"][0]["because"], text);
    }
}
