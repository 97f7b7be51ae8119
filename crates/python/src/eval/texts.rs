//! Text as code: `eval`, `exec` and `compile`, in the same sandbox and under the same limits as the script itself.

use std::cell::RefCell;
use std::rc::Rc;

use bartizan_model::SourceId;

use super::{Frame, Interpreter, Outcome, Stop};
use crate::limits;
use crate::lower::{self, TextKind};
use crate::tree::{Module, StmtKind};
use crate::value::class::Mark;
use crate::value::{
    Arguments, Attributes, Class, DictObject, ModuleObject, Namespace, NativeFunction, Symbol, Value, meter,
};

/// What a byte of code takes once it is read, roughly.
const READ: usize = 24;

/// What a name of the dict that code runs in costs: it is carried there and back.
const STEPS_PER_NAME: usize = 12;

/// So many of the texts that were read last are looked through for one that comes again.
const SEARCHED: usize = 1000;

/// Texts that were read, for code that runs them again, and the modules that dicts were used as.
#[derive(Default)]
pub(crate) struct Texts {
    read: Vec<Read>,
    modules: Vec<(Rc<DictObject>, Rc<ModuleObject>)>,
    code_class: Option<Rc<Class>>,
}

struct Read {
    text: Rc<str>,
    kind: TextKind,
    module: Rc<ModuleObject>,
    source: SourceId,
    tree: Rc<Module>,
}

/// The names that code sees besides those of its module.
enum Locals {
    /// None: names are those of the module.
    Module,
    /// Names of a function or class body.
    Names(Rc<RefCell<Attributes>>),
    /// A dict of the script, which gets what the code assigns.
    Dict(Value),
}

/// What is to be run.
struct Text {
    text: Rc<str>,
    file: Rc<str>,
    is_expression: bool,
}

pub(crate) static EVAL: NativeFunction = NativeFunction { name: "eval", call: without_frame };
pub(crate) static EXEC: NativeFunction = NativeFunction { name: "exec", call: without_frame };
pub(crate) static GLOBALS: NativeFunction = NativeFunction { name: "globals", call: without_frame };
pub(crate) static LOCALS: NativeFunction = NativeFunction { name: "locals", call: without_frame };

/// These functions look at the frame of their caller. Called through something else (`map(eval, texts)`), they see the
/// module.
fn without_frame(interpreter: &mut Interpreter<'_>, _: Arguments) -> Outcome<Value> {
    Err(interpreter.unsupported("calling a function that looks at the caller's variables through another one"))
}

pub(crate) static COMPILE: NativeFunction = NativeFunction {
    name: "compile",
    call: |interpreter, arguments| {
        let text = |value: Option<&Value>| match value {
            Some(Value::Str(text)) => Some(Rc::<str>::from(text.as_str())),
            _ => None,
        };
        let given = |at: usize, name: &str| {
            let named = || arguments.keywords.iter().find(|(known, _)| &*known.name() == name).map(|(_, value)| value);
            arguments.positional.get(at).or_else(named)
        };
        let Some(source) = text(given(0, "source")) else {
            return Err(interpreter.unsupported("compiling something other than text"));
        };
        let (Some(file), Some(mode)) = (text(given(1, "filename")), text(given(2, "mode"))) else {
            let message = "compile() missing required argument 'filename' (pos 2)";
            return Err(interpreter.error("TypeError", message));
        };
        let is_expression = match &*mode {
            "eval" => true,
            "exec" | "single" => false,
            _ => {
                let message = "compile() mode must be 'exec', 'eval' or 'single'";
                return Err(interpreter.error("ValueError", message));
            }
        };
        let text = Text { text: source, file, is_expression };
        let module = Rc::new(ModuleObject::new("__main__", Vec::new(), None));
        interpreter.read(&text, &module, false)?;
        interpreter.code_object(text)
    },
};

