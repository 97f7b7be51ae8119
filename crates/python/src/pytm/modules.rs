//! pytm's modules. All of them offer all classes, since scripts of every vintage import from wherever a release had it.

use std::rc::Rc;

use bartizan_model::{Class as ModelClass, EnumKind};

use super::functions;
use super::own_code::REPORT_MODULE;
use crate::eval::{Interpreter, Outcome};
use crate::host::PYTM_FOLDER;
use crate::value::{Arguments, Class, ModuleObject, Symbol, Value};

/// The release that scripts see.
const VERSION: &str = "1.4.0";

/// Modules that hold nothing but what all of them offer.
pub const MODULES: [&str; 16] = [
    "pytm",
    "pytm.pytm",
    "pytm.enums",
    "pytm.base",
    "pytm.element",
    "pytm.asset",
    "pytm.actor",
    "pytm.boundary",
    "pytm.data",
    "pytm.dataflow",
    "pytm.datastore",
    "pytm.process",
    "pytm.finding",
    "pytm.threat",
    "pytm.tm",
    "pytm.flows",
];

/// Where what few scripts use is written: names of it are looked for here once a module lacks them.
const HELPERS: &str = "pytm._helpers";

/// Modules that are scripts themselves, evaluated when somebody looks at them.
const WRITTEN_IN_PYTHON: [(&str, &str); 4] = [
    (HELPERS, include_str!("scripts/helpers.py")),
    ("pytm.json", include_str!("scripts/json.py")),
    (REPORT_MODULE, include_str!("scripts/report_util.py")),
    ("pytm.template_engine", include_str!("scripts/template_engine.py")),
];

/// Names that scripts can import from pytm.
pub(crate) fn exported_names() -> Vec<&'static str> {
    ModelClass::ALL.iter().map(|class| class.name()).chain(EnumKind::ALL.iter().map(|kind| kind.name())).collect()
}

/// The module of this name, if it is one of pytm's.
pub(crate) fn module(interpreter: &mut Interpreter<'_>, name: &str) -> Option<Outcome<Rc<ModuleObject>>> {
    if let Some((_, text)) = WRITTEN_IN_PYTHON.iter().find(|(known, _)| *known == name) {
        let loaded = interpreter.load_own(name, text);
        if let (Ok(module), REPORT_MODULE) = (&loaded, name) {
            interpreter.keep_report_functions(module);
        }
        return Some(loaded);
    }
    MODULES.contains(&name).then(|| Ok(native_module(interpreter, name)))
}

fn native_module(interpreter: &mut Interpreter<'_>, name: &str) -> Rc<ModuleObject> {
    let module = Rc::new(ModuleObject::new(name, Vec::new(), None));
    for (class, object) in &interpreter.pytm.classes {
        module.set(Symbol::new(class.name()), Some(Value::Class(object.clone())));
    }
    for (kind, object) in &interpreter.pytm.enums {
        module.set(Symbol::new(kind.name()), Some(Value::Class(object.clone())));
    }
    for native in functions::FUNCTIONS {
        module.set(Symbol::new(native.name), Some(Value::Native(native)));
    }
    let last = name.rsplit('.').next().unwrap_or(name);
    let file = if name == "pytm" { "__init__" } else { last };
    module.set(Symbol::new("__file__"), Some(Value::str(format!("{PYTM_FOLDER}/{file}.py"))));
    if name == "pytm" {
        module.set(Symbol::new("__version__"), Some(Value::str(VERSION)));
        module.set(Symbol::new("__path__"), Some(Value::list(vec![Value::str(PYTM_FOLDER)])));
        for submodule in MODULES.iter().filter_map(|module| module.strip_prefix("pytm.")) {
            let inner = native_module(interpreter, &format!("pytm.{submodule}"));
            // What can fail here is the limit on steps, which the next step meets again.
            let _ = interpreter.remember_module(&format!("pytm.{submodule}"), &inner);
            module.set(Symbol::new(submodule), Some(Value::Module(inner)));
        }
        module.set(Symbol::new("__all__"), Some(exports()));
    }
    module
}

fn exports() -> Value {
    let functions = ["load", "loads", "var"];
    let names = exported_names().into_iter().filter(|name| *name != "Asset").chain(functions);
    Value::list(names.map(Value::str).collect())
}

/// Methods that scripts seldom call are looked for in these classes of the helpers.
const LATE_METHODS: [&str; 14] = [
    "_attr_values",
    "_safeset",
    "model_dump",
    "model_copy",
    "_uniq_name",
    "_color",
    "_shape",
    "_label",
    "_set_severity",
    "dfd",
    "_process",
    "_init_threats",
    "_add_threats",
    "sqlDump",
];

/// A method of one of pytm's classes that is written among the helpers; `None` when there is none of this name.
pub(crate) fn late_method(interpreter: &mut Interpreter<'_>, class: &Class, name: Symbol) -> Outcome<Option<Value>> {
    let Some(model_class) = class.model_class() else { return Ok(None) };
    let text = name.name();
    if &*text == "model_fields" {
        let found = interpreter.pytm.class(model_class).map_or(Value::None, Value::Class);
        let fields = interpreter.import_module(HELPERS)?.get(Symbol::new("_model_fields")).unwrap_or(Value::None);
        return interpreter.call(&fields, Arguments::of(found)).map(Some);
    }
    if !LATE_METHODS.contains(&&*text) {
        return Ok(None);
    }
    let holder = match model_class {
        ModelClass::Tm => "_MethodsOfModels",
        class if class.is_a(ModelClass::Element) => "_MethodsOfElements",
        _ => "_Methods",
    };
    Ok(match interpreter.import_module(HELPERS)?.get(Symbol::new(holder)) {
        Some(Value::Class(methods)) => methods.lookup(name),
        _ => None,
    })
}

/// A name that one of pytm's modules does not have yet: a module that is evaluated late, or one of the helpers.
pub(crate) fn late_attribute(
    interpreter: &mut Interpreter<'_>,
    module: &Rc<ModuleObject>,
    name: Symbol,
) -> Outcome<Option<Value>> {
    let text = name.name();
    if !MODULES.contains(&&*module.name) || text.starts_with("__") {
        return Ok(None);
    }
    let full_name = format!("pytm.{text}");
    let found = match WRITTEN_IN_PYTHON.iter().any(|(known, _)| *known == full_name) && &*module.name == "pytm" {
        true => Some(Value::Module(interpreter.import_module(&full_name)?)),
        false => interpreter.import_module(HELPERS)?.get(name),
    };
    if let Some(value) = &found {
        module.set(name, Some(value.clone()));
    }
    Ok(found)
}
