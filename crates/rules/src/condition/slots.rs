//! Attribute names resolved once: where every class keeps the fact of a name.

use std::collections::HashMap;
use std::sync::Arc;

use bartizan_model::schema::{self, Attribute, Kind};
use bartizan_model::{AttributeId, Class, Default, Fact, Member, Object, Text, Value};

use super::term::{Risk, Term};
use super::tree::Shape;

/// Where the classes keep the facts of one name.
#[derive(Debug)]
pub(super) struct Slots {
    pub(super) name: Text,
    by_class: [Option<Slot>; Class::ALL.len()],
}

/// Where one class keeps a fact.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slot {
    id: AttributeId,
    pub(super) attribute: &'static Attribute,
    pub(super) place: Place,
    /// It says how the model is drawn rather than what the system is like, so that an author who says nothing has
    /// said so: no flow is no flow.
    pub(super) is_structure: bool,
    shape: Option<Shape>,
}

/// What of an object holds a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// The object's own facts.
    Own,
    /// Its controls, though the name was read on the object itself, as pytm before 1.2 had it.
    Controls,
    /// The name is `controls` itself.
    AllControls,
    /// The name is `overrides` or `assumptions`, which are no facts.
    Remarks,
}

impl Slots {
    /// The slot of an object's class.
    pub(super) fn of(&self, class: Class) -> Option<&Slot> {
        self.by_class.get(class as usize)?.as_ref()
    }

    pub(super) fn new(name: &str) -> Self {
        let rows = schema::rows_named(name);
        let mut by_class = [None; Class::ALL.len()];
        for class in Class::ALL {
            if let Some(slot) = by_class.get_mut(class as usize) {
                *slot = Slot::of(class, rows);
            }
        }
        Self { name: name.into(), by_class }
    }
}

impl Slot {
    /// Where a class keeps the fact of a name, whose rows in the schema these are.
    fn of(class: Class, rows: &[&'static Attribute]) -> Option<Self> {
        let own = schema::nearest_row(rows, class).map(|attribute| (attribute, Place::Own));
        let control = || class.has_controls().then(|| schema::nearest_row(rows, Class::Controls)).flatten();
        let (attribute, place) = own.or_else(|| control().map(|attribute| (attribute, Place::Controls)))?;
        let place = match attribute.kind {
            Kind::Controls => Place::AllControls,
            Kind::Assumptions => Place::Remarks,
            Kind::Findings if attribute.name == "overrides" => Place::Remarks,
            _ => place,
        };
        Some(Self {
            id: attribute.id(),
            attribute,
            place,
            is_structure: is_structure(attribute),
            shape: shape(attribute.kind),
        })
    }

    /// The fact, when there is one.
    pub(super) fn fact<'a>(&self, object: &'a Object) -> Option<&'a Fact> {
        match self.place {
            Place::Controls => object.controls.get(self.id),
            _ => object.facts.get(self.id),
        }
    }

    /// The fact of a control, where `controls` was read before.
    pub(super) fn control<'a>(&self, object: &'a Object) -> Option<&'a Fact> {
        object.controls.get(self.id)
    }

    pub(super) fn term<'a>(&self, value: &'a Value) -> Term<'a> {
        Term::of(value, self.shape)
    }

    /// What stands in for a fact that nobody stated.
    pub(super) fn default<'a>(&self) -> Term<'a> {
        static LEVEL_0: [Value; 1] = [Value::Int(0)];
        match self.attribute.default {
            Default::Required | Default::None => Term::None,
            Default::Unknown => Term::Unknown(Risk::None),
            Default::Flag(flag) => Term::Flag(flag),
            Default::Int(number) => Term::Int(number),
            Default::Text(text) => Term::Text(text),
            Default::Member(kind, index) => Term::Member(Member { kind, index }),
            Default::Empty => Term::List(&[], self.shape),
            Default::Level0 => Term::List(&LEVEL_0, self.shape),
        }
    }
}

/// Whether an attribute says how the model is drawn, rather than what the system is like.
pub(crate) fn is_structure(attribute: &Attribute) -> bool {
    const NAMES: [&str; 8] = ["name", "description", "note", "inScope", "isResponse", "order", "severity", "is_drawn"];
    !matches!(attribute.kind, Kind::Flag | Kind::Text | Kind::Int | Kind::Member(_)) || NAMES.contains(&attribute.name)
}

fn shape(kind: Kind) -> Option<Shape> {
    match kind {
        Kind::Data | Kind::Levels => Some(Shape::Set),
        _ => Some(Shape::List),
    }
}

/// The slots of all names met so far, so that each is resolved once.
#[derive(Debug, Default)]
pub(crate) struct SlotTable {
    known: HashMap<Box<str>, Arc<Slots>>,
}

impl SlotTable {
    pub(super) fn get(&mut self, name: &str) -> Arc<Slots> {
        if let Some(slots) = self.known.get(name) {
            return slots.clone();
        }
        let slots = Arc::new(Slots::new(name));
        self.known.insert(name.into(), slots.clone());
        slots
    }
}
