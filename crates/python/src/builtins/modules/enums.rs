//! `enum`: the classes that enumerations derive from, and what their members can do. How a class body becomes members
//! is in `eval/enumerations.rs`, sets of bits are in `enum_flags.rs`.

use std::cell::RefCell;
use std::rc::Rc;

use super::enum_flags;
use crate::builtins::{arguments, format};
use crate::eval::{Interpreter, Outcome};
use crate::value::class::{Mark, More};
use crate::value::{
    Attributes, Class, Descriptor, Enumeration, ModuleObject, NativeClass, NativeFunction, Symbol, Value,
};

pub(super) fn module(interpreter: &mut Interpreter<'_>) -> Rc<ModuleObject> {
    let types = &interpreter.types;
    let (object, int, str) = (types.object.clone(), types.int.clone(), types.str.clone());
    let plain = Enumeration::Plain;
    let metaclass = metaclass(&types.class);
    let class = |name: &str, kind, bases, functions: &[&'static NativeFunction]| {
        class(name, kind, bases, functions, &metaclass)
    };
    let base = class("Enum", plain, vec![object.clone()], &[&SHOW, &TEXT, &HASH, &FORMAT, &NEXT]);
    install(&base);
    let like_data = class("ReprEnum", plain, vec![base.clone()], &[&DATA_TEXT, &DATA_FORMAT]);
    let whole = class("IntEnum", Enumeration::Int, vec![int.clone(), like_data.clone()], &[]);
    let text = class("StrEnum", Enumeration::Str, vec![str, like_data.clone()], &[&NEXT_TEXT]);
    let flag = class("Flag", Enumeration::Flag, vec![base.clone()], enum_flags::FUNCTIONS);
    let whole_flag = class("IntFlag", Enumeration::IntFlag, vec![int, like_data.clone(), flag.clone()], &[]);
    let auto = Rc::new(Class {
        name: "auto".into(),
        module: "enum".into(),
        bases: vec![object.clone()],
        ancestors: vec![object],
        attributes: RefCell::default(),
        native: NativeClass::Plain,
        documentation: None,
        more: Default::default(),
    });
    let classes = [base, like_data, whole, text, flag, whole_flag, auto];
    let mut values: Vec<(&str, Value)> = ["Enum", "ReprEnum", "IntEnum", "StrEnum", "Flag", "IntFlag", "auto"]
        .into_iter()
        .zip(classes.into_iter().map(Value::Class))
        .collect();
    values.push(("EnumType", Value::Class(metaclass)));
    super::new_module("_enum", &[&UNIQUE], values)
}

/// `EnumType`, the class of enumerations.
fn metaclass(parent: &Rc<Class>) -> Rc<Class> {
    let mut attributes = Attributes::default();
    for function in [&ITERATE, &LENGTH, &CONTAINS, &ITEM] {
        attributes.set(Symbol::new(function.name), Value::Native(function), Mark::Derived);
    }
    Rc::new(Class {
        name: "EnumType".into(),
        module: "enum".into(),
        bases: vec![parent.clone()],
        ancestors: parent.lineage().cloned().collect(),
        attributes: RefCell::new(attributes),
        native: NativeClass::Plain,
        documentation: None,
        more: Default::default(),
    })
}

fn own_class(interpreter: &mut Interpreter<'_>, value: &Value) -> Outcome<Rc<Class>> {
    match value {
        Value::Class(class) if class.enumeration().is_some() => Ok(class.clone()),
        _ => Err(interpreter.error("TypeError", "a method of 'EnumType' needs an enumeration")),
    }
}

static ITERATE: NativeFunction = NativeFunction {
    name: "__iter__",
    call: |interpreter, arguments| {
        let [class] = arguments::exactly::<1>(interpreter, "__iter__", arguments)?;
        let class = own_class(interpreter, &class)?;
        let members = crate::eval::members(&class);
        interpreter.iterator(&Value::list(members)).map(Value::Iterator)
    },
};

