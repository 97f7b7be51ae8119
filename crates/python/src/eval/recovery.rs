//! Going on after a problem, to find those that do not hang on it.
//!
//! An exception that nobody will catch is recorded, and the statement after it is run, in a mode that shows nothing
//! and asks nothing of the outside: the run has failed, and only further problems are of interest. What the failed
//! statement would have said is unknown: its variables are empty, its attributes are marked, and whatever needs one of
//! them ends with [`Stop::Unknown`], which skips that statement too, and says nothing. So every message is of a problem
//! of its own. When in doubt, nothing is said.
//!
//! A frame `recovers` when an exception that leaves the statement at hand ends the run for certain: the script itself,
//! the modules that it imports and the functions that it calls, one statement each, outside of `try` and `with`.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use bartizan_model::names::nearest;
use bartizan_model::{Diagnostic, SourceId, Span};

use super::{Frame, Interpreter, Outcome, Raised, Stop, Wanted};
use crate::host::HostError;
use crate::limits;
use crate::tree::{Expr, ExprKind, Place, Range, Stmt, StmtKind, Target, TargetKind};
use crate::value::{BoundFunction, Descriptor, Symbol, Value};

/// Functions inside each other in which evaluation goes on after a problem.
const MAX_RECOVERING_CALLS: usize = 8;

/// Names that imports did not bring and that are remembered.
const MAX_NOT_IMPORTED: usize = 100;

/// Problems so far, and what hangs on them.
#[derive(Default)]
pub(crate) struct Recovery {
    /// Names that a file gives a value somewhere: one that has none lost it to a problem.
    assigned: HashMap<SourceId, HashSet<Symbol>>,
    problems: Vec<Diagnostic>,
    /// Where something was said, by the class of the exception, and which names are known to be undefined.
    said: HashSet<(Span, Rc<str>)>,
    said_names: HashSet<Symbol>,
    /// Attributes of objects whose value is unknown, by the object's address.
    unknown: HashSet<(usize, Symbol)>,
    /// Names of those attributes: in a loop, other objects were to get them as well.
    unknown_names: HashSet<Symbol>,
    /// Keeps those objects alive, so that an address stays theirs.
    owners: Vec<Value>,
    /// Names that an import did not bring. The script may use them in another spelling.
    not_imported: Vec<Symbol>,
    /// `from module import *` failed: any name may be unknown.
    is_any_name_unknown: bool,
    /// A function did not do all that it should: any object may be in the wrong state.
    is_any_state_unknown: bool,
    /// The call that is the whole of the statement that is run.
    whole_call: Option<(SourceId, Range)>,
    /// A function that was called did all but say what it returns.
    is_only_result_unknown: bool,
    /// Whether the next function that is called, or module that is loaded, goes on after a problem.
    next_recovers: bool,
}

/// What is known of the calls of a failed statement.
#[derive(Clone, Copy)]
struct Made {
    /// The call that is the whole of it did all that it does.
    is_complete: bool,
    /// The call that failed.
    failed: Option<Span>,
}

