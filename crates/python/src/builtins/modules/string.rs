//! `_string`: sets of characters, and what `string.Formatter` shares with `str.format`. The rest is in `string.py`.

use std::rc::Rc;

use crate::builtins::{arguments, str_format};
use crate::value::{Arguments, ModuleObject, NativeFunction, Value};

const CHARACTERS: [(&str, &str); 9] = [
    ("ascii_letters", "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    ("ascii_lowercase", "abcdefghijklmnopqrstuvwxyz"),
    ("ascii_uppercase", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    ("digits", "0123456789"),
    ("hexdigits", "0123456789abcdefABCDEF"),
    ("octdigits", "01234567"),
    ("punctuation", "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"),
    ("whitespace", " \t\n\r\x0b\x0c"),
    (
        "printable",
        "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~ \t\n\r\x0b\x0c",
    ),
];

pub(super) fn module() -> Rc<ModuleObject> {
    let values = CHARACTERS.iter().map(|(name, characters)| (*name, Value::str(characters))).collect();
    super::new_module("_string", &[&CAPWORDS, &PARSER, &NAME_SPLIT], values)
}

/// `formatter_parser(template)`
static PARSER: NativeFunction = NativeFunction {
    name: "formatter_parser",
    call: |interpreter, arguments| {
        let [template] = arguments::exactly::<1>(interpreter, "formatter_parser", arguments)?;
        let template = arguments::text(interpreter, &template, "expected str")?.to_owned();
        let parts = str_format::parse(interpreter, &template)?;
        interpreter.iterator(&Value::list(parts)).map(Value::Iterator)
    },
};

/// `formatter_field_name_split(name)`
static NAME_SPLIT: NativeFunction = NativeFunction {
    name: "formatter_field_name_split",
    call: |interpreter, arguments| {
        let [name] = arguments::exactly::<1>(interpreter, "formatter_field_name_split", arguments)?;
        let name = arguments::text(interpreter, &name, "expected str")?.to_owned();
        let (first, accesses) = str_format::split_name(interpreter, &name)?;
        Ok(Value::tuple(vec![first, Value::list(accesses)]))
    },
};

static CAPWORDS: NativeFunction = NativeFunction {
    name: "capwords",
    call: |interpreter, arguments| {
        let [text, separator] = arguments::positional::<2>(interpreter, "capwords", arguments, 1)?;
        let separator = separator.filter(|separator| !matches!(separator, Value::None));
        let parts = Arguments::positional(separator.iter().cloned().collect());
        let words = interpreter.call_method(&text.unwrap_or(Value::None), "split", parts)?;
        let mut titled = Vec::new();
        for word in interpreter.collect(&words)? {
            titled.push(interpreter.call_method(&word, "capitalize", Arguments::default())?);
        }
        let separator = separator.unwrap_or_else(|| Value::str(" "));
        interpreter.call_method(&separator, "join", Arguments::of(Value::list(titled)))
    },
};
