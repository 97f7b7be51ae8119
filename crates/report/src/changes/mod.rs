//! What changed between two versions of a model: for a pull request, and for machines.

mod json;
mod markdown;

use bartizan_rules::Verdict;
use bartizan_rules::changes::{ChangeKind, Changes, FindingChange, Said, ThingChange};

pub use json::{CHANGES_VERSION, changes_json};
pub(crate) use json::{place, said};
pub use markdown::{LinkedPicture, changes_markdown};

use crate::limits::MAX_SHOWN_VALUE;

/// The sign of a change: `+`, `-` or `~`.
pub fn change_sign(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::Added => "+",
        ChangeKind::Removed => "-",
        ChangeKind::Changed => "~",
    }
}

/// How sure a finding is, in a word or two; `None` is one that an assumption sets aside.
pub fn standing(verdict: Option<Verdict>) -> &'static str {
    match verdict {
        Some(Verdict::Confirmed) => "confirmed",
        Some(Verdict::Assumed) => "assumed",
        Some(Verdict::Overridden) => "by override",
        None => "set aside",
    }
}

/// A value for people: cut when it is long.
pub fn shown_value(value: &Said) -> String {
    let text = value.to_string();
    match text.char_indices().nth(MAX_SHOWN_VALUE) {
        Some((at, _)) => format!("{}...", text.get(..at).unwrap_or_default()),
        None => text,
    }
}

/// How many changes there are, a line for each kind of thing that has any: `elements: 1 added, 2 changed`.
pub fn change_summary(changes: &Changes) -> Vec<String> {
    let line = |(name, counts): (&str, Counts)| {
        let words = [(counts.added, "added"), (counts.removed, "removed"), (counts.changed, "changed")];
        let words = words.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}"));
        format!("{name}: {}", words.collect::<Vec<_>>().join(", "))
    };
    counts(changes).into_iter().filter(|(_, counts)| counts.total() > 0).map(line).collect()
}

#[derive(Clone, Copy, Default)]
struct Counts {
    added: usize,
    removed: usize,
    changed: usize,
}

impl Counts {
    fn of(kinds: impl Iterator<Item = ChangeKind>) -> Self {
        kinds.fold(Self::default(), |mut counts, kind| {
            match kind {
                ChangeKind::Added => counts.added += 1,
                ChangeKind::Removed => counts.removed += 1,
                ChangeKind::Changed => counts.changed += 1,
            }
            counts
        })
    }

    fn total(self) -> usize {
        self.added + self.removed + self.changed
    }
}

fn counts(changes: &Changes) -> [(&'static str, Counts); 8] {
    let things = |things: &[ThingChange]| Counts::of(things.iter().map(ThingChange::kind));
    let findings = |is_sure: bool| {
        let some = changes.findings.iter().filter(|change| change.is_sure() == is_sure);
        Counts::of(some.map(FindingChange::kind))
    };
    [
        ("statements about the system", Counts::of(changes.system.iter().map(|fact| fact.kind()))),
        ("boundaries", things(&changes.boundaries)),
        ("elements", things(&changes.elements)),
        ("flows", things(&changes.flows)),
        ("data", things(&changes.data)),
        ("confirmed findings", findings(true)),
        ("assumed findings", findings(false)),
        ("questions", Counts::of(changes.questions.iter().map(|change| change.kind))),
    ]
}