static LENGTH: NativeFunction = NativeFunction {
    name: "__len__",
    call: |interpreter, arguments| {
        let [class] = arguments::exactly::<1>(interpreter, "__len__", arguments)?;
        let class = own_class(interpreter, &class)?;
        Ok(Value::Int(crate::eval::members(&class).len() as i64))
    },
};

static CONTAINS: NativeFunction = NativeFunction {
    name: "__contains__",
    call: |interpreter, arguments| {
        let [class, item] = arguments::exactly::<2>(interpreter, "__contains__", arguments)?;
        let class = own_class(interpreter, &class)?;
        interpreter.enumeration_contains(&class, &item).map(Value::Bool)
    },
};

static ITEM: NativeFunction = NativeFunction {
    name: "__getitem__",
    call: |interpreter, arguments| {
        let [class, name] = arguments::exactly::<2>(interpreter, "__getitem__", arguments)?;
        let class = own_class(interpreter, &class)?;
        interpreter.enumeration_item(&class, &name)
    },
};

fn class(
    name: &str,
    kind: Enumeration,
    bases: Vec<Rc<Class>>,
    functions: &[&'static NativeFunction],
    metaclass: &Rc<Class>,
) -> Rc<Class> {
    let mut attributes = Attributes::default();
    for function in functions {
        attributes.set(Symbol::new(function.name), Value::Native(function), Mark::Derived);
    }
    let mut ancestors: Vec<Rc<Class>> = Vec::new();
    for ancestor in bases.iter().flat_map(|base| base.lineage()) {
        // A class that several bases derive from comes after all of them.
        ancestors.retain(|known| !Rc::ptr_eq(known, ancestor));
        ancestors.push(ancestor.clone());
    }
    Rc::new(Class {
        name: name.into(),
        module: "enum".into(),
        bases,
        ancestors,
        attributes: RefCell::new(attributes),
        native: NativeClass::Enumeration(kind),
        documentation: None,
        more: More { metaclass: Some(metaclass.clone()), ..More::default() },
    })
}

/// Gives `Enum` what is not a plain function.
fn install(base: &Rc<Class>) {
    let property = |get: &'static NativeFunction| {
        let get = Value::Native(get);
        let (set, delete, documentation) = (Value::None, Value::None, Value::None);
        Value::property([get, set, delete, documentation])
    };
    let mut attributes = base.attributes.borrow_mut();
    attributes.set(Symbol::new("name"), property(&NAME), Mark::Derived);
    attributes.set(Symbol::new("value"), property(&VALUE), Mark::Derived);
    let missing = Value::Descriptor(Rc::new(Descriptor::Class(Value::Native(&MISSING))));
    attributes.set(Symbol::new("_missing_"), missing, Mark::Derived);
}

static NAME: NativeFunction = NativeFunction {
    name: "name",
    call: |interpreter, arguments| {
        let [this] = arguments::exactly::<1>(interpreter, "name", arguments)?;
        interpreter.get_attribute(&this, Symbol::new("_name_"))
    },
};

static VALUE: NativeFunction = NativeFunction {
    name: "value",
    call: |interpreter, arguments| {
        let [this] = arguments::exactly::<1>(interpreter, "value", arguments)?;
        interpreter.get_attribute(&this, Symbol::new("_value_"))
    },
};

/// What a value without a member stands for: nothing, unless a class says otherwise.
static MISSING: NativeFunction = NativeFunction { name: "_missing_", call: |_, _| Ok(Value::None) };

static SHOW: NativeFunction = NativeFunction {
    name: "__repr__",
    call: |interpreter, arguments| {
        let [this] = arguments::exactly::<1>(interpreter, "__repr__", arguments)?;
        let value = interpreter.get_attribute(&this, Symbol::new("_value_"))?;
        let (class, value) = (interpreter.type_name(&this), interpreter.repr(&value)?);
        Ok(Value::str(match interpreter.get_attribute(&this, Symbol::new("_name_"))? {
            Value::Str(name) => format!("<{class}.{}: {value}>", name.as_str()),
            _ => format!("<{class}: {value}>"),
        }))
    },
};

