//! Evaluates the tree of a script on Python's values.
//!
//! [`Interpreter`] holds everything that a running script can reach; the other files of this folder add to it:
//! statements, expressions, calls, attributes, operators, iteration, classes, exceptions and imports.

mod attributes;
mod calls;
mod classes;
mod comparison;
mod comprehensions;
mod dicts;
mod enumerations;
mod exception_groups;
mod exceptions;
mod expressions;
mod fstrings;
mod functions;
mod generators;
mod imports;
mod iteration;
mod late_builtins;
mod metaclasses;
mod namespaces;
mod objects;
mod operators;
mod patterns;
mod programs;
mod recovery;
mod right_names;
mod scopes;
mod shown;
mod statements;
mod stop;
mod targets;
#[cfg(test)]
mod tests;
mod texts;
mod traceback;
mod types;
mod unicode_errors;

use std::collections::HashMap;
use std::rc::Rc;

use bartizan_model::{Diagnostic, SourceId, Sources, Span};

pub(crate) use enumerations::{compose, members};
pub(crate) use exceptions::ExceptionTypes;
pub(crate) use generators::{Resume, Resumed, Running};
pub(crate) use iteration::OverInstance;
pub(crate) use metaclasses::Parts;
pub(crate) use objects::{FILL, NEW};
pub(crate) use right_names::Wanted;
pub(crate) use scopes::Frame;
pub(crate) use stop::{Caller, Outcome, Raised, Stop};
pub(crate) use texts::{COMPILE, EVAL, EXEC, GLOBALS, LOCALS};
pub(crate) use types::Types;
pub(crate) use unicode_errors::Unconverted;

use crate::Host;
use crate::builtins;
use crate::limits;
use crate::pytm::Pytm;
use crate::tree::Range;
use crate::value::{Arguments, Instance, ModuleObject, Symbol, Value, meter};

/// A running script.
pub(crate) struct Interpreter<'h> {
    pub(crate) host: &'h mut dyn Host,
    pub(crate) sources: Sources,
    /// Modules by full name, as they were imported.
    pub(crate) modules: HashMap<Rc<str>, Rc<ModuleObject>>,
    /// Modules by the file that their code is in.
    modules_by_source: Vec<(SourceId, Rc<ModuleObject>)>,
    texts: texts::Texts,
    pub(crate) builtins: Rc<ModuleObject>,
    pub(crate) types: Types,
    pub(crate) exceptions: ExceptionTypes,
    pub(crate) pytm: Pytm,
    /// What the script may not mean; shown at the end.
    pub(crate) warnings: Vec<Diagnostic>,
    /// How many warnings there were.
    warned: usize,
    /// The script's folder, for modules and files of its own.
    pub(crate) folder: Rc<str>,
    steps: u64,
    max_steps: u64,
    call_depth: usize,
    evaluation_depth: usize,
    /// Where evaluation is, innermost last: the module's source and the place in it.
    here: (SourceId, Range),
    /// Places of the calls around it.
    calls: Vec<Caller>,
    /// Exceptions that are being handled, innermost last.
    handling: Vec<Raised>,
    /// The statement that runs: where the facts that it states are.
    pub(crate) statement: (SourceId, Range),
    /// Where the keywords of the call are that makes an object of the model.
    pub(crate) keyword_places: Vec<(Symbol, Range)>,
    /// Where its arguments without a name are; empty when some come from a `*`.
    pub(crate) argument_places: Vec<Range>,
    /// `sys.argv`.
    pub(crate) argv: Value,
    /// Files that are being written.
    pub(crate) open_files: Vec<Rc<Instance>>,
    /// Files that were written, and the bytes in them.
    pub(crate) writes: usize,
    pub(crate) written: usize,
    /// What `atexit` calls at the end, first registered first.
    pub(crate) at_exit: Vec<(Value, Arguments)>,
    /// Whether some class has a `__getattribute__` of its own.
    has_attribute_hooks: bool,
    next_serial: u32,
    printed: usize,
    /// Modules whose code runs, inside each other.
    importing: Vec<Rc<str>>,
    /// Nesting of values that are being compared or shown.
    nesting: usize,
    /// Addresses of containers whose `repr` is being made.
    being_shown: Vec<usize>,
    /// Problems that were found so far, and what hangs on them.
    recovery: recovery::Recovery,
    /// Steps at which the run ends.
    step_limit: u64,
    /// Regular expressions that were compiled.
    pub(crate) patterns: builtins::Patterns,
    /// Further syntax errors of a file that has several.
    pub(crate) more_problems: Vec<Diagnostic>,
}

