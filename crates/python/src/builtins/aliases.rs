//! Types with arguments (`list[int]`) and unions of types (`int | str`), as values.

use std::rc::Rc;

use bartizan_model::SourceId;

use super::arguments;
use super::modules::plain_class;
use crate::eval::{Interpreter, Outcome};
use crate::value::class::Mark;
use crate::value::{Class, NativeClass, NativeFunction, Symbol, Value};

/// Where `object` keeps the two classes; no script can write these names.
const ALIAS: &str = "<GenericAlias>";
const UNION: &str = "<UnionType>";

pub(super) fn install(interpreter: &mut Interpreter<'_>) {
    let alias = plain_class(
        interpreter,
        "types",
        "GenericAlias",
        &[&SHOW, &EQUAL, &HASH, &OR, &OR_REVERSED, &CALL, &MRO_ENTRIES, &ATTRIBUTE, &ITEM],
    );
    let union = plain_class(interpreter, "types", "UnionType", &[&SHOW, &EQUAL, &HASH, &OR, &OR_REVERSED]);
    let object = interpreter.types.object.clone();
    for (name, class) in [(ALIAS, alias), (UNION, union)] {
        object.attributes.borrow_mut().set(Symbol::new(name), Value::Class(class), Mark::Derived);
    }
}

fn made(interpreter: &mut Interpreter<'_>, kind: &str, entries: Vec<(&str, Value)>) -> Outcome<Value> {
    interpreter.step(10)?;
    let Some(Value::Class(class)) = interpreter.types.object.own(Symbol::new(kind)) else { return Ok(Value::None) };
    Ok(interpreter.object_with(&class, entries))
}

/// `list[int]`: the class with arguments.
pub(crate) fn with_arguments(interpreter: &mut Interpreter<'_>, origin: &Rc<Class>, index: &Value) -> Outcome<Value> {
    let arguments = match index {
        Value::Tuple(_) => index.clone(),
        _ => Value::tuple(vec![index.clone()]),
    };
    let entries = vec![("__origin__", Value::Class(origin.clone())), ("__args__", arguments)];
    made(interpreter, ALIAS, entries)
}

fn is_of(interpreter: &Interpreter<'_>, value: &Value, kind: &str) -> bool {
    let Value::Instance(instance) = value else { return false };
    let class = interpreter.types.object.own(Symbol::new(kind));
    matches!(class, Some(Value::Class(class)) if Rc::ptr_eq(&class, &instance.class()))
}

/// `type name = value`
pub(crate) fn type_alias(interpreter: &mut Interpreter<'_>, name: &str, value: &str, source: SourceId) -> Value {
    let class = plain_class(interpreter, "types", "TypeAliasType", &[&SHOW_NAME, &VALUE_OF_ALIAS]);
    let object = interpreter.bare_object(&class, None);
    if let Value::Instance(instance) = &object {
        for (name, value) in [
            ("__name__", Value::str(name)),
            ("<value>", Value::str(value)),
            ("<source>", Value::Int(i64::from(source.0))),
        ] {
            instance.set(Symbol::new(name), value, Mark::Derived);
        }
    }
    object
}

static SHOW_NAME: NativeFunction = NativeFunction {
    name: "__repr__",
    call: |interpreter, arguments| {
        let [this] = arguments::exactly::<1>(interpreter, "__repr__", arguments)?;
        interpreter.get_attribute(&this, Symbol::new("__name__"))
    },
};

static VALUE_OF_ALIAS: NativeFunction = NativeFunction {
    name: "__getattr__",
    call: |interpreter, arguments| {
        let [this, name] = arguments::exactly::<2>(interpreter, "__getattr__", arguments)?;
        let name = Symbol::new(arguments::text(interpreter, &name, "attribute name must be string")?);
        if let Value::Instance(alias) = &this
            && &*name.name() == "__value__"
            && let Some(Value::Str(text)) = alias.get(Symbol::new("<value>"))
            && let Some(Value::Int(source)) = alias.get(Symbol::new("<source>"))
            && let Some(module) = interpreter.module_of_source(SourceId(source as u32))
        {
            return interpreter.annotation(text.as_str(), &module, None);
        }
        Err(interpreter.no_attribute(&this, name))
    },
};

