//! The system under study: elements, flows, boundaries, data and controls; facts and where each came from.
//!
//! A [`Model`] is what a script, a file or the [`build`] API describes. [`resolve`] derives from it the facts that
//! nobody wrote down (defaults a flow takes from its sink, request and response pairs, which data is carried where).
//! This crate knows no other crate of the workspace.

pub mod answers;
mod at_rest;
pub mod build;
pub mod diagnostic;
pub mod fact;
pub mod identities;
pub mod implications;
pub mod limits;
pub mod model;
pub mod names;
pub mod object;
pub mod resolve;
pub mod schema;
pub mod source;
pub mod value;

pub use answers::{Answer, Appearance, FindingKey, OwnFunction, Reported, Subject};
pub use at_rest::Stores;
pub use diagnostic::{Diagnostic, Label, Severity};
pub use fact::{Fact, Origin, Owner};
pub use identities::Identities;
pub use implications::{imply, stated_at};
pub use model::{Model, Registry, ThreatDefinition};
pub use object::{Assumption, Object, Override};
pub use resolve::{ResolveError, TakenOver, resolve, taken_over};
pub use schema::{Attribute, AttributeId, Class, Default, EnumKind, Kind, Member};
pub use source::{Location, SourceId, Sources, Span};
pub use value::{DataId, ElementId, Text, Value};
