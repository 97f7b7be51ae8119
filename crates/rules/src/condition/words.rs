//! A condition in plain words: `fires when it parses XML and it does not refuse document type definitions`.
//!
//! The words come from the schema's documentation: `Whether it parses XML`, `Checks sizes and ranges of what comes in`.

use bartizan_model::schema::{self, Attribute, Kind};
use bartizan_model::{Class, EnumKind};

use super::phrases::{gist, lower_first, negated, spaced};
use super::tree::{Clause, Comparison, Constant, Expression, ExpressionKind};
use super::vocabulary::Method;

/// What a condition says, part by part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Words {
    /// One thing that has to be so.
    Say(String),
    /// All of these.
    All(Vec<Words>),
    /// At least one of these.
    Any(Vec<Words>),
}

impl Words {
    /// Everything in one sentence without its beginning and its full stop.
    pub fn sentence(&self) -> String {
        let joined = |parts: &[Words], word: &str| {
            let parts: Vec<String> = parts
                .iter()
                .map(|part| match part {
                    Words::Say(said) => said.clone(),
                    Words::All(_) | Words::Any(_) => format!("({})", part.sentence()),
                })
                .collect();
            parts.join(word)
        };
        match self {
            Words::Say(said) => said.clone(),
            Words::All(parts) => joined(parts, " and "),
            Words::Any(parts) => joined(parts, " or "),
        }
    }
}

/// A condition about one of the classes, in words.
pub(super) fn words(condition: &Expression, text: &str, target: Class) -> Words {
    Speaker::of(text, target, None).say(condition, true)
}

/// Puts parts of a condition into words.
pub(super) struct Speaker<'a> {
    /// The condition as it is written, for parts without words.
    text: &'a str,
    target: Class,
    /// What the target is called; `it` when it is left out.
    pub(super) name: Option<String>,
    /// The variables of the comprehensions around, with the classes of their items.
    items: Vec<(&'a str, Option<Class>)>,
}

/// What an expression is about: its words as the subject of a sentence and as an owner, and its class.
struct Subject {
    words: String,
    owner: String,
    class: Option<Class>,
    is_controls: bool,
}

impl<'a> Speaker<'a> {
    /// Speaks of a condition with this text about a target of this class and name.
    pub(super) fn of(text: &'a str, target: Class, name: Option<String>) -> Self {
        Self { text, target, name, items: Vec::new() }
    }

    pub(super) fn say(&mut self, expression: &'a Expression, is_so: bool) -> Words {
        match &expression.kind {
            ExpressionKind::Not(inner) => self.say(inner, !is_so),
            ExpressionKind::And(parts) => self.several(parts, is_so, is_so),
            ExpressionKind::Or(parts) => self.several(parts, is_so, !is_so),
            ExpressionKind::Compare { first, rest } => match &rest[..] {
                [(comparison, right)] => Words::Say(self.comparison(first, *comparison, right, is_so, expression)),
                _ => Words::Say(self.code(expression, is_so)),
            },
            ExpressionKind::Call { function, arguments } => self.call(expression, function, arguments, is_so),
            ExpressionKind::Constant(Constant::Flag(flag)) => {
                Words::Say(if *flag == is_so { "always" } else { "never" }.to_owned())
            }
            ExpressionKind::Attribute { .. } => match self.flag(expression, is_so) {
                Some(said) => Words::Say(said),
                None => Words::Say(self.code(expression, is_so)),
            },
            _ => Words::Say(self.code(expression, is_so)),
        }
    }

    fn several(&mut self, parts: &'a [Expression], is_so: bool, are_all: bool) -> Words {
        let parts = parts.iter().map(|part| self.say(part, is_so)).collect();
        if are_all { Words::All(parts) } else { Words::Any(parts) }
    }

    fn comparison(
        &mut self,
        left: &'a Expression,
        comparison: Comparison,
        right: &'a Expression,
        is_so: bool,
        whole: &'a Expression,
    ) -> String {
        if let ExpressionKind::Constant(Constant::Flag(flag)) = &right.kind {
            let is_same = matches!(comparison, Comparison::Is | Comparison::Equal);
            if let Some(said) = self.flag(left, (*flag == is_same) == is_so) {
                return said;
            }
        }
        if let (Some(list), Comparison::Greater, ExpressionKind::Constant(Constant::Int(0))) =
            (self.length_of(left), comparison, &right.kind)
        {
            let it = self.name.as_deref().unwrap_or("it");
            return if is_so { format!("{it} has {list}") } else { format!("{it} has no {list}") };
        }
        let (Some(left), Some(right)) = (self.thing(left), self.thing(right)) else { return self.code(whole, is_so) };
        let is = |yes: &str, no: &str| format!("{left} {} {right}", if is_so { yes } else { no });
        match comparison {
            Comparison::Equal | Comparison::Is => is("is", "is not"),
            Comparison::NotEqual | Comparison::IsNot => is("is not", "is"),
            Comparison::Less => is("is below", "is not below"),
            Comparison::LessOrEqual => is("is at most", "is above"),
            Comparison::Greater => is("is above", "is at most"),
            Comparison::GreaterOrEqual => is("is at least", "is below"),
            Comparison::In if left.starts_with('`') => is("is part of", "is no part of"),
            Comparison::In => is("is one of", "is none of"),
            Comparison::NotIn => is("is none of", "is one of"),
        }
    }

