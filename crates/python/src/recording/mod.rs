//! A script that ran elsewhere, in the user's own Python, and told what it did: its objects are made again here, by the
//! same code that serves scripts that run here, so that facts, messages and places are the same.

mod message;
mod places;

use std::collections::HashMap;
use std::rc::Rc;

use bartizan_model::{EnumKind, Severity, SourceId};

pub use message::{Answer, Ask, Event, Message, Place, Recorded, Tagged};

use crate::eval::{Interpreter, Outcome, Parts, Stop};
use crate::host::{FindingRecord, FindingSource, HostError, Processed, Rendering};
pub use crate::pytm::{MODULES, positional_parameters};

use crate::pytm::Making;
use crate::value::{Arguments, Attributes, Class, Instance, SetKind, Symbol, Value};
use crate::{Host, Run};
use places::{File, Located};

/// Objects that a script described elsewhere.
pub struct Replay<'h> {
    interpreter: Interpreter<'h>,
    files: Vec<(SourceId, File)>,
    objects: HashMap<u64, Rc<Instance>>,
    /// The numbers of objects, by address.
    numbers: HashMap<usize, u64>,
    /// Where objects were made: the keywords of those calls are places of attributes.
    making: HashMap<u64, Place>,
    /// Classes that the script derived, by name.
    classes: HashMap<String, Rc<Class>>,
    findings: Option<Rc<dyn FindingSource>>,
    run: Run,
}

impl<'h> Replay<'h> {
    /// Nothing is described yet.
    pub fn new(host: &'h mut dyn Host) -> Self {
        Self {
            interpreter: Interpreter::new(host, "."),
            files: Vec::new(),
            objects: HashMap::new(),
            numbers: HashMap::new(),
            making: HashMap::new(),
            classes: HashMap::new(),
            findings: None,
            run: Run::default(),
        }
    }

    /// Does what a message says.
    pub fn answer(&mut self, message: Message) -> Answer {
        let answer = match self.take(message) {
            Ok(answer) => answer,
            Err(stop) => self.end(stop),
        };
        self.interpreter.host.flush();
        answer
    }

    /// The end of the run: what is left to say.
    pub fn finish(mut self) -> Run {
        self.interpreter.warn_of_legacy_controls();
        let mut diagnostics = std::mem::take(&mut self.interpreter.warnings);
        diagnostics.append(&mut self.run.diagnostics);
        self.run.diagnostics = diagnostics;
        self.run.sources = std::mem::take(&mut self.interpreter.sources);
        self.run
    }

    fn end(&mut self, stop: Stop) -> Answer {
        crate::run::end_with(&mut self.interpreter, stop, &mut self.run);
        Answer::Exit(match &self.run.host_error {
            Some(HostError::Exit(code) | HostError::Reported(code)) => *code,
            _ if self.run.diagnostics.iter().any(|problem| problem.is_refusal) => 3,
            _ if self.run.diagnostics.iter().any(|problem| problem.severity == Severity::Error) => 2,
            _ => 0,
        })
    }

    fn take(&mut self, message: Message) -> Outcome<Answer> {
        for (path, text) in message.files {
            let file = File::new(&text);
            let source = self.interpreter.sources.add(path, text);
            self.files.push((source, file));
        }
        for event in message.events {
            self.interpreter.step(1)?;
            self.replay(event)?;
        }
        for (name, items) in message.lists {
            let items = self.values(items)?;
            if let Some(list) = self.interpreter.registry_list(&name) {
                list.change(|known| *known = items);
            } else if let Some(tm) = self.interpreter.pytm.class(bartizan_model::Class::Tm) {
                self.interpreter.set_attribute(&Value::Class(tm), Symbol::new(&name), Value::list(items))?;
            }
        }
        self.ask(message.ask)
    }

