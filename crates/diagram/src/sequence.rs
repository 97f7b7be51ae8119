//! The intermediate form of sequence diagrams.

use std::collections::BTreeMap;

use bartizan_model::{Class, ElementId, Model, Object, Text};

use crate::identifier::{Identifier, identifiers};

/// A sequence diagram.
#[derive(Clone, Debug, Default)]
pub struct Sequence {
    /// The system's name.
    pub name: Text,
    /// Everything that sends or receives, in the model's order.
    pub participants: Vec<Participant>,
    /// Flows, in the order of the model's flows.
    pub messages: Vec<Message>,
    /// The trust boundaries around participants; each comes after the one it is in.
    pub boundaries: Vec<Surroundings>,
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
    /// Position in [`Sequence::boundaries`] of the trust boundary it is in.
    pub boundary: Option<usize>,
}

/// A trust boundary around participants.
#[derive(Clone, Debug)]
pub struct Surroundings {
    /// Stable and unique in the diagram.
    pub id: Identifier,
    /// The boundary in the model.
    pub element: ElementId,
    /// The name.
    pub name: Text,
    /// Position of the boundary around it.
    pub parent: Option<usize>,
}

/// A message.
#[derive(Clone, Debug)]
pub struct Message {
    /// The flow in the model.
    pub element: ElementId,
    /// Stable and unique in the diagram.
    pub id: Identifier,
    /// Who sends.
    pub from: Identifier,
    /// Who receives.
    pub to: Identifier,
    /// What is sent; a flow's order goes before its name.
    pub label: String,
    /// What is sent, without the order.
    pub name: Text,
    /// The flow's place in the sequence, when it has one.
    pub order: Option<i64>,
    /// Whether it answers another message.
    pub is_reply: bool,
    /// Position of the message that it answers.
    pub reply_to: Option<usize>,
    /// A note beside it; may be empty.
    pub note: Text,
}

impl Sequence {
    /// The sequence diagram of a resolved model.
    pub fn of(model: &Model) -> Self {
        let ids = identifiers(model);
        let id = |element: ElementId| ids.get(element.index()).cloned().unwrap_or_default();
        let mut boundaries = Boundaries { model, ids: &ids, list: Vec::new(), positions: BTreeMap::new() };
        let mut participants: Vec<Participant> = Vec::new();
        for (element, object) in model.taking_part() {
            if let Some(kind) = kind(object.class) {
                let boundary = object.element("inBoundary").and_then(|boundary| boundaries.position(boundary));
                let name = object.display_name().into();
                participants.push(Participant { id: id(element), element, kind, name, boundary });
            }
        }
        let message = |flow: &ElementId| {
            let object = model.element(*flow);
            let (from, to) = (id(object.element("source")?), id(object.element("sink")?));
            Some(Message {
                element: *flow,
                id: id(*flow),
                from,
                to,
                label: object.display_name(),
                name: object.appearance.name.clone().unwrap_or_else(|| object.name()),
                order: order(object),
                is_reply: object.flag("isResponse"),
                reply_to: None,
                note: object.text("note"),
            })
        };
        let mut messages: Vec<Message> = model.registry.flows.iter().filter_map(message).collect();
        match_replies(model, &mut messages);
        Self { name: model.system.name(), participants, messages, boundaries: boundaries.list }
    }
}

/// A flow's place in the sequence, unless the author's own class says what the flow is called.
fn order(flow: &Object) -> Option<i64> {
    flow.int("order").filter(|order| *order != -1 && flow.appearance.name.is_none())
}

fn match_replies(model: &Model, messages: &mut [Message]) {
    let positions: BTreeMap<ElementId, usize> =
        messages.iter().enumerate().map(|(at, message)| (message.element, at)).collect();
    for message in messages {
        let request = model.element(message.element).element("responseTo");
        message.reply_to = request.and_then(|request| positions.get(&request)).copied();
    }
}

/// The boundaries around participants, as they are met.
struct Boundaries<'a> {
    model: &'a Model,
    ids: &'a [Identifier],
    list: Vec<Surroundings>,
    positions: BTreeMap<ElementId, usize>,
}

impl Boundaries<'_> {
    /// The position of a boundary; it and those around it are added when they are new.
    fn position(&mut self, boundary: ElementId) -> Option<usize> {
        let mut new = Vec::new();
        let mut next = Some(boundary);
        while let Some(element) = next.filter(|element| !self.positions.contains_key(element)) {
            // A position that is no boundary's yet marks it as seen, should boundaries ever surround each other.
            self.positions.insert(element, usize::MAX);
            new.push(element);
            next = self.model.element(element).element("inBoundary");
        }
        let mut parent = next.and_then(|element| self.positions.get(&element)).copied();
        for element in new.into_iter().rev() {
            let at = self.list.len();
            let name = self.model.element(element).display_name().into();
            let id = self.ids.get(element.index()).cloned().unwrap_or_default();
            self.list.push(Surroundings { id, element, name, parent: parent.filter(|parent| *parent < at) });
            self.positions.insert(element, at);
            parent = Some(at);
        }
        self.positions.get(&boundary).copied()
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
