//! Workflow commands of GitHub Actions, which become annotations: `::error file=..,line=..,col=..,title=..::message`.
//!
//! GitHub shows ten errors, ten warnings and ten notices of a step, and drops the others silently. What was there before is
//! no news for a change, and is left out, as is what a decision closes. A decision that somebody should look at again is a
//! warning where it was written.

use std::fmt::Write;

use bartizan_rules::Verdict;

use super::decided::Stale;
use super::{Reported, Results, Written, is_severe, slashed, was_there};
use crate::limits::MAX_ANNOTATIONS;

pub(super) fn write(results: &Results) -> Written {
    let mut text = String::new();
    for path in results.unread.iter().take(MAX_ANNOTATIONS) {
        command(&mut text, Kind::Error, &[("file", &slashed(path))], "the model cannot be checked");
    }
    let mut shown = [results.unread.len(), 0, 0];
    let mut left_out = results.unread.len().saturating_sub(MAX_ANNOTATIONS);
    let mut has_room = |kind: Kind| {
        let Some(count) = shown.get_mut(kind as usize).filter(|count| **count < kind.limit()) else {
            left_out += 1;
            return false;
        };
        *count += 1;
        true
    };
    for found in results.findings.iter().filter(|found| found.is_open && !was_there(found)) {
        let kind = kind(found);
        if has_room(kind) {
            annotation(&mut text, results, found, kind);
        }
    }
    for stale in &results.stale {
        if has_room(Kind::Warning) {
            stale_annotation(&mut text, results, stale);
        }
    }
    if left_out > 0 {
        let message = format!("{left_out} more findings, which GitHub would not show; `bartizan check` lists them all");
        command(&mut text, Kind::Notice, &[("title", "bartizan")], &message);
    }
    Written { text, left_out }
}

#[derive(Clone, Copy)]
enum Kind {
    Error,
    Warning,
    Notice,
}

impl Kind {
    fn word(self) -> &'static str {
        match self {
            Kind::Error => "error",
            Kind::Warning => "warning",
            Kind::Notice => "notice",
        }
    }

    /// One notice is kept for saying what was left out.
    fn limit(self) -> usize {
        match self {
            Kind::Error | Kind::Warning => MAX_ANNOTATIONS,
            Kind::Notice => MAX_ANNOTATIONS - 1,
        }
    }
}

fn kind(found: &Reported) -> Kind {
    match found.verdict {
        Verdict::Assumed => Kind::Notice,
        Verdict::Confirmed | Verdict::Overridden if is_severe(found) => Kind::Error,
        Verdict::Confirmed | Verdict::Overridden => Kind::Warning,
    }
}

fn annotation(text: &mut String, results: &Results, found: &Reported, kind: Kind) {
    let mut message = results.message(found);
    for more in [Some(found.help.clone()), results.in_progress(found)].into_iter().flatten() {
        if !more.is_empty() {
            message.push('\n');
            message.push_str(&more);
        }
    }
    placed(text, kind, (results.path(found), results.line_and_column(found)), &found.id, &message);
}

fn stale_annotation(text: &mut String, results: &Results, stale: &Stale) {
    let message = format!("{}\n{}", stale.message, stale.help);
    placed(text, Kind::Warning, (results.decision_path(stale), stale.line_and_column()), stale.id, &message);
}

/// What is said of a place in a file.
fn placed(text: &mut String, kind: Kind, place: (&str, Option<(usize, usize)>), title: &str, message: &str) {
    let (path, place) = (slashed(place.0), place.1.map(|(line, column)| [line.to_string(), column.to_string()]));
    let mut properties = vec![("file", path.as_str())];
    if let Some([line, column]) = &place {
        properties.extend([("line", line.as_str()), ("col", column)]);
    }
    properties.push(("title", title));
    command(text, kind, &properties, message);
}

/// The only way to the output: what is said is escaped, so that nothing in it is a command of its own.
fn command(out: &mut String, kind: Kind, properties: &[(&str, &str)], message: &str) {
    let _ = write!(out, "::{} ", kind.word());
    for (number, (key, value)) in properties.iter().enumerate() {
        let comma = if number == 0 { "" } else { "," };
        let _ = write!(out, "{comma}{key}={}", escaped(value).replace(':', "%3A").replace(',', "%2C"));
    }
    let _ = writeln!(out, "::{}", escaped(message));
}

fn escaped(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_is_said_is_a_command() {
        let mut out = String::new();
        command(&mut out, Kind::Error, &[("file", "a,b\n::c"), ("title", "100%")], "x\r\n::warning::y");
        assert_eq!(out, "::error file=a%2Cb%0A%3A%3Ac,title=100%25::x%0D%0A::warning::y\n");
    }
}
