//! What somebody typed in answer to a question.

use bartizan_model::schema::Kind;
use bartizan_model::{Attribute, Value};

use crate::beside::answers::Answer;

/// What is to be done.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Typed {
    Answer(Answer),
    /// One by one.
    Each,
    Skip,
    Back,
    Undo,
    Quit,
    Help,
    /// Nothing that is known; what would be.
    Unclear(String),
}

/// Understands a line. Numbers choose among the choices, and other words are the answer where text is asked for.
pub(crate) fn understand(line: &str, attribute: &Attribute, choices: &[Value]) -> Typed {
    let line = line.trim();
    let word = line.to_lowercase();
    match word.as_str() {
        "" | "skip" | "s" => return Typed::Skip,
        "n/a" | "na" | "not applicable" => return Typed::Answer(Answer::NotApplicable),
        "d" | "don't know" | "dont know" | "unknown" => return Typed::Answer(Answer::Unknown),
        "e" | "each" => return Typed::Each,
        "b" | "back" => return Typed::Back,
        "u" | "undo" => return Typed::Undo,
        "q" | "quit" | "exit" => return Typed::Quit,
        "?" | "h" | "help" => return Typed::Help,
        _ => {}
    }
    if attribute.kind == Kind::Flag {
        return match word.as_str() {
            "y" | "yes" | "true" => Typed::Answer(Answer::Value(Value::Flag(true))),
            "n" | "no" | "false" => Typed::Answer(Answer::Value(Value::Flag(false))),
            _ => Typed::Unclear("yes, no, n/a or d (don't know)".to_owned()),
        };
    }
    let chosen = line.parse::<usize>().ok().and_then(|number| choices.get(number.checked_sub(1)?));
    match (attribute.kind, chosen) {
        (Kind::Int, _) => match line.parse::<i64>() {
            Ok(number) => Typed::Answer(Answer::Value(Value::Int(number))),
            Err(_) => Typed::Unclear("a whole number".to_owned()),
        },
        (_, Some(choice)) => Typed::Answer(Answer::Value(choice.clone())),
        (Kind::Member(kind), None) => match kind.members().find(|member| member.name().eq_ignore_ascii_case(line)) {
            Some(member) => Typed::Answer(Answer::Value(Value::Member(member))),
            None => Typed::Unclear("one of the choices, by number or name".to_owned()),
        },
        _ => Typed::Answer(Answer::Value(Value::text(line))),
    }
}

#[cfg(test)]
mod tests {
    use bartizan_model::{Class, EnumKind, schema};

    use super::*;

    #[test]
    fn words_and_their_first_letters_are_understood() {
        let flag = schema::attribute(Class::Controls, "isHardened").unwrap();
        let value = |flag| Typed::Answer(Answer::Value(Value::Flag(flag)));
        assert_eq!(understand(" YES ", flag, &[]), value(true));
        assert_eq!(understand("n", flag, &[]), value(false));
        assert_eq!(understand("n/a", flag, &[]), Typed::Answer(Answer::NotApplicable));
        assert_eq!(understand("don't know", flag, &[]), Typed::Answer(Answer::Unknown));
        assert_eq!(understand("", flag, &[]), Typed::Skip);
        assert!(matches!(understand("perhaps", flag, &[]), Typed::Unclear(_)));
    }

    #[test]
    fn a_choice_goes_by_number_or_name_and_text_is_taken_as_it_is() {
        let version = schema::attribute(Class::Dataflow, "tlsVersion").unwrap();
        let choices: Vec<Value> = EnumKind::TlsVersion.members().map(Value::Member).collect();
        let v12 = Value::Member(EnumKind::TlsVersion.member("TLSv12").unwrap());
        assert_eq!(understand("tlsv12", version, &choices), Typed::Answer(Answer::Value(v12.clone())));
        assert_eq!(understand("7", version, &choices), Typed::Answer(Answer::Value(v12)));
        assert!(matches!(understand("99", version, &choices), Typed::Unclear(_)));
        let protocol = schema::attribute(Class::Dataflow, "protocol").unwrap();
        assert_eq!(understand("HTTPS", protocol, &[]), Typed::Answer(Answer::Value(Value::text("HTTPS"))));
    }
}