    /// A flag as a sentence.
    fn flag(&self, expression: &'a Expression, is_so: bool) -> Option<String> {
        let ExpressionKind::Attribute { object, name, .. } = &expression.kind else { return None };
        let subject = self.subject(object)?;
        let attribute = attribute(&subject, name)?;
        if attribute.kind != Kind::Flag {
            return None;
        }
        let documentation = gist(attribute.documentation);
        let said = match documentation.strip_prefix("Whether ") {
            Some(said) => said.to_owned(),
            None => format!("it {}", lower_first(documentation)),
        };
        Some(with_subject(&said, &subject.words, is_so))
    }

    fn call(
        &mut self,
        whole: &'a Expression,
        function: &'a Expression,
        arguments: &'a [Expression],
        is_so: bool,
    ) -> Words {
        match (&function.kind, arguments) {
            (
                ExpressionKind::Name(name),
                [Expression { kind: ExpressionKind::Comprehension { element, clauses }, .. }],
            ) if matches!(&**name, "any" | "all") => self.quantified(**name == *"all", element, clauses, is_so),
            (ExpressionKind::Attribute { object, name, .. }, _) => match self.method(object, name, arguments, is_so) {
                Some(said) => Words::Say(said),
                None => Words::Say(self.code(whole, is_so)),
            },
            _ => Words::Say(self.code(whole, is_so)),
        }
    }

    /// `for some incoming flow, its protocol is ...`
    fn quantified(&mut self, is_all: bool, element: &'a Expression, clauses: &'a [Clause], is_so: bool) -> Words {
        let outside = self.items.len();
        let mut kinds = Vec::new();
        for clause in clauses {
            let (kind, class) = match &clause.items.kind {
                ExpressionKind::Attribute { name, .. } => item(name),
                _ => ("item".to_owned(), None),
            };
            kinds.push(kind);
            self.items.push((&clause.variable, class));
        }
        kinds.reverse();
        let is_some = is_all != is_so;
        let mut parts: Vec<Words> =
            clauses.iter().flat_map(|clause| &clause.conditions).map(|part| self.say(part, true)).collect();
        parts.push(self.say(element, if is_all { is_so } else { true }));
        self.items.truncate(outside);
        let said = match &parts[..] {
            [only] => only.sentence(),
            _ => Words::All(parts).sentence(),
        };
        let quantity = match (is_some, is_all) {
            (true, _) => "some",
            (false, true) => "each",
            (false, false) => "no",
        };
        let whose = self.name.as_ref().filter(|_| outside == 0).map_or(String::new(), |name| format!(" of {name}"));
        Words::Say(format!("for {quantity} {}{whose}, {said}", kinds.join(" of an ")))
    }

    fn method(&self, object: &'a Expression, name: &str, arguments: &'a [Expression], is_so: bool) -> Option<String> {
        let subject = self.subject(object)?;
        let all = || {
            let names: Option<Vec<String>> = arguments.iter().map(|argument| self.thing(argument)).collect();
            names.map(|names| names.join(" or "))
        };
        let said = match Method::by_name(name)? {
            Method::OneOf => format!("it is {}", all()?),
            Method::Crosses => format!("it crosses {}", all()?),
            Method::Enters => format!("it enters {} from outside", all()?),
            Method::Exits => format!("it leaves {}", all()?),
            Method::Inside => format!("it is inside {}", all()?),
            Method::CheckTlsVersion => "it receives a flow of an older TLS version than it accepts".to_owned(),
            Method::HasDataLeaks => "it carries data of a higher class than its ends may have".to_owned(),
        };
        Some(with_subject(&said, &subject.words, is_so))
    }

    /// A part for which there are no words.
    fn code(&self, expression: &Expression, is_so: bool) -> String {
        format!("`{}` is {}", expression.range.of(self.text), if is_so { "true" } else { "not true" })
    }

