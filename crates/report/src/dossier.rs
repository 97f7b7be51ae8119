//! All that a full report is made of: the model, what was found, what is asked, and what was decided.

use bartizan_model::{ElementId, Model, Object};
use bartizan_rules::decisions::Decisions;
use bartizan_rules::plan::Plan;
use bartizan_rules::questions::Question;
use bartizan_rules::{Findings, Library};

/// What was learnt about a model.
#[derive(Clone, Copy, Debug)]
pub struct Dossier<'a> {
    /// The resolved model.
    pub model: &'a Model,
    /// What was found.
    pub findings: &'a Findings,
    /// The threats that were looked for.
    pub library: &'a Library,
    /// What the model does not say, the best question first.
    pub questions: &'a [Question],
    /// What was decided about findings.
    pub decisions: &'a Decisions,
    /// Which changes remove the most risk, where that was worked out.
    pub plan: Option<&'a Plan>,
}

impl Dossier<'_> {
    /// The name of the element that an attribute holds; empty without one.
    pub(crate) fn name_in(&self, object: &Object, attribute: &str) -> String {
        object.element(attribute).map_or_else(String::new, |id| self.name(id))
    }

    /// The name of an element.
    pub(crate) fn name(&self, element: ElementId) -> String {
        self.model.element(element).name().to_string()
    }
}
