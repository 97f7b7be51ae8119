//! `dataclasses`: the module, and what the decorator does to a class. Fields, the methods that a class gets and the
//! functions about its objects have files of their own.

use std::cell::RefCell;
use std::rc::Rc;

use super::dataclass_fields::{self as fields, Field, FieldKind};
use super::{dataclass_functions as functions, dataclass_methods as methods};
use crate::builtins::arguments::{self, Parameters};
use crate::eval::{Interpreter, Outcome};
use crate::value::class::Mark;
use crate::value::{
    Arguments, Attributes, Class, Descriptor, Instance, ModuleObject, NativeClass, NativeFunction, Symbol, Value,
};

/// Where functions find the module's own classes, whatever a script made of their names.
const HIDDEN: &str = "<dataclasses>";

pub(super) fn module(interpreter: &mut Interpreter<'_>) -> Rc<ModuleObject> {
    let object = interpreter.types.object.clone();
    let error = interpreter.exceptions.class("AttributeError");
    let field = class("Field", object.clone(), NativeClass::Plain, &[&methods::SHOW_FIELD]);
    let missing = class("_MISSING_TYPE", object.clone(), NativeClass::Plain, &[]);
    let keyword_only = class("_KW_ONLY_TYPE", object.clone(), NativeClass::Plain, &[]);
    let values = vec![
        ("Field", Value::Class(field)),
        ("FrozenInstanceError", Value::Class(class("FrozenInstanceError", error, NativeClass::Exception, &[]))),
        ("InitVar", Value::Class(class("InitVar", object, NativeClass::Plain, &[]))),
        ("MISSING", only(interpreter, missing)),
        ("KW_ONLY", only(interpreter, keyword_only)),
    ];
    let all = [
        &DATACLASS,
        &fields::FIELD,
        &functions::FIELDS,
        &functions::IS_DATACLASS,
        &functions::AS_DICT,
        &functions::AS_TUPLE,
        &functions::REPLACE,
        &functions::MAKE,
    ];
    let module = super::new_module("dataclasses", &all, values);
    let own = Rc::new(ModuleObject::new("dataclasses", Vec::new(), None));
    for (name, value) in module.entries() {
        own.set(name, Some(value));
    }
    interpreter.builtins.set(Symbol::new(HIDDEN), Some(Value::Module(own)));
    module
}

/// What the module means by a name.
pub(super) fn own(interpreter: &Interpreter<'_>, name: &str) -> Value {
    match interpreter.builtins.get(Symbol::new(HIDDEN)) {
        Some(Value::Module(module)) => module.get(Symbol::new(name)).unwrap_or(Value::None),
        _ => Value::None,
    }
}

