//! A threat: what can go wrong, to what, and when.

use std::fmt;

use bartizan_model::{Class, Span, Text};

use crate::frameworks::Category;
use crate::prose::Prose;

/// Severity of a threat or likelihood of an attack, in pytm's five steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Very low.
    VeryLow,
    /// Low.
    Low,
    /// Medium.
    Medium,
    /// High.
    High,
    /// Very high.
    VeryHigh,
}

impl Level {
    /// All levels, lowest first.
    pub const ALL: [Level; 5] = [Level::VeryLow, Level::Low, Level::Medium, Level::High, Level::VeryHigh];

    /// As pytm's library writes it: `Very High`.
    pub fn title(self) -> &'static str {
        match self {
            Level::VeryLow => "Very Low",
            Level::Low => "Low",
            Level::Medium => "Medium",
            Level::High => "High",
            Level::VeryHigh => "Very High",
        }
    }

    /// As catalogue files and options write it: `very-high`.
    pub fn key(self) -> &'static str {
        match self {
            Level::VeryLow => "very-low",
            Level::Low => "low",
            Level::Medium => "medium",
            Level::High => "high",
            Level::VeryHigh => "very-high",
        }
    }

    /// The level of this key or title, whatever the case.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        Self::ALL
            .into_iter()
            .find(|level| level.key().eq_ignore_ascii_case(text) || level.title().eq_ignore_ascii_case(text))
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.title())
    }
}

/// What an attacker gains, by Microsoft's STRIDE.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stride {
    /// Pretending to be somebody else.
    Spoofing,
    /// Changing what should not be changed.
    Tampering,
    /// Denying what one did.
    Repudiation,
    /// Learning what should stay hidden.
    InformationDisclosure,
    /// Keeping others from being served.
    DenialOfService,
    /// Doing what one must not.
    ElevationOfPrivilege,
}

impl Stride {
    /// All six, in the order of the name.
    pub const ALL: [Stride; 6] = [
        Stride::Spoofing,
        Stride::Tampering,
        Stride::Repudiation,
        Stride::InformationDisclosure,
        Stride::DenialOfService,
        Stride::ElevationOfPrivilege,
    ];

    /// As catalogue files write it: `information-disclosure`.
    pub fn key(self) -> &'static str {
        match self {
            Stride::Spoofing => "spoofing",
            Stride::Tampering => "tampering",
            Stride::Repudiation => "repudiation",
            Stride::InformationDisclosure => "information-disclosure",
            Stride::DenialOfService => "denial-of-service",
            Stride::ElevationOfPrivilege => "elevation-of-privilege",
        }
    }

    /// The category of this key.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stride| stride.key() == text)
    }
}

/// A threat, as it was written. Its condition is compiled in a [`crate::Library`].
#[derive(Clone, Debug, Default)]
pub struct Threat {
    /// The id, for example `INP02`.
    pub id: Text,
    /// The title, in a few words.
    pub title: Text,
    /// The classes of elements it is about.
    pub targets: Vec<Class>,
    /// Severity as written; pytm's libraries may hold any text.
    pub severity: Text,
    /// Likelihood as written; empty when unknown.
    pub likelihood: Text,
    /// What an attacker gains.
    pub stride: Vec<Stride>,
    /// Attack patterns, by CAPEC number.
    pub capec: Vec<u32>,
    /// Weaknesses, by CWE number; the one that it is most about comes first.
    pub cwe: Vec<u32>,
    /// Techniques of MITRE ATT&CK, for example `T1190`.
    pub attack: Vec<Text>,
    /// Categories of OWASP's lists.
    pub owasp: Vec<Category>,
    /// The condition, as text.
    pub condition: Text,
    /// Where the condition stands, for messages about it.
    pub condition_span: Option<Span>,
    /// pytm's condition, where the one above corrects it.
    pub pytm_condition: Option<Prose>,
    /// Why pytm's condition is corrected; may be empty.
    pub correction: Prose,
    /// What happens.
    pub details: Prose,
    /// What an attacker needs.
    pub prerequisites: Prose,
    /// What an attack looks like.
    pub example: Prose,
    /// What helps.
    pub mitigations: Prose,
    /// Where to read more, as text.
    pub references: Prose,
}

impl Threat {
    /// The severity, where it is one of the five steps.
    pub fn severity_level(&self) -> Option<Level> {
        Level::parse(&self.severity)
    }

    /// A field by the name that pytm gives it in findings: `description` is the title.
    pub fn field(&self, name: &str) -> Option<&str> {
        match name {
            "description" => Some(&self.title),
            "severity" => Some(&self.severity),
            "likelihood" => Some(&self.likelihood),
            "condition" => Some(&self.condition),
            "threat_id" | "id" => Some(&self.id),
            _ => self.prose(name).map(|prose| &**prose),
        }
    }

    /// Likewise, to be shared.
    pub fn shared_field(&self, name: &str) -> Option<Text> {
        match name {
            "description" => Some(self.title.clone()),
            "severity" => Some(self.severity.clone()),
            "likelihood" => Some(self.likelihood.clone()),
            "condition" => Some(self.condition.clone()),
            "threat_id" | "id" => Some(self.id.clone()),
            _ => self.prose(name).map(Prose::text),
        }
    }

    fn prose(&self, name: &str) -> Option<&Prose> {
        match name {
            "details" => Some(&self.details),
            "mitigations" => Some(&self.mitigations),
            "example" => Some(&self.example),
            "prerequisites" => Some(&self.prerequisites),
            "references" => Some(&self.references),
            _ => None,
        }
    }
}
