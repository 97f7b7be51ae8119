//! Class statements: bases, method resolution order, and what kind of class comes out.

use std::cell::RefCell;
use std::rc::Rc;

use super::metaclasses::Parts;
use super::{Frame, Interpreter, Outcome, Stop};
use crate::tree::{Argument, ClassBody, Keyword};
use crate::value::class::Mark;
use crate::value::{Arguments, Attributes, Class, NativeClass, Symbol, Value, meter};
use crate::{builtins, limits};

/// What `__init_subclass__` is passed.
type Keywords = Vec<(Symbol, Value)>;

impl Interpreter<'_> {
    pub(super) fn make_class(
        &mut self,
        frame: &mut Frame,
        body: &Rc<ClassBody>,
        bases: &[Argument],
        keywords: &[Keyword],
    ) -> Outcome<Value> {
        let here = self.here;
        let stated = self.evaluate_items(frame, bases)?;
        let (metaclass, mut keywords) = self.evaluate_class_keywords(frame, keywords)?;
        self.here = here;
        let form = builtins::class_form(&stated);
        let bases = match form {
            Some(_) => vec![self.types.object.clone()],
            None => self.real_bases(stated.clone())?,
        };
        let stated_metaclass = match &metaclass {
            Some(Value::Class(class)) => Some(class.clone()),
            _ => None,
        };
        let is_function = metaclass.is_some() && stated_metaclass.is_none();
        let winner = match is_function {
            true => None,
            false => self.winning_metaclass(stated_metaclass, &bases)?,
        };
        let received = frame.cells_for(&body.scope);
        let mut inner = Frame::inner(frame.module.clone(), frame.source, &body.scope, &received);
        let namespace = self.prepare_namespace(body, winner.as_ref(), &bases, &keywords)?;
        inner.class_namespace = Some(namespace.clone());
        inner.enumeration = bases.iter().any(|base| base.enumeration().is_some()).then(|| bases.clone());
        let given = [("__module__", &*frame.module.name), ("__qualname__", &*body.qualified_name)]
            .map(|(name, text)| (Symbol::new(name), Value::str(text)));
        give(&namespace, &given);
        self.execute(&mut inner, &body.body)?;
        take_back(&namespace, &given);
        self.here = here;
        let stated_module = match namespace.borrow().get(Symbol::new("__module__")) {
            Some(Value::Str(module)) => Some(module.as_str().into()),
            _ => None,
        };
        let parts = Parts {
            name: body.name.name(),
            qualified_name: Some(body.qualified_name.clone()),
            module: stated_module.unwrap_or_else(|| frame.module.name.clone()),
            attributes: namespace.borrow().clone(),
            documentation: body.documentation.clone(),
            bases,
            metaclass: winner.clone(),
        };
        let own_class = body.scope.own_cells.iter().position(|(name, _)| &*name.name() == "__class__");
        let cell = own_class.and_then(|at| inner.cells.get(at));
        let set_cell = |class: &Value| {
            if let Some(cell) = cell {
                *cell.borrow_mut() = Some(class.clone());
            }
        };
        if let Some(form) = form {
            let class = builtins::class_of_form(self, form, parts, keywords, &stated)?;
            set_cell(&class);
            return Ok(class);
        }
        if inner.enumeration.is_some()
            && let Some(at) = keywords.iter().position(|(name, _)| &*name.name() == "boundary")
        {
            let (_, boundary) = keywords.remove(at);
            namespace.borrow_mut().set(Symbol::new("_boundary_"), boundary, Mark::Derived);
        }
        let parts = Parts { attributes: namespace.borrow().clone(), ..parts };
        if !is_function && self.makes_plainly(winner.as_ref()) {
            let class = self.class_of_parts(parts)?;
            class.more.is_generic.set(body.is_generic);
            set_cell(&Value::Class(class.clone()));
            self.finish_class(&class, std::mem::take(&mut keywords))?;
            return Ok(Value::Class(class));
        }
        let maker = if is_function { metaclass } else { winner.map(Value::Class) };
        let made = self.make_through(maker.unwrap_or(Value::None), &parts, keywords)?;
        set_cell(&made);
        Ok(made)
    }

    /// Calls a metaclass that makes classes in its own way. Places of attributes are kept: they may be facts.
    fn make_through(&mut self, maker: Value, parts: &Parts, keywords: Vec<(Symbol, Value)>) -> Outcome<Value> {
        let names = self.names_as_dict(parts)?;
        let bases = Value::tuple(parts.bases.iter().cloned().map(Value::Class).collect());
        let positional = vec![Value::str(&parts.name), bases, names];
        let made = self.call(&maker, Arguments { positional, keywords })?;
        if let Value::Class(class) = &made {
            let mut attributes = class.attributes.borrow_mut();
            for (name, value, mark) in parts.attributes.iter() {
                let same = attributes.get(name).filter(|known| known.is_same(value)).cloned();
                if let Some(same) = same {
                    attributes.set(name, same, mark);
                }
            }
        }
        Ok(made)
    }

    /// The metaclass, and what `__init_subclass__` is passed.
    fn evaluate_class_keywords(
        &mut self,
        frame: &mut Frame,
        keywords: &[Keyword],
    ) -> Outcome<(Option<Value>, Keywords)> {
        let mut metaclass = None;
        let mut others = Vec::new();
        for keyword in keywords {
            let value = self.evaluate(frame, &keyword.value)?;
            match keyword.name {
                Some(name) if &*name.name() == "metaclass" => metaclass = Some(value),
                Some(name) => others.push((name, value)),
                None => {
                    for (key, value) in self.mapping_entries(&value)? {
                        let name = self.text(&key)?;
                        match &*name {
                            "metaclass" => metaclass = Some(value),
                            _ => others.push((Symbol::new(&name), value)),
                        }
                    }
                }
            }
        }
        Ok((metaclass, others))
    }

    /// The names that a class body starts with: what `__prepare__` of the metaclass gives.
    fn prepare_namespace(
        &mut self,
        body: &ClassBody,
        metaclass: Option<&Rc<Class>>,
        bases: &[Rc<Class>],
        keywords: &[(Symbol, Value)],
    ) -> Outcome<Rc<RefCell<Attributes>>> {
        let namespace = Rc::new(RefCell::new(Attributes::default()));
        let Some(metaclass) = metaclass else { return Ok(namespace) };
        let Some(prepare) = metaclass.lookup(Symbol::new("__prepare__")) else { return Ok(namespace) };
        let prepare = self.bind(&prepare, &Value::Class(metaclass.clone()))?;
        let bases = Value::tuple(bases.iter().cloned().map(Value::Class).collect());
        let positional = vec![Value::str(body.name.name()), bases];
        let prepared = self.call(&prepare, Arguments { positional, keywords: keywords.to_vec() })?;
        if !matches!(&prepared, Value::Dict(_)) {
            return Err(self.unsupported("`__prepare__` that gives something other than a dict"));
        }
        for (name, value) in self.mapping_entries(&prepared)? {
            let name = self.text(&name)?;
            namespace.borrow_mut().set(Symbol::new(&name), value, Mark::Derived);
        }
        Ok(namespace)
    }

    /// A class from its parts.
    pub(crate) fn new_class(&mut self, mut parts: Parts) -> Outcome<Rc<Class>> {
        // Finding an order looks at all ancestors for each of them.
        let count: usize = parts.bases.iter().map(|base| base.ancestors.len() + 1).sum();
        let is_simple = parts.bases.len() < 2;
        self.step(50 + if is_simple { count * 8 } else { count * count / 4 })?;
        let ancestors = match linearise(&parts.bases) {
            Some(ancestors) => ancestors,
            None => return Err(self.inconsistent_order(&parts.bases)),
        };
        if ancestors.len() > limits::MAX_ANCESTORS {
            let message = format!("a class derives from more than {} others", limits::MAX_ANCESTORS);
            return Err(self.over_limit(message));
        }
        // Classes refer to themselves and stay until the end.
        meter::charge(
            meter::OBJECT + parts.name.len() + (ancestors.len() + parts.bases.len()) * size_of::<Rc<Class>>(),
        );
        let native = super::enumerations::kind_of(&ancestors).or_else(|| {
            ancestors
                .iter()
                .map(|class| class.native)
                .find(|native| !matches!(native, NativeClass::Plain | NativeClass::Builtin("object")))
        });
        let native = match native {
            Some(NativeClass::Builtin(base)) => self.derived_from(base)?,
            Some(NativeClass::Enum(kind)) => {
                return Err(self.unsupported(format!("deriving a class from `{}`", kind.name())));
            }
            native => native.unwrap_or(NativeClass::Plain),
        };
        self.check_layout(&ancestors)?;
        let slots = self.slots(&parts, &ancestors)?;
        self.has_attribute_hooks |= parts.attributes.get(Symbol::new("__getattribute__")).is_some();
        let class = Rc::new(Class {
            name: parts.name.clone(),
            module: parts.module.clone(),
            more: parts.more(slots),
            ancestors,
            attributes: RefCell::new(parts.attributes),
            native,
            documentation: parts.documentation,
            bases: parts.bases,
        });
        // Everything derives from `object`; nobody asks it for a list.
        for base in class.bases.iter().filter(|base| !Rc::ptr_eq(base, &self.types.object)) {
            base.more.subclasses.borrow_mut().push(Rc::downgrade(&class));
        }
        Ok(class)
    }

    fn inconsistent_order(&mut self, bases: &[Rc<Class>]) -> Stop {
        let repeated =
            bases.iter().enumerate().find(|(at, base)| bases.iter().take(*at).any(|before| Rc::ptr_eq(before, base)));
        let message = match repeated {
            Some((_, base)) => format!("duplicate base class {}", base.name),
            None => {
                let names: Vec<&str> = bases.iter().map(|base| &*base.name).collect();
                format!("Cannot create a consistent method resolution\norder (MRO) for bases {}", names.join(", "))
            }
        };
        self.error("TypeError", message)
    }

    /// An object can be of one built-in type only, and of those that this one derives from.
    fn check_layout(&mut self, ancestors: &[Rc<Class>]) -> Outcome<()> {
        let mut built_in =
            ancestors.iter().filter(|class| matches!(class.native, NativeClass::Builtin(name) if name != "object"));
        let Some(first) = built_in.next() else { return Ok(()) };
        match built_in.all(|other| first.is_subclass_of(other)) {
            true => Ok(()),
            false => Err(self.error("TypeError", "multiple bases have instance lay-out conflict")),
        }
    }

    /// What a class is whose first ancestor of ours is a built-in type.
    fn derived_from(&mut self, base: &'static str) -> Outcome<NativeClass> {
        const FINAL: [&str; 14] = [
            "bool",
            "NoneType",
            "range",
            "slice",
            "function",
            "builtin_function_or_method",
            "method",
            "generator",
            "ellipsis",
            "NotImplementedType",
            "coroutine",
            "async_generator",
            "dict_keyiterator",
            "Union",
        ];
        const DERIVABLE: [&str; 12] = [
            "dict",
            "list",
            "set",
            "frozenset",
            "tuple",
            "str",
            "int",
            "float",
            "bytes",
            "type",
            "defaultdict",
            "Counter",
        ];
        match base {
            "OrderedDict" => Ok(NativeClass::Derived(base)),
            _ if DERIVABLE.contains(&base) => Ok(NativeClass::Derived(base)),
            _ if FINAL.contains(&base) => {
                Err(self.error("TypeError", format!("type '{base}' is not an acceptable base type")))
            }
            _ => Err(self.unsupported(format!("deriving a class from `{base}`"))),
        }
    }

    /// The only attributes that objects of a class can have; `None` when they can have any.
    fn slots(&mut self, parts: &Parts, ancestors: &[Rc<Class>]) -> Outcome<Option<Vec<Symbol>>> {
        let Some(own) = parts.attributes.get(Symbol::new("__slots__")).cloned() else { return Ok(None) };
        let own = match own {
            name @ Value::Str(_) => vec![name],
            names => self.collect(&names)?,
        };
        let mut slots = Vec::with_capacity(own.len());
        for name in own {
            let Value::Str(name) = &name else {
                let kind = self.type_name(&name);
                let message = format!("__slots__ items must be strings, not '{kind}'");
                return Err(self.error("TypeError", message));
            };
            let name = Symbol::new(&crate::lower::mangled(&parts.name, name.as_str()));
            if parts.attributes.get(name).is_some() {
                let message = format!("'{name}' in __slots__ conflicts with class variable");
                return Err(self.error("ValueError", message));
            }
            slots.push(name);
        }
        let is_open = |class: &Rc<Class>| match class.native {
            NativeClass::Plain => class.more.slots.borrow().is_none() && !matches!(&*class.module, "abc" | "typing"),
            NativeClass::Builtin(_) | NativeClass::NamedTuple => false,
            NativeClass::Derived(_) => class.more.slots.borrow().is_none(),
            _ => true,
        };
        if slots.iter().any(|name| &*name.name() == "__dict__") || ancestors.iter().any(is_open) {
            return Ok(None);
        }
        for class in ancestors {
            slots.extend(class.more.slots.borrow().iter().flatten());
        }
        Ok(Some(slots))
    }

    /// The classes that a list of bases means: `Generic[T]` is `Generic`.
    pub(super) fn real_bases(&mut self, stated: Vec<Value>) -> Outcome<Vec<Rc<Class>>> {
        let mut classes: Vec<Rc<Class>> = Vec::new();
        for value in stated {
            match value {
                Value::Class(class) => classes.push(class),
                other => {
                    let bases = Value::tuple(vec![other.clone()]);
                    match self.call_special(&other, "__mro_entries__", Arguments::of(bases))? {
                        Some(entries) => {
                            for entry in self.collect(&entries)? {
                                match entry {
                                    // `class A(List[int], Generic[T])`: each is a base once.
                                    Value::Class(class) if classes.iter().any(|known| Rc::ptr_eq(known, &class)) => {}
                                    Value::Class(class) => classes.push(class),
                                    _ => return Err(self.error("TypeError", "bases must be types")),
                                }
                            }
                        }
                        None => {
                            let name = self.type_name(&other);
                            let message = format!("cannot derive a class from '{name}' object");
                            return Err(self.error("TypeError", message));
                        }
                    }
                }
            }
        }
        if classes.is_empty() {
            classes.push(self.types.object.clone());
        }
        Ok(classes)
    }
}

