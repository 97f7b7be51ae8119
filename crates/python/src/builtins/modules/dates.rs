//! `_dates`: what `time`, `datetime` and `calendar` have in common. A script has no clock: now is one moment, which
//! the host gives. The calendar is the Gregorian one, for all years.

use std::rc::Rc;

use super::strftime::{self, Moment};
use crate::builtins::arguments;
use crate::eval::{Interpreter, Outcome};
use crate::value::{ModuleObject, NativeFunction, Value};

pub(super) fn module() -> Rc<ModuleObject> {
    super::new_module("_dates", &[&NOW, &INDEX, &ORDINAL, &CIVIL, &DAYS_IN_MONTH, &STRFTIME, &REFUSE_ZONE], Vec::new())
}

/// The moment of the run, in seconds since 1970.
static NOW: NativeFunction = NativeFunction {
    name: "now",
    call: |interpreter, arguments| {
        arguments::nothing(interpreter, "now", arguments)?;
        Ok(Value::Int(interpreter.host.now()))
    },
};

/// A whole number, or `TypeError`.
static INDEX: NativeFunction = NativeFunction {
    name: "index",
    call: |interpreter, arguments| {
        let [value] = arguments::exactly::<1>(interpreter, "index", arguments)?;
        match arguments::whole(interpreter, &value)? {
            Value::Big(_) => Err(interpreter.error("OverflowError", "Python int too large to convert to C int")),
            number => Ok(number),
        }
    },
};

/// `ordinal(year, month, day)`: days since the day before 0001-01-01.
static ORDINAL: NativeFunction = NativeFunction {
    name: "ordinal",
    call: |interpreter, arguments| {
        let [year, month, day] = numbers::<3>(interpreter, "ordinal", arguments)?;
        Ok(Value::Int(ordinal(year, month, day)))
    },
};

/// `civil(ordinal)`: year, month and day.
static CIVIL: NativeFunction = NativeFunction {
    name: "civil",
    call: |interpreter, arguments| {
        let [ordinal] = numbers::<1>(interpreter, "civil", arguments)?;
        let (year, month, day) = civil(ordinal);
        Ok(Value::tuple(vec![Value::Int(year), Value::Int(month), Value::Int(day)]))
    },
};

/// `days_in_month(year, month)`
static DAYS_IN_MONTH: NativeFunction = NativeFunction {
    name: "days_in_month",
    call: |interpreter, arguments| {
        let [year, month] = numbers::<2>(interpreter, "days_in_month", arguments)?;
        Ok(Value::Int(days_in_month(year, month)))
    },
};

/// `strftime(format, parts, microsecond, offset, zone)`: microsecond, offset and zone are `None` where the caller does
/// not know them.
static STRFTIME: NativeFunction = NativeFunction {
    name: "strftime",
    call: |interpreter, arguments| {
        let [format, parts, microsecond, offset, zone] = arguments::exactly::<5>(interpreter, "strftime", arguments)?;
        let format = arguments::text(interpreter, &format, "strftime() argument 1 must be str")?.to_owned();
        let text = |value: &Value| match value {
            Value::Str(text) => text.as_str().to_owned(),
            _ => String::new(),
        };
        let mut numbers = [0; 9];
        for (place, value) in numbers.iter_mut().zip(interpreter.collect(&parts)?) {
            *place = arguments::index(interpreter, &value)?;
        }
        let [year, month, day, hour, minute, second, weekday, day_of_year, _] = numbers;
        let moment = Moment {
            year,
            month,
            day,
            hour,
            minute,
            second,
            weekday,
            day_of_year,
            microsecond: match microsecond {
                Value::Int(microsecond) => Some(microsecond),
                _ => None,
            },
            offset: text(&offset),
            zone: text(&zone),
        };
        if let Some(complaint) = moment.complaint() {
            return Err(interpreter.error("ValueError", complaint));
        }
        strftime::format(interpreter, &format, &moment).map(Value::str)
    },
};

/// There is no database of time zones here.
static REFUSE_ZONE: NativeFunction = NativeFunction {
    name: "refuse_zone",
    call: |interpreter, arguments| {
        let [key] = arguments::exactly::<1>(interpreter, "refuse_zone", arguments)?;
        let shown = interpreter.repr(&key)?;
        let why = "there is no database of time zones here; only UTC is known";
        Err(interpreter.unsupported(format!("`ZoneInfo({shown})` ({why})")))
    },
};

/// Whole numbers within bounds in which calendar arithmetic cannot overflow.
fn numbers<const N: usize>(
    interpreter: &mut Interpreter<'_>,
    function: &str,
    arguments: crate::value::Arguments,
) -> Outcome<[i64; N]> {
    let values = arguments::exactly::<N>(interpreter, function, arguments)?;
    let mut numbers = [0; N];
    for (place, value) in numbers.iter_mut().zip(&values) {
        *place = arguments::index(interpreter, value)?;
        if place.unsigned_abs() > 1 << 40 {
            return Err(interpreter.error("OverflowError", "date value out of range"));
        }
    }
    Ok(numbers)
}

pub(super) fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn days_in_month(year: i64, month: i64) -> i64 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Years are taken to start in March, so that the leap day is their last.
fn ordinal(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let month_from_march = (month + 9).rem_euclid(12);
    let days = (153 * month_from_march + 2) / 5 + day - 1;
    let of_year = year * 365 + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    // March 1 of the year 0 is 305 days before the day 1.
    of_year + days - 305
}

fn civil(ordinal: i64) -> (i64, i64, i64) {
    const DAYS_OF_400_YEARS: i64 = 146_097;
    let days = ordinal + 305;
    let era = days.div_euclid(DAYS_OF_400_YEARS);
    let of_era = days.rem_euclid(DAYS_OF_400_YEARS);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month_from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    (era * 400 + year + i64::from(month <= 2), month, day)
}
