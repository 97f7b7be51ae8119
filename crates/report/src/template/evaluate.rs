//! Fills a parsed template.

use std::borrow::Cow;
use std::rc::Rc;

use bartizan_model::{Diagnostic, Span, Value as ModelValue, names};

use super::access::{attribute, attributes, type_name};
use super::functions::{FUNCTIONS, call};
use super::own;
use super::print::Printer;
use super::program::{Action, Call, Field, Hole, Path, Piece, Root, Step};
use super::sink::{Sink, SinkError};
use super::value::{List, Value};
use crate::limits::{MAX_NESTED_BYTES, MAX_OUTPUT_BYTES, MAX_TEMPLATE_STEPS};
use crate::python::{FormatSpec, ascii, format_float, format_int, format_text};
use crate::study::Study;

type Result<T> = std::result::Result<T, Box<Diagnostic>>;

/// A template being filled.
pub(super) struct Evaluation<'a> {
    study: &'a Study<'a>,
    steps_left: u64,
}

/// What a template sees.
pub(super) struct Scope<'a, 's> {
    /// The current item; none in the report itself.
    pub(super) item: Option<Value<'a>>,
    /// What fields in the specification said from which this template came.
    pub(super) holes: &'s [Rc<str>],
}

impl<'a> Evaluation<'a> {
    /// With the steps that every template has.
    pub(super) fn of(study: &'a Study<'a>) -> Self {
        Self::with_steps(study, MAX_TEMPLATE_STEPS)
    }

    /// With so many steps.
    pub(super) fn with_steps(study: &'a Study<'a>, steps_left: u64) -> Self {
        Self { study, steps_left }
    }

    /// Writes what a template says.
    pub(super) fn run(&mut self, template: &[Piece], scope: &Scope<'a, '_>, out: &mut Sink<'_>) -> Result<()> {
        for piece in template {
            self.step()?;
            match piece {
                Piece::Literal(text) => out.literal(text).map_err(refused)?,
                Piece::Hole(number) => {
                    out.literal(scope.holes.get(*number).map_or("", |text| text)).map_err(refused)?
                }
                Piece::Field(field) => self.field(field, scope, out)?,
            }
        }
        Ok(())
    }

    fn step(&mut self) -> Result<()> {
        self.steps_left = self.steps_left.checked_sub(1).ok_or_else(|| {
            let message = format!("the template takes more than {MAX_TEMPLATE_STEPS} steps");
            Box::new(Diagnostic::refusal(message).help("repeat fewer things inside each other"))
        })?;
        Ok(())
    }

    fn field(&mut self, field: &Field, scope: &Scope<'a, '_>, out: &mut Sink<'_>) -> Result<()> {
        let value = self.value(&field.path, scope)?;
        let value = match field.conversion {
            Some(conversion) => self.converted(&value, conversion)?,
            None => value,
        };
        match &field.action {
            Action::Print => self.print(&value, &field.path, out),
            Action::Format(specification) => self.format(&value, specification, field, scope, out),
            Action::Choose { when, then } => {
                let value = self.called(value);
                if value.is_true() == *when { self.run(then, scope, out) } else { Ok(()) }
            }
            Action::Repeat { template, holes } => {
                let Some(list) = self.items(&value) else { return Ok(()) };
                let holes = self.fill(holes, scope)?;
                self.repeat(template, &list, &holes, out)
            }
            Action::Call(call) => self.call(value, call, field, scope, out),
        }
    }

