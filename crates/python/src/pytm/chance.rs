//! The numbers that pytm takes from `random`: scripts that use it too get what they would get there.
//!
//! Making a `TM` seeds the module with 0, and every element takes the bits of a UUID from it (pytm 1.4.0).

use bartizan_model::Class as ModelClass;

use crate::eval::{Interpreter, Outcome};
use crate::value::{Arguments, Symbol, Value};

const UUID_BITS: i64 = 128;

/// Does to `random` what pytm does when it makes an object, if the script has imported it.
pub(super) fn keep_pace(interpreter: &mut Interpreter<'_>, class: ModelClass) -> Outcome<()> {
    let (function, argument) = match class {
        ModelClass::Tm => ("seed", 0),
        class if class.is_a(ModelClass::Element) => ("getrandbits", UUID_BITS),
        _ => return Ok(()),
    };
    let random = interpreter.modules.get("random").and_then(|random| random.get(Symbol::new(function)));
    if let Some(function) = random {
        interpreter.call(&function, Arguments::of(Value::Int(argument)))?;
    }
    Ok(())
}