    fn length_of(&self, expression: &'a Expression) -> Option<&'static str> {
        let ExpressionKind::Call { function, arguments } = &expression.kind else { return None };
        let (ExpressionKind::Name(name), [list]) = (&function.kind, &arguments[..]) else { return None };
        let ExpressionKind::Attribute { object, name: attribute, .. } = &list.kind else { return None };
        let is_own = matches!(&object.kind, ExpressionKind::Name(name) if **name == *"target");
        match &**attribute {
            _ if !is_own || **name != *"len" => None,
            "inputs" => Some("incoming flows"),
            "outputs" => Some("outgoing flows"),
            "data" => Some("data"),
            _ => None,
        }
    }

    /// Something to compare, as it stands in a sentence.
    fn thing(&self, expression: &'a Expression) -> Option<String> {
        match &expression.kind {
            ExpressionKind::Constant(Constant::Text(text)) => Some(format!("`{text}`")),
            ExpressionKind::Constant(Constant::Int(number)) => Some(number.to_string()),
            ExpressionKind::Constant(Constant::None) => Some("nothing".to_owned()),
            ExpressionKind::Name(name) if Class::by_name(name).is_some() => Some(match name.chars().next() {
                Some('A' | 'E' | 'I' | 'L' | 'O') if !name.starts_with("La") => format!("an `{name}`"),
                _ => format!("a `{name}`"),
            }),
            ExpressionKind::Sequence { items, .. } => {
                let items: Option<Vec<String>> = items.iter().map(|item| self.thing(item)).collect();
                items.map(|items| items.join(", "))
            }
            ExpressionKind::Attribute { object, name, .. } => match &object.kind {
                ExpressionKind::Name(kind) if EnumKind::by_name(kind).is_some() => Some(format!("`{name}`")),
                _ => {
                    let subject = self.subject(object)?;
                    attribute(&subject, name)?;
                    Some(format!("{} {}", subject.owner, spaced(name)))
                }
            },
            _ => None,
        }
    }

    fn subject(&self, expression: &'a Expression) -> Option<Subject> {
        let plain = |words: &str, owner: &str, class| {
            Some(Subject { words: words.into(), owner: owner.into(), class, is_controls: false })
        };
        match &expression.kind {
            ExpressionKind::Name(name) => match self.items.iter().rev().find(|(item, _)| *item == &**name) {
                Some((_, class)) => plain("it", "its", *class),
                None if **name == *"target" && self.items.is_empty() => match &self.name {
                    Some(name) => plain(name, &format!("{name}'s"), Some(self.target)),
                    None => plain("it", "its", Some(self.target)),
                },
                None if **name == *"target" => {
                    let words = format!("the {}", spaced(self.target.name()));
                    plain(&words, &format!("{words}'s"), Some(self.target))
                }
                None => None,
            },
            ExpressionKind::Attribute { object, name, .. } => {
                let owner = self.subject(object)?;
                let of = |noun: &str| format!("{} {noun}", owner.owner);
                match &**name {
                    "controls" => Some(Subject { is_controls: true, ..owner }),
                    "source" => plain(&of("sender"), &of("sender's"), Some(Class::Element)),
                    "sink" => plain(&of("receiver"), &of("receiver's"), Some(Class::Element)),
                    _ => None,
                }
            }
            _ => None,
        }
    }
}

/// The attribute of a subject; of an element of unknown class, that of any class.
fn attribute(subject: &Subject, name: &str) -> Option<&'static Attribute> {
    if subject.is_controls {
        return schema::attribute(Class::Controls, name);
    }
    let class = subject.class?;
    let own = || schema::attribute(class, name).or_else(|| schema::attribute(Class::Controls, name));
    own().or_else(|| {
        Class::ALL
            .into_iter()
            .filter(|derived| derived.is_a(class))
            .find_map(|derived| schema::attribute(derived, name))
    })
}

/// What a list of this name holds.
fn item(list: &str) -> (String, Option<Class>) {
    match list {
        "inputs" => ("incoming flow".to_owned(), Some(Class::Dataflow)),
        "outputs" => ("outgoing flow".to_owned(), Some(Class::Dataflow)),
        "data" => ("data".to_owned(), Some(Class::Data)),
        other => (spaced(other), None),
    }
}

/// The sentence with another subject than `it`, and turned into its opposite.
fn with_subject(said: &str, subject: &str, is_so: bool) -> String {
    let Some(rest) = said.strip_prefix("it ") else {
        return if is_so { said.to_owned() } else { format!("it is not so that {said}") };
    };
    match is_so {
        true => format!("{subject} {rest}"),
        false => format!("{subject} {}", negated(rest)),
    }
}
