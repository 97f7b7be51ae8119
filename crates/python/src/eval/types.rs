//! The classes of built-in values.

use std::cell::RefCell;
use std::rc::Rc;

use super::{Interpreter, Outcome};
use crate::builtins;
use crate::value::{Arguments, Attributes, Class, DictKind, NativeClass, SetKind, Value};

macro_rules! builtin_types {
    ($($field:ident => $name:literal),* $(,)?) => {
        /// Built-in types.
        pub(crate) struct Types {
            $(pub(crate) $field: Rc<Class>,)*
        }

        impl Types {
            pub(super) fn new() -> Self {
                let object = builtin("object", Vec::new());
                let mut types = Self {
                    $($field: if $name == "object" { object.clone() } else { builtin($name, vec![object.clone()]) },)*
                };
                for (class, name) in [
                    (&mut types.default_dict, "defaultdict"),
                    (&mut types.counter, "Counter"),
                    (&mut types.ordered_dict, "OrderedDict"),
                ] {
                    *class = derived(name, "collections", &types.dict);
                }
                types.bool = derived("bool", "builtins", &types.int);
                types
            }

            /// The type of this name.
            fn named(&self, name: &str) -> Option<&Rc<Class>> {
                match name {
                    $($name => Some(&self.$field),)*
                    _ => None,
                }
            }

            /// All of them.
            pub(crate) fn all(&self) -> Vec<Rc<Class>> {
                vec![$(self.$field.clone(),)*]
            }
        }
    };
}

builtin_types! {
    object => "object",
    class => "type",
    none => "NoneType",
    bool => "bool",
    int => "int",
    float => "float",
    str => "str",
    bytes => "bytes",
    list => "list",
    tuple => "tuple",
    dict => "dict",
    default_dict => "defaultdict",
    counter => "Counter",
    ordered_dict => "OrderedDict",
    set => "set",
    frozenset => "frozenset",
    range => "range",
    slice => "slice",
    enumerate => "enumerate",
    zip => "zip",
    map => "map",
    filter => "filter",
    reversed => "reversed",
    property => "property",
    static_method => "staticmethod",
    class_method => "classmethod",
    super_type => "super",
    function => "function",
    native => "builtin_function_or_method",
    method => "method",
    module => "module",
    iterator => "iterator",
    coroutine => "coroutine",
    async_generator => "async_generator",
    generator => "generator",
    grouper => "_grouper",
    tee => "_tee",
    accumulate => "accumulate",
    batched => "batched",
    callable_iterator => "callable_iterator",
    chain => "chain",
    compress => "compress",
    count => "count",
    cycle => "cycle",
    dict_keyiterator => "dict_keyiterator",
    groupby => "groupby",
    islice => "islice",
    list_iterator => "list_iterator",
    list_reverseiterator => "list_reverseiterator",
    pairwise => "pairwise",
    range_iterator => "range_iterator",
    repeat => "repeat",
    set_iterator => "set_iterator",
    starmap => "starmap",
    str_ascii_iterator => "str_ascii_iterator",
    tuple_iterator => "tuple_iterator",
    zip_longest => "zip_longest",
    mapping_proxy => "mappingproxy",
    ellipsis => "ellipsis",
    not_implemented => "NotImplementedType",
}

fn builtin(name: &'static str, bases: Vec<Rc<Class>>) -> Rc<Class> {
    Rc::new(Class {
        name: name.into(),
        module: "builtins".into(),
        ancestors: bases.clone(),
        bases,
        attributes: RefCell::new(Attributes::default()),
        native: NativeClass::Builtin(name),
        documentation: None,
        more: Default::default(),
    })
}

/// A built-in type that derives from another.
fn derived(name: &'static str, module: &'static str, parent: &Rc<Class>) -> Rc<Class> {
    Rc::new(Class {
        name: name.into(),
        module: module.into(),
        bases: vec![parent.clone()],
        ancestors: parent.lineage().cloned().collect(),
        attributes: RefCell::new(Attributes::default()),
        native: NativeClass::Builtin(name),
        documentation: None,
        more: Default::default(),
    })
}

