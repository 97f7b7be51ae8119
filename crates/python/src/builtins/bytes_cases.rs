//! Methods of `bytes` that look at it as ASCII text: letters, spaces and widths.

use super::arguments::{self, Parameters};
use super::bytes_methods::{content, own};
use crate::eval::{Interpreter, Outcome};
use crate::value::{Arguments, Value};

macro_rules! changed {
    ($($(#[$doc:meta])* $function:ident $name:literal = $change:expr;)*) => {
        $($(#[$doc])*
        pub(super) fn $function(interpreter: &mut Interpreter<'_>, this: &Value, given: Arguments) -> Outcome<Value> {
            arguments::nothing(interpreter, concat!("bytes.", $name), given)?;
            interpreter.reserve(own(this).len())?;
            let change: fn(&[u8]) -> Vec<u8> = $change;
            Ok(Value::bytes(change(own(this))))
        })*
    };
}

changed! {
    /// `data.upper()`
    upper "upper" = <[u8]>::to_ascii_uppercase;
    /// `data.lower()`
    lower "lower" = <[u8]>::to_ascii_lowercase;
    /// `data.title()`
    title "title" = titled;
    /// `data.capitalize()`
    capitalize "capitalize" = |bytes| {
        let mut changed = bytes.to_ascii_lowercase();
        if let Some(first) = changed.first_mut() {
            first.make_ascii_uppercase();
        }
        changed
    };
    /// `data.swapcase()`
    swap_case "swapcase" = |bytes| bytes.iter().map(|byte| match byte {
        b'a'..=b'z' => byte.to_ascii_uppercase(),
        _ => byte.to_ascii_lowercase(),
    }).collect();
}

fn titled(bytes: &[u8]) -> Vec<u8> {
    let mut follows_letter = false;
    let change = |byte: &u8| {
        let changed = if follows_letter { byte.to_ascii_lowercase() } else { byte.to_ascii_uppercase() };
        follows_letter = byte.is_ascii_alphabetic();
        changed
    };
    bytes.iter().map(change).collect()
}

macro_rules! tests {
    ($($(#[$doc:meta])* $function:ident $name:literal = $test:expr;)*) => {
        $($(#[$doc])*
        pub(super) fn $function(interpreter: &mut Interpreter<'_>, this: &Value, given: Arguments) -> Outcome<Value> {
            arguments::nothing(interpreter, concat!("bytes.", $name), given)?;
            interpreter.step(own(this).len() / 16)?;
            let test: fn(&[u8]) -> bool = $test;
            Ok(Value::Bool(test(own(this))))
        })*
    };
}

tests! {
    /// `data.isdigit()`
    is_digit "isdigit" = |bytes| all(bytes, u8::is_ascii_digit);
    /// `data.isalpha()`
    is_alphabetic "isalpha" = |bytes| all(bytes, u8::is_ascii_alphabetic);
    /// `data.isalnum()`
    is_alphanumeric "isalnum" = |bytes| all(bytes, u8::is_ascii_alphanumeric);
    /// `data.isspace()`
    is_space "isspace" = |bytes| all(bytes, |byte| matches!(byte, b' ' | b'\t'..=b'\r'));
    /// `data.isascii()`
    is_ascii "isascii" = <[u8]>::is_ascii;
    /// `data.isupper()`
    is_upper "isupper" = |bytes| {
        bytes.iter().any(u8::is_ascii_uppercase) && !bytes.iter().any(u8::is_ascii_lowercase)
    };
    /// `data.islower()`
    is_lower "islower" = |bytes| {
        bytes.iter().any(u8::is_ascii_lowercase) && !bytes.iter().any(u8::is_ascii_uppercase)
    };
    /// `data.istitle()`
    is_title "istitle" = |bytes| bytes.iter().any(u8::is_ascii_alphabetic) && titled(bytes) == bytes;
}

fn all(bytes: &[u8], test: fn(&u8) -> bool) -> bool {
    !bytes.is_empty() && bytes.iter().all(test)
}

/// `data.strip(bytes)`
pub(super) fn strip(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    stripped(interpreter, "bytes.strip", this, arguments, true, true)
}

/// `data.lstrip(bytes)`
pub(super) fn strip_left(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    stripped(interpreter, "bytes.lstrip", this, arguments, true, false)
}

/// `data.rstrip(bytes)`
pub(super) fn strip_right(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    stripped(interpreter, "bytes.rstrip", this, arguments, false, true)
}

fn stripped(
    interpreter: &mut Interpreter<'_>,
    function: &str,
    this: &Value,
    arguments: Arguments,
    on_left: bool,
    on_right: bool,
) -> Outcome<Value> {
    let [unwanted] = arguments::positional::<1>(interpreter, function, arguments, 0)?;
    let unwanted = match unwanted.filter(|unwanted| !matches!(unwanted, Value::None)) {
        Some(unwanted) => content(interpreter, &unwanted)?.to_vec(),
        None => b" \t\n\r\x0b\x0c".to_vec(),
    };
    let bytes = own(this);
    interpreter.reserve(bytes.len())?;
    let mut table = [false; 256];
    for byte in unwanted {
        if let Some(entry) = table.get_mut(usize::from(byte)) {
            *entry = true;
        }
    }
    let is_kept = |byte: &u8| !table.get(usize::from(*byte)).copied().unwrap_or(false);
    let start = if on_left { bytes.iter().position(is_kept).unwrap_or(bytes.len()) } else { 0 };
    let end = if on_right { bytes.iter().rposition(is_kept).map_or(0, |last| last + 1) } else { bytes.len() };
    Ok(Value::bytes(bytes.get(start..end).unwrap_or_default()))
}

/// `data.removeprefix(prefix)`
pub(super) fn remove_prefix(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let [prefix] = arguments::exactly::<1>(interpreter, "bytes.removeprefix", arguments)?;
    let prefix = content(interpreter, &prefix)?;
    interpreter.reserve(own(this).len())?;
    Ok(Value::bytes(own(this).strip_prefix(prefix).unwrap_or(own(this))))
}

/// `data.removesuffix(suffix)`
pub(super) fn remove_suffix(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let [suffix] = arguments::exactly::<1>(interpreter, "bytes.removesuffix", arguments)?;
    let suffix = content(interpreter, &suffix)?;
    interpreter.reserve(own(this).len())?;
    Ok(Value::bytes(own(this).strip_suffix(suffix).unwrap_or(own(this))))
}

/// `data.center(width, fillbyte)`: when one side is longer, it is the left one in an odd width.
pub(super) fn center(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    padded(interpreter, "center", this, arguments, |missing, width| missing / 2 + (missing & width & 1))
}

/// `data.ljust(width, fillbyte)`
pub(super) fn pad_right(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    padded(interpreter, "ljust", this, arguments, |_, _| 0)
}

/// `data.rjust(width, fillbyte)`
pub(super) fn pad_left(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    padded(interpreter, "rjust", this, arguments, |missing, _| missing)
}

fn padded(
    interpreter: &mut Interpreter<'_>,
    function: &str,
    this: &Value,
    arguments: Arguments,
    on_left: fn(usize, usize) -> usize,
) -> Outcome<Value> {
    let [width, filler] = arguments::positional::<2>(interpreter, &format!("bytes.{function}"), arguments, 1)?;
    let width = arguments::index(interpreter, &width.unwrap_or(Value::None))?;
    let width = usize::try_from(width).unwrap_or(0);
    let filler = match &filler {
        None => b' ',
        Some(Value::Bytes(filler)) if filler.len() == 1 => filler.first().copied().unwrap_or(b' '),
        Some(other) => {
            let name = interpreter.type_name(other);
            let message = format!("{function}() argument 2 must be a byte string of length 1, not {name}");
            return Err(interpreter.error("TypeError", message));
        }
    };
    let bytes = own(this);
    interpreter.reserve(width.max(bytes.len()))?;
    let missing = width.saturating_sub(bytes.len());
    let left = on_left(missing, width);
    let mut padded = vec![filler; left];
    padded.extend_from_slice(bytes);
    padded.resize(bytes.len() + missing, filler);
    Ok(Value::bytes(padded))
}

/// `data.zfill(width)`
pub(super) fn zero_fill(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let [width] = arguments::exactly::<1>(interpreter, "bytes.zfill", arguments)?;
    let width = usize::try_from(arguments::index(interpreter, &width)?).unwrap_or(0);
    let bytes = own(this);
    interpreter.reserve(width.max(bytes.len()))?;
    let (sign, digits) = match bytes.split_first() {
        Some((sign @ (b'+' | b'-'), digits)) => (Some(*sign), digits),
        _ => (None, bytes),
    };
    let mut filled: Vec<u8> = sign.into_iter().collect();
    filled.resize(filled.len() + width.saturating_sub(bytes.len()), b'0');
    filled.extend_from_slice(digits);
    Ok(Value::bytes(filled))
}

/// `data.translate(table, /, delete=b"")`
pub(super) fn translate(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let parameters =
        Parameters { function: "bytes.translate", names: ["/table", "delete"], positional: 2, required: 1 };
    let [table, deleted] = arguments::named(interpreter, &parameters, arguments)?;
    let table = table.filter(|table| !matches!(table, Value::None));
    let table = match &table {
        None => None,
        Some(table) => Some(content(interpreter, table)?),
    };
    if table.is_some_and(|table| table.len() != 256) {
        return Err(interpreter.error("ValueError", "translation table must be 256 characters long"));
    }
    let deleted = match &deleted {
        None => &[],
        Some(deleted) => content(interpreter, deleted)?,
    };
    let bytes = own(this);
    interpreter.reserve(bytes.len())?;
    interpreter.step(bytes.len().saturating_mul(deleted.len().min(256)) / 64)?;
    let changed = |byte: &u8| table.and_then(|table| table.get(usize::from(*byte)).copied()).unwrap_or(*byte);
    Ok(Value::bytes(bytes.iter().filter(|byte| !deleted.contains(byte)).map(changed).collect::<Vec<u8>>()))
}

/// `bytes.maketrans(from, to)`
pub(super) fn make_translation(
    interpreter: &mut Interpreter<'_>,
    _class: &Value,
    arguments: Arguments,
) -> Outcome<Value> {
    let [from, to] = arguments::exactly::<2>(interpreter, "maketrans", arguments)?;
    let (from, to) = (content(interpreter, &from)?, content(interpreter, &to)?);
    if from.len() != to.len() {
        return Err(interpreter.error("ValueError", "maketrans arguments must have same length"));
    }
    interpreter.step(from.len() / 16)?;
    let mut table: Vec<u8> = (0..=u8::MAX).collect();
    for (from, to) in from.iter().zip(to) {
        if let Some(entry) = table.get_mut(usize::from(*from)) {
            *entry = *to;
        }
    }
    Ok(Value::bytes(table))
}

/// `data.expandtabs(tabsize=8)`
pub(super) fn expand_tabs(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let parameters = Parameters { function: "bytes.expandtabs", names: ["tabsize"], positional: 1, required: 0 };
    let [size] = arguments::named(interpreter, &parameters, arguments)?;
    let size = usize::try_from(arguments::index_or(interpreter, size.as_ref(), 8)?).unwrap_or(0);
    let mut expanded = Vec::new();
    let mut column = 0;
    for byte in own(this) {
        match byte {
            b'\t' if size == 0 => {}
            b'\t' => {
                let width = size - column % size;
                super::check_size(interpreter, expanded.len().saturating_add(width))?;
                expanded.resize(expanded.len() + width, b' ');
                column += width;
            }
            _ => {
                column = if matches!(byte, b'\n' | b'\r') { 0 } else { column + 1 };
                expanded.push(*byte);
            }
        }
    }
    interpreter.reserve(expanded.len())?;
    Ok(Value::bytes(expanded))
}
