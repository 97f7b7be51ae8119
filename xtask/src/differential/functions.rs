//! Functions, closures and generators of generated programs.
//!
//! Generators are run to their end or closed: CPython closes one that nobody refers to any more, and we do not.

use super::kinds::Kind;
use super::programs::{Function, Program};

impl Program<'_> {
    pub(super) fn function(&mut self) {
        match self.writer.random.below(6) {
            0..3 => self.plain_function(),
            3 => self.counter(),
            4 => self.decorated(),
            _ => self.recursive(),
        }
    }

    fn plain_function(&mut self) {
        let name = self.writer.fresh("f");
        let result = self.any_kind();
        let (mut parameters, mut known, mut kinds) = (Vec::new(), Vec::new(), Vec::new());
        let mut has_default = false;
        for _ in 0..self.writer.random.below(4) {
            let (parameter, kind) = (self.writer.fresh("p"), self.any_kind());
            has_default |= self.writer.random.chance(25);
            parameters.push(match has_default {
                true => format!("{parameter}={}", self.writer.expression(&kind, 1)),
                false => parameter.clone(),
            });
            kinds.push(kind.clone());
            known.push((parameter, kind));
        }
        if !parameters.is_empty() && self.writer.random.chance(10) {
            parameters.push("/".to_owned());
        }
        let more = self.writer.random.chance(25);
        if more {
            parameters.push("*more".to_owned());
        }
        if self.writer.random.chance(20) {
            if !more {
                parameters.push("*".to_owned());
            }
            parameters.push(self.writer.random.word(&["key", "key=7", "key=None"]).to_owned());
        }
        let rest = self.writer.random.chance(20);
        if rest {
            parameters.push("**rest".to_owned());
        }
        let outer = self.outer_variable();
        self.body(&format!("def {name}({}):", parameters.join(", ")), known, |program| {
            program.result = Some(result.clone());
            if let Some((outer, kind)) = outer {
                program.line(format!("nonlocal {outer}"));
                let value = program.value(&kind);
                program.line(format!("{outer} = {value}"));
            }
            if more {
                program.line("show('more', more)");
            }
            if rest {
                program.line("show('rest', rest)");
            }
            program.some_statements();
            let value = program.value(&result);
            program.line(format!("return {value}"));
        });
        let function = Function { name, parameters: kinds };
        let call = self.call_of(&function);
        self.line(format!("show({call})"));
        self.functions.push(function);
    }

    /// A variable of the program itself, to be changed by a function.
    fn outer_variable(&mut self) -> Option<(String, Kind)> {
        let is_outermost = !self.is_in_function();
        let found = self.writer.random.pick(&self.writer.variables.clone()).cloned();
        found.filter(|(name, _)| is_outermost && name.starts_with('x') && self.writer.random.chance(25))
    }

    /// A call, mostly with arguments that fit.
    pub(super) fn call_of(&mut self, function: &Function) -> String {
        let mut arguments = Vec::new();
        for kind in &function.parameters {
            if self.writer.random.chance(4) {
                continue;
            }
            let kind = self.writer.perhaps_wrong(kind.clone());
            arguments.push(self.writer.expression(&kind, 1));
        }
        let extra = match self.writer.random.below(16) {
            0 => Some("*[1, 2]"),
            1 => Some("**{'key': 3}"),
            2 | 3 => Some("key=4"),
            4 => Some("other=5"),
            5 => Some("*'ab', key='c'"),
            6 => Some("6"),
            _ => None,
        };
        arguments.extend(extra.map(str::to_owned));
        format!("{}({})", function.name, arguments.join(", "))
    }

    fn counter(&mut self) {
        let (make, count) = (self.writer.fresh("f"), self.writer.fresh("x"));
        let start = self.writer.expression(&Kind::Int, 1);
        let step = self.writer.literal(&Kind::Int);
        self.line(format!("def {make}(start):"));
        self.line(format!("    {count} = start"));
        self.line(format!("    def step(by={step}):"));
        self.line(format!("        nonlocal {count}"));
        self.line(format!("        {count} += by"));
        self.line(format!("        return {count}"));
        self.line("    return step, lambda: ".to_owned() + &count);
        self.line(format!("up, read = {make}({start})"));
        self.line("show(up(), up(2), read(), up(by=-1), read())");
    }

    fn decorated(&mut self) {
        let (decorator, name) = (self.writer.fresh("f"), self.writer.fresh("f"));
        let kind = self.any_kind();
        let (result, argument) = (self.writer.expression(&kind, 1), self.writer.expression(&kind, 1));
        self.line(format!("def {decorator}(label):"));
        self.line("    def wrap(function):");
        if self.writer.random.chance(50) {
            self.line("        @functools.wraps(function)");
        }
        self.line("        def inner(*a, **k):");
        self.line("            show('call', label, function.__name__, a, k)");
        self.line("            return function(*a, **k)");
        self.line("        return inner");
        self.line("    return wrap");
        self.line(format!("@{decorator}('one')"));
        if self.writer.random.chance(50) {
            self.line(format!("@{decorator}('two')"));
        }
        self.line(format!("def {name}(v, *, w={result}):"));
        self.line("    return v, w");
        self.line(format!("show({name}.__name__, {name}({argument}), {name}(v={argument}, w=0))"));
    }

    fn recursive(&mut self) {
        let name = self.writer.fresh("f");
        let (end, argument) = (self.writer.literal(&Kind::Int), self.writer.random.below(8));
        let step = self.writer.random.word(&[
            "n * F(n - 1)",
            "F(n - 1) + F(n - 2)",
            "[F(n - 1), n]",
            "(n, *F(n - 1))",
            "{n: F(n - 1)}",
            "str(F(n - 1)) + str(n)",
            "F(n // 2) - n",
            "n if n % 5 == 0 else F(n - 1)",
        ]);
        let step = step.replace('F', &name);
        self.line(format!("def {name}(n):"));
        self.line(format!("    return {end} if n < 2 else {step}"));
        self.line(format!("show({name}({argument}))"));
    }

    pub(super) fn generator(&mut self) {
        let name = self.writer.fresh("g");
        let kind = self.any_kind();
        self.body(&format!("def {name}(n):"), vec![("n".to_owned(), Kind::Small)], |program| {
            program.is_generator = true;
            if program.writer.random.chance(40) {
                program.block("try:", |program| program.yields(&kind));
                if program.writer.random.chance(60) {
                    program.block("except ValueError as error:", |program| {
                        program.line("show('thrown', str(error))");
                        program.yields(&kind);
                    });
                }
                program.block("finally:", |program| program.line("show('closed')"));
            } else {
                program.yields(&kind);
            }
            if program.writer.random.chance(50) {
                let value = program.value(&kind);
                program.line(format!("return {value}"));
            }
        });
        let count = self.writer.random.below(4);
        match self.writer.random.below(7) {
            0 | 1 => self.line(format!("show(list({name}({count})))")),
            2 => {
                self.line(format!("it = {name}({count})"));
                self.line("show(next(it, 'end'), next(it, 'end'))");
                self.line("it.close()");
                self.line("show(list(it))");
            }
            3 => {
                self.line(format!("it = {name}({count})"));
                self.line("show(next(it))");
                self.line("show(it.throw(ValueError('in')))");
                self.line("it.close()");
            }
            4 => {
                self.line(format!("it = {name}({count})"));
                self.line("show(next(it), it.send('sent'))");
                self.line("show(next(it))");
                self.line("it.close()");
            }
            5 => {
                let outer = self.writer.fresh("g");
                self.line(format!("def {outer}():"));
                self.line(format!("    result = yield from {name}({count})"));
                self.line("    show('result', result)");
                self.line("    yield 'last'");
                self.line(format!("show(*{outer}())"));
            }
            _ => {
                self.line(format!("it = {name}({count})"));
                self.line("show([(a, b) for a, b in zip(it, 'xyz')])");
                // What CPython does the moment that nobody holds it any more.
                self.line("it.close()");
            }
        }
    }

    fn yields(&mut self, kind: &Kind) {
        let value = self.value(kind);
        match self.writer.random.below(5) {
            0 => self.line(format!("yield {value}")),
            1 => self.block("for i in range(n):", |program| {
                program.line("yield i");
                program.statement();
            }),
            2 => {
                self.line(format!("got = yield {value}"));
                self.line("show('got', got)");
                self.line("yield n");
            }
            3 => {
                let list = self.value(&Kind::list(kind.clone()));
                self.line(format!("yield from {list}"));
            }
            _ => {
                self.line(format!("yield {value}"));
                self.statement();
                self.line("yield n + 1");
            }
        }
    }
}
