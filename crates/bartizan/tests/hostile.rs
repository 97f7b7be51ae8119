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
    ("code_in_code", "x = 'eval(x)'\neval(x)\n", 3, "calls are nested"),
    ("code_of_code", "def f(): exec('f()')\nf()\n", 3, "calls are nested"),
    ("code_that_nests", "exec('(' * 10000)\n", 3, "nested more than 200"),
    ("code_that_is_large", "exec('x = 1\\n' * 600000)\n", 3, "1 MiB"),
    ("code_that_imports", "eval('__import__(\"nothing_here\")')\n", 2, "No module named"),
    ("code_made_up", "i = 0\nwhile True:\n    exec(f'v{i} = 1')\n    i += 1\n", 3, "steps"),
    ("class_made_of_itself", "class A:\n    def __new__(cls): return A()\nA()\n", 3, "nested"),
    ("attribute_of_itself", "class A:\n    def __getattribute__(self, n): return self.x\nA().x\n", 3, "nested"),
    (
        "metaclass_of_itself",
        "class M(type):\n    def __call__(cls): return cls()\nclass A(metaclass=M): pass\nA()\n",
        3,
        "nested",
    ),
    (
        "groups_in_groups",
        "e = ValueError()\nfor i in range(5000): e = ExceptionGroup('a', [e])\ne.split(TypeError)\n",
        3,
        "nested more than 1000",
    ),
    ("ancestors", "B = object\nwhile True: B = type('A', (B,), {})\n", 3, "more than"),
    ("names_in_names", "g = globals()\ng['g'] = g\nrepr(g)\n", 0, ""),
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
    ("bytes_repeated", "b'x' * (1 << 30)\n", 3, "16 MiB"),
    ("bytes_replaced", "(b'a' * 1000000).replace(b'a', b'b' * 1000)\n", 3, "16 MiB"),
    ("bytes_joined", "(b'a' * 1000000).join([b'b'] * 1000)\n", 3, "16 MiB"),
    ("bytes_cut", "(b'a' * 10000000).split(b'a')\n", 3, "16 MiB"),
    ("bytes_padded", "b'a'.center(1 << 40)\n", 3, "16 MiB"),
    ("bytes_as_number", "int.from_bytes(b'x' * 1000000, 'big')\n", 3, "4300 digits"),
    ("random_bits", "import random\nrandom.getrandbits(1 << 40)\n", 3, "MiB"),
    ("random_number", "import random\nrandom.getrandbits(100000)\n", 3, "4300 digits"),
    ("hashes", "import hashlib\nb = b'x' * 1000000\nwhile True: hashlib.sha256(b).digest()\n", 3, "steps"),
    ("hash_that_grows", "import hashlib\nh = hashlib.md5()\nwhile True: h.update(b'x' * 1000000)\n", 3, "MiB"),
    (
        "field_that_grows",
        "import csv, itertools\ncsv.field_size_limit(1 << 60)\n\
         next(csv.reader(itertools.chain('\"', itertools.repeat('a' * 1000000))))\n",
        3,
        "16 MiB",
    ),
    ("text_file_far", "import io\nf = io.StringIO()\nf.seek(1 << 40)\nf.write('x')\n", 3, "16 MiB"),
    ("large_struct", "import struct\nstruct.calcsize('99999999999x')\n", 3, "16 MiB"),
    ("decimal_exponents", "from decimal import *\nprint(Decimal('1e999999') + Decimal('1e-999999') > 0)\n", 0, ""),
    ("decimal_power", "from decimal import *\nDecimal(7) ** 1000000\n", 3, "power"),
    ("decimal_whole", "from decimal import *\nint(Decimal('1e900000'))\n", 3, "4300 digits"),
    ("decimal_places", "from decimal import *\nf\"{Decimal(1):.99999999f}\"\n", 3, "places"),
    ("fraction_exponent", "from fractions import *\nFraction('1e1000000')\n", 3, "4300 digits"),
    ("toml_in_toml", "import tomllib\ntomllib.loads('x = ' + '[' * 100000)\n", 2, "TOMLDecodeError"),
    ("printed_deep", "import pprint\nx = []\nfor i in range(5000): x = [x]\npprint.pformat(x)\n", 3, "deep"),
    ("json_in_json", "import json\njson.JSONDecoder().raw_decode('[' * 100000)\n", 3, "nested"),
    ("base64_padding", "import base64\nbase64.b64decode('=' * 10000000)\n", 0, ""),
    ("secret", "import secrets\nsecrets.token_hex()\n", 3, "secret"),
    ("log_that_is_wide", "import logging\nlogging.warning('%99999999999d', 1)\n", 3, "16 MiB"),
    (
        "log_in_a_handler",
        "import logging\nclass H(logging.Handler):\n    def emit(self, r): logging.error('again')\nlogging.basicConfig(handlers=[H()])\nlogging.error('x')\n",
        3,
        "deep",
    ),
    (
        "module_that_asks_itself",
        "import types\nm = types.ModuleType('m')\nm.__getattr__ = lambda n: getattr(m, n)\nm.x\n",
        3,
        "deep",
    ),
    ("many_stars", "import fnmatch\nfnmatch.fnmatch('a' * 20000, 'a*' * 5000 + 'b')\n", 0, ""),
    (
        "end_without_end",
        "import atexit\ndef f():\n    sum(range(1000000))\n    atexit.register(f)\natexit.register(f)\n",
        3,
        "steps",
    ),
    ("long_search_path", "import sys\nsys.path[:] = ['x%d' % i for i in range(100000)]\nimport nope\n", 3, "steps"),
    (
        "search_path_that_is_odd",
        "import sys\nsys.path = [1, None, '\\0', '/', '..', 'a' * 100000]\nimport nope\n",
        2,
        "No module named",
    ),
    ("modules_that_are_odd", "import sys\nsys.modules['x'] = 3\nimport x\n", 3, "sys.modules"),
    (
        "module_that_is_forgotten",
        "import sys\nsys.modules.clear()\nimport os, sys, json\nprint(json.dumps(1))\n",
        0,
        "",
    ),
    (
        "options_without_end",
        "import argparse\np = argparse.ArgumentParser()\nfor i in range(300): p.add_argument('--o%d' % i)\np.parse_args(['--o'] * 100000)\n",
        2,
        "ambiguous",
    ),
    (
        "wide_help",
        "import argparse\nargparse.HelpFormatter('x', width=10 ** 12).add_text('y')\np = argparse.ArgumentParser(formatter_class=lambda prog: argparse.HelpFormatter(prog, max_help_position=10 ** 12, width=10 ** 13))\np.add_argument('--x', help='h')\nprint(len(p.format_help()))\n",
        0,
        "",
    ),
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

