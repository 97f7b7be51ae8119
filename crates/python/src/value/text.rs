//! Python's `str`: text that is indexed by character.

use super::meter;

/// A text. Immutable; metered.
pub(crate) struct Str {
    text: Box<str>,
    is_ascii: bool,
}

impl Str {
    pub(crate) fn new(text: &str) -> Self {
        meter::charge(text.len() + meter::OBJECT);
        Self { text: text.into(), is_ascii: text.is_ascii() }
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    pub(crate) fn is_ascii(&self) -> bool {
        self.is_ascii
    }

    /// Length in characters.
    pub(crate) fn len(&self) -> usize {
        if self.is_ascii { self.text.len() } else { self.text.chars().count() }
    }

    /// The character at a position.
    pub(crate) fn char_at(&self, index: usize) -> Option<char> {
        if self.is_ascii {
            self.text.as_bytes().get(index).map(|byte| char::from(*byte))
        } else {
            self.text.chars().nth(index)
        }
    }
}

impl Drop for Str {
    fn drop(&mut self) {
        meter::release(self.text.len() + meter::OBJECT);
    }
}
