//! `bartizan init`: what it makes works, and what was there stays.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]
#![expect(clippy::disallowed_methods, reason = "the test makes folders and runs the program")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// An empty folder that lies in no repository.
fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("bartizan-init-{name}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// What the program prints in a folder: results, messages and exit code.
fn run(folder: &Path, arguments: &[&str]) -> (String, String, i32) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bartizan"));
    let output = command.args(arguments).current_dir(folder).stdin(Stdio::null()).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (text(&output.stdout), text(&output.stderr), output.status.code().unwrap())
}

fn init(folder: &Path, arguments: &[&str]) -> String {
    let (printed, errors, code) = run(folder, &[&["init"], arguments].concat());
    assert_eq!((errors.as_str(), code), ("", 0));
    printed
}

#[test]
fn what_it_makes_can_be_checked_and_drawn() {
    let root = folder("works");
    let printed = init(&root, &["shop"]);
    assert_eq!(printed, "made shop/tm.py\nmade shop/bartizan.toml\n\nNext: bartizan check shop/tm.py\n");
    let (findings, errors, code) = run(&root, &["check", "shop/tm.py"]);
    assert!(findings.starts_with("shop\n") && errors.is_empty() && code == 0, "{findings}{errors}");
    let (_, errors, code) = run(&root, &["dfd", "shop/tm.py", "-o", "dfd.svg"]);
    assert!(code == 0 && errors.is_empty() && root.join("dfd.svg").is_file(), "{errors}");
    let (diagram, errors, code) = run(&root, &["shop/tm.py", "--dfd"]);
    assert!(diagram.starts_with("digraph") && errors.is_empty() && code == 0, "{errors}");
    let model = fs::read_to_string(root.join("shop/tm.py")).unwrap();
    let weak = model.replace("request.controls.isEncrypted = True", "request.controls.isEncrypted = False");
    let weak = weak.replace("request.protocol = \"HTTPS\"", "request.protocol = \"HTTP\"");
    fs::write(root.join("shop/tm.py"), weak).unwrap();
    assert_eq!(run(&root, &["check", "shop/tm.py"]).2, 1);
    // The configuration is found, unless nobody wants it.
    let config = fs::read_to_string(root.join("shop/bartizan.toml")).unwrap();
    fs::write(root.join("shop/bartizan.toml"), config.replace("fail-on = \"high\"", "fail-on = \"never\"")).unwrap();
    assert_eq!(run(&root, &["check", "shop/tm.py"]).2, 0);
    assert_eq!(run(&root, &["check", "shop/tm.py", "--no-config"]).2, 1);
    fs::remove_dir_all(root).unwrap();
}

#[test]
fn what_is_there_is_left_alone() {
    let root = folder("left");
    fs::write(root.join("tm.py"), "mine").unwrap();
    let printed = init(&root, &["--ci", "github"]);
    assert!(printed.starts_with("left tm.py as it is\nmade bartizan.toml\n"), "{printed}");
    let workflow = root.join(".github/workflows/threat-model.yml");
    for file in [root.join("bartizan.toml"), workflow.clone()] {
        fs::write(file, "# mine\n").unwrap();
    }
    let printed = init(&root, &[]);
    assert_eq!(printed.matches("left ").count(), 3, "{printed}");
    assert!(!printed.contains("made"), "{printed}");
    assert_eq!(fs::read_to_string(root.join("tm.py")).unwrap(), "mine");
    assert_eq!(fs::read_to_string(workflow).unwrap(), "# mine\n");
    fs::remove_dir_all(root).unwrap();
}

#[test]
#[cfg(unix)]
fn a_link_to_nothing_is_not_followed() {
    let root = folder("link");
    std::os::unix::fs::symlink(root.join("nothing"), root.join("tm.py")).unwrap();
    assert!(init(&root, &[]).contains("left tm.py as it is"));
    assert!(!root.join("nothing").exists());
    fs::remove_dir_all(root).unwrap();
}

#[test]
fn names_are_text() {
    let root = folder("names");
    init(&root, &["--name", "a\"); raise SystemExit(7) #\\"]);
    let (findings, _, code) = run(&root, &["check", "tm.py"]);
    assert!(findings.starts_with("a\"); raise SystemExit(7) #\\\n") && code == 0, "{findings}");
    fs::remove_dir_all(root).unwrap();
}

