//! One threat in the form of the catalogue, from a file of the user's own.

use bartizan_model::{Diagnostic, SourceId, Sources, Span};
use serde_saphyr::Spanned;

use super::Library;
use super::draft::{Collector, Draft, Duplicates};
use crate::catalogue::file::{self, ThreatFile};
use crate::catalogue::level_title;
use crate::limits::MAX_THREAT_FILE_LENGTH;
use crate::threat::{Level, Stride, Threat};

pub(super) fn read(path: &str, text: &str, sources: &mut Sources) -> (Option<Library>, Vec<Diagnostic>) {
    if text.len() > MAX_THREAT_FILE_LENGTH {
        let message = format!("`{path}` is larger than the limit of {MAX_THREAT_FILE_LENGTH} bytes for a threat file");
        return (None, vec![Diagnostic::refusal(message)]);
    }
    let source = sources.add(path, text);
    let parsed = match file::parse(text) {
        Ok(parsed) => parsed,
        Err(error) => {
            let at = error.at.min(text.len()) as u32;
            let span = Span { source, start: at, end: at };
            let message = format!("`{path}` is not a threat file: {}", error.message);
            return (None, vec![Diagnostic::error(message).at(Some(span), "")]);
        }
    };
    let mut collector = Collector::new(Duplicates::Refused);
    if !parsed.front.deprecated {
        let (draft, problems) = draft(&parsed, source);
        collector.diagnostics.extend(problems);
        collector.add(draft, sources);
    }
    collector.finish()
}

fn draft(file: &ThreatFile, source: SourceId) -> (Draft, Vec<Diagnostic>) {
    let front = &file.front;
    let span = |value: &Spanned<String>| Some(place(file, source, value));
    let mut problems = Vec::new();
    for (key, value) in [("severity", &front.severity), ("likelihood", &front.likelihood)] {
        if !value.is_empty() && Level::parse(value).is_none() {
            let levels: Vec<&str> = Level::ALL.into_iter().map(Level::key).collect();
            let message = format!("the threat `{}` has the unknown {key} `{value}`", front.id.value);
            let help = format!("it is one of: {}", levels.join(", "));
            problems.push(Diagnostic::error(message).at(span(&front.id), "").help(help));
        }
    }
    let mut stride = Vec::new();
    for key in &front.stride {
        match Stride::parse(&key.value) {
            Some(category) => stride.push(category),
            None => {
                let known: Vec<&str> = Stride::ALL.into_iter().map(Stride::key).collect();
                let message = format!("the threat `{}` has the unknown category `{}`", front.id.value, key.value);
                let help = format!("STRIDE has: {}", known.join(", "));
                problems.push(Diagnostic::error(message).at(span(key), "").help(help));
            }
        }
    }
    let threat = Threat {
        id: front.id.value.as_str().into(),
        title: front.title.as_str().into(),
        targets: Vec::new(),
        severity: level_title(&front.severity).into(),
        likelihood: level_title(&front.likelihood).into(),
        stride,
        capec: front.capec.clone(),
        cwe: front.cwe.clone(),
        condition: front.condition.value.as_str().into(),
        condition_span: span(&front.condition),
        details: file.details.as_str().into(),
        prerequisites: file.prerequisites.as_str().into(),
        example: file.example.as_str().into(),
        mitigations: file.mitigations.as_str().into(),
        references: front.references.join(", ").into(),
    };
    let targets = front.targets.iter().map(|name| (name.value.as_str().into(), span(name))).collect();
    (Draft { threat, id_span: span(&front.id), targets }, problems)
}

/// Where a value of the front matter stands in the file.
fn place(file: &ThreatFile, source: SourceId, value: &Spanned<String>) -> Span {
    let span = value.defined.span();
    let start = file.front_start as u64 + span.byte_offset().unwrap_or(0);
    let end = start + span.byte_len().unwrap_or(0);
    Span { source, start: start as u32, end: end as u32 }
}
