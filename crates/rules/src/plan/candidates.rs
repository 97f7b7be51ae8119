//! The changes that a plan may be made of, and which of them turn which fact.

use std::collections::BTreeMap;

use bartizan_model::schema::{self, Kind};
use bartizan_model::{AttributeId, Class, ElementId, Model, Origin, Owner, Stores, TakenOver, Value, taken_over};

use crate::condition::Read;
use crate::what_if::Change;

/// A change that a plan may make, by its position among the candidates.
pub(super) type Candidate = usize;

/// The model that is planned for, without any change.
pub(super) struct Base<'a> {
    pub(super) model: &'a Model,
    stores: Stores,
}

impl<'a> Base<'a> {
    pub(super) fn new(model: &'a Model) -> Self {
        Self { model, stores: Stores::of(model) }
    }
}

/// Changes with their costs, each once, in the order in which they were met.
#[derive(Default)]
pub(super) struct Candidates {
    all: Vec<(Change, Option<u32>)>,
    positions: BTreeMap<(ElementId, AttributeId), Candidate>,
}

impl Candidates {
    /// The change at a position.
    pub(super) fn change(&self, candidate: Candidate) -> Option<&Change> {
        self.all.get(candidate).map(|(change, _)| change)
    }

    /// What a change costs. What cannot be changed never comes into a plan.
    pub(super) fn cost(&self, candidate: Candidate) -> u64 {
        self.all.get(candidate).and_then(|(_, cost)| *cost).map_or(u64::MAX, u64::from)
    }

    /// Whether it must stay as it is.
    pub(super) fn is_fixed(&self, candidate: Candidate) -> bool {
        self.all.get(candidate).is_none_or(|(_, cost)| cost.is_none())
    }

    /// The position of a change; new ones are added, with the cost that they are said to have.
    fn intern(&mut self, element: ElementId, change: Change, cost: &dyn Fn(&Change) -> Option<u32>) -> Candidate {
        *self.positions.entry((element, change.attribute.id())).or_insert_with(|| {
            let cost = cost(&change);
            self.all.push((change, cost));
            self.all.len() - 1
        })
    }

    /// The changes each of which gives a fact its planned value.
    ///
    /// A fact that was taken over from an end is changed there, unless that end must stay as it is. What neither a flow nor
    /// its end says can be said by either. What is said of stored data is changed where they are stored.
    pub(super) fn that_set(
        &mut self,
        base: &Base<'_>,
        wanted: &Change,
        cost: &dyn Fn(&Change) -> Option<u32>,
    ) -> Vec<Candidate> {
        let behind = Behind::new(base, wanted.owner, wanted.attribute);
        let own = behind.own.map(|element| self.intern(element, wanted.clone(), cost));
        let there = behind.there.and_then(|(element, name)| {
            let row = row_of(base.model, element, name, wanted.attribute)?;
            let change = Change { owner: Owner::Element(element), attribute: row, value: wanted.value.clone() };
            Some(self.intern(element, change, cost))
        });
        match (behind.origin, there) {
            (Origin::Inherited(_), Some(there)) if !self.is_fixed(there) => vec![there],
            (Origin::Inherited(_) | Origin::Default, _) => own.into_iter().chain(there).collect(),
            _ => own.into_iter().collect(),
        }
    }

    /// The candidates among these that have to do with a fact: its own, and that of the end it follows.
    pub(super) fn behind(
        &self,
        base: &Base<'_>,
        read: &Read,
        among: impl Iterator<Item = Candidate>,
    ) -> Vec<Candidate> {
        let Some(row) = read.row else { return Vec::new() };
        let behind = Behind::new(base, read.owner, row);
        let own = behind.own.map(|element| (element, row.name));
        let is_behind = |candidate: &Candidate| {
            self.change(*candidate).is_some_and(|change| {
                let mut places = [own, behind.there].into_iter().flatten();
                places.any(|(element, name)| change.owner == Owner::Element(element) && change.attribute.name == name)
            })
        };
        among.filter(is_behind).collect()
    }
}

/// Where a fact can be changed.
struct Behind {
    /// The element whose own fact it is.
    own: Option<ElementId>,
    /// The end that it is taken over from where it is not stated, and its name there.
    there: Option<(ElementId, &'static str)>,
    /// Where the fact comes from.
    origin: Origin,
}

impl Behind {
    fn new(base: &Base<'_>, owner: Owner, attribute: &'static schema::Attribute) -> Self {
        let model = base.model;
        let (name, is_control) = (attribute.name, attribute.class == Class::Controls);
        match owner {
            Owner::Element(element) => {
                let is_same = |taken: &TakenOver| taken.is_control == is_control && taken.attribute == name;
                let mut taken = taken_over(model, element).into_iter().filter(is_same);
                let object = model.element(element);
                let fact = if is_control { object.control(name) } else { object.fact(name) };
                Self {
                    own: Some(element),
                    there: taken.next().map(|taken| (taken.end, taken.of_end)),
                    origin: fact.map_or(Origin::Default, |fact| fact.origin),
                }
            }
            Owner::Data(datum) => Self {
                own: None,
                there: base.stores.behind(model, datum, name),
                origin: model.datum(datum).fact(name).map_or(Origin::Default, |fact| fact.origin),
            },
        }
    }
}

/// What a fact that was read would be after a change that can be planned: a control that is there, TLS in place of plain
/// HTTP, a TLS version that the receiver accepts.
pub(super) fn planned_value(base: &Base<'_>, read: &Read) -> Option<Value> {
    let model = base.model;
    let row = read.row?;
    let element = match read.owner {
        Owner::Element(element) => element,
        Owner::Data(datum) => {
            let is_missing = read.value != Value::Flag(true) && base.stores.behind(model, datum, row.name).is_some();
            return is_missing.then_some(Value::Flag(true));
        }
    };
    if row.class == Class::Controls {
        return (row.kind == Kind::Flag && read.value != Value::Flag(true)).then_some(Value::Flag(true));
    }
    match (row.name, &read.value) {
        ("protocol", Value::Text(protocol)) if protocol.eq_ignore_ascii_case("HTTP") => Some(Value::text("HTTPS")),
        ("tlsVersion", Value::Member(version)) => {
            let sink = model.element(element).element("sink")?;
            let least = model.element(sink).member("minTLSVersion")?;
            (least.kind == version.kind && least.index > version.index).then_some(Value::Member(least))
        }
        _ => None,
    }
}

/// The row of a fact at an end, for the fact of a flow or of data that is taken over from there.
fn row_of(
    model: &Model,
    element: ElementId,
    name: &str,
    taken: &schema::Attribute,
) -> Option<&'static schema::Attribute> {
    let class = model.element(element).class;
    // Flags are controls there, whatever they are here.
    match taken.kind {
        Kind::Flag => schema::attribute(Class::Controls, name).filter(|_| class.has_controls()),
        _ => schema::attribute(class, name),
    }
}
