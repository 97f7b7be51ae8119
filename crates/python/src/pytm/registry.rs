//! The lists on `TM` that hold everything a script has made, and that scripts read and edit.

use std::rc::Rc;

use bartizan_model::Class as ModelClass;

use crate::eval::{Interpreter, Outcome};
use crate::value::class::Mark;
use crate::value::{Class, Instance, List, Symbol, Value};

const LISTS: [&str; 7] = ["_elements", "_flows", "_boundaries", "_actors", "_assets", "_data", "_threatsExcluded"];

/// Empties the lists, that of the threats with them.
pub(super) fn reset(tm: &Rc<Class>) {
    let mut attributes = tm.attributes.borrow_mut();
    for name in LISTS {
        attributes.set(Symbol::new(name), Value::list(Vec::new()), Mark::Derived);
    }
    // Making a `TM` loads them again.
    attributes.set(Symbol::new("_threats"), Value::list(Vec::new()), Mark::Derived);
}

/// The name of a list today, by its name in pytm 1.0.
pub(crate) fn renamed(name: &str) -> Option<&'static str> {
    Some(match name.strip_prefix("_BagOf")? {
        "Flows" => "_flows",
        "Elements" => "_elements",
        "Boundaries" => "_boundaries",
        "Threats" => "_threats",
        _ => return None,
    })
}

/// Whether a name is one of the lists.
pub(super) fn is_list(name: &str) -> bool {
    LISTS.contains(&name) || name == "_threats"
}

impl Interpreter<'_> {
    /// One of the lists, if it is there.
    pub(crate) fn registry_list(&self, name: &str) -> Option<Rc<List>> {
        let tm = self.pytm.class(ModelClass::Tm)?;
        let found = tm.attributes.borrow().get(Symbol::new(name)).cloned();
        match found {
            Some(Value::List(list)) => Some(list),
            _ => None,
        }
    }

    /// Enters an object in the lists of its class.
    pub(super) fn register(&mut self, instance: &Rc<Instance>, class: ModelClass) {
        let this = Value::Instance(instance.clone());
        let mut lists = Vec::new();
        if class == ModelClass::Data {
            lists.push("_data");
        } else {
            lists.push("_elements");
            if class.is_a(ModelClass::Dataflow) {
                lists.push("_flows");
            } else if class.is_a(ModelClass::Boundary) {
                lists.push("_boundaries");
            } else if class.is_a(ModelClass::Actor) {
                lists.push("_actors");
            } else if class.is_a(ModelClass::Asset) {
                lists.push("_assets");
            }
        }
        for name in lists {
            if let Some(list) = self.registry_list(name) {
                list.push(this.clone());
            }
        }
        self.pytm.created.push(instance.clone());
    }

    /// `TM._threats`: read from the library when somebody looks at it for the first time. `TM._elements` and its like
    /// show derived facts once the model was processed.
    pub(crate) fn registry_attribute(&mut self, class: &Rc<Class>, name: Symbol) -> Outcome<Option<Value>> {
        if class.model_class() != Some(ModelClass::Tm) {
            return Ok(None);
        }
        if let Some(today) = renamed(&name.name()) {
            return self.get_attribute(&Value::Class(class.clone()), Symbol::new(today)).map(Some);
        }
        let text = name.name();
        if matches!(&*text, "_flows" | "_elements" | "_boundaries") {
            self.write_back();
        }
        if &*text != "_threats" {
            return Ok(None);
        }
        let Some(tm) = self.pytm.class(ModelClass::Tm) else { return Ok(None) };
        if let Some(known) = tm.attributes.borrow().get(name).cloned() {
            return Ok(Some(known));
        }
        if self.pytm.current.is_none() {
            return Ok(None);
        }
        let path = match self.pytm.current.as_ref().and_then(|tm| tm.get(Symbol::new("threatsFile"))) {
            Some(Value::Str(path)) => path.as_str().to_owned(),
            _ => String::new(),
        };
        let list = Value::list(self.threats_of(&path)?);
        tm.attributes.borrow_mut().set(name, list.clone(), Mark::Derived);
        Ok(Some(list))
    }

    /// The threats of a library file, or the built-in ones when the path is empty.
    pub(super) fn threats_of(&mut self, path: &str) -> Outcome<Vec<Value>> {
        let definitions = self.host.threats(path).map_err(|error| self.host_error(error))?;
        let mut threats = Vec::new();
        for definition in definitions {
            let threat = self.bare_element(ModelClass::Threat);
            let set = |name: &str, value: Value| threat.set(Symbol::new(name), value, Mark::Derived);
            set("id", Value::str(&*definition.id));
            set("condition", Value::str(&*definition.condition));
            let targets = definition.targets.iter().map(|target| self.class_or_name(target));
            set("target", Value::tuple(targets.collect()));
            for (name, text) in &definition.fields {
                set(name, Value::str(&**text));
            }
            threats.push(Value::Instance(threat));
        }
        Ok(threats)
    }
}