/// Gives a class body names that it may read.
fn give(namespace: &RefCell<Attributes>, given: &[(Symbol, Value)]) {
    let mut namespace = namespace.borrow_mut();
    given.iter().for_each(|(name, value)| namespace.set(*name, value.clone(), Mark::Derived));
}

/// Takes back what the body left as it was: a class knows these of itself.
fn take_back(namespace: &RefCell<Attributes>, given: &[(Symbol, Value)]) {
    let mut namespace = namespace.borrow_mut();
    for (name, value) in given {
        if namespace.get(*name).is_some_and(|now| now.is_same(value)) {
            namespace.remove(*name);
        }
    }
}

/// Ancestors in method resolution order (C3); `None` when there is no consistent one.
fn linearise(bases: &[Rc<Class>]) -> Option<Vec<Rc<Class>>> {
    if let [only] = bases {
        return Some(only.lineage().cloned().collect());
    }
    let mut rows: Vec<Vec<Rc<Class>>> = bases.iter().map(|base| base.lineage().cloned().collect()).collect();
    rows.push(bases.to_vec());
    let mut order: Vec<Rc<Class>> = Vec::new();
    loop {
        rows.retain(|row| !row.is_empty());
        if rows.is_empty() {
            return Some(order);
        }
        let next = rows
            .iter()
            .filter_map(|row| row.first())
            .find(|candidate| !rows.iter().any(|row| row.iter().skip(1).any(|class| Rc::ptr_eq(class, candidate))))?;
        let next = next.clone();
        for row in &mut rows {
            if row.first().is_some_and(|first| Rc::ptr_eq(first, &next)) {
                row.remove(0);
            }
        }
        order.push(next);
    }
}

