//! Text of a model on one line, and no longer than a reader wants.

/// Text on one line: control characters and line breaks become spaces, and stretches of spaces one.
pub(crate) fn one_line(text: &str, letters: usize) -> String {
    let is_break = |letter: char| letter.is_whitespace() || letter.is_control() || is_hidden(letter);
    // Splitting stops early, since a name may have millions of letters.
    let words = text.split(is_break).filter(|word| !word.is_empty()).take(letters);
    let mut line = String::new();
    for word in words {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(&shortened(word, letters));
        if line.len() > letters.saturating_mul(4) {
            break;
        }
    }
    shortened(&line, letters)
}

/// Text of at most so many letters; an ellipsis stands for the others.
pub(crate) fn shortened(text: &str, letters: usize) -> String {
    match text.char_indices().nth(letters) {
        Some(_) => text.chars().take(letters.saturating_sub(1)).chain(['…']).collect(),
        None => text.to_owned(),
    }
}

/// Letters that show text in another order than it is read, and separators of lines.
fn is_hidden(letter: char) -> bool {
    matches!(letter, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_start_a_line() {
        assert_eq!(one_line("a\r\n::error::b\u{2028}\t c\u{202e}", 100), "a ::error::b c");
    }

    #[test]
    fn long_names_are_cut() {
        assert_eq!(one_line(&"ab ".repeat(1_000_000), 5), "ab a…");
        assert_eq!(shortened("äöü", 3), "äöü");
        assert_eq!(shortened("äöüß", 3), "äö…");
    }
}
