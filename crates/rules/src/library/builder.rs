//! Puts a library together from layers: each may add threats, and change or retire those of the layers before it.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError};

use bartizan_model::names::nearest;
use bartizan_model::{Class, Diagnostic, Severity, Sources, Span, Text, ThreatDefinition};

use super::draft::{Draft, Role};
use super::lazy::{LazyCondition, SharedSlots};
use super::{Library, json, markdown};
use crate::catalogue::{self, Dialect};
use crate::condition::{Condition, Range};
use crate::limits::MAX_THREATS;
use crate::threat::Threat;

/// Collects threats layer by layer, checks each, and keeps everything there is to say.
#[derive(Debug, Default)]
pub struct LibraryBuilder {
    entries: Vec<Entry>,
    /// Positions of the entries by id.
    by_id: HashMap<Text, usize>,
    slots: SharedSlots,
    layer: usize,
    keeps_going: bool,
    allows_duplicates: bool,
    is_full: bool,
    diagnostics: Vec<Diagnostic>,
    /// How many of the diagnostics are errors.
    errors: usize,
}

#[derive(Debug)]
struct Entry {
    /// `None` once it is retired.
    threat: Option<Arc<Threat>>,
    condition: LazyCondition,
    /// Where the threat comes from, and who changed it last.
    origin: Place,
    changed: Option<Place>,
}

/// A layer and a place in one of its files, which the built-in threats do not have.
#[derive(Clone, Copy, Debug)]
struct Place {
    layer: usize,
    span: Option<Span>,
    is_builtin: bool,
}

impl LibraryBuilder {
    /// Uses what is sound even where something else is not.
    pub fn keep_going(mut self, keeps_going: bool) -> Self {
        self.keeps_going = keeps_going;
        self
    }

    /// Begins a layer: what follows may change and retire what is there.
    pub fn next_layer(&mut self) {
        self.layer += 1;
    }

    /// Adds the built-in threats.
    pub fn builtin(&mut self) {
        for threat in catalogue::threats(Dialect::Ours) {
            let place = Place { layer: self.layer, span: None, is_builtin: true };
            if let Some(known) = self.by_id.get(&threat.id).and_then(|at| self.entries.get(*at)) {
                let problem = clash(&threat.id, place, known.origin);
                self.report(problem);
                continue;
            }
            let condition = LazyCondition::later(&self.slots);
            self.push(threat, condition, place);
        }
    }

    /// Adds a threats file of pytm, of any release. `path` is what messages call the file.
    pub fn json(&mut self, path: &str, text: &str, sources: &mut Sources) {
        let (drafts, diagnostics) = json::read(path, text, sources);
        diagnostics.into_iter().for_each(|diagnostic| self.report(diagnostic));
        self.drafts(drafts, sources);
    }

    /// Adds a file in the form of the catalogue.
    pub fn markdown(&mut self, path: &str, text: &str, sources: &mut Sources) {
        let (draft, diagnostics) = markdown::read(path, text, sources);
        diagnostics.into_iter().for_each(|diagnostic| self.report(diagnostic));
        self.drafts(draft, sources);
    }

    /// Adds threats that a script made. Scripts may repeat themselves: a second threat with an id is warned about.
    pub(super) fn definitions(&mut self, definitions: &[ThreatDefinition], sources: &Sources) {
        self.allows_duplicates = true;
        self.drafts(definitions.iter().map(Draft::from_definition), sources);
    }

    /// Says that something is wrong with a layer as a whole.
    pub fn say(&mut self, diagnostic: Diagnostic) {
        self.report(diagnostic);
    }

    /// The library, and what there is to say. There is none when one of the messages is an error, unless the builder
    /// keeps going.
    pub fn finish(self) -> (Option<Library>, Vec<Diagnostic>) {
        if self.errors > 0 && !self.keeps_going {
            return (None, self.diagnostics);
        }
        let mut library = Library::default();
        for entry in self.entries {
            if let Some(threat) = entry.threat {
                library.threats.push(threat);
                library.conditions.push(entry.condition);
            }
        }
        (Some(library), self.diagnostics)
    }

