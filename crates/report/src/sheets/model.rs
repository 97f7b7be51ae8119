//! What the system is made of: elements, flows, data and boundaries.

use std::collections::BTreeMap;

use bartizan_model::{Class, ElementId, Object, Value};
use bartizan_rules::{Finding, Level, Verdict};

use super::{Cell, Sheet, yes};
use crate::dossier::Dossier;

const ELEMENTS: [(&str, u32); 9] = [
    ("Id", 22),
    ("Element", 28),
    ("Class", 16),
    ("Boundary", 24),
    ("In scope", 10),
    ("Worst", 12),
    ("Confirmed", 11),
    ("Assumed", 11),
    ("Description", 60),
];
const FLOWS: [(&str, u32); 12] = [
    ("Id", 22),
    ("Flow", 32),
    ("From", 24),
    ("To", 24),
    ("Protocol", 12),
    ("Port", 8),
    ("Data", 32),
    ("Encrypted", 12),
    ("Worst", 12),
    ("Confirmed", 11),
    ("Assumed", 11),
    ("Note", 40),
];
const DATA: [(&str, u32); 7] = [
    ("Id", 22),
    ("Data", 28),
    ("Classification", 16),
    ("Kind", 24),
    ("Carried by", 40),
    ("Processed by", 40),
    ("Description", 60),
];
const BOUNDARIES: [(&str, u32); 5] =
    [("Id", 22), ("Boundary", 28), ("Inside", 24), ("Contains", 60), ("Description", 60)];

pub(super) fn elements(dossier: &Dossier<'_>) -> Sheet {
    let mut sheet = Sheet::new("Elements", &ELEMENTS);
    let slugs = dossier.model.slugs();
    let is_element = |object: &Object| !object.class.is_a(Class::Dataflow) && !object.class.is_a(Class::Boundary);
    for (id, object) in dossier.model.taking_part().filter(|(_, object)| is_element(object)) {
        let [worst, confirmed, assumed] = counts(dossier, id);
        sheet.rows.push(vec![
            slugs.get(id.index()).cloned().unwrap_or_default().into(),
            object.display_name().into(),
            object.class_name().into(),
            dossier.name_in(object, "inBoundary").into(),
            yes(object.flag("inScope")),
            worst,
            confirmed,
            assumed,
            object.text("description").trim().into(),
        ]);
    }
    sheet
}

pub(super) fn flows(dossier: &Dossier<'_>) -> Sheet {
    let mut sheet = Sheet::new("Flows", &FLOWS);
    let model = dossier.model;
    let slugs = model.slugs();
    for id in &model.registry.flows {
        let flow = model.element(*id);
        let data: Vec<String> = model.data_of(flow).into_iter().map(|id| model.datum(id).name().to_string()).collect();
        let [worst, confirmed, assumed] = counts(dossier, *id);
        sheet.rows.push(vec![
            slugs.get(id.index()).cloned().unwrap_or_default().into(),
            flow.display_name().into(),
            dossier.name_in(flow, "source").into(),
            dossier.name_in(flow, "sink").into(),
            (&*flow.text("protocol")).into(),
            flow.int("dstPort").filter(|port| *port >= 0).map_or_else(String::new, |port| port.to_string()).into(),
            data.join(", ").into(),
            known_flag(flow, "isEncrypted").into(),
            worst,
            confirmed,
            assumed,
            (&*flow.text("note")).into(),
        ]);
    }
    sheet
}

pub(super) fn data(dossier: &Dossier<'_>) -> Sheet {
    let mut sheet = Sheet::new("Data", &DATA);
    let model = dossier.model;
    let slugs = model.data_slugs();
    for id in &model.registry.data {
        let datum = model.datum(*id);
        let kinds = [("isPII", "personal"), ("isCredentials", "credentials"), ("isStored", "stored")];
        let kinds: Vec<&str> = kinds.into_iter().filter(|(name, _)| datum.flag(name)).map(|(_, word)| word).collect();
        sheet.rows.push(vec![
            slugs.get(id.index()).cloned().unwrap_or_default().into(),
            (&*datum.name()).into(),
            datum.member("classification").map_or("", |member| member.name()).into(),
            kinds.join(", ").into(),
            names(dossier, datum, "carriedBy").into(),
            names(dossier, datum, "processedBy").into(),
            datum.text("description").trim().into(),
        ]);
    }
    sheet
}

pub(super) fn boundaries(dossier: &Dossier<'_>) -> Sheet {
    let mut sheet = Sheet::new("Boundaries", &BOUNDARIES);
    let model = dossier.model;
    let mut inside: BTreeMap<ElementId, Vec<String>> = BTreeMap::new();
    for (id, object) in model.taking_part() {
        if let Some(boundary) = object.element("inBoundary") {
            inside.entry(boundary).or_default().push(dossier.name(id));
        }
    }
    let slugs = model.slugs();
    for id in &model.registry.boundaries {
        let object = model.element(*id);
        sheet.rows.push(vec![
            slugs.get(id.index()).cloned().unwrap_or_default().into(),
            (&*object.name()).into(),
            dossier.name_in(object, "inBoundary").into(),
            inside.remove(id).unwrap_or_default().join(", ").into(),
            object.text("description").trim().into(),
        ]);
    }
    sheet
}

/// The worst severity of an element's findings, and how many are confirmed and assumed.
fn counts(dossier: &Dossier<'_>, element: ElementId) -> [Cell; 3] {
    let own: Vec<&Finding> = dossier.findings.of(element).map(|(_, finding)| finding).collect();
    let severity = |finding: &Finding| {
        let said = dossier.findings.field(dossier.model, finding, "severity");
        said.and_then(|said| Level::parse(&said))
    };
    let worst = own.iter().filter_map(|finding| severity(finding)).max();
    let assumed = own.iter().filter(|finding| finding.verdict == Verdict::Assumed).count();
    let worst = worst.map_or_else(|| Cell::from(""), |level| Cell::Severity(Some(level), level.title().to_owned()));
    [worst, (own.len() - assumed).into(), assumed.into()]
}

fn names(dossier: &Dossier<'_>, datum: &Object, attribute: &str) -> String {
    let name = |value: &Value| match value {
        Value::Element(id) => Some(dossier.name(*id)),
        _ => None,
    };
    datum.list(attribute).iter().filter_map(name).collect::<Vec<_>>().join(", ")
}

/// A control as a word: nobody's word is not a no.
fn known_flag(object: &Object, control: &str) -> &'static str {
    match object.control(control) {
        Some(fact) if fact.value.is_true() => "yes",
        Some(fact) if fact.origin.is_known() => "no",
        _ => "not stated",
    }
}
