//! Classes and context managers of generated programs. Whatever ends a loop stands in the line that goes on with it, so
//! that programs still end when lines are left out of them.

use super::kinds::Kind;
use super::programs::Program;

/// A method and what shows it. `C` is the class, `o` an object of it, `n` its attribute.
struct Member {
    lines: &'static [&'static str],
    shown: &'static [&'static str],
}

const MEMBERS: &[Member] = &[
    Member {
        lines: &["def __repr__(self):", "    return f'C<{self.n!r}>'"],
        shown: &["o", "[o]", "str(o)", "f'{o:>10}'"],
    },
    Member {
        lines: &["def __str__(self):", "    return 'text of ' + str(self.n)"],
        shown: &["str(o)", "f'{o}'", "'%s' % o"],
    },
    Member {
        lines: &["def __eq__(self, other):", "    return isinstance(other, C) and self.n == other.n"],
        shown: &["o == C(1)", "o != C(2)", "o == 1", "o in [1, o]", "[o] == [C(1)]"],
    },
    Member {
        lines: &[
            "def __eq__(self, other):",
            "    return self.n == other.n",
            "def __hash__(self):",
            "    return hash(self.n)",
        ],
        shown: &["len({o, C(1), C(2)})", "{o: 1}.get(C(1), 0)", "o == 1"],
    },
    Member {
        lines: &["def __lt__(self, other):", "    return self.n < other.n"],
        shown: &["o < C(9)", "o > C(9)", "max(o, C(5)).n", "[v.n for v in sorted([C(3), o, C(2)])]", "o <= o", "o < 1"],
    },
    Member {
        lines: &["def __add__(self, other):", "    return self.n + (other.n if isinstance(other, C) else other)"],
        shown: &["o + 1", "o + o", "o + 'a'", "1 + o"],
    },
    Member {
        lines: &["def __radd__(self, other):", "    return ('radd', other, self.n)"],
        shown: &["1 + o", "'a' + o", "o + 1", "sum([o])", "[] + o"],
    },
    Member {
        lines: &["def __iadd__(self, other):", "    self.n = (self.n, other)", "    return self"],
        shown: &["operator.iadd(o, 2).n", "o.n"],
    },
    Member {
        lines: &["def __mul__(self, other):", "    return NotImplemented", "__rmul__ = __mul__"],
        shown: &["o * 2", "2 * o", "o * o"],
    },
    Member {
        lines: &["def __len__(self):", "    return self.n"],
        shown: &["len(o)", "bool(o)", "'yes' if o else 'no'", "len(C(-1))", "len(C('a'))", "bool(C(0))"],
    },
    Member {
        lines: &["def __bool__(self):", "    return self.n > 1"],
        shown: &["bool(o)", "not o", "o and 1", "any([o])"],
    },
    Member { lines: &["def __bool__(self):", "    return self.n"], shown: &["bool(o)", "not C(None)"] },
    Member {
        lines: &["def __getitem__(self, key):", "    return (range(4)[key], self.n)"],
        shown: &["o[1]", "o['a']", "o[1:2]", "o[1, 2]", "list(o)", "(2, 1) in o", "o[4]", "[*o][-1]"],
    },
    Member {
        lines: &[
            "def __setitem__(self, key, value):",
            "    self.n = (key, value)",
            "def __delitem__(self, key):",
            "    self.n = key",
        ],
        shown: &["operator.setitem(o, 1, 2)", "o.n", "operator.delitem(o, 'k')", "o.n"],
    },
    Member {
        lines: &["def __iter__(self):", "    yield self.n", "    yield 2"],
        shown: &["list(o)", "[*o]", "2 in o", "sum(o)", "dict(zip(o, o))", "tuple(o)", "max(o)", "sorted(o)"],
    },
    Member {
        lines: &[
            "def __iter__(self):",
            "    return self",
            "def __next__(self):",
            "    return setattr(self, 'n', self.n + 1) or self.n if self.n < 4 else next(iter(()))",
        ],
        shown: &["next(o)", "list(o)", "next(o, 'end')", "list(zip(C(1), C(2)))"],
    },
    Member { lines: &["def __contains__(self, item):", "    return item == self.n"], shown: &["1 in o", "2 not in o"] },
    Member {
        lines: &["def __call__(self, *a, **k):", "    return (self.n, a, k)"],
        shown: &["o(1, b=2)", "callable(o)", "list(map(o, [1]))"],
    },
    Member {
        lines: &[
            "def __getattr__(self, name):",
            "    if name.startswith('q'):",
            "        return name * 2",
            "    raise AttributeError(name)",
        ],
        shown: &["o.query", "hasattr(o, 'other')", "getattr(o, 'other', 3)", "o.other", "o.n"],
    },
    Member {
        lines: &["def __setattr__(self, name, value):", "    object.__setattr__(self, name, (name, value))"],
        shown: &["o.n", "setattr(o, 'm', 1)", "o.m", "vars(o)"],
    },
    Member {
        lines: &[
            "@property",
            "def twice(self):",
            "    return self.n * 2",
            "@twice.setter",
            "def twice(self, value):",
            "    self.n = value",
        ],
        shown: &["o.twice", "setattr(o, 'twice', 5)", "o.n", "delattr(o, 'twice')"],
    },
    Member {
        lines: &["@property", "def fixed(self):", "    return self.n"],
        shown: &["o.fixed", "setattr(o, 'fixed', 5)"],
    },
    Member {
        lines: &[
            "@classmethod",
            "def make(cls, n=3):",
            "    return cls(n)",
            "@staticmethod",
            "def free(*a):",
            "    return a",
        ],
        shown: &["C.make().n", "o.make(4).n", "C.free(1)", "o.free(2)", "C.make(1, 2)"],
    },
    Member {
        lines: &["def __format__(self, spec):", "    return f'<{spec}>'"],
        shown: &["f'{o:abc}'", "format(o)", "'{:x}'.format(o)"],
    },
    Member {
        lines: &["def __index__(self):", "    return 1"],
        shown: &["[7, 8, 9][o]", "'abc'[o:]", "hex(o)", "range(o)", "'%d' % o"],
    },
    Member {
        lines: &["def __int__(self):", "    return 5", "def __float__(self):", "    return 2.5"],
        shown: &["int(o)", "float(o)", "'%d' % o", "'%.1f' % o"],
    },
    Member {
        lines: &[
            "def __neg__(self):",
            "    return -self.n",
            "def __abs__(self):",
            "    return 'abs'",
            "def __invert__(self):",
            "    return 0",
        ],
        shown: &["-o", "abs(o)", "~o", "+o"],
    },
    Member {
        lines: &["def method(self, a, b=2, *c, d=4):", "    return (self.n, a, b, c, d)"],
        shown: &[
            "o.method(1)",
            "o.method()",
            "o.method(1, 2, 3, d=5)",
            "C.method(o, 1)",
            "o.method(1, a=2)",
            "o.method(1, e=2)",
        ],
    },
    Member {
        lines: &["level = 1", "items = []"],
        shown: &[
            "C.level",
            "o.level",
            "o.items",
            "setattr(o, 'level', 2)",
            "C.level",
            "o.level",
            "C.missing",
            "o.missing",
        ],
    },
    Member { lines: &["__slots__ = ('n', 'm')"], shown: &["o.n", "setattr(o, 'm', 1)", "o.m", "setattr(o, 'z', 1)"] },
    Member { lines: &["def __reversed__(self):", "    return iter([3, self.n])"], shown: &["list(reversed(o))"] },
    Member {
        lines: &[
            "def __round__(self, digits=None):",
            "    return (self.n, digits)",
            "def __divmod__(self, other):",
            "    return (self.n, other)",
        ],
        shown: &["round(o)", "round(o, 2)", "divmod(o, 3)"],
    },
    Member {
        lines: &[
            "def __rsub__(self, other):",
            "    return ('rsub', other)",
            "def __sub__(self, other):",
            "    return ('sub', other)",
        ],
        shown: &["o - 1", "1 - o", "{1} - o", "1.5 - o"],
    },
    Member {
        lines: &[
            "def __and__(self, other):",
            "    return ('and', other)",
            "def __ror__(self, other):",
            "    return ('ror', other)",
            "def __matmul__(self, other):",
            "    return ('matmul', other)",
        ],
        shown: &["o & 1", "{} | o", "o @ 2", "1 | o", "o | 1"],
    },
    Member {
        lines: &[
            "def __pow__(self, other, modulus=None):",
            "    return (self.n, other, modulus)",
            "def __floordiv__(self, other):",
            "    return 'floor'",
            "def __truediv__(self, other):",
            "    return 'true'",
        ],
        shown: &["o ** 2", "pow(o, 2, 3)", "o // 1", "o / 1", "o % 1", "2 ** o"],
    },
    Member {
        lines: &["def __init_subclass__(cls, **k):", "    super().__init_subclass__()", "    cls.made = sorted(k)"],
        shown: &["type('D', (C,), {}).made", "hasattr(C, 'made')"],
    },
    Member {
        lines: &["def __del__(self):", "    pass", "def __dir__(self):", "    return ['b', 'a']"],
        shown: &["dir(o)"],
    },
    Member { lines: &["def __hash__(self):", "    return 'a'"], shown: &["{o}", "hash(o)"] },
    Member { lines: &["__hash__ = None"], shown: &["{o}", "hash(o)", "{o: 1}"] },
    Member { lines: &["def __iter__(self):", "    return 5"], shown: &["list(o)", "[*o]", "a, b = o"] },
    Member { lines: &["def __repr__(self):", "    return 5"], shown: &["repr(o)", "str(o)", "f'{o}'"] },
];

