//! What a file or a script says of a threat, before anybody has checked it.

use bartizan_model::{Span, Text, ThreatDefinition};

use crate::frameworks::Category;
use crate::prose::Prose;
use crate::threat::{Stride, Threat};

/// What a source does with a threat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// It adds one.
    Threat,
    /// It changes one of an earlier library.
    Override,
    /// It takes one of an earlier library out.
    Retirement,
}

/// A threat that nobody has checked yet, or a change to one.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) role: Role,
    pub(super) id: Text,
    /// Where the id stands, or the threat begins.
    pub(super) place: Option<Span>,
    pub(super) fields: Fields,
}

/// The fields that are given.
#[derive(Clone, Debug, Default)]
pub(super) struct Fields {
    pub(super) title: Option<Text>,
    /// The names of the targets with their places.
    pub(super) targets: Option<Vec<(Text, Option<Span>)>>,
    pub(super) severity: Option<Text>,
    pub(super) likelihood: Option<Text>,
    pub(super) stride: Option<Vec<Stride>>,
    pub(super) capec: Option<Vec<u32>>,
    pub(super) cwe: Option<Vec<u32>>,
    pub(super) attack: Option<Vec<Text>>,
    pub(super) owasp: Option<Vec<Category>>,
    pub(super) condition: Option<(Text, Option<Span>)>,
    pub(super) pytm_condition: Option<Text>,
    pub(super) correction: Option<Text>,
    pub(super) details: Option<Text>,
    pub(super) prerequisites: Option<Text>,
    pub(super) example: Option<Text>,
    pub(super) mitigations: Option<Text>,
    pub(super) references: Option<Text>,
}

impl Fields {
    /// Writes what is given, but for the targets, over what a threat has.
    pub(super) fn apply(self, threat: &mut Threat) {
        fn put<T>(field: &mut T, given: Option<T>) {
            if let Some(given) = given {
                *field = given;
            }
        }
        if let Some((condition, place)) = self.condition {
            (threat.condition, threat.condition_span) = (condition, place);
            threat.pytm_condition = None;
            threat.correction = Prose::default();
        }
        put(&mut threat.title, self.title);
        put(&mut threat.severity, self.severity);
        put(&mut threat.likelihood, self.likelihood);
        put(&mut threat.stride, self.stride);
        put(&mut threat.capec, self.capec);
        put(&mut threat.cwe, self.cwe);
        put(&mut threat.attack, self.attack);
        put(&mut threat.owasp, self.owasp);
        put(&mut threat.correction, self.correction.map(Prose::from));
        put(&mut threat.details, self.details.map(Prose::from));
        put(&mut threat.prerequisites, self.prerequisites.map(Prose::from));
        put(&mut threat.example, self.example.map(Prose::from));
        put(&mut threat.mitigations, self.mitigations.map(Prose::from));
        put(&mut threat.references, self.references.map(Prose::from));
        threat.pytm_condition = self.pytm_condition.map(Prose::from).or(threat.pytm_condition.take());
    }
}

impl Draft {
    pub(super) fn from_definition(definition: &ThreatDefinition) -> Self {
        let field = |name: &str| Some(Text::from(definition.field(name)));
        let fields = Fields {
            title: field("description"),
            targets: Some(definition.targets.iter().map(|name| (name.clone(), definition.place)).collect()),
            severity: field("severity"),
            likelihood: field("likelihood"),
            condition: Some((definition.condition.clone(), definition.place)),
            details: field("details"),
            prerequisites: field("prerequisites"),
            example: field("example"),
            mitigations: field("mitigations"),
            references: field("references"),
            ..Fields::default()
        };
        Self { role: Role::Threat, id: definition.id.clone(), place: definition.place, fields }
    }
}
