//! Imports: pytm, the part of the standard library that is ours, and modules beside the script.

use std::rc::Rc;

use super::{Caller, Frame, Interpreter, Outcome, Raised, Stop, Wanted};
use crate::host::PathKind;
use crate::tree::{Range, Target};
use crate::value::{Arguments, ModuleObject, Symbol, Value, meter};
use crate::{builtins, limits, lower, pytm};

/// Bytes of the tree for each byte of the text.
const TREE: usize = 24;

impl Interpreter<'_> {
    /// `import a.b as c`
    pub(super) fn import(&mut self, frame: &mut Frame, name: &str, target: &Target, is_renamed: bool) -> Outcome<()> {
        let whole = self.import_module(name)?;
        let bound = if is_renamed {
            whole
        } else {
            let first = name.split('.').next().unwrap_or(name);
            self.import_module(first)?
        };
        self.assign(frame, target, Value::Module(bound))
    }

    /// `from a import b as c`
    pub(super) fn import_from(
        &mut self,
        frame: &mut Frame,
        module: &str,
        level: u32,
        names: &[(Rc<str>, Target, Range)],
    ) -> Outcome<()> {
        let full_name = self.absolute_name(frame, module, level)?;
        let imported = self.import_module(&full_name)?;
        let mut missing: Option<Box<Raised>> = None;
        let mut is_some_unknown = false;
        for (name, target, range) in names {
            self.here = (frame.source, *range);
            match self.imported_value(&imported, &full_name, name) {
                Ok(value) => self.assign(frame, target, value)?,
                // Nobody sees which names were bound before the first that is not there: the others are.
                Err(Stop::Raised(raised)) if frame.recovers => match &mut missing {
                    Some(first) => first.also.push(*raised),
                    None => missing = Some(raised),
                },
                Err(Stop::Unknown) => is_some_unknown = true,
                Err(stop) => return Err(stop),
            }
        }
        match missing {
            Some(raised) => Err(Stop::Raised(raised)),
            None if is_some_unknown => Err(Stop::Unknown),
            None => Ok(()),
        }
    }

    fn imported_value(&mut self, imported: &Rc<ModuleObject>, full_name: &str, name: &str) -> Outcome<Value> {
        let symbol = Symbol::new(name);
        if let Some(value) = imported.get(symbol) {
            return Ok(value);
        }
        if imported.source.is_some_and(|source| self.is_name_unknown(source, symbol)) {
            return Err(Stop::Unknown);
        }
        if let Some(value) = self.module_hook(imported, name)? {
            return Ok(value);
        }
        match self.submodule(imported, &format!("{full_name}.{name}"))? {
            Some(module) => Ok(Value::Module(module)),
            None => Err(self.cannot_import(imported, name)),
        }
    }

    /// `from a import *`
    pub(super) fn import_star(&mut self, frame: &mut Frame, module: &str, level: u32) -> Outcome<()> {
        let full_name = self.absolute_name(frame, module, level)?;
        let imported = self.import_module(&full_name)?;
        let all = match imported.get(Symbol::new("__all__")) {
            Some(names) => Some(self.collect(&names)?),
            None => None,
        };
        for (name, value) in imported.entries() {
            let text = name.name();
            let is_public = match &all {
                Some(names) => names.iter().any(|known| matches!(known, Value::Str(known) if known.as_str() == &*text)),
                None => !text.starts_with('_'),
            };
            if is_public {
                frame.module.set(name, Some(value));
            }
        }
        Ok(())
    }

    /// `__import__(name)`: the module that the first part of the name names.
    pub(crate) fn import_by_name(&mut self, name: &str) -> Outcome<Value> {
        self.import_module(name)?;
        let first = name.split('.').next().unwrap_or(name);
        self.import_module(first).map(Value::Module)
    }

    /// The full name of what a relative import names.
    fn absolute_name(&mut self, frame: &Frame, module: &str, level: u32) -> Outcome<String> {
        if level == 0 {
            return Ok(module.to_owned());
        }
        let is_package = frame.module.get(Symbol::new("__path__")).is_some();
        let mut parts: Vec<&str> = frame.module.name.split('.').collect();
        for _ in u32::from(is_package)..level {
            parts.pop();
        }
        if parts.is_empty() {
            let message = match frame.module.name.contains('.') {
                true => "attempted relative import beyond top-level package",
                false => "attempted relative import with no known parent package",
            };
            return Err(self.error("ImportError", message));
        }
        if !module.is_empty() {
            parts.push(module);
        }
        Ok(parts.join("."))
    }

    /// A module by its full name.
    pub(crate) fn import_module(&mut self, name: &str) -> Outcome<Rc<ModuleObject>> {
        if let Some(module) = self.known_module(name)? {
            return Ok(module);
        }
        self.step(100)?;
        if let Some((parent, _)) = name.rsplit_once('.')
            && !parent.is_empty()
        {
            self.import_module(parent)?;
            // The parent may have imported it.
            if let Some(module) = self.known_module(name)? {
                return Ok(module);
            }
        }
        match self.find_module(name)? {
            Some(module) => Ok(module),
            None => Err(self.no_module(name)),
        }
    }

    /// A module that was imported before. What a script does to `sys.modules` counts.
    fn known_module(&mut self, name: &str) -> Outcome<Option<Rc<ModuleObject>>> {
        let known = self.modules.get(name).cloned();
        let sys = self.modules.get("sys").and_then(|sys| sys.get(Symbol::new("modules")));
        let Some(Value::Dict(dict)) = sys else { return Ok(known) };
        match self.dict_get(&dict.dict, &Value::str(name))? {
            Some(Value::Module(module)) => Ok(Some(module)),
            Some(Value::None) => {
                let message = format!("import of {name} halted; None in sys.modules");
                Err(self.error("ModuleNotFoundError", message))
            }
            Some(_) => Err(self.unsupported("an object in `sys.modules` that is no module")),
            None => Ok(None),
        }
    }

    /// Enters a module among those that were imported.
    pub(crate) fn remember_module(&mut self, name: &str, module: &Rc<ModuleObject>) -> Outcome<()> {
        self.modules.insert(name.into(), module.clone());
        let sys = self.modules.get("sys").and_then(|sys| sys.get(Symbol::new("modules")));
        if let Some(Value::Dict(dict)) = sys {
            self.dict_set(&dict.dict, Value::str(name), Value::Module(module.clone()))?;
        }
        Ok(())
    }

    fn forget_module(&mut self, name: &str) {
        self.modules.remove(name);
        let sys = self.modules.get("sys").and_then(|sys| sys.get(Symbol::new("modules")));
        if let Some(Value::Dict(dict)) = sys {
            let _ = self.dict_remove(&dict.dict, &Value::str(name));
        }
    }

    /// Looks for a module that was not imported before. As in CPython, a file of the script's goes before a module of
    /// the library that is no part of the interpreter itself; `pytm` is always ours.
    fn find_module(&mut self, name: &str) -> Outcome<Option<Rc<ModuleObject>>> {
        if let Some(module) = pytm::module(self, name) {
            let module = module?;
            self.remember_module(name, &module)?;
            return Ok(Some(module));
        }
        let bases = self.search_path(name)?;
        if !ALWAYS_OURS.contains(&name)
            && !self.is_embedded(self.here.0)
            && let Some(module) = self.own_module(name, &bases)?
        {
            return Ok(Some(module));
        }
        if let Some(module) = builtins::module(self, name) {
            let module = module?;
            self.remember_module(name, &module)?;
            self.enter_in_parent(name, &module);
            return Ok(Some(module));
        }
        self.own_folder(name, &bases)
    }

    /// The folders in which a module is looked for: `__path__` of the package that holds it, or `sys.path`.
    fn search_path(&mut self, name: &str) -> Outcome<Vec<String>> {
        let (holder, attribute) = match name.rsplit_once('.') {
            Some((parent, _)) => (self.modules.get(parent), "__path__"),
            None => (self.modules.get("sys"), "path"),
        };
        let path = holder.and_then(|holder| holder.get(Symbol::new(attribute)));
        let entries = match (path, name.contains('.')) {
            (Some(path), _) => self.collect(&path)?,
            (None, true) => Vec::new(),
            (None, false) => return Ok(vec![self.folder.to_string()]),
        };
        let mut folders = Vec::new();
        for entry in entries {
            let folder = match &entry {
                Value::Str(text) => builtins::absolute_path(text.as_str(), &self.folder),
                // What is no text is passed over, as CPython does.
                _ => continue,
            };
            self.step(10 + folder.len() / 8)?;
            folders.push(folder);
        }
        Ok(folders)
    }

    /// A module that is a file of the script's.
    fn own_module(&mut self, name: &str, bases: &[String]) -> Outcome<Option<Rc<ModuleObject>>> {
        let Some(last) = file_name(name) else { return Ok(None) };
        for base in bases {
            for candidate in [format!("{base}/{last}/__init__.py"), format!("{base}/{last}.py")] {
                if self.kind(&candidate)? == PathKind::File {
                    return self.load_file(name, &candidate).map(Some);
                }
            }
        }
        Ok(None)
    }

    /// A folder without `__init__.py` that modules can lie in.
    fn own_folder(&mut self, name: &str, bases: &[String]) -> Outcome<Option<Rc<ModuleObject>>> {
        let Some(last) = file_name(name) else { return Ok(None) };
        let mut folders = Vec::new();
        for base in bases {
            let candidate = format!("{base}/{last}");
            if self.kind(&candidate)? == PathKind::Directory {
                folders.push(Value::str(candidate));
            }
        }
        if folders.is_empty() {
            return Ok(None);
        }
        let module = Rc::new(ModuleObject::new(name, Vec::new(), None));
        let values = [
            ("__name__", Value::str(name)),
            ("__file__", Value::None),
            ("__package__", Value::str(name)),
            ("__path__", Value::list(folders)),
        ];
        for (attribute, value) in values {
            module.set(Symbol::new(attribute), Some(value));
        }
        self.remember_module(name, &module)?;
        self.enter_in_parent(name, &module);
        Ok(Some(module))
    }

    /// What lies at a path. What the outside does is not counted in steps, so that it has a price of its own.
    fn kind(&mut self, path: &str) -> Outcome<PathKind> {
        self.step(1000)?;
        Ok(self.host.kind(path))
    }

    fn enter_in_parent(&mut self, name: &str, module: &Rc<ModuleObject>) {
        if let Some((parent, last)) = name.rsplit_once('.')
            && let Some(parent) = self.modules.get(parent)
        {
            parent.set(Symbol::new(last), Some(Value::Module(module.clone())));
        }
    }

    fn load_file(&mut self, name: &str, path: &str) -> Outcome<Rc<ModuleObject>> {
        let shown = builtins::relative_path(path, &self.folder);
        let bytes = match self.host.read(path) {
            Ok(bytes) if bytes.len() <= limits::MAX_SOURCE => bytes,
            Ok(_) => return Err(self.over_limit(format!("the module `{name}` is larger than 1 MiB"))),
            Err(error) => return Err(self.error("ImportError", format!("cannot read '{shown}': {error}"))),
        };
        let Ok(text) = String::from_utf8(bytes) else {
            return Err(self.error("ImportError", format!("'{shown}' is not UTF-8")));
        };
        self.step(text.len() / 16)?;
        let module = self.load_source(name, &shown, path, &text)?;
        self.enter_in_parent(name, &module);
        Ok(module)
    }

    /// Evaluates a module of ours that is written in Python.
    pub(crate) fn load_own(&mut self, name: &str, text: &str) -> Outcome<Rc<ModuleObject>> {
        let shown = format!("<{name}>");
        self.load_source(name, &shown, &shown, text)
    }

    /// Runs a file of the script as the code of a module that is there.
    pub(crate) fn run_file(&mut self, module: &Rc<ModuleObject>, path: &str) -> Outcome<()> {
        let before = self.modules.get(&module.name).cloned();
        let loaded = self.load_file(&module.name, path)?;
        for (name, value) in loaded.entries() {
            module.set(name, Some(value));
        }
        match before {
            Some(before) => self.remember_module(&module.name, &before),
            None => {
                self.forget_module(&module.name);
                Ok(())
            }
        }
    }

    /// Whether pytm or our part of the standard library has a module.
    pub(crate) fn is_library(&mut self, name: &str) -> Outcome<bool> {
        if pytm::module(self, name).is_some() {
            return Ok(true);
        }
        match builtins::module(self, name) {
            Some(module) => {
                let module = module?;
                self.remember_module(name, &module)?;
                Ok(true)
            }
            None => Ok(false),
        }
    }

    /// Evaluates the text of a file as a module. `shown` is the path as messages have it, `file` is `__file__`.
    pub(crate) fn load_source(&mut self, name: &str, shown: &str, file: &str, text: &str) -> Outcome<Rc<ModuleObject>> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let source = self.sources.add(shown, text);
        // The tree stays, and is many times larger than the text.
        meter::charge(text.len() * TREE);
        let tree = match lower::lower(text, source) {
            Ok(tree) => tree,
            Err(mut problems) if !problems.is_empty() => {
                let first = problems.remove(0);
                self.more_problems.extend(problems);
                return Err(Stop::Refused(Box::new(first)));
            }
            Err(_) => return Err(self.error("SyntaxError", "invalid syntax")),
        };
        let module = Rc::new(ModuleObject::new(name, tree.globals.clone(), Some(source)));
        let folder = file.strip_suffix("/__init__.py");
        let package = match folder {
            Some(_) => name,
            None => name.rsplit_once('.').map_or("", |(parent, _)| parent),
        };
        let package = if name == "__main__" { Value::None } else { Value::str(package) };
        let values = [
            ("__name__", Value::str(name)),
            ("__file__", Value::str(file)),
            ("__doc__", tree.documentation.as_ref().map_or(Value::None, Value::str)),
            ("__package__", package),
        ];
        for (attribute, value) in values {
            module.set(Symbol::new(attribute), Some(value));
        }
        if let Some(folder) = folder {
            module.set(Symbol::new("__path__"), Some(Value::list(vec![Value::str(folder)])));
        }
        self.remember_module(name, &module)?;
        self.note_assigned(source, tree.assigned);
        self.modules_by_source.push((source, module.clone()));
        let (here, statement) = (self.here, self.statement);
        self.importing.push(name.into());
        if self.importing.len() > limits::MAX_IMPORT_DEPTH {
            return Err(self.over_limit(format!("imports are nested more than {} deep", limits::MAX_IMPORT_DEPTH)));
        }
        if name != "__main__" {
            self.calls.push(Caller { span: self.span(), within: None, is_import: true });
        }
        let mut frame = Frame::of_module(module.clone(), source);
        frame.recovers = name == "__main__" || (!shown.starts_with('<') && self.take_next_recovers());
        let result = self.execute(&mut frame, &tree.body);
        self.importing.pop();
        if let Err(stop) = result {
            if name != "__main__" {
                self.forget_module(name);
            }
            return Err(stop);
        }
        if name != "__main__" {
            self.calls.pop();
        }
        (self.here, self.statement) = (here, statement);
        Ok(module)
    }

    /// A module of a package, for `from package import module`.
    fn submodule(&mut self, module: &Rc<ModuleObject>, full_name: &str) -> Outcome<Option<Rc<ModuleObject>>> {
        if let Some(known) = self.known_module(full_name)? {
            return Ok(Some(known));
        }
        let is_ours = module.source.is_none_or(|source| self.is_embedded(source));
        let is_package = is_ours || module.get(Symbol::new("__path__")).is_some();
        if is_package { self.find_module(full_name) } else { Ok(None) }
    }

    fn cannot_import(&mut self, module: &Rc<ModuleObject>, name: &str) -> Stop {
        let is_running = self.importing.contains(&module.name);
        let message = match is_running {
            true => format!(
                "cannot import name '{name}' from partially initialized module '{}' (most likely due to a circular import)",
                module.name
            ),
            false => format!("cannot import name '{name}' from '{}'", module.name),
        };
        let stop = self.error("ImportError", message);
        super::exceptions::tell(&stop, &[("name", Value::str(&module.name))]);
        stop.wanting(Wanted::Import(module.clone(), name.into()), true)
    }

    /// What a module's own `__getattr__` gives for a name that the module does not have.
    pub(crate) fn module_hook(&mut self, module: &Rc<ModuleObject>, name: &str) -> Outcome<Option<Value>> {
        if Rc::ptr_eq(module, &self.builtins) {
            return self.builtin(Symbol::new(name));
        }
        if let Some(value) = pytm::late_attribute(self, module, Symbol::new(name))? {
            return Ok(Some(value));
        }
        let Some(hook) = module.get(Symbol::new("__getattr__")).filter(|_| !name.starts_with("__")) else {
            return Ok(None);
        };
        match self.call(&hook, Arguments::of(Value::str(name))) {
            Ok(value) => Ok(Some(value)),
            Err(Stop::Raised(raised))
                if self.class_of(&raised.exception).is_subclass_of(&self.exceptions.class("AttributeError")) =>
            {
                Ok(None)
            }
            Err(stop) => Err(stop),
        }
    }

    fn no_module(&mut self, name: &str) -> Stop {
        let parent = name.rsplit_once('.').map(|(parent, _)| parent);
        let holder = parent.and_then(|parent| self.modules.get(parent));
        let message = match (parent, holder) {
            (Some(parent), Some(holder))
                if holder.get(Symbol::new("__path__")).is_none() && !LIBRARY_PACKAGES.contains(&parent) =>
            {
                format!("No module named '{name}'; '{parent}' is not a package")
            }
            _ => format!("No module named '{name}'"),
        };
        let stop = self.error("ModuleNotFoundError", message);
        super::exceptions::tell(&stop, &[("name", Value::str(name))]);
        stop.wanting(Wanted::Module(name.into()), true)
    }

    /// What to do about a module that is not there.
    pub(super) fn help_for_module(&mut self, name: &str) -> String {
        let first = name.split('.').next().unwrap_or(name);
        let parent = name.rsplit_once('.').and_then(|(parent, _)| self.modules.get(parent));
        if parent.is_some_and(|parent| parent.source.is_some_and(|source| !self.is_embedded(source))) {
            "it is looked for in the package's folder".to_owned()
        } else if builtins::is_in_standard_library(first) {
            format!("models cannot use this part of the standard library; {RECORD}")
        } else if self.searches_outside(first) {
            "`sys.path` leads out of the model's folder: `--root DIR` lets a model read and import below DIR".to_owned()
        } else {
            format!(
                "third-party packages cannot be used, only pytm, the standard library and modules beside the model; {RECORD}"
            )
        }
    }

    /// Whether a folder that `sys.path` names cannot be seen.
    fn searches_outside(&mut self, name: &str) -> bool {
        let folders = self.search_path(name).unwrap_or_default();
        folders.iter().any(|folder| self.host.kind(folder) != PathKind::Directory)
    }
}

/// The way out for a model that needs more.
const RECORD: &str = "`bartizan run --python` records such a model with your own CPython";

/// Modules of CPython's library that others are in.
const LIBRARY_PACKAGES: [&str; 13] = [
    "asyncio",
    "collections",
    "concurrent",
    "html",
    "http",
    "importlib",
    "json",
    "logging",
    "multiprocessing",
    "pytm",
    "unittest",
    "urllib",
    "xml",
];

/// Parts of CPython's interpreter itself, which no file of the same name replaces.
const ALWAYS_OURS: [&str; 13] = [
    "__future__",
    "abc",
    "builtins",
    "codecs",
    "errno",
    "gc",
    "io",
    "itertools",
    "os",
    "os.path",
    "posixpath",
    "sys",
    "time",
];

/// The last part of a module's name, when it can be the name of a file.
fn file_name(name: &str) -> Option<&str> {
    let last = name.rsplit('.').next()?;
    (!last.is_empty() && !last.contains(['/', '\\', '\0'])).then_some(last)
}
