//! What is stated of things, version by version.

use std::collections::BTreeMap;

use bartizan_model::{Class, DataId, ElementId, Fact, Model, Object, Origin, Span, Value, schema};

use super::pairs::{Ids, Pairs};
use super::said::is_same;
use super::{FactChange, Said, Statement, Thing, ThingChange};

/// Elements of a kind that changed.
pub(super) fn of_elements(old: &Model, new: &Model, pairs: &Pairs, select: fn(Class) -> bool) -> Vec<ThingChange> {
    let mut changes = Vec::new();
    for id in chosen(new, select) {
        let counterpart = pairs.elements.old_of(id);
        let after = element(new, &pairs.new, id);
        match counterpart {
            None => changes.push(ThingChange { old: None, new: Some(after), facts: Vec::new() }),
            Some(before) => changes.extend(changed(
                Both { old: (old, old.element(before)), new: (new, new.element(id)), pairs },
                || element(old, &pairs.old, before),
                after,
            )),
        }
    }
    let gone = chosen(old, select).into_iter().filter(|id| pairs.elements.new_of(*id).is_none());
    changes.extend(gone.map(|id| removed(element(old, &pairs.old, id))));
    changes
}

/// Data that changed.
pub(super) fn of_data(old: &Model, new: &Model, pairs: &Pairs) -> Vec<ThingChange> {
    let mut changes = Vec::new();
    for id in &new.registry.data {
        let after = datum(new, &pairs.new, *id);
        match pairs.data.old_of(*id) {
            None => changes.push(ThingChange { old: None, new: Some(after), facts: Vec::new() }),
            Some(before) => changes.extend(changed(
                Both { old: (old, old.datum(before)), new: (new, new.datum(*id)), pairs },
                || datum(old, &pairs.old, before),
                after,
            )),
        }
    }
    let gone = old.registry.data.iter().filter(|id| pairs.data.new_of(**id).is_none());
    changes.extend(gone.map(|id| removed(datum(old, &pairs.old, *id))));
    changes
}

/// What is stated of the system as a whole.
pub(super) fn of_system(old: &Model, new: &Model, pairs: &Pairs) -> Vec<FactChange> {
    Both { old: (old, &old.system), new: (new, &new.system), pairs }.differences()
}

/// Whether anything is stated otherwise of an element that both versions have.
pub(super) fn is_changed(old: (&Model, ElementId), new: (&Model, ElementId), pairs: &Pairs) -> bool {
    let both = Both { old: (old.0, old.0.element(old.1)), new: (new.0, new.0.element(new.1)), pairs };
    !both.differences().is_empty()
}

fn chosen(model: &Model, select: fn(Class) -> bool) -> Vec<ElementId> {
    let mut seen = std::collections::BTreeSet::new();
    let ids = model.taking_part().filter(|(_, object)| select(object.class)).map(|(id, _)| id);
    ids.filter(|id| seen.insert(*id)).collect()
}

fn changed(both: Both<'_>, before: impl Fn() -> Thing, after: Thing) -> Option<ThingChange> {
    let facts = both.differences();
    (!facts.is_empty()).then(|| ThingChange { old: Some(before()), new: Some(after), facts })
}

fn removed(thing: Thing) -> ThingChange {
    ThingChange { old: Some(thing), new: None, facts: Vec::new() }
}

fn element(model: &Model, ids: &Ids, id: ElementId) -> Thing {
    let object = model.element(id);
    let name = |attribute: &str| object.element(attribute).map(|id| model.element(id).name());
    Thing {
        id: ids.element(id).to_owned(),
        class: object.class_name().to_owned(),
        name: object.name(),
        boundary: name("inBoundary"),
        ends: name("source").zip(name("sink")),
        place: object.place,
    }
}

fn datum(model: &Model, ids: &Ids, id: DataId) -> Thing {
    let object = model.datum(id);
    Thing {
        id: ids.datum(id).to_owned(),
        class: object.class_name().to_owned(),
        name: object.name(),
        boundary: None,
        ends: None,
        place: object.place,
    }
}

/// One thing in both versions.
struct Both<'a> {
    old: (&'a Model, &'a Object),
    new: (&'a Model, &'a Object),
    pairs: &'a Pairs,
}

impl Both<'_> {
    /// What is stated otherwise, by name.
    fn differences(&self) -> Vec<FactChange> {
        let mut both: BTreeMap<String, (Option<Stated>, Option<Stated>)> = BTreeMap::new();
        for (name, stated) in statements(self.old.1) {
            both.entry(name).or_default().0 = Some(stated);
        }
        for (name, stated) in statements(self.new.1) {
            both.entry(name).or_default().1 = Some(stated);
        }
        let is_changed = |(old, new): &(Option<Stated>, Option<Stated>)| match (old, new) {
            (Some(old), Some(new)) => !is_same(&old.value, &new.value, self.pairs),
            _ => true,
        };
        let changed = both.into_iter().filter(|(_, sides)| is_changed(sides));
        changed.map(|(name, (old, new))| self.change(name, old, new)).collect()
    }

    fn change(&self, name: String, old: Option<Stated>, new: Option<Stated>) -> FactChange {
        let said = |stated: Stated, model: &Model, ids: &Ids| Statement {
            value: Said::of(&stated.value, model, ids),
            place: stated.place,
        };
        FactChange {
            name,
            old: old.map(|stated| said(stated, self.old.0, &self.pairs.old)),
            new: new.map(|stated| said(stated, self.new.0, &self.pairs.new)),
        }
    }
}

/// A value with its place, in the terms of its own model.
struct Stated {
    value: Value,
    place: Option<Span>,
}

fn statements(object: &Object) -> Vec<(String, Stated)> {
    let row = |id| schema::attribute_at(id).map_or("", |attribute| attribute.name);
    let own = object.facts.known().map(|(id, fact)| (row(id), fact)).chain(object.facts.extras());
    let controls = object.controls.known().map(|(id, fact)| (row(id), fact)).chain(object.controls.extras());
    let mut all: Vec<(String, Stated)> = Vec::new();
    all.extend(own.filter_map(|(name, fact)| Some((name.to_owned(), stated(fact)?))));
    all.extend(controls.filter_map(|(name, fact)| Some((format!("controls.{name}"), stated(fact)?))));
    all.push(("class".to_owned(), Stated { value: Value::text(object.class_name()), place: object.place }));
    for assumption in &object.assumptions {
        let excluded = Value::list(assumption.exclude.iter().cloned().map(Value::Text));
        let value = match assumption.description.is_empty() {
            true => excluded,
            false => Value::list([excluded, Value::Text(assumption.description.clone())]),
        };
        all.push((format!("assumption: {}", assumption.name), Stated { value, place: None }));
    }
    for given in &object.overrides {
        let fields = given.fields.iter().map(|(name, text)| (Value::Text(name.clone()), Value::Text(text.clone())));
        let value = Value::Map(fields.collect());
        all.push((format!("override: {}", given.threat_id), Stated { value, place: given.place }));
    }
    all
}

fn stated(fact: &Fact) -> Option<Stated> {
    match fact.origin {
        Origin::Stated(span) => Some(Stated { value: fact.value.clone(), place: Some(span) }),
        _ => None,
    }
}
