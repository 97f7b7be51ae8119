//! `repr()` and `str()`.

use std::rc::Rc;

use super::{Interpreter, Outcome};
use crate::builtins;
use crate::value::{Arguments, Class, DictKind, Instance, SetKind, Symbol, Tuple, Value, number};
use bartizan_model::Class as ModelClass;
use bartizan_model::schema::MemberValue;

fn class_repr(class: &Class) -> String {
    match &*class.module {
        "builtins" => format!("<class '{}'>", class.qualified_name()),
        module => format!("<class '{module}.{}'>", class.qualified_name()),
    }
}

/// `MySet({1, 2})`, from `{1, 2}`.
fn shown_set(class: &str, items: &str) -> String {
    match items.strip_prefix("set()") {
        Some(_) => format!("{class}()"),
        None => format!("{class}({items})"),
    }
}

impl Interpreter<'_> {
    /// `str(value)`.
    pub(crate) fn text(&mut self, value: &Value) -> Outcome<String> {
        match value {
            Value::Str(text) => Ok(text.as_str().to_owned()),
            Value::Member(member) => Ok(member.to_string()),
            Value::Set(set) if set.kind == SetKind::Data => self.data_names(value),
            Value::Instance(instance) => {
                self.deeper()?;
                let text = self.instance_text(value, instance);
                self.shallower();
                text
            }
            Value::Class(class) if class.more.metaclass.is_some() => {
                match self.call_special(value, "__str__", Arguments::default())? {
                    Some(result) => self.expect_text(result, "__str__"),
                    None => self.repr(value),
                }
            }
            Value::Tuple(tuple) if tuple.class.is_some() => {
                match self.call_special(value, "__str__", Arguments::default())? {
                    Some(result) => self.expect_text(result, "__str__"),
                    None => self.repr(value),
                }
            }
            _ => self.repr(value),
        }
    }

    /// `repr(value)`.
    pub(crate) fn repr(&mut self, value: &Value) -> Outcome<String> {
        self.deeper()?;
        let shown = self.repr_inner(value);
        self.shallower();
        let shown = shown?;
        self.reserve(shown.len())?;
        Ok(shown)
    }

    fn repr_inner(&mut self, value: &Value) -> Outcome<String> {
        Ok(match value {
            Value::None => "None".to_owned(),
            Value::Bool(true) => "True".to_owned(),
            Value::Bool(false) => "False".to_owned(),
            Value::Int(number) => number.to_string(),
            Value::Big(big) => {
                self.step(number::decimal_cost(big))?;
                big.to_string()
            }
            Value::Float(float) => number::float_repr(*float),
            Value::Str(text) => {
                self.step(text.as_str().len() / 8)?;
                builtins::quote(text.as_str())
            }
            Value::Bytes(bytes) => {
                self.step(bytes.len() / 4)?;
                builtins::quote_bytes(bytes)
            }
            Value::List(list) => {
                let items = list.to_vec();
                self.repr_items(value, &items, "[", "]")?
            }
            Value::Tuple(tuple) if let Some(class) = &tuple.class => self.repr_named_tuple(value, tuple, class)?,
            Value::Tuple(tuple) => {
                let close = if tuple.items.len() == 1 { ",)" } else { ")" };
                self.repr_items(value, &tuple.items, "(", close)?
            }
            Value::Set(set) => {
                let items = self.collect(value)?;
                match (set.kind, items.is_empty()) {
                    (SetKind::Frozen, true) => "frozenset()".to_owned(),
                    (_, true) => "set()".to_owned(),
                    (SetKind::Frozen, false) => self.repr_items(value, &items, "frozenset({", "})")?,
                    (SetKind::Data, false) => self.repr_items(value, &items, "DataSet({", "})")?,
                    (SetKind::Set, false) => self.repr_items(value, &items, "{", "}")?,
                }
            }
            Value::Dict(dict) => match &dict.kind {
                DictKind::Plain => self.repr_dict(value)?,
                _ => builtins::repr_dict_of_kind(self, dict)?,
            },
            Value::Range(range) => match range.step {
                1 => format!("range({}, {})", range.start, range.stop),
                step => format!("range({}, {}, {step})", range.start, range.stop),
            },
            Value::Slice(slice) => {
                let (start, stop) = (self.repr(&slice.start)?, self.repr(&slice.stop)?);
                format!("slice({start}, {stop}, {})", self.repr(&slice.step)?)
            }
            Value::Ellipsis => "Ellipsis".to_owned(),
            Value::NotImplemented => "NotImplemented".to_owned(),
            Value::Member(member) => match member.value() {
                MemberValue::Int(rank) => format!("<{member}: {rank}>"),
                MemberValue::Text(text) => format!("<{member}: '{text}'>"),
            },
            Value::Function(function) => format!("<function {}>", function.code.qualified_name),
            Value::Native(native) => format!("<built-in function {}>", native.name),
            Value::Bound(_) => "<bound method>".to_owned(),
            Value::Class(class) if class.enumeration().is_some() => super::enumerations::class_repr(class),
            Value::Class(class) if class.more.metaclass.is_some() => {
                match self.call_special(value, "__repr__", Arguments::default())? {
                    Some(result) => self.expect_text(result, "__repr__")?,
                    None => class_repr(class),
                }
            }
            Value::Class(class) => class_repr(class),
            Value::Instance(instance) => self.instance_repr(value, instance)?,
            Value::Module(module) => format!("<module '{}'>", module.name),
            Value::Iterator(iterator) => crate::builtins::iterator_repr(iterator),
            Value::Descriptor(_) => "<descriptor>".to_owned(),
            Value::Super(_) => "<super>".to_owned(),
        })
    }

    /// Notes that an object is being shown; false when it is already, inside itself.
    pub(crate) fn begin_showing(&mut self, value: &Value) -> bool {
        let Some(address) = value.address() else { return true };
        if self.being_shown.contains(&address) {
            return false;
        }
        self.being_shown.push(address);
        true
    }

    /// Notes that the object that was noted last has been shown.
    pub(crate) fn end_showing(&mut self) {
        self.being_shown.pop();
    }

    fn repr_items(&mut self, whole: &Value, items: &[Value], open: &str, close: &str) -> Outcome<String> {
        let Some(address) = whole.address() else { return Ok(String::new()) };
        if self.being_shown.contains(&address) {
            return Ok(format!("{open}...{close}"));
        }
        self.being_shown.push(address);
        let mut text = open.to_owned();
        for (at, item) in items.iter().enumerate() {
            if at > 0 {
                text.push_str(", ");
            }
            let shown = self.repr(item)?;
            self.reserve_quietly(text.len() + shown.len())?;
            text.push_str(&shown);
        }
        self.being_shown.pop();
        text.push_str(close);
        Ok(text)
    }

    /// `Point(x=1, y=2)`
    fn repr_named_tuple(&mut self, value: &Value, tuple: &Tuple, class: &Class) -> Outcome<String> {
        if let Some(result) = self.call_special(value, "__repr__", Arguments::default())? {
            return self.expect_text(result, "__repr__");
        }
        let mut parts = Vec::with_capacity(tuple.items.len());
        for (name, item) in builtins::named_fields(class).iter().zip(&tuple.items) {
            parts.push(format!("{name}={}", self.repr(item)?));
        }
        Ok(format!("{}({})", class.name, parts.join(", ")))
    }

    pub(crate) fn repr_dict(&mut self, value: &Value) -> Outcome<String> {
        let Some(address) = value.address() else { return Ok(String::new()) };
        if self.being_shown.contains(&address) {
            return Ok("{...}".to_owned());
        }
        self.being_shown.push(address);
        let mut text = "{".to_owned();
        for (at, (key, value)) in self.mapping_entries(value)?.into_iter().enumerate() {
            if at > 0 {
                text.push_str(", ");
            }
            let (key, value) = (self.repr(&key)?, self.repr(&value)?);
            self.reserve_quietly(text.len() + key.len() + value.len())?;
            text.push_str(&key);
            text.push_str(": ");
            text.push_str(&value);
        }
        self.being_shown.pop();
        text.push('}');
        Ok(text)
    }

    /// Refuses a text that grows too long, without counting steps for what was counted before.
    fn reserve_quietly(&mut self, bytes: usize) -> Outcome<()> {
        match bytes > crate::limits::MAX_VALUE {
            true => self.reserve(bytes),
            false => Ok(()),
        }
    }

    fn instance_text(&mut self, value: &Value, instance: &Rc<Instance>) -> Outcome<String> {
        if let Some(result) = self.call_special(value, "__str__", Arguments::default())? {
            return self.expect_text(result, "__str__");
        }
        if !instance.class().is_exception()
            && instance.class().model_class().is_none()
            && !matches!(instance.base, Some(Value::Str(_)))
            && let Some(result) = self.call_special(value, "__repr__", Arguments::default())?
        {
            // It is `object.__str__` that hands on what `__repr__` gives.
            return self.expect_text(result, "__str__");
        }
        self.plain_instance_text(value, instance)
    }

    /// `object.__str__(value)`
    pub(crate) fn plain_text(&mut self, value: &Value) -> Outcome<String> {
        match value {
            Value::Instance(instance) => self.plain_instance_text(value, instance),
            _ => self.text(value),
        }
    }

    fn plain_instance_text(&mut self, value: &Value, instance: &Rc<Instance>) -> Outcome<String> {
        let class = instance.class();
        if class.is_exception() {
            return self.exception_text(instance);
        }
        if let Some(base @ Value::Str(_)) = &instance.base {
            return self.text(base);
        }
        match class.model_class() {
            None | Some(ModelClass::Tm | ModelClass::Controls) => self.repr(value),
            Some(ModelClass::Assumption) => self.attribute_text(value, "name"),
            Some(ModelClass::Finding) => {
                let target = self.attribute_text(value, "target")?;
                let lines = ["description", "details", "severity"];
                let mut shown = format!("'{target}': ");
                for (at, name) in lines.into_iter().enumerate() {
                    if at > 0 {
                        shown.push('\n');
                    }
                    shown.push_str(&self.attribute_text(value, name)?);
                }
                Ok(shown)
            }
            Some(ModelClass::Threat) => Ok(format!("{}({})", class.name, self.attribute_text(value, "id")?)),
            Some(_) => Ok(format!("{}({})", class.name, self.attribute_text(value, "name")?)),
        }
    }

    fn instance_repr(&mut self, value: &Value, instance: &Rc<Instance>) -> Outcome<String> {
        if let Some(result) = self.call_special(value, "__repr__", Arguments::default())? {
            return self.expect_text(result, "__repr__");
        }
        self.plain_instance_repr(value, instance)
    }

    /// `object.__repr__(value)`
    pub(crate) fn plain_repr(&mut self, value: &Value) -> Outcome<String> {
        match value {
            Value::Instance(instance) => self.plain_instance_repr(value, instance),
            _ => self.repr_inner(value),
        }
    }

    fn plain_instance_repr(&mut self, value: &Value, instance: &Rc<Instance>) -> Outcome<String> {
        let class = instance.class();
        if class.is_exception() {
            return self.exception_repr(instance);
        }
        if let Some(base) = &instance.base {
            let shown = self.repr(base)?;
            // Some types show the name of the class; the class of a script stands in its place.
            let name = match base {
                Value::Set(set) if set.kind == SetKind::Frozen => "frozenset",
                Value::Set(_) => return Ok(shown_set(&class.name, &shown)),
                Value::Dict(dict) => match dict.kind {
                    DictKind::Ordered => "OrderedDict",
                    DictKind::Counter => "Counter",
                    DictKind::Default(_) => "defaultdict",
                    _ => "",
                },
                _ => "",
            };
            return Ok(match shown.strip_prefix(name) {
                Some(rest) if !name.is_empty() => format!("{}{rest}", class.name),
                _ => shown,
            });
        }
        match class.model_class() {
            None => Ok(format!("<{}.{} object>", class.module, class.qualified_name())),
            Some(ModelClass::Tm | ModelClass::Controls | ModelClass::Assumption) => {
                Ok(format!("<{}.{}>", class.module, class.name))
            }
            Some(model) => {
                let key = if matches!(model, ModelClass::Threat | ModelClass::Finding) { "id" } else { "name" };
                Ok(format!("<{}.{}({})>", class.module, class.name, self.attribute_text(value, key)?))
            }
        }
    }

    fn expect_text(&mut self, value: Value, method: &str) -> Outcome<String> {
        match value {
            Value::Str(text) => Ok(text.as_str().to_owned()),
            other => {
                let name = self.type_name(&other);
                Err(self.error("TypeError", format!("{method} returned non-string (type {name})")))
            }
        }
    }

    fn attribute_text(&mut self, value: &Value, name: &str) -> Outcome<String> {
        match self.find_attribute(value, Symbol::new(name))? {
            Some(found) => self.text(&found),
            None => Ok(String::new()),
        }
    }

    /// pytm's set of Data prints as the names, sorted.
    fn data_names(&mut self, value: &Value) -> Outcome<String> {
        let mut names = Vec::new();
        for item in self.collect(value)? {
            names.push(self.attribute_text(&item, "name")?);
        }
        names.sort();
        names.dedup();
        Ok(names.join(", "))
    }
}