    fn drafts(&mut self, drafts: impl IntoIterator<Item = Draft>, sources: &Sources) {
        for draft in drafts {
            match draft.role {
                Role::Threat => self.add(draft, sources),
                Role::Override | Role::Retirement => self.change(draft, sources),
            }
        }
    }

    fn push(&mut self, threat: Threat, condition: LazyCondition, origin: Place) {
        self.by_id.insert(threat.id.clone(), self.entries.len());
        self.entries.push(Entry { threat: Some(Arc::new(threat)), condition, origin, changed: None });
    }

    /// Checks a threat and adds it.
    fn add(&mut self, draft: Draft, sources: &Sources) {
        let Draft { id, place: span, mut fields, .. } = draft;
        if self.is_over_limit(span) || !self.check_id(&id, span) {
            return;
        }
        let errors = self.errors;
        let targets = fields.targets.take().unwrap_or_default();
        let targets = self.check_targets(&id, &targets);
        let mut threat = Threat { id, targets, ..Threat::default() };
        fields.apply(&mut threat);
        let condition = self.check_condition(&mut threat, sources);
        if self.errors == errors {
            self.push(threat, condition, Place { layer: self.layer, span, is_builtin: false });
        }
    }

    /// Changes or retires a threat of an earlier layer.
    fn change(&mut self, draft: Draft, sources: &Sources) {
        let place = Place { layer: self.layer, span: draft.place, is_builtin: false };
        let Some(at) = self.earlier(&draft, place) else { return };
        let Some(entry) = self.entries.get_mut(at) else { return };
        entry.changed = Some(place);
        let Some(known) = entry.threat.clone() else { return };
        if draft.role == Role::Retirement {
            entry.threat = None;
            return;
        }
        let mut threat = (*known).clone();
        let mut fields = draft.fields;
        let errors = self.errors;
        let concerns_condition = fields.condition.is_some() || fields.targets.is_some();
        if let Some(targets) = fields.targets.take() {
            threat.targets = self.check_targets(&threat.id, &targets);
        }
        fields.apply(&mut threat);
        let condition = concerns_condition.then(|| self.check_condition(&mut threat, sources));
        let is_sound = self.errors == errors;
        if let Some(entry) = self.entries.get_mut(at).filter(|_| is_sound) {
            entry.threat = Some(Arc::new(threat));
            if let Some(condition) = condition {
                entry.condition = condition;
            }
        }
    }

    /// The threat that a change is about. It has to come from an earlier layer, and one layer changes it once.
    fn earlier(&mut self, draft: &Draft, place: Place) -> Option<usize> {
        let id = &draft.id;
        let known = self.by_id.get(id).and_then(|at| Some((*at, self.entries.get(*at)?)));
        let problem = match known {
            Some((at, entry)) if entry.origin.layer < place.layer => match entry.changed {
                Some(first) if first.layer == place.layer => {
                    Diagnostic::error(format!("the threat `{id}` is changed twice by one library"))
                        .at(place.span, "the second change")
                        .at(first.span, "the first one")
                        .help("keep one of them")
                }
                _ => return Some(at),
            },
            Some((_, entry)) => Diagnostic::error(format!("the threat `{id}` is of the same library as its change"))
                .at(place.span, "the change")
                .at(entry.origin.span, "the threat")
                .help("change the threat itself"),
            None => {
                let problem = Diagnostic::error(format!("no library before this one has the threat `{id}`"))
                    .at(place.span, "there is nothing to change");
                match nearest(
                    id,
                    self.entries.iter().filter_map(|entry| entry.threat.as_ref()).map(|threat| &*threat.id),
                ) {
                    Some(near) => problem.help(format!("did you mean `{near}`?")),
                    None => problem.help("name that library first; `builtin` stands for the built-in one"),
                }
            }
        };
        self.report(problem);
        None
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        self.errors += usize::from(diagnostic.severity == Severity::Error);
        self.diagnostics.push(diagnostic);
    }

