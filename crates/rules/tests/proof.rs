//! What is proved of conditions: that they are never true or always, and which follow from which.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

mod support;

use std::fmt::Write;

use bartizan_model::Sources;
use bartizan_rules::{Library, proof};
use proptest::prelude::*;
use support::{model, outcome};

/// What is proved of threats `T1`, `T2` ... with these targets and conditions: the messages and the text under the
/// carets.
fn proved(threats: &[(&str, &str)]) -> Vec<String> {
    let mut text = String::from("[");
    for (number, (target, condition)) in threats.iter().enumerate() {
        let comma = if number > 0 { "," } else { "" };
        let _ = write!(
            text,
            "{comma}{{\"SID\": \"T{}\", \"target\": [\"{target}\"], \"condition\": \"{condition}\"}}",
            number + 1
        );
    }
    text.push(']');
    let mut sources = Sources::default();
    let (library, diagnostics) = Library::from_json("own.json", &text, &mut sources);
    let library = library.unwrap_or_else(|| panic!("{diagnostics:?}"));
    proof::examine(&library)
        .iter()
        .map(|told| {
            let labels = told.labels.iter().map(|label| format!(" [{}: {}]", sources.text(label.span), label.text));
            format!("{}{}", told.message, labels.collect::<String>())
        })
        .collect()
}

#[track_caller]
fn never(target: &str, condition: &str, why: &str) {
    let told = proved(&[(target, condition)]);
    assert_eq!(told, [format!("the threat `T1` can never fire: its condition is never true of `{target}`{why}")]);
}

#[track_caller]
fn fine(target: &str, condition: &str) {
    assert_eq!(proved(&[(target, condition)]), Vec::<String>::new(), "{condition}");
}

#[test]
fn what_contradicts_itself_is_never_true() {
    never(
        "Server",
        "target.usesCache is True and target.port > 0 and not target.usesCache",
        " [target.usesCache is True: this] [not target.usesCache: contradicts this]",
    );
    never(
        "Dataflow",
        "target.protocol == 'HTTP' and (target.protocol == 'SOAP' or target.protocol in ('LDAP', 'FTP'))",
        " [target.protocol == 'HTTP': this] [target.protocol == 'SOAP' or target.protocol in ('LDAP', 'FTP'): contradicts this]",
    );
    never(
        "Server",
        "target.port > 10 and target.port < 11",
        " [target.port > 10: this] [target.port < 11: contradicts this]",
    );
    never(
        "Dataflow",
        "target.tlsVersion > TLSVersion.TLSv12 and target.tlsVersion < TLSVersion.TLSv13",
        " [target.tlsVersion > TLSVersion.TLSv12: this] [target.tlsVersion < TLSVersion.TLSv13: contradicts this]",
    );
    never("Server", "target.oneOf(Process)", " [target.oneOf(Process): this is never true]");
    never(
        "Dataflow",
        "any(d.isPII and d.isPII is False for d in target.data)",
        " [any(d.isPII and d.isPII is False for d in target.data): this is never true]",
    );
    never(
        "Server",
        "len(target.inputs) == 0 and any(f.isResponse for f in target.inputs)",
        " [len(target.inputs) == 0: this] [any(f.isResponse for f in target.inputs): contradicts this]",
    );
    never(
        "Server",
        "target.controls.isHardened is False and target.isHardened is True",
        " [target.controls.isHardened is False: this] [target.isHardened is True: contradicts this]",
    );
}

/// pytm 1.3.1 has a rule of this kind, which never fired.
#[test]
fn what_the_class_does_not_have_is_never_true() {
    never(
        "Dataflow",
        "any(d.format == 'XML' for d in target.data) and target.handlesResources is False",
        " [target.handlesResources is False: `Dataflow` does not have this]",
    );
    never(
        "Boundary",
        "any(d.isPII for d in target.data)",
        " [any(d.isPII for d in target.data): `Boundary` does not have this]",
    );
    // An evaluation ends where the answer is known.
    fine("Dataflow", "target.protocol == 'HTTP' or target.handlesResources is False");
}

#[test]
fn what_holds_of_every_element_is_told() {
    assert_eq!(
        proved(&[("Server", "target.port > 80 or target.port < 100 or target.usesVPN is None")])[0],
        "the condition of the threat `T1` is true of every `Server` [target.port > 80 or target.port < 100 or target.usesVPN is None: ]"
    );
    assert_eq!(proved(&[("Server", "target.usesVPN or not target.usesVPN")]).len(), 1);
    assert_eq!(proved(&[("Server", "target.oneOf(Asset, Dataflow)")]).len(), 1);
    assert_eq!(proved(&[("Dataflow", "target.hasDataLeaks")]).len(), 1);
    fine("Dataflow", "target.hasDataLeaks()");
    fine("Server", "target.usesLatestTLSversion is False");
    fine("Server", "True");
    fine("Element", "target.oneOf(Server, Dataflow)");
    fine("Server", "all(f.isResponse for f in target.inputs)");
}

