//! `struct`: numbers packed into bytes. The class `Struct` is in `struct.py`.

use std::rc::Rc;

use num_bigint::BigInt;
use num_traits::ToPrimitive;

use super::math::real;
use crate::builtins::{arguments, bytes_methods};
use crate::eval::{Interpreter, Outcome, Stop};
use crate::value::{ModuleObject, NativeFunction, Symbol, Value, number};

pub(super) fn module(interpreter: &mut Interpreter<'_>) -> Outcome<Rc<ModuleObject>> {
    let error = super::exception_class(interpreter.exceptions.class("Exception"), "struct", "error");
    let module = interpreter.load_own("struct", include_str!("struct.py"))?;
    for function in [&PACK, &UNPACK, &UNPACK_FROM, &SIZE, &ITERATE] {
        module.set(Symbol::new(function.name), Some(Value::Native(function)));
    }
    module.set(Symbol::new("error"), Some(Value::Class(error)));
    Ok(module)
}

fn error(interpreter: &mut Interpreter<'_>, message: impl AsRef<str>) -> Stop {
    super::raise_own(interpreter, "struct", "error", message.as_ref())
}

/// A format that was read: what follows what, and in which order bytes stand.
struct Format {
    is_native: bool,
    is_little: bool,
    fields: Vec<Field>,
    size: usize,
}

/// A letter, how often, how many bytes one value takes, and how many stand before it to align it.
#[derive(Clone, Copy)]
struct Field {
    letter: char,
    count: usize,
    size: usize,
    padding: usize,
}

impl Field {
    /// Values that it takes.
    fn values(self) -> usize {
        match self.letter {
            'x' => 0,
            's' | 'p' => 1,
            _ => self.count,
        }
    }
}

/// The size of one value, native or standard.
fn size_of(letter: char, is_native: bool) -> Option<usize> {
    Some(match letter {
        'x' | 'c' | 'b' | 'B' | '?' | 's' | 'p' => 1,
        'h' | 'H' | 'e' => 2,
        'i' | 'I' | 'f' => 4,
        'l' | 'L' if !is_native => 4,
        'l' | 'L' => 8,
        'q' | 'Q' | 'd' => 8,
        'n' | 'N' | 'P' if is_native => 8,
        _ => return None,
    })
}

fn read_format(interpreter: &mut Interpreter<'_>, value: &Value) -> Outcome<Format> {
    let text = match value {
        Value::Str(text) => text.as_str().to_owned(),
        Value::Bytes(bytes) => String::from_utf8_lossy(bytes).into_owned(),
        other => {
            let name = interpreter.type_name(other);
            let message = format!("Struct() argument 1 must be a str or bytes object, not {name}");
            return Err(interpreter.error("TypeError", message));
        }
    };
    interpreter.reserve(text.len())?;
    let (is_native, is_little, rest) = match text.chars().next() {
        Some('@') => (true, true, text.get(1..)),
        Some('=' | '<') => (false, true, text.get(1..)),
        Some('>' | '!') => (false, false, text.get(1..)),
        _ => (true, true, Some(text.as_str())),
    };
    let mut format = Format { is_native, is_little, fields: Vec::new(), size: 0 };
    let mut count: Option<usize> = None;
    for character in rest.unwrap_or("").chars() {
        interpreter.step(1)?;
        if let Some(digit) = character.to_digit(10) {
            let grown = count.unwrap_or(0).checked_mul(10).and_then(|count| count.checked_add(digit as usize));
            match grown {
                Some(grown) => count = Some(grown),
                None => return Err(error(interpreter, "overflow in item count")),
            }
            continue;
        }
        if character.is_ascii_whitespace() && count.is_none() {
            continue;
        }
        let Some(size) = size_of(character, is_native) else {
            return Err(error(interpreter, "bad char in struct format"));
        };
        let alignment = if is_native && !matches!(character, 'x' | 's' | 'p') { size } else { 1 };
        let padding = (alignment - format.size % alignment) % alignment;
        let count = count.take().unwrap_or(1);
        format.size = format.size.saturating_add(padding).saturating_add(size.saturating_mul(count));
        interpreter.reserve(format.size)?;
        format.fields.push(Field { letter: character, count, size, padding });
    }
    match count {
        Some(_) => Err(error(interpreter, "repeat count given without format specifier")),
        None => Ok(format),
    }
}

static SIZE: NativeFunction = NativeFunction {
    name: "calcsize",
    call: |interpreter, arguments| {
        let [format] = arguments::exactly::<1>(interpreter, "calcsize", arguments)?;
        read_format(interpreter, &format).map(|format| Value::Int(format.size as i64))
    },
};

