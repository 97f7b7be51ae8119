//! pytm's `threats.json`: a list of objects. The keys differed a little between releases; unknown ones are let be.

use std::collections::BTreeMap;

use bartizan_model::{Diagnostic, SourceId, Sources, Span, Text};
use serde_json::Value;
use serde_json::value::RawValue;

use super::Library;
use super::draft::{Collector, Draft, Duplicates};
use crate::limits::MAX_THREAT_FILE_LENGTH;
use crate::threat::Threat;

pub(super) fn read(path: &str, text: &str, sources: &mut Sources) -> (Option<Library>, Vec<Diagnostic>) {
    if text.len() > MAX_THREAT_FILE_LENGTH {
        let message = format!("`{path}` is larger than the limit of {MAX_THREAT_FILE_LENGTH} bytes for a threats file");
        return (None, vec![Diagnostic::refusal(message).help("split it into several files")]);
    }
    let source = sources.add(path, text);
    let file = File { path, text, source };
    let entries = match file.entries() {
        Ok(entries) => entries,
        Err(problem) => return (None, vec![*problem]),
    };
    let mut collector = Collector::new(Duplicates::Refused);
    for entry in entries {
        match file.draft(entry) {
            Ok(Some(draft)) => collector.add(draft, sources),
            Ok(None) => {}
            Err(problems) => collector.diagnostics.extend(problems),
        }
    }
    collector.finish()
}

struct File<'a> {
    path: &'a str,
    text: &'a str,
    source: SourceId,
}

type Entry<'a> = BTreeMap<String, &'a RawValue>;

impl<'a> File<'a> {
    /// The threats, not looked into.
    fn entries(&self) -> Result<Vec<&'a RawValue>, Box<Diagnostic>> {
        // Some editors begin a file with a byte order mark.
        let text = self.text.strip_prefix('\u{feff}').unwrap_or(self.text);
        let whole: &RawValue = serde_json::from_str(text).map_err(|error| Box::new(self.syntax(&error)))?;
        serde_json::from_str(whole.get()).map_err(|_| {
            Box::new(
                Diagnostic::error(format!("`{}` holds {}, not a list of threats", self.path, kind(whole)))
                    .at(Some(self.span(whole)).map(|span| Span { end: span.start + 1, ..span }), "")
                    .help("a threats file is `[{\"SID\": ..., \"target\": [...], \"condition\": ...}, ...]`"),
            )
        })
    }

    fn syntax(&self, error: &serde_json::Error) -> Diagnostic {
        let message = error.to_string();
        let reason = message.split(" at line ").next().unwrap_or("").to_owned();
        let (line, column) = (error.line(), error.column());
        Diagnostic::error(format!("`{}` is not valid JSON at line {line} column {column}: {reason}", self.path))
            .at(Some(self.point(line, column)), "")
            .help("a threats file is a JSON list of objects")
    }

    /// The character at a line and a byte column, both counted from 1.
    fn point(&self, line: usize, column: usize) -> Span {
        let before: usize = self.text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
        let mut start = (before + column.saturating_sub(1)).min(self.text.len());
        while !self.text.is_char_boundary(start) {
            start -= 1;
        }
        let length = self.text.get(start..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        Span { source: self.source, start: start as u32, end: (start + length) as u32 }
    }

    /// Where a value stands. Raw values are stretches of the text that was read.
    fn span(&self, value: &RawValue) -> Span {
        let start = (value.get().as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        Span { source: self.source, start: start as u32, end: (start + value.get().len()) as u32 }
    }

    /// A threat as its entry has it; `None` for one that is deprecated.
    fn draft(&self, raw: &'a RawValue) -> Result<Option<Draft>, Vec<Diagnostic>> {
        let entry: Entry<'a> = serde_json::from_str(raw.get()).map_err(|_| {
            let message = format!("`{}` holds {} where a threat should be", self.path, kind(raw));
            vec![Diagnostic::error(message).at(Some(self.span(raw)), "").help("a threat is an object: `{...}`")]
        })?;
        if entry.contains_key("DEPRECATED") {
            return Ok(None);
        }
        let mut reader = Reader { file: self, entry: &entry, problems: Vec::new() };
        let id = reader.text(&["SID", "id"]);
        let begin = self.span(raw);
        let threat = Threat {
            title: reader.text(&["description"]),
            severity: reader.text(&["severity"]),
            likelihood: reader.text(&["Likelihood Of Attack", "likelihood"]),
            condition: if entry.contains_key("condition") { reader.text(&["condition"]) } else { "True".into() },
            condition_span: entry.get("condition").map(|value| self.span(value)),
            details: reader.text(&["details"]),
            prerequisites: reader.text(&["prerequisites"]),
            example: reader.text(&["example"]),
            mitigations: reader.text(&["mitigations"]),
            references: reader.text(&["references"]),
            id,
            ..Threat::default()
        };
        let id_place = ["SID", "id"].iter().find_map(|key| entry.get(*key)).map(|value| self.span(value));
        let id_span = id_place.or(Some(Span { end: begin.start + 1, ..begin }));
        let targets = reader.targets();
        if reader.problems.is_empty() { Ok(Some(Draft { threat, id_span, targets })) } else { Err(reader.problems) }
    }
}

/// Reads the fields of one entry and collects what is wrong with them.
struct Reader<'a, 'b> {
    file: &'b File<'a>,
    entry: &'b Entry<'a>,
    problems: Vec<Diagnostic>,
}

impl Reader<'_, '_> {
    /// The text under the first of the keys that is there; empty when none is.
    fn text(&mut self, keys: &[&str]) -> Text {
        let Some((key, raw)) = keys.iter().find_map(|key| self.entry.get(*key).map(|raw| (*key, *raw))) else {
            return "".into();
        };
        match serde_json::from_str(raw.get()) {
            Ok(Value::String(text)) => text.into(),
            Ok(Value::Null) => "".into(),
            _ => {
                self.problem(key, "text", raw);
                "".into()
            }
        }
    }

    /// The names under `target`: one or several, or every element when the key is not there.
    fn targets(&mut self) -> Vec<(Text, Option<Span>)> {
        let Some(raw) = self.entry.get("target").copied() else { return Vec::new() };
        let names: Vec<&RawValue> = match raw.get().starts_with('[') {
            true => serde_json::from_str(raw.get()).unwrap_or_default(),
            false => vec![raw],
        };
        let mut targets = Vec::with_capacity(names.len());
        for name in names {
            match serde_json::from_str::<String>(name.get()) {
                Ok(text) => targets.push((text.into(), Some(self.file.span(name)))),
                Err(_) => self.problem("target", "the name of a class or a list of names", name),
            }
        }
        targets
    }

    fn problem(&mut self, key: &str, expected: &str, found: &RawValue) {
        let message = format!("`{key}` takes {expected}, not {}", kind(found));
        self.problems.push(Diagnostic::error(message).at(Some(self.file.span(found)), ""));
    }
}

/// What a value is, in the words of a message.
fn kind(value: &RawValue) -> &'static str {
    match value.get().as_bytes().first() {
        Some(b'{') => "an object",
        Some(b'[') => "a list",
        Some(b'"') => "text",
        Some(b't' | b'f') => "a boolean",
        Some(b'n') => "`null`",
        _ => "a number",
    }
}
