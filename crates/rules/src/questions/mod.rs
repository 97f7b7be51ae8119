//! Questions: the unknown facts turned round. "Does Web Server validate its input? It decides 14 threats."
//!
//! A condition whose outcome is unknown hangs on facts that nobody stated. Facts of one name are one question for all
//! elements that it is open for; the question on which most severity hangs comes first.

mod hanging;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use bartizan_model::schema::Kind;
use bartizan_model::{Attribute, Class, Model, Owner, Value};

use crate::condition::{Outcome, Supposition};
use crate::finding::{Finding, Verdict};
use crate::library::Library;
use crate::threat::Level;
use hanging::{Pair, hanging};
pub use words::{owner_name, question, subject};

/// What a question is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum About {
    /// Elements: servers, actors, datastores and their like.
    Elements,
    /// Flows.
    Flows,
    /// Trust boundaries.
    Boundaries,
    /// Data.
    Data,
}

/// A fact that nobody stated, of all those of whom it is not known.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// The attribute or control.
    pub attribute: &'static Attribute,
    /// What kind of thing it is asked of.
    pub about: About,
    /// Of whom it is asked, in the model's order, and people last.
    pub owners: Vec<Owner>,
    /// What the answer can be: both truths, the members of an enumeration, or texts that conditions ask for.
    pub choices: Vec<Value>,
    /// Assumed findings that hang on it.
    pub assumed: usize,
    /// Findings that are not reported and may come with the answer.
    pub possible: usize,
    /// How much an answer settles, by severity; for the order alone.
    pub weight: u64,
}

/// All questions of a model, the best first. `is_open` says which findings nobody has decided about.
pub fn questions(model: &Model, library: &Library, is_open: &dyn Fn(&Finding) -> bool) -> Vec<Question> {
    let pairs = hanging(model, library, is_open);
    let mut drafts: BTreeMap<Key, Draft> = BTreeMap::new();
    for pair in &pairs {
        for read in &pair.unknown {
            let Some(attribute) = read.row else { continue };
            let draft = drafts.entry(Key::of(model, attribute, read.owner)).or_insert_with(|| Draft::new(attribute));
            draft.owners.insert(read.owner);
        }
    }
    for (key, draft) in &mut drafts {
        draft.choices = choices(draft.attribute, key.name, library);
    }
    for pair in &pairs {
        pair.weigh(model, library, &mut drafts);
    }
    let mut questions: Vec<Question> = drafts.into_iter().map(|(key, draft)| draft.finish(model, key.about)).collect();
    // Equal ones stay in the order of their names.
    questions.sort_by_key(|question| std::cmp::Reverse(question.weight));
    questions
}

/// The severity of a finding as a weight: each step counts twice the one below.
pub(crate) fn weight(severity: Option<Level>) -> u64 {
    severity.map_or(1, |level| 1 << (level as u64))
}

/// What makes two facts one question.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    about: About,
    is_control: bool,
    name: &'static str,
}

impl Key {
    fn of(model: &Model, attribute: &'static Attribute, owner: Owner) -> Self {
        let about = match owner {
            Owner::Data(_) => About::Data,
            Owner::Element(id) => match model.element(id).class {
                class if class.is_a(Class::Dataflow) => About::Flows,
                class if class.is_a(Class::Boundary) => About::Boundaries,
                _ => About::Elements,
            },
        };
        Self { about, is_control: attribute.class == Class::Controls, name: attribute.name }
    }
}

/// A question in the making.
struct Draft {
    attribute: &'static Attribute,
    owners: BTreeSet<Owner>,
    choices: Vec<Value>,
    assumed: usize,
    possible: usize,
    /// What the answers settle together.
    settled: u64,
}

impl Draft {
    fn new(attribute: &'static Attribute) -> Self {
        Self { attribute, owners: BTreeSet::new(), choices: Vec::new(), assumed: 0, possible: 0, settled: 0 }
    }

    fn finish(self, model: &Model, about: About) -> Question {
        let answers = self.choices.len().max(1) as u64;
        // Of several, the first are named: people are asked about least.
        let is_person =
            |owner: &Owner| matches!(owner, Owner::Element(id) if model.element(*id).class.is_a(Class::Actor));
        let mut owners: Vec<Owner> = self.owners.into_iter().collect();
        owners.sort_by_key(is_person);
        Question {
            attribute: self.attribute,
            about,
            owners,
            choices: self.choices,
            assumed: self.assumed,
            possible: self.possible,
            weight: self.settled / answers,
        }
    }
}

impl Pair<'_> {
    /// Adds to each question that the pair hangs on what its answers would settle.
    fn weigh(&self, model: &Model, library: &Library, drafts: &mut BTreeMap<Key, Draft>) {
        let mut by_key: BTreeMap<Key, Vec<(Owner, &'static Attribute)>> = BTreeMap::new();
        for read in &self.unknown {
            if let Some(attribute) = read.row {
                by_key.entry(Key::of(model, attribute, read.owner)).or_default().push((read.owner, attribute));
            }
        }
        let severity: u64 = self
            .threats
            .iter()
            .filter_map(|threat| library.threats().get(*threat as usize))
            .map(|threat| weight(threat.severity_level()))
            .sum();
        // A finding that is reported is worth more of an answer than one that only may come.
        let worth = if self.verdict == Some(Verdict::Assumed) { severity * 32 } else { severity };
        for (key, facts) in by_key {
            let Some(draft) = drafts.get_mut(&key) else { continue };
            match self.verdict {
                Some(Verdict::Assumed) => draft.assumed += self.threats.len(),
                _ => draft.possible += self.threats.len(),
            }
            for choice in &draft.choices {
                let mut supposition = Supposition::default();
                for (owner, attribute) in &facts {
                    supposition.set(*owner, attribute, choice.clone());
                }
                let outcome = self.condition.suppose(model, self.element, crate::condition::Mode::Stated, &supposition);
                if !matches!(outcome, Ok((Outcome::Unknown, _)) | Err(_)) {
                    draft.settled += worth;
                }
            }
        }
    }
}

/// What the answer can be.
fn choices(attribute: &'static Attribute, name: &str, library: &Library) -> Vec<Value> {
    match attribute.kind {
        Kind::Flag => vec![Value::Flag(true), Value::Flag(false)],
        Kind::Member(kind) => kind.members().map(Value::Member).collect(),
        Kind::Text => {
            let mut texts: Vec<Value> = library.texts_asked_of(name).into_iter().map(Value::text).collect();
            texts.push(Value::text("?"));
            texts
        }
        _ => Vec::new(),
    }
}
