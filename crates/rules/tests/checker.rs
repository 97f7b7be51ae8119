//! What the type checker and the parser say. Every message is written here as the user sees it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

mod support;

use bartizan_model::Class;
use bartizan_rules::condition::ParseError;
use bartizan_rules::limits::{MAX_CONDITION_DEPTH, MAX_CONDITION_LENGTH};
use bartizan_rules::{Condition, Library};
use support::problems;

#[track_caller]
fn says(condition: &str, targets: &[Class], expected: &str) {
    assert_eq!(problems(condition, targets), [expected], "{condition}");
}

#[track_caller]
fn is_sound(condition: &str, targets: &[Class]) {
    assert_eq!(problems(condition, targets), Vec::<String>::new(), "{condition}");
}

#[test]
fn sound_conditions_pass() {
    is_sound("target.sanitizesInput is False and target.controls.isHardened", &[Class::Server, Class::Lambda]);
    is_sound("target.data == 'XML' and 'XML' in target.data", &[Class::Dataflow]);
    is_sound(
        "any(d.format == 'XML' and d.classification > Classification.PUBLIC for d in target.data)",
        &[Class::Dataflow],
    );
    is_sound("target.source.controls.isEncrypted and target.sink.port == 80", &[Class::Dataflow]);
    is_sound("target.crosses(Boundary) and target.source.inside(Boundary)", &[Class::Dataflow]);
    is_sound("target.protocol == 'HTTP' and target.isSQL", &[Class::Element]);
    is_sound("target.inBoundary is None or target.inBoundary.name == 'DMZ'", &[Class::Asset]);
    is_sound("getattr(target, 'anything', False) is True and hasattr(target, 'more')", &[Class::Server]);
    is_sound("max(d.classification for d in target.data) < target.maxClassification", &[Class::Process]);
    is_sound("target.checkTLSVersion(target.inputs)", &[Class::Server]);
    is_sound("len(target.assumptions) == 0 and not target.overrides", &[Class::Server]);
    is_sound("target.name == 'x' if target.isHardened else target.port > 0", &[Class::Server]);
}

#[test]
fn an_unknown_attribute_is_an_error_with_the_name_that_was_meant() {
    let server = &[Class::Server];
    says(
        "target.isHardend",
        server,
        "error `isHardend`: `Server` has no attribute `isHardend` (did you mean `controls.isHardened`?)",
    );
    says(
        "target.controls.isHardend",
        server,
        "error `isHardend`: `Controls` has no attribute `isHardend` (did you mean `isHardened`?)",
    );
    says(
        "target.controls.usesCache",
        server,
        "error `usesCache`: `Controls` has no attribute `usesCache` (it is an attribute of the element itself: leave out `controls`, `.usesCache`)",
    );
    says(
        "target.colour == 'red'",
        server,
        "error `colour`: `Server` has no attribute `colour` (for an attribute of your own write `getattr(target, 'colour', False)`)",
    );
    says(
        "any(d.fromat == 'XML' for d in target.data)",
        server,
        "error `fromat`: `Data` has no attribute `fromat` (did you mean `format`?)",
    );
    says(
        "target.data.format == 'XML'",
        server,
        "error `format`: several pieces of data have no attribute `format` (look at each of them: `any(d.format for d in target.data)`)",
    );
    says("target.name.upper", server, "error `upper`: text has no attribute `upper`");
}

#[test]
fn an_attribute_of_another_class_is_a_warning() {
    says(
        "target.environment == 'Production'",
        &[Class::Process, Class::Server],
        "warning `environment`: `Server` has no attribute `environment` (it belongs to `Process`, `Lambda`: on a `Server` the condition cannot be evaluated)",
    );
    says(
        "target.usesLatestTLSversion is False",
        &[Class::Server, Class::Dataflow],
        "warning `usesLatestTLSversion`: `Server` has no attribute `usesLatestTLSversion` (earlier releases of pytm had it; now only elements have it on which the model sets it)",
    );
    says(
        "target.hasDataLeaks",
        &[Class::Dataflow],
        "warning `hasDataLeaks`: `hasDataLeaks` is a method that is not called: this is always true (write `hasDataLeaks(...)`)",
    );
}

