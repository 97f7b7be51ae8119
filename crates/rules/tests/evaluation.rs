//! Conditions on small models: Python's rules, pytm's methods, and three-valued logic.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

mod support;

use bartizan_model::build::member;
use bartizan_model::{Class, EnumKind, Model, Origin, Value};
use bartizan_rules::condition::{FaultKind, Range};
use bartizan_rules::limits::MAX_STEPS;
use bartizan_rules::{Condition, Mode, Outcome};
use support::{element, model, outcome, stated};

/// A user on the internet orders from a web server in a data centre, which keeps orders in a database.
fn shop() -> Model {
    model(|tm| {
        let internet = tm.boundary("Internet").id();
        let centre = tm.boundary("Centre").id();
        let user = tm.actor("User").inside(internet).id();
        let web = tm
            .server("Web")
            .inside(centre)
            .control("isHardened", true)
            .control("sanitizesInput", false)
            .with("minTLSVersion", member(EnumKind::TlsVersion, "TLSv12"))
            .with("maxClassification", member(EnumKind::Classification, "RESTRICTED"))
            .id();
        let base = tm.datastore("Base").inside(centre).id();
        let cron = tm.process("Cron").id();
        let card = tm.data("Card").classified("SECRET").with("format", "JSON").with("isPII", true).id();
        let list = tm.data("XML").with("format", "XML").id();
        tm.flow(user, web, "Order")
            .with("protocol", "HTTPS")
            .with("dstPort", 443)
            .with("tlsVersion", member(EnumKind::TlsVersion, "TLSv11"))
            .data(&[card, list]);
        tm.flow(web, base, "Store").with("tlsVersion", member(EnumKind::TlsVersion, "TLSv13"));
        tm.flow(cron, web, "Tick");
    })
}

#[track_caller]
fn is_true(target: &str, condition: &str) {
    assert_eq!(outcome(&shop(), target, condition), Ok(true), "{condition}");
}

#[track_caller]
fn is_false(target: &str, condition: &str) {
    assert_eq!(outcome(&shop(), target, condition), Ok(false), "{condition}");
}

#[track_caller]
fn fails(target: &str, condition: &str, message: &str) {
    assert_eq!(outcome(&shop(), target, condition), Err(message.to_owned()), "{condition}");
}

#[test]
fn attributes_and_controls_are_read_with_pytms_defaults() {
    is_true("Web", "target.controls.isHardened is True");
    is_true("Web", "target.controls.validatesInput is False");
    is_true("Web", "target.isHardened and not target.sanitizesInput");
    is_true("Order", "target.protocol == 'HTTPS' and target.dstPort == 443");
    is_true("Store", "target.protocol == '' and target.dstPort == -1");
    is_true("Order", "target.sink.controls.isHardened and target.source.name == 'User'");
    is_true("Base", "target.isSQL and target.isSql");
    is_true("Order", "target.usesVPN is False");
}

#[test]
fn comparisons_follow_python() {
    is_true("Order", "400 < target.dstPort <= 443 != 80");
    is_false("Order", "400 < target.dstPort < 443");
    is_true("Order", "target.dstPort == 443.0 and True == 1 and 1 != 'a'");
    is_false("Web", "target.protocol is False or target.port is False");
    is_true("Order", "target.protocol is 'HTTPS' and target.protocol is not 'HTTP'");
    is_true("Order", "target.protocol in ('HTTP', 'HTTPS') and target.protocol not in ['FTP']");
    is_true("Order", "'TPS' in target.protocol and not 'ftp' in target.protocol");
    is_true("Cron", "target.inBoundary is None and target.inBoundary == None");
    is_true("Web", "target.inBoundary is not None and target.inBoundary.name == 'Centre'");
    is_true("Order", "target.tlsVersion < target.sink.minTLSVersion");
    is_true("Order", "target.tlsVersion >= TLSVersion.TLSv11 and target.tlsVersion != TLSVersion.TLSv12");
    is_false("Web", "target.maxClassification == Lifetime.LONG");
    is_true("Web", "(1, 2) == (1, 2) and [1] != (1,) and {1, 2} == {2, 1} and target.levels == {0}");
}

