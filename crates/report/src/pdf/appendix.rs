//! The appendix: what each threat that was found is, what it takes, and what helps.

use std::collections::BTreeMap;

use bartizan_rules::Threat;
use bartizan_rules::prose::{Block, Part, blocks};

use super::setter::{BODY, FAINT, INK, SMALL, STRONG, Setter};
use super::table::{nothing, threat_place};
use crate::dossier::Dossier;

/// The threats of the findings.
pub(super) fn threats(setter: &mut Setter, dossier: &Dossier<'_>) {
    setter.section("threats", "Threats");
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    let aside = dossier.findings.set_aside.iter().map(|aside| aside.finding.threat);
    for found in &dossier.findings.all {
        *counts.entry(found.threat).or_default() += 1;
    }
    for threat in aside {
        counts.entry(threat).or_default();
    }
    if counts.is_empty() {
        nothing(setter, "None was found.");
    }
    for (threat, count) in counts {
        if setter.is_full() {
            return;
        }
        if let Some(threat) = dossier.findings.threats.get(threat as usize) {
            describe(setter, threat, count);
        }
    }
}

fn describe(setter: &mut Setter, threat: &Threat, count: usize) {
    setter.named_part(Some(&threat_place(&threat.id)), &format!("{}: {}", threat.id, threat.title));
    let severity = if threat.severity.is_empty() { "unknown" } else { &threat.severity };
    let mut about = format!("Severity {severity}, {count} {}", if count == 1 { "finding" } else { "findings" });
    for list in lists(threat) {
        about.push_str(", ");
        about.push_str(&list);
    }
    setter.text(&about, SMALL, FAINT);
    setter.gap(4.0);
    let texts = [
        ("", &threat.details),
        ("What it takes", &threat.prerequisites),
        ("Example", &threat.example),
        ("What helps", &threat.mitigations),
    ];
    for (heading, text) in texts {
        prose(setter, heading, text);
    }
}

fn prose(setter: &mut Setter, heading: &str, text: &str) {
    if text.trim().is_empty() {
        return;
    }
    if !heading.is_empty() {
        setter.need(2.0 * BODY.line_height());
        setter.text(heading, STRONG, INK);
    }
    for block in blocks(text) {
        match block {
            Block::Paragraph(parts) => setter.text(&plain(&parts), BODY, INK),
            Block::List(items) => items.iter().for_each(|item| setter.item(&plain(item))),
        }
        setter.gap(5.0);
    }
}

fn plain(parts: &[Part<'_>]) -> String {
    parts
        .iter()
        .map(|part| match part {
            Part::Text(text) | Part::Code(text) => *text,
        })
        .collect()
}

/// Where the lists of others have it.
fn lists(threat: &Threat) -> Vec<String> {
    let capec = threat.capec.iter().map(|number| format!("CAPEC-{number}"));
    let cwe = threat.cwe.iter().map(|number| format!("CWE-{number}"));
    let owasp = threat.owasp.iter().map(|category| format!("OWASP {category}"));
    capec.chain(cwe).chain(owasp).collect()
}
