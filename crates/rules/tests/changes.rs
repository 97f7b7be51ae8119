//! What changed between two versions of a model.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

use bartizan_model::build::ThreatModel;
use bartizan_model::{ElementId, Model, Value, resolve};
use bartizan_rules::changes::{
    ChangeKind, Changes, FactChange, Fate, FindingChange, NewFindings, ThingChange, Version, union,
};
use bartizan_rules::{Findings, Library, analyse, changes};
use proptest::prelude::*;

fn analysed(tm: ThreatModel) -> (Model, Findings) {
    let model = resolve(tm.finish().unwrap()).unwrap();
    let findings = analyse(&model, &Library::builtin()).0;
    (model, findings)
}

fn compared(old: &(Model, Findings), new: &(Model, Findings)) -> Changes {
    let version = |(model, findings)| Version { model, findings };
    changes(version((&old.0, &old.1)), version((&new.0, &new.1)))
}

/// The shop, with a server of this name in one of two boundaries.
fn shop(server: &str, is_inside: bool) -> ThreatModel {
    let mut tm = ThreatModel::new("shop");
    let (cloud, office) = (tm.boundary("Cloud").id(), tm.boundary("Office").id());
    let user = tm.actor("User").id();
    let web = tm.server(server).inside(if is_inside { cloud } else { office }).id();
    tm.flow(user, web, "Order");
    tm
}

/// What became of each thing, by name.
fn fates(old: &(Model, Findings), new: &(Model, Findings), assumed: bool) -> Vec<(String, Fate)> {
    let version = |(model, findings)| Version { model, findings };
    let both = union(version((&old.0, &old.1)), version((&new.0, &new.1)), assumed);
    assert_eq!(both.model.elements.len(), both.fates.len());
    let name = |id: ElementId| both.model.element(id).name().to_string();
    both.model.registry.elements.iter().map(|id| (name(*id), both.fates[id.index()])).collect()
}

fn fate(fates: &[(String, Fate)], name: &str) -> Vec<Fate> {
    fates.iter().filter(|(known, _)| known == name).map(|(_, fate)| *fate).collect()
}

#[test]
fn both_versions_are_one_model_in_which_each_thing_is_once() {
    let old = analysed(shop("Web", true));
    let renamed = fates(&old, &analysed(shop("Front", true)), false);
    assert_eq!(fate(&renamed, "Web"), [Fate::Removed]);
    assert_eq!(fate(&renamed, "Front"), [Fate::Added]);
    assert_eq!(fate(&renamed, "Order"), [Fate::Moved], "it leads elsewhere");
    assert_eq!(fate(&renamed, "User"), [Fate::Kept]);
    let moved = fates(&old, &analysed(shop("Web", false)), false);
    assert_eq!(fate(&moved, "Web"), [Fate::Moved]);
    assert_eq!(fate(&moved, "Order"), [Fate::Kept]);
    let mut stated = shop("Web", true);
    stated.boundary("Vault");
    assert_eq!(fate(&fates(&old, &analysed(stated), false), "Vault"), [Fate::Added]);
    assert!(fates(&old, &old, true).iter().all(|(_, fate)| *fate == Fate::Kept));
}

#[test]
fn what_is_gone_hangs_on_what_is_still_there() {
    let mut old = shop("Web", true);
    let lost = old.boundary("Lost").id();
    let cache = old.datastore("Cache").inside(lost).id();
    old.flow(ElementId(3), cache, "Store");
    let (old, new) = (analysed(old), analysed(shop("Web", true)));
    let version = |(model, findings)| Version { model, findings };
    let both = union(version((&old.0, &old.1)), version((&new.0, &new.1)), false);
    let find = |name: &str| both.model.taking_part().find(|(_, object)| &*object.name() == name).unwrap();
    let (web, (lost, _), (cache, inside), (store, flow)) = (find("Web"), find("Lost"), find("Cache"), find("Store"));
    assert_eq!(flow.element("source"), Some(web.0));
    assert_eq!((flow.element("sink"), inside.element("inBoundary")), (Some(cache), Some(lost)));
    assert!([lost, cache, store].iter().all(|id| both.fates[id.index()] == Fate::Removed));
    assert!(inside.place.is_none(), "its file is not among those of the model");
}

