//! `new-threat` and `mutate-catalogue`: what the program does for any library, done for the catalogue.

use std::process::Command;

use super::root;
use crate::{Arguments, Outcome};

/// Starts a file of the catalogue.
pub(crate) fn new_threat(mut arguments: Arguments) -> Outcome {
    let id = arguments.next().ok_or("which id? For example `cargo xtask new-threat INP99`")?;
    arguments.end()?;
    let status = bartizan().args(["threats", "new", &id, "--folder", "catalogue"]).status();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => Err("no file was written".to_owned()),
        Err(error) => Err(format!("cannot start cargo: {error}")),
    }
}

/// Of the mistakes tried, so many in a hundred have to be noticed.
const NOTICED: u64 = 95;

/// Tries small mistakes in every condition, and counts those that no test notices.
pub(crate) fn mutate_catalogue(mut arguments: Arguments) -> Outcome {
    let mut paths: Vec<String> = Vec::new();
    while let Some(id) = arguments.next() {
        paths.push(format!("catalogue/{id}.md"));
    }
    if paths.is_empty() {
        paths.push("catalogue".to_owned());
    }
    let output = bartizan()
        .args(["threats", "check", "--mutants", "--no-notes", "--format", "json"])
        .args(&paths)
        .output()
        .map_err(|error| format!("cannot start cargo: {error}"))?;
    let result: serde_json::Value = serde_json::from_slice(&output.stdout)
        .map_err(|_| format!("no result: {}", String::from_utf8_lossy(&output.stderr)))?;
    for diagnostic in result.pointer("/diagnostics").and_then(|all| all.as_array()).into_iter().flatten() {
        let text = |pointer: &str| diagnostic.pointer(pointer).and_then(|text| text.as_str()).unwrap_or("");
        let line = diagnostic.pointer("/places/0/place/line").and_then(|line| line.as_u64()).unwrap_or(0);
        println!("{}:{line}: {} ({})", text("/places/0/place/path"), text("/message"), text("/help/0"));
    }
    let number = |key: &str| result.pointer(&format!("/summary/{key}")).and_then(|number| number.as_u64()).unwrap_or(0);
    let (tried, unnoticed, failed) = (number("mistakes_tried"), number("mistakes_unnoticed"), number("tests_failed"));
    println!("{} of {tried} mistakes are noticed by {} tests", tried - unnoticed, number("tests"));
    match tried > 0 && failed == 0 && (tried - unnoticed) * 100 >= tried * NOTICED {
        true => Ok(()),
        false => Err(format!("{failed} tests fail; {NOTICED} of 100 mistakes have to be noticed")),
    }
}

/// The program as it is now.
fn bartizan() -> Command {
    let mut command = Command::new("cargo");
    command.current_dir(root()).args(["run", "--quiet", "--package", "bartizan", "--"]);
    command
}
