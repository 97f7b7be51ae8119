//! Findings as comma-separated values, a line each, also where a name has several: a line that began with `::` would be a
//! command for the pipeline that prints the table. What was decided about a finding stands in two columns; whether it is new
//! in the last one, where it is known.

use super::line::one_line;
use super::{Results, severity_key, slashed, verdict, was_there};
use crate::csv::Table;
use crate::limits::{MAX_ID_LETTERS, MAX_NAME_LETTERS};

pub(super) fn write(results: &Results) -> String {
    let mut columns = vec![
        "id", "threat", "title", "severity", "verdict", "model", "element", "class", "path", "line", "column",
        "message", "help", "stride", "capec", "cwe", "status", "because",
    ];
    columns.extend(results.is_compared.then_some("new"));
    let mut table = Table::new(&columns);
    let numbers = |numbers: &[u32]| numbers.iter().map(u32::to_string).collect::<Vec<_>>().join(" ");
    for found in &results.findings {
        let (line, column) = match results.line_and_column(found) {
            Some((line, column)) => (line.to_string(), column.to_string()),
            None => (String::new(), String::new()),
        };
        let threat = results.threat(found);
        let new = if was_there(found) { "no" } else { "yes" };
        let decision = results.decision(found);
        let row: [&str; 19] = [
            &guarded(&found.id),
            &one_line(&found.threat, MAX_ID_LETTERS),
            &found.title,
            severity_key(found.severity),
            verdict(found),
            &one_line(results.model(found).map_or("", |model| &model.path), usize::MAX),
            &one_line(results.element_name(found), MAX_NAME_LETTERS),
            &results.element(found).map_or_else(String::new, |found| one_line(&found.class, MAX_NAME_LETTERS)),
            &one_line(&slashed(results.path(found)), usize::MAX),
            &line,
            &column,
            &results.message(found),
            &found.help,
            &threat.map_or_else(String::new, |threat| {
                threat.stride.iter().map(|stride| stride.key()).collect::<Vec<_>>().join(" ")
            }),
            &threat.map_or_else(String::new, |threat| numbers(&threat.capec)),
            &threat.map_or_else(String::new, |threat| numbers(&threat.cwe)),
            decision.map_or("", |decision| decision.status.key()),
            decision.map_or("", |decision| &decision.because),
            new,
        ];
        table.row(row.get(..columns.len()).unwrap_or(&row));
    }
    table.finish()
}

/// The first cell of a line.
fn guarded(id: &str) -> String {
    let id = one_line(id, MAX_ID_LETTERS);
    if id.starts_with("::") { format!("'{id}") } else { id }
}
