//! Fields of dataclasses: what `field()` makes, and which ones a class has.

use std::cell::RefCell;
use std::rc::Rc;

use crate::builtins::arguments::{self, Parameters};
use crate::eval::{Interpreter, Outcome};
use crate::value::class::Mark;
use crate::value::{Arguments, Attributes, Class, Dict, DictKind, Instance, NativeFunction, SetKind, Symbol, Value};

/// Where a class keeps its fields.
pub(super) const FIELDS: &str = "__dataclass_fields__";

/// Where a field keeps what it is: the texts below.
const KIND: &str = "_field_type";

/// What a name with an annotation is to a dataclass.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum FieldKind {
    /// A field.
    Field,
    /// `ClassVar`: not the objects' concern.
    ClassVariable,
    /// `InitVar`: a parameter of `__init__` that `__post_init__` gets.
    InitVariable,
}

/// A field: an object that scripts can look at.
#[derive(Clone)]
pub(super) struct Field {
    pub(super) name: Symbol,
    object: Rc<Instance>,
}

impl Field {
    /// A value as a field, if it is one.
    pub(super) fn of(value: &Value) -> Option<Self> {
        let Value::Instance(object) = value else { return None };
        let class = object.class();
        if (&*class.name, &*class.module) != ("Field", "dataclasses") {
            return None;
        }
        let name = match object.get(Symbol::new("name")) {
            Some(Value::Str(name)) => Symbol::new(name.as_str()),
            _ => Symbol::new(""),
        };
        Some(Self { name, object: object.clone() })
    }

    pub(super) fn value(&self) -> Value {
        Value::Instance(self.object.clone())
    }

    pub(super) fn kind(&self) -> FieldKind {
        match self.object.get(Symbol::new(KIND)) {
            Some(Value::Str(kind)) if kind.as_str() == "_FIELD_CLASSVAR" => FieldKind::ClassVariable,
            Some(Value::Str(kind)) if kind.as_str() == "_FIELD_INITVAR" => FieldKind::InitVariable,
            _ => FieldKind::Field,
        }
    }

    /// The default; `None` when there is none.
    pub(super) fn default(&self) -> Option<Value> {
        self.stated("default")
    }

    /// What makes the default; `None` when there is nothing.
    pub(super) fn factory(&self) -> Option<Value> {
        self.stated("default_factory")
    }

    pub(super) fn has_default(&self) -> bool {
        self.default().is_some() || self.factory().is_some()
    }

    /// Whether `init`, `repr`, `compare` or `kw_only` is set.
    pub(super) fn is(&self, flag: &str) -> bool {
        matches!(self.object.get(Symbol::new(flag)), Some(Value::Bool(true)))
    }

    /// Whether the field counts for the hash: as it counts for comparisons, unless it says otherwise.
    pub(super) fn is_hashed(&self) -> bool {
        match self.object.get(Symbol::new("hash")) {
            Some(Value::Bool(flag)) => flag,
            _ => self.is("compare"),
        }
    }

    /// Gives the field its place in a class.
    pub(super) fn settle(&mut self, name: Symbol, kind: FieldKind, annotation: Value, is_keyword_only: bool) {
        self.name = name;
        self.set("name", Value::str(name.name()));
        self.set("type", annotation);
        let kind = match kind {
            FieldKind::Field => "_FIELD",
            FieldKind::ClassVariable => "_FIELD_CLASSVAR",
            FieldKind::InitVariable => "_FIELD_INITVAR",
        };
        self.set(KIND, Value::str(kind));
        let is_open = !matches!(self.object.get(Symbol::new("kw_only")), Some(Value::Bool(_)));
        if is_open {
            self.set("kw_only", Value::Bool(is_keyword_only));
        }
    }

    fn set(&self, name: &str, value: Value) {
        self.object.set(Symbol::new(name), value, Mark::Derived);
    }

    fn stated(&self, name: &str) -> Option<Value> {
        self.object.get(Symbol::new(name)).filter(|value| !is_missing(value))
    }
}

/// What a name in a class body is, going by the text of its annotation.
pub(super) fn kind_of(annotation: &str) -> FieldKind {
    let outer = annotation.trim_matches(['"', '\'', ' ']);
    let outer = outer.split('[').next().unwrap_or(outer).trim_end();
    match outer.rsplit('.').next().unwrap_or(outer) {
        "ClassVar" => FieldKind::ClassVariable,
        "InitVar" => FieldKind::InitVariable,
        _ => FieldKind::Field,
    }
}

/// Whether a value is the `MISSING` of this module.
pub(super) fn is_missing(value: &Value) -> bool {
    let Value::Instance(instance) = value else { return false };
    let class = instance.class();
    (&*class.name, &*class.module) == ("_MISSING_TYPE", "dataclasses")
}