fn class(name: &str, parent: Rc<Class>, native: NativeClass, functions: &[&'static NativeFunction]) -> Rc<Class> {
    let mut attributes = Attributes::default();
    for function in functions {
        attributes.set(Symbol::new(function.name), Value::Native(function), Mark::Derived);
    }
    Rc::new(Class {
        name: name.into(),
        module: "dataclasses".into(),
        ancestors: parent.lineage().cloned().collect(),
        bases: vec![parent],
        attributes: RefCell::new(attributes),
        native,
        documentation: None,
        more: Default::default(),
    })
}

/// The only object of a class.
fn only(interpreter: &mut Interpreter<'_>, class: Rc<Class>) -> Value {
    Value::Instance(Rc::new(Instance {
        class: RefCell::new(class),
        attributes: RefCell::default(),
        place: None,
        serial: interpreter.serial(),
        base: None,
    }))
}

/// What `@dataclass(...)` was told.
#[derive(Clone, Copy)]
pub(super) struct Options {
    init: bool,
    repr: bool,
    eq: bool,
    order: bool,
    unsafe_hash: bool,
    frozen: bool,
    keyword_only: bool,
    slots: bool,
}

/// The names of the options, in the order of [`Options`] as an array.
const OPTIONS: [(&str, bool); 8] = [
    ("init", true),
    ("repr", true),
    ("eq", true),
    ("order", false),
    ("unsafe_hash", false),
    ("frozen", false),
    ("kw_only", false),
    ("slots", false),
];

/// Where a class keeps what the decorator was told.
const PARAMETERS: &str = "__dataclass_params__";

/// `__doc__` of a dataclass that states none: how it is called. `None` for any other class.
pub(crate) fn documentation(interpreter: &mut Interpreter<'_>, class: &Rc<Class>) -> Outcome<Value> {
    if class.attributes.borrow().get(Symbol::new(PARAMETERS)).is_none() {
        return Ok(Value::None);
    }
    let inspect = interpreter.import_module("inspect")?;
    let signature = interpreter.get_attribute(&Value::Module(inspect), Symbol::new("signature"))?;
    let signature = interpreter.call(&signature, Arguments::of(Value::Class(class.clone())))?;
    let signature = interpreter.text(&signature)?.replace(" -> None", "");
    Ok(Value::str(format!("{}{signature}", class.name)))
}

static DATACLASS: NativeFunction = NativeFunction { name: "dataclass", call: decorator };

/// `dataclass(cls=None, /, *, init=True, ...)`
fn decorator(interpreter: &mut Interpreter<'_>, arguments: Arguments) -> Outcome<Value> {
    let parameters = Parameters {
        function: "dataclass",
        names: [
            "/cls",
            "init",
            "repr",
            "eq",
            "order",
            "unsafe_hash",
            "frozen",
            "kw_only",
            "slots",
            "match_args",
            "weakref_slot",
        ],
        positional: 1,
        required: 0,
    };
    let [class, init, repr, eq, order, unsafe_hash, frozen, keyword_only, slots, ..] =
        arguments::named(interpreter, &parameters, arguments)?;
    let mut flags = OPTIONS.map(|(_, default)| default);
    let given = [init, repr, eq, order, unsafe_hash, frozen, keyword_only, slots];
    for (flag, value) in flags.iter_mut().zip(given) {
        if let Some(value) = value {
            *flag = interpreter.truth(&value)?;
        }
    }
    let [init, repr, eq, order, unsafe_hash, frozen, keyword_only, slots] = flags;
    let options = Options { init, repr, eq, order, unsafe_hash, frozen, keyword_only, slots };
    match class {
        Some(Value::Class(class)) => decorate(interpreter, &class, options),
        Some(Value::None) | None => {
            let told = Value::tuple(flags.map(Value::Bool).to_vec());
            let told = crate::value::Bound::new(told, decorating());
            Ok(Value::Bound(Rc::new(told)))
        }
        Some(_) => Err(interpreter.error("TypeError", "dataclass() should be used on a class")),
    }
}

/// The decorator that `@dataclass(...)` gives, to be called with the options in front.
fn decorating() -> crate::value::BoundFunction {
    static DECORATING: NativeFunction = NativeFunction {
        name: "wrap",
        call: |interpreter, arguments| {
            let [told, class] = arguments::exactly::<2>(interpreter, "dataclass", arguments)?;
            let (Value::Tuple(told), Value::Class(class)) = (told, class) else {
                return Err(interpreter.error("TypeError", "dataclass() should be used on a class"));
            };
            let mut flags = told.items.iter().map(|flag| matches!(flag, Value::Bool(true)));
            let mut next = || flags.next().unwrap_or(false);
            let options = Options {
                init: next(),
                repr: next(),
                eq: next(),
                order: next(),
                unsafe_hash: next(),
                frozen: next(),
                keyword_only: next(),
                slots: next(),
            };
            decorate(interpreter, &class, options)
        },
    };
    crate::value::BoundFunction::Value(Value::Native(&DECORATING))
}

/// Makes a dataclass of a class.
fn decorate(interpreter: &mut Interpreter<'_>, class: &Rc<Class>, options: Options) -> Outcome<Value> {
    if let NativeClass::Builtin(name) = class.native {
        let message = format!("cannot set '{}' attribute of immutable type '{name}'", fields::FIELDS);
        return Err(interpreter.error("TypeError", message));
    }
    check_parents(interpreter, class, options)?;
    let mut all = inherited(class);
    for field in declared(interpreter, class, options)? {
        match all.iter_mut().find(|known| known.name == field.name) {
            Some(known) => *known = field,
            None => all.push(field),
        }
    }
    interpreter.step(all.len())?;
    fields::keep(interpreter, class, &all)?;
    keep_options(interpreter, class, options);
    check_order(interpreter, &all, options)?;
    add_methods(interpreter, class, options)?;
    let names = |fields: &[Field]| Value::tuple(fields.iter().map(|field| Value::str(field.name.name())).collect());
    let matched: Vec<Field> = all.iter().filter(|field| in_init(field) && !field.is("kw_only")).cloned().collect();
    set_new(class, "__match_args__", names(&matched));
    if options.slots {
        let own = fields::own_fields(class);
        set_new(class, "__slots__", names(&own));
        let is_open = |parent: &Rc<Class>| {
            parent.more.slots.borrow().is_none() && !matches!(parent.native, NativeClass::Builtin(_))
        };
        if !class.ancestors.iter().any(is_open) {
            let inherited: Vec<Symbol> = class
                .ancestors
                .iter()
                .flat_map(|parent| parent.more.slots.borrow().clone().unwrap_or_default())
                .collect();
            let slots = own.iter().map(|field| field.name).chain(inherited).collect();
            class.more.slots.replace(Some(slots));
        }
    }
    Ok(Value::Class(class.clone()))
}

fn in_init(field: &Field) -> bool {
    field.is("init") && field.kind() != FieldKind::ClassVariable
}

/// A frozen class and one that is not cannot derive from each other.
fn check_parents(interpreter: &mut Interpreter<'_>, class: &Rc<Class>, options: Options) -> Outcome<()> {
    for parent in &class.ancestors {
        let Some(Value::Instance(told)) = parent.attributes.borrow().get(Symbol::new(PARAMETERS)).cloned() else {
            continue;
        };
        let is_frozen = matches!(told.get(Symbol::new("frozen")), Some(Value::Bool(true)));
        if is_frozen && !options.frozen {
            return Err(interpreter.error("TypeError", "cannot inherit non-frozen dataclass from a frozen one"));
        }
        if !is_frozen && options.frozen {
            return Err(interpreter.error("TypeError", "cannot inherit frozen dataclass from a non-frozen one"));
        }
    }
    Ok(())
}

/// Fields of the ancestors, the most distant first.
fn inherited(class: &Rc<Class>) -> Vec<Field> {
    let mut all: Vec<Field> = Vec::new();
    for parent in class.ancestors.iter().rev() {
        let known = parent.attributes.borrow().get(Symbol::new(fields::FIELDS)).is_some();
        for field in known.then(|| fields::all_fields(parent)).flatten().unwrap_or_default() {
            match all.iter_mut().find(|known| known.name == field.name) {
                Some(known) => *known = field,
                None => all.push(field),
            }
        }
    }
    all
}

/// Fields that the body of the class declares.
fn declared(interpreter: &mut Interpreter<'_>, class: &Rc<Class>, options: Options) -> Outcome<Vec<Field>> {
    let mut is_keyword_only = options.keyword_only;
    let mut own = Vec::new();
    for (name, annotation) in annotations(class) {
        if matches!(annotation.rsplit('.').next(), Some("KW_ONLY")) {
            is_keyword_only = true;
            continue;
        }
        own.push(field_of(interpreter, class, name, &annotation, is_keyword_only)?);
    }
    let stray = class.attributes.borrow().iter().find_map(|(name, value, _)| {
        (Field::of(value).is_some() && !own.iter().any(|field| field.name == name)).then_some(name)
    });
    match stray {
        Some(name) => Err(interpreter.error("TypeError", format!("'{name}' is a field but has no type annotation"))),
        None => Ok(own),
    }
}

fn annotations(class: &Rc<Class>) -> Vec<(Symbol, Rc<str>)> {
    let Some(Value::Dict(dict)) = class.attributes.borrow().get(Symbol::new("__annotations__")).cloned() else {
        return Vec::new();
    };
    let dict = dict.dict.borrow();
    let entries = dict.iter().filter_map(|(name, annotation)| match (name, annotation) {
        (Value::Str(name), Value::Str(annotation)) => Some((Symbol::new(name.as_str()), annotation.as_str().into())),
        (Value::Str(name), _) => Some((Symbol::new(name.as_str()), "".into())),
        _ => None,
    });
    entries.collect()
}

fn field_of(
    interpreter: &mut Interpreter<'_>,
    class: &Rc<Class>,
    name: Symbol,
    annotation: &str,
    is_keyword_only: bool,
) -> Outcome<Field> {
    interpreter.step(5)?;
    let default = class.attributes.borrow().get(name).cloned();
    let mut field = match default.as_ref().map(Field::of) {
        Some(Some(field)) => field,
        _ => fields::plain(interpreter, default.clone())?,
    };
    let kind = fields::kind_of(annotation);
    let kind_of_value = type_of(interpreter, class, annotation)?;
    field.settle(name, kind, kind_of_value, is_keyword_only);
    if kind != FieldKind::Field && field.factory().is_some() {
        return Err(interpreter.error("TypeError", format!("field {name} cannot have a default factory")));
    }
    if kind == FieldKind::Field {
        fields::check_default(interpreter, &field)?;
    }
    if default.as_ref().is_some_and(|default| Field::of(default).is_some()) {
        let mut attributes = class.attributes.borrow_mut();
        match field.default() {
            Some(default) => attributes.set(name, default, Mark::Derived),
            None => drop(attributes.remove(name)),
        }
    }
    Ok(field)
}

/// What `Field.type` is: the value of the annotation, or its text when it has none.
fn type_of(interpreter: &mut Interpreter<'_>, class: &Rc<Class>, annotation: &str) -> Outcome<Value> {
    match interpreter.modules.get(&*class.module).cloned() {
        Some(module) => interpreter.annotation(annotation, &module, Some(class)),
        None => Ok(Value::str(annotation)),
    }
}

fn keep_options(interpreter: &mut Interpreter<'_>, dataclass: &Rc<Class>, options: Options) {
    let object = interpreter.types.object.clone();
    let told = only(interpreter, class("_DataclassParams", object, NativeClass::Plain, &[]));
    if let Value::Instance(told) = &told {
        let flags = [
            options.init,
            options.repr,
            options.eq,
            options.order,
            options.unsafe_hash,
            options.frozen,
            options.keyword_only,
            options.slots,
        ];
        for ((name, _), flag) in OPTIONS.into_iter().zip(flags) {
            told.set(Symbol::new(name), Value::Bool(flag), Mark::Derived);
        }
    }
    dataclass.attributes.borrow_mut().set(Symbol::new(PARAMETERS), told, Mark::Derived);
}

/// A parameter with a default cannot stand before one without.
fn check_order(interpreter: &mut Interpreter<'_>, all: &[Field], options: Options) -> Outcome<()> {
    if !options.init {
        return Ok(());
    }
    let mut seen_default = false;
    for field in all.iter().filter(|field| in_init(field) && !field.is("kw_only")) {
        if field.has_default() {
            seen_default = true;
        } else if seen_default {
            let message = format!("non-default argument '{}' follows default argument", field.name);
            return Err(interpreter.error("TypeError", message));
        }
    }
    Ok(())
}

fn add_methods(interpreter: &mut Interpreter<'_>, class: &Rc<Class>, options: Options) -> Outcome<()> {
    let has_equality = has_own(class, "__eq__");
    let has_hash = class.attributes.borrow().get(Symbol::new("__hash__")).is_some_and(|hash| {
        // A class that only says how it compares says nothing about its hash.
        !(matches!(hash, Value::None) && has_equality)
    });
    if options.order && !options.eq {
        return Err(interpreter.error("ValueError", "eq must be true if order is true"));
    }
    if options.init {
        set_made(class, &methods::INIT);
    }
    if options.repr {
        set_made(class, &methods::REPR);
    }
    if options.eq {
        set_made(class, &methods::EQUAL);
    }
    if options.order {
        for function in methods::ORDER {
            refuse_own(interpreter, class, function.name, ". Consider using functools.total_ordering")?;
            set_made(class, function);
        }
    }
    if options.frozen {
        for function in [&methods::SET, &methods::DELETE] {
            refuse_own(interpreter, class, function.name, "")?;
            set_made(class, function);
        }
    }
    match (options.unsafe_hash, options.eq, options.frozen) {
        (true, ..) if has_hash => return refuse_own(interpreter, class, "__hash__", ""),
        (true, ..) | (false, true, true) if !has_hash => {
            class.attributes.borrow_mut().remove(Symbol::new("__hash__"));
            set_made(class, &methods::HASH);
        }
        (false, true, false) if !has_hash => set_new(class, "__hash__", Value::None),
        _ => {}
    }
    Ok(())
}

fn refuse_own(interpreter: &mut Interpreter<'_>, class: &Rc<Class>, name: &str, advice: &str) -> Outcome<()> {
    if !has_own(class, name) {
        return Ok(());
    }
    Err(interpreter.error("TypeError", format!("Cannot overwrite attribute {name} in class {}{advice}", class.name)))
}

fn has_own(class: &Rc<Class>, name: &str) -> bool {
    class.attributes.borrow().get(Symbol::new(name)).is_some()
}

fn set_made(class: &Rc<Class>, function: &'static NativeFunction) {
    let method = Descriptor::Made { class: class.clone(), function };
    set_new(class, function.name, Value::Descriptor(Rc::new(method)));
}

/// Sets an attribute of the class unless its body did.
fn set_new(class: &Rc<Class>, name: &str, value: Value) {
    if !has_own(class, name) {
        class.attributes.borrow_mut().set(Symbol::new(name), value, Mark::Derived);
    }
}

/// Makes a dataclass of a class with the options that `make_dataclass` was given.
pub(super) fn decorate_with(
    interpreter: &mut Interpreter<'_>,
    class: Rc<Class>,
    options: Vec<(Symbol, Value)>,
) -> Outcome<Value> {
    decorator(interpreter, Arguments { positional: vec![Value::Class(class)], keywords: options })
}
