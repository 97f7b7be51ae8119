//! Why a threat is reported on an element or is not, and what would turn that.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

use bartizan_model::build::ThreatModel;
use bartizan_model::{ElementId, Model, Sources, Value, resolve};
use bartizan_rules::condition::{Items, ReasonKind};
use bartizan_rules::why::{Explanation, Standing, explain, written_name};
use bartizan_rules::{Library, Outcome, Verdict, analyse};

fn element(model: &Model, name: &str) -> ElementId {
    let found = model.taking_part().find(|(_, object)| &*object.name() == name);
    found.unwrap().0
}

fn shop() -> ThreatModel {
    let mut tm = ThreatModel::new("shop");
    let user = tm.actor("User").id();
    let web = tm.server("Web").control("isHardened", false).with("codeType", "Managed").id();
    tm.server("Old").with("inScope", false);
    tm.server("Kept").assume("it is kept safe", &["T"]);
    let card = tm.data("Card").with("isCredentials", true).id();
    let note = tm.data("Note").with("isCredentials", false).id();
    tm.flow(user, web, "Order").with("protocol", "HTTP").data(&[note, card]);
    tm
}

/// The explanation of a threat with this condition about these classes.
fn explained(tm: ThreatModel, condition: &str, targets: &[&str], name: &str) -> (Model, Explanation) {
    let model = resolve(tm.finish().unwrap()).unwrap();
    let file = serde_json::json!([{"SID": "T", "target": targets, "description": "t", "condition": condition}]);
    let (library, problems) = Library::from_json("t.json", &file.to_string(), &mut Sources::default());
    let library = library.unwrap_or_else(|| panic!("{problems:?}"));
    let (findings, _) = analyse(&model, &library);
    let element = element(&model, name);
    let explanation = explain(&model, &library, &findings, 0, element);
    (model, explanation)
}

fn standing(condition: &str, targets: &[&str], name: &str) -> Standing {
    explained(shop(), condition, targets, name).1.standing
}

/// The changes as they would be written.
fn changes(condition: &str, name: &str) -> Vec<String> {
    let (_, explanation) = explained(shop(), condition, &["Server", "Dataflow"], name);
    let one = |altered: &bartizan_rules::why::Alteration| {
        let name = written_name(Some(altered.change.attribute), altered.change.attribute.name);
        match (&altered.change.value, altered.is_any_other) {
            (_, true) => format!("{name}=*"),
            (Value::Flag(flag), _) => format!("{name}={flag}"),
            (Value::Text(text), _) => format!("{name}={text}"),
            (Value::Member(member), _) => format!("{name}={}", member.name()),
            (value, _) => format!("{name}={value:?}"),
        }
    };
    explanation.changes.iter().map(|way| way.iter().map(one).collect::<Vec<_>>().join(" ")).collect()
}

#[test]
fn a_threat_is_reported_or_there_is_a_reason_why_not() {
    let hardened = "target.controls.isHardened is False";
    assert_eq!(standing(hardened, &["Server"], "Web"), Standing::Reported(Verdict::Confirmed));
    assert_eq!(standing("target.controls.validatesInput is False", &["Server"], "Web"), {
        Standing::Reported(Verdict::Assumed)
    });
    assert_eq!(standing("target.controls.isHardened", &["Server"], "Web"), Standing::False);
    assert_eq!(standing("target.usesCookies", &["Server"], "Web"), Standing::Open);
    assert_eq!(standing(hardened, &["Server"], "Old"), Standing::OutOfScope);
    assert_eq!(standing(hardened, &["Actor"], "Web"), Standing::OtherClass);
    assert!(matches!(standing("1 // (target.port + 1) > 2", &["Server"], "Web"), Standing::Faulty(_)));
    match standing(hardened, &["Server"], "Kept") {
        Standing::SetAside { assumption, is_of_system: false, .. } => {
            assert_eq!(&*assumption.name, "it is kept safe");
            assert!(assumption.place.is_some());
        }
        other => panic!("{other:?}"),
    }
    let mut tm = shop();
    tm.assume("all is well", &["T"]);
    let (_, explanation) = explained(tm, hardened, &["Server"], "Web");
    assert!(matches!(explanation.standing, Standing::SetAside { is_of_system: true, .. }));
}

