//! How JSON is written: laid out as Python does, or with line breaks; piece by piece, so that large models stay cheap.

use std::fmt;
use std::io;

use serde::Serialize;
use serde_json::ser::{Formatter, PrettyFormatter, Serializer};

/// Writes a value on one line, as Python's `json.dump` does: `", "` and `": "`, and ASCII only.
pub(crate) fn like_python(value: &impl Serialize, out: &mut dyn fmt::Write) -> fmt::Result {
    value.serialize(&mut Serializer::with_formatter(Bytes { out }, LikePython)).map_err(|_| fmt::Error)
}

/// Writes a value with line breaks and indentation.
pub(crate) fn pretty(value: &impl Serialize, out: &mut dyn fmt::Write) -> fmt::Result {
    let formatter = PrettyFormatter::with_indent(b"  ");
    value.serialize(&mut Serializer::with_formatter(Bytes { out: &mut *out }, formatter)).map_err(|_| fmt::Error)?;
    out.write_char('\n')
}

struct LikePython;

impl Formatter for LikePython {
    fn begin_array_value<W: ?Sized + io::Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        if first { Ok(()) } else { writer.write_all(b", ") }
    }

    fn begin_object_key<W: ?Sized + io::Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        if first { Ok(()) } else { writer.write_all(b", ") }
    }

    fn begin_object_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        writer.write_all(b": ")
    }

    fn write_string_fragment<W: ?Sized + io::Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        for part in fragment.split_inclusive(|letter| !matches!(letter, ' '..='~')) {
            let last = part.chars().next_back().filter(|letter| !matches!(letter, ' '..='~'));
            let plain = part.len() - last.map_or(0, char::len_utf8);
            writer.write_all(part.as_bytes().get(..plain).unwrap_or_default())?;
            let mut units = [0; 2];
            for unit in last.iter().flat_map(|letter| letter.encode_utf16(&mut units).to_vec()) {
                write!(writer, "\\u{unit:04x}")?;
            }
        }
        Ok(())
    }
}

/// Bytes on their way to a writer of text.
struct Bytes<'w> {
    out: &'w mut dyn fmt::Write,
}

impl io::Write for Bytes<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let text = std::str::from_utf8(bytes).map_err(io::Error::other)?;
        self.out.write_str(text).map_err(io::Error::other)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
