//! Small programs: assignments, branches, bounded loops, exceptions; functions and classes are in files of their own.

use super::kinds::Kind;
use super::writer::{Writer, enclosed};

/// The lines of a program.
pub(super) fn program(writer: &mut Writer) -> Vec<String> {
    let mut program = Program {
        writer,
        lines: Vec::new(),
        depth: 0,
        loops: 0,
        scope: 0,
        functions: Vec::new(),
        left: 14,
        is_generator: false,
        result: None,
    };
    while program.left > 0 {
        program.statement();
    }
    program.show_variables();
    program.lines
}

/// A function that can be called.
#[derive(Clone)]
pub(super) struct Function {
    pub(super) name: String,
    pub(super) parameters: Vec<Kind>,
}

/// A program in the making.
pub(super) struct Program<'w> {
    pub(super) writer: &'w mut Writer,
    lines: Vec<String>,
    depth: usize,
    /// Loops around this place. Values must not double in each round.
    loops: usize,
    /// Variables from here on belong to the function that is being written.
    scope: usize,
    pub(super) functions: Vec<Function>,
    /// Statements that are still to come.
    left: usize,
    pub(super) is_generator: bool,
    /// What the function that is being written returns.
    pub(super) result: Option<Kind>,
}

impl Program<'_> {
    pub(super) fn line(&mut self, text: impl AsRef<str>) {
        let indentation = "    ".repeat(self.depth);
        self.lines.push(format!("{indentation}{}", text.as_ref()));
    }

    /// A block; most of the variables that are made in it are not read after it.
    pub(super) fn block(&mut self, head: impl AsRef<str>, body: impl FnOnce(&mut Self)) {
        self.line(head);
        let (known, before) = (self.writer.variables.len(), self.lines.len());
        self.depth += 1;
        body(self);
        if self.lines.len() == before {
            self.line("pass");
        }
        self.depth -= 1;
        if self.writer.random.chance(90) {
            self.writer.variables.truncate(known);
        }
    }

    /// The body of a function, which has variables of its own and sees those around it.
    pub(super) fn body(&mut self, head: &str, parameters: Vec<(String, Kind)>, body: impl FnOnce(&mut Self)) {
        let (scope, loops, known) = (self.scope, self.loops, self.writer.variables.len());
        let (is_generator, result) = (self.is_generator, self.result.take());
        self.scope = known;
        self.loops = 0;
        self.writer.variables.extend(parameters);
        self.block(head, body);
        self.writer.variables.truncate(known);
        (self.scope, self.loops, self.is_generator, self.result) = (scope, loops, is_generator, result);
    }

    pub(super) fn is_in_function(&self) -> bool {
        self.scope > 0
    }

    pub(super) fn some_statements(&mut self) {
        for _ in 0..self.writer.random.between(1, 2) {
            self.statement();
        }
    }

    pub(super) fn any_kind(&mut self) -> Kind {
        Kind::any(&mut self.writer.random, 1)
    }

    /// An expression of this type; in a loop, one that stays small.
    pub(super) fn value(&mut self, kind: &Kind) -> String {
        let depth = self.writer.random.below(3);
        let value = self.writer.expression(kind, depth);
        match kind {
            _ if self.loops == 0 && self.scope == 0 => value,
            Kind::Str | Kind::Bytes | Kind::List(_) | Kind::Tuple(_) => format!("{}[:8]", enclosed(value)),
            Kind::Int | Kind::Small => format!("{} % 997", enclosed(value)),
            _ => value,
        }
    }

    pub(super) fn assign(&mut self, kind: &Kind) -> String {
        let name = self.writer.fresh("x");
        let value = self.value(kind);
        self.line(format!("{name} = {value}"));
        self.writer.variables.push((name.clone(), kind.clone()));
        name
    }

    /// A variable that may be assigned here.
    fn own_variable(&mut self) -> Option<(String, Kind)> {
        let own = self.writer.variables.get(self.scope..).unwrap_or_default();
        self.writer.random.pick(own).cloned()
    }

    pub(super) fn statement(&mut self) {
        self.left = self.left.saturating_sub(1);
        let is_deep = self.depth >= 4 || self.left == 0;
        match self.writer.random.below(if is_deep { 45 } else { 100 }) {
            0..8 => {
                let kind = Kind::any_or_set(&mut self.writer.random);
                self.assign(&kind);
            }
            8..14 => self.show(),
            14..18 => self.reassign(),
            18..23 => self.augment(),
            23..28 => self.unpack(),
            28..33 => self.change_item(),
            33..36 => {
                let call = self.writer.expression(&Kind::None, 1);
                self.line(call);
            }
            36..38 => self.leave(),
            38..40 => self.raise(),
            40..42 => self.call(),
            42 => self.delete(),
            43 => self.assert(),
            44 => self.swap(),
            45..53 => self.branch(),
            53..63 => self.for_loop(),
            63..67 => self.while_loop(),
            67..75 => self.attempt(),
            75..83 => self.function(),
            83..86 => self.generator(),
            86..94 => self.class(),
            94..96 => self.with(),
            96..99 => self.choose(),
            _ => self.build_text(),
        }
    }

    pub(super) fn show(&mut self) {
        let kind = Kind::any_or_set(&mut self.writer.random);
        let value = self.writer.expression(&kind, 2);
        self.line(format!("show({value})"));
    }

    fn show_variables(&mut self) {
        let names: Vec<String> = self.writer.variables.iter().map(|(name, _)| name.clone()).collect();
        if !names.is_empty() {
            self.line(format!("show({})", names.join(", ")));
        }
    }

    fn reassign(&mut self) {
        let Some((name, kind)) = self.own_variable() else { return self.show() };
        let value = self.value(&kind);
        self.line(format!("{name} = {value}"));
    }

    fn augment(&mut self) {
        let Some((name, kind)) = self.own_variable() else { return self.show() };
        let (operators, other): (&[&str], Kind) = match &kind {
            Kind::Int | Kind::Small => (&["+=", "-=", "//=", "%=", "|=", "&=", "^="], Kind::Int),
            Kind::Float => (&["+=", "-=", "*=", "/=", "//=", "%="], Kind::Float),
            Kind::Bool => (&["&=", "|=", "^="], Kind::Bool),
            Kind::List(item) if self.writer.random.chance(50) => (&["+="], Kind::Tuple(item.clone())),
            Kind::Set(_) => (&["|=", "&=", "-=", "^="], kind.clone()),
            Kind::Dict(..) => (&["|="], kind.clone()),
            _ => (&["+="], kind.clone()),
        };
        let operator = self.writer.random.word(operators);
        let other = self.writer.perhaps_wrong(other);
        let value = self.writer.literal(&other);
        self.line(format!("{name} {operator} {value}"));
    }

    fn unpack(&mut self) {
        let (first, second, third) = (self.writer.fresh("x"), self.writer.fresh("x"), self.writer.fresh("x"));
        let (kind, other) = (self.any_kind(), self.any_kind());
        match self.writer.random.below(6) {
            0 => {
                let (left, right) = (self.value(&kind), self.value(&other));
                self.line(format!("{first}, {second} = {left}, {right}"));
                self.writer.variables.extend([(first, kind), (second, other)]);
            }
            1 => {
                let value = self.value(&Kind::list(kind.clone()));
                self.line(format!("{first}, *{second} = {value}"));
                self.writer.variables.extend([(first, kind.clone()), (second, Kind::list(kind))]);
            }
            2 => {
                let value = self.value(&Kind::list(kind.clone()));
                let literal = self.writer.literal(&kind);
                self.line(format!("*{first}, {second} = [{literal}, *{}]", enclosed(value)));
                self.writer.variables.extend([(first, Kind::list(kind.clone())), (second, kind)]);
            }
            3 => {
                let (left, right) = (self.value(&kind), self.value(&Kind::list(other.clone())));
                self.line(format!("{first}, ({second}, *{third}) = {left}, {right}"));
                self.writer.variables.extend([(first, kind), (second, other.clone()), (third, Kind::list(other))]);
            }
            4 => {
                let value = self.value(&kind);
                self.line(format!("{first} = {second} = {value}"));
                self.writer.variables.extend([(first, kind.clone()), (second, kind)]);
            }
            _ => {
                let value = self.writer.expression(&kind, 1);
                self.line(format!("{first}, {second} = {value}"));
            }
        }
    }

    fn change_item(&mut self) {
        let Some((name, kind)) = self.own_variable() else { return self.show() };
        let small = self.writer.expression(&Kind::Small, 1);
        match kind {
            Kind::List(item) => {
                let item_kind = self.writer.perhaps_wrong((*item).clone());
                let value = self.value(&item_kind);
                let end = self.writer.expression(&Kind::Small, 0);
                let statement = match self.writer.random.below(9) {
                    0..3 => format!("{name}[{small}] = {value}"),
                    3 => format!("{name}[{}:{end}] = [{value}]", enclosed(small)),
                    4 => format!("{name}[::2] = [{value}, {value}]"),
                    5 => format!("del {name}[{small}]"),
                    6 => format!("del {name}[{}::2]", enclosed(small)),
                    7 => format!("{name}.insert({small}, {value})"),
                    _ => format!("{name}.append({value})"),
                };
                self.line(statement);
            }
            Kind::Dict(key, item) => {
                let (key, value) = (self.value(&key), self.value(&item));
                let statement = match self.writer.random.below(5) {
                    0..3 => format!("{name}[{key}] = {value}"),
                    3 => format!("del {name}[{key}]"),
                    _ => format!("show({name}.popitem())"),
                };
                self.line(statement);
            }
            Kind::Set(item) => {
                let value = self.value(&item);
                self.line(format!("{name}.add({value})"));
            }
            _ => self.line(format!("{name}[{small}] = 0")),
        }
    }

    fn swap(&mut self) {
        let Some((first, kind)) = self.own_variable() else { return self.show() };
        let others: Vec<String> =
            self.writer.variables.iter().skip(self.scope).filter(|(_, k)| *k == kind).map(|(n, _)| n.clone()).collect();
        if let Some(second) = self.writer.random.pick(&others).cloned() {
            self.line(format!("{first}, {second} = {second}, {first}"));
        }
    }

    fn delete(&mut self) {
        let Some((name, _)) = self.own_variable() else { return self.show() };
        if self.writer.random.chance(30) {
            self.line(format!("del {name}"));
            if self.writer.random.chance(50) {
                self.writer.variables.retain(|(other, _)| *other != name);
            }
        }
    }

    fn assert(&mut self) {
        let condition = self.writer.expression(&Kind::Bool, 1);
        let message = self.writer.expression(&Kind::Str, 1);
        let statement = match self.writer.random.chance(50) {
            true => format!("assert {condition}, {message}"),
            false => format!("assert {condition} or True"),
        };
        self.line(statement);
    }

    fn leave(&mut self) {
        let condition = self.writer.expression(&Kind::Bool, 1);
        let word = match (self.loops > 0, self.scope > 0) {
            (true, _) => self.writer.random.word(&["break", "continue"]).to_owned(),
            (false, true) => {
                let kind = self.result.clone().unwrap_or(Kind::Int);
                format!("return {}", self.value(&kind))
            }
            (false, false) => format!("show({})", self.writer.expression(&Kind::Str, 1)),
        };
        self.block(format!("if {condition}:"), |program| program.line(word));
    }

    fn raise(&mut self) {
        let class = self.writer.random.word(EXCEPTIONS);
        let value = self.writer.expression(&Kind::Str, 1);
        let condition = self.writer.expression(&Kind::Bool, 1);
        let statement = match self.writer.random.below(6) {
            0 => format!("raise {class}"),
            1 => format!("raise {class}({value}) from ValueError('cause')"),
            2 => format!("raise {class}({value}, {}) from None", self.writer.random.below(9)),
            3 => "raise".to_owned(),
            4 => format!("raise {}", self.writer.expression(&Kind::Int, 0)),
            _ => format!("raise {class}({value})"),
        };
        match self.writer.random.chance(60) {
            true => self.block(format!("if {condition}:"), |program| program.line(statement)),
            false => self.line(statement),
        }
    }

    fn branch(&mut self) {
        let mut condition = self.writer.expression(&Kind::Bool, 2);
        if self.writer.random.chance(15) {
            let (name, kind) = (self.writer.fresh("x"), self.any_kind());
            condition = format!("({name} := {})", enclosed(self.value(&kind)));
            self.writer.variables.push((name, kind));
        }
        self.block(format!("if {condition}:"), Self::some_statements);
        if self.writer.random.chance(40) {
            let kind = self.any_kind();
            let condition = self.writer.expression(&kind, 1);
            self.block(format!("elif {condition}:"), Self::some_statements);
        }
        if self.writer.random.chance(50) {
            self.block("else:", Self::some_statements);
        }
    }

    fn for_loop(&mut self) {
        let (first, second) = (self.writer.fresh("i"), self.writer.fresh("i"));
        let kind = self.any_kind();
        let list = |program: &mut Self| enclosed(program.writer.expression(&Kind::list(kind.clone()), 1));
        let (head, variables) = match self.writer.random.below(7) {
            0 | 1 => (format!("for {first} in {}[:5]:", list(self)), vec![(first, kind)]),
            2 => (
                format!("for {first}, {second} in enumerate({}[:4]):", list(self)),
                vec![(first, Kind::Small), (second, kind)],
            ),
            3 => {
                let dict = Kind::Dict(Kind::Str.into(), kind.clone().into());
                let dict = enclosed(self.writer.expression(&dict, 1));
                (format!("for {first}, {second} in list({dict}.items()):"), vec![(first, Kind::Str), (second, kind)])
            }
            4 => (
                format!("for {first}, {second} in zip({}[:4], 'abc'):", list(self)),
                vec![(first, kind), (second, Kind::Str)],
            ),
            5 => {
                let other = self.writer.expression(&kind, 1);
                (format!("for {first} in {other}:"), vec![])
            }
            _ => (format!("for {first} in range({}):", self.writer.random.below(5)), vec![(first, Kind::Small)]),
        };
        self.loops += 1;
        self.block(head, |program| {
            program.writer.variables.extend(variables);
            program.some_statements();
        });
        self.loops -= 1;
        if self.writer.random.chance(25) {
            self.block("else:", Self::some_statements);
        }
    }

    fn while_loop(&mut self) {
        let (counter, bound) = (self.writer.fresh("n"), self.writer.random.between(1, 4));
        self.line(format!("{counter} = 0"));
        let condition = match self.writer.random.chance(50) {
            true => format!(" and {}", enclosed(self.writer.expression(&Kind::Bool, 1))),
            false => String::new(),
        };
        self.loops += 1;
        self.block(format!("while ({counter} := {counter} + 1) < {bound}{condition}:"), Self::some_statements);
        self.loops -= 1;
        if self.writer.random.chance(40) {
            self.block("else:", Self::some_statements);
        }
    }

    fn attempt(&mut self) {
        self.block("try:", |program| {
            program.some_statements();
            if program.writer.random.chance(50) {
                program.raise();
            }
        });
        let has_handler = self.writer.random.chance(85);
        if has_handler {
            let class = self.writer.random.word(HANDLED);
            let name = self.writer.fresh("e");
            self.block(format!("except {class} as {name}:"), |program| {
                program.line(format!("show(type({name}).__name__, str({name}), {name}.args)"));
                if program.writer.random.chance(40) {
                    program.line(format!(
                        "show(repr({name}.__cause__), repr({name}.__context__), {name}.__suppress_context__)"
                    ));
                }
                if program.writer.random.chance(40) {
                    program.statement();
                }
                if program.writer.random.chance(15) {
                    program.line(format!("raise RuntimeError('again') from {name}"));
                }
            });
            if self.writer.random.chance(30) {
                self.block("except Exception:", Self::some_statements);
            }
            if self.writer.random.chance(30) {
                self.block("else:", Self::some_statements);
            }
        }
        if !has_handler || self.writer.random.chance(30) {
            self.block("finally:", |program| {
                program.show();
                if program.writer.random.chance(10) && program.scope > 0 {
                    program.line("return 'finally'");
                }
            });
        }
    }

    fn call(&mut self) {
        let Some(function) = self.writer.random.pick(&self.functions).cloned() else { return self.show() };
        let call = self.call_of(&function);
        self.line(format!("show({call})"));
    }

    fn build_text(&mut self) {
        let name = self.writer.fresh("x");
        self.line(format!("{name} = ''"));
        let list = Kind::list(self.any_kind());
        let items = enclosed(self.writer.expression(&list, 1));
        let variable = self.writer.fresh("i");
        self.block(format!("for {variable} in {items}[:4]:"), |program| {
            let statement = program.writer.random.word(&[
                "{x} += f'{{i}!r:>5};'",
                "{x} = str({i}) + {x}",
                "{x} += '%s|' % ({i},)",
                "{x} = {x}.join(['<', '>'])[:40]",
            ]);
            let (x, i) = (&name, &variable);
            program.line(statement.replace("{{i}", &format!("{{{i}")).replace("{x}", x).replace("{i}", i));
        });
        self.writer.variables.push((name, Kind::Str));
    }

    fn choose(&mut self) {
        let kind = self.any_kind();
        let subject = self.writer.expression(&kind, 1);
        let name = self.writer.fresh("m");
        self.block(format!("match {subject}:"), |program| {
            for _ in 0..program.writer.random.between(1, 4) {
                let pattern = program.writer.random.word(PATTERNS).replace("NAME", &name);
                let guard = match program.writer.random.chance(20) {
                    true => format!(" if {}", program.writer.expression(&Kind::Bool, 1)),
                    false => String::new(),
                };
                let is_bound = pattern.contains(&name);
                program.block(format!("case {pattern}{guard}:"), |program| {
                    program.line(if is_bound { format!("show('case', {name})") } else { "show('case')".to_owned() });
                    program.statement();
                });
            }
            program.block("case _:", |program| program.line("show('no case')"));
        });
    }
}

