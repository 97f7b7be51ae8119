//! A threat model: the system, its elements, flows, boundaries and data.

use std::collections::HashSet;

use crate::answers::{OwnFunction, Reported};
use crate::diagnostic::Diagnostic;
use crate::names::Slugs;
use crate::object::Object;
use crate::schema::Class;
use crate::source::{Sources, Span};
use crate::value::{DataId, ElementId, Text, Value};

/// A threat that the model itself brings along (`TM._threats.append(Threat(...))`), in the fields of pytm's library file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ThreatDefinition {
    /// The id (pytm's `SID`).
    pub id: Text,
    /// Names of the classes it applies to.
    pub targets: Vec<Text>,
    /// The condition, as text.
    pub condition: Text,
    /// All other fields by pytm's attribute names: `description`, `details`, `severity`, `likelihood`, `mitigations`,
    /// `prerequisites`, `example`, `references`.
    pub fields: Vec<(Text, Text)>,
    /// Where the condition was written.
    pub place: Option<Span>,
}

impl ThreatDefinition {
    /// A field by pytm's attribute name; empty when it is not there.
    pub fn field(&self, name: &str) -> &str {
        self.fields.iter().find(|(known, _)| &**known == name).map_or("", |(_, text)| text)
    }
}

/// Which objects take part, in which order. pytm scripts edit these lists (`TM._elements` and its like).
#[derive(Clone, Debug, Default)]
pub struct Registry {
    /// Everything with a name: elements, flows and boundaries.
    pub elements: Vec<ElementId>,
    /// Flows, in the order in which diagrams show them.
    pub flows: Vec<ElementId>,
    /// Trust boundaries.
    pub boundaries: Vec<ElementId>,
    /// Actors.
    pub actors: Vec<ElementId>,
    /// Assets: servers, datastores, processes and their like.
    pub assets: Vec<ElementId>,
    /// Data.
    pub data: Vec<DataId>,
}

/// A threat model.
#[derive(Clone, Debug)]
pub struct Model {
    /// The files that facts point into.
    pub sources: Sources,
    /// The system as a whole: name, description, assumptions, options.
    pub system: Object,
    /// Elements, flows and boundaries, in the order in which they were made.
    pub elements: Vec<Object>,
    /// Data, in the order in which they were made.
    pub data: Vec<Object>,
    /// Which of them take part.
    pub registry: Registry,
    /// The threats to look for, when the model says so itself instead of naming a library.
    pub threats: Option<Vec<ThreatDefinition>>,
    /// Ids of threats that are left out everywhere (`TM._threatsExcluded`, `--exclude`).
    pub excluded_threats: Vec<Text>,
    /// What report templates ask the model's own functions.
    pub own_functions: Vec<OwnFunction>,
    /// The findings that report templates show, where the script had a hand in them.
    pub reported: Option<Reported>,
    /// Flows that no diagram draws, because they repeat another one (`onDuplicates = Action.IGNORE`).
    pub undrawn: Vec<ElementId>,
    /// What [`crate::resolve()`] noticed that the author perhaps did not mean.
    pub warnings: Vec<Diagnostic>,
}

impl Model {
    /// A model without elements.
    pub fn new(name: &str) -> Self {
        let mut system = Object::new(Class::Tm, None);
        system.set("name", Value::text(name), crate::Origin::Default);
        Self {
            sources: Sources::default(),
            system,
            elements: Vec::new(),
            data: Vec::new(),
            registry: Registry::default(),
            threats: None,
            excluded_threats: Vec::new(),
            own_functions: Vec::new(),
            reported: None,
            undrawn: Vec::new(),
            warnings: Vec::new(),
        }
    }

    /// Adds an object and enters it in the lists of its class. Returns its id.
    pub fn add_element(&mut self, object: Object) -> ElementId {
        let id = ElementId(self.elements.len() as u32);
        let class = object.class;
        self.elements.push(object);
        self.registry.elements.push(id);
        if class.is_a(Class::Dataflow) {
            self.registry.flows.push(id);
        } else if class.is_a(Class::Boundary) {
            self.registry.boundaries.push(id);
        } else if class.is_a(Class::Actor) {
            self.registry.actors.push(id);
        } else if class.is_a(Class::Asset) {
            self.registry.assets.push(id);
        }
        id
    }

    /// Adds a piece of data. Returns its id.
    pub fn add_data(&mut self, object: Object) -> DataId {
        let id = DataId(self.data.len() as u32);
        self.data.push(object);
        self.registry.data.push(id);
        id
    }

    /// The element with this id. Ids are only ever made by this model, so that a foreign id gives the system object.
    pub fn element(&self, id: ElementId) -> &Object {
        self.elements.get(id.index()).unwrap_or(&self.system)
    }

    /// The piece of data with this id; see [`Model::element`].
    pub fn datum(&self, id: DataId) -> &Object {
        self.data.get(id.index()).unwrap_or(&self.system)
    }

    /// The elements that take part, in order: elements, flows and boundaries.
    pub fn taking_part(&self) -> impl Iterator<Item = (ElementId, &Object)> {
        self.registry.elements.iter().map(|id| (*id, self.element(*id)))
    }

    /// The boundaries around an element, innermost first. Ends at a boundary that was seen already.
    pub fn boundaries_around(&self, id: ElementId) -> Vec<ElementId> {
        let mut around = Vec::new();
        let mut seen = HashSet::new();
        let mut next = self.element(id).element("inBoundary");
        while let Some(boundary) = next {
            if !seen.insert(boundary) {
                break;
            }
            around.push(boundary);
            next = self.element(boundary).element("inBoundary");
        }
        around
    }

    /// A stable, readable id for every element, by position: `web-server`, `web-server-2`.
    pub fn slugs(&self) -> Vec<String> {
        let mut slugs = Slugs::default();
        self.elements.iter().map(|element| slugs.assign(&element.name(), element.class.name())).collect()
    }

    /// The data in an attribute that holds data.
    pub fn data_of(&self, object: &Object) -> Vec<DataId> {
        let values = object.list("data");
        values.iter().filter_map(|value| if let Value::Data(id) = value { Some(*id) } else { None }).collect()
    }
}
