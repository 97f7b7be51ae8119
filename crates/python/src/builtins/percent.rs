//! `'%s is %d' % (name, age)`, and the same with `bytes`.

use super::format::{self, Parts, float_digits, pad, sign, whole_parts};
use super::{arguments, ascii};
use crate::eval::{Interpreter, Outcome, Stop};
use crate::value::{Arguments, Value, number};

/// `template % arguments`
pub(crate) fn percent(interpreter: &mut Interpreter<'_>, template: &str, arguments: &Value) -> Outcome<Value> {
    filled(interpreter, template, Values::new(arguments, false)).map(Value::str)
}

/// The same for `bytes`, which are handled as text of the characters with their numbers.
pub(crate) fn percent_bytes(interpreter: &mut Interpreter<'_>, template: &[u8], arguments: &Value) -> Outcome<Value> {
    interpreter.reserve(template.len().saturating_mul(2))?;
    let text = filled(interpreter, &characters(template), Values::new(arguments, true))?;
    let bytes: Option<Vec<u8>> = text.chars().map(|character| u8::try_from(u32::from(character)).ok()).collect();
    Ok(Value::bytes(bytes.unwrap_or_default()))
}

fn characters(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| char::from(*byte)).collect()
}

fn filled(interpreter: &mut Interpreter<'_>, template: &str, mut values: Values) -> Outcome<String> {
    interpreter.step(template.len() / 8)?;
    let mut text = String::new();
    let mut rest = template.chars().enumerate().peekable();
    while let Some((_, character)) = rest.next() {
        if character != '%' {
            text.push(character);
            continue;
        }
        let conversion = read(interpreter, &mut rest, &mut values)?;
        text.push_str(&convert(interpreter, &conversion, &mut values)?);
        super::check_size(interpreter, text.len())?;
    }
    if values.has_left() {
        let kind = if values.are_bytes { "bytes" } else { "string" };
        let message = format!("not all arguments converted during {kind} formatting");
        return Err(interpreter.error("TypeError", message));
    }
    Ok(text)
}

/// What follows a `%`.
#[derive(Default)]
struct Conversion {
    /// `%%`
    is_percent_sign: bool,
    is_left: bool,
    wanted_sign: Option<char>,
    is_alternate: bool,
    is_zero_padded: bool,
    width: usize,
    precision: Option<usize>,
    kind: char,
    /// Position of the kind in the template, in characters.
    at: usize,
    /// The value of a key: `%(key)s`.
    keyed: Option<Value>,
}

/// The values that are put in, one after the other or by key.
struct Values {
    all: Value,
    positional: Vec<Value>,
    next: usize,
    is_keyed: bool,
    /// Whether the template is one of bytes.
    are_bytes: bool,
}

type Rest<'a> = std::iter::Peekable<std::iter::Enumerate<std::str::Chars<'a>>>;

impl Values {
    fn new(arguments: &Value, are_bytes: bool) -> Self {
        let positional = match arguments {
            Value::Tuple(tuple) => tuple.items.clone(),
            other => vec![other.clone()],
        };
        Self { all: arguments.clone(), positional, next: 0, is_keyed: false, are_bytes }
    }

    fn next(&mut self, interpreter: &mut Interpreter<'_>) -> Outcome<Value> {
        let value = self.positional.get(self.next).filter(|_| !self.is_keyed).cloned();
        self.next += 1;
        value.ok_or_else(|| interpreter.error("TypeError", "not enough arguments for format string"))
    }

    fn is_mapping(&self) -> bool {
        match self.all {
            Value::Bytes(_) => !self.are_bytes,
            Value::Tuple(_)
            | Value::Str(_)
            | Value::None
            | Value::Bool(_)
            | Value::Int(_)
            | Value::Big(_)
            | Value::Float(_) => false,
            _ => true,
        }
    }

