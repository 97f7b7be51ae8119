//! Python's `str`: text that is indexed by character.

use super::meter;

/// A text. Immutable; metered.
pub(crate) struct Str {
    text: Box<str>,
    /// In characters: counted once, since scripts ask for it at the cost of a step.
    length: usize,
}

impl Str {
    pub(crate) fn new(text: &str) -> Self {
        meter::charge(text.len() + meter::OBJECT);
        let length = if text.is_ascii() { text.len() } else { text.chars().count() };
        Self { text: text.into(), length }
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    pub(crate) fn is_ascii(&self) -> bool {
        self.length == self.text.len()
    }

    /// Length in characters.
    pub(crate) fn len(&self) -> usize {
        self.length
    }

    /// The character at a position.
    pub(crate) fn char_at(&self, index: usize) -> Option<char> {
        if self.is_ascii() {
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
