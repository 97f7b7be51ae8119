//! The changes that a plan may be made of, and which of them turn which fact.

use std::collections::BTreeMap;

use bartizan_model::schema::{self, Kind};
use bartizan_model::{AttributeId, Class, ElementId, Fact, Model, Origin, Owner, Value, taken_over};

use crate::condition::Read;
use crate::what_if::Change;

/// A change that a plan may make, by its position among the candidates.
pub(super) type Candidate = usize;

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

    /// The changes each of which gives a fact of an element its planned value.
    ///
    /// A fact that was taken over from an end is changed there, unless that end must stay as it is. What neither a flow nor
    /// its end says can be said by either.
    pub(super) fn that_set(
        &mut self,
        model: &Model,
        wanted: &Change,
        cost: &dyn Fn(&Change) -> Option<u32>,
    ) -> Vec<Candidate> {
        let Owner::Element(element) = wanted.owner else { return Vec::new() };
        let own = self.intern(element, wanted.clone(), cost);
        let is_control = wanted.attribute.class == Class::Controls;
        let Some(at_end) = end_of(model, element, wanted.attribute.name, is_control) else { return vec![own] };
        let Some(row) = row_of(model, at_end, wanted.attribute.name, is_control) else { return vec![own] };
        let change = Change { owner: Owner::Element(at_end), attribute: row, value: wanted.value.clone() };
        let there = self.intern(at_end, change, cost);
        match fact_of(model, element, wanted.attribute.name, is_control).map(|fact| fact.origin) {
            Some(Origin::Inherited(from)) if from == at_end && !self.is_fixed(there) => vec![there],
            Some(Origin::Inherited(_) | Origin::Default) => vec![own, there],
            _ => vec![own],
        }
    }

    /// The candidates among these that have to do with a fact of an element: its own, and that of the end it follows.
    pub(super) fn behind<'a>(
        &'a self,
        model: &'a Model,
        read: &Read,
        among: impl Iterator<Item = Candidate> + 'a,
    ) -> impl Iterator<Item = Candidate> + 'a {
        let name = read.row.map_or("", |row| row.name);
        let is_control = read.row.is_some_and(|row| row.class == Class::Controls);
        let own = match read.owner {
            Owner::Element(element) => Some(element),
            Owner::Data(_) => None,
        };
        let end = own.and_then(|element| end_of(model, element, name, is_control));
        among.filter(move |candidate| {
            self.change(*candidate).is_some_and(|change| {
                let is_there = [own, end].iter().flatten().any(|element| change.owner == Owner::Element(*element));
                is_there && change.attribute.name == name
            })
        })
    }
}

/// What a fact that was read would be after a change that can be planned: a control that is there, TLS in place of plain
/// HTTP, a TLS version that the receiver accepts.
pub(super) fn planned_value(model: &Model, read: &Read) -> Option<Value> {
    let (row, Owner::Element(element)) = (read.row?, read.owner) else { return None };
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

/// The fact of an element by name.
fn fact_of(model: &Model, element: ElementId, name: &str, is_control: bool) -> Option<Fact> {
    let object = model.element(element);
    if is_control { object.control(name) } else { object.fact(name) }
}

fn row_of(model: &Model, element: ElementId, name: &str, is_control: bool) -> Option<&'static schema::Attribute> {
    let class = model.element(element).class;
    match is_control {
        true => schema::attribute(Class::Controls, name).filter(|_| class.has_controls()),
        false => schema::attribute(class, name),
    }
}

/// The end that a flow takes a fact over from, when it does not state its own.
fn end_of(model: &Model, element: ElementId, name: &str, is_control: bool) -> Option<ElementId> {
    let taken = taken_over(model, element).into_iter();
    let mut same = taken
        .filter(|taken| taken.is_control == is_control && taken.attribute == name && taken.of_end == taken.attribute);
    same.next().map(|taken| taken.end)
}
