//! Sequence diagrams.

use super::Mermaid;
use crate::sequence::{Message, Participant, ParticipantKind, Sequence};
use crate::sink::Sink;

/// The sequence diagram.
pub fn sequence(sequence: &Sequence) -> String {
    let mut mermaid = Mermaid { depth: 1, ..Mermaid::default() };
    mermaid.syntax("sequenceDiagram\n");
    for participant in &sequence.participants {
        declare(&mut mermaid, participant);
    }
    for message in &sequence.messages {
        send(&mut mermaid, message);
    }
    mermaid.out
}

/// Mermaid knows actors and participants only.
fn declare(mermaid: &mut Mermaid, participant: &Participant) {
    mermaid.indent().syntax(match participant.kind {
        ParticipantKind::Actor => "actor ",
        ParticipantKind::Database | ParticipantKind::Entity => "participant ",
    });
    mermaid.id(&participant.id).syntax(" as ").lines(participant.name.lines()).syntax("\n");
}

fn send(mermaid: &mut Mermaid, message: &Message) {
    mermaid.indent().id(&message.from).syntax("->>").id(&message.to).syntax(": ");
    mermaid.lines(message.label.lines()).syntax("\n");
    if !message.note.is_empty() {
        mermaid.indent().syntax("Note left of ").id(&message.from).syntax(": ");
        mermaid.lines(message.note.lines()).syntax("\n");
    }
}
