//! Plans hold what they say: on random small models, against an analysis of the changed model and against every other plan.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

use std::collections::BTreeSet;
use std::rc::Rc;

use bartizan_model::build::ThreatModel;
use bartizan_model::schema::{self, Kind};
use bartizan_model::{Class, ElementId, Model, Origin, Override, Owner, Sources, ThreatDefinition, Value, resolve};
use bartizan_rules::plan::{Plan, Request, State, Stuck, best_first, clearing, clearing_within, make, risk_of};
use bartizan_rules::what_if::Change;
use bartizan_rules::{Finding, Level, Library, Verdict, analyse};

/// Random numbers that are the same on every run (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % most as u64) as usize
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }
}

const CONTROLS: [&str; 5] =
    ["isEncrypted", "isHardened", "validatesInput", "authenticatesDestination", "isEncryptedAtRest"];

/// A model, and what is looked for in it.
struct Case {
    stated: Model,
    library: Library,
    now: State,
}

impl Case {
    fn new(stated: Model, threats: &[(&str, &str, &str, &str)]) -> Self {
        let definition = |(id, target, severity, condition): &(&str, &str, &str, &str)| ThreatDefinition {
            id: (*id).into(),
            targets: vec![(*target).into()],
            condition: (*condition).into(),
            fields: vec![("severity".into(), (*severity).into())],
            place: None,
        };
        let definitions: Vec<_> = threats.iter().map(definition).collect();
        let library = Library::from_definitions(&definitions, &Sources::default()).0.expect("a sound library");
        let now = found(stated.clone(), &library);
        Self { stated, library, now }
    }

    fn random(random: &mut Random) -> Self {
        let mut tm = ThreatModel::new("random");
        let user = tm.actor("User").id();
        let web = tm.server("Web").id();
        let base = tm.datastore("Base").id();
        let data = tm.data("Order").with("isStored", true).id();
        tm.flow(user, web, "Ask").data(&[data]);
        tm.flow(web, base, "Store").data(&[data]);
        tm.flow(base, web, "Stored").with("isResponse", true);
        let mut model = tm.finish().unwrap();
        let place = model.elements[web.index()].place.unwrap();
        for object in &mut model.elements {
            for control in CONTROLS {
                match random.below(5) {
                    0 => object.set_control(control, Value::Flag(true), Origin::Stated(place)),
                    1 | 2 => object.set_control(control, Value::Flag(false), Origin::Stated(place)),
                    _ => {}
                }
            }
        }
        let ids = ["T0", "T1", "T2", "T3", "T4", "T5"];
        let drawn: Vec<(&str, &str, String)> = (0..6)
            .map(|_| {
                let target = random.pick(&["Dataflow", "Server", "Asset"]);
                (target, random.pick(&["High", "Low"]), condition(random, 2, target == "Dataflow"))
            })
            .collect();
        let threats: Vec<(&str, &str, &str, &str)> = (ids.iter().zip(&drawn))
            .map(|(id, (target, severity, condition))| (*id, *target, *severity, &**condition))
            .collect();
        Self::new(model, &threats)
    }

    fn again(&self, changes: &[Change]) -> State {
        let mut model = self.stated.clone();
        make(changes, &mut model);
        found(model, &self.library)
    }

    fn clear(&self, prices: &Prices, severity: Level) -> bartizan_rules::plan::Clearing {
        self.asked(prices, |request| clearing(request, severity))
    }

    fn steps(&self, prices: &Prices, most: usize) -> Plan {
        self.asked(prices, |request| best_first(request, most))
    }