#[test]
fn of_a_request_that_is_gone_the_response_stays() {
    let with = |has_request: bool| {
        let mut tm = ThreatModel::new("shop");
        let (user, web) = (tm.actor("User").id(), tm.server("Web").id());
        let ask = has_request.then(|| tm.flow(user, web, "Ask").id());
        let answer = tm.flow(web, user, "Answer");
        ask.into_iter().fold(answer, |answer, ask| answer.with("responseTo", Value::Element(ask)));
        analysed(tm)
    };
    let (old, new) = (with(true), with(false));
    let version = |(model, findings)| Version { model, findings };
    let both = union(version((&old.0, &old.1)), version((&new.0, &new.1)), false);
    let (id, ask) = both.model.taking_part().find(|(_, object)| &*object.name() == "Ask").unwrap();
    assert_eq!(both.fates[id.index()], Fate::Removed);
    assert_eq!(ask.element("response"), None, "the answer is drawn by itself");
}

#[test]
fn new_is_what_was_not_there_or_was_merely_assumed() {
    let with = |name: &str, sanitizes: Option<bool>| {
        let mut tm = ThreatModel::new("shop");
        let web = tm.server(name);
        if let Some(sanitizes) = sanitizes {
            let web = web.control("sanitizesInput", sanitizes).control("validatesInput", sanitizes);
            web.control("encodesOutput", sanitizes);
        }
        analysed(tm)
    };
    let new = |old: &(Model, Findings), new: &(Model, Findings)| -> Vec<String> {
        let version = |(model, findings)| Version { model, findings };
        let fresh = NewFindings::since(version((&old.0, &old.1)), version((&new.0, &new.1)));
        let fresh = new.1.all.iter().filter(|finding| fresh.contains(finding));
        fresh.map(|finding| new.1.stable_id(finding)).collect()
    };
    let (unstated, stated) = (with("Web Server", None), with("Web Server", Some(false)));
    assert_eq!(new(&unstated, &unstated), Vec::<String>::new());
    assert!(!new(&unstated, &stated).is_empty());
    assert_eq!(new(&stated, &unstated), Vec::<String>::new(), "what was confirmed is not new when it is assumed");
    assert_eq!(new(&stated, &with("web-server", Some(false))), Vec::<String>::new(), "one thing with another spelling");
    assert_eq!(new(&stated, &with("Front", Some(false))).len(), stated.1.all.len());
}

fn told(things: &[ThingChange]) -> Vec<(ChangeKind, String)> {
    things.iter().map(|change| (change.kind(), change.latest().unwrap().id.clone())).collect()
}

fn facts(change: &ThingChange) -> Vec<String> {
    let said = |side: &Option<bartizan_rules::changes::Statement>| {
        side.as_ref().map_or("?".to_owned(), |statement| statement.value.to_string())
    };
    change.facts.iter().map(|fact| format!("{}: {} -> {}", fact.name, said(&fact.old), said(&fact.new))).collect()
}

#[test]
fn a_new_name_is_a_new_thing_and_a_move_is_a_change() {
    let old = analysed(shop("Web", true));
    let renamed = compared(&old, &analysed(shop("Front", true)));
    assert_eq!(told(&renamed.elements), [(ChangeKind::Added, "front".into()), (ChangeKind::Removed, "web".into())]);
    assert_eq!(told(&renamed.flows), [(ChangeKind::Changed, "order".into())]);
    assert_eq!(facts(&renamed.flows[0]), ["sink: Web -> Front"]);
    let moved = compared(&old, &analysed(shop("Web", false)));
    assert_eq!(told(&moved.elements), [(ChangeKind::Changed, "web".into())]);
    assert_eq!(facts(&moved.elements[0]), ["inBoundary: Cloud -> Office"]);
    assert!(moved.flows.is_empty());
}

