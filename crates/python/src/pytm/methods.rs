//! Methods of pytm's objects.

use std::rc::Rc;

use bartizan_model::schema::MemberValue;
use bartizan_model::{Class as ModelClass, EnumKind};

use super::coerce::instance_of;
use super::{construct, registry};
use crate::builtins::arguments;
use crate::eval::{Interpreter, Outcome, Stop};
use crate::host::{HostError, Rendering};
use crate::value::class::Mark;
use crate::value::{Arguments, Class, Descriptor, Instance, NativeFunction, Symbol, Value};

/// Fields that a finding takes from its threat: name in the threat, name in the finding.
pub(super) const THREAT_FIELDS: [(&str, &str); 9] = [
    ("id", "threat_id"),
    ("description", "description"),
    ("details", "details"),
    ("severity", "severity"),
    ("mitigations", "mitigations"),
    ("example", "example"),
    ("references", "references"),
    ("condition", "condition"),
    ("likelihood", "likelihood"),
];

static OF_TM: &[NativeFunction] = &[
    NativeFunction { name: "process", call: process },
    NativeFunction { name: "resolve", call: resolve },
    NativeFunction { name: "check", call: check },
    NativeFunction { name: "dfd", call: dfd },
    NativeFunction { name: "seq", call: seq },
    NativeFunction { name: "report", call: report },
];

static RESET: NativeFunction = NativeFunction {
    name: "reset",
    call: |interpreter, _| {
        reset(interpreter);
        Ok(Value::None)
    },
};

pub(super) fn reset(interpreter: &mut Interpreter<'_>) {
    if let Some(tm) = interpreter.pytm.class(ModelClass::Tm) {
        registry::reset(&tm);
    }
    interpreter.pytm.created.clear();
}

static OF_ELEMENTS: &[NativeFunction] = &[
    NativeFunction { name: "display_name", call: display_name },
    NativeFunction { name: "check", call: |_, _| Ok(Value::Bool(true)) },
    NativeFunction { name: "oneOf", call: one_of },
    NativeFunction { name: "inside", call: |interpreter, arguments| inside_any(interpreter, &arguments, 0) },
    NativeFunction { name: "crosses", call: crosses },
    NativeFunction { name: "enters", call: enters },
    NativeFunction { name: "exits", call: exits },
    NativeFunction { name: "checkTLSVersion", call: has_older_tls },
];

static APPLY: NativeFunction = NativeFunction {
    name: "apply",
    call: |interpreter, arguments| {
        let [threat, element] = arguments::exactly::<2>(interpreter, "apply", arguments)?;
        match instance_of(&element, ModelClass::Element).cloned() {
            Some(element) => interpreter.applies(&threat, &element).map(Value::Bool),
            None => Ok(Value::Bool(false)),
        }
    },
};

static HAS_DATA_LEAKS: NativeFunction = NativeFunction { name: "hasDataLeaks", call: has_data_leaks };
static PARENTS: NativeFunction = NativeFunction { name: "parents", call: parents };
static LABEL: NativeFunction = NativeFunction { name: "label", call: label };

/// Gives a class its methods.
pub(super) fn install(class: ModelClass, object: &Rc<Class>) {
    let mut attributes = object.attributes.borrow_mut();
    let mut add = |name: &str, value: Value| attributes.set(Symbol::new(name), value, Mark::Derived);
    if class.parent().is_none() {
        add("__init__", Value::Native(&construct::INIT));
    }
    match class {
        ModelClass::Tm => {
            for native in OF_TM {
                add(native.name, Value::Native(native));
            }
            add("reset", Value::Descriptor(Rc::new(Descriptor::Class(Value::Native(&RESET)))));
        }
        ModelClass::Element => {
            for native in OF_ELEMENTS {
                add(native.name, Value::Native(native));
            }
        }
        ModelClass::Dataflow => add("hasDataLeaks", Value::Native(&HAS_DATA_LEAKS)),
        ModelClass::Boundary => add("parents", Value::Native(&PARENTS)),
        ModelClass::Threat => add("apply", Value::Native(&APPLY)),
        _ => {}
    }
}

