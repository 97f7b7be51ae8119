//! Answers and decisions from the page. They are written as `ask` and `decide` write them, unless the file is another one
//! than the page was made from.

use bartizan_model::{Owner, Sources};
use bartizan_rules::questions::Question;
use serde::Deserialize;
use serde_json::Value;

use super::super::ask::json::{about, attribute, list};
use super::super::ask::typed::{Typed, understand};
use super::super::ask::{open_questions, written};
use super::super::decide;
use super::site::{Beside, Current, Site, version};
use crate::beside::answers::Record;
use crate::beside::decisions;
use crate::command_line::Session;
use crate::output;
use crate::script::Described;
use crate::server::{Order, Reply, Wish};

/// An answer to an open question.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct AnswerOrder {
    /// The version of the file of answers.
    version: String,
    attribute: String,
    about: String,
    /// Whom it is answered for, by their ids.
    on: Vec<String>,
    /// As one types it at `ask`.
    answer: String,
}

/// A decision.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DecideOrder {
    /// The version of the file of decisions.
    version: String,
    wish: decide::Wish,
}

const CHANGED: &str = "the file has changed meanwhile, and nothing was written; look at what it says now";
const UNREADABLE: &str = "the model cannot be read at the moment, and nothing was written";

impl Site<'_, '_> {
    /// Writes what the page wants, and reads the model again.
    pub(super) fn carry_out(&mut self, order: &Order) {
        match self.written(order) {
            Ok(()) => {
                // The page learns of it from the same event as of any other change.
                self.read();
                order.answer(Reply::Done);
            }
            Err(reply) => order.answer(reply),
        }
    }

    fn written(&mut self, order: &Order) -> Result<(), Reply> {
        let Some(current) = &self.current else { return Err(Reply::Stale(UNREADABLE.to_owned())) };
        let mut session = Session::keeping(&mut *self.session.world, &current.manner);
        match order.what {
            Wish::Answer => answer(&mut session, current, &order.body),
            Wish::Decide => decide(&mut session, current, &order.body),
        }
    }
}

fn answer(session: &mut Session<'_>, current: &Current, body: &[u8]) -> Result<(), Reply> {
    let order: AnswerOrder = parsed(body)?;
    let described = &current.described;
    let text = written::current(session, &current.answers.path).map_err(|_| failed(session))?;
    unchanged(&current.answers, &order.version, &text)?;
    let records = records(described, &order)?;
    let model = &described.analysis.model;
    written::write(session, &current.answers.path, &text, model, &records).map_err(|_| failed(session))
}

fn records(described: &Described, order: &AnswerOrder) -> Result<Vec<Record>, Reply> {
    let questions = open_questions(described);
    let about_it =
        questions.iter().filter(|asked| attribute(asked) == order.attribute && about(asked.about) == order.about);
    let found = about_it.filter_map(|asked| Some((asked, chosen(described, asked, &order.on)?))).next();
    let Some((asked, owners)) = found else {
        return Err(Reply::Stale("this question is not open any more; look at what is".to_owned()));
    };
    let answer = match understand(&order.answer, asked.attribute, &asked.choices) {
        Typed::Answer(answer) => answer,
        Typed::Unclear(expected) => return Err(Reply::Wrong(format!("expected {expected}"))),
        _ => return Err(Reply::Wrong("this is no answer".to_owned())),
    };
    let model = &described.analysis.model;
    Ok(owners.into_iter().map(|owner| written::record(model, asked, owner, answer.clone())).collect())
}

/// Those of a question's owners who are named; `None` unless it is open for all of them.
fn chosen(described: &Described, asked: &Question, ids: &[String]) -> Option<Vec<Owner>> {
    let listed = list(described, std::slice::from_ref(asked));
    let on = listed.first()?.get("on")?.as_array()?;
    let owner = |id: &String| {
        let at = on.iter().position(|one| one.get("id").and_then(Value::as_str) == Some(id))?;
        asked.owners.get(at).copied()
    };
    if ids.is_empty() { None } else { ids.iter().map(owner).collect() }
}

fn decide(session: &mut Session<'_>, current: &Current, body: &[u8]) -> Result<(), Reply> {
    let order: DecideOrder = parsed(body)?;
    let path = &current.decisions.path;
    let mut sources = Sources::default();
    let text = decisions::checked(path, &mut sources, session.world).map_err(|problems| {
        session.fail_with(&problems, &sources);
        failed(session)
    })?;
    unchanged(&current.decisions, &order.version, &text)?;
    let described = Some(&current.described);
    let (text, _) =
        decide::written(session, &order.wish, described, path, &text).map_err(|_| Reply::Wrong(session.take_kept()))?;
    output::write(session.world, path, text.as_bytes()).map_err(|error| {
        session.output_failed(error);
        failed(session)
    })
}

fn parsed<'b, T: Deserialize<'b>>(body: &'b [u8]) -> Result<T, Reply> {
    serde_json::from_slice(body).map_err(|error| Reply::Wrong(format!("this is no order: {error}")))
}

/// Refuses what was made from another version than there is, be it in the page or in the file.
fn unchanged(beside: &Beside, known: &str, text: &str) -> Result<(), Reply> {
    let is_unchanged = beside.version == known && version(text.as_bytes()) == known;
    if is_unchanged { Ok(()) } else { Err(Reply::Stale(CHANGED.to_owned())) }
}

fn failed(session: &mut Session<'_>) -> Reply {
    Reply::Failed(session.take_kept())
}
