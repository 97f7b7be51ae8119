//! `exclude`: the threats that a project leaves out, with a reason for each.

use std::ops::Range;

use bartizan_model::{Diagnostic, Model, names};
use bartizan_rules::Library;
use toml::de::{DeTable, DeValue};

use super::content::{MAX_PROBLEMS, Reader, Value};
use super::setting::quoted;
use super::{Config, Named};

/// What is said of a threat that is left out.
const KEYS: [&str; 2] = ["threat", "reason"];

impl Config {
    /// Leaves them out of what is looked for in a model.
    ///
    /// Where others than the project chose the library (`is_chosen`), it need not have them.
    ///
    /// # Errors
    /// Ids that no threat has.
    pub(crate) fn exclude(&self, model: &mut Model, library: &Library, is_chosen: bool) -> Result<(), Vec<Diagnostic>> {
        let mut problems = Vec::new();
        for named in &self.excluded {
            match library.find(&named.text) {
                Some((_, threat)) if model.excluded_threats.contains(&threat.id) => {}
                Some((_, threat)) => model.excluded_threats.push(threat.id.clone()),
                None if is_chosen => {}
                None => {
                    let problem = Diagnostic::error(format!("no threat is called `{}`", named.text));
                    let problem = problem.at(Some(named.place), "");
                    let known = library.threats().iter().map(|threat| &*threat.id);
                    problems.push(match names::nearest(&named.text, known) {
                        Some(near) => problem.help(format!("did you mean `{near}`?")),
                        None => problem.help("`bartizan threats` lists them"),
                    });
                }
            }
        }
        problems.truncate(MAX_PROBLEMS);
        if problems.is_empty() { Ok(()) } else { Err(problems) }
    }
}

impl Reader<'_> {
    /// The threats that are left out, each with its reason.
    pub(super) fn exclude(&mut self, value: &Value<'_>) {
        let help = "it is a list: `exclude = [{ threat = \"INP02\", reason = \"...\" }]`";
        let DeValue::Array(items) = value.get_ref() else { return self.wrong_type("exclude", value, help) };
        let Some(()) = self.bounded("exclude", value, items.len()) else { return };
        for item in items {
            match item.get_ref() {
                DeValue::Table(table) => self.excluded(table, item.span()),
                _ => self.wrong_type("exclude", item, help),
            }
        }
    }

    fn excluded(&mut self, table: &DeTable<'_>, range: Range<usize>) {
        for (key, value) in table {
            match (key.get_ref().as_ref(), value.get_ref()) {
                ("threat" | "reason", DeValue::String(_)) => {}
                (name @ ("threat" | "reason"), _) => self.wrong_type(name, value, "it is a text"),
                (name, _) => {
                    let problem = Diagnostic::error(format!("`exclude` has no key `{name}`"));
                    self.unknown(problem, key, &KEYS, || format!("there are {}", quoted(&KEYS)));
                }
            }
        }
        let text = |key: &str| table.get(key).and_then(|value| value.get_ref().as_str());
        match text("reason") {
            Some(reason) if !reason.trim().is_empty() => {}
            _ if table.get("reason").is_some_and(|value| !value.get_ref().is_str()) => return,
            _ => {
                let problem = Diagnostic::error("a threat is left out without a reason");
                let problem = problem.at(Some(self.place(range.clone())), "");
                self.problems.push(problem.help("say why: `reason = \"...\"`"));
            }
        }
        match table.get("threat") {
            Some(value) => {
                let text = value.get_ref().as_str().unwrap_or_default().to_owned();
                self.config.excluded.push(Named { text, place: self.place(value.span()) });
            }
            None => {
                let problem = Diagnostic::error("it is not said which threat is left out");
                self.problems.push(problem.at(Some(self.place(range)), "").help("name it: `threat = \"INP02\"`"));
            }
        }
    }
}
