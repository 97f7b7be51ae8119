//! What functions and classes say of themselves: `__code__`, `__defaults__`, `__annotations__` ...

use std::cell::RefCell;
use std::rc::Rc;

use super::{Interpreter, Outcome};
use crate::tree;
use crate::value::class::Mark;
use crate::value::{Attributes, Class, Dict, DictKind, DictObject, Function, ModuleObject, Namespace, Symbol, Value};

/// Where a class keeps its annotations once they are evaluated; no script can write this name.
const EVALUATED: &str = "<annotations>";

impl Interpreter<'_> {
    /// An attribute that every function has.
    pub(super) fn function_attribute(&mut self, function: &Rc<Function>, name: &str) -> Outcome<Option<Value>> {
        let code = &function.code;
        Ok(Some(match name {
            "__name__" => Value::str(code.name.name()),
            "__qualname__" => Value::str(&code.qualified_name),
            "__module__" => Value::str(&function.module.name),
            "__doc__" => code.documentation.as_ref().map_or(Value::None, Value::str),
            "__defaults__" if function.defaults.is_empty() => Value::None,
            "__defaults__" => Value::tuple(function.defaults.clone()),
            "__kwdefaults__" => self.keyword_defaults(function)?,
            "__code__" => self.code_of(code),
            "__globals__" => self.dict_of_names(Namespace::Module(function.module.clone()))?,
            "__closure__" if function.cells.is_empty() => Value::None,
            "__dict__" => {
                let mut attributes = function.attributes.borrow().clone();
                let own = ["__name__", "__qualname__", "__doc__", "__module__", "__annotations__", "__defaults__"];
                own.iter().for_each(|name| drop(attributes.remove(Symbol::new(name))));
                self.dict_of(&attributes)?
            }
            "__annotations__" => self.function_annotations(function)?,
            "__type_params__" => Value::tuple(Vec::new()),
            "__call__" => Value::Function(function.clone()),
            "__get__" => {
                let this = Value::Function(function.clone());
                Value::Bound(Rc::new(crate::value::Bound::new(
                    this,
                    crate::value::BoundFunction::Value(Value::Native(&GET)),
                )))
            }
            _ => return Ok(None),
        }))
    }

    fn dict_of(&mut self, attributes: &Attributes) -> Outcome<Value> {
        let dict = RefCell::new(Dict::default());
        for (name, value, _) in attributes.iter() {
            let text = name.name();
            if !text.starts_with('<') {
                self.dict_set(&dict, Value::str(text), value.clone())?;
            }
        }
        Ok(Value::dict(dict.into_inner()))
    }

    fn keyword_defaults(&mut self, function: &Rc<Function>) -> Outcome<Value> {
        let dict = RefCell::new(Dict::default());
        for (name, default) in function.code.parameters.keyword_only.iter().zip(&function.keyword_defaults) {
            if let Some(default) = default {
                self.dict_set(&dict, Value::str(name.name()), default.clone())?;
            }
        }
        let dict = dict.into_inner();
        Ok(if dict.is_empty() { Value::None } else { Value::dict(dict) })
    }

    /// An object with what CPython's code objects say.
    fn code_of(&mut self, code: &tree::Function) -> Value {
        let parameters = &code.parameters;
        let own_cells: Vec<Symbol> = code.scope.own_cells.iter().map(|(name, _)| *name).collect();
        let mut names: Vec<Symbol> = parameters.positional.clone();
        names.extend(&parameters.keyword_only);
        names.extend(parameters.rest);
        names.extend(parameters.keywords);
        let others = code.scope.locals.iter().filter(|name| !names.contains(name)).copied().collect::<Vec<_>>();
        names.extend(others);
        let texts = |names: &[Symbol]| Value::tuple(names.iter().map(|name| Value::str(name.name())).collect());
        let free: Vec<Symbol> = code.scope.free.iter().map(|(name, _)| *name).collect();
        let kind = code.program.as_ref().map(|program| program.kind);
        let flags = 3
            + if parameters.rest.is_some() { 4 } else { 0 }
            + if parameters.keywords.is_some() { 8 } else { 0 }
            + match kind {
                Some(tree::ProgramKind::Generator) => 0x20,
                Some(tree::ProgramKind::Coroutine) => 0x80,
                Some(tree::ProgramKind::AsyncGenerator) => 0x200,
                None => 0,
            };
        let class = self.code_class();
        let object = self.bare_object(&class, None);
        if let Value::Instance(instance) = &object {
            for (name, value) in [
                ("co_name", Value::str(code.name.name())),
                ("co_qualname", Value::str(&code.qualified_name)),
                ("co_varnames", texts(&names)),
                ("co_argcount", Value::Int(parameters.positional.len() as i64)),
                ("co_posonlyargcount", Value::Int(parameters.positional_only as i64)),
                ("co_kwonlyargcount", Value::Int(parameters.keyword_only.len() as i64)),
                ("co_nlocals", Value::Int(names.len() as i64)),
                ("co_cellvars", texts(&own_cells)),
                ("co_freevars", texts(&free)),
                ("co_flags", Value::Int(flags)),
            ] {
                instance.set(Symbol::new(name), value, Mark::Derived);
            }
        }
        object
    }

    fn function_annotations(&mut self, function: &Rc<Function>) -> Outcome<Value> {
        let dict = RefCell::new(Dict::default());
        for (name, text) in &function.code.annotations {
            let value = self.annotation(text, &function.module, None)?;
            self.dict_set(&dict, Value::str(name.name()), value)?;
        }
        let made = Value::dict(dict.into_inner());
        // A script that changes it finds the change again.
        function.attributes.borrow_mut().set(Symbol::new("__annotations__"), made.clone(), Mark::Derived);
        Ok(made)
    }

    /// `class.__annotations__`
    pub(super) fn class_annotations(&mut self, class: &Rc<Class>) -> Outcome<Value> {
        let (key, evaluated) = (Symbol::new("__annotations__"), Symbol::new(EVALUATED));
        if let Some(known) = class.own(evaluated) {
            return Ok(known);
        }
        let made = match class.own(key) {
            Some(Value::Dict(stated)) if matches!(stated.kind, DictKind::Stated) => {
                self.evaluate_stated(&stated, class)?
            }
            Some(other) => return Ok(other),
            None => Value::dict(Dict::default()),
        };
        class.attributes.borrow_mut().set(evaluated, made.clone(), Mark::Derived);
        Ok(made)
    }

    fn evaluate_stated(&mut self, stated: &Rc<DictObject>, class: &Rc<Class>) -> Outcome<Value> {
        let module = self.modules.get(&*class.module).cloned();
        let dict = RefCell::new(Dict::default());
        for (name, value) in self.mapping_entries(&Value::Dict(stated.clone()))? {
            let value = match (&value, &module) {
                (Value::Str(text), Some(module)) => self.annotation(text.as_str(), module, Some(class))?,
                _ => value,
            };
            self.dict_set(&dict, name, value)?;
        }
        Ok(Value::dict(dict.into_inner()))
    }

    /// The value of an annotation. It is evaluated when a script asks for it; where that fails, because its names are
    /// not known any more, it stays text.
    pub(crate) fn annotation(
        &mut self,
        text: &str,
        module: &Rc<ModuleObject>,
        class: Option<&Rc<Class>>,
    ) -> Outcome<Value> {
        // `from __future__ import annotations` leaves this behind.
        let is_postponed = matches!(module.get(Symbol::new("annotations")), Some(Value::Str(feature))
            if feature.as_str() == "annotations");
        if is_postponed {
            return Ok(Value::str(text));
        }
        let as_name = Symbol::known(text).and_then(|name| module.get(name).or_else(|| self.builtins.get(name)));
        if let Some(known @ Value::Class(_)) = as_name {
            return Ok(known);
        }
        let names = class.map(|class| class.attributes.borrow().clone());
        self.value_of_text(text, module, names)
    }
}

/// `function.__get__(object)`: the method.
pub(super) static GET: crate::value::NativeFunction = crate::value::NativeFunction {
    name: "__get__",
    call: |interpreter, arguments| {
        let mut given = arguments.positional.into_iter();
        let function = given.next().unwrap_or(Value::None);
        match (given.next(), given.next()) {
            (None | Some(Value::None), Some(class @ Value::Class(_))) => interpreter.bind(&function, &class),
            (None | Some(Value::None), _) => Ok(function),
            (Some(this), _) => interpreter.bind(&function, &this),
        }
    },
};
