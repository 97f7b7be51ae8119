//! Runs the tests of a threat file: evaluates its conditions on its models, and on request looks for mistakes in the
//! conditions that no test would notice.

use std::path::Path;

use bartizan_model::{Class, Diagnostic, ElementId, Label, Model, Severity, Sources, Span, resolve};
use bartizan_python::Script;
use bartizan_rules::condition::Mutant;
use bartizan_rules::library::{TestModel, ThreatTests};
use bartizan_rules::{Condition, Mode, Outcome};

use crate::World;
use crate::command_line::Session;
use crate::libraries::Selection;
use crate::sandbox::Sandbox;
use crate::script::{Purpose, ScriptHost};

/// The tests of a threat file with their models read.
#[derive(Debug)]
pub struct ReadTests<'t> {
    tests: &'t ThreatTests,
    cases: Vec<Case<'t>>,
    problems: Vec<(String, Vec<Diagnostic>)>,
}

/// A model with the elements that are asked about.
#[derive(Debug)]
struct Case<'t> {
    test: &'t TestModel,
    model: Model,
    elements: Vec<ElementId>,
}

/// A mistake that no test notices.
#[derive(Debug)]
pub struct Survivor {
    /// Whether it is one in pytm's condition.
    pub is_pytm: bool,
    /// The changed condition.
    pub mutant: Mutant,
}

/// How many mistakes were tried, and which of them no test notices.
#[derive(Debug, Default)]
pub struct Mutation {
    /// Mistakes tried.
    pub tried: usize,
    /// Those that nothing noticed.
    pub survivors: Vec<Survivor>,
}

impl<'t> ReadTests<'t> {
    /// Reads the models. What is wrong with one is among the [problems](Self::problems).
    pub fn read(tests: &'t ThreatTests, world: &mut dyn World) -> Self {
        let mut read = Self { tests, cases: Vec::new(), problems: Vec::new() };
        for test in &tests.models {
            let problems = match read_model(test, world) {
                Ok((model, mut warnings)) => {
                    warnings.retain(|warning| !warning.own_attribute.as_ref().is_some_and(|name| reads(tests, name)));
                    let elements = find(tests, test, &model, &mut warnings);
                    read.cases.push(Case { test, model, elements });
                    warnings
                }
                Err(faults) => faults,
            };
            read.problems.push((test.heading.0.clone(), problems));
        }
        for case in &read.cases {
            let failures = failures(tests, case);
            if let Some((_, problems)) = read.problems.iter_mut().find(|(heading, _)| *heading == case.test.heading.0) {
                problems.extend(failures);
            }
        }
        read
    }

    /// What is wrong, by the heading of each test; empty for a test that passes.
    pub fn problems(&self) -> &[(String, Vec<Diagnostic>)] {
        &self.problems
    }

    /// Tries small mistakes in the conditions.
    pub fn mutate(&self) -> Mutation {
        let mut mutation = Mutation::default();
        let conditions = std::iter::once((false, &self.tests.condition));
        for (is_pytm, condition) in conditions.chain(self.tests.pytm_condition.iter().map(|pytm| (true, pytm))) {
            for mutant in condition.mutants() {
                mutation.tried += 1;
                let Ok(changed) = Condition::parse(&mutant.text) else { continue };
                let is_noticed = self.cases.iter().any(|case| {
                    case.elements
                        .iter()
                        .any(|element| holds(self.tests, case, *element, &changed, is_pytm) != Some(true))
                });
                if !is_noticed {
                    mutation.survivors.push(Survivor { is_pytm, mutant });
                }
            }
        }
        mutation
    }
}

/// Whether a condition says of an element what the test expects; `None` when it cannot be evaluated.
fn holds(
    tests: &ThreatTests,
    case: &Case<'_>,
    element: ElementId,
    condition: &Condition,
    is_pytm: bool,
) -> Option<bool> {
    let targets = if is_pytm { &tests.pytm_targets } else { &tests.targets };
    if !is_one(targets, case.model.element(element).class) {
        let expected = if is_pytm { case.test.fires_for_pytm } else { case.test.fires };
        return Some(!expected);
    }
    let is_true = |mode| Some(condition.evaluate(&case.model, element, mode).ok()? == Outcome::True);
    match (is_pytm, case.test.fires) {
        (true, _) => Some(is_true(Mode::Pytm).unwrap_or(false) == case.test.fires_for_pytm),
        (false, true) => is_true(Mode::Stated),
        (false, false) => is_true(Mode::Defaults).map(|fires| !fires),
    }
}

/// Whether one of the conditions reads an attribute of this name.
fn reads(tests: &ThreatTests, attribute: &str) -> bool {
    tests.condition.reads(attribute) || tests.pytm_condition.as_ref().is_some_and(|pytm| pytm.reads(attribute))
}

