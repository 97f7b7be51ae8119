//! Findings as comma-separated values, a line each.

use super::{Results, severity_key, slashed, verdict};
use crate::csv::Table;

pub(super) fn write(results: &Results) -> String {
    let mut table = Table::new(&[
        "id", "threat", "title", "severity", "verdict", "model", "element", "class", "path", "line", "column",
        "message", "help", "stride", "capec", "cwe",
    ]);
    let numbers = |numbers: &[u32]| numbers.iter().map(u32::to_string).collect::<Vec<_>>().join(" ");
    for found in &results.findings {
        let (line, column) = match results.line_and_column(found) {
            Some((line, column)) => (line.to_string(), column.to_string()),
            None => (String::new(), String::new()),
        };
        let threat = results.threat(found);
        table.row(&[
            &found.id,
            &found.threat,
            &found.title,
            severity_key(found.severity),
            verdict(found),
            results.model(found).map_or("", |model| &model.path),
            results.element_name(found),
            results.element(found).map_or("", |element| &element.class),
            &slashed(results.path(found)),
            &line,
            &column,
            &results.message(found),
            &found.help,
            &threat.map_or_else(String::new, |threat| {
                threat.stride.iter().map(|stride| stride.key()).collect::<Vec<_>>().join(" ")
            }),
            &threat.map_or_else(String::new, |threat| numbers(&threat.capec)),
            &threat.map_or_else(String::new, |threat| numbers(&threat.cwe)),
        ]);
    }
    table.finish()
}
