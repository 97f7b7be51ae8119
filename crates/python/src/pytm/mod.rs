//! pytm, as scripts see it: its modules, classes and enumerations, on native objects.

mod attributes;
mod coerce;
mod construct;
mod methods;
mod processed;
mod registry;
mod snapshot;

use std::cell::RefCell;
use std::collections::HashSet;
use std::rc::Rc;

use bartizan_model::{Class as ModelClass, EnumKind, Span};

pub(crate) use construct::Making;
pub use construct::positional_parameters;

use crate::eval::{Interpreter, Outcome, Types};
use crate::value::class::Mark;
use crate::value::{Attributes, Class, Instance, ModuleObject, NativeClass, Symbol, Value};

/// What pytm keeps between statements.
pub(crate) struct Pytm {
    classes: Vec<(ModelClass, Rc<Class>)>,
    enums: Vec<(EnumKind, Rc<Class>)>,
    /// Elements and data, in the order in which they were made.
    created: Vec<Rc<Instance>>,
    /// The threat model that was made or processed last.
    pub(crate) current: Option<Rc<Instance>>,
    pending: Option<processed::Pending>,
    findings: Option<Rc<dyn crate::host::FindingSource>>,
    /// The first controls that were set on the element itself, as scripts did until 2020: place, and how it is written
    /// today.
    legacy_controls: Vec<(Span, String)>,
    /// How many there are.
    legacy_count: usize,
    /// How often the model was processed.
    processed: usize,
    /// Attributes that the script invented, by class; each is warned about once.
    unknown_attributes: HashSet<(Rc<str>, Symbol)>,
}

/// Modules of pytm whose names scripts import. They all offer the same names.
pub const MODULES: [&str; 16] = [
    "pytm",
    "pytm.pytm",
    "pytm.enums",
    "pytm.base",
    "pytm.element",
    "pytm.asset",
    "pytm.actor",
    "pytm.boundary",
    "pytm.data",
    "pytm.dataflow",
    "pytm.datastore",
    "pytm.process",
    "pytm.finding",
    "pytm.threat",
    "pytm.tm",
    "pytm.flows",
];

/// Names that scripts can import from pytm.
pub(crate) fn exported_names() -> Vec<&'static str> {
    ModelClass::ALL.iter().map(|class| class.name()).chain(EnumKind::ALL.iter().map(|kind| kind.name())).collect()
}

/// The module of this name, if it is one of pytm's.
pub(crate) fn module(interpreter: &mut Interpreter<'_>, name: &str) -> Option<Rc<ModuleObject>> {
    if !MODULES.contains(&name) {
        return None;
    }
    let module = Rc::new(ModuleObject::new(name, Vec::new(), None));
    for (class, object) in &interpreter.pytm.classes {
        module.set(Symbol::new(class.name()), Some(Value::Class(object.clone())));
    }
    for (kind, object) in &interpreter.pytm.enums {
        module.set(Symbol::new(kind.name()), Some(Value::Class(object.clone())));
    }
    for native in methods::FUNCTIONS {
        module.set(Symbol::new(native.name), Some(Value::Native(native)));
    }
    if name == "pytm" {
        for submodule in MODULES.iter().filter_map(|module| module.strip_prefix("pytm.")) {
            let inner = self::module(interpreter, &format!("pytm.{submodule}"))?;
            interpreter.modules.insert(format!("pytm.{submodule}").into(), inner.clone());
            module.set(Symbol::new(submodule), Some(Value::Module(inner)));
        }
        module.set(Symbol::new("__all__"), Some(exports()));
    }
    Some(module)
}

fn exports() -> Value {
    let names = exported_names().into_iter().filter(|name| *name != "Asset");
    Value::list(names.map(Value::str).collect())
}

impl Pytm {
    pub(crate) fn new(types: &Types) -> Self {
        let mut pytm = Self {
            classes: Vec::new(),
            enums: Vec::new(),
            created: Vec::new(),
            current: None,
            pending: None,
            findings: None,
            legacy_controls: Vec::new(),
            legacy_count: 0,
            processed: 0,
            unknown_attributes: HashSet::new(),
        };
        for class in ModelClass::ALL {
            let parent = class.parent().and_then(|parent| pytm.class(parent)).unwrap_or_else(|| types.object.clone());
            let made =
                native_class(class.name(), class.module(), parent, NativeClass::Model(class), class.documentation());
            methods::install(class, &made);
            pytm.classes.push((class, made));
        }
        for kind in EnumKind::ALL {
            let parent = types.object.clone();
            let made = native_class(kind.name(), "pytm.enums", parent, NativeClass::Enum(kind), kind.documentation());
            methods::install_enum(kind, &made);
            pytm.enums.push((kind, made));
        }
        if let Some(tm) = pytm.class(ModelClass::Tm) {
            registry::reset(&tm);
        }
        pytm
    }

    /// The class object of a model class.
    pub(crate) fn class(&self, class: ModelClass) -> Option<Rc<Class>> {
        self.classes.iter().find(|(known, _)| *known == class).map(|(_, object)| object.clone())
    }
}

fn native_class(name: &str, module: &str, parent: Rc<Class>, native: NativeClass, documentation: &str) -> Rc<Class> {
    Rc::new(Class {
        name: name.into(),
        module: module.into(),
        ancestors: parent.lineage().cloned().collect(),
        bases: vec![parent],
        attributes: RefCell::new(Attributes::default()),
        native,
        documentation: Some(documentation.into()),
    })
}

impl Interpreter<'_> {
    /// The class object of an enumeration.
    pub(crate) fn enum_class(&self, kind: EnumKind) -> Rc<Class> {
        let found = self.pytm.enums.iter().find(|(known, _)| *known == kind);
        found.map_or_else(|| self.types.object.clone(), |(_, class)| class.clone())
    }

    /// `Classification.__members__`.
    pub(crate) fn enum_members(&mut self, kind: EnumKind) -> Outcome<Value> {
        let dict = RefCell::default();
        for member in kind.members() {
            self.dict_set(&dict, Value::str(member.name()), Value::Member(member))?;
        }
        Ok(Value::dict(dict.into_inner()))
    }

    /// A new object of a model class, without running its `__init__`.
    fn bare_instance(&mut self, class: ModelClass) -> Rc<Instance> {
        let class = self.pytm.class(class).unwrap_or_else(|| self.types.object.clone());
        self.bare_object(&class)
    }

    /// A new object of a class, without running its `__init__`.
    pub(crate) fn bare_object(&mut self, class: &Rc<Class>) -> Rc<Instance> {
        Rc::new(Instance {
            class: RefCell::new(class.clone()),
            attributes: RefCell::new(Attributes::default()),
            place: Some(self.span()),
            serial: self.serial(),
        })
    }

    /// The mark of a fact that the running statement states.
    fn stated_here(&self) -> Mark {
        let (source, range) = self.statement;
        Mark::Stated(Span { source, start: range.start, end: range.end })
    }
}
