//! `operator`: operators as functions, and functions that take items and attributes.

use std::rc::Rc;

use super::plain_class;
use crate::builtins::arguments;
use crate::eval::{Interpreter, Outcome};
use crate::tree::{Binary, Compare};
use crate::value::class::Mark;
use crate::value::{Arguments, Instance, ModuleObject, NativeFunction, Symbol, Value};

macro_rules! operators {
    ($($name:literal $kind:ident $operator:ident),* $(,)?) => {
        const OPERATORS: &[&NativeFunction] = &[$(
            &NativeFunction {
                name: $name,
                call: |interpreter, arguments| {
                    let [left, right] = arguments::exactly::<2>(interpreter, $name, arguments)?;
                    operators!(@ $kind $operator interpreter left right)
                },
            },
        )*];
    };
    (@ Binary $operator:ident $interpreter:ident $left:ident $right:ident) => {
        $interpreter.binary(Binary::$operator, &$left, &$right)
    };
    (@ InPlace $operator:ident $interpreter:ident $left:ident $right:ident) => {
        $interpreter.binary_in_place(Binary::$operator, &$left, &$right)
    };
    (@ Compare $operator:ident $interpreter:ident $left:ident $right:ident) => {
        $interpreter.compare(Compare::$operator, &$left, &$right)
    };
}

operators! {
    "add" Binary Add, "sub" Binary Subtract, "mul" Binary Multiply, "truediv" Binary Divide,
    "floordiv" Binary FloorDivide, "mod" Binary Modulo, "pow" Binary Power, "lshift" Binary ShiftLeft,
    "rshift" Binary ShiftRight, "and_" Binary And, "or_" Binary Or, "xor" Binary Xor,
    "matmul" Binary MatrixMultiply, "concat" Binary Add,
    "iadd" InPlace Add, "isub" InPlace Subtract, "imul" InPlace Multiply, "itruediv" InPlace Divide,
    "ifloordiv" InPlace FloorDivide, "imod" InPlace Modulo, "ipow" InPlace Power, "ilshift" InPlace ShiftLeft,
    "irshift" InPlace ShiftRight, "iand" InPlace And, "ior" InPlace Or, "ixor" InPlace Xor,
    "imatmul" InPlace MatrixMultiply, "iconcat" InPlace Add,
    "eq" Compare Equal, "ne" Compare NotEqual, "lt" Compare Less, "le" Compare LessOrEqual,
    "gt" Compare Greater, "ge" Compare GreaterOrEqual, "is_" Compare Is, "is_not" Compare IsNot,
}

const OTHERS: &[&NativeFunction] = &[
    &CONTAINS,
    &GET_ITEM,
    &SET_ITEM,
    &DELETE_ITEM,
    &NOT,
    &TRUTH,
    &NEGATIVE,
    &POSITIVE,
    &ABSOLUTE,
    &LENGTH_HINT,
    &INVERT,
    &INV,
    &INDEX,
    &INDEX_OF,
    &COUNT_OF,
    &CALL,
];

pub(super) fn module(interpreter: &mut Interpreter<'_>) -> Rc<ModuleObject> {
    let classes = [
        ("itemgetter", plain_class(interpreter, "operator", "itemgetter", &[&KEEP, &GET_ITEMS])),
        ("attrgetter", plain_class(interpreter, "operator", "attrgetter", &[&KEEP, &GET_ATTRIBUTES])),
        ("methodcaller", plain_class(interpreter, "operator", "methodcaller", &[&KEEP, &CALL_METHOD])),
    ];
    let values = classes.into_iter().map(|(name, class)| (name, Value::Class(class))).collect();
    let functions: Vec<&'static NativeFunction> = OPERATORS.iter().chain(OTHERS).copied().collect();
    super::new_module("operator", &functions, values)
}

static INVERT: NativeFunction = NativeFunction { name: "invert", call: inverted };

static INV: NativeFunction = NativeFunction { name: "inv", call: inverted };

fn inverted(interpreter: &mut Interpreter<'_>, arguments: Arguments) -> Outcome<Value> {
    let [value] = arguments::exactly::<1>(interpreter, "invert", arguments)?;
    interpreter.unary(crate::tree::Unary::Invert, &value)
}

static INDEX: NativeFunction = NativeFunction {
    name: "index",
    call: |interpreter, arguments| {
        let [value] = arguments::exactly::<1>(interpreter, "index", arguments)?;
        arguments::whole(interpreter, &value)
    },
};

