//! Diagrams for Mermaid.

mod flowchart;
mod sequence;

pub use flowchart::flowchart;
pub use sequence::sequence;

use crate::sink::Sink;

/// A diagram in the making. Text of a model gets in only with everything but letters, digits, spaces and a little
/// punctuation as entities: that is inert in labels, in messages, and to the preprocessor that looks for `%%{init}`.
#[derive(Default)]
struct Mermaid {
    out: String,
    depth: usize,
}

impl Sink for Mermaid {
    const INDENT: &'static str = "    ";

    fn out(&mut self) -> &mut String {
        &mut self.out
    }

    fn depth(&self) -> usize {
        self.depth
    }
}

impl Mermaid {
    /// Several lines of text.
    fn lines<'t>(&mut self, lines: impl IntoIterator<Item = &'t str>) -> &mut Self {
        let start = self.out.len();
        for (at, line) in lines.into_iter().enumerate() {
            self.syntax(if at == 0 { "" } else { "<br/>" }).text(line);
        }
        if self.out.len() == start {
            self.out.push_str("#160;");
        }
        self
    }

    fn text(&mut self, text: &str) -> &mut Self {
        // A label that is the word `end` ends a block in some versions.
        let is_end = text.trim().eq_ignore_ascii_case("end");
        for letter in text.chars() {
            let is_plain =
                letter.is_alphanumeric() || matches!(letter, ' ' | '.' | ',' | '(' | ')' | '/' | '_' | '-' | '\'');
            if letter.is_control() {
                self.out.push('\u{fffd}');
            } else if is_plain && !(is_end && letter.is_alphabetic()) {
                self.out.push(letter);
            } else if letter.is_ascii() {
                self.out.push_str(&format!("#{};", u32::from(letter)));
            } else {
                self.out.push(letter);
            }
        }
        self
    }
}
