//! Why threats are reported on elements or are not, as JSON, and the sentence that says so. A reader may rely on
//! [`EXPLANATION_VERSION`].

use bartizan_model::{Model, Origin, Owner};
use bartizan_rules::changes::{Ids, Said};
use bartizan_rules::condition::{Fault, Items, Read, Reason, ReasonKind, Statement};
use bartizan_rules::why::{Alteration, Answer, Explanation, OpenFact, Standing, object_of, subject, written_name};
use bartizan_rules::{Library, Outcome, Verdict};
use serde_json::{Map, Value, json};

use crate::changes::{place, said};
use crate::json_text;
use crate::places::Places;
use crate::words::origin;

/// Version of the layout; it grows when a reader would have to change.
pub const EXPLANATION_VERSION: u32 = 1;

/// Explanations of one threat as JSON with line breaks. `left_out` more would be there without their limit.
pub fn explanations_json(model: &Model, library: &Library, all: &[Explanation], left_out: usize) -> String {
    let page = Page { model, library, ids: Ids::of(model), places: Places::of(&model.sources) };
    let value = json!({
        "schema": "bartizan-explanation",
        "version": EXPLANATION_VERSION,
        "system": &*model.system.name(),
        "left_out": left_out,
        "explanations": all.iter().map(|explanation| page.explanation(explanation)).collect::<Value>(),
    });
    let mut out = String::new();
    // Text takes everything that is written to it.
    let _ = json_text::pretty(&value, &mut out);
    out
}

/// Whether a threat is reported on its element, and if not, why not: a sentence without its full stop.
pub fn standing_words(model: &Model, library: &Library, explanation: &Explanation) -> String {
    let name = subject(model, Owner::Element(explanation.element));
    let threat = library.threats().get(explanation.threat);
    let not = |why: String| format!("not reported on {name}: {why}");
    match &explanation.standing {
        Standing::Reported(Verdict::Confirmed) => {
            format!("reported on {name}: confirmed, since what the model states makes it true")
        }
        Standing::Reported(Verdict::Assumed) => {
            format!("reported on {name}: assumed, true while what nobody stated is as pytm's defaults have it")
        }
        Standing::Reported(Verdict::Overridden) => {
            format!("reported on {name} because of an override, whatever its condition says")
        }
        Standing::SetAside { assumption, is_of_system, .. } => {
            let whose = if *is_of_system { " about the whole system" } else { "" };
            not(format!("set aside by the assumption \"{}\"{whose}", assumption.name))
        }
        Standing::Excluded => not("the model leaves this threat out everywhere".to_owned()),
        Standing::OutOfScope => not("the element is out of scope".to_owned()),
        Standing::OtherClass => {
            let classes: Vec<String> = threat
                .map(|threat| threat.targets.iter().map(|class| format!("`{}`", class.name())).collect())
                .unwrap_or_default();
            let class = model.element(explanation.element).class.name();
            not(format!("the threat is about {}, and not about `{class}`", classes.join(", ")))
        }
        Standing::False => not("its condition is false".to_owned()),
        Standing::Open => not("its condition hangs on what nobody stated, and there is no default for it".to_owned()),
        Standing::Faulty(fault) => not(format!("its condition cannot be evaluated: {fault}")),
        Standing::NoCondition => not("the threat has no condition, and so never applies".to_owned()),
    }
}

struct Page<'a> {
    model: &'a Model,
    library: &'a Library,
    ids: Ids,
    places: Places<'a>,
}

