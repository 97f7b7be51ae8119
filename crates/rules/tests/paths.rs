//! Attack paths: where they start, where they lead, in which order, and what blocks them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

mod support;

use std::collections::BTreeSet;

use bartizan_model::build::ThreatModel;
use bartizan_model::names::UnknownName;
use bartizan_model::{ElementId, Model, Sources, ThreatDefinition, resolve};
use bartizan_rules::limits::{
    MAX_BOUNDARIES_AROUND, MAX_FINDINGS_OF_STEP, MAX_PATH_STEPS, MAX_PATHS, MAX_PATHS_TO_ASSET,
};
use bartizan_rules::paths::{
    AttackPath, AttackPaths, EFFORT_OF_CROSSING, EFFORT_OF_STEP, Hold, OriginReason, Request, attack_paths,
};
use bartizan_rules::{Findings, Level, Library, analyse};
use proptest::prelude::*;
use support::{element, model};

/// Threats whose conditions the tests switch on and off.
fn findings(model: &Model) -> Findings {
    let threat = |id: &str, target: &str, severity: &str, condition: &str| ThreatDefinition {
        id: id.into(),
        targets: vec![target.into()],
        condition: condition.into(),
        fields: vec![("severity".into(), severity.into())],
        place: None,
    };
    let definitions = [
        threat("PLAIN", "Dataflow", "High", "target.protocol == 'HTTP'"),
        threat("SOFT", "Server", "Very High", "target.controls.isHardened is False"),
    ];
    let library = Library::from_definitions(&definitions, &Sources::default()).0.unwrap();
    analyse(model, &library).0
}

fn paths_of(model: &Model) -> AttackPaths {
    attack_paths(model, &findings(model), Request::default()).unwrap()
}

fn elements(path: &AttackPath) -> Vec<ElementId> {
    path.origin().into_iter().chain(path.steps.iter().map(|step| step.to)).collect()
}

fn shown(model: &Model, path: &AttackPath) -> String {
    let names: Vec<String> = elements(path).iter().map(|id| model.element(*id).name().to_string()).collect();
    names.join(" > ")
}

fn all_shown(model: &Model, paths: &AttackPaths) -> Vec<String> {
    paths.paths.iter().map(|path| shown(model, path)).collect()
}

/// User -> Web -> Base, in a cloud with a subnet; the base keeps passwords.
fn shop(tm: &mut ThreatModel) {
    let cloud = tm.boundary("Cloud").id();
    let subnet = tm.boundary("Subnet").inside(cloud).id();
    let password = tm.data("Password").with("isCredentials", true).with("isStored", true).id();
    let user = tm.actor("User").id();
    let web = tm.server("Web").control("isHardened", false).inside(cloud).id();
    let base = tm.datastore("Base").inside(subnet).id();
    tm.flow(user, web, "ask");
    tm.flow(user, web, "ask in clear").with("protocol", "HTTP");
    tm.flow(web, base, "store").data(&[password]);
}

#[test]
fn a_path_says_what_it_crosses_and_what_is_found_on_it() {
    let model = model(shop);
    let paths = paths_of(&model);
    assert_eq!(all_shown(&model, &paths), ["User > Web", "User > Web > Base"]);
    let [asked, stored] = &paths.paths[1].steps[..] else { panic!("two steps") };
    let name = |id: &ElementId| model.element(*id).name().to_string();
    assert_eq!(name(&asked.flow), "ask in clear");
    assert_eq!(asked.other_flows, 1);
    assert_eq!(asked.enters.iter().map(name).collect::<Vec<_>>(), ["Cloud"]);
    assert_eq!((asked.confirmed.count, asked.confirmed.worst), (2, Some(Level::VeryHigh)));
    assert_eq!((asked.assumed.count, stored.confirmed.count), (0, 0));
    assert_eq!(stored.enters.iter().map(name).collect::<Vec<_>>(), ["Subnet"]);
    assert_eq!(stored.leaves, []);
    assert_eq!(asked.effort, EFFORT_OF_STEP - 10 + EFFORT_OF_CROSSING);
    assert_eq!(stored.effort, EFFORT_OF_STEP + EFFORT_OF_CROSSING);
    // Credentials are worth 8.
    assert_eq!(paths.paths.iter().map(|path| path.score).collect::<Vec<_>>(), [800 / 4, 800 / 18]);
    assert_eq!(paths.assets.iter().map(|target| target.asset.hold).collect::<Vec<_>>(), [Hold::Keeps, Hold::Handles]);
    assert!(!paths.is_bounded());
}

