//! The form of a file of answers: tables of elements and data by their readable ids, attributes and controls as keys.

use std::ops::Range;

use bartizan_model::{Diagnostic, Span};
use toml_edit::{Document, DocumentMut, InlineTable, Item, Key, Table, TableLike, Value};

use super::{Read, to_add_to, with_head};

/// At most so many answers are read.
const MAX_ANSWERS: usize = 200_000;

const INTRODUCTION: &str = "\
# Answers to what the model beside this file does not say. Every command takes them as stated.
# `bartizan ask` writes them; edit them as you like. A value is what it would be in the model, or \"not applicable\",
# or \"unknown\" for what nobody knows yet.
";

/// Of what an answer is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    Element(String),
    Data(String),
}

/// What an answer says.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Given {
    Flag(bool),
    Int(i64),
    Text(String),
    NotApplicable,
    Unknown,
}

/// An answer as it stands in the file.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) subject: Subject,
    /// Where the subject is named.
    pub(super) subject_place: Option<Span>,
    /// The attribute; `controls.x` for a control.
    pub(super) name: String,
    pub(super) name_place: Option<Span>,
    pub(super) given: Given,
    pub(super) place: Option<Span>,
}

/// Reads a file. Everything that is wrong with its form, at once.
pub(super) fn parse(file: &Read) -> Result<Vec<Entry>, Vec<Diagnostic>> {
    let document = Document::parse(file.text.as_str()).map_err(|error| vec![file.syntax(&error)])?;
    let mut reader = Reader { file, entries: Vec::new(), problems: Vec::new() };
    reader.document(document.as_table());
    if reader.entries.len() > MAX_ANSWERS {
        return Err(vec![Diagnostic::refusal(format!("the file has more than {MAX_ANSWERS} answers"))]);
    }
    if reader.problems.is_empty() { Ok(reader.entries) } else { Err(reader.problems) }
}

struct Reader<'f> {
    file: &'f Read,
    entries: Vec<Entry>,
    problems: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn document(&mut self, document: &Table) {
        for (kind, item) in document.iter() {
            let place = self.place(document.key(kind).and_then(Key::span));
            let is_data = match kind {
                "elements" => false,
                "data" => true,
                _ => {
                    let message = format!("`{}` is no table of answers", shown(kind));
                    let help = "there are `[elements.NAME]` and `[data.NAME]`, by the ids that `bartizan elements MODEL` lists";
                    self.problems.push(Diagnostic::error(message).at(place, "").help(help));
                    continue;
                }
            };
            let Some(subjects) = self.table(item, place, "tables of answers") else { continue };
            for (name, item) in subjects.iter() {
                let place = self.place(subjects.key(name).and_then(Key::span));
                let subject = if is_data { Subject::Data(name.to_owned()) } else { Subject::Element(name.to_owned()) };
                let Some(answers) = self.table(item, place, "a table of answers") else { continue };
                self.answers(&subject, place, "", answers);
            }
        }
    }

    fn answers(&mut self, subject: &Subject, subject_place: Option<Span>, before: &str, answers: &dyn TableLike) {
        for (name, item) in answers.iter() {
            let name_place = self.place(answers.key(name).and_then(Key::span));
            if name == "controls" && before.is_empty() {
                if let Some(controls) = self.table(item, name_place, "a table of controls") {
                    self.answers(subject, subject_place, "controls.", controls);
                }
                continue;
            }
            let place = self.place(item.span()).or(name_place);
            let Some(given) = given(item) else {
                let message = format!("the answer to `{before}{}` is {}", shown(name), item.type_name());
                let help = "an answer is true, false, a whole number, text, \"not applicable\" or \"unknown\"";
                self.problems.push(Diagnostic::error(message).at(place, "").help(help));
                continue;
            };
            let (subject, name) = (subject.clone(), format!("{before}{name}"));
            self.entries.push(Entry { subject, subject_place, name, name_place, given, place });
        }
    }

    fn table<'i>(&mut self, item: &'i Item, place: Option<Span>, expected: &str) -> Option<&'i dyn TableLike> {
        let table = item.as_table_like();
        if table.is_none() {
            let message = format!("expected {expected}, found {}", item.type_name());
            self.problems.push(Diagnostic::error(message).at(place, ""));
        }
        table
    }

    fn place(&self, range: Option<Range<usize>>) -> Option<Span> {
        self.file.place(range)
    }
}

fn given(item: &Item) -> Option<Given> {
    Some(match item.as_value()? {
        Value::Boolean(flag) => Given::Flag(*flag.value()),
        Value::Integer(number) => Given::Int(*number.value()),
        Value::String(text) => match text.value().as_str() {
            "not applicable" => Given::NotApplicable,
            "unknown" => Given::Unknown,
            text => Given::Text(text.to_owned()),
        },
        _ => return None,
    })
}

fn shown(key: &str) -> String {
    key.chars().take(80).collect()
}

/// An answer that is written.
#[derive(Clone, Debug)]
pub(super) struct NewEntry {
    pub(super) subject: Subject,
    pub(super) name: String,
    /// `None` takes the answer back.
    pub(super) given: Option<Given>,
    /// The question, for the comment above the answer.
    pub(super) question: String,
}

/// The text of a file with more answers. Everything else stays as it is, comments too.
pub(super) fn with(text: &str, entries: &[NewEntry]) -> Result<String, toml_edit::TomlError> {
    let (before, mut document) = to_add_to(text, INTRODUCTION)?;
    for entry in entries {
        write(&mut document, entry);
    }
    let is_new = !before.is_empty();
    let written = document.to_string();
    Ok(match is_new {
        true if document.is_empty() => text.to_owned(),
        true => format!("{before}{written}"),
        false => with_head(text, written),
    })
}

