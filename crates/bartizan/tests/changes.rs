//! `bartizan diff --since` and `check --since`: the model of a git revision, with everything beside it, and clear words when
//! there is none.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]
#![expect(clippy::disallowed_methods, reason = "the test lays out a repository and runs the program")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const MODEL: &str = "\
from pytm import TM, Server
from parts import PROTOCOL
tm = TM(\"Shop\", description=open(\"about.txt\").read())
Server(\"Web\", protocol=PROTOCOL)
tm.process()
";

#[test]
fn what_lies_beside_the_model_is_of_the_revision_too() {
    let Some(top) = repository("beside") else { return };
    for isolation in ["--isolated", "--no-isolated"] {
        let output = bartizan(&top, &["diff", "model/tm.py", "--since", "HEAD", isolation]);
        let text = String::from_utf8(output.stdout).unwrap();
        assert_eq!(output.status.code(), Some(0), "{isolation}: {}", String::from_utf8_lossy(&output.stderr));
        assert!(text.contains("description: \"old\" -> \"new\""), "{isolation}: {text}");
        assert!(text.contains("protocol: \"HTTP\" -> \"HTTPS\""), "{isolation}: {text}");
        let code = |words: &[&str]| bartizan(&top, &[words, &["--exit-code", isolation]].concat()).status.code();
        assert_eq!(code(&["diff", "model/tm.py", "--since", "HEAD"]), Some(1));
        git(&top, &["commit", "-qam", "new"]);
        assert_eq!(code(&["diff", "model/tm.py", "--since", "HEAD"]), Some(0));
        assert_eq!(code(&["diff", "model/tm.py", "--since", "HEAD~1"]), Some(1));
        git(&top, &["reset", "-q", "--soft", "HEAD~1"]);
    }
    let status = Command::new("git").args(["worktree", "list"]).current_dir(&top).output().unwrap();
    assert_eq!(String::from_utf8(status.stdout).unwrap().lines().count(), 1, "the repository stays as it was");
}

#[test]
fn links_are_followed_inside_the_repository_only() {
    let Some(top) = repository("links") else { return };
    std::fs::write(top.parent().unwrap().join("links-secret.txt"), "secret").unwrap();
    std::fs::create_dir_all(top.join("model/inner")).unwrap();
    let link = |target: &str| {
        let path = top.join("model/about.txt");
        std::fs::remove_file(&path).unwrap();
        std::os::unix::fs::symlink(target, path).unwrap();
        git(&top, &["add", "-A"]);
        git(&top, &["commit", "-qm", "link"]);
        std::fs::remove_file(top.join("model/about.txt")).unwrap();
        std::fs::write(top.join("model/about.txt"), "now").unwrap();
        bartizan(&top, &["diff", "model/tm.py", "--since", "HEAD"])
    };
    std::fs::write(top.join("model/inner/real.txt"), "linked").unwrap();
    let inside = String::from_utf8(link("inner/real.txt").stdout).unwrap();
    assert!(inside.contains("description: \"linked\" -> \"now\""), "{inside}");
    for target in ["../../links-secret.txt", "about.txt", "/etc/hostname", "../.git/HEAD"] {
        let output = link(target);
        assert_eq!(output.status.code(), Some(2), "{target}");
        assert!(output.stdout.is_empty(), "{target}");
    }
}

#[test]
fn what_cannot_be_compared_is_said() {
    let Some(top) = repository("errors") else { return };
    let fails = |folder: &Path, words: &[&str], expected: &str| {
        for isolation in ["--isolated", "--no-isolated"] {
            let output = bartizan(folder, &[words, &[isolation]].concat());
            let error = String::from_utf8(output.stderr).unwrap();
            assert_eq!(output.status.code(), Some(2), "{words:?}: {error}");
            assert!(error.contains(expected), "{words:?}: {error}");
            assert!(output.stdout.is_empty());
        }
    };
    let since = |revision: &'static str| ["diff", "model/tm.py", "--since", revision];
    fails(&top, &since("nope"), "there is no revision `nope`");
    fails(&top, &["diff", "model/tm.py", "--since=--output=x"], "cannot be the name of a revision");
    fails(&top, &since("HEAD:model"), "there is no revision");
    assert!(!top.join("x").exists());
    std::fs::write(top.join("model/new.py"), MODEL).unwrap();
    fails(&top, &["diff", "model/new.py", "--since", "HEAD"], "`model/new.py` is not in revision `HEAD`");
    fails(&top, &["diff", "model/tm.py"], "there is nothing to compare the model with");
    fails(&top, &["diff", "model/tm.py", "model/tm.py", "--since", "HEAD"], "two are named");
    fails(&top, &["diff", "none/tm.py", "--since", "HEAD"], "");

    std::fs::write(top.join("model/tm.py"), "import broken\n").unwrap();
    git(&top, &["commit", "-qam", "broken"]);
    std::fs::write(top.join("model/tm.py"), MODEL).unwrap();
    fails(&top, &since("HEAD"), "this is `model/tm.py` as it was in `HEAD`");

    let shallow = top.parent().unwrap().join("errors-shallow");
    let _ = std::fs::remove_dir_all(&shallow);
    let url = format!("file://{}", top.display());
    git(top.parent().unwrap(), &["clone", "-q", "--depth", "1", &url, "errors-shallow"]);
    fails(&shallow, &since("HEAD~1"), "this is a shallow clone");

    let lone = std::env::temp_dir().join(format!("bartizan-changes-{}", std::process::id()));
    std::fs::create_dir_all(&lone).unwrap();
    std::fs::write(lone.join("tm.py"), MODEL).unwrap();
    fails(&lone, &["diff", "tm.py", "--since", "HEAD"], "git finds no repository");
    std::fs::remove_dir_all(&lone).unwrap();

    // What a pull request brings along may look like the inside of a repository.
    git(&top, &["init", "-q", "--bare", "model"]);
    git(&top.join("model"), &["config", "core.bare", "false"]);
    git(&top.join("model"), &["config", "core.worktree", &top.display().to_string()]);
    fails(&top, &since("HEAD"), "git finds no repository");
}

#[test]
fn a_projects_configuration_is_of_the_revision_and_named_libraries_are_of_now() {
    let Some(top) = repository("libraries") else { return };
    let threat = |severity: &str| {
        format!(
            "[{{\"SID\": \"OWN1\", \"target\": [\"Server\"], \"description\": \"own\", \"severity\": \"{severity}\", \
             \"condition\": \"target.protocol != 'SSH'\"}}]"
        )
    };
    git(&top, &["checkout", "-q", "HEAD", "--", "model"]);
    std::fs::write(top.join("bartizan.toml"), "threats = [\"own.json\"]\n").unwrap();
    std::fs::write(top.join("own.json"), threat("Low")).unwrap();
    git(&top, &["add", "-A"]);
    git(&top, &["commit", "-qm", "library"]);
    std::fs::write(top.join("own.json"), threat("High")).unwrap();
    let text = |words: &[&str]| {
        let output = bartizan(&top, &[&["diff", "model/tm.py", "--since", "HEAD"], words].concat());
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(text(&[]).contains("low -> high"), "{}", text(&[]));
    let named = text(&["--threats", "own.json"]);
    assert!(named.contains("nothing changed"), "{named}");
}

#[test]
fn both_versions_are_drawn_the_same_in_isolation() {
    let Some(top) = repository("pictures") else { return };
    let drawn = |file: &str, isolation: &str| {
        let words = ["diff", "model/tm.py", "--since", "HEAD", "-o", file, isolation];
        let output = bartizan(&top, &words);
        assert_eq!(output.status.code(), Some(0), "{file}: {}", String::from_utf8_lossy(&output.stderr));
        assert!(output.stdout.is_empty());
        std::fs::read(top.join(file)).unwrap()
    };
    for file in ["new.svg", "new.png", "new.pdf", "new.dot", "new.mmd", "new.d2", "new.json", "new.txt", "new.md"] {
        assert!(drawn(file, "--isolated") == drawn(file, "--no-isolated"), "{file}");
    }
    let svg = String::from_utf8(drawn("new.svg", "--isolated")).unwrap();
    assert!(svg.contains("Web (Server, changed)"), "{svg}");
    std::fs::create_dir_all(top.join("a folder")).unwrap();
    let markdown = String::from_utf8(drawn("a folder/b c)[d].md", "--isolated")).unwrap();
    assert!(markdown.contains("![Data flow diagram of both versions. statements about the system: 1 changed; "));
    assert!(markdown.contains("](b%20c%29%5Bd%5D.svg)"), "{markdown}");
    assert!(top.join("a folder/b c)[d].svg").exists());
    git(&top, &["commit", "-qam", "new"]);
    let markdown = String::from_utf8(drawn("same.md", "--isolated")).unwrap();
    assert!(!markdown.contains("![") && !top.join("same.svg").exists(), "nothing changed, nothing to show");
}

#[test]
fn check_counts_what_is_new_since_a_revision() {
    let Some(top) = repository("check") else { return };
    let unsafe_server = "\
from pytm import TM, Server
tm = TM(\"Shop\")
web = Server(\"Web\")
web.controls.sanitizesInput = web.controls.validatesInput = web.controls.encodesOutput = False
tm.process()
";
    let more = unsafe_server.replace("tm.process()", "Server(\"Shop\", controls=web.controls)\ntm.process()");
    std::fs::create_dir_all(top.join("other")).unwrap();
    for path in ["model/tm.py", "model/second.py", "other/tm.py"] {
        std::fs::write(top.join(path), unsafe_server).unwrap();
    }
    git(&top, &["add", "-A"]);
    git(&top, &["commit", "-qm", "unsafe"]);
    for isolation in ["--isolated", "--no-isolated"] {
        let run = |words: &[&str]| {
            let output = bartizan(&top, &[&["check"], words, &["--since", "HEAD", isolation]].concat());
            let text = String::from_utf8(output.stdout).unwrap();
            (output.status.code(), text, String::from_utf8(output.stderr).unwrap())
        };
        let models = ["model/tm.py", "model/second.py", "other/tm.py"];
        let (code, text, error) = run(&[&models[..], &["--fail-on", "low"]].concat());
        assert_eq!((code, error.as_str()), (Some(0), ""), "{isolation}: nothing is new");
        assert_eq!(text.matches("nothing is new").count(), 3, "{isolation}: {text}");
        std::fs::write(top.join("other/tm.py"), &more).unwrap();
        let (code, text, error) = run(&[&models[..], &["--fail-on", "low:new"]].concat());
        assert_eq!((code, error.as_str()), (Some(1), ""), "{isolation}");
        assert_eq!(text.matches("nothing is new").count(), 2, "{isolation}: {text}");
        assert!(text.contains("@shop") && !text.contains("@web"), "{isolation}: {text}");
        let (code, json, _) = run(&["other/tm.py", "--format", "json"]);
        assert_eq!(code, Some(0));
        assert!(json.contains("\"new\": true") && json.contains("\"new\": false"), "{json}");
        std::fs::write(top.join("other/tm.py"), unsafe_server).unwrap();

        std::fs::write(top.join("model/late.py"), unsafe_server).unwrap();
        let (code, text, error) = run(&["model/late.py", "--fail-on", "low"]);
        assert_eq!(code, Some(1), "{isolation}: a model that was not there is new as a whole");
        assert!(error.contains("`model/late.py` is not in revision `HEAD`, so all its findings are new"), "{error}");
        assert!(text.contains("New findings") && !text.contains("before"), "{text}");
        std::fs::remove_file(top.join("model/late.py")).unwrap();
    }
}

#[test]
fn check_says_when_there_is_no_revision() {
    let Some(top) = repository("check-errors") else { return };
    let fails = |folder: &Path, revision: &str, expected: &str| {
        for isolation in ["--isolated", "--no-isolated"] {
            let output = bartizan(folder, &["check", "model/tm.py", &format!("--since={revision}"), isolation]);
            let error = String::from_utf8(output.stderr).unwrap();
            assert_eq!(output.status.code(), Some(2), "{error}");
            assert!(error.contains(expected), "{isolation}: {error}");
            assert!(output.stdout.is_empty());
        }
    };
    fails(&top, "nope", "there is no revision `nope`");
    fails(&top, "--output=x", "cannot be the name of a revision");
    let shallow = top.parent().unwrap().join("check-errors-shallow");
    let _ = std::fs::remove_dir_all(&shallow);
    let url = format!("file://{}", top.display());
    git(top.parent().unwrap(), &["clone", "-q", "--depth", "1", &url, "check-errors-shallow"]);
    fails(&shallow, "HEAD~1", "this is a shallow clone");
    let lone = std::env::temp_dir().join(format!("bartizan-check-{}", std::process::id()));
    std::fs::create_dir_all(lone.join("model")).unwrap();
    std::fs::write(lone.join("model/tm.py"), "from pytm import TM\nTM(\"Shop\").process()\n").unwrap();
    fails(&lone, "HEAD", "`--baseline FILE`");
    std::fs::remove_dir_all(&lone).unwrap();
}

/// A repository with the model and what it reads, which then changed. `None` without git.
fn repository(name: &str) -> Option<PathBuf> {
    if Command::new("git").arg("--version").output().is_err() {
        eprintln!("skipped: git is not here");
        return None;
    }
    let top = Path::new(env!("CARGO_TARGET_TMPDIR")).join("changes").join(name);
    let _ = std::fs::remove_dir_all(&top);
    std::fs::create_dir_all(top.join("model")).unwrap();
    std::fs::write(top.join("model/tm.py"), MODEL).unwrap();
    std::fs::write(top.join("model/parts.py"), "PROTOCOL = \"HTTP\"\n").unwrap();
    std::fs::write(top.join("model/about.txt"), "old").unwrap();
    git(&top, &["init", "-q", "."]);
    git(&top, &["add", "-A"]);
    git(&top, &["commit", "-qm", "old"]);
    std::fs::write(top.join("model/parts.py"), "PROTOCOL = \"HTTPS\"\n").unwrap();
    std::fs::write(top.join("model/about.txt"), "new").unwrap();
    Some(top.canonicalize().unwrap())
}

fn git(folder: &Path, words: &[&str]) {
    let who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"];
    let status = Command::new("git").args(who).args(words).current_dir(folder).status().unwrap();
    assert!(status.success(), "git {words:?}");
}

fn bartizan(folder: &Path, words: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bartizan"));
    command.args(words).env_remove("CI").current_dir(folder).output().unwrap()
}
