//! Statements.

use bartizan_model::{Diagnostic, Span};

use super::{Frame, Interpreter, Outcome, Raised, Stop};
use crate::builtins;
use crate::tree::{Expr, ExprKind, Handler, Range, Stmt, StmtKind, Target, TargetKind};
use crate::value::{Arguments, DictKind, Symbol, Value};

/// How a block ended.
pub(crate) enum Flow {
    Next,
    Break,
    Continue,
    Return(Value),
}

impl Interpreter<'_> {
    /// Runs a block.
    pub(crate) fn execute(&mut self, frame: &mut Frame, block: &[Stmt]) -> Outcome<Flow> {
        let depths = self.depths();
        for statement in block {
            self.step(1)?;
            self.here = (frame.source, statement.range);
            self.statement = self.here;
            if frame.recovers {
                self.open_statement(frame, statement);
            }
            match self.execute_one(frame, statement) {
                Ok(Flow::Next) => {}
                Ok(flow) => return Ok(flow),
                Err(stop) if frame.recovers => self.recover(frame, statement, stop, depths)?,
                Err(stop) => return Err(stop),
            }
        }
        Ok(Flow::Next)
    }

    pub(super) fn execute_one(&mut self, frame: &mut Frame, statement: &Stmt) -> Outcome<Flow> {
        match &statement.kind {
            StmtKind::Expr(expression) => {
                let value = self.evaluate(frame, expression)?;
                self.warn_of_missing_call(frame, expression, &value);
            }
            StmtKind::Assign { targets, value } => {
                let value = self.evaluate(frame, value)?;
                for target in targets {
                    self.statement = (frame.source, statement.range);
                    self.assign(frame, target, value.clone())?;
                }
            }
            StmtKind::Augment { target, operator, value } => {
                self.augment(frame, statement, target, *operator, value)?
            }
            StmtKind::Annotate { target, annotation, value } => {
                if let Some(value) = value {
                    let value = self.evaluate(frame, value)?;
                    self.assign(frame, target, value)?;
                }
                self.annotate(frame, target, annotation)?;
            }
            StmtKind::Delete(targets) => {
                for target in targets {
                    self.delete(frame, target)?;
                }
            }
            StmtKind::If { branches, otherwise } => return self.execute_if(frame, branches, otherwise),
            StmtKind::Match { subject, cases } => return self.execute_match(frame, subject, cases),
            StmtKind::While { test, body, otherwise } => return self.execute_while(frame, test, body, otherwise),
            StmtKind::For { target, iterable, body, otherwise, is_async: _ } => {
                return self.execute_for(frame, target, iterable, body, otherwise);
            }
            StmtKind::With { items, body, is_async: _ } => return self.execute_with(frame, items, body),
            StmtKind::Try { body, handlers, otherwise, finally, is_star } => {
                let recovers = std::mem::take(&mut frame.recovers);
                let outcome = self.execute_protected(frame, body, (handlers, *is_star), otherwise, finally);
                frame.recovers = recovers;
                return outcome;
            }
            StmtKind::Raise { exception, cause } => {
                return Err(self.raise(frame, statement.range, exception.as_ref(), cause.as_ref())?);
            }
            StmtKind::Assert { test, message } => self.assert(frame, statement.range, test, message.as_ref())?,
            StmtKind::Return(value) => {
                return Ok(Flow::Return(match value {
                    Some(value) => self.evaluate(frame, value)?,
                    None => Value::None,
                }));
            }
            StmtKind::Function { target, function, decorators, defaults } => {
                let mut made = self.make_function(frame, function, defaults)?;
                for decorator in self.evaluate_decorators(frame, decorators)?.into_iter().rev() {
                    made = self.call(&decorator, Arguments::of(made))?;
                }
                self.assign(frame, target, made)?;
            }
            StmtKind::Class { target, class, decorators, bases, keywords } => {
                let decorators = self.evaluate_decorators(frame, decorators)?;
                let mut made = self.make_class(frame, class, bases, keywords)?;
                for decorator in decorators.into_iter().rev() {
                    made = self.call(&decorator, Arguments::of(made))?;
                }
                self.assign(frame, target, made)?;
            }
            StmtKind::Import { module, target, is_renamed } => self.import(frame, module, target, *is_renamed)?,
            StmtKind::ImportFrom { module, level, names } => self.import_from(frame, module, *level, names)?,
            StmtKind::ImportStar { module, level } => self.import_star(frame, module, *level)?,
            StmtKind::TypeAlias { target, name, value } => {
                let alias = builtins::type_alias(self, name, value, frame.source);
                self.assign(frame, target, alias)?;
            }
            StmtKind::Break => return Ok(Flow::Break),
            StmtKind::Continue => return Ok(Flow::Continue),
            StmtKind::Pass => {}
        }
        Ok(Flow::Next)
    }

    /// `tm.process` without parentheses names the method and does nothing.
    fn warn_of_missing_call(&mut self, frame: &Frame, expression: &Expr, value: &Value) {
        let (ExprKind::Attribute(..), Value::Bound(bound)) = (&expression.kind, value) else { return };
        if !matches!(&bound.this, Value::Instance(instance) if instance.model_class().is_some()) {
            return;
        }
        let span = Span { source: frame.source, start: expression.range.start, end: expression.range.end };
        let shown = self.sources.text(span).to_owned();
        let warning = Diagnostic::warning(format!("`{shown}` is a method that is not called"))
            .at(Some(span), "this does nothing")
            .help(format!("write `{shown}()`"));
        self.warn(warning);
    }

    fn evaluate_decorators(&mut self, frame: &mut Frame, decorators: &[Expr]) -> Outcome<Vec<Value>> {
        decorators.iter().map(|decorator| self.evaluate(frame, decorator)).collect()
    }

    /// Annotations of a class body are kept in `__annotations__`, as text.
    fn annotate(&mut self, frame: &mut Frame, target: &Target, annotation: &str) -> Outcome<()> {
        let TargetKind::Name(_, name) = &target.kind else { return Ok(()) };
        let Some(names) = frame.class_namespace.clone() else { return Ok(()) };
        let key = Symbol::new("__annotations__");
        let known = names.borrow().get(key).cloned();
        let dict = match known {
            Some(Value::Dict(dict)) => dict,
            _ => {
                let Value::Dict(dict) = Value::dict_of_kind(Default::default(), DictKind::Stated) else {
                    return Ok(());
                };
                names.borrow_mut().set(key, Value::Dict(dict.clone()), crate::value::class::Mark::Stated(self.span()));
                dict
            }
        };
        self.dict_set(&dict.dict, Value::str(name.name()), Value::str(annotation))
    }

    fn augment(
        &mut self,
        frame: &mut Frame,
        statement: &Stmt,
        target: &Target,
        operator: crate::tree::Binary,
        value: &Expr,
    ) -> Outcome<()> {
        match &target.kind {
            TargetKind::Name(place, name) => {
                let old = self.load(frame, *place, *name)?;
                let value = self.evaluate(frame, value)?;
                self.here = (frame.source, statement.range);
                let new = self.binary_in_place(operator, &old, &value)?;
                self.store(frame, *place, Some(new));
                Ok(())
            }
            TargetKind::Attribute(object, name, range) => {
                let object = self.evaluate(frame, object)?;
                self.here = (frame.source, *range);
                let old = self.get_attribute(&object, *name)?;
                let value = self.evaluate(frame, value)?;
                self.here = (frame.source, statement.range);
                let new = self.binary_in_place(operator, &old, &value)?;
                self.statement = (frame.source, statement.range);
                self.set_attribute(&object, *name, new)
            }
            TargetKind::Subscript(object, index) => {
                let object = self.evaluate(frame, object)?;
                let index = self.evaluate(frame, index)?;
                self.here = (frame.source, target.range);
                let old = self.get_item(&object, &index)?;
                let value = self.evaluate(frame, value)?;
                self.here = (frame.source, statement.range);
                let new = self.binary_in_place(operator, &old, &value)?;
                self.set_item(&object, &index, new)
            }
            TargetKind::Unpack(..) => Err(self.unsupported("assigning to several targets in place")),
        }
    }

    fn execute_if(&mut self, frame: &mut Frame, branches: &[(Expr, Vec<Stmt>)], otherwise: &[Stmt]) -> Outcome<Flow> {
        for (test, body) in branches {
            let test = self.evaluate(frame, test)?;
            if self.truth(&test)? {
                return self.execute(frame, body);
            }
        }
        self.execute(frame, otherwise)
    }

    fn execute_while(&mut self, frame: &mut Frame, test: &Expr, body: &[Stmt], otherwise: &[Stmt]) -> Outcome<Flow> {
        loop {
            let value = self.evaluate(frame, test)?;
            if !self.truth(&value)? {
                return self.execute(frame, otherwise);
            }
            let problems = self.problem_count();
            match self.execute(frame, body)? {
                Flow::Next | Flow::Continue if self.problem_count() > problems => return Ok(Flow::Next),
                Flow::Next | Flow::Continue => {}
                Flow::Break => return Ok(Flow::Next),
                flow => return Ok(flow),
            }
        }
    }

    fn execute_for(
        &mut self,
        frame: &mut Frame,
        target: &Target,
        iterable: &Expr,
        body: &[Stmt],
        otherwise: &[Stmt],
    ) -> Outcome<Flow> {
        let value = self.evaluate(frame, iterable)?;
        self.here = (frame.source, iterable.range);
        let iterator = self.iterator(&value)?;
        loop {
            self.step(1)?;
            self.here = (frame.source, iterable.range);
            let Some(item) = self.next(&iterator)? else { return self.execute(frame, otherwise) };
            self.assign(frame, target, item)?;
            let problems = self.problem_count();
            match self.execute(frame, body)? {
                Flow::Next | Flow::Continue if self.problem_count() > problems => return Ok(Flow::Next),
                Flow::Next | Flow::Continue => {}
                Flow::Break => return Ok(Flow::Next),
                flow => return Ok(flow),
            }
        }
    }

    fn execute_with(&mut self, frame: &mut Frame, items: &[(Expr, Option<Target>)], body: &[Stmt]) -> Outcome<Flow> {
        let Some(((context, target), rest)) = items.split_first() else { return self.execute(frame, body) };
        let manager = self.evaluate(frame, context)?;
        self.here = (frame.source, context.range);
        let exit = self.find_attribute(&manager, Symbol::new("__exit__"))?;
        let enter = self.find_attribute(&manager, Symbol::new("__enter__"))?;
        let missed = if enter.is_some() { " (missed __exit__ method)" } else { "" };
        let (Some(exit), Some(enter)) = (exit, enter) else {
            let name = self.type_name(&manager);
            let message = format!("'{name}' object does not support the context manager protocol{missed}");
            return Err(self.error("TypeError", message));
        };
        let entered = self.call(&enter, Arguments::default())?;
        if let Some(target) = target {
            self.assign(frame, target, entered)?;
        }
        let recovers = std::mem::take(&mut frame.recovers);
        let outcome = self.execute_with(frame, rest, body);
        frame.recovers = recovers;
        match outcome {
            Ok(flow) => {
                self.call(&exit, Arguments::positional(vec![Value::None, Value::None, Value::None]))?;
                Ok(flow)
            }
            Err(Stop::Raised(raised)) => {
                let class = Value::Class(self.class_of(&raised.exception));
                let arguments = Arguments::positional(vec![class, raised.exception.clone(), Value::None]);
                let swallowed = self.while_handling(&raised, |this| this.call(&exit, arguments))?;
                if self.truth(&swallowed)? { Ok(Flow::Next) } else { Err(Stop::Raised(raised)) }
            }
            Err(stop) => Err(stop),
        }
    }

    /// `try`, with its handlers and whether they are `except*`.
    fn execute_protected(
        &mut self,
        frame: &mut Frame,
        body: &[Stmt],
        (handlers, is_star): (&[Handler], bool),
        otherwise: &[Stmt],
        finally: &[Stmt],
    ) -> Outcome<Flow> {
        let depths = self.depths();
        let result = match self.execute(frame, body) {
            Ok(Flow::Next) => self.execute(frame, otherwise),
            Err(Stop::Raised(raised)) => {
                self.restore_depths(depths);
                match is_star {
                    true => self.handle_group(frame, handlers, *raised),
                    false => self.handle(frame, handlers, raised),
                }
            }
            result => result,
        };
        if matches!(result, Err(Stop::Refused(_) | Stop::Host(_) | Stop::Unknown)) {
            return result;
        }
        self.evaluation_depth = depths.2;
        let flow = match &result {
            Err(Stop::Raised(raised)) => self.while_handling(raised, |this| this.execute(frame, finally)),
            _ => self.execute(frame, finally),
        };
        match flow? {
            Flow::Next => result,
            flow => Ok(flow),
        }
    }

    /// Runs what an exception in flight is the context of.
    fn while_handling<T>(&mut self, raised: &Raised, run: impl FnOnce(&mut Self) -> T) -> T {
        self.handling.push(raised.clone());
        let result = run(self);
        self.handling.pop();
        result
    }

    fn handle(&mut self, frame: &mut Frame, handlers: &[Handler], raised: Box<Raised>) -> Outcome<Flow> {
        for handler in handlers {
            self.here = (frame.source, handler.range);
            let matches = match &handler.exceptions {
                None => true,
                Some(classes) => {
                    let classes = self.evaluate(frame, classes)?;
                    self.is_instance(&raised.exception, &classes)?
                }
            };
            if !matches {
                continue;
            }
            return self.run_handler(frame, handler, raised);
        }
        Err(Stop::Raised(raised))
    }

    /// Runs the block of a handler, with the exception under its name.
    pub(super) fn run_handler(&mut self, frame: &mut Frame, handler: &Handler, raised: Box<Raised>) -> Outcome<Flow> {
        if let Some(name) = &handler.name {
            self.assign(frame, name, raised.exception.clone())?;
        }
        self.note_place(&raised);
        self.handling.push(*raised);
        let result = self.execute(frame, &handler.body);
        self.handling.pop();
        if let Some(Target { kind: TargetKind::Name(place, _), .. }) = &handler.name {
            self.store(frame, *place, None);
        }
        result
    }

    fn raise(
        &mut self,
        frame: &mut Frame,
        range: Range,
        exception: Option<&Expr>,
        cause: Option<&Expr>,
    ) -> Outcome<Stop> {
        let Some(exception) = exception else {
            return Ok(match self.handling.last() {
                Some(raised) => Stop::Raised(Box::new(raised.clone())),
                None => self.error("RuntimeError", "No active exception to reraise"),
            });
        };
        let mut value = self.evaluate(frame, exception)?;
        self.here = (frame.source, range);
        if let Value::Class(class) = &value
            && class.is_exception()
        {
            value = self.call(&value, Arguments::default())?;
        }
        let is_exception = matches!(&value, Value::Instance(instance) if instance.class().is_exception());
        if !is_exception {
            return Ok(self.error("TypeError", "exceptions must derive from BaseException"));
        }
        if let Some(cause) = cause {
            let mut cause = self.evaluate(frame, cause)?;
            self.here = (frame.source, range);
            if let Value::Class(class) = &cause
                && class.is_exception()
            {
                cause = self.call(&cause, Arguments::default())?;
            }
            let is_cause = matches!(&cause, Value::None)
                || matches!(&cause, Value::Instance(cause) if cause.class().is_exception());
            if !is_cause {
                return Ok(self.error("TypeError", "exception causes must derive from BaseException"));
            }
            self.set_attribute(&value, Symbol::new("__cause__"), cause)?;
        }
        self.here = (frame.source, range);
        Ok(self.raised_by_script(value))
    }

    fn assert(&mut self, frame: &mut Frame, range: Range, test: &Expr, message: Option<&Expr>) -> Outcome<()> {
        let value = self.evaluate(frame, test)?;
        if self.truth(&value)? {
            return Ok(());
        }
        let arguments = match message {
            Some(message) => vec![self.evaluate(frame, message)?],
            None => Vec::new(),
        };
        self.here = (frame.source, range);
        let class = self.exceptions.class("AssertionError");
        let exception = self.exception(&class, arguments);
        Err(self.raised_by_script(exception))
    }
}
