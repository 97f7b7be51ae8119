//! `bartizan run --python`: a script in the user's own Python gives what the same script gives in Bartizan's evaluator.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]
#![expect(clippy::disallowed_methods, reason = "the test lays out folders and runs programs")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Models of the oracle. Findings, diagrams, warnings and errors with their places are the same.
const SAME: &[&str] = &[
    "seed",
    "shop",
    "microservices",
    "controls_profiles",
    "custom_threats",
    "data_forms",
    "data_inherited",
    "duplicates_restrict",
    "edits_elements",
    "error_no_description",
    "escaping_names",
    "extra_attributes",
    "functions_and_classes",
    "imported_elements",
    "levels_forms",
    "module_import",
    "old_controls_in_constructor",
    "overrides_flow",
    "request_reply_helpers",
    "response_attr",
    "threats_append",
    "two_models",
    "unicode_names",
];

#[test]
fn recorded_models_are_the_same_models() {
    let Some(python) = python() else { return };
    let models = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle/models");
    let scratch = folder("same");
    for name in SAME {
        let script = format!("{name}.py");
        let ask = |words: &[&str], json: &Path| {
            let output = Command::new(env!("CARGO_BIN_EXE_bartizan"))
                .args(words)
                .args([&script, "--dfd", "--seq", "--json"])
                .arg(json)
                .env("CI", "")
                .current_dir(&models)
                .output()
                .unwrap();
            (output, std::fs::read_to_string(json).unwrap_or_default())
        };
        let _ = std::fs::remove_file(scratch.join("model.json"));
        let (native, native_json) = ask(&["run"], &scratch.join("model.json"));
        let _ = std::fs::remove_file(scratch.join("model.json"));
        let (recorded, recorded_json) = ask(&["run", &python, "--yes"], &scratch.join("model.json"));
        assert_eq!(text(&native.stderr), text(&recorded.stderr), "{name}");
        assert_eq!(text(&native.stdout), text(&recorded.stdout), "{name}");
        assert!(native_json == recorded_json, "{name}: the models differ in JSON");
        assert_eq!(native.status.code(), recorded.status.code(), "{name}");
    }
}

#[test]
fn other_packages_can_be_used() {
    let Some(python) = python() else { return };
    let folder = folder("packages");
    std::fs::create_dir_all(folder.join("elsewhere")).unwrap();
    std::fs::write(folder.join("elsewhere/cloud.py"), "def servers():\n    return ['Web', 'API']\n").unwrap();
    let script = "import cloud, os\nfrom pytm import TM, Server, Dataflow, Actor\ntm = TM('x')\nuser = Actor('User')\n\
                  for name in cloud.servers():\n    Dataflow(user, Server(name), 'to ' + name)\n\
                  tm.process()\nprint(len(TM._elements), len(tm.dfd()) > 100, 'BARTIZAN_CHANNEL' in os.environ)\n\
                  tm.resolve()\nprint(sorted({f.target for f in tm.findings}), tm.findings[0].threat_id)\n";
    std::fs::write(folder.join("tm.py"), script).unwrap();
    let run = |words: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bartizan"));
        command.args(words).env("PYTHONPATH", folder.join("elsewhere")).current_dir(&folder).output().unwrap()
    };
    let output = run(&["run", &python, "--yes", "tm.py", "--seq"]);
    let printed = text(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(printed.starts_with("@startuml"), "what the model prints comes first: {printed}");
    assert!(printed.contains("5 True False\n['API', 'Web', 'to API', 'to Web'] "), "{printed}");
    let native = run(&["tm.py"]);
    assert!(text(&native.stderr).contains("run --python"), "{}", text(&native.stderr));
}

#[test]
fn nothing_runs_without_consent() {
    let Some(python) = python() else { return };
    let folder = folder("consent");
    std::fs::write(folder.join("tm.py"), "open('ran', 'w')\n").unwrap();
    let run = |words: &[&str]| -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bartizan"));
        command.args(words).stdin(std::process::Stdio::null()).current_dir(&folder).output().unwrap()
    };
    let refused = run(&["run", &python, "tm.py"]);
    assert_eq!(refused.status.code(), Some(3));
    assert!(text(&refused.stderr).contains("--yes"), "{}", text(&refused.stderr));
    assert_eq!(run(&["run", "--isolated", &python, "--yes", "tm.py"]).status.code(), Some(3));
    assert_eq!(run(&["run", "--python=/nowhere/python", "--yes", "tm.py"]).status.code(), Some(2));
    assert!(!folder.join("ran").exists());
    assert_eq!(run(&["run", &python, "--yes", "tm.py"]).status.code(), Some(0));
    assert!(folder.join("ran").exists());
}

#[test]
fn ends_of_scripts_are_exit_codes() {
    let Some(python) = python() else { return };
    let folder = folder("ends");
    let run = |script: &str| {
        std::fs::write(folder.join("tm.py"), script).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_bartizan"));
        let output = command.args(["run", &python, "--yes", "tm.py"]).current_dir(&folder).output().unwrap();
        (output.status.code().unwrap(), text(&output.stderr))
    };
    assert_eq!(run("import sys\nsys.exit(7)\n").0, 7);
    assert_eq!(run("import os\nos._exit(0)\n").0, 0);
    let (code, error) = run("def f():\n    1 / 0\nf()\n");
    assert_eq!(code, 2);
    assert!(error.contains("tm.py\", line 2") && !error.contains("<string>"), "{error}");
    let (code, error) = run("from pytm import Server\nServer('x').port = 'many'\n");
    assert_eq!(code, 2, "{error}");
    assert!(error.contains("tm.py:2:13"), "{error}");
}

/// The option that names Python; `None`, with a message, where there is none.
fn python() -> Option<String> {
    let is_there = Command::new("python3").arg("--version").output().is_ok_and(|output| output.status.success());
    if !is_there {
        eprintln!("skipped: there is no python3");
    }
    is_there.then(|| "--python=python3".to_owned())
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("recorder").join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