/// Gives an enumeration its methods.
pub(super) fn install_enum(kind: EnumKind, object: &Rc<Class>) {
    if matches!(kind, EnumKind::Lifetime | EnumKind::DatastoreType) {
        object.attributes.borrow_mut().set(Symbol::new("label"), Value::Native(&LABEL), Mark::Derived);
    }
}

fn label(interpreter: &mut Interpreter<'_>, arguments: Arguments) -> Outcome<Value> {
    match arguments.positional.first() {
        Some(Value::Member(member)) => Ok(match member.value() {
            MemberValue::Text(text) => Value::str(text.to_lowercase().replace('_', " ")),
            MemberValue::Int(_) => Value::str(member.name()),
        }),
        _ => Err(interpreter.error("TypeError", "label() needs a member")),
    }
}

pub(super) fn this(interpreter: &mut Interpreter<'_>, arguments: &Arguments) -> Outcome<Rc<Instance>> {
    match arguments.positional.first() {
        Some(Value::Instance(instance)) if instance.model_class().is_some() => Ok(instance.clone()),
        _ => {
            let mut stop = interpreter.error("TypeError", "the method needs an object of the model");
            if let Stop::Raised(raised) = &mut stop {
                raised.help = Some("call it on an object, and not on its class: `tm.process()`".to_owned());
            }
            Err(stop)
        }
    }
}

fn process(interpreter: &mut Interpreter<'_>, arguments: Arguments) -> Outcome<Value> {
    let tm = this(interpreter, &arguments)?;
    refuse_arguments(interpreter, "TM.process", &arguments)?;
    interpreter.call_own_checks(&tm)?;
    let model = interpreter.snapshot_to_show(&tm)?;
    // A script may put another list in its place.
    let argv = interpreter.modules.get("sys").and_then(|sys| sys.get(Symbol::new("argv")));
    let argv = argv.unwrap_or_else(|| interpreter.argv.clone());
    let mut words: Vec<Rc<str>> = Vec::new();
    for word in interpreter.collect(&argv)? {
        words.push(interpreter.text(&word)?.into());
    }
    interpreter.flush_warnings();
    let processed = match interpreter.host.process(model, &words) {
        Ok(processed) => processed,
        Err(HostError::Exit(code)) => {
            let class = interpreter.exceptions.class("SystemExit");
            let exception = interpreter.exception(&class, vec![Value::Int(i64::from(code))]);
            return Err(interpreter.raised(exception));
        }
        Err(error) => return Err(interpreter.host_error(error)),
    };
    interpreter.keep_processed(tm, processed);
    Ok(Value::None)
}

/// Complains about what is passed to a method that takes nothing.
fn refuse_arguments(interpreter: &mut Interpreter<'_>, name: &str, arguments: &Arguments) -> Outcome<()> {
    let message = match (arguments.keywords.first(), arguments.positional.len()) {
        (Some((keyword, _)), _) => format!("{name}() got an unexpected keyword argument '{keyword}'"),
        (None, 1) => return Ok(()),
        (None, count) => format!("{name}() takes 1 positional argument but {count} were given"),
    };
    let mut stop = interpreter.error("TypeError", message);
    if let Stop::Raised(raised) = &mut stop {
        raised.help = Some("what is wanted is said on the command line: `--dfd`, `--report FILE` ...".to_owned());
    }
    Err(stop)
}

fn resolve(interpreter: &mut Interpreter<'_>, arguments: Arguments) -> Outcome<Value> {
    let tm = this(interpreter, &arguments)?;
    let model = interpreter.snapshot(&tm)?;
    let processed = interpreter.host.resolve(model).map_err(|error| interpreter.host_error(error))?;
    interpreter.keep_processed(tm, processed);
    Ok(Value::None)
}

fn check(interpreter: &mut Interpreter<'_>, arguments: Arguments) -> Outcome<Value> {
    let tm = this(interpreter, &arguments)?;
    interpreter.check_model(&tm).map(Value::Bool)
}

