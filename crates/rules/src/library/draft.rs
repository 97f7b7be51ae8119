//! From what a file or a script says to a checked threat, whatever the file's form.

use std::collections::HashMap;
use std::sync::Arc;

use bartizan_model::names::nearest;
use bartizan_model::{Class, Diagnostic, Severity, Sources, Span, Text, ThreatDefinition};

use super::Library;
use crate::condition::{Condition, Range, SlotTable};
use crate::limits::MAX_THREATS;
use crate::threat::Threat;

/// A threat that nobody has checked yet.
pub(super) struct Draft {
    /// All but the targets.
    pub(super) threat: Threat,
    /// Where the id stands, or the threat begins.
    pub(super) id_span: Option<Span>,
    /// The names of the targets with their places.
    pub(super) targets: Vec<(Text, Option<Span>)>,
}

/// What becomes of a second threat with the same id.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Duplicates {
    /// It is an error: ids of findings are made from it.
    Refused,
    /// Scripts may repeat themselves; they are warned.
    Kept,
}

/// Checks drafts one by one and collects the threats and everything there is to say.
pub(super) struct Collector {
    library: Library,
    slots: SlotTable,
    seen: HashMap<Text, Option<Span>>,
    duplicates: Duplicates,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Draft {
    pub(super) fn from_definition(definition: &ThreatDefinition) -> Self {
        let field = |name: &str| Text::from(definition.field(name));
        let threat = Threat {
            id: definition.id.clone(),
            title: field("description"),
            severity: field("severity"),
            likelihood: field("likelihood"),
            condition: definition.condition.clone(),
            condition_span: definition.place,
            details: field("details"),
            prerequisites: field("prerequisites"),
            example: field("example"),
            mitigations: field("mitigations"),
            references: field("references"),
            ..Threat::default()
        };
        let targets = definition.targets.iter().map(|name| (name.clone(), definition.place)).collect();
        Self { threat, id_span: definition.place, targets }
    }
}

impl Collector {
    pub(super) fn new(duplicates: Duplicates) -> Self {
        Self {
            library: Library::default(),
            slots: SlotTable::default(),
            seen: HashMap::new(),
            duplicates,
            diagnostics: Vec::new(),
        }
    }

    /// Checks a threat and adds it.
    pub(super) fn add(&mut self, draft: Draft, sources: &Sources) {
        let Draft { mut threat, id_span, targets } = draft;
        if self.library.threats.len() == MAX_THREATS {
            self.diagnostics.push(
                Diagnostic::refusal(format!("there are more threats than the limit of {MAX_THREATS}"))
                    .at(id_span, "this one is too many")
                    .help("split the library into several and use those that are about your system"),
            );
        }
        if self.library.threats.len() >= MAX_THREATS {
            return;
        }
        self.check_id(&threat.id, id_span);
        threat.targets = self.check_targets(&threat.id, &targets);
        threat.condition_span = threat.condition_span.map(|span| narrow(span, &threat.condition, sources));
        let condition = self.check_condition(&threat);
        self.library.threats.push(Arc::new(threat));
        self.library.conditions.push(condition);
    }

    /// The library, unless there was an error.
    pub(super) fn finish(self) -> (Option<Library>, Vec<Diagnostic>) {
        let has_error = self.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
        ((!has_error).then_some(self.library), self.diagnostics)
    }

    fn check_id(&mut self, id: &Text, span: Option<Span>) {
        if id.trim().is_empty() {
            self.diagnostics.push(
                Diagnostic::error("a threat has no id")
                    .at(span, "of this threat")
                    .help("give it one with the key `SID`, for example \"OWN01\""),
            );
        } else if let Some(first) = self.seen.get(id) {
            let mut duplicate = duplicate(id, span, *first);
            if self.duplicates == Duplicates::Kept {
                duplicate.severity = Severity::Warning;
            }
            self.diagnostics.push(duplicate);
        } else {
            self.seen.insert(id.clone(), span);
        }
    }

    /// The classes that the names mean. As in pytm, no name at all means every element.
    fn check_targets(&mut self, id: &str, names: &[(Text, Option<Span>)]) -> Vec<Class> {
        if names.is_empty() {
            return vec![Class::Element];
        }
        let mut classes = Vec::with_capacity(names.len());
        for (name, span) in names {
            match Class::by_name(name) {
                Some(class) if class.is_a(Class::Element) => classes.push(class),
                known => {
                    let problem = match known {
                        Some(_) => format!("the threat `{id}` has the target `{name}`, which is no kind of element"),
                        None => format!("the threat `{id}` has the unknown target `{name}`"),
                    };
                    let elements = Class::ALL.into_iter().filter(|class| class.is_a(Class::Element));
                    let names: Vec<&str> = elements.map(Class::name).collect();
                    let help = match nearest(name, names.iter().copied()) {
                        Some(near) => format!("did you mean `{near}`?"),
                        None => format!("targets are: {}", names.join(", ")),
                    };
                    self.diagnostics.push(Diagnostic::error(problem).at(*span, "").help(help));
                }
            }
        }
        classes
    }

    fn check_condition(&mut self, threat: &Threat) -> Option<Condition> {
        if threat.condition.trim().is_empty() {
            self.diagnostics.push(
                Diagnostic::warning(format!("the condition of the threat `{}` is empty: it never applies", threat.id))
                    .at(threat.condition_span, "")
                    .help("write `True` for a threat that always applies"),
            );
            return None;
        }
        let condition = match Condition::parse_with(threat.condition.clone(), &mut self.slots) {
            Ok(condition) => condition,
            Err(error) => {
                let span = place(threat, error.range());
                let message = format!("in the threat `{}`: {error}", threat.id);
                let mut problem = Diagnostic::error(message).at(span, "").help(error.help());
                problem.is_refusal = error.is_refusal();
                self.diagnostics.push(problem);
                return None;
            }
        };
        for problem in condition.check(&threat.targets) {
            let mut diagnostic = Diagnostic::error(format!("in the threat `{}`: {}", threat.id, problem.message))
                .at(place(threat, Some(problem.range)), "");
            diagnostic.severity = problem.severity;
            if !problem.help.is_empty() {
                diagnostic = diagnostic.help(problem.help);
            }
            self.diagnostics.push(diagnostic);
        }
        Some(condition)
    }
}

pub(super) fn duplicate(id: &str, second: Option<Span>, first: Option<Span>) -> Diagnostic {
    Diagnostic::error(format!("there are two threats with the id `{id}`"))
        .at(second, "the second one")
        .at(first, "the first one")
        .help("give one of them another id: findings are told apart by it")
}

/// The place of a part of a threat's condition; of all of it, where its text and the file's are not the same.
pub(crate) fn place(threat: &Threat, range: Option<Range>) -> Option<Span> {
    let whole = threat.condition_span?;
    match range {
        Some(range) if (whole.end - whole.start) as usize == threat.condition.len() => {
            Some(Span { source: whole.source, start: whole.start + range.start, end: whole.start + range.end })
        }
        _ => Some(whole),
    }
}

/// The stretch of a place in which the condition stands letter by letter, if it stands there once.
fn narrow(span: Span, condition: &str, sources: &Sources) -> Span {
    let text = sources.text(span);
    let mut found = text.match_indices(condition);
    match (found.next(), found.next()) {
        (Some((at, _)), None) if !condition.is_empty() => {
            let start = span.start + at as u32;
            Span { source: span.source, start, end: start + condition.len() as u32 }
        }
        _ => span,
    }
}