    fn has_left(&self) -> bool {
        let is_mapping = match &self.all {
            Value::Bytes(_) => !self.are_bytes,
            Value::Dict(_) | Value::List(_) | Value::Range(_) => true,
            Value::Instance(instance) => {
                crate::value::Symbol::known("__getitem__").is_some_and(|name| instance.class().lookup(name).is_some())
            }
            _ => false,
        };
        !is_mapping && !self.is_keyed && self.next < self.positional.len()
    }
}

fn read(interpreter: &mut Interpreter<'_>, rest: &mut Rest<'_>, values: &mut Values) -> Outcome<Conversion> {
    let mut conversion = Conversion::default();
    if rest.next_if(|(_, character)| *character == '%').is_some() {
        conversion.is_percent_sign = true;
        return Ok(conversion);
    }
    if rest.next_if(|(_, character)| *character == '(').is_some() {
        let key = read_key(interpreter, rest)?;
        if !values.is_mapping() {
            return Err(interpreter.error("TypeError", "format requires a mapping"));
        }
        values.is_keyed = true;
        let key = match values.are_bytes {
            true => Value::bytes(key.chars().map(|character| u32::from(character) as u8).collect::<Vec<u8>>()),
            false => Value::str(key),
        };
        conversion.keyed = Some(interpreter.get_item(&values.all.clone(), &key)?);
    }
    while let Some((_, flag)) = rest.next_if(|(_, character)| matches!(character, '-' | '+' | ' ' | '#' | '0')) {
        match flag {
            '-' => conversion.is_left = true,
            '+' => conversion.wanted_sign = Some('+'),
            ' ' => conversion.wanted_sign = conversion.wanted_sign.or(Some(' ')),
            '#' => conversion.is_alternate = true,
            _ => conversion.is_zero_padded = true,
        }
    }
    match read_number(interpreter, rest, values, "width too big")? {
        Some(width) if width < 0 => {
            conversion.is_left = true;
            conversion.width = width.unsigned_abs() as usize;
        }
        width => conversion.width = width.unwrap_or(0) as usize,
    }
    if rest.next_if(|(_, character)| *character == '.').is_some() {
        let precision = read_number(interpreter, rest, values, "precision too big")?;
        conversion.precision = Some(precision.unwrap_or(0).max(0) as usize);
    }
    rest.next_if(|(_, character)| matches!(character, 'h' | 'l' | 'L'));
    match rest.next() {
        Some((at, kind)) => {
            conversion.kind = kind;
            conversion.at = at;
            Ok(conversion)
        }
        None => Err(interpreter.error("ValueError", "incomplete format")),
    }
}

fn read_key(interpreter: &mut Interpreter<'_>, rest: &mut Rest<'_>) -> Outcome<String> {
    let mut key = String::new();
    let mut depth = 1;
    for (_, character) in rest.by_ref() {
        match character {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Ok(key);
        }
        key.push(character);
    }
    Err(interpreter.error("ValueError", "incomplete format key"))
}

/// A width or precision: digits, or `*` for the next value.
fn read_number(
    interpreter: &mut Interpreter<'_>,
    rest: &mut Rest<'_>,
    values: &mut Values,
    complaint: &str,
) -> Outcome<Option<i64>> {
    if rest.next_if(|(_, character)| *character == '*').is_some() {
        return match values.next(interpreter)? {
            value @ (Value::Int(_) | Value::Bool(_) | Value::Big(_)) => arguments::index(interpreter, &value).map(Some),
            _ => Err(interpreter.error("TypeError", "* wants int")),
        };
    }
    let mut number: Option<i64> = None;
    while let Some((_, digit)) = rest.next_if(|(_, character)| character.is_ascii_digit()) {
        let digit = i64::from(digit.to_digit(10).unwrap_or(0));
        let more = number.unwrap_or(0).checked_mul(10).and_then(|number| number.checked_add(digit));
        number = match more {
            Some(more) => Some(more),
            None => return Err(interpreter.error("ValueError", complaint)),
        };
    }
    Ok(number)
}

