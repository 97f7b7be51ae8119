//! Text to bytes and back: UTF-8, UTF-16, ASCII, Latin-1, and escapes.

use super::arguments;
use super::encodings_escaped::{self as escaped, Reason};
use crate::eval::{Interpreter, Outcome, Stop, Unconverted};
use crate::value::Value;

/// What an encoding is called, and which characters it has.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Encoding {
    Utf8,
    /// With a byte order mark in front.
    Utf8Marked,
    /// With a byte order mark in front.
    Utf16,
    Utf16Little,
    Utf16Big,
    Ascii,
    Latin1,
    /// `\\u20ac` in place of what is not ASCII, or with `is_raw`, not Latin-1.
    Escaped {
        is_raw: bool,
    },
}

/// What to do about what cannot be converted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Handling {
    Raise,
    Ignore,
    Replace,
    /// `\\xe9` in place of the character or byte.
    Escape,
    /// `&#233;` in place of the character.
    Reference,
}

const UTF8_MARK: &[u8] = b"\xef\xbb\xbf";

/// `text.encode(encoding, errors)`
pub(super) fn encode(
    interpreter: &mut Interpreter<'_>,
    text: &str,
    encoding: Option<&Value>,
    errors: Option<&Value>,
) -> Outcome<Vec<u8>> {
    let encoding = read_encoding(interpreter, "encode", encoding)?;
    interpreter.reserve(text.len())?;
    interpreter.step(text.len() / 8)?;
    let (name, limit) = match encoding {
        Encoding::Utf8 => return Ok(text.as_bytes().into()),
        Encoding::Utf8Marked => return Ok([UTF8_MARK, text.as_bytes()].concat()),
        Encoding::Utf16 => {
            interpreter.reserve(text.len().saturating_mul(2))?;
            return Ok([&b"\xff\xfe"[..], &utf16(text, u16::to_le_bytes)].concat());
        }
        Encoding::Utf16Little => return Ok(utf16(text, u16::to_le_bytes)),
        Encoding::Utf16Big => return Ok(utf16(text, u16::to_be_bytes)),
        Encoding::Escaped { is_raw } => {
            // The longest escape is `\\U` and eight digits, for four bytes; `\\x01` is for one.
            interpreter.reserve(text.len().saturating_mul(4))?;
            let mut bytes = Vec::with_capacity(text.len());
            text.chars().for_each(|character| escaped::escape(character, is_raw, &mut bytes));
            return Ok(bytes);
        }
        Encoding::Ascii => ("ascii", 0x80),
        Encoding::Latin1 => ("latin-1", 0x100),
    };
    let mut bytes = Vec::with_capacity(text.len());
    for (at, character) in text.chars().enumerate() {
        match u8::try_from(u32::from(character)).ok().filter(|byte| u32::from(*byte) < limit) {
            Some(byte) => bytes.push(byte),
            None => match read_handling(interpreter, "encode", errors)? {
                Handling::Ignore => {}
                Handling::Replace => bytes.push(b'?'),
                Handling::Escape => {
                    bytes.extend(super::ascii(&character.to_string()).bytes());
                    super::check_size(interpreter, bytes.len())?;
                }
                Handling::Reference => {
                    bytes.extend(format!("&#{};", u32::from(character)).bytes());
                    super::check_size(interpreter, bytes.len())?;
                }
                Handling::Raise => {
                    let others = text.chars().skip(at).take_while(|character| u32::from(*character) >= limit);
                    let end = at + others.count();
                    let reason = format!("ordinal not in range({limit})");
                    let wrong = Unconverted { codec: name, start: at, end, reason: &reason };
                    return Err(interpreter.unencodable(text, &wrong));
                }
            },
        }
    }
    Ok(bytes)
}

fn utf16(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(order).collect()
}

