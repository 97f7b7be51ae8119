//! `test` and `ci`.

use std::process::{Command, Stdio};

use super::{cargo, root, run};
use crate::{Arguments, Outcome};

/// The names of the browser that the tests of web pages use (`crates/bartizan/tests/browser/devtools.rs`).
const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// Runs all tests. They need nothing but Rust; what is left out for want of a browser is said.
pub(crate) fn test(arguments: Arguments) -> Outcome {
    arguments.end()?;
    let missing = missing();
    missing.iter().for_each(|note| eprintln!("note: {note}"));
    let outcome = run(cargo().args(["test", "--workspace"]));
    // What was said first is far away by now.
    missing.iter().for_each(|note| eprintln!("note: {note}"));
    outcome
}

/// What some tests would need besides.
fn missing() -> Vec<&'static str> {
    if !BROWSERS.into_iter().any(is_there) {
        return vec![
            "there is no Chromium, so that web pages are not tried in a browser; `apt-get install chromium` brings it on Debian",
        ];
    }
    match std::env::var_os("BARTIZAN_AXE") {
        None => {
            vec!["`BARTIZAN_AXE` names no copy of axe-core, so that accessibility is not checked: see CONTRIBUTING.md"]
        }
        Some(_) => Vec::new(),
    }
}

fn is_there(program: &str) -> bool {
    let run = Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    run.is_ok_and(|status| status.success())
}

/// Runs what the continuous integration runs.
pub(crate) fn ci(arguments: Arguments) -> Outcome {
    arguments.end()?;
    run(&mut Command::new(root().join(".ci/run")))
}