#[test]
fn an_assumed_finding_counts_half() {
    let model = model(|tm| {
        let secret = tm.data("Secret").classified("SECRET").id();
        let user = tm.actor("User").id();
        let web = tm.server("Web").id();
        tm.flow(user, web, "ask").data(&[secret]);
    });
    let paths = paths_of(&model);
    assert_eq!((paths.paths[0].steps[0].assumed.count, paths.paths[0].effort), (1, EFFORT_OF_STEP - 5));
}

#[test]
fn origins_are_what_the_model_does_not_vouch_for() {
    let model = model(|tm| {
        let abroad = tm.boundary("Abroad").with("inScope", false).id();
        tm.actor("User");
        tm.external_entity("Bank");
        tm.server("Old").with("inScope", false);
        tm.server("Far").inside(abroad);
        tm.server("Near");
        tm.llm("Hosted").with("isThirdParty", true);
        tm.llm("Unsaid");
    });
    let origins: Vec<(String, OriginReason)> = paths_of(&model)
        .origins
        .iter()
        .map(|origin| (model.element(origin.element).name().to_string(), origin.reason))
        .collect();
    let expected = [
        ("User", OriginReason::Actor),
        ("Bank", OriginReason::ExternalEntity),
        ("Old", OriginReason::OutOfScope),
        ("Far", OriginReason::BoundaryOutOfScope(element(&model, "Abroad"))),
        ("Hosted", OriginReason::ThirdParty),
    ];
    assert_eq!(origins, expected.map(|(name, reason)| (name.to_owned(), reason)));
}

#[test]
fn scope_holds_for_all_that_is_inside_and_steps_show_so_many_boundaries() {
    let model = model(|tm| {
        let secret = tm.data("Secret").classified("SECRET").id();
        let abroad = tm.boundary("Abroad").with("inScope", false).id();
        let mut inner = abroad;
        for at in 0..MAX_BOUNDARIES_AROUND {
            inner = tm.boundary(&format!("B{at}")).inside(inner).id();
        }
        let far = tm.server("Far").inside(inner).id();
        let near = tm.server("Near").id();
        tm.flow(far, near, "tell").data(&[secret]);
    });
    let paths = paths_of(&model);
    assert_eq!(all_shown(&model, &paths), ["Far > Near"]);
    assert_eq!(paths.origins[0].reason, OriginReason::BoundaryOutOfScope(element(&model, "Abroad")));
    assert_eq!(paths.paths[0].steps[0].leaves.len(), MAX_BOUNDARIES_AROUND);
    let request = Request { from: Some("Abroad"), to: None };
    assert_eq!(attack_paths(&model, &findings(&model), request).unwrap().origins.len(), 1);
}

#[test]
fn what_nobody_classified_is_no_asset_and_what_others_hold_is_theirs() {
    let model = model(|tm| {
        let secret = tm.data("Secret").classified("SECRET").id();
        let page = tm.data("Page").classified("PUBLIC").id();
        let unclassified = tm.data("Unclassified").id();
        let user = tm.actor("User").id();
        let bank = tm.external_entity("Bank").id();
        let web = tm.server("Web").id();
        let base = tm.datastore("Base").with("storesPII", true).id();
        tm.flow(user, bank, "pay").data(&[secret]);
        tm.flow(user, web, "ask").data(&[page, unclassified]);
        tm.flow(web, base, "store");
    });
    let paths = paths_of(&model);
    assert_eq!(all_shown(&model, &paths), ["User > Web > Base"]);
    assert_eq!(paths.assets[0].asset.worth, 6);
}

