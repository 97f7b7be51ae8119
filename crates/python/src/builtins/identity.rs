//! `id()`: numbers that tell objects apart and are the same on every run, unlike addresses.

use std::hash::{DefaultHasher, Hash, Hasher};

use crate::eval::{Interpreter, Outcome};
use crate::value::{Dict, Symbol, Value};

/// Numbers of values without a serial start here; those with one are below.
const FIRST: i64 = 1 << 40;

/// The number of an object.
pub(super) fn number(interpreter: &mut Interpreter<'_>, value: &Value) -> Outcome<i64> {
    match value {
        Value::Instance(instance) => Ok(i64::from(instance.serial) * 16 + FIRST / 2),
        Value::None | Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::Str(_) | Value::Member(_) => {
            let hash = interpreter.hash(value)?;
            let mut hasher = DefaultHasher::new();
            (hash, &*interpreter.type_name(value)).hash(&mut hasher);
            Ok((hasher.finish() >> 2) as i64 | FIRST << 8)
        }
        _ => numbered(interpreter, value),
    }
}

/// The number of an object by the order in which scripts asked. Objects that were asked for stay alive, so that no
/// other takes their place.
fn numbered(interpreter: &mut Interpreter<'_>, value: &Value) -> Outcome<i64> {
    interpreter.step(20)?;
    let hidden = Symbol::new("<identities>");
    let known = match interpreter.builtins.get(hidden) {
        Some(Value::Dict(known)) => known,
        _ => {
            let known = Value::dict(Dict::default());
            interpreter.builtins.set(hidden, Some(known.clone()));
            match known {
                Value::Dict(known) => known,
                _ => return Ok(FIRST),
            }
        }
    };
    let hash = value.address().unwrap_or(0) as u64;
    let candidates = known.dict.borrow().candidates(hash);
    if let Some((position, _)) = candidates.into_iter().find(|(_, candidate)| candidate.is_same(value)) {
        return Ok(FIRST + position as i64 * 16);
    }
    let position = known.dict.borrow().end();
    known.dict.borrow_mut().push(hash, value.clone(), Value::None);
    Ok(FIRST + position as i64 * 16)
}