impl<'h> Interpreter<'h> {
    pub(crate) fn new(host: &'h mut dyn Host, folder: &str) -> Self {
        meter::reset();
        let types = Types::new();
        let exceptions = ExceptionTypes::new(&types);
        let builtins = Rc::new(ModuleObject::new("builtins", Vec::new(), None));
        let mut interpreter = Self {
            host,
            sources: Sources::default(),
            modules: HashMap::new(),
            modules_by_source: Vec::new(),
            texts: texts::Texts::default(),
            builtins,
            pytm: Pytm::new(&types),
            types,
            exceptions,
            warnings: Vec::new(),
            warned: 0,
            folder: folder.into(),
            steps: 0,
            max_steps: limits::MAX_STEPS,
            call_depth: 0,
            evaluation_depth: 0,
            here: (SourceId(0), Range { start: 0, end: 0 }),
            calls: Vec::new(),
            handling: Vec::new(),
            statement: (SourceId(0), Range { start: 0, end: 0 }),
            keyword_places: Vec::new(),
            argument_places: Vec::new(),
            argv: Value::list(Vec::new()),
            open_files: Vec::new(),
            writes: 0,
            written: 0,
            at_exit: Vec::new(),
            has_attribute_hooks: false,
            next_serial: 0,
            printed: 0,
            importing: Vec::new(),
            nesting: 0,
            being_shown: Vec::new(),
            recovery: recovery::Recovery::default(),
            step_limit: limits::MAX_STEPS,
            patterns: builtins::Patterns::default(),
            more_problems: Vec::new(),
        };
        crate::builtins::install(&mut interpreter);
        interpreter
    }

    /// Ends the run after so many steps, if that is fewer than the limit.
    pub(crate) fn end_after(&mut self, steps: u64) {
        self.max_steps = steps.min(limits::MAX_STEPS);
        self.step_limit = self.max_steps;
    }

    /// Counts steps; to be called with what an operation costs before it runs (1 for each item or 64 bytes it touches).
    pub(crate) fn step(&mut self, cost: usize) -> Outcome<()> {
        self.steps = self.steps.saturating_add(cost as u64);
        if self.steps > self.step_limit {
            return Err(self.over_limit(format!("the script ran for more than {} steps", self.max_steps)));
        }
        if meter::alive() > limits::MAX_MEMORY {
            return Err(self.over_limit(format!("the script holds more than {} MiB", limits::MAX_MEMORY >> 20)));
        }
        Ok(())
    }

    /// Refuses a value before it is made: to be called with its size in bytes.
    pub(crate) fn reserve(&mut self, bytes: usize) -> Outcome<()> {
        if bytes > limits::MAX_VALUE {
            return Err(self.over_limit(format!("a value would be larger than {} MiB", limits::MAX_VALUE >> 20)));
        }
        self.step(1 + bytes / 64)
    }

    /// Refuses a list that grew too long.
    pub(crate) fn check_length(&mut self, items: usize) -> Outcome<()> {
        match items.saturating_mul(meter::ITEM) > limits::MAX_VALUE {
            true => self.reserve(usize::MAX),
            false => Ok(()),
        }
    }

    /// A limit was reached. Scripts cannot catch this.
    pub(crate) fn over_limit(&self, message: String) -> Stop {
        self.end_of_search().unwrap_or_else(|| {
            Stop::Refused(Box::new(Diagnostic::refusal(message).at(Some(self.authors_span()), "here")))
        })
    }

    /// Something that is not supported: refused with its place, never skipped. Scripts cannot catch this.
    pub(crate) fn unsupported(&self, what: impl AsRef<str>) -> Stop {
        let message = format!("{} is not supported", what.as_ref());
        Stop::Refused(Box::new(Diagnostic::refusal(message).at(Some(self.authors_span()), "")))
    }

    /// An exception of a built-in class, by name; [`ExceptionTypes`] lists them.
    pub(crate) fn error(&mut self, class: &str, message: impl AsRef<str>) -> Stop {
        self.error_of(class, vec![Value::str(message)])
    }

