//! Derives the facts that nobody wrote down: a pure function from model to model.
//!
//! In order: flows are sorted and numbered, responses find their requests, repeated flows are dealt with, flows take
//! over what their ends say, data learns who carries and processes it, and unused elements are left out. Whatever the
//! author stated stays.

use std::collections::{BTreeSet, HashMap, HashSet};

use thiserror::Error;

use crate::at_rest;
use crate::diagnostic::Diagnostic;
use crate::fact::Origin;
use crate::limits::{MAX_ELEMENTS, MAX_FLOWS};
use crate::model::Model;
use crate::object::Override;
use crate::schema::Class;
use crate::value::{DataId, ElementId, Text, Value};

/// Why a model cannot be resolved.
#[derive(Clone, Debug, Error)]
pub enum ResolveError {
    /// Statements that cannot all hold.
    #[error("{0}")]
    Contradiction(Box<Diagnostic>),
    /// More elements or flows than allowed.
    #[error("{0}")]
    TooLarge(Box<Diagnostic>),
}

impl ResolveError {
    /// The error with its places.
    pub fn diagnostic(&self) -> &Diagnostic {
        match self {
            ResolveError::Contradiction(diagnostic) | ResolveError::TooLarge(diagnostic) => diagnostic,
        }
    }
}

/// Derives what follows from the stated facts.
pub fn resolve(mut model: Model) -> Result<Model, ResolveError> {
    check_size(&model)?;
    check_boundaries(&model)?;
    check_ends(&mut model);
    check_overrides(&model)?;
    sort_flows(&mut model);
    match_responses(&mut model);
    handle_duplicates(&mut model)?;
    inherit(&mut model);
    connect(&mut model);
    sort_data(&mut model);
    if model.system.flag("ignoreUnused") {
        leave_out_unused(&mut model);
    }
    Ok(model)
}

fn check_size(model: &Model) -> Result<(), ResolveError> {
    let flows = model.registry.flows.len();
    let elements = model.registry.elements.len().saturating_sub(flows);
    let too_large = |what: &str, count: usize, limit: usize| {
        Err(ResolveError::TooLarge(Box::new(
            Diagnostic::refusal(format!("the model has {count} {what}, more than the limit of {limit}"))
                .help("split the system into several models"),
        )))
    };
    if elements > MAX_ELEMENTS {
        return too_large("elements", elements, MAX_ELEMENTS);
    }
    if flows > MAX_FLOWS {
        return too_large("flows", flows, MAX_FLOWS);
    }
    Ok(())
}

/// No boundary may lie inside itself, directly or through others.
fn check_boundaries(model: &Model) -> Result<(), ResolveError> {
    // Boundaries from which the outside was reached: a long chain is walked once.
    let mut sound: HashSet<ElementId> = HashSet::new();
    for (id, object) in model.taking_part().filter(|(_, object)| object.class.is_a(Class::Boundary)) {
        let Some(parent) = object.element("inBoundary") else { continue };
        let mut path: HashSet<ElementId> = HashSet::from([id]);
        let mut next = Some(parent);
        while let Some(boundary) = next.filter(|boundary| !sound.contains(boundary)) {
            if !path.insert(boundary) {
                break;
            }
            next = model.element(boundary).element("inBoundary");
        }
        let Some(id) = next.filter(|boundary| !sound.contains(boundary)) else {
            sound.extend(path);
            continue;
        };
        let object = model.element(id);
        let parent = object.element("inBoundary").unwrap_or(id);
        let span = object.fact("inBoundary").and_then(|fact| fact.origin.span());
        let message = match parent == id {
            true => format!("the boundary {:?} is inside itself", &*object.name()),
            false => format!(
                "the boundary {:?} is inside itself, by way of {:?}",
                &*object.name(),
                &*model.element(parent).name()
            ),
        };
        let diagnostic = Diagnostic::error(message)
            .at(span, "this closes the circle")
            .at(object.place, "the boundary is made here")
            .help("set `inBoundary` to the boundary directly around it, or leave it out");
        return Err(ResolveError::Contradiction(Box::new(diagnostic)));
    }
    Ok(())
}

