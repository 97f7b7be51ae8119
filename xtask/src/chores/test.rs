//! `test` and `ci`.

use std::process::Command;

use super::{cargo, root, run};
use crate::{Arguments, Outcome};

/// Runs all tests; needs nothing but Rust.
pub(crate) fn test(arguments: Arguments) -> Outcome {
    arguments.end()?;
    run(cargo().args(["test", "--workspace"]))
}

/// Runs what the continuous integration runs.
pub(crate) fn ci(arguments: Arguments) -> Outcome {
    arguments.end()?;
    run(&mut Command::new(root().join(".ci/run")))
}
