//! What was looked for, and what of it was found, by the lists that threats are mapped to.

use std::collections::BTreeMap;

use bartizan_rules::frameworks::attack_link;
use bartizan_rules::{Stride, Threat};
use serde::Serialize;

use super::context::{Context, Status};

/// A list.
#[derive(Serialize)]
pub(super) struct CoverageTable {
    title: &'static str,
    rows: Vec<CoverageRow>,
}

#[derive(Serialize)]
struct CoverageRow {
    name: String,
    link: String,
    counts: Counts,
}

#[derive(Clone, Copy, Default, Serialize)]
struct Counts {
    threats: usize,
    open: usize,
    assumed: usize,
    decided: usize,
}

impl Counts {
    fn add(&mut self, other: Counts) {
        self.threats += 1;
        self.open += other.open;
        self.assumed += other.assumed;
        self.decided += other.decided;
    }
}

/// By STRIDE and by OWASP's lists in whole, by CWE and ATT&CK as far as something was found.
pub(super) fn coverage(context: &Context<'_>) -> Vec<CoverageTable> {
    let findings = context.report.findings;
    let mut by_threat = vec![Counts::default(); findings.threats.len()];
    for finding in &findings.all {
        let Some(counts) = by_threat.get_mut(finding.threat as usize) else { continue };
        match context.status(finding) {
            Status::Open => counts.open += 1,
            Status::Assumed => counts.assumed += 1,
            Status::Decided => counts.decided += 1,
        }
    }
    let counted = || findings.threats.iter().map(|threat| &**threat).zip(by_threat.iter().copied());
    let is_found = |row: &CoverageRow| row.counts.open + row.counts.assumed + row.counts.decided > 0;
    let mut stride = table("STRIDE", counted(), |threat| {
        threat.stride.iter().map(|stride| (*stride as usize, words(*stride), String::new())).collect()
    });
    stride.rows.retain(|row| row.counts.threats > 0);
    let owasp = table("OWASP", counted(), |threat| {
        let entry = |category: &bartizan_rules::frameworks::Category| {
            let (list, number) = owasp_order(category.id);
            (list * 100 + number, category.to_string(), category.link().to_owned())
        };
        threat.owasp.iter().map(entry).collect()
    });
    let mut cwe = table("CWE", counted(), |threat| {
        let link = |number: u32| format!("https://cwe.mitre.org/data/definitions/{number}.html");
        threat.cwe.iter().map(|number| (*number as usize, format!("CWE-{number}"), link(*number))).collect()
    });
    cwe.rows.retain(is_found);
    let mut attack = table("ATT&CK", counted(), |threat| {
        threat.attack.iter().map(|id| (0, id.to_string(), attack_link(id))).collect()
    });
    attack.rows.retain(is_found);
    [stride, owasp, cwe, attack].into_iter().filter(|table| !table.rows.is_empty()).collect()
}

/// A table of what each threat is listed as: a number to order by, a name, and an address.
fn table<'t>(
    title: &'static str,
    threats: impl Iterator<Item = (&'t Threat, Counts)>,
    entries: impl Fn(&Threat) -> Vec<(usize, String, String)>,
) -> CoverageTable {
    let mut rows: BTreeMap<(usize, String), (String, Counts)> = BTreeMap::new();
    for (threat, counts) in threats {
        for (order, name, link) in entries(threat) {
            let (_, sum) = rows.entry((order, name)).or_insert_with(|| (link, Counts::default()));
            sum.add(counts);
        }
    }
    let rows = rows.into_iter().map(|((_, name), (link, counts))| CoverageRow { name, link, counts });
    CoverageTable { title, rows: rows.collect() }
}

/// The lists as they are read, and numbers by value.
fn owasp_order(id: &str) -> (usize, usize) {
    let list = match id {
        id if id.starts_with("API") => 2,
        id if id.starts_with("LLM") => 3,
        id if id.starts_with("ASI") => 4,
        id if id.ends_with(":2021") => 1,
        _ => 0,
    };
    let number: String = id.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    (list, number.parse().unwrap_or(0))
}

/// `Information disclosure`.
pub(super) fn words(stride: Stride) -> String {
    let spaced = stride.key().replace('-', " ");
    let mut letters = spaced.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}
