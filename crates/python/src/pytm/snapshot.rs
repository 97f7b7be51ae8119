//! From the script's objects to a model.

use std::collections::HashMap;
use std::rc::Rc;

use bartizan_model::{
    Assumption, Class as ModelClass, DataId, ElementId, Model, Object, Origin, Override, Span, Text, ThreatDefinition,
    Value as ModelValue, schema,
};

use super::coerce::{instance_of, stated_span};
use crate::eval::{Interpreter, Outcome};
use crate::value::class::Mark;
use crate::value::{Attributes, Instance, List, Symbol, Value};

/// Texts of a threat besides its id and condition.
const THREAT_TEXTS: [&str; 8] =
    ["description", "details", "severity", "likelihood", "mitigations", "prerequisites", "example", "references"];

/// A script processes its model once, or a few times to look at it from several sides.
const FREE_SNAPSHOTS: usize = 3;
/// What each further time costs for every object: some hundred conditions are evaluated.
const STEPS_PER_OBJECT: usize = 500;

/// Ids by the address of the object.
#[derive(Default)]
pub(super) struct Ids {
    elements: HashMap<usize, ElementId>,
    data: HashMap<usize, DataId>,
}

impl Interpreter<'_> {
    /// The model that the script has described so far.
    pub(crate) fn snapshot(&mut self, tm: &Rc<Instance>) -> Outcome<Model> {
        self.require_no_problems()?;
        let objects = self.all_objects();
        // What the host does with a model has its own bounds, but a script can ask for it in a loop.
        self.pytm.times_processed += 1;
        if self.pytm.times_processed > FREE_SNAPSHOTS {
            self.step(objects.len().saturating_mul(STEPS_PER_OBJECT))?;
        }
        let ids = number(&objects);
        let mut model = Model::new("");
        model.sources = self.sources.clone();
        model.system = self.object(tm, &ids)?;
        self.fill_objects(&mut model, &objects, &ids)?;
        self.fill_registry(&mut model, &ids);
        model.threats = self.own_threats()?;
        if let Some(list) = self.registry_list("_threatsExcluded") {
            for id in list.to_vec() {
                model.excluded_threats.push(self.text(&id)?.as_str().into());
            }
        }
        Ok(model)
    }

    /// A model of an element and what can be reached from it, and its id there.
    pub(super) fn surroundings(&mut self, element: &Rc<Instance>) -> Outcome<(Model, Option<ElementId>)> {
        let objects = reachable(Vec::new(), vec![element.clone()]);
        let ids = number(&objects);
        let mut model = Model::new("");
        self.fill_objects(&mut model, &objects, &ids)?;
        Ok((model, ids.elements.get(&address(element)).copied()))
    }

    fn fill_objects(&mut self, model: &mut Model, objects: &[Rc<Instance>], ids: &Ids) -> Outcome<()> {
        for instance in objects {
            let object = self.object(instance, ids)?;
            self.step(10)?;
            match object.class {
                ModelClass::Data => model.data.push(object),
                _ => model.elements.push(object),
            }
        }
        Ok(())
    }

    /// Everything that was made, and what only flows and lists still know.
    fn all_objects(&self) -> Vec<Rc<Instance>> {
        let mut listed: Vec<Rc<Instance>> = Vec::new();
        for name in ["_elements", "_flows", "_boundaries", "_actors", "_assets", "_data"] {
            if let Some(list) = self.registry_list(name) {
                listed.extend(list.to_vec().iter().filter_map(model_object).cloned());
            }
        }
        listed.reverse();
        reachable(self.pytm.created.clone(), listed)
    }

    fn object(&mut self, instance: &Rc<Instance>, ids: &Ids) -> Outcome<Object> {
        let class = instance.model_class().unwrap_or(ModelClass::Element);
        let own = instance.class();
        let mut object = Object::new(class, instance.place);
        if &*own.name != class.name() {
            object.own_class = Some(own.name.as_ref().into());
        }
        let mut attributes = instance.attributes.borrow().clone();
        self.add_class_attributes(class, instance, &mut attributes)?;
        for (symbol, value, mark) in attributes.iter() {
            let name = symbol.name();
            let is_script_only = is_code(value);
            match &*name {
                "findings" | "excluded_findings" => continue,
                "controls" => self.fill_controls(&mut object, value, ids),
                "overrides" => object.overrides = self.overrides(value)?,
                "assumptions" => object.assumptions = self.assumptions(value, stated_span(mark))?,
                _ if is_script_only => continue,
                _ => {
                    if let Some(origin) = origin(value, mark, instance) {
                        object.set(&name, model_value(value, ids), origin);
                    }
                }
            }
        }
        Ok(object)
    }

    /// What the script's own classes say of all their objects: `class Web(Server): OS = "Linux"`.
    fn add_class_attributes(
        &mut self,
        class: ModelClass,
        instance: &Rc<Instance>,
        attributes: &mut Attributes,
    ) -> Outcome<()> {
        for parent in instance.class().lineage() {
            let of_class = parent.attributes.borrow().clone();
            for (symbol, value, mark) in of_class.iter() {
                let name = symbol.name();
                let is_stated = stated_span(mark).is_some() && !name.starts_with('_') && !is_code(value);
                if !is_stated || attributes.get(symbol).is_some() {
                    continue;
                }
                let value = match schema::attribute(class, &name).filter(|attribute| attribute.is_of_pytm()) {
                    Some(attribute) => self.coerce(class, attribute, value.clone())?,
                    None => value.clone(),
                };
                attributes.set(symbol, value, mark);
            }
        }
        Ok(())
    }

    fn fill_controls(&mut self, object: &mut Object, controls: &Value, ids: &Ids) {
        let Value::Instance(controls) = controls else { return };
        for (symbol, value, mark) in controls.attributes.borrow().iter() {
            if let Some(origin) = origin(value, mark, controls) {
                object.set_control(&symbol.name(), model_value(value, ids), origin);
            }
        }
    }

    fn overrides(&mut self, value: &Value) -> Outcome<Vec<Override>> {
        let mut overrides = Vec::new();
        for finding in self.collect(value)? {
            let Some(finding) = instance_of(&finding, ModelClass::Finding).cloned() else { continue };
            let mut given = Override { threat_id: "".into(), fields: Vec::new(), place: finding.place };
            let attributes = finding.attributes.borrow().clone();
            for (symbol, value, mark) in attributes.iter() {
                let name = symbol.name();
                let Value::Str(text) = value else { continue };
                if &*name == "threat_id" {
                    given.threat_id = text.as_str().into();
                } else if stated_span(mark).is_some() && &*name != "target" {
                    given.fields.push((name.as_ref().into(), text.as_str().into()));
                }
            }
            overrides.push(given);
        }
        Ok(overrides)
    }

    /// `place` is where all of them were handed over, for those that have none of their own.
    fn assumptions(&mut self, value: &Value, place: Option<Span>) -> Outcome<Vec<Assumption>> {
        let mut assumptions = Vec::new();
        for assumption in self.collect(value)? {
            let name = match &assumption {
                Value::Str(text) => text.as_str().to_owned(),
                _ => self.text_of(&assumption, "name")?,
            };
            let mut exclude: Vec<Text> = Vec::new();
            if let Some(ids) = self.find_attribute(&assumption, Symbol::new("exclude"))? {
                for id in self.collect(&ids)? {
                    exclude.push(self.text(&id)?.into());
                }
            }
            let description = self.text_of(&assumption, "description")?;
            let own_place = instance_of(&assumption, ModelClass::Assumption).and_then(|own| own.place);
            let place = own_place.or(place);
            assumptions.push(Assumption { name: name.into(), exclude, description: description.into(), place });
        }
        Ok(assumptions)
    }

    fn text_of(&mut self, value: &Value, name: &str) -> Outcome<String> {
        match self.find_attribute(value, Symbol::new(name))? {
            Some(found) => self.text(&found),
            None => Ok(String::new()),
        }
    }

    fn fill_registry(&mut self, model: &mut Model, ids: &Ids) {
        let elements = |list: Option<Rc<List>>| -> Vec<ElementId> {
            let values = list.map(|list| list.to_vec()).unwrap_or_default();
            values.iter().filter_map(|value| ids.elements.get(&value.address()?).copied()).collect()
        };
        model.registry.elements = elements(self.registry_list("_elements"));
        model.registry.flows = elements(self.registry_list("_flows"));
        model.registry.boundaries = elements(self.registry_list("_boundaries"));
        model.registry.actors = elements(self.registry_list("_actors"));
        model.registry.assets = elements(self.registry_list("_assets"));
        let data = self.registry_list("_data").map(|list| list.to_vec()).unwrap_or_default();
        model.registry.data = data.iter().filter_map(|value| ids.data.get(&value.address()?).copied()).collect();
    }

    /// `TM._threats`, if the script has looked at it or set it.
    fn own_threats(&mut self) -> Outcome<Option<Vec<ThreatDefinition>>> {
        let Some(list) = self.registry_list("_threats") else { return Ok(None) };
        let mut definitions = Vec::new();
        for value in list.to_vec() {
            if let Some(definition) = self.threat_definition(&value)? {
                definitions.push(definition);
            }
        }
        Ok(Some(definitions))
    }

    /// When a threat applies to what, without its texts; `None` for what is no threat.
    pub(super) fn bare_threat(&mut self, value: &Value) -> Outcome<Option<ThreatDefinition>> {
        let Some(threat) = instance_of(value, ModelClass::Threat).cloned() else { return Ok(None) };
        let targets = self.get_attribute(value, Symbol::new("target"))?;
        let mut definition = ThreatDefinition {
            id: self.text_of(value, "id")?.into(),
            condition: self.text_of(value, "condition")?.into(),
            place: threat.place.filter(|_| threat.attributes.borrow().mark(Symbol::new("id")) != Some(Mark::Derived)),
            ..ThreatDefinition::default()
        };
        for target in self.collect(&targets)? {
            definition.targets.push(match &target {
                Value::Class(class) => class.name.as_ref().into(),
                other => self.text(other)?.into(),
            });
        }
        if definition.targets.is_empty() {
            definition.targets.push(ModelClass::Element.name().into());
        }
        Ok(Some(definition))
    }

    /// A threat in the fields of pytm's library; `None` for what is no threat.
    fn threat_definition(&mut self, value: &Value) -> Outcome<Option<ThreatDefinition>> {
        let Some(mut definition) = self.bare_threat(value)? else { return Ok(None) };
        for name in THREAT_TEXTS {
            definition.fields.push((name.into(), self.text_of(value, name)?.into()));
        }
        Ok(Some(definition))
    }

    /// Objects by the ids that [`Interpreter::snapshot`] gives them: elements and data.
    pub(crate) fn objects_by_id(&self) -> (Vec<Rc<Instance>>, Vec<Rc<Instance>>) {
        self.all_objects().into_iter().partition(|object| object.model_class() != Some(ModelClass::Data))
    }
}

