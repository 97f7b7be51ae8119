//! Comprehensions and generator expressions.

use std::cell::RefCell;
use std::rc::Rc;

use super::{Frame, Interpreter, Outcome, Stop};
use crate::tree::{Clause, Comprehension, ComprehensionKind, Expr};
use crate::value::{Dict, Iterate, SetKind, Value};

/// The iterators of the clauses that are open, outermost first, and the variables.
struct Generator {
    comprehension: Rc<Comprehension>,
    frame: Frame,
    open: Vec<SharedIterator>,
    is_done: bool,
}

pub(super) type SharedIterator = Rc<RefCell<Box<dyn Iterate>>>;

impl Interpreter<'_> {
    /// The collection that a comprehension makes; for a generator expression, an iterator that has not begun.
    pub(super) fn comprehend(
        &mut self,
        frame: &Frame,
        comprehension: &Rc<Comprehension>,
        iterable: &Value,
    ) -> Outcome<Value> {
        let first = self.iterator(iterable)?;
        let received = frame.cells_for(&comprehension.scope);
        let mut inner = Frame::inner(frame.module.clone(), frame.source, &comprehension.scope, &received);
        inner.function = frame.function.clone();
        inner.comprehension = Some(comprehension.clone());
        let mut generator =
            Generator { comprehension: comprehension.clone(), frame: inner, open: vec![first], is_done: false };
        match &comprehension.kind {
            ComprehensionKind::Generator(_) => Ok(Value::iterator(generator)),
            ComprehensionKind::List(item) => {
                let mut items = Vec::new();
                while generator.advance(self)? {
                    items.push(self.evaluate(&mut generator.frame, item)?);
                    self.check_length(items.len())?;
                }
                Ok(Value::list(items))
            }
            ComprehensionKind::Set(item) => {
                let mut items = Vec::new();
                while generator.advance(self)? {
                    items.push(self.evaluate(&mut generator.frame, item)?);
                }
                self.set_of(items, SetKind::Set)
            }
            ComprehensionKind::Dict(key, value) => {
                let dict = RefCell::new(Dict::default());
                while generator.advance(self)? {
                    let key = self.evaluate(&mut generator.frame, key)?;
                    let value = self.evaluate(&mut generator.frame, value)?;
                    self.dict_set(&dict, key, value)?;
                }
                Ok(Value::dict(dict.into_inner()))
            }
        }
    }

    fn all_true(&mut self, frame: &mut Frame, conditions: &[Expr]) -> Outcome<bool> {
        for condition in conditions {
            let value = self.evaluate(frame, condition)?;
            if !self.truth(&value)? {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

impl Generator {
    /// Moves the variables to the next combination; false at the end.
    fn advance(&mut self, interpreter: &mut Interpreter<'_>) -> Outcome<bool> {
        let comprehension = self.comprehension.clone();
        while let Some(iterator) = self.open.last().cloned() {
            interpreter.step(1)?;
            let depth = self.open.len();
            let Some(clause) = comprehension.clauses.get(depth - 1) else { return Ok(false) };
            match interpreter.next(&iterator)? {
                None => {
                    self.open.pop();
                }
                Some(item) => {
                    let Clause { target, conditions, .. } = clause;
                    interpreter.assign(&mut self.frame, target, item)?;
                    if !interpreter.all_true(&mut self.frame, conditions)? {
                        continue;
                    }
                    match comprehension.clauses.get(depth).and_then(|next| next.iterable.as_ref()) {
                        None => return Ok(true),
                        Some(iterable) => {
                            let value = interpreter.evaluate(&mut self.frame, iterable)?;
                            self.open.push(interpreter.iterator(&value)?);
                        }
                    }
                }
            }
        }
        Ok(false)
    }
}

impl Iterate for Generator {
    fn next(&mut self, interpreter: &mut Interpreter<'_>) -> Outcome<Option<Value>> {
        if self.is_done {
            return Ok(None);
        }
        let comprehension = self.comprehension.clone();
        let ComprehensionKind::Generator(item) = &comprehension.kind else { return Ok(None) };
        let advanced = self.advance(interpreter);
        let item = match advanced {
            Ok(true) => interpreter.evaluate(&mut self.frame, item).map(Some),
            Ok(false) => Ok(None),
            Err(stop) => Err(stop),
        };
        self.is_done = !matches!(item, Ok(Some(_)));
        match item {
            Err(Stop::Raised(raised)) if interpreter.is_a(&raised, "StopIteration") => {
                Err(interpreter.ended_inside("generator", "StopIteration", *raised))
            }
            item => item,
        }
    }

    fn class_name(&self) -> &'static str {
        "generator"
    }
}