static INDEX_OF: NativeFunction = NativeFunction {
    name: "indexOf",
    call: |interpreter, arguments| {
        let [items, item] = arguments::exactly::<2>(interpreter, "indexOf", arguments)?;
        for (at, known) in interpreter.collect(&items)?.iter().enumerate() {
            if interpreter.equals(known, &item)? {
                return Ok(Value::Int(at as i64));
            }
        }
        Err(interpreter.error("ValueError", "sequence.index(x): x not in sequence"))
    },
};

static COUNT_OF: NativeFunction = NativeFunction {
    name: "countOf",
    call: |interpreter, arguments| {
        let [items, item] = arguments::exactly::<2>(interpreter, "countOf", arguments)?;
        let mut count = 0;
        for known in interpreter.collect(&items)? {
            count += i64::from(interpreter.equals(&known, &item)?);
        }
        Ok(Value::Int(count))
    },
};

/// `call(function, *args, **keywords)`
static CALL: NativeFunction = NativeFunction {
    name: "call",
    call: |interpreter, mut arguments| {
        if arguments.positional.is_empty() {
            return Err(interpreter.error("TypeError", "call() missing 1 required positional argument: 'obj'"));
        }
        let function = arguments.positional.remove(0);
        interpreter.call(&function, arguments)
    },
};

static CONTAINS: NativeFunction = NativeFunction {
    name: "contains",
    call: |interpreter, arguments| {
        let [container, item] = arguments::exactly::<2>(interpreter, "contains", arguments)?;
        interpreter.contains(&container, &item).map(Value::Bool)
    },
};

static GET_ITEM: NativeFunction = NativeFunction {
    name: "getitem",
    call: |interpreter, arguments| {
        let [container, key] = arguments::exactly::<2>(interpreter, "getitem", arguments)?;
        interpreter.get_item(&container, &key)
    },
};

static SET_ITEM: NativeFunction = NativeFunction {
    name: "setitem",
    call: |interpreter, arguments| {
        let [container, key, value] = arguments::exactly::<3>(interpreter, "setitem", arguments)?;
        interpreter.set_item(&container, &key, value).map(|()| Value::None)
    },
};

static DELETE_ITEM: NativeFunction = NativeFunction {
    name: "delitem",
    call: |interpreter, arguments| {
        let [container, key] = arguments::exactly::<2>(interpreter, "delitem", arguments)?;
        interpreter.delete_item(&container, &key).map(|()| Value::None)
    },
};

static NOT: NativeFunction = NativeFunction {
    name: "not_",
    call: |interpreter, arguments| {
        let [value] = arguments::exactly::<1>(interpreter, "not_", arguments)?;
        interpreter.truth(&value).map(|truth| Value::Bool(!truth))
    },
};

static TRUTH: NativeFunction = NativeFunction {
    name: "truth",
    call: |interpreter, arguments| {
        let [value] = arguments::exactly::<1>(interpreter, "truth", arguments)?;
        interpreter.truth(&value).map(Value::Bool)
    },
};

static NEGATIVE: NativeFunction = NativeFunction {
    name: "neg",
    call: |interpreter, arguments| {
        let [value] = arguments::exactly::<1>(interpreter, "neg", arguments)?;
        interpreter.unary(crate::tree::Unary::Minus, &value)
    },
};

static POSITIVE: NativeFunction = NativeFunction {
    name: "pos",
    call: |interpreter, arguments| {
        let [value] = arguments::exactly::<1>(interpreter, "pos", arguments)?;
        interpreter.unary(crate::tree::Unary::Plus, &value)
    },
};

static ABSOLUTE: NativeFunction = NativeFunction {
    name: "abs",
    call: |interpreter, arguments| {
        let absolute = interpreter.builtins.get(Symbol::new("abs")).unwrap_or(Value::None);
        interpreter.call(&absolute, arguments)
    },
};

static LENGTH_HINT: NativeFunction = NativeFunction {
    name: "length_hint",
    call: |interpreter, arguments| {
        let [value, _] = arguments::positional::<2>(interpreter, "length_hint", arguments, 1)?;
        crate::builtins::aggregates::length(interpreter, &value.unwrap_or(Value::None))
    },
};