/// All elements and data that objects name, after the objects themselves. The queue is worked off from its end.
fn reachable(mut objects: Vec<Rc<Instance>>, mut queue: Vec<Rc<Instance>>) -> Vec<Rc<Instance>> {
    let mut seen: std::collections::HashSet<usize> = objects.iter().map(address).collect();
    let mut next = 0;
    loop {
        while let Some(object) = queue.pop() {
            if seen.insert(address(&object)) {
                objects.push(object);
            }
        }
        let Some(object) = objects.get(next).cloned() else { return objects };
        next += 1;
        for (_, value, _) in object.attributes.borrow().iter() {
            match value {
                Value::Set(set) => {
                    queue.extend(set.dict.borrow().iter().filter_map(|(item, _)| model_object(item)).cloned())
                }
                Value::List(list) => queue.extend(list.to_vec().iter().filter_map(model_object).cloned()),
                single => queue.extend(model_object(single).cloned()),
            }
        }
    }
}

/// What only a script has a use for.
fn is_code(value: &Value) -> bool {
    matches!(
        value,
        Value::Function(_)
            | Value::Native(_)
            | Value::Bound(_)
            | Value::Class(_)
            | Value::Module(_)
            | Value::Descriptor(_)
    )
}

impl Interpreter<'_> {
    /// The ids that [`Interpreter::snapshot`] gives everything.
    pub(super) fn ids(&self) -> Ids {
        number(&self.all_objects())
    }
}

