//! Conditions, the threat catalogue and findings.
//!
//! A [`Threat`] has a condition over `target`; a [`Library`] is a checked collection of threats; [`analyse`] evaluates
//! a library on a resolved model and returns [`Findings`].

pub mod finding;
pub mod threat;

pub use finding::{Finding, Findings, SetAside, Verdict};
pub use threat::{Level, Stride, Threat};
