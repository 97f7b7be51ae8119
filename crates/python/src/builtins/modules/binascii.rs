//! `binascii`, and the checksums of `zlib`.

use std::rc::Rc;

use crate::builtins::arguments::{self, Parameters};
use crate::builtins::bytes_methods;
use crate::eval::{Interpreter, Outcome, Stop};
use crate::value::{Arguments, ModuleObject, NativeFunction, Value};

pub(super) fn module(interpreter: &mut Interpreter<'_>) -> Rc<ModuleObject> {
    let error = Value::Class(super::exception_class(interpreter.exceptions.class("ValueError"), "binascii", "Error"));
    let functions: &[&NativeFunction] = &[&HEXLIFY, &B2A_HEX, &UNHEXLIFY, &A2B_HEX, &B2A_BASE64, &A2B_BASE64, &CRC32];
    super::new_module("binascii", functions, vec![("Error", error)])
}

/// `zlib`: checksums; there is nothing here that packs.
pub(super) fn zlib() -> Rc<ModuleObject> {
    super::new_module("zlib", &[&CRC32, &ADLER32, &COMPRESS, &DECOMPRESS], Vec::new())
}

/// A `binascii.Error`.
fn error(interpreter: &mut Interpreter<'_>, message: &str) -> Stop {
    super::raise_own(interpreter, "binascii", "Error", message)
}

/// The bytes of an argument that may also be ASCII text.
fn ascii(interpreter: &mut Interpreter<'_>, value: &Value) -> Outcome<Vec<u8>> {
    let bytes = match value {
        Value::Bytes(bytes) => bytes,
        Value::Str(text) if text.is_ascii() => text.as_str().as_bytes(),
        Value::Str(_) => {
            return Err(interpreter.error("ValueError", "string argument should contain only ASCII characters"));
        }
        other => {
            let name = interpreter.type_name(other);
            let message = format!("argument should be bytes, buffer or ASCII string, not '{name}'");
            return Err(interpreter.error("TypeError", message));
        }
    };
    interpreter.reserve(bytes.len())?;
    interpreter.step(bytes.len() / 16)?;
    Ok(bytes.to_vec())
}

static HEXLIFY: NativeFunction = NativeFunction { name: "hexlify", call: to_hex };
static B2A_HEX: NativeFunction = NativeFunction { name: "b2a_hex", call: to_hex };
static UNHEXLIFY: NativeFunction = NativeFunction { name: "unhexlify", call: from_hex };
static A2B_HEX: NativeFunction = NativeFunction { name: "a2b_hex", call: from_hex };

fn to_hex(interpreter: &mut Interpreter<'_>, arguments: Arguments) -> Outcome<Value> {
    let parameters =
        Parameters { function: "hexlify", names: ["data", "sep", "bytes_per_sep"], positional: 3, required: 1 };
    let [data, separator, group] = arguments::named(interpreter, &parameters, arguments)?;
    let data = data.unwrap_or(Value::None);
    let data = bytes_methods::frozen(interpreter, &data)?;
    let data = bytes_methods::content(interpreter, &data)?;
    let text = bytes_methods::hex_text(interpreter, data, separator.as_ref(), group.as_ref())?;
    Ok(Value::bytes(text.into_bytes()))
}

fn from_hex(interpreter: &mut Interpreter<'_>, arguments: Arguments) -> Outcome<Value> {
    let [data] = arguments::exactly::<1>(interpreter, "unhexlify", arguments)?;
    let digits = ascii(interpreter, &data)?;
    if digits.len() % 2 == 1 {
        return Err(error(interpreter, "Odd-length string"));
    }
    let value = |digit: &u8| char::from(*digit).to_digit(16).map(|value| value as u8);
    let pair = |pair: &[u8]| Some(value(pair.first()?)? << 4 | value(pair.last()?)?);
    match digits.chunks(2).map(pair).collect::<Option<Vec<u8>>>() {
        Some(bytes) => Ok(Value::bytes(bytes)),
        None => Err(error(interpreter, "Non-hexadecimal digit found")),
    }
}

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static B2A_BASE64: NativeFunction = NativeFunction {
    name: "b2a_base64",
    call: |interpreter, arguments| {
        let parameters = Parameters { function: "b2a_base64", names: ["/data", "newline"], positional: 1, required: 1 };
        let [data, newline] = arguments::named(interpreter, &parameters, arguments)?;
        let data = data.unwrap_or(Value::None);
        let data = bytes_methods::frozen(interpreter, &data)?;
        let data = bytes_methods::content(interpreter, &data)?;
        let ends_line = match newline {
            Some(flag) => interpreter.truth(&flag)?,
            None => true,
        };
        interpreter.reserve(data.len().saturating_mul(2))?;
        let mut text = Vec::with_capacity(data.len() / 3 * 4 + 5);
        for group in data.chunks(3) {
            let at = |index: usize| u32::from(group.get(index).copied().unwrap_or(0));
            let bits = at(0) << 16 | at(1) << 8 | at(2);
            for place in 0..4 {
                let letter = ALPHABET.get((bits >> (18 - 6 * place)) as usize & 63).copied();
                text.push(if place as usize <= group.len() { letter.unwrap_or(b'=') } else { b'=' });
            }
        }
        if ends_line {
            text.push(b'\n');
        }
        Ok(Value::bytes(text))
    },
};

