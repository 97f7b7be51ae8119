//! The right name for a wrong one: what an exception that nobody caught is helped with.
//!
//! It is looked for when the message is made, not when the exception is raised: a script may catch it.

use std::rc::Rc;

use bartizan_model::names::nearest;
use bartizan_model::schema;

use super::Interpreter;
use crate::builtins;
use crate::tree;
use crate::value::{Class, DictObject, ModuleObject, NativeClass, Symbol, Value};

/// A name that was not found, and where.
#[derive(Clone)]
pub(crate) enum Wanted {
    /// An attribute of a value.
    Attribute(Value, Symbol),
    /// A variable, in a function or at the top of a module.
    Variable(Rc<ModuleObject>, Option<Rc<tree::Function>>, Symbol),
    /// The key of a dict.
    Key(Rc<DictObject>, Value),
    /// A name of a module.
    Import(Rc<ModuleObject>, Rc<str>),
    Module(Rc<str>),
    /// A parameter of a function.
    Parameter(Rc<tree::Function>, Symbol),
    /// One of several names.
    OneOf(Vec<Rc<str>>, Rc<str>),
    /// A file that scripts may read.
    File(Rc<str>),
}

/// Larger dicts are no tables of names.
const MAX_KEYS: usize = 1000;

/// What other languages and versions call it: class, name, what Python does.
const FOREIGN: [(&str, &str, &str); 20] = [
    ("list", "push", "write `.append(...)`"),
    ("list", "add", "write `.append(...)`"),
    ("list", "length", "write `len(...)`"),
    ("list", "len", "write `len(...)`"),
    ("list", "size", "write `len(...)`"),
    ("list", "contains", "write `item in list`"),
    ("list", "join", "write `separator.join(list)`"),
    ("list", "get", "write `list[position]`"),
    ("str", "length", "write `len(...)`"),
    ("str", "len", "write `len(...)`"),
    ("str", "size", "write `len(...)`"),
    ("str", "contains", "write `part in text`"),
    ("str", "append", "write `text + more`"),
    ("dict", "has_key", "write `key in dict`"),
    ("dict", "iteritems", "write `.items()`"),
    ("dict", "length", "write `len(...)`"),
    ("dict", "append", "write `dict[key] = value`"),
    ("dict", "add", "write `dict[key] = value`"),
    ("set", "append", "write `.add(...)`"),
    ("tuple", "append", "a tuple does not change; make a list: `[...]`"),
];

/// Names of other languages for what Python has: name, what to write.
const FOREIGN_NAMES: [(&str, &str); 12] = [
    ("null", "write `None`"),
    ("nil", "write `None`"),
    ("none", "write `None`"),
    ("undefined", "write `None`"),
    ("true", "write `True`"),
    ("false", "write `False`"),
    ("raw_input", "this is Python 2; a model cannot ask"),
    ("unicode", "this is Python 2; write `str`"),
    ("xrange", "this is Python 2; write `range`"),
    ("unichr", "this is Python 2; write `chr`"),
    ("long", "this is Python 2; write `int`"),
    ("basestring", "this is Python 2; write `str`"),
];

/// Modules that a misspelt name may mean.
const MODULES: [&str; 45] = [
    "abc",
    "argparse",
    "asyncio",
    "base64",
    "collections",
    "contextlib",
    "copy",
    "csv",
    "dataclasses",
    "datetime",
    "decimal",
    "enum",
    "fractions",
    "functools",
    "glob",
    "hashlib",
    "html",
    "inspect",
    "io",
    "itertools",
    "json",
    "logging",
    "math",
    "operator",
    "os",
    "os.path",
    "pathlib",
    "pprint",
    "pytm",
    "random",
    "re",
    "shutil",
    "statistics",
    "string",
    "sys",
    "tempfile",
    "textwrap",
    "time",
    "traceback",
    "types",
    "typing",
    "uuid",
    "warnings",
    "weakref",
    "zlib",
];