/// A flow that starts or ends at a boundary is drawn, but no rule can say much about it.
fn check_ends(model: &mut Model) {
    let mut warnings = Vec::new();
    for flow in model.registry.flows.iter().map(|id| model.element(*id)) {
        for end in ["source", "sink"] {
            let other = flow.element(end).map(|id| model.element(id));
            let Some(other) = other.filter(|other| other.class.is_a(Class::Boundary)) else { continue };
            let message = format!("the flow {:?} has the boundary {:?} as its {end}", &*flow.name(), &*other.name());
            warnings.push(
                Diagnostic::warning(message)
                    .at(flow.place, "a boundary sends and receives nothing")
                    .help("let the flow start and end at elements: which boundaries it crosses follows from theirs"),
            );
        }
    }
    model.warnings.append(&mut warnings);
}

fn check_overrides(model: &Model) -> Result<(), ResolveError> {
    for (_, object) in model.taking_part() {
        let mut seen: HashMap<&str, &Override> = HashMap::new();
        for given in &object.overrides {
            if let Some(first) = seen.insert(&given.threat_id, given) {
                let diagnostic = Diagnostic::error(format!(
                    "{:?} has more than one override of `{}`",
                    &*object.name(),
                    given.threat_id
                ))
                .at(given.place, "the second one")
                .at(first.place, "the first one")
                .help("keep the one that holds");
                return Err(ResolveError::Contradiction(Box::new(diagnostic)));
            }
        }
    }
    Ok(())
}

/// Flows go by their order; with `isOrdered`, those without one in front are numbered.
fn sort_flows(model: &mut Model) {
    let mut flows = std::mem::take(&mut model.registry.flows);
    let order = |model: &Model, id: ElementId| model.element(id).int("order").unwrap_or(-1);
    flows.sort_by_cached_key(|id| order(model, *id));
    if model.system.flag("isOrdered") {
        let unordered = flows.iter().take_while(|id| order(model, **id) == -1).count();
        for (number, id) in (1..).zip(flows.iter().take(unordered)) {
            set(model, *id, "order", Value::Int(number), Origin::Derived);
        }
    }
    model.registry.flows = flows;
}

fn match_responses(model: &mut Model) {
    let flows = model.registry.flows.clone();
    let mut between: HashMap<(Option<ElementId>, Option<ElementId>), Vec<ElementId>> = HashMap::new();
    for id in &flows {
        between.entry(ends(model, *id)).or_default().push(*id);
    }
    for id in &flows {
        if let Some(request) = model.element(*id).element("responseTo") {
            warn_of_self_response(model, *id, request, "responseTo");
            link(model, request, *id);
        }
        if let Some(response) = model.element(*id).element("response") {
            if model.element(*id).element("responseTo") != Some(*id) {
                warn_of_self_response(model, *id, response, "response");
            }
            link(model, *id, response);
        }
    }
    for id in &flows {
        let flow = model.element(*id);
        if !flow.flag("isResponse") || flow.element("responseTo").is_some() {
            continue;
        }
        let (source, sink) = ends(model, *id);
        // pytm lets a flow from an element to itself answer itself here; so do we.
        if let Some([request]) = between.get(&(sink, source)).map(Vec::as_slice) {
            let request = *request;
            set(model, *id, "responseTo", Value::Element(request), Origin::Derived);
            set(model, request, "response", Value::Element(*id), Origin::Derived);
        }
    }
}

fn warn_of_self_response(model: &mut Model, flow: ElementId, other: ElementId, attribute: &str) {
    let object = model.element(flow);
    let fact = object.fact(attribute).filter(|fact| fact.origin.span().is_some());
    let Some(span) = fact.and_then(|fact| fact.origin.span()).filter(|_| flow == other) else { return };
    let warning = Diagnostic::warning(format!("the flow {:?} is its own response", &*object.name()))
        .at(Some(span), format!("`{attribute}` is the flow itself"))
        .help("name the request that it answers, or set `isResponse = True` and let it be found");
    model.warnings.push(warning);
}

/// Joins a request and its response, where nothing else was said.
fn link(model: &mut Model, request: ElementId, response: ElementId) {
    if !model.element(response).flag("isResponse") {
        set(model, response, "isResponse", Value::Flag(true), Origin::Derived);
    }
    if model.element(request).element("response").is_none() {
        set(model, request, "response", Value::Element(response), Origin::Derived);
    }
    if model.element(response).element("responseTo").is_none() {
        set(model, response, "responseTo", Value::Element(request), Origin::Derived);
    }
}