fn write(document: &mut DocumentMut, entry: &NewEntry) {
    let (kind, id) = match &entry.subject {
        Subject::Element(id) => ("elements", id),
        Subject::Data(id) => ("data", id),
    };
    if entry.given.is_none() && document.get(kind).and_then(|subjects| subjects.get(id)).is_none() {
        return;
    }
    let Some(subjects) = inner(document.as_table_mut(), kind, Shape::Implicit) else { return };
    let Some(answers) = inner(subjects, id, Shape::Headed) else { return };
    match entry.name.strip_prefix("controls.") {
        Some(control) => {
            if let Some(controls) = inner(answers, "controls", Shape::Dotted) {
                put(controls, control, entry);
                if controls.is_empty() {
                    answers.remove("controls");
                }
            }
        }
        None => put(answers, &entry.name, entry),
    }
    if answers.is_empty() {
        subjects.remove(id);
    }
}

fn put(table: &mut dyn TableLike, name: &str, entry: &NewEntry) {
    let Some(given) = &entry.given else {
        table.remove(name);
        return;
    };
    let value = match given {
        Given::Flag(flag) => Value::from(*flag),
        Given::Int(number) => Value::from(*number),
        Given::Text(text) => Value::from(text.as_str()),
        Given::NotApplicable => Value::from("not applicable"),
        Given::Unknown => Value::from("unknown"),
    };
    // What stands beside the old value is somebody's comment on it.
    let decor = table.get(name).and_then(Item::as_value).map(|old| old.decor().clone());
    let mut value = value;
    if let Some(decor) = decor {
        *value.decor_mut() = decor;
        table.insert(name, Item::Value(value));
        return;
    }
    table.insert(name, Item::Value(value));
    if let Some(mut key) = table.key_mut(name) {
        let comment: String = entry.question.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        key.leaf_decor_mut().set_prefix(format!("# {comment}\n"));
    }
}

enum Shape {
    /// `[elements.web]` stands for it.
    Implicit,
    Headed,
    /// `controls.isHardened = true`.
    Dotted,
}

/// The table at a key, made if need be; `None` when something else is there.
fn inner<'t>(table: &'t mut dyn TableLike, key: &str, shape: Shape) -> Option<&'t mut dyn TableLike> {
    if table.get(key).is_none() {
        let mut new = Table::new();
        new.set_implicit(matches!(shape, Shape::Implicit));
        new.set_dotted(matches!(shape, Shape::Dotted));
        let item = match shape {
            Shape::Dotted => Item::Value(Value::InlineTable({
                let mut inline = InlineTable::new();
                inline.set_dotted(true);
                inline
            })),
            _ => Item::Table(new),
        };
        table.insert(key, item);
    }
    table.get_mut(key)?.as_table_like_mut()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(id: &str, name: &str, given: Option<Given>) -> NewEntry {
        let question = format!("What of {name}?");
        NewEntry { subject: Subject::Element(id.to_owned()), name: name.to_owned(), given, question }
    }

    #[test]
    fn answers_are_written_with_their_questions_and_read_again() {
        let text = with(
            "",
            &[
                entry("web-server", "controls.validatesInput", Some(Given::Flag(true))),
                entry("web-server", "usesXMLParser", Some(Given::Unknown)),
                entry("λ", "controls.isHardened", Some(Given::NotApplicable)),
            ],
        )
        .unwrap();
        let expected = "\n[elements.web-server]\n# What of controls.validatesInput?\ncontrols.validatesInput = true\n\
                        # What of usesXMLParser?\nusesXMLParser = \"unknown\"\n\n[elements.\"λ\"]\n\
                        # What of controls.isHardened?\ncontrols.isHardened = \"not applicable\"\n";
        assert_eq!(text, format!("{INTRODUCTION}{expected}"));
        let mut sources = bartizan_model::Sources::default();
        let source = sources.add("x", &*text);
        let entries = parse(&Read { text, source }).unwrap();
        assert_eq!(entries.len(), 3);
        assert_eq!(entries[0].name, "controls.validatesInput");
        assert_eq!(sources.text(entries[0].place.unwrap()), "true");
        assert_eq!(entries[2].given, Given::NotApplicable);
    }

    #[test]
    fn comments_and_order_of_others_stay() {
        let text = "# mine\n[elements.web]\ncontrols.isHardened = false # until May\nport = 80\n";
        let more = [
            entry("web", "controls.isHardened", Some(Given::Flag(true))),
            entry("web", "controls.usesMFA", Some(Given::Flag(false))),
        ];
        let text = with(text, &more).unwrap();
        assert_eq!(
            text,
            "# mine\n[elements.web]\ncontrols.isHardened = true # until May\n# What of controls.usesMFA?\n\
             controls.usesMFA = false\nport = 80\n"
        );
        let text = with(&text, &[entry("web", "controls.usesMFA", None)]).unwrap();
        assert_eq!(text, "# mine\n[elements.web]\ncontrols.isHardened = true # until May\nport = 80\n");
    }

    #[test]
    fn everything_wrong_with_a_file_is_said_at_once() {
        let text = "[element.web]\nx = 1\n[elements]\nweb = 3\n[elements.api]\na = 1.5\ncontrols = true\n".to_owned();
        let source = bartizan_model::Sources::default().add("x", &*text);
        let problems = parse(&Read { text, source }).unwrap_err();
        let messages: Vec<&str> = problems.iter().map(|problem| problem.message.as_str()).collect();
        assert_eq!(
            messages,
            [
                "`element` is no table of answers",
                "expected a table of answers, found integer",
                "the answer to `a` is float",
                "expected a table of controls, found boolean",
            ]
        );
    }
}
