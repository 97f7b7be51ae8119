//! What would turn a condition on one element, and which facts that nobody stated it hangs on.

use std::cell::LazyCell;
use std::collections::BTreeSet;

use bartizan_model::schema::{self, Kind};
use bartizan_model::{Attribute, AttributeId, Class, ElementId, EnumKind, Model, Origin, Owner, Stores, Value};

use super::{Alteration, Answer, OpenFact, object_of};
use crate::condition::{Condition, Constants, Mode, Outcome, Read, Supposition, constants, is_structure};
use crate::limits::{MAX_CHANGES, MAX_FACTS_OF_CHANGE, MAX_VALUES_OF_CHANGES};
use crate::what_if::{Change, Search, unknowns, ways};

/// A condition on an element, and how unstated facts count.
pub(super) struct Changer<'a> {
    pub(super) condition: &'a Condition,
    pub(super) model: &'a Model,
    pub(super) element: ElementId,
    pub(super) mode: Mode,
}

impl Changer<'_> {
    /// The smallest changes after which the condition has the wanted outcome, while something is supposed already.
    pub(super) fn changes(&self, wanted: Outcome) -> Vec<Vec<Alteration>> {
        let constants = constants(self.condition.tree());
        let alternatives = |read: &Read| alternatives(read, &constants);
        let search = Search {
            condition: self.condition,
            model: self.model,
            element: self.element,
            mode: self.mode,
            wanted,
            alternatives: &alternatives,
            most: MAX_FACTS_OF_CHANGE,
        };
        let stores = LazyCell::new(|| Stores::of(self.model));
        let where_stored = |way| self.where_stored(way, &stores);
        let mut all: Vec<Vec<Change>> = ways(&search).all.into_iter().map(where_stored).collect();
        // A control that is missing is easier to add than a system is to be made another one, and what somebody said that
        // the system is like is the last to be changed, even where more controls are needed instead.
        let of_design = |change: &&Change| change.attribute.class != Class::Controls;
        let unsaid =
            |change: &&Change| of_design(change) && change.attribute.kind == Kind::Flag && self.is_stated(change);
        all.sort_by_key(|way| (way.iter().filter(unsaid).count(), way.len(), way.iter().filter(of_design).count()));
        let all = foremost(all);
        let altered = |change| self.alteration(change, &constants);
        all.into_iter().map(|way| way.into_iter().map(altered).collect()).collect()
    }

    /// Likewise for an element that is out of scope: to be in scope is part of each change.
    pub(super) fn changes_in_scope(&self) -> Vec<Vec<Alteration>> {
        let Some(attribute) = schema::attribute(self.model.element(self.element).class, "inScope") else {
            return Vec::new();
        };
        let change = Change { owner: Owner::Element(self.element), attribute, value: Value::Flag(true) };
        let in_scope = self.alteration(change, &Constants::new());
        // The element is evaluated as it is, out of scope; a condition that asks about it is left alone.
        let mut all = self.changes(Outcome::True);
        all.iter_mut().for_each(|way| way.insert(0, in_scope.clone()));
        all
    }

    /// What nobody stated, while that leaves the outcome open; first what would settle it alone.
    pub(super) fn open(&self) -> Vec<OpenFact> {
        let constants = constants(self.condition.tree());
        let answer = |read: &Read, attribute: &'static Attribute, value: Value| {
            let mut supposition = Supposition::default();
            supposition.set(read.owner, attribute, value.clone());
            let supposed = self.condition.suppose(self.model, self.element, Mode::Stated, &supposition);
            let is_any_other = is_any_other(attribute, &value, &constants);
            supposed.ok().map(|(outcome, _)| Answer { value, is_any_other, outcome })
        };
        let open = |read: Read| {
            let mut values = alternatives(&read, &constants);
            if read.value != Value::None {
                values.insert(0, read.value.clone());
            }
            let answers = match read.row {
                Some(row) => values.into_iter().filter_map(|value| answer(&read, row, value)).collect(),
                None => Vec::new(),
            };
            OpenFact { read, answers }
        };
        let unknown = unknowns(self.condition, self.model, self.element, &Supposition::default());
        let mut all: Vec<OpenFact> = unknown.into_iter().map(open).collect();
        let settled = |fact: &OpenFact| fact.answers.iter().any(|answer| answer.outcome != Outcome::Unknown);
        all.sort_by_key(|fact| (!fact.is_decisive(), !settled(fact)));
        all
    }

    /// What data say of where they are stored is changed there.
    fn where_stored<F: FnOnce() -> Stores>(&self, way: Vec<Change>, stores: &LazyCell<Stores, F>) -> Vec<Change> {
        let there = |change: &Change| {
            let Owner::Data(datum) = change.owner else { return None };
            let (store, control) = stores.behind(self.model, datum, change.attribute.name)?;
            let attribute = schema::attribute(Class::Controls, control).filter(|_| !self.is_stated(change))?;
            Some(Change { owner: Owner::Element(store), attribute, value: change.value.clone() })
        };
        let mut changes: Vec<Change> = Vec::with_capacity(way.len());
        for change in way {
            let change = there(&change).unwrap_or(change);
            if !changes.contains(&change) {
                changes.push(change);
            }
        }
        changes
    }

    fn is_stated(&self, change: &Change) -> bool {
        object_of(self.model, change.owner).is_stated(change.attribute.name)
    }

    fn alteration(&self, change: Change, constants: &Constants) -> Alteration {
        let object = object_of(self.model, change.owner);
        let fact = match change.attribute.class {
            Class::Controls => object.control(change.attribute.name),
            _ => Some(object.fact_of(change.attribute)),
        };
        let stated = fact.as_ref().and_then(|fact| fact.origin.span());
        let (place, is_stated) = (stated.or(object.place), stated.is_some());
        let is_any_other = is_any_other(change.attribute, &change.value, constants);
        Alteration { change, is_any_other, now: fact.map_or(Value::None, |fact| fact.value), is_stated, place }
    }
}

