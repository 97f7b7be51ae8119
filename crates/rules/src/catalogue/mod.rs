//! The built-in threats, embedded from the folder `catalogue` when this crate is built.

pub(crate) mod file;

use bartizan_model::Class;

use crate::frameworks::Category;
use crate::prose::Prose;
use crate::{Level, Stride, Threat};

include!(concat!(env!("OUT_DIR"), "/catalogue.rs"));

/// A threat as the build script writes it down.
struct Embedded {
    id: &'static str,
    title: &'static str,
    severity: &'static str,
    likelihood: &'static str,
    condition: &'static str,
    pytm_condition: &'static str,
    correction: &'static str,
    references: &'static str,
    details: &'static str,
    prerequisites: &'static str,
    example: &'static str,
    mitigations: &'static str,
    targets: &'static [&'static str],
    pytm_targets: &'static [&'static str],
    stride: &'static [&'static str],
    capec: &'static [u32],
    cwe: &'static [u32],
    attack: &'static [&'static str],
    owasp: &'static [&'static str],
    /// Whether pytm has a threat of this id.
    is_of_pytm: bool,
}

/// Whose condition is wanted where a threat has two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// The sound one.
    Ours,
    /// The one that pytm has.
    Pytm,
}

/// The built-in threats in their order; for pytm those that it has.
pub(crate) fn threats(dialect: Dialect) -> impl Iterator<Item = Threat> {
    let is_wanted = move |embedded: &&Embedded| dialect == Dialect::Ours || embedded.is_of_pytm;
    EMBEDDED.iter().filter(is_wanted).map(move |embedded| embedded.threat(dialect))
}

impl Embedded {
    fn threat(&self, dialect: Dialect) -> Threat {
        let condition = match dialect {
            Dialect::Pytm if !self.pytm_condition.is_empty() => self.pytm_condition,
            _ => self.condition,
        };
        let targets = match dialect {
            Dialect::Pytm if !self.pytm_targets.is_empty() => self.pytm_targets,
            _ => self.targets,
        };
        Threat {
            id: self.id.into(),
            title: self.title.into(),
            targets: targets.iter().filter_map(|name| Class::by_name(name)).collect(),
            severity: level_title(self.severity).into(),
            likelihood: level_title(self.likelihood).into(),
            stride: self.stride.iter().filter_map(|key| Stride::parse(key)).collect(),
            capec: self.capec.to_vec(),
            cwe: self.cwe.to_vec(),
            attack: self.attack.iter().map(|id| (*id).into()).collect(),
            owasp: self.owasp.iter().filter_map(|id| Category::parse(id)).collect(),
            condition: condition.into(),
            condition_span: None,
            pytm_condition: (!self.pytm_condition.is_empty()).then(|| Prose::fixed(self.pytm_condition)),
            correction: Prose::fixed(self.correction),
            details: Prose::fixed(self.details),
            prerequisites: Prose::fixed(self.prerequisites),
            example: Prose::fixed(self.example),
            mitigations: Prose::fixed(self.mitigations),
            references: Prose::fixed(self.references),
        }
    }
}

/// `very-high` as findings show it: `Very High`. Anything else stays as it is.
pub(crate) fn level_title(key: &str) -> &str {
    match Level::parse(key) {
        Some(level) => level.title(),
        None => key,
    }
}
