//! The encodings `unicode_escape` and `raw_unicode_escape`: characters as a Python literal would write them.

/// Where an escape is wrong, and why.
pub(super) struct Wrong {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) reason: Reason,
}

pub(super) enum Reason {
    Malformed(&'static str),
    /// Python has half a character here; our texts cannot.
    Surrogate,
}

/// Writes one character.
pub(super) fn escape(character: char, is_raw: bool, bytes: &mut Vec<u8>) {
    match u32::from(character) {
        code @ 0..0x100 if is_raw => bytes.push(code as u8),
        code @ 0x100..0x1_0000 => bytes.extend(format!("\\u{code:04x}").bytes()),
        code @ 0x1_0000.. => bytes.extend(format!("\\U{code:08x}").bytes()),
        _ if matches!(character, '\\' | '\n' | '\r' | '\t') => {
            bytes.extend(character.escape_default().map(|c| c as u8))
        }
        code @ 0x20..0x7f => bytes.push(code as u8),
        code => bytes.extend(format!("\\x{code:02x}").bytes()),
    }
}

/// Reads one character or escape at a position, and returns the position after it.
pub(super) fn unescape(bytes: &[u8], at: usize, is_raw: bool, text: &mut String) -> Result<usize, Wrong> {
    let first = bytes.get(at).copied().unwrap_or(b'\\');
    let Some(kind) = bytes.get(at + 1).copied().filter(|_| first == b'\\') else {
        return match first {
            b'\\' if !is_raw => Err(malformed(at, at + 1, "\\ at end of string")),
            _ => Ok(pushed(text, first, at + 1)),
        };
    };
    let plain = match kind {
        b'u' => return hexadecimal(bytes, at, 4, is_raw, text),
        b'U' => return hexadecimal(bytes, at, 8, is_raw, text),
        _ if is_raw => {
            text.push('\\');
            return Ok(pushed(text, kind, at + 2));
        }
        b'x' => return hexadecimal(bytes, at, 2, is_raw, text),
        b'N' => return named(bytes, at, text),
        b'0'..=b'7' => return Ok(octal(bytes, at, text)),
        b'\n' => return Ok(at + 2),
        b'\\' | b'\'' | b'"' => kind,
        b'a' => 7,
        b'b' => 8,
        b't' => b'\t',
        b'n' => b'\n',
        b'v' => 11,
        b'f' => 12,
        b'r' => b'\r',
        // What is no escape stays as it is.
        _ => return Ok(pushed(text, b'\\', at + 1)),
    };
    Ok(pushed(text, plain, at + 2))
}

fn malformed(start: usize, end: usize, reason: &'static str) -> Wrong {
    Wrong { start, end, reason: Reason::Malformed(reason) }
}

fn pushed(text: &mut String, byte: u8, next: usize) -> usize {
    text.push(char::from(byte));
    next
}

/// The value of the digits from a position on, at most so many, and the position after them.
fn number(bytes: &[u8], from: usize, count: usize, radix: u32) -> (u32, usize) {
    let digits = bytes.iter().skip(from).take(count).map_while(|byte| char::from(*byte).to_digit(radix));
    digits.fold((0, from), |(value, end), digit| (value.wrapping_mul(radix).wrapping_add(digit), end + 1))
}

fn octal(bytes: &[u8], at: usize, text: &mut String) -> usize {
    let (code, end) = number(bytes, at + 1, 3, 8);
    text.extend(char::from_u32(code));
    end
}

fn hexadecimal(bytes: &[u8], at: usize, count: usize, is_raw: bool, text: &mut String) -> Result<usize, Wrong> {
    let (code, end) = number(bytes, at + 2, count, 16);
    if end < at + 2 + count {
        let reason = match count {
            2 => "truncated \\xXX escape",
            4 => "truncated \\uXXXX escape",
            _ => "truncated \\UXXXXXXXX escape",
        };
        return Err(malformed(at, end, reason));
    }
    match char::from_u32(code) {
        Some(character) => text.push(character),
        None if code < 0x11_0000 => return Err(Wrong { start: at, end, reason: Reason::Surrogate }),
        None if is_raw => return Err(malformed(at, end, "\\Uxxxxxxxx out of range")),
        None => return Err(malformed(at, end, "illegal Unicode character")),
    }
    Ok(end)
}

/// `\N{DASH}`
fn named(bytes: &[u8], at: usize, text: &mut String) -> Result<usize, Wrong> {
    let rest = bytes.get(at + 2..).unwrap_or_default();
    let Some(after) = rest.strip_prefix(b"{") else {
        return Err(malformed(at, at + 2, "malformed \\N character escape"));
    };
    match after.iter().position(|byte| *byte == b'}') {
        Some(length) if length > 0 => {
            let end = at + 3 + length + 1;
            let name = after.get(..length).and_then(|name| std::str::from_utf8(name).ok());
            match name.and_then(unicode_names2::character) {
                Some(character) => text.push(character),
                None => return Err(malformed(at, end, "unknown Unicode character name")),
            }
            Ok(end)
        }
        Some(_) => Err(malformed(at, at + 3, "malformed \\N character escape")),
        None => Err(malformed(at, bytes.len(), "malformed \\N character escape")),
    }
}