static PACK: NativeFunction = NativeFunction {
    name: "pack",
    call: |interpreter, mut arguments| {
        arguments::refuse_keywords(interpreter, "pack", &arguments)?;
        if arguments.positional.is_empty() {
            return Err(interpreter.error("TypeError", "missing format argument"));
        }
        let format = arguments.positional.remove(0);
        let format = read_format(interpreter, &format)?;
        let wanted: usize = format.fields.iter().map(|field| field.values()).sum();
        let given = arguments.positional.len();
        if wanted != given {
            let message = format!("pack expected {wanted} items for packing (got {given})");
            return Err(error(interpreter, message));
        }
        let mut values = arguments.positional.into_iter();
        let mut bytes = Vec::with_capacity(format.size);
        for field in &format.fields {
            bytes.resize(bytes.len() + field.padding, 0);
            match field.letter {
                'x' => bytes.resize(bytes.len() + field.count, 0),
                's' | 'p' => pack_text(interpreter, *field, &values.next().unwrap_or(Value::None), &mut bytes)?,
                _ => {
                    for value in values.by_ref().take(field.count) {
                        interpreter.step(1)?;
                        pack_one(interpreter, *field, &value, &format, &mut bytes)?;
                    }
                }
            }
        }
        Ok(Value::bytes(bytes))
    },
};

fn pack_text(interpreter: &mut Interpreter<'_>, field: Field, value: &Value, bytes: &mut Vec<u8>) -> Outcome<()> {
    let Value::Bytes(content) = value else {
        return Err(error(interpreter, format!("argument for '{}' must be a bytes object", field.letter)));
    };
    let end = bytes.len() + field.count;
    let mut room = field.count;
    if field.letter == 'p' && room > 0 {
        room -= 1;
        bytes.push(content.len().min(room).min(255) as u8);
    }
    bytes.extend(content.iter().take(room));
    bytes.resize(end, 0);
    Ok(())
}

fn pack_one(
    interpreter: &mut Interpreter<'_>,
    field: Field,
    value: &Value,
    format: &Format,
    bytes: &mut Vec<u8>,
) -> Outcome<()> {
    let mut packed = match field.letter {
        'c' => match value {
            Value::Bytes(content) if content.len() == 1 => content.to_vec(),
            _ => return Err(error(interpreter, "char format requires a bytes object of length 1")),
        },
        '?' => vec![u8::from(interpreter.truth(value)?)],
        'e' => return Err(interpreter.unsupported("half-precision numbers in `struct`")),
        'f' | 'd' => {
            let number = match real(interpreter, value) {
                Ok(number) => number,
                Err(Stop::Raised(_)) => return Err(error(interpreter, "required argument is not a float")),
                Err(stop) => return Err(stop),
            };
            match field.letter {
                'd' => number.to_le_bytes().to_vec(),
                _ if !format.is_native && (number as f32).is_infinite() && number.is_finite() => {
                    return Err(interpreter.error("OverflowError", "float too large to pack with f format"));
                }
                _ => (number as f32).to_le_bytes().to_vec(),
            }
        }
        _ => whole_bytes(interpreter, field, value, format)?,
    };
    if !format.is_little {
        packed.reverse();
    }
    bytes.extend(packed);
    Ok(())
}

/// A whole number, the lowest byte first.
fn whole_bytes(interpreter: &mut Interpreter<'_>, field: Field, value: &Value, format: &Format) -> Outcome<Vec<u8>> {
    let number = match value {
        Value::Int(_) | Value::Big(_) | Value::Bool(_) => number::as_big(value).unwrap_or_default(),
        Value::Instance(_) => {
            let whole = arguments::whole(interpreter, value)?;
            number::as_big(&whole).unwrap_or_default()
        }
        _ => return Err(error(interpreter, "required argument is not an integer")),
    };
    let letter = field.letter;
    let bits = field.size as u32 * 8;
    let (least, most) = match letter.is_ascii_lowercase() {
        true => (-(BigInt::from(1) << (bits - 1)), (BigInt::from(1) << (bits - 1)) - 1),
        false => (BigInt::from(0), (BigInt::from(1) << bits) - 1),
    };
    if number < least || number > most {
        let name = match letter {
            'b' => "byte",
            'B' => "ubyte",
            'h' if format.is_little => "short",
            'H' if format.is_little => "ushort",
            _ => "",
        };
        let message = match letter {
            _ if !name.is_empty() => format!("{name} format requires {least} <= number <= {most}"),
            _ if format.is_native || number.bits() > 63 => "argument out of range".to_owned(),
            _ => format!("'{letter}' format requires {least} <= number <= {most}"),
        };
        return Err(error(interpreter, message));
    }
    let wrapped = if number < BigInt::from(0) { number + (BigInt::from(1) << bits) } else { number };
    let wrapped = wrapped.to_u64().unwrap_or(0);
    Ok(wrapped.to_le_bytes().into_iter().take(field.size).collect())
}

