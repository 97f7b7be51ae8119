//! Scripts that hold more and more, each by another kind of object, or make the evaluator work at little cost: they end at
//! a limit, and the machine notices little of them.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail")]
#![expect(clippy::disallowed_methods, reason = "the test writes scripts and runs the program")]

use std::path::Path;
use std::process::Command;

/// Address space of the program, in KiB: the stack that is reserved, the limit on values, and some for what is not
/// counted and for the allocator.
const ADDRESSES: usize = (512 + 256 + 256) << 10;

/// Most of the memory that a script may have goes to what is quickly made: 192 MiB of 256.
const BALLAST: &str = "ballast = ['a' * (16 << 20) for i in range(12)]\n";

/// Objects of one kind each, made again and again and kept in a chain.
const KEPT: &[(&str, &str, &str)] = &[
    ("instances", "class A: pass", "A()"),
    ("cycles", "class A:\n    def __init__(self): self.me = self", "A() and None"),
    ("cycles_of_lists", "def cycle():\n    a = []\n    a.append(a)", "cycle()"),
    ("empty_lists", "", "[]"),
    ("lists_of_one", "", "[1]"),
    ("empty_dicts", "", "{}"),
    ("dicts_of_one", "", "{1: 2}"),
    ("sets", "", "{1}"),
    ("tuples", "", "(1,)"),
    ("large_numbers", "b = 10 ** 4000", "b + 1"),
    ("not_so_large_numbers", "b = 10 ** 20", "b + 1"),
    ("texts", "n = 0", "str(n) + 'x'"),
    ("methods", "", "'a'.upper"),
    ("methods_of_instances", "class A:\n    def f(self): pass\na = A()", "a.f"),
    ("functions", "", "(lambda: 1)"),
    ("closures", "def f(a, b=1, *, c=2):\n    x = 1\n    def g(u=1, *, w=3): return a, b, c, x\n    return g", "f(1)"),
    ("generators", "def g():\n    a = 1\n    yield a", "g()"),
    ("iterators", "t = (1, 2)", "iter(t)"),
    ("zips", "t = (1, 2)", "zip(t, t)"),
    ("ranges", "", "range(5)"),
    ("slices", "", "slice(1, 2)"),
    ("exceptions", "", "ValueError('x')"),
    ("classes", "", "type('C', (), {})"),
    ("named_tuples", "from collections import namedtuple\nP = namedtuple('P', 'a b')", "P(1, 2)"),
    ("partials", "from functools import partial", "partial(print, 1, x=1)"),
    ("properties", "", "property(print)"),
    ("static_methods", "", "staticmethod(print)"),
    ("json", "import json", "json.loads('[[], [], [], {}]')"),
    ("elements", "from pytm import Server", "Server('x')"),
    ("data", "from pytm import Data", "Data('x')"),
    ("threats", "from pytm import Threat", "Threat(SID='x', target='Server', condition='True')"),
    ("findings", "from pytm import Finding, Server\ns = Server('s')", "Finding(s, threat_id='x')"),
    ("assumptions", "from pytm import Assumption", "Assumption('x', exclude=['y'])"),
];

