//! Why a finding is there, in a few words each: `controls.validatesInput is False (line 22)`.

use bartizan_model::{Model, Origin, SourceId, Span};
use bartizan_rules::condition::{Atom, Read};
use bartizan_rules::{Finding, Library, Verdict};

use super::line::one_line;
use crate::limits::{MAX_LINE_LETTERS, MAX_NAME_LETTERS, MAX_REASONS};
use crate::places::Places;
use crate::words::who_said;

/// The parts of the condition that decided, each with the place of a fact that it read.
pub(crate) fn reasons(model: &Model, library: &Library, finding: &Finding, places: &Places<'_>) -> Vec<String> {
    if finding.verdict == Verdict::Overridden {
        return vec!["an override speaks of it, while its condition is false".to_owned()];
    }
    let mut atoms = bartizan_rules::reasons(model, library, finding);
    // What is stated was enough for a confirmed finding; the rest would only raise doubts.
    if finding.verdict == Verdict::Confirmed && atoms.iter().any(is_known) {
        atoms.retain(is_known);
    }
    let own = model.element(finding.element).place.map(|place| place.source);
    let reason = |atom| reason(model, atom, own, places);
    let mut reasons: Vec<String> = atoms.iter().take(MAX_REASONS).map(reason).collect();
    if atoms.len() > MAX_REASONS {
        reasons.push(format!("{} more", atoms.len() - MAX_REASONS));
    }
    reasons
}

fn is_known(atom: &Atom) -> bool {
    atom.reads.iter().all(|read| read.origin.is_known())
}

/// One part; a place in the file of the element itself is only a line.
fn reason(model: &Model, atom: &Atom, own: Option<SourceId>, places: &Places<'_>) -> String {
    let text = one_line(&atom.text, MAX_LINE_LETTERS);
    let text = text.strip_prefix("target.").unwrap_or(&text);
    let said = if atom.value { text.to_owned() } else { format!("not true that {text}") };
    let stated = atom.reads.iter().find(|read| read.origin.span().is_some());
    match stated.or(atom.reads.first()) {
        Some(read) => format!("{said} ({})", source(model, read, own, places)),
        None => said,
    }
}

/// Who said so.
fn source(model: &Model, read: &Read, own: Option<SourceId>, places: &Places<'_>) -> String {
    let name = |from| one_line(&model.element(from).name(), MAX_NAME_LETTERS);
    let in_words = |span: Span| {
        let place = places.locate(span)?;
        Some(match own == Some(span.source) {
            true => format!("line {}", place.line),
            false => format!("{}:{}", one_line(&place.path, MAX_NAME_LETTERS), place.line),
        })
    };
    match read.origin {
        Origin::Stated(span) => in_words(span).unwrap_or_else(|| "stated".to_owned()),
        origin => who_said(model, read.row, origin, in_words, name),
    }
}
