//! Findings as Markdown, for a comment on a change: counts, and a table that fits into a comment.
//!
//! What comes from a model stands in `<code>`, where code hosts notify nobody of an `@name`.

use std::fmt::Write;

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
        let aside = if model.set_aside > 0 { format!(", {} set aside", model.set_aside) } else { String::new() };
        let _ = writeln!(text, "{aside}");
    }
    let shown: Vec<&Reported> = results.findings.iter().filter(|found| !was_there(found)).collect();
    if results.is_compared {
        let (new, before) = (shown.len(), results.findings.len() - shown.len());
        let _ = writeln!(text, "\nNew findings: **{new}**; there before: {before}.");
    }
    if shown.is_empty() {
        return Written::whole(text);
    }
    text.push_str("\n| severity | finding | element | why | where |\n| --- | --- | --- | --- | --- |\n");
    for (number, found) in shown.iter().enumerate() {
        let row = row(results, found);
        if text.len() + row.len() > MAX_COMMENT_BYTES {
            let left_out = shown.len() - number;
            let _ = writeln!(text, "\n{left_out} more findings, for which a comment has no room.");
            return Written { text, left_out };
        }
        text.push_str(&row);
    }
    Written::whole(text)
}

fn row(results: &Results, found: &Reported) -> String {
    let line = results.line_and_column(found).map_or_else(String::new, |(line, _)| format!(":{line}"));
    let severity = severity_key(found.severity).replace('-', " ");
    let sure = if found.verdict == bartizan_rules::Verdict::Confirmed { "" } else { verdict(found) };
    let severity = if sure.is_empty() { severity } else { format!("{severity} ({sure})") };
    let reasons: Vec<String> = found.reasons.iter().map(|reason| quoted(reason)).collect();
    format!(
        "| {severity} | {} {} | {} | {} | {} |\n",
        quoted(&found.id),
        quoted(&found.title),
        quoted(results.element_name(found)),
        reasons.join("<br>"),
        quoted(&format!("{}{line}", slashed(results.path(found)))),
    )
}

fn quoted(text: &str) -> String {
    format!("<code>{}</code>", escape(text))
}
