//! Every command that the documents show works: it is run in a copy of the examples, line by line.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]
#![expect(clippy::disallowed_methods, reason = "the test reads documents and runs the program")]

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

#[test]
fn the_documents_commands_work() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("documents");
    let _ = std::fs::remove_dir_all(&folder);
    copy(&root.join("examples"), &folder.join("examples"));
    let mut count = 0;
    let mut failures = Vec::new();
    for document in documents(&root) {
        for line in commands(&std::fs::read_to_string(&document).unwrap()) {
            count += 1;
            if ["bartizan serve ", "bartizan watch "].iter().any(|command| line.starts_with(command)) {
                goes_on(&line, &folder);
                continue;
            }
            let output = shell(&line, &folder);
            // Findings end `check` with 1.
            let is_check = line.starts_with("bartizan check ") && output.status.code() == Some(1);
            if !output.status.success() && !is_check {
                let error = String::from_utf8_lossy(&output.stderr).into_owned();
                failures.push(format!("{}: {line}\n{error}", document.display()));
            }
        }
    }
    assert!(count >= 20, "only {count} commands found");
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn the_readme_shows_what_really_comes_out() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let readme = std::fs::read_to_string(root.join("README.md")).unwrap();
    let command = Command::new(env!("CARGO_BIN_EXE_bartizan"))
        .args(["check", "examples/quickstart/tm.py"])
        .current_dir(&root)
        .output()
        .unwrap();
    let printed = String::from_utf8(command.stdout).unwrap();
    let (_, shown) = readme.split_once("tm.py -->\n```text\n").unwrap();
    let (shown, _) = shown.split_once("\n```").unwrap();
    // A line of dots stands for lines that are left out.
    let parts: Vec<&str> = shown.split("\n...\n").collect();
    assert!(parts.len() > 1 && printed.starts_with(parts[0]), "README.md does not show:\n{printed}");
    for part in parts {
        assert!(printed.contains(part), "README.md shows what does not come out:\n{part}");
    }
}

fn documents(root: &Path) -> Vec<PathBuf> {
    let mut documents = vec![root.join("README.md")];
    for folder in [root.join("docs"), root.join("examples/quickstart"), root.join("examples/parcels")] {
        let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        documents.extend(entries.filter(|path| path.extension().is_some_and(|extension| extension == "md")));
    }
    documents.sort();
    documents
}

/// Lines `$ bartizan ...` of console blocks.
fn commands(document: &str) -> Vec<String> {
    let mut inside = false;
    let mut commands = Vec::new();
    for line in document.lines() {
        if line.starts_with("```") {
            inside = line == "```console";
        } else if let Some(command) = line.strip_prefix("$ ").filter(|_| inside)
            && command.starts_with("bartizan ")
        {
            commands.push(command.to_owned());
        }
    }
    commands
}

/// A command that goes on until it is told to stop does so.
fn goes_on(line: &str, folder: &Path) {
    let words = line.split(' ').skip(1).filter(|word| *word != "--open");
    let mut command = Command::new(env!("CARGO_BIN_EXE_bartizan"));
    command.args(words).current_dir(folder).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().unwrap();
    std::thread::sleep(Duration::from_secs(1));
    let ended = child.try_wait().unwrap();
    let _ = (child.kill(), child.wait());
    assert_eq!(ended, None, "{line}");
}

/// Runs a line as a shell would, since documents show pipes and redirections.
fn shell(line: &str, folder: &Path) -> std::process::Output {
    let binary = Path::new(env!("CARGO_BIN_EXE_bartizan")).parent().unwrap().to_owned();
    let path = format!("{}:{}", binary.display(), std::env::var("PATH").unwrap());
    Command::new("sh").args(["-c", line]).current_dir(folder).env("PATH", path).output().unwrap()
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        match entry.path().is_dir() {
            true => copy(&entry.path(), &target),
            false => {
                std::fs::copy(entry.path(), target).unwrap();
            }
        }
    }
}
