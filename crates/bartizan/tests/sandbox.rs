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

#[test]
fn root_widens_what_is_read() {
    let folder = folder("root");
    std::fs::create_dir_all(folder.join("lib")).unwrap();
    std::fs::write(folder.join("lib/shared.py"), "NAME = \"shared\"\n").unwrap();
    std::fs::write(folder.join("notes.txt"), "notes").unwrap();
    std::os::unix::fs::symlink("/etc/passwd", folder.join("model/link.txt")).unwrap();
    let script = "import os, sys\nfrom pathlib import Path\n\
                  sys.path.append(str(Path(__file__).resolve().parent.parent / \"lib\"))\n\
                  import shared\nprint(shared.NAME, open(\"../notes.txt\").read(), sorted(os.listdir(\"..\")))\n";
    let outside = run(&folder, script, &[]);
    assert_eq!(outside.status.code(), Some(2));
    assert!(errors(&outside).contains("`--root DIR` lets a model read and import below DIR"), "{}", errors(&outside));
    let inside = run_with(&folder, script, &["--root", ".."]);
    assert_eq!(text(&inside), "shared notes ['lib', 'model', 'notes.txt']\n", "{}", errors(&inside));
    for path in ["link.txt", "/etc/passwd", "../../root/../root2/x"] {
        let output = run_with(&folder, &format!("print(open({path:?}).read())\n"), &["--root=.."]);
        assert_eq!((output.status.code(), text(&output)), (Some(2), String::new()), "{path}");
    }
    let elsewhere = run_with(&folder, script, &["--root", "../lib"]);
    assert!(errors(&elsewhere).contains("does not lie below `--root ../lib`"), "{}", errors(&elsewhere));
}

#[test]
fn commands_take_the_same_options() {
    let folder = folder("commands");
    std::fs::write(folder.join("above.py"), "NAME = \"Above\"\n").unwrap();
    let script = "import sys\nsys.path.append(\"..\")\nimport above\nfrom pytm import TM, Server\ntm = TM(above.NAME)\n\
                  Server(\"Web\")\ntm.process()\nopen(\"out/x.txt\", \"w\").write(\"x\")\n";
    std::fs::write(folder.join("model/tm.py"), script).unwrap();
    for words in [
        ["check", "--root", "..", "--allow-write", "out", "tm.py"],
        ["--root", "..", "--allow-write", "out", "elements", "tm.py"],
    ] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bartizan"));
        let output = command.args(words).current_dir(folder.join("model")).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", errors(&output));
        std::fs::remove_file(folder.join("model/out/x.txt")).unwrap();
    }
}

#[test]
fn scripts_write_below_the_named_folder_only() {
    let folder = folder("allowed");
    let script = "import os\n\
        with open('out/a.txt', 'w') as file:\n    file.write('one\\n')\n    file.writelines(['two', '\\n'])\n\
        with open('out/a.txt', 'a', newline='\\r\\n') as file:\n    print('three', file=file)\n\
        os.makedirs('out/deep/er', exist_ok=True)\n\
        from pathlib import Path\nPath('out/deep/er/b.bin').write_bytes(b'\\x00\\xff')\n\
        (Path('out') / 'made').mkdir()\nprint(open('out/a.txt').read(), Path('out/deep/er/b.bin').read_bytes())\n\
        try:\n    open('out/a.txt', 'x')\nexcept FileExistsError as error:\n    print(error)\n\
        left = open('out/left.txt', 'w', encoding='latin-1')\nleft.write('\\u00e9')\n\
        print(os.path.exists('out/left.txt'))\nraise SystemExit(4)\n";
    assert_eq!(run(&folder, script, &[]).status.code(), Some(3));
    assert!(!folder.join("model/out").exists());
    let output = run_with(&folder, script, &["--allow-write", "out"]);
    let expected = "one\ntwo\nthree\n b'\\x00\\xff'\n[Errno 17] File exists: 'out/a.txt'\nFalse\n";
    assert_eq!(text(&output), expected, "{}", errors(&output));
    assert_eq!(output.status.code(), Some(4));
    assert_eq!(std::fs::read(folder.join("model/out/a.txt")).unwrap(), b"one\ntwo\nthree\r\n");
    assert_eq!(std::fs::read(folder.join("model/out/left.txt")).unwrap(), b"\xe9");
    assert!(folder.join("model/out/made").is_dir());
}

