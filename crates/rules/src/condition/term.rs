//! The values that a condition computes with, borrowed from the model and the condition, and Python's rules for them.

use std::cmp::Ordering;
use std::rc::Rc;

use bartizan_model::{Class, DataId, ElementId, Member, Model, Value};

use super::fault::FaultKind;
use super::tree::Shape;

/// A value during evaluation.
#[derive(Clone, Debug)]
pub(super) enum Term<'a> {
    /// A fact that nobody stated, or something that hangs on one. Only under [`super::Mode::Stated`].
    Unknown(Risk),
    None,
    Flag(bool),
    Int(i64),
    Float(f64),
    Text(&'a str),
    Member(Member),
    Element(ElementId),
    Data(DataId),
    /// The controls of an element.
    Controls(ElementId),
    Class(Class),
    /// A list of the model. The shape is `None` where a script stored it and both would do.
    List(&'a [Value], Option<Shape>),
    /// A list that the condition made.
    Items(Rc<[Term<'a>]>, Shape),
    /// Anything else that a script stored.
    Other(&'a str),
}

/// Whether something unknown could end in a fault, once it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Risk {
    None,
    MayFail,
}

/// Three-valued truth with the risk that hangs on the unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Truth {
    Yes,
    No,
    Unknown(Risk),
}

impl<'a> Term<'a> {
    /// A value of the model. The kind of list is told by who knows the attribute.
    pub(super) fn of(value: &'a Value, shape: Option<Shape>) -> Self {
        match value {
            Value::None => Term::None,
            Value::Flag(flag) => Term::Flag(*flag),
            Value::Int(number) => Term::Int(*number),
            Value::Float(number) => Term::Float(*number),
            Value::Text(text) => Term::Text(text),
            Value::Member(member) => Term::Member(*member),
            Value::Element(id) => Term::Element(*id),
            Value::Data(id) => Term::Data(*id),
            Value::List(values) => Term::List(values, shape),
            Value::Other(text) => Term::Other(text),
            Value::Map(_) => Term::Other("a table"),
        }
    }

    /// Python's truth.
    pub(super) fn truth(&self) -> Truth {
        let is_true = match self {
            Term::Unknown(risk) => return Truth::Unknown(*risk),
            Term::None => false,
            Term::Flag(flag) => *flag,
            Term::Int(number) => *number != 0,
            Term::Float(number) => *number != 0.0,
            Term::Text(text) => !text.is_empty(),
            Term::List(items, _) => !items.is_empty(),
            Term::Items(items, _) => !items.is_empty(),
            Term::Member(_)
            | Term::Element(_)
            | Term::Data(_)
            | Term::Controls(_)
            | Term::Class(_)
            | Term::Other(_) => true,
        };
        if is_true { Truth::Yes } else { Truth::No }
    }

    /// What kind of value it is, in the words of a message.
    pub(super) fn kind_name(&self) -> &'static str {
        match self {
            Term::Unknown(_) => "something unknown",
            Term::None => "`None`",
            Term::Flag(_) => "a boolean",
            Term::Int(_) | Term::Float(_) => "a number",
            Term::Text(_) => "text",
            Term::Member(member) => member.kind.name(),
            Term::Element(_) => "an element",
            Term::Data(_) => "data",
            Term::Controls(_) => "controls",
            Term::Class(_) => "a class",
            Term::List(..) | Term::Items(..) => "a list",
            Term::Other(_) => "an object",
        }
    }

    /// The items of a list, whoever made it.
    pub(super) fn items(&self) -> Option<Items<'a, '_>> {
        match self {
            Term::List(values, _) => Some(Items::Of(values.iter())),
            Term::Items(terms, _) => Some(Items::Made(terms.iter())),
            _ => None,
        }
    }

    pub(super) fn length(&self) -> Option<usize> {
        match self {
            Term::List(values, _) => Some(values.len()),
            Term::Items(terms, _) => Some(terms.len()),
            Term::Text(text) => Some(text.chars().count()),
            _ => None,
        }
    }

    /// How much work it is to look at all of it, in steps.
    pub(super) fn weight(&self) -> u64 {
        match self {
            Term::List(values, _) => values.len() as u64,
            Term::Items(terms, _) => terms.len() as u64,
            Term::Text(text) | Term::Other(text) => (text.len() / 256) as u64,
            _ => 0,
        }
    }

    /// How much work it is to compare it with the other, in steps: sets are compared each with each.
    pub(super) fn cost_with(&self, other: &Term<'_>) -> u64 {
        let is_set = |shape| shape == Some(Shape::Set);
        if is_set(self.shape()) || is_set(other.shape()) {
            return self.weight().max(1).saturating_mul(other.weight().max(1));
        }
        self.weight().saturating_add(other.weight())
    }

    fn shape(&self) -> Option<Shape> {
        match self {
            Term::List(_, shape) => *shape,
            Term::Items(_, shape) => Some(*shape),
            _ => None,
        }
    }
}

impl From<Truth> for Term<'_> {
    fn from(truth: Truth) -> Self {
        match truth {
            Truth::Yes => Term::Flag(true),
            Truth::No => Term::Flag(false),
            Truth::Unknown(risk) => Term::Unknown(risk),
        }
    }
}

