//! `collections.abc`: names for annotations, base classes, and what `isinstance` says of them.

use std::cell::RefCell;
use std::rc::Rc;

use crate::eval::{Interpreter, Outcome};
use crate::value::class::Mark;
use crate::value::{Attributes, Class, ModuleObject, NativeClass, Symbol, Value};

const MODULE: &str = "collections.abc";

/// A class, the methods that make another class one of it, and the built-in types that are.
struct Kind {
    name: &'static str,
    methods: &'static [&'static str],
    types: &'static [&'static str],
}

const CONTAINERS: &[&str] = &["str", "bytes", "list", "tuple", "dict", "set", "frozenset", "range"];
const ITERABLES: &[&str] = &["str", "bytes", "list", "tuple", "dict", "set", "frozenset", "range"];
const GENERATORS: &[&str] = &["generator"];
/// Iterators that are not named after what they are.
const ITERATORS: &[&str] = &[
    "generator",
    "enumerate",
    "zip",
    "map",
    "filter",
    "reversed",
    "_grouper",
    "_tee",
    "accumulate",
    "batched",
    "chain",
    "compress",
    "count",
    "cycle",
    "groupby",
    "islice",
    "pairwise",
    "repeat",
    "starmap",
    "zip_longest",
];
const HASHABLES: &[&str] = &[
    "NoneType",
    "bool",
    "int",
    "float",
    "str",
    "bytes",
    "tuple",
    "frozenset",
    "range",
    "function",
    "type",
    "method",
    "builtin_function_or_method",
];
const CALLABLES: &[&str] = &["function", "type", "method", "builtin_function_or_method"];

const fn kind(name: &'static str, methods: &'static [&'static str], types: &'static [&'static str]) -> Kind {
    Kind { name, methods, types }
}

const KINDS: &[Kind] = &[
    kind("Callable", &["__call__"], CALLABLES),
    kind("Hashable", &[], HASHABLES),
    kind("Sized", &["__len__"], CONTAINERS),
    kind("Container", &["__contains__"], CONTAINERS),
    kind("Iterable", &["__iter__"], ITERABLES),
    kind("Iterator", &["__iter__", "__next__"], &[]),
    kind("Reversible", &["__reversed__", "__iter__"], &["str", "bytes", "list", "tuple", "dict", "range"]),
    kind("Generator", &["__iter__", "__next__", "send", "throw", "close"], GENERATORS),
    kind("Collection", &["__len__", "__iter__", "__contains__"], CONTAINERS),
    kind("Sequence", &[], &["str", "bytes", "list", "tuple", "range"]),
    kind("MutableSequence", &[], &["list"]),
    kind("ByteString", &[], &["bytes"]),
    kind("Set", &[], &["set", "frozenset"]),
    kind("MutableSet", &[], &["set"]),
    kind("Mapping", &[], &["dict"]),
    kind("MutableMapping", &[], &["dict"]),
    kind("MappingView", &[], &[]),
    kind("KeysView", &[], &[]),
    kind("ItemsView", &[], &[]),
    kind("ValuesView", &[], &[]),
    kind("Awaitable", &["__await__"], &["coroutine"]),
    kind("Coroutine", &["__await__", "send", "throw", "close"], &["coroutine"]),
    kind("AsyncIterable", &["__aiter__"], &["async_generator"]),
    kind("AsyncIterator", &["__aiter__", "__anext__"], &["async_generator"]),
    kind("AsyncGenerator", &["__aiter__", "__anext__", "asend"], &["async_generator"]),
    kind("Buffer", &[], &["bytes"]),
];

pub(super) fn module(interpreter: &mut Interpreter<'_>) -> Outcome<Rc<ModuleObject>> {
    let object = interpreter.types.object.clone();
    let class = |kind: &Kind| {
        Value::Class(Rc::new(Class {
            name: kind.name.into(),
            module: MODULE.into(),
            bases: vec![object.clone()],
            ancestors: vec![object.clone()],
            attributes: RefCell::new(Attributes::default()),
            native: NativeClass::Plain,
            documentation: None,
            more: Default::default(),
        }))
    };
    let values: Vec<(&str, Value)> = KINDS.iter().map(|kind| (kind.name, class(kind))).collect();
    let module = super::new_module(MODULE, &[], values);
    let parent = interpreter.import_module("collections")?;
    parent.set(Symbol::new("abc"), Some(Value::Module(module.clone())));
    add_mixins(interpreter, &module)?;
    Ok(module)
}

/// Methods that classes derived from `Mapping` and `Sequence` get.
fn add_mixins(interpreter: &mut Interpreter<'_>, module: &ModuleObject) -> Outcome<()> {
    let source = include_str!("collections_abc.py");
    let mixins = interpreter.load_own("_collections_abc", source)?;
    for (name, mixin) in mixins.entries() {
        let (Value::Class(mixin), Some(Value::Class(class))) = (mixin, module.get(name)) else { continue };
        let written = mixin.lineage().filter(|part| matches!(part.native, NativeClass::Plain));
        for (method, value, _) in written
            .flat_map(|part| part.attributes.borrow().iter().map(|(n, v, m)| (n, v.clone(), m)).collect::<Vec<_>>())
        {
            let mut attributes = class.attributes.borrow_mut();
            if attributes.get(method).is_none() {
                attributes.set(method, value, Mark::Derived);
            }
        }
    }
    Ok(())
}

/// Whether a built-in type is an iterator, for a kind that iterators are of.
fn is_iterator(kind: &Kind, name: &str) -> bool {
    matches!(kind.name, "Iterable" | "Iterator") && (name.ends_with("iterator") || ITERATORS.contains(&name))
}

/// Whether a class is one of `collections.abc` by what it can do.
pub(crate) fn is_kind_of(class: &Rc<Class>, other: &Rc<Class>) -> bool {
    if &*other.module == "numbers" {
        return match (&*class.name, &*other.name) {
            ("int" | "bool", _) => matches!(class.native, NativeClass::Builtin(_)),
            ("complex", "Number" | "Complex") => &*class.module == "builtins",
            ("float", "Number" | "Complex" | "Real") => matches!(class.native, NativeClass::Builtin(_)),
            _ => false,
        };
    }
    if &*other.module != MODULE {
        return false;
    }
    let Some(kind) = KINDS.iter().find(|kind| kind.name == &*other.name) else { return false };
    let is_built_in = class
        .lineage()
        .any(|parent| matches!(parent.native, NativeClass::Builtin(name) if kind.types.contains(&name) || is_iterator(kind, name)));
    let can = |method: &&str| {
        Symbol::known(method).and_then(|name| class.lookup(name)).is_some_and(|found| !matches!(found, Value::None))
    };
    let has_methods = !kind.methods.is_empty() && kind.methods.iter().all(can);
    let is_script_class = !matches!(class.native, NativeClass::Builtin(_) | NativeClass::NamedTuple);
    let is_hashable = kind.name == "Hashable"
        && is_script_class
        && !matches!(class.lookup(Symbol::new("__hash__")), Some(Value::None));
    // What derives from `MutableMapping` is a `Mapping`.
    let changing = format!("Mutable{}", kind.name);
    let derives = class.lineage().any(|parent| &*parent.module == MODULE && *parent.name == *changing);
    is_built_in || has_methods || is_hashable || derives
}
