//! Scripts made of Python's tokens and pytm's names: bytes choose among what may stand at a place, so that most of them
//! can be parsed and many run.

use bartizan_model::{Class, schema};

use crate::Choices;

/// Runs the script that the bytes choose.
pub(crate) fn script(bytes: &[u8]) {
    let mut writer =
        Writer { choices: Choices::new(bytes), text: "from pytm import *\n".to_owned(), in_function: false };
    let mut left = 60;
    while !writer.choices.is_empty() && left > 0 {
        writer.statement(0);
        left -= 1;
    }
    crate::script::run(&writer.text);
}

const NAMES: &[&str] = &["a", "b", "c", "tm", "web", "f", "C", "self", "e"];

const BUILTINS: &[&str] = &[
    "len",
    "sorted",
    "list",
    "dict",
    "set",
    "tuple",
    "str",
    "int",
    "float",
    "bool",
    "repr",
    "range",
    "zip",
    "map",
    "filter",
    "enumerate",
    "sum",
    "min",
    "max",
    "any",
    "all",
    "isinstance",
    "getattr",
    "setattr",
    "hasattr",
    "type",
    "print",
    "next",
    "iter",
    "reversed",
    "round",
    "divmod",
    "pow",
    "abs",
    "ord",
    "chr",
    "bytes",
    "format",
    "vars",
    "dir",
    "super",
    "slice",
    "frozenset",
    "hash",
    "id",
    "callable",
    "issubclass",
    "object",
    "property",
    "complex",
    "hex",
    "ascii",
    "Exception",
    "ValueError",
    "KeyError",
    "StopIteration",
    "delattr",
    "classmethod",
    "staticmethod",
    "globals",
    "locals",
    "input",
    "open",
];

const METHODS: &[&str] = &[
    "append",
    "extend",
    "insert",
    "pop",
    "remove",
    "sort",
    "reverse",
    "clear",
    "copy",
    "update",
    "get",
    "items",
    "keys",
    "values",
    "setdefault",
    "popitem",
    "add",
    "discard",
    "union",
    "upper",
    "lower",
    "title",
    "split",
    "rsplit",
    "join",
    "strip",
    "replace",
    "format",
    "format_map",
    "find",
    "index",
    "count",
    "startswith",
    "endswith",
    "partition",
    "center",
    "zfill",
    "translate",
    "encode",
    "decode",
    "splitlines",
    "expandtabs",
    "send",
    "throw",
    "close",
    "process",
    "resolve",
    "check",
    "reset",
    "is_integer",
    "bit_length",
    "as_integer_ratio",
    "to_bytes",
    "from_bytes",
    "hex",
    "fromkeys",
    "maketrans",
    "mro",
    "__init__",
    "__class__",
    "__dict__",
    "__name__",
    "__getitem__",
    "__eq__",
    "__repr__",
    "__len__",
    "__iter__",
    "__doc__",
    "__bases__",
    "__subclasses__",
    "__call__",
    "__add__",
    "__hash__",
    "__setattr__",
    "__format__",
    "__enter__",
    "__exit__",
];

const LITERALS: &[&str] = &[
    "0",
    "1",
    "-1",
    "2",
    "7",
    "True",
    "False",
    "None",
    "''",
    "'a'",
    "'name'",
    "1.5",
    "1e308",
    "10**30",
    "b'x'",
    "'{}'",
    "'%s'",
    "[]",
    "{}",
    "()",
    "...",
    "'\\u00e9\\n'",
    "9223372036854775807",
    "float('nan')",
    "'HTTPS'",
    "'a b,c'",
    "0x7fffffff",
    "1j",
];

const OPERATORS: &[&str] = &[
    "+", "-", "*", "/", "//", "%", "**", "<<", ">>", "&", "|", "^", "@", "==", "!=", "<", "<=", ">", ">=", "in",
    "not in", "is", "is not", "and", "or",
];