#[test]
fn paths_lead_along_flows_and_back_only_along_responses() {
    let model = model(|tm| {
        let secret = tm.data("Secret").classified("SECRET").id();
        let ours = tm.server("Ours").data(&[secret]).id();
        let told = tm.external_entity("Told").id();
        let asked = tm.external_entity("Asked").id();
        tm.flow(ours, told, "tell");
        let request = tm.flow(ours, asked, "ask").id();
        tm.flow(asked, ours, "answer").with("responseTo", request);
    });
    assert_eq!(all_shown(&model, &paths_of(&model)), ["Asked > Ours"]);
}

#[test]
fn a_user_may_ask_for_any_ends() {
    let model = model(shop);
    let found = findings(&model);
    let ask = |from, to| attack_paths(&model, &found, Request { from, to });
    assert_eq!(all_shown(&model, &ask(Some("web"), None).unwrap()), ["Web > Base"]);
    assert_eq!(all_shown(&model, &ask(None, Some("Subnet")).unwrap()), ["User > Web > Base"]);
    assert_eq!(all_shown(&model, &ask(Some("Cloud"), Some("User")).unwrap()), [""; 0]);
    let error = ask(Some("Wbe"), None).unwrap_err();
    assert_eq!(error, UnknownName { name: "Wbe".to_owned(), nearest: Some("Web".to_owned()) });
}

#[test]
fn one_element_that_all_paths_enter_is_the_chokepoint() {
    let model = model(|tm| {
        let secret = tm.data("Secret").classified("SECRET").with("isStored", true).id();
        let users = [tm.actor("One").id(), tm.actor("Two").id()];
        let fronts = [tm.server("Front").id(), tm.server("Other front").id()];
        let gate = tm.server("Gate").id();
        let bases = [tm.datastore("Base").id(), tm.datastore("Other base").id()];
        for user in users {
            for front in fronts {
                tm.flow(user, front, "ask");
            }
        }
        for front in fronts {
            tm.flow(front, gate, "pass on");
        }
        for base in bases {
            tm.flow(gate, base, "store").data(&[secret]);
        }
    });
    let chokepoints = paths_of(&model).chokepoints.unwrap();
    let shown: Vec<(String, usize)> =
        chokepoints.iter().map(|point| (model.element(point.element).name().to_string(), point.paths)).collect();
    // Two users by two ways to the gate, and from there to each of two bases.
    assert_eq!(shown, [("Gate".to_owned(), 12)]);
}

/// Everybody talks to everybody.
fn dense(servers: usize) -> Model {
    model(|tm| {
        let secret = tm.data("Secret").classified("SECRET").id();
        let user = tm.actor("User").id();
        let servers: Vec<ElementId> = (0..servers).map(|at| tm.server(&format!("S{at}")).id()).collect();
        tm.flow(user, servers[0], "ask");
        for from in &servers {
            for to in servers.iter().filter(|to| *to != from) {
                tm.flow(*from, *to, "call").data(&[secret]);
            }
        }
    })
}

#[test]
fn dense_models_are_bounded_and_it_is_said() {
    let model = dense(40);
    let paths = paths_of(&model);
    assert!(paths.is_bounded());
    assert_eq!(paths.paths.len(), MAX_PATHS);
    // There is one way to the server that the user talks to.
    assert_eq!(paths.left_out, 39 * MAX_PATHS_TO_ASSET + 1 - MAX_PATHS);
    assert_eq!(paths.assets.iter().filter(|target| target.is_complete).count(), 1);
    assert_eq!(paths.chokepoints.unwrap().len(), 1);
}

#[test]
fn where_the_budget_ends_the_easiest_path_to_each_asset_is_still_found() {
    let model = dense(180);
    let paths = paths_of(&model);
    let found = |count: usize| paths.assets.iter().filter(|target| target.found == count).count();
    assert!(found(1) > 50, "some were not searched");
    assert_eq!(found(0), 0);
    assert!(paths.is_bounded());
}

