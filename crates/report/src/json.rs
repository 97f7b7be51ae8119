//! Our own JSON: every fact with its origin and place, every finding with its stable id and verdict.
//!
//! What an object does not list is not stated anywhere and has the schema's default. Elements and data are named by
//! their ids. A reader may rely on [`SCHEMA_VERSION`].

use std::fmt;

use bartizan_model::schema;
use bartizan_model::{Assumption, Class, ElementId, Fact, Location, Model, Object, Span, Value};
use bartizan_rules::decisions::{Decision, Decisions, State};
use bartizan_rules::{Finding, Findings, Threat};
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use crate::json_text;
use crate::places::Places;
use crate::study::Study;
use crate::words;

/// Version of the layout; it grows when a reader would have to change.
pub const SCHEMA_VERSION: u32 = 1;

/// Writes a model and its findings as JSON with line breaks.
///
/// # Errors
/// When the writer fails.
pub fn json(model: &Model, findings: &Findings, decisions: &Decisions, out: &mut dyn fmt::Write) -> fmt::Result {
    let report = Report {
        study: &Study::of(model, findings),
        decisions,
        places: Places::of(&model.sources),
        ids: model.slugs(),
        data_ids: model.data_slugs(),
    };
    json_text::pretty(&report, out)
}

struct Report<'a> {
    study: &'a Study<'a>,
    decisions: &'a Decisions,
    places: Places<'a>,
    ids: Vec<String>,
    data_ids: Vec<String>,
}

impl Report<'_> {
    fn id(&self, element: ElementId) -> &str {
        self.ids.get(element.index()).map_or("", String::as_str)
    }

    fn place(&self, span: Option<Span>) -> Option<Location> {
        span.and_then(|span| self.places.locate(span))
    }

    fn objects(&self, select: impl Fn(Class) -> bool) -> Vec<ObjectJson<'_>> {
        let of = |(id, object)| ObjectJson { report: self, id: self.id(id), element: Some(id), object };
        self.study.model.taking_part().filter(|(_, object)| select(object.class)).map(of).collect()
    }
}

impl Serialize for Report<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (model, findings) = (self.study.model, self.study.findings);
        let is_flow = |class: Class| class.is_a(Class::Dataflow);
        let is_boundary = |class: Class| class.is_a(Class::Boundary);
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("schema", "bartizan-report")?;
        map.serialize_entry("version", &SCHEMA_VERSION)?;
        map.serialize_entry("system", &ObjectJson { report: self, id: "", element: None, object: &model.system })?;
        map.serialize_entry("elements", &self.objects(|class| !is_flow(class) && !is_boundary(class)))?;
        map.serialize_entry("flows", &self.objects(is_flow))?;
        map.serialize_entry("boundaries", &self.objects(is_boundary))?;
        let data = model.registry.data.iter().map(|id| ObjectJson {
            report: self,
            id: self.data_ids.get(id.index()).map_or("", String::as_str),
            element: None,
            object: model.datum(*id),
        });
        map.serialize_entry("data", &data.collect::<Vec<_>>())?;
        let open = findings.all.iter().map(|finding| FindingJson { report: self, finding, assumption: None });
        map.serialize_entry("findings", &open.collect::<Vec<_>>())?;
        let aside = findings.set_aside.iter().map(|aside| FindingJson {
            report: self,
            finding: &aside.finding,
            assumption: Some(&aside.assumption),
        });
        map.serialize_entry("set_aside", &aside.collect::<Vec<_>>())?;
        let decisions = self.decisions.all.iter().zip(&self.decisions.states);
        let decisions = decisions.map(|(decision, state)| DecisionJson { report: self, decision, state: Some(*state) });
        map.serialize_entry("decisions", &decisions.collect::<Vec<_>>())?;
        map.serialize_entry("threats", &findings.threats.iter().map(|threat| ThreatJson(threat)).collect::<Vec<_>>())?;
        map.end()
    }
}

/// An element, a flow, a boundary, data, or the system itself.
struct ObjectJson<'a> {
    report: &'a Report<'a>,
    id: &'a str,
    element: Option<ElementId>,
    object: &'a Object,
}

impl Serialize for ObjectJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (report, object) = (self.report, self.object);
        let mut map = serializer.serialize_map(None)?;
        if !self.id.is_empty() {
            map.serialize_entry("id", self.id)?;
        }
        map.serialize_entry("class", object.class_name())?;
        map.serialize_entry("name", &*object.name())?;
        map.serialize_entry("place", &report.place(object.place).map(PlaceJson))?;
        if let Some(element) = self.element {
            map.serialize_entry("severity", &report.study.severity(element))?;
        }
        map.serialize_entry("facts", &FactsJson { report, facts: facts(object) })?;
        if self.element.is_some() {
            map.serialize_entry("controls", &FactsJson { report, facts: controls(object) })?;
        }
        let assumptions: Vec<AssumptionJson<'_>> = object.assumptions.iter().map(AssumptionJson).collect();
        map.serialize_entry("assumptions", &assumptions)?;
        map.end()
    }
}

fn facts(object: &Object) -> Vec<(&str, &Fact)> {
    let name = |id| schema::attribute_at(id).map_or("", |attribute| attribute.name);
    object.facts.known().map(|(id, fact)| (name(id), fact)).chain(object.facts.extras()).collect()
}

fn controls(object: &Object) -> Vec<(&str, &Fact)> {
    let name = |id| schema::attribute_at(id).map_or("", |attribute| attribute.name);
    object.controls.known().map(|(id, fact)| (name(id), fact)).chain(object.controls.extras()).collect()
}