/// `bytes.decode(encoding, errors)`
pub(super) fn decode(
    interpreter: &mut Interpreter<'_>,
    bytes: &[u8],
    encoding: Option<&Value>,
    errors: Option<&Value>,
) -> Outcome<String> {
    if bytes.is_empty() {
        // CPython does not look the names up then.
        for (value, name) in [(encoding, "encoding"), (errors, "errors")] {
            value.map(|value| codec_name(interpreter, "decode", name, value)).transpose()?;
        }
        return Ok(String::new());
    }
    let encoding = read_encoding(interpreter, "decode", encoding)?;
    interpreter.reserve(bytes.len())?;
    interpreter.step(bytes.len() / 8)?;
    match encoding {
        Encoding::Utf8 => decode_utf8(interpreter, bytes, errors),
        Encoding::Utf8Marked => decode_utf8(interpreter, bytes.strip_prefix(UTF8_MARK).unwrap_or(bytes), errors),
        Encoding::Utf16 => match bytes.strip_prefix(b"\xfe\xff") {
            Some(rest) => decode_utf16(interpreter, rest, u16::from_be_bytes),
            None => decode_utf16(interpreter, bytes.strip_prefix(b"\xff\xfe").unwrap_or(bytes), u16::from_le_bytes),
        },
        Encoding::Utf16Little => decode_utf16(interpreter, bytes, u16::from_le_bytes),
        Encoding::Utf16Big => decode_utf16(interpreter, bytes, u16::from_be_bytes),
        Encoding::Latin1 => Ok(bytes.iter().map(|byte| char::from(*byte)).collect()),
        Encoding::Escaped { is_raw } => decode_escaped(interpreter, bytes, is_raw, errors),
        Encoding::Ascii => {
            let mut text = String::with_capacity(bytes.len());
            for (at, byte) in bytes.iter().enumerate() {
                if byte.is_ascii() {
                    text.push(char::from(*byte));
                    continue;
                }
                match read_handling(interpreter, "decode", errors)? {
                    Handling::Ignore => {}
                    Handling::Replace => text.push(char::REPLACEMENT_CHARACTER),
                    Handling::Escape => text.push_str(&format!("\\x{byte:02x}")),
                    Handling::Reference => return Err(only_for_encoding(interpreter)),
                    Handling::Raise => {
                        let reason = "ordinal not in range(128)";
                        let wrong = Unconverted { codec: "ascii", start: at, end: at + 1, reason };
                        return Err(interpreter.undecodable(bytes, &wrong));
                    }
                }
            }
            Ok(text)
        }
    }
}

fn decode_utf8(interpreter: &mut Interpreter<'_>, bytes: &[u8], errors: Option<&Value>) -> Outcome<String> {
    let wrong = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok(text.to_owned()),
        Err(error) => error,
    };
    match read_handling(interpreter, "decode", errors)? {
        Handling::Replace => Ok(String::from_utf8_lossy(bytes).into_owned()),
        Handling::Ignore => Ok(bytes.utf8_chunks().map(|chunk| chunk.valid()).collect()),
        Handling::Escape => {
            interpreter.reserve(bytes.len().saturating_mul(4))?;
            let escaped = |bytes: &[u8]| bytes.iter().map(|byte| format!("\\x{byte:02x}")).collect::<String>();
            Ok(bytes.utf8_chunks().map(|chunk| chunk.valid().to_owned() + &escaped(chunk.invalid())).collect())
        }
        Handling::Reference => Err(only_for_encoding(interpreter)),
        Handling::Raise => {
            let at = wrong.valid_up_to();
            let byte = bytes.get(at).copied().unwrap_or(0);
            let reason = match (wrong.error_len(), byte) {
                (None, _) => "unexpected end of data",
                (_, 0x80..0xc2 | 0xf5..) => "invalid start byte",
                _ => "invalid continuation byte",
            };
            let end = wrong.error_len().map_or(bytes.len(), |length| at + length);
            Err(interpreter.undecodable(bytes, &Unconverted { codec: "utf-8", start: at, end, reason }))
        }
    }
}

fn decode_utf16(interpreter: &mut Interpreter<'_>, bytes: &[u8], order: fn([u8; 2]) -> u16) -> Outcome<String> {
    let units = bytes.chunks(2).map(|pair| <[u8; 2]>::try_from(pair).ok().map(order));
    let text = units.collect::<Option<Vec<u16>>>().and_then(|units| String::from_utf16(&units).ok());
    match text {
        Some(text) => Ok(text),
        None => Err(interpreter.unsupported("decoding UTF-16 that is not well formed")),
    }
}

