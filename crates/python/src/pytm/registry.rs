//! The lists on `TM` that hold everything a script has made, and that scripts read and edit.

use std::rc::Rc;

use bartizan_model::Class as ModelClass;

use crate::eval::{Interpreter, Outcome, Stop};
use crate::value::class::Mark;
use crate::value::{Class, Instance, List, Symbol, Value};

const LISTS: [&str; 7] = ["_elements", "_flows", "_boundaries", "_actors", "_assets", "_data", "_threatsExcluded"];

/// Empties the lists.
pub(super) fn reset(tm: &Rc<Class>) {
    let mut attributes = tm.attributes.borrow_mut();
    for name in LISTS {
        attributes.set(Symbol::new(name), Value::list(Vec::new()), Mark::Derived);
    }
    attributes.remove(Symbol::new("_threats"));
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
        let path = match self.pytm.current.as_ref().and_then(|tm| tm.get(Symbol::new("threatsFile"))) {
            Some(Value::Str(path)) => path.as_str().to_owned(),
            _ => String::new(),
        };
        let definitions = self.host.threats(&path).map_err(|error| Stop::Host(Box::new(error)))?;
        let mut threats = Vec::new();
        for definition in definitions {
            let threat = self.bare_instance(ModelClass::Threat);
            let set = |name: &str, value: Value| threat.set(Symbol::new(name), value, Mark::Derived);
            set("id", Value::str(&*definition.id));
            set("condition", Value::str(&*definition.condition));
            set("target", Value::tuple(definition.targets.iter().map(|target| Value::str(&**target)).collect()));
            for (name, text) in &definition.fields {
                set(name, Value::str(&**text));
            }
            threats.push(Value::Instance(threat));
        }
        let list = Value::list(threats);
        tm.attributes.borrow_mut().set(name, list.clone(), Mark::Derived);
        Ok(Some(list))
    }
}
