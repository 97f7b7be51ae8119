//! Our own JSON of findings. `docs/findings.schema.json` describes it, and a test holds both together.

use bartizan_rules::Level;
use serde::Serialize;

use super::{Checked, Reported, Results, slashed, verdict};
use crate::json_text;

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
}

#[derive(Serialize)]
struct ModelJson<'a> {
    path: String,
    name: &'a str,
    elements: usize,
    confirmed: usize,
    assumed: usize,
    set_aside: usize,
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
    }
}
