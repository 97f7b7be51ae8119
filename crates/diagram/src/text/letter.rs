//! What single letters do to a line of text.

use unicode_width::UnicodeWidthChar;

/// A text as it is drawn: white space becomes single-width spaces, and what a reader cannot see but a viewer would obey
/// (control characters, overrides of the direction of writing, characters that XML forbids) becomes a hollow square.
pub fn clean(text: &str) -> String {
    text.chars().map(cleaned).collect()
}

/// A letter as it is drawn; the same again when it is cleaned twice.
pub(crate) fn cleaned(letter: char) -> char {
    // The typeface lacks U+FFFD, and every other font has the square too.
    const REPLACEMENT: char = '□';
    match letter {
        '\u{fffd}' => REPLACEMENT,
        '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => ' ',
        _ if letter.is_control() || is_directional(letter) || is_noncharacter(letter) => REPLACEMENT,
        _ => letter,
    }
}

/// Marks, embeddings, overrides and isolates of the Unicode bidirectional algorithm.
fn is_directional(letter: char) -> bool {
    matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn is_noncharacter(letter: char) -> bool {
    matches!(letter, '\u{fdd0}'..='\u{fdef}') || u32::from(letter) & 0xfffe == 0xfffe
}

/// Whether a letter changes its neighbours but has no shape of its own: joiners, variation selectors, soft hyphens.
pub(crate) fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{34f}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2064}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
}

/// Whether a letter takes the square of an ideograph: Chinese, Japanese, Korean, emoji. Lines may break beside one.
pub(crate) fn is_wide(letter: char) -> bool {
    letter.width() == Some(2)
}

/// Width in ems of a letter that the typeface lacks. No font in use is much wider, most are narrower.
pub(crate) fn estimated_width(letter: char) -> f64 {
    match letter.width() {
        _ if is_invisible(letter) => 0.0,
        None | Some(0) => 0.0,
        Some(1) => 0.75,
        Some(_) => 1.0,
    }
}

/// Whether a text is written from right to left, as its first letter with a direction says.
pub fn is_right_to_left(text: &str) -> bool {
    text.chars().find(|letter| letter.is_alphabetic()).is_some_and(is_letter_from_right_to_left)
}

fn is_letter_from_right_to_left(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}' | '\u{10800}'..='\u{10fff}'
        | '\u{1e800}'..='\u{1efff}')
}

#[cfg(test)]
mod tests {
    use super::{clean, is_right_to_left};

    #[test]
    fn what_cannot_be_seen_is_made_visible() {
        assert_eq!(clean("a\tb\nc"), "a b c");
        assert_eq!(clean("pay\u{202e}cod\u{2066}e\u{7}\u{0}\u{ffff}"), "pay□cod□e□□□");
        assert_eq!(clean("Ünïcode 漢 🔒"), "Ünïcode 漢 🔒");
    }

    #[test]
    fn the_first_letter_gives_the_direction() {
        assert!(is_right_to_left("(1) שרת"));
        assert!(is_right_to_left("خادم web"));
        assert!(!is_right_to_left("web خادم"));
        assert!(!is_right_to_left("123"));
    }
}
