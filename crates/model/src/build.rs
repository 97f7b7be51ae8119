//! Describes a system in Rust, as pleasantly as in Python.
//!
//! ```
//! use bartizan_model::build::ThreatModel;
//!
//! let mut tm = ThreatModel::new("shop");
//! let internet = tm.boundary("Internet").id();
//! let user = tm.actor("User").inside(internet).id();
//! let web = tm.server("Web").control("isHardened", true).id();
//! tm.flow(user, web, "Order").with("protocol", "HTTPS").with("dstPort", 443);
//! let model = tm.finish()?;
//! assert_eq!(model.registry.flows.len(), 1);
//! # Ok::<(), bartizan_model::build::BuildError>(())
//! ```

use std::panic::Location;

use thiserror::Error;

use crate::diagnostic::Diagnostic;
use crate::fact::Origin;
use crate::model::Model;
use crate::object::{Assumption, Object};
use crate::schema::{self, Class, EnumKind, Kind, Member};
use crate::source::{Sources, Span};
use crate::value::{DataId, ElementId, Value};

/// What was wrong with a description: all of it, each with its place.
#[derive(Debug, Error)]
#[error("{}", .diagnostics.iter().map(|d| d.message.as_str()).collect::<Vec<_>>().join("; "))]
pub struct BuildError {
    /// The messages.
    pub diagnostics: Vec<Diagnostic>,
    /// The files that they point into.
    pub sources: Sources,
}

/// A model in the making.
#[derive(Debug)]
pub struct ThreatModel {
    model: Model,
    problems: Vec<Diagnostic>,
}

/// The thing of a model that a call is about.
#[derive(Clone, Copy, Debug)]
enum Subject {
    Element(ElementId),
    Data(DataId),
}

/// An element, flow or boundary that was just added.
#[derive(Debug)]
pub struct ElementBuilder<'a> {
    tm: &'a mut ThreatModel,
    id: ElementId,
}

/// A piece of data that was just added.
#[derive(Debug)]
pub struct DataBuilder<'a> {
    tm: &'a mut ThreatModel,
    id: DataId,
}

macro_rules! elements {
    ($($(#[$doc:meta])* $method:ident => $class:ident),* $(,)?) => {
        $($(#[$doc])*
        #[track_caller]
        pub fn $method(&mut self, name: &str) -> ElementBuilder<'_> {
            self.add(Class::$class, name)
        })*
    };
}

impl ThreatModel {
    /// A model of the system of this name.
    #[track_caller]
    pub fn new(name: &str) -> Self {
        let mut model = Model::new(name);
        let span = model.sources.caller(Location::caller());
        model.system.place = Some(span);
        model.system.set("name", Value::text(name), Origin::Stated(span));
        Self { model, problems: Vec::new() }
    }

    /// Says what the system is.
    #[track_caller]
    pub fn describe(&mut self, description: &str) -> &mut Self {
        self.option("description", description)
    }

    /// Sets an attribute of the model itself, such as `isOrdered`.
    #[track_caller]
    pub fn option(&mut self, name: &str, value: impl Into<Value>) -> &mut Self {
        let span = self.here();
        let checked = check(Class::Tm, name, value.into(), span);
        self.keep(checked, |model, value| model.system.set(name, value, Origin::Stated(span)));
        self
    }

    /// Takes something for granted about the whole system; the threats with these ids are set aside.
    #[track_caller]
    pub fn assume(&mut self, name: &str, exclude: &[&str]) -> &mut Self {
        let span = self.here();
        self.model.system.assumptions.push(assumption(name, exclude, span));
        self
    }

    elements! {
        /// Adds a trust boundary.
        boundary => Boundary,
        /// Adds an actor.
        actor => Actor,
        /// Adds a server.
        server => Server,
        /// Adds a system that others are responsible for.
        external_entity => ExternalEntity,
        /// Adds a datastore.
        datastore => Datastore,
        /// Adds a process.
        process => Process,
        /// Adds several processes seen as one.
        set_of_processes => SetOfProcesses,
        /// Adds a function that a cloud runs on demand.
        lambda => Lambda,
        /// Adds a large language model.
        llm => Llm,
        /// Adds an agent.
        agent => Agent,
        /// Adds an asset of no particular kind.
        asset => Asset,
    }

    /// Adds a flow of data.
    #[track_caller]
    pub fn flow(&mut self, source: ElementId, sink: ElementId, name: &str) -> ElementBuilder<'_> {
        let flow = self.add(Class::Dataflow, name);
        flow.with("source", source).with("sink", sink)
    }

    /// Adds a piece of data.
    #[track_caller]
    pub fn data(&mut self, name: &str) -> DataBuilder<'_> {
        let object = self.object(Class::Data, name);
        let id = self.model.add_data(object);
        DataBuilder { tm: self, id }
    }

    /// The finished model, or everything that was wrong with the description.
    pub fn finish(self) -> Result<Model, BuildError> {
        if self.problems.is_empty() {
            Ok(self.model)
        } else {
            Err(BuildError { diagnostics: self.problems, sources: self.model.sources })
        }
    }

    #[track_caller]
    fn here(&mut self) -> Span {
        self.model.sources.caller(Location::caller())
    }

    #[track_caller]
    fn object(&mut self, class: Class, name: &str) -> Object {
        let span = self.here();
        let mut object = Object::new(class, Some(span));
        object.set("name", Value::text(name), Origin::Stated(span));
        object
    }

    #[track_caller]
    fn add(&mut self, class: Class, name: &str) -> ElementBuilder<'_> {
        let object = self.object(class, name);
        let id = self.model.add_element(object);
        ElementBuilder { tm: self, id }
    }

    #[track_caller]
    fn set(&mut self, subject: Subject, name: &str, value: Value) {
        let span = self.here();
        let object = match subject {
            Subject::Element(id) => self.model.element(id),
            Subject::Data(id) => self.model.datum(id),
        };
        let checked = check(object.class, name, value, span);
        self.keep(checked, |model, value| {
            let object = match subject {
                Subject::Element(id) => model.elements.get_mut(id.index()),
                Subject::Data(id) => model.data.get_mut(id.index()),
            };
            if let Some(object) = object {
                object.set(name, value, Origin::Stated(span));
            }
        });
    }

    fn keep(&mut self, checked: Result<Value, Box<Diagnostic>>, store: impl FnOnce(&mut Model, Value)) {
        match checked {
            Ok(value) => store(&mut self.model, value),
            Err(problem) => self.problems.push(*problem),
        }
    }
}

