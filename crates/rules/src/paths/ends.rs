//! Where attack paths start, and what they lead to.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use bartizan_model::{Class, DataId, ElementId, Model, Object, Value};

use crate::limits::MAX_BOUNDARIES_AROUND;

/// Where an attacker may start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The element.
    pub element: ElementId,
    /// Why it is one.
    pub reason: OriginReason,
}

/// Why nobody has to trust an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OriginReason {
    /// It is an actor: somebody who may mean harm, or may have lost a password to somebody who does.
    Actor,
    /// Others are responsible for it.
    ExternalEntity,
    /// It is said to be out of scope: nobody looks at it.
    OutOfScope,
    /// It lies in this boundary, which is said to be out of scope.
    BoundaryOutOfScope(ElementId),
    /// It is a language model that is said to be operated by somebody else.
    ThirdParty,
    /// The user asked for paths from it.
    Asked,
}

/// What an attacker is after.
#[derive(Clone, Debug, PartialEq)]
pub struct Asset {
    /// The element.
    pub element: ElementId,
    /// From 1 (nothing in particular) to 10: twice the rank of the most sensitive classification (restricted is 2, top secret
    /// 5), with personal data at least sensitive and credentials at least secret.
    pub worth: u32,
    /// What it does with what is worth something.
    pub hold: Hold,
    /// The classified data, personal data and credentials that it keeps, sends or receives, in the model's order.
    pub data: Vec<DataId>,
}

/// What an asset does with its data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hold {
    /// Keeps it.
    Keeps,
    /// Sends or receives it.
    Handles,
}

/// Worth of what the user asked for, though the model says of nothing that it is there.
const WORTH_OF_ANYTHING: u32 = 1;
const WORTH_OF_PERSONAL_DATA: u32 = 6;
const WORTH_OF_CREDENTIALS: u32 = 8;
/// Worth of each rank of classification.
const WORTH_OF_RANK: u32 = 2;
/// The lowest rank of classification that is worth something: restricted.
const LEAST_RANK: u8 = 2;

/// Whether something can be attacked by a flow: boundaries and flows are not.
pub(super) fn is_element(object: &Object) -> bool {
    !object.class.is_a(Class::Boundary) && !object.class.is_a(Class::Dataflow)
}

/// The boundaries around an element, innermost first, as far as a step shows them.
pub(super) fn around(model: &Model, id: ElementId) -> Vec<ElementId> {
    let outwards = |id: &ElementId| model.element(*id).element("inBoundary");
    std::iter::successors(outwards(&id), outwards).take(MAX_BOUNDARIES_AROUND).collect()
}

/// By position of an element: the innermost boundary around it that is meant. Each boundary is walked through once, however
/// deep they are nested.
pub(super) fn innermost(model: &Model, is_meant: impl Fn(ElementId) -> bool) -> Vec<Option<ElementId>> {
    let mut known: Vec<Option<Option<ElementId>>> = vec![None; model.elements.len()];
    for at in 0..model.elements.len() {
        let mut inwards: Vec<ElementId> = Vec::new();
        let mut next = Some(ElementId(at as u32));
        let mut answer = None;
        while let Some(id) = next {
            let Some(slot) = known.get_mut(id.index()) else { break };
            if let Some(found) = slot {
                answer = if is_meant(id) { Some(id) } else { *found };
                break;
            }
            // What is on the way has nothing around it yet: a circle of boundaries ends there.
            *slot = Some(None);
            inwards.push(id);
            next = model.element(id).element("inBoundary");
        }
        for id in inwards.into_iter().rev() {
            if let Some(slot) = known.get_mut(id.index()) {
                *slot = Some(answer);
            }
            if is_meant(id) {
                answer = Some(id);
            }
        }
    }
    known.into_iter().map(Option::flatten).collect()
}

/// The origins of a model, in its order.
pub(super) fn origins(model: &Model) -> Vec<Origin> {
    let outside =
        innermost(model, |id| model.element(id).class.is_a(Class::Boundary) && !model.element(id).flag("inScope"));
    let boundary_of =
        |element: ElementId| outside.get(element.index()).copied().flatten().map(OriginReason::BoundaryOutOfScope);
    let elements = model.taking_part().filter(|(_, object)| is_element(object));
    elements
        .filter_map(|(element, object)| {
            Some(Origin { element, reason: distrust(object).or_else(|| boundary_of(element))? })
        })
        .collect()
}

/// Why an element itself is not trusted, whatever it is in.
fn distrust(object: &Object) -> Option<OriginReason> {
    if object.class.is_a(Class::Actor) {
        return Some(OriginReason::Actor);
    }
    if object.class.is_a(Class::ExternalEntity) {
        return Some(OriginReason::ExternalEntity);
    }
    if !object.flag("inScope") {
        return Some(OriginReason::OutOfScope);
    }
    // pytm's default is that somebody else operates a language model; the default says nothing about this one.
    if object.class.is_a(Class::Llm) && object.is_stated("isThirdParty") && object.flag("isThirdParty") {
        return Some(OriginReason::ThirdParty);
    }
    None
}

