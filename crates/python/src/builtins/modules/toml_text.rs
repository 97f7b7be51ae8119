//! `_toml`: reads TOML. `tomllib.py` is what scripts see of it.

use std::cell::RefCell;
use std::rc::Rc;

use num_bigint::BigInt;
use toml::Spanned;
use toml::de::{DeTable, DeValue};
use toml::value::{Datetime, Offset};

use crate::builtins::arguments;
use crate::eval::{Interpreter, Outcome};
use crate::value::{Arguments, Dict, ModuleObject, NativeFunction, Value, number};

pub(super) fn module(interpreter: &mut Interpreter<'_>) -> Rc<ModuleObject> {
    let error = super::exception_class(interpreter.exceptions.class("ValueError"), "tomllib", "TOMLDecodeError");
    super::new_module("_toml", &[&LOADS], vec![("TOMLDecodeError", Value::Class(error))])
}

/// `loads(text, parse_float, make_moment)`: functions make numbers of text, and dates and times of their parts.
static LOADS: NativeFunction = NativeFunction {
    name: "loads",
    call: |interpreter, arguments| {
        let [text, float, moment] = arguments::exactly::<3>(interpreter, "loads", arguments)?;
        let text = arguments::text(interpreter, &text, "Expected str object")?;
        interpreter.reserve(text.len().saturating_mul(4))?;
        interpreter.step(50 + text.len() / 2)?;
        match DeTable::parse(text) {
            Ok(table) => Reader { float, moment }.table(interpreter, table.get_ref()),
            Err(error) => {
                let at = error.span().map_or(text.len(), |span| span.start);
                let before = text.get(..at).unwrap_or(text);
                let line = before.matches('\n').count() + 1;
                let column = before.rsplit('\n').next().map_or(0, |line| line.chars().count()) + 1;
                let message = error.message().lines().next().unwrap_or("invalid").to_owned();
                let message = format!("{message} (at line {line}, column {column})");
                Err(super::raise_own(interpreter, "_toml", "TOMLDecodeError", &message))
            }
        }
    },
};

struct Reader {
    float: Value,
    moment: Value,
}

impl Reader {
    fn table(&self, interpreter: &mut Interpreter<'_>, table: &DeTable<'_>) -> Outcome<Value> {
        let dict = RefCell::new(Dict::default());
        for (key, value) in table {
            interpreter.step(2)?;
            let value = self.value(interpreter, value)?;
            interpreter.dict_set(&dict, Value::str(key.get_ref()), value)?;
        }
        Ok(Value::dict(dict.into_inner()))
    }

    fn value(&self, interpreter: &mut Interpreter<'_>, value: &Spanned<DeValue<'_>>) -> Outcome<Value> {
        Ok(match value.get_ref() {
            DeValue::String(text) => Value::str(text),
            DeValue::Boolean(flag) => Value::Bool(*flag),
            DeValue::Integer(digits) => self.whole(interpreter, digits.as_str(), digits.radix())?,
            DeValue::Float(digits) => interpreter.call(&self.float, Arguments::of(Value::str(digits.as_str())))?,
            DeValue::Datetime(moment) => self.moment(interpreter, moment)?,
            DeValue::Array(items) => {
                let mut values = Vec::with_capacity(items.len());
                for item in items {
                    interpreter.step(1)?;
                    values.push(self.value(interpreter, item)?);
                }
                Value::list(values)
            }
            DeValue::Table(table) => self.table(interpreter, table)?,
        })
    }

    fn whole(&self, interpreter: &mut Interpreter<'_>, digits: &str, radix: u32) -> Outcome<Value> {
        if digits.len() > crate::limits::MAX_DIGITS {
            return Err(interpreter.over_limit(format!("a number of {} digits", digits.len())));
        }
        interpreter.step(digits.len() * digits.len() / 14_000)?;
        let number = BigInt::parse_bytes(digits.trim_start_matches('+').as_bytes(), radix).unwrap_or_default();
        Ok(number::normalize(number))
    }

    /// A date, a time, or both: what is missing is `None`.
    fn moment(&self, interpreter: &mut Interpreter<'_>, moment: &Datetime) -> Outcome<Value> {
        const NANOSECONDS: u32 = 1000;
        let mut parts = vec![Value::None; 8];
        let date = moment.date.map(|date| [i64::from(date.year), i64::from(date.month), i64::from(date.day)]);
        let time = moment.time.map(|time| {
            let microsecond = time.nanosecond.unwrap_or(0) / NANOSECONDS;
            let second = i64::from(time.second.unwrap_or(0));
            [i64::from(time.hour), i64::from(time.minute), second, i64::from(microsecond)]
        });
        let offset = moment.offset.map(|offset| match offset {
            Offset::Z => [0],
            Offset::Custom { minutes } => [i64::from(minutes)],
        });
        for (start, given) in [
            (0, date.as_ref().map(|date| date.as_slice())),
            (3, time.as_ref().map(|time| time.as_slice())),
            (7, offset.as_ref().map(|offset| offset.as_slice())),
        ] {
            for (place, part) in parts.iter_mut().skip(start).zip(given.unwrap_or_default()) {
                *place = Value::Int(*part);
            }
        }
        interpreter.call(&self.moment, Arguments::positional(parts))
    }
}
