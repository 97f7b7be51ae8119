//! Ids of diagrams: readable, stable, unique, and safe in every format.

use std::fmt;

use bartizan_model::Model;
use bartizan_model::names::Slugs;

/// An id of lower-case ASCII letters, digits and underscores that starts with the name of a class, so that it is a word
/// of no diagram language.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Identifier(String);

impl Identifier {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The id of something that stands for the owner of this id.
    pub(crate) fn stand_in(&self) -> Self {
        Self(format!("end_{}", self.0))
    }
}

impl fmt::Display for Identifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The id of every element of a model, by position: `server_web_server`, `server_web_server_2`.
///
/// Letters outside ASCII are left out, because no two formats agree on them; numbers keep such ids apart.
pub fn identifiers(model: &Model) -> Vec<Identifier> {
    let mut slugs = Slugs::default();
    let id = |object: &bartizan_model::Object| {
        let class = object.class.name();
        let name: String = object.name().chars().map(|letter| if letter.is_ascii() { letter } else { ' ' }).collect();
        Identifier(slugs.assign(&format!("{class} {name}"), class).replace('-', "_"))
    };
    model.elements.iter().map(id).collect()
}
