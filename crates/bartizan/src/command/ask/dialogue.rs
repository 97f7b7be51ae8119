//! The dialogue: one question after the other, the best next one first. Every answer is written at once, and the model is
//! read again with it, so that what was settled is what every other command will say too.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::PathBuf;

use bartizan_model::{AttributeId, ElementId, Owner, Value};
use bartizan_rules::Verdict;
use bartizan_rules::questions::Question;

use super::super::counted::counted;
use super::super::question_text;
use super::super::style::Style;
use super::typed::{Typed, understand};
use super::{Options, open_questions, written};
use crate::beside::answers::{Answer, Record};
use crate::command_line::{EXIT_DONE, Session};
use crate::script::{self, Described};

/// Columns of a question.
const WIDTH: usize = 80;

const HELP: &str = "\
  y, n      yes, no
  n/a       the question makes no sense here
  d         don't know: asked again at the end, and in the next run
  e         answer for each one by itself
  Enter     skip the question for now
  b         back to the question before
  u         undo the last answer, and ask again
  q         quit; what was answered is written already
";

/// A question that was asked, and what came of it.
struct Asked {
    key: Key,
    /// Whom it was answered for; empty when it was skipped.
    answered: Vec<Record>,
}

/// What makes a question the same one after the model was read again.
type Key = (AttributeId, Vec<Owner>);

pub(super) struct Dialogue<'s, 'w> {
    session: &'s mut Session<'w>,
    options: &'s Options,
    file: PathBuf,
    described: Described,
    /// What was asked, in order.
    asked: Vec<Asked>,
    /// Questions that were skipped or not known in this run.
    set_aside: Vec<Key>,
    style: Style,
}

impl<'s, 'w> Dialogue<'s, 'w> {
    pub(super) fn new(session: &'s mut Session<'w>, options: &'s Options, file: PathBuf, described: Described) -> Self {
        let style = Style { colour: session.colour };
        Self { session, options, file, described, asked: Vec::new(), set_aside: Vec::new(), style }
    }

    pub(super) fn run(mut self) -> Result<u8, u8> {
        let open = self.assumed().len();
        self.say(&format!("{} hang on what the model does not say. `?` lists the keys.\n", counted(open, "finding")));
        let mut again: Option<Key> = None;
        loop {
            let questions = open_questions(&self.described);
            let wanted = again.take();
            let is_next = |question: &&Question| match &wanted {
                Some(key) => self.key(question) == *key,
                None => !self.set_aside.contains(&self.key(question)),
            };
            let next = questions
                .iter()
                .find(is_next)
                .or_else(|| questions.iter().find(|question| !self.set_aside.contains(&self.key(question))));
            let Some(question) = next.cloned() else {
                let left = self.set_aside.len();
                self.say(&if left > 0 {
                    format!("no more questions but {left} set aside\n")
                } else {
                    "no more questions\n".into()
                });
                break;
            };
            self.show(&question, questions.len());
            match self.typed(&question, "> ") {
                None | Some(Typed::Quit) => break,
                Some(Typed::Help) => {
                    self.say(HELP);
                    again = Some(self.key(&question));
                }
                Some(Typed::Unclear(expected)) => {
                    self.say(&format!("  expected {expected}; `?` lists the keys\n"));
                    again = Some(self.key(&question));
                }
                Some(Typed::Skip) => self.skip(&question),
                Some(Typed::Back) => again = self.back(false)?,
                Some(Typed::Undo) => again = self.back(true)?,
                Some(Typed::Each) => match self.each(&question) {
                    Some(records) => self.answer(&question, records)?,
                    None => again = Some(self.key(&question)),
                },
                Some(Typed::Answer(answer)) => {
                    let owners = question.owners.clone();
                    let records =
                        owners.into_iter().map(|owner| self.record(&question, owner, answer.clone())).collect();
                    self.answer(&question, records)?;
                }
            }
        }
        Ok(EXIT_DONE)
    }

    fn key(&self, question: &Question) -> Key {
        (question.attribute.id(), question.owners.clone())
    }

    fn show(&mut self, question: &Question, count: usize) {
        let model = &self.described.analysis.model;
        let sentence = question_text::sentence(model, question);
        let mut text = format!("\n{}\n", self.style.bold(&textwrap::fill(&sentence, WIDTH)));
        let _ = writeln!(
            text,
            "  {}",
            self.style.dim(&format!("{}; {count} questions are open", bartizan_report::question_worth(question)))
        );
        if question.owners.len() > 3 {
            let names: Vec<String> = question.owners.iter().map(|owner| question_text::name(model, *owner)).collect();
            let listed = textwrap::fill(
                &names.join(", "),
                textwrap::Options::new(WIDTH).initial_indent("  ").subsequent_indent("  "),
            );
            let _ = writeln!(text, "{}", self.style.dim(&listed));
        }
        text.push_str(&choices(&question.choices));
        self.say(&text);
    }

