//! `typing`: names for annotations, which mean nothing when a script runs.

use std::cell::RefCell;
use std::rc::Rc;

use crate::builtins::{arguments, native_class};
use crate::eval::{Interpreter, Outcome};
use crate::value::class::Mark;
use crate::value::{Arguments, Attributes, Class, Instance, ModuleObject, NativeClass, NativeFunction, Symbol, Value};

/// Names that can only stand in annotations.
const FORMS: &[&str] = &[
    "Annotated",
    "Any",
    "Callable",
    "ClassVar",
    "Concatenate",
    "Final",
    "Literal",
    "Optional",
    "Tuple",
    "Type",
    "Union",
    "AbstractSet",
    "ByteString",
    "Container",
    "ContextManager",
    "Hashable",
    "ItemsView",
    "Iterable",
    "Iterator",
    "KeysView",
    "Mapping",
    "MappingView",
    "MutableMapping",
    "MutableSequence",
    "MutableSet",
    "Sequence",
    "Sized",
    "ValuesView",
    "Awaitable",
    "AsyncIterator",
    "AsyncIterable",
    "Coroutine",
    "Collection",
    "AsyncGenerator",
    "AsyncContextManager",
    "Reversible",
    "SupportsAbs",
    "SupportsBytes",
    "SupportsComplex",
    "SupportsFloat",
    "SupportsIndex",
    "SupportsInt",
    "SupportsRound",
    "ChainMap",
    "Counter",
    "Deque",
    "Dict",
    "DefaultDict",
    "List",
    "OrderedDict",
    "Set",
    "FrozenSet",
    "Generator",
    "BinaryIO",
    "IO",
    "Match",
    "Pattern",
    "TextIO",
    "AnyStr",
    "LiteralString",
    "Never",
    "NoReturn",
    "NotRequired",
    "Required",
    "Self",
    "TypeAlias",
    "TypeGuard",
    "Unpack",
    "ForwardRef",
];

/// Functions that declare something, and give what they were given.
const FUNCTIONS: &[&NativeFunction] = &[
    &CAST,
    &NEW_TYPE,
    &TYPE_VAR,
    &PARAM_SPEC,
    &TYPE_VAR_TUPLE,
    &OVERLOAD,
    &FINAL,
    &RUNTIME_CHECKABLE,
    &NO_TYPE_CHECK,
    &ASSERT_TYPE,
    &GET_TYPE_HINTS,
];

pub(super) fn module(interpreter: &mut Interpreter<'_>, name: &str) -> Rc<ModuleObject> {
    let class = native_class(interpreter, "_SpecialForm", &[&SUBSCRIPT, &EITHER, &EITHER_REVERSED, &SHOW]);
    let mut values: Vec<(&str, Value)> = Vec::new();
    for form in FORMS {
        values.push((form, self::form(interpreter, &class, form)));
    }
    for base in ["Generic", "Protocol"] {
        values.push((base, Value::Class(base_class(interpreter, base))));
    }
    for unsupported in ["NamedTuple", "TypedDict"] {
        values.push((unsupported, Value::Class(native_class(interpreter, unsupported, &[]))));
    }
    values.push(("Text", Value::Class(interpreter.types.str.clone())));
    values.push(("TYPE_CHECKING", Value::Bool(false)));
    super::new_module(name, FUNCTIONS, values)
}

fn form(interpreter: &mut Interpreter<'_>, class: &Rc<Class>, name: &str) -> Value {
    let mut attributes = Attributes::default();
    attributes.set(Symbol::new("_name"), Value::str(name), Mark::Derived);
    Value::Instance(Rc::new(Instance {
        class: RefCell::new(class.clone()),
        attributes: RefCell::new(attributes),
        place: None,
        serial: interpreter.serial(),
        base: None,
    }))
}

/// A class that scripts derive from.
fn base_class(interpreter: &Interpreter<'_>, name: &str) -> Rc<Class> {
    let object = interpreter.types.object.clone();
    Rc::new(Class {
        name: name.into(),
        module: "typing".into(),
        bases: vec![object.clone()],
        ancestors: vec![object],
        attributes: RefCell::new(Attributes::default()),
        native: NativeClass::Plain,
        documentation: None,
        more: Default::default(),
    })
}

static SUBSCRIPT: NativeFunction = NativeFunction { name: "__getitem__", call: first };

static EITHER: NativeFunction = NativeFunction { name: "__or__", call: first };

static EITHER_REVERSED: NativeFunction = NativeFunction { name: "__ror__", call: first };

static SHOW: NativeFunction = NativeFunction {
    name: "__repr__",
    call: |interpreter, arguments| {
        let [this] = arguments::exactly::<1>(interpreter, "__repr__", arguments)?;
        let name = interpreter.get_attribute(&this, Symbol::new("_name"))?;
        Ok(Value::str(format!("typing.{}", interpreter.text(&name)?)))
    },
};

static CAST: NativeFunction = NativeFunction {
    name: "cast",
    call: |interpreter, arguments| {
        let [_, value] = arguments::exactly::<2>(interpreter, "cast", arguments)?;
        Ok(value)
    },
};

static ASSERT_TYPE: NativeFunction = NativeFunction { name: "assert_type", call: first };

/// `NewType(name, type)`: a function that gives what it is called with.
static NEW_TYPE: NativeFunction = NativeFunction {
    name: "NewType",
    call: |interpreter, arguments| {
        let [_, _] = arguments::exactly::<2>(interpreter, "NewType", arguments)?;
        Ok(Value::Native(&NEW))
    },
};

static NEW: NativeFunction = NativeFunction { name: "NewType", call: first };

static TYPE_VAR: NativeFunction = NativeFunction { name: "TypeVar", call: first };

static PARAM_SPEC: NativeFunction = NativeFunction { name: "ParamSpec", call: first };

static TYPE_VAR_TUPLE: NativeFunction = NativeFunction { name: "TypeVarTuple", call: first };

static OVERLOAD: NativeFunction = NativeFunction { name: "overload", call: first };

static FINAL: NativeFunction = NativeFunction { name: "final", call: first };

static RUNTIME_CHECKABLE: NativeFunction = NativeFunction { name: "runtime_checkable", call: first };

static NO_TYPE_CHECK: NativeFunction = NativeFunction { name: "no_type_check", call: first };

static GET_TYPE_HINTS: NativeFunction = NativeFunction {
    name: "get_type_hints",
    call: |interpreter, _| Err(interpreter.unsupported("`typing.get_type_hints()`")),
};

/// The first argument.
fn first(interpreter: &mut Interpreter<'_>, arguments: Arguments) -> Outcome<Value> {
    match arguments.positional.into_iter().next() {
        Some(value) => Ok(value),
        None => Err(interpreter.error("TypeError", "missing 1 required positional argument")),
    }
}
