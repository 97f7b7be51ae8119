//! What all parts of a page look things up in.

use std::collections::BTreeMap;

use bartizan_model::{ElementId, Owner};
use bartizan_rules::questions::{Question, question};
use bartizan_rules::{Finding, Level, Verdict};
use serde::Serialize;

use crate::dossier::Dossier;
use crate::grounds::Grounds;
use crate::limits::{MAX_QUESTIONS_ABOUT, MAX_QUESTIONS_ONE_BY_ONE};
use crate::page::key;
use crate::study::Study;

/// A report with what its parts ask for.
pub(super) struct Context<'a> {
    pub(super) report: &'a Dossier<'a>,
    pub(super) study: Study<'a>,
    pub(super) grounds: Grounds<'a>,
    slugs: Vec<String>,
    asked: BTreeMap<ElementId, Vec<&'a Question>>,
}

/// Something that has a place of its own on the page.
#[derive(Clone, Serialize)]
pub(super) struct Link {
    /// The end of its anchor.
    pub(super) id: String,
    pub(super) name: String,
}

/// Where a finding stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Status {
    Open,
    Assumed,
    Decided,
}

impl Status {
    pub(super) fn key(self) -> &'static str {
        match self {
            Status::Open => "open",
            Status::Assumed => "assumed",
            Status::Decided => "decided",
        }
    }
}

impl<'a> Context<'a> {
    pub(super) fn of(report: &'a Dossier<'a>) -> Self {
        Self {
            report,
            study: Study::of(report.model, report.findings),
            grounds: Grounds::of(report.model, report.library),
            slugs: report.model.slugs(),
            asked: asked(report.questions),
        }
    }

    pub(super) fn slug(&self, element: ElementId) -> &str {
        self.slugs.get(element.index()).map_or("", String::as_str)
    }

    pub(super) fn link(&self, element: ElementId) -> Link {
        Link { id: self.slug(element).to_owned(), name: self.report.model.element(element).display_name() }
    }

    /// Several ids of a diagram in one attribute.
    pub(super) fn drawn(&self, elements: impl IntoIterator<Item = ElementId>) -> String {
        elements.into_iter().map(|element| self.study.unique_name(element)).collect::<Vec<_>>().join(" ")
    }

    /// The first questions about an element, each about it alone, and how many more there are.
    pub(super) fn questions_about(&self, element: ElementId) -> (Vec<String>, usize) {
        let name = self.report.model.element(element).display_name();
        let asked = self.asked.get(&element).map_or(&[][..], Vec::as_slice);
        let most = (MAX_QUESTIONS_ONE_BY_ONE / self.asked.len().max(1)).clamp(2, MAX_QUESTIONS_ABOUT);
        let first = asked.iter().take(most).map(|asked| question(asked.attribute, &name));
        (first.collect(), asked.len().saturating_sub(most))
    }

    pub(super) fn status(&self, finding: &Finding) -> Status {
        match (self.report.decisions.is_open(finding), finding.verdict) {
            (false, _) => Status::Decided,
            (true, Verdict::Assumed) => Status::Assumed,
            (true, _) => Status::Open,
        }
    }

    pub(super) fn severity(&self, finding: &Finding) -> Severity {
        Severity::of(self.study.field(finding, "severity").unwrap_or(""))
    }
}

/// The questions by whom they are about.
fn asked(questions: &[Question]) -> BTreeMap<ElementId, Vec<&Question>> {
    let mut asked: BTreeMap<ElementId, Vec<&Question>> = BTreeMap::new();
    for question in questions {
        for owner in &question.owners {
            if let Owner::Element(element) = owner {
                asked.entry(*element).or_default().push(question);
            }
        }
    }
    asked
}

/// A severity, as the page shows it.
#[derive(Clone, Serialize)]
pub(super) struct Severity {
    pub(super) title: String,
    pub(super) key: &'static str,
    /// From 1 (very low) to 5; 0 for words that are no severity.
    pub(super) rank: u8,
}

impl Severity {
    pub(super) fn of(text: &str) -> Self {
        Self { title: text.to_owned(), key: key(text), rank: rank(Level::parse(text)) }
    }
}

/// From 1 (very low) to 5; 0 for words that are no severity.
pub(super) fn rank(level: Option<Level>) -> u8 {
    level.map_or(0, |level| level as u8 + 1)
}