#[test]
fn unknown_names_and_calls_are_errors() {
    let flow = &[Class::Dataflow];
    says("tagret.name == 'x'", flow, "error `tagret`: the name `tagret` is unknown (did you mean `target`?)");
    says(
        "target.oneOf(DataStore)",
        flow,
        "error `DataStore`: the name `DataStore` is unknown (did you mean `Datastore`?)",
    );
    says(
        "target.tlsVersion < TLSVersion.TLS12",
        flow,
        "error `TLS12`: `TLSVersion` has no member `TLS12` (did you mean `TLSVersion.TLSv12`?)",
    );
    says(
        "target.tlsVersion == TLSVersion",
        flow,
        "error `TLSVersion`: `TLSVersion` alone is no value (write a member of it, such as `TLSVersion.TLSv13`)",
    );
    says(
        "isinstance(target, Server)",
        flow,
        "error `isinstance`: the function `isinstance` is unknown (write `target.oneOf(Server, Process)`)",
    );
    says(
        "eval('1')",
        flow,
        "error `eval`: the function `eval` is unknown (conditions have: `any`, `all`, `len`, `min`, `max`, `sum`, `getattr`, `hasattr`)",
    );
    says("len(target.data, 1) > 0", flow, "error `len(target.data, 1)`: `len` takes 1 argument(s), not 2");
    says(
        "target.crossed(Boundary)",
        flow,
        "error `crossed`: the method `crossed` is unknown (did you mean `crosses`?)",
    );
    says(
        "target.protocol.lower() == 'http'",
        flow,
        "error `lower`: the method `lower` is unknown (elements have: `oneOf`, `crosses`, `enters`, `exits`, `inside`, `checkTLSVersion`, `hasDataLeaks`)",
    );
    says("target.crosses('DMZ')", flow, "error `'DMZ'`: `crosses` takes classes and elements, not text");
    says(
        "target.hasDataLeaks()",
        &[Class::Server],
        "error `hasDataLeaks`: `Server` has no method `hasDataLeaks` (only `Dataflow` has it)",
    );
    says(
        "getattr(target, target.name, 1)",
        flow,
        "error `target.name`: `getattr` takes the name as text (for example `getattr(target, 'usesProxy', False)`)",
    );
    says("any(target.protocol)", flow, "error `target.protocol`: text is not a list");
    says("len(target.dstPort) == 1", flow, "error `target.dstPort`: a number has no length");
    says("target.protocol + 1 == 2", flow, "error `target.protocol`: `+` takes numbers, not text");
}

#[test]
fn comparisons_that_mean_nothing_are_told() {
    let flow = &[Class::Dataflow];
    says(
        "target.dstPort == '443'",
        flow,
        "warning `target.dstPort == '443'`: this is never true: a number is not text",
    );
    says("target.protocol != 443", flow, "warning `target.protocol != 443`: this is always true: text is not a number");
    says(
        "target.protocol is False",
        flow,
        "warning `target.protocol is False`: this is never true: text is not a boolean",
    );
    says("target.protocol is None", flow, "warning `target.protocol is None`: this is never true: text is not `None`");
    says(
        "target.tlsVersion == 'TLSv12'",
        flow,
        "warning `target.tlsVersion == 'TLSv12'`: this is never true: a `TLSVersion` is not text (write `TLSVersion.TLSv12`)",
    );
    says(
        "target.tlsVersion == Lifetime.LONG",
        flow,
        "warning `target.tlsVersion == Lifetime.LONG`: this is never true: a `TLSVersion` is not a `Lifetime`",
    );
    says(
        "any(d.credentialsLife in (Lifetime.LONG, Action.IGNORE) for d in target.data)",
        flow,
        "warning `Action.IGNORE`: this is never true: a `Lifetime` is not a `Action`",
    );
    says("target.dstPort < '443'", flow, "error `target.dstPort < '443'`: `<` cannot compare a number with text");
    says(
        "any(d.credentialsLife > Lifetime.LONG for d in target.data)",
        flow,
        "error `d.credentialsLife > Lifetime.LONG`: `>` cannot compare a `Lifetime` with a `Lifetime`",
    );
    says("3 in target.protocol", flow, "error `3 in target.protocol`: `in` looks for text in text, not for a number");
    says("'x' in target.dstPort", flow, "error `target.dstPort`: `in` looks into lists and texts, not into a number");
}

