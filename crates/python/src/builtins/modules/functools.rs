//! `functools`: functions about functions. What is simpler in Python is in `functools.py`.

use std::cell::RefCell;
use std::rc::Rc;

use super::plain_class;
use crate::builtins::arguments::{self, Parameters};
use crate::builtins::{introspection, named_tuples};
use crate::eval::{Interpreter, Outcome};
use crate::value::class::Mark;
use crate::value::{
    Arguments, Attributes, Bound, BoundFunction, Dict, DictObject, Instance, ModuleObject, NativeFunction, Symbol,
    Value,
};

/// Attributes that a wrapper takes over.
const TAKEN_OVER: [&str; 4] = ["__module__", "__name__", "__qualname__", "__doc__"];

const FUNCTIONS: &[&NativeFunction] = &[&REDUCE, &UPDATE_WRAPPER, &WRAPS, &CACHE, &LRU_CACHE];

pub(super) fn module(interpreter: &mut Interpreter<'_>) -> Outcome<Rc<ModuleObject>> {
    let module = interpreter.load_own("functools", include_str!("functools.py"))?;
    for function in FUNCTIONS {
        module.set(Symbol::new(function.name), Some(Value::Native(function)));
    }
    let fields = ["hits", "misses", "maxsize", "currsize"].map(str::to_owned);
    let classes = [
        ("partial", plain_class(interpreter, "functools", "partial", &[&PARTIAL_INIT, &PARTIAL_CALL, &PARTIAL_SHOW])),
        ("cached_property", plain_class(interpreter, "functools", "cached_property", &[&PROPERTY_INIT, &PROPERTY_GET])),
        (
            "_lru_cache_wrapper",
            plain_class(
                interpreter,
                "functools",
                "_lru_cache_wrapper",
                &[&CACHED_CALL, &CACHED_GET, &CACHE_INFO, &CACHE_CLEAR, &CACHE_PARAMETERS],
            ),
        ),
        ("_CacheInfo", named_tuples::new_class(interpreter, "CacheInfo", "functools", &fields, Vec::new())?),
    ];
    for (name, class) in classes {
        module.set(Symbol::new(name), Some(Value::Class(class)));
    }
    module.set(Symbol::new("WRAPPER_ASSIGNMENTS"), Some(Value::tuple(TAKEN_OVER.map(Value::str).to_vec())));
    Ok(module)
}

/// The instance that a method was called on; the other arguments stay.
fn take_this(interpreter: &mut Interpreter<'_>, arguments: &mut Arguments) -> Outcome<Rc<Instance>> {
    if !arguments.positional.is_empty()
        && let Value::Instance(this) = arguments.positional.remove(0)
    {
        return Ok(this);
    }
    Err(interpreter.error("TypeError", "a method needs an object"))
}

fn bound(this: Value, function: &'static NativeFunction) -> Value {
    Value::Bound(Rc::new(Bound::new(this, BoundFunction::Value(Value::Native(function)))))
}

/// `reduce(function, items, initial)`
static REDUCE: NativeFunction = NativeFunction {
    name: "reduce",
    call: |interpreter, arguments| {
        let [function, items, initial] = arguments::positional::<3>(interpreter, "reduce", arguments, 2)?;
        let (function, items) = (function.unwrap_or(Value::None), items.unwrap_or(Value::None));
        if !interpreter.is_iterable(&items) {
            return Err(interpreter.error("TypeError", "reduce() arg 2 must support iteration"));
        }
        let iterator = interpreter.iterator(&items)?;
        let first = match initial {
            Some(initial) => Some(initial),
            None => interpreter.next(&iterator)?,
        };
        let Some(mut result) = first else {
            return Err(interpreter.error("TypeError", "reduce() of empty iterable with no initial value"));
        };
        while let Some(item) = interpreter.next(&iterator)? {
            result = interpreter.call(&function, Arguments::positional(vec![result, item]))?;
        }
        Ok(result)
    },
};

/// `wraps(wrapped)`: a decorator.
static WRAPS: NativeFunction = NativeFunction {
    name: "wraps",
    call: |interpreter, arguments| {
        let parameters =
            Parameters { function: "wraps", names: ["wrapped", "assigned", "updated"], positional: 3, required: 1 };
        let [wrapped, ..] = arguments::named(interpreter, &parameters, arguments)?;
        Ok(bound(wrapped.unwrap_or(Value::None), &WRAP))
    },
};

static WRAP: NativeFunction = NativeFunction {
    name: "wraps",
    call: |interpreter, arguments| {
        let [wrapped, wrapper] = arguments::exactly::<2>(interpreter, "wraps", arguments)?;
        update_wrapper(interpreter, wrapper, wrapped)
    },
};

