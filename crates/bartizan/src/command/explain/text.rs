//! An explanation as text for a terminal: where the threat stands, the tree of reasons, what would turn it, what is open.

use bartizan_model::{Attribute, Model, Origin, Owner, Span, Value};
use bartizan_report::{shown_value, standing_words, who_said};
use bartizan_rules::changes::{Ids, Said};
use bartizan_rules::why::{Alteration, Answer, Explanation, OpenFact, Standing, subject, written_name};
use bartizan_rules::{Library, Outcome};

use super::tree::Tree;
use crate::command::style::{Style, safe, wrapped};

/// Open facts that are named; the others are counted.
const MOST_OPEN: usize = 5;

/// The text so far, and what it is about.
pub(super) struct Page<'a> {
    pub(super) model: &'a Model,
    library: &'a Library,
    ids: Ids,
    pub(super) style: Style,
    pub(super) width: usize,
    pub(super) text: String,
}

impl<'a> Page<'a> {
    pub(super) fn new(model: &'a Model, library: &'a Library, style: Style, width: usize) -> Self {
        Self { model, library, ids: Ids::of(model), style, width, text: String::new() }
    }

    /// The threat in two lines.
    pub(super) fn title(&mut self, position: usize) {
        let Some(threat) = self.library.threats().get(position) else { return };
        self.line(&self.style.bold(&safe(&format!("{} {}", threat.id, threat.title))), "", "");
        if threat.severity.is_empty() {
            return;
        }
        let severity = safe(&threat.severity.to_lowercase());
        let severity = self.style.severity(threat.severity_level(), &severity);
        self.line(&format!("severity {severity}"), "", "");
    }

    pub(super) fn explanation(&mut self, explanation: &Explanation) {
        let id = self.library.threats().get(explanation.threat).map_or("", |threat| &*threat.id);
        let id = format!("{id}@{}", self.ids.element(explanation.element));
        self.text.push('\n');
        self.line(&self.style.bold(&safe(&id)), "", "");
        let place = self.standing_place(explanation).map_or(String::new(), |place| format!(" ({place})"));
        let standing = safe(&standing_words(self.model, self.library, explanation));
        self.line(&format!("{standing}{place}"), "", "");
        if let Some(reason) = &explanation.reason {
            self.text.push('\n');
            Tree::draw(self, explanation.element, reason);
        }
        self.changes(explanation);
        self.open(explanation);
    }

    /// What comes after all explanations.
    pub(super) fn end(&mut self, position: usize, is_named: bool, is_none: bool, left_out: usize) {
        let id = self.library.threats().get(position).map_or_else(String::new, |threat| safe(&threat.id));
        let text = match (is_named, is_none, left_out) {
            (true, _, 0) => format!("`bartizan explain {id}` says what the threat is, and what helps."),
            (true, _, more) => format!("{more} more elements have this name; each has an id of its own"),
            (false, true, _) => {
                format!("{id} is reported on no element of this model; `--on ELEMENT` says why it is not on one")
            }
            (false, false, 0) => return,
            (false, false, more) => format!("and on {more} more elements; `--on ELEMENT` explains it on one of them"),
        };
        self.text.push('\n');
        self.line(&text, "", "");
    }

    /// Where what decides the standing was written, beside the condition.
    fn standing_place(&self, explanation: &Explanation) -> Option<String> {
        let object = self.model.element(explanation.element);
        match &explanation.standing {
            Standing::SetAside { assumption, .. } => self.place(assumption.place?),
            Standing::OutOfScope => self.place(object.fact("inScope")?.origin.span()?),
            Standing::Excluded => None,
            _ => self.place(object.place?),
        }
    }

    fn changes(&mut self, explanation: &Explanation) {
        if explanation.changes.is_empty() {
            return;
        }
        self.heading(match explanation.standing {
            Standing::Reported(_) => "What would clear it",
            _ => "What would make it apply",
        });
        let mut rest = explanation.changes.as_slice();
        while let Some((way, others)) = rest.split_first() {
            // Several values of one fact are one line.
            let same = others.iter().take_while(|other| is_same_fact(way, other)).count();
            let values: Vec<&Alteration> = rest.iter().take(same + 1).filter_map(|way| way.last()).collect();
            let mut said: Vec<String> = Vec::new();
            if let Some((_, before)) = way.split_last() {
                said.extend(before.iter().map(|altered| self.alteration(&[altered])));
            }
            said.push(self.alteration(&values));
            self.line(&format!("state {}", said.join(", and ")), "- ", "  ");
            rest = others.get(same..).unwrap_or(&[]);
        }
    }