#[test]
fn what_is_wrong_for_several_targets_is_said_once() {
    assert_eq!(problems("target.foo or target.bar", &[Class::Server, Class::Process, Class::Lambda]).len(), 2);
}

#[test]
fn what_is_no_condition_is_refused_with_its_place() {
    let cases = [
        ("", "the condition is empty"),
        ("target.x ==", "the condition is not a valid expression: expected an expression"),
        ("x = 1", "the condition is not a valid expression: unexpected token at the end of an expression"),
        ("lambda: 1", "a `lambda` cannot be used in a condition"),
        ("{'a': 1}", "a dictionary cannot be used in a condition"),
        ("f'{target}'", "a formatted string cannot be used in a condition"),
        ("2 ** 99", "`**` cannot be used in a condition"),
        ("1 << 99", "a bit shift cannot be used in a condition"),
        ("(x := 1)", "`:=` cannot be used in a condition"),
        ("[*target.data]", "`*` cannot be used in a condition"),
        ("target.data[1:]", "a slice cannot be used in a condition"),
        ("max(target.data, key=1)", "a keyword argument cannot be used in a condition"),
        ("any(a for a, b in target.data)", "unpacking cannot be used in a condition"),
        ("99999999999999999999", "a number of more than 64 bits cannot be used in a condition"),
    ];
    for (condition, expected) in cases {
        assert_eq!(Condition::parse(condition).unwrap_err().to_string(), expected, "{condition}");
    }
    let error = Condition::parse("  target.x and lambda: 1").unwrap_err();
    assert_eq!(error.range().map(|range| (range.start, range.end)), Some((15, 24)));
}

#[test]
fn length_and_nesting_are_bounded() {
    let long = |length: usize| format!("'{}'", "x".repeat(length - 2));
    assert!(Condition::parse(&long(MAX_CONDITION_LENGTH)).is_ok());
    assert_eq!(
        Condition::parse(&long(MAX_CONDITION_LENGTH + 1)).unwrap_err(),
        ParseError::TooLong(MAX_CONDITION_LENGTH + 1)
    );
    let half = MAX_CONDITION_DEPTH / 2;
    let brackets = |depth: usize| format!("{}1{}", "(".repeat(depth), ")".repeat(depth));
    assert!(Condition::parse(&brackets(half)).is_ok());
    assert_eq!(Condition::parse(&brackets(half + 1)).unwrap_err(), ParseError::TooDeep);
    let nots = |depth: usize| format!("{}target.isHardened", "not ".repeat(depth));
    assert!(Condition::parse(&nots(MAX_CONDITION_DEPTH - 1)).is_ok());
    assert_eq!(Condition::parse(&nots(MAX_CONDITION_DEPTH)).unwrap_err(), ParseError::TooDeep);
    for hostile in ["-", "lambda:", "(", "[", "f'{", "1 if 1 else ", "x.", "a[", "1+", "await ", "not(", "x(", "{"] {
        let text = hostile.repeat(MAX_CONDITION_LENGTH / hostile.len());
        assert!(Condition::parse(&text).is_err(), "{hostile}");
    }
    assert!(Condition::parse(&vec!["not target.isHardened"; 500].join(" and ")).is_ok());
}

#[test]
fn every_built_in_condition_is_sound() {
    for library in [Library::builtin(), Library::builtin_as_pytm()] {
        assert!(library.threats().len() >= 113);
        for (position, threat) in library.threats().iter().enumerate() {
            let condition = library.condition(position).unwrap_or_else(|| panic!("{} can be read", threat.id));
            assert_eq!(condition.check(&threat.targets), [], "{}", threat.id);
            assert!(!threat.targets.is_empty() && !threat.stride.is_empty(), "{}", threat.id);
            assert!(threat.severity_level().is_some() && !threat.details.is_empty(), "{}", threat.id);
        }
    }
}
