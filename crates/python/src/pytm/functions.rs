//! Functions of pytm's modules: replies, models from JSON, and what its helpers that are written in Python stand on.

use bartizan_model::{Class as ModelClass, Model, schema};

use super::methods::this;
use crate::eval::{Interpreter, Outcome};
use crate::host::Rendering;
use crate::value::{Arguments, NativeFunction, Symbol, Value};

/// Functions of the module.
pub(super) static FUNCTIONS: &[&NativeFunction] = &[
    &NativeFunction { name: "req_reply", call: request_and_reply },
    &NativeFunction { name: "reply", call: reply },
    &NativeFunction { name: "load", call: |interpreter, arguments| of_json(interpreter, "load", arguments) },
    &NativeFunction { name: "loads", call: |interpreter, arguments| of_json(interpreter, "loads", arguments) },
    &NativeFunction { name: "_describe_classes", call: describe_classes },
    &NativeFunction { name: "_attributes", call: attribute_names },
    &NativeFunction { name: "_documented", call: documented },
    &NativeFunction { name: "_library", call: library },
    &NativeFunction { name: "_list_elements", call: |interpreter, _| tell(interpreter, Rendering::Classes) },
];

/// A function of `pytm.json`, which is evaluated when somebody calls one.
fn of_json(interpreter: &mut Interpreter<'_>, name: &str, arguments: Arguments) -> Outcome<Value> {
    let module = Value::Module(interpreter.import_module("pytm.json")?);
    let function = interpreter.get_attribute(&module, Symbol::new(name))?;
    interpreter.call(&function, arguments)
}

/// `_attributes(object)`: the names of all that is known of an object, which pytm has or the script set.
fn attribute_names(interpreter: &mut Interpreter<'_>, arguments: Arguments) -> Outcome<Value> {
    let object = this(interpreter, &arguments)?;
    let mut names: Vec<Value> = Vec::new();
    let of_class = object.model_class().map(schema::attributes).unwrap_or_default();
    names
        .extend(of_class.iter().filter(|attribute| attribute.is_of_pytm()).map(|attribute| Value::str(attribute.name)));
    for (name, ..) in object.attributes.borrow().iter() {
        let text = name.name();
        if !text.starts_with('_')
            && !of_class.iter().any(|attribute| attribute.is_of_pytm() && attribute.name == &*text)
        {
            names.push(Value::str(text));
        }
    }
    interpreter.step(names.len())?;
    Ok(Value::list(names))
}

/// `_documented(class)`: the names of a class's attributes, each with what it says.
fn documented(interpreter: &mut Interpreter<'_>, arguments: Arguments) -> Outcome<Value> {
    let class = match arguments.positional.first() {
        Some(Value::Class(class)) => class.model_class(),
        _ => None,
    };
    let attributes = class.map(schema::attributes).unwrap_or_default();
    interpreter.step(attributes.len())?;
    let of_pytm = attributes.iter().filter(|attribute| attribute.is_of_pytm());
    let pair = |attribute: &&'static schema::Attribute| {
        Value::tuple(vec![Value::str(attribute.name), Value::str(attribute.documentation)])
    };
    Ok(Value::list(of_pytm.map(pair).collect()))
}

/// `_library(path)`: the threats of a file.
fn library(interpreter: &mut Interpreter<'_>, arguments: Arguments) -> Outcome<Value> {
    match arguments.positional.first() {
        Some(Value::Str(path)) => interpreter.threats_of(path.clone().as_str()).map(Value::list),
        _ => Err(interpreter.error("TypeError", "_library() needs a path")),
    }
}

/// `_describe_classes(names)`: prints the attributes of classes.
fn describe_classes(interpreter: &mut Interpreter<'_>, arguments: Arguments) -> Outcome<Value> {
    let Some(names) = arguments.positional.first() else {
        return Err(interpreter.error("TypeError", "_describe_classes() needs a list of names"));
    };
    for name in interpreter.collect(names)? {
        let name = match &name {
            Value::Class(class) => class.name.to_string(),
            other => interpreter.text(other)?,
        };
        tell(interpreter, Rendering::Description(&name))?;
    }
    Ok(Value::None)
}

/// Prints what is the same for every model.
fn tell(interpreter: &mut Interpreter<'_>, what: Rendering<'_>) -> Outcome<Value> {
    let rendered = interpreter.host.render(Model::new(""), what);
    let text = rendered.map_err(|error| interpreter.host_error(error))?;
    interpreter.print(&text)?;
    Ok(Value::None)
}

/// `reply(request, **attributes)`: a flow that answers another; both are returned.
fn reply(interpreter: &mut Interpreter<'_>, mut arguments: Arguments) -> Outcome<Value> {
    let Some(request) = arguments.positional.first().cloned() else {
        return Err(interpreter.model_error("`reply` needs a flow".to_owned(), None));
    };
    let name_at = arguments.keywords.iter().position(|(name, _)| &*name.name() == "name");
    let name = match name_at {
        Some(at) => arguments.keywords.remove(at).1,
        None => {
            let of_request = interpreter.get_attribute(&request, Symbol::new("name"))?;
            Value::str(format!("Reply to {}", interpreter.text(&of_request)?))
        }
    };
    let answer = make_reply(interpreter, &request, name, arguments.keywords)?;
    Ok(Value::tuple(vec![request, answer]))
}

fn make_reply(
    interpreter: &mut Interpreter<'_>,
    request: &Value,
    name: Value,
    keywords: Vec<(Symbol, Value)>,
) -> Outcome<Value> {
    let source = interpreter.get_attribute(request, Symbol::new("source"))?;
    let sink = interpreter.get_attribute(request, Symbol::new("sink"))?;
    let answer = make_flow(interpreter, Arguments { positional: vec![sink, source, name], keywords })?;
    interpreter.set_attribute(&answer, Symbol::new("responseTo"), request.clone())?;
    Ok(answer)
}

fn make_flow(interpreter: &mut Interpreter<'_>, arguments: Arguments) -> Outcome<Value> {
    match interpreter.pytm.class(ModelClass::Dataflow) {
        Some(class) => interpreter.call(&Value::Class(class), arguments),
        None => Ok(Value::None),
    }
}

/// `req_reply(source, sink, req_name, reply_name=None)`: a request and its reply.
fn request_and_reply(interpreter: &mut Interpreter<'_>, arguments: Arguments) -> Outcome<Value> {
    let names = ["src", "dest", "req_name", "reply_name"];
    let mut given: Vec<Value> = arguments.positional.clone();
    for name in names.into_iter().skip(given.len()) {
        let found = arguments.keywords.iter().find(|(known, _)| &*known.name() == name);
        given.push(found.map_or(Value::None, |(_, value)| value.clone()));
    }
    let [source, sink, name, reply_name] = given.as_slice() else {
        return Err(interpreter.error("TypeError", "req_reply() takes from 3 to 4 positional arguments"));
    };
    let request = make_flow(interpreter, Arguments::positional(vec![source.clone(), sink.clone(), name.clone()]))?;
    let answer_name = match interpreter.truth(reply_name)? {
        true => reply_name.clone(),
        false => Value::str(format!("Reply to {}", interpreter.text(name)?)),
    };
    let answer = make_reply(interpreter, &request, answer_name, Vec::new())?;
    Ok(Value::tuple(vec![request, answer]))
}
