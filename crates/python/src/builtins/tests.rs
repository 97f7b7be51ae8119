//! Whole scripts that use what is built in. What they should print is what CPython 3.11 printed.

use std::rc::Rc;

use bartizan_model::{Diagnostic, ElementId, Model, Sources, ThreatDefinition};

use crate::host::{Host, HostError, PathKind, Processed, ReadError, Rendering};
use crate::{Script, limits, run};

/// A host with one file, `data.json`, that keeps what is printed.
#[derive(Default)]
pub(crate) struct Outside {
    printed: String,
    errors: String,
}

impl Host for Outside {
    fn print(&mut self, text: &str) -> Result<(), HostError> {
        self.printed.push_str(text);
        Ok(())
    }

    fn print_error(&mut self, text: &str) {
        self.errors.push_str(text);
    }

    fn wants_model(&self) -> bool {
        false
    }

    fn warn(&mut self, _: &Sources, _: Diagnostic) {}

    fn read(&mut self, path: &str) -> Result<Vec<u8>, ReadError> {
        match path {
            "data.json" => Ok(b"{\"stores\": [\n  \"Orders\"]}\r\n".to_vec()),
            "folder" => Err(ReadError::IsDirectory),
            "/etc/passwd" => Err(ReadError::Outside),
            _ => Err(ReadError::NotFound),
        }
    }

    fn kind(&mut self, path: &str) -> PathKind {
        match path {
            "data.json" => PathKind::File,
            "folder" => PathKind::Directory,
            _ => PathKind::Nothing,
        }
    }

    fn process(&mut self, _: Model, _: &[Rc<str>]) -> Result<Processed, HostError> {
        Ok(Processed::default())
    }

    fn resolve(&mut self, _: Model) -> Result<Processed, HostError> {
        Ok(Processed::default())
    }

    fn check(&mut self, _: Model) -> Result<Processed, HostError> {
        Ok(Processed::default())
    }

    fn render(&mut self, _: Model, _: Rendering<'_>) -> Result<String, HostError> {
        Ok(String::new())
    }

    fn applies(&mut self, _: &Model, _: ThreatDefinition, _: ElementId) -> Result<bool, HostError> {
        Ok(false)
    }

    fn threats(&mut self, _: &str) -> Result<Vec<ThreatDefinition>, HostError> {
        Ok(Vec::new())
    }
}

/// What a script prints, its last message, and its exit code.
fn run_script(text: &str) -> (Outside, Option<String>, Option<i32>) {
    let text = text.to_owned();
    let thread = std::thread::Builder::new().stack_size(limits::STACK).spawn(move || {
        let mut outside = Outside::default();
        let script =
            Script { path: "model.py", folder: "/models/shop", text: &text, arguments: &["--list".to_owned()] };
        let run = run(script, &mut outside);
        (outside, run.diagnostics.last().map(|diagnostic| diagnostic.message.clone()), run.exit)
    });
    thread.unwrap().join().unwrap()
}

#[track_caller]
fn prints(script: &str, expected: &str) {
    let (outside, message, _) = run_script(script);
    assert_eq!(message, None, "after printing {}", outside.printed);
    assert_eq!(outside.printed.trim_end(), expected.trim_end());
}

/// Each expression raises an exception with this class and message.
#[track_caller]
fn raises(cases: &[(&str, &str)]) {
    for (expression, expected) in cases {
        let script = format!(
            "try:\n    {expression}\nexcept Exception as error: print(type(error).__name__ + ': ' + str(error))"
        );
        prints(&script, expected);
    }
}

/// Each script is refused, and cannot do anything about it.
#[track_caller]
fn refuses(cases: &[(&str, &str)]) {
    for (script, expected) in cases {
        let indented = script.replace('\n', "\n    ");
        let (outside, message, _) =
            run_script(&format!("try:\n    {indented}\nexcept BaseException: pass\nprint('went on')"));
        assert_eq!(outside.printed, "", "of {script}");
        assert_eq!(message.as_deref(), Some(*expected), "of {script}");
    }
}

