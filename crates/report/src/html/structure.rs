//! The data of a system, its trust boundaries, and what crosses them.

use std::collections::BTreeMap;

use bartizan_model::{Class, ElementId, Object, Value};
use serde::Serialize;

use super::context::{Context, Link};
use super::links::Crossings;

/// A piece of data.
#[derive(Serialize)]
pub(super) struct DataRow {
    id: String,
    name: String,
    description: String,
    classification: &'static str,
    traits: Vec<&'static str>,
    /// The flows that carry it.
    travels: Vec<Carrier>,
    /// The elements that keep or process it.
    rests: Vec<Link>,
    /// All of them in the diagram.
    drawn: String,
}

#[derive(Serialize)]
struct Carrier {
    flow: Link,
    crosses: bool,
}

/// A trust boundary.
#[derive(Serialize)]
pub(super) struct BoundaryRow {
    id: String,
    drawn: String,
    name: String,
    class: String,
    description: String,
    is_in_scope: bool,
    inside: Option<Link>,
    elements: Vec<Inside>,
    crossing: Vec<Crossing>,
}

#[derive(Serialize)]
struct Inside {
    link: Link,
    is_boundary: bool,
}

#[derive(Serialize)]
struct Crossing {
    flow: Link,
    is_entered: bool,
    source: Option<Link>,
    sink: Option<Link>,
    protocol: String,
    is_encrypted: &'static str,
}

/// The data, in the model's order.
pub(super) fn data(context: &Context<'_>, crossings: &Crossings) -> Vec<DataRow> {
    let model = context.report.model;
    let ids = model.data_slugs();
    let row = |(at, object): (usize, &Object)| {
        let elements = |attribute: &str| -> Vec<ElementId> {
            let values = object.list(attribute);
            values.iter().filter_map(|value| if let Value::Element(id) = value { Some(*id) } else { None }).collect()
        };
        let (carried, processed) = (elements("carriedBy"), elements("processedBy"));
        let traits = [("isPII", "personal"), ("isCredentials", "credentials"), ("isStored", "stored")];
        DataRow {
            id: ids.get(at).cloned().unwrap_or_default(),
            name: object.name().to_string(),
            description: object.text("description").trim().to_owned(),
            classification: object.member("classification").map_or("", |member| member.name()),
            traits: traits.into_iter().filter(|(name, _)| object.flag(name)).map(|(_, word)| word).collect(),
            travels: carried
                .iter()
                .map(|flow| Carrier { flow: context.link(*flow), crosses: crossings.has(*flow) })
                .collect(),
            rests: processed.iter().map(|element| context.link(*element)).collect(),
            drawn: context.drawn(carried.iter().chain(&processed).copied()),
        }
    };
    model.registry.data.iter().map(|id| (id.index(), model.datum(*id))).map(row).collect()
}

/// The trust boundaries, in the model's order.
pub(super) fn boundaries(context: &Context<'_>, crossings: &Crossings) -> Vec<BoundaryRow> {
    let model = context.report.model;
    let mut inside: BTreeMap<ElementId, Vec<Inside>> = BTreeMap::new();
    for (id, object) in model.taking_part().filter(|(_, object)| !object.class.is_a(Class::Dataflow)) {
        if let Some(boundary) = object.element("inBoundary") {
            let is_boundary = object.class.is_a(Class::Boundary);
            inside.entry(boundary).or_default().push(Inside { link: context.link(id), is_boundary });
        }
    }
    let mut row = |id: &ElementId| {
        let object = model.element(*id);
        let across = crossings.across(*id).iter();
        BoundaryRow {
            id: context.slug(*id).to_owned(),
            drawn: context.study.unique_name(*id),
            name: object.display_name(),
            class: object.class_name().to_owned(),
            description: object.text("description").trim().to_owned(),
            is_in_scope: object.flag("inScope"),
            inside: object.element("inBoundary").map(|around| context.link(around)),
            elements: inside.remove(id).unwrap_or_default(),
            crossing: across.map(|(flow, is_entered)| crossing(context, *flow, *is_entered)).collect(),
        }
    };
    model.registry.boundaries.iter().map(&mut row).collect()
}

fn crossing(context: &Context<'_>, flow: ElementId, is_entered: bool) -> Crossing {
    let object = context.report.model.element(flow);
    let end = |name: &str| object.element(name).map(|id| context.link(id));
    Crossing {
        flow: context.link(flow),
        is_entered,
        source: end("source"),
        sink: end("sink"),
        protocol: object.text("protocol").to_string(),
        is_encrypted: crate::page::known_flag(object, "isEncrypted"),
    }
}