const MODULES: &[&str] = &[
    "json",
    "os",
    "os.path",
    "sys",
    "re",
    "math",
    "collections",
    "itertools",
    "functools",
    "dataclasses",
    "enum",
    "copy",
    "textwrap",
    "string",
    "typing",
    "abc",
    "operator",
    "contextlib",
    "pathlib",
    "datetime",
    "random",
    "statistics",
    "argparse",
    "logging",
    "hashlib",
    "base64",
    "uuid",
    "csv",
    "io",
    "html",
    "pprint",
    "time",
    "asyncio",
    "inspect",
    "traceback",
    "pytm",
];

struct Writer<'b> {
    choices: Choices<'b>,
    text: String,
    in_function: bool,
}

impl Writer<'_> {
    fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    fn line(&mut self, depth: usize, text: &str) {
        self.push(&"    ".repeat(depth));
        self.push(text);
    }

    fn name(&mut self) {
        let name = self.choices.word(NAMES);
        self.push(name);
    }

    /// An attribute: a method of Python's, or what pytm's classes have.
    fn attribute(&mut self) {
        if self.choices.below(3) > 0 {
            let method = self.choices.word(METHODS);
            return self.push(method);
        }
        let class = self.class();
        let rows = schema::attributes(class);
        let at = self.choices.below(rows.len());
        self.push(rows.get(at).map_or("name", |row| row.name));
    }

    fn class(&mut self) -> Class {
        let at = self.choices.below(Class::ALL.len());
        Class::ALL.get(at).copied().unwrap_or(Class::Server)
    }

    fn block(&mut self, depth: usize, head: &str) {
        self.push(head);
        self.push(":\n");
        for _ in 0..=self.choices.below(3) {
            self.statement(depth + 1);
        }
    }

    fn statement(&mut self, depth: usize) {
        if depth > 5 {
            return self.line(depth, "pass\n");
        }
        self.line(depth, "");
        match self.choices.below(24) {
            0 | 1 => self.name_then(" = "),
            2 => {
                let operator = self.choices.word(&["+=", "-=", "*=", "|=", "//=", "%=", "**=", "<<=", "@="]);
                self.name_then(&format!(" {operator} "));
            }
            3 | 4 => {
                self.name();
                self.push(".");
                self.attribute();
                self.push(" = ");
                self.expression(0);
            }
            5 => {
                self.name();
                self.push("[");
                self.expression(1);
                self.push("] = ");
                self.expression(0);
            }
            6..9 => self.expression(0),
            9 => return self.branch(depth),
            10 => return self.for_loop(depth),
            11 => return self.attempt(depth),
            12 => return self.function(depth),
            13 => return self.class_statement(depth),
            14 => {
                self.push("with ");
                self.expression(1);
                self.push(" as ");
                self.name();
                return self.block(depth, "");
            }
            15 => {
                let module = self.choices.word(MODULES);
                self.push(&format!("import {module}"));
            }
            16 => {
                let module = self.choices.word(MODULES);
                self.push(&format!("import {module} as "));
                self.name();
            }
            17 => {
                self.name();
                self.push(", *");
                self.name();
                self.push(" = ");
                self.expression(0);
            }
            18 => {
                self.push("del ");
                self.name();
            }
            19 => {
                let word =
                    if self.in_function { self.choices.word(&["return ", "yield ", "yield from "]) } else { "raise " };
                self.push(word);
                self.expression(0);
            }
            20 => {
                self.push("assert ");
                self.expression(1);
            }
            21 => return self.match_statement(depth),
            22 => {
                let class = self.class().name();
                self.name_then(" = ");
                self.push(&format!("; {class}(\"x\")"));
            }
            _ => self.push("pass"),
        }
        self.push("\n");
    }

    fn name_then(&mut self, operator: &str) {
        self.name();
        self.push(operator);
        self.expression(0);
    }

    fn branch(&mut self, depth: usize) {
        let word = self.choices.word(&["if ", "if ", "while "]);
        self.push(word);
        self.expression(1);
        self.block(depth, "");
        if self.choices.below(3) == 0 {
            self.line(depth, "");
            self.block(depth, "else");
        }
    }

    fn for_loop(&mut self, depth: usize) {
        self.push("for ");
        self.name();
        if self.choices.below(4) == 0 {
            self.push(", ");
            self.name();
        }
        self.push(" in ");
        self.expression(1);
        self.block(depth, "");
    }

    fn attempt(&mut self, depth: usize) {
        self.block(depth, "try");
        self.line(depth, "");
        let clause = self.choices.word(&["except Exception as e", "except (KeyError, a)", "except", "finally"]);
        self.block(depth, clause);
    }

    fn function(&mut self, depth: usize) {
        if self.choices.below(4) == 0 {
            self.push("@");
            self.name();
            self.push("\n");
            self.line(depth, "");
        }
        self.push("def ");
        self.name();
        let parameters = self.choices.word(&["()", "(self)", "(a, b=1)", "(*a, **b)", "(self, a)", "(a, /, *, b=2)"]);
        let before = std::mem::replace(&mut self.in_function, true);
        self.block(depth, parameters);
        self.in_function = before;
    }

    fn class_statement(&mut self, depth: usize) {
        self.push("class ");
        self.name();
        self.push("(");
        match self.choices.below(3) {
            0 => {
                let class = self.class().name();
                self.push(class);
            }
            1 => self.name(),
            _ => {
                let base = self.choices.word(BUILTINS);
                self.push(base);
            }
        }
        let before = std::mem::replace(&mut self.in_function, false);
        self.block(depth, ")");
        self.in_function = before;
    }

    fn match_statement(&mut self, depth: usize) {
        self.push("match ");
        self.expression(1);
        self.push(":\n");
        for _ in 0..=self.choices.below(2) {
            let pattern = self.choices.word(&[
                "case [a, *b]",
                "case {'a': b, **c}",
                "case C(a)",
                "case 1 | 'a'",
                "case str() as c",
                "case (a, b) if a",
                "case tm",
            ]);
            self.line(depth + 1, "");
            self.block(depth + 1, pattern);
        }
    }

    fn expression(&mut self, depth: usize) {
        let choice = self.choices.below(if depth > 4 { 3 } else { 17 });
        match choice {
            0 => self.name(),
            1 => {
                let literal = self.choices.word(LITERALS);
                self.push(literal);
            }
            2 => {
                let builtin = self.choices.word(BUILTINS);
                self.push(builtin);
            }
            3 | 4 => {
                self.push("(");
                self.expression(depth + 1);
                self.push(").");
                self.attribute();
                if choice == 4 {
                    self.arguments(depth);
                }
            }
            5 => {
                let builtin = self.choices.word(BUILTINS);
                self.push(builtin);
                self.arguments(depth);
            }
            6 => {
                let class = self.class().name();
                self.push(class);
                self.arguments(depth);
            }
            7 | 8 => {
                self.push("(");
                self.expression(depth + 1);
                let operator = self.choices.word(OPERATORS);
                self.push(&format!(" {operator} "));
                self.expression(depth + 1);
                self.push(")");
            }
            9 => self.pair("(", ")[", "]", depth),
            10 => self.pair("(", ")[", ":]", depth),
            11 => self.pair("[", ", ", "]", depth),
            12 => self.pair("{", ": ", "}", depth),
            13 => {
                self.pair("[", " for ", "", depth);
                // What was written as the target may not be one; the parser then says so.
                self.push(" in a]");
            }
            14 => self.pair("(lambda a, *b: ", ")(", ")", depth),
            15 => {
                self.pair("(", " if ", " else ", depth);
                self.expression(depth + 1);
                self.push(")");
            }
            _ => {
                let field = self.choices.word(&[
                    "f'{a!r:>{b}}'",
                    "f'{c:,}{a=}'",
                    "'%*d' % (a, b)",
                    "'{0.a}{b[c]}'.format(a, b=b)",
                ]);
                self.push(field);
            }
        }
    }

    fn pair(&mut self, before: &str, between: &str, after: &str, depth: usize) {
        self.push(before);
        self.expression(depth + 1);
        self.push(between);
        self.expression(depth + 1);
        self.push(after);
    }

    fn arguments(&mut self, depth: usize) {
        self.push("(");
        for _ in 0..self.choices.below(4) {
            let kind = self.choices.below(8);
            match kind {
                0 => self.push("*"),
                1 => self.push("key="),
                2 => self.push("name="),
                _ => {}
            }
            self.expression(depth + 1);
            self.push(", ");
        }
        self.push(")");
    }
}
