//! The intermediate form of sequence diagrams.

use bartizan_model::{Class, ElementId, Model, Text};

use crate::identifier::{Identifier, identifiers};

/// A sequence diagram.
#[derive(Clone, Debug, Default)]
pub struct Sequence {
    /// Everything that sends or receives, in the model's order.
    pub participants: Vec<Participant>,
    /// Flows, in the order of the model's flows.
    pub messages: Vec<Message>,
}

/// What a participant looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParticipantKind {
    /// A stick figure.
    Actor,
    /// A cylinder.
    Database,
    /// Anything else.
    Entity,
}

/// A participant.
#[derive(Clone, Debug)]
pub struct Participant {
    /// Stable and unique in the diagram.
    pub id: Identifier,
    /// The element in the model.
    pub element: ElementId,
    /// What it looks like.
    pub kind: ParticipantKind,
    /// The name.
    pub name: Text,
}

/// A message.
#[derive(Clone, Debug)]
pub struct Message {
    /// The flow in the model.
    pub element: ElementId,
    /// Who sends.
    pub from: Identifier,
    /// Who receives.
    pub to: Identifier,
    /// What is sent; a flow's order goes before its name.
    pub label: String,
    /// A note beside it; may be empty.
    pub note: Text,
}

impl Sequence {
    /// The sequence diagram of a resolved model.
    pub fn of(model: &Model) -> Self {
        let ids = identifiers(model);
        let id = |element: ElementId| ids.get(element.index()).cloned().unwrap_or_default();
        let mut participants: Vec<Participant> = Vec::new();
        for (element, object) in model.taking_part() {
            if let Some(kind) = kind(object.class) {
                participants.push(Participant { id: id(element), element, kind, name: object.display_name().into() });
            }
        }
        let message = |flow: &ElementId| {
            let object = model.element(*flow);
            let (from, to) = (id(object.element("source")?), id(object.element("sink")?));
            Some(Message { element: *flow, from, to, label: object.display_name(), note: object.text("note") })
        };
        Self { participants, messages: model.registry.flows.iter().filter_map(message).collect() }
    }
}

fn kind(class: Class) -> Option<ParticipantKind> {
    if class.is_a(Class::Actor) {
        Some(ParticipantKind::Actor)
    } else if class.is_a(Class::Datastore) {
        Some(ParticipantKind::Database)
    } else if class.is_a(Class::Dataflow) || class.is_a(Class::Boundary) {
        None
    } else {
        Some(ParticipantKind::Entity)
    }
}