fn decode_escaped(
    interpreter: &mut Interpreter<'_>,
    bytes: &[u8],
    is_raw: bool,
    errors: Option<&Value>,
) -> Outcome<String> {
    let mut text = String::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let wrong = match escaped::unescape(bytes, at, is_raw, &mut text) {
            Ok(next) => {
                at = next;
                continue;
            }
            Err(wrong) => wrong,
        };
        let Reason::Malformed(reason) = wrong.reason else {
            return Err(interpreter.unsupported("half of a surrogate pair in a text"));
        };
        let found = bytes.get(wrong.start..wrong.end).unwrap_or_default();
        super::check_size(interpreter, text.len())?;
        match read_handling(interpreter, "decode", errors)? {
            Handling::Ignore => {}
            Handling::Replace => text.push(char::REPLACEMENT_CHARACTER),
            Handling::Escape => found.iter().for_each(|byte| text.push_str(&format!("\\x{byte:02x}"))),
            Handling::Reference => return Err(only_for_encoding(interpreter)),
            Handling::Raise => {
                let codec = if is_raw { "rawunicodeescape" } else { "unicodeescape" };
                let wrong = Unconverted { codec, start: wrong.start, end: wrong.end, reason };
                return Err(interpreter.undecodable(bytes, &wrong));
            }
        }
        at = wrong.end;
    }
    Ok(text)
}

fn only_for_encoding(interpreter: &mut Interpreter<'_>) -> Stop {
    let message = "don't know how to handle UnicodeDecodeError in error callback";
    interpreter.error("TypeError", message)
}

/// The name of an encoding or of an error handler.
fn codec_name<'v>(
    interpreter: &mut Interpreter<'_>,
    function: &str,
    argument: &str,
    value: &'v Value,
) -> Outcome<&'v str> {
    let name = arguments::text(interpreter, value, &format!("{function}() argument '{argument}' must be str"))?;
    match name.contains('\0') {
        true => Err(interpreter.error("ValueError", "embedded null character")),
        false => Ok(name),
    }
}

fn read_encoding(interpreter: &mut Interpreter<'_>, function: &str, value: Option<&Value>) -> Outcome<Encoding> {
    let Some(value) = value else { return Ok(Encoding::Utf8) };
    let name = codec_name(interpreter, function, "encoding", value)?;
    match &*name.to_lowercase().replace('_', "-") {
        "utf-8" | "utf8" | "u8" => Ok(Encoding::Utf8),
        "ascii" | "us-ascii" | "646" => Ok(Encoding::Ascii),
        "latin-1" | "latin1" | "iso-8859-1" | "iso8859-1" | "8859" | "l1" => Ok(Encoding::Latin1),
        "unicode-escape" => Ok(Encoding::Escaped { is_raw: false }),
        "raw-unicode-escape" => Ok(Encoding::Escaped { is_raw: true }),
        "utf-8-sig" => Ok(Encoding::Utf8Marked),
        "utf-16" | "utf16" | "u16" => Ok(Encoding::Utf16),
        "utf-16-le" | "utf-16le" => Ok(Encoding::Utf16Little),
        "utf-16-be" | "utf-16be" => Ok(Encoding::Utf16Big),
        "utf-32" | "utf32" | "cp1252" | "idna" | "punycode" => {
            Err(interpreter.unsupported(format!("the encoding `{name}`")))
        }
        _ => Err(interpreter.error("LookupError", format!("unknown encoding: {name}"))),
    }
}

fn read_handling(interpreter: &mut Interpreter<'_>, function: &str, value: Option<&Value>) -> Outcome<Handling> {
    let Some(value) = value else { return Ok(Handling::Raise) };
    let name = codec_name(interpreter, function, "errors", value)?;
    match name {
        "strict" => Ok(Handling::Raise),
        "ignore" => Ok(Handling::Ignore),
        "replace" => Ok(Handling::Replace),
        "backslashreplace" => Ok(Handling::Escape),
        "xmlcharrefreplace" => Ok(Handling::Reference),
        "surrogateescape" | "namereplace" | "surrogatepass" => {
            Err(interpreter.unsupported(format!("the error handler `{name}`")))
        }
        _ => Err(interpreter.error("LookupError", format!("unknown error handler name '{name}'"))),
    }
}