impl Interpreter<'_> {
    /// `type(value)`.
    pub(crate) fn class_of(&self, value: &Value) -> Rc<Class> {
        let types = &self.types;
        match value {
            Value::None => &types.none,
            Value::Bool(_) => &types.bool,
            Value::Int(_) | Value::Big(_) => &types.int,
            Value::Float(_) => &types.float,
            Value::Str(_) => &types.str,
            Value::Bytes(_) => &types.bytes,
            Value::List(_) => &types.list,
            Value::Tuple(tuple) => tuple.class.as_ref().unwrap_or(&types.tuple),
            Value::Dict(dict) => match dict.kind {
                DictKind::Plain | DictKind::Names(_) | DictKind::Stated => &types.dict,
                DictKind::Proxy => &types.mapping_proxy,
                DictKind::Ordered => &types.ordered_dict,
                DictKind::Counter => &types.counter,
                DictKind::Default(_) => &types.default_dict,
            },
            Value::Set(set) if set.kind == SetKind::Frozen => &types.frozenset,
            Value::Set(_) => &types.set,
            Value::Range(_) => &types.range,
            Value::Slice(_) => &types.slice,
            Value::Ellipsis => &types.ellipsis,
            Value::NotImplemented => &types.not_implemented,
            Value::Member(member) => return self.enum_class(member.kind),
            Value::Function(_) => &types.function,
            Value::Native(_) => &types.native,
            Value::Bound(_) => &types.method,
            Value::Class(class) => class.more.metaclass.as_ref().unwrap_or(&types.class),
            Value::Instance(instance) => return instance.class(),
            Value::Module(_) => &types.module,
            Value::Iterator(iterator) => {
                let name = iterator.try_borrow().map_or("generator", |known| known.class_name());
                types.named(name).unwrap_or(&types.iterator)
            }
            Value::Descriptor(descriptor) => match &**descriptor {
                crate::value::Descriptor::Static(_) => &types.static_method,
                crate::value::Descriptor::Class(_) => &types.class_method,
                crate::value::Descriptor::Property { .. } => &types.property,
                crate::value::Descriptor::Made { .. } => &types.function,
            },
            Value::Super(_) => &types.super_type,
        }
        .clone()
    }

    /// The name of a value's class, as messages write it: classes that CPython has in C come with their module.
    pub(crate) fn type_name(&self, value: &Value) -> Rc<str> {
        let class = self.class_of(value);
        match (&*class.module, &*class.name) {
            ("datetime", name) => format!("datetime.{name}").into(),
            ("re", name @ ("Pattern" | "Match")) => format!("re.{name}").into(),
            _ => class.name.clone(),
        }
    }

    /// `isinstance(value, classes)`, where `classes` is a class, a union or a tuple of them.
    pub(crate) fn is_instance(&mut self, value: &Value, classes: &Value) -> Outcome<bool> {
        match classes {
            Value::Tuple(tuple) => {
                for class_or_tuple in &tuple.items {
                    self.deeper()?;
                    let is_one = self.is_instance(value, class_or_tuple);
                    self.shallower();
                    if is_one? {
                        return Ok(true);
                    }
                }
                return Ok(false);
            }
            Value::Class(class) if class.more.metaclass.is_some() => {
                let given = Arguments::of(value.clone());
                if let Some(result) = self.call_special(classes, "__instancecheck__", given)? {
                    return self.truth(&result);
                }
            }
            Value::Instance(_) => {
                if let Some(members) = builtins::checked_types(self, classes, "isinstance()")? {
                    return self.is_instance(value, &members);
                }
                let given = Arguments::of(value.clone());
                if let Some(result) = self.call_special(classes, "__instancecheck__", given)? {
                    return self.truth(&result);
                }
            }
            Value::None => {
                let message = "isinstance() arg 2 must be a type, a tuple of types, or a union";
                return Err(self.error("TypeError", message));
            }
            _ => {}
        }
        let class = self.class_of(value);
        self.is_subclass_plainly(&class, classes, "isinstance() arg 2 must be a type, a tuple of types, or a union")
    }

    /// Whether a class is, or derives from, a class or one of a tuple or union of them.
    pub(crate) fn is_subclass(&mut self, class: &Rc<Class>, classes: &Value, complaint: &str) -> Outcome<bool> {
        match classes {
            Value::Tuple(tuple) => {
                for class_or_tuple in &tuple.items {
                    self.deeper()?;
                    let is_one = self.is_subclass(class, class_or_tuple, complaint);
                    self.shallower();
                    if is_one? {
                        return Ok(true);
                    }
                }
                return Ok(false);
            }
            Value::Class(other) if other.more.metaclass.is_some() => {
                let given = Arguments::of(Value::Class(class.clone()));
                if let Some(result) = self.call_special(classes, "__subclasscheck__", given)? {
                    return self.truth(&result);
                }
            }
            Value::Instance(_) => {
                if let Some(members) = builtins::checked_types(self, classes, "issubclass()")? {
                    return self.is_subclass(class, &members, complaint);
                }
                let given = Arguments::of(Value::Class(class.clone()));
                if let Some(result) = self.call_special(classes, "__subclasscheck__", given)? {
                    return self.truth(&result);
                }
            }
            _ => {}
        }
        self.is_subclass_plainly(class, classes, complaint)
    }

    fn is_subclass_plainly(&mut self, class: &Rc<Class>, classes: &Value, complaint: &str) -> Outcome<bool> {
        let Value::Class(other) = classes else { return Err(self.error("TypeError", complaint)) };
        let is_bool_as_int =
            matches!(class.native, NativeClass::Builtin("bool")) && matches!(other.native, NativeClass::Builtin("int"));
        Ok(is_bool_as_int
            || class.is_subclass_of(other)
            || builtins::is_kind_of(class, other)
            || builtins::abc::is_registered(class, other))
    }
}
