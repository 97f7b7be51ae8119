//! Answers about a model: read from their file, taken as stated, and written.

use std::collections::BTreeSet;
use std::path::Path;

use bartizan_model::schema::Kind;
use bartizan_model::{
    Attribute, AttributeId, Class, Diagnostic, Fact, Identities, Model, Object, Origin, Owner, Value, implications,
    schema,
};

use bartizan_rules::why::object_of;

use super::answers_file::{self, Entry, Given, NewEntry, Subject};
use super::read;
use crate::world::World;

/// What says how a model is drawn, and is stated in the model alone.
const STRUCTURE: [&str; 7] = ["name", "description", "note", "order", "severity", "is_drawn", "isResponse"];

/// An answer to a question about one owner.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Answer {
    /// It is so.
    Value(Value),
    /// The question makes no sense there.
    NotApplicable,
    /// Nobody knows.
    Unknown,
}

/// What came of the answers of a model.
#[derive(Debug, Default)]
pub(crate) struct Applied {
    /// Facts that somebody was asked about and did not know.
    pub(crate) unknown: BTreeSet<(Owner, AttributeId)>,
    /// How many answers are taken as stated.
    pub(crate) taken: usize,
    /// Answers that match nothing or contradict the model.
    pub(crate) warnings: Vec<Diagnostic>,
}

/// Reads the answers at a path and makes them facts of an unresolved model.
///
/// # Errors
/// Everything that is wrong with the file: nothing of it is taken then.
pub(crate) fn apply(
    model: &mut Model,
    path: &Path,
    is_asked_for: bool,
    world: &dyn World,
) -> Result<Applied, Vec<Diagnostic>> {
    let Some(file) = read(path, is_asked_for, &mut model.sources, world).map_err(|problem| vec![*problem])? else {
        return Ok(Applied::default());
    };
    let entries = answers_file::parse(&file)?;
    let identities = Identities::of(model);
    let mut applied = Applied::default();
    let mut problems = Vec::new();
    for entry in entries {
        let Some(owner) = owner(&entry, &identities, &mut applied.warnings) else { continue };
        match fact_of(model, owner, &entry) {
            Ok((attribute, answer)) => take(model, owner, attribute, answer, &entry, &mut applied),
            Err(problem) => problems.push(*problem),
        }
    }
    if problems.is_empty() { Ok(applied) } else { Err(problems) }
}

/// What is written into the file for an owner and an attribute of it. `None` takes an answer back.
#[derive(Clone, Debug)]
pub(crate) struct Record {
    pub(crate) owner: Owner,
    pub(crate) attribute: &'static Attribute,
    pub(crate) answer: Option<Answer>,
    pub(crate) question: String,
}

/// The text of a file of answers with more of them.
///
/// # Errors
/// When the text is no TOML.
pub(crate) fn with(text: &str, model: &Model, records: &[Record]) -> Result<String, Box<Diagnostic>> {
    let (elements, data) = (model.slugs(), model.data_slugs());
    let entry = |record: &Record| {
        let subject = match record.owner {
            Owner::Element(id) => Subject::Element(elements.get(id.index())?.clone()),
            Owner::Data(id) => Subject::Data(data.get(id.index())?.clone()),
        };
        let name = record.attribute.name;
        let is_control = record.attribute.class == Class::Controls;
        let name = if is_control { format!("controls.{name}") } else { name.to_owned() };
        Some(NewEntry { subject, name, given: record.answer.as_ref().map(given), question: record.question.clone() })
    };
    let entries: Vec<NewEntry> = records.iter().filter_map(entry).collect();
    answers_file::with(text, &entries).map_err(|error| Box::new(Diagnostic::error(error.message().to_owned())))
}

fn given(answer: &Answer) -> Given {
    match answer {
        Answer::NotApplicable => Given::NotApplicable,
        Answer::Unknown => Given::Unknown,
        Answer::Value(Value::Flag(flag)) => Given::Flag(*flag),
        Answer::Value(Value::Int(number)) => Given::Int(*number),
        Answer::Value(Value::Member(member)) => Given::Text(member.name().to_owned()),
        Answer::Value(Value::Text(text)) => Given::Text(text.to_string()),
        Answer::Value(_) => Given::Unknown,
    }
}

/// Whom an answer is about.
fn owner(entry: &Entry, identities: &Identities, warnings: &mut Vec<Diagnostic>) -> Option<Owner> {
    let (found, what, id, near) = match &entry.subject {
        Subject::Element(id) => {
            (identities.element(id).map(Owner::Element), "element", id, identities.nearest_element(id))
        }
        Subject::Data(id) => (identities.datum(id).map(Owner::Data), "data", id, identities.nearest_datum(id)),
    };
    if found.is_none() {
        let shown: String = id.chars().take(80).collect();
        let mut warning = Diagnostic::warning(format!("the model has no {what} `{shown}` to which there are answers"))
            .at(entry.subject_place, "");
        warning = match near {
            Some(near) => warning.help(format!("did you mean `{near}`?")),
            None => {
                warning.help("if it was renamed, say `formerNames = [\"...\"]` in the model; else remove the answers")
            }
        };
        if !warnings.contains(&warning) {
            warnings.push(warning);
        }
    }
    found
}

