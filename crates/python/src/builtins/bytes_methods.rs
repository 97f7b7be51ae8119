//! Methods of `bytes`.

use super::arguments::{self, Parameters};
use super::{Method, encodings};
use crate::eval::{Interpreter, Outcome};
use crate::value::{Arguments, Value};

super::methods! {
    "bytes":
    "decode" => decode, "hex" => hex, "startswith" => starts_with, "endswith" => ends_with,
    "split" => refused, "rsplit" => refused, "splitlines" => refused, "join" => refused, "replace" => refused,
    "strip" => refused, "lstrip" => refused, "rstrip" => refused, "find" => refused, "rfind" => refused,
    "index" => refused, "count" => refused, "upper" => refused, "lower" => refused, "title" => refused,
    "partition" => refused, "rpartition" => refused, "translate" => refused, "center" => refused, "ljust" => refused,
    "rjust" => refused, "zfill" => refused, "isdigit" => refused, "isalpha" => refused, "isalnum" => refused,
    "isspace" => refused,
}

fn refused(interpreter: &mut Interpreter<'_>, _this: &Value, _arguments: Arguments) -> Outcome<Value> {
    Err(interpreter.unsupported("this method of `bytes`"))
}

fn own(this: &Value) -> &[u8] {
    match this {
        Value::Bytes(bytes) => bytes,
        _ => &[],
    }
}

fn decode(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    let parameters = Parameters { function: "bytes.decode", names: ["encoding", "errors"], positional: 2, required: 0 };
    let [encoding, errors] = arguments::named(interpreter, &parameters, arguments)?;
    encodings::decode(interpreter, own(this), encoding.as_ref(), errors.as_ref()).map(Value::str)
}

fn hex(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    arguments::nothing(interpreter, "bytes.hex", arguments)?;
    interpreter.reserve(own(this).len() * 2)?;
    Ok(Value::str(own(this).iter().map(|byte| format!("{byte:02x}")).collect::<String>()))
}

fn starts_with(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    affix(interpreter, "startswith", this, arguments, |bytes, prefix| bytes.starts_with(prefix))
}

fn ends_with(interpreter: &mut Interpreter<'_>, this: &Value, arguments: Arguments) -> Outcome<Value> {
    affix(interpreter, "endswith", this, arguments, |bytes, suffix| bytes.ends_with(suffix))
}

fn affix(
    interpreter: &mut Interpreter<'_>,
    function: &str,
    this: &Value,
    arguments: Arguments,
    holds: fn(&[u8], &[u8]) -> bool,
) -> Outcome<Value> {
    let [affix] = arguments::exactly::<1>(interpreter, function, arguments)?;
    match &affix {
        Value::Bytes(affix) => Ok(Value::Bool(holds(own(this), affix))),
        other => {
            let name = interpreter.type_name(other);
            let message = format!("{function} first arg must be bytes or a tuple of bytes, not {name}");
            Err(interpreter.error("TypeError", message))
        }
    }
}
