//! Bartizan: threat modeling as code.
//!
//! This crate is the façade of the library and the command line. It is the only one that touches the operating system,
//! and does so through one trait, [`World`].
//!
//! A model can be written in Rust ([`build::ThreatModel`]) or read from a script ([`read_model`]); [`analyse`] derives
//! its facts and finds its threats.

mod alike;
mod analysis;
mod beside;
mod command;
pub mod command_line;
mod config;
mod diagnostics;
mod git;
pub mod isolation;
mod libraries;
mod machine_fonts;
mod output;
mod past;
mod progress;
mod pytm_flags;
mod pytm_folder;
mod recorder;
#[cfg(test)]
mod reference;
mod revision;
mod sandbox;
mod script;
mod server;
mod signals;
mod system;
mod templates;
mod terminal_pictures;
mod threads;
pub mod threat_tests;
mod watching;
mod workflow_commands;
mod world;

pub use analysis::{Analysis, analyse};
pub use bartizan_diagram as diagram;
pub use bartizan_model as model;
pub use bartizan_model::{Diagnostic, Model, build};
pub use bartizan_report as report;
pub use bartizan_rules as rules;
pub use command_line::process;
pub use revision::{Objects, Revision, RevisionError};
pub use script::read_model;
pub use system::System;
pub use world::{FileError, Stamp, World};

/// Bytes of stack that a thread needs to evaluate scripts and conditions; reserved, not used.
pub const STACK: usize = bartizan_python::limits::STACK;
