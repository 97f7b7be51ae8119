//! `unicodedata`: what is known of characters: names, categories, numbers and normal forms. Widths, combining classes
//! and the like are not here.

use std::rc::Rc;

use unicode_normalization::UnicodeNormalization;
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

use crate::builtins::{arguments, decimal_value};
use crate::eval::{Interpreter, Outcome};
use crate::value::{Arguments, ModuleObject, NativeFunction, Value};

pub(super) fn module() -> Rc<ModuleObject> {
    super::new_module(
        "unicodedata",
        &[&NAME, &LOOKUP, &CATEGORY, &DECIMAL, &DIGIT, &NORMALIZE, &IS_NORMALIZED],
        Vec::new(),
    )
}

/// The character of an argument, and what to return when nothing is known of it.
fn character(
    interpreter: &mut Interpreter<'_>,
    function: &str,
    arguments: Arguments,
) -> Outcome<(char, Option<Value>)> {
    let [text, default] = arguments::positional::<2>(interpreter, function, arguments, 1)?;
    let text = text.unwrap_or(Value::None).into_plain();
    if let Value::Str(text) = &text {
        let mut characters = text.as_str().chars();
        if let (Some(character), None) = (characters.next(), characters.next()) {
            return Ok((character, default));
        }
    }
    let name = interpreter.type_name(&text);
    let message = match default {
        _ if function == "category" => format!("category() argument must be a unicode character, not {name}"),
        _ => format!("{function}() argument 1 must be a unicode character, not {name}"),
    };
    Err(interpreter.error("TypeError", message))
}

fn known(
    interpreter: &mut Interpreter<'_>,
    value: Option<Value>,
    default: Option<Value>,
    complaint: &str,
) -> Outcome<Value> {
    match value.or(default) {
        Some(value) => Ok(value),
        None => Err(interpreter.error("ValueError", complaint)),
    }
}

/// `name(character, default)`
static NAME: NativeFunction = NativeFunction {
    name: "name",
    call: |interpreter, arguments| {
        let (character, default) = character(interpreter, "name", arguments)?;
        // The library names control characters as well, which have no name in Python.
        let has_name = !matches!(
            character.general_category(),
            GeneralCategory::Control | GeneralCategory::PrivateUse | GeneralCategory::Unassigned
        );
        let name = unicode_names2::name(character).filter(|_| has_name).map(|name| Value::str(name.to_string()));
        known(interpreter, name, default, "no such name")
    },
};

/// `lookup(name)`
static LOOKUP: NativeFunction = NativeFunction {
    name: "lookup",
    call: |interpreter, arguments| {
        let [name] = arguments::exactly::<1>(interpreter, "lookup", arguments)?;
        let name = arguments::text(interpreter, &name, "lookup() argument must be str")?.to_owned();
        interpreter.step(1 + name.len() / 16)?;
        match unicode_names2::character(&name) {
            Some(character) => Ok(Value::str(character.to_string())),
            None => {
                let message = format!("undefined character name '{name}'");
                Err(interpreter.error_of("KeyError", vec![Value::str(message)]))
            }
        }
    },
};

/// `category(character)`
static CATEGORY: NativeFunction = NativeFunction {
    name: "category",
    call: |interpreter, arguments| {
        let (character, _) = character(interpreter, "category", arguments)?;
        Ok(Value::str(abbreviation(character.general_category())))
    },
};

/// `decimal(character, default)`
static DECIMAL: NativeFunction = NativeFunction {
    name: "decimal",
    call: |interpreter, arguments| {
        let (character, default) = character(interpreter, "decimal", arguments)?;
        let value = decimal_value(character).map(|digit| Value::Int(i64::from(digit)));
        known(interpreter, value, default, "not a decimal")
    },
};

/// `digit(character, default)`
static DIGIT: NativeFunction = NativeFunction {
    name: "digit",
    call: |interpreter, arguments| {
        let (character, default) = character(interpreter, "digit", arguments)?;
        let value = decimal_value(character).map(|digit| Value::Int(i64::from(digit)));
        if value.is_none() && crate::builtins::is_digit(character) {
            return Err(interpreter.unsupported("`unicodedata.digit` of digits that are not decimal"));
        }
        known(interpreter, value, default, "not a digit")
    },
};

/// `normalize(form, text)`
static NORMALIZE: NativeFunction = NativeFunction {
    name: "normalize",
    call: |interpreter, arguments| {
        let (_, normal) = normalized(interpreter, "normalize", arguments)?;
        Ok(Value::str(normal))
    },
};

/// `is_normalized(form, text)`
static IS_NORMALIZED: NativeFunction = NativeFunction {
    name: "is_normalized",
    call: |interpreter, arguments| {
        let (text, normal) = normalized(interpreter, "is_normalized", arguments)?;
        Ok(Value::Bool(text == normal))
    },
};

/// A text, and its normal form.
fn normalized(interpreter: &mut Interpreter<'_>, function: &str, arguments: Arguments) -> Outcome<(String, String)> {
    let [form, text] = arguments::exactly::<2>(interpreter, function, arguments)?;
    let form = arguments::text(interpreter, &form, &format!("{function}() argument 1 must be str"))?;
    let text = arguments::text(interpreter, &text, &format!("{function}() argument 2 must be str"))?;
    // One character becomes at most 18.
    interpreter.reserve(text.len().saturating_mul(18))?;
    let normal: String = match form {
        "NFC" => text.nfc().collect(),
        "NFD" => text.nfd().collect(),
        "NFKC" => text.nfkc().collect(),
        "NFKD" => text.nfkd().collect(),
        _ => return Err(interpreter.error("ValueError", "invalid normalization form")),
    };
    Ok((text.to_owned(), normal))
}

fn abbreviation(category: GeneralCategory) -> &'static str {
    match category {
        GeneralCategory::UppercaseLetter => "Lu",
        GeneralCategory::LowercaseLetter => "Ll",
        GeneralCategory::TitlecaseLetter => "Lt",
        GeneralCategory::ModifierLetter => "Lm",
        GeneralCategory::OtherLetter => "Lo",
        GeneralCategory::NonspacingMark => "Mn",
        GeneralCategory::SpacingMark => "Mc",
        GeneralCategory::EnclosingMark => "Me",
        GeneralCategory::DecimalNumber => "Nd",
        GeneralCategory::LetterNumber => "Nl",
        GeneralCategory::OtherNumber => "No",
        GeneralCategory::ConnectorPunctuation => "Pc",
        GeneralCategory::DashPunctuation => "Pd",
        GeneralCategory::OpenPunctuation => "Ps",
        GeneralCategory::ClosePunctuation => "Pe",
        GeneralCategory::InitialPunctuation => "Pi",
        GeneralCategory::FinalPunctuation => "Pf",
        GeneralCategory::OtherPunctuation => "Po",
        GeneralCategory::MathSymbol => "Sm",
        GeneralCategory::CurrencySymbol => "Sc",
        GeneralCategory::ModifierSymbol => "Sk",
        GeneralCategory::OtherSymbol => "So",
        GeneralCategory::SpaceSeparator => "Zs",
        GeneralCategory::LineSeparator => "Zl",
        GeneralCategory::ParagraphSeparator => "Zp",
        GeneralCategory::Control => "Cc",
        GeneralCategory::Format => "Cf",
        GeneralCategory::Surrogate => "Cs",
        GeneralCategory::PrivateUse => "Co",
        GeneralCategory::Unassigned => "Cn",
    }
}
