//! Where `bartizan.toml` is looked for, and what counts: the command line, the environment, the file.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]
#![expect(clippy::disallowed_methods, reason = "the test makes folders and runs the program")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const MODEL: &str = "from pytm import TM, Server\ntm = TM('t')\nServer('Web')\n";
const OWN: &str = r#"[{"SID": "OWN1", "target": ["Server"], "description": "Own", "severity": "Low"}]"#;

/// A folder `root/repository/models` with a model; what else is in it is up to the test.
fn folder(name: &str) -> PathBuf {
    // Not in the target folder, which may lie in a repository.
    let root = std::env::temp_dir().join(format!("bartizan-{name}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&root);
    fs::create_dir_all(root.join("repository/models")).unwrap();
    fs::write(root.join("repository/models/tm.py"), MODEL).unwrap();
    root
}

fn configure(folder: &Path, threats: &str) {
    fs::write(folder.join("bartizan.toml"), format!("threats = [{threats}]\n")).unwrap();
    fs::write(folder.join("own.json"), OWN).unwrap();
}

/// What `check` says of the model, and its exit code.
fn check(root: &Path, arguments: &[&str]) -> (String, i32) {
    run(root, &[&["check", "models/tm.py"], arguments].concat(), &[])
}

/// What the program says with these variables, and its exit code.
fn run(root: &Path, arguments: &[&str], variables: &[(&str, &str)]) -> (String, i32) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bartizan"));
    command.args(arguments).current_dir(root.join("repository")).env_remove("CI").envs(variables.iter().copied());
    let output = command.output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    (text, output.status.code().unwrap())
}

/// A folder whose model has a configuration of this text.
fn configured(name: &str, text: &str) -> PathBuf {
    let root = folder(name);
    fs::write(root.join("repository/models/bartizan.toml"), text).unwrap();
    root
}

fn finds_own(root: &Path) -> bool {
    check(root, &[]).0.contains("OWN1@web")
}

#[test]
fn the_repository_counts_and_what_is_above_does_not() {
    let root = folder("config-above");
    configure(&root.join("repository"), "\"own.json\"");
    assert!(!finds_own(&root), "without a repository only the model's own folder counts");
    fs::create_dir(root.join("repository/.git")).unwrap();
    assert!(finds_own(&root));
    fs::rename(root.join("repository/.git"), root.join("repository/models/.git")).unwrap();
    assert!(!finds_own(&root), "it lies above the repository");
    configure(&root.join("repository/models"), "\"own.json\"");
    assert!(finds_own(&root));
    fs::remove_dir_all(root).unwrap();
}

#[test]
fn the_command_line_goes_first_and_flags_know_no_configuration() {
    let root = folder("config-order");
    configure(&root.join("repository/models"), "\"builtin\", \"own.json\"");
    assert!(finds_own(&root));
    let (text, _) = check(&root, &["--threats", "builtin"]);
    assert!(!text.contains("OWN1"), "{text}");
    let mut command = Command::new(env!("CARGO_BIN_EXE_bartizan"));
    let output = command.args(["models/tm.py", "--list"]).current_dir(root.join("repository")).output().unwrap();
    assert!(!String::from_utf8(output.stdout).unwrap().contains("OWN1"));
    fs::remove_dir_all(root).unwrap();
}

#[test]
#[cfg(unix)]
fn a_link_does_not_lead_out() {
    let root = folder("config-link");
    let models = root.join("repository/models");
    configure(&models, "\"threats\"");
    fs::write(root.join("outside.json"), OWN).unwrap();
    fs::create_dir(models.join("threats")).unwrap();
    std::os::unix::fs::symlink(root.join("outside.json"), models.join("threats/link.json")).unwrap();
    let (text, code) = check(&root, &[]);
    assert!(text.contains("is a link that leaves the folder of `bartizan.toml`"), "{text}");
    assert_eq!(code, 3);
    fs::remove_dir_all(models.join("threats")).unwrap();
    std::os::unix::fs::symlink(&root, models.join("threats")).unwrap();
    let (text, code) = check(&root, &[]);
    assert!(text.contains("lies outside the folder of `bartizan.toml`"), "{text}");
    assert_eq!(code, 2);
    fs::remove_dir_all(root).unwrap();
}

#[test]
fn the_command_line_goes_before_the_environment_and_that_before_the_file() {
    let root = configured("config-variables", "[check]\nassumed = true\nfail-on = \"very-high\"\nformat = \"csv\"\n");
    let check = ["check", "models/tm.py"];
    let (text, code) = run(&root, &check, &[]);
    assert!(text.starts_with("id,") && text.contains("assumed") && code == 0, "{text}");
    let (text, code) = run(&root, &check, &[("BARTIZAN_FORMAT", "text"), ("BARTIZAN_FAIL_ON", "low:assumed")]);
    assert!(text.contains("(assumed)") && code == 1, "{text}");
    let (text, _) = run(&root, &[&check[..], &["--format", "json"]].concat(), &[("BARTIZAN_FORMAT", "nonsense")]);
    assert!(text.starts_with('{'), "what is typed hides the variable: {text}");
    let off = [("BARTIZAN_ASSUMED", "false"), ("BARTIZAN_FORMAT", "text"), ("BARTIZAN_FAIL_ON", "")];
    let (text, code) = run(&root, &check, &off);
    assert!(!text.contains("(assumed)") && code == 0, "{text}");
    let (text, _) = run(&root, &check, &[("BARTIZAN_NO_CONFIG", "1")]);
    assert!(text.contains("`--assumed` lists"), "{text}");
    fs::remove_dir_all(root).unwrap();
}

#[test]
fn a_wrong_variable_is_named() {
    let root = folder("config-wrong-variable");
    let (text, code) =
        run(&root, &["check", "models/tm.py"], &[("BARTIZAN_FAIL_ON", "worst"), ("BARTIZAN_QUIET", "2")]);
    assert_eq!(code, 2);
    for part in
        ["`BARTIZAN_FAIL_ON` cannot be `worst`", "very-high", "`BARTIZAN_QUIET` cannot be `2`", "`true` or `false`"]
    {
        assert!(text.contains(part), "{part}: {text}");
    }
    // It says nothing of a command that does not have the option, nor of what is no command.
    assert_eq!(run(&root, &["elements", "models/tm.py"], &[("BARTIZAN_FAIL_ON", "worst")]).1, 0);
    assert_eq!(run(&root, &["--version"], &[("BARTIZAN_COLOR", "mauve")]).1, 0);
    fs::remove_dir_all(root).unwrap();
}

#[test]
fn variables_may_give_access_and_are_seen_by_a_worker() {
    let root = folder("config-access");
    fs::write(root.join("repository/shared.txt"), "Web").unwrap();
    let model = "from pytm import TM, Server\ntm = TM('t')\nServer(open('../shared.txt').read())\n";
    fs::write(root.join("repository/models/tm.py"), model).unwrap();
    for ci in ["", "true"] {
        let output = format!("out{ci}.json");
        let variables = [("CI", ci), ("BARTIZAN_ASSUMED", "on"), ("BARTIZAN_ROOT", "."), ("BARTIZAN_OUTPUT", &output)];
        let (text, code) = run(&root, &["check", "models/tm.py"], &variables);
        assert!(code == 0 && text.is_empty(), "{text}");
        assert!(fs::read_to_string(root.join("repository").join(output)).unwrap().contains("\"Web\""));
    }
    fs::remove_dir_all(root).unwrap();
}

#[test]
fn a_contrary_that_is_typed_wins() {
    let root = folder("config-contrary");
    // A script in the user's own Python cannot be isolated, and says so.
    let says_isolation = |arguments: &[&str], variables: &[(&str, &str)]| {
        run(&root, arguments, variables).0.contains("cannot be isolated")
    };
    let python = ["run", "--python=/nowhere", "--yes", "models/tm.py"];
    assert!(says_isolation(&python, &[("BARTIZAN_ISOLATED", "true")]));
    assert!(!says_isolation(&[&["--no-isolated"], &python[..]].concat(), &[("BARTIZAN_ISOLATED", "true")]));
    assert!(!says_isolation(&python, &[("BARTIZAN_ISOLATED", "false")]));
    fs::remove_dir_all(root).unwrap();
}

#[test]
fn lists_are_parted_by_commas_and_flags_of_scripts_know_no_variables() {
    let root = folder("config-lists");
    fs::write(root.join("repository/own.json"), OWN).unwrap();
    let (text, _) = run(&root, &["check", "models/tm.py"], &[("BARTIZAN_THREATS", "builtin,own.json")]);
    assert!(text.contains("OWN1@web") && text.contains("assumed, as long"), "{text}");
    let (text, code) =
        run(&root, &["models/tm.py", "--list"], &[("BARTIZAN_THREATS", "own.json"), ("BARTIZAN_COLOR", "x")]);
    assert!(!text.contains("OWN1") && code == 0, "{text}");
    fs::remove_dir_all(root).unwrap();
}

#[test]
fn a_template_of_the_file_lies_beside_it() {
    let root = configured("config-template", "[report]\ntemplate = \"t.md\"\n");
    fs::write(root.join("repository/models/t.md"), "This is {tm.name}.\n").unwrap();
    for ci in ["", "true"] {
        let (text, code) = run(&root, &["report", "models/tm.py"], &[("CI", ci)]);
        assert_eq!((text.trim(), code), ("This is t.", 0));
    }
    fs::remove_dir_all(root).unwrap();
}

#[test]
fn lists_of_the_file_are_bounded() {
    for (length, is_allowed) in [(1_000, true), (1_001, false)] {
        let levels = vec!["0"; length].join(", ");
        let root = configured(&format!("config-bounded-{length}"), &format!("[dfd]\nlevels = [{levels}]\n"));
        let (text, code) = run(&root, &["dfd", "models/tm.py", "--format", "dot"], &[]);
        assert_eq!(code, if is_allowed { 0 } else { 3 }, "{text}");
        assert_eq!(text.contains("has more than 1000 entries"), !is_allowed, "{text}");
        fs::remove_dir_all(root).unwrap();
    }
}

#[test]
fn twenty_problems_of_a_file_are_shown() {
    let keys: String = (0..30).map(|number| format!("nonsense{number} = 1\n")).collect();
    let excluded: Vec<String> =
        (0..30).map(|number| format!("{{ threat = \"X{number}\", reason = \"none\" }}")).collect();
    for text in [keys, format!("exclude = [{}]\n", excluded.join(", "))] {
        let root = configured("config-problems", &text);
        let (text, code) = check(&root, &[]);
        assert_eq!((text.matches("error: ").count(), code), (20, 2), "{text}");
        fs::remove_dir_all(root).unwrap();
    }
}