#[test]
fn truth_follows_python() {
    is_false("Web", "target.protocol or target.port + 1 or target.findings or None or 0.0");
    is_true("Web", "target.minTLSVersion and target.name and target and target.controls and Server");
    is_true("Web", "(target.protocol or 'none') == 'none'");
    is_true("Web", "'a' if target.protocol else 'b' == 'b'");
    is_false("Web", "'' if target.isHardened else 'b'");
}

#[test]
fn data_compares_with_text_by_name() {
    is_true("Order", "target.data == 'XML' and 'Card' in target.data and 'card' not in target.data");
    is_true("Store", "target.data != 'XML' and not target.data");
    is_true("Order", "any(d.format == 'XML' for d in target.data)");
    is_false("Order", "all(d.format == 'XML' for d in target.data)");
    is_true("Order", "any(d.classification >= Classification.SECRET and d.isPII for d in target.data)");
    is_true("Order", "len(target.data) == 2 and len([d for d in target.data if d.isPII]) == 1");
    is_true("Order", "sum(1 for d in target.data if not d.isPII) == 1 and sum([1, 2], 3) == 6");
    is_true("Order", "max(d.classification for d in target.data) == Classification.SECRET");
    is_true("Order", "min(3, 1, 2) == 1 and max([1, 2.5]) == 2.5 and len('abc') == 3");
    is_true("Order", "any(d.name == e.name for d in target.data for e in target.sink.inputs[0].data)");
}

#[test]
fn numbers_follow_python() {
    is_true("Web", "7 // 2 == 3 and -7 // 2 == -4 and -7 % 3 == 2 and 7 % -3 == -2 and 7 / 2 == 3.5");
    is_true("Web", "2 * 3 + 4 - 1 == 9 and -target.port == 1 and 7.5 // 2 == 3 and -7.5 % 2 == 0.5");
    is_true("Web", "(target.isHardened & True) and (False | True) and (True ^ False) and 6 & 3 == 2");
    is_true("Web", "[1, 2, 3][-1] == 3 and 'abc'[1] == 'b' and target.inputs[0].name == 'Order'");
    fails("Web", "1 / 0 == 1", "the condition divides by zero");
    fails("Web", "9223372036854775807 + 1 == 0", "a number does not fit into 64 bits");
    fails("Web", "[1][1]", "there is no item `[1]` in a list");
}

#[test]
fn names_of_the_authors_own_can_be_asked_for() {
    let mut shop = shop();
    let web = element(&shop, "Web");
    shop.elements[web.index()].set("usesProxy", Value::Flag(true), Origin::Derived);
    assert_eq!(outcome(&shop, "Web", "getattr(target, 'usesProxy', False) and target.usesProxy"), Ok(true));
    assert_eq!(outcome(&shop, "Web", "hasattr(target, 'usesProxy') and hasattr(target, 'port')"), Ok(true));
    is_false("Web", "getattr(target, 'usesProxy', False)");
    is_true("Web", "not hasattr(target, 'usesProxy') and getattr(target.controls, 'isHardened')");
    is_true("Cron", "getattr(target.inBoundary, 'name', 'nowhere') == 'nowhere'");
    fails("Web", "getattr(target, 'usesProxy')", "the Server \"Web\" has no attribute `usesProxy`");
}

#[test]
fn methods_do_what_pytms_do() {
    is_true("Web", "target.oneOf(Actor, Asset) and not target.oneOf(Datastore) and not target.oneOf()");
    is_true("Order", "target.sink.oneOf(Server) and target.oneOf(target) and not target.oneOf(target.sink)");
    is_true("Order", "target.crosses(Boundary) and target.crosses(target.sink.inBoundary)");
    is_false("Store", "target.crosses(Boundary)");
    is_false("Order", "target.crosses()");
    is_false("Web", "target.crosses(Boundary) or target.enters(Boundary) or target.exits(Boundary)");
    is_true("Tick", "target.enters(Boundary) and target.enters(target.sink.inBoundary) and not target.exits(Boundary)");
    is_false("Order", "target.enters(Boundary) or target.exits(Boundary)");
    is_true("Web", "target.inside(Boundary) and target.inside(target.inBoundary)");
    is_false("Cron", "target.inside(Boundary)");
    is_true("Web", "target.checkTLSVersion(target.inputs)");
    is_false("Web", "target.checkTLSVersion(target.outputs)");
    is_true("Order", "target.hasDataLeaks() and target.hasDataLeaks");
    is_false("Store", "target.hasDataLeaks()");
}