/// The first changes, so many different sets of facts. A set of several facts is there once, with the values that were found
/// first; a lone fact with each value that would do.
fn foremost(all: Vec<Vec<Change>>) -> Vec<Vec<Change>> {
    let mut seen: Vec<BTreeSet<(Owner, AttributeId)>> = Vec::new();
    let mut kept = Vec::new();
    for way in all {
        let facts: BTreeSet<_> = way.iter().map(|change| (change.owner, change.attribute.id())).collect();
        let is_known = seen.contains(&facts);
        if is_known && way.len() > 1 || !is_known && seen.len() >= MAX_CHANGES || kept.len() >= MAX_VALUES_OF_CHANGES {
            continue;
        }
        if !is_known {
            seen.push(facts);
        }
        kept.push(way);
    }
    kept
}

/// Whether a text is none of those that the condition names.
fn is_any_other(attribute: &Attribute, value: &Value, constants: &Constants) -> bool {
    let known = || constants.get(attribute.name).is_some_and(|known| known.contains(value));
    matches!(value, Value::Text(_)) && !known()
}

/// What else a fact could be that an author can say: flags the other way, members, and what the condition compares with.
fn alternatives(read: &Read, constants: &Constants) -> Vec<Value> {
    let Some(row) = read.row else { return Vec::new() };
    if is_structure(row) || read.origin == Origin::Derived {
        return Vec::new();
    }
    let known = constants.get(row.name).map_or(&[] as &[Value], Vec::as_slice);
    let mut values: Vec<Value> = match row.kind {
        Kind::Flag => vec![Value::Flag(true), Value::Flag(false)],
        Kind::Member(kind) => members(kind, &read.value),
        Kind::Text => known.iter().filter(|value| matches!(value, Value::Text(_))).cloned().collect(),
        Kind::Int => numbers(known),
        _ => Vec::new(),
    };
    if row.kind == Kind::Text && (known.contains(&read.value) || read.value == Value::None) {
        values.push(other_text(known));
    }
    values.retain(|value| *value != read.value);
    values
}

/// The members of an enumeration, those next to the present one first.
fn members(kind: EnumKind, now: &Value) -> Vec<Value> {
    let mut members: Vec<_> = kind.members().collect();
    if let Value::Member(now) = now {
        members.sort_by_key(|member| member.index.abs_diff(now.index));
    }
    members.into_iter().map(Value::Member).collect()
}

/// The numbers that a condition names, and their neighbours.
fn numbers(known: &[Value]) -> Vec<Value> {
    let mut numbers: Vec<i64> = Vec::new();
    for value in known {
        if let Value::Int(number) = value {
            numbers.extend([*number, number.saturating_sub(1), number.saturating_add(1)]);
        }
    }
    numbers.sort_unstable();
    numbers.dedup();
    numbers.into_iter().map(Value::Int).collect()
}

/// A text that is none of those that the condition names.
fn other_text(known: &[Value]) -> Value {
    let mut text = "something else".to_owned();
    while known.contains(&Value::text(text.as_str())) {
        text.push('!');
    }
    Value::text(text)
}