#[test]
fn controls_come_before_what_the_system_is() {
    assert_eq!(
        changes("target.usesSessionTokens is False and target.controls.isHardened is False", "Web"),
        ["controls.isHardened=true", "usesSessionTokens=true"]
    );
}

#[test]
fn a_text_may_be_what_the_condition_names_or_anything_else() {
    assert_eq!(changes("target.protocol in ('HTTP', 'FTP')", "Order"), ["protocol=*"]);
    assert_eq!(changes("target.protocol == 'FTP'", "Order"), ["protocol=FTP"]);
    assert_eq!(changes("target.codeType == 'Managed'", "Web"), ["codeType=*"]);
    assert_eq!(changes("target.tlsVersion > TLSVersion.TLSv12", "Order"), ["tlsVersion=TLSv13"]);
}

#[test]
fn values_of_one_fact_do_not_crowd_out_other_facts() {
    let condition = "any(d.isCredentials and d.credentialsLife != Lifetime.SHORT for d in target.data)";
    // What somebody said that data is comes last.
    assert_eq!(changes(condition, "Order"), ["credentialsLife=SHORT", "isCredentials=false"]);
    let condition = "target.tlsVersion < TLSVersion.TLSv12 and not target.controls.isEncrypted";
    assert_eq!(changes(condition, "Order"), ["controls.isEncrypted=true", "tlsVersion=TLSv12", "tlsVersion=TLSv13"]);
    let condition = "target.tlsVersion > TLSVersion.TLSv10 and target.sink.minTLSVersion > TLSVersion.TLSv10";
    assert_eq!(changes(condition, "Order"), ["tlsVersion=TLSv11 minTLSVersion=TLSv11"]);
}

#[test]
fn out_of_scope_is_part_of_what_would_make_it_apply() {
    assert_eq!(changes("target.controls.isHardened is False", "Old"), ["inScope=true"]);
    assert_eq!(changes("target.controls.isHardened", "Old"), ["inScope=true controls.isHardened=true"]);
}

#[test]
fn a_lone_statement_has_a_subject_and_names_the_items_that_decided() {
    let condition = "not all(not d.isCredentials for d in target.data)";
    let (model, explanation) = explained(shop(), condition, &["Dataflow"], "Order");
    let reason = explanation.reason.unwrap();
    assert_eq!((&reason.stated, reason.is_turned), (&Ok(Outcome::True), true));
    let statement = reason.statement().unwrap();
    assert_eq!(statement.words, "for some data of the flow \"Order\", it proves an identity");
    let Some(Items { deciding, count: 2, .. }) = &statement.items else { panic!("{:?}", statement.items) };
    let names: Vec<_> = deciding.iter().map(|owner| bartizan_rules::why::object_of(&model, *owner).name()).collect();
    assert_eq!(names, ["Card".into()]);
    let (_, explanation) = explained(shop(), "target.controls.validatesInput is False", &["Server"], "Web");
    assert_eq!(
        explanation.reason.unwrap().statement().unwrap().words,
        "Web does not check input against what is expected"
    );
}

#[test]
fn parts_after_a_decision_are_evaluated_and_say_when_they_cannot_be() {
    let condition = "target.controls.isHardened is False or 1 // (target.port + 1) > 2";
    let (_, explanation) = explained(shop(), condition, &["Server"], "Web");
    let reason = explanation.reason.unwrap();
    assert_eq!(reason.defaults, Ok(Outcome::True));
    let ReasonKind::Any(parts) = &reason.kind else { panic!("{reason:?}") };
    assert_eq!(parts[0].defaults, Ok(Outcome::True));
    assert!(parts[1].defaults.is_err());
    assert_eq!(reason.deciding().len(), 1);
}

#[test]
fn what_nobody_stated_would_settle_it_or_not() {
    let condition = "target.controls.validatesInput is False and target.usesCookies is True";
    let (_, explanation) = explained(shop(), condition, &["Server"], "Web");
    let open: Vec<_> = explanation.open.iter().map(|open| (&*open.read.attribute, open.is_decisive())).collect();
    assert_eq!(open, [("validatesInput", false), ("usesCookies", false)]);
    let (_, explanation) = explained(shop(), "target.usesCookies is True", &["Server"], "Web");
    assert!(explanation.open[0].is_decisive());
}
