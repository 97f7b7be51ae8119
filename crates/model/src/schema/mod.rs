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
    /// Nobody knows: conditions that hang on it are neither true nor false.
    Unknown,
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
            Default::Required | Default::None | Default::Unknown => Value::None,
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
    /// The first pytm release that has it (0.6 stands for that one and those before it); empty where none has.
    pub since: &'static str,
    /// Spellings of older releases.
    pub aliases: &'static [&'static str],
    /// What it means.
    pub documentation: &'static str,
}

impl PartialEq for Attribute {
    /// A row is itself alone.
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Attribute {}

impl Attribute {
    /// Whether pytm has it too.
    pub fn is_of_pytm(&self) -> bool {
        !self.since.is_empty()
    }

    /// Whether a value can be meant for it. A script of pytm may use the name of an attribute that pytm does not have
    /// for something of its own.
    pub fn is_meant_by(&self, value: &Value) -> bool {
        match (self.kind, value) {
            (Kind::Flag, Value::Flag(_)) | (Kind::Text, Value::Text(_)) => true,
            (Kind::Flag | Kind::Text, _) => self.is_of_pytm(),
            _ => true,
        }
    }

    /// The position in the table.
    pub fn id(&self) -> AttributeId {
        self.id
    }
}

/// The attribute of this name (or older spelling) that a class has, its own or from the class it derives from.
pub fn attribute(class: Class, name: &str) -> Option<&'static Attribute> {
    nearest_row(rows_named(name), class)
}

/// The rows with this name (or older spelling), of whatever class.
pub fn rows_named(name: &str) -> &'static [&'static Attribute] {
    index().get(name).map_or(&[], Vec::as_slice)
}

/// Of rows with one name, the one that a class has.
pub fn nearest_row(rows: &[&'static Attribute], class: Class) -> Option<&'static Attribute> {
    let mut class = Some(class);
    while let Some(this) = class {
        if let Some(row) = rows.iter().find(|row| row.class == this) {
            return Some(row);
        }
        class = this.parent();
    }
    None
}

/// The attribute at a position.
pub fn attribute_at(id: AttributeId) -> Option<&'static Attribute> {
    table::ATTRIBUTES.get(usize::from(id.0))
}

/// All attributes that a class has, sorted by name.
pub fn attributes(class: Class) -> Vec<&'static Attribute> {
    let is_its_own =
        |row: &&Attribute| class.is_a(row.class) && attribute(class, row.name).is_some_and(|own| own.id == row.id);
    let mut all: Vec<&'static Attribute> = table::ATTRIBUTES.iter().filter(is_its_own).collect();
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

/// The rows of every name and older spelling.
type Index = HashMap<&'static str, Vec<&'static Attribute>>;

fn index() -> &'static Index {
    static INDEX: OnceLock<Index> = OnceLock::new();
    INDEX.get_or_init(|| {
        let mut index = Index::new();
        for row in table::ATTRIBUTES {
            for name in row.aliases.iter().chain([&row.name]) {
                index.entry(name).or_default().push(row);
            }
        }
        index
    })
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
