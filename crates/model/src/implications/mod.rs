//! Derived facts: what a stated fact implies is known too, with its reason. `protocol = "HTTPS"` means encrypted.
//!
//! A pure function over a resolved model. What the author stated stays; where it contradicts what follows from something
//! else that the author stated, both places are reported. pytm derives nothing of this, so that its own flags do not
//! either.

mod table;

use std::collections::BTreeSet;
use std::sync::OnceLock;

use crate::at_rest;
use crate::diagnostic::Diagnostic;
use crate::fact::{Fact, Origin, Owner};
use crate::model::Model;
use crate::object::Object;
use crate::schema::{self, Attribute, Class, EnumKind};
use crate::source::Span;
use crate::value::{DataId, ElementId, Value};

/// A row of the table: what follows from what.
#[derive(Debug)]
pub struct Implication {
    /// The class of the elements that it says something of.
    pub about: Class,
    /// Of what the premise is a fact.
    pub of: Of,
    /// The attribute of the premise; `controls.x` for a control.
    pub premise: &'static str,
    /// What the attribute has to be.
    pub is: Is,
    /// The attribute that it says something of.
    pub conclusion: &'static str,
    /// What it says.
    pub then: Then,
    /// Whether the opposite would be a contradiction.
    pub force: Force,
    /// Why, as the rest of a sentence.
    pub because: &'static str,
}

/// Of what a premise is a fact, seen from the element that the conclusion is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// The element itself.
    Itself,
    /// The receiver of the flow.
    Sink,
    /// A flow that arrives at the element.
    Incoming,
    /// Data that a flow brings to the element.
    Received,
    /// Data that the element sends, or receives to be stored.
    Kept,
}

/// What a premise has to be.
#[derive(Clone, Copy, Debug)]
pub enum Is {
    /// True.
    True,
    /// One of these texts, whatever the case.
    OneOf(&'static [&'static str]),
    /// Any text but an empty one and `None`.
    Filled,
    /// One of these numbers.
    Port(&'static [i64]),
    /// One of these members.
    Member(EnumKind, &'static [&'static str]),
    /// This member or a higher one.
    AtLeast(EnumKind, &'static str),
}

/// What follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Then {
    /// It is true.
    Yes,
    /// It is false.
    No,
    /// It is this text.
    Text(&'static str),
}

/// How strong an implication is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Force {
    /// Its opposite is a contradiction.
    Certain,
    /// It is so unless somebody says otherwise.
    Usual,
}

/// Position of an implication in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ImplicationId(u16);

impl ImplicationId {
    /// The row.
    pub fn row(self) -> Option<&'static Implication> {
        table::IMPLICATIONS.get(usize::from(self.0))
    }
}

/// All implications, in the order in which they are tried.
pub fn implications() -> &'static [Implication] {
    table::IMPLICATIONS
}

/// How often the table is gone through: no chain of implications is longer.
const MAX_PASSES: usize = 4;

/// Adds what follows from the stated facts of a resolved model: what boundaries say of everything inside them, then the
/// table's implications. Contradictions become warnings of the model.
pub fn imply(model: &mut Model) {
    let mut work = Work::default();
    for id in model.registry.elements.clone() {
        work.boundaries(model, id);
    }
    for _ in 0..MAX_PASSES {
        let mut is_changed = false;
        for id in model.registry.elements.clone() {
            is_changed |= work.element(model, id);
        }
        if !is_changed {
            break;
        }
    }
    at_rest::settle(model);
    model.warnings.append(&mut work.contradictions);
}

/// Where the author wrote what a fact of an attribute of the schema goes back to.
pub fn stated_at(model: &Model, attribute: &'static Attribute, origin: Origin) -> Option<Span> {
    let (mut attribute, mut origin) = (attribute, origin);
    for _ in 0..=MAX_PASSES {
        match origin {
            Origin::Stated(span) => return Some(span),
            Origin::Inherited(from) => {
                // A flow takes its ports over from the `port` of its ends.
                let name = if attribute.name.ends_with("Port") { "port" } else { attribute.name };
                attribute = own_attribute(model.element(from).class, attribute, name)?;
                origin = fact(model.element(from), attribute)?.origin;
            }
            Origin::Implied { by, of } => {
                let object = owner(model, of);
                attribute = named(object.class, by.row()?.premise)?;
                origin = fact(object, attribute)?.origin;
            }
            Origin::Derived | Origin::Default => return None,
        }
    }
    None
}

