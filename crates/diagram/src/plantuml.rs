//! Sequence diagrams for PlantUML.

use crate::sequence::{ParticipantKind, Sequence};
use crate::sink::Sink;

/// The sequence diagram as PlantUML reads it.
pub fn plantuml(sequence: &Sequence) -> String {
    let mut uml = PlantUml::default();
    uml.syntax("@startuml\n");
    for participant in &sequence.participants {
        uml.syntax(match participant.kind {
            ParticipantKind::Actor => "actor ",
            ParticipantKind::Database => "database ",
            ParticipantKind::Entity => "entity ",
        });
        uml.id(&participant.id).syntax(" as \"").name(&participant.name).syntax("\"\n");
    }
    uml.syntax("\n");
    for message in &sequence.messages {
        uml.id(&message.from).syntax(" -> ").id(&message.to).syntax(": ").line(&message.label).syntax("\n");
        if !message.note.is_empty() {
            uml.syntax("note left\n").note(&message.note).syntax("end note\n");
        }
    }
    uml.syntax("@enduml\n");
    uml.out
}

/// A diagram in the making. Text of a model gets in only with what PlantUML would act upon as `<U+XXXX>`: quotes, markup
/// and links, preprocessor calls (`%getenv`), and in notes whatever means something at the start of a line.
#[derive(Default)]
struct PlantUml {
    out: String,
}

impl Sink for PlantUml {
    fn out(&mut self) -> &mut String {
        &mut self.out
    }
}

impl PlantUml {
    /// A name in quotes.
    fn name(&mut self, text: &str) -> &mut Self {
        for (at, part) in text.split('"').enumerate() {
            if at > 0 {
                self.unicode('"');
            }
            self.line(part);
        }
        self
    }

    /// Text on one line; line breaks become `\n`.
    fn line(&mut self, text: &str) -> &mut Self {
        for (at, line) in text.lines().enumerate() {
            self.syntax(if at == 0 { "" } else { "\\n" }).text(line);
        }
        self
    }

    /// Text on lines of its own.
    fn note(&mut self, text: &str) -> &mut Self {
        for line in text.lines() {
            let indented = line.trim_start();
            let mut letters = indented.chars();
            let starts_end = indented.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("end"));
            match letters.next() {
                Some(first) if starts_end || is_active_at_start(first) => self.unicode(first).text(letters.as_str()),
                Some(_) => self.text(line),
                None => self,
            };
            self.syntax("\n");
        }
        self
    }

    fn text(&mut self, text: &str) -> &mut Self {
        let mut before = '\0';
        for (at, letter) in text.char_indices() {
            let rest = text.get(at..).unwrap_or("");
            // Doubled, these are markup: bold, italics, underline, strike, monospace, links, embedded diagrams.
            let is_markup = letter == before
                && matches!(letter, '*' | '/' | '_' | '-' | '"' | '\'' | '.' | '=' | '{' | '[' | ']' | '^');
            let is_comment = before == '/' && letter == '\'';
            // Tags, sprites and stereotypes; escapes; calls of the preprocessor; entities.
            let is_active = matches!(letter, '<' | '\\' | '~' | '%' | '&');
            let is_fence = rest.starts_with("@start") || rest.starts_with("@end");
            if letter == '\t' {
                self.out.push(' ');
            } else if letter.is_control() {
                self.out.push('\u{fffd}');
            } else if is_markup || is_comment || is_active || is_fence {
                self.unicode(letter);
            } else {
                self.out.push(letter);
            }
            before = letter;
        }
        self
    }

    fn unicode(&mut self, letter: char) -> &mut Self {
        self.out.push_str(&format!("<U+{:04X}>", u32::from(letter)));
        self
    }
}

/// Comments, preprocessor lines, lists, headings, tables and rulers.
fn is_active_at_start(letter: char) -> bool {
    matches!(letter, '!' | '\'' | '#' | '*' | '=' | '.' | '-' | '_' | '/' | ';' | ':' | '+' | '^' | '@' | '|' | '{')
}
