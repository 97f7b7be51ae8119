//! Class statements: bases, method resolution order, and what kind of class comes out.

use std::cell::RefCell;
use std::rc::Rc;

use super::{Frame, Interpreter, Outcome};
use crate::limits;
use crate::tree::{Argument, ClassBody, Keyword};
use crate::value::class::Mark;
use crate::value::{Arguments, Attributes, Class, NativeClass, Symbol, Value, meter};

impl Interpreter<'_> {
    pub(super) fn make_class(
        &mut self,
        frame: &mut Frame,
        body: &Rc<ClassBody>,
        bases: &[Argument],
        keywords: &[Keyword],
    ) -> Outcome<Value> {
        let is_abstract = self.metaclass(frame, keywords)?;
        let bases = self.evaluate_bases(frame, bases)?;
        let received = frame.cells_for(&body.scope);
        let mut inner = Frame::inner(frame.module.clone(), frame.source, &body.scope, &received);
        let namespace = Rc::new(RefCell::new(Attributes::default()));
        inner.class_namespace = Some(namespace.clone());
        inner.enumeration = bases.iter().any(|base| base.enumeration().is_some()).then(|| bases.clone());
        self.execute(&mut inner, &body.body)?;
        let attributes = namespace.borrow().clone();
        let class = match inner.enumeration {
            Some(_) => self.new_enumeration(
                &body.name.name(),
                &frame.module.name,
                bases,
                attributes,
                body.documentation.clone(),
            )?,
            None => {
                self.new_class(&body.name.name(), &frame.module.name, bases, attributes, body.documentation.clone())?
            }
        };
        let own_class = body.scope.own_cells.iter().position(|(name, _)| &*name.name() == "__class__");
        if let Some(cell) = own_class.and_then(|at| inner.cells.get(at)) {
            *cell.borrow_mut() = Some(Value::Class(class.clone()));
        }
        crate::builtins::abc::note_open_methods(self, &class, is_abstract)?;
        self.tell_parent(&class)?;
        Ok(Value::Class(class))
    }

    /// Whether the keywords say `metaclass=ABCMeta`; nothing else is supported.
    fn metaclass(&mut self, frame: &mut Frame, keywords: &[Keyword]) -> Outcome<bool> {
        let Some(keyword) = keywords.first() else { return Ok(false) };
        if keywords.len() == 1 && keyword.name.is_some_and(|name| &*name.name() == "metaclass") {
            let metaclass = self.evaluate(frame, &keyword.value)?;
            if matches!(&metaclass, Value::Class(class) if crate::builtins::abc::is_abstract_metaclass(class)) {
                return Ok(true);
            }
        }
        self.here = (frame.source, keyword.range);
        Err(self.unsupported("a keyword in a class statement"))
    }

    /// A class from its parts.
    pub(crate) fn new_class(
        &mut self,
        name: &str,
        module: &str,
        bases: Vec<Rc<Class>>,
        attributes: Attributes,
        documentation: Option<Rc<str>>,
    ) -> Outcome<Rc<Class>> {
        let ancestors = match linearise(&bases) {
            Some(ancestors) => ancestors,
            None => {
                let message = "Cannot create a consistent method resolution order (MRO) for the bases";
                return Err(self.error("TypeError", message));
            }
        };
        if ancestors.len() > limits::MAX_ANCESTORS {
            let message = format!("a class derives from more than {} others", limits::MAX_ANCESTORS);
            return Err(self.over_limit(message));
        }
        self.step(1 + ancestors.len())?;
        // Classes refer to themselves and stay until the end.
        meter::charge(meter::OBJECT + name.len() + (ancestors.len() + bases.len()) * size_of::<Rc<Class>>());
        let native = super::enumerations::kind_of(&ancestors).or_else(|| {
            ancestors
                .iter()
                .map(|class| class.native)
                .find(|native| !matches!(native, NativeClass::Plain | NativeClass::Builtin("object")))
        });
        if let Some(NativeClass::Builtin(base)) = native {
            return Err(self.unsupported(format!("deriving a class from `{base}`")));
        }
        if let Some(NativeClass::Enum(kind)) = native {
            return Err(self.unsupported(format!("deriving a class from `{}`", kind.name())));
        }
        Ok(Rc::new(Class {
            name: name.into(),
            module: module.into(),
            bases,
            ancestors,
            attributes: RefCell::new(attributes),
            native: native.unwrap_or(NativeClass::Plain),
            documentation,
        }))
    }

    fn evaluate_bases(&mut self, frame: &mut Frame, bases: &[Argument]) -> Outcome<Vec<Rc<Class>>> {
        let mut classes = Vec::new();
        for value in self.evaluate_items(frame, bases)? {
            match value {
                Value::Class(class) => classes.push(class),
                other => {
                    let name = self.type_name(&other);
                    return Err(self.error("TypeError", format!("cannot derive a class from '{name}' object")));
                }
            }
        }
        if classes.is_empty() {
            classes.push(self.types.object.clone());
        }
        Ok(classes)
    }

    /// `__init_subclass__` of the parent, and `__set_name__` of attributes.
    fn tell_parent(&mut self, class: &Rc<Class>) -> Outcome<()> {
        let hook = class
            .ancestors
            .iter()
            .find_map(|parent| parent.attributes.borrow().get(Symbol::new("__init_subclass__")).cloned());
        if let Some(hook) = hook {
            let function = match &hook {
                Value::Descriptor(descriptor) => match &**descriptor {
                    crate::value::Descriptor::Class(function) => function.clone(),
                    _ => hook.clone(),
                },
                _ => hook.clone(),
            };
            self.call(&function, Arguments::of(Value::Class(class.clone())))?;
        }
        Ok(())
    }
}

/// Ancestors in method resolution order (C3); `None` when there is no consistent one.
fn linearise(bases: &[Rc<Class>]) -> Option<Vec<Rc<Class>>> {
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
        if super::enumerations::has_member(class, &name.name()) {
            return Err(self.error("AttributeError", format!("cannot reassign member '{name}'")));
        }
        class.attributes.borrow_mut().set(name, value, Mark::Stated(self.span()));
        Ok(())
    }
}