/// What takes long at little cost, or goes deep: script, exit code, and what the message says.
const WORK: &[(&str, &str, i32, &str)] = &[
    ("inheritance", "class A: pass\nwhile True:\n    class A(A): pass\n", 3, "more than 100 others"),
    ("lists_compared", "a = [0] * 900000\nb = [0] * 900000\nwhile True: a == b\n", 3, "steps"),
    ("texts_compared", "a = 'a' * 8000000\nb = 'a' * 8000000\nwhile True: a == b\n", 3, "steps"),
    ("texts_ordered", "a = 'a' * 8000000\nb = a + 'b'\nwhile True: a < b\n", 3, "steps"),
    ("text_hashed", "d = {}\na = 'a' * 8000000\nwhile True: d[a] = 1\n", 3, "steps"),
    ("set_hashed", "s = frozenset(range(100000))\nwhile True: hash(s)\n", 3, "steps"),
    ("first_deleted", "x = list(range(900000))\nwhile x: del x[0]\n", 3, "steps"),
    ("part_deleted", "x = list(range(900000))\nwhile x: del x[0:1]\n", 3, "steps"),
    ("names_carried", "d = {}\ni = 0\nwhile True:\n    exec('f%d = 1' % i, d)\n    i += 1\n", 3, "steps"),
    ("length_of_text", "x = 'é' * 7000000\nfor i in range(2000): len(x)\n", 0, ""),
    ("text_in_text", "a = 'a' * 8000000\nb = 'a' * 4000000 + 'b'\nwhile True: b in a\n", 3, "steps"),
    ("decoded", "b = b'\\xff' * 4000000\nwhile True: b.decode('utf-8', 'replace'); b.hex()\n", 3, "steps"),
    (
        "compared_without_means",
        "A = object\nfor i in range(98): A = type('A', (A,), {})\nx, y = [A() for i in range(10000)], A()\nwhile True: y in x\n",
        3,
        "steps",
    ),
    ("inverses", "x = 10 ** 4200 + 7\nwhile True: pow(12345678901234567, -1, x)\n", 3, "steps"),
    ("module_filled", "import sys\ni = 0\nwhile True:\n    setattr(sys, 'a%d' % i, 1)\n    i += 1\n", 3, ""),
    (
        "processed_again",
        "from pytm import TM, Server\ntm = TM('x')\nfor i in range(500): Server('s%d' % i)\nwhile True: tm.resolve()\n",
        3,
        "steps",
    ),
    ("chosen_numbers", "d = {}\nfor i in range(100000): d[(i * 0x1fffffffffffffff) & 0x7fffffffffffffff] = 1\n", 0, ""),
    ("sets_of_equal_sum", "d = {}\nfor i in range(20000): d[frozenset([i, 20000 - i])] = 1\nprint(len(d))\n", 0, ""),
    (
        "instances_dropped",
        "class A: pass\np = None\nfor i in range(200000):\n    a = A()\n    a.p = p\n    p = a\na = None\np = None\n",
        0,
        "",
    ),
    (
        "partials_dropped",
        "from functools import partial\np = print\nfor i in range(200000): p = partial(p)\np = None\n",
        0,
        "",
    ),
    ("closures_dropped", "def f(x): return lambda: x\np = None\nfor i in range(200000): p = f(p)\np = None\n", 0, ""),
    ("slices_dropped", "p = None\nfor i in range(200000): p = slice(p, p)\np = None\n", 0, ""),
    ("defaults_dropped", "p = None\nfor i in range(100000):\n    def f(a=p): pass\n    p = f\np = f = None\n", 0, ""),
    (
        "exceptions_dropped",
        "e = None\nfor i in range(100000):\n    try: raise ValueError('x') from e\n    except ValueError as x: e = x\ne = None\n",
        0,
        "",
    ),
    (
        "made_and_dropped",
        "class A: pass\nfor i in range(400000):\n    a = A()\n    a.x = [i]\n    a.y = {i: a.x}\n",
        0,
        "",
    ),
];

/// The same, where a development build takes a minute.
const SLOW: &[(&str, &str, i32, &str)] = &[
    ("character_of_text", "x = 'é' * 7000000\nwhile True: x[6000000]\n", 3, "steps"),
    (
        "stripped",
        "a = 'a' * 4000000\nb = ''.join(map(chr, range(200, 50000))) + 'a'\nwhile True: a.strip(b)\n",
        3,
        "steps",
    ),
    ("floats_read", "x = '1' * 8000000\nwhile True: float(x)\n", 3, "steps"),
    ("classes_in_tuples", "t = (str,) * 1000\nfor i in range(9): t = (t,) * 10\nisinstance(1, t)\n", 3, "steps"),
    ("quoted", "s = chr(0) * 1000000\nwhile True: repr(s)\n", 3, "steps"),
    (
        "attributes_made_up",
        "from pytm import Server\ns = Server('x')\ni = 0\nwhile True:\n    setattr(s, 'a%d' % i, i)\n    i += 1\n",
        3,
        "",
    ),
];

#[test]
fn what_grows_ends_at_the_limit() {
    for (name, before, object) in KEPT {
        // Several at a time, so that few steps are needed.
        let made = [*object; 8].join(", ");
        let script = format!("{BALLAST}{before}\np = None\nwhile True: p = (p, [{made}])\n");
        check(name, &script, 3, "more than 256 MiB");
    }
}

#[test]
fn work_is_paid_for() {
    for (name, script, code, message) in WORK {
        check(name, script, *code, message);
    }
}

#[test]
#[ignore = "takes minutes in a development build: run with `--ignored`"]
fn slow_work_is_paid_for() {
    for (name, script, code, message) in SLOW {
        check(name, script, *code, message);
    }
}

fn check(name: &str, script: &str, code: i32, message: &str) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("growing");
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join(format!("{name}.py"));
    std::fs::write(&path, script).unwrap();
    let output = Command::new("sh")
        .args(["-c", &format!("ulimit -v {ADDRESSES}; exec \"$@\""), "sh", env!("CARGO_BIN_EXE_bartizan")])
        .arg("--no-isolated")
        .arg(&path)
        .output()
        .unwrap();
    let error = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{name}: {error}");
    assert!(error.contains(message), "{name}: expected {message:?} in {error}");
}