/// Flows between the same ends that differ in name, note, order and response only are refused or not drawn.
fn handle_duplicates(model: &mut Model) -> Result<(), ResolveError> {
    let Some(action) = model.system.member("onDuplicates").filter(|action| action.name() != "NO_ACTION") else {
        return Ok(());
    };
    let mut first: HashMap<String, ElementId> = HashMap::new();
    for id in model.registry.flows.clone() {
        let Some(earlier) = first.get(&fingerprint(model, id)).copied() else {
            first.insert(fingerprint(model, id), id);
            continue;
        };
        if action.name() == "IGNORE" {
            model.undrawn.push(id);
            continue;
        }
        let (flow, other) = (model.element(id), model.element(earlier));
        let diagnostic = Diagnostic::error(format!(
            "the flow {:?} repeats {:?}: both connect the same elements and say the same",
            &*flow.name(),
            &*other.name()
        ))
        .at(flow.place, "the second one")
        .at(other.place, "the first one")
        .help("remove one, or set `tm.onDuplicates = Action.IGNORE` to draw only the first");
        return Err(ResolveError::Contradiction(Box::new(diagnostic)));
    }
    Ok(())
}

/// Everything that makes two flows the same, as text.
fn fingerprint(model: &Model, id: ElementId) -> String {
    const IGNORED: [&str; 9] =
        ["name", "note", "order", "response", "responseTo", "controls", "uuid", "is_drawn", "findings"];
    let flow = model.element(id);
    let mut text = String::new();
    let mut write = |name: &str, value: Value| {
        text.push_str(name);
        text.push('=');
        text.push_str(&shown(&value));
        text.push('\n');
    };
    for attribute in crate::schema::attributes(flow.class) {
        if !IGNORED.contains(&attribute.name) {
            write(attribute.name, flow.fact_of(attribute).value);
        }
    }
    for attribute in crate::schema::attributes(Class::Controls) {
        write(attribute.name, flow.control(attribute.name).map_or(Value::None, |fact| fact.value));
    }
    for (name, fact) in flow.facts.extras().chain(flow.controls.extras()) {
        write(name, fact.value.clone());
    }
    text.push_str(&format!("{:?}{:?}", flow.overrides, flow.assumptions));
    text
}

/// A value as text that is the same for sets that were filled in another order.
fn shown(value: &Value) -> String {
    let mut parts: Vec<String> = value.items().iter().map(|item| format!("{item:?}")).collect();
    if parts.is_empty() {
        return format!("{value:?}");
    }
    parts.sort();
    parts.join(",")
}

/// Flows take over what they do not say themselves: from the sink, or for a response from the source.
fn inherit(model: &mut Model) {
    carry_what_data_says(model);
    for id in model.registry.flows.clone() {
        let (Some(source), Some(sink)) = ends(model, id) else { continue };
        inherit_data(model, id, source);
        inherit_levels(model, id, source, sink);
        inherit_overrides(model, id, source, sink);
        for taken in taken_over(model, id) {
            match taken.is_control {
                true => inherit_control(model, id, taken.attribute, taken.end),
                false => inherit_fact(model, id, taken.attribute, taken.end, taken.of_end),
            }
        }
        if !model.element(id).flag("isResponse") {
            enrich_data(model, id, source, sink);
        }
    }
}

/// A fact that a flow takes over from one of its ends, unless it states its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TakenOver {
    /// The attribute or control of the flow.
    pub attribute: &'static str,
    /// Whether it is a control.
    pub is_control: bool,
    /// The end.
    pub end: ElementId,
    /// What it is called there.
    pub of_end: &'static str,
}

/// What a flow takes over: from the sink, or for a response from the source. Empty for a flow that lacks an end.
pub fn taken_over(model: &Model, flow: ElementId) -> Vec<TakenOver> {
    let (Some(source), Some(sink)) = ends(model, flow) else { return Vec::new() };
    let fact = |attribute, end, of_end| TakenOver { attribute, is_control: false, end, of_end };
    let control = |attribute, end| TakenOver { attribute, is_control: true, end, of_end: attribute };
    match model.element(flow).flag("isResponse") {
        true => {
            vec![fact("protocol", source, "protocol"), fact("srcPort", source, "port"), control("isEncrypted", source)]
        }
        false => vec![
            fact("protocol", sink, "protocol"),
            fact("dstPort", sink, "port"),
            control("isEncrypted", sink),
            control("authenticatesDestination", source),
            control("checksDestinationRevocation", source),
        ],
    }
}