/// The attribute that an answer is about, and what it says of it.
fn fact_of(model: &Model, owner: Owner, entry: &Entry) -> Result<(&'static Attribute, Answer), Box<Diagnostic>> {
    let object = object_of(model, owner);
    let class = object.class;
    let Some(attribute) = implications::named(class, &entry.name) else {
        let name: String = entry.name.chars().take(80).collect();
        let message = format!("`{}` has no attribute `{name}`", object.class_name());
        let problem = Diagnostic::error(message).at(entry.name_place, "");
        let near = match entry.name.strip_prefix("controls.") {
            Some(control) => schema::suggest(Class::Controls, control).map(|near| format!("controls.{near}")),
            None => schema::suggest(class, &entry.name),
        };
        return Err(Box::new(match near {
            Some(near) => problem.help(format!("did you mean `{near}`?")),
            None => problem.help(format!("`bartizan describe {}` lists its attributes", class.name())),
        }));
    };
    let is_plain = matches!(attribute.kind, Kind::Flag | Kind::Text | Kind::Int | Kind::Member(_));
    if !is_plain || (STRUCTURE.contains(&attribute.name) && attribute.class != Class::Controls) {
        let message = format!("`{}` says how the model is built, and cannot be answered", attribute.name);
        return Err(Box::new(Diagnostic::error(message).at(entry.name_place, "").help("state it in the model")));
    }
    let answer = answer(attribute, &entry.given).map_err(|(expected, found)| {
        let message = format!("`{}` takes {expected}, found {found}", entry.name);
        Box::new(Diagnostic::error(message).at(entry.place, ""))
    })?;
    Ok((attribute, answer))
}

fn answer(attribute: &'static Attribute, given: &Given) -> Result<Answer, (String, String)> {
    let value = match (given, attribute.kind) {
        (Given::NotApplicable, _) => return Ok(Answer::NotApplicable),
        (Given::Unknown, _) => return Ok(Answer::Unknown),
        (Given::Flag(flag), _) => Value::Flag(*flag),
        (Given::Int(number), _) => Value::Int(*number),
        (Given::Text(text), Kind::Member(kind)) => match kind.member(text) {
            Some(member) => Value::Member(member),
            None => Value::text(text.as_str()),
        },
        (Given::Text(text), _) => Value::text(text.as_str()),
    };
    // TOML has truths of its own: a text or a number that Python would take for one is a mistake here.
    let is_truth = matches!(value, Value::Flag(_));
    match attribute.kind.coerce(&value) {
        Ok(value) if is_truth == (attribute.kind == Kind::Flag) => Ok(Answer::Value(value)),
        Ok(_) => Err((attribute.kind.expectation().to_lowercase(), value.kind_name().to_owned())),
        Err(mismatch) => Err((mismatch.expected, mismatch.found)),
    }
}

/// Makes an answer a fact, unless the model says something itself.
fn take(
    model: &mut Model,
    owner: Owner,
    attribute: &'static Attribute,
    answer: Answer,
    entry: &Entry,
    applied: &mut Applied,
) {
    let value = match answer {
        Answer::Unknown => {
            applied.unknown.insert((owner, attribute.id()));
            return;
        }
        Answer::NotApplicable => not_applicable(attribute),
        Answer::Value(value) => value,
    };
    let Some(place) = entry.place else { return };
    if let Some(Fact { value: stated, origin: Origin::Stated(span) }) = known(object_of(model, owner), attribute) {
        if stated != value {
            let message = format!(
                "the answer about `{}` of {:?} contradicts the model",
                entry.name,
                &*object_of(model, owner).name()
            );
            let warning = Diagnostic::warning(message)
                .at(Some(place), "the answer")
                .at(Some(span), "the model says otherwise, and counts")
                .help("remove the answer, or correct the model");
            applied.warnings.push(warning);
        }
        return;
    }
    applied.taken += 1;
    let object = match owner {
        Owner::Element(id) => model.elements.get_mut(id.index()),
        Owner::Data(id) => model.data.get_mut(id.index()),
    };
    if let Some(object) = object {
        match attribute.class {
            Class::Controls => object.set_control(attribute.name, value, Origin::Stated(place)),
            _ => object.set(attribute.name, value, Origin::Stated(place)),
        }
    }
}

/// What counts where a question makes no sense: nothing is missing, and nothing is there that could be abused.
fn not_applicable(attribute: &Attribute) -> Value {
    match (attribute.class, attribute.kind) {
        (Class::Controls, Kind::Flag) => Value::Flag(true),
        (_, Kind::Flag) => Value::Flag(false),
        _ => attribute.default.value(),
    }
}

fn known(object: &Object, attribute: &'static Attribute) -> Option<Fact> {
    let facts = if attribute.class == Class::Controls { &object.controls } else { &object.facts };
    facts.get(attribute.id()).filter(|fact| fact.origin.is_known()).cloned()
}
