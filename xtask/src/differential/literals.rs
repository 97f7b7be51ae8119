//! Literals: numbers near the edges of the machine's types, texts with letters that are special somewhere.

use super::kinds::Kind;
use super::writer::Writer;

const WHOLE: &[&str] = &[
    "0",
    "1",
    "-1",
    "2",
    "3",
    "-3",
    "5",
    "7",
    "10",
    "-10",
    "13",
    "42",
    "-128",
    "255",
    "256",
    "1000",
    "65535",
    "0xff",
    "0b101",
    "0o17",
    "1_000_000",
    "123456789",
    "-987654321",
    "2147483647",
    "-2147483648",
    "4294967296",
    "9007199254740993",
    "9223372036854775807",
    "-9223372036854775808",
    "9223372036854775808",
    "18446744073709551616",
    "-18446744073709551615",
    "100000000000000000000",
    "12345678901234567890123456789",
    "-98765432109876543210987654321098765432101234567",
];

const REAL: &[&str] = &[
    "0.0",
    "-0.0",
    "1.0",
    "0.1",
    "0.5",
    "-0.5",
    "1.5",
    "2.5",
    "-2.5",
    "3.14",
    "-1.25",
    "0.3",
    "100.0",
    "1e16",
    "1e15",
    "9999999999999998.0",
    "123456789.125",
    "1e22",
    "1e23",
    "1e-4",
    "1e-5",
    "1e-7",
    "1e100",
    "-1e300",
    "1.7e308",
    "5e-324",
    "2.2250738585072014e-308",
    "0.1e1",
    "1_0.5",
    "2.675",
    "1.005",
    "1e300",
    "float('inf')",
    "-float('inf')",
];

const LETTERS: &[&str] = &[
    "a",
    "b",
    "c",
    "a",
    "b",
    "x",
    "y",
    "A",
    "B",
    "Z",
    "0",
    "1",
    "9",
    " ",
    " ",
    "-",
    "_",
    ".",
    ",",
    ":",
    "/",
    "ab",
    "abc",
    "aa",
    "\\n",
    "\\t",
    "\\'",
    "\"",
    "\\\\",
    "{",
    "}",
    "%",
    "%s",
    "{}",
    "%d",
    "\\r\\n",
    "\\x00",
    "\\x1f",
    "\\x7f",
    "\u{e9}",
    "\u{df}",
    "\u{20ac}",
    "\\xa0",
    "\\u2028",
    "\\x85",
    "\u{130}",
    "\u{131}",
    "\u{1c5}",
    "\u{3a3}",
    "\u{fb01}",
    "\u{1f600}",
    "\u{b2}",
    "\u{bd}",
    "\u{663}",
    "\u{4e2d}",
    "e\u{301}",
    "\u{17f}",
    "\\ufeff",
    "\\x1c",
    "I",
    "word",
    "s",
    "it\\'s",
    "McX",
    "<&>",
];

const NUMERALS: &[&str] = &[
    "0",
    "1",
    "-1",
    "+5",
    "12",
    " 7 ",
    "\\t8\\n",
    "1_000",
    "1__0",
    "_1",
    "0x1f",
    "0X1F",
    "0b11",
    "0o17",
    "017",
    "ff",
    "zz",
    "1e3",
    "1.5",
    "-2.50",
    ".5",
    "5.",
    "1e400",
    "-1e-400",
    "inf",
    "-Infinity",
    "nan",
    "",
    " ",
    "1 2",
    "--1",
    "9223372036854775808",
    "-9223372036854775809",
    "123456789012345678901234567890",
    "\u{663}\u{664}",
    "1_0.2_5",
    "1e",
    "0.1",
    "1e22",
    "00",
    "0_0",
    "0x",
    "\u{bd}",
    "1.7976931348623157e308",
    "4.9e-324",
    "2.5e-324",
    "00ff",
    "abcd",
    "a b",
];

const BASES: &[&str] = &[
    "0",
    "1",
    "(-1)",
    "2",
    "(-2)",
    "3",
    "7",
    "10",
    "(-10)",
    "12",
    "255",
    "1.5",
    "(-0.5)",
    "True",
    "123456789",
    "18446744073709551617",
    "0.1",
];

const BYTES: &[&str] = &[
    "b''",
    "b'a'",
    "b'abc'",
    "b'ab ab'",
    "b'\\x00\\xff'",
    "b'\\xc3\\xa9'",
    "b'1'",
    "b'\\''",
    "b' x\\n'",
    "b'\\xe2\\x82'",
    "b'AbC'",
    "b'\\xf0\\x9f\\x98\\x80'",
    "b'\\x80'",
    "b'\"'",
    "rb'\\n'",
];

impl Writer {
    /// A literal of a type.
    pub(super) fn literal(&mut self, kind: &Kind) -> String {
        match kind {
            Kind::Int if self.random.chance(3) => "True".to_owned(),
            Kind::Int if self.random.chance(15) => self.random.bits().to_string(),
            Kind::Int if self.random.chance(40) => self.random.below(20).to_string(),
            Kind::Int => self.random.word(WHOLE).to_owned(),
            Kind::Small => (self.random.below(10) as i64 - 3).to_string(),
            Kind::Float if self.random.chance(25) => self.decimal(),
            Kind::Float if self.random.chance(15) => self.any_float(),
            Kind::Float => self.random.word(REAL).to_owned(),
            Kind::Bool => self.random.word(&["True", "False"]).to_owned(),
            Kind::Str => format!("'{}'", self.letters()),
            Kind::Bytes => self.random.word(BYTES).to_owned(),
            Kind::None => "None".to_owned(),
            Kind::List(item) => format!("[{}]", self.items(item)),
            Kind::Tuple(item) => match self.items(item) {
                items if items.is_empty() => "()".to_owned(),
                items => format!("({items},)"),
            },
            Kind::Set(item) => match self.items(item) {
                items if items.is_empty() => "set()".to_owned(),
                items => format!("{{{items}}}"),
            },
            Kind::Dict(key, value) => {
                let count = self.random.below(4);
                let pairs: Vec<String> =
                    (0..count).map(|_| format!("{}: {}", self.literal(key), self.literal(value))).collect();
                format!("{{{}}}", pairs.join(", "))
            }
        }
    }

    fn items(&mut self, kind: &Kind) -> String {
        let count = self.random.below(5);
        let items: Vec<String> = (0..count).map(|_| self.literal(kind)).collect();
        items.join(", ")
    }

    /// Letters as they stand between single quotes.
    pub(super) fn letters(&mut self) -> String {
        let count = self.random.below(6);
        (0..count).map(|_| self.random.word(LETTERS)).collect()
    }

    /// A text that may be a number.
    pub(super) fn numeral(&mut self) -> String {
        format!("'{}'", self.random.word(NUMERALS))
    }

    /// A number to raise to a power.
    pub(super) fn base(&mut self) -> String {
        self.random.word(BASES).to_owned()
    }

    fn decimal(&mut self) -> String {
        let (whole, digits) = (self.random.below(1000), self.random.between(1, 4));
        let fraction: String = (0..digits).map(|_| char::from(b'0' + self.random.below(10) as u8)).collect();
        format!("{whole}.{fraction}")
    }

    /// Any bits that are a finite number.
    fn any_float(&mut self) -> String {
        let number = f64::from_bits(self.random.bits());
        if number.is_finite() { format!("{number:e}") } else { "1e-10".to_owned() }
    }
}
