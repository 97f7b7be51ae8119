//! What a script had a hand in: functions of its own that `:call:` knows, and findings that it changed.

use bartizan_model::{Answer, ElementId, FindingKey, Subject};
use bartizan_rules::Finding;

use super::access::type_name;
use super::value::{Found, List, Value};
use crate::study::Study;

/// What a function of the script says of a value; `None` when the script has none of this name.
pub(super) fn answer<'a>(study: &'a Study<'a>, function: &str, value: &Value<'a>) -> Option<Result<Value<'a>, String>> {
    let own = study.model.own_functions.iter().find(|own| &*own.name == function)?;
    Some(match subject(study, value).and_then(|subject| own.answers.get(&subject)) {
        Some(Answer::Value(value)) => Ok(Value::of(value)),
        Some(Answer::Findings(keys)) => {
            let picked = keys.iter().filter_map(|key| position(study, key));
            Ok(Value::List(List::Picked(picked.collect())))
        }
        Some(Answer::Failed(message)) => Err(format!("the script's own `{function}` failed: {message}")),
        None => Err(format!("the script's own `{function}` cannot be asked about a `{}`", type_name(study, value))),
    })
}

/// The findings that a report shows: of an element, or of the whole model.
pub(super) fn findings<'a>(study: &'a Study<'a>, element: Option<ElementId>) -> List<'a> {
    let edited = study.model.reported.as_ref().and_then(|reported| match element {
        Some(element) => reported.of_elements.get(&element),
        None => Some(&reported.all),
    });
    match (edited, element) {
        (Some(keys), _) => List::Picked(keys.iter().filter_map(|key| position(study, key)).collect()),
        (None, Some(element)) => List::Findings(study.findings_of(element)),
        (None, None) => List::Findings(0..study.findings.all.len()),
    }
}

/// A text of a finding that the script changed.
pub(super) fn changed_text<'a>(study: &'a Study<'a>, finding: &Finding, name: &str) -> Option<&'a str> {
    let reported = study.model.reported.as_ref()?;
    let texts = reported.texts.get(&key(study, finding))?;
    texts.iter().find(|(field, _)| &**field == name).map(|(_, text)| &**text)
}

fn key(study: &Study<'_>, finding: &Finding) -> FindingKey {
    FindingKey { element: finding.element, threat_id: study.findings.threat(finding).id.clone() }
}

fn subject(study: &Study<'_>, value: &Value<'_>) -> Option<Subject> {
    Some(match value {
        Value::System => Subject::System,
        Value::Element { id, .. } => Subject::Element(*id),
        Value::Data(id) => Subject::Data(*id),
        Value::Finding(Found::Open(at)) => Subject::Finding(key(study, study.findings.all.get(*at)?)),
        _ => return None,
    })
}

fn position(study: &Study<'_>, key: &FindingKey) -> Option<usize> {
    study.findings_of(key.element).find(|at| {
        let finding = study.findings.all.get(*at);
        finding.is_some_and(|finding| study.findings.threat(finding).id == key.threat_id)
    })
}