/// Data that names its carriers is carried by them.
fn carry_what_data_says(model: &mut Model) {
    for datum in model.registry.data.clone() {
        let carriers: Vec<ElementId> = model
            .datum(datum)
            .list("carriedBy")
            .iter()
            .filter_map(|value| if let Value::Element(id) = value { Some(*id) } else { None })
            .collect();
        for flow in carriers {
            add_data(model, flow, &[datum], Origin::Derived);
        }
    }
}

fn inherit_data(model: &mut Model, flow: ElementId, source: ElementId) {
    let data = model.data_of(model.element(source));
    if !data.is_empty() {
        add_data(model, flow, &data, Origin::Inherited(source));
    }
}

/// Adds data to what a flow carries. Data that say the same in name, description, format and classification are one.
fn add_data(model: &mut Model, flow: ElementId, data: &[DataId], origin: Origin) {
    let Some(fact) = model.element(flow).fact("data") else { return };
    let mut carried = model.data_of(model.element(flow));
    let before = carried.len();
    for datum in data {
        if !carried.iter().any(|known| is_same_data(model, *known, *datum)) {
            carried.push(*datum);
        }
    }
    if carried.len() > before {
        let origin = if fact.origin == Origin::Default { origin } else { fact.origin };
        set(model, flow, "data", Value::list(carried.into_iter().map(Value::Data)), origin);
    }
}

fn is_same_data(model: &Model, left: DataId, right: DataId) -> bool {
    left == right || data_key(model, left) == data_key(model, right)
}

/// What makes two pieces of data the same: name, description, format and classification.
type DataKey = (Text, Text, Text, Option<crate::schema::Member>);

fn data_key(model: &Model, id: DataId) -> DataKey {
    let datum = model.datum(id);
    (datum.name(), datum.text("description"), datum.text("format"), datum.member("classification"))
}

fn inherit_levels(model: &mut Model, flow: ElementId, source: ElementId, sink: ElementId) {
    if model.element(flow).is_stated("levels") {
        return;
    }
    let of_sink: BTreeSet<i64> = model.element(sink).levels().into_iter().collect();
    let common: BTreeSet<i64> =
        model.element(source).levels().into_iter().filter(|level| of_sink.contains(level)).collect();
    if !common.is_empty() && common.iter().ne([0].iter()) {
        set(model, flow, "levels", Value::list(common.into_iter().map(Value::Int)), Origin::Derived);
    }
}

/// A flow without overrides of its own takes those of its sink, then those of its source.
fn inherit_overrides(model: &mut Model, flow: ElementId, source: ElementId, sink: ElementId) {
    if !model.element(flow).overrides.is_empty() {
        return;
    }
    let mut all = model.element(sink).overrides.clone();
    for given in &model.element(source).overrides {
        if !all.iter().any(|known| known.threat_id == given.threat_id) {
            all.push(given.clone());
        }
    }
    if let Some(object) = model.elements.get_mut(flow.index()) {
        object.overrides = all;
    }
}

fn inherit_fact(model: &mut Model, flow: ElementId, name: &str, from: ElementId, from_name: &str) {
    if model.element(flow).is_stated(name) {
        return;
    }
    if let Some(fact) = model.element(from).fact(from_name).filter(|fact| fact.origin.is_known()) {
        set(model, flow, name, fact.value, Origin::Inherited(from));
    }
}

fn inherit_control(model: &mut Model, flow: ElementId, name: &str, from: ElementId) {
    let is_stated = model.element(flow).control(name).is_some_and(|fact| fact.origin.span().is_some());
    if is_stated {
        return;
    }
    if let Some(fact) = model.element(from).control(name).filter(|fact| fact.origin.is_known())
        && let Some(object) = model.elements.get_mut(flow.index())
    {
        object.set_control(name, fact.value, Origin::Inherited(from));
    }
}