static UPDATE_WRAPPER: NativeFunction = NativeFunction {
    name: "update_wrapper",
    call: |interpreter, arguments| {
        let parameters = Parameters {
            function: "update_wrapper",
            names: ["wrapper", "wrapped", "assigned", "updated"],
            positional: 4,
            required: 2,
        };
        let [wrapper, wrapped, ..] = arguments::named(interpreter, &parameters, arguments)?;
        update_wrapper(interpreter, wrapper.unwrap_or(Value::None), wrapped.unwrap_or(Value::None))
    },
};

/// Makes a wrapper look like what it wraps.
fn update_wrapper(interpreter: &mut Interpreter<'_>, wrapper: Value, wrapped: Value) -> Outcome<Value> {
    for name in TAKEN_OVER {
        let name = Symbol::new(name);
        if let Some(value) = introspection::attribute(interpreter, &wrapped, name)? {
            interpreter.set_attribute(&wrapper, name, value)?;
        }
    }
    if let Value::Function(function) = &wrapped {
        let stated: Vec<(Symbol, Value)> =
            function.attributes.borrow().iter().map(|(name, value, _)| (name, value.clone())).collect();
        for (name, value) in stated {
            interpreter.set_attribute(&wrapper, name, value)?;
        }
    }
    interpreter.set_attribute(&wrapper, Symbol::new("__wrapped__"), wrapped)?;
    Ok(wrapper)
}

static PARTIAL_INIT: NativeFunction = NativeFunction {
    name: "__init__",
    call: |interpreter, mut arguments| {
        let this = take_this(interpreter, &mut arguments)?;
        if arguments.positional.is_empty() {
            return Err(interpreter.error("TypeError", "type 'partial' takes at least one argument"));
        }
        let function = arguments.positional.remove(0);
        if matches!(function, Value::None | Value::Int(_) | Value::Str(_) | Value::List(_) | Value::Dict(_)) {
            return Err(interpreter.error("TypeError", "the first argument must be callable"));
        }
        let keywords = RefCell::new(Dict::default());
        for (name, value) in arguments.keywords {
            interpreter.dict_set(&keywords, Value::str(name.name()), value)?;
        }
        this.set(Symbol::new("func"), function, Mark::Derived);
        this.set(Symbol::new("args"), Value::tuple(arguments.positional), Mark::Derived);
        this.set(Symbol::new("keywords"), Value::dict(keywords.into_inner()), Mark::Derived);
        Ok(Value::None)
    },
};

/// Function, positional arguments and keywords of a `partial`.
fn partial_parts(interpreter: &mut Interpreter<'_>, this: &Instance) -> Outcome<(Value, Arguments)> {
    let function = this.get(Symbol::new("func")).unwrap_or(Value::None);
    let positional = match this.get(Symbol::new("args")) {
        Some(args) => interpreter.collect(&args)?,
        None => Vec::new(),
    };
    let mut keywords = Vec::new();
    if let Some(given) = this.get(Symbol::new("keywords")) {
        for (name, value) in interpreter.mapping_entries(&given)? {
            keywords.push((Symbol::new(&interpreter.text(&name)?), value));
        }
    }
    Ok((function, Arguments { positional, keywords }))
}

static PARTIAL_CALL: NativeFunction = NativeFunction {
    name: "__call__",
    call: |interpreter, mut arguments| {
        let this = take_this(interpreter, &mut arguments)?;
        let (function, mut given) = partial_parts(interpreter, &this)?;
        given.positional.extend(arguments.positional);
        for (name, value) in arguments.keywords {
            match given.keywords.iter_mut().find(|(known, _)| *known == name) {
                Some(known) => known.1 = value,
                None => given.keywords.push((name, value)),
            }
        }
        // Partials of partials must not use up the stack.
        interpreter.deeper()?;
        let result = interpreter.call(&function, given);
        interpreter.shallower();
        result
    },
};

static PARTIAL_SHOW: NativeFunction = NativeFunction {
    name: "__repr__",
    call: |interpreter, mut arguments| {
        let this = take_this(interpreter, &mut arguments)?;
        let (function, given) = partial_parts(interpreter, &this)?;
        let mut parts = vec![interpreter.repr(&function)?];
        for value in &given.positional {
            parts.push(interpreter.repr(value)?);
        }
        for (name, value) in &given.keywords {
            parts.push(format!("{name}={}", interpreter.repr(value)?));
        }
        Ok(Value::str(format!("functools.partial({})", parts.join(", "))))
    },
};