/// The last size that passes, and the first that is refused: what the script holds, and the message.
#[test]
fn limits_are_where_they_are_said_to_be() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("edges");
    std::fs::create_dir_all(&folder).unwrap();
    let comment = |size: usize| format!("#{}\n", "x".repeat(size - 2));
    let nested = |depth: usize| format!("x = {}1{}\n", "(".repeat(depth), ")".repeat(depth));
    let calls = |depth: usize| format!("def f(n): return n and f(n - 1)\nf({})\n", depth - 1);
    let text = |size: usize| format!("x = 'a' * {size}\n");
    let digits = |count: usize| format!("x = 10 ** {}\n", count - 1);
    let edge = |name: &str, limit: usize, script: &dyn Fn(usize) -> String, message: &str| {
        check(&folder, &format!("{name}_passes"), &script(limit), 0, "");
        check(&folder, &format!("{name}_refused"), &script(limit + 1), 3, message);
    };
    edge("source", 1 << 20, &comment, "larger than 1 MiB");
    edge("nesting", 200, &nested, "nested more than 200");
    edge("calls", 1000, &calls, "1000 deep");
    edge("value", 16 << 20, &text, "larger than 16 MiB");
    edge("digits", 4300, &digits, "4300 digits");
}

fn check(folder: &Path, name: &str, script: &str, code: i32, message: &str) {
    let path = folder.join(format!("{name}.py"));
    std::fs::write(&path, script).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_bartizan")).arg(&path).output().unwrap();
    let error = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{name}: {error}");
    assert!(error.contains(message), "{name}: expected {message:?} in {error}");
}
