//! A fact: a value, and who said so.

use crate::implications::ImplicationId;
use crate::schema::AttributeId;
use crate::source::Span;
use crate::value::{DataId, ElementId, Text, Value};

/// What a fact is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Owner {
    /// An element, a flow or a boundary, or its controls.
    Element(ElementId),
    /// A piece of data.
    Data(DataId),
}

/// Where the value of an attribute comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The author wrote it, here.
    Stated(Span),
    /// Taken over from this element, because the author said nothing here.
    Inherited(ElementId),
    /// Follows from the structure of the model (a response from its request, inputs from flows).
    Derived,
    /// Follows from another fact.
    Implied {
        /// Why.
        by: ImplicationId,
        /// What the other fact is about.
        of: Owner,
    },
    /// Nobody said anything: the schema's default stands in for an unknown.
    Default,
}

impl Origin {
    /// Whether somebody stated the fact, here or where it was taken from or follows from.
    pub fn is_known(self) -> bool {
        !matches!(self, Origin::Default)
    }

    /// Where the author wrote the fact, if the author did.
    pub fn span(self) -> Option<Span> {
        match self {
            Origin::Stated(span) => Some(span),
            _ => None,
        }
    }
}

/// The value of an attribute and where it comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// The value.
    pub value: Value,
    /// Who said so.
    pub origin: Origin,
}

/// The facts of one object: those of the schema, and those with names that the schema does not know.
///
/// Only what differs from "nobody said anything" is kept, so that a large model stays small.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    known: Vec<(AttributeId, Fact)>,
    extra: Vec<(Text, Fact)>,
}

impl Facts {
    /// The fact of a schema attribute, when somebody or something gave it a value.
    pub fn get(&self, attribute: AttributeId) -> Option<&Fact> {
        let at = self.known.binary_search_by_key(&attribute, |(id, _)| *id).ok()?;
        self.known.get(at).map(|(_, fact)| fact)
    }

    /// Sets the fact of a schema attribute; the last one wins.
    pub fn set(&mut self, attribute: AttributeId, fact: Fact) {
        match self.known.binary_search_by_key(&attribute, |(id, _)| *id) {
            Ok(at) => {
                if let Some(slot) = self.known.get_mut(at) {
                    slot.1 = fact;
                }
            }
            Err(at) => self.known.insert(at, (attribute, fact)),
        }
    }

    /// The fact of an attribute that the schema does not know.
    pub fn extra(&self, name: &str) -> Option<&Fact> {
        self.extra.iter().find(|(known, _)| &**known == name).map(|(_, fact)| fact)
    }

    /// Sets the fact of an attribute that the schema does not know.
    pub fn set_extra(&mut self, name: Text, fact: Fact) {
        match self.extra.iter_mut().find(|(known, _)| *known == name) {
            Some((_, slot)) => *slot = fact,
            None => self.extra.push((name, fact)),
        }
    }

    /// All facts of schema attributes, in the schema's order.
    pub fn known(&self) -> impl Iterator<Item = (AttributeId, &Fact)> {
        self.known.iter().map(|(id, fact)| (*id, fact))
    }

    /// All facts with names of the author's own, in the order in which they were first set.
    pub fn extras(&self) -> impl Iterator<Item = (&str, &Fact)> {
        self.extra.iter().map(|(name, fact)| (&**name, fact))
    }
}
