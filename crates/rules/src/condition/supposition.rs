//! What is supposed in place of what a model says, to see what would follow.

use std::collections::BTreeMap;

use bartizan_model::{Attribute, AttributeId, Model, Origin, Owner, Value};

/// Facts that stand in for those of a model while a condition is evaluated. They count as stated.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Supposition {
    facts: BTreeMap<(Owner, AttributeId), Value>,
}

impl Supposition {
    /// Supposes that an attribute or control of the schema has a value.
    pub fn set(&mut self, owner: Owner, attribute: &'static Attribute, value: Value) {
        self.facts.insert((owner, attribute.id()), value);
    }

    /// What is supposed of an attribute or control.
    pub fn get(&self, owner: Owner, attribute: &'static Attribute) -> Option<&Value> {
        self.facts.get(&(owner, attribute.id()))
    }

    /// Whether nothing is supposed.
    pub fn is_empty(&self) -> bool {
        self.facts.is_empty()
    }

    /// Makes the facts those of the model itself, with this origin.
    pub fn write_to(&self, model: &mut Model, origin: Origin) {
        for ((owner, id), value) in &self.facts {
            let Some(attribute) = bartizan_model::schema::attribute_at(*id) else { continue };
            let object = match owner {
                Owner::Element(element) => model.elements.get_mut(element.index()),
                Owner::Data(data) => model.data.get_mut(data.index()),
            };
            let Some(object) = object else { continue };
            match attribute.class {
                bartizan_model::Class::Controls => object.set_control(attribute.name, value.clone(), origin),
                _ => object.set(attribute.name, value.clone(), origin),
            }
        }
    }
}