/// What data stored at the ends of a flow, and credentials, imply.
fn enrich_data(model: &mut Model, flow: ElementId, source: ElementId, sink: ElementId) {
    for datum in model.data_of(model.element(flow)) {
        at_rest::inherit(model, datum, source, sink);
        let life = model.datum(datum).member("credentialsLife").filter(|life| life.name() != "NONE");
        if life.is_some() && !model.datum(datum).flag("isCredentials") {
            set_data(model, datum, "isCredentials", Value::Flag(true), Origin::Derived);
        }
        if model.datum(datum).flag("isCredentials")
            && life.is_none()
            && let Some(unknown) = crate::schema::EnumKind::Lifetime.member("UNKNOWN")
        {
            set_data(model, datum, "credentialsLife", Value::Member(unknown), Origin::Default);
        }
    }
}

pub(crate) fn set_data(model: &mut Model, datum: DataId, name: &str, value: Value, origin: Origin) {
    if !model.datum(datum).is_stated(name)
        && let Some(object) = model.data.get_mut(datum.index())
    {
        object.set(name, value, origin);
    }
}

/// Elements learn their inputs and outputs; data learns who carries and who processes it.
fn connect(model: &mut Model) {
    let mut inputs: Vec<Vec<ElementId>> = vec![Vec::new(); model.elements.len()];
    let mut outputs = inputs.clone();
    let mut carriers: HashMap<DataId, Vec<ElementId>> = HashMap::new();
    let mut processors: HashMap<DataId, Vec<ElementId>> = HashMap::new();
    let mut seen: HashSet<(DataId, ElementId)> = HashSet::new();
    let mut first_of: HashMap<DataKey, DataId> = HashMap::new();
    let mut order: Vec<DataId> = Vec::new();
    for id in model.registry.flows.clone() {
        let (Some(source), Some(sink)) = ends(model, id) else { continue };
        for datum in model.data_of(model.element(id)) {
            let datum = *first_of.entry(data_key(model, datum)).or_insert_with(|| {
                order.push(datum);
                datum
            });
            carriers.entry(datum).or_default().push(id);
            for end in [source, sink] {
                if seen.insert((datum, end)) {
                    processors.entry(datum).or_default().push(end);
                }
            }
        }
        if !model.element(id).flag("isResponse") {
            if let Some(list) = inputs.get_mut(sink.index()) {
                list.push(id);
            }
            if let Some(list) = outputs.get_mut(source.index()) {
                list.push(id);
            }
        }
    }
    for (name, lists) in [("inputs", inputs), ("outputs", outputs)] {
        for (at, flows) in lists.into_iter().enumerate().filter(|(_, flows)| !flows.is_empty()) {
            let id = ElementId(at as u32);
            if crate::schema::attribute(model.element(id).class, name).is_some() {
                set(model, id, name, Value::list(flows.into_iter().map(Value::Element)), Origin::Derived);
            }
        }
    }
    for datum in order {
        for (name, lists) in [("carriedBy", &mut carriers), ("processedBy", &mut processors)] {
            let mut elements = lists.remove(&datum).unwrap_or_default();
            elements.sort_by_cached_key(|id| model.element(*id).name());
            let value = Value::list(elements.into_iter().map(Value::Element));
            if let Some(object) = model.data.get_mut(datum.index()) {
                object.set(name, value, Origin::Derived);
            }
        }
    }
}

/// Data is a set: it goes by name, so that nothing depends on the order in which it was given.
fn sort_data(model: &mut Model) {
    for at in 0..model.elements.len() {
        let id = ElementId(at as u32);
        let Some(fact) = model.element(id).fact("data").filter(|fact| fact.value.items().len() > 1) else { continue };
        let mut data = model.data_of(model.element(id));
        data.sort_by_key(|datum| model.datum(*datum).name());
        set(model, id, "data", Value::list(data.into_iter().map(Value::Data)), fact.origin);
    }
}