fn dfd(interpreter: &mut Interpreter<'_>, arguments: Arguments) -> Outcome<Value> {
    let mut levels = Vec::new();
    let mut colormap = false;
    for (name, value) in &arguments.keywords {
        match &*name.name() {
            "colormap" => colormap = interpreter.truth(value)?,
            "levels" => {
                let given = match value {
                    Value::Int(level) => vec![Value::Int(*level)],
                    Value::None => Vec::new(),
                    several => interpreter.collect(several)?,
                };
                levels.extend(given.iter().filter_map(|level| if let Value::Int(n) = level { Some(*n) } else { None }));
            }
            _ => {}
        }
    }
    render(interpreter, &arguments, Rendering::DataFlow { levels: &levels, colormap })
}

fn seq(interpreter: &mut Interpreter<'_>, arguments: Arguments) -> Outcome<Value> {
    render(interpreter, &arguments, Rendering::Sequence)
}

fn report(interpreter: &mut Interpreter<'_>, arguments: Arguments) -> Outcome<Value> {
    let path = match arguments.positional.get(1) {
        Some(path) => Some(path.clone()),
        None => {
            arguments.keywords.iter().find(|(name, _)| &*name.name() == "template_path").map(|(_, path)| path.clone())
        }
    };
    match path {
        Some(path @ (Value::Str(_) | Value::Instance(_))) => {
            let path = interpreter.text(&path)?;
            render(interpreter, &arguments, Rendering::Report(&path))
        }
        _ => Err(interpreter.error("TypeError", "report() needs the path of a template")),
    }
}

fn render(interpreter: &mut Interpreter<'_>, arguments: &Arguments, what: Rendering<'_>) -> Outcome<Value> {
    let tm = this(interpreter, arguments)?;
    let mut model = interpreter.snapshot_to_show(&tm)?;
    if let Rendering::Report(_) = what {
        model.reported = interpreter.reported(&tm)?;
    }
    let text = interpreter.host.render(model, what).map_err(|error| interpreter.host_error(error))?;
    interpreter.reserve(text.len())?;
    Ok(Value::str(text))
}

fn display_name(interpreter: &mut Interpreter<'_>, arguments: Arguments) -> Outcome<Value> {
    let element = this(interpreter, &arguments)?;
    let value = Value::Instance(element.clone());
    let name = interpreter.get_attribute(&value, Symbol::new("name"))?;
    let order = match element.model_class() {
        Some(ModelClass::Dataflow) => interpreter.get_attribute(&value, Symbol::new("order"))?,
        _ => Value::Int(-1),
    };
    match (order, &name) {
        (Value::Int(order), Value::Str(name)) if order != -1 => Ok(Value::str(format!("({order}) {}", name.as_str()))),
        _ => Ok(name),
    }
}

fn one_of(interpreter: &mut Interpreter<'_>, arguments: Arguments) -> Outcome<Value> {
    let element = Value::Instance(this(interpreter, &arguments)?);
    for candidate in arguments.positional.iter().skip(1) {
        let found = match candidate {
            Value::Class(_) => interpreter.is_instance(&element, candidate)?,
            other => other.is_same(&element),
        };
        if found {
            return Ok(Value::Bool(true));
        }
    }
    Ok(Value::Bool(false))
}

/// The boundary around an element; `None` when there is none.
fn boundary(interpreter: &mut Interpreter<'_>, element: &Value) -> Outcome<Value> {
    Ok(interpreter.find_attribute(element, Symbol::new("inBoundary"))?.unwrap_or(Value::None))
}

fn is_inside(interpreter: &mut Interpreter<'_>, element: &Value, candidates: &[Value]) -> Outcome<bool> {
    let around = boundary(interpreter, element)?;
    for candidate in candidates {
        let found = match candidate {
            Value::Class(_) => interpreter.is_instance(&around, candidate)?,
            other => other.is_same(&around),
        };
        if found {
            return Ok(true);
        }
    }
    Ok(false)
}

fn inside_any(interpreter: &mut Interpreter<'_>, arguments: &Arguments, at: usize) -> Outcome<Value> {
    let Some(element) = arguments.positional.get(at).cloned() else { return Ok(Value::Bool(false)) };
    let candidates = arguments.positional.get(at + 1..).unwrap_or_default();
    is_inside(interpreter, &element, candidates).map(Value::Bool)
}