#[test]
fn the_same_id_is_the_same_thing() {
    let respelt = compared(&analysed(shop("Web Server", true)), &analysed(shop("web-server", true)));
    assert_eq!(told(&respelt.elements), [(ChangeKind::Changed, "web-server".into())]);
    assert_eq!(facts(&respelt.elements[0]), ["name: \"Web Server\" -> \"web-server\""]);
    let mut server = ThreatModel::new("x");
    server.server("Web");
    let mut process = ThreatModel::new("x");
    process.process("Web");
    let other_class = compared(&analysed(server), &analysed(process));
    assert_eq!(facts(&other_class.elements[0]), ["class: \"Server\" -> \"Process\""]);
}

#[test]
fn several_of_one_name_stay_in_order() {
    let three = |controls: [bool; 3]| {
        let mut tm = ThreatModel::new("x");
        for control in controls {
            tm.server("Web").control("isHardened", control);
        }
        analysed(tm)
    };
    let changed = compared(&three([true, true, false]), &three([true, false, false]));
    assert_eq!(told(&changed.elements), [(ChangeKind::Changed, "web-2".into())]);
    assert_eq!(facts(&changed.elements[0]), ["controls.isHardened: True -> False"]);
}

#[test]
fn what_a_flow_carries_has_no_order() {
    let carrying = |is_turned: bool| {
        let mut tm = ThreatModel::new("x");
        let (card, name) = (tm.data("Card").id(), tm.data("Name").id());
        let (user, web) = (tm.actor("User").id(), tm.server("Web").id());
        tm.flow(user, web, "Order").data(&if is_turned { [name, card] } else { [card, name] });
        analysed(tm)
    };
    assert!(compared(&carrying(false), &carrying(true)).is_empty());
}

#[test]
fn a_finding_that_is_confirmed_is_a_change() {
    let web = |is_stated: bool| {
        let mut tm = ThreatModel::new("x");
        let server = tm.server("Web").with("servesWebPages", true);
        if is_stated {
            server.control("sanitizesInput", false).control("encodesOutput", false).control("validatesInput", false);
        }
        analysed(tm)
    };
    let changed = compared(&web(false), &web(true));
    let confirmed = changed.findings.iter().filter(|change| change.is_sure() && change.kind() == ChangeKind::Changed);
    assert!(confirmed.count() > 0, "{:?}", changed.findings);
    assert!(changed.findings.iter().all(|change| change.latest().unwrap().id.ends_with("@web")));
}

/// A random model of few names, so that two of them have much in common.
fn random(choices: &[u8]) -> (Model, Findings) {
    let mut choices = choices.iter().copied().cycle();
    let mut pick = move |of: usize| usize::from(choices.next().unwrap_or(0)) % of;
    let names = ["Web", "web", "Base", "Job (*)"];
    let mut tm = ThreatModel::new(["shop", "store"][pick(2)]);
    let boundaries: Vec<_> = (0..pick(3)).map(|_| tm.boundary(["In", "Out"][pick(2)]).id()).collect();
    let data: Vec<_> =
        (0..pick(3)).map(|_| tm.data(["Card", "Name"][pick(2)]).with("isPII", pick(2) == 0).id()).collect();
    let mut elements = Vec::new();
    for _ in 0..pick(5) {
        let name = names[pick(4)];
        let class = pick(3);
        let element = match class {
            0 => tm.server(name),
            1 => tm.process(name),
            _ => tm.datastore(name),
        };
        let element = match boundaries.get(pick(4)) {
            Some(boundary) => element.inside(*boundary),
            None => element,
        };
        let element = if pick(2) == 0 { element.control("isHardened", pick(2) == 0) } else { element };
        elements.push(element.id());
    }
    for _ in 0..pick(5) {
        let (source, sink) = (pick(5), pick(5));
        if let (Some(source), Some(sink)) = (elements.get(source), elements.get(sink)) {
            let flow = tm.flow(*source, *sink, ["Order", "Store"][pick(2)]);
            flow.data(&data).with("protocol", ["HTTP", "HTTPS"][pick(2)]);
        }
    }
    analysed(tm)
}

