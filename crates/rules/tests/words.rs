//! Conditions in plain words.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

use bartizan_model::Class;
use bartizan_rules::{Condition, Library};

#[track_caller]
fn says(target: Class, condition: &str, expected: &str) {
    assert_eq!(Condition::parse(condition).unwrap().words(target).sentence(), expected);
}

#[test]
fn flags_and_controls_are_sentences() {
    says(Class::Server, "target.usesXMLParser is True", "it parses XML");
    says(
        Class::Process,
        "target.controls.checksInputBounds is False",
        "it does not check sizes and ranges of what comes in",
    );
    says(
        Class::Process,
        "not target.controls.checksInputBounds",
        "it does not check sizes and ranges of what comes in",
    );
    says(
        Class::Process,
        "target.controls.checksInputBounds is not False",
        "it checks sizes and ranges of what comes in",
    );
    says(Class::Server, "target.isHardened == False", "it is not configured to a hardening guide");
    says(
        Class::Server,
        "target.hasTestInterface is False",
        "it does not have interfaces for tests or debugging that can be reached",
    );
    says(Class::Dataflow, "target.usesVPN is False", "it does not run through a VPN");
    says(
        Class::Dataflow,
        "target.sink.controls.disablesDTD is False",
        "its receiver does not refuse document type definitions in XML",
    );
}

#[test]
fn parts_are_joined() {
    says(
        Class::Server,
        "target.usesCache and (target.port == 80 or not (target.usesVPN and target.OS != 'Linux'))",
        "it keeps answers in a cache and (its port is 80 or (it is not reached through a VPN only or its OS is `Linux`))",
    );
}

#[test]
fn comparisons_name_what_is_compared() {
    says(Class::Dataflow, "target.protocol in ('HTTP', 'FTP')", "its protocol is one of `HTTP`, `FTP`");
    says(Class::Dataflow, "not target.protocol in ('HTTP', 'FTP')", "its protocol is none of `HTTP`, `FTP`");
    says(
        Class::Dataflow,
        "target.tlsVersion < target.sink.minTLSVersion",
        "its TLS version is below its receiver's oldest accepted TLS version",
    );
    says(Class::Server, "'Windows' in target.OS", "`Windows` is part of its OS");
    says(Class::Server, "len(target.inputs) > 0", "it has incoming flows");
}

#[test]
fn items_are_spoken_of() {
    says(Class::Dataflow, "any(d.format == 'XML' for d in target.data)", "for some data, its format is `XML`");
    says(Class::Dataflow, "not any(d.isPII for d in target.data)", "for no data, it identifies persons");
    says(
        Class::Server,
        "all(f.protocol == 'HTTPS' for f in target.inputs)",
        "for each incoming flow, its protocol is `HTTPS`",
    );
    says(
        Class::Server,
        "any(d.isPII for f in target.inputs for d in f.data)",
        "for some data of an incoming flow, it identifies persons",
    );
    says(
        Class::Agent,
        "any(f.source.oneOf(Agent, LLM) for f in target.inputs)",
        "for some incoming flow, its sender is an `Agent` or an `LLM`",
    );
}

#[test]
fn what_has_no_words_is_shown_as_it_is() {
    says(Class::Server, "getattr(target, 'x', False)", "`getattr(target, 'x', False)` is true");
    says(Class::Server, "1 < target.port < 5", "`1 < target.port < 5` is true");
}

#[test]
fn the_whole_catalogue_has_words() {
    let library = Library::builtin();
    for (position, threat) in library.threats().iter().enumerate() {
        for target in &threat.targets {
            let said = library.condition(position).unwrap().words(*target).sentence();
            assert!(!said.contains("is true") && !said.contains("is not true"), "{}: {said}", threat.id);
        }
    }
}
