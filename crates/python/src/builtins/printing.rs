//! `print`.

use super::arguments::{self, Parameters};
use crate::eval::{Interpreter, Outcome};
use crate::value::{Arguments, NativeFunction, Symbol, Value};

pub(super) const FUNCTIONS: &[&NativeFunction] = &[&PRINT];

static PRINT: NativeFunction = NativeFunction {
    name: "print",
    call: |interpreter, mut arguments| {
        let values = std::mem::take(&mut arguments.positional);
        let parameters =
            Parameters { function: "print", names: ["sep", "end", "file", "flush"], positional: 0, required: 0 };
        let [separator, end, file, _] = arguments::named(interpreter, &parameters, arguments)?;
        let separator = text_or(interpreter, separator, "sep", " ")?;
        let end = text_or(interpreter, end, "end", "\n")?;
        let mut text = String::new();
        for (at, value) in values.iter().enumerate() {
            if at > 0 {
                text.push_str(&separator);
            }
            match value {
                Value::Str(part) => text.push_str(part.as_str()),
                other => text.push_str(&interpreter.text(other)?),
            }
            super::check_size(interpreter, text.len())?;
        }
        text.push_str(&end);
        write(interpreter, file, &text)?;
        Ok(Value::None)
    },
};

/// Writes to a file object, or to what `sys.stdout` is now.
fn write(interpreter: &mut Interpreter<'_>, file: Option<Value>, text: &str) -> Outcome<()> {
    let file = file.filter(|file| !matches!(file, Value::None)).or_else(|| {
        let sys = interpreter.modules.get("sys")?;
        sys.get(Symbol::new("stdout"))
    });
    match file {
        None => interpreter.print(text),
        Some(file) => {
            interpreter.call_method(&file, "write", Arguments::of(Value::str(text)))?;
            Ok(())
        }
    }
}

fn text_or(interpreter: &mut Interpreter<'_>, value: Option<Value>, name: &str, default: &str) -> Outcome<String> {
    match value {
        None | Some(Value::None) => Ok(default.to_owned()),
        Some(value) => {
            arguments::text(interpreter, &value, &format!("{name} must be None or a string")).map(str::to_owned)
        }
    }
}