/// The same changes seen from the other side, in an order that both sides share.
fn mirrored(changes: Changes) -> Changes {
    let facts = |facts: Vec<FactChange>| -> Vec<FactChange> {
        facts.into_iter().map(|fact| FactChange { old: fact.new, new: fact.old, ..fact }).collect()
    };
    let things = |things: Vec<ThingChange>| -> Vec<ThingChange> {
        let mirror = |change: ThingChange| ThingChange { old: change.new, new: change.old, facts: facts(change.facts) };
        things.into_iter().map(mirror).collect()
    };
    let finding = |change: FindingChange| FindingChange { old: change.new, new: change.old, ..change };
    Changes {
        system: facts(changes.system),
        boundaries: things(changes.boundaries),
        elements: things(changes.elements),
        flows: things(changes.flows),
        data: things(changes.data),
        findings: changes.findings.into_iter().map(finding).collect(),
        questions: Vec::new(),
    }
}

fn in_one_order(mut changes: Changes) -> Changes {
    for things in [&mut changes.boundaries, &mut changes.elements, &mut changes.flows, &mut changes.data] {
        things.sort_by_key(|change| format!("{change:?}"));
    }
    changes.findings.sort_by_key(|change| format!("{change:?}"));
    changes
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn both_versions_together_have_everything_of_either(
        one in prop::collection::vec(any::<u8>(), 1..60),
        other in prop::collection::vec(any::<u8>(), 1..60),
    ) {
        let (old, new) = (random(&one), random(&other));
        let version = |(model, findings)| Version { model, findings };
        let both = union(version((&old.0, &old.1)), version((&new.0, &new.1)), true);
        let compared = changes(version((&old.0, &old.1)), version((&new.0, &new.1)));
        let things = || [&compared.boundaries, &compared.elements, &compared.flows].into_iter().flatten();
        let count = |fate| both.model.registry.elements.iter().filter(|id| both.fates[id.index()] == fate).count();
        let of_kind = |kind| things().filter(|change| change.kind() == kind).count();
        prop_assert_eq!(count(Fate::Added), of_kind(ChangeKind::Added));
        prop_assert_eq!(count(Fate::Removed), of_kind(ChangeKind::Removed));
        let names = |model: &Model| model.elements.iter().map(|object| object.name()).collect::<Vec<_>>();
        prop_assert_eq!(&names(&both.model)[..new.0.elements.len()], &names(&new.0)[..]);
        for (id, object) in both.model.taking_part() {
            for way in ["inBoundary", "source", "sink", "response", "responseTo"] {
                if let Some(other) = object.element(way) {
                    prop_assert!(other.index() < both.model.elements.len());
                    let is_gone = both.fates[other.index()] == Fate::Removed;
                    prop_assert!(!is_gone || both.fates[id.index()] == Fate::Removed, "what is there hangs on what is not");
                }
            }
        }
    }

    #[test]
    fn a_model_does_not_differ_from_itself(choices in prop::collection::vec(any::<u8>(), 1..60)) {
        let (one, same) = (random(&choices), random(&choices));
        prop_assert!(compared(&one, &same).is_empty());
    }

    #[test]
    fn the_other_way_round_is_the_mirror_image(
        old in prop::collection::vec(any::<u8>(), 1..60),
        new in prop::collection::vec(any::<u8>(), 1..60),
    ) {
        let (old, new) = (random(&old), random(&new));
        prop_assert_eq!(in_one_order(mirrored(compared(&old, &new))), in_one_order(compared(&new, &old)));
    }
}
