//! The form of a file of decisions: a list of `[[decision]]`, each about a finding or a pattern of findings.

use std::collections::BTreeMap;
use std::ops::Range;

use bartizan_model::names::nearest;
use bartizan_model::{Diagnostic, Span, Text};
use bartizan_rules::decisions::{Date, Decision, Pattern, Source, Status};
use toml_edit::{ArrayOfTables, Document, DocumentMut, Item, Key, Table, Value};

use super::{Read, to_add_to, with_head};

/// At most so many decisions are read.
const MAX_DECISIONS: usize = 20_000;
/// A text of a decision may be so long, in bytes.
pub(super) const MAX_TEXT: usize = 16 << 10;
const KEYS: [&str; 6] = ["finding", "status", "because", "owner", "ticket", "until"];

const INTRODUCTION: &str = "\
# Decisions about the findings of the model beside this file. `bartizan decide` writes them; edit them as you like.
# `finding` is a stable id, or a pattern such as \"INP*@web-*\". A decision holds up to and with the day `until`.
";

/// Reads a file. Everything that is wrong with it, at once.
pub(super) fn parse(file: &Read) -> Result<Vec<Decision>, Vec<Diagnostic>> {
    let document = Document::parse(file.text.as_str()).map_err(|error| vec![file.syntax(&error)])?;
    let mut reader = Reader { file, problems: Vec::new() };
    let decisions = reader.document(document.as_table());
    if decisions.len() > MAX_DECISIONS {
        return Err(vec![Diagnostic::refusal(format!("the file has more than {MAX_DECISIONS} decisions"))]);
    }
    reader.duplicates(&decisions);
    if reader.problems.is_empty() { Ok(decisions) } else { Err(reader.problems) }
}