#[test]
fn text_methods() {
    prints(
        "print('a,b,,c'.split(','), ' a  b '.split(), 'a b c'.rsplit(None, 1), 'a\\r\\nb\\n'.splitlines())",
        "['a', 'b', '', 'c'] ['a', 'b'] ['a b', 'c'] ['a', 'b']",
    );
    prints(
        "print('abc'.replace('', '-'), 'aXbX'.replace('X', '', 1), '-'.join('abc'), 'ab'.center(5, '*'))",
        "-a-b-c- abX a-b-c **ab*",
    );
    prints(
        "print('äöü'.find('ü'), 'abab'.rfind('ab'), 'abc'.find('', 4), 'aaa'.count('aa'), 'abc'.startswith(('x', 'a')))",
        "2 2 -1 1 True",
    );
    prints(
        "print('hello world'.title(), 'ß'.upper(), 'ﬁ'.casefold(), 'Ab'.swapcase(), '-7'.zfill(4), '²'.isdigit())",
        "Hello World SS fi aB -007 True",
    );
    prints(
        "print('abc'.translate(str.maketrans('ab', 'xy', 'c')), list(map(str.strip, [' a '])), 'a-b'.partition('-'))",
        "xy ['a'] ('a', '-', 'b')",
    );
    prints(
        "print(repr('it\\'s'), repr('\\x00\\u200bé'), ascii('é'), 'é'.encode(), b'\\xc3\\xa9'.decode())",
        "\"it's\" '\\x00\\u200bé' '\\xe9' b'\\xc3\\xa9' é",
    );
}

#[test]
fn formats() {
    prints(
        "print(f'{1234567.891:,.2f}|{255:#06x}|{-5:+d}|{\"a\":^5}|{0.5:.0%}|{1e16}|{1.0:g}|{True:5}')",
        "1,234,567.89|0x00ff|-5|  a  |50%|1e+16|1|    1",
    );
    prints("print('{0[k]}|{a.real:>{w}}'.format({'k': 1}, w=4, a=5), '{:>3}{!r}'.format(1, 'x'))", "1|   5   1'x'");
    prints(
        "print('%s-%03d-%r-%.1f%%' % ('a', 7, 'q', 1.25), '%(x)5s|' % {'x': 1}, '%*d' % (3, 1), '%x' % 255)",
        "a-007-'q'-1.2%     1|   1 ff",
    );
    raises(&[
        ("format('a', 'd')", "ValueError: Unknown format code 'd' for object of type 'str'"),
        (
            "'{} {1}'.format(1, 2)",
            "ValueError: cannot switch from automatic field numbering to manual field specification",
        ),
        ("'{x}'.format()", "KeyError: 'x'"),
        ("'%d' % 'a'", "TypeError: %d format: a real number is required, not str"),
        ("'%s' % (1, 2)", "TypeError: not all arguments converted during string formatting"),
    ]);
}

#[test]
fn numbers() {
    prints(
        "print(2 ** 100, -7 // 2, -7 % 3, 7.5 // -2, 10 ** 20 / 3, 2 ** -1, divmod(-7, 2), round(2.5), round(2.675, 2))",
        "1267650600228229401496703205376 -4 2 -4.0 3.333333333333333e+19 0.5 (-4, 1) 2 2.67",
    );
    prints(
        "print(int('0x1f', 16), int(' 1_0 '), int(3.9), float('1e3'), 0.1 + 0.2, 1e-5, -0.0, 9223372036854775807 + 1)",
        "31 10 3 1000.0 0.30000000000000004 1e-05 -0.0 9223372036854775808",
    );
    prints(
        "import math\nprint(math.ceil(1.2), math.gcd(12, 18), math.comb(5, 2), math.fsum([0.1] * 10), math.log(8, 2))",
        "2 6 10 1.0 3.0",
    );
    raises(&[
        ("1 // 0", "ZeroDivisionError: integer division or modulo by zero"),
        ("1.5 % 0", "ZeroDivisionError: float modulo"),
        ("int('x')", "ValueError: invalid literal for int() with base 10: 'x'"),
        ("float([])", "TypeError: float() argument must be a string or a real number, not 'list'"),
    ]);
}

#[test]
fn containers() {
    prints(
        "l = [3, 1]; l.append(2); l.insert(-1, 9); l.remove(1); l.sort(reverse=True); print(l, l.index(3), l.pop(0), l)",
        "[3, 2] 1 9 [3, 2]",
    );
    prints(
        "print(sorted([(1, 'b'), (0, 'z'), (1, 'a')], key=lambda pair: pair[0], reverse=True))",
        "[(1, 'b'), (1, 'a'), (0, 'z')]",
    );
    prints(
        "d = {'a': 1}; k = d.keys(); d['b'] = 2; print(k, 'b' in k, k & {'a'}, d.items(), list(reversed(d))); print(d.pop('a'), d.popitem(), d, k)",
        "dict_keys(['a', 'b']) True {'a'} dict_items([('a', 1), ('b', 2)]) ['b', 'a']\n1 ('b', 2) {} dict_keys([])",
    );
    prints(
        "s = {1, 2}; s.update([3]); s.discard(9); print(s - {1}, s.issuperset([2]), s.symmetric_difference([3, 4]), frozenset([1]))",
        "{2, 3} True {1, 2, 4} frozenset({1})",
    );
    prints(
        "print(list(zip([1, 2], 'ab')), list(enumerate('x', 5)), list(filter(None, [0, 1])), max([1, 5], key=lambda x: -x), sum([[1], [2]], []))",
        "[(1, 'a'), (2, 'b')] [(5, 'x')] [1] 1 [1, 2]",
    );
    prints("l = [1]; r = []\nfor x in l:\n    r.append(x)\n    if x < 3: l.append(x + 1)\nprint(r)", "[1, 2, 3]");
    raises(&[
        ("[].pop()", "IndexError: pop from empty list"),
        ("{}.pop('a')", "KeyError: 'a'"),
        ("dict([1])", "TypeError: cannot convert dictionary update sequence element #0 to a sequence"),
        ("[1].index(2)", "ValueError: 2 is not in list"),
        ("sorted([1, 'a'])", "TypeError: '<' not supported between instances of 'str' and 'int'"),
        ("len(5)", "TypeError: object of type 'int' has no len()"),
        ("[].append(1, 2)", "TypeError: list.append() takes exactly one argument (2 given)"),
        ("str.upper(1)", "TypeError: descriptor 'upper' for 'str' objects doesn't apply to a 'int' object"),
    ]);
}

