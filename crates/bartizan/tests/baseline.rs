//! `bartizan check --baseline`: what is new beside a file that was written earlier, in either kind of process.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]
#![expect(clippy::disallowed_methods, reason = "the test lays out folders and runs the program")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const MODEL: &str = "\
from pytm import TM, Server
tm = TM(\"Shop\")
web = Server(\"Web\")
web.controls.sanitizesInput = web.controls.validatesInput = web.controls.encodesOutput = False
tm.process()
";

#[test]
fn only_what_is_new_counts_beside_a_baseline() {
    let folder = folder("counts");
    // A worker may read the file wherever it lies.
    assert_eq!(run(&folder, &["check", "model/tm.py", "-o", "kept/b.json"], "").status.code(), Some(0));
    let beside = ["check", "model/tm.py", "--baseline", "kept/b.json"];
    for ci in ["", "1"] {
        let same = run(&folder, &[&beside[..], &["--fail-on", "low"]].concat(), ci);
        assert_eq!(same.status.code(), Some(0), "{}", text(&same.stderr));
        assert!(text(&same.stdout).contains("nothing is new") && same.stderr.is_empty(), "{}", text(&same.stderr));
    }
    let more = MODEL.replace("tm.process()", "Server(\"Cart\", controls=web.controls)\ntm.process()");
    std::fs::write(folder.join("model/tm.py"), more).unwrap();
    for ci in ["", "1"] {
        for limit in ["low", "low:new", "low:new:assumed", "low:assumed:new"] {
            let output = run(&folder, &[&beside[..], &["--fail-on", limit]].concat(), ci);
            assert_eq!(output.status.code(), Some(1), "{limit}");
            let text = text(&output.stdout);
            assert!(text.contains("New findings") && text.contains("@cart") && !text.contains("@web"), "{text}");
            assert!(text.contains("findings were there before"), "{text}");
        }
        assert_eq!(run(&folder, &[&beside[..], &["--fail-on", "very-high"]].concat(), ci).status.code(), Some(0));
    }
}

#[test]
fn what_is_decided_is_neither_new_nor_from_before() {
    let folder = folder("decided");
    let beside = ["check", "model/tm.py", "--baseline", "kept/b.json"];
    run(&folder, &["check", "model/tm.py", "-o", "kept/b.json", "--fail-on", "never"], "");
    let more = MODEL.replace("tm.process()", "Server(\"Cart\", controls=web.controls)\ntm.process()");
    std::fs::write(folder.join("model/tm.py"), more).unwrap();
    let decided = |pattern: &str| {
        let file = format!("[[decision]]\nfinding = \"{pattern}\"\nstatus = \"accepted\"\nbecause = \"so be it\"\n");
        std::fs::write(folder.join("model/tm.decisions.toml"), file).unwrap();
        text(&run(&folder, &beside, "").stdout)
    };
    let printed = decided("*@cart");
    assert!(printed.contains("nothing is new") && printed.contains("findings were there before"), "{printed}");
    let printed = decided("*@web");
    assert!(printed.contains("New findings") && !printed.contains("there before"), "{printed}");
}

#[test]
fn a_file_that_is_no_baseline_is_refused() {
    let folder = folder("refused");
    let fails = |content: &str, code: i32, expected: &str| {
        std::fs::write(folder.join("kept/b.json"), content).unwrap();
        for ci in ["", "1"] {
            let output = run(&folder, &["check", "model/tm.py", "--baseline", "kept/b.json"], ci);
            assert_eq!(output.status.code(), Some(code), "{}", text(&output.stderr));
            assert!(text(&output.stderr).contains(expected), "{}", text(&output.stderr));
            assert!(output.stdout.is_empty());
        }
    };
    fails("findings", 2, "cannot read the baseline `kept/b.json`: it is not JSON");
    fails("{\"schema\": \"bartizan-findings\", \"version\": 2}", 2, "it has version 2");
    fails("{\"schema\": \"bartizan-findings\", \"version\": 1}", 2, "missing field `models`");
    fails(&" ".repeat(100_000_000), 3, "is larger than");
    std::fs::remove_file(folder.join("kept/b.json")).unwrap();
    let output = run(&folder, &["check", "model/tm.py", "--baseline", "kept/b.json"], "1");
    assert!(text(&output.stderr).contains("there is no such file"), "{}", text(&output.stderr));
}

#[test]
fn a_finding_that_stands_twice_is_one() {
    let folder = folder("twice");
    run(&folder, &["check", "model/tm.py", "model/tm.py", "-o", "kept/b.json"], "");
    let output = run(&folder, &["check", "model/tm.py", "--baseline", "kept/b.json", "--fail-on", "low"], "1");
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), String::new()));
}

#[test]
fn a_baseline_of_another_model_is_a_warning() {
    let folder = folder("other");
    run(&folder, &["check", "model/tm.py", "-o", "kept/b.json"], "");
    std::fs::write(folder.join("model/tm.py"), MODEL.replace("Shop", "Bank\u{1b}[31m")).unwrap();
    let output = run(&folder, &["check", "model/tm.py", "--baseline", "kept/b.json"], "1");
    let error = text(&output.stderr);
    assert!(error.contains("was written for the model `Shop`, and this is `Bank"), "{error}");
    assert!(!error.contains('\u{1b}'), "{error:?}");
    assert_eq!(output.status.code(), Some(0));
}

/// A folder with a model, and another beside it for the baseline.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("baseline").join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(folder.join("model")).unwrap();
    std::fs::create_dir_all(folder.join("kept")).unwrap();
    std::fs::write(folder.join("model/tm.py"), MODEL).unwrap();
    folder
}

fn run(folder: &Path, words: &[&str], ci: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bartizan"));
    command.args(words).env("CI", ci).env_remove("GITHUB_ACTIONS").current_dir(folder).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
