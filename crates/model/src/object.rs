//! One thing of a model with its facts: the system itself, an element, a flow, a boundary, or a piece of data.

use std::sync::Arc;

use crate::answers::Appearance;
use crate::fact::{Fact, Facts, Origin};
use crate::schema::{self, Attribute, Class, Member};
use crate::source::Span;
use crate::value::{ElementId, Text, Value};

/// What is assumed of an element or of the whole system; may exclude threats.
#[derive(Clone, Debug, PartialEq)]
pub struct Assumption {
    /// The assumption in a few words.
    pub name: Text,
    /// Threat ids that do not apply while the assumption holds.
    pub exclude: Vec<Text>,
    /// More about it.
    pub description: Text,
    /// Where the author wrote it.
    pub place: Option<Span>,
}

/// What an author says of one finding of an element in place of the threat's own words.
#[derive(Clone, Debug, PartialEq)]
pub struct Override {
    /// The threat.
    pub threat_id: Text,
    /// The fields that the author stated (`response`, `cvss`, `severity` ...), in pytm's names.
    pub fields: Vec<(Text, Text)>,
    /// Where the author wrote it.
    pub place: Option<Span>,
}

/// A thing of the model with its facts.
#[derive(Clone, Debug)]
pub struct Object {
    /// The class of the schema.
    pub class: Class,
    /// The name of the author's own class, where the author derived one.
    pub own_class: Option<Text>,
    /// Where it was made.
    pub place: Option<Span>,
    /// Facts of its own.
    pub facts: Facts,
    /// Facts about its security controls.
    pub controls: Facts,
    /// What its author says of findings.
    pub overrides: Vec<Override>,
    /// What its author assumes.
    pub assumptions: Vec<Assumption>,
    /// How the author's own class draws it.
    pub appearance: Appearance,
}

impl Object {
    /// An object of which nothing is known.
    pub fn new(class: Class, place: Option<Span>) -> Self {
        Self {
            class,
            own_class: None,
            place,
            facts: Facts::default(),
            controls: Facts::default(),
            overrides: Vec::new(),
            assumptions: Vec::new(),
            appearance: Appearance::default(),
        }
    }

    /// The class as the author knows it.
    pub fn class_name(&self) -> &str {
        self.own_class.as_deref().unwrap_or(self.class.name())
    }

    /// The name.
    pub fn name(&self) -> Text {
        self.text("name")
    }

    /// What is known of an attribute; `None` when neither the schema nor the author knows the name.
    pub fn fact(&self, name: &str) -> Option<Fact> {
        let extra = self.facts.extra(name).cloned();
        extra.or_else(|| Some(self.fact_of(schema::attribute(self.class, name)?)))
    }

    /// What is known of an attribute of the schema.
    pub fn fact_of(&self, attribute: &'static Attribute) -> Fact {
        fact_or_default(&self.facts, attribute)
    }

    /// What is known of a control.
    pub fn control(&self, name: &str) -> Option<Fact> {
        let extra = self.controls.extra(name).cloned();
        extra.or_else(|| Some(fact_or_default(&self.controls, schema::attribute(Class::Controls, name)?)))
    }

    /// Sets an attribute, of the schema or not.
    pub fn set(&mut self, name: &str, value: Value, origin: Origin) {
        set_in(&mut self.facts, self.class, name, Fact { value, origin });
    }

    /// Sets a control, of the schema or not.
    pub fn set_control(&mut self, name: &str, value: Value, origin: Origin) {
        set_in(&mut self.controls, Class::Controls, name, Fact { value, origin });
    }

    /// A text attribute; empty when it is nothing else.
    pub fn text(&self, name: &str) -> Text {
        match self.fact(name).map(|fact| fact.value) {
            Some(Value::Text(text)) => text,
            _ => Arc::from(""),
        }
    }

    /// A true-or-false attribute; false when the object has none of this name.
    pub fn flag(&self, name: &str) -> bool {
        self.fact(name).is_some_and(|fact| fact.value.is_true())
    }

    /// A true-or-false control.
    pub fn has_control(&self, name: &str) -> bool {
        self.control(name).is_some_and(|fact| fact.value.is_true())
    }

    /// A number.
    pub fn int(&self, name: &str) -> Option<i64> {
        match self.fact(name).map(|fact| fact.value) {
            Some(Value::Int(number)) => Some(number),
            _ => None,
        }
    }

    /// A member of an enumeration.
    pub fn member(&self, name: &str) -> Option<Member> {
        match self.fact(name).map(|fact| fact.value) {
            Some(Value::Member(member)) => Some(member),
            _ => None,
        }
    }

    /// Another element that this one names (`inBoundary`, `source`, `sink`, `response`, `responseTo`).
    pub fn element(&self, name: &str) -> Option<ElementId> {
        match self.fact(name).map(|fact| fact.value) {
            Some(Value::Element(id)) => Some(id),
            _ => None,
        }
    }

    /// The values of an attribute that holds several.
    pub fn list(&self, name: &str) -> Arc<[Value]> {
        match self.fact(name).map(|fact| fact.value) {
            Some(Value::List(values)) => values,
            _ => Arc::from([]),
        }
    }

    /// Whether the author stated the attribute.
    pub fn is_stated(&self, name: &str) -> bool {
        matches!(self.fact(name), Some(Fact { origin: Origin::Stated(_), .. }))
    }

    /// The levels on which diagrams show the element.
    pub fn levels(&self) -> Vec<i64> {
        self.list("levels").iter().filter_map(|level| if let Value::Int(n) = level { Some(*n) } else { None }).collect()
    }

    /// The name as diagrams show it: what the author's class says, else a flow's order before its name.
    pub fn display_name(&self) -> String {
        if let Some(name) = &self.appearance.name {
            return name.to_string();
        }
        match self.int("order") {
            Some(order) if self.class == Class::Dataflow && order != -1 => format!("({order}) {}", self.name()),
            _ => self.name().to_string(),
        }
    }
}

fn fact_or_default(facts: &Facts, attribute: &'static Attribute) -> Fact {
    match facts.get(attribute.id()) {
        Some(fact) => fact.clone(),
        None => Fact { value: attribute.default.value(), origin: Origin::Default },
    }
}

fn set_in(facts: &mut Facts, class: Class, name: &str, fact: Fact) {
    match schema::attribute(class, name).filter(|attribute| attribute.is_meant_by(&fact.value)) {
        Some(attribute) => facts.set(attribute.id(), fact),
        None => facts.set_extra(name.into(), fact),
    }
}