fn failures(tests: &ThreatTests, case: &Case<'_>) -> Vec<Diagnostic> {
    let mut failures = Vec::new();
    let conditions = std::iter::once((false, &tests.condition));
    for (is_pytm, condition) in conditions.chain(tests.pytm_condition.iter().map(|pytm| (true, pytm))) {
        for (element, (name, place)) in case.elements.iter().zip(&case.test.elements) {
            if holds(tests, case, *element, condition, is_pytm) == Some(true) {
                continue;
            }
            let whose = if is_pytm { "pytm's condition" } else { "the condition" };
            let outcome = |mode| match condition.evaluate(&case.model, *element, mode) {
                Ok(Outcome::True) => "true".to_owned(),
                Ok(Outcome::False) => "false".to_owned(),
                Ok(Outcome::Unknown) => "unknown".to_owned(),
                Err(fault) => format!("without a value, because {fault}"),
            };
            let message = match (is_pytm, case.test.fires) {
                (false, true) => {
                    format!("{whose} is {} of {name:?} by its stated facts, not true", outcome(Mode::Stated))
                }
                (true, _) => format!("{whose} is {} of {name:?}, against the heading", outcome(Mode::Pytm)),
                (false, false) => format!("{whose} is {} of {name:?}, against the heading", outcome(Mode::Defaults)),
            };
            failures.push(
                Diagnostic::error(format!("a test of the threat `{}` fails: {message}", tests.id))
                    .at(Some(*place), "")
                    .at(Some(case.test.heading.1), "what is expected"),
            );
        }
    }
    failures
}

/// The elements that a test names. They have to be of a class that the threat is about.
fn find(tests: &ThreatTests, test: &TestModel, model: &Model, problems: &mut Vec<Diagnostic>) -> Vec<ElementId> {
    let mut found = Vec::new();
    for (name, place) in &test.elements {
        let named = model.taking_part().find(|(_, object)| *object.name() == **name);
        let problem = match named {
            None => format!("no element of this model is called {name:?}"),
            Some((_, object))
                if ![&tests.targets, &tests.pytm_targets].into_iter().any(|all| is_one(all, object.class)) =>
            {
                format!("{name:?} is a {}, and the threat is about {}", object.class.name(), tests.targets.join(", "))
            }
            Some((id, _)) => {
                found.push(id);
                continue;
            }
        };
        problems.push(Diagnostic::error(problem).at(Some(*place), "").at(Some(test.heading.1), "in this test"));
    }
    found
}

fn is_one(targets: &[String], class: Class) -> bool {
    targets.iter().filter_map(|name| Class::by_name(name)).any(|target| class.is_a(target))
}

/// Runs the script of a test, which sees no file. Returns the model with warnings about it.
fn read_model(test: &TestModel, world: &mut dyn World) -> Result<(Model, Vec<Diagnostic>), Vec<Diagnostic>> {
    let mut session = Session::quiet(world);
    let mut host = ScriptHost::new(&mut session, Sandbox::closed(), Selection::default(), Purpose::Model);
    let script = Script { path: "test.py", folder: ".", text: &test.script.0, arguments: &[] };
    let run = bartizan_python::run(script, &mut host);
    let has_error = run.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
    let told = |problem: Diagnostic| relocated(problem, test, &run.sources);
    match host.take_model().or(run.model) {
        Some(model) if !has_error => {
            let mut model = resolve(model).map_err(|error| vec![told(error.diagnostic().clone())])?;
            let warnings = run.diagnostics.into_iter().chain(std::mem::take(&mut model.warnings));
            Ok((model, warnings.map(told).collect()))
        }
        _ if run.diagnostics.is_empty() => {
            let problem = Diagnostic::error("the test makes no threat model").at(Some(test.script.1), "");
            Err(vec![problem.help("make one with `tm = TM(\"name\")`")])
        }
        _ => Err(run.diagnostics.into_iter().map(told).collect()),
    }
}

/// The same message with its places in the threat file instead of the script.
fn relocated(mut problem: Diagnostic, test: &TestModel, sources: &Sources) -> Diagnostic {
    let whole = test.script.1;
    let moved = |label: Label| {
        let is_script =
            sources.get(label.span.source).is_none_or(|source| Path::new(&*source.path) == Path::new("test.py"));
        let end = if is_script { whole.start + label.span.end } else { whole.end };
        let start = if is_script { whole.start + label.span.start } else { whole.start };
        Label { span: Span { source: whole.source, start, end }, ..label }
    };
    problem.labels = problem.labels.into_iter().map(moved).collect();
    problem
}