struct Reader<'f> {
    file: &'f Read,
    problems: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn document(&mut self, document: &Table) -> Vec<Decision> {
        let mut decisions = Vec::new();
        for (key, item) in document.iter() {
            let place = self.place(document.key(key).and_then(Key::span));
            match (key, item.as_array_of_tables()) {
                ("decision", Some(tables)) => {
                    decisions.extend(tables.iter().filter_map(|table| self.decision(table)));
                }
                _ => {
                    let message = format!("`{}` is no list of decisions", short(key));
                    self.say(message, place, "each decision begins with a line `[[decision]]`");
                }
            }
        }
        decisions
    }

    fn decision(&mut self, table: &Table) -> Option<Decision> {
        let whole = self.place(table.span());
        for (key, _) in table.iter().filter(|(key, _)| !KEYS.contains(key)) {
            let place = self.place(table.key(key).and_then(Key::span));
            let help = match nearest(key, KEYS) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("there are {}", KEYS.map(|key| format!("`{key}`")).join(", ")),
            };
            self.say(format!("a decision has no `{}`", short(key)), place, &help);
        }
        let finding = self.required(table, "finding", whole, "the id of a finding: `INP02@web-server`");
        let (finding, place) = finding.map_or((None, None), |(finding, place)| (Some(finding), place));
        let pattern = finding.as_deref().and_then(Pattern::parse);
        if let Some(finding) = finding.filter(|_| pattern.is_none()) {
            let help = "a finding is THREAT@ELEMENT, with `*` for anything: `INP02@web-server`, `INP*@*`";
            self.say(format!("`{}` names no finding", short(&finding)), place, help);
        }
        let known = Status::ALL.map(Status::key);
        let word = self.required(table, "status", whole, &format!("one of {}", known.join(", ")));
        let status = word.as_ref().and_then(|(word, _)| Status::parse(word));
        if let Some((word, status_place)) = word.filter(|_| status.is_none()) {
            let help = match nearest(&word, known) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("there are {}", known.join(", ")),
            };
            self.say(format!("`{}` is no status", short(&word)), status_place, &help);
        }
        let because = self.required(table, "because", whole, "the reason, for whoever reads it later");
        if let Some((_, place)) = because.as_ref().filter(|(because, _)| because.trim().is_empty()) {
            self.say("a decision needs a reason".to_owned(), *place, "say why, for whoever reads it later");
        }
        let (owner, ticket) = (self.optional(table, "owner"), self.optional(table, "ticket"));
        let until = self.until(table);
        Some(Decision {
            pattern: pattern?,
            status: status?,
            because: because?.0.into(),
            owner: owner?,
            ticket: ticket?,
            until: until?,
            place,
            source: Source::File,
        })
    }

    fn required(
        &mut self,
        table: &Table,
        key: &str,
        whole: Option<Span>,
        what: &str,
    ) -> Option<(String, Option<Span>)> {
        if table.get(key).is_none() {
            self.say(format!("the decision has no `{key}`"), whole, &format!("add {what}"));
            return None;
        }
        self.text(table, key)
    }

    fn optional(&mut self, table: &Table, key: &str) -> Option<Text> {
        match table.get(key) {
            None => Some("".into()),
            Some(_) => self.text(table, key).map(|(text, _)| text.into()),
        }
    }

    fn text(&mut self, table: &Table, key: &str) -> Option<(String, Option<Span>)> {
        let item = table.get(key)?;
        let place = self.place(item.span());
        match item.as_str() {
            Some(text) if text.len() > MAX_TEXT => {
                self.say(
                    format!("`{key}` is longer than {MAX_TEXT} bytes"),
                    place,
                    "keep it short, and link to the rest",
                );
                None
            }
            Some(text) => Some((text.to_owned(), place)),
            None => {
                self.say(format!("`{key}` takes text, found {}", item.type_name()), place, "put it in quotes");
                None
            }
        }
    }

    /// A day, as TOML has them or as text. The outer option is for what is wrong.
    fn until(&mut self, table: &Table) -> Option<Option<Date>> {
        let Some(item) = table.get("until") else { return Some(None) };
        let place = self.place(item.span());
        let text = match item.as_value() {
            Some(Value::Datetime(moment)) => moment.value().date.map(|date| date.to_string()),
            Some(Value::String(text)) => Some(text.value().clone()),
            _ => None,
        };
        let date = text.and_then(|text| Date::parse(&text));
        if date.is_none() {
            self.say("`until` takes a day".to_owned(), place, "write it as `until = 2027-01-31`");
        }
        date.map(Some)
    }

    fn duplicates(&mut self, decisions: &[Decision]) {
        let mut first: BTreeMap<String, &Decision> = BTreeMap::new();
        for decision in decisions {
            let key = decision.pattern.to_string().to_lowercase();
            if let Some(earlier) = first.get(&key) {
                self.problems.push(
                    Diagnostic::error(format!(
                        "there are two decisions about `{}`",
                        short(&decision.pattern.to_string())
                    ))
                    .at(decision.place, "the second one")
                    .at(earlier.place, "the first one")
                    .help("keep the one that holds"),
                );
            } else {
                first.insert(key, decision);
            }
        }
    }

    fn say(&mut self, message: String, place: Option<Span>, help: &str) {
        self.problems.push(Diagnostic::error(message).at(place, "").help(help));
    }

    fn place(&self, range: Option<Range<usize>>) -> Option<Span> {
        self.file.place(range)
    }
}

fn short(text: &str) -> String {
    text.chars().take(80).collect()
}

/// The text of a file with a decision more, or with another one about the same findings in its place. Everything else
/// stays as it is, comments too.
///
/// # Errors
/// When the text is no file of decisions.
pub(super) fn with(text: &str, decision: &Decision) -> Result<String, String> {
    let (before, mut document) = to_add_to(text, INTRODUCTION).map_err(|error| error.message().to_owned())?;
    let tables = tables(&mut document)?;
    let id = decision.pattern.to_string();
    let at = tables.iter().position(|table| is_about(table, &id));
    match at.and_then(|at| tables.get_mut(at)) {
        Some(table) => fill(table, decision),
        None => {
            let mut table = Table::new();
            fill(&mut table, decision);
            tables.push(table);
        }
    }
    Ok(format!("{before}{}", document.to_string().trim_start_matches('\n')))
}

/// The text of a file without the decision about a pattern; `None` when it has none.
///
/// # Errors
/// When the text is no file of decisions.
pub(super) fn without(text: &str, pattern: &Pattern) -> Result<Option<String>, String> {
    let mut document: DocumentMut = text.parse().map_err(|error: toml_edit::TomlError| error.message().to_owned())?;
    let tables = tables(&mut document)?;
    let id = pattern.to_string();
    let Some(at) = tables.iter().position(|table| is_about(table, &id)) else { return Ok(None) };
    tables.remove(at);
    Ok(Some(with_head(text, document.to_string())))
}