#[test]
fn what_cannot_be_evaluated_is_a_fault_with_a_place() {
    fails("Cron", "target.inBoundary.name == 'x'", "`None` has no attribute `name`");
    fails("Web", "target.port < target.name", "a number cannot be compared with text");
    fails("Web", "target.inBoundary < 3", "an element cannot be compared with a number");
    fails("Web", "None < 3", "`None` cannot be compared with a number");
    fails("Web", "3 in target.name", "text cannot be searched with `in`");
    fails("Web", "any(x for x in target.port)", "a number is not a list");
    fails("Web", "target.name + 1", "`+` takes numbers, not text and a number");
    fails("Web", "max([])", "`max()` of nothing has no value");
    fails("Web", "target.usesLatestTLSversion", "the Server \"Web\" has no attribute `usesLatestTLSversion`");
    fails("Web", "target.hasDataLeaks()", "the Server has no method `hasDataLeaks`");
    fails("Web", "foo(1)", "`foo()` has no meaning here");
    is_true("Web", "True or target.nothing");
    let fault = Condition::parse("True and target.nothing")
        .unwrap()
        .evaluate(&shop(), element(&shop(), "Web"), Mode::Defaults)
        .unwrap_err();
    assert_eq!(fault.range, Range { start: 9, end: 23 });
}

#[test]
fn what_nobody_stated_is_unknown() {
    let shop = shop();
    let cases = [
        ("Web", "target.controls.isHardened", Outcome::True),
        ("Web", "target.controls.sanitizesInput", Outcome::False),
        ("Web", "target.controls.validatesInput", Outcome::Unknown),
        ("Web", "not target.controls.validatesInput", Outcome::Unknown),
        ("Web", "target.validatesInput is False or target.sanitizesInput is False", Outcome::True),
        ("Web", "target.validatesInput is False and target.sanitizesInput is True", Outcome::False),
        ("Web", "target.validatesInput is False and target.sanitizesInput is False", Outcome::Unknown),
        ("Web", "target.name == 'Web' and target.inScope and target.inputs and target.inBoundary", Outcome::True),
        ("Store", "target.data or target.isResponse or target.response", Outcome::False),
        ("Order", "any(d.format == 'XML' for d in target.data)", Outcome::True),
        ("Order", "any(d.isCredentials for d in target.data)", Outcome::Unknown),
        ("Order", "any(d.isPII or d.isCredentials for d in target.data)", Outcome::True),
        ("Order", "all(d.isPII for d in target.data)", Outcome::Unknown),
        ("Order", "any(d.isPII for d in target.data if d.format == 'XML')", Outcome::Unknown),
        ("Order", "any(d.format == 'JSON' for d in target.data if d.isCredentials)", Outcome::Unknown),
        ("Order", "any(d.format == 'CSV' for d in target.data if d.isCredentials)", Outcome::False),
        ("Order", "len([d for d in target.data if d.isCredentials]) == 0", Outcome::Unknown),
        ("Order", "len(target.data) == 2", Outcome::True),
        ("Web", "target.checkTLSVersion(target.inputs)", Outcome::True),
        ("Web", "target.checkTLSVersion(target.outputs)", Outcome::False),
        ("Base", "target.checkTLSVersion(target.inputs)", Outcome::Unknown),
        ("Order", "target.hasDataLeaks()", Outcome::True),
        ("Web", "getattr(target, 'usesProxy', False) is False", Outcome::Unknown),
        ("Web", "target.port + 1 == 0", Outcome::Unknown),
        ("Order", "target.crosses(Boundary) and target.tlsVersion < target.sink.minTLSVersion", Outcome::True),
    ];
    for (target, condition, expected) in cases {
        assert_eq!(stated(&shop, target, condition), expected, "{condition}");
    }
}

