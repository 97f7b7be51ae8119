//! One chore a file.

pub(crate) mod bench;
pub(crate) mod bench_layout;
pub(crate) mod book;
pub(crate) mod catalogue;
pub(crate) mod differential;
pub(crate) mod generated;
pub(crate) mod oracle;
pub(crate) mod random_models;
mod shrink;
pub(crate) mod test;
mod threat_pages;

use std::path::{Path, PathBuf};
use std::process::Command;

/// The folder of the workspace.
pub(crate) fn root() -> PathBuf {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.parent().unwrap_or(manifest).to_path_buf()
}

/// The folder that Cargo builds into.
pub(crate) fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// The folder of the oracle's models, templates and records.
pub(crate) fn oracle_tests() -> PathBuf {
    root().join("crates/bartizan/tests/oracle")
}

/// Runs a command to its end, in the workspace's folder; its output is ours.
pub(crate) fn run(command: &mut Command) -> Result<(), String> {
    let shown = format!("{command:?}").replace('"', "");
    eprintln!("$ {shown}");
    let status = command.current_dir(root()).status().map_err(|error| format!("cannot run `{shown}`: {error}"))?;
    match status.success() {
        true => Ok(()),
        false => Err(format!("`{shown}` failed: {status}")),
    }
}

/// Cargo, the one that runs this.
pub(crate) fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Builds Bartizan and says where the binary is.
pub(crate) fn build(profile: &str) -> Result<PathBuf, String> {
    run(cargo().args(["build", "--package", "bartizan", "--profile", profile]))?;
    let folder = if profile == "dev" { "debug" } else { profile };
    Ok(target().join(folder).join(format!("bartizan{}", std::env::consts::EXE_SUFFIX)))
}

/// The binary that was asked for, or else a release build.
pub(crate) fn binary(arguments: &mut crate::Arguments) -> Result<PathBuf, String> {
    match arguments.option::<PathBuf>("--binary")? {
        Some(path) => std::fs::canonicalize(&path).map_err(|error| format!("{}: {error}", path.display())),
        None => build("release"),
    }
}

/// Writes a file and the folders that it is in.
pub(crate) fn write(path: &Path, text: &str) -> Result<(), String> {
    let in_path = |error: std::io::Error| format!("{}: {error}", path.display());
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(in_path)?;
    }
    std::fs::write(path, text).map_err(in_path)
}

/// Reads a file.
pub(crate) fn read(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}
