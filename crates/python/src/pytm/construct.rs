//! Making objects: what the constructors of pytm's classes take.

use std::rc::Rc;

use bartizan_model::{Class as ModelClass, Diagnostic, Span, schema};

use super::chance::keep_pace;
use super::coerce::{instance_of, stated_span};
use super::methods;
use crate::eval::{Interpreter, Outcome, Raised, Stop};
use crate::tree::Range;
use crate::value::class::Mark;
use crate::value::{Arguments, Instance, NativeFunction, Symbol, Value};

/// Texts that every finding has.
const FINDING_TEXTS: [&str; 9] =
    ["description", "details", "severity", "mitigations", "example", "id", "threat_id", "references", "condition"];

/// `__init__` of all model classes.
pub(super) static INIT: NativeFunction = NativeFunction { name: "__init__", call: init };

/// Positional parameters by class; the first `required` must be given.
fn parameters(class: ModelClass) -> (&'static [&'static str], usize) {
    match class {
        ModelClass::Dataflow => (&["source", "sink", "name"], 3),
        ModelClass::Tm => (&["name", "description"], 1),
        ModelClass::Finding => (&["element"], 0),
        ModelClass::Assumption => (&["name", "exclude"], 1),
        ModelClass::Threat => (&[], 0),
        ModelClass::Controls => (&[], 0),
        _ => (&["name"], 1),
    }
}

/// The names of what a constructor takes by position.
pub fn positional_parameters(class: ModelClass) -> &'static [&'static str] {
    parameters(class).0
}

fn init(interpreter: &mut Interpreter<'_>, mut arguments: Arguments) -> Outcome<Value> {
    let places = std::mem::take(&mut interpreter.keyword_places);
    let argument_places = std::mem::take(&mut interpreter.argument_places);
    let this = match arguments.positional.first() {
        Some(Value::Instance(instance)) => instance.clone(),
        _ => return Err(interpreter.error("TypeError", "__init__() needs an object of the model")),
    };
    arguments.positional.remove(0);
    let Some(class) = this.model_class() else {
        return Err(interpreter.error("TypeError", "__init__() needs an object of the model"));
    };
    let call = interpreter.here();
    keep_pace(interpreter, class)?;
    let keywords = named(interpreter, class, &this, arguments)?;
    let mut problems: Option<Box<Raised>> = None;
    for (name, value) in keywords {
        let place = places.iter().find(|(known, _)| *known == name).map_or(call.1, |(_, range)| *range);
        interpreter.set_here((call.0, place));
        interpreter.statement = interpreter.here();
        let mut outcome = interpreter.set_model_attribute(&this, name, value);
        let at = parameters(class).0.iter().position(|known| Symbol::new(known) == name);
        // A fact is stated by the whole call, but what is wrong is one argument.
        if let (Err(Stop::Raised(raised)), Some(range)) = (&mut outcome, at.and_then(|at| argument_places.get(at)))
            && place == call.1
        {
            raised.span = Span { source: call.0, start: range.start, end: range.end };
        }
        match (outcome, &mut problems) {
            (Err(Stop::Raised(raised)), Some(first)) => first.also.push(*raised),
            (Err(Stop::Raised(raised)), none) => *none = Some(raised),
            (outcome, _) => outcome?,
        }
    }
    interpreter.set_here(call);
    if let Some(raised) = problems {
        return Err(Stop::Raised(raised));
    }
    finish(interpreter, class, &this)?;
    Ok(Value::None)
}

/// All arguments by name.
fn named(
    interpreter: &mut Interpreter<'_>,
    class: ModelClass,
    this: &Rc<Instance>,
    arguments: Arguments,
) -> Outcome<Vec<(Symbol, Value)>> {
    let (names, required) = parameters(class);
    let own_name = this.class().name.clone();
    let given = arguments.positional.len();
    if given > names.len() && class != ModelClass::Finding {
        let message = format!(
            "`{own_name}` takes {} by position ({}), but was given {given}",
            count(names.len()),
            names.join(", ")
        );
        return Err(interpreter.model_error(message, Some("name the others: `attribute=value`".to_owned())));
    }
    let mut named: Vec<(Symbol, Value)> = Vec::with_capacity(given + arguments.keywords.len());
    for (name, value) in names.iter().zip(arguments.positional) {
        let is_nothing = matches!(value, Value::None) && (class == ModelClass::Finding || *name == "exclude");
        if !is_nothing {
            named.push((Symbol::new(name), value));
        }
    }
    for (name, value) in arguments.keywords {
        if named.iter().any(|(known, _)| *known == name) {
            let message = format!("`{own_name}` was given `{name}` twice, by position and by name");
            return Err(interpreter.model_error(message, None));
        }
        named.push((name, value));
    }
    let missing = names.iter().take(required).find(|name| !named.iter().any(|(known, _)| *known == Symbol::new(name)));
    if let Some(missing) = missing {
        let message = format!("`{own_name}` needs a {missing}");
        let example = match class {
            ModelClass::Dataflow => format!("`{own_name}(source, sink, \"name\")`"),
            _ => format!("`{own_name}(\"name\")`"),
        };
        let mut stop = interpreter.model_error(message, Some(format!("write {example}")));
        // pytm's constructors have these as parameters of their own; the others go through its validation.
        if let (ModelClass::Dataflow | ModelClass::Tm, Stop::Raised(raised)) = (class, &mut stop)
            && let Value::Instance(exception) = &raised.exception
        {
            *exception.class.borrow_mut() = interpreter.exceptions.class("TypeError");
        }
        return Err(stop);
    }
    Ok(named)
}