static TEXT: NativeFunction = NativeFunction {
    name: "__str__",
    call: |interpreter, arguments| {
        let [this] = arguments::exactly::<1>(interpreter, "__str__", arguments)?;
        let class = interpreter.type_name(&this);
        Ok(Value::str(match interpreter.get_attribute(&this, Symbol::new("_name_"))? {
            Value::Str(name) => format!("{class}.{}", name.as_str()),
            _ => {
                let value = interpreter.get_attribute(&this, Symbol::new("_value_"))?;
                format!("{class}({})", interpreter.repr(&value)?)
            }
        }))
    },
};

/// Members that are numbers or texts hash as those do, others by name.
static HASH: NativeFunction = NativeFunction {
    name: "__hash__",
    call: |interpreter, arguments| {
        let [this] = arguments::exactly::<1>(interpreter, "__hash__", arguments)?;
        let hashed = match this.plain() {
            Some(plain) => plain,
            None => interpreter.get_attribute(&this, Symbol::new("_name_"))?,
        };
        interpreter.hash(&hashed).map(|hash| Value::Int(hash as i64))
    },
};

static FORMAT: NativeFunction = NativeFunction {
    name: "__format__",
    call: |interpreter, arguments| {
        let [this, specification] = arguments::exactly::<2>(interpreter, "__format__", arguments)?;
        let text = interpreter.text(&this).map(Value::str)?;
        let specification = arguments::text(interpreter, &specification, "__format__() argument must be str")?;
        format(interpreter, &text, specification).map(Value::str)
    },
};

/// `str()` of a member that shows as its value does.
static DATA_TEXT: NativeFunction = NativeFunction {
    name: "__str__",
    call: |interpreter, arguments| {
        let [this] = arguments::exactly::<1>(interpreter, "__str__", arguments)?;
        let value = interpreter.get_attribute(&this, Symbol::new("_value_"))?;
        interpreter.text(&value).map(Value::str)
    },
};

static DATA_FORMAT: NativeFunction = NativeFunction {
    name: "__format__",
    call: |interpreter, arguments| {
        let [this, specification] = arguments::exactly::<2>(interpreter, "__format__", arguments)?;
        let value = interpreter.get_attribute(&this, Symbol::new("_value_"))?;
        let specification = arguments::text(interpreter, &specification, "__format__() argument must be str")?;
        format(interpreter, &value, specification).map(Value::str)
    },
};

/// The next value of `auto()`: one more than the highest number.
static NEXT: NativeFunction = NativeFunction {
    name: "_generate_next_value_",
    call: |interpreter, arguments| {
        let [_, start, _, before] = arguments::exactly::<4>(interpreter, "_generate_next_value_", arguments)?;
        let mut highest: Option<i64> = None;
        for value in interpreter.collect(&before)? {
            if let Value::Int(number) = value {
                highest = highest.max(Some(number));
            }
        }
        Ok(highest.map_or(start, |highest| Value::Int(highest.saturating_add(1))))
    },
};

static NEXT_TEXT: NativeFunction = NativeFunction {
    name: "_generate_next_value_",
    call: |interpreter, arguments| {
        let [name, ..] = arguments::exactly::<4>(interpreter, "_generate_next_value_", arguments)?;
        interpreter.call_method(&name, "lower", crate::value::Arguments::default())
    },
};

/// `unique`: refuses a class in which two names have one value.
static UNIQUE: NativeFunction = NativeFunction {
    name: "unique",
    call: |interpreter, arguments| {
        let [class] = arguments::exactly::<1>(interpreter, "unique", arguments)?;
        let members = interpreter.get_attribute(&class, Symbol::new("__members__"))?;
        let mut aliases = Vec::new();
        for (name, member) in interpreter.mapping_entries(&members)? {
            let own = interpreter.get_attribute(&member, Symbol::new("_name_"))?;
            let (name, own) = (interpreter.text(&name)?, interpreter.text(&own)?);
            if name != own {
                aliases.push(format!("{name} -> {own}"));
            }
        }
        if aliases.is_empty() {
            return Ok(class);
        }
        let shown = interpreter.repr(&class)?;
        let message = format!("duplicate values found in {shown}: {}", aliases.join(", "));
        Err(interpreter.error("ValueError", message))
    },
};
