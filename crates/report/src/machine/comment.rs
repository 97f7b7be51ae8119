//! Findings as Markdown, for a comment on a change: counts, and tables that fit into a comment. What decisions close, and
//! decisions that somebody should look at again, have tables of their own.
//!
//! What comes from a model stands in `<code>`, where code hosts notify nobody of an `@name`.

use std::fmt::Write;

use super::decided::Stale;
use super::{Reported, Results, Written, severity_key, slashed, verdict, was_there};
use crate::limits::MAX_COMMENT_BYTES;
use crate::markdown::escape;

pub(super) fn write(results: &Results) -> Written {
    let mut text = String::from("## Threat model\n\n");
    for path in &results.unread {
        let _ = writeln!(text, "- {}: **cannot be checked**", quoted(&slashed(path)));
    }
    for model in &results.models {
        let _ = write!(text, "- {}: {} confirmed, {} assumed", quoted(&model.name), model.confirmed, model.assumed);
        for (count, what) in [(model.set_aside, "set aside"), (model.closed, "closed by decisions")] {
            if count > 0 {
                let _ = write!(text, ", {count} {what}");
            }
        }
        text.push('\n');
    }
    let (before, shown): (Vec<&Reported>, Vec<&Reported>) = results.findings.iter().partition(|found| was_there(found));
    if results.is_compared {
        let _ = writeln!(text, "\nNew findings: **{}**; there before: {}.", shown.len(), before.len());
    }
    let (open, closed): (Vec<&Reported>, Vec<&Reported>) = shown.into_iter().partition(|found| found.is_open);
    let heading = "\n| severity | finding | element | why | where |\n| --- | --- | --- | --- | --- |\n";
    let mut left_out = table(&mut text, heading, open.iter().map(|found| row(results, found)));
    if !results.stale.is_empty() {
        let heading = "\n### Decisions to look at again\n\n| decision | what is wrong | what helps | where |\n| --- | --- | --- | --- |\n";
        left_out += table(&mut text, heading, results.stale.iter().map(|stale| stale_row(results, stale)));
    }
    if !closed.is_empty() {
        let heading = format!(
            "\n### Decided\n\nFindings that decisions close: {}.\n\n\
             | severity | finding | element | decision | where |\n| --- | --- | --- | --- | --- |\n",
            closed.len()
        );
        left_out += table(&mut text, &heading, closed.iter().map(|found| closed_row(results, found)));
    }
    Written { text, left_out }
}

/// Adds rows while a comment has room; returns how many had none.
fn table(text: &mut String, heading: &str, mut rows: impl ExactSizeIterator<Item = String>) -> usize {
    if rows.len() == 0 {
        return 0;
    }
    text.push_str(heading);
    while let Some(row) = rows.next() {
        if text.len() + row.len() > MAX_COMMENT_BYTES {
            let left_out = rows.len() + 1;
            let _ = writeln!(text, "\n{left_out} more, for which a comment has no room.");
            return left_out;
        }
        text.push_str(&row);
    }
    0
}

fn row(results: &Results, found: &Reported) -> String {
    let mut reasons: Vec<String> = found.reasons.iter().map(|reason| quoted(reason)).collect();
    reasons.extend(results.in_progress(found).map(|decision| quoted(&decision)));
    finding_row(results, found, &reasons.join("<br>"))
}

fn closed_row(results: &Results, found: &Reported) -> String {
    let decision = results.decision(found).map(|decision| quoted(&decision.sentence())).unwrap_or_default();
    finding_row(results, found, &decision)
}

/// A finding, with Markdown that says why it is there or does not count.
fn finding_row(results: &Results, found: &Reported, why: &str) -> String {
    let severity = severity_key(found.severity).replace('-', " ");
    let sure = if found.verdict == bartizan_rules::Verdict::Confirmed { "" } else { verdict(found) };
    let severity = if sure.is_empty() { severity } else { format!("{severity} ({sure})") };
    format!(
        "| {severity} | {} {} | {} | {why} | {} |\n",
        quoted(&found.id),
        quoted(&found.title),
        quoted(results.element_name(found)),
        place(results.path(found), results.line_and_column(found)),
    )
}

fn stale_row(results: &Results, stale: &Stale) -> String {
    format!(
        "| {} | {} | {} | {} |\n",
        quoted(&stale.decided.sentence()),
        quoted(&stale.message),
        quoted(&stale.help),
        place(results.decision_path(stale), stale.line_and_column()),
    )
}

fn place(path: &str, place: Option<(usize, usize)>) -> String {
    let line = place.map_or_else(String::new, |(line, _)| format!(":{line}"));
    quoted(&format!("{}{line}", slashed(path)))
}

fn quoted(text: &str) -> String {
    format!("<code>{}</code>", escape(text))
}