impl Ids {
    pub(super) fn element(&self, element: &Rc<Instance>) -> Option<ElementId> {
        self.elements.get(&address(element)).copied()
    }

    /// A value as the model holds it.
    pub(super) fn value(&self, value: &Value) -> ModelValue {
        model_value(value, self)
    }
}

fn address(object: &Rc<Instance>) -> usize {
    Rc::as_ptr(object).cast::<()>() as usize
}

/// Elements and data; not findings, controls, assumptions and the model itself.
fn model_object(value: &Value) -> Option<&Rc<Instance>> {
    instance_of(value, ModelClass::Element).or_else(|| instance_of(value, ModelClass::Data))
}

fn number(objects: &[Rc<Instance>]) -> Ids {
    let mut ids = Ids::default();
    for object in objects {
        if object.model_class() == Some(ModelClass::Data) {
            ids.data.insert(address(object), DataId(ids.data.len() as u32));
        } else {
            ids.elements.insert(address(object), ElementId(ids.elements.len() as u32));
        }
    }
    ids
}

/// Where a fact comes from; `None` for one that is derived anew each time, or that nobody stated.
fn origin(value: &Value, mark: Mark, instance: &Instance) -> Option<Origin> {
    match mark {
        Mark::Stated(span) => Some(Origin::Stated(span)),
        Mark::Derived => None,
        Mark::Touched => {
            let is_filled = match value {
                Value::List(list) => list.len() > 0,
                Value::Set(set) => {
                    let dict = set.dict.borrow();
                    let is_level_0 = dict.len() == 1 && matches!(dict.at(0), Some((Value::Int(0), _)));
                    !dict.is_empty() && !is_level_0
                }
                _ => false,
            };
            is_filled.then_some(instance.place).flatten().map(Origin::Stated)
        }
    }
}

