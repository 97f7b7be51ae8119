//! Runs the program on an example and reads what it wrote.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

pub(crate) const MODEL: &str = "examples/quickstart/tm.py";

/// An empty folder for a test.
pub(crate) fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(env!("CARGO_CRATE_NAME")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

pub(crate) fn bartizan(arguments: &[&str]) -> Output {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut command = Command::new(env!("CARGO_BIN_EXE_bartizan"));
    command.args(arguments).current_dir(root).env_remove("CI").output().unwrap()
}

pub(crate) fn written(path: &Path, arguments: &[&str]) -> Vec<u8> {
    let output = bartizan(&[arguments, &["-o", path.to_str().unwrap()]].concat());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    std::fs::read(path).unwrap()
}

pub(crate) fn complaint(arguments: &[&str], code: i32) -> String {
    let output = bartizan(arguments);
    let complaint = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(code), "{complaint}");
    assert!(output.stdout.is_empty());
    complaint
}
