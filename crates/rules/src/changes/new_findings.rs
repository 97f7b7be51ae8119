//! Which findings of a model are new: those that an earlier version did not have.

use std::collections::BTreeSet;

use bartizan_model::ElementId;

use super::pairs::Pairs;
use super::{Version, findings};
use crate::{Finding, Findings, Verdict};

/// The findings of a model that were not there before. One that was merely assumed and is now confirmed is new: only now
/// the model says so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewFindings(BTreeSet<(ElementId, u32)>);

impl NewFindings {
    /// Those that an earlier version of the model did not have; things are paired as [`super::changes`] says.
    pub fn since(old: Version<'_>, new: Version<'_>) -> Self {
        let pairs = Pairs::of(old.model, new.model);
        let earlier = findings::verdicts(old);
        Self::among(new.findings, |finding| {
            let element = pairs.elements.old_of(finding.element)?;
            earlier.get(&(element, new.findings.threat(finding).id.clone())).copied()
        })
    }

    /// Those for which nobody knows how sure they were.
    pub fn among(findings: &Findings, earlier: impl Fn(&Finding) -> Option<Verdict>) -> Self {
        let is_new = |finding: &&Finding| match earlier(finding) {
            None => true,
            Some(earlier) => earlier == Verdict::Assumed && finding.verdict != Verdict::Assumed,
        };
        Self(findings.all.iter().filter(is_new).map(|finding| (finding.element, finding.threat)).collect())
    }

    /// Whether a finding is one of them.
    pub fn contains(&self, finding: &Finding) -> bool {
        self.0.contains(&(finding.element, finding.threat))
    }
}
