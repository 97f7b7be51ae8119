//! Text of messages in SARIF.

use serde::Serialize;

#[derive(Serialize)]
pub(super) struct Message {
    text: Escaped,
}

impl Message {
    pub(super) fn new(text: &str) -> Self {
        Self { text: Escaped::new(text) }
    }
}

/// Text of a message. Brackets would be a link there, and braces a placeholder.
#[derive(Serialize)]
pub(super) struct Escaped(String);

impl Escaped {
    pub(super) fn new(text: &str) -> Self {
        let mut escaped = String::with_capacity(text.len());
        for letter in text.chars() {
            match letter {
                '[' | ']' | '\\' => escaped.extend(['\\', letter]),
                '{' | '}' => escaped.extend([letter, letter]),
                letter => escaped.push(letter),
            }
        }
        Self(escaped)
    }
}

#[cfg(test)]
mod tests {
    use super::Escaped;

    #[test]
    fn messages_hold_no_links_and_no_placeholders() {
        assert_eq!(Escaped::new(r"[x](1) {0} \[").0, r"\[x\](1) {{0}} \\\[");
    }
}
