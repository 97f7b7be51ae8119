//! Kinds of characters, and kinds of positions.

use crate::builtins::{is_alphanumeric, is_decimal};
use crate::value::number;

/// What `\d`, `\s` and `\w` stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Category {
    Digit,
    Space,
    Word,
}

/// A kind of characters, or all others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Kind {
    pub(super) category: Category,
    pub(super) negated: bool,
    /// Whether only ASCII characters are of the kind.
    pub(super) ascii: bool,
}

/// A position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum At {
    /// `^` and `\A`
    Start,
    /// `^` that also stands at each line's start.
    LineStart,
    /// `\Z`
    End,
    /// `$`: the end, also before a last line end.
    EndOrLastLine,
    /// `$` that also stands at each line's end.
    LineEnd,
    /// `\b` and `\B`
    Boundary { negated: bool, ascii: bool },
}

impl Kind {
    pub(super) fn has(self, code: u32) -> bool {
        self.is_of_category(code) != self.negated
    }

    fn is_of_category(self, code: u32) -> bool {
        let Some(character) = char::from_u32(code).filter(|character| !self.ascii || character.is_ascii()) else {
            return false;
        };
        match self.category {
            Category::Digit => is_decimal(character),
            Category::Space if self.ascii => matches!(character, ' ' | '\t'..='\r'),
            Category::Space => number::is_space(character),
            Category::Word => character == '_' || is_alphanumeric(character),
        }
    }
}

/// Whether a character belongs to words.
pub(super) fn is_word(code: u32, ascii: bool) -> bool {
    Kind { category: Category::Word, negated: false, ascii }.has(code)
}
