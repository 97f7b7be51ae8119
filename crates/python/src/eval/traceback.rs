//! From an exception that nobody caught to a message: where it was raised, and how evaluation came there.

use bartizan_model::{Diagnostic, SourceId, Span};

use super::exceptions::hidden;
use super::stop::Caller;
use super::{Interpreter, Raised, Stop};
use crate::value::class::Mark;
use crate::value::{Symbol, Value};

/// Calls that are kept with an exception: so many around the place, and so many at the start of the script.
const INNER_CALLS: usize = 24;
const OUTER_CALLS: usize = 3;
/// Calls that a message shows.
const SHOWN_CALLS: usize = 4;
/// Exceptions behind an exception that a message shows.
const MAX_CAUSES: usize = 5;
/// Lines of an exception's text, and notes, that a message shows.
const MAX_LINES: usize = 20;

impl Interpreter<'_> {
    /// An exception, raised here.
    pub(crate) fn raised(&self, exception: Value) -> Stop {
        self.note_context(&exception);
        Stop::Raised(Box::new(self.on_its_way(exception)))
    }

    /// An exception that starts here, whatever is being handled.
    pub(crate) fn on_its_way(&self, exception: Value) -> Raised {
        let (calls, omitted) = self.callers();
        Raised {
            exception,
            span: self.span(),
            calls,
            omitted,
            help: None,
            wanted: None,
            stands_for_itself: false,
            is_certain: false,
            is_scripts_own: false,
            also: Vec::new(),
        }
    }

    /// An exception that is raised while another one is handled knows that one.
    pub(super) fn note_context(&self, exception: &Value) {
        let (Some(handled), Value::Instance(instance)) = (self.handling.last(), exception) else { return };
        let name = hidden("__context__");
        if !handled.exception.is_same(exception) && instance.get(name).is_none() {
            instance.set(name, handled.exception.clone(), Mark::Derived);
        }
    }

    /// An exception that a `raise` or `assert` raises here.
    pub(super) fn raised_by_script(&self, exception: Value) -> Stop {
        let mut stop = self.raised(exception);
        if let Stop::Raised(raised) = &mut stop {
            raised.is_scripts_own = !self.is_embedded(raised.span.source);
        }
        stop
    }

    /// The calls that are going on in the author's files, innermost first, and how many are left out.
    fn callers(&self) -> (Vec<Caller>, usize) {
        let inner = self.calls.iter().rev().take(INNER_CALLS);
        let rest = self.calls.len().saturating_sub(INNER_CALLS);
        let outer = self.calls.iter().take(rest.min(OUTER_CALLS)).rev();
        let is_authors = |call: &&Caller| !self.is_embedded(call.span.source);
        let calls = inner.chain(outer).filter(is_authors).copied().collect();
        (calls, rest.saturating_sub(OUTER_CALLS))
    }

    /// Whether a source is a module of ours, which is no place to send an author to.
    pub(crate) fn is_embedded(&self, source: SourceId) -> bool {
        self.sources.get(source).is_some_and(|source| source.path.starts_with('<'))
    }

    /// The place that is being evaluated, or where the author's file called into a module of ours.
    pub(super) fn authors_span(&self) -> Span {
        let here = self.span();
        let around = || self.calls.iter().rev().find(|call| !self.is_embedded(call.span.source));
        match self.is_embedded(here.source) {
            true => around().map_or(here, |call| call.span),
            false => here,
        }
    }

    /// The message for an exception that nobody caught.
    pub(crate) fn diagnose(&mut self, raised: &Raised) -> Diagnostic {
        if let Some(problem) = self.contradiction(&raised.exception) {
            return *problem;
        }
        let (title, notes) = self.exception_lines(&raised.exception, raised.stands_for_itself);
        let mut calls = raised.calls.as_slice();
        let mut span = raised.span;
        if self.is_embedded(span.source)
            && let [first, rest @ ..] = calls
        {
            (span, calls) = (first.span, rest);
        }
        let mut error = Diagnostic::error(title).at(Some(span), "");
        for note in notes {
            error = error.and(note);
        }
        error = self.with_callers(error, span, calls, raised.omitted);
        error = self.with_causes(error, &raised.exception);
        let help = match (&raised.help, &raised.wanted) {
            (Some(help), _) => Some(help.clone()),
            (None, Some(wanted)) => self.right_name(wanted),
            (None, None) => None,
        };
        match help {
            Some(help) => error.help(help),
            None => error,
        }
    }

    /// Adds the places of calls; what calls itself is shown once.
    fn with_callers(&self, mut error: Diagnostic, span: Span, calls: &[Caller], omitted: usize) -> Diagnostic {
        // The call whose own arguments are wrong is the place itself.
        let is_around = |call: &Caller| {
            call.span.source == span.source && call.span.start <= span.start && span.end <= call.span.end
        };
        let calls: Vec<Caller> = calls.iter().skip_while(|call| is_around(call)).copied().collect();
        let mut shown: Vec<(Caller, usize)> = Vec::new();
        for call in calls {
            match shown.iter_mut().find(|(known, _)| *known == call) {
                Some((_, count)) => *count += 1,
                None => shown.push((call, 1)),
            }
        }
        let hidden: usize = shown.iter().skip(SHOWN_CALLS).map(|(_, count)| count).sum();
        for (call, count) in shown.iter().take(SHOWN_CALLS) {
            let place = match call.within {
                Some(name) if &*name.name() == "<lambda>" => "called from here, in a lambda".to_owned(),
                Some(name) => format!("called from here, in `{name}()`"),
                None if call.is_import => "imported from here".to_owned(),
                None => "called from here".to_owned(),
            };
            let text = match count {
                1 => place,
                _ if omitted > 0 => format!("{place}, again and again"),
                count => format!("{place}, {count} times"),
            };
            error = error.at(Some(call.span), text);
        }
        let all: usize = shown.iter().map(|(_, count)| count).sum();
        match (hidden, omitted) {
            (0, 0) => error,
            (1, 0) => error.and("one more call led here"),
            (count, 0) => error.and(format!("{count} more calls led here")),
            (_, omitted) => error.and(format!("{} calls inside each other led here", all + omitted)),
        }
    }

    /// Adds what an exception was raised from, or while what was being handled.
    fn with_causes(&mut self, mut error: Diagnostic, exception: &Value) -> Diagnostic {
        let mut current = exception.clone();
        let mut seen = vec![current.clone()];
        for _ in 0..MAX_CAUSES {
            let Value::Instance(instance) = &current else { break };
            let of = |name: &str| instance.get(hidden(name)).filter(|value| matches!(value, Value::Instance(_)));
            let is_suppressed = matches!(instance.get(hidden("__suppress_context__")), Some(Value::Bool(true)));
            let (behind, words) = match (of("__cause__"), of("__context__")) {
                (Some(cause), _) => (cause, "raised because of"),
                (None, Some(context)) if !is_suppressed => (context, "raised while handling"),
                _ => break,
            };
            if seen.iter().any(|known| known.is_same(&behind)) {
                break;
            }
            let (title, _) = self.exception_lines(&behind, false);
            let place = match &behind {
                Value::Instance(instance) => instance.place.filter(|place| !self.is_embedded(place.source)),
                _ => None,
            };
            error = match place {
                Some(place) => error.at(Some(place), format!("{words} {title}")),
                None => error.and(format!("{words} {title}")),
            };
            seen.push(behind.clone());
            current = behind;
        }
        error
    }

    /// The first line of what an exception says, with its class, and the lines below: more text, notes, and the
    /// exceptions of a group.
    fn exception_lines(&mut self, exception: &Value, stands_for_itself: bool) -> (String, Vec<String>) {
        let depths = self.depths();
        let text = self.text(exception).unwrap_or_default();
        self.restore_depths(depths);
        let mut lines = text.lines().map(str::trim_end).filter(|line| !line.trim().is_empty());
        let first = lines.next().unwrap_or("").to_owned();
        let class = self.class_of(exception);
        let title = match (stands_for_itself, first.is_empty()) {
            (true, _) => first,
            (false, true) => class.name.to_string(),
            (false, false) => format!("{}: {first}", class.name),
        };
        let mut notes: Vec<String> = lines.map(str::to_owned).collect();
        if let Value::Instance(instance) = exception {
            for name in ["__notes__", "exceptions"] {
                let items = match instance.get(Symbol::new(name)) {
                    Some(Value::List(list)) => list.to_vec(),
                    Some(Value::Tuple(tuple)) if class.is_exception() => tuple.items.clone(),
                    _ => continue,
                };
                for item in items.iter().take(MAX_LINES) {
                    let is_exception = matches!(item, Value::Instance(item) if item.class().is_exception());
                    match is_exception {
                        true => notes.push(format!("it holds {}", self.exception_lines(item, false).0)),
                        false => notes.extend(self.text(item).unwrap_or_default().lines().map(str::to_owned)),
                    }
                }
            }
        }
        let count = notes.len();
        if count > MAX_LINES {
            notes.truncate(MAX_LINES);
            notes.push(format!("... {} more lines", count - MAX_LINES));
        }
        (title, notes)
    }
}
