//! `--isolated`: the same results from a worker that can do nothing else, and errors when it dies.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]
#![expect(clippy::disallowed_methods, reason = "the test lays out folders and runs the program")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const MODEL: &str = "\
from pytm import TM, Server, Actor, Dataflow
tm = TM(\"x\", description=\"d\")
web = Server(\"Web\")
Dataflow(Actor(\"User\"), web, \"Order\")
print(open(\"inside.txt\").read())
tm.process()
";

#[test]
fn a_worker_gives_the_same_results() {
    let folder = folder("same", MODEL);
    let outputs = [("o.html", "report"), ("o.dot", "dfd"), ("o.puml", "seq")];
    for (output, command) in outputs {
        let one = run(&folder, &["--no-isolated", command, "model/tm.py", "-o", output]);
        let written = std::fs::read(folder.join(output)).unwrap();
        std::fs::remove_file(folder.join(output)).unwrap();
        let other = run(&folder, &[command, "model/tm.py", "-o", output, "--isolated"]);
        assert_eq!(one, other, "{command}");
        assert_eq!(written, std::fs::read(folder.join(output)).unwrap(), "{command}");
    }
    let same = |words: &[&str]| {
        let with = |option: &'static str| run(&folder, &[&[option], words].concat());
        assert_eq!(with("--no-isolated"), with("--isolated"), "{words:?}");
        with("--isolated")
    };
    assert!(same(&["model/tm.py", "--dfd"]).stdout.starts_with(b"inside\n"));
    assert_eq!(same(&["model/tm.py", "--json", "o.json"]).status.code(), Some(0));
    assert!(folder.join("o.json").exists());
    assert_eq!(same(&["check", "model/tm.py", "--assumed", "--fail-on", "low:assumed"]).status.code(), Some(1));
    assert_eq!(same(&["check", "model/none.py"]).status.code(), Some(2));
    assert_eq!(same(&["threats", "--format", "md", "-o", "new/pages"]).status.code(), Some(0));
    assert_eq!(same(&["check"]).status.code(), Some(2));
}

#[test]
fn ci_is_isolated_by_default() {
    let folder = folder("ci", MODEL);
    let is_isolated = |ci: &str, words: &[&str]| {
        let mut command = Command::new("sh");
        // The worker alone writes the file, and is ended for it.
        command.args(["-c", "ulimit -f 0; ulimit -c 0; exec \"$@\"", "sh", env!("CARGO_BIN_EXE_bartizan")]);
        let output = command.args(words).env("CI", ci).current_dir(&folder).output().unwrap();
        String::from_utf8(output.stderr).unwrap().contains("isolated evaluation ended early")
    };
    let report = ["report", "model/tm.py", "-o", "o.md"];
    assert!(is_isolated("true", &report));
    assert!(!is_isolated("false", &report));
    assert!(!is_isolated("", &report));
    assert!(!is_isolated("1", &["report", "model/tm.py", "-o", "o.md", "--no-isolated"]));
    assert!(is_isolated("", &["--isolated", "model/tm.py", "--json", "o.json"]));
}

#[test]
fn a_worker_that_dies_is_an_error() {
    let folder = folder("death", MODEL);
    let output = Command::new("sh")
        .args(["-c", "ulimit -f 0; ulimit -c 0; exec \"$@\"", "sh", env!("CARGO_BIN_EXE_bartizan")])
        .args(["--isolated", "model/tm.py", "--json", "o.json"])
        .current_dir(&folder)
        .output()
        .unwrap();
    let error = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(3), "{error}");
    assert!(error.contains("it wrote too large a file"), "{error}");
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1, "nothing unfinished is left");
}

/// Scripts that try to get out, each in a way of its own.
const ESCAPES: &[&str] = &[
    "print(open('/etc/passwd').read())",
    "print(open('../outside.txt').read())",
    "print(open('link.txt').read())",
    "open('new.txt', 'w').write('x')",
    "from pathlib import Path\nprint(Path('/etc/passwd').read_text())",
    "import json\njson.load(open('/etc/passwd'))",
    "import sys\nsys.path.insert(0, '/tmp')\nimport outside",
    "import sys\nsys.path.append('..')\nimport outside",
    "import socket\nsocket.socket()",
    "import subprocess\nsubprocess.run(['true'])",
    "import os\nos.system('true')",
    "import os\nos.execv('/bin/true', ['true'])",
    "import os\nos.listdir('/')",
    "import ctypes\nctypes.CDLL(None)",
    "import urllib.request\nurllib.request.urlopen('http://127.0.0.1/')",
    "__import__('os').system('true')",
    "import importlib\nimportlib.import_module('socket')",
    "eval('__import__(\"os\").system(\"true\")')",
    "from pytm import TM\ntm = TM('x', threatsFile='/etc/passwd')\ntm.process()\nprint(tm.findings)",
    "from pytm import TM\ntm = TM('x')\nprint(tm.report('/etc/passwd'))",
    "import sys\nfrom pytm import TM\nsys.argv = ['x', '--report', '/etc/passwd']\nTM('x').process()",
    "import sys\nfrom pytm import TM\nsys.argv = ['x', '--json', '../outside.json']\nTM('x').process()",
    "from pytm import TM, Server\ntm = TM('x')\nServer('s', sourceFiles=['/etc/passwd'])\n\
     import sys\nsys.argv += ['--stale_days', '1']\ntm.process()",
];

#[test]
fn no_script_gets_out() {
    if Command::new("strace").arg("--version").output().is_err() {
        eprintln!("skipped: strace is not here to watch");
        return;
    }
    let folder = folder("escapes", MODEL);
    std::fs::write(folder.join("outside.txt"), "secret").unwrap();
    std::fs::write(folder.join("outside.py"), "print('secret')\n").unwrap();
    std::os::unix::fs::symlink("../outside.txt", folder.join("model/link.txt")).unwrap();
    for (number, escape) in ESCAPES.iter().enumerate() {
        std::fs::write(folder.join("model/tm.py"), format!("{escape}\n")).unwrap();
        for option in ["--isolated", "--no-isolated"] {
            let trace = folder.join("trace");
            let calls = "trace=%file,%process,%network,%ipc,open_by_handle_at,io_uring_setup,bpf,ptrace,memfd_create";
            let output = Command::new("strace")
                .args(["-f", "-s", "4096", "-e", calls, "-o"])
                .arg(&trace)
                .args([env!("CARGO_BIN_EXE_bartizan"), option, "tm.py"])
                // Cargo's own, where the loader would look first.
                .env_remove("LD_LIBRARY_PATH")
                .current_dir(folder.join("model"))
                .output()
                .unwrap();
            assert!(!String::from_utf8_lossy(&output.stdout).contains("secret"), "{escape}");
            assert_ne!(output.status.code(), None, "{escape}");
            let trace = std::fs::read_to_string(&trace).unwrap();
            assert!(trace.contains("tm.py"), "number {number}: the trace is empty: {output:?}");
            for call in trace.lines() {
                assert!(is_harmless(call, &folder), "{option}: {escape}\ndoes this: {call}");
            }
        }
    }
    assert!(!folder.join("outside.json").exists() && !folder.join("model/new.txt").exists());
}

/// Whether a line of the trace is what any run does: loading the program, starting a worker and a thread, looking at
/// paths, and opening what lies in the model's folder.
fn is_harmless(line: &str, folder: &Path) -> bool {
    // "1234 name(arguments) = result", or the second half of one that another thread interrupted.
    let call = line.split_once(' ').map_or(line, |(_, call)| call.trim_start());
    if call.starts_with(['+', '-', '<']) {
        return true;
    }
    let name = call.split('(').next().unwrap();
    match name {
        "access" | "stat" | "lstat" | "newfstatat" | "statx" | "readlink" | "readlinkat" | "getcwd" => true,
        "exit" | "exit_group" | "wait4" | "waitid" | "tgkill" | "rt_sigqueueinfo" => true,
        "clone" | "clone3" => call.contains("CLONE_THREAD") || call.contains("CLONE_VFORK"),
        "execve" => call.contains(env!("CARGO_BIN_EXE_bartizan")),
        "open" | "openat" => {
            let path = call.split('"').nth(1).unwrap();
            let is_of_program = ["/etc/ld.so.", "/lib", "/usr/lib", "/proc/self/maps", "/sys/"];
            let real = std::fs::canonicalize(folder.join("model").join(path));
            let is_inside = real.is_ok_and(|real| real.starts_with(folder.join("model").canonicalize().unwrap()));
            // A place that rules of Landlock are about is named, not read.
            is_inside || call.contains("O_PATH") || is_of_program.iter().any(|start| path.starts_with(start))
        }
        _ => false,
    }
}

fn folder(name: &str, model: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("isolation").join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(folder.join("model")).unwrap();
    std::fs::write(folder.join("model/tm.py"), model).unwrap();
    std::fs::write(folder.join("model/inside.txt"), "inside").unwrap();
    folder
}

fn run(folder: &Path, words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_bartizan")).args(words).env_remove("CI").current_dir(folder).output().unwrap()
}
