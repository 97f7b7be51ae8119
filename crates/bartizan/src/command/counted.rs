//! Numbers of things in words.

/// `1 finding`, `2 findings`.
pub(crate) fn counted(count: usize, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}
