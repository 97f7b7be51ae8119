//! Hostile scripts end in bounds: with the right exit code, without a crash, and at the same place each time.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]
#![expect(clippy::disallowed_methods, reason = "the test writes scripts and runs the program")]

use std::path::Path;
use std::process::Command;

/// Name, script, exit code, and what the message says.
const SCRIPTS: &[(&str, &str, i32, &str)] = &[
    ("endless", "while True: pass\n", 3, "50000000 steps"),
    ("endless_caught", "while True:\n    try:\n        while True: pass\n    except BaseException: pass\n", 3, "steps"),
    ("recursion_caught", "def f():\n    try: f()\n    except BaseException: f()\nf()\n", 3, "1000 deep"),
    ("recursion_in_repr", "class A:\n    def __repr__(self): return repr(self)\nrepr(A())\n", 3, "deep"),
    ("text_that_doubles", "x = 'a'\nwhile True: x += x\n", 3, "16 MiB"),
    ("list_that_grows", "x = []\nwhile True: x.append('a' * 1000)\n", 3, "MiB"),
    ("list_in_list", "x = []\nfor i in range(100000): x = [x]\nprint(len(repr(x)))\n", 3, "nested"),
    ("lists_dropped", "x = []\nfor i in range(300000): x = [x]\nx = None\n", 0, ""),
    ("equal_circles", "a = []\nb = []\na.append(b); b.append(a)\nprint(a == b)\n", 3, "nested"),
    ("large_power", "x = 2 ** (2 ** 40)\n", 3, "4300 digits"),
    ("large_shift", "x = 1 << (1 << 40)\n", 3, "4300 digits"),
    ("wide_format", "x = '%99999999999d' % 1\n", 3, "16 MiB"),
    ("wide_f_string", "x = f'{1:99999999999}'\n", 3, "16 MiB"),
    ("many_digits", "x = 10 ** 5000\n", 3, "4300 digits"),
    ("repeated_join", "x = 'a' * 1000000\ny = x.join(['b'] * 1000)\n", 3, "16 MiB"),
    ("replaced", "x = ('a' * 1000000).replace('a', 'b' * 1000)\n", 3, "16 MiB"),
    ("file_outside", "open('/etc/passwd').read()\n", 2, "PermissionError"),
    ("file_above", "open('../secret.txt').read()\n", 2, "Error"),
    ("file_written", "open('x.txt', 'w')\n", 3, "writing"),
    ("code_from_text", "eval('1')\n", 3, "eval"),
    ("environment", "import os\nprint(len(os.environ))\n", 0, ""),
    ("names_made_up", "i = 0\nwhile True:\n    getattr(i, 'a' * 1000 + str(i), 0)\n    i += 1\n", 3, "256 MiB"),
    (
        "bytes_that_grow",
        "b, keep = b'x' * 1 if 0 else b'x', []\nwhile True:\n    b += b[:1000000]\n    keep.append(b)\n",
        3,
        "MiB",
    ),
    (
        "bytes_dropped",
        "b = b'0123456789abcdef'\nwhile len(b) < 1000000: b += b\nfor i in range(500): c = b + b\n",
        0,
        "",
    ),
    (
        "many_attributes",
        "class C: pass\nfor i in range(50000): setattr(C, 'a%d' % i, i)\nfor i in range(50000): delattr(C, 'a%d' % i)\n",
        0,
        "",
    ),
    ("many_keywords", "f = lambda **k: len(k)\nf(**{'a%d' % i: i for i in range(50000)})\n", 0, ""),
    ("last_out", "d = {i: i for i in range(50000)}\nwhile d: d.pop(next(reversed(d)))\n", 0, ""),
    ("self_sort", "x = [3, 1, 2]\nx.sort(key=lambda v: x.clear() or v)\n", 0, ""),
    ("dict_changed", "d = {1: 1}\nfor k in d: d[k + 1] = 1\n", 2, "changed size"),
    ("pattern_that_backtracks", "import re\nre.match('(a+)+$', 'a' * 40 + 'b')\n", 3, "steps"),
    ("pattern_that_looks_ahead", "import re\nre.match('(?=(a|aa)+$)b', 'a' * 60 + 'c')\n", 3, "steps"),
    ("pattern_that_repeats_nothing", "import re\nre.match('((a?)*?){1000000,}$', 'b')\n", 3, "steps"),
    ("pattern_that_remembers", "import re\nre.match('(?:(a)|b)*', 'ab' * 8000000)\n", 3, "MiB"),
    ("pattern_that_nests", "import re\nre.compile('(' * 100000)\n", 3, "nests groups"),
    ("pattern_that_is_long", "import re\nre.compile('a' * 300000)\n", 3, "262144 characters"),
    ("pattern_without_case", "import re\nre.findall('(?i)[à-ÿ]+', 'Ā' * 8000000)\n", 0, ""),
    ("replacement_that_grows", "import re\nre.sub('', 'x' * 1000, 'a' * 100000)\n", 3, "16 MiB"),
    ("patterns_made_up", "import re\nfor i in range(20000): re.compile('a%d' % i)\n", 0, ""),
    ("date_that_is_wide", "import datetime\ndatetime.date(2024, 1, 1).strftime('%99999999d')\n", 3, "16 MiB"),
    ("date_that_recurs", "import time\nwhile time.time() < 1e10: pass\n", 3, "steps"),
    ("generator_in_itself", "g = (next(g) for i in range(3))\nnext(g)\n", 2, "already executing"),
];

#[test]
fn hostile_scripts_end_in_bounds() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hostile");
    std::fs::create_dir_all(&folder).unwrap();
    let nested = |open: &str, close: &str| format!("x = {}1{}\n", open.repeat(10_000), close.repeat(10_000));
    let deep = [
        ("parentheses", nested("(", ")")),
        ("brackets", nested("[", "]")),
        ("negations", nested("not ", "")),
        ("minuses", nested("-", "")),
        ("lambdas", nested("lambda: ", "")),
    ];
    for (name, script) in &deep {
        check(&folder, name, script, 3, "nested more than 200");
    }
    check(&folder, "sums", &format!("x = 1{}\n", "+1".repeat(20_000)), 3, "operators");
    check(&folder, "elifs", &format!("if 0: pass\n{}", "elif 0: pass\n".repeat(5_000)), 0, "");
    for (name, script, code, message) in SCRIPTS {
        check(&folder, name, script, *code, message);
    }
}

#[test]
fn the_collected_hostile_scripts_end_in_bounds() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/hostile");
    let Ok(entries) = std::fs::read_dir(&folder) else { return };
    for path in entries.map(|entry| entry.unwrap().path()) {
        let output = Command::new(env!("CARGO_BIN_EXE_bartizan")).arg(&path).output().unwrap();
        let code = output.status.code();
        assert!(matches!(code, Some(0 | 2 | 3)), "{}: {code:?}", path.display());
    }
}

fn check(folder: &Path, name: &str, script: &str, code: i32, message: &str) {
    let path = folder.join(format!("{name}.py"));
    std::fs::write(&path, script).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_bartizan")).arg(&path).output().unwrap();
    let error = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{name}: {error}");
    assert!(error.contains(message), "{name}: expected {message:?} in {error}");
}
