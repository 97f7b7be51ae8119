//! Findings of whole models: what applies, how sure it is, what is set aside, and why.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]
#![expect(clippy::expect_used, reason = "a test that cannot go on has failed")]

mod support;

use bartizan_model::build::ThreatModel;
use bartizan_model::{Model, Override, Severity, Sources, ThreatDefinition, resolve};
use bartizan_rules::{Findings, Library, Verdict, analyse, reasons};
use support::{element, json, model};

fn library(threats: &[(&str, &str, &str, &str)]) -> Library {
    let definition = |(id, target, severity, condition): &(&str, &str, &str, &str)| ThreatDefinition {
        id: (*id).into(),
        targets: vec![(*target).into()],
        condition: (*condition).into(),
        fields: vec![("severity".into(), (*severity).into())],
        place: None,
    };
    let definitions: Vec<_> = threats.iter().map(definition).collect();
    Library::from_definitions(&definitions, &Sources::default()).0.expect("a sound library")
}

fn found(model: &Model, library: &Library) -> Vec<String> {
    let (findings, diagnostics) = analyse(model, library);
    assert_eq!(diagnostics, []);
    shown(&findings)
}

fn shown(findings: &Findings) -> Vec<String> {
    findings.all.iter().map(|finding| format!("{} {:?}", findings.stable_id(finding), finding.verdict)).collect()
}

fn overriding(id: &str, severity: Option<&str>) -> Override {
    let fields = severity.map(|severity| ("severity".into(), severity.into()));
    Override { threat_id: id.into(), fields: fields.into_iter().collect(), place: None }
}

#[test]
fn findings_go_by_element_then_by_threat() {
    let library = library(&[
        ("T1", "Server", "Low", "target.validatesInput is False"),
        ("T2", "Dataflow", "High", "target.protocol == 'HTTP'"),
        ("T3", "Element", "Medium", "target.name != ''"),
    ]);
    let model = model(|tm| {
        let web = tm.server("Web Server").control("validatesInput", false).id();
        let base = tm.datastore("Base").id();
        tm.server("Guarded").control("validatesInput", true);
        tm.server("Elsewhere").with("inScope", false);
        tm.flow(web, base, "Store").with("protocol", "HTTP");
        tm.server("Unsaid");
    });
    assert_eq!(
        found(&model, &library),
        [
            "T1@web-server Confirmed",
            "T3@web-server Confirmed",
            "T3@base Confirmed",
            "T3@guarded Confirmed",
            "T2@store Confirmed",
            "T3@store Confirmed",
            "T1@unsaid Assumed",
            "T3@unsaid Confirmed"
        ]
    );
    let (findings, _) = analyse(&model, &library);
    assert_eq!(findings.severities, [3, 3, 3, 0, 4, 3]);
    let of_flow: Vec<_> = findings.of(element(&model, "Store")).map(|(number, _)| number).collect();
    assert_eq!(of_flow, [5, 6]);
    assert_eq!(findings.of(element(&model, "Elsewhere")).count(), 0);
}

#[test]
fn excluded_threats_and_assumptions_set_findings_aside() {
    let library =
        library(&[("T1", "Server", "Low", "True"), ("T2", "Server", "High", "True"), ("T3", "Server", "Low", "True")]);
    let mut model = model(|tm| {
        tm.assume("the network is ours", &["T2"]).assume("says nothing", &[]);
        tm.server("A").assume("behind a proxy", &["T1", "T2"]);
        tm.server("B");
    });
    model.excluded_threats.push("T3".into());
    let (findings, _) = analyse(&model, &library);
    assert_eq!(shown(&findings), ["T1@b Confirmed"]);
    let aside: Vec<_> = findings
        .set_aside
        .iter()
        .map(|aside| format!("{} {}", findings.stable_id(&aside.finding), aside.assumption.name))
        .collect();
    assert_eq!(aside, ["T1@a behind a proxy", "T2@a behind a proxy", "T2@b the network is ours"]);
    assert_eq!(findings.severities, [0, 2]);
}

