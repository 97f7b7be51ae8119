//! Format specifications, conversions with `%`, and f-strings.

use super::kinds::Kind;
use super::writer::Writer;

impl Writer {
    /// What may follow the colon in a replacement field, quoted.
    pub(super) fn quoted_specification(&mut self) -> String {
        format!("'{}'", self.specification())
    }

    fn specification(&mut self) -> String {
        let mut text = String::new();
        if self.random.chance(30) {
            text.push_str(self.random.word(&["", "", "*", "0", "x", "\u{e9}", "{{", " "]));
            text.push_str(self.random.word(&["<", ">", "^", "="]));
        }
        if self.random.chance(20) {
            text.push_str(self.random.word(&["+", "-", " "]));
        }
        if self.random.chance(5) {
            text.push('z');
        }
        if self.random.chance(15) {
            text.push('#');
        }
        if self.random.chance(15) {
            text.push('0');
        }
        if self.random.chance(40) {
            text.push_str(self.random.word(&["1", "5", "8", "12", "20"]));
        }
        if self.random.chance(20) {
            text.push_str(self.random.word(&[",", "_"]));
        }
        if self.random.chance(30) {
            text.push_str(self.random.word(&[".0", ".1", ".2", ".3", ".5", ".10", ".17", "."]));
        }
        if self.random.chance(60) {
            text.push_str(self.random.word(&[
                "d", "d", "x", "X", "o", "b", "c", "n", "f", "f", "F", "e", "E", "g", "G", "%", "s", "s", "q", "ff",
            ]));
        }
        text.replace("{{", "*")
    }

    /// Text for `str.format`, quoted.
    pub(super) fn quoted_format(&mut self) -> String {
        let count = self.random.between(1, 3);
        let fields: Vec<String> = (0..count)
            .map(|_| {
                let name =
                    self.random.word(&["", "", "0", "1", "key", "0[0]", "1.real", "2", "key.x", "missing", "0[a]"]);
                let conversion = self.random.word(&["", "", "", "!r", "!s", "!a", "!x", "!"]);
                let specification =
                    if self.random.chance(50) { format!(":{}", self.specification()) } else { String::new() };
                let around = self.random.word(&["", " ", "{{", "}}", "a", "{", "}"]);
                format!("{around}{{{name}{conversion}{specification}}}")
            })
            .collect();
        format!("'{}'", fields.concat())
    }

    /// A text with conversions, and values for them.
    pub(super) fn percent(&mut self) -> String {
        let count = self.random.between(1, 3);
        let (mut text, mut values) = (String::new(), Vec::new());
        for _ in 0..count {
            text.push('%');
            text.push_str(self.random.word(&["", "", "", "-", "0", "+", " ", "#", "-0", "+#"]));
            text.push_str(self.random.word(&["", "", "3", "8", "12"]));
            text.push_str(self.random.word(&["", "", ".0", ".1", ".3", ".", ".12"]));
            let conversion = self.random.word(&[
                "d", "i", "u", "x", "X", "o", "f", "F", "e", "E", "g", "G", "s", "r", "a", "c", "%", "ld", "y",
            ]);
            text.push_str(conversion);
            text.push_str(self.random.word(&["", " ", "|"]));
            if conversion != "%" {
                let kind = match conversion {
                    "s" | "r" | "a" => Kind::any(&mut self.random, 1),
                    "c" => Kind::Small,
                    "f" | "F" | "e" | "E" | "g" | "G" => Kind::Float,
                    _ => Kind::Int,
                };
                let kind = self.perhaps_wrong(kind);
                values.push(self.expression(&kind, 1));
            }
        }
        format!("'{text}' % ({},)", values.join(", ")).replace("(,)", "()")
    }

    /// An f-string; what stands in its fields has no quotes and no backslashes.
    pub(super) fn fstring(&mut self) -> String {
        let count = self.random.between(1, 3);
        let mut text = String::new();
        for _ in 0..count {
            let letters = self.letters().replace('{', "{{").replace('}', "}}").replace('\\', "\\\\");
            text.push_str(&letters.replace('\'', ""));
            let kind = Kind::any(&mut self.random, 1);
            let inner = self.without_quotes(&kind);
            let equals = if self.random.chance(10) { "=" } else { "" };
            let conversion = self.random.word(&["", "", "", "!r", "!s", "!a"]);
            let specification = match self.random.below(5) {
                0 | 1 => format!(":{}", self.specification()),
                2 if conversion.is_empty() => format!(":{{{}}}", self.random.below(12)),
                _ => String::new(),
            };
            text.push_str(&format!("{{({inner}){equals}{conversion}{specification}}}"));
        }
        format!("f'{text}'")
    }

    fn without_quotes(&mut self, kind: &Kind) -> String {
        for _ in 0..8 {
            let inner = self.expression(kind, 1);
            if !inner.contains(['\'', '"', '\\', '#']) {
                return inner;
            }
        }
        self.expression(&Kind::Small, 0)
    }
}