    fn replay(&mut self, event: Event) -> Outcome<()> {
        match event {
            Event::Make { id, class, own, place } => {
                self.go_to(&place);
                let class = self.class(&class, &own)?;
                let instance = self.interpreter.bare_instance(&class, None);
                self.numbers.insert(Rc::as_ptr(&instance).addr(), id);
                self.objects.insert(id, instance);
                self.making.insert(id, place);
                Ok(())
            }
            Event::Init { id, arguments, keywords, place } => {
                let Some(instance) = self.objects.get(&id).cloned() else { return Ok(()) };
                let made = self.making.get(&id).cloned().unwrap_or_default();
                let keyword_places = self.locate(&made).map(|(_, located)| located.keywords).unwrap_or_default();
                self.go_to(&place);
                let positional = self.values(arguments)?;
                let mut named = Vec::with_capacity(keywords.len());
                for (name, value) in keywords {
                    named.push((Symbol::new(&name), self.value(value)?));
                }
                let arguments = Arguments { positional, keywords: named };
                self.interpreter.keyword_places = keyword_places;
                Making::initialise(&mut self.interpreter, instance, arguments)
            }
            Event::Set { id, name, value, place } => {
                let Some(instance) = self.objects.get(&id).cloned() else { return Ok(()) };
                self.go_to(&place);
                let value = self.value(value)?;
                self.interpreter.set_attribute(&Value::Instance(instance), Symbol::new(&name), value)
            }
            Event::Touch { id, name, value } => {
                let Some(instance) = self.objects.get(&id).cloned() else { return Ok(()) };
                let value = self.value(value)?;
                Making::touch(&mut self.interpreter, &instance, &name, value)
            }
            Event::Reset {} => {
                Making::reset(&mut self.interpreter);
                Ok(())
            }
        }
    }

    fn ask(&mut self, ask: Ask) -> Outcome<Answer> {
        match ask {
            Ask::Process { tm, argv } => {
                let Some(tm) = self.objects.get(&tm).cloned() else { return Ok(Answer::Done) };
                let model = self.interpreter.snapshot(&tm)?;
                let words: Vec<Rc<str>> = argv.into_iter().map(Into::into).collect();
                self.interpreter.flush_warnings();
                let processed = self.interpreter.host.process(model, &words).map_err(stopped)?;
                Ok(self.keep(processed))
            }
            Ask::Resolve { tm } => {
                let Some(tm) = self.objects.get(&tm).cloned() else { return Ok(Answer::Done) };
                let model = self.interpreter.snapshot(&tm)?;
                let processed = self.interpreter.host.resolve(model).map_err(stopped)?;
                Ok(self.keep(processed))
            }
            Ask::Check { tm } => {
                let Some(tm) = self.objects.get(&tm).cloned() else { return Ok(Answer::Done) };
                let model = self.interpreter.snapshot(&tm)?;
                self.interpreter.host.check(model).map_err(stopped)?;
                Ok(Answer::Done)
            }
            Ask::Dfd { tm, levels, colormap } => self.render(tm, Rendering::DataFlow { levels: &levels, colormap }),
            Ask::Seq { tm } => self.render(tm, Rendering::Sequence),
            Ask::Report { tm, path } => self.render(tm, Rendering::Report(&path)),
            Ask::Threats { path } => self.interpreter.host.threats(&path).map(Answer::Threats).map_err(stopped),
            Ask::Findings {} => Ok(self.found()),
            Ask::End {} => Ok(Answer::Done),
        }
    }

    fn render(&mut self, tm: u64, what: Rendering<'_>) -> Outcome<Answer> {
        let Some(tm) = self.objects.get(&tm).cloned() else { return Ok(Answer::Text(String::new())) };
        let model = self.interpreter.snapshot(&tm)?;
        self.interpreter.host.render(model, what).map(Answer::Text).map_err(stopped)
    }

    fn keep(&mut self, processed: Processed) -> Answer {
        if processed.findings.is_some() {
            self.findings = processed.findings;
        }
        Answer::Done
    }

