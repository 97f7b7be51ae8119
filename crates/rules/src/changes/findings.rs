//! Findings that came, went, or are judged otherwise.

use std::collections::BTreeMap;

use bartizan_model::{ElementId, Text};

use super::pairs::Pairs;
use super::{FindingChange, Found, Version};
use crate::{Finding, Verdict};

/// By the threat and the element; where both versions have the element under one name, that is the stable id.
pub(super) fn changes(old: Version<'_>, new: Version<'_>, pairs: &Pairs) -> Vec<FindingChange> {
    keyed(old, new, pairs).into_iter().map(|(_, change)| change).collect()
}

/// The same, each with the element in the new version, if it is there.
pub(super) fn keyed(old: Version<'_>, new: Version<'_>, pairs: &Pairs) -> Vec<(Option<ElementId>, FindingChange)> {
    let (before, after) = (ByKey::of(old), ByKey::of(new));
    let mut changes = Vec::new();
    for (key, judged) in &after.ordered {
        let counterpart = pairs.elements.old_of(key.0);
        let earlier = counterpart.and_then(|element| before.verdicts.get(&(element, key.1.clone())));
        let now = found(new, judged);
        match earlier.map(|judged| found(old, judged)) {
            None => changes.push((Some(key.0), FindingChange { threat: key.1.clone(), old: None, new: Some(now) })),
            Some(was) if was.severity != now.severity || was.verdict != now.verdict => {
                let change = FindingChange { threat: key.1.clone(), old: Some(was), new: Some(now) };
                changes.push((Some(key.0), change));
            }
            Some(_) => {}
        }
    }
    for (key, judged) in &before.ordered {
        let counterpart = pairs.elements.new_of(key.0);
        let is_there = counterpart.is_some_and(|element| after.verdicts.contains_key(&(element, key.1.clone())));
        if !is_there {
            let change = FindingChange { threat: key.1.clone(), old: Some(found(old, judged)), new: None };
            changes.push((counterpart, change));
        }
    }
    changes
}

/// How sure each finding is, by element and threat, without those that an assumption sets aside.
pub(super) fn verdicts(version: Version<'_>) -> BTreeMap<Key, Verdict> {
    let all = &version.findings.all;
    let key = |finding: &Finding| (finding.element, version.findings.threat(finding).id.clone());
    all.iter().map(|finding| (key(finding), finding.verdict)).collect()
}

/// The element and the id of the threat.
type Key = (ElementId, Text);

/// A finding, and how sure it is; `None` where an assumption sets it aside.
#[derive(Clone, Copy)]
struct Judged {
    finding: Finding,
    verdict: Option<Verdict>,
}

struct ByKey {
    /// The most severe first, then in the order of the findings.
    ordered: Vec<(Key, Judged)>,
    verdicts: BTreeMap<Key, Judged>,
}

impl ByKey {
    fn of(version: Version<'_>) -> Self {
        let findings = version.findings;
        let open = findings.all.iter().map(|finding| Judged { finding: *finding, verdict: Some(finding.verdict) });
        let aside = findings.set_aside.iter().map(|aside| Judged { finding: aside.finding, verdict: None });
        let mut verdicts = BTreeMap::new();
        let mut ordered = Vec::new();
        for judged in open.chain(aside) {
            let key = (judged.finding.element, findings.threat(&judged.finding).id.clone());
            // An element that stands twice in pytm's lists is asked twice.
            if verdicts.insert(key.clone(), judged).is_none() {
                ordered.push((key, judged));
            }
        }
        ordered.sort_by_cached_key(|(_, judged)| {
            let level = crate::Level::parse(&severity(version, &judged.finding));
            (judged.verdict.is_none(), judged.verdict, std::cmp::Reverse(level))
        });
        Self { ordered, verdicts }
    }
}

fn severity(version: Version<'_>, finding: &Finding) -> Text {
    version.findings.field(version.model, finding, "severity").unwrap_or_default()
}

fn found(version: Version<'_>, judged: &Judged) -> Found {
    let element = version.model.element(judged.finding.element);
    Found {
        id: version.findings.stable_id(&judged.finding),
        title: version.findings.field(version.model, &judged.finding, "description").unwrap_or_default(),
        element: element.name(),
        severity: severity(version, &judged.finding),
        verdict: judged.verdict,
        place: element.place,
    }
}