#[test]
fn long_paths_are_bounded_and_it_is_said() {
    let chain = |length: usize| {
        model(|tm| {
            let mut last = tm.actor("User").id();
            for at in 1..length {
                let next = tm.server(&format!("S{at}")).id();
                tm.flow(last, next, "call");
                last = next;
            }
            let base = tm.datastore("Base").with("storesPII", true).id();
            tm.flow(last, base, "store");
        })
    };
    let longest = paths_of(&chain(MAX_PATH_STEPS));
    assert_eq!((longest.paths.len(), longest.is_bounded()), (1, false));
    let longer = paths_of(&chain(MAX_PATH_STEPS + 1));
    assert_eq!((longer.paths.len(), longer.is_bounded()), (0, true));
}

#[test]
fn a_step_names_so_many_findings_and_counts_the_others() {
    let model = model(shop);
    let threat = |number: usize| ThreatDefinition {
        id: format!("T{number}").into(),
        targets: vec!["Server".into()],
        condition: "target.controls.isHardened is False".into(),
        fields: vec![("severity".into(), "Low".into())],
        place: None,
    };
    let definitions: Vec<_> = (0..=MAX_FINDINGS_OF_STEP).map(threat).collect();
    let library = Library::from_definitions(&definitions, &Sources::default()).0.unwrap();
    let paths = attack_paths(&model, &analyse(&model, &library).0, Request::default()).unwrap();
    let confirmed = &paths.paths[0].steps[0].confirmed;
    assert_eq!((confirmed.count, confirmed.findings.len()), (MAX_FINDINGS_OF_STEP + 1, MAX_FINDINGS_OF_STEP));
}

/// A small model: kinds of elements, and flows between them with whether they are plain and carry a secret.
fn random_model(kinds: &[u8], flows: &[(u8, u8, bool, bool)]) -> Model {
    let mut tm = ThreatModel::new("random");
    let inside = tm.boundary("Inside").id();
    let secret = tm.data("Secret").classified("SECRET").id();
    let order = tm.data("Order").classified("RESTRICTED").with("isStored", true).id();
    let mut elements = Vec::new();
    for (at, kind) in kinds.iter().enumerate() {
        let name = format!("E{at}");
        elements.push(match kind % 7 {
            0 => tm.actor(&name).id(),
            1 => tm.external_entity(&name).id(),
            2 => tm.server(&name).with("inScope", false).id(),
            3 => tm.datastore(&name).inside(inside).id(),
            4 => tm.server(&name).control("isHardened", false).id(),
            _ => tm.server(&name).inside(inside).id(),
        });
    }
    for (number, (from, to, is_plain, is_secret)) in flows.iter().enumerate() {
        let end = |pick: &u8| elements[usize::from(*pick) % elements.len()];
        let flow = tm.flow(end(from), end(to), &format!("F{number}"));
        let flow = if *is_plain { flow.with("protocol", "HTTP") } else { flow };
        let secrets = is_secret.then_some(secret);
        let orders = (number % 3 == 0).then_some(order);
        flow.data(&secrets.into_iter().chain(orders).collect::<Vec<_>>());
    }
    resolve(tm.finish().unwrap()).unwrap()
}

/// All paths, by trying everything; also ways from an origin that is an asset back to itself, if so wished.
fn by_trying(model: &Model, paths: &AttackPaths, with_loops: bool) -> BTreeSet<Vec<ElementId>> {
    let origins: BTreeSet<ElementId> = paths.origins.iter().map(|origin| origin.element).collect();
    let targets: BTreeSet<ElementId> = paths.assets.iter().map(|target| target.asset.element).collect();
    let mut found = BTreeSet::new();
    let mut open: Vec<Vec<ElementId>> = origins.iter().map(|origin| vec![*origin]).collect();
    while let Some(path) = open.pop() {
        let last = path[path.len() - 1];
        if path.len() > 1 && targets.contains(&last) {
            found.insert(path.clone());
        }
        if path.len() > 1 && origins.contains(&last) {
            continue;
        }
        for flow in &model.registry.flows {
            let flow = model.element(*flow);
            let sink = flow.element("sink").unwrap();
            let is_loop = with_loops && path.len() > 1 && sink == path[0];
            if flow.element("source") == Some(last) && (is_loop || !path.contains(&sink)) {
                open.push(path.iter().copied().chain([sink]).collect());
            }
        }
    }
    found
}