impl From<bool> for Truth {
    fn from(is_true: bool) -> Self {
        if is_true { Truth::Yes } else { Truth::No }
    }
}

impl std::ops::Not for Truth {
    type Output = Truth;

    fn not(self) -> Truth {
        match self {
            Truth::Yes => Truth::No,
            Truth::No => Truth::Yes,
            unknown @ Truth::Unknown(_) => unknown,
        }
    }
}

/// The items of a list as terms.
pub(super) enum Items<'a, 'b> {
    Of(std::slice::Iter<'a, Value>),
    Made(std::slice::Iter<'b, Term<'a>>),
}

impl<'a> Iterator for Items<'a, '_> {
    type Item = Term<'a>;

    fn next(&mut self) -> Option<Term<'a>> {
        match self {
            Items::Of(values) => values.next().map(|value| Term::of(value, None)),
            Items::Made(terms) => terms.next().cloned(),
        }
    }
}

/// Python's `==`. Data compares with text by its name, when several are carried.
pub(super) fn equal(model: &Model, left: &Term<'_>, right: &Term<'_>) -> Truth {
    match (left, right) {
        (Term::Unknown(risk), other) | (other, Term::Unknown(risk)) => {
            Truth::Unknown(if let Term::Unknown(also) = other { *risk.max(also) } else { *risk })
        }
        (Term::List(..) | Term::Items(..), Term::List(..) | Term::Items(..)) => equal_lists(model, left, right),
        (Term::List(values, _), Term::Text(text)) | (Term::Text(text), Term::List(values, _)) => {
            carries(model, values, text).into()
        }
        (Term::Text(left), Term::Text(right)) | (Term::Other(left), Term::Other(right)) => (left == right).into(),
        (Term::Member(left), Term::Member(right)) => (left == right).into(),
        (Term::Element(left), Term::Element(right)) | (Term::Controls(left), Term::Controls(right)) => {
            (left == right).into()
        }
        (Term::Data(left), Term::Data(right)) => (left == right || is_same_data(model, *left, *right)).into(),
        (Term::Class(left), Term::Class(right)) => (left == right).into(),
        (Term::None, Term::None) => Truth::Yes,
        _ => match (number(left), number(right)) {
            (Some(left), Some(right)) => (left.compare(right) == Some(Ordering::Equal)).into(),
            _ => Truth::No,
        },
    }
}

/// Python's `is`, except that equal texts and numbers are one here.
pub(super) fn identical(model: &Model, left: &Term<'_>, right: &Term<'_>) -> Truth {
    match (left, right) {
        (Term::Unknown(_), _) | (_, Term::Unknown(_)) => equal(model, left, right),
        (Term::Flag(left), Term::Flag(right)) => (left == right).into(),
        (Term::Flag(_), _) | (_, Term::Flag(_)) => Truth::No,
        (Term::Data(left), Term::Data(right)) => (left == right).into(),
        (Term::Int(left), Term::Int(right)) => (left == right).into(),
        (Term::Float(left), Term::Float(right)) => (left == right).into(),
        (Term::Int(_) | Term::Float(_), _) => Truth::No,
        (Term::List(left, _), Term::List(right, _)) => std::ptr::eq(*left, *right).into(),
        (Term::List(..) | Term::Items(..), _) | (_, Term::List(..) | Term::Items(..)) => Truth::No,
        _ => equal(model, left, right),
    }
}

