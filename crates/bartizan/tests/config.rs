//! Where `bartizan.toml` is looked for: beside the model, and above it up to the root of the repository.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]
#![expect(clippy::disallowed_methods, reason = "the test makes folders and runs the program")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const MODEL: &str = "from pytm import TM, Server\ntm = TM('t')\nServer('Web')\n";
const OWN: &str = r#"[{"SID": "OWN1", "target": ["Server"], "description": "Own", "severity": "Low"}]"#;

/// A folder `root/repository/models` with a model; what else is in it is up to the test.
fn folder(name: &str) -> PathBuf {
    // Not in the target folder, which may lie in a repository.
    let root = std::env::temp_dir().join(format!("bartizan-{name}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&root);
    fs::create_dir_all(root.join("repository/models")).unwrap();
    fs::write(root.join("repository/models/tm.py"), MODEL).unwrap();
    root
}

fn configure(folder: &Path, threats: &str) {
    fs::write(folder.join("bartizan.toml"), format!("threats = [{threats}]\n")).unwrap();
    fs::write(folder.join("own.json"), OWN).unwrap();
}

/// What `check` says of the model, and its exit code.
fn check(root: &Path, arguments: &[&str]) -> (String, i32) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bartizan"));
    let output = command.args(["check", "models/tm.py"]).args(arguments).current_dir(root.join("repository")).output();
    let output = output.unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    (text, output.status.code().unwrap())
}

fn finds_own(root: &Path) -> bool {
    check(root, &[]).0.contains("OWN1@web")
}

#[test]
fn the_repository_counts_and_what_is_above_does_not() {
    let root = folder("config-above");
    configure(&root.join("repository"), "\"own.json\"");
    assert!(!finds_own(&root), "without a repository only the model's own folder counts");
    fs::create_dir(root.join("repository/.git")).unwrap();
    assert!(finds_own(&root));
    fs::rename(root.join("repository/.git"), root.join("repository/models/.git")).unwrap();
    assert!(!finds_own(&root), "it lies above the repository");
    configure(&root.join("repository/models"), "\"own.json\"");
    assert!(finds_own(&root));
    fs::remove_dir_all(root).unwrap();
}

#[test]
fn the_command_line_goes_first_and_flags_know_no_configuration() {
    let root = folder("config-order");
    configure(&root.join("repository/models"), "\"builtin\", \"own.json\"");
    assert!(finds_own(&root));
    let (text, _) = check(&root, &["--threats", "builtin"]);
    assert!(!text.contains("OWN1"), "{text}");
    let mut command = Command::new(env!("CARGO_BIN_EXE_bartizan"));
    let output = command.args(["models/tm.py", "--list"]).current_dir(root.join("repository")).output().unwrap();
    assert!(!String::from_utf8(output.stdout).unwrap().contains("OWN1"));
    fs::remove_dir_all(root).unwrap();
}

#[test]
#[cfg(unix)]
fn a_link_does_not_lead_out() {
    let root = folder("config-link");
    let models = root.join("repository/models");
    configure(&models, "\"threats\"");
    fs::write(root.join("outside.json"), OWN).unwrap();
    fs::create_dir(models.join("threats")).unwrap();
    std::os::unix::fs::symlink(root.join("outside.json"), models.join("threats/link.json")).unwrap();
    let (text, code) = check(&root, &[]);
    assert!(text.contains("is a link that leaves the folder of `bartizan.toml`"), "{text}");
    assert_eq!(code, 3);
    fs::remove_dir_all(models.join("threats")).unwrap();
    std::os::unix::fs::symlink(&root, models.join("threats")).unwrap();
    let (text, code) = check(&root, &[]);
    assert!(text.contains("lies outside the folder of `bartizan.toml`"), "{text}");
    assert_eq!(code, 2);
    fs::remove_dir_all(root).unwrap();
}