    fn asked<T>(&self, prices: &Prices, act: impl FnOnce(&Request<'_>) -> T) -> T {
        act(&Request {
            now: self.now.clone(),
            library: &self.library,
            is_open: &|_| true,
            cost: &|change| prices.of(self, change),
            again: &|changes| Some(self.again(changes)),
        })
    }

    /// Every change of a control, with its cost.
    fn universe(&self, prices: &Prices) -> Vec<(Change, u32)> {
        let mut all = Vec::new();
        for at in 0..self.stated.elements.len() {
            for row in schema::attributes(Class::Controls).into_iter().filter(|row| CONTROLS.contains(&row.name)) {
                assert_eq!(row.kind, Kind::Flag);
                let owner = Owner::Element(ElementId(at as u32));
                let change = Change { owner, attribute: row, value: Value::Flag(true) };
                if !self.now.model.elements[at].has_control(row.name)
                    && let Some(cost) = prices.of(self, &change)
                {
                    all.push((change, cost));
                }
            }
        }
        all
    }
}

fn found(model: Model, library: &Library) -> State {
    let model = resolve(model).unwrap();
    let (findings, diagnostics) = analyse(&model, library);
    assert_eq!(diagnostics, []);
    State { model: Rc::new(model), findings: Rc::new(findings) }
}

/// A condition over controls, in which some threats come up with a control.
fn condition(random: &mut Random, depth: usize, is_about_flows: bool) -> String {
    let parts = if depth == 0 { 0 } else { random.below(4) };
    match parts {
        0 | 1 if is_about_flows && random.below(4) == 0 => {
            let end = random.pick(&["isDestEncryptedAtRest", "isSourceEncryptedAtRest"]);
            format!("any(d.isStored and not d.{end} for d in target.data)")
        }
        0 | 1 => {
            let is = random.pick(&["is False", "is False", "is False", "is False", "is True"]);
            format!("target.controls.{} {is}", random.pick(&CONTROLS))
        }
        _ => {
            let word = random.pick(&[" and ", " or "]);
            let parts: Vec<String> = (0..parts).map(|_| condition(random, depth - 1, is_about_flows)).collect();
            format!("({})", parts.join(word))
        }
    }
}

/// What changes cost; most are fixed, so that every plan can be tried.
enum Prices {
    /// Everything costs one.
    One,
    /// By element and control; what has none is fixed.
    Each(Vec<Option<u32>>),
}

impl Prices {
    fn random(random: &mut Random) -> Self {
        Self::Each((0..30).map(|_| (random.below(3) == 0).then(|| 1 + random.below(4) as u32)).collect())
    }