#[test]
fn an_override_is_a_finding_whatever_the_condition_says() {
    let library = library(&[
        ("T1", "Server", "High", "False"),
        ("T2", "Dataflow", "Low", "True"),
        ("T3", "Server", "Low", "True"),
    ]);
    let mut tm = ThreatModel::new("test");
    let web = tm.server("Web").id();
    let base = tm.datastore("Base").id();
    let flow = tm.flow(web, base, "Flow").id();
    let mut model = tm.finish().unwrap();
    model.elements[web.index()].overrides = vec![overriding("T1", Some("critical")), overriding("T2", None)];
    model.elements[base.index()].overrides = vec![overriding("T9", None)];
    model.elements[flow.index()].overrides = vec![overriding("T1", None), overriding("T3", None)];
    let model = resolve(model).unwrap();
    let (findings, _) = analyse(&model, &library);
    assert_eq!(
        shown(&findings),
        ["T1@web Overridden", "T2@web Overridden", "T3@web Confirmed", "T2@flow Confirmed", "T3@flow Overridden"]
    );
    assert_eq!(findings.severities, [5, 0, 2]);
    assert!(reasons(&model, &library, &findings.all[0]).is_empty());
}

#[test]
fn a_condition_that_cannot_be_evaluated_is_told_once() {
    let (library, _) = json(
        r#"[{"SID": "T1", "target": "Server", "condition": "target.inBoundary.name == 'DMZ'"},
            {"SID": "T2", "target": "Asset", "condition": "target.isSQL"}]"#,
    );
    let model = model(|tm| {
        tm.server("A");
        tm.server("B");
        tm.datastore("D");
    });
    let (findings, diagnostics) = analyse(&model, &library.unwrap());
    assert_eq!(shown(&findings), ["T2@d Assumed"]);
    let messages: Vec<_> = diagnostics.iter().map(|told| (told.severity, told.message.as_str())).collect();
    assert_eq!(
        messages,
        [
            (
                Severity::Warning,
                "the condition of the threat `T1` cannot be evaluated on \"A\": `None` has no attribute `name`"
            ),
            (
                Severity::Warning,
                "the condition of the threat `T2` cannot be evaluated on \"A\": the Server \"A\" has no attribute `isSQL`"
            ),
        ]
    );
    assert_eq!((diagnostics[0].labels[0].span.start, diagnostics[0].labels[0].span.end), (49, 71));
}

#[test]
fn a_condition_over_the_limit_is_an_error() {
    let list: Vec<String> = (0..100).map(|n| n.to_string()).collect();
    let list = list.join(",");
    let condition = format!("any(False for a in [{list}] for b in [{list}] for c in [{list}] for d in [{list}])");
    let library = library(&[("T1", "Server", "Low", &condition)]);
    let model = model(|tm| {
        tm.server("A");
    });
    let (findings, diagnostics) = analyse(&model, &library);
    assert!(findings.all.is_empty());
    assert!(diagnostics[0].is_refusal && diagnostics[0].severity == Severity::Error);
}

#[test]
fn a_flow_takes_its_encryption_from_a_stated_fact_of_its_sink() {
    let model = model(|tm| {
        let user = tm.actor("User").id();
        let web = tm.server("Web").control("isEncrypted", true).with("protocol", "HTTPS").id();
        tm.flow(user, web, "Order");
    });
    let library = library(&[
        ("T1", "Dataflow", "Low", "target.controls.isEncrypted is False"),
        ("T2", "Dataflow", "Low", "target.controls.isEncrypted and target.protocol == 'HTTPS'"),
    ]);
    assert_eq!(found(&model, &library), ["T2@order Confirmed"]);
}

#[test]
fn the_built_in_library_confirms_only_what_was_stated() {
    let library = Library::builtin();
    let bare = model(|tm| {
        tm.server("Web");
    });
    let (findings, diagnostics) = analyse(&bare, &library);
    assert_eq!(diagnostics, []);
    assert!(findings.all.len() > 8, "{}", findings.all.len());
    assert!(findings.all.iter().all(|finding| finding.verdict == Verdict::Assumed));
    let stated = model(|tm| {
        tm.server("Web").control("isHardened", false);
    });
    let (findings, _) = analyse(&stated, &library);
    let confirmed: Vec<_> = findings
        .all
        .iter()
        .filter(|finding| finding.verdict == Verdict::Confirmed)
        .map(|f| findings.stable_id(f))
        .collect();
    assert_eq!(confirmed, ["DS03@web"]);
    let finding = findings.all.iter().find(|finding| findings.stable_id(finding) == "DS03@web").unwrap();
    let why = reasons(&stated, &library, finding);
    assert_eq!(why.len(), 1);
    assert_eq!((why[0].text.as_str(), why[0].value), ("target.controls.isHardened is False", true));
    assert!(why[0].reads[0].origin.span().is_some());
}
