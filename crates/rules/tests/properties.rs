//! What holds for every condition and every model.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]
#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test that cannot go on has failed")]

use bartizan_model::build::{ThreatModel, member};
use bartizan_model::schema::{self, Kind};
use bartizan_model::{Class, EnumKind, Model, Origin, Severity, Value, resolve};
use bartizan_rules::condition::{Reason, ReasonKind, Supposition};
use bartizan_rules::why::{Standing, explain};
use bartizan_rules::{Condition, Library, Mode, Outcome, analyse};
use proptest::prelude::*;

/// Attributes that a random model may state, with a value that a number picks.
fn set_some(model: &mut Model, choices: &[u8]) {
    let mut choices = choices.iter().copied().cycle();
    let mut next = move || choices.next().unwrap_or(0);
    for at in 0..model.elements.len() {
        let class = model.elements[at].class;
        let own = schema::attributes(class).into_iter().map(|row| (row, false));
        let controls = schema::attributes(Class::Controls).into_iter().map(|row| (row, true));
        for (row, is_control) in own.chain(controls).collect::<Vec<_>>() {
            let pick = next();
            let value = match row.kind {
                Kind::Flag => Value::Flag(pick % 2 == 0),
                Kind::Text if row.name != "name" => Value::text(["", "HTTP", "HTTPS"][usize::from(pick) % 3]),
                Kind::Int => Value::Int(i64::from(pick % 4) - 1),
                Kind::Member(kind) => kind.members().nth(usize::from(pick) % 4).map_or(Value::None, Value::Member),
                _ => continue,
            };
            if next() % 3 > 0 {
                continue;
            }
            let origin = bartizan_model::Origin::Derived;
            let object = &mut model.elements[at];
            if is_control { object.set_control(row.name, value, origin) } else { object.set(row.name, value, origin) }
        }
    }
}

fn small_model(choices: &[u8]) -> Model {
    let mut tm = ThreatModel::new("random");
    let dmz = tm.boundary("DMZ").id();
    let user = tm.actor("User").id();
    let web = tm.server("Web").inside(dmz).id();
    let base = tm.datastore("Base").inside(dmz).id();
    let job = tm.process("Job").id();
    let model_of_language = tm.llm("Model").id();
    let function = tm.lambda("Function").id();
    let secret =
        tm.data("Secret").classified("SECRET").with("credentialsLife", member(EnumKind::Lifetime, "LONG")).id();
    let plain = tm.data("Plain").with("format", "XML").id();
    tm.flow(user, web, "order").data(&[secret, plain]);
    tm.flow(web, base, "store").data(&[plain]);
    tm.flow(job, model_of_language, "ask");
    tm.flow(function, web, "call").data(&[secret]);
    let mut model = tm.finish().expect("a sound description");
    set_some(&mut model, choices);
    resolve(model).expect("a model without contradictions")
}

