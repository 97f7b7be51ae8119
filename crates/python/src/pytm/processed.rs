//! What processing a model tells the script that goes on: derived facts, and findings.
//!
//! Both are written into the script's objects only when the script looks at one, since most scripts end there.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::rc::Rc;

use bartizan_model::schema::attribute_at;
use bartizan_model::{Class as ModelClass, Diagnostic, ElementId, Model, Origin, Value as ModelValue};

use crate::eval::{Interpreter, Outcome, Stop};
use crate::host::{FindingRecord, FindingSource, HostError, Processed};
use crate::value::class::{Mark, changes};
use crate::value::{Instance, SetKind, Symbol, Value};

/// Findings as objects of the script, once it looks at any.
#[derive(Default)]
pub(super) struct Found {
    open: Vec<Value>,
    set_aside: Vec<Value>,
    /// By the address of the element.
    by_element: HashMap<usize, Vec<Value>>,
}

/// A processed model.
#[derive(Clone)]
pub(super) struct Pending {
    model: Rc<Model>,
    elements: Vec<Rc<Instance>>,
    data: Vec<Rc<Instance>>,
    /// Ids of elements by their addresses, once somebody asks.
    positions: Rc<OnceCell<HashMap<usize, ElementId>>>,
}

impl Interpreter<'_> {
    /// What an error of the outside is to a script: a contradiction in the model can be caught.
    pub(super) fn host_error(&mut self, error: HostError) -> Stop {
        let HostError::Contradiction(problem) = error else { return Stop::Host(Box::new(error)) };
        let stop = self.model_error(problem.message.clone(), None);
        if let Stop::Raised(raised) = &stop {
            self.pytm.contradiction = Some((raised.exception.clone(), problem));
        }
        stop
    }

    /// The whole message of an exception that says that the model contradicts itself.
    pub(crate) fn contradiction(&mut self, exception: &Value) -> Option<Box<Diagnostic>> {
        self.pytm.contradiction.take_if(|(known, _)| known.is_same(exception)).map(|(_, problem)| problem)
    }

    pub(super) fn keep_processed(&mut self, tm: Rc<Instance>, processed: Processed) {
        let (elements, data) = self.objects_by_id();
        if let Some(model) = processed.model {
            let processed = Pending { model, elements, data, positions: Rc::default() };
            self.pytm.processed = Some((processed.clone(), changes()));
            self.pytm.pending = Some(processed);
        }
        if processed.findings.is_some() {
            self.pytm.findings = processed.findings;
            self.pytm.found = None;
            for element in self.objects_by_id().0 {
                element.attributes.borrow_mut().remove(Symbol::new("findings"));
            }
            for name in ["findings", "excluded_findings"] {
                tm.attributes.borrow_mut().remove(Symbol::new(name));
            }
        }
        self.pytm.current = Some(tm);
    }

    /// Writes derived facts back, before one of them is read.
    pub(crate) fn write_back(&mut self) {
        let Some(pending) = self.pytm.pending.take() else { return };
        let Pending { model, elements, data, .. } = &pending;
        for (instance, object) in elements.iter().zip(&model.elements).chain(data.iter().zip(&model.data)) {
            for (id, fact) in object.facts.known() {
                let Some(attribute) = attribute_at(id) else { continue };
                let name = Symbol::new(attribute.name);
                let value = || pending.value(&fact.value, attribute.name);
                let known = instance.attributes.borrow().mark(name);
                match (fact.origin, attribute.name, known) {
                    (Origin::Inherited(_) | Origin::Derived, ..) => instance.set(name, value(), Mark::Derived),
                    // What a flow takes over from its source goes to the data that it has itself.
                    (_, "data", Some(mark)) => instance.set(name, value(), mark),
                    _ => {}
                }
            }
            let inherited: Vec<_> = object
                .controls
                .known()
                .filter(|(_, fact)| matches!(fact.origin, Origin::Inherited(_) | Origin::Derived))
                .collect();
            if inherited.is_empty() {
                continue;
            }
            let controls = match instance.get(Symbol::new("controls")) {
                Some(Value::Instance(controls)) => controls,
                _ => {
                    let controls = self.bare_element(ModelClass::Controls);
                    instance.set(Symbol::new("controls"), Value::Instance(controls.clone()), Mark::Touched);
                    controls
                }
            };
            for (id, fact) in inherited {
                if let Some(attribute) = attribute_at(id) {
                    let value = pending.value(&fact.value, attribute.name);
                    controls.set(Symbol::new(attribute.name), value, Mark::Derived);
                }
            }
        }
        let lists = [
            ("_flows", &model.registry.flows),
            ("_elements", &model.registry.elements),
            ("_boundaries", &model.registry.boundaries),
        ];
        for (name, ids) in lists {
            let values: Vec<Value> =
                ids.iter().filter_map(|id| elements.get(id.index())).cloned().map(Value::Instance).collect();
            if let Some(list) = self.registry_list(name) {
                list.change(|items| *items = values);
            }
        }
    }

    /// `findings` of the model or of an element, once the model was processed; `None` before.
    pub(super) fn materialise_findings(&mut self, instance: &Rc<Instance>, name: Symbol) -> Outcome<Option<Value>> {
        let Some(source) = self.pytm.findings.clone() else { return Ok(None) };
        let is_tm = instance.model_class() == Some(ModelClass::Tm);
        let is_current = self.pytm.current.as_ref().is_some_and(|tm| Rc::ptr_eq(tm, instance));
        if is_tm && !is_current {
            return Ok(None);
        }
        let is_set_aside = &*name.name() == "excluded_findings";
        let found = match self.pytm.found.clone() {
            Some(found) => found,
            None => {
                let found = Rc::new(self.found(&*source)?);
                self.pytm.found = Some(found.clone());
                found
            }
        };
        let findings = match (is_tm, is_set_aside) {
            (true, true) => found.set_aside.clone(),
            (true, false) => found.open.clone(),
            (false, _) => found.by_element.get(&(Rc::as_ptr(instance) as usize)).cloned().unwrap_or_default(),
        };
        self.step(findings.len())?;
        let list = Value::list(findings);
        instance.set(name, list.clone(), Mark::Derived);
        Ok(Some(list))
    }

    /// Worst severity that was found on an element; `None` before anything was looked for.
    pub(super) fn worst_severity(&self, element: &Rc<Instance>) -> Option<i64> {
        let source = self.pytm.findings.clone()?;
        let (processed, _) = self.pytm.processed.as_ref()?;
        processed.id_of(element).map(|id| i64::from(source.severity(id)))
    }

    /// Whether a threat applies to an element, as the facts stand: derived ones count once the model was processed.
    pub(super) fn applies(&mut self, threat: &Value, element: &Rc<Instance>) -> Outcome<bool> {
        let Some(definition) = self.bare_threat(threat)? else { return Ok(false) };
        let processed = self.pytm.processed.as_ref().filter(|(_, then)| *then == changes());
        let known = processed.and_then(|(processed, _)| Some((processed.model.clone(), processed.id_of(element)?)));
        let (model, id) = match known {
            Some(known) => known,
            None => match self.surroundings(element)? {
                (model, Some(id)) => (Rc::new(model), id),
                (_, None) => return Ok(false),
            },
        };
        self.step(10)?;
        self.host.applies(&model, definition, id).map_err(|error| Stop::Host(Box::new(error)))
    }

    /// Objects for all findings: the same one in the model's list and in its element's.
    fn found(&mut self, source: &dyn FindingSource) -> Outcome<Found> {
        let (elements, _) = self.objects_by_id();
        let mut found = Found::default();
        for record in source.findings() {
            self.step(10)?;
            let Some(element) = elements.get(record.element.index()).cloned() else { continue };
            let address = Rc::as_ptr(&element) as usize;
            let finding = Value::Instance(self.finding(&record, element));
            found.by_element.entry(address).or_default().push(finding.clone());
            found.open.push(finding);
        }
        for record in source.set_aside() {
            self.step(10)?;
            let Some(element) = elements.get(record.element.index()).cloned() else { continue };
            found.set_aside.push(Value::Instance(self.finding(&record, element)));
        }
        Ok(found)
    }

    fn finding(&mut self, record: &FindingRecord, element: Rc<Instance>) -> Rc<Instance> {
        let finding = self.bare_element(ModelClass::Finding);
        finding.set(Symbol::new("element"), Value::Instance(element), Mark::Derived);
        for (name, text) in &record.fields {
            finding.set(Symbol::new(name), Value::str(&**text), Mark::Derived);
        }
        if let Some(assumption) = &record.assumption {
            let object = self.bare_element(ModelClass::Assumption);
            object.set(Symbol::new("name"), Value::str(&*assumption.name), Mark::Derived);
            object.set(Symbol::new("description"), Value::str(&*assumption.description), Mark::Derived);
            let exclude = Value::list(assumption.exclude.iter().map(|id| Value::str(&**id)).collect());
            object.set(Symbol::new("exclude"), exclude, Mark::Derived);
            finding.set(Symbol::new("assumption"), Value::Instance(object), Mark::Derived);
        }
        finding
    }
}

