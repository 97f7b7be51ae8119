//! Findings: threats that apply to elements of a model.
//!
//! A large model has hundreds of thousands of findings, so that a finding is a few numbers and its texts are looked up.

use std::sync::Arc;

use bartizan_model::{Assumption, ElementId, Model, Text};

use crate::Threat;

/// How sure a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// The stated facts alone make it true.
    Confirmed,
    /// It is true while what nobody stated is as pytm's defaults have it.
    Assumed,
    /// The condition is false, but the author has an override for it and so speaks of it.
    Overridden,
}

/// A threat that applies to an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Position of the threat in [`Findings::threats`].
    pub threat: u32,
    /// The element.
    pub element: ElementId,
    /// How sure it is.
    pub verdict: Verdict,
}

/// A finding that an assumption set aside.
#[derive(Clone, Debug, PartialEq)]
pub struct SetAside {
    /// The finding.
    pub finding: Finding,
    /// The assumption.
    pub assumption: Assumption,
}

/// All findings of a model.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    /// The threats that were looked for.
    pub threats: Vec<Arc<Threat>>,
    /// What was found: element by element in the model's order, threat by threat in the library's.
    pub all: Vec<Finding>,
    /// What was set aside by an assumption, in the same order.
    pub set_aside: Vec<SetAside>,
    /// A stable, readable id for every element, by position.
    pub slugs: Vec<String>,
    /// Worst severity by element: 0 (none) to 5 (very high), as pytm counts.
    pub severities: Vec<u8>,
    /// Position of each element's first finding in `all`.
    pub starts: std::collections::HashMap<ElementId, usize>,
}

impl Findings {
    /// The threat of a finding.
    pub fn threat(&self, finding: &Finding) -> &Threat {
        static NONE: std::sync::OnceLock<Threat> = std::sync::OnceLock::new();
        match self.threats.get(finding.threat as usize) {
            Some(threat) => threat,
            None => NONE.get_or_init(Threat::default),
        }
    }

    /// The stable id: `INP02@web-server`.
    pub fn stable_id(&self, finding: &Finding) -> String {
        let slug = self.slugs.get(finding.element.index()).map_or("", String::as_str);
        format!("{}@{slug}", self.threat(finding).id)
    }

    /// The findings of one element, with their numbers (from 1, in this run).
    pub fn of(&self, element: ElementId) -> impl Iterator<Item = (usize, &Finding)> {
        // An element's findings stand together, but elements may stand in any order of ids.
        let start = self.starts.get(&element).copied().unwrap_or(self.all.len());
        (start + 1..).zip(self.all.iter().skip(start).take_while(move |finding| finding.element == element))
    }

    /// A field of a finding in pytm's names, with what the element's author has to say of it.
    pub fn field(&self, model: &Model, finding: &Finding, name: &str) -> Option<Text> {
        let threat = self.threat(finding);
        let object = model.element(finding.element);
        let overridden = object.overrides.iter().find(|given| given.threat_id == threat.id);
        if let Some((_, text)) = overridden.and_then(|given| given.fields.iter().find(|(field, _)| &**field == name)) {
            return Some(text.clone());
        }
        match name {
            "target" => Some(object.name()),
            "response" | "cvss" => Some("".into()),
            "id" => None,
            _ => threat.shared_field(name),
        }
    }
}