impl Program<'_> {
    pub(super) fn class(&mut self) {
        match self.writer.random.below(10) {
            0..7 => self.plain_class(),
            7 => self.family(),
            8 => self.custom_exception(),
            _ => self.dataclass(),
        }
    }

    fn plain_class(&mut self) {
        let name = self.writer.fresh("C");
        let kind = if self.writer.random.chance(70) { Kind::Small } else { self.any_kind() };
        let value = if self.writer.random.chance(50) { "1".to_owned() } else { self.writer.expression(&kind, 1) };
        self.line(format!("class {name}:"));
        self.line("    def __init__(self, n):");
        self.line("        self.n = n");
        let mut shown = Vec::new();
        for _ in 0..self.writer.random.between(1, 2) {
            let Some(member) = self.writer.random.pick(MEMBERS) else { continue };
            for line in member.lines {
                self.line(format!("    {}", of_class(line, &name)));
            }
            let chosen: Vec<&&str> = self.writer.random.some(member.shown, 70);
            shown.extend(chosen.into_iter().map(|shown| of_class(shown, &name)));
        }
        let mut class = name.clone();
        if self.writer.random.chance(25) {
            class = self.writer.fresh("C");
            self.line(format!("class {class}({name}):"));
            self.line("    def __init__(self, n, *more):");
            self.line("        super().__init__(n)");
            self.line("        self.more = more");
        }
        self.line(format!("o = {class}({value})"));
        for expression in shown {
            let statement = if expression.contains(" = ") { expression } else { format!("show({expression})") };
            match self.writer.random.chance(85) {
                true => self.guarded(&statement),
                false => self.line(statement),
            }
        }
    }

    /// A statement whose exception is shown, so that the program goes on.
    fn guarded(&mut self, statement: &str) {
        self.line("try:");
        self.line(format!("    {statement}"));
        self.line("except Exception as error:");
        self.line("    show(type(error).__name__, str(error))");
    }

    fn family(&mut self) {
        let names: Vec<String> = (0..4).map(|_| self.writer.fresh("C")).collect();
        let [a, b, c, d] = names.as_slice() else { return };
        let order = if self.writer.random.chance(80) { format!("{b}, {c}") } else { format!("{a}, {b}") };
        self.line(format!("class {a}:"));
        self.line("    def who(self, *seen):");
        self.line("        return seen");
        for (class, base) in [(b, a), (c, a)] {
            self.line(format!("class {class}({base}):"));
            if self.writer.random.chance(80) {
                self.line("    def who(self, *seen):");
                self.line(format!("        return super().who('{class}', *seen)"));
            } else {
                self.line("    kind = __qualname__.rpartition('.')[2]");
            }
        }
        self.guarded(&format!("class {d}({order}): pass"));
        self.guarded(&format!("show([k.__name__ for k in {d}.__mro__], {d}().who(1))"));
        self.guarded(&format!("show(issubclass({d}, {c}), isinstance({b}(), {c}), {d}.__bases__ == ({b}, {c}))"));
    }

    fn custom_exception(&mut self) {
        let name = self.writer.fresh("C");
        // Not of `OSError`, which takes its arguments elsewhere when a class has an `__init__` of its own.
        let base = self.writer.random.word(&["Exception", "ValueError", "KeyError", "LookupError", "RuntimeError"]);
        self.line(format!("class {name}({base}):"));
        match self.writer.random.below(4) {
            0 => self.line("    pass"),
            1 => {
                self.line("    def __init__(self, code, text='no text'):");
                self.line("        super().__init__(text)");
                self.line("        self.code = code");
            }
            2 => {
                self.line("    def __str__(self):");
                self.line("        return f'own {self.args}'");
            }
            _ => {
                self.line("    code = 7");
                self.line("    def __init__(self, *a, **k):");
                self.line("        self.k = k");
            }
        }
        let value = self.writer.expression(&Kind::Str, 1);
        self.line("try:");
        self.line("    try:");
        self.line(format!("        raise {name}({value})"));
        self.line(format!("    except {base} as error:"));
        self.line("        show(repr(error), str(error), error.args, getattr(error, 'code', None))");
        if self.writer.random.chance(40) {
            self.line("        error.add_note('noted')");
            self.line("        show(error.__notes__)");
        }
        let last = match self.writer.random.below(3) {
            0 => "        raise",
            1 => "        raise TypeError('other') from error",
            _ => "        {}['key']",
        };
        self.line(last);
        self.line("except Exception as error:");
        self.line("    show(type(error).__name__, str(error), repr(error.__cause__), repr(error.__context__))");
    }

    fn dataclass(&mut self) {
        let name = self.writer.fresh("C");
        let options =
            self.writer.random.word(&["", "(order=True)", "(frozen=True)", "(eq=False, repr=False)", "(kw_only=True)"]);
        let (kind, other) = (self.any_kind(), Kind::Int);
        let (value, default) = (self.writer.expression(&kind, 1), self.writer.literal(&other));
        self.line("import dataclasses");
        self.line(format!("@dataclasses.dataclass{options}"));
        self.line(format!("class {name}:"));
        self.line("    a: object");
        self.line(format!("    b: int = {default}"));
        self.line("    c: list = dataclasses.field(default_factory=list)");
        self.guarded(&format!(
            "show(str({name}({value})).rpartition('.')[2] if {name}.__repr__ is not object.__repr__ else 0)"
        ));
        self.guarded(&format!("show({name}(a=1) == {name}(a=1), {name}(a=1) < {name}(a=2))"));
        self.guarded(&format!("o = {name}(a={value}); show(dataclasses.asdict(o)); o.b = 3; show(o.b)"));
        self.guarded(&format!("show({name}(1, 2, 3, 4))"));
    }

    pub(super) fn with(&mut self) {
        let name = self.writer.fresh("C");
        let is_caught = self.writer.random.word(&["True", "False", "kind is KeyError", "None"]);
        self.line(format!("class {name}:"));
        self.line("    def __init__(self, label):");
        self.line("        self.label = label");
        self.line("    def __enter__(self):");
        self.line("        show('enter', self.label)");
        self.line("        return self.label");
        self.line("    def __exit__(self, kind, error, trace):");
        self.line("        show('exit', self.label, kind and kind.__name__, str(error))");
        self.line(format!("        return {is_caught}"));
        let value = self.writer.expression(&Kind::Str, 0);
        let variable = self.writer.fresh("x");
        let head = match self.writer.random.below(3) {
            0 => format!("with {name}({value}) as {variable}, {name}('second'):"),
            _ => format!("with {name}({value}) as {variable}:"),
        };
        self.block(head, |program| {
            program.writer.variables.push((variable, Kind::Str));
            program.some_statements();
            if program.writer.random.chance(40) {
                let class = program.writer.random.word(&["KeyError", "ValueError"]);
                program.line(format!("raise {class}('in with')"));
            }
        });
    }
}

/// A line in which `C` is the name of a class.
fn of_class(line: &str, name: &str) -> String {
    let mut text = String::new();
    let mut before = ' ';
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        let is_alone = !before.is_alphanumeric() && letters.peek().is_none_or(|next| !next.is_alphanumeric());
        match letter {
            'C' if is_alone => text.push_str(name),
            letter => text.push(letter),
        }
        before = letter;
    }
    text
}
