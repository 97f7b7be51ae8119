//! Both versions in one model, for a picture that shows them together.

use std::collections::BTreeSet;
use std::sync::Arc;

use bartizan_model::fact::Facts;
use bartizan_model::{Class, DataId, ElementId, Fact, Model, Object, Origin, Value};

use super::pairs::Pairs;
use super::{Version, facts, findings};

/// What became of an element, a flow or a boundary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// Nothing that counts changed.
    Kept,
    /// Something else is stated of it, or found on it.
    Changed,
    /// It lies in another boundary, or a flow has other ends.
    Moved,
    /// Only the new version has it.
    Added,
    /// Only the old version has it.
    Removed,
}

/// Both versions in one model: the new one, and behind its elements those that only the old one has.
#[derive(Clone, Debug)]
pub struct Union {
    /// The model. What only the old version has comes without places, which would be those of other files.
    pub model: Model,
    /// What became of each element, by position.
    pub fates: Vec<Fate>,
}

/// Puts two versions together. A thing that both have is there once, as the new version has it. Findings that are merely
/// assumed count as a change when they are asked for.
pub fn union(old: Version<'_>, new: Version<'_>, assumed: bool) -> Union {
    let pairs = Pairs::of(old.model, new.model);
    let found = findings::keyed(old, new, &pairs);
    let judged: BTreeSet<ElementId> =
        found.iter().filter(|(_, change)| assumed || change.is_sure()).filter_map(|(element, _)| *element).collect();
    let fate = |id: ElementId| match pairs.elements.old_of(id) {
        None => Fate::Added,
        Some(before) if has_moved(old.model, new.model, &pairs, (before, id)) => Fate::Moved,
        Some(before) if judged.contains(&id) || facts::is_changed((old.model, before), (new.model, id), &pairs) => {
            Fate::Changed
        }
        Some(_) => Fate::Kept,
    };
    let taking_part: BTreeSet<ElementId> = new.model.registry.elements.iter().copied().collect();
    let ids = (0..).map(ElementId).take(new.model.elements.len());
    let mut fates: Vec<Fate> = ids.map(|id| if taking_part.contains(&id) { fate(id) } else { Fate::Kept }).collect();
    let mut model = new.model.clone();
    let merge = Merge::new(old.model, new.model, &pairs);
    merge.add_to(&mut model);
    fates.resize(model.elements.len(), Fate::Removed);
    Union { model, fates }
}

fn has_moved(old: &Model, new: &Model, pairs: &Pairs, (before, now): (ElementId, ElementId)) -> bool {
    let (before, now) = (old.element(before), new.element(now));
    let ways: &[&str] = if now.class.is_a(Class::Dataflow) { &["source", "sink"] } else { &["inBoundary"] };
    ways.iter().any(|way| match (before.element(way), now.element(way)) {
        (Some(before), Some(now)) => pairs.elements.new_of(before) != Some(now),
        (before, now) => before.is_some() != now.is_some(),
    })
}

/// Where things of the old version are in the union.
struct Merge<'a> {
    old: &'a Model,
    elements: Vec<ElementId>,
    data: Vec<DataId>,
    /// What only the old version has.
    gone: BTreeSet<ElementId>,
    gone_data: BTreeSet<DataId>,
}

impl<'a> Merge<'a> {
    fn new(old: &'a Model, new: &Model, pairs: &Pairs) -> Self {
        let (mut gone, mut gone_data) = (BTreeSet::new(), BTreeSet::new());
        let (mut next, mut next_datum) = ((new.elements.len()..).map(position), (new.data.len()..).map(position));
        let elements = (0..).map(ElementId).take(old.elements.len()).map(|id| {
            pairs.elements.new_of(id).unwrap_or_else(|| {
                gone.insert(id);
                ElementId(next.next().unwrap_or(u32::MAX))
            })
        });
        let elements = elements.collect();
        let data = (0..).map(DataId).take(old.data.len()).map(|id| {
            pairs.data.new_of(id).unwrap_or_else(|| {
                gone_data.insert(id);
                DataId(next_datum.next().unwrap_or(u32::MAX))
            })
        });
        let data = data.collect();
        Self { old, elements, data, gone, gone_data }
    }

    fn add_to(&self, model: &mut Model) {
        model.elements.extend(self.gone.iter().map(|id| self.element(*id)));
        model.data.extend(self.gone_data.iter().map(|id| self.moved(self.old.datum(*id))));
        let add = |to: &mut Vec<ElementId>, from: &[ElementId]| {
            to.extend(from.iter().filter(|id| self.gone.contains(id)).map(|id| self.place(*id)));
        };
        add(&mut model.registry.elements, &self.old.registry.elements);
        add(&mut model.registry.flows, &self.old.registry.flows);
        add(&mut model.registry.boundaries, &self.old.registry.boundaries);
        add(&mut model.registry.actors, &self.old.registry.actors);
        add(&mut model.registry.assets, &self.old.registry.assets);
        add(&mut model.undrawn, &self.old.undrawn);
        let data = self.old.registry.data.iter().filter(|id| self.gone_data.contains(id));
        model.registry.data.extend(data.filter_map(|id| self.data.get(id.index())));
    }

    fn place(&self, old: ElementId) -> ElementId {
        self.elements.get(old.index()).copied().unwrap_or(old)
    }

    fn element(&self, id: ElementId) -> Object {
        let mut object = self.moved(self.old.element(id));
        // A request that is gone takes its response along only where that is gone too.
        for other in ["response", "responseTo"] {
            if self.old.element(id).element(other).is_some_and(|other| !self.gone.contains(&other)) {
                object.set(other, Value::None, Origin::Derived);
            }
        }
        object
    }

    /// A thing of the old version in the terms of the union.
    fn moved(&self, object: &Object) -> Object {
        let mut moved = object.clone();
        moved.place = None;
        moved.overrides.iter_mut().for_each(|given| given.place = None);
        moved.facts = self.facts(&object.facts);
        moved.controls = self.facts(&object.controls);
        moved
    }

    fn facts(&self, facts: &Facts) -> Facts {
        let mut moved = Facts::default();
        facts.known().for_each(|(attribute, fact)| moved.set(attribute, self.fact(fact)));
        facts.extras().for_each(|(name, fact)| moved.set_extra(name.into(), self.fact(fact)));
        moved
    }

    fn fact(&self, fact: &Fact) -> Fact {
        let origin = match fact.origin {
            Origin::Stated(_) | Origin::Derived | Origin::Implied { .. } => Origin::Derived,
            Origin::Inherited(from) => Origin::Inherited(self.place(from)),
            Origin::Default => Origin::Default,
        };
        Fact { value: self.value(&fact.value), origin }
    }

    fn value(&self, value: &Value) -> Value {
        match value {
            Value::Element(id) => Value::Element(self.place(*id)),
            Value::Data(id) => Value::Data(self.data.get(id.index()).copied().unwrap_or(*id)),
            Value::List(values) => Value::List(values.iter().map(|value| self.value(value)).collect()),
            Value::Map(entries) => {
                let entries: Arc<[_]> =
                    entries.iter().map(|(key, value)| (self.value(key), self.value(value))).collect();
                Value::Map(entries)
            }
            value => value.clone(),
        }
    }
}

fn position(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
