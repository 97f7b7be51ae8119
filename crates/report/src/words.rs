//! Words that every report uses.

use bartizan_model::Origin;
use bartizan_rules::Verdict;

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