impl Interpreter<'_> {
    /// Sets an attribute of a class.
    pub(super) fn set_class_attribute(&mut self, class: &Rc<Class>, name: Symbol, value: Value) -> Outcome<()> {
        if let NativeClass::Builtin(builtin) = class.native {
            let message = format!("cannot set '{name}' attribute of immutable type '{builtin}'");
            return Err(self.error("TypeError", message));
        }
        if let NativeClass::Enum(kind) = class.native
            && kind.member(&name.name()).is_some()
        {
            return Err(self.error("AttributeError", format!("cannot reassign member '{name}'")));
        }
        if let Some(metaclass) = &class.more.metaclass
            && let Some(hook @ Value::Function(_)) = metaclass.lookup(Symbol::new("__setattr__"))
        {
            let arguments = vec![Value::Class(class.clone()), Value::str(name.name()), value];
            self.call(&hook, Arguments::positional(arguments))?;
            return Ok(());
        }
        self.set_class_plainly(class, name, value)
    }

    /// `type.__setattr__(class, name, value)`
    pub(crate) fn set_class_plainly(&mut self, class: &Rc<Class>, name: Symbol, value: Value) -> Outcome<()> {
        self.has_attribute_hooks |= &*name.name() == "__getattribute__";
        if super::enumerations::has_member(class, &name.name()) {
            return Err(self.error("AttributeError", format!("cannot reassign member '{name}'")));
        }
        let name = match class.model_class() {
            Some(_) => crate::pytm::list_name(name),
            None => name,
        };
        class.attributes.borrow_mut().set(name, value, Mark::Stated(self.span()));
        Ok(())
    }
}
