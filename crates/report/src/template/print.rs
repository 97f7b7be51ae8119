//! `str` and `repr` of values, as Python has them; without addresses, which differ from run to run.

use bartizan_model::schema::{self, MemberValue};
use bartizan_model::{Class, ElementId, Value as ModelValue};

use super::sink::{Sink, SinkError};
use super::value::{Found, List, Value};
use crate::python::{repr_float, repr_text};
use crate::study::Study;

type Done = Result<(), SinkError>;

/// Writes values of one study.
#[derive(Clone, Copy)]
pub(super) struct Printer<'a> {
    pub(super) study: &'a Study<'a>,
}

impl<'a> Printer<'a> {
    /// What `str` gives.
    pub(super) fn print(self, value: &Value<'a>, out: &mut Sink<'_>) -> Done {
        match value {
            Value::Text(text) => out.text(text),
            Value::Prose(text) => out.prose(text),
            Value::Element { id, .. } => self.element(*id, out),
            Value::Data(id) => self.named("Data(", &self.study.model.datum(*id).name(), ")", out),
            Value::System => self.named("TM(", &self.study.model.system.name(), ")", out),
            Value::Threat(threat) => self.named("Threat(", &threat.id, ")", out),
            Value::Assumption(assumption) => out.text(&assumption.name),
            Value::Finding(found) => self.finding(*found, out),
            Value::Controls(id) => self.controls(*id, " ", out),
            Value::DataSet(data) => {
                let mut names: Vec<_> = data.iter().map(|id| self.study.model.datum(*id).name()).collect();
                names.sort();
                names.dedup();
                out.text(&names.join(", "))
            }
            Value::Member(member) => out.word(&member.to_string()),
            _ => self.repr(value, out),
        }
    }

    /// What `repr` gives.
    pub(super) fn repr(self, value: &Value<'a>, out: &mut Sink<'_>) -> Done {
        match value {
            Value::None => out.word("None"),
            Value::Flag(true) => out.word("True"),
            Value::Flag(false) => out.word("False"),
            Value::Int(number) => out.word(&number.to_string()),
            Value::Float(number) => out.word(&repr_float(*number)),
            Value::Text(text) => out.text(&repr_text(text)),
            Value::Prose(text) => out.prose(&repr_text(text)),
            Value::Word(word) => out.word(word),
            Value::Member(member) => {
                let value = match member.value() {
                    MemberValue::Int(rank) => rank.to_string(),
                    MemberValue::Text(word) => repr_text(word),
                };
                out.text(&format!("<{member}: {value}>"))
            }
            Value::Element { id, .. } => {
                let object = self.study.model.element(*id);
                let module = if object.own_class.is_some() { "__main__" } else { object.class.module() };
                out.text(&format!("<{module}.{}({})>", object.class_name(), self.study.name(*id)))
            }
            Value::Data(id) => {
                out.text(&format!("<{}.Data({})>", Class::Data.module(), self.study.model.datum(*id).name()))
            }
            Value::Finding(found) => out.text(&format!("<pytm.finding.Finding({})>", self.number(*found))),
            Value::Threat(threat) => out.text(&format!("<pytm.threat.Threat({})>", threat.id)),
            Value::Assumption(assumption) => {
                out.text(&format!("Assumption(name={}, exclude=", repr_text(&assumption.name)))?;
                self.set(&List::Texts(&assumption.exclude), out)?;
                out.text(&format!(", description={})", repr_text(&assumption.description)))
            }
            Value::Controls(id) => {
                out.word("Controls(")?;
                self.controls(*id, ", ", out)?;
                out.word(")")
            }
            Value::List(list @ List::Classes(_)) => {
                self.items(list, "(", if list.len() == 1 { ",)" } else { ")" }, out)
            }
            Value::Map(entries) => self.map(entries, out),
            Value::List(list) => self.items(list, "[", "]", out),
            Value::Set(list) => self.set(list, out),
            Value::DataSet(data) => {
                let names: Vec<String> =
                    data.iter().map(|id| format!("<pytm.data.Data({})>", self.study.model.datum(*id).name())).collect();
                out.text(&format!("DataSet({{{}}})", names.join(", ")))
            }
            Value::Method(_) => out.word("<method>"),
            Value::System => self.print(value, out),
        }
    }

    /// The number of a finding in this run.
    pub(super) fn number(self, found: Found) -> String {
        match found {
            Found::Open(at) | Found::SetAside(at) => (at + 1).to_string(),
            Found::Override(element, at) => {
                let given = self.study.model.element(element).overrides.get(at);
                let fields = given.into_iter().flat_map(|given| &given.fields);
                fields.into_iter().find(|(name, _)| &**name == "id").map_or(String::new(), |(_, id)| id.to_string())
            }
        }
    }

    fn element(self, id: ElementId, out: &mut Sink<'_>) -> Done {
        out.text(self.study.model.element(id).class_name())?;
        self.named("(", self.study.name(id), ")", out)
    }

    fn named(self, before: &'static str, name: &str, after: &'static str, out: &mut Sink<'_>) -> Done {
        out.word(before)?;
        out.text(name)?;
        out.word(after)
    }

    fn finding(self, found: Found, out: &mut Sink<'_>) -> Done {
        let field = |name| super::access::finding_text(self.study, found, name);
        out.word("'")?;
        out.text(&field("target"))?;
        out.word("': ")?;
        out.prose(&field("description"))?;
        out.word("\n")?;
        out.prose(&field("details"))?;
        out.word("\n")?;
        out.prose(&field("severity"))
    }

    fn controls(self, id: ElementId, separator: &'static str, out: &mut Sink<'_>) -> Done {
        for (at, attribute) in schema::attributes(Class::Controls).into_iter().enumerate() {
            out.word(if at == 0 { "" } else { separator })?;
            out.word(attribute.name)?;
            out.word("=")?;
            let fact = self.study.model.element(id).control(attribute.name);
            self.repr(&fact.map_or(Value::None, |fact| Value::of(&fact.value)), out)?;
        }
        Ok(())
    }

    fn items(self, list: &List<'a>, open: &'static str, close: &'static str, out: &mut Sink<'_>) -> Done {
        out.word(open)?;
        for (at, value) in (0..list.len()).filter_map(|at| list.get(at)).enumerate() {
            out.word(if at == 0 { "" } else { ", " })?;
            self.repr(&value, out)?;
        }
        out.word(close)
    }

    fn map(self, entries: &[(ModelValue, ModelValue)], out: &mut Sink<'_>) -> Done {
        out.word("{")?;
        for (at, (key, value)) in entries.iter().enumerate() {
            out.word(if at == 0 { "" } else { ", " })?;
            self.repr(&Value::of(key), out)?;
            out.word(": ")?;
            self.repr(&Value::of(value), out)?;
        }
        out.word("}")
    }

    fn set(self, list: &List<'a>, out: &mut Sink<'_>) -> Done {
        match list.len() {
            0 => out.word("set()"),
            _ => self.items(list, "{", "}", out),
        }
    }
}
