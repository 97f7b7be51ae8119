//! Imports: pytm, the part of the standard library that is ours, and modules beside the script.

use std::rc::Rc;

use bartizan_model::names::nearest;

use super::{Frame, Interpreter, Outcome, Stop};
use crate::host::PathKind;
use crate::tree::{Range, Target};
use crate::value::{ModuleObject, Symbol, Value};
use crate::{builtins, limits, lower, pytm};

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
        let full_name = self.absolute_name(frame, module, level);
        let imported = self.import_module(&full_name)?;
        for (name, target, range) in names {
            self.here = (frame.source, *range);
            let value = match imported.get(Symbol::new(name)) {
                Some(value) => value,
                None => match self.submodule(&full_name, name)? {
                    Some(module) => Value::Module(module),
                    None => return Err(self.cannot_import(&imported, name)),
                },
            };
            self.assign(frame, target, value)?;
        }
        Ok(())
    }

    /// `from a import *`
    pub(super) fn import_star(&mut self, frame: &mut Frame, module: &str, level: u32) -> Outcome<()> {
        let full_name = self.absolute_name(frame, module, level);
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

    fn absolute_name(&self, frame: &Frame, module: &str, level: u32) -> String {
        if level == 0 {
            return module.to_owned();
        }
        let mut parts: Vec<&str> = frame.module.name.split('.').collect();
        let source = frame.module.source.and_then(|source| self.sources.get(source));
        let is_package = source.is_some_and(|source| source.path.ends_with("__init__.py"));
        for _ in u32::from(is_package)..level {
            parts.pop();
        }
        if !module.is_empty() {
            parts.push(module);
        }
        parts.join(".")
    }

    /// A module by its full name.
    pub(crate) fn import_module(&mut self, name: &str) -> Outcome<Rc<ModuleObject>> {
        if let Some(module) = self.modules.get(name) {
            return Ok(module.clone());
        }
        self.step(100)?;
        if let Some(module) = pytm::module(self, name) {
            self.modules.insert(name.into(), module.clone());
            return Ok(module);
        }
        if let Some(module) = builtins::module(self, name) {
            let module = module?;
            self.modules.insert(name.into(), module.clone());
            if let Some((parent, _)) = name.rsplit_once('.') {
                self.import_module(parent)?;
                self.enter_in_parent(name, &module);
            }
            return Ok(module);
        }
        match self.own_module(name)? {
            Some(module) => Ok(module),
            None => Err(self.no_module(name)),
        }
    }

    /// A module of the script's own folder.
    fn own_module(&mut self, name: &str) -> Outcome<Option<Rc<ModuleObject>>> {
        let is_name =
            !name.is_empty() && name.split('.').all(|part| !part.is_empty() && !part.contains(['/', '\\', '\0']));
        if !is_name {
            return Ok(None);
        }
        if let Some((parent, _)) = name.rsplit_once('.') {
            self.import_module(parent)?;
        }
        let path = name.replace('.', "/");
        for candidate in [format!("{path}/__init__.py"), format!("{path}.py")] {
            if self.host.kind(&candidate) == PathKind::File {
                let module = self.load_file(name, &candidate)?;
                self.enter_in_parent(name, &module);
                return Ok(Some(module));
            }
        }
        if self.host.kind(&path) == PathKind::Directory {
            let module = Rc::new(ModuleObject::new(name, Vec::new(), None));
            self.modules.insert(name.into(), module.clone());
            self.enter_in_parent(name, &module);
            return Ok(Some(module));
        }
        Ok(None)
    }

    fn enter_in_parent(&mut self, name: &str, module: &Rc<ModuleObject>) {
        if let Some((parent, last)) = name.rsplit_once('.')
            && let Some(parent) = self.modules.get(parent)
        {
            parent.set(Symbol::new(last), Some(Value::Module(module.clone())));
        }
    }

    fn load_file(&mut self, name: &str, path: &str) -> Outcome<Rc<ModuleObject>> {
        let bytes = match self.host.read(path) {
            Ok(bytes) if bytes.len() <= limits::MAX_SOURCE => bytes,
            Ok(_) => return Err(self.over_limit(format!("the module `{name}` is larger than 1 MiB"))),
            Err(error) => return Err(self.error("ImportError", format!("cannot read '{path}': {error}"))),
        };
        let Ok(text) = String::from_utf8(bytes) else {
            return Err(self.error("ImportError", format!("'{path}' is not UTF-8")));
        };
        let module = self.load_source(name, path, &text)?;
        Ok(module)
    }

    /// Evaluates the text of a file as a module.
    pub(crate) fn load_source(&mut self, name: &str, path: &str, text: &str) -> Outcome<Rc<ModuleObject>> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let source = self.sources.add(path, text);
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
        module.set(Symbol::new("__name__"), Some(Value::str(name)));
        module.set(Symbol::new("__file__"), Some(Value::str(path)));
        module.set(Symbol::new("__doc__"), Some(Value::None));
        self.modules.insert(name.into(), module.clone());
        let (here, statement) = (self.here, self.statement);
        let mut frame = Frame::of_module(module.clone(), source);
        self.execute(&mut frame, &tree.body)?;
        (self.here, self.statement) = (here, statement);
        Ok(module)
    }

    fn submodule(&mut self, module: &str, name: &str) -> Outcome<Option<Rc<ModuleObject>>> {
        let full_name = if module.is_empty() { name.to_owned() } else { format!("{module}.{name}") };
        if let Some(known) = self.modules.get(full_name.as_str()) {
            return Ok(Some(known.clone()));
        }
        if let Some(found) = pytm::module(self, &full_name) {
            return Ok(Some(found));
        }
        if let Some(found) = builtins::module(self, &full_name) {
            return found.map(Some);
        }
        self.own_module(&full_name)
    }

    fn cannot_import(&mut self, module: &Rc<ModuleObject>, name: &str) -> Stop {
        let known: Vec<Rc<str>> = module.entries().into_iter().map(|(name, _)| name.name()).collect();
        let near = nearest(name, known.iter().map(|name| &**name)).map(str::to_owned);
        let message = format!("cannot import name '{name}' from '{}'", module.name);
        let mut stop = self.error("ImportError", message);
        if let (Stop::Raised(raised), Some(near)) = (&mut stop, near) {
            raised.help = Some(format!("did you mean `{near}`?"));
        }
        stop
    }

    fn no_module(&mut self, name: &str) -> Stop {
        let mut stop = self.error("ModuleNotFoundError", format!("No module named '{name}'"));
        if let Stop::Raised(raised) = &mut stop {
            raised.help = Some(
                "available are pytm, modules beside the model, and the part of the standard library that the \
                 documentation lists; a model cannot use other packages"
                    .to_owned(),
            );
        }
        stop
    }
}
