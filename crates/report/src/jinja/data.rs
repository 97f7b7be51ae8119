//! What templates see: the JSON report, with the questions, the decisions and some counts.

use bartizan_rules::{Finding, Level, Verdict};
use serde_json::{Map, Value, json};

use crate::dossier::Dossier;
use crate::json::json;
use crate::sheets::{Sheet, SheetName};

/// The data, with the same names as in the JSON report.
pub(super) fn data(dossier: &Dossier<'_>) -> Value {
    let mut text = String::new();
    // Text takes everything that is written to it, and our own JSON reads back.
    let _ = json(dossier.model, dossier.findings, dossier.decisions, &mut text);
    let mut data: Map<String, Value> = serde_json::from_str(&text).unwrap_or_default();
    data.insert("name".to_owned(), json!(&*dossier.model.system.name()));
    data.insert("description".to_owned(), json!(dossier.model.system.text("description").trim()));
    data.insert("counts".to_owned(), counts(dossier));
    data.insert("questions".to_owned(), rows(&SheetName::Questions.of(dossier)));
    data.insert("decisions".to_owned(), rows(&SheetName::Decisions.of(dossier)));
    let tables = [
        ("elements", SheetName::Elements),
        ("flows", SheetName::Flows),
        ("data", SheetName::Data),
        ("boundaries", SheetName::Boundaries),
    ];
    let tables: Map<String, Value> =
        tables.map(|(key, name)| (key.to_owned(), rows(&name.of(dossier)))).into_iter().collect();
    data.insert("tables".to_owned(), Value::Object(tables));
    decide(dossier, &mut data);
    Value::Object(data)
}

/// Says of each finding whether it is open, and what was decided.
fn decide(dossier: &Dossier<'_>, data: &mut Map<String, Value>) {
    let Some(Value::Array(findings)) = data.get_mut("findings") else { return };
    for (value, finding) in findings.iter_mut().zip(&dossier.findings.all) {
        let Value::Object(value) = value else { continue };
        value.insert("is_open".to_owned(), json!(dossier.decisions.is_open(finding)));
        value.insert("element_name".to_owned(), json!(dossier.model.element(finding.element).display_name()));
        let level = level(dossier, finding);
        value.insert("severity_key".to_owned(), json!(level.map_or("unknown", Level::key)));
        let decision = dossier.decisions.about(finding).map(|decision| {
            json!({
                "status": decision.status.key(),
                "because": &*decision.because,
                "owner": &*decision.owner,
                "ticket": &*decision.ticket,
                "until": decision.until.map(|until| until.to_string()),
            })
        });
        value.insert("decision".to_owned(), decision.unwrap_or(Value::Null));
    }
}

fn counts(dossier: &Dossier<'_>) -> Value {
    let all = &dossier.findings.all;
    let open: Vec<&Finding> = all.iter().filter(|finding| dossier.decisions.is_open(finding)).collect();
    let is_sure = |finding: &&Finding| finding.verdict != Verdict::Assumed;
    let confirmed = open.iter().copied().filter(is_sure).count();
    let severities: Vec<Value> = Level::ALL
        .into_iter()
        .rev()
        .map(|wanted| {
            let of_level: Vec<&Finding> =
                open.iter().copied().filter(|finding| level(dossier, finding) == Some(wanted)).collect();
            let confirmed = of_level.iter().copied().filter(is_sure).count();
            json!({
                "key": wanted.key(),
                "title": wanted.title(),
                "confirmed": confirmed,
                "assumed": of_level.len() - confirmed,
            })
        })
        .collect();
    json!({
        "findings": all.len(),
        "confirmed": confirmed,
        "assumed": open.len() - confirmed,
        "open": open.len(),
        "set_aside": dossier.findings.set_aside.len(),
        "severities": severities,
    })
}

fn level(dossier: &Dossier<'_>, finding: &Finding) -> Option<Level> {
    Level::parse(&dossier.findings.field(dossier.model, finding, "severity")?)
}

/// The rows of a table, each an object with the headings as its keys.
fn rows(sheet: &Sheet) -> Value {
    let object = |row: &Vec<crate::sheets::Cell>| {
        let entry = |(column, cell): (&crate::sheets::Column, &crate::sheets::Cell)| {
            let value = match cell {
                crate::sheets::Cell::Number(number) => json!(number),
                other => json!(other.text()),
            };
            (crate::sheets::key(column.heading), value)
        };
        Value::Object(sheet.columns.iter().zip(row).map(entry).collect())
    };
    Value::Array(sheet.rows.iter().map(object).collect())
}
