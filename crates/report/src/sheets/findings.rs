//! The findings, each with why it is there and what was decided: what is sure first, then the worst.

use std::cmp::Reverse;

use bartizan_rules::{Finding, Level, Verdict};

use super::{Cell, Sheet};
use crate::dossier::Dossier;
use crate::machine::{first_advice, why};
use crate::places::Places;
use crate::words;

const COLUMNS: [(&str, u32); 19] = [
    ("Finding", 26),
    ("Title", 34),
    ("Element", 24),
    ("Class", 14),
    ("Severity", 12),
    ("Likelihood", 12),
    ("Verdict", 12),
    ("Why", 60),
    ("What helps", 60),
    ("Decision", 14),
    ("Because", 40),
    ("Owner", 18),
    ("Ticket", 16),
    ("Place", 22),
    ("Threat", 10),
    ("STRIDE", 24),
    ("CAPEC", 12),
    ("CWE", 14),
    ("OWASP", 24),
];

pub(super) fn sheet(dossier: &Dossier<'_>) -> Sheet {
    let places = Places::of(&dossier.model.sources);
    let mut sheet = of(dossier, dossier.findings.all.iter().collect(), &places);
    sheet.rows.extend(set_aside(dossier, &places).rows);
    sheet
}

/// Some findings, sorted.
pub(crate) fn of(dossier: &Dossier<'_>, mut findings: Vec<&Finding>, places: &Places<'_>) -> Sheet {
    let mut sheet = Sheet::new("Findings", &COLUMNS);
    let severity = |finding: &Finding| {
        let said = dossier.findings.field(dossier.model, finding, "severity");
        said.and_then(|said| Level::parse(&said))
    };
    findings.sort_by_key(|finding| (finding.verdict == Verdict::Assumed, Reverse(severity(finding))));
    for finding in findings {
        let decided = match dossier.decisions.about(finding) {
            Some(decision) => [decision.status.key(), &decision.because, &decision.owner, &decision.ticket],
            None => [""; 4],
        };
        sheet.rows.push(row(dossier, finding, decided, places));
    }
    sheet
}

/// What assumptions set aside.
pub(crate) fn set_aside(dossier: &Dossier<'_>, places: &Places<'_>) -> Sheet {
    let mut sheet = Sheet::new("Set aside", &COLUMNS);
    for aside in &dossier.findings.set_aside {
        let decided = ["set aside", &aside.assumption.name, "", ""];
        sheet.rows.push(row(dossier, &aside.finding, decided, places));
    }
    sheet
}

fn row(dossier: &Dossier<'_>, finding: &Finding, decided: [&str; 4], places: &Places<'_>) -> Vec<Cell> {
    let (model, findings) = (dossier.model, dossier.findings);
    let field = |name: &str| findings.field(model, finding, name).map_or_else(String::new, |text| text.to_string());
    let threat = findings.threat(finding);
    let element = model.element(finding.element);
    let place = element.place.and_then(|place| places.locate(place));
    let numbers = |numbers: &[u32]| numbers.iter().map(u32::to_string).collect::<Vec<_>>().join(" ");
    let [status, because, owner, ticket] = decided;
    vec![
        findings.stable_id(finding).into(),
        field("description").into(),
        element.display_name().into(),
        element.class_name().into(),
        Cell::severity(&field("severity")),
        field("likelihood").into(),
        words::verdict(finding.verdict).into(),
        why::reasons(model, dossier.library, finding, places).join("; ").into(),
        first_advice(&field("mitigations")).into(),
        status.into(),
        because.into(),
        owner.into(),
        ticket.into(),
        place.map_or_else(String::new, |place| format!("{}:{}", place.path, place.line)).into(),
        (&*threat.id).into(),
        threat.stride.iter().map(|stride| stride.key()).collect::<Vec<_>>().join(" ").into(),
        numbers(&threat.capec).into(),
        numbers(&threat.cwe).into(),
        threat.owasp.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ").into(),
    ]
}