/// The attribute of a class, or the control, by a name as the table writes it.
pub fn named(class: Class, name: &str) -> Option<&'static Attribute> {
    match name.strip_prefix("controls.") {
        Some(control) => schema::attribute(Class::Controls, control).filter(|_| class.has_controls()),
        None => schema::attribute(class, name),
    }
}

fn own_attribute(class: Class, attribute: &'static Attribute, name: &str) -> Option<&'static Attribute> {
    let class = if attribute.class == Class::Controls { Class::Controls } else { class };
    schema::attribute(class, name)
}

fn owner(model: &Model, of: Owner) -> &Object {
    match of {
        Owner::Element(id) => model.element(id),
        Owner::Data(id) => model.datum(id),
    }
}

fn fact<'a>(object: &'a Object, attribute: &Attribute) -> Option<&'a Fact> {
    match attribute.class {
        Class::Controls => object.controls.get(attribute.id()),
        _ => object.facts.get(attribute.id()),
    }
}

/// A row with its names looked up for one class.
struct Row {
    id: ImplicationId,
    row: &'static Implication,
    /// The attribute of the premise; `None` where it depends on whose it is.
    premise: Option<&'static Attribute>,
    conclusion: &'static Attribute,
}

/// The rows that say something of a class.
fn rows_about(class: Class) -> &'static [Row] {
    static ROWS: OnceLock<Vec<Vec<Row>>> = OnceLock::new();
    let rows = ROWS.get_or_init(|| Class::ALL.into_iter().map(rows_of).collect());
    rows.get(class as usize).map_or(&[], Vec::as_slice)
}

fn rows_of(class: Class) -> Vec<Row> {
    let about = (0..).zip(table::IMPLICATIONS).filter(|(_, row)| class.is_a(row.about));
    about
        .filter_map(|(at, row)| {
            let premise = match row.of {
                Of::Itself => Some(named(class, row.premise)?),
                Of::Sink => None,
                Of::Incoming => Some(named(Class::Dataflow, row.premise)?),
                Of::Received | Of::Kept => Some(named(Class::Data, row.premise)?),
            };
            Some(Row { id: ImplicationId(at), row, premise, conclusion: named(class, row.conclusion)? })
        })
        .collect()
}

#[derive(Default)]
struct Work {
    contradictions: Vec<Diagnostic>,
    /// Places of the two statements of each contradiction, so that one that many flows take over is said once.
    said: BTreeSet<(Span, Span)>,
}