static PROPERTY_INIT: NativeFunction = NativeFunction {
    name: "__init__",
    call: |interpreter, mut arguments| {
        let this = take_this(interpreter, &mut arguments)?;
        let [function] = arguments::exactly::<1>(interpreter, "cached_property", arguments)?;
        this.set(Symbol::new("func"), function, Mark::Derived);
        Ok(Value::None)
    },
};

static PROPERTY_GET: NativeFunction = NativeFunction {
    name: "__get__",
    call: |interpreter, arguments| {
        let [this, object, _] = arguments::exactly::<3>(interpreter, "__get__", arguments)?;
        let function = interpreter.get_attribute(&this, Symbol::new("func"))?;
        let name = interpreter.get_attribute(&function, Symbol::new("__name__"))?;
        let name = Symbol::new(&interpreter.text(&name)?);
        let value = interpreter.call(&function, Arguments::of(object.clone()))?;
        if let Value::Instance(instance) = &object {
            interpreter.set_plainly(instance, name, value.clone())?;
        }
        Ok(value)
    },
};

/// `cache(function)`
static CACHE: NativeFunction = NativeFunction {
    name: "cache",
    call: |interpreter, arguments| {
        let [function] = arguments::exactly::<1>(interpreter, "cache", arguments)?;
        cached(interpreter, function, Value::None, false)
    },
};

/// `lru_cache(maxsize=128, typed=False)`, or `lru_cache(function)`
static LRU_CACHE: NativeFunction = NativeFunction {
    name: "lru_cache",
    call: |interpreter, arguments| {
        let parameters = Parameters { function: "lru_cache", names: ["maxsize", "typed"], positional: 2, required: 0 };
        let [size, typed] = arguments::named(interpreter, &parameters, arguments)?;
        let is_typed = match typed {
            Some(typed) => interpreter.truth(&typed)?,
            None => false,
        };
        let decorate = if is_typed { &DECORATE_TYPED } else { &DECORATE };
        match size {
            Some(size @ (Value::Int(_) | Value::None)) => Ok(bound(size, decorate)),
            Some(function @ (Value::Function(_) | Value::Native(_) | Value::Class(_))) => {
                cached(interpreter, function, Value::Int(128), is_typed)
            }
            None => Ok(bound(Value::Int(128), decorate)),
            Some(_) => {
                let message = "Expected first argument to be an integer, a callable, or None";
                Err(interpreter.error("TypeError", message))
            }
        }
    },
};

static DECORATE: NativeFunction = NativeFunction {
    name: "lru_cache",
    call: |interpreter, arguments| {
        let [size, function] = arguments::exactly::<2>(interpreter, "lru_cache", arguments)?;
        cached(interpreter, function, size, false)
    },
};

/// For `typed=True`.
static DECORATE_TYPED: NativeFunction = NativeFunction {
    name: "lru_cache",
    call: |interpreter, arguments| {
        let [size, function] = arguments::exactly::<2>(interpreter, "lru_cache", arguments)?;
        cached(interpreter, function, size, true)
    },
};

/// A function that remembers what it returned.
fn cached(interpreter: &mut Interpreter<'_>, function: Value, size: Value, is_typed: bool) -> Outcome<Value> {
    let module = interpreter.import_module("functools")?;
    let Some(Value::Class(class)) = module.get(Symbol::new("_lru_cache_wrapper")) else {
        return Err(interpreter.error("TypeError", "lru_cache was replaced"));
    };
    let wrapper = Rc::new(Instance {
        class: RefCell::new(class),
        attributes: RefCell::new(Attributes::default()),
        place: None,
        serial: interpreter.serial(),
        base: None,
    });
    for (name, value) in [
        ("_results", Value::dict(Dict::default())),
        ("_hits", Value::Int(0)),
        ("_misses", Value::Int(0)),
        ("_maxsize", size),
        ("_typed", Value::Bool(is_typed)),
    ] {
        wrapper.set(Symbol::new(name), value, Mark::Derived);
    }
    update_wrapper(interpreter, Value::Instance(wrapper), function)
}

fn results(this: &Instance) -> Rc<DictObject> {
    match this.get(Symbol::new("_results")) {
        Some(Value::Dict(results)) => results,
        _ => Rc::default(),
    }
}

fn count_up(this: &Instance, name: &str) {
    let name = Symbol::new(name);
    if let Some(Value::Int(count)) = this.get(name) {
        this.set(name, Value::Int(count.saturating_add(1)), Mark::Derived);
    }
}

