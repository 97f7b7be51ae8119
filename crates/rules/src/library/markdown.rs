//! One threat in the form of the catalogue: a Markdown file with front matter.

use std::ops::Range;

use bartizan_model::{Diagnostic, SourceId, Sources, Span, Text};

use super::draft::{Draft, Fields, Role};
use crate::catalogue::file::{self, Located, ThreatFile};
use crate::catalogue::level_title;
use crate::frameworks::{Category, is_attack_technique};
use crate::limits::MAX_THREAT_FILE_LENGTH;
use crate::threat::{Level, Stride};

/// The threat of a file, unless it is deprecated, and what is wrong with the file.
pub(super) fn read(path: &str, text: &str, sources: &mut Sources) -> (Option<Draft>, Vec<Diagnostic>) {
    match parse(path, text, sources) {
        Ok((file, source)) => {
            let mut reader = Reader { source, id: file.front.id.value.clone(), problems: Vec::new() };
            let draft = reader.draft(&file);
            (draft.filter(|_| reader.problems.is_empty()), reader.problems)
        }
        Err(problems) => (None, problems),
    }
}

/// A file and its number among the sources.
///
/// # Errors
/// What is wrong with its form.
pub(super) fn parse(path: &str, text: &str, sources: &mut Sources) -> Result<(ThreatFile, SourceId), Vec<Diagnostic>> {
    if text.len() > MAX_THREAT_FILE_LENGTH {
        let message = format!("`{path}` is larger than the limit of {MAX_THREAT_FILE_LENGTH} bytes for a threat file");
        return Err(vec![Diagnostic::refusal(message)]);
    }
    let source = sources.add(path, text);
    let told = |fault: file::Fault| {
        let problem = Diagnostic::error(fault.message).at(Some(span(source, &fault.at)), "");
        if fault.help.is_empty() { problem } else { problem.help(fault.help) }
    };
    match file::parse(text) {
        Ok(file) => Ok((file, source)),
        Err(faults) => Err(faults.into_iter().map(told).collect()),
    }
}

pub(super) fn span(source: SourceId, at: &Range<usize>) -> Span {
    Span { source, start: at.start as u32, end: at.end as u32 }
}

/// Reads the values of the front matter and collects what is wrong with them.
struct Reader {
    source: SourceId,
    id: String,
    problems: Vec<Diagnostic>,
}

impl Reader {
    fn draft(&mut self, file: &ThreatFile) -> Option<Draft> {
        let (front, sections) = (&file.front, &file.sections);
        if front.deprecated {
            return None;
        }
        let text = |field: &Option<Located<String>>| field.as_ref().map(|text| Text::from(text.value.as_str()));
        let prose = |prose: &String| (!prose.is_empty()).then(|| Text::from(prose.as_str()));
        let place = |text: &Located<String>| span(self.source, &text.at);
        let targets = |names: &Vec<Located<String>>| {
            names.iter().map(|name| (name.value.as_str().into(), Some(place(name)))).collect()
        };
        let links = front.links();
        let mut fields = Fields {
            title: text(&front.title),
            targets: front.targets.as_ref().map(targets),
            capec: front.capec.clone(),
            cwe: front.cwe.clone(),
            condition: front.condition.as_ref().map(|text| (text.value.as_str().into(), Some(place(text)))),
            pytm_condition: text(&front.pytm_condition),
            correction: text(&front.correction),
            details: prose(&sections.details),
            prerequisites: prose(&sections.prerequisites),
            example: prose(&sections.example),
            mitigations: prose(&sections.mitigations),
            references: (!links.is_empty()).then(|| links.join(", ").into()),
            ..Fields::default()
        };
        let role = match front.role {
            file::Role::Threat => Role::Threat,
            file::Role::Override => Role::Override,
            file::Role::Retirement => Role::Retirement,
        };
        let at = place(&front.id);
        fields.severity = self.level("severity", front.severity.as_ref());
        fields.likelihood = self.level("likelihood", front.likelihood.as_ref());
        let stride = format!("STRIDE has: {}", Stride::ALL.map(Stride::key).join(", "));
        fields.stride = self.each(front.stride.as_ref(), "category", &stride, Stride::parse);
        let attack = |id: &str| is_attack_technique(id).then(|| id.into());
        fields.attack =
            self.each(front.attack.as_ref(), "technique", "ATT&CK has ids like `T1190` and `T1552.005`", attack);
        let owasp = "OWASP's lists have ids like `A03:2021`, `API1:2023`, `LLM01:2025` and `ASI01`";
        fields.owasp = self.each(front.owasp.as_ref(), "category", owasp, Category::parse);
        Some(Draft { role, id: front.id.value.as_str().into(), place: Some(at), fields })
    }

    fn level(&mut self, key: &str, given: Option<&Located<String>>) -> Option<Text> {
        let given = given?;
        if !given.value.is_empty() && Level::parse(&given.value).is_none() {
            let help = format!("it is one of: {}", Level::ALL.map(Level::key).join(", "));
            self.unknown(key, given, &help);
        }
        Some(level_title(&given.value).into())
    }

    fn each<T>(
        &mut self,
        given: Option<&Vec<Located<String>>>,
        what: &str,
        help: &str,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Option<Vec<T>> {
        let mut values = Vec::new();
        for text in given? {
            match parse(&text.value) {
                Some(value) => values.push(value),
                None => self.unknown(what, text, help),
            }
        }
        Some(values)
    }

    fn unknown(&mut self, what: &str, value: &Located<String>, help: &str) {
        let message = format!("the threat `{}` has the unknown {what} `{}`", self.id, value.value);
        let place = span(self.source, &value.at);
        self.problems.push(Diagnostic::error(message).at(Some(place), "").help(help));
    }
}