static A2B_BASE64: NativeFunction = NativeFunction {
    name: "a2b_base64",
    call: |interpreter, arguments| {
        let parameters =
            Parameters { function: "a2b_base64", names: ["/data", "strict_mode"], positional: 1, required: 1 };
        let [data, strict] = arguments::named(interpreter, &parameters, arguments)?;
        let is_strict = match strict {
            Some(flag) => interpreter.truth(&flag)?,
            None => false,
        };
        let text = ascii(interpreter, &data.unwrap_or(Value::None))?;
        match from_base64(&text, is_strict) {
            Ok(bytes) => Ok(Value::bytes(bytes)),
            Err(message) => Err(error(interpreter, &message)),
        }
    },
};

/// What stands for no letter is skipped, or refused by a strict reader; padding ends the text once the last group is full.
fn from_base64(text: &[u8], is_strict: bool) -> Result<Vec<u8>, String> {
    if is_strict && text.first() == Some(&b'=') {
        return Err("Leading padding not allowed".to_owned());
    }
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3 + 3);
    let (mut bits, mut letters, mut padding) = (0_u32, 0_usize, 0);
    for (at, character) in text.iter().enumerate() {
        if *character == b'=' {
            padding += 1;
            if letters % 4 >= 2 && letters % 4 + padding >= 4 {
                return match is_strict && at + 1 < text.len() {
                    true => Err("Excess data after padding".to_owned()),
                    false => Ok(bytes),
                };
            }
            continue;
        }
        let value = match letter_value(*character) {
            Some(_) if is_strict && padding > 0 => return Err("Discontinuous padding not allowed".to_owned()),
            Some(value) => value,
            None if is_strict => return Err("Only base64 data is allowed".to_owned()),
            None => continue,
        };
        padding = 0;
        bits = bits << 6 | value;
        letters += 1;
        if letters % 4 != 1 {
            let unread = 6 - 2 * ((letters + 3) % 4);
            bytes.push((bits >> unread) as u8);
        }
    }
    match letters % 4 {
        0 => Ok(bytes),
        1 => Err(format!(
            "Invalid base64-encoded string: number of data characters ({letters}) cannot be 1 more than a multiple of 4"
        )),
        _ => Err("Incorrect padding".to_owned()),
    }
}

fn letter_value(character: u8) -> Option<u32> {
    Some(u32::from(match character {
        b'A'..=b'Z' => character - b'A',
        b'a'..=b'z' => character - b'a' + 26,
        b'0'..=b'9' => character - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    }))
}

static CRC32: NativeFunction = NativeFunction {
    name: "crc32",
    call: |interpreter, arguments| {
        let (data, start) = checksum_arguments(interpreter, "crc32", arguments, 0)?;
        let table: Vec<u32> = (0..256).map(|index| (0..8).fold(index, |crc, _| shifted(crc))).collect();
        let next = |crc: u32, byte: &u8| table.get(usize::from(crc as u8 ^ byte)).copied().unwrap_or(0) ^ (crc >> 8);
        let data = bytes_methods::frozen(interpreter, &data)?;
        let crc = !bytes_methods::content(interpreter, &data)?.iter().fold(!start, next);
        Ok(Value::Int(i64::from(crc)))
    },
};

fn shifted(crc: u32) -> u32 {
    if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 }
}

static ADLER32: NativeFunction = NativeFunction {
    name: "adler32",
    call: |interpreter, arguments| {
        const PRIME: u32 = 65_521;
        let (data, start) = checksum_arguments(interpreter, "adler32", arguments, 1)?;
        let (mut low, mut high) = (start & 0xffff, start >> 16);
        let data = bytes_methods::frozen(interpreter, &data)?;
        for byte in bytes_methods::content(interpreter, &data)? {
            low = (low + u32::from(*byte)) % PRIME;
            high = (high + low) % PRIME;
        }
        Ok(Value::Int(i64::from(high << 16 | low)))
    },
};

fn checksum_arguments(
    interpreter: &mut Interpreter<'_>,
    function: &str,
    arguments: Arguments,
    default: i64,
) -> Outcome<(Value, u32)> {
    let [data, start] = arguments::positional::<2>(interpreter, function, arguments, 1)?;
    let data = data.unwrap_or(Value::None);
    let data = bytes_methods::frozen(interpreter, &data)?;
    let length = bytes_methods::content(interpreter, &data)?.len();
    interpreter.step(50 + length / 16)?;
    let start = arguments::index_or(interpreter, start.as_ref(), default)?;
    Ok((data, start as u32))
}

static COMPRESS: NativeFunction =
    NativeFunction { name: "compress", call: |interpreter, _| Err(interpreter.unsupported("compressing with `zlib`")) };

static DECOMPRESS: NativeFunction = NativeFunction {
    name: "decompress",
    call: |interpreter, _| Err(interpreter.unsupported("decompressing with `zlib`")),
};
