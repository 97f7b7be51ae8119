//! Functions of the script's own that `:call:` knows: what they said when they were asked.

use bartizan_model::{Answer, FindingKey, Subject};

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

fn subject(study: &Study<'_>, value: &Value<'_>) -> Option<Subject> {
    Some(match value {
        Value::System => Subject::System,
        Value::Element { id, .. } => Subject::Element(*id),
        Value::Data(id) => Subject::Data(*id),
        Value::Finding(Found::Open(at)) => {
            let finding = study.findings.all.get(*at)?;
            let threat_id = study.findings.threat(finding).id.clone();
            Subject::Finding(FindingKey { element: finding.element, threat_id })
        }
        _ => return None,
    })
}

fn position(study: &Study<'_>, key: &FindingKey) -> Option<usize> {
    study.findings_of(key.element).find(|at| {
        let finding = study.findings.all.get(*at);
        finding.is_some_and(|finding| study.findings.threat(finding).id == key.threat_id)
    })
}