impl Interpreter<'_> {
    /// Whether the run has failed, and only looks for further problems.
    pub(crate) fn is_recovering(&self) -> bool {
        !self.recovery.problems.is_empty()
    }

    /// To be called before anything is asked of the outside, or done to it.
    pub(crate) fn require_no_problems(&mut self) -> Outcome<()> {
        match self.is_recovering() {
            true => Err(Stop::Unknown),
            false => Ok(()),
        }
    }

    /// What was wrong.
    pub(crate) fn take_problems(&mut self) -> Vec<Diagnostic> {
        std::mem::take(&mut self.recovery.problems)
    }

    /// How many problems there are so far.
    pub(super) fn problem_count(&self) -> usize {
        self.recovery.problems.len()
    }

    /// A limit that is reached while looking for further problems ends the search.
    pub(super) fn end_of_search(&self) -> Option<Stop> {
        self.is_recovering().then(|| Stop::Host(Box::new(HostError::Reported(2))))
    }

    pub(super) fn note_assigned(&mut self, source: SourceId, names: HashSet<Symbol>) {
        self.recovery.assigned.insert(source, names);
    }

    /// Whether a global name has no value because of a problem.
    pub(super) fn is_name_unknown(&self, source: SourceId, name: Symbol) -> bool {
        let is_assigned = || self.recovery.assigned.get(&source).is_some_and(|names| names.contains(&name));
        let is_meant = || self.recovery.not_imported.iter().any(|known| may_mean(&known.name(), &name.name()));
        self.is_recovering() && (self.recovery.is_any_name_unknown || is_assigned() || is_meant())
    }

    /// Whether an attribute is one that a failed statement should have set.
    pub(super) fn is_attribute_unknown(&self, object: &Value, name: Symbol) -> bool {
        !self.recovery.unknown.is_empty()
            && object.address().is_some_and(|address| self.recovery.unknown.contains(&(address, name)))
    }

    /// Whether some object was to get an attribute of this name by a failed statement.
    pub(super) fn is_attribute_name_unknown(&self, name: Symbol) -> bool {
        self.recovery.unknown_names.contains(&name)
    }

    /// An attribute was set; what was unknown of it is known.
    pub(super) fn learn_attribute(&mut self, object: &Value, name: Symbol) {
        if !self.recovery.unknown.is_empty()
            && let Some(address) = object.address()
        {
            self.recovery.unknown.remove(&(address, name));
        }
    }

    /// A statement of a recovering frame begins: a call that is all of it recovers as well.
    pub(super) fn open_statement(&mut self, frame: &Frame, statement: &Stmt) {
        let call = match &statement.kind {
            StmtKind::Expr(value) | StmtKind::Assign { value, .. } | StmtKind::Return(Some(value)) => Some(value),
            _ => None,
        };
        let call = call.filter(|value| matches!(value.kind, ExprKind::Call(_)));
        self.recovery.whole_call = call.map(|call| (frame.source, call.range));
        let is_import = matches!(
            statement.kind,
            StmtKind::Import { .. } | StmtKind::ImportFrom { .. } | StmtKind::ImportStar { .. }
        );
        self.recovery.next_recovers = is_import;
    }

    /// A function is about to be called from here.
    pub(super) fn open_call(&mut self, source: SourceId, range: Range, function: &Value) {
        if self.recovery.whole_call == Some((source, range)) {
            self.recovery.whole_call = None;
            self.recovery.next_recovers = self.runs_script(function) && self.call_depth < MAX_RECOVERING_CALLS;
        }
    }

    /// Whether the frame that is made now goes on after a problem.
    pub(super) fn take_next_recovers(&mut self) -> bool {
        std::mem::take(&mut self.recovery.next_recovers)
    }

    /// A statement of a recovering frame failed: notes what was wrong, and what is unknown now.
    pub(super) fn recover(
        &mut self,
        frame: &mut Frame,
        statement: &Stmt,
        stop: Stop,
        depths: (usize, usize, usize),
    ) -> Outcome<()> {
        let is_only_result_unknown = std::mem::take(&mut self.recovery.is_only_result_unknown);
        // A module of ours keeps the script's objects in order.
        let is_in_ours = match &stop {
            Stop::Raised(raised) => self.is_embedded(raised.span.source) && is_called_from(statement, frame, raised),
            _ => false,
        };
        let failed_call = self.calls.get(depths.1).map(|call| call.span);
        let was_in_function = self.call_depth > depths.0 && !is_only_result_unknown && !is_in_ours;
        match stop {
            Stop::Raised(raised) if self.ends_run(&raised) => return Err(Stop::Raised(raised)),
            Stop::Raised(raised) => {
                self.restore_depths(depths);
                if raised.is_certain || !self.recovery.is_any_state_unknown {
                    self.report_problem(&raised)?;
                }
            }
            Stop::Unknown => self.restore_depths(depths),
            stop => return Err(stop),
        }
        self.recovery.is_any_state_unknown |= was_in_function;
        let call = Made { is_complete: is_only_result_unknown, failed: failed_call };
        self.forget(frame, statement, call)?;
        if let StmtKind::Return(_) = statement.kind {
            self.recovery.is_only_result_unknown = true;
            return Err(Stop::Unknown);
        }
        // What follows may not be meant to run.
        match statement.may_leave() && frame.function.is_some() || is_loop_exit(statement) {
            true => Err(Stop::Unknown),
            false => Ok(()),
        }
    }

    /// The script ends itself, or says what is wrong in its own words.
    fn ends_run(&mut self, raised: &Raised) -> bool {
        let class = self.class_of(&raised.exception);
        raised.is_scripts_own || !class.is_subclass_of(&self.exceptions.class("Exception"))
    }

    /// Records an exception that nobody caught, unless the same was said before.
    pub(crate) fn report_problem(&mut self, raised: &Raised) -> Outcome<()> {
        for raised in std::iter::once(raised).chain(&raised.also) {
            let class = self.class_of(&raised.exception);
            let is_news = self.recovery.said.insert((raised.span, class.name.clone()));
            let is_known_name = match raised.wanted {
                Some(Wanted::Variable(.., name)) => !self.recovery.said_names.insert(name),
                _ => false,
            };
            if is_news && !is_known_name {
                let problem = self.diagnose(raised);
                self.add_problem(problem)?;
            }
        }
        Ok(())
    }

    fn add_problem(&mut self, problem: Diagnostic) -> Outcome<()> {
        if self.recovery.problems.is_empty() {
            self.limit_search();
        }
        self.recovery.problems.push(problem);
        if self.recovery.problems.len() < limits::MAX_PROBLEMS {
            return Ok(());
        }
        let message = format!("these are the first {} problems; there may be more", limits::MAX_PROBLEMS);
        self.recovery.problems.push(Diagnostic::note(message));
        Err(Stop::Host(Box::new(HostError::Reported(2))))
    }

    /// What a failed statement would have bound, set or changed is unknown now.
    fn forget(&mut self, frame: &mut Frame, statement: &Stmt, made: Made) -> Outcome<()> {
        for inner in statement.all() {
            self.step(1)?;
            if matches!(inner.kind, StmtKind::ImportStar { .. }) {
                self.recovery.is_any_name_unknown = true;
            }
            for expression in inner.expressions() {
                self.forget_in(frame, expression, inner, made)?;
            }
        }
        for inner in statement.all() {
            // What an import brought is there.
            if matches!(inner.kind, StmtKind::ImportFrom { .. } | StmtKind::Import { .. }) {
                for target in inner.targets() {
                    if let TargetKind::Name(place, name) = target.kind
                        && self.recovery.not_imported.len() < MAX_NOT_IMPORTED
                        && self.load(frame, place, name).is_err()
                    {
                        self.recovery.not_imported.push(name);
                    }
                }
                continue;
            }
            for target in inner.targets() {
                self.forget_target(frame, target)?;
            }
        }
        Ok(())
    }

    fn forget_target(&mut self, frame: &mut Frame, target: &Target) -> Outcome<()> {
        match &target.kind {
            TargetKind::Name(place, _) => self.store(frame, *place, None),
            TargetKind::Attribute(object, name, _) => {
                self.recovery.unknown_names.insert(*name);
                if let Some(object) = self.value_of_path(frame, object)? {
                    self.forget_attribute(&object, *name);
                }
            }
            TargetKind::Subscript(object, _) => self.forget_contents(frame, object)?,
            TargetKind::Unpack(..) => {}
        }
        Ok(())
    }

    /// Walks an expression of a failed statement: names and members that do not exist are problems of their own, and
    /// what calls may have changed is unknown.
    fn forget_in(&mut self, frame: &mut Frame, whole: &Expr, statement: &Stmt, made: Made) -> Outcome<()> {
        let is_simple = matches!(
            statement.kind,
            StmtKind::Expr(_) | StmtKind::Assign { .. } | StmtKind::Augment { .. } | StmtKind::Annotate { .. }
        );
        let mut queue = vec![(whole, is_simple)];
        while let Some((expression, is_certain)) = queue.pop() {
            self.step(1)?;
            if let ExprKind::Call(call) = &expression.kind
                && !(made.is_complete && std::ptr::eq(expression, whole))
            {
                self.forget_call(frame, call)?;
                // What it was passed was worked out.
                let Range { start, end } = expression.range;
                if made.failed == Some(Span { source: frame.source, start, end }) {
                    continue;
                }
            }
            if is_certain && matches!(expression.kind, ExprKind::Name(..) | ExprKind::Attribute(..)) {
                self.probe(frame, expression)?;
            }
            let is_certain = is_certain
                && !matches!(
                    expression.kind,
                    ExprKind::And(_) | ExprKind::Or(_) | ExprKind::Conditional { .. } | ExprKind::Compare(..)
                );
            let is_path = is_path(expression);
            queue.extend(expression.parts().into_iter().map(|part| (part, is_certain && !is_path)));
        }
        Ok(())
    }

    fn forget_call(&mut self, frame: &mut Frame, call: &crate::tree::Call) -> Outcome<()> {
        let function = self.value_of_path(frame, &call.function)?;
        let is_harmless = matches!(function, Some(Value::Class(_) | Value::Native(_)))
            && !function.as_ref().is_some_and(|function| self.runs_script(function));
        if let ExprKind::Attribute(object, ..) = &call.function.kind
            && !is_harmless
        {
            self.forget_contents(frame, object)?;
        }
        let runs_script = match &function {
            Some(function) => self.runs_script(function),
            None => !self.is_undefined(frame, &call.function) && has_functions(frame),
        };
        self.recovery.is_any_state_unknown |= runs_script;
        if is_harmless {
            return Ok(());
        }
        for argument in call.arguments.iter().map(|argument| &argument.value) {
            self.forget_contents(frame, argument)?;
        }
        for argument in call.keywords.iter().map(|argument| &argument.value) {
            self.forget_contents(frame, argument)?;
        }
        Ok(())
    }

    /// Whether calling a value runs code of the script.
    fn runs_script(&self, value: &Value) -> bool {
        match value {
            Value::Function(function) => !function.module.source.is_some_and(|source| self.is_embedded(source)),
            Value::Class(class) => class
                .lookup(Symbol::new("__init__"))
                .is_some_and(|init| matches!(init, Value::Function(_)) && self.runs_script(&init)),
            Value::Bound(bound) => match &bound.function {
                BoundFunction::Value(function) => self.runs_script(function),
                BoundFunction::Method(_) => false,
            },
            Value::Descriptor(descriptor) => match &**descriptor {
                Descriptor::Static(function) | Descriptor::Class(function) => self.runs_script(function),
                _ => false,
            },
            _ => false,
        }
    }

    /// Whether a name is one that no statement of the file gives a value.
    fn is_undefined(&self, frame: &Frame, expression: &Expr) -> bool {
        let ExprKind::Name(Place::Global(_), name) = &expression.kind else { return false };
        !self.recovery.is_any_name_unknown
            && self.recovery.assigned.get(&frame.source).is_some_and(|names| !names.contains(name))
    }

    /// A container or object that a failed statement may have changed is unknown, under every name that it has.
    fn forget_contents(&mut self, frame: &mut Frame, expression: &Expr) -> Outcome<()> {
        let Some(value) = self.value_of_path(frame, expression)? else { return Ok(()) };
        if !is_changeable(&value) {
            return Ok(());
        }
        match &expression.kind {
            ExprKind::Name(place, _) => self.store(frame, *place, None),
            ExprKind::Attribute(object, name, _) => {
                if let Some(object) = self.value_of_path(frame, object)? {
                    self.forget_attribute(&object, *name);
                }
            }
            _ => {}
        }
        let module = frame.module.clone();
        self.step(module.slots.borrow().len() / 16)?;
        let mut slots = module.slots.borrow_mut();
        for slot in slots.iter_mut().chain(&mut frame.locals) {
            if slot.as_ref().is_some_and(|other| other.is_same(&value)) {
                *slot = None;
            }
        }
        Ok(())
    }

    fn forget_attribute(&mut self, object: &Value, name: Symbol) {
        if let Some(address) = object.address() {
            self.recovery.unknown.insert((address, name));
            self.recovery.owners.push(object.clone());
        }
    }

    /// Looks whether a name or a member of a module or class exists, which the failed statement needs as well.
    fn probe(&mut self, frame: &mut Frame, expression: &Expr) -> Outcome<()> {
        if !is_path(expression) {
            return Ok(());
        }
        let mut root = expression;
        while let ExprKind::Attribute(object, ..) = &root.kind {
            root = object;
        }
        let depths = self.depths();
        let outcome = match self.evaluate(frame, root) {
            Ok(Value::Class(_) | Value::Module(_)) if !std::ptr::eq(root, expression) => {
                self.evaluate(frame, expression)
            }
            outcome => outcome,
        };
        match outcome {
            Err(Stop::Raised(raised)) if raised.is_certain => {
                self.restore_depths(depths);
                self.report_problem(&raised)
            }
            Err(Stop::Raised(_) | Stop::Unknown) => {
                self.restore_depths(depths);
                Ok(())
            }
            Err(stop) => Err(stop),
            Ok(_) => Ok(()),
        }
    }

    /// The value of a name, or of attributes of one; `None` for everything else, and when there is none.
    fn value_of_path(&mut self, frame: &mut Frame, expression: &Expr) -> Outcome<Option<Value>> {
        if !is_path(expression) {
            return Ok(None);
        }
        let depths = self.depths();
        match self.evaluate(frame, expression) {
            Ok(value) => Ok(Some(value)),
            Err(Stop::Raised(_) | Stop::Unknown) => {
                self.restore_depths(depths);
                Ok(None)
            }
            Err(stop) => Err(stop),
        }
    }
}