const EXCEPTIONS: &[&str] = &[
    "ValueError",
    "KeyError",
    "TypeError",
    "IndexError",
    "RuntimeError",
    "ZeroDivisionError",
    "LookupError",
    "OSError",
    "StopIteration",
    "AttributeError",
    "Exception",
    "NotImplementedError",
    "ArithmeticError",
    "UnicodeError",
];

const HANDLED: &[&str] = &[
    "Exception",
    "Exception",
    "ValueError",
    "KeyError",
    "LookupError",
    "(TypeError, ValueError)",
    "ArithmeticError",
    "RuntimeError",
    "(KeyError, IndexError, RuntimeError)",
    "BaseException",
];

const PATTERNS: &[&str] = &[
    "0 | 1 | -1",
    "1.5",
    "'a' | 'b'",
    "None",
    "True",
    "[]",
    "[NAME]",
    "[NAME, *_]",
    "[_, NAME]",
    "(1, *NAME)",
    "{}",
    "{'a': NAME}",
    "{1: _, **NAME}",
    "int(NAME)",
    "str() as NAME",
    "float()",
    "bool(NAME)",
    "list(NAME)",
    "[int(), *NAME]",
    "[str() as NAME, *_]",
    "dict(NAME)",
    "tuple()",
    "[[NAME, *_], *_]",
    "int() | float() as NAME",
    "b'a'",
    "-1",
    "bytes(NAME)",
    "[_, _, *NAME, _]",
    "set(NAME)",
    "object(real=NAME)",
];
