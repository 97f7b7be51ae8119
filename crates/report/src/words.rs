//! Words that every report uses.

use bartizan_model::{Attribute, ElementId, Model, Origin, Span, stated_at};
use bartizan_rules::Verdict;
use bartizan_rules::decisions::{Source, State, Status};

/// How sure a finding is.
pub fn verdict(verdict: Verdict) -> &'static str {
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

/// Who said a fact of an attribute, as a sentence goes on: `stated at tm.py:22`. How places and names are shown is up to
/// the sink.
pub fn who_said(
    model: &Model,
    attribute: Option<&'static Attribute>,
    origin: Origin,
    place: impl Fn(Span) -> Option<String>,
    name: impl Fn(ElementId) -> String,
) -> String {
    match origin {
        Origin::Stated(span) => place(span).map_or_else(|| "stated".to_owned(), |place| format!("stated at {place}")),
        Origin::Inherited(from) => format!("taken over from {}", name(from)),
        Origin::Derived => "follows from the model".to_owned(),
        Origin::Implied { by, .. } => {
            let because = by.row().map_or("follows from the model", |row| row.because);
            let stated = attribute.and_then(|attribute| stated_at(model, attribute, origin)).and_then(place);
            stated.map_or_else(|| because.to_owned(), |place| format!("{place}: {because}"))
        }
        Origin::Default => "nobody stated it".to_owned(),
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
