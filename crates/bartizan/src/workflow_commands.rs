//! Commands that pipelines read from what a program prints, and that no model may give: `::name::` at the start of a line
//! (GitHub Actions), `##[name]` and `##vso[name]` anywhere (GitHub Actions of old, Azure Pipelines).

/// A word joiner, which nobody sees, parts what would be a command.
const JOINER: char = '\u{2060}';

/// Variables that say that such a pipeline reads along.
const READERS: [&str; 2] = ["GITHUB_ACTIONS", "TF_BUILD"];

/// Text without a command, wherever in a line it is put.
pub(crate) fn without_commands(text: &str) -> String {
    Filter::new().pass(text)
}

/// Likewise for text that is set in lines: wherever it has a space, a line may begin.
pub(crate) fn without_commands_in_lines(text: &str) -> String {
    Filter { may_break: true, ..Filter::new() }.pass(text)
}

/// Whether a pipeline reads what is printed.
pub(crate) fn are_read(world: &dyn crate::World) -> bool {
    READERS.iter().any(|name| world.variable(name).is_some_and(|value| !value.is_empty()))
}

/// Takes commands out of text that comes in pieces.
#[derive(Debug)]
pub(crate) struct Filter {
    is_at_start: bool,
    last: char,
    /// Whether a space may become the end of a line.
    may_break: bool,
}

impl Filter {
    pub(crate) fn new() -> Self {
        Self { is_at_start: true, last: '\n', may_break: false }
    }

    /// The next piece.
    pub(crate) fn pass(&mut self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        for letter in text.chars() {
            match (self.last, letter) {
                ('#', '#') => out.push(JOINER),
                (':', ':') if self.is_at_start => out.push(JOINER),
                _ => {}
            }
            out.push(letter);
            self.is_at_start = match letter {
                '\n' | '\r' => true,
                ':' => self.is_at_start && self.last != ':',
                letter => (self.is_at_start || self.may_break) && letter.is_whitespace(),
            };
            self.last = letter;
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_parted_and_nothing_else() {
        for same in ["web", "fe80::1", "a :: b", "# one", ": :", ""] {
            assert_eq!(without_commands(same), same);
        }
        assert_eq!(without_commands("::error::x"), ":\u{2060}:error::x");
        assert_eq!(without_commands("a\n \t::stop-commands::x"), "a\n \t:\u{2060}:stop-commands::x");
        assert_eq!(without_commands("a ##[add-mask]b"), "a #\u{2060}#[add-mask]b");
        assert_eq!(without_commands("###vso[x]"), "#\u{2060}#\u{2060}#vso[x]");
    }

    #[test]
    fn a_space_may_become_the_end_of_a_line() {
        assert_eq!(without_commands_in_lines("Till ::error::x"), "Till :\u{2060}:error::x");
        assert_eq!(without_commands_in_lines("fe80::1 a::b"), "fe80::1 a::b");
    }

    #[test]
    fn pieces_make_no_command_together() {
        let mut filter = Filter::new();
        let pieces: String = [":", ":error", "::x\n", "#", "#[y]"].iter().map(|piece| filter.pass(piece)).collect();
        assert_eq!(pieces, ":\u{2060}:error::x\n#\u{2060}#[y]");
    }
}
