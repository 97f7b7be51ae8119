//! Runs a model script and hands back a model.
//!
//! The script is Python; nothing of it reaches the operating system except through the [`Host`]. It is parsed, lowered
//! once to a tree of our own with every name resolved to a slot, and evaluated with bounds on steps, depth and memory.

mod builtins;
mod eval;
pub mod host;
pub mod limits;
mod lower;
mod pytm;
pub mod recording;
mod regex;
mod run;
mod tree;
mod value;

pub use host::{
    FindingRecord, FindingSource, Host, HostError, PYTM_FOLDER, PYTM_THREATS, PathKind, Processed, ReadError,
    Rendering, WriteError,
};
pub use run::{Run, Script, run, run_within};
