//! What the tests of this crate share: small models, and messages as text.

#![allow(dead_code, reason = "every test file uses some of it")]
#![allow(clippy::expect_used, reason = "a test that cannot go on has failed")]

use bartizan_model::build::ThreatModel;
use bartizan_model::{Class, Diagnostic, ElementId, Model, Severity, Sources, resolve};
use bartizan_rules::{Condition, Library, Mode, Outcome};

/// The model that a description makes, resolved.
pub(crate) fn model(describe: impl FnOnce(&mut ThreatModel)) -> Model {
    let mut tm = ThreatModel::new("test");
    describe(&mut tm);
    resolve(tm.finish().expect("a sound description")).expect("a model without contradictions")
}

/// The element of this name.
pub(crate) fn element(model: &Model, name: &str) -> ElementId {
    let found = model.taking_part().find(|(_, object)| &*object.name() == name);
    found.expect("an element of this name").0
}

/// The outcome of a condition under pytm's defaults; the fault as text.
pub(crate) fn outcome(model: &Model, name: &str, condition: &str) -> Result<bool, String> {
    let condition = Condition::parse(condition).expect("a condition");
    match condition.evaluate(model, element(model, name), Mode::Defaults) {
        Ok(outcome) => Ok(outcome == Outcome::True),
        Err(fault) => Err(fault.to_string()),
    }
}

/// The outcome of a condition while what nobody stated is unknown.
pub(crate) fn stated(model: &Model, name: &str, condition: &str) -> Outcome {
    let condition = Condition::parse(condition).expect("a condition");
    condition.evaluate(model, element(model, name), Mode::Stated).expect("no fault")
}

/// What the type checker says: severity, text under the caret, message, help.
pub(crate) fn problems(condition: &str, targets: &[Class]) -> Vec<String> {
    let checked = Condition::parse(condition).expect("a condition").check(targets);
    let shown = checked.iter().map(|problem| {
        let under = problem.range.of(condition);
        let help = if problem.help.is_empty() { String::new() } else { format!(" ({})", problem.help) };
        format!("{} `{under}`: {}{help}", kind(problem.severity), problem.message)
    });
    shown.collect()
}

/// A diagnostic with its first place: severity, line:column and text under the caret, message, help.
pub(crate) fn shown(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let place = diagnostic.labels.first().and_then(|label| {
        let location = sources.locate(label.span)?;
        let text: String = sources.text(label.span).chars().take(60).collect();
        Some(format!(" at {}:{}:{} `{text}`", location.path, location.line, location.column))
    });
    let help: String = diagnostic.help.iter().map(|help| format!(" ({help})")).collect();
    format!("{}{}: {}{help}", kind(diagnostic.severity), place.unwrap_or_default(), diagnostic.message)
}

/// What there is to say about a threats file, and whether it gives a library.
pub(crate) fn json(text: &str) -> (Option<Library>, Vec<String>) {
    let mut sources = Sources::default();
    let (library, diagnostics) = Library::from_json("own.json", text, &mut sources);
    (library, diagnostics.iter().map(|diagnostic| shown(diagnostic, &sources)).collect())
}

fn kind(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}
