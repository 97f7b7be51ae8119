//! Words that every report uses.

use bartizan_model::Origin;
use bartizan_rules::Verdict;
use bartizan_rules::decisions::{Source, State, Status};

/// How sure a finding is.
pub(crate) fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Confirmed => "confirmed",
        Verdict::Assumed => "assumed",
        Verdict::Overridden => "overridden",
    }
}

/// Where a fact comes from.
pub(crate) fn origin(origin: Origin) -> &'static str {
    match origin {
        Origin::Stated(_) => "stated",
        Origin::Inherited(_) => "inherited",
        Origin::Derived | Origin::Implied { .. } => "derived",
        Origin::Default => "default",
    }
}

/// What was decided, in words: `false positive`.
pub(crate) fn status(status: Status) -> &'static str {
    match status {
        Status::Mitigated => "mitigated",
        Status::Accepted => "accepted",
        Status::Transferred => "transferred",
        Status::Avoided => "avoided",
        Status::FalsePositive => "false positive",
        Status::InProgress => "in progress",
    }
}

/// Whether a decision does something, in a word.
pub(crate) fn state(state: State) -> &'static str {
    match state {
        State::Holds(_) => "holds",
        State::Expired => "expired",
        State::Orphaned => "orphaned",
        State::Unused => "unused",
    }
}

/// Who wrote a decision where, in a word.
pub(crate) fn source(source: Source) -> &'static str {
    match source {
        Source::File => "file",
        Source::Comment => "comment",
        Source::Override => "override",
    }
}