#[test]
fn an_unknown_that_may_fail_is_not_passed_over() {
    let mut shop = shop();
    let web = element(&shop, "Web");
    shop.elements[web.index()].set("friend", Value::Element(web), Origin::Default);
    assert_eq!(stated(&shop, "Web", "target.friend.isHardened or True"), Outcome::Unknown);
    assert_eq!(stated(&shop, "Web", "target.validatesInput or True"), Outcome::True);
}

#[test]
fn atoms_tell_what_decided() {
    let shop = shop();
    let condition = "(target.validatesInput is False and target.isHardened is True) or target.protocol == 'FTP'";
    let atoms = Condition::parse(condition).unwrap().atoms(&shop, element(&shop, "Web"), Mode::Defaults).unwrap();
    let shown: Vec<_> = atoms
        .iter()
        .map(|atom| {
            let read = &atom.reads[0];
            (atom.text.as_str(), atom.value, &*read.attribute, read.origin.is_known())
        })
        .collect();
    assert_eq!(
        shown,
        [
            ("target.validatesInput is False", true, "validatesInput", false),
            ("target.isHardened is True", true, "isHardened", true)
        ]
    );
}

#[test]
fn the_reasons_of_any_are_those_of_the_item_that_decided() {
    let shop = shop();
    let condition = Condition::parse("any(d.format == 'XML' for d in target.data)").unwrap();
    let atoms = condition.atoms(&shop, element(&shop, "Order"), Mode::Defaults).unwrap();
    let reads: Vec<_> = atoms[0].reads.iter().map(|read| (&*read.attribute, read.value.clone())).collect();
    assert_eq!(reads[0].0, "data");
    assert_eq!(reads[1..], [("format", Value::text("XML"))]);
}

#[test]
fn the_bound_on_steps_holds_to_the_step() {
    let shop = shop();
    let web = element(&shop, "Web");
    let condition = Condition::parse("target.controls.isHardened is True").unwrap();
    let (outcome, taken) = condition.evaluate_counted(&shop, web, Mode::Defaults, MAX_STEPS);
    assert_eq!((outcome.unwrap(), taken), (Outcome::True, 3));
    let (outcome, _) = condition.evaluate_counted(&shop, web, Mode::Defaults, 3);
    assert_eq!(outcome.unwrap(), Outcome::True);
    let (outcome, taken) = condition.evaluate_counted(&shop, web, Mode::Defaults, 2);
    assert_eq!((outcome.unwrap_err().kind, taken), (FaultKind::TooManySteps, 2));
}

#[test]
fn loops_in_loops_end_at_the_bound() {
    let items: Vec<String> = (0..100).map(|n| n.to_string()).collect();
    let list = items.join(",");
    let condition = format!("any(False for a in [{list}] for b in [{list}] for c in [{list}] for d in [{list}])");
    let shop = shop();
    let fault =
        Condition::parse(&condition).unwrap().evaluate(&shop, element(&shop, "Web"), Mode::Defaults).unwrap_err();
    assert_eq!(fault.to_string(), "the condition takes more than 1000000 steps on one element");
    assert!(fault.is_refusal());
}

#[test]
fn every_class_reads_its_own_attribute_of_a_name() {
    let model = model(|tm| {
        tm.lambda("L").id();
        tm.server("S").id();
    });
    let condition = Condition::parse("target.onAWS").unwrap();
    assert!(condition.check(&[Class::Asset]).is_empty());
    assert_eq!(condition.evaluate(&model, element(&model, "L"), Mode::Defaults).unwrap(), Outcome::True);
    assert_eq!(condition.evaluate(&model, element(&model, "S"), Mode::Defaults).unwrap(), Outcome::False);
}
