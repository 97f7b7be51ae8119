//! `enum.Flag` and `enum.IntFlag`: members as sets of bits.

use std::rc::Rc;

use crate::builtins::arguments;
use crate::eval::{Interpreter, Outcome, compose, members};
use crate::value::{Arguments, Class, Enumeration, NativeFunction, Symbol, Value};

/// The methods of `Flag`.
pub(super) const FUNCTIONS: &[&NativeFunction] = &[
    &OR,
    &OR_REVERSED,
    &AND,
    &AND_REVERSED,
    &XOR,
    &XOR_REVERSED,
    &INVERT,
    &CONTAINS,
    &ITERATE,
    &LENGTH,
    &TRUTH,
    &NEXT_BIT,
];

static OR: NativeFunction = NativeFunction { name: "__or__", call: |i, a| combined(i, a, |a, b| a | b) };
static OR_REVERSED: NativeFunction = NativeFunction { name: "__ror__", call: |i, a| combined(i, a, |a, b| a | b) };
static AND: NativeFunction = NativeFunction { name: "__and__", call: |i, a| combined(i, a, |a, b| a & b) };
static AND_REVERSED: NativeFunction = NativeFunction { name: "__rand__", call: |i, a| combined(i, a, |a, b| a & b) };
static XOR: NativeFunction = NativeFunction { name: "__xor__", call: |i, a| combined(i, a, |a, b| a ^ b) };
static XOR_REVERSED: NativeFunction = NativeFunction { name: "__rxor__", call: |i, a| combined(i, a, |a, b| a ^ b) };

/// The class and bits of a member.
fn own(interpreter: &mut Interpreter<'_>, value: &Value) -> Outcome<(Rc<Class>, i64)> {
    let bits = match interpreter.find_attribute(value, Symbol::new("_value_"))? {
        Some(Value::Int(bits)) => bits,
        _ => 0,
    };
    Ok((interpreter.class_of(value), bits))
}

fn combined(interpreter: &mut Interpreter<'_>, arguments: Arguments, with: fn(i64, i64) -> i64) -> Outcome<Value> {
    let [this, other] = arguments::exactly::<2>(interpreter, "operator", arguments)?;
    let (class, bits) = own(interpreter, &this)?;
    let other = match &other {
        Value::Instance(member) if Rc::ptr_eq(&member.class(), &class) => own(interpreter, &other)?.1,
        Value::Int(bits) if class.enumeration() == Some(Enumeration::IntFlag) => *bits,
        Value::Bool(bit) if class.enumeration() == Some(Enumeration::IntFlag) => i64::from(*bit),
        _ => return Ok(Value::NotImplemented),
    };
    compose(interpreter, &class, with(bits, other))
}

static INVERT: NativeFunction = NativeFunction {
    name: "__invert__",
    call: |interpreter, arguments| {
        let [this] = arguments::exactly::<1>(interpreter, "__invert__", arguments)?;
        let (class, bits) = own(interpreter, &this)?;
        if class.enumeration() == Some(Enumeration::IntFlag) {
            return compose(interpreter, &class, !bits);
        }
        let mut known = 0;
        for member in members(&class) {
            known |= own(interpreter, &member)?.1;
        }
        compose(interpreter, &class, known & !bits)
    },
};

static CONTAINS: NativeFunction = NativeFunction {
    name: "__contains__",
    call: |interpreter, arguments| {
        let [this, other] = arguments::exactly::<2>(interpreter, "__contains__", arguments)?;
        let (class, bits) = own(interpreter, &this)?;
        let (other_class, other_bits) = own(interpreter, &other)?;
        if !Rc::ptr_eq(&class, &other_class) {
            let message = format!("unsupported operand type(s) for 'in': '{}' and '{}'", other_class.name, class.name);
            return Err(interpreter.error("TypeError", message));
        }
        Ok(Value::Bool(bits & other_bits == other_bits))
    },
};

static ITERATE: NativeFunction = NativeFunction {
    name: "__iter__",
    call: |interpreter, arguments| {
        let [this] = arguments::exactly::<1>(interpreter, "__iter__", arguments)?;
        let (class, bits) = own(interpreter, &this)?;
        let mut held = Vec::new();
        for member in members(&class) {
            if own(interpreter, &member)?.1 & bits != 0 {
                held.push(member);
            }
        }
        interpreter.iterator(&Value::list(held)).map(Value::Iterator)
    },
};

static LENGTH: NativeFunction = NativeFunction {
    name: "__len__",
    call: |interpreter, arguments| {
        let [this] = arguments::exactly::<1>(interpreter, "__len__", arguments)?;
        let (_, bits) = own(interpreter, &this)?;
        Ok(Value::Int(i64::from(bits.count_ones())))
    },
};

static TRUTH: NativeFunction = NativeFunction {
    name: "__bool__",
    call: |interpreter, arguments| {
        let [this] = arguments::exactly::<1>(interpreter, "__bool__", arguments)?;
        let (_, bits) = own(interpreter, &this)?;
        Ok(Value::Bool(bits != 0))
    },
};

/// The next value of `auto()`: the bit above the highest one.
static NEXT_BIT: NativeFunction = NativeFunction {
    name: "_generate_next_value_",
    call: |interpreter, arguments| {
        let [_, start, _, before] = arguments::exactly::<4>(interpreter, "_generate_next_value_", arguments)?;
        let mut highest = None;
        for value in interpreter.collect(&before)? {
            if let Value::Int(bits) = value {
                highest = highest.max(Some(bits));
            }
        }
        let Some(highest) = highest else { return Ok(start) };
        let above = 64 - highest.max(0).leading_zeros();
        match above < 63 {
            true => Ok(Value::Int(1 << above)),
            false => Err(interpreter.unsupported("a flag with more than 63 bits")),
        }
    },
};
