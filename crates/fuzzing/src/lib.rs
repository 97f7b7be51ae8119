//! What the fuzz targets in `fuzz/` do with their input, one file a target.
//!
//! A target takes any bytes and ends, whatever they are; a panic is what fuzzing looks for. `tests/replay.rs` gives each
//! target the inputs that are kept in `fuzz/seeds`.

#![expect(clippy::panic, reason = "a panic is how a target says that something does not hold")]

mod choices;
mod conditions;
mod models;
mod pytm_json;
mod script;
mod templates;
mod threat_files;
mod tokens;

use choices::Choices;

/// A target: its name, and what it does with bytes.
pub type Target = (&'static str, fn(&[u8]));

/// All targets.
pub const TARGETS: &[Target] = &[
    ("script_text", script::text),
    ("script_tokens", tokens::script),
    ("conditions", conditions::condition),
    ("templates", templates::template),
    ("threat_files", threat_files::file),
    ("pytm_json", pytm_json::load),
];

/// Runs the target of this name.
pub fn run(name: &str, bytes: &[u8]) {
    match TARGETS.iter().find(|(other, _)| *other == name) {
        Some((_, target)) => target(bytes),
        None => panic!("no target is called `{name}`"),
    }
}
