//! Colour and control characters in terminal text.

use crate::workflow_commands::without_commands_in_lines;

/// Text that came from a model, safe for a terminal: control characters become visible, and nothing is a command for the
/// pipeline that reads along.
pub(crate) fn safe(text: &str) -> String {
    let visible: String = text
        .chars()
        .map(|character| match character {
            '\n' | '\t' => ' ',
            '\u{7f}' => '\u{2421}',
            character if (character as u32) < 0x20 => char::from_u32(0x2400 + character as u32).unwrap_or('?'),
            '\u{80}'..='\u{9f}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                '\u{fffd}'
            }
            character => character,
        })
        .collect();
    without_commands_in_lines(&visible)
}

/// Text in lines of at most so many columns, without an end of line after the last: `first` stands before the first line
/// and `rest` before the others. Words are never broken.
pub(crate) fn wrapped(text: &str, width: usize, first: &str, rest: &str) -> String {
    let options = textwrap::Options::new(width)
        .initial_indent(first)
        .subsequent_indent(rest)
        .break_words(false)
        .wrap_algorithm(textwrap::WrapAlgorithm::FirstFit)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    textwrap::fill(text, options)
}

/// Draws text in a style, when results are coloured.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Style {
    pub(crate) colour: bool,
}

impl Style {
    pub(crate) fn bold(self, text: &str) -> String {
        self.wrap("1", text)
    }

    pub(crate) fn dim(self, text: &str) -> String {
        self.wrap("2", text)
    }

    /// By severity: red, yellow or plain.
    pub(crate) fn severity(self, level: Option<bartizan_rules::Level>, text: &str) -> String {
        use bartizan_rules::Level;
        match level {
            Some(Level::VeryHigh) => self.wrap("1;31", text),
            Some(Level::High) => self.wrap("31", text),
            Some(Level::Medium) => self.wrap("33", text),
            _ => text.to_owned(),
        }
    }

    /// What was added: green.
    pub(crate) fn added(self, text: &str) -> String {
        self.wrap("32", text)
    }

    /// What was removed: red.
    pub(crate) fn removed(self, text: &str) -> String {
        self.wrap("31", text)
    }

    /// What was changed: yellow.
    pub(crate) fn changed(self, text: &str) -> String {
        self.wrap("33", text)
    }

    fn wrap(self, code: &str, text: &str) -> String {
        if self.colour { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}