#[test]
fn what_follows_from_what_is_told() {
    assert_eq!(
        proved(&[
            ("Server", "target.usesVPN is True and target.port == 80"),
            ("Server", "target.usesVPN == True"),
            ("Server", "target.usesVPN"),
            ("Process", "target.port == 80"),
        ])
        .iter()
        .map(|told| told.split(" [").next().unwrap().to_owned())
        .collect::<Vec<_>>(),
        [
            "wherever `T1` applies, so do `T2`, `T3` (`Server`)",
            "the condition of `T2` says the same as that of `T3` (`Server`)",
        ]
    );
    let told = proved(&[
        ("Dataflow", "any(d.isPII and d.isCredentials for d in target.data)"),
        ("Dataflow", "any(e.isPII for e in target.data)"),
        ("Dataflow", "len(target.data) >= 1"),
    ]);
    assert!(told[0].starts_with("wherever `T1` applies, so do `T2`, `T3` "), "{told:?}");
    assert!(told[1].starts_with("wherever `T2` applies, so does `T3` "), "{told:?}");
}

#[test]
fn the_catalogue_is_sound() {
    let warnings: Vec<String> = proof::examine(&Library::builtin())
        .into_iter()
        .filter(|told| told.severity > bartizan_model::Severity::Note)
        .map(|told| told.message)
        .collect();
    assert_eq!(warnings, Vec::<String>::new());
}

#[test]
fn a_huge_library_ends() {
    let threats: Vec<String> = (0..2_000)
        .map(|number| {
            format!(
                "{{\"SID\": \"T{number}\", \"condition\": \"target.name == 'n{number}' or target.description != 'd'\"}}"
            )
        })
        .collect();
    let (library, _) = Library::from_json("own.json", &format!("[{}]", threats.join(",")), &mut Sources::default());
    let told = proof::examine(&library.unwrap());
    assert!(told.iter().any(|told| told.message.contains("too many or too large to be decided")), "{}", told.len());
}

/// Conditions over few facts: what is proved has to agree with every model that can be made of them.
fn condition(depth: u32) -> impl Strategy<Value = String> {
    let atoms = prop_oneof![
        Just("target.usesVPN".to_owned()),
        Just("target.usesVPN is False".to_owned()),
        Just("target.controls.isHardened is True".to_owned()),
        Just("target.protocol == 'HTTP'".to_owned()),
        Just("target.protocol in ('HTTP', 'FTP')".to_owned()),
        Just("target.port > 80".to_owned()),
        Just("target.port == 80".to_owned()),
        Just("target.OS != target.protocol".to_owned()),
        Just("target.noSuch is True".replace("noSuch", "isSQL")),
    ];
    atoms.prop_recursive(depth, 12, 3, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(left, right)| format!("({left} and {right})")),
            (inner.clone(), inner.clone()).prop_map(|(left, right)| format!("({left} or {right})")),
            inner.prop_map(|inner| format!("not {inner}")),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn proofs_agree_with_evaluation(condition in condition(4)) {
        let told = proved(&[("Server", &condition)]);
        let (mut fires, mut quiet) = (false, false);
        for number in 0..192u32 {
            let model = model(|tm| {
                let (vpn, hardened) = (number % 2 == 0, number / 2 % 2 == 0);
                let protocol = ["HTTP", "FTP", "X"][number as usize / 4 % 3];
                let port = [80, 81, 1, 79][number as usize / 12 % 4];
                let os = ["HTTP", "FTP", "X", "Y"][number as usize / 48 % 4];
                let server = tm.server("Web").with("usesVPN", vpn).with("protocol", protocol).with("port", port);
                server.with("OS", os).control("isHardened", hardened);
            });
            match outcome(&model, "Web", &condition) {
                Ok(true) => fires = true,
                _ => quiet = true,
            }
        }
        let is_never = told.iter().any(|told| told.contains("can never fire"));
        let is_always = told.iter().any(|told| told.contains("is true of every"));
        prop_assert!(!(is_never && fires), "{} fires, against {:?}", condition, told);
        prop_assert!(!(is_always && quiet), "{} is quiet, against {:?}", condition, told);
        prop_assert_eq!(is_never, !fires, "{} never fires, and nothing is said", condition);
    }
}