impl Interpreter<'_> {
    /// What an author may have meant.
    pub(super) fn right_name(&mut self, wanted: &Wanted) -> Option<String> {
        match wanted {
            Wanted::Attribute(value, name) => self.right_attribute(value, &name.name()),
            Wanted::Variable(module, function, name) => self.right_variable(module, function.as_deref(), &name.name()),
            Wanted::Key(dict, key) => right_key(dict, key),
            Wanted::Import(module, name) => self.right_import(module, name),
            Wanted::Module(name) => self.right_module(name),
            Wanted::Parameter(function, name) => {
                let parameters = &function.parameters;
                let by_position = parameters.positional.iter().skip(parameters.positional_only);
                meant(&name.name(), &texts(by_position.chain(&parameters.keyword_only).copied()))
            }
            Wanted::OneOf(names, name) => meant(name, names),
            Wanted::File(path) => self.right_file(path),
        }
    }

    fn right_attribute(&mut self, value: &Value, name: &str) -> Option<String> {
        let type_name = self.type_name(value);
        if let Some((.., help)) = FOREIGN.iter().find(|(class, known, _)| *class == &*type_name && *known == name) {
            return Some((*help).to_owned());
        }
        let known: Vec<Rc<str>> = match value {
            Value::Instance(instance) => {
                let own = texts(instance.attributes.borrow().iter().map(|(name, ..)| name));
                let known: Vec<Rc<str>> = own.into_iter().chain(class_names(&instance.class())).collect();
                let of_model = instance.model_class().and_then(|class| schema::suggest(class, name));
                if of_model.as_deref() == Some(name) {
                    return Some("its `__init__` must call `super().__init__(...)` first".to_owned());
                }
                return meant(name, &known).or_else(|| of_model.map(|near| format!("did you mean `{near}`?")));
            }
            Value::Class(class) => match class.native {
                NativeClass::Enum(kind) => {
                    let members: Vec<Rc<str>> = kind.members().map(|member| member.name().into()).collect();
                    return meant(name, &members).or_else(|| crate::pytm::members_in_words(class));
                }
                NativeClass::Builtin(builtin) => strings(builtins::method_names(builtin)),
                _ => class_names(class),
            },
            Value::Module(module) => texts(module.entries().into_iter().map(|(name, _)| name)),
            Value::Member(_) => strings(&["name", "value"]),
            _ => strings(builtins::method_names(&type_name)),
        };
        meant(name, &known)
    }

    fn right_variable(
        &mut self,
        module: &Rc<ModuleObject>,
        function: Option<&tree::Function>,
        name: &str,
    ) -> Option<String> {
        if let Some((_, help)) = FOREIGN_NAMES.iter().find(|(known, _)| *known == name) {
            return Some((*help).to_owned());
        }
        let exported = crate::pytm::exported_names();
        if exported.contains(&name) {
            return Some(format!("pytm has it: add it to the import, `from pytm import {name}`"));
        }
        if MODULES.contains(&name) {
            return Some(format!("it is a module: `import {name}` first"));
        }
        let scope = function.map(|function| &function.scope);
        let locals = scope.into_iter().flat_map(|scope| {
            scope
                .locals
                .iter()
                .chain(scope.own_cells.iter().map(|(name, _)| name))
                .chain(scope.free.iter().map(|(name, _)| name))
        });
        let mut known = texts(locals.copied().chain(module.entries().into_iter().map(|(name, _)| name)));
        known.extend(texts(self.builtins.entries().into_iter().map(|(name, _)| name)));
        let there = known.len();
        known.extend(exported.iter().map(|name| Rc::from(*name)));
        let near = nearest(name, known.iter().map(|name| &**name))?;
        let is_there = known.iter().take(there).any(|known| &**known == near);
        Some(match is_there {
            true => format!("did you mean `{near}`?"),
            false => format!("did you mean `{near}`? pytm has it: add it to the import"),
        })
    }

    fn right_import(&mut self, module: &Rc<ModuleObject>, name: &str) -> Option<String> {
        let known = texts(module.entries().into_iter().map(|(name, _)| name));
        if let Some(near) = meant(name, &known) {
            return Some(near);
        }
        let is_of_pytm = crate::pytm::exported_names().contains(&name);
        is_of_pytm.then(|| format!("pytm has it: `from pytm import {name}`"))
    }

    fn right_module(&mut self, name: &str) -> Option<String> {
        if let Some(near) = nearest(name, MODULES).filter(|near| *near != name) {
            return Some(format!("did you mean `{near}`?"));
        }
        Some(self.help_for_module(name))
    }

    /// A file beside the one that is not there.
    fn right_file(&mut self, path: &str) -> Option<String> {
        let (folder, name) = path.rsplit_once('/').unwrap_or((".", path));
        let names = self.host.list(folder).ok()?;
        let near = nearest(name, names.iter().map(String::as_str))?;
        Some(match path.contains('/') {
            true => format!("did you mean `{folder}/{near}`?"),
            false => format!("did you mean `{near}`?"),
        })
    }
}

fn right_key(dict: &DictObject, key: &Value) -> Option<String> {
    let Value::Str(key) = key else { return None };
    let entries = dict.dict.borrow();
    if entries.len() > MAX_KEYS {
        return None;
    }
    let names = entries.iter().filter_map(|(name, _)| match name {
        Value::Str(name) => Some(name.as_str()),
        _ => None,
    });
    nearest(key.as_str(), names).map(|near| format!("did you mean {}?", builtins::quote(near)))
}

fn meant(name: &str, known: &[Rc<str>]) -> Option<String> {
    let others = known.iter().map(|name| &**name).filter(|known| *known != name);
    nearest(name, others).map(|near| format!("did you mean `{near}`?"))
}

fn class_names(class: &Rc<Class>) -> Vec<Rc<str>> {
    class.lineage().flat_map(|class| texts(class.attributes.borrow().iter().map(|(name, ..)| name))).collect()
}

fn texts(names: impl Iterator<Item = Symbol>) -> Vec<Rc<str>> {
    names.map(Symbol::name).collect()
}

fn strings(names: &[&str]) -> Vec<Rc<str>> {
    names.iter().map(|name| Rc::from(*name)).collect()
}