#[test]
fn no_way_leads_out_of_the_folder_that_is_written() {
    let folder = folder("out");
    let out = folder.join("model/out");
    std::fs::create_dir_all(&out).unwrap();
    std::fs::create_dir_all(folder.join("other")).unwrap();
    std::fs::write(folder.join("victim.txt"), "old").unwrap();
    std::os::unix::fs::symlink(folder.join("other"), out.join("folder")).unwrap();
    std::os::unix::fs::symlink(folder.join("victim.txt"), out.join("file.txt")).unwrap();
    std::os::unix::fs::symlink("/dev/full", out.join("device")).unwrap();
    assert!(Command::new("mkfifo").arg(out.join("pipe")).status().unwrap().success());
    let absolute = folder.join("victim.txt").display().to_string();
    for path in [
        "../victim.txt",
        "out/../beside.txt",
        "out/..",
        "out/folder/new.txt",
        "out/file.txt",
        "out/device",
        "out/pipe",
        "/tmp/bartizan-should-not-be-here.txt",
        "/proc/self/mem",
        "/dev/null",
        "out/./../../x",
        "out",
        &absolute,
    ] {
        let script = format!("open({path:?}, \"w\").write(\"new\")\n");
        let output = run_with(&folder, &script, &["--allow-write", "out"]);
        assert_eq!(output.status.code(), Some(2), "{path}: {}", errors(&output));
    }
    assert_eq!(std::fs::read_to_string(folder.join("victim.txt")).unwrap(), "old");
    assert_eq!(std::fs::read_dir(folder.join("other")).unwrap().count(), 0);
    assert!(!folder.join("model/beside.txt").exists());
    for refused in ["os.remove('out/file.txt')", "os.rename('out/a', 'out/b')", "os.symlink('/', 'out/s')"] {
        let output = run_with(&folder, &format!("import os\n{refused}\n"), &["--allow-write", "out"]);
        assert_eq!(output.status.code(), Some(3), "{refused}: {}", errors(&output));
    }
}

#[test]
fn what_is_no_file_is_not_read() {
    let folder = folder("special");
    assert!(Command::new("mkfifo").arg(folder.join("model/pipe")).status().unwrap().success());
    let script = "for path in ['pipe', '/proc/self/environ', '/proc/self/status', '/dev/zero', '/dev/stdin', '/sys/kernel']:\n    \
                  try:\n        open(path).read(10)\n        print(path)\n    except OSError as error:\n        pass\n";
    let output = run_with(&folder, script, &["--root", "/"]);
    assert_eq!((output.status.code(), text(&output)), (Some(0), String::new()), "{}", errors(&output));
}

#[test]
fn links_in_a_circle_are_not_followed() {
    let folder = folder("circle");
    std::os::unix::fs::symlink(".", folder.join("model/again")).unwrap();
    std::os::unix::fs::symlink("..", folder.join("model/above")).unwrap();
    let script = "import os, pathlib\nprint([(f, sorted(d), sorted(n)) for f, d, n in os.walk('.')])\n\
                  print(sorted(str(p) for p in pathlib.Path('.').rglob('*')), os.path.islink('again'), os.path.islink('tm.py'))\n";
    let output = run(&folder, script, &[]);
    let expected = "[('.', ['again'], ['above', 'tm.py'])]\n['above', 'again', 'tm.py'] True False\n";
    assert_eq!(text(&output), expected, "{}", errors(&output));
}

#[test]
fn what_a_script_names_in_sys_argv_may_be_written_where_scripts_write() {
    let folder = folder("argv");
    let script = format!("import sys\n{MODEL}sys.argv += [\"--json\", \"out/x.json\"]\ntm.process()\n");
    assert_eq!(run(&folder, &script, &[]).status.code(), Some(3));
    assert_eq!(run_with(&folder, &script, &["--allow-write", "out"]).status.code(), Some(0));
    assert!(folder.join("model/out/x.json").exists());
}

#[test]
fn writing_has_limits() {
    let folder = folder("limits");
    let many = "file = open('out/x.txt', 'w')\nfor i in range(2000):\n    file.flush()\n";
    let much = "file = open('out/x.bin', 'wb')\nfile.write(bytes(16000000))\nfor i in range(100):\n    file.flush()\n";
    let large = "file = open('out/y.txt', 'w')\nwhile True:\n    file.write('x' * 1000000)\n";
    for (script, message) in
        [(many, "more than 1000 files"), (much, "more than 256 MiB"), (large, "larger than 16 MiB")]
    {
        let output = run_with(&folder, script, &["--allow-write", "out"]);
        assert_eq!(output.status.code(), Some(3), "{}", errors(&output));
        assert!(errors(&output).contains(message), "{}", errors(&output));
    }
    assert!(!folder.join("model/out/y.txt").exists(), "what is over a limit is not written");
}

fn text(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn errors(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("sandbox").join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(folder.join("model")).unwrap();
    folder
}

/// Runs a script with options before it.
fn run_with(folder: &Path, script: &str, options: &[&str]) -> Output {
    std::fs::write(folder.join("model/tm.py"), script).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_bartizan"));
    command.args(options).arg("tm.py").current_dir(folder.join("model")).output().unwrap()
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