struct FactsJson<'a> {
    report: &'a Report<'a>,
    facts: Vec<(&'a str, &'a Fact)>,
}

impl Serialize for FactsJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.facts.iter().map(|(name, fact)| (name, FactJson { report: self.report, fact })))
    }
}

struct FactJson<'a> {
    report: &'a Report<'a>,
    fact: &'a Fact,
}

impl Serialize for FactJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let origin = self.fact.origin;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("value", &ValueJson { report: self.report, value: &self.fact.value })?;
        map.serialize_entry("origin", words::origin(origin))?;
        if let Some(place) = self.report.place(origin.span()) {
            map.serialize_entry("place", &PlaceJson(place))?;
        }
        if let bartizan_model::Origin::Inherited(from) = origin {
            map.serialize_entry("from", self.report.id(from))?;
        }
        map.end()
    }
}

struct ValueJson<'a> {
    report: &'a Report<'a>,
    value: &'a Value,
}

impl Serialize for ValueJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let report = self.report;
        match self.value {
            Value::None => serializer.serialize_none(),
            Value::Flag(flag) => serializer.serialize_bool(*flag),
            Value::Int(number) => serializer.serialize_i64(*number),
            Value::Float(number) => serializer.serialize_f64(*number),
            Value::Text(text) | Value::Other(text) => serializer.serialize_str(text),
            Value::Member(member) => serializer.serialize_str(member.name()),
            Value::Element(id) => serializer.serialize_str(report.id(*id)),
            Value::Data(id) => serializer.serialize_str(report.data_ids.get(id.index()).map_or("", String::as_str)),
            Value::Map(entries) => serializer
                .collect_seq(entries.iter().map(|(key, value)| [key, value].map(|value| ValueJson { report, value }))),
            Value::List(values) => {
                let mut list = serializer.serialize_seq(Some(values.len()))?;
                for value in values.iter() {
                    list.serialize_element(&ValueJson { report, value })?;
                }
                list.end()
            }
        }
    }
}

struct PlaceJson(Location);

impl Serialize for PlaceJson {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("path", &*self.0.path)?;
        map.serialize_entry("line", &self.0.line)?;
        map.serialize_entry("column", &self.0.column)?;
        map.end()
    }
}

struct AssumptionJson<'a>(&'a Assumption);

impl Serialize for AssumptionJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("name", &*self.0.name)?;
        map.serialize_entry("description", &*self.0.description)?;
        map.serialize_entry("exclude", &self.0.exclude.iter().map(|id| &**id).collect::<Vec<&str>>())?;
        map.end()
    }
}

struct FindingJson<'a> {
    report: &'a Report<'a>,
    finding: &'a Finding,
    assumption: Option<&'a Assumption>,
}

impl Serialize for FindingJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (report, finding) = (self.report, self.finding);
        let study = report.study;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("id", &study.findings.stable_id(finding))?;
        map.serialize_entry("threat", &*study.findings.threat(finding).id)?;
        map.serialize_entry("element", report.id(finding.element))?;
        map.serialize_entry("verdict", words::verdict(finding.verdict))?;
        for (key, field) in [("title", "description"), ("severity", "severity"), ("likelihood", "likelihood")] {
            map.serialize_entry(key, study.field(finding, field).unwrap_or(""))?;
        }
        for key in ["response", "cvss"] {
            if let Some(text) = study.field(finding, key).filter(|text| !text.is_empty()) {
                map.serialize_entry(key, text)?;
            }
        }
        map.serialize_entry("place", &report.place(study.model.element(finding.element).place).map(PlaceJson))?;
        if let Some(assumption) = self.assumption {
            map.serialize_entry("assumption", &AssumptionJson(assumption))?;
        } else if let Some(decision) = report.decisions.about(finding) {
            map.serialize_entry("decision", &DecisionJson { report, decision, state: None })?;
        }
        map.end()
    }
}

/// A decision; with its state, where all of them are listed. What was not said of it is absent.
struct DecisionJson<'a> {
    report: &'a Report<'a>,
    decision: &'a Decision,
    state: Option<State>,
}

impl Serialize for DecisionJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let decision = self.decision;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("finding", &decision.pattern.to_string())?;
        map.serialize_entry("status", decision.status.key())?;
        map.serialize_entry("because", &*decision.because)?;
        for (key, text) in [("owner", &decision.owner), ("ticket", &decision.ticket)] {
            if !text.is_empty() {
                map.serialize_entry(key, &**text)?;
            }
        }
        if let Some(until) = decision.until {
            map.serialize_entry("until", &until.to_string())?;
        }
        if let Some(state) = self.state {
            map.serialize_entry("state", words::state(state))?;
        }
        map.serialize_entry("source", words::source(decision.source))?;
        map.serialize_entry("place", &self.report.place(decision.place).map(PlaceJson))?;
        map.end()
    }
}

struct ThreatJson<'a>(&'a Threat);

impl Serialize for ThreatJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let threat = self.0;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("id", &*threat.id)?;
        map.serialize_entry("title", &*threat.title)?;
        map.serialize_entry("targets", &threat.targets.iter().map(|class| class.name()).collect::<Vec<_>>())?;
        map.serialize_entry("stride", &threat.stride.iter().map(|stride| stride.key()).collect::<Vec<_>>())?;
        map.serialize_entry("capec", &threat.capec)?;
        map.serialize_entry("cwe", &threat.cwe)?;
        for name in
            ["severity", "likelihood", "condition", "details", "prerequisites", "example", "mitigations", "references"]
        {
            map.serialize_entry(name, threat.field(name).unwrap_or(""))?;
        }
        map.end()
    }
}