    fn found(&self) -> Answer {
        let Some(source) = &self.findings else { return Answer::Findings(Vec::new(), Vec::new()) };
        let (elements, _) = self.interpreter.objects_by_id();
        let numbered = |records: Vec<FindingRecord>| {
            let number = |record: &FindingRecord| {
                let element = elements.get(record.element.index())?;
                self.numbers.get(&Rc::as_ptr(element).addr()).copied()
            };
            records.into_iter().filter_map(|record| Some((number(&record)?, record))).collect()
        };
        Answer::Findings(numbered(source.findings()), numbered(source.set_aside()))
    }

    /// The class of an object: pytm's, or one that the script derived from it.
    fn class(&mut self, name: &str, own: &str) -> Outcome<Rc<Class>> {
        let known = bartizan_model::Class::by_name(name).and_then(|class| self.interpreter.pytm.class(class));
        let Some(class) = known else {
            return Err(self.interpreter.error("TypeError", format!("pytm has no class `{name}`")));
        };
        match own == name {
            true => Ok(class),
            false => self.derived(own, vec![class]),
        }
    }

    fn derived(&mut self, name: &str, bases: Vec<Rc<Class>>) -> Outcome<Rc<Class>> {
        if let Some(known) = self.classes.get(name) {
            return Ok(known.clone());
        }
        let class = self.interpreter.new_class(Parts {
            name: name.into(),
            qualified_name: None,
            module: "__main__".into(),
            bases,
            attributes: Attributes::default(),
            documentation: None,
            metaclass: None,
        })?;
        self.classes.insert(name.to_owned(), class.clone());
        Ok(class)
    }

    fn values(&mut self, recorded: Vec<Recorded>) -> Outcome<Vec<Value>> {
        recorded.into_iter().map(|value| self.value(value)).collect()
    }

    fn value(&mut self, recorded: Recorded) -> Outcome<Value> {
        self.interpreter.step(1)?;
        Ok(match recorded {
            Recorded::None => Value::None,
            Recorded::Flag(flag) => Value::Bool(flag),
            Recorded::Int(number) => Value::Int(number),
            Recorded::Float(number) => Value::Float(number),
            Recorded::Text(text) => Value::str(text),
            Recorded::Tagged(Tagged::List(items)) => Value::list(self.values(items)?),
            Recorded::Tagged(Tagged::Tuple(items)) => Value::tuple(self.values(items)?),
            Recorded::Tagged(Tagged::Set(items)) => {
                let items = self.values(items)?;
                self.interpreter.set_of(items, SetKind::Set)?
            }
            Recorded::Tagged(Tagged::Dict(entries)) => {
                let dict = std::cell::RefCell::default();
                for (key, value) in entries {
                    let (key, value) = (self.value(key)?, self.value(value)?);
                    self.interpreter.dict_set(&dict, key, value)?;
                }
                Value::dict(dict.into_inner())
            }
            Recorded::Tagged(Tagged::Member(kind, name)) => {
                let member = EnumKind::by_name(&kind).and_then(|kind| kind.member(&name));
                member.map_or(Value::None, Value::Member)
            }
            Recorded::Tagged(Tagged::Object(id)) => match self.objects.get(&id) {
                Some(instance) => Value::Instance(instance.clone()),
                None => Value::None,
            },
            Recorded::Tagged(Tagged::Other(name)) => {
                let object = self.interpreter.types.object.clone();
                let class = self.derived(&name, vec![object])?;
                Value::Instance(self.interpreter.bare_instance(&class, None))
            }
        })
    }

    fn locate(&self, place: &[u32]) -> Option<(SourceId, Located)> {
        let (number, rest) = place.split_first()?;
        let (source, file) = self.files.get(*number as usize)?;
        Some((*source, file.place(rest)))
    }

    /// Moves the interpreter to where something happened.
    fn go_to(&mut self, place: &[u32]) {
        let Some((source, located)) = self.locate(place) else { return };
        let Located { here, statement, .. } = located;
        self.interpreter.set_here((source, here));
        self.interpreter.statement = (source, statement);
    }
}

fn stopped(error: HostError) -> Stop {
    Stop::Host(Box::new(error))
}