#[test]
fn the_repository_says_whose_ci_it_is() {
    // Nothing, and nobody to ask.
    let root = folder("ci");
    assert!(!init(&root, &[]).contains("yml"));
    fs::remove_dir_all(&root).unwrap();

    // A remote; the file goes to the root, and names the model from there.
    fs::create_dir_all(root.join(".git")).unwrap();
    fs::write(root.join(".git/config"), "[remote \"origin\"]\n\turl = git@github.com:us/shop.git\n").unwrap();
    let printed = init(&root, &["security/model"]);
    assert!(printed.contains("threat-model.yml, say where Bartizan comes from"), "{printed}");
    let workflow = fs::read_to_string(root.join(".github/workflows/threat-model.yml")).unwrap();
    assert!(workflow.contains("MODEL: \"security/model/tm.py\"\n"), "{workflow}");
    // A project in the same repository has a configuration already.
    fs::rename(root.join("security/model/bartizan.toml"), root.join("bartizan.toml")).unwrap();
    let printed = init(&root, &["other", "--ci", "none"]);
    assert!(printed.contains("bartizan.toml as it is") && !root.join("other/bartizan.toml").exists(), "{printed}");
    fs::remove_dir_all(&root).unwrap();

    // GitLab with a pipeline of its own, and without one.
    fs::create_dir_all(&root).unwrap();
    fs::write(root.join(".gitlab-ci.yml"), "mine").unwrap();
    let printed = init(&root, &[]);
    assert!(printed.contains("include it: `include: /.gitlab/threat-model.yml`"), "{printed}");
    assert_eq!(fs::read_to_string(root.join(".gitlab-ci.yml")).unwrap(), "mine");
    fs::remove_dir_all(&root).unwrap();
    fs::create_dir_all(&root).unwrap();
    init(&root, &["--ci", "gitlab"]);
    assert!(fs::read_to_string(root.join(".gitlab-ci.yml")).unwrap().contains("MODEL: \"tm.py\""));
    fs::remove_dir_all(root).unwrap();
}

#[test]
#[cfg(unix)]
fn what_was_there_before_stops_no_request() {
    let root = folder("gate");
    let git = |words: &[&str]| assert!(Command::new("git").args(words).current_dir(&root).status().unwrap().success());
    git(&["init", "--quiet"]);
    init(&root, &["--ci", "github"]);
    init(&root, &["--ci", "gitlab"]);
    let model = fs::read_to_string(root.join("tm.py")).unwrap();
    let with = |model: &str, name: &str| {
        let severe =
            format!("{name} = Server(\"{name}\", implementsAPI=True)\n{name}.controls.checksObjectAccess = False\n");
        model.replace("tm.process()", &(severe + "tm.process()"))
    };
    let model = with(&model, "old");
    fs::write(root.join("tm.py"), &model).unwrap();
    git(&["add", "."]);
    git(&["-c", "user.name=Ann", "-c", "user.email=ann@example.org", "commit", "--quiet", "--message", "old"]);
    git(&["update-ref", "refs/remotes/origin/main", "HEAD"]);

    let github = orders(&root, ".github/workflows/threat-model.yml");
    let gitlab = orders(&root, ".gitlab-ci.yml");
    let request = ["GITHUB_BASE_REF=main", "CI_MERGE_REQUEST_DIFF_BASE_SHA=origin/main"];
    assert_eq!((github.len(), gitlab.len()), (2, 1), "{github:?} {gitlab:?}");
    assert_eq!([sh(&root, &request, &github[0]), sh(&root, &request, &gitlab[0])], [0, 0]);
    assert_eq!([sh(&root, &[], &github[1]), sh(&root, &[], &gitlab[0])], [1, 1]);
    fs::write(root.join("tm.py"), with(&model, "new")).unwrap();
    assert_eq!([sh(&root, &request, &github[0]), sh(&root, &request, &gitlab[0])], [1, 1]);
    fs::remove_dir_all(root).unwrap();
}

/// The commands of a file that check the model.
fn orders(root: &Path, file: &str) -> Vec<String> {
    let text = fs::read_to_string(root.join(file)).unwrap();
    let lines = text.lines().filter_map(|line| line.split_once("bartizan check"));
    lines.map(|(_, rest)| format!("bartizan check{rest}")).collect()
}

/// The exit code of a command in a shell, as the CI runs it.
fn sh(root: &Path, variables: &[&str], order: &str) -> i32 {
    let folder = Path::new(env!("CARGO_BIN_EXE_bartizan")).parent().unwrap();
    let path = format!("{}:{}", folder.display(), std::env::var("PATH").unwrap());
    let mut command = Command::new("env");
    command.args(variables).args(["MODEL=tm.py", "sh", "-c", order]).env("PATH", path).current_dir(root);
    command.env_remove("CI_MERGE_REQUEST_DIFF_BASE_SHA").stdout(Stdio::null()).status().unwrap().code().unwrap()
}
