//! The tests that a threat file has for its conditions.

use bartizan_model::{Diagnostic, Sources, Span};

use super::markdown::{self, span};
use crate::catalogue::file::{Located, Role, ThreatFile};
use crate::condition::Condition;

/// The tests of a file, and the conditions that they are about.
#[derive(Debug)]
pub struct ThreatTests {
    /// The threat's id.
    pub id: String,
    /// Where the id stands.
    pub place: Span,
    /// The names of the classes that it is about.
    pub targets: Vec<String>,
    /// Likewise for pytm.
    pub pytm_targets: Vec<String>,
    /// The condition.
    pub condition: Condition,
    /// Where its text stands letter by letter; `None` where the file writes it in another way.
    pub condition_place: Option<Span>,
    /// pytm's condition, where the other one corrects it.
    pub pytm_condition: Option<Condition>,
    /// Likewise where its text stands.
    pub pytm_place: Option<Span>,
    /// The models.
    pub models: Vec<TestModel>,
}

/// A model and what is to be found in it.
#[derive(Debug)]
pub struct TestModel {
    /// The heading, and where it stands.
    pub heading: (String, Span),
    /// Whether the condition holds from the stated facts alone; if not, it does not hold under the defaults either.
    pub fires: bool,
    /// Likewise for pytm's condition, under the defaults.
    pub fires_for_pytm: bool,
    /// The names of the elements that it is about, and where they stand.
    pub elements: Vec<(String, Span)>,
    /// A complete model script, and where it stands.
    pub script: (String, Span),
}

/// Reads the tests of a file in the form of the catalogue. `None` for an override or a retirement, which have none.
///
/// # Errors
/// What is wrong with the file, but for what a library says of it when it reads it.
pub fn threat_tests(path: &str, text: &str, sources: &mut Sources) -> Result<Option<ThreatTests>, Vec<Diagnostic>> {
    let (file, source) = markdown::parse(path, text, sources)?;
    let place = |at: &std::ops::Range<usize>| span(source, at);
    let ThreatFile { front, tests, .. } = file;
    let Some(condition) = front.condition.filter(|_| front.role == Role::Threat) else { return Ok(None) };
    let parse = |text: &str, at: &std::ops::Range<usize>| {
        Condition::parse(text).map_err(|error| vec![Diagnostic::error(error.to_string()).at(Some(place(at)), "")])
    };
    let letter_by_letter = |condition: &Located<String>| {
        let written = text.get(condition.at.clone()).unwrap_or("");
        let start = condition.at.start + written.find(&condition.value)?;
        Some(place(&(start..start + condition.value.len())))
    };
    let names = |targets: Vec<Located<String>>| targets.into_iter().map(|target| target.value).collect();
    let targets: Vec<String> = names(front.targets.unwrap_or_default());
    let located = |text: Located<String>| (text.value, place(&text.at));
    Ok(Some(ThreatTests {
        place: place(&front.id.at),
        id: front.id.value,
        pytm_targets: front.pytm_targets.map_or_else(|| targets.clone(), names),
        targets,
        condition_place: letter_by_letter(&condition),
        pytm_place: front.pytm_condition.as_ref().and_then(letter_by_letter),
        condition: parse(&condition.value, &condition.at)?,
        pytm_condition: match &front.pytm_condition {
            Some(pytm) => Some(parse(&pytm.value, &pytm.at)?),
            None => None,
        },
        models: tests
            .into_iter()
            .map(|test| TestModel {
                heading: located(test.heading),
                fires: test.expectation.fires,
                fires_for_pytm: test.expectation.fires_for_pytm,
                elements: test.elements.into_iter().map(located).collect(),
                script: located(test.script),
            })
            .collect(),
    }))
}