#[test]
fn json() {
    prints(
        "import json\nprint(json.dumps({'b': [1, None, True], 'a': 'é'}, sort_keys=True), json.dumps([[], {}, [1]], indent=1), json.loads('[1.5, {\"x\": \"\\\\u00e9\"}]'))",
        "{\"a\": \"\\u00e9\", \"b\": [1, null, true]} [\n [],\n {},\n [\n  1\n ]\n] [1.5, {'x': 'é'}]",
    );
    prints("import json\nwith open('data.json') as file: print(json.load(file))", "{'stores': ['Orders']}");
    raises(&[
        ("import json; json.loads('{\"a\":\\n x}')", "JSONDecodeError: Expecting value: line 2 column 2 (char 7)"),
        ("import json; json.loads('[1 2]')", "JSONDecodeError: Expecting ',' delimiter: line 1 column 4 (char 3)"),
        ("import json; json.dumps({1})", "TypeError: Object of type set is not JSON serializable"),
        ("import json; x = []; x.append(x); json.dumps(x)", "ValueError: Circular reference detected"),
    ]);
}

#[test]
fn files_and_paths() {
    prints(
        "f = open('data.json', encoding='utf-8')\nprint(repr(f.readline()), [line for line in f], f.read() == '', f.closed)",
        "'{\"stores\": [\\n' ['  \"Orders\"]}\\n'] True False",
    );
    prints(
        "import os\nprint(os.path.join('a', 'b'), os.path.splitext('a.tar.gz'), os.path.normpath('a/../../b'), os.path.abspath('x'), os.path.exists('data.json'), os.path.isdir('folder'), os.getcwd(), os.environ.get('HOME'))",
        "a/b ('a.tar', '.gz') ../b /models/shop/x True True /models/shop None",
    );
    raises(&[
        ("open('nope')", "FileNotFoundError: [Errno 2] No such file or directory: 'nope'"),
        ("open('folder')", "IsADirectoryError: [Errno 21] Is a directory: 'folder'"),
        ("open('data.json').write('x')", "OSError: not writable"),
    ]);
    refuses(&[
        ("open('x', 'w')", "the script asks for writing `x`, and models write no files"),
        ("open('x', 'r+')", "opening a file for reading and writing at once is not supported"),
        ("import os; os.remove('x')", "`os.remove` deletes a file, which a model may not"),
        ("import subprocess; subprocess.run(['ls'])", "`subprocess.run` starts a process, which a model may not"),
        ("from socket import socket; socket()", "`socket.socket` reaches the network, which a model may not"),
        (
            "import pickle\ntry: pickle.loads(b'')\nexcept pickle.PickleError: pass",
            "`pickle.loads` makes objects of bytes by running what they say, which is not safe",
        ),
    ]);
}

#[test]
fn the_system() {
    prints(
        "import sys\nprint(sys.argv, sys.version_info >= (3, 8), sys.version_info[:2], file=sys.stdout)",
        "['model.py', '--list'] True (3, 11)",
    );
    let (outside, _, code) = run_script("import sys\nprint('oh', file=sys.stderr)\nsys.exit(3)");
    assert_eq!((outside.errors.as_str(), code), ("oh\n", Some(3)));
    refuses(&[("input()", "asking a question with `input` is not supported")]);
}