pub(super) fn named_origins(elements: Vec<ElementId>) -> Vec<Origin> {
    elements.into_iter().map(|element| Origin { element, reason: OriginReason::Asked }).collect()
}

/// The assets of a model, most worth first, what keeps data before what handles it.
///
/// What actors and external entities have is theirs already.
pub(super) fn assets(model: &Model) -> Vec<Asset> {
    let is_ours = |object: &Object| {
        is_element(object) && !object.class.is_a(Class::Actor) && !object.class.is_a(Class::ExternalEntity)
    };
    let ours: Vec<ElementId> = model.taking_part().filter(|(_, object)| is_ours(object)).map(|(id, _)| id).collect();
    by_worth(weigh(model, &ours).into_iter().filter(|asset| asset.worth > WORTH_OF_ANYTHING).collect())
}

/// The same for elements that the user asked for.
pub(super) fn named_assets(model: &Model, elements: &[ElementId]) -> Vec<Asset> {
    by_worth(weigh(model, elements))
}

fn by_worth(mut assets: Vec<Asset>) -> Vec<Asset> {
    assets.sort_by_key(|asset| (Reverse(asset.worth), asset.hold));
    assets
}

/// What is known of an element's data.
#[derive(Clone, Default)]
struct Holding {
    handled: BTreeSet<DataId>,
    kept: BTreeSet<DataId>,
}

/// What elements are worth.
fn weigh(model: &Model, elements: &[ElementId]) -> Vec<Asset> {
    let worths: Vec<u32> = model.data.iter().map(worth_of_data).collect();
    let is_worth = |datum: &DataId| worths.get(datum.index()).is_some_and(|worth| *worth > 0);
    let mut holdings = vec![Holding::default(); model.elements.len()];
    let mut note = |end: Option<ElementId>, data: &[DataId], keeps: bool| {
        let Some(holding) = end.and_then(|end| holdings.get_mut(end.index())) else { return };
        holding.handled.extend(data);
        let is_kept = |datum: &&DataId| keeps && model.datum(**datum).flag("isStored");
        holding.kept.extend(data.iter().filter(is_kept));
    };
    for id in &model.registry.flows {
        let flow = model.element(*id);
        let data: Vec<DataId> = model.data_of(flow).into_iter().filter(is_worth).collect();
        // Who asks for data that is stored elsewhere gets it in the response, and keeps none of it.
        note(flow.element("source"), &data, false);
        note(flow.element("sink"), &data, !flow.flag("isResponse"));
    }
    for id in elements {
        let own: Vec<DataId> = model.data_of(model.element(*id)).into_iter().filter(is_worth).collect();
        note(Some(*id), &own, true);
    }
    let holding = |id: &ElementId| holdings.get(id.index()).cloned().unwrap_or_default();
    elements.iter().map(|id| asset(model, *id, holding(id), &worths)).collect()
}

fn asset(model: &Model, element: ElementId, holding: Holding, worths: &[u32]) -> Asset {
    let object = model.element(element);
    let stated = worth_of_store(object);
    let of_data = holding.handled.iter().filter_map(|datum| worths.get(datum.index())).max();
    let keeps = stated > 0 || !holding.kept.is_empty() || object.class.is_a(Class::Datastore);
    Asset {
        element,
        worth: of_data.copied().unwrap_or(0).max(stated).max(WORTH_OF_ANYTHING),
        hold: if keeps { Hold::Keeps } else { Hold::Handles },
        data: holding.handled.into_iter().collect(),
    }
}

/// What a piece of data is worth; 0 for what everybody may know, and for what nobody classified.
fn worth_of_data(datum: &Object) -> u32 {
    let rank = datum.member("classification").map_or(0, |member| member.index);
    let classified = if rank >= LEAST_RANK { u32::from(rank) * WORTH_OF_RANK } else { 0 };
    let personal = if datum.flag("isPII") { WORTH_OF_PERSONAL_DATA } else { 0 };
    let credentials = if datum.flag("isCredentials") { WORTH_OF_CREDENTIALS } else { 0 };
    classified.max(personal).max(credentials)
}

/// What a datastore says of itself, whatever flows there.
fn worth_of_store(object: &Object) -> u32 {
    let says = |name: &str| object.fact(name).is_some_and(|fact| fact.value == Value::Flag(true));
    if says("storesPasswords") {
        WORTH_OF_CREDENTIALS
    } else if says("storesPII") || says("storesSensitiveData") {
        WORTH_OF_PERSONAL_DATA
    } else {
        0
    }
}
