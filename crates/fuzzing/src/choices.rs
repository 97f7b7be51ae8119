//! Bytes as a row of choices, so that mutated bytes are still well-formed code.

/// Bytes that were not looked at yet. When there are none left, every choice is the first.
pub(crate) struct Choices<'b> {
    bytes: std::iter::Copied<std::slice::Iter<'b, u8>>,
}

impl<'b> Choices<'b> {
    pub(crate) fn new(bytes: &'b [u8]) -> Self {
        Self { bytes: bytes.iter().copied() }
    }

    pub(crate) fn byte(&mut self) -> u8 {
        self.bytes.next().unwrap_or(0)
    }

    /// A number below the bound.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        usize::from(self.byte()) % bound.max(1)
    }

    /// One of the words.
    pub(crate) fn word<'w>(&mut self, words: &[&'w str]) -> &'w str {
        words.get(self.below(words.len())).copied().unwrap_or("")
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.bytes.len() == 0
    }
}
