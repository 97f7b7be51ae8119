//! pytm's `threats.json`: a list of objects. The keys differed a little between releases; unknown ones are let be.

use std::collections::BTreeMap;

use bartizan_model::{Diagnostic, SourceId, Sources, Span, Text};
use serde_json::Value;
use serde_json::value::RawValue;

use super::draft::{Draft, Fields, Role};
use crate::limits::MAX_THREAT_FILE_LENGTH;

/// The threats of a file, and what is wrong with it.
pub(super) fn read(path: &str, text: &str, sources: &mut Sources) -> (Vec<Draft>, Vec<Diagnostic>) {
    if text.len() > MAX_THREAT_FILE_LENGTH {
        let message = format!("`{path}` is larger than the limit of {MAX_THREAT_FILE_LENGTH} bytes for a threats file");
        return (Vec::new(), vec![Diagnostic::refusal(message).help("split it into several files")]);
    }
    let source = sources.add(path, text);
    let file = File { path, text, source };
    let entries = match file.entries() {
        Ok(entries) => entries,
        Err(problem) => return (Vec::new(), vec![*problem]),
    };
    let (mut drafts, mut diagnostics) = (Vec::new(), Vec::new());
    for entry in entries {
        match file.draft(entry) {
            Ok(draft) => drafts.extend(draft),
            Err(problems) => diagnostics.extend(problems),
        }
    }
    (drafts, diagnostics)
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
        let begin = self.span(raw);
        let (role, id, place) = reader.role(Span { end: begin.start + 1, ..begin });
        let everywhere = (role == Role::Threat).then(|| ("True".into(), None));
        let condition = entry.get("condition").map(|value| self.span(value));
        let fields = Fields {
            title: reader.given(&["description"]),
            targets: entry.contains_key("target").then(|| reader.targets()),
            severity: reader.given(&["severity"]),
            likelihood: reader.given(&["Likelihood Of Attack", "likelihood"]),
            condition: reader.given(&["condition"]).map(|text| (text, condition)).or(everywhere),
            details: reader.given(&["details"]),
            prerequisites: reader.given(&["prerequisites"]),
            example: reader.given(&["example"]),
            mitigations: reader.given(&["mitigations"]),
            references: reader.given(&["references"]),
            ..Fields::default()
        };
        match reader.problems.is_empty() {
            true => Ok(Some(Draft { role, id, place: Some(place), fields })),
            false => Err(reader.problems),
        }
    }
}

/// Reads the fields of one entry and collects what is wrong with them.
struct Reader<'a, 'b> {
    file: &'b File<'a>,
    entry: &'b Entry<'a>,
    problems: Vec<Diagnostic>,
}

impl Reader<'_, '_> {
    /// What the entry does, to which threat, and where that stands.
    fn role(&mut self, begin: Span) -> (Role, Text, Span) {
        for (key, role) in [("overrides", Role::Override), ("retires", Role::Retirement)] {
            if let Some(value) = self.entry.get(key) {
                return (role, self.text(&[key]), self.file.span(value));
            }
        }
        let place = ["SID", "id"].iter().find_map(|key| self.entry.get(*key)).map(|value| self.file.span(value));
        (Role::Threat, self.text(&["SID", "id"]), place.unwrap_or(begin))
    }

    /// The text under the first of the keys that is there.
    fn given(&mut self, keys: &[&str]) -> Option<Text> {
        keys.iter().any(|key| self.entry.contains_key(*key)).then(|| self.text(keys))
    }

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

    /// The names under `target`: one or several.
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