fn convert(interpreter: &mut Interpreter<'_>, conversion: &Conversion, values: &mut Values) -> Outcome<String> {
    if conversion.is_percent_sign {
        return Ok("%".to_owned());
    }
    let value = match &conversion.keyed {
        Some(value) => value.clone(),
        None => values.next(interpreter)?,
    };
    match conversion.kind {
        's' | 'r' | 'a' | 'b' if values.are_bytes || conversion.kind != 'b' => {
            let shown = match conversion.kind {
                's' | 'b' if values.are_bytes => bytes_of(interpreter, &value)?,
                's' => interpreter.text(&value)?,
                'r' if !values.are_bytes => interpreter.repr(&value)?,
                _ => ascii(&interpreter.repr(&value)?),
            };
            let shortened = match conversion.precision {
                Some(most) => shown.chars().take(most).collect(),
                None => shown,
            };
            padded(interpreter, &shortened, conversion)
        }
        'c' if values.are_bytes => {
            let byte = one_byte(interpreter, &value)?;
            padded(interpreter, &char::from(byte).to_string(), conversion)
        }
        'c' => {
            let character = one_character(interpreter, &value)?;
            padded(interpreter, &character.to_string(), conversion)
        }
        'd' | 'i' | 'u' | 'x' | 'X' | 'o' => whole(interpreter, &value, conversion, values.are_bytes),
        'e' | 'E' | 'f' | 'F' | 'g' | 'G' => float(interpreter, &value, conversion),
        kind => {
            let code = u32::from(kind);
            let shown = if (31..127).contains(&code) { kind } else { '?' };
            let message = format!("unsupported format character '{shown}' ({code:#x}) at index {}", conversion.at);
            Err(interpreter.error("ValueError", message))
        }
    }
}

/// What `%s` puts into bytes.
fn bytes_of(interpreter: &mut Interpreter<'_>, value: &Value) -> Outcome<String> {
    let value = match value {
        Value::Instance(_) => interpreter.call_special(value, "__bytes__", Arguments::default())?,
        _ => Some(value.clone()),
    };
    match value.map(Value::into_plain) {
        Some(Value::Bytes(bytes)) => Ok(characters(&bytes)),
        other => {
            let name = interpreter.type_name(&other.unwrap_or(Value::None));
            let wanted = "a bytes-like object, or an object that implements __bytes__";
            Err(interpreter.error("TypeError", format!("%b requires {wanted}, not '{name}'")))
        }
    }
}

fn one_byte(interpreter: &mut Interpreter<'_>, value: &Value) -> Outcome<u8> {
    match value {
        Value::Bytes(bytes) if bytes.len() == 1 => Ok(bytes.first().copied().unwrap_or(0)),
        Value::Int(_) | Value::Bool(_) | Value::Big(_) => {
            let byte = number::as_big(value).and_then(|number| u8::try_from(number).ok());
            byte.ok_or_else(|| interpreter.error("OverflowError", "%c arg not in range(256)"))
        }
        _ => {
            let message = "%c requires an integer in range(256) or a single byte";
            Err(interpreter.error("TypeError", message))
        }
    }
}

fn one_character(interpreter: &mut Interpreter<'_>, value: &Value) -> Outcome<char> {
    match value {
        Value::Str(text) if text.len() == 1 => Ok(text.char_at(0).unwrap_or_default()),
        Value::Int(_) | Value::Bool(_) | Value::Big(_) => {
            format::character(interpreter, value, "%c arg not in range(0x110000)")
        }
        _ => Err(interpreter.error("TypeError", "%c requires int or char")),
    }
}

