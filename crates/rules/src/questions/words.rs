//! Questions in words, from the schema's documentation: `Whether it parses XML` becomes `Does Web Server parse XML?`.

use bartizan_model::schema::Kind;
use bartizan_model::{Attribute, Model, Owner};

use crate::condition::phrases::{gist, infinitive, lower_first, spaced};

/// The question about a subject: the name of an element, or `each of Web Server, API and 3 others`.
pub fn question(attribute: &Attribute, subject: &str) -> String {
    if attribute.kind != Kind::Flag {
        return format!("What is the {} of {subject}?", spaced(attribute.name));
    }
    let documentation = gist(attribute.documentation);
    // Controls are documented by what they do.
    let Some(said) = documentation.strip_prefix("Whether ") else { return asked(subject, &lower_first(documentation)) };
    match said.strip_prefix("it ") {
        Some(predicate) => asked(subject, predicate),
        None => format!("Is it so that {said}? ({subject})"),
    }
}

/// The name of an element, flow or piece of data.
pub fn owner_name(model: &Model, owner: Owner) -> String {
    match owner {
        Owner::Element(id) => model.element(id).display_name(),
        Owner::Data(id) => model.datum(id).name().to_string(),
    }
}

/// Several names as one subject, at most three of them by name.
pub fn subject(names: &[String]) -> String {
    match names {
        [] => "nothing".to_owned(),
        [only] => only.clone(),
        [first, second] => format!("each of {first} and {second}"),
        [first, second, third] => format!("each of {first}, {second} and {third}"),
        [first, second, rest @ ..] => format!("each of {first}, {second} and {} others", rest.len()),
    }
}

/// `Does Web Server parse XML?`
fn asked(subject: &str, predicate: &str) -> String {
    let (verb, rest) = predicate.split_once(' ').unwrap_or((predicate, ""));
    let said = match verb {
        "is" => format!("Is {subject} {rest}"),
        "can" => format!("Can {subject} {rest}"),
        "may" => format!("May {subject} {rest}"),
        "has" => format!("Does {subject} have {rest}"),
        _ => format!("Does {subject} {} {rest}", infinitive(verb)),
    };
    format!("{}?", said.trim_end())
}

#[cfg(test)]
mod tests {
    use bartizan_model::Class;
    use bartizan_model::schema::{attribute, attributes};

    use super::*;

    #[test]
    fn documentation_becomes_a_question() {
        let asked = |class, name: &str| question(attribute(class, name).unwrap(), "API");
        assert_eq!(asked(Class::Server, "usesXMLParser"), "Does API parse XML?");
        assert_eq!(asked(Class::Server, "isInternetFacing"), "Can API be reached from the internet?");
        assert_eq!(asked(Class::Controls, "isHardened"), "Is API configured to a hardening guide?");
        assert_eq!(asked(Class::Controls, "hasAccessControl"), "Does API grant access by rules?");
        assert_eq!(asked(Class::Dataflow, "tlsVersion"), "What is the TLS version of API?");
    }

    #[test]
    fn every_flag_that_can_be_asked_about_speaks_of_its_owner() {
        for class in Class::ALL.into_iter().filter(|class| class.is_a(Class::Element) || *class == Class::Data) {
            for flag in attributes(class).into_iter().filter(|row| row.kind == Kind::Flag && row.name != "is_drawn") {
                assert!(flag.documentation.starts_with("Whether it "), "{}: {}", flag.name, flag.documentation);
            }
        }
    }

    #[test]
    fn many_names_are_counted() {
        let names = |count: usize| subject(&["A", "B", "C", "D"].map(str::to_owned)[..count]);
        assert_eq!(names(1), "A");
        assert_eq!(names(3), "each of A, B and C");
        assert_eq!(names(4), "each of A, B and 2 others");
    }
}
