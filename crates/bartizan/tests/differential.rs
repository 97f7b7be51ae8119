//! What CPython 3.11 says of 5,000 generated expressions and programs, replayed without CPython.
//!
//! `cargo xtask differential --record` writes the answers, and compares as many more as one likes.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail")]
#![expect(clippy::disallowed_methods, reason = "the test writes scripts and runs the program")]

use std::path::Path;
use std::process::Command;

use xtask::differential::{SAMPLE, answers, is_about, run, sample};

/// Cases of a script, which must stay smaller than the largest that Bartizan takes.
const BATCH: usize = 100;

#[test]
fn generated_code_does_what_it_does_in_cpython() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(SAMPLE);
    let recorded = std::fs::read_to_string(folder.join("answers.txt")).unwrap();
    let sample = sample();
    assert!(is_about(&recorded, &sample), "the generator has changed: run `cargo xtask differential --record`");
    let theirs = answers(&recorded);
    let script = Path::new(env!("CARGO_TARGET_TMPDIR")).join("differential.py");
    let mut differences = Vec::new();
    for cases in sample.chunks(BATCH) {
        let ours = run(cases, |text| {
            std::fs::write(&script, text).unwrap();
            let output = Command::new(env!("CARGO_BIN_EXE_bartizan")).arg(&script).output().unwrap();
            let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
            Ok((text(output.stdout), text(output.stderr)))
        })
        .unwrap();
        for (number, case) in cases {
            let (ours, theirs) = (ours.get(number), theirs.get(number));
            if ours != theirs {
                let code = case.0.join("\n");
                differences.push(format!("case {number}:\n{code}\n  CPython:  {theirs:?}\n  Bartizan: {ours:?}"));
            }
        }
    }
    let shown: Vec<&str> = differences.iter().take(5).map(String::as_str).collect();
    assert!(differences.is_empty(), "{} cases differ:\n{}", differences.len(), shown.join("\n"));
}
