//! Which thing of the old version is which of the new one.

use std::collections::BTreeMap;

use bartizan_model::{Class, DataId, ElementId, Model, Object, Origin, Value};

/// The pairs, and the readable ids that both versions give.
#[derive(Debug)]
pub(super) struct Pairs {
    pub(super) elements: Matching<ElementId>,
    pub(super) data: Matching<DataId>,
    pub(super) old: Ids,
    pub(super) new: Ids,
}

/// Readable ids by position.
#[derive(Debug)]
pub struct Ids {
    elements: Vec<String>,
    data: Vec<String>,
}

/// Who is whose counterpart.
#[derive(Debug)]
pub(super) struct Matching<I> {
    to_new: BTreeMap<I, I>,
    to_old: BTreeMap<I, I>,
}

impl Ids {
    /// Of all elements and data of a model.
    pub fn of(model: &Model) -> Self {
        Self { elements: model.slugs(), data: model.data_slugs() }
    }

    /// The id of an element.
    pub fn element(&self, id: ElementId) -> &str {
        self.elements.get(id.index()).map_or("", String::as_str)
    }

    /// The id of a piece of data.
    pub fn datum(&self, id: DataId) -> &str {
        self.data.get(id.index()).map_or("", String::as_str)
    }
}

impl Pairs {
    pub(super) fn of(old: &Model, new: &Model) -> Self {
        let (old_ids, new_ids) = (Ids::of(old), Ids::of(new));
        let elements = {
            let mut matching = Matcher::new(&old.registry.elements, &new.registry.elements);
            matching.in_order(|id| home(old, id), |id| home(new, id));
            matching.alone(|id| uuid(old.element(id)), |id| uuid(new.element(id)));
            matching.alone(|id| named(old.element(id)), |id| named(new.element(id)));
            let slug = |ids: &Ids, model: &Model, id| Some((kind(model.element(id).class), ids.element(id).to_owned()));
            matching.alone(|id| slug(&old_ids, old, id), |id| slug(&new_ids, new, id));
            matching.matching
        };
        let data = {
            let mut matching = Matcher::new(&old.registry.data, &new.registry.data);
            matching.in_order(|id| named(old.datum(id)), |id| named(new.datum(id)));
            matching.alone(|id| Some(old_ids.datum(id).to_owned()), |id| Some(new_ids.datum(id).to_owned()));
            matching.matching
        };
        Self { elements, data, old: old_ids, new: new_ids }
    }
}

impl<I: Copy + Ord> Matching<I> {
    pub(super) fn new_of(&self, old: I) -> Option<I> {
        self.to_new.get(&old).copied()
    }

    pub(super) fn old_of(&self, new: I) -> Option<I> {
        self.to_old.get(&new).copied()
    }
}

/// A script may enter an object in pytm's lists twice.
fn once_each<I: Copy + Ord>(ids: &[I]) -> Vec<I> {
    let mut seen = std::collections::BTreeSet::new();
    ids.iter().copied().filter(|id| seen.insert(*id)).collect()
}

/// A matching in the making, with what is left over.
struct Matcher<I> {
    matching: Matching<I>,
    old: Vec<I>,
    new: Vec<I>,
}

impl<I: Copy + Ord> Matcher<I> {
    fn new(old: &[I], new: &[I]) -> Self {
        let matching = Matching { to_new: BTreeMap::new(), to_old: BTreeMap::new() };
        Self { matching, old: once_each(old), new: once_each(new) }
    }

    /// Pairs the first with the first of the same key, the second with the second, and so on.
    fn in_order<K: Ord>(&mut self, old_key: impl Fn(I) -> Option<K>, new_key: impl Fn(I) -> Option<K>) {
        self.pair(old_key, new_key, |_, _| true);
    }

    /// Pairs what alone has its key on either side. A weak key must not choose among several.
    fn alone<K: Ord>(&mut self, old_key: impl Fn(I) -> Option<K>, new_key: impl Fn(I) -> Option<K>) {
        self.pair(old_key, new_key, |old, new| old == 1 && new == 1);
    }

    fn pair<K: Ord>(
        &mut self,
        old_key: impl Fn(I) -> Option<K>,
        new_key: impl Fn(I) -> Option<K>,
        may_pair: impl Fn(usize, usize) -> bool,
    ) {
        let mut by_key: BTreeMap<K, (Vec<I>, Vec<I>)> = BTreeMap::new();
        for id in &self.old {
            if let Some(key) = old_key(*id) {
                by_key.entry(key).or_default().0.push(*id);
            }
        }
        for id in &self.new {
            if let Some(key) = new_key(*id) {
                by_key.entry(key).or_default().1.push(*id);
            }
        }
        for (old, new) in by_key.into_values().filter(|(old, new)| may_pair(old.len(), new.len())) {
            for (old, new) in old.into_iter().zip(new) {
                self.matching.to_new.insert(old, new);
                self.matching.to_old.insert(new, old);
            }
        }
        let matching = &self.matching;
        self.old.retain(|id| !matching.to_new.contains_key(id));
        self.new.retain(|id| !matching.to_old.contains_key(id));
    }
}

type Named = (String, String);

/// Class and name.
fn named(object: &Object) -> Option<Named> {
    Some((object.class_name().to_owned(), object.name().to_string()))
}

/// Class, name, and where the thing is: its boundary, or the ends of a flow.
fn home(model: &Model, id: ElementId) -> Option<(Named, [Option<String>; 3])> {
    let object = model.element(id);
    let name = |attribute: &str| object.element(attribute).map(|id| model.element(id).name().to_string());
    Some((named(object)?, [name("inBoundary"), name("source"), name("sink")]))
}

/// The number that an author gave, to tell things of one name apart.
fn uuid(object: &Object) -> Option<String> {
    let fact = object.fact("uuid").filter(|fact| matches!(fact.origin, Origin::Stated(_)))?;
    match fact.value {
        Value::Text(text) | Value::Other(text) => Some(text.to_string()),
        _ => None,
    }
}

/// An element never becomes a flow or a boundary.
fn kind(class: Class) -> u8 {
    match () {
        () if class.is_a(Class::Dataflow) => 0,
        () if class.is_a(Class::Boundary) => 1,
        () => 2,
    }
}
