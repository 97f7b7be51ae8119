//! Frames, and names in them.

use std::cell::RefCell;
use std::rc::Rc;

use bartizan_model::SourceId;

use super::{Interpreter, Outcome, Stop, Wanted};
use crate::tree::{self, Place, Scope};
use crate::value::class::Mark;
use crate::value::{Attributes, CellValue, Class, ModuleObject, Symbol, Value};

/// The variables of a running module, function, comprehension or class body.
pub(crate) struct Frame {
    pub(crate) module: Rc<ModuleObject>,
    pub(crate) source: SourceId,
    pub(crate) locals: Vec<Option<Value>>,
    /// The scope's own cells, then those that it received.
    pub(crate) cells: Vec<CellValue>,
    /// The bases of an enumeration whose body runs.
    pub(crate) enumeration: Option<Vec<Rc<Class>>>,
    /// The names of a class body.
    pub(crate) class_namespace: Option<Rc<RefCell<Attributes>>>,
    /// Whether an exception that leaves the running statement ends the run for certain (see `recovery`).
    pub(crate) recovers: bool,
    /// The function that runs, for `super()` and messages.
    pub(crate) function: Option<Rc<tree::Function>>,
    /// The comprehension whose variables these are.
    pub(crate) comprehension: Option<Rc<tree::Comprehension>>,
    /// What `exec` assigned in a function: `locals()` shows it.
    pub(crate) executed: Option<Rc<RefCell<Attributes>>>,
}

impl Frame {
    /// The frame of a module's own code.
    pub(crate) fn of_module(module: Rc<ModuleObject>, source: SourceId) -> Self {
        Self {
            module,
            source,
            locals: Vec::new(),
            cells: Vec::new(),
            class_namespace: None,
            enumeration: None,
            recovers: false,
            function: None,
            comprehension: None,
            executed: None,
        }
    }

    /// A frame for a scope inside this one or inside a function's: own cells are new, the others are received.
    pub(crate) fn inner(module: Rc<ModuleObject>, source: SourceId, scope: &Scope, received: &[CellValue]) -> Self {
        let mut cells: Vec<CellValue> = Vec::with_capacity(scope.own_cells.len() + received.len());
        cells.extend(scope.own_cells.iter().map(|_| CellValue::default()));
        cells.extend(received.iter().cloned());
        let locals = vec![None; scope.locals.len()];
        Self {
            module,
            source,
            locals,
            cells,
            class_namespace: None,
            enumeration: None,
            recovers: false,
            function: None,
            comprehension: None,
            executed: None,
        }
    }

    /// The cells that a scope made in this frame receives.
    pub(crate) fn cells_for(&self, scope: &Scope) -> Vec<CellValue> {
        scope.free.iter().map(|(_, index)| self.cells.get(*index as usize).cloned().unwrap_or_default()).collect()
    }
}

impl Interpreter<'_> {
    pub(super) fn load(&mut self, frame: &Frame, place: Place, name: Symbol) -> Outcome<Value> {
        let value = match place {
            Place::Local(slot) => frame.locals.get(slot as usize).cloned().flatten(),
            Place::Cell(cell) => frame.cells.get(cell as usize).and_then(|cell| cell.borrow().clone()),
            Place::Global(slot) => return self.load_global(frame, slot, name),
            Place::Class(symbol, slot) => {
                let own = frame.class_namespace.as_ref().and_then(|names| names.borrow().get(symbol).cloned());
                match own {
                    Some(value) => Some(value),
                    None => return self.load_global(frame, slot, name),
                }
            }
        };
        value.ok_or_else(|| {
            if self.is_recovering() {
                return Stop::Unknown;
            }
            let scope = match (&frame.comprehension, &frame.function) {
                (Some(comprehension), _) => Some(&comprehension.scope),
                (None, Some(function)) => Some(&function.scope),
                (None, None) => None,
            };
            let own = scope.map_or(0, |scope| scope.own_cells.len());
            if matches!(place, Place::Cell(cell) if cell as usize >= own) {
                let message = format!(
                    "cannot access free variable '{name}' where it is not associated with a value in enclosing scope"
                );
                return self.error("NameError", message);
            }
            let message = format!("cannot access local variable '{name}' where it is not associated with a value");
            self.error("UnboundLocalError", message)
        })
    }

    fn load_global(&mut self, frame: &Frame, slot: u32, name: Symbol) -> Outcome<Value> {
        if let Some(value) = frame.module.slots.borrow().get(slot as usize).cloned().flatten() {
            return Ok(value);
        }
        let own = frame.module.own_builtins.borrow().clone();
        let value = match own {
            Some(own) => self.dict_get(&own.dict, &Value::str(name.name()))?,
            None => self.builtin(name)?,
        };
        value.ok_or_else(|| self.undefined(frame, name))
    }

    fn undefined(&mut self, frame: &Frame, name: Symbol) -> Stop {
        if self.is_name_unknown(frame.source, name) {
            return Stop::Unknown;
        }
        let wanted = Wanted::Variable(frame.module.clone(), frame.function.clone(), name);
        let stop = self.error("NameError", format!("name '{name}' is not defined"));
        super::exceptions::tell(&stop, &[("name", Value::str(name.name()))]);
        stop.wanting(wanted, true)
    }

    pub(super) fn store(&mut self, frame: &mut Frame, place: Place, value: Option<Value>) {
        match place {
            Place::Local(slot) => {
                if let Some(local) = frame.locals.get_mut(slot as usize) {
                    *local = value;
                }
            }
            Place::Cell(cell) => {
                if let Some(cell) = frame.cells.get(cell as usize) {
                    *cell.borrow_mut() = value;
                }
            }
            Place::Global(slot) => {
                frame.module.set_slot(slot as usize, value);
            }
            Place::Class(symbol, _) => {
                let Some(names) = &frame.class_namespace else { return };
                match value {
                    Some(value) => names.borrow_mut().set(symbol, value, Mark::Stated(self.span())),
                    None => {
                        names.borrow_mut().remove(symbol);
                    }
                }
            }
        }
    }
}
