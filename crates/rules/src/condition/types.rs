//! The types that the checker knows.

use std::fmt;

use bartizan_model::schema::Kind;
use bartizan_model::{Class, EnumKind};

/// What an expression can be.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Type {
    /// Nobody knows, or several things: nothing is said about it.
    Any,
    None,
    Flag,
    Number,
    Text,
    Member(EnumKind),
    /// An element, flow or boundary of this class or one that derives from it; may be `None`.
    Element(Class),
    Data,
    Controls,
    List(Box<Type>),
    Class,
    /// Something that a condition can only count or test.
    Opaque,
}

impl Type {
    pub(super) fn of(kind: Kind) -> Self {
        match kind {
            Kind::Text => Type::Text,
            Kind::Flag => Type::Flag,
            Kind::Int => Type::Number,
            Kind::Levels => Type::list(Type::Number),
            Kind::Texts => Type::list(Type::Text),
            Kind::Member(kind) => Type::Member(kind),
            Kind::Element => Type::Element(Class::Element),
            Kind::Boundary => Type::Element(Class::Boundary),
            Kind::Flow => Type::Element(Class::Dataflow),
            Kind::Elements => Type::list(Type::Element(Class::Element)),
            Kind::Flows => Type::list(Type::Element(Class::Dataflow)),
            Kind::Data => Type::list(Type::Data),
            Kind::Findings | Kind::Assumptions => Type::list(Type::Opaque),
            Kind::Assumption | Kind::Uuid => Type::Opaque,
            Kind::Controls => Type::Controls,
        }
    }

    pub(super) fn list(item: Type) -> Self {
        Type::List(Box::new(item))
    }

    /// The one type of several expressions; any, when they differ.
    pub(super) fn common(types: impl IntoIterator<Item = Type>) -> Self {
        let mut types = types.into_iter();
        let Some(first) = types.next() else { return Type::Any };
        if types.all(|other| other == first) { first } else { Type::Any }
    }

    /// Whether `<` and its like have a meaning between the two.
    pub(super) fn is_ordered_with(&self, other: &Type) -> bool {
        match (self, other) {
            (Type::Any, _) | (_, Type::Any) => true,
            (Type::Flag | Type::Number, Type::Flag | Type::Number) | (Type::Text, Type::Text) => true,
            (Type::Member(left), Type::Member(right)) => left == right && left.is_ordered(),
            _ => false,
        }
    }
}

/// Whether `==`, or `is`, can be true between the two.
pub(super) fn can_equal(left: &Type, right: &Type, is_identity: bool) -> bool {
    match (left, right) {
        (Type::Any, _) | (_, Type::Any) => true,
        (Type::Element(_), Type::Element(_) | Type::None) | (Type::None, Type::Element(_)) => true,
        (Type::Opaque, Type::None) | (Type::None, Type::Opaque) => true,
        (Type::Flag, Type::Number) | (Type::Number, Type::Flag) => !is_identity,
        (Type::List(items), Type::Text) | (Type::Text, Type::List(items)) => !is_identity && **items == Type::Data,
        (Type::List(_), Type::List(_)) => true,
        _ => left == right,
    }
}

impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Type::Any => f.write_str("anything"),
            Type::None => f.write_str("`None`"),
            Type::Flag => f.write_str("a boolean"),
            Type::Number => f.write_str("a number"),
            Type::Text => f.write_str("text"),
            Type::Member(kind) => write!(f, "a `{}`", kind.name()),
            Type::Element(class) => write!(f, "an element (`{}`)", class.name()),
            Type::Data => f.write_str("a piece of data"),
            Type::Controls => f.write_str("`controls`"),
            Type::List(_) => f.write_str("a list"),
            Type::Class => f.write_str("a class"),
            Type::Opaque => f.write_str("an object"),
        }
    }
}