fn model_value(value: &Value, ids: &Ids) -> ModelValue {
    match value {
        Value::None => ModelValue::None,
        Value::Bool(flag) => ModelValue::Flag(*flag),
        Value::Int(number) => ModelValue::Int(*number),
        Value::Float(number) => ModelValue::Float(*number),
        Value::Str(text) => ModelValue::text(text.as_str()),
        Value::Member(member) => ModelValue::Member(*member),
        Value::List(list) => ModelValue::list(list.to_vec().iter().map(|item| flat_value(item, ids))),
        Value::Tuple(tuple) => ModelValue::list(tuple.items.iter().map(|item| flat_value(item, ids))),
        Value::Set(set) => ModelValue::list(set.dict.borrow().iter().map(|(item, _)| flat_value(item, ids))),
        Value::Dict(dict) => {
            let dict = dict.dict.borrow();
            let entry = |(key, value): (&Value, &Value)| (flat_value(key, ids), flat_value(value, ids));
            ModelValue::Map(dict.iter().map(entry).collect())
        }
        other => flat_value(other, ids),
    }
}

/// A value that is not looked into, so that nothing nests.
fn flat_value(value: &Value, ids: &Ids) -> ModelValue {
    match value {
        Value::Instance(instance) => {
            let address = address(instance);
            match (ids.elements.get(&address), ids.data.get(&address)) {
                (Some(id), _) => ModelValue::Element(*id),
                (_, Some(id)) => ModelValue::Data(*id),
                _ => ModelValue::Other(instance.class().name.as_ref().into()),
            }
        }
        Value::List(_) | Value::Tuple(_) | Value::Set(_) | Value::Dict(_) => ModelValue::Other("collection".into()),
        Value::None | Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::Str(_) | Value::Member(_) => {
            model_value(value, ids)
        }
        _ => ModelValue::Other("object".into()),
    }
}