/// The fields of a class or of an object's class, by name, with those that are only declared; `None` when it is no
/// dataclass.
pub(super) fn all_fields(class: &Rc<Class>) -> Option<Vec<Field>> {
    match class.lookup(Symbol::new(FIELDS)) {
        Some(Value::Dict(dict)) => Some(dict.dict.borrow().iter().filter_map(|(_, value)| Field::of(value)).collect()),
        _ => None,
    }
}

/// The fields that objects have.
pub(super) fn own_fields(class: &Rc<Class>) -> Vec<Field> {
    let all = all_fields(class).unwrap_or_default();
    all.into_iter().filter(|field| field.kind() == FieldKind::Field).collect()
}

/// Keeps the fields of a class.
pub(super) fn keep(interpreter: &mut Interpreter<'_>, class: &Rc<Class>, fields: &[Field]) -> Outcome<()> {
    let dict = RefCell::new(Dict::default());
    for field in fields {
        interpreter.dict_set(&dict, Value::str(field.name.name()), field.value())?;
    }
    class.attributes.borrow_mut().set(Symbol::new(FIELDS), Value::dict(dict.into_inner()), Mark::Derived);
    Ok(())
}

/// A field that is what a plain default says.
pub(super) fn plain(interpreter: &mut Interpreter<'_>, default: Option<Value>) -> Outcome<Field> {
    let keywords = default.into_iter().map(|value| (Symbol::new("default"), value)).collect();
    let value = make(interpreter, Arguments { positional: Vec::new(), keywords })?;
    match Field::of(&value) {
        Some(field) => Ok(field),
        None => Err(interpreter.error("TypeError", "the module dataclasses is not whole")),
    }
}

/// Refuses a default that all objects would share.
pub(super) fn check_default(interpreter: &mut Interpreter<'_>, field: &Field) -> Outcome<()> {
    let Some(default) = field.default() else { return Ok(()) };
    let is_shared = match &default {
        Value::List(_) | Value::Dict(_) => true,
        Value::Set(set) => set.kind != SetKind::Frozen,
        Value::Instance(instance) => matches!(instance.class().lookup(Symbol::new("__hash__")), Some(Value::None)),
        _ => false,
    };
    if !is_shared {
        return Ok(());
    }
    let class = interpreter.class_of(&default);
    let class = interpreter.repr(&Value::Class(class))?;
    let name = field.name;
    let message = format!("mutable default {class} for field {name} is not allowed: use default_factory");
    Err(interpreter.error("ValueError", message))
}

pub(super) static FIELD: NativeFunction = NativeFunction { name: "field", call: make };

/// `field(*, default, default_factory, init, repr, hash, compare, metadata, kw_only)`
fn make(interpreter: &mut Interpreter<'_>, arguments: Arguments) -> Outcome<Value> {
    let parameters = Parameters {
        function: "field",
        names: ["default", "default_factory", "init", "repr", "hash", "compare", "metadata", "kw_only"],
        positional: 0,
        required: 0,
    };
    let [default, factory, init, repr, hash, compare, metadata, keyword_only] =
        arguments::named(interpreter, &parameters, arguments)?;
    let stated = |value: &Option<Value>| value.as_ref().is_some_and(|value| !is_missing(value));
    if stated(&default) && stated(&factory) {
        return Err(interpreter.error("ValueError", "cannot specify both default and default_factory"));
    }
    let missing = super::dataclasses::own(interpreter, "MISSING");
    let mut attributes = Attributes::default();
    let mut set = |name: &str, value: Value| attributes.set(Symbol::new(name), value, Mark::Derived);
    set("name", Value::None);
    set("type", Value::None);
    set("default", default.unwrap_or_else(|| missing.clone()));
    set("default_factory", factory.unwrap_or_else(|| missing.clone()));
    for (name, value) in [("init", init), ("repr", repr), ("compare", compare)] {
        let flag = match value {
            Some(value) => interpreter.truth(&value)?,
            None => true,
        };
        set(name, Value::Bool(flag));
    }
    set("hash", hash.unwrap_or(Value::None));
    let metadata = metadata.filter(|metadata| !matches!(metadata, Value::None));
    set(
        "metadata",
        match metadata {
            Some(Value::Dict(metadata)) => Value::dict_of_kind(metadata.dict.borrow().clone(), DictKind::Proxy),
            Some(other) => other,
            None => Value::dict_of_kind(Dict::default(), DictKind::Proxy),
        },
    );
    set("kw_only", keyword_only.unwrap_or(missing));
    let Value::Class(class) = super::dataclasses::own(interpreter, "Field") else {
        return Err(interpreter.error("TypeError", "the module dataclasses is not whole"));
    };
    Ok(Value::Instance(Rc::new(Instance {
        class: RefCell::new(class),
        attributes: RefCell::new(attributes),
        place: Some(interpreter.span()),
        serial: interpreter.serial(),
        base: None,
    })))
}