/// Keeps what flows touch, in the order of the flows that start there.
fn leave_out_unused(model: &mut Model) {
    let mut used: BTreeSet<ElementId> = BTreeSet::new();
    let mut boundaries: BTreeSet<ElementId> = BTreeSet::new();
    let mut first_order: HashMap<ElementId, i64> = HashMap::new();
    for id in &model.registry.flows {
        used.insert(*id);
        let (source, sink) = ends(model, *id);
        for end in [source, sink].into_iter().flatten() {
            used.insert(end);
            let around = model.boundaries_around(end);
            used.extend(&around);
            boundaries.extend(around);
        }
        if let Some(source) = source {
            let order = model.element(*id).int("order").unwrap_or(-1);
            first_order.entry(source).and_modify(|first| *first = order.min(*first)).or_insert(order);
        }
    }
    let last = first_order.values().max().copied().unwrap_or(0) + 1;
    model.registry.boundaries.retain(|id| boundaries.contains(id));
    let mut elements: Vec<ElementId> = used.into_iter().collect();
    elements.sort_by_cached_key(|id| {
        let object = model.element(*id);
        (
            first_order.get(id).copied().unwrap_or(last),
            object.class_name().to_owned(),
            object.int("order").unwrap_or(0),
            // By the text that pytm shows, in which the name is followed by a parenthesis.
            format!("{})", object.name()),
        )
    });
    model.registry.elements = elements;
}

pub(crate) fn ends(model: &Model, flow: ElementId) -> (Option<ElementId>, Option<ElementId>) {
    let flow = model.element(flow);
    (flow.element("source"), flow.element("sink"))
}

fn set(model: &mut Model, id: ElementId, name: &str, value: Value, origin: Origin) {
    if let Some(object) = model.elements.get_mut(id.index()) {
        object.set(name, value, origin);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::build::ThreatModel;

    #[test]
    fn a_flow_takes_over_what_its_sink_states_and_keeps_what_it_states_itself() {
        let mut tm = ThreatModel::new("shop");
        let user = tm.actor("User").id();
        let web = tm.server("Web").with("protocol", "HTTPS").with("port", 443).control("isEncrypted", true).id();
        let silent = tm.flow(user, web, "Silent").id();
        let stating = tm.flow(user, web, "Stating").with("protocol", "HTTP").id();
        let model = resolve(tm.finish().unwrap()).unwrap();
        assert_eq!(&*model.element(silent).text("protocol"), "HTTPS");
        assert_eq!(model.element(silent).int("dstPort"), Some(443));
        assert_eq!(model.element(silent).fact("protocol").unwrap().origin, Origin::Inherited(web));
        assert!(model.element(silent).has_control("isEncrypted"));
        assert_eq!(&*model.element(stating).text("protocol"), "HTTP");
    }

    #[test]
    fn what_nobody_states_stays_unknown() {
        let mut tm = ThreatModel::new("shop");
        let (user, web) = (tm.actor("User").id(), tm.server("Web").id());
        let flow = tm.flow(user, web, "Visit").id();
        let model = resolve(tm.finish().unwrap()).unwrap();
        assert_eq!(model.element(flow).fact("protocol").unwrap().origin, Origin::Default);
        assert_eq!(model.element(flow).control("isEncrypted").unwrap().origin, Origin::Default);
    }

    #[test]
    fn a_response_finds_its_only_request() {
        let mut tm = ThreatModel::new("shop");
        let (user, web) = (tm.actor("User").id(), tm.server("Web").id());
        let ask = tm.flow(user, web, "Ask").id();
        let answer = tm.flow(web, user, "Answer").with("isResponse", true).id();
        let model = resolve(tm.finish().unwrap()).unwrap();
        assert_eq!(model.element(answer).element("responseTo"), Some(ask));
        assert_eq!(model.element(ask).element("response"), Some(answer));
        assert_eq!(&*model.element(web).list("inputs"), [Value::Element(ask)]);
        assert!(model.element(user).list("inputs").is_empty(), "a response is no input");
    }

    #[test]
    fn a_boundary_inside_itself_is_refused() {
        let mut tm = ThreatModel::new("shop");
        let outer = tm.boundary("Outer").id();
        let inner = tm.boundary("Inner").inside(outer).id();
        let mut model = tm.finish().unwrap();
        model.elements[outer.index()].set("inBoundary", Value::Element(inner), Origin::Default);
        assert!(matches!(resolve(model), Err(ResolveError::Contradiction(_))));
    }

    #[test]
    fn more_flows_than_the_limit_are_refused() {
        let mut tm = ThreatModel::new("large");
        let web = tm.server("Web").id();
        for _ in 0..MAX_FLOWS {
            tm.flow(web, web, "flow");
        }
        let mut model = tm.finish().unwrap();
        assert!(check_size(&model).is_ok());
        model.registry.flows.push(web);
        model.registry.elements.push(web);
        assert!(matches!(check_size(&model), Err(ResolveError::TooLarge(_))));
    }
}