impl Page<'_> {
    fn explanation(&self, explanation: &Explanation) -> Value {
        let threat = self.library.threats().get(explanation.threat);
        let id = threat.map_or("", |threat| &*threat.id);
        let object = self.model.element(explanation.element);
        let element = self.ids.element(explanation.element);
        let text = threat.map_or("", |threat| &*threat.condition);
        let mut map = Map::new();
        map.insert("id".to_owned(), json!(format!("{id}@{element}")));
        map.insert("threat".to_owned(), json!(id));
        map.insert("title".to_owned(), json!(threat.map_or("", |threat| &*threat.title)));
        map.insert("element".to_owned(), json!(element));
        map.insert("name".to_owned(), json!(&*object.name()));
        map.insert("class".to_owned(), json!(object.class_name()));
        map.insert("place".to_owned(), place(&self.places, object.place));
        map.insert("standing".to_owned(), json!(standing(&explanation.standing)));
        map.insert("because".to_owned(), json!(standing_words(self.model, self.library, explanation)));
        if let Standing::SetAside { assumption, .. } = &explanation.standing {
            let at = place(&self.places, assumption.place);
            map.insert("assumption".to_owned(), json!({ "name": &*assumption.name, "place": at }));
        }
        let deciding = explanation.reason.as_ref().map(Reason::deciding).unwrap_or_default();
        let reason = explanation.reason.as_ref().map(|reason| self.reason(reason, text, &deciding));
        map.insert("reason".to_owned(), reason.unwrap_or(Value::Null));
        let way = |way: &Vec<Alteration>| way.iter().map(|altered| self.alteration(altered)).collect::<Value>();
        map.insert("changes".to_owned(), explanation.changes.iter().map(way).collect());
        map.insert("open".to_owned(), explanation.open.iter().map(|fact| self.open(fact)).collect());
        Value::Object(map)
    }

    fn reason(&self, reason: &Reason, text: &str, deciding: &[&Reason]) -> Value {
        let mut map = Map::new();
        let (kind, parts) = match &reason.kind {
            ReasonKind::All(parts) => ("all", Some(parts)),
            ReasonKind::Any(parts) => ("any", Some(parts)),
            ReasonKind::Statement(_) => ("statement", None),
        };
        map.insert("kind".to_owned(), json!(kind));
        map.insert("condition".to_owned(), json!(reason.range.of(text)));
        map.insert("is_turned".to_owned(), json!(reason.is_turned));
        map.insert("stated".to_owned(), truth(&reason.stated));
        map.insert("defaults".to_owned(), truth(&reason.defaults));
        if let Err(fault) = &reason.defaults {
            map.insert("fault".to_owned(), json!(fault.to_string()));
        }
        if let Some(parts) = parts {
            let parts = parts.iter().map(|part| self.reason(part, text, deciding));
            map.insert("parts".to_owned(), parts.collect());
        }
        if let ReasonKind::Statement(Statement { words, reads, items }) = &reason.kind {
            let decides = deciding.iter().any(|part| std::ptr::eq(*part, reason));
            map.insert("words".to_owned(), json!(words));
            map.insert("decides".to_owned(), json!(decides));
            map.insert("facts".to_owned(), reads.iter().map(|read| self.fact(read)).collect());
            if let Some(Items { deciding, unknown, count }) = items {
                let ids = |owners: &[Owner]| owners.iter().map(|owner| json!(self.id(*owner))).collect::<Value>();
                let items = json!({ "deciding": ids(deciding), "unknown": ids(unknown), "count": count });
                map.insert("items".to_owned(), items);
            }
        }
        Value::Object(map)
    }

    fn fact(&self, read: &Read) -> Value {
        let from = match read.origin {
            Origin::Inherited(from) => json!(self.ids.element(from)),
            _ => Value::Null,
        };
        json!({
            "of": self.id(read.owner),
            "attribute": written_name(read.row, &read.attribute),
            "value": self.value(&read.value),
            "origin": origin(read.origin),
            "from": from,
            "place": place(&self.places, read.origin.span()),
            "is_unknown": read.is_unknown,
        })
    }

    fn alteration(&self, altered: &Alteration) -> Value {
        let change = &altered.change;
        json!({
            "of": self.id(change.owner),
            "attribute": written_name(Some(change.attribute), change.attribute.name),
            "value": self.value(&change.value),
            "is_any_other": altered.is_any_other,
            "now": self.value(&altered.now),
            "is_stated": altered.is_stated,
            "place": place(&self.places, altered.place),
        })
    }

    fn open(&self, open: &OpenFact) -> Value {
        let answer = |answer: &Answer| {
            json!({
                "value": self.value(&answer.value),
                "is_any_other": answer.is_any_other,
                "outcome": outcome_word(answer.outcome),
            })
        };
        json!({
            "of": self.id(open.read.owner),
            "attribute": written_name(open.read.row, &open.read.attribute),
            "place": place(&self.places, object_of(self.model, open.read.owner).place),
            "answers": open.answers.iter().map(answer).collect::<Value>(),
        })
    }

    fn id(&self, owner: Owner) -> &str {
        match owner {
            Owner::Element(id) => self.ids.element(id),
            Owner::Data(id) => self.ids.datum(id),
        }
    }

    fn value(&self, value: &bartizan_model::Value) -> Value {
        said(&Said::of(value, self.model, &self.ids))
    }
}

fn standing(standing: &Standing) -> &'static str {
    match standing {
        Standing::Reported(verdict) => crate::words::verdict(*verdict),
        Standing::SetAside { .. } => "set-aside",
        Standing::Excluded => "excluded",
        Standing::OutOfScope => "out-of-scope",
        Standing::OtherClass => "other-class",
        Standing::False => "false",
        Standing::Open => "open",
        Standing::Faulty(_) => "faulty",
        Standing::NoCondition => "no-condition",
    }
}

/// `null` where it cannot be evaluated.
fn truth(outcome: &Result<Outcome, Box<Fault>>) -> Value {
    outcome.as_ref().map_or(Value::Null, |outcome| json!(outcome_word(*outcome)))
}

fn outcome_word(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::True => "true",
        Outcome::False => "false",
        Outcome::Unknown => "unknown",
    }
}
