//! The tree of a pattern.

use super::category::At;
use super::sets::Set;

/// No bound for a repetition.
pub(super) const UNBOUNDED: u32 = u32::MAX;

/// How characters are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fold {
    /// As they are.
    Exact,
    /// Without regard to the case of ASCII letters.
    Ascii,
    /// Without regard to case.
    Unicode,
}

/// How often a repetition tries to go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Greed {
    Greedy,
    Lazy,
    Possessive,
}

/// A part of a pattern.
#[derive(Debug)]
pub(super) enum Node {
    Code(u32, Fold),
    /// `.`, which matches line ends or does not.
    Any {
        newline: bool,
    },
    Set(Set),
    At(At),
    /// A group in parentheses, with its number when it captures.
    Group {
        index: Option<u32>,
        body: Box<Node>,
    },
    Sequence(Vec<Node>),
    Branch(Vec<Node>),
    Repeat {
        greed: Greed,
        least: u32,
        most: u32,
        body: Box<Node>,
    },
    Look {
        behind: bool,
        negated: bool,
        body: Box<Node>,
    },
    Atomic(Box<Node>),
    /// What a group matched, which is so wide.
    Reference {
        group: u32,
        fold: Fold,
        width: Width,
    },
    /// One of two parts, by whether a group took part in the match.
    Conditional {
        group: u32,
        yes: Box<Node>,
        no: Option<Box<Node>>,
    },
}

/// The least and the greatest number of characters that a part can match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Width {
    pub(super) least: u64,
    pub(super) most: u64,
}

impl Width {
    const NONE: Width = Width { least: 0, most: 0 };
    const ONE: Width = Width { least: 1, most: 1 };

    fn then(self, other: Width) -> Width {
        Width { least: self.least.saturating_add(other.least), most: self.most.saturating_add(other.most) }
    }

    fn or(self, other: Width) -> Width {
        Width { least: self.least.min(other.least), most: self.most.max(other.most) }
    }
}

impl Node {
    /// How wide the part is. Walks through all of it.
    pub(super) fn width(&self) -> Width {
        match self {
            Node::Code(..) | Node::Any { .. } | Node::Set(_) => Width::ONE,
            Node::At(_) | Node::Look { .. } => Width::NONE,
            Node::Group { body, .. } | Node::Atomic(body) => body.width(),
            Node::Sequence(parts) => parts.iter().map(Node::width).fold(Width::NONE, Width::then),
            Node::Branch(parts) => parts.iter().map(Node::width).reduce(Width::or).unwrap_or(Width::NONE),
            Node::Repeat { least, most, body, .. } => {
                let one = body.width();
                let most = match (one.most, *most) {
                    (0, _) => 0,
                    (_, UNBOUNDED) => u64::MAX,
                    (width, most) => width.saturating_mul(u64::from(most)),
                };
                Width { least: one.least.saturating_mul(u64::from(*least)), most }
            }
            Node::Reference { width, .. } => *width,
            Node::Conditional { yes, no, .. } => yes.width().or(no.as_ref().map_or(Width::NONE, |no| no.width())),
        }
    }
}