/// Whether a name is another spelling of one that could not be imported.
fn may_mean(imported: &str, name: &str) -> bool {
    let (imported, name) = (imported.to_lowercase(), name.to_lowercase());
    imported.starts_with(&name) || name.starts_with(&imported) || nearest(&name, [imported.as_str()]).is_some()
}

/// Whether the module has functions or classes of its own, which an unknown call may call.
fn has_functions(frame: &Frame) -> bool {
    let slots = frame.module.slots.borrow();
    slots.iter().flatten().any(|value| match value {
        Value::Function(_) => true,
        Value::Class(class) => class.module == frame.module.name,
        _ => false,
    })
}

/// Whether the innermost call in the author's files is one of the statement itself.
fn is_called_from(statement: &Stmt, frame: &Frame, raised: &Raised) -> bool {
    let Range { start, end } = statement.range;
    let is_inside = |span: Span| span.source == frame.source && start <= span.start && span.end <= end;
    raised.calls.first().is_some_and(|call| is_inside(call.span))
}

/// A name, or attributes of one.
fn is_path(expression: &Expr) -> bool {
    let mut expression = expression;
    while let ExprKind::Attribute(object, ..) = &expression.kind {
        expression = object;
    }
    matches!(expression.kind, ExprKind::Name(Place::Local(_) | Place::Cell(_) | Place::Global(_), _))
}

fn is_loop_exit(statement: &Stmt) -> bool {
    !matches!(statement.kind, StmtKind::For { .. } | StmtKind::While { .. })
        && statement.all().iter().any(|inner| matches!(inner.kind, StmtKind::Break | StmtKind::Continue))
}

/// Whether a value may be another one after a call that it was passed to. Objects of the model change by assignments.
fn is_changeable(value: &Value) -> bool {
    match value {
        Value::List(_) | Value::Dict(_) | Value::Set(_) | Value::Iterator(_) => true,
        Value::Instance(instance) => {
            let class = instance.class();
            class.model_class().is_none() && !class.is_exception() && class.enumeration().is_none()
        }
        _ => false,
    }
}
