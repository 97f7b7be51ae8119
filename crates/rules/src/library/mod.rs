//! Libraries of threats: the built-in one, pytm's JSON files, catalogue files, and threats that a script made.
//!
//! A library holds checked threats only. A source with an error yields no library: nothing fails open. Several sources
//! become one library in layers, through a [`LibraryBuilder`].

mod builder;
mod draft;
mod json;
mod lazy;
mod markdown;
mod tests;

use std::collections::BTreeSet;
use std::sync::Arc;

use bartizan_model::{Class, Diagnostic, ElementId, Model, Sources, Text, ThreatDefinition, Value};

use crate::catalogue::{self, Dialect};
use crate::condition::{Condition, Mode, Outcome, constants};
use crate::threat::Threat;
pub use builder::LibraryBuilder;
pub(crate) use builder::place;
use lazy::{LazyCondition, SharedSlots};
pub use tests::{TestModel, ThreatTests, threat_tests};

/// A checked collection of threats.
#[derive(Clone, Debug, Default)]
pub struct Library {
    threats: Vec<Arc<Threat>>,
    /// By position.
    conditions: Vec<LazyCondition>,
    /// Whether what pytm does not have is not there.
    is_pytm: bool,
}

impl Library {
    /// The built-in threats.
    pub fn builtin() -> Self {
        Self::embedded(Dialect::Ours)
    }

    /// The built-in threats with pytm's conditions, for results that are to be the same as pytm's.
    pub fn builtin_as_pytm() -> Self {
        Self::embedded(Dialect::Pytm).as_pytm()
    }

    fn embedded(dialect: Dialect) -> Self {
        let slots = SharedSlots::default();
        let threats: Vec<Arc<Threat>> = catalogue::threats(dialect).map(Arc::new).collect();
        let conditions = threats.iter().map(|_| LazyCondition::later(&slots)).collect();
        Self { threats, conditions, is_pytm: false }
    }

    /// The same, to be evaluated as pytm does: what pytm does not have is not there unless somebody set it.
    pub fn as_pytm(self) -> Self {
        Self { is_pytm: true, ..self }
    }

    /// How conditions are evaluated while nothing is unknown.
    pub(crate) fn mode(&self) -> Mode {
        if self.is_pytm { Mode::Pytm } else { Mode::Defaults }
    }

    /// Reads a threats file of pytm, of any release. `path` is what messages call the file.
    ///
    /// The library is `None` when one of the messages is an error.
    pub fn from_json(path: &str, text: &str, sources: &mut Sources) -> (Option<Self>, Vec<Diagnostic>) {
        let mut builder = LibraryBuilder::default();
        builder.json(path, text, sources);
        builder.finish()
    }

    /// Reads a threat in the form of the catalogue: one Markdown file with front matter.
    ///
    /// The library is `None` when one of the messages is an error.
    pub fn from_markdown(path: &str, text: &str, sources: &mut Sources) -> (Option<Self>, Vec<Diagnostic>) {
        let mut builder = LibraryBuilder::default();
        builder.markdown(path, text, sources);
        builder.finish()
    }

    /// Threats that a script made. `sources` are those that the definitions' places point into.
    ///
    /// The library is `None` when one of the messages is an error.
    pub fn from_definitions(definitions: &[ThreatDefinition], sources: &Sources) -> (Option<Self>, Vec<Diagnostic>) {
        let mut builder = LibraryBuilder::default();
        builder.definitions(definitions, sources);
        builder.finish()
    }

    /// The threats that are wanted, in the same order.
    pub fn filter(&self, is_wanted: impl Fn(&Threat) -> bool) -> Self {
        let both = self.threats.iter().zip(&self.conditions).filter(|(threat, _)| is_wanted(threat));
        let (threats, conditions) = both.map(|(threat, condition)| (threat.clone(), condition.clone())).unzip();
        Self { threats, conditions, is_pytm: self.is_pytm }
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
        self.conditions.get(position)?.get(&self.threats.get(position)?.condition)
    }

    /// Whether the threat at a position applies to an element. False, as in pytm, where its condition cannot be evaluated.
    pub fn applies(&self, position: usize, model: &Model, element: ElementId) -> bool {
        let class = model.element(element).class;
        let is_about = self.threats.get(position).is_some_and(|threat| threat.targets.iter().any(|t| class.is_a(*t)));
        let condition = self.condition(position).filter(|_| is_about);
        condition.is_some_and(|condition| condition.evaluate(model, element, self.mode()) == Ok(Outcome::True))
    }

    /// Whether a condition reads an attribute of this name, of whatever class.
    pub fn reads(&self, attribute: &str) -> bool {
        let mut both = self.threats.iter().zip(&self.conditions);
        both.any(|(threat, condition)| {
            // Most conditions do not even hold the word.
            threat.condition.contains(attribute)
                && condition.get(&threat.condition).is_some_and(|condition| condition.reads(attribute))
        })
    }

    /// The texts that conditions compare an attribute of this name with, sorted.
    pub(crate) fn texts_asked_of(&self, name: &str) -> Vec<Text> {
        let mut texts = BTreeSet::new();
        for (threat, condition) in self.threats.iter().zip(&self.conditions) {
            // Most conditions do not even hold the word.
            let condition = if threat.condition.contains(name) { condition.get(&threat.condition) } else { None };
            for value in condition.and_then(|condition| constants(condition.tree()).remove(name)).unwrap_or_default() {
                if let Value::Text(text) = value {
                    texts.insert(text);
                }
            }
        }
        texts.into_iter().collect()
    }

    /// Positions of the threats about a class, in order.
    pub fn about(&self, class: Class) -> impl Iterator<Item = usize> {
        let is_about = move |threat: &Threat| threat.targets.iter().any(|target| class.is_a(*target));
        self.threats.iter().enumerate().filter(move |(_, threat)| is_about(threat)).map(|(position, _)| position)
    }
}
