//! Methods of patterns that look for matches.

use std::rc::Rc;

use super::matched::{self, take_this};
use super::pattern;
use super::subject::Subject;
use crate::builtins::arguments::{self, Parameters};
use crate::eval::{Interpreter, Outcome};
use crate::regex::{Machine, Program, Search};
use crate::value::{Arguments, Instance, Iterate, NativeFunction, Value};

/// A pattern, what it is looked for in, and where.
pub(super) struct Task {
    pub(super) this: Rc<Instance>,
    pub(super) program: Rc<Program>,
    pub(super) subject: Subject,
    /// Where the search begins and the text ends, as the script gave it.
    pub(super) position: usize,
    pub(super) end: usize,
}

impl Task {
    pub(super) fn new(
        interpreter: &mut Interpreter<'_>,
        this: Rc<Instance>,
        text: Value,
        position: Option<&Value>,
        end: Option<&Value>,
    ) -> Outcome<Self> {
        let program = pattern::program(interpreter, &this)?;
        let subject = Subject::new(interpreter, text, program.is_text)?;
        let length = subject.text().len();
        let position = clipped(interpreter, position, 0, length)?;
        let end = clipped(interpreter, end, length, length)?;
        Ok(Self { this, program, subject, position, end })
    }

    /// The search for the first match, or for one at the position.
    pub(super) fn search(&self, is_anchored: bool, is_full: bool) -> Search {
        Search { start: self.position, end: self.end, is_anchored, is_full, must_advance: false }
    }

    /// What is searched, for functions that go through all matches.
    pub(super) fn machine(&self) -> Machine<'_> {
        Machine::new(&self.program, self.subject.text())
    }
}

/// The search that goes on behind a match.
pub(super) fn behind(search: &mut Search, (start, end): (usize, usize)) {
    search.must_advance = start == end;
    search.start = end;
}

/// A position that is moved into the text.
fn clipped(interpreter: &mut Interpreter<'_>, value: Option<&Value>, default: usize, length: usize) -> Outcome<usize> {
    let Some(value) = value else { return Ok(default) };
    let number = arguments::index(interpreter, value)?;
    Ok(usize::try_from(number).unwrap_or(0).min(length))
}

fn one(
    interpreter: &mut Interpreter<'_>,
    function: &'static str,
    mut arguments: Arguments,
    is_anchored: bool,
    is_full: bool,
) -> Outcome<Value> {
    let task = task(interpreter, function, &mut arguments)?;
    let search = task.search(is_anchored, is_full);
    let mut machine = task.machine();
    match machine.find(interpreter, &search)? {
        true => matched::object(interpreter, &task, &machine),
        false => Ok(Value::None),
    }
}

/// `self`, `string`, `pos` and `endpos`.
fn task(interpreter: &mut Interpreter<'_>, function: &'static str, arguments: &mut Arguments) -> Outcome<Task> {
    let this = take_this(interpreter, arguments)?;
    let parameters = Parameters { function, names: ["string", "pos", "endpos"], positional: 3, required: 1 };
    let [text, position, end] = arguments::named(interpreter, &parameters, std::mem::take(arguments))?;
    Task::new(interpreter, this, text.unwrap_or(Value::None), position.as_ref(), end.as_ref())
}

pub(super) static MATCH: NativeFunction =
    NativeFunction { name: "match", call: |interpreter, arguments| one(interpreter, "match", arguments, true, false) };

pub(super) static FULLMATCH: NativeFunction = NativeFunction {
    name: "fullmatch",
    call: |interpreter, arguments| one(interpreter, "fullmatch", arguments, true, true),
};

pub(super) static SEARCH: NativeFunction = NativeFunction {
    name: "search",
    call: |interpreter, arguments| one(interpreter, "search", arguments, false, false),
};

/// `findall(string, pos, endpos)`
pub(super) static FINDALL: NativeFunction = NativeFunction {
    name: "findall",
    call: |interpreter, mut arguments| {
        let task = task(interpreter, "findall", &mut arguments)?;
        let mut search = task.search(false, false);
        let mut machine = task.machine();
        let mut found = Vec::new();
        while machine.find(interpreter, &search)? {
            let spans: Vec<Option<(usize, usize)>> = machine.spans().collect();
            let mut groups = Vec::new();
            // The groups, or the whole match when there are none.
            for span in spans.iter().skip(usize::from(spans.len() > 1)) {
                let (start, end) = span.unwrap_or((0, 0));
                groups.push(task.subject.slice(interpreter, start, end)?);
            }
            found.push(match groups.len() {
                1 => groups.pop().unwrap_or(Value::None),
                _ => Value::tuple(groups),
            });
            interpreter.check_length(found.len())?;
            behind(&mut search, spans.first().copied().flatten().unwrap_or_default());
        }
        Ok(Value::list(found))
    },
};

/// `finditer(string, pos, endpos)`
pub(super) static FINDITER: NativeFunction = NativeFunction {
    name: "finditer",
    call: |interpreter, mut arguments| {
        let task = task(interpreter, "finditer", &mut arguments)?;
        let search = task.search(false, false);
        Ok(Value::iterator(Matches { task, search, is_done: false }))
    },
};

/// Matches one after the other.
struct Matches {
    task: Task,
    search: Search,
    is_done: bool,
}

impl Iterate for Matches {
    fn next(&mut self, interpreter: &mut Interpreter<'_>) -> Outcome<Option<Value>> {
        if self.is_done {
            return Ok(None);
        }
        let mut machine = self.task.machine();
        if !machine.find(interpreter, &self.search)? {
            self.is_done = true;
            return Ok(None);
        }
        let whole = machine.spans().next().flatten().unwrap_or_default();
        behind(&mut self.search, whole);
        matched::object(interpreter, &self.task, &machine).map(Some)
    }

    fn class_name(&self) -> &'static str {
        "callable_iterator"
    }
}

/// `split(string, maxsplit=0)`
pub(super) static SPLIT: NativeFunction = NativeFunction {
    name: "split",
    call: |interpreter, mut arguments| {
        let this = take_this(interpreter, &mut arguments)?;
        let parameters = Parameters { function: "split", names: ["string", "maxsplit"], positional: 2, required: 1 };
        let [text, most] = arguments::named(interpreter, &parameters, arguments)?;
        let most = arguments::index_or(interpreter, most.as_ref(), 0)?;
        let task = Task::new(interpreter, this, text.unwrap_or(Value::None), None, None)?;
        let mut search = task.search(false, false);
        let mut machine = task.machine();
        let (mut parts, mut splits, mut last) = (Vec::new(), 0, 0);
        while (most == 0 || splits < most) && machine.find(interpreter, &search)? {
            let mut spans = machine.spans();
            let (start, end) = spans.next().flatten().unwrap_or_default();
            parts.push(task.subject.slice(interpreter, last, start)?);
            for span in spans {
                parts.push(match span {
                    Some((start, end)) => task.subject.slice(interpreter, start, end)?,
                    None => Value::None,
                });
            }
            interpreter.check_length(parts.len())?;
            splits += 1;
            last = end;
            behind(&mut search, (start, end));
        }
        parts.push(task.subject.slice(interpreter, last, task.end)?);
        Ok(Value::list(parts))
    },
};