static UNPACK: NativeFunction = NativeFunction {
    name: "unpack",
    call: |interpreter, arguments| {
        let [format, data] = arguments::exactly::<2>(interpreter, "unpack", arguments)?;
        let format = read_format(interpreter, &format)?;
        let data = bytes_methods::frozen(interpreter, &data)?;
        let data = bytes_methods::content(interpreter, &data)?;
        if data.len() != format.size {
            let message = format!("unpack requires a buffer of {} bytes", format.size);
            return Err(error(interpreter, message));
        }
        unpacked(interpreter, &format, data)
    },
};

static UNPACK_FROM: NativeFunction = NativeFunction {
    name: "unpack_from",
    call: |interpreter, arguments| {
        let parameters = arguments::Parameters {
            function: "unpack_from",
            names: ["/format", "buffer", "offset"],
            positional: 3,
            required: 2,
        };
        let [format, data, offset] = arguments::named(interpreter, &parameters, arguments)?;
        let format = read_format(interpreter, &format.unwrap_or(Value::None))?;
        let data = data.unwrap_or(Value::None);
        let data = bytes_methods::frozen(interpreter, &data)?;
        let data = bytes_methods::content(interpreter, &data)?;
        let offset = arguments::index_or(interpreter, offset.as_ref(), 0)?;
        let length = data.len() as i64;
        let start = if offset < 0 { offset + length } else { offset };
        if start < 0 {
            let message = format!("offset {offset} out of range for {length}-byte buffer");
            return Err(error(interpreter, message));
        }
        let slice = usize::try_from(start).ok().and_then(|start| data.get(start..start.checked_add(format.size)?));
        match slice {
            Some(slice) => unpacked(interpreter, &format, slice),
            None => {
                let size = format.size;
                let message = format!(
                    "unpack_from requires a buffer of at least {} bytes for unpacking {size} bytes at offset {offset} \
                     (actual buffer size is {length})",
                    (size as i64).saturating_add(start)
                );
                Err(error(interpreter, message))
            }
        }
    },
};

static ITERATE: NativeFunction = NativeFunction {
    name: "iter_unpack",
    call: |interpreter, arguments| {
        let [format, data] = arguments::exactly::<2>(interpreter, "iter_unpack", arguments)?;
        let format = read_format(interpreter, &format)?;
        let data = bytes_methods::frozen(interpreter, &data)?;
        let data = bytes_methods::content(interpreter, &data)?;
        if format.size == 0 {
            return Err(error(interpreter, "cannot iteratively unpack with a struct of length 0"));
        }
        if data.len() % format.size != 0 {
            let message = format!("iterative unpacking requires a buffer of a multiple of {} bytes", format.size);
            return Err(error(interpreter, message));
        }
        let mut rows = Vec::new();
        for chunk in data.chunks(format.size) {
            rows.push(unpacked(interpreter, &format, chunk)?);
        }
        interpreter.iterator(&Value::list(rows)).map(Value::Iterator)
    },
};

fn unpacked(interpreter: &mut Interpreter<'_>, format: &Format, data: &[u8]) -> Outcome<Value> {
    let mut values = Vec::new();
    let mut at = 0;
    for field in &format.fields {
        at += field.padding;
        match field.letter {
            'x' => at += field.count,
            's' | 'p' => {
                let content = data.get(at..at + field.count).unwrap_or_default();
                let content = match (field.letter, content.split_first()) {
                    ('p', Some((length, rest))) => rest.get(..usize::from(*length)).unwrap_or(rest),
                    _ => content,
                };
                values.push(Value::bytes(content));
                at += field.count;
            }
            _ => {
                for _ in 0..field.count {
                    interpreter.step(1)?;
                    let mut bytes = data.get(at..at + field.size).unwrap_or_default().to_vec();
                    if !format.is_little {
                        bytes.reverse();
                    }
                    values.push(unpacked_one(interpreter, field.letter, &bytes)?);
                    at += field.size;
                }
            }
        }
        interpreter.check_length(values.len())?;
    }
    Ok(Value::tuple(values))
}

/// One value from its bytes, the lowest first.
fn unpacked_one(interpreter: &mut Interpreter<'_>, letter: char, bytes: &[u8]) -> Outcome<Value> {
    let single = || <[u8; 4]>::try_from(bytes).map_or(0.0, f32::from_le_bytes);
    let double = || <[u8; 8]>::try_from(bytes).map_or(0.0, f64::from_le_bytes);
    Ok(match letter {
        'c' => Value::bytes(bytes),
        '?' => Value::Bool(bytes.iter().any(|byte| *byte != 0)),
        'e' => return Err(interpreter.unsupported("half-precision numbers in `struct`")),
        'f' => Value::Float(f64::from(single())),
        'd' => Value::Float(double()),
        _ if letter.is_ascii_lowercase() => number::normalize(BigInt::from_signed_bytes_le(bytes)),
        _ => number::normalize(BigInt::from_bytes_le(num_bigint::Sign::Plus, bytes)),
    })
}
