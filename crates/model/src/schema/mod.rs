//! The schema: every class, attribute and enumeration, in one table.
//!
//! It drives the Python surface, `describe`, the type checker of conditions, and "did you mean".

mod class;
mod coerce;
mod enums;
mod table;

use std::collections::HashMap;
use std::sync::OnceLock;

pub use class::Class;
pub use coerce::Mismatch;
pub use enums::{EnumKind, Member, MemberValue};

use crate::names::nearest;
use crate::value::Value;

/// Position of an attribute in the schema's table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AttributeId(u16);

/// What an attribute holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text.
    Text,
    /// True or false.
    Flag,
    /// A whole number.
    Int,
    /// Levels of detail: a set of whole numbers.
    Levels,
    /// Several texts.
    Texts,
    /// A member of an enumeration.
    Member(EnumKind),
    /// An element.
    Element,
    /// A boundary, or nothing.
    Boundary,
    /// A flow, or nothing.
    Flow,
    /// Several elements.
    Elements,
    /// Several flows.
    Flows,
    /// Several pieces of data.
    Data,
    /// Several findings.
    Findings,
    /// An assumption, or nothing.
    Assumption,
    /// Several assumptions.
    Assumptions,
    /// The controls of an element.
    Controls,
    /// A UUID.
    Uuid,
}

/// What an attribute holds while nobody says anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Default {
    /// There is none: the author has to say.
    Required,
    /// Nothing.
    None,
    /// A truth.
    Flag(bool),
    /// A number.
    Int(i64),
    /// A text.
    Text(&'static str),
    /// A member, by position.
    Member(EnumKind, u8),
    /// An empty list.
    Empty,
    /// The level 0 alone.
    Level0,
}

impl Default {
    /// The default as a value.
    pub fn value(self) -> Value {
        match self {
            Default::Required | Default::None => Value::None,
            Default::Flag(flag) => Value::Flag(flag),
            Default::Int(number) => Value::Int(number),
            Default::Text("") => Value::Text(empty_text()),
            Default::Text(text) => Value::text(text),
            Default::Member(kind, index) => Value::Member(Member { kind, index }),
            Default::Empty => Value::list([]),
            Default::Level0 => Value::list([Value::Int(0)]),
        }
    }
}

fn empty_text() -> crate::value::Text {
    static EMPTY: OnceLock<crate::value::Text> = OnceLock::new();
    EMPTY.get_or_init(|| "".into()).clone()
}

/// A row of the schema.
#[derive(Clone, Copy, Debug)]
pub struct Attribute {
    /// The position in the table.
    id: AttributeId,
    /// The class that has it; classes derived from that one have it too.
    pub class: Class,
    /// The name.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// What it holds while nobody says anything.
    pub default: Default,
    /// The first pytm release that has it (0.6 stands for that one and those before it).
    pub since: &'static str,
    /// Spellings of older releases.
    pub aliases: &'static [&'static str],
    /// What it means.
    pub documentation: &'static str,
}

impl Attribute {
    /// The position in the table.
    pub fn id(&self) -> AttributeId {
        self.id
    }
}

/// The attribute of this name (or older spelling) that a class has, its own or from the class it derives from.
pub fn attribute(class: Class, name: &str) -> Option<&'static Attribute> {
    index().get(class as usize)?.get(name).copied()
}

/// The attribute at a position.
pub fn attribute_at(id: AttributeId) -> Option<&'static Attribute> {
    table::ATTRIBUTES.get(usize::from(id.0))
}

/// All attributes that a class has, sorted by name.
pub fn attributes(class: Class) -> Vec<&'static Attribute> {
    let mut all: Vec<&'static Attribute> = match index().get(class as usize) {
        Some(known) => known.iter().filter(|(name, row)| **name == row.name).map(|(_, row)| *row).collect(),
        None => Vec::new(),
    };
    all.sort_by_key(|row| row.name);
    all
}

/// Whether a name is a control, and so may stand on the element itself in models of 2018 to 2020.
pub fn is_control(name: &str) -> bool {
    attribute(Class::Controls, name).is_some()
}

/// The known name nearest to a misspelt attribute of a class, among its attributes and (as `controls.x`) its controls.
pub fn suggest(class: Class, name: &str) -> Option<String> {
    let own = attributes(class);
    if let Some(name) = nearest(name, own.iter().map(|row| row.name)) {
        return Some(name.to_owned());
    }
    if !class.has_controls() {
        return None;
    }
    nearest(name, attributes(Class::Controls).iter().map(|row| row.name)).map(|name| format!("controls.{name}"))
}

/// The attributes of every class by name, classes by their position in the enumeration.
type Index = Vec<HashMap<&'static str, &'static Attribute>>;

fn index() -> &'static Index {
    static INDEX: OnceLock<Index> = OnceLock::new();
    INDEX.get_or_init(|| {
        let mut index: Index = Vec::new();
        index.resize_with(Class::ALL.len(), HashMap::new);
        for class in Class::ALL {
            if let Some(slot) = index.get_mut(class as usize) {
                *slot = attributes_by_name(class);
            }
        }
        index
    })
}

fn attributes_by_name(class: Class) -> HashMap<&'static str, &'static Attribute> {
    let mut known = match class.parent() {
        Some(parent) => attributes_by_name(parent),
        None => HashMap::new(),
    };
    for row in table::ATTRIBUTES.iter().filter(|row| row.class == class) {
        for name in row.aliases.iter().chain([&row.name]) {
            known.insert(name, row);
        }
    }
    known
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_has_what_it_derives_from_and_may_change_a_default() {
        assert_eq!(attribute(Class::Server, "inScope").map(|row| row.class), Some(Class::Element));
        assert_eq!(attribute(Class::Lambda, "onAWS").map(|row| row.default), Some(Default::Flag(true)));
        assert_eq!(attribute(Class::Datastore, "isSql").map(|row| row.name), Some("isSQL"));
        assert!(attribute(Class::Actor, "OS").is_none());
    }

    #[test]
    fn every_row_is_documented_and_no_row_stands_twice() {
        let mut seen = std::collections::BTreeSet::new();
        for row in table::ATTRIBUTES {
            assert!(!row.documentation.is_empty() && !row.documentation.ends_with('.'), "{}", row.name);
            assert!(seen.insert((row.class, row.name)), "{} stands twice", row.name);
        }
    }

    #[test]
    fn a_misspelt_name_finds_the_control_that_was_meant() {
        assert_eq!(suggest(Class::Server, "isHardend"), Some("controls.isHardened".to_owned()));
        assert_eq!(suggest(Class::Dataflow, "protocoll"), Some("protocol".to_owned()));
    }
}