fn count(number: usize) -> String {
    match number {
        0 => "no arguments".to_owned(),
        1 => "one argument".to_owned(),
        number => format!("{number} arguments"),
    }
}

/// What happens once the attributes are set.
fn finish(interpreter: &mut Interpreter<'_>, class: ModelClass, this: &Rc<Instance>) -> Outcome<()> {
    match class {
        ModelClass::Tm => {
            interpreter.pytm.current = Some(this.clone());
            interpreter.forget_threats();
            Ok(())
        }
        ModelClass::Finding => finish_finding(interpreter, this),
        ModelClass::Threat => {
            let has_id = this.get(Symbol::new("id")).is_some();
            if this.get(Symbol::new("target")).is_none() {
                let everything = interpreter.class_or_name(ModelClass::Element.name());
                this.set(Symbol::new("target"), Value::tuple(vec![everything]), Mark::Derived);
            }
            match has_id {
                true => Ok(()),
                false => Err(interpreter.model_error(
                    "a `Threat` needs an id".to_owned(),
                    Some("write `Threat(SID=\"X01\", ...)`".to_owned()),
                )),
            }
        }
        ModelClass::Data => {
            interpreter.register(this, class);
            Ok(())
        }
        class if class.is_a(ModelClass::Element) => {
            interpreter.register(this, class);
            Ok(())
        }
        _ => Ok(()),
    }
}

/// A finding takes its target from its element and its texts from its threat.
fn finish_finding(interpreter: &mut Interpreter<'_>, this: &Rc<Instance>) -> Outcome<()> {
    let threat = this.attributes.borrow_mut().remove(Symbol::new("threat"));
    if let Some(threat @ Value::Instance(_)) = threat {
        for (from, to) in methods::THREAT_FIELDS {
            let value = interpreter.find_attribute(&threat, Symbol::new(from))?;
            if let Some(value) = value
                && this.get(Symbol::new(to)).is_none()
            {
                this.set(Symbol::new(to), value, Mark::Derived);
            }
        }
    }
    apply_override(interpreter, this)?;
    for name in FINDING_TEXTS {
        if this.get(Symbol::new(name)).is_none() {
            this.set(Symbol::new(name), Value::str(""), Mark::Derived);
        }
    }
    if this.get(Symbol::new("target")).is_none()
        && let Some(element @ Value::Instance(_)) = this.get(Symbol::new("element"))
    {
        let name = interpreter.get_attribute(&element, Symbol::new("name"))?;
        this.set(Symbol::new("target"), name, Mark::Derived);
    }
    Ok(())
}

/// What the author of the element says of the finding.
fn apply_override(interpreter: &mut Interpreter<'_>, this: &Rc<Instance>) -> Outcome<()> {
    let (Some(element @ Value::Instance(_)), Some(id)) =
        (this.get(Symbol::new("element")), this.get(Symbol::new("threat_id")))
    else {
        return Ok(());
    };
    let Some(overrides) = interpreter.find_attribute(&element, Symbol::new("overrides"))? else { return Ok(()) };
    for given in interpreter.collect(&overrides)? {
        let Some(given) = instance_of(&given, ModelClass::Finding).cloned() else { continue };
        let known = given.get(Symbol::new("threat_id")).unwrap_or(Value::None);
        if !interpreter.equals(&known, &id)? {
            continue;
        }
        let attributes = given.attributes.borrow().clone();
        for (name, value, mark) in attributes.iter() {
            if stated_span(mark).is_some() && !matches!(&*name.name(), "element" | "target") {
                this.set(name, value.clone(), mark);
            }
        }
        return Ok(());
    }
    Ok(())
}

impl Interpreter<'_> {
    /// Something is wrong with what the script says of the model: a `ValueError` whose message stands for itself.
    pub(super) fn model_error(&mut self, message: String, help: Option<String>) -> Stop {
        let mut stop = self.error("ValueError", message);
        if let Stop::Raised(raised) = &mut stop {
            raised.help = help;
            raised.stands_for_itself = true;
            raised.is_certain = true;
        }
        stop
    }

    /// Something the script perhaps does not mean.
    pub(super) fn model_warning(&mut self, message: String, label: &str, help: Option<String>) {
        let mut warning = Diagnostic::warning(message).at(Some(self.span()), label);
        if let Some(help) = help {
            warning = warning.help(help);
        }
        self.warn(warning);
    }

    pub(super) fn here(&self) -> (bartizan_model::SourceId, Range) {
        let Span { source, start, end } = self.span();
        (source, Range { start, end })
    }
}

/// What the constructors do, for objects that a script made elsewhere.
pub(crate) struct Making;

impl Making {
    /// `__init__`.
    pub(crate) fn initialise(
        interpreter: &mut Interpreter<'_>,
        this: Rc<Instance>,
        arguments: Arguments,
    ) -> Outcome<()> {
        init(interpreter, arguments.with_first(Value::Instance(this))).map(drop)
    }

    /// A container that exists because the script looked at it, with what it holds now.
    pub(crate) fn touch(
        interpreter: &mut Interpreter<'_>,
        this: &Rc<Instance>,
        name: &str,
        value: Value,
    ) -> Outcome<()> {
        let Some(class) = this.model_class() else { return Ok(()) };
        let value = match schema::attribute(class, name) {
            Some(attribute) => interpreter.coerce(class, attribute, value)?,
            None => value,
        };
        this.set(Symbol::new(name), value, Mark::Touched);
        Ok(())
    }

    /// `TM.reset()`.
    pub(crate) fn reset(interpreter: &mut Interpreter<'_>) {
        methods::reset(interpreter);
    }
}