/// Where `itemgetter` and its like keep what they were made with.
const POSITIONAL: &str = "_arguments";
const KEYWORDS: &str = "_keywords";

/// `__init__` of all three.
static KEEP: NativeFunction = NativeFunction {
    name: "__init__",
    call: |interpreter, mut arguments| {
        let keywords = std::mem::take(&mut arguments.keywords);
        let (this, given) = this(interpreter, arguments)?;
        let Some(first) = given.first() else {
            let name = this.class().name.clone();
            let message = match &*name {
                "methodcaller" => "methodcaller needs at least one argument, the method name".to_owned(),
                _ => format!("{name} expected 1 argument, got 0"),
            };
            return Err(interpreter.error("TypeError", message));
        };
        let class = this.class().name.clone();
        if &*class != "itemgetter" && !matches!(first, Value::Str(_)) {
            let message = match &*class {
                "attrgetter" => "attribute name must be a string",
                _ => "method name must be a string",
            };
            return Err(interpreter.error("TypeError", message));
        }
        let dict = std::cell::RefCell::default();
        for (name, value) in keywords {
            interpreter.dict_set(&dict, Value::str(name.name()), value)?;
        }
        this.set(Symbol::new(POSITIONAL), Value::tuple(given), Mark::Derived);
        this.set(Symbol::new(KEYWORDS), Value::dict(dict.into_inner()), Mark::Derived);
        Ok(Value::None)
    },
};

/// The instance that a method was called on, and the other arguments.
fn this(interpreter: &mut Interpreter<'_>, arguments: Arguments) -> Outcome<(Rc<Instance>, Vec<Value>)> {
    let mut positional = arguments.positional.into_iter();
    match positional.next() {
        Some(Value::Instance(this)) => Ok((this, positional.collect())),
        _ => Err(interpreter.error("TypeError", "a method needs an object")),
    }
}

/// What the instance was made with, and the object that it was called with.
fn kept(interpreter: &mut Interpreter<'_>, arguments: Arguments) -> Outcome<(Rc<Instance>, Vec<Value>, Value)> {
    let [this, object] = arguments::exactly::<2>(interpreter, "__call__", arguments)?;
    let Value::Instance(this) = this else {
        return Err(interpreter.error("TypeError", "a method needs an object"));
    };
    let given = match this.get(Symbol::new(POSITIONAL)) {
        Some(Value::Tuple(given)) => given.items.clone(),
        _ => Vec::new(),
    };
    Ok((this, given, object))
}

/// One value, or the tuple of several.
fn one_or_tuple(mut values: Vec<Value>) -> Value {
    match values.len() {
        1 => values.pop().unwrap_or(Value::None),
        _ => Value::tuple(values),
    }
}

static GET_ITEMS: NativeFunction = NativeFunction {
    name: "__call__",
    call: |interpreter, arguments| {
        let (_, keys, object) = kept(interpreter, arguments)?;
        let mut values = Vec::with_capacity(keys.len());
        for key in &keys {
            values.push(interpreter.get_item(&object, key)?);
        }
        Ok(one_or_tuple(values))
    },
};

static GET_ATTRIBUTES: NativeFunction = NativeFunction {
    name: "__call__",
    call: |interpreter, arguments| {
        let (_, names, object) = kept(interpreter, arguments)?;
        let mut values = Vec::with_capacity(names.len());
        for name in &names {
            let path = arguments::text(interpreter, name, "attribute name must be a string")?;
            let mut value = object.clone();
            for part in path.split('.') {
                interpreter.step(1)?;
                value = interpreter.get_attribute(&value, Symbol::new(part))?;
            }
            values.push(value);
        }
        Ok(one_or_tuple(values))
    },
};

static CALL_METHOD: NativeFunction = NativeFunction {
    name: "__call__",
    call: |interpreter, arguments| {
        let (this, mut given, object) = kept(interpreter, arguments)?;
        if given.is_empty() {
            return Err(interpreter.error("TypeError", "methodcaller needs a method name"));
        }
        let name = given.remove(0);
        let mut keywords = Vec::new();
        if let Some(dict) = this.get(Symbol::new(KEYWORDS)) {
            for (name, value) in interpreter.mapping_entries(&dict)? {
                keywords.push((Symbol::new(&interpreter.text(&name)?), value));
            }
        }
        let name = interpreter.text(&name)?;
        interpreter.call_method(&object, &name, Arguments { positional: given, keywords })
    },
};
