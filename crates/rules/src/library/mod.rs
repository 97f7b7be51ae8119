//! Libraries of threats: the built-in one, pytm's JSON files, catalogue files, and threats that a script made.
//!
//! A library holds checked threats only. A source with an error yields no library: nothing fails open.

mod draft;
mod json;
mod markdown;

use std::collections::HashMap;
use std::sync::Arc;

use bartizan_model::{Class, Diagnostic, Sources, Text, ThreatDefinition};

use crate::catalogue::{self, Dialect};
use crate::condition::{Condition, SlotTable};
use crate::threat::Threat;
pub(crate) use draft::place;
use draft::{Collector, Draft, Duplicates};

/// A checked collection of threats.
#[derive(Clone, Debug, Default)]
pub struct Library {
    threats: Vec<Arc<Threat>>,
    /// By position; `None` for a threat whose condition is empty, which never applies.
    conditions: Vec<Option<Condition>>,
}

impl Library {
    /// The built-in threats.
    pub fn builtin() -> Self {
        Self::embedded(Dialect::Ours)
    }

    /// The built-in threats with pytm's conditions, for results that are to be the same as pytm's.
    pub fn builtin_as_pytm() -> Self {
        Self::embedded(Dialect::Pytm)
    }

    fn embedded(dialect: Dialect) -> Self {
        let mut slots = SlotTable::default();
        let mut library = Self::default();
        for threat in catalogue::threats(dialect) {
            // A test sees to it that every condition of the catalogue can be read and is of sound type.
            let condition = Condition::parse_with(threat.condition.clone(), &mut slots).ok();
            library.threats.push(Arc::new(threat));
            library.conditions.push(condition);
        }
        library
    }

    /// Reads a threats file of pytm, of any release. `path` is what messages call the file.
    ///
    /// The library is `None` when one of the messages is an error.
    pub fn from_json(path: &str, text: &str, sources: &mut Sources) -> (Option<Self>, Vec<Diagnostic>) {
        json::read(path, text, sources)
    }

    /// Reads a threat in the form of the catalogue: one Markdown file with front matter.
    ///
    /// The library is `None` when one of the messages is an error.
    pub fn from_markdown(path: &str, text: &str, sources: &mut Sources) -> (Option<Self>, Vec<Diagnostic>) {
        markdown::read(path, text, sources)
    }

    /// Threats that a script made. `sources` are those that the definitions' places point into.
    ///
    /// The library is `None` when one of the messages is an error.
    pub fn from_definitions(definitions: &[ThreatDefinition], sources: &Sources) -> (Option<Self>, Vec<Diagnostic>) {
        let mut collector = Collector::new(Duplicates::Kept);
        for definition in definitions {
            collector.add(Draft::from_definition(definition), sources);
        }
        collector.finish()
    }

    /// Puts libraries together in order. An id that stands in two of them is an error.
    pub fn merge(libraries: impl IntoIterator<Item = Library>) -> Result<Self, Vec<Diagnostic>> {
        let mut all = Library::default();
        let mut problems = Vec::new();
        for library in libraries {
            let known: HashMap<Text, Arc<Threat>> =
                all.threats.iter().map(|threat| (threat.id.clone(), threat.clone())).collect();
            for threat in &library.threats {
                if let Some(first) = known.get(&threat.id) {
                    problems.push(draft::duplicate(&threat.id, threat.condition_span, first.condition_span));
                }
            }
            all.threats.extend(library.threats);
            all.conditions.extend(library.conditions);
        }
        if problems.is_empty() { Ok(all) } else { Err(problems) }
    }

    /// The threats in order.
    pub fn threats(&self) -> &[Arc<Threat>] {
        &self.threats
    }

    /// The threat of this id, whatever the case, and its position.
    pub fn find(&self, id: &str) -> Option<(usize, &Arc<Threat>)> {
        self.threats.iter().enumerate().find(|(_, threat)| threat.id.eq_ignore_ascii_case(id))
    }

    /// The condition of the threat at a position; `None` when it is empty, and so never applies.
    pub fn condition(&self, position: usize) -> Option<&Condition> {
        self.conditions.get(position)?.as_ref()
    }

    /// Positions of the threats about a class, in order.
    pub fn about(&self, class: Class) -> impl Iterator<Item = usize> {
        let is_about = move |threat: &Threat| threat.targets.iter().any(|target| class.is_a(*target));
        self.threats.iter().enumerate().filter(move |(_, threat)| is_about(threat)).map(|(position, _)| position)
    }
}