impl Interpreter<'_> {
    /// Calls one of the functions that look at the frame of their caller; `None` when it is none of them.
    pub(super) fn call_with_frame(
        &mut self,
        frame: &mut Frame,
        native: &'static NativeFunction,
        arguments: Arguments,
    ) -> Outcome<Option<Value>> {
        let is = |other: &'static NativeFunction| std::ptr::eq(native, other);
        let is_bare = arguments.positional.is_empty() && arguments.keywords.is_empty();
        Ok(Some(match native.name {
            "eval" if is(&EVAL) => self.run_text(frame, arguments, true)?,
            "exec" if is(&EXEC) => self.run_text(frame, arguments, false)?,
            "globals" if is(&GLOBALS) => self.globals(frame)?,
            "locals" if is(&LOCALS) => self.locals(frame)?,
            "vars" if is_bare => self.locals(frame)?,
            "dir" if is_bare => {
                let names = self.locals(frame)?;
                let names = crate::builtins::construct(self, "list", Arguments::of(names))?;
                self.call_method(&names, "sort", Arguments::default())?;
                names
            }
            _ => return Ok(None),
        }))
    }

    /// The class of code objects.
    pub(super) fn code_class(&mut self) -> Rc<Class> {
        if let Some(class) = &self.texts.code_class {
            return class.clone();
        }
        let class = crate::builtins::native_class(self, "code", &[]);
        self.texts.code_class = Some(class.clone());
        class
    }

    /// The value of an expression in a module, or its text when it has none.
    pub(super) fn value_of_text(
        &mut self,
        text: &str,
        module: &Rc<ModuleObject>,
        names: Option<Attributes>,
    ) -> Outcome<Value> {
        let depths = self.depths();
        let (here, statement) = (self.here, self.statement);
        let locals = names.map_or(Locals::Module, |names| Locals::Names(Rc::new(RefCell::new(names))));
        let whole = Text { text: text.into(), file: "<annotation>".into(), is_expression: true };
        let result = self.run_in(&whole, module, locals);
        match result {
            Err(Stop::Raised(_)) => {
                self.restore_depths(depths);
                (self.here, self.statement) = (here, statement);
                Ok(Value::str(text))
            }
            result => result,
        }
    }

    fn code_object(&mut self, text: Text) -> Outcome<Value> {
        let class = self.code_class();
        let object = self.bare_object(&class, None);
        if let Value::Instance(instance) = &object {
            for (name, value) in [
                ("<text>", Value::str(&text.text)),
                ("<is_expression>", Value::Bool(text.is_expression)),
                ("co_filename", Value::str(&text.file)),
                ("co_name", Value::str("<module>")),
            ] {
                instance.set(Symbol::new(name), value, Mark::Derived);
            }
        }
        Ok(object)
    }

    /// `eval(text, globals, locals)` and `exec(text, globals, locals)`
    fn run_text(&mut self, frame: &mut Frame, arguments: Arguments, is_eval: bool) -> Outcome<Value> {
        let function = if is_eval { "eval" } else { "exec" };
        let [source, globals, locals] = crate::builtins::arguments_of_eval(self, function, arguments)?;
        let text = self.text_to_run(&source, is_eval, function)?;
        let given = |value: Value| (!matches!(value, Value::None)).then_some(value);
        let (globals, locals) = (given(globals), given(locals));
        let module = match &globals {
            Some(globals) => self.module_of_dict(globals, function)?,
            None => frame.module.clone(),
        };
        let locals = match locals {
            Some(locals) => Locals::Dict(locals),
            None if globals.is_some() => Locals::Module,
            None => match self.local_namespace(frame) {
                Some(names) => {
                    if frame.class_namespace.is_none() && !is_eval {
                        frame.executed = Some(names.clone());
                    }
                    Locals::Names(names)
                }
                None => Locals::Module,
            },
        };
        let result = self.run_in(&text, &module, locals);
        if let Some(globals) = globals {
            self.give_back(&globals, &module)?;
        }
        let value = result?;
        Ok(if is_eval { value } else { Value::None })
    }

    fn text_to_run(&mut self, source: &Value, is_eval: bool, function: &str) -> Outcome<Text> {
        if let Value::Instance(code) = source
            && let Some(Value::Str(text)) = code.get(Symbol::new("<text>"))
        {
            let is_expression = matches!(code.get(Symbol::new("<is_expression>")), Some(Value::Bool(true)));
            let file = match code.get(Symbol::new("co_filename")) {
                Some(Value::Str(file)) => file.as_str().into(),
                _ => "<string>".into(),
            };
            return Ok(Text { text: text.as_str().into(), file, is_expression });
        }
        match source.clone().into_plain() {
            Value::Str(text) => {
                let text = text.as_str();
                let text = if is_eval { text.trim_start_matches([' ', '\t']) } else { text };
                Ok(Text { text: text.into(), file: "<string>".into(), is_expression: is_eval })
            }
            _ => {
                let message = format!("{function}() arg 1 must be a string, bytes or code object");
                Err(self.error("TypeError", message))
            }
        }
    }

    /// The module whose names a dict holds. Code that is run with the same dict again finds the same one.
    fn module_of_dict(&mut self, globals: &Value, function: &str) -> Outcome<Rc<ModuleObject>> {
        let plain = globals.clone().into_plain();
        let Value::Dict(dict) = &plain else {
            let name = self.type_name(globals);
            let message = match function {
                "exec" => format!("exec() globals must be a dict, not {name}"),
                _ => "globals must be a dict".to_owned(),
            };
            return Err(self.error("TypeError", message));
        };
        if let Some(Namespace::Module(module)) = dict.namespace() {
            return Ok(module.clone());
        }
        self.step(1 + self.texts.modules.len() / 16)?;
        let known = self.texts.modules.iter().find(|(known, _)| Rc::ptr_eq(known, dict));
        let module = match known {
            Some((_, module)) => module.clone(),
            None => {
                meter::charge(meter::OBJECT * 4);
                let name = self.dict_get(&dict.dict, &Value::str("__name__"))?;
                let name = match &name {
                    Some(Value::Str(name)) => name.as_str().to_owned(),
                    _ => "builtins".to_owned(),
                };
                let module = Rc::new(ModuleObject::new(&name, Vec::new(), None));
                self.texts.modules.push((dict.clone(), module.clone()));
                module
            }
        };
        let builtins = Value::str("__builtins__");
        match self.dict_get(&dict.dict, &builtins)? {
            Some(Value::Dict(own)) => drop(module.own_builtins.replace(Some(own))),
            Some(_) => {}
            None => self.dict_set(&dict.dict, builtins, Value::Module(self.builtins.clone()))?,
        }
        for (name, value) in self.mapping_entries(&plain)? {
            if let Value::Str(name) = name {
                module.set(Symbol::new(name.as_str()), Some(value));
            }
        }
        Ok(module)
    }

    /// Puts the names of a module into the dict that it was made of.
    fn give_back(&mut self, globals: &Value, module: &Rc<ModuleObject>) -> Outcome<()> {
        let Value::Dict(dict) = globals.clone().into_plain() else { return Ok(()) };
        if dict.namespace().is_some() {
            return Ok(());
        }
        // Names are carried over one by one, there and back.
        self.step(dict.dict.borrow().len().saturating_mul(STEPS_PER_NAME))?;
        let names = module.entries();
        let gone: Vec<Value> = dict
            .dict
            .borrow()
            .iter()
            .filter(|(key, _)| matches!(key, Value::Str(key) if module.get(Symbol::new(key.as_str())).is_none()))
            .map(|(key, _)| key.clone())
            .collect();
        for key in gone {
            self.dict_remove(&dict.dict, &key)?;
        }
        for (name, value) in names {
            self.dict_set(&dict.dict, Value::str(name.name()), value)?;
        }
        Ok(())
    }

    fn run_in(&mut self, text: &Text, module: &Rc<ModuleObject>, locals: Locals) -> Outcome<Value> {
        let has_locals = !matches!(locals, Locals::Module);
        let (tree, source) = self.read(text, module, has_locals)?;
        let mut frame = Frame::of_module(module.clone(), source);
        let mut dict = None;
        match locals {
            Locals::Module => {}
            Locals::Names(names) => frame.class_namespace = Some(names),
            Locals::Dict(locals) => {
                let mut names = Attributes::default();
                for (name, value) in self.mapping_entries(&locals)? {
                    if let Value::Str(name) = name {
                        names.set(Symbol::new(name.as_str()), value, Mark::Derived);
                    }
                }
                frame.class_namespace = Some(Rc::new(RefCell::new(names)));
                dict = Some(locals);
            }
        }
        if self.call_depth >= limits::MAX_CALL_DEPTH {
            return Err(self.over_limit(format!("calls are nested more than {} deep", limits::MAX_CALL_DEPTH)));
        }
        self.call_depth += 1;
        let (here, statement) = (self.here, self.statement);
        let result = match tree.body.as_slice() {
            [only]
                if text.is_expression
                    && let StmtKind::Expr(expression) = &only.kind =>
            {
                self.evaluate(&mut frame, expression)
            }
            body => self.execute(&mut frame, body).map(|_| Value::None),
        };
        if let (Some(locals), Some(names)) = (dict, &frame.class_namespace) {
            let names = names.borrow().clone();
            for (name, value, _) in names.iter() {
                self.set_item(&locals, &Value::str(name.name()), value.clone())?;
            }
        }
        let value = result?;
        self.call_depth -= 1;
        (self.here, self.statement) = (here, statement);
        Ok(value)
    }

    /// The tree of a text. Names of the module get slots as in the module's own code.
    fn read(&mut self, text: &Text, module: &Rc<ModuleObject>, has_locals: bool) -> Outcome<(Rc<Module>, SourceId)> {
        let kind = TextKind { is_expression: text.is_expression, has_locals };
        self.step(20 + self.texts.read.len().min(SEARCHED) / 4)?;
        let known = self
            .texts
            .read
            .iter()
            .rev()
            .take(SEARCHED)
            .find(|read| read.kind == kind && Rc::ptr_eq(&read.module, module) && read.text == text.text);
        if let Some(read) = known {
            return Ok((read.tree.clone(), read.source));
        }
        if text.text.len() > limits::MAX_SOURCE {
            return Err(self.over_limit("a text that is run as code is larger than 1 MiB".to_owned()));
        }
        // Reading looks at every name that the module has.
        let names = module.names.borrow().len();
        self.step(400 + text.text.len() * 2 + names * 6)?;
        meter::charge(READ * text.text.len() + meter::OBJECT * 8);
        let source = self.sources.add(&*text.file, &*text.text);
        let tree = match lower::lower_text(&text.text, source, module.names.borrow().clone(), kind) {
            Ok(tree) => Rc::new(tree),
            Err(problems) => return Err(self.wrong_text(text, problems)),
        };
        let count = tree.globals.len();
        module.names.replace(tree.globals.clone());
        module.add_slots(count);
        if module.source.is_none() {
            self.modules_by_source.push((source, module.clone()));
        }
        let read = Read { text: text.text.clone(), kind, module: module.clone(), source, tree: tree.clone() };
        self.texts.read.push(read);
        Ok((tree, source))
    }

    /// What is wrong with a text: a `SyntaxError`, unless it is something that we do not take.
    fn wrong_text(&mut self, text: &Text, problems: Vec<bartizan_model::Diagnostic>) -> Stop {
        let Some(problem) = problems.into_iter().next() else {
            return self.error("SyntaxError", "invalid syntax");
        };
        if problem.is_refusal {
            return Stop::Refused(Box::new(problem));
        }
        let start = problem.labels.first().map_or(0, |label| label.span.start as usize);
        let line = 1 + text.text.bytes().take(start).filter(|byte| *byte == b'\n').count();
        let message = match problem.message.strip_prefix("invalid syntax") {
            Some(_) => "invalid syntax".to_owned(),
            None => problem.message.to_string(),
        };
        let shown = format!("{message} ({}, line {line})", text.file);
        let class = self.exceptions.class("SyntaxError");
        let exception = self.exception(&class, vec![Value::str(&shown)]);
        if let Value::Instance(exception) = &exception {
            let code = text.text.lines().nth(line - 1).unwrap_or("");
            for (name, value) in [
                ("msg", Value::str(message)),
                ("filename", Value::str(&text.file)),
                ("lineno", Value::Int(line as i64)),
                ("offset", Value::Int(1)),
                ("text", Value::str(code)),
            ] {
                exception.set(Symbol::new(name), value, Mark::Derived);
            }
        }
        self.raised(exception)
    }
}