#[test]
fn amplifying_operations_are_refused_before_they_run() {
    let too_large = "a value would be larger than 16 MiB";
    let too_many_digits = "a whole number would have more than 4300 digits";
    refuses(&[
        ("'a'.center(10 ** 12)", too_large),
        ("'%99999999999d' % 1", too_large),
        ("format(1.5, '.999999999f')", too_large),
        ("'{:>{}}'.format('a', 10 ** 11)", too_large),
        ("x = 'a' * 100000; x.replace('a', x)", too_large),
        ("x = 'a' * 1000000; x.join(['b'] * 1000000)", too_large),
        ("bytes(10 ** 12)", too_large),
        ("list(range(10 ** 12))", too_large),
        ("('\\t' * 1000).expandtabs(10 ** 9)", too_large),
        ("(',' * 16000000).split(',')", too_large),
        ("import json; json.dumps([1] * 500000, indent=10 ** 6)", too_large),
        ("1 << (1 << 40)", too_many_digits),
        ("2 ** (2 ** 40)", too_many_digits),
        ("x = 10 ** 4000; x * x", too_many_digits),
        ("import math; math.factorial(10 ** 9)", too_many_digits),
        ("import json; json.loads('[' * 100000)", "values are nested more than 1000 deep"),
    ]);
}

#[test]
fn members_of_enumerations_stand_for_texts_and_numbers_in_a_model() {
    prints(
        "from enum import Enum, IntEnum\nfrom pytm import Boundary, Server\nclass Zone(str, Enum):\n    WEB = 'web'\n\
         class Port(IntEnum):\n    HTTPS = 443\nserver = Server(Zone.WEB, port=Port.HTTPS)\nprint(server.name, server.port)",
        "web 443\n",
    );
}

#[test]
fn calls_that_go_round_without_a_function_are_refused() {
    let too_deep = "the script nests calls too deeply";
    refuses(&[
        ("class A: pass\nA.__init__ = A\nA()", too_deep),
        ("class A: pass\na = A()\nA.__call__ = a\na()", too_deep),
        ("from enum import Enum\nclass A(Enum):\n    X = 1\nA._missing_ = A\nA(3)", too_deep),
        (
            "from dataclasses import dataclass, field, fields\n@dataclass\nclass A:\n    x: list = \
             field(default_factory=list)\nfields(A)[0].default_factory = A\nA()",
            too_deep,
        ),
        (
            "from enum import Enum\nclass A(float, Enum):\n    X = 1",
            "an enumeration that derives from `float` is not supported",
        ),
    ]);
}

#[test]
fn lazy_iterators_and_copies_are_bounded() {
    let steps = "the script ran for more than 50000000 steps";
    let nested = "values are nested more than 1000 deep";
    let memory = "the script holds more than 256 MiB";
    refuses(&[
        ("from itertools import *\nlist(chain.from_iterable(repeat([])))", steps),
        ("from itertools import *\nlist(dropwhile(lambda n: True, count()))", steps),
        ("from itertools import *\nlist(permutations(range(100), 99))", steps),
        ("from itertools import *\nit = []\nfor n in range(10**7): it = chain(it)", memory),
        ("from itertools import *\nit = 'a'\nfor n in range(2000): it = cycle(it)\nnext(it)", nested),
        ("from functools import partial\nf = print\nfor n in range(2000): f = partial(f, n)\nf()", nested),
        ("import copy\na = []\nfor n in range(2000): a = [a]\ncopy.deepcopy(a)", nested),
        ("from collections import Counter\nlist(Counter(a=10**18).elements())", "a value would be larger than 16 MiB"),
        (
            "import copy\nfrom pytm import Server\ncopy.copy(Server('a'))",
            "copying an object of the model (`Server`) is not supported",
        ),
    ]);
}

#[test]
fn complaints_of_collections() {
    raises(&[
        ("import collections; collections.defaultdict(list)[[]]", "TypeError: unhashable type: 'list'"),
        ("import functools; functools.partial()", "TypeError: type 'partial' takes at least one argument"),
        (
            "import functools; functools.total_ordering(type('A', (), {}))",
            "ValueError: must define at least one ordering operation: < > <= >=",
        ),
        ("import operator; operator.attrgetter(1)", "TypeError: attribute name must be a string"),
        (
            "import operator; f = operator.methodcaller('a'); f._arguments = (); f(1)",
            "TypeError: methodcaller needs a method name",
        ),
    ]);
}

#[test]
fn now_is_one_moment() {
    prints(
        "import time\nfrom datetime import date, datetime\nprint(time.time(), datetime.now(), date.today(), time.monotonic())",
        "1704067200.0 2024-01-01 00:00:00 2024-01-01 0.0\n",
    );
}

#[test]
fn what_texts_and_dates_do_not_have_is_refused() {
    refuses(&[
        ("import cmath", "the module `cmath` is not supported"),
        ("import re; re.compile('a', re.DEBUG)", "`re.DEBUG` is not supported"),
        (
            "from zoneinfo import ZoneInfo; ZoneInfo('Europe/Berlin')",
            "`ZoneInfo('Europe/Berlin')` (there is no database of time zones here; only UTC is known) is not supported",
        ),
        ("import re; re.compile('(?:' * 300)", "a regular expression nests groups too deeply"),
    ]);
}