    fn value(&mut self, path: &Path, scope: &Scope<'a, '_>) -> Result<Value<'a>> {
        let mut value = self.root(path.root, scope);
        for (step, span) in &path.steps {
            self.step()?;
            let next = match step {
                Step::Attribute(name) => attribute(self.study, &value, name),
                Step::Index(at) => match &value {
                    Value::Map(entries) => entry(entries, &ModelValue::Int(i64::try_from(*at).unwrap_or(-1))),
                    _ => self.items(&value).and_then(|list| list.get(*at)),
                },
                Step::Key(key) => match &value {
                    Value::Map(entries) => entry(entries, &ModelValue::text(&**key)),
                    _ => None,
                },
            };
            value = match next {
                Some(next) => next,
                None => return Err(self.missing(&value, step, *span)),
            };
        }
        Ok(value)
    }

    fn root(&self, root: Root, scope: &Scope<'a, '_>) -> Value<'a> {
        let registry = &self.study.model.registry;
        match root {
            Root::Item => scope.item.clone().unwrap_or(Value::None),
            Root::Tm => Value::System,
            Root::Dataflows => Value::List(List::Elements(&registry.flows, true)),
            Root::Threats => Value::List(List::Threats(&self.study.findings.threats)),
            Root::Findings => Value::List(own::findings(self.study, None)),
            Root::Elements => Value::List(List::Elements(&registry.elements, true)),
            Root::Assets => Value::List(List::Elements(&registry.assets, true)),
            Root::Actors => Value::List(List::Elements(&registry.actors, true)),
            Root::Boundaries => Value::List(List::Elements(&registry.boundaries, true)),
            Root::Data => Value::List(List::Data(&registry.data)),
        }
    }

    fn print(&self, value: &Value<'a>, path: &Path, out: &mut Sink<'_>) -> Result<()> {
        if let Value::Method(_) = value {
            let error = Diagnostic::error(format!("`{}` is a method", path.text)).at(Some(path.span), "not called");
            return Err(Box::new(error.help(format!("write `{{{}:call:}}`", path.text))));
        }
        self.printer().print(value, out).map_err(refused)
    }

    fn printer(&self) -> Printer<'a> {
        Printer { study: self.study }
    }

    fn converted(&self, value: &Value<'a>, conversion: char) -> Result<Value<'a>> {
        let mut text = String::new();
        let mut sink = Sink::raw(&mut text, MAX_NESTED_BYTES);
        let written = match conversion {
            's' => self.printer().print(value, &mut sink),
            _ => self.printer().repr(value, &mut sink),
        };
        written.map_err(refused)?;
        let text = if conversion == 'a' { ascii(&text) } else { text };
        Ok(match value {
            Value::Prose(_) => Value::Prose(Cow::Owned(text)),
            _ => Value::Text(Cow::Owned(text)),
        })
    }

    fn format(
        &mut self,
        value: &Value<'a>,
        specification: &[Piece],
        field: &Field,
        scope: &Scope<'a, '_>,
        out: &mut Sink<'_>,
    ) -> Result<()> {
        let mut text = String::new();
        self.run(specification, scope, &mut Sink::raw(&mut text, MAX_NESTED_BYTES))?;
        if text.is_empty() {
            return self.print(value, &field.path, out);
        }
        let wrong = |message: String| Box::new(Diagnostic::error(message).at(Some(field.span), ""));
        let spec = FormatSpec::parse(&text).map_err(|error| wrong(error.to_string()))?;
        let formatted = match value {
            Value::Text(text) | Value::Prose(text) => format_text(text, &spec),
            Value::Word(word) => format_text(word, &spec),
            Value::Member(member) => format_text(&member.to_string(), &spec),
            Value::Int(number) => format_int(*number, &spec),
            Value::Flag(flag) => format_int(i64::from(*flag), &spec),
            Value::Float(number) => format_float(*number, &spec),
            _ => {
                let name = type_name(self.study, value);
                let error = wrong(format!("`{}` is a `{name}`, which takes no format", field.path.text));
                return Err(Box::new(error.help(format!("write `{{{}!s:{text}}}`", field.path.text))));
            }
        };
        let formatted = formatted.map_err(|error| wrong(error.to_string()))?;
        match value {
            Value::Prose(_) => out.prose(&formatted),
            Value::Text(_) => out.text(&formatted),
            // A fill character comes from the specification, and so perhaps from the model.
            _ => out.text(&formatted),
        }
        .map_err(refused)
    }

    /// What a method gives; any other value itself.
    fn called(&self, value: Value<'a>) -> Value<'a> {
        match value {
            Value::Method(method) => call(self.study, method),
            value => value,
        }
    }

    fn call(
        &mut self,
        value: Value<'a>,
        call: &Call,
        field: &Field,
        scope: &Scope<'a, '_>,
        out: &mut Sink<'_>,
    ) -> Result<()> {
        let (value, template) = match value {
            Value::Method(_) => (self.called(value), &call.of_method),
            value => match own::answer(self.study, &call.function, &value) {
                Some(Ok(answer)) => (answer, &call.of_function),
                Some(Err(message)) => {
                    return Err(Box::new(Diagnostic::error(message).at(Some(call.function_span), "")));
                }
                None => (self.function(call)?(self.study, &value), &call.of_function),
            },
        };
        let Value::List(list) = &value else { return self.print(&value, &field.path, out) };
        let template = template.as_ref().map_err(Clone::clone)?;
        if template.is_empty() {
            let error = Diagnostic::error(format!("`{}` gives a list here", call.name(&field.path)));
            let error = error.at(Some(field.span), "nothing says how to print an item");
            return Err(Box::new(error.help("add a template for the items, for example `{{item.name}}, `")));
        }
        let holes = self.fill(&call.holes, scope)?;
        self.repeat(template, list, &holes, out)
    }

    fn function(&self, call: &Call) -> Result<super::functions::Function> {
        let known = FUNCTIONS.iter().find(|(name, _)| *name == call.function);
        known.map(|(_, function)| *function).ok_or_else(|| {
            let near = names::nearest(&call.function, FUNCTIONS.iter().map(|(name, _)| *name));
            let label = near.map_or(String::new(), |near| format!("did you mean `{near}`?"));
            let message = match call.function.is_empty() {
                true => "the value is not a method, and no function is named".to_owned(),
                false => format!("unknown function `{}`", call.function),
            };
            let known: Vec<&str> = FUNCTIONS.iter().map(|(name, _)| *name).collect();
            let error = Diagnostic::error(message).at(Some(call.function_span), label);
            Box::new(error.help(format!("functions: {}", known.join(", "))))
        })
    }

    fn repeat(&mut self, template: &[Piece], list: &List<'a>, holes: &[Rc<str>], out: &mut Sink<'_>) -> Result<()> {
        for at in 0..list.len() {
            self.step()?;
            self.run(template, &Scope { item: list.get(at), holes }, out)?;
        }
        Ok(())
    }

    /// What the fields say that stand in a template's text.
    fn fill(&mut self, holes: &[Hole], scope: &Scope<'a, '_>) -> Result<Vec<Rc<str>>> {
        let mut filled = Vec::with_capacity(holes.len());
        let mut left = MAX_NESTED_BYTES;
        for hole in holes {
            let text: Rc<str> = match hole {
                Hole::Outer(number) => scope.holes.get(*number).cloned().unwrap_or_default(),
                Hole::Field(field) => {
                    let mut text = String::new();
                    self.field(field, scope, &mut Sink::part(&mut text, left))?;
                    left = left.saturating_sub(text.len() as u64);
                    text.into()
                }
            };
            filled.push(text);
        }
        Ok(filled)
    }

    /// The values of anything that holds several.
    fn items(&self, value: &Value<'a>) -> Option<List<'a>> {
        match value {
            Value::List(list) | Value::Set(list) => Some(list.clone()),
            Value::Map(entries) => {
                let pair = |(key, value): &(ModelValue, ModelValue)| ModelValue::list([key.clone(), value.clone()]);
                Some(List::Values(entries.iter().map(pair).collect()))
            }
            Value::DataSet(data) => Some(List::Values(data.iter().map(|id| ModelValue::Data(*id)).collect())),
            _ => None,
        }
    }

    fn missing(&self, value: &Value<'a>, step: &Step, span: Span) -> Box<Diagnostic> {
        let class = type_name(self.study, value);
        let (message, near) = match (step, value) {
            (Step::Attribute(name), Value::None) => (format!("there is nothing here that could have a `{name}`"), None),
            (Step::Attribute(name), Value::Method(_)) => {
                (format!("a method has no attribute `{name}`"), Some("call it: `:call:`".to_owned()))
            }
            (Step::Attribute(name), _) => {
                let known = attributes(self.study, value);
                let near = names::nearest(name, known.iter().map(String::as_str));
                (format!("`{class}` has no attribute `{name}`"), near.map(|near| format!("did you mean `{near}`?")))
            }
            (Step::Index(at), Value::List(list)) => {
                (format!("there is no item {at}: the list has {}", list.len()), None)
            }
            (Step::Index(at), _) => (format!("`{class}` has no item {at}"), None),
            (Step::Key(key), _) => (format!("`{class}` has no item `{key}`"), None),
        };
        Box::new(Diagnostic::error(message).at(Some(span), near.unwrap_or_default()))
    }
}

impl Call {
    fn name(&self, path: &Path) -> String {
        if self.function.is_empty() { path.text.clone() } else { self.function.clone() }
    }
}

/// The value of a key.
fn entry<'a>(entries: &[(ModelValue, ModelValue)], wanted: &ModelValue) -> Option<Value<'a>> {
    entries.iter().find(|(key, _)| key == wanted).map(|(_, value)| Value::of(value))
}

fn refused(error: SinkError) -> Box<Diagnostic> {
    Box::new(match error {
        SinkError::Full => Diagnostic::refusal(format!(
            "the report is larger than the limit: {} MiB in all, {} MiB in a nested field",
            MAX_OUTPUT_BYTES >> 20,
            MAX_NESTED_BYTES >> 20
        )),
        SinkError::Closed => Diagnostic::error("the report cannot be written"),
    })
}
