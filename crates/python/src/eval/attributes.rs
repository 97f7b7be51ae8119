//! Attributes: looking up, setting and deleting them.

use std::rc::Rc;

use bartizan_model::schema::MemberValue;

use super::{Interpreter, Outcome, Stop, Wanted};
use crate::value::class::Mark;
use crate::value::{
    Arguments, Attributes, Bound, BoundFunction, Class, Descriptor, DictKind, Instance, Namespace, NativeClass,
    SuperObject, Symbol, Tuple, Value,
};
use crate::{builtins, pytm};

impl Interpreter<'_> {
    /// The attribute of a value; AttributeError when there is none.
    pub(crate) fn get_attribute(&mut self, value: &Value, name: Symbol) -> Outcome<Value> {
        match self.find_attribute(value, name)? {
            Some(found) => Ok(found),
            None => Err(self.no_attribute(value, name)),
        }
    }

    /// The attribute of a value, or `None`.
    pub(crate) fn find_attribute(&mut self, value: &Value, name: Symbol) -> Outcome<Option<Value>> {
        if self.is_attribute_unknown(value, name) {
            return Err(Stop::Unknown);
        }
        let text = name.name();
        if &*text == "__class__" {
            return Ok(Some(Value::Class(self.class_of(value))));
        }
        match value {
            Value::Instance(instance) => self.instance_attribute(instance, name),
            Value::Class(class) => self.class_attribute(class, name),
            Value::Module(module) => Ok(match &*text {
                "__name__" => Some(Value::str(&module.name)),
                "__dict__" => return self.dict_of_names(Namespace::Module(module.clone())).map(Some),
                _ => match module.get(name) {
                    None => self.module_hook(module, &text)?,
                    found => found,
                },
            }),
            Value::Super(object) => self.super_attribute(object, name),
            Value::Member(member) => Ok(match &*text {
                "name" | "_name_" => Some(Value::str(member.name())),
                "value" | "_value_" => Some(match member.value() {
                    MemberValue::Int(rank) => Value::Int(rank),
                    MemberValue::Text(text) => Value::str(text),
                }),
                _ => self.enum_class(member.kind).lookup(name).map(|found| bound(value, found)),
            }),
            Value::Function(function) if function.attributes.borrow().get(name).is_some() => {
                Ok(function.attributes.borrow().get(name).cloned())
            }
            Value::Function(function) => self.function_attribute(function, &text),
            Value::Tuple(tuple) if let Some(class) = &tuple.class => {
                self.named_tuple_attribute(value, tuple, class, name)
            }
            Value::Dict(dict)
                if let DictKind::Default(factory) = &dict.kind
                    && &*text == "default_factory" =>
            {
                Ok(Some(factory.borrow().clone()))
            }
            Value::Native(native) => Ok(match &*text {
                "__name__" | "__qualname__" => Some(Value::str(native.name)),
                "__doc__" => Some(Value::None),
                "__module__" => Some(Value::str("builtins")),
                _ => None,
            }),
            Value::Bound(bound) => match (&bound.function, &*text) {
                (_, "__self__") => Ok(Some(bound.this.clone())),
                (BoundFunction::Value(function), "__func__") => Ok(Some(function.clone())),
                (BoundFunction::Value(function), _) => self.find_attribute(&function.clone(), name),
                (BoundFunction::Method(method), "__name__") => Ok(Some(Value::str(method.name()))),
                _ => Ok(None),
            },
            Value::Descriptor(descriptor) => self.descriptor_attribute(value, descriptor, &text),
            Value::Slice(slice) => Ok(match &*text {
                "start" => Some(slice.start.clone()),
                "stop" => Some(slice.stop.clone()),
                "step" => Some(slice.step.clone()),
                _ => builtin_method(value, name),
            }),
            Value::Range(range) if matches!(&*text, "start" | "stop" | "step") => Ok(Some(Value::Int(match &*text {
                "start" => range.start,
                "stop" => range.stop,
                _ => range.step,
            }))),
            Value::Bool(flag) if matches!(&*text, "real" | "numerator") => Ok(Some(Value::Int(i64::from(*flag)))),
            Value::Int(_) | Value::Float(_) | Value::Big(_) if &*text == "real" => Ok(Some(value.clone())),
            Value::Int(_) | Value::Big(_) if &*text == "numerator" => Ok(Some(value.clone())),
            Value::Int(_) | Value::Bool(_) | Value::Big(_) if &*text == "denominator" => Ok(Some(Value::Int(1))),
            Value::Int(_) | Value::Bool(_) | Value::Big(_) if &*text == "imag" => Ok(Some(Value::Int(0))),
            Value::Float(_) if &*text == "imag" => Ok(Some(Value::Float(0.0))),
            _ => Ok(builtin_method(value, name)),
        }
    }

    /// An item of a named tuple, or an attribute of its class.
    fn named_tuple_attribute(
        &mut self,
        value: &Value,
        tuple: &Rc<Tuple>,
        class: &Rc<Class>,
        name: Symbol,
    ) -> Outcome<Option<Value>> {
        if let Some(item) = builtins::named_item(tuple, class, &name.name()) {
            return Ok(Some(item));
        }
        match class.lookup(name) {
            Some(found) => self.bind(&found, value).map(Some),
            None => Ok(builtin_method(value, name)),
        }
    }

    fn descriptor_attribute(
        &mut self,
        value: &Value,
        descriptor: &Rc<Descriptor>,
        name: &str,
    ) -> Outcome<Option<Value>> {
        Ok(match (&**descriptor, name) {
            (Descriptor::Property { .. }, "setter" | "getter" | "deleter") => {
                Some(Value::Bound(Rc::new(Bound::new(value.clone(), BoundFunction::Method(Symbol::new(name))))))
            }
            (Descriptor::Property { get, .. }, "fget") => Some(get.clone()),
            (Descriptor::Property { set, .. }, "fset") => Some(set.clone()),
            (Descriptor::Property { delete, .. }, "fdel") => Some(delete.clone()),
            (Descriptor::Property { documentation, .. }, "__doc__") if !matches!(documentation, Value::None) => {
                Some(documentation.clone())
            }
            (Descriptor::Property { get, .. }, "__doc__") => {
                let get = get.clone();
                return self.find_attribute(&get, Symbol::new("__doc__"));
            }
            (Descriptor::Static(function) | Descriptor::Class(function), "__wrapped__") => Some(function.clone()),
            (Descriptor::Static(function) | Descriptor::Class(function), "__name__" | "__doc__" | "__qualname__") => {
                let function = function.clone();
                return self.find_attribute(&function, Symbol::new(name));
            }
            (_, "__get__") => {
                let function = BoundFunction::Value(Value::Native(&super::functions::GET));
                Some(Value::Bound(Rc::new(Bound::new(value.clone(), function))))
            }
            (Descriptor::Static(function) | Descriptor::Class(function), "__func__") => Some(function.clone()),
            _ => None,
        })
    }

    fn instance_attribute(&mut self, instance: &Rc<Instance>, name: Symbol) -> Outcome<Option<Value>> {
        let class = instance.class();
        if self.has_attribute_hooks
            && let Some(hook @ Value::Function(_)) = class.lookup(Symbol::new("__getattribute__"))
        {
            return self.attribute_by_hook(instance, &class, &hook, name).map(Some);
        }
        self.attribute_without_hook(instance, name)
    }

    /// `__getattribute__` of a script, and `__getattr__` when that finds nothing.
    fn attribute_by_hook(
        &mut self,
        instance: &Rc<Instance>,
        class: &Rc<Class>,
        hook: &Value,
        name: Symbol,
    ) -> Outcome<Value> {
        let arguments = vec![Value::Instance(instance.clone()), Value::str(name.name())];
        let depths = self.depths();
        let stop = match self.call(hook, Arguments::positional(arguments.clone())) {
            Err(Stop::Raised(raised)) => raised,
            result => return result,
        };
        let missing = self.exceptions.class("AttributeError");
        let fallback = class.lookup(Symbol::new("__getattr__"));
        match fallback.filter(|_| self.class_of(&stop.exception).is_subclass_of(&missing)) {
            Some(fallback) => {
                self.restore_depths(depths);
                self.call(&fallback, Arguments::positional(arguments))
            }
            None => Err(Stop::Raised(stop)),
        }
    }

    /// The attribute as `object.__getattribute__` finds it.
    pub(crate) fn attribute_without_hook(&mut self, instance: &Rc<Instance>, name: Symbol) -> Outcome<Option<Value>> {
        let class = instance.class();
        let of_class = class.lookup(name);
        match &of_class {
            Some(Value::Descriptor(descriptor)) => {
                if let Descriptor::Property { get, .. } = &**descriptor {
                    return self.read_property(instance, &class, get, name).map(Some);
                }
            }
            Some(found @ Value::Instance(descriptor)) if is_data_descriptor(descriptor) => {
                return self.bind(found, &Value::Instance(instance.clone())).map(Some);
            }
            _ => {}
        }
        if class.model_class().is_some() {
            self.write_back();
        }
        if let Some(value) = instance.get(name) {
            return Ok(Some(value));
        }
        if let Some(found) = of_class {
            return self.bind(&found, &Value::Instance(instance.clone())).map(Some);
        }
        if class.model_class().is_some()
            && let Some(value) = self.model_attribute(instance, name)?
        {
            return Ok(Some(value));
        }
        if let Some(method) = pytm::late_method(self, &class, name)? {
            return self.bind(&method, &Value::Instance(instance.clone())).map(Some);
        }
        match &*name.name() {
            "__dict__" if class.more.slots.borrow().is_none() => {
                self.dict_of_names(Namespace::Object(instance.clone())).map(Some)
            }
            "__doc__" => Ok(Some(class.documentation.as_ref().map_or(Value::None, Value::str))),
            "__module__" => Ok(Some(Value::str(&class.module))),
            text if class.is_exception()
                && let Some(found) = self.exception_attribute(instance, text) =>
            {
                Ok(Some(found))
            }
            text => {
                let this = Value::Instance(instance.clone());
                if let Some(base) = this.plain()
                    && let Some(found) = self.find_attribute(&base, name)?
                {
                    return Ok(Some(found));
                }
                if let Some(hook) = class.lookup(Symbol::new("__getattr__")) {
                    let arguments = vec![this, Value::str(text)];
                    return self.call(&hook, Arguments::positional(arguments)).map(Some);
                }
                Ok(builtins::object_method(text).map(|function| bound(&this, Value::Native(function))))
            }
        }
    }

    /// The value of a property. An `AttributeError` of its getter makes the object look for `__getattr__`.
    fn read_property(
        &mut self,
        instance: &Rc<Instance>,
        class: &Rc<Class>,
        get: &Value,
        name: Symbol,
    ) -> Outcome<Value> {
        let this = Value::Instance(instance.clone());
        if matches!(get, Value::None) {
            let message = format!("property '{name}' of '{}' object has no getter", class.name);
            return Err(self.error("AttributeError", message));
        }
        let Some(hook) = Symbol::known("__getattr__").and_then(|hook| class.lookup(hook)) else {
            return self.call(get, Arguments::of(this));
        };
        let depths = self.depths();
        match self.call(get, Arguments::of(this.clone())) {
            Err(Stop::Raised(raised))
                if self.class_of(&raised.exception).is_subclass_of(&self.exceptions.class("AttributeError")) =>
            {
                self.restore_depths(depths);
                self.call(&hook, Arguments::positional(vec![this, Value::str(name.name())]))
            }
            result => result,
        }
    }

    fn class_attribute(&mut self, class: &Rc<Class>, name: Symbol) -> Outcome<Option<Value>> {
        if let NativeClass::Enum(kind) = class.native {
            if let Some(member) = kind.member(&name.name()) {
                return Ok(Some(Value::Member(member)));
            }
            if &*name.name() == "__members__" {
                return self.enum_members(kind).map(Some);
            }
        }
        if let Some(found) = self.registry_attribute(class, name)? {
            return Ok(Some(found));
        }
        let text = name.name();
        let is_dunder = text.starts_with("__");
        if is_dunder && let Some(found) = self.own_class_attribute(class, name, &text)? {
            return Ok(Some(found));
        }
        if let Some(found) = class.lookup(name) {
            return self.bind_to_class(found, class).map(Some);
        }
        if let Some(method) = pytm::late_method(self, class, name)? {
            return Ok(Some(method));
        }
        if let Some(builtin) = class.lineage().find_map(|class| builtin_with_method(class, &text)) {
            let function = BoundFunction::Method(name);
            return Ok(Some(Value::Bound(Rc::new(Bound::new(Value::Class(builtin.clone()), function)))));
        }
        if let Some(metaclass) = &class.more.metaclass {
            if let Some(found) = metaclass.lookup(name) {
                return self.bind(&found, &Value::Class(class.clone())).map(Some);
            }
            if let Some(hook) = metaclass.lookup(Symbol::new("__getattr__")) {
                let arguments = vec![Value::Class(class.clone()), Value::str(text)];
                return self.call(&hook, Arguments::positional(arguments)).map(Some);
            }
        }
        let is_metaclass = class.is_subclass_of(&self.types.class);
        let of_metaclass = builtins::class_method(&text).map(|function| match is_metaclass {
            true => Value::Native(function),
            false => bound(&Value::Class(class.clone()), Value::Native(function)),
        });
        Ok(of_metaclass.or_else(|| builtins::object_method(&text).map(Value::Native)))
    }

    /// What every class says of itself. A class does not inherit these.
    fn own_class_attribute(&mut self, class: &Rc<Class>, name: Symbol, text: &str) -> Outcome<Option<Value>> {
        let stated = || class.own(name);
        Ok(Some(match text {
            "__name__" => stated().unwrap_or_else(|| Value::str(&class.name)),
            "__qualname__" => stated().unwrap_or_else(|| Value::str(class.qualified_name())),
            "__module__" => stated().unwrap_or_else(|| Value::str(&class.module)),
            "__doc__" => match stated() {
                Some(found) => self.bind_to_class(found, class)?,
                None => match &class.documentation {
                    Some(text) => Value::str(text),
                    None => crate::builtins::documentation_of_dataclass(self, class)?,
                },
            },
            "__base__" => class.bases.first().cloned().map_or(Value::None, Value::Class),
            "__bases__" => Value::tuple(class.bases.iter().cloned().map(Value::Class).collect()),
            "__mro__" => Value::tuple(class.lineage().cloned().map(Value::Class).collect()),
            "__dict__" => self.class_dict(class)?,
            "__annotations__" => self.class_annotations(class)?,
            _ => return Ok(None),
        }))
    }

    /// What an attribute of a class becomes when it is looked up on the class.
    fn bind_to_class(&mut self, found: Value, class: &Rc<Class>) -> Outcome<Value> {
        Ok(match &found {
            Value::Descriptor(descriptor) => match &**descriptor {
                Descriptor::Static(function) => function.clone(),
                Descriptor::Class(function) => bound(&Value::Class(class.clone()), function.clone()),
                Descriptor::Property { .. } => found.clone(),
                Descriptor::Made { class, function } => made(class, function),
            },
            Value::Instance(_) => {
                let arguments = vec![Value::None, Value::Class(class.clone())];
                let got = self.call_special(&found, "__get__", Arguments::positional(arguments))?;
                got.unwrap_or(found)
            }
            _ => found,
        })
    }

    /// A copy of what a class has itself, which cannot be changed.
    fn class_dict(&mut self, class: &Rc<Class>) -> Outcome<Value> {
        let entries: Vec<(Symbol, Value)> =
            class.attributes.borrow().iter().map(|(name, value, _)| (name, value.clone())).collect();
        let dict = std::cell::RefCell::default();
        self.dict_set(&dict, Value::str("__module__"), Value::str(&class.module))?;
        for (name, value) in entries {
            let text = name.name();
            if &*text == "__annotations__" {
                let annotations = self.class_annotations(class)?;
                self.dict_set(&dict, Value::str(text), annotations)?;
            } else if !text.starts_with('<') {
                self.dict_set(&dict, Value::str(text), value)?;
            }
        }
        let documentation = class.documentation.as_ref().map_or(Value::None, Value::str);
        self.dict_set(&dict, Value::str("__doc__"), documentation)?;
        Ok(Value::dict_of_kind(dict.into_inner(), DictKind::Proxy))
    }

    fn super_attribute(&mut self, object: &Rc<SuperObject>, name: Symbol) -> Outcome<Option<Value>> {
        let class = match &object.this {
            // In a metaclass, the object is a class of it.
            Value::Class(class) if class.is_subclass_of(&object.after) => class.clone(),
            this => self.class_of(this),
        };
        let text = name.name();
        let after = class.lineage().skip_while(|class| !Rc::ptr_eq(class, &object.after)).skip(1);
        for class in after {
            if let Some(found) = class.own(name) {
                return self.bind(&found, &object.this).map(Some);
            }
            if let NativeClass::Builtin(_) = class.native
                && let Some(base) = object.this.plain()
                && let Some(method) = builtin_method(&base, name)
            {
                return Ok(Some(method));
            }
        }
        if &*text == "__init__" {
            return Ok(Some(Value::Native(&NO_INIT)));
        }
        if let Some(method) = pytm::late_method(self, &class, name)? {
            return self.bind(&method, &object.this).map(Some);
        }
        if let Value::Class(_) = &object.this
            && let Some(function) = builtins::class_method(&text)
        {
            return Ok(Some(bound(&object.this, Value::Native(function))));
        }
        if let Value::Instance(instance) = &object.this
            && class.model_class().is_some()
            && let Some(found) = self.model_attribute(instance, name)?
        {
            return Ok(Some(found));
        }
        Ok(builtins::object_method(&text).map(|function| bound(&object.this, Value::Native(function))))
    }

    /// What an attribute of a class becomes when it is looked up on an object.
    pub(super) fn bind(&mut self, found: &Value, this: &Value) -> Outcome<Value> {
        match found {
            Value::Function(_) | Value::Native(_) => Ok(bound(this, found.clone())),
            Value::Descriptor(descriptor) => match &**descriptor {
                Descriptor::Static(function) => Ok(function.clone()),
                Descriptor::Class(function) => {
                    let class = match this {
                        Value::Class(class) => class.clone(),
                        _ => self.class_of(this),
                    };
                    Ok(bound(&Value::Class(class), function.clone()))
                }
                Descriptor::Property { get, .. } => self.call(get, Arguments::of(this.clone())),
                Descriptor::Made { class, function } => Ok(bound(this, made(class, function))),
            },
            Value::Instance(_) => {
                let arguments = vec![this.clone(), Value::Class(self.class_of(this))];
                let got = self.call_special(found, "__get__", Arguments::positional(arguments))?;
                Ok(got.unwrap_or_else(|| found.clone()))
            }
            _ => Ok(found.clone()),
        }
    }

    /// Sets an attribute.
    pub(crate) fn set_attribute(&mut self, object: &Value, name: Symbol, value: Value) -> Outcome<()> {
        self.step(1)?;
        self.learn_attribute(object, name);
        match object {
            Value::Instance(instance) => self.set_instance_attribute(instance, name, value),
            Value::Class(class) => self.set_class_attribute(class, name, value),
            Value::Module(module) => {
                self.step(module.names.borrow().len() / 8)?;
                module.set(name, Some(value));
                Ok(())
            }
            Value::Function(function) => {
                let mark = Mark::Stated(self.span());
                function.attributes.borrow_mut().set(name, value, mark);
                Ok(())
            }
            Value::Tuple(tuple) if let Some(class) = &tuple.class => {
                let message = match builtins::named_item(tuple, class, &name.name()) {
                    Some(_) => "can't set attribute".to_owned(),
                    None => format!("'{}' object has no attribute '{name}'", class.name),
                };
                Err(self.error("AttributeError", message))
            }
            Value::Dict(dict)
                if let DictKind::Default(factory) = &dict.kind
                    && &*name.name() == "default_factory" =>
            {
                factory.replace(value);
                Ok(())
            }
            _ => {
                let type_name = self.type_name(object);
                Err(self.error("AttributeError", format!("'{type_name}' object has no attribute '{name}'")))
            }
        }
    }

    fn set_instance_attribute(&mut self, instance: &Rc<Instance>, name: Symbol, value: Value) -> Outcome<()> {
        let class = instance.class();
        let this = Value::Instance(instance.clone());
        if let Some(hook) = self.own_hook(&this, &class, "__setattr__")? {
            self.call(&hook, Arguments::positional(vec![Value::str(name.name()), value]))?;
            return Ok(());
        }
        self.set_plainly(instance, name, value)
    }

    /// Sets an attribute as `object.__setattr__` does.
    pub(crate) fn set_plainly(&mut self, instance: &Rc<Instance>, name: Symbol, value: Value) -> Outcome<()> {
        let class = instance.class();
        match &class.lookup(name) {
            Some(Value::Descriptor(descriptor)) if let Descriptor::Property { set, .. } = &**descriptor => {
                if matches!(set, Value::None) {
                    let message = format!("property '{name}' of '{}' object has no setter", class.qualified_name());
                    return Err(self.error("AttributeError", message));
                }
                self.call(&set.clone(), Arguments::positional(vec![Value::Instance(instance.clone()), value]))?;
                return Ok(());
            }
            Some(descriptor @ Value::Instance(_)) => {
                let arguments = vec![Value::Instance(instance.clone()), value.clone()];
                if self.call_special(descriptor, "__set__", Arguments::positional(arguments))?.is_some() {
                    return Ok(());
                }
            }
            _ => {}
        }
        match &*name.name() {
            "__class__" => return self.change_class(instance, value),
            "__dict__" => return self.replace_attributes(instance, &value),
            text if class.is_exception()
                && text.starts_with("__")
                && self.set_exception_attribute(instance, text, &value)? =>
            {
                return Ok(());
            }
            _ => {}
        }
        let is_refused = class.more.slots.borrow().as_ref().is_some_and(|slots| !slots.contains(&name));
        if is_refused {
            let message = match class.lookup(name) {
                Some(_) => format!("'{}' object attribute '{name}' is read-only", class.name),
                None => format!("'{}' object has no attribute '{name}'", class.name),
            };
            return Err(self.error("AttributeError", message));
        }
        if instance.model_class().is_some() {
            return self.set_model_attribute(instance, name, value);
        }
        if instance.class().native == NativeClass::Builtin("object") {
            return Err(self.no_attribute(&Value::Instance(instance.clone()), name));
        }
        let mark = Mark::Stated(self.span());
        instance.set(name, value, mark);
        Ok(())
    }

    /// `object.__class__ = class`
    fn change_class(&mut self, instance: &Rc<Instance>, class: Value) -> Outcome<()> {
        let Value::Class(class) = class else {
            let name = self.type_name(&class);
            let message = format!("__class__ must be set to a class, not '{name}' object");
            return Err(self.error("TypeError", message));
        };
        let old = instance.class();
        if old.native != class.native || old.more.slots != class.more.slots {
            let message = format!("__class__ assignment: '{}' object layout differs from '{}'", class.name, old.name);
            return Err(self.error("TypeError", message));
        }
        instance.class.replace(class);
        Ok(())
    }

    /// `object.__dict__ = dict`
    fn replace_attributes(&mut self, instance: &Rc<Instance>, dict: &Value) -> Outcome<()> {
        let mut attributes = Attributes::default();
        let mark = Mark::Stated(self.span());
        for (name, value) in self.mapping_entries(dict)? {
            let name = self.text(&name)?;
            attributes.set(Symbol::new(&name), value, mark);
        }
        instance.attributes.replace(attributes);
        Ok(())
    }

    /// A method that stands in for what `object` does with attributes, when the class has one of its own.
    fn own_hook(&mut self, this: &Value, class: &Rc<Class>, name: &str) -> Outcome<Option<Value>> {
        match class.lookup(Symbol::new(name)) {
            Some(hook @ (Value::Function(_) | Value::Descriptor(_))) => self.bind(&hook, this).map(Some),
            _ => Ok(None),
        }
    }

    /// Deletes an attribute.
    pub(crate) fn delete_attribute(&mut self, object: &Value, name: Symbol) -> Outcome<()> {
        if let Value::Instance(instance) = object
            && let Some(hook) = self.own_hook(object, &instance.class(), "__delattr__")?
        {
            self.call(&hook, Arguments::of(Value::str(name.name())))?;
            return Ok(());
        }
        self.delete_plainly(object, name)
    }

    /// Deletes an attribute as `object.__delattr__` does.
    pub(crate) fn delete_plainly(&mut self, object: &Value, name: Symbol) -> Outcome<()> {
        if let Value::Class(class) = object
            && let NativeClass::Builtin(builtin) = class.native
        {
            let message = format!("cannot set '{name}' attribute of immutable type '{builtin}'");
            return Err(self.error("TypeError", message));
        }
        if let Value::Instance(instance) = object {
            let class = instance.class();
            match &class.lookup(name) {
                Some(Value::Descriptor(descriptor)) if let Descriptor::Property { delete, .. } = &**descriptor => {
                    if matches!(delete, Value::None) {
                        let message =
                            format!("property '{name}' of '{}' object has no deleter", class.qualified_name());
                        return Err(self.error("AttributeError", message));
                    }
                    self.call(&delete.clone(), Arguments::of(object.clone()))?;
                    return Ok(());
                }
                Some(descriptor @ Value::Instance(_))
                    if self.call_special(descriptor, "__delete__", Arguments::of(object.clone()))?.is_some() =>
                {
                    return Ok(());
                }
                _ => {}
            }
        }
        let removed = match object {
            Value::Instance(instance) => instance.attributes.borrow_mut().remove(name),
            Value::Class(class) => class.attributes.borrow_mut().remove(name),
            Value::Function(function) => function.attributes.borrow_mut().remove(name),
            Value::Module(module) => {
                let known = module.get(name);
                module.set(name, None);
                known
            }
            _ => None,
        };
        match removed {
            Some(_) => Ok(()),
            None => Err(self.no_attribute(object, name)),
        }
    }

    pub(crate) fn no_attribute(&mut self, value: &Value, name: Symbol) -> Stop {
        if self.is_attribute_name_unknown(name) {
            return Stop::Unknown;
        }
        let message = match value {
            Value::Class(class) if class.enumeration().is_some() => name.to_string(),
            Value::Class(class) => format!("type object '{}' has no attribute '{name}'", class.name),
            Value::Module(module) => format!("module '{}' has no attribute '{name}'", module.name),
            _ => format!("'{}' object has no attribute '{name}'", self.type_name(value)),
        };
        let is_certain = matches!(value, Value::Class(_) | Value::Module(_) | Value::Member(_) | Value::Str(_));
        let stop = self.error("AttributeError", message);
        super::exceptions::tell(&stop, &[("name", Value::str(name.name())), ("obj", value.clone())]);
        stop.wanting(Wanted::Attribute(value.clone(), name), is_certain)
    }
}