impl Work {
    /// What the boundaries around an element say of its controls and of its scope, the innermost first. A flow is inside
    /// of a boundary when both of its ends are.
    fn boundaries(&mut self, model: &mut Model, id: ElementId) {
        for boundary in around(model, id) {
            let is_out = model.element(boundary).is_stated("inScope") && !model.element(boundary).flag("inScope");
            let stated: Vec<(&'static Attribute, Value)> = model
                .element(boundary)
                .controls
                .known()
                .filter(|(_, fact)| matches!(fact.origin, Origin::Stated(_)))
                .filter_map(|(attribute, fact)| Some((schema::attribute_at(attribute)?, fact.value.clone())))
                .collect();
            let Some(object) = model.elements.get_mut(id.index()) else { return };
            if is_out && object.fact("inScope").is_some_and(|fact| !fact.origin.is_known()) {
                object.set("inScope", Value::Flag(false), Origin::Inherited(boundary));
            }
            for (control, value) in stated {
                if !fact(object, control).is_some_and(|known| known.origin.is_known()) {
                    object.set_control(control.name, value, Origin::Inherited(boundary));
                }
            }
        }
    }

    /// Applies the rows about an element. Whether something new became known.
    fn element(&mut self, model: &mut Model, id: ElementId) -> bool {
        let mut is_changed = false;
        for row in rows_about(model.element(id).class) {
            let known = fact(model.element(id), row.conclusion).filter(|known| known.origin.is_known()).cloned();
            if known.is_some() && row.row.force == Force::Usual {
                continue;
            }
            let Some((of, premise)) = holds(model, id, row) else { continue };
            let value = row.row.then.value();
            match known {
                None => {
                    is_changed = true;
                    let origin = Origin::Implied { by: row.id, of };
                    if let Some(object) = model.elements.get_mut(id.index()) {
                        match row.conclusion.class {
                            Class::Controls => object.set_control(row.conclusion.name, value, origin),
                            _ => object.set(row.conclusion.name, value, origin),
                        }
                    }
                }
                Some(known) if known.value != value && !is_usual(known.origin) => {
                    self.contradiction(model, id, row, premise, &known);
                }
                Some(_) => {}
            }
        }
        is_changed
    }

    fn contradiction(&mut self, model: &Model, id: ElementId, row: &Row, premise: (Owner, Origin), known: &Fact) {
        let (of, origin) = premise;
        let attribute = named(owner(model, of).class, row.row.premise);
        let from = attribute.and_then(|attribute| stated_at(model, attribute, origin));
        let to = stated_at(model, row.conclusion, known.origin);
        let (Some(from), Some(to)) = (from, to) else { return };
        if !self.said.insert((from, to)) {
            return;
        }
        let name = row.row.conclusion;
        let object = model.element(id);
        let message = format!("`{}` and `{name}` contradict each other on {:?}", row.row.premise, &*object.name());
        self.contradictions.push(
            Diagnostic::warning(message)
                .at(Some(from), row.row.because)
                .at(Some(to), "this says otherwise")
                .help(format!("keep the one that is true; until then `{name}` counts as it was stated")),
        );
    }
}

/// Whether something follows from a row that may be otherwise.
fn is_usual(origin: Origin) -> bool {
    matches!(origin, Origin::Implied { by, .. } if by.row().is_some_and(|row| row.force == Force::Usual))
}

impl Then {
    fn value(self) -> Value {
        match self {
            Then::Yes => Value::Flag(true),
            Then::No => Value::Flag(false),
            Then::Text(text) => Value::text(text),
        }
    }
}

/// The boundaries around an element, innermost first; around a flow, those around both of its ends.
fn around(model: &Model, id: ElementId) -> Vec<ElementId> {
    let object = model.element(id);
    match (object.element("source"), object.element("sink")) {
        (Some(source), Some(sink)) if object.class.is_a(Class::Dataflow) => {
            let of_sink = model.boundaries_around(sink);
            model.boundaries_around(source).into_iter().filter(|boundary| of_sink.contains(boundary)).collect()
        }
        _ => model.boundaries_around(id),
    }
}

/// Whose fact makes the premise of a row true for an element, and where that fact comes from.
fn holds(model: &Model, id: ElementId, row: &Row) -> Option<(Owner, (Owner, Origin))> {
    let object = model.element(id);
    let of_element = |other: ElementId| {
        let attribute = row.premise.or_else(|| named(model.element(other).class, row.row.premise))?;
        let origin = row.row.is.holds(fact(model.element(other), attribute)?)?;
        Some((Owner::Element(other), (Owner::Element(other), origin)))
    };
    let of_data = |datum: DataId| {
        let origin = row.row.is.holds(fact(model.datum(datum), row.premise?)?)?;
        Some((Owner::Data(datum), (Owner::Data(datum), origin)))
    };
    match row.row.of {
        Of::Itself => of_element(id),
        Of::Sink => of_element(object.element("sink")?),
        Of::Incoming => elements(&object.list("inputs")).find_map(of_element),
        Of::Received => {
            let inputs = object.list("inputs");
            let received = elements(&inputs).flat_map(|flow| model.data_of(model.element(flow)));
            received.into_iter().find_map(of_data)
        }
        Of::Kept => kept(model, object).into_iter().find_map(of_data),
    }
}

/// Data that an element has: its own, what it sends, and what it receives to be stored.
fn kept(model: &Model, object: &Object) -> Vec<DataId> {
    let carried = |name: &str| -> Vec<DataId> {
        elements(&object.list(name)).flat_map(|flow| model.data_of(model.element(flow))).collect()
    };
    let mut kept = model.data_of(object);
    kept.extend(carried("outputs"));
    kept.extend(carried("inputs").into_iter().filter(|datum| model.datum(*datum).flag("isStored")));
    kept
}

fn elements(values: &[Value]) -> impl Iterator<Item = ElementId> {
    values.iter().filter_map(|value| if let Value::Element(id) = value { Some(*id) } else { None })
}

impl Is {
    /// The origin of a fact that is known and as it has to be.
    fn holds(self, fact: &Fact) -> Option<Origin> {
        let is_so = fact.origin.is_known()
            && match (self, &fact.value) {
                (Is::True, Value::Flag(flag)) => *flag,
                (Is::OneOf(texts), Value::Text(text)) => {
                    let text = text.trim();
                    texts.iter().any(|known| known.eq_ignore_ascii_case(text))
                }
                (Is::Filled, Value::Text(text)) => !text.trim().is_empty() && !text.trim().eq_ignore_ascii_case("none"),
                (Is::Port(ports), Value::Int(port)) => ports.contains(port),
                (Is::Member(kind, names), Value::Member(member)) => {
                    member.kind == kind && names.contains(&member.name())
                }
                (Is::AtLeast(kind, name), Value::Member(member)) => {
                    kind.member(name).is_some_and(|least| *member >= least)
                }
                _ => false,
            };
        is_so.then_some(fact.origin)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::build::ThreatModel;
    use crate::resolve;

    fn implied(tm: ThreatModel) -> Model {
        let mut model = resolve(tm.finish().unwrap()).unwrap();
        imply(&mut model);
        model
    }

    #[test]
    fn every_row_names_what_there_is() {
        for row in implications() {
            let premise_class = match row.of {
                Of::Itself => row.about,
                Of::Sink => Class::Element,
                Of::Incoming => Class::Dataflow,
                Of::Received | Of::Kept => Class::Data,
            };
            let is_there = |class: Class, name: &str| {
                Class::ALL.into_iter().any(|derived| derived.is_a(class) && named(derived, name).is_some())
            };
            assert!(is_there(premise_class, row.premise), "{} of {:?}", row.premise, premise_class);
            assert!(is_there(row.about, row.conclusion), "{} of {:?}", row.conclusion, row.about);
            match row.is {
                Is::Member(kind, names) => assert!(names.iter().all(|name| kind.member(name).is_some())),
                Is::AtLeast(kind, name) => assert!(kind.member(name).is_some() && kind.is_ordered()),
                _ => {}
            }
        }
    }

    #[test]
    fn https_means_encrypted_and_the_server_authenticated_and_http_means_neither() {
        let mut tm = ThreatModel::new("shop");
        let user = tm.actor("User").id();
        let web = tm.server("Web").with("protocol", "https").id();
        let visit = tm.flow(user, web, "Visit").id();
        let old = tm.flow(user, web, "Old").with("protocol", "HTTP").id();
        let model = implied(tm);
        for (flow, value) in [(visit, true), (old, false)] {
            for control in ["isEncrypted", "authenticatesDestination"] {
                let fact = model.element(flow).control(control).unwrap();
                assert_eq!(fact.value, Value::Flag(value), "{control}");
                assert!(matches!(fact.origin, Origin::Implied { of: Owner::Element(of), .. } if of == flow));
            }
        }
        let attribute = schema::attribute(Class::Controls, "isEncrypted").unwrap();
        let origin = model.element(visit).control("isEncrypted").unwrap().origin;
        assert_eq!(stated_at(&model, attribute, origin), model.element(web).fact("protocol").unwrap().origin.span());
    }

    #[test]
    fn what_is_stated_stays_and_a_contradiction_names_both_places() {
        let mut tm = ThreatModel::new("shop");
        let (user, web) = (tm.actor("User").id(), tm.server("Web").id());
        let visit = tm.flow(user, web, "Visit").with("protocol", "HTTP").control("isEncrypted", true).id();
        let model = implied(tm);
        assert!(model.element(visit).has_control("isEncrypted"));
        let [warning] = &model.warnings[..] else { panic!("{:?}", model.warnings) };
        assert!(warning.message.contains("`protocol` and `controls.isEncrypted` contradict each other on \"Visit\""));
        assert_eq!(warning.labels.len(), 2);
    }

    #[test]
    fn what_many_flows_take_over_from_one_place_is_said_once() {
        let mut tm = ThreatModel::new("shop");
        let user = tm.actor("User").id();
        let web = tm.server("Web").with("protocol", "HTTP").control("isEncrypted", true).id();
        tm.flow(user, web, "One");
        tm.flow(user, web, "Two");
        assert_eq!(implied(tm).warnings.len(), 1);
    }

    #[test]
    fn a_port_says_something_only_where_the_protocol_does_not() {
        let mut tm = ThreatModel::new("shop");
        let (user, web) = (tm.actor("User").id(), tm.server("Web").id());
        let silent = tm.flow(user, web, "Silent").with("dstPort", 80).id();
        let stating = tm.flow(user, web, "Stating").with("dstPort", 80).with("protocol", "HTTPS").id();
        let model = implied(tm);
        assert_eq!(model.element(silent).control("isEncrypted").unwrap().value, Value::Flag(false));
        assert!(model.element(stating).has_control("isEncrypted"));
        assert!(model.warnings.is_empty());
    }

    #[test]
    fn a_store_knows_what_it_keeps_by_what_it_sends() {
        let mut tm = ThreatModel::new("shop");
        let web = tm.server("Web").id();
        let store = tm.datastore("Store").id();
        let person = tm.data("Person").with("isPII", true).id();
        tm.flow(store, web, "Read").data(&[person]);
        let model = implied(tm);
        assert!(model.element(store).flag("storesPII"));
        let origin = model.element(store).fact("storesPII").unwrap().origin;
        assert!(matches!(origin, Origin::Implied { of: Owner::Data(of), .. } if of == person));
    }

    #[test]
    fn a_boundary_speaks_of_everything_inside_it_until_something_inside_says_otherwise() {
        let mut tm = ThreatModel::new("shop");
        let outer = tm.boundary("Outer").control("isHardened", true).control("isEncrypted", true);
        let outer = outer.with("inScope", false).id();
        let inner = tm.boundary("Inner").inside(outer).control("isHardened", false).id();
        let web = tm.server("Web").inside(outer).id();
        let api = tm.server("API").inside(inner).id();
        let user = tm.actor("User").id();
        let within = tm.flow(web, api, "Within").id();
        let across = tm.flow(user, web, "Across").id();
        let model = implied(tm);
        assert_eq!(model.element(web).control("isHardened").unwrap().origin, Origin::Inherited(outer));
        assert!(!model.element(api).has_control("isHardened"));
        assert_eq!(model.element(api).control("isHardened").unwrap().origin, Origin::Inherited(inner));
        assert!(model.element(within).has_control("isEncrypted"));
        assert!(!model.element(within).flag("inScope") && model.element(across).flag("inScope"));
        assert!(!model.element(across).control("isEncrypted").unwrap().origin.is_known());
    }

    #[test]
    fn what_runs_through_a_vpn_is_encrypted_whatever_its_protocol() {
        let mut tm = ThreatModel::new("shop");
        let (user, web) = (tm.actor("User").id(), tm.server("Web").id());
        let visit = tm.flow(user, web, "Visit").with("protocol", "HTTP").with("usesVPN", true).id();
        let model = implied(tm);
        assert!(model.element(visit).has_control("isEncrypted"));
        assert!(model.warnings.is_empty(), "{:?}", model.warnings);
    }

    #[test]
    fn one_implication_leads_to_the_next() {
        let mut tm = ThreatModel::new("shop");
        let s3 = EnumKind::DatastoreType.member("AWS_S3").unwrap();
        let store = tm.datastore("Bucket").with("type", s3).id();
        let model = implied(tm);
        assert!(model.element(store).flag("runsInCloud"));
        assert!(!model.element(store).flag("isSQL"));
    }
}