/// Python's `in`.
pub(super) fn contains(model: &Model, container: &Term<'_>, item: &Term<'_>) -> Result<Truth, FaultKind> {
    match (container, item) {
        (Term::Unknown(risk), _) => Ok(Truth::Unknown(*risk)),
        (Term::Text(container), Term::Text(item)) => Ok(container.contains(*item).into()),
        (Term::Text(_), Term::Unknown(_)) => Ok(Truth::Unknown(Risk::MayFail)),
        (Term::List(values, _), Term::Text(text)) if carries(model, values, text) => Ok(Truth::Yes),
        _ => {
            let Some(items) = container.items() else { return Err(FaultKind::NotSearchable(container.kind_name())) };
            let mut found = Truth::No;
            for candidate in items {
                match equal(model, &candidate, item) {
                    Truth::Yes => return Ok(Truth::Yes),
                    Truth::Unknown(risk) => found = Truth::Unknown(risk),
                    Truth::No => {}
                }
            }
            Ok(found)
        }
    }
}

/// Python's `<` and its like; `Less` and `Greater` tell which.
pub(super) fn order(left: &Term<'_>, right: &Term<'_>) -> Result<Option<Ordering>, FaultKind> {
    let fault = || FaultKind::NotOrdered(left.kind_name(), right.kind_name());
    match (left, right) {
        (Term::Text(left), Term::Text(right)) => Ok(Some(left.cmp(right))),
        (Term::Member(left), Term::Member(right)) if left.kind == right.kind && left.kind.is_ordered() => {
            Ok(left.partial_cmp(right))
        }
        _ => match (number(left), number(right)) {
            (Some(left), Some(right)) => Ok(left.compare(right)),
            _ => Err(fault()),
        },
    }
}

/// A number for arithmetic: flags count as 0 and 1.
#[derive(Clone, Copy, Debug)]
pub(super) enum Number {
    Int(i64),
    Float(f64),
}

pub(super) fn number(term: &Term<'_>) -> Option<Number> {
    match term {
        Term::Flag(flag) => Some(Number::Int(i64::from(*flag))),
        Term::Int(number) => Some(Number::Int(*number)),
        Term::Float(number) => Some(Number::Float(*number)),
        _ => None,
    }
}

impl Number {
    pub(super) fn as_float(self) -> f64 {
        match self {
            Number::Int(number) => number as f64,
            Number::Float(number) => number,
        }
    }

    fn compare(self, other: Number) -> Option<Ordering> {
        match (self, other) {
            (Number::Int(left), Number::Int(right)) => Some(left.cmp(&right)),
            _ => self.as_float().partial_cmp(&other.as_float()),
        }
    }
}

fn equal_lists(model: &Model, left: &Term<'_>, right: &Term<'_>) -> Truth {
    let (Some(left_items), Some(right_items)) = (left.items(), right.items()) else { return Truth::No };
    match (left.shape(), right.shape()) {
        (Some(Shape::Set), None | Some(Shape::Set)) | (None, Some(Shape::Set)) => {
            let is_within = |inner: &Term<'_>, outer: &Term<'_>| {
                all(inner.items().into_iter().flatten().map(|item| contains(model, outer, &item).unwrap_or(Truth::No)))
            };
            all([is_within(left, right), is_within(right, left)])
        }
        (Some(one), Some(other)) if one != other => Truth::No,
        _ if left.length() != right.length() => Truth::No,
        _ => all(left_items.zip(right_items).map(|(left, right)| equal(model, &left, &right))),
    }
}

fn all(truths: impl IntoIterator<Item = Truth>) -> Truth {
    let mut result = Truth::Yes;
    for truth in truths {
        match truth {
            Truth::No => return Truth::No,
            Truth::Unknown(_) => result = truth,
            Truth::Yes => {}
        }
    }
    result
}

/// Whether data of this name is among the values.
fn carries(model: &Model, values: &[Value], name: &str) -> bool {
    values.iter().any(|value| match value {
        Value::Data(id) => &*model.datum(*id).name() == name,
        _ => false,
    })
}

fn is_same_data(model: &Model, left: DataId, right: DataId) -> bool {
    let key = |id| {
        let datum = model.datum(id);
        (datum.name(), datum.text("description"), datum.text("format"), datum.member("classification"))
    };
    key(left) == key(right)
}