    /// The same with other arguments.
    pub(crate) fn error_of(&mut self, class: &str, arguments: Vec<Value>) -> Stop {
        let class = self.exceptions.class(class);
        let exception = self.exception(&class, arguments);
        self.raised(exception)
    }

    /// The complaint about a number beyond every length and index: an `OverflowError`, or an `IndexError` in a subscript.
    pub(crate) fn too_large_for_index(&mut self, class: &str) -> Stop {
        self.error(class, "cannot fit 'int' into an index-sized integer")
    }

    /// Whether a raised exception is one of a class, by name.
    pub(crate) fn is_a(&self, raised: &Raised, class: &str) -> bool {
        self.class_of(&raised.exception).is_subclass_of(&self.exceptions.class(class))
    }

    /// The place that is being evaluated.
    pub(crate) fn span(&self) -> Span {
        let (source, range) = self.here;
        Span { source, start: range.start, end: range.end }
    }

    /// How deep evaluation is, to return to when an exception is caught.
    pub(crate) fn depths(&self) -> (usize, usize, usize) {
        (self.call_depth, self.calls.len(), self.evaluation_depth)
    }

    /// An exception was caught where evaluation was this deep.
    pub(crate) fn restore_depths(&mut self, (calls, places, evaluations): (usize, usize, usize)) {
        self.call_depth = calls;
        self.calls.truncate(places);
        self.evaluation_depth = evaluations;
        self.nesting = 0;
        self.being_shown.clear();
    }

    /// Moves the place that messages point to.
    pub(crate) fn set_here(&mut self, here: (SourceId, Range)) {
        self.here = here;
    }

    pub(crate) fn warn(&mut self, warning: Diagnostic) {
        if self.warned > limits::MAX_WARNINGS || self.warnings.contains(&warning) {
            return;
        }
        self.warned += 1;
        self.warnings.push(match self.warned > limits::MAX_WARNINGS {
            true => Diagnostic::warning(format!("there are more than {} warnings", limits::MAX_WARNINGS))
                .help("the others are not shown"),
            false => warning,
        });
    }

    /// A number for a new object: the order of creation.
    pub(crate) fn serial(&mut self) -> u32 {
        self.next_serial += 1;
        self.next_serial
    }

    /// Writes to the script's standard output.
    pub(crate) fn print(&mut self, text: &str) -> Outcome<()> {
        match self.may_print(text)? {
            true => self.host.print(text).map_err(|error| Stop::Host(Box::new(error))),
            false => Ok(()),
        }
    }

    /// Writes to the script's standard error.
    pub(crate) fn print_error(&mut self, text: &str) -> Outcome<()> {
        if self.may_print(text)? {
            self.host.print_error(text);
        }
        Ok(())
    }

    /// Counts what is printed. A script prints nothing while it is only looked through for further problems.
    fn may_print(&mut self, text: &str) -> Outcome<bool> {
        self.printed = self.printed.saturating_add(text.len());
        if self.printed > limits::MAX_OUTPUT {
            return Err(self.over_limit("the script prints more than 1 GiB".to_owned()));
        }
        self.step(text.len() / 64)?;
        Ok(!self.is_recovering())
    }

    /// Hands warnings out before the model is processed, so that they stand before the results.
    pub(crate) fn flush_warnings(&mut self) {
        self.warn_of_legacy_controls();
        for warning in std::mem::take(&mut self.warnings) {
            self.host.warn(&self.sources, warning);
        }
    }

    /// The exception that is being handled, innermost last.
    pub(crate) fn handled(&self) -> Option<&Raised> {
        self.handling.last()
    }

    /// Places of the calls that run, outermost first, and the place that is being evaluated.
    pub(crate) fn stack(&self) -> Vec<Span> {
        let mut places: Vec<Span> = self.calls.iter().map(|call| call.span).collect();
        // A function of ours that was called stands at its call.
        if places.last() != Some(&self.span()) {
            places.push(self.span());
        }
        places
    }

    /// Looking for further problems takes few steps, or ends.
    fn limit_search(&mut self) {
        self.step_limit = self.steps.saturating_add(limits::MAX_SEARCH_STEPS).min(self.max_steps);
    }
}
