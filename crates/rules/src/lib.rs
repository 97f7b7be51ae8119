//! Conditions, the threat catalogue and findings.
//!
//! A [`Threat`] has a condition over `target`; a [`Library`] is a checked collection of threats; [`analyse`] evaluates
//! a library on a resolved model and returns [`Findings`]. [`paths`] says who gets where by them.

mod analyse;
mod catalogue;
pub mod changes;
pub mod condition;
pub mod decisions;
pub mod finding;
pub mod frameworks;
pub mod library;
pub mod limits;
pub mod paths;
pub mod plan;
pub mod proof;
pub mod prose;
pub mod questions;
pub mod threat;
pub mod what_if;
pub mod why;

pub use analyse::{analyse, reasons};
pub use changes::{Changes, changes};
pub use condition::{Atom, Condition, Mode, Outcome};
pub use finding::{Finding, Findings, SetAside, Verdict};
pub use library::{Library, LibraryBuilder};
pub use threat::{Level, Stride, Threat};
