//! Our own JSON of findings. `docs/reference/findings.schema.json` describes it, and a test holds both together.

use bartizan_model::Location;
use bartizan_rules::Level;
use serde::Serialize;

use super::decided::{Decided, Stale};
use super::{Checked, Reported, Results, slashed, verdict};
use crate::{json_text, words};

/// Version of the layout; it grows when a reader would have to change.
pub const VERSION: u32 = 1;

/// The name of the layout.
pub(super) const SCHEMA: &str = "bartizan-findings";

pub(super) fn write(results: &Results) -> String {
    let document = Document {
        schema: SCHEMA,
        version: VERSION,
        models: results.models.iter().map(model).collect(),
        unread: results.unread.iter().map(|path| slashed(path)).collect(),
        findings: results.findings.iter().map(|found| finding(results, found)).collect(),
        decisions: results.stale.iter().map(|found| stale(results, found)).collect(),
    };
    let mut text = String::new();
    let _ = json_text::pretty(&document, &mut text);
    text
}

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    version: u32,
    models: Vec<ModelJson<'a>>,
    unread: Vec<String>,
    findings: Vec<FindingJson<'a>>,
    decisions: Vec<StaleJson<'a>>,
}

#[derive(Serialize)]
struct ModelJson<'a> {
    path: String,
    name: &'a str,
    elements: usize,
    confirmed: usize,
    assumed: usize,
    set_aside: usize,
    closed: usize,
}

#[derive(Serialize)]
struct FindingJson<'a> {
    id: &'a str,
    threat: &'a str,
    title: &'a str,
    severity: Option<&'static str>,
    verdict: &'static str,
    model: String,
    element: ElementJson<'a>,
    place: PlaceJson,
    message: String,
    reasons: &'a [String],
    help: &'a str,
    stride: Vec<&'static str>,
    capec: &'a [u32],
    cwe: &'a [u32],
    #[serde(skip_serializing_if = "Option::is_none")]
    new: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    decision: Option<DecisionJson<'a>>,
}

/// What was decided; what was not said of it is absent.
#[derive(Serialize)]
struct DecisionJson<'a> {
    finding: &'a str,
    status: &'static str,
    because: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    owner: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    ticket: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<&'a str>,
    source: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<PlaceJson>,
}

#[derive(Serialize)]
struct StaleJson<'a> {
    state: &'static str,
    model: String,
    message: &'a str,
    help: &'a str,
    #[serde(flatten)]
    decision: DecisionJson<'a>,
}

#[derive(Serialize)]
struct ElementJson<'a> {
    id: &'a str,
    name: &'a str,
    class: &'a str,
}

#[derive(Serialize)]
struct PlaceJson {
    path: String,
    line: Option<usize>,
    column: Option<usize>,
}

fn model(model: &Checked) -> ModelJson<'_> {
    ModelJson {
        path: slashed(&model.path),
        name: &model.name,
        elements: model.elements.len(),
        confirmed: model.confirmed,
        assumed: model.assumed,
        set_aside: model.set_aside,
        closed: model.closed,
    }
}

fn finding<'a>(results: &'a Results, found: &'a Reported) -> FindingJson<'a> {
    let threat = results.threat(found);
    let element = results.element(found);
    let (line, column) = results.line_and_column(found).unzip();
    FindingJson {
        id: &found.id,
        threat: &found.threat,
        title: &found.title,
        severity: found.severity.map(Level::key),
        verdict: verdict(found),
        model: slashed(results.model(found).map_or("", |model| &model.path)),
        element: ElementJson {
            id: element.map_or("", |element| &element.id),
            name: results.element_name(found),
            class: element.map_or("", |element| &element.class),
        },
        place: PlaceJson { path: slashed(results.path(found)), line, column },
        message: results.message(found),
        reasons: &found.reasons,
        help: &found.help,
        stride: threat.map_or_else(Vec::new, |threat| threat.stride.iter().map(|stride| stride.key()).collect()),
        capec: threat.map_or(&[], |threat| &threat.capec),
        cwe: threat.map_or(&[], |threat| &threat.cwe),
        new: found.is_new,
        decision: results.decision(found).map(decision),
    }
}

fn decision(decided: &Decided) -> DecisionJson<'_> {
    let place =
        |place: &Location| PlaceJson { path: slashed(&place.path), line: Some(place.line), column: Some(place.column) };
    DecisionJson {
        finding: &decided.pattern,
        status: decided.status.key(),
        because: &decided.because,
        owner: &decided.owner,
        ticket: &decided.ticket,
        until: decided.until.as_deref(),
        source: words::source(decided.source),
        place: decided.place.as_ref().map(place),
    }
}

fn stale<'a>(results: &'a Results, stale: &'a Stale) -> StaleJson<'a> {
    StaleJson {
        state: words::state(stale.state),
        model: slashed(results.model_path(stale)),
        message: &stale.message,
        help: &stale.help,
        decision: decision(&stale.decided),
    }
}
