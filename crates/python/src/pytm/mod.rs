//! pytm, as scripts see it: its modules, classes and enumerations, on native objects.

mod attributes;
mod chance;
mod coerce;
mod construct;
mod functions;
mod methods;
mod modules;
mod own_code;
mod processed;
mod registry;
mod snapshot;

use std::cell::RefCell;
use std::collections::HashSet;
use std::rc::Rc;

use bartizan_model::{Class as ModelClass, Diagnostic, EnumKind, Span};

pub(crate) use construct::Making;
pub use construct::positional_parameters;
pub use modules::MODULES;

use crate::eval::{Interpreter, Outcome, Types};
use crate::value::class::Mark;
pub(crate) use modules::{exported_names, late_attribute, late_method, module};

use crate::value::{Attributes, Class, Instance, NativeClass, Symbol, Value};

/// What pytm keeps between statements.
pub(crate) struct Pytm {
    classes: Vec<(ModelClass, Rc<Class>)>,
    enums: Vec<(EnumKind, Rc<Class>)>,
    /// Elements and data, in the order in which they were made.
    created: Vec<Rc<Instance>>,
    /// The threat model that was made or processed last.
    pub(crate) current: Option<Rc<Instance>>,
    /// What was processed last and is not written back yet.
    pending: Option<processed::Pending>,
    /// What was processed last, and how many attributes had been set by then.
    processed: Option<(processed::Pending, u64)>,
    findings: Option<Rc<dyn crate::host::FindingSource>>,
    /// The same as objects, once the script looks at any.
    found: Option<Rc<processed::Found>>,
    /// The first controls that were set on the element itself, as scripts did until 2020: place, and how it is written
    /// today.
    legacy_controls: Vec<(Span, String)>,
    /// How many there are.
    legacy_count: usize,
    /// The functions that report templates call, as they are before a script replaces any.
    report_functions: Option<Attributes>,
    /// The exception that said last that the model contradicts itself, with the whole message.
    contradiction: Option<(Value, Box<Diagnostic>)>,
    /// Methods of the script that it has been told are not called.
    uncalled: Vec<Span>,
    /// How often the model was processed.
    times_processed: usize,
    /// Attributes that the script invented, by class; each is warned about once.
    unknown_attributes: HashSet<(Rc<str>, Symbol)>,
}

impl Pytm {
    pub(crate) fn new(types: &Types) -> Self {
        let mut pytm = Self {
            classes: Vec::new(),
            enums: Vec::new(),
            created: Vec::new(),
            current: None,
            pending: None,
            processed: None,
            findings: None,
            found: None,
            legacy_controls: Vec::new(),
            report_functions: None,
            contradiction: None,
            uncalled: Vec::new(),
            legacy_count: 0,
            times_processed: 0,
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

/// What the members of one of pytm's enumerations are called, for a message; `None` for other classes.
pub(crate) fn members_in_words(class: &Class) -> Option<String> {
    let NativeClass::Enum(kind) = class.native else { return None };
    let names: Vec<&str> = kind.members().map(|member| member.name()).collect();
    Some(format!("there are {}", names.join(", ")))
}

/// The name of one of the lists on `TM`, whose names were others in pytm 1.0; any other name itself.
pub(crate) fn list_name(name: Symbol) -> Symbol {
    registry::renamed(&name.name()).map_or(name, Symbol::new)
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
        more: Default::default(),
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
    fn bare_element(&mut self, class: ModelClass) -> Rc<Instance> {
        let class = self.pytm.class(class).unwrap_or_else(|| self.types.object.clone());
        self.bare_instance(&class, None)
    }

    /// The mark of a fact that the running statement states.
    fn stated_here(&self) -> Mark {
        let (source, range) = self.statement;
        Mark::Stated(Span { source, start: range.start, end: range.end })
    }
}
