//! Plain Python, as model scripts use it: the output is CPython 3.11's, recorded beside each script.

#![allow(clippy::unwrap_used, reason = "a test may fail")]
#![expect(clippy::disallowed_methods, reason = "the test reads scripts and runs the program")]

use std::path::Path;
use std::process::Command;

#[test]
fn scripts_print_what_cpython_prints() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scripts");
    let mut count = 0;
    for path in std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.extension().is_none_or(|extension| extension != "py") {
            continue;
        }
        count += 1;
        let name = path.file_name().unwrap();
        let output = Command::new(env!("CARGO_BIN_EXE_bartizan")).arg(name).current_dir(&folder).output().unwrap();
        let expected = std::fs::read_to_string(path.with_extension("out")).unwrap();
        let printed = String::from_utf8(output.stdout).unwrap();
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        for (line, (ours, theirs)) in printed.lines().zip(expected.lines()).enumerate() {
            assert_eq!(ours, theirs, "{}, line {} of its output", path.display(), line + 1);
        }
        assert_eq!(printed, expected, "{}: {errors}", path.display());
        assert!(output.status.success(), "{}: {errors}", path.display());
    }
    assert!(count >= 6, "only {count} scripts");
}