impl ElementBuilder<'_> {
    /// The element's id, to be named by others.
    pub fn id(self) -> ElementId {
        self.id
    }

    /// Puts the element inside a boundary.
    #[track_caller]
    pub fn inside(self, boundary: ElementId) -> Self {
        self.with("inBoundary", boundary)
    }

    /// Sets an attribute by its name in the schema.
    #[track_caller]
    pub fn with(self, name: &str, value: impl Into<Value>) -> Self {
        self.tm.set(Subject::Element(self.id), name, value.into());
        self
    }

    /// Sets a control by its name in the schema.
    #[track_caller]
    pub fn control(self, name: &str, value: impl Into<Value>) -> Self {
        let span = self.tm.here();
        let checked = check(Class::Controls, name, value.into(), span);
        let id = self.id;
        self.tm.keep(checked, |model, value| {
            if let Some(object) = model.elements.get_mut(id.index()) {
                object.set_control(name, value, Origin::Stated(span));
            }
        });
        self
    }

    /// Says which data the flow carries or the element puts into its flows.
    #[track_caller]
    pub fn data(self, data: &[DataId]) -> Self {
        self.with("data", data.to_vec())
    }

    /// Takes something for granted about the element; the threats with these ids are set aside.
    #[track_caller]
    pub fn assume(self, name: &str, exclude: &[&str]) -> Self {
        let span = self.tm.here();
        if let Some(object) = self.tm.model.elements.get_mut(self.id.index()) {
            object.assumptions.push(assumption(name, exclude, span));
        }
        self
    }
}

impl DataBuilder<'_> {
    /// The data's id, to be named by flows.
    pub fn id(self) -> DataId {
        self.id
    }

    /// Sets an attribute by its name in the schema.
    #[track_caller]
    pub fn with(self, name: &str, value: impl Into<Value>) -> Self {
        self.tm.set(Subject::Data(self.id), name, value.into());
        self
    }

    /// Says how sensitive the data is: a member of `Classification`, by name.
    #[track_caller]
    pub fn classified(self, member: &str) -> Self {
        let value = match EnumKind::Classification.member(member) {
            Some(member) => Value::Member(member),
            None => Value::text(member),
        };
        self.with("classification", value)
    }
}

/// A member of an enumeration by name, for [`ElementBuilder::with`]; a wrong name is reported by [`ThreatModel::finish`].
pub fn member(kind: EnumKind, name: &str) -> Value {
    kind.member(name).map_or_else(|| Value::text(name), |member: Member| Value::Member(member))
}

fn assumption(name: &str, exclude: &[&str], place: Span) -> Assumption {
    let exclude = exclude.iter().map(|id| (*id).into()).collect();
    Assumption { name: name.into(), exclude, description: "".into(), place: Some(place) }
}

fn check(class: Class, name: &str, value: Value, span: Span) -> Result<Value, Box<Diagnostic>> {
    let Some(attribute) = schema::attribute(class, name) else {
        let mut problem = Diagnostic::error(format!("`{}` has no attribute `{name}`", class.name())).at(Some(span), "");
        if let Some(near) = schema::suggest(class, name) {
            problem = problem.help(format!("did you mean `{near}`?"));
        }
        return Err(Box::new(problem));
    };
    let is_of_kind = match attribute.kind {
        Kind::Element | Kind::Boundary | Kind::Flow => matches!(value, Value::Element(_) | Value::None),
        Kind::Levels | Kind::Texts | Kind::Elements | Kind::Flows | Kind::Data => matches!(value, Value::List(_)),
        Kind::Findings | Kind::Assumption | Kind::Assumptions | Kind::Controls | Kind::Uuid => false,
        _ => true,
    };
    let coerced = attribute.kind.coerce(&value).map_err(|mismatch| (mismatch.expected, mismatch.found));
    match coerced {
        Ok(value) if is_of_kind => Ok(value),
        Ok(_) => Err((attribute.kind.expectation(), value.kind_name().to_owned())),
        Err(problem) => Err(problem),
    }
    .map_err(|(expected, found)| {
        let message = format!("`{}.{name}` takes {expected}, not {found}", class.name());
        Box::new(Diagnostic::error(message).at(Some(span), ""))
    })
}
