//! Threats in the form of the catalogue, and what is said about broken files.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

mod support;

use bartizan_model::Sources;
use bartizan_rules::Library;
use bartizan_rules::library::threat_tests;
use support::shown;

const FRONT: &str = "---\nid: OWN01\ntitle: Debug port\ntargets: [Server, Process]\nseverity: very-high\nlikelihood: low\n\
    stride: [spoofing]\ncapec: [1]\ncwe: [2, 3]\nattack: [T1552.005]\nowasp: ['A05:2021', ASI01]\n\
    condition: target.port == 9229\n---\n";
const BODY: &str = "What\nhappens.\n\nAnd to whom.\n\n## Prerequisites\n\n- A port.\n\n## Example\n\nSomebody connects.\n\n\
    ## Mitigations\n\n- Close it\n  for good.\n- Or not.\n";

fn markdown(text: &str) -> (Option<Library>, Vec<String>) {
    let mut sources = Sources::default();
    let (library, messages) = Library::from_markdown("OWN01.md", text, &mut sources);
    (library, messages.iter().map(|message| shown(message, &sources)).collect())
}

#[track_caller]
fn says(text: &str, expected: &[&str]) {
    let (library, messages) = markdown(text);
    assert_eq!(messages, expected);
    assert!(library.is_none());
}

#[test]
fn a_file_is_read() {
    let (library, messages) =
        markdown(&format!("{FRONT}{BODY}\n## Tests\n\n### fires\n\nOn `a`:\n\n```python\n## no heading\n```\n"));
    assert_eq!(messages, Vec::<String>::new());
    let library = library.unwrap();
    let threat = &library.threats()[0];
    assert_eq!((&*threat.id, &*threat.severity, &*threat.likelihood), ("OWN01", "Very High", "Low"));
    assert_eq!(&*threat.details, "What happens.\n\nAnd to whom.");
    assert_eq!(&*threat.mitigations, "- Close it for good.\n- Or not.");
    assert_eq!((&*threat.attack[0], threat.owasp[0].name), ("T1552.005", "Security Misconfiguration"));
    assert_eq!(
        &*threat.references,
        "https://capec.mitre.org/data/definitions/1.html, https://cwe.mitre.org/data/definitions/2.html, https://cwe.mitre.org/data/definitions/3.html"
    );
}

#[test]
fn front_matter_is_told_with_its_place() {
    says(
        "no front matter",
        &["error at OWN01.md:1:1 `no front matter`: a threat file starts with a line `---` and its front matter"],
    );
    says(
        "---\nid: x\n",
        &["error at OWN01.md:1:1 `---`: the front matter does not end: a second line `---` is missing"],
    );
    let file = |line: &str| {
        format!(
            "---\nid: OWN01\ntitle: t\ntargets: [Server]\nseverity: low\ncondition: target.port == 1\n{line}---\n{BODY}"
        )
    };
    says(
        &file("sevrity: low\nwho: me\n"),
        &[
            "error at OWN01.md:7:1 `sevrity`: a threat file has no key `sevrity` (did you mean `severity`?)",
            "error at OWN01.md:8:1 `who`: a threat file has no key `who` (its keys are: id, overrides, retires, title, severity, likelihood, deprecated, position, condition, pytm-condition, correction, targets, pytm-targets, stride, capec, cwe, attack, owasp, references)",
        ],
    );
    says(
        &file("stride: [sniffing]\nattack: [T12]\nowasp: [A1]\n"),
        &[
            "error at OWN01.md:7:10 `sniffing`: the threat `OWN01` has the unknown category `sniffing` (STRIDE has: spoofing, tampering, repudiation, information-disclosure, denial-of-service, elevation-of-privilege)",
            "error at OWN01.md:8:10 `T12`: the threat `OWN01` has the unknown technique `T12` (ATT&CK has ids like `T1190` and `T1552.005`)",
            "error at OWN01.md:9:9 `A1`: the threat `OWN01` has the unknown category `A1` (OWASP's lists have ids like `A03:2021`, `API1:2023`, `LLM01:2025` and `ASI01`)",
        ],
    );
    says(
        &file("").replace("target.port", "target.prot").replace("severity: low", "severity: awful"),
        &[
            "error at OWN01.md:5:11 `awful`: the threat `OWN01` has the unknown severity `awful` (it is one of: very-low, low, medium, high, very-high)",
        ],
    );
    says(
        &file("").replace("target.port", "target.prot"),
        &[
            "error at OWN01.md:6:19 `prot`: in the threat `OWN01`: `Server` has no attribute `prot` (did you mean `port`?)",
        ],
    );
    says(&file("cwe: [x]\n"), &["error at OWN01.md:7:7 `x`: `cwe` takes numbers, not `x`"]);
    says(
        &file("overrides: INP02\n"),
        &[
            "error at OWN01.md:7:12 `INP02`: a threat file has one of `id`, `overrides` and `retires`, not two (write one file for each)",
        ],
    );
    let bomb = "---\na: &a [x]\nb: [*a, *a]\n---\n";
    assert_eq!(markdown(bomb).1.len(), 1);
}

#[test]
fn what_is_missing_is_told_all_at_once() {
    says(
        "---\nid: OWN01\ntargets: [Server]\n---\nWhat happens.\n\n## Mitigation\n\n- None.\n\n## Example\n\n```\nopen\n",
        &[
            "error at OWN01.md:2:5 `OWN01`: the threat `OWN01` has no `title`",
            "error at OWN01.md:2:5 `OWN01`: the threat `OWN01` has no `severity`",
            "error at OWN01.md:2:5 `OWN01`: the threat `OWN01` has no `condition`",
            "error at OWN01.md:4:1 `---`: the threat `OWN01` has no `## Prerequisites` (list below that heading what an attack needs)",
            "error at OWN01.md:4:1 `---`: the threat `OWN01` has no `## Mitigations` (list below that heading what helps)",
            "error at OWN01.md:7:1 `## Mitigation`: a threat file has no heading `Mitigation` (did you mean `Mitigations`?)",
            "error at OWN01.md:13:1 ```` ```: this block of code does not end (close it with a line ```)",
        ]
        .map(|line| line.replace("```` ```", "`````").leak() as &str),
    );
}

#[test]
fn tests_say_what_they_expect_of_whom() {
    let tests = "\n## Tests\n\n### works\n\n### fires\n\n### fires on this\n\nOn `a`:\n\n### stays quiet here\n\nOn `a`, `b c`:\n\n```python\nx = 1\n```\n";
    says(
        &format!("{FRONT}{BODY}{tests}"),
        &[
            "error at OWN01.md:35:5 `works`: the heading does not say what is expected (it starts with `fires`, `stays quiet`, `fires for pytm alone` or `stays quiet for pytm alone`)",
            "error at OWN01.md:37:5 `fires`: the test names no element (name it between the heading and the model: On `Web Server`:)",
            "error at OWN01.md:39:5 `fires on this`: the test has no model (write one block of ```python below its heading)",
        ],
    );
    let (_, sound) = tests.split_once("\n### stays").unwrap();
    let text = format!("{FRONT}{BODY}\n## Tests\n\n### stays{sound}");
    let read = threat_tests("OWN01.md", &text, &mut Sources::default()).unwrap().unwrap();
    let model = &read.models[0];
    assert_eq!((model.fires, model.fires_for_pytm, &*model.script.0), (false, false, "x = 1\n"));
    assert_eq!(model.elements.iter().map(|(name, _)| &**name).collect::<Vec<_>>(), ["a", "b c"]);
}
