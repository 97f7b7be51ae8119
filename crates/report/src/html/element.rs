//! Elements and flows with all that is known of them, and who said it.

use bartizan_model::{Attribute, AttributeId, Class, ElementId, Fact, Object, schema};
use bartizan_rules::why::written_name;
use serde::Serialize;

use super::context::{Context, Link, Severity, Status};
use super::finding::open_on;
use super::links::Crossings;
use crate::words::who_said;

/// An element or a flow.
#[derive(Serialize)]
pub(super) struct ElementRow {
    id: String,
    /// Its id in the diagrams.
    drawn: String,
    name: String,
    class: String,
    is_flow: bool,
    description: String,
    note: String,
    boundary: Option<Link>,
    source: Option<Link>,
    sink: Option<Link>,
    crosses: bool,
    is_in_scope: bool,
    place: String,
    levels: String,
    facts: Vec<FactRow>,
    open: Vec<OpenRow>,
    worst: Option<Severity>,
    assumed: usize,
    decided: usize,
    questions: Vec<String>,
    more_questions: usize,
}

#[derive(Serialize)]
struct FactRow {
    name: String,
    value: String,
    origin: String,
}

#[derive(Serialize)]
struct OpenRow {
    id: String,
    title: String,
    severity: Severity,
}

/// Elements, then flows, in the model's order.
pub(super) fn elements(context: &Context<'_>, crossings: &Crossings) -> Vec<ElementRow> {
    let model = context.report.model;
    let is_node = |class: Class| !class.is_a(Class::Dataflow) && !class.is_a(Class::Boundary);
    let nodes = model.taking_part().filter(|(_, object)| is_node(object.class));
    let flows = model.registry.flows.iter().map(|id| (*id, model.element(*id)));
    nodes.chain(flows).map(|(id, object)| row(context, crossings, id, object)).collect()
}

fn row(context: &Context<'_>, crossings: &Crossings, id: ElementId, object: &Object) -> ElementRow {
    let link = |attribute: &str| object.element(attribute).map(|id| context.link(id));
    let open = open_on(context, id);
    let (questions, more_questions) = context.questions_about(id);
    let count = |status| {
        let own = context.report.findings.of(id).map(|(_, finding)| finding);
        own.filter(|finding| context.status(finding) == status).count()
    };
    let levels: Vec<String> = object.levels().iter().map(ToString::to_string).collect();
    ElementRow {
        id: context.slug(id).to_owned(),
        drawn: context.study.unique_name(id),
        name: object.display_name(),
        class: object.class_name().to_owned(),
        is_flow: object.class.is_a(Class::Dataflow),
        description: object.text("description").trim().to_owned(),
        note: object.text("note").trim().to_owned(),
        boundary: link("inBoundary"),
        source: link("source"),
        sink: link("sink"),
        crosses: crossings.has(id),
        is_in_scope: object.flag("inScope"),
        place: object.place.and_then(|place| context.grounds.place(place)).unwrap_or_default(),
        levels: levels.join(" "),
        facts: facts(context, object),
        worst: open.first().map(|(_, severity)| severity.clone()),
        open: open
            .into_iter()
            .map(|(finding, severity)| OpenRow {
                id: context.report.findings.stable_id(finding),
                title: context.study.field(finding, "description").unwrap_or("").to_owned(),
                severity,
            })
            .collect(),
        assumed: count(Status::Assumed),
        decided: count(Status::Decided),
        questions,
        more_questions,
    }
}

/// What somebody stated or what follows from that; what the row says itself is left out.
fn facts(context: &Context<'_>, object: &Object) -> Vec<FactRow> {
    let known = |(id, fact): (AttributeId, &Fact)| {
        let row = schema::attribute_at(id)?;
        let is_listed = fact.origin.is_known() && !is_shown_elsewhere(row.name);
        is_listed.then(|| fact_row(context, object, Some(row), written_name(Some(row), row.name), fact))
    };
    let mut rows: Vec<FactRow> = object.facts.known().filter_map(known).collect();
    rows.extend(object.facts.extras().map(|(name, fact)| fact_row(context, object, None, name.to_owned(), fact)));
    rows.extend(object.controls.known().filter_map(known));
    rows.extend(
        object.controls.extras().map(|(name, fact)| fact_row(context, object, None, format!("controls.{name}"), fact)),
    );
    rows
}

fn fact_row(
    context: &Context<'_>,
    object: &Object,
    attribute: Option<&'static Attribute>,
    name: String,
    fact: &Fact,
) -> FactRow {
    let model = context.report.model;
    let place = |span| context.grounds.place_beside_object(object, span);
    let from = |from| model.element(from).display_name();
    FactRow {
        name,
        value: context.grounds.value(&fact.value),
        origin: who_said(model, attribute, fact.origin, place, from),
    }
}

fn is_shown_elsewhere(name: &str) -> bool {
    matches!(
        name,
        "name"
            | "description"
            | "note"
            | "inputs"
            | "outputs"
            | "source"
            | "sink"
            | "inBoundary"
            | "is_drawn"
            | "order"
            | "levels"
    )
}