fn tables(document: &mut DocumentMut) -> Result<&mut ArrayOfTables, String> {
    let item = document.entry("decision").or_insert(Item::ArrayOfTables(ArrayOfTables::new()));
    item.as_array_of_tables_mut().ok_or_else(|| "`decision` is no list of decisions".to_owned())
}

fn is_about(table: &Table, id: &str) -> bool {
    table.get("finding").and_then(Item::as_str).is_some_and(|finding| finding.eq_ignore_ascii_case(id))
}

fn fill(table: &mut Table, decision: &Decision) {
    let mut put = |key: &str, value: Option<Value>| match value {
        Some(mut value) => {
            // What stands beside the old value is somebody's comment on it.
            if let Some(old) = table.get(key).and_then(Item::as_value) {
                *value.decor_mut() = old.decor().clone();
            }
            table.insert(key, Item::Value(value));
        }
        None => drop(table.remove(key)),
    };
    let text = |text: &str| (!text.is_empty()).then(|| Value::from(text));
    put("finding", text(&decision.pattern.to_string()));
    put("status", text(decision.status.key()));
    put("because", text(&decision.because));
    put("owner", text(&decision.owner));
    put("ticket", text(&decision.ticket));
    let day = decision.until.and_then(|day| day.to_string().parse::<toml_edit::Datetime>().ok());
    put("until", day.map(Value::from));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Vec<Decision>, Vec<String>> {
        let text = text.to_owned();
        let source = bartizan_model::Sources::default().add("x", &*text);
        parse(&Read { text, source }).map_err(|problems| problems.into_iter().map(|problem| problem.message).collect())
    }

    #[test]
    fn a_decision_is_written_read_and_replaced_among_comments() {
        let mut decision = Decision {
            pattern: Pattern::parse("INP02@web-server").unwrap(),
            status: Status::Accepted,
            because: "the \"old\" one goes in May".into(),
            owner: "ann".into(),
            ticket: "".into(),
            until: Date::parse("2027-05-31"),
            place: None,
            source: Source::File,
        };
        let text = with("# ours\n", &decision).unwrap();
        assert_eq!(
            text,
            "# ours\n\n[[decision]]\nfinding = \"INP02@web-server\"\nstatus = \"accepted\"\n\
             because = 'the \"old\" one goes in May'\nowner = \"ann\"\nuntil = 2027-05-31\n"
        );
        let read_again = read(&text).unwrap();
        assert_eq!((read_again[0].until, &*read_again[0].owner), (decision.until, "ann"));
        let text = text.replace("\"accepted\"", "\"accepted\" # by the board");
        decision.status = Status::Mitigated;
        decision.owner = "".into();
        let text = with(&text, &decision).unwrap();
        assert!(text.contains("status = \"mitigated\" # by the board\n") && !text.contains("owner"), "{text}");
        assert_eq!(without(&text, &decision.pattern).unwrap().unwrap(), "# ours\n");
        assert_eq!(without(&text, &Pattern::parse("X@y").unwrap()).unwrap(), None);
    }

    #[test]
    fn everything_wrong_with_a_file_is_said_at_once() {
        let text = "[[decision]]\nfinding = \"INP02\"\nstatus = \"acepted\"\nbecause = \" \"\nowners = 3\nuntil = \"May\"\n\
                    [[decision]]\nfinding = 3\n[[decision]]\nstatus = \"accepted\"\n[other]\n";
        let messages = read(text).unwrap_err();
        assert_eq!(
            messages,
            [
                "a decision has no `owners`",
                "`INP02` names no finding",
                "`acepted` is no status",
                "a decision needs a reason",
                "`until` takes a day",
                "`finding` takes text, found integer",
                "the decision has no `status`",
                "the decision has no `because`",
                "the decision has no `finding`",
                "the decision has no `because`",
                "`other` is no list of decisions",
            ]
        );
        let twice = "[[decision]]\nfinding = \"A@b\"\nstatus = \"accepted\"\nbecause = \"x\"\n".repeat(2);
        assert_eq!(read(&twice).unwrap_err(), ["there are two decisions about `A@b`"]);
        assert!(read("[[decision").unwrap_err()[0].starts_with("cannot be read as TOML"));
    }
}
