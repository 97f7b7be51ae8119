//! Why a result counts for nothing, in SARIF: somebody decided so, or assumes something.

use bartizan_rules::decisions::Source;
use serde::Serialize;

use super::super::decided::Decided;
use super::location::{self, LocationJson};

/// Every result has a list of them, since the standard wants all results to have one or none: an empty list says that nothing
/// was decided.
#[derive(Serialize)]
pub(super) struct Suppression<'a> {
    kind: &'static str,
    status: &'static str,
    justification: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<LocationJson<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    properties: Option<SuppressionProperties<'a>>,
}

/// What the standard has no place for.
#[derive(Serialize)]
struct SuppressionProperties<'a> {
    decision: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    owner: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    ticket: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    until: &'a str,
}

/// What was decided.
pub(super) fn of_decision(decided: &Decided) -> Suppression<'_> {
    Suppression {
        kind: match decided.source {
            Source::File | Source::Override => "external",
            Source::Comment => "inSource",
        },
        status: if decided.status.closes() { "accepted" } else { "underReview" },
        justification: decided.sentence(),
        location: decided.place.as_ref().map(|place| location::in_file(&place.path, Some((place.line, place.column)))),
        properties: Some(SuppressionProperties {
            decision: decided.status.key(),
            owner: &decided.owner,
            ticket: &decided.ticket,
            until: decided.until(),
        }),
    }
}

/// What is assumed in the model.
pub(super) fn of_assumption(because: &str) -> Suppression<'_> {
    Suppression {
        kind: "inSource",
        status: "accepted",
        justification: because.to_owned(),
        location: None,
        properties: None,
    }
}