    fn typed(&mut self, question: &Question, prompt: &str) -> Option<Typed> {
        let line = self.session.world.ask(prompt)?;
        Some(understand(&line, question.attribute, &question.choices))
    }

    /// One by one. `None` when that was given up.
    fn each(&mut self, question: &Question) -> Option<Vec<Record>> {
        let mut records = Vec::new();
        for owner in &question.owners {
            let sentence = question_text::sentence_about(&self.described.analysis.model, question, *owner);
            loop {
                match self.typed(question, &format!("  {sentence} > "))? {
                    Typed::Answer(answer) => records.push(self.record(question, *owner, answer)),
                    Typed::Skip => {}
                    Typed::Back | Typed::Undo | Typed::Quit => return None,
                    Typed::Unclear(expected) => {
                        self.say(&format!("    expected {expected}\n"));
                        continue;
                    }
                    Typed::Each | Typed::Help => continue,
                }
                break;
            }
        }
        Some(records)
    }

    fn record(&self, question: &Question, owner: Owner, answer: Answer) -> Record {
        written::record(&self.described.analysis.model, question, owner, answer)
    }

    fn skip(&mut self, question: &Question) {
        let key = self.key(question);
        self.set_aside.push(key.clone());
        self.asked.push(Asked { key, answered: Vec::new() });
    }

    /// Writes an answer, and says what it settled.
    fn answer(&mut self, question: &Question, records: Vec<Record>) -> Result<(), u8> {
        if records.is_empty() {
            self.skip(question);
            return Ok(());
        }
        let key = self.key(question);
        if records.iter().any(|record| record.answer == Some(Answer::Unknown)) {
            self.set_aside.push(key.clone());
        }
        let before = self.verdicts();
        self.write(&records)?;
        self.asked.push(Asked { key, answered: records });
        self.say(&settled(&before, &self.verdicts()));
        Ok(())
    }

    /// Goes back to the question before; with `undo`, to the last one that was answered. Its answer is taken back.
    fn back(&mut self, is_undo: bool) -> Result<Option<Key>, u8> {
        while let Some(asked) = self.asked.pop() {
            self.set_aside.retain(|key| *key != asked.key);
            if asked.answered.is_empty() {
                if is_undo {
                    continue;
                }
                return Ok(Some(asked.key));
            }
            let taken_back: Vec<Record> =
                asked.answered.into_iter().map(|record| Record { answer: None, ..record }).collect();
            self.write(&taken_back)?;
            self.say("  taken back\n");
            return Ok(Some(asked.key));
        }
        self.say("  nothing was asked before\n");
        Ok(None)
    }

    /// Writes answers into the file as it is now, and reads the model again.
    fn write(&mut self, records: &[Record]) -> Result<(), u8> {
        let text = written::current(self.session, &self.file)?;
        written::write(self.session, &self.file, &text, &self.described.analysis.model, records)?;
        self.described = script::describe(self.session, &self.options.model.model, &self.options.model.libraries)?;
        Ok(())
    }

    fn verdicts(&self) -> BTreeMap<(u32, ElementId), Verdict> {
        let findings = self.described.analysis.findings.all.iter();
        findings.map(|finding| ((finding.threat, finding.element), finding.verdict)).collect()
    }

    fn assumed(&self) -> Vec<(u32, ElementId)> {
        let assumed = self.verdicts().into_iter().filter(|(_, verdict)| *verdict == Verdict::Assumed);
        assumed.map(|(key, _)| key).collect()
    }

    fn say(&mut self, text: &str) {
        self.session.print_error(text);
    }
}

/// The choices, numbered; none for what is yes or no.
fn choices(choices: &[Value]) -> String {
    let mut text = String::new();
    for (number, choice) in (1..).zip(choices) {
        let said = match choice {
            Value::Member(member) => member.name().to_owned(),
            Value::Text(text) => text.to_string(),
            _ => continue,
        };
        let _ = writeln!(text, "  {number}  {said}");
    }
    text
}

/// What changed between two readings of the model.
fn settled(before: &BTreeMap<(u32, ElementId), Verdict>, after: &BTreeMap<(u32, ElementId), Verdict>) -> String {
    let assumed = before.iter().filter(|(_, verdict)| **verdict == Verdict::Assumed).map(|(key, _)| key);
    let (mut cleared, mut confirmed) = (0, 0);
    for key in assumed {
        match after.get(key) {
            None => cleared += 1,
            Some(Verdict::Assumed) => {}
            Some(_) => confirmed += 1,
        }
    }
    let new = after.keys().filter(|key| !before.contains_key(key)).count();
    let left = after.values().filter(|verdict| **verdict == Verdict::Assumed).count();
    let mut text =
        format!("  settled {}: {cleared} cleared, {confirmed} confirmed", counted(cleared + confirmed, "finding"));
    if new > 0 {
        let _ = write!(text, "; {} came up", counted(new, "finding"));
    }
    let _ = writeln!(text, "; {left} assumed are left");
    text
}
