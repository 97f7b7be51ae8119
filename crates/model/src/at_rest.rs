//! Whether stored data are encrypted where they lie, as far as the ends of the flows that carry them say so.

use std::collections::{BTreeMap, HashMap};

use crate::fact::{Fact, Origin};
use crate::model::Model;
use crate::resolve::{ends, set_data};
use crate::schema::Class;
use crate::value::{DataId, ElementId, Value};

/// The control that says whether what an element stores is encrypted.
const CONTROL: &str = "isEncryptedAtRest";

/// What stored data say of the ends of a flow that carries them.
fn attributes(source: ElementId, sink: ElementId) -> [(&'static str, ElementId); 2] {
    [("isDestEncryptedAtRest", sink), ("isSourceEncryptedAtRest", source)]
}

/// Takes over what the ends of a flow say, as pytm does: the last flow that carries the data counts.
pub(crate) fn inherit(model: &mut Model, datum: DataId, source: ElementId, sink: ElementId) {
    if !model.datum(datum).flag("isStored") {
        return;
    }
    for (name, end) in attributes(source, sink) {
        if let Some(fact) = model.element(end).control(CONTROL) {
            take_over(model, datum, name, end, fact);
        }
    }
}

fn take_over(model: &mut Model, datum: DataId, name: &str, end: ElementId, fact: Fact) {
    let origin = if fact.origin.is_known() { Origin::Inherited(end) } else { Origin::Default };
    set_data(model, datum, name, fact.value, origin);
}

/// Takes over what the ends of all requests say: data are unencrypted at rest when one store is known to be so, encrypted
/// when all are, and else nobody knows. With the last request alone, a flow that is added could hide a finding. An end that
/// is no datastore, and of which nothing is said, counts only where there is no other.
pub(crate) fn settle(model: &mut Model) {
    for (datum, ends) in requests(model) {
        for side in [0, 1] {
            let of_side = |(source, sink): &(ElementId, ElementId)| attributes(*source, *sink).get(side).copied();
            let all: Vec<(&'static str, ElementId)> = ends.iter().filter_map(of_side).collect();
            let is_store = |end: ElementId| model.element(end).class.is_a(Class::Datastore);
            let is_known =
                |end: ElementId| model.element(end).control(CONTROL).is_some_and(|fact| fact.origin.is_known());
            let stores: Vec<_> = all.iter().copied().filter(|(_, end)| is_store(*end) || is_known(*end)).collect();
            settle_side(model, datum, if stores.is_empty() { &all } else { &stores });
        }
    }
}

fn settle_side(model: &mut Model, datum: DataId, ends: &[(&'static str, ElementId)]) {
    let said = |end: ElementId| model.element(end).control(CONTROL);
    let facts: Vec<_> = ends.iter().filter_map(|(name, end)| said(*end).map(|fact| (*name, *end, fact))).collect();
    let open = facts.iter().find(|(_, _, fact)| fact.origin.is_known() && fact.value == Value::Flag(false));
    let unknown = || facts.iter().find(|(_, _, fact)| !fact.origin.is_known());
    if let Some((name, end, fact)) = open.or_else(unknown).or(facts.last()) {
        take_over(model, datum, name, *end, fact.clone());
    }
}

/// The ends of the requests that carry stored data.
fn requests(model: &Model) -> BTreeMap<DataId, Vec<(ElementId, ElementId)>> {
    let mut requests: BTreeMap<DataId, Vec<(ElementId, ElementId)>> = BTreeMap::new();
    for id in &model.registry.flows {
        let (flow, (Some(source), Some(sink))) = (model.element(*id), ends(model, *id)) else { continue };
        if !flow.flag("isResponse") {
            for datum in model.data_of(flow).into_iter().filter(|datum| model.datum(*datum).flag("isStored")) {
                requests.entry(datum).or_default().push((source, sink));
            }
        }
    }
    requests
}

/// Where stored data are taken to lie.
#[derive(Clone, Debug, Default)]
pub struct Stores {
    last: HashMap<DataId, (ElementId, ElementId)>,
}

impl Stores {
    /// The stores of a resolved model.
    pub fn of(model: &Model) -> Self {
        let last = requests(model).into_iter().filter_map(|(datum, ends)| Some((datum, *ends.last()?))).collect();
        Self { last }
    }

    /// The element and the control that an attribute of data is taken over from, unless the author states it: the end that
    /// it was taken over from, and where nobody says anything, that of the last request.
    pub fn behind(&self, model: &Model, datum: DataId, attribute: &str) -> Option<(ElementId, &'static str)> {
        let (source, sink) = self.last.get(&datum)?;
        let (_, end) = attributes(*source, *sink).into_iter().find(|(name, _)| *name == attribute)?;
        match model.datum(datum).fact(attribute).map(|fact| fact.origin) {
            Some(Origin::Inherited(from)) => Some((from, CONTROL)),
            _ => Some((end, CONTROL)),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::build::ThreatModel;
    use crate::fact::Origin;
    use crate::value::Value;
    use crate::{imply, resolve};

    /// What data say after requests to two databases that say this, and then one to a server that says nothing.
    fn after(said: [Option<bool>; 2]) -> (Value, bool) {
        let mut tm = ThreatModel::new("shop");
        let web = tm.server("Web").id();
        let order = tm.data("Order").with("isStored", true).id();
        let stores = ["One", "Two"].into_iter().zip(said).map(|(name, said)| match said {
            Some(said) => tm.datastore(name).control("isEncryptedAtRest", said).id(),
            None => tm.datastore(name).id(),
        });
        let mut sinks: Vec<_> = stores.collect();
        sinks.push(tm.server("Mail").id());
        for sink in sinks {
            tm.flow(web, sink, "Keeps it").data(&[order]);
        }
        let mut model = resolve(tm.finish().unwrap()).unwrap();
        imply(&mut model);
        let fact = model.datum(order).fact("isDestEncryptedAtRest").unwrap();
        (fact.value, matches!(fact.origin, Origin::Inherited(_)))
    }

    #[test]
    fn one_store_that_is_known_to_be_open_is_enough() {
        let no = (Value::Flag(false), true);
        assert_eq!(after([Some(false), Some(true)]), no);
        assert_eq!(after([Some(false), None]), no);
        assert_eq!(after([Some(true), Some(true)]), (Value::Flag(true), true));
        assert_eq!(after([Some(true), None]), (Value::Flag(false), false), "nobody knows of the second");
        assert_eq!(after([None, None]), (Value::Flag(false), false));
    }
}
