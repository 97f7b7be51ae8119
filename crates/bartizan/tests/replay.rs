//! What pytm says of more than a hundred models, replayed without pytm: findings, diagrams, JSON and reports.
//!
//! `tests/oracle/README.md` says what was recorded; `xtask::compare` says which differences are meant.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]
#![expect(clippy::disallowed_methods, reason = "the test reads records and runs the program")]

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use xtask::compare;
use xtask::gather::Bartizan;

/// A divergence: a type of datastore that nobody knows is taken as unknown, with a warning.
const LENIENT: &str = "error_bad_enum";

/// A model that reads the command line itself, and knows no flag of pytm's: what it prints without any is compared.
const OWN_COMMAND_LINE: &str = "own_command_line";

#[test]
fn the_oracles_records_agree() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle");
    let shared = here.join("../../../../../shared/pytm-templates");
    let bartizan = Bartizan {
        binary: PathBuf::from(env!("CARGO_BIN_EXE_bartizan")),
        library: here.join("threats.json"),
        templates: vec![here.join("templates"), shared.clone()],
    };
    let mut models: Vec<PathBuf> =
        std::fs::read_dir(here.join("models")).unwrap().map(|entry| entry.unwrap().path()).collect();
    models.retain(|path| path.extension().is_some_and(|extension| extension == "py"));
    models.sort();
    assert!(models.len() >= 100, "only {} models", models.len());

    // Models are taken by whoever is free.
    let next = AtomicUsize::new(0);
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let work = &|number: usize| {
        let scratch = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("replay-{number}"));
        std::fs::create_dir_all(&scratch).unwrap();
        let mut differences = Vec::new();
        while let Some(model) = models.get(next.fetch_add(1, Ordering::Relaxed)) {
            differences.extend(differences_of(model, &bartizan, &here, shared.exists(), &scratch));
        }
        differences
    };
    let differences: Vec<String> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|number| scope.spawn(move || work(number))).collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
    });
    assert!(differences.is_empty(), "{} differences:\n{}", differences.len(), differences.join("\n"));
}

/// What a model's record says otherwise.
fn differences_of(model: &Path, bartizan: &Bartizan, here: &Path, has_shared: bool, scratch: &Path) -> Vec<String> {
    let name = model.file_stem().unwrap().to_string_lossy().into_owned();
    if name == LENIENT {
        let output = bartizan.run(model, []).unwrap();
        assert!(output.status.success() && String::from_utf8_lossy(&output.stderr).contains("SQLite"));
        return Vec::new();
    }
    let text = std::fs::read_to_string(here.join("records").join(format!("{name}.json"))).unwrap();
    let mut record: serde_json::Value = serde_json::from_str(&text).unwrap();
    if !has_shared {
        // pytm's own templates are not part of this repository.
        record.as_object_mut().unwrap().remove("shared_reports");
    }
    if name == OWN_COMMAND_LINE {
        let output = bartizan.run(model, []).unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stdout), record["stdout"].as_str().unwrap());
        return Vec::new();
    }
    let ours = bartizan.ask(model, &record, scratch).unwrap();
    let found = compare::record(&record, &ours);
    found.into_iter().map(|difference| format!("{name}: {difference}")).collect()
}