impl Pending {
    fn id_of(&self, element: &Rc<Instance>) -> Option<ElementId> {
        let positions = self.positions.get_or_init(|| {
            let addresses = self.elements.iter().map(|element| Rc::as_ptr(element) as usize);
            addresses.zip(0..).map(|(address, at)| (address, ElementId(at))).collect()
        });
        positions.get(&(Rc::as_ptr(element) as usize)).copied()
    }

    fn value(&self, value: &ModelValue, attribute: &str) -> Value {
        match value {
            ModelValue::None => Value::None,
            ModelValue::Flag(flag) => Value::Bool(*flag),
            ModelValue::Int(number) => Value::Int(*number),
            ModelValue::Float(number) => Value::Float(*number),
            ModelValue::Text(text) | ModelValue::Other(text) => Value::str(&**text),
            ModelValue::Member(member) => Value::Member(*member),
            ModelValue::Element(id) => self.elements.get(id.index()).cloned().map_or(Value::None, Value::Instance),
            ModelValue::Data(id) => self.data.get(id.index()).cloned().map_or(Value::None, Value::Instance),
            ModelValue::Map(_) => Value::None,
            ModelValue::List(values) => {
                let items: Vec<Value> = values.iter().map(|value| self.value(value, attribute)).collect();
                match attribute {
                    "data" | "levels" => set_of_distinct(items, attribute == "data"),
                    _ => Value::list(items),
                }
            }
        }
    }
}

/// A set of values that are known to differ.
fn set_of_distinct(items: Vec<Value>, is_data: bool) -> Value {
    let mut dict = crate::value::Dict::default();
    for item in items {
        let hash = match &item {
            Value::Int(number) => *number as u64,
            other => other.address().unwrap_or_default() as u64,
        };
        dict.push(hash, item, Value::None);
    }
    Value::set(dict, if is_data { SetKind::Data } else { SetKind::Set })
}