/// Whether every path enters one of these.
fn blocks(cut: &BTreeSet<ElementId>, paths: &BTreeSet<Vec<ElementId>>) -> bool {
    paths.iter().all(|path| path[1..].iter().any(|element| cut.contains(element)))
}

/// The size of a smallest set that blocks all paths, by trying everything.
fn smallest_cut(paths: &BTreeSet<Vec<ElementId>>) -> usize {
    let all: Vec<ElementId> = paths.iter().flatten().copied().collect::<BTreeSet<_>>().into_iter().collect();
    let subset = |bits: u32| (0..).zip(&all).filter(move |(at, _)| bits >> at & 1 == 1).map(|(_, id)| *id).collect();
    let sizes = (0..1_u32 << all.len()).filter(|bits| blocks(&subset(*bits), paths)).map(u32::count_ones);
    sizes.min().unwrap_or(0) as usize
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn paths_and_chokepoints_are_those_that_trying_everything_finds(
        kinds in proptest::collection::vec(any::<u8>(), 2..7),
        flows in proptest::collection::vec(any::<(u8, u8, bool, bool)>(), 0..16),
    ) {
        let model = random_model(&kinds, &flows);
        let paths = paths_of(&model);
        let tried = by_trying(&model, &paths, false);
        let with_loops = by_trying(&model, &paths, true);
        let by_search: BTreeSet<Vec<ElementId>> = paths.paths.iter().map(elements).collect();
        let is_all = paths.assets.iter().all(|target| target.is_complete);
        prop_assert!(is_all || paths.assets.iter().any(|target| target.found == MAX_PATHS_TO_ASSET));
        if is_all {
            prop_assert_eq!(&by_search, &tried);
        } else {
            prop_assert!(by_search.is_subset(&tried));
        }
        prop_assert_eq!(by_search.len(), paths.paths.len());
        let cut: BTreeSet<ElementId> = paths.chokepoints.unwrap().iter().map(|point| point.element).collect();
        prop_assert!(blocks(&cut, &tried));
        // The same unless an origin is an asset.
        prop_assert!((smallest_cut(&tried)..=smallest_cut(&with_loops)).contains(&cut.len()));
    }

    #[test]
    fn paths_are_walks_and_the_easiest_come_first(
        kinds in proptest::collection::vec(any::<u8>(), 2..30),
        flows in proptest::collection::vec(any::<(u8, u8, bool, bool)>(), 0..120),
    ) {
        let model = random_model(&kinds, &flows);
        let paths = paths_of(&model);
        let origins: BTreeSet<ElementId> = paths.origins.iter().map(|origin| origin.element).collect();
        for path in &paths.paths {
            let through = elements(path);
            prop_assert_eq!(through.iter().collect::<BTreeSet<_>>().len(), through.len());
            prop_assert!(origins.contains(&through[0]));
            prop_assert_eq!(through[through.len() - 1], paths.assets[path.target].asset.element);
            prop_assert!(through[1..through.len() - 1].iter().all(|element| !origins.contains(element)));
            for step in &path.steps {
                let flow = model.element(step.flow);
                prop_assert_eq!((flow.element("source"), flow.element("sink")), (Some(step.from), Some(step.to)));
            }
            prop_assert_eq!(path.steps.iter().map(|step| step.effort).sum::<u32>(), path.effort);
        }
        prop_assert!(paths.paths.is_sorted_by(|left, right| left.score >= right.score));
    }
}