    /// One fact that would be otherwise, with each value that would do.
    fn alteration(&self, values: &[&Alteration]) -> String {
        let Some(first) = values.first() else { return String::new() };
        let change = &first.change;
        let name = safe(&written_name(Some(change.attribute), change.attribute.name));
        let shown: Vec<String> = values.iter().map(|altered| self.value(&altered.change.value)).collect();
        let what = match first.is_any_other {
            true => format!("`{name}` as something that the condition does not name"),
            false => format!("`{name} = {}`", shown.join("` or `")),
        };
        let place = first.place.and_then(|place| self.place(place));
        let place = match (place, first.is_stated) {
            (Some(place), true) => format!(" ({place} says {})", self.value(&first.now)),
            (Some(place), false) => format!(" ({place})"),
            (None, _) => String::new(),
        };
        format!("{what} on {}{place}", self.name(change.owner))
    }

    fn open(&mut self, explanation: &Explanation) {
        if explanation.open.is_empty() {
            return;
        }
        self.heading("What is open");
        for open in explanation.open.iter().take(MOST_OPEN) {
            let name = safe(&written_name(open.read.row, &open.read.attribute));
            let said = format!("nobody stated `{name}` of {}", self.name(open.read.owner));
            let answers = self.answers(open);
            let said = if answers.is_empty() { said } else { format!("{said}. {answers}") };
            self.line(&said, "- ", "  ");
        }
        let more = explanation.open.len().saturating_sub(MOST_OPEN);
        if more > 0 {
            self.line(&format!("{more} more"), "- ", "  ");
        }
    }

    /// What would come of each answer, those with the same outcome together.
    fn answers(&self, open: &OpenFact) -> String {
        if open.answers.iter().all(|answer| answer.outcome == Outcome::Unknown) {
            return String::new();
        }
        let shown = |answer: &Answer| match answer.is_any_other {
            true => "anything else".to_owned(),
            false => self.value(&answer.value),
        };
        let outcomes = [
            (Outcome::True, "it applies for certain"),
            (Outcome::False, "it does not apply"),
            (Outcome::Unknown, "it stays open"),
        ];
        let said = outcomes.iter().filter_map(|(outcome, what)| {
            let values: Vec<String> =
                open.answers.iter().filter(|answer| answer.outcome == *outcome).map(shown).collect();
            (!values.is_empty()).then(|| format!("{}: {what}", values.join(", ")))
        });
        said.collect::<Vec<_>>().join("; ")
    }

    pub(super) fn name(&self, owner: Owner) -> String {
        safe(&subject(self.model, owner))
    }

    pub(super) fn value(&self, value: &Value) -> String {
        safe(&shown_value(&Said::of(value, self.model, &self.ids)))
    }

    pub(super) fn place(&self, span: Span) -> Option<String> {
        self.model.sources.locate(span).map(|place| format!("{}:{}", safe(&place.path), place.line))
    }

    pub(super) fn who_said(&self, attribute: Option<&'static Attribute>, origin: Origin) -> String {
        let name = |from| self.name(Owner::Element(from));
        who_said(self.model, attribute, origin, |span| self.place(span), name)
    }

    fn heading(&mut self, heading: &str) {
        self.text.push('\n');
        self.line(&self.style.bold(heading), "", "");
    }

    /// A line; what does not fit goes on in the next ones.
    pub(super) fn line(&mut self, text: &str, first: &str, rest: &str) {
        self.text.push_str(&wrapped(text, self.width, first, rest));
        self.text.push('\n');
    }
}

/// Whether two changes differ in the value of one fact alone.
fn is_same_fact(one: &[Alteration], other: &[Alteration]) -> bool {
    let (Some((one, before)), Some((other, before_other))) = (one.split_last(), other.split_last()) else {
        return false;
    };
    before == before_other
        && one.change.owner == other.change.owner
        && one.change.attribute == other.change.attribute
        && !one.is_any_other
        && !other.is_any_other
}
