//! Built-in classes that are scripts of ours, evaluated when they are first used.

use super::{Interpreter, Outcome};
use crate::value::{Arguments, Symbol, Value};

impl Interpreter<'_> {
    /// A built-in name.
    pub(crate) fn builtin(&mut self, name: Symbol) -> Outcome<Option<Value>> {
        if let Some(value) = self.builtins.get(name) {
            return Ok(Some(value));
        }
        let module = match &*name.name() {
            "bytearray" => "_bytearray",
            "complex" => "_complex",
            _ => return Ok(None),
        };
        let value = self.import_module(module)?.get(name);
        self.builtins.set(name, value.clone());
        Ok(value)
    }

    /// `complex(real, imaginary)`
    pub(crate) fn complex(&mut self, real: f64, imaginary: f64) -> Outcome<Value> {
        let class = self.builtin(Symbol::new("complex"))?.unwrap_or(Value::None);
        let make = self.get_attribute(&class, Symbol::new("_of_parts"))?;
        self.call(&make, Arguments::positional(vec![Value::Float(real), Value::Float(imaginary)]))
    }
}
