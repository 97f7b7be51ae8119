//! `string`: sets of characters.

use std::rc::Rc;

use crate::builtins::{arguments, native_class};
use crate::eval::Interpreter;
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

pub(super) fn module(interpreter: &mut Interpreter<'_>) -> Rc<ModuleObject> {
    let mut values: Vec<(&str, Value)> =
        CHARACTERS.iter().map(|(name, characters)| (*name, Value::str(characters))).collect();
    for name in ["Template", "Formatter"] {
        values.push((name, Value::Class(native_class(interpreter, name, &[]))));
    }
    super::new_module("string", &[&CAPWORDS], values)
}

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
