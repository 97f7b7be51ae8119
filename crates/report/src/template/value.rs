//! What a field of a template can be.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use bartizan_model::{Assumption, Class, DataId, ElementId, Member, Text, Value as ModelValue};
use bartizan_rules::Threat;

/// A value in a template. Copies are cheap: big things are named by position.
#[derive(Clone, Debug)]
pub(super) enum Value<'a> {
    /// Python's `None`.
    None,
    /// A truth.
    Flag(bool),
    /// A whole number.
    Int(i64),
    /// A fraction.
    Float(f64),
    /// Text of the model.
    Text(Cow<'a, str>),
    /// Text of a finding or a threat.
    Prose(Cow<'a, str>),
    /// A word of Python's or ours, never of a model.
    Word(Cow<'static, str>),
    /// A member of an enumeration.
    Member(Member),
    /// The model.
    System,
    /// An element. In pytm's reports those listed by `elements` and its like say `"[]"` for an empty list.
    Element { id: ElementId, is_listed: bool },
    /// A piece of data.
    Data(DataId),
    /// The controls of an element.
    Controls(ElementId),
    /// A finding.
    Finding(Found),
    /// A threat.
    Threat(&'a Threat),
    /// An assumption.
    Assumption(&'a Assumption),
    /// Several values.
    List(List<'a>),
    /// Several values that Python holds in a set.
    Set(List<'a>),
    /// Keys and values.
    Map(Arc<[(ModelValue, ModelValue)]>),
    /// The data of an element, which prints as names.
    DataSet(Arc<[DataId]>),
    /// A method of a value.
    Method(Method),
}

/// Which finding.
#[derive(Clone, Copy, Debug)]
pub(super) enum Found {
    /// By position among all findings.
    Open(usize),
    /// By position among those set aside.
    SetAside(usize),
    /// What an author says of a finding: element, and position among its overrides.
    Override(ElementId, usize),
}

/// Methods that templates may call.
#[derive(Clone, Copy, Debug)]
pub(super) enum Method {
    /// An element's name as diagrams show it.
    DisplayName(ElementId),
    /// A boundary's boundaries, innermost first.
    Parents(ElementId),
    /// An id of an element for diagrams.
    UniqueName(ElementId),
    /// A member's value in words.
    Label(Member),
}

/// Several values, by position where there may be many.
#[derive(Clone, Debug)]
pub(super) enum List<'a> {
    /// Elements, and whether a report lists them.
    Elements(&'a [ElementId], bool),
    /// Elements that were looked up.
    Boundaries(Arc<[ElementId]>),
    /// Data.
    Data(&'a [DataId]),
    /// Findings, by position.
    Findings(Range<usize>),
    /// Findings that were picked, by position.
    Picked(Arc<[usize]>),
    /// Findings that were set aside.
    SetAside(usize),
    /// What an author says of findings.
    Overrides(ElementId, usize),
    /// Threats.
    Threats(&'a [Arc<Threat>]),
    /// Assumptions.
    Assumptions(&'a [Assumption]),
    /// Texts.
    Texts(&'a [Text]),
    /// Classes.
    Classes(&'a [Class]),
    /// Values of the model.
    Values(Arc<[ModelValue]>),
}

impl<'a> List<'a> {
    /// How many there are.
    pub(super) fn len(&self) -> usize {
        match self {
            List::Elements(ids, _) => ids.len(),
            List::Boundaries(ids) => ids.len(),
            List::Data(ids) => ids.len(),
            List::Findings(range) => range.len(),
            List::Picked(picked) => picked.len(),
            List::SetAside(count) | List::Overrides(_, count) => *count,
            List::Threats(threats) => threats.len(),
            List::Assumptions(assumptions) => assumptions.len(),
            List::Texts(texts) => texts.len(),
            List::Classes(classes) => classes.len(),
            List::Values(values) => values.len(),
        }
    }

    /// The value at a position.
    pub(super) fn get(&self, at: usize) -> Option<Value<'a>> {
        let is_there = at < self.len();
        match self {
            List::Elements(ids, is_listed) => ids.get(at).map(|id| Value::Element { id: *id, is_listed: *is_listed }),
            List::Boundaries(ids) => ids.get(at).map(|id| Value::Element { id: *id, is_listed: false }),
            List::Data(ids) => ids.get(at).map(|id| Value::Data(*id)),
            List::Findings(range) => is_there.then(|| Value::Finding(Found::Open(range.start + at))),
            List::Picked(picked) => picked.get(at).map(|at| Value::Finding(Found::Open(*at))),
            List::SetAside(_) => is_there.then_some(Value::Finding(Found::SetAside(at))),
            List::Overrides(id, _) => is_there.then_some(Value::Finding(Found::Override(*id, at))),
            List::Threats(threats) => threats.get(at).map(|threat| Value::Threat(threat)),
            List::Assumptions(assumptions) => assumptions.get(at).map(Value::Assumption),
            List::Texts(texts) => texts.get(at).map(|text| Value::Text(Cow::Borrowed(text))),
            List::Classes(classes) => classes
                .get(at)
                .map(|class| Value::Word(format!("<class '{}.{}'>", class.module(), class.name()).into())),
            List::Values(values) => values.get(at).map(Value::of),
        }
    }
}

impl<'a> Value<'a> {
    /// A value of the model.
    pub(super) fn of(value: &ModelValue) -> Value<'a> {
        match value {
            ModelValue::None => Value::None,
            ModelValue::Flag(flag) => Value::Flag(*flag),
            ModelValue::Int(number) => Value::Int(*number),
            ModelValue::Float(number) => Value::Float(*number),
            ModelValue::Text(text) | ModelValue::Other(text) => Value::Text(Cow::Owned(text.to_string())),
            ModelValue::Member(member) => Value::Member(*member),
            ModelValue::Element(id) => Value::Element { id: *id, is_listed: false },
            ModelValue::Data(id) => Value::Data(*id),
            ModelValue::List(values) => Value::List(List::Values(values.clone())),
            ModelValue::Map(entries) => Value::Map(entries.clone()),
        }
    }

    /// Python's truth of the value.
    pub(super) fn is_true(&self) -> bool {
        match self {
            Value::None => false,
            Value::Flag(flag) => *flag,
            Value::Int(number) => *number != 0,
            Value::Float(number) => *number != 0.0,
            Value::Text(text) | Value::Prose(text) => !text.is_empty(),
            Value::Word(word) => !word.is_empty(),
            Value::List(list) | Value::Set(list) => list.len() > 0,
            Value::DataSet(data) => !data.is_empty(),
            Value::Map(entries) => !entries.is_empty(),
            _ => true,
        }
    }
}
