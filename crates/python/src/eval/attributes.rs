//! Attributes: looking up, setting and deleting them.

use std::rc::Rc;

use bartizan_model::names::nearest;
use bartizan_model::schema::MemberValue;

use super::{Interpreter, Outcome, Stop};
use crate::builtins;
use crate::value::class::Mark;
use crate::value::{
    Arguments, Bound, BoundFunction, Class, Descriptor, DictKind, Instance, NativeClass, SuperObject, Symbol, Tuple,
    Value,
};

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
        let text = name.name();
        if &*text == "__class__" {
            return Ok(Some(Value::Class(self.class_of(value))));
        }
        match value {
            Value::Instance(instance) => self.instance_attribute(instance, name),
            Value::Class(class) => self.class_attribute(class, name),
            Value::Module(module) => Ok(match &*text {
                "__name__" => Some(Value::str(&module.name)),
                "__dict__" => return Err(self.unsupported("`__dict__` of a module")),
                _ => module.get(name),
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
            Value::Function(function) => Ok(match &*text {
                "__name__" => Some(Value::str(function.code.name.name())),
                "__qualname__" => Some(Value::str(&function.code.qualified_name)),
                "__module__" => Some(Value::str(&function.module.name)),
                "__doc__" => Some(function.code.documentation.as_ref().map_or(Value::None, Value::str)),
                _ => None,
            }),
            Value::Tuple(tuple) if let Some(class) = &tuple.class => {
                self.named_tuple_attribute(value, tuple, class, name)
            }
            Value::Dict(dict)
                if let DictKind::Default(factory) = &dict.kind
                    && &*text == "default_factory" =>
            {
                Ok(Some(factory.borrow().clone()))
            }
            Value::Native(native) => Ok((&*text == "__name__").then(|| Value::str(native.name))),
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
                _ => None,
            }),
            Value::Int(_) | Value::Bool(_) | Value::Float(_) | Value::Big(_) if &*text == "real" => {
                Ok(Some(value.clone()))
            }
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
            (Descriptor::Static(function) | Descriptor::Class(function), "__func__") => Some(function.clone()),
            _ => None,
        })
    }

    fn instance_attribute(&mut self, instance: &Rc<Instance>, name: Symbol) -> Outcome<Option<Value>> {
        let class = instance.class();
        let of_class = class.lookup(name);
        if let Some(Value::Descriptor(descriptor)) = &of_class
            && let Descriptor::Property { get, .. } = &**descriptor
        {
            return self.call(&get.clone(), Arguments::of(Value::Instance(instance.clone()))).map(Some);
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
        match &*name.name() {
            "__dict__" => self.instance_dict(instance).map(Some),
            "__doc__" => Ok(Some(class.documentation.as_ref().map_or(Value::None, Value::str))),
            "__module__" => Ok(Some(Value::str(&class.module))),
            "__cause__" | "__context__" | "__traceback__" if class.is_exception() => Ok(Some(Value::None)),
            _ => match class.lookup(Symbol::new("__getattr__")) {
                None if class.enumeration().is_some() => match Value::Instance(instance.clone()).plain() {
                    Some(plain) => self.find_attribute(&plain, name),
                    None => Ok(None),
                },
                Some(hook) => {
                    let arguments = vec![Value::Instance(instance.clone()), Value::str(name.name())];
                    self.call(&hook, Arguments::positional(arguments)).map(Some)
                }
                None => Ok(None),
            },
        }
    }

    fn instance_dict(&mut self, instance: &Rc<Instance>) -> Outcome<Value> {
        let entries: Vec<(Symbol, Value)> =
            instance.attributes.borrow().iter().map(|(name, value, _)| (name, value.clone())).collect();
        let dict = std::cell::RefCell::default();
        for (name, value) in entries {
            self.dict_set(&dict, Value::str(name.name()), value)?;
        }
        Ok(Value::dict(dict.into_inner()))
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
        if let Some(found) = class.lookup(name) {
            return Ok(Some(match &found {
                Value::Descriptor(descriptor) => match &**descriptor {
                    Descriptor::Static(function) => function.clone(),
                    Descriptor::Class(function) => bound(&Value::Class(class.clone()), function.clone()),
                    Descriptor::Property { .. } => found.clone(),
                    Descriptor::Made { class, function } => made(class, function),
                },
                _ => found,
            }));
        }
        Ok(match &*name.name() {
            "__name__" | "__qualname__" => Some(Value::str(&class.name)),
            "__module__" => Some(Value::str(&class.module)),
            "__doc__" => Some(class.documentation.as_ref().map_or(Value::None, Value::str)),
            "__bases__" => Some(Value::tuple(class.bases.iter().cloned().map(Value::Class).collect())),
            "__mro__" => Some(Value::tuple(class.lineage().cloned().map(Value::Class).collect())),
            text => match class.native {
                NativeClass::Builtin(builtin) => builtins::type_method(builtin, text).map(|_| {
                    Value::Bound(Rc::new(Bound::new(Value::Class(class.clone()), BoundFunction::Method(name))))
                }),
                _ => None,
            },
        })
    }

    fn super_attribute(&mut self, object: &Rc<SuperObject>, name: Symbol) -> Outcome<Option<Value>> {
        let class = match &object.this {
            Value::Instance(instance) => instance.class(),
            Value::Class(class) => class.clone(),
            _ => return Ok(None),
        };
        let found = class
            .lineage()
            .skip_while(|class| !Rc::ptr_eq(class, &object.after))
            .skip(1)
            .find_map(|class| class.attributes.borrow().get(name).cloned());
        match found {
            Some(found) => self.bind(&found, &object.this).map(Some),
            None if &*name.name() == "__init__" => Ok(Some(Value::Native(&NO_INIT))),
            None => Ok(None),
        }
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
        if let Some(Value::Descriptor(descriptor)) = class.lookup(name)
            && let Descriptor::Property { set, .. } = &*descriptor
        {
            if matches!(set, Value::None) {
                let message = format!("property '{name}' of '{}' object has no setter", class.name);
                return Err(self.error("AttributeError", message));
            }
            self.call(&set.clone(), Arguments::positional(vec![this, value]))?;
            return Ok(());
        }
        if let Some(hook) = self.own_hook(&this, &class, "__setattr__")? {
            self.call(&hook, Arguments::positional(vec![Value::str(name.name()), value]))?;
            return Ok(());
        }
        self.set_plainly(instance, name, value)
    }

    /// Sets an attribute as `object.__setattr__` does.
    pub(crate) fn set_plainly(&mut self, instance: &Rc<Instance>, name: Symbol, value: Value) -> Outcome<()> {
        if instance.model_class().is_some() {
            return self.set_model_attribute(instance, name, value);
        }
        let mark = Mark::Stated(self.span());
        instance.set(name, value, mark);
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
        let removed = match object {
            Value::Instance(instance) => instance.attributes.borrow_mut().remove(name),
            Value::Class(class) => class.attributes.borrow_mut().remove(name),
            _ => None,
        };
        match removed {
            Some(_) => Ok(()),
            None => Err(self.no_attribute(object, name)),
        }
    }

    fn no_attribute(&mut self, value: &Value, name: Symbol) -> Stop {
        let message = match value {
            Value::Class(class) => format!("type object '{}' has no attribute '{name}'", class.name),
            Value::Module(module) => format!("module '{}' has no attribute '{name}'", module.name),
            _ => format!("'{}' object has no attribute '{name}'", self.type_name(value)),
        };
        let near = self.nearest_attribute(value, &name.name());
        let mut stop = self.error("AttributeError", message);
        if let (Stop::Raised(raised), Some(near)) = (&mut stop, near) {
            raised.help = Some(format!("did you mean `{near}`?"));
        }
        stop
    }

    fn nearest_attribute(&mut self, value: &Value, name: &str) -> Option<String> {
        let known: Vec<Rc<str>> = match value {
            Value::Instance(instance) => {
                if let Some(class) = instance.model_class() {
                    return bartizan_model::schema::suggest(class, name);
                }
                let own = instance.attributes.borrow().iter().map(|(name, ..)| name.name()).collect::<Vec<_>>();
                own.into_iter().chain(class_names(&instance.class())).collect()
            }
            Value::Class(class) => match class.native {
                NativeClass::Enum(kind) => kind.members().map(|member| member.name().into()).collect(),
                _ => class_names(class),
            },
            Value::Module(module) => module.entries().into_iter().map(|(name, _)| name.name()).collect(),
            _ => return None,
        };
        nearest(name, known.iter().map(|name| &**name)).map(str::to_owned)
    }
}

fn class_names(class: &Rc<Class>) -> Vec<Rc<str>> {
    class
        .lineage()
        .flat_map(|class| class.attributes.borrow().iter().map(|(name, ..)| name.name()).collect::<Vec<_>>())
        .collect()
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