    fn of(&self, case: &Case, change: &Change) -> Option<u32> {
        let (Owner::Element(element), Self::Each(costs)) = (change.owner, self) else { return Some(1) };
        // What a flow has from its end is changed there.
        let fact = case.now.model.element(element).control(change.attribute.name)?;
        if let Origin::Inherited(from) = fact.origin {
            let there = Change { owner: Owner::Element(from), ..change.clone() };
            if self.of(case, &there).is_some() {
                return None;
            }
        }
        let control = CONTROLS.iter().position(|name| *name == change.attribute.name)?;
        costs.get(element.index() * CONTROLS.len() + control).copied().flatten()
    }
}

type Key = (ElementId, u32);

fn severe(state: &State) -> BTreeSet<Key> {
    let is_severe = |finding: &&Finding| &*state.findings.threat(finding).severity == "High";
    state.findings.all.iter().filter(is_severe).map(|finding| (finding.element, finding.threat)).collect()
}

#[test]
fn no_other_plan_clears_as_much_for_less() {
    let mut random = Random(0x5eed_1234_9876_4321);
    let (mut compared, mut with_changes, mut refined) = (0, 0, 0);
    while compared < 200 {
        let (case, prices) = (Case::random(&mut random), Prices::random(&mut random));
        let universe = case.universe(&prices);
        if universe.len() > 7 {
            continue;
        }
        let all: Vec<(u64, BTreeSet<Key>)> = (0..1_u32 << universe.len())
            .map(|subset| {
                let chosen = universe.iter().enumerate().filter(|(at, _)| subset & (1 << at) != 0);
                let (changes, costs): (Vec<Change>, Vec<u64>) =
                    chosen.map(|(_, (change, cost))| (change.clone(), u64::from(*cost))).unzip();
                (costs.iter().sum(), severe(&case.again(&changes)))
            })
            .collect();
        // What no plan clears is not asked for.
        let at_first = severe(&case.now);
        let never: BTreeSet<Key> =
            at_first.iter().copied().filter(|key| all.iter().all(|(_, left)| left.contains(key))).collect();
        let cheapest = all.iter().filter(|(_, left)| left.is_subset(&never)).map(|(cost, _)| *cost).min();
        let plan = case.clear(&prices, Level::High);
        let changes: Vec<Change> = plan.changes.iter().map(|priced| priced.change.clone()).collect();
        let remaining: BTreeSet<Key> = plan
            .remaining
            .iter()
            .filter(|one| one.stuck.is_some())
            .map(|one| (one.weighed.finding.element, one.weighed.finding.threat))
            .collect();
        assert_eq!(severe(&case.again(&changes)), remaining, "the plan says what it leaves");
        assert_eq!(plan.cost, plan.changes.iter().map(|priced| u64::from(priced.cost)).sum::<u64>());
        match cheapest {
            Some(cheapest) => assert_eq!((plan.cost, plan.at_least), (cheapest, cheapest), "case {compared}"),
            None => assert!(plan.remaining.iter().any(|one| one.stuck == Some(Stuck::Conflict))),
        }
        compared += 1;
        with_changes += usize::from(changes.len() > 1);
        refined += usize::from(cheapest.is_none() || !plan.appeared.is_empty());
    }
    assert!(with_changes > 30 && refined > 5, "the cases are worth comparing: {with_changes} {refined}");
}

#[test]
fn the_numbers_of_every_step_are_those_of_an_analysis() {
    let mut random = Random(0x5eed_0000_1111_2222);
    let mut steps = 0;
    for _ in 0..200 {
        let (case, prices) = (Case::random(&mut random), Prices::random(&mut random));
        let plan = case.steps(&prices, 1000);
        assert!(!plan.is_cut);
        let risk = |state: &State| -> u64 {
            state.findings.all.iter().map(|finding| risk_of(&state.model, &state.findings, finding)).sum()
        };
        let ids = |state: &State| -> BTreeSet<Key> {
            state.findings.all.iter().map(|finding| (finding.element, finding.threat)).collect()
        };
        assert_eq!(plan.before, risk(&case.now));
        let (mut made, mut before, mut open) = (Vec::new(), plan.before, ids(&case.now));
        for step in &plan.steps {
            made.extend(step.changes.iter().map(|priced| priced.change.clone()));
            let state = case.again(&made);
            assert_eq!((step.before, step.after), (before, risk(&state)));
            assert!(step.after < step.before, "every step removes risk");
            let now = ids(&state);
            let keys = |all: &[bartizan_rules::plan::Weighed]| -> BTreeSet<Key> {
                all.iter().map(|weighed| (weighed.finding.element, weighed.finding.threat)).collect()
            };
            assert_eq!(keys(&step.cleared), &open - &now);
            assert_eq!(keys(&step.appeared), &now - &open);
            (before, open) = (step.after, now);
            steps += 1;
        }
        assert_eq!(plan.remaining.len(), open.len());
        let first = case.steps(&prices, 1);
        assert_eq!(first.steps.as_slice(), &plan.steps[..plan.steps.len().min(1)]);
        assert_eq!(first.is_cut, plan.steps.len() > 1);
    }
    assert!(steps > 200, "{steps}");
}

fn shop(describe: impl FnOnce(&mut ThreatModel)) -> Model {
    let mut tm = ThreatModel::new("shop");
    describe(&mut tm);
    tm.finish().unwrap()
}

/// Steps as text: changes, what they clear, the risk after.
fn shown(case: &Case, plan: &Plan) -> Vec<String> {
    let one = |step: &bartizan_rules::plan::Step| {
        let changes = step.changes.iter().map(|priced| named(case, &priced.change));
        let cleared = step.cleared.iter().map(|weighed| case.now.findings.stable_id(&weighed.finding));
        format!(
            "{} clears {}: {}",
            changes.collect::<Vec<_>>().join(" "),
            cleared.collect::<Vec<_>>().join(" "),
            step.after
        )
    };
    plan.steps.iter().map(one).collect()
}

fn named(case: &Case, change: &Change) -> String {
    let Owner::Element(element) = change.owner else { return String::new() };
    format!("{}@{}", change.attribute.name, case.now.findings.slugs[element.index()])
}

#[test]
fn what_only_works_together_is_one_step() {
    let model = shop(|tm| {
        tm.server("Web").id();
    });
    let threats =
        [("T", "Server", "High", "target.controls.isHardened is False or target.controls.isResilient is False")];
    let case = Case::new(model, &threats);
    assert_eq!(shown(&case, &case.steps(&Prices::One, 9)), ["isHardened@web isResilient@web clears T@web: 0"]);
}

#[test]
fn what_flows_take_over_is_changed_at_their_end() {
    let model = shop(|tm| {
        let user = tm.actor("User").id();
        let web = tm.server("Web").control("isEncrypted", false).id();
        tm.flow(user, web, "Ask");
        tm.flow(user, web, "Tell");
        tm.flow(user, web, "Own").control("isEncrypted", false);
    });
    let case = Case::new(model, &[("T", "Dataflow", "High", "not target.controls.isEncrypted")]);
    let steps = shown(&case, &case.steps(&Prices::One, 9));
    assert_eq!(steps, ["isEncrypted@web clears T@ask T@tell: 24", "isEncrypted@own clears T@own: 0"]);
}

#[test]
fn plain_http_becomes_https_and_old_tls_what_the_receiver_accepts() {
    let model = shop(|tm| {
        let user = tm.actor("User").id();
        let least = bartizan_model::build::member(bartizan_model::EnumKind::TlsVersion, "TLSv12");
        let web = tm.server("Web").with("minTLSVersion", least).id();
        tm.flow(user, web, "Ask").with("protocol", "HTTP").control("isEncrypted", false);
    });
    let threats = [
        ("T1", "Dataflow", "High", "target.protocol == 'HTTP' or target.controls.isEncrypted is False"),
        ("T2", "Dataflow", "Low", "target.tlsVersion < target.sink.minTLSVersion"),
        ("T3", "Dataflow", "Low", "target.sink.usesXMLParser is False"),
    ];
    let case = Case::new(model, &threats);
    let plan = case.steps(&Prices::One, 9);
    let steps = ["protocol@ask isEncrypted@ask clears T1@ask: 12", "tlsVersion@ask clears T2@ask: 6"];
    assert_eq!(shown(&case, &plan), steps);
    assert_eq!(plan.remaining[0].stuck, Some(Stuck::NoControl), "no control says what a parser is used for");
}

#[test]
fn what_is_stored_is_encrypted_where_it_is_stored() {
    let model = shop(|tm| {
        let (user, web, base) = (tm.actor("User").id(), tm.server("Web").id(), tm.datastore("Base").id());
        let data = tm.data("Order").with("isStored", true).id();
        tm.flow(user, web, "Ask").data(&[data]);
        tm.flow(web, base, "Store").data(&[data]);
    });
    let condition = "any(d.isStored and not d.isDestEncryptedAtRest for d in target.data)";
    let case = Case::new(model, &[("T", "Dataflow", "High", condition)]);
    let steps = shown(&case, &case.steps(&Prices::One, 9));
    assert_eq!(steps, ["isEncryptedAtRest@base clears T@ask T@store: 0"]);
}

#[test]
fn what_cannot_be_cleared_is_said_and_the_rest_is_planned() {
    let mut model = shop(|tm| {
        tm.server("Web").id();
        tm.server("Desk").id();
    });
    let kept = Override { threat_id: "T1".into(), fields: Vec::new(), place: None };
    model.elements[1].overrides.push(kept);
    let threats = [
        ("T1", "Server", "High", "not target.controls.isHardened"),
        ("T2", "Server", "High", "not target.controls.validatesInput"),
        ("T3", "Server", "High", "target.name != ''"),
    ];
    let case = Case::new(model, &threats);
    let plan = case.asked(&Prices::One, |request| {
        let cost = |change: &Change| (change.attribute.name != "validatesInput").then_some(7);
        clearing(&Request { cost: &cost, now: request.now.clone(), ..*request }, Level::High)
    });
    let reasons: Vec<_> = plan
        .remaining
        .iter()
        .map(|one| (case.now.findings.stable_id(&one.weighed.finding), one.stuck.unwrap()))
        .collect();
    let expected = [
        ("T2@web", Stuck::Fixed),
        ("T3@web", Stuck::NoControl),
        ("T1@desk", Stuck::Override),
        ("T2@desk", Stuck::Fixed),
        ("T3@desk", Stuck::NoControl),
    ];
    assert_eq!(reasons, expected.map(|(id, stuck)| (id.to_owned(), stuck)));
    assert_eq!((plan.changes.len(), plan.cost, plan.at_least), (1, 7, 7));
}

#[test]
fn a_confirmed_finding_counts_until_it_is_gone() {
    let model = shop(|tm| {
        tm.server("Web").control("isHardened", false).id();
    });
    let threats = [("T", "Server", "High", "not target.controls.isHardened or not target.controls.isResilient")];
    let case = Case::new(model, &threats);
    assert_eq!(case.now.findings.all[0].verdict, Verdict::Confirmed);
    // Hardening alone would only make it an assumed one.
    let plan = case.asked(&Prices::One, |request| {
        let is_open = |finding: &Finding| finding.verdict != Verdict::Assumed;
        best_first(&Request { is_open: &is_open, now: request.now.clone(), ..*request }, 9)
    });
    assert_eq!(shown(&case, &plan), ["isHardened@web isResilient@web clears T@web: 0"]);
}

#[test]
fn at_the_limit_of_steps_the_gap_holds_the_truth() {
    // Flows in a ring, each of which one of its ends can make safe.
    let model = shop(|tm| {
        let servers: Vec<ElementId> = (0..9).map(|at| tm.server(&format!("S{at}")).id()).collect();
        for at in 0..9 {
            tm.flow(servers[at], servers[(at + 1) % 9], &format!("F{at}"));
        }
    });
    let condition = "not target.source.controls.isHardened and not target.sink.controls.isHardened";
    let case = Case::new(model, &[("T", "Dataflow", "High", condition)]);
    let within = |steps: u64| case.asked(&Prices::One, |request| clearing_within(request, Level::High, steps));
    let (exact, bounded) = (within(100_000), within(1));
    assert_eq!((exact.cost, exact.at_least), (5, 5));
    assert!(bounded.at_least < bounded.cost, "the limit was met");
    assert!(bounded.at_least <= 5 && 5 <= bounded.cost);
    assert!(bounded.remaining.is_empty(), "it clears everything all the same");
}

#[test]
fn what_the_model_contradicts_is_no_plan() {
    let model = shop(|tm| {
        tm.server("Web").id();
    });
    let condition = "not target.controls.isHardened and not target.controls.isResilient";
    let case = Case::new(model, &[("T", "Server", "High", condition)]);
    case.asked(&Prices::One, |request| {
        let again = |changes: &[Change]| {
            let is_refused = changes.iter().any(|change| change.attribute.name == "isHardened");
            (!is_refused).then(|| case.again(changes))
        };
        let request = Request { again: &again, now: request.now.clone(), ..*request };
        assert_eq!(shown(&case, &best_first(&request, 9)), ["isResilient@web clears T@web: 0"]);
        let plan = clearing(&request, Level::High);
        assert_eq!(plan.changes.iter().map(|one| named(&case, &one.change)).collect::<Vec<_>>(), ["isResilient@web"]);
        assert_eq!((plan.cost, plan.at_least <= 1), (1, true));
    });
}

#[test]
fn what_would_bring_up_as_much_is_no_step() {
    let model = shop(|tm| {
        tm.server("Web").id();
    });
    let threats = [
        ("T1", "Server", "Low", "not target.controls.isHardened"),
        ("T2", "Server", "High", "target.controls.isHardened"),
    ];
    let case = Case::new(model, &threats);
    let plan = case.steps(&Prices::One, 9);
    assert_eq!((plan.steps.len(), plan.remaining[0].stuck), (0, Some(Stuck::Conflict)));
    // Asked to clear the less severe one, it says that the other comes with it.
    let plan = case.clear(&Prices::One, Level::Low);
    assert!(plan.remaining.iter().any(|one| one.stuck == Some(Stuck::Conflict)));
    assert!(plan.after <= plan.before, "{plan:?}");
}