    fn is_over_limit(&mut self, span: Option<Span>) -> bool {
        let is_over = self.entries.len() >= MAX_THREATS;
        if is_over && !self.is_full {
            self.is_full = true;
            self.report(
                Diagnostic::refusal(format!("there are more threats than the limit of {MAX_THREATS}"))
                    .at(span, "this one is too many")
                    .help("split the library into several and use those that are about your system"),
            );
        }
        is_over
    }

    /// Whether a threat may have this id.
    fn check_id(&mut self, id: &Text, span: Option<Span>) -> bool {
        if id.trim().is_empty() {
            self.report(
                Diagnostic::error("a threat has no id")
                    .at(span, "of this threat")
                    .help("give it one with the key `SID`, for example \"OWN01\""),
            );
            return false;
        }
        let Some(known) = self.by_id.get(id).and_then(|at| self.entries.get(*at)) else { return true };
        let mut problem = clash(id, Place { layer: self.layer, span, is_builtin: false }, known.origin);
        if self.allows_duplicates {
            problem.severity = Severity::Warning;
        }
        self.report(problem);
        self.allows_duplicates
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
                    self.report(Diagnostic::error(problem).at(*span, "").help(help));
                }
            }
        }
        classes
    }

    fn check_condition(&mut self, threat: &mut Threat, sources: &Sources) -> LazyCondition {
        let condition = self.read_condition(threat, sources);
        LazyCondition::ready(condition, &self.slots)
    }

    fn read_condition(&mut self, threat: &mut Threat, sources: &Sources) -> Option<Condition> {
        threat.condition_span = threat.condition_span.map(|span| narrow(span, &threat.condition, sources));
        if threat.condition.trim().is_empty() {
            self.report(
                Diagnostic::warning(format!("the condition of the threat `{}` is empty: it never applies", threat.id))
                    .at(threat.condition_span, "")
                    .help("write `True` for a threat that always applies"),
            );
            return None;
        }
        let read = {
            let mut slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
            Condition::parse_with(threat.condition.clone(), &mut slots)
        };
        let condition = match read {
            Ok(condition) => condition,
            Err(error) => {
                let span = place(threat, error.range());
                let message = format!("in the threat `{}`: {error}", threat.id);
                let mut problem = Diagnostic::error(message).at(span, "").help(error.help());
                problem.is_refusal = error.is_refusal();
                self.report(problem);
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
            self.report(diagnostic);
        }
        Some(condition)
    }
}

/// Two threats have one id. The message names both files, of which the built-in library has none.
fn clash(id: &str, second: Place, first: Place) -> Diagnostic {
    let problem = match (first.is_builtin, second.is_builtin) {
        (true, true) => Diagnostic::error(format!("the built-in threat `{id}` is there twice")),
        (true, false) | (false, true) => Diagnostic::error(format!("the built-in library has a threat `{id}` as well")),
        (false, false) => Diagnostic::error(format!("there are two threats with the id `{id}`")),
    };
    let problem = problem.at(second.span, "the second one").at(first.span, "the first one");
    match first.layer == second.layer {
        true => problem.help("give one of them another id: findings are told apart by it"),
        false => {
            problem.help(format!("give one of them another id, or change the first on purpose: `overrides: {id}`"))
        }
    }
}

/// The place of a part of a threat's condition; of all of it, where its text and the file's are not the same.
pub(crate) fn place(threat: &Threat, range: Option<Range>) -> Option<Span> {
    let whole = threat.condition_span?;
    match range {
        Some(range) if (whole.end - whole.start) as usize == threat.condition.len() => Some(range.within(whole)),
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
