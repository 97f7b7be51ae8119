//! Marks of a diagram that shows two versions of a model: what became of each thing.

/// What became of an element, a flow or a boundary; the order is that of a legend.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// Something else is said of it or found on it.
    Changed,
    /// It is somewhere else now.
    Moved,
    /// Nothing; it is drawn more quietly.
    Kept,
}

impl Mark {
    /// The sign before a label, which says it without colours; nothing for what was kept.
    pub(crate) fn sign(self) -> Option<&'static str> {
        match self {
            Mark::Kept => None,
            Mark::Changed => Some("~"),
            Mark::Moved => Some("→"),
            Mark::Added => Some("+"),
            Mark::Removed => Some("−"),
        }
    }

    /// In a word.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Mark::Kept => "as before",
            Mark::Changed => "changed",
            Mark::Moved => "moved",
            Mark::Added => "added",
            Mark::Removed => "removed",
        }
    }

    /// The class of style sheets.
    pub(crate) fn class(self) -> &'static str {
        match self {
            Mark::Kept => "bz-kept",
            Mark::Changed | Mark::Moved => "bz-changed",
            Mark::Added => "bz-added",
            Mark::Removed => "bz-removed",
        }
    }

    /// Its colour in formats that have no themes.
    pub(crate) fn colour(self) -> &'static str {
        match self {
            Mark::Kept => "#6e7781",
            Mark::Changed | Mark::Moved => "#9a6700",
            Mark::Added => "#1a7f37",
            Mark::Removed => "#cf222e",
        }
    }
}
