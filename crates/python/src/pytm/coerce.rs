//! What an attribute makes of the value that a script gives it.

use std::rc::Rc;

use bartizan_model::{Attribute, Class as ModelClass, Default, Kind, Value as ModelValue};

use crate::eval::{Interpreter, Outcome, Stop};
use crate::value::class::Mark;
use crate::value::{Dict, Instance, SetKind, Symbol, Value};

impl Interpreter<'_> {
    /// The value as the attribute keeps it.
    pub(super) fn coerce(&mut self, class: ModelClass, attribute: &Attribute, value: Value) -> Outcome<Value> {
        let value = value.into_plain();
        let coerced = match attribute.kind {
            Kind::Text | Kind::Flag | Kind::Int => return self.coerce_plain(class, attribute, value),
            Kind::Member(kind) => match self.lenient_member(kind, &value) {
                Some(member) => return Ok(member),
                None => return self.coerce_plain(class, attribute, value),
            },
            Kind::Boundary => is_instance_of(&value, ModelClass::Boundary) || matches!(value, Value::None),
            Kind::Element => {
                let is_optional = attribute.default != Default::Required;
                is_instance_of(&value, ModelClass::Element) || (is_optional && matches!(value, Value::None))
            }
            Kind::Flow => is_instance_of(&value, ModelClass::Dataflow) || matches!(value, Value::None),
            Kind::Assumption => is_instance_of(&value, ModelClass::Assumption) || matches!(value, Value::None),
            Kind::Levels => return self.coerce_levels(class, attribute, &value),
            Kind::Data => return self.coerce_data(class, attribute, &value),
            Kind::Texts => return self.coerce_texts(class, attribute, &value),
            Kind::Assumptions => return self.coerce_assumptions(class, attribute, &value),
            Kind::Controls => return self.coerce_controls(class, attribute, value),
            Kind::Elements | Kind::Flows | Kind::Findings => {
                return self.coerce_objects(class, attribute, &value);
            }
            Kind::Uuid => true,
        };
        if coerced { Ok(value) } else { Err(self.mismatch(class, attribute, &value)) }
    }

    fn coerce_plain(&mut self, class: ModelClass, attribute: &Attribute, value: Value) -> Outcome<Value> {
        let plain = match &value {
            Value::None => ModelValue::None,
            Value::Bool(flag) => ModelValue::Flag(*flag),
            Value::Int(number) => ModelValue::Int(*number),
            Value::Float(number) => ModelValue::Float(*number),
            Value::Str(text) => ModelValue::text(text.as_str()),
            Value::Member(member) => ModelValue::Member(*member),
            _ => return Err(self.mismatch(class, attribute, &value)),
        };
        match attribute.kind.coerce(&plain) {
            Ok(ModelValue::Flag(flag)) => Ok(Value::Bool(flag)),
            Ok(ModelValue::Int(number)) => Ok(Value::Int(number)),
            Ok(ModelValue::Member(member)) => Ok(Value::Member(member)),
            Ok(_) => Ok(value),
            Err(mismatch) => {
                let message = format!(
                    "`{}.{}` takes {}, not {}",
                    class.name(),
                    attribute.name,
                    mismatch.expected,
                    mismatch.found
                );
                Err(self.model_error(message, mismatch.hint.map(|hint| format!("did you mean `{hint}`?"))))
            }
        }
    }

    fn mismatch(&mut self, class: ModelClass, attribute: &Attribute, value: &Value) -> Stop {
        let found = match value {
            Value::Instance(_) => format!("an object of class `{}`", self.type_name(value)),
            Value::None => "`None`".to_owned(),
            Value::Bool(true) => "`True`".to_owned(),
            Value::Bool(false) => "`False`".to_owned(),
            Value::Int(number) => format!("the number {number}"),
            Value::Str(text) => format!("the text {:?}", text.as_str().chars().take(40).collect::<String>()),
            Value::Class(object) => format!("the class `{}` itself", object.name),
            _ => format!("`{}`", self.type_name(value)),
        };
        let expected = attribute.kind.expectation();
        let message = format!("`{}.{}` takes {expected}, not {found}", class.name(), attribute.name);
        let help = match (attribute.kind, value) {
            (Kind::Element, value) if is_instance_of(value, ModelClass::Data) => {
                Some("name what the flow carries with `data=`, and the elements as source and sink".to_owned())
            }
            (Kind::Element, Value::Str(_)) if class == ModelClass::Dataflow => {
                Some("a flow takes source and sink first: `Dataflow(source, sink, \"name\")`".to_owned())
            }
            (Kind::Boundary, Value::Str(name)) => {
                Some(format!("make a boundary, and name the object: `Boundary({:?})`", name.as_str()))
            }
            (Kind::Element | Kind::Elements | Kind::Flow | Kind::Flows, Value::Str(_)) => {
                Some("pass the object itself, and not its name".to_owned())
            }
            (_, Value::Class(object)) => Some(format!("make an object: `{}(\"name\")`", object.name)),
            _ => None,
        };
        self.model_error(message, help)
    }

    fn coerce_levels(&mut self, class: ModelClass, attribute: &Attribute, value: &Value) -> Outcome<Value> {
        let given = match value {
            Value::None => vec![Value::Int(0)],
            Value::List(_) | Value::Tuple(_) | Value::Set(_) | Value::Range(_) => self.collect(value)?,
            single => vec![single.clone()],
        };
        let mut levels = Vec::new();
        for level in given {
            let plain = match &level {
                Value::Int(number) => ModelValue::Int(*number),
                Value::Bool(flag) => ModelValue::Flag(*flag),
                Value::Float(number) => ModelValue::Float(*number),
                Value::Str(text) => ModelValue::text(text.as_str()),
                _ => return Err(self.mismatch(class, attribute, value)),
            };
            match Kind::Int.coerce(&plain) {
                Ok(ModelValue::Int(number)) => levels.push(Value::Int(number)),
                _ => return Err(self.mismatch(class, attribute, value)),
            }
        }
        self.set_of(levels, SetKind::Set)
    }

    /// Data as a set; a text is the description of data without a name.
    fn coerce_data(&mut self, class: ModelClass, attribute: &Attribute, value: &Value) -> Outcome<Value> {
        let given = match value {
            Value::None => Vec::new(),
            Value::List(_) | Value::Tuple(_) | Value::Set(_) | Value::Iterator(_) => self.collect(value)?,
            single => vec![single.clone()],
        };
        let set = std::cell::RefCell::new(Dict::default());
        for item in given {
            let datum = match &item {
                Value::None => continue,
                Value::Str(text) => self.described_data(text.as_str()),
                item if is_instance_of(item, ModelClass::Data) => item.clone(),
                _ => return Err(self.mismatch(class, attribute, &item)),
            };
            self.dict_add(&set, datum)?;
        }
        Ok(Value::set(set.into_inner(), SetKind::Data))
    }

    fn described_data(&mut self, description: &str) -> Value {
        let datum = self.bare_element(ModelClass::Data);
        let mark = self.stated_here();
        datum.set(Symbol::new("name"), Value::str("undefined"), mark);
        datum.set(Symbol::new("description"), Value::str(description), mark);
        self.register(&datum, ModelClass::Data);
        Value::Instance(datum)
    }

    fn coerce_texts(&mut self, class: ModelClass, attribute: &Attribute, value: &Value) -> Outcome<Value> {
        let given = match value {
            Value::None => Vec::new(),
            Value::List(_) | Value::Tuple(_) | Value::Set(_) => self.collect(value)?,
            single => vec![single.clone()],
        };
        let mut texts = Vec::new();
        for item in given {
            texts.push(match &item {
                Value::Str(name) if class == ModelClass::Threat => self.class_or_name(name.as_str()),
                Value::Class(_) if class == ModelClass::Threat => item,
                Value::Str(_) => item,
                Value::Class(class) => Value::str(&class.name),
                _ => return Err(self.mismatch(class, attribute, value)),
            });
        }
        match (class, attribute.name) {
            (ModelClass::Assumption, _) => self.set_of(texts, SetKind::Set),
            (ModelClass::Threat, _) => Ok(Value::tuple(texts)),
            _ => Ok(Value::list(texts)),
        }
    }

    /// A class of pytm by its name; the name itself if there is none.
    pub(super) fn class_or_name(&self, name: &str) -> Value {
        match ModelClass::by_name(name).and_then(|class| self.pytm.class(class)) {
            Some(class) => Value::Class(class),
            None => Value::str(name),
        }
    }

    /// Assumptions: texts, dicts, objects, or several of them.
    fn coerce_assumptions(&mut self, class: ModelClass, attribute: &Attribute, value: &Value) -> Outcome<Value> {
        let given = match value {
            Value::None => Vec::new(),
            Value::List(_) | Value::Tuple(_) | Value::Set(_) => self.collect(value)?,
            single => vec![single.clone()],
        };
        let mut assumptions = Vec::new();
        for item in given {
            assumptions.push(match &item {
                item if is_instance_of(item, ModelClass::Assumption) => item.clone(),
                Value::Str(_) => {
                    let assumption = self.bare_element(ModelClass::Assumption);
                    let mark = self.stated_here();
                    assumption.set(Symbol::new("name"), item.clone(), mark);
                    Value::Instance(assumption)
                }
                Value::Dict(_) => self.object_from_dict(ModelClass::Assumption, &item)?,
                _ => return Err(self.mismatch(class, attribute, &item)),
            });
        }
        Ok(Value::list(assumptions))
    }

    fn coerce_controls(&mut self, class: ModelClass, attribute: &Attribute, value: Value) -> Outcome<Value> {
        match &value {
            Value::Dict(_) => self.object_from_dict(ModelClass::Controls, &value),
            value if is_instance_of(value, ModelClass::Controls) => Ok(value.clone()),
            _ => Err(self.mismatch(class, attribute, &value)),
        }
    }

    fn object_from_dict(&mut self, class: ModelClass, dict: &Value) -> Outcome<Value> {
        let object = self.bare_element(class);
        for (key, value) in self.mapping_entries(dict)? {
            let Value::Str(name) = &key else {
                return Err(self.model_error("names of attributes are texts".to_owned(), None));
            };
            self.set_model_attribute(&object, Symbol::new(name.as_str()), value)?;
        }
        Ok(Value::Instance(object))
    }

    fn coerce_objects(&mut self, class: ModelClass, attribute: &Attribute, value: &Value) -> Outcome<Value> {
        let expected = match attribute.kind {
            Kind::Flows => ModelClass::Dataflow,
            Kind::Findings => ModelClass::Finding,
            _ => ModelClass::Element,
        };
        let given = match value {
            Value::None => Vec::new(),
            Value::List(_) | Value::Tuple(_) | Value::Set(_) => self.collect(value)?,
            single if is_instance_of(single, expected) => vec![single.clone()],
            _ => return Err(self.mismatch(class, attribute, value)),
        };
        match given.iter().find(|item| !is_instance_of(item, expected)) {
            Some(wrong) => Err(self.mismatch(class, attribute, wrong)),
            None => Ok(Value::list(given)),
        }
    }
}

/// Whether a value is an object of a model class.
pub(super) fn is_instance_of(value: &Value, class: ModelClass) -> bool {
    instance_of(value, class).is_some()
}

/// The object, if it is of a model class.
pub(super) fn instance_of(value: &Value, class: ModelClass) -> Option<&Rc<Instance>> {
    match value {
        Value::Instance(instance) if instance.model_class().is_some_and(|found| found.is_a(class)) => Some(instance),
        _ => None,
    }
}

/// A mark's span, when the script stated the fact.
pub(super) fn stated_span(mark: Mark) -> Option<bartizan_model::Span> {
    match mark {
        Mark::Stated(span) => Some(span),
        _ => None,
    }
}
