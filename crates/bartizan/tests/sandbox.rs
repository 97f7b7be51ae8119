//! What a script may read and write: its own folder, and nothing that the user did not name.

#![allow(clippy::unwrap_used, reason = "a test may fail")]
#![expect(clippy::disallowed_methods, reason = "the test lays out folders and runs the program")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const MODEL: &str = "from pytm import TM, Server\ntm = TM(\"x\")\nServer(\"Web\")\n";

#[test]
fn reading_stays_below_the_models_folder() {
    let folder = folder("reading");
    std::fs::write(folder.join("secret.txt"), "secret").unwrap();
    std::fs::write(folder.join("model/inside.txt"), "inside").unwrap();
    std::os::unix::fs::symlink(folder.join("secret.txt"), folder.join("model/link.txt")).unwrap();
    let read = |path: &str| {
        let output = run(&folder, &format!("print(open({path:?}).read())\n"), &[]);
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    };
    assert_eq!(read("inside.txt"), (Some(0), "inside\n".to_owned()));
    let absolute = folder.join("secret.txt").display().to_string();
    for outside in ["../secret.txt", "link.txt", "/etc/passwd", &absolute] {
        assert_eq!(read(outside), (Some(2), String::new()), "{outside}");
    }
}

#[test]
fn modules_come_from_the_models_folder_only() {
    let folder = folder("modules");
    std::fs::create_dir_all(folder.join("model/parts")).unwrap();
    std::fs::write(folder.join("model/parts/__init__.py"), "from .names import WEB\n").unwrap();
    std::fs::write(folder.join("model/parts/names.py"), "WEB = \"Web\"\n").unwrap();
    std::fs::write(folder.join("above.py"), "NAME = 1\n").unwrap();
    let inside = run(&folder, "from parts import WEB\nimport parts.names as n\nprint(WEB, n.WEB)\n", &[]);
    assert_eq!(String::from_utf8(inside.stdout).unwrap(), "Web Web\n");
    assert_eq!(run(&folder, "import above\n", &[]).status.code(), Some(2));
}

#[test]
fn only_what_the_user_names_is_written() {
    let folder = folder("writing");
    let named = folder.join("named.json").display().to_string();
    let script = format!("{MODEL}tm.process()\n");
    assert_eq!(run(&folder, &script, &["--json", &named]).status.code(), Some(0));
    assert!(Path::new(&named).exists());
    let other = folder.join("other.json");
    let sneaky =
        format!("import sys\n{MODEL}sys.argv += [\"--json\", {:?}]\ntm.process()\n", other.display().to_string());
    assert_eq!(run(&folder, &sneaky, &[]).status.code(), Some(3));
    assert!(!other.exists());
}

#[test]
fn a_failed_run_leaves_the_old_output() {
    let folder = folder("old");
    let output = folder.join("report.json");
    std::fs::write(&output, "old").unwrap();
    let broken = format!("{MODEL}raise ValueError(\"late\")\n");
    std::fs::write(folder.join("model/tm.py"), broken).unwrap();
    let run = Command::new(env!("CARGO_BIN_EXE_bartizan"))
        .args(["report", "tm.py", "-o"])
        .arg(&output)
        .current_dir(folder.join("model"))
        .output()
        .unwrap();
    assert_eq!(run.status.code(), Some(2));
    assert_eq!(std::fs::read_to_string(&output).unwrap(), "old");
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 2, "nothing unfinished is left");
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("sandbox").join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(folder.join("model")).unwrap();
    folder
}

fn run(folder: &Path, script: &str, arguments: &[&str]) -> Output {
    std::fs::write(folder.join("model/tm.py"), script).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_bartizan"));
    command.arg("tm.py").args(arguments).current_dir(folder.join("model")).output().unwrap()
}

#[test]
fn the_user_may_say_which_moment_is_now() {
    let folder = folder("moment");
    std::fs::write(folder.join("model/now.py"), "import time, datetime\nprint(time.time(), datetime.date.today())\n")
        .unwrap();
    let now = |moment: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bartizan"));
        let output = command.arg(folder.join("model/now.py")).env("SOURCE_DATE_EPOCH", moment).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    assert_eq!(now("1000000000"), "1000000000.0 2001-09-09\n");
    for nonsense in ["", "tomorrow", "-1", "999999999999999"] {
        assert_eq!(now(nonsense), "1704067200.0 2024-01-01\n", "{nonsense}");
    }
}