/// What `|` makes of two types; `None` when one of them is no type.
pub(crate) fn union(interpreter: &mut Interpreter<'_>, left: &Value, right: &Value) -> Outcome<Option<Value>> {
    if matches!((left, right), (Value::None, Value::None)) {
        return Ok(None);
    }
    let mut members: Vec<Value> = Vec::new();
    for side in [left, right] {
        let parts = match side {
            Value::Class(_) => vec![side.clone()],
            Value::None => vec![Value::Class(interpreter.types.none.clone())],
            _ if is_of(interpreter, side, ALIAS) => vec![side.clone()],
            _ if is_of(interpreter, side, UNION) => members_of(side),
            _ => return Ok(None),
        };
        for part in parts {
            let mut is_known = false;
            for member in &members {
                is_known |= interpreter.equals(member, &part)?;
            }
            if !is_known {
                members.push(part);
            }
        }
    }
    match <[Value; 1]>::try_from(members) {
        Ok([only]) => Ok(Some(only)),
        Err(members) => made(interpreter, UNION, vec![("__args__", Value::tuple(members))]).map(Some),
    }
}

fn members_of(value: &Value) -> Vec<Value> {
    match value {
        Value::Instance(instance) => match instance.get(Symbol::new("__args__")) {
            Some(Value::Tuple(arguments)) => arguments.items.clone(),
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

/// The types that `isinstance` looks at when it is given a union; an error for a type with arguments.
pub(crate) fn checked_types(interpreter: &mut Interpreter<'_>, classes: &Value, what: &str) -> Outcome<Option<Value>> {
    if is_of(interpreter, classes, UNION) {
        return Ok(Some(Value::tuple(members_of(classes))));
    }
    if is_of(interpreter, classes, ALIAS) {
        let message = format!("{what} argument 2 cannot be a parameterized generic");
        return Err(interpreter.error("TypeError", message));
    }
    Ok(None)
}

/// How an argument is shown: types by their names.
fn shown(interpreter: &mut Interpreter<'_>, value: &Value) -> Outcome<String> {
    Ok(match value {
        Value::Class(class) if &*class.module == "builtins" => class.qualified_name().to_string(),
        Value::Class(class) => format!("{}.{}", class.module, class.qualified_name()),
        Value::Ellipsis => "...".to_owned(),
        Value::List(list) => {
            let items = list.to_vec();
            format!("[{}]", all_shown(interpreter, &items)?)
        }
        _ => interpreter.repr(value)?,
    })
}

fn all_shown(interpreter: &mut Interpreter<'_>, values: &[Value]) -> Outcome<String> {
    let mut texts = Vec::with_capacity(values.len());
    for value in values {
        texts.push(shown(interpreter, value)?);
    }
    Ok(texts.join(", "))
}

static SHOW: NativeFunction = NativeFunction {
    name: "__repr__",
    call: |interpreter, arguments| {
        let [this] = arguments::exactly::<1>(interpreter, "__repr__", arguments)?;
        let members = members_of(&this);
        if is_of(interpreter, &this, UNION) {
            let mut texts = Vec::with_capacity(members.len());
            for member in &members {
                texts.push(match member {
                    Value::Class(class) if &*class.name == "NoneType" => "None".to_owned(),
                    _ => shown(interpreter, member)?,
                });
            }
            return Ok(Value::str(texts.join(" | ")));
        }
        let origin = origin_of(&this);
        let origin = shown(interpreter, &origin)?;
        let inner = match members.is_empty() {
            true => "()".to_owned(),
            false => all_shown(interpreter, &members)?,
        };
        Ok(Value::str(format!("{origin}[{inner}]")))
    },
};

fn origin_of(value: &Value) -> Value {
    match value {
        Value::Instance(instance) => instance.get(Symbol::new("__origin__")).unwrap_or(Value::None),
        _ => Value::None,
    }
}

static EQUAL: NativeFunction = NativeFunction {
    name: "__eq__",
    call: |interpreter, arguments| {
        let [this, other] = arguments::exactly::<2>(interpreter, "__eq__", arguments)?;
        let kind = if is_of(interpreter, &this, UNION) { UNION } else { ALIAS };
        if !is_of(interpreter, &other, kind) {
            return Ok(Value::NotImplemented);
        }
        let (own, others) = (members_of(&this), members_of(&other));
        if kind == UNION {
            let own = interpreter.set_of(own, crate::value::SetKind::Frozen)?;
            let others = interpreter.set_of(others, crate::value::SetKind::Frozen)?;
            return interpreter.equals(&own, &others).map(Value::Bool);
        }
        let is_same = origin_of(&this).is_same(&origin_of(&other));
        Ok(Value::Bool(is_same && interpreter.equals(&Value::tuple(own), &Value::tuple(others))?))
    },
};

static HASH: NativeFunction = NativeFunction {
    name: "__hash__",
    call: |interpreter, arguments| {
        let [this] = arguments::exactly::<1>(interpreter, "__hash__", arguments)?;
        let members = members_of(&this);
        let members = match is_of(interpreter, &this, UNION) {
            true => interpreter.set_of(members, crate::value::SetKind::Frozen)?,
            false => Value::tuple(vec![origin_of(&this), Value::tuple(members)]),
        };
        interpreter.hash(&members).map(|hash| Value::Int((hash >> 3) as i64))
    },
};

fn or(interpreter: &mut Interpreter<'_>, left: &Value, right: &Value) -> Outcome<Value> {
    Ok(union(interpreter, left, right)?.unwrap_or(Value::NotImplemented))
}

static OR: NativeFunction = NativeFunction {
    name: "__or__",
    call: |interpreter, arguments| {
        let [this, other] = arguments::exactly::<2>(interpreter, "__or__", arguments)?;
        or(interpreter, &this, &other)
    },
};

static OR_REVERSED: NativeFunction = NativeFunction {
    name: "__ror__",
    call: |interpreter, arguments| {
        let [this, other] = arguments::exactly::<2>(interpreter, "__ror__", arguments)?;
        or(interpreter, &other, &this)
    },
};

/// `list[int]()` makes a list.
static CALL: NativeFunction = NativeFunction {
    name: "__call__",
    call: |interpreter, mut arguments| {
        let this = arguments.positional.first().cloned().unwrap_or(Value::None);
        arguments.positional.drain(..1.min(arguments.positional.len()));
        interpreter.call(&origin_of(&this), arguments)
    },
};

/// `class A(list[int])` derives from `list`.
static MRO_ENTRIES: NativeFunction = NativeFunction {
    name: "__mro_entries__",
    call: |interpreter, arguments| {
        let [this, _] = arguments::exactly::<2>(interpreter, "__mro_entries__", arguments)?;
        Ok(Value::tuple(vec![origin_of(&this)]))
    },
};

static ATTRIBUTE: NativeFunction = NativeFunction {
    name: "__getattr__",
    call: |interpreter, arguments| {
        let [this, name] = arguments::exactly::<2>(interpreter, "__getattr__", arguments)?;
        let name = Symbol::new(arguments::text(interpreter, &name, "attribute name must be string")?);
        if matches!(&*name.name(), "__parameters__") {
            return Ok(Value::tuple(Vec::new()));
        }
        interpreter.get_attribute(&origin_of(&this), name)
    },
};

/// `list[T][int]`: names of types are replaced, in the order in which they come up.
static ITEM: NativeFunction = NativeFunction {
    name: "__getitem__",
    call: |interpreter, arguments| {
        let [this, index] = arguments::exactly::<2>(interpreter, "__getitem__", arguments)?;
        let mut given = match &index {
            Value::Tuple(tuple) => tuple.items.clone().into_iter(),
            _ => vec![index.clone()].into_iter(),
        };
        let mut replaced: Vec<(Value, Value)> = Vec::new();
        let mut members = members_of(&this);
        for member in &mut members {
            let is_variable = matches!(&*interpreter.type_name(member), "TypeVar" | "ParamSpec");
            if !is_variable {
                continue;
            }
            let known = replaced.iter().find(|(variable, _)| variable.is_same(member)).map(|(_, value)| value.clone());
            let value = match known {
                Some(value) => Some(value),
                None => given.next(),
            };
            let Some(value) = value else {
                let message = format!("Too few arguments for {}", interpreter.repr(&this)?);
                return Err(interpreter.error("TypeError", message));
            };
            replaced.push((member.clone(), value.clone()));
            *member = value;
        }
        if replaced.is_empty() {
            let message = format!("{} is not a generic class", interpreter.repr(&this)?);
            return Err(interpreter.error("TypeError", message));
        }
        made(interpreter, ALIAS, vec![("__origin__", origin_of(&this)), ("__args__", Value::tuple(members))])
    },
};

/// Whether a class can be given arguments although no script says what that means.
pub(crate) fn is_generic(interpreter: &Interpreter<'_>, class: &Rc<Class>) -> bool {
    if class.lineage().any(|class| class.more.is_generic.get()) {
        return true;
    }
    match class.native {
        NativeClass::Builtin(name) | NativeClass::Derived(name) => matches!(
            name,
            "list"
                | "dict"
                | "tuple"
                | "set"
                | "frozenset"
                | "type"
                | "defaultdict"
                | "OrderedDict"
                | "Counter"
                | "enumerate"
                | "filter"
                | "reversed"
                | "generator"
        ),
        _ => {
            let of_ours = |module: &str| match interpreter.modules.get(module) {
                Some(module) => module.source.is_none_or(|source| {
                    interpreter.sources.get(source).is_some_and(|source| source.path.starts_with('<'))
                }),
                None => true,
            };
            class.model_class().is_none()
                && class.lineage().any(|class| &*class.module != "builtins" && of_ours(&class.module))
        }
    }
}