static CACHED_CALL: NativeFunction = NativeFunction {
    name: "__call__",
    call: |interpreter, mut arguments| {
        let this = take_this(interpreter, &mut arguments)?;
        let keywords = arguments.keywords.iter();
        let keywords = keywords.map(|(name, value)| Value::tuple(vec![Value::str(name.name()), value.clone()]));
        let mut key = vec![Value::tuple(arguments.positional.clone()), Value::tuple(keywords.collect())];
        if let Some(Value::Bool(true)) = this.get(Symbol::new("_typed")) {
            // `1` and `1.0` are equal, but not of one class.
            let values = arguments.positional.iter().chain(arguments.keywords.iter().map(|(_, value)| value));
            key.push(Value::tuple(values.map(|value| Value::Class(interpreter.class_of(value))).collect()));
        }
        let key = Value::tuple(key);
        let results = results(&this);
        let size = match this.get(Symbol::new("_maxsize")) {
            Some(Value::Int(size)) => Some(usize::try_from(size).unwrap_or(0)),
            _ => None,
        };
        if let Some(known) = interpreter.dict_get(&results.dict, &key)? {
            count_up(&this, "_hits");
            if size.is_some() {
                // What was used last goes to the end.
                interpreter.dict_remove(&results.dict, &key)?;
                interpreter.dict_set(&results.dict, key, known.clone())?;
            }
            return Ok(known);
        }
        count_up(&this, "_misses");
        let function = this.get(Symbol::new("__wrapped__")).unwrap_or(Value::None);
        interpreter.deeper()?;
        let value = interpreter.call(&function, arguments);
        interpreter.shallower();
        let value = value?;
        if size != Some(0) {
            interpreter.dict_set(&results.dict, key, value.clone())?;
            forget_oldest(interpreter, &results.dict, size)?;
        }
        Ok(value)
    },
};

fn forget_oldest(interpreter: &mut Interpreter<'_>, results: &RefCell<Dict>, size: Option<usize>) -> Outcome<()> {
    if size.is_none_or(|size| results.borrow().len() <= size) {
        return Ok(());
    }
    let end = results.borrow().end();
    let first = (0..end).find(|at| results.borrow().at(*at).is_some());
    interpreter.step(1 + first.unwrap_or(0) / 16)?;
    let removed = first.and_then(|at| results.borrow_mut().remove(at));
    drop(removed);
    Ok(())
}

/// Makes a cached function a method when it stands in a class.
static CACHED_GET: NativeFunction = NativeFunction {
    name: "__get__",
    call: |interpreter, arguments| {
        let [function, object, _] = arguments::exactly::<3>(interpreter, "__get__", arguments)?;
        Ok(Value::Bound(Rc::new(Bound::new(object, BoundFunction::Value(function)))))
    },
};

static CACHE_INFO: NativeFunction = NativeFunction {
    name: "cache_info",
    call: |interpreter, mut arguments| {
        let this = take_this(interpreter, &mut arguments)?;
        let size = Value::Int(results(&this).dict.borrow().len() as i64);
        let part = |name: &str| this.get(Symbol::new(name)).unwrap_or(Value::None);
        let parts = vec![part("_hits"), part("_misses"), part("_maxsize"), size];
        let module = interpreter.import_module("functools")?;
        match module.get(Symbol::new("_CacheInfo")) {
            Some(Value::Class(class)) => Ok(Value::named_tuple(class, parts)),
            _ => Ok(Value::tuple(parts)),
        }
    },
};

static CACHE_PARAMETERS: NativeFunction = NativeFunction {
    name: "cache_parameters",
    call: |interpreter, mut arguments| {
        let this = take_this(interpreter, &mut arguments)?;
        let dict = std::cell::RefCell::new(Dict::default());
        let size = this.get(Symbol::new("_maxsize")).unwrap_or(Value::None);
        interpreter.dict_set(&dict, Value::str("maxsize"), size)?;
        let is_typed = this.get(Symbol::new("_typed")).unwrap_or(Value::None);
        interpreter.dict_set(&dict, Value::str("typed"), is_typed)?;
        Ok(Value::dict(dict.into_inner()))
    },
};

static CACHE_CLEAR: NativeFunction = NativeFunction {
    name: "cache_clear",
    call: |interpreter, mut arguments| {
        let this = take_this(interpreter, &mut arguments)?;
        let before = results(&this).dict.take();
        drop(before);
        for name in ["_hits", "_misses"] {
            this.set(Symbol::new(name), Value::Int(0), Mark::Derived);
        }
        Ok(Value::None)
    },
};