/// A random condition that mostly type-checks.
fn condition() -> impl Strategy<Value = String> {
    let subject = prop_oneof![Just("target"), Just("target.source"), Just("target.sink")];
    let control = prop_oneof![Just("isEncrypted"), Just("isHardened"), Just("validatesInput"), Just("sanitizesInput")];
    let atom = prop_oneof![
        (subject.clone(), control.clone()).prop_map(|(subject, name)| format!("{subject}.controls.{name}")),
        (subject.clone(), control.clone()).prop_map(|(subject, name)| format!("{subject}.{name} is False")),
        (subject.clone(), control).prop_map(|(subject, name)| format!("{subject}.controls.{name} == True")),
        Just("target.protocol in ('HTTP', 'HTTPS')".to_owned()),
        Just("target.protocol != ''".to_owned()),
        Just("target.dstPort < 2".to_owned()),
        Just("target.tlsVersion < target.sink.minTLSVersion".to_owned()),
        Just("target.sink.maxClassification >= Classification.RESTRICTED".to_owned()),
        Just("target.hasDataLeaks()".to_owned()),
        Just("target.sink.checkTLSVersion(target.sink.inputs)".to_owned()),
        Just("target.crosses(Boundary)".to_owned()),
        Just("target.source.inBoundary.inScope".to_owned()),
        Just("target.response is None".to_owned()),
        Just("getattr(target.sink, 'isSQL', False)".to_owned()),
        Just("target.sink.isSQL".to_owned()),
        Just("any(d.isPII for d in target.data)".to_owned()),
        Just("all(d.isPII or d.format == 'XML' for d in target.data if not d.isStored)".to_owned()),
        Just("len([d for d in target.data if d.isCredentials]) > 0".to_owned()),
        Just("max(d.classification for d in target.data) > target.maxClassification".to_owned()),
        Just("target.dstPort // target.srcPort == 1".to_owned()),
    ];
    atom.prop_recursive(4, 24, 3, |inner| {
        prop_oneof![
            inner.clone().prop_map(|inner| format!("not ({inner})")),
            (inner.clone(), inner.clone()).prop_map(|(left, right)| format!("({left}) and ({right})")),
            (inner.clone(), inner.clone()).prop_map(|(left, right)| format!("({left}) or ({right})")),
            (inner.clone(), inner.clone()).prop_map(|(left, right)| format!("({left}) == ({right})")),
            (inner.clone(), inner.clone())
                .prop_map(|(left, right)| format!("any(({left}) or d.isPII for d in target.data if ({right}))")),
            (inner.clone(), inner.clone(), inner).prop_map(|(a, b, c)| format!("({a}) if ({b}) else ({c})")),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    /// What the stated facts decide is so under the defaults.
    #[test]
    fn what_is_decided_without_the_unstated_is_so_with_the_defaults(
        text in condition(),
        choices in proptest::collection::vec(any::<u8>(), 1..200),
    ) {
        let condition = Condition::parse(&text).unwrap();
        prop_assume!(condition.check(&[Class::Dataflow]).iter().all(|problem| problem.severity != Severity::Error));
        let model = small_model(&choices);
        for flow in &model.registry.flows {
            let stated = condition.evaluate(&model, *flow, Mode::Stated);
            let full = condition.evaluate(&model, *flow, Mode::Defaults);
            match stated {
                Ok(Outcome::True) => prop_assert_eq!(full, Ok(Outcome::True), "{}", text),
                Ok(Outcome::False) => prop_assert_eq!(full, Ok(Outcome::False), "{}", text),
                Ok(Outcome::Unknown) | Err(_) => {}
            }
        }
    }

    /// Under the defaults nothing is unknown, and the atoms agree with the outcome.
    #[test]
    fn the_defaults_leave_nothing_unknown(
        text in condition(),
        choices in proptest::collection::vec(any::<u8>(), 1..200),
    ) {
        let condition = Condition::parse(&text).unwrap();
        let model = small_model(&choices);
        for flow in &model.registry.flows {
            let full = condition.evaluate(&model, *flow, Mode::Defaults);
            prop_assert!(!matches!(full, Ok(Outcome::Unknown)), "{}", text);
            if full.is_ok() {
                prop_assert!(!condition.atoms(&model, *flow, Mode::Defaults).unwrap().is_empty());
            }
        }
    }

    /// The tree of reasons has the outcome that the condition has, and every `and` and `or` of it is as its parts are.
    #[test]
    fn a_tree_of_reasons_has_the_outcome_of_its_condition(
        text in condition(),
        choices in proptest::collection::vec(any::<u8>(), 1..200),
    ) {
        let condition = Condition::parse(&text).unwrap();
        let model = small_model(&choices);
        for flow in &model.registry.flows {
            let reason = condition.trace(&model, *flow, Mode::Defaults);
            prop_assert_eq!(&reason.stated, &condition.evaluate(&model, *flow, Mode::Stated), "{}", text);
            prop_assert_eq!(&reason.defaults, &condition.evaluate(&model, *flow, Mode::Defaults), "{}", text);
            is_as_its_parts(&reason)?;
        }
    }

    /// Whatever stands in a threats file, nothing panics.
    #[test]
    fn no_text_makes_a_panic(text in "[ -~]{0,60}") {
        try_everything(&text);
    }

    /// Likewise for texts made of the words of the language.
    #[test]
    fn no_words_make_a_panic(words in proptest::collection::vec(proptest::sample::select(WORDS), 0..24)) {
        try_everything(&words.join(" "));
        try_everything(&words.concat());
    }

    /// Whatever a file holds, reading it ends with a library or with an error.
    #[test]
    fn no_file_makes_a_panic(text in "[\\[\\]{}:,\"a-zA-Z0-9 \n-]{0,200}") {
        let mut sources = bartizan_model::Sources::default();
        for (library, messages) in [
            Library::from_json("a.json", &text, &mut sources),
            Library::from_markdown("a.md", &text, &mut sources),
            Library::from_markdown("a.md", &format!("---\n{text}\n---\n"), &mut sources),
        ] {
            prop_assert_eq!(library.is_none(), messages.iter().any(|told| told.severity == Severity::Error));
            for message in &messages {
                prop_assert!(!message.message.contains('\n'), "{}", message.message);
            }
        }
    }

    /// Every confirmed finding of the built-in library survives whatever else is stated to be as the default is.
    #[test]
    fn the_built_in_library_runs_on_every_model(choices in proptest::collection::vec(any::<u8>(), 1..200)) {
        let (_, diagnostics) = analyse(&small_model(&choices), &Library::builtin());
        prop_assert_eq!(diagnostics, []);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// Each change that an explanation names really turns the verdict, once it is made.
    #[test]
    fn a_change_that_is_named_turns_the_verdict(
        text in condition(),
        choices in proptest::collection::vec(any::<u8>(), 1..200),
    ) {
        let condition = Condition::parse(&text).unwrap();
        prop_assume!(condition.check(&[Class::Dataflow]).iter().all(|problem| problem.severity != Severity::Error));
        let threat = serde_json::json!([{"SID": "T", "target": ["Dataflow"], "description": "t", "condition": text}]);
        let mut sources = bartizan_model::Sources::default();
        let (library, _) = Library::from_json("t.json", &threat.to_string(), &mut sources);
        let library = library.unwrap();
        let model = small_model(&choices);
        let (findings, _) = analyse(&model, &library);
        for flow in &model.registry.flows {
            let explanation = explain(&model, &library, &findings, 0, *flow);
            let is_reported = findings.of(*flow).next().is_some();
            prop_assert_eq!(is_reported, matches!(explanation.standing, Standing::Reported(_)));
            for way in &explanation.changes {
                prop_assert!(!way.is_empty());
                let mut supposition = Supposition::default();
                for altered in way {
                    supposition.set(altered.change.owner, altered.change.attribute, altered.change.value.clone());
                }
                let mut changed = model.clone();
                supposition.write_to(&mut changed, Origin::Derived);
                let (findings, _) = analyse(&changed, &library);
                prop_assert_eq!(findings.of(*flow).next().is_some(), !is_reported, "{} by {:?}", text, way);
            }
        }
    }
}

/// Whether a part that is decided is so by its own parts.
fn is_as_its_parts(reason: &Reason) -> Result<(), TestCaseError> {
    let (parts, deciding) = match &reason.kind {
        ReasonKind::All(parts) => (parts, Outcome::False),
        ReasonKind::Any(parts) => (parts, Outcome::True),
        ReasonKind::Statement(_) => return Ok(()),
    };
    let is_there = parts.iter().any(|part| part.defaults == Ok(deciding));
    match reason.defaults {
        Ok(outcome) if outcome == deciding => prop_assert!(is_there),
        Ok(_) => prop_assert!(!is_there),
        Err(_) => prop_assert!(parts.iter().any(|part| part.defaults.is_err())),
    }
    prop_assert!(!reason.deciding().is_empty());
    parts.iter().try_for_each(is_as_its_parts)
}

const WORDS: &[&str] = &[
    "target",
    ".",
    "data",
    "inputs",
    "name",
    "controls",
    "isHardened",
    "(",
    ")",
    "[",
    "]",
    ",",
    "1",
    "0",
    "-1",
    "'x'",
    "None",
    "True",
    "and",
    "or",
    "not",
    "in",
    "is",
    "==",
    "<",
    ">=",
    "+",
    "-",
    "*",
    "/",
    "//",
    "%",
    "&",
    "any",
    "all",
    "len",
    "max",
    "min",
    "sum",
    "getattr",
    "hasattr",
    "for",
    "d",
    "if",
    "else",
    "Server",
    "Classification",
    "SECRET",
    "crosses",
    "hasDataLeaks",
    "lambda",
    "{",
    "}",
    "\"",
    "9223372036854775807",
];

fn try_everything(text: &str) {
    let Ok(condition) = Condition::parse(text) else { return };
    let model = small_model(&[1, 2, 3]);
    for class in [Class::Dataflow, Class::Server, Class::Element] {
        for problem in condition.check(&[class]) {
            assert!(!problem.message.contains('\n'));
        }
    }
    for at in 0..model.elements.len() {
        let id = bartizan_model::ElementId(at as u32);
        let _ = condition.evaluate(&model, id, Mode::Defaults);
        let _ = condition.evaluate(&model, id, Mode::Stated);
        let _ = condition.atoms(&model, id, Mode::Defaults);
    }
}