/// The class, if it is a built-in type with a method of this name.
fn builtin_with_method<'c>(class: &'c Rc<Class>, name: &str) -> Option<&'c Rc<Class>> {
    let NativeClass::Builtin(builtin) = class.native else { return None };
    let has = builtins::type_method(builtin, name).is_some() || builtins::is_special_of_type(builtin, name);
    has.then_some(class)
}

/// Whether an object in a class decides what assignments to its name do.
fn is_data_descriptor(descriptor: &Rc<Instance>) -> bool {
    let class = descriptor.class();
    let has = |name: &str| Symbol::known(name).is_some_and(|name| class.lookup(name).is_some());
    has("__get__") && (has("__set__") || has("__delete__"))
}

fn builtin_method(this: &Value, name: Symbol) -> Option<Value> {
    builtins::method(this, &name.name())
        .map(|_| Value::Bound(Rc::new(Bound::new(this.clone(), BoundFunction::Method(name)))))
}

fn bound(this: &Value, function: Value) -> Value {
    Value::Bound(Rc::new(Bound::new(this.clone(), BoundFunction::Value(function))))
}

/// A method that was made for a class, with the class.
fn made(class: &Rc<Class>, function: &'static crate::value::NativeFunction) -> Value {
    bound(&Value::Class(class.clone()), Value::Native(function))
}

/// `object.__init__`: takes nothing, does nothing.
static NO_INIT: crate::value::NativeFunction =
    crate::value::NativeFunction { name: "__init__", call: |_, _| Ok(Value::None) };