fn whole(
    interpreter: &mut Interpreter<'_>,
    value: &Value,
    conversion: &Conversion,
    are_bytes: bool,
) -> Outcome<String> {
    let is_decimal = matches!(conversion.kind, 'd' | 'i' | 'u');
    let named = if are_bytes && conversion.kind == 'i' { 'd' } else { conversion.kind };
    let value = match &value.clone().into_plain() {
        number @ (Value::Int(_) | Value::Big(_) | Value::Bool(_)) => number.clone(),
        Value::Float(number) if is_decimal => number::truncate(interpreter, *number)?,
        Value::Instance(_) => match whole_of_instance(interpreter, value, is_decimal)? {
            Some(whole @ (Value::Int(_) | Value::Big(_) | Value::Bool(_))) => whole,
            _ => return Err(no_number(interpreter, value, named)),
        },
        _ => return Err(no_number(interpreter, value, named)),
    };
    let kind = if is_decimal { 'd' } else { conversion.kind };
    let mut parts = whole_parts(interpreter, &value, kind, conversion.is_alternate, conversion.wanted_sign)?;
    if let Some(least) = conversion.precision {
        parts.whole = pad(interpreter, &parts.whole, least, '0', '>')?;
    }
    numeric(interpreter, parts, conversion)
}

/// What the object says that it is as a number; in base ten it may be rounded.
fn whole_of_instance(interpreter: &mut Interpreter<'_>, value: &Value, is_decimal: bool) -> Outcome<Option<Value>> {
    if is_decimal && let Some(whole) = interpreter.call_special(value, "__int__", Arguments::default())? {
        return Ok(Some(whole));
    }
    interpreter.call_special(value, "__index__", Arguments::default())
}

fn no_number(interpreter: &mut Interpreter<'_>, value: &Value, kind: char) -> Stop {
    let wanted = if matches!(kind, 'd' | 'i' | 'u') { "a real number" } else { "an integer" };
    let name = interpreter.type_name(value);
    interpreter.error("TypeError", format!("%{kind} format: {wanted} is required, not {name}"))
}

fn float(interpreter: &mut Interpreter<'_>, value: &Value, conversion: &Conversion) -> Outcome<String> {
    let value = match &value.clone().into_plain() {
        Value::Instance(_) => {
            interpreter.call_special(value, "__float__", Arguments::default())?.unwrap_or(value.clone())
        }
        plain => plain.clone(),
    };
    if number::as_float(&value).is_none() {
        let name = interpreter.type_name(&value);
        return Err(interpreter.error("TypeError", format!("must be real number, not {name}")));
    }
    let number = number::to_float(interpreter, &value)?;
    let shown = match number.is_finite() {
        true => {
            let precision = conversion.precision.unwrap_or(6);
            let kind = conversion.kind.to_ascii_lowercase();
            float_digits(interpreter, number.abs(), kind, precision, conversion.is_alternate)?
        }
        false => number::not_finite(number.abs()).to_owned(),
    };
    let parts = Parts {
        sign: sign(number.is_sign_negative() && !number.is_nan(), conversion.wanted_sign),
        prefix: "",
        whole: if conversion.kind.is_ascii_uppercase() { shown.to_uppercase() } else { shown },
        rest: String::new(),
    };
    numeric(interpreter, parts, conversion)
}

fn numeric(interpreter: &mut Interpreter<'_>, parts: Parts, conversion: &Conversion) -> Outcome<String> {
    let Parts { sign, prefix, whole, .. } = parts;
    if conversion.is_zero_padded && !conversion.is_left {
        let inner = conversion.width.saturating_sub(sign.len() + prefix.len());
        let digits = pad(interpreter, &whole, inner, '0', '>')?;
        return Ok(format!("{sign}{prefix}{digits}"));
    }
    padded(interpreter, &format!("{sign}{prefix}{whole}"), conversion)
}

fn padded(interpreter: &mut Interpreter<'_>, text: &str, conversion: &Conversion) -> Outcome<String> {
    let alignment = if conversion.is_left { '<' } else { '>' };
    pad(interpreter, text, conversion.width, ' ', alignment)
}
