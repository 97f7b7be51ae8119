//! The tests that stand in the files of the catalogue, one by one: `cargo test --test catalogue -- INP19`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]
#![expect(clippy::disallowed_methods, reason = "a test reads the files of the repository")]

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use bartizan::model::Sources;
use bartizan::rules::library::{ThreatTests, threat_tests};
use bartizan::threat_tests::ReadTests;
use bartizan::{Diagnostic, System};
use libtest_mimic::{Arguments, Failed, Trial};

/// Of the mistakes that a condition could have, so many in a hundred have to be noticed by its tests.
const NOTICED: usize = 95;

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let mut trials = Vec::new();
    for path in files() {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let headings: Vec<String> = tests(&path).models.iter().map(|model| model.heading.0.clone()).collect();
        assert!(headings.iter().any(|heading| heading.starts_with("fires")), "{name} has no test in which it fires");
        assert!(headings.iter().any(|heading| heading.starts_with("stays")), "{name} has no test in which it is quiet");
        for (number, heading) in headings.into_iter().enumerate() {
            let path = path.clone();
            trials.push(Trial::test(format!("{name}: {heading}"), move || passes(&path, number)));
        }
    }
    trials.push(Trial::test("mistakes in conditions are noticed", mistakes_are_noticed));
    libtest_mimic::run(&arguments, trials).exit_code()
}

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../catalogue");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "md") && !path.ends_with("README.md"));
    files.sort();
    files
}

fn tests(path: &Path) -> ThreatTests {
    let text = std::fs::read_to_string(path).unwrap();
    let read = threat_tests(&path.display().to_string(), &text, &mut Sources::default());
    read.unwrap_or_else(|problems| panic!("{}: {problems:?}", path.display())).expect("a threat")
}

/// The test with this number, on a stack as large as the program has.
fn passes(path: &Path, number: usize) -> Result<(), Failed> {
    let tests = tests(path);
    with_stack(move || {
        let read = ReadTests::read(&tests, &mut System::default());
        let (_, problems) = &read.problems()[number];
        match problems.is_empty() {
            true => Ok(()),
            false => Err(problems.iter().map(|problem: &Diagnostic| format!("{problem}\n")).collect::<String>().into()),
        }
    })
}

fn mistakes_are_noticed() -> Result<(), Failed> {
    with_stack(|| {
        let (mut tried, mut unnoticed) = (0, Vec::new());
        for path in files() {
            let tests = tests(&path);
            let mutation = ReadTests::read(&tests, &mut System::default()).mutate();
            tried += mutation.tried;
            unnoticed
                .extend(mutation.survivors.into_iter().map(|left| format!("{}: {}\n", tests.id, left.mutant.text)));
        }
        assert!(tried > 1_000, "only {tried} mistakes were tried");
        match (tried - unnoticed.len()) * 100 >= tried * NOTICED {
            true => Ok(()),
            false => Err(format!("{} of {tried} are not noticed:\n{}", unnoticed.len(), unnoticed.concat()).into()),
        }
    })
}

fn with_stack<T: Send + 'static>(run: impl FnOnce() -> T + Send + 'static) -> T {
    std::thread::Builder::new().stack_size(bartizan::STACK).spawn(run).unwrap().join().unwrap()
}
