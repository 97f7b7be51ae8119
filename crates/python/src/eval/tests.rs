//! Limits at their edge: as much as is allowed passes, and one more is refused.

use super::{Interpreter, Stop};
use crate::builtins::tests::Outside;
use crate::limits;
use crate::value::meter;

fn message(stop: Stop) -> String {
    match stop {
        Stop::Refused(problem) if problem.is_refusal => problem.message,
        _ => panic!("a limit can be caught"),
    }
}

#[test]
fn steps() {
    let mut outside = Outside::default();
    let mut interpreter = Interpreter::new(&mut outside, ".");
    let before = usize::try_from(interpreter.steps).unwrap();
    assert!(interpreter.step(limits::MAX_STEPS as usize - before).is_ok());
    assert_eq!(message(interpreter.step(1).unwrap_err()), "the script ran for more than 50000000 steps");
}

#[test]
fn one_value() {
    let mut outside = Outside::default();
    let mut interpreter = Interpreter::new(&mut outside, ".");
    assert!(interpreter.reserve(limits::MAX_VALUE).is_ok());
    assert_eq!(message(interpreter.reserve(limits::MAX_VALUE + 1).unwrap_err()), "a value would be larger than 16 MiB");
}

#[test]
fn all_values() {
    let mut outside = Outside::default();
    let mut interpreter = Interpreter::new(&mut outside, ".");
    let mut charge = meter::Charge::new(limits::MAX_MEMORY - meter::alive());
    assert!(interpreter.step(0).is_ok());
    charge.set(limits::MAX_MEMORY + 1);
    assert_eq!(message(interpreter.step(0).unwrap_err()), "the script holds more than 256 MiB");
    drop(charge);
    assert!(interpreter.step(0).is_ok(), "what is dropped is given back");
}

#[test]
fn output() {
    let mut outside = Outside::default();
    let mut interpreter = Interpreter::new(&mut outside, ".");
    interpreter.printed = limits::MAX_OUTPUT - 2;
    assert!(interpreter.print("ab").is_ok());
    assert_eq!(message(interpreter.print("c").unwrap_err()), "the script prints more than 1 GiB");
}

#[test]
fn warnings() {
    let mut outside = Outside::default();
    let mut interpreter = Interpreter::new(&mut outside, ".");
    for number in 0..2 * limits::MAX_WARNINGS {
        interpreter.warn(bartizan_model::Diagnostic::warning(format!("number {number}")));
    }
    assert_eq!(interpreter.warnings.len(), limits::MAX_WARNINGS + 1);
    assert_eq!(interpreter.warnings.last().unwrap().message, "there are more than 1000 warnings");
}
