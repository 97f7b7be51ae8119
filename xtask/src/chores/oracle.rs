//! `oracle` and `record-oracle`: a released pytm, to record from. Nothing else needs it.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::{oracle_tests, root, run};
use crate::{Arguments, Outcome};

/// Release and what is pinned beside it. Newer releases of pydantic crash some reports of 1.4.0.
const REFERENCE: (&str, &[&str]) = ("1.4.0", &["pydantic==2.12.5"]);
const OLDER: [(&str, &[&str]); 1] = [("1.3.1", &[])];

/// Makes the virtual environments that are missing.
pub(crate) fn set_up(mut arguments: Arguments) -> Outcome {
    let all = arguments.flag("--all");
    arguments.end()?;
    install(REFERENCE)?;
    for release in OLDER.into_iter().filter(|_| all) {
        install(release)?;
    }
    Ok(())
}

fn install((release, others): (&str, &[&str])) -> Result<PathBuf, String> {
    let folder = root().join("oracle").join(release);
    let python = python_in(&folder);
    if folder.join("complete").exists() {
        return Ok(python);
    }
    run(Command::new("python3").args(["-m", "venv"]).arg(&folder))?;
    run(Command::new(&python).args(["-m", "pip", "install", "--quiet", &format!("pytm=={release}")]).args(others))?;
    super::write(&folder.join("complete"), "")?;
    Ok(python)
}

fn python_in(folder: &Path) -> PathBuf {
    folder.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" })
}

/// The reference's Python; sets it up when it is missing.
pub(crate) fn python() -> Result<PathBuf, String> {
    match std::env::var_os("BARTIZAN_ORACLE") {
        Some(python) => Ok(python.into()),
        None => install(REFERENCE),
    }
}

/// The reference's Python, if it is set up.
pub(crate) fn python_if_there() -> Option<PathBuf> {
    let folder = root().join("oracle").join(REFERENCE.0);
    let installed = folder.join("complete").exists().then(|| python_in(&folder));
    std::env::var_os("BARTIZAN_ORACLE").map(PathBuf::from).or(installed)
}

/// Runs the recorder.
pub(crate) fn record(mut arguments: Arguments) -> Outcome {
    let templates = arguments.option::<PathBuf>("--shared-templates")?;
    let names = arguments.rest()?;
    let tests = oracle_tests();
    let mut command = Command::new(python()?);
    command.arg(root().join("xtask/oracle/record.py")).arg(tests.join("models")).arg(tests.join("records")).args(names);
    if let Some(folder) = templates {
        let folder = std::fs::canonicalize(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        command.arg("--shared-templates").arg(folder);
    }
    run(&mut command)
}