/// Source and sink of a flow; `None` for anything else.
fn ends(interpreter: &mut Interpreter<'_>, arguments: &Arguments) -> Outcome<Option<(Value, Value)>> {
    let Some(flow) = arguments.positional.first().filter(|value| instance_of(value, ModelClass::Dataflow).is_some())
    else {
        return Ok(None);
    };
    let source = interpreter.get_attribute(flow, Symbol::new("source"))?;
    let sink = interpreter.get_attribute(flow, Symbol::new("sink"))?;
    Ok(Some((source, sink)))
}

fn crosses(interpreter: &mut Interpreter<'_>, arguments: Arguments) -> Outcome<Value> {
    let Some((source, sink)) = ends(interpreter, &arguments)? else { return Ok(Value::Bool(false)) };
    let (left, right) = (boundary(interpreter, &source)?, boundary(interpreter, &sink)?);
    if left.is_same(&right) {
        return Ok(Value::Bool(false));
    }
    for candidate in arguments.positional.iter().skip(1) {
        let is_class = matches!(candidate, Value::Class(_));
        let one = std::slice::from_ref(candidate);
        if is_class || is_inside(interpreter, &source, one)? != is_inside(interpreter, &sink, one)? {
            return Ok(Value::Bool(true));
        }
    }
    Ok(Value::Bool(false))
}

fn enters(interpreter: &mut Interpreter<'_>, arguments: Arguments) -> Outcome<Value> {
    let Some((source, sink)) = ends(interpreter, &arguments)? else { return Ok(Value::Bool(false)) };
    let comes_from_outside = matches!(boundary(interpreter, &source)?, Value::None);
    let candidates = arguments.positional.get(1..).unwrap_or_default();
    Ok(Value::Bool(comes_from_outside && is_inside(interpreter, &sink, candidates)?))
}

fn exits(interpreter: &mut Interpreter<'_>, arguments: Arguments) -> Outcome<Value> {
    let Some((source, sink)) = ends(interpreter, &arguments)? else { return Ok(Value::Bool(false)) };
    let goes_outside = matches!(boundary(interpreter, &sink)?, Value::None);
    let candidates = arguments.positional.get(1..).unwrap_or_default();
    Ok(Value::Bool(goes_outside && is_inside(interpreter, &source, candidates)?))
}

/// Whether a flow of those given has a TLS version older than the element accepts.
fn has_older_tls(interpreter: &mut Interpreter<'_>, arguments: Arguments) -> Outcome<Value> {
    let element = Value::Instance(this(interpreter, &arguments)?);
    let oldest = interpreter.get_attribute(&element, Symbol::new("minTLSVersion"))?;
    let flows = match arguments.positional.get(1) {
        Some(flows) => interpreter.collect(flows)?,
        None => Vec::new(),
    };
    for flow in flows {
        let version = interpreter.get_attribute(&flow, Symbol::new("tlsVersion"))?;
        if interpreter.less_than(&version, &oldest)? {
            return Ok(Value::Bool(true));
        }
    }
    Ok(Value::Bool(false))
}

/// Whether a flow carries data that is more sensitive than the flow or one of its ends may see.
fn has_data_leaks(interpreter: &mut Interpreter<'_>, arguments: Arguments) -> Outcome<Value> {
    let flow = Value::Instance(this(interpreter, &arguments)?);
    let Some((source, sink)) = ends(interpreter, &arguments)? else { return Ok(Value::Bool(false)) };
    let data = interpreter.get_attribute(&flow, Symbol::new("data"))?;
    for datum in interpreter.collect(&data)? {
        let class = interpreter.get_attribute(&datum, Symbol::new("classification"))?;
        for holder in [&source, &sink, &flow] {
            let allowed = interpreter.get_attribute(holder, Symbol::new("maxClassification"))?;
            if interpreter.less_than(&allowed, &class)? {
                return Ok(Value::Bool(true));
            }
        }
    }
    Ok(Value::Bool(false))
}

fn parents(interpreter: &mut Interpreter<'_>, arguments: Arguments) -> Outcome<Value> {
    let mut next = Value::Instance(this(interpreter, &arguments)?);
    let mut found: Vec<Value> = Vec::new();
    loop {
        interpreter.step(1)?;
        next = boundary(interpreter, &next)?;
        if matches!(next, Value::None) || found.iter().any(|known| known.is_same(&next)) {
            return Ok(Value::list(found));
        }
        found.push(next.clone());
    }
}
